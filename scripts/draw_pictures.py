"""Draws ``docs/images/nha-*.png``: one plan in three looks, as docs/templates.md shows them.

    python scripts/draw_pictures.py [FOLDER]     # default: docs/images

Needs LibreOffice and poppler's pdftoppm.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document as WordDocument
from docx.shared import Pt

import hoi_report
from hoi_report._pdf import convert_to_pdf

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "nha-mau"
DOTS_PER_INCH = 50


def main() -> int:
    """Draw the three looks; the exit status."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as place:
        pack = Path(place) / "nha-mau"
        shutil.copytree(EXAMPLE, pack)
        data = pack / "ke-hoach.yaml"
        _draw(data, target / "nha-dung.png")
        house = data.read_text(encoding="utf-8")
        data.write_text(f"{house}rules: nd30-2020\n", encoding="utf-8")
        shipped = _draw(data, target / "nha-co-san.png")
        (pack / "templates" / "nha-mau.docx").write_bytes(_restyled(shipped.read_bytes()))
        data.write_text(house, encoding="utf-8")
        _draw(data, target / "nha-sua-kieu.png")
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


def _draw(data: Path, picture: Path) -> Path:
    """The template of the document, whose first page is now the picture."""
    document = hoi_report.load_document(data)
    pdf = convert_to_pdf(hoi_report.render(document).content)
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH), "-", str(picture.with_suffix(""))]
    subprocess.run(command, input=pdf, check=True)
    print(f"drawn: {picture}")
    return document.template


if __name__ == "__main__":
    sys.exit(main())
