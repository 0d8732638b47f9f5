"""Page numbers put where the rule set wants them: a field in the page header, none on the first page.

A header or footer that says more than a number is left as it is: words stay where their author put them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from itertools import count

from lxml import etree

from .._rules import RuleSet
from .._word import Paragraph, Section, WordFile
from .ooxml import W, put, w
from .page import first_sections
from .pieces import Anatomy

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LEAST_MM, HEADER_MM = 5, 8
"""A number nearer to the edge than printers print is moved so far from it, in mm."""

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def mend_page_numbers(anatomy: Anatomy, rules: RuleSet, broken: Container[str]) -> dict[str, bytes]:
    """New parts and parts that no tree was read of, by name; the trees of the file are changed in place."""
    file = anatomy.file
    if rules.page_number.position != "top_margin":
        return {}
    changed: dict[str, bytes] = {}
    if "page_number.present" in broken or "page_number.position" in broken:
        if any(_is_more(p) for section in file.sections for p in _numbers(section.footers)):
            return {}
        for section in file.sections:
            for paragraph in _numbers(section.footers):
                _empty(paragraph)
        changed = _number_at_the_top(file, rules)
        for section in file.sections:
            if section.header_mm < LEAST_MM:
                put(section.element, "pgMar", header=str(round(HEADER_MM * 1440 / 25.4)))
    shown = {"page_number.present", "page_number.position", "page_number.first_page"}
    if rules.page_number.first_page == "hidden" and any(rule in broken for rule in shown):
        for index in first_sections(anatomy):
            _hide_on_first_page(file.sections[index])
    if "page_number.restart" in broken:
        for index in first_sections(anatomy) - {0}:
            put(file.sections[index].element, "pgNumType", start="1")
    if "page_number.start" in broken:
        put(file.sections[0].element, "pgNumType", start=str(rules.page_number.start), fmt=None)
    return changed


def _numbers(parts: object) -> Iterator[Paragraph]:
    """The paragraphs that show a page number."""
    for paragraphs in parts.values():  # type: ignore[attr-defined]  # a mapping of paragraphs by kind
        yield from (p for p in paragraphs if any(run.field == "PAGE" for run in p.runs))


def _is_more(paragraph: Paragraph) -> bool:
    """Whether there are words beside the number."""
    return any(run.field != "PAGE" and any(map(str.isalnum, run.text)) for run in paragraph.runs)


def _empty(paragraph: Paragraph) -> None:
    for child in list(paragraph.element):
        if child.tag != w("pPr"):
            paragraph.element.remove(child)


def _hide_on_first_page(section: Section) -> None:
    """A first page of its own; where headers say more than a number, that would lose words on it."""
    if not section.first_page_differs:
        said = [*section.headers.get("default", ()), *section.footers.get("default", ())]
        if any(_is_more(p) or (p.text.strip() and not any(r.field for r in p.runs)) for p in said):
            return
        put(section.element, "titlePg", val=None)
    for parts in (section.headers, section.footers):
        for paragraph in parts.get("first", ()):
            if any(run.field == "PAGE" for run in paragraph.runs) and not _is_more(paragraph):
                _empty(paragraph)


def _number_at_the_top(file: WordFile, rules: RuleSet) -> dict[str, bytes]:
    """The number as first line of each header that has none; a new header where there is none, of even pages too."""
    changed: dict[str, bytes] = {}
    for kind in ("default", "even") if file.even_and_odd else ("default",):
        own = {p.part: section for section in file.sections for p in section.headers.get(kind, ())}
        for part, section in own.items():
            if not any(_numbers({kind: section.headers[kind]})):
                file.trees[part].insert(0, _paragraph(rules))
        if not file.sections[0].headers.get(kind):
            changed |= _new_header(file, rules, kind, {**file.package.parts, **changed})
    return changed


def _new_header(file: WordFile, rules: RuleSet, kind: str, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """A header with the number, for the first section and those that take theirs over from it."""
    folder = posixpath.dirname(file.package.main)
    name = next(n for i in count(1) if (n := posixpath.join(folder, f"header{i}.xml")) not in parts)
    header = etree.Element(w("hdr"), nsmap={"w": W, "r": _R})
    header.append(_paragraph(rules))
    relations = posixpath.join(folder, "_rels", posixpath.basename(file.package.main) + ".rels")
    id, related = _with_relation(parts.get(relations), posixpath.basename(name))
    reference = etree.Element(w("headerReference"))
    reference.set(w("type"), kind)
    reference.set(f"{{{_R}}}id", id)
    file.sections[0].element.insert(0, reference)
    types = etree.fromstring(parts["[Content_Types].xml"])
    etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=_HEADER_TYPE)
    return {"[Content_Types].xml": written(types), relations: related, name: written(header)}


def _with_relation(data: bytes | None, target: str) -> tuple[str, bytes]:
    """The id of a new relation to a header, and the part of relations with it."""
    empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    root = etree.fromstring(data or empty)
    known = {element.get("Id") for element in root}
    id = next(f"rId{i}" for i in count(len(known) + 1) if f"rId{i}" not in known)
    etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", Id=id, Type=f"{_R}/header", Target=target)
    return id, written(root)


def _paragraph(rules: RuleSet) -> etree._Element:
    """A centred paragraph with the field of the page number."""
    component = rules.components["so_trang"]
    paragraph = etree.Element(w("p"), nsmap={"w": W})
    put(etree.SubElement(paragraph, w("pPr")), "jc", val="center")
    field = etree.SubElement(paragraph, w("fldSimple"))
    field.set(w("instr"), " PAGE ")
    run = etree.SubElement(field, w("r"))
    look = etree.SubElement(run, w("rPr"))
    name = rules.font.name
    put(look, "rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)
    for size in ("sz", "szCs"):
        put(look, size, val=str(round(component.size.value * 2)))
    etree.SubElement(run, w("t")).text = "2"
    return paragraph


def written(root: etree._Element) -> bytes:
    """A part as it is written."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
