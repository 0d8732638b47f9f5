"""The whole street, for every example and outline: docxtpl's text, valid, the same bytes, text unchanged."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

import hoi_report
import pages
from outlines import UNIT, outline
from words import W, notes, paragraphs, part, text_of

EXAMPLE = hoi_report.example("thai-binh-2024")
DOCUMENTS = sorted(
    path
    for name in ("thai-binh-2024", "hong-lam-2025")
    for path in hoi_report.example(name).glob("*.yaml")
    if "\noutline: " in path.read_text(encoding="utf-8")
)
LOADS: dict[str, Callable[[], Any]] = {
    f"{path.parent.name}-{path.stem}": lambda path=path: hoi_report.load_document(path) for path in DOCUMENTS
}
LOADS |= {info.id: lambda id=info.id: hoi_report.load_outline(id) for info in hoi_report.list_outlines()}
EVERY = pytest.mark.parametrize("name", LOADS)
DRAFT = pytest.mark.parametrize("draft", [False, True])


def texts(docx: bytes) -> dict[str, list[str]]:
    """The text of body and headers, paragraph by paragraph."""
    names = [n for n in zipfile.ZipFile(io.BytesIO(docx)).namelist() if n.startswith(("word/document", "word/header"))]
    return {name: [text_of(p) for p in part(docx, name).iter(W + "p")] for name in names}


@EVERY
@DRAFT
def test_plain_docxtpl_prints_the_same_text(name: str, draft: bool) -> None:
    """The same template and context, in body, headers and footers, whether docxtpl escapes or not."""
    loaded = LOADS[name]()
    ours = texts(hoi_report.render(loaded, draft=draft).content)
    for autoescape in (True, False):
        path, context = hoi_report.render_context(loaded, draft=draft)
        template = DocxTemplate(path)
        template.render(context, autoescape=autoescape)
        theirs = io.BytesIO()
        template.save(theirs)

        assert texts(theirs.getvalue()) == ours


@EVERY
@DRAFT
def test_word_opens_it_without_repair(name: str, draft: bool, tmp_path: Path) -> None:
    """By the port of the Open XML SDK's validator and its findings on what Word repairs."""
    path = hoi_report.render(LOADS[name](), draft=draft).save(tmp_path / "x.docx")

    result = OpenXmlValidator().validate(str(path))

    assert result.is_valid, result.errors
    assert not list(result.errors)


@EVERY
def test_libreoffice_reads_the_same_text(name: str, soffice: str, tmp_path: Path) -> None:
    """Saved again by LibreOffice, the body has the same paragraphs."""
    content = hoi_report.render(LOADS[name]()).content

    again = pages.convert(soffice, {"x": content}, tmp_path, "docx")["x"]

    expected = [text for _, text in paragraphs(content) if text]
    assert [text for _, text in paragraphs(again) if text] == expected
    assert [[p for p in note if p] for note in notes(again)] == notes(content)


SCRIPT = """
import hashlib, sys, hoi_report
document = hoi_report.load_document(sys.argv[1])
print(hashlib.sha256(hoi_report.render(document).content).hexdigest())
"""


def test_equal_input_gives_equal_bytes_elsewhere(tmp_path: Path) -> None:
    """Another process, folder, time zone, locale, hash seed and clock."""
    import shutil

    shutil.copytree(EXAMPLE, tmp_path / "nơi khác")
    here = hashlib.sha256(hoi_report.render(hoi_report.load_document(EXAMPLE / "ke-hoach.yaml")).content).hexdigest()
    source = str(Path(hoi_report.__file__).parents[1])
    for variables in ({"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}, {"TZ": "America/New_York", "PYTHONHASHSEED": "7"}):
        found = subprocess.run(
            [sys.executable, "-c", SCRIPT, "ke-hoach.yaml"],
            cwd=tmp_path / "nơi khác",
            env={**os.environ, **variables, "PYTHONPATH": source},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert found.stdout.strip() == here


def test_the_package_names_no_clock_host_or_version() -> None:
    """Every date is the ZIP format's first; no part names a program or a moment."""
    content = hoi_report.render(hoi_report.load_document(EXAMPLE / "ke-hoach.yaml")).content
    package = zipfile.ZipFile(io.BytesIO(content))

    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8")
    for word in (
        "dcterms:created",
        "dcterms:modified",
        "AppVersion",
        "<Application>",
        "docxtpl",
        "python-docx",
        "hoi_report",
    ):
        assert word not in everything


def test_title_and_issuer_are_in_the_properties() -> None:
    """With vi-VN as the language."""
    core = (
        zipfile.ZipFile(io.BytesIO(hoi_report.render(hoi_report.load_document(EXAMPLE / "ke-hoach.yaml")).content))
        .read("docProps/core.xml")
        .decode("utf-8")
    )

    assert "<dc:title>Kế hoạch Đánh giá giữa nhiệm kỳ" in core
    assert "<dc:creator>HỘI LHPN TỈNH THÁI BÌNH - BAN THƯỜNG VỤ</dc:creator>" in core
    assert "vi-VN" in core


# Every character that can be printed, and those that markup, Jinja, docxtpl and Word could stumble over.
UNPRINTABLE = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
PRINTABLE = st.characters(codec="utf-8", exclude_categories=UNPRINTABLE, exclude_characters="\ufffd")
STUMBLES = st.sampled_from(
    ["&", "<w:p>", "]]>", "&amp;", "{{ 7*7 }}", "{% if %}", "{_{ x }_}", "{%p %}", "{#", "}}", "{{r b }}", "\\{{",
     "[^1]", "[^x]", "“", "”", "'", '"', "ế", "e\u0302\u0301", "  ", "\u00a0", "\u200b", "*", "**đậm**", "_", "5*3*2"]
)  # fmt: skip
TEXTS = st.lists(st.text(PRINTABLE) | STUMBLES).map("".join).filter(lambda text: text.strip() != "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_text_that_is_accepted_comes_out_unchanged(data: st.DataObject, tmp_path: Path) -> None:
    """In the body, an item, a heading, a footnote, the frame and the properties: NFC is the one change."""
    import json

    given_texts = {name: data.draw(TEXTS) for name in ("than", "muc", "chu_thich", "noi_nhan", "nguoi_ky")}
    said = outline(
        parameters={name: {"type": "text", "description": name} for name in ("than", "muc", "chu_thich")},
        sections=[
            {
                "id": "a",
                "title": "{{ than }}",
                "content": ["{{ than }}", {"items": ["{{ muc }}"]}, "Dấu[^x]"],
            }
        ],
        closing="Hết.",
        footnotes={"x": "{{ chu_thich }}"},
    )
    (tmp_path / "outline.json").write_text(json.dumps(said), encoding="utf-8")
    try:
        document = hoi_report.load_document(
            {
                "outline": "outline.json",
                "unit": {**UNIT, "signer": {"title": "CHỦ TỊCH", "name": given_texts["nguoi_ky"]}},
                "date": "05/6/2024",
                "parameters": {name: given_texts[name] for name in ("than", "muc", "chu_thich")},
                "recipients": [given_texts["noi_nhan"], {"archive": ["VT"]}],
            },
            base_dir=tmp_path,
        )
    except hoi_report.InvalidInput as error:
        # What a person would not call text of one paragraph; never anything else.
        assert {p.code for p in error.problems} <= {"too-many-marks", "legacy-text", "recipient-mark"}
        return

    content = hoi_report.render(document).content
    printed = [text for _, text in paragraphs(content)]
    nfc = {name: unicodedata.normalize("NFC", text) for name, text in given_texts.items()}

    assert printed.count(nfc["than"]) >= 1
    assert f"I. {nfc['than']}" in printed
    assert f"- {nfc['muc']}" in printed
    assert f"- {nfc['noi_nhan']};" in printed
    assert nfc["nguoi_ky"] in printed
    (note,) = part(content, "word/footnotes.xml").findall(f"{W}footnote[@{W}id='1']")
    assert text_of(note) == f" {nfc['chu_thich']}"
