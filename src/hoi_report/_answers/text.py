"""Answers in words: prose, and lists of items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from .._blocks import Block, Item, Line
from .._markup import Piece, Prose, parse_line, parse_prose
from .._messages import Words
from .._numbering import Marker, item_marker
from .._scalars import MADE, Boolean, Natural, one_line, wrong_type
from .base import Fault, Kind, Press, Setting, prose_blocks

TEXT_SCHEMA: dict[str, Any] = {"type": "string"}


class WordRules(Kind):
    """What a text must hold."""

    min_words: Natural | None = Field(None, description="At least so many words; fewer is a warning.")
    max_words: Natural | None = Field(None, description="At most so many words; more is a warning.")
    evidence: Boolean = Field(
        False, description="true (“có số liệu minh chứng”): a text without a figure is a warning."
    )

    def of_words(self, prose: Prose) -> Iterator[Fault]:
        """What is wrong with a text by these rules, and by its own marks."""
        for fault in prose.faults:
            yield Fault(fault.code, (), fault.offset, fault.arguments)
        if prose.joined:
            yield from joined_lines(prose)
        if self.min_words and not prose.has_words(self.min_words):
            yield Fault("too-few-words", arguments={"least": self.min_words, "found": prose.words})
        if self.max_words and prose.has_words(self.max_words + 1):
            yield Fault("too-many-words", arguments={"most": self.max_words, "found": prose.words})
        if self.evidence and not prose.has_figures:
            yield Fault("no-evidence")


def read_prose(value: object, *, headings: bool = False) -> Prose:
    """A text with its marks."""
    if isinstance(value, Prose):
        return value
    if not isinstance(value, str):
        raise wrong_type("text", value)
    return parse_prose(value, headings=headings)


ProseText = Annotated[Prose, MADE, BeforeValidator(read_prose), WithJsonSchema(TEXT_SCHEMA)]
"""A text with marks, whose paragraphs cannot be sub-headings."""
_WithHeadings = Annotated[
    Prose, MADE, BeforeValidator(lambda value: read_prose(value, headings=True)), WithJsonSchema(TEXT_SCHEMA)
]


class ProseAnswer(WordRules):
    """A text of any length: paragraphs, items, and where the outline allows them sub-headings."""

    type: Literal["prose"]
    headings: Boolean = Field(
        False, description="true: a paragraph of one line in `**…**` is a sub-heading, numbered on from the section's."
    )

    @property
    def model(self) -> Any:
        return _WithHeadings if self.headings else ProseText

    def json_schema(self) -> dict[str, Any]:
        return dict(TEXT_SCHEMA)

    def skeleton(self, setting: Setting) -> Any:
        return "|"

    def manner(self) -> Words:
        return Words("text")

    def printed(self, value: Prose, press: Press, depth: int) -> list[Block]:
        return prose_blocks(value, press, depth)

    def faults(self, value: Prose, setting: Setting) -> Iterator[Fault]:
        return self.of_words(value)

    def counted(self, value: Any, path: Any) -> Any:
        return None


def _items(value: object) -> tuple[object, ...]:
    """What is to be read as items: of a list each text, of one text every paragraph and item."""
    if isinstance(value, tuple):  # read already
        return tuple(Piece("item", line) for line in value)
    if isinstance(value, str):
        prose = parse_prose(value)
        if prose.notes or prose.faults:
            raise PydanticCustomError("note-in-items", "", {"offset": value.index("[^")})
        if len({(piece.kind, piece.marker) for piece in prose.pieces}) > 1 or prose.pieces[0].marker not in ("", "-"):
            raise wrong_type("a list", value)  # other markers and levels would be lost
        return prose.pieces
    if not isinstance(value, list):
        raise wrong_type("a list", value)
    return tuple(value)


def _item(value: object) -> Line:
    if isinstance(value, Piece):
        return value.text  # type: ignore[return-value]  # it has no footnotes
    if isinstance(value, dict) and len(value) == 1 and all(isinstance(said, str) for said in value.values()):
        (pair,) = value.items()  # “- Đề nghị: tăng kinh phí” is a key with its value, to YAML
        raise PydanticCustomError("colon-in-item", "", {"suggestion": '"{}: {}"'.format(*pair)})
    text = one_line(value.rstrip("\n") if isinstance(value, str) else value).strip()
    refuse_notes(text)
    return parse_line(text)


def joined_lines(prose: Prose) -> list[Fault]:
    """A warning for each line that was meant as an item and goes on the line above."""
    return [Fault("joined-line", (), offset, {"found": mark}) for offset, mark in prose.joined]


def refuse_notes(text: str) -> None:
    """Nothing, if there is no mark of a footnote in a text that cannot have one."""
    if "[^" in text and (faults := parse_prose(text).faults):
        raise PydanticCustomError("note-in-items", "", {"offset": faults[0].offset})


Items = Annotated[tuple[Annotated[Any, BeforeValidator(_item)], ...], BeforeValidator(_items)]
"""A list of texts, or one text with items."""


class ItemsAnswer(Kind):
    """A list of short texts, each printed as an item."""

    type: Literal["items"]
    marker: Marker = Field("-", description="The first item's marker: `-`, `+`, `(1)`, `a)` …")
    at_least: Natural | None = Field(None, description="The least number of items.")
    at_most: Natural | None = Field(None, description="The greatest number of items.")

    @property
    def model(self) -> Any:
        return Items

    def read(self, value: object) -> tuple[Line, ...]:
        return tuple(map(_item, _items(value)))

    def json_schema(self) -> dict[str, Any]:
        item = {**TEXT_SCHEMA, "pattern": r"\S"}
        return {"anyOf": [{"type": "array", "items": item}, dict(TEXT_SCHEMA)]}

    def skeleton(self, setting: Setting) -> Any:
        return []

    def manner(self) -> Words:
        return Words("list of texts")

    def printed(self, value: tuple[Line, ...], press: Press, depth: int) -> list[Block]:
        return [Item(depth, item_marker(self.marker, position), text) for position, text in enumerate(value, start=1)]

    def faults(self, value: tuple[Line, ...], setting: Setting) -> Iterator[Fault]:
        if self.at_least and len(value) < self.at_least:
            yield Fault("too-few", arguments={"least": self.at_least, "found": len(value)})
        if self.at_most and len(value) > self.at_most:
            yield Fault("too-many", arguments={"most": self.at_most, "found": len(value)})
        try:
            item_marker(self.marker, len(value) or 1)
        except PydanticCustomError as error:
            yield Fault(error.type, arguments=error.context or {})

    def counted(self, value: Any, path: Any) -> Any:
        return None
