"""How Word inherits: defaults, styles of tables, lists, paragraphs and characters, then what is said on the spot.

The cases are raw XML, each the smallest that tells two readings apart; what is expected follows ISO/IEC 29500-1.
"""

from __future__ import annotations

import pytest

from hoi_report._word import Border, Frame, Tab
from word_raw import only, only_run, paragraph, read, run, style

DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
)


def defaults(run: str = "", paragraph: str = "") -> str:
    """Document defaults."""
    return DEFAULTS.format(run=run, paragraph=paragraph)


# --- letters ------------------------------------------------------------------------------------------------------


def test_where_nothing_is_said_words_own_defaults_hold() -> None:
    """A file without styles: Times New Roman of 10 pt, single lines, no style."""
    found = only(read(paragraph(run())))

    (letters,) = found.runs
    assert (letters.font, letters.size_pt, letters.bold, letters.color) == ("Times New Roman", 10.0, False, "auto")
    assert (found.style, found.alignment, found.line_rule, found.line) == ("", "left", "auto", 1.0)
    assert (found.before_pt, found.after_pt, found.left_mm, found.outline_level) == (0, 0, 0, None)


def test_each_level_overrules_the_one_before() -> None:
    """Defaults, base style, style, character style, direct: each is seen where no later one speaks."""
    styles = (
        defaults('<w:sz w:val="20"/><w:color w:val="111111"/><w:u w:val="single"/><w:rFonts w:ascii="A" w:hAnsi="A"/>')
        + style("Nen", '<w:rPr><w:sz w:val="22"/><w:color w:val="222222"/><w:u w:val="none"/></w:rPr>')
        + style("Chu", '<w:rPr><w:sz w:val="24"/><w:color w:val="333333"/></w:rPr>', based_on="Nen")
        + style("Ky", '<w:rPr><w:sz w:val="26"/></w:rPr>', kind="character")
    )
    letters = only_run(
        read(
            paragraph(
                run("chữ", '<w:rStyle w:val="Ky"/><w:vertAlign w:val="superscript"/>'), '<w:pStyle w:val="Chu"/>'
            ),
            styles=styles,
        )
    )

    assert (letters.size_pt, letters.color, letters.underline, letters.font) == (13.0, "333333", False, "A")
    assert (letters.vertical, letters.style) == ("superscript", "Ky")


@pytest.mark.parametrize("toggle", ["b", "i", "caps", "smallCaps", "strike"])
@pytest.mark.parametrize(
    ("in_defaults", "in_paragraph", "in_character", "direct", "expected"),
    [
        ("", "<w:{t}/>", "", "", True),
        ("", "<w:{t}/>", "<w:{t}/>", "", False),
        ("", '<w:{t} w:val="0"/>', "<w:{t}/>", "", True),
        ("", "<w:{t}/>", "<w:{t}/>", "<w:{t}/>", True),
        ("", "<w:{t}/>", "", '<w:{t} w:val="false"/>', False),
        ("<w:{t}/>", "<w:{t}/>", "", "", True),
        ("", '<w:{t} w:val="on"/>', '<w:{t} w:val="off"/>', "", True),
        ("", '<w:{t} w:val="abc"/>', "", "", False),
    ],
)
def test_toggles_undo_each_other(
    toggle: str, in_defaults: str, in_paragraph: str, in_character: str, direct: str, expected: bool
) -> None:
    """Bold in the paragraph's and in the character's style is not bold; only direct formatting is absolute (17.7.3)."""
    said = [each.format(t=toggle) for each in (in_defaults, in_paragraph, in_character, direct)]
    styles = (
        defaults(said[0])
        + style("Chu", f"<w:rPr>{said[1]}</w:rPr>")
        + style("Ky", f"<w:rPr>{said[2]}</w:rPr>", kind="character")
    )
    letters = only_run(
        read(paragraph(run("chữ", f'<w:rStyle w:val="Ky"/>{said[3]}'), '<w:pStyle w:val="Chu"/>'), styles=styles)
    )

    attribute = {"b": "bold", "i": "italic", "smallCaps": "small_caps"}.get(toggle, toggle)
    assert getattr(letters, attribute) is expected


def test_a_toggle_in_a_style_and_its_base_is_said_once() -> None:
    """What a style and the one that it is based on both say does not undo itself: it is one level."""
    styles = style("Nen", "<w:rPr><w:b/></w:rPr>") + style("Chu", "<w:rPr><w:b/></w:rPr>", based_on="Nen")

    assert only_run(read(paragraph(run(), '<w:pStyle w:val="Chu"/>'), styles=styles)).bold


def test_styles_that_are_based_on_each_other_end() -> None:
    """A circle of styles is read once around."""
    styles = style("A", "<w:rPr><w:b/></w:rPr>", based_on="B") + style("B", "<w:rPr><w:i/></w:rPr>", based_on="A")

    letters = only_run(read(paragraph(run(), '<w:pStyle w:val="A"/>'), styles=styles))

    assert letters.bold and letters.italic


@pytest.mark.parametrize("named", ["", '<w:pStyle w:val="KhongCo"/>', '<w:pStyle w:val="Ky"/>'])
def test_a_style_that_is_absent_or_of_another_kind_is_the_default_one(named: str) -> None:
    """The default paragraph style may be called anything."""
    styles = style("BinhThuong", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True) + style("Ky", kind="character")

    found = only(read(paragraph(run(), named), styles=styles))

    assert (found.style, found.runs[0].size_pt) == ("BinhThuong", 14.0)


@pytest.mark.parametrize(
    ("fonts", "text", "expected"),
    [
        ('w:ascii="Arial" w:hAnsi="Arial"', "Kế hoạch", "Arial"),
        ('w:ascii="Arial" w:hAnsi="Tahoma"', "Ke hoach", "Arial"),
        ('w:ascii="Arial" w:hAnsi="Tahoma"', "ế", "Tahoma"),
        ('w:ascii="Arial" w:hAnsi="Tahoma"', "Kế hoạch", "Arial/Tahoma"),
        ('w:ascii="Arial"', "“ế”", "Times New Roman"),
        ('w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="SimSun"', "漢", "SimSun"),
        ('w:ascii="Arial" w:hAnsi="Tahoma"', " \u00a0 ", "Arial"),
    ],
)
def test_a_run_has_the_font_that_its_characters_take(fonts: str, text: str, expected: str) -> None:
    """ASCII letters take one font, Vietnamese letters another, Chinese a third (17.3.2.26)."""
    assert only_run(read(paragraph(run(text, f"<w:rFonts {fonts}/>")))).font == expected


THEME = """<a:themeElements><a:clrScheme name=""><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme><a:fontScheme name="">
<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>
<a:font script="Viet" typeface="Arial"/></a:minorFont></a:fontScheme>
<a:fmtScheme name=""><a:lnStyleLst><a:ln w="6350"/><a:ln w="12700"/></a:lnStyleLst></a:fmtScheme></a:themeElements>"""


@pytest.mark.parametrize(
    ("fonts", "language", "expected"),
    [
        ('w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"', "en-US", "Cambria"),
        ('w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:ascii="Tahoma" w:hAnsi="Tahoma"', "en-US", "Calibri"),
        ('w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"', "vi-VN", None),
        ('w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"', "vi-VN", "Cambria"),
        ('w:asciiTheme="nonsense" w:hAnsiTheme="nonsense"', "en-US", None),
    ],
)
def test_fonts_of_the_theme(fonts: str, language: str, expected: str | None) -> None:
    """A font named by what it is for is the theme's; where programs choose differently, nobody can tell which."""
    letters = only_run(
        read(
            paragraph(run("Kế hoạch", f"<w:rFonts {fonts}/>")),
            theme=THEME,
            settings=f'<w:themeFontLang w:val="{language}"/>',
        )
    )

    assert letters.font == expected


def test_without_a_theme_the_font_beside_its_name_holds() -> None:
    """A file without a theme part: what is written next to the theme's font is what programs show."""
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Tahoma" w:hAnsiTheme="minorHAnsi" w:hAnsi="Tahoma"/>'

    assert only_run(read(paragraph(run("chữ", fonts)))).font == "Tahoma"


def test_a_font_said_later_overrules_the_theme() -> None:
    """Direct Times New Roman in a document whose styles name the theme's font."""
    styles = defaults('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')
    direct = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'

    assert only_run(read(paragraph(run("chữ", direct)), styles=styles, theme=THEME)).font == "Times New Roman"


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ('<w:color w:val="ff0000"/>', "FF0000"),
        ('<w:color w:val="auto"/>', "auto"),
        ('<w:color w:val="auto" w:themeColor="accent1"/>', "4472C4"),
        ('<w:color w:val="000000" w:themeColor="text1"/>', "000000"),
        ('<w:color w:themeColor="text1"/>', "000000"),
        ('<w:color w:themeColor="text1" w:themeTint="80"/>', "7F7F7F"),
        ('<w:color w:val="abc"/>', "auto"),
    ],
)
def test_colours(color: str, expected: str) -> None:
    """A colour outright, or the theme's, lightened where that is said."""
    assert only_run(read(paragraph(run("chữ", color)), theme=THEME)).color == expected


@pytest.mark.parametrize(("size", "expected"), [("28", 14), ("27", 13.5), ("14pt", 14), ("abc", 10), ("-4", 10)])
def test_sizes(size: str, expected: float) -> None:
    """A size is in half points or has a unit; one that is none is not said."""
    assert only_run(read(paragraph(run("chữ", f'<w:sz w:val="{size}"/>')))).size_pt == expected


# --- paragraphs ---------------------------------------------------------------------------------------------------


def test_attributes_of_spacing_and_indents_are_inherited_one_by_one() -> None:
    """A style says the space before, another place the line: both hold."""
    styles = defaults(paragraph='<w:spacing w:after="160" w:line="259" w:lineRule="auto"/>') + style(
        "Chu", '<w:pPr><w:spacing w:before="120"/><w:ind w:left="567" w:firstLine="720"/></w:pPr>'
    )
    found = only(
        read(
            paragraph(
                run(), '<w:pStyle w:val="Chu"/><w:spacing w:line="360" w:lineRule="exact"/><w:ind w:hanging="360"/>'
            ),
            styles=styles,
        )
    )

    assert (found.before_pt, found.after_pt, found.line_rule, found.line) == (6, 8, "exact", 18)
    assert (found.left_mm, found.first_line_mm) == (pytest.approx(10.0, abs=0.01), pytest.approx(-6.35))


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:jc w:val="both"/>', "justify"),
        ('<w:jc w:val="distribute"/>', "justify"),
        ('<w:jc w:val="start"/>', "left"),
        ('<w:jc w:val="end"/>', "right"),
        ('<w:jc w:val="abc"/>', "left"),
    ],
)
def test_alignments(properties: str, expected: str) -> None:
    """The names of both variants of the format, and nonsense that is not said."""
    assert only(read(paragraph(run(), properties))).alignment == expected


@pytest.mark.parametrize(
    ("indents", "first_line_mm"),
    [
        ('w:firstLine="720"', 12.7),
        ('w:hanging="720"', -12.7),
        ('w:firstLine="720" w:hanging="360"', -6.35),
        ('w:firstLine="12.7mm"', 12.7),
        ('w:firstLineChars="200"', 200 / 100 * 10 * 25.4 / 72),
        ('w:firstLineChars="200" w:firstLine="720"', 12.7),
    ],
)
def test_first_lines(indents: str, first_line_mm: float) -> None:
    """Indented or hanging; in letters, as WPS writes it, where no length is said beside it."""
    assert only(read(paragraph(run(), f"<w:ind {indents}/>"))).first_line_mm == pytest.approx(first_line_mm)


def test_automatic_space_is_that_of_web_pages() -> None:
    """Where a paragraph leaves its space to the program, Word takes 14 pt whatever else is said."""
    found = only(read(paragraph(run(), '<w:spacing w:before="0" w:beforeAutospacing="1" w:after="120"/>')))

    assert (found.before_pt, found.after_pt) == (14, 6)


def test_tabs_are_added_up_and_cleared() -> None:
    """A style's tab stops hold beside the paragraph's own, unless the paragraph clears them."""
    styles = style(
        "Chu",
        '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/><w:tab w:val="center" w:pos="1440"/></w:tabs></w:pPr>',
    )
    tabs = '<w:tabs><w:tab w:val="clear" w:pos="720"/><w:tab w:val="right" w:leader="dot" w:pos="9072"/></w:tabs>'

    found = only(read(paragraph(run(), f'<w:pStyle w:val="Chu"/>{tabs}'), styles=styles))

    assert found.tabs == (Tab(pytest.approx(25.4), "center", ""), Tab(pytest.approx(160.02), "right", "dot"))


def test_borders_and_frames() -> None:
    """A line below a paragraph, a box around one, and where a frame stands."""
    line = '<w:{} w:val="single" w:sz="6" w:color="000000"/>'
    box = "".join(line.format(side) for side in ("top", "left", "bottom", "right"))
    frame = '<w:framePr w:w="720" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
    below, boxed, none, framed = read(
        paragraph(run(), f"<w:pBdr>{line.format('bottom')}</w:pBdr>")
        + paragraph(run(), f"<w:pBdr>{box}</w:pBdr>")
        + paragraph(run(), '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>')
        + paragraph(run(), frame)
    ).paragraphs

    assert (below.border_below, below.border_above, below.border_box) == (Border("single", 0.75, "000000"), None, False)
    assert boxed.border_box
    assert none.border_below is None
    assert framed.frame == Frame(
        "center", "", None, pytest.approx(0.0176, abs=0.001), "margin", "text", pytest.approx(12.7)
    )


def test_what_keeps_paragraphs_together_and_what_makes_a_heading() -> None:
    """Switches and the level in the outline; level 9 is text."""
    styles = style("De", '<w:pPr><w:keepNext/><w:keepLines/><w:outlineLvl w:val="1"/><w:contextualSpacing/></w:pPr>')
    heading, text = read(
        paragraph(run(), '<w:pStyle w:val="De"/>')
        + paragraph(
            run(), '<w:pStyle w:val="De"/><w:keepNext w:val="0"/><w:outlineLvl w:val="9"/><w:pageBreakBefore/>'
        ),
        styles=styles,
    ).paragraphs

    assert (heading.keep_next, heading.keep_lines, heading.outline_level, heading.contextual) == (True, True, 1, True)
    assert (text.keep_next, text.outline_level, text.page_break_before) == (False, None, True)


@pytest.mark.parametrize(
    ("name", "level"), [("heading 1", 0), ("Heading 9", 8), ("heading 10", None), ("Đề mục", None)]
)
def test_words_own_headings_have_their_level(name: str, level: int | None) -> None:
    """LibreOffice may write them without; Word knows them by their names."""
    assert only(read(paragraph(run(), f'<w:pStyle w:val="{name}"/>'), styles=style(name))).outline_level == level


# --- tables -------------------------------------------------------------------------------------------------------

GRID = '<w:tblGrid><w:gridCol w:w="1440"/><w:gridCol w:w="2880"/></w:tblGrid>'


def table(rows: int = 3, properties: str = "", cell: str = "") -> str:
    """A table of two columns."""
    content = f"<w:tc><w:tcPr/>{cell or paragraph(run())}</w:tc>"
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{GRID}{f'<w:tr>{content * 2}</w:tr>' * rows}</w:tbl>"


def test_cells_know_where_they_stand() -> None:
    """Tables are numbered as they begin, a nested one after the one around it; widths are the cell's or the grid's."""
    inner = table(1) + paragraph(run("sau"))
    merged = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1440"/><w:gridCol w:w="2880"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(run())}</w:tc></w:tr>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="720" w:type="dxa"/></w:tcPr>{inner}</w:tc></w:tr></w:tbl>'
    )
    cells = [p.cell for p in read(table(1) + merged).paragraphs]

    assert [(c.table, c.row, c.column, c.columns) for c in cells if c] == [
        (1, 1, 1, 2),
        (1, 1, 2, 2),
        (2, 1, 1, 1),
        (3, 1, 1, 2),
        (3, 1, 2, 2),
        (2, 2, 1, 1),
    ]
    assert [c and c.width_mm for c in cells] == pytest.approx([25.4, 50.8, 76.2, 25.4, 50.8, 12.7])


TABLE_STYLE = style(
    "Bang",
    '<w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr><w:pPr><w:spacing w:after="40"/></w:pPr>'
    '<w:rPr><w:sz w:val="22"/></w:rPr>'
    '<w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:rPr><w:i/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Horz"><w:rPr><w:color w:val="FF0000"/></w:rPr></w:tblStylePr>',
    kind="table",
)


def test_a_table_style_formats_rows_and_columns_as_the_table_asks() -> None:
    """Header row, first column and every second row have the style's look; the whole table its size."""
    look = '<w:tblStyle w:val="Bang"/><w:tblLook w:val="04A0"/>'  # first row, first column, rows in bands
    found = read(table(properties=look), styles=TABLE_STYLE).paragraphs

    looks = [(p.runs[0].bold, p.runs[0].italic, p.runs[0].color, p.alignment) for p in found]
    assert looks == [
        (True, True, "auto", "center"),
        (True, False, "auto", "center"),
        (False, True, "auto", "left"),
        (False, False, "auto", "left"),
        (False, True, "FF0000", "left"),
        (False, False, "FF0000", "left"),
    ]
    assert {(p.runs[0].size_pt, p.after_pt) for p in found} == {(11.0, 2.0)}


def test_every_row_of_a_head_has_the_look_of_the_first() -> None:
    """Rows below the first that are repeated on every page with it are head too; bands begin behind them."""
    look = '<w:tblStyle w:val="Bang"/><w:tblLook w:firstRow="1" w:noVBand="1"/>'
    headed = table(4, look).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 2)

    found = read(headed, styles=TABLE_STYLE).paragraphs[::2]

    looks = [(p.runs[0].bold, p.runs[0].color) for p in found]
    assert looks == [(True, "auto"), (True, "auto"), (False, "auto"), (False, "FF0000")]


def test_a_table_that_asks_for_no_formats_has_none() -> None:
    """Attributes overrule the number; without a tblLook no row is special."""
    look = '<w:tblStyle w:val="Bang"/><w:tblLook w:val="04A0" w:firstRow="0" w:firstColumn="0" w:noHBand="1"/>'
    without, switched_off = (
        read(table(properties=properties), styles=TABLE_STYLE).paragraphs
        for properties in ('<w:tblStyle w:val="Bang"/>', look)
    )

    assert {(p.runs[0].bold, p.runs[0].italic, p.runs[0].color) for p in without + switched_off} == {
        (False, False, "auto")
    }


def test_the_paragraphs_style_overrules_the_tables() -> None:
    """A size and a toggle in both: the size is the paragraph style's, bold undoes bold."""
    styles = TABLE_STYLE + style("O", '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>')
    look = '<w:tblStyle w:val="Bang"/><w:tblLook w:firstRow="1" w:noHBand="1"/>'

    head, *_ = read(table(1, look, paragraph(run(), '<w:pStyle w:val="O"/>')), styles=styles).paragraphs

    assert (head.runs[0].size_pt, head.runs[0].bold) == (13.0, False)
