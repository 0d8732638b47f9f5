"""Answers are read as their public model reads them, with the same problems, though no model is made for it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hoi_report
from hoi_report._model import validated
from hoi_report._questions import Branch
from hoi_report._source import read

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
    if hasattr(value, "model_fields_set"):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("file", REPORTS[:2], ids=lambda file: str(file.stem))
def test_both_roads_give_the_same(file: Path) -> None:
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
            faulty += bool(problems)

    assert faulty > 100
