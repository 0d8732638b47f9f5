"""The base of all models of YAML files: strict, closed, frozen; and how their errors become problems with a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError, SchemaValidator

from ._messages import Words
from ._problems import Problem, format_path, guess, problem
from ._scalars import Date, Made, describe, wrong_type
from ._source import Tree
from ._vietnamese import short_date

Path = tuple[str | int, ...]


class Model(BaseModel):
    """A mapping in a YAML file. Its fields are the only keys; each says in its description what it is for."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # its validator is made with the first value; of what is only restored, never
    )

    @model_validator(mode="before")
    @classmethod
    def _remember(cls, value: object, info: ValidationInfo) -> object:
        """Notes which model a mapping was read as: pydantic names an unknown key, but not the keys beside it."""
        if isinstance(info.context, dict):
            info.context[id(value)] = cls
        return value


class Dated(Model):
    """Something that holds from one day to another."""

    valid_from: Date | None = Field(None, description="The first day; absent: from ever.")
    valid_to: Date | None = Field(None, description="The last day; absent: until further notice.")

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.valid_from and self.valid_to and self.valid_from.earliest > self.valid_to.latest:
            raise PydanticCustomError("validity-order", "", {"field": "valid_to"})
        return self

    @property
    def times(self) -> Words:
        """When it holds, as messages tell it."""
        limits = {name: short_date(day) for name in ("valid_from", "valid_to") if (day := getattr(self, name))}
        if len(limits) == 2:
            return Words("from {valid_from} until {valid_to}", limits)
        return Words("from {valid_from}", limits) if self.valid_from else Words("until {valid_to}", limits)

    def holds(self, first: date, last: date) -> bool:
        """Whether it holds on any day from ``first`` to ``last``."""
        starts = self.valid_from.earliest if self.valid_from else date.min
        ends = self.valid_to.latest if self.valid_to else date.max
        return starts <= last and first <= ends


# --- from pydantic's errors to problems -----------------------------------------------------------------------------


@lru_cache(maxsize=256)  # an outline that is read again brings new types
def _adapter(kind: Any) -> TypeAdapter[Any] | SchemaValidator:
    return kind if isinstance(kind, SchemaValidator) else TypeAdapter(kind)


Read = Callable[[object, Any], Any]
"""What reads a value: from the value and the context of the whole to the value as its type says."""


def function_of(kind: Any) -> Callable[[object], Any] | None:
    """The function of ours that a type is, around anything or around what it makes; ``None`` where it is more."""
    inner, *parts = get_args(kind) if get_origin(kind) is Annotated else (kind,)
    match [part for part in parts if not isinstance(part, WithJsonSchema)]:
        case [Made(), BeforeValidator(func=function)]:
            return function  # type: ignore[return-value]  # ours take the value alone
        case [BeforeValidator(func=function)] if inner is Any:
            return function  # type: ignore[return-value]
    return None


def reader(kind: Any) -> Read:
    """What reads a value of a type that is part of a whole; its validator is made with the first value.

    No validator is made for a type that is one function.
    """
    function = function_of(kind)
    if function is not None:
        return lambda value, context: function(value)
    adapter: list[TypeAdapter[Any]] = []

    def read(value: object, context: Any) -> Any:
        if not adapter:
            adapter.append(TypeAdapter(kind))
        return adapter[0].validate_python(value, context=context)

    return read


class KnownKeys(NamedTuple):
    """What a mapping may hold that is read by no model."""

    model_fields: Mapping[str, object]


def mapping_of(value: object, known: Mapping[str, object]) -> dict[str, Any]:
    """The value, if it is a mapping that has no other keys; raises an error where it is not."""
    if not isinstance(value, dict) or not value.keys() <= known.keys():
        raise wrong_type("a mapping", value)
    return value


def validated(kind: Any, value: object, tree: Tree, path: Sequence[str | int] = ()) -> tuple[Any, list[Problem]]:
    """The value as the type says, or ``None`` and every problem, each with its place in the tree.

    ``path`` is where the value stands in the tree.
    """
    models: dict[int, type[BaseModel] | KnownKeys] = {}
    try:
        return _adapter(kind).validate_python(value, context=models), []
    except ValidationError as error:
        found = [_problem(details, value, tree, tuple(path), models) for details in error.errors(include_url=False)]
        return None, _without_misspelt(found)


def _without_misspelt(problems: list[Problem]) -> list[Problem]:
    """The problems without those that say what a misspelt key says already: that the right one is absent."""
    misspelt = [p for p in problems if p.code == "unknown-key" and "guess" in p.arguments]
    meant = {p.path.removesuffix(str(p.arguments["key"])) + str(p.arguments["guess"]) for p in misspelt}
    return [p for p in problems if not (p.code == "missing" and p.path in meant)]


def _problem(
    details: ErrorDetails, value: object, tree: Tree, base: Path, models: Mapping[int, type[BaseModel] | KnownKeys]
) -> Problem:
    kind_of_error, found, context = details["type"], details["input"], dict(details.get("ctx", {}))
    steps, parent = _follow(details["loc"], value)
    path = (*base, *steps)
    if kind_of_error in ("missing", "missing_argument"):
        key = str(details["loc"][-1])
        return problem("missing", tree.place((*path, key), key=True), format_path((*path, key)), key=key)
    if kind_of_error == "extra_forbidden":
        key = str(path[-1])
        known = models[id(parent)].model_fields
        return problem("unknown-key", tree.place(path, key=True), format_path(path), key=key, **guess(key, known))
    if "field" in context:
        path = (*path, context.pop("field"))
    place = tree.place_in(path, context.pop("offset")) if "offset" in context else tree.place(path)
    translate = _CODES.get(kind_of_error)
    code, arguments = translate(found, context) if translate else (kind_of_error, context)
    return problem(code, place, format_path(path), **arguments)


_Translated = tuple[str, dict[str, Any]]
_CODES: dict[str, Callable[[object, dict[str, Any]], _Translated]] = {
    "model_type": lambda found, ctx: ("wrong-type", {"expected": Words("a mapping"), "found": describe(found)}),
    "dict_type": lambda found, ctx: ("wrong-type", {"expected": Words("a mapping"), "found": describe(found)}),
    "model_attributes_type": lambda found, ctx: (
        "wrong-type",
        {"expected": Words("a mapping"), "found": describe(found)},
    ),
    "list_type": lambda found, ctx: ("wrong-type", {"expected": Words("a list"), "found": describe(found)}),
    "tuple_type": lambda found, ctx: ("wrong-type", {"expected": Words("a list"), "found": describe(found)}),
    "too_short": lambda found, ctx: ("too-few", {"least": ctx["min_length"], "found": ctx["actual_length"]}),
    "too_long": lambda found, ctx: ("too-many", {"most": ctx["max_length"], "found": ctx["actual_length"]}),
    "string_pattern_mismatch": lambda found, ctx: ("identifier", {"found": found}),
    "literal_error": lambda found, ctx: _choice(found, ctx["expected"]),
}


def _choice(found: object, expected: str) -> _Translated:
    choices = re.findall(r"'([^']*)'", expected)
    return "not-a-choice", {"choices": ", ".join(choices), "found": describe(found), **guess(str(found), choices)}


def _follow(loc: Sequence[str | int], value: object) -> tuple[list[str | int], object]:
    """The steps of an error's location that exist in the data, and the container of the last one.

    pydantic adds steps of its own: tags of unions, names of validators.
    """
    steps: list[str | int] = []
    parent: object = None
    for step in loc:
        if (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int)):
            steps.append(step)
            parent, value = value, value[step]  # type: ignore[index]  # the condition says which of the two it is
    return steps, parent


def salvaged(
    kind: Any, value: object, tree: Tree, stand_ins: Mapping[str, object], path: Sequence[str | int] = ()
) -> tuple[Any, list[Problem]]:
    """The value without its faulty parts, and every problem: so that what can still be judged is judged in one go.

    ``stand_ins`` take the place of required entries that are absent or faulty. What is returned beside problems is good
    for further checks and for nothing else; ``None`` where too much is faulty.
    """
    said, problems = validated(kind, value, tree, path)
    rest: object = value
    for _ in range(3):
        if said is not None:
            break
        rest = _without_faults(rest, kind, stand_ins)
        said, _ = validated(kind, rest, tree)
    return said, problems


def _without_faults(value: object, kind: Any, stand_ins: Mapping[str, object]) -> object:
    """A copy of the value in which each faulty entry of a mapping is left out, each absent one filled in."""
    copied = _copy(value)
    try:
        _adapter(kind).validate_python(copied)
    except ValidationError as error:
        faulty: list[list[str | int]] = []
        for details in error.errors(include_url=False):
            steps, _ = _follow(details["loc"], copied)
            key = str(details["loc"][-1]) if details["loc"] else ""
            lacking = _inside(copied, steps)
            if details["type"] == "missing" and key in stand_ins and isinstance(lacking, dict):
                lacking[key] = stand_ins[key]
                continue
            while steps and not isinstance(_inside(copied, steps[:-1]), dict):
                steps.pop()
            if steps:
                faulty.append(steps)
        for steps in faulty:  # only now: a step that is gone would lead the next one astray
            with suppress(KeyError):
                _inside(copied, steps[:-1]).pop(steps[-1], None)
    return copied


def _copy(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _copy(member) for key, member in value.items()}
    return [_copy(member) for member in value] if isinstance(value, list) else value


def _inside(value: Any, steps: Sequence[str | int]) -> Any:
    for step in steps:
        value = value[step]
    return value
