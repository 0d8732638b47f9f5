"""Properties put into a Word file's XML where its schema wants them, and nothing else touched."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_RUN = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
    webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
    eastAsianLayout specVanish oMath rPrChange
"""
_PARAGRAPH = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
_SECTION = """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
    formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange
"""
_ORDERS = {"rPr": _RUN.split(), "pPr": _PARAGRAPH.split(), "sectPr": _SECTION.split()}
"""The children of properties in the order of the schema (ISO/IEC 29500-1, annex A)."""


def w(name: str) -> str:
    """The name of an element or attribute of Word's own namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def properties(owner: etree._Element) -> etree._Element:
    """The properties of a run or a paragraph; made where it has none."""
    name = "rPr" if owner.tag == w("r") else "pPr"
    found = owner.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        owner.insert(0, found)
    return found


def put(owner: etree._Element, name: str, **attributes: str | None) -> etree._Element:
    """The child of that name in a ``w:rPr``, ``w:pPr`` or ``w:sectPr``, now with these attributes.

    Other attributes of it stay; ``None`` takes one away.
    """
    child = owner.find(w(name))
    if child is None:
        child = etree.Element(w(name))
        order = _ORDERS[etree.QName(owner).localname]
        place = order.index(name)
        behind = (
            index
            for index, other in enumerate(owner)
            if isinstance(other.tag, str)
            and (local := etree.QName(other).localname) in order
            and order.index(local) > place
        )
        owner.insert(next(behind, len(owner)), child)
    for key, value in attributes.items():
        if value is None:
            child.attrib.pop(w(key), "")
        else:
            child.set(w(key), value)
    return child


def switch(owner: etree._Element, on: bool, *names: str) -> None:
    """Turn switches of a ``w:rPr`` on or off (bold, italic and those for other scripts)."""
    for name in names:
        child = put(owner, name)
        child.attrib.pop(w("val"), "")
        if not on:
            child.set(w("val"), "0")
