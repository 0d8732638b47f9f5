"""The verbs that make what is filled in: ``new`` a data file, ``schema`` what editors know of it."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from .._files import make_folder, write_atomically
from .._problems import placed
from .answer import Answer, say
from .looking import STDIN, source


def new(options: argparse.Namespace) -> Answer:
    """A data file to fill in, to a file or to standard output; beside a file also the schema that it names."""
    import hoi_report

    from .._skeleton import schema_file, skeleton

    target = _target(options)
    if target is not None and target.suffix.lower() not in (".yaml", ".yml"):
        options.fail(options.t("a data file to fill in is YAML: give it a name that ends in “.yaml”"))
    outline = hoi_report.load_outline(options.outline, lang=options.lang)
    text = skeleton(
        options.outline,
        unit=options.unit,
        units=options.units,
        plan=options.plan,
        indicators=options.indicators,
        folder=target.parent if target is not None else ".",
        lang=options.lang,
    )
    problems = placed(outline.problems, options.outline)
    data: dict[str, Any] = {"output": None, "schema": None}
    if target is None:
        return Answer(data={**data, "text": text, "problems": problems}, text=text, problems=problems)
    _write(target, text, options)
    data["output"] = str(target)
    beside = target.with_name(schema_file(outline.id))
    if options.force or not os.path.lexists(beside):
        _write(beside, _told(outline.json_schema()), options)
        data["schema"] = str(beside)
    return Answer(data={**data, "problems": problems}, problems=problems)


def schema(options: argparse.Namespace) -> Answer:
    """The JSON Schema of an outline's data files, to a file or to standard output."""
    import hoi_report

    target = _target(options)
    outline = hoi_report.load_outline(source(options.outline), lang=options.lang)
    problems = placed(outline.problems, options.outline)
    found = outline.json_schema()
    if target is None:
        return Answer(data=found, text=_told(found), problems=problems)
    _write(target, _told(found), options)
    return Answer(data={"output": str(target), "problems": problems}, problems=problems)


def _target(options: argparse.Namespace) -> Path | None:
    """The file to write; ``None`` for standard output."""
    return None if options.output in (None, STDIN) else Path(options.output)


def _told(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _write(target: Path, text: str, options: argparse.Namespace) -> None:
    make_folder(target.parent)
    write_atomically(target, text.encode(), overwrite=options.force)
    if not options.json:
        say(options.t("written: {path}").format(path=target))
