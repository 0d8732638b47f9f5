"""Processes of our own: they end with this one, leave interrupts to it, and are replaced when one of them dies."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any

from .._problems import RenderError, problem
from . import work

_PRELOADED = ["hoi_report._batch.work", "hoi_report._template"]

_MOST = 60 if sys.platform == "win32" else sys.maxsize
"""Windows waits for no more than some sixty at once."""


class Workers(Executor):
    """So many processes."""

    def __init__(self, count: int):
        self._max_workers = min(count, _MOST)
        self._pool = self._made()

    def submit(self, do: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Have it done by one of them. Raises :class:`RenderError` where none can be started."""
        with _where_they_can_be_had(), self.undisturbed(), _without_main():
            return self._pool.submit(do, *arguments, **named)

    @staticmethod
    @contextlib.contextmanager
    def undisturbed() -> Iterator[None]:
        """An interrupt that comes inside is heard at the end; a process that starts inside hears none, ever."""
        if sys.platform == "win32":  # where nothing can be held back; processes are deaf once they have begun
            yield
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def renew(self) -> None:
        """Others in their place, where one of them has died: the rest end then too."""
        try:
            self.submit(_begun)
        except BrokenExecutor:
            self._pool.shutdown()
            self._pool = self._made()

    def end_soon(self) -> None:
        """Let them end what they do after the document that each is at."""
        self._says.close()

    def end_now(self) -> None:
        """End them, whatever they do."""
        for process in [*(self._pool._processes or {}).values()]:
            process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let them go when they have ended what they do; an interrupt meanwhile ends them."""
        try:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
        except BaseException:
            self.end_now()
            raise
        finally:
            self._hears.close()
            self._says.close()

    def _made(self) -> ProcessPoolExecutor:
        # A process that is forked from one with threads may wait for ever for what a thread held. On Linux a server
        # that has none forks them; elsewhere the platform's own way is a safe one.
        context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else None)
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload(_PRELOADED)
        with _where_they_can_be_had():
            # A pipe and no lock: who is killed while it holds one would keep all others waiting.
            self._hears, self._says = context.Pipe(duplex=False)
            return _Pool(self._max_workers, mp_context=context, initializer=_begin, initargs=(self._hears,))


class _Pool(ProcessPoolExecutor):
    """All its processes begin before the first work does, not one by one with the work.

    Until Python 3.12.1 a process that begins at the very moment in which another dies is forgotten when the others are
    ended, and then waited for, for ever.
    """

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self._safe_to_dynamically_spawn_children = False


def _begin(hears: Connection) -> None:
    """What a process does before all else; when the other end of its pipe is closed, it is to make no more."""
    work.is_to_end = partial(_is_closed, hears)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all: only the parent decides
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _is_closed(hears: Connection) -> bool:
    try:
        return hears.poll()  # true at its end
    except OSError:  # which is how Windows tells of the end
        return True


def _begun() -> None:
    """Nothing to do: a pool whose processes died takes no more work."""


def _end_with(parent: int) -> None:
    """A process whose parent was killed would wait for work for ever."""
    wait([parent])
    os._exit(1)


@contextlib.contextmanager
def _where_they_can_be_had() -> Iterator[None]:
    try:
        yield
    except (OSError, ImportError) as error:  # the system has no more to give, or no semaphores at all
        raise RenderError([problem("output-no-workers", reason=str(error))]) from error


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """What is started inside does not run the caller's script again, as Python has it: our work needs nothing of it.

    So a script needs no ``if __name__ == "__main__":``, and can be read from anywhere.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
