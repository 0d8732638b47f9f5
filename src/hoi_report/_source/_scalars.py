"""Where each character of a value stands in the file, for every way of writing a text in YAML and JSON.

YAML's own reader gives the value and its two ends. A problem inside a long ``|`` text should point at its own line, so
the way from the file to the value is walked again here, only when somebody asks. Each walk yields the characters of
the value with their places; what it yields is compared with the value, and is not trusted where they differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .._patterns import compiled_later
from ._events import Event


def content_start(text: str, event: Event) -> int | None:
    """Where a value itself begins, behind its anchor (``&name``); ``None`` for Python objects."""
    if event.start is None or event.anchor is None:
        return event.start
    found = _ANCHOR.match(text, event.start)
    begin = found.end() if found else event.start
    return min(begin, event.end or begin) if event.kind == "scalar" else begin


_ANCHOR = compiled_later(r"&[\w-]+(?:\s|(?<=\s)#[^\r\n]*)*+")


def indices(text: str, event: Event) -> list[int] | None:
    """The place in the text of each character of a scalar's value, and of its end.

    ``None`` where that cannot be told: the value has no text, is no text, or an escape was changed by NFC.
    """
    start = content_start(text, event)
    if start is None or event.end is None or not isinstance(event.value, str):
        return None
    length = len(event.value)
    characters = list(_WALKS[event.style](text, start, event.end, event.value))
    if "".join(char for char, _ in characters[:length]) != event.value:
        return None
    places = [place for _, place in characters[: length + 1]]
    return places if len(places) > length else [*places, min(event.end, len(text)) - (event.style in _QUOTED)]


_QUOTED = ("'", '"', "json")


_Characters = Iterator[tuple[str, int]]
_BREAK = compiled_later(r"\r\n?|\n")

# --- on one line or several: plain and in quotes ----------------------------------------------------------------------


def _plain(text: str, start: int, end: int, _: str) -> _Characters:
    for token in _PLAIN.finditer(text, start, end):
        yield from _folded(token) if token["fold"] else [(token[0], token.start())]


def _single_quoted(text: str, start: int, end: int, _: str) -> _Characters:
    for token in _SINGLE.finditer(text, start + 1, end - 1):
        yield from _folded(token) if token["fold"] else [(token[0][0], token.start())]


def _double_quoted(text: str, start: int, end: int, _: str) -> _Characters:
    for token in _DOUBLE.finditer(text, start + 1, end - 1):
        if token["fold"]:
            yield from _folded(token)
        elif token["joined"]:  # a backslash ends the line: no space for its break, the empty lines behind it count
            yield from (("\n", place) for place in _breaks(token)[1:])
        elif code := token["x"] or token["u"] or token["U"]:
            yield chr(int(code, 16)), token.start()
        else:
            yield (_ESCAPES.get(token[0][1], "") if token[0][0] == "\\" else token[0]), token.start()


def _json(text: str, start: int, end: int, _: str) -> _Characters:
    for token in _JSON.finditer(text, start + 1, end - 1):
        if pair := token["pair"]:
            yield json.loads(f'"{pair}"'), token.start()
        elif code := token["code"]:
            yield chr(int(code, 16)), token.start()
        else:
            yield (_ESCAPES.get(token[0][1], "") if token[0][0] == "\\" else token[0]), token.start()


def _folded(token: re.Match[str]) -> _Characters:
    """One line break is a space; of several, the first does not count."""
    first, *others = _breaks(token)
    yield from (("\n", place) for place in others) if others else ((" ", first),)


def _breaks(token: re.Match[str]) -> list[int]:
    return [token.start() + found.start() for found in _BREAK.finditer(token[0])]


_FOLD = r"(?P<fold>\ *[\r\n][\ \r\n]*)"
_PLAIN = compiled_later(rf"{_FOLD}|.", re.DOTALL)
_SINGLE = compiled_later(rf"{_FOLD}|''|.", re.DOTALL)
_DOUBLE = compiled_later(
    rf"{_FOLD}|(?P<joined>\\[\r\n][\ \r\n]*)"
    r"|\\x(?P<x>..)|\\u(?P<u>....)|\\U(?P<U>........)|\\.|.",
    re.DOTALL,
)
_ESCAPES = dict(zip('0abtnvfre "\\/N_LP', '\0\a\b\t\n\v\f\r\x1b "\\/\x85\xa0\u2028\u2029', strict=True))
_JSON = compiled_later(r"(?P<pair>\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|\\u(?P<code>....)|\\.|.", re.DOTALL)


# --- in blocks: | and > -----------------------------------------------------------------------------------------------


def _literal(text: str, start: int, end: int, value: str) -> _Characters:
    for line, begin in _lines(text, start, end, value):
        yield from ((char, begin + offset) for offset, char in enumerate(line))
        yield "\n", begin + len(line)


def _folded_block(text: str, start: int, end: int, value: str) -> _Characters:
    waiting: list[tuple[str, int]] = []  # line breaks whose meaning the next line with text decides
    previous = ""  # the last line with text
    for line, begin in _lines(text, start, end, value):
        if line:
            if previous[:1] not in ("", " ") and line[0] != " ":  # indented lines keep their breaks
                waiting = waiting[1:] or [(" ", place) for _, place in waiting]
            yield from waiting
            yield from ((char, begin + offset) for offset, char in enumerate(line))
            waiting, previous = [], line
        waiting.append(("\n", begin + len(line)))
    yield from waiting


def _lines(text: str, start: int, end: int, value: str) -> Iterator[tuple[str, int]]:
    """Each line of a block without its indentation, and where it begins then."""
    begins = [found.end() for found in _BREAK.finditer(text, start, end)]
    lines = [text[begin:stop].rstrip("\r\n") for begin, stop in zip(begins, [*begins, end][1:], strict=True)]
    # What the header says of the indentation counts from a place that is not known here; the value's own first line
    # tells how much of the file's is indentation.
    indent = _leading_spaces(lines) - _leading_spaces(value.split("\n"))
    for begin, line in zip(begins, lines, strict=True):
        yield line[indent:], begin + min(indent, len(line))


def _leading_spaces(lines: list[str]) -> int:
    """Of the first line with text."""
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)


_WALKS = {
    "": _plain,
    "'": _single_quoted,
    '"': _double_quoted,
    "json": _json,
    "|": _literal,
    ">": _folded_block,
}
