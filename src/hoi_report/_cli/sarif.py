"""What was judged as SARIF 2.1.0 (OASIS), which other tools read: one run, a result for each answer.

A Word file has no lines: a result's place is told in words, as a logical location. SARIF's kinds are our statuses:
``pass`` holds, ``fail`` is broken, ``notApplicable`` was not found, ``open`` was not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._messages import words

if TYPE_CHECKING:
    from .. import Finding, RuleAnswer
    from .checking import Judged

VERSION = "2.1.0"
KINDS = {"holds": "pass", "not-found": "notApplicable", "not-evaluated": "open"}


def sarif(judged: Sequence[Judged], lang: str) -> dict[str, Any]:
    """The whole log as plain data."""
    from .. import __version__

    rules: dict[str, dict[str, Any]] = {}
    for one in judged:
        for answer in one.checked.answers if one.checked else ():
            rules.setdefault(answer.rule, _rule(answer))
    indices = {id: index for index, id in enumerate(rules)}
    driver = {"name": "hoi-report", "version": __version__, "language": lang, "rules": list(rules.values())}
    refused = [problem.in_language(lang) for one in judged for problem in one.problems]
    invocation: dict[str, Any] = {"executionSuccessful": not refused}
    if refused:
        invocation["toolExecutionNotifications"] = [
            {
                "level": problem.severity,
                "descriptor": {"id": problem.code},
                "message": {"text": problem.message + (f". {problem.hint}" if problem.hint else "")},
                "locations": [{"physicalLocation": _file(problem.file or "")}],
            }
            for problem in refused
        ]
    results = [result for one in judged if one.checked for result in _results(one, indices, lang)]
    return {
        "version": VERSION,
        "runs": [{"tool": {"driver": driver}, "invocations": [invocation], "results": results}],
    }


def _rule(answer: RuleAnswer) -> dict[str, Any]:
    return {
        "id": answer.rule,
        "shortDescription": {"text": answer.title},
        "help": {"text": answer.clause},
        "defaultConfiguration": {"level": answer.severity},
    }


def _results(one: Judged, indices: dict[str, int], lang: str) -> Iterator[dict[str, Any]]:
    assert one.checked is not None
    for answer in one.checked.answers:
        about = {"ruleId": answer.rule, "ruleIndex": indices[answer.rule]}
        where = {"physicalLocation": _file(one.input)}
        lacks = answer in one.checked.lacking
        if lacks:
            text = f"{answer.title}: {words('lacking').tell(lang)} ({answer.clause})"
            yield {**about, "kind": "fail", "level": "error", "message": {"text": text}, "locations": [where]}
        elif answer.status != "broken":
            reason = f": {answer.reason.tell(lang)}" if answer.reason else ""
            yield {
                **about,
                "kind": KINDS[answer.status],
                "level": "none",
                "message": {"text": f"{answer.title}{reason}"},
                "locations": [where],
            }
        for finding in answer.findings:
            yield {
                **about,
                "kind": "fail",
                "level": finding.severity,
                "message": {"text": _message(answer, finding)},
                "locations": [{**where, "logicalLocations": [_place(finding, lang)]}],
            }


def _message(answer: RuleAnswer, finding: Finding) -> str:
    return f"{answer.title}: {finding.found} → {finding.asked} ({finding.clause}). {finding.mend}"


def _place(finding: Finding, lang: str) -> dict[str, Any]:
    place = finding.place
    parts = [place.part, *(f"{key}{n}" for key, n in (("s", place.section), ("p", place.paragraph)) if n is not None)]
    return {"name": place.tell(lang), "fullyQualifiedName": "/".join(parts), "kind": "element"}


def _file(name: str) -> dict[str, Any]:
    from urllib.parse import quote

    path = Path(name)
    return {"artifactLocation": {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}}
