"""A batch that is killed, again and again: what stands in the folder then, and what a resumed batch makes of it.

    make soak                # 200 times; POINTS=20 on the build machine, a few in the suite

Each time it is a batch of 300 documents by two processes, of which something is killed with SIGKILL at a random moment:
all processes at once, the command alone, or one worker. A moment is a number of documents that stand there, and some
thousandths of a second more: so it hits the middle of anything.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import hoi_report
from batches import documents, lines, write_inputs
from clusters import cluster_in

ROOT = Path(__file__).parents[1]
DOCUMENTS = 300
SEED = 2026


@dataclass(frozen=True)
class Point:
    """When something is killed, and what."""

    documents: int
    """How many documents stand there then."""
    delay: float
    """Seconds after that."""
    what: str


def points(count: int) -> Iterator[Point]:
    """So many moments, the same each time."""
    chance = random.Random(SEED)
    for number in range(count):
        what = ("all", "all", "command", "worker")[number % 4]
        # At the very beginning much else is going on: the folder, the lock, processes that are starting.
        begins = chance.random() < 0.1 and what != "worker"
        delay = chance.uniform(0, 0.8) if begins else chance.uniform(0, 0.02)
        yield Point(0 if begins else chance.randrange(1, DOCUMENTS), delay, what)


class Soak:
    """Inputs, their documents as they should be, and a folder in which batches are killed."""

    def __init__(self, place: Path):
        self.inputs = write_inputs(place / "vào", DOCUMENTS)
        self.right = place / "đúng"
        assert {result.status for result in hoi_report.render_many(self.inputs, self.right)} == {"written"}
        self.documents = documents(self.right)
        self.folder = place / "ra"

    def at(self, point: Point) -> None:
        """Kill at a moment; then judge what stands there, resume, and judge again."""
        shutil.rmtree(self.folder, ignore_errors=True)
        process = self._started()
        while self._count() < point.documents and process.poll() is None:
            time.sleep(0.003)
        time.sleep(point.delay)
        if point.what == "worker":
            killed = _killed_worker(process.pid)
            assert process.wait(120) == 0, (point, killed)  # others took its place
        else:
            (os.killpg if point.what == "all" else os.kill)(process.pid, signal.SIGKILL)
            process.wait()
            self._wait_for_the_end_of_all(process.pid)
            self._judge_what_is_there()
            assert self._started().wait(120) == 0, point
        assert documents(self.folder) == self.documents, point
        last = {line["output"]: line for line in lines(self.folder)}
        assert last.keys() == self.documents.keys() and {line["status"] for line in last.values()} == {"written"}, point
        assert not list(self.folder.glob(".~*")), point

    def _started(self) -> subprocess.Popen[bytes]:
        command = ["render", self.inputs[0].parent, "-o", self.folder, "--jobs", "2", "--resume"]
        return subprocess.Popen(
            [sys.executable, "-m", "hoi_report", *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            start_new_session=True,
        )

    def _count(self) -> int:
        try:
            return sum(path.suffix == ".docx" for path in self.folder.iterdir())
        except FileNotFoundError:
            return 0

    def _judge_what_is_there(self) -> None:
        """Whatever has its final name is whole, and right."""
        for name, content in documents(self.folder).items():
            assert content == self.documents[name], name

    def _wait_for_the_end_of_all(self, group: int) -> None:
        """Nobody works on for a command that is no more."""
        end = time.monotonic() + 10
        while any(_processes(group)):
            assert time.monotonic() < end, "a worker outlives its command"
            time.sleep(0.01)


def _killed_worker(group: int) -> bool:
    """Kill one of the workers; whether there was any."""
    workers = [pid for pid, parent in _processes(group) if parent not in (group, os.getpid())]
    for pid in workers[:1]:
        os.kill(pid, signal.SIGKILL)
    return bool(workers)


def _processes(group: int) -> Iterator[tuple[int, int]]:
    """The processes of a group that are alive, each with its parent; as Linux tells it."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, of_group = entry.read_text("utf-8").rpartition(")")[2].split()[:3]
        except OSError:  # it has just ended
            continue
        if int(of_group) == group and state != "Z":
            yield int(entry.parent.name), int(parent)


def by_threads(soak: Soak, each: int) -> None:
    """Eight threads, each so many documents in an order of its own, all through one template."""
    loaded = {f"{path.stem}.docx": hoi_report.load_document(path) for path in soak.inputs}

    def render(seed: int) -> list[str]:
        order = random.Random(seed).choices(list(loaded), k=each)
        return [name for name in order if hoi_report.render(loaded[name]).content != soak.documents[name]]

    with ThreadPoolExecutor(8) as executor:
        assert list(executor.map(render, range(8))) == [[]] * 8


def by_a_cluster(place: Path, count: int) -> None:
    """So many documents by two machines, of which one dies in the middle; against one process here."""
    import distributed

    inputs = write_inputs(place / "vào", count)
    assert {result.status for result in hoi_report.render_many(inputs, place / "đây")} == {"written"}
    with cluster_in(place) as cluster, distributed.Client(cluster.address) as client:
        client.wait_for_workers(2, timeout=60)
        for number, result in enumerate(hoi_report.render_many(inputs, place / "đó", client.get_executor()), 1):
            assert result.status == "written", result.problems
            if number == count // 2:
                cluster.kill_one()
    assert documents(place / "đó") == documents(place / "đây")


def main() -> None:
    """Kill at all points, and all else that takes long; say what was seen."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        soak = Soak(Path(place, "một"))
        for number, point in enumerate(points(count), 1):
            soak.at(point)
            print(f"{number}/{count}: {point}", flush=True)
        print(f"killed {count} times: every file was whole and right, and all {DOCUMENTS} were made in the end")
        by_threads(soak, each=count * 5)
        print(f"8 threads, {count * 5} documents each: each as a single thread makes it")
        by_a_cluster(Path(place), count * 5)
        print(f"{count * 5} documents by a cluster, of which half died in the middle: as one process makes them")


if __name__ == "__main__":
    main()
