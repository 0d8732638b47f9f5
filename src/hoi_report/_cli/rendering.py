"""The verbs that write: ``render`` and ``demo``."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .._files import make_folder, refuse_names, write_atomically
from .._names import letters
from .._problems import Place, Problem, RenderError, placed, problem, problems_of
from .answer import Answer, say, say_problems, status_of
from .looking import STDIN, data_files, load, refuse_two_readers_of_stdin

EXAMPLE = "thai-binh-2024"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input."""

    input: str
    output: Path | None
    """The .docx written, or nothing."""
    pdf: Path | None
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """The result as ``--json`` prints it."""
        return {
            "input": self.input,
            "output": None if self.output is None else str(self.output),
            "pdf": None if self.pdf is None else str(self.pdf),
            "problems": self.problems,
        }


def render(options: argparse.Namespace) -> Answer:
    """The .docx of each file. An input with errors leaves nothing, and the others are written all the same."""
    refuse_two_readers_of_stdin(options)
    if options.output == STDIN or (options.output is None and options.files == [STDIN]):
        return _to_stdout(options)
    return _render_all(options.files, _targets(options.files, options.output), options)


def demo(options: argparse.Namespace) -> Answer:
    """The documents of the example that comes with the program."""
    import hoi_report

    inputs = data_files(hoi_report.example(EXAMPLE))
    return _render_all(inputs, [Path(options.output, _name_for(name)) for name in inputs], options)


def _render_all(inputs: Sequence[str], targets: Sequence[Path], options: argparse.Namespace) -> Answer:
    if options.pdf:
        from .._pdf import find_soffice

        find_soffice()  # a machine without it is told before anything is written
    results = []
    for name, target in zip(inputs, targets, strict=True):
        result = _render_one(name, target, options)
        results.append(result)
        if not options.json:
            _say_result(result, options)
    return Answer(
        status=max(status_of(result.problems) for result in results),
        data={"results": [result.as_json() for result in results]},
    )


def _render_one(name: str, target: Path, options: argparse.Namespace) -> Result:
    problems: list[Problem] = []
    written: list[Path] = []
    beside = _pdf_beside(target)
    try:
        _be_free([target, beside] if options.pdf else [target], options)
        content, pdf = _make(name, options, problems)
        make_folder(target.parent)
        written.append(write_atomically(target, content, overwrite=options.force))
        if pdf is not None:
            written.append(write_atomically(beside, pdf, overwrite=options.force))
    except Exception as error:  # the other inputs are rendered all the same
        problems += problems_of(error)
    docx, pdf_path = (*written, None, None)[:2]
    return Result(name, docx, pdf_path, placed(problems, name))


def _make(name: str, options: argparse.Namespace, problems: list[Problem]) -> tuple[bytes, bytes | None]:
    """The document's bytes, and its PDF's where one was asked for; warnings and notes are added to the problems."""
    import hoi_report

    document = load(name)
    problems += document.problems
    rendered = hoi_report.render(document, draft=options.draft)
    problems += rendered.problems
    if not options.pdf:
        return rendered.content, None

    from .._pdf import convert_to_pdf

    return rendered.content, convert_to_pdf(rendered.content)


def _to_stdout(options: argparse.Namespace) -> Answer:
    """One document as standard output, where nothing else may stand."""
    if len(options.files) > 1 or options.pdf or options.json:
        options.fail(options.t("standard output takes one document, and neither --pdf nor --json"))
    if sys.stdout.isatty():
        options.fail(options.t("a .docx is nothing to read on a terminal: name a file with -o"))
    (name,) = options.files
    problems: list[Problem] = []
    try:
        content, _ = _make(name, options, problems)
    except Exception as error:
        return Answer.of_problems(placed([*problems, *problems_of(error)], name))
    return Answer(problems=placed(problems, name), content=content)


def _be_free(targets: Sequence[Path], options: argparse.Namespace) -> None:
    """Nothing is worked out that could not be written."""
    refuse_names(targets[0])
    taken = [target for target in targets if not options.force and os.path.lexists(target)]
    if taken:
        raise RenderError(problem("output-exists", Place(str(target))) for target in taken)


def _targets(inputs: Sequence[str], output: str | None) -> list[Path]:
    """Where each input's document goes.

    One input may name its file. Anything that ends with a slash, is a folder, or is named for several inputs is a
    folder; there, and in the current one where nothing is named, a document has the name of its input.

    >>> [path.as_posix() for path in _targets(["plan.yaml", "2021-2026/bao-cao"], "out")]
    ['out/plan.docx', 'out/bao-cao.docx']
    >>> _targets(["plan.yaml"], "421.docx")[0].name, _targets(["plan.yaml"], None)[0].name
    ('421.docx', 'plan.docx')
    """
    place = Path(output or ".")
    try:
        named_as_folder = output is None or output.endswith(("/", os.sep)) or place.is_dir()
    except OSError:
        raise RenderError([problem("output-name-too-long", Place(output))]) from None
    if not named_as_folder and place.suffix.lower() == ".pdf":
        raise RenderError([problem("output-pdf", Place(output))])
    if not named_as_folder and len(inputs) == 1 and place.suffix.lower() == ".docx":
        return [place]
    if not named_as_folder and (place.exists() or place.suffix):
        code = "output-not-docx" if len(inputs) == 1 else "output-not-a-folder"
        raise RenderError([problem(code, Place(output))])
    targets = [place / _name_for(name) for name in inputs]
    _refuse_same_names(inputs, targets)
    return targets


def _name_for(name: str) -> str:
    """The name of an input's document.

    >>> _name_for("data/đông-hưng.v2.yaml"), _name_for("2021-2026/ke-hoach"), _name_for("-")
    ('đông-hưng.v2.docx', 'ke-hoach.docx', 'document.docx')
    """
    last = "document" if name == STDIN else Path(name).name
    return re.sub(r"\.(ya?ml|json)$", "", last, flags=re.IGNORECASE) + ".docx"


def _pdf_beside(target: Path) -> Path:
    return target.with_name(re.sub(r"\.docx$", "", target.name, flags=re.IGNORECASE) + ".pdf")


def _refuse_same_names(inputs: Sequence[str], targets: Sequence[Path]) -> None:
    """Two inputs never become one file, on no disk: some take “A” and “a”, “ế” composed and not, for one name."""
    owners: dict[str, str] = {}
    problems = []
    for name, target in zip(inputs, targets, strict=True):
        first = owners.setdefault(letters(str(target)).casefold(), name)
        if first is not name:
            problems.append(problem("output-same", Place(name), other=first, output=str(target)))
    if problems:
        raise RenderError(problems)


def _say_result(result: Result, options: argparse.Namespace) -> None:
    say_problems(result.problems, options.lang)
    for path in (result.output, result.pdf):
        if path is not None:
            say(options.t("written: {path}").format(path=path))
    if result.output is None:
        say(options.t("no document was made of {input}").format(input=result.input))
