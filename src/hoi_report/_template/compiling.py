"""From the bytes of a Word file to a compiled template."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .._package import CONTENT_TYPES, Package, W, open_package
from .._problems import Problem, RenderError
from .._zipped import Member, pack
from . import grids
from .additions import has_drawings, mark_additions
from .dialect import has_tags, patched_source, refused_features, unfilled_properties, unfilled_tags
from .part import Part
from .sample_note import read_notes, with_sample_note
from .sections import mend_sections, text_widths
from .styles import Styles, read_styles
from .template import Template
from .weaving import Unwoven, woven


def compiled(data: bytes, name: str) -> Template:
    """The compiled template of a Word file in docxtpl's dialect; ``name`` is what it is called in messages.

    Raises:
        RenderError: with every problem found: no Word document, a tag that is not understood or not harmless, what
            docxtpl can do only to a finished document, what would break the document's structure.
    """
    package = open_package(data, name, RenderError)
    roots = dict(_filled_roots(package))
    mend_sections(roots[package.main])
    problems: list[Problem] = list(unfilled_tags(package, set(roots)))
    for part in package.related("core-properties", ""):
        problems += unfilled_properties(package, part, roots[part])
    styles = read_styles(package)
    package = with_sample_note(package, roots[package.main], styles)
    notes = read_notes(package, roots[package.main])
    programs: list[Part] = []
    for part, root in roots.items():
        if part != package.main and not has_tags(root) and not has_drawings(root):
            continue
        try:
            programs.append(_compile_part(package, part, root, styles))
        except Unwoven as error:
            problems += error.problems
    if problems:
        raise RenderError(problems)
    printed = {part.name for part in programs} | {notes.part}
    return Template(
        name=name,
        style_ids=styles.ids,
        widths=text_widths(roots[package.main]),
        programs=tuple(programs),
        notes=notes,
        order=tuple(_ordered(package, printed)),
    )


def _compile_part(package: Package, name: str, root: etree._Element, styles: Styles) -> Part:
    """The compiled part.

    Raises:
        Unwoven: with every problem of this part.
    """
    problems = list(refused_features(package, name, root))
    uneven = name == package.main and grids.depend_on_data(root)  # docxtpl mends no header
    if uneven:
        grids.add_missing(root)
    marks = mark_additions(root, styles)
    try:
        program = woven(patched_source(package, name, root), marks)
    except Unwoven as error:
        raise Unwoven([*problems, *error.problems]) from error
    if problems:
        raise Unwoven(problems)
    return Part(name, program, uneven)


def _filled_roots(package: Package) -> Iterator[tuple[str, etree._Element]]:
    """The parts in which docxtpl's tags have a meaning, the body first.

    Raises:
        RenderError: a part is not WordprocessingML as docxtpl knows it, or not well-formed.
    """
    headers = [part for kind in ("header", "footer") for part in package.related(kind)]
    for part in dict.fromkeys([package.main, *headers]):
        root = package.parse(part)
        if root.nsmap.get("w") != W:
            raise package.fail("template-namespace", part, namespace=etree.QName(root).namespace or "")
        yield part, root
    for part in package.related("core-properties", ""):
        yield part, package.parse(part)


def _ordered(package: Package, printed: set[str | None]) -> Iterator[str | Member]:
    """The parts in a fixed order, whatever the template's: what readers look for first, then by name."""
    first = {CONTENT_TYPES: 0, "_rels/.rels": 1}
    for part in sorted(package.parts, key=lambda part: (first.get(part, 2), part)):
        yield part if part in printed else pack(part, package.parts[part], once=True)
