"""What a check says of a file of the corpus, against what is planted in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any
from unicodedata import normalize

from .document import Document
from .faults import Fault

ACCEPTED: Mapping[tuple[str, str], str] = {}
"""What is broken in a clean file all the same (kind, rule), each with the reason why it is no false alarm."""


def broken(checked: Any) -> dict[str, Any]:
    """The broken rules of a check, each with its answer."""
    return {answer.rule: answer for answer in checked.answers if answer.status == "broken"}


def false_alarms(kind: str, checked: Any) -> list[str]:
    """What a check says of a clean file, but for what is accepted."""
    return [told(answer) for rule, answer in broken(checked).items() if (kind, rule) not in ACCEPTED]


def complaints(fault: Fault, document: Document, checked: Any, clean: Any) -> list[str]:
    """What is wrong with the check of a file with one fault; ``clean`` is the check of the same file without it."""
    found = broken(checked)
    of_size = f"{fault.rule}_as"  # a clause of 16 pt is too large and is not of the text's size either
    expected = {fault.rule, of_size, *(fault.also or {}), *broken(clean)}
    wrong = [f"false alarm: {told(answer)}" for rule, answer in found.items() if rule not in expected]
    answer = found.get(fault.rule)
    if fault.rule in {lacking.rule for lacking in checked.lacking}:
        return wrong  # a component that is not there is not found
    if answer is None:
        return [f"not found: {fault.rule}", *wrong]
    places = _places(fault, document)
    if places and not any(_stands_in(finding.place.words, places) for finding in answer.findings):
        wrong.append(f"found elsewhere: {told(answer)}")
    wrong += [
        f"{fault.rule} is told as {severity}, not as {fault.severity}"
        for severity in {finding.severity for finding in answer.findings} - {fault.severity}
    ]
    return wrong


def told(answer: Any) -> str:
    """A broken rule with the places where it is told."""
    return f"{answer.rule} at {', '.join(repr(finding.place.words) for finding in answer.findings[:3])}"


def _places(fault: Fault, document: Document) -> list[str]:
    """The texts that a place may quote; where both columns of a head stand in one line, that line too."""
    rows = zip_longest(document.head_left, document.head_right)
    lines = [
        " ".join(text.full for text in row if text)
        for row in rows
        if any(text is not None and text.key in fault.at for text in row)
    ]
    return [*fault.words(document), *lines]


def _stands_in(words: str, texts: Iterable[str]) -> bool:
    """Whether a place's words are of one of the texts; with or without a label that Word counts."""
    quoted = _plain(words)
    return bool(quoted) and any(quoted in _plain(text) for text in texts)


def _plain(words: str) -> str:
    return " ".join(normalize("NFC", words).replace("\xad", "").rstrip("… ").split())
