"""What people hear while documents are made, and when they are: of a few each, of many how many; failures at once."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections import Counter
from typing import Any

from .answer import say, say_problems, status_of

FEW = 20
"""Up to so many inputs each is told of; of more, only what fails."""

PAUSE = 5.0
"""Seconds between two lines that say how far it is."""


class Progress:
    """Tells of each result, and counts."""

    def __init__(self, total: int, options: argparse.Namespace):
        self.total = total
        self.options = options
        self.count: Counter[str] = Counter()
        """How many inputs fared how."""
        self.status = 0
        """The exit status that they lead to."""
        self._again: Counter[str] = Counter()
        self._failed: list[str] = []
        self._begin = self._told = time.monotonic()
        self._bar: Any = None
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Progress:
        if self.total > FEW and sys.stderr.isatty() and not self.options.json:
            self._bar = self._stack.enter_context(_bar(self.total))
        return self

    def __exit__(self, *error: object) -> None:
        self._show()
        self._stack.close()
        self._bar = None

    def heard(self, result: dict[str, Any]) -> None:
        """Take in what became of an input, and tell of it."""
        status, problems = result["status"], result["problems"]
        self.count[status] += 1
        self.status = max(self.status, status_of(problems))
        self._again.update(one.message for one in problems if one.code == "made-again")
        if status == "failed":
            self._failed.append(f"{result['input']}: {_first_error(problems)}")
        if self.options.json:
            return
        if self.total <= FEW or status == "failed":
            self._say(result)
        self._show(pause=0.1 if self._bar is not None else PAUSE)

    def sum_up(self) -> None:
        """Tell the counts, why any were made again, and each failure with its reason."""
        if self.options.json:
            return
        say(self._line())
        for reason, number in self._again.items():
            say(f"{reason} ({number})")
        for failure in self._failed:
            say(self.options.t("failed: {failure}").format(failure=failure))

    def as_json(self) -> dict[str, Any]:
        """The counts, as ``--json`` prints them."""
        counts = {status: self.count[status] for status in ("written", "kept", "failed")}
        return {**counts, "made_again": dict(self._again), "seconds": round(time.monotonic() - self._begin, 3)}

    def _say(self, result: dict[str, Any]) -> None:
        t = self.options.t
        say_problems(result["problems"], self.options.lang)
        if result["status"] == "failed":
            say(t("no document was made of {input}").format(input=result["input"]))
        words = t("left alone: {path}") if result["status"] == "kept" else t("written: {path}")
        for path in (result["output"], result["pdf"]):
            if path is not None:
                say(words.format(path=path))

    def _show(self, pause: float = 0) -> None:
        now = time.monotonic()
        if self.options.json or now - self._told < pause:
            return
        if self._bar is not None:
            self._told = now
            self._bar.update(self._bar.task_ids[0], completed=self.count.total(), failed=self.count["failed"])
            self._bar.refresh()
        elif pause:
            self._told = now
            say(f"{self.count.total()}/{self.total}: {self._line()}")

    def _line(self) -> str:
        seconds = time.monotonic() - self._begin
        line: str = self.options.t("written: {written}, left alone: {kept}, failed: {failed}; {rate} a second")
        counts = {status: self.count[status] for status in ("written", "kept", "failed")}
        return line.format(**counts, rate=f"{self.count.total() / seconds:.1f}" if seconds else "–")


def _first_error(problems: Any) -> str:
    error = next(one for one in problems if one.severity == "error")
    place = ":".join(str(part) for part in (error.line, error.column) if part is not None)
    return f"{place}{': ' if place else ''}[{error.code}] {error.message}"


def _bar(total: int) -> contextlib.AbstractContextManager[Any]:
    """A bar on the terminal; nothing where rich is not installed."""
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    except ImportError:
        return contextlib.nullcontext()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("✗ {task.fields[failed]}"), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False)  # a thread is no friend of new processes
    bar.add_task("", total=total, failed=0)
    return bar
