"""What the builder reads: one kind of event, whether it comes from YAML, JSON or Python objects.

A source of events says what it cannot accept with a ``trouble`` event in front of the value that it spoils. After
trouble that leaves nothing to go on with (a syntax error) it simply ends.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Kind = Literal["mapping", "sequence", "end", "scalar", "alias", "trouble"]

ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
"""What a YAML text without quotes says where there is no value."""


class Event(NamedTuple):
    """One step through a file."""

    kind: Kind
    value: Any = None
    """Of a scalar: its value, ``None`` where it is absent. Of an alias: the anchor's name. Of trouble: see below."""
    start: int | None = None
    """Where it begins in the text, its anchor included; ``None`` for Python objects."""
    end: int | None = None
    """Behind its last character."""
    style: str = ""
    """How a text is written: ``""`` (plain), ``'``, ``"``, ``|``, ``>``; ``json``."""
    anchor: str | None = None


def trouble(code: str, at: int | None = None, **arguments: object) -> Event:
    """A problem at a character of the text; the builder adds the path."""
    return Event("trouble", (code, arguments), at)
