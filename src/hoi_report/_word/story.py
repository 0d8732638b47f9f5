"""One part of a Word file, read from its beginning to its end as a reader sees it: its paragraphs, in their order.

What is deleted, hidden or only there for a program is passed over; of two versions of a drawing the one that Word
shows is taken. Fields may begin in one paragraph and end in another: their state is the story's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from lxml import etree

from .._value_class import value_class
from .drawings import Drawings
from .looks import Letters, Looks, ParagraphLook
from .numbering import Counting, Numbering
from .pages import Pages
from .styles import NOWHERE, Position, Styles, Surroundings
from .symbols import plain
from .word_file import Box, Cell, Drawing, Paragraph, Run
from .xml import MM_PER_TWIP, NS, VAL, chosen, name, switched, twips, value, whole

_P, _R, _T, _TBL, _TR, _TC = map(name, ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc"))
_PPR, _RPR, _SECTION = map(name, ("w:pPr", "w:rPr", "w:sectPr"))
_FIELD_CHAR, _SIMPLE_FIELD, _INSTRUCTION = map(name, ("w:fldChar", "w:fldSimple", "w:instrText"))
_ALTERNATIVES, _FOREIGN = name("mc:AlternateContent"), name("w:altChunk")
_WRAPPERS = {
    name(f"w:{wrapper}")
    for wrapper in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "dir", "bdo")
}
_GONE = {name("w:del"), name("w:moveFrom")}
_RUBY, _RUBY_BASE = name("w:ruby"), name("w:rubyBase")
_MATH_RUN, _MATH_TEXT, _MATH = name("m:r"), name("m:t"), name("m:")
_DRAWINGS = {name("w:drawing"), name("w:pict"), name("w:object")}
_CHARACTERS = {
    name("w:tab"): "\t",
    name("w:ptab"): "\t",
    name("w:cr"): "\n",
    name("w:noBreakHyphen"): "\u2011",
}
_BREAK, _SYMBOL, _RENDERED, _PAGE_NUMBER = map(name, ("w:br", "w:sym", "w:lastRenderedPageBreak", "w:pgNum"))
_SPACE = name("xml:space")
_RAW_BREAKS = str.maketrans("\t\n\r", "   ")


@value_class
class _Where:
    """What surrounds a paragraph."""

    cell: Cell | None = None
    box: Box | None = None
    around: Surroundings = NOWHERE


@dataclass(slots=True)
class _Field:
    """A field that has begun."""

    instruction: str = ""
    in_result: bool = False
    shown: bool = False
    """Whether a run of its result was met."""

    @property
    def kind(self) -> str:
        return (self.instruction.split() or [""])[0].upper()


@dataclass(slots=True)
class _Content:
    """What was found in a paragraph."""

    look: ParagraphLook
    around: Surroundings
    runs: list[Run] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Box]] = field(default_factory=list)
    page: int | None = None
    """Where its first text stands."""


class Story:
    """A part that is read.

    ``paragraphs`` holds its paragraphs then, ``sections`` the ``w:sectPr`` that paragraphs of the body carry, and
    ``foreign`` says whether a file of another format is embedded.
    """

    def __init__(self, root: etree._Element, part: str, styles: Styles, looks: Looks, numbering: Numbering):
        self.paragraphs: list[Paragraph] = []
        self.sections: list[etree._Element] = []
        self.foreign = False
        self._part, self._styles, self._looks = part, styles, looks
        self._counting: Counting = numbering.counting()
        self._pages = Pages(root)
        self._drawings = Drawings(looks.theme)
        self._fields: list[_Field] = []
        self._whole_fields = _whole_fields(root)
        self._tables = self._boxes = 0

    def read(self, container: etree._Element) -> None:
        """Read the paragraphs and tables in an element."""
        self._read_blocks(container, _Where())

    # --- paragraphs and tables --------------------------------------------------------------------------------------

    def _read_blocks(self, container: etree._Element, where: _Where) -> None:
        for block in _unwrapped(container):
            if block.tag == _P:
                self._read_paragraph(block, where)
            elif block.tag == _TBL:
                self._read_table(block, where)
            elif block.tag == _FOREIGN:
                self.foreign = True

    def _read_table(self, table: etree._Element, where: _Where) -> None:
        self._tables += 1
        number, properties = self._tables, table.find(name("w:tblPr"))
        rows = [row for row in _unwrapped(table) if row.tag == _TR and not _deleted(row.find(name("w:trPr")))]
        widths = [twips(column.get(name("w:w"))) for column in table.iterfind("w:tblGrid/w:gridCol", dict(NS))]
        heads = _heads(rows)
        for row_number, row in enumerate(rows):
            cells = [cell for cell in _unwrapped(row) if cell.tag == _TC]
            before = self._pages.number
            last = before
            grid = 0
            for column, cell in enumerate(cells):
                self._pages.number = before
                tc = cell.find(name("w:tcPr"))
                span = max(1, min(63, whole(value(tc, "w:gridSpan")) or 1))
                place = Cell(number, row_number + 1, column + 1, len(cells), _width(tc, widths[grid : grid + span]))
                grid += span
                position = Position(row_number, len(rows), heads, column, len(cells))
                around = self._styles.surroundings(properties, position)
                self._read_blocks(cell, _Where(place, where.box, around))
                last = max(last, self._pages.number)
            self._pages.number = last

    def _read_paragraph(self, element: etree._Element, where: _Where) -> None:
        properties = element.find(_PPR)
        look = self._looks.paragraph(properties, where.around)
        if look.fields["page_break_before"]:
            self._pages.new_page()
        content = _Content(look, where.around)
        self._read_runs(element, content)
        mark = None if properties is None else properties.find(_RPR)
        section = len(self.sections)
        ends = None if properties is None or where.cell or where.box else properties.find(_SECTION)
        if ends is not None:
            self.sections.append(ends)
            if (kind := ends.find(name("w:type"))) is None or kind.get(VAL) not in ("continuous", "nextColumn"):
                self._pages.new_page()
        if not content.runs and not content.drawings and self._unseen(mark, look, where):
            return
        label, label_look = self._label(element, look, mark, where)
        self.paragraphs.append(
            Paragraph(
                element=element,
                part=self._part,
                number=len(self.paragraphs) + 1,
                section=section,
                page=content.page if content.page is not None else self._pages.current,
                runs=tuple(content.runs),
                label=label,
                label_look=label_look,
                cell=where.cell,
                box=where.box,
                drawings=tuple(content.drawings),
                **look.fields,
            )
        )
        for container, box in content.boxes:
            fields, self._fields = self._fields, []
            self._read_blocks(container, _Where(None, box))
            self._fields = fields

    def _unseen(self, mark: etree._Element | None, look: ParagraphLook, where: _Where) -> bool:
        """Whether the mark of a paragraph takes no line of its own where nothing else is in it."""
        return mark is not None and (_deleted(mark) or self._looks.letters(look.style, mark, where.around).hidden)

    def _label(
        self, element: etree._Element, look: ParagraphLook, mark: etree._Element | None, where: _Where
    ) -> tuple[str, Run | None]:
        """What automatic numbering prints before a paragraph, and how that looks."""
        if look.definition is None:
            return "", None
        letters = self._looks.letters(look.style, mark, where.around, look.definition)
        label = self._counting.next(look.num_id, look.level)
        if not label or letters.hidden:
            return "", None
        return label, letters.run(look.definition.element, label)

    # --- runs -------------------------------------------------------------------------------------------------------

    def _read_runs(self, container: etree._Element, content: _Content) -> None:
        for child in container:
            self._read_inline(child, content)

    def _read_inline(self, element: etree._Element, content: _Content) -> None:
        """Read a run, or what wraps runs."""
        tag = element.tag
        if tag == _R:
            self._read_run(element, content)
        elif tag in _WRAPPERS:
            self._read_runs(element, content)
        elif tag == _ALTERNATIVES:
            for inner in chosen(element):
                self._read_inline(inner, content)
        elif tag == _SIMPLE_FIELD:
            self._fields.append(_Field(element.get(name("w:instr"), ""), in_result=True))
            self._read_runs(element, content)
            self._end_field(element, content)
        elif tag == _MATH_RUN:
            text = "".join([t.text or "" for t in element.iterchildren(_MATH_TEXT)])
            self._see(text, content)
            self._add(element, self._letters(element, content), text, content)
        elif tag.startswith(_MATH):
            self._read_runs(element, content)

    def _read_run(self, run: etree._Element, content: _Content) -> None:
        letters = self._letters(run, content)
        pieces: list[str] = []
        for child in run:
            self._read_piece(run, child, letters, pieces, content)
        if pieces:
            self._add(run, letters, "".join(pieces), content)

    def _letters(self, run: etree._Element, content: _Content) -> Letters:
        return self._looks.letters(content.look.style, run.find(_RPR), content.around)

    def _read_piece(
        self, run: etree._Element, child: etree._Element, letters: Letters, pieces: list[str], content: _Content
    ) -> None:
        """Add what a child of a run prints to ``pieces``; text of a field apart."""
        tag = child.tag
        if tag == _FIELD_CHAR:
            if pieces:
                self._add(run, letters, "".join(pieces), content)
                pieces.clear()
            self._change_field(run, child, content)
        elif tag == _INSTRUCTION:
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].instruction += child.text or ""
        elif self._in_code:
            return
        elif letters.hidden:
            self._show_fields()
        elif tag == _T:
            text = _text(child)
            pieces.append(text)
            self._see(text, content)
        elif tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        elif tag == _BREAK:
            kind = child.get(name("w:type"))
            pieces.append("\f" if kind in ("page", "column") else "\n")
            if kind == "page":
                self._pages.page_break()
        elif tag == _SYMBOL:
            pieces.append(_symbol(child))
        elif tag == _RENDERED:
            self._pages.new_page()
        elif tag in _DRAWINGS:
            self._read_drawing(child, content)
        elif tag == _PAGE_NUMBER:
            self._fields.append(_Field("PAGE", in_result=True))
            self._end_field(run, content)
        elif tag == _ALTERNATIVES:
            for inner in chosen(child):
                self._read_piece(run, inner, letters, pieces, content)
        elif tag == _RUBY:
            for base in child.iterchildren(_RUBY_BASE):
                self._read_runs(base, content)

    def _see(self, text: str, content: _Content) -> None:
        """Text is seen on the page that reading has come to."""
        if text.strip():
            content.page = self._pages.current if content.page is None else content.page
            self._pages.text()

    def _add(self, run: etree._Element, letters: Letters, text: str, content: _Content) -> None:
        self._show_fields()
        if not letters.hidden:
            content.runs.append(letters.run(run, text, self._fields[-1].kind if self._fields else ""))

    # --- fields -----------------------------------------------------------------------------------------------------

    @property
    def _in_code(self) -> bool:
        """Whether what comes is the code of a field, which is not printed."""
        return any(not begun.in_result for begun in self._fields)

    def _change_field(self, run: etree._Element, mark: etree._Element, content: _Content) -> None:
        if mark not in self._whole_fields:
            return
        kind = mark.get(name("w:fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
        elif self._fields and kind == "end":
            self._end_field(run, content)

    def _end_field(self, element: etree._Element, content: _Content) -> None:
        """End the innermost field. One without a result, which Word works out when it opens the file, has none yet."""
        ended = self._fields[-1]
        ended.in_result = True
        if not ended.shown and not self._in_code:
            self._add(element, self._letters(element, content), "", content)
        self._fields.pop()

    def _show_fields(self) -> None:
        """There is something in the results of the fields that have begun."""
        for begun in self._fields:
            begun.shown = True

    # --- drawings ---------------------------------------------------------------------------------------------------

    def _read_drawing(self, element: etree._Element, content: _Content) -> None:
        self._show_fields()
        found, boxes = self._drawings.read(element, content.look.fields["alignment"] == "center")
        content.drawings += found
        for container, box in boxes:
            self._boxes += 1
            content.boxes.append((container, replace(box, number=self._boxes)))


def _unwrapped(container: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, those in content controls and other wrappers among them."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        elif child.tag == _ALTERNATIVES:
            yield from chosen(child)
        else:
            yield child


def _heads(rows: list[etree._Element]) -> int:
    """How many rows are the head of a table: the first one, and those below it that are repeated on every page."""
    below = takewhile(lambda row: switched(row.find(name("w:trPr")), "w:tblHeader"), rows[1:])
    return 1 + len(list(below))


def _whole_fields(root: etree._Element) -> set[etree._Element]:
    """The marks of fields that begin and end; half a field is none and hides nothing."""
    whole_fields: set[etree._Element] = set()
    open_fields: list[list[etree._Element]] = []
    for mark in root.iter(_FIELD_CHAR):
        if any(ancestor.tag in _GONE for ancestor in mark.iterancestors()):
            continue
        kind = mark.get(name("w:fldCharType"))
        if kind == "begin":
            open_fields.append([mark])
        elif open_fields:
            open_fields[-1].append(mark)
            if kind == "end":
                whole_fields.update(open_fields.pop())
    return whole_fields


def _deleted(properties: etree._Element | None) -> bool:
    """Whether a paragraph's mark or a row was deleted while changes were tracked."""
    return properties is not None and any(properties.find(tag) is not None for tag in _GONE)


def _text(element: etree._Element) -> str:
    """The text of ``w:t``: spaces at its ends count only where the file says so."""
    text = element.text or ""
    if text and (text[0].isspace() or text[-1].isspace()) and not _keeps_space(element):
        text = text.strip(" \t\r\n")
    return text.translate(_RAW_BREAKS)


def _keeps_space(element: etree._Element) -> bool:
    said = element.get(_SPACE) or next((a.get(_SPACE) for a in element.iterancestors() if a.get(_SPACE)), None)
    return said == "preserve"


def _symbol(element: etree._Element) -> str:
    """The character of ``w:sym``, one that every font has where there is one."""
    try:
        code = int(element.get(name("w:char"), ""), 16)
        character = chr(code if code > 0xFF else 0xF000 + code)
    except (ValueError, OverflowError):
        return ""
    return "" if 0xD800 <= ord(character) <= 0xDFFF else plain(character, element.get(name("w:font"), ""))


def _width(properties: etree._Element | None, columns: list[float | None]) -> float | None:
    """The width of a cell in mm: its own, or that of the columns that it covers."""
    said = None if properties is None else properties.find(name("w:tcW"))
    if said is not None and said.get(name("w:type"), "dxa") == "dxa" and (own := twips(said.get(name("w:w")))):
        return own * MM_PER_TWIP
    known = [column for column in columns if column is not None]
    return sum(known) * MM_PER_TWIP if known and len(known) == len(columns) else None
