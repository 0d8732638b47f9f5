"""A pack of one's own: restyled and faulty templates, and house rules, by the same road as what is shipped."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import hoi_report
from outlines import UNIT, outline
from words import W, paragraphs, part

SHIPPED = Path(hoi_report.load_outline("2021-2026/ke-hoach-giua-nhiem-ky").template)
Run = Callable[..., subprocess.CompletedProcess[str]]


def changed(old: str, new: str, where: str = "word/document.xml") -> bytes:
    """The shipped template with one text of one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(SHIPPED) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == where:
                assert old in data.decode("utf-8")
                data = data.decode("utf-8").replace(old, new).encode("utf-8")
            after.writestr(name, data)
    return file.getvalue()


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[bytes], Path]:
    """Makes a pack whose outline uses the template, with a data file; gives the data file."""

    def make(template: bytes) -> Path:
        folder = tmp_path / "outlines" / "t"
        folder.mkdir(parents=True)
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates" / "nha.docx").write_bytes(template)
        said = outline(template="nha", closing="Hết[^x].", footnotes={"x": "Chú thích."})
        (folder / "thu.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        recipients = ["Một", {"archive": ["VT"]}]
        data = {"outline": "outlines/t/thu.json", "unit": UNIT, "date": "05/6/2024", "recipients": recipients}
        (tmp_path / "thu.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return tmp_path / "thu.json"

    return make


def test_a_restyled_template_prints_in_its_own_look(pack: Callable[[bytes], Path]) -> None:
    """A Word user changed a style; the text is the same."""
    data = pack(changed('w:line="276"', 'w:line="300"', "word/styles.xml"))

    content = hoi_report.render(hoi_report.load_document(data)).content

    assert 'w:line="300"' in zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode("utf-8")
    assert ("Lời văn", "Hết./.") in paragraphs(content)
    assert part(content, "word/document.xml").find(f".//{W}footnoteReference") is not None


DUNDER = "{{ symbol.__class__.__mro__ }}"
FAULTS = {
    "lacks a variable": (changed("{{ symbol }}", "KH"), "template-lacks", "symbol"),
    "lacks a kind of block": (changed('b.kind == "legal_basis"', "b.keep"), "template-lacks", "legal_basis"),
    "reaches for Python": (changed("{{ symbol }}", DUNDER), "template-private-name", "__class__"),
    "calls": (changed("{{ symbol }}", "{{ symbol }}{{ cycler() }}"), "template-call", "cycler"),
    "is no docx": (b"%PDF-1.7 not a Word file", "docx-printed", ""),
    "is an empty file": (b"", "docx-empty", ""),
    "breaks the rules": (
        changed('<w:color w:val="000000"/>', '<w:color w:val="1F3864"/>', "word/styles.xml"),
        "template-format",
        "1F3864",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_template_is_refused_in_one_report(
    fault: str, pack: Callable[[bytes], Path], hoi_report_cli: Run, tmp_path: Path
) -> None:
    """The template and what is wrong with it are named, nothing is written, there is no traceback."""
    template, code, named = FAULTS[fault]
    data = pack(template)

    result = hoi_report_cli("render", data, "-o", tmp_path / "out.docx", "--lang", "en")

    assert result.returncode == 1
    assert f"error [{code}" in result.stderr and "nha.docx" in result.stderr and named in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out.docx").exists()


def test_validate_finds_a_faulty_template_too(pack: Callable[[bytes], Path], hoi_report_cli: Run) -> None:
    """Before anything is printed."""
    result = hoi_report_cli("validate", pack(changed("{{ symbol }}", "KH")), "--lang", "en")

    assert result.returncode == 1
    assert "template-lacks" in result.stderr


def test_an_outline_is_found_by_its_id_from_its_pack(
    pack: Callable[[bytes], Path], hoi_report_cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a data file in the pack or below it, by whoever stands there, and in the list; from elsewhere it is not."""
    data = pack(SHIPPED.read_bytes())
    (data.parent / "con").mkdir()
    outline_file = data.parent / "outlines" / "t" / "thu.json"
    outline_file.rename(outline_file.with_suffix(".yaml"))
    below = data.parent / "con" / "so-lieu.json"
    said = {**json.loads(data.read_text(encoding="utf-8")), "outline": "t/thu"}
    below.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")

    assert hoi_report.load_document(below).outline.id == "t/thu"
    listed = hoi_report_cli("list", cwd=below.parent).stdout
    assert "t/thu" in listed and "2021-2026/ke-hoach-giua-nhiem-ky" in listed
    assert hoi_report_cli("show", "t/thu", cwd=data.parent).returncode == 0
    monkeypatch.chdir("/")
    with pytest.raises(hoi_report.InvalidInput, match="unknown-outline"):
        hoi_report.load_outline("t/thu")


def test_rules_of_a_house_are_found_in_its_pack(pack: Callable[[bytes], Path]) -> None:
    """By name, before the built-in ones."""
    data = pack(SHIPPED.read_bytes())
    rules = data.parent / "rules"
    rules.mkdir()
    shipped = (SHIPPED.parents[1] / "rules" / "nd30-2020.yaml").read_text(encoding="utf-8")
    (rules / "nha.yaml").write_text(shipped.replace("name: nd30-2020", "name: nha"), encoding="utf-8")
    file = data.parent / "outlines" / "t" / "thu.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"nd30-2020"', '"nha"'), encoding="utf-8")

    assert hoi_report.load_document(data).outline.rules.name == "nha"
