"""Answers in figures: a number, an amount of money, a percentage, a ratio, a date."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .. import _figures
from .._blocks import Block
from .._figures import Ratio
from .._messages import Words
from .._scalars import Date, Str, integer
from .._vietnamese import PartialDate, format_decimal, long_date, short_date
from .base import Fault, Kind, Press, Setting, sentence


def _limit(value: object) -> Any:
    return Decimal(_figures.number()(value))


Limit = Annotated[Decimal, BeforeValidator(_limit)]
Decimals = Annotated[int, BeforeValidator(integer(0, 9))]


class Figure(Kind):
    """An answer that is one figure, printed as a sentence of its own."""

    def skeleton(self, setting: Setting) -> Any:
        return ""

    def text(self, value: Any) -> str:
        """The figure as printed."""
        return str(value)

    def printed(self, value: Any, press: Press, depth: int) -> list[Block]:
        return [sentence(self.text(value))]


class NumberAnswer(Figure):
    """A number, whole or with decimals."""

    type: Literal["number"]
    unit: Str | None = Field(None, description="What is counted, printed behind the number: `hội viên`.")
    decimals: Decimals | None = Field(0, description="How many decimals it may have; absent: none.")
    min: Limit | None = Field(None, description="The least value.")
    max: Limit | None = Field(None, description="The greatest value.")

    @property
    def model(self) -> Any:
        read = _figures.number(least=self.min, most=self.max, decimals=self.decimals, unit=self.unit)
        return Annotated[Any, BeforeValidator(read)]

    def json_schema(self) -> dict[str, Any]:
        return _figures.number_schema(least=self.min, most=self.max, decimals=self.decimals, unit=self.unit)

    def manner(self) -> Words:
        unit = f" {self.unit}" if self.unit else ""
        if self.decimals:
            return Words("number{unit}, for example “12,5”", {"unit": unit})
        return Words("whole number{unit}, for example “1.250”", {"unit": unit})

    def text(self, value: Any) -> str:
        return f"{format_decimal(value)} {self.unit}" if self.unit else format_decimal(value)


class AmountAnswer(Figure):
    """An amount of money: its value and its unit."""

    type: Literal["amount"]
    unit: Annotated[str, BeforeValidator(_figures.money_unit)] | None = Field(
        None, description="The unit of a number that comes without one: `triệu đồng`."
    )

    @property
    def model(self) -> Any:
        return Annotated[Any, BeforeValidator(_figures.amount(unit=self.unit))]

    def json_schema(self) -> dict[str, Any]:
        return _figures.amount_schema(unit=self.unit)

    def manner(self) -> Words:
        return Words("amount, for example “2,95 tỷ đồng”")

    def counted(self, value: Any, path: Any) -> Any:
        return value.dong if not path else None


class PercentAnswer(Figure):
    """A percentage."""

    type: Literal["percent"]
    min: Limit | None = Field(Decimal(0), description="The least value, in %; absent: 0.")
    max: Limit | None = Field(Decimal(100), description="The greatest value, in %; absent: 100.")

    @property
    def model(self) -> Any:
        return Annotated[Any, BeforeValidator(_figures.percent(least=self.min, most=self.max))]

    def json_schema(self) -> dict[str, Any]:
        return _figures.percent_schema(least=self.min, most=self.max)

    def manner(self) -> Words:
        return Words("percentage, for example “12,5%”")

    def counted(self, value: Any, path: Any) -> Any:
        return value.value if not path else None


class RatioAnswer(Figure):
    """So many of so many: “7/7”."""

    type: Literal["ratio"]
    unit: Str | None = Field(None, description="What is counted, printed behind: `cơ sở Hội`.")

    @property
    def model(self) -> Any:
        return Annotated[Any, BeforeValidator(_figures.ratio(unit=self.unit))]

    def json_schema(self) -> dict[str, Any]:
        return _figures.ratio_schema(unit=self.unit)

    def manner(self) -> Words:
        return Words("so many of so many, for example “7/7”")

    def text(self, value: Any) -> str:
        return f"{value} {self.unit}" if self.unit else str(value)

    def faults(self, value: Ratio, setting: Setting) -> Iterator[Fault]:
        if value.part > value.whole:
            yield Fault("ratio-above-whole", arguments={"found": str(value)})

    def counted(self, value: Any, path: Any) -> Any:
        return value.part if not path else None


class DateAnswer(Figure):
    """A date."""

    type: Literal["date"]
    form: Literal["short", "long"] = Field("long", description="long prints ngày 05 tháng 6 năm 2024, short 05/6/2024.")

    @property
    def model(self) -> Any:
        return Date

    def json_schema(self) -> dict[str, Any]:
        return dict(_figures.DATE_SCHEMA)

    def manner(self) -> Words:
        return Words("date, for example “05/6/2024”")

    def text(self, value: PartialDate) -> str:
        return long_date(value) if self.form == "long" else short_date(value)
