"""What stands between the head and the text: title, subject, the note of an annex, addressees."""

from __future__ import annotations

from .lines import Line
from .reading import Reading, has_line, is_bold, numbering
from .signs import fold, has_letters, is_upper, same

ADDRESS_INDENT_MM = 15
"""Addressees stand further in than the first line of any text."""
SUBJECT_LINES = 6
"""More lines than any trích yếu has are a text."""


def read_front(reading: Reading, *, is_annex: bool) -> None:
    """Reads what stands between the head and the text."""
    is_attached = False
    line = reading.next()
    if line is not None and is_annex and reading.begins("phu_luc_tu", line.text) and len(line.text) < 24:
        is_attached = True
        reading.add("phu_luc_tu", line)
        reading.at += 1
        line = reading.next()
    if line is not None and _is_title(reading, line, anywhere=is_attached):
        reading.at += 1
        if is_attached:
            reading.add("phu_luc_tieu_de", line, *_centred_below(reading, upper=True))
        else:
            reading.add("ten_loai", line)
            if not has_line(line.paragraph):
                reading.add("trich_yeu", *_centred_below(reading, upper=None))
    note = reading.next()
    if note is not None and fold(note.text).startswith(("(kem theo", "(ban hanh kem theo")):
        reading.at += 1
        lines = [note]
        while not lines[-1].text.endswith(")") and (more := reading.next()) and more.alignment == "center":
            lines.append(more)
            reading.at += 1
        reading.add("phu_luc_kem_theo", *lines)
    _addressees(reading)


def _is_title(reading: Reading, line: Line, *, anywhere: bool) -> bool:
    text = line.text
    if line.paragraph.cell or len(text) > 120 or numbering(text)[0]:
        return False
    return same(text, reading.kinds) or (is_upper(text) and (anywhere or line.alignment == "center"))


def _centred_below(reading: Reading, *, upper: bool | None) -> list[Line]:
    """The lines that go on a title: centred, or bold like it, up to a ruled line."""
    found: list[Line] = []
    while reading.at < len(reading.lines) and len(found) < SUBJECT_LINES:
        line = reading.lines[reading.at]
        if line.is_typed_line or (line.is_blank and (has_line(line.paragraph) or found)):
            break
        if not line.is_blank:
            text = line.text
            centred = line.alignment == "center"
            if (
                not (centred or (is_bold(line) and upper is None and (not found or line.alignment is None)))
                or (found and has_line(found[-1].paragraph) and (is_upper(text) or not is_bold(line)))
                or text.startswith("(")
                or (upper and has_letters(text) and not is_upper(text))
                or line.paragraph.cell
                or numbering(text)[0]
                or reading.begins("kinh_gui", text)
                or not any(map(str.isalnum, text))
            ):
                break
            found.append(line)
        reading.at += 1
    return found


def _addressees(reading: Reading) -> None:
    line = reading.next()
    if line is None or not reading.begins("kinh_gui", line.text):
        return
    reading.add("kinh_gui", line)
    reading.at += 1
    while (line := reading.next()) is not None and line.text.startswith(("-", "–", "+")):
        indent = line.paragraph.left_mm + line.paragraph.first_line_mm
        if not reading.pieces[-1].text.endswith((":", ";", ",")) and indent < ADDRESS_INDENT_MM:
            break  # the first item of the text
        reading.add("kinh_gui", line)
        reading.at += 1
