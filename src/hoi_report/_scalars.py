"""How the scalars of a file are read.

pydantic's own guesses ('1_000' is a number, 'nan' is one, a date from digits) are shut out: a scalar is text until one
of the types below reads it, in Vietnamese notation. A value that is already a number (JSON, a ``dict``) is that number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ._messages import Words
from ._vietnamese import PartialDate, parse_date, parse_integer


class Made:
    """In ``Annotated``: what the function that reads a value has made is what it says, and not gone through again.

    pydantic would make validators for all parts of a class of values, one inside the other.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(source)


MADE = Made()


def describe(value: object) -> str | Words:
    """What was found, in a few words: ``“1.5”``, ``a list``, ``the number 7``.

    >>> describe("1.5"), describe(True), describe([1])
    ('“1.5”', 'true', Words(text='a list', values={}))
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return Words("nothing") if value is None else Words("empty text")
    if isinstance(value, str):
        short = " ".join(value.split())
        return f"“{short[:60]}…”" if len(short) > 60 else f"“{short}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return Words("a mapping")
    if isinstance(value, (list, tuple)):
        return Words("a list")
    return Words("the number {number}", {"number": value})


def wrong_type(expected: str, found: object) -> PydanticCustomError:
    """The error that says what was expected and what was found."""
    return PydanticCustomError("wrong-type", "", {"expected": Words(expected), "found": describe(found)})


def one_line(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_type("text", value)
    if not value.strip():
        raise wrong_type("text", value)
    if "\n" in value:
        raise PydanticCustomError("one-line", "", {"offset": value.index("\n")})
    return value


Str = Annotated[str, BeforeValidator(one_line)]
"""Text of one line or paragraph, not empty."""


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    choice = {"true": True, "có": True, "false": False, "không": False}.get(str(value))
    if choice is None:
        raise wrong_type("true or false", value)
    return choice


Boolean = Annotated[bool, BeforeValidator(_boolean), WithJsonSchema({"enum": [True, False]})]
"""``true`` or ``false`` (``có``, ``không``)."""


@cache
def integer(least: int | None = None, most: int | None = None) -> Callable[[object], int]:
    """A reader of whole numbers in Vietnamese notation, within limits (both included)."""

    def read(value: object) -> int:
        number = parse_integer(value) if isinstance(value, str) else value
        if not isinstance(number, int) or isinstance(number, bool):
            raise wrong_type("a whole number", value)
        if (least is not None and number < least) or (most is not None and number > most):
            raise PydanticCustomError("out-of-range", "", {"found": number, "range": _range(least, most)})
        return number

    return read


def _range(least: int | None, most: int | None) -> Words:
    limits = {"least": least, "most": most}
    if most is None:
        return Words("a number from {least}", limits)
    return Words("a number up to {most}", limits) if least is None else Words("a number from {least} to {most}", limits)


Natural = Annotated[int, BeforeValidator(integer(1))]
"""A whole number from 1."""


def read_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # a bare year in JSON
    try:
        parsed = parse_date(value) if isinstance(value, str) else None
    except ValueError:
        raise PydanticCustomError("no-such-date", "", {"found": describe(value)}) from None
    if parsed is None:
        raise wrong_type("a date (2024-06-05, 05/6/2024, 2024-06 or 2024)", value)
    return parsed


Date = Annotated[PartialDate, MADE, BeforeValidator(read_date), WithJsonSchema({"type": "string"})]
"""A date, or as much of it as is known: ``2024-06-05``, ``05/6/2024``, ``2024-06``, ``2024``."""


def matching(pattern: str, code: str) -> Callable[[str], str]:
    """A check that a text has a form; the code names the problem where it has not."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError(code, "", {"found": value})
        return value

    return check


Identifier = Annotated[Str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""A name for programs: small unaccented letters, digits and ``_``."""


Slug = Annotated[Str, AfterValidator(matching(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", "slug"))]
"""A name of a kind, a rule set, a template: ``ke-hoach``, ``nd30-2020``."""


def one_or_many(value: object) -> object:
    """A single value where a list may stand, as that list."""
    return [value] if isinstance(value, (str, dict)) else value
