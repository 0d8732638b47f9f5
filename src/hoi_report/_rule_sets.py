"""Rule sets by name: read, put over the one that they extend, judged; and the Word template that goes with each.

A house's rule set says only what differs. Its mappings go into those of the one that it extends, key by key; anything
else takes the place of what stood there, and a key without a value takes it away. What is wrong with the whole is told
at the place in the house's own file that comes nearest to it, as the other one was right by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ._catalog import SUFFIXES, Base, Catalog, identity
from ._model import Path as KeyPath
from ._model import validated
from ._patterns import compiled_later
from ._problems import InvalidInput, Problem, format_path, guess, problem, referred
from ._ready import ready
from ._remembered import remembered
from ._rules import RuleSet
from ._source import Tree, read
from ._value_class import guarded_class

OWN = ("name", "title", "valid_from", "valid_to")
"""What a rule set says of itself, and never takes from another."""


@guarded_class
class FoundRules:
    """A rule set that is known to be right."""

    rules: RuleSet
    """The whole, with all that it takes from others."""
    file: Path
    tree: Tree
    """The whole, with the places of what its own file says."""
    extended: FoundRules | None
    """The one that it extends."""

    @property
    def chain(self) -> tuple[FoundRules, ...]:
        """It, the one that it extends, the one that this extends, and so on."""
        return (self, *(self.extended.chain if self.extended is not None else ()))

    def template(self, catalog: Catalog) -> tuple[str, Path] | None:
        """Name and file of the nearest template: its own, or that of the first in its chain that has one."""
        for one in self.chain:
            path = catalog.find("templates", one.rules.name, ".docx")
            if path is not None:
                return one.rules.name, path
        return None


def rules_at(source: str | os.PathLike[str], base: Base) -> tuple[FoundRules, Catalog]:
    """The rule set of a name or of a file (``.yaml``), and the packs in which it was found."""
    if isinstance(source, str) and not source.endswith(SUFFIXES):
        catalog = Catalog.of(None, base)
        return rules_named(source, catalog), catalog
    catalog = Catalog.of(Path(source), base)
    return rules_in(Path(source), catalog), catalog


def rules_named(name: str, catalog: Catalog, chain: tuple[str, ...] = ()) -> FoundRules:
    """The rule set of a name, of which the first in the packs counts.

    Raises :class:`InvalidInput` with every problem; that there is none has no place.
    """
    file = catalog.find("rules", name, ".yaml")
    if file is None:
        known = catalog.names("rules", ".yaml")
        raise InvalidInput([problem("unknown-rules", found=name, choices=", ".join(known), **guess(name, known))])
    return rules_in(file, catalog, chain)


def rules_in(file: Path, catalog: Catalog, chain: tuple[str, ...] = ()) -> FoundRules:
    """The rule set of a file, which is read and judged again only when one of its files has changed.

    ``chain`` are the files that extend it. Raises :class:`InvalidInput` with every problem.
    """
    here = identity(file)
    if here in chain:
        raise InvalidInput([problem("rules-cycle", found=file.stem)])
    key = ("rules", str(file), file.absolute(), catalog, catalog.base.folder.absolute(), chain)
    return remembered(key, lambda: _found(file, catalog, (*chain, here)))


def _found(file: Path, catalog: Catalog, chain: tuple[str, ...]) -> FoundRules:
    made = ready("rules", file)
    if made is None or made.said.name != file.stem:
        return rules_read(file, catalog, chain)
    return FoundRules(made.said, file, made.tree, None)


def rules_read(file: Path, catalog: Catalog, chain: tuple[str, ...] = ()) -> FoundRules:
    """The rule set of a file, read and judged. Raises :class:`InvalidInput` with every problem."""
    tree = read(file)
    extended: FoundRules | None = None
    name = tree.value.get("extends")
    problems: list[Problem] = []
    if isinstance(name, str):
        try:
            extended = rules_named(name, catalog, chain)
        except InvalidInput as error:
            # the rest would be judged without what it rests on
            raise InvalidInput(referred(error.problems, tree.place(("extends",)), "extends")) from None
        problems += _nothing_to_take_away(tree, tree.value, extended.tree.value, ())
        above = {key: value for key, value in extended.tree.value.items() if key not in OWN}
        tree = replace(tree, value=_over(tree, tree.value, above, ()))
    rules: RuleSet | None
    rules, faults = validated(RuleSet, tree.value, tree)
    problems += faults if extended is None else _named_rightly(faults, tree, extended.tree)
    if rules is not None and rules.name != file.stem:
        problems.append(problem("rules-name", tree.place(("name",)), "name", found=rules.name, name=file.stem))
    if rules is None or problems:
        raise InvalidInput(problems)
    return FoundRules(rules, file, tree, extended)


def _named_rightly(faults: list[Problem], tree: Tree, above: Tree) -> Iterator[Problem]:
    """The faults; a component without a name that is spelt nearly as one above is misspelt, and lacks nothing else."""
    known = above.value["components"]
    nameless = [f.path.split(".")[1] for f in faults if f.code == "missing" and _NAMELESS.fullmatch(f.path)]
    misspelt = [key for key in nameless if guess(key, known)]
    for key in misspelt:
        path = ("components", key)
        yield problem("unknown-key", tree.place(path, key=True), format_path(path), key=key, **guess(key, known))
    lacking = tuple(f"components.{key}." for key in misspelt)
    yield from (fault for fault in faults if fault.code != "missing" or not fault.path.startswith(lacking))


_NAMELESS = compiled_later(r"components\.\w+\.name")


def _over(tree: Tree, own: dict[str, Any], above: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    """What a file says at a path, over what holds there already; in the order of that."""
    merged = {key: value for key, value in above.items() if key not in tree.absent(path)}
    for key, value in own.items():
        below = merged.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            merged[key] = _over(tree, value, below, (*path, key))
        else:
            merged[key] = value
    return merged


def _nothing_to_take_away(tree: Tree, own: Any, above: Any, path: KeyPath) -> Iterator[Problem]:
    """The keys without a value that take nothing away: misspelt, most likely."""
    if not isinstance(own, dict) or not isinstance(above, dict):
        return
    for key in tree.absent(path):
        if key not in above and (path or key not in OWN):
            here = (*path, key)
            near = guess(key, above)
            yield problem("nothing-to-take-away", tree.place(here, key=True), format_path(here), key=key, **near)
    for key, value in own.items():
        yield from _nothing_to_take_away(tree, value, above.get(key), (*path, key))
