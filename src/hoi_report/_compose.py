"""How content becomes a page's sequence: the frame's values and a flat list of blocks, with every number computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, TypeVar

from ._blocks import (
    AttachmentHead,
    Block,
    Composition,
    Dots,
    Frame,
    Heading,
    Item,
    LegalBasis,
    Line,
    Paragraph,
    PartBreak,
    Signature,
    Signer,
    Span,
    plain,
)
from ._citation import OwnCitation
from ._document import Document
from ._grammar import Entry, Fixed, ItemList, Node, Recipient, Section
from ._numbering import heading_number, item_marker
from ._outline import Outline
from ._printing import NO_ITEM, Blanks, Scope, line, words
from ._scope import Values
from ._text import Text
from ._vietnamese import BLANK_NUMBER, issue_date, two_digits

F = TypeVar("F", bound=Fixed)

ROOM_TO_ANSWER = 2
"""How many dotted lines a draft leaves below a question."""


def compose(document: Document, *, draft: bool = False) -> Composition:
    """The document as frame, blocks and footnotes.

    ``draft`` prints it under a "DỰ THẢO" mark, with dotted lines below every open question.
    """
    outline = document.outline
    unit = document.unit.unit
    symbol = "-".join(filter(None, (outline.symbol, unit.symbol)))
    issuer = f"{unit.body} {unit.short_name}"
    scope = Values(document, OwnCitation(outline.kind_name, document.number, symbol, document.date, issuer))
    notes: list[tuple[Line, ...]] = []
    # in the order of reading: what is cited first stands in full, wherever that is
    scope.begin_part(outline.file.term)
    subject = tuple(words(text, scope) for text in outline.file.subject)
    addressees = _punctuated([words(text, scope) for text in document.addressees])
    body = [*_Part(outline, scope, notes, draft).body(), Signature()]
    recipients = tuple(_recipients(document.recipients, scope))
    for attachment, attached in _attached(outline):
        body += [PartBreak(), *_Part(attached, scope, notes, False).attached(attachment.note, attachment.end_mark)]
    frame = Frame(
        document_title=" ".join((outline.kind_name, *subject)),
        document_author=" - ".join((*unit.issuer.parent, *unit.issuer.name)),
        draft=draft,
        parent=unit.issuer.parent,
        issuer=unit.issuer.name,
        number=two_digits(document.number) if document.number is not None else BLANK_NUMBER,
        symbol=symbol,
        place=unit.place,
        date=issue_date(document.date),
        title=outline.kind_name.upper(),
        subject=subject,
        addressees=addressees,
        recipients=recipients,
        signer=Signer(document.signer.authority, document.signer.title, document.signer.name or ""),
    )
    return Composition(frame, tuple(body), tuple(notes))


def compose_outline(outline: Outline, *, draft: bool = False) -> Composition:
    """The outline printed alone, as a đề cương: no issuer, no signature, blanks for what a document would say.

    ``draft`` prints it under a "DỰ THẢO" mark.
    """
    notes: list[tuple[Line, ...]] = []
    blocks = tuple(_Part(outline, Blanks(outline.file.term), notes, False).attached(None, False))
    head = blocks[0]
    assert isinstance(head, AttachmentHead)
    frame = Frame(document_title=" ".join((head.title, *head.subject)), draft=draft)
    return Composition(frame, blocks, tuple(notes))


def _attached(outline: Outline) -> Iterator[tuple[Any, Outline]]:
    """Everything attached, and what is attached to that, in order."""
    for attachment, attached in outline.attachments:
        yield attachment, attached
        yield from _attached(attached)


class _Part:
    """One part on its way to blocks: the main text, or an attachment."""

    def __init__(self, outline: Outline, scope: Scope, notes: list[tuple[Line, ...]], draft: bool):
        self.outline = outline
        self.scope = scope
        self.notes = notes
        self.draft = draft

    def body(self) -> list[Block]:
        """The main text: căn cứ, opening, sections, closing, "./."; its end stays with the signature below."""
        blocks = _kept(_closed(list(self._blocks()), self.outline.file.end_mark))
        return [*blocks[:-1], *(replace(last, keep=True) for last in blocks[-1:])]

    def attached(self, note: Text | None, end_mark: bool) -> list[Block]:
        """The part as a văn bản kèm theo: its own head, then its text (PL III, mẫu 1.3)."""
        self.scope.begin_part(self.outline.file.term)
        subject = tuple(words(text, self.scope) for text in self.outline.file.subject)
        title = self.outline.file.outline_title or self.outline.kind_name.upper()
        head = AttachmentHead(title, subject, words(note, self.scope) if note else "")
        return [head, *_kept(_closed(list(self._blocks()), end_mark))]

    def _blocks(self) -> Iterator[Block]:
        file = self.outline.file
        bases = [self._line(text) for text in file.legal_basis]
        yield from (LegalBasis(_ended(base, ";")) for base in bases[:-1])
        yield from (LegalBasis(_ended(base, ".")) for base in bases[-1:])
        yield from (Paragraph(self._line(text)) for text in file.opening)
        yield from self._sections(file.sections, ())
        yield from (Paragraph(self._line(text)) for text in file.closing)

    def _sections(self, sections: Sequence[Section], above: tuple[int, ...]) -> Iterator[Block]:
        levels = self.outline.file.levels
        number = levels[len(above)].start if sections else 1
        for section in sections:
            if not self._printed(section):
                continue
            number = section.number or number
            counters = (*above, number)
            text = self._line(section.title)
            if section.run_on:
                text += (Span(" "), *line(section.run_on, self.scope, self._note, style="run_on"))
            yield Heading(len(counters), heading_number(levels, counters), text)
            yield from self._nodes(section.content, 1, NO_ITEM)
            yield from self._room(section)
            yield from self._sections(section.sections, counters)
            number += 1

    def _nodes(self, nodes: Sequence[Node], depth: int, item: object) -> Iterator[Block]:
        """Paragraphs and items in order; ``depth`` is that of a list met here."""
        for node in nodes:
            if isinstance(node, ItemList):
                yield from self._list(node, depth, item) if self._printed(node) else ()
            else:
                for entry, member in self._repeated(node, item):
                    yield Paragraph(self._line(entry.words, member))
                    yield from self._below(entry, depth, member)

    def _list(self, node: ItemList, depth: int, outer: object) -> Iterator[Block]:
        found = [pair for item in node.items for pair in self._repeated(item, outer)]
        for position, (entry, member) in enumerate(found, start=1):
            text = self._line(entry.words, member)
            mark = node.last if position == len(found) else node.between
            yield Item(depth, item_marker(node.marker, position), _ended(text, mark) if mark else text)
            yield from self._below(entry, depth + 1, member)

    def _below(self, entry: Entry, depth: int, item: object) -> Iterator[Block]:
        yield from self._nodes(entry.content, depth, item)
        yield from self._room(entry)

    def _room(self, node: Section | Entry) -> Iterator[Block]:
        if self.draft and node.question:
            yield from [Dots()] * ROOM_TO_ANSWER

    def _repeated(self, entry: F, outer: object) -> Iterator[tuple[F, object]]:
        """The entry (or paragraph of a note) once for each member of its list, or once; not where it is left out."""
        if not self._printed(entry):
            return
        if entry.each is None:
            yield entry, outer
            return
        for member in self.scope.members(entry.each):
            yield entry, member

    def _printed(self, node: Section | Fixed | ItemList) -> bool:
        return (node.when is None or self.scope.has(node.when)) and self.scope.is_at(node.at)

    def _line(self, text: Any, item: object = NO_ITEM) -> Line:
        return line(text, self.scope, self._note, item=item)

    def _note(self, id: str) -> int | None:
        """The number of a note, which is composed where its mark stands; ``None`` where nothing is left of it."""
        paragraphs = tuple(
            (Span(words(paragraph.text, self.scope, item=member)),)
            for written in self.outline.file.footnotes[id]
            for paragraph, member in self._repeated(written, NO_ITEM)
        )
        if not paragraphs:
            return None
        self.notes.append(paragraphs)
        return len(self.notes)


def _ended(text: Line, mark: str) -> Line:
    """The line with a mark behind it, which does not belong to the words of a list that has it."""
    last = text[-1] if text else None
    if isinstance(last, Span):
        return (*text[:-1], replace(last, text=last.text + mark))
    return (*text, Span(mark))


END_MARK = "./."


def _closed(blocks: list[Block], end_mark: bool) -> list[Block]:
    """The blocks with "./." behind the last text, in place of its full stop."""
    if not blocks or not end_mark:
        return blocks
    last = blocks[-1]
    if isinstance(last, (Heading, Paragraph, Item)):
        last = replace(last, text=_with_end_mark(last.text))
    return [*blocks[:-1], last]


def _kept(blocks: list[Block]) -> list[Block]:
    """The blocks with those kept on the page of the next that make no sense without it.

    A text that announces what follows (“…:”), and a prompt above the lines for its answer.
    """
    return [
        replace(block, keep=True)
        if isinstance(block, (Paragraph, Item)) and (isinstance(after, Dots) or plain(block.text).endswith(":"))
        else block
        for block, after in zip_longest(blocks, blocks[1:])
    ]


def _with_end_mark(text: Line) -> Line:
    """The line ending in "./." (in all forms of PL III); a final full stop gives way to it."""
    for index in range(len(text) - 1, -1, -1):
        part = text[index]
        if isinstance(part, Span):
            if part.text.endswith(END_MARK):
                return text
            trimmed = replace(part, text=part.text.rstrip().removesuffix("."))
            return _ended((*text[:index], trimmed, *text[index + 1 :]), END_MARK)
    return _ended(text, END_MARK)


def _punctuated(lines: list[str]) -> tuple[str, ...]:
    """Kính gửi: one without a mark; several with ";" and a final "." (PL I, Phần I, II.9.d)."""
    if len(lines) < 2:
        return tuple(lines)
    return (*(f"{name};" for name in lines[:-1]), f"{lines[-1]}.")


def _recipients(recipients: Sequence[Recipient], scope: Scope) -> Iterator[str]:
    """Nơi nhận: ";" behind each, "." behind the last, which says where the document is kept (PL I, Phần I, II.9.d)."""
    printed = [r for r in recipients if r.when is None or scope.has(r.when)]
    for position, recipient in enumerate(printed, start=1):
        mark = "." if position == len(printed) else ";"
        if recipient.archive is not None:
            yield f"Lưu: {', '.join(recipient.archive)}{mark}"
        elif recipient.name is not None:
            purpose = f" ({words(recipient.purpose, scope)})" if recipient.purpose else ""
            yield f"{words(recipient.name, scope)}{purpose}{mark}"
