"""What only a page shows, measured on LibreOffice's PDF: ruled lines against their text, page numbers, page breaks.

A text is as wide as in Times New Roman where the machine has it or Liberation Serif 2, whose metrics are the same. An
older Liberation Serif lacks Vietnamese letters, which then come from fonts of other widths: that is said, and skipped
as a missing LibreOffice is.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

import pages
import samples
from conftest import REQUIRED
from format_rules import RULES, build_template, house
from hoi_report._blocks import Composition
from hoi_report._design import build
from hoi_report._rules import Component
from measure import Docx
from pages import Word

MM_PER_PT = 25.4 / 72
PICTURE_PT = 1.0  # what a picture of 200 dots an inch loses, both ends of a line together
DOCUMENTS = {
    "plan": samples.plan(),
    "letter": samples.letter(),
    "draft": samples.draft_report(),
    "short": samples.short_plan(),
    "outline": samples.outline_alone(),
}
PARAGRAPHS = range(5, 12)
WORDS = (1, 14, 30, 47, 64, 90)


@pytest.fixture(scope="module")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample documents as LibreOffice prints them; the plan also in a house's format, with larger letters."""
    files = {name: samples.word_file(composition) for name, composition in DOCUMENTS.items()}
    files["house"] = samples.word_file(samples.plan(), build(house()))
    return pages.convert(soffice, files, tmp_path_factory.mktemp("printed"))


@pytest.fixture(scope="module")
def layout(printed: dict[str, bytes], pdftotext: str) -> dict[str, list[list[Word]]]:
    """The words on the pages of each."""
    return {name: pages.words(pdftotext, pdf) for name, pdf in printed.items()}


@pytest.fixture(scope="module")
def exact_widths() -> None:
    """Skips where the letters of the PDF are not as wide as Times New Roman's."""
    if shutil.which("fc-match") is None:
        return
    for style in ("Regular", "Bold"):
        command = ["fc-match", "-f", "%{charset}", f"Times New Roman:style={style}"]
        charset = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
        if not _has(charset, ord("ệ")):
            lacking = "neither Times New Roman nor Liberation Serif 2 is installed: other letters, other widths"
            pytest.fail(lacking, pytrace=False) if REQUIRED else pytest.skip(lacking)


def _has(charset: str, code: int) -> bool:
    spans = [span.split("-") for span in charset.split()]
    return any(int(span[0], 16) <= code <= int(span[-1], 16) for span in spans)


def middle(found: list[Word]) -> float:
    """The middle of a line of text."""
    return (found[0].left + found[-1].right) / 2


# --- ruled lines ------------------------------------------------------------------------------------------------------

LINES = [
    ("plan", 0, "Độc lập - Tự do - Hạnh phúc", "tieu_ngu"),
    ("plan", 0, "BAN THƯỜNG VỤ", "co_quan_ban_hanh"),
    ("plan", 0, "lần thứ XIII, nhiệm kỳ 2022 - 2027", "trich_yeu"),
    ("plan", 2, "(Ban hành kèm theo Kế hoạch số…)", "phu_luc_kem_theo"),
    ("short", 0, "Công tác phụ nữ năm 2024", "trich_yeu"),
    ("draft", 0, "PHƯỜNG TÂN SƠN NHÌ", "co_quan_ban_hanh"),
    ("outline", 0, "lần thứ XIII", "trich_yeu"),
    ("house", 0, "Độc lập - Tự do - Hạnh phúc", "tieu_ngu"),
    ("house", 0, "lần thứ XIII, nhiệm kỳ 2022 - 2027", "trich_yeu"),
]


@pytest.mark.parametrize(("name", "page", "text", "component"), LINES, ids=[f"{n}: {t}" for n, _, t, _ in LINES])
@pytest.mark.usefixtures("exact_widths")
def test_a_ruled_line_is_as_long_as_its_rule_says_and_centred_below_its_text(
    printed: dict[str, bytes],
    layout: dict[str, list[list[Word]]],
    pdftoppm: str,
    tmp_path: Path,
    name: str,
    page: int,
    text: str,
    component: str,
) -> None:
    """A share of the line of text above it, from one third to one half; all of it below the Tiêu ngữ."""
    rule = RULES.components[component].ruled_line
    assert rule is not None
    words = pages.find(layout[name][page], text)
    width, bottom = words[-1].right - words[0].left, max(word.bottom for word in words)

    lines = pages.drawn_lines(pdftoppm, printed[name], page + 1, tmp_path)
    (line,) = [x for x in lines if bottom - 2 < x.top < bottom + 8 and words[0].left - 2 < x.left < words[-1].right]

    assert rule.share.allows(line.length / width, tolerance=PICTURE_PT / width)
    assert (line.left + line.right) / 2 == pytest.approx(middle(words), abs=PICTURE_PT)
    assert 0.3 <= line.thickness <= 1.5


@pytest.mark.usefixtures("exact_widths")
def test_the_length_in_the_file_is_a_share_of_the_measured_text(layout: dict[str, list[list[Word]]]) -> None:
    """Without a picture: the drawing's own length against the width of its line of text on the page."""
    lines = [line for p in Docx(samples.word_file(samples.plan())).paragraphs for line in p.ruled_lines]
    texts = [
        (0, "BAN THƯỜNG VỤ", "co_quan_ban_hanh"),
        (0, "Độc lập - Tự do - Hạnh phúc", "tieu_ngu"),
        (0, "lần thứ XIII, nhiệm kỳ 2022 - 2027", "trich_yeu"),
        (2, "(Ban hành kèm theo Kế hoạch số…)", "phu_luc_kem_theo"),
    ]

    for line, (page, text, component) in zip(lines, texts, strict=True):
        words = pages.find(layout["plan"][page], text)
        rule = RULES.components[component].ruled_line
        assert rule is not None
        share = line.length_pt / (words[-1].right - words[0].left)
        assert rule.share.allows(share, tolerance=0.01), text
        assert share == pytest.approx(float(rule.share.value), abs=0.03), text


# --- page numbers -----------------------------------------------------------------------------------------------------


def test_page_numbers_stand_centred_in_the_top_margin_from_the_second_page_of_each_part(
    layout: dict[str, list[list[Word]]],
) -> None:
    """The plan has two pages, its annex two: nothing, 2, nothing, 2. The outline alone has none, then 2."""
    left, right = float(RULES.margins.left.value), float(RULES.paper.width - RULES.margins.right.value)
    top = float(RULES.margins.top.value) / MM_PER_PT

    in_margin = {name: [[word for word in page if word.bottom < top] for page in layout[name]] for name in layout}

    assert [[word.text for word in words] for words in in_margin["plan"]] == [[], ["2"], [], ["2"]]
    assert [[word.text for word in words] for words in in_margin["outline"]] == [[], ["2"]]
    assert [[word.text for word in words] for words in in_margin["short"]] == [[]]
    for page in (1, 3):
        (number,) = in_margin["plan"][page]
        assert middle([number]) * MM_PER_PT == pytest.approx((left + right) / 2, abs=0.3)


def test_a_draft_says_so_below_the_number(layout: dict[str, list[list[Word]]]) -> None:
    """On every page, in the top margin, ending at the right margin; the number stays where it was."""
    top = float(RULES.margins.top.value) / MM_PER_PT
    right = float(RULES.paper.width - RULES.margins.right.value) / MM_PER_PT

    for number, page in enumerate(layout["draft"], 1):
        mark = pages.find(page, "DỰ THẢO")
        assert all(word.bottom < top for word in mark)
        assert mark[-1].right == pytest.approx(right, abs=6)
        shown = [word for word in page if word.text == str(number) and word.bottom < top]
        assert len(shown) == (number > 1)
        assert all(middle([word]) == pytest.approx(middle([layout["plan"][1][0]]), abs=1) for word in shown)


# --- what stands on one line ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plan", "short", "house"])
@pytest.mark.parametrize("text", [RULES.components[c].text[0] for c in ("quoc_hieu", "tieu_ngu")])
@pytest.mark.usefixtures("exact_widths")
def test_the_state_stands_on_one_line_in_its_smallest_and_largest_letters(
    layout: dict[str, list[list[Word]]], name: str, text: str
) -> None:
    """Quốc hiệu and Tiêu ngữ, one below the other and with one middle."""
    words = pages.find(layout[name][0], text)
    motto = pages.find(layout[name][0], RULES.components["tieu_ngu"].text[0])

    assert max(word.top for word in words) - min(word.top for word in words) < 0.5
    assert middle(words) == pytest.approx(middle(motto), abs=0.5)


@pytest.mark.parametrize(
    ("name", "number", "place"),
    [
        ("plan", "/KH-BTV", "Thái Bình, ngày tháng năm 2024"),
        ("short", "05/KH-BTV", "Thái Bình, ngày 05 tháng 6 năm 2024"),
        ("house", "/KH-BTV", "Thái Bình, ngày tháng năm 2024"),
    ],
)
@pytest.mark.usefixtures("exact_widths")
def test_number_and_date_stand_on_one_line(
    layout: dict[str, list[list[Word]]], name: str, number: str, place: str
) -> None:
    """II.4.c: on the same line, each centred below the block above it; however many lines that has."""
    left = [*pages.find(layout[name][0], "Số:"), *pages.find(layout[name][0], number)]
    right = pages.find(layout[name][0], place)
    motto = pages.find(layout[name][0], RULES.components["tieu_ngu"].text[0])
    issuer = pages.find(layout[name][0], "BAN THƯỜNG VỤ")

    tops = [word.top for word in (*left, *right)]
    assert max(tops) - min(tops) < 1.5  # a house may print the date one point larger
    assert middle(right) == pytest.approx(middle(motto), abs=1)
    assert middle(left) == pytest.approx(middle(issuer), abs=1)


def test_recipients_start_on_the_line_of_the_signer_at_the_left_margin(layout: dict[str, list[list[Word]]]) -> None:
    """II.9.d: “ngang hàng với dòng chữ quyền hạn, chức vụ của người ký và sát lề trái”."""
    page = next(page for page in layout["plan"] if pages.on_page(page, "Nơi nhận:"))
    word, signer = pages.find(page, "Nơi nhận:"), pages.find(page, "TM. BAN THƯỜNG VỤ")
    dashes = [w for w in page if w.text == "-" and w.left < 100]

    def foot(found: list[Word], component: Component) -> float:
        return found[0].bottom - 0.216 * float(component.size.value)  # the letters' foot above the line's bottom

    assert foot(word, RULES.components["noi_nhan_tu"]) == pytest.approx(
        foot(signer, RULES.components["quyen_han_ky"]), abs=0.5
    )
    assert word[0].left * MM_PER_PT == pytest.approx(float(RULES.margins.left.value), abs=0.3)
    assert len(dashes) == len(samples.FRAME.recipients)
    assert all(dash.left * MM_PER_PT == pytest.approx(float(RULES.margins.left.value), abs=0.3) for dash in dashes)


@pytest.mark.usefixtures("exact_widths")
def test_one_addressee_stands_on_the_line_and_several_below_the_colon(layout: dict[str, list[list[Word]]]) -> None:
    """II.9.d: “các gạch đầu dòng được trình bày thẳng hàng với nhau dưới dấu hai chấm”."""
    one = pages.find(layout["draft"][0], "Kính gửi: Ban Thường vụ Hội LHPN tỉnh Thái Bình")
    start = pages.find(layout["letter"][0], "Kính gửi:")
    page = layout["letter"][0]
    dashes = [pages.find(page, f"- {name}")[0] for name in ("Ban Thường vụ", "Uỷ ban Mặt trận", "Sở Nội vụ.")]
    colon = start[-1].right - 569 / 2048 * 14

    assert max(word.top for word in one) - min(word.top for word in one) < 0.5
    assert max(dash.left for dash in dashes) - min(dash.left for dash in dashes) < 0.5
    assert dashes[0].left == pytest.approx(colon, abs=1)
    assert [dash.top for dash in dashes] == sorted(dash.top for dash in dashes) and start[0].bottom < dashes[0].bottom


def test_a_dotted_line_ends_at_the_right_margin(layout: dict[str, list[list[Word]]]) -> None:
    """It starts where a paragraph does."""
    (dots,) = [word for word in layout["plan"][0] if len(word.text) > 30 and set(word.text) == {"."}]

    start = float(RULES.margins.left.value + RULES.first_line_indent.value)
    assert dots.left * MM_PER_PT == pytest.approx(start, abs=1)
    assert dots.right * MM_PER_PT == pytest.approx(float(RULES.paper.width - RULES.margins.right.value), abs=1.5)


def test_a_document_of_several_parts_starts_at_the_top_margin(layout: dict[str, list[list[Word]]]) -> None:
    """LibreOffice would put an empty line above a table there."""
    for name in ("plan", "short"):
        first = min(word.top for word in layout[name][0])
        assert first * MM_PER_PT == pytest.approx(float(RULES.margins.top.value), abs=1), name


# --- what stays together ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def breaks(soffice: str, pdftotext: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Word]]]:
    """Texts of many lengths, so that the page ends everywhere around the signature; every other one has an annex."""
    files = {
        f"{paragraphs}-{count}": samples.word_file(
            samples.of_length(paragraphs, count, annex=(paragraphs + n) % 2 == 0)
        )
        for paragraphs in PARAGRAPHS
        for n, count in enumerate(WORDS)
    }
    converted = pages.convert(soffice, files, tmp_path_factory.mktemp("breaks"))
    return {name: pages.words(pdftotext, pdf) for name, pdf in converted.items()}


def test_the_signature_stays_with_the_last_line_of_the_text(breaks: dict[str, list[list[Word]]]) -> None:
    """Recipients, signer and at least the last line of text share a page, wherever that page ends."""
    wanted = ("Nơi nhận:", "- Lưu: VT, TGTCCSLP.", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Nguyễn Thị Phượng")

    for name, document in breaks.items():
        signed = [number for number, page in enumerate(document) if pages.on_page(page, "Nơi nhận:")]
        assert len(signed) == 1, name
        page = document[signed[0]]
        assert all(pages.on_page(page, text) for text in wanted), name
        assert any(word.text.endswith("./.") for word in page), name


def test_the_texts_are_long_and_short_enough_to_prove_it(breaks: dict[str, list[list[Word]]]) -> None:
    """The signature stands on the first page of some and is pushed to the second by few words and by many."""
    on_first = {name for name, document in breaks.items() if pages.on_page(document[0], "Nơi nhận:")}
    text_on_second = {
        sum(1 for word in document[1] if word.top < pages.find(document[1], "Nơi nhận:")[0].top - 3)
        for name, document in breaks.items()
        if name not in on_first
    }

    assert 5 < len(on_first) < len(breaks) - 5
    assert min(text_on_second) < 5 and max(text_on_second) > 100


def test_no_page_is_empty(breaks: dict[str, list[list[Word]]]) -> None:
    """The paragraphs that Word wants behind the signature never make a page of their own."""
    for name, document in breaks.items():
        assert all(len(page) > 5 for page in document), name


# --- LibreOffice as an editor -----------------------------------------------------------------------------------------


def test_libreoffice_saves_it_again_with_the_same_text(soffice: str, tmp_path: Path) -> None:
    """What it reads and writes is what stands there, in the same paragraphs; and the template itself likewise."""
    files = {name: samples.word_file(composition) for name, composition in DOCUMENTS.items()}
    files["template"] = build_template.TEMPLATE.read_bytes()

    saved = pages.convert(soffice, files, tmp_path, "docx")

    def texts(content: bytes) -> list[str]:
        return [p.text for p in Docx(content).paragraphs if p.text.strip()]

    for name, content in files.items():
        assert texts(saved[name]) == texts(content), name


def test_a_date_without_day_and_month_leaves_room_for_a_pen(layout: dict[str, list[list[Word]]]) -> None:
    """At least 8 mm for the day and for the month."""
    place = pages.find(layout["plan"][0], "Thái Bình, ngày tháng năm 2024")
    by_text = {word.text: word for word in place}

    assert (by_text["tháng"].left - by_text["ngày"].right) * MM_PER_PT > 8
    assert (by_text["năm"].left - by_text["tháng"].right) * MM_PER_PT > 8


def test_a_subject_may_be_one_line_or_three(layout: dict[str, list[list[Word]]]) -> None:
    """All centred in the text area, without a gap between them."""
    text_area = float(RULES.margins.left.value + RULES.paper.width - RULES.margins.right.value) / 2
    find = partial(pages.find, layout["plan"][0])
    three = [find("KẾ HOẠCH"), *(find(" ".join(line.split())) for line in samples.FRAME.subject)]

    one = pages.find(layout["short"][0], "Công tác phụ nữ năm 2024")

    assert all(middle(line) * MM_PER_PT == pytest.approx(text_area, abs=0.5) for line in (*three, one))
    steps = [below[0].top - above[0].top for above, below in pairwise(three)]
    assert max(steps) - min(steps) < 0.5


def test_text_may_end_anywhere_without_a_signature(soffice: str, pdftotext: str, tmp_path: Path) -> None:
    """An unsigned part is all text; nothing waits for what does not come."""
    composition = Composition(replace(samples.FRAME, signer=None, recipients=()), samples.BODY, (samples.NOTE,))

    pdf = pages.convert(soffice, {"unsigned": samples.word_file(composition)}, tmp_path)["unsigned"]

    assert pages.on_page(pages.words(pdftotext, pdf)[-1], "cấp trên trực tiếp.")
