"""Work in the hands of an executor: never more than so much, and what it gives back as it ends.

All else is the executor's: its processes, threads or machines. Two ways of failing are told apart: work that failed,
and work that was lost because who was to do it has died.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from typing import Generic

from .._problems import RenderError
from .handing import Ended, R, T


def _nothing() -> None:
    """What an executor does that is told more than executors are told."""


class ExecutorHands(Generic[T, R]):
    """An executor and what is in its hands."""

    def __init__(self, executor: Executor, do: Callable[[Sequence[T]], Sequence[R]], most: int):
        self._executor = executor
        self._do = do
        self._most = most
        self._undisturbed = getattr(executor, "undisturbed", contextlib.nullcontext)
        self._end_soon = getattr(executor, "end_soon", _nothing)
        self._end_now = getattr(executor, "end_now", _nothing)
        self._held: dict[Future[Sequence[R]], Sequence[T]] = {}
        self._refused: list[Ended[T, R]] = []

    def __len__(self) -> int:
        return len(self._held) + len(self._refused)

    @property
    def full(self) -> bool:
        return len(self) >= self._most or bool(self._refused)

    def hand_over(self, work: Sequence[T]) -> None:
        try:
            with self._undisturbed():  # what is handed over is in hands
                self._held[self._executor.submit(self._do, work)] = work
        except RenderError:
            raise
        except (BrokenExecutor, RuntimeError) as error:  # RuntimeError: it was shut down
            self._refused.append(self._lost(work, error))

    def ended(self) -> Iterator[Ended[T, R]]:
        done = wait(self._held, return_when=FIRST_COMPLETED).done
        while self._refused:
            yield self._refused.pop()
        for future in [future for future in self._held if future in done]:
            yield self._ended(future)
            del self._held[future]

    def stop(self) -> Iterator[R]:
        self._end_soon()
        for future in list(self._held):
            if future.cancel():
                del self._held[future]
        impatience: KeyboardInterrupt | None = None
        try:
            wait(self._held)
        except KeyboardInterrupt as error:  # a second one
            impatience = error
            self._end_now()
        for future in self._held:
            if future.done():
                with contextlib.suppress(Exception):  # it has no results; nobody is there to try it again
                    yield from future.result()
        if impatience is not None:
            raise impatience

    def _ended(self, future: Future[Sequence[R]]) -> Ended[T, R]:
        work = self._held[future]
        try:
            return Ended(work, future.result())
        except (BrokenExecutor, CancelledError) as error:
            return self._lost(work, error)
        except Exception as error:
            return Ended(work, error=error)

    def _lost(self, work: Sequence[T], error: Exception) -> Ended[T, R]:
        """Work whose worker died; an executor of ours gets others in its place."""
        renew = getattr(self._executor, "renew", None)
        if renew is not None:
            renew()
        return Ended(work, error=error, lost=True, renewed=renew is not None)
