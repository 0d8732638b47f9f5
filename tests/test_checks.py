"""What must hold between answers: figures that agree, dates that follow each other."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hoi_report
from outlines import SECTION, UNIT, outline

COLUMNS = [
    {"id": "xa", "title": "Xã"},
    {"id": "hoi_vien", "title": "Hội viên", "type": "number", "total": True},
    {"id": "phu_nu", "title": "Phụ nữ", "type": "number", "total": True},
    {"id": "cong", "title": "Cộng", "computed": {"sum": ["hoi_vien", "phu_nu"]}},
]
TABLE = {"type": "table", "columns": COLUMNS}
FIXED = {"type": "table", "rows": [{"id": "nay", "title": "Nay"}], "columns": COLUMNS[1:]}
RATED = {"type": "indicators", "ratings": [{"name": "tốt"}]}
GROUP = {
    "type": "group",
    "members": [{"id": "a", "title": "A"}],
    "questions": [{"id": "so", "prompt": "Số", "answer": "number"}],
}
KINDS: dict[str, Any] = {
    "so": "number",
    "so_khac": {"type": "number", "unit": "hội viên", "decimals": 1},
    "tien": "amount",
    "tien_khac": {"type": "amount", "unit": "triệu đồng"},
    "ty_le": "percent",
    "ty_so": "ratio",
    "bang": TABLE,
    "bang_nay": FIXED,
    "chi_tieu": RATED,
    "nhom": GROUP,
    "mot": "date",
    "hai": "date",
    "ba": "date",
}
TARGET = {
    "id": "t",
    "name": "T",
    "measures": [{"id": "m", "name": "M", "unit": "hộ", "period": "hằng năm", "target": 5}],
}


def said(*checks: dict[str, list[str]]) -> dict[str, Any]:
    """An outline that asks one question of each kind that can be compared, none of them required."""
    content = []
    for id, kind in KINDS.items():
        answer = {**(kind if isinstance(kind, dict) else {"type": kind}), "required": False}
        content.append({"id": id, "prompt": id, "answer": answer})
    return outline(sections=[{**SECTION, "content": content}], checks=list(checks))


def told(folder: Path, checks: list[dict[str, list[str]]], answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and path of what is to be said of these answers."""
    (folder / "outline.json").write_text(json.dumps(said(*checks)), encoding="utf-8")
    data = {
        "outline": "outline.json",
        "unit": UNIT,
        "date": "05/6/2024",
        "indicators": TARGET,
        "answers": {"muc_mot": answers},
    }
    found = hoi_report.validate(data, base_dir=folder)
    return [(problem.code, problem.path) for problem in found.problems if problem.code != "unanswered"]


@pytest.mark.parametrize(
    ("one", "other", "agreeing", "disagreeing"),
    [
        ("so", "so_khac", {"so": "1.250", "so_khac": "1250,0 hội viên"}, {"so": "1.250", "so_khac": "1250,5"}),
        ("tien", "tien_khac", {"tien": "2,95 tỷ", "tien_khac": "2.950"}, {"tien": "2,95 tỷ", "tien_khac": "2,95"}),
        ("so", "ty_so", {"so": 7, "ty_so": "7/12"}, {"so": 12, "ty_so": "7/12"}),
        ("ty_le", "so_khac", {"ty_le": "84,5%", "so_khac": "84,5"}, {"ty_le": "84,5%", "so_khac": "84,6"}),
        (
            "so",
            "bang.hoi_vien",
            {"so": 7, "bang": [{"xa": "A", "hoi_vien": 3, "phu_nu": 0}, {"xa": "B", "hoi_vien": 4, "phu_nu": 0}]},
            {"so": 8, "bang": [{"xa": "A", "hoi_vien": 3, "phu_nu": 0}, {"xa": "B", "hoi_vien": 4, "phu_nu": 0}]},
        ),
        (
            "so",
            "bang.cong",
            {"so": 7, "bang": [{"xa": "A", "hoi_vien": 3, "phu_nu": 4}]},
            {"so": 3, "bang": [{"xa": "A", "hoi_vien": 3, "phu_nu": 4}]},
        ),
        (
            "so",
            "bang_nay.nay.hoi_vien",
            {"so": 3, "bang_nay": {"nay": {"hoi_vien": 3, "phu_nu": 4}}},
            {"so": 4, "bang_nay": {"nay": {"hoi_vien": 3, "phu_nu": 4}}},
        ),
        (
            "so",
            "chi_tieu.t.m",
            {"so": 3, "chi_tieu": {"t": {"m": {"result": 3, "rating": "tốt"}}}},
            {"so": 4, "chi_tieu": {"t": {"m": {"result": 3, "rating": "tốt"}}}},
        ),
        ("so", "nhom.a.so", {"so": 3, "nhom": {"a": {"so": 3}}}, {"so": 4, "nhom": {"a": {"so": 3}}}),
    ],
)
def test_figures_agree(
    tmp_path: Path, one: str, other: str, agreeing: dict[str, Any], disagreeing: dict[str, Any]
) -> None:
    """Also where one is typed in another unit or form; of a disagreement the first is named."""
    assert told(tmp_path, [{"equal": [one, other]}], agreeing) == []
    assert told(tmp_path, [{"equal": [one, other]}], disagreeing) == [
        ("figures-disagree", f"answers.muc_mot.{one.split('.')[0]}")
    ]


@pytest.mark.parametrize("answers", [{}, {"so": 5}, {"bang": [{"xa": "A", "hoi_vien": 3, "phu_nu": 4}]}])
def test_nothing_is_compared_with_what_is_absent(tmp_path: Path, answers: dict[str, Any]) -> None:
    assert told(tmp_path, [{"equal": ["so", "bang.hoi_vien"]}], answers) == []


def test_a_faulty_figure_is_told_once(tmp_path: Path) -> None:
    """Not for a second time by the comparison."""
    answers = {"so": "gần 7", "so_khac": "8"}

    assert told(tmp_path, [{"equal": ["so", "so_khac"]}], answers) == [("no-single-number", "answers.muc_mot.so")]


def test_the_message_tells_both_figures(tmp_path: Path) -> None:
    (tmp_path / "outline.json").write_text(json.dumps(said({"equal": ["so", "tien"]})), encoding="utf-8")
    data = {"outline": "outline.json", "unit": UNIT, "answers": {"muc_mot": {"so": "1.250", "tien": "3 tỷ"}}}

    (found,) = hoi_report.validate(data, base_dir=tmp_path).problems

    assert "“so”" in found.message and "1.250" in found.message
    assert "“tien”" in found.message and "3.000.000.000" in found.message


DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@given(st.lists(DAYS, min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
def test_dates_follow_each_other(tmp_path_factory: pytest.TempPathFactory, days: list[date]) -> None:
    """Each is told that lies behind the next, and no other; on the same day is in order."""
    folder = tmp_path_factory.mktemp("checks")
    names = ["mot", "hai", "ba"]
    answers = dict(zip(names, (f"{day:%d/%m/%Y}" for day in days), strict=True))

    found = told(folder, [{"before": names}], answers)

    wrong = [name for name, (day, after) in zip(names, pairwise(days), strict=False) if day > after]
    assert found == [("dates-disagree", f"answers.muc_mot.{name}") for name in wrong]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("6/2024", "05/6/2024", []),  # it may be the first of June
        ("2024", "6/2024", []),
        ("7/2024", "05/6/2024", ["dates-disagree"]),
        ("05/6/2024", "6/2024", []),
        ("05/6/2024", "2023", ["dates-disagree"]),
    ],
)
def test_a_date_that_is_partly_known_is_given_the_benefit(
    tmp_path: Path, first: str, second: str, expected: list[str]
) -> None:
    found = told(tmp_path, [{"before": ["mot", "hai"]}], {"mot": first, "hai": second})

    assert [code for code, _ in found] == expected


def test_a_date_between_two_that_is_absent_lets_the_others_be_compared(tmp_path: Path) -> None:
    """What is absent says nothing; the order of the others holds all the same."""
    answers = {"mot": "07/6/2024", "ba": "05/6/2024"}

    assert told(tmp_path, [{"before": ["mot", "hai", "ba"]}], answers) == [("dates-disagree", "answers.muc_mot.mot")]
    assert told(tmp_path, [{"equal": ["so", "bang.hoi_vien", "so_khac"]}], {"so": 5, "so_khac": 6}) == [
        ("figures-disagree", "answers.muc_mot.so")
    ]
