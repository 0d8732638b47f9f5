"""The styles: one with a Vietnamese name for every component, real headings, and nothing that is not used.

What the decree rules is read from the rule set. What it leaves open (space between the blocks of a page, the letters of
footnotes, room for a signature) is decided here, and each such number says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from xml.sax.saxutils import quoteattr

from hoi_report._rules import Component, RuleSet

from .measures import ADDRESS_WIDTH, DASH_WIDTH, HEAD, WORD, half_points, lines, twips, twips_of_mm

HEADING_LEVELS = 6
"""Depths that have a heading style of their own; what is deeper takes the last."""

ITEM_LEVELS = 3
"""Depths of lists that have a style of their own; what is deeper takes the last."""

FOOTNOTE_SIZE = 11
"""The decree is silent on footnotes; the smallest letters that it uses for text."""

SIGNATURE_SPACE = 80
"""Room for the signature and the seal between title and name, in pt: about four lines and a half."""

ADDRESS_INDENT_MM = 30
"""Where “Kính gửi:” starts above several addressees, so that a list of usual length stands in the middle of the page."""

_GALLERY, _FRAME, _HIDDEN = 1, 20, 99


@dataclass(frozen=True, kw_only=True)
class Style:
    """One style; the properties are raw OOXML, their order is the schema's."""

    id: str
    name: str
    kind: str = "paragraph"
    alias: str = ""
    based_on: str = "Normal"
    next: str = ""
    priority: int = _FRAME
    gallery: bool = False
    hidden: bool = False
    built_in: bool = False
    default: bool = False
    paragraph: str = ""
    run: str = ""

    def xml(self) -> str:
        flags = (' w:default="1"' if self.default else "") + ("" if self.built_in else ' w:customStyle="1"')
        return "".join(
            [
                f'<w:style w:type="{self.kind}"{flags} w:styleId="{self.id}">',
                _value("name", self.name),
                _value("aliases", self.alias) if self.alias else "",
                "" if self.default or not self.based_on else _value("basedOn", self.based_on),
                _value("next", self.next) if self.next else "",
                _value("uiPriority", self.priority),
                "<w:semiHidden/><w:unhideWhenUsed/>" if self.hidden else "",
                "<w:qFormat/>" if self.gallery else "",
                f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "",
                f"<w:rPr>{self.run}</w:rPr>" if self.run else "",
                "</w:style>",
            ]
        )


def styles(rules: RuleSet) -> str:
    """``word/styles.xml``."""
    return (
        f"{HEAD}<w:styles {WORD}>{_defaults(rules)}{_latent()}"
        + "".join(style.xml() for style in all_styles(rules))
        + _frame_table()
        + "</w:styles>"
    )


def all_styles(rules: RuleSet) -> list[Style]:
    """Paragraph and character styles in the order in which a Word user meets them."""
    return [*_text(rules), *_characters(), *_head(rules), *_end(rules), *_annex(rules), *_page(rules)]


def _defaults(rules: RuleSet) -> str:
    name = quoteattr(rules.font.name)
    size = half_points(rules.components["noi_dung"].size.value)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>"
        f'<w:color w:val="{rules.font.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _latent() -> str:
    """Word's own styles, all out of sight: the lists show ours alone."""
    return (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        ' w:defQFormat="0" w:count="376"/>'
    )


# --- the text -------------------------------------------------------------------------------------------------------


def _text(rules: RuleSet) -> list[Style]:
    parts = rules.components
    space = _spacing(after=rules.paragraph_spacing.value, line=rules.line_spacing.value)
    right = twips_of_mm(text_width_mm(rules))
    headings = [
        Style(
            id=f"Heading{level}",
            name=f"heading {level}",
            alias=f"Đề mục {level}",
            built_in=True,
            based_on="LoiVan",
            next="LoiVan",
            priority=_GALLERY + level,
            gallery=True,
            paragraph=f'<w:keepNext/><w:keepLines/><w:outlineLvl w:val="{level - 1}"/>',
            run=_letters(parts["muc_la_ma" if level == 1 else "khoan_co_tieu_de"]),
        )
        for level in range(1, HEADING_LEVELS + 1)
    ]
    items = [
        Style(
            id=f"GachDauDong{level}",
            name=f"Gạch đầu dòng {level}",
            based_on="LoiVan",
            priority=_GALLERY + 6 + level,
            gallery=True,
            run=_letters(parts["noi_dung"]),
        )
        for level in range(1, ITEM_LEVELS + 1)
    ]
    return [
        Style(id="Normal", name="Normal", built_in=True, default=True, priority=0),
        Style(
            id="LoiVan",
            name="Lời văn",
            priority=_GALLERY,
            gallery=True,
            paragraph=space + _indent(rules, parts["noi_dung"]) + _alignment(parts["noi_dung"]),
            run=_letters(parts["noi_dung"]),
        ),
        *headings,
        *items,
        Style(
            id="CanCu",
            name="Căn cứ",
            based_on="LoiVan",
            priority=_GALLERY + 10,
            gallery=True,
            paragraph=_alignment(parts["can_cu"]),
            run=_letters(parts["can_cu"]),
        ),
        Style(
            id="DongCham",
            name="Dòng chấm",
            based_on="LoiVan",
            priority=_GALLERY + 11,
            gallery=True,
            # justified lines have no last tab to fill: the leader needs a line that starts at the left
            paragraph=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs><w:jc w:val="left"/>',
        ),
    ]


def _characters() -> list[Style]:
    # Bold in a style reverses the bold of the style below it: <w:b/> is how a style says “not bold” within a heading
    # (ISO/IEC 29500-1, 17.7.3), and <w:b w:val="0"/> would leave the heading's bold as it is.
    return [
        Style(
            id="DefaultParagraphFont",
            name="Default Paragraph Font",
            kind="character",
            built_in=True,
            default=True,
            priority=1,
            hidden=True,
        ),
        *(
            Style(id=id_, name=name, kind="character", based_on="", priority=_GALLERY + 12, gallery=True, run=run)
            for id_, name, run in (
                ("NoiTieuDe", "Nối tiêu đề", "<w:b/><w:bCs/>"),
                ("Dam", "Đậm", "<w:b/><w:bCs/>"),
                ("Nghieng", "Nghiêng", "<w:i/><w:iCs/>"),
            )
        ),
        Style(
            id="FootnoteReference",
            name="footnote reference",
            alias="Mốc chú thích",
            kind="character",
            based_on="",
            built_in=True,
            priority=_HIDDEN,
            run='<w:vertAlign w:val="superscript"/>',
        ),
    ]


# --- the frame ------------------------------------------------------------------------------------------------------


def _centred(id_: str, name: str, component: Component, *, keep: bool = False, **spacing: Fraction | int) -> Style:
    """A style of the frame: a component's letters, centred, single spaced."""
    if component.line_spacing is not None:
        spacing["line"] = component.line_spacing.value
    return Style(
        id=id_,
        name=name,
        next=id_,
        paragraph=("<w:keepNext/>" if keep else "") + _spacing(**spacing) + _alignment(component),
        run=_letters(component),
    )


def _head(rules: RuleSet) -> list[Style]:
    parts = rules.components
    return [
        _centred("QuocHieu", "Quốc hiệu", parts["quoc_hieu"]),
        _centred("TieuNgu", "Tiêu ngữ", parts["tieu_ngu"]),
        _centred("CoQuanChuQuan", "Cơ quan chủ quản", parts["co_quan_chu_quan"]),
        _centred("CoQuanBanHanh", "Cơ quan ban hành", parts["co_quan_ban_hanh"]),
        _centred("SoKyHieu", "Số và ký hiệu", parts["so_ky_hieu"]),
        _centred("DiaDanhThoiGian", "Địa danh và thời gian", parts["dia_danh_thoi_gian"]),
        # a line's height between the head and the title, as the forms have it
        _centred("TenLoai", "Tên loại", parts["ten_loai"], keep=True, before=18),
        _centred("TrichYeu", "Trích yếu", parts["trich_yeu"], keep=True),
        *_addressees(rules),
    ]


def _addressees(rules: RuleSet) -> list[Style]:
    component = rules.components["kinh_gui"]
    size = component.size.value
    start = twips_of_mm(ADDRESS_INDENT_MM)
    dash = twips(DASH_WIDTH * size)
    below_colon = start + twips(ADDRESS_WIDTH * size) + dash
    return [
        Style(
            id="KinhGui",
            name="Kính gửi",
            paragraph=_spacing(before=6, after=12) + '<w:jc w:val="center"/>',
            run=_letters(component),
        ),
        Style(
            id="KinhGuiNhieuNoi",
            name="Kính gửi (nhiều nơi)",
            next="KinhGuiDanhSach",
            paragraph="<w:keepNext/>" + _spacing(before=6) + f'<w:ind w:left="{start}"/>',
            run=_letters(component),
        ),
        Style(
            id="KinhGuiDanhSach",
            name="Kính gửi (danh sách)",
            paragraph=_spacing() + f'<w:ind w:left="{below_colon}" w:hanging="{dash}"/>',
            run=_letters(component),
        ),
    ]


def _end(rules: RuleSet) -> list[Style]:
    """Recipients and signer. Every paragraph keeps to the next, so that their table keeps to what ends the part."""
    parts = rules.components

    def recipients(id_: str, name: str, component: Component) -> Style:
        paragraph = "<w:keepNext/>" + _alignment(component)
        return Style(id=id_, name=name, next="NoiNhanDanhSach", paragraph=paragraph, run=_letters(component))

    return [
        recipients("NoiNhan", "Nơi nhận", parts["noi_nhan_tu"]),
        recipients("NoiNhanDanhSach", "Nơi nhận (danh sách)", parts["noi_nhan_ds"]),
        _centred("QuyenHanKy", "Quyền hạn ký", parts["quyen_han_ky"], keep=True),
        _centred("ChucVuKy", "Chức vụ ký", parts["chuc_vu_ky"], keep=True),
        _centred("HoTenKy", "Họ tên ký", parts["ho_ten_ky"], keep=True, before=SIGNATURE_SPACE),
    ]


def _annex(rules: RuleSet) -> list[Style]:
    """The head of a văn bản kèm theo (PL III, mẫu 1.3): a title and a subject like any other's, and the note."""
    parts = rules.components
    return [
        _centred("TenVanBanKemTheo", "Tên văn bản kèm theo", parts["ten_loai"], keep=True),
        _centred("TrichYeuKemTheo", "Trích yếu kèm theo", parts["trich_yeu"], keep=True),
        _centred("KemTheo", "Kèm theo", parts["phu_luc_kem_theo"], keep=True),
    ]


def _page(rules: RuleSet) -> list[Style]:
    draft = rules.components["chi_dan_luu_hanh"]  # the decree has no mark for drafts; it looks like the marks it has
    border = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="1" w:color="000000"/>' for side in _SIDES)
    frame = '<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="right" w:y="510"/>'
    return [
        _centred("SoTrang", "Số trang", rules.components["so_trang"]),
        Style(
            id="DuThao",
            name="Dự thảo",
            paragraph=f'{frame}<w:pBdr>{border}</w:pBdr><w:jc w:val="center"/>',
            run=_letters(draft),
        ),
        Style(
            id="DuongKe",
            name="Đường kẻ",
            paragraph=_exactly(6, after=6),
            run=_size(Fraction(2)),
        ),
        # Word wants a paragraph behind a table and for the end of a section: as low as one can be
        Style(id="CuoiPhan", name="Cuối phần", hidden=True, priority=_HIDDEN, paragraph=_exactly(1), run=_size(Fraction(1))),
        Style(
            id="LenhMau",
            name="Lệnh mẫu",
            hidden=True,
            priority=_HIDDEN,
            run=_size(Fraction(8)),
        ),
        Style(
            id="FootnoteText",
            name="footnote text",
            alias="Chú thích",
            built_in=True,
            priority=_HIDDEN,
            paragraph='<w:jc w:val="both"/>',
            run=_size(Fraction(FOOTNOTE_SIZE)),
        ),
    ]


def _frame_table() -> str:
    """The tables that hold blocks side by side: no borders, and text that starts at the very margin."""
    margin = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _SIDES)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margin}</w:tblCellMar></w:tblPr></w:style>"
    )


# --- properties -----------------------------------------------------------------------------------------------------

_SIDES = ("top", "left", "bottom", "right")


def text_width_mm(rules: RuleSet) -> Fraction:
    """The width between the margins in mm."""
    return rules.paper.width - rules.margins.left.value - rules.margins.right.value


def _value(element: str, value: object) -> str:
    return f"<w:{element} w:val={quoteattr(str(value))}/>"


def _size(points: Fraction) -> str:
    return _value("sz", half_points(points)) + _value("szCs", half_points(points))


def _letters(component: Component) -> str:
    """Weight, slope and size. What is off is said too: it undoes what a style below it has."""
    on, off = "<w:{0}/><w:{0}Cs/>", '<w:{0} w:val="0"/><w:{0}Cs w:val="0"/>'
    bold = (on if component.bold else off).format("b")
    italic = (on if component.italic else off).format("i")
    return bold + italic + _size(component.size.value)


def _spacing(before: Fraction | int = 0, after: Fraction | int = 0, line: Fraction | int = 1) -> str:
    return (
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" w:line="{lines(line)}" w:lineRule="auto"/>'
    )


def _exactly(height: int, after: int = 0) -> str:
    return f'<w:spacing w:before="0" w:after="{twips(after)}" w:line="{twips(height)}" w:lineRule="exact"/>'


def _indent(rules: RuleSet, component: Component) -> str:
    first = twips_of_mm(rules.first_line_indent.value) if component.indented else 0
    return f'<w:ind w:firstLine="{first}"/>'


def _alignment(component: Component) -> str:
    return f'<w:jc w:val="{ {"justify": "both"}.get(component.alignment or "left", component.alignment or "left") }"/>'
