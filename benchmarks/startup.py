"""How long it takes from a cold start to the first result, in processor time of whole processes: see README.md."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hoi_report import example

ROUNDS = 11
PLAN = example("thai-binh-2024") / "ke-hoach.yaml"
REPORT = PLAN.with_name("bao-cao-dong-hung.yaml")
FIRST = "import hoi_report; hoi_report.render(hoi_report.load_document({!r}))"
MODELS = "from pydantic import BaseModel, TypeAdapter"


def commands(folder: Path) -> dict[str, tuple[list[str], float | None]]:
    """What is measured: a process, and how many ms are wanted at most; of the import over bare Python."""
    ours = ["-m", "hoi_report"]
    return {
        "bare Python": (["-c", "pass"], None),
        "import hoi_report": (["-c", "import hoi_report"], 60),
        "hoi-report --help": ([*ours, "--help"], 150),
        "hoi-report list": ([*ours, "list"], 150),
        "first document, the plan": (["-c", FIRST.format(str(PLAN))], 350),
        "first document, a report": (["-c", FIRST.format(str(REPORT))], 350),
        "hoi-report render": ([*ours, "render", str(PLAN), "-o", str(folder / "x.docx"), "--force"], 350),
        "pydantic alone": (["-c", MODELS], None),
        "pydantic, one model": (["-c", f"{MODELS}\nclass A(BaseModel):\n a: int"], None),
    }


def took(command: list[str]) -> float:
    """The processor time of a process, user and system, in ms."""
    # Not PYTHONDONTWRITEBYTECODE, which some machines set: every module would be compiled at every start.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = of_children()
    subprocess.run([sys.executable, *command], env=environment, check=True, capture_output=True)
    return 1000 * (of_children() - before)


def of_children() -> float:
    """The processor time of the processes that have ended, in s."""
    try:
        import resource
    except ImportError:  # Windows
        return os.times().children_user + os.times().children_system
    used = resource.getrusage(resource.RUSAGE_CHILDREN)  # finer than os.times
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        measured = commands(Path(folder))
        rounds: dict[str, list[float]] = {name: [] for name in measured}
        for number in range(ROUNDS + 1):
            for name, (command, _) in measured.items():
                if number == 0:
                    took(command)  # compiles the modules, and brings them into memory
                else:
                    rounds[name].append(took(command))
    print(f"Python {sys.version.split()[0]}, {time.strftime('%Y-%m-%d')}: ms of processor time, {ROUNDS} rounds")
    print(f"{'':26}{'median':>8}{'best':>8}{'wanted':>8}")
    bare = statistics.median(rounds["bare Python"])
    for name, (_, wanted) in measured.items():
        limit = "" if wanted is None else f"{wanted + bare if name.startswith('import') else wanted:.0f}"
        print(f"{name:26}{statistics.median(rounds[name]):8.0f}{min(rounds[name]):8.0f}{limit:>8}")


if __name__ == "__main__":
    main()
