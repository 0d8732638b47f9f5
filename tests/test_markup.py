"""The few marks in an officer's answer: what they mean, and that everything else is printed as typed."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hoi_report._blocks import Span, parts, plain
from hoi_report._markup import Fault, NoteRef, Piece, Prose, escape, parse_line, parse_prose
from hoi_report._vietnamese import LETTERS

STYLES = {"*": "emphasis", "**": "strong", "***": "strong_emphasis"}
MARKS = ["*", "**", "***", "****", "\\", "\\\\", " ", "  ", "\n", "\n\n"]
LINE_MARKS = ["\n- ", "\n+ ", "\n (1) ", "\n12) ", "\na) ", "\nđ) ", "- ", "(2)", "\n\\- ", "\n\\a) "]
WORDS = ["a", "đạt", "5", "_", "2025.", "(", ")", "“", "”", ".", ", ", ":", "%", "…", "–", "[", "]", "[x]", "\u00a0"]
SOUP = st.lists(st.sampled_from(MARKS + LINE_MARKS + WORDS), max_size=30).map("".join)
"""Texts without footnotes, full of marks in every position."""
NOTES = ["[^q]", "[^qq]", "a[^q]", "đạt[^qq]", "\n[^q]: ", "\n[^qq]:", "\n\n[^q]: a\n\n", "\n[^qq]: b", "[^ q]"]
NOTE_SOUP = st.lists(st.sampled_from(MARKS + LINE_MARKS + WORDS + NOTES), max_size=30).map("".join)
"""The same with footnotes, whose names alone have the letter q."""
LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])).map(lambda text: text.strip(" "))
"""One line of anything that is printed."""


def marked(text: str | tuple[Span | NoteRef, ...]) -> str:
    """The text of a piece in a notation of the tests: ⟨s:strong⟩, ⟨e:emphasis⟩, ⟨se:both⟩, ⟨0⟩ for a footnote."""
    if isinstance(text, str):
        return text
    short = {"strong": "s", "emphasis": "e", "strong_emphasis": "se"}
    return "".join(
        f"⟨{part.note}⟩"
        if isinstance(part, NoteRef)
        else f"⟨{short[part.style]}:{part.text}⟩"
        if part.style
        else part.text
        for part in text
    )


def printed(source: str) -> list[str]:
    return [marked(piece.text) for piece in parse_prose(source).pieces]


def items(source: str) -> list[tuple[str, int, str]]:
    return [(piece.marker, piece.level, marked(piece.text)) for piece in parse_prose(source).pieces]


def faults(source: str) -> list[tuple[str, int, object]]:
    return [(fault.code, fault.offset, fault.arguments["found"]) for fault in parse_prose(source).faults]


def everything(prose: Prose) -> str:
    """All that is printed of an answer."""
    return " ".join([*(piece.marker + piece.plain for piece in prose.pieces), *map(plain, prose.notes)])


# --- paragraphs -----------------------------------------------------------------------------------------------------


def test_blank_lines_part_paragraphs_and_lines_are_joined() -> None:
    """Spaces at the ends of a line go; those inside stay as typed."""
    assert printed("\n  Một \n hai  ba\n   \nBốn\n\n\nnăm\n") == ["Một hai  ba", "Bốn", "năm"]


@pytest.mark.parametrize("source", ["", " ", "\n", " \n  \n"])
def test_an_empty_answer_has_no_pieces(source: str) -> None:
    """It is not one empty paragraph."""
    assert parse_prose(source) == Prose(source, (), (), ())


@given(st.lists(st.text(st.sampled_from("ab đ5.,()]\n-–") | st.characters(exclude_categories=["C", "Z"])), max_size=4))
def test_text_without_marks_is_its_paragraphs(parts: list[str]) -> None:
    """Whoever writes no mark gets what was typed."""
    source = "\n\n".join(parts)
    assume(not re.search(r"[*\\\[]", source))
    assume(not re.search(rf"^ *([-+]|\(\d+\)|[{LETTERS}]\)) ", source, re.M))

    paragraphs = [" ".join(line.strip(" ") for line in part.split("\n")) for part in re.split(r"\n(?: *\n)+", source)]
    paragraphs = [text.strip(" ") for text in paragraphs if text.strip(" ")]

    assert parse_prose(source).pieces == tuple(Piece("paragraph", text) for text in paragraphs)
    assert parse_prose(source).plain == "\n".join(paragraphs)


# --- items ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marker", ["-", "+", "(1)", "(123)", *(f"{letter})" for letter in LETTERS)])
def test_a_line_mark_begins_an_item(marker: str) -> None:
    """Printed as typed; how far a line is indented means nothing."""
    assert parse_prose(f"{marker} Một").pieces == (Piece("item", "Một", marker, 1),)
    assert items(f"Gồm:\n     {marker}   Một  \n  hai\n\nHết") == [
        ("", 0, "Gồm:"),
        (marker, 1, "Một hai"),
        ("", 0, "Hết"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2025. Đạt trên 8 triệu", "1. x", "1) x", "* x", "• x", "# x", "> x", "10/6 họp", "-5 độ", "(1)a", "-", "+",
        "(1)", "a)", "- ", "– x", "— x", "-- x", "(1234) x", "() x", "(a) x", "A) x", "Đ) x", "ă) x", "f) x", "ab) x",
        "1.1. x", "-\u00a0x", "(١) x",
    ],
)  # fmt: skip
def test_everything_else_at_the_start_of_a_line_is_text(line: str) -> None:
    """Markdown would make lists, headings and quotations of some, and drop a number."""
    assert items(f"{line}\nhai") == [("", 0, f"{line.strip(' ')} hai")]
    assert items(f"Một\n{line}") == [("", 0, f"Một {line.strip(' ')}")]


@pytest.mark.parametrize(
    ("markers", "levels"),
    [
        ("- + + -", [1, 2, 2, 1]),
        ("(1) - (2)", [1, 2, 1]),
        ("- (1) +", [1, 2, 3]),
        ("+ + -", [1, 1, 2]),
        ("a) b) - đ)", [1, 1, 2, 1]),
        ("(1) a) - + b) - (2) -", [1, 2, 3, 4, 2, 3, 1, 2]),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n      ", "\nhai\n", "\n[^q]: Chú thích\n"])
def test_the_level_of_an_item_is_that_of_its_kind(markers: str, levels: list[int], between: str) -> None:
    """Neither indentation nor a blank line nor a footnote changes it."""
    source = between.join(f"{marker} Một" for marker in markers.split(" "))

    assert [(piece.marker, piece.level) for piece in parse_prose(source).pieces] == list(
        zip(markers.split(" "), levels, strict=True)
    )


def test_a_paragraph_or_a_heading_begins_the_levels_again() -> None:
    """Also the paragraph that announces a list, with no blank line between."""
    assert items("- A\n+ B\n\nGồm:\n+ C\n- D") == [
        ("-", 1, "A"),
        ("+", 2, "B"),
        ("", 0, "Gồm:"),
        ("+", 1, "C"),
        ("-", 2, "D"),
    ]
    assert [piece.level for piece in parse_prose("- A\n+ B\n\n**C**\n+ D", headings=True).pieces] == [1, 2, 0, 1]


# --- strong and emphasis --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "5*3*2", "2**3**4", "(*) ghi chú (*)", "* sao", "a * b * c", "**", "****", "***", "_x_", "# x", "<b>x</b>",
        "{{ x }}", "{% y %}", "**x", "x**", "*x", "x*", "** x **", "* x *", "**x **", "** x**", "(**) a (**)",
        "Hội* và xã*", "*: số ước; **: số liệu", "0912***456, ***789", "*.docx, *.pdf", "*a*b", "-----***-----", "`x`",
        "~~x~~", "[x](y)", "![x](y)", "&amp;", "**\u00a0x**", "**x\u00a0**", "a*“x”*b",
    ],
)  # fmt: skip
def test_what_is_no_mark_is_printed_as_typed(text: str) -> None:
    """Sums, stars of a table's notes, masked numbers, marks of other notations."""
    assert parse_prose(text).pieces == (Piece("paragraph", text),)
    assert parse_line(text) == text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**đậm**", "⟨s:đậm⟩"),
        ("*nghiêng*, rồi", "⟨e:nghiêng⟩, rồi"),
        ("***cả hai***", "⟨se:cả hai⟩"),
        ("**“Nghị quyết”**của Hội", "⟨s:“Nghị quyết”⟩của Hội"),
        ("**Nghị quyết**của Hội", "⟨s:Nghị quyết⟩của Hội"),
        ("*“Nghị quyết”*của Hội", "⟨e:“Nghị quyết”⟩của Hội"),
        ("(**đậm**), “*nghiêng*”", "(⟨s:đậm⟩), “⟨e:nghiêng⟩”"),
        ("**(đậm)** *[x]* **5%** *gì?*", "⟨s:(đậm)⟩ ⟨e:[x]⟩ ⟨s:5%⟩ ⟨e:gì?⟩"),
        ("**- Tuyên truyền:** đạt *–5%*", "⟨s:- Tuyên truyền:⟩ đạt ⟨e:–5%⟩"),
        ("**…và** *\"x\"* *'y'* *…*", "⟨s:…và⟩ ⟨e:\"x\"⟩ ⟨e:'y'⟩ ⟨e:…⟩"),
        ("**a *b* c**", "⟨s:a ⟩⟨se:b⟩⟨s: c⟩"),
        ("*a **b** c*", "⟨e:a ⟩⟨se:b⟩⟨e: c⟩"),
        ("**a *b***", "⟨s:a ⟩⟨se:b⟩"),
        ("*a **b***", "⟨e:a ⟩⟨se:b⟩"),
        ("***a** b*", "⟨se:a⟩⟨e: b⟩"),
        ("***a* b**", "⟨se:a⟩⟨s: b⟩"),
        ("***a***b", "⟨se:a⟩b"),
        ("**a****b**", "⟨s:ab⟩"),
        ("**a***b*", "⟨s:a⟩⟨e:b⟩"),
        ("**a** **b**", "⟨s:a⟩ ⟨s:b⟩"),
        ("**a **b**", "**a ⟨s:b⟩"),
        ("*a **b*", "⟨e:a **b⟩"),
        ("*a* b*", "⟨e:a⟩ b*"),
        ("*a** b*", "⟨e:a** b⟩"),
        ("*a **b* c**", "⟨e:a **b⟩ c**"),
        ("**5*3*2**", "⟨s:5*3*2⟩"),
        ("**a\nb**", "⟨s:a b⟩"),
        ("*(\\*) chú thích*", "⟨e:(*) chú thích⟩"),
        ("**\\*a\\***", "⟨s:*a*⟩"),
    ],
)
def test_marks_at_the_edges_of_words(source: str, expected: str) -> None:
    """Strong, emphasis, and one inside the other either way."""
    assert printed(source) == [expected]


@pytest.mark.parametrize("pair", [("**a", "b**"), ("- *a", "- b*"), ("*a", "- b*")])
def test_a_mark_finds_its_partner_in_its_own_piece_only(pair: tuple[str, str]) -> None:
    """A forgotten mark does not print the rest of the answer in bold."""
    assert "".join(printed("\n\n".join(pair))) == "".join(pair).replace("- ", "")


@given(st.lists(st.tuples(st.sampled_from(["đạt", "“Hội”", "5%", "(x)", "Hội LHPN"]), st.sampled_from(list(STYLES)))))
def test_marked_words_in_a_row_keep_to_themselves(words: list[tuple[str, str]]) -> None:
    """Whatever marks stand side by side, each has its own partner."""
    source = " và ".join(f"{mark}{word}{mark}" for word, mark in words)

    assert parts(parse_line(source))[::2] == tuple(Span(word, STYLES[mark]) for word, mark in words)
    assert all(span == Span(" và ") for span in parts(parse_line(source))[1::2])


@pytest.mark.parametrize("unit", ["*", "*a ", "[^", "\\", "**a *b ", "a* "])
def test_long_rows_of_marks_without_partner_are_text(unit: str) -> None:
    """Nothing recurses, nothing is lost."""
    source = unit * 10_000

    expected = source.replace("\\\\", "\\").strip(" ")
    assert parse_prose(source).plain == expected


# --- the backslash --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\*x\*", "*x*"),
        (r"\**x*", "*⟨e:x⟩"),
        (r"\\*x*", "\\⟨e:x⟩"),
        (r"5 \+ 3 \- 2 \(x) \[y\]", "5 + 3 - 2 (x) [y]"),
        (r"x\[^1]", "x[^1]"),
        (r"\[^1]: x", "[^1]: x"),
        (r"\- x", "- x"),
        (r"\+ x", "+ x"),
        (r"  \(1) x", "(1) x"),
        (r"  \đ) x", "đ) x"),
        (r"\\a) x", r"\a) x"),
        (r"\a)x", r"\a)x"),
        (r"x \a) y", r"x \a) y"),
        (r"C:\hồ sơ\1\_\#\{\"", r"C:\hồ sơ\1\_\#\{\""),
        ("\\", "\\"),
        ("a\\\nb", "a\\ b"),
    ],
)
def test_a_backslash_takes_the_meaning_from_a_mark(source: str, expected: str) -> None:
    """It is printed everywhere else."""
    assert items(source) == [("", 0, expected)]
    assert items(f"Một\n{source}") == [("", 0, f"Một {expected}")]
    assert items(f"- Một\n{source}") == [("-", 1, f"Một {expected}")]


@given(LINE)
@example("(1) x")
@example(r"\a) x")
@example("[^1]: x")
@example("**x**")
def test_escaped_text_is_printed_as_it_is(text: str) -> None:
    """In an answer, as a paragraph, on a further line, in an item; in a line."""
    source = escape(text)

    assert parse_line(source) == text
    assert parse_prose(source, headings=True).pieces == ((Piece("paragraph", text),) if text else ())
    assert parse_prose(f"Một\n{source}").pieces == (Piece("paragraph", f"Một {text}" if text else "Một"),)
    assert not parse_prose(source).faults


# --- footnotes ------------------------------------------------------------------------------------------------------


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    """Their texts may stand anywhere, in any order."""
    prose = parse_prose(
        "[^b]: Hai\n- Một[^a-1], hai[^b]\n[^a-1]: *Một*,\n  tiếp\n\nBa.[^số_3][^4]\n[^4]:bốn\n[^số_3]: ba"
    )

    assert [marked(piece.text) for piece in prose.pieces] == ["Một⟨0⟩, hai⟨1⟩", "Ba.⟨2⟩⟨3⟩"]
    assert [marked(note) for note in prose.notes] == ["⟨e:Một⟩, tiếp", "Hai", "ba", "bốn"]
    assert prose.faults == ()
    assert prose.plain == "Một, hai\nBa."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**đậm[^1]**", "⟨s:đậm⟩⟨0⟩"),
        ("**đậm**[^1] rồi", "⟨s:đậm⟩⟨0⟩ rồi"),
        ("*a[^1] b*", "⟨e:a⟩⟨0⟩⟨e: b⟩"),
        ("“x”[^1], y", "“x”⟨0⟩, y"),
        ("x[^1]**y**", "x⟨0⟩⟨s:y⟩"),
    ],
)
def test_a_footnote_is_marked_behind_any_word(source: str, expected: str) -> None:
    """Whatever the look of the word."""
    assert printed(f"{source}\n\n[^1]: Chú thích") == [expected]


def test_a_line_mark_or_a_blank_line_ends_a_footnote() -> None:
    """What follows is the answer's own again."""
    prose = parse_prose("x[^1] y[^2]\n[^1]: a\nb\n- c\n\n[^2]: d\n\ne")

    assert [marked(note) for note in prose.notes] == ["a b", "d"]
    assert [(piece.marker, marked(piece.text)) for piece in prose.pieces] == [("", "x⟨0⟩ y⟨1⟩"), ("-", "c"), ("", "e")]


@pytest.mark.parametrize(
    "text", ["x[^ 1]", "x[^]", "x[1]", "x[^1", "x[^a b]", "x^1", "x[^" + "a" * 21 + "]", "x[^1.2]"]
)
def test_what_only_resembles_a_footnote_is_text(text: str) -> None:
    """Printed as typed, without a fault."""
    assert parse_prose(f"{text}\n{text[1:]}: y") == Prose(
        f"{text}\n{text[1:]}: y", (Piece("paragraph", f"{text} {text[1:]}: y"),), (), ()
    )


@pytest.mark.parametrize(
    ("source", "expected", "text"),
    [
        ("Một\n hai[^1]", [("note-missing", 8, "1")], "Một hai[^1]"),
        ("x\n\n [^1]: y", [("note-unmarked", 4, "1")], "x"),
        ("x[^1] y[^1]\n[^1]: z", [("note-repeated", 7, "1")], "x⟨0⟩ y[^1]"),
        ("x[^1]\n[^1]: y\n[^1]: z", [("note-repeated", 14, "1")], "x⟨0⟩"),
        ("x[^1]\n[^1]:  \n\ny", [("note-empty", 6, "1")], "x[^1]|y"),
        ("x\n[^1]:", [("note-empty", 2, "1"), ("note-unmarked", 2, "1")], "x"),
        ("x [^1] y\n[^1]: z", [("note-apart", 2, "1")], "x [^1] y"),
        ("[^1]\n[^1]: z", [("note-apart", 0, "1")], "[^1]"),
        ("x **[^1]**\n[^1]: z", [("note-apart", 4, "1")], "x ⟨s:[^1]⟩"),
        ("x\n[^1] y\n[^1]: z", [("note-apart", 2, "1")], "x [^1] y"),
        ("[^1] x", [("note-missing", 0, "1")], "[^1] x"),
        ("x[^1]\n[^1]: y[^2]\n[^2]: z", [("note-unmarked", 18, "2")], "x⟨0⟩"),
        ("x[^2]\n\n[^1]: z", [("note-missing", 1, "2"), ("note-unmarked", 7, "1")], "x[^2]"),
    ],
)  # fmt: skip
def test_a_footnote_that_cannot_be_printed_is_a_fault(
    source: str, expected: list[tuple[str, int, object]], text: str
) -> None:
    """With its place; the mark stays as typed."""
    assert faults(source) == expected
    assert "|".join(printed(source)) == text


def test_a_line_has_no_footnotes() -> None:
    """A cell and an item of a list have nowhere to write one."""
    assert parse_line("  Xã **Vũ Ninh**[^1]: *x*  ") == (
        Span("Xã "), Span("Vũ Ninh", "strong"), Span("[^1]: "), Span("x", "emphasis"),
    )  # fmt: skip


@given(SOUP.map(lambda text: text.replace("\n", " ")))
def test_a_line_reads_as_the_same_paragraph_of_an_answer(text: str) -> None:
    """An officer learns the marks once."""
    pieces = parse_prose(text).pieces
    assume(not any(piece.marker for piece in pieces))

    assert parse_line(text) == (pieces[0].text if pieces else "")


# --- headings -------------------------------------------------------------------------------------------------------


def test_a_paragraph_that_is_bold_from_end_to_end_is_a_heading_where_headings_are() -> None:
    """Its number and look are the document's."""
    source = (
        "**Công tác “tổ chức”**\nTiếp\n\n  **Tuyên truyền**  \n- **Mục**\n\n**A:** b\n\n***C***\n\n**D**[^1]\n\n[^1]: x"
    )
    prose = parse_prose(source, headings=True)

    assert [(piece.kind, marked(piece.text)) for piece in prose.pieces] == [
        ("paragraph", "⟨s:Công tác “tổ chức”⟩ Tiếp"),
        ("heading", "Tuyên truyền"),
        ("item", "⟨s:Mục⟩"),
        ("paragraph", "⟨s:A:⟩ b"),
        ("paragraph", "⟨se:C⟩"),
        ("paragraph", "⟨s:D⟩⟨0⟩"),
    ]
    assert parse_prose("**A**").pieces == (Piece("paragraph", (Span("A", "strong"),)),)
    assert parse_prose("**A**\n\n**B\nC**", headings=True).pieces == (
        Piece("heading", "A"),
        Piece("paragraph", (Span("B C", "strong"),)),
    )


# --- of the whole ---------------------------------------------------------------------------------------------------


def test_words_and_figures_are_those_of_the_text() -> None:
    """Not the markers, not the footnotes, no dash."""
    prose = parse_prose("**Hội** – đạt : *“rất* tốt”[^1] …\n(1) có\n\n[^1]: năm 2025")

    assert prose.plain == "Hội – đạt : “rất tốt” …\ncó"
    assert prose.words == 5
    assert not prose.has_figures
    assert parse_prose("- đạt 5%").has_figures
    assert parse_prose("").words == 0


@given(SOUP | st.text(), st.integers(1, 12))
@example("_a – b_\xa0c … (d) 5", 5)
def test_whether_there_are_enough_words_is_told_as_they_are_counted(source: str, count: int) -> None:
    prose = parse_prose(source)

    assert prose.has_words(count) == (prose.words >= count)


@given(SOUP)
def test_nothing_is_lost_and_nothing_added(source: str) -> None:
    """But for spaces, backslashes and pairs of stars, what is printed is what was typed, in its order."""
    printed = everything(parse_prose(source))
    stars = source.count("*") - printed.count("*")

    assert re.sub(r"[ \n*\\]", "", printed) == re.sub(r"[ \n*\\]", "", source)
    assert stars >= 0
    assert stars % 2 == 0
    assert source.count("\\") >= printed.count("\\")


@given(NOTE_SOUP)
def test_footnotes_are_moved_and_not_lost(source: str) -> None:
    """Unless there is a fault, every letter and digit is printed."""
    prose = parse_prose(source)
    assume(not prose.faults)

    def letters(text: str) -> Counter[str]:
        return Counter(character for character in text if character.isalnum() and character != "q")

    assert letters(everything(prose)) == letters(source)


@given(NOTE_SOUP | st.text(), st.booleans())
def test_every_text_is_read(source: str, headings: bool) -> None:
    """No piece or span is empty, none begins or ends with a space, no look is split; every note has one mark."""
    prose = parse_prose(source, headings=headings)

    texts = [parts(piece.text) for piece in prose.pieces]
    for text in [*texts, *map(parts, prose.notes)]:
        assert isinstance(text[0], Span)
        assert text[0].text[0] != " "
        assert not (isinstance(text[-1], Span) and text[-1].text[-1] == " ")
        assert all(not isinstance(part, Span) or part.text for part in text)
        assert all(not (isinstance(a, Span) and isinstance(b, Span) and a.style == b.style) for a, b in pairwise(text))
    refs = [part.note for text in texts for part in text if isinstance(part, NoteRef)]
    assert refs == list(range(len(prose.notes)))
    assert all((piece.kind == "item") == bool(piece.marker) == (piece.level > 0) for piece in prose.pieces)
    assert all(piece.kind != "heading" or headings for piece in prose.pieces)
    assert all(isinstance(fault, Fault) and 0 <= fault.offset < len(source) for fault in prose.faults)
    assert all(source.startswith(f"[^{fault.arguments['found']}]", fault.offset) for fault in prose.faults)
