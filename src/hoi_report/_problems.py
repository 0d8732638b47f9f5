"""What a problem is: a code, a place, what was expected and found, what to do; and the errors that carry problems.

A problem is a value. Rooms make them with :func:`problem` and collect as many as they can find; only the public
functions turn a list of them into an exception. The words of every code stand in one table, ``_codes``; their
Vietnamese in ``locale/``.

What the severities mean:

* *error*: nothing is written for this input.
* *warning*: the document is made, but somebody should look.
* *note*: worth knowing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from string import Formatter
from typing import Any, Literal

from ._codes import CODES
from ._messages import Words
from ._translation import DEFAULT_LANGUAGE, LANGUAGES, translate
from ._value_class import guarded_class, value_class

Severity = Literal["error", "warning", "note"]


@value_class
class Place:
    """Where something stands: a file (or the name of what stands for one), line and column, both from 1.

    What has no text (a ``dict``) has neither line nor column.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


NOWHERE = Place()


@guarded_class
class Problem:
    """One problem of one input.

    ``str(problem)`` is the line that people read: ``file:line:column: severity [code] path: message``.

    >>> found = problem("unknown-key", Place("ke-hoach.yaml", 4, 1), "numbr", key="numbr", guess="number")
    >>> print(found.in_language("en"))
    ke-hoach.yaml:4:1: error [unknown-key] numbr: unknown key “numbr”
        did you mean “number”?
    """

    code: str
    """Which problem it is, for programs: ``unknown-key``."""
    file: str | None = None
    """The file's name as it was given, or ``None``."""
    line: int | None = None
    """Line in the file, from 1."""
    column: int | None = None
    """Column in the line, from 1, in characters."""
    path: str = ""
    """The field: ``sections[2].title``."""
    severity: Severity = "error"
    """``error``, ``warning`` or ``note``."""
    lang: str = DEFAULT_LANGUAGE
    """The language of :attr:`message` and :attr:`hint`: ``vi`` or ``en``."""
    arguments: Mapping[str, object] = field(default_factory=dict)
    """What the message mentions, as data."""

    @property
    def message(self) -> str:
        """What is wrong: what was expected, what was found."""
        return translate(CODES[self.code].message, self.lang).format_map(self._told)

    @property
    def hint(self) -> str:
        """What to do about it; empty where there is nothing to add to the message."""
        hint = CODES[self.code].hint
        named = {name for _, name, _, _ in Formatter().parse(hint) if name}
        if not hint or not named <= self.arguments.keys():
            return ""
        return translate(hint, self.lang).format_map(self._told)

    @property
    def _told(self) -> dict[str, object]:
        """The arguments, phrases among them in the language of the message."""
        return {k: v.tell(self.lang) if isinstance(v, Words) else v for k, v in self.arguments.items()}

    def in_language(self, lang: str) -> Problem:
        """The same problem, told in another language (``vi`` or ``en``; anything else is a :class:`ValueError`)."""
        if lang not in LANGUAGES:
            raise ValueError(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}")
        return replace(self, lang=lang)

    def as_json(self) -> dict[str, Any]:
        """The problem as plain data, as ``--json`` prints it."""
        names = ("file", "line", "column", "path", "code", "severity", "message", "hint")
        return {name: getattr(self, name) for name in names}

    def __str__(self) -> str:
        place = str(Place(self.file, self.line, self.column))
        head = f"{place}: " if place else ""
        path = f"{self.path}: " if self.path else ""
        tail = f"\n    {self.hint}" if self.hint else ""
        return f"{head}{self.severity} [{self.code}] {path}{self.message}{tail}"


def problem(code: str, place: Place = NOWHERE, path: str = "", **arguments: object) -> Problem:
    """A problem of a known code; its severity is the code's."""
    return Problem(code, place.file, place.line, place.column, path, CODES[code].severity, arguments=arguments)


ABSENT = {"unanswered"}
"""The codes of what only lacks: their order is that of what asks for them."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repetition, file by file in the order met, each file's by line and column.

    What is absent has no place of its own: it is told behind the rest, in the order given.
    """
    files: dict[str | None, int] = {}
    unique: dict[tuple[object, ...], Problem] = {}
    for p in problems:
        files.setdefault(p.file, len(files))
        unique.setdefault((p.file, p.line, p.column, p.code, p.path, str(p.arguments)), p)

    def place(p: Problem) -> tuple[int, bool, int, int]:
        absent = p.code in ABSENT
        return files[p.file], absent, 0 if absent else p.line or 0, 0 if absent else p.column or 0

    return tuple(sorted(unique.values(), key=place))


def referred(problems: Iterable[Problem], place: Place, path: str) -> list[Problem]:
    """The problems of a file that another file names: what concerns it as a whole is told where it is named."""
    return [
        p if p.line is not None else replace(p, file=place.file, line=place.line, column=place.column, path=path)
        for p in problems
    ]


MOST_TO_GUESS_FROM = 300
"""With more names than any outline has, comparing each with each would take longer than it helps."""


def guess(word: str, known: Iterable[str]) -> dict[str, Any]:
    """What was probably meant, as the argument ``guess`` of a problem; empty where nothing is near.

    >>> guess("numbr", ["number", "date"])
    {'guess': 'number'}
    """
    candidates = list(known)
    if len(candidates) > MOST_TO_GUESS_FROM:
        return {}
    import difflib

    near = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    return {"guess": near[0]} if near else {}


def format_path(loc: Iterable[str | int]) -> str:
    """A path as people read it.

    >>> format_path(["sections", 2, "title"])
    'sections[2].title'
    """
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


class HoiReportError(Exception):
    """The base of all errors of this library."""

    problems: tuple[Problem, ...]
    """Every problem behind this error, in the order of the text."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = in_order(list(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


@contextmanager
def told_in(lang: str) -> Iterator[None]:
    """Whatever of ours is raised inside tells its problems in a language."""
    try:
        yield
    except HoiReportError as error:
        raise type(error)(p.in_language(lang) for p in error.problems) from None


class InvalidInput(HoiReportError, ValueError):
    """What was given cannot become a document; ``.problems`` says all that is wrong with it."""


class RenderError(HoiReportError, RuntimeError):
    """The input is right, but the document could not be made or written: the template, the disk, LibreOffice."""


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """The problems that an error stands for, so that people see no traceback.

    What we did not foresee is a fault of ours. Python's developer mode (``python -X dev``) shows where it happened.
    """
    if isinstance(error, HoiReportError):
        return error.problems
    if isinstance(error, FileExistsError):
        return (problem("output-exists", Place(str(error.filename))),)
    if sys.flags.dev_mode:
        raise error
    return (problem("internal-error", error=f"{type(error).__name__}: {error}"),)


def placed(problems: Iterable[Problem], name: str | None) -> tuple[Problem, ...]:
    """The problems of one input in their order; those that name no file get the input's own name."""
    return in_order([replace(one, file=one.file or name) for one in problems])
