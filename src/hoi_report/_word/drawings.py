"""What is drawn in a paragraph: lines, pictures and text boxes, in today's DrawingML and in the older VML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from .._value_class import value_class
from .said import color_of
from .theme import Theme
from .word_file import Box, Drawing
from .xml import NS, name, whole

MM_PER_PT = 25.4 / 72
_EMU_PER_PT = 12700
_THIN_PT = 3.0
"""A rectangle no higher than this is drawn as a line."""
_DEFAULT_LINE_PT = 0.75
_LINE_GEOMETRIES = {"line", "straightConnector1"}
_LINE_TYPES = {"#_x0000_t20", "#_x0000_t32"}
_NAMES = {"text": "column", "char": "character"}
"""What VML calls otherwise than DrawingML."""
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0, "px": 0.75, "": 0.75}
_LENGTH = re.compile(r"\s*([+-]?(?:\d{1,9})?(?:\.\d{1,9})?)\s*(pt|in|cm|mm|pc|pi|px|)\s*")

Found = tuple[list[Drawing], list[tuple[etree._Element, Box]]]
"""Drawings, and the contents of text boxes with their places; the boxes are not numbered yet."""


@value_class
class _Place:
    """Where a drawing stands, and how much it is scaled by the group that it belongs to."""

    description: str
    floating: bool
    centred: bool | None
    relative_from: str
    x_pt: float | None
    y_pt: float | None
    width_pt: float
    height_pt: float
    scale: tuple[float, float] = (1.0, 1.0)
    alone: bool = True
    """Not part of a group: it is as large as its place."""

    def drawing(self, element: etree._Element, kind: str, length: float, stroke: _Stroke | None = None) -> Drawing:
        """A drawing in this place."""
        return Drawing(
            element=element,
            kind=kind,
            length_pt=length,
            thickness_pt=None if stroke is None else stroke.thickness_pt,
            solid=None if stroke is None else stroke.solid,
            color="" if stroke is None else stroke.color,
            description=self.description,
            centred=self.centred,
            relative_from=self.relative_from,
            x_pt=self.x_pt,
            floating=self.floating,
        )

    def box(self) -> Box:
        """A text box in this place."""
        x, y = (None if length is None else length * MM_PER_PT for length in (self.x_pt, self.y_pt))
        return Box(0, x, y, self.relative_from, self.width_pt * MM_PER_PT)


@value_class
class _Stroke:
    """How a line is drawn."""

    thickness_pt: float | None
    solid: bool
    color: str


class Drawings:
    """Reads drawings; knows the colours and lines of the theme."""

    def __init__(self, theme: Theme):
        self._theme = theme

    def read(self, element: etree._Element, centred: bool) -> Found:
        """What ``w:drawing``, ``w:pict`` or ``w:object`` holds; ``centred`` says whether its line of text is."""
        found: Found = ([], [])
        for child in element:
            if child.tag in (name("wp:inline"), name("wp:anchor")):
                place = _place(child, centred)
                if place is not None:
                    for content in child.iterfind("a:graphic/a:graphicData/*", dict(NS)):
                        self._read_shape(content, place, found)
            elif child.tag.startswith(_VML):
                self._read_vml(child, None, centred, found)
        return found

    # --- DrawingML --------------------------------------------------------------------------------------------------

    def _read_shape(self, shape: etree._Element, place: _Place, found: Found) -> None:
        kind = etree.QName(shape).localname
        if kind in ("wgp", "grpSp", "wpc"):
            inner = _grouped(shape, place)
            for child in shape:
                if etree.QName(child).localname in ("wsp", "pic", "grpSp", "wgp"):
                    self._read_shape(child, inner, found)
        elif kind == "pic":
            found[0].append(place.drawing(shape, "picture", place.width_pt))
        elif kind == "wsp":
            self._read_wsp(shape, place, found)
        else:
            found[0].append(place.drawing(shape, "other", place.width_pt))

    def _read_wsp(self, shape: etree._Element, place: _Place, found: Found) -> None:
        text = shape.find("wps:txbx/w:txbxContent", dict(NS))
        properties = shape.find(name("wps:spPr"))
        width, height = _size(properties, place)
        if not place.alone:
            place = _moved(place, properties)
        if text is not None:
            found[0].append(place.drawing(shape, "box", width))
            found[1].append((text, place.box()))
            return
        geometry = None if properties is None else properties.find(name("a:prstGeom"))
        preset = "" if geometry is None else geometry.get("prst", "")
        if preset in _LINE_GEOMETRIES and height <= width / 10:
            stroke = self._stroke(shape, properties)
            found[0].append(place.drawing(shape, "other" if stroke is None else "line", width, stroke))
        elif preset == "rect" and height <= min(_THIN_PT, width / 10):
            color = self._filled(properties) or ""
            found[0].append(place.drawing(shape, "line", width, _Stroke(height, True, color)))
        else:
            found[0].append(place.drawing(shape, "other", width))

    def _stroke(self, shape: etree._Element, properties: etree._Element | None) -> _Stroke | None:
        """The line that a shape is drawn with, by itself and the theme; ``None`` where it is drawn with none."""
        line = None if properties is None else properties.find(name("a:ln"))
        reference = shape.find("wps:style/a:lnRef", dict(NS))
        index = 0 if reference is None else whole(reference.get("idx")) or 0
        if (line is None and not index) or (line is not None and line.find(name("a:noFill")) is not None):
            return None
        width = None if line is None else whole(line.get("w"))
        thickness: float | None = _DEFAULT_LINE_PT
        if width is not None:
            thickness = width / _EMU_PER_PT
        elif index:
            thickness = self._theme.lines[index - 1] if 0 < index <= len(self._theme.lines) else None
        dash = None if line is None else line.find(name("a:prstDash"))
        solid = (dash is None or dash.get("val", "solid") == "solid") and (
            line is None or line.find(name("a:custDash")) is None
        )
        return _Stroke(thickness, solid, self._filled(line) or self._color(reference) or "")

    def _filled(self, owner: etree._Element | None) -> str | None:
        return None if owner is None else self._color(owner.find(name("a:solidFill")))

    def _color(self, owner: etree._Element | None) -> str | None:
        for element in () if owner is None else owner:
            kind = etree.QName(element).localname
            if kind == "srgbClr":
                return color_of(element, self._theme, "val")
            if kind == "sysClr":
                return color_of(element, self._theme, "lastClr")
            if kind == "schemeClr":
                return self._theme.color(element.get("val", ""))
        return None

    # --- VML --------------------------------------------------------------------------------------------------------

    def _read_vml(self, shape: etree._Element, group: _Place | None, centred: bool, found: Found) -> None:
        kind = etree.QName(shape).localname
        if kind not in ("line", "shape", "rect", "roundrect", "oval", "group", "polyline"):
            return
        said = _style(shape)
        if said.get("visibility") == "hidden":
            return
        place = _vml_place(shape, said, group, centred)
        if kind == "group":
            inner = replace(place, scale=_vml_scale(shape, place), alone=False)
            for child in shape:
                self._read_vml(child, inner, centred, found)
            return
        text = shape.find("v:textbox/w:txbxContent", dict(NS))
        length, height = place.width_pt, place.height_pt
        if kind == "line":
            length, height = _between(shape, place)
        if text is not None:
            found[0].append(place.drawing(shape, "box", length))
            found[1].append((text, place.box()))
        elif shape.find(name("v:imagedata")) is not None:
            found[0].append(place.drawing(shape, "picture", length))
        elif (kind == "line" or shape.get("type") in _LINE_TYPES) and height <= length / 10:
            stroke = _vml_stroke(shape)
            found[0].append(place.drawing(shape, "other" if stroke is None else "line", length, stroke))
        elif kind == "rect" and height <= _THIN_PT and (height <= length / 10 or shape.get(name("o:hr"))):
            found[0].append(place.drawing(shape, "line", length, _Stroke(height, True, _vml_color(shape, "fillcolor"))))
        else:
            found[0].append(place.drawing(shape, "other", length))


_VML = name("v:")


def _place(anchor: etree._Element, centred: bool) -> _Place | None:
    """Where a drawing stands; ``None`` where it is hidden."""
    extent, told = anchor.find(name("wp:extent")), anchor.find(name("wp:docPr"))
    if told is not None and (told.get("hidden") or "0").lower() in ("1", "true"):
        return None
    floating = anchor.tag == name("wp:anchor")
    across, down = anchor.find(name("wp:positionH")), anchor.find(name("wp:positionV"))
    aligned = None if across is None else across.findtext(name("wp:align"))
    return _Place(
        description="" if told is None else told.get("descr") or told.get("title") or "",
        floating=floating,
        centred=(aligned or "").strip() == "center" if floating else centred,
        relative_from="" if across is None else across.get("relativeFrom", ""),
        x_pt=_offset(across),
        y_pt=_offset(down),
        width_pt=_emu(extent, "cx"),
        height_pt=_emu(extent, "cy"),
    )


def _offset(position: etree._Element | None) -> float | None:
    offset = whole(None if position is None else position.findtext(name("wp:posOffset")))
    return None if offset is None else offset / _EMU_PER_PT


def _emu(element: etree._Element | None, attribute: str) -> float:
    return (whole(None if element is None else element.get(attribute)) or 0) / _EMU_PER_PT


def _size(properties: etree._Element | None, place: _Place) -> tuple[float, float]:
    """The size of a shape in pt: its own, scaled as its group is; that of its place where it says none."""
    extent = None if properties is None else properties.find("a:xfrm/a:ext", dict(NS))
    if extent is None:
        return (place.width_pt, place.height_pt) if place.alone else (0.0, 0.0)
    return _emu(extent, "cx") * place.scale[0], _emu(extent, "cy") * place.scale[1]


def _moved(place: _Place, properties: etree._Element | None) -> _Place:
    """The place of a shape in a group, which stands where the group's own corner is."""
    offset = None if properties is None else properties.find("a:xfrm/a:off", dict(NS))
    x, y = _emu(offset, "x") * place.scale[0], _emu(offset, "y") * place.scale[1]
    return replace(
        place,
        x_pt=None if place.x_pt is None else place.x_pt + x,
        y_pt=None if place.y_pt is None else place.y_pt + y,
    )


def _grouped(group: etree._Element, place: _Place) -> _Place:
    """The place of what stands in a group: moved so that the coordinates of its members begin there, and scaled."""
    frame = next((e for e in group.iterfind("*/a:xfrm", dict(NS)) if e.find(name("a:chExt")) is not None), None)
    if frame is None:
        return replace(place, alone=False)
    extent, inner, origin = (frame.find(name(f"a:{child}")) for child in ("ext", "chExt", "chOff"))
    scale = tuple(
        before * (_emu(extent, side) / _emu(inner, side) if _emu(inner, side) and _emu(extent, side) else 1.0)
        for before, side in zip(place.scale, ("cx", "cy"), strict=True)
    )
    return replace(
        place,
        scale=(scale[0], scale[1]),
        alone=False,
        x_pt=None if place.x_pt is None else place.x_pt - _emu(origin, "x") * scale[0],
        y_pt=None if place.y_pt is None else place.y_pt - _emu(origin, "y") * scale[1],
    )


# --- VML: attributes in the manner of CSS ---------------------------------------------------------------------------


def _style(shape: etree._Element) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in (shape.get("style") or "").split(";"))
    return {key.strip().lower(): said.strip() for key, _, said in pairs}


def _points(said: str | None) -> float | None:
    match = _LENGTH.fullmatch(said) if said else None
    if match is None or not match[1].strip("+-."):
        return None
    return float(match[1]) * _UNITS[match[2]]


def _number(said: str | None) -> float | None:
    points = _points(said)
    return None if points is None else points / (_UNITS[""] if said and said.strip()[-1].isdigit() else 1.0)


def _vml_place(shape: etree._Element, said: dict[str, str], group: _Place | None, centred: bool) -> _Place:
    if group is not None:
        width, height = (_number(said.get(side)) or 0.0 for side in ("width", "height"))
        return replace(
            group,
            description=shape.get("alt") or group.description,
            width_pt=width * group.scale[0],
            height_pt=height * group.scale[1],
        )
    floating = said.get("position") == "absolute"
    aligned = said.get("mso-position-horizontal", "absolute")
    relative = said.get("mso-position-horizontal-relative", "text")
    return _Place(
        description=shape.get("alt") or "",
        floating=floating,
        centred=aligned == "center" if floating else centred,
        relative_from=_NAMES.get(relative, relative) if floating else "",
        x_pt=_points(said.get("margin-left")) if floating and aligned == "absolute" else None,
        y_pt=_points(said.get("margin-top")) if floating else None,
        width_pt=_points(said.get("width")) or 0.0,
        height_pt=_points(said.get("height")) or 0.0,
    )


def _vml_scale(group: etree._Element, place: _Place) -> tuple[float, float]:
    """How many pt one unit of a group's coordinates is."""
    size = [_number(part) for part in (group.get("coordsize") or "1000,1000").split(",")]
    width, height = (size[0] or 1000.0, size[1] or 1000.0) if len(size) == 2 else (1000.0, 1000.0)
    return place.width_pt / width, place.height_pt / height


def _between(line: etree._Element, place: _Place) -> tuple[float, float]:
    """How far a ``v:line`` goes across and down, in pt."""
    ends = [list(_coordinates(line.get(end), place)) for end in ("from", "to")]
    if any(len(end) != 2 for end in ends):
        return place.width_pt, place.height_pt
    return abs(ends[1][0] - ends[0][0]), abs(ends[1][1] - ends[0][1])


def _coordinates(said: str | None, place: _Place) -> Iterator[float]:
    for part, scale in zip((said or "").split(","), place.scale, strict=False):
        length = _points(part) if place.alone else _number(part)
        yield (length or 0.0) * scale


def _vml_stroke(shape: etree._Element) -> _Stroke | None:
    if (shape.get("stroked") or "t").lower() in ("f", "false", "0"):
        return None
    stroke = shape.find(name("v:stroke"))
    thickness = _points(shape.get("strokeweight"))
    dash = None if stroke is None else stroke.get("dashstyle")
    return _Stroke(
        _DEFAULT_LINE_PT if thickness is None else thickness, dash in (None, "solid"), _vml_color(shape, "strokecolor")
    )


def _vml_color(shape: etree._Element, attribute: str) -> str:
    """A colour: ``black``, ``#000``, ``black [3213]``; black where a line says none."""
    said = (shape.get(attribute) or "black").split(" ")[0].lower().lstrip("#")
    if len(said) == 3:
        said = "".join(letter * 2 for letter in said)
    said = {"black": "000000", "windowtext": "000000", "white": "FFFFFF"}.get(said, said)
    return said.upper() if re.fullmatch(r"[0-9a-f]{6}", said) else ""
