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
    """The values of a file, and where they stand. To be read, not to be changed: aliases share their value.

    What few ask for may be made when somebody does: see :meth:`later`.
    """

    name: str | None
    """The file's name as it was given."""
    value: Any
    """A ``dict`` of ``dict``, ``list`` and ``str``; from JSON also ``int``, ``Decimal`` and ``bool``, from Python
    objects also ``float`` and ``date``. A key whose value is absent (``null``) is not in it."""
    _text: Text = field(repr=False, compare=False)
    _places: Node = field(repr=False, compare=False)
    _walked: dict[int, list[int] | None] = field(default_factory=dict, repr=False, compare=False)
    """The places of the characters of texts in which places were asked for: a text may have many problems."""
    _beginning: Node | None = field(default=None, repr=False, compare=False)
    """A root with the first entries only: most files have a note there and nothing else."""
    _make: Callable[[str], Any] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def later(cls, text: Text, make: Callable[[str], Any], **known: Any) -> Tree:
        """The tree of a text of which only a few things are ``known``.

        ``make`` gives the others when somebody asks for them: the ``value``, the ``places``, the ``beginning``.
        """
        tree = cls.__new__(cls)
        for slot, content in {"name": text.name, "_text": text, "_walked": {}, "_make": make, **known}.items():
            setattr(tree, slot, content)
        return tree

    def __getattr__(self, slot: str) -> Any:
        """What is asked for the first time."""
        if slot not in ("value", "_places", "_beginning") or self._make is None:
            raise AttributeError(slot)
        setattr(self, slot, self._make(slot.lstrip("_")))
        return getattr(self, slot)

    def __reduce__(self) -> tuple[type[Tree], tuple[object, ...]]:
        return Tree, (self.name, self.value, self._text, self._places)

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
        node = self._root_above(path)
        for part in path:
            children = node.children if isinstance(node, Branch) else ()
            if isinstance(children, dict) and isinstance(part, str) and part in children:
                key, node = children[part]
            elif isinstance(children, list) and isinstance(part, int) and 0 <= part < len(children):
                key, node = None, children[part]
            else:
                return None, node
        return key, node

    def _root_above(self, path: Sequence[str | int]) -> Node:
        """A root from which the node at a path can be reached, if there is one."""
        first = self._beginning
        return first if isinstance(first, Branch) and path and path[0] in first.children else self._places
