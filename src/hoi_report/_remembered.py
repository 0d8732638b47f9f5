"""What was made of files is made again only when they say something else.

An outline, a rule set, a plan: many documents rest on the same ones. While such a thing is made, every look at the
disk is noted, with what was found there; it is used again as long as each look finds the same. So nothing stale is ever
used, whoever changes a file and whenever, and nothing has to be told to forget.

A file need not be read again to find the same in it: the disk says when it was changed. That is trusted as git trusts
it, only of a file that had lain for a while, as two changes in a row may have one time.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from ._value_class import value_class

T = TypeVar("T")

MOST_KEPT = 256
"""How many things are kept; the one that was not used for the longest time goes first."""

SETTLED = 2_000_000_000
"""For how many ns a file must have lain before its times are trusted: the coarsest clock of a disk ticks every 2 s."""

_Sign = tuple[int, ...]


class _Look(NamedTuple):
    at: Callable[..., object]
    arguments: tuple[Hashable, ...]
    file: str | None
    """The file that it reads and that alone decides what it finds, where there is one."""


class _Found(NamedTuple):
    value: object
    sign: _Sign | None
    """Of the file: as long as it has this sign, the same would be found. ``None``: that can only be seen by looking."""


@value_class
class _Kept:
    value: object
    looks: dict[_Look, _Found]


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = Lock()
_seen: ContextVar[dict[_Look, _Found] | None] = ContextVar("seen", default=None)
_looks: ContextVar[dict[_Look, _Found] | None] = ContextVar("looks", default=None)


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Inside, the disk is as it was when it was first looked at: no two looks at the same thing, whatever changes."""
    if _seen.get() is not None:
        yield
        return
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def looked(at: Callable[..., T], *arguments: Hashable, file: str | None = None) -> T:
    """What a look at the disk finds: ``at(*arguments)``, noted for what is being made.

    ``file`` is what it reads, if that is one file and decides alone what is found.
    """
    look = _Look(at, arguments, file)
    found = _found(look)
    noted = _looks.get()
    if noted is not None:
        noted[look] = found
    return found.value  # type: ignore[return-value]  # what this look has found


def _found(look: _Look, before: _Found | None = None) -> _Found:
    """What a look finds; ``before`` is what it has found once."""
    seen = _seen.get()
    if seen is not None and (at_this_moment := seen.get(look)) is not None:
        return at_this_moment
    sign = _sign(look.file) if look.file is not None else None  # first: what changes meanwhile has another sign
    if before is None or sign is None or before.sign != sign:
        before = _Found(look.at(*look.arguments), sign)
    if seen is not None:
        seen[look] = before
    return before


def _sign(file: str) -> _Sign | None:
    """What changes whenever the file does; ``None`` where that is not sure."""
    if os.name != "posix":
        return None  # elsewhere nothing tells of a change whose time was set back
    try:
        about = os.stat(file)  # noqa: PTH116 - a path is made more slowly than it is asked for
    except (OSError, ValueError):
        return None
    if time.time_ns() - max(about.st_mtime_ns, about.st_ctime_ns) < SETTLED:
        return None
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """What ``make()`` gives, or gave before if every look at the disk that it took still finds the same.

    >>> calls = []
    >>> remembered("an example", lambda: calls.append(1) or "made"), remembered("an example", lambda: "made again")
    ('made', 'made')
    """
    with _lock:
        kept = _kept.get(key)
        if kept is not None:
            _kept.move_to_end(key)  # if it is not so any more, what is made anew has its place
    if kept is not None and _is_so(kept):
        _note(kept.looks)
        return kept.value  # type: ignore[return-value]  # what was kept under this key is what `make` gives
    looks: dict[_Look, _Found] = {}
    token = _looks.set(looks)
    try:
        value: Any = make()
    finally:
        _looks.reset(token)
    with _lock:
        _kept[key] = _Kept(value, looks)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _note(looks)
    return value  # type: ignore[no-any-return]


class Noted(NamedTuple):
    """The looks at the disk that were taken for something."""

    looks: dict[_Look, _Found]

    @property
    def files(self) -> dict[str, bytes]:
        """The files that were read, under the names that they were read by, with what was in them."""
        return {
            look.file: found.value for look, found in self.looks.items() if look.file and isinstance(found.value, bytes)
        }


@contextmanager
def noting() -> Iterator[Noted]:
    """Inside, every look at the disk is noted, those of what was only remembered among them.

    >>> with noting() as noted:
    ...     content = looked(lambda: b"{}", file="plan.yaml")
    >>> noted.files
    {'plan.yaml': b'{}'}
    """
    noted = Noted({})
    token = _looks.set(noted.looks)
    try:
        yield noted
    finally:
        _looks.reset(token)
        _note(noted.looks)


def _is_so(kept: _Kept) -> bool:
    """Whether every look finds what it found."""
    try:
        for look, before in kept.looks.items():
            found = _found(look, before)
            if found.value != before.value:
                return False
            if found is not before:
                kept.looks[look] = found  # it may have a sign by now
    except Exception:  # a file that is gone: making it again tells what is wrong
        return False
    return True


def _note(looks: dict[_Look, _Found]) -> None:
    """What was used again rests on the same looks, and so does what is made of it."""
    noted = _looks.get()
    if noted is not None:
        noted.update(looks)
