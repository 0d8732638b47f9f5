"""What run and paragraph properties say, as plain values by our names; what they do not say is absent.

A value that Word would not understand counts as not said. Lengths are in twips.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from .theme import Theme
from .xml import TWIPS_PER_PT, VAL, name, switch, twips, whole

Said = dict[str, Any]
"""What one place says: a style, a table, a list, a paragraph or a run."""

TOGGLES = ("bold", "italic", "caps", "small_caps", "strike", "hidden")
"""What undoes itself where styles of two kinds say it (ISO/IEC 29500-1, 17.7.3)."""

_RUN_SWITCHES = {
    name("w:b"): "bold",
    name("w:i"): "italic",
    name("w:caps"): "caps",
    name("w:smallCaps"): "small_caps",
    name("w:strike"): "strike",
    name("w:dstrike"): "double_strike",
    name("w:vanish"): "hidden",
    name("w:cs"): "complex",
    name("w:rtl"): "complex",
}
_FONT, _SIZE, _COLOR, _UNDERLINE, _VERTICAL, _STYLE = map(
    name, ("w:rFonts", "w:sz", "w:color", "w:u", "w:vertAlign", "w:rStyle")
)
FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
_FONT_NAMES = {slot: name(f"w:{slot}") for slot in FONTS}
_FONT_THEMES = {slot: name("w:cstheme" if slot == "cs" else f"w:{slot}Theme") for slot in FONTS}
_THEME_COLOR, _TINT, _SHADE = map(name, ("w:themeColor", "w:themeTint", "w:themeShade"))

_PARAGRAPH_SWITCHES = {
    name("w:keepNext"): "keep_next",
    name("w:keepLines"): "keep_lines",
    name("w:pageBreakBefore"): "page_break_before",
    name("w:contextualSpacing"): "contextual",
}
_ALIGNMENTS = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    **dict.fromkeys(
        ("both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida"),
        "justify",
    ),
}
_INDENTS = (
    ("left", "left", 1),
    ("left", "start", 1),
    ("right", "right", 1),
    ("right", "end", 1),
    ("first_line", "firstLine", 1),
    ("first_line", "hanging", -1),  # it overrules the other
)
"""Indents: our name, Word's, and which way they go. Each is a length and a number of hundredths of a letter."""
_SIDES = ("top", "bottom", "left", "right")


def run_said(properties: etree._Element | None, theme: Theme) -> Said:
    """What ``w:rPr`` says."""
    said: Said = {}
    for child in () if properties is None else properties:
        tag = child.tag
        if tag in _RUN_SWITCHES:
            if (on := switch(child)) is not None:
                said[_RUN_SWITCHES[tag]] = on
        elif tag == _FONT:
            _read_fonts(child, said, theme)
        elif tag == _SIZE:
            if (size := _half_points(child.get(VAL))) is not None:
                said["size_pt"] = size
        elif tag == _COLOR:
            if (color := color_of(child, theme)) is not None:
                said["color"] = color
        elif tag == _UNDERLINE:
            said["underline"] = child.get(VAL, "none") != "none"
        elif tag == _VERTICAL:
            position = child.get(VAL)
            said["vertical"] = position if position in ("superscript", "subscript") else ""
        elif tag == _STYLE:
            said["style"] = child.get(VAL)
    return said


def color_of(element: etree._Element, theme: Theme, attribute: str = VAL) -> str | None:
    """The colour that an element gives outright, or by its name in the theme."""
    said = (element.get(attribute) or "").upper()
    if len(said) == 6 and all(digit in "0123456789ABCDEF" for digit in said):
        return said
    named = element.get(_THEME_COLOR)
    found = None if named is None else theme.color(named, element.get(_TINT), element.get(_SHADE))
    return found or ("auto" if said == "AUTO" else None)


def _read_fonts(element: etree._Element, said: Said, theme: Theme) -> None:
    for slot in FONTS:
        themed, font = element.get(_FONT_THEMES[slot]), element.get(_FONT_NAMES[slot])
        if themed and (theme.fonts or not font):
            said[slot] = theme.font(themed)
        elif font:
            said[slot] = font


def _half_points(said: str | None) -> float | None:
    """A size in pt, said in half points or with a unit."""
    size = twips(said)
    if size is None or size <= 0 or said is None:
        return None
    return size / TWIPS_PER_PT if said.strip()[-1].isalpha() else size / 2


def paragraph_said(properties: etree._Element | None) -> Said:
    """What ``w:pPr`` says, its run properties apart."""
    said: Said = {}
    for child in () if properties is None else properties:
        tag = child.tag
        if tag in _PARAGRAPH_SWITCHES:
            if (on := switch(child)) is not None:
                said[_PARAGRAPH_SWITCHES[tag]] = on
        elif (read := _READERS.get(tag)) is not None:
            read(child, said)
    return said


def _read_alignment(element: etree._Element, said: Said) -> None:
    if (alignment := _ALIGNMENTS.get(element.get(VAL, ""))) is not None:
        said["alignment"] = alignment


def _read_indents(element: etree._Element, said: Said) -> None:
    for ours, theirs, sign in _INDENTS:
        length, letters = twips(element.get(name(f"w:{theirs}"))), whole(element.get(name(f"w:{theirs}Chars")))
        if length is not None:
            said[ours] = (sign * length, 0)
        elif letters is not None:
            said[ours] = (0.0, sign * letters)


def _read_spacing(element: etree._Element, said: Said) -> None:
    for side in ("before", "after"):
        space = twips(element.get(name(f"w:{side}")))
        lines = whole(element.get(name(f"w:{side}Lines")))
        if space is None and lines is not None:
            space = lines * 2.4  # hundredths of a line of 12 pt
        _keep(said, side, space)
        automatic = element.get(name(f"w:{side}Autospacing"))
        if automatic is not None:
            said[f"{side}_automatic"] = automatic.lower() in ("1", "true", "on")
    line = twips(element.get(name("w:line")))
    _keep(said, "line", line)
    rule = element.get(name("w:lineRule"))
    if rule in ("auto", "atLeast", "exact"):
        said["line_rule"] = rule


def _read_tabs(element: etree._Element, said: Said) -> None:
    tabs: dict[float, tuple[str, str]] = {}
    for tab in element.iterchildren(name("w:tab")):
        position = twips(tab.get(name("w:pos")))
        if position is not None:
            leader = tab.get(name("w:leader"), "none")
            kind = {"start": "left", "end": "right"}.get(tab.get(VAL, "left"), tab.get(VAL, "left"))
            tabs[position] = (kind, "" if leader == "none" else leader)
    said["tabs"] = tabs


def _read_borders(element: etree._Element, said: Said) -> None:
    for side in _SIDES:
        border = element.find(name(f"w:{side}"))
        if border is not None:
            kind = border.get(VAL, "none")
            eighths = whole(border.get(name("w:sz"))) or 0
            color = (border.get(name("w:color")) or "auto").upper().replace("AUTO", "auto")
            said[f"border_{side}"] = None if kind in ("nil", "none") else (kind, eighths / 8, color)


def _read_numbering(element: etree._Element, said: Said) -> None:
    for ours, theirs in (("num_id", "w:numId"), ("level", "w:ilvl")):
        child = element.find(name(theirs))
        _keep(said, ours, None if child is None else whole(child.get(VAL)))


def _read_outline_level(element: etree._Element, said: Said) -> None:
    level = whole(element.get(VAL))
    if level is not None:
        said["outline_level"] = level if 0 <= level <= 8 else None


def _read_frame(element: etree._Element, said: Said) -> None:
    said["frame"] = {etree.QName(key).localname: str(text) for key, text in element.attrib.items()}


def _read_style(element: etree._Element, said: Said) -> None:
    said["style"] = element.get(VAL)


def _keep(said: Said, key: str, found: object | None) -> None:
    if found is not None:
        said[key] = found


_READERS = {
    name("w:jc"): _read_alignment,
    name("w:ind"): _read_indents,
    name("w:spacing"): _read_spacing,
    name("w:tabs"): _read_tabs,
    name("w:pBdr"): _read_borders,
    name("w:numPr"): _read_numbering,
    name("w:outlineLvl"): _read_outline_level,
    name("w:framePr"): _read_frame,
    name("w:pStyle"): _read_style,
}


def overlaid(*layers: Said) -> Said:
    """What holds where several places say something: the last word, tab stops added up."""
    merged: Said = {}
    tabs: dict[float, tuple[str, str]] = {}
    for layer in layers:
        merged.update(layer)
        tabs |= layer.get("tabs", {})
    if tabs:
        merged["tabs"] = tabs
    return merged
