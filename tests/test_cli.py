"""The command line as people and scripts use it: what is printed where, what is written, and the exit status."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hoi_report._cli import main

ROOT = Path(__file__).parent.parent
PLAN = "2021-2026/ke-hoach-giua-nhiem-ky"
QUESTIONS = "2021-2026/bao-cao-giua-nhiem-ky"
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals, devices and locales as POSIX has them")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of a user's own with the source case's data, under a name with marks and a space."""
    folder = tmp_path / "số liệu"
    shutil.copytree(ROOT / "examples" / "thai-binh-2024", folder)
    return folder


@pytest.fixture
def wrong(data: Path) -> Path:
    """The plan's data with a misspelt key."""
    path = data / "sai.yaml"
    path.write_text((data / "ke-hoach.yaml").read_text("utf-8").replace("date: 2024\n", "dat: 2024\n"), "utf-8")
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _json(done: subprocess.CompletedProcess[str]) -> Any:
    """The one JSON document on standard output."""
    return json.loads(done.stdout)


def _is_docx(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return archive.testzip() is None and "word/document.xml" in archive.namelist()


# --- usage ------------------------------------------------------------------------------------------------------------


def test_help_speaks_vietnamese_and_english(hoi_report_cli: Any) -> None:
    """Vietnamese unless English is asked for, wherever the flag stands."""
    vietnamese, english = hoi_report_cli("render", "--help"), hoi_report_cli("render", "--help", "--lang", "en")

    assert vietnamese.returncode == english.returncode == 0
    assert vietnamese.stdout.startswith("cách dùng: hoi-report render ")
    assert "tạo văn bản .docx của từng tệp" in vietnamese.stdout
    assert english.stdout.startswith("usage: hoi-report render ")
    assert "write the .docx of each file" in english.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "hoi-report: still missing: VERB"),
        (
            ["read", "x.docx"],
            "hoi-report: VERB: “read” is none of list, show, new, schema, validate, render, template, check, demo",
        ),
        (["check", "x.docx", "--json", "--sarif"], "hoi-report check: choose one of --json and --sarif"),
        (["check", "-", "-"], "hoi-report check: “-” (standard input) can be read once only"),
        (["render"], "hoi-report render: still missing: FILE"),
        (["list", "--colour"], "hoi-report: unknown arguments: --colour"),
        (["render", "x.yaml", "--dra"], "hoi-report: unknown arguments: --dra"),
        (["render", "x.yaml", "-o"], "hoi-report render: -o: a value is missing"),
        (["render", "-", "-"], "hoi-report render: “-” (standard input) can be read once only"),
        (["validate", "-", "-"], "hoi-report validate: “-” (standard input) can be read once only"),
        (
            ["render", "x.yaml", "y.yaml", "-o", "-"],
            "hoi-report render: standard output takes one document, and neither --pdf nor --json",
        ),
    ],
)
def test_what_cannot_be_understood_is_said_with_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    """Status 2, the usage and what is wrong on standard error, nothing on standard output."""
    with pytest.raises(SystemExit) as caught:
        main(["--lang", "en", *arguments])

    out, err = capsys.readouterr()
    assert caught.value.code == 2
    assert out == ""
    assert err.startswith("usage: hoi-report ")
    assert err.splitlines()[-1] == complaint


def test_usage_problems_are_told_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    """argparse's own words too."""
    with pytest.raises(SystemExit):
        main(["xem"])

    assert capsys.readouterr().err.splitlines()[-1] == (
        "hoi-report: LỆNH: “xem” không thuộc list, show, new, schema, validate, render, template, check, demo"
    )


def test_the_version_is_printed(hoi_report_cli: Any) -> None:
    """For whoever reports a fault."""
    assert hoi_report_cli("--version").stdout == "hoi-report 0.1.0\n"


# --- list, show -------------------------------------------------------------------------------------------------------


def test_list_names_the_built_in_outlines(hoi_report_cli: Any) -> None:
    """A table for people and the same as JSON."""
    text, data = hoi_report_cli("list", "--lang", "en"), hoi_report_cli("list", "--json")

    assert (text.returncode, text.stderr) == (data.returncode, data.stderr) == (0, "")
    head, *lines = text.stdout.splitlines()
    assert head.split() == ["id", "kind", "subject", "where", "from"]
    assert [line.split()[:2] for line in lines] == [[QUESTIONS, "bao-cao"], [PLAN, "ke-hoach"]]
    outlines = _json(data)["outlines"]
    assert [(outline["id"], outline["kind"], outline["origin"]) for outline in outlines] == [
        (QUESTIONS, "bao-cao", "built-in"),
        (PLAN, "ke-hoach", "built-in"),
    ]
    assert all(outline["subject"] for outline in outlines)


def test_show_prints_the_tree_as_it_is_numbered(hoi_report_cli: Any) -> None:
    """Numbers, ids, a mark for each question; deeper means further in."""
    text, data = hoi_report_cli("show", QUESTIONS), hoi_report_cli("show", QUESTIONS, "--json")

    assert (text.returncode, text.stderr) == (0, "")
    lines = text.stdout.splitlines()
    assert "  I.   TÌNH HÌNH CHUNG  [tinh_hinh_chung]" in lines
    assert any(re.fullmatch(r"\? .* \[\w+\]: prose", line) for line in lines)
    entries = _json(data)["entries"]
    assert lines[len(entries)] == "" and lines[len(entries) + 2].startswith("ke_hoach_khau_dot_pha")
    lines = lines[: len(entries)]
    assert entries[0] == {
        "depth": 0,
        "kind": "section",
        "number": "I.",
        "id": "tinh_hinh_chung",
        "text": "TÌNH HÌNH CHUNG",
        "answer": "",
        "condition": "",
    }
    assert [line.startswith("?") for line in lines] == [entry["answer"] != "" for entry in entries]


def test_show_says_what_phrases_stand_for(hoi_report_cli: Any) -> None:
    """Below the tree that mentions them, each form with its condition; the same as JSON."""
    text, data = hoi_report_cli("show", PLAN), hoi_report_cli("show", PLAN, "--json")

    assert re.search(r"\n\ncụm từ +từ ngữ\n", text.stdout)
    assert re.search(
        r"^noi_trien_khai +\{\{ don_vi_cap_duoi }}, đơn vị +\(when: don_vi_khac\)\n +\{\{ don_vi_cap_duoi }}$",
        text.stdout,
        re.MULTILINE,
    )
    assert _json(data)["phrases"]["noi_trien_khai"] == [
        {"condition": "when: don_vi_khac", "text": "{{ don_vi_cap_duoi }}, đơn vị"},
        {"condition": "", "text": "{{ don_vi_cap_duoi }}"},
    ]


def test_an_unknown_outline_is_told_with_its_likely_name(hoi_report_cli: Any) -> None:
    """A slip of one letter; the same problem as text and as JSON."""
    name = PLAN.replace("ke-hoach", "ke-hoahc")

    text, data = hoi_report_cli("show", name, "--lang", "en"), hoi_report_cli("show", name, "--json", "--lang", "en")

    assert text.returncode == data.returncode == 1
    assert text.stdout == data.stderr == ""
    (problem,) = _json(data)["problems"]
    assert problem["severity"] == "error"
    assert name in problem["message"]
    assert PLAN in problem["hint"]
    assert f"error [{problem['code']}]" in text.stderr
    assert problem["hint"] in text.stderr


# --- validate ---------------------------------------------------------------------------------------------------------


def test_validate_judges_each_file(hoi_report_cli: Any, data: Path, wrong: Path) -> None:
    """The right one is right, the wrong one has its place, and one wrong one makes the status 1."""
    done = hoi_report_cli("validate", "ke-hoach.yaml", "sai.yaml", "--lang", "en", cwd=data)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "ke-hoach.yaml: errors: 0, warnings: 0, notes: 0",
        "sai.yaml:5:1: error [unknown-key] dat: unknown key “dat”",
        "    did you mean “date”?",
        "sai.yaml: errors: 1, warnings: 0, notes: 0",
    ]
    assert done.stdout.splitlines() == [
        "unit                     file           complete  errors  warnings",
        "Hội LHPN tỉnh Thái Bình  ke-hoach.yaml            0       0",
        "thai-binh                sai.yaml                 1       0",
    ]


def test_validate_as_json(hoi_report_cli: Any, data: Path, wrong: Path) -> None:
    """One document, one entry for each file, each problem with all its parts; nothing on standard error."""
    done = hoi_report_cli("--json", "--lang", "en", "validate", "ke-hoach.yaml", "sai.yaml", PLAN, cwd=data)

    assert (done.returncode, done.stderr) == (1, "")
    right, wrong_one, outline = _json(done)["results"]
    nothing_asked = {"complete": None, "completeness": []}
    assert right == {"input": "ke-hoach.yaml", "valid": True, "unit": "thai-binh", **nothing_asked, "problems": []}
    assert outline == {"input": PLAN, "valid": True, "unit": None, **nothing_asked, "problems": []}
    assert _json(done)["missing"] == []
    assert wrong_one["valid"] is False
    assert wrong_one["problems"] == [
        {
            "file": "sai.yaml",
            "line": 5,
            "column": 1,
            "path": "dat",
            "code": "unknown-key",
            "severity": "error",
            "message": "unknown key “dat”",
            "hint": "did you mean “date”?",
        }
    ]


def test_validate_reads_standard_input(hoi_report_cli: Any, data: Path, wrong: Path) -> None:
    """Data through a pipe; relative paths in it start at the current folder, and its problems name it ``-``."""
    right = hoi_report_cli("validate", "-", cwd=data, stdin=(data / "ke-hoach.yaml").read_text("utf-8"))
    bad = hoi_report_cli("validate", "-", "--lang", "en", cwd=data, stdin=wrong.read_text("utf-8"))

    assert right.returncode == 0, right.stderr
    assert bad.returncode == 1
    assert bad.stderr.startswith("-:5:1: error [unknown-key] dat: unknown key “dat”\n")


def test_a_missing_file_is_one_problem(hoi_report_cli: Any, tmp_path: Path) -> None:
    """The name that was typed, no traceback, and the next file is judged all the same."""
    done = hoi_report_cli("validate", "không-có.yaml", PLAN)

    assert done.returncode == 1
    assert done.stderr.startswith("không-có.yaml: error [")
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"{PLAN}: ")


@pytest.fixture
def report(data: Path, hoi_report_cli: Any) -> Path:
    """A report to the plan, of which a little is answered."""
    path = data / "tiền hải.yaml"
    hoi_report_cli("new", QUESTIONS, "--plan", "ke-hoach.yaml", "--unit", "tien-hai", "-o", path.name, cwd=data)
    text = path.read_text("utf-8").replace("du_bao_tinh_hinh: |", f"du_bao_tinh_hinh: |\n      {'Dự báo ' * 25}")
    path.write_text(text.replace('so_hoi_vien: ""', 'so_hoi_vien: "45.131"'), "utf-8")
    return path


def test_validate_tells_how_complete_a_report_is(hoi_report_cli: Any, data: Path, report: Path) -> None:
    """Each chapter and the whole: what is required, what is asked “if there is any”, and the share of the first."""
    done = hoi_report_cli("validate", report.name, "--lang", "en", cwd=data)

    assert (done.returncode, done.stdout) == (1, "")
    verdict, head, *chapters, whole = done.stderr.splitlines()[-7:]
    assert verdict == "tiền hải.yaml: errors: 30, warnings: 0, notes: 1"
    assert head.split("  ")[2] == "chapter"
    assert [re.split(" {2,}", line.strip()) for line in (*chapters, whole)] == [
        ["I. TÌNH HÌNH CHUNG", "0/2", "1/3", "0%"],
        ["II. ĐÁNH GIÁ KẾT QUẢ NỬA ĐẦU NHIỆM KỲ THỰC HIỆN NGHỊ QUYẾT", "0/24", "0/12", "0%"],
        ["III. PHƯƠNG HƯỚNG, NHIỆM VỤ NỬA CUỐI NHIỆM KỲ", "1/2", "0/0", "50%"],
        ["IV. KIẾN NGHỊ, ĐỀ XUẤT", "0/3", "0/0", "0%"],
        ["in all", "1/31", "1/15", "3%"],
    ]


def test_it_is_told_beside_errors_too(hoi_report_cli: Any, data: Path, report: Path) -> None:
    """One wrong answer does not hide the others; as JSON with the id of each chapter."""
    report.write_text(report.read_text("utf-8").replace("45.131", "45,131") + "    hoi: x\n", "utf-8")

    done = hoi_report_cli("validate", report.name, "--json", cwd=data)

    (result,) = _json(done)["results"]
    assert {"ambiguous-number", "unknown-question", "unanswered"} <= {p["code"] for p in result["problems"]}
    assert (result["valid"], result["unit"], result["complete"]) == (False, "tien-hai", 3)
    assert result["completeness"][2] == {
        "id": "phuong_huong",
        "title": "III. PHƯƠNG HƯỚNG, NHIỆM VỤ NỬA CUỐI NHIỆM KỲ",
        "required": 2,
        "answered": 1,
        "optional": 0,
        "optional_answered": 0,
    }


def test_validate_takes_a_folder(hoi_report_cli: Any, data: Path, report: Path, wrong: Path) -> None:
    """Its data files and no others; one table of all; and who has not reported, in the order of the units."""
    for path in data.glob("bao-cao-*.yaml"):
        path.unlink()
    (data / "hỏng.yml").write_text("outline: [", "utf-8")
    (data / "ghi chú.txt").write_text("outline: x", "utf-8")

    done = hoi_report_cli("validate", ".", "--lang", "en", cwd=data)
    result = _json(hoi_report_cli("validate", ".", "--json", cwd=data))

    names = ["hỏng.yml", "ke-hoach-dong-hung.yaml", "ke-hoach.yaml", "sai.yaml", "tiền hải.yaml"]
    assert done.returncode == 1
    assert [one["input"] for one in result["results"]] == sorted(names)
    rows = [re.split(" {2,}", line) for line in done.stdout.splitlines()]
    assert rows[0] == ["unit", "file", "complete", "errors", "warnings"]
    assert ["Hội LHPN huyện Tiền Hải", "tiền hải.yaml", "3%", "30", "0"] in rows
    assert rows[6] == ["Hội LHPN thành phố Thái Bình", "—", "—", "—", "—"]
    assert result["missing"][0] == {
        "plan": "ke-hoach.yaml",
        "unit": "thanh-pho-thai-binh",
        "name": "Hội LHPN thành phố Thái Bình",
    }
    assert [one["unit"] for one in result["missing"]] == [
        "thanh-pho-thai-binh", "dong-hung", "hung-ha", "kien-xuong", "quynh-phu", "thai-thuy", "vu-thu",
        "quan-su", "bien-phong", "cong-an", "lien-doan-lao-dong",
    ]  # fmt: skip
    assert len(rows) == 1 + len(names) + 11


def test_a_report_with_errors_is_not_missing(hoi_report_cli: Any, data: Path, report: Path) -> None:
    """Whoever handed something in has reported, right or wrong; each plan is asked for on its own."""
    report.write_text(report.read_text("utf-8") + "sai: x\n", "utf-8")

    done = hoi_report_cli("validate", report.name, "ke-hoach.yaml", "--json", cwd=data)

    missing = [one["unit"] for one in _json(done)["missing"]]
    assert len(missing) == 11
    assert "tien-hai" not in missing


def test_nobody_is_missed_where_one_file_is_judged(hoi_report_cli: Any, data: Path, report: Path) -> None:
    """A unit that checks its own report is not told about others."""
    done = hoi_report_cli("validate", report.name, "--json", cwd=data)

    assert _json(done)["missing"] == []


def test_a_folder_without_data_is_a_problem(hoi_report_cli: Any, tmp_path: Path) -> None:
    """Nothing was judged, and that is not “no errors”."""
    (tmp_path / "trống").mkdir()

    done = hoi_report_cli("validate", "trống", "--json")

    (result,) = _json(done)["results"]
    assert done.returncode == 1
    assert [problem["code"] for problem in result["problems"]] == ["folder-without-data"]


def test_files_that_are_no_documents_are_told_as_what_they_are(hoi_report_cli: Any, data: Path) -> None:
    """With what to do with them."""
    done = hoi_report_cli("validate", "units.yaml", "chi-tieu.yaml", "--json", cwd=data)

    codes = [[problem["code"] for problem in result["problems"]] for result in _json(done)["results"]]
    assert codes == [["file-of-units"], ["file-of-indicators"]]


def test_a_fault_of_the_template_is_found_in_what_is_not_complete(hoi_report_cli: Any, data: Path) -> None:
    """A report that lacks answers is printed as a draft to find it."""
    shutil.copytree(ROOT / "outlines", data / "outlines")
    (data / "templates").mkdir()
    (data / "templates" / "nd30-2020.docx").write_bytes(b"no document")
    hoi_report_cli("new", QUESTIONS, "--plan", "ke-hoach.yaml", "--unit", "tien-hai", "-o", "a.yaml", cwd=data)

    done = hoi_report_cli("validate", "a.yaml", "--json", cwd=data)

    (result,) = _json(done)["results"]
    assert "docx-not-word" in [problem["code"] for problem in result["problems"]]
    assert result["complete"] == 0


# --- new, schema ------------------------------------------------------------------------------------------------------


def test_new_writes_a_file_and_its_schema(hoi_report_cli: Any, data: Path) -> None:
    """Into a folder that need not be there; paths lead back; the schema is what the first line names."""
    command = ("new", QUESTIONS, "--plan", "ke-hoach.yaml", "--unit", "hung-ha", "--lang", "en", "-o")

    done = hoi_report_cli(*command, "nộp/hưng hà.yaml", cwd=data)
    again = hoi_report_cli(*command, "nộp/hai.yaml", cwd=data)
    judged = _json(hoi_report_cli("validate", "nộp/hưng hà.yaml", "--json", cwd=data))

    schema = "bao-cao-giua-nhiem-ky.schema.json"
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        f"written: {Path('nộp/hưng hà.yaml')}",
        f"written: {Path('nộp', schema)}",
    ]
    assert again.stderr.splitlines() == [f"written: {Path('nộp/hai.yaml')}"]
    text = (data / "nộp" / "hưng hà.yaml").read_text("utf-8")
    assert text.startswith(f"# yaml-language-server: $schema={schema}\n")
    assert "\nplan: ../ke-hoach.yaml\n" in text
    assert json.loads((data / "nộp" / schema).read_text("utf-8"))["required"] == ["outline", "unit"]
    (result,) = judged["results"]
    assert {p["code"] for p in result["problems"]} == {"unanswered", "plan-without-number"}


def test_new_goes_to_standard_output_otherwise(hoi_report_cli: Any, data: Path) -> None:
    """Paths from the current folder, nothing written; and as JSON."""
    before = _names(data)
    command = ("new", QUESTIONS, "--plan", "ke-hoach.yaml", "--unit", "hung-ha", "--indicators", "chi-tieu.yaml")

    done, data_too = hoi_report_cli(*command, cwd=data), hoi_report_cli(*command, "--json", cwd=data)

    assert (done.returncode, done.stderr) == (0, "")
    assert "\nplan: ke-hoach.yaml\n" in done.stdout
    assert "\nindicators: chi-tieu.yaml\n" in done.stdout
    assert _json(data_too) == {"output": None, "schema": None, "text": done.stdout, "problems": []}
    assert _names(data) == before
    assert hoi_report_cli("validate", "-", "--json", cwd=data, stdin=done.stdout).returncode == 1


def test_new_speaks_the_language_that_is_asked_for(hoi_report_cli: Any) -> None:
    """The outline's words stay; ours change."""
    done = hoi_report_cli("new", QUESTIONS, "--lang", "en")

    assert "# To see what is still open: hoi-report validate FILE\n" in done.stdout
    assert "# I. TÌNH HÌNH CHUNG\n" in done.stdout


def test_new_replaces_nothing(hoi_report_cli: Any, data: Path) -> None:
    """What somebody has filled in stays, unless --force; then the schema is made anew too."""
    mine = data / "a.yaml"
    mine.write_text("mine", "utf-8")
    (data / "bao-cao-giua-nhiem-ky.schema.json").write_text("old", "utf-8")

    kept = hoi_report_cli("new", QUESTIONS, "-o", "a.yaml", "--lang", "en", cwd=data)
    assert kept.returncode == 2
    assert kept.stderr.splitlines()[0] == "a.yaml: error [output-exists] a file of this name is there already"
    assert mine.read_text("utf-8") == "mine"

    done = hoi_report_cli("new", QUESTIONS, "-o", "a.yaml", "--force", "--json", cwd=data)
    assert _json(done) == {"output": "a.yaml", "schema": "bao-cao-giua-nhiem-ky.schema.json", "problems": []}
    assert mine.read_text("utf-8").startswith("# yaml-language-server: ")
    assert (data / "bao-cao-giua-nhiem-ky.schema.json").read_text("utf-8").startswith("{")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--plan", "ke-hoach.yaml", "--unit", "hungha"], "error [unknown-unit] unit: "),
        (["--plan", "không.yaml", "--unit", "hung-ha"], "error [file-not-found] plan: "),
        (["--unit", "hung-ha"], "error [no-units] unit: "),
        (["--units", "units.yaml", "--unit", "hungha"], "error [unknown-unit] unit: "),
    ],
)
def test_new_tells_what_is_wrong_with_its_arguments(
    hoi_report_cli: Any, data: Path, arguments: list[str], problem: str
) -> None:
    """As problems, and writes nothing."""
    before = _names(data)

    done = hoi_report_cli("new", QUESTIONS, *arguments, "-o", "ra/a.yaml", "--lang", "en", cwd=data)

    assert done.returncode == 1
    assert done.stderr.startswith(problem)
    assert _names(data) == before


def test_new_writes_yaml_only(hoi_report_cli: Any, data: Path) -> None:
    """A name that says otherwise would be read as something else."""
    done = hoi_report_cli("new", QUESTIONS, "-o", "a.json", "--lang", "en", cwd=data)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "hoi-report new: a data file to fill in is YAML: give it a name that ends in “.yaml”"
    )


def test_schema_prints_or_writes(hoi_report_cli: Any, data: Path) -> None:
    """The same JSON on standard output, with --json, and in a file."""
    text, as_json = hoi_report_cli("schema", QUESTIONS), hoi_report_cli("schema", QUESTIONS, "--json")
    written = hoi_report_cli("schema", QUESTIONS, "-o", "ra/s.json", "--lang", "en", cwd=data)
    again = hoi_report_cli("schema", QUESTIONS, "-o", "ra/s.json", "--lang", "en", cwd=data)

    assert (text.returncode, text.stderr) == (0, "")
    assert text.stdout == as_json.stdout == (data / "ra" / "s.json").read_text("utf-8")
    assert '"description": "Nội dung báo cáo."' in text.stdout
    assert written.stderr == f"written: {Path('ra/s.json')}\n"
    assert again.returncode == 2


# --- render -----------------------------------------------------------------------------------------------------------


def test_render_writes_the_file_that_is_named(hoi_report_cli: Any, data: Path) -> None:
    """``-o FILE``, told on standard error in Vietnamese."""
    done = hoi_report_cli("render", "ke-hoach.yaml", "-o", "kế hoạch.docx", cwd=data)

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "đã ghi: kế hoạch.docx\n"
    assert _is_docx(data / "kế hoạch.docx")


def test_render_without_a_place_writes_here(hoi_report_cli: Any, data: Path, tmp_path: Path) -> None:
    """The current folder, not the data's, with the data's name."""
    here = tmp_path / "here"
    here.mkdir()

    done = hoi_report_cli("render", data / "ke-hoach.yaml", "--lang", "en", cwd=here)

    assert (done.returncode, done.stderr) == (0, "written: ke-hoach.docx\n")
    assert _names(here) == ["ke-hoach.docx"]


def test_render_puts_several_into_a_folder(hoi_report_cli: Any, data: Path, wrong: Path) -> None:
    """Each on its own: the wrong one leaves nothing, the others are there, and the status is 1."""
    done = hoi_report_cli(
        "render", "ke-hoach.yaml", "sai.yaml", QUESTIONS, "-o", "ra/đây", "--lang", "en", "--json", cwd=data
    )

    assert (done.returncode, done.stderr) == (1, "")
    assert [name for name in _names(data / "ra") if name.endswith(".docx")] == [
        "đây/bao-cao-giua-nhiem-ky.docx",
        "đây/ke-hoach.docx",
    ]
    plan, bad, outline = _json(done)["results"]
    assert plan == {
        "input": "ke-hoach.yaml",
        "status": "written",
        "output": str(Path("ra/đây/ke-hoach.docx")),
        "pdf": None,
        "problems": [],
    }
    assert (bad["output"], bad["problems"][0]["code"]) == (None, "unknown-key")
    assert outline["output"] == str(Path("ra/đây/bao-cao-giua-nhiem-ky.docx"))


def test_two_inputs_never_become_one_file(hoi_report_cli: Any, data: Path) -> None:
    """Found before anything is written, also where names differ in capitals only."""
    (data / "khác").mkdir()
    shutil.copy(data / "ke-hoach.yaml", data / "khác" / "Ke-Hoach.yaml")

    done = hoi_report_cli("render", "ke-hoach.yaml", "khác/Ke-Hoach.yaml", PLAN, "-o", "ra", "--lang", "en", cwd=data)

    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        "khác/Ke-Hoach.yaml: error [output-same] “ke-hoach.yaml” would be written to the same file, “"
        + str(Path("ra/Ke-Hoach.docx"))
        + "”"
    )
    assert not (data / "ra").exists()


def test_an_existing_file_needs_force(hoi_report_cli: Any, data: Path) -> None:
    """Untouched, with the name and what to add; then replaced."""
    (data / "plan.docx").write_bytes(b"mine")
    command = ("render", "ke-hoach.yaml", "-o", "plan.docx", "--lang", "en")

    kept = hoi_report_cli(*command, cwd=data)
    before = (data / "plan.docx").read_bytes()
    replaced = hoi_report_cli(*command, "--force", cwd=data)

    assert (kept.returncode, before) == (2, b"mine")
    assert kept.stderr.splitlines() == [
        "plan.docx: error [output-exists] a file of this name is there already",
        "    add --force to replace it",
        "no document was made of ke-hoach.yaml",
    ]
    assert replaced.returncode == 0
    assert _is_docx(data / "plan.docx")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ke-hoach.yaml", "-o", "plan.pdf"], "plan.pdf: error [output-pdf] the document is a .docx"),
        (
            ["ke-hoach.yaml", PLAN, "-o", "plan.docx"],
            "plan.docx: error [output-not-a-folder] several inputs need a folder to be written to, "
            "and this is the name of a file",
        ),
        (
            ["ke-hoach.yaml", PLAN, "-o", "units.yaml"],
            "units.yaml: error [output-not-a-folder] several inputs need a folder to be written to, "
            "and this is the name of a file",
        ),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused(
    hoi_report_cli: Any, data: Path, arguments: list[str], message: str
) -> None:
    """Status 2 and nothing written."""
    before = _names(data)

    done = hoi_report_cli("render", *arguments, "--lang", "en", cwd=data)

    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == message
    assert _names(data) == before


def test_a_folder_below_a_file_cannot_be_made(hoi_report_cli: Any, data: Path) -> None:
    """A place that the disk refuses is told like any other problem."""
    done = hoi_report_cli("render", "ke-hoach.yaml", "-o", "units.yaml/plan.docx", "--lang", "en", cwd=data)

    assert done.returncode == 2
    assert "error [output-" in done.stderr
    assert done.stderr.splitlines()[-1] == "no document was made of ke-hoach.yaml"


def test_render_from_pipe_to_pipe(hoi_report_cli: Any, data: Path, tmp_path: Path) -> None:
    """``-`` in and out: the document itself and nothing else on standard output, the same bytes as in a file."""
    hoi_report_cli("render", "ke-hoach.yaml", "-o", "plan.docx", cwd=data)

    done = subprocess.run(
        [sys.executable, "-m", "hoi_report", "render", "-"],
        input=(data / "ke-hoach.yaml").read_bytes(),
        capture_output=True,
        cwd=data,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (data / "plan.docx").read_bytes()


@POSIX
def test_a_document_is_not_thrown_at_a_terminal(hoi_report_cli: Any, data: Path) -> None:
    """Bytes that nobody can read stay where they are; a pipe is another matter."""
    import pty  # of POSIX alone

    terminal, screen = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "hoi_report", "render", "ke-hoach.yaml", "-o", "-", "--lang", "en"],
        stdout=screen,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=data,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    os.close(screen)
    os.close(terminal)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "hoi-report render: a .docx is nothing to read on a terminal: name a file with -o"
    )


def test_a_wrong_input_leaves_standard_output_empty(hoi_report_cli: Any, data: Path, wrong: Path) -> None:
    """Whoever reads the pipe gets a document or nothing."""
    done = hoi_report_cli("render", wrong, "-o", "-", cwd=data)

    assert (done.returncode, done.stdout) == (1, "")
    assert "error [unknown-key]" in done.stderr


def test_render_with_a_pdf(hoi_report_cli: Any, data: Path, soffice: str) -> None:
    """Both files, side by side."""
    done = hoi_report_cli("render", "ke-hoach.yaml", "-o", "ra/", "--pdf", "--json", cwd=data)

    (result,) = _json(done)["results"]
    assert (done.returncode, result["problems"]) == (0, [])
    assert (result["output"], result["pdf"]) == (str(Path("ra/ke-hoach.docx")), str(Path("ra/ke-hoach.pdf")))
    assert _is_docx(data / "ra" / "ke-hoach.docx")
    assert (data / "ra" / "ke-hoach.pdf").read_bytes().startswith(b"%PDF-")


def test_an_existing_pdf_needs_force_too(hoi_report_cli: Any, data: Path, soffice: str) -> None:
    """And then the .docx is not written either: half of what was asked for is nothing."""
    (data / "plan.pdf").write_bytes(b"mine")

    done = hoi_report_cli("render", "ke-hoach.yaml", "-o", "plan.docx", "--pdf", "--lang", "en", cwd=data)

    assert done.returncode == 2
    assert done.stderr.startswith("plan.pdf: error [output-exists] ")
    assert not (data / "plan.docx").exists()
    assert (data / "plan.pdf").read_bytes() == b"mine"


def test_a_pdf_without_libreoffice_is_told_before_anything_is_written(hoi_report_cli: Any, data: Path) -> None:
    """A machine that cannot make it says so, with what to do."""
    setting = {"HOI_REPORT_SOFFICE": str(data / "nothing")}

    done = hoi_report_cli("render", "ke-hoach.yaml", "-o", "plan.docx", "--pdf", "--lang", "en", cwd=data, env=setting)

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"error [libreoffice-unusable] “{data / 'nothing'}” is not a program that can be run",
        "    let HOI_REPORT_SOFFICE name LibreOffice's “soffice”",
    ]
    assert not (data / "plan.docx").exists()


def test_a_draft_is_marked(hoi_report_cli: Any, data: Path) -> None:
    """``--draft`` reaches the document."""
    done = hoi_report_cli("render", "ke-hoach.yaml", "-o", "plan.docx", "--draft", cwd=data)

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(data / "plan.docx") as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "DỰ THẢO" in text


def test_a_report_that_lacks_answers_is_a_draft_only(hoi_report_cli: Any, data: Path, report: Path) -> None:
    """Refused with what is open; with ``--draft`` printed, the given answer among the questions."""
    refused = hoi_report_cli("render", report.name, "-o", "bc.docx", "--json", cwd=data)
    assert refused.returncode == 1
    assert {p["code"] for p in _json(refused)["results"][0]["problems"]} == {"unanswered", "plan-without-number"}
    assert not (data / "bc.docx").exists()

    done = hoi_report_cli("render", report.name, "-o", "bc.docx", "--draft", cwd=data)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(data / "bc.docx") as archive:
        text = re.sub("<[^>]*>", "", archive.read("word/document.xml").decode())
    assert "45.131" in text
    assert "Những giải pháp cơ bản" in text


# --- demo -------------------------------------------------------------------------------------------------------------


def test_demo_renders_the_example_and_says_what_it_wrote(hoi_report_cli: Any, tmp_path: Path) -> None:
    """Every document of the example into the folder, reports too; units and targets are no documents."""
    expected = sorted(
        path.with_suffix(".docx").name
        for path in (ROOT / "examples" / "thai-binh-2024").glob("*.yaml")
        if "\noutline: " in path.read_text("utf-8")
    )

    first, again = hoi_report_cli("demo", "--lang", "en"), hoi_report_cli("demo", "--lang", "en")

    assert first.returncode == 0, first.stderr
    written = [line for line in first.stderr.splitlines() if line.startswith("written: ")]
    assert written == [f"written: {Path('hoi-report-demo', name)}" for name in expected]
    assert _names(tmp_path / "hoi-report-demo") == expected
    assert "ke-hoach.docx" in expected
    assert all(_is_docx(tmp_path / "hoi-report-demo" / name) for name in expected)
    assert again.returncode == 2
    assert "add --force to replace it" in again.stderr


# --- no traceback, ever -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flags", [("-W", "error"), ("-W", "error", "-X", "dev")])
def test_importing_the_package_is_silent(tmp_path: Path, flags: tuple[str, ...]) -> None:
    """No warning, no output, and nothing heavy is loaded."""
    code = "import hoi_report, sys; print([m for m in ('pydantic', 'docxtpl', 'yaml', 'babel') if m in sys.modules])"

    done = subprocess.run(
        [sys.executable, *flags, "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


@POSIX
@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1", "TZ": "Asia/Ho_Chi_Minh"},
    ],
)
def test_vietnamese_is_utf8_under_any_locale(hoi_report_cli: Any, data: Path, locale: dict[str, str]) -> None:
    """What is printed and what is written is the same as everywhere."""
    shown, same = hoi_report_cli("show", PLAN, env=locale), hoi_report_cli("show", PLAN)
    rendered = hoi_report_cli("render", "ke-hoach.yaml", "-o", "a.docx", cwd=data, env=locale)
    hoi_report_cli("render", "ke-hoach.yaml", "-o", "b.docx", cwd=data)

    assert (shown.returncode, shown.stdout) == (0, same.stdout)
    assert (rendered.returncode, rendered.stderr) == (0, "đã ghi: a.docx\n")
    assert (data / "a.docx").read_bytes() == (data / "b.docx").read_bytes()


@POSIX
def test_a_name_that_is_no_text_is_shown_escaped(hoi_report_cli: Any, tmp_path: Path) -> None:
    """A file name of bytes that no encoding knows: still one clear problem."""
    name = os.fsdecode(b"k\xff.yaml")

    done = hoi_report_cli("validate", name, "--json")

    assert done.returncode == 1
    assert _json(done)["results"][0]["input"] == name
    assert "Traceback" not in done.stderr


@POSIX
def test_interrupted_by_the_user(hoi_report_cli: Any, tmp_path: Path) -> None:
    """Ctrl-C while it waits for standard input: a word, status 130, nothing else."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hoi_report", "render", "-", "-o", "plan.docx", "--lang", "en"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        # a shell's background jobs, and all that they start, are deaf to it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    import fcntl
    import termios

    with process:
        assert process.stdin is not None
        process.stdin.write("#")
        process.stdin.flush()
        while process.poll() is None and any(fcntl.ioctl(process.stdin, termios.FIONREAD, b"\0" * 4)):
            time.sleep(0.05)  # not yet taken: it is still starting
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)

    assert process.returncode == 130
    assert said == "\nstopped; every file is complete or absent\n"
    assert _names(tmp_path) == []


@POSIX
def test_nobody_reads_on(tmp_path: Path) -> None:
    """A closed pipe (``| head``) is no news: no traceback, no complaint."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "hoi_report", "show", PLAN],
            stdout=closed,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=False,
        )

    assert (done.returncode, done.stderr) == (2, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no “/dev/full” here")
def test_standard_output_that_is_full() -> None:
    """Output that cannot be written is a problem like any other."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hoi_report", "list", "--json", "--lang", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == "error [output-failed] the file could not be written: No space left on device\n"


def test_a_fault_of_ours_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    """What nobody foresaw: no traceback for the user, what to do instead, and the other inputs are rendered."""
    monkeypatch.chdir(data)
    monkeypatch.setattr("hoi_report._render.compose", lambda *_, **__: {}["a missing thing"])

    status = main(["render", "ke-hoach.yaml", QUESTIONS, "-o", "ra", "--lang", "en"])

    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "ke-hoach.yaml: error [internal-error] a fault of hoi-report itself: KeyError: 'a missing thing'",
        "    please report it, with what “python -X dev -m hoi_report” prints for the same command",
        "no document was made of ke-hoach.yaml",
        f"written: {Path('ra/bao-cao-giua-nhiem-ky.docx')}",
    ]
