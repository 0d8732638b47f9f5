"""The two ways to a house's own look, tried on pages: built from its rules, and restyled by hand."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from docx.shared import Pt

import hoi_report
import pages
from measure import Docx
from outlines import SECTION, UNIT, outline
from words import notes, paragraphs

MM_PER_PT = 25.4 / 72
SHIPPED = hoi_report.load_outline("2021-2026/ke-hoach-giua-nhiem-ky").template
SENTENCE = "Nâng cao kiến thức và kỹ năng của cán bộ Hội các cấp, phát hiện và nhân rộng những cách làm hay."


def plan(folder: Path, template: bytes | None = None, *, annex: bool = False, **keys: Any) -> hoi_report.Document:
    """A plan of some pages with everything in it that has a style of its own; its pack has the template."""
    items = {"items": ["Một;", {"text": "Hai.", "content": [{"marker": "+", "items": ["Ba."]}]}]}
    content: list[Any] = [SENTENCE + "[^x]"] + [SENTENCE] * 40 + [items]
    said = outline(
        opening="Mở đầu.",
        closing="Hết.",
        legal_basis=["Căn cứ một", "Căn cứ hai"],
        subject=["Tổ chức hội thi", "năm 2024"],
        footnotes={"x": "Chú thích."},
        sections=[{**SECTION, "content": content, "sections": [{"id": "b", "title": "Mục hai"}]}],
    )
    (folder / "outlines" / "t").mkdir(parents=True, exist_ok=True)
    (folder / "templates").mkdir(exist_ok=True)
    if template is not None:
        said["template"] = "nha"
        (folder / "templates" / "nha.docx").write_bytes(template)
    if annex:
        attached = outline(kind="bao-cao", closing="Hết phụ lục.")
        (folder / "outlines" / "t" / "y.yaml").write_text(json.dumps(attached, ensure_ascii=False), encoding="utf-8")
        said["attachments"] = [{"outline": "t/y"}]
    (folder / "outlines" / "t" / "x.yaml").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    recipients = ["Một", {"archive": ["VT"]}]
    data = {"outline": "t/x", "unit": UNIT, "date": "05/6/2024", "number": 9, "recipients": recipients}
    return hoi_report.load_document({**data, **keys}, base_dir=folder)


def rendered(document: hoi_report.Document) -> bytes:
    """The document's bytes."""
    return hoi_report.render(document).content


# --- by hand ----------------------------------------------------------------------------------------------------------


def restyled(template: bytes) -> bytes:
    """A template as somebody saved it who changed styles, and nothing else, in Word."""
    word = WordDocument(io.BytesIO(template))
    text, heading, recipients = (word.styles[name] for name in ("Lời văn", "heading 1", "Nơi nhận (danh sách)"))
    text.font.size = Pt(13)
    text.paragraph_format.space_after = Pt(9)
    text.paragraph_format.line_spacing = 1.5
    heading.font.size = Pt(13)
    recipients.paragraph_format.space_before = Pt(2)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def test_a_template_restyled_by_hand_prints_the_same_text_in_its_own_look(tmp_path: Path) -> None:
    """Sizes and spacing are the house's, down to what stands on the changed style; no word is another."""
    before = rendered(plan(tmp_path / "a"))
    after = rendered(plan(tmp_path / "b", restyled(SHIPPED.read_bytes())))

    assert paragraphs(after) == paragraphs(before) and notes(after) == notes(before)
    look = {p.style: p for p in Docx(after).paragraphs if p.text}
    was = {p.style: p for p in Docx(before).paragraphs if p.text}
    assert (look["Lời văn"].runs[0].size_pt, look["Lời văn"].after_pt, look["Lời văn"].line) == (13, 9, 1.5)
    assert look["Gạch đầu dòng 1"].runs[0].size_pt == look["heading 2"].runs[0].size_pt == 13
    assert (look["heading 1"].runs[0].size_pt, was["heading 1"].runs[0].size_pt) == (13, 14)
    assert look["Nơi nhận (danh sách)"].before_pt == 2
    for untouched in ("Quốc hiệu", "Tên loại", "Số và ký hiệu", "Họ tên ký"):
        assert (untouched in look) == (untouched in was)
        if untouched in look:
            assert look[untouched].runs[0].size_pt == was[untouched].runs[0].size_pt, untouched


def test_a_template_that_libreoffice_saved_prints_the_same_text(soffice: str, pdftotext: str, tmp_path: Path) -> None:
    """Restyled by hand and then saved again: every text is there, in the styles and the look of before.

    Pages are numbered as before, too: not the first of a part, and from there on.
    """
    template = restyled(SHIPPED.read_bytes())
    saved = pages.convert(soffice, {"template": template}, tmp_path, "docx")["template"]
    before = rendered(plan(tmp_path / "a", template, annex=True))
    after = rendered(plan(tmp_path / "b", saved, annex=True))

    def spoken(content: bytes) -> list[tuple[str, str]]:
        return [(style.casefold(), text) for style, text in paragraphs(content) if text.strip()]

    assert spoken(after) == spoken(before) and notes(after) == notes(before)
    sections = [(s.width_mm, s.first_page_differs, s.number_start) for s in Docx(after).sections]
    assert sections == [(pytest.approx(210, abs=0.1), True, 1)] * 2
    (tmp_path / "pdf-of").mkdir()
    printed = pages.convert(soffice, {"before": before, "after": after}, tmp_path / "pdf-of")
    tops = {
        name: [min(page, key=lambda word: word.top).text for page in pages.words(pdftotext, pdf)]
        for name, pdf in printed.items()
    }
    assert tops["after"] == tops["before"] and tops["after"][:3] == ["HỘI", "2", "3"]
    (text,) = {(p.runs[0].size_pt, p.after_pt) for p in Docx(after).paragraphs if p.style == "Lời văn" and p.text}
    assert text == (13, 9)


# --- built ------------------------------------------------------------------------------------------------------------

RULES = """\
extends: nd30-2020
name: nha
title: Quy chế của Nhà
valid_from: 2020-01-01
page_number: {position: bottom_margin}
"""


@pytest.fixture
def house(tmp_path: Path) -> Callable[[str], hoi_report.Document]:
    """The plan in a pack whose rules have been built."""

    def make(rules: str) -> hoi_report.Document:
        (tmp_path / "rules").mkdir()
        (tmp_path / "rules" / "nha.yaml").write_text(rules, encoding="utf-8")
        built = hoi_report.build_template("nha", base_dir=tmp_path)
        assert built.home is not None
        built.home.parent.mkdir()
        built.home.write_bytes(built.content)
        return plan(tmp_path, rules="nha")

    return make


def test_page_numbers_may_stand_in_the_lower_margin(
    house: Callable[[str], hoi_report.Document], soffice: str, pdftotext: str, tmp_path: Path
) -> None:
    """From the second page on, below the text, in its middle; the first page shows none."""
    pdf = pages.convert(soffice, {"plan": rendered(house(RULES))}, tmp_path)["plan"]
    first, second, *_ = pages.words(pdftotext, pdf)

    lowest = max(second, key=lambda word: word.bottom)

    assert lowest.text == "2"
    assert lowest.top * MM_PER_PT > 297 - 20 and lowest.bottom * MM_PER_PT < 297
    assert (lowest.left + lowest.right) / 2 * MM_PER_PT == pytest.approx(30 + (210 - 30 - 15) / 2, abs=0.5)
    assert max(word.bottom for word in first) * MM_PER_PT < 297 - 19  # a footnote ends there, with its descenders


def test_an_issuer_of_three_lines_has_its_line_below_the_last(
    house: Callable[[str], hoi_report.Document], soffice: str, pdftotext: str, pdftoppm: str, tmp_path: Path
) -> None:
    """Parents upright and not bold, the issuer bold, the ruled line below it; the state stands level with the first."""
    document = house(RULES)
    issuer = {"parent": ["HỘI LIÊN HIỆP PHỤ NỮ", "TỈNH SAO MAI"], "name": "BAN THƯỜNG VỤ"}
    three = plan(tmp_path, rules="nha", unit={**UNIT, "issuer": issuer})
    assert document.template == three.template

    content = rendered(three)
    pdf = pages.convert(soffice, {"plan": content}, tmp_path)["plan"]
    page = pages.words(pdftotext, pdf)[0]
    lines = [pages.find(page, text)[0] for text in (*issuer["parent"], "BAN THƯỜNG VỤ")]
    drawn = pages.drawn_lines(pdftoppm, pdf, 1, tmp_path)
    below = [line for line in drawn if line.right * MM_PER_PT < 90 and line.top < 200]  # of the head, at the left

    bold = {p.text: p.runs[0].bold for p in Docx(content).paragraphs if p.text in (*issuer["parent"], "BAN THƯỜNG VỤ")}
    assert bold == {"HỘI LIÊN HIỆP PHỤ NỮ": False, "TỈNH SAO MAI": False, "BAN THƯỜNG VỤ": True}
    assert pages.find(page, "CỘNG HÒA")[0].top == pytest.approx(lines[0].top, abs=1)
    assert lines[0].top < lines[1].top < lines[2].top
    assert len(below) == 1 and lines[2].bottom - 2 < below[0].top < lines[2].bottom + 6
