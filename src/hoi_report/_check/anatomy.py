"""What stands where in a Word file: its components, found by what they are.

Not by the names of styles, of which every office has its own: by their words, by their place (the head, the lines below
it, the text, the end), and by what stands beside them in a table, behind a tab or in a text box. What is not recognised
is no component, and no rule is said to hold for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .._rules import RuleSet
from .._word import Paragraph, WordFile
from .lines import Line, cut_at, gaps, lines_of, whole
from .signs import ALONE, DATE, HEADINGS, begins, fold, has_letters, is_upper, same

HEAD_LINES = 60
"""The head stands within so many lines from the top; a “Số:” further down is part of the text."""
SUBJECT_LINES = 6
"""More lines than any trích yếu has are a text."""
ROOM_FOR_SIGNATURE_PT = 24
"""With less space than this between title and the next line, nobody can sign there."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A component as it stands in the file, or a text that is none (``""``)."""

    component: str
    lines: tuple[Line, ...]
    annex: int = 0
    """Which annex it belongs to, from 1; 0 is the document itself."""
    named: int = 0
    """Of an Điều: how many of its first characters are its number; the rest may be text."""
    numbered: bool = False
    """A numbered line of which the decree does not say how its letters look (2.1.)."""

    @property
    def text(self) -> str:
        """Its text, that of several lines joined."""
        return " ".join(line.text for line in self.lines)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph in which it begins."""
        return self.lines[0].paragraph


@dataclass(frozen=True, slots=True, eq=False)
class Anatomy:
    """A Word file, its components told apart."""

    file: WordFile
    pieces: tuple[Piece, ...]
    """In reading order; every text of the body is in one of them."""
    has_head: bool
    """Whether it begins with the head of a document; else it is a part of one: an annex that is a file of its own."""

    def of(self, component: str) -> list[Piece]:
        """The pieces of a component."""
        return [piece for piece in self.pieces if piece.component == component]

    @property
    def annexes(self) -> list[Piece]:
        """The first piece of each annex."""
        firsts: dict[int, Piece] = {}
        for piece in self.pieces:
            firsts.setdefault(piece.annex, piece)
        return [piece for number, piece in firsts.items() if number]


def anatomy_of(file: WordFile, rules: RuleSet) -> Anatomy:
    """The components of a Word file, known by the words of a rule set."""
    return _Reader(file, rules).read()


class _Reader:
    """Goes through the lines once, from the head to the last annex."""

    def __init__(self, file: WordFile, rules: RuleSet):
        self._file = file
        self._words = {id: component.text + component.prefix for id, component in rules.components.items()}
        self._kinds = [kind.name for kind in rules.kinds.values()]
        self._lines = [line for paragraph in file.paragraphs for line in lines_of(paragraph)]
        self._at = 0
        self._annex = 0
        self._pieces: list[Piece] = []
        self._ends: dict[int, bool] = {}
        """Of each table that was met: whether it is the end of a part."""

    def read(self) -> Anatomy:
        has_head = self._head()
        self._front(is_annex=not has_head)
        self._rest()
        return Anatomy(self._file, tuple(_siblings(self._pieces)), has_head)

    def _add(self, component: str, *lines: Line, **more: bool | int) -> None:
        if lines:
            self._pieces.append(Piece(component, lines, self._annex, **more))  # type: ignore[arg-type]

    def _says(self, component: str, text: str) -> bool:
        return same(text, self._words.get(component, ()))

    def _begins(self, component: str, text: str) -> bool:
        return begins(text, self._words.get(component, ()))

    # --- the head: names at the left, the State at the right, number and date below them ------------------------------

    def _head(self) -> bool:
        """Reads the head, where there is one here: as far as the last of its four marks."""
        seen = [part for line in self._within(HEAD_LINES) for part in self._parts_of_head(line)]
        marks = [(index, mark) for index, line in enumerate(seen) if (mark := self._mark_of_head(line))]
        first: dict[str, int] = {}
        for index, mark in marks:
            first.setdefault(mark, index)
        # a number or a date alone may stand in any text; the names of the State stand in a head only
        if not first.keys() & {"quoc_hieu", "tieu_ngu"}:
            return False
        end = max(first.values())
        table = next(filter(None, (_table_of(seen[index]) for index in first.values())), None)
        while end + 1 < len(seen) and table and _table_of(seen[end + 1]) == table:
            end += 1
        head = seen[: end + 1]
        self._at = self._lines.index(next(line for line in self._lines if line.paragraph is head[-1].paragraph)) + 1
        while self._at < len(self._lines) and self._lines[self._at].paragraph is head[-1].paragraph:
            self._at += 1
        marked = {index: mark for mark, index in first.items()}
        names: list[Line] = []
        for index, line in enumerate(head):
            if index in marked:
                self._add(marked[index], line)
            elif line.is_blank or line.is_typed_line:
                continue
            elif self._begins("trich_yeu_cong_van", line.text):
                self._add("trich_yeu_cong_van", line)
            elif any(self._says(stamp, line.text) for stamp in ("do_khan", "chi_dan_luu_hanh")):
                self._add("do_khan" if self._says("do_khan", line.text) else "chi_dan_luu_hanh", line)
            elif self._is_name(line, index, head, first):
                names.append(line)
            else:
                self._add("", line)
        self._names(names)
        return True

    def _within(self, count: int) -> Iterator[Line]:
        """The next lines, so many that are not blank."""
        for line in self._lines[self._at :]:
            if count == 0:
                return
            count -= not line.is_blank
            yield line

    def _parts_of_head(self, line: Line) -> list[Line]:
        """The line, or the two that stand side by side in it."""
        for gap in gaps(line):
            left, right = cut_at(line, *gap)
            if self._mark_of_head(right) or (left.is_typed_line and right.is_typed_line):
                return [left, right]
        return [line]

    def _mark_of_head(self, line: Line) -> str:
        text = line.text
        if self._says("quoc_hieu", text):
            return "quoc_hieu"
        if self._says("tieu_ngu", text):
            return "tieu_ngu"
        if self._begins("so_ky_hieu", text) and ("/" in text or text.rstrip().endswith(":") or "-" in text):
            return "so_ky_hieu"
        if DATE.search(fold(text)) and len(text) < 80 and not text.startswith("("):
            return "dia_danh_thoi_gian"
        return ""

    def _is_name(self, line: Line, index: int, head: Sequence[Line], first: dict[str, int]) -> bool:
        """Whether a line of the head names a body: at the left of the State, above the number."""
        state = head[first.get("quoc_hieu", first.get("tieu_ngu", 0))]
        if line.side == "right" or not has_letters(line.text):
            return False
        if "so_ky_hieu" in first and index > first["so_ky_hieu"]:
            return False
        cell, other = line.paragraph.cell, state.paragraph.cell
        if cell and other and cell.table == other.table:
            return cell.column < other.column
        box, other_box = line.paragraph.box, state.paragraph.box
        return box is None or other_box is None or box.number != other_box.number

    def _names(self, lines: list[Line]) -> None:
        """The body that issues is the last, in bold; what stands above it is the body to which it belongs."""
        if not lines:
            return
        bold = [_is_bold(line) for line in lines]
        own = len(lines) - 1
        while bold[-1] and own and bold[own - 1] and not self._signs_as(lines[own:]):
            own -= 1
        for line in lines[:own]:
            self._add("co_quan_chu_quan", line)
        self._add("co_quan_ban_hanh", *lines[own:])

    def _signs_as(self, lines: list[Line]) -> bool:
        """Whether somebody signs on behalf of (TM.) a body of just this name: then it is the whole name."""
        name = " ".join(line.text for line in lines)
        return any(
            self._is_authority(part) and same(part.text.partition(" ")[2], [name])
            for line in self._lines
            for part in _columns(line)
        )

    # --- title, subject, addressees -----------------------------------------------------------------------------------

    def _front(self, *, is_annex: bool) -> None:
        """Reads what stands between the head and the text."""
        is_attached = False
        line = self._next()
        if line is not None and is_annex and self._begins("phu_luc_tu", line.text) and len(line.text) < 24:
            is_attached = True
            self._add("phu_luc_tu", line)
            self._at += 1
            line = self._next()
        if line is not None and self._is_title(line, anywhere=is_attached):
            self._at += 1
            if is_attached:
                self._add("phu_luc_tieu_de", line, *self._centred_below(upper=True))
            else:
                self._add("ten_loai", line)
                if not _has_line(line.paragraph):
                    self._add("trich_yeu", *self._centred_below(upper=None))
        note = self._next()
        if note is not None and fold(note.text).startswith(("(kem theo", "(ban hanh kem theo")):
            self._at += 1
            lines = [note]
            while not lines[-1].text.endswith(")") and (more := self._next()) and more.alignment == "center":
                lines.append(more)
                self._at += 1
            self._add("phu_luc_kem_theo", *lines)
        self._addressees()

    def _next(self) -> Line | None:
        """The next line with something to read; blank and typed ones before it are passed over."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.is_blank and not line.is_typed_line and not same(line.text, ("dự thảo", "(dự thảo)")):
                return line
            self._at += 1
        return None

    def _is_title(self, line: Line, *, anywhere: bool) -> bool:
        text = line.text
        if line.paragraph.cell or len(text) > 120 or _numbering(text)[0]:
            return False
        return same(text, self._kinds) or (is_upper(text) and (anywhere or line.alignment == "center"))

    def _centred_below(self, *, upper: bool | None) -> list[Line]:
        """The lines that go on a title: centred, or bold like it, up to a ruled line."""
        found: list[Line] = []
        while self._at < len(self._lines) and len(found) < SUBJECT_LINES:
            line = self._lines[self._at]
            if line.is_typed_line or (line.is_blank and (_has_line(line.paragraph) or found)):
                break
            if not line.is_blank:
                text = line.text
                centred = line.alignment == "center"
                if (
                    not (centred or (_is_bold(line) and not found and upper is None))
                    or (found and _has_line(found[-1].paragraph) and (is_upper(text) or not _is_bold(line)))
                    or text.startswith("(")
                    or (upper and has_letters(text) and not is_upper(text))
                    or line.paragraph.cell
                    or _numbering(text)[0]
                    or self._begins("kinh_gui", text)
                    or not any(map(str.isalnum, text))
                ):
                    break
                found.append(line)
            self._at += 1
        return found

    def _addressees(self) -> None:
        line = self._next()
        if line is None or not self._begins("kinh_gui", line.text):
            return
        self._add("kinh_gui", line)
        self._at += 1
        if not line.text.rstrip().endswith(":"):
            return
        while (line := self._next()) is not None and line.text.startswith(("-", "–", "+")):
            self._add("kinh_gui", line)
            self._at += 1

    # --- the text, the end, and what is attached --------------------------------------------------------------------

    def _rest(self) -> None:
        """Reads the text up to the end of the file: paragraphs, signatures, annexes."""
        expects: str = ""
        bases = True
        while (line := self._next()) is not None:
            if self._is_end(line):
                self._signature()
                bases = False
            elif self._is_annex(line):
                self._annex += 1
                self._head()
                self._front(is_annex=True)
                bases = True
            else:
                text = whole(line.paragraph)
                self._skip(line.paragraph)
                component = "" if line.paragraph.cell else self._component(text, expects, bases)
                named = len(_numbering(text.text)[1]) if component == "dieu" else 0
                expects = ALONE.get(component, "")
                bases = bases and component in ("can_cu", "")
                numbered = component == "deeper"
                self._add("noi_dung" if numbered else component, text, named=named, numbered=numbered)

    def _skip(self, paragraph: Paragraph) -> None:
        while self._at < len(self._lines) and self._lines[self._at].paragraph is paragraph:
            self._at += 1

    def _component(self, line: Line, expects: str, bases: bool) -> str:
        """The component of a paragraph of the text; ``""`` where it is none that the decree names."""
        text = line.text
        kind, number = _numbering(text)
        if kind in ALONE and len(text) <= len(number) + 2:
            return kind
        if expects and (line.alignment == "center" or is_upper(text)):
            return expects
        if kind in ("dieu", "diem", "deeper"):
            return kind
        if kind == "muc_la_ma":
            title = text[len(number) :]
            return kind if is_upper(title) or _is_bold(line) or len(title) < 100 else "noi_dung"
        if kind == "khoan":
            return "khoan_co_tieu_de" if _is_bold(line) else "khoan_khong_tieu_de"
        if bases and self._is_basis(text):
            return "can_cu"
        if line.alignment in ("center", "right") and len(text) < 120:
            return ""  # a caption, a unit of measure, a title that the decree does not know
        return "noi_dung"

    def _is_basis(self, text: str) -> bool:
        """Whether a paragraph is a căn cứ: it says so, or goes on the list of them."""
        plain = fold(text)
        if plain.startswith("can cu "):
            return not plain.endswith("nhu sau:")
        goes_on = plain.startswith(("theo de nghi ", "xet ")) or not has_letters(text)
        return goes_on and self._pieces[-1:] != [] and self._pieces[-1].component == "can_cu"

    def _is_end(self, line: Line) -> bool:
        """Whether the end of a part stands here: recipients, or who signs."""
        table = _table_of(line)
        if table is None:
            return self._opens_end(line)
        if table not in self._ends:
            self._ends[table] = any(self._opens_end(one) for one in self._lines if _table_of(one) == table)
        return self._ends[table]

    def _opens_end(self, line: Line) -> bool:
        return any(
            (self._begins("noi_nhan_tu", part.text) and len(part.text) < 40) or self._is_authority(part)
            for part in _columns(line)
        )

    def _is_authority(self, line: Line) -> bool:
        text = line.text
        marks = self._words.get("quyen_han_ky", [])
        return is_upper(text) and len(text) < 90 and text.startswith(tuple(f"{mark} " for mark in marks))

    def _signature(self) -> None:
        """Reads recipients and signer: a table, or lines parted by tabs."""
        table = _table_of(self._lines[self._at])
        region: list[Line] = []
        first = self._at
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if table is not None and _table_of(line) != table:
                break
            if table is None and self._at > first and (_table_of(line) is not None or self._is_annex(line)):
                break
            region += _columns(line)
            self._at += 1
        sides = _sides(region, self._begins)
        self._recipients([line for line, left in sides if left])
        self._signer([line for line, left in sides if not left])

    def _recipients(self, lines: list[Line]) -> None:
        below = False
        for line in lines:
            if line.is_blank or line.is_typed_line:
                continue
            if self._begins("noi_nhan_tu", line.text) and not below:
                self._add("noi_nhan_tu", line)
                below = True
            elif below and (line.text.startswith(("-", "–", "+")) or self._still_recipients(line)):
                self._add("noi_nhan_ds", line)
            else:
                below = False
                self._add("ky_hieu_nguoi_soan" if re.fullmatch(r"[A-ZĐ]+\.?\s?\(\d+\)", line.text) else "", line)

    def _still_recipients(self, line: Line) -> bool:
        """Whether a line without a dash belongs to the list all the same: the list ends with what is kept."""
        last = self._pieces[-1]
        return last.component in ("noi_nhan_tu", "noi_nhan_ds") and not fold(last.text).lstrip("- ").startswith("luu")

    def _signer(self, lines: list[Line]) -> None:
        """Authority and title in capitals; behind the room for a signature, the name."""
        said: list[tuple[Line, bool]] = []
        room = False
        for line in lines:
            if line.is_blank or line.is_typed_line or line.text.startswith("("):
                room = room or bool(said)
            else:
                said.append((line, room or line.paragraph.before_pt >= ROOM_FOR_SIGNATURE_PT))
                room = False
        named = False
        titles = False
        for line, apart in said:
            if named:
                self._add("", line)
            elif said[0][0] is not line and (apart or not is_upper(line.text)) and has_letters(line.text):
                self._add("ho_ten_ky", line)
                named = True
            elif self._is_authority(line) and not titles:
                self._add("quyen_han_ky", line)
            else:
                self._add("chuc_vu_ky" if has_letters(line.text) else "", line)
                titles = True

    def _is_annex(self, line: Line) -> bool:
        """Whether an annex begins here: it says so, or has a title on a new page and says to what it belongs."""
        if line.paragraph.cell:
            return False
        if self._begins("phu_luc_tu", line.text) and len(line.text) < 24 and line.alignment == "center":
            return True
        if not self._on_new_page(line):
            return False
        ahead = [one for one in self._lines[self._at : self._at + 12] if not one.is_blank]
        notes = [one for one in ahead if fold(one.text).startswith(("(kem theo", "(ban hanh kem theo"))]
        state = [one for one in ahead if self._says("quoc_hieu", one.text)]
        titled = is_upper(line.text) and line.alignment == "center" and not _numbering(line.text)[0]
        return bool(notes and titled) or bool(state) or (titled and self._ended)

    @property
    def _ended(self) -> bool:
        """Whether somebody has signed already."""
        return any(piece.component in ("noi_nhan_tu", "chuc_vu_ky", "ho_ten_ky") for piece in self._pieces)

    def _on_new_page(self, line: Line) -> bool:
        paragraphs = self._file.paragraphs
        paragraph = line.paragraph
        if paragraph.page_break_before or any("\f" in run.text for run in paragraph.runs):
            return True
        index = paragraph.number - 1
        while index > 0:
            before = paragraphs[index - 1]
            if before.section != paragraph.section and self._file.sections[paragraph.section].kind != "continuous":
                return True
            if any("\f" in run.text for run in before.runs):
                return True
            if before.text.strip():
                return False
            index -= 1
        return False


def _numbering(text: str) -> tuple[str, str]:
    """How a line is numbered, and the number; two empty texts where it is not."""
    for kind, pattern in HEADINGS:
        if found := pattern.match(text):
            return kind, found[0]
    return "", ""


def _is_bold(line: Line) -> bool:
    letters = list(line.letters)
    return bool(letters) and all(run.bold for run in letters)


def _has_line(paragraph: Paragraph) -> bool:
    return paragraph.border_below is not None or any(drawing.kind == "line" for drawing in paragraph.drawings)


def _table_of(line: Line) -> int | None:
    return line.paragraph.cell.table if line.paragraph.cell else None


def _columns(line: Line) -> list[Line]:
    """The line, or the two that a tab puts side by side."""
    for start, end in gaps(line):
        text = "".join(run.text for run in line.runs)
        if "\t" in text[start:end] or end - start >= 8:
            return list(cut_at(line, start, end))
    return [line]


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


def _siblings(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces; a short numbered line that is not bold is a heading too, where others numbered like it are."""
    headed = [piece for piece in pieces if piece.component == "khoan_co_tieu_de"]
    plain = [piece for piece in pieces if piece.component == "khoan_khong_tieu_de"]
    for piece in pieces:
        is_like_them = (
            piece.component == "khoan_khong_tieu_de"
            and len(headed) > len(plain)
            and len(piece.text) < 120
            and not any(run.bold for run in piece.lines[0].letters)
            and not piece.text.endswith((".", ";", ":", ",", "/"))
        )
        yield replace(piece, component="khoan_co_tieu_de") if is_like_them else piece
