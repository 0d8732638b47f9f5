"""Mending what can be mended without touching a word: page, letters, spacing, page numbers, lines below.

Each mender changes the look of one place where a rule is broken. Words are never changed: what the rules about words
complain of is left, and told. A file that is signed is left alone, since any change would break its signature.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from .._files import WholeFile
from .._problems import InvalidInput, Place, problem, told_in
from .._rules import Component, RuleSet
from .._value_class import guarded_class
from .._word import Paragraph, Section, WordFile, read_word
from .._zipped import pack, write_zip
from .anatomy import anatomy_of
from .checking import DEFAULT_RULES, judged, rule_set, rules_on_looks, word_file
from .lines import Line
from .mending_lines import mend_line
from .mending_numbers import mend_page_numbers, written
from .ooxml import properties, put, switch, w
from .pieces import Piece
from .values import Checked, RuleAnswer


@guarded_class
class Fixed(WholeFile):
    """A Word file in which the look was mended; its words are those of the file that was given."""

    before: Checked
    """What was found in the file that was given."""
    after: Checked
    """What is found in this one."""

    @property
    def mended(self) -> tuple[RuleAnswer, ...]:
        """The rules that were broken and are so no more, as they were before."""
        left = {answer.rule for answer in self.left}
        return tuple(a for a in self.before.answers if a.status == "broken" and a.rule not in left)

    @property
    def left(self) -> tuple[RuleAnswer, ...]:
        """The rules that are still broken."""
        return tuple(answer for answer in self.after.answers if answer.status == "broken")


def fix(
    source: str | os.PathLike[str] | bytes,
    *,
    rules: str | os.PathLike[str] = DEFAULT_RULES,
    base_dir: str | os.PathLike[str] | None = None,
    name: str | None = None,
    lang: str = "vi",
) -> Fixed:
    """The same document with its look mended: margins, font, letters, spacing, page numbers, lines below.

    Every word, space and mark stays as it is. Arguments and errors are those of :func:`check`; a file that is signed
    is refused as well.

    >>> from hoi_report import example, load_document, render
    >>> plan = render(load_document(example("thai-binh-2024") / "ke-hoach.yaml"))
    >>> fix(plan.content).mended
    ()
    """
    with told_in(lang):
        file = word_file(source, name)
        said = rule_set(rules, base_dir)
        return _fixed(file, said, lang)


def _fixed(file: WordFile, rules: RuleSet, lang: str) -> Fixed:
    if any("_xmlsignatures" in part for part in file.package.parts):
        raise InvalidInput([problem("docx-signed", Place(file.name or None))])
    before, words, content = judged(file, rules), _words(file), b""
    for round in range(ROUNDS):
        # the length of a line follows from the letters above it: they are mended first
        mended = _mended(file, rules, with_lines=round > 0)
        if mended == content:
            break
        content = mended
        file = read_word(content, file.name)
        if _words(file) != words:
            raise RuntimeError("mending has touched words")
    return Fixed(content, before.in_language(lang), judged(file, rules).in_language(lang))


ROUNDS = 4
"""So often is a file mended at most: larger letters may fill another line, which asks for more."""


def _mended(file: WordFile, rules: RuleSet, *, with_lines: bool) -> bytes:
    """The file with every place mended that is found broken in it."""
    anatomy = anatomy_of(file, rules)
    broken = [rule for rule in rules_on_looks(anatomy, rules) if rule.faults]
    for rule in broken:
        mender = MENDERS.get(rule.rule) or MENDERS.get(rule.rule.rpartition(".")[2])
        if mender is not None and (with_lines or mender is not mend_line):
            for fault in rule.faults:
                mender(fault.thing, rules)
    new = mend_page_numbers(anatomy, rules, {rule.rule for rule in broken})
    return write_zip(pack(part, data) for part, data in _parts(file, new).items())


def _words(file: WordFile) -> list[str]:
    """Every text of the file that is no page number."""
    return [paragraph.text for paragraph in (*file.paragraphs, *file.notes)]


def _parts(file: WordFile, new: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of the file as they are to be written; what was not read is as it was."""
    read = {part: written(root) for part, root in file.trees.items() if part in file.package.parts}
    return {**file.package.parts, **read, **new}


# --- the menders ----------------------------------------------------------------------------------------------------

_TWIPS_PER_MM = 1440 / 25.4


def _twips(mm: Any) -> str:
    return str(round(float(mm) * _TWIPS_PER_MM))


def _margin(side: str) -> Callable[[Any, RuleSet], None]:
    def mend(section: Section, rules: RuleSet) -> None:
        put(section.element, "pgMar", **{side: _twips(getattr(rules.margins, side).value)})

    return mend


def _paper(section: Section, rules: RuleSet) -> None:
    sides = [_twips(rules.paper.width), _twips(rules.paper.height)]
    width, height = reversed(sides) if section.landscape else sides
    put(section.element, "pgSz", w=width, h=height)


def _runs(owner: Paragraph | Line, but: tuple[str, ...] = ()) -> Iterator[etree._Element]:
    """The properties of each run with something to see, but for formulas and those in fonts that begin so."""
    seen: set[int] = set()
    for run in owner.runs:
        is_other = bool(but) and (run.font or "").casefold().startswith(but)
        if run.text.strip() and id(run.element) not in seen and not is_other and not run.in_formula:
            seen.add(id(run.element))
            yield properties(run.element)


DRAWN_BY_THE_FONT = (".vn", "vni", "symbol", "wingdings", "webdings", "mt extra")
"""Fonts that show other signs than their characters are (TCVN3, VNI, pictures): another font would show other words."""


def _font(paragraph: Paragraph, rules: RuleSet) -> None:
    name = rules.font.name
    theme = dict.fromkeys(("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"))
    for run in _runs(paragraph, but=DRAWN_BY_THE_FONT):
        put(run, "rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, **theme)


def _color(paragraph: Paragraph, rules: RuleSet) -> None:
    for run in _runs(paragraph):
        put(run, "color", val=rules.font.color, themeColor=None, themeTint=None, themeShade=None)


def _size(place: tuple[Line, Component], rules: RuleSet) -> None:
    line, component = place
    for run in _runs(line):
        for name in ("sz", "szCs"):
            put(run, name, val=str(round(component.size.value * 2)))


def _size_as(place: tuple[Line, float], rules: RuleSet) -> None:
    for run in _runs(place[0]):
        for name in ("sz", "szCs"):
            put(run, name, val=str(round(place[1] * 2)))


def _bold(place: tuple[Line, Component], rules: RuleSet) -> None:
    for run in _runs(place[0]):
        switch(run, place[1].bold, "b", "bCs")


def _italic(place: tuple[Line, Component], rules: RuleSet) -> None:
    for run in _runs(place[0]):
        switch(run, place[1].italic, "i", "iCs")


def _alignment(place: tuple[Line, Component], rules: RuleSet) -> None:
    line, component = place
    asked = component.alignment or "left"
    put(properties(line.paragraph.element), "jc", val="both" if asked == "justify" else asked)


def _page_number_alignment(paragraph: Paragraph, rules: RuleSet) -> None:
    asked = rules.components["so_trang"].alignment or "center"
    put(properties(paragraph.element), "jc", val=asked)
    frame = paragraph.element.find(f"{w('pPr')}/{w('framePr')}")
    if frame is not None:
        frame.set(w("xAlign"), asked)


def _indent(line: Line, rules: RuleSet) -> None:
    firsts = dict.fromkeys(("hanging", "hangingChars", "firstLineChars", "leftChars", "startChars", "start"))
    first = _twips(rules.first_line_indent.value)
    put(properties(line.paragraph.element), "ind", left="0", firstLine=first, **firsts)


def _paragraph_spacing(pair: tuple[Piece, Piece], rules: RuleSet) -> None:
    first, second = (piece.paragraph for piece in pair)
    points = str(round(float(rules.paragraph_spacing.value) * 20))
    put(properties(first.element), "spacing", after=points, afterAutospacing=None, afterLines=None)
    for paragraph in (first, second):
        if paragraph.contextual:
            put(properties(paragraph.element), "contextualSpacing", val="0")


def _line_spacing(place: Line | tuple[Line, Component], rules: RuleSet) -> None:
    line, limits = (place, rules.line_spacing) if isinstance(place, Line) else (place[0], place[1].line_spacing)
    assert limits is not None
    lines = str(round(float(limits.value) * 240))
    put(properties(line.paragraph.element), "spacing", line=lines, lineRule="auto")


def _space_before(place: tuple[Line, Component], rules: RuleSet) -> None:
    line, component = place
    assert component.space_before is not None
    points = str(round(float(component.space_before.value) * 20))
    put(properties(line.paragraph.element), "spacing", before=points, beforeAutospacing=None, beforeLines=None)


MENDERS: Mapping[str, Callable[[Any, RuleSet], None]] = {
    **{side: _margin(side) for side in ("top", "bottom", "left", "right")},
    "paper": _paper,
    "font": _font,
    "color": _color,
    "size": _size,
    "size_as": _size_as,
    "bold": _bold,
    "italic": _italic,
    "alignment": _alignment,
    "page_number.alignment": _page_number_alignment,
    "first_line_indent": _indent,
    "paragraph_spacing": _paragraph_spacing,
    "line_spacing": _line_spacing,
    "space_before": _space_before,
    "ruled_line": mend_line,
}
"""What mends a rule, by the last word of its id. Each takes the thing of a fault's place."""
