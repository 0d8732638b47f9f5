"""Patterns of rule sets: regular expressions of a dialect in which none can take for ever.

Rule sets come from strangers' packs, and Python's expressions can take years over one line: ``(a+)+b``. So the ways to
match one place are counted before a pattern is compiled, as if all letters were alike; one with too many is refused.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, NamedTuple
from unicodedata import normalize

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .._patterns import compiled_later
from .._scalars import one_line

LONGEST = 5_000
"""Characters that a pattern is searched in at once; a longer paragraph is taken in pieces."""

_MOST_WAYS = 2 * LONGEST
_MOST_CHARACTERS = 2_000
_MOST_GROUPS = 20
_ENOUGH, _MOST_STRINGS, _MOST_MEMBERS = 8, 16, 64
"""How much of a pattern is worth looking for: letters of a repeat; strings of which there is one; members of a set."""


@dataclass(frozen=True)
class Pattern:
    """A regular expression that is known to be harmless."""

    source: str
    expression: str
    """As Python reads it."""
    needs: frozenset[str]
    """Strings of which every match holds one; empty where that cannot be told. To look for them is much faster."""
    anchored: bool
    """It can match at the beginning only."""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled when it is first searched: most never are, as no text holds what they need."""
        return re.compile(self.expression, re.DOTALL)

    def __reduce__(self) -> tuple[type[Pattern], tuple[object, ...]]:
        return Pattern, (self.source, self.expression, self.needs, self.anchored)


_TOKEN = compiled_later(
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

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SMALL = "bcdđfghjklmnpqrstvwxz" + "".join(normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
_LETTERS = {r"\l": _SMALL, r"\L": _SMALL.upper()}
"""Small letters and capitals, for which Python's expressions have no sign."""
_COMMON = frozenset(_SMALL + _SMALL.upper() + string.digits + " ")


class _Part(NamedTuple):
    """A part of a pattern."""

    ways: int = 1
    """In how many ways it can match from one place, at most."""
    needs: frozenset[str] = frozenset()
    """Strings of which a match holds one."""
    literals: tuple[str, ...] = ()
    """What it can be, if that is little; of a repeat, what it begins with."""
    wide: bool = True
    """Whether it takes characters; not so what only looks around."""


def _slow(offset: int) -> PydanticCustomError:
    return PydanticCustomError("pattern-slow", "", {"offset": offset})


def _refused(found: str, token: re.Match[str]) -> PydanticCustomError:
    return PydanticCustomError("pattern-dialect", "", {"found": found, "offset": token.start()})


class _Reader:
    """Reads a pattern and judges it; what is no regular expression at all is left to Python to say."""

    def __init__(self, source: str):
        self.source = source
        self.tokens = [*_TOKEN.finditer(source, 4 if source.startswith("(?i)") else 0)]
        self.kinds = [*(token.lastgroup for token in self.tokens), None]
        self.at = 0
        self.depth = 0
        self.any_case = source.startswith("(?i)")

    def whole(self) -> _Part:
        part = self._alternatives()
        while self._taken("close"):  # a bracket too many, as Python will say
            part = self._alternatives()
        return part._replace(needs=frozenset() if self.any_case else part.needs)

    def in_python(self) -> str:
        """The pattern as Python reads it."""
        pieces = [self.source[:4]] if self.any_case else []
        for token in self.tokens:
            if token.lastgroup == "set":
                pieces.append(re.sub(r"\\.", lambda escape: _LETTERS.get(escape[0], escape[0]), token[0]))
            else:
                pieces.append(f"[{_LETTERS[token[0]]}]" if token[0] in _LETTERS else token[0])
        return "".join(pieces)

    def _taken(self, kind: str) -> re.Match[str] | None:
        """The next token if it is of a kind, which is then behind us."""
        if self.kinds[self.at] != kind:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def _alternatives(self) -> _Part:
        branches = [self._sequence()]
        while self._taken("or"):
            branches.append(self._sequence())
        needs = [branch.needs for branch in branches]
        return _Part(
            sum(branch.ways for branch in branches),
            frozenset().union(*needs) if all(needs) else frozenset(),
            wide=any(branch.wide for branch in branches),
        )

    def _sequence(self) -> _Part:
        ways, wide, run = 1, False, [""]
        needs: list[frozenset[str]] = []
        while self.kinds[self.at] not in (None, "or", "close"):
            start = self.tokens[self.at].start()
            atom = self._atom()
            repeat = self._taken("repeat")
            if repeat:
                atom = self._repeated(atom, repeat)
            ways *= atom.ways
            if ways > _MOST_WAYS:
                raise _slow(start)
            if not atom.wide:
                continue
            wide = True
            if len(atom.literals) > 1:
                needs.append(frozenset(run))
                run = run if len(run) * len(atom.literals) <= _MOST_STRINGS else [""]
            run = [before + literal for before in run for literal in atom.literals or ("",)]
            if repeat or not atom.literals:
                needs += [frozenset(run), atom.needs]
                run = [""]
        return _Part(ways, _best([*needs, frozenset(run)]), wide=wide)

    def _atom(self) -> _Part:
        token = self.tokens[self.at]
        self.at += 1
        match token.lastgroup:
            case "open":
                return self._group(token)
            case "escape":
                return self._escape(token)
            case "set":
                if _NESTED.match(token[0]):
                    raise _refused(token[0], token)
                return _Part(literals=_members(token[0]))
            case _:  # a character; a repeat of nothing is left to Python
                return _Part(wide=False) if token[0] in "^$" else _Part(literals=() if token[0] == "." else (token[0],))

    def _group(self, token: re.Match[str]) -> _Part:
        self.depth += 1
        following = self.source[token.end() : token.end() + 1]
        if self.depth > _MOST_GROUPS or following == "?":
            raise _refused(token[0] + following, token)
        inner = self._alternatives()
        self._taken("close")
        self.depth -= 1
        kind = token[0][1:]
        if kind in ("?=", "?!", "?<=", "?<!"):
            return _Part(wide=False)
        needs = frozenset() if kind == "?i:" else inner.needs
        return inner._replace(ways=1 if kind == "?>" else inner.ways, needs=needs)

    def _escape(self, token: re.Match[str]) -> _Part:
        char = token[0][1]
        if char in "ux":
            return _Part(literals=(chr(int(token[0][2:], 16)),) if len(token[0]) > 2 else ())
        if char.isalnum() and char not in _KNOWN_ESCAPES:
            raise _refused(token[0], token)
        return _Part(wide=char not in "bBAZ", literals=() if char.isalnum() else (char,))

    def _repeated(self, atom: _Part, repeat: re.Match[str]) -> _Part:
        low, high = _limits(repeat)
        literals: tuple[str, ...] = ()
        if low == 1 or (len(atom.literals) == 1 and low <= _ENOUGH):
            literals = tuple(literal * low for literal in atom.literals if low)
        part = _Part(1, atom.needs if low else frozenset(), literals, atom.wide)
        if repeat["mode"] == "+":
            return part  # possessive: takes all it can and gives nothing back
        if high is None:
            if atom.ways > 1:
                raise _slow(repeat.start())
            return part._replace(ways=LONGEST)
        if atom.ways == 1:
            return part._replace(ways=high - low + 1)
        ways = power = atom.ways**low if low < 20 else _MOST_WAYS + 1
        for _ in range(low, high):
            power *= atom.ways
            ways += power
            if ways > _MOST_WAYS:
                raise _slow(repeat.start())
        return part._replace(ways=ways)


def _limits(repeat: re.Match[str]) -> tuple[int, int | None]:
    if repeat["sign"]:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[repeat["sign"]]
    low = int(repeat["low"] or 0)
    if not repeat["comma"]:
        return low, low
    return low, int(repeat["high"]) if repeat["high"] else None


def _members(group: str) -> tuple[str, ...]:
    """The characters of ``[…]`` where they are few and plain."""
    group = re.sub(r"\\u(....)", lambda escape: chr(int(escape[1], 16)), group)
    if group.startswith("[^") or "\\" in group:
        return ()
    members: list[str] = []
    for found in re.finditer(r"(.)-(.)|(.)", group[1:-1]):
        first, last = found[1] or found[3], found[2] or found[3]
        members += map(chr, range(ord(first), min(ord(last), ord(first) + _MOST_MEMBERS) + 1))
    return tuple(members) if len(members) <= _MOST_MEMBERS else ()


def _best(needs: Iterable[frozenset[str]]) -> frozenset[str]:
    """The strings that say most: long, and few. Single letters say nothing, as every text has them."""
    useful = [each for each in needs if each and all(each) and not each & _COMMON]
    return max(useful, key=lambda each: min(map(len, each)) - len(each) / 8, default=frozenset())


def read_pattern(value: object) -> Pattern:
    """The pattern that a text writes.

    Raises :class:`PydanticCustomError` ``pattern-invalid``, ``pattern-dialect`` or ``pattern-slow`` with the offset at
    which the trouble begins.

    >>> sorted(read_pattern(r"(?<!\\w)tháng 0\\d").needs)
    ['tháng 0']
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
    needs = reader.whole().needs
    pattern = Pattern(source, reader.in_python(), needs, anchored=source.startswith("^") and "|" not in source)
    try:
        pattern.compiled  # noqa: B018 - seen to be an expression here and now, where its place is known
    except re.error as error:
        raise PydanticCustomError("pattern-invalid", "", {"found": source, "offset": error.pos or 0}) from None
    except OverflowError:
        raise PydanticCustomError("pattern-invalid", "", {"found": source}) from None
    return pattern


PatternText = Annotated[Pattern, BeforeValidator(read_pattern), WithJsonSchema({"type": "string"})]
"""A regular expression as a rule set writes it."""
