"""How the files of a batch are named: a pattern and what an input says of itself; and that no two have one name."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from .._catalog import exists
from .._document import Document
from .._names import letters
from .._outline import Outline, Source, is_outline_id
from .._problems import RenderError, guess, problem
from .._render import load
from .._source._head import head
from .._vietnamese import parse_date, parse_integer, slug, two_digits

FIELDS = ("input", "unit", "outline", "level", "number", "date")
"""What a pattern may name. Only ``level`` takes more than the first lines of a file: units have levels."""

OF_FILES = "{input}.docx"
OF_OTHERS = "{unit}-{outline}.docx"
"""The patterns of what was read from a file, and of what was not, where none is given."""

NO_FILE = "document"
"""``{input}`` of what has no file."""

_SEPARATORS = "-_. "


class Pattern:
    """A pattern of file names, known to be right.

    >>> Pattern("{number}-{unit}.docx").name({"number": "07", "unit": "dong-hung"})
    '07-dong-hung.docx'

    What an input does not say leaves no hole:

    >>> Pattern("{number}-{unit}.docx").name({"unit": "dong-hung"})
    'dong-hung.docx'
    """

    def __init__(self, text: str):
        """Raises :class:`RenderError` where the text is no pattern of names that end in ``.docx``."""
        self.text = text
        try:
            self._parts = [(literal, field) for literal, field, _, _ in Formatter().parse(text)]
            plain = "".join(literal + (f"{{{field}}}" if field else "") for literal, field in self._parts)
        except ValueError as error:
            raise RenderError([problem("output-pattern", found=text, reason=str(error))]) from None
        fields = {field for _, field in self._parts if field is not None}
        for unknown in sorted(fields - set(FIELDS)):
            known = {"choices": ", ".join(FIELDS), **guess(unknown, FIELDS)}
            raise RenderError([problem("output-pattern-field", pattern=text, found=unknown, **known)])
        if re.search(r"[/\\]", plain):
            raise RenderError([problem("output-pattern-folder", found=text)])
        if not text.lower().endswith(".docx"):
            raise RenderError([problem("output-not-docx")])
        self.fields = frozenset(fields)

    def name(self, said: Mapping[str, str]) -> str:
        """The name for what an input says of itself. Raises :class:`RenderError` where it says nothing of it."""
        name, hole = "", False
        for literal, field in self._parts:
            name += literal.lstrip(_SEPARATORS) if hole and not name and field else literal
            if field is not None:
                hole = not said.get(field)
                name = name.rstrip(_SEPARATORS) if hole else name + said[field]
        if name.lower() == ".docx":
            raise RenderError([problem("output-nameless", choices=", ".join(sorted(self.fields)))])
        return name


def key_of(name: str) -> int:
    """A small sign of a name: the same for all names that some disk takes for one, “A” and “a”, “ế” composed and not.

    >>> key_of("Đông Hưng.docx") == key_of("đông hưng.DOCX")
    True
    """
    return int.from_bytes(hashlib.blake2b(letters(name).casefold().encode(), digest_size=8).digest(), "big")


def name_of(given: Source | Document | Outline, pattern: Pattern, base_dir: str | os.PathLike[str] | None) -> str:
    """The name of an input's document. Raises what is wrong with the input, where that leaves it without a name."""
    try:
        return pattern.name(said_by(given, pattern.fields, base_dir))
    except RenderError:
        if not isinstance(given, (Document, Outline)):
            load(given, base_dir=base_dir)
        raise


def said_by(
    given: Source | Document | Outline, wanted: Collection[str], base_dir: str | os.PathLike[str] | None
) -> dict[str, str]:
    """What an input says of itself, of the fields that are wanted; read no further than that takes.

    Raises :class:`InvalidInput` where it takes reading everything, and that is wrong.

    >>> said_by({"outline": "2021-2026/bao-cao", "unit": "dong-hung"}, {"unit", "outline"}, None)
    {'input': 'document', 'unit': 'dong-hung', 'outline': 'bao-cao', 'number': '', 'date': ''}
    """
    path = given if isinstance(given, (str, os.PathLike)) else None
    said = {"input": stem(os.fsdecode(path)) if path is not None else NO_FILE}
    if not set(wanted) - {"input"}:
        return said
    if isinstance(given, str) and is_outline_id(given) and not exists(given):
        return said | {"outline": slug(said["input"])}
    first: Mapping[str, Any] | None
    if isinstance(given, (Document, Outline)) or "level" in wanted:
        first = None
    elif isinstance(given, Mapping):
        first = given
    else:
        source = Path(os.fsdecode(given)) if isinstance(given, (str, os.PathLike)) else given
        first = head(source, set(wanted) - {"input"}, {"grammar"})
    if first is None:
        loaded = given if isinstance(given, (Document, Outline)) else load(given, base_dir=base_dir)
        return said | _by_loaded(loaded)
    return said | ({"outline": slug(said["input"])} if "grammar" in first else _by_entries(first))


def stem(name: str) -> str:
    """The name of an input without its folder and ending.

    >>> stem("data/đông-hưng.v2.yaml"), stem("2021-2026/ke-hoach")
    ('đông-hưng.v2', 'ke-hoach')
    """
    return re.sub(r"\.(ya?ml|json)$", "", Path(name).name, flags=re.IGNORECASE)


def _by_loaded(loaded: Document | Outline) -> dict[str, str]:
    if isinstance(loaded, Outline):
        return {"outline": slug(stem(loaded.id))}
    unit = loaded.unit.unit
    return {
        "unit": loaded.key or slug(unit.short_name),
        "outline": slug(stem(loaded.outline.id)),
        "level": slug(unit.level),
        "number": "" if loaded.number is None else two_digits(loaded.number),
        "date": "" if loaded.date is None else str(loaded.date),
    }


def _by_entries(said: Mapping[str, Any]) -> dict[str, str]:
    """The same, by the entries of a data file. Where they are wrong any name will do: no file will bear it."""
    unit = said.get("unit")
    name = unit.get("short_name") if isinstance(unit, Mapping) else unit
    number = parse_integer(str(said.get("number") or ""))
    fields = {
        "unit": slug(str(name or "")),
        "outline": slug(stem(str(said.get("outline") or ""))),
        "number": "" if number is None else two_digits(number),
    }
    try:
        date = parse_date(str(said.get("date") or ""))
    except ValueError:
        date = None
    return fields | {"date": "" if date is None else str(date)}
