"""How the letters of each component look, and how its lines stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from .._measure import text_width_pt
from .._messages import Words, words
from .._rules import Component, Range, RuleSet, format_number
from .._word import Run
from .judging import HOLDS, Fault, Judged, Place, Seen, Unseen, number, spot_of_line
from .lines import Line
from .pieces import Anatomy, Piece
from .signs import has_letters, is_upper

PT = 0.051
"""What half points and rounding may lose, in pt."""
MM = 0.3
"""What programs lose when they convert lengths, in mm."""

_Judge = Callable[[Piece, Line, Component, RuleSet], Seen]

TEXTS = frozenset(("noi_dung", "khoan_khong_tieu_de", "diem", "can_cu"))
"""Where single words may be set apart by bold or italic letters."""


def component_rules(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """What a rule set says of each component, in its order."""
    text_size = _text_size(anatomy)
    for id, component in rules.components.items():
        if id == "so_trang":
            continue  # stands in headers, and is judged there
        unsought = words("the check does not look for it") if id in UNSOUGHT else None
        pieces = anatomy.of(id)
        if component.required:
            # the text is there in whichever of its parts
            texts = [piece for piece in anatomy.pieces if (part := rules.components.get(piece.component)) and part.body]
            yield _present(id, component, texts if component.body else pieces, anatomy)
        for key, name, judge in _PROPERTIES:
            if _asks(key, component):
                places = [
                    Place(spot_of_line(line), judge(piece, line, component, rules), (line, component))
                    for piece in pieces
                    for line in piece.lines
                ]
                title, clause = _name(component, name), _clause(key, component)
                yield Judged(f"{id}.{key}", title, clause, places, nothing=unsought)
        if component.size_as is not None:
            yield Judged(
                f"{id}.size_as",
                _name(component, words("size of letters as the text's")),
                component.clause,
                [
                    Place(spot_of_line(line), _as_the_text(line, text_size), (line, text_size))
                    for p in pieces
                    for line in p.lines
                ],
            )


UNSOUGHT = {"thong_tin_ky_so"}
"""What a program writes when it signs; nothing tells it apart from other small letters."""


def _text_size(anatomy: Anatomy) -> float | None:
    """The size of most letters of the text, in pt."""
    sizes: Counter[float] = Counter()
    for piece in anatomy.of("noi_dung"):
        for run in piece.lines[0].letters:
            sizes[run.size_pt] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _as_the_text(line: Line, size: float | None) -> Seen:
    found = sorted({run.size_pt for run in line.letters})
    if size is None or not found:
        return _nothing_to_see()
    if all(abs(one - size) <= PT for one in found):
        return HOLDS
    return _other_size(map(number, found), words("{size} pt, as the text", size=number(size)), number(size))


def _other_size(found: Iterable[str], asked: Words, value: str) -> Fault:
    mend = words("select it; Home › Font Size › {size}", size=value)
    return Fault(words("{size} pt", size=" / ".join(found)), asked, mend)


def letters_of(lines: Iterable[Line], id: str, component: Component, rules: RuleSet) -> Iterator[Judged]:
    """What it says of the letters of a component outside the body: the page number."""
    lines = list(lines)
    for key, name, judge in _PROPERTIES:
        if key in ("size", "bold", "italic"):
            places = [
                Place(spot_of_line(line), judge(Piece(id, (line,)), line, component, rules), (line, component))
                for line in lines
            ]
            yield Judged(f"{id}.{key}", _name(component, name), component.clause, places)


def _name(component: Component, name: Words) -> Words:
    return Words("{component}: {what}", {"component": component.name, "what": name})


def _clause(key: str, component: Component) -> str:
    own = getattr(component, key, None) if key in ("line_spacing", "space_before") else None
    return own.clause if own is not None else component.clause


def _asks(key: str, component: Component) -> bool:
    """Whether the rule set says anything about a property of the component."""
    if key == "text":
        return bool(component.text)
    if key in ("alignment", "line_spacing", "space_before"):
        return getattr(component, key) is not None
    return True


def _present(id: str, component: Component, pieces: list[Piece], anatomy: Anatomy) -> Judged:
    """Whether a main component is there; of a part of a document it cannot be said."""
    reason = None
    if not anatomy.has_head:
        reason = words("the file has no head: it is a part of a document, as an annex")
    elif anatomy.kind in component.not_in:
        reason = words("the form of this kind of document has none")
    places = [Place(spot_of_line(piece.lines[0]), HOLDS) for piece in pieces]
    return Judged(f"{id}.present", words("{name}", name=component.name), component.clause, places, nothing=reason)


# --- the judges -----------------------------------------------------------------------------------------------------


def _judged_letters(piece: Piece, line: Line) -> list[Run]:
    """The letters that a rule speaks of: of an Điều its number alone, since text may follow."""
    runs = [run for run in line.letters if has_letters(run.text) or run.text.strip().isdigit()]
    if not piece.named:
        return runs
    found, left = [], piece.named
    for run in runs:
        if left > 0:
            found.append(run)
        left -= len(run.text)
    return found


def _size(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    wrong = [run.size_pt for run in line.letters if not component.size.allows(run.size_pt, PT)]
    if not list(line.letters):
        return _nothing_to_see()
    if not wrong:
        return HOLDS
    found = sorted({number(size) for size in wrong})
    return _other_size(found, _range(component.size, "pt"), format_number(component.size.value))


def _bold(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    return _switch(piece, line, [run.bold for run in _judged_letters(piece, line)], component.bold, _BOLD)


def _italic(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    return _switch(piece, line, [run.italic for run in _judged_letters(piece, line)], component.italic, _ITALIC)


_BOLD = (words("bold"), words("not bold"), words("select it; Home › Bold (Ctrl+B)"))
_ITALIC = (words("italic"), words("upright"), words("select it; Home › Italic (Ctrl+I)"))


def _switch(piece: Piece, line: Line, found: list[bool], asked: bool, told: tuple[Words, Words, Words]) -> Seen:
    if not found or (not has_letters(line.text) and piece.component != "so_trang"):
        return _nothing_to_see()
    if piece.numbered:
        return Unseen(words("the decree does not name this level"))
    wrong = [one for one in found if one != asked]
    if not wrong:
        return HOLDS
    yes, no, mend = told
    if piece.component in TEXTS:
        if len(wrong) < len(found):
            return HOLDS
        if not asked and (told is _BOLD or not _is_long(line)):
            return Unseen(words("it may be a title without a number, or words set apart"))
    if len(wrong) < len(found):
        return Fault(words("in part {look}", look=no if asked else yes), yes if asked else no, mend)
    return Fault(no if asked else yes, yes if asked else no, mend)


def _case(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    text = "".join(run.text.upper() if run.caps or run.small_caps else run.text for run in line.runs)
    if not has_letters(text):
        return _nothing_to_see()
    upper = is_upper(text)
    if component.case == "upper":
        if upper or (piece.component == "muc_la_ma" and piece.numbered):
            return HOLDS
        return Fault(words("not in capitals"), words("capitals"), words("select it; Home › Change Case › UPPERCASE"))
    if upper and piece.component in TEXTS and not _is_long(line):
        return Unseen(words("it may be a title without a number, or words set apart"))
    if upper and len(text) > 4 and piece.component not in ("so_ky_hieu", "noi_nhan_ds"):
        mend = words("select it; Home › Change Case › Sentence case, then write names with capitals again")
        return Fault(words("all in capitals"), words("small letters, capitals where a word asks for them"), mend)
    return HOLDS


def _text(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    """The fixed words, letter by letter; both ways to set tone marks are the decree's own."""
    if line.text in component.text:
        return HOLDS
    asked = words("“{words}”", words="” / “".join(component.text))
    return Fault(words("“{words}”", words=line.text), asked, words("write the words as they are prescribed"))


def _alignment(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    found, asked = line.alignment, component.alignment
    if found is None:
        return Unseen(words("tabs or spaces put it there; only the printed page shows where"))
    if found == asked or (asked == "left" and found == "justify"):
        return HOLDS
    both_start_left = asked in ("justify", "left") and found in ("left", "justify")
    if both_start_left and (line.paragraph.cell or not _is_long(line)):
        return HOLDS  # on one line both look the same
    mend = words("put the cursor there; Home › {button}", button=BUTTONS[asked or "left"])
    return Fault(ALIGNMENTS[found], ALIGNMENTS[asked or "left"], mend)


ALIGNMENTS = {
    "left": words("aligned left"),
    "center": words("centred"),
    "right": words("aligned right"),
    "justify": words("justified"),
}
BUTTONS = {
    "left": words("Align Left (Ctrl+L)"),
    "center": words("Center (Ctrl+E)"),
    "justify": words("Justify (Ctrl+J)"),
}


_LINE_PT = 480
"""More than any line of an upright A4 page holds between its margins."""


def _is_long(line: Line) -> bool:
    """Whether a text surely takes more than one line."""
    size = max((run.size_pt for run in line.letters), default=0)
    return text_width_pt(line.text, size, all(run.bold for run in line.letters)) > _LINE_PT


def _line_spacing(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    assert component.line_spacing is not None
    return judged_spacing(line, component.line_spacing)


def judged_spacing(line: Line, limits: Range) -> Seen:
    """Whether the lines of a paragraph are as far apart as they may be."""
    found = lines_apart(line)
    if found is None or limits.allows(found, 0.02):
        return HOLDS
    mend = words("Home › Line and Paragraph Spacing › Line Spacing Options: Multiple, {value}", value=_value(limits))
    return Fault(words("{lines} lines", lines=number(found, 2)), _range(limits, "lines"), mend)


SINGLE = 1.15
"""The height of a single line of Times New Roman, in sizes of its letters."""


def lines_apart(line: Line) -> float | None:
    """How far the lines of a paragraph are apart, in single lines; ``None`` where that is as single lines are."""
    paragraph = line.paragraph
    if paragraph.line_rule == "auto":
        return paragraph.line
    size = max((run.size_pt for run in line.letters), default=0)
    if not size:
        return None
    found = paragraph.line / (size * SINGLE)
    if paragraph.line_rule == "atLeast" and found <= 1:
        return 1.0
    # by an exact height Word users mean “single”, a little tighter or wider; a tenth of a line is not seen
    return 1.0 if 0.9 <= found < 1 else found


def _space_before(piece: Piece, line: Line, component: Component, rules: RuleSet) -> Seen:
    limits = component.space_before
    assert limits is not None
    if line.paragraph is not piece.paragraph or limits.allows(line.paragraph.before_pt, PT):
        return HOLDS
    mend = words("Layout › Spacing › Before: {value} pt", value=_value(limits))
    return Fault(words("{size} pt", size=number(line.paragraph.before_pt)), _range(limits, "pt"), mend)


def _nothing_to_see() -> Unseen:
    return Unseen(words("there are no letters in it"))


def _value(limits: Range) -> str:
    return format_number(limits.value)


def _range(limits: Range, unit: str) -> Words:
    least, most = format_number(limits.min), format_number(limits.max) if limits.max is not None else ""
    unit_words = words("lines") if unit == "lines" else words(unit)
    if not most:
        return words("at least {least} {unit}", least=least, unit=unit_words)
    if least == most:
        return words("{least} {unit}", least=least, unit=unit_words)
    return words("{least} to {most} {unit}", least=least, most=most, unit=unit_words)


range_words = _range
"""What a range allows, in words."""

_PROPERTIES: tuple[tuple[str, Words, _Judge], ...] = (
    ("text", words("fixed words"), _text),
    ("size", words("size of letters"), _size),
    ("bold", words("bold"), _bold),
    ("italic", words("slope"), _italic),
    ("case", words("capitals"), _case),
    ("alignment", words("alignment"), _alignment),
    ("line_spacing", words("line spacing"), _line_spacing),
    ("space_before", words("space above"), _space_before),
)
"""What is judged of every component: key, name, judge."""


def near(found: float, allowed: Iterable[Fraction], tolerance: float) -> bool:
    """Whether a length is one of those allowed."""
    return any(abs(found - float(one)) <= tolerance for one in allowed)
