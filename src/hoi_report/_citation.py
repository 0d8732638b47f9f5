"""A document that is cited: in full where it is first mentioned, short afterwards (PL I, Phần I, II.6.b)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ._model import Model
from ._scalars import Date, Str, describe
from ._vietnamese import PartialDate, long_date, short_date


def _symbol(value: str) -> str:
    for group in re.split("[-/]", value):
        small = sum(letter.islower() for letter in group)
        # One small letter among capitals is how the decree writes some: CTr, QyĐ, TTr; and the state: TTg.
        if not group.isalnum() or small > 1 or (small and len(group) < 3) or group[0].islower():
            raise PydanticCustomError("symbol", "", {"found": value, "capitals": value.upper()})
    return value


Symbol = Annotated[Str, AfterValidator(_symbol)]
"""A ký hiệu: groups of capital letters and digits, joined by ``-`` or ``/`` without spaces (PL I, Phần I, II.3.c)."""


class Citation(Model):
    """A document, as other documents cite it. A law has a kind and a subject only."""

    kind: Str = Field(description="Kind of document: `Kế hoạch`, `Nghị quyết`, `Luật`.")
    number: Str | None = Field(None, description="Its number, `421`; below 10 it is printed with a zero.")
    symbol: Symbol | None = Field(None, description="Its symbol, `KH-ĐCT`.")
    date: Date | None = Field(None, description="Its date, `29/12/2023`.")
    issuer: Str | None = Field(None, description="Who issued it, in full, as printed behind `của`.")
    subject: Str = Field(description="Its subject as it is cited, with its joining word: `về việc thực hiện …`.")

    @model_validator(mode="before")
    @classmethod
    def _not_a_sentence(cls, value: object) -> object:
        if isinstance(value, str):
            raise PydanticCustomError("citation-as-text", "", {"found": describe(value)})
        return value

    @field_validator("number", mode="before")
    @classmethod
    def _number(cls, value: object) -> object:
        """A number from JSON or a dict, as text."""
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _symbol_of_number(self) -> Citation:
        if self.symbol is not None and self.number is None:
            raise PydanticCustomError("symbol-without-number", "", {"field": "symbol"})
        return self

    @property
    def full(self) -> str:
        """Kind, number, symbol, date, issuer and subject.

        >>> Citation(kind="Kế hoạch", number="8", symbol="KH-BTV", date="2023-06-08", issuer="Ban Thường vụ",
        ...          subject="về việc học").full
        'Kế hoạch số 08/KH-BTV ngày 08/6/2023 của Ban Thường vụ về việc học'
        """
        date = f" {_named_date(self.date)}" if self.date else ""
        issuer = f" của {self.issuer}" if self.issuer else ""
        return f"{self.kind}{self._identity}{date}{issuer} {self.subject}"

    @property
    def short(self) -> str:
        """Kind, number and symbol; all of it where a document has no number."""
        return f"{self.kind}{self._identity}" if self.number else self.full

    @property
    def _identity(self) -> str:
        if not self.number:
            return ""
        number = f"0{self.number}" if re.fullmatch("[1-9]", self.number) else self.number
        return f" số {number}/{self.symbol}" if self.symbol else f" số {number}"


def _named_date(value: PartialDate) -> str:
    unit = "ngày" if value.day else "tháng" if value.month else "năm"
    return f"{unit} {short_date(value)}"


class OwnCitation:
    """The document itself, as its attachments cite it: in full, whatever was cited before.

    As long as it has no number it is ``Kế hoạch số…``; then number, symbol, date and issuer, which a văn bản kèm theo
    on paper repeats (PL I, Phần I, III.1.c). ``number`` is as printed, ``05/KH-BTV``.
    """

    def __init__(self, kind: str, number: str | None, date: PartialDate | None, issuer: str):
        self.full = f"{kind} số…"
        if number is not None:
            printed = long_date(date) if date else "ngày … tháng … năm …"
            self.full = f"{kind} số {number} {printed} của {issuer}"
        self.short = self.full


class PlanCitation:
    """A plan, as the reports that answer it cite it: kind, number, symbol, date, issuer and subject.

    What the plan does not say yet is left to a pen: “Kế hoạch số …/KH-BTV ngày … tháng … năm 2024 của …”.
    ``number`` is as printed, ``05/KH-BTV``.
    """

    def __init__(self, kind: str, number: str, date: PartialDate | None, issuer: str, subject: str):
        self.short = f"{kind} số {number}"
        day = short_date(date) if date and date.day else f"… tháng … năm {date.year if date else '…'}"
        self.full = f"{self.short} ngày {day} của {issuer} về {subject}"
