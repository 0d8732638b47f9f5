"""Answers that are chosen: one or several of a list, yes or no; with details in words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from .._blocks import Block
from .._markup import Prose, parse_prose
from .._messages import Words
from .._model import Path
from .._problems import guess
from .._scalars import Boolean, Str, wrong_type
from .._value_class import value_class
from .base import EMPTY, Fault, Press, Setting, empty, led, not_among, prose_blocks, sentence
from .text import TEXT_SCHEMA, WordRules


@value_class
class Chosen:
    """What was chosen, and what is said about it."""

    values: tuple[str, ...]
    """As the outline writes them, in its order."""
    details: Prose | None = None


def _split(value: object) -> tuple[object, Prose | None]:
    """What was chosen and its details, of an answer that may have both."""
    if not isinstance(value, dict):
        return value, None
    for key in value:
        if key not in ("value", "details"):
            near = guess(str(key), ("value", "details"))
            raise PydanticCustomError("unknown-key", "", {"key": key, "field": key, **near})
    details = value.get("details")
    if empty(details):
        return value.get("value"), None
    if not isinstance(details, str):
        raise PydanticCustomError("wrong-type", "", {**(wrong_type("text", details).context or {}), "field": "details"})
    return value.get("value"), parse_prose(details)


class Choosing(WordRules):
    """What the kinds of choosing have in common."""

    @property
    def model(self) -> Any:
        return Annotated[Any, BeforeValidator(self._read)]

    def _read(self, given: object) -> Chosen:
        if isinstance(given, Chosen):
            return given
        value, details = _split(given)
        try:
            return Chosen(self._chosen(value), details)
        except PydanticCustomError as error:
            inside = {"field": "value"} if isinstance(given, dict) else {}
            raise PydanticCustomError(error.type, "", {**(error.context or {}), **inside}) from None

    @abstractmethod
    def _chosen(self, value: object) -> tuple[str, ...]:
        """What was chosen, as printed."""

    def blank(self, value: object) -> bool:
        parts = value.values() if isinstance(value, dict) and value.keys() <= {"value", "details"} else [value]
        return all(map(empty, parts))

    def printed(self, value: Chosen, press: Press, depth: int) -> list[Block]:
        details = prose_blocks(value.details, press, depth) if value.details is not None else []
        return led(details, sentence(", ".join(value.values)).text, "", depth)

    def faults(self, value: Chosen, setting: Setting) -> Iterator[Fault]:
        if value.details is not None:
            for fault in self.of_words(value.details):
                yield Fault(fault.code, ("details",), fault.offset, fault.arguments)

    def counted(self, value: Any, path: Any) -> Any:
        return None


class ChoiceAnswer(Choosing):
    """One of a list, or several."""

    type: Literal["choice"]
    choices: list[Str] = Field(min_length=2, description="What can be chosen, as printed.")
    several: Boolean = Field(False, description="true: several may be chosen.")
    details: Literal["optional", "required"] = Field("optional", description="Whether words must be said about it.")

    def _chosen(self, value: object) -> tuple[str, ...]:
        found = value if isinstance(value, list) else [value]
        if len(found) != 1 and not self.several:
            raise PydanticCustomError("one-choice", "", {"found": len(found)})
        for one in found or [None]:  # details alone choose nothing
            if one not in self.choices:
                raise PydanticCustomError("not-a-choice", "", not_among(self.choices, one))
        return tuple(choice for choice in self.choices if choice in found)

    def json_schema(self) -> dict[str, Any]:
        one: dict[str, Any] = {"enum": list(self.choices)}
        some = {
            "anyOf": [one, {"type": "array", "items": one, "minItems": 1, **({} if self.several else {"maxItems": 1})}]
        }
        return _with_details(some)

    def skeleton(self, setting: Setting) -> Any:
        return {"value": [] if self.several else "", "details": "|"}

    def manner(self) -> Words:
        choices = {"choices": "; ".join(self.choices)}
        return Words("one or several of: {choices}", choices) if self.several else Words("one of: {choices}", choices)

    def lacking(self, value: Chosen, setting: Setting) -> Iterator[Path]:
        if self.details == "required" and value.details is None:
            yield ("details",)


class YesNoAnswer(Choosing):
    """Yes or no, and details."""

    type: Literal["yes_no"]
    yes: Str = Field("Có", description="What is printed for yes.")
    no: Str = Field("Không", description="What is printed for no.")
    details_for: Literal["yes", "no", "both", "none"] = Field(
        "none", description="After which answer words must be said about it; they may be said after any."
    )

    def _chosen(self, value: object) -> tuple[str, ...]:
        said = {True: True, "có": True, "Có": True, "true": True}
        said |= {False: False, "không": False, "Không": False, "false": False}
        if not isinstance(value, (str, bool)) or value not in said:
            raise wrong_type("“có” or “không”", value)
        return (self.yes if said[value] else self.no,)

    def json_schema(self) -> dict[str, Any]:
        return _with_details({"enum": [True, False, "có", "Có", "không", "Không", "true", "false"]})

    def skeleton(self, setting: Setting) -> Any:
        return {"value": "", "details": "|"}

    def manner(self) -> Words:
        return Words("“có” or “không”, and details")

    def lacking(self, value: Chosen, setting: Setting) -> Iterator[Path]:
        asked = {"yes": (self.yes,), "no": (self.no,), "both": (self.yes, self.no), "none": ()}[self.details_for]
        if value.values[0] in asked and value.details is None:
            yield ("details",)


def _with_details(value: dict[str, Any]) -> dict[str, Any]:
    """The schema of an answer that stands alone or with its details."""
    text = {"anyOf": [TEXT_SCHEMA, *EMPTY]}
    chosen = {"type": "object", "properties": {"value": value, "details": text}, "required": ["value"]}
    nothing = {"type": "object", "properties": {"value": {"anyOf": EMPTY}, "details": {"anyOf": EMPTY}}}
    return {"anyOf": [value, *({**one, "additionalProperties": False} for one in (chosen, nothing))]}
