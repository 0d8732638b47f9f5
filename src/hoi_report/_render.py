"""A document becomes bytes: composed, printed into its compiled template, given back whole."""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from ._blocks import Composition
from ._catalog import Base, exists
from ._collector import collector_at_rest
from ._compose import compose, compose_outline
from ._document import Document, document_of
from ._files import WholeFile
from ._outline import Outline, Source, in_language, is_outline_id, load_outline, outline_of
from ._problems import InvalidInput, Problem, RenderError, in_order, problem, told_in
from ._proofreading import proofread
from ._ready import is_proved
from ._remembered import at_one_moment, looked, remembered
from ._rules import RuleSet
from ._source import read
from ._value_class import guarded_class, value_class

if TYPE_CHECKING:
    from ._template import Template


@guarded_class
class Rendered(WholeFile):
    """A finished .docx."""

    problems: tuple[Problem, ...]
    """Warnings and notes of its document."""


@value_class
class Printable:
    """All that it takes to print a document that is known to be right: plain values, which may cross to a process."""

    composition: Composition
    template: bytes
    """The Word template; it is known to print every value, and to obey the document's rules."""
    template_name: str
    problems: tuple[Problem, ...]
    """Warnings and notes of the document."""


def render(document: Document | Outline, *, draft: bool = False, lang: str = "vi") -> Rendered:
    """The .docx of a document; of an outline, its đề cương alone.

    ``draft`` prints what is not complete yet, under a "DỰ THẢO" mark. ``lang`` is the language of problems. Raises
    :class:`InvalidInput` where a question is open and this is no draft, and where words break a rule that is an error;
    :class:`RenderError` where the template is at fault.

    >>> from hoi_report import example, load_document
    >>> render(load_document(example("thai-binh-2024") / "ke-hoach.yaml")).content[:2]
    b'PK'
    """
    with collector_at_rest():
        return _rendered(document, draft, lang)


def _rendered(document: Document | Outline, draft: bool, lang: str) -> Rendered:
    """As :func:`render`: a function of its own, so that what it needs is gone before the collector looks again."""
    ready = printable(document, draft=draft, lang=lang)
    return Rendered(printed(ready, lang=lang), ready.problems)


def printable(document: Document | Outline, *, draft: bool = False, lang: str = "vi") -> Printable:
    """What :func:`render` prints; the arguments and errors are the same."""
    with told_in(lang), collector_at_rest():
        composition = _composition(document, draft)
        problems = in_order((*document.problems, *proofread(document, composition)))
        if any(p.severity == "error" for p in problems):
            raise InvalidInput(problems)
        data, name = template_bytes(document.template), document.template.name
        _proved(data, name, _rules(document))
        return Printable(composition, data, name, tuple(p.in_language(lang) for p in problems))


def printed(ready: Printable, *, lang: str = "vi") -> bytes:
    """The bytes of the .docx."""
    from ._template import compile_template

    with told_in(lang), collector_at_rest():
        return _filled(ready.composition, compile_template(ready.template, name=ready.template_name, complete=True))


def template_bytes(path: Path) -> bytes:
    """The content of a template's file; read again when that has changed. Raises :class:`RenderError`."""
    try:
        return remembered(("template", path.absolute()), lambda: looked(Path.read_bytes, path, file=str(path)))
    except OSError as error:
        raise RenderError([problem("template-unreadable", found=path.name, reason=str(error.strerror))]) from error


def render_context(document: Document | Outline, *, draft: bool = False) -> tuple[Path, dict[str, Any]]:
    """The template's path and the context, as docxtpl itself takes them.

    >>> from hoi_report import example, load_document
    >>> path, context = render_context(load_document(example("thai-binh-2024") / "ke-hoach.yaml"))
    >>> path.name, str(context["symbol"])
    ('nd30-2020.docx', 'KH-BTV')
    """
    from ._template import context_of

    path = document.template
    template = _proved(template_bytes(path), path.name, _rules(document))
    return path, context_of(_composition(document, draft), template)


def load(source: Source, *, base_dir: str | os.PathLike[str] | None = None, lang: str = "vi") -> Document | Outline:
    """The outline or the document of a source, by what it is: an outline says in which `grammar` it is written.

    >>> from hoi_report import example
    >>> type(load(example("thai-binh-2024") / "ke-hoach.yaml")).__name__
    'Document'
    >>> type(load("2021-2026/bao-cao-giua-nhiem-ky")).__name__
    'Outline'
    """
    if isinstance(source, str) and is_outline_id(source) and not exists(source):
        return load_outline(source, base_dir=base_dir, lang=lang)
    with told_in(lang), at_one_moment(), collector_at_rest():
        tree, base = read(source), Base.of(source, base_dir)
        if tree.value.keys() <= {"levels", "units"}:
            raise InvalidInput([problem("file-of-units", tree.place(()))])
        if tree.value.keys() == {"indicators"}:
            raise InvalidInput([problem("file-of-indicators", tree.place(()))])
        if "grammar" not in tree.value:
            return document_of(tree, base, lang)
        file = Path(source) if isinstance(source, (str, os.PathLike)) else None
        return in_language(outline_of(tree, file, base), lang)


def _rules(document: Document | Outline) -> RuleSet:
    return document.outline.rules if isinstance(document, Document) else document.rules


def _composition(document: Document | Outline, draft: bool) -> Composition:
    if isinstance(document, Outline):
        return compose_outline(document, draft=draft)
    if document.unanswered and not draft:
        raise InvalidInput((*document.problems, *document.unanswered))
    try:
        return compose(document, draft=draft)
    except PydanticCustomError as error:  # more members or sub-headings than the outline's numbers can count
        place = document.tree.place(("answers",))
        raise InvalidInput([problem(error.type, place, "answers", **(error.context or {}))]) from None


def _proved(data: bytes, name: str, rules: RuleSet) -> Template:
    """The compiled template, known to print every value and to obey the rules; once for each process."""
    from ._template import compile_template

    template = compile_template(data, name=name, complete=True)
    if not any(known is template and obeyed is rules for known, obeyed in _PROVED):
        if not is_proved(data, rules):
            prove(name, template, rules)
        _PROVED.append((template, rules))
    return template


def prove(name: str, template: Template, rules: RuleSet) -> None:
    """Nothing, if what a template prints obeys the rules; raises :class:`RenderError` otherwise."""
    from ._check import prove_format

    prove_format(name, rules, lambda composition: _filled(composition, template))


_PROVED: deque[tuple[Template, RuleSet]] = deque(maxlen=16)
"""Templates and the rules that they are known to obey; a process uses one or two."""


def _filled(composition: Composition, template: Template) -> bytes:
    from ._template import context_of, notes_of

    return template.fill(context_of(composition, template), notes_of(composition, template))
