"""The document as .rtf, for LibreOffice to save as .docx.

The two columns of the head are segments of one line, centred at tab stops; lines are shapes placed from the margin;
letters that Word counts come from a list table; Vietnamese letters are ``\\u`` escapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from .document import PT_PER_MM, Document, Look, Page, PageNumber, Table, Text
from .openxml import twips, twips_of_mm

LEFT_MM, RIGHT_MM = 66, 99

_ALIGNMENTS = {"left": r"\ql", "center": r"\qc", "right": r"\qr", "justify": r"\qj"}
_LEVELS = (("-", 23, r"{\leveltext\'01-;}{\levelnumbers;}"), (")", 4, r"{\leveltext\'02\'00);}{\levelnumbers\'01;}"))
"""The lists: the last letter of their labels, the kind of number, the text of the level."""


def build(document: Document) -> bytes:
    """The .rtf."""
    writer = _Writer(document.page)
    body = writer.document(document)
    page = document.page
    paper = rf"\paperw{twips_of_mm(page.width)}\paperh{twips_of_mm(page.height)}"
    sides = "".join(rf"\marg{side[0]}{twips_of_mm(getattr(page, side))}" for side in ("left", "right", "top", "bottom"))
    colors = "".join(
        rf"\red{int(color[:2], 16)}\green{int(color[2:4], 16)}\blue{int(color[4:], 16)};" for color in writer.colors
    )
    fonts = "".join(rf"{{\f{number}\fnil {font};}}" for number, font in enumerate(writer.fonts))
    first = twips_of_mm(12.7)
    lists = "".join(
        rf"{{\list\listtemplateid{number}{{\listlevel\levelnfc{kind}\leveljc0\levelstartat1\levelfollow1{text}"
        rf"\f0\fs28\fi{first}\li0}}\listid{number}}}"
        for number, (_, kind, text) in enumerate(_LEVELS, start=1)
    )
    overrides = "".join(
        rf"{{\listoverride\listid{number}\listoverridecount0\ls{number}}}" for number in range(1, len(_LEVELS) + 1)
    )
    return (
        rf"{{\rtf1\ansi\ansicpg1258\uc1\deff0\deflang1066{{\fonttbl{fonts}}}{{\colortbl;{colors}}}"
        rf"{{\stylesheet{{\s0\f0\fs24 Normal;}}{{\s1\outlinelevel0\f0\fs28\b heading 1;}}}}"
        rf"{{\*\listtable{lists}}}{{\*\listoverridetable{overrides}}}"
        rf"{paper}{sides}\headery567\footery567{body}}}"
    ).encode("ascii")


@dataclass
class _Writer:
    """Writes the body, and remembers fonts and colours."""

    page: Page
    fonts: list[str] = field(default_factory=lambda: ["Times New Roman"])
    colors: list[str] = field(default_factory=lambda: ["000000"])

    def document(self, document: Document) -> str:
        """The sections with their headers."""
        number = document.page_number
        first = "" if number.first_page else r"\titlepg"
        furniture = self._furniture(number)
        parts = [rf"\sectd\sbknone{first}{furniture} ", self._head(document)]
        parts += [self._block(block) for block in (*document.title, *document.body)]
        parts.append(self._signature(document))
        if document.annex:
            restarts = r"\pgnrestart\pgnstarts1" if number.restarts else r"\pgncont"
            parts.append(rf"\sect\sectd\sbkpage{first}{restarts}{furniture} ")
            parts += [self._block(block) for block in document.annex]
        return "".join(parts)

    def _furniture(self, number: PageNumber) -> str:
        if not number.where:
            return ""
        field_ = r"{\field{\*\fldinst PAGE}{\fldrslt 2}}"
        place = "header" if number.where == "top" else "footer"
        shown = f"{self._form(number.look)}{{{self._letters(number.look, False)} {field_}}}\\par"
        empty = "" if number.first_page else rf"{{\{place}f\pard\plain\par}}"
        return rf"{{\{place} {shown}}}{empty}"

    # --- paragraphs ---

    def _form(self, look: Look) -> str:
        indent = rf"\fi{twips_of_mm(look.first_line)}" if look.first_line else ""
        return (
            rf"\pard\plain{_ALIGNMENTS[look.alignment]}\li0{indent}\sb{twips(look.before)}\sa{twips(look.after)}"
            rf"\sl{round(look.line * 240)}\slmult1"
        )

    def _letters(self, look: Look, bold: bool) -> str:
        for value, known in ((look.font, self.fonts), (look.color, self.colors)):
            if value not in known:
                known.append(value)
        font, color = self.fonts.index(look.font), self.colors.index(look.color) + 1
        switches = r"\b" * bold + r"\i" * look.italic
        return rf"\f{font}\fs{round(look.size * 2)}\cf{color}{switches}"

    def _words(self, text: Text, label: bool = True) -> str:
        first = [(f"{text.label} ", text.look.bold)] if text.label and label else []
        return "".join(
            f"{{{self._letters(text.look, bold)} {_escaped(words)}}}" for words, bold in (*first, *text.pieces)
        )

    def _paragraph(self, text: Text, end: str = r"\par") -> str:
        list_ = next((n for n, level in enumerate(_LEVELS, 1) if text.counted and text.label.endswith(level[0])), 0)
        counted = rf"\ls{list_}\ilvl0\fi{twips_of_mm(text.look.first_line)}\li0" if list_ else ""
        shown = rf"{{\listtext {_escaped(text.label)} }}" if list_ else ""
        heading = r"\s1\outlinelevel0" if text.component == "muc_la_ma" else ""
        line = ""
        if text.ruled:
            lines = 2 if text.component == "phu_luc_kem_theo" else 1
            middle = self.page.text_width / 2
            line = _line(text.ruled_pt, middle, text.look.before + text.look.size * 1.2 * lines + 2)
        return f"{self._form(text.look)}{heading}{counted}{line}{shown}{self._words(text, not list_)}{end}\n"

    def _block(self, block: Text | Table) -> str:
        return self._paragraph(block) if isinstance(block, Text) else self._table(block)

    # --- head, tables ---

    def _head(self, document: Document) -> str:
        middles = (LEFT_MM / 2, LEFT_MM + RIGHT_MM / 2)
        stops = "".join(rf"\tqc\tx{twips_of_mm(middle)}" for middle in middles)
        lines = []
        for pair in zip_longest(document.head_left, document.head_right):
            look = next(text for text in pair if text).look
            drawn = words = ""
            for text, middle in zip(pair, middles, strict=True):
                words += r"\tab " + (self._words(text) if text else "")
                if text and text.ruled:
                    drawn += _line(text.ruled_pt, middle, text.look.size * 1.2 + 2)
            form = rf"\pard\plain\ql{stops}\sb{twips(look.before)}\sa0\sl240\slmult1"
            lines.append(rf"{form}{drawn}{words}\par" + "\n")
        return "".join(lines)

    def _row(self, widths: Iterable[float], cells: Iterable[str], bordered: bool) -> str:
        border = "".join(rf"\clbrdr{side}\brdrs\brdrw10" for side in "tlbr") if bordered else ""
        edges, right = [], 0.0
        for width in widths:
            right += width
            edges.append(rf"{border}\cellx{twips_of_mm(right)}")
        return rf"\trowd\trgaph70\trqc{''.join(edges)}" + "".join(cells) + "\\row\n"

    def _table(self, table: Table) -> str:
        def cell(line: int, column: int, words: str) -> str:
            look = table.look_of(line, column)
            return rf"{self._form(look)}\intbl{{{self._letters(look, look.bold)} {_escaped(words)}}}\cell"

        return "".join(
            self._row(table.widths, (cell(n, column, words) for column, words in enumerate(line)), bordered=True)
            for n, line in enumerate(table.lines)
        )

    def _signature(self, document: Document) -> str:
        def cell(texts: Iterable[Text], before_last: str = "") -> str:
            *first, last = (self._paragraph(text, r"\intbl\par") for text in texts)
            return "".join(first) + before_last + last.replace(r"\intbl\par", r"\intbl\cell")

        empty = rf"{self._form(Look())}\intbl{{\fs28 }}\par" * 4
        cells = (cell(document.recipients), cell(document.signer, empty))
        return self._row((80, document.page.text_width - 80), cells, bordered=False)


def _line(length_pt: float, middle_mm: float, below_pt: float) -> str:
    """A line, placed from the left margin and from its paragraph."""
    left = twips(middle_mm * PT_PER_MM - length_pt / 2)
    right, top = left + twips(length_pt), twips(below_pt)
    properties = "".join(
        rf"{{\sp{{\sn {name}}}{{\sv {value}}}}}"
        for name, value in (("shapeType", 20), ("fLine", 1), ("lineWidth", 9525), ("lineColor", 0))
    )
    return (
        rf"{{\shp{{\*\shpinst\shpleft{left}\shptop{top}\shpright{right}\shpbottom{top}\shpfhdr0\shpbxcolumn\shpbypara"
        rf"\shpwr3\shpwrk0\shpfblwtxt0\shpz0{properties}}}}}"
    )


def _escaped(words: str) -> str:
    """Words in ASCII; what follows an escape is for readers without Unicode."""
    units = words.encode("utf-16-le")
    out = []
    for index in range(0, len(units), 2):
        unit = int.from_bytes(units[index : index + 2], "little")
        if unit > 126:
            out.append(rf"\u{unit - 65536 if unit > 32767 else unit}?")
        else:
            out.append(f"\\{chr(unit)}" if chr(unit) in "\\{}" else chr(unit))
    return "".join(out)
