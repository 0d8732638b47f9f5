"""docxtpl's dialect: what its rules make of a part's XML, and what of it cannot be done by filling a text.

docxtpl inserts other documents into the finished one, as a tree. That cannot be compiled: it is refused here, with the
reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from .._package import Package, W
from .._problems import Place, Problem, problem
from .source import Source, tagged_source

_T, _P = f"{{{W}}}t", f"{{{W}}}p"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_ROWS, _BLOCKS = re.compile(r"\{\{t[rc]\s"), re.compile(r"\{\{p\s")
_OPENING = re.compile(r"\{[{%#]")
_CELL = re.compile(r"(<w:tcPr(?: [^>]*)?(?<!/)>)(.*?)</w:tcPr>", re.DOTALL)
_PROPERTY = re.compile(r"""<w:(\w+)(?:[^>"]|"[^"]*")*(?:/>|>.*?</w:\1>)""", re.DOTALL)
_NAMES = "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
_CELL_ORDER = {name: place for place, name in enumerate(_NAMES.split())}
"""ISO/IEC 29500-1, 17.4.69."""
_PROPERTIES = {"creator", "description", "identifier", "language", "subject", "title"}
"""The elements of the core properties that docxtpl fills."""


def patched_source(package: Package, part: str, root: etree._Element) -> Source:
    """The Jinja source that docxtpl's rules make of a part."""
    from docxtpl import DocxTemplate  # here: it takes a quarter of a second, and only compiling needs it

    patched = cast(str, DocxTemplate.patch_xml(cast(Any, None), etree.tostring(root, encoding="unicode")))
    return tagged_source(package.name, part, _CELL.sub(_in_order, patched))


def _in_order(cell: re.Match[str]) -> str:
    """The properties of a cell in Word's order: docxtpl puts what it adds first or last, which Word may not read."""
    found = list(_PROPERTY.finditer(cell[2]))
    if "".join(each[0] for each in found) != cell[2]:
        return cell[0]
    ordered = sorted(found, key=lambda each: _CELL_ORDER.get(each[1], 0))
    return cell[1] + "".join(each[0] for each in ordered) + "</w:tcPr>"


def refused_features(package: Package, part: str, root: etree._Element) -> Iterator[Problem]:
    """A problem for each tag of a part that cannot be compiled, whatever its names."""
    for paragraph in root.iter(_P):
        text, parent = text_of(paragraph), paragraph.getparent()
        in_body = parent is not None and parent.tag == f"{{{W}}}body"
        for tag in _TAG.findall(text):
            if _ROWS.search(tag) or (_BLOCKS.search(tag) and not in_body):
                yield problem("template-subdocument", Place(package.name), f"{part} {tag}", tag=tag, text=text)
    for element in root.iter(_T):
        if re.search(r"[\t\n\r]", element.text or ""):
            yield problem("template-line-break", Place(package.name), part, text=" ".join((element.text or "").split()))


def unfilled_tags(package: Package, filled: set[str]) -> Iterator[Problem]:
    """A problem for each tag in a part, or property, in which docxtpl's tags mean nothing."""
    for part in package.parts:
        if part in filled or not part.startswith(("word/", "docProps/")) or not part.endswith(".xml"):
            continue
        for tag in dict.fromkeys(_TAG.findall(_all_text(package.parse(part)))):
            yield problem("template-unfilled-tag", Place(package.name), f"{part} {tag}", tag=tag)


def unfilled_properties(package: Package, part: str, root: etree._Element) -> Iterator[Problem]:
    """A problem for each tag in a core property that docxtpl does not fill."""
    for element in root:
        if etree.QName(element).localname not in _PROPERTIES:
            for tag in _TAG.findall(element.text or ""):
                yield problem("template-unfilled-tag", Place(package.name), f"{part} {tag}", tag=tag)


def has_tags(root: etree._Element) -> bool:
    """Whether there is something to fill in a part: in its text, however cut into runs, or in an attribute."""
    attributes = (str(value) for element in root.iter() for value in element.attrib.values())
    return any(_OPENING.search(text) for text in (_all_text(root), *attributes))


def _all_text(root: etree._Element) -> str:
    return "".join(map(str, root.itertext()))


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of paragraphs inside it (text boxes)."""
    return "".join(element.text or "" for element in own(paragraph, _T))


def own(paragraph: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The elements of a paragraph with this tag, without those of paragraphs inside it."""
    return (element for element in paragraph.iter(tag) if next(element.iterancestors(_P)) is paragraph)
