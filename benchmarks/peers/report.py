"""The report that every peer prints: its layout, its data, and the text that must be read in the result.

The layout is said once, in lines and loops; ``dialects`` writes it as a template of each peer. The data are made from
a seed. The expected text comes from layout and data alone, by no template engine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A paragraph. ``{path}`` is a value, ``{path?yes:no}`` one of two words."""

    text: str
    look: str = "body"


@dataclass(frozen=True)
class Each:
    """Lines for each item of a list; ``name`` is the item in them."""

    items: str
    name: str
    lines: tuple[Line | Each, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a head that is repeated on each page, and a row for each item of a list."""

    items: str
    name: str
    head: tuple[str, ...]
    cells: tuple[Line, ...]
    widths: tuple[int, ...]
    """In twips, as Word counts."""


@dataclass(frozen=True)
class Beside:
    """Lines beside each other: a table without borders, of one row."""

    cells: tuple[tuple[Line | Each, ...], ...]
    widths: tuple[int, ...]


Item = Line | Each | Grid | Beside

TAG = re.compile(r"\{([\w.]+)(?:\?(\w[^:}]*):([^}]+))?\}")


def dashes(items: str, mark: str = "-") -> Each:
    """A line for each text of a list."""
    return Each(items, "point", (Line(mark + " {point.text}"),))


LAYOUT: tuple[Item, ...] = (
    Beside(
        (
            (Line("{parent}", "centre"), Line("{issuer}", "centre bold"), Line("Số: {number}/BC-BTV", "centre")),
            (
                Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "centre bold"),
                Line("Độc lập - Tự do - Hạnh phúc", "centre bold"),
                Line("{place}, ngày {day} tháng {month} năm 2024", "centre italic"),
            ),
        ),
        (4200, 5156),
    ),
    Line("BÁO CÁO", "centre bold"),
    Line("{subject}", "centre bold"),
    Line("Kính gửi: {addressee}", "centre"),
    Line("Thực hiện Kế hoạch số {plan} của {addressee}, {issuer} báo cáo kết quả như sau:"),
    Line("I. TÌNH HÌNH CHUNG", "bold"),
    Line("1. Đặc điểm, tình hình", "bold"),
    dashes("features"),
    Line("2. Tổ chức Hội", "bold"),
    dashes("organisation"),
    Line("II. KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT", "bold"),
    Line("1. Công tác chỉ đạo", "bold"),
    Line("1.1. Tuyên truyền, quán triệt", "bold"),
    dashes("spreading"),
    Line("1.2. Chỉ đạo, điều hành", "bold"),
    dashes("steering"),
    Line("1.3. Phối hợp", "bold"),
    dashes("partners"),
    Line("1.4. Kiểm tra, giám sát", "bold"),
    dashes("inspection"),
    Line("2. Thực hiện các chỉ tiêu", "bold"),
    Line("Đến ngày {day}/{month}/2024, các chỉ tiêu đạt được như trong bảng:"),
    Grid(
        "indicators",
        "row",
        ("STT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Kết quả", "Tỷ lệ", "Đánh giá"),
        (
            Line("{row.order}", "cell"),
            Line("{row.name}", "cell left"),
            Line("{row.unit}", "cell"),
            Line("{row.target}", "cell"),
            Line("{row.result}", "cell"),
            Line("{row.rate}%", "cell"),
            Line("{row.met?Đạt:Chưa đạt}", "cell"),
        ),
        (680, 3000, 1100, 1150, 1150, 1000, 1276),
    ),
    dashes("prospects"),
    Line("3. Phong trào thi đua và cuộc vận động", "bold"),
    dashes("emulation"),
    dashes("campaign", "+"),
    dashes("novelties"),
    Line("4. Các nhiệm vụ", "bold"),
    Each(
        "tasks",
        "task",
        (
            Line("{task.title}", "bold"),
            Line("Những nội dung đã triển khai:", "italic"),
            dashes("task.done"),
            Line("Những nội dung chưa triển khai:", "italic"),
            dashes("task.open", "+"),
        ),
    ),
    Line("5. Các giải pháp", "bold"),
    Each("solutions", "solution", (Line("{solution.title}", "bold"), dashes("solution.points"))),
    Line("6. Đánh giá chung", "bold"),
    dashes("achievements"),
    dashes("shortcomings"),
    Line("III. PHƯƠNG HƯỚNG", "bold"),
    dashes("directions"),
    dashes("lessons"),
    Line("IV. KIẾN NGHỊ", "bold"),
    Line("1. Đối với Đảng, Nhà nước", "bold"),
    dashes("to_state"),
    Line("2. Đối với Hội cấp trên", "bold"),
    dashes("to_union"),
    Beside(
        (
            (
                Line("Nơi nhận:", "left bold"),
                Each("recipients", "recipient", (Line("- {recipient.text};", "left"),)),
                Line("- Lưu: VT, {archive}.", "left"),
            ),
            (
                Line("TM. BAN THƯỜNG VỤ", "centre bold"),
                Line("CHỦ TỊCH", "centre bold"),
                Line("{signer}", "centre bold"),
            ),
        ),
        (4678, 4678),
    ),
)

LISTS = """
features organisation spreading steering partners inspection prospects emulation campaign novelties achievements
shortcomings directions lessons to_state to_union
""".split()  # noqa: SIM905 - a list of words reads as words


@dataclass(frozen=True)
class Size:
    """How much a report says."""

    reports: int
    """How many different ones there are."""
    points: int
    """Texts in each list."""
    tasks: int
    task: tuple[int, int]
    """Texts of what was done in a task, and of what was not."""
    solutions: int
    solution: int
    rows: int
    words: tuple[int, int]
    """Of one text, at least and at most, in words of mostly two syllables."""


SIZES = {
    "S": Size(reports=40, points=1, tasks=1, task=(1, 1), solutions=1, solution=1, rows=4, words=(8, 18)),
    "M": Size(reports=20, points=5, tasks=3, task=(5, 3), solutions=4, solution=3, rows=8, words=(18, 34)),
    "L": Size(reports=6, points=56, tasks=3, task=(60, 50), solutions=4, solution=20, rows=300, words=(8, 20)),
}


def reports(size: Size) -> list[dict[str, Any]]:
    """The data of different reports, the same on every machine."""
    return [_report(random.Random(f"{size}{index}"), size) for index in range(size.reports)]


def expected(data: Data, layout: Iterable[Item] = LAYOUT) -> Iterator[str]:
    """The paragraphs that must be read in a report, in their order; empty ones do not count."""
    for item in layout:
        match item:
            case Line(text):
                yield filled(text, data)
            case Each(items, name, lines):
                for one in look_up(data, items):
                    yield from expected({**data, name: one}, lines)
            case Grid(items, name, head, cells):
                yield from head
                for one in look_up(data, items):
                    yield from expected({**data, name: one}, cells)
            case Beside(cells):
                for lines in cells:
                    yield from expected(data, lines)


def filled(text: str, data: Data) -> str:
    """A line's text with its values."""

    def value(tag: re.Match[str]) -> str:
        path, yes, no = tag.groups()
        found = look_up(data, path)
        return str(found) if yes is None else yes if found else no

    return TAG.sub(value, text)


def look_up(data: Data, path: str) -> Any:
    """The value at a path."""
    for key in path.split("."):
        data = data[key]
    return data


_WORDS = """
hội viên, phụ nữ, chi hội, cơ sở, phong trào, thi đua, tuyên truyền, vận động, gia đình, trẻ em, nông thôn, đô thị,
mô hình, kinh tế, khởi nghiệp, vay vốn, ngân hàng, chính sách, đào tạo, tập huấn, cán bộ, chủ tịch, ủy viên,
nghị quyết, đại hội, kế hoạch, chương trình, phối hợp, kiểm tra, giám sát, phản biện, bình đẳng, hạnh phúc, tiến bộ,
văn minh, môi trường, rác thải, nước sạch, vệ sinh, sức khỏe, an toàn, thực phẩm, chuyển đổi số, điện thoại,
mạng xã hội, hợp tác xã, doanh nghiệp, thị trường, sản phẩm, đặc sản, du lịch, văn hóa, thể thao, giáo dục, học tập,
thực hiện, tổ chức, nâng cao, phát huy, đổi mới, sáng tạo, hiệu quả, thiết thực, bền vững, duy trì, nhân rộng, hỗ trợ,
giúp đỡ, đóng góp, tham gia, xây dựng, bảo vệ, phát triển
"""
WORDS = " ".join(_WORDS.split()).split(", ")
SPECIAL = ("văn hóa & xã hội", "tỷ lệ < 5%", "đạt > 90%", "quỹ “Mái ấm & tình thương”", "số hộ < 12 & > 3")
"""What is markup if it is not escaped; in one text of nine."""


def _report(dice: random.Random, size: Size) -> dict[str, Any]:
    def text() -> str:
        words = dice.choices(WORDS, k=dice.randint(*size.words))
        words.insert(len(words) // 2, str(dice.randint(12, 990)))
        if dice.randrange(9) == 0:
            words.insert(3, dice.choice(SPECIAL))
        sentence = " ".join(words)
        return sentence[0].upper() + sentence[1:] + "."

    def texts(count: int) -> list[dict[str, str]]:
        return [{"text": text()} for _ in range(count)]

    def row(order: int) -> dict[str, Any]:
        target, result = dice.randint(20, 400), dice.randint(20, 400)
        name = " ".join(dice.choices(WORDS, k=5)).capitalize()
        return {
            "order": str(order + 1),
            "name": name,
            "unit": dice.choice(("người", "hộ", "mô hình", "%")),
            "target": str(target),
            "result": str(result),
            "rate": f"{result / target * 100:.1f}".replace(".", ","),
            "met": result >= target,
        }

    name = " ".join(dice.choices(WORDS, k=1)).title()
    return {
        "parent": f"HỘI LHPN TỈNH {name.upper()}",
        "issuer": f"BAN THƯỜNG VỤ HỘI LHPN HUYỆN {name.upper()}",
        "number": str(dice.randint(1, 400)),
        "place": name,
        "day": str(dice.randint(10, 28)),
        "month": str(dice.randint(10, 12)),
        "subject": "Đánh giá giữa nhiệm kỳ thực hiện nghị quyết đại hội phụ nữ các cấp & Nghị quyết Đại hội toàn quốc",
        "addressee": f"Ban Thường vụ Hội LHPN tỉnh {name}",
        "plan": f"{dice.randint(1, 400)}/KH-BTV",
        "archive": "VP",
        "signer": f"Nguyễn Thị {name}",
        **{key: texts(size.points) for key in LISTS},
        "indicators": [row(order) for order in range(size.rows)],
        "tasks": [
            {"title": f"Nhiệm vụ {number + 1}: {text()}", "done": texts(size.task[0]), "open": texts(size.task[1])}
            for number in range(size.tasks)
        ],
        "solutions": [
            {"title": f"Giải pháp {number + 1}: {text()}", "points": texts(size.solution)}
            for number in range(size.solutions)
        ],
        "recipients": [
            {"text": f"{who} (để báo cáo)"} for who in ("Thường trực Tỉnh hội", "Huyện ủy", "Các cơ sở Hội")
        ],
    }
