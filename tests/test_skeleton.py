"""A data file before it is filled in: what it asks of whom, and that it is read again as it stands."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import hoi_report
from hoi_report._document import fingerprint
from hoi_report._skeleton import WIDTH, skeleton
from hoi_report._source import read
from hoi_report._unit import Units
from outlines import UNIT, outline

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "thai-binh-2024"
PLAN = EXAMPLE / "ke-hoach.yaml"
REPORT = "2021-2026/bao-cao-giua-nhiem-ky"
UNITS = Units.model_validate(read(EXAMPLE / "units.yaml").value).units
BELOW = [key for key, versions in UNITS.items() if versions[-1].parent == "thai-binh"]
"""The units that report to the plan of the example."""


def errors(text: str, folder: Path = EXAMPLE) -> list[hoi_report.Problem]:
    """What is wrong with a data file of the folder."""
    return [p for p in hoi_report.validate(text.encode(), base_dir=folder).problems if p.severity == "error"]


def made(folder: Path, said: dict[str, Any], **arguments: Any) -> str:
    """The skeleton of an outline that is written into the folder."""
    (folder / "outline.json").write_text(json.dumps(said), "utf-8")
    return skeleton(folder / "outline.json", folder=folder, **arguments)


def asking(*items: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """An outline of one section with these items."""
    return outline(sections=[{"id": "muc", "title": "MỤC", "content": [{"items": list(items)}]}], **keys)


# --- the real thing ---------------------------------------------------------------------------------------------------


def test_there_are_the_units_of_the_plan() -> None:
    """8 districts and 4 others."""
    assert len(BELOW) == 12


@pytest.mark.parametrize("unit", [key for key in UNITS if key != "trung-uong"])
def test_it_is_read_again_and_lacks_nothing_but_answers(unit: str) -> None:
    """For every unit of the example; what is required is what the report asks of that unit."""
    found = hoi_report.validate(skeleton(REPORT, plan=PLAN, unit=unit, folder=EXAMPLE).encode(), base_dir=EXAMPLE)

    wrong = {problem.code for problem in found.problems if problem.severity != "note"}
    assert wrong == {"unanswered"}
    assert found.document is not None
    assert found.document.answers.given == {}
    assert sum(chapter.answered for chapter in found.completeness) == 0


def test_it_may_be_made_before_anything_is_known() -> None:
    """All questions; what lacks is what only somebody can say."""
    text = skeleton(REPORT)

    assert {problem.code for problem in errors(text)} == {"missing", "missing-parameter"}
    keys = [question.id for question in hoi_report.load_outline(REPORT).questions]
    assert [key for key in keys if not re.search(rf"^ +{key}:", text, re.MULTILINE)] == []
    assert "\nunit:\n" in text
    assert "\nplan:\n" in text


def test_a_plan_asks_for_its_parameters() -> None:
    """Also an outline without questions is filled in: each value with what it means."""
    text = skeleton("2021-2026/ke-hoach-giua-nhiem-ky", unit="thai-binh", units=EXAMPLE / "units.yaml", folder=EXAMPLE)

    assert {problem.code for problem in errors(text)} == {"missing-parameter", "missing-deadline"}
    assert "\nunits: units.yaml\nunit: thai-binh\n" in text
    assert "  # Số đơn vị hành chính cấp dưới trực tiếp (8)\n  so_don_vi:\n" in text
    assert "answers:" not in text


def test_what_the_plan_brings_is_not_asked_again() -> None:
    """Neither parameters nor deadlines nor units; the sign of the plan is noted."""
    said = read(skeleton(REPORT, plan=PLAN, unit="dong-hung", folder=EXAMPLE).encode()).value

    assert set(said) == {"outline", "plan", "made_for", "unit", "answers"}
    assert said["outline"] == REPORT
    assert said["plan"] == "ke-hoach.yaml"
    assert said["made_for"] == {"version": hoi_report.load_outline(REPORT).version, "plan": fingerprint(read(PLAN))}


def test_units_are_named_where_they_differ_from_the_plan(tmp_path: Path) -> None:
    """The plan's own, under whatever name, need not be said twice."""
    mine = tmp_path / "của tôi.yaml"
    mine.write_text((EXAMPLE / "units.yaml").read_text("utf-8").replace("Đông Hưng", "Đông Hưng Mới"), "utf-8")

    same = skeleton(REPORT, plan=PLAN, units=EXAMPLE / "units.yaml", unit="dong-hung", folder=tmp_path)
    other = skeleton(REPORT, plan=PLAN, units=mine, unit="dong-hung", folder=tmp_path)

    assert "units:" not in same
    assert "\nunits: của tôi.yaml\n" in other


def test_paths_start_at_the_folder_of_the_file(tmp_path: Path) -> None:
    """Wherever it is made, and also where the folder is not there yet, or is a link."""
    there = tmp_path / "thật"
    there.mkdir()
    (tmp_path / "lối tắt").symlink_to(there, target_is_directory=True)

    for folder in (tmp_path / "chưa có" / "sâu", tmp_path / "lối tắt"):
        text = skeleton(REPORT, plan=PLAN, unit="dong-hung", folder=folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "a.yaml").write_text(text, "utf-8")
        assert not Path(read(text.encode()).value["plan"]).is_absolute()
        assert {p.code for p in hoi_report.validate(folder / "a.yaml").problems} == {
            "unanswered",
            "plan-without-number",
        }


def test_an_outline_of_a_pack_elsewhere_is_named_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id is found from the folder of the data file; what is not found there has a path."""
    pack = tmp_path / "gói"
    (pack / "outlines" / "tinh").mkdir(parents=True)
    file = pack / "outlines" / "tinh" / "bao-cao.yaml"
    file.write_text((ROOT / "outlines" / f"{REPORT}.yaml").read_text("utf-8"), "utf-8")
    monkeypatch.chdir(pack)

    inside = skeleton("tinh/bao-cao", folder=pack / "data")
    outside = skeleton("tinh/bao-cao", folder=tmp_path / "khác")

    assert "\noutline: tinh/bao-cao\n" in inside
    assert "\noutline: ../gói/outlines/tinh/bao-cao.yaml\n" in outside


def test_problems_of_what_was_named_are_told() -> None:
    """All that is wrong, and nothing of what is yet to be given."""
    cases: list[tuple[dict[str, Any], str]] = [
        ({"plan": PLAN, "unit": "dong-hun"}, "unknown-unit"),
        ({"plan": EXAMPLE / "không có.yaml"}, "file-not-found"),
        ({"plan": EXAMPLE / "units.yaml"}, "not-a-plan"),
        ({"unit": "dong-hung"}, "no-units"),
        ({"plan": PLAN, "unit": ""}, "wrong-type"),
    ]
    for arguments, code in cases:
        with pytest.raises(hoi_report.InvalidInput) as caught:
            skeleton(REPORT, lang="en", **arguments)
        assert {problem.code for problem in caught.value.problems} == {code}, arguments
        assert {problem.lang for problem in caught.value.problems} == {"en"}


def test_what_is_filled_in_below_is_the_answer() -> None:
    """Texts two spaces further in, rows of lists without their “#”: nothing of the comments becomes part of them."""
    text = skeleton(REPORT, plan=PLAN, unit="dong-hung", folder=EXAMPLE)
    filled = re.sub(
        r"^( *)(?!details)(\w+): \|$", r"\1\2: |\n\1  Đoạn 1 của \2.\n\n\1  Đoạn 2.", text, flags=re.MULTILINE
    )
    filled = filled.replace("# - …", "- Kiến nghị 1")

    found = hoi_report.validate(filled.encode(), base_dir=EXAMPLE)

    open_still = {problem.path.rpartition(".")[2] for problem in found.problems if problem.code == "unanswered"}
    assert open_still == {"ket_qua_chi_tieu", "muc_do_trien_khai"}  # a table of targets, and a choice
    said = read(filled.encode()).value["answers"]
    assert said["tinh_hinh_chung"]["to_chuc_hoi"].split("\n") == ["Đoạn 1 của to_chuc_hoi.", "", "Đoạn 2."]
    assert said["kien_nghi_de_xuat"]["dang_nha_nuoc"] == ["Kiến nghị 1"]


def test_a_unit_that_is_newer_than_the_outline_dates_the_file(tmp_path: Path) -> None:
    """By the later of its own beginning and its level's; a unit that ended before the outline began is refused."""
    levels = {"tinh": {"name": "tỉnh"}, "xa": {"name": "xã", "valid_from": "01/7/2025"}}
    unit = {key: value for key, value in UNIT.items() if key != "level_name"}
    units = {
        "xa": {**unit, "level": "xa", "valid_from": "2024"},
        "tinh": {**unit, "valid_from": "05/2026"},
        "xua": {**unit, "valid_to": "31/12/2019"},
        "luc_nay": unit,
    }
    names = {name: name.replace("_", "-") for name in units}
    file = tmp_path / "units.json"
    file.write_text(json.dumps({"levels": levels, "units": {names[key]: one for key, one in units.items()}}), "utf-8")

    dated = {}
    for key in ("xa", "tinh", "luc-nay"):
        text = made(tmp_path, outline(), unit=key, units=file)
        assert errors(text, tmp_path) == []
        dated[key] = re.findall(r"^date: (\S+)", text, re.MULTILINE)
    with pytest.raises(hoi_report.InvalidInput) as caught:
        made(tmp_path, outline(), unit="xua", units=file)

    assert dated == {"xa": ["2025"], "tinh": ["2026"], "luc-nay": []}
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("not-valid-undated", "unit")]


def test_a_plan_that_is_not_right_is_told(tmp_path: Path) -> None:
    """What the file to fill in may still lack, its plan may not."""
    for name in ("units.yaml", "ke-hoach.yaml"):
        text = (EXAMPLE / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("  so_don_vi: 8\n", "").replace("  so_ket: 15/6/2024\n", ""), "utf-8")

    with pytest.raises(hoi_report.InvalidInput) as caught:
        skeleton(REPORT, plan=tmp_path / "ke-hoach.yaml")

    assert {problem.code for problem in caught.value.problems} == {"missing-parameter", "missing-deadline"}
    assert {problem.file for problem in caught.value.problems} == {str(tmp_path / "ke-hoach.yaml")}


# --- what it looks like -----------------------------------------------------------------------------------------------


def test_it_reads_like_the_outline() -> None:
    """Numbers and titles, each prompt in its place, how to answer, no line too long for a screen."""
    text = skeleton(REPORT, plan=PLAN, unit="dong-hung", folder=EXAMPLE, lang="en")
    lines = text.splitlines()

    assert lines[0] == "# yaml-language-server: $schema=bao-cao-giua-nhiem-ky.schema.json"
    assert "  # I. TÌNH HÌNH CHUNG\n  tinh_hinh_chung:\n" in text
    assert "    # 1. Đánh giá công tác chỉ đạo, triển khai tổ chức thực hiện Nghị quyết\n" in text
    assert (
        "    # nữ; những vấn đề hội viên, phụ nữ quan tâm.\n"
        "    # → text; at least 40 words; with figures as evidence\n"
        "    to_chuc_hoi: |\n\n"
    ) in text
    assert '    # → if there is any: whole number hội viên, for example “1.250”\n    so_hoi_vien: ""\n' in text
    assert '        phu_nu: ""  # Phụ nữ từ 18 tuổi trở lên (người)\n' in text
    assert "ty_le:" not in text  # it is computed
    assert [line for line in lines if len(line) > WIDTH and "  # " not in line.lstrip()] == []
    assert "\n\n\n" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert unicodedata.is_normalized("NFC", text)


def test_members_come_from_the_plan_and_the_unit(tmp_path: Path) -> None:
    """A list of the plan has its members' words; the unit's own list takes the place of the outline's."""
    text = skeleton(REPORT, plan=PLAN, unit="dong-hung", folder=EXAMPLE)
    assert re.search(r"# Kế hoạch số 161/KH-BTV ngày 08/6/2023 [^:]*\n +muc_2: \|\n", text)

    group = {"type": "group", "unit_list": "nhom", "members": [{"id": "a", "title": "Chung"}], "of": "prose"}
    said = asking({"id": "nhom", "prompt": "Từng nhóm", "answer": group})
    units = tmp_path / "units.yaml"
    units.write_text(
        'levels: {tinh: {name: tỉnh}}\nunits: {a: {name: "A", short_name: A, generic_name: A, locality: A, level: tinh,'
        " body: Ban, issuer: {name: A}, symbol: A, place: A, signer: {title: A}, lists: {nhom: {b: Nhóm B}}}}",
        "utf-8",
    )
    assert "      # Nhóm B\n      b: |\n" in made(tmp_path, said, unit="a", units=units)
    assert "      # Chung\n      a: |\n" in made(tmp_path, said)


def test_targets_are_listed(tmp_path: Path) -> None:
    """Of the file that is named; without one it says so."""
    listed = skeleton(REPORT, plan=PLAN, unit="dong-hung", folder=EXAMPLE, indicators=EXAMPLE / "chi-tieu.yaml")
    without = skeleton(REPORT, plan=PLAN, unit="dong-hung", folder=EXAMPLE)

    targets = read(EXAMPLE / "chi-tieu.yaml").value["indicators"]
    results = read(listed.encode()).value["answers"]["ket_qua_nua_dau_nhiem_ky"]["ket_qua_thuc_hien"]["chi_tieu"]
    assert "\nindicators: chi-tieu.yaml\n" in listed
    assert list(results["ket_qua_chi_tieu"]["results"]) == [target["id"] for target in targets]
    assert "\n# indicators: chi-tieu.yaml\n" in without
    assert (
        {problem.code for problem in errors(listed)} == {problem.code for problem in errors(without)} == {"unanswered"}
    )


def test_what_is_not_asked_of_a_unit_is_not_there(tmp_path: Path) -> None:
    """By its level, and where an optional parameter is absent; numbers close up."""
    said = outline(
        issued_by=["tinh", "xa"],
        parameters={"co_the": {"type": "text", "description": "Có thể có", "required": False}},
        sections=[
            {"id": "mot", "title": "CHỈ TỈNH", "at": ["tinh"], "answer": "prose"},
            {"id": "hai", "title": "CÓ THỂ", "when": "co_the", "answer": "prose"},
            {"id": "ba", "title": "MỌI CẤP", "answer": "prose"},
        ],
    )
    units = "levels: {tinh: {name: tỉnh}, xa: {name: xã}}\nunits:\n" + "".join(
        f'  {key}: {{name: "A", short_name: A, generic_name: A, locality: A, level: {key}, body: Ban,'
        " issuer: {name: A}, symbol: A, place: A, signer: {title: A}}\n"
        for key in ("tinh", "xa")
    )
    (tmp_path / "units.yaml").write_text(units, "utf-8")

    province, commune = (made(tmp_path, said, unit=key, units=tmp_path / "units.yaml") for key in ("tinh", "xa"))

    assert re.findall(r"# ([IV]+\. .*)", province) == ["I. CHỈ TỈNH", "II. MỌI CẤP"]
    assert re.findall(r"# ([IV]+\. .*)", commune) == ["I. MỌI CẤP"]
    assert "#   co_the: …\n" in commune
    assert re.findall(r"# ([IV]+\. .*)", made(tmp_path, said)) == ["I. CHỈ TỈNH", "II. CÓ THỂ", "III. MỌI CẤP"]


def test_what_a_required_list_will_bring_is_shown(tmp_path: Path) -> None:
    """One member, with a blank for its title."""
    said = asking(
        {"id": "hoi", "prompt": "Về {{ item }} của {{ unit.name }}", "answer": "prose", "each": "cac_xa"},
        parameters={"cac_xa": {"type": "list", "of": "text", "description": "Các xã"}},
    )

    text = made(tmp_path, said)

    assert "      # Về …… của ……\n      muc_1: |" in text
    assert "  # Các xã ([…])\n  cac_xa:\n" in text


# --- every text -------------------------------------------------------------------------------------------------------

TEXTS = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufffd{}\\[", max_codepoint=0xFFFF),
    min_size=1,
    max_size=200,
).filter(lambda text: text.strip() != "")
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True) | st.sampled_from(["no", "on", "y", "null", "true"])
TROUBLE = ["a: b", "# x", "- x", "“”", '"', "'", "*x", "&x", "%YAML", "---", "...", "x #y", "{{x", "@", "`", "|", ">"]


@settings(max_examples=60, deadline=None)
@given(ids=st.lists(IDS, min_size=4, max_size=4, unique=True), text=TEXTS | st.sampled_from(TROUBLE))
def test_it_is_yaml_whatever_the_outline_says(
    ids: list[str], text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Prompts, titles, choices and ids of any kind; each question stands where it belongs."""
    folder = tmp_path_factory.mktemp("any")
    shown = text.replace("{{", "")
    members = [{"id": ids[1], "title": shown}]
    columns = [{"id": ids[2], "title": shown}]
    said = asking(
        {"id": ids[0], "prompt": shown, "answer": {"type": "group", "members": members, "of": "prose"}},
        {"id": ids[1], "prompt": shown, "answer": {"type": "table", "columns": columns}},
        {"id": ids[2], "prompt": shown, "answer": {"type": "choice", "several": True, "choices": [shown, "khác đi"]}},
        {"id": ids[3], "prompt": shown, "answer": {"type": "number", "unit": shown}},
    )
    try:
        data = made(folder, said).replace("\nunit:\n", f"\nunit: {UNIT_TEXT}\n")
    except hoi_report.InvalidInput:
        reject()  # the outline itself may not hold such a text

    found = read(data.encode()).value["answers"]["muc"]

    assert found == {ids[0]: {ids[1]: ""}, ids[1]: [{ids[2]: ""}], ids[2]: {"details": ""}, ids[3]: ""}
    assert {problem.code for problem in errors(data, folder)} == {"unanswered"}


UNIT_TEXT = str(UNIT).replace("'", '"')


def test_names_of_files_are_quoted_where_yaml_needs_it(tmp_path: Path) -> None:
    """A folder may be called anything."""
    folder = tmp_path / "a: b #c"
    folder.mkdir()
    for name in ("units.yaml", "ke-hoach.yaml"):
        (folder / name).write_bytes((EXAMPLE / name).read_bytes())

    text = skeleton(REPORT, plan=folder / "ke-hoach.yaml", unit="dong-hung", folder=tmp_path)

    assert read(text.encode()).value["plan"] == "a: b #c/ke-hoach.yaml"
    assert {problem.code for problem in errors(text, tmp_path)} == {"unanswered"}


@pytest.mark.skipif(os.name == "nt", reason="names of bytes are POSIX's")
def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """It could not be written into the file."""
    name = tmp_path / os.fsdecode(b"k\xff.yaml")
    name.write_bytes(PLAN.read_bytes())

    with pytest.raises(hoi_report.InvalidInput) as caught:
        skeleton(REPORT, plan=name, unit="dong-hung")
    assert [problem.path for problem in caught.value.problems] == ["plan"]
