"""YAML as most people write it, from its text straight into values: no parser, no events.

A data file needs little of YAML: keys, items and comments that begin a line, texts on one line or in a block (``|``,
``>``), and what fits into brackets on a few lines. That is read here. A text in which there is anything else, or
anything wrong, is left to PyYAML, and so is where each value stands, which is asked for only if something is to be
said. So this reader may give up where it likes; but what it gives is what PyYAML finds in the same text: the tests
compare the two.
"""

from __future__ import annotations

import re
from typing import Any

from .._patterns import compiled_later
from ._events import ABSENT, Event
from ._limits import MAX_VALUES
from ._tree import Branch, Node


def straight(text: str) -> dict[str, Any] | None:
    """The values of a YAML text; ``None`` where only PyYAML can tell.

    The text is in NFC, and holds only characters that can be printed, tabs and line breaks.

    >>> straight("unit: dong-hung\\nparts:\\n  - {title: M, note: ~}\\n  - |\\n    one\\n    two\\n")
    {'unit': 'dong-hung', 'parts': [{'title': 'M'}, 'one\\ntwo']}
    >>> straight("unit: &u dong-hung\\n")
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\t" in text or "\r" in text:
        return None
    if not text.endswith("\n"):
        text += "\n"
    entries = _ENTRY.findall(text, _SKIPPED.match(text).end())  # type: ignore[union-attr]  # it matches any text
    if not entries or entries[-1][-1]:
        return None
    # No entry has more than five values and two for each comma: an item, its mapping, braces, brackets, a text in them.
    if 5 * (len(entries) + text.count(",")) > MAX_VALUES:
        return None
    try:
        return _entered(entries)
    except _GivenUp:
        return None


def beginning(text: str) -> Branch | None:
    """Where the first entries of a text that is read straight stand, as far as each is a text on a line of its own.

    ``None`` where that is left to PyYAML.

    >>> found = beginning("unit: dong-hung\\ndate: 2024\\nparts:\\n  - title: M\\n")
    >>> [*found.children]
    ['unit', 'date']
    """
    if "\r" in text:
        return None
    first = at = _SKIPPED.match(text).end()  # type: ignore[union-attr]  # it matches any text
    children: dict[str, tuple[Event, Node]] = {}
    while found := _TEXT_ENTRY.match(text, at):
        key, written = found[1], found[2].rstrip(" ")
        style = written[0] if written[0] in "\"'" else ""
        begin = found.start(2)
        event = Event("scalar", _value(written), begin, begin + len(written), style)
        children[key] = Event("scalar", key, at, at + len(key)), event
        at = found.end()
    return Branch(Event("mapping", None, first, first), children)


class _GivenUp(Exception):
    """Something that only PyYAML can tell."""


# --- how it is written ------------------------------------------------------------------------------------------------

_KEY = r"(\w[\w-]{0,99}+):"  # far below the length that YAML allows
_QUOTED = r""" "[^"\\\n]*+" | '[^'\n]*+' """
_BEGIN = r"""(?: [^\ \n\-?:,\[\]{}\#&*!|>'"%@`] | -(?=\w) )"""  # of a text without quotes
_TEXT = rf"{_BEGIN} [^\n:\#]*+ (?: (?: :(?![\ \n]) | (?<!\ )\# ) [^\n:\#]*+ )*+"
_BLOCK = r"""
    ([|>])-?\ *+\n
    (?: ( \n*+ (?P<deep> (?P=indent)\ ++ ) [^\n]++ (?: \n++ (?P=deep) [^\n]++ )*+ ) \n
        (?! \n*+ \ ++ \n )  # spaces might belong to it
      | (?! (?: \ *+ \n )*+ (?P=indent)\  )  # nothing deeper follows: it is empty
    )
"""
_EMPTY_LINES = r"(?: \ *+ (?: \#[^\n]*+ )? \n )*+"
_GIVEN_UP = r"(.++)"  # all that is left

_SKIPPED = compiled_later(_EMPTY_LINES, re.VERBOSE)
_ENTRY = compiled_later(
    rf"""
    (?P<indent>\ {{0,40}}+)  # no more levels fit in there than are allowed
    (-\ ++)? (?: {_KEY} (?: \ ++ | (?=\n) ) )?
    (?: {_BLOCK}
      | ( {_TEXT} | \{{ [^{{}}]*+ \}} | \[ [^\[\]]*+ \] | {_QUOTED} | ) \ *+ (?: (?<=\ )\#[^\n]*+ )? \n
    ) {_EMPTY_LINES}
    | {_GIVEN_UP}
    """,
    re.VERBOSE | re.DOTALL,
)
_TEXT_ENTRY = compiled_later(
    rf"{_KEY} \ ++ ( {_TEXT} | {_QUOTED} ) \ *+ (?: (?<=\ )\#[^\n]*+ )? \n {_EMPTY_LINES}", re.VERBOSE
)

_INNER = rf"{_QUOTED} | {_BEGIN} [^\n:\#?,\[\]{{}}]*+"
_BREAK = r"\ *+ (?: \n\ ++ )?+"
_ITEM = compiled_later(rf"{_BREAK} ({_INNER}) {_BREAK} (?: , | \Z) | {_GIVEN_UP}", re.VERBOSE | re.DOTALL)
_PAIR = compiled_later(
    rf"{_BREAK} {_KEY} \ ++ ( {_INNER} | \[ [^\[\]]*+ \] ) {_BREAK} (?: , | \Z) | {_GIVEN_UP}", re.VERBOSE | re.DOTALL
)


# --- what it says -----------------------------------------------------------------------------------------------------


def _entered(entries: list[tuple[str, ...]]) -> dict[str, Any]:
    """The values of entries, each in the mapping or list to which it belongs by its column."""
    values: dict[str, Any] = {}
    absent: list[tuple[dict[str, Any], str]] = []
    around: list[tuple[int, Any]] = []  # columns and values, from outside to inside
    column: int = 0
    inside: Any = values
    inner: Any
    waiting: str | None = None  # the key of the line above, where nothing follows it there
    for indent, dash, key, mark, block, deep, written, _ in entries:
        at = len(indent)
        if waiting is not None or dash or at != column or type(inside) is not dict:  # else it follows the one above
            if waiting is not None and (at > column or (dash and at == column)):
                around.append((column, inside))
                inside[waiting] = inner = [] if dash else {}
                column, inside = at, inner
            while at < column or (at == column and not dash and type(inside) is list):
                column, inside = around.pop()
            if at > column or (type(inside) is list) != bool(dash):
                raise _GivenUp
            if dash and key:
                around.append((column, inside))
                inner = {}
                inside.append(inner)
                column, inside = at + len(dash), inner
        value = _value(written) if written else _block(mark, block, deep, column) if mark else None
        waiting = None if written or mark else key
        if not key:
            if not dash or value is None:
                raise _GivenUp
            inside.append(value)
        elif key in inside or key in ABSENT:
            raise _GivenUp
        else:
            inside[key] = value
            if value is None:
                absent.append((inside, key))
    for mapping, key in absent:
        if mapping[key] is None:
            del mapping[key]
    return values


def _block(mark: str, lines: str, deep: str, column: int) -> str:
    """The text of a block, whose lines are indented so deep."""
    if not lines:
        return ""
    if len(deep) <= column:  # it is empty too, and these are the entries below it
        raise _GivenUp
    begin = len(lines) - len(lines.lstrip("\n"))
    if mark == ">":
        if begin or "\n\n" in lines or f"\n{deep} " in lines:  # where lines are not simply joined
            raise _GivenUp
        return lines[len(deep) :].replace(f"\n{deep}", " ")
    return lines[:begin] + lines[begin + len(deep) :].replace(f"\n{deep}", "\n")


def _value(written: str) -> Any:
    """What stands on one line, or in brackets; ``None`` where it says that there is no value."""
    begin = written[0]
    if begin not in "\"'{[":  # as most
        text = written.rstrip(" ")
        return None if text in ABSENT else text
    inner = written[1:-1]
    return _in_braces(inner) if begin == "{" else _in_brackets(inner) if begin == "[" else inner


def _in_braces(inner: str) -> dict[str, Any]:
    pairs = _PAIR.findall(inner)
    if pairs and pairs[-1][-1]:
        raise _GivenUp
    values = {key: _value(written) for key, written, _ in pairs}
    if len(values) < len(pairs) or not ABSENT.isdisjoint(values):
        raise _GivenUp
    return {key: value for key, value in values.items() if value is not None} if None in values.values() else values


def _in_brackets(inner: str) -> list[Any]:
    items = _ITEM.findall(inner)
    if items and items[-1][-1]:
        raise _GivenUp
    values = [_value(written) for written, _ in items]
    if None in values:
        raise _GivenUp
    return values
