"""What reading gives: plain values, and the place of each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any

from .._problems import Place
from .._value_class import value_class
from . import _scalars
from ._events import Event
from ._text import Text


@value_class
class Branch:
    """Where a mapping or a list stands, and what is in it."""

    event: Event
    children: dict[str, tuple[Event, Node]] | list[Node]
    """Of a mapping: for each key where it stands, and its value, also those that are absent."""


Node = Branch | Event
"""Where a value stands: the same tree as the values', with the event of each scalar."""


@value_class
class Tree:
    """The values of a file, and where they stand. To be read, not to be changed: aliases share their value."""

    name: str | None
    """The file's name as it was given."""
    value: Any
    """A ``dict`` of ``dict``, ``list`` and ``str``; from JSON also ``int``, ``Decimal`` and ``bool``, from Python
    objects also ``float`` and ``date``. A key whose value is absent (``null``) is not in it."""
    _text: Text = field(repr=False, compare=False)
    _root: Node = field(repr=False, compare=False)
    _walked: dict[int, list[int] | None] = field(default_factory=dict, repr=False, compare=False)
    """The places of the characters of texts in which places were asked for: a text may have many problems."""

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """The place of the value at a path, or of its key.

        Where there is nothing at that path, it is the place of the nearest value around it. A key whose value is
        absent has a place; an item of a list has no key, and gives its own place.

        >>> from hoi_report._source import read
        >>> tree = read(b"unit: dong-hung\\nparts:\\n  - title: M\\n", name="a.yaml")
        >>> str(tree.place(["parts", 0, "title"])), str(tree.place(["parts", 0, "title"], key=True))
        ('a.yaml:3:12', 'a.yaml:3:5')
        """
        key_event, node = self._find(path)
        event = node if isinstance(node, Event) else node.event
        return self._text.place(_scalars.content_start(self._text.text, key_event if key and key_event else event))

    def place_in(self, path: Sequence[str | int], offset: int) -> Place:
        """The place of one character of the text at a path, ``offset`` counted from 0; of its end behind the last.

        It is the value's own place where the file does not show the text character by character.

        >>> from hoi_report._source import read
        >>> tree = read(b"note: |\\n  one\\n  two\\n", name="a.yaml")
        >>> str(tree.place_in(["note"], tree.value["note"].index("two")))
        'a.yaml:3:3'
        """
        _, node = self._find(path)
        if isinstance(node, Event) and id(node) not in self._walked:
            self._walked[id(node)] = _scalars.indices(self._text.text, node)
        places = self._walked.get(id(node))
        if places is None:
            return self.place(path)
        return self._text.place(places[max(0, min(offset, len(places) - 1))])

    def absent(self, path: Sequence[str | int]) -> list[str]:
        """The keys of the mapping at a path that stand there without a value (``null``).

        >>> from hoi_report._source import read
        >>> read(b"a: {b: 1, c: null, d: ~}").absent(["a"])
        ['c', 'd']
        """
        value: Any = self.value
        for part in path:
            value = value[part]
        _, node = self._find(path)
        children = node.children if isinstance(node, Branch) else ()
        return [key for key in children if isinstance(key, str) and key not in value]

    def _find(self, path: Sequence[str | int]) -> tuple[Event | None, Node]:
        """The node at a path and the event of its key; the nearest node above, without key, where there is none."""
        key: Event | None = None
        node = self._root
        for part in path:
            children = node.children if isinstance(node, Branch) else ()
            if isinstance(children, dict) and isinstance(part, str) and part in children:
                key, node = children[part]
            elif isinstance(children, list) and isinstance(part, int) and 0 <= part < len(children):
                key, node = None, children[part]
            else:
                return None, node
        return key, node


class KnownTree(Tree):
    """The tree of a file that was read before. Few ask for its values and places: they are unpacked for who does."""

    __slots__ = ("_unpack",)
    _unpack: Callable[[str], Any]

    @classmethod
    def of(cls, name: str, data: bytes, unpack: Callable[[str], Any]) -> KnownTree:
        """The tree of a file's bytes in UTF-8; ``unpack`` gives its ``value``, and its ``places``."""
        tree = cls.__new__(cls)
        text = Text(name, data.decode(), data)
        for slot, content in {"name": name, "_text": text, "_walked": {}, "_unpack": unpack}.items():
            object.__setattr__(tree, slot, content)
        return tree

    def __getattr__(self, slot: str) -> Any:
        if slot not in ("value", "_root"):
            raise AttributeError(slot)
        object.__setattr__(self, slot, self._unpack("value" if slot == "value" else "places"))
        return getattr(self, slot)

    def __reduce__(self) -> tuple[type[Tree], tuple[object, ...]]:
        return Tree, (self.name, self.value, self._text, self._root)
