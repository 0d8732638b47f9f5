"""The document by python-docx, as a script of an office writes it: everything is said directly on paragraphs and runs.

The head is a table without borders, or two segments of one line at tab stops, or text boxes. Words are cut into runs in
arbitrary places, as Word does when a text is edited. The lines are drawn, with VML beside them; the page number is a
field in a frame of its own.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Any

from docx import Document as new_docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .document import PT_PER_MM, Document, Look, Page, PageNumber, Table, Text
from .openxml import element, line_of_today, page_field, paragraph, text_box

LEFT_MM, RIGHT_MM = 68, 97
"""How wide the two columns of the head are."""

_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def build(document: Document, head: str = "table") -> bytes:
    """The .docx; ``head``: ``table``, ``tabs`` or ``boxes``."""
    docx = new_docx()
    set_page(docx.sections[0], document.page)
    _HEADS[head](docx, document)
    write(docx, document.title)
    docx.paragraphs[-1].paragraph_format.space_after = Pt(12)
    write(docx, document.body)
    signature(docx, document.recipients, document.signer)
    if document.annex:
        set_page(docx.add_section(WD_SECTION.NEW_PAGE), document.page)
        write(docx, document.annex)
    number_pages(docx, document.page_number)
    return saved(docx)


def saved(docx: Any) -> bytes:
    """The bytes of the file."""
    file = io.BytesIO()
    docx.save(file)
    return file.getvalue()


def write(docx: Any, blocks: tuple[Text | Table, ...]) -> None:
    """Paragraphs and tables, at the end of the document."""
    for block in blocks:
        if isinstance(block, Text):
            fill(docx.add_paragraph(), block)
        else:
            table_of_figures(docx, block)


# --- paragraphs -------------------------------------------------------------------------------------------------------


def fill(into: Paragraph, text: Text) -> None:
    """Gives an empty paragraph its words and its look, and the line below it."""
    shape(into, text.look)
    if text.label:
        add_run(into, f"{text.label} ", text.look, text.look.bold)
    for words, bold in text.pieces:
        for piece in _cut(words):
            add_run(into, piece, text.look, bold)
    if text.ruled:
        lines = 2 if text.component == "phu_luc_kem_theo" else 1
        below = text.look.before + text.look.size * 1.2 * lines + 2
        into._p.append(element(line_of_today(text.ruled_pt, below)))


def _cut(words: str) -> list[str]:
    """The words in the pieces that editing leaves behind: of 40 letters or so, and a single letter here and there."""
    return [piece for piece in re.split(r"(?<=^.{9})(?=.)|(?<=^.{10})(?=.)|(?<=^.{50})(?=.)", words) if piece]


def shape(into: Paragraph, look: Look) -> None:
    """The look of a paragraph, without its letters."""
    form = into.paragraph_format
    form.alignment = _ALIGNMENTS[look.alignment]
    form.first_line_indent = Mm(look.first_line) if look.first_line else None
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.line


def add_run(into: Paragraph, words: str, look: Look, bold: bool) -> Run:
    """A run with everything said on it."""
    run = into.add_run(words)
    run.font.name, run.font.size, run.font.bold, run.font.italic = look.font, Pt(look.size), bold, look.italic
    run.font.color.rgb = RGBColor.from_string(look.color)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), look.font)
    return run


# --- tables -----------------------------------------------------------------------------------------------------------


def columns(docx: Any, *widths: Length, rows: int = 1) -> Any:
    """A table without borders and of fixed widths."""
    table = docx.add_table(rows, len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, widths)
    return table


def set_widths(table: Any, widths: tuple[Length, ...]) -> None:
    """The width of each column, told to the grid and to every cell, as Word does."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def fill_cell(cell: _Cell, texts: tuple[Text, ...]) -> None:
    """The paragraphs of a cell."""
    for number, text in enumerate(texts):
        fill(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), text)


def table_of_figures(docx: Any, table: Table) -> None:
    """A table with borders."""
    made = docx.add_table(len(table.lines), len(table.widths), "Table Grid")
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(made, tuple(Mm(width) for width in table.widths))
    for number, (row, line) in enumerate(zip(made.rows, table.lines, strict=True)):
        for column, (cell, words) in enumerate(zip(row.cells, line, strict=True)):
            look = table.look_of(number, column)
            shape(cell.paragraphs[0], look)
            add_run(cell.paragraphs[0], words, look, look.bold)


# --- the head ---------------------------------------------------------------------------------------------------------


def _room_for_line(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """The paragraph below a line begins lower."""
    lower = {id(below) for above, below in pairwise(texts) if above.ruled}
    return tuple(replace(text, look=replace(text.look, before=10)) if id(text) in lower else text for text in texts)


def _head_in_table(docx: Any, document: Document) -> None:
    table = columns(docx, Mm(LEFT_MM), Mm(RIGHT_MM))
    left, right = table.rows[0].cells
    fill_cell(left, _room_for_line(document.head_left))
    fill_cell(right, _room_for_line(document.head_right))


def _head_at_tabs(docx: Any, document: Document) -> None:
    """Both columns in one line each; the lines below are drawn in the same paragraphs, placed from the margin."""
    for left, right in zip_longest(document.head_left, document.head_right):
        line = docx.add_paragraph()
        shape(line, replace((left or right).look, alignment="left"))
        stops = ((left, LEFT_MM / 2), (right, LEFT_MM + RIGHT_MM / 2))
        for text, middle in stops:
            line.paragraph_format.tab_stops.add_tab_stop(Mm(middle), WD_TAB_ALIGNMENT.CENTER)
            line.add_run("\t")
            if text is None:
                continue
            add_run(line, text.full, text.look, text.look.bold)
            if text.ruled:
                drawn = line_of_today(text.ruled_pt, 18)
                offset = round((middle * PT_PER_MM - text.ruled_pt / 2) * 12700)
                placed = drawn.replace("<wp:align>center</wp:align>", f"<wp:posOffset>{offset}</wp:posOffset>").replace(
                    'positionH relativeFrom="column"', 'positionH relativeFrom="margin"'
                )
                line._p.append(element(placed))


def _head_in_boxes(docx: Any, document: Document) -> None:
    """Two text boxes that hang on one empty paragraph; empty lines keep their room."""
    anchor = docx.add_paragraph()
    for texts, left, width in (
        (document.head_left, 0, LEFT_MM),
        (document.head_right, LEFT_MM, RIGHT_MM),
    ):
        inside = "".join(
            paragraph(text, line_of_today(text.ruled_pt, text.look.size * 1.2 + 2) if text.ruled else "")
            for text in _room_for_line(texts)
        )
        anchor._p.append(element(text_box(inside, left, width, 24)))
    for _ in range(4):
        shape(docx.add_paragraph(), Look(size=13))


_HEADS = {"table": _head_in_table, "tabs": _head_at_tabs, "boxes": _head_in_boxes}


def signature(docx: Any, recipients: tuple[Text, ...], signer: tuple[Text, ...], blank: int = 4) -> None:
    """Recipients and signer side by side, with empty lines for the signature."""
    table = columns(docx, Mm(80), Mm(85))
    left, right = table.rows[0].cells
    fill_cell(left, recipients)
    fill_cell(right, signer[:-1])
    for _ in range(blank):
        shape(right.add_paragraph(), Look())
    fill(right.add_paragraph(), signer[-1])


# --- the page ---------------------------------------------------------------------------------------------------------


def set_page(section: Section, page: Page) -> None:
    """Paper and margins."""
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(10)


def number_pages(docx: Any, number: PageNumber) -> None:
    """The number in a frame, as Word's own button once made it; the annex takes header and footer of what is before."""
    for index, section in enumerate(docx.sections):
        section.different_first_page_header_footer = not number.first_page
        if index and number.restarts:
            section._sectPr.insert_element_before(element('<w:pgNumType w:start="1"/>'), "w:cols")
    if not number.where:
        return
    first = docx.sections[0]
    furniture = first.header if number.where == "top" else first.footer
    place = furniture.paragraphs[0]
    furniture.add_paragraph()  # the frame stands beside it
    shape(place, replace(number.look, alignment="left"))
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="{}" w:y="1"/>'
    place._p.get_or_add_pPr().insert_element_before(
        element(frame.format(number.look.alignment)), "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    for run in element(f"<w:p>{page_field()}</w:p>"):
        place._p.append(run)
    for run in place.runs:
        run.font.name, run.font.size = number.look.font, Pt(number.look.size)
