"""Fixed text of an outline: words, values that it mentions (``{{ … }}``) and marks of footnotes (``[^id]``).

A text holds no program: ``{{ name }}`` or ``{{ name.field | filter }}`` and nothing else; conditions and repetitions
are keys of the outline. ``\\{{`` and ``\\[^`` print as they stand. Which names exist is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ._patterns import compiled_later
from ._scalars import MADE, one_line
from ._value_class import value_class


@value_class
class Mention:
    """A value that a text mentions: ``{{ unit.name | upper }}``."""

    names: tuple[str, ...]
    """``("unit", "name")``."""
    filters: tuple[str, ...]
    """``("upper",)``."""
    offset: int
    """Where the first name stands in the text, in characters."""


@value_class
class Mark:
    """The mark of a footnote."""

    note: str
    """The note's id."""
    offset: int


@value_class
class Text:
    """A parsed text."""

    source: str
    """As it was written."""
    parts: tuple[str | Mention | Mark, ...]

    def mentions(self) -> Iterator[Mention]:
        """The values mentioned, in order."""
        return (part for part in self.parts if isinstance(part, Mention))

    def marks(self) -> Iterator[Mark]:
        """The footnotes marked, in order."""
        return (part for part in self.parts if isinstance(part, Mark))

    def __str__(self) -> str:
        return self.source


_PIECE = compiled_later(
    r"\\(?P<escaped>\{\{|\{%|\{#|\[\^)"
    r"|\{\{(?P<mention>.*?)\}\}"
    r"|\[\^(?P<mark>[^\]]*)\]"
    r"|(?P<open>\{\{|\{%|\{#)"
)
_NAME = compiled_later(r"[A-Za-z_][A-Za-z0-9_]*")


def parse_text(source: str) -> Text:
    """The parts of a text.

    Raises :class:`PydanticCustomError` with the offset of what is wrong.

    >>> [part for part in parse_text("Hội LHPN {{ unit.locality | upper }}[^1a]").parts]
    ['Hội LHPN ', Mention(names=('unit', 'locality'), filters=('upper',), offset=12), Mark(note='1a', offset=36)]
    """
    parts: list[str | Mention | Mark] = []
    literal = ""
    end = 0
    for piece in _PIECE.finditer(source):
        literal += source[end : piece.start()]
        end = piece.end()
        if piece["escaped"]:
            literal += piece["escaped"]
            continue
        if piece["open"]:
            code = "unclosed-mention" if piece["open"] == "{{" else "program-in-text"
            raise PydanticCustomError(code, "", {"offset": piece.start(), "found": piece["open"]})
        if literal:
            parts.append(literal)
            literal = ""
        if piece["mention"] is not None:
            parts.append(_mention(piece["mention"], piece.start("mention")))
        else:
            parts.append(Mark(piece["mark"], piece.start()))
    literal += source[end:]
    if literal:
        parts.append(literal)
    return Text(source, tuple(parts))


def _mention(inside: str, offset: int) -> Mention:
    name, *filters = (part.strip() for part in inside.split("|"))
    names = name.split(".")
    if not all(_NAME.fullmatch(part) for part in (*names, *filters)):
        raise PydanticCustomError("program-in-text", "", {"offset": offset, "found": inside.strip()})
    return Mention(tuple(names), tuple(filters), offset + inside.index(name))


def _parsed(value: object) -> Text:
    return value if isinstance(value, Text) else parse_text(one_line(value))


FixedText = Annotated[Text, MADE, BeforeValidator(_parsed), WithJsonSchema({"type": "string"})]
"""A text of one paragraph, which may mention values and mark footnotes."""
