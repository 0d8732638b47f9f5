"""The template, measured: every rule of the rule set on a finished document, read again with its styles resolved.

What only a page shows (where a line ends, where a number stands) is measured on LibreOffice's PDF.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pages
import pytest
import samples
from measure import NS, Docx, Paragraph, RuledLine, W
from openxml_audit import validate_on_save

from hoi_report._blocks import Heading
from hoi_report._rules import Range, RuleSet, load
from hoi_report._source import read

ROOT = Path(__file__).parent.parent
"""The checkout."""
SCRIPT = ROOT / "scripts" / "build_template.py"
sys.path.insert(0, str(SCRIPT.parent))

import build_template  # noqa: E402
from word_design import NotDesignedError  # noqa: E402

MM = 0.05  # what twips lose
PT = 0.05
PICTURE_PT = 1.0  # what a picture of a page loses, in pt
PLACES = {
    "quoc_hieu": ("Quốc hiệu",),
    "tieu_ngu": ("Tiêu ngữ",),
    "co_quan_chu_quan": ("Cơ quan chủ quản",),
    "co_quan_ban_hanh": ("Cơ quan ban hành",),
    "so_ky_hieu": ("Số và ký hiệu",),
    "dia_danh_thoi_gian": ("Địa danh và thời gian",),
    "ten_loai": ("Tên loại", "Tên văn bản kèm theo"),
    "trich_yeu": ("Trích yếu", "Trích yếu kèm theo"),
    "can_cu": ("Căn cứ",),
    "noi_dung": ("Lời văn", "Gạch đầu dòng 1", "Gạch đầu dòng 2", "Gạch đầu dòng 3"),
    "khoan_khong_tieu_de": ("Lời văn",),
    "diem": ("Gạch đầu dòng 1",),
    "muc_la_ma": ("heading 1",),
    "khoan_co_tieu_de": ("heading 2", "heading 3", "heading 4", "heading 5", "heading 6"),
    "quyen_han_ky": ("Quyền hạn ký",),
    "chuc_vu_ky": ("Chức vụ ký",),
    "ho_ten_ky": ("Họ tên ký",),
    "kinh_gui": ("Kính gửi", "Kính gửi (nhiều nơi)", "Kính gửi (danh sách)"),
    "noi_nhan_tu": ("Nơi nhận",),
    "noi_nhan_ds": ("Nơi nhận (danh sách)",),
    "phu_luc_kem_theo": ("Kèm theo",),
    "so_trang": ("Số trang",),
}
"""Where each component is printed: the names of its styles."""
NOT_PRINTED = {
    "trich_yeu_cong_van": "a công văn has a form of its own (PL III, mẫu 1.5)",
    "phan_chuong": "plans and reports start at the mục (II.6.c, V.6.b)",
    "phan_chuong_tieu_de": "as phan_chuong",
    "muc_tieu_muc": "of a layout with điều",
    "muc_tieu_muc_tieu_de": "of a layout with điều",
    "dieu": "of a layout with điều",
    "phu_luc_tu": "what we attach is a văn bản kèm theo (PL III, mẫu 1.3)",
    "phu_luc_tieu_de": "as phu_luc_tu",
    "do_khan": "a stamp",
    "chi_dan_luu_hanh": "a stamp",
    "ky_hieu_nguoi_soan": "optional (III.3)",
    "dia_chi_co_quan": "optional (III.4)",
    "thong_tin_ky_so": "written by the program that signs",
}
"""The components that this template does not print, and why."""


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The rule file's mapping."""
    value = read(build_template.RULES).value
    assert isinstance(value, dict)
    return value


@pytest.fixture(scope="module")
def rules(data: dict[str, Any]) -> RuleSet:
    """What is allowed, from the rule file."""
    return load(data)


@pytest.fixture(scope="module")
def house(data: dict[str, Any]) -> RuleSet:
    """A house's own rule set: every value that can be another one is, as large as it may be."""
    own = json.loads(json.dumps(data))
    for limits in _ranges(own):
        limits["value"] = limits["max"]
    own["first_line_indent"]["value"] = "10"
    own["paragraph_spacing"]["value"] = "8"
    return load(own)


def _ranges(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"min", "max", "value"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _ranges(inner)


FILES = {
    "plan": samples.plan(),
    "letter": samples.letter(),
    "draft": samples.draft_report(),
    "short": samples.short_plan(),
    "outline": samples.outline_alone(),
}


@pytest.fixture(scope="module")
def documents() -> dict[str, Docx]:
    """Finished documents, opened again."""
    return {name: Docx(samples.word_file(composition)) for name, composition in FILES.items()}


@pytest.fixture(scope="module")
def printed(soffice: str, house: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same documents as LibreOffice prints them, and one in the house's own format."""
    files = {name: samples.word_file(composition) for name, composition in FILES.items()}
    files["house"] = samples.word_file(samples.plan(), build_template.build(house))
    return pages.convert(soffice, files, tmp_path_factory.mktemp("pdf"))


# --- the file -------------------------------------------------------------------------------------------------------


def test_the_committed_template_is_what_the_script_builds(rules: RuleSet) -> None:
    """Part by part: who changes a rule or the design builds it again."""
    assert build_template.differing_parts(build_template.TEMPLATE.read_bytes(), build_template.build(rules)) == []


def test_the_script_says_whether_the_file_is_up_to_date(tmp_path: Path) -> None:
    """--check writes nothing; exit status 1 and the part's name where something differs; no traceback."""

    def run(*arguments: str | Path) -> tuple[int, str]:
        command = [sys.executable, str(SCRIPT), *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    other = tmp_path / "other.yaml"
    other.write_text(build_template.RULES.read_text(encoding="utf-8").replace("value: 12,7", "value: 10"), encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(other.read_text(encoding="utf-8").replace("min: 30", "min: thirty"), encoding="utf-8")

    assert run("--check") == (0, "")
    status, said = run("--check", "--rules", other)
    assert status == 1 and "word/styles.xml is not what other.yaml builds" in said
    status, said = run("--check", "--output", tmp_path / "absent.docx")
    assert status == 1 and "(the file)" in said
    status, said = run("--rules", wrong, "--output", tmp_path / "wrong.docx")
    assert status == 1 and "margins.left.min" in said and "thirty" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.yaml", "wrong.yaml"]


def test_two_builds_are_equal_to_the_byte(rules: RuleSet) -> None:
    """No clock, no order by chance."""
    assert build_template.build(rules) == build_template.build(rules)


@pytest.mark.parametrize(
    ("key", "value"), [("paper", {"orientation": "landscape"}), ("page_number", {"position": "bottom_margin"})]
)
def test_what_this_design_cannot_do_is_refused(data: dict[str, Any], key: str, value: dict[str, str]) -> None:
    """Better no template than one that breaks its own rules."""
    with pytest.raises(NotDesignedError, match=next(iter(value.values()))):
        build_template.build(load({**data, key: {**data[key], **value}}))


def test_the_template_is_small_and_says_nothing_of_where_it_was_made() -> None:
    """Under 20 KB; no dates, programs, revision marks, spelling marks or default styles."""
    content = build_template.TEMPLATE.read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()}
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    assert len(content) < 20_000
    assert "docProps/app.xml" not in parts
    for word in ("rsid", "proofErr", "dcterms", "lastModifiedBy", "python", "Calibri", "Cambria", "Table Grid"):
        assert not [name for name, text in parts.items() if word in text], word


@pytest.mark.parametrize("name", FILES)
def test_word_finds_nothing_to_repair(name: str, tmp_path: Path) -> None:
    """openxml-audit judges a finished document as the Open XML SDK does."""
    assert _findings(samples.word_file(FILES[name]), tmp_path) == []


def test_word_opens_the_template_itself(tmp_path: Path) -> None:
    """It is a document that can be restyled in Word: its tags are text and nothing but text."""
    assert _findings(build_template.TEMPLATE.read_bytes(), tmp_path) == []
    for name, part in Docx(build_template.TEMPLATE.read_bytes()).parts.items():
        if name.startswith("word/"):
            attributes = [a for e in _tree(part).iter() for a in e.attrib.values()]
            assert not [a for a in attributes if "{{" in a or "{%" in a], name


def _findings(content: bytes, folder: Path) -> list[str]:
    path = folder / "document.docx"
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "openxml_audit", str(path), "--output", "json"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return [str(error) for error in json.loads(done.stdout)["errors"]]
