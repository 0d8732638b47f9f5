"""Classes of values, and that what callers get in their hands refuses to be changed."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from functools import cached_property

import pytest

import hoi_report
from hoi_report._problems import HoiReportError
from hoi_report._value_class import guarded_class, value_class


@value_class
class Width:
    mm: float
    source: str = field(default="", compare=False, repr=False)


@guarded_class
class Page:
    number: int
    width: Width = Width(210)

    @cached_property
    def doubled(self) -> int:
        return 2 * self.number


@guarded_class
class Sheet(Page):
    sides: int = field(default=2, kw_only=True)


@guarded_class
class Empty:
    pass


def test_values_are_equal_where_they_say_the_same() -> None:
    assert Page(1) == Page(1, Width(210, "as measured")) != Page(2)
    assert hash(Page(1)) == hash(Page(1, Width(210, "as measured")))
    assert {Width(1), Width(1, "other")} == {Width(1)}
    assert Page(1) != Sheet(1)
    assert Width(1) != 1
    assert Empty() == Empty() != Page(1)


def test_they_show_what_they_say() -> None:
    assert repr(Sheet(1, sides=1)) == "Sheet(number=1, width=Width(mm=210), sides=1)"
    assert repr(Empty()) == "Empty()"


def test_values_have_slots_and_guarded_ones_keep_what_they_compute() -> None:
    assert not hasattr(Width(1), "__dict__")
    page = Page(3)
    assert page.doubled == 6
    assert vars(page)["doubled"] == 6


@pytest.mark.parametrize("value", [Width(1, "x"), Page(1), Sheet(2, sides=1), Empty()])
def test_they_can_be_copied_pickled_and_replaced(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == copy.copy(value) == copy.deepcopy(value) == value
    assert replace(value) == value  # type: ignore[type-var]  # each is a dataclass
    assert pickle.loads(pickle.dumps(Width(1, "x"))).source == "x"


def test_guarded_values_refuse_changes() -> None:
    sheet = Sheet(1, sides=1)
    for name in ("number", "width", "sides", "other"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(sheet, name, 2)
    with pytest.raises(FrozenInstanceError, match="sides"):
        del sheet.sides
    assert sheet == Sheet(1, sides=1)


def test_every_public_value_refuses_changes() -> None:
    public = [getattr(hoi_report, name) for name in hoi_report.__all__]
    classes = [one for one in public if inspect.isclass(one) and not issubclass(one, HoiReportError)]
    assert hoi_report.Document in classes
    for one in classes:
        assert is_dataclass(one), one
        empty = one.__new__(one)
        name = fields(one)[0].name
        object.__setattr__(empty, name, "first")
        with pytest.raises(FrozenInstanceError):
            setattr(empty, name, "second")
