"""How content becomes a page's sequence: the frame's values and a flat list of blocks, with every number computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ._answers import ROOM, GroupAnswer, IndicatorsAnswer, Kind, Press, label_line, led, member_key
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
    NoteMark,
    Paragraph,
    PartBreak,
    SectionBreak,
    Signature,
    Signer,
    Span,
    Table,
    parts,
)
from ._document import Document
from ._grammar import Recipient, Written
from ._numbering import item_marker, numbered
from ._outline import Outline
from ._printable import (
    PrintableEntry,
    PrintableList,
    PrintableNode,
    PrintableOutline,
    PrintablePart,
    PrintableSection,
    printable_texts,
)
from ._printing import NO_ITEM, Blanks, Scope, holds, line, words
from ._questions import Question
from ._scope import Values
from ._text import Text
from ._vietnamese import BLANK_NUMBER, issue_date, two_digits


def compose(document: Document, *, draft: bool = False) -> Composition:
    """The document as frame, blocks and footnotes.

    ``draft`` prints it under a "DỰ THẢO" mark, with dotted lines below every open question.
    """
    outline = document.outline
    unit = document.unit.unit
    scope = Values(document)
    notes: list[tuple[Line, ...]] = []
    # in the order of reading: what is cited first stands in full, wherever that is
    scope.begin_part(outline.file)
    subject = tuple(words(text, scope) for text in outline.file.subject)
    addressees = _punctuated(_addressees(document.addressees, scope))
    body = [*_Report(document, scope, notes, draft).body(), Signature()]
    recipients = tuple(_recipients(document.recipients, scope))
    for attachment, attached in _attached(outline):
        part = _Part(attached, attached.as_outline, scope, notes)
        body += [PartBreak(), *part.attached(attachment.note, attachment.end_mark)]
    frame = Frame(
        document_title=" ".join((outline.kind_name, *subject)),
        document_author=" - ".join((*unit.issuer.parent, *unit.issuer.name)),
        draft=draft,
        parent=unit.issuer.parent,
        issuer=unit.issuer.name,
        number=two_digits(document.number) if document.number is not None else BLANK_NUMBER,
        symbol=document.symbol,
        place=unit.place,
        date=issue_date(document.date),
        title=outline.kind_name.upper(),
        subject=subject,
        addressees=addressees,
        recipients=recipients,
        signer=Signer(document.signer.authority, document.signer.title, document.signer.name or ""),
    )
    blocks, continued = _sectioned(body)
    return Composition(frame, blocks, tuple(notes), continued)


def compose_outline(outline: Outline, *, draft: bool = False) -> Composition:
    """The outline printed alone, as a đề cương: no issuer, no signature, blanks for what a document would say.

    ``draft`` prints it under a "DỰ THẢO" mark.
    """
    notes: list[tuple[Line, ...]] = []
    part = _Part(outline, outline.as_outline, Blanks(outline.file.term), notes)
    blocks = tuple(part.attached(None, False))
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
    """One part on its way to blocks: an outline as it stands, with its prompts."""

    def __init__(self, outline: Outline, tree: PrintableOutline, scope: Scope, notes: list[tuple[Line, ...]]):
        self.outline = outline
        self.tree = tree
        self.scope = scope
        self.notes = notes

    def attached(self, note: Text | None, end_mark: bool) -> list[Block]:
        """The part as a văn bản kèm theo: its own head, then its text (PL III, mẫu 1.3)."""
        self.scope.begin_part(self.outline.file)
        subject = tuple(words(text, self.scope) for text in self.outline.file.subject)
        title = self.outline.file.outline_title or self.outline.kind_name.upper()
        head = AttachmentHead(title, subject, words(note, self.scope) if note else "")
        return [head, *_kept(self._closed(self.blocks(), end_mark))]

    def _closed(self, blocks: list[Block], end_mark: bool) -> list[Block]:
        """The blocks with the rule set's end mark, where there is to be one."""
        mark = self.outline.rules.end_mark
        return _closed(blocks, mark.text) if mark is not None and end_mark else blocks

    def blocks(self) -> list[Block]:
        """Căn cứ, opening, sections, closing."""
        tree = self.tree
        bases = [self._line(basis.words, item) for basis, item in self._repeated_all(tree.legal_basis)]
        marks = [*[";"] * (len(bases) - 1), "."]
        return [
            *[LegalBasis(_ended(base, mark)) for base, mark in zip(bases, marks, strict=False)],
            *[Paragraph(self._line(text.words, item)) for text, item in self._repeated_all(tree.opening)],
            *self._sections(tree.sections, ()),
            *[Paragraph(self._line(text.words, item)) for text, item in self._repeated_all(tree.closing)],
        ]

    def _sections(self, sections: Sequence[PrintableSection], above: tuple[int, ...]) -> list[Block]:
        blocks: list[Block] = []
        for section, counters in numbered(filter(self._printed, sections), self.tree.levels, above):
            text = self._line(section.title)
            if section.run_on:
                behind = line(section.run_on, self.scope, self._note, style="run_on")
                text = (*parts(text), Span(" "), *parts(behind))
            blocks.append(Heading(len(counters), self.outline.heading_number(counters), text))
            blocks += self._content(section, counters)
            blocks += self._sections(section.sections, counters)
        return blocks

    def _content(self, section: PrintableSection, counters: tuple[int, ...]) -> list[Block]:
        """What stands below a heading and above the headings below it."""
        return self._nodes(section.content, 1, NO_ITEM)

    def _nodes(self, nodes: Sequence[PrintableNode], depth: int, item: object) -> list[Block]:
        """Paragraphs and items in order; ``depth`` is that of a list met here."""
        blocks: list[Block] = []
        for node in nodes:
            if not isinstance(node, PrintableList):
                for entry, member in self._repeated(node, item):
                    blocks.append(Paragraph(self._line(entry.words, member)))
                    blocks += self._nodes(entry.content, depth, member)
            elif self._printed(node):
                blocks += self._list(node, depth, item)
        return blocks

    def _list(self, node: PrintableList, depth: int, outer: object) -> list[Block]:
        blocks: list[Block] = []
        found = [pair for item in node.items for pair in self._repeated(item, outer)]
        for position, (entry, member) in enumerate(found, start=1):
            text = self._line(entry.words, member)
            mark = node.last if position == len(found) else node.between
            blocks.append(Item(depth, item_marker(node.marker, position), _ended(text, mark) if mark else text))
            blocks += self._nodes(entry.content, depth + 1, member)
        return blocks

    def _repeated_all(self, texts: Sequence[PrintableEntry]) -> Iterator[tuple[PrintableEntry, object]]:
        return (pair for text in texts for pair in self._repeated(text, NO_ITEM))

    def _repeated(self, entry: PrintableEntry, outer: object) -> Sequence[tuple[PrintableEntry, object]]:
        """The entry (or written text) once for each member of its list, or once; not where it is left out."""
        return _members(entry, outer, self.scope) if self._printed(entry) else ()

    def _printed(self, node: PrintablePart) -> bool:
        return not node.unlisted and self._holds(node)

    def _holds(self, node: PrintablePart) -> bool:
        return node.condition is None or holds(node.condition, self.scope)

    def _line(self, text: Any, item: object = NO_ITEM) -> Line:
        return line(text, self.scope, self._note, item=item)

    def _note(self, id: str) -> int | None:
        """The number of a note, which is composed where its mark stands; ``None`` where nothing is left of it."""
        paragraphs = tuple(
            words(paragraph.words, self.scope, item=member)
            for paragraph, member in self._repeated_all(self.tree.footnotes[id])
        )
        return self.note(paragraphs) if paragraphs else None

    def note(self, paragraphs: tuple[Line, ...]) -> int:
        """The number of a note with these paragraphs."""
        self.notes.append(paragraphs)
        return len(self.notes)


class _Report(_Part, Press):
    """A document's main text: fixed text as it stands, answers in place of prompts."""

    def __init__(self, document: Document, scope: Scope, notes: list[tuple[Line, ...]], draft: bool):
        super().__init__(document.outline, document.outline.as_report, scope, notes)
        self.answers = document.answers
        self.draft = draft
        paper, margins = document.outline.rules.paper, document.outline.rules.margins
        self.width = float(paper.width - margins.left.value - margins.right.value)
        self.setting = document.answers.setting
        self.counters: tuple[int, ...] = ()
        self.sub_headings = 0
        self.most_members = max(map(len, self.setting.lists.values()), default=0)

    def body(self) -> list[Block]:
        """The main text, its end mark behind it; its end stays with the signature below."""
        blocks = _kept(self._closed(self.blocks(), self.outline.file.end_mark))
        return [*blocks[:-1], *(replace(last, keep=True) for last in blocks[-1:])]

    def _printed(self, node: PrintablePart) -> bool:
        return self._holds(node) and not (isinstance(node, PrintableSection) and self._left_out(node))

    def _left_out(self, section: PrintableSection) -> bool:
        """Whether a section holds nothing but questions that need no answer and have none (“nếu có”)."""
        return not section.is_lasting and not any(
            self._says(node) for node in (section, *section.content, *section.sections)
        )

    def _says(self, node: PrintableSection | PrintableNode) -> bool:
        """Whether there is something to print of a node itself, or below it."""
        if not self._holds(node):
            return False
        if isinstance(node, PrintableList):
            return any(map(self._says, node.items))
        if node.question is not None:
            return node.question.kind.required or self.answers.of(node.question) is not None
        if isinstance(node, PrintableEntry):
            return node.is_fixed or any(map(self._says, node.content))
        within = (*node.content, *node.sections)
        return not within or any(map(self._says, within))

    def _content(self, section: PrintableSection, counters: tuple[int, ...]) -> list[Block]:
        self.counters, self.sub_headings = counters, 0
        blocks = self._nodes(section.content, 1, NO_ITEM)
        question = section.question
        if question is not None:
            value = self.answers.of(question)
            if value is not None or self._asked(question):
                blocks += self._answered(question.kind, value, 1)
        return blocks

    def _answered(self, kind: Kind, value: Any, depth: int) -> list[Block]:
        """The answer on paper; lines to write on where there is none."""
        if value is not None or isinstance(kind, (GroupAnswer, IndicatorsAnswer)):
            return kind.printed(value, self, depth)
        return [Dots()] * ROOM

    def _asked(self, question: Question) -> bool:
        """Whether a draft prints the question where it has no answer."""
        return self.draft and question.kind.required

    def heading(self, text: Line) -> Heading:
        self.sub_headings += 1
        counters = (*self.counters, self.sub_headings)
        return Heading(len(counters), self.outline.heading_number(counters), text)

    def line(self, text: Text, item: object) -> Line:
        return self._line(text, NO_ITEM if item is None else item)

    def _nodes(self, nodes: Sequence[PrintableNode], depth: int, item: object) -> list[Block]:
        blocks: list[Block] = []
        for node in nodes:
            if not isinstance(node, PrintableList):
                for position, (entry, member) in enumerate(self._repeated(node, item), start=1):
                    blocks += self._entry(entry, position, member, depth) or ()
            elif self._printed(node):
                blocks += self._list(node, depth, item)
        return blocks

    def _list(self, node: PrintableList, depth: int, outer: object) -> list[Block]:
        marker = node.marker
        told: list[tuple[PrintableEntry, list[Block]]] = []
        for item in node.items:
            for position, (entry, member) in enumerate(self._repeated(item, outer), start=1):
                found = self._entry(entry, position, member, depth, marker, len(told) + 1)
                if found is not None:
                    told.append((entry, found))
        if node.between or node.last:
            for count, (entry, found) in enumerate(told, start=1):
                mark = node.last if count == len(told) else node.between
                first = found[0] if entry.is_fixed else None
                if mark and isinstance(first, Item):
                    found[0] = Item(first.level, first.marker, _ended(first.text, mark), keep=first.keep)
        return [block for _, found in told for block in found]

    def _told(self, entry: PrintableEntry, position: int) -> bool:
        """Whether an entry prints anything, so that it takes a number of its list."""
        question = entry.question
        is_answered = question is not None and self._value(question, position) is not None
        return is_answered or self._told_unanswered(entry, question)

    def _told_unanswered(self, entry: PrintableEntry, question: Question | None) -> bool:
        """Whether an entry prints anything without an answer."""
        if question is not None:
            return self._asked(question)
        return entry.is_fixed or any(map(self._below_told, entry.content))

    def _below_told(self, node: PrintableNode) -> bool:
        below = node.items if isinstance(node, PrintableList) else (node,)
        members = range(1, 1 + max(1, self.most_members))
        return self._holds(node) and any(
            self._holds(entry) and any(self._told(entry, n) for n in (members if entry.each else (1,)))
            for entry in below
        )

    def _value(self, question: Question, position: int) -> Any:
        """The answer; of a question that is repeated, the member's."""
        value = self.answers.of(question)
        if question.is_repeated:
            return value.get(member_key(position)) if value is not None else None
        return value

    def _entry(
        self, entry: PrintableEntry, position: int, member: object, depth: int, marker: str = "", count: int = 1
    ) -> list[Block] | None:
        """Fixed text and what stands below it; in place of a prompt its label and its answer.

        ``marker`` is the first one of its list, and ``count`` its place there. ``None`` where it prints nothing.
        """
        question = entry.question
        value = self._value(question, position) if question is not None else None
        if value is None and not self._told_unanswered(entry, question):
            return None
        marker = item_marker(marker, count)
        below = depth + 1 if marker else depth
        if question is None:
            fixed: list[Block] = []
            text = entry.words if entry.is_fixed else entry.label
            if text is not None:
                written = self._line(text, member) if entry.is_fixed else label_line(self._line(text, member))
                fixed.append(Item(depth, marker, written) if marker else Paragraph(written))
            return [*fixed, *self._nodes(entry.content, below, member)]
        if value is None:
            prompt = self._line(entry.words, member)
            asked = Item(depth, marker, prompt) if marker else Paragraph(prompt)
            return [asked, *self._answered(question.kind_of_one, None, below)]
        # the label comes first: what it cites stands in full there
        label = question.fixed_label
        if label is None:
            label = label_line(self._line(entry.label, member)) if entry.label is not None else ""
        return led(question.kind_of_one.printed(value, self, below), label, marker, depth)


def _members(entry: PrintableEntry, outer: object, scope: Scope) -> list[tuple[PrintableEntry, object]]:
    """The entry once for each member of its list, or once."""
    return [(entry, outer)] if entry.each is None else [(entry, member) for member in scope.members(entry.each)]


def _addressees(texts: Sequence[Written], scope: Scope) -> list[str]:
    return [
        words(entry.words, scope, item=item)
        for entry in printable_texts(texts)
        if entry.condition is None or holds(entry.condition, scope)
        for entry, item in _members(entry, NO_ITEM, scope)
    ]


_ENDS = (SectionBreak, PartBreak)


def _sectioned(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], bool]:
    """The blocks with each section's end told whether it is the first of its part; and whether the last goes on.

    A page turned sideways is a section of its own: what stands behind it goes on with the page numbers.
    """
    found: list[Block] = []
    first = True
    done = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, _ENDS):
            continue
        found += blocks[done:index]
        done = index + 1
        if isinstance(block, PartBreak):
            found.append(PartBreak(first))
            first = True
        else:
            ended = SectionBreak(block.landscape, first, keep=block.keep)
            found.insert(len(found) if block.landscape else _before_what_announces(found), ended)
            first = False
    found += blocks[done:]
    return tuple(found), not first


def _before_what_announces(blocks: Sequence[Block]) -> int:
    """Where headings and labels begin that announce what follows: they go with it to its page."""
    start = len(blocks)
    while start and (isinstance(blocks[start - 1], Heading) or blocks[start - 1].keep):
        start -= 1
    return start


def _ended(text: Line, mark: str) -> Line:
    """The line with a mark behind it, which does not belong to the words of a list that has it."""
    if isinstance(text, str):
        return text + mark
    last = text[-1]
    if isinstance(last, Span):
        return (*text[:-1], Span(last.text + mark, last.style))
    return (*text, Span(mark))


def _closed(blocks: list[Block], mark: str) -> list[Block]:
    """The blocks with an end mark behind the last text, in place of its full stop."""
    last = blocks[-1] if blocks else None
    if isinstance(last, (Heading, Paragraph, Item)):
        return [*blocks[:-1], replace(last, text=_with_end_mark(last.text, mark))]
    if isinstance(last, (Table, SectionBreak)):
        return [*blocks, Paragraph(mark)]
    return blocks


def _kept(blocks: list[Block]) -> list[Block]:
    """The blocks with those kept on the page of the next that make no sense without it.

    A text that announces what follows (“…:”), and a prompt above the lines for its answer.
    """
    kept = list(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, (Item, Paragraph)):
            text = block.text
            if text.endswith(":") if isinstance(text, str) else _announces(text):
                kept[index] = _held(block)
        elif index and isinstance(block, (Dots, Table)) and isinstance(above := blocks[index - 1], (Paragraph, Item)):
            kept[index - 1] = _held(above)
    return kept


def _announces(text: tuple[Span | NoteMark, ...]) -> bool:
    return bool(text) and isinstance(last := text[-1], Span) and last.text.endswith(":")


def _held(block: Paragraph | Item) -> Paragraph | Item:
    """The text, kept on the page of what follows."""
    if isinstance(block, Item):
        return Item(block.level, block.marker, block.text, keep=True)
    return Paragraph(block.text, keep=True)


def _with_end_mark(text: Line, mark: str) -> Line:
    """The line ending in the mark (in all forms of PL III); a final full stop gives way to it."""
    if isinstance(text, str):
        return text if text.endswith(mark) else text.rstrip().removesuffix(".") + mark
    for index in range(len(text) - 1, -1, -1):
        part = text[index]
        if isinstance(part, Span):
            if part.text.endswith(mark):
                return text
            trimmed = Span(part.text.rstrip().removesuffix("."), part.style)
            return _ended((*text[:index], trimmed, *text[index + 1 :]), mark)
    return _ended(text, mark)


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
