"""What the models of the grammar cannot see: whether the names, ids, marks and levels of an outline fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from ._answers import GroupAnswer, Kind, ProseAnswer, TableAnswer
from ._grammar import Entry, Fixed, Form, ItemList, Node, OutlineFile, Recipient, Section, Written
from ._model import Path, validated
from ._numbering import heading_number, item_marker
from ._parameters import FIELDS, FILTERS, PRINTED
from ._problems import Place, Problem, format_path, guess, problem
from ._questions import questions_of
from ._source import Tree
from ._text import Mention, Text, parse_text


class Slot(NamedTuple):
    """A text of an outline, where it stands, and what it may hold."""

    path: Path
    text: Text
    marks: bool = True
    """Whether a footnote may be marked here: in the body it may, in the frame not."""
    item: str | None = None
    """The type of ``{{ item }}``; ``None`` outside an `each`."""
    guards: frozenset[str] = frozenset()
    """The parameters without whose value this is not printed."""


_UNTOLD_USE = {"unused", "note-without-mark", "number-jumps"}
_UNTOLD_DECLARATION = {"undefined-name", "not-a-list-parameter", "mark-without-note"}


def problems_of(outline: OutlineFile, tree: Tree, faults: Sequence[Problem] = ()) -> list[Problem]:
    """Every problem of an outline that is well-formed by its models.

    ``faults`` are what the models found; the faulty parts are not in ``outline``, and what may be no more than a
    consequence of that is not told: a name looks unused where its text was left out, undefined where its
    declaration was.
    """
    untold = _UNTOLD_USE if faults else set()
    heads = {fault.path.split(".")[0].split("[")[0] for fault in faults}
    if not heads <= OutlineFile.model_fields.keys() - {"parameters", "phrases", "footnotes", "deadlines"}:
        untold = untold | _UNTOLD_DECLARATION
    return [found for check in _CHECKS for found in check(outline, tree) if found.code not in untold]


# --- walking --------------------------------------------------------------------------------------------------------


def entries(nodes: Sequence[Node], path: Path) -> Iterator[tuple[Path, Entry]]:
    """Every paragraph and item below, with its path, in reading order."""
    return ((here, entry) for here, entry, *_ in _guarded(nodes, path, None, frozenset()))


def _guarded(
    nodes: Sequence[Node], path: Path, each: str | None, guards: frozenset[str]
) -> Iterator[tuple[Path, Entry, str | None, frozenset[str]]]:
    """The same with the list that repeats it, its own or that of the nearest entry above, and every `when` above it."""
    for index, node in enumerate(nodes):
        here: Path = (*path, index)
        under = guards | _guards(node)
        if isinstance(node, ItemList):
            yield from _guarded(node.items, (*here, "items"), each, under)
        else:
            yield here, node, node.each or each, under
            yield from _guarded(node.content, (*here, "content"), node.each or each, under)


def _guards(node: Section | Fixed | Form | ItemList | Recipient) -> frozenset[str]:
    return frozenset(filter(None, (node.when, getattr(node, "each", None))))


def lists(nodes: Sequence[Node], path: Path) -> Iterator[tuple[Path, ItemList]]:
    """Every list below, with its path."""
    for index, node in enumerate(nodes):
        here: Path = (*path, index)
        if isinstance(node, ItemList):
            yield here, node
            for number, item in enumerate(node.items):
                yield from lists(item.content, (*here, "items", number, "content"))
        else:
            yield from lists(node.content, (*here, "content"))


def sections(outline: OutlineFile) -> Iterator[tuple[Path, Section]]:
    """Every section with its path, in reading order."""
    return ((path, section) for path, section, _ in _guarded_sections(outline.sections, ("sections",), frozenset()))


def _guarded_sections(
    tree: Sequence[Section], path: Path, guards: frozenset[str]
) -> Iterator[tuple[Path, Section, frozenset[str]]]:
    for index, section in enumerate(tree):
        under = guards | _guards(section)
        yield (*path, index), section, under
        yield from _guarded_sections(section.sections, (*path, index, "sections"), under)


def slots(outline: OutlineFile) -> Iterator[Slot]:
    """Every text of an outline."""
    for index, text in enumerate(outline.subject):
        yield Slot(("subject", index), text, marks=False)
    for path, written in _written(outline):
        marks = path[0] != "addressees" and written.each is None
        yield Slot((*path, "text"), written.text, marks, _member(outline, written.each), _guards(written))
    for path, form in _forms(outline):
        yield Slot((*path, "text"), form.text, marks=False, guards=_guards(form))
    for path, section, guards in _guarded_sections(outline.sections, ("sections",), frozenset()):
        yield Slot((*path, "title"), section.title, guards=guards)
        if section.run_on:
            yield Slot((*path, "run_on"), section.run_on, guards=guards)
        yield from _of_answer(outline, section.answer, (*path, "answer"), guards)
        for where, entry, each, under in _guarded(section.content, (*path, "content"), None, guards):
            # A mark in what is repeated would put the same note down more than once.
            name = "text" if entry.text else "prompt"
            yield Slot((*where, name), entry.words, each is None, _member(outline, each), under)
            if entry.label is not None:
                yield Slot((*where, "label"), entry.label, False, _member(outline, each), under)
            yield from _of_answer(outline, entry.answer, (*where, "answer"), under)
    for id, deadline in outline.deadlines.items():
        yield Slot(("deadlines", id, "who"), deadline.who, marks=False)
        yield Slot(("deadlines", id, "what"), deadline.what, marks=False)
    for index, recipient in enumerate(outline.recipients):
        for name in ("name", "purpose"):
            if text := getattr(recipient, name):
                yield Slot(("recipients", index, name), text, marks=False, guards=_guards(recipient))
    for index, attachment in enumerate(outline.attachments):
        if attachment.note:
            yield Slot(("attachments", index, "note"), attachment.note, marks=False)


def _written(outline: OutlineFile) -> Iterator[tuple[Path, Written]]:
    """Every paragraph outside the tree of sections."""
    for name in ("legal_basis", "opening", "addressees", "closing"):
        for index, written in enumerate(getattr(outline, name)):
            yield (name, index), written
    for id, paragraphs in outline.footnotes.items():
        for index, written in enumerate(paragraphs):
            yield ("footnotes", id, index), written


def _forms(outline: OutlineFile) -> Iterator[tuple[Path, Form]]:
    """Every form of every phrase."""
    for id, forms in outline.phrases.items():
        for index, form in enumerate(forms):
            yield ("phrases", id, index), form


def _of_answer(outline: OutlineFile, answer: Kind | None, path: Path, guards: frozenset[str]) -> Iterator[Slot]:
    """The texts of a group: titles, and what is asked of every member."""
    if not isinstance(answer, GroupAnswer):
        return
    under = guards | {answer.each} if answer.each else guards
    item = _member(outline, answer.each)
    for index, member in enumerate(answer.members):
        yield Slot((*path, "members", index, "title"), member.title, False, None, under)
    if answer.each is not None:
        title = answer.title or parse_text("{{ item }}")
        yield Slot((*path, "title" if answer.title else "each"), title, False, item, under)
    for index, question in enumerate(answer.questions):
        here = (*path, "questions", index)
        yield Slot((*here, "prompt"), question.prompt, False, None, under)
        if question.label is not None:
            yield Slot((*here, "label"), question.label, False, None, under)
        yield from _of_answer(outline, question.answer, (*here, "answer"), under)
    if answer.of is not None:
        yield from _of_answer(outline, answer.of, (*path, "of"), under)


def _member(outline: OutlineFile, each: str | None) -> str | None:
    if each is None:
        return None
    parameter = outline.parameters.get(each)
    return (parameter.of if parameter else None) or "text"  # a wrong `each` is told where it stands


def _conditions(outline: OutlineFile) -> Iterator[tuple[Path, Section | Fixed | Form | ItemList | Recipient]]:
    """Everything that may have a `when`."""
    for path, section in sections(outline):
        yield path, section
        yield from entries(section.content, (*path, "content"))
        yield from lists(section.content, (*path, "content"))
    yield from _written(outline)
    yield from _forms(outline)
    for index, recipient in enumerate(outline.recipients):
        yield ("recipients", index), recipient


def _groups(outline: OutlineFile) -> Iterator[tuple[Path, GroupAnswer]]:
    """Every question that is asked of each member of a list."""

    def inside(answer: Kind | None, path: Path) -> Iterator[tuple[Path, GroupAnswer]]:
        if isinstance(answer, GroupAnswer):
            yield path, answer
            yield from inside(answer.of, (*path, "of"))
            for index, question in enumerate(answer.questions):
                yield from inside(question.answer, (*path, "questions", index, "answer"))

    for question in questions_of(outline):
        yield from inside(question.node.answer, (*question.place, "answer"))


def existing(tree: Tree, path: Path) -> Path:
    """As much of a path as is written in the file: a short form leaves out its last steps."""
    value, steps = tree.value, []
    for step in path:
        if (isinstance(value, Mapping) and step in value) or (isinstance(value, list) and isinstance(step, int)):
            value = value[step]  # type: ignore[index]  # the condition says which of the two it is
            steps.append(step)
        elif isinstance(value, str):
            break
    return tuple(steps)


def _at(tree: Tree, path: Path, code: str, offset: int | None = None, **arguments: object) -> Problem:
    path = existing(tree, path)
    place = tree.place(path) if offset is None else tree.place_in(path, offset)
    return problem(code, place, format_path(path), **arguments)


PLAN = "plan"
"""The name of the plan that a report answers; `when: plan` says what is printed only where there is one."""

RESERVED = {"unit", "term", "document", "deadlines", "item", PLAN}
"""Names that mean something in every text."""


# --- checks ---------------------------------------------------------------------------------------------------------


def _ids(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """An id names one thing in an outline: answers, links and later versions rely on it."""
    first: dict[str, Place] = {}
    for path, section in sections(outline):
        found = [((*path, "id"), section.id)]
        found += [((*w, "id"), e.id) for w, e in entries(section.content, (*path, "content")) if e.id]
        for where, id in found:
            place = tree.place(where)
            if id in first:
                yield problem("repeated-id", place, format_path(where), found=id, line=first[id].line or "?")
            first.setdefault(id, place)


def _questions(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """A question is answered as a whole: there is none inside another. Its id becomes a key, and a field."""
    asked: set[Path] = set()
    for path, section in sections(outline):
        found: list[tuple[Path, Section | Entry]] = [(path, section), *entries(section.content, (*path, "content"))]
        for where, node in found:
            if node.answer is not None:
                if any(where[:depth] in asked for depth in range(len(where))):
                    yield _at(tree, (*where, "answer"), "question-in-question", found=node.id)
                asked.add(where)
            if node.answer is not None and any(
                isinstance(one, Entry) and one.each is not None for one in _above(outline, where)
            ):
                yield _at(tree, (*where, "answer"), "question-in-each", found=node.id)
            if node.id is not None and hasattr(BaseModel, node.id):
                yield _at(tree, (*where, "id"), "reserved-name", found=node.id)


def _above(outline: OutlineFile, path: Path) -> Iterator[object]:
    """What a section or an entry stands in, from the outermost."""
    value: Any = outline
    for step in path[:-1]:
        value = value[step] if isinstance(step, int) else getattr(value, step)
        yield value


def _sub_headings(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """Sub-headings go on from the section's number: it has a level below it, and no sections there."""
    for question in questions_of(outline):
        if isinstance(question.kind, ProseAnswer) and question.kind.headings:
            depth = sum(isinstance(node, Section) for node in question.around)
            if depth >= len(outline.levels) or question.section.sections:
                yield _at(tree, (*question.place, "answer", "headings"), "no-room-for-headings")
    for path, group in _groups(outline):
        asked = [("of", group.of), *((f"questions.{i}.answer", q.answer) for i, q in enumerate(group.questions))]
        for where, answer in asked:
            if isinstance(answer, ProseAnswer) and answer.headings:
                steps = [int(step) if step.isdigit() else step for step in where.split(".")]
                yield _at(tree, (*path, *steps, "headings"), "headings-in-group")


COUNTED = ("number", "amount", "percent", "ratio", "date", "table", "indicators")


def _checked(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """A check names answers that can be compared."""
    known = {question.id: question for question in questions_of(outline)}
    for index, check in enumerate(outline.checks):
        key, references = ("equal", check.equal) if check.equal else ("before", check.before or [])
        for number, reference in enumerate(references):
            id, *inside = reference.split(".")
            where: Path = ("checks", index, key, number)
            if id not in known:
                yield _at(tree, where, "unknown-answer", found=id, **guess(id, known))
                continue
            kind, inside = _innermost(known[id].kind, inside)
            if kind.type not in COUNTED or (key == "before") != (kind.type == "date"):
                yield _at(tree, where, "not-comparable", found=reference, kind=kind.type)
            elif kind.type == "table" and (fault := _table_fault(kind, inside)):
                yield _at(tree, where, "unknown-column", found=fault, choices=", ".join(c.id for c in kind.columns))
            elif bool(inside) != (kind.type in ("table", "indicators")):
                yield _at(tree, where, "not-comparable", found=reference, kind=kind.type)


def _innermost(kind: Any, inside: list[str]) -> tuple[Any, list[str]]:
    """The kind of answer inside groups, and what of a reference is left for it; the group where it leads nowhere."""
    while isinstance(kind, GroupAnswer):
        fixed = bool(kind.members) and kind.unit_list is None
        asked = {question.id: question.answer for question in kind.questions}
        names = inside[:1] if kind.of is not None else inside[:2]
        if not names or (fixed and names[0] not in [member.id for member in kind.members]):
            return kind, inside
        if kind.of is None and names[-1] not in asked:
            return kind, inside
        kind, inside = kind.of or asked[names[-1]], inside[len(names) :]
    return kind, inside


def _table_fault(table: TableAnswer, inside: list[str]) -> str | None:
    """What of a reference names nothing in a table, ``None`` where all of it does."""
    numbers = [column.id for column in table.columns if column.kind in ("number", "percent")]
    if not inside or inside[-1] not in numbers:
        return inside[-1] if inside else ""
    if len(inside) == 1:
        return None if any(c.id == inside[0] and table.has_total(c) for c in table.columns) else inside[0]
    return None if len(inside) == 2 and inside[0] in [row.id for row in table.rows] else ".".join(inside)


def _names(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """What a text mentions is declared, has that field, and can be printed."""
    kinds = {name: parameter.kind for name, parameter in outline.parameters.items()}
    kinds |= {"unit": "unit", "term": "terms", "document": "citation", "deadlines": "deadlines", "plan": "plan"}
    deadlines = dict.fromkeys(outline.deadlines, "date")
    phrases = dict.fromkeys(outline.phrases, "text")
    for slot in slots(outline):
        scope = kinds | ({"item": slot.item} if slot.item else {}) | (phrases if slot.path[0] != "phrases" else {})
        for mention in slot.text.mentions():
            if fault := _fault(mention, scope, deadlines):
                code, arguments = fault
                yield _at(tree, slot.path, code, mention.offset, **arguments)


def _fault(
    mention: Mention, scope: Mapping[str, str], deadlines: Mapping[str, str]
) -> tuple[str, dict[str, object]] | None:
    name, *fields = mention.names
    if name == "item" and name not in scope:
        return "item-outside-each", {}
    if name not in scope:
        return "undefined-name", {"found": name, **guess(name, scope)}
    kind = scope[name]
    for depth, field in enumerate(fields, start=1):
        known = deadlines if kind == "deadlines" else FIELDS.get(kind, {})
        if field not in known:
            return "undefined-field", {"found": field, "name": ".".join(mention.names[:depth]), **guess(field, known)}
        kind = known[field]
    for filter in mention.filters:
        if filter not in FILTERS:
            return "unknown-filter", {"found": filter, "choices": ", ".join(FILTERS), **guess(filter, FILTERS)}
        wanted, _ = FILTERS[filter]
        if kind != wanted:
            return "wrong-filter", {"filter": filter, "expected": wanted, "found": kind}
        kind = "text"
    if kind not in PRINTED:
        return "not-printable", {"name": ".".join(mention.names), "found": kind}
    return None


def _parameters(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """`each` and `when` name parameters that fit; defaults are of their type; names do not hide others."""
    for path, node in _conditions(outline):
        each = getattr(node, "each", None)
        if each is not None and (each not in outline.parameters or outline.parameters[each].of is None):
            lists_only = [name for name, parameter in outline.parameters.items() if parameter.of]
            yield _at(tree, (*path, "each"), "not-a-list-parameter", found=each, **guess(each, lists_only))
        if node.when is not None and node.when not in {*outline.parameters, PLAN}:
            yield _at(tree, (*path, "when"), "undefined-name", found=node.when, **guess(node.when, outline.parameters))
    for path, group in _groups(outline):
        if group.each is not None and (
            group.each not in outline.parameters or outline.parameters[group.each].of is None
        ):
            lists_only = [name for name, parameter in outline.parameters.items() if parameter.of]
            yield _at(tree, (*path, "each"), "not-a-list-parameter", found=group.each, **guess(group.each, lists_only))
    for name, parameter in outline.parameters.items():
        path = ("parameters", name)
        if name in RESERVED:
            yield problem("reserved-name", tree.place(path, key=True), format_path(path), found=name)
        defaults: dict[Path, object] = {("default",): parameter.default} if parameter.default is not None else {}
        defaults |= {("default_for", level): value for level, value in parameter.default_for.items()}
        for where, value in defaults.items():
            yield from validated(parameter.model, value, tree, (*path, *where))[1]


def _phrases(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """A phrase hides no other name, and one of its forms always holds: the last, and no form before it."""
    for id, forms in outline.phrases.items():
        path = ("phrases", id)
        if id in RESERVED or id in outline.parameters:
            yield problem("reserved-name", tree.place(path, key=True), format_path(path), found=id)
        for index, form in enumerate(forms):
            if (form.when is None and not form.at) != (index == len(forms) - 1):
                yield _at(tree, (*path, index), "phrase-forms", found=id)


def _unguarded(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """What may have no value is mentioned only where that leaves the text out."""
    issuing = set(outline.issued_by)
    optional = {
        name
        for name, parameter in outline.parameters.items()
        if parameter.optional and not (issuing and issuing <= parameter.default_for.keys())
    }
    guards_of_note = {mark.note: slot.guards for slot in slots(outline) for mark in slot.text.marks()}
    for slot in slots(outline):
        if slot.path[0] == "deadlines":
            continue  # said in messages, printed nowhere
        if slot.path[0] == "footnotes":  # printed where its mark is
            slot = slot._replace(guards=slot.guards | guards_of_note.get(str(slot.path[1]), frozenset()))
        for mention in slot.text.mentions():
            if mention.names[0] in optional - slot.guards:
                yield _at(tree, slot.path, "unguarded", mention.offset, found=mention.names[0])


def _levels(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """`at` and `default_for` name levels that may issue the document: a misspelt one would silently leave text out."""
    named: list[tuple[Path, str]] = []
    for path, node in _conditions(outline):
        named += [((*path, "at", index), level) for index, level in enumerate(getattr(node, "at", []))]
    for name, parameter in outline.parameters.items():
        named += [(("parameters", name, "default_for", level), level) for level in parameter.default_for]
    for path, level in named:
        if level not in outline.issued_by:
            known = ", ".join(outline.issued_by) or "…"
            yield _at(tree, path, "level-not-issuing", found=level, choices=known, **guess(level, outline.issued_by))


def _unused(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """What is declared is used: an unused parameter would be asked of every unit for nothing."""
    used = {names for slot in slots(outline) for names in _used(slot.text)}
    for _, node in _conditions(outline):
        used |= {(name,) for name in (getattr(node, "each", None), node.when) if name}
    used |= {(group.each,) for _, group in _groups(outline) if group.each}
    declared: list[tuple[Path, tuple[str, ...]]] = [(("parameters", name), (name,)) for name in outline.parameters]
    declared += [(("phrases", name), (name,)) for name in outline.phrases]
    declared += [(("deadlines", name), ("deadlines", name)) for name in outline.deadlines]
    for path, names in declared:
        if names not in used and names[0] not in RESERVED - {"deadlines"}:
            yield problem("unused", tree.place(path, key=True), format_path(path), found=names[-1])


def _used(text: Text) -> Iterator[tuple[str, ...]]:
    for mention in text.mentions():
        yield mention.names[:1]
        yield mention.names[:2]


def _notes(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """Every mark has its note, every note one mark, and marks stand in the body only."""
    marked: Counter[str] = Counter()
    for slot in slots(outline):
        for mark in slot.text.marks():
            marked[mark.note] += 1
            if not slot.marks:
                yield _at(tree, slot.path, "mark-not-here", mark.offset, found=mark.note)
            elif mark.note not in outline.footnotes:
                near = guess(mark.note, outline.footnotes)
                yield _at(tree, slot.path, "mark-without-note", mark.offset, found=mark.note, **near)
            elif marked[mark.note] > 1:
                yield _at(tree, slot.path, "mark-repeated", mark.offset, found=mark.note)
    for id in outline.footnotes:
        if not marked[id]:
            path = ("footnotes", id)
            yield problem("note-without-mark", tree.place(path, key=True), format_path(path), found=id)


def _numbers(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """Every heading and item can be numbered; a forced number that jumps is printed, and said."""

    def below(siblings: Sequence[Section], path: Path, above: list[int]) -> Iterator[Problem]:
        if len(above) >= len(outline.levels):
            yield _at(tree, path, "too-many-levels", most=len(outline.levels))
            return
        expected = outline.levels[len(above)].start
        for index, section in enumerate(siblings):
            number = section.number or expected
            if number != expected:
                where = (*path, index, "number")
                yield _at(tree, where, "number-jumps", found=number, expected=expected)
            try:
                heading_number(outline.levels, [*above, number])
            except PydanticCustomError as error:
                yield _at(tree, (*path, index), error.type, **(error.context or {}))
            else:
                if section.sections:
                    yield from below(section.sections, (*path, index, "sections"), [*above, number])
            expected = number + 1

    for depth, level in enumerate(outline.levels, start=1):
        if any(int(mentioned) > depth for mentioned in _depths(level.format)):
            yield _at(tree, ("levels", depth - 1, "format"), "level-below", found=level.format, depth=depth)
            return
    yield from below(outline.sections, ("sections",), [])
    for path, section in sections(outline):
        for where, items in lists(section.content, (*path, "content")):
            try:
                item_marker(items.marker, len(items.items))
            except PydanticCustomError as error:
                yield _at(tree, where, error.type, **(error.context or {}))


def _depths(format: str) -> list[str]:
    return [format[at + 1] for at, letter in enumerate(format) if letter == "{"]


def _subject(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """A trích yếu has no full stop: it is a heading."""
    last = len(outline.subject) - 1
    written = outline.subject[last].source.rstrip()
    if written.endswith(".") and not written.endswith(".."):
        yield _at(tree, ("subject", last), "subject-full-stop")


def _marks_put(outline: OutlineFile, tree: Tree) -> Iterator[Problem]:
    """The marks behind căn cứ, kính gửi and nơi nhận are put there: a typed one would be printed twice."""
    marked = ("legal_basis", "addressees")
    texts: list[tuple[Path, Text]] = [((*p, "text"), w.text) for p, w in _written(outline) if p[0] in marked]
    texts += [(("recipients", i, "name"), r.name) for i, r in enumerate(outline.recipients) if r.name]
    for path, text in texts:
        if text.source.endswith((";", ".")):
            yield _at(tree, path, "recipient-mark", len(text.source) - 1, found=text.source[-1])


_CHECKS = (
    _marks_put, _ids, _questions, _sub_headings, _checked, _names, _parameters, _phrases, _unguarded, _levels,
    _unused, _notes, _numbers, _subject,
)  # fmt: skip


def mentions_plan(outline: OutlineFile, *, unguarded: bool = False) -> bool:
    """Whether the texts of a document mention its plan; ``unguarded``: also where it has none."""
    return any(
        mention.names[0] == PLAN and not (unguarded and PLAN in slot.guards)
        for slot in slots(outline)
        if slot.path[0] != "deadlines"
        for mention in slot.text.mentions()
    )
