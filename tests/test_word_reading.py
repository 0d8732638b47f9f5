"""Files from any program are read; what is none, or is damaged, is refused with its reason, never with a traceback."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import samples
from hoi_report import InvalidInput, _package
from hoi_report._word import Paragraph, WordFile, read_word
from office import convert
from template_samples import told, unzipped, zipped
from word_raw import (
    BEGIN,
    END,
    MAIN,
    NAMESPACES,
    SEPARATE,
    anchored,
    choice,
    code,
    in_run,
    item,
    level,
    numbering,
    paragraph,
    read,
    read_parts,
    run,
    shape,
    style,
    text_box,
    vml_text_box,
    written,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
GOOD = zipped(written(paragraph(run("Kế hoạch"))))
SAVE = "open it in Word and save it as “Word Document (.docx)”"
GIVE = "give the Word file from which it was printed"
AGAIN = "open it in Word and save it again"


def found_text(data: bytes) -> list[str]:
    """The text of every paragraph."""
    return [p.text for p in read_word(data, "van-ban.docx").paragraphs]


# --- refusals -----------------------------------------------------------------------------------------------------


def with_part(name: str, content: str | bytes) -> bytes:
    """A good file with another content of a part."""
    return zipped({**unzipped(GOOD), name: content})


PICTURE = paragraph('<w:r><w:pict><v:shape style="width:400pt;height:600pt"><v:imagedata/></v:shape></w:pict></w:r>')
REFUSED = {
    "nothing": (b"", "docx-empty] the file is empty check whether it was copied or downloaded whole"),
    "text": (b"Hello", "docx-not-word] this is not a Word document (.docx) give a Word document (.docx)"),
    ".doc": (OLE + b"\0" * 600, f"docx-other-format] expected a Word document (.docx), found .doc {SAVE}"),
    "a password": (
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "docx-encrypted] the Word file is protected by a password save it without a password",
    ),
    ".rtf": (rb"{\rtf1\ansi}", f"docx-other-format] expected a Word document (.docx), found .rtf {SAVE}"),
    "HTML": (
        b"\xef\xbb\xbf\n<!DOCTYPE HTML><html>",
        f"docx-other-format] expected a Word document (.docx), found HTML {SAVE}",
    ),
    "XML": (b'<?xml version="1.0"?><a/>', f"docx-other-format] expected a Word document (.docx), found XML {SAVE}"),
    ".odt": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        f"docx-other-format] expected a Word document (.docx), found .odt {SAVE}",
    ),
    ".xlsx": (
        zipped(
            written("", main_type=f"{MAIN.replace('wordprocessing', 'spreadsheet').replace('document.m', 'sheet.m')}")
        ),
        f"docx-other-format] expected a Word document (.docx), found .xlsx {SAVE}",
    ),
    ".pdf": (
        b"%PDF-1.7",
        f"docx-printed] expected a Word document (.docx), found .pdf: a document that is printed or scanned {GIVE}",
    ),
    **{
        ending: (
            beginning,
            f"docx-printed] expected a Word document (.docx), found {ending}: a document that is printed or scanned "
            f"{GIVE}",
        )
        for ending, beginning in {".jpg": b"\xff\xd8\xff\xe0", ".png": b"\x89PNG\r\n", ".tif": b"II*\0"}.items()
    },
    "a scan": (
        zipped(written(PICTURE + paragraph())),
        f"docx-scan] the Word file holds pictures and no text: a document that is scanned {GIVE}",
    ),
    "half a ZIP": (GOOD[: len(GOOD) // 2], f"docx-damaged] the Word file is damaged: File is not a zip file {AGAIN}"),
    "another ZIP": (
        zipped({"a.txt": "a"}),
        "docx-not-word] this is not a Word document (.docx) give a Word document (.docx)",
    ),
    "no body": (
        with_part("word/document.xml", f"<w:document {NAMESPACES}/>"),
        f"docx-part-missing] the Word file lacks the part “w:body” {AGAIN}",
    ),
    "another root": (
        with_part("word/document.xml", "<html><body/></html>"),
        f"docx-part-missing] the Word file lacks the part “w:body” {AGAIN}",
    ),
    "no document": (
        zipped({name: content for name, content in unzipped(GOOD).items() if name != "word/document.xml"}),
        f"docx-part-missing] the Word file lacks the part “word/document.xml” {AGAIN}",
    ),
    "a document type": (
        with_part("word/document.xml", f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {NAMESPACES}>&a;</w:document>'),
        "docx-doctype] word/document.xml: a document type declaration is not allowed in a Word file",
    ),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused(data: bytes, message: str) -> None:
    """One problem, which says what the file is and what to do."""
    with pytest.raises(InvalidInput) as raised:
        read_word(data, "van-ban.docx")

    assert told(raised.value) == [f"van-ban.docx: error [{message}"]


def test_a_zip_bomb_is_not_unpacked() -> None:
    """The limits are those of templates: what unpacks to more than they allow is not unpacked."""
    with pytest.raises(InvalidInput) as raised:
        read_word(with_part("word/media/a.bin", b"0" * (_package.MAX_UNPACKED + 1)), "van-ban.docx")

    assert [problem.code for problem in raised.value.problems] == ["docx-unpacks-too-large"]


def test_what_is_nested_without_end_is_refused() -> None:
    """Content controls in content controls, thousands deep."""
    deep = "<w:sdt><w:sdtContent>" * 5000 + paragraph() + "</w:sdtContent></w:sdt>" * 5000

    with pytest.raises(InvalidInput) as raised:
        read(deep)

    assert [problem.code for problem in raised.value.problems] == ["docx-damaged"]


def test_pictures_with_text_are_no_scan() -> None:
    """A letter with a logo, and an empty document."""
    assert found_text(zipped(written(PICTURE + paragraph(run("Kính gửi"))))) == ["", "Kính gửi"]
    assert found_text(zipped(written(paragraph()))) == [""]


# --- variants of the format ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "main_type",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
    ids=[".docm", ".dotx", ".dotm"],
)
def test_templates_and_files_with_macros_are_read(main_type: str) -> None:
    """Their text is like any other's."""
    assert found_text(zipped(written(paragraph(run("Kế hoạch")), main_type=main_type))) == ["Kế hoạch"]


def strictly(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """The same file under the names of Strict Open XML."""
    names = re.compile(r"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/")
    return {
        name: names.sub(r"http://purl.oclc.org/ooxml/\1/", content if isinstance(content, str) else content.decode())
        for name, content in parts.items()
    }


STRICT = written(
    paragraph(run("Kế hoạch", '<w:sz w:val="14pt"/>'), '<w:pStyle w:val="Chu"/><w:ind w:start="12.7mm"/>')
    + '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/><w:pgSz w:w="210mm" w:h="297mm"/></w:sectPr>',
    styles=style("Chu", '<w:pPr><w:jc w:val="start"/></w:pPr><w:rPr><w:b/></w:rPr>'),
    header1=paragraph(run("2")),
)


def test_strict_open_xml_is_read() -> None:
    """The other names of the standard's strict variant, with its lengths in units, mean the same."""
    parts = strictly(STRICT)
    assert "purl.oclc.org" in str(parts["word/_rels/document.xml.rels"])

    found = read_parts(parts)

    (p,), (section,) = found.paragraphs, found.sections
    assert (p.text, p.style, p.runs[0].bold, p.runs[0].size_pt, p.left_mm) == ("Kế hoạch", "Chu", True, 14.0, 12.7)
    assert round(section.width_mm) == 210
    assert [p.text for p in section.headers["default"]] == ["2"]
    assert b"purl.oclc.org" not in b"".join(found.package.parts.values())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize("strict", [False, True])
def test_parts_in_utf_16_are_read(encoding: str, strict: bool) -> None:
    """The other encoding that the format allows."""
    parts = strictly(STRICT) if strict else STRICT
    content = f'<?xml version="1.0" encoding="UTF-16"?>{parts["word/document.xml"]}'
    mark = "\ufeff" if encoding == "utf-16-be" else ""

    found = read_parts({**parts, "word/document.xml": (mark + content).encode(encoding)})

    assert [(p.text, p.runs[0].bold) for p in found.paragraphs] == [("Kế hoạch", True)]


def test_parts_may_lie_anywhere() -> None:
    """Relations say where the body and the styles are, not their names."""
    parts = written(paragraph(run(), '<w:pStyle w:val="Chu"/>'), styles=style("Chu", "<w:rPr><w:i/></w:rPr>"))
    moved = {
        "[Content_Types].xml": str(parts["[Content_Types].xml"]).replace("/word/document.xml", "/than.xml"),
        "_rels/.rels": str(parts["_rels/.rels"]).replace("word/document.xml", "/than.xml"),
        "_rels/than.xml.rels": str(parts["word/_rels/document.xml.rels"]).replace('"styles.xml', '"a/b/../kieu.xml'),
        "than.xml": parts["word/document.xml"],
        "a/kieu.xml": parts["word/styles.xml"],
    }

    (p,) = read_parts(moved).paragraphs

    assert p.style == "Chu" and p.runs[0].italic


def test_the_parts_are_there_for_who_changes_them() -> None:
    """Every paragraph's element is in the tree of its part, and so is that of a section which the file lacked."""
    found = read_word(samples.word_file(samples.plan()), "plan.docx")
    everything = [*found.paragraphs, *found.notes, *found.sections[0].headers["default"]]

    for p in everything:
        assert p.element.getroottree().getroot() is found.trees[p.part]
    (section,) = read(paragraph(run())).sections
    assert section.element.getparent() is not None


# --- files of other programs --------------------------------------------------------------------------------------


def described(word_file: WordFile) -> dict[str, Paragraph]:
    """The paragraphs by their text."""
    return {p.text.strip(): p for p in word_file.paragraphs if p.text.strip()}


def by_python_docx() -> bytes:
    """A document as scripts make it: direct formatting, a list style, a header with a field."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(30)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    letters = title.add_run("BÁO CÁO")
    letters.bold, letters.font.size, letters.font.name = True, Pt(14), "Times New Roman"
    body = document.add_paragraph("Kết quả công tác Hội")
    body.paragraph_format.first_line_indent, body.paragraph_format.space_after = Mm(12.7), Pt(6)
    body.paragraph_format.line_spacing = Pt(18)
    for text in ("một", "hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("gạch", style="List Bullet")
    table = document.add_table(1, 2, style="Table Grid")
    table.cell(0, 1).text = "ô hai"
    header = section.header.paragraphs[0].add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        header._r.append(element)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_file_of_python_docx() -> None:
    """What the script said is what is read, on the template of python-docx."""
    found = read_word(by_python_docx(), "bao-cao.docx")
    told = described(found)

    title, body = told["BÁO CÁO"], told["Kết quả công tác Hội"]
    letters = title.runs[0]
    assert (title.alignment, letters.bold, letters.size_pt, letters.font) == ("center", True, 14.0, "Times New Roman")
    assert (round(body.first_line_mm, 1), body.after_pt, body.line_rule, body.line) == (12.7, 6.0, "exact", 18.0)
    assert body.style == "Normal" and body.runs[0].font == "Cambria"
    assert [told[text].label for text in ("một", "hai", "gạch")] == ["1.", "2.", "•"]
    assert told["ô hai"].cell and told["ô hai"].cell.column == 2
    assert [r.field for p in found.sections[0].headers["default"] for r in p.runs] == ["PAGE"]
    assert round(found.sections[0].left_mm) == 30


HTML = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><style>
body {font-family: "Times New Roman"; font-size: 14pt} p {margin: 0 0 6pt 0; text-align: justify; text-indent: 12.7mm}
h1 {font-size: 14pt; text-align: center} .do {color: #ff0000}</style></head><body>
<h1>KẾ HOẠCH</h1><p>Thực hiện <b>công tác</b> Hội <span class="do">năm 2024</span></p>
<ol type="a"><li>mục một</li><li>mục hai</li></ol>
<table><tr><td>ô một</td><td>ô hai</td></tr></table></body></html>"""
RTF = (
    r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}{\f1 Arial;}}{\colortbl;\red255\green0\blue0;}"
    r"\paperw11906\paperh16838\margl1701\margr851\margt1134\margb1134\titlepg{\header\qc\chpgn\par}"
    r"\pard\qc\b\fs28 K\u7870? HO\u7840?CH\b0\par"
    r"\pard\qj\fi720\sa120\sl360\slmult1\f1\fs26 Ph\u7909? n\u7919? \i nghi\u234?ng\i0  {\cf1 \u273?\u7887?}\par"
    r"\trowd\cellx2000\cellx6000\pard\intbl m\u7897?t\cell hai\cell\row\pard\par}"
)


@pytest.fixture(scope="module")
def of_libreoffice(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, WordFile]:
    """Files that LibreOffice made: of a web page, of RTF, and of a document of ours that was saved as .odt."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "web.html").write_text(HTML, encoding="utf-8")
    (folder / "rich.rtf").write_text(RTF, encoding="ascii")
    (folder / "ours.docx").write_bytes(samples.word_file(samples.plan()))
    convert(
        soffice,
        [
            folder / name
            for name in (
                "web.html",
                "ours.docx",
            )
        ],
        "odt",
        folder,
    )
    convert(
        soffice,
        [
            folder / name
            for name in (
                "web.odt",
                "rich.rtf",
                "ours.odt",
            )
        ],
        "docx:MS Word 2007 XML",
        folder,
    )
    return {name: read_word((folder / f"{name}.docx").read_bytes(), name) for name in ("web", "rich", "ours")}


def test_a_document_of_ours_looks_the_same_behind_libreoffice(of_libreoffice: dict[str, WordFile]) -> None:
    """Saved as .odt and as .docx again, said in quite another way: not one look of a text differs."""

    def looks(word_file: WordFile) -> list[tuple[object, ...]]:
        return [
            (
                *(p.text, p.alignment, round(p.left_mm, 1), round(p.first_line_mm, 1), p.before_pt, p.after_pt),
                *(p.line_rule, p.line, p.cell and (p.cell.row, p.cell.column)),
                {(r.font, r.size_pt, r.bold, r.italic, r.color) for r in p.runs if r.text.strip()},
            )
            for p in word_file.paragraphs
            if p.text.strip()
        ]

    before = read_word(samples.word_file(samples.plan()), "plan.docx")

    after = of_libreoffice["ours"]
    assert looks(after) == looks(before)
    lines = [[d for p in found.paragraphs for d in p.drawings] for found in (before, after)]
    assert [round(d.length_pt, 1) for d in lines[1]] == pytest.approx([d.length_pt for d in lines[0]], abs=0.1)
    assert {(d.kind, d.solid, d.color, d.centred) for drawings in lines for d in drawings} == {
        ("line", True, "000000", True)
    }
    assert [p.text.strip() for p in after.notes] == [p.text.strip() for p in before.notes]


def test_a_web_page_behind_libreoffice(of_libreoffice: dict[str, WordFile]) -> None:
    """Styles, a list that Word numbers, a colour, cells."""
    told = described(of_libreoffice["web"])

    title, body = told["KẾ HOẠCH"], told["Thực hiện công tác Hội năm 2024"]
    assert (title.alignment, title.runs[0].size_pt, title.outline_level) == ("center", 14.0, 0)
    assert (body.alignment, round(body.first_line_mm, 1), body.after_pt) == ("justify", 12.7, 6.0)
    letters = {r.text.strip(): (r.font, r.size_pt, r.bold, r.color) for r in body.runs}
    assert letters["công tác"] == ("Times New Roman", 14.0, True, "auto")
    assert letters["năm 2024"] == ("Times New Roman", 14.0, False, "FF0000")
    assert [told[text].label for text in ("mục một", "mục hai")] == ["a.", "b."]
    assert told["ô hai"].cell and told["ô hai"].cell.column == 2


def test_rich_text_behind_libreoffice(of_libreoffice: dict[str, WordFile]) -> None:
    """Sizes, fonts, colours, margins and a page number on all pages but the first."""
    found = of_libreoffice["rich"]
    told = described(found)

    assert (told["KẾ HOẠCH"].alignment, told["KẾ HOẠCH"].runs[0].bold) == ("center", True)
    body = told["Phụ nữ nghiêng đỏ"]
    assert (body.alignment, round(body.first_line_mm, 1), body.after_pt, body.line) == ("justify", 12.7, 6.0, 1.5)
    assert {(r.font, r.size_pt) for r in body.runs} == {("Arial", 13.0)}
    assert [r.italic for r in body.runs if r.text == "nghiêng"] == [True]
    assert [r.color for r in body.runs if "đỏ" in r.text] == ["FF0000"]
    (section,) = found.sections
    assert (round(section.left_mm), round(section.right_mm), section.first_page_differs) == (30, 15, True)
    assert [(p.alignment, r.field) for p in section.headers["default"] for r in p.runs] == [("center", "PAGE")]


# --- anything at all ----------------------------------------------------------------------------------------------

GROUP = '<v:group style="width:9pt;height:9pt"><v:line from="0,0" to="9,0"/></v:group>'
BREAKS = '<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r>'
FOOTER = '<w:sectPr><w:footerReference w:type="default" r:id="rfooter1"/></w:sectPr>'
EVERYTHING = "".join(
    (
        paragraph(BEGIN + code("TOC") + SEPARATE + run("Mục")),
        paragraph(BEGIN + code("PAGE") + END + END),
        item() + item(1),
        paragraph(run("a") + in_run(choice(text_box("mới"), vml_text_box("cũ"))) + in_run(anchored(shape()))),
        paragraph(in_run(f"<w:pict>{GROUP}</w:pict>")),
        f"<w:tbl><w:tr><w:tc>{paragraph(BREAKS)}</w:tc></w:tr></w:tbl>",
        paragraph(f"<w:del>{run('bớt')}</w:del>", f"<w:framePr/><w:rPr><w:del/></w:rPr>{FOOTER}"),
    )
)
RICH = {
    "raw": unzipped(
        zipped(
            written(
                EVERYTHING,
                numbering=numbering(level(0, "upperRoman", "%1."), level(1, "bullet", "%1.%2")),
                footer1=paragraph('<w:fldSimple w:instr="PAGE"/>'),
            )
        )
    ),
    "a sample": unzipped(samples.word_file(samples.plan())),
    "python-docx": unzipped(by_python_docx()),
}
VALUES = ("", "abc", "-1", "0", "999999999999", "1e5", "NaN", "\u202e", "%1", "both", "true", "rId1", "\U0001f600")


PLACES = [(source, part) for source, parts in RICH.items() for part in parts if part.startswith("word/")]


@settings(max_examples=150, deadline=None)
@given(place=st.sampled_from(PLACES), seed=st.integers(0, 2**32), changes=st.integers(1, 25))
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(place: tuple[str, str], seed: int, changes: int) -> None:
    """Elements dropped, doubled, moved and renamed, attributes lost or senseless: nothing but our error is raised."""
    (source, name), random = place, Random(seed)
    parts = RICH[source]
    root = etree.fromstring(parts[name])
    for _ in range(changes):
        change(root, random)

    try:
        found = read_word(zipped({**parts, name: etree.tostring(root)}), "van-ban.docx")
    except InvalidInput as error:
        assert all(told(error))
    else:
        assert all(isinstance(p.text, str) and p.section < len(found.sections) for p in found.paragraphs)


def change(root: etree._Element, random: Random) -> None:
    """Change one thing somewhere."""
    elements = list(root.iter())
    element, other = random.choice(elements), random.choice(elements)
    parent = element.getparent()
    match random.randrange(6):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            parent.append(etree.fromstring(etree.tostring(element)))
        case 2 if len(element) < 50 and other not in element.iterancestors() and other is not element:
            element.append(other)
        case 3:
            element.tag = other.tag
        case 4 if element.attrib:
            element.set(random.choice(list(element.attrib)), random.choice(VALUES))
        case 5 if element.attrib:
            del element.attrib[random.choice(list(element.attrib))]


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 8))
def test_a_file_with_wrong_bytes_is_read_or_refused(seed: int, changes: int) -> None:
    """The same for the bytes of the file as a whole."""
    data, random = bytearray(GOOD), Random(seed)
    for _ in range(changes):
        data[random.randrange(len(data))] = random.randrange(256)

    try:
        read_word(bytes(data), "van-ban.docx")
    except InvalidInput as error:
        assert all(told(error))


def test_every_text_of_a_file_is_told() -> None:
    """No letter of the text of a document of ours is lost or told twice."""
    data = samples.word_file(samples.report())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    space = "{http://www.w3.org/XML/1998/namespace}space"
    everything = [
        (t.text or "") if t.get(space) == "preserve" else (t.text or "").strip()
        for t in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    ]

    told = "".join(p.text for p in read_word(data, "bao-cao.docx").paragraphs)

    assert re.sub(r"[\t\n\f]", "", told) == "".join(everything)
