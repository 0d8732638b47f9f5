"""The sections of a template: how wide text runs on upright and on turned pages, and what its last one depends on.

Every other section ends in a paragraph, which tags can choose. The last stands at the end of the body, where no tag
can stand: it prints its page as that of the template's own landscape section where ``landscape`` says so, and neither
hides its first number nor starts counting where ``continued`` does.

LibreOffice, when it saves a template, puts a section's end into the paragraph of the tag above it, which vanishes with
the tag, and forgets that a section hides its first number: both are mended before anything else is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from xml.sax.saxutils import quoteattr

from jinja2 import nodes
from lxml import etree

from .._package import W
from .dialect import text_of
from .marks import Marks
from .template import TextWidths

_NS = {"w": W}
_ONLY_A_TAG = re.compile(r"\s*\{%p\s.*%\}\s*")
_BEFORE_TITLE_PAGE = ("cols", "formProt", "vAlign", "noEndnote")
"""What may stand between the numbers of pages and ``titlePg`` in a section (ISO/IEC 29500-1, 17.6.17)."""
_UNSAID = 9354
"""Where a template says nothing of its page: A4 between the decree's margins, in twips."""


def text_widths(body: etree._Element) -> TextWidths:
    """The widths of a template's text. A template without a landscape section has one width."""
    widths: dict[bool, list[int]] = {False: [], True: []}
    for section in body.iter(f"{{{W}}}sectPr"):
        width = _text_width(section)
        if width > 0:
            widths[_is_landscape(section)].append(width)
    portrait = min(widths[False], default=_UNSAID)
    return TextWidths(portrait, min(widths[True], default=portrait))


def mend_sections(root: etree._Element) -> None:
    """Mend what LibreOffice does to sections.

    A section's end in the paragraph of a tag gets a paragraph of its own behind it. A section that starts its numbers
    again hides the first one where the last section does, and has its headers and footers.
    """
    last = root.find("w:body/w:sectPr", _NS)
    for paragraph in list(root.iter(f"{{{W}}}p")):
        section = paragraph.find("w:pPr/w:sectPr", _NS)
        if section is None:
            continue
        if _ONLY_A_TAG.fullmatch(text_of(paragraph)):
            own = etree.Element(f"{{{W}}}p")
            etree.SubElement(own, f"{{{W}}}pPr").append(section)
            paragraph.addnext(own)
        starts = section.find("w:pgNumType[@w:start]", _NS)
        if last is not None and starts is not None:
            _hide_first_number(section, starts, last)


def _hide_first_number(section: etree._Element, starts: etree._Element, last: etree._Element) -> None:
    """LibreOffice took the first page of such a section for its only one, and that page's header for the section's."""
    hidden = last.find("w:titlePg", _NS)
    if hidden is None or section.find("w:titlePg", _NS) is not None:
        return
    for reference in _references(section):
        section.remove(reference)
    for position, reference in enumerate(_references(last)):
        section.insert(position, copy(reference))
    behind = [element for element in starts.itersiblings() if etree.QName(element).localname in _BEFORE_TITLE_PAGE]
    (behind[-1] if behind else starts).addnext(copy(hidden))


def _references(section: etree._Element) -> list[etree._Element]:
    return [*section.findall("w:headerReference", _NS), *section.findall("w:footerReference", _NS)]


def mark_last_section(root: etree._Element, marks: Marks) -> None:
    """Mark what the body's last section prints otherwise in another document."""
    last = root.find("w:body/w:sectPr", _NS)
    if last is None:
        return
    landscape = next((section for section in root.iter(f"{{{W}}}sectPr") if _is_landscape(section)), None)
    if landscape is not None and landscape is not last:
        for upright, turned in _pairs(last, landscape):
            marks.mark_whole(upright, _chosen("landscape", _xml(turned), _xml(upright)))
    for element in last.iterchildren(f"{{{W}}}titlePg"):
        marks.mark_whole(element, _chosen("continued", "", _xml(element)))
    for element in last.iterchildren(f"{{{W}}}pgNumType"):
        marks.mark_whole(element, _chosen("continued", _xml(element, without="start"), _xml(element)))


def _pairs(one: etree._Element, other: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """The page and the margins of two sections."""
    for name in ("pgSz", "pgMar"):
        first, second = one.find(f"w:{name}", _NS), other.find(f"w:{name}", _NS)
        if first is not None and second is not None:
            yield first, second


def _chosen(name: str, if_so: str, otherwise: str) -> nodes.Expr:
    """One XML or the other, by a name of the context, which need not know it."""
    asked = nodes.And(nodes.Test(nodes.Name(name, "load"), "defined", [], [], None, None), nodes.Name(name, "load"))
    return nodes.MarkSafe(nodes.CondExpr(asked, nodes.Const(if_so), nodes.Const(otherwise)))


def _xml(element: etree._Element, without: str = "") -> str:
    """An empty element of Word's as text, perhaps without one attribute."""
    said = ((etree.QName(name), str(value)) for name, value in element.attrib.items())
    attributes = "".join(
        f" w:{name.localname}={quoteattr(value)}"
        for name, value in said
        if name.namespace == W and name.localname != without
    )
    return f"<w:{etree.QName(element).localname}{attributes}/>"


def _text_width(section: etree._Element) -> int:
    size, margins = section.find("w:pgSz", _NS), section.find("w:pgMar", _NS)
    if size is None or margins is None:
        return 0
    return _twips(size, "w") - sum(_twips(margins, side) for side in ("left", "right", "gutter"))


def _is_landscape(section: etree._Element) -> bool:
    size = section.find("w:pgSz", _NS)
    return size is not None and _twips(size, "w") > _twips(size, "h") > 0


def _twips(element: etree._Element, name: str) -> int:
    value = element.get(f"{{{W}}}{name}") or ""
    return int(value) if value.isdecimal() else 0
