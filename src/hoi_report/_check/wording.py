"""The words of a Word file, judged by the rules that its rule set has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .._messages import words
from .._rules import RuleSet
from .._wording import TextLine
from .judging import spot_of_line
from .lines import whole
from .pieces import Anatomy
from .values import Finding, RuleAnswer, Status

_PUSHED = re.compile(r"[ \u00a0]*[\t\n\f][\s\u00a0]*")


def wording_answers(anatomy: Anatomy, rules: RuleSet) -> Iterator[RuleAnswer]:
    """The answer of each rule about words."""
    lines = [(piece.component, piece.lines) for piece in anatomy.pieces]
    lines += [("", (whole(note),)) for note in anatomy.file.notes]
    texts = [
        TextLine(component, _PUSHED.sub(" ", " ".join(line.text for line in parts)), position)
        for position, (component, parts) in enumerate(lines)
    ]
    for said in rules.judge.answers(texts):
        rule, id = said.rule, f"wording.{said.id}"
        findings = tuple(
            Finding(
                id,
                rule.severity,
                rule.clause,
                spot_of_line(lines[found.position][1][0]),
                {
                    "found": words("“{words}”", words=found.found),
                    "asked": rule.asked.phrase,
                    "mend": rule.mend.phrase,
                },
            )
            for found in said.findings
        )
        status: Status = "broken" if findings else "holds" if said.seen else "not-found"
        name = words("{name}", name=rule.name)
        yield RuleAnswer(id, status, rule.clause, name, rule.severity, findings, seen=said.seen)
