"""The hand-over: work for an executor, with never more than so much in its hands, and what it gives back as it ends.

All else is the executor's: its processes, threads or machines. Two ways of failing are told apart: work that failed,
and work that was lost because who was to do it has died.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Ended(Generic[T, R]):
    """A piece of work that ended."""

    work: Sequence[T]
    results: Sequence[R] = ()
    error: Exception | None = None
    """Why there are no results."""

    lost: bool = False
    """Whether it was not the work that failed, but who was to do it."""
    renewed: bool = False
    """Whether there are others to do it."""

    @property
    def reason(self) -> str:
        """The error in words."""
        return f"{type(self.error).__name__}: {self.error}"


class Hands(Generic[T, R]):
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
        """Whether something has to end before more is handed over."""
        return len(self) >= self._most or bool(self._refused)

    def hand_over(self, work: Sequence[T]) -> None:
        """Have it done."""
        try:
            self._held[self._executor.submit(self._do, work)] = work
        except (BrokenExecutor, RuntimeError) as error:  # RuntimeError: it was shut down
            self._refused.append(self._lost(work, error))

    def ended(self) -> Iterator[Ended[T, R]]:
        """What has ended by now; waits for the first."""
        yield from self._taken(wait(self._held, return_when=FIRST_COMPLETED).done)

    def stop(self) -> Iterator[Ended[T, R]]:
        """What is being done is ended, what is not begun is given up."""
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


class Here(Executor):
    """The executor that needs nobody: what it is given is done at once."""

    def submit(self, do: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """The result of ``do``, which is there already."""
        future: Future[Any] = Future()
        try:
            future.set_result(do(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future
