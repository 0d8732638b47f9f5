"""Reads a .docx again, as Word does: every paragraph and run with its styles resolved.

Properties are looked for where ISO/IEC 29500-1, 17.7.2, says: document defaults, paragraph style, character style,
direct formatting, each style after what it is based on. Bold and italic are toggles (17.7.3): where the paragraph's and
the character's style both say so, they undo each other, and only direct formatting is absolute. Table and numbering
styles say nothing about letters in our documents; one that did would be refused here, not overlooked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
MM_PER_TWIP = 25.4 / 1440

_OFF = {"0", "false", "off"}


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look."""

    text: str
    style: str
    """Name of the character style; empty where there is none."""
    font: str
    size_pt: float
    bold: bool
    italic: bool
    color: str
    language: str


@dataclass(frozen=True)
class RuledLine:
    """A drawn line."""

    description: str
    length_pt: float
    frame_pt: float
    """Width of the frame that the line is drawn in; what Word centres."""
    thickness_pt: float
    solid: bool
    color: str
    centred_on: str
    """What it is centred on; empty where it is not centred."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its properties resolved."""

    style: str
    """Name of the paragraph style, as people see it."""
    runs: tuple[Run, ...]
    ruled_lines: tuple[RuledLine, ...]
    alignment: str
    left_mm: float
    first_line_mm: float
    """Of the first line, beyond ``left_mm``; negative where it hangs."""
    before_pt: float
    after_pt: float
    line_rule: str
    line: float
    """In lines where the rule is ``auto``, else in pt."""
    keep_next: bool
    keep_lines: bool
    widow_control: bool
    outline_level: int | None
    """From 0; ``None`` for text."""
    in_table: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Section:
    """The page of a part."""

    width_mm: float
    height_mm: float
    margins_mm: dict[str, float]
    header_mm: float
    kind: str
    first_page_differs: bool
    number_start: int | None
    headers: dict[str, str]
    """Kind of header (``default``, ``first``): the name of its part."""


class Docx:
    """A .docx, opened for reading."""

    def __init__(self, content: bytes):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def tree(self, part: str) -> etree._Element:
        """The root of a part."""
        return etree.fromstring(self.parts[part])

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """The styles by id."""
        found = self.tree("word/styles.xml").findall("w:style", NS)
        return {style.get(f"{{{W}}}styleId", ""): style for style in found}

    @cached_property
    def _defaults(self) -> etree._Element:
        for style in self.styles.values():
            if style.get(f"{{{W}}}type") in ("table", "numbering") and style.findall(".//w:rPr", NS):
                raise AssertionError(f"the letters of a table or numbering style: {_name(style)}")
        found = self.tree("word/styles.xml").find("w:docDefaults", NS)
        assert found is not None
        return found

    @cached_property
    def _default_style(self) -> str:
        return next(
            id_ for id_, s in self.styles.items() if s.get(f"{{{W}}}default") and s.get(f"{{{W}}}type") == "paragraph"
        )

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Every paragraph of the body, in tables too, in the order of the text."""
        return self.paragraphs_of("word/document.xml")

    def paragraphs_of(self, part: str) -> list[Paragraph]:
        """Every paragraph of a part."""
        return [self._paragraph(p) for p in self.tree(part).iter(f"{{{W}}}p")]

    def styled(self, name: str, part: str = "word/document.xml") -> list[Paragraph]:
        """The paragraphs of a style, by the name that people see; at least one."""
        found = [p for p in self.paragraphs_of(part) if p.style == name]
        assert found, f"no paragraph of the style {name}"
        return found

    @cached_property
    def sections(self) -> list[Section]:
        """The sections in their order."""
        targets = {
            relation.get("Id"): f"word/{relation.get('Target')}"
            for relation in self.tree("word/_rels/document.xml.rels")
        }
        return [_section(s, targets) for s in self.tree("word/document.xml").iter(f"{{{W}}}sectPr")]

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> Paragraph:
        properties = element.find("w:pPr", NS)
        style_id = _attribute(properties, "w:pStyle") or self._default_style
        owners = [p for p in self._paragraph_owners(style_id, properties) if p is not None]
        line_rule = _last(owners, "w:spacing", "lineRule") or "auto"
        line = float(_last(owners, "w:spacing", "line") or 240)
        level = _last(owners, "w:outlineLvl")
        return Paragraph(
            style=_name(self.styles[style_id]),
            runs=tuple(self._runs(element, style_id)),
            ruled_lines=tuple(_ruled_lines(element)),
            alignment=_last(owners, "w:jc") or "left",
            left_mm=float(_last(owners, "w:ind", "left") or 0) * MM_PER_TWIP,
            first_line_mm=_first_line(owners) * MM_PER_TWIP,
            before_pt=float(_last(owners, "w:spacing", "before") or 0) / 20,
            after_pt=float(_last(owners, "w:spacing", "after") or 0) / 20,
            line_rule=line_rule,
            line=line / (240 if line_rule == "auto" else 20),
            keep_next=_switch(owners, "w:keepNext"),
            keep_lines=_switch(owners, "w:keepLines"),
            widow_control=_switch(owners, "w:widowControl"),
            outline_level=None if level is None else int(level),
            in_table=next(element.iterancestors(f"{{{W}}}tc"), None) is not None,
        )

    def _paragraph_owners(self, style_id: str, properties: etree._Element | None) -> Iterator[etree._Element | None]:
        yield self._defaults.find("w:pPrDefault/w:pPr", NS)
        for style in self._chain(style_id):
            yield style.find("w:pPr", NS)
        yield properties

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """A style after those on which it is based."""
        chain: list[etree._Element] = []
        while style_id:
            chain.append(self.styles[style_id])
            style_id = _attribute(chain[-1], "w:basedOn")
        return chain[::-1]

    # --- runs -------------------------------------------------------------------------------------------------------

    def _runs(self, paragraph: etree._Element, style_id: str) -> Iterator[Run]:
        for run in paragraph.iter(f"{{{W}}}r"):
            if next(run.iterancestors(f"{{{W}}}p")) is paragraph:
                yield self._run(run, style_id)

    def _run(self, run: etree._Element, style_id: str) -> Run:
        direct = run.find("w:rPr", NS)
        character = _attribute(direct, "w:rStyle")
        levels = [
            [self._defaults.find("w:rPrDefault/w:rPr", NS)],
            [style.find("w:rPr", NS) for style in self._chain(style_id)],
            [style.find("w:rPr", NS) for style in self._chain(character)],
            [direct],
        ]
        owners = [owner for level in levels for owner in level if owner is not None]
        return Run(
            text=_text(run),
            style=_name(self.styles[character]) if character else "",
            font=_font(owners),
            size_pt=float(_last(owners, "w:sz") or 20) / 2,
            bold=_toggled(levels, "w:b"),
            italic=_toggled(levels, "w:i"),
            color=_last(owners, "w:color") or "auto",
            language=_last(owners, "w:lang") or "",
        )


def _toggled(levels: list[list[etree._Element | None]], name: str) -> bool:
    defaults, paragraph, character, direct = (_switched(level, name) for level in levels)
    if direct is not None:
        return direct
    return bool(defaults) or bool(paragraph) != bool(character)


def _switched(level: list[etree._Element | None], name: str) -> bool | None:
    """What a level of the hierarchy says of a switch; ``None`` where it says nothing."""
    found = None
    for owner in level:
        element = None if owner is None else owner.find(name, NS)
        if element is not None:
            found = element.get(f"{{{W}}}val", "1") not in _OFF
    return found


def _font(owners: list[etree._Element]) -> str:
    """The one font of all four kinds of characters; several joined by ``/`` where they differ."""
    fonts = [_last(owners, "w:rFonts", kind) or "?" for kind in ("ascii", "hAnsi", "eastAsia", "cs")]
    return "/".join(dict.fromkeys(fonts))


def _text(run: etree._Element) -> str:
    pieces = []
    for child in run:
        name = etree.QName(child).localname
        pieces.append({"t": child.text or "", "tab": "\t", "br": "\n"}.get(name, ""))
    return "".join(pieces)


def _first_line(owners: list[etree._Element]) -> float:
    value = 0.0
    for owner in owners:
        indent = owner.find("w:ind", NS)
        if indent is None:
            continue
        if hanging := indent.get(f"{{{W}}}hanging"):
            value = -float(hanging)
        elif first := indent.get(f"{{{W}}}firstLine"):
            value = float(first)
    return value


def _last(owners: list[etree._Element], name: str, attribute: str = "val") -> str | None:
    """The value that wins: the last one that is said."""
    values = [value for owner in owners if (value := _attribute(owner, name, attribute)) is not None]
    return values[-1] if values else None


def _switch(owners: list[etree._Element], name: str) -> bool:
    return bool(_switched(list(owners), name))


def _attribute(owner: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    found = None if owner is None else owner.find(name, NS)
    return None if found is None else found.get(f"{{{W}}}{attribute}")


def _name(style: etree._Element) -> str:
    return _attribute(style, "w:name") or ""


# --- drawings and sections --------------------------------------------------------------------------------------------


def _ruled_lines(paragraph: etree._Element) -> Iterator[RuledLine]:
    for anchor in paragraph.iter(f"{{{NS['wp']}}}anchor"):
        shape = anchor.find(".//a:prstGeom[@prst='line']/..", NS)
        if shape is None:
            continue
        stroke, extent, position = shape.find("a:ln", NS), anchor.find("wp:extent", NS), anchor.find("wp:positionH", NS)
        inner = shape.find("a:xfrm/a:ext", NS)
        assert stroke is not None and extent is not None and position is not None and inner is not None
        color, dash = stroke.find("a:solidFill/a:srgbClr", NS), stroke.find("a:prstDash", NS)
        yield RuledLine(
            description=anchor.find("wp:docPr", NS).get("descr", ""),  # type: ignore[union-attr]
            length_pt=int(inner.get("cx", "0")) / 12700,
            frame_pt=int(extent.get("cx", "0")) / 12700,
            thickness_pt=int(stroke.get("w", "0")) / 12700,
            solid=dash is None or dash.get("val") == "solid",
            color="" if color is None else color.get("val", ""),
            centred_on=position.get("relativeFrom", "") if position.findtext("wp:align", "", NS) == "center" else "",
        )


def _section(element: etree._Element, targets: dict[str | None, str]) -> Section:
    size, margins, number = (element.find(f"w:{name}", NS) for name in ("pgSz", "pgMar", "pgNumType"))
    assert size is not None and margins is not None
    start = None if number is None else number.get(f"{{{W}}}start")

    def mm(owner: etree._Element, name: str) -> float:
        return float(owner.get(f"{{{W}}}{name}", "0")) * MM_PER_TWIP

    return Section(
        width_mm=mm(size, "w"),
        height_mm=mm(size, "h"),
        margins_mm={side: mm(margins, side) for side in ("top", "bottom", "left", "right")},
        header_mm=mm(margins, "header"),
        kind=_attribute(element, "w:type") or "nextPage",
        first_page_differs=_switch([element], "w:titlePg"),
        number_start=None if start is None else int(start),
        headers={
            reference.get(f"{{{W}}}type", ""): targets[reference.get(f"{{{R}}}id")]
            for reference in element.findall("w:headerReference", NS)
        },
    )
