"""How long the whole street takes, from a data file to a .docx on the disk, in times of docxtpl: see README.md."""

from __future__ import annotations

import argparse
import gc
import io
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

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

Clock = Callable[[], float]


def street(target: Path) -> None:
    """What a user does."""
    hoi_report.render(hoi_report.load_document(REPORT)).save(target, overwrite=True)


def docxtpl_alone(template: Path, context: dict[str, Any]) -> bytes:
    """docxtpl's part, as its documentation has it: nothing is read, checked or composed, and no file is made."""
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


def took(work: Callable[[], object], times: int, clock: Clock) -> float:
    """Milliseconds of some work, done so many times in a row; what others left behind is cleared away before."""
    gc.collect()
    work()  # to clear away has taken everything out of the processor's own memory
    begin = clock()
    for _ in range(times):
        work()
    return 1000 * (clock() - begin) / times


def split(target: Path, clock: Clock) -> list[float]:
    """Milliseconds of each step."""
    times = [clock()]
    times += [clock() for _ in steps(target)]
    return [1000 * (end - begin) for begin, end in pairwise(times)]


def main() -> None:
    """Prints the split and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few rounds: that it still runs")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    asked = parser.parse_args()
    rounds = 3 if asked.short else asked.rounds
    template, context = hoi_report.render_context(hoi_report.load_document(REPORT))
    theirs: dict[str, list[float]] = {"processor": [], "clock": []}
    ours: dict[str, list[float]] = {"processor": [], "clock": []}
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.docx"
        street(target), docxtpl_alone(template, context)
        for _ in range(rounds):
            for name, clock in (("processor", time.process_time), ("clock", time.perf_counter)):
                theirs[name].append(took(lambda: docxtpl_alone(template, context), THEIRS, clock))
                ours[name].append(took(lambda: street(target), OURS, clock))
            parts += [split(target, time.perf_counter) for _ in range(OURS)]
        size = target.stat().st_size
    *each, limit = (statistics.median(times) for times in zip(*parts, strict=True))
    result = {
        "report": REPORT.name,
        "deflate": DEFLATE,
        "rounds": rounds,
        "bytes": size,
        "docxtpl": {name: statistics.median(times) for name, times in theirs.items()},
        "street": {name: statistics.median(times) for name, times in ours.items()},
        "steps": dict(zip(STEPS, each, strict=True)),
        "limit": limit,
        "ratio": {name: compared(theirs[name], ours[name]) for name in ours},
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
