"""The styles of a template: their ids by the name that people see, and how large and bold a paragraph's text is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from .._package import Package, W
from .._value_class import value_class

_OFF = {"0", "false", "off", "none"}


@value_class
class Look:
    """What the width of a text depends on, the font apart."""

    size_pt: float = 10.0
    """Word's own default where nothing is said."""
    bold: bool = False
    capitals: bool = False


@value_class
class Styles:
    """The styles of one template."""

    ids: Mapping[tuple[str, str], str]
    """Of kind (``paragraph``, ``character``, ``table``) and name in lower case: Word writes “heading 1”."""
    elements: Mapping[str, etree._Element]
    defaults: etree._Element | None

    def look_of(self, paragraph: etree._Element, run: etree._Element | None) -> Look:
        """How a run's text looks: by the defaults, its paragraph's style from the base up, its own style, itself."""
        look = _changed(Look(), self.defaults)
        for style in self._chain(_value(paragraph, "w:pPr/w:pStyle") or self.ids.get(("paragraph", "normal"))):
            look = _changed(look, style)
        if run is not None:
            for style in self._chain(_value(run, "w:rPr/w:rStyle")):
                look = _changed(look, style)
            look = _changed(look, run)
        return look

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """A style's element after those on which it is based."""
        chain: list[etree._Element] = []
        style = self.elements.get(style_id or "")
        while style is not None and style not in chain:
            chain.append(style)
            style = self.elements.get(_value(style, "w:basedOn") or "")
        return chain[::-1]


def read_styles(package: Package) -> Styles:
    """The styles of the template; none where it has no styles part."""
    parts = package.related("styles")
    if not parts:
        return Styles({}, {}, None)
    root = package.parse(parts[0])
    elements = {element.get(f"{{{W}}}styleId", ""): element for element in root.findall(f"{{{W}}}style")}
    ids = dict(_names(elements))
    return Styles(MappingProxyType(ids), MappingProxyType(elements), root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault"))


def _names(elements: Mapping[str, etree._Element]) -> Iterator[tuple[tuple[str, str], str]]:
    for style_id, element in elements.items():
        yield (element.get(f"{{{W}}}type", ""), (_value(element, "w:name") or "").casefold()), style_id


def _changed(look: Look, owner: etree._Element | None) -> Look:
    """The look after the run properties that ``owner`` holds."""
    if owner is None:
        return look
    size = _value(owner, "w:rPr/w:sz")
    return Look(
        float(size) / 2 if size and size.isdecimal() else look.size_pt,
        _switch(owner, "w:rPr/w:b", look.bold),
        _switch(owner, "w:rPr/w:caps", look.capitals),
    )


def _switch(owner: etree._Element, path: str, before: bool) -> bool:
    if owner.find(path, {"w": W}) is None:
        return before
    return (_value(owner, path) or "1") not in _OFF


def _value(owner: etree._Element, path: str) -> str | None:
    found = owner.find(path, {"w": W})
    return None if found is None else found.get(f"{{{W}}}val")
