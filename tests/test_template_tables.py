"""Tables and landscape sections: what is in the file, what a page shows, and what a template may get wrong."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import docx
import pypdf
import pytest
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup
from openxml_audit import OpenXmlValidator

import pages
import samples
from hoi_report._blocks import (
    AttachmentHead,
    Block,
    Column,
    Composition,
    Frame,
    Line,
    NoteMark,
    Paragraph,
    PartBreak,
    Row,
    SectionBreak,
    Span,
    Table,
    plain,
)
from hoi_report._problems import RenderError
from hoi_report._template import Template, compile_template, context_of
from hoi_report._template.context import _Lines
from hoi_report._template.tables import STYLES, Cells, column_widths, table_markup
from hoi_report._template.values import run_text
from measure import NS, Docx, W
from samples import COLUMNS, FRAME, line
from template_samples import LANDSCAPE, SECTION, paragraph, told, unzipped, word_file, zipped
from test_template_oracle import tables

TEXT = Paragraph(line(samples.SENTENCE))
UPRIGHT, TURNED = SectionBreak(landscape=False, first=True), SectionBreak(landscape=True, first=False)
PORTRAIT_TWIPS, LANDSCAPE_TWIPS = 11906 - 1701 - 851, 16838 - 1701 - 851
"""The width and the height of A4 without margins of 30 and 15 mm: 165 and 252 mm."""


@cache
def template() -> Template:
    """The built-in one."""
    return compile_template(samples.TEMPLATE.read_bytes(), name="nd30-2020.docx", complete=True)


def printed(*blocks: Block, continued: bool = False) -> bytes:
    """A document of these blocks."""
    return samples.word_file(Composition(FRAME, blocks, continued=continued))


def grids(content: bytes) -> list[etree._Element]:
    """The tables of data in a document, without those that hold head and signature."""
    every = Docx(content).tree("word/document.xml").iter(f"{{{W}}}tbl")
    return [table for table in every if table.find("w:tblPr/w:tblStyle", NS).get(f"{{{W}}}val") == "Bang"]  # type: ignore[union-attr]


def styles_of(row: etree._Element) -> list[str]:
    """The style of each cell's paragraph."""
    return [style.get(f"{{{W}}}val", "") for style in row.iterfind("w:tc/w:p/w:pPr/w:pStyle", NS)]


# --- tables -----------------------------------------------------------------------------------------------------------

SHAPES = {
    "one column": Table((Column("a", 1),), (Row((line("b"),)),)),
    "no rows": Table(COLUMNS, ()),
    "one group of all": Table((Column("a", 1, group="g"), Column("b", 2, group="g")), ()),
    "a group of one": Table((Column("a", 1, group="g"), Column("b", 2)), ()),
    "two groups": Table(tuple(Column(f"c{n}", n, group=g) for n, g in enumerate("xxyy", 1)), ()),
    "a group at each end": Table(tuple(Column(f"c{n}", n, group=g) for n, g in enumerate(("x", "x", "", "x"), 1)), ()),
    "empty titles": Table((Column("", 1), Column("", 1)), (Row((line(""), ())),)),
    "all kinds of rows": samples.table(3),
    "only a title across": Table(COLUMNS, (Row((line("a"),), "across"),)),
    "only a total": Table((Column("a", 1),), (Row((line("b"),), "total"),)),
    "landscape": samples.table(3, landscape=True),
    "kept": replace(samples.table(3), keep=True),
    "many columns": Table(tuple(Column(str(n), 0.1 + n) for n in range(30)), ()),
}


def test_word_opens_tables_of_all_shapes_without_repair(tmp_path: Path) -> None:
    """All in one document, right behind each other: by the port of the Open XML SDK's validator."""
    path = tmp_path / "x.docx"
    path.write_bytes(printed(*SHAPES.values()))

    result = OpenXmlValidator().validate(str(path))

    assert result.is_valid and not list(result.errors), list(result.errors)


@settings(max_examples=25, deadline=None)
@given(table=tables())
def test_word_opens_any_table(tmp_path_factory: pytest.TempPathFactory, table: Table) -> None:
    """Whatever its columns, groups, rows and texts."""
    path = tmp_path_factory.mktemp("any") / "x.docx"
    path.write_bytes(printed(table))

    assert not list(OpenXmlValidator().validate(str(path)).errors)


@pytest.mark.parametrize("table", SHAPES.values(), ids=SHAPES)
def test_the_grid_is_exact_and_every_cell_says_its_width(table: Table) -> None:
    """Columns come to the width of the text to the last twip; each cell is as wide as the columns that it spans."""
    (grid,) = grids(printed(table))
    width = LANDSCAPE_TWIPS if table.landscape else PORTRAIT_TWIPS

    columns = [int(column.get(f"{{{W}}}w", "")) for column in grid.iterfind("w:tblGrid/w:gridCol", NS)]
    said = grid.find("w:tblPr/w:tblW", NS)
    layout = grid.find("w:tblPr/w:tblLayout", NS)

    assert len(columns) == len(table.columns) and sum(columns) == width
    assert said is not None and said.get(f"{{{W}}}w") == str(width)
    assert layout is not None and layout.get(f"{{{W}}}type") == "fixed"
    for row in grid.iterfind("w:tr", NS):
        at = 0
        for properties in row.iterfind("w:tc/w:tcPr", NS):
            span = properties.find("w:gridSpan", NS)
            count = 1 if span is None else int(span.get(f"{{{W}}}val", ""))
            own = properties.find("w:tcW", NS)
            assert own is not None and int(own.get(f"{{{W}}}w", "")) == sum(columns[at : at + count])
            at += count
        assert at == len(columns)


@given(wished=st.lists(st.floats(0.5, 300), min_size=1, max_size=40), width=st.integers(1000, 20000))
def test_columns_keep_their_proportions(wished: list[float], width: int) -> None:
    """Each is as wide as its share, within a twip, and together they are the whole."""
    found = column_widths(wished, width)

    assert sum(found) == width
    assert all(abs(column - width * wish / sum(wished)) <= 1.001 for column, wish in zip(found, wished, strict=True))


@pytest.mark.parametrize("table", SHAPES.values(), ids=SHAPES)
def test_python_docx_reads_the_same_cells(table: Table) -> None:
    """Head, common head, rows: python-docx gives a cell that is merged for each of its places."""
    document = docx.Document(io.BytesIO(printed(table)))
    word = next(found for found in document.tables if found.style is not None and found.style.name == "Bảng")
    names = [column.title for column in table.columns]
    head = [names]
    if any(column.group for column in table.columns):
        head = [[column.group or column.title for column in table.columns], names]

    def texts(row: Row) -> list[str]:
        found = [plain(cell) for cell in row.cells]
        return found * len(table.columns) if row.kind == "across" else found

    assert cells(word) == [*head, *map(texts, table.rows)]


def cells(table: WordTable) -> list[list[str]]:
    """The text at each place of a table's grid."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_head_is_repeated_and_no_row_breaks() -> None:
    """Both rows of a head with groups say so, and no other; every row stays whole."""
    (grid,) = grids(printed(samples.table(2)))
    rows = grid.findall("w:tr", NS)

    assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows] == [True, True] + [False] * 4
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


def test_cells_look_by_named_styles() -> None:
    """Who changes a style in Word changes every such cell; numbers end at the right."""
    document = Docx(printed(samples.table(1)))
    (grid,) = grids(printed(samples.table(1)))

    looks = [styles_of(row) for row in grid.iterfind("w:tr", NS)]
    by_hand = {etree.QName(child).localname for properties in grid.iter(f"{{{W}}}pPr") for child in properties}

    assert looks[0] == ["DauBang"] * 5 and looks[1] == ["DauBang"] * 6 and looks[2] == ["OBang"]
    assert looks[3] == looks[4] == ["OBangGiua", "OBang", "OBangGiua", "OBangPhai", "OBangPhai", "OBangPhai"]
    assert by_hand == {"pStyle", "keepNext"}
    (title,) = [p for p in document.styled("Đầu bảng") if p.text == "Chỉ tiêu"]
    (number,) = [p for p in document.styled("Ô bảng phải") if p.text == "1.250"]
    (text,) = [p for p in document.styled("Ô bảng") if p.text.endswith("(chỉ tiêu 1)")]
    assert (title.alignment, title.runs[0].bold, title.keep_next) == ("center", True, True)
    assert (number.alignment, number.runs[0].bold) == ("right", False)
    assert (text.alignment, text.first_line_mm, text.line, text.runs[0].size_pt) == ("left", 0, 1, 13)


def test_totals_are_bold_and_keep_what_is_slanted() -> None:
    """Each span of a row of totals, in its own look made bold."""
    spans = (Span("a"), Span("b", "emphasis"), Span("c", "strong"), Span("d", "strong_emphasis"))
    document = Docx(printed(Table((Column("x", 1),), (Row((spans,), "total"), Row((spans,))))))

    total, plain = (
        [(run.bold, run.italic) for run in p.runs] for p in document.paragraphs if p.text == "abcd" and p.in_table
    )

    assert total == [(True, False), (True, True), (True, False), (True, True)]
    assert plain == [(False, False), (False, True), (True, False), (True, True)]


def test_lines_are_thin_and_black() -> None:
    """Half a point around every cell, by the table's style alone."""
    style = Docx(printed(samples.table(1))).styles["Bang"]
    borders = style.find("w:tblPr/w:tblBorders", NS)

    assert borders is not None and len(borders) == 6
    assert {(b.get(f"{{{W}}}val"), b.get(f"{{{W}}}sz"), b.get(f"{{{W}}}color")) for b in borders} == {
        ("single", "4", "000000")
    }


def test_tables_behind_each_other_stay_two() -> None:
    """A paragraph as low as one can be stands behind each."""
    content = printed(samples.table(1), samples.table(1))
    document = Docx(content)

    behind = [grid.getnext() for grid in grids(content)]

    assert [element is not None and element.tag for element in behind] == [f"{{{W}}}p"] * 2
    assert all(p.line_rule == "exact" and p.line == 1 and not p.text for p in document.styled("Sau bảng"))


@pytest.mark.parametrize("keep", [False, True])
def test_rows_that_would_be_alone_stay_with_others(keep: bool) -> None:
    """A title across the table, what stands above a total, the last row; and with what follows, where asked."""
    content = printed(replace(samples.table(3), keep=keep), TEXT)
    (grid,) = grids(content)

    kept = [
        {p.find("w:pPr/w:keepNext", NS) is not None for p in row.iterfind("w:tc/w:p", NS)}
        for row in grid.findall("w:tr", NS)[2:]
    ]

    assert kept == [{True}, {False}, {False}, {True}, {True}]
    assert [p.keep_next for p in Docx(content).styled("Sau bảng")] == [keep]


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))


@settings(deadline=None)
@given(title=ANY_TEXT, group=ANY_TEXT, cell=ANY_TEXT)
def test_any_text_comes_out_of_a_cell_unchanged(title: str, group: str, cell: str) -> None:
    """Titles, common titles, cells of each kind of row."""
    columns = (Column(title, 1, group=group), Column("b", 1, group=group))
    texts = line(cell, Span(cell, "strong"))
    rows = (Row((texts,), "across"), Row((texts, ())), Row((cell, "c")), Row((texts, ()), "total"))

    (grid,) = grids(printed(Table(columns, rows)))

    found = ["".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in grid.iter(f"{{{W}}}p")]
    assert found == [*([group] if group else []), title, "b", 2 * cell, 2 * cell, "", cell, "c", 2 * cell, ""]


def test_cells_of_words_alone_are_printed_as_all_others() -> None:
    """By a shorter way, whatever signs are in the words, or in the name that a template gives a style."""
    styles = dict.fromkeys(STYLES, "50%s")
    columns = (Column("a", 1), Column("b", 1))

    def markup(*cells: Line) -> str:
        lines = _Lines(template(), run_text)
        return str(table_markup(Table(columns, (Row(cells),) * 2), False, Cells(styles, lines.add, lines.plain, 9000)))

    assert markup("5 %d", "b & c") == markup((Span("5 %d"),), (Span("b & c"),))
    assert markup("", "b") == markup((), (Span("b"),))


def test_a_word_in_a_cell_may_have_a_footnote() -> None:
    """As any other text."""
    table = Table((Column("a", 1),), (Row((line("b", NoteMark(1)),)),))
    content = samples.word_file(Composition(FRAME, (table,), ((line("c"),),)))

    assert [p.text for p in Docx(content).styled("footnote text", "word/footnotes.xml")] == [" c"]


def test_a_character_that_word_cannot_hold_is_refused() -> None:
    """Never dropped."""
    with pytest.raises(RenderError) as raised:
        printed(Table((Column("a", 1),), (Row((line("b\x07"),)),)))

    assert [problem.code for problem in raised.value.problems] == ["template-value-character"]


# --- templates --------------------------------------------------------------------------------------------------------


def changed(old: str, new: str) -> bytes:
    """The built-in template with its body changed."""
    parts = unzipped(samples.TEMPLATE.read_bytes())
    body = parts["word/document.xml"].decode("utf-8")
    assert old in body
    return zipped({**parts, "word/document.xml": body.replace(old, new)})


@pytest.mark.parametrize(
    ("old", "new", "variables"),
    [
        ("{{p b.table }}", "", {"table.columns.title", "table.columns.group", "table.rows.cells (total)"}),
        ("{%p elif b.first %}", "{%p elif b.first or not b.landscape %}", {"section_break.first", "part_break.first"}),
        ("if b.landscape and b.first", "if b.landscape", {"section_break.first", "part_break.first"}),
        ("elif b.landscape %", "elif b.landscape and draft %", {"section_break.landscape", "part_break.landscape"}),
        ('w:w="16838" w:h="11906"', 'w:w="11906" w:h="16838"', {"landscape"}),
        (' or b.kind == "section_break"', "", {"section_break"}),
    ],
)
def test_a_template_that_loses_a_table_or_a_turned_page_is_refused(old: str, new: str, variables: set[str]) -> None:
    """Before it prints anything; what would be lost is named."""
    with pytest.raises(RenderError) as raised:
        compile_template(changed(old, new), name="mau.docx", complete=True)

    assert {problem.code for problem in raised.value.problems} == {"template-lacks"}
    assert variables <= {problem.path for problem in raised.value.problems}


def test_a_table_is_printed_in_a_paragraph_of_its_own_only() -> None:
    """Not within a paragraph, as text or as runs, and nothing else of a stranger's in its place."""
    table = context_of(Composition(Frame(), (samples.table(1),)), template())["blocks"]
    (block,) = cast("list[SimpleNamespace]", table)

    for tag, value, code in (
        ("{{ x }}", block.table, "template-value-runs"),
        ("a {{r x }}", block.table, "template-subdocument"),
        ("{{p x }}", Markup("<w:p/>"), "template-subdocument"),
        ("{{p x }}", Markup(block.table), "template-subdocument"),
        ("{{p x }}", "a", "template-subdocument"),
        ("{{p y }}", "", "template-undefined"),
        ("{{p x|upper }}", block.table, "template-failed"),
        ("{{r x|lower }}", block.table, "template-failed"),
    ):
        with pytest.raises(RenderError) as raised:
            compile_template(word_file(paragraph(tag)), name="mau.docx").fill({"x": value})
        (problem,) = raised.value.problems
        assert problem.code == code, tag
        assert problem.path in (f"word/document.xml {tag.removeprefix('a ')}", "")

    filled = compile_template(word_file(paragraph("{{p x }}")), name="mau.docx").fill({"x": block.table})
    assert len(grids(filled)) == 1


def test_a_filter_cannot_damage_formatted_text() -> None:
    """The names of elements have letters too: capitals are a matter of the style."""
    (block,) = cast("list[SimpleNamespace]", context_of(Composition(Frame(), (TEXT,)), template())["blocks"])
    for name in ("upper", "lower", "capitalize"):
        with pytest.raises(RenderError) as raised:
            compile_template(word_file(paragraph(f"{{{{r x|{name} }}}}")), name="mau.docx").fill({"x": block.text})
        assert told(raised.value) == [
            "mau.docx: error [template-failed] the template could not be filled: "
            "TypeError: formatted text cannot be changed by a filter"
        ]


def test_a_missing_style_is_named() -> None:
    """Of the table, the head and each alignment."""
    bare = compile_template(word_file(paragraph("{{p x }}"), styles="<w/>"), name="mau.docx")

    with pytest.raises(RenderError) as raised:
        context_of(Composition(Frame(), (samples.table(1),)), bare)

    (problem,) = raised.value.problems
    assert problem.code == "template-style-missing" and problem.arguments["style"] == "Sau bảng"


def test_a_table_is_as_wide_as_the_designers_text() -> None:
    """Between the margins of the template's own sections; of several, the narrowest."""
    gutter = SECTION.replace('w:right="851"', 'w:right="851" w:gutter="100"')
    body = (paragraph(properties=gutter), paragraph(properties=LANDSCAPE))
    pages_said = compile_template(word_file(*body), name="mau.docx").widths
    upright_only = compile_template(word_file(paragraph("a")), name="mau.docx").widths

    assert (pages_said.portrait, pages_said.landscape) == (11906 - 1701 - 851 - 100, 16838 - 1701 - 851)
    assert (upright_only.portrait, upright_only.landscape) == (9354, 9354)


# --- sections ---------------------------------------------------------------------------------------------------------

UP, ON = ("upright", "first"), ("upright", "continued")
TURN, TURN_ON = ("landscape", "first"), ("landscape", "continued")
TABLE = samples.table(1, landscape=True)
HEAD = AttachmentHead(title="PHỤ LỤC", subject=(), note="")
SECTIONS: dict[str, tuple[tuple[Block, ...], bool, list[tuple[str, str]]]] = {
    "no table": ((TEXT,), False, [UP]),
    "a table between texts": ((TEXT, UPRIGHT, TABLE, TURNED, TEXT), True, [UP, TURN_ON, ON]),
    "an annex behind": (
        (TEXT, UPRIGHT, TABLE, TURNED, TEXT, PartBreak(first=False), HEAD),
        False,
        [UP, TURN_ON, ON, UP],
    ),
    "a table at the end": ((TEXT, UPRIGHT, TABLE, TURNED), True, [UP, TURN_ON]),
    "a table at the end of a part": (
        (TEXT, UPRIGHT, TABLE, TURNED, PartBreak(first=False), HEAD),
        False,
        [UP, TURN_ON, UP],
    ),
    "a part that begins landscape": (
        (TEXT, PartBreak(), HEAD, TABLE, replace(TURNED, first=True), TEXT),
        True,
        [UP, TURN, ON],
    ),
    "a part that is landscape": ((TEXT, PartBreak(), HEAD, TABLE, replace(TURNED, first=True)), True, [UP, TURN]),
    "two tables with nothing between": (
        (TEXT, UPRIGHT, TABLE, TURNED, replace(UPRIGHT, first=False), TABLE, TURNED, TEXT),
        True,
        [UP, TURN_ON, TURN_ON, ON],
    ),
}


@pytest.mark.parametrize(("blocks", "continued", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_sections_are_turned_and_counted(
    blocks: tuple[Block, ...], continued: bool, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Each on a new page; only the first of a part hides its number and starts again. No section is empty."""
    content = printed(*blocks, continued=continued)

    sections = Docx(content).sections
    found = [
        ("landscape" if s.width_mm > s.height_mm else "upright", "first" if s.first_page_differs else "continued")
        for s in sections
    ]

    assert found == expected
    for section, (orientation, which) in zip(sections, found, strict=True):
        size = (297, 210) if orientation == "landscape" else (210, 297)
        assert (round(section.width_mm), round(section.height_mm)) == size
        assert section.number_start == (1 if which == "first" else None)
        assert {side: round(mm) for side, mm in section.margins_mm.items()} == {
            "top": 20, "bottom": 20, "left": 30, "right": 15
        }  # fmt: skip
        assert section.kind == "nextPage" and section.headers.keys() == {"default", "first"}
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    assert not list(OpenXmlValidator().validate(str(path)).errors)


def test_what_stands_before_a_break_stays_with_it() -> None:
    """The break is a paragraph of its own, which must not slip to an empty page."""
    blocks = (replace(TEXT, text=line("a")), UPRIGHT, replace(TABLE, keep=False), TURNED, replace(TEXT, text=line("b")))
    document = Docx(printed(*blocks, PartBreak(first=False), HEAD))

    assert [p.keep_next for p in document.paragraphs if p.text in ("a", "b")] == [True, True]
    assert [p.keep_next for p in document.styled("Sau bảng")] == [True]


def test_a_strangers_context_need_not_know_of_the_last_section() -> None:
    """Without `landscape` and `continued` it prints as the template has it."""
    context = context_of(Composition(FRAME, (TEXT,)), template())
    whole = template().fill(context)
    del context["landscape"], context["continued"]

    assert template().fill(context) == whole


# --- on paper ---------------------------------------------------------------------------------------------------------


def crowded() -> Composition:
    """Many sections, upright and landscape, whose last line stands at every height of a page."""
    words = samples.SENTENCE.split() * 20
    blocks: list[Block] = []
    for short in range(1, 19):
        for more in range(5):
            blocks += [Paragraph(line("Ngắn.")) for _ in range(short)]
            blocks += [
                Paragraph(line(" ".join(words[: 600 - 15 * short + 14 * more]))),
                UPRIGHT,
            ]
            high = Row((line("0"), line(" ".join(words[: 20 * short + 11 * more])), line("x")))
            low = [Row((line(str(n)), line("Ngắn"), line("x"))) for n in range(12 + more)]
            blocks += [Table(COLUMNS[:3], (high, *low), landscape=True), TURNED]
    return Composition(FRAME, (*blocks, *samples.ENDING), continued=True)


def without_keeping(content: bytes) -> bytes:
    """A document in which nothing keeps to what follows."""
    parts = unzipped(content)
    return zipped({**parts, "word/document.xml": parts["word/document.xml"].replace(b"<w:keepNext/>", b"")})


REPORTS = {f"report-{before}-{rows}": samples.report(before, rows, rows % 7) for before, rows in
           ((1, 1), (3, 6), (5, 13), (8, 30), (2, 14), (12, 15))}  # fmt: skip


@pytest.fixture(scope="module")
def on_paper(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The documents as LibreOffice prints them."""
    files = {name: samples.word_file(composition) for name, composition in REPORTS.items()}
    files["crowded"] = samples.word_file(crowded())
    files["loose"] = without_keeping(files["crowded"])
    files["many rows"] = printed(samples.table(40))
    files["high row"] = printed(
        Table(
            COLUMNS[:2],
            (Row((line("1"), line(" ".join(f"từ{n}" for n in range(1500))))), Row((line("2"), line("hết")))),
        )
    )
    files["wide end"] = printed(TEXT, UPRIGHT, samples.table(20, landscape=True), TURNED, continued=True)
    return pages.convert(soffice, files, tmp_path_factory.mktemp("tables"))


def sheets(pdf: bytes) -> list[tuple[bool, str]]:
    """Of each page, whether it is landscape, and its text."""
    return [
        (page.mediabox.width > page.mediabox.height, page.extract_text())
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_numbers_run_through_turned_pages(on_paper: dict[str, bytes], pdftotext: str, name: str) -> None:
    """None on the first page of a part, then 2, 3, 4 whichever way a page is turned; in the top margin, centred."""
    document = pages.words(pdftotext, on_paper[name])
    turned = [landscape for landscape, _ in sheets(on_paper[name])]
    annex = next(n for n, page in enumerate(document) if pages.on_page(page, "ĐỀ CƯƠNG BÁO CÁO"))
    top = 20 / 25.4 * 72

    numbers = [[word for word in page if word.bottom < top] for page in document]

    expected = [
        [],
        *([str(n)] for n in range(2, annex + 1)),
        [],
        *([str(n)] for n in range(2, len(document) - annex + 1)),
    ]
    assert [[word.text for word in words] for words in numbers] == expected
    for words, landscape in zip(numbers, turned, strict=True):
        for word in words:
            middle = (30 + (297 if landscape else 210) - 15) / 2
            assert (word.left + word.right) / 2 / 72 * 25.4 == pytest.approx(middle, abs=0.5)
    assert turned[annex] and True in turned[:annex] and not turned[0] and not turned[-1]


@pytest.mark.parametrize("name", ["many rows", "report-8-30", "wide end"])
def test_the_head_stands_on_every_page_of_a_table(on_paper: dict[str, bytes], name: str) -> None:
    """Above at least one row; a total is never alone below it."""
    found = [" ".join(text.split()) for _, text in sheets(on_paper[name]) if "cơ sở" in text or "Tổng số" in text]

    assert len(found) > 1
    for text in found:
        assert "Nhiệm kỳ 2021 - 2026" in text and "Kế hoạch" in text
        assert "(chỉ tiêu" in text


def test_no_page_is_empty_wherever_the_text_ends(on_paper: dict[str, bytes]) -> None:
    """And without keeping to the break some pages would be, so the document proves it."""
    empty = {name: [text for _, text in sheets(on_paper[name]) if len(text.split()) < 5] for name in on_paper}

    assert len(empty.pop("loose")) >= 2
    assert not any(empty.values()), empty


def test_the_last_section_may_be_landscape(on_paper: dict[str, bytes]) -> None:
    """A report that ends with a wide table has no page behind it."""
    found = sheets(on_paper["wide end"])

    assert [landscape for landscape, _ in found] == [False] + [True] * (len(found) - 1)
    assert "Tổng số" in found[-1][1]


def test_a_row_higher_than_a_page_loses_no_word(on_paper: dict[str, bytes], pdftotext: str) -> None:
    """It is divided all the same."""
    found = [word.text for page in pages.words(pdftotext, on_paper["high row"]) for word in page]

    assert [word for word in found if word.startswith("từ")] == [f"từ{n}" for n in range(1500)]
    assert "hết" in found


def test_libreoffice_saves_tables_with_the_same_text(soffice: str, tmp_path: Path) -> None:
    """And the same sections."""
    content = samples.word_file(samples.report())

    saved = pages.convert(soffice, {"report": content}, tmp_path, "docx")["report"]

    def told_by(file: bytes) -> list[str]:
        return [p.text for p in Docx(file).paragraphs if p.text.strip()]

    assert told_by(saved) == told_by(content)
