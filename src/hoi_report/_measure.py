"""How wide a text is in Times New Roman, without asking a font: the lengths of ruled lines depend on it."""

from __future__ import annotations

from functools import cache
from unicodedata import decomposition

from ._widths import BOLD, REGULAR, UNITS_PER_EM


@cache
def _advances(bold: bool) -> dict[str, int]:
    return {character: width for width, characters in (BOLD if bold else REGULAR).items() for character in characters}


def _advance(character: str, advances: dict[str, int]) -> int:
    """The width of a character in font units; of a letter with marks, that of the letter below them."""
    while character not in advances:
        base = decomposition(character).split(" ", 1)[0]
        if not base or base.startswith("<"):
            return UNITS_PER_EM // 2  # a sign that our documents do not use: as wide as a figure
        character = chr(int(base, 16))
    return advances[character]


def text_width_pt(text: str, size_pt: float, bold: bool = False) -> float:
    """The width in points of a text in Times New Roman of ``size_pt`` points, on one line and without kerning.

    >>> round(text_width_pt("Độc lập - Tự do - Hạnh phúc", 13, bold=True), 1)
    159.1
    """
    advances = _advances(bold)
    return sum(_advance(character, advances) for character in text) * size_pt / UNITS_PER_EM


def last_line_width_pt(text: str, size_pt: float, bold: bool, room_pt: float) -> float:
    """The width in points of the last line of a text that is broken between words where a line of ``room_pt`` is full.

    >>> last_line_width_pt("một hai ba", 14, False, 1000) == text_width_pt("một hai ba", 14)
    True
    >>> last_line_width_pt("một hai ba", 14, False, 50) == text_width_pt("ba", 14)
    True
    """
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        line = longer if text_width_pt(longer, size_pt, bold) <= room_pt else word
    return min(text_width_pt(line, size_pt, bold), room_pt)
