"""The width of a text in Times New Roman, by which ruled lines are drawn."""

from __future__ import annotations

from pathlib import Path
from unicodedata import decomposition

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi_report._measure import _advances, last_line_width_pt, text_width_pt
from hoi_report._widths import BOLD, REGULAR, UNITS_PER_EM

CHARACTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1EA0, 0x1EFA))]
CHARACTERS += list("ƠơƯư–—‘’‚“”„†‡•…‰‹›₫€№™−≤≥≠")
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")


def widths_in(font: str) -> dict[str, int]:
    """The advance width of each character in a face of Liberation Serif, in units of 1/2048 em."""
    tools = pytest.importorskip("fontTools.ttLib", reason="fontTools is not installed")
    files = [file for folder in FONTS for file in Path(folder).rglob(f"LiberationSerif-{font}.ttf")]
    for file in files:
        face = tools.TTFont(file)
        names = face.getBestCmap()
        if all(ord(character) in names for character in CHARACTERS):
            assert face["head"].unitsPerEm == UNITS_PER_EM
            return {character: face["hmtx"][names[ord(character)]][0] for character in CHARACTERS}
    pytest.skip("Liberation Serif 2 is not installed (version 1 has no Vietnamese letters)")


def without_derived(widths: dict[str, int]) -> dict[int, str]:
    """The table as it is shipped: by width, and without letters that are as wide as the letter below their marks."""
    table: dict[int, str] = {}
    for character, width in widths.items():
        base = decomposition(character).split(" ")[0]
        if not base or base.startswith("<") or widths.get(chr(int(base, 16))) != width:
            table[width] = table.get(width, "") + character
    return dict(sorted(table.items()))


@pytest.mark.parametrize(("font", "table"), [("Regular", REGULAR), ("Bold", BOLD)])
def test_the_tables_are_what_the_font_says(font: str, table: dict[int, str]) -> None:
    """The shipped widths come out of the font again, character by character."""
    widths = widths_in(font)

    assert {width: set(text) for width, text in table.items()} == {
        width: set(text) for width, text in without_derived(widths).items()
    }
    assert {character: _advances(font == "Bold")[character] for character in CHARACTERS} == widths


def test_marks_add_no_width_but_a_horn_does() -> None:
    """ộ is as wide as o, ợ as ơ, which is wider; Đ is as wide as D."""
    assert text_width_pt("ộ", 14) == text_width_pt("o", 14)
    assert text_width_pt("ợ", 14) == text_width_pt("ơ", 14) > text_width_pt("o", 14)
    assert text_width_pt("ĐỰ", 14) == text_width_pt("DƯ", 14)


def test_width_grows_with_size_and_weight() -> None:
    """Twice the size is twice the width, and bold is wider."""
    text = "BAN THƯỜNG VỤ"

    assert text_width_pt(text, 26) == pytest.approx(2 * text_width_pt(text, 13))
    assert text_width_pt(text, 13, bold=True) > text_width_pt(text, 13)


def test_a_known_line_has_its_width_on_paper() -> None:
    """“BAN THƯỜNG VỤ” in bold 13 points: thirteen advances of Times New Roman added up by hand."""
    units = [1366, 1479, 1479, 512, 1366, 1593, 1630, 1593, 1479, 1593, 512, 1479, 1479]

    assert text_width_pt("BAN THƯỜNG VỤ", 13, bold=True) == pytest.approx(sum(units) * 13 / 2048)


def test_signs_of_other_scripts_count_half_an_em() -> None:
    """What the table does not know has a width all the same."""
    assert text_width_pt("漢", 20) == 10


def last_line_pt(text: str, size: float, bold: bool, room: float) -> float:
    """Each line measured whole, with one word more and more."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        line = longer if text_width_pt(longer, size, bold) <= room else word
    return min(text_width_pt(line, size, bold), room)


@given(
    st.text("aộƯ漢 ", max_size=60) | st.text(max_size=30),
    st.sampled_from([12, 13.5, 14]),
    st.booleans(),
    st.floats(0, 300),
)
def test_a_line_is_as_wide_as_its_words_and_spaces(text: str, size: float, bold: bool, room: float) -> None:
    """To the last bit, wherever it is broken."""
    assert last_line_width_pt(text, size, bold, room) == last_line_pt(text, size, bold, room)
