"""A document that shows every component which a template prints, to judge the template's own part by.

Its words obey the rules; whatever is found in it is the template's.
"""

from __future__ import annotations

from .._blocks import (
    AttachmentHead,
    Block,
    Column,
    Composition,
    Frame,
    Heading,
    Item,
    LegalBasis,
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
from .._rules import RuleSet

_SENTENCE = (
    "Ban Thường vụ Hội Liên hiệp Phụ nữ tổ chức học tập, quán triệt nghị quyết tới cán bộ, hội viên, phụ nữ; chỉ đạo"
    " các cơ sở Hội xây dựng chương trình hành động và thực hiện các chỉ tiêu đã đề ra"
)
"""Long enough for two lines on any page."""


def specimen(rules: RuleSet) -> Composition:
    """The document, of as many lines and levels as any document has."""
    frame = Frame(
        document_title="Báo cáo",
        document_author="Ban Thường vụ",
        parent=("HỘI LIÊN HIỆP PHỤ NỮ", "TỈNH MẪU"),
        issuer=("BAN THƯỜNG VỤ",),
        number="05",
        symbol="BC-BTV",
        place="Mẫu",
        date="ngày 05 tháng 6 năm 2024",
        title="BÁO CÁO",
        subject=("Kết quả thực hiện nghị quyết đại hội phụ nữ các cấp", "nhiệm kỳ 2021 - 2026"),
        addressees=("Đoàn Chủ tịch",),
        recipients=("Như trên;", "Thường trực, các ban;", "Lưu: VT."),
        signer=Signer((f"{_authority(rules)} BAN THƯỜNG VỤ",), "CHỦ TỊCH", "Nguyễn Thị A"),
    )
    columns = (Column("Chỉ tiêu", 60), Column("Kết quả", 30, alignment="right"))
    table = Table(columns, (Row(("Hội viên mới", "1.250")),))
    body: tuple[Block, ...] = (
        LegalBasis("Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;"),
        LegalBasis(f"Căn cứ Kế hoạch của cấp trên. {_SENTENCE}."),
        Paragraph(f"{_SENTENCE} như sau:"),
        Heading(1, "I.", "TÌNH HÌNH CHUNG"),
        Heading(2, "1.", "Đặc điểm"),
        Paragraph((Span(f"{_SENTENCE}."), NoteMark(1))),
        Heading(3, "1.1.", "Tổ chức Hội"),
        *(Item(level, marker, f"{_SENTENCE}.") for level, marker in ((1, "-"), (2, "+"), (3, "(1)"))),
        Item(1, "a)", f"{_SENTENCE};"),
        Item(1, "b)", f"{_SENTENCE}."),
        SectionBreak(landscape=False, first=True),
        table,
        SectionBreak(landscape=True, first=False),
        Heading(1, "II.", "KIẾN NGHỊ"),
        Paragraph(f"{_SENTENCE}.", keep=True),
        Paragraph(f"{_SENTENCE}{rules.end_mark or '.'}", keep=True),
        Signature(),
        PartBreak(first=False),
        AttachmentHead(
            "ĐỀ CƯƠNG BÁO CÁO", ("Kết quả thực hiện nghị quyết",), "(Ban hành kèm theo Báo cáo số 05/BC-BTV)"
        ),
        Heading(1, "I.", "TÌNH HÌNH CHUNG"),
        Item(1, "-", f"{_SENTENCE}."),
        Paragraph(f"{_SENTENCE}."),
    )
    return Composition(frame, body, notes=(("Theo nghị quyết đại hội.",),))


def _authority(rules: RuleSet) -> str:
    component = rules.components.get("quyen_han_ky")
    return component.prefix[0] if component is not None and component.prefix else "TM."
