"""Python objects into events: a ``dict`` of the shape of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from . import _legacy
from ._characters import composed, is_clean, refusal, refused_in_value
from ._events import Event, trouble
from ._limits import MAX_DIGITS, MAX_MARKS
from ._numbers import fits, is_finite


def events(value: object) -> Iterator[Event]:
    """The events of an object. Everything in them is new: no object of the caller's is kept but what cannot change."""
    return _walk(value, frozenset())


def _walk(value: object, around: frozenset[int]) -> Iterator[Event]:
    if isinstance(value, str):
        yield from _text(value)
    elif value is None or type(value) is bool or (isinstance(value, date) and not isinstance(value, datetime)):
        yield Event("scalar", value)
    elif isinstance(value, (int, float, Decimal)):
        yield from _number(value)
    elif not isinstance(value, (list, tuple, Mapping)):
        yield trouble("unsupported-type", found=type(value).__name__)
        yield Event("scalar", "")
    elif id(value) in around:
        yield trouble("contains-itself")
        yield Event("scalar", "")
    elif isinstance(value, Mapping):
        yield Event("mapping")
        for key, each in value.items():
            yield from _text(key) if isinstance(key, str) else [Event("scalar", key)]
            yield from _walk(each, around | {id(value)})
        yield Event("end")
    else:
        yield Event("sequence")
        for each in value:
            yield from _walk(each, around | {id(value)})
        yield Event("end")


def _text(value: str) -> Iterator[Event]:
    value = str.__str__(value)  # a plain one of what may be a subclass
    if not is_clean(value):
        for _, char in refused_in_value(value):
            yield refusal(char, None)
    value, stacked = composed(value)
    if stacked is not None:
        yield trouble("too-many-marks", limit=MAX_MARKS)
    elif found := _legacy.find(value):
        yield trouble("legacy-text", None, **found.arguments())
    yield Event("scalar", value)


def _number(value: Any) -> Iterator[Event]:
    plain = next(kind for kind in (int, float, Decimal) if isinstance(value, kind))
    number = plain(value)
    if not is_finite(number):
        yield trouble("not-a-number", found=str(number))
        number = 0
    elif not fits(number):
        yield trouble("number-too-long", limit=MAX_DIGITS)
        number = 0
    yield Event("scalar", number)
