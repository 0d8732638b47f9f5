"""Figures as Vietnamese write them: what is read, what is refused and why, and what is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from hoi_report._figures import (
    DATE_SCHEMA,
    Amount,
    Percent,
    Ratio,
    amount,
    amount_schema,
    number,
    number_schema,
    percent,
    percent_schema,
    ratio,
    ratio_schema,
)
from hoi_report._messages import Words
from hoi_report._scalars import Date
from hoi_report._vietnamese import format_decimal, parse_decimal

Reader = Callable[[object], Any]
D = Decimal

READERS: dict[str, tuple[Reader, dict[str, Any]]] = {
    "number": (number(), number_schema()),
    "whole": (number(decimals=0), number_schema(decimals=0)),
    "limited": (
        number(least=D("-0.5"), most=D(100), decimals=1),
        number_schema(least=D("-0.5"), most=D(100), decimals=1),
    ),
    "unit": (number(unit="hội viên"), number_schema(unit="hội viên")),
    "m2": (number(unit="m2 (sàn)"), number_schema(unit="m2 (sàn)")),
    "amount": (amount(), amount_schema()),
    "amount, unit": (amount(unit="triệu đồng", least=D(0)), amount_schema(unit="triệu đồng")),
    "percent": (percent(), percent_schema()),
    "limited percent": (percent(least=D(0), most=D(100)), percent_schema(least=D(0), most=D(100))),
    "ratio": (ratio(), ratio_schema()),
    "ratio, unit": (ratio(unit="xã"), ratio_schema(unit="xã")),
}

SPACES = st.sampled_from(["", "", "", " ", "\u00a0", "  ", "\n"])
DIGITS = st.text("0123456789", min_size=1, max_size=4)
FIGURES = st.one_of(
    st.integers(-(10**12), 10**12).map(format_decimal),
    st.decimals(-(10**9), 10**9, allow_nan=False, places=2).map(format_decimal),
    st.lists(st.one_of(DIGITS, st.sampled_from([".", ",", ".250", ",5", "-", "+", "−", "o", "l"])), max_size=6).map(
        "".join
    ),
)
UNITS = ["%", "hội viên", "Hội  viên", "m2 (sàn)", "tỷ đồng", "TỈ", "triệu\u00a0đồng", "đồng", "/21", "/ 7", "/7 xã"]
OTHERS = ["hộ", "tr.đ", "xã", "trở lên", "điểm phần trăm", " 250", "-3", "nan", "1 tỷ"]
BEHIND = st.just("") | st.sampled_from(UNITS) | st.sampled_from(OTHERS)
ONE = st.tuples(SPACES, FIGURES, SPACES, BEHIND, SPACES).map("".join)
NEARLY = ONE | st.tuples(ONE, st.just("/"), ONE).map("".join)
"""Texts that are figures, or differ from one by a slip."""


def refusal(read: Reader, value: object) -> tuple[str, dict[str, Any]]:
    """The code and the arguments of the error."""
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    return caught.value.type, dict(caught.value.context or {})


def accepts(schema: dict[str, Any], value: object) -> bool:
    """Whether a value is right by the few words of JSON Schema that are used here."""
    if "anyOf" in schema:
        return any(accepts(kind, value) for kind in schema["anyOf"])
    kind = schema["type"]
    if kind == "string":
        return isinstance(value, str) and re.search(schema["pattern"], value) is not None
    if kind == "object":
        return (
            isinstance(value, dict)
            and set(schema["required"]) <= set(value) <= set(schema["properties"])
            and all(accepts(schema["properties"][key], member) for key, member in value.items())
        )
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)) or (kind == "integer" and value % 1):
        return False
    return schema.get("minimum", value) <= value <= schema.get("maximum", value)


# --- what is read and printed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.250", D(1250)),
        ("1250", D(1250)),
        ("12,5", D("12.5")),
        ("-0,3", D("-0.3")),
        ("−5", D(-5)),  # U+2212
        ("+5", D(5)),
        ("05", D(5)),
        ("1.250,50", D("1250.50")),
        ("0,250", D("0.25")),
        ("1234,567", D("1234.567")),
        ("1.234,567", D("1234.567")),
        ("1,2500", D("1.25")),
        ("-0", D(0)),
        ("9" * 33, D("9" * 33)),
    ],
)
def test_a_number_in_vietnamese_notation_is_read(text: str, value: Decimal) -> None:
    """Points part thousands, a comma goes before decimals."""
    assert number()(text) == value
    assert parse_decimal(text) == value


@pytest.mark.parametrize(
    "text", ["1361hội viên", "1.361 hội viên", "1361\u00a0Hội  viên", " 1361 ", "1361\nhội viên\n"]
)
def test_the_declared_unit_may_stand_behind_a_number(text: str) -> None:
    """With any space or none, in small or capital letters, over lines of a cell."""
    assert number(unit="hội viên")(text) == 1361


def test_a_unit_with_figures_is_no_second_number() -> None:
    """What is declared is known, also where it would be refused otherwise."""
    read = number(unit="trẻ dưới 6 tuổi")

    assert read("12 trẻ dưới 6 tuổi") == 12
    assert refusal(read, "1,250 trẻ dưới 6 tuổi")[0] == "ambiguous-number"
    assert refusal(number(unit="1.000 đồng"), "51.000 đồng")[0] == "wrong-unit"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (5, "5"),
        (12.5, "12,5"),
        (0.1, "0,1"),
        (5.0, "5"),
        (-0.0, "0"),
        (1e23, "100.000.000.000.000.000.000.000"),
        (1e-7, "0,0000001"),
        (D("2.50"), "2,50"),
        (D("1E+3"), "1.000"),
    ],
)
def test_what_is_a_number_already_is_that_number(value: object, read: str) -> None:
    """A float is what its digits say, not what the machine makes of them."""
    assert format_decimal(number()(value)) == read


def test_a_whole_number_is_an_int() -> None:
    """JSON's 5.0 is one too, as it is for JSON Schema."""
    read = number(decimals=0)

    assert [read(value) for value in ("1.250", 1250, 1250.0, D("1250.0"))] == [1250] * 4
    assert type(read("1.250")) is type(read(1250.0)) is int


@pytest.mark.parametrize(
    ("text", "printed", "dong"),
    [
        ("2,95 tỷ đồng", "2,95 tỷ đồng", 2_950_000_000),
        ("3 tỷ", "3 tỷ đồng", 3_000_000_000),
        ("3 tỉ", "3 tỉ đồng", 3_000_000_000),
        ("945 triệu đồng", "945 triệu đồng", 945_000_000),
        ("945triệu", "945 triệu đồng", 945_000_000),
        ("50\u00a0nghìn", "50 nghìn đồng", 50_000),
        ("50 ngàn  đồng", "50 ngàn đồng", 50_000),
        ("96.150.000.000 đồng", "96.150.000.000 đồng", 96_150_000_000),
    ],
)
def test_an_amount_is_read_with_its_unit(text: str, printed: str, dong: int) -> None:
    """The unit is printed as typed; “đồng” is added where it was left out."""
    read = amount()(text)

    assert str(read) == printed
    assert read.dong == dong


def test_an_amount_is_read_from_what_json_has() -> None:
    """A bare number needs a declared unit; a mapping says its own."""
    read = amount(unit="triệu đồng")

    assert [str(read(value)) for value in ("1.563", 1563, {"value": "1.563"})] == ["1.563 triệu đồng"] * 3
    assert str(read("2 tỷ")) == str(read({"value": 2, "unit": "tỷ"})) == "2 tỷ đồng"


@pytest.mark.parametrize("value", ["12,5%", "12,5 %", "12,5", 12.5, D("12.5")])
def test_a_percentage_is_read(value: object) -> None:
    """A number is per cent, not a share of one."""
    assert str(percent()(value)) == "12,5%"


@pytest.mark.parametrize(
    ("text", "printed"),
    [("7/7", "7/7"), (" 15 / 21 ", "15/21"), ("25/21", "25/21"), ("1.250/1300", "1.250/1.300"), ("0/3", "0/3")],
)
def test_a_ratio_is_read(text: str, printed: str) -> None:
    """Whether the part may be the greater one is for others to judge."""
    assert str(ratio()(text)) == printed


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("1,250", "ambiguous-number", {"thousand": "1.250", "decimal": "1,25", "offset": 1}),
        ("-12,345", "ambiguous-number", {"thousand": "-12.345", "decimal": "-12,3450", "offset": 3}),
        ("1,000", "ambiguous-number", {"thousand": "1.000", "decimal": "1,0"}),
        ("1.5", "english-decimal", {"meant": "1,5", "offset": 1}),
        ("  12.75", "english-decimal", {"meant": "12,75", "offset": 4}),
        ("-0.125", "english-decimal", {"meant": "-0,125"}),
        (".5", "english-decimal", {"meant": "0,5"}),
        ("1,250,000", "english-decimal", {"meant": "1.250.000"}),
        ("1,250.5", "english-decimal", {"meant": "1.250,5"}),
        ("1.250.5", "grouping", {"offset": 5}),
        ("12.50.000", "grouping", {"offset": 2}),
        ("1234.567", "grouping", {"offset": 4}),
        ("01.250", "grouping", {"offset": 2}),
        ("94,o%", "letter-in-number", {"letter": "o", "digit": "0", "offset": 3}),
        (" l5", "letter-in-number", {"letter": "l", "digit": "1", "offset": 1}),
        ("1O", "letter-in-number", {"letter": "O", "digit": "0", "offset": 1}),
        ("1О5 hộ", "letter-in-number", {"letter": "О", "digit": "0", "offset": 1}),  # Cyrillic
        ("I5", "letter-in-number", {"letter": "I", "digit": "1"}),
        ("1 250", "spaced-number", {"meant": "1.250"}),
        ("1\u00a0250\u00a0000,5", "spaced-number", {"meant": "1.250.000,5"}),
        ("45 000 hộ", "spaced-number", {"meant": "45.000"}),
        *((text, "no-single-number", {}) for text in ("trên 700", "gần 45.000", "khoảng 5", "ước 5", "hơn 5", "≥ 80")),
        *((text, "no-single-number", {}) for text in ("khoảng", "80 trở lên", "1-3", "5.000 - 6.000", "1,5%-2%")),
        *((text, "no-single-number", {}) for text in ("61% - 31% - 8%", "4.071 8.717 lượt", "5/2024", "Vượt 41 hộ")),
        *((text, "wrong-type", {}) for text in ("1_000", "1e3", "1e+3", "nan", "inf", "", " ", "ba", "-", ",")),
        *((text, "wrong-type", {}) for text in ("１２", "1２", "٣", "1,2,3", "5.", "5,", ",5")),
        ("5 hộ", "unexpected-unit", {"found": "“hộ”", "offset": 2}),
        ("\n5lít", "unexpected-unit", {"found": "“lít”", "offset": 2}),
        ("9" * 34, "number-too-long", {"limit": 33}),
        ("0," + "1" * 33, "number-too-long", {"limit": 33}),
    ],
)
def test_what_is_no_number_in_vietnamese_is_refused(text: str, code: str, said: dict[str, object]) -> None:
    """The refusal says what is wrong, where, and what to write."""
    found, arguments = refusal(number(), text)

    assert found == code
    assert arguments | said == arguments


@pytest.mark.parametrize("value", [True, None, [1], {"value": 1}, float("nan"), float("inf"), D("NaN")])
@pytest.mark.parametrize("read", [number(), amount(unit="đồng"), percent(), ratio()])
def test_what_is_no_figure_at_all_is_refused(read: Reader, value: object) -> None:
    """Only an amount is read from a mapping."""
    if not (isinstance(value, dict) and read is amount(unit="đồng")):
        assert refusal(read, value)[0] == "wrong-type"


@pytest.mark.parametrize("value", [10**33, -(10**33), D("1E+1000000"), D("1E-1000000"), D("0E-400"), 1e300, 1e34])
def test_a_number_too_long_to_be_a_figure_is_refused(value: object) -> None:
    """Before it is written out."""
    assert refusal(number(), value) == ("number-too-long", {"limit": 33})


def test_a_number_outside_its_limits_is_refused() -> None:
    """Both limits are allowed; a message writes numbers as people do."""
    read = number(least=D(0), most=D(1250), decimals=1, unit="hộ")

    assert [read(value) for value in ("0", "1.250 hộ", 0, 1250.0)] == [0, 1250, 0, 1250]
    code, arguments = refusal(read, "1.250,5")
    assert (code, arguments["found"]) == ("out-of-range", "1.250,5")
    assert arguments["range"] == Words("a number from {least} to {most}", {"least": "0", "most": "1.250"})
    assert refusal(number(least=D(1)), "0")[1]["range"] == Words("a number from {least}", {"least": "1"})
    assert refusal(number(most=D(1)), "2")[1]["range"] == Words("a number up to {most}", {"most": "1"})


def test_too_many_decimals_are_refused() -> None:
    """Nothing is rounded."""
    assert number(decimals=2)("1,25") == D("1.25")
    assert refusal(number(decimals=1), "1,25") == ("too-many-decimals", {"limit": 1, "found": "1,25"})
    assert refusal(number(decimals=1), 1.25)[0] == "too-many-decimals"
    assert refusal(number(decimals=0), "12,5")[1]["expected"] == Words("a whole number")
    assert refusal(number(decimals=0), 12.5)[1]["expected"] == Words("a whole number")


def test_another_unit_is_refused() -> None:
    """It is not taken for the declared one."""
    said = {"expected": "“hội viên”", "found": "“hộ”", "offset": 6}

    assert refusal(number(unit="hội viên"), "1.250 hộ") == ("wrong-unit", said)
    assert refusal(percent(), "5 hộ")[0] == "wrong-unit"
    assert refusal(ratio(unit="xã"), "5/7 hộ") == ("wrong-unit", {"expected": "“xã”", "found": "“hộ”", "offset": 4})


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("500 tr.đ", "short-unit", {"unit": "triệu đồng", "offset": 4}),
        ("500 tr. đồng", "short-unit", {"unit": "triệu đồng"}),
        ("500tr", "short-unit", {"unit": "triệu đồng"}),
        ("3 tỷ đ", "short-unit", {"unit": "tỷ đồng"}),
        ("50k", "short-unit", {"unit": "nghìn đồng"}),
        ("1.250.000 VNĐ", "short-unit", {"unit": "đồng"}),
        ("1 tỷ 500 triệu đồng", "compound-amount", {"meant": "1,5 tỷ đồng"}),
        ("2 triệu 50 nghìn", "compound-amount", {"meant": "2,05 triệu đồng"}),
        ("1 tỷ 125 triệu đồng", "compound-amount", {"meant": "1.125 triệu đồng"}),  # “1,125 tỷ” could be a thousand
        ("500 triệu 1 tỷ", "no-single-number", {}),
        ("1 tỷ 500", "no-single-number", {}),
        ("2-3 tỷ đồng", "no-single-number", {}),
        ("gần 3 tỷ đồng", "no-single-number", {}),
        ("1,250 tỷ đồng", "ambiguous-number", {"thousand": "1.250"}),
        ("2.95 tỷ đồng", "english-decimal", {"meant": "2,95"}),
        ("l5 tỷ đồng", "letter-in-number", {"letter": "l"}),
        ("5 USD", "wrong-unit", {"offset": 2}),
        ("5 tỷ\x1fđồng", "wrong-unit", {"offset": 2}),
        ("5", "unit-missing", {"found": "5"}),
        (5, "unit-missing", {"found": "5"}),
        ({"value": 5}, "unit-missing", {"found": "5"}),
        ({"value": "2.95", "unit": "tỷ"}, "english-decimal", {"field": "value", "offset": 1}),
        ({"value": "2 tỷ", "unit": "tỷ"}, "unexpected-unit", {"field": "value"}),
        ({"value": 5, "unit": "tr.đ"}, "short-unit", {"field": "unit"}),
        ({"value": 5, "unit": "hộ"}, "wrong-unit", {"field": "unit"}),
        ({"value": 5, "unit": None}, "wrong-type", {"field": "unit"}),
        ({"value": 5, "uni": "đồng"}, "unknown-key", {"field": "uni", "key": "uni"}),
        ({"unit": "đồng"}, "wrong-type", {}),
        ("-5 đồng", "out-of-range", {"found": "-5 đồng"}),
    ],
)
def test_what_is_no_amount_is_refused(value: object, code: str, said: dict[str, object]) -> None:
    """With the form to write, and in a mapping with the key."""
    found, arguments = refusal(amount(least=D(0)), value)

    assert found == code
    assert arguments | said == arguments


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vượt 7%", "no-single-number"),
        ("1,5%-2%", "no-single-number"),
        ("0,3 điểm phần trăm", "percent-points"),
        ("0,3 điểm %", "percent-points"),
        ("1.5%", "english-decimal"),
        ("94,o%", "letter-in-number"),
        ("120%", "out-of-range"),
        ("%", "wrong-type"),
    ],
)
def test_what_is_no_percentage_is_refused(text: str, code: str) -> None:
    """“Vượt 7%” and points of per cent are said in words."""
    assert refusal(percent(least=D(0), most=D(100)), text)[0] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "wrong-type") for text in ("15/21/2024", "7", "7/", "/7", "a/b", "1,5/3", "1,0/3", "7/7/7 xã")),
        ("7/0", "out-of-range"),
        ("-1/7", "out-of-range"),
        ("l5/21", "letter-in-number"),
        ("7/1.5", "english-decimal"),
        ("trên 5/7", "no-single-number"),
        ("5/7 xã", "unexpected-unit"),
    ],
)
def test_what_is_no_ratio_is_refused(text: str, code: str) -> None:
    """A date is none."""
    assert refusal(ratio(), text)[0] == code


def test_the_place_of_a_fault_behind_the_slash_is_counted_from_the_beginning() -> None:
    """A person finds the letter."""
    assert refusal(ratio(), "15 / 2l")[1]["offset"] == 6


# --- what holds for every figure --------------------------------------------------------------------------------------


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=4) | st.decimals(allow_nan=False, allow_infinity=False))
def test_a_printed_number_has_the_digits_of_the_value(value: Decimal) -> None:
    """Points and comma taken for what they are, it is the same number with the same decimals, without exponent."""
    if abs(value.adjusted()) > 40:
        return

    printed = format_decimal(value)

    assert re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?", printed)
    assert D(printed.replace(".", "").replace(",", ".")) == value
    assert len(printed.partition(",")[2]) == max(0, -int(value.as_tuple().exponent))


@given(st.integers(-(10**16), 10**16), st.integers(0, 9))
def test_a_printed_number_is_read_again(digits: int, places: int) -> None:
    """Alone, with a unit, as money, as per cent; but for the one form that can be read in two ways."""
    value = D(digits).scaleb(-places)
    if re.fullmatch("-?[1-9][0-9]{0,2},[0-9]{3}", format_decimal(value)):
        assert refusal(number(), format_decimal(value))[0] == "ambiguous-number"
        return

    assert str(number()(format_decimal(value))) == str(number()(value))
    assert number(unit="hội viên")(f"{format_decimal(value)} hội viên") == value
    for unit in ("tỷ đồng", "ngàn đồng", "đồng"):
        assert amount()(str(Amount(value, unit))) == Amount(value, unit)
    assert percent()(str(Percent(value))) == Percent(value)


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_a_printed_ratio_is_read_again(part: int, whole: int) -> None:
    """Also as a value, which stays as it is."""
    value = Ratio(part, whole)

    assert ratio()(str(value)) == ratio()(value) == value


@given(NEARLY)
@pytest.mark.parametrize("name", READERS)
def test_what_is_read_is_right_by_the_schema(name: str, text: str) -> None:
    """An editor never marks what the library reads."""
    read, schema = READERS[name]
    try:
        read(text)
    except PydanticCustomError:
        return

    assert accepts(schema, text)


@given(st.integers() | st.floats() | st.dictionaries(st.sampled_from(["value", "unit"]), NEARLY | st.integers()))
@pytest.mark.parametrize("name", READERS)
def test_values_of_json_are_right_by_the_schema_where_they_are_read(name: str, value: object) -> None:
    """Numbers and mappings as texts."""
    read, schema = READERS[name]
    try:
        read(value)
    except PydanticCustomError:
        return

    assert accepts(schema, value)


@given(st.lists(st.sampled_from(["2024", "6", "05", "31", "-", "/", ".", " ", "\u00a0", "0"]), max_size=7).map("".join))
def test_every_date_that_is_read_is_right_by_the_schema(text: str) -> None:
    """Also a bare year, as a number."""
    read = next(said.func for said in Date.__metadata__ if isinstance(said, BeforeValidator))
    try:
        read(text)
    except PydanticCustomError:
        return

    assert accepts(DATE_SCHEMA, text)
    assert accepts(DATE_SCHEMA, 2024)
    assert not accepts(DATE_SCHEMA, "tháng 6")


@pytest.mark.parametrize(
    "text", ["1.5", "1_000", "1e3", "12.50", "1,250", "trên 5", "5 hộ", "94,o%", "", "1 250", "tr.đ", "2,95 tỷ"]
)
def test_the_schema_of_a_number_refuses_what_is_none(text: str) -> None:
    """It is as exact as the reader, but for the number of digits."""
    assert not accepts(number_schema(), text)


def test_schemas_are_plain_json() -> None:
    """Written and read again, they are the same."""
    for _, schema in READERS.values():
        assert json.loads(json.dumps(schema)) == schema


@given(NEARLY | st.text())
def test_no_digit_is_lost_or_invented(text: str) -> None:
    """A number that is read has the digits of its text, in their order."""
    try:
        value = number(unit="hội viên")(text)
    except PydanticCustomError:
        return

    typed = "".join(sign for sign in text if sign.isdigit())
    assert typed.lstrip("0") == "".join(sign for sign in format_decimal(value) if sign.isdigit()).lstrip("0")
    assert (value < 0) == (any(sign in text for sign in "-−") and typed.strip("0") != "")


@given(NEARLY | st.text())
@example(text="00.250")
@pytest.mark.parametrize("name", READERS)
def test_every_text_is_read_or_refused_with_a_place_in_it(name: str, text: str) -> None:
    """No other error escapes; what a hint says to write is read."""
    read, _ = READERS[name]
    try:
        read(text)
    except PydanticCustomError as error:
        said = dict(error.context or {})
        assert 0 <= said.get("offset", 0) <= len(text)
        if error.type == "letter-in-number":
            assert text[said["offset"]] == said["letter"]
        for meant in (said.get(key) for key in ("meant", "thousand", "decimal")):
            if meant is not None:
                amount(unit="đồng")(meant)
