"""The same questions for each member of a list; and the union of all kinds of answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import SimpleNamespace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, create_model, model_validator
from pydantic_core import PydanticCustomError

from .._blocks import Block, Dots, Item, Line, Span, parts
from .._messages import Words
from .._model import Model, Path, Read, mapping_of, reader
from .._numbering import Marker, item_marker
from .._problems import guess
from .._scalars import Identifier, Natural, describe, wrong_type
from .._text import FixedText, parse_text
from .base import (
    EMPTY,
    Distinct,
    Fault,
    Kind,
    Member,
    Press,
    Setting,
    empty,
    fixed_label,
    label_line,
    led,
    unless_empty,
)
from .choices import ChoiceAnswer, YesNoAnswer
from .figures import AmountAnswer, DateAnswer, NumberAnswer, PercentAnswer, RatioAnswer
from .indicators import IndicatorsAnswer
from .table import TableAnswer
from .text import ItemsAnswer, ProseAnswer

_ITEM = parse_text("{{ item }}")

ROOM = 2
"""How many dotted lines a draft leaves below a question."""


def member_key(number: int) -> str:
    """The key of the answers of a parameter's member, counted from 1.

    >>> member_key(2)
    'muc_2'
    """
    return f"muc_{number}"


class GroupMember(Model):
    """One of those of whom the same is asked."""

    id: Identifier = Field(description="Its key among the answers.")
    title: FixedText = Field(description="What is printed above its answers.")


class GroupQuestion(Model):
    """One of the questions that are asked of every member."""

    id: Identifier = Field(description="Its key among the member's answers.")
    prompt: FixedText = Field(description="What is asked, for whoever fills it in.")
    label: FixedText | None = Field(None, description="What is printed in front of the answer.")
    answer: Answer = Field(description="Its kind of answer.")

    @cached_property
    def fixed_label(self) -> Line | None:
        """The label as printed, where it says the same in every document; ``None`` where it does not."""
        return fixed_label(self.label)


class GroupAnswer(Kind):
    """The same for each member of a list: of the outline, a parameter, or the unit."""

    type: Literal["group"]
    members: Annotated[list[GroupMember], Distinct] = Field([], description="The members, in their order.")
    each: Identifier | None = Field(
        None, description="In place of `members`: a parameter that is a list; the keys are `muc_1`, `muc_2` …"
    )
    unit_list: Identifier | None = Field(
        None, description="The list of the unit (`lists`) that takes the place of `members` where the unit has it."
    )
    title: FixedText | None = Field(
        None, description="With `each`: what is printed for a member; absent: `{{ item }}`."
    )
    of: Answer | None = Field(None, description="The kind of answer, where there is one question for each member.")
    questions: Annotated[list[GroupQuestion], Distinct] = Field(
        [], description="In place of `of`: several questions for each member."
    )
    marker: Marker = Field("-", description="The first member's marker.")
    question_marker: Marker = Field("+", description="The first question's marker.")
    at_least: Natural | None = Field(
        None, description="Of how many members at least something is to be said; absent: of every one."
    )

    @model_validator(mode="after")
    def _consistent(self) -> GroupAnswer:
        if bool(self.members) == (self.each is not None):
            raise PydanticCustomError("group-members", "", {})
        if bool(self.questions) == (self.of is not None):
            raise PydanticCustomError("group-questions", "", {})
        return self

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {question.id: question.answer for question in self.questions}

    @cached_property
    def model(self) -> Any:
        return dict.__class_getitem__((str, self._member_model))

    @cached_property
    def _member_model(self) -> Any:
        if self.of is not None:
            return self.of.optional_model
        fields: dict[str, Any] = {id: (kind.optional_model, None) for id, kind in self._kinds.items()}
        asked = create_model("Questions", __base__=Model, **fields)
        return Annotated[asked | None, BeforeValidator(unless_empty), AfterValidator(_unless_unanswered)]

    @property
    def optional_model(self) -> Any:
        return Annotated[self.model | None, BeforeValidator(unless_empty), AfterValidator(self._unless_unanswered)]

    def read(self, value: object) -> Any:
        if not isinstance(value, dict):
            raise wrong_type("a mapping", value)
        member = self.of.answer if self.of is not None else self._member
        return self._unless_unanswered({key: member(given) for key, given in value.items()})

    def _member(self, value: object) -> Any:
        """The answers of one member; ``None`` where there are none."""
        if empty(value):
            return None
        given = mapping_of(value, self._kinds)
        read = {id: kind.answer(given.get(id)) for id, kind in self._kinds.items()}
        return _unless_unanswered(SimpleNamespace(**read))

    def reader(self) -> Read:
        """What reads the answers of the members, and tells what is wrong with them."""
        read = reader(self.optional_model)
        return lambda value, context: None if empty(value) else read(value, context)

    def _unless_unanswered(self, given: dict[str, Any] | None) -> dict[str, Any] | None:
        """The answers of the members; ``None`` where there are none, and no member that does not exist."""
        if given is None or any(value is not None for value in given.values()):
            return given
        known = self.each or self.unit_list or given.keys() <= {member.id for member in self.members}
        return None if known else given

    def json_schema(self) -> dict[str, Any]:
        if self.of is not None:
            one = self.of.optional_json_schema()
        else:
            questions = {question.id: question.answer.optional_json_schema() for question in self.questions}
            for question in self.questions:
                questions[question.id]["description"] = str(question.prompt)
            one = {"anyOf": [{"type": "object", "properties": questions, "additionalProperties": False}, *EMPTY]}
        if self.each or self.unit_list:
            return {"type": "object", "additionalProperties": one}
        members = {member.id: {**one, "title": str(member.title)} for member in self.members}
        return {"type": "object", "properties": members, "additionalProperties": False}

    def members_in(self, setting: Setting) -> Sequence[Member]:
        """The members that there are in a document."""
        if self.each is not None:
            found = setting.lists.get(self.each, ())
            title = self.title or _ITEM
            return [Member(member_key(number), item, title) for number, item in enumerate(found, start=1)]
        if self.unit_list and self.unit_list in setting.unit_lists:
            return [Member(key, title, _ITEM) for key, title in setting.unit_lists[self.unit_list].items()]
        return self._own_members

    @cached_property
    def _own_members(self) -> list[Member]:
        return [Member(member.id, None, member.title) for member in self.members]

    def asks(self, setting: Setting) -> bool:
        return bool(self.members_in(setting))

    def skeleton(self, setting: Setting) -> Any:
        if self.of is not None:
            return {member.key: self.of.skeleton(setting) for member in self.members_in(setting)}
        return {
            member.key: {question.id: question.answer.skeleton(setting) for question in self.questions}
            for member in self.members_in(setting)
        }

    def manner(self) -> Words:
        return self.of.manner() if self.of is not None else Words("the same questions for each")

    def faults(self, value: Mapping[str, Any], setting: Setting) -> Iterator[Fault]:
        known = [member.key for member in self.members_in(setting)]
        for key, given in value.items():
            if key not in known:
                near = {"choices": ", ".join(known), **guess(key, known)}
                yield Fault("unknown-member", (key,), arguments={"found": key, **near}, key=True)
                continue
            for path, kind, answer in self._answers(given):
                for fault in kind.faults(answer, setting) if answer is not None else ():
                    yield replace(fault, path=(key, *path, *fault.path))

    def lacking(self, value: Mapping[str, Any], setting: Setting) -> Iterator[Path]:
        members = self.members_in(setting)
        answered = [member for member in members if value.get(member.key) is not None]
        if self.at_least is not None and len(answered) >= min(self.at_least, len(members)):
            members = answered
        for member in members:
            for path, kind, answer in self._answers(value.get(member.key)):
                if answer is not None:
                    yield from ((member.key, *path, *inside) for inside in kind.lacking(answer, setting))
                elif kind.required:
                    yield (member.key, *path)

    def _answers(self, given: Any) -> Iterator[tuple[Path, Kind, Any]]:
        """The answers of one member, each with its path."""
        if self.of is not None:
            yield (), self.of, given
        for id, kind in self._kinds.items():
            yield (id,), kind, getattr(given, id) if given is not None else None

    def counted(self, value: Mapping[str, Any], path: Any) -> Any:
        if not path:
            return None
        for inside, kind, answer in self._answers(value.get(path[0])):
            if tuple(path[1 : 1 + len(inside)]) == inside and answer is not None:
                return kind.counted(answer, path[1 + len(inside) :])
        return None

    def printed(self, value: Mapping[str, Any] | None, press: Press, depth: int) -> list[Block]:
        blocks: list[Block] = []
        position = 0
        members = self.members_in(press.setting)
        answers = value or {}
        lacking = 0
        if press.draft and self._is_required:
            wanted = len(members) if self.at_least is None else self.at_least
            lacking = max(0, wanted - sum(answers.get(member.key) is not None for member in members))
        for member in members:
            given = answers.get(member.key)
            if given is None and not lacking:
                continue
            lacking -= given is None
            position += 1
            title = press.line(member.title, member.item)
            marker = item_marker(self.marker, position)
            if self.of is not None:
                room: list[Block] = [Dots()] * ROOM
                said = self.of.printed(given, press, depth + 1) if given is not None else room
                blocks += led(said, label_line(title), marker, depth)
            else:
                strong = tuple(Span(part.text, "strong") if isinstance(part, Span) else part for part in parts(title))
                blocks.append(Item(depth, marker, strong, keep=True))
                blocks += self._questions(given, press, depth + 1)
        return blocks

    @property
    def _is_required(self) -> bool:
        """Whether anything must be said of a member."""
        kinds = [self.of] if self.of is not None else [question.answer for question in self.questions]
        return any(kind.required for kind in kinds)

    def _questions(self, given: Any, press: Press, depth: int) -> Iterator[Block]:
        position = 0
        for question in self.questions:
            answer = getattr(given, question.id) if given is not None else None
            if answer is None and not (press.draft and question.answer.required):
                continue
            position += 1
            marker = item_marker(self.question_marker, position)
            if answer is None:
                yield Item(depth, marker, press.line(question.prompt, None))
                yield from [Dots()] * ROOM
                continue
            label = question.fixed_label
            if label is None:
                label = label_line(press.line(question.label, None)) if question.label is not None else ""
            yield from led(question.answer.printed(answer, press, depth + 1), label, marker, depth)


def _unless_unanswered(given: Any) -> Any:
    """The answers of one member, ``None`` where there are none."""
    return given if given is not None and any(value is not None for value in vars(given).values()) else None


KINDS: dict[str, type[Kind]] = {
    "prose": ProseAnswer,
    "items": ItemsAnswer,
    "number": NumberAnswer,
    "amount": AmountAnswer,
    "percent": PercentAnswer,
    "ratio": RatioAnswer,
    "date": DateAnswer,
    "choice": ChoiceAnswer,
    "yes_no": YesNoAnswer,
    "table": TableAnswer,
    "indicators": IndicatorsAnswer,
    "group": GroupAnswer,
}
"""The kinds of answer by the `type` that an outline names."""


def _typed(value: object) -> object:
    """An answer's keys, its type among them; the type alone may stand for all of it."""
    if isinstance(value, str):
        value = {"type": value}
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    if kind not in KINDS:
        near = guess(kind, KINDS) if isinstance(kind, str) else {}
        raise PydanticCustomError(
            "not-a-choice", "", {"choices": ", ".join(KINDS), "found": describe(kind), "field": "type", **near}
        )
    return value


Answer = Annotated[
    Annotated[ProseAnswer, Tag("<prose>")]
    | Annotated[ItemsAnswer, Tag("<items>")]
    | Annotated[NumberAnswer, Tag("<number>")]
    | Annotated[AmountAnswer, Tag("<amount>")]
    | Annotated[PercentAnswer, Tag("<percent>")]
    | Annotated[RatioAnswer, Tag("<ratio>")]
    | Annotated[DateAnswer, Tag("<date>")]
    | Annotated[ChoiceAnswer, Tag("<choice>")]
    | Annotated[YesNoAnswer, Tag("<yes_no>")]
    | Annotated[TableAnswer, Tag("<table>")]
    | Annotated[IndicatorsAnswer, Tag("<indicators>")]
    | Annotated[GroupAnswer, Tag("<group>")],
    Discriminator(lambda value: f"<{value['type'] if isinstance(value, dict) else getattr(value, 'type', 'prose')}>"),
    BeforeValidator(_typed),
]
"""A kind of answer, as an outline says it: `{type: prose, min_words: 50}`, or `prose` alone."""
