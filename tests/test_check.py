"""What a check says of a Word file: our own output, what is not there, what cannot be seen; in words and as data."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

import hoi_report
import samples
from format_rules import house, house_data
from hoi_report._blocks import Composition
from hoi_report._catalog import Base
from hoi_report._check.anatomy import anatomy_of
from hoi_report._check.checking import judged
from hoi_report._check.proof import prove_format
from hoi_report._check.specimen import specimen
from hoi_report._design import build
from hoi_report._rule_sets import rules_at
from hoi_report._rules import load
from hoi_report._word import read_word
from word_files import by_python_docx
from word_files.document import CLEAN

ROOT = Path(__file__).parent.parent
RULES = rules_at("nd30-2020", Base(ROOT))[0].rules
EXAMPLES = [
    path for name in ("thai-binh-2024", "hong-lam-2025") for path in sorted((ROOT / "examples" / name).glob("*.yaml"))
]
DOCUMENTS = [path for path in EXAMPLES if path.stem.startswith(("ke-hoach", "bao-cao"))]
BUILT_IN = [info.id for info in hoi_report.list_outlines(base_dir=ROOT)]


def answers(checked: hoi_report.Checked) -> dict[str, hoi_report.RuleAnswer]:
    """The answers by their rule."""
    return {answer.rule: answer for answer in checked.answers}


def saved(word: Any) -> bytes:
    """The bytes of a document of python-docx."""
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


# --- what we render ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("draft", [False, True])
def test_everything_that_we_render_passes_the_full_check(path: Path, draft: bool) -> None:
    """No rule is broken by more than a note, no main component lacks, and hardly anything is beyond being seen."""
    checked = hoi_report.check(hoi_report.render(hoi_report.load_document(path), draft=draft).content)

    assert checked.passed
    assert [f for f in checked.findings if f.severity != "note"] == []
    unseen = {a.rule.partition(".")[0] for a in checked.answers if a.status == "not-evaluated"}
    assert unseen == {"thong_tin_ky_so"}  # a signature's own information, which no text shows
    assert sum(a.status == "holds" for a in checked.answers) > 140


@pytest.mark.parametrize("outline", BUILT_IN)
def test_an_outline_printed_alone_passes_as_the_part_that_it_is(outline: str) -> None:
    """A đề cương has no head of its own; that is told as not evaluated, not as lacking."""
    checked = hoi_report.check(hoi_report.render(hoi_report.load_outline(outline, base_dir=ROOT), draft=True).content)

    assert [f for f in checked.findings if f.severity != "note"] == []
    lacking = {a.rule for a in checked.lacking}
    assert lacking == set() or "quoc_hieu.present" not in lacking


@pytest.mark.parametrize("sample", ["plan", "letter", "draft_report", "short_plan", "report"])
def test_hard_pages_obey_the_rules_on_looks(sample: str) -> None:
    """Long names, deep lists, wide tables: what makes a page hard to lay out breaks no rule of its looks."""
    checked = hoi_report.check(samples.word_file(getattr(samples, sample)()))

    assert [(f.rule, f.place.words) for f in checked.findings if not f.rule.startswith("wording.")] == []


def test_a_house_is_judged_by_its_own_rules() -> None:
    """What a house's template prints holds by its rules; by the decree's the other indent and larger sizes hold too."""
    content = samples.word_file(samples.plan(), build(house()))

    assert [f.rule for f in judged(read_word(content, "x"), house()).findings if f.severity == "error"] == []
    narrow = house_data()
    narrow["margins"]["left"] = {"min": "20", "max": "25", "value": "25"}
    assert answers(judged(read_word(content, "x"), load(narrow)))["margins.left"].status == "broken"


# --- what is not there, what cannot be seen ---------------------------------------------------------------------------


def test_an_empty_document_passes_nothing() -> None:
    """What a file does not have is not found or not evaluated; it never holds."""
    word = WordDocument()
    word.add_paragraph("Thư gửi bạn.")
    checked = hoi_report.check(saved(word))

    holding = {a.rule for a in checked.answers if a.status == "holds"}
    assert not any(
        rule.startswith(("quoc_hieu", "tieu_ngu", "ten_loai", "page_number", "so_trang")) for rule in holding
    )
    assert answers(checked)["page_number.present"].status == "not-evaluated"
    assert all(a.seen == 0 for a in checked.answers if a.status in ("not-found", "not-evaluated"))


def test_a_document_without_a_main_component_does_not_pass() -> None:
    """A document whose number was deleted: the component is not found, and the check says no."""
    without = CLEAN.map(lambda text: None if text.key == "so_ky_hieu" else text)
    checked = hoi_report.check(by_python_docx.build(without))

    assert [a.rule for a in checked.lacking] == ["so_ky_hieu.present"]
    assert checked.findings == () and not checked.passed


def test_a_head_set_by_tabs_says_that_its_alignment_cannot_be_seen() -> None:
    """Only the printed page shows whether tabs put a line in the middle."""
    found = answers(hoi_report.check(by_python_docx.build(CLEAN, "tabs")))

    assert found["quoc_hieu.alignment"].status == "not-evaluated"
    assert found["quoc_hieu.size"].status == "holds" and found["quoc_hieu.place"].status == "holds"
    assert "Tab" in (found["quoc_hieu.alignment"].reason or samples).tell("vi")  # type: ignore[union-attr]


def test_a_document_of_one_page_needs_no_page_number() -> None:
    """The first page shows none; of a longer one it is broken."""
    short = replace(CLEAN, page_number=replace(CLEAN.page_number, where=""))
    long = hoi_report.check(by_python_docx.build(short))
    word = WordDocument()
    for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        word.add_paragraph(text)

    assert answers(long)["page_number.present"].status == "broken"
    assert answers(hoi_report.check(saved(word)))["page_number.present"].status == "not-evaluated"


# --- components are known by what they are ----------------------------------------------------------------------------


def test_styles_of_other_names_and_direct_formatting_are_the_same_to_it() -> None:
    """Our own document, every style renamed and its look put on the runs, is told the same of."""
    content = hoi_report.render(hoi_report.load_document(DOCUMENTS[0])).content
    word = WordDocument(io.BytesIO(content))
    for number, style in enumerate(word.styles):
        if not style.builtin:
            style.name = f"Kiểu {number}"
    before, after = hoi_report.check(content), hoi_report.check(saved(word))

    assert {r: a.status for r, a in answers(after).items()} == {r: a.status for r, a in answers(before).items()}


@pytest.mark.parametrize(
    ("spelling", "status"),
    [
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "holds"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "holds"),
        ("CỘNG HÒA  XÃ HỘI CHỦ NGHĨA VIỆT NAM", "broken"),
        ("Cộng hòa xã hội chủ nghĩa Việt Nam", "broken"),
    ],
)
def test_the_quoc_hieu_is_known_however_it_is_written(spelling: str, status: str) -> None:
    """Both tone marks are the decree's own; other spellings are known for what they are meant for, and told."""
    document = CLEAN.map(lambda text: replace(text, text=spelling) if text.key == "quoc_hieu" else text)
    found = answers(hoi_report.check(by_python_docx.build(document)))

    assert found["quoc_hieu.present"].status == "holds"
    assert found["quoc_hieu.text"].status == status


def test_a_name_that_is_the_whole_issuer_in_two_bold_lines_is_no_parent() -> None:
    """“ỦY BAN NHÂN DÂN / TỈNH …” is one name; “HỘI … / BAN THƯỜNG VỤ”, for which somebody signs, are two."""
    word = WordDocument()
    table = word.add_table(1, 2)
    for text in ("ỦY BAN NHÂN DÂN", "TỈNH HỒNG LAM"):
        paragraph = table.cell(0, 0).add_paragraph()
        paragraph.add_run(text).bold = True
    for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        table.cell(0, 1).add_paragraph(text)
    anatomy = anatomy_of(read_word(saved(word), "x"), RULES)

    assert [piece.text for piece in anatomy.of("co_quan_ban_hanh")] == ["ỦY BAN NHÂN DÂN TỈNH HỒNG LAM"]
    assert anatomy.of("co_quan_chu_quan") == []


def test_every_text_of_the_body_is_in_one_piece() -> None:
    """Nothing that is printed escapes the rules about words."""
    for path in DOCUMENTS[:3]:
        file = read_word(hoi_report.render(hoi_report.load_document(path)).content, "x")
        anatomy = anatomy_of(file, RULES)
        told = sorted(line.paragraph.number for piece in anatomy.pieces for line in piece.lines)

        assert sorted(set(told)) == [p.number for p in file.paragraphs if p.text.strip()]


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(
        st.sampled_from(
            [
                "I. A",
                "Số: ……/…",
                "Nơi nhận:",
                "- Lưu: VT.",
                "TM. BAN",
                "Phụ lục I",
                "(Kèm theo …)",
                "Kính gửi:",
                "Độc lập - Tự do - Hạnh phúc",
                "____",
                "",
                "Căn cứ …;",
                "a) b",
                "\t\tX\tY",
                "ngày tháng năm",
                "KẾ HOẠCH",
            ]
        ),
        max_size=12,
    ),
    centred=st.booleans(),
)
def test_no_order_of_signs_is_too_odd_to_be_judged(texts: list[str], centred: bool) -> None:
    """The marks of a document in any order, in paragraphs and in a table: every rule gets an answer."""
    word = WordDocument()
    table = word.add_table(2, 2)
    for index, text in enumerate(texts):
        owner = table.cell(index % 2, index // 2 % 2) if index % 3 else word
        paragraph = owner.add_paragraph(text)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    checked = hoi_report.check(saved(word))

    assert len({a.rule for a in checked.answers}) == len(checked.answers) > 200
    assert {a.status for a in checked.answers} <= {"holds", "broken", "not-found", "not-evaluated"}


# --- a template is judged before it prints ----------------------------------------------------------------------------


def test_the_built_in_template_is_proved() -> None:
    """Its specimen shows nearly every component of the rule set, and breaks nothing."""
    shown = {p.component for p in anatomy_of(read_word(samples.word_file(specimen(RULES)), "x"), RULES).pieces}

    assert {"quoc_hieu", "can_cu", "kinh_gui", "muc_la_ma", "diem", "noi_nhan_ds", "phu_luc_kem_theo"} <= shown
    prove_format("nd30-2020.docx", RULES, samples.word_file)


def test_a_template_that_breaks_a_rule_prints_nothing(tmp_path: Path) -> None:
    """A restyled template whose text is in Arial, with a narrow margin, is refused with the clause of each."""
    word = WordDocument(io.BytesIO(samples.TEMPLATE.read_bytes()))
    word.styles["Lời văn"].font.size = Pt(11)
    for section in word.sections:
        section.left_margin = Mm(20)
    template = saved(word)

    with pytest.raises(hoi_report.RenderError) as refused:
        prove_format("nha.docx", RULES, lambda composition: samples.word_file(composition, template))

    codes = {(p.code, p.path) for p in refused.value.problems}
    assert ("template-format", "margins.left") in codes and ("template-format", "noi_dung.size") in codes
    assert "PL I, Phần I, mục I.3" in str(refused.value)


# --- words and data ---------------------------------------------------------------------------------------------------


def broken_document() -> bytes:
    """A document with a fault in the head and one in the text."""
    document = CLEAN.map(
        lambda text: replace(text, look=replace(text.look, size=16)) if text.key == "ten_loai" else text
    )
    return by_python_docx.build(document)


def test_a_finding_says_where_what_and_how_in_both_languages() -> None:
    """Place, what was found, what is asked, how to mend it, and the clause."""
    (vietnamese,) = hoi_report.check(broken_document()).findings
    (english,) = hoi_report.check(broken_document(), lang="en").findings

    assert (vietnamese.rule, vietnamese.clause) == ("ten_loai.size", "PL I, Phần I, mục II.5.b")
    assert vietnamese.place.words == "BÁO CÁO" and vietnamese.place.section == 1
    assert (vietnamese.found, vietnamese.asked) == ("16 pt", "từ 13 đến 14 pt")
    assert (english.found, english.asked) == ("16 pt", "13 to 14 pt")
    assert "Font Size › 14" in english.mend
    assert "“BÁO CÁO”" in english.place.tell("en") and "section 1" in english.place.tell("en")


def test_the_answers_are_plain_data() -> None:
    """As ``--json`` prints them; every rule of the rule set is there, whatever became of it."""
    data = json.loads(json.dumps(hoi_report.check(broken_document()).as_json(), ensure_ascii=False))

    assert data["rules"] == "nd30-2020" and data["passed"] is False
    by_rule = {answer["rule"]: answer for answer in data["answers"]}
    assert by_rule["ten_loai.size"]["status"] == "broken"
    assert by_rule["ten_loai.size"]["findings"][0]["place"]["words"] == "BÁO CÁO"
    for component in RULES.components:
        if component not in ("so_trang",):
            assert f"{component}.size" in by_rule
    assert {f"wording.{id}" for id in RULES.wording} <= by_rule.keys()


def test_a_language_that_there_is_not_is_a_fault_of_the_caller() -> None:
    """As everywhere in the library."""
    with pytest.raises(ValueError, match="lang"):
        hoi_report.check(broken_document(), lang="fr")


def test_a_path_bytes_and_another_rule_set_are_taken(tmp_path: Path) -> None:
    """A path is its own name; a rule set may be a file of one's own."""
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(broken_document())
    rules = tmp_path / "rules" / "nha.yaml"
    rules.parent.mkdir()
    rules.write_text(
        "extends: nd30-2020\nname: nha\ntitle: Nhà\nvalid_from: 2020-01-01\n"
        "components: {ten_loai: {clause: Quy chế nhà, size: {max: 16}}}\n",
        encoding="utf-8",
    )

    assert hoi_report.check(path).name == str(path)
    checked = hoi_report.check(path, rules=rules)
    assert checked.passed and checked.rules == "nha"
    assert answers(checked)["ten_loai.size"].clause == "Quy chế nhà"
    with pytest.raises(hoi_report.InvalidInput, match="unknown-rules"):
        hoi_report.check(path, rules="khong-co")


def test_a_house_that_types_its_lines_and_has_an_emblem_is_judged_by_that(tmp_path: Path) -> None:
    """Signs below the issuer in place of a line; an emblem that is not there is missed."""
    (tmp_path / "rules").mkdir()
    rules = tmp_path / "rules" / "nha.yaml"
    rules.write_text(
        "extends: nd30-2020\nname: nha\ntitle: Nhà\nvalid_from: 2020-01-01\n"
        "emblem: {clause: Nhà, image: a.png, width: 15, description: Biểu trưng}\n"
        'components: {co_quan_ban_hanh: {ruled_line: {kind: typed, text: "*", clause: Nhà}}}\n',
        encoding="utf-8",
    )
    found = answers(hoi_report.check(by_python_docx.build(CLEAN), rules=rules))

    assert found["co_quan_ban_hanh.ruled_line"].status == "broken"
    assert found["emblem"].status == "broken"


def test_composition_is_what_a_specimen_is() -> None:
    """The specimen is a document like any other: it can be printed with the built-in template."""
    assert isinstance(specimen(RULES), Composition)
