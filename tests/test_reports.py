"""The illustrated reports: every answer is on paper once and unchanged, and every one that is taken away is missed.

What is expected is worked out here from the YAML text alone, with nothing of the library's own reading or printing.
"""

from __future__ import annotations

import copy
import io
import re
import shutil
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

import hoi_report
from hoi_report._answers.group import KINDS
from words import notes, paragraphs

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = sorted(EXAMPLES.glob("*/bao-cao-*.yaml"))
OUTLINE = hoi_report.load_outline("2021-2026/bao-cao-giua-nhiem-ky")
QUESTIONS = {question.id: question for question in OUTLINE.questions}

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # a loader that makes text of every value
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

every_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)


# --- what the file says, read with nothing of ours --------------------------------------------------------------------


def said(path: Path) -> Any:
    """The data as text: no number or date is made of any of it."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)


def answer(data: Any, question: Any) -> Any:
    """The answer to a question as it was typed, ``None`` where there is none."""
    value = data["answers"]
    for id in question.path:
        value = value.get(id) if isinstance(value, dict) else None
    return value or None


def plain(text: str) -> str:
    """A text without marks."""
    return re.sub(r"\[\^[^]]+\]|\*+", "", text)


LINE_MARK = re.compile(r"(?:[-+]|\(\d+\)|\w\)) ")


def pieces(text: str) -> list[str]:
    """The paragraphs and items of a prose answer, with their markers, without marks."""
    found: list[str] = []
    new, note = True, False
    for line in map(str.strip, text.split("\n")):
        if not line:
            new, note = True, False
        elif line.startswith("[^") and "]:" in line:
            note = True
        elif not note or LINE_MARK.match(line):
            note = False
            if new or LINE_MARK.match(line):
                found.append(line)
            else:
                found[-1] += " " + line
            new = False
    return [plain(piece) for piece in found]


def notes_in(value: Any) -> list[str]:
    """The footnotes of all texts below, in the order of their marks."""
    if isinstance(value, (dict, list)):
        return [note for below in (value.values() if isinstance(value, dict) else value) for note in notes_in(below)]
    written = dict(re.findall(r"^\[\^([^]]+)\]: *((?:.+\n?)+?)(?=^\[\^|\Z|\n)", value, flags=re.MULTILINE))
    marks = re.findall(r"\[\^([^]]+)\](?!:)", value)
    return [plain(" ".join(written[mark].split())) for mark in marks]


def number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def shown(value: Decimal) -> str:
    """A number as Vietnamese write it."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def share(first: Decimal, second: Decimal, decimals: int = 1) -> str:
    """The first in per cent of the second, a half rounded up."""
    return shown((first * 100 / second).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def long_date(text: str) -> str:
    day, month, year = map(int, text.split("/"))
    return f"ngày {day:02} tháng {f'{month:02}' if month < 3 else month} năm {year}"


def sentences(kind: Any, value: Any) -> list[str]:
    """What an answer that is no table prints, paragraph by paragraph; of the first one how it ends."""
    match kind.type:
        case "prose":
            return pieces(value)
        case "items":
            listed = (
                value if isinstance(value, list) else [LINE_MARK.sub("", piece, count=1) for piece in pieces(value)]
            )
            return [f"- {plain(text)}" for text in listed]
        case "choice" | "yes_no":
            folded = isinstance(value, dict)
            chosen = value["value"] if folded else value
            if kind.type == "yes_no":
                chosen = kind.yes if chosen == "có" else kind.no
            chosen = ", ".join(chosen) if isinstance(chosen, list) else chosen
            first, *rest = [f"{chosen}."] + (pieces(value["details"]) if folded and value.get("details") else [])
            return [f"{first} {rest[0]}", *rest[1:]] if rest and not LINE_MARK.match(rest[0]) else [first, *rest]
        case "date":
            return [f"{long_date(value)}."]
        case "number":
            return [f"{shown(number(value))} {kind.unit}."]
        case "ratio":
            return [f"{value} {kind.unit}."]
        case "amount" | "percent":
            return [f"{value}."]
    raise AssertionError(kind.type)


def texts(kind: Any, value: Any, targets: Any) -> Iterator[str]:
    """The same of every kind, tables left out: those of groups in the order of the outline."""
    if kind.type == "group":
        for member in value:  # typed in the order of the outline; that order is tested with the groups
            if kind.of is not None:
                yield from texts(kind.of, value[member], targets)
            for question in kind.questions:
                if value[member].get(question.id):
                    yield from texts(question.answer, value[member][question.id], targets)
    elif kind.type == "indicators":
        for target in targets:
            for measure in target["measures"]:
                result = value["results"][target["id"]][measure["id"]]
                for name in ("causes", "solutions", "adjustment"):
                    yield from pieces(result.get(name, ""))
    elif kind.type != "table":
        yield from sentences(kind, value)


# --- tables -----------------------------------------------------------------------------------------------------------


def cells(kind: Any, value: Any) -> list[list[str]]:
    """The rows of a table on paper, below its head."""
    found = []
    for position, (key, row) in enumerate(value.items() if kind.rows else enumerate(value), start=1):
        title = next((fixed.title for fixed in kind.rows if fixed.id == key), None)
        found.append([str(position)] * kind.numbered + [title] * bool(kind.rows) + list(cells_of(kind, row)))
    if kind.total:
        sums = {
            c.id: sum((number(row[c.id]) for row in value if row.get(c.id)), Decimal(0))
            for c in kind.columns
            if c.total
        }
        total = {id: shown(found) for id, found in sums.items()}
        found.append(["", kind.total, *list(cells_of(kind, total, empty=""))[1:]])
    return found


def cells_of(kind: Any, row: dict[str, str], empty: str | None = None) -> Iterator[str]:
    for column in kind.columns:
        if column.computed is not None:
            one, other = (row.get(name) for name in column.computed.share)
            yield share(number(one), number(other), column.decimals or 1) if one and other else kind.empty
        elif not row.get(column.id):
            yield kind.empty if empty is None else empty
        else:
            yield shown(number(row[column.id])) if column.type == "number" else plain(row[column.id])


def indicator_cells(value: Any, targets: Any) -> list[list[str]]:
    found = []
    for count, target in enumerate(targets, start=1):
        found.append([f"{count}. {target['name']}"] * 8)
        for position, measure in enumerate(target["measures"], start=1):
            result = value["results"][target["id"]][measure["id"]]
            wanted, reached = number(measure["target"]), number(result["result"])
            until = f" (đến {result['as_of']})" if "as_of" in result else ""
            found.append([
                f"{count}.{position}", measure["name"], measure["unit"], measure["period"], shown(wanted),
                f"{shown(reached)}{until}", share(reached, wanted), result["rating"],
            ])  # fmt: skip
    return found


def targets_of(path: Path, data: Any) -> list[Any]:
    """The targets that a report brings: of a file, or in the report itself."""
    given = data.get("indicators", [])
    found = []
    for one in given if isinstance(given, list) else [given]:
        found += said(path.parent / one)["indicators"] if isinstance(one, str) else [one]
    return found


def tables_of(content: bytes) -> list[Any]:
    """The tables of the text, without those that lay out head and signature."""
    found = docx.Document(io.BytesIO(content)).tables
    return [table for table in found if table.cell(0, 0).paragraphs[0].style.name == "Đầu bảng"]


# --- what is on paper -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed() -> dict[Path, bytes]:
    """Every report as rendered."""
    return {path: hoi_report.render(hoi_report.load_document(path)).content for path in REPORTS}


def body(content: bytes) -> list[str]:
    """The paragraphs that stand in no data table."""
    return [text for style, text in paragraphs(content) if not style.startswith(("Ô bảng", "Đầu bảng"))]


def test_there_are_reports_of_several_kinds_of_unit() -> None:
    assert len(REPORTS) >= 3


@every_report
def test_every_answer_in_words_and_figures_is_printed_once_and_in_order(path: Path, printed: dict[Path, bytes]) -> None:
    data, lines = said(path), body(printed[path])
    targets, at, count = targets_of(path, data), 0, 0
    for question in OUTLINE.questions:
        value = answer(data, question)
        if value is None:
            continue
        for text in texts(question.kind, value, targets):
            marked = LINE_MARK.match(text)
            heading = (
                question.kind.type == "prose"
                and question.kind.headings
                and re.search(rf"^\*\*{re.escape(text)}\*\*$", value, flags=re.MULTILINE)
            )
            label = (
                question.node.label if question.kind.type in ("number", "date", "ratio", "amount", "percent") else None
            )
            ends = f"{label}: {text}" if label else text
            here = [i for i, line in enumerate(lines) if (line == text if marked else line.endswith(ends))]
            assert len(here) == 1, (question.id, text, [lines[i] for i in here])
            assert here[0] >= at, (question.id, text)
            if not marked and not heading:
                before = lines[here[0]].removesuffix(text)
                assert not before or before.endswith((": ", ". ", "; ")), (question.id, before)
            if not label:
                assert sum(line.count(text) for line in lines) == 1, (question.id, text)
            at, count = here[0], count + 1
    assert count > 50


@every_report
def test_every_cell_of_every_table_is_printed_in_its_place(path: Path, printed: dict[Path, bytes]) -> None:
    data = said(path)
    expected = []
    for question in OUTLINE.questions:
        value = answer(data, question)
        if value is not None and question.kind.type == "table":
            expected.append(cells(question.kind, value))
        elif value is not None and question.kind.type == "indicators":
            expected.append(indicator_cells(value, targets_of(path, data)))

    found = []
    for table in tables_of(printed[path]):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        head = sum(row.cells[-1].paragraphs[0].style.name == "Đầu bảng" for row in table.rows)
        found.append(rows[head:])

    assert found == expected


@every_report
def test_every_footnote_is_printed_and_numbered_in_the_order_of_its_marks(
    path: Path, printed: dict[Path, bytes]
) -> None:
    expected = notes_in(said(path)["answers"])

    assert expected
    assert notes(printed[path]) == [[note] for note in expected]


def asked_of(path: Path) -> hoi_report.Outline:
    """The outline without the section that a plan with no khâu đột phá leaves out."""
    outline = said(EXAMPLES.parent / "outlines" / f"{OUTLINE.id}.yaml")
    if not said(path.parent / said(path)["plan"])["parameters"]["ke_hoach_khau_dot_pha"]:
        (results,) = [part for part in outline["sections"][1]["sections"] if part["id"] == "ket_qua_thuc_hien"]
        results["sections"] = [part for part in results["sections"] if part["id"] != "khau_dot_pha"]
    return hoi_report.load_outline(outline)


@every_report
def test_headings_are_those_of_the_outline_and_the_sub_headings_of_answers(
    path: Path, printed: dict[Path, bytes]
) -> None:
    data, outline = said(path), asked_of(path)
    expected = [text for style, text in paragraphs(hoi_report.render(outline).content) if style.startswith("heading")]
    for question in outline.questions:
        if question.kind.type == "prose" and question.kind.headings:
            own = re.findall(r"^\*\*(.+)\*\*$", answer(data, question), flags=re.MULTILINE)
            at = next(i for i, text in enumerate(expected) if text.endswith(str(question.section.title)))
            above = expected[at].split(" ")[0].removesuffix(".")
            # below “1.” of a chapter comes “1.1.”: the chapter's own number is no part of it
            expected[at + 1 : at + 1] = [f"{above}.{number}. {text}" for number, text in enumerate(own, start=1)]

    found = [text for style, text in paragraphs(printed[path]) if style.startswith("heading")]

    assert found == expected


def test_every_kind_of_answer_occurs() -> None:
    def kinds(kind: Any) -> Iterator[str]:
        yield kind.type
        if kind.type == "group":
            for inside in [kind.of] if kind.of else [question.answer for question in kind.questions]:
                yield from kinds(inside)

    found: set[str] = set()
    for path in REPORTS:
        data = said(path)
        for question in OUTLINE.questions:
            if answer(data, question) is not None:
                found.update(kinds(question.kind))

    assert found == set(KINDS)


@every_report
def test_nothing_is_to_be_said_about_them(path: Path) -> None:
    """But that the plan, an illustration too, has no number."""
    found = hoi_report.validate(path)

    assert {problem.code for problem in found.problems} <= {"plan-without-number"}
    assert all(chapter.answered == chapter.required for chapter in found.completeness)


@every_report
def test_a_wide_table_stands_on_a_page_turned_sideways(path: Path, printed: dict[Path, bytes]) -> None:
    """Each that is wide and long in a section of its own; page numbers go on over all of them."""
    sections = docx.Document(io.BytesIO(printed[path])).sections
    wide = [section for section in sections if section.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE]

    assert wide or path.stem != "bao-cao-dong-hung"
    assert all(section.page_width > section.page_height for section in wide)
    assert len(sections) == 2 * len(wide) + 1
    starts = [section._sectPr.find(docx.oxml.ns.qn("w:pgNumType")) for section in sections]
    begun = [index for index, start in enumerate(starts) if start is not None and start.get(docx.oxml.ns.qn("w:start"))]
    assert begun in ([], [0])
    assert [section.different_first_page_header_footer for section in sections] == [True] + [False] * (2 * len(wide))


# --- what is taken away -----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files that the reports rest on: the folders of the examples."""
    for example in {path.parent for path in REPORTS}:
        shutil.copytree(example, tmp_path / example.name)
    return tmp_path


Steps = tuple[str | int, ...]


def taken(data: Any, steps: Steps) -> Any:
    """The data without what stands at a path."""
    data = copy.deepcopy(data)
    inside = data
    for step in steps[:-1]:
        inside = inside[step]
    del inside[steps[-1]]
    return data


def required_inside(kind: Any, value: Any, path: Steps, targets: Any) -> Iterator[Steps]:
    """The paths of what must not be absent inside an answer."""
    match kind.type:
        case "group":
            for member in value if kind.of is not None and kind.at_least is None and len(value) > 1 else ():
                yield (*path, member)  # with the only one taken away, it is the group that is missed
            for member in value:
                inside = [((), kind.of)] if kind.of else [((q.id,), q.answer) for q in kind.questions]
                for step, below in inside:
                    given = value[member] if not step else value[member].get(step[0])
                    if step and below.required:
                        yield (*path, member, *step)
                    if given is not None:
                        yield from required_inside(below, given, (*path, member, *step), targets)
        case "table":
            for key, row in value.items() if kind.rows else enumerate(value):
                for column in kind.columns:
                    if column.required and column.computed is None and column.id in row:
                        yield (*path, key, column.id)
        case "indicators":
            for target in targets:
                for measure in target["measures"]:
                    for name in ("result", "rating"):
                        yield (*path, "results", target["id"], measure["id"], name)
        case "choice" | "yes_no":
            asked = kind.details == "required" if kind.type == "choice" else kind.details_for == "both"
            if asked:
                yield (*path, "details")


def place_around(text: str, steps: Steps) -> tuple[int, int]:
    """Line and column of the nearest value around a path that is not there."""
    node = yaml.compose(text, Loader=Loader)
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == step), None)
        else:
            below = node.value[step] if isinstance(node, yaml.SequenceNode) else None  # type: ignore[index]
        if below is None:
            break
        node = below
    return node.start_mark.line + 1, node.start_mark.column + 1


def told_of(file: Path, data: Any) -> tuple[str, list[hoi_report.Problem]]:
    """The data as a file, and its errors."""
    text = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(text, encoding="utf-8")
    return text, [problem for problem in hoi_report.validate(file).problems if problem.severity == "error"]


def dotted(steps: Steps) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


@every_report
def test_each_required_answer_is_missed_when_it_is_taken_away(path: Path, folder: Path) -> None:
    """One error, of that answer, at the place of what is around it; nothing else becomes wrong by it."""
    data, file = said(path), folder / path.relative_to(EXAMPLES)
    wanted: list[Steps] = []
    for question in OUTLINE.questions:
        value = answer(data, question)
        if value is None:
            continue
        steps = ("answers", *question.path)
        if question.kind.required:
            wanted.append(steps)
        wanted += required_inside(question.kind, value, steps, targets_of(path, data))
    for steps in wanted:
        text, errors = told_of(file, taken(data, steps))

        assert [(error.code, error.path) for error in errors] == [("unanswered", dotted(steps))]
        assert (errors[0].line, errors[0].column) == place_around(text, steps), steps
    assert len(wanted) > 50


@every_report
def test_an_optional_answer_may_be_taken_away_and_leaves_no_label(path: Path, folder: Path) -> None:
    data, file = said(path), folder / path.relative_to(EXAMPLES)
    for question in OUTLINE.questions:
        if question.kind.required or answer(data, question) is None:
            continue
        _, errors = told_of(file, taken(data, ("answers", *question.path)))

        assert errors == []
        lines = body(hoi_report.render(hoi_report.load_document(file)).content)
        assert not any(re.match(rf"- {re.escape(str(question.node.label))}:", line) for line in lines), question.id


@every_report
def test_a_hard_target_without_causes_or_solutions_is_an_error(path: Path, folder: Path) -> None:
    data, file = said(path), folder / path.relative_to(EXAMPLES)
    question = QUESTIONS["ket_qua_chi_tieu"]
    results = answer(data, question)["results"]
    for target, measures in results.items():
        for measure, result in measures.items():
            for name in ("causes", "solutions") if result["rating"] == "khó hoàn thành" else ():
                steps = ("answers", *question.path, "results", target, measure, name)
                _, errors = told_of(file, taken(data, steps))

                assert [(error.code, error.path) for error in errors] == [("rating-without", dotted(steps))]


@pytest.fixture
def draft(folder: Path) -> list[tuple[str, str]]:
    """Style and text of every paragraph of a draft in which nothing is answered."""
    source = {"outline": OUTLINE.id, "plan": "ke-hoach.yaml", "unit": "dong-hung", "indicators": "chi-tieu.yaml"}
    document = hoi_report.load_document(source, base_dir=folder / "thai-binh-2024")
    return paragraphs(hoi_report.render(document, draft=True).content)


def test_a_draft_of_an_empty_report_asks_every_required_question(draft: list[tuple[str, str]]) -> None:
    """With dotted lines below each, and nothing of what need not be answered."""
    for question in OUTLINE.questions:
        here = [i for i, (_, text) in enumerate(draft) if text.endswith(str(question.prompt))]
        if question.node is question.section:
            here = [i for i, (_, text) in enumerate(draft) if f". {question.section.title}" in text]
        if not question.kind.required:
            assert not here, question.id
        elif "{{" not in str(question.prompt):
            assert len(here) == 1, question.id
            if question.kind.type not in ("group", "indicators"):
                assert [style for style, _ in draft[here[0] + 1 : here[0] + 3]] == ["Dòng chấm"] * 2, question.id


def test_a_draft_asks_every_question_of_each_member(draft: list[tuple[str, str]]) -> None:
    printed = [text for _, text in draft]
    for question in OUTLINE.questions:
        if question.kind.type != "group" or not question.kind.required or not question.kind.members:
            continue
        members = question.kind.members[: question.kind.at_least]
        for member in members:
            title = str(member.title) if question.kind.questions else f"{member.title}:"
            assert any(text.endswith(f" {title}") for text in printed), (question.id, member.id)
        for inside in question.kind.questions:
            assert sum(text.endswith(f" {inside.prompt}") for text in printed) == len(members), inside.id
    for name in ("Nhóm giải pháp thứ nhất", "Nhóm giải pháp thứ tư"):
        assert sum(text.endswith(name) for text in printed) == 1


def test_a_draft_asks_a_repeated_question_once_for_each_member(draft: list[tuple[str, str]]) -> None:
    """The three plans of the province: each an item with its own lines."""
    for words_of_one in ("Đổi mới phương thức hoạt động Hội", "sản xuất nông nghiệp theo hướng hữu cơ"):
        here = [i for i, (style, text) in enumerate(draft) if words_of_one in text and style != "Ô bảng"]
        assert len(here) == 1
        assert [style for style, _ in draft[here[0] + 1 : here[0] + 3]] == ["Dòng chấm"] * 2


def test_a_draft_has_a_row_for_every_measure(draft: list[tuple[str, str]]) -> None:
    printed = [text for _, text in draft]
    for target in said(EXAMPLES / "thai-binh-2024" / "chi-tieu.yaml")["indicators"]:
        assert any(text.endswith(f". {target['name']}") for text in printed)
        for measure in target["measures"]:
            assert measure["name"] in printed
