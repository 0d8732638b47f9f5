"""Compiled templates that are kept: in a process, and with this package those of the templates that come with it.

A template that comes with the package was compiled and proved when it was built (``scripts/build_template.py``), and
its programs lie beside this module: who prints by it imports neither docxtpl nor Jinja nor lxml. They are of that very
file, known by its digest; a file that differs in one byte is compiled like any other. Nothing but this package's own
folder is read: a program from elsewhere could do anything.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from .._files import read_file
from .._problems import told_in
from .._zipped import MAX_FILE, Member
from .notes import Notes
from .part import Part
from .template import Template, TextWidths

READY = Path(__file__).parent / "ready"
"""Where the programs of the package's own templates lie, each under its template's name."""

_KEPT = 16  # compiled templates; a process uses one or two
_LOCK = Lock()


def load_template(source: str | os.PathLike[str] | bytes, *, lang: str = "vi") -> Template:
    """A compiled template, which any number of contexts can fill from any number of threads.

    Args:
        source: A Word file in docxtpl's dialect: its path, or its bytes.
        lang: The language of problems, when it is compiled and when it is filled.

    Raises:
        InvalidInput: there is no such file, or it cannot be read.
        RenderError: with every problem found: no Word document, a tag that is not understood or not harmless, what only
            docxtpl can do, what would break the document's structure.

    >>> from hoi_report import example, load_document, render_context
    >>> path, context = render_context(load_document(example("hong-lam-2025") / "ke-hoach.yaml"))
    >>> load_template(path).fill(context)[:2]
    b'PK'
    """
    with told_in(lang):
        name = "template.docx" if isinstance(source, bytes) else Path(source).name
        data = source if isinstance(source, bytes) else read_file(os.fspath(source), name, MAX_FILE)
        template = compile_template(data, name=name)
    return template if lang == template.lang else replace(template, lang=lang)


def compile_template(data: bytes, *, name: str, complete: bool = False) -> Template:
    """The compiled template of a Word file in docxtpl's dialect; compiled once for each content and name.

    Args:
        data: The .docx.
        name: What it is called in messages.
        complete: Also prove that it prints everything that a document of ours can say (``proving``).

    Raises:
        RenderError: with every problem found: no Word document, a tag that is not understood or not harmless, what
            docxtpl can do only to a finished document, what would break the document's structure.
    """
    with _LOCK:
        return _complete(data, name) if complete else _compiled(data, name)[0]


@lru_cache(maxsize=_KEPT)
def _complete(data: bytes, name: str) -> Template:
    template, is_proved = _compiled(data, name)
    if not is_proved:
        from .proving import prove

        prove(template)
    return template


@lru_cache(maxsize=_KEPT)
def _compiled(data: bytes, name: str) -> tuple[Template, bool]:
    """The template, and whether it is known to be complete: what is kept was proved when it was built."""
    ready = _ready(data, name)
    if ready is not None:
        return from_json(ready, name), True

    from .compiling import compiled

    return compiled(data, name), False


def _ready(data: bytes, name: str) -> dict[str, Any] | None:
    """What is kept of this very template, which was proved complete."""
    try:
        kept: Any = json.loads((READY / Path(name).name).with_suffix(".json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and kept.get("digest") == sha256(data).hexdigest() else None


def as_json(template: Template, data: bytes) -> dict[str, Any]:
    """What is kept of a template, which was compiled from ``data``."""
    notes = template.notes
    return {
        "digest": sha256(data).hexdigest(),
        "style_ids": [[*style, number] for style, number in template.style_ids.items()],
        "widths": [template.widths.portrait, template.widths.landscape],
        "programs": [[part.name, part.text, part.uneven] for part in template.programs],
        "notes": [notes.part, sorted(notes.own), list(notes.pieces)],
        "order": [part if isinstance(part, str) else _member_as_json(part) for part in template.order],
    }


def from_json(kept: dict[str, Any], name: str) -> Template:
    """The template of which :func:`as_json` keeps this."""
    part, own, pieces = kept["notes"]
    return Template(
        name=name,
        style_ids={(kind, style): number for kind, style, number in kept["style_ids"]},
        widths=TextWidths(*kept["widths"]),
        programs=tuple(Part(*program) for program in kept["programs"]),
        notes=Notes(part, frozenset(own), tuple(pieces)),
        order=tuple(part if isinstance(part, str) else _member_from_json(part) for part in kept["order"]),
    )


def _member_as_json(member: Member) -> list[Any]:
    return [member.name.decode("utf-8"), member.size, member.checksum, b64encode(member.packed).decode("ascii")]


def _member_from_json(kept: list[Any]) -> Member:
    name, size, checksum, packed = kept
    return Member(name.encode("utf-8"), size, checksum, b64decode(packed))
