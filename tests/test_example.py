"""The source case: the plan of Hội LHPN tỉnh Thái Bình, 2024, word for word, and what its data make of a district."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import hoi_report
from words import W, notes, paragraphs, part, style_names, text_of, words

EXAMPLE = hoi_report.example("thai-binh-2024")
SOURCE = (Path(__file__).parent / "data" / "thai-binh-2024.txt").read_text(encoding="utf-8")
OUTLINES = [info.id for info in hoi_report.list_outlines()]


@pytest.fixture(scope="module")
def plan() -> bytes:
    """The plan as rendered."""
    return hoi_report.render(hoi_report.load_document(EXAMPLE / "ke-hoach.yaml")).content


def source_lines() -> list[str]:
    """The lines of the source from the opening on, without the frame around them."""
    lines = [line.strip() for line in SOURCE.split("\n") if line.strip()]
    start = next(i for i, line in enumerate(lines) if line.startswith("Thực hiện Kế hoạch số 421"))
    return lines[start:]


def mended(text: str) -> str:
    """A text with the listed slips mended: only those that change more than spaces, dashes and quotation marks."""
    return text.replace("đơn vị.... của", "đơn vị... của").replace("năm 2024.)", "năm 2024).")


def test_every_word_of_the_source_is_printed_in_its_order(plan: bytes) -> None:
    """Body, then footnote: the same words and the same punctuation; the table cells are read as the file has them."""
    printed = [text for _, text in paragraphs(plan)] + [p for note in notes(plan) for p in note]

    # The source's text file has the head's two columns one after the other; the .docx has them row by row.
    head_source = sorted(words(SOURCE[: SOURCE.index("KẾ HOẠCH\n")]))
    head_ends = next(i for i, text in enumerate(printed) if text == "KẾ HOẠCH")
    assert sorted(words(" ".join(printed[:head_ends]))) == head_source
    body = words("\n".join(printed[head_ends:]))
    assert body == words(mended(SOURCE[SOURCE.index("KẾ HOẠCH\n") :]))


def test_the_public_measure_agrees(plan: bytes, tmp_path: Path) -> None:
    """The comparison that the source came with finds nothing missing and nothing added."""
    tool = Path(__file__).parents[2] / "shared" / "tools" / "fidelity.py"
    if not tool.is_file():
        pytest.skip("the source's own comparison tool is not on this machine")
    docx, text = tmp_path / "plan.docx", tmp_path / "source.txt"
    docx.write_bytes(plan)
    text.write_text(SOURCE, encoding="utf-8")

    result = subprocess.run([sys.executable, tool, text, docx], capture_output=True, encoding="utf-8", check=False)

    assert "fidelity: 1.0000  missing: 0  added: 0" in result.stdout
    assert result.returncode == 0


def test_every_heading_of_the_source_is_a_heading_of_its_level(plan: bytes) -> None:
    """A heading in the source is a line that starts with a number; its depth follows from the number's form."""
    forms = [r"[IVX]+\. ", r"\d\. ", r"\d\.\d\. ", r"\d\.\d\.\d\. "]
    expected = []
    for text in source_lines():
        for level, form in enumerate(forms, start=1):
            if re.match(form, text):
                expected.append((f"heading {level}", words(text)))

    headings = [(style, words(text)) for style, text in paragraphs(plan) if style.startswith("heading")]
    assert len(headings) == 36
    assert headings == expected


def test_every_item_of_the_source_is_an_item(plan: bytes) -> None:
    """Dashes, pluses and (1): each line of the source that starts so is a paragraph in an item's style."""
    end = source_lines().index("Nơi nhận:")
    body = [text for n, text in enumerate(source_lines()) if not (end <= n < end + 8)]
    expected = [words(mended(text)) for text in body if re.match(r"- |\+ |\(\d\) ", text)]

    items = [words(text) for style, text in paragraphs(plan) if style.startswith("Gạch đầu dòng")]
    assert len(items) == 62
    assert items == expected


def test_the_footnote_is_a_footnote_behind_its_word(plan: bytes) -> None:
    """One real footnote of two paragraphs, anchored at the end of the heading 2.3 of the plan."""
    (note,) = notes(plan)
    assert [paragraph.split(":")[0] for paragraph in note] == [
        "Khâu đột phá của Nghị quyết Đại hội đại biểu Phụ nữ tỉnh lần thứ XVI",
        "Khâu đột phá của Nghị quyết Đại hội đại biểu phụ nữ toàn quốc lần thứ XIII",
    ]

    (anchor,) = [
        p for p in part(plan, "word/document.xml").iter(W + "p") if p.find(f".//{W}footnoteReference") is not None
    ]
    assert text_of(anchor) == "2.3. Kết quả thực hiện các khâu đột phá"
    runs = [run for run in anchor.findall(f"{W}r") if text_of(run) or run.find(f"{W}footnoteReference") is not None]
    assert runs[-1].find(f"{W}footnoteReference") is not None


def test_nothing_of_thai_binh_is_in_the_outlines() -> None:
    """Names, numbers, dates and deadlines of the province are data."""
    own = ["Thái Bình", "421", "160", "161", "29/12/2023", "2023-12-29", "08/6/2023", "huyện", "thành phố"]
    own += [
        "10/5",
        "10/6",
        "15/6",
        "10 tháng 5",
        "Tuyên giáo",
        "Phượng",
        "TGTCCSLP",
        "hữu cơ",
        "XVI",
        "LĐLĐ",
        "Quân sự",
    ]
    for id in OUTLINES:
        text = (EXAMPLE.parents[1] / "outlines" / f"{id}.yaml").read_text(encoding="utf-8")
        assert [word for word in own if word in text] == []


def test_a_district_has_its_plan_from_data_alone() -> None:
    """Level words, issuer, parent and tasks are the district's; nothing says that the province issues it."""
    document = hoi_report.load_document(EXAMPLE / "ke-hoach-dong-hung.yaml")
    printed = [text for _, text in paragraphs(hoi_report.render(document).content)]
    text = "\n".join(printed)

    assert "HỘI LHPN HUYỆN ĐÔNG HƯNG" in printed
    assert "1. Hội LHPN huyện" in printed
    assert "toàn huyện." in text and "toàn tỉnh" not in text
    assert "Phối hợp với Hội LHPN tỉnh tổ chức kiểm tra" in text
    assert "8 huyện" not in text and "huyện, thành phố" not in text
    assert "Nguyễn Thị Phượng" not in text


@pytest.mark.parametrize("key", [
    "thanh-pho-thai-binh", "dong-hung", "hung-ha", "kien-xuong", "quynh-phu", "thai-thuy", "tien-hai", "vu-thu",
    "quan-su", "bien-phong", "cong-an", "lien-doan-lao-dong",
])  # fmt: skip
def test_each_of_the_twelve_units_is_known_until_the_merger(key: str) -> None:
    """It stands below the province, has no made-up signer, and ends with June 2025."""
    data = {"outline": "2021-2026/bao-cao-giua-nhiem-ky", "plan": "ke-hoach.yaml", "unit": key, "date": "30/6/2025"}

    document = hoi_report.load_document(data, base_dir=EXAMPLE)
    assert document.unit.parent is not None and document.unit.parent.unit.short_name == "Hội LHPN tỉnh Thái Bình"
    assert document.signer.name is None

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.load_document(data | {"date": "01/7/2025"}, base_dir=EXAMPLE)
    assert [p.code for p in caught.value.problems if p.severity == "error"] == ["not-valid-then"]


@pytest.mark.parametrize("id", OUTLINES)
def test_every_outline_prints_alone_as_its_de_cuong(id: str) -> None:
    """Without a document: its title, its headings, blanks for values, no issuer and no signature."""
    outline = hoi_report.load_outline(id)
    printed = paragraphs(hoi_report.render(outline).content)

    assert outline.problems == ()
    headings = [text for style, text in printed if style.startswith("heading")]
    titles = [f"{entry.number} {entry.text}" for entry in outline.entries() if entry.kind == "section"]
    assert headings == [re.sub(r"\{\{.*?\}\}", "……", title.replace("[^khau_dot_pha]", "")) for title in titles]
    assert not any("CỘNG HÒA" in text or "Nơi nhận" in text for _, text in printed)


def test_the_attached_de_cuong_is_the_outline_of_the_report(plan: bytes) -> None:
    """Title, subject and the line that says to what it belongs, with the blank of the source."""
    printed = [text for _, text in paragraphs(plan)]
    start = printed.index("ĐỀ CƯƠNG BÁO CÁO")

    assert printed[start + 1 : start + 5] == [
        "Đánh giá giữa nhiệm kỳ thực hiện nghị quyết đại hội phụ nữ các cấp",
        "nhiệm kỳ 2021-2026 và Nghị quyết Đại hội đại biểu",
        "Phụ nữ toàn quốc lần thứ XIII",
        "(Ban hành kèm theo Kế hoạch số…)",
    ]


def test_a_numbered_plan_says_so_in_its_attachment() -> None:
    """With number and date, the attachment repeats them with the issuer (PL I, Phần I, III.1.c)."""
    units = str(EXAMPLE / "units.yaml")
    source = hoi_report.load_document(EXAMPLE / "ke-hoach.yaml")
    data = {**source_data(), "units": units, "number": 45, "date": "05/02/2024"}

    printed = [text for _, text in paragraphs(hoi_report.render(hoi_report.load_document(data)).content)]

    assert "Số: 45/KH-BTV" in printed
    assert "Thái Bình, ngày 05 tháng 02 năm 2024" in printed
    assert (
        "(Ban hành kèm theo Kế hoạch số 45/KH-BTV ngày 05 tháng 02 năm 2024 của Ban Thường vụ Hội LHPN tỉnh Thái Bình)"
        in printed
    )
    assert source.number is None


def source_data() -> dict[str, object]:
    """The data file of the plan as a ``dict``."""
    from hoi_report._source import read

    return dict(read(EXAMPLE / "ke-hoach.yaml").value)


def test_a_draft_has_its_mark_on_every_page(plan: bytes) -> None:
    """DỰ THẢO stands in the headers, and only in a draft."""
    document = hoi_report.load_document(EXAMPLE / "ke-hoach.yaml")
    draft = hoi_report.render(document, draft=True).content

    def marks(docx: bytes) -> list[bool]:
        import io
        import zipfile

        names = sorted(n for n in zipfile.ZipFile(io.BytesIO(docx)).namelist() if re.match(r"word/header\d*\.xml", n))
        return ["DỰ THẢO" in "".join(text for _, text in paragraphs(docx, name)) for name in names]

    assert marks(draft) and all(marks(draft))
    assert not any(marks(plan))
    assert set(style_names(draft).values()) >= {"Dự thảo"}
