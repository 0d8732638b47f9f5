"""Characters: brought to NFC, and refused where they cannot be printed.

NFC is the only change that reading makes to a text. Nothing is ever dropped: what Word could not print, or would take
for structure, is a problem with its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from .._patterns import compiled_later
from ._controls import CONTROLS
from ._events import Event, trouble
from ._limits import MAX_MARKS

_UNPRINTABLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab, line feed, carriage return
    "\u2028\u2029"  # line and paragraph separator: YAML would take them for line breaks, as it would U+0085
    "\ud800-\uf8ff"  # surrogates, private use
    "\ufffd"  # stands for what was lost
    "\ufeff"  # a byte order mark, here not at the beginning of the file
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\U0001fffe-\U0010ffff"  # rare characters, among them more noncharacters and private use
)
# The rare characters that can be printed. In a class of their own, since a search slows down with every range.
_RARE = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x20000, 0xF0000, 0x10000))
_IN_FILE = compiled_later(f"[{_UNPRINTABLE}](?<![{_RARE}])")
_IN_VALUE = compiled_later(f"[\t\r{_UNPRINTABLE}](?<![{_RARE}])")


def describe(char: str) -> str:
    """A character's number and name in Unicode.

    >>> describe("\\x07"), describe("\\ufffd"), describe("\\ue000")
    ('U+0007 ALERT', 'U+FFFD REPLACEMENT CHARACTER', 'U+E000 <private-use>')
    """
    kinds = {"Co": "<private-use>", "Cs": "<surrogate>"}
    fallback = CONTROLS.get(char) or kinds.get(unicodedata.category(char), "<noncharacter>")
    return f"U+{ord(char):04X} {unicodedata.name(char, fallback)}"


def is_clean(value: str) -> bool:
    """Whether a value holds nothing that cannot be printed."""
    return _is_ordinary(value.replace("\n", "")) or not _IN_VALUE.search(value)


def refused_in_file(text: str) -> Iterator[Event]:
    """Trouble for each character of a file's text that cannot be printed. Tabs are left to the syntax of the file."""
    if _is_ordinary(text.replace("\n", "")):
        return
    for found in _IN_FILE.finditer(text):
        yield refusal(found[0], found.start())


def _is_ordinary(text: str) -> bool:
    """Several times faster than a search, and true of most texts. To Python U+FFFD is a sign like others."""
    return text.isprintable() and "\ufffd" not in text


def refused_in_value(value: str) -> Iterator[tuple[int, str]]:
    """Offset and character of each thing in a value that cannot be printed. Line feeds can: they part paragraphs."""
    for found in _IN_VALUE.finditer(value):
        yield found.start(), found[0]


def refusal(char: str, at: int | None) -> Event:
    """The trouble with a character that cannot be printed."""
    if char == "\t":
        return trouble("tab-in-text", at)
    if char == "\ufffd":
        return trouble("lost-character", at, character=describe(char))
    if unicodedata.category(char) == "Co":
        return trouble("private-use-character", at, character=describe(char))
    return trouble("unprintable-character", at, character=describe(char))


def without_refused(text: str) -> str:
    """The text with a letter in place of each character that was refused, so that reading can find other problems."""
    return _IN_FILE.sub("x", text)


def composed(text: str) -> tuple[str, int | None]:
    """The text in NFC and ``None``; or the text as it is, and where a letter carries more marks than people write.

    Putting marks in order takes time that grows with the square of their number: some hundred kilobytes of marks on
    one letter would take minutes.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    for run in _UNUSUAL.finditer(text):
        if run.end() - run.start() > MAX_MARKS and (offset := _too_many_marks(run[0])) is not None:
            return text, run.start() + offset
    return unicodedata.normalize("NFC", text), None


def composed_file(text: str) -> tuple[str, int | None]:
    """A file's text like :func:`composed`, but no mark joins the letter of an escape.

    A combining grave behind ``\\n`` would make another escape of it, ``\\ǹ``. It is left alone; the value may compose.
    """
    if "\\" not in text or unicodedata.is_normalized("NFC", text):
        return composed(text)
    cuts = [
        found.end()
        for found in _ESCAPE.finditer(text)
        if unicodedata.combining(text[found.end() : found.end() + 1] or " ")
    ]
    pieces = []
    for start, end in pairwise([0, *cuts, len(text)]):
        piece, stacked = composed(text[start:end])
        if stacked is not None:
            return text, start + stacked
        pieces.append(piece)
    return "".join(pieces), None


_ESCAPE = compiled_later(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\r\n])")

# Runs without any letter of the Latin alphabet: few, so that marks are counted one by one only there.
_UNUSUAL = compiled_later("[^\x00-\u02ff\u1e00-\u1eff\u2000-\u20cf]++")


def _too_many_marks(run: str) -> int | None:
    marks = 0
    for offset, char in enumerate(run):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > MAX_MARKS:
            return offset
    return None
