"""Draws the pictures of the guides: ``docs/images/nha-*.png``, one plan in three looks (docs/templates.md), and
``soat-*.png``, a page before and after mending (docs/kiem-tra.md), with the file that the guide checks.

    python scripts/draw_pictures.py [FOLDER]     # default: docs/images

Needs LibreOffice and poppler's pdftoppm.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

import hoi_report
from hoi_report._pdf import convert_to_pdf
from hoi_report._zipped import pack, write_zip

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "nha-mau"
FAULTY = ROOT / "examples" / "soat-the-thuc" / "ke-hoach.docx"
DOTS_PER_INCH = 50


def main() -> int:
    """Draw the pictures; the exit status."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "nha-mau"
        shutil.copytree(EXAMPLE, folder)
        data = folder / "ke-hoach.yaml"
        _draw(_rendered(data), target / "nha-dung.png")
        data.write_text(data.read_text(encoding="utf-8") + "rules: nd30-2020\n", encoding="utf-8")
        plain = _rendered(data)
        _draw(plain, target / "nha-co-san.png")
        shipped = hoi_report.load_document(data).template
        (folder / "templates" / shipped.name).write_bytes(_restyled(shipped.read_bytes()))
        _draw(_rendered(data), target / "nha-sua-kieu.png")
    FAULTY.write_bytes(_spoiled(plain))
    _draw(FAULTY.read_bytes(), target / "soat-truoc.png")
    _draw(hoi_report.fix(FAULTY).content, target / "soat-sau.png")
    return 0


def _restyled(template: bytes) -> bytes:
    """The built-in template as somebody saves it who changes styles in Word."""
    word = WordDocument(io.BytesIO(template))
    text = word.styles["Lời văn"]
    text.font.size = Pt(13)
    text.paragraph_format.line_spacing = 1.5
    for name in ("Tên loại", "Trích yếu"):
        word.styles[name].font.size = Pt(13)
    word.styles["heading 1"].font.size = Pt(13)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _spoiled(document: bytes) -> bytes:
    """The plan with slips of looks and of words, as hands make them in Word."""
    word = WordDocument(io.BytesIO(document))
    paragraphs = [Paragraph(p, word) for p in word.element.body.iter(qn("w:p"))]
    texts = {paragraph.text: paragraph for paragraph in paragraphs}

    def retyped(old: str, new: str) -> Paragraph:
        paragraph = texts[old]
        first, *others = paragraph.runs
        first.text = new
        for run in others:
            run.text = ""
        return paragraph

    def sized(text: str, size: int) -> None:
        for run in texts[text].runs:
            run.font.size = Pt(size)

    word.sections[0].left_margin = Mm(25)
    sized("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 14)
    below = paragraphs.index(texts["Độc lập - Tự do - Hạnh phúc"]) + 1
    for run in paragraphs[below].runs:
        run.text = ""  # and no line
    retyped("Số: 08/KH-BTV", "Số: 8/KH-BTV")
    retyped("Sao Mai, ngày 05 tháng 3 năm 2026", "Sao Mai, ngày 5 tháng 03 năm 2026")
    sized("KẾ HOẠCH", 16)
    retyped("KẾ HOẠCH", "\t\t\t\t   KẾ HOẠCH").alignment = WD_ALIGN_PARAGRAPH.LEFT
    opening = texts["Ban Thường vụ Hội LHPN tỉnh Sao Mai xây dựng Kế hoạch tổ chức hội thi như sau:"]
    for run in opening.runs:
        run.font.name = "Arial"
    opening.paragraph_format.first_line_indent = 0
    aim = "Nâng cao kiến thức, kỹ năng của cán bộ Hội các cấp; phát hiện, nhân rộng cách làm hay."
    retyped(aim, aim.replace("kỹ năng", "kỹ năng ").replace("; phát", " ; phát")).paragraph_format.space_after = 0
    sized("- Hội LHPN 12 đơn vị;", 13)
    retyped("- Lưu: VT.", "- Lưu VT")
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as parts:  # again without the clock that python-docx writes
        return write_zip(pack(name, parts.read(name)) for name in parts.namelist())


def _rendered(data: Path) -> bytes:
    return hoi_report.render(hoi_report.load_document(data)).content


def _draw(document: bytes, picture: Path) -> None:
    """The first page of a .docx as a picture."""
    pdf = convert_to_pdf(document)
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH), "-", str(picture.with_suffix(""))]
    subprocess.run(command, input=pdf, check=True)
    print(f"drawn: {picture}")


if __name__ == "__main__":
    sys.exit(main())
