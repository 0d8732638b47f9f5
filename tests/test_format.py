"""Every rule of the rule set, measured on finished documents that are read again with their styles resolved.

What only a page shows (where a line of text ends, where a number stands) is measured in ``test_format_pages``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

import samples
from format_rules import RULES, build_template, house
from hoi_report._blocks import Composition, Heading, Item, Paragraph
from hoi_report._design import build
from hoi_report._rules import Range, RuleSet
from measure import MM_PER_TWIP, NS, Docx, W
from measure import Paragraph as Measured

MM = 0.05  # what whole twips lose, in mm
PT = 0.05

PLACES = {
    "quoc_hieu": ("Quốc hiệu",),
    "tieu_ngu": ("Tiêu ngữ",),
    "co_quan_chu_quan": ("Cơ quan chủ quản",),
    "co_quan_ban_hanh": ("Cơ quan ban hành",),
    "so_ky_hieu": ("Số và ký hiệu",),
    "dia_danh_thoi_gian": ("Địa danh và thời gian",),
    "ten_loai": ("Tên loại", "Tên văn bản kèm theo"),
    "trich_yeu": ("Trích yếu", "Trích yếu kèm theo"),
    "can_cu": ("Căn cứ",),
    "noi_dung": ("Lời văn", "Gạch đầu dòng 1", "Gạch đầu dòng 2", "Gạch đầu dòng 3"),
    "khoan_khong_tieu_de": ("Lời văn",),
    "diem": ("Gạch đầu dòng 1",),
    "muc_la_ma": ("heading 1",),
    "khoan_co_tieu_de": ("heading 2", "heading 3", "heading 4", "heading 5", "heading 6"),
    "quyen_han_ky": ("Quyền hạn ký",),
    "chuc_vu_ky": ("Chức vụ ký",),
    "ho_ten_ky": ("Họ tên ký",),
    "kinh_gui": ("Kính gửi", "Kính gửi (nhiều nơi)", "Kính gửi (danh sách)"),
    "noi_nhan_tu": ("Nơi nhận",),
    "noi_nhan_ds": ("Nơi nhận (danh sách)",),
    "phu_luc_kem_theo": ("Kèm theo",),
    "so_trang": ("Số trang",),
}
"""Where each component is printed: the names of its styles."""

NOT_PRINTED = {
    "trich_yeu_cong_van": "a công văn has a form of its own (PL III, mẫu 1.5)",
    "phan_chuong": "plans and reports start at the mục (II.6.c, V.6.b)",
    "phan_chuong_tieu_de": "as phan_chuong",
    "muc_tieu_muc": "of a layout with điều",
    "muc_tieu_muc_tieu_de": "of a layout with điều",
    "dieu": "of a layout with điều",
    "phu_luc_tu": "what is attached is a văn bản kèm theo (PL III, mẫu 1.3)",
    "phu_luc_tieu_de": "as phu_luc_tu",
    "do_khan": "a stamp",
    "chi_dan_luu_hanh": "a stamp",
    "ky_hieu_nguoi_soan": "optional (III.3)",
    "dia_chi_co_quan": "optional (III.4)",
    "thong_tin_ky_so": "written by the program that signs",
}
"""The components that this template does not print, and why."""

SETS = {"built-in": RULES, "house": house()}
"""The rules of the committed template, and those of a house with other values: both have to be obeyed."""


@pytest.fixture(scope="module", params=SETS)
def rules(request: pytest.FixtureRequest) -> RuleSet:
    """The rule set that the documents were made by."""
    return SETS[request.param]


@pytest.fixture(scope="module")
def documents(rules: RuleSet) -> list[Docx]:
    """Finished documents, opened again: together they print everything that the template can."""
    template = build_template.TEMPLATE.read_bytes() if rules is RULES else build(rules)
    every = samples.plan(), samples.letter(), samples.draft_report(), samples.short_plan(), samples.outline_alone()
    return [Docx(samples.word_file(composition, template)) for composition in every]


def placed(documents: list[Docx], component: str) -> list[Measured]:
    """The paragraphs that print a component, in every style that does."""
    found = []
    for style in PLACES[component]:
        parts = [(d, part) for d in documents for part in ("word/document.xml", "word/header.xml")]
        of_style = [p for d, part in parts for p in d.paragraphs_of(part) if p.style == style and p.text]
        assert of_style, f"nothing is printed in the style {style}"
        found += of_style
    return found


def obeys(limits: Range, measured: float, tolerance: float) -> bool:
    """Whether a measured value is allowed, and is the one that was asked for."""
    return limits.allows(measured, tolerance) and abs(measured - float(limits.value)) <= tolerance


# --- the page -------------------------------------------------------------------------------------------------------


def test_every_page_has_the_size_and_margins_of_the_rules(documents: list[Docx], rules: RuleSet) -> None:
    """PL I, Phần I, I.1 to I.3: A4, upright; every part of every document."""
    sections = [section for document in documents for section in document.sections]

    assert len(sections) == len(documents) + 1  # the plan has an annex
    for section in sections:
        assert section.width_mm == pytest.approx(float(rules.paper.width), abs=MM)
        assert section.height_mm == pytest.approx(float(rules.paper.height), abs=MM)
        for side, measured in section.margins_mm.items():
            assert obeys(getattr(rules.margins, side), measured, MM), side


def test_page_numbers_start_again_in_each_part_and_are_hidden_on_its_first_page(
    documents: list[Docx], rules: RuleSet
) -> None:
    """PL I, Phần I, I.7 and III.1.đ; the number is a field in the header, which lies in the top margin."""
    assert rules.page_number.position == "top_margin"
    for document in documents:
        for section in document.sections:
            fields = {kind: document.tree(part).findall(".//w:fldSimple", NS) for kind, part in section.headers.items()}
            (field,) = fields["default"]
            assert field.get(f"{{{W}}}instr", "").split() == ["PAGE"]
            assert section.first_page_differs == (rules.page_number.first_page == "hidden")
            assert fields["first"] == []
            assert section.number_start == rules.page_number.start
            assert section.kind == "nextPage"
            (number,) = document.styled("Số trang", section.headers["default"])
            height = number.runs[0].size_pt * 1.15 * 25.4 / 72
            assert 0 < section.header_mm < section.margins_mm["top"] - height


def test_every_letter_is_in_the_font_and_colour_of_the_rules(documents: list[Docx], rules: RuleSet) -> None:
    """PL I, Phần I, I.4: Times New Roman, black; and Vietnamese, so that spelling is checked as such."""
    parts = ("word/document.xml", "word/header.xml", "word/header-first.xml", "word/footnotes.xml")
    runs = [run for d in documents for part in parts for p in d.paragraphs_of(part) for run in p.runs]

    assert len(runs) > 300
    assert {(run.font, run.color, run.language) for run in runs} == {(rules.font.name, rules.font.color, "vi-VN")}


def test_a_landscape_page_has_the_margins_of_the_rules(rules: RuleSet) -> None:
    """PL I, Phần I, I.2: a text with tables may run along the long side; the edges are named as one reads it."""
    template = build_template.TEMPLATE.read_bytes() if rules is RULES else build(rules)
    turned = [s for s in Docx(samples.word_file(samples.report(), template)).sections if s.width_mm > s.height_mm]

    assert len(turned) == 2
    for section in turned:
        assert section.width_mm == pytest.approx(float(rules.paper.height), abs=MM)
        assert section.height_mm == pytest.approx(float(rules.paper.width), abs=MM)
        for side, measured in section.margins_mm.items():
            assert obeys(getattr(rules.margins, side), measured, MM), side


def test_letters_of_tables_are_letters_of_the_text(rules: RuleSet) -> None:
    """The decree has no others for what a document says: the smallest of them, single spaced."""
    template = build_template.TEMPLATE.read_bytes() if rules is RULES else build(rules)
    document = Docx(samples.word_file(samples.report(), template))

    for style in ("Đầu bảng", "Ô bảng", "Ô bảng giữa", "Ô bảng phải"):
        for paragraph in document.styled(style):
            assert paragraph.line == 1 and paragraph.first_line_mm == 0
            for run in paragraph.runs:
                assert rules.components["noi_dung"].size.allows(run.size_pt, PT)
                assert (run.font, run.color) == (rules.font.name, rules.font.color)


# --- the components ---------------------------------------------------------------------------------------------------


def test_every_component_is_measured_or_not_printed_for_a_reason() -> None:
    """A rule that is added is measured, or this list says why not."""
    assert PLACES.keys() | NOT_PRINTED.keys() == RULES.components.keys()
    assert not PLACES.keys() & NOT_PRINTED.keys()


@pytest.mark.parametrize("component", PLACES)
def test_letters_are_as_the_rule_of_their_component(documents: list[Docx], rules: RuleSet, component: str) -> None:
    """Size, weight, slope, capitals and fixed words; words set apart in a text have a look of their own."""
    rule = rules.components[component]

    for paragraph in placed(documents, component):
        runs = [run for run in paragraph.runs if run.text and not run.style]
        assert runs
        for run in runs:
            assert obeys(rule.size, run.size_pt, PT), paragraph.text
            assert (run.bold, run.italic) == (rule.bold, rule.italic), paragraph.text
            if rule.size_as:
                assert run.size_pt == float(rules.components[rule.size_as].size.value)
        if rule.case == "upper" and component != "muc_la_ma":
            assert paragraph.text == paragraph.text.upper()
        if rule.text:
            assert paragraph.text == rule.text[0]


@pytest.mark.parametrize("component", PLACES)
def test_lines_stand_as_the_rule_of_their_component(documents: list[Docx], rules: RuleSet, component: str) -> None:
    """Alignment; and of the text, its first line, the space between paragraphs and between lines (II.6.e)."""
    rule = rules.components[component]

    for paragraph in placed(documents, component):
        if rule.alignment is not None:
            assert {"both": "justify"}.get(paragraph.alignment, paragraph.alignment) == rule.alignment
            assert paragraph.left_mm == 0
        indent = float(rules.first_line_indent.value) if rule.indented else 0.0
        if component != "kinh_gui":
            assert paragraph.first_line_mm == pytest.approx(indent, abs=MM)
        assert paragraph.line_rule == "auto"
        if rule.body:
            assert Fraction(indent).limit_denominator(10) in rules.first_line_indent.allowed
            assert obeys(rules.paragraph_spacing, paragraph.after_pt + paragraph.before_pt, PT)
            assert obeys(rules.line_spacing, paragraph.line, 0.005)
        else:
            assert paragraph.line == 1
        if rule.line_spacing is not None:
            assert obeys(rule.line_spacing, paragraph.line, 0.005)
            assert paragraph.before_pt == 0


def test_fixed_first_words_are_printed(documents: list[Docx], rules: RuleSet) -> None:
    """“Số:”, “Kính gửi:”, the dash of a recipient, “TM.” before a body's name."""
    for component in ("so_ky_hieu", "noi_nhan_ds", "quyen_han_ky"):
        prefixes = tuple(rules.components[component].prefix)
        assert prefixes
        assert all(p.text.startswith(prefixes) for p in placed(documents, component)), component
    first_of_each = [p for p in placed(documents, "kinh_gui") if not p.style.endswith("(danh sách)")]
    assert {p.text for p in first_of_each} == {"Kính gửi:", "Kính gửi: Ban Thường vụ Hội LHPN tỉnh Thái Bình"}


# --- ruled lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("component", "above"),
    [
        ("tieu_ngu", "Tiêu ngữ"),
        ("co_quan_ban_hanh", "Cơ quan ban hành"),
        ("trich_yeu", "Trích yếu"),
        ("phu_luc_kem_theo", "Kèm theo"),
    ],
)
def test_a_line_is_ruled_below_each_component_that_has_one(
    documents: list[Docx], rules: RuleSet, component: str, above: str
) -> None:
    """A drawn line, thin, solid, black, centred; in a paragraph of its own right below the last line of its text."""
    assert rules.components[component].ruled_line is not None
    found = 0
    for document in documents:
        for paragraph, following in pairwise(document.paragraphs):
            if paragraph.style == above and following.style != above:
                (line,) = following.ruled_lines
                assert (line.color, line.solid, line.centred_on) == ("000000", True, "column")
                assert 0.5 <= line.thickness_pt <= 1 and line.frame_pt == line.length_pt > 15
                assert following.text == "" and following.style == "Đường kẻ"
                found += 1
    assert found


def test_no_other_line_is_ruled(documents: list[Docx]) -> None:
    """Neither the Quốc hiệu nor a title has one; and none is typed."""
    for document in documents:
        paragraphs = document.paragraphs
        for above, paragraph in pairwise(paragraphs):
            if paragraph.ruled_lines:
                assert above.style in ("Tiêu ngữ", "Cơ quan ban hành", "Trích yếu", "Kèm theo", "Trích yếu kèm theo")
        assert not [p.text for p in paragraphs if "___" in p.text or "---" in p.text or "…………" in p.text]


def test_an_annex_without_a_note_has_its_line_below_the_subject(documents: list[Docx]) -> None:
    """A đề cương printed alone belongs to nothing; its head ends with the subject."""
    alone = documents[-1].paragraphs

    assert [p.style for p in alone[:5]] == ["Tên văn bản kèm theo", *["Trích yếu kèm theo"] * 3, "Đường kẻ"]
    assert len(alone[4].ruled_lines) == 1


# --- structure --------------------------------------------------------------------------------------------------------


def test_headings_are_real_and_stay_with_their_text() -> None:
    """Levels 1 to 6 of Word, so that the navigation pane shows them; deeper ones look as the sixth."""
    blocks = tuple(Heading(level=n, number=f"{n}.", text=samples.line("Đề mục")) for n in range(1, 9))
    document = Docx(samples.word_file(Composition(samples.FRAME, blocks)))

    headings = [p for p in document.paragraphs if p.outline_level is not None]

    assert [(p.style, p.outline_level) for p in headings] == [
        (f"heading {min(n, 6)}", min(n, 6) - 1) for n in range(1, 9)
    ]
    assert [p.text for p in headings] == [f"{n}. Đề mục" for n in range(1, 9)]
    assert all(p.keep_next and p.keep_lines for p in headings)


def test_deeper_items_look_as_the_third_level() -> None:
    """No list is too deep to be printed."""
    blocks = tuple(Item(level=n, marker="-", text=samples.line("mục")) for n in range(1, 6))
    document = Docx(samples.word_file(Composition(samples.FRAME, blocks)))

    items = [p.style for p in document.paragraphs if p.text == "- mục"]

    assert items == [f"Gạch đầu dòng {min(n, 3)}" for n in range(1, 6)]


def test_a_heading_without_a_number_starts_with_its_text() -> None:
    """No space is left where a number would stand."""
    plan = Docx(samples.word_file(samples.plan()))

    assert [p.text for p in plan.paragraphs if p.style == "heading 6"] == ["Cấp sáu, không có số"]


def test_text_behind_a_heading_is_neither_bold_nor_italic() -> None:
    """Word lets a heading's bold stand against a style alone (ISO/IEC 29500-1, 17.7.3): the run has to say so too."""
    plan = Docx(samples.word_file(samples.plan()))

    (heading,) = [p for p in plan.paragraphs if p.text.startswith("3. Đề xuất")]

    assert [(run.style, run.bold, run.italic) for run in heading.runs if run.text] == [
        ("", True, False),
        ("", True, False),
        ("Nối tiêu đề", False, False),
    ]


def test_words_set_apart_are_bold_or_italic() -> None:
    """“Đậm” and “Nghiêng” in a text that is neither."""
    plan = Docx(samples.word_file(samples.plan()))

    looks = {run.style: (run.bold, run.italic) for p in plan.paragraphs if p.style == "Lời văn" for run in p.runs}
    slope = {run.style: run.italic for p in plan.paragraphs if p.style == "Gạch đầu dòng 3" for run in p.runs}

    assert looks["Đậm"] == (True, False)
    assert slope["Nghiêng"]


def test_no_line_is_left_alone_and_no_word_is_divided() -> None:
    """Widow control holds in every paragraph."""
    plan = Docx(samples.word_file(samples.plan()))

    assert all(p.widow_control for p in plan.paragraphs)


def test_signature_and_last_text_are_chained_to_each_other() -> None:
    """The text's last paragraph, each of the table and the one behind it keep to the next; no row breaks."""
    plan = Docx(samples.word_file(samples.plan()))
    body = plan.tree("word/document.xml")
    styles = ("Nơi nhận", "Nơi nhận (danh sách)", "Quyền hạn ký", "Chức vụ ký", "Họ tên ký")

    last_text = next(p for p in plan.paragraphs if p.text.endswith("thực hiện./."))
    table = [p for p in plan.paragraphs if p.style in styles]
    behind = plan.paragraphs[plan.paragraphs.index(table[-1]) + 1]

    assert last_text.keep_next and behind.keep_next
    assert len(table) == 1 + len(samples.FRAME.recipients) + 3 and all(p.keep_next for p in table)
    assert behind.style == "Cuối phần" and behind.line_rule == "exact" and behind.line == 1
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in body.iter(f"{{{W}}}tr"))


@pytest.mark.parametrize(
    ("change", "absent"),
    [
        ({"signer": None}, "Chức vụ ký"),
        ({"recipients": ()}, "Nơi nhận"),
        ({"signer": None, "recipients": ()}, "Họ tên ký"),
    ],
)
def test_a_signature_may_lack_a_side(change: dict[str, object], absent: str) -> None:
    """The table stays whole: each cell holds a paragraph."""
    composition = Composition(replace(samples.FRAME, **change), samples.ENDING)  # type: ignore[arg-type]
    document = Docx(samples.word_file(composition))

    assert absent not in {p.style for p in document.paragraphs}
    assert all(cell.find("w:p", NS) is not None for cell in document.tree("word/document.xml").iter(f"{{{W}}}tc"))


def test_head_and_signature_fill_the_text_area_and_have_no_borders(documents: list[Docx], rules: RuleSet) -> None:
    """Two columns of fixed width from margin to margin; text starts at the very margin (“sát lề trái”, II.9.d)."""
    width = rules.paper.width - rules.margins.left.value - rules.margins.right.value
    tables = [table for document in documents for table in document.tree("word/document.xml").iter(f"{{{W}}}tbl")]

    assert len(tables) == 8  # two in each document but the đề cương alone
    for table in tables:
        columns = [int(c.get(f"{{{W}}}w", "")) * MM_PER_TWIP for c in table.findall("w:tblGrid/w:gridCol", NS)]
        layout, style = table.find("w:tblPr/w:tblLayout", NS), table.find("w:tblPr/w:tblStyle", NS)
        assert len(columns) == 2 and sum(columns) == pytest.approx(float(width), abs=MM)
        assert layout is not None and layout.get(f"{{{W}}}type") == "fixed"
        assert style is not None and not table.findall(".//w:tblBorders", NS) + table.findall(".//w:tcBorders", NS)
        look = documents[0].styles[style.get(f"{{{W}}}val", "")]
        sides = {s: look.find(f"w:tblPr/w:tblCellMar/w:{s}", NS).get(f"{{{W}}}w") for s in ("left", "right")}  # type: ignore[union-attr]
        assert sides == {"left": "0", "right": "0"} and look.find(".//w:tblBorders", NS) is None


def test_a_dotted_line_is_a_leader_to_the_right_margin(documents: list[Docx], rules: RuleSet) -> None:
    """No dots are typed: the line ends where the text area does, whatever its width."""
    width = rules.paper.width - rules.margins.left.value - rules.margins.right.value
    tab = documents[0].styles["DongCham"].find("w:pPr/w:tabs/w:tab", NS)

    assert [p.text for p in documents[0].styled("Dòng chấm")] == ["\t"]
    assert tab is not None
    assert (tab.get(f"{{{W}}}val"), tab.get(f"{{{W}}}leader")) == ("right", "dot")
    assert int(tab.get(f"{{{W}}}pos", "")) * MM_PER_TWIP == pytest.approx(float(width), abs=MM)


def test_footnotes_have_a_look_of_their_own() -> None:
    """Small and justified, the mark raised; each paragraph of a note is one, the first has the mark."""
    plan = Docx(samples.word_file(samples.plan()))

    notes = plan.styled("footnote text", "word/footnotes.xml")

    assert len(notes) == 2
    assert {(p.alignment, run.size_pt, run.bold) for p in notes for run in p.runs if run.text} == {("both", 11, False)}
    assert notes[0].runs[0].style == "footnote reference" and "footnote reference" not in {
        r.style for r in notes[1].runs
    }


@pytest.mark.parametrize(("draft", "marks"), [(True, ["DỰ THẢO"]), (False, [])])
def test_a_draft_is_marked_on_every_page(draft: bool, marks: list[str]) -> None:
    """In the header of the first page and of all others; a finished document says nothing of it."""
    document = Docx(samples.word_file(Composition(replace(samples.FRAME, draft=draft), samples.ENDING)))

    for part in ("word/header.xml", "word/header-first.xml"):
        assert [p.text for p in document.paragraphs_of(part) if p.style == "Dự thảo"] == marks


def test_a_long_paragraph_may_be_the_last() -> None:
    """A text that keeps to its signature is text as any other."""
    blocks = (Paragraph(samples.line(samples.SENTENCE), keep=True), *samples.ENDING[1:])
    document = Docx(samples.word_file(Composition(samples.FRAME, blocks)))

    (last,) = [p for p in document.paragraphs if p.style == "Lời văn"]

    assert last.keep_next and last.text == samples.SENTENCE
