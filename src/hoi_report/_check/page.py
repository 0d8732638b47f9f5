"""The sheet, its margins, and the page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .._measure import text_width_pt
from .._messages import Words, words
from .._rules import RuleSet, format_number
from .._word import Paragraph, Section
from .judging import HOLDS, Fault, Judged, Place, Seen, Unseen, number, spot_of
from .letters import ALIGNMENTS, BUTTONS, SINGLE, letters_of, range_words
from .lines import Line
from .pieces import Anatomy
from .values import Spot

MM = 0.25
"""What programs lose when they convert the lengths of a page, in mm."""

_SIDES = {
    "top": words("top margin"),
    "bottom": words("bottom margin"),
    "left": words("left margin"),
    "right": words("right margin"),
}


def page_rules(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """What a rule set says of the sheet and its margins."""
    sections = anatomy.file.sections
    paper = rules.paper
    yield Judged("paper", words("size of the sheet"), paper.clause, _each(sections, lambda s: _paper(s, rules)))
    tabled = {p.section for p in anatomy.file.paragraphs if p.cell is not None}
    yield Judged(
        "orientation",
        words("direction of the sheet"),
        paper.clause,
        _each(sections, lambda s: _orientation(s, rules, s.number - 1 in tabled)),
    )
    for side, name in _SIDES.items():
        places = [Place(Spot(section=s.number), _margin(s, rules, side), s) for s in sections]
        yield Judged(f"margins.{side}", name, rules.margins.clause, places)


def _each(sections: Iterable[Section], judge: Callable[[Section], Seen]) -> list[Place]:
    return [Place(Spot(section=section.number), judge(section), section) for section in sections]


def _paper(section: Section, rules: RuleSet) -> Seen:
    paper = rules.paper
    found = sorted((section.width_mm, section.height_mm))
    asked = sorted((float(paper.width), float(paper.height)))
    if all(abs(a - b) <= 1 for a, b in zip(found, asked, strict=True)):
        return HOLDS
    return Fault(
        words("{width} × {height} mm", width=number(section.width_mm, 0), height=number(section.height_mm, 0)),
        words(
            "{name}, {width} × {height} mm",
            name=paper.name,
            width=format_number(paper.width),
            height=format_number(paper.height),
        ),
        words("Layout › Size › {name}", name=paper.name),
    )


def _orientation(section: Section, rules: RuleSet, has_table: bool) -> Seen:
    landscape = section.landscape
    if landscape == (rules.paper.orientation == "landscape") or has_table:
        return HOLDS
    looks = {True: words("landscape"), False: words("portrait")}
    return Fault(looks[landscape], looks[not landscape], words("Layout › Orientation"))


def _margin(section: Section, rules: RuleSet, side: str) -> Seen:
    limits = getattr(rules.margins, side)
    found: float = getattr(section, f"{side}_mm")
    if limits.allows(found, MM):
        return HOLDS
    mend = words("Layout › Margins › Custom Margins: {value} mm", value=format_number(limits.value))
    return Fault(words("{length} mm", length=number(found)), range_words(limits, "mm"), mend)


# --- page numbers ---------------------------------------------------------------------------------------------------


def page_number_rules(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """What a rule set says of page numbers: where they stand, how they run, how they look."""
    said, sections = rules.page_number, anatomy.file.sections
    fields = [_fields(section) for section in sections]
    everywhere = [paragraph for found in fields for paragraphs in found.values() for paragraph in paragraphs]
    one_page = _is_one_page(anatomy, rules)
    nothing = None if everywhere else words("there is no page number")

    def on(rule: str, name: Words, places: list[Place]) -> Judged:
        return Judged(f"page_number.{rule}", name, said.clause, places, nothing=nothing)

    present: Seen = HOLDS
    if not everywhere:
        present = (
            Unseen(words("the document seems to have one page, which shows no number"))
            if one_page is not False
            else Fault(
                words("no page number"),
                words("a page number from the second page on"),
                words("Insert › Page Number › Top of Page › Plain Number 2"),
            )
        )
    even = [s for s in sections if anatomy.file.even_and_odd and any(_fields(s).values()) and not _is_on_even_pages(s)]
    places = [Place(Spot(section=1), present), *(Place(Spot(section=s.number), _NOT_ON_EVEN_PAGES) for s in even)]
    yield on("present", words("page number: is there"), places)
    yield on(
        "position",
        words("page number: which margin"),
        [
            Place(Spot(section=section.number), _position(found, rules))
            for section, found in _numbered(sections, fields)
        ],
    )
    component = rules.components.get("so_trang")
    asked = (component.alignment if component else None) or "center"
    unique = list({id(paragraph.element): paragraph for paragraph in everywhere}.values())
    centred = [Place(spot_of(paragraph), _aligned(paragraph, asked), paragraph) for paragraph in unique]
    yield on("alignment", words("page number: alignment"), centred)
    annexes = [piece.paragraph for piece in anatomy.annexes]
    starts = first_sections(anatomy)
    yield on(
        "first_page",
        words("page number: hidden on the first page"),
        [
            Place(Spot(section=section.number), _first_page(section, found, rules), section)
            for section, found in _numbered(sections, fields)
            if section.number - 1 in starts
        ],
    )
    yield on(
        "start",
        words("page number: the first number"),
        [Place(Spot(section=1), _start(sections[0], rules), sections[0])] if sections and everywhere else [],
    )
    if said.restart == "each_annex":
        attached = annexes if anatomy.has_head else []  # else the file is itself an annex
        places = [Place(spot_of(paragraph), _restart(anatomy, paragraph)) for paragraph in attached]
        yield Judged("page_number.restart", words("page number: starts again in each annex"), said.clause, places)
    numbers = [Line(paragraph, tuple(run for run in paragraph.runs if run.field == "PAGE")) for paragraph in unique]
    if component is not None:
        yield from letters_of(numbers, "so_trang", component, rules)


def _numbered(
    sections: Iterable[Section], fields: Iterable[dict[str, list[Paragraph]]]
) -> list[tuple[Section, dict[str, list[Paragraph]]]]:
    return [(section, found) for section, found in zip(sections, fields, strict=True) if any(found.values())]


def _fields(section: Section) -> dict[str, list[Paragraph]]:
    """The paragraphs with a page number, by where they stand: ``top``, ``bottom``, and those of the first page."""
    found: dict[str, list[Paragraph]] = {}
    for place, parts in (("top", section.headers), ("bottom", section.footers)):
        for kind, paragraphs in parts.items():
            if kind == "first" and not section.first_page_differs:
                continue
            key = f"{place} first" if kind == "first" else place
            found.setdefault(key, []).extend(p for p in paragraphs if any(run.field == "PAGE" for run in p.runs))
    return found


def _is_on_even_pages(section: Section) -> bool:
    parts = (section.headers.get("even", ()), section.footers.get("even", ()))
    return any(run.field == "PAGE" for paragraphs in parts for paragraph in paragraphs for run in paragraph.runs)


_NOT_ON_EVEN_PAGES = Fault(
    words("no page number on even pages"),
    words("a page number from the second page on"),
    words("double-click the page header of an even page; Header & Footer › Different Odd & Even Pages: off"),
)


def _position(found: dict[str, list[Paragraph]], rules: RuleSet) -> Seen:
    asked = "top" if rules.page_number.position == "top_margin" else "bottom"
    names = {"top": words("in the top margin"), "bottom": words("in the bottom margin")}
    other = "bottom" if asked == "top" else "top"
    if found.get(other) or (found.get(f"{other} first") and not found.get(asked)):
        mend = words("Insert › Page Number › Remove Page Numbers, then Page Number › Top of Page › Plain Number 2")
        return Fault(names[other], names[asked], mend)
    return HOLDS


def _aligned(paragraph: Paragraph, asked: str) -> Seen:
    frame = paragraph.frame
    found = frame.x_align if frame is not None and frame.x_align else paragraph.alignment
    if paragraph.box is not None:
        return Unseen(words("it stands in a text box; only the printed page shows where"))
    if found == asked:
        return HOLDS
    if "\t" in paragraph.text:
        return Unseen(words("tabs or spaces put it there; only the printed page shows where"))
    mend = words("put the cursor there; Home › {button}", button=BUTTONS[asked])
    return Fault(ALIGNMENTS.get(found, ALIGNMENTS["left"]), ALIGNMENTS[asked], mend)


def _first_page(section: Section, found: dict[str, list[Paragraph]], rules: RuleSet) -> Seen:
    shown = bool(
        found.get("top first") or found.get("bottom first")
        if section.first_page_differs
        else found.get("top") or found.get("bottom")
    )
    if shown == (rules.page_number.first_page == "shown"):
        return HOLDS
    looks = {True: words("shown on the first page"), False: words("not shown on the first page")}
    mend = words("double-click the page header; Header & Footer › Different First Page, and delete the number there")
    return Fault(looks[shown], looks[not shown], mend)


def _start(section: Section, rules: RuleSet) -> Seen:
    asked = rules.page_number.start
    found = 1 if section.number_start is None else section.number_start
    mend = words("Insert › Page Number › Format Page Numbers › Start at: {number}", number=asked)
    if section.number_format != "decimal":
        return Fault(words("numbers of another kind"), words("Arabic figures"), mend)
    if found == asked:
        return HOLDS
    return Fault(words("{number}", number=found), words("{number}", number=asked), mend)


def _restart(anatomy: Anatomy, paragraph: Paragraph) -> Seen:
    section = anatomy.file.sections[paragraph.section]
    if section.number_start == 1:
        return HOLDS
    mend = words(
        "Layout › Breaks › Next Page before the annex; then Insert › Page Number › Format Page Numbers › Start at: 1"
    )
    return Fault(words("the numbers go on"), words("each annex is numbered from 1"), mend)


def first_sections(anatomy: Anatomy) -> set[int]:
    """The sections in which the document or an annex begins: those whose first page shows no number."""
    return {0} | {
        paragraph.section
        for paragraph in (piece.paragraph for piece in anatomy.annexes)
        if not any(
            p.text.strip()
            for p in anatomy.file.paragraphs
            if p.section == paragraph.section and p.number < paragraph.number
        )
    }


def _is_one_page(anatomy: Anatomy, rules: RuleSet) -> bool | None:
    """Whether the document is surely one page, surely more (``False``), or one cannot say."""
    file = anatomy.file
    if any(paragraph.page is not None and paragraph.page > 1 for paragraph in file.paragraphs):
        return False
    if any(section.kind != "continuous" for section in file.sections[1:]):
        return False
    section = file.sections[0]
    room = (section.height_mm - section.top_mm - section.bottom_mm) / 25.4 * 72
    width = (section.width_mm - section.left_mm - section.right_mm) / 25.4 * 72
    height = sum(_height(paragraph, width) for paragraph in file.paragraphs)
    return True if height < 0.6 * room else False if height > 1.3 * room else None


def _height(paragraph: Paragraph, width: float) -> float:
    """About how high a paragraph is, in pt; half of that in the columns of a table."""
    size = max((run.size_pt for run in paragraph.runs), default=12)
    lines = max(1, -(-text_width_pt(paragraph.text, size) // width))
    line = paragraph.line * size * SINGLE if paragraph.line_rule == "auto" else paragraph.line
    height = lines * line + paragraph.before_pt + paragraph.after_pt
    return height / 2 if paragraph.cell else height
