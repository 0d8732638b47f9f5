"""How the figures of an answer are read and printed: numbers, amounts of money, percentages, ratios.

Figures are read as Vietnamese write them (1.250 and 12,5) and never guessed: what an English sheet, a slip of the
finger or a careful word (“gần 45.000”) leaves open is refused, with what to write instead. A value that is already a
number (JSON, a ``dict``) is that number. One scanner reads them all, in linear time.

A printed value reads again as the same value. One kind does not, as it can only come from JSON: up to three digits with
three decimals (1.125) is rightly printed “1,125”, and a person who types that is asked which of two numbers is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from functools import cache
from itertools import pairwise
from math import isfinite
from typing import Any

from pydantic_core import PydanticCustomError

from ._messages import Words
from ._patterns import compiled_later
from ._scalars import describe, wrong_type
from ._value_class import value_class
from ._vietnamese import DECIMAL, MAX_DIGITS, WHOLE, format_decimal, format_integer, parse_decimal, parse_integer

_SCALES = {"tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3, "đồng": 0}
"""The words of money, as powers of ten; ``đồng`` stands behind each of the others."""


# --- values -----------------------------------------------------------------------------------------------------------


@value_class
class Amount:
    """Money, in the unit that it was given in.

    >>> str(Amount(Decimal("2.95"), "tỷ đồng"))
    '2,95 tỷ đồng'
    """

    value: Decimal
    unit: str
    """``tỷ đồng``, ``tỉ đồng``, ``triệu đồng``, ``nghìn đồng``, ``ngàn đồng`` or ``đồng``, as it was typed."""

    @property
    def dong(self) -> Decimal:
        """The same in đồng, exactly.

        >>> Amount(Decimal("2.95"), "tỷ đồng").dong
        Decimal('2950000000')
        """
        return _shifted(self.value, _SCALES[self.unit.lower().split()[0]])

    def __str__(self) -> str:
        return f"{format_decimal(self.value)} {self.unit}"


@value_class
class Percent:
    """A share of a hundred.

    >>> str(Percent(Decimal("12.5")))
    '12,5%'
    """

    value: Decimal

    def __str__(self) -> str:
        return f"{format_decimal(self.value)}%"


@value_class
class Ratio:
    """So many of so many.

    >>> str(Ratio(15, 21)), Ratio(3, 4).share, Ratio(0, 0).share
    ('15/21', Decimal('0.75'), None)
    """

    part: int
    whole: int

    @property
    def share(self) -> Decimal | None:
        """The part by the whole, ``None`` of nothing."""
        return Decimal(self.part) / self.whole if self.whole else None

    def __str__(self) -> str:
        return f"{format_integer(self.part)}/{format_integer(self.whole)}"


def _shifted(value: Decimal, power: int) -> Decimal:
    """The value times a power of ten: written, not reckoned, as reckoning rounds to 28 digits."""
    return Decimal(f"{Decimal(f'{value:f}E{power}'):f}")


# --- patterns, for the readers and for JSON Schema --------------------------------------------------------------------

_QUOTES = "“”„\"‘’'"
_SPACES = " \t\n\u00a0\u2009\u202f"
_SPACE = r"[ \t\n\u00a0\u2009\u202f]"
_SIGN = r"[+\u2212-]?"


def _words(text: str) -> str:
    """A pattern of the words in small or capital letters, with any spaces between them."""
    return f"{_SPACE}+".join("".join(map(_letter, word)) for word in text.split())


def _letter(letter: str) -> str:
    small, capital = letter.lower(), letter.upper()
    if small != capital and len(small + capital) == 2:
        return f"[{small}{capital}]"
    return re.sub(r"[\\^$.|?*+()\[\]{}]", r"\\\g<0>", letter)


_SCALE = "|".join(_words(word) for word in _SCALES if word != "đồng")
_MONEY = f"(?:(?:{_SCALE})(?:{_SPACE}+{_words('đồng')})?|{_words('đồng')})"


def _schema(number: str, unit: str | None) -> dict[str, Any]:
    """Text: the number and, where there is one, a unit behind it."""
    behind = "" if unit is None else f"(?:{unit}{_SPACE}*)?"
    return {"type": "string", "pattern": f"^{_SPACE}*{number}{_SPACE}*{behind}$"}


# --- one number in a text ---------------------------------------------------------------------------------------------

_NUMBER = Words("a number (1.250 or 12,5)")
_INTEGER = Words("a whole number")
_AMOUNT = Words("an amount (2,95 tỷ đồng)")
_PERCENT = Words("a percentage (12,5%)")
_RATIO = Words("a ratio (15/21)")

_FIGURE = compiled_later(f"{_SIGN}[0-9.,]*")
_BEGINS = compiled_later(f"{_SIGN}[.,]?[0-9]")
_FIGURES = compiled_later(r"(?<!\w)[0-9][0-9.,]*")
_PROGRAM = compiled_later(r"[+-]?[0-9.]*(?:_[0-9]|[eE][+-]?[0-9])")  # 1_000, 1e3
_SPACED = compiled_later(rf"{_SIGN}[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+(?:,[0-9]+)?(?![0-9.,])")
_ABOUT = compiled_later(
    r"[<>≤≥~≈±]|\b(?:trên|dưới|gần|khoảng|ước|hơn|chừng|vượt|trở\s+lên|trở\s+xuống)\b",
    re.IGNORECASE,
)
_DIGITS_MEANT = {**dict.fromkeys("oOоО", "0"), **dict.fromkeys("lIІ", "1")}  # the third and fourth o, and І: Cyrillic
_MISTYPED = compiled_later(rf"{_SIGN}[0-9.,{''.join(_DIGITS_MEANT)}]+(?![^\W_])")


def _scan(text: str, unit: re.Pattern[str] | None, expected: Words, shift: int = 0) -> tuple[Decimal, str, int]:
    """The number at the beginning of a text, what stands behind it, and where that begins.

    What stands behind is nothing, the unit, or words of which the caller has to say what is wrong with them. Raises an
    error where the text is not one number in Vietnamese notation; ``shift`` is where the text begins in the whole.
    """
    body = text.strip(_SPACES)
    if body[:1] in _QUOTES and body[-1:] in _QUOTES and body:
        raise PydanticCustomError("quoted-number", "", {"found": describe(text)})
    start = shift + text.find(body)
    figure = _FIGURE.match(body).group()  # type: ignore[union-attr]  # it matches the empty text
    behind = body[len(figure) :].lstrip(_SPACES)
    known = not behind or (unit is not None and unit.fullmatch(behind) is not None)
    value = parse_decimal(figure)
    if value is None or not known:
        # The words of a unit are no part of the number: “1,5 l”, “12 trẻ dưới 6 tuổi”.
        _refuse_unless_single(figure if known else body, text, expected, start)
    if value is None:
        raise _ill_written(figure, text, expected, start)
    return value, behind, start + len(body) - len(behind)


def _refuse_unless_single(body: str, text: str, expected: Words, start: int) -> None:
    """Raises an error unless there is one number, at the beginning, and nothing that makes it a guess."""
    if not re.search("[0-9]", body):
        raise _no_single_number(text) if _ABOUT.search(text) else wrong_type(expected.text, text)
    if any(sign.isdecimal() and not sign.isascii() for sign in body) or _PROGRAM.match(body):
        raise wrong_type(expected.text, text)
    if mistyped := _MISTYPED.match(body):
        number = mistyped.group()
        at = next((at for at, sign in enumerate(number) if sign in _DIGITS_MEANT), None)
        if at is not None and re.search("[0-9]", number):
            letter = {"letter": number[at], "digit": _DIGITS_MEANT[number[at]], "found": describe(number)}
            raise PydanticCustomError("letter-in-number", "", {**letter, "offset": start + at})
    if (spaced := _SPACED.match(body)) and not _FIGURES.search(body, spaced.end()):
        meant = re.sub(_SPACE, ".", spaced.group())
        raise PydanticCustomError("spaced-number", "", {"found": describe(spaced.group()), "meant": meant})
    if not _BEGINS.match(body) or len(_FIGURES.findall(body)) != 1 or _ABOUT.search(body):
        raise _no_single_number(text)


def _no_single_number(text: str) -> PydanticCustomError:
    return PydanticCustomError("no-single-number", "", {"found": describe(text)})


def _ill_written(figure: str, text: str, expected: Words, start: int) -> PydanticCustomError:
    """The error that says what is wrong with digits, points and commas."""
    sign = figure[: len(figure) - len(figure.lstrip("+-\u2212"))]
    number = figure[len(sign) :]
    at = start + len(sign)
    if sum(map(str.isdigit, number)) > MAX_DIGITS:
        return PydanticCustomError("number-too-long", "", {"limit": MAX_DIGITS})
    if re.fullmatch("[1-9][0-9]{0,2},[0-9]{3}", number):
        readings = {"thousand": sign + number.replace(",", "."), "decimal": sign + _unmistakable(number)}
        return PydanticCustomError(
            "ambiguous-number", "", {"found": figure, **readings, "offset": at + number.index(",")}
        )
    if english := _from_english(number):
        where = at + re.search("[.,]", number).start()  # type: ignore[union-attr]  # English only by one of them
        return PydanticCustomError("english-decimal", "", {"found": figure, "meant": sign + english, "offset": where})
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)+(?:,[0-9]+)?", number):
        wrong = next((group for group in re.finditer(r"\.([0-9]*)", number) if len(group[1]) != 3), None)
        where = at + (wrong.start() if wrong else number.index("."))
        return PydanticCustomError("grouping", "", {"found": figure, "offset": where})
    return wrong_type(expected.text, text)


def _unmistakable(number: str) -> str:
    """“1,250” as a number with decimals that nobody reads as a thousand: “1,25”; “1,125” as “1,1250”."""
    whole, decimals = number.split(",")
    kept = decimals.rstrip("0") or "0"
    return f"{whole},{kept}0" if len(kept) == 3 else f"{whole},{kept}"


def _from_english(number: str) -> str | None:
    """What a number in English notation is in ours; ``None`` where it is not clear that it is one."""
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", number):
        return number.translate(str.maketrans(",.", ".,"))
    whole, point, decimals = number.partition(".")
    if not point or not decimals.isdigit() or not (whole or "0").isdigit():
        return None
    whole = whole.lstrip("0")
    return f"{whole or '0'},{decimals}" if len(decimals) != 3 or not whole else None


def _given(value: object, expected: Words) -> Decimal:
    """The number that a value is already; a float as it is written, not as the machine holds it."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise wrong_type(expected.text, value)
    if isinstance(value, float):
        number = Decimal(repr(value).removesuffix(".0")) if isfinite(value) else None
    else:
        number = Decimal(value) if not isinstance(value, Decimal) or value.is_finite() else None
    if number is None:
        raise wrong_type(expected.text, value)
    # Judged before it is written: 1E+1000000 is short and would be long.
    if abs(number.adjusted()) > MAX_DIGITS or sum(map(str.isdigit, f"{number:f}")) > MAX_DIGITS:
        raise PydanticCustomError("number-too-long", "", {"limit": MAX_DIGITS})
    plain = Decimal(f"{number:f}")
    return plain or plain.copy_abs()


def _decimals(value: Decimal) -> int:
    """How many decimals are given, zeros too."""
    return len(f"{value:f}".partition(".")[2])


def _limited(
    value: Decimal | int,
    least: Decimal | None,
    most: Decimal | None,
    told: Callable[[Any], str],
    found: str | None = None,
) -> None:
    """Raises an error where the value is outside the limits; ``told`` is how the message writes a limit.

    ``found`` is how it writes the value, where that differs.
    """
    if (least is None or value >= least) and (most is None or value <= most):
        return
    limits = {name: told(limit) for name, limit in (("least", least), ("most", most)) if limit is not None}
    allowed = Words("a number up to {most}", limits) if least is None else Words("a number from {least}", limits)
    if len(limits) == 2:
        allowed = Words("a number from {least} to {most}", limits)
    raise PydanticCustomError("out-of-range", "", {"found": found or told(value), "range": allowed})


# --- numbers ----------------------------------------------------------------------------------------------------------


@cache
def number(
    *, least: Decimal | None = None, most: Decimal | None = None, decimals: int | None = None, unit: str | None = None
) -> Callable[[object], Decimal | int]:
    """A reader of numbers within limits (both included), with at most so many decimals; 0: of whole ones, as ``int``.

    The unit may stand behind the number, with or without a space.

    >>> number(unit="hội viên")("1.250 hội viên"), number(decimals=0)("1.250"), number()(12.5)
    (Decimal('1250'), 1250, Decimal('12.5'))
    """
    pattern = _unit(unit)

    def read(value: object) -> Decimal | int:
        if decimals == 0 and isinstance(value, str) and (whole := parse_integer(value)) is not None:
            _limited(whole, least, most, format_decimal)  # a number alone, as most are
            return whole
        expected = _INTEGER if decimals == 0 else _NUMBER
        found = parse_decimal(value) if isinstance(value, str) else None
        if found is not None:
            pass  # a number alone
        elif isinstance(value, str):
            found, behind, at = _scan(value, pattern, expected)
            _check_unit(behind, unit, pattern, at)
        else:
            found = _given(value, expected)
            if decimals == 0 and found == found.to_integral_value():
                found = Decimal(int(found))  # 5.0 is whole for JSON Schema too
        if decimals is not None and _decimals(found) > decimals:
            if decimals == 0:
                raise wrong_type(expected.text, value)
            raise PydanticCustomError("too-many-decimals", "", {"limit": decimals, "found": format_decimal(found)})
        _limited(found, least, most, format_decimal)
        return int(found) if decimals == 0 else found

    return read


def _unit(unit: str | None) -> re.Pattern[str] | None:
    return None if unit is None else re.compile(_words(unit))


def _check_unit(behind: str, unit: str | None, pattern: re.Pattern[str] | None, at: int) -> None:
    """Raises an error where something stands behind a number that is not the unit."""
    if behind and pattern is None:
        raise PydanticCustomError("unexpected-unit", "", {"found": describe(behind), "offset": at})
    if behind and pattern and not pattern.fullmatch(behind):
        raise _wrong_unit(f"“{unit}”", behind, at)


def _wrong_unit(expected: str, found: str, at: int) -> PydanticCustomError:
    return PydanticCustomError("wrong-unit", "", {"expected": expected, "found": describe(found), "offset": at})


def number_schema(
    *, least: Decimal | None = None, most: Decimal | None = None, decimals: int | None = None, unit: str | None = None
) -> dict[str, Any]:
    """The JSON Schema of what :func:`number` reads; of text it accepts all that is read, and a little more.

    >>> number_schema(least=Decimal(0), decimals=0)["anyOf"][0]
    {'type': 'integer', 'minimum': 0}
    """
    limits = {name: _json(limit) for name, limit in (("minimum", least), ("maximum", most)) if limit is not None}
    kind, written = ("integer", WHOLE) if decimals == 0 else ("number", DECIMAL)
    return {"anyOf": [{"type": kind, **limits}, _schema(written, None if unit is None else _words(unit))]}


def _json(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


# --- amounts of money -------------------------------------------------------------------------------------------------

_UNITS = "“tỷ đồng”, “triệu đồng”, “nghìn đồng”, “đồng”"
_MONEY_BEHIND = compiled_later(_MONEY)
_SHORT = ("đ", "₫", "vnđ", "vnd")
_ABBREVIATED = {
    **{scale + short: f"{scale} đồng" for scale in _SCALES if scale != "đồng" for short in _SHORT},
    **{f"tr{short}": "triệu đồng" for short in ("", "đồng", *_SHORT)},
    **{f"ng{short}": "nghìn đồng" for short in ("đồng", *_SHORT)},
    **dict.fromkeys(_SHORT, "đồng"),
    "k": "nghìn đồng",
}
"""Short forms, without their spaces and points, and what a document writes."""

_PART = compiled_later(rf"([0-9][0-9.,]*){_SPACE}*({'|'.join(_SCALES)})")
_PARTS = compiled_later(rf"(?:{_PART.pattern}{_SPACE}*(?:đồng{_SPACE}*)?){{2,}}")


@cache
def amount(
    *, unit: str | None = None, least: Decimal | None = None, most: Decimal | None = None
) -> Callable[[object], Amount]:
    """A reader of amounts within limits in đồng (both included): text, or a mapping of ``value`` and ``unit``.

    A number alone is read where its unit is declared (as :func:`money_unit` gives it); what says its own unit keeps it.

    >>> str(amount()("3 tỷ")), str(amount(unit="triệu đồng")("1.250")), amount()("945 triệu đồng").dong
    ('3 tỷ đồng', '1.250 triệu đồng', Decimal('945000000'))
    """

    def read(value: object) -> Amount:
        if isinstance(value, Amount):
            found = value
        elif isinstance(value, Mapping):
            found = _amount_of_mapping(value, unit)
        elif isinstance(value, str):
            found = _amount_of_text(value, unit)
        else:
            found = _amount(_given(value, _AMOUNT), unit)
        _limited(found.dong, least, most, lambda limit: str(Amount(limit, "đồng")), str(found))
        return found

    return read


def _amount(value: Decimal, unit: str | None) -> Amount:
    if unit is None:
        raise PydanticCustomError("unit-missing", "", {"found": format_decimal(value)})
    return Amount(value, unit)


def _amount_of_text(text: str, unit: str | None) -> Amount:
    if (parts := text.strip(_SPACES).lower()) and _PARTS.fullmatch(parts) and (meant := _added(parts)):
        raise PydanticCustomError("compound-amount", "", {"found": describe(text), "meant": meant})
    value, behind, at = _scan(text, _MONEY_BEHIND, _AMOUNT)
    if not behind:
        return _amount(value, unit)
    try:
        return Amount(value, money_unit(behind))
    except PydanticCustomError as error:
        raise _moved(error, offset=at) from None


def _amount_of_mapping(value: Mapping[Any, Any], unit: str | None) -> Amount:
    if unknown := [key for key in value if key not in ("value", "unit")]:
        raise PydanticCustomError("unknown-key", "", {"key": str(unknown[0]), "field": unknown[0]})
    if "value" not in value:
        raise wrong_type(_AMOUNT.text, value)
    try:
        figure = Decimal(number()(value["value"]))
    except PydanticCustomError as error:
        raise _moved(error, field="value") from None
    if "unit" not in value:
        return _amount(figure, unit)
    try:
        return Amount(figure, money_unit(value["unit"]))
    except PydanticCustomError as error:
        raise _moved(error, field="unit") from None


def money_unit(value: object) -> str:
    """The unit in full, with “đồng”. Raises an error for a short form and for what is no unit of money.

    >>> money_unit("triệu"), money_unit("Tỷ  đồng")
    ('triệu đồng', 'Tỷ đồng')
    """
    if not isinstance(value, str):
        raise wrong_type("text", value)
    unit = re.sub(f"{_SPACE}+", " ", value.strip(_SPACES))
    if _MONEY_BEHIND.fullmatch(unit):
        return unit if unit.lower().endswith("đồng") else f"{unit} đồng"
    if full := _ABBREVIATED.get(re.sub("[ .]", "", unit).lower()):
        raise PydanticCustomError("short-unit", "", {"found": unit, "unit": full})
    raise PydanticCustomError("wrong-unit", "", {"expected": _UNITS, "found": describe(value)})


def _added(parts: str) -> str | None:
    """“1 tỷ 500 triệu” as one number: “1,5 tỷ đồng”; ``None`` where it is no number said in parts."""
    read = [(parse_decimal(figure), unit) for figure, unit in _PART.findall(parts)]
    powers = [_SCALES[unit] for _, unit in read]
    if any(value is None for value, _ in read) or any(power <= lower for power, lower in pairwise(powers)):
        return None
    with localcontext(prec=4 * MAX_DIGITS):  # enough for exact sums of such numbers
        dong = sum((_shifted(value, _SCALES[unit]) for value, unit in read if value is not None), Decimal(0))
        # In the greater unit where that can be read in one way only: 1,125 tỷ cannot, 1.125 triệu can.
        for unit in (read[0][1], read[-1][1]):
            shown = format_decimal(_shifted(dong, -_SCALES[unit]).normalize())
            if parse_decimal(shown) is not None:
                return f"{shown} đồng" if unit == "đồng" else f"{shown} {unit} đồng"
    return None


def _moved(error: PydanticCustomError, **place: object) -> PydanticCustomError:
    return PydanticCustomError(error.type, "", {**(error.context or {}), **place})


def amount_schema(*, unit: str | None = None) -> dict[str, Any]:
    """The JSON Schema of what :func:`amount` reads; limits, which depend on the unit, are not told.

    >>> [kind["type"] for kind in amount_schema(unit="triệu đồng")["anyOf"]]
    ['string', 'object', 'number']
    """
    mapping = {
        "type": "object",
        "properties": {
            "value": number_schema(),
            "unit": {"type": "string", "pattern": f"^{_SPACE}*{_MONEY}{_SPACE}*$"},
        },
        "required": ["value", "unit"] if unit is None else ["value"],
        "additionalProperties": False,
    }
    return {"anyOf": [_schema(DECIMAL, _MONEY), mapping, *([] if unit is None else [{"type": "number"}])]}


# --- percentages and ratios -------------------------------------------------------------------------------------------

_PERCENT_BEHIND = compiled_later("%")
_POINTS = compiled_later(_words("điểm") + f"(?:{_SPACE}*(?:%|{_words('phần trăm')}))?")


@cache
def percent(*, least: Decimal | None = None, most: Decimal | None = None) -> Callable[[object], Percent]:
    """A reader of percentages within limits (both included): ``12,5%``, ``12,5``, 12.5; points are refused.

    >>> percent()("12,5 %")
    Percent(value=Decimal('12.5'))
    """

    def read(value: object) -> Percent:
        if isinstance(value, Percent):
            found = value.value
        elif isinstance(value, str) and (alone := parse_decimal(value.removesuffix("%"))) is not None:
            found = alone  # as most are
        elif isinstance(value, str):
            found, behind, at = _scan(value, _PERCENT_BEHIND, _PERCENT)
            if _POINTS.fullmatch(behind):
                raise PydanticCustomError("percent-points", "", {"found": describe(value), "offset": at})
            if behind not in ("", "%"):
                raise _wrong_unit("“%”", behind, at)
        else:
            found = _given(value, _PERCENT)
        _limited(found, least, most, lambda limit: str(Percent(limit)))
        return Percent(found)

    return read


def percent_schema(*, least: Decimal | None = None, most: Decimal | None = None) -> dict[str, Any]:
    """The JSON Schema of what :func:`percent` reads."""
    return number_schema(least=least, most=most, unit="%")


@cache
def ratio(*, unit: str | None = None) -> Callable[[object], Ratio]:
    """A reader of ratios of whole numbers, of which the second is at least 1: ``7/7``, ``15 / 21``.

    The unit may stand behind the second.

    >>> ratio()("15 / 21"), ratio(unit="xã")("7/7 xã")
    (Ratio(part=15, whole=21), Ratio(part=7, whole=7))
    """
    pattern = _unit(unit)

    def read(value: object) -> Ratio:
        if isinstance(value, Ratio):
            return value
        sides = value.split("/", 1) if isinstance(value, str) else []
        part, whole = map(parse_integer, sides) if len(sides) == 2 else (None, None)
        if part is not None and whole is not None and part >= 0 and whole >= 1:
            return Ratio(part, whole)  # numbers alone, as most are
        if len(sides) != 2 or re.search("/[^/]*[0-9]", sides[1]) or not all(side.strip(_SPACES) for side in sides):
            raise wrong_type(_RATIO.text, value)
        part = _side(sides[0], None, None, Decimal(0), 0)
        return Ratio(part, _side(sides[1], unit, pattern, Decimal(1), len(sides[0]) + 1))

    return read


def _side(text: str, unit: str | None, pattern: re.Pattern[str] | None, least: Decimal, shift: int) -> int:
    value, behind, at = _scan(text, pattern, _RATIO, shift)
    _check_unit(behind, unit, pattern, at)
    if _decimals(value):
        raise wrong_type(_RATIO.text, text)
    _limited(value, least, None, format_decimal)
    return int(value)


def ratio_schema(*, unit: str | None = None) -> dict[str, Any]:
    """The JSON Schema of what :func:`ratio` reads."""
    return _schema(f"{WHOLE}{_SPACE}*/{_SPACE}*{WHOLE}", None if unit is None else _words(unit))


DATE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {
            "type": "string",
            "pattern": r"^(?:[0-9]{4}(?:-[0-9]{1,2}(?:-[0-9]{1,2})?)?|(?:[0-9]{1,2}\s*[/.-]\s*){1,2}[0-9]{4})$",
        },
    ]
}
"""The JSON Schema of what :data:`hoi_report._scalars.Date` reads; a number is a year."""
