"""Every kind of answer: how it is read, printed, judged, described; by small outlines, and for any input."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import hoi_report
from hoi_report._answers import Answer, Setting, Target
from hoi_report._blocks import Block, Heading, Item, Line, Paragraph, Span, Table, plain
from hoi_report._markup import escape
from hoi_report._text import Text
from outlines import SECTION, UNIT, composed, document, of_kind, outline
from words import paragraphs

ANSWER: TypeAdapter[Any] = TypeAdapter(Answer)
NOTHING = Setting({}, {})


def kind(said: Any) -> Any:
    """A kind of answer, as an outline says it."""
    return ANSWER.validate_python(said)


def read(answer: Any, value: object) -> Any:
    """An answer as read by its kind, ``None`` where nothing was filled in."""
    return TypeAdapter(answer.optional_model).validate_python(value)


@dataclass
class OnPaper:
    """What printing needs, without a document."""

    setting: Setting = NOTHING
    draft: bool = False
    width: float = 160.0
    notes: list[tuple[Line, ...]] = field(default_factory=list)

    def note(self, paragraphs: tuple[Line, ...]) -> int:
        self.notes.append(paragraphs)
        return len(self.notes)

    def heading(self, text: Line) -> Heading:
        return Heading(2, "1.", text)

    def line(self, text: Text, item: object) -> Line:
        return (Span(str(text).replace("{{ item }}", str(item))),)


def shown(blocks: Sequence[Block]) -> list[str]:
    """The blocks as lines: an item with its marker, a row with bars, a heading with its number."""
    found = []
    for block in blocks:
        if isinstance(block, Item):
            found.append(f"{'  ' * (block.level - 1)}{block.marker} {plain(block.text)}")
        elif isinstance(block, Paragraph):
            found.append(plain(block.text))
        elif isinstance(block, Heading):
            found.append(f"{block.number} {plain(block.text)}")
        elif isinstance(block, Table):
            found += [" | ".join(map(plain, row.cells)) for row in block.rows]
        elif block.kind == "dots":
            found.append("…")
    return found


def printed(answer: Any, value: object, setting: Setting = NOTHING) -> list[str]:
    """An answer on paper."""
    return shown(answer.printed(read(answer, value), OnPaper(setting), 1))


def faults(answer: Any, value: object, setting: Setting = NOTHING) -> list[tuple[str, tuple[str | int, ...]]]:
    """What is wrong with an answer of the right type."""
    return [(fault.code, fault.path) for fault in answer.faults(read(answer, value), setting)]


def lacking(answer: Any, value: object, setting: Setting = NOTHING) -> list[tuple[str | int, ...]]:
    """What is absent in an answer."""
    return list(answer.lacking(read(answer, value), setting))


def one(answer: Any, **keys: Any) -> dict[str, Any]:
    """An outline that asks one question."""
    question = {"id": "cau_hoi", "prompt": "Nêu kết quả.", "answer": answer, **keys}
    return outline(sections=[{**SECTION, "content": [{"items": [question]}]}])


def answered(value: Any) -> dict[str, Any]:
    """The answer to that question."""
    return {"answers": {"muc_mot": {"cau_hoi": value}}}


def told(folder: Path, said: dict[str, Any], **keys: Any) -> list[tuple[str, str]]:
    """Code and path of everything that is to be said of a document."""
    (folder / "outline.json").write_text(json.dumps(said), encoding="utf-8")
    found = hoi_report.validate({"outline": "outline.json", "unit": UNIT, "date": "05/6/2024", **keys}, base_dir=folder)
    return [(problem.code, problem.path) for problem in found.problems]


# --- every kind -------------------------------------------------------------------------------------------------------

TABLE = {
    "type": "table",
    "total": "Tổng cộng",
    "empty": "-",
    "columns": [
        {"id": "xa", "title": "Xã"},
        {"id": "phu_nu", "title": "Phụ nữ", "type": "number", "min": "0", "total": True},
        {"id": "hoi_vien", "title": "Hội viên", "type": "number", "total": True, "required": False},
        {"id": "ty_le", "title": "Tỷ lệ", "computed": {"share": ["hoi_vien", "phu_nu"]}},
    ],
}
FIXED = {
    "type": "table",
    "numbered": False,
    "rows": [{"id": "nam_2022", "title": "2022"}, {"id": "nam_2023", "title": "2023"}],
    "columns": [{"id": "so", "title": "Số", "type": "number"}, {"id": "nu", "title": "Nữ", "type": "number"}],
}
GROUP = {
    "type": "group",
    "members": [{"id": "a", "title": "Nhóm A"}, {"id": "b", "title": "Nhóm B"}, {"id": "c", "title": "Nhóm C"}],
    "questions": [
        {"id": "viec", "prompt": "Nêu việc đã làm", "label": "Việc đã làm", "answer": "prose"},
        {"id": "so", "prompt": "Số người", "answer": {"type": "number", "unit": "người", "required": False}},
    ],
}
OF = {**{k: v for k, v in GROUP.items() if k != "questions"}, "of": "prose"}
INDICATORS = {
    "type": "indicators",
    "ratings": [
        {"name": "hoàn thành", "from_rate": 100},
        {"name": "khó hoàn thành", "below_rate": 100, "requires": ["causes", "solutions"]},
        {"name": "đúng tiến độ", "below_rate": 100},
    ],
}
MEASURES = [
    {"id": "ho", "name": "Số hộ", "unit": "hộ", "period": "hằng năm", "target": "1.250"},
    {"id": "von", "name": "Số vốn", "unit": "tỷ đồng", "period": "cuối nhiệm kỳ", "target": "2,5"},
]
TARGETS = [{"id": "ngheo", "name": "Giảm nghèo", "measures": MEASURES}]
TARGETED = Setting({}, {}, [TypeAdapter(Target).validate_python(target) for target in TARGETS])
RESULTS = {
    "ngheo": {
        "ho": {"result": "1.000", "rating": "đúng tiến độ"},
        "von": {"result": "0,5", "as_of": "30/4/2024", "rating": "khó hoàn thành", "causes": "Xa.", "solutions": "Đi."},
    }
}

GOOD: list[tuple[Any, Any, list[str]]] = [
    ("prose", "Đạt **12** chỉ tiêu.", ["Đạt 12 chỉ tiêu."]),
    ("prose", "Gồm:\n- một\n+ hai\n\nHết.", ["Gồm:", "- một", "  + hai", "Hết."]),
    ({"type": "prose", "headings": True}, "**Về việc làm**\n\nTốt.", ["1. Về việc làm", "Tốt."]),
    ("prose", "**Về việc làm**\n\nTốt.", ["Về việc làm", "Tốt."]),
    ("items", ["một", "*hai*"], ["- một", "- hai"]),
    ("items", "một\n\nhai", ["- một", "- hai"]),
    ({"type": "items", "marker": "a)"}, ["một", "hai"], ["a) một", "b) hai"]),
    ("number", "1.250", ["1.250."]),
    ("number", 1250, ["1.250."]),
    ({"type": "number", "unit": "hội viên"}, "1250hội viên", ["1.250 hội viên."]),
    ({"type": "number", "unit": "ha", "decimals": 2}, "12,50", ["12,50 ha."]),
    ("amount", "3 tỷ", ["3 tỷ đồng."]),
    ({"type": "amount", "unit": "triệu đồng"}, "1.250", ["1.250 triệu đồng."]),
    ({"type": "amount", "unit": "triệu"}, {"value": "2,95", "unit": "tỷ đồng"}, ["2,95 tỷ đồng."]),
    ("percent", "84,6", ["84,6%."]),
    ({"type": "percent", "max": "200"}, "112 %", ["112%."]),
    ({"type": "ratio", "unit": "cơ sở"}, "7 / 12", ["7/12 cơ sở."]),
    ("date", "2024-06-05", ["ngày 05 tháng 6 năm 2024."]),
    ({"type": "date", "form": "short"}, "5/6/2024", ["05/6/2024."]),
    ("date", "6/2024", ["tháng 6 năm 2024."]),
    ({"type": "choice", "choices": ["mới", "rộng"]}, "rộng", ["rộng."]),
    ({"type": "choice", "choices": ["mới", "rộng"]}, {"value": "rộng", "details": "Ở 5 xã."}, ["rộng. Ở 5 xã."]),
    (
        {"type": "choice", "choices": ["mới", "rộng"], "several": True},
        {"value": ["rộng", "mới"], "details": "- Ở 5 xã\n- Ở huyện"},
        ["mới, rộng.", "- Ở 5 xã", "- Ở huyện"],
    ),
    ("yes_no", "có", ["Có."]),
    ({"type": "yes_no", "no": "Chưa đủ"}, {"value": False, "details": "Còn 2 xã."}, ["Chưa đủ. Còn 2 xã."]),
    (
        TABLE,
        [{"xa": "An", "phu_nu": "1.200", "hoi_vien": 600}, {"xa": "*Bình*", "phu_nu": 800}],
        ["1 | An | 1.200 | 600 | 50,0", "2 | Bình | 800 | - | -", " | Tổng cộng | 2.000 | 600 | 30,0"],
    ),
    (FIXED, {"nam_2023": {"so": 7, "nu": 3}, "nam_2022": {"so": 5, "nu": 0}}, ["2022 | 5 | 0", "2023 | 7 | 3"]),
    (
        GROUP,
        {"c": {"viec": "Gồm:\n- một"}, "a": {"viec": "Tốt.", "so": "1.250"}},
        ["- Nhóm A", "  + Việc đã làm: Tốt.", "  + 1.250 người.", "- Nhóm C", "  + Việc đã làm: Gồm:", "    - một"],
    ),
    (OF, {"b": "Tốt.", "a": "- một"}, ["- Nhóm A:", "  - một", "- Nhóm B: Tốt."]),
]


@pytest.mark.parametrize(("said", "value", "expected"), GOOD)
def test_it_is_printed_so(said: Any, value: Any, expected: list[str]) -> None:
    assert printed(kind(said), value) == expected


@pytest.mark.parametrize(("said", "value", "expected"), GOOD)
def test_its_schema_holds_for_what_is_read(said: Any, value: Any, expected: list[str]) -> None:
    answer = kind(said)
    schema = answer.optional_json_schema()

    for draft in (jsonschema.Draft7Validator, jsonschema.Draft202012Validator):
        draft.check_schema(schema)
        draft(schema).validate(value)
        for nothing in (None, "", [], {}):
            draft(schema).validate(nothing)


@pytest.mark.parametrize(("said", "value", "expected"), [*GOOD, (INDICATORS, RESULTS, [])])
def test_what_a_skeleton_shows_is_no_answer_yet(said: Any, value: Any, expected: list[str]) -> None:
    answer = kind(said)

    def plain_data(shown_value: Any) -> Any:
        if isinstance(shown_value, dict):
            return {key: plain_data(below) for key, below in shown_value.items()}
        return (
            [plain_data(below) for below in shown_value]
            if isinstance(shown_value, list)
            else ""
            if shown_value == "|"
            else shown_value
        )

    skeleton = plain_data(answer.skeleton(TARGETED))

    assert read(answer, skeleton) is None
    jsonschema.Draft7Validator(answer.optional_json_schema()).validate(skeleton)


@pytest.mark.parametrize(("said", "value", "expected"), GOOD)
def test_what_is_read_already_is_read_as_itself(said: Any, value: Any, expected: list[str]) -> None:
    """A value that a program made, or read before, is not read for a second time."""
    answer = kind(said)
    if answer.type in ("table", "group"):
        return  # models, which pydantic keeps as they are only where it made them
    once = read(answer, value)

    assert read(answer, once) == once


@pytest.mark.parametrize("value", [None, "", "  ", "\n", [], {}])
@pytest.mark.parametrize("said", [said for said, _, _ in GOOD])
def test_nothing_is_no_answer(said: Any, value: object) -> None:
    assert read(kind(said), value) is None


@pytest.mark.parametrize("written", ["2024", " 2024", "2024\u00a0"])
def test_a_year_may_have_spaces_around_it(written: str) -> None:
    """As any other number, and as the schema has it."""
    answer = kind({"type": "table", "columns": [{"id": "nam", "title": "Năm", "type": "year"}]})

    jsonschema.Draft7Validator(answer.optional_json_schema()).validate([{"nam": written}])
    assert read(answer, [{"nam": written}]).rows[0].nam.year == 2024


# --- prose ------------------------------------------------------------------------------------------------------------

LINES = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1).filter(str.strip)


@given(st.lists(LINES, min_size=1, max_size=5))
def test_any_lines_are_printed_as_they_are(lines: list[str]) -> None:
    """Escaped and parted by blank lines, each is a paragraph with every one of its characters."""
    source = "\n\n".join(map(escape, lines))

    assert printed(kind("prose"), source) == [line.strip(" ") for line in lines]


@given(st.lists(LINES, min_size=1, max_size=5))
def test_any_items_are_printed_as_they_are(lines: list[str]) -> None:
    expected = [f"- {line.strip()}" for line in lines]

    assert printed(kind("items"), [escape(line) for line in lines]) == expected


def test_any_text_comes_out_of_the_document_as_it_is(tmp_path: Path) -> None:
    """Nothing in an answer is structure: neither for the template nor for Word."""
    lines = [
        "{{ unit.name }} {% if x %} {# y #}", "<b>&amp; ]]> </w:t></w:r>", "{{r b }} {%p for x in y %}",
        "5*3*2 và 2**3", "“Nháy” 'đơn' \"kép\" – — … №", "100 %, 5 m², 37 °C, ±2, €, ₫", "a\u0323\u0301 ế ẵ Đ",
        "𝒜 😀 漢字 ไทย עברית",
        "\\n \\t \\x41 C:\\thu_muc", "-5 độ; (1)a; a)b; 1. Một", "[^x", "=1+2", "Tr. 5 § 7", "A\u00a0B\u2009C",
    ]  # fmt: skip
    source = "\n\n".join(map(escape, lines))

    found = hoi_report.render(document(tmp_path, one("prose"), **answered(source))).content

    texts = [text for _, text in paragraphs(found)]
    first = next(i for i, text in enumerate(texts) if text.endswith(lines[0]))
    expected = [unicodedata.normalize("NFC", line) for line in lines]
    assert texts[first + 1 : first + len(lines)] == [*expected[1:-1], f"{expected[-1]}./."]


def test_footnotes_are_numbered_through_the_whole_text(tmp_path: Path) -> None:
    said = outline(
        sections=[{**SECTION, "content": [{"id": i, "prompt": i, "answer": "prose"} for i in ("mot", "hai")]}],
    )
    texts = {"mot": "A[^x] b[^1].\n\n[^1]: Một.\n[^x]: Hai.", "hai": "C[^1].\n\n[^1]: Ba."}

    found = composed(tmp_path, said, answers={"muc_mot": texts})

    assert [plain(note[0]) for note in found.notes] == ["Hai.", "Một.", "Ba."]
    marks = [part for block in of_kind(found, "paragraph") for part in block.text if not isinstance(part, Span)]
    assert [mark.note for mark in marks] == [1, 2, 3]


def test_sub_headings_are_numbered_on_from_their_section(tmp_path: Path) -> None:
    said = outline(
        sections=[
            {**SECTION, "sections": [
                {"id": "a", "title": "A", "answer": {"type": "prose", "headings": True}},
                {"id": "b", "title": "B", "content": [
                    {"id": i, "prompt": i, "answer": {"type": "prose", "headings": True}} for i in ("mot", "hai")
                ]},
            ]},
        ]
    )  # fmt: skip
    text = "**X**\n\nMột.\n\n**Y**\n\nHai."

    found = composed(tmp_path, said, answers={"muc_mot": {"a": text, "b": {"mot": text, "hai": text}}})

    numbers = [(block.number, plain(block.text)) for block in of_kind(found, "heading")]
    assert numbers == [
        ("I.", "MỤC MỘT"), ("1.", "A"), ("1.1.", "X"), ("1.2.", "Y"),
        ("2.", "B"), ("2.1.", "X"), ("2.2.", "Y"), ("2.3.", "X"), ("2.4.", "Y"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã làm được 5 việc.", []),
        ("Đã làm 5.", ["too-few-words"]),
        ("Đã làm được rất nhiều việc cho 5 hội viên.", ["too-many-words"]),
        ("Đã làm được việc.", ["no-evidence"]),
        ("(1) Đã làm được việc", ["no-evidence"]),
    ],
)
def test_rules_of_words_are_warnings(text: str, expected: list[str]) -> None:
    answer = kind({"type": "prose", "min_words": 4, "max_words": 8, "evidence": True})

    assert [code for code, _ in faults(answer, text)] == expected


# --- items, choices, figures ------------------------------------------------------------------------------------------


def test_items_are_counted() -> None:
    answer = kind({"type": "items", "at_least": 2, "at_most": 3})

    assert [len(faults(answer, ["x"] * count)) for count in (1, 2, 3, 4)] == [1, 0, 0, 1]
    assert faults(kind({"type": "items", "marker": "a)"}), ["x"] * 40) == [("number-too-large", ())]


def test_the_mark_of_an_item_that_is_typed_is_not_printed_twice() -> None:
    assert printed(kind("items"), "- một\n- hai") == ["- một", "- hai"]


@pytest.mark.parametrize(
    ("said", "value", "expected"),
    [
        ({"type": "choice", "choices": ["a", "b"], "details": "required"}, "a", [("details",)]),
        ({"type": "choice", "choices": ["a", "b"], "details": "required"}, {"value": "a", "details": "x"}, []),
        ({"type": "choice", "choices": ["a", "b"]}, "a", []),
        ({"type": "yes_no", "details_for": "no"}, "không", [("details",)]),
        ({"type": "yes_no", "details_for": "no"}, "có", []),
        ({"type": "yes_no", "details_for": "yes"}, "có", [("details",)]),
        ({"type": "yes_no", "details_for": "both"}, "không", [("details",)]),
        ({"type": "yes_no", "yes": "Đủ", "no": "Chưa", "details_for": "yes"}, "có", [("details",)]),
        ({"type": "yes_no"}, "không", []),
    ],
)
def test_details_that_are_asked_for_must_be_there(said: Any, value: Any, expected: list[tuple[str]]) -> None:
    assert lacking(kind(said), value) == expected


def test_a_ratio_above_its_whole_is_looked_at() -> None:
    assert [faults(kind("ratio"), value) for value in ("7/7", "8/7")] == [[], [("ratio-above-whole", ())]]


# --- tables -----------------------------------------------------------------------------------------------------------

COUNTS = st.integers(0, 10**33 - 1)


def vietnamese(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_totals_are_the_sum_of_the_rows(numbers: list[int]) -> None:
    """A column of which nothing is said has no total either."""
    rows = [{"xa": "An", "phu_nu": number} for number in numbers]

    assert printed(kind(TABLE), rows)[-1].split(" | ")[:4] == ["", "Tổng cộng", vietnamese(sum(numbers)), ""]


@given(st.lists(COUNTS, min_size=1, max_size=8), st.integers(-3, 3))
def test_a_given_total_is_compared(numbers: list[int], slip: int) -> None:
    total = sum(numbers) + slip
    rows = [{"xa": "An", "phu_nu": number} for number in numbers]
    if not 0 <= total < 10**33:
        return

    found = faults(kind(TABLE), {"rows": rows, "total": {"phu_nu": total}})

    assert found == ([("total-disagrees", ("total", "phu_nu"))] if slip else [])


def half_up(part: int, whole: int, decimals: int) -> Fraction:
    """The part in per cent of the whole, rounded exactly."""
    return Fraction(int(Fraction(part * 100 * 10**decimals, whole) + Fraction(1, 2)), 10**decimals)


@given(COUNTS, st.integers(1, 10**33 - 1), st.integers(0, 9))
def test_shares_are_rounded_a_half_up(part: int, whole: int, decimals: int) -> None:
    columns = [{"id": id, "title": id, "type": "number"} for id in ("a", "b")]
    share = {"id": "c", "title": "c", "computed": {"share": ["a", "b"]}, "decimals": decimals}
    answer = kind({"type": "table", "numbered": False, "columns": [*columns, share]})

    cell = printed(answer, [{"a": part, "b": whole}])[0].split(" | ")[2]

    assert Fraction(cell.replace(".", "").replace(",", ".")) == half_up(part, whole, decimals)
    assert len(cell.partition(",")[2]) == decimals


def test_what_is_computed_may_be_given_and_is_compared() -> None:
    columns = [
        {"id": "a", "title": "A", "type": "number"},
        {"id": "b", "title": "B", "type": "number"},
        {"id": "tong", "title": "T", "computed": {"sum": ["a", "b"]}},
        {"id": "hieu", "title": "H", "computed": {"difference": ["tong", "b"]}},
        {"id": "so", "title": "S", "computed": {"ratio": ["a", "tong"]}},
        {"id": "ty_le", "title": "L", "computed": {"share": ["a", "tong"]}, "decimals": 0},
    ]
    answer = kind({"type": "table", "numbered": False, "columns": columns})
    right = {"a": 1, "b": 2, "tong": 3, "hieu": 1, "so": "1/3", "ty_le": "33%"}

    assert printed(answer, [{"a": 1, "b": 2}]) == printed(answer, [right]) == ["1 | 2 | 3 | 1 | 1/3 | 33"]
    assert faults(answer, [right]) == []
    for name, wrong in (("tong", 4), ("hieu", 2), ("so", "1/2"), ("ty_le", "33,3%")):
        assert faults(answer, [{**right, name: wrong}]) == [("computed-disagrees", ("rows", 0, name))]
    assert faults(answer, [{"a": 1, "tong": 3}]) == [("no-total", ("rows", 0, "tong"))]


def test_a_ratio_is_computed_of_whole_numbers_only() -> None:
    """Of others it would print less than was given."""
    columns: list[Any] = [{"id": id, "title": id, "type": "number", "decimals": 1} for id in ("a", "b")]
    with pytest.raises(ValueError, match="column-not-computable"):
        kind({"type": "table", "columns": [*columns, {"id": "c", "title": "c", "computed": {"ratio": ["a", "b"]}}]})


def test_cells_that_are_required_must_be_there() -> None:
    assert lacking(kind(TABLE), [{"xa": "An", "phu_nu": 5}, {"hoi_vien": 5}]) == [
        ("rows", 1, "xa"),
        ("rows", 1, "phu_nu"),
    ]
    assert lacking(kind(FIXED), {"nam_2023": {"so": 7}}) == [
        ("rows", "nam_2022", "so"),
        ("rows", "nam_2022", "nu"),
        ("rows", "nam_2023", "nu"),
    ]


def test_a_table_as_wide_as_asked_is_turned_and_the_text_goes_on_upright(tmp_path: Path) -> None:
    columns = [{"id": f"c{number}", "title": str(number), "width": 60} for number in range(5)]
    rows = [{f"c{number}": "x" for number in range(5)}] * 2

    found = composed(tmp_path, one({"type": "table", "columns": columns}), **answered(rows))

    kinds = [block.kind for block in found.blocks if block.kind in ("section_break", "table", "signature")]
    assert kinds == ["section_break", "table", "section_break", "signature"]
    assert [block.landscape for block in of_kind(found, "section_break")] == [False, True]
    assert of_kind(found, "table")[0].landscape
    assert found.continued


# --- indicators -------------------------------------------------------------------------------------------------------


def test_results_stand_by_target_with_their_rate_and_what_is_said_below() -> None:
    assert printed(kind(INDICATORS), {"as_of": "31/5/2024", "results": RESULTS}, TARGETED) == [
        "1. Giảm nghèo",
        "1.1 | Số hộ | hộ | hằng năm | 1.250 | 1.000 | 80,0 | đúng tiến độ",
        "1.2 | Số vốn | tỷ đồng | cuối nhiệm kỳ | 2,5 | 0,5 (đến 30/4/2024) | 20,0 | khó hoàn thành",
        "- 1.2. Số vốn (khó hoàn thành):",
        "  + Nguyên nhân: Xa.",
        "  + Giải pháp: Đi.",
    ]


def test_results_may_stand_with_or_without_a_key_of_their_own() -> None:
    answer = kind(INDICATORS)

    assert printed(answer, RESULTS, TARGETED) == printed(answer, {"results": RESULTS}, TARGETED)


@given(COUNTS, st.integers(1, 10**33 - 1))
def test_rates_are_rounded_a_half_up(result: int, target: int) -> None:
    measure = {"id": "m", "name": "M", "unit": "hộ", "period": "hằng năm", "target": target}
    setting = Setting({}, {}, [TypeAdapter(Target).validate_python({"id": "t", "name": "T", "measures": [measure]})])

    cells = printed(kind(INDICATORS), {"t": {"m": {"result": result}}}, setting)[1].split(" | ")

    assert Fraction(cells[6].replace(".", "").replace(",", ".")) == half_up(result, target, 1)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ({"result": 1250, "rating": "hoàn thành"}, []),
        ({"result": 1249, "rating": "hoàn thành"}, ["rating-contradicted"]),
        ({"result": 1250, "rating": "đúng tiến độ"}, ["rating-contradicted"]),
        ({"result": 5, "rating": "khó hoàn thành"}, ["rating-without", "rating-without"]),
        ({"result": 5, "rating": "khó hoàn thành", "causes": "x", "solutions": "y"}, []),
        ({"result": 5, "rating": "khó hoàn thành", "causes": "x[^1]", "solutions": "y"}, ["note-missing"]),
        ({"result": 5, "rating": "rất khó"}, ["not-a-choice"]),
        ({"rating": "hoàn thành"}, []),
    ],
)
def test_a_judgement_is_compared_with_its_rate(result: dict[str, Any], expected: list[str]) -> None:
    assert [code for code, _ in faults(kind(INDICATORS), {"ngheo": {"ho": result}}, TARGETED)] == expected


def test_every_measure_must_have_result_and_judgement() -> None:
    answer, value = kind(INDICATORS), {"ngheo": {"ho": {"result": 5}}}
    von = ("results", "ngheo", "von")

    assert lacking(answer, value, TARGETED) == [
        ("results", "ngheo", "ho", "rating"),
        (*von, "result"),
        (*von, "rating"),
    ]
    assert lacking(kind({**INDICATORS, "rating_required": False}), value, TARGETED) == [(*von, "result")]


# --- groups -----------------------------------------------------------------------------------------------------------


@given(st.permutations(["a", "b", "c"]))
def test_members_are_printed_in_the_order_of_the_outline(order: list[str]) -> None:
    expected = ["- Nhóm A: a", "- Nhóm B: b", "- Nhóm C: c"]

    assert printed(kind(OF), {key: key for key in order}) == expected


@given(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1))
def test_members_of_a_list_are_answered_by_their_number(items: list[str]) -> None:
    answer = kind({"type": "group", "each": "ds", "of": "prose"})
    setting = Setting({"ds": items}, {})
    found = [member.item for member in answer.members_in(setting)]

    assert found == items
    assert lacking(answer, {"muc_1": "x"}, setting) == [(f"muc_{number}",) for number in range(2, len(items) + 1)]
    assert faults(answer, {f"muc_{len(items) + 1}": "x"}, setting) == [("unknown-member", (f"muc_{len(items) + 1}",))]


def test_the_unit_s_own_list_takes_the_place_of_the_members() -> None:
    answer = kind({**OF, "unit_list": "nhom"})
    own = Setting({}, {"nhom": {"x": "Nhóm X"}})

    assert printed(answer, {"x": "một"}, own) == ["- Nhóm X: một"]
    assert faults(answer, {"a": "một"}, own) == [("unknown-member", ("a",))]
    assert faults(answer, {"a": "một"}, Setting({}, {"khac": {}})) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": "x"}, [("b",), ("c",)]),
        ({"a": "x", "c": "z"}, []),
        ({"a": "x", "b": "y", "c": "z"}, []),
    ],
)
def test_at_least_so_many_members_are_to_be_answered(value: dict[str, str], expected: list[tuple[str]]) -> None:
    assert lacking(kind({**OF, "at_least": 2}), value) == expected


def test_inside_a_group_every_kind_is_judged_and_checked() -> None:
    nested = {**OF, "of": {**GROUP, "members": [{"id": "x", "title": "X"}]}}
    value = {"a": {"x": {"viec": "Tốt[^1]."}}, "b": {"x": {"so": 5}}, "c": {"x": {"viec": "y"}}}

    assert faults(kind(nested), value) == [("note-missing", ("a", "x", "viec"))]
    assert lacking(kind(nested), value) == [("b", "x", "viec")]
    assert printed(kind(nested), {"a": {"x": {"viec": "Tốt."}}}) == [
        "- Nhóm A:",
        "  - X",
        "    + Việc đã làm: Tốt.",
    ]


# --- in a document ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value", "expected"),
    [
        ({"label": "Kết quả"}, "Tốt.", ["- Kết quả: Tốt./."]),
        ({"label": "Kết quả:"}, "Tốt.", ["- Kết quả: Tốt./."]),
        ({"label": "Kết quả"}, "- một", ["- Kết quả:", "  - một./."]),
        ({}, "Tốt.", ["Tốt./."]),
    ],
)
def test_a_label_runs_on_into_a_paragraph(
    tmp_path: Path, keys: dict[str, str], value: str, expected: list[str]
) -> None:
    found = composed(tmp_path, one("prose", **keys), **answered(value))

    lines = [line.replace("- Tốt", "Tốt") if not keys else line for line in shown(found.blocks[1:-1])]
    assert lines == expected


def optional(id: str, **keys: Any) -> dict[str, Any]:
    return {"id": id, "title": id.upper(), "answer": {"type": "prose", "required": False}, **keys}


@given(st.sets(st.sampled_from(["a", "b", "c", "d"])))
@settings(max_examples=16)
def test_what_is_not_answered_is_left_out_and_numbers_close_up(tmp_path_factory: Any, given_ones: set[str]) -> None:
    """A section all of whose questions are “nếu có” is left out with its heading, where none is answered."""
    folder = tmp_path_factory.mktemp("outline")
    said = outline(
        end_mark=False,
        sections=[
            optional("a"),
            {"id": "trong", "title": "TRONG", "sections": [optional("b"), optional("c")]},
            optional("d"),
            SECTION,
        ],
    )
    answers: dict[str, Any] = dict.fromkeys(given_ones & {"a", "d"}, "Tốt.")
    answers["trong"] = dict.fromkeys(given_ones & {"b", "c"}, "Tốt.")

    found = composed(folder, said, answers=answers)

    inside = [id for id in "bc" if id in given_ones]
    chapters = [id for id in ("a", "trong", "d") if id in given_ones or (id == "trong" and inside)]
    expected = []
    for number, id in zip(("I.", "II.", "III.", "IV."), [*chapters, "MỤC MỘT"], strict=False):
        expected.append((number, id.upper()))
        expected += [
            (f"{count}.", below.upper()) for count, below in enumerate(inside if id == "trong" else (), start=1)
        ]
    assert [(block.number, plain(block.text)) for block in of_kind(found, "heading")] == expected


def test_items_that_are_not_answered_take_no_number(tmp_path: Path) -> None:
    items = [{"id": id, "prompt": id, "label": id, "answer": {"type": "prose", "required": False}} for id in "abc"]
    said = outline(sections=[{**SECTION, "content": [{"marker": "a)", "items": items}]}])

    found = composed(tmp_path, said, answers={"muc_mot": {"a": "x", "c": "z"}})

    assert shown(found.blocks[1:-1]) == ["a) a: x", "b) c: z./."]


def test_an_answer_of_another_level_is_told_where_it_would_not_be_printed(tmp_path: Path) -> None:
    said = {**one("prose", at=["huyen"]), "issued_by": ["tinh", "huyen"]}

    assert told(tmp_path, said) == []
    assert told(tmp_path, said, **answered("x")) == [("answer-not-asked", "answers.muc_mot.cau_hoi")]


def test_an_unanswered_question_is_an_error_but_in_a_draft(tmp_path: Path) -> None:
    found = document(tmp_path, one("prose"))

    assert [problem.code for problem in found.unanswered] == ["unanswered"]
    with pytest.raises(hoi_report.InvalidInput, match="unanswered"):
        hoi_report.render(found)
    texts = paragraphs(hoi_report.render(found, draft=True).content)
    at = next(i for i, (_, text) in enumerate(texts) if text == "- Nêu kết quả.")
    assert [style for style, _ in texts[at + 1 : at + 3]] == ["Dòng chấm"] * 2


def test_completeness_counts_whole_answers(tmp_path: Path) -> None:
    questions = [
        {"id": "a", "prompt": "a", "answer": "prose"},
        {"id": "b", "prompt": "b", "answer": {**OF, "required": True}},
        {"id": "c", "prompt": "c", "answer": {"type": "number", "required": False}},
        {"id": "d", "prompt": "d", "at": ["huyen"], "answer": "prose"},
    ]
    said = {**outline(sections=[{**SECTION, "content": questions}]), "issued_by": ["tinh", "huyen"]}

    found = document(tmp_path, said, answers={"muc_mot": {"a": "x", "b": {"a": "x"}, "c": 5}}).completeness

    assert [(c.id, c.title, c.required, c.answered, c.optional, c.optional_answered) for c in found] == [
        ("muc_mot", "I. MỤC MỘT", 2, 1, 1, 1)
    ]


def test_a_faulty_file_is_as_complete_as_it_is(tmp_path: Path) -> None:
    """What is answered and what is open is told beside what is wrong, be that an answer or another key."""
    questions = [{"id": id, "prompt": id, "answer": "number"} for id in "abc"]
    said = outline(sections=[{**SECTION, "content": questions}])
    (tmp_path / "outline.json").write_text(json.dumps(said), encoding="utf-8")
    data = {"outline": "outline.json", "unit": UNIT, "number": "x", "answers": {"muc_mot": {"a": 5, "b": "x"}}}

    found = hoi_report.validate(data, base_dir=tmp_path)

    assert found.document is None
    assert {(p.code, p.path) for p in found.problems} == {
        ("wrong-type", "number"),
        ("wrong-type", "answers.muc_mot.b"),
        ("unanswered", "answers.muc_mot.c"),
    }
    assert [(c.required, c.answered, c.optional, c.optional_answered) for c in found.completeness] == [(3, 1, 0, 0)]


def test_a_comma_in_an_unquoted_number_loses_nothing(tmp_path: Path) -> None:
    """`{so: 5,5}` is for YAML the key `so` and a key `5` without a value: it must not be read as 5."""
    said = outline(sections=[{**SECTION, "content": [{"id": "bang", "prompt": "x", "answer": FIXED}]}])
    (tmp_path / "outline.json").write_text(json.dumps(said), encoding="utf-8")
    text = json.dumps({"outline": "outline.json", "unit": UNIT})[:-1]
    text += ', "answers": {muc_mot: {bang: {nam_2022: {so: 5,5, nu: 1}, nam_2023: {so: 1, nu: 1}}}}}'

    found = hoi_report.validate(text.encode(), base_dir=tmp_path)

    assert any(problem.severity == "error" for problem in found.problems)
