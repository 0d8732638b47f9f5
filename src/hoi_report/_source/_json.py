"""JSON text into events, by a scanner of our own.

Python's ``json`` forgets places, takes ``NaN`` for a number and lets the last of two equal keys win. Strings are still
decoded by it (so that surrogate pairs are right); numbers keep all their digits, as ``int`` or ``Decimal``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from .._patterns import compiled_later
from . import _scalars
from ._characters import composed, is_clean, refusal, refused_in_value
from ._events import Event, trouble
from ._limits import MAX_DIGITS, MAX_MARKS, MAX_VALUES
from ._numbers import fits


def events(text: str) -> Iterator[Event]:
    """The events of a JSON text. The first syntax error ends them."""
    try:
        yield from _document(text)
    except _NotJson as error:
        yield error.trouble


ENOUGH_EVENTS = 3 * MAX_VALUES
"""More than a file within the limits has."""


def is_json(text: str) -> bool:
    """Whether a text has the syntax of JSON, whatever it says; of what is far too large only the beginning counts."""
    try:
        for _ in islice(_document(text), ENOUGH_EVENTS):
            pass
    except _NotJson:
        return False
    return True


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _NotJson(Exception):
    """Ends the reading at a syntax error."""

    def __init__(self, trouble: Event):
        self.trouble = trouble


_TOKEN = compiled_later(
    r"""[ \t\n\r]*+(?:
      (?P<string>"[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+")
    | (?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![0-9A-Za-z_.]))
    | (?P<word>(?:true|false|null|NaN|-?Infinity)(?![0-9A-Za-z_]))
    | (?P<mark>[][{}:,])
    | (?P<end>\Z)
    | (?P<other>.)
    )""",
    re.VERBOSE,
)
_WORDS = {"true": True, "false": False, "null": None}
_CLOSING = {"{": "}", "[": "]"}
_KEY = '“"…"”'
_VALUE = '“"…"”, “{”, “[”, 0-9, “true”, “false”, “null”'


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while True:
        found = _TOKEN.match(text, position)
        assert found and found.lastgroup, "one of the alternatives always matches"
        kind, position = found.lastgroup, found.end()
        yield _Token(kind, found[kind], found.start(kind), position)


def _document(text: str) -> Iterator[Event]:
    tokens = _tokens(text)
    token = next(tokens)
    opened: list[str] = []
    while True:
        # The token begins a value.
        begins = token.text in _CLOSING
        if begins:
            opened.append(token.text)
            yield Event("mapping" if token.text == "{" else "sequence", None, token.start, token.end)
        else:
            yield from _scalar(text, token)
        token = next(tokens)
        if not begins or token.text == _CLOSING[opened[-1]]:
            while opened and token.text == _CLOSING[opened[-1]]:
                opened.pop()
                yield Event("end", None, token.start, token.end)
                token = next(tokens)
            if not opened:
                break
            _expect(token, text, f"“,”, “{_CLOSING[opened[-1]]}”", token.text == ",")
            token = next(tokens)
        # The token begins a key, or the next value.
        if opened[-1] == "{":
            _expect(token, text, _KEY, token.kind == "string")
            yield from _string(text, token)
            token = next(tokens)
            _expect(token, text, "“:”", token.text == ":")
            token = next(tokens)
    _expect(token, text, "EOF", token.kind == "end")


def _expect(token: _Token, text: str, expected: str, is_met: bool) -> None:
    if is_met:
        return
    if token.kind == "end":
        raise _NotJson(trouble("json-unfinished", token.start, expected=expected))
    if token.text == '"':
        raise _NotJson(trouble("unclosed-quote", token.start, quote='"'))
    found = re.split(r"[\r\n]", text[token.start : token.start + 30])[0].rstrip()
    raise _NotJson(trouble("json-syntax", token.start, expected=expected, found=found))


def _scalar(text: str, token: _Token) -> Iterator[Event]:
    _expect(token, text, _VALUE, token.kind in ("string", "number", "word"))
    if token.kind == "string":
        yield from _string(text, token)
    elif token.text in _WORDS:
        yield Event("scalar", _WORDS[token.text], token.start, token.end)
    elif token.kind == "word":
        yield trouble("not-a-number", token.start, found=token.text)
        yield Event("scalar", 0, token.start, token.end)
    else:
        yield from _number(token)


def _number(token: _Token) -> Iterator[Event]:
    number = _parse_number(token.text)
    if number is None:
        yield trouble("number-too-long", token.start, limit=MAX_DIGITS)
    yield Event("scalar", number or 0, token.start, token.end)


def _parse_number(text: str) -> int | Decimal | None:
    """``None`` where it is too long. Python itself refuses to read much longer ones, each type in its own way."""
    exponent = re.search("[eE](.*)", text)
    if len(text) > MAX_DIGITS or (exponent and len(exponent[1]) > len(str(MAX_DIGITS)) + 1):
        return None
    number = int(text) if text.lstrip("-").isdigit() else Decimal(text)
    return number if fits(number) else None


def _string(text: str, token: _Token) -> Iterator[Event]:
    try:
        value = json.loads(token.text, strict=False) if "\\" in token.text else token.text[1:-1]
    except json.JSONDecodeError as error:
        at = token.start + token.text.rfind("\\", 0, error.pos + 1)
        raise _NotJson(trouble("bad-escape", at, found=text[at : at + 2])) from None
    event = Event("scalar", value, token.start, token.end, "json")
    if not is_clean(value):
        places = _scalars.indices(text, event)
        for offset, char in refused_in_value(value):
            yield refusal(char, places[offset] if places else token.start)
    value, stacked = composed(value)
    if stacked is not None:
        yield trouble("too-many-marks", token.start, limit=MAX_MARKS)
    yield event._replace(value=value)
