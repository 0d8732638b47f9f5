"""Where the components of the head and of the end stand to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .._messages import Words, words
from .._rules import RuleSet
from .judging import HOLDS, Fault, Judged, Place, Seen, Unseen, spot_of_line
from .lines import Line
from .pieces import Anatomy, Piece
from .values import Spot

_IN_A_TABLE = words(
    "put the head into a table of two columns without borders: names at the left, Quốc hiệu at the right"
)


def layout_rules(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """What stands at the left, at the right and on one line (PL I, Phần I, mục IV.2: the diagram); and the emblem."""
    if rules.emblem is not None:
        place = Place(Spot(section=1), _emblem(anatomy))
        yield Judged("emblem", words("emblem"), rules.emblem.clause, [place] if anatomy.has_head else [])
    judges: dict[str, Callable[[Piece, Anatomy], Seen]] = {
        "quoc_hieu": _at_the_right,
        "co_quan_ban_hanh": _at_the_left,
        "dia_danh_thoi_gian": _on_the_line_of_the_number,
        "noi_nhan_tu": _on_the_line_of_the_signer,
    }
    for id, judge in judges.items():
        component = rules.components.get(id)
        if component is not None:
            places = [Place(spot_of_line(piece.lines[0]), judge(piece, anatomy)) for piece in anatomy.of(id)]
            name = words("{component}: {what}", component=component.name, what=words("place"))
            yield Judged(f"{id}.place", name, component.clause, places)


def _emblem(anatomy: Anatomy) -> Seen:
    """Whether a picture stands above the names of the issuer."""
    names = [*anatomy.of("co_quan_chu_quan"), *anatomy.of("co_quan_ban_hanh")]
    end = min((piece.paragraph.number for piece in names), default=1)
    above = anatomy.file.paragraphs[:end]
    if any(drawing.kind == "picture" for paragraph in above for drawing in paragraph.drawings):
        return HOLDS
    asked = words("a picture above the names of the issuing body")
    return Fault(words("no picture"), asked, words("put the cursor there; Insert › Pictures"))


def _half(line: Line) -> str | None:
    """The half of the page that a line stands in; ``None`` where only the printed page shows it."""
    paragraph = line.paragraph
    if paragraph.cell is not None and paragraph.cell.columns > 1:
        return "left" if paragraph.cell.column == 1 else "right"
    if line.side:
        return line.side
    if paragraph.box is not None or paragraph.frame is not None:
        return None
    if paragraph.alignment == "right" or paragraph.left_mm > 50:
        return "right"
    return "middle" if paragraph.alignment == "center" and paragraph.right_mm < 40 else "left"


def _at_the_right(piece: Piece, anatomy: Anatomy) -> Seen:
    return _in_half(piece, "right", words("at the right, beside the name of the issuing body"))


def _at_the_left(piece: Piece, anatomy: Anatomy) -> Seen:
    return _in_half(piece, "left", words("at the left, beside the Quốc hiệu"))


def _in_half(piece: Piece, half: str, asked: Words) -> Seen:
    found = _half(piece.lines[0])
    if found is None:
        return Unseen(words("it stands in a text box; only the printed page shows where"))
    if found == half:
        return HOLDS
    looks = {"left": words("at the left"), "right": words("at the right"), "middle": words("in the middle of the page")}
    return Fault(looks[found], asked, _IN_A_TABLE)


def _on_the_line_of_the_number(piece: Piece, anatomy: Anatomy) -> Seen:
    number = next((one for one in anatomy.of("so_ky_hieu") if one.annex == piece.annex), None)
    return _level(piece, number, anatomy, words("on the line of number and symbol"))


def _on_the_line_of_the_signer(piece: Piece, anatomy: Anatomy) -> Seen:
    signer = next(
        (one for one in anatomy.pieces if one.component in ("quyen_han_ky", "chuc_vu_ky") and one.annex == piece.annex),
        None,
    )
    cell = piece.paragraph.cell
    above = [
        paragraph
        for paragraph in anatomy.file.paragraphs[: piece.paragraph.number - 1]
        if cell and paragraph.cell and paragraph.cell.table == cell.table and paragraph.cell.column == cell.column
    ]
    if any(paragraph.text.strip() for paragraph in above):
        return Unseen(words("somebody signs above it, as in a biên bản (PL III, mẫu 1.9)"))
    return _level(piece, signer, anatomy, words("on the line on which authority and title of the signer begin"))


def _level(piece: Piece, other: Piece | None, anatomy: Anatomy, asked: Words) -> Seen:
    """Whether two components stand on one line."""
    if other is None:
        return Unseen(words("what it should stand beside was not found"))
    here, there = piece.paragraph, other.paragraph
    if here is there:
        return HOLDS
    if here.cell is None and there.cell is None and here.box is None and there.box is None:
        return Fault(words("below each other"), asked, _IN_A_TABLE)
    if here.cell is None or there.cell is None or here.cell.table != there.cell.table:
        return Unseen(words("they stand in different tables or text boxes; only the printed page shows where"))
    if here.cell.row != there.cell.row:
        return Fault(words("in different rows of the table"), asked, _IN_A_TABLE)
    if _is_first_in_cell(piece, anatomy) and _is_first_in_cell(other, anatomy):
        return HOLDS
    return Unseen(words("lines above it may move it; only the printed page shows where"))


def _is_first_in_cell(piece: Piece, anatomy: Anatomy) -> bool:
    number = piece.paragraph.number
    before = anatomy.file.paragraphs[number - 2] if number > 1 else None
    return before is None or before.cell != piece.paragraph.cell
