"""How a batch grows, from 10 reports to those of every commune, and what more processes give: see README.md."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from communes import ALL, commune_name, write_communes

import hoi_report

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "build" / "bench" / "batch"
CORES = 2
WITHIN, AT_LEAST = 0.10, 1.8
EVERY = 97
"""Of so many documents one is read again, for its own commune's name."""


@contextmanager
def dask() -> Iterator[Executor]:
    """The executor of a cluster on this machine: a scheduler, and two workers that are processes."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=CORES, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
        client.get_executor() as executor,
    ):
        yield executor


MODES: dict[str, Callable[[], Any] | None] = {
    "1 process": None,
    "2 processes": lambda: ProcessPoolExecutor(CORES),
    "2 threads": lambda: ThreadPoolExecutor(CORES),
    "Dask, 2 workers": dask,
}


def run(mode: str, count: int) -> dict[str, Any]:
    """One batch in this process, which has done nothing before; what it took."""
    reports, out = reports_of(count), PLACE / "out"
    make = MODES[mode]
    begin = time.perf_counter()
    first, written, problems = 0.0, 0, 0
    with ExitStack() as stack:
        executor = stack.enter_context(make()) if make else None
        ready = time.perf_counter()
        for result in hoi_report.render_many(reports, out, executor):
            first = first or time.perf_counter()
            written += result.status == "written"
            problems += len(result.problems)
        end = time.perf_counter()
    return {
        "written": written,
        "problems": problems,
        "seconds": end - ready,
        "executor": ready - begin,
        "first": first - ready,
        "peak": peak(),
    }


def reports_of(count: int) -> list[Path]:
    """The reports of the first communes; written once."""
    known = PLACE / "reports.json"
    if not known.exists():
        paths = write_communes(PLACE / "in", ALL)
        known.write_text(json.dumps([str(path) for path in paths]), "utf-8")
        time.sleep(3)  # until the disk tells their times apart from those of a later change
    return [Path(path) for path in json.loads(known.read_text("utf-8"))[:count]]


def peak() -> float:
    """The most memory that this process had, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    [line] = [line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


def started(mode: str, count: int) -> dict[str, Any]:
    """The same in a process of its own; with the processor time of all its processes, and what was printed."""
    shutil.rmtree(PLACE / "out", ignore_errors=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, __file__, "--run", mode, str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        assert process.stdout
        told = process.stdout.read()
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            processor = used.ru_utime + used.ru_stime
        else:
            process.wait()
            processor = 0.0
    if process.returncode:
        raise SystemExit(f"{mode}, {count} reports: ended with {process.returncode}")
    result: dict[str, Any] = json.loads(told.splitlines()[-1])
    result |= {"mode": mode, "count": count, "processor": processor, "digest": checked(count)}
    if result["written"] != count or result["problems"]:
        raise SystemExit(f"{mode}, {count} reports: {result}")
    return result


def checked(count: int) -> str:
    """One hash of all documents; fails where one is not there or has another commune's name."""
    digest = hashlib.sha256()
    for index, report in enumerate(reports_of(count)):
        document = PLACE / "out" / report.with_suffix(".docx").name
        digest.update(document.read_bytes())
        if index % EVERY == 0:
            with zipfile.ZipFile(document) as archive:
                text = archive.read("word/document.xml").decode()
            if f"Hội LHPN xã {commune_name(index)}" not in text:
                raise SystemExit(f"{document.name} is not of {commune_name(index)}")
    return digest.hexdigest()


def main() -> None:
    """Prints growth and comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few reports: that all of it still runs")
    parser.add_argument("--counts", type=int, nargs="+", default=[10, 300, 3_000, ALL])
    parser.add_argument("--compare", type=int, default=1_000, help="with how many reports executors are compared")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    parser.add_argument("--run", nargs=2, metavar=("MODE", "COUNT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(run(asked.run[0], int(asked.run[1]))))
        return
    if asked.short:
        asked.counts, asked.compare, asked.rounds = [5, 30], 30, 1
    PLACE.mkdir(parents=True, exist_ok=True)
    reports_of(1)
    results = {"growth": growth(asked.counts), "executors": executors(asked.compare, asked.rounds)}
    shutil.rmtree(PLACE / "out", ignore_errors=True)
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(results, indent=1), "utf-8")


HEAD = f"{'':18}{'reports':>8}{'seconds':>10}{'processor':>11}{'first, s':>10}{'peak MB':>9}"


def line(result: dict[str, Any]) -> str:
    """A result to read: seconds by the clock, and of the processor in all processes; memory of the first process."""
    told = f"{result['mode']:18}{result['count']:8}{result['seconds']:10.2f}{result['processor']:11.2f}"
    return f"{told}{result['first']:10.2f}{result['peak']:9.0f}"


def growth(counts: list[int]) -> list[dict[str, Any]]:
    """From few to many, in one process and in two; what a further report costs is told beside what few of them cost."""
    print(f"growth\n{HEAD}   ms each: clock  processor", flush=True)
    results: list[dict[str, Any]] = []
    for count in counts:
        for mode in ("1 process", "2 processes"):
            result = started(mode, count)
            few = next((one for one in results if one["mode"] == mode), None)
            told = line(result)
            if few is not None:
                for clock in ("seconds", "processor"):
                    result[f"{clock} each"] = (result[clock] - few[clock]) / (count - few["count"])
                told += f"{1000 * result['seconds each']:17.2f}{1000 * result['processor each']:11.2f}"
            results.append(result)
            print(told, flush=True)
    if len(counts) > 2:
        first, less, most = counts[0], counts[1], counts[-1]
        # the few again, behind the many: the machine may have become slower meanwhile
        of = {one["count"]: one["processor"] for one in results if one["mode"] == "1 process"}
        few = (of[less] + started("1 process", less)["processor"]) / 2
        more = ((of[most] - of[first]) / (most - first)) / ((few - of[first]) / (less - first)) - 1
        print(f"a report costs {more:+.1%} processor time at {most} against {less} (at most {WITHIN:+.0%})")
    return results


def executors(count: int, rounds: int) -> list[dict[str, Any]]:
    """The executors in turn; ratios are taken within a round."""
    print(f"\nexecutors, {rounds} rounds\n{HEAD}", flush=True)
    modes = dict(MODES)
    try:
        import distributed  # noqa: F401
    except ImportError:
        print("SKIPPED Dask: it is not installed; pip install 'hoi-report[cluster]'")
        del modes["Dask, 2 workers"]
    results: dict[str, list[dict[str, Any]]] = {mode: [] for mode in modes}
    for _ in range(rounds):
        for mode, given in results.items():
            given.append(started(mode, count))
            print(line(given[-1]), flush=True)
    digests = {result["digest"] for given in results.values() for result in given}
    if len(digests) > 1:
        raise SystemExit("executors print different bytes")
    compared = []
    for mode, given in results.items():
        ratios = [one["seconds"] / own["seconds"] for one, own in zip(results["1 process"], given, strict=True)]
        compared.append(
            {"mode": mode, "count": count, "ratio": statistics.median(ratios), "ratios": ratios, "runs": given}
        )
        wanted = f"; at least {AT_LEAST}" if mode == "2 processes" else ""
        print(
            f"{mode:18}{statistics.median(ratios):6.2f} times as fast ({min(ratios):.2f} - {max(ratios):.2f}{wanted})"
        )
    print("all print the same bytes")
    return compared


if __name__ == "__main__":
    main()
