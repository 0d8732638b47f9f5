"""``hoi-report check`` as people and other tools run it: text, JSON, SARIF, exit status, mending."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import hoi_report
from word_files import by_python_docx, others
from word_files.corpus import DOCUMENTS
from word_files.document import CLEAN


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """A file that breaks nothing."""
    path = tmp_path / "đúng.docx"
    path.write_bytes(by_python_docx.build(CLEAN))
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A file whose title is too large."""
    path = tmp_path / "sai.docx"
    path.write_bytes(by_python_docx.build(DOCUMENTS["title_16"]))
    return path


def test_a_right_file_is_told_in_short(hoi_report_cli: Any, right: Path) -> None:
    """How many rules hold, and what could not be seen; exit status 0, nothing on standard error."""
    done = hoi_report_cli("check", right)

    assert (done.returncode, done.stderr) == (0, "")
    assert "quy tắc đạt, 0 không đạt" in done.stdout.splitlines()[0]
    assert "error" not in done.stdout


def test_a_wrong_file_is_told_with_place_clause_and_cure(hoi_report_cli: Any, wrong: Path, right: Path) -> None:
    """On standard output, each file in turn; exit status 1."""
    done = hoi_report_cli("check", right, wrong, "--lang", "en")

    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    at = lines.index(f"{wrong}: error [ten_loai.size] Tên loại văn bản: size of letters (PL I, Phần I, mục II.5.b)")
    assert lines[at + 1].startswith("    section 1, paragraph ") and lines[at + 1].endswith(": “BÁO CÁO”: 16 pt")
    assert lines[at + 2 : at + 4] == ["    asked: 13 to 14 pt", "    to mend it: select it; Home › Font Size › 14"]


def test_a_folder_stands_for_the_word_files_in_it(hoi_report_cli: Any, right: Path, wrong: Path) -> None:
    """Each in the order of the names; not what Word writes while one is open, and nothing else."""
    (right.parent / "~$sai.docx").write_bytes(b"owner")
    (right.parent / "ghi chú.txt").write_text("không phải văn bản", encoding="utf-8")
    done = hoi_report_cli("check", right.parent)
    firsts = [line for line in done.stdout.splitlines() if "quy tắc đạt" in line]

    assert done.returncode == 1 and done.stderr == ""
    assert [line.partition(":")[0] for line in firsts] == [str(wrong), str(right)]
    empty = right.parent / "trống"
    empty.mkdir()
    assert hoi_report_cli("check", empty).returncode == 2


def test_a_main_component_that_lacks_is_told_everywhere(hoi_report_cli: Any, tmp_path: Path) -> None:
    """In words and in the count, in JSON, in SARIF, and after ``--fix``, which cannot write it."""
    path = tmp_path / "x.docx"
    path.write_bytes(by_python_docx.build(DOCUMENTS["date_missing"]))
    told = hoi_report_cli("check", path).stdout
    (file,) = json.loads(hoi_report_cli("check", path, "--json").stdout)["files"]
    (run,) = json.loads(hoi_report_cli("check", path, "--sarif").stdout)["runs"]
    fixed = json.loads(hoi_report_cli("check", path, "--fix", "-o", tmp_path / "y.docx", "--json").stdout)
    lacks = "dia_danh_thoi_gian.present"

    assert "chưa đạt: " in told.splitlines()[0] and ", 1 không đạt," in told.splitlines()[0]
    assert f"{path}: error [{lacks}] Địa danh và thời gian ban hành văn bản: thiếu (" in told
    assert (file["passed"], file["lacking"]) == (False, [lacks])
    assert [result["ruleId"] for result in run["results"] if result["kind"] == "fail"] == [lacks]
    assert (fixed["passed"], [answer["rule"] for answer in fixed["left"]]) == (False, [lacks])


def test_a_warning_alone_is_no_failure(hoi_report_cli: Any, tmp_path: Path) -> None:
    """Two spaces in a row are told, and exit status 0."""
    path = tmp_path / "x.docx"
    path.write_bytes(by_python_docx.build(DOCUMENTS["double_space"]))
    done = hoi_report_cli("check", path)

    assert done.returncode == 0
    assert "warning [wording.double_space]" in done.stdout


def test_json_tells_every_rule(hoi_report_cli: Any, wrong: Path) -> None:
    """One document on standard output and nothing else."""
    done = hoi_report_cli("check", wrong, "--json", "--lang", "en")
    (file,) = json.loads(done.stdout)["files"]

    assert (done.returncode, done.stderr, file["file"], file["passed"]) == (1, "", str(wrong), False)
    statuses = {answer["rule"]: answer["status"] for answer in file["answers"]}
    assert statuses["ten_loai.size"] == "broken" and statuses["tieu_ngu.size"] == "holds"
    assert statuses["dieu.bold"] == "not-found" and "not-evaluated" in statuses.values()


def test_sarif_is_what_other_tools_read(hoi_report_cli: Any, wrong: Path, tmp_path: Path) -> None:
    """A run with all rules, a result for each answer, with the standard's levels and kinds (SARIF 2.1.0, 3.27.9)."""
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"PK\x03\x04")
    done = hoi_report_cli("check", wrong, broken, "--sarif", "--lang", "en")
    log = json.loads(done.stdout)

    assert done.returncode == 1 and log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) > 200
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["kind"] in ("pass", "fail", "notApplicable", "open")
        assert (result["level"] == "none") == (result["kind"] != "fail")
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == wrong.as_uri()
    (fail,) = [result for result in run["results"] if result["kind"] == "fail"]
    assert fail["locations"][0]["logicalLocations"][0]["name"].endswith("“BÁO CÁO”")
    (refused,) = run["invocations"][0]["toolExecutionNotifications"]
    assert run["invocations"][0]["executionSuccessful"] is False and refused["level"] == "error"


@pytest.mark.parametrize("name", others.others())
def test_what_is_no_word_file_is_refused_with_its_reason(hoi_report_cli: Any, tmp_path: Path, name: str) -> None:
    """No traceback; the other files are judged all the same; exit status 1."""
    path = tmp_path / f"{name}.docx"
    path.write_bytes(others.others()[name])
    good = tmp_path / "good.docx"
    good.write_bytes(by_python_docx.build(CLEAN))
    done = hoi_report_cli("check", path, good)

    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.startswith(f"{path}: error [docx-")
    assert f"{good}: " in done.stdout


def test_what_cannot_be_run_is_status_2(hoi_report_cli: Any, right: Path, tmp_path: Path) -> None:
    """A rule set that there is not, flags that exclude each other, a new file without a name."""
    unknown = hoi_report_cli("check", right, "--rules", "nd30-2019")
    assert unknown.returncode == 2 and "nd30-2020" in unknown.stderr
    assert hoi_report_cli("check", right, "--json", "--sarif").returncode == 2
    assert hoi_report_cli("check", right, "--fix").returncode == 2
    assert hoi_report_cli("check", right, "-o", tmp_path / "x.docx").returncode == 2
    assert hoi_report_cli("check").returncode == 2


def test_standard_input_is_a_file(tmp_path: Path) -> None:
    """``-`` reads the bytes of a .docx."""
    import os
    import subprocess
    import sys

    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "hoi_report", "check", "-"],
        input=by_python_docx.build(CLEAN),
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        check=False,
    )

    assert done.returncode == 0 and done.stdout.decode("utf-8").startswith("đầu vào chuẩn: ")


def test_fix_writes_a_new_file_and_tells_what_it_left(hoi_report_cli: Any, tmp_path: Path) -> None:
    """What was mended, what is left; the file that was read stays as it is; no file is replaced unasked."""
    document = DOCUMENTS["title_16"].map(
        lambda text: replace(text, text=text.text.replace("05/", "5/")) if text.key == "so_ky_hieu" else text
    )
    old, new = tmp_path / "cũ.docx", tmp_path / "mới" / "mới.docx"
    old.write_bytes(by_python_docx.build(document))
    before = old.read_bytes()
    done = hoi_report_cli("check", old, "--fix", "-o", new, "--lang", "en")

    assert done.returncode == 1  # the number still lacks its zero
    assert done.stdout.startswith("mended: [ten_loai.size]")
    assert f"{new}: error [wording.number_zero]" in done.stdout and str(old) not in done.stdout
    assert old.read_bytes() == before and f"written: {new}" in done.stderr
    assert [f.rule for f in hoi_report.check(new).findings] == ["wording.number_zero"]
    again = hoi_report_cli("check", old, "--fix", "-o", new)
    assert again.returncode == 2 and "output-exists" in again.stderr
    itself = hoi_report_cli("check", old, "--fix", "-o", old, "--force")
    assert itself.returncode == 2 and "output-is-input" in itself.stderr and old.read_bytes() == before


def test_fix_as_json(hoi_report_cli: Any, wrong: Path, tmp_path: Path) -> None:
    """The rules that were mended and those that are left."""
    done = hoi_report_cli("check", wrong, "--fix", "-o", tmp_path / "mới.docx", "--json")
    data = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert [answer["rule"] for answer in data["mended"]] == ["ten_loai.size"] and data["left"] == []
    assert data["passed"] is True
    again = hoi_report_cli("check", tmp_path / "mới.docx", "--fix", "-o", tmp_path / "lại.docx")
    assert again.stdout.startswith("không có gì máy sửa được\n") and (tmp_path / "lại.docx").exists()
