"""Correct documents of many kinds and layouts, and what goes wrong in each: plain data for ``by_offices``.

The offices, their people and their numbers are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .by_offices import (
    Layout,
    NextSection,
    OfficeDocument,
    address_in_the_footer,
    as_border,
    as_picture,
    below_the_paragraph,
    even_pages,
    exactly,
    footnote,
    in_vml,
)
from .document import CLEAN, Look, Page, Table, Text
from .faults import Fault

_LOOKS = {text.component: text.look for text in reversed(list(CLEAN.texts()))}
_BODY = _LOOKS["noi_dung"]
_CENTRED = Look(bold=True, alignment="center", before=6, after=6)
_LOOKS |= {
    "trich_yeu_cong_van": replace(_LOOKS["so_ky_hieu"], size=12, before=6),
    "so_ky_hieu": replace(_LOOKS["so_ky_hieu"], before=10),
    "dia_danh_thoi_gian": replace(_LOOKS["dia_danh_thoi_gian"], before=10),
    "trich_yeu": replace(_LOOKS["trich_yeu"], after=0),
    "tham_quyen": _CENTRED,
    "phan_chuong": _CENTRED,
    "phan_chuong_tieu_de": _CENTRED,
    "muc_tieu_muc": _CENTRED,
    "muc_tieu_muc_tieu_de": _CENTRED,
    "dieu": replace(_BODY, bold=True),
    "chuc_vu_khac": _LOOKS["chuc_vu_ky"],
    "du_thao": Look(size=13, bold=True, alignment="right"),
    "dia_chi_co_quan": Look(size=11, alignment="left"),
}


def _text(component: str, words: str, look: Mapping[str, Any] | None = None, **more: Any) -> Text:
    text = Text("", component, words, replace(_LOOKS.get(component, _BODY), **(look or {})), **more)
    return replace(text, key=text.full)


def _texts(component: str, *lines: str, **look: Any) -> tuple[Text, ...]:
    return tuple(_text(component, words, look) for words in lines)


def _body(*lines: str, **look: Any) -> tuple[Text, ...]:
    return _texts("noi_dung", *lines, **look)


def _articles(*lines: str) -> tuple[Text, ...]:
    """The word “Điều” and its number in bold, the rest not."""
    return tuple(_text("noi_dung", words, strong=words[: words.index(".") + 1]) for words in lines)


def _counted(component: str, first: str, *lines: str) -> tuple[Text, ...]:
    """Word counts the labels, of which this is the first; a dash is the same for all."""
    labels = (first if first == "-" else f"{chr(ord(first[0]) + n)}{first[1:]}" for n in range(len(lines)))
    return tuple(_text(component, words, label=label, counted=True) for label, words in zip(labels, lines, strict=True))


def _signer(*lines: str, other_title: str = "") -> tuple[Text, ...]:
    """Authority and titles, the title in another office above the name, the name."""
    *titles, name = lines
    return (
        *(_text("quyen_han_ky" if words[2:3] == "." else "chuc_vu_ky", words) for words in titles),
        *((_text("chuc_vu_khac", other_title),) if other_title else ()),
        _text("ho_ten_ky", name),
    )


def _recipients(*lines: str) -> tuple[Text, ...]:
    return (
        _text("noi_nhan_tu", "Nơi nhận:"),
        *(
            _text("noi_nhan_ds", words, label="-")
            for words in lines or ("Như trên;", "Thường trực Tỉnh ủy;", "Lưu: VT.")
        ),
    )


def _document(
    number: str,
    subject: str,
    body: tuple[Any, ...],
    name: str = "",
    *,
    issuer: str = "BAN THƯỜNG VỤ",
    parent: str = "HỘI LHPN TỈNH SƠN NAM",
    date: str = "Sơn Nam, ngày 15 tháng 5 năm 2024",
    signer: tuple[Text, ...] = _signer("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Trần Thị Hải Yến"),
    **more: Any,
) -> OfficeDocument:
    """A document with a name; without one a công văn. Lines of issuer and subject are paragraphs of their own."""
    *above, last = issuer.split("\n")
    *subjects, last_subject = subject.split("\n")
    named = (
        _text("ten_loai", name),
        *_texts("trich_yeu", *subjects),
        _text("trich_yeu", last_subject, ruled=0.4),
    )
    letter = (
        _text("trich_yeu_cong_van", f"V/v {subjects[0] if subjects else last_subject}"),
        *(_text("trich_yeu_cong_van", words, {"before": 0}) for words in (*subjects, last_subject)[1:]),
    )
    return OfficeDocument(
        head_left=(
            *((_text("co_quan_chu_quan", parent),) if parent else ()),
            *_texts("co_quan_ban_hanh", *above),
            _text("co_quan_ban_hanh", last, ruled=0.4),
            _text("so_ky_hieu", f"Số: {number}"),
            *(() if name else letter),
        ),
        head_right=(
            _text("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            _text("tieu_ngu", "Độc lập - Tự do - Hạnh phúc", ruled=1),
            *((_text("dia_danh_thoi_gian", date),) if date else ()),
        ),
        title=named if name else (),
        body=body,
        **{"recipients": _recipients(), "signer": signer, **more},
    )


# --- what goes wrong --------------------------------------------------------------------------------------------------

_OF_TEXT = ("text", "label", "counted", "ruled", "strong")


def _slip(
    rule: str, begins: str, *said: str, severity: str = "error", also: Mapping[str, str] | None = None, **changes: Any
) -> Callable[[OfficeDocument], Fault]:
    """The fault of a paragraph that begins so: it says something else (old, new), or looks different."""
    of_text = {name: changes.pop(name) for name in _OF_TEXT if name in changes}

    def fault(document: OfficeDocument) -> Fault:
        (key,) = {text.key for text in document.texts() if text.full.startswith(begins)}

        def change(text: Text) -> Text:
            if text.key != key:
                return text
            if said:
                assert said[0] in text.text, (said, text.text)
                text = replace(text, text=text.text.replace(*said, 1))
            return replace(text, look=replace(text.look, **changes), **of_text)

        return Fault(rule, rule, lambda document: document.map(change), (key,), severity, dict(also or {}))

    return fault


def _planted(
    rule: str, plant: Callable[[OfficeDocument], OfficeDocument], begins: str = ""
) -> Callable[[OfficeDocument], Fault]:
    """The fault of a whole document; told at the paragraphs that begin so."""
    return lambda document: Fault(
        rule,
        rule,
        plant,
        tuple(text.key for text in document.texts() if begins and text.full.startswith(begins)),
    )


@dataclass(frozen=True)
class Kind:
    """A correct document, and what goes wrong in such documents."""

    document: OfficeDocument
    slips: tuple[Callable[[OfficeDocument], Fault], ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What goes wrong, one at a time."""
        return tuple(slip(self.document) for slip in self.slips)


# --- công văn ---------------------------------------------------------------------------------------------------------

_REQUEST = (
    "Thực hiện Kế hoạch số 12/KH-BTV ngày 08 tháng 01 năm 2024 của Ban Thường vụ Hội LHPN tỉnh về công tác Hội và "
    "phong trào phụ nữ năm 2024, Ban Thường vụ đề nghị các đơn vị thực hiện một số nội dung sau:"
)
_TASKS = (
    "1. Rà soát, tổng hợp số liệu hội viên theo biểu mẫu đính kèm; chịu trách nhiệm về tính chính xác của số liệu.",
    "2. Gửi báo cáo bằng văn bản về Ban Tổ chức trước ngày 30 tháng 5 năm 2024 để tổng hợp, báo cáo cấp trên./.",
)
_LETTER = _body(_REQUEST, *_TASKS)
_ADDRESS = "Địa chỉ: Số 10, đường Lê Lợi, thành phố Sơn Nam; ĐT: 0299.3863456; Email: hoilhpn@sonnam.gov.vn"
_INDENTED = {"alignment": "left", "before": 0, "after": 0}


def _letter(
    addressees: tuple[Text, ...], subject: str = "báo cáo số liệu hội viên\nnăm 2024", **more: Any
) -> OfficeDocument:
    return _document("05/BTV-TC", subject, (*addressees, *_LETTER), **more)


_TO_ONE = (_text("kinh_gui", "Kính gửi: Hội LHPN các huyện, thành phố"),)
_TO_MANY = (
    _text("kinh_gui", "Kính gửi:", {**_INDENTED, "first_line": 40, "before": 12}),
    *_texts("kinh_gui", "- Hội LHPN các huyện, thành phố;", "- Hội Phụ nữ Công an tỉnh;", **_INDENTED, first_line=60),
    _text("kinh_gui", "- Các ban chuyên môn.", {**_INDENTED, "first_line": 60, "after": 12}),
)
_TO_MANY_AT_TABS = (
    _text("kinh_gui", "Kính gửi:\t- Hội LHPN các huyện, thành phố;", {**_INDENTED, "first_line": 25, "before": 12}),
    _text("kinh_gui", "\t\t- Hội Phụ nữ Công an tỉnh;", {**_INDENTED, "first_line": 25}),
    _text("kinh_gui", "\t\t- Các ban chuyên môn.", {**_INDENTED, "first_line": 25, "after": 12}),
)
_TO_MANY_IN_TABLE = (
    _text("kinh_gui", "Kính gửi:", {**_INDENTED, "alignment": "right"}),
    *_texts("kinh_gui", "- Hội LHPN các huyện, thành phố;", "- Hội Phụ nữ Công an tỉnh;", **_INDENTED),
    _text("kinh_gui", "- Các ban chuyên môn.", {**_INDENTED, "after": 12}),
)

_LETTERS = {
    "công văn to one, address in the footer": Kind(
        _letter(_TO_ONE, layout=Layout(finish=address_in_the_footer(_ADDRESS))),
        (
            _slip("trich_yeu_cong_van.bold", "V/v báo cáo", bold=True),
            _slip("trich_yeu_cong_van.size", "năm 2024", size=16),
            _slip("trich_yeu_cong_van.space_before", "V/v báo cáo", before=0),
        ),
    ),
    "công văn to one, address below the signature": Kind(
        _letter(_TO_ONE, foot=_texts("dia_chi_co_quan", _ADDRESS.split("; Email")[0], "Email: hoilhpn@sonnam.gov.vn")),
        (_slip("dia_chi_co_quan.size", "Địa chỉ:", size=14), _slip("kinh_gui.bold", "Kính gửi:", bold=True)),
    ),
    "công văn to many": Kind(
        _letter(_TO_MANY),
        (
            _slip("wording.addressees_marks", "- Hội Phụ nữ", "tỉnh;", "tỉnh,"),
            _slip("kinh_gui.size", "- Hội Phụ nữ", size=12),
        ),
    ),
    "công văn to many, at tabs": Kind(
        _letter(_TO_MANY_AT_TABS, layout=Layout(line=in_vml)),
        (
            _slip("wording.addressees_marks", "\t\t- Các ban", "môn.", "môn;"),
            _slip("tieu_ngu.ruled_line", "Độc lập", ruled=0.5),
        ),
    ),
    "công văn to many, in a table": Kind(
        _letter(_TO_MANY_IN_TABLE, layout=Layout(addressees="table")),
        (
            _slip("wording.addressees_marks", "- Hội LHPN các", "phố;", "phố,"),
            _slip("kinh_gui.italic", "- Các ban", italic=True),
        ),
    ),
}

# --- quyết định, nghị quyết, quy chế ----------------------------------------------------------------------------------

_BASES = (
    "Căn cứ Điều lệ Hội Liên hiệp Phụ nữ Việt Nam;",
    "Căn cứ kết quả bầu cử bổ sung tại Hội nghị Ban Chấp hành lần thứ bảy;",
)
_DECISION = _articles(
    "Điều 1. Công nhận bà Phạm Thị Lan giữ chức vụ Phó Chủ tịch Hội LHPN tỉnh khóa XVI, nhiệm kỳ 2021 - 2026.",
    "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.",
    "Điều 3. Ban Thường vụ Hội LHPN tỉnh, các ban chuyên môn và bà Phạm Thị Lan chịu trách nhiệm thi hành Quyết định "
    "này./.",
)


def _decision(*bases: str, **more: Any) -> OfficeDocument:
    body = (
        _text("tham_quyen", "BAN THƯỜNG VỤ HỘI LIÊN HIỆP PHỤ NỮ TỈNH SƠN NAM", {"before": 12}),
        *_texts("can_cu", *bases),
        _text("tham_quyen", "QUYẾT ĐỊNH:"),
        *_DECISION,
    )
    more = {"recipients": _recipients("Như Điều 3;", "Lưu: VT, TC."), **more}
    return _document("45/QĐ-BTV", "Về việc công nhận Phó Chủ tịch Hội", body, "QUYẾT ĐỊNH", **more)


_RULES_OF_WORK = (
    _text("phan_chuong", "Chương I"),
    _text("phan_chuong_tieu_de", "QUY ĐỊNH CHUNG"),
    *_texts("dieu", "Điều 1. Phạm vi điều chỉnh"),
    *_body("Quy chế này quy định nguyên tắc, chế độ làm việc của Ban Chấp hành Hội LHPN tỉnh Sơn Nam."),
    *_texts("dieu", "Điều 2. Nguyên tắc làm việc"),
    *_body(
        "1. Ban Chấp hành làm việc theo nguyên tắc tập trung dân chủ, tập thể lãnh đạo, cá nhân phụ trách.",
        "2. Các ủy viên có trách nhiệm:",
        "a) Dự đầy đủ các kỳ họp của Ban Chấp hành;",
        "b) Thực hiện nhiệm vụ được phân công.",
    ),
    _text("phan_chuong", "Chương II"),
    _text("phan_chuong_tieu_de", "TRÁCH NHIỆM, QUYỀN HẠN"),
    _text("muc_tieu_muc", "Mục 1"),
    _text("muc_tieu_muc_tieu_de", "BAN THƯỜNG VỤ"),
    *_texts("dieu", "Điều 3. Trách nhiệm của Ban Thường vụ"),
    *_body("Ban Thường vụ chỉ đạo thực hiện nghị quyết của Ban Chấp hành giữa hai kỳ họp./."),
)
_COUNTED_RULES = (
    _text("phan_chuong", "Chương I"),
    _text("phan_chuong_tieu_de", "QUY ĐỊNH CHUNG"),
    *_counted("dieu", "Điều 1.", "Phạm vi điều chỉnh"),
    *_body("Quy chế này quy định nguyên tắc, chế độ làm việc của Ban Thường vụ Hội LHPN tỉnh Sơn Nam."),
    *_counted("dieu", "Điều 2.", "Trách nhiệm của các ủy viên"),
    *_counted(
        "noi_dung",
        "1.",
        "Dự đầy đủ các cuộc họp của Ban Thường vụ.",
        "Chuẩn bị các nội dung được phân công, gồm:",
    ),
    *_counted(
        "noi_dung",
        "a)",
        "Chương trình công tác;",
        "Báo cáo kết quả công tác;",
        "Kế hoạch kiểm tra;",
        "Dự thảo nghị quyết của Ban Chấp hành;",
    ),
    _text("noi_dung", "Các nội dung khác, như:", label="đ)"),
    *_counted("noi_dung", "-", "Công tác cán bộ, khen thưởng;", "Tài chính, tài sản của Hội."),
    *_counted("dieu", "Điều 3.", "Hiệu lực thi hành"),
    *_body("Quy chế này có hiệu lực kể từ ngày ký./."),
)

_WITH_ARTICLES = {
    "quyết định, Theo đề nghị": Kind(
        _decision(*_BASES, "Theo đề nghị của Trưởng Ban Tổ chức."),
        (
            _slip("dieu.bold", "Điều 2.", strong=""),
            _slip("wording.legal_basis_marks", "Theo đề nghị", "chức.", "chức;"),
        ),
    ),
    "quyết định, Thực hiện": Kind(
        _decision(
            _BASES[0],
            "Thực hiện Thông báo số 156/TB-TU ngày 20 tháng 02 năm 2024 của Ban Thường vụ Tỉnh ủy về công tác cán bộ;",
            _BASES[1],
            "Xét đề nghị của Trưởng Ban Tổ chức.",
        ),
        (
            _slip("can_cu.italic", "Thực hiện Thông báo", italic=False),
            _slip("wording.legal_basis_marks", "Căn cứ kết quả", "bảy;", "bảy"),
            _slip("wording.legal_basis_marks", "Căn cứ Điều lệ", "Nam;", "Nam."),
        ),
    ),
    "nghị quyết": Kind(
        _document(
            "31/NQ-HĐND",
            "Về chính sách hỗ trợ phụ nữ khởi nghiệp giai đoạn 2024 - 2026",
            (
                _text("tham_quyen", "HỘI ĐỒNG NHÂN DÂN TỈNH SƠN NAM", {"before": 12, "after": 0}),
                _text("tham_quyen", "KHÓA XVI, KỲ HỌP THỨ HAI MƯƠI", {"before": 0}),
                *_texts(
                    "can_cu",
                    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
                    "Xét Tờ trình số 145/TTr-UBND ngày 20 tháng 11 năm 2023 của Ủy ban nhân dân tỉnh; Báo cáo thẩm tra "
                    "của Ban Văn hóa - Xã hội; ý kiến thảo luận của đại biểu Hội đồng nhân dân tại kỳ họp.",
                ),
                _text("tham_quyen", "QUYẾT NGHỊ:"),
                *_texts("dieu", "Điều 1. Đối tượng và mức hỗ trợ"),
                *_body(
                    "1. Phụ nữ khởi nghiệp có đề án được phê duyệt.",
                    "2. Mức hỗ trợ không quá 50% chi phí của đề án.",
                ),
                *_texts("dieu", "Điều 2. Tổ chức thực hiện"),
                *_body(
                    "Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa XVI, Kỳ họp thứ hai mươi thông qua ngày 15 "
                    "tháng 5 năm 2024 và có hiệu lực kể từ ngày ký./.",
                ),
            ),
            "NGHỊ QUYẾT",
            parent="TỈNH SƠN NAM",
            issuer="HỘI ĐỒNG NHÂN DÂN",
            signer=_signer("CHỦ TỊCH", "Lê Văn Thành"),
        ),
        (
            _slip("dieu.bold", "Điều 2.", bold=False),
            _slip("wording.end_mark", "Nghị quyết này", "./.", "."),
        ),
    ),
    "quy chế, with its quyết định": Kind(
        replace(
            _decision(*_BASES, "Theo đề nghị của Trưởng Ban Tổ chức."),
            annex=(
                NextSection(),
                *_texts("ten_loai", "QUY CHẾ"),
                _text("trich_yeu", "Làm việc của Ban Chấp hành Hội Liên hiệp Phụ nữ tỉnh Sơn Nam"),
                _text(
                    "phu_luc_kem_theo",
                    "(Kèm theo Quyết định số 45/QĐ-BTV ngày 15 tháng 5 năm 2024 của Ban Thường vụ Hội LHPN tỉnh)",
                    ruled=0.2,
                ),
                *_RULES_OF_WORK,
            ),
        ),
        (
            _slip("dieu.bold", "Điều 3. Trách", bold=False),
            _slip("phan_chuong_tieu_de.case", "TRÁCH NHIỆM", "TRÁCH NHIỆM, QUYỀN HẠN", "Trách nhiệm, quyền hạn"),
        ),
    ),
    "quy chế, labels counted by Word": Kind(
        _document("10/QC-BTV", "Làm việc của Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh", _COUNTED_RULES, "QUY CHẾ"),
        (
            _slip("wording.point_letters", "đ) Các", label="e)", counted=True),
            _slip("noi_dung.size", "- Công tác cán bộ", size=12),
        ),
    ),
}

# --- other kinds ------------------------------------------------------------------------------------------------------

_PROPOSAL = (
    *_body(
        "Căn cứ tình hình đội ngũ cán bộ Hội cơ sở sau đại hội, Ban Tổ chức kính trình Ban Thường vụ Hội LHPN tỉnh phê "
        "duyệt Kế hoạch bồi dưỡng cán bộ Hội năm 2024 như sau:"
    ),
    *_texts("muc_la_ma", "I. SỰ CẦN THIẾT"),
    *_body("Nhiều cán bộ Hội cơ sở mới tham gia công tác, chưa được bồi dưỡng nghiệp vụ."),
    *_texts("muc_la_ma", "II. NỘI DUNG"),
    *_texts("khoan_co_tieu_de", "1. Đối tượng"),
    *_body(
        "1.1. Chủ tịch Hội cơ sở: 20 người.",
        "1.2. Chi hội trưởng: 164 người.",
        "- Thời gian: Quý III năm 2024.",
        "Ban Tổ chức kính trình Ban Thường vụ xem xét, quyết định./.",
    ),
)

_MINUTES = _body(
    "Thời gian bắt đầu: 08 giờ 00, ngày 15 tháng 5 năm 2024.",
    "Địa điểm: Phòng họp tầng 2, trụ sở Hội Liên hiệp Phụ nữ tỉnh.",
    "Thành phần tham dự: Các đồng chí Ủy viên Ban Thường vụ; Trưởng các ban chuyên môn.",
    "Chủ trì (chủ tọa): Bà Trần Thị Hải Yến, Chủ tịch Hội.",
    "Thư ký (người ghi biên bản): Bà Phạm Thị Lan, Chánh Văn phòng.",
    "Nội dung (theo diễn biến cuộc họp):",
    "1. Bà Trần Thị Hải Yến nêu mục đích, yêu cầu của cuộc họp.",
    "2. Các đại biểu thảo luận, thống nhất nội dung trình Hội nghị Ban Chấp hành.",
    "Cuộc họp kết thúc vào 11 giờ 30, ngày 15 tháng 5 năm 2024./.",
)


def _minutes(date: str) -> OfficeDocument:
    return _document(
        "15/BB-BTV",
        "Họp Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh tháng 5 năm 2024",
        _MINUTES,
        "BIÊN BẢN",
        date=date,
        signer=_signer("CHỦ TỌA", "Trần Thị Hải Yến"),
        cosigner=_signer("THƯ KÝ", "Phạm Thị Lan"),
        recipients=_recipients("Các Ủy viên Ban Thường vụ;", "Lưu: VT, Hồ sơ."),
    )


_INVITATION = _body(
    "Ban Thường vụ Hội LHPN tỉnh trân trọng kính mời các đồng chí dự Hội nghị sơ kết công tác Hội.",
    "Chủ trì: Bà Trần Thị Hải Yến, Chủ tịch Hội LHPN tỉnh.",
    "Thời gian: 14 giờ 00, thứ Sáu, ngày 31 tháng 5 năm 2024.",
    "Địa điểm: Hội trường tầng 3, trụ sở Hội LHPN tỉnh.",
    "Đề nghị các đồng chí đến dự đúng thành phần, thời gian./.",
)

_OTHER_KINDS = {
    "tờ trình, 13 pt": Kind(
        _document(
            "09/TTr-BTC",
            "Về việc phê duyệt Kế hoạch bồi dưỡng cán bộ Hội\nnăm 2024",
            (
                _text("kinh_gui", "Kính gửi:", {**_INDENTED, "size": 13, "first_line": 40}),
                _text("kinh_gui", "- Ban Thường vụ Hội LHPN tỉnh;", {**_INDENTED, "size": 13, "first_line": 60}),
                _text("kinh_gui", "- Chủ tịch Hội.", {**_INDENTED, "size": 13, "first_line": 60, "after": 12}),
                *(replace(text, look=replace(text.look, size=13)) for text in _PROPOSAL),
            ),
            "TỜ TRÌNH",
            issuer="BAN TỔ CHỨC",
            signer=_signer("TRƯỞNG BAN", "Hoàng Thị Mai"),
        ),
        (
            _slip(
                "wording.addressees_marks",
                "- Ban Thường vụ",
                "tỉnh;",
                "tỉnh",
            ),
            _slip("muc_la_ma.bold", "II. NỘI DUNG", bold=False),
        ),
    ),
    "biên bản, without a date": Kind(
        _minutes(date=""),
        (_slip("chuc_vu_ky.bold", "THƯ KÝ", bold=False), _slip("wording.end_mark", "Cuộc họp", "./.", ".")),
    ),
    "biên bản, with a date": Kind(
        _minutes(date="Sơn Nam, ngày 15 tháng 5 năm 2024"),
        (
            _slip("wording.date_zero_month", "Sơn Nam, ngày", "tháng 5", "tháng 05"),
            _slip("ho_ten_ky.case", "Phạm Thị Lan", "Phạm Thị Lan", "PHẠM THỊ LAN"),
        ),
    ),
    "thông báo, TL. and KT.": Kind(
        _document(
            "123/TB-VP",
            "Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh\ntại cuộc họp nghe báo cáo kết quả thực hiện\n"
            "Đề án hỗ trợ phụ nữ khởi nghiệp",
            _body(
                "Ngày 10 tháng 5 năm 2024, đồng chí Phó Chủ tịch Ủy ban nhân dân tỉnh đã chủ trì cuộc họp. Sau khi "
                "nghe báo cáo, đồng chí kết luận:",
                "1. Giao Hội LHPN tỉnh chủ trì, phối hợp với các đơn vị rà soát tiến độ của Đề án.",
                "2. Giao Sở Tài chính bố trí kinh phí theo quy định.",
                "Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết, thực hiện./.",
            ),
            "THÔNG BÁO",
            parent="UBND TỈNH SƠN NAM",
            issuer="VĂN PHÒNG",
            signer=_signer("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Vũ Văn Giang"),
        ),
        (
            _slip("trich_yeu.bold", "tại cuộc họp", bold=False),
            _slip("quyen_han_ky.bold", "TL. CHỦ TỊCH", bold=False),
        ),
    ),
    "giấy mời, head in two rows": Kind(
        _document(
            "21/GM-BTV",
            "Dự Hội nghị sơ kết công tác Hội 6 tháng đầu năm 2024",
            (*_texts("kinh_gui", "Kính gửi: Các đồng chí Ủy viên Ban Chấp hành"), *_INVITATION),
            "GIẤY MỜI",
            signer=_signer("TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phạm Thị Lan"),
            layout=Layout(head="rows", ending="rows"),
        ),
        (
            _slip("dia_danh_thoi_gian.italic", "Sơn Nam, ngày", italic=False),
            _slip("ho_ten_ky.bold", "Phạm Thị Lan", bold=False),
        ),
    ),
    "công điện": Kind(
        _document(
            "03/CĐ-BCH",
            "Về việc ứng phó với bão số 3",
            (
                *_texts("kinh_gui", "BAN CHỈ HUY ĐIỆN:", **_INDENTED),
                _text("kinh_gui", "- Ủy ban nhân dân các huyện, thành phố;", _INDENTED),
                _text("kinh_gui", "- Các sở, ban, ngành.", {**_INDENTED, "after": 12}),
                *_body(_REQUEST.replace("Ban Thường vụ đề nghị", "Ban Chỉ huy yêu cầu"), *_TASKS),
            ),
            "CÔNG ĐIỆN",
            parent="UBND TỈNH SƠN NAM",
            issuer="BAN CHỈ HUY PCTT VÀ TKCN",
            signer=_signer("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Nguyễn Văn Bình"),
            layout=Layout(addressees="table"),
        ),
        (
            _slip("ten_loai.size", "CÔNG ĐIỆN", size=16),
            _slip("wording.number_zero", "Số: 03/", "03/", "3/"),
        ),
    ),
}

# --- kế hoạch in many layouts -----------------------------------------------------------------------------------------

_PLAN = (
    *_body("Ban Thường vụ Hội LHPN tỉnh xây dựng Kế hoạch tổ chức các hoạt động kỷ niệm ngày thành lập Hội như sau:"),
    *_texts("muc_la_ma", "I. MỤC ĐÍCH"),
    *_body(
        "1. Tuyên truyền truyền thống của Hội, tạo khí thế thi đua trong cán bộ, hội viên, phụ nữ toàn tỉnh.",
        "2. Các hoạt động thiết thực, tiết kiệm, phù hợp với điều kiện của từng địa phương.",
    ),
    *_texts("muc_la_ma", "II. NỘI DUNG"),
    *_body(
        "- Tổ chức gặp mặt, tọa đàm ở 100% cơ sở Hội.",
        "- Thăm, tặng quà hội viên có hoàn cảnh khó khăn.",
        "Các đơn vị báo cáo kết quả về Ban Thường vụ trước ngày 30 tháng 10 năm 2024./.",
    ),
)
_FORMS = (
    Table((20, 80, 60), ("STT", "NỘI DUNG", "KẾT QUẢ"), (("", "", ""), ("", "", ""))),
    *_body("- Phân công các thành viên như sau:"),
    Table(
        (60, 50, 50),
        ("HỌ VÀ TÊN", "CHỨC VỤ", "GHI CHÚ"),
        (("Trần Thị Hải Yến", "Chủ tịch", ""), ("Phạm Thị Lan", "Phó Chủ tịch", "Kiêm nhiệm"), ("", "", "")),
    ),
)


def _plan(
    body: tuple[Any, ...] = _PLAN, subject: str = "Tổ chức hoạt động kỷ niệm ngày thành lập Hội", **more: Any
) -> OfficeDocument:
    return _document("15/KH-BTV", subject, body, "KẾ HOẠCH", **more)


def _annex(number: str, title: str, *content: Any, ruled: float = 0.2) -> tuple[Any, ...]:
    return (
        _text("phu_luc_tu", f"Phụ lục {number}"),
        _text("phu_luc_tieu_de", title),
        _text(
            "phu_luc_kem_theo",
            "(Kèm theo Kế hoạch số 15/KH-BTV ngày 15 tháng 5 năm 2024 của Ban Thường vụ Hội LHPN tỉnh Sơn Nam)",
            ruled=ruled,
        ),
        *content,
    )


_UNITS = (
    ("1", "Huyện Thanh Lâm", "20", "3"),
    ("2", "Huyện Hòa Bình", "18", "2"),
    ("3", "Thành phố Sơn Nam", "12", "4"),
)
_ANNEXES = (
    NextSection(),
    *_annex(
        "I",
        "DANH SÁCH ĐƠN VỊ THAM GIA",
        Table((12, 78, 35, 40), ("TT", "Đơn vị", "Số đại biểu", "Số tiết mục"), _UNITS),
    ),
    *_body("Danh sách có 03 đơn vị. Mọi chi tiết xin liên hệ:", before=6),
    *_body("Điện thoại: 0299.3863456; thư điện tử: hoilhpn@sonnam.gov.vn./."),
    NextSection(Page(width=297, height=210)),
    *_annex("II", "BIỂU TỔNG HỢP KINH PHÍ", ruled=0.4),
    _text(
        "don_vi_tinh", "Đơn vị tính: Triệu đồng", {"size": 13, "italic": True, "alignment": "right", "first_line": 0}
    ),
    Table((12, 155, 40, 40), ("TT", "Đơn vị", "Ngân sách", "Xã hội hóa"), _UNITS),
    *_body("Kinh phí do các đơn vị tự cân đối./.", before=6),
)


def _annex_ii_counts_on(document: OfficeDocument) -> OfficeDocument:
    sections = [block for block in document.annex if isinstance(block, NextSection)]
    return replace(
        document,
        annex=tuple(replace(block, restarts=False) if block is sections[-1] else block for block in document.annex),
    )


def _blank_lines(body: tuple[Any, ...]) -> tuple[Any, ...]:
    """Empty paragraphs instead of the space between."""
    blank = Text("", "", "", Look(size=6))
    return tuple(one for text in body for one in (replace(text, look=replace(text.look, before=0, after=0)), blank))


def _without_the_blank_before(begins: str) -> Callable[[OfficeDocument], OfficeDocument]:
    def plant(document: OfficeDocument) -> OfficeDocument:
        at = next(n for n, text in enumerate(document.body) if isinstance(text, Text) and text.text.startswith(begins))
        return replace(document, body=(*document.body[: at - 1], *document.body[at:]))

    return plant


def _finished_by(finish: Callable[[Any], None]) -> Callable[[OfficeDocument], OfficeDocument]:
    return lambda document: replace(document, layout=replace(document.layout, finish=finish))


_NOTE = "Theo Điều lệ Hội Liên hiệp Phụ nữ Việt Nam khóa XIII."
_POLICE = _signer("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Bảo")
_LAYOUTS = {
    "kế hoạch with Phần": Kind(
        _plan(
            (
                *_body("Ban Thường vụ Hội LHPN tỉnh xây dựng Kế hoạch tổ chức Đại hội như sau:"),
                _text("phan_chuong", "Phần I"),
                _text("phan_chuong_tieu_de", "MỤC ĐÍCH, YÊU CẦU"),
                *_texts("muc_la_ma", "I. MỤC ĐÍCH"),
                *_body("Quán triệt chủ trương của cấp trên về tổ chức Đại hội đại biểu phụ nữ các cấp."),
                _text("phan_chuong", "Phần II"),
                _text("phan_chuong_tieu_de", "NỘI DUNG"),
                *_texts("muc_la_ma", "I. CÔNG TÁC CHUẨN BỊ"),
                *_texts("khoan_co_tieu_de", "1. Văn kiện", "1.1. Báo cáo chính trị"),
                *_body("a) Đánh giá kết quả nhiệm kỳ;", "b) Xác định phương hướng nhiệm kỳ mới.", "+ Chỉ tiêu./."),
            ),
            "Tổ chức Đại hội đại biểu Phụ nữ các cấp, tiến tới Đại hội đại biểu Phụ nữ tỉnh Sơn Nam lần thứ XVII",
        ),
        (
            _slip("phan_chuong.bold", "Phần II", bold=False),
            _slip("khoan_co_tieu_de.size", "1. Văn kiện", size=12),
        ),
    ),
    "two annexes, one landscape": Kind(
        _plan((*_PLAN[:-1], *_body("(Chi tiết tại Phụ lục I và Phụ lục II kèm theo)./.")), annex=_ANNEXES),
        (
            _planted("page_number.restart", _annex_ii_counts_on),
            _slip("phu_luc_tieu_de.bold", "BIỂU TỔNG HỢP", bold=False),
        ),
    ),
    "two signers side by side": Kind(
        _document(
            "03/CTrPH-HPN-CA",
            "Phòng, chống tội phạm mua bán người giai đoạn 2024 - 2026",
            _PLAN[1:],
            "CHƯƠNG TRÌNH PHỐI HỢP",
            parent="",
            issuer="HỘI LHPN TỈNH - CÔNG AN TỈNH",
            cosigner=_POLICE,
        ),
        (
            _slip("ho_ten_ky.case", "Lê Văn Bảo", "Lê Văn Bảo", "LÊ VĂN BẢO"),
            _slip("quyen_han_ky.size", "TM. BAN", size=12),
        ),
    ),
    "title in another office above the name": Kind(
        _plan(
            parent="UBND TỈNH SƠN NAM",
            issuer="BAN CHỈ ĐẠO BÌNH ĐẲNG GIỚI",
            signer=_signer(
                "KT. TRƯỞNG BAN",
                "PHÓ TRƯỞNG BAN",
                "Nguyễn Văn Bình",
                other_title="PHÓ CHỦ TỊCH UBND TỈNH",
            ),
        ),
        (
            _slip("chuc_vu_ky.bold", "PHÓ CHỦ TỊCH UBND", bold=False),
            _slip("wording.signer_degree", "Nguyễn Văn", "Nguyễn", "TS. Nguyễn"),
        ),
    ),
    "a line below the name": Kind(
        _plan(
            signer=(
                *_signer("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Trần Thị Hải Yến"),
                _text("lien_he", "Điện thoại: 0912345678", {"size": 12, "alignment": "center", "first_line": 0}),
            )
        ),
        (_slip("ho_ten_ky.bold", "Trần Thị Hải", bold=False),),
    ),
    "căn cứ and an opening sentence": Kind(
        _plan(
            (
                *_texts("can_cu", *_BASES[:-1], "Căn cứ Nghị quyết Đại hội đại biểu Phụ nữ tỉnh khóa XVI."),
                *_body("Ban Thường vụ xây dựng Kế hoạch hoạt động năm 2024 với các nội dung chủ yếu sau đây."),
                *_PLAN[1:],
            )
        ),
        (
            _slip("wording.legal_basis_marks", "Căn cứ Nghị quyết", "XVI.", "XVI;"),
            _slip("can_cu.italic", "Căn cứ Nghị quyết", italic=False),
        ),
    ),
    "acting chairwoman": Kind(
        _plan(signer=(_text("chuc_vu_ky", "Q. CHỦ TỊCH"), _text("ho_ten_ky", "Trần Thị Hải Yến"))),
        (_slip("ho_ten_ky.bold", "Trần Thị Hải", bold=False),),
    ),
    "draft mark above the head": Kind(
        _plan(above=_texts("du_thao", "DỰ THẢO LẦN 2"), date="Sơn Nam, ngày      tháng 5 năm 2024"),
        (
            _slip("quoc_hieu.size", "CỘNG HÒA", size=14),
            _slip("co_quan_ban_hanh.bold", "BAN THƯỜNG VỤ", bold=False),
        ),
    ),
    "footnote": Kind(
        _plan(layout=Layout(finish=footnote(_NOTE, "Ban Thường vụ Hội LHPN tỉnh xây dựng"))),
        (
            _planted(
                "font",
                _finished_by(footnote(_NOTE, "Ban Thường vụ Hội LHPN tỉnh xây dựng", "Arial")),
            ),
            _slip("khoan_khong_tieu_de.alignment", "1. Tuyên truyền", alignment="left"),
        ),
    ),
    "issuer of three lines": Kind(
        _plan(
            parent="BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
            issuer="VIỆN NGHIÊN CỨU\nNUÔI TRỒNG THỦY SẢN\nTRUNG ƯƠNG",
            signer=_signer("VIỆN TRƯỞNG", "Nguyễn Văn Khánh"),
        ),
        (
            _slip(
                "co_quan_ban_hanh.bold",
                "TRUNG ƯƠNG",
                bold=False,
            ),
            _slip("co_quan_ban_hanh.bold", "NUÔI TRỒNG", bold=False),
            _slip("co_quan_ban_hanh.ruled_line", "TRUNG ƯƠNG", ruled=2),
        ),
    ),
    "a sở with a dash in its name": Kind(
        _plan(
            parent="UBND TỈNH SƠN NAM",
            issuer="SỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI",
            signer=_signer("GIÁM ĐỐC", "Nguyễn Văn Khánh"),
        ),
        (
            _slip("wording.number_form", "Số:", "Số: ", ""),
            _slip("wording.number_form", "Số:", "Số:", "Số"),
            _slip("co_quan_ban_hanh.bold", "VÀ XÃ HỘI", bold=False),
        ),
    ),
    "forms and lists in the text": Kind(
        _plan((*_PLAN[:-1], *_FORMS, _PLAN[-1])),
        (_slip("wording.end_mark", "Các đơn vị báo cáo", "./.", "."),),
    ),
    "lines as borders": Kind(
        _plan(layout=Layout(line=as_border)),
        (
            _slip("trich_yeu.ruled_line", "Tổ chức hoạt động", ruled=0.8),
            _slip("tieu_ngu.ruled_line", "Độc lập", ruled=0),
        ),
    ),
    "lines as pictures": Kind(
        _plan(layout=Layout(line=as_picture)),
        (_slip("tieu_ngu.text", "Độc lập", "Độc lập - ", "Độc lập – "),),
    ),
    "lines of text broken in one paragraph": Kind(
        _plan(layout=Layout(line=below_the_paragraph, ending="breaks")).map(
            lambda text: (
                replace(text, text="Tổ chức hoạt động kỷ niệm\nngày thành lập Hội", key="broken")
                if text.component == "trich_yeu"
                else text
            )
        ),
        (
            _slip("trich_yeu.ruled_line", "Tổ chức hoạt động", ruled=1.2),
            _slip("noi_nhan_ds.size", "- Thường trực", size=13),
        ),
    ),
    "head and recipients at tabs": Kind(
        _plan(layout=Layout(head="tabs", ending="tabs")),
        (
            _slip("wording.recipients_marks", "- Thường trực", "ủy;", "ủy"),
            _slip("noi_nhan_tu.italic", "Nơi nhận:", italic=False),
        ),
    ),
    "head by spaces": Kind(
        _plan(layout=Layout(head="spaces")),
        (
            _slip("so_ky_hieu.size", "Số:", size=12),
            _slip("wording.place_comma", "Sơn Nam, ngày", "Nam,", "Nam"),
        ),
    ),
    "blank lines as spacing": Kind(
        _plan(_blank_lines(_PLAN)),
        (
            _planted("paragraph_spacing", _without_the_blank_before("2. Các hoạt"), "2. Các hoạt"),
            _slip("first_line_indent", "2. Các hoạt", first_line=5),
        ),
    ),
    "exactly 18 pt, 13 pt": Kind(
        _plan(
            tuple(replace(text, look=replace(text.look, size=13)) for text in _PLAN),
            layout=Layout(finish=exactly(18)),
        ),
        (
            _planted("line_spacing", _finished_by(exactly(28)), "1. Tuyên truyền"),
            _slip("khoan_khong_tieu_de.size", "2. Các hoạt", size=12),
        ),
    ),
    "odd and even pages": Kind(
        _plan((*_PLAN[:-1], *(_PLAN[5:7] * 25), _PLAN[-1]), layout=Layout(finish=even_pages)),
        (_slip("wording.end_mark", "Các đơn vị báo cáo", "./.", "."),),
    ),
}

KINDS: Mapping[str, Kind] = {**_LETTERS, **_WITH_ARTICLES, **_OTHER_KINDS, **_LAYOUTS}
"""The kinds, by what is particular about them."""
