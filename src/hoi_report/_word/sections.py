"""The sections of a file: their pages, and the headers and footers that they have or take over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree

from .word_file import Paragraph, Section
from .xml import MM_PER_TWIP, name, switched, twips, value, whole

_LETTER = {"w": 12240.0, "h": 15840.0}
"""What Word takes where a section does not say how large its pages are, in twips."""
_MARGINS = dict.fromkeys(("top", "bottom", "left", "right"), 1440.0) | {"header": 720.0, "footer": 720.0}
_KINDS = ("nextPage", "continuous", "evenPage", "oddPage", "nextColumn")

Read = Callable[[str], tuple[Paragraph, ...]]


def read_sections(
    elements: list[etree._Element], targets: Mapping[str, tuple[str, str]], gutter_at_top: bool, read: Read
) -> tuple[Section, ...]:
    """The sections of these ``w:sectPr``.

    Args:
        elements: In their order.
        targets: Kind and part of what the body refers to, by id.
        gutter_at_top: Whether the gutter adds to the top margin, not to the left one.
        read: Gives the paragraphs of a part.
    """
    sections: list[Section] = []
    shown: dict[str, dict[str, tuple[Paragraph, ...]]] = {"header": {}, "footer": {}}
    for element in elements:
        for kind, inherited in shown.items():
            inherited |= _own(element, kind, targets, read)
        sections.append(_section(element, len(sections) + 1, shown, gutter_at_top))
    return tuple(sections)


def _own(
    element: etree._Element, kind: str, targets: Mapping[str, tuple[str, str]], read: Read
) -> dict[str, tuple[Paragraph, ...]]:
    """The headers or footers that a section itself has."""
    found = {}
    for reference in element.iterchildren(name(f"w:{kind}Reference")):
        related, part = targets.get(reference.get(name("r:id"), ""), ("", ""))
        if related == kind:
            found[reference.get(name("w:type"), "default")] = read(part)
    return found


def _section(
    element: etree._Element,
    number: int,
    shown: Mapping[str, Mapping[str, tuple[Paragraph, ...]]],
    gutter_at_top: bool,
) -> Section:
    page, margins = element.find(name("w:pgSz")), element.find(name("w:pgMar"))
    numbers, columns = element.find(name("w:pgNumType")), element.find(name("w:cols"))
    kind = value(element, "w:type")

    def mm(owner: etree._Element | None, side: str, otherwise: float) -> float:
        length = twips(None if owner is None else owner.get(name(f"w:{side}")))
        return abs(otherwise if length is None else length) * MM_PER_TWIP

    width, height = (mm(page, side, otherwise) for side, otherwise in _LETTER.items())
    sides = {side: mm(margins, side, otherwise) for side, otherwise in _MARGINS.items()}
    gutter = mm(margins, "gutter", 0.0)
    sides["top" if gutter_at_top else "left"] += gutter
    return Section(
        element=element,
        number=number,
        width_mm=width,
        height_mm=height,
        top_mm=sides["top"],
        bottom_mm=sides["bottom"],
        left_mm=sides["left"],
        right_mm=sides["right"],
        header_mm=sides["header"],
        footer_mm=sides["footer"],
        gutter_mm=gutter,
        kind=kind if kind in _KINDS else "nextPage",
        first_page_differs=switched(element, "w:titlePg"),
        number_start=whole(None if numbers is None else numbers.get(name("w:start"))),
        number_format=(None if numbers is None else numbers.get(name("w:fmt"))) or "decimal",
        columns=max(1, whole(None if columns is None else columns.get(name("w:num"))) or 1),
        headers=MappingProxyType(dict(shown["header"])),
        footers=MappingProxyType(dict(shown["footer"])),
    )
