"""The proof that a template prints everything that a document can say: what it has no tag for would be lost in silence.

Probe documents are filled in which every text is a sign of its own; what does not come out again is reported by its
name. Lists are probed with one member and with several, headings and items one level deeper than any template is
likely to know, and a part that is printed without head and signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .._blocks import (
    AttachmentHead,
    Block,
    Column,
    Composition,
    Dots,
    Frame,
    Heading,
    Item,
    LegalBasis,
    Line,
    NoteMark,
    Paragraph,
    PartBreak,
    Row,
    SectionBreak,
    Signature,
    Signer,
    Span,
    Table,
)
from .._problems import Place, Problem, RenderError, problem
from .context import NOTE_MARK_STYLE, STYLES, context_of, notes_of
from .tables import STYLES as TABLE_STYLES
from .template import Template

_HEADING_LEVELS = range(1, 8)  # Word has six or nine levels of headings that anybody uses
_ITEM_LEVELS = range(1, 5)


def prove(template: Template) -> None:
    """Nothing, if the template prints every variable of the frame, every kind of block and the footnotes.

    Raises:
        RenderError: with a problem for each thing that it does not print, each style that it lacks, and what it asks
            for that a document does not have.
    """
    problems = list(_missing(template))
    for members, alone in ((3, False), (1, False), (1, True)):
        probe = _Probe(template, members)
        problems += probe.lost(probe.part_alone() if alone else probe.document())
    if not problems:
        problems += _unseen(template)
    if problems:
        raise RenderError(problems)


def _missing(template: Template) -> Iterator[Problem]:
    """The styles and the sample note that a document may need and the template lacks."""
    for kind, style in (*(("character", name) for name in (*STYLES.values(), NOTE_MARK_STYLE)), *TABLE_STYLES):
        if not _has(template, kind, style):
            yield problem("template-style-missing", Place(template.name), style, style=style)
    if template.notes.part is None:
        yield problem("template-note-missing", Place(template.name))


@dataclass
class _Probe:
    """Documents of which each text is different from all others, and what each stands for."""

    template: Template
    members: int
    """How many members a list has."""
    signs: dict[str, str] = field(default_factory=dict)

    def document(self) -> Composition:
        """A whole document with everything in it."""
        notes: tuple[tuple[Line, ...], ...] = ()
        body = list(self._blocks())
        if self.template.notes.part is not None and _has(self.template, "character", NOTE_MARK_STYLE):
            notes = ((self._line("footnote"), self._line("footnote (paragraph 2)")),)
            body.append(Paragraph(text=(NoteMark(1),)))
        signer = Signer(self._texts("signer.authority"), self._text("signer.title"), self._text("signer.name"))
        frame = Frame(
            document_title=self._text("document_title"),
            document_author=self._text("document_author"),
            draft=True,
            parent=self._texts("parent"),
            issuer=self._texts("issuer"),
            number=self._text("number"),
            symbol=self._text("symbol"),
            place=self._text("place"),
            date=self._text("date"),
            title=self._text("title"),
            subject=self._texts("subject"),
            addressees=self._texts("addressees"),
            recipients=self._texts("recipients"),
            signer=signer,
        )
        turned = (SectionBreak(landscape=False, first=True), *self._tables(), SectionBreak(landscape=True, first=False))
        attachment = (Signature(), PartBreak(), self._attachment_head(), Paragraph(text=self._line("paragraph.text")))
        return Composition(frame, (*body, *turned, *attachment), notes)

    def part_alone(self) -> Composition:
        """An attachment that is printed without the document to which it belongs."""
        return Composition(Frame(), (self._attachment_head(), *self._blocks(), *self._tables()))

    def lost(self, composition: Composition) -> Iterator[Problem]:
        """A problem for each text that the template did not print, or why it could print nothing."""
        try:
            xml = _printed(self.template, composition)
        except RenderError as error:
            yield from error.problems
            return
        for sign, variable in self.signs.items():
            if sign not in xml:
                yield problem("template-lacks", Place(self.template.name), variable, variable=variable)

    def _blocks(self) -> Iterator[Block]:
        yield LegalBasis(text=self._line("legal_basis.text"))
        yield Paragraph(text=self._line("paragraph.text"))
        for level in _HEADING_LEVELS:
            name = f"heading (level {level})"
            yield Heading(level=level, number=self._text(f"{name}.number"), text=self._line(f"{name}.text"))
        for level in _ITEM_LEVELS:
            name = f"item (level {level})"
            yield Item(level=level, marker=self._text(f"{name}.marker"), text=self._line(f"{name}.text"))

    def _tables(self) -> Iterator[Block]:
        """Tables with and without a common head; none where a style is missing, which is told by its name."""
        known = all(_has(self.template, kind, name) for kind, name in TABLE_STYLES)
        if not known or not _has(self.template, "character", STYLES["strong"]):
            return
        for group in ("", self._text("table.columns.group")):
            titles = (self._text("table.columns.title") for _ in range(self.members + 1))
            columns = tuple(Column(title, 1, group=group if number else "") for number, title in enumerate(titles))
            cells = tuple(self._line("table.rows.cells") for _ in columns)
            total = tuple(self._text("table.rows.cells (total)") for _ in columns)
            across = (self._line("table.rows.cells (across)"),)
            yield Table(columns, (Row(across, "across"), Row(cells), Row(total, "total")), landscape=not group)

    def _attachment_head(self) -> AttachmentHead:
        name = "attachment_head"
        note = self._text(f"{name}.note")
        return AttachmentHead(title=self._text(f"{name}.title"), subject=self._texts(f"{name}.subject"), note=note)

    def _text(self, variable: str) -> str:
        sign = f"§{len(self.signs) + 1}§"  # no letters: a template may print in capitals
        self.signs[sign] = variable
        return sign

    def _texts(self, variable: str) -> tuple[str, ...]:
        return tuple(self._text(f"{variable}[{number}]") for number in range(self.members))

    def _line(self, variable: str) -> Line:
        known = [style for style, name in STYLES.items() if _has(self.template, "character", name)]
        return (Span(self._text(variable)), *(Span(self._text(f"{variable} ({style})"), style) for style in known))


def _unseen(template: Template) -> Iterator[Problem]:
    """A problem for what has no text of its own and leaves no trace in print either."""
    frame = replace(Frame(), issuer=("1",), title="2", signer=Signer((), "3", "4"))
    text = Paragraph(text="5", keep=True)  # as before a break: a break must leave a trace of its own
    without = _printed(template, Composition(frame, (text, text)))
    variations = {
        "draft": Composition(replace(frame, draft=True), (text, text)),
        "dots": Composition(frame, (text, Dots(), text)),
        "signature": Composition(frame, (text, Signature(), text)),
    }
    for variable, composition in variations.items():
        if _printed(template, composition) == without:
            yield problem("template-lacks", Place(template.name), variable, variable=variable)
    yield from _unseen_sections(template, frame, text)


def _unseen_sections(template: Template, frame: Frame, text: Block) -> Iterator[Problem]:
    """A problem for what a break does not say of the section that ends there.

    Whether a section is the first of its part matters only where the last one shows it: pages may also be counted
    through the whole document.
    """

    def printed(*blocks: Block, continued: bool = False) -> str:
        return _printed(template, Composition(frame, (text, *blocks), continued=continued))

    without = printed(text)
    counted = without != printed(text, continued=True)
    for variable, behind in (("section_break", ()), ("part_break", (PartBreak(),))):
        ends = {
            (landscape, first): printed(SectionBreak(landscape=landscape, first=first), *behind, text)
            for landscape in (False, True)
            for first in (False, True)
        }
        lost = {
            variable: without in ends.values(),
            f"{variable}.landscape": any(ends[False, first] == ends[True, first] for first in (False, True)),
            f"{variable}.first": counted and any(ends[turned, False] == ends[turned, True] for turned in (False, True)),
        }
        for name in (name for name, is_lost in lost.items() if is_lost):
            yield problem("template-lacks", Place(template.name), name, variable=name)
    if printed(text, SectionBreak(landscape=True, first=True)) == without:
        yield problem("template-lacks", Place(template.name), "landscape", variable="landscape")


def _has(template: Template, kind: str, style: str) -> bool:
    return (kind, style.casefold()) in template.style_ids


def _printed(template: Template, composition: Composition) -> str:
    printed = template.xml(context_of(composition, template), notes_of(composition, template))
    return b"".join(printed.values()).decode("utf-8")
