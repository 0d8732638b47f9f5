"""From a composition to what a template prints: the context of its tags, and the notes.

Exactly what docxtpl takes, and safe in its hands too: every text is escaped markup that no engine can take for a tag,
for structure or for a break, with autoescape or without. Blocks are objects with attributes, on which Jinja is faster
than on dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from itertools import pairwise
from typing import TypeVar

from .._blocks import (
    AttachmentHead,
    Block,
    Composition,
    Heading,
    Item,
    LegalBasis,
    Line,
    NoteMark,
    Paragraph,
    PartBreak,
    SectionBreak,
    Signer,
    Span,
    SpanStyle,
    Table,
    parts,
)
from .tables import Cells, table_markup
from .template import Template
from .values import PLAIN_BEGIN, PLAIN_END, Refused, Runs, SafeText, View, are_run_texts, escaped, run_text, safe_text

K = TypeVar("K")
T = TypeVar("T")

STYLES: dict[SpanStyle, str] = {
    "run_on": "Nối tiêu đề",
    "strong": "Đậm",
    "emphasis": "Nghiêng",
    "strong_emphasis": "Đậm nghiêng",
}
"""The names of the character styles by the styles of spans; plain spans look as their paragraph."""
_UPRIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
"""Said on the run too: a style that is off does not take a heading's bold away (ISO/IEC 29500-1, 17.7.3)."""
NOTE_MARK_STYLE = "footnote reference"
_BREAKS = (SectionBreak, PartBreak)


def context_of(composition: Composition, template: Template) -> dict[str, object]:
    """What the tags of a template name: the frame's fields, ``blocks``, and what the last section is.

    Args:
        composition: What is printed.
        template: Runs name its character styles by their ids.

    Raises:
        RenderError: a text holds a control character, or the template lacks a style that a text needs.
    """
    frame = composition.frame
    try:
        *blocks, end = _printed(template, lambda lines: _blocks(composition, lines))
        return {
            "document_title": safe_text(frame.document_title),
            "document_author": safe_text(frame.document_author),
            "draft": frame.draft,
            "parent": _texts(frame.parent),
            "issuer": _texts(frame.issuer),
            "number": safe_text(frame.number),
            "symbol": safe_text(frame.symbol),
            "place": safe_text(frame.place),
            "date": safe_text(frame.date),
            "title": safe_text(frame.title),
            "subject": _texts(frame.subject),
            "addressees": _texts(frame.addressees),
            "recipients": _texts(frame.recipients),
            "signer": _signer(frame.signer),
            "blocks": blocks,
            "landscape": end.landscape,
            "continued": not end.first,
        }
    except Refused as error:
        raise error.error(template.name) from error


def notes_of(composition: Composition, template: Template) -> tuple[tuple[Runs, ...], ...]:
    """The footnotes in the order of their marks, each the runs of its paragraphs.

    Raises:
        RenderError: as :func:`context_of`.
    """
    notes = composition.notes
    try:
        return _printed(template, lambda lines: tuple(tuple(map(lines.runs, paragraphs)) for paragraphs in notes))
    except Refused as error:
        raise error.error(template.name) from error


def _printed(template: Template, make: Callable[[_Lines], T]) -> T:
    """What is made of lines: first as if nothing in them had to be escaped, as nearly always; else once more."""
    lines = _Lines(template, str.encode)
    with suppress(UnicodeEncodeError):  # half of a surrogate pair, which is refused below
        made = make(lines)
        if are_run_texts(lines.texts):
            return made
    return make(_Lines(template, run_text))


def _blocks(composition: Composition, lines: _Lines) -> list[View]:
    """The blocks and, as if it were one more break, the end of the last section.

    A break is a paragraph, which must not slip to a page of its own: what stands before it keeps to it. A section with
    nothing in it would be an empty page: the one before it ends in its place.
    """
    views: list[View] = []
    end = PartBreak(first=not composition.continued)
    for block, following in pairwise([*composition.blocks, end, end]):
        keep = block.keep or (isinstance(following, _BREAKS) and following is not end)
        view = _block(block, keep, lines)
        if isinstance(block, _BREAKS) and views and views[-1].kind == SectionBreak.kind:
            before = views.pop()
            view.landscape, view.first = before.landscape, before.first
        views.append(view)
    return views


def _block(block: Block, keep: bool, lines: _Lines) -> View:
    view = View()
    view.kind, view.keep = block.kind, keep
    if isinstance(block, Item):  # as most are
        view.level, view.marker, view.text = block.level, lines.markers[block.marker], lines.runs(block.text)
        return view
    match block:
        case Paragraph(text=text) | LegalBasis(text=text):
            view.text = lines.runs(text)
        case Heading(level=level, number=number, text=text):
            view.level, view.number, view.text = level, safe_text(number), lines.runs(text)
        case AttachmentHead(title=title, subject=subject, note=note):
            view.title, view.subject, view.note = safe_text(title), _texts(subject), safe_text(note)
        case Table(landscape=landscape):
            widths = lines.template.widths
            cells = Cells(lines.styles, lines.add, lines.plain, widths.landscape if landscape else widths.portrait)
            view.table = table_markup(block, keep, cells)
        case SectionBreak(landscape=landscape, first=first):
            view.landscape, view.first = landscape, first
        case PartBreak(first=first):
            view.landscape, view.first = False, first
    return view


def _signer(signer: Signer | None) -> View | None:
    if signer is None:
        return None
    view = View()
    view.authority, view.title, view.name = _texts(signer.authority), safe_text(signer.title), safe_text(signer.name)
    return view


def _texts(lines: Iterable[str]) -> list[SafeText]:
    return [safe_text(line) for line in lines]


class _Made(dict[K, T]):
    """What is made of a key, once: a document has few of them, and each of them often."""

    def __init__(self, make: Callable[[K], T]):
        self._make = make

    def __missing__(self, key: K) -> T:
        self[key] = made = self._make(key)
        return made


class _Lines:
    """How lines become runs in the styles of one template."""

    def __init__(self, template: Template, utf8: Callable[[str], bytes]):
        """``utf8`` gives a text as it stands in a run."""
        self.template = template
        self.texts: list[bytes] = []
        """The texts of all runs."""
        self.markers = _Made(safe_text)
        """The markers of items."""
        self.styles = _Made(partial(_style_id, template))
        """The ids of styles, by kind and name."""
        self._utf8 = utf8
        self._openings = _Made(partial(_opening, self.styles))

    def runs(self, line: Line) -> Runs:
        """The runs of a line.

        Raises:
            Refused: a text cannot stand in Word's XML, or a style is missing.
        """
        if line and isinstance(line, str):  # as most are
            text = self._utf8(line)
            self.texts.append(text)
            return Runs([PLAIN_BEGIN, text, PLAIN_END])
        pieces: list[bytes] = []
        self.add(line, pieces)
        return Runs(pieces)

    def plain(self, texts: Iterable[str]) -> list[bytes]:
        """Texts as they stand in runs, each in one.

        Raises:
            Refused: a text cannot stand in Word's XML.
        """
        found = [*map(self._utf8, texts)]
        self.texts += found
        return found

    def add(self, line: Line, pieces: list[bytes]) -> None:
        """Put the runs of a line behind other pieces.

        Raises:
            Refused: as :meth:`runs`.
        """
        for part in parts(line):
            if isinstance(part, Span):
                text = self._utf8(part.text)
                self.texts.append(text)
                pieces += (self._openings[part.style], text, PLAIN_END)
            else:
                pieces.append(self._mark(part))

    def _mark(self, mark: NoteMark) -> bytes:
        style = self.styles["character", NOTE_MARK_STYLE]
        look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
        return f'<w:r>{look}<w:footnoteReference w:id="{mark.note}"/></w:r>'.encode()


def _opening(styles: Mapping[tuple[str, str], str], style: SpanStyle) -> bytes:
    """What stands before the text of a span."""
    if not style:
        return PLAIN_BEGIN
    off = _UPRIGHT if style == "run_on" else ""
    look = f'<w:rPr><w:rStyle w:val="{styles["character", STYLES[style]]}"/>{off}</w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">'.encode()


def _style_id(template: Template, kind_and_name: tuple[str, str]) -> str:
    """The id of a style, as it can stand in an attribute.

    Raises:
        Refused: the template does not have it.
    """
    kind, name = kind_and_name
    style = template.style_ids.get((kind, name.casefold()))
    if style is None:
        raise Refused("template-style-missing", "word/styles.xml", style=name)
    return escaped(style)
