"""A document by python-docx, laid out in one of the many ways in which offices do what the decree leaves free.

The head in one row of a table or in two, or in lines of tabs or of spaces; lines drawn, in VML, as borders or pictures;
recipients in a cell, in one paragraph, or at a tab stop; labels that Word counts; what else an office sets in Word.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest
from typing import Any, ClassVar

from docx import Document as new_docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from hoi_report._measure import text_width_pt

from .by_python_docx import LEFT_MM, RIGHT_MM, add_run, columns, fill, number_pages, saved, set_page, shape
from .by_python_docx import table_of_figures as write_table
from .document import PT_PER_MM, Document, Look, Page, Table, Text
from .openxml import DECLARED, EMU_PER_PT, element, line_as_border, line_of_2003, line_of_today
from .openxml import paragraph as printed
from .others import png

Add = Callable[[], Any]
Line = Callable[[Add, Any, Text, float], None]
"""Prints the line below a text: in a new paragraph, or in the one of the text; the room is in pt."""


@dataclass(frozen=True)
class NextSection:
    """An annex begins on a new page."""

    page: Page = field(default_factory=Page)
    restarts: bool = True
    """Its pages count from 1."""


def _ruled_pt(text: Text) -> float:
    """How long the line below a text is, of the last of its lines."""
    return text.ruled * text_width_pt(text.full.split("\n")[-1], text.look.size, text.look.bold)


def _in_the_paragraph(line: Callable[[float, float], str]) -> Line:
    def draw(add: Add, paragraph: Any, text: Text, room_pt: float) -> None:
        wide = [text_width_pt(words, text.look.size, text.look.bold) for words in text.full.split("\n")]
        lines = sum(math.ceil(pt / room_pt) for pt in wide)
        below = text.look.before + text.look.size * 1.2 * lines + 2
        paragraph._p.append(element(line(round(_ruled_pt(text), 1), below)))

    return draw


drawn = _in_the_paragraph(line_of_today)
in_vml = _in_the_paragraph(line_of_2003)


def as_border(add: Add, paragraph: Any, text: Text, room_pt: float) -> None:
    """The upper border of an empty paragraph."""
    new = add()._p
    new.getparent().replace(new, element(line_as_border(_ruled_pt(text), room_pt)))


def as_picture(add: Add, paragraph: Any, text: Text, room_pt: float) -> None:
    """A picture that is one black line."""
    new = add()
    shape(new, Look(alignment="center"))
    new.add_run().add_picture(io.BytesIO(png([bytes(100)] * 2)), width=Pt(_ruled_pt(text)), height=Pt(0.75))


def below_the_paragraph(add: Add, paragraph: Any, text: Text, room_pt: float) -> None:
    """A line that is drawn in an empty paragraph of its own."""
    new = add()
    shape(new, Look(size=6, alignment="center"))
    new._p.append(element(line_of_today(_ruled_pt(text), 2)))


@dataclass(frozen=True)
class Layout:
    """How an office lays a document out."""

    head: str = "table"
    """``table``, ``rows`` (the second begins with the number), ``tabs`` or ``spaces``."""
    line: Line = drawn
    addressees: str = "lines"
    """``lines``, or ``table``: the words “Kính gửi” stand in a cell beside them."""
    ending: str = "table"
    """``table``, ``rows`` (the name in the second), ``breaks`` (recipients in one paragraph), or ``tabs``."""
    finish: Callable[[Any], None] = lambda docx: None
    """What else is set in Word."""


@dataclass(frozen=True)
class OfficeDocument(Document):
    """A document, with what only some kinds of documents have."""

    parts: ClassVar[tuple[str, ...]] = ("above", *Document.parts[:-1], "cosigner", "foot", "annex")

    above: tuple[Text, ...] = ()
    """Above the head."""
    cosigner: tuple[Text, ...] = ()
    """Who signs on the left; the recipients stand below both."""
    foot: tuple[Text, ...] = ()
    """Below the signature, under a line across the page."""
    layout: Layout = field(default_factory=Layout)


def build(document: OfficeDocument) -> bytes:
    """The .docx."""
    docx = new_docx()
    docx.styles["Normal"].font.name = "Times New Roman"
    set_page(docx.sections[0], document.page)
    writer = _Writer(docx, document.layout)
    number_pages(docx, document.page_number)
    writer.blocks(document.above)
    writer.head(document.head_left, document.head_right)
    writer.blocks(document.title)
    if document.title:
        docx.paragraphs[-1].paragraph_format.space_after = Pt(12)
    writer.blocks(document.body)
    writer.ending(document)
    writer.foot(document.foot)
    writer.blocks(document.annex)
    document.layout.finish(docx)
    return saved(docx)


_BELOW_THE_SIGNATURE = ("chuc_vu_khac", "ho_ten_ky")
_ENDING_MM = (80, 85)
_ROOM_PT = Page().text_width * PT_PER_MM


@dataclass
class _Writer:
    docx: Any
    layout: Layout
    counted: bool = False
    """Word counts already."""

    # --- paragraphs ---

    def blocks(self, blocks: tuple[Text | Table | NextSection, ...]) -> None:
        """At the end of the document."""
        for addressees, group in groupby(blocks, lambda block: getattr(block, "component", "") == "kinh_gui"):
            texts = tuple(group)
            if addressees and self.layout.addressees == "table":
                left, right = columns(self.docx, Mm(60), Mm(100)).rows[0].cells
                self.cell(left, texts[:1])
                self.cell(right, texts[1:])
                continue
            for block in texts:
                if isinstance(block, Text):
                    self.text(self.docx.add_paragraph, block, _ROOM_PT)
                elif isinstance(block, Table):
                    write_table(self.docx, block)
                else:
                    self.section(block)

    def text(self, add: Add, text: Text, room_pt: float) -> None:
        """A paragraph, and the line below it."""
        paragraph = add()
        if text.counted:
            self.count(paragraph, text)
        fill(paragraph, replace(text, ruled=0, label="" if text.counted else text.label))
        if text.ruled:
            self.layout.line(add, paragraph, text, room_pt)

    def cell(self, cell: Any, texts: tuple[Text, ...], width_mm: float = LEFT_MM) -> None:
        """The paragraphs of a cell; room for a signature above a name."""
        room = False
        for text in texts:
            if text.component in _BELOW_THE_SIGNATURE and not room:
                room = True
                for _ in range(4):
                    shape(cell.add_paragraph(), Look())
            self.text(cell.add_paragraph, text, (width_mm - 3.8) * PT_PER_MM)
        if texts:
            cell._tc.remove(cell.paragraphs[0]._p)  # a new cell has an empty one

    def count(self, paragraph: Any, text: Text) -> None:
        """Word counts the label."""
        if not self.counted:
            _add_list(self.docx)
            self.counted = True
        level = _level_of(text.label)
        paragraph._p.get_or_add_pPr().append(
            element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{_LIST}"/></w:numPr>')
        )

    def section(self, new: NextSection) -> None:
        """A new page, whose header is the one before's."""
        section = self.docx.add_section(WD_SECTION.NEW_PAGE)
        set_page(section, new.page)
        section.orientation = WD_ORIENT.LANDSCAPE if new.page.width > new.page.height else WD_ORIENT.PORTRAIT
        for old in section._sectPr.findall(element("<w:pgNumType/>").tag):
            section._sectPr.remove(old)  # a new section is a copy of the one before
        if new.restarts:
            section._sectPr.insert_element_before(element('<w:pgNumType w:start="1"/>'), "w:cols")

    # --- the head ---

    def head(self, left: tuple[Text, ...], right: tuple[Text, ...]) -> None:
        """Both columns."""
        if self.layout.head in ("tabs", "spaces"):
            middles = (LEFT_MM / 2, LEFT_MM + RIGHT_MM / 2)
            for row in zip_longest(left, right):
                self.in_one_line(row, middles, by_spaces=self.layout.head == "spaces")
            return
        rows: Any = [(left, right)]
        if self.layout.head == "rows":
            marks = ("so_ky_hieu", "dia_danh_thoi_gian")
            cuts = [next(n for n, t in enumerate(side) if t.component in marks) for side in (left, right)]
            rows = [(left[: cuts[0]], right[: cuts[1]]), (left[cuts[0] :], right[cuts[1] :])]
        table = columns(self.docx, Mm(LEFT_MM), Mm(RIGHT_MM), rows=len(rows))
        for row, sides in zip(table.rows, rows, strict=True):
            for cell, texts, width in zip(row.cells, sides, (LEFT_MM, RIGHT_MM), strict=True):
                self.cell(cell, texts, width)

    def in_one_line(self, texts: tuple[Text | None, ...], middles: tuple[float, ...], by_spaces: bool = False) -> None:
        """Texts of one line, each centred at its place (mm); the first begins the line where its place is 0."""
        paragraph, at = self.docx.add_paragraph(), 0.0
        shape(paragraph, replace(next(text for text in texts if text).look, alignment="left"))
        for text, middle in zip(texts, middles, strict=True):
            if text is None or not text.full:
                continue
            width = text_width_pt(text.full, text.look.size, text.look.bold)
            begin = max(middle * PT_PER_MM - width / 2, 0)
            if middle and by_spaces:
                spaces = round((begin - at) / text_width_pt(" ", text.look.size, text.look.bold))
                add_run(paragraph, " " * max(spaces, 1), text.look, text.look.bold)
            elif middle:
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(middle), WD_TAB_ALIGNMENT.CENTER)
                paragraph.add_run("\t")
            add_run(paragraph, text.full, text.look, text.look.bold)
            at = begin + width
            if text.ruled:
                left = round((middle * PT_PER_MM - _ruled_pt(text) / 2) * EMU_PER_PT)
                placed = f"<wp:posOffset>{left}</wp:posOffset>"
                line = line_of_today(_ruled_pt(text), 18).replace("<wp:align>center</wp:align>", placed)
                paragraph._p.append(element(line))

    # --- the end ---

    def ending(self, document: OfficeDocument) -> None:
        """Recipients and signer side by side; or those who sign, the recipients below."""
        signer, left = document.signer, document.cosigner or document.recipients
        if self.layout.ending == "tabs":
            blank = replace(signer[0], text="")
            right = (*signer[:-1], *[blank] * 4, signer[-1])
            for row in zip_longest(left, right):
                self.in_one_line(row, (0, _ENDING_MM[0] + _ENDING_MM[1] / 2))
            return
        rows: list[tuple[Text, ...]] = [signer]
        if self.layout.ending == "rows":
            rows = [signer[:-1], signer[-1:]]
        table = columns(self.docx, *map(Mm, _ENDING_MM), rows=len(rows))
        for row, texts in zip(table.rows, rows, strict=True):
            self.cell(row.cells[1], texts)
        if self.layout.ending == "breaks":
            _in_one_paragraph(table.cell(0, 0).paragraphs[0], left)
        else:
            self.cell(table.cell(0, 0), left)
        if document.cosigner:
            self.blocks(document.recipients)

    def foot(self, texts: tuple[Text, ...]) -> None:
        """The address of the office."""
        self.blocks(texts)
        if texts:
            across(self.docx.paragraphs[-len(texts)])


def across(paragraph: Paragraph) -> None:
    """A line across the page, above a paragraph."""
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(element(border), "w:tabs", "w:spacing", "w:ind", "w:jc")


def _in_one_paragraph(paragraph: Any, texts: tuple[Text, ...]) -> None:
    shape(paragraph, texts[0].look)
    for number, text in enumerate(texts):
        run = add_run(paragraph, text.full, text.look, text.look.bold)
        if number < len(texts) - 1:
            run.add_break()


# --- labels that Word counts ------------------------------------------------------------------------------------------

_LIST = 91
_LEVELS = (("decimal", "Điều %1.", "<w:b/>"), ("decimal", "%2.", ""), ("lowerLetter", "%3)", ""), ("bullet", "-", ""))


def _level_of(label: str) -> int:
    return 0 if label.startswith("Điều") else {".": 1, ")": 2, "-": 3}[label[-1]]


def _add_list(docx: Any) -> None:
    """One list of several levels, which all labels are counted by."""
    levels = "".join(
        f"""<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>
<w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/><w:rPr>{bold}<w:sz w:val="28"/></w:rPr></w:lvl>"""
        for number, (form, label, bold) in enumerate(_LEVELS)
    )
    numbering = docx.part.numbering_part.element
    abstract = (
        f'<w:abstractNum w:abstractNumId="{_LIST}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, element(abstract))
    numbering.append(element(f'<w:num w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'))


# --- what else is set in Word -----------------------------------------------------------------------------------------


def exactly(pt: float) -> Callable[[Any], None]:
    """The text has an exact line spacing."""

    def finish(docx: Any) -> None:
        for paragraph in docx.paragraphs:
            if paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY:
                paragraph.paragraph_format.line_spacing = Pt(pt)

    return finish


def even_pages(docx: Any) -> None:
    """Even pages have a header of their own, with a page number."""
    docx.settings.odd_and_even_pages_header_footer = True
    section = docx.sections[0]
    section.even_page_header.is_linked_to_previous = False
    for paragraph in section.header.paragraphs:
        section.even_page_header._element.append(deepcopy(paragraph._p))
    section.even_page_header._element.remove(section.even_page_header.paragraphs[0]._p)


def address_in_the_footer(words: str) -> Callable[[Any], None]:
    """The address of the office stands in the footer of the first page."""

    def finish(docx: Any) -> None:
        paragraph = docx.sections[0].first_page_footer.paragraphs[0]
        shape(paragraph, Look(alignment="center"))
        add_run(paragraph, words, Look(size=11), bold=False)
        across(paragraph)

    return finish


def footnote(words: str, behind: str, font: str = "Times New Roman") -> Callable[[Any], None]:
    """A footnote, behind the paragraph that begins so."""

    def finish(docx: Any) -> None:
        raised = '<w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="{}"/></w:rPr>'
        note = printed(Text("", "", f" {words}", Look(font=font, size=10)))
        note = note.replace("</w:pPr>", f"</w:pPr><w:r>{raised.format(20)}<w:footnoteRef/></w:r>", 1)
        content = f'<w:footnotes {DECLARED}><w:footnote w:id="1">{note}</w:footnote></w:footnotes>'.encode()
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, docx.part.package)
        docx.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        mark = f'<w:r>{raised.format(28)}<w:footnoteReference w:id="1"/></w:r>'
        next(one for one in docx.paragraphs if one.text.startswith(behind))._p.append(element(mark))

    return finish
