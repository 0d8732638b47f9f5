"""Compositions to print: short ones that hold every kind of block, and the cases that make a page hard to lay out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from hoi_report._blocks import (
    AttachmentHead,
    Block,
    Column,
    Composition,
    Dots,
    Frame,
    Heading,
    Item,
    LegalBasis,
    Line,
    NoteMark,
    Paragraph,
    PartBreak,
    Row,
    SectionBreak,
    Signature,
    Signer,
    Span,
    Table,
)
from hoi_report._template import compile_template, context_of, notes_of

TEMPLATE = Path(__file__).parent.parent / "templates" / "nd30-2020.docx"
BLANK = " " * 7


def line(*parts: str | Span | NoteMark) -> Line:
    """A line of text: strings in the paragraph's own look."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


@cache
def word_file(composition: Composition, template: bytes | None = None) -> bytes:
    """The composition printed into a template, the built-in one if none is given."""
    compiled = compile_template(template or TEMPLATE.read_bytes(), name="nd30-2020.docx", complete=True)
    return compiled.fill(context_of(composition, compiled), notes_of(composition, compiled))


OPENING = (
    "Thực hiện Kế hoạch số 421/KH-ĐCT ngày 29/12/2023 của Đoàn Chủ tịch Trung ương Hội Liên hiệp Phụ nữ (LHPN) Việt "
    "Nam về Đánh giá giữa nhiệm kỳ thực hiện Nghị quyết Đại hội Phụ nữ các cấp; Ban Thường vụ Hội LHPN tỉnh xây dựng "
    "Kế hoạch như sau:"
)
SENTENCE = (
    "Đánh giá toàn diện kết quả nửa nhiệm kỳ triển khai, tổ chức thực hiện nghị quyết đại hội phụ nữ các cấp nhiệm kỳ "
    "2021-2026 và Nghị quyết Đại hội đại biểu Phụ nữ toàn quốc lần thứ XIII (sau đây gọi tắt là Nghị quyết)."
)
CLOSING = (
    "Trên đây là Kế hoạch đánh giá giữa nhiệm kỳ thực hiện nghị quyết đại hội phụ nữ các cấp, đề nghị Ban Thường vụ "
    "Hội LHPN 8 huyện, thành phố và các đơn vị nghiêm túc thực hiện./."
)

FRAME = Frame(
    document_title="Kế hoạch Đánh giá giữa nhiệm kỳ thực hiện nghị quyết",
    document_author="Ban Thường vụ Hội LHPN tỉnh Thái Bình",
    draft=False,
    parent=("HỘI LHPN TỈNH THÁI BÌNH",),
    issuer=("BAN THƯỜNG VỤ",),
    number=BLANK,
    symbol="KH-BTV",
    place="Thái Bình",
    date=f"ngày {BLANK} tháng {BLANK} năm 2024",
    title="KẾ HOẠCH",
    subject=(
        "Đánh giá giữa nhiệm kỳ thực hiện nghị quyết đại hội phụ nữ các cấp",
        "nhiệm kỳ 2021 - 2026 và Nghị quyết Đại hội đại biểu Phụ nữ toàn quốc",
        "lần thứ XIII, nhiệm kỳ 2022 - 2027",
    ),
    addressees=(),
    recipients=(
        "Đoàn Chủ tịch TW Hội LHPN Việt Nam (để báo cáo);",
        "Thường trực, các ban Hội LHPN tỉnh;",
        "Hội LHPN 8 huyện, thành phố;",
        "Hội Phụ nữ BCH Quân sự, Bộ đội Biên phòng tỉnh;",
        "Ban Phụ nữ Công an tỉnh;",
        "Ban Tuyên giáo - Nữ công LĐLĐ tỉnh;",
        "Lưu: VT, TGTCCSLP.",
    ),
    signer=Signer(("TM. BAN THƯỜNG VỤ",), "CHỦ TỊCH", "Nguyễn Thị Phượng"),
)

BODY: tuple[Block, ...] = (
    LegalBasis(line("Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;")),
    LegalBasis(line("Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam.")),
    Paragraph(line(OPENING)),
    Heading(level=1, number="I.", text=line("MỤC ĐÍCH VÀ YÊU CẦU")),
    Item(level=1, marker="-", text=line(SENTENCE)),
    Item(level=2, marker="+", text=line("Tính thiết thực của phong trào.")),
    Item(level=3, marker="(1)", text=line("Chương trình hành động ", Span("thực hiện", "emphasis"), ";")),
    Heading(level=1, number="II.", text=line("NỘI DUNG ĐÁNH GIÁ")),
    Heading(level=2, number="1.", text=line("Đánh giá công tác chỉ đạo triển khai và tổ chức thực hiện Nghị quyết")),
    Paragraph(line("Nội dung ", Span("trọng tâm", "strong"), " của đợt đánh giá.")),
    Heading(level=2, number="2.", text=line("Đánh giá kết quả nửa nhiệm kỳ thực hiện Nghị quyết")),
    Heading(level=3, number="2.1.", text=line("Kết quả thực hiện các khâu đột phá", NoteMark(1))),
    Heading(level=4, number="2.1.1.", text=line("Về đánh giá kết quả thực hiện phong trào thi đua:")),
    Heading(level=5, number="a)", text=line("Cấp năm")),
    Heading(level=6, number="", text=line("Cấp sáu, không có số")),
    Dots(),
    Heading(
        level=2,
        number="3.",
        text=line("Đề xuất, kiến nghị:", Span(" với Hội LHPN tỉnh và Hội LHPN cấp trên trực tiếp.", "run_on")),
    ),
)
NOTE = (
    line("Khâu đột phá của Nghị quyết Đại hội đại biểu Phụ nữ tỉnh lần thứ XVI: (1)- Ứng dụng công nghệ thông tin."),
    line("Khâu đột phá của Nghị quyết Đại hội đại biểu phụ nữ toàn quốc lần thứ XIII: (1)- Đồng hành xây dựng cơ sở."),
)
ENDING: tuple[Block, ...] = (Paragraph(line(CLOSING), keep=True), Signature())
ANNEX: tuple[Block, ...] = (
    PartBreak(),
    AttachmentHead(
        title="ĐỀ CƯƠNG BÁO CÁO",
        subject=(
            "Đánh giá giữa nhiệm kỳ thực hiện nghị quyết đại hội phụ nữ các cấp",
            "nhiệm kỳ 2021-2026 và Nghị quyết Đại hội đại biểu Phụ nữ toàn quốc",
            "lần thứ XIII",
        ),
        note="(Ban hành kèm theo Kế hoạch số…)",
    ),
    Heading(level=1, number="I.", text=line("TÌNH HÌNH CHUNG")),
    *(Item(level=1, marker="-", text=line(SENTENCE)) for _ in range(16)),
)


def plan() -> Composition:
    """Every kind of block, a footnote, and an annex of two pages: what the rules are measured on."""
    return Composition(FRAME, BODY + ENDING + ANNEX, (NOTE,))


def short_plan() -> Composition:
    """One page: a subject of one line, a number and a date, no annex."""
    frame = replace(
        FRAME, number="05", date="ngày 05 tháng 6 năm 2024", subject=("Công tác phụ nữ năm 2024",), parent=()
    )
    return Composition(frame, (Paragraph(line(OPENING)), *ENDING))


def draft_report() -> Composition:
    """A draft to one addressee, from a body with a long name and a long place, signed for another."""
    frame = replace(
        FRAME,
        draft=True,
        parent=("HỘI LIÊN HIỆP PHỤ NỮ", "THÀNH PHỐ HỒ CHÍ MINH"),
        issuer=("BAN THƯỜNG VỤ HỘI LIÊN HIỆP PHỤ NỮ", "PHƯỜNG TÂN SƠN NHÌ"),
        number="112",
        symbol="BC-BTV",
        place="Thành phố Hồ Chí Minh",
        date="ngày 29 tháng 12 năm 2024",
        title="BÁO CÁO",
        subject=("Kết quả đánh giá giữa nhiệm kỳ",),
        addressees=("Ban Thường vụ Hội LHPN tỉnh Thái Bình",),
        signer=Signer(("TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Nguyễn Thị Phượng"),
    )
    return Composition(frame, (*BODY, *(Paragraph(line(SENTENCE)) for _ in range(10)), *ENDING), (NOTE,))


def letter() -> Composition:
    """Several addressees, one with a name of two lines."""
    frame = replace(
        FRAME,
        title="TỜ TRÌNH",
        subject=("Về việc tổ chức hội nghị sơ kết", "giữa nhiệm kỳ"),
        addressees=(
            "Ban Thường vụ Tỉnh uỷ;",
            "Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội cấp tỉnh;",
            "Sở Nội vụ.",
        ),
    )
    return Composition(frame, (Paragraph(line(OPENING)), *ENDING))


def outline_alone() -> Composition:
    """A đề cương printed alone: neither head nor signature, and its title in the first block."""
    frame = replace(FRAME, parent=(), issuer=(), title="", subject=(), recipients=(), signer=None)
    head = replace(next(b for b in ANNEX if isinstance(b, AttachmentHead)), note="")
    return Composition(frame, (head, *ANNEX[2:]))


COLUMNS = (
    Column("TT", 10, "center"),
    Column("Chỉ tiêu", 60),
    Column("Đơn vị tính", 20, "center"),
    Column("Kế hoạch", 22, "right", "Nhiệm kỳ 2021 - 2026"),
    Column("Thực hiện", 22, "right", "Nhiệm kỳ 2021 - 2026"),
    Column("Tỷ lệ (%)", 20, "right"),
)


def table(rows: int, *, landscape: bool = False, columns: tuple[Column, ...] = COLUMNS) -> Table:
    """A table with a title across it, so many rows, and a total."""
    name = "Số cơ sở Hội giúp được ít nhất 01 hộ nghèo do phụ nữ làm chủ hộ thoát nghèo"
    told = [(str(n), f"{name} (chỉ tiêu {n})", "cơ sở", "1.250", "1.175", "94,0") for n in range(1, rows + 1)]
    return Table(
        columns,
        (
            Row((line(Span("I. Chỉ tiêu của nhiệm kỳ", "strong")),), "across"),
            *(Row(tuple(line(text) for text in texts[: len(columns)])) for texts in told),
            Row(tuple(line(text) for text in ("", "Tổng số", "", "2.500", "2.350", "94,0")[: len(columns)]), "total"),
        ),
        landscape=landscape,
    )


def report(before: int = 3, rows: int = 6, behind: int = 3) -> Composition:
    """A report with a table in its text, a landscape one after so many paragraphs, text behind it, and an annex.

    The annex begins with a landscape table and goes on upright.
    """
    text = tuple(Paragraph(line(SENTENCE)) for _ in range(before))
    first, later = SectionBreak(landscape=False, first=True), SectionBreak(landscape=True, first=False)
    body = (table(3), table(2, columns=COLUMNS[:3]), *text, first, table(rows, landscape=True), later)
    annex = (
        PartBreak(first=False),
        *(block for block in ANNEX[1:2]),
        table(rows, landscape=True),
        SectionBreak(landscape=True, first=True),
        Paragraph(line(SENTENCE)),
    )
    ending = (*(Paragraph(line(SENTENCE)) for _ in range(behind)), *ENDING)
    return Composition(replace(FRAME, title="BÁO CÁO"), (*body, *ending, *annex), continued=True)


def of_length(paragraphs: int, words: int, annex: bool = False) -> Composition:
    """A plan whose text ends after so many paragraphs, the last of so many words."""
    last = " ".join(((SENTENCE + " ") * 3).split()[:words]) + "./."
    body = (*(Paragraph(line(SENTENCE)) for _ in range(paragraphs)), Paragraph(line(last), keep=True), Signature())
    return Composition(FRAME, body + (ANNEX if annex else ()))
