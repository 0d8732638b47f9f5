"""Judging texts by the rules about words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .judges import JUDGES
from .pattern import LONGEST, Pattern
from .rule import WordingRule
from .texts import Finding, Text, TextLine, text_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says to the texts of a document."""

    id: str
    """The rule's key: ``number_zero``."""
    rule: WordingRule
    seen: int
    """How many texts it looked at; 0: what it is about is not there."""
    findings: tuple[Finding, ...]
    """What breaks it, in the order of the texts."""


def judge(wording: Mapping[str, WordingRule], lines: Sequence[TextLine]) -> list[Answer]:
    """The answer of each rule of a rule set's ``wording`` to the paragraphs of a document, given in their order.

    Paragraphs without any text are not looked at.

    >>> from hoi_report._wording import TextLine, WordingRule, judge
    >>> told = {"vi": "có số 0 đứng trước"}
    >>> about = {"name": "Số", "clause": "II.3.c", "severity": "error", "asked": told, "mend": told}
    >>> rule = WordingRule(inside=["so_ky_hieu"], forbidden="(?<=Số: )[1-9](?=/)", **about)
    >>> [answer] = judge({"number_zero": rule}, [TextLine("so_ky_hieu", "Số: 5/KH-BTV", 7)])
    >>> answer.findings
    (Finding(position=7, start=4, end=5, found='5'),)
    """
    texts = [text for text in map(text_of, lines) if text.words]
    whole = "\n".join(text.words for text in texts)
    answers = []
    for id, rule in wording.items():
        chosen = _chosen(rule, texts)
        answers.append(Answer(id, rule, len(chosen), tuple(_findings(rule, chosen, whole)) if chosen else ()))
    return answers


def _chosen(rule: WordingRule, texts: Sequence[Text]) -> Sequence[Text]:
    """The texts that a rule judges."""
    if rule.until:
        ends = (index for index, text in enumerate(texts) if text.line.component in rule.until)
        texts = texts[: next(ends, None)]
    if rule.inside or rule.outside:
        inside, outside = set(rule.inside), set(rule.outside)
        return [
            text
            for text in texts
            if (not inside or text.line.component in inside) and text.line.component not in outside
        ]
    return texts


def _findings(rule: WordingRule, texts: Sequence[Text], whole: str) -> Iterator[Finding]:
    if rule.judged_by is not None:
        yield from JUDGES[rule.judged_by](texts)
    elif rule.forbidden is not None:
        yield from _matches(rule.forbidden, rule.unless, texts, whole)
    elif rule.mixed is not None:
        first, second = (list(_matches(pattern, rule.unless, texts, whole)) for pattern in rule.mixed)
        if first and second:
            yield from second if len(second) <= len(first) else first
    else:
        for index, text in enumerate(texts, start=1):
            pattern = rule.last if rule.last is not None and index == len(texts) else rule.required
            excused = rule.unless is not None and rule.unless.compiled.search(text.words)
            if pattern is not None and not excused and not pattern.compiled.fullmatch(text.words):
                yield text.finding(0, len(text.words))


def _matches(pattern: Pattern, unless: Pattern | None, texts: Sequence[Text], whole: str) -> Iterator[Finding]:
    if not pattern.may_match(whole):
        return
    for text in texts:
        if not pattern.may_match(text.words):
            continue
        for start, end in _spans(pattern, text.words):
            if unless is None or not any(a < end and start < b for a, b in _spans(unless, text.words)):
                yield text.finding(start, end)


def _spans(pattern: Pattern, words: str) -> Iterator[tuple[int, int]]:
    """Where a pattern matches; a long text is taken in pieces."""
    begin = 0
    while begin < len(words):
        end = len(words)
        if end - begin > LONGEST:
            end = words.rfind(" ", begin, begin + LONGEST) + 1 or begin + LONGEST
            end = end if end > begin else begin + LONGEST
        piece = words[begin:end] if begin or end < len(words) else words
        for match in pattern.compiled.finditer(piece):
            yield begin + match.start(), begin + match.end()
        begin = end
