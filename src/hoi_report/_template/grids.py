"""The grid of a table whose number of columns depends on data.

docxtpl counts the cells of the finished table and adds columns to its grid, or takes some away. So do its own rules
here, on the printed part: the one case in which a document is parsed again, and the slowest. A template is asked when
it is compiled whether it can come to that.
"""

from __future__ import annotations

import re
from typing import Any, cast

from lxml import etree

from .._package import W
from .dialect import text_of
from .part import XML_DECLARATION

_NS = {"w": W}
_COLUMNS = re.compile(r"\{%\s*(?:tc\s|colspan\b|hm\b)")
_ONLY_A_TAG = re.compile(r"\s*\{[%#]tr\s.*")


def depend_on_data(root: etree._Element) -> bool:
    """Whether the grid of a table in a part may not be what the template says, once its tags are filled."""
    return any(_COLUMNS.search(text_of(paragraph)) for paragraph in root.iter(f"{{{W}}}p")) or any(
        _is_uneven(table) for table in root.iter(f"{{{W}}}tbl")
    )


def add_missing(root: etree._Element) -> None:
    """Give a grid to each table that has none: docxtpl's rules, and Word, expect one."""
    for table in root.iter(f"{{{W}}}tbl"):
        if table.find("w:tblGrid", _NS) is None:
            properties = table.find("w:tblPr", _NS)
            table.insert(0 if properties is None else table.index(properties) + 1, etree.Element(f"{{{W}}}tblGrid"))


def _is_uneven(table: etree._Element) -> bool:
    """Whether a row has more cells than the grid has columns, or fewer: without the others it would decide."""
    if table.find("w:tblGrid", _NS) is None:
        return False
    columns = len(table.findall("w:tblGrid/w:gridCol", _NS))
    rows = (
        row
        for row in table.iter(f"{{{W}}}tr")
        if not _ONLY_A_TAG.fullmatch("".join(map(text_of, row.iter(f"{{{W}}}p"))))
    )
    return any(sum(map(_spanned, row.findall("w:tc", _NS))) != columns for row in rows)


def _spanned(cell: etree._Element) -> int:
    span = cell.find("w:tcPr/w:gridSpan", _NS)
    return int(span.get(f"{{{W}}}val") or 1) if span is not None else 1


def mended(xml: bytes) -> bytes:
    """The printed body with the grids that its tables need."""
    from docxtpl import DocxTemplate

    tree = DocxTemplate.fix_tables(cast(Any, None), xml)
    return XML_DECLARATION + etree.tostring(tree, encoding="unicode").encode("utf-8")
