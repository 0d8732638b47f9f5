"""Units and their levels: who issues, who signs, who is above whom, and from when to when.

Nothing here knows a province or a ladder of levels: both are data of a ``units.yaml``, because both change (in July
2025 the district level ended, and provinces merged).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ._citation import Symbol
from ._model import Dated, Model
from ._patterns import compiled_later
from ._problems import Problem, format_path, guess, problem
from ._scalars import Identifier, Slug, Str, matching, one_or_many
from ._source import Tree
from ._vietnamese import PartialDate, short_date

Key = Annotated[Str, AfterValidator(matching(r"[a-z0-9]+(?:-[a-z0-9]+)*", "unit-key"))]
"""A unit's key: ``dong-hung``."""


def _capitals(value: str) -> str:
    if value != value.upper():
        raise PydanticCustomError("capitals", "", {"found": value, "capitals": value.upper()})
    return value


DEGREES = compiled_later(
    r"(?:GS|PGS|TS|ThS|BS|BSCKI|BSCKII|DS|KS|CN|LS|NGƯT|NSƯT|NGND|NSND)\.|(?:Ông|Bà|Đồng chí|Đ/c) "
)


def _without_degree(value: str) -> str:
    """PL I, Phần I, II.7.c: neither học hàm nor học vị stand before the name."""
    if found := DEGREES.match(value):
        raise PydanticCustomError("name-with-degree", "", {"found": found[0].strip()})
    return value


def _many(value: object) -> object:
    """One or a list of them, as a tuple."""
    found = one_or_many(value)
    return tuple(found) if isinstance(found, list) else found


Capitals = Annotated[Str, AfterValidator(_capitals)]
Lines = Annotated[tuple[Capitals, ...], BeforeValidator(_many)]
Authorities = Annotated[tuple[Capitals, ...], BeforeValidator(_many), Field(max_length=2)]


class Signer(Model):
    """Who signs. No name is made up: it stays empty until somebody is named."""

    authority: Authorities = Field(
        (), description="`TM. BAN THƯỜNG VỤ`; two lines for a deputy of a collective: `TM. …`, `KT. CHỦ TỊCH`."
    )
    title: Capitals = Field(description="`CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.")
    name: Annotated[Str, AfterValidator(_without_degree)] | None = Field(
        None, description="Full name, without học hàm, học vị (PL I, Phần I, II.7.c)."
    )


def is_authorised(signer: Signer, marks: Sequence[str]) -> bool:
    """Whether there is nothing wrong with a signer's authority."""
    return not marks or not any(_unmarked(line, marks) or _marked_twice(line, marks) for line in signer.authority)


def _unmarked(line: str, marks: Sequence[str]) -> bool:
    return not line.startswith(tuple(f"{mark} " for mark in marks))


def _marked_twice(line: str, marks: Sequence[str]) -> bool:
    return sum(word in marks for word in line.split()) > 1


def authority_problems(tree: Tree, signer: tuple[str | int, ...], marks: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the authority of the signer at a path, by the marks that the rule set knows.

    Each line begins with one of them (`TM.`, `KT.`) and has no second one; where there are none any text may stand.
    The signer is taken as it is written: it is judged also where something else in it is wrong.
    """
    said: Any = tree.value
    for step in signer:
        said = said.get(step) if isinstance(said, dict) else said[step]
    lines = said.get("authority") if isinstance(said, dict) else None
    numbered = enumerate(lines) if isinstance(lines, list) else [(None, lines)]
    for index, line in numbered if marks else ():
        if not isinstance(line, str) or not line.strip() or line != line.upper():
            continue  # that is told already
        path = (*signer, "authority") if index is None else (*signer, "authority", index)
        if _unmarked(line, marks):
            choices = ", ".join(marks)
            yield problem("authority", tree.place(path), format_path(path), found=line, choices=choices, mark=marks[0])
        elif _marked_twice(line, marks):
            yield problem("authority-lines", tree.place(path), format_path(path), found=line)


class Issuer(Model):
    """The two blocks of lines at the head, left."""

    parent: Lines = Field((), description="Cơ quan chủ quản: `HỘI LHPN TỈNH THÁI BÌNH`.")
    name: Lines = Field(min_length=1, description="Cơ quan ban hành: `BAN THƯỜNG VỤ`.")


class Level(Dated):
    """A level of the Hội, or a body outside its ladder."""

    name: Str = Field(description="As it is called in a sentence: `tỉnh`.")
    parent: Identifier | None = Field(None, description="The level above.")


class Unit(Dated):
    """A unit of the Hội as it is called, issues and signs."""

    name: Str = Field(description="Full name: `Hội Liên hiệp Phụ nữ tỉnh Thái Bình`.")
    short_name: Str = Field(description="`Hội LHPN tỉnh Thái Bình`.")
    generic_name: Str = Field(description="What it calls itself in its own texts: `Hội LHPN tỉnh`.")
    locality: Str = Field(description="The place with its kind: `tỉnh Thái Bình`.")
    level: Identifier = Field(description="A key of `levels`: `tinh`.")
    level_name: Str | None = Field(
        None, description="What its level is called where the level's own name does not fit: `thành phố`."
    )
    parent: Key | None = Field(None, description="The key of the unit above.")
    body: Str = Field(description="The body that decides, in a sentence: `Ban Thường vụ`.")
    issuer: Issuer = Field(description="The lines at the head.")
    symbol: Symbol = Field(description="The body in the symbol of a document: `BTV`, `ĐCT`, `BCH`.")
    place: Str = Field(description="Địa danh: `Thái Bình`.")
    signer: Signer = Field(description="Who signs for it.")
    rules: Slug | None = Field(None, description="The rule set of its house, for its documents; absent: the outline's.")
    lists: dict[Identifier, dict[Identifier, Str]] = Field(
        {},
        description="Lists of its own that questions are asked about: `{nhom_phu_nu: {nong_thon: Phụ nữ nông thôn}}`.",
    )


Versions = Annotated[tuple[Unit, ...], BeforeValidator(_many), Field(min_length=1)]
"""One unit, or the same key's units of different times."""


class Units(Model):
    """A ``units.yaml``: levels and units, each with the days from and to which it holds."""

    levels: dict[Identifier, Level] = Field(description="Levels by key.")
    units: dict[Key, Versions] = Field(description="Units by key; a list where a key meant different units over time.")

    def problems(self, tree: Tree) -> list[Problem]:
        """Keys that name nothing, and units above themselves."""
        found = []
        for key, level in self.levels.items():
            if level.parent and level.parent not in self.levels:
                found.append(_unknown(tree, ("levels", key, "parent"), level.parent, "level", self.levels))
        for key, versions in self.units.items():
            single = isinstance(tree.value["units"][key], Mapping)
            for index, unit in enumerate(versions):
                path: tuple[str | int, ...] = ("units", key) if single else ("units", key, index)
                if unit.level not in self.levels:
                    found.append(_unknown(tree, (*path, "level"), unit.level, "level", self.levels))
                if unit.parent and unit.parent not in self.units:
                    found.append(_unknown(tree, (*path, "parent"), unit.parent, "unit", self.units))
            if self._above_itself(key):
                path = ("units", key)
                found.append(problem("unit-cycle", tree.place(path, key=True), format_path(path), found=key))
        return found

    def _above_itself(self, key: str) -> bool:
        seen = set()
        above: list[str] = [key]
        while above:
            for unit in self.units.get(above.pop(), ()):
                if unit.parent == key:
                    return True
                if unit.parent and unit.parent not in seen:
                    seen.add(unit.parent)
                    above.append(unit.parent)
        return False


def _unknown(tree: Tree, path: tuple[str | int, ...], found: str, what: str, known: Mapping[str, Any]) -> Problem:
    return problem(f"unknown-{what}", tree.place(path), format_path(path), found=found, **guess(found, known))


class ResolvedUnit:
    """A unit as it was on the day of a document, with its level and the units above it."""

    def __init__(self, unit: Unit, level_name: str, parent: ResolvedUnit | None):
        self.unit = unit
        self.level_name = level_name
        self.parent = parent

    def field(self, name: str) -> object:
        """A field that a text may mention: ``name``, ``short_name``, ``level_name``, ``parent`` …"""
        return self.__dict__[name] if name in self.__dict__ else getattr(self.unit, name)


MAX_ABOVE = 20
"""How many units above a unit a text may reach."""


def resolve(units: Units, key: str, day: PartialDate, reach: int = MAX_ABOVE) -> ResolvedUnit | Problem:
    """The unit of a key on a day (any that a partial date means), or why there is none: a problem without place."""
    if key not in units.units:
        return problem("unknown-unit", found=key, **guess(key, units.units))
    first, last = day.earliest, day.latest
    holding = [unit for unit in units.units[key] if unit.holds(first, last)]
    if not holding:
        return not_valid(key, units.units[key][-1], day)
    unit = holding[-1]
    level = units.levels[unit.level]
    if not level.holds(first, last):
        return not_valid(level.name, level, day)
    above = resolve(units, unit.parent, day, reach - 1) if unit.parent and reach else None
    return ResolvedUnit(unit, unit.level_name or level.name, above if isinstance(above, ResolvedUnit) else None)


def first_day(units: Units, key: str) -> PartialDate | None:
    """The first day of a key's newest unit, as its level has begun too; ``None``: it is from ever, or there is none."""
    newest = units.units.get(key, ())[-1:]
    begun = [day for unit in newest for day in (unit.valid_from, units.levels[unit.level].valid_from) if day]
    return max(begun, key=lambda day: day.earliest, default=None)


def not_valid(name: str, dated: Dated, day: PartialDate) -> Problem:
    """That something does not hold on a day: a problem without place."""
    return problem("not-valid-then", name=name, times=dated.times, date=short_date(day))
