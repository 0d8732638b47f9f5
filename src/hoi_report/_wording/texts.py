"""The texts of a document as they are judged, and what is found in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_SPACES = ("\u00a0", "\u202f", *map(chr, range(0x2000, 0x200B)))
"""Spaces of other widths, which converters leave behind, and those at which no line is broken."""


class TextLine(NamedTuple):
    """One paragraph of a document, wherever it comes from."""

    component: str
    """The component that it is, by the id of the rule set (``so_ky_hieu``); empty: running text that is none."""
    text: str
    """As people read it, with the number or dash before it."""
    position: int
    """Whatever the caller finds it again by."""


class Finding(NamedTuple):
    """A place that a rule complains about."""

    position: int
    """The position of its line."""
    start: int
    """Where it begins in the line's text, from 0."""
    end: int
    """Where it ends."""
    found: str
    """What stands there, in whole words."""


class Text(NamedTuple):
    """A line made ready: what patterns and judges look at, and the way back to the line."""

    line: TextLine
    words: str
    """The line's text without space around it, in NFC, its other kinds of spaces as spaces."""
    offset: int
    """How much space stands before it in the line's text."""

    def finding(self, start: int, end: int) -> Finding:
        """The finding of a stretch of :attr:`words`."""
        raw = self.line.text
        if with_spaces(raw[self.offset : self.offset + len(self.words)]) == self.words:
            start, end = start + self.offset, end + self.offset
        else:
            places = [*_places(raw[self.offset :])]
            start, end = (self.offset + (places[at] if at < len(places) else len(raw)) for at in (start, end))
        return Finding(self.line.position, start, end, _whole_words(raw, start, end))


def with_spaces(words: str) -> str:
    """The text with its other kinds of spaces as spaces.

    >>> with_spaces("Số:\u00a05/KH")
    'Số: 5/KH'
    """
    for space in _SPACES:
        if space in words:  # rare: quicker than to replace
            words = words.replace(space, " ")
    return words


_LONGEST_WORD = 40


def _whole_words(raw: str, start: int, end: int) -> str:
    """The stretch with the rest of its first and last word; where it begins or ends with space, with the word there."""
    if raw[start:end][:1].isspace():
        start = len(raw[:start].rstrip())
    if raw[start:end][-1:].isspace():
        end = len(raw) - len(raw[end:].lstrip())
    before = raw[max(0, start - _LONGEST_WORD) : start]
    behind = raw[end : end + _LONGEST_WORD]
    if before and not before[-1].isspace():
        start -= len(before.split()[-1])
    if behind and not behind[0].isspace():
        end += len(behind.split()[0])
    return raw[start:end].strip()


def _places(raw: str) -> Iterator[int]:
    """For each character of the text in NFC, where it begins in the text as it is."""
    start = 0
    for at in range(1, len(raw) + 1):
        if at == len(raw) or not unicodedata.combining(raw[at]):
            yield from [start] * len(unicodedata.normalize("NFC", raw[start:at]))
            start = at
