"""A second province: the same two outlines, and data that differ from the source case's in more than names."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import hoi_report
from hoi_report._skeleton import skeleton
from hoi_report._source import read
from hoi_report._unit import Units
from words import W, notes, paragraphs, text_of

EXAMPLE = hoi_report.example("hong-lam-2025")
SOURCE = hoi_report.example("thai-binh-2024")
PLAN = EXAMPLE / "ke-hoach.yaml"
REPORTS = sorted(EXAMPLE.glob("bao-cao-*.yaml"))
REPORT = "2021-2026/bao-cao-giua-nhiem-ky"
UNITS = Units.model_validate(read(EXAMPLE / "units.yaml").value)
BELOW = {key: versions[-1] for key, versions in UNITS.units.items() if versions[-1].parent == "hong-lam"}

every_document = pytest.mark.parametrize("path", [PLAN, *REPORTS], ids=lambda path: path.stem)


def rendered(source: Any) -> bytes:
    """The document of a data file, or of a ``dict`` in the folder of the example."""
    return hoi_report.render(hoi_report.load_document(source, base_dir=EXAMPLE)).content


def plan_with(**parameters: Any) -> list[str]:
    """The paragraphs of the plan with other parameters; one that is ``None`` is not given."""
    said = read(PLAN).value
    given = {**said["parameters"], **parameters}
    return printed({**said, "parameters": {name: value for name, value in given.items() if value is not None}})


def printed(source: Any) -> list[str]:
    """Every paragraph of the body."""
    return [text for _, text in paragraphs(rendered(source))]


def headings(docx: bytes) -> list[str]:
    return [text for style, text in paragraphs(docx) if style.startswith("heading")]


def every_text(docx: bytes) -> list[str]:
    """Whatever a reader of the file may come to see: paragraphs of every part, and the properties."""
    package = zipfile.ZipFile(io.BytesIO(docx))
    found = []
    for name in package.namelist():
        if name.startswith("docProps/"):
            found += [node.text or "" for node in ElementTree.fromstring(package.read(name)).iter()]
        elif re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml", name):
            found += [text_of(paragraph) for paragraph in ElementTree.fromstring(package.read(name)).iter(W + "p")]
    return found


# --- nothing of the source --------------------------------------------------------------------------------------------


def own_words_of_the_source() -> set[str]:
    """Names, numbers, dates of Hội LHPN tỉnh Thái Bình and of its plan, the words of its levels, in small letters."""
    said = read(SOURCE / "ke-hoach.yaml").value
    units = read(SOURCE / "units.yaml").value["units"]
    cited = [said["parameters"]["ke_hoach_cap_tren"], *said["parameters"]["ke_hoach_khau_dot_pha"]]
    found = {unit["place"] for key, unit in units.items() if key != "trung-uong"}
    found |= {
        units["thai-binh"]["signer"]["name"],
        said["parameters"]["dai_hoi_lan_thu"],
        said["recipients"][-1]["archive"][1],
    }
    found |= {document[key] for document in cited for key in ("number", "date") if key in document}
    for day in said["deadlines"].values():
        d, m, y = day.split("/")
        found |= {day, f"{d} tháng {m} năm {y}"}
    return {word.lower() for word in found} | {"huyện", "8", "thị trấn", "quân sự"}


def test_the_words_of_the_source_are_those_that_it_prints() -> None:
    """What is looked for below is there in the source case, so that a search that finds nothing means something."""
    texts = "\n".join(every_text(hoi_report.render(hoi_report.load_document(SOURCE / "ke-hoach.yaml")).content)).lower()

    own = own_words_of_the_source()
    assert {
        "thái bình",
        "421",
        "160",
        "161",
        "huyện",
        "8",
        "29/12/2023",
        "10 tháng 6 năm 2024",
        "nguyễn thị phượng",
    } <= own
    assert len([word for word in own if word in texts]) >= 13


@every_document
def test_no_word_of_the_source_is_printed(path: Path) -> None:
    """Neither in the text, the footnotes, the headers nor the properties; “8” not even within another number."""
    texts = every_text(rendered(path))

    assert len(texts) > 60
    assert [(word, text) for word in own_words_of_the_source() for text in texts if word in text.lower()] == []


# --- marked as an illustration ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(EXAMPLE.iterdir()), ids=lambda path: path.name)
def test_each_file_says_first_that_it_is_made_up(path: Path) -> None:
    first, *_ = path.read_text(encoding="utf-8").split("\n")

    assert first.startswith("# Minh họa: ") and "HƯ CẤU" in first


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_each_report_says_so_in_its_first_footnote(path: Path) -> None:
    (first,), *_ = notes(rendered(path))

    assert first.startswith("Báo cáo minh họa: tỉnh Hồng Lam, ") and first.endswith("đều là hư cấu.")


# --- two levels -------------------------------------------------------------------------------------------------------


def test_there_are_a_province_and_ten_communes() -> None:
    """Seven xã and three phường right below the province, nobody between or beside them."""
    assert UNITS.levels.keys() == {"trung_uong", "tinh", "xa"}
    assert [unit.locality.split()[0] for unit in BELOW.values()] == ["xã"] * 7 + ["phường"] * 2 + ["Phường"]
    assert UNITS.units.keys() == {"trung-uong", "hong-lam", *BELOW}
    assert {unit.level for unit in BELOW.values()} == {"xa"}


def test_the_plan_speaks_of_two_levels() -> None:
    """Each sentence that has another form for three levels, as it is printed for two."""
    text = printed(PLAN)

    for sentence in (
        "- Xây dựng và triển khai kế hoạch đánh giá giữa nhiệm kỳ thực hiện Nghị quyết tới Hội LHPN các xã, phường.",
        "2. Hội LHPN xã, phường",
        "- Xây dựng kế hoạch đánh giá giữa nhiệm kỳ thực hiện nghị quyết và tổ chức thực hiện.",
        "- Phối hợp với Hội LHPN tỉnh tổ chức kiểm tra kết quả giữa nhiệm kỳ thực hiện Nghị quyết của Hội LHPN các xã, "
        "phường (có kế hoạch riêng).",
        "- Đánh giá việc xây dựng và hoạt động của bộ máy Uỷ ban Kiểm tra Hội LHPN cấp tỉnh và cán bộ phụ trách "
        "công tác kiểm tra ở cấp cơ sở;",
        "- Thực hiện rà soát, bổ sung thống kê các mô hình do Hội chỉ đạo thành lập và nhóm, câu lạc bộ phụ nữ tự "
        "phát qua phần mềm thống kê, báo cáo của Hội LHPN tỉnh, hoàn thành trước ngày 20 tháng 10 năm 2025.",
        "- Tổ chức hội nghị sơ kết giữa nhiệm kỳ thực hiện Nghị quyết gắn với Hội nghị tổng kết công tác Hội và "
        "phong trào phụ nữ năm 2025 (hoàn thành trước ngày 05 tháng 12 năm 2025).",
    ):
        assert text.count(sentence) == 1, sentence
    (closing,) = [line for line in text if line.startswith("Trên đây là Kế hoạch")]
    assert closing.endswith("đề nghị Ban Thường vụ Hội LHPN 10 xã, phường nghiêm túc thực hiện./.")
    assert not any("một số cơ sở Hội" in line or "Hội Phụ nữ cơ sở" in line or "6 tháng" in line for line in text)


def test_the_same_sentences_speak_of_three_levels_where_there_are_three() -> None:
    """With the level between and other units given, they are the source's again, but for the names."""
    text = plan_with(cap_trung_gian="quận", don_vi_cap_duoi="quận, thị xã", don_vi_khac="có", hoi_nghi_cung_so_ket=None)
    source = [
        line for _, line in paragraphs(hoi_report.render(hoi_report.load_document(SOURCE / "ke-hoach.yaml")).content)
    ]

    def task(lines: list[str]) -> list[str]:
        """The tasks of those below."""
        start = next(n for n, line in enumerate(lines) if line.startswith("2. Hội LHPN "))
        end = next(n for n, line in enumerate(lines) if line.startswith("Trên đây là Kế hoạch"))
        plain = [re.sub(r"ngày \d+ tháng \d+ năm \d+|năm 20\d\d|về Ban .* Hội LHPN tỉnh", "…", line) for line in lines]
        return [line.replace("quận, thị xã", "huyện, thành phố") for line in plain[start:end]]

    assert task(text) == task(source)
    assert len(task(text)) == 7


# --- what data leave out ----------------------------------------------------------------------------------------------


def test_without_khau_dot_pha_the_section_falls_away_and_numbers_close_up() -> None:
    """In the plan, in its annex and in the reports; also the footnote that stood in the heading."""
    plan = rendered(PLAN)
    numbered = [heading.partition(" ")[0] for heading in headings(plan)]

    assert numbered == [
        *("I.", "II.", "1.", "2.", "2.1.", "2.2.", "2.3.", "2.4.", "2.5.", "2.6.", "3.", "4.", "III.", "1.", "2."),
        *("I.", "II.", "1.", "2.", "2.1.", "2.2.", "2.2.1.", "2.2.2.", "2.3.", "2.4.", "2.5.", "2.6."),
        *("III.", "1.", "2.", "IV.", "1.", "2.", "3."),
    ]
    assert notes(plan) == []
    for path in (PLAN, *REPORTS):
        assert not any("đột phá" in text for text in every_text(rendered(path)))
    assert any(h.startswith("2.3. Đánh giá kết quả thực hiện 3 nhiệm vụ") for h in headings(rendered(REPORTS[0])))


def test_with_one_khau_dot_pha_it_is_back_and_asked() -> None:
    """One plan in the list: the section in plan and annex, and two questions more in each report."""
    own = {"kind": "Kế hoạch", "number": 9, "symbol": "KH-BTV", "subject": "thực hiện khâu đột phá về chuyển đổi số"}
    text = plan_with(ke_hoach_khau_dot_pha=[own], chu_thich_khau_dot_pha=["Một khâu đột phá của tỉnh."])

    assert "2.3. Kết quả thực hiện các khâu đột phá" in text
    assert "- Kế hoạch số 09/KH-BTV thực hiện khâu đột phá về chuyển đổi số." in text
    assert "2.3. Đánh giá kết quả thực hiện các khâu đột phá" in text

    said = {**read(REPORTS[0]).value, "parameters": {"ke_hoach_khau_dot_pha": [own]}}
    found = hoi_report.validate(said, base_dir=EXAMPLE).problems
    assert [p.path.rpartition(".")[2] for p in found] == ["chuong_trinh_hanh_dong", "ke_hoach_tung_khau"]
    assert {p.code for p in found} == {"unanswered"}


@pytest.mark.parametrize(("name", "value", "lines"), [
    ("doan_trung_uong", "có", 1), ("cap_trung_gian", "quận", 1), ("chi_tieu_toan_quoc", None, 0),
    ("don_vi_khac", "có", 0), ("hoi_nghi_cung_so_ket", None, 0),
])  # fmt: skip
def test_each_optional_part_changes_what_it_is_for_and_nothing_else(name: str, value: Any, lines: int) -> None:
    """So many sentences come back whole; where it is words, as many sentences differ and none is added."""
    here, there = plan_with(), plan_with(**{name: value})

    assert len(there) - len(here) == lines
    gone = [line for line in here if line not in there]
    come = [line for line in there if line not in here]
    assert len(come) - len(gone) == lines
    changed = {"cap_trung_gian": 5, "chi_tieu_toan_quoc": 1, "don_vi_khac": 3, "hoi_nghi_cung_so_ket": 1}
    assert len(gone) == changed.get(name, 0)


def test_yes_and_no_are_read_as_they_are_meant() -> None:
    """“không”, false: left out; “có”, true, and nothing at all: printed, as the default says. Else a problem."""
    sentence = "Phối hợp với các đoàn công tác của Trung ương"

    assert [
        any(sentence in line for line in plan_with(doan_trung_uong=said)) for said in ("không", "false", False)
    ] == [False] * 3
    assert [any(sentence in line for line in plan_with(doan_trung_uong=said)) for said in ("có", "true", None)] == [
        True
    ] * 3
    with pytest.raises(hoi_report.InvalidInput) as caught:
        plan_with(doan_trung_uong="chưa rõ")
    assert [(p.code, p.path) for p in caught.value.problems] == [("wrong-type", "parameters.doan_trung_uong")]


# --- the frame --------------------------------------------------------------------------------------------------------


def test_a_deputy_signs_in_three_lines() -> None:
    """For the collective, for the chairwoman, her own title; no name is made up."""
    for path in (PLAN, EXAMPLE / "bao-cao-bui-thi-xuan.yaml"):
        text = printed(path)
        start = text.index("TM. BAN THƯỜNG VỤ")

        assert text[start : start + 3] == ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
        assert "CHỦ TỊCH" not in text
        assert hoi_report.load_document(path).signer.name is None


def test_the_frame_is_the_provinces_own() -> None:
    """Number, place and date, parent plan, those who receive it; its reports go to it."""
    text = printed(PLAN)

    assert "Số: 37/KH-BTV" in text and "Hồng Lam, ngày 25 tháng 9 năm 2025" in text
    assert any(line.startswith("Thực hiện Kế hoạch số 52/KH-ĐCT ngày 25/7/2025 của Đoàn Chủ tịch") for line in text)
    start = text.index("Nơi nhận:")
    assert text[start + 1 : start + 6] == [
        "- Đoàn Chủ tịch TW Hội LHPN Việt Nam (để báo cáo);",
        "- Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh (để báo cáo);",
        "- Thường trực, các ban Hội LHPN tỉnh;",
        "- Hội LHPN 10 xã, phường;",
        "- Lưu: VT, PTTC.",
    ]
    for path in REPORTS:
        report = printed(path)
        assert "Kính gửi: Ban Thường vụ Hội LHPN tỉnh Hồng Lam" in report
        assert any(
            line.startswith("Thực hiện Kế hoạch số 37/KH-BTV ngày 25/9/2025 của Ban Thường vụ") for line in report
        )


def test_a_phuong_that_is_named_after_a_person_has_its_full_name_as_place() -> None:
    """And its common noun in capitals, as in Phường Điện Biên Phủ (PL I, Phần I, II.4.a; PL II, III.1.b)."""
    text = printed(EXAMPLE / "bao-cao-bui-thi-xuan.yaml")

    assert "Phường Bùi Thị Xuân, ngày 13 tháng 11 năm 2025" in text
    assert any(line.endswith("của Hội LHPN Phường Bùi Thị Xuân./.") for line in text)
    assert not any(re.search(r"phường Bùi Thị Xuân", line) for line in text)


# --- from when it holds -----------------------------------------------------------------------------------------------


@every_document
def test_nothing_of_it_holds_before_july_2025(path: Path) -> None:
    """The plan or a report that is dated a day too early is refused, with the place of what is not valid yet."""
    said = read(path).value
    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.load_document({**said, "date": "30/6/2025"}, base_dir=EXAMPLE)

    assert [(p.code, p.path) for p in caught.value.problems if p.severity == "error"] == [("not-valid-then", "unit")]
    assert hoi_report.load_document({**said, "date": "01/7/2025"}, base_dir=EXAMPLE).unit.unit.level in ("tinh", "xa")


def test_an_undated_report_is_judged_by_the_day_of_its_plan() -> None:
    """Its unit need not have been there on the first day of the outline, years before."""
    said = {key: value for key, value in read(REPORTS[0]).value.items() if key != "date"}

    document = hoi_report.load_document(said, base_dir=EXAMPLE)

    assert document.date is None
    assert document.outline.file.valid_from.earliest < date(2025, 7, 1)


# --- the rest of the way ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", BELOW)
def test_each_commune_gets_a_file_to_fill_in(key: str) -> None:
    """It lacks nothing but answers, and asks nothing about khâu đột phá."""
    text = skeleton(REPORT, plan=PLAN, unit=key, indicators=EXAMPLE / "chi-tieu.yaml", folder=EXAMPLE)

    found = hoi_report.validate(text.encode(), base_dir=EXAMPLE)
    assert {problem.code for problem in found.problems if problem.severity != "note"} == {"unanswered"}
    assert found.document is not None and found.document.answers.given == {}
    assert "đột phá" not in text and "      # 2.3. Đánh giá kết quả thực hiện 3 nhiệm vụ trọng tâm\n" in text


def test_a_plan_of_a_new_province_can_be_begun() -> None:
    """The unit is newer than the outline: the file to fill in says the first year in which there is one."""
    text = skeleton("2021-2026/ke-hoach-giua-nhiem-ky", unit="hong-lam", units=EXAMPLE / "units.yaml", folder=EXAMPLE)

    assert "\ndate: 2025  # " in text
    found = hoi_report.validate(text.encode(), base_dir=EXAMPLE).problems
    assert {problem.code for problem in found} == {"missing-parameter", "missing-deadline"}


def test_the_folder_is_judged_as_one_table(hoi_report_cli: Callable[..., Any]) -> None:
    """Three reports are complete, and seven units have not reported."""
    done = hoi_report_cli("validate", EXAMPLE)

    assert done.returncode == 0
    assert len(re.findall(r"^Hội LHPN .*\bbao-cao-[\w-]+\.yaml +100% +0 +0$", done.stdout, re.MULTILINE)) == 3
    reported = {read(path).value["unit"] for path in REPORTS}
    for key, unit in BELOW.items():
        assert bool(re.search(rf"^{unit.short_name} +— ", done.stdout, re.MULTILINE)) == (key not in reported)


def test_the_script_for_a_whole_province_serves_this_one_too(tmp_path: Path) -> None:
    """The plan, ten files to fill in, three reports, and who is missing."""
    script = Path(__file__).parents[1] / "examples" / "scripts" / "ca_tinh.py"
    folder = tmp_path / "tinh"
    shutil.copytree(EXAMPLE, folder)
    done = subprocess.run(
        [sys.executable, script, tmp_path / "out", folder],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(hoi_report.__file__).parents[1]), "PYTHONUTF8": "1"},
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    assert {path.stem for path in (tmp_path / "out").glob("*.docx")} == {"ke-hoach", *(path.stem for path in REPORTS)}
    assert {path.stem for path in (tmp_path / "out" / "de-dien").glob("*.yaml")} == BELOW.keys()
    assert "Chưa có báo cáo đầy đủ của 7/10 đơn vị" in done.stdout
