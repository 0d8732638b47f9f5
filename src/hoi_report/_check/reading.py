"""The state of reading a file from its first line to its last, and what can be asked of a line."""

from __future__ import annotations

from collections.abc import Iterator

from .._rules import RuleSet
from .._word import Paragraph, WordFile
from .lines import Line, cut_at, gaps, lines_of
from .pieces import Piece
from .signs import HEADINGS, begins, is_upper, same


class Reading:
    """One file that is read: which line is next, and the pieces found so far."""

    def __init__(self, file: WordFile, rules: RuleSet):
        self.file = file
        self.words = {id: component.text + component.prefix for id, component in rules.components.items()}
        """The fixed words of each component."""
        self.kinds = [kind.name for kind in rules.kinds.values()]
        self.lines = [line for paragraph in file.paragraphs for line in lines_of(paragraph)]
        self.at = 0
        """The index of the next line."""
        self.annex = 0
        """The annex that is read, from 1; 0 is the document itself."""
        self.pieces: list[Piece] = []
        self.ends: dict[int, bool] = {}
        """Of each table that was met: whether it is the end of a part."""

    def add(self, component: str, *lines: Line, named: int = 0, numbered: bool = False) -> None:
        """The lines are a component."""
        if lines:
            self.pieces.append(Piece(component, lines, self.annex, named, numbered))

    def says(self, component: str, text: str) -> bool:
        """Whether a text is the fixed words of a component."""
        return same(text, self.words.get(component, ()))

    def begins(self, component: str, text: str) -> bool:
        """Whether a text begins with the fixed words of a component."""
        return begins(text, self.words.get(component, ()))

    def is_authority(self, line: Line) -> bool:
        """Whether a line says on whose behalf somebody signs."""
        text = line.text
        marks = self.words.get("quyen_han_ky", [])
        return is_upper(text) and len(text) < 90 and text.startswith(tuple(f"{mark} " for mark in marks))

    def next(self) -> Line | None:
        """The next line with something to read; blank and typed ones before it are passed over."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.is_blank and not line.is_typed_line and not same(line.text, ("dự thảo", "(dự thảo)")):
                return line
            self.at += 1
        return None

    def within(self, count: int) -> Iterator[Line]:
        """The next lines, so many that are not blank."""
        for line in self.lines[self.at :]:
            if count == 0:
                return
            count -= not line.is_blank
            yield line

    def skip(self, paragraph: Paragraph) -> None:
        """Go on behind a paragraph."""
        while self.at < len(self.lines) and self.lines[self.at].paragraph is paragraph:
            self.at += 1


def numbering(text: str) -> tuple[str, str]:
    """How a line is numbered, and the number; two empty texts where it is not."""
    for kind, pattern in HEADINGS:
        if found := pattern.match(text):
            return kind, found[0]
    return "", ""


def is_bold(line: Line) -> bool:
    letters = list(line.letters)
    return bool(letters) and all(run.bold for run in letters)


def has_line(paragraph: Paragraph) -> bool:
    return paragraph.border_below is not None or any(drawing.kind == "line" for drawing in paragraph.drawings)


def table_of(line: Line) -> int | None:
    return line.paragraph.cell.table if line.paragraph.cell else None


def columns(line: Line) -> list[Line]:
    """The line, or the two that a tab puts side by side."""
    for start, end in gaps(line):
        text = "".join(run.text for run in line.runs)
        if "\t" in text[start:end] or end - start >= 8:
            return list(cut_at(line, start, end))
    return [line]
