"""Classes of values: equal where they say the same, and never changed.

Both are dataclasses. What is compared, hashed, shown and refused is the same for all of them: a dataclass would write
and compile it for each class, five functions of six, and take a tenth of a start for that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value_class(cls: type[T]) -> type[T]:
    """A class of values that are made by the hundred: with slots, and without a guard. mypy sees that none is changed.

    >>> @value_class
    ... class Width:
    ...     mm: float
    >>> Width(5.0), Width(5.0) == Width(5.0)
    (Width(mm=5.0), True)
    """
    return _with_methods(dataclass(slots=True, eq=False, repr=False)(cls))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def guarded_class(cls: type[T]) -> type[T]:
    """A class of values that callers get into their hands: each refuses to be changed. It may keep cached properties.

    >>> @guarded_class
    ... class Page:
    ...     number: int
    >>> Page(3).number = 4
    Traceback (most recent call last):
    dataclasses.FrozenInstanceError: cannot assign to field 'number'
    """
    made = _with_methods(dataclass(eq=False, repr=False)(cls))
    names = frozenset(one.name for one in fields(made))  # type: ignore[arg-type]  # a dataclass it is

    def set_once(self: object, name: str, value: object) -> None:
        if name not in names or name in vars(self):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def keep(self: object, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    return _with(made, __setattr__=set_once, __delattr__=keep)


def _with_methods(cls: type[T]) -> type[T]:
    every = fields(cls)  # type: ignore[arg-type]  # a dataclass it is
    shown = [one.name for one in every if one.repr]
    compared = [one.name for one in every if one.compare]
    said: Callable[[object], object] = attrgetter(*compared) if compared else type

    def is_equal(self: object, other: object) -> bool:
        return said(self) == said(other) if other.__class__ is self.__class__ else NotImplemented

    def told(self: object) -> str:
        return f"{cls.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return _with(cls, __eq__=is_equal, __hash__=lambda self: hash(said(self)), __repr__=told)


def _with(cls: type[T], **methods: Callable[..., object]) -> type[T]:
    """The class with methods that it does not bring itself."""
    for name, method in methods.items():
        if name not in vars(cls) or vars(cls)[name] is None:
            setattr(cls, name, method)
    return cls
