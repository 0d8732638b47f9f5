"""The command line: arguments -> calls of the public API, answers -> text for people or JSON for programs.

* :mod:`.arguments`: what can be typed;
* :mod:`.looking`: the verbs that only look: ``list``, ``show``; and what is read;
* :mod:`.judging`: ``validate``; :mod:`.checking`: ``check``, and :mod:`.sarif` for other tools;
* :mod:`.making`: the verbs that make what is filled in: ``new``, ``schema``;
* :mod:`.designing`: the verb that makes Word templates: ``template build``;
* :mod:`.rendering`: the verbs that write: ``render``, ``demo``; :mod:`.progress`: what people hear meanwhile;
* :mod:`.answer`: what a verb answers, and how that is told.

Exit status: 0 done; 1 something is wrong with what was given; 2 the command cannot run as asked; 130 interrupted.
No other room imports this one. What is slow to import is imported by the verb that needs it, and ``--help`` and a
command that was mistyped need nothing but this page and :mod:`.arguments`.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from .._translation import translate
from .arguments import language_of, parser

if TYPE_CHECKING:
    from .answer import Answer


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of one command; ``argv`` is what stands behind the program's name, or absent: ``sys.argv``."""
    is_command = argv is None
    if argv is None:
        _be_in_utf8_mode()
        _be_quick()
        argv = sys.argv[1:]
    _speak_utf8()
    lang = language_of(argv)
    try:
        return _run(argv, lang)
    except KeyboardInterrupt as stopped:
        if is_command:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is heard, and the end is near
        from .answer import say

        say("\n" + translate("stopped; every file is complete or absent", lang))
        for line in stopped.args:  # how to go on
            say(line)
        return 130


def _run(argv: Sequence[str], lang: str) -> int:
    as_json = False
    try:
        options = parser(partial(translate, lang=lang)).parse_args(argv)
        options.argv, as_json = argv, options.json
        answer: Answer = options.verb(options)
    except Exception as error:
        from .._problems import problems_of
        from .answer import Answer

        answer = Answer.of_problems(problems_of(error))
    try:
        answer.tell(lang, as_json)
    except OSError as error:
        return _stdout_failed(error, lang)
    return answer.status


def _be_in_utf8_mode() -> None:
    """Start Python again where it takes names of files for something else than UTF-8: an old locale, PYTHONUTF8=0.

    Files that data name have Vietnamese letters. On Windows and macOS it never does.
    """
    again = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    if sys.getfilesystemencoding() == "utf-8" or os.name != "posix" or sys.orig_argv[1:3] == again[1:3]:
        return
    with contextlib.suppress(OSError):  # names without marks can be read all the same
        os.execv(sys.executable, again)


def _be_quick() -> None:
    """What only a process that is ours alone may do: much of a short command would be spent on keeping things tidy.

    pydantic looks through every installed package for plugins, of which we want none. The collector of cycles goes
    through all that was imported, several times while it is imported and again when all of it ends with the process.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(100_000, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)


def _speak_utf8() -> None:
    """Vietnamese on every terminal and in every pipe, whatever the locale; what is no text at all is shown escaped.

    Lines end as in the files that we write: ``schema X > a.json`` and ``schema X -o a.json`` are the same, everywhere.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _stdout_failed(error: OSError, lang: str) -> int:
    """The status where nobody reads on (``| head``), which is no news, or where standard output cannot be written."""
    # Python writes what is left when it ends, and would complain again.
    with contextlib.suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a descriptor is wanted
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:  # Windows' word for a closed pipe
        from .._problems import problem
        from .answer import say

        say(str(problem("output-failed", reason=error.strerror).in_language(lang)))
    return 2
