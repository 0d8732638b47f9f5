"""What LibreOffice makes of a .docx, and what stands where on the pages of a PDF."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import office

DOTS_PER_INCH = 200
_SHORTEST_LINE_PT = 15  # no stroke of a letter is so long
_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """A word on a page; lengths in pt, from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class DrawnLine:
    """A horizontal line on a page, in pt."""

    left: float
    right: float
    top: float
    thickness: float

    @property
    def length(self) -> float:
        return self.right - self.left


def convert(soffice: str, files: Mapping[str, bytes], folder: Path, kind: str = "pdf") -> dict[str, bytes]:
    """Each file as LibreOffice saves it in another format; one start of the program for all of them."""
    source, target = folder / "source", folder / kind
    source.mkdir()
    for name, content in files.items():
        (source / f"{name}.docx").write_bytes(content)
    office.convert(soffice, [source / f"{name}.docx" for name in files], kind, target)
    return {name: (target / f"{name}.{kind}").read_bytes() for name in files}


def words(pdftotext: str, pdf: bytes) -> list[list[Word]]:
    """The words of each page, in the order of the text."""
    text = subprocess.run([pdftotext, "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return [
        [
            Word(word.text or "", *(float(word.get(side, "")) for side in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter(f"{_XHTML}word")
        ]
        for page in ElementTree.fromstring(text).iter(f"{_XHTML}page")
    ]


def find(page: list[Word], text: str) -> list[Word]:
    """The words of the first place on a page where this text stands."""
    wanted = text.split()
    for start in range(len(page)):
        found = page[start : start + len(wanted)]
        if [word.text for word in found] == wanted:
            return found
    raise AssertionError(f"not on the page: {text}")


def on_page(page: list[Word], text: str) -> bool:
    """Whether a text stands on a page."""
    return f" {text} " in f" {' '.join(word.text for word in page)} "


def drawn_lines(pdftoppm: str, pdf: bytes, page: int, folder: Path) -> list[DrawnLine]:
    """The horizontal lines that can be seen on a page (from 1), from its picture; underscores would be found too."""
    source = folder / "lines.pdf"
    source.write_bytes(pdf)
    command = [pdftoppm, "-gray", "-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page), str(source)]
    picture = subprocess.run(command, capture_output=True, check=True).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert header is not None
    width, start = int(header[1]), header.end()
    scale = 72 / DOTS_PER_INCH
    dark = re.compile(rb"[\x00-\x7f]{%d,}" % round(_SHORTEST_LINE_PT / scale))
    lines: list[DrawnLine] = []
    for row in range(int(header[2])):
        for run in dark.finditer(picture[start + row * width : start + (row + 1) * width]):
            left, right, top = run.start() * scale, run.end() * scale, row * scale
            above = next((n for n, line in enumerate(lines) if _continues(line, left, top, scale)), None)
            if above is None:
                lines.append(DrawnLine(left, right, top, scale))
            else:
                old = lines[above]
                lines[above] = DrawnLine(min(old.left, left), max(old.right, right), old.top, top + scale - old.top)
    return lines


def _continues(line: DrawnLine, left: float, top: float, scale: float) -> bool:
    return abs(line.left - left) < 2 * scale and line.top + line.thickness + scale / 2 > top
