"""The corpus of Word files is what it says: every kind has all the words, in the looks that were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from word_files.corpus import DOCUMENTS
from word_files.document import Document, Text

word = pytest.importorskip("hoi_report._word", reason="reads any program's Word files")

SPACE_MM, SPACE_PT = 0.2, 4.2
"""How far a program may round: twips, and the room that a line below a text takes from the paragraph behind it."""


def test_every_kind_has_the_words_and_looks_of_every_document(kind: str, files: dict[str, bytes]) -> None:
    """What python-docx, LibreOffice and pandoc wrote is the document: the fault is in the file, and nothing else."""
    for name, content in files.items():
        assert list(differences(DOCUMENTS[name], content, kind)) == [], (kind, name)


def differences(document: Document, content: bytes, kind: str) -> Iterator[str]:
    """Where a file looks otherwise than the document says."""
    paragraphs = word.read_word(content, f"{kind}.docx").paragraphs
    for text in document.texts():
        found = [paragraph for paragraph in paragraphs if plain(text.full) in parts_of(paragraph)]
        if len(found) != 1:
            yield f"{text.key} stands there {len(found)} times"
            continue
        yield from (f"{text.key}: {said}" for said in letters(text, found[0]))
        if "\t" not in found[0].text:
            yield from (f"{text.key}: {said}" for said in form(text, found[0], kind))


def plain(words: str) -> str:
    """Words as they read: LibreOffice makes thin spaces of two, soft hyphens cannot be seen."""
    return " ".join(words.replace("\xad", "").split())


def parts_of(paragraph: Any) -> list[str]:
    """The paragraph as it reads, in its segments between tabs."""
    label, whole = paragraph.label, paragraph.text
    return [plain(part) for part in f"{label} {whole}".split("\t")]


def letters(text: Text, paragraph: Any) -> Iterator[str]:
    """Where its letters look otherwise."""
    runs = [run for run in paragraph.runs if plain(run.text) and plain(run.text) in plain(text.full)]
    runs += [paragraph.label_look] if paragraph.label else []
    look = text.look
    for name, looks, asked in (
        ("font", {run.font for run in runs}, {look.font}),
        ("size", {run.size_pt for run in runs}, {look.size}),
        ("italic", {run.italic for run in runs}, {look.italic}),
        ("bold", {run.bold for run in runs}, {look.bold} | ({True} if text.strong else set())),
        ("color", {run.color.replace("auto", "000000") for run in runs}, {look.color}),
    ):
        if looks != asked:
            yield f"{name} {looks}, not {asked}"


def form(text: Text, paragraph: Any, kind: str) -> Iterator[str]:
    """Where the paragraph is shaped otherwise; our own template spaces as it likes."""
    look, got = text.look, paragraph
    measured = (
        ("alignment", got.alignment == look.alignment),
        ("first line", abs(got.first_line_mm + got.left_mm - look.first_line) < SPACE_MM),
        ("before", kind == "ours" or abs(got.before_pt - look.before) < SPACE_PT),
        ("after", kind == "ours" or abs(got.after_pt - look.after) < SPACE_MM),
        ("line", got.line_rule == "auto" and abs(got.line - look.line) < 0.02),
    )
    return (name for name, right in measured if not right)
