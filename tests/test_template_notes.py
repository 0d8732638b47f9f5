"""Footnotes are cloned from the template's one sample note, and each has exactly one mark."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from markupsafe import Markup

from hoi_report._blocks import Composition, NoteMark, Paragraph, Span
from hoi_report._problems import RenderError
from hoi_report._template import Template, compile_template, context_of, notes_of
from template_samples import SAMPLE_NOTE, W, footnotes, paragraph, paragraphs_of, told, unzipped, word_file, zipped
from test_template_filling import FRAME, TEMPLATES

NOTES = footnotes(SAMPLE_NOTE)
PART = "word/footnotes.xml"
BODY = (paragraph("{%p for b in blocks %}"), paragraph("{{r b.text }}"), paragraph("{%p endfor %}"))


def compiled(notes: str = NOTES) -> Template:
    """A template that prints blocks and has these notes."""
    return compile_template(word_file(*BODY, notes=notes), name="mau.docx")


def composition(*marks: int, notes: int) -> Composition:
    """A document with these marks, and notes of two paragraphs each."""
    texts = tuple(Paragraph(text=(Span(f"câu {mark}"), NoteMark(mark))) for mark in marks)
    return Composition(
        FRAME,
        texts,
        tuple(((Span(f"chú thích {n} & <w:p>"),), (Span("đoạn 2", "emphasis"),)) for n in range(1, notes + 1)),
    )


def filled(document: Composition, template: Template) -> bytes:
    """The document as a .docx."""
    return template.fill(context_of(document, template), notes_of(document, template))


def texts_and_styles(notes: bytes) -> list[tuple[str, ...]]:
    """Of each note: the ids of its styles, and its text."""
    styles = (f"{{{W}}}pStyle", f"{{{W}}}rStyle")
    return [
        (*(style.get(f"{{{W}}}val", "") for style in note.iter(*styles)), "".join(map(str, note.itertext())))
        for note in etree.fromstring(notes)
    ]


def element_names(root: etree._Element) -> list[str]:
    """The names of the elements in a piece of XML."""
    return [element.tag.removeprefix(f"{{{W}}}") for element in root.iter()]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_our_templates_print_real_footnotes(path: Path) -> None:
    """Marks in the text, notes in their part, both numbered alike, with the template's styles."""
    template = compile_template(path.read_bytes(), name=path.name, complete=True)

    parts = unzipped(filled(composition(1, 2, notes=2), template))

    body, notes = etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts[PART])
    marks = list(body.iter(f"{{{W}}}footnoteReference"))
    assert [mark.get(f"{{{W}}}id") for mark in marks] == ["1", "2"]
    style = template.style_ids["character", "footnote reference"]
    assert {mark.getprevious()[0].get(f"{{{W}}}val") for mark in marks} == {style}
    normal = [note for note in notes if note.get(f"{{{W}}}type") is None]
    assert [note.get(f"{{{W}}}id") for note in normal] == ["1", "2"]
    assert ["".join(map(str, p.itertext())) for p in normal[1]] == [" chú thích 2 & <w:p>", "đoạn 2"]


def test_a_note_looks_as_the_sample() -> None:
    """Paragraph style and number as in the sample; only the first paragraph of a note has the number."""
    template = compiled()

    notes = etree.fromstring(unzipped(filled(composition(1, notes=1), template))[PART])

    first, second = notes[-1]
    assert element_names(first) == ["p", "pPr", "pStyle", "r", "footnoteRef", "r", "t", "r", "t"]
    assert element_names(second) == ["p", "pPr", "pStyle", "r", "rPr", "rStyle", "t"]
    assert len(notes) == 3
    assert "Nội dung chú thích" not in "".join(map(str, notes.itertext()))


def test_a_document_without_notes_has_no_sample_either() -> None:
    """The sample is the designer's, and never printed."""
    assert paragraphs_of(filled(composition(notes=0), compiled()), PART) == ["", ""]


@pytest.mark.parametrize(
    ("marks", "notes", "message"),
    [
        ((), 1, "footnote 1 has 0 marks in the printed text; expected 1"),
        ((1, 1), 1, "footnote 1 has 2 marks in the printed text; expected 1"),
        ((1, 2), 1, "footnote 2 has 1 marks in the printed text; expected 0"),
    ],
)
def test_a_note_without_its_one_mark_is_refused(marks: tuple[int, ...], notes: int, message: str) -> None:
    """A note that nothing points to would be lost; a mark that points to nothing damages the file."""
    template = compiled()

    with pytest.raises(RenderError) as raised:
        filled(composition(*marks, notes=notes), template)

    assert told(raised.value) == [f"mau.docx: error [template-note-marks] {message}"]


def test_a_template_without_a_sample_cannot_print_notes() -> None:
    """Without notes it prints as ever; with notes it says what is missing."""
    template = compiled(notes="")

    assert filled(composition(notes=0), template)
    with pytest.raises(RenderError) as raised:
        filled(composition(1, notes=1), template)

    assert told(raised.value) == [
        "mau.docx: error [template-note-missing] the template has no sample footnote, and the document has footnotes"
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
@pytest.mark.parametrize("lost", ["the sample", "the whole part"])
def test_a_template_that_lost_its_sample_note_prints_notes_all_the_same(path: Path, lost: str) -> None:
    """Word and LibreOffice drop a note that no text points to; the styles of notes are still there and enough."""
    parts = unzipped(path.read_bytes())
    if lost == "the sample":
        root = etree.fromstring(parts[PART])
        root.remove(root[-1])
        parts[PART] = etree.tostring(root)
    else:
        del parts[PART]
        types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
        parts[types] = re.sub(rb'<Override [^>]*/word/footnotes.xml"[^>]*/>', b"", parts[types])
        parts[relations] = re.sub(rb'<Relationship [^>]*"footnotes.xml"[^>]*/>', b"", parts[relations])
    document = composition(1, notes=1)

    filled_without = filled(document, compile_template(zipped(parts), name=path.name, complete=True))

    filled_with = filled(document, compile_template(path.read_bytes(), name=path.name))
    assert texts_and_styles(unzipped(filled_without)[PART]) == texts_and_styles(unzipped(filled_with)[PART])
    assert Document(BytesIO(filled_without)).part.rels  # python-docx finds its way through the package


def test_two_sample_notes_are_one_too_many() -> None:
    """Nobody could say which one is meant."""
    with pytest.raises(RenderError) as raised:
        compiled(footnotes(SAMPLE_NOTE, SAMPLE_NOTE.replace('w:id="1"', 'w:id="2"')))

    assert told(raised.value) == [
        "mau.docx: error [template-note-samples] word/footnotes.xml: expected one sample footnote with a plain text, "
        "found 2 its own notes and a sample cannot be mixed"
    ]


def test_a_style_that_a_text_needs_and_the_template_lacks_is_named() -> None:
    """Runs name their styles by the template's ids; a style that is not there is a problem, not a plain look."""
    template = compile_template(word_file(*BODY, notes=NOTES, styles="<w/>"), name="mau.docx")

    with pytest.raises(RenderError) as raised:
        context_of(composition(1, notes=1), template)

    assert told(raised.value) == [
        "mau.docx: error [template-style-missing] word/styles.xml: "
        "the template has no style named “footnote reference” add it in Word"
    ]


def test_notes_of_a_stranger_have_to_be_runs() -> None:
    """Text that is no run, and markup that is not well-formed, is refused with the number of the note."""
    template = compile_template(
        word_file('<w:p><w:r><w:footnoteReference w:id="{{ n }}"/></w:r></w:p>', notes=NOTES), name="mau.docx"
    )

    with pytest.raises(RenderError) as raised:
        template.fill({"n": 1}, [[Markup("<w:r/>"), Markup("<w:r>")]])

    assert told(raised.value) == [
        "mau.docx: error [template-value-markup] word/footnotes.xml 1: the markup is not well-formed: "
        "mismatched tag: line 1, column 81"
    ]
