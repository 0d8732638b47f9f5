"""Ruled lines drawn below a text that lacks one, and made as long as they should be."""

from __future__ import annotations

from itertools import count

from lxml import etree

from .._rules import RuleSet
from .anatomy import Piece
from .ooxml import W
from .ruled import RuledPlace, text_width

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU_PER_PT = 12700
_BELOW_PT = 1.5
"""How far below the letters a line is drawn, in pt."""


def mend_line(place: RuledPlace, rules: RuleSet) -> None:
    """A line of the right length below the component's last line."""
    rule = place.component.ruled_line
    assert rule is not None
    length = text_width(place.piece.lines[-1]) * float(rule.share.value)
    if place.drawing is not None:
        _stretch(place.drawing.element, length)
    elif place.is_bare:
        _draw(place.piece, length)


def _stretch(drawing: etree._Element, length: float) -> None:
    """A DrawingML line of another length; other kinds are left."""
    for element in drawing.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in ("extent", "ext") and element.get("cx"):
            element.set("cx", str(round(length * _EMU_PER_PT)))


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
