"""What a Word file is made of: its components, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass

from .._word import Paragraph, WordFile
from .lines import Line


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A component as it stands in the file, or a text that is none (``""``)."""

    component: str
    lines: tuple[Line, ...]
    annex: int = 0
    """Which annex it belongs to, from 1; 0 is the document itself."""
    named: int = 0
    """Of an Điều: how many of its first characters are its number; the rest may be text."""
    numbered: bool = False
    """A numbered line of which the decree does not say how its letters look (2.1.)."""

    @property
    def text(self) -> str:
        """Its text, that of several lines joined."""
        return " ".join(line.text for line in self.lines)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph in which it begins."""
        return self.lines[0].paragraph


@dataclass(frozen=True, slots=True, eq=False)
class Anatomy:
    """A Word file, its components told apart."""

    file: WordFile
    pieces: tuple[Piece, ...]
    """In reading order; every text of the body is in one of them."""
    has_head: bool
    """Whether it begins with the head of a document; else it is a part of one: an annex that is a file of its own."""
    kind: str = ""
    """Its kind by the rule set, ``ke-hoach``, as its title says; empty where it says none that is known."""

    def of(self, component: str) -> list[Piece]:
        """The pieces of a component."""
        return [piece for piece in self.pieces if piece.component == component]

    @property
    def annexes(self) -> list[Piece]:
        """The first piece of each annex."""
        firsts: dict[int, Piece] = {}
        for piece in self.pieces:
            firsts.setdefault(piece.annex, piece)
        return [piece for number, piece in firsts.items() if number]
