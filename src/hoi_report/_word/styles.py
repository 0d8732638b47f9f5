"""The styles of a file: what each says together with those on which it is based, and what a table's says of a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from .._value_class import value_class
from .said import Said, overlaid, paragraph_said, run_said
from .theme import Theme
from .xml import name, value, whole

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CORNERS = {"nwCell": ("firstRow", "firstCol"), "neCell": ("firstRow", "lastCol")} | {
    "swCell": ("lastRow", "firstCol"),
    "seCell": ("lastRow", "lastCol"),
}
_ORDER = ("band1Horz", "band2Horz", "band1Vert", "band2Vert", "firstCol", "lastCol", "firstRow", "lastRow", *_CORNERS)
"""The conditional formats of a table style in the order in which Word applies them; that of ISO/IEC 29500-1, 17.7.6.6,
is another (Microsoft's implementation notes on it)."""
_LOOKS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@value_class
class Style:
    """A style with all that it says, what it is based on included."""

    id: str
    name: str
    paragraphs: tuple[Said, ...]
    """What it says of paragraphs, after those on which it is based, each apart."""
    ids: tuple[str, ...]
    """The ids of the styles that say it."""
    run: Said
    """What it says of letters."""


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What a table's style says of what stands in one of its cells."""

    paragraph: Said
    run: Said


NOWHERE = Surroundings({}, {})
"""What is said of text in no table."""


@value_class
class Position:
    """Where a cell stands in its table; rows and columns from 0."""

    row: int
    rows: int
    heads: int
    """How many rows are the head, which is repeated on every page: the first one at least."""
    column: int
    columns: int


class Styles:
    """The styles of a file."""

    def __init__(self, root: etree._Element | None, theme: Theme):
        self._theme = theme
        self.elements: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        for element in () if root is None else root.iterchildren(name("w:style")):
            style_id, kind = element.get(name("w:styleId"), ""), element.get(name("w:type"), "paragraph")
            self.elements.setdefault(style_id, element)
            if (element.get(name("w:default")) or "").lower() in ("1", "true", "on"):
                self._defaults.setdefault(kind, style_id)
        defaults = None if root is None else root.find(name("w:docDefaults"))
        self.run_defaults = run_said(_inside(defaults, "w:rPrDefault", "w:rPr"), theme)
        self.paragraph_defaults = paragraph_said(_inside(defaults, "w:pPrDefault", "w:pPr"))
        self._styles: dict[tuple[str, str | None], Style] = {}
        self._surroundings: dict[tuple[object, ...], Surroundings] = {}

    def paragraph(self, style_id: str | None) -> Style:
        """A paragraph style; the default one where there is none of that id."""
        return self._style("paragraph", style_id, self._defaults.get("paragraph"))

    def character(self, style_id: str | None) -> Style:
        """A character style; one that says nothing where there is none of that id."""
        return self._style("character", style_id, None)

    def surroundings(self, table: etree._Element | None, position: Position) -> Surroundings:
        """What the style of a table (by its ``w:tblPr``) says of a cell."""
        style_id = value(table, "w:tblStyle")
        if style_id not in self.elements:
            style_id = self._defaults.get("table")
        chain = self._chain("table", style_id)
        if not chain:
            return NOWHERE
        formats = _formats(table, chain, position)
        key = (style_id, *formats)
        if key not in self._surroundings:
            owners = [owner for style in chain for owner in _conditional(style, formats)]
            self._surroundings[key] = Surroundings(
                overlaid(*(paragraph_said(owner.find(name("w:pPr"))) for owner in owners)),
                overlaid(*(run_said(owner.find(name("w:rPr")), self._theme) for owner in owners)),
            )
        return self._surroundings[key]

    def _style(self, kind: str, style_id: str | None, otherwise: str | None) -> Style:
        key = (kind, style_id)
        if key not in self._styles:
            chain = self._chain(kind, style_id) or self._chain(kind, otherwise)
            self._styles[key] = Style(
                id=chain[-1].get(name("w:styleId"), "") if chain else "",
                name=(value(chain[-1], "w:name") or "") if chain else "",
                paragraphs=tuple(_built_in(style) | paragraph_said(style.find(name("w:pPr"))) for style in chain),
                ids=tuple(style.get(name("w:styleId"), "") for style in chain),
                run=overlaid(*(run_said(style.find(name("w:rPr")), self._theme) for style in chain)),
            )
        return self._styles[key]

    def _chain(self, kind: str, style_id: str | None) -> list[etree._Element]:
        """A style after those on which it is based; a circle ends where it closes."""
        chain: list[etree._Element] = []
        style = self.elements.get(style_id or "")
        while style is not None and style.get(name("w:type"), "paragraph") == kind and style not in chain:
            chain.append(style)
            style = self.elements.get(value(style, "w:basedOn") or "")
        return chain[::-1]


def _built_in(style: etree._Element) -> Said:
    """What Word knows of its own headings, though the file may not say it."""
    heading = _HEADING.fullmatch(value(style, "w:name") or "")
    return {"outline_level": int(heading[1]) - 1} if heading else {}


def _inside(owner: etree._Element | None, *path: str) -> etree._Element | None:
    for child in path:
        owner = None if owner is None else owner.find(name(child))
    return owner


def _formats(table: etree._Element | None, chain: list[etree._Element], position: Position) -> tuple[str, ...]:
    """The conditional formats that apply to a cell, in their order."""
    on = _switched_on(None if table is None else table.find(name("w:tblLook")))
    formats = set()
    if "firstRow" in on and position.row < position.heads:
        formats.add("firstRow")
    if "lastRow" in on and position.row == position.rows - 1:
        formats.add("lastRow")
    if "firstColumn" in on and position.column == 0:
        formats.add("firstCol")
    if "lastColumn" in on and position.column == position.columns - 1:
        formats.add("lastCol")
    if "noHBand" not in on and not formats & {"firstRow", "lastRow"}:
        row = position.row - (position.heads if "firstRow" in on else 0)
        formats.add(f"band{1 + row // _band(chain, 'w:tblStyleRowBandSize') % 2}Horz")
    if "noVBand" not in on and not formats & {"firstCol", "lastCol"}:
        column = position.column - ("firstColumn" in on)
        formats.add(f"band{1 + column // _band(chain, 'w:tblStyleColBandSize') % 2}Vert")
    formats |= {corner for corner, sides in _CORNERS.items() if formats.issuperset(sides)}
    return tuple(one for one in _ORDER if one in formats)


def _switched_on(look: etree._Element | None) -> set[str]:
    """What ``w:tblLook`` switches on: by an attribute for each, or all in one hexadecimal number."""
    if look is None:
        return {"noHBand", "noVBand"}
    try:
        bits = int(look.get(name("w:val")) or "0", 16)
    except ValueError:
        bits = 0
    on = set()
    for one, bit in _LOOKS.items():
        said = look.get(name(f"w:{one}"))
        if bits & bit if said is None else said.lower() in ("1", "true", "on"):
            on.add(one)
    return on


def _band(chain: list[etree._Element], size: str) -> int:
    sizes = (whole(value(style.find(name("w:tblPr")), size)) for style in chain)
    return max(1, next((size for size in reversed(list(sizes)) if size is not None), 1))


def _conditional(style: etree._Element, formats: tuple[str, ...]) -> list[etree._Element]:
    """The style itself and its parts for these formats."""
    parts = {part.get(name("w:type")): part for part in style.iterchildren(name("w:tblStylePr"))}
    return [style, *(parts[one] for one in ("wholeTable", *formats) if one in parts)]
