"""What can be typed: verbs, their arguments and flags, and their help in the reader's language."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, NoReturn

from .._translation import DEFAULT_LANGUAGE, LANGUAGES

Translate = Callable[[str], str]

_COMPLAINTS: tuple[tuple[str, Callable[[Translate], str]], ...] = (
    (r"unrecognized arguments: (?P<names>.*)", lambda t: t("unknown arguments: {names}")),
    (r"the following arguments are required: (?P<names>.*)", lambda t: t("still missing: {names}")),
    (
        r"argument (?P<name>.+?): invalid choice: '(?P<value>.*?)'.* \(choose from (?P<choices>.*)\)",
        lambda t: t("{name}: “{value}” is none of {choices}"),
    ),
    (
        r"argument (?P<name>.+?): invalid _number value: '(?P<value>.*)'",
        lambda t: t("{name}: “{value}” is no number from 0 on"),
    ),
    (r"argument (?P<name>.+?): expected (one|at least one) argument", lambda t: t("{name}: a value is missing")),
)
"""argparse's own complaints, of which it gives the words only."""


def language_of(argv: Sequence[str]) -> str:
    """The language that ``--lang`` asks for, found before anything is parsed: the help is told in it too.

    >>> language_of(["list", "--lang", "en"]), language_of(["--lang=en"]), language_of(["list", "--lang"])
    ('en', 'en', 'vi')
    """
    asked = [after for flag, after in pairwise(argv) if flag == "--lang"]
    asked += [arg.removeprefix("--lang=") for arg in argv if arg.startswith("--lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else DEFAULT_LANGUAGE


def parser(t: Translate) -> argparse.ArgumentParser:
    """The parser of the command line; ``t`` translates what people read."""
    top = _parser_class(t)(
        prog="hoi-report",
        description=t(
            "Official plans and reports (.docx) from outlines and data; any Word file judged by the official format."
        ),
    )
    flags = top.add_argument_group(t("flags"))
    _add_common(flags, t, lang=DEFAULT_LANGUAGE, json=False, force=False)
    flags.add_argument("--version", action="version", version=_version(), help=t("print the version"))
    verbs = top.add_subparsers(title=t("verbs"), metavar=t("VERB"), required=True)

    def verb(name: str, run: str, help: str, among: Any = verbs) -> tuple[Any, Any]:
        sub = among.add_parser(name, help=help, description=help)
        sub.set_defaults(verb=_later(run), fail=sub.error, t=t)
        arguments, flags = sub.add_argument_group(t("arguments")), sub.add_argument_group(t("flags"))
        # Absent here means: as it stands before the verb.
        _add_common(flags, t, lang=argparse.SUPPRESS, json=argparse.SUPPRESS, force=argparse.SUPPRESS)
        return arguments, flags

    verb("list", "looking.list_outlines", t("the outlines that can be found"))

    arguments, _ = verb("show", "looking.show", t("the tree of an outline, as it will be numbered"))
    arguments.add_argument("outline", metavar=t("OUTLINE"), help=t("id of an outline, or its file"))

    arguments, flags = verb("new", "making.new", t("a data file to fill in, with every question of an outline"))
    arguments.add_argument("outline", metavar=t("OUTLINE"), help=t("id of an outline, or its file"))
    flags.add_argument("-o", metavar=t("FILE"), dest="output", help=t("file to write (default: standard output)"))
    flags.add_argument("--unit", metavar=t("KEY"), help=t("key of the unit whose document it is, in the file of units"))
    flags.add_argument("--units", metavar=t("FILE"), help=t("file of units (default: the plan's)"))
    flags.add_argument("--plan", metavar=t("FILE"), help=t("data file of the plan that a report answers"))
    flags.add_argument("--indicators", metavar=t("FILE"), help=t("file of targets (default: the plan's)"))

    arguments, flags = verb("schema", "making.schema", t("the JSON Schema of an outline's data files"))
    arguments.add_argument("outline", metavar=t("OUTLINE"), help=t("id of an outline, or its file"))
    flags.add_argument("-o", metavar=t("FILE"), dest="output", help=t("file to write (default: standard output)"))

    arguments, _ = verb("validate", "judging.validate", t("every problem of every file, and how complete each is"))
    arguments.add_argument(
        "files", metavar=t("FILE"), nargs="+", help=t("data or outline, or a folder of data; “-” is standard input")
    )

    arguments, flags = verb("render", "rendering.render", t("write the .docx of each file"))
    arguments.add_argument(
        "files",
        metavar=t("FILE"),
        nargs="+",
        help=t("data, a folder of data, or an outline alone; “-” is standard input"),
    )
    flags.add_argument(
        "-o", metavar=t("PLACE"), dest="output", help=t("file or folder to write to (default: the current folder)")
    )
    flags.add_argument("--draft", action="store_true", help=t("print what is not complete yet, marked as a draft"))
    _add_pdf(flags, t)
    flags.add_argument(
        "--name",
        metavar=t("PATTERN"),
        help=t("how files are named, “{{unit}}-{{outline}}.docx” (fields: {fields})").format(
            fields="input, unit, outline, level, number, date"
        ),
    )
    flags.add_argument(
        "--jobs",
        metavar="N",
        type=_number,
        default=1,
        help=t("how many processes make them; 0: as many as there are processors (default: 1)"),
    )
    flags.add_argument(
        "--resume", action="store_true", help=t("go on with a batch: what is made and has not changed is left alone")
    )

    about = t("Word templates, made of rule sets")
    template = verbs.add_parser("template", help=about, description=about)
    _add_common(
        template.add_argument_group(t("flags")), t, **dict.fromkeys(("lang", "json", "force"), argparse.SUPPRESS)
    )
    parts = template.add_subparsers(title=t("verbs"), metavar=t("VERB"), required=True)
    arguments, flags = verb("build", "designing.build", t("the Word template of a rule set"), parts)
    arguments.add_argument("rules", metavar=t("RULES"), help=t("name of a rule set, or its file"))
    flags.add_argument(
        "-o", metavar=t("FILE"), dest="output", help=t("file to write (default: templates/NAME.docx in its pack)")
    )

    arguments, flags = verb("check", "checking.check", t("judge any Word file by the rules of the official format"))
    arguments.add_argument(
        "files", metavar=t("FILE.docx"), nargs="+", help=t("Word files, or folders of them; “-” is standard input")
    )
    flags.add_argument(
        "--rules",
        metavar=t("NAME"),
        default="nd30-2020",
        help=t("name of a rule set, or its file (default: nd30-2020)"),
    )
    flags.add_argument("--sarif", action="store_true", help=t("print the result as SARIF 2.1.0, for other tools"))
    flags.add_argument(
        "--fix",
        action="store_true",
        help=t("write a copy of one file with its look mended and its words as they are; needs -o"),
    )
    flags.add_argument("-o", metavar=t("NEW.docx"), dest="output", help=t("with --fix: the file to write"))

    arguments, flags = verb("demo", "rendering.demo", t("render the example that comes with the program"))
    flags.add_argument(
        "-o",
        metavar=t("FOLDER"),
        dest="output",
        default="hoi-report-demo",
        help=t("folder to write to (default: hoi-report-demo)"),
    )
    flags.set_defaults(draft=False, jobs=1, resume=False)
    _add_pdf(flags, t)
    return top


def _later(verb: str) -> Callable[[argparse.Namespace], Any]:
    """A verb by its module and function: what the others are slow to import is never imported."""

    def run(options: argparse.Namespace) -> Any:
        module, function = verb.split(".")
        return getattr(import_module(f".{module}", __package__), function)(options)

    return run


def _add_common(group: Any, t: Translate, *, lang: Any, json: Any, force: Any) -> None:
    group.add_argument("-h", "--help", action="help", help=t("print this help"))
    group.add_argument("--lang", choices=LANGUAGES, default=lang, help=t("language of messages (default: vi)"))
    group.add_argument("--json", action="store_true", default=json, help=t("print the result as JSON"))
    group.add_argument("--force", action="store_true", default=force, help=t("replace files that are there already"))


def _add_pdf(group: Any, t: Translate) -> None:
    group.add_argument("--pdf", action="store_true", help=t("a PDF beside each .docx, made by LibreOffice"))


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise ValueError
    return int(text)


def _version() -> str:
    from .. import __version__

    return f"hoi-report {__version__}"


def _parser_class(t: Translate) -> type[argparse.ArgumentParser]:
    """argparse's parser, speaking the reader's language. The parsers of the verbs are of the same class."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, f"{t('usage')}: " if prefix is None else prefix)

    class Parser(argparse.ArgumentParser):
        def __init__(self, **options: Any):
            # A shortened flag would become ambiguous as soon as a later version has another that starts like it.
            super().__init__(**options, formatter_class=Formatter, add_help=False, allow_abbrev=False)

        def error(self, message: str) -> NoReturn:
            for pattern, words in _COMPLAINTS:
                if match := re.fullmatch(pattern, message, re.DOTALL):
                    message = words(t).format_map(match.groupdict()).replace("'", "")
            self.print_usage(sys.stderr)
            self.exit(2, f"{self.prog}: {message}\n")

    return Parser
