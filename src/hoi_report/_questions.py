"""The questions of an outline: a tree with the ids of its sections and prompts, as `answers` mirrors it.

What has an id and holds questions is a mapping; a question is a key in the nearest one around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from pydantic import create_model
from pydantic_core import CoreSchema, SchemaValidator, core_schema
from pydantic_core.core_schema import typed_dict_field

from ._answers import GroupAnswer, Kind, fixed_label
from ._blocks import Line
from ._grammar import Entry, ItemList, OutlineFile, Section
from ._model import KnownKeys, Model, Path, Read, mapping_of
from ._text import Text
from ._value_class import guarded_class

Holder = Section | Entry | ItemList


@guarded_class
class Question:
    """What a report answers with one answer."""

    path: tuple[str, ...]
    """Where the answer stands, below `answers`."""
    kind: Kind
    """The kind of answer; a group of it where `each` repeats the question."""
    node: Section | Entry
    around: tuple[Holder, ...]
    """What it stands in, from the outermost; and itself."""
    place: Path
    """Where the outline asks it."""

    @cached_property
    def reader(self) -> Read:
        """What reads its answer, and tells what is wrong with it."""
        return self.kind.reader()

    def read(self, value: object) -> Any:
        """Its answer, if it is right; raises an error where it is not."""
        return self.kind.answer(value)

    @property
    def id(self) -> str:
        """Its id."""
        return self.path[-1]

    @cached_property
    def kind_of_one(self) -> Kind:
        """The kind of one answer, where `each` repeats the question."""
        return self.node.answer if self.node.answer is not None else self.kind

    @cached_property
    def is_repeated(self) -> bool:
        """Whether `each` repeats it."""
        return isinstance(self.node, Entry) and self.node.each is not None

    @cached_property
    def conditions(self) -> tuple[Holder, ...]:
        """What of :attr:`around` is not printed in every document: as a rule nothing."""
        return tuple(node for node in self.around if node.when is not None or node.at)

    @cached_property
    def fixed_label(self) -> Line | None:
        """The label as printed, where it says the same in every document; ``None`` where it does not."""
        return fixed_label(self.node.label if isinstance(self.node, Entry) else None)

    @property
    def section(self) -> Section:
        """The nearest section around it."""
        return next(node for node in reversed(self.around) if isinstance(node, Section))

    @property
    def chapter(self) -> Section:
        """The outermost section around it."""
        first = self.around[0]
        assert isinstance(first, Section)
        return first

    @property
    def prompt(self) -> Text:
        """What is asked: the prompt, or the title of a section."""
        return self.node.title if isinstance(self.node, Section) else self.node.words


@guarded_class
class Branch:
    """What holds questions, and has an id of its own."""

    children: dict[str, Branch | Question] = field(default_factory=dict)
    node: Section | Entry | None = None

    def __iter__(self) -> Iterator[Question]:
        """Every question, in the order of the outline."""
        for child in self.children.values():
            if isinstance(child, Question):
                yield child
            else:
                yield from child

    @cached_property
    def by_node(self) -> dict[int, Question]:
        """The questions by the ``id()`` of what asks them, which lives as long as they do."""
        return {id(question.node): question for question in self}

    @cached_property
    def model(self) -> Any:
        """The pydantic model of the answers below; every one of them may be absent."""
        fields: dict[str, Any] = {}
        for id, child in self.children.items():
            kind = child.kind.optional_model if isinstance(child, Question) else child.model | None
            fields[id] = (kind, None)
        return create_model("Answers", __base__=Model, **fields)

    def read(self, value: object) -> dict[str, Any]:
        """The answers below, if all of them are right; raises an error where one is not.

        Mostly they are. What reads them otherwise has to go from one to the next with all that it would have to tell.
        """
        given = mapping_of(value, self.children)
        return {id: self.children[id].read(answer) for id, answer in given.items() if answer is not None}

    @cached_property
    def reader(self) -> SchemaValidator:
        """What reads the answers below into mappings, with the problems that :attr:`model` has.

        A class for each branch, made for one document, would take longer than all that is read. What an answer has to
        be is made out where there is one.
        """
        return SchemaValidator(self._schema)

    @property
    def _schema(self) -> CoreSchema:
        fields = {id: typed_dict_field(_schema_of(child), required=False) for id, child in self.children.items()}
        known = KnownKeys(self.children)

        def remember(value: object, info: core_schema.ValidationInfo[Any]) -> object:
            if isinstance(info.context, dict):
                info.context[id(value)] = known
            return value

        whole = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        return core_schema.with_info_before_validator_function(remember, whole)


def _schema_of(child: Branch | Question) -> CoreSchema:
    if isinstance(child, Branch):
        return core_schema.nullable_schema(child._schema)
    return core_schema.with_info_plain_validator_function(lambda value, info: child.reader(value, info.context))


def questions_of(outline: OutlineFile) -> Branch:
    """The tree of an outline's questions."""
    root = Branch()
    for index, section in enumerate(outline.sections):
        _grow(root, section, (), (), ("sections", index))
    return root


def says_anyway(node: Holder, questions: Mapping[int, Question]) -> bool:
    """Whether there is something to print of a node in every document: fixed text, or what must be answered."""
    question = questions.get(id(node))
    if question is not None:
        return question.kind.required
    if isinstance(node, Section):
        below: Sequence[Holder] = [*node.content, *node.sections]
        return not below or any(_says_whenever(one, questions) for one in below)
    if isinstance(node, Entry) and node.text is not None:
        return True
    return any(_says_whenever(one, questions) for one in (node.items if isinstance(node, ItemList) else node.content))


def _says_whenever(node: Holder, questions: Mapping[int, Question]) -> bool:
    return node.when is None and not node.at and says_anyway(node, questions)


def _grow(branch: Branch, node: Holder, path: tuple[str, ...], around: tuple[Holder, ...], place: Path) -> None:
    around = (*around, node)
    if isinstance(node, ItemList):
        for index, item in enumerate(node.items):
            _grow(branch, item, path, around, (*place, "items", index))
        return
    if node.answer is not None and node.id is not None:
        kind: Kind = node.answer
        if isinstance(node, Entry) and node.each is not None:
            kind = GroupAnswer.model_construct(type="group", each=node.each, of=node.answer, required=kind.required)
        branch.children[node.id] = Question((*path, node.id), kind, node, around, place)
        return
    inner = Branch(node=node) if node.id is not None else branch
    inside = (*path, node.id) if node.id is not None else path
    for index, below in enumerate(node.content):
        _grow(inner, below, inside, around, (*place, "content", index))
    for index, section in enumerate(node.sections if isinstance(node, Section) else ()):
        _grow(inner, section, inside, around, (*place, "sections", index))
    if inner is not branch and inner.children and node.id is not None:
        branch.children[node.id] = inner
