"""What a reader of the printed page sees of a Word file: its text, labels, fields, text boxes, drawings and pages."""

from __future__ import annotations

import pytest

from hoi_report._word import WordFile
from word_raw import (
    BEGIN,
    END,
    SEPARATE,
    STROKE,
    anchored,
    choice,
    code,
    in_run,
    item,
    level,
    numbering,
    only,
    paragraph,
    read,
    run,
    shape,
    style,
    text_box,
    vml_text_box,
)


def texts(word_file: WordFile) -> list[str]:
    """The text of every paragraph."""
    return [p.text for p in word_file.paragraphs]


# --- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<w:r><w:t>Số:</w:t><w:tab/><w:t>05</w:t><w:br/><w:t>x</w:t><w:cr/></w:r>", "Số:\t05\nx\n"),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t><w:br w:type="column"/></w:r>', "\fa\f"),
        ("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2026</w:t><w:softHyphen/></w:r>", "2021\u20112026"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="FC"/></w:r>', "•✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="D800"/><w:sym w:char="x"/></w:r>', ""),
        ("<w:r><w:t> hai </w:t></w:r>", "hai"),
        ('<w:r><w:t xml:space="preserve"> hai </w:t></w:r>', " hai "),
        ("<w:r><w:t>hai\ndòng</w:t></w:r>", "hai dòng"),
        (f'<w:hyperlink r:id="x">{run("liên kết")}</w:hyperlink>{run(" sau")}', "liên kết sau"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('ô')}</w:sdtContent></w:sdt>", "ô"),
        (f"<w:smartTag><w:customXml>{run('thẻ')}</w:customXml></w:smartTag>", "thẻ"),
        (f"<w:ins>{run('thêm')}</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r>{run('bớt')}</w:del>", "thêm"),
        (f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo>", "mới"),
        (run("ẩn", "<w:vanish/>") + run("hiện"), "hiện"),
        ("<w:r><w:t>a</w:t><w:footnoteReference w:id='1'/><w:t>b</w:t></w:r>", "ab"),
        ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>", "1"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>b</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "a",
        ),
    ],
)
def test_the_text_is_what_is_printed(content: str, expected: str) -> None:
    """Tabs, breaks, symbols and what wraps text are told; what is deleted, hidden or a mark is not."""
    assert only(read(paragraph(content))).text == expected


def test_hidden_text_may_be_hidden_by_a_style() -> None:
    """A hidden style, shown again on the spot."""
    styles = style("An", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    content = run("ẩn", '<w:rStyle w:val="An"/>') + run("hiện", '<w:rStyle w:val="An"/><w:vanish w:val="0"/>')

    assert only(read(paragraph(content), styles=styles)).text == "hiện"


def test_a_paragraph_that_is_deleted_or_hidden_takes_no_line() -> None:
    """Its mark gone and nothing seen in it, it is not told; with text that is seen it is."""
    gone = paragraph(f"<w:del>{run('bỏ')}</w:del>", "<w:rPr><w:del/></w:rPr>")
    hidden = paragraph(run("ẩn", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>")
    kept = paragraph(run("còn"), "<w:rPr><w:del/></w:rPr>")

    assert texts(read(gone + hidden + kept + paragraph())) == ["còn", ""]


def test_what_wraps_paragraphs_rows_and_cells_is_seen_through() -> None:
    """Content controls and custom XML around whole parts; a deleted row is gone."""
    cell = f"<w:sdt><w:sdtContent><w:tc>{paragraph(run('ô'))}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('bỏ'))}</w:tc></w:tr>"
    control = f"<w:sdt><w:sdtContent>{paragraph(run('đoạn'))}</w:sdtContent></w:sdt>"

    assert texts(read(f"<w:customXml><w:tbl>{row}{deleted}</w:tbl></w:customXml>{control}")) == ["ô", "đoạn"]


def test_an_embedded_file_is_said_to_be_there() -> None:
    """Only Word could read it: nothing is told of it but that."""
    assert read(paragraph(run()) + '<w:altChunk r:id="x"/>').foreign
    assert not read(paragraph(run())).foreign


# --- fields -------------------------------------------------------------------------------------------------------


def fields(word_file: WordFile) -> list[tuple[str, str]]:
    """Text and field of every run."""
    return [(r.text, r.field) for p in word_file.paragraphs for r in p.runs]


def test_of_a_field_its_result_is_told() -> None:
    """The code is spread over runs, as Word does; the result belongs to the field, what follows does not."""
    content = BEGIN + code(" PA") + code("GE \\* MERGEFORMAT ") + SEPARATE + run("2") + END + run(" trang")

    assert fields(read(paragraph(content))) == [("2", "PAGE"), (" trang", "")]


@pytest.mark.parametrize(
    "content",
    [
        BEGIN + code("PAGE") + END,
        BEGIN + code("PAGE") + SEPARATE + END,
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:fldSimple w:instr="page"/>',
        "<w:r><w:pgNum/></w:r>",
    ],
)
def test_a_field_without_a_result_is_told_all_the_same(content: str) -> None:
    """Word works it out when it prints: the page number is there."""
    assert fields(read(paragraph(content))) == [("", "PAGE")]


def test_a_hidden_field_is_not_seen() -> None:
    """Neither its result nor that it has none."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>"
    whole = (BEGIN + code("XE") + END + BEGIN + code("PAGE") + SEPARATE + run("2") + END).replace("<w:r>", hidden)

    assert fields(read(paragraph(whole.replace("<w:rPr></w:rPr>", "") + run("chữ")))) == [("chữ", "")]


def test_fields_in_fields() -> None:
    """A field in the code of another prints nothing; one in its result is told by its own name."""
    inner = BEGIN + code("PAGEREF x") + SEPARATE + run("7") + END
    in_code = BEGIN + code("IF ") + inner + code(" = 7") + SEPARATE + run("bảy") + END
    in_result = BEGIN + code("TOC") + SEPARATE + run("Mục ") + inner + END

    assert fields(read(paragraph(in_code + in_result))) == [("bảy", "IF"), ("Mục ", "TOC"), ("7", "PAGEREF")]


def test_a_field_may_end_in_another_paragraph() -> None:
    """A table of contents: every line of it is its result, and the text behind it is not."""
    first = paragraph(BEGIN + code("TOC") + SEPARATE + run("Mục 1"))
    found = read(first + paragraph(run("Mục 2") + END + run(" hết")))

    assert fields(found) == [("Mục 1", "TOC"), ("Mục 2", "TOC"), (" hết", "")]


@pytest.mark.parametrize("half", [BEGIN + code("PAGE"), BEGIN, SEPARATE, END, f"<w:del>{BEGIN}</w:del>{END}"])
def test_half_a_field_hides_no_text(half: str) -> None:
    """A mark without its counterpart, or with one that is deleted, is none."""
    assert texts(read(paragraph(half + run("chữ")) + paragraph(run("sau")))) == ["chữ", "sau"]


# --- labels -------------------------------------------------------------------------------------------------------


def labels(word_file: WordFile) -> list[str]:
    """The label of every paragraph."""
    return [p.label for p in word_file.paragraphs]


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("decimal", "%1.", ["3.", "4."]),
        ("upperRoman", "%1.", ["III.", "IV."]),
        ("lowerRoman", "(%1)", ["(iii)", "(iv)"]),
        ("lowerLetter", "%1)", ["c)", "d)"]),
        ("upperLetter", "%1", ["C", "D"]),
        ("decimalZero", "Điều %1:", ["Điều 03:", "Điều 04:"]),
        ("decimalEnclosedParen", "%1", ["(3)", "(4)"]),
        ("numberInDash", "%1", ["- 3 -", "- 4 -"]),
        ("none", "*", ["*", "*"]),
        ("none", "%1", ["", ""]),
        ("bullet", "-", ["-", "-"]),
        ("bullet", "", ["", ""]),
        ("aFormatOfTheFuture", "%1.", ["3.", "4."]),
    ],
)
def test_labels_in_every_format(format: str, text: str, expected: list[str]) -> None:
    """What Word prints before two items of a list that starts at 3."""
    assert labels(read(item() * 2, numbering=numbering(level(0, format, text, start=3)))) == expected


def test_bullets_of_symbol_fonts_are_plain_characters() -> None:
    """The round bullet of Symbol, the arrow of Wingdings."""
    font = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'
    definitions = numbering(
        level(0, "bullet", "\uf0b7").replace("</w:lvl>", f"{font.format('Symbol')}</w:lvl>"),
        level(1, "bullet", "\uf0d8").replace("</w:lvl>", f"{font.format('Wingdings')}</w:lvl>"),
    )

    assert labels(read(item(0) + item(1), numbering=definitions)) == ["•", "➢"]


LEVELS = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."))


def test_levels_count_and_begin_again() -> None:
    """A level begins again behind one above it; a label may name the levels above."""
    found = read("".join(item(n) for n in (0, 1, 2, 2, 1, 2, 0, 1, 2)), numbering=numbering(*LEVELS))

    assert labels(found) == ["I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "II.", "1.", "1.1."]


def test_a_level_that_never_begins_again() -> None:
    """Articles that are counted through all chapters."""
    levels = (LEVELS[0], level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'))

    assert labels(read("".join(map(item, (0, 1, 1, 0, 1))), numbering=numbering(*levels))) == [
        "I.",
        "1.",
        "2.",
        "II.",
        "3.",
    ]


def test_a_legal_level_prints_arabic_numbers() -> None:
    """Roman chapters, and sections called 1.1 all the same."""
    levels = (LEVELS[0], level(1, "decimal", "%1.%2.", more="<w:isLgl/>"))

    assert labels(read(item(0) + item(1), numbering=numbering(*levels))) == ["I.", "1.1."]


def test_an_item_below_a_level_that_was_never_used() -> None:
    """The level above counts as its first."""
    assert labels(read(item(2) * 2, numbering=numbering(*LEVELS))) == ["1.1.", "1.2."]


def test_lists_of_one_definition_go_on_unless_they_start_anew() -> None:
    """A second list goes on counting; one with a start of its own begins there once."""
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(item(0, num_id) for num_id in (1, 2, 3, 3, 1))

    assert labels(read(body, numbering=numbering(level(0, "decimal", "%1."), lists=lists))) == [
        "1.",
        "2.",
        "5.",
        "6.",
        "7.",
    ]


def test_a_list_may_change_a_level() -> None:
    """A level of the definition is replaced in one list."""
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride></w:num>'
    )

    assert labels(read(item() * 2, numbering=numbering(level(0, "decimal", "%1."), lists=lists))) == ["a)", "b)"]


def test_a_style_numbers_its_paragraphs() -> None:
    """Headings numbered by their styles: the level is the one bound to the style; 0 takes the numbering away."""
    styles = style("De1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "De2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="De1"
    )
    levels = (
        level(0, "upperRoman", "%1.", more='<w:pStyle w:val="De1"/>'),
        level(1, "decimal", "%2.", more='<w:pStyle w:val="De2"/>'),
    )
    headings = [paragraph(run(), f'<w:pStyle w:val="{name}"/>') for name in ("De1", "De2", "De2")]
    plain = paragraph(run(), '<w:pStyle w:val="De1"/><w:numPr><w:numId w:val="0"/></w:numPr>')

    found = read("".join(headings) + plain, styles=styles, numbering=numbering(*levels))

    assert labels(found) == ["I.", "1.", "2.", ""]


def test_a_list_style_leads_to_its_definition() -> None:
    """A list that names a numbering style has the levels of that style's own list."""
    styles = style("Kieu", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    part = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Kieu"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Kieu"/>'
        f"{level(0, 'lowerLetter', '%1)')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )

    assert labels(read(item() * 2, styles=styles, numbering=part)) == ["a)", "b)"]


def test_indents_of_a_list_count_where_the_list_is_named() -> None:
    """A list named on the spot overrules the style's indents; one that the style names is overruled by them."""
    indented = level(0, "decimal", "%1.").replace(
        "</w:lvl>", '<w:pPr><w:ind w:left="1440" w:hanging="720"/></w:pPr></w:lvl>'
    )
    styles = style("Chu", '<w:pPr><w:ind w:left="720"/></w:pPr>') + style(
        "Muc", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/></w:pPr>'
    )
    num = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    bodies = (
        f'<w:pStyle w:val="Chu"/>{num}',
        '<w:pStyle w:val="Muc"/>',
        f'{num}<w:ind w:left="360"/>',
        '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>',
    )
    found = read("".join(paragraph(run(), p) for p in bodies), styles=styles, numbering=numbering(indented)).paragraphs

    indents = [(round(p.left_mm, 2), round(p.first_line_mm, 2)) for p in found]
    assert indents == [(25.4, -12.7), (12.7, -12.7), (6.35, -12.7), (12.7, 0.0)]


def test_a_label_looks_as_its_paragraph_and_its_level_say() -> None:
    """The letters of the paragraph's mark, and what the level says over them."""
    bold = level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:b/></w:rPr></w:lvl>")
    mark = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:i/><w:sz w:val="28"/></w:rPr>'

    look = only(read(paragraph(run(), mark), numbering=numbering(bold))).label_look

    assert look is not None
    assert (look.text, look.bold, look.italic, look.size_pt) == ("1.", True, True, 14.0)


def test_a_list_that_is_not_there_prints_nothing() -> None:
    """A list without a definition, or a file without a numbering part."""
    assert labels(read(item(0, 9), numbering=numbering(*LEVELS))) == [""]
    assert labels(read(item())) == [""]


# --- text boxes and drawings --------------------------------------------------------------------------------------


def test_a_text_box_is_read_once_and_behind_the_paragraph_that_holds_it() -> None:
    """Of the two versions that Word writes the newer one; its paragraphs know their box."""
    body = paragraph(run("trước ") + in_run(choice(text_box("mới"), vml_text_box("cũ"))) + run("sau")) + paragraph(
        in_run(vml_text_box("kiểu cũ"))
    )
    found = read(body).paragraphs

    assert [p.text for p in found] == ["trước sau", "mới", "", "kiểu cũ"]
    boxes = [p.box and (p.box.number, p.box.x_mm, p.box.y_mm, p.box.relative_from) for p in found]
    assert boxes[0] is boxes[2] is None
    assert boxes[1] == (1, pytest.approx(35.28, abs=0.01), pytest.approx(3.53, abs=0.01), "column")
    assert boxes[3] == (2, pytest.approx(3.53, abs=0.01), pytest.approx(1.76, abs=0.01), "page")
    assert [d.kind for d in found[0].drawings] == ["box"]


def test_what_a_program_does_not_know_it_shows_the_old_version_of() -> None:
    """A choice that requires what Word does not know is passed over."""
    body = paragraph(in_run(choice(text_box("mới"), vml_text_box("cũ"), requires="later")))

    assert texts(read(body)) == ["", "cũ"]


def test_tables_and_fields_in_text_boxes() -> None:
    """A page number in a text box in a header's table, as old documents have it; a field around the box goes on."""
    field = BEGIN + code("PAGE") + SEPARATE + run("3") + END
    box = text_box("x").replace(paragraph(run("x")), f"<w:tbl><w:tr><w:tc>{paragraph(field)}</w:tc></w:tr></w:tbl>")
    found = read(paragraph(BEGIN + code("REF a") + SEPARATE + in_run(box) + run("sau") + END))

    outside, inside = found.paragraphs
    assert [(r.text, r.field) for r in outside.runs] == [("sau", "REF")]
    assert [(r.text, r.field) for r in inside.runs] == [("3", "PAGE")]
    assert inside.cell and inside.cell.table == 1 and inside.box


def drawn(content: str, properties: str = "", **parts: str) -> list[tuple[object, ...]]:
    """What is drawn in a paragraph: kind, length, thickness, solid, colour, centred."""
    found = only(read(paragraph(in_run(content) + run(), properties), **parts)).drawings
    return [
        (d.kind, round(d.length_pt, 3), d.thickness_pt and round(d.thickness_pt, 3), d.solid, d.color, d.centred)
        for d in found
    ]


def test_a_line_of_todays_word() -> None:
    """Length, thickness, colour and where it stands."""
    assert drawn(anchored(shape())) == [("line", 100, 0.75, True, "000000", True)]
    dashed = STROKE.replace("</a:ln>", '<a:prstDash val="dash"/></a:ln>')
    assert drawn(anchored(shape("straightConnector1", line=dashed), "<wp:posOffset>127000</wp:posOffset>")) == [
        ("line", 100, 0.75, False, "000000", False)
    ]


def test_a_line_in_the_line_of_text_is_centred_with_it() -> None:
    """An inline drawing stands where its paragraph puts it."""
    inline = anchored(shape()).replace("wp:anchor", "wp:inline")

    assert drawn(inline, '<w:jc w:val="center"/>')[0][-1] is True
    assert drawn(inline)[0][-1] is False


def test_a_line_may_have_its_look_from_the_theme() -> None:
    """Width and colour of the line that the shape's style refers to."""
    theme = (
        '<a:themeElements><a:clrScheme name=""><a:dk1><a:srgbClr val="112233"/></a:dk1></a:clrScheme>'
        '<a:fmtScheme name=""><a:lnStyleLst><a:ln w="6350"/></a:lnStyleLst></a:fmtScheme></a:themeElements>'
    )
    reference = '<wps:style><a:lnRef idx="{}"><a:schemeClr val="tx1"/></a:lnRef></wps:style>'

    assert drawn(anchored(shape(line="", more=reference.format(1))), theme=theme)[0][:5] == (
        "line",
        100,
        0.5,
        True,
        "112233",
    )
    assert drawn(anchored(shape(line="", more=reference.format(9))), theme=theme)[0][2] is None


@pytest.mark.parametrize(
    "invisible_or_no_line",
    [
        shape(line="<a:ln><a:noFill/></a:ln>"),
        shape(line=""),
        shape(cx=1270000, cy=1270000),
        shape("ellipse"),
        shape("rect", cy=1270000),
    ],
)
def test_what_is_no_line_is_not_told_as_one(invisible_or_no_line: str) -> None:
    """A line that is not drawn, a slanting one, and other shapes."""
    assert [d[0] for d in drawn(anchored(invisible_or_no_line))] == ["other"]


def test_a_flat_rectangle_is_a_line() -> None:
    """As thick as it is high, and as its filling is coloured."""
    filled = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'

    assert drawn(anchored(shape("rect", cy=12700, line=filled))) == [("line", 100, 1.0, True, "000000", True)]


def test_lines_in_a_group_are_scaled_with_it() -> None:
    """A group drawn at half its size."""
    group = (
        '<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="635000" cy="12700"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="1270000" cy="25400"/></a:xfrm></wpg:grpSpPr>{shape()}</wpg:wgp>'
    )

    assert drawn(choice(anchored(group), "", requires="wpg"))[0][:2] == ("line", 50)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            '<v:line style="position:absolute" from="10pt,5pt" to="110pt,5pt" strokeweight="1pt" strokecolor="#000"/>',
            ("line", 100, 1.0, True, "000000", False),
        ),
        (
            '<v:line style="position:absolute;mso-position-horizontal:center" from="0,0" to="200,0">'
            '<v:stroke dashstyle="dash"/></v:line>',
            ("line", 150, 0.75, False, "000000", True),
        ),
        (
            '<v:shape type="#_x0000_t32" style="position:absolute;width:2in;height:0" strokecolor="black [3213]"/>',
            ("line", 144, 0.75, True, "000000", False),
        ),
        (
            '<v:rect style="width:100pt;height:1.5pt" fillcolor="black" o:hr="t" o:hralign="center"/>',
            ("line", 100, 1.5, True, "000000", False),
        ),
        (
            '<v:group style="position:absolute;width:100pt;height:10pt" coordsize="2000,200">'
            '<v:line from="0,0" to="1000,0"/></v:group>',
            ("line", 50, 0.75, True, "000000", False),
        ),
        ('<v:line from="0,0" to="100pt,0" stroked="f"/>', ("other", 100, None, None, "", False)),
        ('<v:shape style="width:30pt;height:30pt"><v:imagedata/></v:shape>', ("picture", 30, None, None, "", False)),
    ],
)
def test_lines_of_older_word(content: str, expected: tuple[object, ...]) -> None:
    """The ways in which VML draws a line, and what is none."""
    assert drawn(f"<w:pict>{content}</w:pict>") == [expected]


def test_hidden_drawings_are_not_seen() -> None:
    """Hidden by the selection pane of today's Word, by VML's style, or with the run they stand in."""
    hidden = anchored(shape()).replace("<wp:docPr ", '<wp:docPr hidden="1" ')
    assert drawn(hidden) == []
    assert drawn('<w:pict><v:line style="visibility:hidden" from="0,0" to="100pt,0"/></w:pict>') == []
    assert drawn(f"<w:rPr><w:vanish/></w:rPr>{anchored(shape())}") == []


# --- sections, headers, pages -------------------------------------------------------------------------------------

A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
PAGE_NUMBER = paragraph('<w:fldSimple w:instr="PAGE"/>')


def section(content: str) -> str:
    """The last paragraph of a section."""
    return paragraph(run(), f"<w:sectPr>{content}</w:sectPr>")


def test_a_section_ends_with_the_paragraph_that_carries_it() -> None:
    """Paragraphs know their section; an old version kept by tracked changes is none."""
    old = f'<w:sectPrChange w:id="1"><w:sectPr>{A4}</w:sectPr></w:sectPrChange>'
    found = read(paragraph() + section(A4 + old) + paragraph() + "<w:sectPr/>")

    assert [p.section for p in found.paragraphs] == [0, 0, 1]
    assert [round(s.width_mm) for s in found.sections] == [210, 216]


def test_a_page_by_its_size_and_margins() -> None:
    """Landscape by size, whatever else is said; the gutter adds to the left; a negative margin is exact."""
    turned = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="portrait"/><w:type w:val="continuous"/><w:cols w:num="2"/>'
        '<w:pgMar w:top="-1134" w:bottom="1134" w:left="1134" w:right="851" w:header="567" w:gutter="567"/>'
        '<w:titlePg/><w:pgNumType w:start="1" w:fmt="lowerRoman"/>'
    )
    (found,) = read(f"{paragraph()}<w:sectPr>{turned}</w:sectPr>").sections

    assert found.landscape and found.kind == "continuous" and found.columns == 2 and found.first_page_differs
    margins = (found.top_mm, found.bottom_mm, found.left_mm, found.right_mm, found.header_mm, found.gutter_mm)
    assert margins == pytest.approx((20.0, 20.0, 30.0, 15.0, 10.0, 10.0), abs=0.02)
    assert (found.number_start, found.number_format) == (1, "lowerRoman")


def test_a_gutter_may_be_at_the_top() -> None:
    """The settings decide."""
    margins = '<w:pgMar w:top="1134" w:left="1134" w:gutter="567"/>'
    (found,) = read(f"{paragraph()}<w:sectPr>{margins}</w:sectPr>", settings="<w:gutterAtTop/>").sections

    assert (found.top_mm, found.left_mm) == pytest.approx((30.0, 20.0), abs=0.02)


def test_a_file_without_a_section_has_one_of_words_own_size() -> None:
    """Letter paper with margins of an inch: what Word shows."""
    (found,) = read(paragraph(run())).sections

    assert (round(found.width_mm, 1), round(found.height_mm, 1), found.top_mm) == (215.9, 279.4, pytest.approx(25.4))
    assert (found.kind, found.headers, found.number_start) == ("nextPage", {}, None)


def test_headers_are_taken_over_from_the_section_before() -> None:
    """Each kind by itself; the paragraphs of a part are read once."""

    def reference(kind: str, name: str) -> str:
        return f'<w:headerReference w:type="{kind}" r:id="{name}"/>'

    first = section(reference("default", "rheader1") + reference("first", "rheader2"))
    found = read(
        f"{first}{section(reference('default', 'rheader2'))}<w:sectPr>{reference('even', 'nowhere')}</w:sectPr>",
        header1=PAGE_NUMBER,
        header2=paragraph(run("DỰ THẢO")),
        settings="<w:evenAndOddHeaders/>",
    )
    texts = [{kind: [p.text for p in ps] for kind, ps in s.headers.items()} for s in found.sections]

    draft = ["DỰ THẢO"]
    assert texts == [{"default": [""], "first": draft}, *[{"default": draft, "first": draft}] * 2]
    assert found.sections[0].headers["default"][0].runs[0].field == "PAGE"
    assert found.sections[0].headers["first"][0].part == "word/header2.xml"
    assert found.even_and_odd and not found.sections[0].footers


RENDERED = "<w:r><w:lastRenderedPageBreak/><w:t>tiếp</w:t></w:r>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def pages(body: str) -> list[int | None]:
    """The page of every paragraph."""
    return [p.page for p in read(body).paragraphs]


def test_pages_are_those_of_the_program_that_saved_the_file() -> None:
    """A break that the text asks for and its trace count once; a paragraph is where its text begins."""
    assert pages(paragraph(run()) + paragraph(run() + RENDERED) + paragraph(RENDERED)) == [1, 1, 3]
    assert pages(paragraph(run() + BREAK) + paragraph(RENDERED)) == [1, 2]
    split = "<w:r><w:t>đầu</w:t><w:lastRenderedPageBreak/><w:t>cuối</w:t></w:r>"
    assert pages(paragraph(split) + paragraph(run())) == [1, 2]
    assert pages(paragraph(run()) + paragraph(RENDERED, "<w:pageBreakBefore/>")) == [1, 2]
    assert pages(section("") + paragraph(RENDERED)) == [1, 2]
    assert pages(section('<w:type w:val="continuous"/>') + paragraph(RENDERED)) == [1, 2]
    assert pages(section('<w:type w:val="continuous"/>') + paragraph(run()) + paragraph(RENDERED)) == [1, 1, 2]


def test_cells_of_a_row_break_their_page_together() -> None:
    """Two cells that both go on to the next page are one break."""
    cell = f"<w:tc>{paragraph(run())}{paragraph(RENDERED)}</w:tc>"
    row = f"<w:tr>{cell * 2}</w:tr>"

    assert pages(f"<w:tbl>{row}</w:tbl>" + paragraph(run())) == [1, 2, 1, 2, 2]


def test_without_a_trace_no_page_is_known() -> None:
    """Programs other than Word leave none: a break alone does not tell where the others were."""
    assert pages(paragraph(run() + BREAK) + paragraph(run())) == [None, None]
