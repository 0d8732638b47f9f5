"""The verbs that only look: ``list``, ``show``, ``validate``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from .._problems import Problem
from .answer import Answer, placed, problems_of, say, say_problems, status_of, table

if TYPE_CHECKING:
    from .. import Document, Outline
    from .._outline import ShownEntry

STDIN = "-"


def list_outlines(options: argparse.Namespace) -> Answer:
    """The outlines that can be found: id, kind, subject, where from."""
    import hoi_report

    t, found = options.t, hoi_report.list_outlines()
    rows = [(t("id"), t("kind"), t("subject"), t("where from"))]
    for info in found:
        origin = t("built-in") if info.origin == "built-in" else info.origin
        rows.append((info.id, info.kind, shorten(info.subject, 60, placeholder=" …"), origin))
    columns = ("id", "kind", "subject", "origin")
    return Answer(
        data={"outlines": [{column: getattr(info, column) for column in columns} for info in found]}, text=table(rows)
    )


def show(options: argparse.Namespace) -> Answer:
    """The tree of an outline with its printed numbers; ``?`` in front of what is one question, ``…`` of a prompt."""
    import hoi_report

    outline = hoi_report.load_outline(source(options.outline))
    entries = list(outline.entries())
    data = {
        "outline": options.outline,
        "entries": [_as_json(entry) for entry in entries],
        "parameters": {
            name: {"type": parameter.kind, "required": parameter.required, "description": parameter.description}
            for name, (parameter, _) in outline.parameters.items()
        },
        "deadlines": {name: {"who": str(d.who), "what": str(d.what)} for name, d in outline.deadlines.items()},
    }
    return Answer(data=data, text="".join(f"{line}\n" for line in _tree(entries)) + _given(outline, options))


def _as_json(entry: ShownEntry) -> dict[str, Any]:
    names = ("depth", "kind", "number", "id", "text", "question", "condition")
    return {name: getattr(entry, name) for name in names}


def _tree(entries: list[ShownEntry]) -> Iterable[str]:
    widths: Counter[tuple[int, bool]] = Counter()
    for entry in entries:
        column = entry.depth, entry.kind == "section"
        widths[column] = max(widths[column], len(entry.number))
    for entry in entries:
        mark = "?" if entry.question else "…" if entry.kind == "prompt" else " "
        number = entry.number.ljust(widths[entry.depth, entry.kind == "section"])
        identifier = f"  [{entry.id}]" if entry.id else ""
        condition = f"  ({entry.condition})" if entry.condition else ""
        yield f"{mark} {'   ' * entry.depth}{number} {' '.join(entry.text.split())}{identifier}{condition}".rstrip()


def _given(outline: Outline, options: argparse.Namespace) -> str:
    """What a data file gives: parameters and deadlines, each with its type and meaning."""
    rows = [
        (name, f"{parameter.kind}{'' if parameter.required else ' ?'}", parameter.description)
        for name, (parameter, _) in outline.parameters.items()
    ]
    rows += [(f"deadlines.{name}", "date", f"{due.who}: {due.what}") for name, due in outline.deadlines.items()]
    if not rows:
        return ""
    return "\n" + table([(options.t("to be given"), options.t("type"), options.t("meaning")), *rows])


def validate(options: argparse.Namespace) -> Answer:
    """Every problem of every file; valid is what has no error."""
    refuse_two_readers_of_stdin(options)
    results: list[dict[str, Any]] = []
    for name in options.files:
        problems = _judge(name)
        results.append({"input": name, "valid": status_of(problems) == 0, "problems": problems})
        if not options.json:
            say_problems(problems, options.lang)
            say(_verdict(name, problems, options))
    return Answer(status=max(status_of(result["problems"]) for result in results), data={"results": results})


def _judge(name: str) -> tuple[Problem, ...]:
    """The problems of a file. It is printed as well, since its template can be at fault too."""
    import hoi_report

    try:
        return placed(hoi_report.render(load(name)).problems, name)
    except Exception as error:
        return placed(problems_of(error), name)


def _verdict(name: str, problems: tuple[Problem, ...], options: argparse.Namespace) -> str:
    count = Counter(problem.severity for problem in problems)
    text: str = options.t("{input}: errors: {errors}, warnings: {warnings}, notes: {notes}")
    return text.format(input=name, errors=count["error"], warnings=count["warning"], notes=count["note"])


def load(name: str) -> Document | Outline:
    """The document or outline that a name on the command line stands for."""
    import hoi_report

    return hoi_report.load(source(name))


def source(name: str) -> str | bytes:
    """What is to be read: the path of a file or the id of an outline as they are, what stands behind ``-``."""
    return sys.stdin.buffer.read() if name == STDIN else name


def refuse_two_readers_of_stdin(options: argparse.Namespace) -> None:
    """Standard input is one file: the second reader would find nothing."""
    if options.files.count(STDIN) > 1:
        options.fail(options.t("“-” (standard input) can be read once only"))
