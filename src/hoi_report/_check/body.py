"""The text, up to the end of the file: paragraphs, endings, annexes with a head and a front of their own."""

from __future__ import annotations

from .ending import is_ending, read_ending
from .front import read_front
from .head import read_head
from .lines import Line, whole
from .reading import Reading, is_bold, numbering
from .signs import ADDRESS, ALONE, fold, has_letters, is_upper

BASES = ("theo de nghi ", "xet ")
"""How a căn cứ may begin behind the first, in folded text."""
LISTED_BASES = ("theo ", "thuc hien ", "tren co so ", "sau khi ")
"""How it may begin too, as long as the list has not ended; so may an opening sentence."""


def read_body(reading: Reading) -> None:
    """Reads the text up to the end of the file: paragraphs, signatures, annexes."""
    expects: str = ""
    bases = True
    while (line := reading.next()) is not None:
        if is_ending(reading, line):
            read_ending(reading, _is_annex)
            bases = False
        elif _is_annex(reading, line):
            reading.annex += 1
            read_head(reading)
            read_front(reading, is_annex=True)
            bases = True
        else:
            text = whole(line.paragraph)
            reading.skip(line.paragraph)
            aside = line.paragraph.cell or text.is_formula
            component = "" if aside else _component(reading, text, expects, bases)
            named = len(numbering(text.text)[1]) if component == "dieu" else 0
            expects = ALONE.get(component, "")
            bases = bases and component in ("can_cu", "")
            numbered = component == "deeper"
            reading.add("noi_dung" if numbered else component, text, named=named, numbered=numbered)


def _component(reading: Reading, line: Line, expects: str, bases: bool) -> str:
    """The component of a paragraph of the text; ``""`` where it is none that the decree names."""
    text = line.text
    kind, number = numbering(text)
    if kind in ALONE and len(text) <= len(number) + 2:
        return kind
    if expects and (line.alignment == "center" or is_upper(text)):
        return expects
    if kind in ("dieu", "diem", "deeper"):
        return kind
    if kind == "muc_la_ma":
        title = text[len(number) :]
        return kind if is_upper(title) or is_bold(line) or len(title) < 100 else "noi_dung"
    if kind == "khoan":
        return "khoan_co_tieu_de" if is_bold(line) else "khoan_khong_tieu_de"
    if bases and _is_basis(reading, line):
        return "can_cu"
    if not reading.annex and ADDRESS.search(fold(text)) and _has_ended(reading):
        return "dia_chi_co_quan"
    if line.alignment in ("center", "right") and len(text) < 120:
        return ""  # a caption, a unit of measure, a title that the decree does not know
    return "noi_dung"


def _is_basis(reading: Reading, line: Line) -> bool:
    """Whether a paragraph is a căn cứ: it says so, or goes on a list that has not ended."""
    text = line.text
    plain = fold(text)
    if plain.startswith("can cu "):
        return not plain.endswith("nhu sau:")
    last = reading.pieces[-1] if reading.pieces else None
    if last is None or last.component != "can_cu" or plain.endswith(":"):
        return False
    letters = list(line.letters)
    is_italic = bool(letters) and all(run.italic for run in letters)
    goes_on = last.text.endswith(";") and (plain.endswith(";") or plain.startswith(LISTED_BASES))
    return is_italic or goes_on or plain.startswith(BASES) or not has_letters(text)


def _is_annex(reading: Reading, line: Line) -> bool:
    """Whether an annex begins here: it says so, or has a title on a new page and says to what it belongs."""
    if line.paragraph.cell:
        return False
    if reading.begins("phu_luc_tu", line.text) and len(line.text) < 24 and line.alignment == "center":
        return True
    if not _on_new_page(reading, line):
        return False
    ahead = [one for one in reading.lines[reading.at : reading.at + 12] if not one.is_blank]
    notes = [one for one in ahead if fold(one.text).startswith(("(kem theo", "(ban hanh kem theo"))]
    state = [one for one in ahead if reading.says("quoc_hieu", one.text)]
    titled = is_upper(line.text) and line.alignment == "center" and not numbering(line.text)[0]
    return bool(notes and titled) or bool(state) or (titled and _has_ended(reading))


def _has_ended(reading: Reading) -> bool:
    """Whether somebody has signed already."""
    return any(piece.component in ("noi_nhan_tu", "chuc_vu_ky", "ho_ten_ky") for piece in reading.pieces)


def _on_new_page(reading: Reading, line: Line) -> bool:
    paragraphs = reading.file.paragraphs
    paragraph = line.paragraph
    if paragraph.page_break_before or any("\f" in run.text for run in paragraph.runs):
        return True
    index = paragraph.number - 1
    while index > 0:
        before = paragraphs[index - 1]
        if before.section != paragraph.section and reading.file.sections[paragraph.section].kind != "continuous":
            return True
        if any("\f" in run.text for run in before.runs):
            return True
        if before.text.strip():
            return False
        index -= 1
    return False
