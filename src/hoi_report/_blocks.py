"""What a page is made of: the frame's named values and a flat list of blocks.

The plain value in the middle of the house. Composing makes it and knows nothing of Word; the template prints it and
knows nothing of outlines. A block says *what* it is (a heading of level 2), never how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

SpanStyle = Literal["", "run_on", "strong", "emphasis"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look."""

    text: str
    style: SpanStyle = ""
    """``run_on``: text that follows a heading on its own line."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote, behind the word that it explains."""

    note: int
    """Which of :attr:`Composition.notes`, from 1."""


Line = tuple[Span | NoteMark, ...]
"""One line or paragraph of text."""


def plain(line: Line) -> str:
    """The text of a line without its note marks."""
    return "".join(part.text for part in line if isinstance(part, Span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of the body, in its order."""

    kind: ClassVar[str]
    keep: bool = False
    """Stays on the page of what follows: the last text before the signature."""


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading with its printed number: ``2.1.`` and its title, and what may run on behind it on the same line."""

    kind: ClassVar[str] = "heading"
    level: int
    """Depth in the tree of sections, from 1."""
    number: str
    """As printed, ``II.``; empty where the level has none."""
    text: Line


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph of running text."""

    kind: ClassVar[str] = "paragraph"
    text: Line


@dataclass(frozen=True, slots=True)
class LegalBasis(Block):
    """One căn cứ, with its final mark."""

    kind: ClassVar[str] = "legal_basis"
    text: Line


@dataclass(frozen=True, slots=True)
class Item(Block):
    """An item of a list with its printed marker: ``-``, ``+``, ``(1)``, ``a)``."""

    kind: ClassVar[str] = "item"
    level: int
    """Depth among lists, from 1."""
    marker: str
    text: Line


@dataclass(frozen=True, slots=True)
class Dots(Block):
    """A dotted line, where something is still to be written."""

    kind: ClassVar[str] = "dots"


@dataclass(frozen=True, slots=True)
class Signature(Block):
    """Where recipients and signer stand."""

    kind: ClassVar[str] = "signature"


@dataclass(frozen=True, slots=True)
class PartBreak(Block):
    """The end of one part; the next (an attachment) starts on a new page, with page numbers of its own."""

    kind: ClassVar[str] = "part_break"


@dataclass(frozen=True, slots=True)
class AttachmentHead(Block):
    """The head of a văn bản kèm theo: title, subject, and the note that says to what it belongs (may be empty)."""

    kind: ClassVar[str] = "attachment_head"
    title: str
    subject: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as printed."""

    authority: tuple[str, ...]
    """``TM. BAN THƯỜNG VỤ``; one line, two, or none."""
    title: str
    name: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole document, ready to print."""

    frame: Frame
    blocks: tuple[Block, ...]
    notes: tuple[tuple[Line, ...], ...] = ()
    """The footnotes in the order of their marks, each a tuple of paragraphs."""
