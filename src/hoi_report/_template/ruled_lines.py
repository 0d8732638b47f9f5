"""Ruled lines as long as the text above them asks.

A drawing whose alternative text reads ``Đường kẻ dưới issuer, dài 0.40 dòng chữ`` gets that share of the last line of
``issuer`` as its length (NĐ 30/2020, PL I, II.2b and II.5b: one third to one half of the line of text). The line's
width is taken in Times New Roman of the size and weight of the paragraph that prints it, or else of the text above the
drawing. Plain docxtpl knows nothing of this and keeps the drawing as it is.
"""

from __future__ import annotations

import re
from typing import cast

from jinja2 import nodes
from lxml import etree

from .._package import W
from .dialect import own, text_of
from .marks import Marks, our_filter
from .styles import Styles

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SPOKEN = "Đường kẻ ngang"
"""The alternative text in a document, which screen readers read: there the length is what it is."""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NS = {"w": W}
_LINE = re.compile(
    r"Đường kẻ dưới (?P<variable>[A-Za-z][A-Za-z_]*(?:\.[A-Za-z][A-Za-z_]*)*), dài (?P<share>0?\.\d+) dòng chữ"
)
_LOOP_OVER = re.compile(r"\{%\w*-?\s*for\s+(\w+)\s+in\s+([\w.]+)")
_VALUE = re.compile(r"\{\{r?-?\s*([\w.]+)")
_ONLY_A_TAG = re.compile(r"\s*\{[{%#](?:p|tr|tc)\s.*")
_TWIPS_PER_PT = 20
_CELL_MARGIN = 108.0  # twips, left and right: Word's own where a table says nothing


def mark_ruled_lines(root: etree._Element, marks: Marks, styles: Styles) -> None:
    """Mark the lengths of the drawings that are ruled lines of a variable."""
    printing: dict[str, etree._Element] = {}  # by variable, the last paragraph that prints it
    lists: dict[str, str] = {}  # by the variable of a loop, the list that it goes through
    above: etree._Element | None = None
    for paragraph in root.iter(f"{{{W}}}p"):
        for drawing in own(paragraph, f"{{{WP}}}docPr"):
            line = _LINE.fullmatch(drawing.get("descr") or "")
            owner = above if line is None else printing.get(line["variable"], above)
            frame = drawing.getparent()
            if line is not None and owner is not None and frame is not None:
                _mark_length(frame, line, owner, marks, styles)
                drawing.set("descr", SPOKEN)
        text = text_of(paragraph)
        lists.update(_LOOP_OVER.findall(text))
        if text.strip() and not _ONLY_A_TAG.fullmatch(text):
            above = paragraph
            for name in _VALUE.findall(text):
                printing[name] = printing[lists.get(name, name)] = paragraph


def _mark_length(
    frame: etree._Element, line: re.Match[str], owner: etree._Element, marks: Marks, styles: Styles
) -> None:
    """Mark both lengths of a drawing, its frame's and its shape's; ``owner`` is the paragraph that prints the text."""
    extents = [*frame.iterchildren(f"{{{WP}}}extent"), *frame.iter(f"{{{_A}}}ext")]
    extents = [extent for extent in extents if (extent.get("cx") or "").isdecimal()]
    if not extents:
        return
    runs = list(own(owner, f"{{{W}}}r"))
    printing = (run for run in runs if any("{" in (text.text or "") for text in run.iter(f"{{{W}}}t")))
    look = styles.look_of(owner, next(printing, runs[0] if runs else None))
    first, *rest = line["variable"].split(".")
    lines: nodes.Expr = nodes.Name(first, "load")
    for name in rest:
        lines = nodes.Getattr(lines, name, "load")
    otherwise = int(extents[0].get("cx") or 0)
    how = (float(line["share"]), look.size_pt, look.bold, look.capitals, _room_pt(owner), otherwise)
    mark = marks.mark(our_filter("_line_length", lines, *how))
    for extent in extents:
        extent.set("cx", mark)


def _room_pt(paragraph: etree._Element) -> float:
    """How wide a line of this paragraph can be: the inside of its cell, or the text area, in points."""
    cell = next(paragraph.iterancestors(f"{{{W}}}tc"), None)
    room = _area(paragraph) if cell is None else _inside(cell)
    return room / _TWIPS_PER_PT if room > 0 else float("inf")


def _inside(cell: etree._Element) -> float:
    """The width of a cell between its margins, in twips; 0 where it is not said."""
    width = cell.find("w:tcPr/w:tcW", _NS)
    if width is None or width.get(f"{{{W}}}type", "dxa") != "dxa":
        return 0.0
    return _twips(width, "w") - _margin(cell, "left") - _margin(cell, "right")


def _area(paragraph: etree._Element) -> float:
    """The width of the text area in a paragraph's section, in twips; 0 where it is not said."""
    section = next(iter(cast("list[etree._Element]", paragraph.xpath("following::w:sectPr[1]", namespaces=_NS))), None)
    page = None if section is None else section.find("w:pgSz", _NS)
    margins = None if section is None else section.find("w:pgMar", _NS)
    if page is None or margins is None:
        return 0.0
    return _twips(page, "w") - _twips(margins, "left") - _twips(margins, "right")


def _margin(cell: etree._Element, side: str) -> float:
    """A margin of a cell in twips: its own, or its table's."""
    table = next(cell.iterancestors(f"{{{W}}}tbl"), cell)
    for owner, path in ((cell, "w:tcPr/w:tcMar"), (table, "w:tblPr/w:tblCellMar")):
        found = owner.find(f"{path}/w:{side}", _NS)
        if found is not None:
            return _twips(found, "w")
    return _CELL_MARGIN


def _twips(element: etree._Element, name: str) -> float:
    value = element.get(f"{{{W}}}{name}") or ""
    return float(value) if value.isdecimal() else 0.0
