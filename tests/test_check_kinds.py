"""The checker against correct documents of many kinds and layouts: it is silent, and finds what goes wrong in them."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm

import hoi_report
from word_files.by_offices import build
from word_files.by_python_docx import columns
from word_files.faults import Fault
from word_files.judging import broken, complaints, told
from word_files.kinds import KINDS

STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SLIPS = [(name, fault) for name, kind in KINDS.items() for fault in kind.faults]


@cache
def clean(name: str) -> Any:
    """The check of the correct document."""
    return hoi_report.check(build(KINDS[name].document))


@pytest.mark.parametrize("name", KINDS)
def test_a_correct_document_of_any_kind_gives_no_alarm(name: str) -> None:
    """Nothing is wrong, no main component lacks, and most rules were looked at."""
    checked = clean(name)

    assert [told(answer) for answer in broken(checked).values()] == []
    assert [answer.rule for answer in checked.lacking] == []
    assert sum(answer.status == "holds" for answer in checked.answers) >= 128


@pytest.mark.parametrize(("name", "fault"), SLIPS, ids=[f"{name}: {fault.rule}" for name, fault in SLIPS])
def test_what_goes_wrong_in_a_kind_is_found_where_it_is(name: str, fault: Fault) -> None:
    """One slip gives its rule, at its place; no other rule is broken by it."""
    document: Any = fault.plant(KINDS[name].document)
    assert complaints(fault, document, hoi_report.check(build(document)), clean(name)) == []


def test_lines_that_are_pictures_are_said_to_be_beyond_being_seen() -> None:
    """A picture below a name may be its line or a stamp: the check gives no verdict, and says why."""
    answers = clean("lines as pictures").answers
    unseen = {answer.rule: answer.reason.tell("en") for answer in answers if answer.status == "not-evaluated"}

    for component in ("tieu_ngu", "co_quan_ban_hanh", "trich_yeu"):
        assert "picture" in unseen[f"{component}.ruled_line"]


def test_pages_without_a_number_are_missed_among_those_that_have_one() -> None:
    """Odd and even pages have headers of their own, and somebody forgot the even ones (PL I, Phần I, I.7)."""
    word = Document(io.BytesIO(build(KINDS["odd and even pages"].document)))
    for section in word.sections:
        for paragraph in section.even_page_header.paragraphs:
            paragraph.clear()
    content = io.BytesIO()
    word.save(content)

    assert list(broken(hoi_report.check(content.getvalue()))) == ["page_number.present"]


def test_the_head_of_an_attached_document_is_no_signature() -> None:
    """Names in capitals, the lines below them in paragraphs of their own (PL III, mẫu 1.3)."""
    word = Document(io.BytesIO(build(KINDS["quy chế, with its quyết định"].document)))
    head = columns(word, Mm(65), Mm(95)).rows[0].cells
    for cell, names in zip(head, ("HỘI LHPN TỈNH SƠN NAM\n\nBAN THƯỜNG VỤ", f"{STATE}\n\n{MOTTO}"), strict=True):
        cell.text = names.split("\n")[0]
        for name in names.split("\n")[1:]:
            cell.add_paragraph(name)
        cell.add_paragraph()
    content = io.BytesIO()
    word.save(content)

    broke = broken(hoi_report.check(content.getvalue()))
    assert [rule for rule in broke if rule.startswith(("chuc_vu_ky", "ho_ten_ky"))] == []


def test_thousands_of_underscores_are_read_at_once() -> None:
    """Blanks to be filled in by hand; were time to grow with their cube, this would not end."""
    word = Document(io.BytesIO(build(KINDS["lines as borders"].document)))
    for sign in ("_", "- ", "-\t"):
        word.add_paragraph(sign * 10_000 + "x")
    content = io.BytesIO()
    word.save(content)

    assert hoi_report.check(content.getvalue()).lacking == ()
