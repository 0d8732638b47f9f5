"""Paragraphs cut into the lines that people see: where text was broken by hand, or pushed aside by tabs and spaces.

Many a head is typed: “HỘI LHPN TỈNH …⇥CỘNG HÒA XÃ HỘI …” is one paragraph and two components. A line knows its runs,
so that the look of each component can be judged alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .._word import Paragraph, Run
from .signs import has_letters

Side = Literal["", "left", "right"]

_BLANK = re.compile(r"[\s\u00a0\u200b\ufeff]*")
_TYPED = re.compile(r"[_\-–—=*]{3}")
_ONLY_TYPED = re.compile(r"[\s_\-–—=*]+")
_ASIDE = re.compile(r"\t+|\u00a0{3,}| {3,}")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A stretch of one paragraph's text."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    """Their text is this line's alone."""
    side: Side = ""
    """The half of the page that it stands in, where two stand side by side."""
    aside: bool = False
    """It stands beside another line in one paragraph, by tabs or spaces."""

    @property
    def text(self) -> str:
        """The text as typed, without the blanks around it; with the number that Word prints before it."""
        text = "".join(run.text for run in self.runs).strip("\t\n\f \u00a0")
        label = self.paragraph.label
        return f"{label} {text}".strip() if label and self.runs[:1] == self.paragraph.runs[:1] else text

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        return all(_BLANK.fullmatch(run.text) for run in self.runs) and not self.paragraph.label

    @property
    def is_formula(self) -> bool:
        """Whether it is a formula on a line of its own, with nothing but a number or a mark beside it."""
        beside = "".join(run.text for run in self.runs if not run.in_formula)
        return any(run.in_formula for run in self.runs) and not has_letters(beside)

    @property
    def is_typed_line(self) -> bool:
        """Whether it is a ruled line made of signs."""
        text = self.text
        return bool(_ONLY_TYPED.fullmatch(text) and _TYPED.search(text))

    @property
    def alignment(self) -> str | None:
        """How it stands; ``None`` where tabs or spaces put it there, and only a page shows where."""
        if self.aside or (self.runs and self.runs[0].text.lstrip(" \u00a0").startswith("\t")):
            return None
        frame = self.paragraph.frame
        return frame.x_align if frame is not None and frame.x_align else self.paragraph.alignment

    @property
    def letters(self) -> Iterator[Run]:
        """The runs that one sees: with letters or figures, in no formula, not raised as the marks of notes are.

        Where there are none, the number that Word prints by itself.
        """
        plain = (run for run in self.runs if run.vertical != "superscript" and not run.in_formula)
        runs = [run for run in plain if any(map(str.isalnum, run.text))]
        look = self.paragraph.label_look
        return iter(runs if runs or look is None or not self.paragraph.label else [look])


def lines_of(paragraph: Paragraph) -> list[Line]:
    """The lines of a paragraph as it was broken by hand; one, and blank, of an empty paragraph."""
    cut: list[list[Run]] = [[]]
    for run in paragraph.runs:
        pieces = re.split("[\n\f]", run.text) if "\n" in run.text or "\f" in run.text else [run.text]
        for number, piece in enumerate(pieces):
            if number:
                cut.append([])
            if piece:
                cut[-1].append(run if piece is run.text else replace(run, text=piece))
    return [Line(paragraph, tuple(runs)) for runs in cut]


def whole(paragraph: Paragraph) -> Line:
    """The paragraph as one line."""
    return Line(paragraph, paragraph.runs)


def cut_at(line: Line, start: int, end: int) -> tuple[Line, Line]:
    """The line before and behind a stretch of its runs' joined text, standing side by side."""
    return (
        replace(line, runs=_between(line.runs, 0, start), side="left", aside=True),
        replace(line, runs=_between(line.runs, end, None), side="right", aside=True),
    )


def gaps(line: Line) -> list[tuple[int, int]]:
    """Where tabs or several spaces part the text, from left to right."""
    text = "".join(run.text for run in line.runs)
    return [m.span() for m in _ASIDE.finditer(text) if text[: m.start()].strip() and text[m.end() :].strip()]


def _between(runs: tuple[Run, ...], start: int, end: int | None) -> tuple[Run, ...]:
    found = []
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : None if end is None else max(end - position, 0)]
        position += len(run.text)
        if text:
            found.append(run if text == run.text else replace(run, text=text))
    return tuple(found)
