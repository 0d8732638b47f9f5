"""Automatic numbering: what Word prints before a paragraph of a list, counted in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from .said import Said, paragraph_said, run_said
from .symbols import plain
from .theme import Theme
from .xml import VAL, name, switched, value, whole

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """A level of a list."""

    element: etree._Element
    start: int
    format: str
    text: str
    restart: int | None
    """Behind which level, from 1, it begins again; 0 never; ``None`` behind each one above it."""
    legal: bool
    """Whether the numbers of all levels are Arabic here."""
    style: str | None
    """The id of the paragraph style that is bound to it."""
    paragraph: Said
    run: Said


@dataclass(slots=True)
class _List:
    """A ``w:num``: the levels of a definition, changed in places."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    """Where it begins to count when it is first used, by level."""


class Numbering:
    """The lists of a file."""

    def __init__(self, root: etree._Element | None, styles: Mapping[str, etree._Element], theme: Theme):
        self._lists: dict[int, _List] = {}
        if root is None:
            return
        definitions = {a.get(name("w:abstractNumId"), ""): a for a in root.iterchildren(name("w:abstractNum"))}
        elements = {whole(n.get(name("w:numId"))): n for n in root.iterchildren(name("w:num"))}
        for number, element in elements.items():
            if number:  # 0 is no list: it takes a style's numbering away
                definition = self._definition(element, definitions, elements, styles)
                self._lists[number] = _list(element, definition, definitions.get(definition), theme)

    @staticmethod
    def _definition(
        element: etree._Element,
        definitions: Mapping[str, etree._Element],
        elements: Mapping[int | None, etree._Element],
        styles: Mapping[str, etree._Element],
    ) -> str:
        """The id of the definition of a list, behind the numbering style that it may refer to."""
        found = value(element, "w:abstractNumId") or ""
        linked = value(definitions.get(found), "w:numStyleLink")
        style = styles.get(linked or "")
        numbered = None if style is None else style.find(f"{name('w:pPr')}/{name('w:numPr')}")
        behind = elements.get(whole(value(numbered, "w:numId")))
        return found if behind is None else value(behind, "w:abstractNumId") or found

    def level(self, num_id: int, level: int) -> Level | None:
        """A level of a list, if there is one."""
        found = self._lists.get(num_id)
        return None if found is None else found.levels.get(level)

    def level_of_style(self, num_id: int, style: str) -> int | None:
        """The level of a list that is bound to a paragraph style."""
        found = self._lists.get(num_id)
        levels = {} if found is None else found.levels
        return next((number for number, level in levels.items() if level.style == style), None)

    def counting(self) -> Counting:
        """A count from the beginning, for one story of text."""
        return Counting(self._lists)


class Counting:
    """The numbers of the lists, in the order in which their paragraphs come."""

    def __init__(self, lists: Mapping[int, _List]):
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}  # by definition: lists of one definition go on with each other
        self._begun: set[tuple[int, int]] = set()

    def next(self, num_id: int, number: int) -> str:
        """The label of the next paragraph of a list on a level, empty where the list is not defined."""
        found = self._lists.get(num_id)
        level = None if found is None else found.levels.get(number)
        if found is None or level is None:
            return ""
        counts = self._counts.setdefault(found.definition, [None] * LEVELS)
        before = counts[number]
        if number in found.restarts and (num_id, number) not in self._begun:
            counts[number] = found.restarts[number]
        else:
            counts[number] = level.start if before is None else before + 1
        self._begun.add((num_id, number))
        for deeper in range(number + 1, LEVELS):
            below = found.levels.get(deeper)
            if below is None or below.restart is None or 0 < number + 1 <= below.restart:
                counts[deeper] = None
        return _label(level, found.levels, counts)


def _label(level: Level, levels: Mapping[int, Level], counts: list[int | None]) -> str:
    if level.format == "none":
        return _PLACEHOLDER.sub("", level.text).strip()
    if level.format == "bullet":
        return plain(level.text, level.run.get("ascii") or level.run.get("hAnsi") or "").strip()

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index)
        if other is None:
            return ""
        count = counts[index]
        return printed(other.start if count is None else count, "decimal" if level.legal else other.format)

    return _PLACEHOLDER.sub(number, level.text).strip()


def _list(element: etree._Element, definition: str, defined: etree._Element | None, theme: Theme) -> _List:
    levels = {} if defined is None else dict(_levels(defined, theme))
    found = _List(definition, levels)
    for override in element.iterchildren(name("w:lvlOverride")):
        number = whole(override.get(name("w:ilvl")))
        if number is None or not 0 <= number < LEVELS:
            continue
        levels.update(_levels(override, theme))
        start = whole(value(override, "w:startOverride"))
        if start is not None:
            found.restarts[number] = start
    return found


def _levels(owner: etree._Element, theme: Theme) -> list[tuple[int, Level]]:
    levels = []
    for element in owner.iterchildren(name("w:lvl")):
        number = whole(element.get(name("w:ilvl")))
        if number is not None and 0 <= number < LEVELS:
            levels.append((number, _level(element, theme)))
    return levels


def _level(element: etree._Element, theme: Theme) -> Level:
    start, restart = whole(value(element, "w:start")), whole(value(element, "w:lvlRestart"))
    format_element = next(element.iter(name("w:numFmt")), None)
    return Level(
        element=element,
        start=0 if start is None else start,
        format="decimal" if format_element is None else format_element.get(VAL, "decimal"),
        text="•" if element.find(name("w:lvlPicBulletId")) is not None else value(element, "w:lvlText") or "",
        restart=restart,
        legal=switched(element, "w:isLgl"),
        style=value(element, "w:pStyle"),
        paragraph={
            key: said
            for key, said in paragraph_said(element.find(name("w:pPr"))).items()
            if key.startswith(("left", "right", "first_line", "tabs"))
        },
        run=run_said(element.find(name("w:rPr")), theme),
    )


def printed(count: int, format: str) -> str:
    """A number as a format of Word's writes it; a format that is not known is decimal.

    >>> [printed(4, f) for f in ("decimal", "upperRoman", "lowerLetter", "decimalZero", "decimalEnclosedParen")]
    ['4', 'IV', 'd', '04', '(4)']
    >>> printed(28, "upperLetter")
    'BB'
    """
    match format:
        case "none":
            return ""
        case "upperRoman" | "lowerRoman":
            roman = _roman(count)
            return roman if format == "upperRoman" else roman.lower()
        case "upperLetter" | "lowerLetter":
            letters = _letters(count)
            return letters if format == "lowerLetter" else letters.upper()
        case "decimalZero":
            return f"{count:02d}"
        case "numberInDash":
            return f"- {count} -"
        case "decimalEnclosedParen":
            return f"({count})"
        case "decimalEnclosedCircle" if 1 <= count <= 20:
            return chr(0x2460 + count - 1)
        case "decimalEnclosedFullstop":
            return f"{count}."
        case "bullet":
            return ""
    return str(count)


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


def _roman(count: int) -> str:
    if not 0 < count < 32768:
        return str(count)
    text = ""
    for size, letters in _ROMAN:
        text += letters * (count // size)
        count %= size
    return text


def _letters(count: int) -> str:
    """a, b … z, aa, bb …: Word repeats the letter."""
    if not 0 < count <= 780:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
