"""Events into a tree: the one place that knows what a file may hold, wherever it comes from.

Problems are collected until the end; only a limit stops earlier, since behind it nothing is safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from .._problems import InvalidInput, Problem, format_path, problem
from . import _scalars
from ._events import Event
from ._limits import MAX_CHARACTERS, MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES
from ._text import Text
from ._tree import Branch, Node, Tree


def build(text: Text, events: Iterable[Event]) -> Tree:
    """The tree of a file.

    Raises :class:`InvalidInput` with all problems: those that the events bring, and those of the tree itself.
    """
    builder = _Builder(text)
    try:
        builder.take(events)
    except _Stop:
        pass
    else:
        builder.check_root()
    if builder.problems:
        raise InvalidInput(builder.problems)
    file = builder.open[0]
    return Tree(text.name, file.container[0], text, file.children[0])


class _Stop(Exception):
    """A limit is reached."""


# What a mapping waits for, where it is not the value of a key.
_NO_KEY = object()
_REFUSED_KEY = object()

# What stands where a key should, as it is written.
_KINDS = {"mapping": "{…}", "dict": "{…}", "sequence": "[…]", "list": "[…]"}


class _Open:
    """A mapping or list whose end has not come yet; the file itself is like a list."""

    __slots__ = ("children", "container", "event", "key", "key_event")

    def __init__(self, event: Event):
        self.event = self.key_event = event
        self.container: Any
        self.children: Any
        self.key: Any
        if event.kind == "mapping":
            self.container, self.children, self.key = {}, {}, _NO_KEY
        else:
            self.container, self.children, self.key = [], [], None


class _Builder:
    def __init__(self, text: Text):
        self.text = text
        self.problems: list[Problem] = []
        self.open = [_Open(Event("sequence", start=0))]  # the file, and one inside the other what is open in it
        self.anchors: dict[str, tuple[Any, Node] | None] = {}  # None: the anchor's value is not complete yet
        self.values = 0
        self.characters = 0

    def take(self, events: Iterable[Event]) -> None:
        """All steps through a file. Good keys and the counting of texts, most of them, take no call."""
        opened = self.open
        for event in events:
            kind, value, _, _, _, anchor = event
            if kind == "scalar":
                if anchor is not None:
                    self.anchors[anchor] = value, event
                around = opened[-1]
                if around.key is not _NO_KEY:
                    self.values += 1
                    self.characters += len(value) if type(value) is str else 1
                    if self.values > MAX_VALUES or self.characters > MAX_CHARACTERS:
                        self._stop(event)
                    self._put(value, event)
                elif type(value) is str and value not in around.children:
                    around.key, around.key_event = value, event
                else:
                    self._key(value, event)
            elif kind == "end":
                self._end()
            elif kind == "alias":
                self._alias(event)
            elif kind == "trouble":
                code, arguments = value
                self._report(code, event, **arguments)
            else:
                self._begin(event)

    def check_root(self) -> None:
        """What must be true of the whole file."""
        file = self.open[0]
        value = file.container[0] if file.container else None
        if self.problems or isinstance(value, dict):
            return
        if value is None:
            self._report("empty-file", file.event)
        else:
            node = file.children[0]
            event = node.event if isinstance(node, Branch) else node
            shown = self.text.text[event.start or 0 :].split("\n", 1)[0].strip()[:40]
            self._report("not-a-mapping", event, found=shown)

    def _begin(self, event: Event) -> None:
        around = self.open[-1]
        if around.key is _NO_KEY:
            # “{{ x }}” is a mapping in a mapping to YAML, and a text without its quotes to whoever typed it
            braces = event.kind == "mapping" and event.start is not None and around.event.start == event.start - 1
            code = "unquoted-mention" if braces else "key-not-text"
            self._report(code, event, found=_KINDS[event.kind])
        self._count(event, 1, 0)
        if len(self.open) > MAX_DEPTH:
            self._report("too-deep", event, limit=MAX_DEPTH)
            raise _Stop
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.open.append(_Open(event))

    def _end(self) -> None:
        closed = self.open.pop()
        branch = Branch(closed.event, closed.children)
        if closed.event.anchor is not None:
            self.anchors[closed.event.anchor] = closed.container, branch
        self._put(closed.container, branch)

    def _alias(self, event: Event) -> None:
        name = event.value
        found = self.anchors.get(name)
        if found is None:
            code = "self-containing-alias" if name in self.anchors else "unknown-alias"
            self._report(code, event, name=name)
            found = "", event
        value, node = found
        if self.open[-1].key is _NO_KEY:
            self._key(value, event)
            return
        values, characters, depth = _weigh(node)
        self._count(event, values, characters, alias=name)
        if len(self.open) - 1 + depth > MAX_DEPTH:
            self._report("too-deep", event, limit=MAX_DEPTH)
            raise _Stop
        self._put(value, node)

    def _key(self, value: Any, event: Event) -> None:
        mapping = self.open[-1]
        if type(value) is not str:
            mapping.key = _REFUSED_KEY
            found = "null" if value is None else type(value).__name__
            self._report("key-not-text", event, found=_KINDS.get(found, found))
        elif value in mapping.children:
            mapping.key = value  # for the path
            self._repeated(value, event, mapping.children[value][0])
            mapping.key = _REFUSED_KEY
        else:
            mapping.key, mapping.key_event = value, event

    def _repeated(self, key: str, event: Event, first: Event) -> None:
        place = self.text.place(_scalars.content_start(self.text.text, first))
        where = {} if place.line is None else {"line": place.line, "column": place.column}
        self._report("repeated-key", event, key=key, **where)

    def _put(self, value: Any, node: Node) -> None:
        """A value is complete: into what is open around it."""
        around = self.open[-1]
        key = around.key
        if key is None:
            if value is None and len(self.open) > 1:
                self._report("empty-list-item", node if isinstance(node, Event) else node.event)
            around.container.append(value)
            around.children.append(node)
        elif key is _NO_KEY:  # it was a key itself, and refused
            around.key = _REFUSED_KEY
        else:
            around.key = _NO_KEY
            if key is not _REFUSED_KEY:
                around.children[key] = around.key_event, node
                if value is not None:
                    around.container[key] = value

    def _count(self, event: Event, values: int, characters: int, alias: str | None = None) -> None:
        self.values += values
        self.characters += characters
        if self.values > MAX_VALUES or self.characters > MAX_CHARACTERS:
            self._stop(event, alias)

    def _stop(self, event: Event, alias: str | None = None) -> NoReturn:
        """Ends the reading where there is more than anyone writes."""
        if self.values > MAX_VALUES:
            code = "too-many-values" if alias is None else "alias-bomb"
            self._report(code, event, limit=MAX_VALUES, **({} if alias is None else {"name": alias}))
        else:
            self._report("too-much-text", event, limit=MAX_CHARACTERS)
        raise _Stop

    def _report(self, code: str, event: Event, **arguments: object) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            code, arguments = "too-many-problems", {"limit": MAX_PROBLEMS}
        place = self.text.place(_scalars.content_start(self.text.text, event))
        path = "" if code == "too-deep" else format_path(self._path())  # it would be as long as it is deep
        self.problems.append(problem(code, place, path, **arguments))
        if code == "too-many-problems":
            raise _Stop

    def _path(self) -> list[str | int]:
        """The path of what comes next."""
        path: list[str | int] = []
        for each in self.open[1:]:
            if isinstance(each.container, list):
                path.append(len(each.container))
            elif isinstance(each.key, str):
                path.append(each.key)
        return path


def _weigh(node: Node) -> tuple[int, int, int]:
    """Values, characters and depth of what an alias stands for, with the aliases in it."""
    if isinstance(node, Event):
        return 1, len(node.value) if type(node.value) is str else 1, 0
    children = node.children
    inner = [_weigh(each) for each in (children if isinstance(children, list) else [v for _, v in children.values()])]
    values, characters = 1 + sum(each[0] for each in inner), sum(each[1] for each in inner)
    return values, characters, 1 + max((each[2] for each in inner), default=0)
