"""An answer in a table: typed columns, rows of the outline or free ones, computed columns and totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property, reduce
from types import SimpleNamespace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from .. import _figures
from .._blocks import Block, Column, Line, Row, SectionBreak, Table
from .._figures import Percent, Ratio
from .._markup import parse_line
from .._messages import Words
from .._model import Model, Path, mapping_of
from .._problems import guess
from .._scalars import Boolean, Identifier, Natural, Str, integer, one_line, read_date, wrong_type
from .._vietnamese import BLANK, MAX_DIGITS, PartialDate, format_decimal, short_date
from .base import EMPTY, Fault, Kind, Press, Setting, distinct, empty, in_parts, not_among, told
from .figures import Decimals, Limit
from .text import TEXT_SCHEMA, refuse_notes

ColumnType = Literal["text", "number", "year", "percent", "ratio", "date", "choice"]

WIDTHS: dict[str, float] = {"text": 40, "number": 22, "year": 16, "percent": 20, "ratio": 18, "date": 24, "choice": 28}
"""The width of a column in mm, where the outline says none."""
ROW_TITLE_WIDTH = 45
"""The wished width in mm of the titles of fixed rows."""
NUMBER_WIDTH = 13
"""The width in mm of the column that counts the rows."""
SHORT = 10
"""How many rows a table has at most that is squeezed rather than turned."""
LEAST_SQUEEZED = 0.75
"""To which part of their wished widths columns are squeezed at most."""
ALIGNMENTS: dict[str, Any] = {"text": "left", "choice": "left", "number": "right", "percent": "right"}


class Computed(Model):
    """How a column is computed from others of its row; in the row of totals, from their totals."""

    sum: list[Identifier] | None = Field(None, description="The columns that are added.")
    difference: list[Identifier] | None = Field(None, description="Two columns: the second is taken from the first.")
    share: list[Identifier] | None = Field(None, description="Two columns: the first in % of the second.")
    ratio: list[Identifier] | None = Field(None, description="Two columns of whole numbers: `7/7`.")

    @model_validator(mode="after")
    def _one(self) -> Computed:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1 or (given != ["sum"] and len(self.columns) != 2):
            raise PydanticCustomError("one-computation", "", {})
        return self

    @cached_property
    def columns(self) -> list[str]:
        """The columns that it is computed from."""
        return next(found for name in type(self).model_fields if (found := getattr(self, name)) is not None)

    def of(self, values: Sequence[Decimal | int | None], decimals: int) -> Any:
        """The value, ``None`` where one that it needs is absent."""
        numbers = [Decimal(value) for value in values if value is not None]
        if len(numbers) < len(values):
            return None
        if self.sum is not None:
            return added(numbers)
        first, second = numbers
        if self.difference is not None:
            return RECKONING.subtract(first, second)
        if self.ratio is not None:
            return Ratio(int(first), int(second)) if second > 0 else None
        return Percent(in_percent(first, second, decimals)) if second else None


RECKONING = Context(prec=4 * MAX_DIGITS, rounding=ROUND_HALF_UP)
"""The digits to reckon with: enough for exact sums, and for quotients to be rounded as the exact ones would be."""


def added(numbers: Iterable[Decimal | int]) -> Decimal:
    """The exact sum."""
    return reduce(RECKONING.add, numbers, Decimal(0))


def in_percent(part: Decimal, whole: Decimal, decimals: int) -> Decimal:
    """The part in % of the whole with so many decimals, a half rounded up (away from zero).

    >>> in_percent(Decimal(2), Decimal(3), 1), in_percent(Decimal(1), Decimal(400), 1)
    (Decimal('66.7'), Decimal('0.3'))
    """
    share = RECKONING.divide(RECKONING.multiply(part, 100), whole)
    found = RECKONING.quantize(share, _STEPS[decimals])
    return found or found.copy_abs()  # nothing is not below zero


_STEPS = [Decimal((0, (1,), -decimals)) for decimals in range(10)]
"""The last place of a number with so many decimals; an outline asks for 9 at most."""


class TableColumn(Model):
    """A column of a table."""

    id: Identifier = Field(description="Its key in a row.")
    title: Str = Field(description="What its head says.")
    type: ColumnType = Field("text", description="What its cells hold.")
    unit: Str | None = Field(None, description="Of a number: what is counted, printed in the head.")
    decimals: Decimals | None = Field(None, description="How many decimals: of a number none, of a share 1.")
    min: Limit | None = Field(None, description="Of a number or a year: the least value.")
    max: Limit | None = Field(None, description="Of a number or a year: the greatest value.")
    choices: list[Str] = Field([], description="Of a choice: what can be chosen, as printed.")
    required: Boolean = Field(True, description="false: its cells may be empty.")
    total: Boolean = Field(False, description="true: the row of totals adds it up.")
    computed: Computed | None = Field(
        None, description="How it is computed: it is not filled in, or checked where it is."
    )
    group: Str | None = Field(None, description="What stands above it and its neighbours with the same `group`.")
    width: Natural | None = Field(None, description="The wished width in mm.")

    @model_validator(mode="after")
    def _consistent(self) -> TableColumn:
        if (self.type == "choice") != bool(self.choices):
            raise PydanticCustomError("column-choices", "", {})
        return self

    @cached_property
    def kind(self) -> str:
        """What its cells hold."""
        if self.computed is None:
            return self.type
        return "percent" if self.computed.share else "ratio" if self.computed.ratio else "number"

    @cached_property
    def model(self) -> Any:
        """The pydantic type of a cell, which may be empty."""
        return Annotated[Any, BeforeValidator(lambda value: None if empty(value) else self.read(value))]

    @cached_property
    def read(self) -> Callable[[object], Any]:
        """What reads a cell that is not empty."""
        match self.kind:
            case "number":
                # what is computed is compared, so it is read with all its decimals
                decimals = None if self.computed else self.decimals or 0
                return _figures.number(least=self.min, most=self.max, decimals=decimals, unit=self.unit)
            case "year":
                read = integer(*self._years)
                return lambda value: PartialDate(read(value.strip() if isinstance(value, str) else value))
            case "percent":
                return _figures.percent()
            case "ratio":
                return _figures.ratio()
            case "date":
                return read_date
            case "choice":
                return self._choice
            case _:
                return _text

    @property
    def _years(self) -> tuple[int, int]:
        """The first and the last year that may be given."""
        return int(self.min or 1900), int(self.max or 2100)

    def _choice(self, value: object) -> str:
        if value not in self.choices:
            raise PydanticCustomError("not-a-choice", "", not_among(self.choices, value))
        return str(value)

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of a cell, which may be empty."""
        match self.kind:
            case "number":
                decimals = None if self.computed else self.decimals or 0
                found = _figures.number_schema(least=self.min, most=self.max, decimals=decimals, unit=self.unit)
            case "year":
                least, most = self._years
                found = _figures.number_schema(least=Decimal(least), most=Decimal(most), decimals=0)
            case "percent":
                found = _figures.percent_schema()
            case "ratio":
                found = _figures.ratio_schema()
            case "date":
                found = dict(_figures.DATE_SCHEMA)
            case "choice":
                found = {"enum": list(self.choices)}
            case _:
                found = dict(TEXT_SCHEMA)
        return {"anyOf": [found, *EMPTY], "title": self.title}

    def printed(self, value: Any) -> Line:
        """A cell that is not empty."""
        write = _WRITTEN.get(self.kind)
        return write(value) if write is not None else value


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "number": format_decimal,
    "percent": lambda value: format_decimal(value.value),  # its head says what it is
    "year": short_date,
    "date": short_date,
    "ratio": str,
    "choice": str,
}
"""How cells are written; a text is a line already."""


def _text(value: object) -> Line:
    text = one_line(value).strip()
    refuse_notes(text)
    return parse_line(text)


class TableRow(Model):
    """A row that the outline fixes."""

    id: Identifier = Field(description="Its key among the rows.")
    title: Str = Field(description="What stands in its first column.")


def _fitting(columns: list[TableColumn]) -> list[TableColumn]:
    """The columns, each computed from numbers on its left, numbers alone added up."""
    numbers: list[str] = []
    whole: list[str] = []
    for index, column in enumerate(distinct(columns)):
        needed = column.computed.columns if column.computed else []
        known = whole if column.kind == "ratio" else numbers
        for name in needed:
            if name not in known:
                near = guess(name, known)
                raise PydanticCustomError("column-not-computable", "", {"found": name, "field": index, **near})
        if column.total and column.computed is not None:
            raise PydanticCustomError("total-of-computed", "", {"found": column.id, "field": index})
        if column.kind == "number":
            numbers.append(column.id)
            whole += [column.id] if not column.decimals and set(needed) <= set(whole) else []
        elif column.total:
            raise PydanticCustomError("total-of-no-number", "", {"found": column.id, "field": index})
    return columns


def _unreserved(rows: list[TableRow]) -> list[TableRow]:
    """The rows, none of them named as what stands beside them."""
    for index, row in enumerate(distinct(rows)):
        if row.id in ("rows", "total"):
            raise PydanticCustomError("reserved-name", "", {"found": row.id, "field": index})
    return rows


_PARTS = dict.fromkeys(("rows", "total"))


class TableAnswer(Kind):
    """A table."""

    type: Literal["table"]
    columns: Annotated[list[TableColumn], AfterValidator(_fitting)] = Field(min_length=1, description="Its columns.")
    rows: Annotated[list[TableRow], AfterValidator(_unreserved)] = Field(
        [], description="The rows, where the outline fixes them; absent: as many as are given."
    )
    rows_title: Str = Field("Nội dung", description="What the head of the fixed rows' titles says.")
    at_least: Natural | None = Field(None, description="The least number of free rows.")
    at_most: Natural | None = Field(None, description="The greatest number of free rows.")
    numbered: Boolean = Field(True, description="true: the first column counts the rows (STT).")
    total: Str | None = Field(None, description="The title of a row of totals: `Tổng cộng`; absent: there is none.")
    empty: str = Field("", description="What an empty cell prints: `-`.")
    landscape: Boolean | None = Field(
        None, description="Whether it stands on a page turned sideways; absent: where its columns need that."
    )

    # --- reading ----------------------------------------------------------------------------------------------------

    @cached_property
    def _row_model(self) -> Any:
        fields: dict[str, Any] = {column.id: (column.model, None) for column in self.columns}
        return create_model("TableRow", __base__=Model, **fields)

    @cached_property
    def _rows_model(self) -> Any:
        if self.rows:
            fields: dict[str, Any] = {row.id: (self._row_model | None, None) for row in self.rows}
            return create_model("TableRows", __base__=Model, **fields)
        return list.__class_getitem__(self._row_model)

    @cached_property
    def model(self) -> Any:
        row: Any = self._row_model
        whole = create_model("Table", __base__=Model, rows=(self._rows_model | None, None), total=(row | None, None))
        return Annotated[whole, BeforeValidator(lambda value: in_parts(value, "rows", "total"))]

    def read(self, value: object) -> Any:
        parts = mapping_of(in_parts(value, "rows", "total"), _PARTS)
        rows, total = parts.get("rows"), parts.get("total")
        return SimpleNamespace(
            rows=None if rows is None else self._read_rows(rows), total=None if total is None else self._read_row(total)
        )

    def _read_rows(self, rows: object) -> Any:
        if self.rows:
            given = mapping_of(rows, self._titles)
            read = {id: None if (row := given.get(id)) is None else self._read_row(row) for id in self._titles}
            return SimpleNamespace(**read)
        if not isinstance(rows, list):
            raise wrong_type("a list", rows)
        return [self._read_row(row) for row in rows]

    def _read_row(self, row: object) -> Any:
        cells = mapping_of(row, self._readers)
        read = {id: None if empty(cell := cells.get(id)) else read(cell) for id, read in self._readers.items()}
        return SimpleNamespace(**read)

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The titles of the rows that the outline fixes."""
        return {row.id: row.title for row in self.rows}

    @cached_property
    def _readers(self) -> dict[str, Callable[[object], Any]]:
        """What reads a cell of each column."""
        return {column.id: column.read for column in self.columns}

    def blank(self, value: object) -> bool:
        parts = in_parts(value, "rows", "total")
        return self._nothing(parts.get("rows")) and self._nothing(parts.get("total"))

    def _nothing(self, value: object) -> bool:
        """Whether rows, or a row, are there to be filled in and nothing else."""
        if isinstance(value, list):
            return all(map(self._nothing, value))
        if not isinstance(value, dict):
            return empty(value)
        known = self._titles.keys() | self._readers.keys()
        return all(map(self._nothing, value.values())) and value.keys() <= known

    def json_schema(self) -> dict[str, Any]:
        cells = {column.id: column.json_schema() for column in self.columns}
        row: dict[str, Any] = {"type": "object", "properties": cells, "additionalProperties": False}
        rows: dict[str, Any] = {"type": "array", "items": row}
        if self.rows:
            titled = {fixed.id: {"anyOf": [row, {"type": "null"}], "title": fixed.title} for fixed in self.rows}
            rows = {"type": "object", "properties": titled, "additionalProperties": False}
        parts = {"rows": {"anyOf": [rows, {"type": "null"}]}, "total": {"anyOf": [row, {"type": "null"}]}}
        return {"anyOf": [rows, {"type": "object", "properties": parts, "additionalProperties": False}]}

    def skeleton(self, setting: Setting) -> Any:
        row = {column.id: "" for column in self.columns if column.computed is None}
        return {fixed.id: row for fixed in self.rows} if self.rows else [row]

    def manner(self) -> Words:
        return Words("table: a row each") if self.rows else Words("table: as many rows as there are")

    # --- judging ----------------------------------------------------------------------------------------------------

    def _filled(self, value: Any) -> Iterator[tuple[str | int, str, Any]]:
        """The rows in their order: key (or number), title, cells."""
        if self.rows:
            yield from ((row.id, row.title, getattr(value.rows, row.id, None)) for row in self.rows)
        else:
            yield from ((number, "", row) for number, row in enumerate(value.rows or ()))

    def _given(self, row: Any) -> dict[str, Any]:
        """The values of a row by column, as they were given."""
        return dict(vars(row)) if row is not None else {column.id: None for column in self.columns}

    # What is asked of every cell is asked of the columns once: what a model says takes longer to ask for.

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        """The columns whose cells must be filled in."""
        return tuple(column.id for column in self.columns if column.required and column.computed is None)

    @cached_property
    def _computations(self) -> tuple[tuple[str, Computed, int], ...]:
        """How columns are computed, and with how many decimals."""
        return tuple(
            (column.id, column.computed, 1 if column.decimals is None else column.decimals)
            for column in self.columns
            if column.computed is not None
        )

    def _computed(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values with those that are computed of them."""
        for id, computed, decimals in self._computations:
            values[id] = computed.of([values.get(name) for name in computed.columns], decimals)
        return values

    def _cells(self, row: Any) -> dict[str, Any]:
        """The values of a row by column, what is computed among them."""
        return self._computed(self._given(row))

    def _totals(self, value: Any) -> dict[str, Any]:
        """What the row of totals says, by column."""
        rows = [self._given(row) for _, _, row in self._filled(value) if row is not None]
        sums: dict[str, Decimal | None] = {}
        for column in self.columns:
            if column.total and column.computed is None:
                numbers = [row[column.id] for row in rows if row[column.id] is not None]
                sums[column.id] = added(numbers) if numbers else None
        found = self._computed(dict(sums))
        return {id: found.get(id) for id in self._totalled}

    @cached_property
    def _totalled(self) -> list[str]:
        """The columns that have a total."""
        return [column.id for column in self.columns if self.has_total(column)]

    def has_total(self, column: TableColumn) -> bool:
        """Whether the row of totals says something of a column: added up, or computed of such."""
        if column.computed is None:
            return column.total
        by_id = {one.id: one for one in self.columns}
        return all(self.has_total(by_id[name]) for name in column.computed.columns)

    def faults(self, value: Any, setting: Setting) -> Iterator[Fault]:
        count = 0
        computed = [id for id, _, _ in self._computations]
        for key, _, row in self._filled(value):
            count += row is not None
            if row is not None and any(getattr(row, id) is not None for id in computed):
                yield from self._disagreements(row, self._cells(row), ("rows", key), "computed-disagrees")
        if not self.rows and self.at_least and count < self.at_least:
            yield Fault("too-few", arguments={"least": self.at_least, "found": count})
        if not self.rows and self.at_most and count > self.at_most:
            yield Fault("too-many", arguments={"most": self.at_most, "found": count})
        if value.total is not None:
            yield from self._disagreements(
                value.total, self._totals(value), ("total",), "total-disagrees", all_of_it=True
            )

    def _disagreements(
        self, given: Any, computed: Mapping[str, Any], path: Path, code: str, *, all_of_it: bool = False
    ) -> Iterator[Fault]:
        for column in self.columns:
            said = getattr(given, column.id)
            if said is None or (column.computed is None and not all_of_it):
                continue
            expected = computed.get(column.id)
            if expected is None:
                yield Fault("no-total", (*path, column.id), arguments={"column": column.title})
            elif said != expected:
                arguments = {"column": column.title, "found": told(said), "expected": told(expected)}
                yield Fault(code, (*path, column.id), arguments=arguments)

    def lacking(self, value: Any, setting: Setting) -> Iterator[Path]:
        for key, _, row in self._filled(value):
            for id in self._asked:
                if getattr(row, id, None) is None:
                    yield ("rows", key, id)

    def counted(self, value: Any, path: Any) -> Any:
        """The total of a column, or with a row's key before it one cell."""
        found = self._totals(value).get(path[0]) if len(path) == 1 else None
        for key, _, row in self._filled(value):
            if len(path) == 2 and key == path[0] and row is not None:
                found = self._cells(row).get(path[1])
        return found.value if isinstance(found, Percent) else found

    # --- printing ---------------------------------------------------------------------------------------------------

    def printed(self, value: Any, press: Press, depth: int) -> list[Block]:
        rows = [
            Row(self._row(position, title, row, press.draft))
            for position, (_, title, row) in enumerate(self._filled(value), start=1)
        ]
        if self.total is not None:
            rows.append(Row(self._total_row(self._totals(value)), "total"))
        return set_table(self._heads, rows, press, self.landscape)

    @cached_property
    def _heads(self) -> tuple[Column, ...]:
        heads = [self._head(column) for column in self.columns]
        if self.rows:
            heads.insert(0, Column(self.rows_title, ROW_TITLE_WIDTH))
        if self.numbered:
            heads.insert(0, Column("STT", NUMBER_WIDTH, "center"))
        return tuple(heads)

    def _head(self, column: TableColumn) -> Column:
        title = f"{column.title} ({column.unit})" if column.unit else column.title
        if column.kind == "percent" and "%" not in title:
            title += " (%)"
        width = float(column.width or WIDTHS[column.kind])
        return Column(title, width, ALIGNMENTS.get(column.kind, "center"), column.group or "")

    def _row(self, position: int, title: str, row: Any, draft: bool) -> tuple[Line, ...]:
        values = self._cells(row)
        cells: list[Line] = [str(position)] if self.numbered else []
        if self.rows:
            cells.append(title)
        for id, write, asked in self._written:
            value = values[id]
            if value is None:
                cells.append(BLANK if draft and asked else self.empty)
            else:
                cells.append(write(value) if write is not None else value)
        return tuple(cells)

    @cached_property
    def _written(self) -> list[tuple[str, Callable[[Any], str] | None, bool]]:
        """Of each column its id, how its cells are written, and whether they are asked for where they are empty."""
        return [(column.id, _WRITTEN.get(column.kind), column.id in self._asked) for column in self.columns]

    def _total_row(self, totals: Mapping[str, Any]) -> tuple[Line, ...]:
        titled = self.rows or not self.has_total(self.columns[0])  # its title has a column of its own
        before: list[Line] = ["" if titled else self.total or ""] if self.numbered else []
        before += [self.total or ""] if self.rows else []
        cells: list[Line] = []
        for index, column in enumerate(self.columns):
            value = totals.get(column.id)
            is_title = index == 0 and not self.rows and value is None and titled
            cells.append(self.total or "" if is_title else "" if value is None else column.printed(value))
        return (*before, *cells)


def set_table(heads: Sequence[Column], rows: Sequence[Row], press: Press, landscape: bool | None) -> list[Block]:
    """A table; in a section of its own, turned sideways, where it is wider than the page.

    A short one that is only somewhat wider is squeezed instead: it does not deserve a page.
    """
    wished = sum(head.width for head in heads)
    room = press.width / LEAST_SQUEEZED if len(rows) <= SHORT else press.width
    turned = wished > room if landscape is None else landscape
    if not turned:
        return [Table(_squeezed(heads, press.width) if wished > press.width else tuple(heads), tuple(rows))]
    return [
        SectionBreak(landscape=False, first=False),
        Table(tuple(heads), tuple(rows), landscape=True),
        SectionBreak(landscape=True, first=False),
    ]


def _squeezed(heads: Sequence[Column], room: float) -> tuple[Column, ...]:
    """The columns in a room too narrow for them: the narrowest keep their width, the others share what is left."""
    narrow = sum(head.width for head in heads if head.width <= NUMBER_WIDTH)
    if narrow > room / 2:  # nobody can keep a width then
        return tuple(heads)
    share = (room - narrow) / (sum(head.width for head in heads) - narrow)
    return tuple(
        head if head.width <= NUMBER_WIDTH else Column(head.title, head.width * share, head.alignment, head.group)
        for head in heads
    )
