"""The faults that are planted, one in each file: what real offices do, each with the rule that it breaks.

A fault is a change of the plain document, so that each dialect writes it in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from .document import Document, PageNumber, Text

Plant = Callable[[Document], Document]


@dataclass(frozen=True)
class Fault:
    """One fault."""

    name: str
    rule: str
    """The rule that it breaks."""
    plant: Plant
    at: tuple[str, ...] = ()
    """The paragraphs (keys of the document) where it may be told; none: it has no paragraph of its own."""
    severity: str = "error"
    also: dict[str, str] | None = None
    """Other rules that this fault breaks, each with the reason."""

    def words(self, document: Document) -> tuple[str, ...]:
        """The texts of the paragraphs where it may be told, in the document that has it."""
        return tuple(text.full for text in document.texts() if text.key in self.at)


def _at(key: str, change: Callable[[Text], Text | None]) -> Plant:
    def plant(document: Document) -> Document:
        assert document.text(key)
        return document.map(lambda text: change(text) if text.key == key else text)

    return plant


def _look(key: str, **changes: Any) -> Plant:
    return _at(key, lambda text: replace(text, look=replace(text.look, **changes)))


def _says(key: str, old: str, new: str) -> Plant:
    def change(text: Text) -> Text:
        assert old in text.text, (old, text.text)
        return replace(text, text=text.text.replace(old, new, 1))

    return _at(key, change)


def _ruled(key: str, share: float) -> Plant:
    return _at(key, lambda text: replace(text, ruled=share))


def _without(key: str) -> Plant:
    return _at(key, lambda text: None)


def _labels(**labels: str) -> Plant:
    return lambda document: document.map(
        lambda text: replace(text, label=labels[text.key]) if text.key in labels else text
    )


def _page(**changes: Any) -> Plant:
    return lambda document: replace(document, page=replace(document.page, **changes))


def _page_number(**changes: Any) -> Plant:
    return lambda document: replace(document, page_number=replace(document.page_number, **changes))


def _both(first: Plant, second: Plant) -> Plant:
    return lambda document: second(first(document))


def _no_archive(document: Document) -> Document:
    """The list of recipients ends before the archive, and ends well."""
    return _both(_without("noi_nhan_5"), _says("noi_nhan_4", "thị trấn;", "thị trấn."))(document)


_LEGACY = "B¸o c¸o kÕt qu¶ c«ng t¸c Héi vµ phong trµo phô n÷ ®Õn hÕt th¸ng n¨m ®· ®­îc th«ng qua."
"""“Báo cáo kết quả công tác Hội và phong trào phụ nữ đến hết tháng năm đã được thông qua.” in TCVN3."""

PAGE = (
    Fault("margin_left_25", "margins.left", _page(left=25)),
    Fault("margin_right_12_7", "margins.right", _page(right=12.7)),
    Fault("margin_top_30", "margins.top", _page(top=30)),
    Fault("letter_paper", "paper", _page(width=215.9, height=279.4)),
    Fault("page_number_at_the_bottom", "page_number.position", _page_number(where="bottom")),
    Fault(
        "page_number_at_the_right",
        "page_number.alignment",
        _page_number(look=replace(PageNumber().look, alignment="right")),
    ),
    Fault("no_page_number", "page_number.present", _page_number(where="")),
    Fault("page_number_on_page_1", "page_number.first_page", _page_number(first_page=True)),
    Fault("page_number_size_11", "so_trang.size", _page_number(look=replace(PageNumber().look, size=11))),
    Fault("annex_counts_on", "page_number.restart", _page_number(restarts=False)),
)

TEXT = (
    Fault("arial", "font", _look("chi_dao", font="Arial"), ("chi_dao",)),
    Fault("red_text", "color", _look("tuyen_truyen", color="FF0000"), ("tuyen_truyen",)),
    Fault("body_12_pt", "noi_dung.size", _look("chi_dao", size=12), ("chi_dao",)),
    Fault("body_ragged", "noi_dung.alignment", _look("chi_dao", alignment="left"), ("chi_dao",)),
    Fault("body_italic", "noi_dung.italic", _look("chi_dao", italic=True), ("chi_dao",)),
    Fault("first_line_not_indented", "first_line_indent", _look("chi_dao", first_line=0), ("chi_dao",)),
    Fault("first_line_20_mm", "first_line_indent", _look("tuyen_truyen", first_line=20), ("tuyen_truyen",)),
    Fault(
        "paragraphs_not_spaced",
        "paragraph_spacing",
        _both(_look("chi_dao", after=0), _look("van_ban", after=0)),
        ("chi_dao", "van_ban", "diem_1"),
    ),
    Fault("double_spaced", "line_spacing", _look("tuyen_truyen", line=2), ("tuyen_truyen",)),
)

COMPONENTS = (
    Fault("quoc_hieu_14", "quoc_hieu.size", _look("quoc_hieu", size=14), ("quoc_hieu",)),
    Fault("quoc_hieu_not_bold", "quoc_hieu.bold", _look("quoc_hieu", bold=False), ("quoc_hieu",)),
    Fault(
        "tieu_ngu_dashes", "tieu_ngu.text", _says("tieu_ngu", "Độc lập - Tự do - ", "Độc lập – Tự do – "), ("tieu_ngu",)
    ),
    Fault("tieu_ngu_without_line", "tieu_ngu.ruled_line", _ruled("tieu_ngu", 0), ("tieu_ngu",)),
    Fault("tieu_ngu_line_too_short", "tieu_ngu.ruled_line", _ruled("tieu_ngu", 0.5), ("tieu_ngu",)),
    Fault("issuer_not_bold", "co_quan_ban_hanh.bold", _look("co_quan_ban_hanh", bold=False), ("co_quan_ban_hanh",)),
    Fault("issuer_line_too_long", "co_quan_ban_hanh.ruled_line", _ruled("co_quan_ban_hanh", 1), ("co_quan_ban_hanh",)),
    Fault("parent_bold", "co_quan_chu_quan.bold", _look("co_quan_chu_quan", bold=True), ("co_quan_chu_quan",)),
    Fault("number_14", "so_ky_hieu.size", _look("so_ky_hieu", size=14), ("so_ky_hieu",)),
    Fault(
        "date_upright", "dia_danh_thoi_gian.italic", _look("dia_danh_thoi_gian", italic=False), ("dia_danh_thoi_gian",)
    ),
    Fault("date_missing", "dia_danh_thoi_gian.present", _without("dia_danh_thoi_gian")),
    Fault("title_16", "ten_loai.size", _look("ten_loai", size=16), ("ten_loai",)),
    Fault("subject_italic", "trich_yeu.italic", _look("trich_yeu", italic=True), ("trich_yeu",)),
    Fault("subject_line_too_long", "trich_yeu.ruled_line", _ruled("trich_yeu", 0.8), ("trich_yeu",)),
    Fault("legal_basis_upright", "can_cu.italic", _look("can_cu_1", italic=False), ("can_cu_1",)),
    Fault("clause_13_in_a_text_of_14", "khoan_co_tieu_de.size_as", _look("khoan_1", size=13), ("khoan_1",)),
    Fault("heading_not_bold", "muc_la_ma.bold", _look("muc_2", bold=False), ("muc_2",)),
    Fault(
        "heading_in_small_letters",
        "muc_la_ma.case",
        _says("muc_2", "KẾT QUẢ CÔNG TÁC HỘI VÀ PHONG TRÀO PHỤ NỮ", "Kết quả công tác Hội và phong trào phụ nữ"),
        ("muc_2",),
    ),
    Fault(
        "signer_in_capitals",
        "ho_ten_ky.case",
        _says("ho_ten_ky", "Trần Thị Hải Yến", "TRẦN THỊ HẢI YẾN"),
        ("ho_ten_ky",),
    ),
    Fault("signers_title_not_bold", "chuc_vu_ky.bold", _look("chuc_vu_ky", bold=False), ("chuc_vu_ky",)),
    Fault("recipients_word_upright", "noi_nhan_tu.italic", _look("noi_nhan_tu", italic=False), ("noi_nhan_tu",)),
    Fault("recipients_13", "noi_nhan_ds.size", _look("noi_nhan_2", size=13), ("noi_nhan_2",)),
    Fault(
        "annex_note_upright", "phu_luc_kem_theo.italic", _look("phu_luc_kem_theo", italic=False), ("phu_luc_kem_theo",)
    ),
)

WORDING = (
    Fault("number_without_zero", "wording.number_zero", _says("so_ky_hieu", "05/", "5/"), ("so_ky_hieu",)),
    Fault(
        "number_with_spaces", "wording.number_spaces", _says("so_ky_hieu", "05/BC-BTV", "05 /BC - BTV"), ("so_ky_hieu",)
    ),
    Fault("number_without_colon", "wording.number_form", _says("so_ky_hieu", "Số:", "Số"), ("so_ky_hieu",)),
    Fault(
        "day_without_zero",
        "wording.date_zero_day",
        _says("dia_danh_thoi_gian", "ngày 05", "ngày 5"),
        ("dia_danh_thoi_gian",),
    ),
    Fault(
        "month_with_zero",
        "wording.date_zero_month",
        _says("dia_danh_thoi_gian", "tháng 6", "tháng 06"),
        ("dia_danh_thoi_gian",),
    ),
    Fault(
        "place_without_comma",
        "wording.place_comma",
        _says("dia_danh_thoi_gian", "Lâm,", "Lâm"),
        ("dia_danh_thoi_gian",),
    ),
    Fault(
        "subject_with_full_stop",
        "wording.subject_full_stop",
        _says("trich_yeu", "năm 2024", "năm 2024."),
        ("trich_yeu",),
    ),
    Fault("legal_basis_without_mark", "wording.legal_basis_marks", _says("can_cu_1", "Nam;", "Nam"), ("can_cu_1",)),
    Fault("recipient_without_mark", "wording.recipients_marks", _says("noi_nhan_2", "ủy;", "ủy"), ("noi_nhan_2",)),
    Fault("archive_missing", "wording.recipients_archive", _no_archive, ("noi_nhan_tu", "noi_nhan_4")),
    Fault("end_mark_missing", "wording.end_mark", _says("ket", "./.", "."), ("ket",)),
    Fault(
        "letters_a_to_f",
        "wording.point_letters",
        _labels(diem_5="e)", diem_6="f)"),
        ("diem_5", "diem_6"),
    ),
    Fault("cyrillic_roman_number", "wording.roman_letters", _labels(muc_2="ІІ."), ("muc_2",), "warning"),
    Fault(
        "quotes_mixed",
        "wording.quotes_mixed",
        _says(
            "phong_trao", "“Phụ nữ tích cực học tập, lao động sáng tạo”", '"Phụ nữ tích cực học tập, lao động sáng tạo"'
        ),
        ("phong_trao",),
        "warning",
    ),
    Fault(
        "double_space",
        "wording.double_space",
        _says("chi_dao", "công tác, phân", "công tác,  phân"),
        ("chi_dao",),
        "warning",
    ),
    Fault(
        "space_before_mark",
        "wording.space_before_mark",
        _says("chi_dao", "các đơn vị;", "các đơn vị ;"),
        ("chi_dao",),
        "warning",
    ),
    Fault("horn_u", "wording.horn_u", _says("chi_dao", "chương trình", "chƣơng trình"), ("chi_dao",)),
    Fault(
        "decomposed",
        "wording.decomposed",
        _at("chi_dao", lambda text: replace(text, text=normalize("NFD", text.text))),
        ("chi_dao",),
    ),
    Fault(
        "legacy_encoding",
        "wording.legacy_encoding",
        _at("chi_dao", lambda text: replace(text, text=_LEGACY, look=replace(text.look, font=".VnTime"))),
        ("chi_dao",),
        also={"font": "TCVN3 is typed in a font of its own, .VnTime"},
    ),
    Fault(
        "tone_marks_mixed",
        "wording.tone_marks_mixed",
        _says("tuyen_truyen", "văn hóa", "văn hoá"),
        ("tuyen_truyen",),
        "note",
    ),
    Fault("signer_with_degree", "wording.signer_degree", _says("ho_ten_ky", "Trần", "ThS. Trần"), ("ho_ten_ky",)),
)

FAULTS = (*PAGE, *TEXT, *COMPONENTS, *WORDING)
"""Every fault that is planted in every kind of file."""
