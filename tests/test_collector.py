"""Python's collector of cycles has little to look through when a document is made."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import hoi_report

REPORT = hoi_report.example("thai-binh-2024") / "bao-cao-dong-hung.yaml"


@contextmanager
def collections() -> Iterator[list[int]]:
    """The collections that begin inside, by their generations; before it everything is collected."""
    begun: list[int] = []

    def note(phase: str, about: dict[str, Any]) -> None:
        if phase == "start":
            begun.append(about["generation"])

    gc.collect()
    gc.callbacks.append(note)
    try:
        yield begun
    finally:
        gc.callbacks.remove(note)


def test_what_printing_needs_is_gone_before_the_collector_looks_again() -> None:
    """There are fewer collections than printed documents."""
    document = hoi_report.load_document(REPORT)

    with collections() as begun:
        contents = {hoi_report.render(document).content for _ in range(10)}

    assert len(contents) == 1
    assert len(begun) < 5
    assert gc.isenabled()


def test_a_document_of_a_batch_is_gone_before_the_collector_looks_again(tmp_path: Path) -> None:
    """From its file to its bytes."""
    folder = Path(shutil.copytree(REPORT.parent, tmp_path / "here"))
    inputs = [shutil.copy(REPORT, folder / f"{number}.yaml") for number in range(20)]
    (first,) = hoi_report.render_many(inputs[:1], tmp_path / "before")

    with collections() as begun:
        results = list(hoi_report.render_many(inputs, tmp_path / "now"))

    assert [one.problems for one in (first, *results) if one.status == "failed"] == []
    assert len(begun) < 10
    assert gc.isenabled()


@pytest.mark.parametrize("draft", [False, True])
def test_a_caller_without_a_collector_gets_none(draft: bool) -> None:
    """Who has switched it off finds it so."""
    gc.disable()
    try:
        hoi_report.render(hoi_report.load_document(REPORT), draft=draft)

        assert not gc.isenabled()
    finally:
        gc.enable()
