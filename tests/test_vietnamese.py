"""Dates, numbers and letters as official documents write them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi_report._vietnamese import (
    LETTERS,
    PartialDate,
    format_integer,
    issue_date,
    long_date,
    parse_date,
    parse_integer,
    roman,
    short_date,
)

DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))


def partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


@given(DATES)
def test_zeros_stand_before_days_below_ten_and_months_one_and_two_only(day: date) -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.4.b."""
    match = re.fullmatch(r"ngày (\d+) tháng (\d+) năm (\d{4})", long_date(partial(day)))

    assert match
    assert match[1] == (f"0{day.day}" if day.day < 10 else str(day.day))
    assert match[2] == (f"0{day.month}" if day.month in (1, 2) else str(day.month))
    assert int(match[3]) == day.year


@given(DATES)
def test_every_way_to_write_a_date_is_read_as_the_same_day(day: date) -> None:
    """What we print is read back, and so are the other ways that people write."""
    written = [
        day.isoformat(),
        short_date(partial(day)),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} - {day.month} - {day.year}",
    ]

    assert [parse_date(text) for text in written] == [partial(day)] * len(written)


@pytest.mark.parametrize("text", ["31/6/2024", "2024-02-30", "29/02/2023", "00/5/2024", "2024-13", "0/2024", "2024-00"])
def test_a_date_that_does_not_exist_is_not_read(text: str) -> None:
    """It is neither another date nor a partial one."""
    with pytest.raises(ValueError):
        parse_date(text)


@pytest.mark.parametrize("text", ["", "5/6", "05/6/24", "tháng 6", "2024-6-5-1", "15/21", "12:30", "٢٠٢٤"])
def test_what_is_not_written_as_a_date_is_none(text: str) -> None:
    """No guess is made."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, "ngày       tháng       năm      "),
        (PartialDate(2024), "ngày       tháng       năm 2024"),
        (PartialDate(2024, 6), "ngày       tháng 6 năm 2024"),
        (PartialDate(2024, 1, 9), "ngày 09 tháng 01 năm 2024"),
    ],
)
def test_a_draft_leaves_blanks_for_a_pen(value: PartialDate | None, printed: str) -> None:
    """The source leaves seven spaces between the words."""
    assert issue_date(value) == printed


@given(DATES)
def test_a_partial_date_means_any_day_in_it(day: date) -> None:
    """A month ends on its last day, a year on 31 December."""
    month, year = PartialDate(day.year, day.month), PartialDate(day.year)

    assert month.earliest.day == 1 and month.earliest <= day <= month.latest
    assert (
        month.latest.toordinal() + 1 == date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal()
        or day.year == 9999
    )
    assert (year.earliest, year.latest) == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(st.integers(-(10**33) + 1, 10**33 - 1))
def test_a_printed_number_is_read_back(value: int) -> None:
    """Points between thousands, a minus sign in front."""
    assert parse_integer(format_integer(value)) == value
    assert parse_integer(str(value)) == value


@pytest.mark.parametrize("text", [format_integer(10**33), format_integer(-(10**33)), "9" * 34, "9" * 10_000])
def test_a_number_longer_than_any_count_is_not_read(text: str) -> None:
    """Reading it would cost time and mean nothing."""
    assert parse_integer(text) is None


@pytest.mark.parametrize(
    "text", ["1,250", "1.5", "1.25", "12.50", "1_000", "1e3", "94,o", "", "nan", "1 250", "٣", "1.2500"]
)
def test_what_is_no_whole_number_in_vietnamese_is_none(text: str) -> None:
    """A point groups three digits; everything else is refused, not guessed."""
    assert parse_integer(text) is None


@given(st.integers(1, 3999))
def test_roman_numbers_add_up(value: int) -> None:
    """Read by the rule of subtraction, the letters give the number."""
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    numbers = [worth[letter] for letter in roman(value)]
    total = sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))

    assert total == value
    assert not re.search(r"(.)\1\1\1", roman(value))


def test_letters_are_those_of_the_decree() -> None:
    """Điều 8 and the clauses of PL I run a, b, c, d, đ, e, g, h, i."""
    assert LETTERS.startswith("abcdđeghi")
    assert not set(LETTERS) & set("ăâêôơưfjwz")
