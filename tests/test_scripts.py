"""examples/scripts: each script does, as a process of its own, what its first lines say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

import hoi_report

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "examples" / "scripts" / "ca_tinh.py"
EXAMPLE = ROOT / "examples" / "thai-binh-2024"
BELOW = {
    "thanh-pho-thai-binh": "Hội LHPN thành phố Thái Bình",
    "dong-hung": "Hội LHPN huyện Đông Hưng",
    "hung-ha": "Hội LHPN huyện Hưng Hà",
    "kien-xuong": "Hội LHPN huyện Kiến Xương",
    "quynh-phu": "Hội LHPN huyện Quỳnh Phụ",
    "thai-thuy": "Hội LHPN huyện Thái Thụy",
    "tien-hai": "Hội LHPN huyện Tiền Hải",
    "vu-thu": "Hội LHPN huyện Vũ Thư",
    "quan-su": "Hội Phụ nữ BCH Quân sự tỉnh Thái Bình",
    "bien-phong": "Hội Phụ nữ Bộ đội Biên phòng tỉnh Thái Bình",
    "cong-an": "Ban Phụ nữ Công an tỉnh Thái Bình",
    "lien-doan-lao-dong": "Ban Tuyên giáo - Nữ công LĐLĐ tỉnh Thái Bình",
}


def ca_tinh(*arguments: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The script, run."""
    return subprocess.run(
        [sys.executable, "-W", "error", SCRIPT, *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        check=False,
        timeout=300,
    )


def complete(folder: Path) -> dict[str, hoi_report.Document]:
    """The reports in a folder that lack nothing, by the name of their file."""
    found = {path.stem: hoi_report.validate(path).document for path in sorted(folder.glob("bao-cao-*.yaml"))}
    return {name: document for name, document in found.items() if document is not None and not document.unanswered}


def missing(told: str) -> list[str]:
    """Whom the script names as missing."""
    return [line.removeprefix("- ") for line in told[told.index("Chưa có báo cáo") :].splitlines()[1:]]


def test_it_is_short() -> None:
    """What takes longer than a screen is no example."""
    assert len(SCRIPT.read_text("utf-8").splitlines()) <= 60


def test_without_arguments_it_says_how_it_is_run(tmp_path: Path) -> None:
    """Its first lines, and nothing is made."""
    done = ca_tinh(cwd=tmp_path)

    assert done.returncode == 1
    assert "python ca_tinh.py OUT" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the script was run once on the library's example."""
    folder = tmp_path_factory.mktemp("desk")
    done = ca_tinh(folder / "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "told.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def test_every_document_is_made_and_can_be_opened(desk: Path) -> None:
    """The plan, and each report that is complete: the library's bytes, a document for python-docx too."""
    documents = {"ke-hoach": hoi_report.load_document(EXAMPLE / "ke-hoach.yaml"), **complete(EXAMPLE)}

    made = {path.stem: path for path in (desk / "out").glob("*.docx")}

    assert made.keys() == documents.keys()
    assert len(made) > 1
    for name, path in made.items():
        assert path.read_bytes() == hoi_report.render(documents[name]).content
        assert len(docx.Document(str(path)).paragraphs) > 20


def test_every_unit_below_gets_its_file_to_fill_in(desk: Path) -> None:
    """It knows the unit and the targets, and nothing is wrong in it but that it is empty."""
    targets = (EXAMPLE / "chi-tieu.yaml").read_text("utf-8").count("\n  - id: ")
    files = {path.stem: path for path in (desk / "out" / "de-dien").glob("*.yaml")}

    assert files.keys() == BELOW.keys()
    for key, path in files.items():
        found = hoi_report.validate(path)
        assert {p.code for p in found.problems} <= {"unanswered", "plan-without-number"}
        assert found.document is not None and found.document.unanswered
        assert found.document.key == key
        assert len(found.document.targets) == targets > 1


def test_who_is_missing_is_told_in_the_order_of_the_units(desk: Path) -> None:
    """And how far each report is that came in."""
    told = (desk / "told.txt").read_text("utf-8")

    here = {document.key for document in complete(EXAMPLE).values()}
    assert missing(told) == [name for key, name in BELOW.items() if key not in here]
    assert f"Chưa có báo cáo đầy đủ của {len(missing(told))}/12 đơn vị" in told
    assert len(missing(told)) < 12
    for path in EXAMPLE.glob("bao-cao-*.yaml"):
        assert f"{path.name}: trả lời " in told


def test_it_is_run_again_when_reports_come_in(tmp_path: Path) -> None:
    """A file that a unit fills in is kept; what is wrong with one report is told and keeps nobody else's away."""
    folder, out = tmp_path / "tinh", tmp_path / "out"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("bao-cao-*"))
    first = ca_tinh(out, folder, cwd=tmp_path)
    filled_in = out / "de-dien" / "vu-thu.yaml"
    filled_in.write_text(filled_in.read_text("utf-8") + "# đang điền\n", encoding="utf-8")
    kept = filled_in.read_bytes()
    said = (EXAMPLE / "bao-cao-dong-hung.yaml").read_text("utf-8")
    (folder / "bao-cao-dong-hung.yaml").write_text(said, encoding="utf-8")
    (folder / "bao-cao-sai.yaml").write_text(said.replace("unit: dong-hung", "unit: vu-thuu"), encoding="utf-8")
    begun = said.partition("answers:")[0].replace("unit: dong-hung", "unit: vu-thu")
    (folder / "bao-cao-vu-thu.yaml").write_text(begun, encoding="utf-8")

    second = ca_tinh(out, folder, cwd=tmp_path)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert missing(first.stdout) == list(BELOW.values())
    assert missing(second.stdout) == [name for key, name in BELOW.items() if key != "dong-hung"]
    assert filled_in.read_bytes() == kept
    assert {path.stem for path in out.glob("*.docx")} == {"ke-hoach", "bao-cao-dong-hung"}
    assert "bao-cao-sai.yaml: trả lời " in second.stdout and "“vu-thuu”" in second.stdout
    assert "bao-cao-vu-thu.yaml: trả lời 0/" in second.stdout
