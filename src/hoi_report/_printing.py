"""How a text is printed: its words, the values that it mentions, the marks of its footnotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from ._blocks import Line, NoteMark, Span, SpanStyle
from ._parameters import FILTERS, printed
from ._text import Mark, Mention, Text
from ._vietnamese import BLANK

NO_ITEM = object()


class Part(Protocol):
    """What an outline brings to the values of its texts."""

    @property
    def term(self) -> object:
        """Its nhiệm kỳ."""

    @property
    def phrases(self) -> Mapping[str, Sequence[Any]]:
        """Its phrases: the forms of each."""


class Conditional(Protocol):
    """What is printed in some documents only."""

    @property
    def when(self) -> str | None:
        """The parameter that must have a value."""

    @property
    def at(self) -> list[str]:
        """The levels of which the issuing unit must be one; none: any."""


class Scope(Protocol):
    """What composing asks of the values."""

    def begin_part(self, part: Part) -> None:
        """From here on every citation is a first mention again (PL I, Phần I, II.6.b; an attachment is read alone).

        ``part`` is the outline of what follows.
        """

    def has(self, name: str) -> bool:
        """Whether a parameter has a value (`when`)."""

    def members(self, name: str) -> list[object]:
        """The members of a list parameter (`each`)."""

    def is_at(self, levels: list[str]) -> bool:
        """Whether the issuing unit is of one of these levels (`at`)."""

    def show(self, mention: Mention, item: object) -> str:
        """A mention, as printed here."""


class Blanks:
    """No values: an outline printed alone, with a blank wherever a document would say something."""

    def __init__(self, term: object):
        self._term = term

    def begin_part(self, part: Part) -> None:
        self._term = part.term

    def has(self, name: str) -> bool:
        return True

    def members(self, name: str) -> list[object]:
        return [None]

    def is_at(self, levels: list[str]) -> bool:
        return True

    def show(self, mention: Mention, item: object) -> str:
        if mention.names[0] != "term":
            return BLANK
        value: object = self._term
        for field in mention.names[1:]:
            value = getattr(value, field)
        for filter in mention.filters:
            value = FILTERS[filter][1](value)
        return printed(value)


def holds(node: Conditional, scope: Scope) -> bool:
    """Whether `when` and `at` let a part be printed."""
    return (node.when is None or scope.has(node.when)) and (not node.at or scope.is_at(node.at))


def line(
    text: Text, scope: Scope, note: Callable[[str], int | None], *, item: object = NO_ITEM, style: SpanStyle = ""
) -> Line:
    """A text as printed: its words and values in one span, its marks between.

    ``note`` gives the number of a footnote's mark, or ``None`` where the note is left out.
    """
    if len(text.parts) == 1 and isinstance(fixed := text.parts[0], str):  # as most are
        return (Span(fixed, style),) if style else fixed
    parts: list[Span | NoteMark] = []
    words = ""
    for part in text.parts:
        if isinstance(part, Mark):
            number = note(part.note)
            if number is not None:
                parts += [Span(words, style), NoteMark(number)] if words else [NoteMark(number)]
                words = ""
        else:
            words += part if isinstance(part, str) else scope.show(part, item)
    if not parts and not style:
        return words
    return (*parts, Span(words, style)) if words else tuple(parts)


def words(text: Text, scope: Scope, *, item: object = NO_ITEM) -> str:
    """A text of the frame as printed: without marks, which it cannot have."""
    return "".join(
        part if isinstance(part, str) else scope.show(part, item) for part in text.parts if not isinstance(part, Mark)
    )
