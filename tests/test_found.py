"""What was once found by trying to break the street: each slip stays mended."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hoi_report
from hoi_report._blocks import Heading, Item, Paragraph, plain
from hoi_report._compose import compose
from outlines import SECTION, UNIT, composed, document, outline
from words import W, part

CITED = {"kind": "Kế hoạch", "number": 7, "symbol": "KH-BTV", "issuer": "Ban Thường vụ", "subject": "về việc thử"}
FULL, SHORT = "Kế hoạch số 07/KH-BTV của Ban Thường vụ về việc thử", "Kế hoạch số 07/KH-BTV"
CITATION = {"c": {"type": "citation", "description": "Kế hoạch"}}
Load = Callable[[], object]


def codes(load: Load) -> list[str]:
    """The codes of what a load or render is refused for."""
    with pytest.raises(hoi_report.InvalidInput) as caught:
        load()
    return [p.code for p in caught.value.problems]


def put(folder: Path, name: str, said: dict[str, Any]) -> None:
    """An outline as a file."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def test_a_nested_section_without_its_keys_is_a_problem() -> None:
    """The rest of the outline is judged without it."""
    said = outline(sections=[{**SECTION, "sections": [{"heading": "B"}]}])

    assert set(codes(lambda: hoi_report.load_outline(said))) == {"missing", "unknown-key"}


def test_a_part_of_which_nothing_is_left_is_printed_empty(tmp_path: Path) -> None:
    """The main text, and an attachment."""
    left_out = [{**SECTION, "at": ["huyen"]}]
    put(tmp_path, "b.json", outline(issued_by=["tinh", "huyen"], sections=left_out))
    said = outline(
        issued_by=["tinh", "huyen"], sections=left_out, attachments=[{"outline": "b.json", "end_mark": "true"}]
    )

    kinds = [block.kind for block in composed(tmp_path, said).blocks]

    assert kinds == ["signature", "part_break", "attachment_head"]


@pytest.mark.parametrize(
    "other", [{"type": "integer"}, {"type": "text", "required": False}, {"type": "text", "default": "b"}]
)
def test_attachments_that_share_a_parameter_declare_it_alike(other: dict[str, Any], tmp_path: Path) -> None:
    """It has one value: beside each other as well as below each other."""
    when = {"when": "x"} if other.get("required") is False else {}
    one = {"x": {"type": "text", "description": "x"}}
    put(tmp_path, "a.json", outline(parameters=one, closing="{{ x }}."))
    two = {"x": {**other, "description": "x"}}
    put(tmp_path, "b.json", outline(parameters=two, sections=[{**SECTION, "content": [{"text": "{{ x }}.", **when}]}]))
    said = outline(attachments=[{"outline": "a.json"}, {"outline": "b.json"}])

    assert codes(lambda: hoi_report.load_outline(said, base_dir=tmp_path)) == ["parameter-conflict"]


@pytest.mark.parametrize("number", ["9" * 5000, "0.500", "00.500"])
def test_what_is_no_number_of_a_document_is_refused(number: str, tmp_path: Path) -> None:
    """Neither thousands of digits nor a group behind a zero."""
    assert codes(lambda: document(tmp_path, outline(), number=number)) == ["wrong-type"]


@pytest.mark.parametrize("deadlines", [5, True, "x", []])
def test_deadlines_that_are_no_mapping_are_told(deadlines: object, tmp_path: Path) -> None:
    """Beside the ones that are missing."""
    said = outline(deadlines={"nop": {"who": "a", "what": "b"}}, closing="{{ deadlines.nop }}.")

    assert set(codes(lambda: document(tmp_path, said, deadlines=deadlines))) == {"wrong-type", "missing-deadline"}


def test_a_cycle_is_seen_under_another_name(tmp_path: Path) -> None:
    """Through a folder and back."""
    put(tmp_path, "d/a.json", outline(attachments=[{"outline": "../d/a.json"}]))

    assert codes(lambda: hoi_report.load_outline(tmp_path / "d" / "a.json")) == ["attachment-cycle"]


def test_attachments_of_attachments_have_an_end(tmp_path: Path) -> None:
    """Every file attaches the next one twice."""
    for depth in range(12):
        put(tmp_path, f"{depth}.json", outline(attachments=[{"outline": f"{depth + 1}.json"}] * 2))

    assert set(codes(lambda: hoi_report.load_outline(tmp_path / "0.json"))) == {"attached-too-deep"}


def test_only_known_languages_are_spoken() -> None:
    """A name of a language never becomes a name of a file."""
    with pytest.raises(ValueError, match="lang"):
        hoi_report.load_outline({"grammar": 1}, lang="../vi")


def test_links_in_a_pack_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """Not through a folder of outlines, nor to a template."""
    inside, outside = tmp_path / "trong", tmp_path / "ngoai"
    put(outside, "t/x.yaml", outline())
    (inside / "outlines").mkdir(parents=True)
    (inside / "templates").mkdir()
    (outside / "t.docx").write_bytes(b"PK")
    try:
        (inside / "outlines" / "t").symlink_to(outside / "t", target_is_directory=True)
        (inside / "templates" / "la.docx").symlink_to(outside / "t.docx")
        (inside / "vong.yaml").symlink_to(inside / "vong.yaml")
    except OSError:
        pytest.skip("this user may not make links here")
    data = {"unit": UNIT, "date": "2024"}
    put(inside, "outlines/nha.json", outline(template="la"))

    def load(name: str) -> Load:
        return lambda: hoi_report.load_document({**data, "outline": name}, base_dir=inside)

    assert codes(load("t/x")) == ["unknown-outline"]
    assert codes(load("outlines/nha.json")) == ["unknown-template"]
    # from Python 3.13 on a circle of links is no error of the path, and is found when the file is opened
    assert codes(load("vong.yaml")) in (["outside-folder"], ["file-unreadable"])


def test_a_fence_does_not_change_where_paths_start() -> None:
    """Paths in a file are relative to it, with a fence and without."""
    example = hoi_report.example("thai-binh-2024")

    fenced = hoi_report.load_document(example / "ke-hoach.yaml", base_dir=example.parent)

    assert fenced.unit.unit.short_name == "Hội LHPN tỉnh Thái Bình"


def test_citations_are_full_first_in_the_order_of_reading(tmp_path: Path) -> None:
    """Addressees before the text, recipients behind it, an attachment's note in the attachment."""
    put(tmp_path, "a.json", outline(parameters=CITATION, closing="Theo {{ c }}."))
    said = outline(
        parameters=CITATION,
        addressees=["Nơi nêu ở {{ c }}"],
        closing="Theo {{ c }}.",
        recipients=["Như {{ c }}", {"archive": ["VT"]}],
        attachments=[{"outline": "a.json", "note": "(Kèm theo {{ c }})"}],
    )

    found = composed(tmp_path, said, parameters={"c": CITED})

    assert found.frame.addressees == (f"Nơi nêu ở {FULL}",)
    assert found.frame.recipients[0] == f"Như {SHORT};"
    texts = [plain(block.text) for block in found.blocks if block.kind == "paragraph"]  # type: ignore[attr-defined]
    assert texts == [f"Theo {SHORT}./.", f"Theo {SHORT}."]
    (head,) = [block for block in found.blocks if block.kind == "attachment_head"]
    assert head.note == f"(Kèm theo {FULL})"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("number", "printed"), [("010", "010"), ("7", "07"), ("27/2021", "27/2021"), (0, "0")])
def test_a_cited_number_is_printed_as_it_was_written(number: object, printed: str, tmp_path: Path) -> None:
    """Only a single figure gets its zero."""
    said = outline(parameters=CITATION, closing="{{ c }}.")

    found = composed(tmp_path, said, parameters={"c": {**CITED, "number": number}})

    assert f"số {printed}/KH-BTV" in plain(found.blocks[-2].text)  # type: ignore[attr-defined]


def test_what_would_not_be_printed_is_refused(tmp_path: Path) -> None:
    """A symbol without its number; a purpose of an archive; an archive of nothing."""
    said = outline(parameters=CITATION, closing="{{ c }}.")
    without = {key: value for key, value in CITED.items() if key != "number"}

    assert codes(lambda: document(tmp_path, said, parameters={"c": without})) == ["symbol-without-number"]
    assert codes(lambda: document(tmp_path, outline(), recipients=[{"archive": ["VT"], "purpose": "x"}])) == [
        "name-or-archive"
    ]
    assert codes(lambda: document(tmp_path, outline(), recipients=[{"archive": []}])) == ["too-few"]


def test_a_whole_unit_is_judged_by_its_days_too(tmp_path: Path) -> None:
    """As one of a file of units is."""
    assert codes(lambda: document(tmp_path, outline(), unit={**UNIT, "valid_to": "2020"})) == ["not-valid-then"]


def test_an_attachment_has_its_own_term(tmp_path: Path) -> None:
    """Attached or alone."""
    put(tmp_path, "a.json", outline(term={"local": "2015-2020", "national": "2017-2022"}, closing="{{ term.local }}."))

    found = composed(tmp_path, outline(closing="{{ term.local }}.", attachments=[{"outline": "a.json"}]))

    texts = [plain(block.text) for block in found.blocks if block.kind == "paragraph"]  # type: ignore[attr-defined]
    assert texts == ["2021-2026./.", "2015-2020."]


def test_questions_of_parts_that_are_left_out_are_not_asked(tmp_path: Path) -> None:
    """By level, and by a value that is absent."""
    said = outline(
        issued_by=["tinh", "huyen"],
        parameters={"x": {"type": "text", "required": False, "description": "x"}},
        sections=[
            SECTION,
            {"id": "b", "title": "B", "at": ["huyen"], "answer": "prose"},
            {"id": "c", "title": "C", "when": "x", "content": [{"id": "d", "prompt": "D", "answer": "prose"}]},
        ],
    )

    assert document(tmp_path, said).unanswered == ()
    assert [p.path for p in document(tmp_path, said, parameters={"x": "1"}).unanswered] == ["answers.c.d"]


def test_problems_at_one_place_are_all_told() -> None:
    """Two names in one text of a dict, which has no columns."""
    said = outline(closing="{{ aaa }} {{ bbb }}")

    assert codes(lambda: hoi_report.load_outline(said)) == ["undefined-name", "undefined-name"]


def test_warnings_of_attachments_and_their_language_reach_the_caller(tmp_path: Path) -> None:
    """A number that jumps in the attachment, told in English."""
    put(tmp_path, "a.json", outline(sections=[{**SECTION, "number": 4}]))
    put(tmp_path, "m.json", outline(attachments=[{"outline": "a.json"}]))

    loaded = hoi_report.load_document({"outline": "m.json", "unit": UNIT, "date": "2024"}, base_dir=tmp_path, lang="en")

    assert [(p.code, p.lang) for p in loaded.problems] == [("number-jumps", "en")]


def test_a_date_of_python_is_a_date(tmp_path: Path) -> None:
    """In a dict it needs no notation."""
    assert str(document(tmp_path, outline(), date=datetime.date(2024, 6, 5)).date) == "2024-06-05"


def test_one_faulty_outline_does_not_hide_the_others(tmp_path: Path) -> None:
    """It is listed with what is wrong."""
    put(tmp_path, "outlines/t/hong.yaml", {"grammar": 1})

    listed = {info.id: info.kind for info in hoi_report.list_outlines(base_dir=tmp_path)}

    assert listed["t/hong"] == "?" and listed["2021-2026/ke-hoach-giua-nhiem-ky"] == "ke-hoach"


def test_an_outline_printed_as_a_draft_says_so() -> None:
    """The đề cương alone, too."""
    loaded = hoi_report.load_outline("2021-2026/bao-cao-giua-nhiem-ky")

    assert hoi_report.render(loaded, draft=True).content != hoi_report.render(loaded).content


# --- reports --------------------------------------------------------------------------------------------------------


def asked(*content: dict[str, object], **more: object) -> dict[str, Any]:
    """An outline with these questions in its one section."""
    return outline(kind="bao-cao", sections=[{**SECTION, "content": list(content)}], **more)


LIST = {"xs": {"type": "list", "of": "text", "description": "x", "required": False}}


def texts_of(folder: Path, said: dict[str, Any], **data: object) -> list[str]:
    """The text of every paragraph, item and heading."""
    blocks = compose(document(folder, said, **data)).blocks
    return [plain(block.text) for block in blocks if isinstance(block, (Heading, Item, Paragraph))]


def test_an_answer_of_any_member_keeps_the_label_above(tmp_path: Path) -> None:
    """The second member alone is answered."""
    question = {
        "id": "q",
        "each": "xs",
        "prompt": "Về {{ item }}",
        "label": "{{ item }}",
        "answer": {"type": "prose", "required": False},
    }
    said = asked({"id": "p", "prompt": "Hỏi", "label": "Nhãn", "content": [{"items": [question]}]}, parameters=LIST)
    answers = {"muc_mot": {"p": {"q": {"muc_2": "HAI"}}}}

    assert texts_of(tmp_path, said, parameters={"xs": ["A", "B"]}, answers=answers)[1:] == ["Nhãn:", "B: HAI./."]


def test_narrow_columns_are_never_wider_than_the_page(tmp_path: Path) -> None:
    """Seventeen of 10 mm; fourteen of 13 mm beside one of 14."""
    for widths in ([10] * 17, [*[13] * 14, 14]):
        columns = [{"id": f"c{n}", "title": "x", "type": "number", "width": w} for n, w in enumerate(widths)]
        said = asked({"id": "q", "prompt": "Hỏi", "answer": {"type": "table", "columns": columns}})
        row = {f"c{n}": 1 for n in range(len(widths))}
        printed = hoi_report.render(document(tmp_path, said, answers={"muc_mot": {"q": [row]}})).content
        grid = part(printed, "word/document.xml").iter(f"{W}gridCol")
        assert all(int(column.get(f"{W}w", "0")) > 0 for column in grid)


def test_what_cannot_be_asked_is_refused() -> None:
    """A title that cannot be printed, a question that would be printed again and again, headings in a group."""
    units = {"xs": {"type": "list", "of": "unit", "description": "x"}}
    prose = {"id": "q", "prompt": "Hỏi", "answer": "prose"}
    each = {"type": "group", "each": "xs", "of": "prose"}
    headed = {"type": "group", "each": "xs", "of": {"type": "prose", "headings": True}}
    repeated = asked({"each": "xs", "text": "{{ item }}", "content": [prose]}, parameters=LIST)

    for said, code in (
        (asked({**prose, "answer": each}, parameters=units), "not-printable"),
        (repeated, "question-in-each"),
        (asked({**prose, "answer": headed}, parameters=LIST), "headings-in-group"),
    ):
        assert codes(lambda said=said: hoi_report.load_outline(said)) == [code]  # type: ignore[misc]


def test_a_list_without_members_asks_nothing(tmp_path: Path) -> None:
    """Nobody could answer."""
    question = {"id": "q", "prompt": "Hỏi", "answer": {"type": "group", "each": "xs", "of": "prose"}}

    assert document(tmp_path, asked(question, parameters=LIST)).unanswered == ()


def test_more_members_than_letters_are_told(tmp_path: Path) -> None:
    """Not a fault of ours."""
    group = {"type": "group", "each": "xs", "of": "prose", "marker": "a)"}
    answers = {"muc_mot": {"q": {f"muc_{n + 1}": "x" for n in range(25)}}}
    said = asked({"id": "q", "prompt": "Hỏi", "answer": group}, parameters=LIST)
    loaded = document(tmp_path, said, parameters={"xs": [f"x{n}" for n in range(25)]}, answers=answers)

    assert codes(lambda: hoi_report.render(loaded)) == ["number-too-large"]


def test_two_faults_in_one_list_leave_the_other_answers_alone(tmp_path: Path) -> None:
    """Neither unanswered nor unjudged."""
    said = asked(
        {"id": "a", "prompt": "A", "answer": "items"},
        {"id": "b", "prompt": "B", "answer": "prose"},
        {"id": "c", "prompt": "C", "answer": "number"},
    )
    answers = {"muc_mot": {"a": ["tốt", "", ""], "b": "có[^1]", "c": "5"}}

    found = codes(lambda: document(tmp_path, said, answers=answers))
    assert sorted(found) == ["note-missing", "wrong-type", "wrong-type"]


def test_lines_that_were_to_be_items_are_said(tmp_path: Path) -> None:
    """Pasted from Word; a wrapped sentence with a year is none."""
    said = asked({"id": "q", "prompt": "Hỏi", "answer": "prose"})
    text = "Gồm:\n• một\n– hai\n1. ba\nđến tháng 5 năm\n2024. Đạt"

    found = document(tmp_path, said, answers={"muc_mot": {"q": text}}).problems

    expected = [("joined-line", mark) for mark in ("•", "–", "1.")]
    assert [(p.code, p.arguments["found"]) for p in found] == expected
