"""What a pattern needs: stretches of which every match has one, read off the pattern.

Nothing here knows whether the pattern is harmless; that it is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from .pattern import TOKEN, Pattern, in_python, limits
from .stretches import ANY, BORDER, MOST, NOTHING, PADDING, SMALL, Sign, Stretch, Stretches, best, distinct, joined

_ENOUGH = 8
"""How many times, or in how many ways, a repeat is worth looking for."""

_BLOCKS = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2028))
_USUAL = "\t\n" + "".join(chr(code) for block in _BLOCKS for code in block)
"""Characters of which it is known what they are; any other may be anything."""


@lru_cache(maxsize=256)
def needs_of(pattern: Pattern) -> Stretches:
    """Stretches of which every match of a pattern in one text has one; none where that cannot be told.

    >>> from hoi_report._wording.pattern import read_pattern
    >>> [len(stretch.row) for stretch in needs_of(read_pattern("(?<=ngày )05|tháng 0[3-9]"))]
    [7, 8]
    """
    any_case = pattern.source.startswith("(?i)")
    return () if any_case else _Reader(pattern.source).alternatives().needs


class _Part(NamedTuple):
    """A part of a pattern."""

    starts: Stretches = NOTHING
    """A match starts with one of these; it may ask for more."""
    ends: Stretches = NOTHING
    """A match ends with one of these."""
    is_whole: bool = False
    """Whether that is all of a match: start and end are the same."""
    needs: Stretches = ()
    """Of these a match has one; none where that cannot be told."""


def _whole(*stretches: Stretch) -> _Part:
    return _Part(stretches, stretches, True)


def _one(sign: Sign) -> _Part:
    """A part that takes one character."""
    return _whole(Stretch(1, 0, (sign,)))


class _Reader:
    def __init__(self, source: str):
        self.tokens = [*TOKEN.finditer(source)]
        self.kinds = [*(token.lastgroup for token in self.tokens), None]
        self.at = 0

    def alternatives(self) -> _Part:
        branches = [self._sequence()]
        while self.kinds[self.at] == "or":
            self.at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        starts = distinct(one for branch in branches for one in branch.starts)
        ends = distinct(one for branch in branches for one in branch.ends)
        is_whole = bool(starts) and all(branch.is_whole for branch in branches)
        is_told = all(branch.needs for branch in branches)
        needs = distinct(one for branch in branches for one in branch.needs) if is_told else ()
        return _Part(starts or NOTHING, ends or NOTHING, is_whole, needs)

    def _sequence(self) -> _Part:
        run = NOTHING
        starts: Stretches | None = None
        needs: list[Stretches] = []
        while self.kinds[self.at] not in (None, "or", "close"):
            atom = self._atom()
            if self.kinds[self.at] == "repeat":
                atom = _repeated(atom, *limits(self.tokens[self.at]))
                self.at += 1
            if len(run) * len(atom.starts) > MOST:
                needs.append(run)
                starts, run = starts or run, distinct(one.last for one in run)
                if len(run) * len(atom.starts) > MOST:
                    run = NOTHING
            run = joined(run, atom.starts)
            if not atom.is_whole:
                needs += [run, atom.needs]
                starts, run = starts or run, atom.ends
        return _Part(starts or run, run, starts is None, best([*needs, run]))

    def _atom(self) -> _Part:
        token = self.tokens[self.at]
        self.at += 1
        match token.lastgroup:
            case "open":
                return self._group(token)
            case "set":
                return _one(_set(in_python(token)))
            case _:
                return _character(token[0])

    def _group(self, token: re.Match[str]) -> _Part:
        begin = self.at
        inner = self.alternatives()
        inside = self.tokens[begin : self.at]
        self.at += 1
        match token[0][1:]:
            case "?=":
                return _whole(*(one.ahead() for one in inner.starts))
            case "?<=":
                return _whole(*(one.behind() for one in inner.ends))
            case "?!":
                return _whole(*(one.ahead() for one in _any_but(inside)))
            case "?<!":
                return _whole(*(one.behind() for one in _any_but(inside)))
            case "?i:":
                return _Part()
        return inner


def _repeated(atom: _Part, low: int, high: int | None) -> _Part:
    needs = atom.needs if low else ()
    if (whole := _times(atom, range(low, low + 1 if high is None else high + 1))) is not None:
        return _Part(whole, whole, high is not None, needs)
    least = min(low, _ENOUGH)
    if (whole := _times(atom, range(least, least + 1))) is not None:
        return _Part(whole, whole, False, needs)
    return _Part(atom.starts, atom.ends, False, needs) if low else _Part()


def _times(atom: _Part, times: range) -> Stretches | None:
    """A part so many times; ``None`` where it is not wholly known, or that is too much."""
    if not atom.is_whole or times.stop > _ENOUGH + 1 or sum(len(atom.starts) ** count for count in times) > _ENOUGH:
        return NOTHING if times == range(1) else None
    found: list[Stretch] = []
    for count in times:
        run = NOTHING
        for _ in range(count):
            run = joined(run, atom.starts)
        found += run
    return tuple(found)


# --- one character ----------------------------------------------------------------------------------------------------


def _some(chars: str) -> Sign:
    return Sign(frozenset(chars))


@lru_cache(maxsize=1024)
def _like(source: str) -> Sign:
    """What a pattern of one character means, as far as that is known."""
    return Sign(frozenset(_USUAL).difference(re.findall(source, _USUAL)), True)


_BEGIN, _END = _whole(Stretch(0, -1, (BORDER,))), _whole(Stretch(0, 0, (BORDER,)))
_NO_CHARACTER = {"^": _BEGIN, r"\A": _BEGIN, "$": _END, r"\Z": _END, r"\b": _whole(*NOTHING), r"\B": _whole(*NOTHING)}
_LETTERS = {r"\l": _some(SMALL), r"\L": _some(SMALL.upper()), r"\n": _some("\n"), r"\t": _some("\t")}


@lru_cache(maxsize=1024)
def _character(token: str) -> _Part:
    """What a token means that is no set and no bracket."""
    if token in _NO_CHARACTER:
        return _NO_CHARACTER[token]
    if token == ".":
        return _one(ANY)
    if token[:2] in (r"\u", r"\x"):
        return _one(_some(chr(int(token[2:], 16))))
    if token in _LETTERS:
        return _one(_LETTERS[token])
    return _one(_like(token) if token[-1].isalnum() and token[0] == "\\" else _some(token[-1]))


_MEMBER = r"\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[^A-Za-z0-9]|[^\\]"
_MEMBERS = re.compile(rf"({_MEMBER})-({_MEMBER})|({_MEMBER})|(\\.)", re.DOTALL)


@lru_cache(maxsize=1024)
def _set(group: str) -> Sign:
    """What ``[…]`` means."""
    members: set[str] = set()
    for first, last, single, other in _MEMBERS.findall(group, 1 + (group[1] == "^"), len(group) - 1):
        if other or _code(last or single) - _code(first or single) > len(SMALL):
            return _like(group)
        members |= {*map(chr, range(_code(first or single), _code(last or single) + 1))}
    return Sign(frozenset(members), group[1] == "^")


def _code(member: str) -> int:
    return int(member[2:], 16) if len(member) > 2 else ord(member[-1])


def _any_but(tokens: Sequence[re.Match[str]]) -> Iterable[Stretch]:
    """What stands where these do not: told of one character that has others beside it at most, whichever they are.

    Where the text ends there is none; then a line break is found, if that is another.
    """
    told = [at for at, token in enumerate(tokens) if token[0] != "."]
    if len(told) != 1 or len(tokens) > PADDING:
        return NOTHING
    token = tokens[told[0]]
    if token.lastgroup not in ("char", "set", "escape") or token[0] in _NO_CHARACTER:
        return NOTHING
    but = frozenset(_USUAL) - _like(in_python(token)).chars
    if "\n" in but:
        return NOTHING
    return [Stretch(len(tokens), 0, tuple(Sign(but, True) if at == told[0] else ANY for at in range(len(tokens))))]
