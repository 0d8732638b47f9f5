"""Units of Word, and the lengths that styles and body share."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from .._rules import Range, RuleSet

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

Length = Fraction | float

ASCENT = Fraction(1825, 2048)
"""From the top of a line of Times New Roman to the foot of its letters, in its own size."""


def text_width_mm(rules: RuleSet) -> Fraction:
    """The width between the margins in mm."""
    return rules.paper.width - rules.margins.left.value - rules.margins.right.value


def twips(points: Length) -> int:
    """Points in twentieths of a point, Word's unit of length."""
    return round(points * 20)


def twips_of_mm(mm: Fraction | int) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / Fraction(254, 10))


def margin_twips(margin: Range) -> int:
    """A margin in twentieths of a point, rounded so that it stays within its limits."""
    exact = margin.value * 1440 / Fraction(254, 10)
    if margin.value == margin.min:
        return ceil(exact)
    return floor(exact) if margin.value == margin.max else round(exact)


def half_points(points: Length) -> int:
    """Points in halves, Word's unit of letter sizes."""
    return round(points * 2)


def emu(points: Length) -> int:
    """Points in English Metric Units, the unit of drawings."""
    return round(points * 12700)


def emu_of_mm(mm: Fraction) -> int:
    """Millimetres in English Metric Units."""
    return round(mm * 36000)


def lines(count: Length) -> int:
    """Lines in parts of 240, Word's unit of line spacing."""
    return round(count * 240)
