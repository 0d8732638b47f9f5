"""Where outlines, templates and rule sets are found: in packs, yours first, then what came with the library.

A pack is a folder with ``outlines/<term>/<name>.yaml``, ``templates/<name>.docx`` and ``rules/<name>.yaml``, each if it
has any. What is shipped is a pack like any other. Of a file, and of whoever names something, every folder around is
looked through that has ``outlines`` or ``rules``, the nearest first: a house's pack may stand in its province's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ._names import fault, on_disk
from ._patterns import compiled_later
from ._problems import InvalidInput, Problem, problem
from ._remembered import looked

OUTLINE_ID = compiled_later(r"[0-9a-z][0-9a-z.-]*/[0-9a-z][0-9a-z-]*")
SUFFIXES = (".yaml", ".yml", ".json")


@cache
def built_in() -> Path:
    """The folder of the built-in pack: the package itself when installed, the top of the checkout otherwise."""
    package = Path(__file__).parent
    return package if (package / "outlines").is_dir() else package.parents[1]


def example(name: str) -> Path:
    """The folder of a built-in example.

    >>> (example("thai-binh-2024") / "ke-hoach.yaml").is_file()
    True
    """
    folder = built_in() / "examples"
    known = sorted(path.name for path in folder.iterdir() if path.is_dir())
    if name not in known:
        raise InvalidInput([problem("unknown-example", found=name, choices=", ".join(known))])
    return folder / name


class Base(NamedTuple):
    """Where relative paths start, and the folder that they may not leave, if there is one."""

    folder: Path
    fence: Path | None = None

    @classmethod
    def of(cls, source: object, base_dir: str | os.PathLike[str] | None) -> Base:
        """The base of a source: the file's own folder; else ``base_dir``, else the current one."""
        fence = Path(base_dir) if base_dir is not None else None
        if isinstance(source, (str, os.PathLike)) and str(source).lower().endswith(SUFFIXES):
            return cls(Path(source).parent, fence)
        return cls(fence or Path(), fence)

    def beside(self, file: Path | None) -> Base:
        """The base of what a file names in its turn, within the same fence."""
        return self if file is None else Base(file.parent, self.fence)

    def named(self, name: str) -> Path | Problem:
        """The file that a name in a file means, or why it may mean none; ``\\`` is ``/``, as on Windows."""
        file = self.folder / name.replace("\\", "/")
        if self.holds(file):
            file = looked(on_disk, file)
        if not self.holds(file):
            return problem("outside-folder", found=name)
        return problem("file-is-device", found=name) if looked(is_device, file) else file

    def holds(self, path: Path) -> bool:
        """Whether a path may be read."""
        return self.fence is None or looked(_is_inside, path.absolute(), self.fence.absolute())


def is_device(file: Path) -> bool:
    """Whether reading would wait for somebody to write: a pipe, a terminal; on Windows ``con.yaml`` in every folder."""
    if os.name == "nt" and fault(file.name):
        return True  # some of its devices do not say that they are there
    return not os.path.isfile(file) and os.path.exists(file) and not os.path.isdir(file)  # noqa: PTH110, PTH112, PTH113


def _is_inside(path: Path, fence: Path) -> bool:
    try:
        # Links are followed first: a link inside the folder must not lead out of it.
        return path.resolve().is_relative_to(fence.resolve())
    except (OSError, RuntimeError, ValueError):  # links that lead in a circle, a name that no file can have
        return False


class Catalog(NamedTuple):
    """The packs to look through, in their order."""

    roots: tuple[Path, ...]
    base: Base

    @classmethod
    def of(cls, file: Path | None, base: Base) -> Catalog:
        """The packs around a file, or around where one stands, that may be read, before the built-in pack."""
        folder = file.absolute().parent if file else base.folder.absolute()
        return cls(tuple(dict.fromkeys([*looked(_packs_around, str(folder), base.fence), built_in()])), base)

    def find(self, folder: str, name: str, suffix: str) -> Path | None:
        """The first file of that name, or ``None``. Names are slugs: they cannot leave the folder."""
        found = looked(_found, tuple(map(str, self.roots)), self.base.fence, folder, name + suffix)
        return None if found is None else Path(found)

    def names(self, folder: str, suffix: str) -> list[str]:
        """What could have been meant: the names of all files in a folder of the packs."""
        return sorted({name for name, _ in self.files(folder, suffix)})

    def files(self, folder: str, suffix: str) -> Iterator[tuple[str, Path]]:
        """Name and file of everything in a folder of the packs; the first of a name only."""
        seen = set()
        for root in self.roots:
            top = root / folder
            for path in sorted(top.rglob(f"*{suffix}")):
                name = path.relative_to(top).with_suffix("").as_posix()
                if name not in seen:
                    seen.add(name)
                    yield name, path


# `os.path` is asked, not `Path`: a path is made more slowly than it is asked for, and here most of them are not there.
# A look is noted under what it asks: names are compared more quickly than paths.


def _packs_around(folder: str, fence: Path | None) -> tuple[Path, ...]:
    """The packs that hold a folder and may be read, the nearest first."""
    return tuple(
        pack
        for pack, parts in _above(folder)
        # mostly there is nothing of that name, which `access` says most quickly
        if any(os.access(part, os.F_OK) and os.path.isdir(part) for part in parts)  # noqa: PTH112
        and Base(pack, fence).holds(pack)
    )


@lru_cache(maxsize=256)
def _above(folder: str) -> tuple[tuple[Path, tuple[str, str]], ...]:
    """A folder and all above it, each with what makes a pack of it."""
    return tuple((at, (str(at / "outlines"), str(at / "rules"))) for at in (Path(folder), *Path(folder).parents))


def _found(roots: tuple[str, ...], fence: Path | None, folder: str, name: str) -> str | None:
    for root in roots:
        path = f"{root}/{folder}/{name}"
        is_there = os.path.isfile(path)  # noqa: PTH113
        if is_there and (root == str(built_in()) or Base(Path(root), fence).holds(Path(path))):
            return path
    return None


def exists(name: str) -> bool:
    """Whether there is something of that name; a name that nothing can have names nothing."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def identity(file: Path) -> str:
    """What two names of one file have in common."""
    try:
        return str(file.resolve())
    except (OSError, RuntimeError, ValueError):
        return str(file.absolute())


def outline_id(file: Path) -> str:
    """The id of an outline file: its place below ``outlines``, or its name where it stands in no pack."""
    for folder in file.absolute().parents:
        if folder.name == "outlines":
            return file.absolute().relative_to(folder).with_suffix("").as_posix()
    return file.stem
