"""A real cluster of Dask on this machine: a scheduler and two workers, each a process of its own, over the loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]

    def kill_one(self) -> None:
        """One of the two workers dies at once."""
        self.workers[0].send_signal(signal.SIGKILL)


@contextmanager
def cluster_in(place: Path) -> Iterator[Cluster]:
    """The programs of Dask as a user starts them on each machine; here in a folder of their own."""
    told = place / "scheduler.json"
    common = ("--scheduler-file", str(told), "--no-dashboard", "--host", "127.0.0.1")
    scheduler = _dask(place, "scheduler", "--port", "0", *common)
    workers = [_dask(place, "worker", "--nthreads", "1", "--no-nanny", *common) for _ in range(2)]
    end = time.monotonic() + 60
    while not told.exists() or not told.read_bytes():
        assert scheduler.poll() is None and time.monotonic() < end
        time.sleep(0.05)
    try:
        yield Cluster(json.loads(told.read_text("utf-8"))["address"], workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _dask(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "dask", *arguments],
        cwd=place,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
