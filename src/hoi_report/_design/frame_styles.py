"""The styles of the frame: head, title, addressees, signature, the head of an annex, the page.

What the decree leaves open (space between blocks, room for a signature) is decided here, and each number says why.
"""

from __future__ import annotations

from .._measure import text_width_pt
from .._rules import Component, RuleSet
from .measures import ASCENT, Length, twips, twips_of_mm
from .style import FRAME, HIDDEN, Style, alignment, exactly, letters, size, spacing, value

SPACE_ABOVE_TITLE = 18
"""About a line between the head and the title, in pt, as the forms have it."""

SIGNATURE_SPACE = 80
"""Room for the signature and the seal between title and name, in pt: about four lines and a half."""

EMBLEM_SPACE = 3
"""Between the emblem and the names below it, in pt."""

DRAFT_LINE = 15
"""The height of the line of the draft's mark, in pt: its letters and the frame around them."""

ADDRESS_INDENT_MM = 30
"""Where “Kính gửi:” starts above several addressees, so that a list of usual length is in the middle of the page."""


def frame_styles(rules: RuleSet) -> list[Style]:
    """The frame's styles, from the head of the first page to the foot of the last."""
    return [*_head(rules), *_addressees(rules), *_end(rules), *_annex(rules), *_page(rules)]


def table_styles() -> str:
    """Word's plain table, and the tables that hold blocks side by side: their text starts at the very margin."""
    return _table('w:default="1" w:styleId="TableNormal"', "Normal Table", "", HIDDEN, 108) + _table(
        'w:customStyle="1" w:styleId="Khung"', "Khung", "TableNormal", FRAME, 0
    )


def _table(identity: str, name: str, based_on: str, priority: int, margin: int) -> str:
    sides = zip(("top", "left", "bottom", "right"), (0, margin, 0, margin), strict=True)
    return (
        f'<w:style w:type="table" {identity}>{value("name", name)}{value("basedOn", based_on) if based_on else ""}'
        f"{value('uiPriority', priority)}{'' if based_on else '<w:semiHidden/><w:unhideWhenUsed/>'}"
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        + "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
        + "</w:tblCellMar></w:tblPr></w:style>"
    )


def _centred(
    id_: str,
    name: str,
    component: Component,
    *,
    keep: bool = False,
    before: Length = 0,
    next: str = "",
    level: str = "",
) -> Style:
    """A component's letters, placed as the decree says, single spaced; the next line is of the same kind by default."""
    line = component.line_spacing.value if component.line_spacing else 1
    before = component.space_before.value if component.space_before else before
    paragraph = ("<w:keepNext/>" if keep else "") + spacing(before=before, line=line) + alignment(component)
    return Style(id=id_, name=name, next=next or id_, paragraph=paragraph + level, run=letters(component))


def _head(rules: RuleSet) -> list[Style]:
    parts = rules.components
    state = (("QuocHieu", "Quốc hiệu", "quoc_hieu"), ("TieuNgu", "Tiêu ngữ", "tieu_ngu"))
    emblem = Style(id="BieuTrung", name="Biểu trưng", paragraph=spacing(after=EMBLEM_SPACE) + value("jc", "center"))
    return [
        *([emblem] if rules.emblem is not None else []),
        *(_centred(style, name, parts[id_]) for style, name, id_ in state if id_ in parts),
        _centred("CoQuanChuQuan", "Cơ quan chủ quản", parts["co_quan_chu_quan"]),
        _centred("CoQuanBanHanh", "Cơ quan ban hành", parts["co_quan_ban_hanh"]),
        _centred("SoKyHieu", "Số và ký hiệu", parts["so_ky_hieu"]),
        _centred("DiaDanhThoiGian", "Địa danh và thời gian", parts["dia_danh_thoi_gian"]),
        _centred("TenLoai", "Tên loại", parts["ten_loai"], keep=True, before=SPACE_ABOVE_TITLE, next="TrichYeu"),
        _centred("TrichYeu", "Trích yếu", parts["trich_yeu"], keep=True),
    ]


def _addressees(rules: RuleSet) -> list[Style]:
    component = rules.components["kinh_gui"]
    points = float(component.size.value)
    start = twips_of_mm(ADDRESS_INDENT_MM)
    dash = twips(text_width_pt("- ", points))
    below_colon = start + twips(text_width_pt(component.prefix[0].rstrip(":"), points)) + dash
    return [
        Style(
            id="KinhGui",
            name="Kính gửi",
            next="LoiVan",
            paragraph=spacing(before=6, after=12) + value("jc", "center"),
            run=letters(component),
        ),
        Style(
            id="KinhGuiNhieuNoi",
            name="Kính gửi (nhiều nơi)",
            next="KinhGuiDanhSach",
            paragraph=f'<w:keepNext/>{spacing(before=6)}<w:ind w:left="{start}"/>',
            run=letters(component),
        ),
        Style(
            id="KinhGuiDanhSach",
            name="Kính gửi (danh sách)",
            paragraph=f'{spacing(after=12)}<w:ind w:left="{below_colon}" w:hanging="{dash}"/><w:contextualSpacing/>',
            run=letters(component),
        ),
    ]


def _end(rules: RuleSet) -> list[Style]:
    """Recipients and signer. Every paragraph keeps to the next, so that their table keeps to what ends the part."""
    parts = rules.components
    # “ngang hàng” (II.9.d): smaller letters stand on one line with the signer's if they start so much lower
    smaller = parts["quyen_han_ky"].size.value - parts["noi_nhan_tu"].size.value
    lower = float(ASCENT * smaller)

    def recipients(id_: str, name: str, component: Component, before: Length = 0) -> Style:
        paragraph = "<w:keepNext/>" + spacing(before=before) + alignment(component)
        return Style(id=id_, name=name, next="NoiNhanDanhSach", paragraph=paragraph, run=letters(component))

    return [
        recipients("NoiNhan", "Nơi nhận", parts["noi_nhan_tu"], max(lower, 0.0)),
        recipients("NoiNhanDanhSach", "Nơi nhận (danh sách)", parts["noi_nhan_ds"]),
        _centred("QuyenHanKy", "Quyền hạn ký", parts["quyen_han_ky"], keep=True),
        _centred("ChucVuKy", "Chức vụ ký", parts["chuc_vu_ky"], keep=True),
        _centred("HoTenKy", "Họ tên ký", parts["ho_ten_ky"], keep=True, before=SIGNATURE_SPACE),
    ]


def _annex(rules: RuleSet) -> list[Style]:
    """The head of a văn bản kèm theo (PL III, mẫu 1.3): a title and a subject like any other's, and the note."""
    parts = rules.components
    return [
        _centred(
            "TenVanBanKemTheo",
            "Tên văn bản kèm theo",
            parts["ten_loai"],
            keep=True,
            next="TrichYeuKemTheo",
            level=value("outlineLvl", 0),  # a node of its own in the navigation pane, above its I., II., III.
        ),
        _centred("TrichYeuKemTheo", "Trích yếu kèm theo", parts["trich_yeu"], keep=True),
        _centred("KemTheo", "Kèm theo", parts["phu_luc_kem_theo"], keep=True),
    ]


def _page(rules: RuleSet) -> list[Style]:
    draft = rules.components["chi_dan_luu_hanh"]  # the decree has no mark for drafts; ours looks like the marks it has
    # as low as a line can be, below the number: both fit into a top margin of 20 mm
    low = f'<w:spacing w:before="0" w:after="0" w:line="{twips(DRAFT_LINE)}" w:lineRule="exact"/>'
    box = '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
    return [
        _centred("SoTrang", "Số trang", rules.components["so_trang"]),
        Style(id="DuThao", name="Dự thảo", paragraph=low + value("jc", "right"), run=letters(draft) + box),
        Style(id="DuongKe", name="Đường kẻ", next="LoiVan", paragraph=exactly(6, after=6), run=size(2)),
        *_typed_line(rules),
        # Word wants a paragraph behind a table and at the end of a section: as low as one can be
        Style(
            id="CuoiPhan",
            name="Cuối phần",
            next="LoiVan",
            hidden=True,
            priority=HIDDEN,
            paragraph=exactly(1),
            run=size(1),
        ),
        # the lines of the template that are not printed: small, so that the template looks like its documents
        Style(id="LenhMau", name="Lệnh mẫu", hidden=True, priority=HIDDEN, run=size(8)),
    ]


def _typed_line(rules: RuleSet) -> list[Style]:
    """The style of ruled lines that are typed, where there are some: letters of the text, in the middle."""
    lines = (component.ruled_line for component in rules.components.values())
    if not any(line is not None and line.kind == "typed" for line in lines):
        return []
    paragraph = spacing(after=6) + value("jc", "center")
    run = letters(rules.components["noi_dung"])
    return [Style(id="DuongKeGo", name="Đường kẻ gõ", next="LoiVan", paragraph=paragraph, run=run)]
