"""What a unit answers: its answers read and judged by the outline's questions, and how complete they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from itertools import pairwise
from textwrap import shorten
from typing import Any

from pydantic_core import PydanticCustomError

from ._answers import Fault, Setting, told
from ._grammar import Check
from ._model import Path, salvaged
from ._numbering import numbered
from ._outline import Outline
from ._patterns import compiled_later
from ._problems import Problem, format_path, guess, problem
from ._questions import Branch, Holder, Question
from ._source import Tree
from ._value_class import guarded_class


@guarded_class
class Completeness:
    """How much of a chapter (a section of the first level) is answered."""

    id: str
    """Of the section."""
    title: str
    """With its number: ``I. TÌNH HÌNH CHUNG``."""
    required: int
    """How many questions must be answered."""
    answered: int
    """How many of these are, as a whole."""
    optional: int
    """How many need not be answered (“nếu có”)."""
    optional_answered: int
    """How many of these are."""


@guarded_class
class Answers:
    """The answers of a document, by the outline's questions."""

    setting: Setting
    given: Mapping[tuple[str, ...], Any]
    """The value of every question that is answered, by its path."""
    problems: tuple[Problem, ...] = ()
    open: tuple[Problem, ...] = ()
    """The required answers that are absent: what only a draft may leave open."""
    asked: Mapping[tuple[str, ...], tuple[Question, bool]] = field(default_factory=dict)
    """Every question that is asked, by its path, and whether all of its answer is there."""

    def of(self, question: Question) -> Any:
        """The answer to a question, or ``None``."""
        return self.given.get(question.path)


def judged(outline: Outline, tree: Tree, setting: Setting, printed: Callable[[Holder], bool]) -> Answers:
    """The answers of a data file, with every problem.

    ``printed`` says whether a part of the outline is printed in this document: what is not, is not asked.
    """
    judge = _Judge(outline, tree, setting, printed)
    judge.ask_all(outline.questions, judge.answers)
    for check in outline.file.checks:
        judge.check(check)
    return Answers(setting, judge.given, tuple(judge.problems), tuple(judge.open), judge.asked)


def completeness_of(answers: Answers, outline: Outline, printed: Callable[[Holder], bool]) -> Iterator[Completeness]:
    """How much of each chapter is answered."""
    by_chapter: dict[str, list[tuple[Question, bool]]] = {}
    for question, whole in answers.asked.values():
        by_chapter.setdefault(question.chapter.id, []).append((question, whole))
    for section, counters in numbered(filter(printed, outline.file.sections), outline.file.levels):
        here = by_chapter.get(section.id, [])
        if here:
            required = [whole for question, whole in here if question.kind.required]
            optional = [whole for question, whole in here if not question.kind.required]
            title = f"{outline.heading_number(counters)} {section.title}".strip()
            yield Completeness(section.id, title, len(required), sum(required), len(optional), sum(optional))


def _read(questions: Branch, tree: Tree) -> tuple[Any, list[Problem]]:
    """The answers of a data file without the faulty ones, and all that is wrong with these."""
    raw = tree.value.get("answers", {})
    try:
        return questions.read(raw), []
    except PydanticCustomError:
        return salvaged(questions.reader, raw, tree, {}, ("answers",))


class _Judge:
    def __init__(self, outline: Outline, tree: Tree, setting: Setting, printed: Callable[[Holder], bool]):
        self.outline = outline
        self.printed = printed
        self.tree = tree
        self.setting = setting
        self.given: dict[tuple[str, ...], Any] = {}
        self.asked: dict[tuple[str, ...], tuple[Question, bool]] = {}
        self.open: list[Problem] = []
        self.answers, faults = _read(outline.questions, tree)
        self.problems = [self._meant(fault) for fault in faults]
        self.faulty = {fault.path for fault in faults}

    def ask_all(self, branch: Branch, answers: Any) -> None:
        """Every question below, with its answer where there is one."""
        for id, child in branch.children.items():
            answer = None if answers is None else answers.get(id)
            if isinstance(child, Question):
                conditions = child.conditions
                self.ask(child, answer, not conditions or all(map(self.printed, conditions)))
            else:
                self.ask_all(child, answer)

    def ask(self, question: Question, value: Any, asked: bool) -> None:
        """One question: what is wrong with its answer, and whether it lacks one."""
        if value is not None and not asked:
            self._tell(question, Fault("answer-not-asked", arguments={"found": question.id}, key=True))
            return
        if not asked or (value is None and not question.kind.asks(self.setting)):
            return
        whole = value is not None
        if value is not None:
            self.given[question.path] = value
            for fault in question.kind.faults(value, self.setting):
                self._tell(question, fault)
            for inside in question.kind.lacking(value, self.setting):
                self._lack(question, inside)
                whole = False
        elif question.kind.required and not self._is_faulty(question):
            self._lack(question, ())
        self.asked[question.path] = question, whole

    def check(self, check: Check) -> None:
        """Whether figures agree and dates follow each other: of those that are there, each with the next."""
        references = check.equal or check.before or []
        found = [(reference, counted) for reference in references if (counted := self._counted(reference)) is not None]
        for (first, one), (second, other) in pairwise(found):
            if check.equal is not None and one[1] != other[1]:
                arguments = {"one": first, "value": told(one[1]), "other": second, "expected": told(other[1])}
                self._tell(one[0], Fault("figures-disagree", arguments=arguments))
            elif check.before is not None and one[1].earliest > other[1].latest:
                arguments = {"one": first, "value": told(one[1]), "other": second, "expected": told(other[1])}
                self._tell(one[0], Fault("dates-disagree", arguments=arguments))

    def _counted(self, reference: str) -> tuple[Question, Any] | None:
        id, *inside = reference.split(".")
        for path in self.given:
            if path[-1] == id:
                question, _ = self.asked[path]
                counted = question.kind.counted(self.given[question.path], inside)
                return None if counted is None else (question, counted)
        return None

    def _tell(self, question: Question, fault: Fault) -> None:
        path = self._written(("answers", *question.path, *fault.path))
        place = self.tree.place(path, key=fault.key)
        if fault.offset is not None:
            place = self.tree.place_in(path, fault.offset)
        self.problems.append(problem(fault.code, place, format_path(path), **fault.arguments))

    def _lack(self, question: Question, inside: Path) -> None:
        path = self._written(("answers", *question.path, *inside))
        if format_path(path) in self.faulty:
            return
        prompt = shorten(_BLANKED.sub("…", str(question.prompt)), 100, placeholder=" …")
        section = str(question.section.title)
        arguments = {"found": format_path(path[len(question.path) :]), "section": section, "prompt": prompt}
        self.open.append(problem("unanswered", self.tree.place(path, key=True), format_path(path), **arguments))

    def _is_faulty(self, question: Question) -> bool:
        """Whether an answer was given that could not be read, or something around it."""
        path = format_path(("answers", *question.path))
        return any(f == path or f.startswith((f"{path}.", f"{path}[")) or path.startswith(f"{f}.") for f in self.faulty)

    def _written(self, path: Path) -> Path:
        """The path as the file has it: rows and results may stand without a key of their own."""
        value, steps = self.tree.value, []
        for step in path:
            inside = isinstance(value, dict) and step in value
            if step in ("rows", "results") and not inside:
                continue
            steps.append(step)
            listed = isinstance(value, list) and isinstance(step, int) and step < len(value)
            value = value[step] if inside or listed else None
        return tuple(steps)

    def _meant(self, fault: Problem) -> Problem:
        """An unknown key between the questions is an answer to a question that does not exist."""
        branch = self._branch(fault.path) if fault.code == "unknown-key" else None
        if branch is None:
            return fault
        found = str(fault.arguments["key"])
        homes = {id: ".".join(path) for path in self._paths(self.outline.questions, ()) for id in path[-1:]}
        if found in homes:
            meant = problem("misplaced-answer", found=found, belongs=homes[found])
        else:
            meant = problem("unknown-question", found=found, **guess(found, branch.children) or guess(found, homes))
        return Problem(meant.code, fault.file, fault.line, fault.column, fault.path, arguments=meant.arguments)

    def _branch(self, path: str) -> Branch | None:
        """What holds questions, and has the key at a path; ``None`` where the path leads into an answer."""
        branch: Branch | Question = self.outline.questions
        for id in path.split(".")[1:-1]:
            if isinstance(branch, Question) or id not in branch.children:
                return None
            branch = branch.children[id]
        return branch if isinstance(branch, Branch) else None

    def _paths(self, branch: Branch, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for id, child in branch.children.items():
            yield (*above, id)
            if isinstance(child, Branch):
                yield from self._paths(child, (*above, id))


_BLANKED = compiled_later(r"\{\{.*?\}\}")
"""A mention in a prompt, which a message does not look up."""
