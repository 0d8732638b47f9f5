"""Answers are read as their public model reads them, with the same problems, though no model is made for it.

There are three roads: the model itself; what has its problems without its classes; what reads only what is right.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

import hoi_report
from hoi_report._answers.indicators import ReadResult
from hoi_report._model import validated
from hoi_report._questions import Branch, Question
from hoi_report._source import read
from json_instances import ANYTHING, instances

EXAMPLES = Path(__file__).parents[1] / "examples"
REPORTS = sorted(path for path in EXAMPLES.rglob("bao-cao-*.yaml") if "answers" in read(path).value)


def paths(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values inside."""
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*above, key)
            yield from paths(inner, (*above, key))


def replaced(value: Any, path: tuple[str | int, ...], by: Any) -> Any:
    """A copy with another value at a path."""
    copied = copy.deepcopy(value)
    inside = copied
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = by
    return copied


def given(branch: Branch, answers: Any) -> dict[str, Any]:
    """What was read, without the class that holds it."""
    if answers is None:
        return {}
    found = {}
    for id, child in branch.children.items():
        answer = answers.get(id) if isinstance(answers, dict) else getattr(answers, id)
        found[id] = given(child, answer) if isinstance(child, Branch) else _plain(answer)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, (BaseModel, SimpleNamespace)):
        return {name: _plain(inner) for name, inner in vars(value).items()}
    if isinstance(value, ReadResult):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]  # a dataclass
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("file", REPORTS[:2], ids=lambda file: str(file.stem))
def test_all_roads_give_the_same(file: Path) -> None:
    """Of an example, and of it with one value after the other replaced by something else."""
    tree = read(file)
    questions = hoi_report.load_document(file).outline.questions
    answers = tree.value["answers"]
    faulty = 0

    for path in [(), *paths(answers)]:
        for other in ("x", "", {"x": "1"}, [], ["x"]) if path else (None,):
            value = replaced(answers, path, other) if path else answers
            expected, problems = validated(questions.model, value, tree, ("answers",))
            found, told = validated(questions.reader, value, tree, ("answers",))

            assert told == problems, (path, other)
            assert given(questions, found) == given(questions, expected), (path, other)
            if problems:
                faulty += 1
                with pytest.raises(PydanticCustomError):
                    questions.read(value)
            else:
                assert given(questions, questions.read(value)) == given(questions, expected), (path, other)

    assert faulty > 100


ASKED = list(hoi_report.load_outline("2021-2026/bao-cao-giua-nhiem-ky").questions)


@any_of(st.sampled_from(ASKED).flatmap(lambda one: st.tuples(st.just(one), _answers_to(one))))
@settings(max_examples=400, deadline=None)
def test_whatever_is_answered_is_right_on_both_roads_or_on_none(asked: tuple[Question, Any]) -> None:
    question, value = asked
    try:
        expected = TypeAdapter(question.kind.optional_model).validate_python(value)
    except ValidationError:
        with pytest.raises(PydanticCustomError):
            question.read(value)
        return

    assert _plain(question.read(value)) == _plain(expected)


def _answers_to(question: Question) -> st.SearchStrategy[Any]:
    """Answers that the schema of a question accepts, and others."""
    return instances(question.kind.optional_json_schema()) | ANYTHING
