"""What no pattern can say: judges that a rule calls by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from .._patterns import compiled_later
from .._source._legacy import SIGNS, find, suspect_lines
from .._vietnamese import LETTERS
from .pattern import Pattern, read_pattern
from .texts import Finding, Text

JudgeName = Literal["decomposed", "legacy_encoding", "letters"]


def _decomposed(texts: Sequence[Text]) -> Iterator[Finding]:
    """Words whose letters and marks are characters apart: they look right and are found by no search."""
    for text in texts:
        raw = text.line.text
        if raw.isascii() or unicodedata.is_normalized("NFC", raw):
            continue
        for word in re.finditer(r"\S+", raw):
            if not unicodedata.is_normalized("NFC", word[0]):
                yield Finding(text.line.position, word.start(), word.end(), word[0])


def _legacy_encoding(texts: Sequence[Text]) -> Iterator[Finding]:
    """Texts in TCVN3 or VNI, by their first word of that kind."""
    if find("\n".join(text.words for text in texts)) is None:
        return
    for text in texts:
        if legacy := find(text.words):
            yield text.finding(legacy.at, legacy.at + len(legacy.word))


_LETTER = compiled_later(r"([^\W\d_])\)")


def _letters(texts: Sequence[Text]) -> Iterator[Finding]:
    """Letters of a list that are none of ours, and those that do not follow the one before: ``e)`` behind ``d)``.

    A letter from further up begins another list.
    """
    before: int | None = None
    for text in texts:
        found = _LETTER.match(text.words)
        if found is None or not found[1].islower():
            continue
        place = LETTERS.find(found[1])
        if place < 0 or (before is not None and place and (place == before or place > before + 1)):
            yield text.finding(0, 2)
        before = place if place >= 0 else before


def _suspect_places(text: str) -> Iterator[int]:
    return (place for place, _ in suspect_lines(text))


class NamedJudge(NamedTuple):
    """A judge, and where it finds nothing."""

    judge: Callable[[Sequence[Text]], Iterator[Finding]]
    needs: Pattern | None = None
    """It finds nothing in texts in which this does not match."""
    places: Callable[[str], Iterator[int]] | None = None
    """Of texts in lines: at which places those begin, or a line in them, that it has to look at."""
    of_letters_apart: bool = False
    """It finds nothing in texts that are in NFC."""


JUDGES: dict[JudgeName, NamedJudge] = {
    "decomposed": NamedJudge(_decomposed, of_letters_apart=True),
    "legacy_encoding": NamedJudge(_legacy_encoding, read_pattern(SIGNS), _suspect_places),
    "letters": NamedJudge(_letters),
}
