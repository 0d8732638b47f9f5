"""Our reader of Word files and the tests' own, written apart, see the same in every document that we make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import hoi_report
import measure
import samples
from hoi_report._word import Drawing, Paragraph, Run, read_word

EXAMPLES = Path(__file__).parent.parent / "examples" / "thai-binh-2024"
SAMPLES = ("plan", "short_plan", "draft_report", "letter", "outline_alone", "report")
DOCUMENTS = ("ke-hoach", "ke-hoach-dong-hung", "bao-cao-dong-hung", "bao-cao-xa-dong-la", "bao-cao-bien-phong")


def document(name: str) -> bytes:
    """A document of ours: a sample of the tests or an example rendered."""
    if name in SAMPLES:
        return samples.word_file(getattr(samples, name)())
    return hoi_report.render(hoi_report.load(EXAMPLES / f"{name}.yaml")).content


def told(paragraphs: Sequence[Paragraph | measure.Paragraph]) -> Iterator[dict[str, object]]:
    """What both readers say of paragraphs."""
    for p in paragraphs:
        yield {
            "text": p.text,
            "style": p.style,
            "alignment": {"both": "justify"}.get(p.alignment, p.alignment),
            "indents": (round(p.left_mm, 6), round(p.first_line_mm, 6)),
            "spacing": (p.before_pt, p.after_pt, p.line_rule, p.line),
            "kept": (p.keep_next, p.keep_lines, p.outline_level),
            "in a table": p.in_table if isinstance(p, measure.Paragraph) else p.cell is not None,
            "runs": [letters(run) for run in p.runs if run.text],
            "lines": list(lines(p)),
        }


def letters(run: Run | measure.Run) -> tuple[object, ...]:
    """What both readers say of a run."""
    return run.text, run.style, run.font, run.size_pt, run.bold, run.italic, run.color


def lines(paragraph: Paragraph | measure.Paragraph) -> Iterator[tuple[object, ...]]:
    """What both readers say of the lines that are drawn in a paragraph."""
    found: Sequence[Drawing | measure.RuledLine] = (
        paragraph.ruled_lines
        if isinstance(paragraph, measure.Paragraph)
        else [d for d in paragraph.drawings if d.kind == "line"]
    )
    for line in found:
        centred_on = line.relative_from if isinstance(line, Drawing) else line.centred_on
        yield line.description, line.length_pt, line.thickness_pt, line.solid, line.color, centred_on


@pytest.mark.parametrize("name", SAMPLES + DOCUMENTS)
def test_two_readers_agree_on_what_we_print(name: str) -> None:
    """Every paragraph, run, ruled line, section and header of the document has the look that the tests measure."""
    content = document(name)
    theirs = measure.Docx(content)

    ours = read_word(content, name)

    assert list(told(ours.paragraphs)) == list(told(theirs.paragraphs))
    assert len(ours.sections) == len(theirs.sections)
    for mine, other in zip(ours.sections, theirs.sections, strict=True):
        assert mine.width_mm == pytest.approx(other.width_mm) and mine.height_mm == pytest.approx(other.height_mm)
        margins = {"top": mine.top_mm, "bottom": mine.bottom_mm, "left": mine.left_mm, "right": mine.right_mm}
        assert margins == pytest.approx(other.margins_mm)
        assert mine.header_mm == pytest.approx(other.header_mm)
        assert (mine.kind, mine.first_page_differs, mine.number_start) == (
            other.kind,
            other.first_page_differs,
            other.number_start,
        )
        for kind, part in other.headers.items():
            assert list(told(mine.headers[kind])) == list(told(theirs.paragraphs_of(part)))


@pytest.mark.parametrize("name", ["plan", "bao-cao-dong-hung"])
def test_our_page_numbers_are_fields(name: str) -> None:
    """The header of every page but the first prints the field PAGE, and that of the first nothing of the kind."""
    for section in read_word(document(name), name).sections:
        fields = {kind: {run.field for p in header for run in p.runs} for kind, header in section.headers.items()}
        assert "PAGE" in fields["default"]
        assert "PAGE" not in fields["first"]


def test_paragraphs_know_their_section_and_number() -> None:
    """Paragraphs are numbered through; the annex, on pages of its own, is in a later section than the text."""
    found = read_word(document("plan"), "plan")

    assert [p.number for p in found.paragraphs] == list(range(1, len(found.paragraphs) + 1))
    sections = {p.text: p.section for p in found.paragraphs}
    assert sections["KẾ HOẠCH"] < sections["ĐỀ CƯƠNG BÁO CÁO"] == len(found.sections) - 1


def test_notes_are_read_without_the_lines_above_them() -> None:
    """The two paragraphs of the one footnote are told, not Word's separators."""
    notes = read_word(document("plan"), "plan").notes

    assert [note.text.strip()[:12] for note in notes] == ["Khâu đột phá", "Khâu đột phá"]
    assert {note.part for note in notes} == {"word/footnotes.xml"}
