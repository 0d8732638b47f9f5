"""The end of a part: recipients at the left, who signs at the right; a table, or lines parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Callable

from .lines import Line
from .reading import Reading, columns, table_of
from .signs import fold, has_letters, is_upper

ROOM_FOR_SIGNATURE_PT = 24
"""With less space than this between title and the next line, nobody can sign there."""

MOST_SIGNERS = 3
"""People who sign side by side."""


def is_ending(reading: Reading, line: Line) -> bool:
    """Whether the end of a part stands here: recipients, or who signs."""
    table = table_of(line)
    if table is None:
        return _opens_end(reading, line)
    if table not in reading.ends:
        inside = [one for one in reading.lines if table_of(one) == table]
        reading.ends[table] = any(_opens_end(reading, one) for one in inside) or _is_signed(reading, inside)
    return reading.ends[table]


def _is_signed(reading: Reading, lines: list[Line]) -> bool:
    """Whether a table is where people sign: in each column a title in capitals, room, and a name (PL III, mẫu 1.9)."""
    columns = [column for column in _by_column(lines) if any(not line.is_blank for line in column)]
    is_head = any(reading.says(mark, line.text) for line in lines for mark in ("quoc_hieu", "tieu_ngu"))
    return not is_head and 1 <= len(columns) <= MOST_SIGNERS and all(map(_is_title_and_name, columns))


def _is_title_and_name(lines: list[Line]) -> bool:
    said = [line for line in lines if not _is_room(line)]
    if not 2 <= len(said) <= 4 or any(map(str.isdigit, "".join(line.text for line in said))):
        return False  # a column of a form, with nothing below its head
    between = lines[lines.index(said[0]) : lines.index(said[-1])]
    has_room = len(between) >= len(said) or said[-1].paragraph.before_pt >= ROOM_FOR_SIGNATURE_PT
    return has_room and all(is_upper(line.text) for line in said[:-1])


def _is_room(line: Line) -> bool:
    """Whether somebody may sign here: an empty line, a ruled one, “(Ký tên)”."""
    return line.is_blank or line.is_typed_line or line.text.startswith("(")


def _opens_end(reading: Reading, line: Line) -> bool:
    return any(
        (reading.begins("noi_nhan_tu", part.text) and len(part.text) < 40) or reading.is_authority(part)
        for part in columns(line)
    )


def read_ending(reading: Reading, is_annex: Callable[[Reading, Line], bool]) -> None:
    """Reads recipients and signer: a table, or lines parted by tabs."""
    table = table_of(reading.lines[reading.at])
    region: list[Line] = []
    first = reading.at
    while reading.at < len(reading.lines):
        line = reading.lines[reading.at]
        if table is not None and table_of(line) != table:
            break
        if table is None and reading.at > first and (table_of(line) is not None or is_annex(reading, line)):
            break
        region += columns(line)
        reading.at += 1
    sides = _sides(region, reading.begins)
    _recipients(reading, [line for line, left in sides if left])
    for signer in _by_column([line for line, left in sides if not left]):
        _signer(reading, signer)


def _recipients(reading: Reading, lines: list[Line]) -> None:
    below = False
    for line in lines:
        if line.is_blank or line.is_typed_line:
            continue
        if reading.begins("noi_nhan_tu", line.text) and not below:
            reading.add("noi_nhan_tu", line)
            below = True
        elif below and (line.text.startswith(("-", "–", "+")) or _still_recipients(reading, line)):
            reading.add("noi_nhan_ds", line)
        else:
            below = False
            reading.add("ky_hieu_nguoi_soan" if re.fullmatch(r"[A-ZĐ]+\.?\s?\(\d+\)", line.text) else "", line)


def _still_recipients(reading: Reading, line: Line) -> bool:
    """Whether a line without a dash belongs to the list all the same: the list ends with what is kept."""
    last = reading.pieces[-1]
    return last.component in ("noi_nhan_tu", "noi_nhan_ds") and not fold(last.text).lstrip("- ").startswith("luu")


def _by_column(lines: list[Line]) -> list[list[Line]]:
    """The lines of each who signs, where several stand side by side."""
    columns: dict[int, list[Line]] = {}
    for line in lines:
        columns.setdefault(line.paragraph.cell.column if line.paragraph.cell else 0, []).append(line)
    return list(columns.values())


def _signer(reading: Reading, lines: list[Line]) -> None:
    """Authority and title in capitals; behind the room for a signature, the name, another title above it."""
    said: list[tuple[Line, bool]] = []
    room = False
    for line in lines:
        if _is_room(line):
            room = room or bool(said)
        else:
            said.append((line, room or line.paragraph.before_pt >= ROOM_FOR_SIGNATURE_PT))
            room = False
    below = len(said)
    for number, (line, apart) in enumerate(said[1:], start=1):
        if has_letters(line.text) and (apart or not is_upper(line.text)):
            below = number
            break
    name = next((n for n in range(below, len(said)) if _is_name(said[n][0].text)), len(said) - 1)
    titled = False
    for number, (line, _) in enumerate(said):
        if number >= below and number == name:
            reading.add("ho_ten_ky", line)
        elif number > name:
            reading.add("", line)  # a telephone number, what others confirm
        elif reading.is_authority(line) and not titled:
            reading.add("quyen_han_ky", line)
            if line.text.startswith("Q."):
                reading.add("chuc_vu_ky", line)  # the other marks stand before somebody else's title
        else:
            reading.add("chuc_vu_ky" if has_letters(line.text) else "", line)
            titled = True


def _is_name(text: str) -> bool:
    """Whether a text looks like a person's name: a few words, each with a capital, not all of them in capitals."""
    words = text.split()
    return 2 <= len(words) <= 7 and all(word[0].isupper() for word in words) and not is_upper(text) and ":" not in text


def _sides(lines: list[Line], begins: Callable[[str, str], bool]) -> list[tuple[Line, bool]]:
    """Each line and whether it is one of the recipients': by the column of the word, or by the side of a tab."""
    word = next((line for line in lines if begins("noi_nhan_tu", line.text)), None)
    column = word.paragraph.cell.column if word is not None and word.paragraph.cell else None

    def is_left(line: Line) -> bool:
        if word is None:
            return False
        if column is not None and line.paragraph.cell:
            return line.paragraph.cell.column == column
        if line.side:
            return line.side == "left"
        if line.paragraph.box is not None or word.paragraph.box is not None:
            return line.paragraph.box == word.paragraph.box
        # below each other: recipients have their dash, and stand at the left
        return line is word or line.text.startswith(("-", "–")) or line.alignment in ("left", "justify")

    return [(line, is_left(line)) for line in lines]
