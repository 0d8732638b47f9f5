"""The one sample note that shows how a template's notes look; and one for a template that has lost its own.

No mark in a template's text points to its sample note, so LibreOffice, and Word, drop it when they save the file. The
look of notes is in their two styles all the same, and these stay: a sample is made of them again.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from lxml import etree

from .._package import CONTENT_TYPES, Package, W
from .notes import Notes
from .styles import Styles

_NS = {"w": W}
_HOLE = "\ue000"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
    for number, name in ((-1, "separator"), (0, "continuationSeparator"))
)


def with_sample_note(package: Package, body: etree._Element, styles: Styles) -> Package:
    """The package with a sample note, if it has the styles for one and no notes at all; otherwise as it is."""
    text, reference = (
        styles.ids.get(("paragraph", "footnote text")),
        styles.ids.get(("character", "footnote reference")),
    )
    if not text or not reference or next(body.iter(f"{{{W}}}footnoteReference"), None) is not None:
        return package
    existing = next(iter(package.related("footnotes")), None)
    if existing is None:
        if _beside(package.main, "footnotes.xml") in package.parts:  # a leftover that nothing points to
            return package
        package, existing = _with_footnotes(package)
    root = package.parse(existing)
    if any(note.get(f"{{{W}}}type", "normal") == "normal" for note in root):
        return package
    sample = (
        f'<w:footnote xmlns:w="{W}" w:id="1"><w:p><w:pPr><w:pStyle w:val={quoteattr(text)}/></w:pPr>'
        f"<w:r><w:rPr><w:rStyle w:val={quoteattr(reference)}/></w:rPr><w:footnoteRef/></w:r>"
        '<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:footnote>'
    )
    root.append(etree.fromstring(sample))
    return replace(package, parts={**package.parts, existing: etree.tostring(root)})


def _with_footnotes(package: Package) -> tuple[Package, str]:
    """The package with a footnotes part that holds the separators only, and the part's name."""
    part = _beside(package.main, "footnotes.xml")
    relations = _beside(package.main, f"_rels/{posixpath.basename(package.main)}.rels")
    types, related = package.parse(CONTENT_TYPES), package.parse(relations)
    override = etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", _TYPE)
    relation = etree.SubElement(related, f"{{{etree.QName(related).namespace}}}Relationship")
    relation.set("Id", "rIdFootnotes")
    relation.set("Type", _RELATION)
    relation.set("Target", "footnotes.xml")
    added = {
        CONTENT_TYPES: etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True),
        relations: etree.tostring(related, xml_declaration=True, encoding="UTF-8", standalone=True),
        part: f'<w:footnotes xmlns:w="{W}">{_SEPARATORS}</w:footnotes>'.encode(),
    }
    return replace(package, parts={**package.parts, **added}), part


def _beside(part: str, name: str) -> str:
    """The name of a part in the folder of another."""
    return posixpath.join(posixpath.dirname(part), name)


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
