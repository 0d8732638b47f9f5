"""The lines below Tiêu ngữ, issuer, trích yếu and note: drawn, solid, and as long as the rule set says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .._measure import text_width_pt
from .._messages import Words, words
from .._rules import Component, RuledLine, RuleSet
from .._word import Drawing, Paragraph
from .anatomy import Anatomy, Piece
from .judging import HOLDS, Fault, Judged, Place, Seen, Unseen, number, spot_of_line
from .lines import Line, lines_of
from .values import Severity

TOLERANCE = 0.12
"""How much longer or shorter than asked a line may be, in lengths of its text: by so much a hand is not seen to err."""

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


def ruled_line_rules(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """What a rule set says of ruled lines."""
    for id, component in rules.components.items():
        line = component.ruled_line
        if line is None or line.kind != "below_text":
            continue
        places = [_place(anatomy, piece, component, line) for piece in anatomy.of(id)]
        name = words("{component}: {what}", component=component.name, what=words("line below it"))
        severity: Severity = "note" if id in NOTED else "error"
        yield Judged(f"{id}.ruled_line", name, line.clause, places, severity=severity)


def _place(anatomy: Anatomy, piece: Piece, component: Component, rule: RuledLine) -> Place:
    below = _paragraphs_below(anatomy, piece)
    drawn = next((d for paragraph in below for d in paragraph.drawings if d.kind == "line"), None)
    drawn = drawn or _line_elsewhere(anatomy, piece)
    seen = _judged_drawing(drawn, piece, rule) if drawn else _judged(anatomy, piece, rule, below)
    is_bare = isinstance(seen, Fault) and seen.found == _NO_LINE
    return Place(spot_of_line(piece.lines[-1]), seen, RuledPlace(piece, component, drawn, is_bare))


_NO_LINE = words("no line")


def _judged(anatomy: Anatomy, piece: Piece, rule: RuledLine, below: list[Paragraph]) -> Seen:
    """What is below a component that has no drawn line."""
    asked = _asked(rule)
    mend = words("Insert › Shapes › Line: draw it below the text, centred, black, solid")
    bordered = next((paragraph for paragraph in below if paragraph.border_below is not None), None)
    if bordered is not None:
        return _judged_border(anatomy, bordered, piece, rule)
    typed = next((line.text for p in below for line in lines_of(p) if line.is_typed_line), "")
    if typed:
        return Fault(words("signs typed in a row: “{signs}”", signs=typed[:12]), asked, mend, "warning")
    letters = list(piece.lines[-1].letters)
    if letters and all(run.underline for run in letters):
        return Fault(words("underlined letters"), asked, mend, "warning")
    if any(d.floating for p in _head_paragraphs(anatomy, piece) for d in p.drawings if d.kind in ("line", "other")):
        return Unseen(words("lines are drawn elsewhere on the page; only the printed page shows where"))
    return Fault(_NO_LINE, asked, mend)


def _asked(rule: RuledLine) -> Words:
    share = rule.share
    if share.min == share.max == 1:
        return words("a drawn line as long as the text")
    return words("a drawn line of {least} to {most} of the text", least=str(share.min), most=str(share.max))


def _paragraphs_below(anatomy: Anatomy, piece: Piece) -> list[Paragraph]:
    """The paragraph in which the component ends, and those below it that hold nothing to read."""
    paragraphs = anatomy.file.paragraphs
    last = piece.lines[-1].paragraph
    index = last.number - 1
    found = [last]
    for paragraph in paragraphs[index + 1 :]:
        same_cell = (paragraph.cell, paragraph.box) == (last.cell, last.box)
        lines = [line for line in lines_of(paragraph) if not line.is_blank and not line.is_typed_line]
        if not same_cell or lines:
            break
        found.append(paragraph)
    return found


def _head_paragraphs(anatomy: Anatomy, piece: Piece) -> list[Paragraph]:
    """The paragraphs around the component: of its head, or of its title."""
    pieces = [one for one in anatomy.pieces if one.annex == piece.annex]
    around = pieces[: pieces.index(piece) + 4]
    numbers = [line.paragraph.number for one in around for line in one.lines]
    first, last = min(numbers), max(numbers)
    return list(anatomy.file.paragraphs[first - 1 : last])


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


def _judged_length(length: float, piece: Piece, rule: RuledLine) -> Seen:
    """By the shortest and the longest line of the text: the decree does not say which is meant."""
    widths = [text_width(line) for line in piece.lines]
    least, most = float(rule.share.min), float(rule.share.max if rule.share.max is not None else 99)
    if (least - TOLERANCE) * min(widths) <= length <= (most + TOLERANCE) * max(widths):
        return HOLDS
    found = words(
        "a line of {length} mm below a text of {width} mm",
        length=number(length / 72 * 25.4, 0),
        width=number(widths[-1] / 72 * 25.4, 0),
    )
    return Fault(found, _asked(rule), words("select the line; Shape Format › Width"))


def _judged_drawing(drawing: Drawing, piece: Piece, rule: RuledLine) -> Seen:
    mend = words("select the line; Shape Format › Shape Outline › Dashes: solid")
    if drawing.solid is False:
        return Fault(words("a broken line"), words("a solid line"), mend)
    return _judged_length(drawing.length_pt, piece, rule)


def _judged_border(anatomy: Anatomy, paragraph: Paragraph, piece: Piece, rule: RuledLine) -> Seen:
    border = paragraph.border_below
    assert border is not None
    if border.kind not in ("single", "thick"):
        return Fault(words("a line of another kind"), words("a solid line"), words("Home › Borders › Bottom Border"))
    section = anatomy.file.sections[paragraph.section]
    room = section.width_mm - section.left_mm - section.right_mm
    if paragraph.cell is not None:
        if paragraph.cell.width_mm is None:
            return Unseen(words("the width of the table cell is not said; only the printed page shows it"))
        room = paragraph.cell.width_mm - 2 * 1.9
    elif paragraph.box is not None:
        return Unseen(words("it stands in a text box; only the printed page shows where"))
    return _judged_length((room - paragraph.left_mm - paragraph.right_mm) / 25.4 * 72, piece, rule)
