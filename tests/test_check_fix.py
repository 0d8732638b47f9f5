"""Mending a Word file: the look obeys the rules, every word is what it was, and what was left is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Pt
from lxml import etree
from openxml_audit import OpenXmlValidator

import hoi_report
from hoi_report._measure import text_width_pt
from hoi_report._word import read_word
from office import convert
from word_files import by_python_docx
from word_files.corpus import DOCUMENTS
from word_files.document import CLEAN, Text
from word_files.faults import FAULTS

LEFT = {
    "tieu_ngu_dashes": "other words: which dash is meant is for people to say",
    "heading_in_small_letters": "capitals are other words",
    "signer_in_capitals": "small letters are other words",
}
"""Faults of looks that mending leaves, and why."""

LOOKS = [fault for fault in FAULTS if not fault.rule.startswith("wording.") and not fault.rule.endswith(".present")]
LOOKS += [fault for fault in FAULTS if fault.rule == "page_number.present"]


def texts(content: bytes) -> list[str]:
    """Every text of the body, the notes, and of headers and footers without their page numbers, as Word shows it."""
    file = read_word(content, "x")
    around = [
        "".join(run.text for run in paragraph.runs if run.field != "PAGE")
        for section in file.sections
        for parts in (section.headers, section.footers)
        for paragraphs in parts.values()
        for paragraph in paragraphs
    ]
    return [p.text for p in (*file.paragraphs, *file.notes)] + sorted({text for text in around if text.strip()})


def words_of_python_docx(content: bytes) -> list[str]:
    """The paragraphs of the body and its tables, as another reader sees them."""
    word = WordDocument(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [p.text for p in word.paragraphs] + cells


@pytest.mark.parametrize("fault", LOOKS, ids=lambda fault: fault.name)
def test_a_fault_of_looks_is_mended_and_no_word_is_touched(kind: str, files: dict[str, bytes], fault: Any) -> None:
    """Whatever program wrote the file: the rule holds afterwards, no other is broken, and the text is the same."""
    if fault.name not in files:
        pytest.skip("this kind is there for its head, and only clean")
    content = files[fault.name]

    fixed = hoi_report.fix(content)

    assert texts(fixed.content) == texts(content)
    assert words_of_python_docx(fixed.content) == words_of_python_docx(content)
    left = {answer.rule for answer in fixed.left}
    if fault.name in LEFT or (kind, fault.name) == ("rtf", "tieu_ngu_without_line"):  # beside another line, by tabs
        assert left == {fault.rule} and fixed.mended == ()
    else:
        assert left == set()
        assert fault.rule in {answer.rule for answer in fixed.mended}


def test_words_are_left_and_told() -> None:
    """A slip in the words stays, letter by letter, and is told as left."""
    for fault in (fault for fault in FAULTS if fault.rule.startswith("wording.")):
        content = by_python_docx.build(DOCUMENTS[fault.name])
        fixed = hoi_report.fix(content)

        assert texts(fixed.content) == texts(content)
        assert fault.rule in {answer.rule for answer in fixed.left}


def everything_wrong() -> bytes:
    """A document with every fault of looks at once that can be had together."""
    document = CLEAN
    for fault in LOOKS:
        if fault.name not in (*LEFT, "no_page_number", "letter_paper", "body_ragged"):
            document = fault.plant(document)
    return by_python_docx.build(document)


def test_many_faults_are_mended_at_once_and_once_is_enough() -> None:
    """Mending the mended file changes nothing more."""
    content = everything_wrong()
    once = hoi_report.fix(content)
    twice = hoi_report.fix(once.content)

    assert len(once.mended) > 25 and {answer.rule for answer in once.left} == set()
    assert texts(once.content) == texts(content)
    assert twice.mended == () and twice.content == once.content


def test_word_would_open_what_was_mended(tmp_path: Path, soffice: str) -> None:
    """No finding of a validator that was not there before, and LibreOffice prints it."""
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    before.write_bytes(everything_wrong())
    hoi_report.fix(before).save(after)

    def complaints(path: Path) -> set[str]:
        return {error.description for error in OpenXmlValidator().validate(path).errors}

    assert complaints(after) <= complaints(before)
    convert(soffice, [after], "pdf", tmp_path)
    assert (tmp_path / "after.pdf").stat().st_size > 5000


def test_what_is_not_of_its_looks_is_untouched() -> None:
    """Pictures, properties, settings: every part that was not read is byte for byte the same."""
    content = everything_wrong()
    with zipfile.ZipFile(io.BytesIO(content)) as a, zipfile.ZipFile(io.BytesIO(hoi_report.fix(content).content)) as b:
        same = [name for name in a.namelist() if name in b.namelist() and a.read(name) == b.read(name)]

        assert {"docProps/core.xml", "word/settings.xml", "_rels/.rels"} <= set(same)
        assert set(a.namelist()) <= set(b.namelist())


def test_letters_that_only_their_font_makes_vietnamese_keep_it() -> None:
    """TCVN3 in Times New Roman would be read as other words: the font stays, and both are told as left."""
    content = by_python_docx.build(DOCUMENTS["legacy_encoding"])
    fixed = hoi_report.fix(content)

    fonts = {run.font for p in read_word(fixed.content, "x").paragraphs for run in p.runs if "B¸o c¸o" in run.text}
    assert fonts == {".VnTime"}
    assert {"font", "wording.legacy_encoding"} <= {answer.rule for answer in fixed.left}


def test_a_signed_file_is_left_alone() -> None:
    """Any change would break its signature: it is refused, and told why."""
    buffer = io.BytesIO(by_python_docx.build(CLEAN))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")

    with pytest.raises(hoi_report.InvalidInput, match="docx-signed"):
        hoi_report.fix(buffer.getvalue())


def test_a_footer_that_says_more_than_a_number_keeps_its_words() -> None:
    """“Trang 2” is somebody's words: the number stays in the lower margin, and is told as left."""
    document = replace(CLEAN, page_number=replace(CLEAN.page_number, where="bottom"))
    word = WordDocument(io.BytesIO(by_python_docx.build(document)))
    for section in word.sections:
        for paragraph in section.footer.paragraphs:
            paragraph.insert_paragraph_before("Hội LHPN")
            paragraph.add_run(" trang")
    buffer = io.BytesIO()
    word.save(buffer)
    fixed = hoi_report.fix(buffer.getvalue())

    assert texts(fixed.content) == texts(buffer.getvalue())
    assert "page_number.position" in {answer.rule for answer in fixed.left}


def with_pages(at_the_top: bool, at_the_bottom: bool, on_even_pages: bool) -> bytes:
    """A document with its page number in these margins; even pages have headers of their own where asked."""
    where = "top" if at_the_top else "bottom"
    word = WordDocument(
        io.BytesIO(by_python_docx.build(replace(CLEAN, page_number=replace(CLEAN.page_number, where=where))))
    )
    word.settings.odd_and_even_pages_header_footer = on_even_pages
    if at_the_top and at_the_bottom:
        for section in word.sections:
            section.footer.is_linked_to_previous = False
            section.footer._element.append(deepcopy(section.header.paragraphs[0]._p))
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def numbers_of(content: bytes, kind: str) -> tuple[int, int]:
    """How many page numbers the headers and the footers of a kind show in the first section."""
    section = read_word(content, "x").sections[0]
    top, bottom = (
        sum(run.field == "PAGE" for paragraph in parts.get(kind, ()) for run in paragraph.runs)
        for parts in (section.headers, section.footers)
    )
    return top, bottom


@pytest.mark.parametrize("on_even_pages", [False, True])
@pytest.mark.parametrize(("top", "bottom"), [(True, True), (False, True), (True, False)])
def test_every_page_shows_its_number_once(top: bool, bottom: bool, on_even_pages: bool) -> None:
    """Whatever margin it stood in, it ends at the top, once, on even pages too; mending again adds none."""
    once = hoi_report.fix(with_pages(top, bottom, on_even_pages))

    assert {answer.rule for answer in once.left} == set()
    assert numbers_of(once.content, "default") == (1, 0)
    assert numbers_of(once.content, "even") == ((1, 0) if on_even_pages else (0, 0))
    assert hoi_report.fix(once.content).content == once.content


M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORMULA = f"""
    <m:oMath xmlns:m="{M}" xmlns:w="{W}"><m:f>
        <m:num><m:r><w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr><m:t>Đạt</m:t></m:r></m:num>
        <m:den><m:r><w:rPr><w:sz w:val="20"/></w:rPr><m:t>Tổng số</m:t></m:r></m:den>
    </m:f></m:oMath>
"""


def test_formulas_are_neither_judged_nor_mended() -> None:
    """Their letters look as mathematics asks, and one on a line of its own is no paragraph of the text."""
    word = WordDocument(io.BytesIO(by_python_docx.build(CLEAN)))
    text = next(p for p in word.paragraphs if len(p.text) > 90 and not p.text.startswith("Căn cứ"))
    text._p.append(parse_xml(FORMULA))
    displayed = text.insert_paragraph_before()
    displayed._p.append(parse_xml(f'<m:oMathPara xmlns:m="{M}">{FORMULA}</m:oMathPara>'))
    buffer = io.BytesIO()
    word.save(buffer)
    assert {answer.rule for answer in hoi_report.check(buffer.getvalue()).answers if answer.status == "broken"} == set()

    for run in text.runs:
        run.font.size, run.font.name = Pt(9), "Arial"
    buffer = io.BytesIO()
    word.save(buffer)
    fixed = hoi_report.fix(buffer.getvalue())

    assert fixed.left == () and {answer.rule for answer in fixed.mended} >= {"font"}
    assert texts(fixed.content) == texts(buffer.getvalue())
    assert "ĐạtTổng số" in texts(fixed.content)
    after = WordDocument(io.BytesIO(fixed.content)).element.body
    assert [etree.tostring(m, method="c14n") for m in after.iter(f"{{{M}}}oMath")] == [
        etree.tostring(m, method="c14n") for m in word.element.body.iter(f"{{{M}}}oMath")
    ]


@pytest.mark.parametrize("ruled", [0, 1])
def test_what_is_measured_in_letters_is_mended_by_the_letters_to_be(ruled: float) -> None:
    """A line below letters too large is as long as they are afterwards; a text that larger letters wrap is justified.

    Both rules may hold in the file that is given, and hold in the one that is returned.
    """
    words = "Các cấp Hội tiếp tục đẩy mạnh tuyên truyền, vận động hội viên, phụ nữ thực hiện chủ trương"
    assert text_width_pt(words, 12) < 450 and text_width_pt(words, 14) > 480
    changes: dict[str, Callable[[Text], Text]] = {
        "tieu_ngu": lambda text: replace(text, ruled=ruled, look=replace(text.look, size=20)),
        "chi_dao": lambda text: replace(text, text=words, look=replace(text.look, size=12, alignment="left")),
    }
    document = CLEAN.map(lambda text: changes.get(text.key, lambda same: same)(text))
    fixed = hoi_report.fix(by_python_docx.build(document))

    assert fixed.left == ()
    assert [answer.rule for answer in fixed.mended].count("tieu_ngu.size") == 1
    assert hoi_report.fix(fixed.content).content == fixed.content
    said = next(p for p in read_word(fixed.content, "x").paragraphs if p.text.startswith("Độc lập"))
    line = text_width_pt(said.text, said.runs[0].size_pt, bold=True)
    assert said.runs[0].size_pt < 15 and [d.length_pt for d in said.drawings] == [pytest.approx(line, rel=0.05)]
