"""How long the check of a file of a hundred pages takes: see README.md."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hoi_report import check

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from word_files import large  # noqa: E402

ROUNDS = 9
AT_MOST = 2


def in_this_process(path: Path) -> list[float]:
    """The processor time of each round, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        check(path)
        times.append(time.process_time() - begin)
    return times


def as_a_process(path: Path) -> float:
    """The processor time of the command line, from its start to its end, in seconds."""
    before = os.times()
    command = [sys.executable, "-m", "hoi_report", "check", str(path)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
    after = os.times()
    assert done.stdout, done.stderr.decode()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Prints a line for each file, then the slowest."""
    slowest = 0.0
    print(f"{'':24}{'KB':>6}{'first, s':>10}{'median, s':>11}{'best, s':>9}{'process, s':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for build in (large.by_ourselves, large.by_python_docx_directly):
            path = Path(folder) / f"{build.__name__}.docx"
            path.write_bytes(build())
            times, process = in_this_process(path), as_a_process(path)
            seconds = f"{times[0]:10.2f}{statistics.median(times):11.2f}{min(times):9.2f}{process:12.2f}"
            print(f"{build.__name__:24}{path.stat().st_size / 1024:6.0f}{seconds}")
            slowest = max(slowest, process)
    print(f"\n{slowest:.2f} seconds for {large.PAGES} pages, as a process of its own (at most {AT_MOST})")


if __name__ == "__main__":
    main()
