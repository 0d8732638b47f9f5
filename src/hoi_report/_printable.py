"""An outline's tree as composing goes through it: what a node says in every document is read from its model once.

Models' fields take several times as long to read, and most nodes have neither a condition nor anything that repeats
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from ._grammar import Entry, ItemList, Node, OutlineFile, Section, Written
from ._printing import Conditional
from ._questions import Question
from ._text import Text


class Known(NamedTuple):
    """What is known of an outline's nodes, by the ``id()`` of each."""

    questions: Mapping[int, Question]
    lasting: Set[int]
    """The sections that say something in every document in which their conditions hold."""


NOTHING = Known({}, frozenset())


class PrintablePart:
    """What is printed of an outline, or left out."""

    def __init__(self, said: Conditional, unlisted: bool = False):
        self.condition = said if said.when is not None or said.at else None
        """What holds where it is printed; ``None`` where it always is, as nearly everything."""
        self.unlisted = unlisted
        """It is left out of a đề cương."""


class PrintableEntry(PrintablePart):
    """A paragraph, an item, or a prompt."""

    def __init__(self, said: Entry | Written, known: Known = NOTHING):
        super().__init__(said, said.unlisted)
        entry = said if isinstance(said, Entry) else None
        self.is_fixed = said.text is not None
        """It is a text."""
        self.words: Text = said.words if isinstance(said, Entry) else said.text
        """Its text, or its prompt."""
        self.each = said.each
        """The parameter for each of whose members it is repeated."""
        self.label = entry.label if entry is not None else None
        self.question = known.questions.get(id(said))
        self.content = _nodes(entry.content, known) if entry is not None else ()


class PrintableList(PrintablePart):
    """A list."""

    def __init__(self, said: ItemList, known: Known):
        super().__init__(said)
        self.marker, self.between, self.last = said.marker, said.between, said.last
        self.items = tuple(PrintableEntry(item, known) for item in said.items)


class PrintableSection(PrintablePart):
    """A section."""

    def __init__(self, said: Section, known: Known):
        super().__init__(said)
        self.title, self.run_on, self.number = said.title, said.run_on, said.number
        self.question = known.questions.get(id(said))
        self.is_lasting = id(said) in known.lasting
        self.content = _nodes(said.content, known)
        self.sections = tuple(PrintableSection(section, known) for section in said.sections)


PrintableNode = PrintableEntry | PrintableList


class PrintableOutline:
    """A whole outline."""

    def __init__(self, said: OutlineFile, known: Known):
        self.levels = said.levels
        self.legal_basis = printable_texts(said.legal_basis)
        self.opening = printable_texts(said.opening)
        self.sections = tuple(PrintableSection(section, known) for section in said.sections)
        self.closing = printable_texts(said.closing)
        self.footnotes = {id: printable_texts(texts) for id, texts in said.footnotes.items()}


def printable_texts(texts: Iterable[Written]) -> tuple[PrintableEntry, ...]:
    """Paragraphs of fixed text."""
    return tuple(map(PrintableEntry, texts))


def _nodes(nodes: Iterable[Node], known: Known) -> tuple[PrintableNode, ...]:
    return tuple(PrintableList(n, known) if isinstance(n, ItemList) else PrintableEntry(n, known) for n in nodes)
