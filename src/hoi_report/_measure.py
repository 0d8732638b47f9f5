"""How wide a text is in Times New Roman, without asking a font: the lengths of ruled lines depend on it."""

from __future__ import annotations

from functools import cache
from unicodedata import decomposition

from ._widths import BOLD, REGULAR, UNITS_PER_EM


class _Advances(dict[str, int]):
    """The widths of characters in font units; what is not listed comes in with the width that is found for it."""

    def __missing__(self, character: str) -> int:
        """The width of a letter with marks, which is that of the letter below them."""
        base = decomposition(character).split(" ", 1)[0]
        if not base or base.startswith("<"):
            return UNITS_PER_EM // 2  # a sign that our documents do not use: as wide as a figure
        width = self[character] = self[chr(int(base, 16))]
        return width


@cache
def _advances(bold: bool) -> _Advances:
    widths = (BOLD if bold else REGULAR).items()
    return _Advances({character: width for width, characters in widths for character in characters})


def text_width_pt(text: str, size_pt: float, bold: bool = False) -> float:
    """The width in points of a text in Times New Roman of ``size_pt`` points, on one line and without kerning.

    >>> round(text_width_pt("Độc lập - Tự do - Hạnh phúc", 13, bold=True), 1)
    159.1
    """
    return sum(map(_advances(bold).__getitem__, text)) * size_pt / UNITS_PER_EM


def last_line_width_pt(text: str, size_pt: float, bold: bool, room_pt: float) -> float:
    """The width in points of the last line of a text that is broken between words where a line of ``room_pt`` is full.

    >>> last_line_width_pt("một hai ba", 14, False, 1000) == text_width_pt("một hai ba", 14)
    True
    >>> last_line_width_pt("một hai ba", 14, False, 50) == text_width_pt("ba", 14)
    True
    """
    advance = _advances(bold).__getitem__
    line, space = 0, advance(" ")
    for word in text.split(" "):
        alone = sum(map(advance, word))
        longer = line + space + alone if line else alone
        line = longer if longer * size_pt / UNITS_PER_EM <= room_pt else alone
    return min(line * size_pt / UNITS_PER_EM, room_pt)
