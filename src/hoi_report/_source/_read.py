"""The one way in: a file, bytes or a mapping into a tree."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from .._files import read_file
from .._patterns import compiled_later
from .._problems import InvalidInput, Place, problem
from .._remembered import looked
from . import _characters, _json, _legacy, _objects
from ._build import build
from ._encoding import decode
from ._events import Event, trouble
from ._limits import MAX_BYTES, MAX_PROBLEMS
from ._straight import beginning, straight
from ._text import Text
from ._tree import Node, Tree


def read(source: str | os.PathLike[str] | bytes | Mapping[str, Any], *, name: str | None = None) -> Tree:
    """The values of a YAML or JSON file with their places.

    ``source`` is the path of a file, the bytes of one, or a mapping of the same shape, which is copied. ``name``
    stands for the file in messages; a path is its own name. What is named ``.json`` is JSON, ``.yaml`` and ``.yml``
    YAML; anything else is JSON where it begins like a JSON object and is one, else YAML.

    Raises :class:`InvalidInput` with everything that is wrong: with the file, its encoding, its characters and its
    syntax, of which only the first error can be known.

    >>> tree = read(b"number: 010\\nopen: no\\n")
    >>> tree.value
    {'number': '010', 'open': 'no'}
    """
    if isinstance(source, Mapping):
        return build(Text(name), _objects.events(source))
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        path = os.fsdecode(source)
        name = path if name is None else name
        data = looked(read_file, path, name, MAX_BYTES, file=path)
    else:
        raise InvalidInput([problem("not-an-input", Place(name), found=type(source).__name__)])
    if len(data) > MAX_BYTES:
        raise InvalidInput([problem("too-large", Place(name), limit=MAX_BYTES)])
    text = decode(data, name)
    troubles = [] if text.is_usual else list(islice(_text_troubles(text.text), MAX_PROBLEMS + 1))
    value = None if troubles else _straight(text)
    return _by_events(text, troubles) if value is None else Tree.later(text, partial(_places, text), value=value)


def _straight(text: Text) -> dict[str, Any] | None:
    """The values of a text in which nothing is wrong that can be seen, where they can be read without events."""
    may_hide = "\\" in text.text and not text.is_usual  # marks behind the letter of an escape
    return None if may_hide or _suffix(text) == ".json" else straight(text.text)


def _places(text: Text, asked: str) -> Node | None:
    """The ``places`` of what was read without events, or only those of its ``beginning``."""
    return beginning(text.text) if asked == "beginning" else _by_events(text, [])._places


def _by_events(text: Text, troubles: list[Event]) -> Tree:
    return build(text, chain.from_iterable(_parts(text, troubles)))


def _parts(text: Text, troubles: list[Event]) -> Iterator[Iterable[Event]]:
    """What can be seen without knowing the syntax, then the content.

    In parts: one more generator around the content would be passed by every event.
    """
    yield troubles
    yield _content(Text(text.name, _characters.without_refused(text.text)) if troubles else text)


def _text_troubles(text: str) -> Iterator[Event]:
    if found := _legacy.find(text):
        yield trouble("legacy-text", found.at, **found.arguments())
    yield from _characters.refused_in_file(text)


def _content(file: Text) -> Iterable[Event]:
    text, suffix = file.text, _suffix(file)
    if suffix == ".json":
        return _json.events(text) if text.strip() else ()  # better told so than that a value is missing
    if suffix not in (".yaml", ".yml") and _JSON_BEGIN.match(text) and _json.is_json(text):
        return _json.events(text)
    from . import _yaml  # PyYAML is not loaded for what is read without it

    return _yaml.events(text, data=file.data)


def _suffix(file: Text) -> str:
    return Path(file.name or "").suffix.casefold()


_JSON_BEGIN = compiled_later(r'\s*\{\s*"')
