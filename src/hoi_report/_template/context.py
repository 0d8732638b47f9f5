"""From a composition to what a template prints: the context of its tags, and the notes.

Exactly what docxtpl takes, and safe in its hands too: every text is escaped markup that no engine can take for a tag,
for structure or for a break, with autoescape or without. Blocks are objects with attributes, on which Jinja is faster
than on dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

from markupsafe import Markup

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
    Signer,
    Span,
    SpanStyle,
)
from .template import Template
from .values import Refused, Runs, safe_text

STYLES: dict[SpanStyle, str] = {"run_on": "Nối tiêu đề", "strong": "Đậm", "emphasis": "Nghiêng"}
"""The names of the character styles by the styles of spans; plain spans look as their paragraph."""
_UPRIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
"""Said on the run too: a style that is off does not take a heading's bold away (ISO/IEC 29500-1, 17.7.3)."""
NOTE_MARK_STYLE = "footnote reference"


def context_of(composition: Composition, template: Template) -> dict[str, object]:
    """What the tags of a template name: the frame's fields, and ``blocks``.

    Args:
        composition: What is printed.
        template: Runs name its character styles by their ids.

    Raises:
        RenderError: a text holds a control character, or the template lacks a style that a text needs.
    """
    frame = composition.frame
    try:
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
            "blocks": [_block(block, template.character_styles) for block in composition.blocks],
        }
    except Refused as error:
        raise error.error(template.name) from error


def notes_of(composition: Composition, template: Template) -> tuple[tuple[Markup, ...], ...]:
    """The footnotes in the order of their marks, each the runs of its paragraphs.

    Raises:
        RenderError: as :func:`context_of`.
    """
    try:
        return tuple(
            tuple(_runs(line, template.character_styles) for line in paragraphs) for paragraphs in composition.notes
        )
    except Refused as error:
        raise error.error(template.name) from error


def _block(block: Block, styles: Mapping[str, str]) -> SimpleNamespace:
    view = SimpleNamespace(kind=block.kind, keep=block.keep)
    match block:
        case Heading(level=level, number=number, text=text):
            view.level, view.number, view.text = level, safe_text(number), _runs(text, styles)
        case Paragraph(text=text) | LegalBasis(text=text):
            view.text = _runs(text, styles)
        case Item(level=level, marker=marker, text=text):
            view.level, view.marker, view.text = level, safe_text(marker), _runs(text, styles)
        case AttachmentHead(title=title, subject=subject, note=note):
            view.title, view.subject, view.note = safe_text(title), _texts(subject), safe_text(note)
    return view


def _signer(signer: Signer | None) -> SimpleNamespace | None:
    if signer is None:
        return None
    return SimpleNamespace(
        authority=_texts(signer.authority), title=safe_text(signer.title), name=safe_text(signer.name)
    )


def _texts(lines: Iterable[str]) -> list[Markup]:
    return [safe_text(line) for line in lines]


def _runs(line: Line, styles: Mapping[str, str]) -> Runs:
    return Runs("".join(_run(part, styles) for part in line))


def _run(part: Span | NoteMark, styles: Mapping[str, str]) -> str:
    if isinstance(part, NoteMark):
        style = _style(NOTE_MARK_STYLE, styles)
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{part.note}"/></w:r>'
    off = _UPRIGHT if part.style == "run_on" else ""
    look = f'<w:rPr><w:rStyle w:val="{_style(STYLES[part.style], styles)}"/>{off}</w:rPr>' if part.style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{safe_text(part.text)}</w:t></w:r>'


def _style(name: str, styles: Mapping[str, str]) -> Markup:
    if name.casefold() not in styles:
        raise Refused("template-style-missing", "word/styles.xml", style=name)
    return safe_text(styles[name.casefold()])
