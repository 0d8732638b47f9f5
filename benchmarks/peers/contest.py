"""Peers in turn on the same documents: first the text of each, then the times of all."""

from __future__ import annotations

import statistics
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from peers import Runner

MOST = 200
"""Documents in a turn."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Result = dict[str, Any]


def paragraphs(docx: Path) -> list[str]:
    """The texts of a file's paragraphs in their order, without the empty ones; fails where it is not well-formed."""
    with zipfile.ZipFile(docx) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))
    texts = ("".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in body.iter(W + "p"))
    return [text for text in texts if text]


def fault(runner: Runner, texts: list[list[str]], kept: Path) -> str | None:
    """What is wrong with the text of a peer's documents, where it is not the text that is wanted."""
    for index, wanted in enumerate(texts):
        try:
            runner.ask(write=index, to=str(kept))
            found = paragraphs(kept)
        except Exception as error:  # a peer may fail in any way
            return f"document {index}: {type(error).__name__}: {error}"
        for number, (theirs, right) in enumerate(zip_longest(found, wanted), 1):
            if theirs != right:
                return f"document {index}, paragraph {number}: {theirs!r:.200} in place of {right!r:.200}"
    return None


@dataclass(frozen=True)
class Course:
    """How much is measured."""

    rounds: int = 7
    warm_up: float = 1.5
    """Seconds: what runs in Node gets faster for about as long."""
    turn: float = 0.4
    """Seconds that a peer's turn takes, or one document."""


def measure(runners: list[Runner], course: Course, told: Callable[[str], None]) -> list[Result]:
    """The results of each, in the order of the runners; the first is what the others are compared with.

    Returns:
        For each: ``seconds`` of processor time of one document, the median of all rounds and the best document;
        ``wall``, the same by the clock; ``ratio``, how many times as fast as the first: in each round, its median, and
        that of the best times; ``peak`` memory in MB; ``bytes`` of a document.
    """
    turns = [_warm(runner, course) for runner in runners]
    answers: list[list[Result]] = [[] for _ in runners]
    for number in range(course.rounds):
        told(f"round {number + 1} of {course.rounds}")
        for runner, turn, given in zip(runners, turns, answers, strict=True):
            given.append(runner.ask(fill=turn))
    medians = [[statistics.median(answer["processor"]) for answer in given] for given in answers]
    bests = [min(min(answer["processor"]) for answer in given) for given in answers]
    results = []
    for runner, given, median, best in zip(runners, answers, medians, bests, strict=True):
        ratios = [first / own for first, own in zip(medians[0], median, strict=True)]
        results.append(
            {
                "name": runner.peer.name,
                "seconds": {"median": statistics.median(median), "best": best},
                "wall": {
                    "median": statistics.median(statistics.median(answer["wall"]) for answer in given),
                    "best": min(min(answer["wall"]) for answer in given),
                },
                "ratio": {"median": statistics.median(ratios), "rounds": ratios, "best": bests[0] / best},
                "peak": given[-1]["peak"],
                "bytes": round(given[-1]["bytes"]),
                "documents": sum(len(answer["processor"]) for answer in given),
            }
        )
    return results


def _warm(runner: Runner, course: Course) -> int:
    """Lets a peer get warm; how many documents it fills in a turn."""
    end = time.monotonic() + course.warm_up
    count = 1
    while True:
        one = statistics.median(runner.ask(fill=count)["wall"])
        count = max(1, min(MOST, round(course.turn / one)))
        if time.monotonic() > end:
            return count


def table(results: list[Result]) -> Iterator[str]:
    """The results as lines to read."""
    head = ("", "docs/s", "best", "ratio", "min - max", "of best", "peak MB", "bytes")
    yield "{:22}{:>9}{:>9}{:>9}{:>17}{:>9}{:>9}{:>9}".format(*head)
    for one in results:
        seconds, ratio = one["seconds"], one["ratio"]
        between = f"{min(ratio['rounds']):.2f} - {max(ratio['rounds']):.2f}"
        rates = f"{1 / seconds['median']:9.1f}{1 / seconds['best']:9.1f}"
        ratios = f"{ratio['median']:9.2f}{between:>17}{ratio['best']:9.2f}"
        yield f"{one['name']:22}{rates}{ratios}{one['peak']:9.0f}{one['bytes']:9}"
