"""An officer's answer, plain text with a few marks, as the pieces that are printed.

A blank line parts paragraphs. ``- ``, ``+ ``, ``(1) `` or ``a) `` at the start of a line begins an item. ``**đậm**``
and ``*nghiêng*`` stand at the edges of words. ``[^1]`` behind a word marks a footnote, and the line ``[^1]: …`` is its
text. A backslash takes the meaning from a mark. Everything else is text, and whatever finds no partner is printed as
typed: ``5*3*2``, ``2025. Đạt`` and ``# x`` mean nothing here, which is why this is not Markdown.

Reading never fails and takes time in proportion to the text, whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ._blocks import Span, SpanStyle
from ._patterns import compiled_later
from ._value_class import value_class
from ._vietnamese import LETTERS


@value_class
class NoteRef:
    """The mark of a footnote inside a line."""

    note: int
    """Which of :attr:`Prose.notes`, from 0."""


Inline = Span | NoteRef


@value_class
class Piece:
    """One paragraph, item or heading. Its text is never empty and has no spaces at its ends."""

    kind: Literal["paragraph", "item", "heading"]
    text: str | tuple[Inline, ...]
    """Its text; the words alone where they have no look of their own and no footnote, as in most."""
    marker: str = ""
    """Of an item, as typed: ``-``, ``+``, ``(1)``, ``a)``."""
    level: int = 0
    """Of an item, from 1."""

    @property
    def plain(self) -> str:
        """Its text without marks, marker and footnotes."""
        if isinstance(self.text, str):
            return self.text
        return "".join([part.text for part in self.text if isinstance(part, Span)])


@value_class
class Fault:
    """A footnote that cannot be printed. Its mark stays in the text as typed."""

    code: str
    offset: int
    """Where in :attr:`Prose.source`."""
    arguments: Mapping[str, object]


@value_class
class Prose:
    """An answer that has been read."""

    source: str
    """As written."""
    pieces: tuple[Piece, ...]
    notes: tuple[str | tuple[Span, ...], ...]
    """The footnotes in the order of their marks, each one paragraph; see :attr:`Piece.text`."""
    faults: tuple[Fault, ...]
    """In the order of their places. Empty: the whole source is in :attr:`pieces` and :attr:`notes`."""
    joined: tuple[tuple[int, str], ...] = ()
    """Where a line goes on the one above that looks as if it were to be an item (“• …”, “1. …”), and its beginning."""

    @property
    def plain(self) -> str:
        """The text of the pieces, one on each line, without marks, markers and footnotes."""
        return "\n".join([piece.plain for piece in self.pieces])

    @property
    def words(self) -> int:
        """How many words the text has, as Word counts them, but dashes and lone punctuation are none.

        >>> parse_prose("Đạt **100%** – vượt 7 chỉ tiêu.").words
        6
        """
        return len(_WORD.findall(self.plain))

    def has_words(self, count: int) -> bool:
        """Whether the text has so many words or more: quicker than counting all."""
        enough = _words(count).match
        # mostly the first paragraph has enough of them
        return bool(self.pieces) and (enough(self.pieces[0].plain) or enough(self.plain)) is not None

    @property
    def has_figures(self) -> bool:
        """Whether the text says any figure; the number of an item or a footnote is none."""
        return any(_FIGURE.search(piece.plain) for piece in self.pieces)


@cache
def _words(count: int) -> re.Pattern[str]:
    # the first of the two is a case of the second, and nearly every word is one: so it takes half the time
    return re.compile(rf"(?:[^\W_]\S*+ |[\W_]*+[^\W_]\S*+){{{count}}}+")


_WORD = compiled_later(r"[^\W_]\S*")
_FIGURE = compiled_later(r"\d")

_LINE_MARK = compiled_later(rf"([-+]|\([0-9]{{1,3}}\)|[{LETTERS}]\)) +")
"""Matched on a line without the spaces at its ends, where spaces are always followed by a text."""
_LIKE_ITEM = compiled_later(r"[•·●▪–—*](?= )|[0-9]{1,2}[.)](?= )|[a-zđ]\.(?= )")
"""What is pasted from Word: beginnings of items that mean nothing here."""
_SECOND = " 0123456789.)^"
"""The second character of all that means something at the start of a line, or looks like it."""
_NOTE_LINE = compiled_later(r"\[\^([\w-]{1,20})\]: *")
_TOKEN = compiled_later(r"\\([\\*\[\]+(-])|(\*+)|\[\^([\w-]{1,20})\]")
_MEANING = compiled_later(r"[\\*\[]")

_OPENING = "([{«“‘"
_CLOSING = ")]}»”’.,;:!?%"
"""Punctuation of one side only; quotes, dashes, … and signs stand on either side of a word."""
_PAIR = compiled_later(
    rf"\*(?<![\w*]\*)(\*?)(?![\s*{re.escape(_CLOSING)}])"  # opens a word; a pattern is quick that begins with a star
    rf"([^*]++)(?<![\s{re.escape(_OPENING)}])\*\1(?!\*)"  # closes one
    r"(?!(?<=\w\*)\w)"  # but a single star not inside a word
)
"""Two marks that are partners whatever stands around them, if there is no star that is not in such a pair."""

_STYLES: dict[tuple[bool, bool], SpanStyle] = {
    (False, False): "",
    (True, False): "emphasis",
    (False, True): "strong",
    (True, True): "strong_emphasis",
}


def parse_prose(source: str, *, headings: bool = False) -> Prose:
    """The pieces and footnotes of an answer, with the faults of its footnotes.

    ``source`` has lines that end with ``\\n``. With ``headings``, a paragraph of one line that is bold from end to end
    is a heading. Never raises.

    Faults: ``note-missing`` (a mark without a note), ``note-apart`` (a mark that is not behind a word),
    ``note-repeated`` (a second mark or note of the same name), ``note-unmarked`` (a note without a mark),
    ``note-empty``.

    >>> prose = parse_prose("Các **chỉ tiêu**[^1] gồm:\\n- Hội viên\\n+ Mới\\n\\n[^1]: Theo *Nghị quyết*.")
    >>> [(piece.kind, piece.marker, piece.level) for piece in prose.pieces]
    [('paragraph', '', 0), ('item', '-', 1), ('item', '+', 2)]
    >>> prose.pieces[0].text
    (Span(text='Các ', style=''), Span(text='chỉ tiêu', style='strong'), NoteRef(note=0), Span(text=' gồm:', style=''))
    >>> prose.notes
    ((Span(text='Theo ', style=''), Span(text='Nghị quyết', style='emphasis'), Span(text='.', style='')),)
    """
    passages, notes, faults, joined = _passages(source)
    if "[" not in source:  # nor a footnote
        pieces = tuple([_piece(passage, _no_number, headings) for passage in passages])
        return Prose(source, pieces, (), (), joined)
    numbers: dict[str, int] = {}
    marked: set[str] = set()

    def number(name: str, offset: int, behind: bool) -> int | None:
        marked.add(name)
        if name not in notes:
            code = "note-missing"
        elif name in numbers:
            code = "note-repeated"
        elif not behind:
            code = "note-apart"
        else:
            return numbers.setdefault(name, len(numbers)) if notes[name].lines else None
        faults.append(Fault(code, offset, {"found": name}))
        return None

    pieces = tuple(_piece(passage, number, headings) for passage in passages)
    faults += (
        Fault(code, note.offset, {"found": name})
        for name, note in notes.items()
        for code, is_so in (("note-empty", not note.lines), ("note-unmarked", name not in marked))
        if is_so
    )
    faults.sort(key=lambda fault: fault.offset)
    return Prose(source, pieces, tuple(_spans(notes[name].lines) for name in numbers), tuple(faults), joined)


def parse_line(source: str) -> str | tuple[Span, ...]:
    """One line of text, an item of a list or a cell, in which only ``**``, ``*`` and the backslash mean something.

    The words alone where they have no look of their own.

    >>> parse_line("Xã *Vũ Ninh*[^1]")
    (Span(text='Xã ', style=''), Span(text='Vũ Ninh', style='emphasis'), Span(text='[^1]', style=''))
    """
    text = source.strip(" ")
    if not _MEANING.search(text):
        return text
    return _spans([_rest(0, text, _text_start(text))])


def escape(text: str) -> str:
    """What has to be typed for this one line of text to be printed as it is, in an answer or in a line.

    >>> escape("(1) 5*3"), escape("5 %")
    ('\\\\(1) 5\\\\*3', '5 %')
    """
    text = text.strip(" ")
    escaped = _MEANING.sub(r"\\\g<0>", text)
    return f"\\{escaped}" if _LINE_MARK.match(text) else escaped


# --- lines --------------------------------------------------------------------------------------------------------


_Lines = list[tuple[int, str]]
"""Where each line's text begins in the source, and the text: without the spaces at its ends, and never empty."""


_Passage = tuple[_Lines, str, int]
"""The lines of a paragraph or an item, with its marker and its level."""


@dataclass(slots=True)
class _Note:
    """The lines of a footnote."""

    lines: _Lines
    offset: int


def _passages(source: str) -> tuple[list[_Passage], dict[str, _Note], list[Fault], tuple[tuple[int, str], ...]]:
    """The paragraphs and items; the footnotes by their names; the faults of names given twice; :attr:`Prose.joined`."""
    joined: list[tuple[int, str]] = []
    passages: list[_Passage] = []
    notes: dict[str, _Note] = {}
    faults: list[Fault] = []
    kinds: list[str] = []
    lines: _Lines | None = None  # what a line without a mark goes on with
    next_line = 0
    for line in source.split("\n"):
        begin = next_line
        next_line += len(line) + 1
        text = line.strip(" ")
        if not text:
            lines = None
            continue
        if line[0] == " ":
            begin += len(line) - len(line.lstrip(" "))
        # almost every line begins with two letters, and needs no search
        may_mean = text[1:2] in _SECOND
        if may_mean and (mark := _LINE_MARK.match(text)):
            marker = mark[1]
            lines = [_rest(begin, text, mark.end())]
            passages.append((lines, marker, _level(kinds, marker)))
        elif may_mean and (mark := _NOTE_LINE.match(text)):
            name = mark[1]
            lines = [_rest(begin, text, mark.end())] if mark.end() < len(text) else []
            if name in notes:
                faults.append(Fault("note-repeated", begin, {"found": name}))
            else:
                notes[name] = _Note(lines, begin)
        else:
            if lines is None:
                lines = []
                passages.append((lines, "", 0))
                kinds.clear()
            elif may_mean and (mark := _LIKE_ITEM.match(text)):
                joined.append((begin, mark[0]))
            lines.append((begin, text) if text[0] != "\\" else _rest(begin, text, _text_start(text)))
    return passages, notes, faults, tuple(joined)


def _rest(begin: int, text: str, start: int) -> tuple[int, str]:
    """What is left of a line behind its mark."""
    return begin + start, text[start:]


def _level(kinds: list[str], marker: str) -> int:
    """The level of an item; ``kinds`` are those of the items that it stands under, and are brought up to it."""
    kind = marker[0] if marker[0] in "-+(" else ")"
    if kind in kinds:
        del kinds[kinds.index(kind) + 1 :]
    else:
        kinds.append(kind)
    return len(kinds)


def _text_start(text: str) -> int:
    """Where the text of a line starts: behind a backslash that takes the meaning from a line mark."""
    return 1 if text[0] == "\\" and _LINE_MARK.match(text, 1) else 0


# --- inside a line ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Stars:
    """Some stars of a run."""

    run: int
    """Where the run begins."""
    length: int
    """1 for emphasis, 2 for strong; any number where they are text."""
    turn: int = 0
    """1 opens, -1 closes; 0 is text."""


@dataclass(slots=True)
class _Mark:
    """The mark of a footnote, as typed."""

    name: str
    offset: int


_Part = str | _Stars | _Mark
_Number = Callable[[str, int, bool], int | None]
"""Gives the number of a footnote by its name, its mark's offset and whether that is behind a word; ``None``: text."""


def _piece(passage: _Passage, number: _Number, headings: bool) -> Piece:
    lines, marker, level = passage
    said = _said(lines, number)
    if marker:
        return Piece("item", said, marker, level)
    if headings and not isinstance(said, str) and len(said) == len(lines) == 1:
        [only] = said
        if isinstance(only, Span) and only.style == "strong":
            return Piece("heading", only.text)
    return Piece("paragraph", said)


def _said(lines: _Lines, number: _Number) -> str | tuple[Inline, ...]:
    """The text of lines that are printed as one: mostly there is no mark in it, and it is its words."""
    whole = lines[0][1] if len(lines) == 1 else " ".join([text for _, text in lines])
    if "[" in whole or "\\" in whole:
        text = _inline(lines, number)
    elif "*" in whole:
        text = _starred(whole) or _inline(lines, number)
    else:
        return whole
    first = text[0]
    return first.text if len(text) == 1 and isinstance(first, Span) and not first.style else text


def _starred(text: str) -> tuple[Inline, ...] | None:
    """A text whose only marks are pairs of stars, as those of most that have any."""
    parts = _PAIR.split(text)  # text, second star, text in the pair, text …
    if "*" in "".join(parts[::3]):
        return None
    spans: list[Inline] = [Span(parts[0])] if parts[0] else []
    for double, inside, behind in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        spans.append(Span(inside, "strong" if double else "emphasis"))
        if behind:
            spans.append(Span(behind))
    return tuple(spans)


def _no_number(name: str, offset: int, behind: bool) -> None:
    """The number of a footnote where there are none."""


def _spans(lines: _Lines) -> str | tuple[Span, ...]:
    """The text of lines in which there are no footnotes."""
    said = _said(lines, _no_number)
    return said if isinstance(said, str) else tuple([part for part in said if isinstance(part, Span)])


def _inline(lines: _Lines, number: _Number) -> tuple[Inline, ...]:
    """The text of lines that are printed as one, in as few spans as its looks allow, whatever marks it has."""
    inlines: list[Inline] = []
    words: list[str] = []
    style: SpanStyle = ""
    depth = [0, 0, 0]  # by the length of a mark

    def finish_span() -> None:
        if words:
            inlines.append(Span("".join(words), style))
            words.clear()

    for part in _parts(lines):
        if isinstance(part, str):
            text = part
        elif isinstance(part, _Mark):
            behind = not words[-1][-1].isspace() if words else bool(inlines)
            if (note := number(part.name, part.offset, behind)) is not None:
                finish_span()
                inlines.append(NoteRef(note))
                continue
            text = f"[^{part.name}]"
        elif part.turn:
            depth[part.length] += part.turn
            continue
        else:
            text = "*" * part.length
        if (new := _STYLES[depth[1] > 0, depth[2] > 0]) != style:
            finish_span()
            style = new
        words.append(text)
    finish_span()
    return tuple(inlines)


def _parts(lines: _Lines) -> list[_Part]:
    """The text of the lines, a space between two of them, with its stars and the marks of footnotes taken out."""
    parts: list[_Part] = []
    pairs = _Pairs()
    for begin, text in lines:
        if parts:
            parts.append(" ")
        done = 0
        for token in _TOKEN.finditer(text):
            start, stop = token.span()
            if done < start:
                parts.append(text[done:start])
            done = stop
            escaped, stars, note = token.groups()
            if stars:
                before = text[start - 1] if start else " "
                after = text[stop] if stop < len(text) else " "
                parts += pairs.read(begin + start, len(stars), before, after)
            else:
                parts.append(escaped or _Mark(note, begin + start))
        if done < len(text):
            parts.append(text[done:])
    return parts


class _Pairs:
    """Finds the partners among the stars of one piece, which it is given from left to right.

    Every mark is put on a stack once and taken off once, so that the time is linear in any text.
    """

    def __init__(self) -> None:
        self._emphasis: list[_Stars] = []
        self._strong: list[_Stars] = []

    def read(self, offset: int, count: int, before: str, after: str) -> list[_Stars]:
        """The marks in a run of stars between two characters. Those that open turn only when their partner is read."""
        stars: list[_Stars] = []
        left = count
        behind_word, in_word = _is_word(before), _is_word(before) and _is_word(after)
        if not before.isspace() and before not in _OPENING:
            while length := self._closing(left, in_word):
                self._close(length)
                stars.append(_Stars(offset, length, -1))
                left -= length
        if left and not after.isspace() and after not in _CLOSING and (stars or not behind_word):
            if left % 2:
                self._emphasis.append(_Stars(offset, 1))
                stars.append(self._emphasis[-1])
            opening = [_Stars(offset, 2) for _ in range(left // 2)]
            self._strong += opening
            return stars + opening
        return [*stars, _Stars(offset, left)] if left else stars

    def _closing(self, left: int, in_word: bool) -> int:
        """How many of the stars left in a run close something; the inner of two is closed first."""
        strong = self._strong[-1].run if self._strong and left > 1 else -1
        # An even run has no single star. The last star of all does not close before a letter: “*a*b” is text.
        single = left % 2 and (left > 1 or not in_word)
        emphasis = self._emphasis[-1].run if self._emphasis and single else -1
        if emphasis >= strong:
            return 0 if emphasis < 0 else 1
        return 2

    def _close(self, length: int) -> None:
        same, other = (self._emphasis, self._strong) if length == 1 else (self._strong, self._emphasis)
        opening = same.pop()
        opening.turn = 1
        # What opened later and is still open has no partner: it would reach over the end of this one.
        while other and other[-1].run > opening.run:
            other.pop()


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
