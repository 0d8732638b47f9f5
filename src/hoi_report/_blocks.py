"""What a page is made of: the frame's named values and a flat list of blocks.

The plain value in the middle of the house. Composing makes it and knows nothing of Word; the template prints it and
knows nothing of outlines. A block says *what* it is (a heading of level 2), never how it looks.
"""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar, Literal

from ._value_class import value_class

SpanStyle = Literal["", "run_on", "strong", "emphasis", "strong_emphasis"]
Alignment = Literal["left", "center", "right"]


@value_class
class Span:
    """A stretch of text in one look."""

    text: str
    style: SpanStyle = ""
    """``run_on``: text that follows a heading on its own line."""


@value_class
class NoteMark:
    """The mark of a footnote, behind the word that it explains."""

    note: int
    """Which of :attr:`Composition.notes`, from 1."""


Line = str | tuple[Span | NoteMark, ...]
"""One line or paragraph of text: its words alone where they have no look of their own and no mark, as in most."""


def plain(line: Line) -> str:
    """The text of a line without its note marks."""
    if isinstance(line, str):
        return line
    return "".join([part.text for part in line if isinstance(part, Span)])


def parts(line: Line) -> tuple[Span | NoteMark, ...]:
    """The stretches of text of a line, and its note marks."""
    if isinstance(line, str):
        return (Span(line),) if line else ()
    return line


@value_class
class Block:
    """One piece of the body, in its order."""

    kind: ClassVar[str]
    keep: bool = field(default=False, kw_only=True)
    """Stays on the page of what follows: the last text before the signature."""


@value_class
class Heading(Block):
    """A heading with its printed number: ``2.1.`` and its title, and what may run on behind it on the same line."""

    kind: ClassVar[str] = "heading"
    level: int
    """Depth in the tree of sections, from 1."""
    number: str
    """As printed, ``II.``; empty where the level has none."""
    text: Line


@value_class
class Paragraph(Block):
    """A paragraph of running text."""

    kind: ClassVar[str] = "paragraph"
    text: Line


@value_class
class LegalBasis(Block):
    """One căn cứ, with its final mark."""

    kind: ClassVar[str] = "legal_basis"
    text: Line


@value_class
class Item(Block):
    """An item of a list with its printed marker: ``-``, ``+``, ``(1)``, ``a)``."""

    kind: ClassVar[str] = "item"
    level: int
    """Depth among lists, from 1."""
    marker: str
    text: Line


@value_class
class Dots(Block):
    """A dotted line, where something is still to be written."""

    kind: ClassVar[str] = "dots"


@value_class
class Column:
    """A column of a table, with the head above it."""

    title: str
    width: float
    """How wide it would like to be, in mm; all columns of a table are scaled together to the width of the text."""
    alignment: Alignment = "left"
    group: str = ""
    """Columns side by side with one group stand below one common head cell with this text."""


@value_class
class Row:
    """A row of a table below its head."""

    cells: tuple[Line, ...]
    """One for each column of the table; of an ``across`` row only one, which spans them all."""
    kind: Literal["", "total", "across"] = ""


@value_class
class Table(Block):
    """A table; its head is printed again on each page."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    landscape: bool = False
    """Stands in a landscape section, between two section breaks."""


@value_class
class SectionBreak(Block):
    """The end of a section inside a part: what follows starts on a new page that is turned the other way."""

    kind: ClassVar[str] = "section_break"
    landscape: bool
    """The section that ends here is landscape."""
    first: bool
    """It is the first of its part: no number on its first page, and page numbers start again."""


@value_class
class Signature(Block):
    """Where recipients and signer stand."""

    kind: ClassVar[str] = "signature"


@value_class
class PartBreak(Block):
    """The end of one part; the next (an attachment) starts on a new page, with page numbers of its own."""

    kind: ClassVar[str] = "part_break"
    first: bool = True
    """The section that ends here is the first of its part; ``False``: it goes on from a landscape one."""


@value_class
class AttachmentHead(Block):
    """The head of a văn bản kèm theo: title, subject, and the note that says to what it belongs (may be empty)."""

    kind: ClassVar[str] = "attachment_head"
    title: str
    subject: tuple[str, ...]
    note: str


@value_class
class Signer:
    """Who signs, as printed."""

    authority: tuple[str, ...]
    """``TM. BAN THƯỜNG VỤ``; one line, two, or none."""
    title: str
    name: str


@value_class
class Frame:
    """The named values around the body, each as printed. What a part of a document lacks is empty."""

    document_title: str = ""
    """Kind and subject in one line, for the properties of the file."""
    document_author: str = ""
    """The issuing body in one line, for the properties of the file."""
    draft: bool = False
    """Printed under a "DỰ THẢO" mark."""
    parent: tuple[str, ...] = ()
    """Lines of the cơ quan chủ quản."""
    issuer: tuple[str, ...] = ()
    """Lines of the cơ quan ban hành. Empty: a part printed alone, without the head table."""
    number: str = ""
    """``05``, or the blanks of a draft."""
    symbol: str = ""
    """``KH-BTV``."""
    place: str = ""
    """``Thái Bình``."""
    date: str = ""
    """``ngày 05 tháng 6 năm 2024``."""
    title: str = ""
    """``KẾ HOẠCH``; empty where the body starts with an attachment's own head."""
    subject: tuple[str, ...] = ()
    """Lines of the trích yếu."""
    addressees: tuple[str, ...] = ()
    """Kính gửi, each as printed, without dash: one without final mark, several with ``;`` and ``.``."""
    recipients: tuple[str, ...] = ()
    """Nơi nhận, each as printed, with its final mark and without dash: ``Lưu: VT, TGTCCSLP.``"""
    signer: Signer | None = None
    """Absent: there is no signature block."""


@value_class
class Composition:
    """A whole document, ready to print."""

    frame: Frame
    blocks: tuple[Block, ...]
    notes: tuple[tuple[Line, ...], ...] = ()
    """The footnotes in the order of their marks, each a tuple of paragraphs."""
    continued: bool = False
    """The last section goes on from a landscape one: its first page shows its number, and counting goes on."""
