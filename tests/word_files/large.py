"""Files of a hundred pages, for the clock: in our own dialect, and with everything said directly on every run."""

from __future__ import annotations

from dataclasses import replace

from hoi_report._blocks import Block, Composition, Heading, Item, Paragraph
from hoi_report._vietnamese import roman
from samples import BODY as SAMPLE_BODY
from samples import ENDING, FRAME, SENTENCE, line, table, word_file

from . import by_python_docx
from .document import BODY, CLEAN, Table, Text

PAGES = 100


def by_ourselves(pages: int = PAGES) -> bytes:
    """A report of so many pages, printed by the built-in template: a heading, text, items and a table on each page."""

    def page(number: int) -> tuple[Block, ...]:
        return (
            Heading(level=1, number=f"{roman(number)}.", text=line(f"CƠ SỞ THỨ {number} CỦA HUYỆN")),
            *(Paragraph(line(SENTENCE)) for _ in range(3)),
            *(Item(level=1, marker="-", text=line(SENTENCE)) for _ in range(4)),
            table(3),
        )

    pages_of_text = (block for number in range(1, pages + 1) for block in page(number))
    frame = replace(FRAME, title="BÁO CÁO")
    return word_file(Composition(frame, (*SAMPLE_BODY[:3], *pages_of_text, *ENDING)))


def by_python_docx_directly(pages: int = PAGES) -> bytes:
    """The clean document with its text again and again, until it has so many pages."""
    repeated = (block for number in range(pages * 2 // 3) for block in _again(number))
    return by_python_docx.build(replace(CLEAN, body=(*BODY[:3], *repeated, BODY[-1])))


def _again(number: int) -> tuple[Text | Table, ...]:
    """The headings, texts and the table of the clean document, under the next Roman numbers."""
    sections = iter(roman(3 * number + n) for n in (1, 2, 3))
    return tuple(
        replace(block, label=f"{next(sections)}.")
        if isinstance(block, Text) and block.component == "muc_la_ma"
        else block
        for block in BODY[3:-1]
    )
