"""Writes what ``make bench`` has measured into docs/benchmarks.md, with a picture: see README.md.

``publish.py``: the results are put together in build/bench/results.json, with the machine's own words, and published.
"""

from __future__ import annotations

import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent / "peers"))
from peers import OURS, OURS_ZLIB, PEERS

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "images" / "benchmarks.svg"
SIZES = {"S": "3 pages", "M": "15 pages", "L": "100 pages, a table of 300 rows"}

Results = dict[str, Any]


def collected() -> Results:
    """What was measured, and where."""
    parts = {name: json.loads((BUILD / f"{name}.json").read_text("utf-8")) for name in ("peers", "street", "batch")}
    return {"date": date.today().isoformat(), "machine": machine(), **parts}


def machine() -> dict[str, str]:
    """The machine in its own words."""
    cpu = platform.processor() or platform.machine()
    told = Path("/proc/cpuinfo")
    if told.exists():
        models = [
            line.partition(":")[2].strip() for line in told.read_text("utf-8").splitlines() if "model name" in line
        ]
        cpu = models[0] if models else cpu
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30 if hasattr(os, "sysconf") else 0
    node = shutil.which("node")
    told_by_node = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8").stdout if node else "none"
    return {
        "processor": f"{cpu}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "system": platform.platform(),
        "load": f"{os.getloadavg()[2]:.1f} in the last quarter of an hour" if hasattr(os, "getloadavg") else "unknown",
        "Python": platform.python_version(),
        "Node": told_by_node.strip(),
        "hoi_report": version("hoi-report"),
        "isal": version_of("isal"),
        "docxtpl beside it": version_of("docxtpl"),
        "distributed": version_of("distributed"),
    }


def version_of(package: str) -> str:
    """A package's version, where it is installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


TEXT = """\
# Benchmarks

<!-- written by benchmarks/publish.py from what `make bench` has measured; not by hand -->

Measured on {date} with `make bench`. [benchmarks/README.md](../benchmarks/README.md) says how.

{machine}

<img src="images/{picture}" width="860" alt="How many times as fast as docxtpl each library fills a template">

## Filling a template

The same reports from the same data, in memory, in one process that is warm; times are processor time. The libraries
take turns: a ratio to docxtpl is taken within a round, and the median of {courses} rounds is told, with the least and
the most. Each prints the same text, paragraph by paragraph. hoi_report compresses with ISA-L where that is installed
(`hoi-report[fast]`); without it, it is `hoi_report, zlib`.
{filling}

At M, hoi_report is {times} times as fast as the fastest peer, {fastest}.

## The whole street

`{report}` on the disk: read, validated, composed, proofread, filled, and written to the disk, whole and
synced; against docxtpl, which only fills the same template with the same context, in memory. Median of {rounds} rounds.

{street}

{steps}

Deflate, checksum and a plain write of the same {bytes} bytes, which nothing can undercut, take {limit} ms.

## A whole country

Different reports of communes, some six pages each, in districts of 15 with a plan and units of their own. Each run is a
process that has done nothing before. Seconds are by the clock, files synced to the disk among them; processor time is
that of all processes, memory that of the first. Where the machine was busy (`load` above: how many wanted a core),
seconds and what a second process gains tell of that; processor time hardly does.

{growth}

Executors in turn, {compared} reports, {turns} rounds; all print the same bytes.

{executors}

## Who was compared

{installed}

Speed is not all. docxtpl also puts in pictures and whole documents, as do some of the others; hoi_report refuses to:
[templates.md](templates.md) says what it can. And this is one report, on one machine.
"""


def page(results: Results) -> str:
    """The page."""
    peers, street, batch = results["peers"], results["street"], results["batch"]
    ratios = {one["name"]: one["ratio"]["median"] for one in peers["M"]}
    fastest = max(ratios.keys() - {OURS, OURS_ZLIB}, key=lambda name: ratios[name])
    tables = [filling(f"{size}: {words}", peers[size]) for size, words in SIZES.items() if size in peers]
    tables.append(filling("The template that comes with hoi_report, a report of 19 pages", peers["blocks"]))
    return TEXT.format(
        date=results["date"],
        machine=table(("", ""), results["machine"].items(), figures=False),
        picture=PICTURE.name,
        filling="\n".join(tables),
        courses=len(peers["M"][0]["ratio"]["rounds"]),
        times=digits(ratios[OURS] / ratios[fastest]),
        fastest=fastest,
        report=street["report"],
        rounds=street["rounds"],
        street=table(("", "processor, ms", "clock, ms"), rows_of_street(street)),
        steps=table(("step", "clock, ms", "share"), rows_of_steps(street["steps"])),
        bytes=f"{street['bytes']:,}",
        limit=f"{street['limit']:.2f}",
        growth=table(
            ("reports", "", "seconds", "processor, s", "a further report, ms of processor", "peak MB"),
            map(row_of_growth, batch["growth"]),
        ),
        compared=f"{batch['executors'][0]['count']:,}",
        turns=len(batch["executors"][0]["ratios"]),
        executors=table(
            ("", "times as fast as one process", "least - most", "processor, s", "peak MB"),
            map(row_of_executor, batch["executors"]),
        ),
        installed=table(
            ("", "installed"), ((one.name, ", ".join(one.packages)) for one in PEERS if one.packages), figures=False
        ),
    )


def rows_of_street(street: Results) -> Iterator[tuple[str, ...]]:
    """docxtpl, we, and the ratio, by both clocks."""
    clocks = ("processor", "clock")
    yield "docxtpl, filling alone", *(f"{street['docxtpl'][clock]:.1f}" for clock in clocks)
    yield "hoi_report, the whole street", *(f"{street['street'][clock]:.1f}" for clock in clocks)
    yield "times as fast", *(f"**{street['ratio'][clock]['median']:.1f}**" for clock in clocks)


def rows_of_steps(steps: dict[str, float]) -> Iterator[tuple[str, ...]]:
    """What each step takes."""
    whole = sum(steps.values())
    for step, milliseconds in steps.items():
        yield step, f"{milliseconds:.2f}", f"{100 * milliseconds / whole:.0f} %"


def row_of_growth(one: Results) -> tuple[str, ...]:
    """What one batch took."""
    each = f"{1000 * one['processor each']:.1f}" if "processor each" in one else ""
    return (
        f"{one['count']:,}",
        one["mode"],
        f"{one['seconds']:.1f}",
        f"{one['processor']:.1f}",
        each,
        f"{one['peak']:.0f}",
    )


def row_of_executor(one: Results) -> tuple[str, ...]:
    """How much faster an executor was, and what it took."""
    processor, memory = (statistics.median(run[key] for run in one["runs"]) for key in ("processor", "peak"))
    return one["mode"], digits(one["ratio"]), between(one["ratios"]), f"{processor:.1f}", f"{memory:.0f}"


def filling(title: str, results: list[Results]) -> str:
    """A table of peers, the fastest first."""
    head = ("", "documents/s", "best", "× docxtpl", "least - most", "× of best times", "peak MB", "bytes")
    rows = (
        (
            f"**{one['name']}**" if one["name"] in (OURS, OURS_ZLIB) else one["name"],
            digits(1 / one["seconds"]["median"]),
            digits(1 / one["seconds"]["best"]),
            digits(one["ratio"]["median"]),
            between(one["ratio"]["rounds"]),
            digits(one["ratio"]["best"]),
            f"{one['peak']:.0f}",
            f"{one['bytes']:,}",
        )
        for one in sorted(results, key=lambda one: -one["ratio"]["median"])
    )
    return f"\n### {title}\n\n{table(head, rows)}"


def table(head: Sequence[str], rows: Iterable[Iterable[str]], figures: bool = True) -> str:
    """A table of Markdown; figures stand on the right."""
    lines = [f"| {' | '.join(head)} |", "|---" + ("|---:" if figures else "|---") * (len(head) - 1) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def digits(value: float) -> str:
    """Three digits that count, and no more than two decimals."""
    return f"{value:,.{min(2, max(0, 2 - math.floor(math.log10(value))))}f}"


def between(values: list[float]) -> str:
    """The least and the most."""
    return f"{digits(min(values))} - {digits(max(values))}"


NAMES, PANEL, ROW, TOP = 140, 238, 24, 64
LEAST, MOST = 0.05, 1000
OWN, OTHERS, INK, PALE = "#b3261e", "#8a94a6", "#1f2430", "#dfe3ea"


def picture(results: Results) -> Iterator[str]:
    """Bars from the line of docxtpl, faster to the right: a panel for each size, each decade as wide as any other."""
    sizes = [size for size in SIZES if size in results["peers"]]
    order = sorted(results["peers"]["M"], key=lambda one: -one["ratio"]["median"])
    names = [one["name"] for one in order]
    bottom = TOP + ROW * len(names)
    width, height = NAMES + PANEL * len(sizes) + 20, bottom + 34
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    yield ' font-family="sans-serif" font-size="12">'
    yield f'<rect width="{width}" height="{height}" fill="white"/>'
    title = "Documents filled in the same time, in times of docxtpl (median of rounds; logarithmic)"
    yield text(12, 22, title, 'font-size="15" font-weight="bold"')
    for row, name in enumerate(names):
        yield text(NAMES - 8, TOP + ROW * row + 16, name, f'text-anchor="end" {weight(name)}')
    for column, size in enumerate(sizes):
        left = NAMES + PANEL * column
        yield text(left + 4, 50, f"{size}: {SIZES[size].partition(',')[0]}", 'font-weight="bold"')
        for mark in (0.1, 1, 10, 100):
            x, line = left + across(mark), INK if mark == 1 else PALE
            yield f'<line x1="{x:.1f}" y1="{TOP - 4}" x2="{x:.1f}" y2="{bottom}" stroke="{line}"/>'
            yield text(x, bottom + 16, f"{mark:g}×", 'text-anchor="middle"')
        ratios = {one["name"]: one["ratio"]["median"] for one in results["peers"][size]}
        for row, name in enumerate(names):
            if name in ratios:
                yield from bar(left, TOP + ROW * row, ratios[name], name)
    yield "</svg>"


def bar(left: float, top: float, ratio: float, name: str) -> Iterator[str]:
    """A bar and its figure, which stands beyond its end."""
    colour = OWN if name in (OURS, OURS_ZLIB) else OTHERS
    start, end = sorted((left + across(1), left + across(ratio)))
    place = f'x="{start:.1f}" y="{top + 4}" width="{max(1.5, end - start):.1f}" height="{ROW - 8}"'
    yield f'<rect {place} fill="{colour}"/>'
    yield text(end + 4, top + 16, digits(ratio), weight(name))


def text(x: float, y: float, words: str, look: str) -> str:
    """Words at a place."""
    return f'<text x="{x:.1f}" y="{y}" fill="{INK}" {look}>{escape(words)}</text>'


def weight(name: str) -> str:
    """Our own stand out."""
    return f'font-weight="{"bold" if name in (OURS, OURS_ZLIB) else "normal"}"'


def across(ratio: float) -> float:
    """Where a ratio stands in its panel."""
    return (PANEL - 12) * (math.log(ratio) - math.log(LEAST)) / (math.log(MOST) - math.log(LEAST))


if __name__ == "__main__":
    found = collected()
    (BUILD / "results.json").write_text(json.dumps(found, indent=1), "utf-8")
    PAGE.write_text(page(found), "utf-8")
    PICTURE.write_text("\n".join(picture(found)) + "\n", "utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}, {PICTURE.relative_to(ROOT)}")
