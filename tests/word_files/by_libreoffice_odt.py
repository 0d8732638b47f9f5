"""The document as an .odt, for LibreOffice to save as .docx.

The head stands in two text frames, its lines are the upper borders of empty paragraphs; the other lines are drawn.
Every look is an automatic style; dashes and some letters are counted by lists; the first page
has a header of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

from .document import PT_PER_MM, Document, Look, Page, PageNumber, Table, Text

LEFT_MM, RIGHT_MM = 66, 97

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items()) + ' office:version="1.2"'
_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
_DEFAULT = """<style:default-style style:family="paragraph"><style:text-properties fo:language="vi" fo:country="VN"
 style:font-name="Liberation Serif" fo:font-size="12pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard" style:class="text"/>
<style:style style:name="Graphics" style:family="graphic"/>"""


def build(document: Document) -> bytes:
    """The .odt."""
    writer = _Writer()
    body = writer.document(document)
    content = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content {_DECLARED}>{writer.fonts()}
<office:automatic-styles>{"".join(writer.styles.values())}</office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document-content>"""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", content)
        package.writestr("styles.xml", _styles(document.page, document.page_number))
    return file.getvalue()


def _styles(page: Page, number: PageNumber) -> str:
    """The page and its header or footer; a header of the first page's own is empty."""
    writer = _Writer()
    place = {"top": "header", "bottom": "footer"}.get(number.where)
    furniture = room = ""
    if place:
        shown = f'<text:p text:style-name="{writer.paragraph_style(number.look)}">{{}}</text:p>'
        furniture = f"<style:{place}>{shown.format('<text:page-number>2</text:page-number>')}</style:{place}>"
        if not number.first_page:
            furniture += f"<style:{place}-first>{shown.format('')}</style:{place}-first>"
        gap = "margin-bottom" if place == "header" else "margin-top"
        room = f"""<style:{place}-style><style:header-footer-properties fo:min-height="10mm" fo:{gap}="2mm"/>
</style:{place}-style>"""
    top, bottom = (
        margin - (10 if place == side else 0) for margin, side in ((page.top, "header"), (page.bottom, "footer"))
    )
    layout = f"""<style:page-layout style:name="Trang"><style:page-layout-properties fo:page-width="{page.width}mm"
 fo:page-height="{page.height}mm" style:print-orientation="portrait" fo:margin-top="{top}mm"
 fo:margin-bottom="{bottom}mm" fo:margin-left="{page.left}mm" fo:margin-right="{page.right}mm"/>{room}
</style:page-layout>"""
    return f"""<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_DECLARED}>{writer.fonts()}
<office:styles>{_DEFAULT}</office:styles>
<office:automatic-styles>{"".join(writer.styles.values())}{layout}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Trang">{furniture}
</style:master-page></office:master-styles></office:document-styles>"""


@dataclass
class _Writer:
    """Writes the body, and remembers the automatic styles that it needs."""

    styles: dict[object, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=lambda: {"Liberation Serif"})

    def document(self, document: Document) -> str:
        """The body."""
        from_1 = ' style:page-number="1"' if document.page_number.restarts else ""
        return "".join(
            (
                self._box(document.head_left, 0, LEFT_MM, 1),
                self._box(document.head_right, document.page.text_width - RIGHT_MM, RIGHT_MM, 2),
                "</text:p>",
                *self._blocks(document.title, document.page),
                *self._blocks(document.body, document.page),
                self._signature(document),
                *self._blocks(document.annex, document.page, 'style:master-page-name="Standard"', from_1),
            )
        )

    # --- styles ---

    def fonts(self) -> str:
        """The fonts that are used."""
        faces = (f'<style:font-face style:name="{font}" svg:font-family="\'{font}\'"/>' for font in sorted(self.named))
        return f"<office:font-face-decls>{''.join(faces)}</office:font-face-decls>"

    def _style(self, key: object, family: str, inside: str, attributes: str = "") -> str:
        name = f"{family[0].upper()}{len(self.styles) + 1}"
        markup = f'<style:style style:name="{name}" style:family="{family}" {attributes}>{inside}</style:style>'
        return self._named(key, name, markup)

    def _named(self, key: object, name: str, markup: str) -> str:
        self.styles.setdefault(key, markup)
        return self.styles[key].split('style:name="', 1)[1].split('"', 1)[0]

    def paragraph_style(
        self, look: Look, extra: str = "", attributes: str = "", heading: bool = False, listed: bool = False
    ) -> str:
        """The automatic style of a look; the first line of a listed paragraph is the list's."""
        indent = "" if listed else f'fo:text-indent="{look.first_line}mm"'
        inside = f"""<style:paragraph-properties fo:text-align="{look.alignment}" {indent}
 fo:margin-top="{look.before}pt" fo:margin-bottom="{look.after}pt" fo:line-height="{look.line:.0%}" {extra}/>
{self._letters(look)}"""
        parent = "Heading" if heading else "Standard"
        attributes = f'style:parent-style-name="{parent}" {attributes}'
        return self._style((look, extra, attributes, listed), "paragraph", inside, attributes)

    def _letters(self, look: Look) -> str:
        self.named.add(look.font)
        sides = (("weight", "bold" if look.bold else "normal"), ("style", "italic" if look.italic else "normal"))
        switches = " ".join(f'fo:font-{name}="{value}" style:font-{name}-complex="{value}"' for name, value in sides)
        return f"""<style:text-properties style:font-name="{look.font}" style:font-name-complex="{look.font}"
 fo:font-size="{look.size}pt" style:font-size-complex="{look.size}pt" fo:color="#{look.color}" {switches}/>"""

    # --- paragraphs ---

    def _words(self, text: Text, label: bool = True) -> str:
        first = _spaced(f"{text.label} ") if text.label and label else ""
        return first + "".join(
            _spaced(words)
            if bold == text.look.bold
            else f'<text:span text:style-name="{self._bold(text.look, bold)}">{_spaced(words)}</text:span>'
            for words, bold in text.pieces
        )

    def _bold(self, look: Look, bold: bool) -> str:
        look = replace(look, bold=bold)
        return self._style(("letters", look), "text", self._letters(look))

    def _paragraph(self, text: Text, page: Page, attributes: str = "", extra: str = "") -> str:
        style = self.paragraph_style(text.look, extra, attributes, heading=_is_heading(text))
        line = self._drawn_line(text, page) if text.ruled else ""
        kind = 'h text:outline-level="1"' if _is_heading(text) else "p"
        return f'<text:{kind} text:style-name="{style}">{line}{self._words(text)}</text:{kind[0]}>'

    def _drawn_line(self, text: Text, page: Page) -> str:
        graphic = self._style(
            "line",
            "graphic",
            """<style:graphic-properties draw:stroke="solid" svg:stroke-width="0.75pt" svg:stroke-color="#000000"
 style:run-through="foreground" style:wrap="run-through" style:horizontal-pos="from-left"
 style:horizontal-rel="paragraph" style:vertical-pos="from-top" style:vertical-rel="paragraph"/>""",
        )
        lines = 2 if text.component == "phu_luc_kem_theo" else 1
        below = text.look.before + text.look.size * 1.2 * lines + 2
        left = (page.text_width * PT_PER_MM - text.ruled_pt) / 2
        return f"""<draw:line text:anchor-type="paragraph" draw:z-index="3" draw:style-name="{graphic}"
 svg:x1="{left:.2f}pt" svg:y1="{below:.2f}pt" svg:x2="{left + text.ruled_pt:.2f}pt" svg:y2="{below:.2f}pt"/>"""

    def _blocks(self, blocks: Iterable[Text | Table], page: Page, first: str = "", numbered: str = "") -> Iterable[str]:
        for counted, group in groupby(
            blocks, lambda block: isinstance(block, Text) and block.counted and block.label[-1]
        ):
            members = list(group)
            if counted:
                yield self._list([member for member in members if isinstance(member, Text)])
                continue
            for block in members:
                yield self._paragraph(block, page, first, numbered) if isinstance(block, Text) else self._table(block)
                first = numbered = ""

    def _list(self, texts: list[Text]) -> str:
        """Paragraphs whose labels LibreOffice counts."""
        label = texts[0].label
        place = f"""<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="{texts[0].look.first_line}mm"
 fo:margin-left="0mm"/></style:list-level-properties>"""
        level = (
            f'<text:list-level-style-bullet text:level="1" text:bullet-char="-">{place}'
            f"{self._letters(texts[0].look)}</text:list-level-style-bullet>"
            if label == "-"
            else f'<text:list-level-style-number text:level="1" style:num-suffix="{label[-1]}" style:num-format="a">'
            f"{place}</text:list-level-style-number>"
        )
        name = f"L{len(self.styles) + 1}"
        style = self._named(("list", label), name, f'<text:list-style style:name="{name}">{level}</text:list-style>')
        items = (
            f'<text:list-item><text:p text:style-name="{self.paragraph_style(text.look, listed=True)}">'
            f"{self._words(text, label=False)}</text:p></text:list-item>"
            for text in texts
        )
        return f'<text:list text:style-name="{style}">{"".join(items)}</text:list>'

    # --- frames and tables ---

    def _box(self, texts: tuple[Text, ...], left: float, width: float, number: int) -> str:
        """A text frame that hangs on the first paragraph of the document, which is empty."""
        graphic = self._style(
            "box",
            "graphic",
            """<style:graphic-properties fo:border="none" fo:padding="0mm" style:wrap="none"
 style:horizontal-pos="from-left" style:horizontal-rel="paragraph" style:vertical-pos="from-top"
 style:vertical-rel="paragraph" fo:background-color="transparent"/>""",
            'style:parent-style-name="Graphics"',
        )
        inside = []
        for text in texts:
            inside.append(f'<text:p text:style-name="{self.paragraph_style(text.look)}">{self._words(text)}</text:p>')
            if text.ruled:
                side = (width * PT_PER_MM - text.ruled_pt) / 2
                ruled = f"""fo:border-top="0.75pt solid #000000" fo:border-bottom="none" fo:border-left="none"
 fo:border-right="none" fo:margin-left="{side:.2f}pt" fo:margin-right="{side:.2f}pt" """
                empty = self.paragraph_style(Look(size=2, alignment="center", before=2), ruled)
                inside.append(f'<text:p text:style-name="{empty}"/>')
        opening = f'<text:p text:style-name="{self.paragraph_style(Look(size=2, alignment="left"))}">' * (number == 1)
        return f"""{opening}<draw:frame text:anchor-type="paragraph" draw:z-index="{number}"
 draw:style-name="{graphic}" draw:name="Khung {number}" svg:x="{left}mm" svg:y="0mm" svg:width="{width}mm"
 svg:height="22mm"><draw:text-box>{"".join(inside)}</draw:text-box></draw:frame>"""

    def _cell(self, border: str, inside: str) -> str:
        extra = f'fo:border="{border}" fo:padding="1mm"'
        style = self._style(("cell", border), "table-cell", f"<style:table-cell-properties {extra}/>")
        return f'<table:table-cell table:style-name="{style}">{inside}</table:table-cell>'

    def _columns(self, widths: tuple[float, ...]) -> str:
        return "".join(
            '<table:table-column table:style-name="{}"/>'.format(
                self._style(
                    ("column", width),
                    "table-column",
                    f'<style:table-column-properties style:column-width="{width}mm"/>',
                )
            )
            for width in widths
        )

    def _grid(self, widths: tuple[float, ...], rows: Iterable[str]) -> str:
        width = sum(widths)
        style = self._style(
            ("table", width),
            "table",
            f'<style:table-properties style:width="{width}mm" table:align="center"/>',
        )
        inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        name = f"Bảng{len(self.styles)}"
        opening = f'<table:table table:name="{name}" table:style-name="{style}">'
        return f"{opening}{self._columns(widths)}{inside}</table:table>"

    def _table(self, table: Table) -> str:
        def cell(line: int, column: int, words: str) -> str:
            style = self.paragraph_style(table.look_of(line, column))
            return self._cell("0.5pt solid #000000", f'<text:p text:style-name="{style}">{_spaced(words)}</text:p>')

        rows = (
            "".join(cell(number, column, words) for column, words in enumerate(line))
            for number, line in enumerate(table.lines)
        )
        return self._grid(table.widths, rows)

    def _signature(self, document: Document) -> str:
        page, signer = document.page, document.signer
        empty = f'<text:p text:style-name="{self.paragraph_style(Look())}"/>' * 4
        left = "".join(self._paragraph(text, page) for text in document.recipients)
        right = "".join(self._paragraph(text, page) for text in signer[:-1]) + empty + self._paragraph(signer[-1], page)
        return self._grid((80, 85), [self._cell("none", left) + self._cell("none", right)])


def _is_heading(text: Text) -> bool:
    return text.component in ("muc_la_ma", "khoan_co_tieu_de")


def _spaced(words: str) -> str:
    """Words for XML; a space behind a space is an element."""
    return escape(words, quote=False).replace("  ", " <text:s/>")
