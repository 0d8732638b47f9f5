"""What reading a shipped file gives, made ready when the library was built: found by the file's bytes, never its name.

Reading an outline or a rule set and proving that it is right gives the same each time for the same bytes. For those
that we ship it was done once, by ``scripts/build_ready.py``, and the outcome travels in ``ready/``: an altered copy is
read as any stranger's file is, an exact copy in another pack is as quick as ours. What is in ``ready/`` is code, like a
``.pyc``: nothing is ever unpickled from elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ._files import read_file
from ._remembered import looked

if TYPE_CHECKING:
    from ._source import Tree

FOLDER = Path(__file__).parent / "ready"
SHIPPED = FOLDER / "shipped.json"
"""What is known of shipped outlines and templates, by digests."""

Kind = Literal["outline", "rules"]


class Ready(NamedTuple):
    """What a file says."""

    said: Any
    """The model, known to be right; the same object each time."""
    tree: Tree


def ready(kind: Kind, file: Path) -> Ready | None:
    """What a file says, where its bytes are those of one of ours; ``None`` of any other, which is to be read."""
    from ._source import MAX_BYTES, Text, Tree

    name = os.fsdecode(file)
    data = looked(read_file, name, name, MAX_BYTES, file=name)
    made = _made(kind, digest(data))
    if made is None:
        return None
    said, unpack = made
    return Ready(said, Tree.later(Text(name, data.decode(), data), unpack, _beginning=None))


def digest(data: bytes) -> str:
    """What stands for a file's bytes."""
    return hashlib.sha256(data).hexdigest()[:32]


def place_of(kind: Kind, sign: str) -> Path:
    """Where what was made of a file's bytes lies, or would lie."""
    return FOLDER / f"{kind}-{sign}.pickle"


@lru_cache(maxsize=32)
def _made(kind: Kind, sign: str) -> tuple[Any, Callable[[str], Any]] | None:
    """The model, and what gives the ``value`` and the ``places`` of its tree."""
    try:
        data = place_of(kind, sign).read_bytes()
    except OSError:
        return None
    import pickle

    try:
        said, tree = pickle.loads(data)
    except Exception:  # an installed pydantic that keeps its models in another way: the file is read as any other
        return None
    return said, cache(lambda part: pickle.loads(tree[part]))


# --- what else is known ---------------------------------------------------------------------------------------------


@cache
def _shipped() -> dict[str, Any]:
    from . import __version__

    try:
        known: dict[str, Any] = json.loads(SHIPPED.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if known.get("version") == __version__ else {}


class Listed(NamedTuple):
    """What is told of an outline that can be found."""

    kind: str
    subject: str


def listed(id: str, pack: Path) -> Listed | None:
    """What is told of an outline of a pack, where all that it rests on are files as we ship them; else ``None``."""
    known = _shipped().get("outlines", {}).get(id)
    if known is None or not all((pack / name).is_file() for name in known["beside"]):
        return None
    for name, sign in known["rests_on"].items():
        try:
            if digest((pack / name).read_bytes()) != sign:
                return None
        except OSError:
            return None
    return Listed(known["kind"], known["subject"])


def is_proved(template: bytes, rules: object) -> bool:
    """Whether a template is one of ours that is known to obey a rule set of ours; of any other nothing is known."""
    sign = digest(template)
    return any(
        proved["template"] == sign and (made := _made("rules", proved["rules"])) is not None and made[0] is rules
        for proved in _shipped().get("proved", ())
    )
