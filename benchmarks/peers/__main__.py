"""Fills the same reports with every peer in turn, and prints how they compare: see ``benchmarks/README.md``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import contest
import dialects
import report
from peers import BLOCKS, PEERS, ROOT, NotInstalled, Peer, Runner, install

EXAMPLE = ROOT / "examples" / "thai-binh-2024" / "bao-cao-dong-hung.yaml"
TEMPLATE = ROOT / "templates" / "nd30-2020.docx"
FEW = 3
"""Reports of the short run."""


def main() -> int:
    """Everything; the exit status is 1 where a peer prints another text, or is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="S alone, one round: that all of it still runs")
    parser.add_argument("--sizes", default="SML", help="which of S, M and L")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the last checked document of each there")
    asked = parser.parse_args()
    sizes, course = asked.sizes, contest.Course(asked.rounds)
    if asked.short:
        sizes, course = "S", contest.Course(rounds=1, warm_up=0, turn=0.1)
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    peers, lacking = installed(may_lack=asked.short)
    results, faults = {}, list(lacking)
    with tempfile.TemporaryDirectory() as place:
        for size in sizes:
            data = report.reports(report.SIZES[size])[: FEW if asked.short else None]
            texts = [list(report.expected(one)) for one in data]
            starts = with_files(peers, data, Path(place))
            results[size], wrong = compare(size, starts, texts, course, asked.keep or Path(place))
            faults += wrong
        starts = of_the_example(Path(place))
        results["blocks"], wrong = compare("blocks", starts, None, course, asked.keep or Path(place))
        faults += wrong
    told("")
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(results, indent=1), "utf-8")
    for fault in faults:
        print(f"NOT MEASURED {fault}")
    return 1 if faults else 0


def installed(may_lack: bool) -> tuple[list[Peer], list[str]]:
    """The peers that are there, each installed now if it was not; and what is wrong with those that are not."""
    there, lacking = [], []
    for peer in PEERS:
        told(f"installing {peer.name}")
        try:
            install(peer)
            there.append(peer)
        except NotInstalled as error:
            fault = f"{peer.name}: it cannot be installed here: {error}"
            print(f"SKIPPED {fault}", flush=True)
            if not may_lack:
                lacking.append(fault)
    return there, lacking


Started = tuple[Peer, Path, Path]
"""A peer, its template, its data."""


def with_files(peers: list[Peer], data: list[report.Data], place: Path) -> list[Started]:
    """Writes the template of each peer, and the reports as it takes them."""
    full, flat = place / "data.json", place / "flat.json"
    full.write_text(json.dumps(data), "utf-8")
    flat.write_text(json.dumps([dialects.flat(one) for one in data]), "utf-8")
    for dialect in {peer.dialect for peer in peers}:
        (place / f"{dialect}.docx").write_bytes(dialects.template(dialect))
    return [(peer, place / f"{peer.dialect}.docx", flat if peer.flat else full) for peer in peers]


def of_the_example(place: Path) -> list[Started]:
    """The template that comes with hoi_report, and a report that comes with it."""
    paths = place / "paths.json"
    paths.write_text(json.dumps([str(EXAMPLE)]), "utf-8")
    return [(peer, TEMPLATE, paths) for peer in BLOCKS]


def compare(
    name: str, starts: list[Started], texts: list[list[str]] | None, course: contest.Course, place: Path
) -> tuple[list[contest.Result], list[str]]:
    """Checks each peer's text, measures those that are right, prints the table; the results, and what is wrong."""
    runners, faults = [], []
    with ExitStack() as stack:
        for start in starts:
            runner = Runner(*start)
            stack.callback(runner.end)
            told(f"{name}: the text of {runner.peer.name}")
            kept = place / f"{name}-{runner.peer.name.replace(', ', '-')}.docx"
            if texts is None:  # the first one's is what the others must print as well
                runner.ask(write=0, to=str(kept))
                texts = [contest.paragraphs(kept)]
            if fault := contest.fault(runner, texts, kept):
                faults.append(f"{name}: {runner.peer.name}: {fault}")
                print(f"WRONG TEXT {faults[-1]}", flush=True)
                continue
            runners.append(runner)
        if not runners or runners[0].peer != starts[0][0]:
            return [], [*faults, f"{name}: nothing, as {starts[0][0].name} is not there to be compared with"]
        results = contest.measure(runners, course, lambda word: told(f"{name}: {word}"))
    count = len(texts or [])
    print(f"\n{name}: {len(runners)} runners print the same text in {count} documents; {course.rounds} rounds")
    print("\n".join(contest.table(results)), flush=True)
    return results, faults


def told(word: str) -> None:
    """What is going on, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{word}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
