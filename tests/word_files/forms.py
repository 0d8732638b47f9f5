"""The forms of Phụ lục III, rebuilt by hand: blanks are dots, digits of notes are superscripts, lines are drawn.

The notes below each form ("Ghi chú") explain it and are no part of it: they are left out. Sizes are those of the
examples in Phụ lục I, Phần I, mục V. Where the decree puts a form on a page, the layout is that of mục IV.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx import Document as new_docx
from docx.shared import Mm

from .by_python_docx import LEFT_MM, RIGHT_MM, add_run, columns, number_pages, saved, set_page, shape
from .document import CLEAN, PT_PER_MM, Look, Page, PageNumber, Text
from .openxml import element, line_of_today

_LOOKS = {text.component: text.look for text in reversed(list(CLEAN.texts()))}
_BODY = _LOOKS["noi_dung"]
_MORE = {
    "trich_yeu_cong_van": replace(_LOOKS["so_ky_hieu"], size=12, before=6),
    "tham_quyen": replace(_LOOKS["ten_loai"], after=6),
    "dieu": replace(_BODY, bold=True),
    "chuong": replace(_LOOKS["ten_loai"], before=0, after=6),
    "ghi_o_cho_ky": Look(size=13, italic=True, alignment="center", before=6, after=6),
    "dia_chi_co_quan": Look(size=11, alignment="center", before=6),
    "thong_tin_ky_so": Look(size=10, alignment="right"),
    "ten_dong_khac": replace(_LOOKS["kinh_gui"], after=6),
}


def _text(component: str, words: str, ruled: float = 0, **look: Any) -> Text:
    usual = _MORE.get(component) or _LOOKS.get(component, _BODY)
    return Text(component, component, words, replace(usual, **look), ruled=ruled)


def _body(*lines: str) -> tuple[Text, ...]:
    return tuple(_text("noi_dung", words) for words in lines)


@dataclass(frozen=True)
class Form:
    """A form: what stands on the left and right of its head, in its text, and on the left and right of its end."""

    left: tuple[Text, ...]
    right: tuple[Text, ...]
    body: tuple[Text, ...]
    end_left: tuple[Text, ...] = ()
    end_right: tuple[Text, ...] = ()
    behind: tuple[Text, ...] = ()
    copy: Form | None = None
    """What the copy of a document adds below a line across the page."""


DOTS = "." * 60
"""Half a line of dots."""

_QUOC_HIEU = (
    _text("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    _text("tieu_ngu", "Độc lập - Tự do - Hạnh phúc", 1),
)


def _left(number: str = "", digits: bool = True, *more: Text) -> tuple[Text, ...]:
    one, two = ("{1}", "{2}") if digits else ("", "")
    named = (
        _text("co_quan_chu_quan", f"TÊN CQ, TC CHỦ QUẢN{one}"),
        _text("co_quan_ban_hanh", f"TÊN CƠ QUAN, TỔ CHỨC{two}", 0.4),
    )
    return (*named, *((_text("so_ky_hieu", number),) if number else ()), *more)


def _right(date: str = "") -> tuple[Text, ...]:
    return (*_QUOC_HIEU, *((_text("dia_danh_thoi_gian", date),) if date else ()))


def _title(name: str, subject: str = "") -> tuple[Text, ...]:
    if not subject:
        return (_text("ten_loai", name, 0.4, after=18),)
    return (_text("ten_loai", name), _text("trich_yeu", subject, 0.4, after=18))


def _recipients(*lines: str) -> tuple[Text, ...]:
    return (_text("noi_nhan_tu", "Nơi nhận:"), *(_text("noi_nhan_ds", f"- {words}") for words in lines))


def _signer(
    title: str = "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",
    where: str = "(Chữ ký của người có thẩm quyền, dấu/chữ ký số của cơ quan, tổ chức)",
) -> tuple[Text, ...]:
    return (_text("chuc_vu_ky", title), _text("ghi_o_cho_ky", where), _text("ho_ten_ky", "Họ và tên"))


_LEGAL = (_text("can_cu", f"Căn cứ {DOTS};"), _text("can_cu", f"Căn cứ {DOTS};"))
_ARTICLES = (
    _text("dieu", f"Điều 1. {DOTS[:40]}"),
    _text("noi_dung", f"Điều ... {DOTS}"),
    _text("noi_dung", f"{DOTS}{DOTS}./."),
)
_DATE = "….{4}…., ngày …… tháng …… năm ……"
_PROMULGATED = (
    *_title("TÊN LOẠI VĂN BẢN"),
    _text("trich_yeu", "................... {1} ...................", after=0),
    _text("phu_luc_kem_theo", "(Kèm theo Quyết định số … /QĐ- … ngày … tháng … năm … của… ){2}", 0.3, after=18),
    _text("chuong", "….. {3} ….."),
    _text("chuong", "……………………"),
    _text("dieu", f"Điều 1. {DOTS[:40]}"),
    _text("noi_dung", f"Điều ... {DOTS}"),
    _text("chuong", "……..….."),
    _text("chuong", "……………………"),
    _text("noi_dung", f"Điều ... {DOTS}{DOTS}./."),
)
_PROMULGATED = (replace(_PROMULGATED[0], ruled=0, look=replace(_PROMULGATED[0].look, after=0)), *_PROMULGATED[1:])


def _annex(date: int, by: int, content: int) -> tuple[Text, ...]:
    return (
        _text("phu_luc_tu", "Phụ lục …{1}..."),
        _text("phu_luc_tieu_de", "……… {2} ………."),
        _text(
            "phu_luc_kem_theo",
            f"(Kèm theo Văn bản số…{{3}}….. ngày…{{{date}}}  tháng…{{{date}}} năm …{{{date}}} của …{{{by}}}……...)",
            0.3,
            after=18,
        ),
        *_body(f"{DOTS}{DOTS}{{{content}}}{DOTS}./."),
    )


_COPIED = Form(
    left=_left("Số: ..... /……….", digits=False),
    right=_right("………, ngày …… tháng …… năm……"),
    body=(
        *_title("TÊN LOẠI VĂN BẢN", "..........................................."),
        *_body(f"{DOTS}{DOTS}{DOTS}./."),
    ),
    end_left=_recipients("...............;", "................;", "Lưu: VT, ....."),
    end_right=_signer(where="(Chữ ký của người có thẩm quyền, dấu của cơ quan, tổ chức ban hành văn bản)"),
)

FORMS: Mapping[str, Form] = {
    "1.1 nghị quyết": Form(
        _left("Số:         /NQ-…{3}..."),
        _right(_DATE),
        (
            *_title("NGHỊ QUYẾT", "………................. {5} ................................"),
            _text("tham_quyen", "THẨM QUYỀN BAN HÀNH"),
            *_LEGAL,
            _text("can_cu", f"{DOTS}."),
            _text("tham_quyen", "QUYẾT NGHỊ:"),
            *_body(f"{DOTS}{{6}}{DOTS}{DOTS}{DOTS}./."),
        ),
        _recipients("Như Điều.....;", "................;", "Lưu: VT, ...{7}. …{8}."),
        _signer(),
    ),
    "1.2 quyết định quy định trực tiếp": Form(
        _left("Số:         /QĐ-…{3}..."),
        _right(_DATE),
        (
            *_title("QUYẾT ĐỊNH", "Về việc ...............{5} ............................."),
            _text("tham_quyen", "THẨM QUYỀN BAN HÀNH{6}"),
            _text("can_cu", f"Căn cứ {DOTS[:30]}{{7}}{DOTS[:30]};"),
            _text("can_cu", f"Căn cứ {DOTS};"),
            _text("can_cu", f"Theo đề nghị của {DOTS} ."),
            _text("tham_quyen", "QUYẾT ĐỊNH:"),
            *_ARTICLES,
        ),
        _recipients("Như Điều....;", "................;", "Lưu: VT, ...{9}. …{10}."),
        _signer(),
    ),
    "1.3 quyết định quy định gián tiếp": Form(
        _left("Số:           /QĐ-…{3}…"),
        _right(".......{4}........., ngày …… tháng …… năm ……"),
        (
            *_title("QUYẾT ĐỊNH", "Ban hành (Phê duyệt) ……….{5} ……………"),
            _text("tham_quyen", "THẨM QUYỀN BAN HÀNH{6}"),
            _text("can_cu", f"Căn cứ {DOTS[:30]} {{7}} {DOTS[:30]};"),
            _text("can_cu", f"Căn cứ {DOTS};"),
            _text("can_cu", f"Theo đề nghị của {DOTS} ."),
            _text("tham_quyen", "QUYẾT ĐỊNH:"),
            _text("dieu", f"Điều 1. Ban hành (Phê duyệt) kèm theo Quyết định này ...... {{5}} {DOTS[:20]}"),
            *_ARTICLES[1:],
        ),
        _recipients("Như Điều....;", "................;", "Lưu: VT, ...{8}. …{9}."),
        _signer(),
    ),
    "1.3 văn bản kèm theo, giấy": Form(_left(digits=False), _right(), _PROMULGATED),
    "1.3 văn bản kèm theo, điện tử": Form(
        _left(digits=False), _right(), (_text("thong_tin_ky_so", "….{4}….; ….{5}…."), *_PROMULGATED)
    ),
    "1.4 văn bản có tên loại": Form(
        _left("Số:        /…{3}...-...{4}..."),
        _right("....... {5} ......., ngày …… tháng …… năm ……"),
        (*_title("TÊN LOẠI VĂN BẢN{6}", "......... {7} ........"), *_body(f"{DOTS}{{8}} {DOTS}{DOTS}./.")),
        _recipients("...............;", "................;", "Lưu: VT, ...{9}. … {10}."),
        _signer(),
    ),
    "1.5 công văn": Form(
        _left("Số:          /... {3}...-...{4}...", True, _text("trich_yeu_cong_van", "V/v …...…{6}………..")),
        _right("..... {5} ....., ngày …… tháng …… năm……"),
        (
            _text("kinh_gui", "Kính gửi:", alignment="left", first_line=40, before=18, after=6),
            _text("kinh_gui", "- ……………………….......…………;", alignment="left", first_line=57, before=0, after=6),
            _text("kinh_gui", "- …………………………......………..", alignment="left", first_line=57, before=0, after=12),
            *_body(f"{DOTS} {{7}} {DOTS}{DOTS}./."),
        ),
        _recipients("Như trên;", "................;", "Lưu: VT, ...{8}. …{9}."),
        _signer(),
        (_text("dia_chi_co_quan", f"…………………….............................. {{10}}{DOTS}"),),
    ),
    "1.6 công điện": Form(
        _left("Số:  …../CĐ-…{3}…"),
        _right("....... {4} ......., ngày ……  tháng …… năm……"),
        (
            *_title("CÔNG ĐIỆN", "….. {5} ..…."),
            _text("ten_dong_khac", "…………….……………{6} điện:"),
            _text("kinh_gui", "- …………………{7}……………;", alignment="left", first_line=57, before=0, after=6),
            _text("kinh_gui", "- ………………………………….", alignment="left", first_line=57, before=0, after=12),
            *_body(f"{DOTS}{{8}} {DOTS}{DOTS}./."),
        ),
        _recipients("………;", "………;", "Lưu: VT, …{9}. …{10}."),
        _signer(where="(Chữ ký của người có thẩm quyền dấu/chữ ký số của cơ quan, tổ chức)"),
    ),
    "1.7 giấy mời": Form(
        _left("Số:  …. /GM-…{3}…"),
        _right(".......... {4} ......., ngày …… tháng …… năm……"),
        (
            *_title("GIẤY MỜI", "................ {5} ..............."),
            *_body(
                "………{2} ………… trân trọng kính mời: …...…… {6} ………………...",
                f"Tới dự {DOTS[:40]} {{7}} {DOTS[:40]}",
                "………………………………………………………………………………………………………………",
                "Chủ trì: ………………………………………………….………………………….",
                "Thời gian:……………………………………………………………….",
                "Địa điểm: ……………………………………………………………….",
                "………………………………… {8} …………………………………… ./.",
            ),
        ),
        _recipients("………;", "………;", "Lưu: VT, …{9}. ... {10}."),
        _signer(),
    ),
    "1.8 giấy giới thiệu": Form(
        _left("Số:  … /GGT-…{3}…"),
        _right(".......... {4} ......., ngày ……tháng ……. năm ……"),
        (
            *_title("GIẤY GIỚI THIỆU"),
            _text("ten_dong_khac", "……………{2}………… trân trọng giới thiệu:"),
            *_body(
                "Ông (bà) ……………………………{5}………………………………….",
                f"Chức vụ: {DOTS}",
                "Được cử đến: ….………………….{6}………………………………….",
                "Về việc: ………………………………………………………………………",
                "………………………………………………………………………………………….",
                "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
                "Giấy này có giá trị đến hết ngày …………………………….…../.",
            ),
        ),
        _recipients("Như trên;", "Lưu: VT."),
        _signer(),
    ),
    "1.9 biên bản": Form(
        _left("Số: … /BB-…{3}…"),
        _right(),
        (
            *_title("BIÊN BẢN", "……………… {4} …………….."),
            *_body(
                "Thời gian bắt đầu: ………………………………",
                "Địa điểm: …………………………………….",
                "Thành phần tham dự: ……………………………………..",
                DOTS,
                f"Chủ trì (chủ toạ): {DOTS}",
                f"Thư ký (người ghi biên bản): {DOTS}",
                "Nội dung (theo diễn biến cuộc họp/hội nghị/hội thảo):",
                f"{DOTS}{DOTS}",
                "Cuộc họp (hội nghị, hội thảo) kết thúc vào …. giờ …., ngày …. tháng …. năm …../.",
            ),
        ),
        (
            _text("chuc_vu_ky", "THƯ KÝ"),
            _text("ghi_o_cho_ky", "(Chữ ký)"),
            _text("ho_ten_ky", "Họ và tên", after=18),
            *_recipients("……… ;", "Lưu: VT, Hồ sơ."),
        ),
        _signer("CHỦ TỌA", "(Chữ ký của người có thẩm quyền dấu/chữ ký số của cơ quan, tổ chức (nếu có)){5}"),
    ),
    "1.10 giấy nghỉ phép": Form(
        _left("Số:  … /GNP-…{3}…"),
        _right(".......... {4} ......., ngày …… tháng …… năm……"),
        (
            *_title("GIẤY NGHỈ PHÉP"),
            *_body(
                "Xét Đơn đề nghị nghỉ phép ngày …………….. của ông (bà) ……………",
                "……………………………… {2}…………………… cấp cho:",
                "Ông (bà): ……………………………{5}………………………….",
                f"Chức vụ: {DOTS}",
                "Được nghỉ phép trong thời gian……… kể từ ngày ……….. đến hết ngày …………… tại …………. {6}……………………… .",
                "Số ngày nghỉ phép nêu trên được tính vào thời gian………{7}……… ./.",
            ),
        ),
        _recipients("……{8}……;", "Lưu: VT,…{9}…."),
        _signer(where="(Chữ ký của người có thẩm quyền dấu/chữ ký số của cơ quan, tổ chức)"),
        (
            _text(
                "ten_dong_khac",
                "Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép (nếu cần)",
                before=24,
            ),
            _text("ghi_o_cho_ky", "(Chữ ký, dấu)"),
            _text("ten_dong_khac", "Họ và tên", bold=True),
        ),
    ),
    "2.1 phụ lục, giấy": Form((), (), _annex(date=4, by=5, content=6)),
    "2.2 phụ lục, điện tử": Form(
        (), (), (_text("thong_tin_ky_so", "….{5}….; ….{6}…."), *_annex(date=3, by=4, content=7))
    ),
    "3.1 bản sao giấy": replace(
        _COPIED,
        copy=Form(
            (_text("co_quan_ban_hanh", "TÊN CƠ QUAN, TỔ CHỨC{2}", 0.4), _text("so_ky_hieu", "Số: ..{3}../{4}- …{5}…")),
            (
                _text("ten_loai", "……{1}……", before=0),
                _text("dia_danh_thoi_gian", ".......... {6} ......., ngày…… tháng ……năm……", before=18),
            ),
            (),
            _recipients("...............;", "................;", "Lưu: VT."),
            _signer(
                "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ{7}",
                "(Chữ ký của người có thẩm quyền dấu của cơ quan, tổ chức thực hiện sao văn bản)",
            ),
        ),
    ),
    "3.2 bản sao điện tử": replace(
        _COPIED,
        body=(_text("thong_tin_ky_so", "….{1}….; ….{2}….; ….{3}…."), *_COPIED.body),
        end_left=_recipients("...............;", "................;", "Lưu: VT, ...."),
    ),
}
"""The forms, by their numbers in Phụ lục III and what they are."""


def build(form: Form) -> bytes:
    """The form as a .docx."""
    docx = new_docx()
    set_page(docx.sections[0], Page())
    docx.styles["Normal"].font.name = "Times New Roman"
    for text in (text for text in form.body if text.component == "thong_tin_ky_so"):
        _fill(docx.add_paragraph(), text)
    _print(docx, replace(form, body=tuple(text for text in form.body if text.component != "thong_tin_ky_so")))
    if form.copy:
        across = docx.add_paragraph()
        shape(across, Look(size=6))
        across._p.append(element(line_of_today(Page().text_width * PT_PER_MM, 4)))
        _print(docx, form.copy)
    number_pages(docx, PageNumber())
    return saved(docx)


def _print(docx: Any, form: Form) -> None:
    if form.left:
        _side_by_side(docx, form.left, form.right, (LEFT_MM, RIGHT_MM))
    _fill_all(docx.add_paragraph, form.body)
    if form.end_left:
        _side_by_side(docx, form.end_left, form.end_right, (75, 90))
    _fill_all(docx.add_paragraph, form.behind)


def _side_by_side(docx: Any, left: tuple[Text, ...], right: tuple[Text, ...], widths: tuple[float, float]) -> None:
    cells = columns(docx, *(Mm(width) for width in widths)).rows[0].cells
    for cell, texts in zip(cells, (left, right), strict=True):
        _fill_all(cell.add_paragraph, texts)
        cell._tc.remove(cell.paragraphs[0]._p)  # a new cell has an empty one


def _fill_all(add: Callable[[], Any], texts: Iterable[Text]) -> None:
    above: Text | None = None
    for text in texts:
        if text.component == "ho_ten_ky":
            for _ in range(2):
                shape(add(), Look())
        low = above and above.ruled and text.component in ("so_ky_hieu", "dia_danh_thoi_gian")
        _fill(add(), replace(text, look=replace(text.look, before=10)) if low else text)
        above = text


def _fill(into: Any, text: Text) -> None:
    """Words, with the digits in braces as superscripts; and the line: above an address, below anything else."""
    shape(into, text.look)
    for words in re.split(r"(\{\d+\})", text.text):
        run = add_run(into, words.strip("{}"), text.look, text.look.bold and text.component != "dieu")
        if words.startswith("{"):
            run.font.superscript = True
        elif text.component == "dieu":
            run.font.bold = words == text.text.split("{")[0]
    plain = replace(text, text=re.sub(r"\{\d+\}", "", text.text))
    if text.ruled:
        below = text.look.before + text.look.size * 1.2 + 2
        into._p.append(element(line_of_today(plain.ruled_pt, below)))
    elif text.component == "dia_chi_co_quan":
        into._p.append(element(line_of_today(Page().text_width * PT_PER_MM, 4)))
