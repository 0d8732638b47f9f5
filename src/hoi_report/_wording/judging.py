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
from itertools import accumulate, chain, compress, groupby, zip_longest
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from .judges import JUDGES, NamedJudge
from .pattern import LONGEST, Pattern
from .rule import WordingRule
from .search import Search, is_odd, sought
from .stretches import PADDING
from .texts import Finding, Text, TextLine, with_spaces

FEW_DOCUMENTS = 3
"""So many are judged by trying each pattern on each text; for one more it is worth looking for what they need first."""
_FEW = 16
_MOST_SEARCHES = 8
"""So many are kept of those that look at some components only: as a rule there is one."""
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

    def __reduce__(self) -> tuple[type[Judge], tuple[Mapping[str, WordingRule]]]:
        return Judge, (self.wording,)  # what was made ready is made again where it is needed

    @cached_property
    def is_ready(self) -> bool:
        """Whether it was made ready what to look for, so that it is worth looking from the first document on."""
        patterns = [pattern for rule in self.wording.values() for pattern in (*rule.forbidden, *(rule.mixed or ()))]
        return all(pattern.sought is not None for pattern in patterns)

    @cached_property
    def looks(self) -> _Looks:
        """What looks for each pattern that needs something. It takes a while to make."""
        return _Looks(self.rules)

    @cached_property
    def rules(self) -> list[_Rule]:
        """The rules in their order, as they are asked."""
        return [_Rule(id, rule) for id, rule in self.wording.items()]

    @cached_property
    def apart(self) -> frozenset[str]:
        """The components that some rule about all texts leaves alone: they may hold what it forbids."""
        return frozenset(component for rule in self.wording.values() if not rule.inside for component in rule.outside)

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
        components, texts, positions = zip(*lines, strict=True) if (lines := [*lines]) else ((), (), ())
        return self.answers_to(components, texts, positions)

    def answers_to(self, components: Sequence[str], texts: Sequence[str], positions: Sequence[int]) -> list[Answer]:
        """The same of paragraphs whose components, texts and positions are given side by side."""
        self.met += 1
        looks = self.looks if self.is_ready or self.met > FEW_DOCUMENTS else None
        all = _Texts(components, texts, positions, looks, self.apart)
        return [*map(all.answer, self.rules)]


class _Rule:
    """A rule as it is asked: what it says is read far more quickly here than from a model's fields."""

    def __init__(self, id: str, said: WordingRule):
        self.id = id
        self.said = said
        self.outside = [*dict.fromkeys(said.outside)]
        """The components whose texts it leaves alone."""
        self.inside = [c for c in dict.fromkeys(said.inside) if c not in self.outside] if said.inside else None
        """The components whose texts it judges; ``None``: all others."""
        self.until = said.until
        self.forbidden = said.forbidden
        self.mixed = said.mixed
        self.named = JUDGES[said.judged_by] if said.judged_by is not None else None

    @property
    def faults(self) -> Sequence[Pattern]:
        """What no text should hold of those that it looks at; of two of which a document keeps one, it does hold one.

        A judge called by name asks for what it needs.
        """
        return [self.named.needs] if self.named is not None and self.named.needs is not None else self.forbidden

    @property
    def is_cleared(self) -> bool:
        """Whether nothing breaks it where nothing is found that its faults need, and nothing odd."""
        is_of_letters_apart = self.named is not None and self.named.of_letters_apart
        is_sought = bool(self.faults) and all(map(sought, self.faults))
        return not self.until and (is_sought or is_of_letters_apart)


class _Looks:
    """What looks for patterns before they are tried."""

    def __init__(self, rules: Iterable[_Rule]):
        self.rules = [rule for rule in rules if rule.inside is None]
        self.faults = _search(self.rules)
        mixed = [pattern for rule in self.rules for pattern in rule.mixed or () if sought(pattern)]
        alone = {pattern.source: Search([pattern]) for pattern in mixed}
        self.of = alone | {pattern.source: self.faults for pattern in self.faults.patterns}
        """What looks for a pattern, by its source."""
        self.cleared = {rule.id for rule in self.rules if rule.is_cleared}
        """The ids of the rules that nothing breaks in texts that are cleared."""
        self._faults_in: dict[tuple[str, ...], Search] = {}

    def clears(self, group: _Group) -> bool:
        """Whether a first look at texts finds no fault, and nothing out of the ordinary."""
        if not self.faults.clears(group.whole) and not self._clears_apart(group):
            return False
        group.found[self.faults] = set()
        return True

    def _clears_apart(self, group: _Group) -> bool:
        """The same of texts that some rules leave alone: blanks for a number are a fault only where spaces are."""
        if group.components is None:
            return False
        rules = [rule for rule in self.rules if not group.components <= {*rule.outside}]
        ids = tuple([rule.id for rule in rules])
        if ids not in self._faults_in and len(self._faults_in) < _MOST_SEARCHES:
            self._faults_in[ids] = _search(rules)
        return ids in self._faults_in and self._faults_in[ids].clears(group.whole)


def _search(rules: Iterable[_Rule]) -> Search:
    """What looks for all faults of some rules together."""
    return Search([pattern for rule in rules for pattern in rule.faults if sought(pattern)])


class _Texts:
    """All texts of a document."""

    def __init__(
        self,
        components: Sequence[str],
        raw: Sequence[str],
        positions: Sequence[int],
        looks: _Looks | None,
        apart: Set[str],
    ):
        words = [*map(str.strip, raw)]
        if not all(words):
            components, raw = [*compress(components, words)], [*compress(raw, words)]
            positions = [*compress(positions, words)]
            words = [*filter(None, words)]
        self.components = components
        self.raw = raw
        self.positions = positions
        self.looks = looks
        self.of: defaultdict[str, list[int]] = defaultdict(list)
        """The texts of each component, by their index."""
        first = 0
        for component, alike in groupby(components):
            behind = first + len([*alike])
            self.of[component] += range(first, behind)
            first = behind
        self.apart = {component: self.of[component] for component in apart if component in self.of}
        """Those of components that some rule leaves alone."""
        self.is_composed = True
        """Whether no letter is apart from its marks, as in nearly every document."""
        self.cleared: Set[str] = frozenset()
        """The ids of rules that nothing breaks."""
        self._take(words)
        unclear = [group for group in self.groups if looks is None or not looks.clears(group)]
        if any(is_odd(group.whole) for group in unclear):
            self._mend()
        elif looks is not None and not unclear and not self.long:  # as most documents are
            self.cleared = looks.cleared

    def _mend(self) -> None:
        """Makes the texts what patterns are written for: in NFC, with plain spaces."""
        words = self.words
        joined = " ".join(words)
        self.is_composed = is_normalized("NFC", joined)
        if not self.is_composed:
            words = [normalize("NFC", text) for text in words]
        if not joined.isprintable():  # to Python the other kinds of spaces are not
            words = [with_spaces(text) for text in words]
        if words is not self.words:
            self._take(words)

    def _take(self, words: list[str]) -> None:
        """The texts as they are judged."""
        self.words = words
        longest = max(map(len, words), default=0)
        self.long = [i for i, text in enumerate(words) if len(text) > LONGEST] if longest > LONGEST else []
        """What is taken in pieces, whose ends are none of a text."""
        others = words.copy()
        indexes = sorted(chain.from_iterable(self.apart.values()))
        for index in indexes:
            others[index] = ""
        apart = _Group([words[index] for index in indexes], indexes, self.apart.keys())
        self.groups = (apart, _Group(others, range(len(words))))
        """Those of components that some rule leaves alone, and the others."""

    def text(self, index: int) -> Text:
        """One of them, with the way back to its line."""
        raw = self.raw[index]
        line = TextLine(self.components[index], raw, self.positions[index])
        return Text(line, self.words[index], len(raw) - len(raw.lstrip()))

    def search(self, pattern: Pattern) -> Search | None:
        """What looks for a pattern, if anything does."""
        return self.looks.of.get(pattern.source) if self.looks is not None else None

    def may_match(self, pattern: Pattern) -> bool:
        """Whether a pattern may match anywhere in them."""
        search = self.search(pattern)
        if search is None or self.long:
            return True
        return any(pattern.source in group.possible(search) for group in self.groups)

    def candidates(self, pattern: Pattern, search: Search) -> Sequence[int]:
        """Those in which a pattern may match."""
        found = [group.indexes for group in self.groups if pattern.source in group.possible(search)]
        if self.long:
            found.append(self.long)
        return found[0] if len(found) == 1 else sorted({*chain(*found)})

    def may_break(self, rule: _Rule) -> bool:
        """Whether anything may break a rule."""
        if rule.forbidden:
            return any(map(self.may_match, rule.forbidden))
        if rule.mixed is not None:
            return all(map(self.may_match, rule.mixed))
        if rule.named is not None:
            is_there = rule.named.needs is None or self.may_match(rule.named.needs)
            return is_there and not (rule.named.of_letters_apart and self.is_composed)
        return True

    def seen(self, rule: _Rule) -> int:
        """How many of them a rule looks at, unless something ends them."""
        of = self.of
        if rule.inside is not None:
            return sum([len(of[component]) for component in rule.inside if component in of])
        return len(self.words) - sum([len(of[component]) for component in rule.outside if component in of])

    def answer(self, rule: _Rule) -> Answer:
        """What a rule says to them."""
        seen = self.seen(rule)
        if not seen or rule.id in self.cleared or not (rule.until or self.may_break(rule)):
            return Answer(rule.id, rule.said, seen, ())
        chosen = _Chosen(self, rule)
        return Answer(rule.id, rule.said, chosen.count, tuple(chosen.findings()) if chosen.count else ())


class _Group:
    """Some of the texts, in which patterns are looked for together."""

    def __init__(self, texts: Sequence[str], indexes: Sequence[int], components: Set[str] | None = None):
        self.indexes = indexes
        """Which texts they are; some may be no more than room for one that is in another group."""
        self.components = components
        """The components that they are; ``None``: any."""
        self.whole = _BETWEEN + _BETWEEN.join(texts) + _BETWEEN
        self.found: dict[Search, set[str]] = {}
        """What each search has found."""

    def possible(self, search: Search) -> set[str]:
        """The sources of the patterns of a search that may match in them; what is long is not spoken of."""
        found = self.found.get(search)
        if found is None:
            found = self.found[search] = search.possible(self.whole)
        return found


class _Chosen:
    """The texts that a rule looks at: those of some components, above an end."""

    def __init__(self, all: _Texts, rule: _Rule):
        self.all = all
        self.rule = rule
        asked = rule.inside if rule.inside is not None else all.of
        self.components = [c for c in asked if c in all.of and c not in rule.outside]
        self.end = len(all.words)
        if rule.until:
            self.end = min((all.of[component][0] for component in rule.until if component in all.of), default=0)
        self.count = sum([bisect_left(all.of[component], self.end) for component in self.components])

    def indexes(self) -> Sequence[int]:
        """Which texts they are, in order."""
        if self.count == len(self.all.words):
            return range(self.count)
        if len(self.components) == 1:
            return self.all.of[self.components[0]][: self.count]
        return sorted(index for component in self.components for index in self.all.of[component] if index < self.end)

    def findings(self) -> Iterable[Finding]:
        """What breaks the rule."""
        rule = self.rule
        if rule.named is not None:
            return self._judged(rule.named)
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
        rule, said = self.rule, self.rule.said
        indexes = [max(self._lasts())] if rule.until and said.required is None else self.indexes()
        for index, following in zip_longest(indexes, indexes[1:]):
            words = self.all.words[index]
            is_last = following is None or (not rule.until and following != index + 1)
            pattern = said.last if said.last is not None and is_last else said.required
            excused = said.unless is not None and said.unless.compiled.search(words)
            if pattern is not None and not excused and not pattern.compiled.fullmatch(words):
                yield index, 0, len(words)

    def _lasts(self) -> Iterator[int]:
        """The last text of each component."""
        for component in self.components:
            indexes = self.all.of[component]
            if count := bisect_left(indexes, self.end):
                yield indexes[count - 1]

    def _matches(self, pattern: Pattern) -> Iterator[_Match]:
        unless = self.rule.said.unless
        for index in self._candidates(pattern):
            words = self.all.words[index]
            if len(words) <= LONGEST and pattern.compiled.search(words) is None:
                continue  # nearly always
            for start, end in _spans(pattern, words):
                if unless is None or not any(a < end and start < b for a, b in _spans(unless, words)):
                    yield index, start, end

    def _candidates(self, pattern: Pattern) -> Sequence[int]:
        """Those that a pattern may match; few are not worth looking through."""
        search = self.all.search(pattern)
        if search is None or self.count < max(_FEW, len(self.all.words) / 10):
            return self.indexes()
        found = self.all.candidates(pattern, search)
        if not found or self.count == len(self.all.words):
            return found
        return [i for i in found if i < self.end and self.all.components[i] in self.components]


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
