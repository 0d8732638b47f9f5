"""Chỉ tiêu: for each measure of each target its result, its rate of completion, and how that is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from types import SimpleNamespace
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from .. import _figures
from .._blocks import Block, Column, Item, Line, Row, Span
from .._figures import Percent
from .._messages import Words
from .._model import Model, Path, mapping_of
from .._problems import guess
from .._scalars import Boolean, Date, Identifier, Natural, Str, one_line, read_date, wrong_type
from .._value_class import value_class
from .._vietnamese import BLANK, format_decimal, short_date
from .base import (
    EMPTY,
    Distinct,
    Fault,
    Kind,
    Press,
    Setting,
    distinct,
    empty,
    in_parts,
    label_line,
    led,
    not_among,
    prose_blocks,
    unless_empty,
)
from .figures import Decimals
from .table import in_percent, set_table
from .text import TEXT_SCHEMA, ProseText, joined_lines, read_prose

Period = Literal["hằng năm", "cuối nhiệm kỳ"]

Value = Annotated[Any, BeforeValidator(_figures.number())]
"""A number with any decimals."""


def _result(value: object) -> Any:
    """A number, or a percentage where one is typed: whether that is the measure's unit is judged later."""
    percent = isinstance(value, Percent) or (isinstance(value, str) and value.rstrip().endswith("%"))
    return _figures.percent()(value) if percent else _figures.number()(value)


def _number(result: Any) -> Decimal:
    """The number of a result."""
    return result.value if isinstance(result, Percent) else Decimal(result)


Reached = Annotated[Any, BeforeValidator(_result)]
"""A number, or a percentage."""


class Measure(Model):
    """What a target is measured by."""

    id: Identifier = Field(description="Its key among the target's measures.")
    name: Str = Field(description="What is measured: `Số hộ có phụ nữ thoát nghèo`.")
    unit: Str = Field(description="In what: `hộ`, `%`.")
    period: Period = Field(description="`hằng năm` or `cuối nhiệm kỳ`.")
    target: Value = Field(description="What is to be reached.")

    @cached_property
    def printed(self) -> tuple[Line, ...]:
        """What every report says of it: its name, unit, period and target, each as printed."""
        return self.name, self.unit, self.period, format_decimal(self.target)


class Target(Model):
    """A chỉ tiêu of a resolution; it may hold several measures with units of their own."""

    id: Identifier = Field(description="Its key among the targets.")
    name: Str = Field(description="The chỉ tiêu as the resolution says it.")
    measures: Annotated[list[Measure], Distinct] = Field(min_length=1, description="What it is measured by.")


Demand = Literal["causes", "solutions", "adjustment"]
_DEMANDS: tuple[str, ...] = get_args(Demand)


class Rating(Model):
    """A judgement that may be given on a measure."""

    name: Str = Field(description="As it is given and printed: `khó hoàn thành`.")
    from_rate: Value | None = Field(None, description="The rate of completion, in %, that it goes with at least.")
    below_rate: Value | None = Field(None, description="The rate of completion, in %, below which it goes.")
    requires: list[Demand] = Field([], description="What must be said with it: causes, solutions, adjustment.")

    def contradicts(self, rate: Decimal) -> bool:
        """Whether a rate, in %, speaks against it."""
        too_low = self.from_rate is not None and rate < self.from_rate
        return too_low or (self.below_rate is not None and rate >= self.below_rate)


def _blank_result(value: object) -> bool:
    """Whether nothing was said about a measure."""
    if not isinstance(value, dict):
        return empty(value)
    return all(map(empty, value.values())) and value.keys() <= _READERS.keys()


def _nothing_in(results: object) -> bool:
    """Whether nothing was said about any measure."""
    if not isinstance(results, dict):
        return empty(results)
    return all(isinstance(one, dict) and all(map(_blank_result, one.values())) for one in results.values())


def _if_said(kind: Any) -> Any:
    return Annotated[kind | None, BeforeValidator(unless_empty)]


class Result(Model):
    """What was reached of one measure."""

    result: _if_said(Reached) = None  # type: ignore[valid-type]  # a type made by a function
    as_of: _if_said(Date) = None  # type: ignore[valid-type]
    rating: _if_said(Str) = None  # type: ignore[valid-type]
    causes: _if_said(ProseText) = None  # type: ignore[valid-type]
    solutions: _if_said(ProseText) = None  # type: ignore[valid-type]
    adjustment: _if_said(ProseText) = None  # type: ignore[valid-type]


_READERS: dict[str, Callable[[object], Any]] = {
    "result": _result,
    "as_of": read_date,
    "rating": one_line,
    "causes": read_prose,
    "solutions": read_prose,
    "adjustment": read_prose,
}
"""What reads each part of a :class:`Result`."""


@value_class
class ReadResult:
    """What a :class:`Result` says, if it was right: this takes less to make. Its parts are as in :data:`_READERS`."""

    result: Any = None
    as_of: Any = None
    rating: Any = None
    causes: Any = None
    solutions: Any = None
    adjustment: Any = None


_NOTHING_SAID = ReadResult()


def _read_result(value: object) -> ReadResult | None:
    """What was reached of one measure, if it is right; ``None`` where nothing was said."""
    if _blank_result(value):
        return None
    given = mapping_of(value, _READERS)
    return ReadResult(*[None if empty(said := given.get(name)) else read(said) for name, read in _READERS.items()])


Results = dict[str, dict[str, Annotated[Result | None, BeforeValidator(lambda v: None if _blank_result(v) else v)]]]


class Reported(Model):
    """All results, and the day as of which they hold."""

    as_of: _if_said(Date) = None  # type: ignore[valid-type]
    results: Results = Field({}, description="By target and measure.")


_Outcome = tuple[str, Target, Measure, Path, Result | ReadResult]
"""A measure with its number, its target before it; the path of what was reached, and that."""


class IndicatorTitles(Model):
    """The words that are printed around results."""

    name: Str = "Chỉ tiêu"
    unit: Str = "Đơn vị tính"
    period: Str = "Kỳ thực hiện"
    target: Str = "Chỉ tiêu nghị quyết"
    result: Str = "Kết quả"
    as_of: Str = "đến"
    rate: Str = "Tỷ lệ hoàn thành (%)"
    rating: Str = "Đánh giá"
    causes: Str = "Nguyên nhân"
    solutions: Str = "Giải pháp"
    adjustment: Str = "Đề xuất điều chỉnh"


class IndicatorsAnswer(Kind):
    """Results by target and measure. The targets are data: `indicators` of the plan or of the report."""

    type: Literal["indicators"]
    ratings: Annotated[list[Rating], AfterValidator(lambda ratings: distinct(ratings, "name"))] = Field(
        min_length=1, description="The judgements that may be given."
    )
    rating_required: Boolean = Field(True, description="Whether every measure must be judged.")
    decimals: Decimals = Field(1, description="Decimals of the rate; result ÷ target × 100, a half rounded up.")
    widths: list[Natural] = Field(
        [13, 44, 20, 26, 21, 33, 21, 40],
        min_length=8,
        max_length=8,
        description="The wished widths in mm: STT, name, unit, period, target, result, rate, rating.",
    )
    titles: IndicatorTitles = Field(
        IndicatorTitles.model_construct(), description="The words that are printed around results."
    )

    @cached_property
    def _by_name(self) -> dict[str, Rating]:
        return {rating.name: rating for rating in self.ratings}

    @property
    def model(self) -> Any:
        return Annotated[Reported, BeforeValidator(lambda value: in_parts(value, "results", "as_of"))]

    def read(self, value: object) -> Any:
        parts = mapping_of(in_parts(value, "results", "as_of"), Reported.model_fields)
        as_of, results = parts.get("as_of"), parts.get("results", {})
        if not isinstance(results, dict) or not all(isinstance(given, dict) for given in results.values()):
            raise wrong_type("a mapping", results)
        return SimpleNamespace(
            as_of=None if empty(as_of) else read_date(as_of),
            results={
                target: {measure: _read_result(one) for measure, one in given.items()}
                for target, given in results.items()
            },
        )

    def blank(self, value: object) -> bool:
        parts = in_parts(value, "results", "as_of")
        nothing_else = parts.keys() <= {"as_of", "results"} and empty(parts.get("as_of"))
        return nothing_else and _nothing_in(parts.get("results"))

    def json_schema(self) -> dict[str, Any]:
        said = {
            "result": _figures.number_schema(unit="%"),
            "as_of": dict(_figures.DATE_SCHEMA),
            "rating": {"enum": list(self._by_name)},
            **{name: dict(TEXT_SCHEMA) for name in _DEMANDS},
        }
        properties = {name: {"anyOf": [found, *EMPTY]} for name, found in said.items()}
        one = {"anyOf": [{"type": "object", "properties": properties, "additionalProperties": False}, *EMPTY]}
        results = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": one}}
        as_of = {"anyOf": [dict(_figures.DATE_SCHEMA), *EMPTY]}
        parts = {"as_of": as_of, "results": {"anyOf": [results, {"type": "null"}]}}
        return {"anyOf": [{"type": "object", "properties": parts, "additionalProperties": False}, results]}

    def skeleton(self, setting: Setting) -> Any:
        demands = {demand for rating in self.ratings for demand in rating.requires}
        one = {"result": "", "rating": ""} | {name: "|" for name in ("causes", "solutions") if name in demands}
        results = {target.id: {measure.id: one for measure in target.measures} for target in setting.targets}
        return {"as_of": "", "results": results}

    def manner(self) -> Words:
        return Words("result and judgement of every measure: {ratings}", {"ratings": "; ".join(self._by_name)})

    # --- judging ----------------------------------------------------------------------------------------------------

    def rate(self, measure: Measure, result: Any) -> Decimal | None:
        """The rate of completion in %, rounded; ``None`` where nothing was to be reached, or nothing is said."""
        if result is None or not measure.target:
            return None
        return in_percent(_number(result), Decimal(measure.target), self.decimals)

    def _every(self, value: Any, setting: Setting) -> Iterator[_Outcome]:
        """Every measure with its number, and what was reached."""
        results: Mapping[str, Mapping[str, Result | ReadResult | None]] = value.results if value is not None else {}
        for number, target in enumerate(setting.targets, start=1):
            given = results.get(target.id, {})
            for count, measure in enumerate(target.measures, start=1):
                path = ("results", target.id, measure.id)
                yield f"{number}.{count}", target, measure, path, given.get(measure.id) or _NOTHING_SAID

    def faults(self, value: Any, setting: Setting) -> Iterator[Fault]:
        if not setting.targets:
            yield Fault("no-targets")
            return
        measures = {target.id: [measure.id for measure in target.measures] for target in setting.targets}
        for target, results in value.results.items():
            if target not in measures:
                yield _unknown("unknown-target", ("results", target), target, list(measures))
                continue
            for measure in results:
                if measure not in measures[target]:
                    yield _unknown("unknown-measure", ("results", target, measure), measure, measures[target])
        for _, _, measure, path, result in self._every(value, setting):
            yield from self._judged(measure, path, result)

    def _judged(self, measure: Measure, path: Path, result: Result | ReadResult) -> Iterator[Fault]:
        for name in _DEMANDS:
            prose = getattr(result, name)
            for fault in (*prose.faults, *joined_lines(prose)) if prose is not None else ():
                yield Fault(fault.code, (*path, name), fault.offset, fault.arguments)
        if isinstance(result.result, Percent) and measure.unit != "%":
            yield Fault("wrong-unit", (*path, "result"), arguments={"expected": f"“{measure.unit}”", "found": "“%”"})
        if result.rating is None:
            return
        rating = self._by_name.get(result.rating)
        if rating is None:
            yield Fault("not-a-choice", (*path, "rating"), arguments=not_among(self._by_name, result.rating))
            return
        for demand in rating.requires:
            if getattr(result, demand) is None:
                arguments = {
                    "rating": rating.name,
                    "measure": measure.name,
                    "demand": getattr(self.titles, demand),
                    "key": demand,
                }
                yield Fault("rating-without", (*path, demand), arguments=arguments)
        rate = self.rate(measure, result.result)
        if rate is not None and rating.contradicts(rate):
            arguments = {"rating": rating.name, "measure": measure.name, "rate": format_decimal(rate)}
            yield Fault("rating-contradicted", (*path, "rating"), arguments=arguments)

    def lacking(self, value: Any, setting: Setting) -> Iterator[Path]:
        for _, _, _, path, result in self._every(value, setting):
            if result.result is None:
                yield (*path, "result")
            if result.rating is None and self.rating_required:
                yield (*path, "rating")

    def counted(self, value: Any, path: Any) -> Any:
        found = value.results.get(path[0], {}).get(path[1]) if len(path) == 2 else None
        return _number(found.result) if found and found.result is not None else None

    # --- printing ---------------------------------------------------------------------------------------------------

    def printed(self, value: Any, press: Press, depth: int) -> list[Block]:
        titles, as_of = self.titles, value.as_of if value is not None else None
        result = f"{titles.result} {titles.as_of} {short_date(as_of)}" if as_of else titles.result
        heads = ["STT", titles.name, titles.unit, titles.period, titles.target, result, titles.rate, titles.rating]
        alignments: list[Any] = ["center", "left", "center", "center", "right", "right", "right", "left"]
        columns = [
            Column(head, float(width), alignment)
            for head, width, alignment in zip(heads, self.widths, alignments, strict=True)
        ]
        every = list(self._every(value, press.setting))
        blocks = set_table(columns, list(self._rows(every, press.draft)), press, None)
        for number, _, measure, _, found in every:
            blocks += self._said(f"{number}.", measure, found, press, depth)
        return blocks

    def _rows(self, every: Iterable[_Outcome], draft: bool) -> Iterator[Row]:
        for number, target, measure, _, found in every:
            if measure is target.measures[0]:
                yield Row(((Span(f"{number.partition('.')[0]}. {target.name}", "strong"),),), "across")
            yield Row(self._cells(number, measure, found, draft))

    def _cells(self, number: str, measure: Measure, found: Result | ReadResult, draft: bool) -> tuple[Line, ...]:
        blank = BLANK if draft else ""
        rate = self.rate(measure, found.result)
        result = blank if found.result is None else format_decimal(_number(found.result))
        if found.as_of is not None:
            result += f" ({self.titles.as_of} {short_date(found.as_of)})"
        return number, *measure.printed, result, "" if rate is None else format_decimal(rate), found.rating or blank

    def _said(
        self, number: str, measure: Measure, found: Result | ReadResult, press: Press, depth: int
    ) -> Iterator[Block]:
        """Causes, solutions and what is to be changed, below the measure's number, name and judgement."""
        said = [(name, prose) for name in _DEMANDS if (prose := getattr(found, name)) is not None]
        if not said:
            return
        title = f"{number} {measure.name} ({found.rating}):" if found.rating else f"{number} {measure.name}:"
        yield Item(depth, "-", (Span(title, "strong"),), keep=True)
        for name, prose in said:
            label = label_line(getattr(self.titles, name))
            yield from led(prose_blocks(prose, press, depth + 2), label, "+", depth + 1)


def _unknown(code: str, path: Path, found: str, known: Sequence[str]) -> Fault:
    return Fault(code, path, arguments={"found": found, "choices": ", ".join(known), **guess(found, known)}, key=True)
