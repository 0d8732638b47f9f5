"""How a paragraph, its letters and its label look, all that it inherits counted in.

What is said is looked for where ISO/IEC 29500-1, 17.7.2, says: the document's defaults, the table's style, the
paragraph's, the character's, each after what it is based on, then on the spot. The indents of a list count where the
list is named: a style that names one may itself say other indents (17.9.22). Where nothing is said, Word's own
defaults hold: Times New Roman of 10 pt, single lines.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

from lxml import etree

from .._value_class import value_class
from .numbering import Level, Numbering
from .said import TOGGLES, Said, overlaid, paragraph_said, run_said
from .styles import NOWHERE, Style, Styles, Surroundings
from .theme import Theme
from .word_file import Border, Frame, Run, Tab
from .xml import MM_PER_TWIP, TWIPS_PER_PT, name, twips

AUTOMATIC_SPACE_PT = 14.0
"""What Word takes where a web page says nothing of the space before or after a paragraph."""
_PPR, _RPR = name("w:pPr"), name("w:rPr")
_SKIPPED = {_RPR, name("w:sectPr"), name("w:pPrChange")}
_DEFAULT_FONT = "Times New Roman"
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_ASCII, _OTHER = re.compile(r"[!-~]"), re.compile(r"[^\x00-\x7f\xa0\s]")


@value_class
class Letters:
    """How the characters of a run look."""

    fonts: tuple[str | None, str | None, str | None, str | None]
    """For ASCII characters, others, East Asian ones, complex scripts."""
    complex: bool
    hidden: bool
    style: str
    rest: dict[str, Any]
    """The other fields of :class:`Run`, by name."""

    def font(self, text: str) -> str | None:
        """The font of a text: which of the four its characters take (ISO/IEC 29500-1, 17.3.2.26)."""
        ascii_font, other, east_asian, complex_font = self.fonts
        if self.complex:
            return complex_font
        needed: dict[str | None, None] = {}
        if ascii_font == other and (ascii_font == east_asian or not _EAST_ASIAN.search(text)):
            return ascii_font
        if _ASCII.search(text):
            needed[ascii_font] = None
        rest, found = _EAST_ASIAN.subn("", text)
        if _OTHER.search(rest):
            needed[other] = None
        if found:
            needed[east_asian] = None
        if not needed:
            return ascii_font
        return None if None in needed else "/".join(str(font) for font in needed)

    def run(self, element: etree._Element, text: str, field: str = "") -> Run:
        """A run that looks so."""
        return Run(element=element, text=text, font=self.font(text), style=self.style, field=field, **self.rest)


@value_class
class ParagraphLook:
    """How a paragraph looks."""

    style: Style
    fields: dict[str, Any]
    """Fields of :class:`~.word_file.Paragraph`, by name."""
    num_id: int
    """Its list; 0 for none."""
    level: int
    definition: Level | None


class Looks:
    """The looks of one file; each is worked out once."""

    def __init__(self, styles: Styles, numbering: Numbering, theme: Theme):
        self._styles, self._numbering, self.theme = styles, numbering, theme
        self._letters: dict[Hashable, Letters] = {}
        self._paragraphs: dict[Hashable, ParagraphLook] = {}

    def letters(
        self,
        paragraph: Style,
        properties: etree._Element | None,
        around: Surroundings = NOWHERE,
        level: Level | None = None,
    ) -> Letters:
        """How a run with these properties looks in a paragraph of a style.

        Args:
            paragraph: The paragraph's style.
            properties: ``w:rPr``.
            around: What its table says.
            level: Of a list, for its label: what it says overrules even the properties.
        """
        key = (around, paragraph.id, _signature(properties), level)
        if key not in self._letters:
            direct = run_said(properties, self.theme) | ({} if level is None else level.run)
            self._letters[key] = self._worked_out(paragraph, direct, around)
        return self._letters[key]

    def _worked_out(self, paragraph: Style, direct: Said, around: Surroundings) -> Letters:
        character = self._styles.character(direct.get("style"))
        defaults, styled = self._styles.run_defaults, (around.run, paragraph.run, character.run)
        said = overlaid(defaults, *styled, direct)
        for toggle in TOGGLES:
            if toggle not in direct:
                said[toggle] = bool(defaults.get(toggle)) or sum(bool(s.get(toggle)) for s in styled) % 2 == 1
        return Letters(
            fonts=tuple(said.get(slot, _DEFAULT_FONT) for slot in ("ascii", "hAnsi", "eastAsia", "cs")),
            complex=bool(said.get("complex")),
            hidden=said["hidden"],
            style=character.name if "style" in direct else "",
            rest={
                "size_pt": said.get("size_pt", 10.0),
                "bold": said["bold"],
                "italic": said["italic"],
                "underline": said.get("underline", False),
                "caps": said["caps"],
                "small_caps": said["small_caps"],
                "strike": said["strike"] or said.get("double_strike", False),
                "color": said.get("color", "auto"),
                "vertical": said.get("vertical", ""),
            },
        )

    def paragraph(self, properties: etree._Element | None, around: Surroundings = NOWHERE) -> ParagraphLook:
        """How a paragraph with these properties (``w:pPr``) looks."""
        key = (around, _signature(properties))
        if key not in self._paragraphs:
            self._paragraphs[key] = self._paragraph(paragraph_said(properties), around)
        return self._paragraphs[key]

    def _paragraph(self, direct: Said, around: Surroundings) -> ParagraphLook:
        style = self._styles.paragraph(direct.pop("style", None))
        layers = [self._styles.paragraph_defaults, around.paragraph, *style.paragraphs, direct]
        num_id, level = self._list(layers, style)
        definition = self._numbering.level(num_id, level)
        if definition is not None:
            named = max(i for i, layer in enumerate(layers) if "num_id" in layer)
            layers.insert(named, definition.paragraph)
        size = self.letters(style, None, around).rest["size_pt"]
        return ParagraphLook(style, _fields(overlaid(*layers), style, size), num_id, level, definition)

    def _list(self, layers: list[Said], style: Style) -> tuple[int, int]:
        """The list of a paragraph and the level on it."""
        said = overlaid(*layers)
        num_id = said.get("num_id", 0)
        level = said.get("level")
        if "num_id" not in layers[-1] and "level" not in layers[-1]:
            bound = (self._numbering.level_of_style(num_id, style_id) for style_id in reversed(style.ids))
            level = next((found for found in bound if found is not None), level)
        return num_id, level or 0


def _fields(said: Said, style: Style, size_pt: float) -> dict[str, Any]:
    """The fields of a paragraph."""
    rule = said.get("line_rule", "auto")
    line = abs(said.get("line", 240.0))
    return {
        "style": style.name,
        "alignment": said.get("alignment", "left"),
        "left_mm": _indent(said, "left", size_pt),
        "right_mm": _indent(said, "right", size_pt),
        "first_line_mm": _indent(said, "first_line", size_pt),
        "before_pt": _space(said, "before"),
        "after_pt": _space(said, "after"),
        "contextual": said.get("contextual", False),
        "line_rule": rule,
        "line": line / (240 if rule == "auto" else TWIPS_PER_PT),
        "tabs": tuple(
            Tab(position * MM_PER_TWIP, kind, leader)
            for position, (kind, leader) in sorted(said.get("tabs", {}).items())
            if kind != "clear"
        ),
        "border_above": _border(said.get("border_top")),
        "border_below": _border(said.get("border_bottom")),
        "border_box": all(said.get(f"border_{side}") for side in ("top", "bottom", "left", "right")),
        "keep_next": said.get("keep_next", False),
        "keep_lines": said.get("keep_lines", False),
        "page_break_before": said.get("page_break_before", False),
        "outline_level": said.get("outline_level"),
        "frame": _frame(said.get("frame")),
    }


def _indent(said: Said, side: str, size_pt: float) -> float:
    length, letters = said.get(side, (0.0, 0))
    return float(length + letters / 100 * size_pt * TWIPS_PER_PT) * MM_PER_TWIP


def _space(said: Said, side: str) -> float:
    if said.get(f"{side}_automatic"):
        return AUTOMATIC_SPACE_PT
    return float(said.get(side, 0)) / TWIPS_PER_PT


def _border(said: tuple[str, float, str] | None) -> Border | None:
    return None if said is None else Border(*said)


def _frame(said: dict[str, str] | None) -> Frame | None:
    if said is None:
        return None

    def mm(key: str) -> float | None:
        length = twips(said.get(key))
        return None if length is None else length * MM_PER_TWIP

    return Frame(
        x_align=said.get("xAlign", ""),
        y_align=said.get("yAlign", ""),
        x_mm=mm("x"),
        y_mm=mm("y"),
        x_from=said.get("hAnchor", "page"),
        y_from=said.get("vAnchor", "page"),
        width_mm=mm("w"),
    )


def _signature(properties: etree._Element | None) -> Hashable:
    """What properties say, to be compared: equal where nothing differs."""
    if properties is None:
        return None
    children = [child for child in properties if child.tag not in _SKIPPED]
    return tuple([(e.tag, *e.items()) for child in children for e in child.iter()])
