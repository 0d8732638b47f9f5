"""The theme of a file: the fonts and colours that styles name by what they are for."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType

from lxml import etree

from .._value_class import value_class
from .xml import NS, name, whole

_SLOTS = {"ascii": "latin", "hansi": "latin", "eastasia": "ea", "bidi": "cs"}
_SCRIPTS = {"vi": "Viet", "ja": "Jpan", "ko": "Hang", "zh-cn": "Hans", "zh-sg": "Hans", "zh": "Hant"}
_ROLES = {
    "text1": "dk1",
    "text2": "dk2",
    "background1": "lt1",
    "background2": "lt2",
    "tx1": "dk1",
    "tx2": "dk2",
    "bg1": "lt1",
    "bg2": "lt2",
    "dark1": "dk1",
    "dark2": "dk2",
    "light1": "lt1",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_EMU_PER_PT = 12700


@value_class
class Theme:
    """Fonts, colours and the widths of lines; of a file without a theme there are none."""

    fonts: Mapping[str, str | None] = field(default_factory=dict)
    """By Word's name of them in small letters: ``minorhansi``; ``None`` where programs would not agree."""
    colors: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[float, ...] = ()
    """The widths of the three lines that shapes choose from, in pt."""

    def font(self, said: str) -> str | None:
        """The font that is called ``minorHAnsi``; ``None`` where the theme does not tell."""
        return self.fonts.get(said.lower())

    def color(self, said: str, tint: str | None = None, shade: str | None = None) -> str | None:
        """The colour that is called ``accent1``, lightened or darkened; ``None`` where the theme does not tell."""
        color = self.colors.get(_ROLES.get(said, said))
        if color is None:
            return None
        for changed, change in ((tint, _tinted), (shade, _shaded)):
            if changed is not None and (share := _hexadecimal(changed)) is not None:
                color = _lighter(color, change, share)
        return color


def read_theme(root: etree._Element | None, settings: etree._Element | None) -> Theme:
    """The theme of a file, its fonts as the languages of the settings choose them."""
    if root is None:
        return Theme()
    languages = None if settings is None else settings.find(name("w:themeFontLang"))
    fonts: dict[str, str | None] = {}
    for kind in ("major", "minor"):
        scheme = root.find(f"a:themeElements/a:fontScheme/a:{kind}Font", dict(NS))
        if scheme is not None:
            for slot, element in _SLOTS.items():
                fonts[kind + slot] = _font(scheme, element, languages)
    colors = {
        etree.QName(color).localname: found
        for color in root.iterfind("a:themeElements/a:clrScheme/*", dict(NS))
        if (found := _color(color)) is not None
    }
    widths = (whole(line.get("w")) for line in root.iterfind("a:themeElements/a:fmtScheme/a:lnStyleLst/a:ln", dict(NS)))
    lines = tuple((9525 if width is None else width) / _EMU_PER_PT for width in widths)
    return Theme(MappingProxyType(fonts), MappingProxyType(colors), lines)


def _font(scheme: etree._Element, slot: str, languages: etree._Element | None) -> str | None:
    """The font of a slot.

    For text in Vietnamese, themes name a font by its script, and the standard says that ``themeFontLang`` chooses it
    (ISO/IEC 29500-1, 17.15.1.88); other programs than Word take the Latin one. Where the two differ, nobody can tell.
    """
    plain = scheme.find(name(f"a:{slot}"))
    typeface = (None if plain is None else plain.get("typeface")) or None
    attribute = {"latin": "w:val", "ea": "w:eastAsia", "cs": "w:bidi"}[slot]
    language = "" if languages is None else (languages.get(name(attribute)) or "").lower()
    script = _SCRIPTS.get(language, _SCRIPTS.get(language.partition("-")[0]))
    of_script = next(
        (f.get("typeface") for f in scheme.iterchildren(name("a:font")) if f.get("script") == script), None
    )
    if of_script is None or of_script == typeface:
        return typeface
    return None if typeface else of_script


def _color(owner: etree._Element) -> str | None:
    for element in owner:
        said = element.get("lastClr" if etree.QName(element).localname == "sysClr" else "val")
        if said is not None and _hexadecimal(said, digits=6) is not None:
            return said.upper()
    return None


def _hexadecimal(said: str, digits: int = 2) -> int | None:
    if len(said) != digits or not all(digit in "0123456789abcdefABCDEF" for digit in said):
        return None
    return int(said, 16)


def _tinted(lightness: float, share: float) -> float:
    return lightness * share + (1 - share)


def _shaded(lightness: float, share: float) -> float:
    return lightness * share


def _lighter(color: str, change: Callable[[float, float], float], share: int) -> str:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    changed = colorsys.hls_to_rgb(hue, change(lightness, share / 255), saturation)
    return "".join(f"{round(part * 255):02X}" for part in changed)
