"""The verb ``check``: any Word file against a rule set, told to people, as JSON or SARIF; mended with ``--fix``."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._files import make_folder
from .._problems import InvalidInput, Place, Problem, RenderError, placed, problem, problems_of
from .._value_class import value_class
from .answer import Answer, say, say_problems, status_of
from .looking import STDIN, refuse_two_readers_of_stdin, source

if TYPE_CHECKING:
    from .. import Checked, RuleAnswer

PLACES = 5
"""So many places of a broken rule are told; ``--json`` tells all."""


@value_class
class Judged:
    """What is to be said about one file."""

    input: str
    checked: Checked | None
    """Absent where the file could not be read as a Word document."""
    problems: tuple[Problem, ...] = ()
    """Why it could not."""

    @property
    def status(self) -> int:
        """The exit status that it leads to."""
        if self.checked is None:
            return status_of(self.problems)
        return 0 if self.checked.passed else 1


def check(options: argparse.Namespace) -> Answer:
    """What the rules say of each file; with ``--fix`` one file with its look mended."""
    from .._check import rule_set

    refuse_two_readers_of_stdin(options)
    if options.json and options.sarif:
        options.fail(options.t("choose one of --json and --sarif"))
    try:
        rule_set(options.rules)
    except InvalidInput as error:  # no file can be judged
        return Answer(status=2, data={"problems": error.problems}, problems=error.problems)
    if options.fix or options.output is not None:
        return _fix(options)
    judged = [_judge(name, options) for given in options.files for name in _files(given)]
    if not judged:
        options.fail(options.t("there is no .docx in the folder"))
    if options.sarif:
        from .sarif import sarif

        log = json.dumps(sarif(judged, options.lang), ensure_ascii=False, indent=2)
        return Answer(status=max(one.status for one in judged), text=f"{log}\n")
    data = {"files": [_as_json(one) for one in judged]}
    if options.json:
        return Answer(status=max(one.status for one in judged), data=data)
    for one in judged:
        say_problems(one.problems, options.lang)
    text = "\n".join(_told(one.checked, options) for one in judged if one.checked is not None)
    return Answer(status=max(one.status for one in judged), data=data, text=text)


def _files(name: str) -> list[str]:
    """The Word files of a folder, but for those that Word makes while one is open; else the file itself."""
    folder = Path(name)
    if name == STDIN or not folder.is_dir():
        return [name]
    found = (p for p in folder.iterdir() if p.suffix.lower() == ".docx")
    return sorted(str(p) for p in found if not p.name.startswith(("~$", ".")))


def _judge(name: str, options: argparse.Namespace) -> Judged:
    import hoi_report

    try:
        shown = None if name != STDIN else options.t("standard input")
        return Judged(name, hoi_report.check(source(name), rules=options.rules, name=shown, lang=options.lang))
    except Exception as error:  # the other files are judged all the same
        return Judged(name, None, placed(problems_of(error), name))


def _as_json(one: Judged) -> dict[str, Any]:
    if one.checked is None:
        return {
            "file": one.input,
            "rules": None,
            "passed": False,
            "problems": one.problems,
            "lacking": [],
            "answers": [],
        }
    return {**one.checked.as_json(), "file": one.input, "problems": []}


# --- text for people ------------------------------------------------------------------------------------------------


def _told(checked: Checked, options: argparse.Namespace) -> str:
    return "".join(f"{line}\n" for line in _lines(checked, options))


def _lines(checked: Checked, options: argparse.Namespace) -> Iterator[str]:
    t = options.t
    counts, lacking = Counter(answer.status for answer in checked.answers), len(checked.lacking)
    summary = t("{holds} rules hold, {broken} broken, {absent} not found, {unseen} not evaluated").format(
        holds=counts["holds"],
        broken=counts["broken"] + lacking,
        absent=counts["not-found"] - lacking,
        unseen=counts["not-evaluated"],
    )
    verdict = t("right") if checked.passed else t("not right yet")
    yield f"{checked.name}: {verdict}: {summary} ({checked.rules})"
    for answer in checked.answers:
        if answer.status == "broken":
            yield from _broken(checked, answer, options)
    for answer in checked.lacking:
        yield f"{checked.name}: error [{answer.rule}] {answer.title}: {t('lacking')} ({answer.clause})"
    unseen: dict[tuple[str, str], list[RuleAnswer]] = {}
    for answer in checked.answers:
        if answer.status == "not-evaluated" and answer.reason is not None:
            component = answer.rule.partition(".")[0]
            unseen.setdefault((component, answer.reason.tell(options.lang)), []).append(answer)
    for (_, reason), answers in unseen.items():
        rules, title = ", ".join(a.rule for a in answers), answers[0].title
        title = title if len(answers) == 1 else title.partition(": ")[0]
        yield f"{checked.name}: {t('not evaluated')} [{rules}] {title}: {reason}"


def _broken(checked: Checked, answer: RuleAnswer, options: argparse.Namespace) -> Iterator[str]:
    t = options.t
    worst = min(finding.severity for finding in answer.findings)  # error, note, warning in the order of the alphabet
    worst = "warning" if worst == "note" and any(f.severity == "warning" for f in answer.findings) else worst
    yield f"{checked.name}: {worst} [{answer.rule}] {answer.title} ({answer.clause})"
    asked = {finding.asked for finding in answer.findings}
    for finding in answer.findings[:PLACES]:
        wanted = f"; {t('asked')}: {finding.asked}" if len(asked) > 1 else ""
        yield f"    {finding.place.tell(options.lang)}: {finding.found}{wanted}"
    if len(answer.findings) > PLACES:
        yield "    " + t("and {number} places more").format(number=len(answer.findings) - PLACES)
    if len(asked) == 1:
        yield f"    {t('asked')}: {answer.findings[0].asked}"
    yield f"    {t('to mend it')}: {answer.findings[0].mend}"


# --- mending --------------------------------------------------------------------------------------------------------


def _fix(options: argparse.Namespace) -> Answer:
    """One file, its look mended, under another name; what was mended and what is left is told."""
    import hoi_report

    if not options.fix or options.output is None or options.output == STDIN or len(options.files) != 1:
        options.fail(options.t("--fix takes one file, and -o the name of the new one"))
    (name,) = options.files
    target = Path(options.output)
    try:
        if name != STDIN and os.path.exists(target) and Path(name).resolve() == target.resolve():  # noqa: PTH110
            raise RenderError([problem("output-is-input", Place(str(target)))])
        if not options.force and os.path.lexists(target):
            raise RenderError([problem("output-exists", Place(str(target)))])
        fixed = hoi_report.fix(source(name), rules=options.rules, lang=options.lang)
        make_folder(target.parent)
        fixed.save(target, overwrite=options.force)
    except Exception as error:
        return Answer.of_problems(placed(problems_of(error), name))
    if not options.json:
        say(options.t("written: {path}").format(path=target))
    data = {
        "output": str(target),
        "passed": fixed.after.passed,
        "mended": [answer.as_json() for answer in fixed.mended],
        "left": [answer.as_json() for answer in (*fixed.left, *fixed.after.lacking)],
    }
    nothing = [] if fixed.mended else [options.t("there was nothing to mend by itself")]
    lines = nothing or [f"{options.t('mended')}: [{answer.rule}] {answer.title}" for answer in fixed.mended]
    text = "".join(f"{line}\n" for line in lines) + _told(replace(fixed.after, name=str(target)), options)
    return Answer(status=0 if fixed.after.passed else 1, data=data, text=text)
