"""Judging texts by the rules about words.

Most rules find nothing in most documents. So what a match cannot do without is looked for in all texts at once, for all
rules together; a pattern is tried only where that is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate, compress, zip_longest
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from .judges import JUDGES, NamedJudge
from .pattern import LONGEST, Pattern
from .rule import WordingRule
from .search import Search, sought
from .stretches import PADDING
from .texts import Finding, Text, TextLine, with_spaces

FEW_DOCUMENTS = 3
"""So many are judged by trying each pattern on each text; for one more it is worth looking for what they need first."""
_FEW = 16
_BETWEEN = PADDING * "\n"

_Match = tuple[int, int, int]
"""The index of a text, where something begins in it, and where it ends."""


class Answer(NamedTuple):
    """What a rule says to the texts of a document."""

    id: str
    """The rule's key: ``number_zero``."""
    rule: WordingRule
    seen: int
    """How many texts it looked at; 0: what it is about is not there."""
    findings: tuple[Finding, ...]
    """What breaks it, in the order of the texts."""


class Judge:
    """The rules of a rule set's ``wording``, made ready to judge any number of documents."""

    def __init__(self, wording: Mapping[str, WordingRule]):
        self.wording = wording
        self.met = 0
        """How many documents it was shown."""
        self._judging: dict[str, list[str]] = {}

    def __reduce__(self) -> tuple[type[Judge], tuple[Mapping[str, WordingRule]]]:
        return Judge, (self.wording,)  # what was made ready is made again where it is needed

    @cached_property
    def is_ready(self) -> bool:
        """Whether it was made ready what to look for, so that it is worth looking from the first document on."""
        patterns = [pattern for rule in self.wording.values() for pattern in (*rule.forbidden, *(rule.mixed or ()))]
        return all(pattern.sought is not None for pattern in patterns)

    @cached_property
    def searches(self) -> dict[str, Search]:
        """What looks for each pattern that needs something, by its source. It takes a while to make.

        What no document should hold is looked for together. Of two that a document keeps one of, it does hold one.
        """
        rules = [rule for rule in self.wording.values() if not rule.inside]
        faults = [pattern for rule in rules for pattern in rule.forbidden]
        faults += filter(None, [JUDGES[rule.judged_by].needs for rule in rules if rule.judged_by is not None])
        together = Search([pattern for pattern in faults if sought(pattern)])
        mixed = [pattern for rule in rules for pattern in rule.mixed or () if sought(pattern)]
        alone = {pattern.source: Search([pattern]) for pattern in mixed}
        return alone | {pattern.source: together for pattern in together.patterns}

    @cached_property
    def apart(self) -> frozenset[str]:
        """The components that some rule about all texts leaves alone: they may hold what it forbids."""
        return frozenset(component for rule in self.wording.values() if not rule.inside for component in rule.outside)

    def judging(self, component: str) -> list[str]:
        """The rules that judge the texts of a component; there are few components, and always the same."""
        found = self._judging.get(component)
        if found is None:
            found = self._judging[component] = [id for id, rule in self.wording.items() if rule.judges(component)]
        return found

    def answers(self, lines: Iterable[TextLine]) -> list[Answer]:
        """The answer of each rule to the paragraphs of a document, given in their order.

        Paragraphs without any text are not looked at.

        >>> from hoi_report._wording import Judge, TextLine, WordingRule
        >>> told = {"vi": "có số 0 đứng trước"}
        >>> about = {"name": "Số", "clause": "II.3.c", "severity": "error", "asked": told, "mend": told}
        >>> rule = WordingRule(inside=["so_ky_hieu"], forbidden=["(?<=Số: )[1-9](?=/)"], **about)
        >>> [answer] = Judge({"number_zero": rule}).answers([TextLine("so_ky_hieu", "Số: 5/KH-BTV", 7)])
        >>> answer.findings
        (Finding(position=7, start=4, end=5, found='5/KH-BTV'),)
        """
        self.met += 1
        texts = _Texts([*lines], self.searches if self.is_ready or self.met > FEW_DOCUMENTS else {}, self.apart)
        seen = dict.fromkeys(self.wording, 0)
        for component, indexes in texts.of.items():
            for id in self.judging(component):
                seen[id] += len(indexes)
        return [texts.answer(id, rule, seen[id]) for id, rule in self.wording.items()]


class _Texts:
    """All texts of a document."""

    def __init__(self, lines: Sequence[TextLine], searches: Mapping[str, Search], apart: Set[str]):
        self.searches = searches
        self.apart = apart
        components, raw, _ = zip(*lines, strict=True) if lines else ((), (), ())
        joined = "\n".join(raw)
        words = [text.strip() for text in raw]
        self.is_composed = is_normalized("NFC", joined)
        """Whether no letter is apart from its marks, as in nearly every document."""
        if not self.is_composed:
            words = [normalize("NFC", text) for text in words]
        if not joined.replace("\n", "").isprintable():  # to Python the other kinds of spaces are not
            words = [with_spaces(text) for text in words]
        if not all(words):
            lines, components = [*compress(lines, words)], tuple(compress(components, words))
            words = [*filter(None, words)]
        self.lines = lines
        self.words = words
        of: defaultdict[str, list[int]] = defaultdict(list)
        self.of = of
        """The texts of each component, by their index."""
        for index, component in enumerate(components):
            of[component].append(index)

    @cached_property
    def groups(self) -> tuple[_Group, _Group]:
        """Those of components that some rule leaves alone, and the others."""
        apart = [index for component in self.apart & self.of.keys() for index in self.of[component]]
        others = {*range(len(self.words))}.difference(apart)
        return _Group(self.words, sorted(apart)), _Group(self.words, sorted(others))

    def text(self, index: int) -> Text:
        """One of them, with the way back to its line."""
        line = self.lines[index]
        return Text(line, self.words[index], len(line.text) - len(line.text.lstrip()))

    def may_match(self, pattern: Pattern) -> bool:
        """Whether a pattern may match anywhere in them."""
        search = self.searches.get(pattern.source)
        return search is None or any(group.candidates(pattern, search) for group in self.groups)

    def may_break(self, rule: WordingRule) -> bool:
        """Whether anything may break a rule."""
        if rule.forbidden:
            return any(map(self.may_match, rule.forbidden))
        if rule.mixed is not None:
            return all(map(self.may_match, rule.mixed))
        if rule.judged_by is not None:
            named = JUDGES[rule.judged_by]
            is_there = named.needs is None or self.may_match(named.needs)
            return is_there and not (named.of_letters_apart and self.is_composed)
        return True

    def answer(self, id: str, rule: WordingRule, seen: int) -> Answer:
        """What a rule says to them that looks at so many of them, unless something ends them."""
        if not seen or not (rule.until or self.may_break(rule)):
            return Answer(id, rule, seen, ())
        chosen = _Chosen(self, rule)
        return Answer(id, rule, chosen.count, tuple(chosen.findings()) if chosen.count else ())


class _Group:
    """Some of the texts, in which patterns are looked for together."""

    def __init__(self, words: Sequence[str], indexes: Sequence[int]):
        chosen = [words[index] for index in indexes]
        self.indexes = indexes
        self.long = [index for index in indexes if len(words[index]) > LONGEST]
        self.whole = _BETWEEN + _BETWEEN.join([*chosen, ""])
        self.possible: dict[Search, set[str]] = {}
        """What each search has found."""

    def candidates(self, pattern: Pattern, search: Search) -> Sequence[int]:
        """Those in which a pattern may match; what is long is taken in pieces, whose ends are none of a text."""
        possible = self.possible.get(search)
        if possible is None:
            possible = self.possible[search] = search.possible(self.whole)
        return self.indexes if pattern.source in possible else self.long


class _Chosen:
    """The texts that a rule looks at: those of some components, above an end."""

    def __init__(self, all: _Texts, rule: WordingRule):
        self.all = all
        self.rule = rule
        asked = dict.fromkeys(rule.inside) or all.of
        self.components = [c for c in asked if c in all.of and c not in rule.outside]
        self.end = len(all.words)
        if rule.until:
            self.end = min((all.of[component][0] for component in rule.until if component in all.of), default=0)
        self.count = sum([bisect_left(all.of[component], self.end) for component in self.components])

    def indexes(self) -> Sequence[int]:
        """Which texts they are, in order."""
        if self.count == len(self.all.words):
            return range(self.count)
        return sorted(index for component in self.components for index in self.all.of[component] if index < self.end)

    def findings(self) -> Iterable[Finding]:
        """What breaks the rule."""
        rule = self.rule
        if rule.judged_by is not None:
            return self._judged(JUDGES[rule.judged_by])
        if rule.forbidden:
            found = sorted([match for pattern in rule.forbidden for match in self._matches(pattern)])
        elif rule.mixed is not None:
            found = self._rarer(rule.mixed)
        else:
            found = list(self._others())
        return (self.all.text(index).finding(start, end) for index, start, end in found)

    def _judged(self, named: NamedJudge) -> Iterator[Finding]:
        """What a judge finds that is called by name."""
        indexes = self.indexes() if named.needs is None else self._candidates(named.needs)
        if named.places is not None:
            words = [self.all.words[index] for index in indexes]
            ends = [*accumulate([len(text) + 1 for text in words])]
            indexes = [indexes[at] for at in sorted({bisect_right(ends, p) for p in named.places("\n".join(words))})]
        return named.judge([self.all.text(index) for index in indexes])

    def _rarer(self, mixed: Sequence[Pattern]) -> list[_Match]:
        first = list(self._matches(mixed[0]))
        second = list(self._matches(mixed[1])) if first else []
        return second if len(second) < len(first) else first

    def _others(self) -> Iterator[_Match]:
        """The texts that are not what is required; unless something ends them all, each list has its own last one."""
        rule = self.rule
        indexes = [max(self._lasts())] if rule.until and rule.required is None else self.indexes()
        for index, following in zip_longest(indexes, indexes[1:]):
            words = self.all.words[index]
            is_last = following is None or (not rule.until and following != index + 1)
            pattern = rule.last if rule.last is not None and is_last else rule.required
            excused = rule.unless is not None and rule.unless.compiled.search(words)
            if pattern is not None and not excused and not pattern.compiled.fullmatch(words):
                yield index, 0, len(words)

    def _lasts(self) -> Iterator[int]:
        """The last text of each component."""
        for component in self.components:
            indexes = self.all.of[component]
            if count := bisect_left(indexes, self.end):
                yield indexes[count - 1]

    def _matches(self, pattern: Pattern) -> Iterator[_Match]:
        unless = self.rule.unless
        for index in self._candidates(pattern):
            words = self.all.words[index]
            if len(words) <= LONGEST and pattern.compiled.search(words) is None:
                continue  # nearly always
            for start, end in _spans(pattern, words):
                if unless is None or not any(a < end and start < b for a, b in _spans(unless, words)):
                    yield index, start, end

    def _candidates(self, pattern: Pattern) -> Sequence[int]:
        """Those that a pattern may match; few are not worth looking through."""
        search = self.all.searches.get(pattern.source)
        if search is None or self.count < max(_FEW, len(self.all.words) / 10):
            return self.indexes()
        apart, others = (group.candidates(pattern, search) for group in self.all.groups)
        found = sorted([*apart, *others]) if apart else others
        if not found or self.count == len(self.all.words):
            return found
        return [i for i in found if i < self.end and self.all.lines[i].component in self.components]


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
