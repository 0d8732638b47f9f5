"""The outlines that can be found. Of those that we ship it is known what is told of them: none of them is read."""

from __future__ import annotations

import os
from pathlib import Path

from ._catalog import Base, Catalog, built_in
from ._problems import InvalidInput
from ._ready import Listed, listed
from ._value_class import guarded_class


@guarded_class
class OutlineInfo:
    """An outline that can be found."""

    id: str
    kind: str
    subject: str
    """In one line, with blanks for what a document would say."""
    origin: str
    """``built-in``, or the folder of the pack."""


def list_outlines(*, base_dir: str | os.PathLike[str] | None = None) -> list[OutlineInfo]:
    """The outlines that can be found by id: those of the pack ``base_dir`` (or around the current folder), then ours.

    Of one that is faulty the kind is ``?`` and the subject what is wrong.

    >>> [info.id for info in list_outlines(base_dir="/")]
    ['2021-2026/bao-cao-giua-nhiem-ky', '2021-2026/ke-hoach-giua-nhiem-ky']
    """
    base = Base.of(None, base_dir)
    found = []
    for id, path in Catalog.of(None, base).files("outlines", ".yaml"):
        pack = path.parents[id.count("/") + 1]
        origin = "built-in" if pack == built_in() else str(pack)
        if (known := _listed(id, path, base)) is not None:
            found.append(OutlineInfo(id, known.kind, known.subject, origin))
            continue
        from ._outline import outline_in

        try:
            outline = outline_in(path, base)
            found.append(OutlineInfo(id, outline.kind, outline.subject, origin))
        except InvalidInput as error:
            found.append(OutlineInfo(id, "?", error.problems[0].message, origin))
    return found


def _listed(id: str, file: Path, base: Base) -> Listed | None:
    """What is known of an outline without reading it: of ours, where it names nothing that a nearer pack has too."""
    here = Catalog.of(file, base).roots[0]
    return listed(id, here) if here == built_in() and file == here / "outlines" / f"{id}.yaml" else None
