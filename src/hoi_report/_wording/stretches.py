"""What a pattern cannot do without: runs of neighbouring characters of which every match has one.

They ask for less than the pattern does, never for more. So they can be looked for first, in all texts at once; where
none of them is, the pattern need not be tried. Before and behind each text stand line breaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = "bcdđfghjklmnpqrstvwxz" + "".join(normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
"""The small letters of Vietnamese, and of what it borrows."""

MOST = 64
"""How many stretches of a pattern are worth looking for."""
_USELESS = 0.01
"""Stretches that are to be expected in so many of the places of a text are in every one."""

_SHARES = {
    " ": 208,
    **dict.fromkeys("nh", 75),
    **dict.fromkeys("itcg", 40),
    **dict.fromkeys("uao", 20),
    **dict.fromkeys("\nmđ,pvráộà", 12),
    **dict.fromkeys(".:lkệưsy20ếạd", 8),
    **dict.fromkeys("ebêq1;óốảụựờôHớữâ/-", 4),
}
"""How often a character stands among a thousand of a report."""
_LETTER, _CAPITAL, _DIGIT, _OTHER = 2, 0.5, 3, 0.1
_AGAIN = 100
"""So much more rarely a character stands behind itself."""
_MANY = 0.2
"""The least share of what is any character but some."""
_FEW = 20
"""What is any character but so many says something, and costs little."""
_RARE = 0.0002
"""What is as rare as that needs nothing around it."""


class Sign(NamedTuple):
    """A character of a stretch: one of some, or any but some."""

    chars: frozenset[str]
    any_but: bool = False

    def and_also(self, other: Sign) -> Sign:
        """What is both."""
        if self.any_but and other.any_but:
            return Sign(self.chars | other.chars, True)
        if self.any_but or other.any_but:
            some, but = (other, self) if self.any_but else (self, other)
            return Sign(some.chars - but.chars)
        return Sign(self.chars & other.chars)

    @property
    def says_little(self) -> bool:
        """Whether it leaves nearly everything open, and is long to tell."""
        return self.any_but and not 0 < len(self.chars) <= _FEW


ANY = Sign(frozenset(), True)
BORDER = Sign(frozenset("\n"))
PADDING = 3
"""So many of these stand between two texts, and around them all."""


@lru_cache(maxsize=4096)
def share_of(sign: Sign) -> float:
    """At how many of the places of a text it is to be expected."""
    share = sum(map(_share, sign.chars))
    return max(1 - share, _MANY) if sign.any_but else share


def _share(char: str) -> float:
    if char in _SHARES:
        return _SHARES[char] / 1000
    letter = _CAPITAL if char.isupper() else _LETTER
    return (letter if char.lower() in SMALL else _DIGIT if char in "3456789" else _OTHER) / 1000


class Stretch(NamedTuple):
    """Neighbouring characters."""

    width: int
    """How many of them a match takes, from place 0 on; at what stands before and behind it only looks."""
    first: int = 0
    """At which place they begin."""
    row: tuple[Sign, ...] = ()

    def then(self, other: Stretch) -> Stretch:
        """With another behind it."""
        width, at = self.width + other.width, self.width + other.first - self.first
        if not other.row or not self.row:
            first = self.first if self.row else self.width + other.first
            return Stretch(width, first, self.row or other.row)
        if at == len(self.row):  # as nearly always
            return Stretch(width, self.first, self.row + other.row)
        begin, end = min(at, 0), max(at + len(other.row), len(self.row))
        row = [ANY] * (end - begin)
        row[-begin : len(self.row) - begin] = self.row
        for place, sign in enumerate(other.row, start=at - begin):
            row[place] = row[place].and_also(sign)
        return Stretch(width, self.first + begin, tuple(row))

    @property
    def last(self) -> Stretch:
        """Its last character alone."""
        at = self.width - 1 - self.first
        return Stretch(1, 0, self.row[at : at + 1] if at >= 0 else ())

    def ahead(self) -> Stretch:
        """The same, only looked at, from before it."""
        return Stretch(0, self.first, self.row)

    def behind(self) -> Stretch:
        """The same, only looked at, from behind it."""
        return Stretch(0, self.first - self.width, self.row)

    @property
    def core(self) -> Stretch:
        """The same without what says little at its ends, if it is rare all the same: it is found more quickly."""
        core = self._without([sign.says_little for sign in self.row])
        alone = self._without([sign.any_but for sign in self.row])
        found = alone if len(alone.row) == 1 else core
        return found if found.share < _RARE else self

    def _without(self, dropped: list[bool]) -> Stretch:
        """The same without those at its ends that are to be dropped."""
        kept = [at for at, drop in enumerate(dropped) if not drop] or [0]
        return Stretch(self.width, self.first + kept[0], self.row[kept[0] : kept[-1] + 1])

    @property
    def share(self) -> float:
        """At how many of the places of a text it is to be expected."""
        share = share_of(self.row[0]) if self.row else 1
        for before, sign in pairwise(self.row):
            share *= share_of(sign) / (_AGAIN if sign == before and len(sign.chars) == 1 else 1)
        return share


Stretches = tuple[Stretch, ...]

NOTHING: Stretches = (Stretch(0),)
"""What every text has."""


def joined(first: Stretches, second: Stretches) -> Stretches:
    """Each of the first with each of the second behind it."""
    return tuple([one.then(other) for one in first for other in second])


def distinct(stretches: Iterable[Stretch]) -> Stretches:
    """Each once; none where they are too many."""
    found = tuple(dict.fromkeys(stretches))
    return found if len(found) <= MOST else ()


def best(found: Iterable[Stretches]) -> Stretches:
    """Those that are to be expected least; none where there is nothing worth looking for."""
    expected = [(sum(one.share for one in each), each) for each in found if each]
    least, chosen = min(expected, key=lambda each: each[0] * (1 + len(each[1]) / 8), default=(1, ()))
    return tuple(one.core for one in chosen) if least < _USELESS else ()
