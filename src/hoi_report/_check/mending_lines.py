"""Ruled lines drawn below a text that lacks one, and made as long as they should be."""

from __future__ import annotations

import re
from itertools import count

from lxml import etree

from .._rules import RuleSet
from .._word import Drawing, Paragraph
from .ooxml import W, properties, put
from .pieces import Piece
from .ruled import RuledPlace, text_width

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU_PER_PT = 12700
_BELOW_PT = 1.5
"""How far below the letters a line is drawn, in pt."""


def mend_line(place: RuledPlace, rules: RuleSet) -> None:
    """A line of the right length below the component's last line."""
    rule = place.component.ruled_line
    assert rule is not None
    last = place.piece.lines[-1]
    length = text_width(last) * float(rule.share.value)
    if place.drawing is not None:
        _stretch(place.drawing, length)
    elif place.border is not None and not place.border.text.strip() and place.room_mm:
        _indent(place.border, (place.room_mm - length / 72 * 25.4) / 2)
    elif place.is_bare and not last.aside:
        _draw(place.piece, length)


def _stretch(drawing: Drawing, length: float) -> None:
    """A line of another length about the same middle: of DrawingML, or of VML from point to point."""
    if drawing.element.get("from") and drawing.element.get("to"):
        _stretch_vml(drawing.element, drawing.length_pt, length)
        return
    new = round(length * _EMU_PER_PT)
    for element in drawing.element.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in ("extent", "ext") and element.get("cx"):
            element.set("cx", str(new))
    offset = drawing.element.find(f"{{{_WP}}}positionH/{{{_WP}}}posOffset")
    if offset is not None and offset.text:
        offset.text = str(int(offset.text) + (round(drawing.length_pt * _EMU_PER_PT) - new) // 2)


def _stretch_vml(line: etree._Element, before: float, length: float) -> None:
    """The points of a VML line moved apart or together; the unit of its first one may be any."""
    found = re.fullmatch(r"\s*(-?[0-9.]+)(pt|in|mm|cm|)\s*,(.*)", line.get("from", ""))
    if found is None:
        return
    start = float(found[1]) * _PT.get(found[2], 1.0)
    if line.get("style", "").find("mso-position-horizontal:center") < 0:
        start += (before - length) / 2
    line.set("from", f"{start:g}pt,{found[3]}")
    line.set("to", f"{start + length:g}pt,{line.get('to', '').rsplit(',', 1)[-1]}")


_PT = {"in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4}


def _indent(paragraph: Paragraph, mm: float) -> None:
    """The border of an empty paragraph, so far from both ends of its room."""
    twips = str(round(max(mm, 0) * 1440 / 25.4))
    others = dict.fromkeys(("start", "end", "firstLine", "hanging", "leftChars", "rightChars", "firstLineChars"))
    put(properties(paragraph.element), "ind", left=twips, right=twips, **others)


def _draw(piece: Piece, length: float) -> None:
    from .._design.drawing import NAMESPACES, anchored_line

    last = piece.lines[-1]
    paragraph = last.paragraph.element
    root = paragraph.getroottree().getroot()
    taken = {element.get("id") for element in root.iter(f"{{{_WP}}}docPr")}
    number = next(i for i in count(1) if str(i) not in taken)
    size = max((run.size_pt for run in last.letters), default=13)
    lines = 1 + sum(run.text.count("\n") for run in last.paragraph.runs)
    below = lines * size * 1.15 + _BELOW_PT + last.paragraph.before_pt
    run = etree.fromstring(f'<w:r xmlns:w="{W}" {NAMESPACES}>{anchored_line(number, "Đường kẻ", length, below)}</w:r>')
    paragraph.append(run)
    etree.cleanup_namespaces(paragraph, keep_ns_prefixes=["w"])
