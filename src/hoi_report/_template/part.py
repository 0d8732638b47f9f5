"""A part that is printed anew for each document: its program, and how that is run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol, cast

from .._value_class import guarded_class
from . import running, values

XML_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NAMES: dict[str, Any] = {
    name: getattr(room, name)
    for room, names in (
        (running, ("FILTERS", "NOTHING", "TESTS", "Loop", "field", "joined", "lacking", "look", "member", "members")),
        (running, ("number",)),
        (values, ("line_length", "print_attribute", "print_blocks", "print_runs", "print_text", "Undefined", "View")),
    )
    for name in names
}
"""All that a program knows."""


class _Run(Protocol):
    def __call__(self, values: Mapping[str, object], out: list[bytes]) -> None: ...


@guarded_class
class Part:
    """A compiled part."""

    name: str
    """Its name in the package."""
    text: str
    """Its program, as ``writing`` wrote it."""
    uneven: bool = False
    """Whether the number of a table's columns depends on data (``grids``)."""

    @cached_property
    def _run(self) -> _Run:
        names = dict(_NAMES)
        exec(compile(self.text, self.name, "exec"), names)
        return cast(_Run, names["part"])

    def render(self, context: Mapping[str, object]) -> bytes:
        """The part's XML, filled from the context."""
        out = [XML_DECLARATION]
        self._run(context, out)
        if not self.uneven:
            return b"".join(out)

        from .grids import mended  # here: it parses the part again, as nothing else does

        return mended(b"".join(out))
