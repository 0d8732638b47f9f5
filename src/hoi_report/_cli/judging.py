"""The verb ``validate``: every problem of every file, how complete each is, and which units' reports are missing."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from .._problems import InvalidInput, Place, Problem, placed, problem, problems_of
from .._value_class import value_class
from .answer import Answer, say, say_problems, status_of, table
from .looking import data_files, data_of, refuse_two_readers_of_stdin, source

if TYPE_CHECKING:
    from .. import Completeness, Document

NOTHING = "—"
"""What stands in the table for a report that is not there."""


@value_class
class Judged:
    """What is to be said about one input."""

    input: str
    problems: tuple[Problem, ...]
    completeness: tuple[Completeness, ...] = ()
    unit: str | None = None
    """The unit's key, or its short name where the data bring the whole unit."""
    plan: Path | None = None
    """The file of the plan that it answers."""
    document: Document | None = None
    """The document, where there is no error but absent answers."""

    @property
    def name(self) -> str:
        """The unit as people call it, as far as it is known."""
        return self.document.unit.unit.short_name if self.document is not None else self.unit or ""

    @property
    def complete(self) -> int | None:
        """How many of the required answers are there, in %; ``None`` of what asks nothing."""
        return _percent(self.completeness) if self.completeness else None

    def count(self, severity: str) -> int:
        """How many problems of a severity it has."""
        return sum(one.severity == severity for one in self.problems)

    def as_json(self) -> dict[str, Any]:
        """The result as ``--json`` prints it."""
        return {
            "input": self.input,
            "valid": status_of(self.problems) == 0,
            "unit": self.unit,
            "complete": self.complete,
            "completeness": [asdict(chapter) for chapter in self.completeness],
            "problems": self.problems,
        }


@value_class
class Missing:
    """A unit below a plan's issuer whose report was not given."""

    plan: str
    """The plan's file."""
    unit: str
    """The unit's key."""
    name: str


def validate(options: argparse.Namespace) -> Answer:
    """Every problem of every file, or of every data file of a folder; valid is what has no error."""
    refuse_two_readers_of_stdin(options)
    results = []
    for judged in _judged(options.files, options.lang):
        results.append(judged)
        if not options.json:
            say_problems(judged.problems, options.lang)
            say(_verdict(judged, options) + _chapters(judged, options))
    several = len(results) > 1 or any(map(_is_folder, options.files))
    missing = list(_missing(results, any(map(_is_folder, options.files)))) if several else []
    return Answer(
        status=max(status_of(result.problems) for result in results),
        data={"results": [result.as_json() for result in results], "missing": [asdict(one) for one in missing]},
        text=_summary(results, missing, options) if several else "",
    )


def _judged(names: Iterable[str], lang: str) -> Iterator[Judged]:
    for name in names:
        if not _is_folder(name):
            yield _judge(name, lang)
            continue
        try:
            inside = data_files(Path(name))
        except OSError as error:
            yield Judged(name, (problem("file-unreadable", Place(name), file=name, reason=error.strerror),))
            continue
        if not inside:
            yield Judged(name, (problem("folder-without-data", Place(name)),))
        for file in inside:
            yield _judge(file, lang)


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 - of a name that nothing can have it says no


def _judge(name: str, lang: str) -> Judged:
    """What is to be said about a file. It is printed as well, since its template can be at fault too."""
    import hoi_report

    from .._catalog import Base
    from .._document import validation_of

    try:
        given = source(name)
        tree = data_of(given)
        if tree is None:
            return Judged(name, placed(hoi_report.render(hoi_report.load(given)).problems, name))
        base = Base.of(given, None)
        found = validation_of(tree, base, lang)
        faults = _faults_of_printing(found.document)
    except Exception as error:
        return Judged(name, placed(problems_of(error), name))
    unit, plan = tree.value.get("unit"), tree.value.get("plan")
    file = base.named(plan) if isinstance(plan, str) else None
    unit = unit.get("short_name") if isinstance(unit, dict) else unit
    return Judged(
        name,
        placed([*found.problems, *faults], name),
        found.completeness,
        unit if isinstance(unit, str) else None,
        file if isinstance(file, Path) else None,
        found.document,
    )


def _faults_of_printing(document: Document | None) -> tuple[Problem, ...]:
    import hoi_report

    try:
        if document is not None:
            hoi_report.render(document, draft=bool(document.unanswered))
    except Exception as error:
        return problems_of(error)
    return ()


# --- how complete -----------------------------------------------------------------------------------------------------


def _percent(chapters: Sequence[Completeness]) -> int:
    """The required answers that are there, in %, rounded down; 100 where none is required."""
    required = sum(chapter.required for chapter in chapters)
    return sum(chapter.answered for chapter in chapters) * 100 // required if required else 100


def _verdict(judged: Judged, options: argparse.Namespace) -> str:
    text: str = options.t("{input}: errors: {errors}, warnings: {warnings}, notes: {notes}")
    count = Counter(problem.severity for problem in judged.problems)
    return text.format(input=judged.input, errors=count["error"], warnings=count["warning"], notes=count["note"])


def _chapters(judged: Judged, options: argparse.Namespace) -> str:
    """How complete each chapter is, and the whole; nothing where nothing is asked."""
    t, chapters = options.t, judged.completeness
    if not chapters:
        return ""
    rows = [(t("chapter"), t("required"), t("if there is any"), t("complete"))]
    for chapter in chapters:
        rows.append((shorten(chapter.title, 60, placeholder=" …"), *_counts([chapter])))
    rows.append((t("in all"), *_counts(chapters)))
    return "".join(f"\n    {line}" for line in table(rows).splitlines())


def _counts(chapters: Sequence[Completeness]) -> tuple[str, str, str]:
    required = f"{sum(c.answered for c in chapters)}/{sum(c.required for c in chapters)}"
    optional = f"{sum(c.optional_answered for c in chapters)}/{sum(c.optional for c in chapters)}"
    return required, optional, f"{_percent(chapters)}%"


# --- who has not reported yet -----------------------------------------------------------------------------------------


def _missing(results: Sequence[Judged], whole_folder: bool) -> Iterator[Missing]:
    """The units below the issuer of each plan that is answered of which no report was given, as the units stand."""
    from .._catalog import identity
    from .._unit import ResolvedUnit, resolve

    answering: dict[str, tuple[Path, list[Judged]]] = {}
    for result in results:
        if result.plan is not None:
            answering.setdefault(identity(result.plan), (result.plan, []))[1].append(result)
    if not answering and whole_folder:  # nobody has reported yet: the plans in the folder say who is to
        answering = {plan: (Path(plan), [result]) for result in results if (plan := _own_plan(result)) is not None}
    for file, reports in answering.values():
        document = _plan_of(file, reports)
        if document is None or document.units is None or document.key is None:
            continue
        there = {report.unit for report in reports if report.plan is not None}
        day = document.date or document.outline.file.valid_from
        for key in document.units.units:
            unit = resolve(document.units, key, day)
            if isinstance(unit, ResolvedUnit) and unit.unit.parent == document.key and key not in there:
                yield Missing(str(file), key, unit.unit.short_name)


def _own_plan(result: Judged) -> str | None:
    """The file itself, where it is a plan that asks for reports."""
    document = result.document
    asks = document is not None and any(list(member.questions) for member in document.outline.family[1:])
    return result.input if asks else None


def _plan_of(file: Path, reports: Sequence[Judged]) -> Document | None:
    """The plan that the reports answer, also where each of them has errors; ``None`` where it has some itself."""
    from .. import load_document

    known = [report.document.plan or report.document for report in reports if report.document is not None]
    try:
        return known[0] if known else load_document(str(file))
    except InvalidInput:
        return None


def _summary(results: Sequence[Judged], missing: Sequence[Missing], options: argparse.Namespace) -> str:
    """A line for each file, and for each report that is missing."""
    t = options.t
    rows = [(t("unit"), t("file"), t("complete"), t("errors"), t("warnings"))]
    for one in results:
        complete = "" if one.complete is None else f"{one.complete}%"
        rows.append((one.name, one.input, complete, str(one.count("error")), str(one.count("warning"))))
    rows += [(one.name, NOTHING, NOTHING, NOTHING, NOTHING) for one in missing]
    return table(rows)
