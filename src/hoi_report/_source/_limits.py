"""The limits of what is read. They are far above any real document and far below what would hurt."""

from __future__ import annotations

MAX_BYTES = 8 * 1024 * 1024
"""Bytes of a file; of what lies behind them hardly anything is read from the disk."""
MAX_CHARACTERS = MAX_BYTES
"""Characters of all texts together, those behind aliases counted each time."""
MAX_DEPTH = 50
"""Mappings and lists, one inside the other."""
MAX_VALUES = 100_000
"""Values of a file, lists and mappings included, those behind aliases counted each time."""
MAX_DIGITS = 400
"""Digits of a number written out without an exponent; every ``float`` fits."""
MAX_MARKS = 30
"""Combining marks on one letter, as in the Stream-Safe Text Format of Unicode (UAX #15)."""
MAX_PROBLEMS = 1000
"""Problems reported for one file."""
