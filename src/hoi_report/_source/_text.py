"""A text that knows its name, and the line and column of each of its characters."""

from __future__ import annotations

from bisect import bisect_right

from .._patterns import compiled_later
from .._problems import Place

_LINE_BREAK = compiled_later(r"\r\n?|\n")


class Text:
    """The whole text of a file, or nothing but a name for what has no text."""

    __slots__ = ("_line_starts", "data", "is_usual", "name", "text")

    def __init__(self, name: str | None, text: str = "", data: bytes | None = None, is_usual: bool = False):
        self.name = name
        self.text = text
        self.data = data
        """The text in UTF-8, where the file says exactly that: to make it again takes time."""
        self.is_usual = is_usual
        """Whether it is known to hold no character that has to be looked at."""
        self._line_starts: list[int] | None = None  # found when a place far down is first asked for

    def place(self, index: int | None) -> Place:
        """The place of a character, lines and columns from 1; only the name where ``index`` is ``None``."""
        if index is None:
            return Place(self.name)
        if self._line_starts is None:
            if index < _NEAR and "\r" not in self.text[: index + 1]:
                return Place(self.name, self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index))
            self._line_starts = [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]
        line = bisect_right(self._line_starts, index)
        return Place(self.name, line, index - self._line_starts[line - 1] + 1)


_NEAR = 4096
"""So near to the beginning a place is found by counting: most files have a note there and nothing else."""
