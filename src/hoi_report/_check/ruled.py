"""The lines below Tiêu ngữ, issuer, trích yếu and note: drawn, solid, and as long as the rule set says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .._measure import last_line_width_pt, text_width_pt
from .._messages import Words, words
from .._rules import Component, RuledLine, RuleSet
from .._word import Border, Drawing, Paragraph
from .judging import HOLDS, Fault, Judged, Place, Seen, Unseen, number, spot_of_line
from .lines import Line, lines_of
from .pieces import Anatomy, Piece
from .values import Severity

TOLERANCE = 0.12
"""How much longer or shorter than asked a line may be, in lengths of its text: by so much a hand is not seen to err."""

CELL_MARGIN_MM = 1.9
"""Left and right of the text of a table cell, unless a file says otherwise."""

ANCHORS = 5
"""So many paragraphs before a head may be there to anchor what is drawn in it."""

HEAD_PIECES = 16
"""So many components from the beginning of a part are near enough to a line that is anchored somewhere else."""

NOTED = {"phu_luc_kem_theo"}
"""Only the forms show the line of this component; that it lacks is worth a note."""


@dataclass(frozen=True, slots=True, eq=False)
class RuledPlace:
    """A component that has a line below it, or should have."""

    piece: Piece
    component: Component
    drawing: Drawing | None
    """The line that is drawn below it."""
    is_bare: bool
    """There is no line of any kind below it."""
    border: Paragraph | None = None
    """The paragraph whose border is the line below it."""
    room_mm: float | None = None
    """The width in which that paragraph stands."""


def ruled_line_rules(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """What a rule set says of ruled lines."""
    for id, component in rules.components.items():
        line = component.ruled_line
        if line is None:
            continue
        ends = [piece for piece in anatomy.of(id) if not _goes_on(anatomy, piece)]
        places = [_place(anatomy, piece, component, line) for piece in ends]
        name = words("{component}: {what}", component=component.name, what=words("line below it"))
        severity: Severity = "note" if id in NOTED else "error"
        yield Judged(f"{id}.ruled_line", name, line.clause, places, severity=severity)


def _goes_on(anatomy: Anatomy, piece: Piece) -> bool:
    """Whether the note of an annex follows, below which the line stands (PL III, mẫu 1.3)."""
    following = anatomy.pieces[anatomy.pieces.index(piece) + 1 :]
    return bool(following) and following[0].component == "phu_luc_kem_theo"


def _place(anatomy: Anatomy, piece: Piece, component: Component, rule: RuledLine) -> Place:
    if rule.kind in ("box", "page_width"):
        unseen = Unseen(words("frames and lines across the page are not looked at"))
        return Place(spot_of_line(piece.lines[-1]), unseen)
    below = _paragraphs_below(anatomy, piece, rule.text)
    if rule.kind == "typed":
        return Place(
            spot_of_line(piece.lines[-1]), _judged_signs(below, rule), RuledPlace(piece, component, None, False)
        )
    drawn = _drawn_line(anatomy, piece, below)
    seen = _judged_drawing(anatomy, drawn, piece, rule) if drawn else _judged(anatomy, piece, rule, below)
    is_bare = isinstance(seen, Fault) and seen.found == _NO_LINE
    bordered = _bordered(below)
    room = _room(anatomy, bordered[0]) if bordered else None
    thing = RuledPlace(piece, component, drawn, is_bare, bordered[0] if bordered else None, room)
    return Place(spot_of_line(piece.lines[-1]), seen, thing)


def _judged_signs(below: list[Paragraph], rule: RuledLine) -> Seen:
    """Whether the signs of a typed line stand below the text."""
    signs = rule.text or ""
    found = [line.text for paragraph in below[1:] for line in lines_of(paragraph) if not line.is_blank]
    if signs in found:
        return HOLDS
    mend = words("type it on a line of its own below the text: {signs}", signs=signs)
    return Fault(words("“{words}”", words=found[0]) if found else _NO_LINE, words("“{words}”", words=signs), mend)


def _drawn_line(anatomy: Anatomy, piece: Piece, below: list[Paragraph]) -> Drawing | None:
    """The line that is drawn below a component; of lines side by side, the one on its side."""
    side = piece.lines[-1].side
    for paragraph in below:
        lines = [drawing for drawing in paragraph.drawings if drawing.kind == "line"]
        if paragraph.cell is None and side:
            lines = [drawing for drawing in lines if _side_of(anatomy, paragraph, drawing) == side]
        if lines:
            return lines[0]
    return _line_elsewhere(anatomy, piece)


def _side_of(anatomy: Anatomy, paragraph: Paragraph, drawing: Drawing) -> str:
    """The half of the text that the middle of a drawing stands in; empty where the file does not say."""
    section = anatomy.file.sections[paragraph.section]
    middle = (section.width_mm - section.left_mm - section.right_mm) / 25.4 * 72 / 2
    if drawing.x_pt is None:
        return ""
    return "left" if drawing.x_pt + drawing.length_pt / 2 < middle else "right"


_NO_LINE = words("no line")


def _judged(anatomy: Anatomy, piece: Piece, rule: RuledLine, below: list[Paragraph]) -> Seen:
    """What is below a component that has no drawn line."""
    asked = _asked(rule)
    mend = words("Insert › Shapes › Line: draw it below the text, centred, black, solid")
    bordered = _bordered(below)
    if bordered is not None:
        return _judged_border(anatomy, *bordered, piece, rule)
    typed = next((line.text for p in below for line in lines_of(p) if line.is_typed_line), "")
    if typed:
        return Fault(words("signs typed in a row: “{signs}”", signs=typed[:12]), asked, mend, "warning")
    letters = list(piece.lines[-1].letters)
    if letters and all(run.underline for run in letters):
        return Fault(words("underlined letters"), asked, mend, "warning")
    if any(drawing.kind in ("picture", "other") for paragraph in below for drawing in paragraph.drawings):
        return Unseen(words("a picture stands below it; only the printed page shows what it is"))
    if _unclaimed(anatomy, piece):
        return Unseen(words("lines are drawn elsewhere on the page; only the printed page shows where"))
    return Fault(_NO_LINE, asked, mend)


def _asked(rule: RuledLine) -> Words:
    share = rule.share
    if share.min == share.max == 1:
        return words("a drawn line as long as the text")
    return words("a drawn line of {least} to {most} of the text", least=str(share.min), most=str(share.max))


def _paragraphs_below(anatomy: Anatomy, piece: Piece, signs: str | None = None) -> list[Paragraph]:
    """The paragraph in which the component ends, and those below it that hold nothing to read but ``signs``."""
    last = piece.lines[-1].paragraph
    found = [last]
    for paragraph in anatomy.file.paragraphs[last.number :]:
        said = [line for line in lines_of(paragraph) if not line.is_blank and not line.is_typed_line]
        if (paragraph.cell, paragraph.box) != (last.cell, last.box) or any(line.text != signs for line in said):
            break
        found.append(paragraph)
    return found


def _bordered(below: list[Paragraph]) -> tuple[Paragraph, Border] | None:
    """The first paragraph whose border is a line below the component, and that border."""
    for index, paragraph in enumerate(below):
        border = paragraph.border_below or (paragraph.border_above if index else None)
        if border is not None:
            return paragraph, border
    return None


def _room(anatomy: Anatomy, paragraph: Paragraph) -> float | None:
    """The width in which a paragraph stands, in mm; ``None`` where only the printed page shows it."""
    if paragraph.cell is not None:
        return None if paragraph.cell.width_mm is None else paragraph.cell.width_mm - 2 * CELL_MARGIN_MM
    if paragraph.box is not None:
        return paragraph.box.width_mm or None
    section = anatomy.file.sections[paragraph.section]
    return section.width_mm - section.left_mm - section.right_mm


def _unclaimed(anatomy: Anatomy, piece: Piece) -> bool:
    """Whether a line is drawn near a component that stands below no other: it may be meant for this one."""
    around = [one for one in anatomy.pieces if one.annex == piece.annex][:HEAD_PIECES]
    numbers = [line.paragraph.number for one in around for line in one.lines]
    near = anatomy.file.paragraphs[max(min(numbers) - 1 - ANCHORS, 0) : max(numbers)]
    claimed = {
        id(drawing.element)
        for one in around
        if one is not piece
        for paragraph in _paragraphs_below(anatomy, one)
        for drawing in paragraph.drawings
    }
    lines = (d for paragraph in near for d in paragraph.drawings if d.floating and d.kind in ("line", "other"))
    return any(id(line.element) not in claimed for line in lines)


def _line_elsewhere(anatomy: Anatomy, piece: Piece) -> Drawing | None:
    """The only line drawn in the component's cell, wherever it is anchored."""
    last = piece.lines[-1].paragraph
    if last.cell is None:
        return None
    inside = [p for p in anatomy.file.paragraphs if p.cell == last.cell]
    lines = [drawing for p in inside for drawing in p.drawings if drawing.kind == "line"]
    return lines[0] if len(lines) == 1 else None


def text_width(line: Line) -> float:
    """The width of a line of text, in pt."""
    return sum(text_width_pt(run.text.upper() if run.caps else run.text, run.size_pt, run.bold) for run in line.runs)


def _judged_length(anatomy: Anatomy, length: float, piece: Piece, rule: RuledLine) -> Seen:
    """By the shortest and the longest line of the text: the decree does not say which is meant."""
    widths = [width for line in piece.lines for width in _widths(anatomy, line)]
    least, most = float(rule.share.min), float(rule.share.max if rule.share.max is not None else 99)
    if (least - TOLERANCE) * min(widths) <= length <= (most + TOLERANCE) * max(widths):
        return HOLDS
    found = words(
        "a line of {length} mm below a text of {width} mm",
        length=number(length / 72 * 25.4, 0),
        width=number(widths[-1] / 72 * 25.4, 0),
    )
    return Fault(found, _asked(rule), words("select the line; Shape Format › Width"))


def _widths(anatomy: Anatomy, line: Line) -> list[float]:
    """The widths of a text's lines, in pt: of one that is too long for a line, a full one and what is left."""
    width = text_width(line)
    section = anatomy.file.sections[line.paragraph.section]
    room = (section.width_mm - section.left_mm - section.right_mm) / 25.4 * 72
    if width <= room:
        return [width]
    size = max((run.size_pt for run in line.letters), default=14)
    bold = all(run.bold for run in line.letters)
    return [room, last_line_width_pt(line.text, size, bold, room)]


def _judged_drawing(anatomy: Anatomy, drawing: Drawing, piece: Piece, rule: RuledLine) -> Seen:
    mend = words("select the line; Shape Format › Shape Outline › Dashes: solid")
    if drawing.solid is False:
        return Fault(words("a broken line"), words("a solid line"), mend)
    return _judged_length(anatomy, drawing.length_pt, piece, rule)


def _judged_border(anatomy: Anatomy, paragraph: Paragraph, border: Border, piece: Piece, rule: RuledLine) -> Seen:
    if border.kind not in ("single", "thick"):
        return Fault(words("a line of another kind"), words("a solid line"), words("Home › Borders › Bottom Border"))
    room = _room(anatomy, paragraph)
    if room is None:
        return Unseen(words("the width of the text around it is not said; only the printed page shows it"))
    length = room - paragraph.left_mm - paragraph.right_mm
    return _judged_length(anatomy, length / 25.4 * 72, piece, rule)
