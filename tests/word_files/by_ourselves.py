"""The document as this library prints it, then altered as one does in Word: the fault is direct formatting over it.

The clean document is printed by the built-in template; what another document says otherwise is changed in its XML,
paragraph by paragraph.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields
from functools import cache

from lxml import etree

from hoi_report._blocks import (
    AttachmentHead,
    Block,
    Column,
    Composition,
    Frame,
    Heading,
    Item,
    LegalBasis,
    PartBreak,
    Row,
    Signature,
    Signer,
    Span,
)
from hoi_report._blocks import Paragraph as Running
from hoi_report._blocks import Table as Grid
from samples import FRAME, line, word_file

from .document import CLEAN, Document, Look, Page, PageNumber, Table, Text
from .openxml import SPACES, W, element, twips, twips_of_mm

_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_HEADING_LEVELS = {"muc_la_ma": 1, "khoan_co_tieu_de": 2}


def build(document: Document) -> bytes:
    """The .docx."""
    with zipfile.ZipFile(io.BytesIO(_printed())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    tree = etree.fromstring(parts[_DOCUMENT])
    told = {text.key: text for text in document.texts()}
    for clean in CLEAN.texts():
        _alter(tree, clean, told.get(clean.key))
    for section in tree.iter(f"{{{W}}}sectPr"):
        _alter_page(section, document.page)
    if document.page_number != CLEAN.page_number:
        _alter_page_number(tree, parts, document.page_number)
    parts[_DOCUMENT] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


# --- the clean document -----------------------------------------------------------------------------------------------


@cache
def _printed() -> bytes:
    """The clean document, printed."""
    text = {text.key: text.text for text in CLEAN.texts()}
    number, symbol = text["so_ky_hieu"].removeprefix("Số: ").split("/")
    place, date = text["dia_danh_thoi_gian"].split(", ")
    frame = Frame(
        document_title=f"{text['ten_loai']} {text['trich_yeu']}",
        document_author=FRAME.document_author,
        parent=(text["co_quan_chu_quan"],),
        issuer=(text["co_quan_ban_hanh"],),
        number=number,
        symbol=symbol,
        place=place,
        date=date,
        title=text["ten_loai"],
        subject=(text["trich_yeu"],),
        addressees=(text["kinh_gui"].removeprefix("Kính gửi: "),),
        recipients=tuple(told.text for told in CLEAN.recipients if told.label),
        signer=Signer((text["quyen_han_ky"],), text["chuc_vu_ky"], text["ho_ten_ky"]),
    )
    head = AttachmentHead(text["phu_luc_tu"], (text["phu_luc_tieu_de"],), text["phu_luc_kem_theo"])
    body = [_block(block) for block in CLEAN.body]
    annex = [_block(block) for block in CLEAN.annex[3:]]
    return word_file(Composition(frame, (*body, Signature(), PartBreak(), head, *annex)))


def _block(block: Text | Table) -> Block:
    if isinstance(block, Table):
        columns = tuple(
            Column(title, width, "left" if number == 1 else "center")
            for number, (title, width) in enumerate(zip(block.head, block.widths, strict=True))
        )
        return Grid(columns, tuple(Row(tuple(line(words) for words in row)) for row in block.rows))
    words = line(*(Span(words, "strong") if bold and block.strong else words for words, bold in block.pieces))
    if block.component == "can_cu":
        return LegalBasis(words)
    if block.component in _HEADING_LEVELS:
        return Heading(level=_HEADING_LEVELS[block.component], number=block.label, text=words)
    return Item(level=1, marker=block.label, text=words) if block.label else Running(words)


# --- a paragraph altered ----------------------------------------------------------------------------------------------


def _alter(tree: etree._Element, clean: Text, told: Text | None) -> None:
    """Makes the clean paragraph say and look like another; what is left out is taken away."""
    if told == clean:
        return
    paragraph = _find(tree, clean.full)
    if told is None:
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
        return
    if told.full != clean.full:
        _say(paragraph, told)
    changed = [
        field.name for field in fields(Look) if getattr(told.look, field.name) != getattr(clean.look, field.name)
    ]
    _form(paragraph, told.look, changed)
    for run in paragraph.iter(f"{{{W}}}r"):
        _letters(run, told.look, changed)
    if told.ruled != clean.ruled:
        _rule(paragraph, told.ruled / clean.ruled)


def _find(tree: etree._Element, words: str) -> etree._Element:
    (found,) = (
        paragraph
        for paragraph in tree.iter(f"{{{W}}}p")
        if "".join(text.text or "" for text in paragraph.iter(f"{{{W}}}t")) == words
    )
    return found


def _say(paragraph: etree._Element, told: Text) -> None:
    """The words, each stretch in the run where it was; else all of them in the first run that has some."""
    texts = [text for text in paragraph.iter(f"{{{W}}}t") if text.text]
    pieces = [words for words, _ in told.pieces] if told.strong else [told.full]
    assert len(pieces) <= len(texts), told.full
    for text in texts:
        text.text = pieces.pop(0) if pieces else ""


_PARAGRAPH_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr",
                    "tabs", "spacing", "ind", "jc", "rPr", "sectPr")  # fmt: skip
_RUN_ORDER = ("rStyle", "rFonts", "b", "i", "color", "sz")


def _put(properties: etree._Element, name: str, order: tuple[str, ...], **values: str) -> None:
    """Says a property, in the place that the schema gives it."""
    found = properties.find(f"{{{W}}}{name}")
    if found is None:
        before = [child for child in properties if etree.QName(child).localname in order[: order.index(name)]]
        found = element(f"<w:{name}/>")
        properties.insert(properties.index(before[-1]) + 1 if before else 0, found)
    for attribute, value in values.items():
        found.set(f"{{{W}}}{attribute}", value)


def _form(paragraph: etree._Element, look: Look, changed: list[str]) -> None:
    properties = paragraph.find(f"{{{W}}}pPr")
    assert properties is not None
    if "alignment" in changed:
        _put(properties, "jc", _PARAGRAPH_ORDER, val=look.alignment)
    if "first_line" in changed:
        _put(properties, "ind", _PARAGRAPH_ORDER, firstLine=str(twips_of_mm(look.first_line)))
    if "after" in changed:
        _put(properties, "spacing", _PARAGRAPH_ORDER, before="0", after=str(twips(look.after)))
    if "line" in changed:
        _put(properties, "spacing", _PARAGRAPH_ORDER, line=str(round(look.line * 240)), lineRule="auto")


def _letters(run: etree._Element, look: Look, changed: list[str]) -> None:
    said = {
        "font": ("rFonts", {"ascii": look.font, "hAnsi": look.font, "cs": look.font}),
        "bold": ("b", {"val": "1" if look.bold else "0"}),
        "italic": ("i", {"val": "1" if look.italic else "0"}),
        "color": ("color", {"val": look.color}),
        "size": ("sz", {"val": str(round(look.size * 2))}),
    }
    for name, (tag, values) in said.items():
        if name in changed:
            properties = run.find(f"{{{W}}}rPr")
            if properties is None:
                properties = element("<w:rPr/>")
                run.insert(0, properties)
            _put(properties, tag, _RUN_ORDER, **values)


def _rule(paragraph: etree._Element, times: float) -> None:
    """The line below becomes so many times as long, or goes."""
    below = paragraph.getnext()
    assert below is not None
    (drawing,) = below.iter(f"{{{SPACES['wp']}}}anchor")
    if not times:
        below.getparent().remove(below)  # type: ignore[union-attr]
        return
    lengths = [*drawing.iter(f"{{{SPACES['wp']}}}extent"), *drawing.iter(f"{{{SPACES['a']}}}ext")]
    for length in lengths:
        length.set("cx", str(round(int(length.get("cx", "0")) * times)))


# --- the page altered -------------------------------------------------------------------------------------------------


def _alter_page(section: etree._Element, page: Page) -> None:
    for tag, names in (("pgSz", {"width": "w", "height": "h"}), ("pgMar", {})):
        found = section.find(f"{{{W}}}{tag}")
        assert found is not None
        for name in names or ("top", "bottom", "left", "right"):
            if getattr(page, name) != getattr(CLEAN.page, name):
                attribute = names[name] if names else name
                found.set(f"{{{W}}}{attribute}", str(twips_of_mm(getattr(page, name))))


def _alter_page_number(tree: etree._Element, parts: dict[str, bytes], number: PageNumber) -> None:
    """Changes the header with the number, makes it a footer, or takes it away."""
    sections = list(tree.iter(f"{{{W}}}sectPr"))
    for section in sections:
        if number.first_page:
            _drop(section, "titlePg")
        if not number.restarts:
            _drop(section, "pgNumType")
        if not number.where:
            _drop(section, "headerReference")
    header = etree.fromstring(parts["word/header.xml"])
    (shown,) = header.iter(f"{{{W}}}p")
    changed = [
        field.name
        for field in fields(Look)
        if getattr(number.look, field.name) != getattr(CLEAN.page_number.look, field.name)
    ]
    _form(shown, number.look, changed)
    for run in shown.iter(f"{{{W}}}r"):
        _letters(run, number.look, changed)
    parts["word/header.xml"] = etree.tostring(header, xml_declaration=True, encoding="UTF-8", standalone=True)
    if number.where == "bottom":
        _make_footers(sections, parts)


def _drop(section: etree._Element, name: str) -> None:
    for found in section.findall(f"{{{W}}}{name}"):
        section.remove(found)


def _make_footers(sections: list[etree._Element], parts: dict[str, bytes]) -> None:
    """Headers become footers: parts, relations and references."""
    for section in sections:
        for reference in section.findall(f"{{{W}}}headerReference"):
            reference.tag = f"{{{W}}}footerReference"
    for name in ("word/header.xml", "word/header-first.xml"):
        parts[name] = parts[name].replace(b"w:hdr", b"w:ftr")
    parts[_RELATIONS] = parts[_RELATIONS].replace(b"relationships/header", b"relationships/footer")
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"wordprocessingml.header+xml", b"wordprocessingml.footer+xml")
