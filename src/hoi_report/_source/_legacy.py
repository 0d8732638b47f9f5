"""Recognises Vietnamese text in TCVN3 (fonts named .VnTime) or VNI, as it looks when it is read as Western letters.

In the days before Unicode a font drew "ân" where the file said "©n": "Uû ban nh©n d©n" (TCVN3), "Uûy ban nhaân daân"
(VNI). A word counts only when it contains a sign of the encoding *and* turns into a possible Vietnamese syllable, and
there must be several signs with nothing foreign between them: French, German and a lone © stay in peace.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .._patterns import compiled_later

ENOUGH_SIGNS = 2
ENOUGH_CHARACTERS = 500_000
"""How much is looked at: the lines that hold a sign, of some three hundred pages."""


class Legacy(NamedTuple):
    """Text in an old encoding."""

    encoding: str
    at: int
    """Where its first such word begins."""
    word: str
    meaning: str
    """The same word in Unicode."""
    lines: int
    """How many lines hold such text."""

    def arguments(self) -> dict[str, object]:
        """What a message says of it."""
        return {"encoding": self.encoding, "found": self.word, "meaning": self.meaning, "lines": self.lines}


def find(text: str) -> Legacy | None:
    """The first text in an old encoding; ``None`` where there is none.

    >>> find("Uû ban nh©n d©n tØnh").encoding, find("Uûy ban nhaân daân tænh").encoding
    ('TCVN3 (.VnTime)', 'VNI')
    >>> find("© 2024 Hội Liên hiệp Phụ nữ; à la carte, für Männer")
    """
    if text.isascii() or not (lines := list(suspect_lines(text))):
        return None
    found = [(list(_passages(lines, decode, signs)), encoding) for encoding, decode, signs in _ENCODINGS]
    passages, encoding = max(found, key=lambda each: sum(passage.signs for passage in each[0]))
    if not passages:
        return None
    first = passages[0]
    return Legacy(encoding, first.at, first.word, first.meaning, len({passage.line for passage in passages}))


class _Passage(NamedTuple):
    line: int
    """Where its line begins."""
    at: int
    word: str
    meaning: str
    signs: int


def _passages(lines: list[tuple[int, str]], decode: _Decode, signs: re.Pattern[str]) -> Iterator[_Passage]:
    for start, line in lines:
        if len(signs.findall(line)) < ENOUGH_SIGNS:
            continue  # m², 3 × 4: no need to look at its words
        for stretch in _STRETCH.finditer(line):
            for passage in _in_stretch(stretch[0], decode, signs):
                yield passage._replace(line=start, at=passage.at + start + stretch.start())


def suspect_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with any sign at all, each with its place; from a large file not all of them."""
    # A byte for each character: several times faster than a search for the characters themselves.
    kinds = text.encode("latin-1", errors="replace").translate(_KINDS).replace(_PAIR, 2 * _SIGN)
    end, left = 0, ENOUGH_CHARACTERS
    while left > 0 and (at := kinds.find(_SIGN, end)) >= 0:
        start = text.rfind("\n", end, at) + 1 or end
        end = text.find("\n", at) + 1 or len(text)
        yield start, text[start : min(end, start + left)]
        left -= end - start


def _in_stretch(stretch: str, decode: _Decode, signs: re.Pattern[str]) -> Iterator[_Passage]:
    """What stands between two words that cannot be Vietnamese in this encoding and holds signs enough."""
    passage: _Passage | None = None
    for found in _WORD.finditer(stretch):
        word = found[0]
        if word.startswith(_MICRO) or not _LETTER.search(word):
            continue  # 5 µm, ©
        meaning = decode(word) if len(word) <= _LONGEST_WORD else None
        if meaning is None or not _is_syllable(meaning):
            if word.isascii() and word.isupper():
                continue  # an abbreviation, UBND
            if passage and passage.signs >= ENOUGH_SIGNS:
                yield passage
            passage = None
        elif count := len(signs.findall(word)):
            passage = passage or _Passage(0, found.start(), word, meaning, 0)
            passage = passage._replace(signs=passage.signs + count)
    if passage and passage.signs >= ENOUGH_SIGNS:
        yield passage


def _is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese, in spelling and tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(decomposed)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONE.sub("", decomposed)))
    if not found or len(tones) > 1:
        return False
    # -c, -ch, -p, -t go with sắc and nặng only; without tone it may be a name in a text without marks.
    return not found["stop"] or tones in ([], [_ACUTE], [_DOT])


_Decode = Callable[[str], str | None]

_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_TONE = compiled_later(f"[{_GRAVE}{_ACUTE}{_TILDE}{_HOOK}{_DOT}]")
_SYLLABLE = compiled_later(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?"
    "(?:(?:[aăâeêioôơuưy]|iê|oa|oă|oe|oo|uâ|uê|uy|uyê|uô|ươ|yê)(?:m|nh?|ng|(?P<stop>ch?|p|t))?"
    "|a[iouy]|â[uy]|eo|êu|ia|iêu|iu|oa[iy]|oeo|oi|ôi|ơi|ua|uây|ui|uơ|uya|uyu|uôi|ưa|ưi|ươ[iu]|ưu|yêu)"
)

# Letters that neither encoding shows end a stretch: a line may be half in Unicode and half not.
_STRETCH = compiled_later("[^\u0100-\U0010ffff\r\n]+")
_WORD = compiled_later("[A-Za-z\xa1-\xff]++")
_LETTER = compiled_later("[A-Za-z]")
_MICRO = "\xb5"
_LONGEST_WORD = 12  # nghieâng, and some room

# What Vietnamese in Unicode never has: signs, letters of other languages; pairs of letters ("hoà", "toá" are good).
_FOREIGN = (
    "\xa1-\xbf\xc4-\xc7\xcb\xce\xcf\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee\xef\xf1\xf6-\xf8\xfb\xfc\xfe\xff"
)
_FIRST, _SECOND = "aeAE", "âÂêÊáÁàÀãÃéÉèÈúÚùÙõÕ"
_TCVN3_SIGNS = re.compile(f"[{_FOREIGN}]|(?<=[a-z])[\xc0-\xde]")  # a capital inside a word: NguyÔn
_VNI_SIGNS = compiled_later(f"[{_FIRST}][{_SECOND}]|[oO][âÂ]|[{_FOREIGN}]")

# What a character is to the search for lines: the first letter of a pair, the second, a sign of its own, none of them.
_KINDS = bytes(
    1 if char in _FIRST else 2 if char in _SECOND else 3 if re.match(f"[{_FOREIGN}]", char) else 0
    for char in map(chr, range(256))
)
_PAIR, _SIGN = b"\1\2", b"\3"

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_TCVN3_ONLY = frozenset(map(chr, _TCVN3))


def _from_tcvn3(word: str) -> str | None:
    if not all(char.isascii() or char in _TCVN3_ONLY for char in word):
        return None
    return word.translate(_TCVN3)


_VNI_MARKS = {
    **{"â": _CIRCUMFLEX, "ê": _BREVE, "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT},
    **{"á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK},
    **{"ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT},
    **{"é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT},
}
_VNI_LETTERS = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))


def _from_vni(word: str) -> str | None:
    letters = ""
    for before, char in zip(f" {word}", word, strict=False):
        mark = _VNI_MARKS.get(char.lower()) if before.lower() in "aeouyôö" else None
        letter = mark or _VNI_LETTERS.get(char) or (char if char.isascii() else None)
        if letter is None:
            return None
        letters += letter
    return unicodedata.normalize("NFC", letters)


_ENCODINGS: tuple[tuple[str, _Decode, re.Pattern[str]], ...] = (
    ("TCVN3 (.VnTime)", _from_tcvn3, _TCVN3_SIGNS),
    ("VNI", _from_vni, _VNI_SIGNS),
)


def _is_decoded(char: str) -> bool:
    return char in _TCVN3_ONLY or char.lower() in _VNI_MARKS or char in _VNI_LETTERS


_DECODED = "".join(filter(_is_decoded, re.findall(f"[{_FOREIGN}]", "".join(map(chr, range(256))))))
SIGNS = f"[{_DECODED}]|[{_FIRST}][{_SECOND}]|[oO][âÂ]|[a-z][\xc0-\xde]"
"""A pattern that matches in every text in which :func:`find` finds something; not in “m²”."""
