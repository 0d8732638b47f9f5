"""The template of a rule set that is named: its rules and its emblem found and judged, then built."""

from __future__ import annotations

import os
from pathlib import Path

from .._catalog import Base, built_in
from .._problems import InvalidInput, Problem, format_path, problem, told_in
from .._rule_sets import FoundRules, rules_at
from .._value_class import guarded_class
from .limits import undesigned
from .picture import Picture, picture_of
from .word_file import build

MAX_PICTURE = 2 * 2**20
"""The most bytes of an emblem: every document carries it."""


@guarded_class
class BuiltTemplate:
    """A Word template, built from a rule set."""

    content: bytes
    """The file's bytes."""
    home: Path | None
    """Where it is found: ``templates/<name>.docx`` in the pack of the rule set; ``None`` where that is the built-in."""


def build_template(
    rules: str | os.PathLike[str], *, base_dir: str | os.PathLike[str] | None = None, lang: str = "vi"
) -> BuiltTemplate:
    """The Word template of a rule set, which is named or a file (``.yaml``).

    ``base_dir`` is the folder from which a name is looked for, the current one if absent; where it is given, files may
    not lie outside it. ``lang`` is the language of problems. Raises :class:`InvalidInput` with every problem of the
    rule set, of its emblem, and of what it asks for and the built-in design cannot do.

    >>> build_template("nd30-2020").content[:2]
    b'PK'
    """
    with told_in(lang):
        base = Base.of(rules, base_dir)
        found, _ = rules_at(rules, base)
        picture, problems = _emblem(found, base)
        for path, what in undesigned(found.rules):
            problems.append(problem("not-designed", found.tree.place(path), format_path(path), what=what))
        if problems:
            raise InvalidInput(problems)
        pack = _pack_of(found.file)
        home = None if pack == built_in() else pack / "templates" / f"{found.rules.name}.docx"
        return BuiltTemplate(build(found.rules, picture), home)


def _pack_of(file: Path) -> Path:
    """The pack of a rule file; its folder where that is no folder of rules."""
    folder = file.absolute().parent
    return folder.parent if folder.name == "rules" else folder


def _emblem(found: FoundRules, base: Base) -> tuple[Picture | None, list[Problem]]:
    """The picture that the rule set names, beside its file or that of one which it extends, or what is wrong."""
    if found.rules.emblem is None:
        return None, []
    name = found.rules.emblem.image

    def wrong(code: str, **arguments: object) -> tuple[None, list[Problem]]:
        return None, [problem(code, found.tree.place(("emblem", "image")), "emblem.image", **arguments)]

    for one in found.chain:
        file, pack = one.file.parent / name, _pack_of(one.file)
        if not Base(file.parent, pack).holds(file) or not (pack == built_in() or base.holds(file)):
            return wrong("outside-folder", found=name)
        if not file.is_file():
            continue
        try:
            with file.open("rb") as opened:
                content = opened.read(MAX_PICTURE + 1)
        except OSError as error:
            return wrong("file-unreadable", file=name, reason=error.strerror)
        if len(content) > MAX_PICTURE:
            return wrong("too-large", limit=MAX_PICTURE)
        picture = picture_of(content)
        return (picture, []) if picture is not None else wrong("not-a-picture", found=name)
    return wrong("file-not-found", file=name)
