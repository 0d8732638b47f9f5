"""What every kind of answer is: how it is read, described, asked for, judged and printed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from .._blocks import Block, Heading, Item, Line, NoteMark, Paragraph, Span, parts
from .._markup import Inline, NoteRef, Prose
from .._messages import Words
from .._model import Model, Path, Read, function_of, reader
from .._problems import guess
from .._scalars import Boolean, describe
from .._text import Text
from .._value_class import value_class
from .._vietnamese import PartialDate, format_decimal, short_date

T = TypeVar("T")


@value_class
class Fault:
    """What is wrong with an answer beyond its type."""

    code: str
    path: Path = ()
    """Where in the answer."""
    offset: int | None = None
    """Which character of the text there."""
    arguments: Mapping[str, object] = field(default_factory=dict)
    key: bool = False
    """Whether the key is wrong, not its value."""


@value_class
class Member:
    """One of those of whom the same is asked."""

    key: str
    """Its key among the answers."""
    item: object
    """What ``{{ item }}`` stands for in its title, if anything."""
    title: Text


@value_class
class Setting:
    """What of a document decides which answers there are."""

    lists: Mapping[str, Sequence[object]]
    """The parameters that are lists."""
    unit_lists: Mapping[str, Mapping[str, str]]
    """The lists that the unit brings, each title by its key."""
    targets: Sequence[Any] = ()
    """The targets (chỉ tiêu) that are reported on."""


class Press(Protocol):
    """What printing an answer needs of the document in which it is printed."""

    setting: Setting
    draft: bool
    """Whether what is absent is asked for in print."""
    width: float
    """The width of the text in mm: a table that needs more stands in a landscape section."""

    def note(self, paragraphs: tuple[Line, ...], /) -> int:
        """Takes a footnote, and gives its number."""

    def heading(self, text: Line, /) -> Heading:
        """A heading one level below the section's, with the next number."""

    def line(self, text: Text, item: object, /) -> Line:
        """A text of the outline, with what ``{{ item }}`` stands for."""


def distinct(entries: list[T], name: str = "id") -> list[T]:
    """The entries of an outline, of which no two have the same name; an error at the second of those that have."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        found = getattr(entry, name)
        if hasattr(BaseModel, found):
            raise PydanticCustomError("reserved-name", "", {"found": found, "field": index})
        if found in seen:
            raise PydanticCustomError("repeated-name", "", {"found": found, "field": index})
        seen.add(found)
    return entries


Distinct = AfterValidator(distinct)


def empty(value: object) -> bool:
    """Whether nothing was filled in."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, (list, dict)) and not value)


def unless_empty(value: object) -> object:
    """The value, ``None`` where nothing was filled in."""
    return None if empty(value) else value


def in_parts(value: Any, main: str, beside: str) -> dict[str, Any]:
    """An answer of two parts by their keys; the main one may stand alone, without a key of its own."""
    return value if isinstance(value, dict) and (main in value or beside in value) else {main: value}


def not_among(choices: Iterable[str], found: object) -> dict[str, object]:
    """What a message says of something that is none of the choices."""
    near = guess(found, choices) if isinstance(found, str) else {}
    return {"choices": ", ".join(f"“{choice}”" for choice in choices), "found": describe(found), **near}


def told(value: object) -> str:
    """A figure or a date as a message says it."""
    if isinstance(value, PartialDate):
        return short_date(value)
    return format_decimal(value) if isinstance(value, (int, Decimal)) else str(value)


EMPTY: list[dict[str, Any]] = [
    {"type": "null"},
    {"type": "string", "pattern": r"^\s*$"},
    {"type": "array", "maxItems": 0},
    {"type": "object", "maxProperties": 0},
]
"""What is accepted where an answer is not there yet, in JSON Schema."""


class Kind(Model):
    """A kind of answer: the keys of `answer` in an outline."""

    required: Boolean = Field(
        True, description="false (“nếu có”): may be absent; then nothing is printed, and numbers close up."
    )

    @property
    @abstractmethod
    def model(self) -> Any:
        """The pydantic type of a given answer."""

    def blank(self, value: object) -> bool:
        """Whether nothing was filled in yet: as in a skeleton."""
        return empty(value)

    @property
    def optional_model(self) -> Any:
        """The type of an answer that may not be there yet."""
        return Annotated[self.model | None, BeforeValidator(lambda value: None if self.blank(value) else value)]

    def answer(self, value: object) -> Any:
        """An answer that may not be there yet, if it is right; raises an error where it is not."""
        return None if self.blank(value) else self.read(value)

    def read(self, value: object) -> Any:
        """A given answer, if it is right; raises an error where it is not.

        What is read says the same as what :attr:`model` makes, under the same names. Only that model tells all that is
        wrong, and where: to make it, and to ask it, takes much longer.
        """
        return self._function(value)

    @cached_property
    def _function(self) -> Callable[[object], Any]:
        function = function_of(self.model)
        assert function is not None
        return function

    def reader(self) -> Read:
        """What reads an answer that may not be there yet, as :attr:`optional_model` does, and tells what is wrong."""
        read = reader(self.model)
        return lambda value, context: None if self.blank(value) else read(value, context)

    def optional_json_schema(self) -> dict[str, Any]:
        """The JSON Schema of an answer that may not be there yet."""
        return {"anyOf": [self.json_schema(), *EMPTY]}

    @abstractmethod
    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of a given answer, in keywords that draft-07 and 2020-12 share."""

    @abstractmethod
    def skeleton(self, setting: Setting) -> Any:
        """The answer before it is filled in, as plain data: what an editor shows."""

    @abstractmethod
    def manner(self) -> Words:
        """How it is to be filled in, in a few words."""

    @abstractmethod
    def printed(self, value: Any, press: Press, depth: int) -> list[Block]:
        """The answer on paper; ``depth`` is that of a list that begins there."""

    def asks(self, setting: Setting) -> bool:
        """Whether there is anything to answer."""
        return True

    def faults(self, value: Any, setting: Setting) -> Iterator[Fault]:
        """What is wrong with an answer of the right type."""
        return iter(())

    def lacking(self, value: Any, setting: Setting) -> Iterator[Path]:
        """The paths inside a given answer where something required is absent."""
        return iter(())

    def counted(self, value: Any, path: Sequence[str]) -> Any:
        """The figure or date at a path inside a given answer, for checks between answers; ``None`` where none is."""
        return value if not path else None


def led(blocks: list[Block], label: Line, marker: str, depth: int) -> list[Block]:
    """The blocks behind their label: on its line where they begin with a paragraph, below it otherwise.

    The first line is an item where there is a marker. An empty label is none.
    """
    first = blocks[0] if blocks else None
    text = label
    if isinstance(first, Paragraph):
        text = _beside(label, first.text) if label else first.text
        blocks = blocks[1:]
    return [Item(depth, marker, text) if marker else Paragraph(text), *blocks] if text else blocks


def _beside(label: Line, text: Line) -> Line:
    """A label and what stands behind it."""
    return (*parts(label), Span(f" {text}")) if isinstance(text, str) else (*parts(label), Span(" "), *text)


def label_line(line: Line) -> Line:
    """A label as printed: sloping, with a colon behind it."""
    said = parts(line)
    printed: list[Span | NoteMark] = []
    for left, part in enumerate(said, start=1 - len(said)):
        if isinstance(part, Span):
            colon = "" if left or part.text.endswith((":", ".", "?", "!")) else ":"
            part = Span(part.text + colon, part.style or "emphasis")
        printed.append(part)
    return tuple(printed)


def fixed_label(text: Text | None) -> Line | None:
    """A label as printed, where it says the same in every document; ``None`` where it does not."""
    said = text.parts if text is not None else ()
    words = [part for part in said if isinstance(part, str)]
    return label_line("".join(words)) if len(words) == len(said) else None


def sentence(text: str) -> Paragraph:
    """A short answer as a paragraph of its own."""
    return Paragraph(text if text.endswith((".", "…", "?", "!")) else f"{text}.")


def prose_blocks(prose: Prose, press: Press, depth: int) -> list[Block]:
    """The paragraphs, items and sub-headings of a prose answer; ``depth`` is that of its first list."""
    notes = [press.note((note,)) for note in prose.notes] if prose.notes else ()
    blocks: list[Block] = []
    for piece in prose.pieces:
        text: Any = _line(piece.text, notes) if notes else piece.text  # without notes there is no mark among it
        if piece.kind == "paragraph":
            blocks.append(Paragraph(text))
        else:
            is_item = piece.kind == "item"
            blocks.append(Item(depth - 1 + piece.level, piece.marker, text) if is_item else press.heading(text))
    return blocks


def _line(text: str | tuple[Inline, ...], notes: Sequence[int]) -> Line:
    if isinstance(text, str):
        return text
    return tuple(NoteMark(notes[part.note]) if isinstance(part, NoteRef) else part for part in text)
