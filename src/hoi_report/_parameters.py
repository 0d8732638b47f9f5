"""Parameters of an outline: which types they have, what may be mentioned of each, and how it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from ._citation import Citation
from ._model import Model
from ._scalars import MADE, Boolean, Date, Identifier, Str, integer, wrong_type
from ._unit import Key
from ._value_class import value_class
from ._vietnamese import PartialDate, format_integer, long_date, short_date

# --- types ----------------------------------------------------------------------------------------------------------


@value_class
class Term:
    """A nhiệm kỳ, from year to year."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


def _term(value: object) -> Term:
    if isinstance(value, Term):
        return value
    years = re.fullmatch(r"([0-9]{4})\s*[-–—]\s*([0-9]{4})", value) if isinstance(value, str) else None
    if not years:
        raise wrong_type("a term (2021-2026)", value)
    start, end = map(int, years.groups())
    if start >= end:
        raise PydanticCustomError("term-order", "", {"found": str(value)})
    return Term(start, end)


TermText = Annotated[Term, MADE, BeforeValidator(_term), WithJsonSchema({"type": "string"})]
"""A term: ``2021-2026``."""

Whole = Annotated[int, BeforeValidator(integer())]
"""A whole number."""

TypeName = Literal["text", "integer", "date", "term", "citation", "unit"]

TYPES: dict[str, Any] = {
    "text": Str,
    "integer": Whole,
    "date": Date,
    "term": TermText,
    "citation": Citation,
    "unit": Key,
    "yes_no": Boolean,
}
"""What a value of each type is read as."""

EXAMPLES = {
    "text": "…",
    "integer": "8",
    "date": "05/6/2024",
    "term": "2021-2026",
    "citation": "{kind: Kế hoạch, number: 421, symbol: KH-ĐCT, date: 29/12/2023, issuer: …, subject: về việc …}",
    "unit": "dong-hung",
    "yes_no": "có",
}
"""How a value of each type may be written."""

FIELDS: dict[str, dict[str, str]] = {
    "unit": {
        "name": "text",
        "short_name": "text",
        "generic_name": "text",
        "locality": "text",
        "level_name": "text",
        "body": "text",
        "place": "text",
        "symbol": "text",
        "parent": "unit",
    },
    "terms": {"local": "term", "national": "term"},
    "plan": {"issuer": "text", "subject": "text"},
    "term": {"start": "integer", "end": "integer"},
    "date": {"year": "integer"},
}
"""What a text may mention of a value, and the type of that."""

FILTERS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "long_date": ("date", long_date),
    "number": ("integer", format_integer),
    "spaced": ("term", lambda term: f"{term.start} - {term.end}"),
    "upper": ("text", str.upper),
}
"""Each filter's type of value, and what it prints: ``ngày 05 tháng 6 năm 2024``, ``1.250``, ``2021 - 2026``."""

PRINTED = ("text", "integer", "date", "term", "citation", "plan")
"""The types that a text can print; of others it prints a field or, for a list, each member."""


def printed(value: object) -> str:
    """A value as it stands in a text without a filter."""
    return short_date(value) if isinstance(value, PartialDate) else str(value)


# --- declarations ---------------------------------------------------------------------------------------------------


class Parameter(Model):
    """A value that an outline's texts mention and that a document's data give."""

    type: Literal["text", "integer", "date", "term", "citation", "unit", "yes_no", "list"] = Field(
        description="text, integer, date, term, citation, unit (a key of the units), yes_no (for `when`) or list."
    )
    of: TypeName | None = Field(None, description="Of a list: the type of its members.")
    description: Str = Field(description="What to give, for the person who fills it in.")
    min: Whole | None = Field(None, description="Of an integer: the least value.")
    max: Whole | None = Field(None, description="Of an integer: the greatest value.")
    required: Boolean = Field(True, description="false: may be absent; what needs it is left out (`when`).")
    default: Any = Field(None, description="What holds where the data say nothing.")
    default_for: dict[Identifier, Any] = Field(
        {}, description="The default by level of the issuing unit: `{tinh: …, xa: …}`."
    )

    @model_validator(mode="after")
    def _members(self) -> Parameter:
        if (self.type == "list") != (self.of is not None):
            raise PydanticCustomError("list-of", "", {})
        return self

    @property
    def optional(self) -> bool:
        """Whether a document may be without a value."""
        return not self.required and self.default is None

    @property
    def meaning(self) -> tuple[object, ...]:
        """What outlines that share the parameter have to agree on."""
        return self.kind, self.required, self.default, tuple(sorted(self.default_for.items(), key=str))

    @property
    def kind(self) -> str:
        """The type as one word: ``text``, ``list of citation``."""
        return f"list of {self.of}" if self.of else self.type

    def example(self, name: str) -> str:
        """How a value may be written in a data file.

        >>> Parameter(type="integer", description="Số xã").example("so_xa")
        'so_xa: 8'
        """
        return f"{name}: [{EXAMPLES[self.of]}]" if self.of else f"{name}: {EXAMPLES[self.type]}"

    @property
    def model(self) -> Any:
        """What a value is read as."""
        if self.of is not None:
            return list.__class_getitem__(TYPES[self.of])
        if self.type == "integer":
            return Annotated[int, BeforeValidator(integer(self.min, self.max))]
        return TYPES[self.type]
