"""How headings and list items are numbered: data of an outline, counted here.

A *level* of headings has a style of number and a pattern; a *marker* is a sample of the first item: ``-``, ``(1)``,
``a)``. Numbers are printed text, never Word's automatic numbering, whose restarts break in every engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ._model import Model
from ._patterns import compiled_later
from ._scalars import Natural, Str
from ._vietnamese import LETTERS, ORDINALS, roman

NumberStyle = Literal["roman", "arabic", "letter", "ordinal"]

NUMERALS: dict[str, tuple[Callable[[int], str], int]] = {
    "roman": (roman, 3999),
    "arabic": (str, 10**9),
    "letter": (lambda n: LETTERS[n - 1], len(LETTERS)),
    "ordinal": (lambda n: ORDINALS[n - 1], len(ORDINALS)),
}
"""How each style writes a number, and the last one that it can write."""


@lru_cache
def numeral(style: str, value: int) -> str:
    """The number in a style.

    Raises :class:`PydanticCustomError` ``number-too-large`` where the style has no such number.

    >>> numeral("letter", 5), numeral("roman", 9), numeral("ordinal", 1)
    ('đ', 'IX', 'nhất')
    """
    write, last = NUMERALS[style]
    if not 1 <= value <= last:
        raise PydanticCustomError("number-too-large", "", {"value": value, "last": write(last)})
    return write(value)


def _pattern(value: object) -> object:
    """A pattern whose only fields are depths: ``{2}.{3}.``"""
    if isinstance(value, str) and re.fullmatch(r"(?:[^{}\n]|\{[1-9]\})*", value):
        return value
    raise PydanticCustomError("number-pattern", "", {"found": str(value)})


class HeadingLevel(Model):
    """How the headings of one depth are numbered."""

    style: NumberStyle = Field(
        "arabic", description="roman (I, II), arabic (1, 2), letter (a, b … đ) or ordinal (nhất, hai)."
    )
    format: Annotated[Str, BeforeValidator(_pattern)] = Field(
        description="What is printed: {1} is the number of the first depth, {2} of the second; `{1}.` prints I., "
        "`{2}.{3}.` prints 2.1., `Phần thứ {1}.` prints Phần thứ nhất."
    )
    start: Natural = Field(1, description="The number of the first heading.")


DEFAULT_LEVELS = (
    HeadingLevel.model_construct(style="roman", format="{1}."),
    HeadingLevel.model_construct(style="arabic", format="{2}."),
    HeadingLevel.model_construct(style="arabic", format="{2}.{3}."),
    HeadingLevel.model_construct(style="arabic", format="{2}.{3}.{4}."),
)
"""I. / 1. / 2.1. / 2.2.1., as the Hội writes; NĐ 30/2020 leaves the levels below khoản open (PL I, Phần I, II.6.c)."""


def heading_number(levels: Sequence[HeadingLevel], counters: Sequence[int]) -> str:
    """The printed number of a heading, from the numbers of its own and the depths above it.

    >>> heading_number(DEFAULT_LEVELS, [2]), heading_number(DEFAULT_LEVELS, [2, 2, 1])
    ('II.', '2.1.')
    """
    printed = levels[len(counters) - 1].format
    for depth, counter in enumerate(counters, start=1):
        if (field := f"{{{depth}}}") in printed:
            printed = printed.replace(field, numeral(levels[depth - 1].style, counter))
    return printed


class _Sibling(Protocol):
    @property
    def number(self) -> int | None:
        """The number that it has, whatever stands before it."""


S = TypeVar("S", bound=_Sibling)


def numbered(
    siblings: Iterable[S], levels: Sequence[HeadingLevel], above: tuple[int, ...] = ()
) -> Iterator[tuple[S, tuple[int, ...]]]:
    """Sections beside each other, each with its number behind those of what it stands in (``above``)."""
    number: int | None = None
    for sibling in siblings:
        following = levels[len(above)].start if number is None else number + 1
        number = sibling.number or following
        yield sibling, (*above, number)


_COUNTED = compiled_later(r"(\(?)([1aiI])([).]{1,2})")
_STYLE_OF_SAMPLE = {"1": "arabic", "a": "letter", "I": "roman", "i": "roman"}
SYMBOLS = "-+*•–"


def _check_marker(value: object) -> object:
    if isinstance(value, str) and ((value in SYMBOLS and len(value) == 1) or _COUNTED.fullmatch(value)):
        return value
    raise PydanticCustomError("list-marker", "", {"found": str(value)})


Marker = Annotated[Str, BeforeValidator(_check_marker)]
"""The first item's marker: ``-``, ``+``, ``*``, ``•``, ``–``, or ``1``, ``a``, ``i``, ``I`` with a dot or brackets."""


@lru_cache
def item_marker(sample: str, position: int) -> str:
    """The printed marker of an item, its position counted from 1.

    >>> [item_marker("a)", n) for n in (1, 4, 5, 6, 7)]
    ['a)', 'd)', 'đ)', 'e)', 'g)']
    >>> item_marker("(1)", 3), item_marker("-", 3)
    ('(3)', '-')
    """
    counted = _COUNTED.fullmatch(sample)
    if not counted:
        return sample
    before, one, after = counted.groups()
    printed = numeral(_STYLE_OF_SAMPLE[one], position)
    return f"{before}{printed.lower() if one == 'i' else printed}{after}"
