"""python-docx, call by call, from an empty page: what one writes who has no template engine.

Written from the report itself and from nothing else that is here, so that it is a second witness of its text.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt
from serve import Fill, serve


def prepare(template: str) -> Fill:
    def fill(data: dict[str, Any]) -> bytes:
        report, file = _Report(docx.Document(template)), BytesIO()
        report.write(data)
        report.document.save(file)
        return file.getvalue()

    return fill


class _Report:
    def __init__(self, document: Any) -> None:
        self.document = document

    def paragraph(self, text: str, *, bold: bool = False, italic: bool = False, align: Any = ALIGN.JUSTIFY) -> None:
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.alignment = align
        if align == ALIGN.JUSTIFY:
            form.first_line_indent = Cm(1.25)
            form.space_before, form.space_after = Pt(6 if bold else 3), Pt(3)
            form.keep_with_next = bold
        self.run(paragraph, text, bold, italic)

    def run(self, paragraph: Any, text: str, bold: bool = False, italic: bool = False, size: int = 14) -> None:
        run = paragraph.add_run(text)
        run.font.name, run.font.size = "Times New Roman", Pt(size)
        run.bold, run.italic = bold or None, italic or None

    def cell(self, cell: Any, lines: list[tuple[str, str]], align: Any = ALIGN.CENTER, size: int = 14) -> None:
        for number, (text, letters) in enumerate(lines):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.alignment = align
            self.run(paragraph, text, letters == "bold", letters == "italic", size)

    def points(self, points: list[dict[str, str]], mark: str = "-") -> None:
        for point in points:
            self.paragraph(f"{mark} {point['text']}")

    def heading(self, text: str) -> None:
        self.paragraph(text, bold=True)

    def table(self, rows: list[dict[str, Any]]) -> None:
        table = self.document.add_table(rows=1, cols=7, style="Table Grid")
        heads = ("STT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Kết quả", "Tỷ lệ", "Đánh giá")
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            self.cell(cell, [(text, "bold")], size=12)
        for row in rows:
            cells = table.add_row().cells
            judged = "Đạt" if row["met"] else "Chưa đạt"
            texts = (row["order"], row["name"], row["unit"], row["target"], row["result"], row["rate"] + "%", judged)
            for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                self.cell(cell, [(text, "")], ALIGN.LEFT if number == 1 else ALIGN.CENTER, size=12)

    def write(self, data: dict[str, Any]) -> None:
        head = self.document.add_table(rows=1, cols=2).rows[0].cells
        number = f"Số: {data['number']}/BC-BTV"
        self.cell(head[0], [(data["parent"], ""), (data["issuer"], "bold"), (number, "")])
        day = f"{data['place']}, ngày {data['day']} tháng {data['month']} năm 2024"
        motto = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold"), ("Độc lập - Tự do - Hạnh phúc", "bold")]
        self.cell(head[1], [*motto, (day, "italic")])
        self.paragraph("BÁO CÁO", bold=True, align=ALIGN.CENTER)
        self.paragraph(data["subject"], bold=True, align=ALIGN.CENTER)
        self.paragraph(f"Kính gửi: {data['addressee']}", align=ALIGN.CENTER)
        self.paragraph(
            f"Thực hiện Kế hoạch số {data['plan']} của {data['addressee']}, {data['issuer']} báo cáo kết quả như sau:"
        )
        self.heading("I. TÌNH HÌNH CHUNG")
        self.heading("1. Đặc điểm, tình hình")
        self.points(data["features"])
        self.heading("2. Tổ chức Hội")
        self.points(data["organisation"])
        self.heading("II. KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT")
        self.heading("1. Công tác chỉ đạo")
        for title, key in (
            ("1.1. Tuyên truyền, quán triệt", "spreading"),
            ("1.2. Chỉ đạo, điều hành", "steering"),
            ("1.3. Phối hợp", "partners"),
            ("1.4. Kiểm tra, giám sát", "inspection"),
        ):
            self.heading(title)
            self.points(data[key])
        self.heading("2. Thực hiện các chỉ tiêu")
        self.paragraph(f"Đến ngày {data['day']}/{data['month']}/2024, các chỉ tiêu đạt được như trong bảng:")
        self.table(data["indicators"])
        self.points(data["prospects"])
        self.heading("3. Phong trào thi đua và cuộc vận động")
        self.points(data["emulation"])
        self.points(data["campaign"], "+")
        self.points(data["novelties"])
        self.heading("4. Các nhiệm vụ")
        for task in data["tasks"]:
            self.heading(task["title"])
            self.paragraph("Những nội dung đã triển khai:", italic=True)
            self.points(task["done"])
            self.paragraph("Những nội dung chưa triển khai:", italic=True)
            self.points(task["open"], "+")
        self.heading("5. Các giải pháp")
        for solution in data["solutions"]:
            self.heading(solution["title"])
            self.points(solution["points"])
        self.heading("6. Đánh giá chung")
        self.points(data["achievements"])
        self.points(data["shortcomings"])
        self.heading("III. PHƯƠNG HƯỚNG")
        self.points(data["directions"])
        self.points(data["lessons"])
        self.heading("IV. KIẾN NGHỊ")
        self.heading("1. Đối với Đảng, Nhà nước")
        self.points(data["to_state"])
        self.heading("2. Đối với Hội cấp trên")
        self.points(data["to_union"])
        foot = self.document.add_table(rows=1, cols=2).rows[0].cells
        told = [(f"- {one['text']};", "") for one in data["recipients"]]
        self.cell(foot[0], [("Nơi nhận:", "bold"), *told, (f"- Lưu: VT, {data['archive']}.", "")], ALIGN.LEFT)
        self.cell(foot[1], [("TM. BAN THƯỜNG VỤ", "bold"), ("CHỦ TỊCH", "bold"), (data["signer"], "bold")])


serve(prepare)
