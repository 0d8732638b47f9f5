"""The hand-over of work: it is put into hands, and taken from them when it has ended.

Here are the hands that need nobody else; :mod:`.executors` has those of an executor, which takes some time to import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from .._value_class import value_class

T = TypeVar("T")
R = TypeVar("R")


@value_class
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


class Hands(Protocol[T, R]):
    """Who does the work."""

    def __len__(self) -> int:
        """How many pieces are in these hands."""

    @property
    def full(self) -> bool:
        """Whether something has to end before more is handed over."""

    def hand_over(self, work: Sequence[T]) -> None:
        """Have it done."""

    def ended(self) -> Iterator[Ended[T, R]]:
        """What has ended by now; waits for the first. Each stays in these hands until the next is asked for."""

    def stop(self) -> Iterator[R]:
        """The results of all that is in these hands: what is being done is ended, what is not begun is given up.

        An interrupt meanwhile gives up what is being done, too, where that can be.
        """


class OurHands(Generic[T, R]):
    """Nobody else: what is handed over is done at once."""

    def __init__(self, do: Callable[[Sequence[T]], Sequence[R]]):
        self._do = do
        self._done: list[Ended[T, R]] = []

    def __len__(self) -> int:
        return len(self._done)

    @property
    def full(self) -> bool:
        return bool(self._done)

    def hand_over(self, work: Sequence[T]) -> None:
        self._done.append(Ended(work, self._do(work)))

    def ended(self) -> Iterator[Ended[T, R]]:
        while self._done:
            yield self._done[-1]
            self._done.pop()

    def stop(self) -> Iterator[R]:
        for ended in self._done:
            yield from ended.results
