"""Outlines that are known to be right: read, validated, with their rule set and the outlines attached to them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from ._catalog import OUTLINE_ID, SUFFIXES, Base, Catalog, identity, outline_id
from ._grammar import STAND_INS, Attachment, Deadline, Entry, Form, ItemList, Node, OutlineFile, Section
from ._meaning import lists, problems_of, sections
from ._model import Path as KeyPath
from ._model import salvaged
from ._numbering import heading_number, item_marker, numbered
from ._parameters import Parameter
from ._printable import NOTHING, Known, PrintableOutline
from ._printing import Blanks, words
from ._problems import NOWHERE, InvalidInput, Place, Problem, format_path, guess, problem, referred, told_in
from ._questions import Branch, questions_of, says_anyway
from ._ready import ready
from ._remembered import remembered
from ._rule_sets import FoundRules, rules_named
from ._rules import RuleSet
from ._source import Tree, read
from ._unit import authority_problems, is_authorised
from ._value_class import guarded_class

MAX_ATTACHED = 5
"""How deep outlines may be attached to attached outlines."""

MOST_NUMBERS = 1000
"""So many numbers of headings are kept, more than any outline has."""

Source = str | os.PathLike[str] | bytes | Mapping[str, Any]


@guarded_class
class ShownEntry:
    """One line of an outline, as :meth:`Outline.entries` lists it."""

    depth: int
    """How deep it stands, from 0."""
    kind: Literal["section", "paragraph", "item", "prompt"]
    number: str
    """Its printed number or marker."""
    id: str
    text: str
    """As written, with its mentions."""
    answer: str
    """The kind of answer that a report gives to it; empty where it is no question."""
    condition: str = ""
    """When it is printed, or how often: ``at: tinh``, ``when: x``, ``each: y``."""


@guarded_class
class Outline:
    """An outline that is known to be right."""

    id: str
    """``2021-2026/ke-hoach-giua-nhiem-ky``."""
    file: OutlineFile
    """What it says, by the grammar."""
    tree: Tree
    """Where it says it."""
    rules: RuleSet
    """The rule set that its documents obey."""
    template: Path
    """The Word template that prints them."""
    attachments: tuple[tuple[Attachment, Outline], ...]
    """What is attached, in order."""
    problems: tuple[Problem, ...] = ()
    """Warnings and notes."""
    original: Outline | None = None
    """The same outline under its own rule set, where this one stands under a house's."""

    def under(self, rules: RuleSet, template: Path) -> Outline:
        """The same outline and all that is attached to it, under another rule set and printed by another template."""
        attachments = tuple((how, attached.under(rules, template)) for how, attached in self.attachments)
        return replace(self, rules=rules, template=template, attachments=attachments, original=self.original or self)

    @property
    def kind(self) -> str:
        """The kind of its documents: ``ke-hoach``."""
        return self.file.kind

    @property
    def kind_name(self) -> str:
        """The kind's name: ``Kế hoạch``."""
        return self.rules.kinds[self.file.kind].name

    @property
    def symbol(self) -> str:
        """The kind's letters in the symbol of a document: ``KH``; empty for a kind that has none (công văn)."""
        return self.file.symbol or self.rules.kinds[self.file.kind].symbol or ""

    @property
    def version(self) -> str:
        """The outline's own version."""
        return self.file.version

    @property
    def subject(self) -> str:
        """The subject in one line, with blanks for what a document would say."""
        return " ".join(words(text, Blanks(self.file.term)) for text in self.file.subject)

    @cached_property
    def family(self) -> tuple[Outline, ...]:
        """The outline and all that is attached to it, in printing order."""
        return (self, *(member for _, attached in self.attachments for member in attached.family))

    @cached_property
    def parameters(self) -> dict[str, tuple[Parameter, Outline]]:
        """Every parameter of the outline and its attachments, with the outline that declares it."""
        found: dict[str, tuple[Parameter, Outline]] = {}
        for outline in self.family:
            for name, parameter in outline.file.parameters.items():
                found.setdefault(name, (parameter, outline))
        return found

    @cached_property
    def questions(self) -> Branch:
        """What its reports answer: a tree with the ids of sections and prompts."""
        return questions_of(self.file) if self.original is None else self.original.questions

    @cached_property
    def lasting(self) -> frozenset[int]:
        """The sections that no document leaves out in which their conditions hold, by the ``id()`` of each."""
        by_node = self.questions.by_node
        return frozenset(id(section) for _, section in sections(self.file) if says_anyway(section, by_node))

    @cached_property
    def as_report(self) -> PrintableOutline:
        """What is printed of it in a document, around the answers and in their place."""
        return PrintableOutline(self.file, Known(self.questions.by_node, self.lasting))

    @cached_property
    def as_outline(self) -> PrintableOutline:
        """What is printed of it as it stands, with its prompts."""
        return PrintableOutline(self.file, NOTHING)

    def heading_number(self, counters: tuple[int, ...]) -> str:
        """The printed number of a heading, from the numbers of its own and the depths above it: ``2.1.``."""
        printed = self._numbers.get(counters)
        if printed is None:
            printed = heading_number(self.file.levels, counters)
            if len(self._numbers) < MOST_NUMBERS:
                self._numbers[counters] = printed
        return printed

    @cached_property
    def _numbers(self) -> dict[tuple[int, ...], str]:
        """The numbers of headings that were printed: most documents have the same."""
        return {}

    @cached_property
    def counted_lists(self) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """Of every list that repeats items: its marker, how many items it has besides, and what repeats the others."""
        found = []
        for path, section in sections(self.file):
            for _, node in lists(section.content, (*path, "content")):
                repeated = tuple(item.each for item in node.items if item.each is not None)
                if repeated:
                    found.append((node.marker, len(node.items) - len(repeated), repeated))
        return tuple(found)

    def answers_model(self) -> type[BaseModel]:
        """The pydantic model of `answers`: for each section its questions, for each question its answer or ``None``.

        >>> model = load_outline("2021-2026/bao-cao-giua-nhiem-ky").answers_model()
        >>> sorted(model.model_fields)
        ['ket_qua_nua_dau_nhiem_ky', 'kien_nghi_de_xuat', 'phuong_huong', 'tinh_hinh_chung']
        """
        model: type[BaseModel] = self.questions.model
        return model

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of its data files, in keywords that draft-07 and 2020-12 share.

        >>> schema = load_outline("2021-2026/bao-cao-giua-nhiem-ky").json_schema()
        >>> schema["required"]
        ['outline', 'unit']
        """
        from ._schema import json_schema

        return json_schema(self)

    @cached_property
    def deadlines(self) -> dict[str, Deadline]:
        """Every deadline of the outline and its attachments."""
        return {name: deadline for member in self.family for name, deadline in member.file.deadlines.items()}

    @property
    def phrases(self) -> dict[str, list[tuple[str, str]]]:
        """Of each of its phrases the forms: under which condition which words.

        >>> load_outline("2021-2026/ke-hoach-giua-nhiem-ky").phrases["noi_trien_khai"]
        [('when: don_vi_khac', '{{ don_vi_cap_duoi }}, đơn vị'), ('', '{{ don_vi_cap_duoi }}')]
        """
        return {id: [(_condition(form), str(form.text)) for form in forms] for id, forms in self.file.phrases.items()}

    def entries(self) -> Iterator[ShownEntry]:
        """The tree, a line each: headings, paragraphs, items and prompts with their printed numbers.

        >>> outline = load_outline("2021-2026/bao-cao-giua-nhiem-ky")
        >>> entry = next(outline.entries())
        >>> entry.kind, entry.number, entry.id, entry.text
        ('section', 'I.', 'tinh_hinh_chung', 'TÌNH HÌNH CHUNG')
        """
        yield from self._sections(self.file.sections, ())

    def _sections(self, sections: list[Section], above: tuple[int, ...]) -> Iterator[ShownEntry]:
        for section, counters in numbered(sections, self.file.levels, above):
            printed = heading_number(self.file.levels, counters)
            text = " ".join(str(part) for part in (section.title, section.run_on) if part)
            yield ShownEntry(len(above), "section", printed, section.id, text, _kind(section), _condition(section))
            yield from _shown(section.content, len(counters))
            yield from self._sections(section.sections, counters)


def _shown(nodes: list[Node], depth: int) -> Iterator[ShownEntry]:
    for node in nodes:
        if isinstance(node, ItemList):
            for position, item in enumerate(node.items, start=1):
                yield from _shown_entry(item, depth, item_marker(node.marker, position), _condition(node))
        else:
            yield from _shown_entry(node, depth, "", "")


def _kind(node: Section | Entry) -> str:
    return "" if node.answer is None else str(node.answer.type)


def _condition(node: Section | Entry | ItemList | Form) -> str:
    said = {"at": ", ".join(node.at), "when": node.when, "each": getattr(node, "each", None)}
    return "; ".join(f"{key}: {value}" for key, value in said.items() if value)


def _shown_entry(entry: Entry, depth: int, marker: str, of_list: str) -> Iterator[ShownEntry]:
    kind: Literal["prompt", "item", "paragraph"] = "prompt" if entry.prompt else "item" if marker else "paragraph"
    condition = "; ".join(filter(None, (of_list, _condition(entry))))
    yield ShownEntry(depth, kind, marker, entry.id or "", str(entry.words), _kind(entry), condition)
    yield from _shown(entry.content, depth + 1)


# --- loading --------------------------------------------------------------------------------------------------------


def load_outline(source: Source, *, base_dir: str | os.PathLike[str] | None = None, lang: str = "vi") -> Outline:
    """The outline of an id, a path, bytes or a ``dict``, known to be right.

    ``base_dir`` is the folder that relative paths start from where the source is no file; where it is given, paths may
    not leave it. ``lang`` is the language of its problems, ``vi`` or ``en``. Raises :class:`InvalidInput` with every
    problem.

    >>> load_outline("2021-2026/ke-hoach-giua-nhiem-ky").kind_name
    'Kế hoạch'
    """
    with told_in(lang):
        return in_language(outline_at(source, Base.of(source, base_dir)), lang)


def in_language(outline: Outline, lang: str) -> Outline:
    """The same outline, its warnings and notes told in a language."""
    return replace(outline, problems=tuple(p.in_language(lang) for p in outline.problems))


def is_outline_id(source: object) -> bool:
    """Whether something is written as an outline's id and not as a file."""
    if not isinstance(source, str) or source.lower().endswith((*SUFFIXES, "/", os.sep)):
        return False
    return not source.startswith((".", "/", "~"))


def outline_at(source: Source, base: Base) -> Outline:
    """The outline of a source."""
    if not is_outline_id(source):
        if isinstance(source, (str, os.PathLike)):
            return outline_in(Path(source), base)
        return outline_of(read(source), None, base)
    catalog = Catalog.of(None, base)
    file = _file_of(str(source), catalog)
    if file is None:
        raise InvalidInput([_no_outline(str(source), catalog, NOWHERE, "")])
    return outline_in(file, base)


def outline_in(file: Path, base: Base, chain: tuple[str, ...] = ()) -> Outline:
    """The outline of a file, which is read and judged again only when one of its files has changed."""
    base = base.beside(file)  # what it names stands around it, wherever its documents are: one for all their folders
    key = ("outline", str(file), file.absolute(), base, base.folder.absolute(), chain)
    return remembered(key, lambda: _read_outline(file, base, chain))


def _read_outline(file: Path, base: Base, chain: tuple[str, ...]) -> Outline:
    made = ready("outline", file)
    if made is None:
        return outline_of(read(file), file, base, chain)
    return _whole(made.said, made.tree, [], file, base, chain)


def _file_of(id: str, catalog: Catalog) -> Path | None:
    return catalog.find("outlines", id, ".yaml") if OUTLINE_ID.fullmatch(id) else None


def _no_outline(id: str, catalog: Catalog, place: Place, path: str) -> Problem:
    known = catalog.names("outlines", ".yaml")
    return problem("unknown-outline", place, path, found=id, choices=", ".join(known), **guess(id, known))


def outline_of(tree: Tree, file: Path | None, base: Base, chain: tuple[str, ...] = ()) -> Outline:
    """The outline that a tree says. ``file`` is where it was read, ``chain`` the outlines that attach it."""
    said, problems = salvaged(OutlineFile, tree.value, tree, STAND_INS)
    if said is None:
        raise InvalidInput(problems)
    problems += problems_of(said, tree, problems)
    return _whole(said, tree, problems, file, base, chain)


def _whole(
    said: OutlineFile, tree: Tree, problems: list[Problem], file: Path | None, base: Base, chain: tuple[str, ...]
) -> Outline:
    """The outline with its rule set, its template and what is attached to it."""
    catalog = Catalog.of(file, base)
    house = None
    if not {"kind", "rules", "template"} & {fault.path for fault in problems}:
        house = _house(said, tree, catalog, problems)
    id = outline_id(file) if file else "…"
    here = identity(file) if file else id
    attached = list(_attachments(said, tree, base.beside(file), catalog, (*chain, here), problems))
    problems += _conflicts(said, tree, attached)
    if house is None or any(p.severity == "error" for p in problems):
        raise InvalidInput(problems)
    problems += [p for _, outline in attached for p in outline.problems]
    rules, template = house
    return Outline(id, said, tree, rules, template, tuple(attached), tuple(problems))


def _house(said: OutlineFile, tree: Tree, catalog: Catalog, problems: list[Problem]) -> tuple[RuleSet, Path] | None:
    """The rule set and the template that the outline names. A place is looked up for a problem: as a rule never."""
    try:
        found = rules_named(said.rules, catalog)
    except InvalidInput as error:
        problems += referred(error.problems, tree.place(("rules",)), "rules")
        return None
    if said.kind not in found.rules.kinds:
        problems += unknown_kind(said.kind, found.rules, tree.place(("kind",)), "kind")
    marks, signer = found.rules.authorities, said.signer
    if not is_authorised(signer, marks) if signer is not None else problems and "signer" in tree.value:
        problems += authority_problems(tree, ("signer",), marks)
    own = catalog.find("templates", found.rules.name, ".docx")
    if said.template is None and own is not None:
        template: Path | None = own
    elif said.template is None:
        template, faults = template_of(found, catalog, tree.place(("rules",)), "rules")
        problems += faults
    else:
        template = catalog.find("templates", said.template, ".docx")
        if template is None:
            problems.append(_no_template(said.template, catalog, tree.place(("template",)), "template"))
    return None if template is None else (found.rules, template)


def template_of(found: FoundRules, catalog: Catalog, place: Place, path: str) -> tuple[Path | None, list[Problem]]:
    """The template of a rule set, or of the nearest that it extends; with what is to be said where it is named."""
    name, nearest = found.rules.name, found.template(catalog)
    if nearest is None:
        return None, [_no_template(name, catalog, place, path)]
    other, template = nearest
    return template, [] if other == name else [problem("template-of-other", place, path, found=name, other=other)]


def unknown_kind(kind: str, rules: RuleSet, place: Place, path: str) -> list[Problem]:
    """That a rule set does not know a kind of document."""
    if kind in rules.kinds:
        return []
    return [problem("unknown-kind", place, path, found=kind, rules=rules.name, **guess(kind, rules.kinds))]


def _no_template(name: str, catalog: Catalog, place: Place, path: str) -> Problem:
    known = catalog.names("templates", ".docx")
    return problem("unknown-template", place, path, found=name, choices=", ".join(known), **guess(name, known))


def _attachments(
    said: OutlineFile, tree: Tree, base: Base, catalog: Catalog, chain: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[Attachment, Outline]]:
    for index, attachment in enumerate(said.attachments):
        where: KeyPath = ("attachments", index, "outline")
        path = format_path(where)
        name = attachment.outline
        file = _file_of(name, catalog) if is_outline_id(name) else base.named(name)
        if file is None:
            problems.append(_no_outline(name, catalog, tree.place(where), path))
        elif isinstance(file, Problem):
            problems += referred([file], tree.place(where), path)
        elif len(chain) > MAX_ATTACHED:
            problems.append(problem("attached-too-deep", tree.place(where), path, limit=MAX_ATTACHED))
        elif identity(file) in chain:
            problems.append(problem("attachment-cycle", tree.place(where), path, found=name))
        else:
            try:
                yield attachment, outline_in(file, base, chain)
            except InvalidInput as error:
                problems += referred(error.problems, tree.place(where), path)


def _conflicts(said: OutlineFile, tree: Tree, attached: list[tuple[Attachment, Outline]]) -> Iterator[Problem]:
    """A parameter that several outlines of a document share is declared alike: it has one value.

    What is due by a deadline finds it in the outline to which it is attached.
    """
    declared = dict(said.parameters)
    for index, (_, outline) in enumerate(attached):
        if outline.file.due is not None and outline.file.due not in said.deadlines:
            where = ("attachments", index)
            arguments = {"found": outline.file.due, "outline": outline.id, **guess(outline.file.due, said.deadlines)}
            yield problem("due-unknown", tree.place(where), format_path(where), **arguments)
        for name, (parameter, owner) in outline.parameters.items():
            if declared.setdefault(name, parameter).meaning != parameter.meaning:
                path = ("parameters", name) if name in said.parameters else ("attachments", index)
                place = tree.place(path, key=name in said.parameters)
                yield problem("parameter-conflict", place, format_path(path), name=name, outline=owner.id)
