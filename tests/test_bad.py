"""Every bad input of the folder ``bad`` gets the report that stands beside it, in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import hoi_report

BAD = Path(__file__).parent / "bad"
CASES = sorted(path.name for path in BAD.iterdir() if path.is_file() and path.with_suffix(".txt") != path)
CASES = [name for name in CASES if not name.endswith(".units")]


def problems(name: str) -> Iterable[hoi_report.Problem]:
    """Every problem of an input: of reading it, or, where it can be read, of printing it."""
    try:
        loaded = hoi_report.load(name)
        return hoi_report.render(loaded).problems
    except hoi_report.HoiReportError as error:
        return error.problems


def told(found: Iterable[hoi_report.Problem]) -> str:
    """The whole report in both languages, as the files hold it: what is found in a pack has its place from here."""
    placed = [replace(p, file=Path(p.file).relative_to(BAD).as_posix()) if _is_absolute(p.file) else p for p in found]
    return "\n---\n".join("\n".join(str(p.in_language(lang)) for p in placed) for lang in ("vi", "en")) + "\n"


def _is_absolute(file: str | None) -> bool:
    return file is not None and Path(file).is_absolute()


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_its_report(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole report is what was judged when the case was written: places, words, hints."""
    monkeypatch.chdir(BAD)

    found = list(problems(name))

    expected = Path(name).with_suffix(".txt").read_text(encoding="utf-8")
    assert told(found) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_problem_has_its_place(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each problem names a file, a line that the file has, and a column that the line has."""
    monkeypatch.chdir(BAD)

    for problem in problems(name):
        assert problem.file and problem.line and problem.column
        lines = Path(problem.file).read_text(encoding="utf-8").split("\n")
        assert problem.column <= len(lines[problem.line - 1]) + 1
