"""The verbs that write: ``render`` and ``demo``."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from glob import glob
from pathlib import Path
from typing import Any

from .._catalog import exists
from .._problems import HoiReportError, InvalidInput, Place, Problem, RenderError, placed, problem, problems_of
from .answer import Answer, say, say_problems, status_of
from .looking import STDIN, data_files, load, refuse_two_readers_of_stdin, source
from .progress import FEW, Progress

EXAMPLE = "thai-binh-2024"

_MAGIC = {*"*?["}

OF_INPUTS = "{input}.docx"
"""How documents are named where nothing else is asked for."""


def render(options: argparse.Namespace) -> Answer:
    """The .docx of each file. An input with errors leaves nothing, and the others are written all the same."""
    refuse_two_readers_of_stdin(options)
    if options.output == STDIN or (options.output is None and options.files == [STDIN]):
        return _to_stdout(options)
    inputs = _inputs(options.files)
    several = len(inputs) > 1 or inputs != options.files
    folder, name = _place(several, options)
    return _render_all(inputs, folder, name, options, is_batch=several or options.resume)


def demo(options: argparse.Namespace) -> Answer:
    """The documents of the example that comes with the program."""
    import hoi_report

    inputs = data_files(hoi_report.example(EXAMPLE))
    return _render_all(inputs, options.output, OF_INPUTS, options, is_batch=False)


def _render_all(
    inputs: Sequence[str], folder: str, name: str, options: argparse.Namespace, *, is_batch: bool
) -> Answer:
    """The documents of the inputs. What became of each is told as it ends; a batch keeps a manifest, and can go on."""
    import hoi_report

    results: list[dict[str, Any]] = []
    problems: tuple[Problem, ...] = ()
    progress = Progress(len(inputs), options)
    made = hoi_report.render_many(
        [source(one) for one in inputs],
        folder,
        jobs=options.jobs or _processors(),
        name=name,
        draft=options.draft,
        pdf=options.pdf,
        overwrite=options.force,
        resume=options.resume,
        lang=options.lang,
        **{} if is_batch else {"manifest": None},
    )
    try:
        with progress:
            for result in made:
                input = STDIN if isinstance(result.input, bytes) else str(result.input)
                one = {**result.as_json(), "input": input, "problems": placed(result.problems, input)}
                progress.heard(one)
                if options.json:
                    results.append(one)
    except KeyboardInterrupt:
        with suppress(KeyboardInterrupt):  # who cannot wait gives up what is being made
            made.close()
        raise KeyboardInterrupt(*_how_to_go_on(is_batch, options)) from None
    except HoiReportError as error:
        if not progress.count:
            raise
        problems = error.problems
    if is_batch and (options.resume or options.jobs != 1 or len(inputs) > FEW):
        progress.sum_up()
    if problems and not options.json:
        say_problems(problems, options.lang)
        for line in _how_to_go_on(is_batch, options):
            say(line)
    stopped = {"problems": problems} if problems else {}
    return Answer(
        status=max(progress.status, status_of(problems)),
        data={"results": results, **({"summary": progress.as_json()} if is_batch else {}), **stopped},
    )


def _inputs(files: Sequence[str]) -> list[str]:
    """The files that are meant: of a folder its data files, of a pattern that no shell has replaced what matches."""
    inputs = []
    for name in files:
        if not exists(name) and _MAGIC & {*name}:
            inputs += sorted(glob(name)) or [name]  # noqa: PTH207 - a path has no pattern that begins anywhere
            continue
        if name == STDIN or not os.path.isdir(name):  # noqa: PTH112 - of a name that nothing can have it says no
            inputs.append(name)
            continue
        try:
            inside = data_files(Path(name))
        except OSError as error:
            reason = error.strerror or str(error)
            raise InvalidInput([problem("file-unreadable", Place(name), file=name, reason=reason)]) from error
        if not inside:
            raise InvalidInput([problem("folder-without-data", Place(name))])
        inputs += inside
    return inputs


def _place(several: bool, options: argparse.Namespace) -> tuple[str, str]:
    """The folder to write to, and the pattern of the names there.

    One input may name its file. Anything that ends with a slash, is a folder, or is named for several inputs is a
    folder; there, and in the current one where nothing is named, a document has the name of its input.

    >>> _place(True, argparse.Namespace(output="out", name=None))
    ('out', '{input}.docx')
    >>> _place(False, argparse.Namespace(output="a/421.docx", name=None))
    ('a', '421.docx')
    """
    output, name = options.output, options.name or OF_INPUTS
    place = Path(output or ".")
    try:
        named_as_folder = output is None or output.endswith(("/", os.sep)) or place.is_dir()
    except OSError:
        raise RenderError([problem("output-name-too-long", Place(output))]) from None
    if named_as_folder:
        return str(place), name
    if place.suffix.lower() == ".pdf":
        raise RenderError([problem("output-pdf", Place(output))])
    if not several and place.suffix.lower() == ".docx":
        if options.name:
            options.fail(options.t("--name is for documents in a folder; -o names a file here"))
        return str(place.parent), place.name.replace("{", "{{").replace("}", "}}")
    if place.exists() or place.suffix:
        raise RenderError([problem("output-not-a-folder" if several else "output-not-docx", Place(output))])
    return str(place), name


def _how_to_go_on(is_batch: bool, options: argparse.Namespace) -> list[str]:
    """The command that goes on with a batch; nothing of what is none."""
    if not is_batch:
        return []
    words = ["hoi-report", *options.argv, *([] if options.resume else ["--resume"])]
    command = subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
    return [options.t("to go on: {command}").format(command=command)]


def _processors() -> int:
    """How many processors this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def _to_stdout(options: argparse.Namespace) -> Answer:
    """One document as standard output, where nothing else may stand."""
    import hoi_report

    if len(options.files) > 1 or options.pdf or options.json:
        options.fail(options.t("standard output takes one document, and neither --pdf nor --json"))
    if sys.stdout.isatty():
        options.fail(options.t("a .docx is nothing to read on a terminal: name a file with -o"))
    (name,) = options.files
    problems: list[Problem] = []
    try:
        document = load(name)
        problems += document.problems
        rendered = hoi_report.render(document, draft=options.draft)
    except Exception as error:
        return Answer.of_problems(placed([*problems, *problems_of(error)], name))
    return Answer(problems=placed([*problems, *rendered.problems], name), content=rendered.content)
