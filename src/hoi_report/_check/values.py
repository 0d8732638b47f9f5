"""What judging a Word file says: of every rule an answer, of every breach where it stands and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any, Literal

from .._messages import Words
from .._translation import DEFAULT_LANGUAGE, LANGUAGES
from .._value_class import guarded_class

Status = Literal["holds", "broken", "not-found", "not-evaluated"]
Severity = Literal["error", "warning", "note"]


@guarded_class
class Spot:
    """Where something stands in a Word file, as a person finds it again."""

    section: int | None = None
    """The section of pages, from 1; ``None`` outside the body."""
    paragraph: int | None = None
    """The paragraph of its part, from 1, those of tables and text boxes counted as they are read."""
    page: int | None = None
    """The page on which the program that saved the file last had it, where the file says so."""
    cell: tuple[int, int, int] | None = None
    """Table, row and column, from 1."""
    part: Literal["body", "header", "footer", "note"] = "body"
    words: str = ""
    """The first words of the paragraph."""

    def tell(self, lang: str) -> str:
        """The spot in words of a language.

        >>> Spot(1, 12, words="Độc lập").tell("en")
        'section 1, paragraph 12: “Độc lập”'
        """
        return ", ".join(words.tell(lang) for words in self._words()) + (f": “{self.words}”" if self.words else "")

    def _words(self) -> list[Words]:
        if self.part != "body":
            where = {"header": Words("page header"), "footer": Words("page footer"), "note": Words("footnotes")}
            found = [where[self.part]]
        else:
            found = []
        if self.section is not None:
            found.append(Words("section {number}", {"number": self.section}))
        if self.page is not None:
            found.append(Words("page {number}", {"number": self.page}))
        if self.paragraph is not None:
            found.append(Words("paragraph {number}", {"number": self.paragraph}))
        if self.cell is not None:
            table, row, column = self.cell
            found.append(
                Words("table {table}, row {row}, column {column}", {"table": table, "row": row, "column": column})
            )
        return found or [Words("the whole file")]

    def as_json(self) -> dict[str, Any]:
        """The spot as plain data."""
        cell = None if self.cell is None else dict(zip(("table", "row", "column"), self.cell, strict=True))
        names = ("part", "section", "page", "paragraph", "words")
        return {**{name: getattr(self, name) for name in names}, "cell": cell}


@guarded_class
class Finding:
    """A breach of a rule."""

    rule: str
    """Which rule: ``tieu_ngu.size``."""
    severity: Severity
    clause: str
    """Where the rule stands: ``PL I, Phần I, mục II.1.b``."""
    place: Spot
    told: Mapping[str, Words] = field(repr=False)
    """What was found, what is asked and how to mend it, to be told in a language."""
    lang: str = DEFAULT_LANGUAGE

    @property
    def found(self) -> str:
        """What stands there."""
        return self.told["found"].tell(self.lang)

    @property
    def asked(self) -> str:
        """What the rule asks for."""
        return self.told["asked"].tell(self.lang)

    @property
    def mend(self) -> str:
        """How it is mended in Word."""
        return self.told["mend"].tell(self.lang)

    def as_json(self) -> dict[str, Any]:
        """The finding as plain data."""
        return {
            "severity": self.severity,
            "place": {**self.place.as_json(), "told": self.place.tell(self.lang)},
            "found": self.found,
            "asked": self.asked,
            "mend": self.mend,
        }


@guarded_class
class RuleAnswer:
    """What is to be said of one rule."""

    rule: str
    status: Status
    clause: str
    name: Words = field(repr=False)
    """What the rule is about."""
    severity: Severity = "error"
    """How much a breach matters."""
    findings: tuple[Finding, ...] = ()
    """Every breach, in the order of the text; empty unless ``broken``."""
    reason: Words | None = field(default=None, repr=False)
    """Why it, or some place of it, could not be evaluated."""
    seen: int = 0
    """How many places were evaluated."""
    unseen: int = 0
    """How many places could not be evaluated; a rule that holds is not said to hold for them."""
    lang: str = DEFAULT_LANGUAGE

    @property
    def title(self) -> str:
        """What the rule is about, in words."""
        return self.name.tell(self.lang)

    def in_language(self, lang: str) -> RuleAnswer:
        """The same answer told in another language."""
        return replace(self, lang=lang, findings=tuple(replace(one, lang=lang) for one in self.findings))

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "rule": self.rule,
            "title": self.title,
            "clause": self.clause,
            "severity": self.severity,
            "status": self.status,
            "seen": self.seen,
            "unseen": self.unseen,
            "reason": self.reason.tell(self.lang) if self.reason else None,
            "findings": [one.as_json() for one in self.findings],
        }


@guarded_class
class Checked:
    """What a Word file was found to be."""

    name: str
    """The file's name as it was given."""
    rules: str
    """The rule set by which it was judged."""
    answers: tuple[RuleAnswer, ...]
    """One for every rule, in the order of the rule set."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every breach."""
        return tuple(finding for answer in self.answers for finding in answer.findings)

    @property
    def lacking(self) -> tuple[RuleAnswer, ...]:
        """The main components that every document has, and this one has not, as far as can be seen."""
        return tuple(a for a in self.answers if a.status == "not-found" and a.rule.endswith(".present"))

    @property
    def passed(self) -> bool:
        """Whether no rule is broken by more than a warning, and no main component lacks."""
        return not self.lacking and not any(finding.severity == "error" for finding in self.findings)

    def in_language(self, lang: str) -> Checked:
        """The same, told in another language (``vi`` or ``en``; anything else is a :class:`ValueError`)."""
        if lang not in LANGUAGES:
            raise ValueError(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}")
        return replace(self, answers=tuple(answer.in_language(lang) for answer in self.answers))

    def as_json(self) -> dict[str, Any]:
        """The whole as plain data."""
        return {
            "file": self.name,
            "rules": self.rules,
            "passed": self.passed,
            "lacking": [answer.rule for answer in self.lacking],
            "answers": [answer.as_json() for answer in self.answers],
        }
