"""The JSON Schema of data files: a right schema, which accepts what is read and refuses nothing that would be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hoi_report
from hoi_report._codes import CODES
from hoi_report._skeleton import skeleton
from hoi_report._source import read
from json_instances import ANYTHING, instances
from outlines import UNIT, outline

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "thai-binh-2024"
EXAMPLES = [
    path for name in (EXAMPLE.name, "hong-lam-2025") for path in sorted(EXAMPLE.parent.joinpath(name).glob("*"))
]
REPORT = "2021-2026/bao-cao-giua-nhiem-ky"
PLAN = "2021-2026/ke-hoach-giua-nhiem-ky"
DRAFTS = [jsonschema.Draft7Validator, jsonschema.Draft202012Validator]

EVERY_KIND: list[dict[str, Any]] = [
    {"type": "prose", "headings": True, "max_words": 5},
    {"type": "items", "at_least": 2, "at_most": 3, "marker": "a)"},
    {"type": "number", "unit": "hội viên", "min": 0, "max": 9},
    {"type": "number", "decimals": 2},
    {"type": "amount"},
    {"type": "amount", "unit": "triệu đồng"},
    {"type": "percent"},
    {"type": "ratio", "unit": "xã"},
    {"type": "date"},
    {"type": "choice", "choices": ["tốt", "khá"], "details": "required"},
    {"type": "choice", "choices": ["tốt", "khá"], "several": True},
    {"type": "yes_no", "details_for": "yes"},
    {
        "type": "table",
        "at_least": 1,
        "at_most": 2,
        "total": "Cộng",
        "columns": [
            {"id": "ten", "title": "Tên"},
            {"id": "so", "title": "Số", "type": "number", "total": True},
            {"id": "nam", "title": "Nữ", "type": "number", "total": True, "required": False},
            {"id": "ty_le", "title": "Tỷ lệ", "computed": {"share": ["nam", "so"]}},
            {"id": "loai", "title": "Loại", "type": "choice", "choices": ["A", "B"]},
            {"id": "ngay", "title": "Ngày", "type": "date"},
            {"id": "dat", "title": "Đạt", "type": "ratio"},
        ],
    },
    {
        "type": "table",
        "rows": [{"id": "dau", "title": "Đầu"}, {"id": "cuoi", "title": "Cuối"}],
        "columns": [{"id": "so", "title": "Số", "type": "number"}, {"id": "pt", "title": "Phần", "type": "percent"}],
    },
    {
        "type": "indicators",
        "ratings": [{"name": "xong", "from_rate": 100}, {"name": "khó", "below_rate": 100, "requires": ["causes"]}],
    },
    {"type": "group", "members": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}], "of": "number"},
    {
        "type": "group",
        "members": [{"id": "a", "title": "A"}],
        "unit_list": "nhom",
        "questions": [{"id": "x", "prompt": "X", "answer": "items"}, {"id": "y", "prompt": "Y", "answer": "yes_no"}],
    },
]
TARGETS = [
    {
        "id": "thoat_ngheo",
        "name": "Thoát nghèo",
        "measures": [{"id": "ho_thoat_ngheo", "name": "Hộ", "unit": "hộ", "period": "hằng năm", "target": 45}],
    }
]


class Desk:
    """An outline, where its data files lie, and what they say around their answers."""

    def __init__(self, folder: Path, name: str, **around: Any):
        self.folder = folder
        self.around = {"outline": name, **around}
        self.outline = hoi_report.load_outline(folder / name if name.endswith(".json") else name)
        self.schema = self.outline.json_schema()
        self.judge = jsonschema.Draft7Validator(self.schema)

    def data(self, answers: object) -> dict[str, Any]:
        """A data file with these answers, as it would come as JSON."""
        return {**self.around, "answers": answers}

    def problems(self, data: dict[str, Any]) -> list[hoi_report.Problem]:
        """What is wrong with its answers."""
        found = hoi_report.validate(data, base_dir=self.folder).problems
        return [problem for problem in found if problem.path.startswith("answers")]


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Desk]:
    """The report that is shipped; and an outline that asks for every kind of answer in every shape."""
    folder = tmp_path_factory.mktemp("schema")
    items = [{"id": f"hoi_{n}", "prompt": f"Hỏi {n}", "answer": answer} for n, answer in enumerate(EVERY_KIND)]
    parts = [{"id": "muc", "title": "MỤC", "content": [{"items": items}]}]
    checks = [{"equal": ["hoi_2", "hoi_3"]}]
    (folder / "outline.json").write_text(json.dumps(outline(sections=parts, checks=checks)), "utf-8")
    unit = {**UNIT, "lists": {"nhom": {"muc_1": "Một"}}}
    return {
        "report": Desk(EXAMPLE, REPORT, plan="ke-hoach.yaml", unit="dong-hung", indicators="chi-tieu.yaml"),
        "every kind": Desk(folder, "outline.json", unit=unit, indicators=TARGETS),
    }


BEYOND = frozenset(
    code
    for row in re.findall(r"^\| (`.*?) \|", (ROOT / "docs" / "schema.md").read_text("utf-8"), re.MULTILINE)
    for code in re.findall("`([^`]+)`", row)
)
"""The problems that are told of what the schema accepts, as the guide lists them."""


@st.composite
def one_answer(draw: st.DrawFn, desk: Desk) -> Any:
    """An answer to one question, which the schema accepts."""
    question = draw(st.sampled_from(list(desk.outline.questions)))
    value = draw(instances(question.kind.json_schema()))
    for key in reversed(question.path):
        value = {key: value}
    return value


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """The value with something else, something more or something less at one place of it."""
    inside = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not inside or draw(st.integers(0, 3)) == 0:
        return {**value, draw(st.text(max_size=5)): draw(ANYTHING)} if isinstance(value, dict) else draw(ANYTHING)
    key = draw(st.sampled_from(inside))
    copy = value.copy()
    copy[key] = draw(changed(value[key]))
    return copy


def written(value: Any) -> Any:
    """The value without keys that have none: to us they are not there, to a schema they are."""
    if isinstance(value, dict):
        return {key: written(inside) for key, inside in value.items() if inside is not None}
    return list(map(written, value)) if isinstance(value, list) else value


# --- a schema -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", DRAFTS)
def test_it_is_a_right_schema(draft: Any, desks: dict[str, Desk]) -> None:
    """In both drafts, for reports and for what asks nothing."""
    for schema in (hoi_report.load_outline(PLAN).json_schema(), *(desk.schema for desk in desks.values())):
        draft.check_schema(schema)
        assert json.loads(json.dumps(schema)) == schema


def test_every_question_is_described(desks: dict[str, Desk]) -> None:
    """An editor shows what is asked where one types."""
    for desk in desks.values():
        for question in desk.outline.questions:
            found = desk.schema["properties"]["answers"]["anyOf"][0]
            for key in question.path[:-1]:
                found = found["properties"][key]["anyOf"][0]
            assert found["properties"][question.id]["description"] == " ".join(str(question.prompt).split())


# --- what it accepts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_examples_are_right(draft: Any, path: Path) -> None:
    """Every data file of the examples, as it is."""
    said = read(path).value
    if "outline" not in said:
        return  # units, targets
    assert list(draft(hoi_report.load_outline(said["outline"]).json_schema()).iter_errors(said)) == []


@pytest.mark.parametrize("outline_id", [REPORT, PLAN])
def test_what_is_not_filled_in_yet_is_right(outline_id: str) -> None:
    """But for the keys that are still to be given: a skeleton for nobody lacks its unit."""
    said = read(skeleton(outline_id).encode()).value
    judge = jsonschema.Draft7Validator(hoi_report.load_outline(outline_id).json_schema())

    assert [error.message for error in judge.iter_errors(said)] == ["'unit' is a required property"]


def test_every_kind_is_right_before_it_is_filled_in(desks: dict[str, Desk]) -> None:
    """What each kind shows in a skeleton is accepted, and counts as nothing said."""
    desk = desks["every kind"]
    document = hoi_report.validate(desk.data({}), base_dir=desk.folder).document
    assert document is not None
    for question in desk.outline.questions:
        empty = question.kind.skeleton(document.answers.setting)
        data = desk.data({"muc": {question.id: json.loads(json.dumps(empty).replace('"|"', '""'))}})

        assert list(desk.judge.iter_errors(data)) == []
        assert {problem.code for problem in desk.problems(data)} == {"unanswered"}


@pytest.mark.parametrize("name", ["report", "every kind"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_what_it_accepts_is_read(name: str, desks: dict[str, Desk], data: st.DataObject) -> None:
    """Or refused for a reason that the guide names."""
    desk = desks[name]
    said = desk.data(data.draw(one_answer(desk)))

    assert desk.judge.is_valid(said)
    assert {problem.code for problem in desk.problems(said)} <= BEYOND


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_answers_to_many_questions_are_read(desks: dict[str, Desk], data: st.DataObject) -> None:
    """As they stand together."""
    desk = desks["report"]
    said = desk.data(data.draw(instances(desk.schema["properties"]["answers"])))

    assert desk.judge.is_valid(said)
    assert {problem.code for problem in desk.problems(said)} <= BEYOND


@pytest.mark.parametrize("name", ["report", "every kind"])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_it_refuses_is_refused(name: str, desks: dict[str, Desk], data: st.DataObject) -> None:
    """Or says nothing at all, in an unusual way; and what it accepts after a change is read as well."""
    desk = desks[name]
    said = desk.data(data.draw(one_answer(desk).flatmap(changed)))

    found = {problem.code for problem in desk.problems(said) if problem.severity == "error"}

    if desk.judge.is_valid(written(said)):
        assert found <= BEYOND
    elif not found - {"unanswered"}:
        document = hoi_report.validate(said, base_dir=desk.folder).document
        assert document is not None
        assert document.answers.given == {}


def test_the_guide_names_codes_that_there_are() -> None:
    """Its table is no older than the program."""
    assert len(BEYOND) > 20
    assert BEYOND - CODES.keys() == set()


def test_details_alone_choose_nothing(desks: dict[str, Desk]) -> None:
    """Neither an absent choice nor an empty list of them is printed with its details; the schema says so too."""
    desk = desks["every kind"]
    for hoi in ("hoi_9", "hoi_10", "hoi_11"):
        for nothing in ({}, {"value": ""}, {"value": []}):
            said = desk.data({"muc": {hoi: {**nothing, "details": "Rất tốt."}}})
            errors = {problem.code for problem in desk.problems(said)} - {"unanswered"}

            assert not desk.judge.is_valid(said)
            assert errors and errors <= {"not-a-choice", "one-choice", "wrong-type"}
