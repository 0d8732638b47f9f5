"""An outline's tree as composing goes through it: what a node says in every document is read from its model once.

Models' fields take several times as long to read, and most nodes have neither a condition nor anything that repeats
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from ._grammar import Entry, Fixed, ItemList, Node, OutlineFile, Section
from ._numbering import HeadingLevel
from ._printing import Conditional
from ._questions import Question
from ._text import Text
from ._value_class import value_class


@value_class
class Printable:
    """What is printed of an outline, or left out."""

    condition: Conditional | None
    """What holds where it is printed; ``None`` where it always is, as nearly everything."""
    unlisted: bool
    """It is left out of a đề cương."""


@value_class
class PrintableEntry(Printable):
    """A paragraph, an item, or a prompt."""

    words: Text
    """Its text, or its prompt."""
    is_fixed: bool
    """It is a text."""
    each: str | None
    """The parameter for each of whose members it is repeated."""
    label: Text | None = None
    question: Question | None = None
    content: tuple[PrintableEntry | PrintableList, ...] = ()


@value_class
class PrintableList(Printable):
    """A list."""

    marker: str
    between: str | None
    last: str | None
    items: tuple[PrintableEntry, ...]


@value_class
class PrintableSection(Printable):
    """A section."""

    title: Text
    run_on: Text | None
    number: int | None
    question: Question | None
    is_lasting: bool
    """It says something in every document in which its condition holds."""
    content: tuple[PrintableEntry | PrintableList, ...]
    sections: tuple[PrintableSection, ...]


PrintableNode = PrintableEntry | PrintableList


@value_class
class PrintableOutline:
    """A whole outline."""

    levels: Sequence[HeadingLevel]
    legal_basis: tuple[PrintableEntry, ...]
    opening: tuple[PrintableEntry, ...]
    sections: tuple[PrintableSection, ...]
    closing: tuple[PrintableEntry, ...]
    footnotes: Mapping[str, tuple[PrintableEntry, ...]]


class Preparing:
    """Makes an outline ready, with what is known of its nodes by the ``id()`` of each."""

    def __init__(self, questions: Mapping[int, Question], lasting: Set[int]):
        self.questions = questions
        self.lasting = lasting

    def outline(self, file: OutlineFile) -> PrintableOutline:
        """All of it."""
        return PrintableOutline(
            file.levels,
            printable_texts(file.legal_basis),
            printable_texts(file.opening),
            tuple(map(self._section, file.sections)),
            printable_texts(file.closing),
            {id: printable_texts(texts) for id, texts in file.footnotes.items()},
        )

    def _section(self, node: Section) -> PrintableSection:
        return PrintableSection(
            _condition(node),
            False,
            node.title,
            node.run_on,
            node.number,
            self.questions.get(id(node)),
            id(node) in self.lasting,
            tuple(map(self._node, node.content)),
            tuple(map(self._section, node.sections)),
        )

    def _node(self, node: Node) -> PrintableNode:
        if not isinstance(node, ItemList):
            return self._entry(node)
        items = tuple(map(self._entry, node.items))
        return PrintableList(_condition(node), False, node.marker, node.between, node.last, items)

    def _entry(self, node: Entry) -> PrintableEntry:
        return PrintableEntry(
            _condition(node),
            node.unlisted,
            node.words,
            node.text is not None,
            node.each,
            node.label,
            self.questions.get(id(node)),
            tuple(map(self._node, node.content)),
        )


def printable_texts(texts: Iterable[Fixed]) -> tuple[PrintableEntry, ...]:
    """Paragraphs of fixed text."""
    return tuple(
        PrintableEntry(_condition(text), text.unlisted, text.text, True, text.each)
        for text in texts
        if text.text is not None
    )


def _condition(node: Conditional) -> Conditional | None:
    return node if node.when is not None or node.at else None
