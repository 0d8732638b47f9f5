"""Real Word footnotes, cloned from the one sample note that shows a template's look.

docxtpl cannot repeat a note from data, and reads tags in the text of a note once for every section; so a template's
notes hold no tags, and the notes of a document are made here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from .._package import Package, W
from .part import XML_DECLARATION
from .values import Refused, print_runs

_NS = {"w": W}
_HOLE = "\ue000"
_MARK = b"<w:footnoteReference"
_NUMBER = re.compile(rb"\s[^>]*?w:id=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes part of a template, with holes where the notes of a document go."""

    part: str | None
    """Its name; ``None`` where the template has no sample note."""
    own: frozenset[str]
    """The notes to which the template's own text points."""
    pieces: tuple[str, ...] = ()
    """What stands before, between and behind: a note's number, its first paragraph's runs, each other paragraph's."""

    def render(self, notes: Sequence[Sequence[Markup]]) -> dict[str, bytes]:
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
        # Cut first: to search for the whole pattern takes ten times as long.
        numbers = [found[1].decode("utf-8") for behind in xml.split(_MARK)[1:] if (found := _NUMBER.match(behind))]
        marks = Counter(number for number in numbers if number not in self.own)
        notes = Counter(str(number) for number in range(1, count + 1))
        for number in notes | marks:
            if marks[number] != notes[number]:
                counts = {"count": marks[number], "expected": notes[number]}
                raise Refused("template-note-marks", "", note=number, **counts)


def read_notes(package: Package, body: etree._Element) -> Notes:
    """The template's footnotes.

    Raises:
        RenderError: there are several sample notes, or notes of its own beside a sample.
    """
    marks = (mark.get(f"{{{W}}}id", "") for mark in body.iter(f"{{{W}}}footnoteReference"))
    own = frozenset(number for number in marks if number.isdecimal())  # others are tags: marks of data
    parts = package.related("footnotes")
    if not parts:
        return Notes(None, own)
    root = package.parse(parts[0])
    samples = [note for note in _normal_notes(root) if note.get(f"{{{W}}}id", "") not in own]
    if not samples:
        return Notes(None, own)
    if len(samples) > 1 or own or samples[0].find("w:p", _NS) is None:
        raise package.fail("template-note-samples", parts[0], count=len(samples) + len(own))
    return Notes(parts[0], own, _pieces(root, samples[0]))


def _normal_notes(root: etree._Element) -> Iterator[etree._Element]:
    """The notes that are notes, not separators."""
    return (note for note in root.findall("w:footnote", _NS) if note.get(f"{{{W}}}type", "normal") == "normal")


def _pieces(root: etree._Element, sample: etree._Element) -> tuple[str, ...]:
    """The part's XML cut where the holes are; the sample's own text is left out, its look stays."""
    first = sample.findall("w:p", _NS)[0]
    for run in first.findall("w:r", _NS):
        if "".join(text.text or "" for text in run.iter(f"{{{W}}}t")).strip():
            first.remove(run)
    rest = deepcopy(first)
    for element in list(rest):
        if element.tag != f"{{{W}}}pPr":
            rest.remove(element)
    _append_hole(first)
    _append_hole(rest)
    note = etree.Element(f"{{{W}}}footnote")
    note.extend([first, rest])
    first.tail = _HOLE
    sample.addprevious(note)
    root.remove(sample)
    xml = etree.tostring(root, encoding="unicode")
    before, to_first, after_first, to_next, after = xml.replace("<w:footnote>", _HOLE, 1).split(_HOLE)
    after_next, _, tail = after.partition("</w:footnote>")
    return before, to_first, after_first, to_next, after_next, tail


def _append_hole(paragraph: etree._Element) -> None:
    if len(paragraph):
        paragraph[-1].tail = _HOLE
    else:
        paragraph.text = _HOLE
