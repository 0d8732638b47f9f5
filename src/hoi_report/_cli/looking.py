"""The verbs that only look, ``list`` and ``show``; and what is read where a verb is given a name."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from .._catalog import SUFFIXES, exists
from .answer import Answer, table

if TYPE_CHECKING:
    from .. import Document, Outline
    from .._outline import ShownEntry
    from .._source import Tree

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
        "phrases": {
            name: [{"condition": condition, "text": text} for condition, text in forms]
            for name, forms in outline.phrases.items()
        },
    }
    tree = "".join(f"{line}\n" for line in _tree(entries))
    return Answer(data=data, text=tree + _phrases(outline, options) + _given(outline, options))


def _as_json(entry: ShownEntry) -> dict[str, Any]:
    names = ("depth", "kind", "number", "id", "text", "answer", "condition")
    return {name: getattr(entry, name) for name in names}


def _tree(entries: list[ShownEntry]) -> Iterable[str]:
    widths: Counter[tuple[int, bool]] = Counter()
    for entry in entries:
        column = entry.depth, entry.kind == "section"
        widths[column] = max(widths[column], len(entry.number))
    for entry in entries:
        mark = "?" if entry.answer else "…" if entry.kind == "prompt" else " "
        number = entry.number.ljust(widths[entry.depth, entry.kind == "section"])
        identifier = f"  [{entry.id}]" if entry.id else ""
        answer = f": {entry.answer}" if entry.answer else ""
        condition = f"  ({entry.condition})" if entry.condition else ""
        text = f"{number} {' '.join(entry.text.split())}{identifier}{answer}{condition}"
        yield f"{mark} {'   ' * entry.depth}{text}".rstrip()


def _phrases(outline: Outline, options: argparse.Namespace) -> str:
    """What the phrases stand for: each form on a line, with its condition."""
    rows = [
        (name if number == 0 else "", text, f"({condition})" if condition else "")
        for name, forms in outline.phrases.items()
        for number, (condition, text) in enumerate(forms)
    ]
    return "\n" + table([(options.t("phrase"), options.t("words"), ""), *rows]) if rows else ""


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


def load(name: str) -> Document | Outline:
    """The document or outline that a name on the command line stands for."""
    import hoi_report

    return hoi_report.load(source(name))


def source(name: str) -> str | bytes:
    """What is to be read: the path of a file or the id of an outline as they are, what stands behind ``-``."""
    return sys.stdin.buffer.read() if name == STDIN else name


def data_of(given: str | bytes) -> Tree | None:
    """The tree of a data file: it names its outline, and is none itself. ``None`` of anything else that can be read."""
    from .._outline import is_outline_id
    from .._source import read

    if isinstance(given, str) and is_outline_id(given) and not exists(given):
        return None
    tree = read(given)
    return tree if "outline" in tree.value and "grammar" not in tree.value else None


def data_files(folder: Path) -> list[str]:
    """The data files of a folder by name, known by what they say; what cannot be read is not passed over in silence.

    What is hidden was not handed in: a Mac puts a ``._ke-hoach.yaml`` beside every ``ke-hoach.yaml`` on a stick.
    """
    seen = (path for path in sorted(folder.iterdir()) if not path.name.startswith("."))
    return [str(path) for path in seen if path.suffix.lower() in SUFFIXES and _is_data(path)]


def _is_data(path: Path) -> bool:
    """Whether it names its outline and is none itself; so too where that cannot be read. A glance at it is enough."""
    from .._source._head import head

    try:
        said = head(path, {"outline"}, {"grammar"}) if path.is_file() else {}
    except OSError:
        return False
    return said is None or ("outline" in said and "grammar" not in said)


def refuse_two_readers_of_stdin(options: argparse.Namespace) -> None:
    """Standard input is one file: the second reader would find nothing."""
    if options.files.count(STDIN) > 1:
        options.fail(options.t("“-” (standard input) can be read once only"))
