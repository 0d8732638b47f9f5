"""The first look at a file: what a few of its entries say, without reading the rest.

Ten thousand reports are known by their `outline` and `unit`, which stand in the first lines. What is read here is used
to name files and to tell data files from others, never to make a document: that reads all, and tells what is wrong.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from ._events import ABSENT
from ._limits import MAX_BYTES
from ._yaml import PARSER

_BEFORE = (StreamStartEvent, DocumentStartEvent)
_OPENING = (MappingStartEvent, SequenceStartEvent)
_CLOSING = (MappingEndEvent, SequenceEndEvent)


def head(source: Path | bytes, wanted: Collection[str], last: Collection[str] = ()) -> dict[str, Any] | None:
    """The entries of a YAML or JSON file that are wanted: a text, or a mapping of texts; read until all are found.

    A key that is one of the ``last`` ends the search too. ``None`` where the file cannot be read so.

    >>> head(b"unit: dong-hung\\nanswers: {a: [1]}\\n}", {"unit"})
    {'unit': 'dong-hung'}
    """
    try:
        if isinstance(source, Path) and source.stat().st_size > MAX_BYTES:
            return None
        with closing(_Reader(source)) as reader:
            return reader.entries(set(wanted), last)
    except (yaml.YAMLError, ValueError, OSError, LookupError):
        return None


class _Reader:
    def __init__(self, source: Path | bytes):
        self.stream = source.open("rb") if isinstance(source, Path) else None
        self.parser = PARSER(self.stream or source)
        self.next = self.parser.get_event

    def close(self) -> None:
        self.parser.dispose()
        if self.stream is not None:
            self.stream.close()

    def entries(self, wanted: set[str], last: Collection[str]) -> dict[str, Any]:
        """What a mapping says of what is wanted."""
        while isinstance(event := self.next(), _BEFORE):
            pass
        if type(event) is not MappingStartEvent:
            raise ValueError("no mapping")
        found: dict[str, Any] = {}
        while wanted - found.keys() and type(key := self.next()) is not MappingEndEvent:
            if type(key) is not ScalarEvent:
                raise ValueError("a key that is no text")
            value = self.value()
            if key.value in wanted or key.value in last:
                found[key.value] = value
            if key.value in last:
                break
        return found

    def value(self) -> Any:
        """A text; of a mapping the texts in it; of anything else nothing."""
        event = self.next()
        if type(event) is ScalarEvent:
            return None if event.style in (None, "") and event.value in ABSENT else event.value
        if not isinstance(event, _OPENING):
            raise ValueError("an alias")  # what it stands for is known only to those who read everything
        texts: dict[str, str] = {}
        depth, key = 1, None
        while depth:
            inner = self.next()
            if isinstance(inner, _OPENING):
                depth, key = depth + 1, None
            elif isinstance(inner, _CLOSING):
                depth, key = depth - 1, None
            elif depth == 1 and type(event) is MappingStartEvent:
                said = getattr(inner, "value", "")  # an alias has none
                if key is None:
                    key = said
                else:
                    texts[key], key = said, None
        return texts
