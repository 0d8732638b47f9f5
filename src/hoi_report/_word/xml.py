"""What an attribute of Word's XML says, or nothing where it says nothing that Word would understand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from lxml import etree

from .._package import W

NS = MappingProxyType(
    {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "xml": "http://www.w3.org/XML/1998/namespace",
    }
)
MM_PER_TWIP = 25.4 / 1440
TWIPS_PER_PT = 20

_OFF = {"0", "false", "off", "none"}
_ON = {"1", "true", "on"}
_MEASURE = re.compile(r"\s*([+-]?\d{1,9}(?:\.\d{1,9})?)\s*(mm|cm|in|pt|pc|pi)?\s*")
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})(?:\.0+)?\s*")
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


@cache
def name(qualified: str) -> str:
    """The name of an element or attribute as lxml has it.

    >>> name("xml:space")
    '{http://www.w3.org/XML/1998/namespace}space'
    """
    prefix, _, local = qualified.partition(":")
    return f"{{{NS[prefix]}}}{local}"


VAL = name("w:val")


def value(owner: etree._Element | None, child: str) -> str | None:
    """``w:val`` of the first child of that name, ``None`` where there is none."""
    found = None if owner is None else owner.find(name(child))
    return None if found is None else found.get(VAL)


def switch(element: etree._Element | None) -> bool | None:
    """On or off, ``None`` where the element is absent or says neither."""
    if element is None:
        return None
    said = (element.get(VAL) or "1").lower()
    return True if said in _ON else False if said in _OFF else None


def switched(owner: etree._Element | None, child: str) -> bool:
    """Whether a child of that name says that something is on."""
    return owner is not None and bool(switch(owner.find(name(child))))


def twips(said: str | None) -> float | None:
    """A length in twips: a plain number is one already, a unit may follow it.

    >>> twips("1440"), twips("2.54cm"), twips("abc")
    (1440.0, 1440.0, None)
    """
    match = _MEASURE.fullmatch(said) if said else None
    if match is None:
        return None
    return round(float(match[1]) * _TWIPS.get(match[2], 1), 6)


def whole(said: str | None) -> int | None:
    """A whole number.

    >>> whole("12"), whole("1.5"), whole(None)
    (12, None, None)
    """
    match = _WHOLE.fullmatch(said) if said else None
    return int(match[1]) if match else None


def chosen(alternatives: etree._Element) -> Iterator[etree._Element]:
    """What Word shows of ``mc:AlternateContent``: the first choice that it knows, or the fallback."""
    for choice in alternatives.iterchildren(name("mc:Choice")):
        required = [choice.nsmap.get(prefix) for prefix in (choice.get("Requires") or "").split()]
        if required and all(known and known.startswith("http://schemas.microsoft.com/office/") for known in required):
            yield from choice
            return
    for fallback in alternatives.iterchildren(name("mc:Fallback")):
        yield from fallback
        return
