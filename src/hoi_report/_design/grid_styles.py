"""The styles of tables of data: thin lines, a bold head, cells at the left, in the middle and at the right.

The decree says nothing of tables; their letters are the smallest that it has for text, since columns are narrow.
"""

from __future__ import annotations

from .._rules import RuleSet
from .measures import twips
from .style import FRAME, HIDDEN, Style, exactly, size, spacing, value

CELL_SPACE = 2
"""Above and below the text of a cell, in pt, so that no letter touches a line."""

SIDE_MARGIN = 5
"""Left and right of the text of a cell, in pt: Word's own, less a little for narrow columns."""

LINE = 4
"""The thickness of the lines, in eighths of a point."""


def grid_styles(rules: RuleSet) -> list[Style]:
    """Head and cells, and the paragraph behind a table."""
    letters = size(rules.components["noi_dung"].size.min)
    space = spacing(before=CELL_SPACE, after=CELL_SPACE)

    def cell(id_: str, name: str, alignment: str) -> Style:
        based_on, look = ("OBang", value("jc", alignment)) if alignment else ("Normal", space)
        return Style(id=id_, name=name, based_on=based_on, paragraph=look, run="" if alignment else letters)

    return [
        Style(
            id="DauBang",
            name="Đầu bảng",
            paragraph="<w:keepNext/>" + space + value("jc", "center"),
            run="<w:b/><w:bCs/>" + letters,
        ),
        cell("OBang", "Ô bảng", ""),
        cell("OBangGiua", "Ô bảng giữa", "center"),
        cell("OBangPhai", "Ô bảng phải", "right"),
        Style(
            id="SauBang",
            name="Sau bảng",
            next="LoiVan",
            hidden=True,
            priority=HIDDEN,
            paragraph=exactly(1, after=rules.paragraph_spacing.value),
            run=size(1),
        ),
    ]


def grid_table_style(rules: RuleSet) -> str:
    """The table itself: lines all around, text in the middle of its row."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{LINE}" w:space="0" w:color="{rules.font.color}"/>' for side in sides
    )
    margins = "".join(f'<w:{side} w:w="{twips(SIDE_MARGIN)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="Bang">{value("name", "Bảng")}'
        f"{value('basedOn', 'TableNormal')}{value('uiPriority', FRAME)}"
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )
