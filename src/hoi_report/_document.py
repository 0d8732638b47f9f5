"""What one unit hands in: a data file, validated against its outline, with its unit as it was on that day."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from ._answering import Answers, Completeness, completeness_of, judged
from ._answers import Setting, Target
from ._catalog import Base, Catalog, identity
from ._collector import collector_at_rest
from ._data_file import DocumentFile, Indicators, as_written
from ._grammar import Deadline, Recipient, Written
from ._meaning import PLAN, mentions_plan
from ._model import Dated, Path, salvaged, validated
from ._numbering import item_marker
from ._outline import Outline, Source, is_outline_id, outline_at, template_of, unknown_kind
from ._parameters import Parameter
from ._problems import InvalidInput, Place, Problem, format_path, guess, in_order, problem, referred, told_in
from ._questions import Holder
from ._remembered import at_one_moment, remembered
from ._rule_sets import rules_named
from ._rules import RuleSet
from ._source import Tree, read
from ._unit import Key, ResolvedUnit, Signer, Unit, Units, authority_problems, is_authorised, not_valid, resolve
from ._value_class import guarded_class, value_class
from ._vietnamese import PartialDate, short_date, two_digits


class UnitsFile(NamedTuple):
    """A file of units, and where it says what."""

    units: Units
    tree: Tree
    path: FilePath


class _Circumstances:
    """What decides which parts of an outline are printed."""

    unit: ResolvedUnit
    values: dict[str, object]
    plan: Document | None

    def has(self, name: str) -> bool:
        """Whether a parameter has a value (of yes or no: whether it is yes); whether there is a ``plan`` (`when`)."""
        if name == PLAN:
            return self.plan is not None
        value = self.values.get(name)
        return value is not False and value not in (None, [])

    def is_at(self, levels: Sequence[str]) -> bool:
        """Whether the unit is of one of these levels; any is one of none (`at`)."""
        return not levels or self.unit.unit.level in levels

    def holds(self, node: Holder) -> bool:
        """Whether this part of the outline is printed in the document."""
        return (node.when is None or self.has(node.when)) and self.is_at(node.at)


@value_class
class _Unanswered(_Circumstances):
    """A document of which the answers are not known yet."""

    unit: ResolvedUnit
    values: dict[str, object]
    plan: Document | None


@guarded_class
class Document(_Circumstances):
    """A document that is known to be right."""

    outline: Outline
    """Its outline, under the rule set and with the template of the document."""
    unit: ResolvedUnit
    tree: Tree = field(repr=False)
    """Where the data say what."""
    number: int | None
    date: PartialDate | None
    signer: Signer
    addressees: tuple[Written, ...]
    recipients: tuple[Recipient, ...]
    values: dict[str, object]
    """Parameters of the outline and its attachments; what is absent is left out."""
    deadlines: dict[str, PartialDate]
    problems: tuple[Problem, ...]
    """Warnings and notes."""
    answers: Answers
    """What it answers to the outline's questions."""
    key: str | None = None
    """The unit's key among the units; ``None`` where the data bring the whole unit."""
    units_file: UnitsFile | None = None
    """Its file of units."""
    plan: Document | None = None
    """The plan that a report answers."""
    targets: tuple[Target, ...] = ()
    """The chỉ tiêu that are reported on."""

    @property
    def rules(self) -> RuleSet:
        """The rule set that it obeys: the one that its data name, its unit's, or its outline's."""
        return self.outline.rules

    @property
    def template(self) -> FilePath:
        """The Word template that prints it."""
        return self.outline.template

    @property
    def units(self) -> Units | None:
        """The units of its file of units."""
        return self.units_file.units if self.units_file is not None else None

    @property
    def unanswered(self) -> tuple[Problem, ...]:
        """The required answers that are absent: what only a draft may leave open."""
        return self.answers.open

    @cached_property
    def completeness(self) -> tuple[Completeness, ...]:
        """How much of each chapter is answered."""
        return tuple(completeness_of(self.answers, self.outline, self.holds))

    @property
    def unit_place(self) -> Place:
        """Where the data say which unit it is."""
        return self.tree.place(("unit",))

    @property
    def symbol(self) -> str:
        """Its ký hiệu: ``BC-BTV``."""
        return self.rules.symbol(self.outline.symbol, self.unit.unit.symbol)

    def numbered(self, blank: str) -> str:
        """Its number and symbol, ``05/KH-BTV``; a blank in place of a number that it has not."""
        number = two_digits(self.number) if self.number is not None else blank
        return self.rules.numbered(number, self.symbol)

    @property
    def issuer(self) -> str:
        """Who issues it, in a sentence: ``Ban Thường vụ Hội LHPN tỉnh Thái Bình``."""
        return f"{self.unit.unit.body} {self.unit.unit.short_name}"


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
    with told_in(lang), at_one_moment(), collector_at_rest():
        return document_of(read(source), Base.of(source, base_dir), lang)


def document_of(tree: Tree, base: Base, lang: str) -> Document:
    """The document that a tree says; its warnings and notes are told in ``lang``."""
    return Loader(tree, base, lang=lang).load()


@guarded_class
class Validation:
    """What is to be said about a data file, right or wrong."""

    problems: tuple[Problem, ...]
    """Every problem: errors, warnings, notes, and required answers that are absent."""
    completeness: tuple[Completeness, ...]
    """How much of each chapter is answered; empty where not even the outline can be read."""
    document: Document | None
    """The document; ``None`` where there are errors other than absent answers."""


def validate(source: Source, *, base_dir: str | os.PathLike[str] | None = None, lang: str = "vi") -> Validation:
    """Everything that is to be said about a data file, bytes or a ``dict``; raises nothing for bad input.

    Arguments are those of :func:`load_document`.

    >>> from hoi_report import example
    >>> found = validate(example("thai-binh-2024") / "ke-hoach.yaml")
    >>> found.problems, found.document is not None
    ((), True)
    """
    try:
        with told_in(lang):
            tree, base = read(source), Base.of(source, base_dir)
    except InvalidInput as error:
        return Validation(error.problems, (), None)
    return validation_of(tree, base, lang)


def validation_of(tree: Tree, base: Base, lang: str) -> Validation:
    """Everything that is to be said about a tree."""
    loader = Loader(tree, base)
    try:
        with at_one_moment():
            document = loader.load()
    except InvalidInput as error:
        begun = loader.document
        found = in_order([*error.problems, *(begun.unanswered if begun is not None else ())])
        completeness = begun.completeness if begun is not None else ()
        return Validation(tuple(p.in_language(lang) for p in found), completeness, None)
    found = in_order([*document.problems, *document.unanswered])
    return Validation(tuple(p.in_language(lang) for p in found), document.completeness, document)


_RESTING_ON_THE_UNIT = frozenset(("unknown-member", "no-targets", "unknown-target", "unknown-measure"))
"""What is wrong or right according to the unit: its lists, its level's parameters, its plan's targets."""


class Loader:
    """One data file on its way to a document; collects every problem."""

    def __init__(self, tree: Tree, base: Base, chain: tuple[str, ...] = (), lang: str = "vi"):
        self.tree = tree
        self.base = base
        self.chain = chain
        self.lang = lang
        self.problems: list[Problem] = []
        self.plan: Document | None = None
        self.units: Units | None = None
        self.day: PartialDate | None = None
        """The day by which it is judged what is valid."""
        self.document: Document | None = None
        """The document as far as it could be made, also where it has errors: what is to be filled in rests on it."""

    def load(self) -> Document:
        """The document; raises :class:`InvalidInput` with every problem."""
        said, self.problems = salvaged(DocumentFile, self.tree.value, self.tree, {"outline": "…", "unit": None})
        outline = self._outline()
        if outline is None or said is None:
            raise InvalidInput(self.problems)
        self.plan = self._plan(said, outline)
        day = self.day = said.date or (self.plan.date if self.plan else None) or outline.file.valid_from
        units_file = self._units(said)
        units = self.units = units_file.units if units_file is not None else None
        unit = self._unit(said, units, day)
        in_house = self._in_house(outline, said, units_file, unit)
        if in_house is not None:
            outline = in_house
            self._check_authority(outline, units_file, unit)
        if not self._faulty("date"):
            self._check_times(outline, said, day)
        self._check_level(outline, unit)
        values = self._values(outline, unit, units, day)
        self._check_deadlines(outline, said)
        self._check_archive(said)
        self._check_lists(outline, values)
        self._check_made_for(said, outline)
        targets = self._targets(said)
        lists = {name: value for name, value in values.items() if isinstance(value, list)}
        setting = Setting(lists, unit.unit.lists if unit is not None else {}, targets)
        if unit is None:
            answers = judged(outline, self.tree, setting, lambda part: True)
            self.problems += [fault for fault in answers.problems if fault.code not in _RESTING_ON_THE_UNIT]
            raise InvalidInput(self.problems)
        answers = judged(outline, self.tree, setting, _Unanswered(unit, values, self.plan).holds)
        self.problems += answers.problems
        deadlines = {**(self.plan.deadlines if self.plan else {}), **said.deadlines}
        self._check_due(said, deadlines.get(outline.file.due or ""))
        faulty = any(p.severity == "error" for p in self.problems)
        addressees, recipients = said.addressees, said.recipients
        self.document = Document(
            outline=outline,
            unit=unit,
            tree=self.tree,
            number=said.number,
            date=said.date,
            signer=said.signer or outline.file.signer or unit.unit.signer,
            addressees=tuple(outline.file.addressees if addressees is None else map(as_written, addressees)),
            recipients=tuple(outline.file.recipients if recipients is None else (r.as_recipient() for r in recipients)),
            values=values,
            deadlines=deadlines,
            problems=() if faulty else self._told(outline),
            answers=answers,
            key=said.unit if isinstance(said.unit, str) else None,
            units_file=units_file,
            plan=self.plan,
            targets=targets,
        )
        if faulty:
            raise InvalidInput(self.problems)
        return self.document

    def _told(self, outline: Outline) -> tuple[Problem, ...]:
        """The warnings and notes."""
        return tuple(p.in_language(self.lang) for p in in_order([*outline.problems, *self.problems]))

    def _plan(self, said: DocumentFile, outline: Outline) -> Document | None:
        """The plan that is answered, where the data name it."""
        if said.plan is None:
            if mentions_plan(outline.file) and not self._faulty("plan"):
                code = "missing-plan" if mentions_plan(outline.file, unguarded=True) else "no-plan"
                self._tell_key(code, ("plan",), outline=outline.id)
            return None
        path = self._path(said.plan, ("plan",))
        if path is None:
            return None
        if self.chain and identity(path) in self.chain:
            self._tell("plan-cycle", ("plan",), found=said.plan)
            return None
        try:
            plan, sign = _plan_in(path, self.base.beside(path), self.chain)
        except InvalidInput as error:
            self._refer(error, ("plan",))
            return None
        if outline.id not in [member.id for member in plan.outline.family[1:]]:
            self._tell("not-its-plan", ("plan",), found=said.plan, outline=outline.id, other=plan.outline.id)
            return None
        if said.made_for.plan not in (None, sign):
            self._tell("plan-changed", ("made_for", "plan"), found=said.plan, sign=sign)
        if plan.number is None:
            self._tell("plan-without-number", ("plan",), found=said.plan)
        return plan

    def _check_made_for(self, said: DocumentFile, outline: Outline) -> None:
        """Whether the outline still asks what it asked when the file was made."""
        version = said.made_for.version
        if version not in (None, outline.version):
            told = {"found": version, "version": outline.version, "outline": outline.id}
            self._tell("outline-changed", ("made_for", "version"), **told)

    def _check_due(self, said: DocumentFile, due: PartialDate | None) -> None:
        """A report that is dated after the day on which it was due."""
        if due is not None and said.date is not None and said.date.earliest > due.latest:
            self._tell("after-deadline", ("date",), date=short_date(said.date), due=short_date(due))

    def _targets(self, said: DocumentFile) -> tuple[Target, ...]:
        """The chỉ tiêu: of files, or brought by the data; the plan's where they bring none."""
        if said.indicators is None:
            return self.plan.targets if self.plan else ()
        listed = isinstance(self.tree.value["indicators"], list)
        found: list[Target] = []
        seen: set[str] = set()
        for index, one in enumerate(said.indicators):
            path: Path = ("indicators", index) if listed else ("indicators",)
            targets, tree, base = self._listed(one, path)
            for number, target in enumerate(targets):
                here = (*base, number, "id") if tree is not self.tree else (*path, "id")
                if target.id in seen:
                    where = format_path(here)
                    self.problems.append(problem("repeated-name", tree.place(here), where, found=target.id))
                seen.add(target.id)
            found += targets
        return tuple(found)

    def _listed(self, one: object, path: Path) -> tuple[list[Target], Tree, Path]:
        """The targets of one entry, and where they are written."""
        if not isinstance(one, str):
            target, problems = validated(Target, one, self.tree, path)
            self.problems += problems
            return [target] if target is not None else [], self.tree, path
        file = self._path(one, path)
        if file is None:
            return [], self.tree, path
        try:
            targets, problems, tree = _targets_in(file)
        except InvalidInput as error:
            self._refer(error, path)
            return [], self.tree, path
        self.problems += problems
        return targets, tree, ("indicators",)

    def _outline(self) -> Outline | None:
        """The outline, found even where other keys are wrong, so that its own problems are told at once."""
        name = self.tree.value.get("outline")
        if not isinstance(name, str):
            return None
        source = name if is_outline_id(name) else self._path(name, ("outline",))
        try:
            return outline_at(source, self.base) if source is not None else None
        except InvalidInput as error:
            self._refer(error, ("outline",))
            return None

    def _tell(self, code: str, path: Path, **arguments: object) -> None:
        """A problem of what stands at a path; its place is looked for only now, as mostly there is no problem."""
        self.problems.append(problem(code, self.tree.place(path), format_path(path), **arguments))

    def _tell_key(self, code: str, path: Path, **arguments: object) -> None:
        """A problem of a key, or of one that is absent."""
        self.problems.append(problem(code, self.tree.place(path, key=True), format_path(path), **arguments))

    def _refer(self, error: InvalidInput, path: Path) -> None:
        """The problems of a file that is named at a path."""
        self.problems += referred(error.problems, self.tree.place(path), format_path(path))

    def _path(self, name: str, path: Path) -> FilePath | None:
        """The file of a name that stands at a path, if it may be read."""
        file = self.base.named(name)
        if isinstance(file, Problem):
            self.problems += referred([file], self.tree.place(path), format_path(path))
            return None
        return file

    @property
    def _plan_unread(self) -> bool:
        """Whether a plan is named that could not be read: what is absent here may be there."""
        return self.plan is None and "plan" in self.tree.value

    def _faulty(self, key: str) -> bool:
        """Whether an entry was found wrong: what rests on it is not judged."""
        return any(p.path == key and p.severity == "error" for p in self.problems)

    def _check_level(self, outline: Outline, unit: ResolvedUnit | None) -> None:
        if unit is not None and outline.file.issued_by and unit.unit.level not in outline.file.issued_by:
            arguments = {"name": unit.unit.short_name, "level": unit.unit.level, "outline": outline.id}
            self._tell("level-cannot-issue", ("unit",), choices=", ".join(outline.file.issued_by), **arguments)

    def _units(self, said: DocumentFile) -> UnitsFile | None:
        if said.units is None:
            return self.plan.units_file if self.plan else None
        path = self._path(said.units, ("units",))
        if path is None:
            return None
        try:
            found, problems = _units_in(path)
        except InvalidInput as error:
            self._refer(error, ("units",))
            return None
        self.problems += problems
        return found

    def _unit(self, said: DocumentFile, units: Units | None, day: PartialDate) -> ResolvedUnit | None:
        if said.unit is None:
            return None
        found: ResolvedUnit | Problem | None
        if isinstance(said.unit, dict):
            unit, problems = validated(Unit, said.unit, self.tree, ("unit",))
            self.problems += problems
            if unit and unit.level_name is None:
                self._tell_key("missing", ("unit", "level_name"), key="level_name")
            found = self._inline(unit, units, day) if unit and unit.level_name else None
        elif isinstance(said.unit, str) and units is not None and said.unit in units.units:
            found = resolve(units, said.unit, day)
        else:
            key, problems = validated(Key, said.unit, self.tree, ("unit",))
            self.problems += problems
            if key is not None and said.units is None and units is None and not self._plan_unread:
                self._tell("no-units", ("unit",), found=key)
            found = resolve(units, key, day) if key is not None and units is not None else None
        if self._faulty("date") and not (isinstance(found, Problem) and found.code == "unknown-unit"):
            return None  # who is meant on a day that is not known
        return self._resolved(found, ("unit",))

    def _in_house(
        self, outline: Outline, said: DocumentFile, units: UnitsFile | None, unit: ResolvedUnit | None
    ) -> Outline | None:
        """The outline under the rule set that the data name, or else the unit; ``None`` where that is not to be had."""
        if said.rules is not None:
            return self._under(outline, said.rules, self.tree, ("rules",), self.base)
        if unit is None or unit.unit.rules is None:
            return outline
        tree, path, base = self._written(unit, units)
        return self._under(outline, unit.unit.rules, tree, (*path, "rules"), base)

    def _written(self, unit: ResolvedUnit, units: UnitsFile | None) -> tuple[Tree, Path, Base]:
        """Where the unit is written, and where paths and names start there."""
        key = self.tree.value["unit"]
        if units is None or not isinstance(key, str):
            return self.tree, ("unit",), self.base
        index = units.units.units[key].index(unit.unit)
        path: Path = ("units", key, index) if isinstance(units.tree.value["units"][key], list) else ("units", key)
        return units.tree, path, self.base.beside(units.path)

    def _check_authority(self, outline: Outline, units: UnitsFile | None, unit: ResolvedUnit | None) -> None:
        """Who signs does so by one of the authorities that the rule set knows."""
        marks = outline.rules.authorities
        if "signer" in self.tree.value:
            self.problems += authority_problems(self.tree, ("signer",), marks)
        elif outline.file.signer is not None:
            if not is_authorised(outline.file.signer, marks):
                self.problems += authority_problems(outline.tree, ("signer",), marks)
        elif isinstance(self.tree.value.get("unit"), dict):
            self.problems += authority_problems(self.tree, ("unit", "signer"), marks)
        elif unit is not None and not is_authorised(unit.unit.signer, marks):
            tree, path, _ = self._written(unit, units)
            self.problems += authority_problems(tree, (*path, "signer"), marks)

    def _under(self, outline: Outline, name: str, tree: Tree, path: Path, base: Base) -> Outline | None:
        """The outline under the rule set of a name that stands at a path."""
        place, where, catalog = tree.place(path), format_path(path), Catalog.of(None, base)
        try:
            found = rules_named(name, catalog)
        except InvalidInput as error:
            self.problems += referred(error.problems, place, where)
            return None
        faults = [fault for member in outline.family for fault in unknown_kind(member.kind, found.rules, place, where)]
        template: FilePath | None = outline.template
        if outline.file.template is None:
            template, told = template_of(found, catalog, place, where)
            faults += told
        self.problems += faults
        if template is None or any(fault.severity == "error" for fault in faults):
            return None
        return outline.under(found.rules, template)

    def _inline(self, unit: Unit, units: Units | None, day: PartialDate) -> ResolvedUnit | Problem:
        """A whole unit that the data bring: valid on the day, its parent from the file of units if there is one."""
        if not unit.holds(day.earliest, day.latest):
            return not_valid(unit.short_name, unit, day)
        above = resolve(units, unit.parent, day) if units and unit.parent else None
        return ResolvedUnit(unit, unit.level_name or "", above if isinstance(above, ResolvedUnit) else None)

    def _resolved(self, found: ResolvedUnit | Problem | None, path: Path) -> ResolvedUnit | None:
        if isinstance(found, Problem):
            undated = found.code == "not-valid-then" and "date" not in self.tree.value
            code = "not-valid-undated" if undated else found.code
            self._tell(code, path, **found.arguments)
            return None
        return found

    def _check_times(self, outline: Outline, said: DocumentFile, day: PartialDate) -> None:
        dated_things: list[tuple[str, Dated]] = [(outline.rules.name, outline.rules)]
        dated_things += [(member.id, member.file) for member in outline.family]
        code = "not-valid-then" if said.date is not None else "not-valid-undated"
        for name, dated in dated_things:
            if not dated.holds(day.earliest, day.latest):
                self._tell(code, ("date",), name=name, times=dated.times, date=short_date(day))

    def _values(
        self, outline: Outline, unit: ResolvedUnit | None, units: Units | None, day: PartialDate
    ) -> dict[str, object]:
        given = self.tree.value.get("parameters", {})
        if not isinstance(given, dict):
            return {}
        declared = outline.parameters
        for name in given:
            if name not in declared:
                near = guess(name, declared)
                self._tell_key("unknown-parameter", ("parameters", name), found=name, **near)
        values: dict[str, object] = {}
        for name, (parameter, owner) in declared.items():
            if name not in given and self.plan is not None and name in self.plan.values:
                values[name] = self.plan.values[name]
                continue
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
        if parameter.required and not (unit is None and parameter.default_for) and not self._plan_unread:
            arguments = {
                "name": name,
                "expected": parameter.kind,
                "description": parameter.description,
                "example": parameter.example(name),
            }
            self._tell_key("missing-parameter", path, **arguments)
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
            path: Path = ("parameters", name, index) if isinstance(value, list) else ("parameters", name)
            result = resolve(units, key, day) if units else problem("no-units", found=key)
            found.append(self._resolved(result, path))
        return found if isinstance(value, list) else found[0]

    def _check_deadlines(self, outline: Outline, said: DocumentFile) -> None:
        declared: dict[str, Deadline | None] = dict(outline.deadlines)
        given = self.tree.value.get("deadlines")
        given = (given if isinstance(given, dict) else {}) | (self.plan.deadlines if self.plan else {})
        if outline.file.due is not None:
            declared = {outline.file.due: None, **declared}
        for name in said.deadlines:
            if name not in declared:
                near = guess(name, declared)
                self._tell_key("unknown-deadline", ("deadlines", name), found=name, **near)
        for name, deadline in declared.items():
            if deadline is not None and name not in given and not self._plan_unread:
                arguments = {"name": name, "who": deadline.who, "what": deadline.what}
                self._tell_key("missing-deadline", ("deadlines", name), **arguments)

    def _check_archive(self, said: DocumentFile) -> None:
        """Where the document is kept stands last (PL I, Phần I, II.9.d)."""
        for index, recipient in enumerate((said.recipients or [])[:-1]):
            if recipient.archive is not None:
                self._tell("archive-not-last", ("recipients", index, "archive"))

    def _check_lists(self, outline: Outline, values: dict[str, object]) -> None:
        """No list of the data is longer than the marker of its list can count."""
        for member in outline.family:
            for marker, others, repeated in member.counted_lists:
                lengths = [len(value) for value in map(values.get, repeated) if isinstance(value, list)]
                try:
                    item_marker(marker, others + sum(lengths) or 1)
                except PydanticCustomError as error:
                    self._tell(error.type, ("parameters", repeated[0]), **(error.context or {}))


def _plan_in(path: FilePath, base: Base, chain: tuple[str, ...]) -> tuple[Document, str]:
    """The plan of a data file and its sign, made again only when one of its files has changed.

    ``chain`` is of the plans that are answered by it.
    """

    def load() -> tuple[Document, str]:
        tree = read(path)
        if "outline" not in tree.value:
            raise InvalidInput([problem("not-a-plan", found=path.name)])
        return Loader(tree, base, (*chain, identity(path))).load(), fingerprint(tree)

    return remembered(("plan", str(path), path.absolute(), base, base.folder.absolute(), chain), load)


def _units_in(path: FilePath) -> tuple[UnitsFile | None, list[Problem]]:
    """The units of a file, with the problems of the file."""

    def load() -> tuple[UnitsFile | None, list[Problem]]:
        tree = read(path)
        units, problems = validated(Units, tree.value, tree)
        problems += units.problems(tree) if units else []
        return UnitsFile(units, tree, path) if not problems else None, problems

    return remembered(("units", str(path), path.absolute()), load)


def _targets_in(path: FilePath) -> tuple[list[Target], list[Problem], Tree]:
    """The targets of a file, with the problems of the file."""

    def load() -> tuple[list[Target], list[Problem], Tree]:
        tree = read(path)
        said, problems = validated(Indicators, tree.value, tree)
        return list(said.indicators) if said is not None else [], problems, tree

    return remembered(("indicators", str(path), path.absolute()), load)


def fingerprint(tree: Tree) -> str:
    """A sign of a plan's values: it changes where they do, not where only the writing does.

    Number and date are given to a plan when it is issued, after its files to fill in were made: they do not count.

    >>> fingerprint(read(b"unit: a")) == fingerprint(read(b"{unit:   'a'}"))
    True
    """
    counting = {key: value for key, value in tree.value.items() if key not in ("number", "date")}
    values = json.dumps(counting, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(values.encode()).hexdigest()[:12]
