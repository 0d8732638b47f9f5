"""What stands where in a Word file: its components, found by what they are.

Not by the names of styles, of which every office has its own: by their words, by their place (the head, the lines below
it, the text, the end), and by what stands beside them in a table, behind a tab or in a text box. What is not recognised
is no component, and no rule is said to hold for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .._rules import RuleSet
from .._word import WordFile
from .body import read_body
from .front import read_front
from .head import read_head
from .pieces import Anatomy, Piece
from .reading import Reading
from .signs import same


def anatomy_of(file: WordFile, rules: RuleSet) -> Anatomy:
    """The components of a Word file, known by the words of a rule set."""
    reading = Reading(file, rules)
    has_head = read_head(reading)
    read_front(reading, is_annex=not has_head)
    read_body(reading)
    pieces = tuple(_siblings(reading.pieces))
    title = next((piece.text for piece in pieces if piece.component == "ten_loai"), "")
    kind = next((id for id, kind in rules.kinds.items() if same(title, [kind.name])), "")
    return Anatomy(file, pieces, has_head, kind)


def _siblings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces; a short numbered line that is not bold is a heading too, where others numbered like it are."""
    headed = [piece for piece in pieces if piece.component == "khoan_co_tieu_de"]
    plain = [piece for piece in pieces if piece.component == "khoan_khong_tieu_de"]
    for piece in pieces:
        is_like_them = (
            piece.component == "khoan_khong_tieu_de"
            and len(headed) > len(plain)
            and len(piece.text) < 120
            and not any(run.bold for run in piece.lines[0].letters)
            and not piece.text.endswith((".", ";", ":", ",", "/"))
        )
        yield replace(piece, component="khoan_co_tieu_de") if is_like_them else piece
