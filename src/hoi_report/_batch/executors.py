"""Work in the hands of an executor: never more than so much, and what it gives back as it ends.

All else is the executor's: its processes, threads or machines. Two ways of failing are told apart: work that failed,
and work that was lost because who was to do it has died.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from typing import Generic

from .._problems import RenderError
from .handing import Ended, R, T


class ExecutorHands(Generic[T, R]):
    """An executor and what is in its hands."""

    def __init__(self, executor: Executor, do: Callable[[Sequence[T]], Sequence[R]], most: int):
        self._executor = executor
        self._do = do
        self._most = most
        self._held: dict[Future[Sequence[R]], Sequence[T]] = {}
        self._refused: list[Ended[T, R]] = []

    def __len__(self) -> int:
        return len(self._held) + len(self._refused)

    @property
    def full(self) -> bool:
        return len(self) >= self._most or bool(self._refused)

    def hand_over(self, work: Sequence[T]) -> None:
        try:
            self._held[self._executor.submit(self._do, work)] = work
        except RenderError:
            raise
        except (BrokenExecutor, RuntimeError) as error:  # RuntimeError: it was shut down
            self._refused.append(self._lost(work, error))

    def ended(self) -> Iterator[Ended[T, R]]:
        yield from self._taken(wait(self._held, return_when=FIRST_COMPLETED).done)

    def stop(self) -> Iterator[Ended[T, R]]:
        for future in list(self._held):
            if future.cancel():
                del self._held[future]
        yield from self._taken(wait(self._held).done)

    def _taken(self, done: set[Future[Sequence[R]]]) -> Iterator[Ended[T, R]]:
        while self._refused:
            yield self._refused.pop()
        for future in [future for future in self._held if future in done]:
            work = self._held.pop(future)  # only now: what is not taken any more stays in hands
            try:
                yield Ended(work, future.result())
            except (BrokenExecutor, CancelledError) as error:
                yield self._lost(work, error)
            except Exception as error:
                yield Ended(work, error=error)

    def _lost(self, work: Sequence[T], error: Exception) -> Ended[T, R]:
        """Work whose worker died; an executor of ours gets others in its place."""
        renew = getattr(self._executor, "renew", None)
        if renew is not None:
            renew()
        return Ended(work, error=error, lost=True, renewed=renew is not None)
