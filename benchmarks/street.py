"""How long the whole street takes, from a data file to a .docx on the disk, in times of docxtpl: see README.md."""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import hoi_report
from hoi_report._catalog import Base
from hoi_report._compose import compose
from hoi_report._deflate import DEFLATE, crc32, deflate
from hoi_report._document import document_of
from hoi_report._proofreading import proofread
from hoi_report._remembered import at_one_moment
from hoi_report._render import template_bytes
from hoi_report._source import read
from hoi_report._template import compile_template, context_of, notes_of
from hoi_report._zipped import pack, write_zip

REPORT = hoi_report.example("thai-binh-2024") / "bao-cao-dong-hung.yaml"
STEPS = ("read", "validate", "compose", "proofread", "template", "context", "print", "deflate", "write")
AT_LEAST, AIM = 6, 10
THEIRS, OURS = 2, 10
"""Documents of a turn: about as long for both."""

CLOCKS = {"processor": time.process_time, "clock": time.perf_counter}


def street(target: Path) -> None:
    """What a user does."""
    hoi_report.render(hoi_report.load_document(REPORT)).save(target, overwrite=True)


def docxtpl_alone(template: Path, context: dict[str, Any]) -> bytes:
    """docxtpl's part, as its documentation has it: nothing is read, checked or composed, and no file is made."""
    from docxtpl import DocxTemplate  # here: our own process does not carry what it loads

    document, file = DocxTemplate(template), io.BytesIO()
    document.render(context, autoescape=True)
    document.save(file)
    return file.getvalue()


def steps(target: Path) -> Iterator[object]:
    """The street step by step, in the order of ``STEPS``; then what is left when all but deflate and write is free."""
    with at_one_moment():
        tree = read(REPORT)
        yield
        document = document_of(tree, Base.of(REPORT, None), "vi")
        yield
    composition = compose(document)
    yield
    proofread(document, composition)
    yield
    template = compile_template(template_bytes(document.template), name=document.template.name, complete=True)
    yield
    context, notes = context_of(composition, template), notes_of(composition, template)
    yield
    parts = template.xml(context, notes)
    yield
    content = write_zip(pack(part, parts[part]) if isinstance(part, str) else part for part in template.order)
    yield
    hoi_report.Rendered(content, ()).save(target, overwrite=True)
    yield
    for part in parts.values():
        deflate(part), crc32(part)
    target.write_bytes(content)
    yield


def took(work: Callable[[], object], times: int) -> dict[str, float]:
    """Milliseconds of some work, done so many times in a row, by both clocks."""
    begins = {name: clock() for name, clock in CLOCKS.items()}
    for _ in range(times):
        work()
    return {name: 1000 * (clock() - begins[name]) / times for name, clock in CLOCKS.items()}


@cache
def filling() -> tuple[Path, dict[str, Any]]:
    """What docxtpl is given."""
    return hoi_report.render_context(hoi_report.load_document(REPORT))


def their_turn() -> dict[str, float]:
    """Some documents by docxtpl."""
    return took(lambda: docxtpl_alone(*filling()), THEIRS)


def our_turn(target: Path) -> dict[str, float]:
    """Some documents by us."""
    return took(lambda: street(target), OURS)


def our_steps(target: Path) -> list[list[float]]:
    """Milliseconds of each step, of some documents."""
    documents = []
    for _ in range(OURS):
        times = [time.perf_counter()]
        times += [time.perf_counter() for _ in steps(target)]
        documents.append([1000 * (end - begin) for begin, end in pairwise(times)])
    return documents


def main() -> None:
    """Prints the split and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few rounds: that it still runs")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    asked = parser.parse_args()
    rounds = 3 if asked.short else asked.rounds
    context = multiprocessing.get_context("spawn")
    theirs: list[dict[str, float]] = []
    ours: list[dict[str, float]] = []
    parts: list[list[float]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, context) as them,  # each in a process of its own, as nobody has both in one
        ProcessPoolExecutor(1, context) as us,
    ):
        target = Path(folder) / "report.docx"
        them.submit(their_turn).result(), us.submit(our_turn, target).result()  # to be warm
        for _ in range(rounds):
            theirs.append(them.submit(their_turn).result())
            ours.append(us.submit(our_turn, target).result())
            parts += us.submit(our_steps, target).result()
        size = target.stat().st_size
    *each, limit = (statistics.median(times) for times in zip(*parts, strict=True))
    result = {
        "report": REPORT.name,
        "deflate": DEFLATE,
        "rounds": rounds,
        "bytes": size,
        "docxtpl": {name: statistics.median(turn[name] for turn in theirs) for name in CLOCKS},
        "street": {name: statistics.median(turn[name] for turn in ours) for name in CLOCKS},
        "steps": dict(zip(STEPS, each, strict=True)),
        "limit": limit,
        "ratio": {name: compared([turn[name] for turn in theirs], [turn[name] for turn in ours]) for name in CLOCKS},
    }
    print("\n".join(told(result)))
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(result, indent=1), "utf-8")


def compared(theirs: list[float], ours: list[float]) -> dict[str, float]:
    """How many times as fast, round by round."""
    ratios = [their / our for their, our in zip(theirs, ours, strict=True)]
    return {
        "median": statistics.median(ratios),
        "min": min(ratios),
        "max": max(ratios),
        "best": min(theirs) / min(ours),
    }


def told(result: dict[str, Any]) -> Iterator[str]:
    """The result as lines to read."""
    yield f"{result['report']}: data file to .docx on the disk, {result['rounds']} rounds, {result['deflate']}"
    yield f"{'median, in ms':34}{'processor':>10}{'clock':>10}"
    for name, title in (("docxtpl", "docxtpl, filling alone, in memory"), ("street", "hoi_report, the whole street")):
        yield f"{title:34}{result[name]['processor']:10.2f}{result[name]['clock']:10.2f}"
    for name, ratio in result["ratio"].items():
        between = f"{ratio['min']:.1f} - {ratio['max']:.1f}, of best {ratio['best']:.1f}"
        yield f"{ratio['median']:6.2f} times as fast by {name} ({between}); at least {AT_LEAST}, aim {AIM}"
    whole = sum(result["steps"].values())
    yield "\nwhere the time goes, by the clock"
    for step, milliseconds in result["steps"].items():
        yield f"  {step:10}{milliseconds:8.2f} ms{100 * milliseconds / whole:6.1f} %"
    yield f"  deflate, checksum and a plain write of the same bytes, the limit: {result['limit']:.2f} ms"


if __name__ == "__main__":
    main()
