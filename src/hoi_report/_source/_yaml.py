"""YAML text into events, from PyYAML's stream of events: its C parser where there is one, else the Python one.

Nothing is composed or constructed by PyYAML: composing takes the C stack, so that deep nesting would crash the process,
and constructing guesses (``no`` becomes false, ``010`` eight, a repeated key wins in silence). A scalar stays the text
that was written; only an empty one, ``~`` and ``null`` mean that there is no value.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from .._patterns import compiled_later
from . import _scalars, _yaml_errors
from ._characters import composed, is_clean, refusal, refused_in_value
from ._events import ABSENT, Event, trouble
from ._limits import MAX_MARKS

PYTHON_PARSER: Any = yaml.BaseLoader
PARSER: Any = getattr(yaml, "CBaseLoader", PYTHON_PARSER)

_LEADING_TABS = compiled_later(r"(?<![^\r\n])[ ]*+(\t)[ \t]*+(?![ \t\r\n#]|\Z)")
# Lines before the document may be empty, comments, or say which YAML it is; any other directive is refused.
_DIRECTIVE = compiled_later(r"(?:(?:%YAML 1\.[12])? *(?:#[^\r\n]*)?(?:\r\n?|\n))*+(?P<directive>%[^\r\n]*)")


def events(text: str, parser: Any = PARSER, data: bytes | None = None) -> Iterable[Event]:
    """The events of a YAML text with one document. The first syntax error ends them.

    The text has only characters that can be printed, tabs and line breaks, and is in NFC but for marks behind the
    letter of an escape. ``data`` is the same in UTF-8, where it is at hand.
    """
    tabs = [found.start() for found in re.finditer("\t", text)] if "\t" in text else []
    if tabs and (leading := [found.start(1) for found in _LEADING_TABS.finditer(text)]):
        return (trouble("tab-indentation", at) for at in leading)
    if found := _DIRECTIVE.match(text):
        return [trouble("yaml-directive", found.start("directive"), found=found["directive"].rstrip())]
    # Where tabs may stand, and how a last line without line break ends, the two parsers disagree. With spaces for
    # tabs and a line break all positions stay the same, and so do the values.
    end = "" if text.endswith(("\n", "\r")) else "\n"
    readable = text.replace("\t", " ") + end
    return _parsed(readable, tabs, parser(data if data and readable == text else readable))


def _parsed(text: str, tabs: list[int], source: Any) -> Iterator[Event]:
    opened: list[tuple[int, bool]] = []  # collections that are not complete: where they begin, whether in brackets
    documents = 0
    last: Event | None = None  # the last scalar
    may_hide = "\\" in text  # only behind a backslash can a value hold what the file does not show
    is_composed = not may_hide or unicodedata.is_normalized("NFC", text)
    next_event = source.get_event
    try:
        while True:
            try:
                event = next_event()
            except (yaml.YAMLError, ValueError, OverflowError) as error:
                yield _yaml_errors.explain(error, source, text, last, opened)
                return
            kind = type(event)
            if kind is ScalarEvent:
                value, style = event.value, event.style or ""
                if not style:
                    value = None if value in ABSENT else value
                elif style in "|>" and value.endswith("\n"):
                    value = value[:-1]  # it ends the last line of the block, as a closing quote would
                start, end = event.start_mark.index, event.end_mark.index
                before, last = last, _event(("scalar", value, start, end, style, event.anchor))
                if value is None and before is not None and opened and opened[-1][1]:
                    yield from _comma_trouble(text, before, last, opened[-1][0])
                if event.tag is not None:
                    yield _tag_trouble(text, event)
                if tabs:
                    yield from _tabs_within(last, tabs)
                if may_hide and (style == '"' or not is_composed):
                    last = yield from _without_traps(text, last)
                if not opened:
                    yield from _root_trouble(text, last)
                yield last
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.tag is not None:
                    yield _tag_trouble(text, event)
                start = event.start_mark.index
                opened.append((start, event.flow_style))
                collection = "mapping" if kind is MappingStartEvent else "sequence"
                yield _event((collection, None, start, event.end_mark.index, "", event.anchor))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened.pop()
                yield _END
            elif kind is AliasEvent:
                yield Event("alias", event.anchor, event.start_mark.index, event.end_mark.index)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    yield trouble("second-document", event.start_mark.index)
                    return
            elif kind is StreamEndEvent:
                return
    finally:
        source.dispose()


_END = Event("end")
_event = partial(tuple.__new__, Event)  # of all fields in their order: much faster than by their names


def _without_traps(text: str, event: Event) -> Generator[Event, None, Event]:
    """Only behind a backslash in double quotes can a value hold what the file does not show."""
    value = event.value
    if value is None or (value.isascii() and value.isprintable()):
        return event
    if not is_clean(value):
        places = _scalars.indices(text, event)
        for offset, char in refused_in_value(value):
            yield refusal(char, places[offset] if places else event.start)
    value, stacked = composed(value)
    if stacked is not None:
        yield trouble("too-many-marks", event.start, limit=MAX_MARKS)
    return event._replace(value=value)


def _root_trouble(text: str, event: Event) -> Iterator[Event]:
    """A file that is nothing but a text may be one key without a space behind its colon."""
    if event.value is not None and not event.style and (found := _yaml_errors.missing_space(text, event.start or 0)):
        yield found


def _comma_trouble(text: str, key: Event, value: Event, braces: int) -> Iterator[Event]:
    """In braces, what stands behind the comma of a text without quotes is a key without a value, to YAML.

    Double braces are a text without its quotes too, and told as such.
    """
    is_lone = key.value is not None and value.start == value.end and ":" not in text[key.end : value.start]
    if is_lone and not text.startswith("{{", braces - 1):
        yield trouble("key-without-value", key.start, found=key.value)


def _tabs_within(event: Event, tabs: list[int]) -> Iterator[Event]:
    first, behind = bisect_left(tabs, event.start or 0), bisect_left(tabs, event.end or 0)
    yield from (trouble("tab-in-text", at) for at in tabs[first:behind])


def _tag_trouble(text: str, event: Any) -> Event:
    found = re.compile(r"(?:&[\w-]+\s+)?+(?P<tag>!\S*)").match(text, event.start_mark.index)
    at = found.start("tag") if found else event.start_mark.index
    return trouble("yaml-tag", at, tag=found["tag"] if found else event.tag)
