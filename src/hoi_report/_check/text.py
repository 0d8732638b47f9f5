"""What holds for the text as a whole: its font and colour, the indents and the space of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .._messages import Words, words
from .._rules import RuleSet, format_number
from .._word import Paragraph, Run
from .judging import HOLDS, Fault, Judged, Place, Seen, Unseen, number, spot_of, spot_of_line
from .letters import MM, PT, judged_spacing, near, range_words
from .lines import Line
from .pieces import Anatomy, Piece
from .signs import has_letters

FONTS = {"timesnewromanpsmt", "timesnewromanps", "tinos-times"}
"""Other names under which programs write the decree's font."""

DARKEST = 0x20
"""A colour with no more of red, green and blue than this is black on paper."""

TAB_MM = 12.7
"""Where Word's first tab stop is, unless the file says otherwise."""


def text_rules(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """What a rule set says of font and colour, indents and spacing."""
    paragraphs = [paragraph for paragraph in _every_paragraph(anatomy) if paragraph.text.strip()]
    font, clause = rules.font, rules.font.clause
    yield Judged("font", words("font"), clause, [Place(spot_of(p), _font(p, rules), p) for p in paragraphs])
    stamps = {id(piece.paragraph.element) for piece in anatomy.of("do_khan")}  # in bright red ink
    yield Judged(
        "color",
        words("colour of letters"),
        clause,
        [
            Place(spot_of(p), _color(p, font.color), p)
            for p in paragraphs
            if p.text.strip() and id(p.element) not in stamps
        ],
    )
    body = [piece for piece in anatomy.pieces if _is(piece, rules, "body")]
    indented = [piece for piece in body if _is(piece, rules, "indented")]
    yield Judged(
        "first_line_indent",
        words("indent of the first line"),
        rules.first_line_indent.clause,
        [Place(spot_of_line(piece.lines[0]), _indent(piece.lines[0], rules), piece.lines[0]) for piece in indented],
    )
    yield Judged(
        "paragraph_spacing",
        words("space between paragraphs"),
        rules.paragraph_spacing.clause,
        [
            Place(spot_of_line(second.lines[0]), _space(first.paragraph, second.paragraph, rules), (first, second))
            for first, second in pairwise(body)
            if first.annex == second.annex and second.paragraph.number == first.paragraph.number + 1
        ],
    )
    yield Judged(
        "line_spacing",
        words("space between lines"),
        rules.line_spacing.clause,
        [
            Place(spot_of_line(piece.lines[0]), judged_spacing(piece.lines[0], rules.line_spacing), piece.lines[0])
            for piece in body
        ],
    )


def _every_paragraph(anatomy: Anatomy) -> Iterator[Paragraph]:
    seen: set[int] = set()
    yield from anatomy.file.paragraphs
    yield from anatomy.file.notes
    for section in anatomy.file.sections:
        for paragraphs in (*section.headers.values(), *section.footers.values()):
            for paragraph in paragraphs:
                if id(paragraph.element) not in seen:  # a header serves several sections
                    seen.add(id(paragraph.element))
                    yield paragraph


def _is(piece: Piece, rules: RuleSet, what: str) -> bool:
    component = rules.components.get(piece.component)
    said = component is not None and bool(getattr(component, what))
    return said and piece.paragraph.cell is None and has_letters(piece.text)


def _visible(paragraph: Paragraph) -> list[Run]:
    return [run for run in paragraph.runs if not run.in_formula and any(map(str.isalnum, run.text))]


def _font(paragraph: Paragraph, rules: RuleSet) -> Seen:
    name = rules.font.name
    found = {run.font for run in _visible(paragraph)}
    known = {_plain(name)} | (FONTS if _plain(name) == "timesnewroman" else set())
    wrong = sorted(font for font in found if font is not None and _plain(font) not in known)
    if wrong:
        return Fault(
            words("{words}", words=", ".join(wrong)), words(name), words("select it; Home › Font: {font}", font=name)
        )
    if None in found:
        return Unseen(words("the file does not say which font it is"))
    return HOLDS


def _plain(font: str) -> str:
    return font.replace(" ", "").replace("-", "").casefold()


def _color(paragraph: Paragraph, asked: str) -> Seen:
    wrong = sorted({run.color for run in _visible(paragraph) if not _is_color(run.color, asked)})
    if not wrong:
        return HOLDS
    mend = words("select it; Home › Font Color: Automatic")
    return Fault(words("colour {color}", color=", ".join(wrong)), words("black"), mend)


def _is_color(found: str, asked: str) -> bool:
    if found in ("auto", "", asked):
        return True
    try:
        parts = [int(found[i : i + 2], 16) for i in (0, 2, 4)]
    except ValueError:
        return True  # no colour that Word knows either
    return asked == "000000" and max(parts) <= DARKEST


def _either(choices: list[str]) -> str | Words:
    """One of several, in words."""
    if len(choices) == 1:
        return choices[0]
    return words("{first} or {second}", first=", ".join(choices[:-1]), second=choices[-1])


def _indent(line: Line, rules: RuleSet) -> Seen:
    paragraph = line.paragraph
    allowed = rules.first_line_indent.allowed
    text = "".join(run.text for run in line.runs)
    found = paragraph.left_mm + paragraph.first_line_mm
    asked = words("{length} mm", length=_either([format_number(length) for length in allowed]))
    mend = words(
        "Home › Paragraph settings › Indentation › Special: First line, {value} mm",
        value=format_number(rules.first_line_indent.value),
    )
    if text.startswith("\t") and not paragraph.label:
        if paragraph.tabs:
            return Unseen(words("tabs or spaces put it there; only the printed page shows where"))
        if abs(found) <= MM:
            found = TAB_MM * (len(text) - len(text.lstrip("\t")))
    elif text.startswith("   ") and abs(found) <= MM:
        return Fault(words("spaces typed in front"), asked, mend, "warning")
    if paragraph.alignment == "center":
        return Unseen(words("a centred line has no indent"))
    return HOLDS if near(found, allowed, MM) else Fault(words("{length} mm", length=number(found)), asked, mend)


def _space(first: Paragraph, second: Paragraph, rules: RuleSet) -> Seen:
    same = first.style == second.style
    after = 0.0 if first.contextual and same else first.after_pt
    before = 0.0 if second.contextual and same else second.before_pt
    if rules.paragraph_spacing.allows(after + before, PT):
        return HOLDS
    mend = words(
        "Home › Paragraph settings › Spacing › After: {value} pt", value=format_number(rules.paragraph_spacing.value)
    )
    return Fault(words("{size} pt", size=number(after + before)), range_words(rules.paragraph_spacing, "pt"), mend)
