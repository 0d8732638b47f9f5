"""How Vietnamese official documents write dates, numbers and letters.

Babel has no official form for any of these (its month never drops the zero, its currency prints a sign): the rules
are a few lines each and stand here with their clause.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from ._patterns import compiled_later
from ._value_class import value_class

BLANK = "……"
"""What stands for something that is not known, or not there yet."""

BLANK_NUMBER = " " * 7
BLANK_DAY = " " * 5
"""What a draft leaves for a pen: the number; the day and the month."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in the order of NĐ 30/2020 (Điều 8, PL I): no ă, â, ê, ô, ơ, ư; no f, j, w, z."""

_TEN = ("hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín")
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", *_TEN[4:], "mười", "mười một", *(f"mười {n}" for n in _TEN), "hai mươi")
"""How “thứ …” goes on, from 1."""


@value_class
class PartialDate:
    """A date of which the day, or day and month, may not be known yet.

    >>> PartialDate(2024, 6, 5).earliest
    datetime.date(2024, 6, 5)
    >>> PartialDate(2024, 2).latest
    datetime.date(2024, 2, 29)
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> date:
        """The first day that is meant."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that is meant."""
        month = self.month or 12
        if self.day or month == 12:
            return date(self.year, month, self.day or 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        """As it is written in a data file: ``2024-06-05``."""
        return "-".join([f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part])


_ISO = compiled_later(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_VIETNAMESE = compiled_later(r"(?:(?:([0-9]{1,2})\s*[/.-]\s*)?([0-9]{1,2})\s*[/.-]\s*)([0-9]{4})")


def parse_date(text: str) -> PartialDate | None:
    """The date that a text says, ``None`` where it is not written as a date.

    Read are ``2024-06-05``, ``2024-06``, ``2024``, and as Vietnamese write it ``05/6/2024``, ``5.6.2024``, ``6/2024``.
    Raises :class:`ValueError` for a day or month that does not exist.

    >>> parse_date("5/6/2024")
    PartialDate(year=2024, month=6, day=5)
    >>> parse_date("31/6/2024")
    Traceback (most recent call last):
    ...
    ValueError: day is out of range for month
    """
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif vietnamese := _VIETNAMESE.fullmatch(text):
        day, month, year = vietnamese.groups()
    else:
        return None
    # "2024-00" and "0/2024" name a month that does not exist; they are not a date without a month.
    checked = date(int(year), int(month or 1), int(day or 1))
    return PartialDate(checked.year, checked.month if month else None, checked.day if day else None)


def two_digits(value: int) -> str:
    """The number with a zero before it when below 10 (PL I, Phần I, II.3.c and II.4.b).

    >>> two_digits(5), two_digits(12), two_digits(421)
    ('05', '12', '421')
    """
    return f"{value:02}"


def month_digits(month: int) -> str:
    """The month with a zero only for 1 and 2 (PL I, Phần I, II.4.b).

    >>> month_digits(2), month_digits(6)
    ('02', '6')
    """
    return two_digits(month) if month < 3 else str(month)


def long_date(value: PartialDate) -> str:
    """The date in words, as far as it is known.

    >>> long_date(PartialDate(2024, 6, 5)), long_date(PartialDate(2024, 5)), long_date(PartialDate(2024))
    ('ngày 05 tháng 6 năm 2024', 'tháng 5 năm 2024', 'năm 2024')
    """
    day = f"ngày {two_digits(value.day)} " if value.day else ""
    month = f"tháng {month_digits(value.month)} " if value.month else ""
    return f"{day}{month}năm {value.year}"


def short_date(value: PartialDate) -> str:
    """The date in figures, with the same zeros; practice, as NĐ 30/2020 has no rule for this form.

    >>> short_date(PartialDate(2023, 6, 8)), short_date(PartialDate(2024, 5))
    ('08/6/2023', '5/2024')
    """
    parts = [two_digits(value.day)] if value.day else []
    parts += [month_digits(value.month)] if value.month else []
    return "/".join([*parts, str(value.year)])


def issue_date(value: PartialDate | None) -> str:
    """The date of issue as printed under the Quốc hiệu, with blanks for what a pen will write (II.4.b).

    >>> issue_date(PartialDate(2024, 6, 5))
    'ngày 05 tháng 6 năm 2024'
    >>> issue_date(PartialDate(2024))
    'ngày       tháng       năm 2024'
    """
    day = two_digits(value.day) if value and value.day else BLANK_DAY
    month = month_digits(value.month) if value and value.month else BLANK_DAY
    year = str(value.year) if value else BLANK_DAY
    return f"ngày {day} tháng {month} năm {year}"


_GROUPED = compiled_later(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,10}")
_PLAIN = compiled_later(r"[+-]?[0-9]{1,33}")  # more is no count of anything, and costs time to read


def parse_integer(text: str) -> int | None:
    """The whole number that a text writes, ``None`` where it is not written as one, or has more than 33 digits.

    >>> parse_integer("1.250"), parse_integer("010"), parse_integer("1.5"), parse_integer("1_000")
    (1250, 10, None, None)
    """
    if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS:
        return int(text)  # as most are
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return int(text.replace(".", ""))
    return None


def format_integer(value: int) -> str:
    """The number with points between its thousands.

    >>> format_integer(1250), format_integer(-12500), format_integer(8)
    ('1.250', '-12.500', '8')
    """
    return str(value) if -1000 < value < 1000 else f"{value:,}".replace(",", ".")


MAX_DIGITS = 33
WHOLE = r"[+\u2212-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)"
"""A whole number as a pattern that Python and ECMA-262 (JSON Schema) read alike."""

DECIMAL = (
    r"[+\u2212-]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"
    r"|[0-9]+(?:,(?:[0-9]{1,2}|[0-9]{4,}))?|(?:0|[0-9]{4,}),[0-9]{3})"
)
"""A number as such a pattern; not “1,250”, where the digits behind the comma are decimals or, in English, thousands."""

_DECIMAL = compiled_later(DECIMAL)


def parse_decimal(text: str) -> Decimal | None:
    """The number that a text writes with a comma before its decimals, ``None`` where it is not written as one.

    The decimals are kept as given. Also ``None`` are what can be read in two ways (“1,250”) and more than 33 digits.

    >>> parse_decimal("1.250,50"), parse_decimal("-0,3"), parse_decimal("0,250")
    (Decimal('1250.50'), Decimal('-0.3'), Decimal('0.250'))
    >>> parse_decimal("1,250"), parse_decimal("1.5"), parse_decimal("1_000")
    (None, None, None)
    """
    if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS:
        return Decimal(text)  # as most are
    if not _DECIMAL.fullmatch(text) or (len(text) > MAX_DIGITS and sum(map(str.isdigit, text)) > MAX_DIGITS):
        return None
    value = Decimal(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))
    return value or value.copy_abs()  # “-0” is nothing below zero


def format_decimal(value: Decimal | int) -> str:
    """The number with points between its thousands and a comma before its decimals, all that it has.

    >>> format_decimal(Decimal("1250.50")), format_decimal(Decimal("-0.3")), format_decimal(1250)
    ('1.250,50', '-0,3', '1.250')
    """
    if isinstance(value, int):
        return format_integer(value)
    whole, point, decimals = str(value).partition(".")
    if len(whole) <= 3 and whole.lstrip("-").isdecimal() and "E" not in decimals:  # mostly; the long way takes its time
        return f"{whole},{decimals}" if point else whole
    return f"{value:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def roman(value: int) -> str:
    """The Roman number in Latin letters, from 1 to 3999.

    >>> roman(4), roman(16), roman(1999)
    ('IV', 'XVI', 'MCMXCIX')
    """
    text = ""
    for unit, letters in _ROMAN:
        count, value = divmod(value, unit)
        text += letters * count
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def slug(text: str) -> str:
    """A text as a name for files and programs: small unaccented letters, digits and ``-``.

    >>> slug("Hội LHPN huyện Đông Hưng"), slug("  421/KH-BTV "), slug("…")
    ('hoi-lhpn-huyen-dong-hung', '421-kh-btv', '')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "-".join(re.findall("[a-z0-9]+", "".join(c for c in decomposed if not unicodedata.combining(c))))
