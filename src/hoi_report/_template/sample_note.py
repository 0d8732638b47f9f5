"""A sample note for a template that has lost its own.

No mark in a template's text points to its sample note, so LibreOffice, and Word, drop it when they save the file. The
look of notes is in their two styles all the same, and these stay: a sample is made of them again.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from lxml import etree

from .._package import CONTENT_TYPES, Package, W
from .styles import Styles

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
