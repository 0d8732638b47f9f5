"""The head of a document: names at the left, the State at the right, number and date below them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from .lines import Line, cut_at, gaps
from .reading import Reading, columns, is_bold, table_of
from .signs import DATE, NUMBER, fold, has_letters, is_upper, same

HEAD_LINES = 60
"""The head stands within so many lines from the top; a “Số:” further down is part of the text."""


def read_head(reading: Reading) -> bool:
    """Reads the head, where there is one here: as far as the last of its four marks."""
    seen = [part for line in _before_the_title(reading) for part in _parts_of_head(reading, line)]
    marks = [(index, mark) for index, line in enumerate(seen) if (mark := _mark_of_head(reading, line))]
    first: dict[str, int] = {}
    for index, mark in marks:
        first.setdefault(mark, index)
    # a number or a date alone may stand in any text; the names of the State stand in a head only
    if not first.keys() & {"quoc_hieu", "tieu_ngu"}:
        return False
    end = max(first.values())
    table = next(filter(None, (table_of(seen[index]) for index in first.values())), None)
    while end + 1 < len(seen) and table and table_of(seen[end + 1]) == table:
        end += 1
    head = seen[: end + 1]
    last = head[-1].paragraph
    while reading.lines[reading.at].paragraph is not last:
        reading.at += 1
    reading.skip(last)
    marked = {index: mark for mark, index in first.items()}
    names: list[Line] = []
    subject: list[Line] = []
    for index, line in enumerate(head):
        if index in marked:
            reading.add(marked[index], line)
        elif line.is_blank or line.is_typed_line:
            continue
        elif _is_name(reading, line, index, head, first):
            names.append(line)
        elif (beside := _beside_the_names(reading, line)) == "trich_yeu_cong_van" or (
            not beside and subject and _goes_on(subject[-1], line)
        ):
            subject.append(line)
        else:
            reading.add(beside, line)
    reading.add("trich_yeu_cong_van", *subject)
    _names(reading, names)
    return True


def _before_the_title(reading: Reading) -> Iterator[Line]:
    """The lines in which a head may stand: as far as the name of a kind of document, or addressees."""
    for line in reading.within(HEAD_LINES):
        if line.paragraph.cell is None and (same(line.text, reading.kinds) or reading.begins("kinh_gui", line.text)):
            return
        yield line


def _parts_of_head(reading: Reading, line: Line) -> list[Line]:
    """The line, or the two that stand side by side in it."""
    for gap in gaps(line):
        left, right = cut_at(line, *gap)
        if _mark_of_head(reading, right) or (left.is_typed_line and right.is_typed_line):
            return [left, right]
    return [line]


def _mark_of_head(reading: Reading, line: Line) -> str:
    text = line.text
    if reading.says("quoc_hieu", text):
        return "quoc_hieu"
    if reading.says("tieu_ngu", text):
        return "tieu_ngu"
    word, colon, _ = text.partition(":")
    if (colon and reading.says("so_ky_hieu", word)) or NUMBER.match(unicodedata.normalize("NFC", text)):
        return "so_ky_hieu"
    if DATE.match(fold(text)) and len(text) < 80:
        return "dia_danh_thoi_gian"
    return ""


def _beside_the_names(reading: Reading, line: Line) -> str:
    """What else may stand in a head: the subject of a công văn, a stamp."""
    if reading.begins("trich_yeu_cong_van", line.text):
        return "trich_yeu_cong_van"
    return next((stamp for stamp in ("do_khan", "chi_dan_luu_hanh") if reading.says(stamp, line.text)), "")


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line of the same column goes on with the subject of a công văn."""
    one, other = above.paragraph, line.paragraph
    return (one.cell, one.box, above.side) == (other.cell, other.box, line.side) and not is_upper(line.text)


def _is_name(reading: Reading, line: Line, index: int, head: Sequence[Line], first: dict[str, int]) -> bool:
    """Whether a line of the head names a body: at the left of the State, above the number."""
    state = head[first.get("quoc_hieu", first.get("tieu_ngu", 0))]
    text = line.text
    if line.side == "right" or not has_letters(text) or fold(text).startswith("du thao"):
        return False
    if _beside_the_names(reading, line):
        return False
    if "so_ky_hieu" in first and index > first["so_ky_hieu"]:
        return False
    cell, other = line.paragraph.cell, state.paragraph.cell
    if cell and other and cell.table == other.table:
        return cell.column < other.column
    box, other_box = line.paragraph.box, state.paragraph.box
    return box is None or other_box is None or box.number != other_box.number


def _names(reading: Reading, lines: list[Line]) -> None:
    """The body that issues comes last, in bold; what stands above it is the body to which it belongs."""
    if not lines:
        return
    signing = (number for number in range(len(lines)) if _signs_as(reading, lines[number:]))
    bold = (number for number, line in enumerate(lines) if is_bold(line))
    own = next(signing, next(bold, len(lines) - 1))
    for line in lines[:own]:
        reading.add("co_quan_chu_quan", line)
    reading.add("co_quan_ban_hanh", *lines[own:])


def _signs_as(reading: Reading, lines: list[Line]) -> bool:
    """Whether somebody signs on behalf of (TM.) a body of just this name: then it is the whole name."""
    name = " ".join(line.text for line in lines)
    return any(
        reading.is_authority(part) and same(part.text.partition(" ")[2], [name])
        for line in reading.lines
        for part in columns(line)
    )
