"""Patterns of rule sets: regular expressions of a dialect in which none can take for ever.

Rule sets come from strangers' packs, and Python's expressions can take years over one line: ``(a+)+b``. So the ways to
match one place are counted before a pattern is compiled, as if all letters were alike; one with too many is refused.
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .._patterns import compiled_later
from .._scalars import MADE, one_line
from .._value_class import guarded_class
from .stretches import SMALL

LONGEST = 5_000
"""Characters that a pattern is searched in at once; a longer paragraph is taken in pieces."""

_MOST_WAYS = 2 * LONGEST
_MOST_CHARACTERS = 2_000
_MOST_GROUPS = 20


@guarded_class
class Pattern:
    """A regular expression that is known to be harmless."""

    source: str
    expression: str
    """As Python reads it."""
    anchored: bool
    """It can match at the beginning only."""
    sought: tuple[str, ...] | None = field(default=None, compare=False)
    """What :mod:`.search` looks for first, where that was made ready."""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled when it is first searched: most never are, as no text holds what they need."""
        return re.compile(self.expression, re.DOTALL)

    def __reduce__(self) -> tuple[type[Pattern], tuple[object, ...]]:
        return Pattern, (self.source, self.expression, self.anchored, self.sought)


TOKEN = compiled_later(
    r"""(?P<escape>\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.))
    |(?P<set>\[\^?\]?(?:\\.|[^\]\\])*+\])
    |(?P<open>\((?:\?(?:[:=!>]|<[=!]|i:))?)
    |(?P<close>\))
    |(?P<or>\|)
    |(?P<repeat>(?:(?P<sign>[*+?])|\{(?=[0-9,])(?P<low>[0-9]*)(?P<comma>,?)(?P<high>[0-9]*)\})(?P<mode>[?+]?))
    |(?P<char>.)""",
    re.VERBOSE | re.DOTALL,
)
_KNOWN_ESCAPES = "dDwWsSbBAZntlL"
_NESTED = compiled_later(r"\[\[|.+(?:--|&&|~~|\|\|)", re.DOTALL)
"""Sets that may mean something else in a Python to come."""

_LETTERS = {r"\l": SMALL, r"\L": SMALL.upper()}
"""Small letters and capitals, for which Python's expressions have no sign."""


def _slow(offset: int) -> PydanticCustomError:
    return PydanticCustomError("pattern-slow", "", {"offset": offset})


def _refused(found: str, token: re.Match[str]) -> PydanticCustomError:
    return PydanticCustomError("pattern-dialect", "", {"found": found, "offset": token.start()})


class _Reader:
    """Reads a pattern and counts in how many ways it can match from one place, at most.

    What is no regular expression at all is left to Python to say.
    """

    def __init__(self, source: str):
        self.source = source
        self.tokens = [*TOKEN.finditer(source, 4 if source.startswith("(?i)") else 0)]
        self.kinds = [*(token.lastgroup for token in self.tokens), None]
        self.at = 0
        self.depth = 0
        self.any_case = source.startswith("(?i)")

    def whole(self) -> int:
        ways = self._alternatives()
        while self._taken("close"):  # a bracket too many, as Python will say
            ways = self._alternatives()
        return ways

    def in_python(self) -> str:
        """The pattern as Python reads it."""
        pieces = [self.source[:4]] if self.any_case else []
        pieces += map(in_python, self.tokens)
        return "".join(pieces)

    def _taken(self, kind: str) -> re.Match[str] | None:
        """The next token if it is of a kind, which is then behind us."""
        if self.kinds[self.at] != kind:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def _alternatives(self) -> int:
        ways = self._sequence()
        while self._taken("or"):
            ways += self._sequence()
        return ways

    def _sequence(self) -> int:
        ways = 1
        while self.kinds[self.at] not in (None, "or", "close"):
            start = self.tokens[self.at].start()
            atom = self._atom()
            repeat = self._taken("repeat")
            ways *= self._repeated(atom, repeat) if repeat else atom
            if ways > _MOST_WAYS:
                raise _slow(start)
        return ways

    def _atom(self) -> int:
        token = self.tokens[self.at]
        self.at += 1
        if token.lastgroup == "open":
            return self._group(token)
        if token.lastgroup == "escape" and token[0][1].isalnum() and token[0][1] not in _KNOWN_ESCAPES + "ux":
            raise _refused(token[0], token)
        if token.lastgroup == "set" and _NESTED.match(token[0]):
            raise _refused(token[0], token)
        return 1  # a repeat of nothing is left to Python

    def _group(self, token: re.Match[str]) -> int:
        self.depth += 1
        following = self.source[token.end() : token.end() + 1]
        if self.depth > _MOST_GROUPS or following == "?":
            raise _refused(token[0] + following, token)
        ways = self._alternatives()
        self._taken("close")
        self.depth -= 1
        return 1 if token[0][1:] in ("?=", "?!", "?<=", "?<!", "?>") else ways

    def _repeated(self, ways: int, repeat: re.Match[str]) -> int:
        low, high = limits(repeat)
        if repeat["mode"] == "+":
            return 1  # possessive: takes all it can and gives nothing back
        if high is None:
            if ways > 1:
                raise _slow(repeat.start())
            return LONGEST
        if ways == 1:
            return high - low + 1
        all_ways = power = ways**low if low < 20 else _MOST_WAYS + 1
        for _ in range(low, high):
            power *= ways
            all_ways += power
            if all_ways > _MOST_WAYS:
                raise _slow(repeat.start())
        return all_ways


def limits(repeat: re.Match[str]) -> tuple[int, int | None]:
    """How often a repeat asks for what is before it, at least and at most."""
    if repeat["sign"]:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[repeat["sign"]]
    low = int(repeat["low"] or 0)
    if not repeat["comma"]:
        return low, low
    return low, int(repeat["high"]) if repeat["high"] else None


def in_python(token: re.Match[str]) -> str:
    """A token as Python reads it."""
    if token.lastgroup == "set":
        return re.sub(r"\\.", lambda escape: _LETTERS.get(escape[0], escape[0]), token[0])
    return f"[{_LETTERS[token[0]]}]" if token[0] in _LETTERS else token[0]


def read_pattern(value: object) -> Pattern:
    """The pattern that a text writes.

    Raises :class:`PydanticCustomError` ``pattern-invalid``, ``pattern-dialect`` or ``pattern-slow`` with the offset at
    which the trouble begins.

    >>> bool(read_pattern(r"(?<!\\w)tháng 0\\d").compiled.search("trong tháng 06"))
    True
    >>> read_pattern("(a+)+b")
    Traceback (most recent call last):
    ...
    pydantic_core._pydantic_core.PydanticCustomError
    """
    if isinstance(value, Pattern):
        return value
    source = one_line(value)
    if len(source) > _MOST_CHARACTERS:
        raise _slow(_MOST_CHARACTERS)
    reader = _Reader(source)
    reader.whole()
    pattern = Pattern(source, reader.in_python(), anchored=source.startswith("^") and "|" not in source)
    try:
        pattern.compiled  # noqa: B018 - seen to be an expression here and now, where its place is known
    except re.error as error:
        raise PydanticCustomError("pattern-invalid", "", {"found": source, "offset": error.pos or 0}) from None
    except OverflowError:
        raise PydanticCustomError("pattern-invalid", "", {"found": source}) from None
    return pattern


PatternText = Annotated[Pattern, MADE, BeforeValidator(read_pattern), WithJsonSchema({"type": "string"})]
"""A regular expression as a rule set writes it."""
