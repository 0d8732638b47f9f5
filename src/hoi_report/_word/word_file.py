"""What a Word file says, as plain values: its sections, its paragraphs in the order of reading, each with its look."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from .._package import Package
from .._value_class import value_class
from .xml import name


@value_class
class Run:
    """A stretch of text in one look."""

    element: etree._Element
    """The ``w:r``; in a formula the ``m:r``, of a label the ``w:lvl``."""
    text: str
    """As it is printed: a tab is ``\\t``, a line break ``\\n``, a page or column break ``\\f``."""
    font: str | None
    """The font of its characters; two joined by ``/`` where ASCII and other characters have different ones; ``None``
    where the file alone does not tell it."""
    size_pt: float
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    small_caps: bool
    strike: bool
    color: str
    """Six hexadecimal digits in capitals, or ``auto``: black on white."""
    vertical: str
    """``superscript``, ``subscript`` or empty."""
    style: str = ""
    """Name of the character style; empty where there is none."""
    field: str = ""
    """The field whose result it is, in capitals: ``PAGE``, ``NUMPAGES``; empty for typed text."""

    @property
    def in_formula(self) -> bool:
        """Whether it is a part of a formula, whose letters look as mathematics asks."""
        return bool(self.element.tag == name("m:r"))


@value_class
class Tab:
    """A tab stop."""

    pos_mm: float
    kind: str
    """``left``, ``center``, ``right``, ``decimal``, ``bar`` or ``num``."""
    leader: str
    """What fills the way to it: ``dot``, ``hyphen``, ``underscore`` …; empty for nothing."""


@value_class
class Border:
    """A line at an edge of a paragraph."""

    kind: str
    """``single``, ``double``, ``dotted`` …"""
    thickness_pt: float
    color: str


@value_class
class Cell:
    """The table cell in which a paragraph stands."""

    table: int
    """From 1 among the tables of the part, in the order in which they begin."""
    row: int
    """From 1."""
    column: int
    """From 1 among the cells of the row."""
    columns: int
    """The number of cells of the row."""
    width_mm: float | None


@value_class
class Box:
    """The text box in which a paragraph stands."""

    number: int
    """From 1 among the text boxes of the part."""
    x_mm: float | None
    y_mm: float | None
    relative_from: str
    """What ``x_mm`` is measured from: ``page``, ``margin``, ``column`` …; empty in the line of text."""
    width_mm: float = 0.0
    """0 where the file does not say."""


@value_class
class Frame:
    """The frame (``w:framePr``) in which a paragraph stands."""

    x_align: str
    """``left``, ``center``, ``right``, ``inside``, ``outside`` or empty."""
    y_align: str
    x_mm: float | None
    y_mm: float | None
    x_from: str
    """What the frame is measured from across the page: ``text``, ``margin`` or ``page``."""
    y_from: str
    width_mm: float | None


@value_class
class Drawing:
    """What is drawn in a paragraph."""

    element: etree._Element
    kind: str
    """``line`` (drawn from left to right), ``picture``, ``box`` (of text) or ``other``."""
    length_pt: float
    """From its left to its right edge."""
    thickness_pt: float | None
    solid: bool | None
    color: str
    """Six hexadecimal digits in capitals; empty where it has none or the file does not tell."""
    description: str
    """The alternative text."""
    centred: bool | None
    """Whether it is centred on what ``relative_from`` names; of one in the line of text, whether its line is."""
    relative_from: str
    """``page``, ``margin``, ``column``, ``character`` …; empty in the line of text."""
    x_pt: float | None
    """Its left edge, seen from ``relative_from``; ``None`` where it is aligned, or stands in the line of text."""
    floating: bool


@value_class
class Paragraph:
    """A paragraph with everything about it resolved."""

    element: etree._Element
    part: str
    number: int
    """From 1 among the paragraphs of its part, in the order of reading."""
    section: int
    """Index into :attr:`WordFile.sections`; 0 in headers and notes."""
    page: int | None
    """The page where its text begins, as the program that saved the file laid it out; ``None`` where it did not say."""
    runs: tuple[Run, ...]
    """What is seen of it: neither deleted nor hidden text, of a field its result."""
    label: str
    """What is printed before it by automatic numbering: ``1.``, ``a)``, ``-``; empty where there is none."""
    label_look: Run | None
    cell: Cell | None
    """The innermost table cell."""
    box: Box | None
    drawings: tuple[Drawing, ...]
    style: str
    """Name of the paragraph style, as the file has it (``Normal``, ``heading 1``); empty where there is none."""
    alignment: str
    """``left``, ``center``, ``right`` or ``justify``."""
    left_mm: float
    right_mm: float
    first_line_mm: float
    """Of the first line, beyond ``left_mm``; negative where it hangs."""
    before_pt: float
    after_pt: float
    contextual: bool
    """No space between it and a neighbour of the same style."""
    line_rule: str
    """``auto``, ``atLeast`` or ``exact``."""
    line: float
    """In lines where the rule is ``auto``, else in pt."""
    tabs: tuple[Tab, ...]
    border_above: Border | None
    border_below: Border | None
    border_box: bool
    """A border on all four sides."""
    keep_next: bool
    keep_lines: bool
    page_break_before: bool
    outline_level: int | None
    """From 0; ``None`` for text."""
    frame: Frame | None

    @property
    def text(self) -> str:
        """Its text, without the label."""
        return "".join([run.text for run in self.runs])


@value_class
class Section:
    """A section: pages of one size, with their headers and footers."""

    element: etree._Element
    """The ``w:sectPr``."""
    number: int
    """From 1."""
    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    """The gutter included."""
    right_mm: float
    header_mm: float
    footer_mm: float
    gutter_mm: float
    kind: str
    """How it begins: ``nextPage``, ``continuous``, ``evenPage``, ``oddPage`` or ``nextColumn``."""
    first_page_differs: bool
    number_start: int | None
    number_format: str
    """``decimal``, ``upperRoman`` …"""
    columns: int
    headers: Mapping[str, tuple[Paragraph, ...]]
    """By kind: ``default``, ``first``, ``even``; one that a section lacks is the one before's, as Word does it."""
    footers: Mapping[str, tuple[Paragraph, ...]]

    @property
    def landscape(self) -> bool:
        """Whether its pages are wider than high."""
        return self.width_mm > self.height_mm


@value_class
class WordFile:
    """A Word file that was read."""

    name: str
    package: Package
    """Its parts, for who changes something in it."""
    trees: Mapping[str, etree._Element]
    """The parts that were parsed, by name: the body, headers, footers, notes, styles, numbering, settings."""
    paragraphs: tuple[Paragraph, ...]
    """Those of the body in the order of reading, in table cells and text boxes too."""
    sections: tuple[Section, ...]
    """At least one."""
    notes: tuple[Paragraph, ...]
    """Those of footnotes and endnotes."""
    even_and_odd: bool
    """Whether even pages have headers and footers of their own."""
    foreign: bool
    """Whether a file of another format is embedded in the text (``w:altChunk``), which only Word could read."""
