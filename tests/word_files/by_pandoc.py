"""The document by pandoc, from Markdown and a reference document with styles of its own.

Letters come from the theme, looks from named styles, dashes and some letters from pandoc's lists; head and signature
are raw OpenXML, their lines VML. What pandoc cannot say is put right afterwards, as one would in Word: the indents of
its lists and the header of a section that ends in the middle.
"""

from __future__ import annotations

import copy
import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document as new_docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor
from lxml import etree

from .by_python_docx import saved, set_page, shape
from .document import CLEAN, Document, Look, Page, PageNumber, Table, Text
from .openxml import W, element, line_of_2003, twips_of_mm

LEFT_MM, RIGHT_MM = 66, 99

_NAMES = {
    "quoc_hieu": "Quốc hiệu",
    "tieu_ngu": "Tiêu ngữ",
    "co_quan_chu_quan": "Cơ quan chủ quản",
    "co_quan_ban_hanh": "Cơ quan ban hành",
    "so_ky_hieu": "Số ký hiệu",
    "dia_danh_thoi_gian": "Ngày tháng",
    "ten_loai": "Title",
    "trich_yeu": "Subtitle",
    "kinh_gui": "Kính gửi",
    "can_cu": "Căn cứ",
    "muc_la_ma": "Heading 1",
    "khoan_co_tieu_de": "Heading 2",
    "noi_nhan_tu": "Nơi nhận",
    "noi_nhan_ds": "Danh sách nơi nhận",
    "quyen_han_ky": "Quyền hạn",
    "chuc_vu_ky": "Chức vụ",
    "ho_ten_ky": "Họ tên",
    "phu_luc_tu": "Phụ lục",
    "phu_luc_tieu_de": "Tên phụ lục",
    "phu_luc_kem_theo": "Kèm theo",
}
_TEXT = "Body Text"
_STANDARD = {text.component: text.look for text in reversed(list(CLEAN.texts()))}


def build(pandoc: str, document: Document) -> bytes:
    """The .docx, made by the program ``pandoc``."""
    with tempfile.TemporaryDirectory() as folder:
        reference, made = Path(folder) / "reference.docx", Path(folder) / "made.docx"
        styles = {_style_of(text): text.look for text in document.texts()}
        reference.write_bytes(_reference(document.page, document.page_number, tuple(styles.items())))
        command = [pandoc, "--from=markdown-smart", f"--reference-doc={reference}", f"--output={made}"]
        subprocess.run(command, input=_markdown(document).encode(), check=True)
        return _put_right(made.read_bytes(), document)


# --- styles -----------------------------------------------------------------------------------------------------------


def _style_of(text: Text) -> str:
    """The style of a paragraph: that of its component, or one of its own where it looks otherwise."""
    usual = _NAMES.get(text.component, _TEXT)
    return usual if text.look == _STANDARD[text.component] else f"{usual} {text.key}"


@cache
def _reference(page: Page, number: PageNumber, styles: tuple[tuple[str, Look], ...]) -> bytes:
    """A document without text: the page, the page number, and a style for each look."""
    docx = new_docx()
    for part in docx.part.package.iter_parts():
        if "theme" in str(part.partname):
            part._blob = re.sub(rb'(<a:latin typeface=")[^"]*', rb"\1Times New Roman", part.blob)
    set_page(docx.sections[0], page)
    _number(docx, number)
    for name, look in styles:
        _add_style(docx, name, look)
    _add_style(docx, _TEXT, _STANDARD["noi_dung"])
    _add_style(docx, "Normal", replace(_STANDARD["noi_dung"], first_line=0))  # pandoc's lists have no style
    _add_style(docx, "First Paragraph", _STANDARD["noi_dung"])
    _add_style(docx, "Compact", Look(size=13, alignment="left"))
    docx.styles.element.append(element(_TABLE_STYLE))
    return saved(docx)


_TABLE_STYLE = """<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr></w:style>""".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)


def _add_style(docx: Any, name: str, look: Look) -> None:
    styles = docx.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for said in ("pBdr", "contextualSpacing"):
        for found in style.element.findall(f".//{{{W}}}{said}"):
            found.getparent().remove(found)
    for said in style.element.findall(f"{{{W}}}rPr"):
        style.element.remove(said)
    shape(style, look)
    font = style.font
    font.size, font.bold, font.italic, font.color.rgb = Pt(look.size), look.bold, look.italic, None
    if look.color != "000000":
        font.color.rgb = RGBColor.from_string(look.color)
    if look.font != "Times New Roman":
        font.name = look.font


def _number(docx: Any, number: PageNumber) -> None:
    section = docx.sections[0]
    section.different_first_page_header_footer = not number.first_page
    if not number.where:
        return
    place = (section.header if number.where == "top" else section.footer).paragraphs[0]
    shape(place, number.look)
    size = round(number.look.size * 2)
    place._p.append(
        element(
            f'<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:noProof/><w:sz w:val="{size}"/></w:rPr><w:t>2</w:t></w:r>'
            "</w:fldSimple>"
        )
    )


# --- Markdown ---------------------------------------------------------------------------------------------------------


def _markdown(document: Document) -> str:
    parts = [
        _raw(_columns(document.head_left, document.head_right, (LEFT_MM, RIGHT_MM))),
        *_blocks(document.title),
        *_blocks(document.body),
        _raw(_columns(document.recipients, document.signer, (80, 85), blank=4)),
    ]
    if document.annex:
        parts += [_raw(f"<w:p><w:pPr>{_SMALL}<w:sectPr/></w:pPr></w:p>"), *_blocks(document.annex)]
    return "\n\n".join(parts) + "\n"


def _raw(markup: str) -> str:
    return f"```{{=openxml}}\n{markup}\n```"


def _escaped(words: str) -> str:
    """Words that Markdown leaves as they are."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~^\"'$@:&])", r"\\\1", words).replace("  ", " &#32;")


def _words(text: Text, label: bool = True) -> str:
    first = f"{text.label} " if text.label and label else ""
    return _escaped(first) + "".join(
        _escaped(words) if bold == text.look.bold else _bold(words) for words, bold in text.pieces
    )


def _bold(words: str) -> str:
    inner = words.strip()
    before, behind = words[: words.index(inner)], words[words.index(inner) + len(inner) :]
    return f"{before}**{_escaped(inner)}**{behind}"


def _blocks(blocks: Iterable[Text | Table]) -> Iterable[str]:
    for list_, group in groupby(blocks, lambda block: isinstance(block, Text) and block.counted and block.label[-1]):
        members = list(group)
        if list_:
            items = [f"{text.label}  {_words(text, label=False)}" for text in members if isinstance(text, Text)]
            yield "\n\n".join(items)
            yield "<!-- -->"
            continue
        for block in members:
            yield _paragraph(block) if isinstance(block, Text) else _table(block)


def _paragraph(text: Text) -> str:
    style, words = _style_of(text), _words(text)
    if text.ruled:
        lines = 2 if text.component == "phu_luc_kem_theo" else 1
        line = line_of_2003(text.ruled_pt, text.look.before + text.look.size * 1.2 * lines + 2).replace("\n", " ")
        words += f"`{line}`{{=openxml}}"
    if style == _TEXT:
        return words
    if style in ("Heading 1", "Heading 2"):
        return f"{'#' * int(style[-1])} {words}"
    return f'::: {{custom-style="{style}"}}\n{words}\n:::'


def _table(table: Table) -> str:
    rows = [[f"**{_escaped(words)}**" for words in table.head], *([_escaped(w) for w in row] for row in table.rows)]
    total = sum(table.widths)
    rule = [":" + "-" * round(width / total * 100) + ":" * (n != 1) for n, width in enumerate(table.widths)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


# --- raw OpenXML ------------------------------------------------------------------------------------------------------


_SMALL = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_EMPTY = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:p>'


def _columns(left: tuple[Text, ...], right: tuple[Text, ...], widths: tuple[float, float], blank: int = 0) -> str:
    """A table without borders; before the last paragraph on the right there may be empty ones."""
    empty = _EMPTY * blank
    cells = (
        "".join(map(_raw_paragraph, left)),
        "".join((*map(_raw_paragraph, right[:-1]), empty, _raw_paragraph(right[-1]))),
    )
    grid = "".join(f'<w:gridCol w:w="{twips_of_mm(width)}"/>' for width in widths)
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips_of_mm(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips_of_mm(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{inside}</w:tr></w:tbl><w:p><w:pPr>{_SMALL}</w:pPr></w:p>"
    )


def _raw_paragraph(text: Text) -> str:
    style = _style_of(text).replace(" ", "")
    line = line_of_2003(text.ruled_pt, text.look.size * 1.2 + 2) if text.ruled else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">'
        f"{escape(text.full, quote=False)}</w:t></w:r>{line}</w:p>"
    )


# --- put right afterwards ---------------------------------------------------------------------------------------------


def _put_right(content: bytes, document: Document) -> bytes:
    """Lists are indented as the text, and each section has the header."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                part = _sections(part, document)
            elif name == "word/numbering.xml":
                part = _numbering(part)
            after.writestr(name, part)
    return file.getvalue()


def _sections(part: bytes, document: Document) -> bytes:
    tree = etree.fromstring(part)
    *inner, last = tree.iter(f"{{{W}}}sectPr")
    for section in inner:
        section.extend(copy.deepcopy(child) for child in last)
    if inner and document.page_number.restarts:
        margins = last.find(f"{{{W}}}pgMar")
        assert margins is not None
        margins.addnext(element('<w:pgNumType w:start="1"/>'))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _numbering(part: bytes) -> bytes:
    tree = etree.fromstring(part)
    first = str(twips_of_mm(_STANDARD["noi_dung"].first_line))
    for level in tree.iter(f"{{{W}}}lvl"):
        for indent in level.iter(f"{{{W}}}ind"):
            indent.attrib.clear()
            indent.set(f"{{{W}}}left", "0")
            indent.set(f"{{{W}}}firstLine", first)
        text = level.find(f"{{{W}}}lvlText")
        assert text is not None
        text.addprevious(element('<w:suff w:val="space"/>'))
        if "%" not in text.get(f"{{{W}}}val", ""):
            text.set(f"{{{W}}}val", "-")
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
