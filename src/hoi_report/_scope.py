"""What the names in a text stand for, in a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ._citation import Citation, OwnCitation, PlanCitation
from ._document import Document
from ._grammar import Form
from ._parameters import FILTERS, printed
from ._printing import NO_ITEM, Part, holds, words
from ._problems import InvalidInput, problem
from ._text import Mention
from ._unit import ResolvedUnit


class Plan:
    """A plan, as the reports that answer it mention it."""

    def __init__(self, document: Document):
        values = Values(document)
        lines = []
        for text in document.outline.file.subject:
            values.begin_part(document.outline.file)
            lines.append(words(text, values))
        self.subject = " ".join(lines)
        self.issuer = document.issuer
        number = document.numbered("…")
        self.citation = PlanCitation(document.outline.kind_name, number, document.date, self.issuer, self.subject)


class Values:
    """The values of a document."""

    def __init__(self, document: Document):
        self._document = document
        number = document.numbered("") if document.number is not None else None
        own = OwnCitation(document.outline.kind_name, number, document.date, document.issuer)
        self._values: dict[str, object] = {
            **document.values,
            "unit": document.unit,
            "term": document.outline.file.term,
            "deadlines": document.deadlines,
            "document": own,
            # of what is attached to a plan, the plan is that document itself
            "plan": own if document.plan is None else Plan(document.plan),
        }
        self._phrases: Mapping[str, Sequence[Form]] = document.outline.file.phrases
        self._cited: set[str] = set()

    def begin_part(self, part: Part) -> None:
        self._cited.clear()
        self._values["term"] = part.term
        self._phrases = part.phrases

    def has(self, name: str) -> bool:
        return self._document.has(name)

    def members(self, name: str) -> list[object]:
        value = self._values.get(name)
        return value if isinstance(value, list) else []

    def is_at(self, levels: list[str]) -> bool:
        return self._document.is_at(levels)

    def show(self, mention: Mention, item: object) -> str:
        name, *fields = mention.names
        value = item if name == "item" and item is not NO_ITEM else self._value(name)
        for field in fields:
            value = _field(value, field)
            if value is None:
                unit = self._document.unit.unit.short_name
                raise InvalidInput([problem("no-parent", self._document.unit_place, "unit", found=unit)])
        if isinstance(value, Plan):
            value = value.citation
        if isinstance(value, (Citation, OwnCitation, PlanCitation)):
            value = self._citation(value)
        for filter in mention.filters:
            value = FILTERS[filter][1](value)
        return printed(value)

    def _value(self, name: str) -> object:
        """The value of a name; of a phrase, the words of its first form that holds."""
        if name not in self._phrases:
            return self._values[name]
        return next(words(form.text, self) for form in self._phrases[name] if holds(form, self))

    def _citation(self, cited: Citation | OwnCitation | PlanCitation) -> str:
        full = cited.full
        if full in self._cited:
            return cited.short
        self._cited.add(full)
        return full


def _field(value: object, field: str) -> object:
    if isinstance(value, ResolvedUnit):
        return value.field(field)
    return value[field] if isinstance(value, Mapping) else getattr(value, field)
