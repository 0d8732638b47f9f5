"""What is about to be printed, judged by the rules about words of its rule set.

A composition becomes the lines that a reader will see, the template's fixed words among them; what breaks a rule is
told where its words stand in the data, or in the outline.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, product
from typing import cast

from ._blocks import (
    AttachmentHead,
    Block,
    Composition,
    Dots,
    Frame,
    Heading,
    Item,
    LegalBasis,
    Paragraph,
    Signature,
    Table,
    plain,
)
from ._document import Document
from ._outline import Outline
from ._patterns import compiled_later
from ._problems import Place, Problem, format_path, in_order, problem
from ._rules import RuleSet
from ._source import Tree
from ._vietnamese import BLANK

END_MARK = "end_mark"
"""The rule that an outline may suspend by its key of the same name."""


def proofread(document: Document | Outline, composition: Composition) -> tuple[Problem, ...]:
    """What breaks a rule about words, each with its place.

    Notes are told of the data alone: who fills them in cannot mend an outline's words for a matter of style. A document
    that does not keep to one of two (“hóa”, “hoá”) is told so once.
    """
    outline, data = (document.outline, document.tree) if isinstance(document, Document) else (document, None)
    components, texts = lines_of(composition, outline.rules)
    origins: _Origins | None = None
    problems = []
    for answer in outline.rules.judge.answers_to(components, texts, range(len(texts))):
        if answer.id == END_MARK and not outline.file.end_mark:
            continue
        for finding in answer.findings[:1] if answer.rule.mixed else answer.findings:
            origins = origins or _Origins(document)
            tree, path, place = origins.of(texts[finding.position], finding.start, finding.end)
            if answer.rule.severity == "note" and tree is not data:
                continue
            told = problem(
                "wording",
                place,
                format_path(path),
                rule=answer.id,
                clause=answer.rule.clause,
                asked=answer.rule.asked.phrase,
                mend=answer.rule.mend.phrase,
                found=finding.found,
            )
            problems.append(replace(told, severity=answer.rule.severity))
    return in_order(problems)


# --- the lines that a reader sees -----------------------------------------------------------------------------------


def lines_of(composition: Composition, rules: RuleSet) -> tuple[list[str], list[str]]:
    """All paragraphs that say something, in their order, side by side: which components they are, and their texts."""
    components: list[str] = []
    texts: list[str] = []

    def add(pieces: Iterable[_Piece]) -> None:
        for component, paragraphs in pieces:
            said = [*filter(None, paragraphs)]
            components.extend([component] * len(said))
            texts.extend(said)

    add(_head(composition.frame, rules))
    for block in composition.blocks:
        if not isinstance(block, (Item, Paragraph, Heading)):
            add(_pieces(block, composition.frame, rules))
            continue
        text = block.text if isinstance(block.text, str) else plain(block.text)
        if isinstance(block, Item):  # as most are
            marker = block.marker  # of most a dash
            components.append("diem" if marker[-1:] == ")" and _LETTER.fullmatch(marker) else "noi_dung")
            texts.append(f"{marker} {text}" if marker else text)
        elif isinstance(block, Paragraph):
            components.append("noi_dung")
            texts.append(text)
        else:
            components.append("muc_la_ma" if _ROMAN.fullmatch(block.number) else "khoan_co_tieu_de")
            texts.append(f"{block.number} {text}" if block.number else text)
    add([("", [plain(paragraph) for note in composition.notes for paragraph in note])])
    return components, texts


_Piece = tuple[str, Sequence[str]]
"""Paragraphs of one component."""
_LETTER = compiled_later(r"[^\W\d]\)")
_ROMAN = compiled_later(r"[IVXLCDM]+[.)]?")


def _pieces(block: Block, frame: Frame, rules: RuleSet) -> Iterator[_Piece]:
    match block:
        case Table():
            yield "", [column.title for column in block.columns]
            cells = [*chain.from_iterable([row.cells for row in block.rows])]
            yield "", cast("list[str]", cells) if {*map(type, cells)} == {str} else [*map(plain, cells)]
        case LegalBasis():
            yield "can_cu", [plain(block.text)]
        case Dots():
            yield "noi_dung", [BLANK]
        case Signature():
            yield from _signature(frame, rules)
        case AttachmentHead():
            yield "ten_loai", [block.title]
            yield "trich_yeu", [" ".join(block.subject)]
            yield "phu_luc_kem_theo", [block.note]


def _head(frame: Frame, rules: RuleSet) -> Iterator[_Piece]:
    yield "co_quan_chu_quan", frame.parent
    yield "co_quan_ban_hanh", frame.issuer
    if frame.issuer:
        yield "so_ky_hieu", [f"{rules.components['so_ky_hieu'].prefix[0]} {frame.number}/{frame.symbol}"]
        yield "dia_danh_thoi_gian", [f"{frame.place}, {frame.date}"]
    yield "ten_loai", [frame.title]
    yield "trich_yeu", [" ".join(frame.subject)]
    words = rules.components["kinh_gui"].prefix[0]
    if len(frame.addressees) > 1:
        yield "kinh_gui", [words, *(f"- {addressee}" for addressee in frame.addressees)]
    elif frame.addressees:
        yield "kinh_gui", [f"{words} {frame.addressees[0]}"]


def _signature(frame: Frame, rules: RuleSet) -> Iterator[_Piece]:
    if frame.recipients:
        yield "noi_nhan_tu", [rules.components["noi_nhan_tu"].text[0]]
        yield "noi_nhan_ds", [f"- {recipient}" for recipient in frame.recipients]
    if frame.signer:
        yield "quyen_han_ky", frame.signer.authority
        yield "chuc_vu_ky", [frame.signer.title]
        yield "ho_ten_ky", [frame.signer.name]


# --- and where their words come from --------------------------------------------------------------------------------

_AROUND = sorted(product((40, 20, 10, 5, 2, 0), repeat=2), key=sum, reverse=True)
"""So many characters before and after a finding are looked for with it: as many as are found, as mentions part it."""

_Path = tuple[str | int, ...]


class _Origins:
    """Everything that a document and its outlines say, to find again where words come from."""

    def __init__(self, document: Document | Outline):
        outline = document.outline if isinstance(document, Document) else document
        trees = [document.tree, *(member.tree for member in outline.family if member is not document)]
        self.scalars = [(tree, path, value) for tree in trees for path, value in _scalars(tree.value, ())]
        self.unsaid: tuple[Tree, _Path] = (document.tree, ("unit",))
        """Where is told what none of them says: it is the unit's."""
        self.values = [value.replace("\n", " ") for _, _, value in self.scalars]
        self.whole = "\n".join([*self.values, ""])
        self.ends = [*accumulate([len(value) + 1 for value in self.values])]

    def of(self, text: str, start: int, end: int) -> tuple[Tree, _Path, Place]:
        """The scalar that holds a stretch of a line, and where it is in it."""
        for before, after in _AROUND:
            before = min(start, before)
            stretch = text[start - before : end + after]
            at = self.whole.find(stretch) if len(stretch.strip()) > 2 and "\n" not in stretch else -1
            if at >= 0:
                index = bisect_right(self.ends, at)
                tree, path, value = self.scalars[index]
                return tree, path, tree.place_in(path, at - self.ends[index] + len(value) + 1 + before)
        inside = [index for index, value in enumerate(self.values) if len(value) > 2 and value in text]
        index = max(inside, key=lambda index: len(self.values[index]), default=-1)
        tree, path = self.scalars[index][:2] if index >= 0 else self.unsaid
        return tree, path, tree.place(path)


def _scalars(value: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _scalars(member, (*path, key))
