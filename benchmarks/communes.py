"""Writes the reports of many communes, each with a name and figures of its own: ``communes.py FOLDER [COUNT]``.

A district is a folder: its communes' units, its plan, its indicators, and one report of about six pages for each
commune. All names and figures are made up; the same commune is the same on any machine, however many are written.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from string import Template
from unicodedata import normalize

ALL = 10_598
"""How many communes there were in the country in 2024."""

IN_A_DISTRICT = 15

SYLLABLES = """
An Bảo Bích Bình Cẩm Cao Cát Châu Chí Chính Cường Đại Đan Đăng Đạo Điền Định Đoan Đông Đức Dũng Dương Duy Gia Giang Hà
Hải Hàm Hân Hạnh Hậu Hiền Hiệp Hiếu Hoa Hoài Hoàng Hội Hồng Hợp Hưng Hương Hữu Huy Khải Khang Khánh Khê Khoa Kiên Kiều
Kim Kỳ Lạc Lâm Lan Lập Lễ Liên Lĩnh Lộc Lợi Long Lưu Mai Mạnh Minh Mỹ Nam Nga Nghĩa Ngọc Nguyên Nhân Nhật Ninh Phong
Phú Phúc Phước Phương Quang Quế Quý Sơn Tâm Tân Thạch Thái Thắng Thanh Thiện Thịnh Thọ Thuận Thủy Tiến Trà Trị Trung
Tường Vân Việt Vĩnh Xuân Yên
""".split()  # noqa: SIM905 - a list of words reads as words
"""Names are pairs of these. No two are alike without their marks, so that no two units have one key."""

STEP = 2_617
"""From one commune's pair to the next one's: no divisor of their number, so that each has its turn."""

TRADES = ("trồng lúa", "trồng chè", "ven biển", "trung du", "thuần nông", "nghề mộc", "trồng màu", "nuôi cá")
CONCERNS = ("giá nông sản, học phí của con", "an toàn thực phẩm, nước sạch", "việc làm gần nhà, nhà trẻ", "vốn vay")
WORKS = ("phân loại rác tại hộ", "trồng hoa ven đường", "xây nhà vệ sinh hợp chuẩn", "phòng, chống bạo lực gia đình")

FIGURES: dict[str, tuple[int, int]] = {
    "ho": (1_100, 4_900), "thu_nhap": (41, 88), "nam": (15, 23), "to": (20, 60), "uy_vien": (11, 19),
    "nong_cot": (60, 290), "buoi": (24, 140), "luot": (1_200, 9_800), "tin": (20, 95), "ho_tro": (20, 180),
    "hoat_dong": (11, 40), "phut": (50, 75), "thoat_ngheo": (4, 9), "dat_tieu_chi": (71, 86), "ket_nap": (110, 190),
    "dang_ky": (900, 3_900), "to_hoa_giai": (20, 70), "bep_am": (10, 45), "nong_thon": (800, 2_900),
    "canh_dong": (11, 70), "nang_suat": (55, 72), "mai_am": (50, 95), "do_dau": (11, 30), "ngay_cong": (800, 6_900),
    "dat": (120, 2_900), "phan_loai": (500, 2_400), "ho_vay": (110, 590), "lop": (11, 20), "hoc_vien": (90, 390),
    "nhom": (10, 30), "kien_nghi": (10, 20), "gioi_thieu": (10, 20), "quy": (80, 240), "huy_dong": (60, 590),
    "nguon": (12, 30), "tu_van": (10, 15), "vu_viec": (10, 25),
    "lao_dong": (150, 900), "ket_nap_them": (20, 90), "nha_ve_sinh": (20, 140),
}  # fmt: skip
"""The figures of a commune: from, to."""


TENTHS: dict[str, tuple[int, int]] = {"ty_le_ngheo": (1, 6), "hoa": (1, 9), "uy_thac": (10, 29)}
"""The same, with a decimal."""


def write_communes(folder: Path, count: int) -> list[Path]:
    """Writes the reports of so many communes below a folder, and what they rest on.

    Args:
        folder: Made if it is not there; what it holds of an earlier run is written over.
        count: How many, at most 11,130.

    Returns:
        The reports, district by district. All are complete: each can be rendered as it is.
    """
    texts = {name: _template(name) for name in ("units", "unit", "ke-hoach", "chi-tieu", "bao-cao")}
    reports = []
    for first in range(0, count, IN_A_DISTRICT):
        communes = [_commune(index) for index in range(first, min(first + IN_A_DISTRICT, count))]
        district = communes[0] | {"communes": str(len(communes)), "number": str(first // IN_A_DISTRICT + 1)}
        place = folder / f"{first // IN_A_DISTRICT + 1:03}-{district['slug']}"
        place.mkdir(parents=True, exist_ok=True)
        units = [texts["units"].substitute(district)]
        for commune in communes:
            commune.update(district=district["name"], district_slug=district["slug"])
            units.append(texts["unit"].substitute(commune))
            report = place / f"bao-cao-{commune['slug']}.yaml"
            report.write_text(texts["bao-cao"].substitute(commune), "utf-8")
            reports.append(report)
        (place / "units.yaml").write_text("".join(units), "utf-8")
        (place / "ke-hoach.yaml").write_text(texts["ke-hoach"].substitute(district), "utf-8")
        (place / "chi-tieu.yaml").write_text(texts["chi-tieu"].template, "utf-8")
    return reports


def commune_name(index: int) -> str:
    """The name of a commune; neighbours have names that are not alike.

    >>> commune_name(0), commune_name(1), len({commune_name(index) for index in range(ALL)}) == ALL
    ('An Bảo', 'Giang Trị', True)
    """
    pairs = len(SYLLABLES) * (len(SYLLABLES) - 1)
    if not 0 <= index < pairs:
        raise ValueError(f"there are names for {pairs} communes")
    first, second = divmod(index * STEP % pairs, len(SYLLABLES) - 1)
    return f"{SYLLABLES[first]} {SYLLABLES[second + (second >= first)]}"


def _commune(index: int) -> dict[str, str]:
    """What is one commune's own."""
    dice = random.Random(index)
    name = commune_name(index)
    return {
        "name": name,
        "NAME": name.upper(),
        "slug": _slug(name),
        "number": str(index + 1),
        "dan": _number(4_000 + index),  # in no other commune
        "thon": f"{dice.randint(6, 19):02}",
        "day": str(dice.randint(10, 30)),
        "trade": dice.choice(TRADES),
        "concern": dice.choice(CONCERNS),
        "work": dice.choice(WORKS),
        **{key: _number(dice.randint(*between)) for key, between in FIGURES.items()},
        **{key: f"{dice.randint(*between)},{dice.randint(1, 9)}" for key, between in TENTHS.items()},
    }


def _template(name: str) -> Template:
    return Template((Path(__file__).parent / "communes" / f"{name}.yaml").read_text("utf-8"))


def _slug(name: str) -> str:
    plain = normalize("NFD", name.lower().replace("đ", "d").replace(" ", "-"))
    return plain.encode("ascii", "ignore").decode()


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


if __name__ == "__main__":
    paths = write_communes(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ALL)
    print(f"{len(paths)} reports in {sys.argv[1]}")
