"""What a template's program asks for while it runs: fields of values, loops, filters and tests, as Jinja has them.

A program is Python that ``writing`` wrote. It needs this module and ``values``, and neither Jinja nor docxtpl: so a
document is printed by a process that has imported neither.

A field is looked up in a mapping first, and only then among the attributes: Jinja asks the other way round, and gives
the method of a ``dict`` where a key has its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from numbers import Number
from typing import Any

from markupsafe import Markup, escape

from .values import Elements, Missing, Undefined, View


def look(values: Mapping[str, object], name: str) -> object:
    """The value that a template names."""
    try:
        return values[name]
    except KeyError:
        return Missing(f"{name!r} is undefined")


def field(value: Any, name: str, _: object = None) -> object:
    """What ``value.name`` is: of a mapping the member, of anything else the attribute; else the other of the two.

    Of a :class:`View` ``getattr(value, name, lacking(name))`` is the same, and takes a third of the time.
    """
    try:
        return value[name] if isinstance(value, dict) else getattr(value, name)
    except (AttributeError, KeyError):
        pass
    try:
        return getattr(value, name) if isinstance(value, dict) else value[name]
    except (AttributeError, LookupError, TypeError):
        return _no_field(value, name)


def lacking(name: str) -> Missing:
    """What a field of a :class:`View` is that it does not have."""
    return _no_field(View(), name)


def _no_field(value: object, name: str) -> Missing:
    return Missing(f"{_kind(value)!r} has no attribute {name!r}")


def member(value: Any, key: Any) -> object:
    """What ``value[key]`` is; a letter of a text is a plain text, whatever markup it was cut from."""
    try:
        return str.__getitem__(value, key) if isinstance(value, str) else value[key]
    except (AttributeError, LookupError, TypeError):
        pass
    if isinstance(key, str):
        try:
            return getattr(value, key)
        except AttributeError:
            pass
        return _no_field(value, key)
    return Missing(f"{_kind(value)!r} has no element {key!r}")


def _kind(value: object) -> str:
    if value is None:
        return "None"
    kind = type(value)
    return f"{kind.__name__} object" if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__} object"


def members(values: Any) -> Sequence[Any]:
    """What a loop goes through."""
    return values if isinstance(values, (list, tuple)) else list(values)


class Loop:
    """What ``loop`` is, in a loop."""

    __slots__ = ("_values", "index0")

    def __init__(self, values: Sequence[Any]):
        self._values = values
        self.index0 = 0

    length = property(lambda self: len(self._values))
    index = property(lambda self: self.index0 + 1)
    revindex = property(lambda self: len(self._values) - self.index0)
    revindex0 = property(lambda self: len(self._values) - self.index0 - 1)
    first = property(lambda self: not self.index0)
    last = property(lambda self: self.index0 + 1 == len(self._values))
    depth = property(lambda self: 1)
    depth0 = property(lambda self: 0)

    @property
    def previtem(self) -> object:
        """The member before."""
        return self._values[self.index0 - 1] if self.index0 else Missing("there is no previous item")

    @property
    def nextitem(self) -> object:
        """The member behind."""
        behind = self.index0 + 1
        return self._values[behind] if behind < len(self._values) else Missing("there is no next item")


def joined(*parts: Any) -> Any:
    """What ``a ~ b`` is: markup where one of the parts is."""
    return _join(parts, "")


def number(value: Any) -> Any:
    """A number that is calculated with: anything else would be repeated or joined without a limit."""
    if isinstance(value, (int, float, Decimal)):
        return value
    _defined(value)
    raise TypeError(f"a number is expected, {_kind(value)} was found")


def _defined(value: object) -> None:
    if isinstance(value, Undefined):
        str(value)


def _text(value: Any) -> str:
    """A value as text, if it is one that could be printed."""
    if isinstance(value, str):
        return value
    if hasattr(value, "__html__"):
        return Markup(value)
    if isinstance(value, (int, float, Decimal, Undefined)) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"a text or a number is expected, {_kind(value)} was found")


def _changed(value: Any, change: Callable[[str], str]) -> str:
    """A text changed; of markup, markup."""
    if isinstance(value, Elements):
        raise TypeError("formatted text cannot be changed by a filter")
    text = _text(value)
    return Markup(change(text)) if hasattr(text, "__html__") else change(text)


def _default(value: Any, otherwise: Any = "", falsy: Any = False) -> object:
    return otherwise if isinstance(value, Undefined) or (falsy and not value) else value


def _first(values: Iterable[Any]) -> object:
    return next(iter(values), Missing("No first item, sequence was empty."))


def _last(values: Any) -> object:
    return next(iter(reversed(values)), Missing("No last item, sequence was empty."))


def _join(values: Iterable[Any], between: Any = "") -> Any:
    texts, between = [_text(value) for value in values], _text(between)
    if any(hasattr(text, "__html__") for text in [*texts, between]):
        return Markup(escape(between)).join(texts)
    return between.join(texts)


def _length(values: Any) -> int:
    return len(values)


FILTERS: dict[str, Callable[..., object]] = {
    "capitalize": lambda value: _changed(value, str.capitalize),
    "count": _length,
    "d": _default,
    "default": _default,
    "e": lambda value: escape(value),
    "escape": lambda value: escape(value),
    "first": _first,
    "join": _join,
    "last": _last,
    "length": _length,
    "lower": lambda value: _changed(value, str.lower),
    "trim": lambda value: _changed(value, str.strip),
    "upper": lambda value: _changed(value, str.upper),
}
"""The filters that templates may use, by name; with Jinja's autoescape on they give what Jinja's give."""

TESTS: dict[str, Callable[..., bool]] = {
    "boolean": lambda value: value is True or value is False,
    "defined": lambda value: not isinstance(value, Undefined),
    "divisibleby": lambda value, by: bool(value % by == 0),
    "even": lambda value: bool(value % 2 == 0),
    "false": lambda value: value is False,
    "in": lambda value, values: value in values,
    "none": lambda value: value is None,
    "number": lambda value: isinstance(value, Number),
    "odd": lambda value: bool(value % 2 == 1),
    "string": lambda value: isinstance(value, str),
    "true": lambda value: value is True,
    "undefined": lambda value: isinstance(value, Undefined),
}
"""The tests that templates may use, by name."""


NOTHING = Undefined()
"""What ``a if b`` is where ``b`` is not so."""
