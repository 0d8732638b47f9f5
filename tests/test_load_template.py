"""The compiled template alone: any Word file in docxtpl's dialect, any context, nothing of outlines."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import hoi_report
from template_samples import core_properties, paragraph, paragraphs_of, unzipped, word_file

LETTER = word_file(
    paragraph("Kính gửi: {{ to.name }}"),
    paragraph("{%p for line in lines %}"),
    paragraph("{{ loop.index }}. {{ line }}"),
    paragraph("{%p endfor %}"),
    header=paragraph("{{ to.name }}"),
    core=core_properties(title="{{ to.name }}"),
)
ALONE = """
import sys
import hoi_report
template = hoi_report.load_template(sys.argv[1])
template.fill({"to": {"name": "A"}, "lines": []})
print(sorted(name for name in sys.modules if name.startswith("hoi_report._") and name.count(".") == 1))
"""


def test_a_path_and_bytes_are_one_template(tmp_path: Path) -> None:
    """Filled any number of times, each time with its own text in body, header and properties."""
    file = tmp_path / "thư mời.docx"
    file.write_bytes(LETTER)
    template = hoi_report.load_template(file)
    contexts = [{"to": {"name": f"Chị {n} & {n}"}, "lines": [f"dòng {n}", "<b>"]} for n in range(200)]

    with ThreadPoolExecutor(4) as pool:
        filled = list(pool.map(template.fill, contexts))

    for number, content in enumerate(filled):
        name = f"Chị {number} & {number}"
        assert paragraphs_of(content) == [f"Kính gửi: {name}", f"1. dòng {number}", "2. <b>"]
        assert paragraphs_of(content, "word/header1.xml") == [name]
        assert name.replace("&", "&amp;").encode() in unzipped(content)["docProps/core.xml"]
    assert hoi_report.load_template(LETTER).fill(contexts[7]) == filled[7]
    assert hoi_report.load_template(str(file)) is template


def test_what_is_wrong_with_a_template_is_told_when_it_is_loaded(tmp_path: Path) -> None:
    """All of it, in the language that was asked for."""
    with pytest.raises(hoi_report.InvalidInput) as missing:
        hoi_report.load_template(tmp_path / "không có.docx", lang="en")
    with pytest.raises(hoi_report.RenderError) as damaged:
        hoi_report.load_template(b"PK")
    with pytest.raises(hoi_report.RenderError) as wrong:
        hoi_report.load_template(word_file(paragraph("{{ f() }}"), paragraph("{{ a b }}")), lang="en")

    assert [problem.code for problem in missing.value.problems] == ["file-not-found"]
    assert missing.value.problems[0].message.startswith("there is no file")
    assert damaged.value.problems[0].code.startswith("docx-")
    assert "template.docx" in str(wrong.value)
    assert {problem.code for problem in wrong.value.problems} <= {"template-call", "template-syntax"}


def test_what_a_context_lacks_is_told_in_the_language_that_was_asked_for() -> None:
    """Of one template as of another, which are kept once for both."""
    data = word_file(paragraph("{{ x }}"))

    for lang, words in (("en", "the template asks for"), ("vi", "mẫu Word hỏi điều")):
        with pytest.raises(hoi_report.RenderError) as caught:
            hoi_report.load_template(data, lang=lang).fill({})
        assert words in str(caught.value)


def test_what_a_context_lacks_is_told_when_it_is_filled() -> None:
    """Nothing is printed as a blank that the template asks for."""
    with pytest.raises(hoi_report.RenderError) as raised:
        hoi_report.load_template(LETTER).fill({"to": {}, "lines": []})

    assert [(problem.code, problem.path) for problem in raised.value.problems] == [
        ("template-undefined", "word/document.xml {{ to.name }}")
    ]


def test_it_knows_nothing_of_outlines(tmp_path: Path) -> None:
    """What fills a template imports none of the rooms that make documents."""
    file = tmp_path / "mau.docx"
    file.write_bytes(LETTER)

    found = subprocess.run([sys.executable, "-c", ALONE, str(file)], capture_output=True, encoding="utf-8", check=True)

    for room in ("_outline", "_document", "_compose", "_source", "_rules", "_unit", "_answers", "_check"):
        assert f"'hoi_report.{room}'" not in found.stdout
