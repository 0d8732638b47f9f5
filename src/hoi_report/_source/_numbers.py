"""Which numbers are taken as they are: those that can be written out."""

from __future__ import annotations

import math
from decimal import Decimal

from ._limits import MAX_DIGITS

_TOO_LARGE = 10**MAX_DIGITS


def is_finite(number: int | float | Decimal) -> bool:
    """Whether it is a number at all: no infinity, no NaN of any kind."""
    if isinstance(number, Decimal):
        return number.is_finite()
    return isinstance(number, int) or math.isfinite(number)


def fits(number: int | float | Decimal) -> bool:
    """Whether a finite number can be written without an exponent in a few hundred digits."""
    if isinstance(number, Decimal):
        return len(number.as_tuple().digits) <= MAX_DIGITS and abs(number.adjusted()) <= MAX_DIGITS
    return isinstance(number, float) or abs(number) < _TOO_LARGE
