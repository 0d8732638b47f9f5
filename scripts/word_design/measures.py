"""Units of Word, and the widths of the two fixed texts that something is aligned to."""

from __future__ import annotations

from fractions import Fraction

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

MOTTO_WIDTH = Fraction(25071, 2048)
"""Width of “Độc lập - Tự do - Hạnh phúc” in Times New Roman bold, in its own size."""

ADDRESS_WIDTH = Fraction(7311, 2048)
"""Width of “Kính gửi”, without its colon, in Times New Roman, in its own size."""

DASH_WIDTH = Fraction(1194, 2048)
"""Width of a dash and a space in Times New Roman, in its own size."""


def twips(points: Fraction | int) -> int:
    """Points in twentieths of a point, Word's unit of length."""
    return round(points * 20)


def twips_of_mm(mm: Fraction | int) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / Fraction(254, 10))


def half_points(points: Fraction | int) -> int:
    """Points in halves, Word's unit of letter sizes."""
    return round(points * 2)


def emu(points: Fraction | int) -> int:
    """Points in English Metric Units, the unit of drawings."""
    return round(points * 12700)


def lines(count: Fraction | int) -> int:
    """Lines in parts of 240, Word's unit of line spacing."""
    return round(count * 240)
