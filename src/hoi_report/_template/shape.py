"""Where one stands in XML that is read piece by piece, with holes between the pieces.

The pieces are the constant text of a template and the holes are its tags. Following the open elements over them proves
that whatever is printed is well-formed, whichever way the conditions fall: then no filled document needs a parser.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from .._value_class import value_class

Place = Literal["text", "attribute", "runs", "blocks", "nowhere"]
"""What may be printed at a place: text, an attribute's value, runs, whole paragraphs and tables, nothing."""

_TEXT_ELEMENTS = {"w:t", "w:delText", "w:instrText", "w:delInstrText"}
_OPENING = re.compile(r"<(/?)([^\s/>]+)")
_INSIDE = re.compile(r"""(")|(/?)>""")


class Broken(Exception):
    """The pieces do not fit together: an element ends that did not begin."""


@value_class
class Shape:
    """The elements that are open, and whether one stands inside a start tag or an attribute's value."""

    stack: tuple[str, ...] = ()
    tag: str = ""
    """The tag that is being read: its name, after ``/`` where it is an end tag."""
    quoted: bool = False

    @property
    def place(self) -> Place:
        """What may be printed here."""
        if self.tag:
            return "attribute" if self.quoted else "nowhere"
        if not self.stack:
            return "nowhere"
        top = self.stack[-1]
        if top == "w:body":
            return "blocks"
        return "text" if top in _TEXT_ELEMENTS or not top.startswith("w:") else "runs"

    def read(self, piece: str) -> Shape:
        """Where one stands after a piece of XML.

        Raises:
            Broken: an element ends in it that did not begin.
        """
        shape, position = self, 0
        while position < len(piece):
            shape, position = shape._step(piece, position)
        return shape

    def _step(self, piece: str, position: int) -> tuple[Shape, int]:
        if self.quoted:
            end = piece.find('"', position)
            return (self, len(piece)) if end < 0 else (replace(self, quoted=False), end + 1)
        if not self.tag:
            start = piece.find("<", position)
            if start < 0:
                return self, len(piece)
            found = _OPENING.match(piece, start)
            if found is None:
                raise Broken(piece[start : start + 20])
            return replace(self, tag="".join(found.groups())), found.end()
        found = _INSIDE.search(piece, position)
        if found is None:
            return self, len(piece)
        if found.group(1):
            return replace(self, quoted=True), found.end()
        return self._closed(empty=bool(found.group(2))), found.end()

    def _closed(self, *, empty: bool) -> Shape:
        """After the ``>`` of the tag that was being read."""
        if empty:
            return Shape(self.stack)
        if not self.tag.startswith("/"):
            return Shape((*self.stack, self.tag))
        if self.stack[-1:] != (self.tag[1:],):
            raise Broken(self.tag)
        return Shape(self.stack[:-1])
