"""What a verb answers, and how that is told: text for people, or one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Any

from .._problems import Problem
from .._value_class import value_class


@value_class
class Answer:
    """The outcome of one command. Only :meth:`tell` writes to standard output, so that nothing else gets there."""

    status: int = 0
    """The exit status."""
    data: dict[str, Any] = field(default_factory=dict)
    """What ``--json`` prints; problems in it are :class:`Problem`."""
    text: str = ""
    """What is printed without ``--json``."""
    content: bytes = b""
    """A document that goes to standard output, where that was asked for."""
    problems: tuple[Problem, ...] = ()
    """Problems of the command as a whole."""

    @classmethod
    def of_problems(cls, problems: Iterable[Problem]) -> Answer:
        """The answer of a command that could not be carried out."""
        found = tuple(problems)
        return cls(status=status_of(found), data={"problems": found}, problems=found)

    def tell(self, lang: str, as_json: bool) -> None:
        """Print the answer in the language: to standard output what was asked for, to standard error what is wrong."""
        if as_json:
            print(json.dumps(self.data, ensure_ascii=False, indent=2, default=lambda p: p.in_language(lang).as_json()))
        else:
            say_problems(self.problems, lang)
            sys.stdout.write(self.text)
        sys.stdout.flush()
        if self.content:
            sys.stdout.buffer.write(self.content)
            sys.stdout.buffer.flush()


def status_of(problems: Iterable[Problem]) -> int:
    """The exit status that problems lead to.

    1 where what was given is wrong, 2 where it is right but the file or the PDF cannot be made as asked, 0 where there
    are but warnings and notes.

    >>> from hoi_report._problems import problem
    >>> status_of([problem("missing", key="unit")]), status_of([problem("output-exists")]), status_of([])
    (1, 2, 0)
    """
    errors = [problem.code for problem in problems if problem.severity == "error"]
    if any(code.startswith(("output-", "libreoffice-", "internal-")) for code in errors):
        return 2
    return 1 if errors else 0


def say(text: str) -> None:
    """Tell people something, on standard error."""
    print(text, file=sys.stderr)


def say_problems(problems: Sequence[Problem], lang: str) -> None:
    """Tell people what is wrong, on standard error, a problem a line and its hint below; of the same in a row one."""
    last = ""
    for one in (found.in_language(lang) for found in problems):
        say(str(one).removesuffix(f"\n    {last}") if one.hint == last else str(one))
        last = one.hint


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lines of aligned columns.

    >>> print(table([("id", "kind"), ("2021-2026/x", "bao-cao")]), end="")
    id           kind
    2021-2026/x  bao-cao
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(line + "\n" for line in lines)
