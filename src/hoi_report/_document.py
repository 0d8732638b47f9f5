"""What one unit hands in: a data file, validated against its outline, with its unit as it was on that day."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from ._catalog import Base
from ._data_file import DocumentFile, literal
from ._grammar import Entry, ItemList, Recipient, Section
from ._meaning import lists, sections
from ._model import Dated, salvaged, validated
from ._numbering import item_marker
from ._outline import Outline, Source, is_outline_id, outline_at
from ._parameters import Parameter
from ._problems import InvalidInput, Place, Problem, format_path, guess, problem, referred, told_in
from ._source import Tree, read
from ._text import Text
from ._unit import Key, ResolvedUnit, Signer, Unit, Units, not_valid, resolve
from ._vietnamese import PartialDate, short_date


@dataclass(frozen=True)
class Document:
    """A document that is known to be right."""

    outline: Outline
    unit: ResolvedUnit
    unit_place: Place
    """Where the data say which unit it is."""
    number: int | None
    date: PartialDate | None
    signer: Signer
    addressees: tuple[Text, ...]
    recipients: tuple[Recipient, ...]
    values: dict[str, object]
    """Parameters of the outline and its attachments; what is absent is left out."""
    deadlines: dict[str, PartialDate]
    problems: tuple[Problem, ...]
    """Warnings and notes."""
    unanswered: tuple[Problem, ...]
    """The questions of the outline: what only a draft may leave open."""


def load_document(source: Source, *, base_dir: str | os.PathLike[str] | None = None, lang: str = "vi") -> Document:
    """The document that a data file, bytes or a ``dict`` says, known to be right.

    ``base_dir`` is the folder that relative paths start from where the source is no file; where it is given, paths may
    not leave it. ``lang`` is the language of the problems, ``vi`` or ``en``. Raises :class:`InvalidInput` with every
    problem of the data.

    >>> from hoi_report import example
    >>> document = load_document(example("thai-binh-2024") / "ke-hoach.yaml")
    >>> document.outline.id, document.problems
    ('2021-2026/ke-hoach-giua-nhiem-ky', ())
    """
    with told_in(lang):
        return document_of(read(source), Base.of(source, base_dir), lang)


def document_of(tree: Tree, base: Base, lang: str) -> Document:
    """The document that a tree says; its warnings and notes are told in ``lang``."""
    document = _Loader(tree, base).load()
    return replace(document, problems=tuple(p.in_language(lang) for p in document.problems))


class _Loader:
    """One data file on its way to a document; collects every problem."""

    def __init__(self, tree: Tree, base: Base):
        self.tree = tree
        self.base = base
        self.problems: list[Problem] = []

    def load(self) -> Document:
        said, self.problems = salvaged(DocumentFile, self.tree.value, self.tree, {"outline": "…", "unit": None})
        outline = self._outline()
        if outline is None or said is None:
            raise InvalidInput(self.problems)
        day = said.date or outline.file.valid_from
        units = self._units(said)
        unit = self._unit(said, units, day)
        if not self._faulty("date"):
            self._check_times(outline, said, day)
        self._check_level(outline, unit)
        values = self._values(outline, unit, units, day)
        self._check_deadlines(outline, said)
        self._check_archive(said)
        self._check_lists(outline, values)
        if unit is None or any(p.severity == "error" for p in self.problems):
            raise InvalidInput(self.problems)
        return Document(
            outline,
            unit,
            self.tree.place(("unit",)),
            said.number,
            said.date,
            said.signer or outline.file.signer or unit.unit.signer,
            tuple(outline.file.addressees if said.addressees is None else map(literal, said.addressees)),
            tuple(outline.file.recipients if said.recipients is None else (r.as_recipient() for r in said.recipients)),
            values,
            said.deadlines,
            (*outline.problems, *self.problems),
            tuple(self._unanswered(outline, unit, values)),
        )

    def _outline(self) -> Outline | None:
        """The outline, found even where other keys are wrong, so that its own problems are told at once."""
        name = self.tree.value.get("outline")
        if not isinstance(name, str):
            return None
        place = self.tree.place(("outline",))
        path: Path | str | None = name if is_outline_id(name) else self._path(name, place, "outline")
        try:
            return outline_at(path, self.base, place=place, path="outline") if path is not None else None
        except InvalidInput as error:
            self.problems += referred(error.problems, place, "outline")
            return None

    def _path(self, name: str, place: Place, field: str) -> Path | None:
        path = self.base.folder / name
        if self.base.holds(path):
            return path
        self.problems.append(problem("outside-folder", place, field, found=name))
        return None

    def _faulty(self, key: str) -> bool:
        """Whether an entry was found wrong: what rests on it is not judged."""
        return any(p.path == key and p.severity == "error" for p in self.problems)

    def _check_level(self, outline: Outline, unit: ResolvedUnit | None) -> None:
        if unit is not None and outline.file.issued_by and unit.unit.level not in outline.file.issued_by:
            arguments = {"name": unit.unit.short_name, "level": unit.unit.level, "outline": outline.id}
            choices = ", ".join(outline.file.issued_by)
            place = self.tree.place(("unit",))
            self.problems.append(problem("level-cannot-issue", place, "unit", choices=choices, **arguments))

    def _units(self, said: DocumentFile) -> Units | None:
        if said.units is None:
            return None
        path = self._path(said.units, self.tree.place(("units",)), "units")
        if path is None:
            return None
        try:
            tree = read(path)
        except InvalidInput as error:
            self.problems += referred(error.problems, self.tree.place(("units",)), "units")
            return None
        units, problems = validated(Units, tree.value, tree)
        problems += units.problems(tree) if units else []
        self.problems += problems
        return units if not problems else None

    def _unit(self, said: DocumentFile, units: Units | None, day: PartialDate) -> ResolvedUnit | None:
        place = self.tree.place(("unit",))
        if said.unit is None or self._faulty("date"):
            return None
        found: ResolvedUnit | Problem | None
        if isinstance(said.unit, dict):
            unit, problems = validated(Unit, said.unit, self.tree, ("unit",))
            self.problems += problems
            if unit and unit.level_name is None:
                where = self.tree.place(("unit", "level_name"), key=True)
                self.problems.append(problem("missing", where, "unit.level_name", key="level_name"))
            found = self._inline(unit, units, day) if unit and unit.level_name else None
        else:
            key, problems = validated(Key, said.unit, self.tree, ("unit",))
            self.problems += problems
            if key is not None and said.units is None:
                self.problems.append(problem("no-units", place, "unit", found=key))
            found = resolve(units, key, day) if key is not None and units is not None else None
        return self._resolved(found, place, "unit")

    def _inline(self, unit: Unit, units: Units | None, day: PartialDate) -> ResolvedUnit | Problem:
        """A whole unit that the data bring: valid on the day, its parent from the file of units if there is one."""
        if not unit.holds(day.earliest, day.latest):
            return not_valid(unit.short_name, unit, day)
        above = resolve(units, unit.parent, day) if units and unit.parent else None
        return ResolvedUnit(unit, unit.level_name or "", above if isinstance(above, ResolvedUnit) else None)

    def _resolved(self, found: ResolvedUnit | Problem | None, place: Place, path: str) -> ResolvedUnit | None:
        if isinstance(found, Problem):
            undated = found.code == "not-valid-then" and "date" not in self.tree.value
            code = "not-valid-undated" if undated else found.code
            self.problems.append(problem(code, place, path, **found.arguments))
            return None
        return found

    def _check_times(self, outline: Outline, said: DocumentFile, day: PartialDate) -> None:
        dated_things: list[tuple[str, Dated]] = [(outline.file.rules, outline.rules)]
        dated_things += [(member.id, member.file) for member in outline.family]
        for name, dated in dated_things:
            if not dated.holds(day.earliest, day.latest):
                arguments = {"name": name, "times": dated.times, "date": short_date(day)}
                self.problems.append(problem("not-valid-then", self.tree.place(("date",)), "date", **arguments))

    def _values(
        self, outline: Outline, unit: ResolvedUnit | None, units: Units | None, day: PartialDate
    ) -> dict[str, object]:
        given = self.tree.value.get("parameters", {})
        if not isinstance(given, dict):
            return {}
        declared = outline.parameters
        for name in given:
            if name not in declared:
                path = ("parameters", name)
                place, near = self.tree.place(path, key=True), guess(name, declared)
                self.problems.append(problem("unknown-parameter", place, format_path(path), found=name, **near))
        values: dict[str, object] = {}
        for name, (parameter, owner) in declared.items():
            value = self._value(name, parameter, given, owner, unit)
            if value is not None:
                values[name] = self._with_units(value, parameter, name, units, day)
        return values

    def _value(
        self, name: str, parameter: Parameter, given: dict[str, Any], owner: Outline, unit: ResolvedUnit | None
    ) -> object:
        path = ("parameters", name)
        if name in given:
            value, problems = validated(parameter.model, given[name], self.tree, path)
            self.problems += problems
            return value
        default = parameter.default_for.get(unit.unit.level, parameter.default) if unit else parameter.default
        if default is not None:
            return validated(parameter.model, default, owner.tree, path)[0]
        # Where the unit is not known, neither is the default of its level: one problem is enough.
        if parameter.required and not (unit is None and parameter.default_for):
            place = self.tree.place(path, key=True)
            arguments = {
                "name": name,
                "expected": parameter.kind,
                "description": parameter.description,
                "example": parameter.example(name),
            }
            self.problems.append(problem("missing-parameter", place, format_path(path), **arguments))
        return None

    def _with_units(
        self, value: object, parameter: Parameter, name: str, units: Units | None, day: PartialDate
    ) -> object:
        """The value with the units of its keys: a text mentions fields of a unit, not its key."""
        if "unit" not in (parameter.type, parameter.of):
            return value
        keys = value if isinstance(value, list) else [value]
        found = []
        for index, key in enumerate(keys):
            path: tuple[str | int, ...] = (
                ("parameters", name, index) if isinstance(value, list) else ("parameters", name)
            )
            result = resolve(units, key, day) if units else problem("no-units", found=key)
            found.append(self._resolved(result, self.tree.place(path), format_path(path)))
        return found if isinstance(value, list) else found[0]

    def _check_deadlines(self, outline: Outline, said: DocumentFile) -> None:
        declared, given = outline.deadlines, self.tree.value.get("deadlines")
        given = given if isinstance(given, dict) else {}
        for name in said.deadlines:
            if name not in declared:
                path = ("deadlines", name)
                place, near = self.tree.place(path, key=True), guess(name, declared)
                self.problems.append(problem("unknown-deadline", place, format_path(path), found=name, **near))
        for name, deadline in declared.items():
            if name not in given:
                path = ("deadlines", name)
                arguments = {"name": name, "who": deadline.who, "what": deadline.what}
                place = self.tree.place(path, key=True)
                self.problems.append(problem("missing-deadline", place, format_path(path), **arguments))

    def _check_archive(self, said: DocumentFile) -> None:
        """Where the document is kept stands last (PL I, Phần I, II.9.d)."""
        for index, recipient in enumerate((said.recipients or [])[:-1]):
            if recipient.archive is not None:
                path = ("recipients", index, "archive")
                self.problems.append(problem("archive-not-last", self.tree.place(path), format_path(path)))

    def _check_lists(self, outline: Outline, values: dict[str, object]) -> None:
        """No list of the data is longer than the marker of its list can count."""
        for member in outline.family:
            for path, section in sections(member.file):
                for _, found in lists(section.content, (*path, "content")):
                    repeated = [item.each for item in found.items if item.each]
                    lengths = [len(value) for value in map(values.get, repeated) if isinstance(value, list)]
                    try:
                        item_marker(found.marker, len(found.items) - len(repeated) + sum(lengths) or 1)
                    except PydanticCustomError as error:
                        place = ("parameters", repeated[0])
                        arguments = error.context or {}
                        self.problems.append(
                            problem(error.type, self.tree.place(place), format_path(place), **arguments)
                        )

    def _unanswered(self, outline: Outline, unit: ResolvedUnit, values: dict[str, object]) -> list[Problem]:
        """The questions that this document asks: not those of parts that are left out."""
        place = self.tree.place(("outline",))
        asked: list[Problem] = []

        def printed(node: Section | Entry | ItemList) -> bool:
            return node.when in (None, *values) and (not node.at or unit.unit.level in node.at)

        def ask(nodes: Sequence[Section | Entry | ItemList], title: Text) -> None:
            for node in filter(printed, nodes):
                if isinstance(node, ItemList):
                    ask(node.items, title)
                    continue
                title = node.title if isinstance(node, Section) else title
                if node.question:
                    asked.append(problem("unanswered", place, node.id or "", found=node.id, section=title))
                ask(node.content, title)
                ask(node.sections if isinstance(node, Section) else [], title)

        ask(outline.file.sections, outline.file.sections[0].title)
        return asked
