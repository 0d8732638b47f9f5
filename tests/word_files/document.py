"""One clean official document, told as plain data: what every dialect writes, and what faults are planted in.

The office, its people and its numbers are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from hoi_report._measure import text_width_pt

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Look:
    """How a paragraph looks; lengths in mm, sizes and spacing in pt, ``line`` in lines."""

    font: str = "Times New Roman"
    size: float = 14
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    alignment: str = "justify"
    first_line: float = 0
    before: float = 0
    after: float = 0
    line: float = 1


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    key: str
    """Names it in :mod:`word_files.faults`."""
    component: str
    """What it is, by the keys of the rule set."""
    text: str
    look: Look
    label: str = ""
    """The number, letter or dash before it."""
    counted: bool = False
    """Word may count its label; else it is typed."""
    ruled: float = 0
    """How long the line below is, in lengths of the text; 0: there is none."""
    strong: str = ""
    """Some of its words, in bold."""

    @property
    def full(self) -> str:
        """The paragraph as printed, with its label."""
        return f"{self.label} {self.text}" if self.label else self.text

    @property
    def ruled_pt(self) -> float:
        """How long the line below is."""
        return self.ruled * text_width_pt(self.full, self.look.size, self.look.bold)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words without the label, each stretch with whether it is bold."""
        if not self.strong:
            return [(self.text, self.look.bold)]
        before, found, behind = self.text.partition(self.strong)
        assert found, self.strong
        return [(words, bold) for words, bold in ((before, False), (found, True), (behind, False)) if words]


@dataclass(frozen=True)
class Table:
    """A small table of figures, as wide as the text."""

    widths: tuple[float, ...]
    """In mm."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    look: Look = field(default_factory=lambda: Look(size=13, alignment="left"))

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The head and the rows."""
        return (self.head, *self.rows)

    def look_of(self, line: int, column: int) -> Look:
        """How a cell looks: the head bold and centred, names on the left, figures centred."""
        centred = line == 0 or column != 1
        return replace(self.look, bold=line == 0, alignment="center" if centred else "left")


@dataclass(frozen=True)
class Page:
    """The page; lengths in mm."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


@dataclass(frozen=True)
class PageNumber:
    """The page number."""

    where: str = "top"
    """``top``, ``bottom``, or empty: there is none."""
    look: Look = field(default_factory=lambda: Look(alignment="center"))
    first_page: bool = False
    """It is shown on the first page."""
    restarts: bool = True
    """The annex counts from 1 again."""


@dataclass(frozen=True)
class Document:
    """A whole document."""

    parts: ClassVar[tuple[str, ...]] = ("head_left", "head_right", "title", "body", "recipients", "signer", "annex")
    """The fields that hold text, in the order of the text."""

    head_left: tuple[Text, ...]
    """Whose body issues it, and its number."""
    head_right: tuple[Text, ...]
    """Quốc hiệu, Tiêu ngữ, place and date."""
    title: tuple[Text, ...]
    body: tuple[Text | Table, ...]
    recipients: tuple[Text, ...]
    signer: tuple[Text, ...]
    """Authority, title and name; the room for the signature is before the last."""
    annex: tuple[Text | Table, ...] = ()
    page: Page = field(default_factory=Page)
    page_number: PageNumber = field(default_factory=PageNumber)

    def map(self, change: Callable[[Text], Text | None]) -> Document:
        """The document with each paragraph changed, or left out where ``change`` gives ``None``."""

        def changed(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
            new = (change(block) if isinstance(block, Text) else block for block in blocks)
            return tuple(block for block in new if block is not None)

        parts: dict[str, Any] = {name: changed(getattr(self, name)) for name in self.parts}
        return replace(self, **parts)

    def texts(self) -> Iterator[Text]:
        """Every paragraph, in the order of the text."""
        for name in self.parts:
            yield from (block for block in getattr(self, name) if isinstance(block, Text))

    def text(self, key: str) -> Text:
        """The paragraph of a name."""
        return next(text for text in self.texts() if text.key == key)


_HEAD = Look(size=12, alignment="center")
_CENTRED = Look(alignment="center")
_BODY = Look(first_line=12.7, after=6, line=1.15)
_LOOKS = {
    "co_quan_chu_quan": _HEAD,
    "co_quan_ban_hanh": replace(_HEAD, bold=True),
    "so_ky_hieu": replace(_HEAD, size=13, before=6),
    "quoc_hieu": replace(_HEAD, bold=True),
    "tieu_ngu": replace(_HEAD, size=13, bold=True),
    "dia_danh_thoi_gian": replace(_HEAD, size=13, italic=True, before=6),
    "ten_loai": replace(_CENTRED, bold=True, before=12),
    "trich_yeu": replace(_CENTRED, bold=True, after=12),
    "kinh_gui": replace(_CENTRED, before=6, after=12),
    "can_cu": replace(_BODY, italic=True),
    "muc_la_ma": replace(_BODY, bold=True, before=6),
    "khoan_co_tieu_de": replace(_BODY, bold=True),
    "noi_nhan_tu": Look(size=12, bold=True, italic=True, alignment="left"),
    "noi_nhan_ds": Look(size=11, alignment="left"),
    "quyen_han_ky": replace(_CENTRED, bold=True),
    "chuc_vu_ky": replace(_CENTRED, bold=True),
    "ho_ten_ky": replace(_CENTRED, bold=True),
    "phu_luc_tu": replace(_CENTRED, bold=True),
    "phu_luc_tieu_de": replace(_CENTRED, bold=True),
    "phu_luc_kem_theo": replace(_CENTRED, italic=True, after=12),
}


def _text(component: str, text: str, key: str = "", before: float | None = None, **more: Any) -> Text:
    look = _LOOKS.get(component, _BODY)
    look = look if before is None else replace(look, before=before)
    return Text(key or component, component, text, look, **more)


BODY = (
    _text("can_cu", "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;", "can_cu_1"),
    _text(
        "can_cu",
        "Căn cứ Kế hoạch số 12/KH-BTV ngày 08 tháng 01 năm 2024 của Ban Thường vụ Hội LHPN tỉnh Sơn Nam về công tác "
        "Hội và phong trào phụ nữ năm 2024.",
        "can_cu_2",
    ),
    _text(
        "noi_dung",
        "Ban Thường vụ Hội LHPN huyện Thanh Lâm báo cáo kết quả công tác Hội và phong trào phụ nữ 6 tháng đầu năm 2024 "
        "như sau:",
        "mo_dau",
    ),
    _text("muc_la_ma", "ĐẶC ĐIỂM, TÌNH HÌNH", "muc_1", label="I."),
    _text(
        "noi_dung",
        "Huyện Thanh Lâm có 18 xã và 02 thị trấn với 20 cơ sở Hội, 164 chi hội và 21.450 hội viên. Đời sống của phụ nữ "
        "tiếp tục được nâng lên; tỷ lệ hộ nghèo do phụ nữ làm chủ hộ còn 2,4%.",
        "tinh_hinh",
    ),
    _text(
        "noi_dung",
        "Ủy ban nhân dân huyện, các phòng, ban, ngành và chính quyền cơ sở quan tâm, phối hợp chặt chẽ với các cấp Hội "
        "trong việc chăm lo sức khỏe, học nghề và việc làm của phụ nữ.",
        "phoi_hop",
        label="-",
        counted=True,
    ),
    _text(
        "noi_dung",
        "Cán bộ Hội cơ sở thay đổi nhiều sau đại hội; một số chi hội ở vùng xa chưa có nơi sinh hoạt ổn định.",
        "kho_khan",
        label="-",
        counted=True,
    ),
    _text("muc_la_ma", "KẾT QUẢ CÔNG TÁC HỘI VÀ PHONG TRÀO PHỤ NỮ", "muc_2", label="II."),
    _text("khoan_co_tieu_de", "Công tác chỉ đạo, điều hành", "khoan_1", label="1."),
    _text(
        "noi_dung",
        "Ngay từ đầu năm, Ban Thường vụ đã xây dựng chương trình công tác, phân công từng đồng chí phụ trách cơ sở và "
        "giao chỉ tiêu cụ thể cho các đơn vị; duy trì giao ban hằng tháng, kịp thời tháo gỡ khó khăn.",
        "chi_dao",
    ),
    _text("noi_dung", "Các văn bản chỉ đạo đã ban hành gồm:", "van_ban"),
    _text("diem", "Kế hoạch tổ chức các hoạt động kỷ niệm ngày thành lập Hội;", "diem_1", label="a)"),
    _text("diem", "Kế hoạch kiểm tra, giám sát năm 2024;", "diem_2", label="b)"),
    _text("diem", "Hướng dẫn sinh hoạt chi hội theo chuyên đề;", "diem_3", label="c)"),
    _text("diem", "Quy chế phối hợp với Công an huyện về phòng, chống bạo lực gia đình;", "diem_4", label="d)"),
    _text("diem", "Chương trình bồi dưỡng cán bộ chi hội, tổ phụ nữ;", "diem_5", label="đ)"),
    _text("diem", "Kế hoạch vận động xây dựng nhà ở cho hội viên nghèo.", "diem_6", label="e)"),
    _text("khoan_co_tieu_de", "Công tác tuyên truyền, vận động", "khoan_2", label="2."),
    _text(
        "noi_dung",
        "Các cấp Hội tổ chức 86 buổi truyền thông cho 7.920 lượt hội viên; thành lập mới 12 câu lạc bộ văn hóa, văn "
        "nghệ, thể thao; hòa giải thành 34 vụ việc trong gia đình và ở khu dân cư.",
        "tuyen_truyen",
        strong="12 câu lạc bộ",
    ),
    _text(
        "noi_dung",
        "Cuộc vận động “Xây dựng gia đình 5 không, 3 sạch” được 100% cơ sở hưởng ứng; phong trào “Phụ nữ tích cực học "
        "tập, lao động sáng tạo” có 15.300 hội viên đăng ký, đạt 71,3% tổng số hội viên.",
        "phong_trao",
    ),
    _text("khoan_co_tieu_de", "Kết quả thực hiện chỉ tiêu", "khoan_3", label="3."),
    _text("noi_dung", "Đến hết tháng 5 năm 2024, ba chỉ tiêu chính đạt kết quả như sau:", "truoc_bang"),
    Table(
        (12, 78, 35, 40),
        ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"),
        (
            ("1", "Số hội viên kết nạp mới (người)", "1.250", "815"),
            ("2", "Số hộ được giúp thoát nghèo (hộ)", "60", "38"),
            ("3", "Số mái ấm được xây mới (nhà)", "05", "03"),
        ),
    ),
    _text("muc_la_ma", "NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2024", "muc_3", label="III."),
    _text(
        "khoan_khong_tieu_de",
        "Tiếp tục thực hiện các chỉ tiêu của năm, tập trung giúp đỡ những cơ sở còn khó khăn, trong đó:",
        "nhiem_vu_1",
        label="1.",
    ),
    _text(
        "diem",
        "Thị trấn Đông và thị trấn Cầu Son hoàn thành kết nạp hội viên mới trước ngày 30/9/2024;",
        "viec_1",
        label="a)",
        counted=True,
    ),
    _text(
        "diem",
        "Các xã vùng trũng khôi phục nuôi trồng thủy sản sau mưa bão;",
        "viec_2",
        label="b)",
        counted=True,
    ),
    _text("diem", "Cơ sở Hội duy trì việc xã hội hóa quỹ mái ấm.", "viec_3", label="c)", counted=True),
    _text(
        "khoan_khong_tieu_de",
        "Kiểm tra việc thực hiện Điều lệ Hội tại 06 cơ sở; tổng hợp, đề xuất khen thưởng tập thể, cá nhân tiêu biểu; "
        "chi tiết kết quả của từng cơ sở nêu tại Phụ lục kèm theo.",
        "nhiem_vu_2",
        label="2.",
    ),
    _text(
        "noi_dung",
        "Trên đây là báo cáo kết quả công tác Hội và phong trào phụ nữ 6 tháng đầu năm 2024 của Hội LHPN huyện Thanh "
        "Lâm./.",
        "ket",
    ),
)

CLEAN = Document(
    head_left=(
        _text("co_quan_chu_quan", "HỘI LHPN HUYỆN THANH LÂM"),
        _text("co_quan_ban_hanh", "BAN THƯỜNG VỤ", ruled=0.4),
        _text("so_ky_hieu", "Số: 05/BC-BTV"),
    ),
    head_right=(
        _text("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        _text("tieu_ngu", "Độc lập - Tự do - Hạnh phúc", ruled=1),
        _text("dia_danh_thoi_gian", "Thanh Lâm, ngày 05 tháng 6 năm 2024"),
    ),
    title=(
        _text("ten_loai", "BÁO CÁO"),
        _text("trich_yeu", "Kết quả công tác Hội và phong trào phụ nữ 6 tháng đầu năm 2024", ruled=0.4),
        _text("kinh_gui", "Kính gửi: Ban Thường vụ Hội LHPN tỉnh Sơn Nam"),
    ),
    body=BODY,
    recipients=(
        _text("noi_nhan_tu", "Nơi nhận:"),
        _text("noi_nhan_ds", "Như trên;", "noi_nhan_1", label="-"),
        _text("noi_nhan_ds", "Thường trực Huyện ủy;", "noi_nhan_2", label="-"),
        _text("noi_nhan_ds", "Ủy ban MTTQ Việt Nam huyện;", "noi_nhan_3", label="-"),
        _text("noi_nhan_ds", "Hội LHPN các xã, thị trấn;", "noi_nhan_4", label="-"),
        _text("noi_nhan_ds", "Lưu: VT.", "noi_nhan_5", label="-"),
    ),
    signer=(
        _text("quyen_han_ky", "TM. BAN THƯỜNG VỤ"),
        _text("chuc_vu_ky", "CHỦ TỊCH"),
        _text("ho_ten_ky", "Trần Thị Hải Yến"),
    ),
    annex=(
        _text("phu_luc_tu", "Phụ lục"),
        _text("phu_luc_tieu_de", "KẾT QUẢ CỦA TỪNG CƠ SỞ"),
        _text(
            "phu_luc_kem_theo",
            "(Kèm theo Báo cáo số 05/BC-BTV ngày 05 tháng 6 năm 2024 của Ban Thường vụ Hội LHPN huyện Thanh Lâm)",
            ruled=0.2,  # of its two lines together
        ),
        _text(
            "noi_dung",
            "Số liệu do các cơ sở Hội gửi về đến ngày 31 tháng 5 năm 2024 và đã được đối chiếu với sổ hội viên.",
            "so_lieu",
        ),
        Table(
            (12, 78, 35, 40),
            ("TT", "Cơ sở", "Hội viên", "Mái ấm"),
            (
                ("1", "Thị trấn Đông", "2.140", "01"),
                ("2", "Thị trấn Cầu Son", "1.865", "01"),
                ("3", "Xã Hòa Bình", "1.203", "01"),
            ),
        ),
        _text("noi_dung", "Các cơ sở khác chưa xây mái ấm trong 6 tháng đầu năm./.", "het_phu_luc", before=6),
    ),
)
"""A report of two pages and an annex, right in every point."""
