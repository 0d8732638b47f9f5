"""Judging texts by the rules about words.

Most rules find nothing in most documents. So the strings that a match cannot do without are looked for in all texts at
once, and a pattern is tried only on the lines that hold one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

from .judges import JUDGES
from .pattern import LONGEST, Pattern
from .rule import WordingRule
from .texts import Finding, Text, TextLine, text_of

_Match = tuple[int, int, int]
"""The index of a text, where something begins in it, and where it ends."""


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


def judge(wording: Mapping[str, WordingRule], lines: Iterable[TextLine]) -> list[Answer]:
    """The answer of each rule of a rule set's ``wording`` to the paragraphs of a document, given in their order.

    Paragraphs without any text are not looked at.

    >>> from hoi_report._wording import TextLine, WordingRule, judge
    >>> told = {"vi": "có số 0 đứng trước"}
    >>> about = {"name": "Số", "clause": "II.3.c", "severity": "error", "asked": told, "mend": told}
    >>> rule = WordingRule(inside=["so_ky_hieu"], forbidden=["(?<=Số: )[1-9](?=/)"], **about)
    >>> [answer] = judge({"number_zero": rule}, [TextLine("so_ky_hieu", "Số: 5/KH-BTV", 7)])
    >>> answer.findings
    (Finding(position=7, start=4, end=5, found='5/KH-BTV'),)
    """
    texts = _Texts([text for text in map(text_of, lines) if text.words])
    return [texts.answer(id, rule) for id, rule in wording.items()]


class _Texts:
    """All texts of a document."""

    def __init__(self, texts: Sequence[Text]):
        self.texts = texts
        self.whole = "\n".join(text.words for text in texts)
        self.ends = list(accumulate(len(text.words) + 1 for text in texts))
        """Behind each text, its place in the whole."""
        self.of: dict[str, list[int]] = {}
        """The texts of each component, by their index."""
        for index, text in enumerate(texts):
            self.of.setdefault(text.line.component, []).append(index)

    def answer(self, id: str, rule: WordingRule) -> Answer:
        """What a rule says to them."""
        end = len(self.texts)
        if rule.until:
            end = min((self.of[component][0] for component in rule.until if component in self.of), default=0)
        chosen = _Chosen(self, {component for component in self.of if rule.judges(component)}, end)
        return Answer(id, rule, chosen.count, tuple(chosen.findings(rule)) if chosen.count else ())


class _Chosen:
    """The texts that a rule looks at: those of some components, above an end."""

    def __init__(self, all: _Texts, components: set[str], end: int):
        self.all = all
        self.components = components
        self.end = end
        self.count = sum(bisect_left(all.of[component], end) for component in components)

    def indexes(self) -> Iterable[int]:
        """Which texts they are, in order."""
        if self.count == len(self.all.texts):
            return range(self.count)
        return sorted(index for component in self.components for index in self.all.of[component] if index < self.end)

    def findings(self, rule: WordingRule) -> Iterator[Finding]:
        """What breaks a rule."""
        if rule.judged_by is not None:
            return JUDGES[rule.judged_by]([self.all.texts[index] for index in self.indexes()])
        if rule.forbidden:
            found = sorted(match for pattern in rule.forbidden for match in self._matches(pattern, rule.unless))
        elif rule.mixed is not None:
            found = self._rarer(rule.mixed, rule.unless)
        else:
            found = list(self._others(rule))
        return (self.all.texts[index].finding(start, end) for index, start, end in found)

    def _rarer(self, mixed: Sequence[Pattern], unless: Pattern | None) -> list[_Match]:
        first = list(self._matches(mixed[0], unless))
        second = list(self._matches(mixed[1], unless)) if first else []
        return second if len(second) < len(first) else first

    def _others(self, rule: WordingRule) -> Iterator[_Match]:
        """The texts that are not what is required; unless something ends them all, each list has its own last one."""
        indexes = list(self.indexes())
        for index, following in zip_longest(indexes, indexes[1:]):
            words = self.all.texts[index].words
            is_last = following is None or (not rule.until and following != index + 1)
            pattern = rule.last if rule.last is not None and is_last else rule.required
            excused = rule.unless is not None and rule.unless.compiled.search(words)
            if pattern is not None and not excused and not pattern.compiled.fullmatch(words):
                yield index, 0, len(words)

    def _matches(self, pattern: Pattern, unless: Pattern | None) -> Iterator[_Match]:
        for index in self._candidates(pattern):
            words = self.all.texts[index].words
            if len(words) <= LONGEST and pattern.compiled.search(words) is None:
                continue  # nearly always
            for start, end in _spans(pattern, words):
                if unless is None or not any(a < end and start < b for a, b in _spans(unless, words)):
                    yield index, start, end

    def _candidates(self, pattern: Pattern) -> Iterable[int]:
        """Those that a pattern may match."""
        if not pattern.needs:
            return self.indexes()
        if self.count < len(self.all.texts) / 10:
            texts = self.all.texts
            return [index for index in self.indexes() if any(string in texts[index].words for string in pattern.needs)]
        whole, ends = self.all.whole, self.all.ends
        found: set[int] = set()
        for string in pattern.needs:
            at = whole.find(string)
            while at >= 0:
                index = bisect_right(ends, at)
                found.add(index)
                at = whole.find(string, ends[index])
        return sorted(i for i in found if i < self.end and self.all.texts[i].line.component in self.components)


def _spans(pattern: Pattern, words: str) -> Iterator[tuple[int, int]]:
    """Where a pattern matches something; a long text is taken in pieces."""
    begin = 0
    while begin < len(words):
        end = len(words)
        if end - begin > LONGEST:
            end = words.rfind(" ", begin + 1, begin + LONGEST) + 1 or begin + LONGEST
        piece = words if end - begin == len(words) else words[begin:end]
        matches: Iterable[re.Match[str]] = pattern.compiled.finditer(piece)
        if pattern.anchored:
            match = None if begin else pattern.compiled.match(piece)
            matches = [match] if match else []
        yield from ((begin + match.start(), begin + match.end()) for match in matches if match[0])
        begin = end
