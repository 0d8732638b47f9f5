"""Strict Open XML (ISO/IEC 29500-1 Strict): the same document under other names, brought back to the customary ones."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from .._package import Package

_NAMES = re.compile(rb'="http://purl\.oclc\.org/ooxml/(\w+)/([\w/-]*)"')
_SIGNS = (
    b"purl.oclc.org/ooxml",
    "purl.oclc.org/ooxml".encode("utf-16-le"),
    "purl.oclc.org/ooxml".encode("utf-16-be"),
)
_RENAMED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}


def transitional(package: Package) -> Package:
    """The package with the names that every program knows; the same one where it has them already.

    Raises:
        HoiReportError: a part with the other names is not well-formed.
    """
    changed = {
        part: _renamed(package.parse(part))
        for part, content in package.parts.items()
        if any(sign in content[:20_000] for sign in _SIGNS) and part.endswith((".xml", ".rels"))
    }
    return replace(package, parts={**package.parts, **changed}) if changed else package


def _renamed(root: etree._Element) -> bytes:
    for attribute in [key for key in root.attrib if str(key).endswith("}conformance")]:
        del root.attrib[attribute]
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return _NAMES.sub(_customary, content)


def _customary(match: re.Match[bytes]) -> bytes:
    first, _, rest = match[2].partition(b"/")
    path = b"/".join(filter(None, (_RENAMED.get(first, first), rest)))
    return b'="http://schemas.openxmlformats.org/%b/2006/%b"' % (match[1], path)
