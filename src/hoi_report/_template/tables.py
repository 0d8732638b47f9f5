"""Tables as WordprocessingML: columns of exact widths, a head that every page repeats, rows that no page divides.

How cells look is the template's: one table style, and a paragraph style for the head and for each alignment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from .._blocks import Alignment, Column, Line, Row, Span, SpanStyle, Table, parts
from .._value_class import value_class
from .values import PLAIN_BEGIN, PLAIN_END, Blocks

TABLE_STYLE = "Bảng"
HEAD_STYLE = "Đầu bảng"
CELL_STYLES: dict[Alignment, str] = {"left": "Ô bảng", "center": "Ô bảng giữa", "right": "Ô bảng phải"}
BEHIND_STYLE = "Sau bảng"
"""Of the empty paragraph behind a table: without it two tables in a row would be one."""

STYLES = (
    ("table", TABLE_STYLE),
    *(("paragraph", name) for name in (HEAD_STYLE, *CELL_STYLES.values(), BEHIND_STYLE)),
)
"""Kind and name of every style that a table needs."""

_TOTAL: dict[SpanStyle, SpanStyle] = {"": "strong", "emphasis": "strong_emphasis"}
"""How the spans of a row of totals look instead."""
_KEEP = "<w:keepNext/>"
_CELL_END = b"</w:p></w:tc>"
_PLAIN_CELL = PLAIN_BEGIN + b"%b" + PLAIN_END + _CELL_END
_ROW = b"<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_ROW_END = b"</w:tr>"


@value_class
class Cells:
    """How one template prints tables."""

    styles: Mapping[tuple[str, str], str]
    """The ids of styles, by kind and name, as they can stand in an attribute."""
    add: Callable[[Line, list[bytes]], None]
    """Puts the runs of a line behind other pieces."""
    plain: Callable[[Iterable[str]], list[bytes]]
    """Gives texts as they stand in runs."""
    width: int
    """Of the whole table, in twips."""


def table_markup(table: Table, keep: bool, cells: Cells) -> Blocks:
    """The table, and the empty paragraph behind it, which keeps with what follows where ``keep`` says so.

    Raises:
        Refused: a style is missing, or a text cannot stand in Word's XML.
    """
    widths = column_widths([column.width for column in table.columns], cells.width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    behind = cells.styles["paragraph", BEHIND_STYLE]
    begin = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{cells.styles["table", TABLE_STYLE]}"/>'
        f'<w:tblW w:w="{cells.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0"'
        f' w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    end = f'</w:tbl><w:p><w:pPr><w:pStyle w:val="{behind}"/>{_KEEP if keep else ""}</w:pPr></w:p>'
    pieces = [begin.encode()]
    _add_head(table.columns, widths, cells, pieces)
    _add_rows(table, widths, cells, pieces)
    pieces.append(end.encode())
    return Blocks(pieces)


def column_widths(wished: Sequence[float], width: int) -> list[int]:
    """The widths of columns in whole twips, in the wished proportions; together exactly ``width``.

    >>> column_widths([10, 10, 10], 100)
    [33, 34, 33]
    """
    whole, edge, edges = sum(wished), 0.0, [0]
    for part in wished:
        edge += part
        edges.append(round(edge / whole * width))
    return [right - left for left, right in pairwise(edges)]


def _add_head(columns: Sequence[Column], widths: Sequence[int], cells: Cells, pieces: list[bytes]) -> None:
    """One row of titles, or two, where columns have a common title above theirs."""
    opening = b"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{cells.styles["paragraph", HEAD_STYLE]}"/></w:pPr>'

    def add(width: int, text: str, merged: str = "") -> None:
        pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{paragraph}'.encode())
        cells.add(text, pieces)
        pieces.append(_CELL_END)

    grouped = any(column.group for column in columns)
    if grouped:
        pieces.append(opening)
        for group, members in groupby(zip(columns, widths, strict=True), key=lambda member: member[0].group):
            if group:
                spanned = [width for _, width in members]
                add(sum(spanned), group, f'<w:gridSpan w:val="{len(spanned)}"/>' if len(spanned) > 1 else "")
            else:
                for column, width in members:
                    add(width, column.title, '<w:vMerge w:val="restart"/>')
        pieces.append(_ROW_END)
    pieces.append(opening)
    for column, width in zip(columns, widths, strict=True):
        if grouped and not column.group:
            add(width, "", "<w:vMerge/>")
        else:
            add(width, column.title)
    pieces.append(_ROW_END)


def _add_rows(table: Table, widths: Sequence[int], cells: Cells, pieces: list[bytes]) -> None:
    """The rows below the head.

    The last stays with the paragraph behind the table, which would be alone on a page; so does a title across the table
    with the row below it, and a total with the one above.
    """
    openings = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{cells.styles["paragraph", CELL_STYLES[column.alignment]]}"/>'
        for column, width in zip(table.columns, widths, strict=True)
    ]
    across = (
        f'<w:tc><w:tcPr><w:tcW w:w="{cells.width}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{cells.styles["paragraph", CELL_STYLES["left"]]}"/>'
    )
    loose, kept = ([f"{opening}{keep}</w:pPr>".encode() for opening in (across, *openings)] for keep in ("", _KEEP))
    plain = b"".join([_ROW, *(opening.replace(b"%", b"%%") + _PLAIN_CELL for opening in loose[1:]), _ROW_END])
    next_kinds = [*(row.kind for row in table.rows[1:]), None]
    for row, next_kind in zip(table.rows, next_kinds, strict=False):
        is_kept = next_kind in (None, "total") or row.kind == "across"
        if not is_kept and not row.kind and {*map(type, row.cells)} == {str} and "" not in row.cells:  # as most are
            pieces.append(plain % tuple(cells.plain(row.cells)))  # type: ignore[arg-type]  # they are texts
            continue
        first, *others = kept if is_kept else loose
        pieces.append(_ROW)
        for opening, line in zip([first] if row.kind == "across" else others, _lines(row), strict=True):
            pieces.append(opening)
            cells.add(line, pieces)
            pieces.append(_CELL_END)
        pieces.append(_ROW_END)


def _lines(row: Row) -> Sequence[Line]:
    """The texts of a row, those of totals bold."""
    return [_total(line) for line in row.cells] if row.kind == "total" else row.cells


def _total(line: Line) -> Line:
    return tuple(
        Span(part.text, _TOTAL.get(part.style, part.style)) if isinstance(part, Span) else part for part in parts(line)
    )
