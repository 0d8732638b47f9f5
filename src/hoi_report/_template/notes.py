"""Real Word footnotes, cloned from the one sample note that shows a template's look.

docxtpl cannot repeat a note from data, and reads tags in the text of a note once for every section; so a template's
notes hold no tags, and the notes of a document are made here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from .._value_class import value_class
from .part import XML_DECLARATION
from .values import Refused, Runs, print_runs

_MARK = b"<w:footnoteReference"
_NUMBER = re.compile(rb"\s[^>]*?w:id=\"([^\"]*)\"")


@value_class
class Notes:
    """The footnotes part of a template, with holes where the notes of a document go."""

    part: str | None
    """Its name; ``None`` where the template has no sample note."""
    own: frozenset[str]
    """The notes to which the template's own text points."""
    pieces: tuple[str, ...] = ()
    """What stands before, between and behind: a note's number, its first paragraph's runs, each other paragraph's."""

    def render(self, notes: Sequence[Sequence[Markup | Runs]]) -> dict[str, bytes]:
        """The part's XML by its name: these notes, numbered from 1, each given as the runs of its paragraphs.

        Raises:
            Refused: there is no sample note to make them from, or something in them is no run.
        """
        if self.part is None:
            if notes:
                raise Refused("template-note-missing", "")
            return {}
        head, to_first, after_first, to_next, after_next, tail = (piece.encode("utf-8") for piece in self.pieces)
        xml = [XML_DECLARATION, head]
        for number, paragraphs in enumerate(notes, start=1):
            first, *rest = [print_runs(paragraph, f"{self.part} {number}") for paragraph in paragraphs] or [b""]
            xml += (b'<w:footnote w:id="%d">' % number, to_first, first, after_first)
            for runs in rest:
                xml += (to_next, runs, after_next)
            xml.append(b"</w:footnote>")
        return {self.part: b"".join((*xml, tail))}

    def check_marks(self, xml: bytes, count: int) -> None:
        """Nothing, if each of ``count`` notes has one mark in the printed text and no mark lacks its note.

        Raises:
            Refused: a note would be lost, or a mark would lead nowhere, which Word calls a damaged file.
        """
        if not count and _MARK not in xml:
            return
        numbers = [found[1].decode("utf-8") for at in _places(_MARK, xml) if (found := _NUMBER.match(xml, at))]
        marks = Counter(number for number in numbers if number not in self.own)
        notes = Counter(str(number) for number in range(1, count + 1))
        for number in notes | marks:
            if marks[number] != notes[number]:
                counts = {"count": marks[number], "expected": notes[number]}
                raise Refused("template-note-marks", "", note=number, **counts)


def _places(sign: bytes, xml: bytes) -> Iterator[int]:
    """Where something ends, each time. To search for the whole pattern takes ten times as long."""
    at = xml.find(sign)
    while at >= 0:
        at += len(sign)
        yield at
        at = xml.find(sign, at)
