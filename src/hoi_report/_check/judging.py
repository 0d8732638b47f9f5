"""One rule, all its places: how an answer is made of what was seen at each.

A judge looks at one place and says :data:`HOLDS`, a :class:`Fault`, or why it cannot tell (:class:`Unseen`). A rule
holds only where something was seen and nothing was wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from .._messages import Words
from .._value_class import value_class
from .._word import Paragraph
from .lines import Line
from .values import Finding, RuleAnswer, Severity, Spot, Status

FIRST_WORDS = 60
"""So many characters of a paragraph say which one it is."""


@value_class
class Fault:
    """A breach at one place."""

    found: Words
    asked: Words
    mend: Words
    severity: Severity | None = None
    """Where it is not the rule's own."""


@value_class
class Unseen:
    """What cannot be told from the file."""

    reason: Words


HOLDS = None
Seen = Fault | Unseen | None
"""What was seen at one place; :data:`HOLDS` is ``None``."""


@value_class
class Place:
    """One place that a rule looks at."""

    spot: Spot
    seen: Seen
    thing: Any = field(default=None, repr=False)
    """What stands there, as its mender takes it: a line, a section, a paragraph …"""


@value_class
class Judged:
    """A rule with all its places."""

    rule: str
    name: Words
    clause: str
    places: Sequence[Place]
    severity: Severity = "error"
    nothing: Words | None = None
    """Why nothing is seen where there is no place to look at and that says nothing about the document; without it the
    component is not found."""

    @property
    def faults(self) -> list[Place]:
        """The places where the rule is broken."""
        return [place for place in self.places if isinstance(place.seen, Fault)]

    def answer(self) -> RuleAnswer:
        """The answer to the rule."""
        unseen = [place.seen for place in self.places if isinstance(place.seen, Unseen)]
        seen = len(self.places) - len(unseen)
        findings = tuple(
            self._finding(place.spot, place.seen) for place in self.places if isinstance(place.seen, Fault)
        )
        reason = unseen[0].reason if unseen else self.nothing
        status: Status = "broken" if findings else "holds" if seen else "not-evaluated" if reason else "not-found"
        name, severity = self.name, self.severity
        return RuleAnswer(self.rule, status, self.clause, name, severity, findings, reason, seen, len(unseen))

    def _finding(self, spot: Spot, fault: Fault) -> Finding:
        told = {"found": fault.found, "asked": fault.asked, "mend": fault.mend}
        return Finding(self.rule, fault.severity or self.severity, self.clause, spot, told)


def spot_of(paragraph: Paragraph, text: str | None = None) -> Spot:
    """Where a paragraph stands; ``text`` is what is meant of it, where that is not its beginning."""
    words = " ".join((f"{paragraph.label} {paragraph.text}" if text is None else text).split())
    if len(words) > FIRST_WORDS:
        words = words[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    cell = paragraph.cell
    part = "body"
    for kind in ("header", "footer", "note"):
        if kind in paragraph.part.rpartition("/")[2]:
            part = kind
    return Spot(
        section=paragraph.section + 1 if part == "body" else None,
        paragraph=paragraph.number,
        page=paragraph.page,
        cell=(cell.table, cell.row, cell.column) if cell else None,
        part=part,  # type: ignore[arg-type]  # one of the four
        words=words,
    )


def spot_of_line(line: Line) -> Spot:
    """Where a line stands."""
    return spot_of(line.paragraph, line.text)


def number(value: float, decimals: int = 1) -> str:
    """A measure as people write it.

    >>> number(13.0), number(12.25, 2), number(19.99)
    ('13', '12,25', '20')
    """
    text = f"{value:.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
