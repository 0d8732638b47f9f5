"""``render`` of many files: a folder, several processes, an interrupt and going on."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hoi_report
from batches import documents, lines, write_inputs

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and terminals as POSIX has them")
COUNT = 300


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A folder of data files, with what is none beside them."""
    paths = write_inputs(tmp_path_factory.mktemp("xã"), COUNT)
    (paths[0].parent / "units.yaml").write_text("levels: {}\nunits: {}\n", encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def undisturbed(inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The documents of all, as one process makes them."""
    folder = tmp_path_factory.mktemp("ra")
    assert {result.status for result in hoi_report.render_many(inputs, folder)} == {"written"}
    return documents(folder)


def started(*arguments: str | Path, stderr: Any = subprocess.PIPE) -> subprocess.Popen[str]:
    """The command, in a process group of its own, that hears an interrupt as on a terminal."""
    return subprocess.Popen(
        [sys.executable, "-m", "hoi_report", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def until(condition: Any, process: subprocess.Popen[str]) -> None:
    """Wait until something is so, or the process has ended."""
    while not condition() and process.poll() is None:
        time.sleep(0.01)


def under_way(inputs: list[Path], folder: Path, jobs: str) -> tuple[tuple[str | Path, ...], subprocess.Popen[str]]:
    """A command and its process, which has made the first documents."""
    command = ("render", inputs[0].parent, "-o", folder, "--jobs", jobs, "--lang", "en")
    process = started(*command)
    until(lambda: len(documents(folder)) > 2, process)
    return command, process


@pytest.mark.parametrize("jobs", ["1", "2", "0"])
def test_a_folder_by_several_processes(
    hoi_report_cli: Any, inputs: list[Path], undisturbed: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    """All data files of it, and nothing else; many are not told one by one, but counted."""
    done = hoi_report_cli("render", inputs[0].parent, "-o", "ra", "--jobs", jobs, "--lang", "en")

    assert (done.returncode, done.stdout) == (0, "")
    *how_far, summary = done.stderr.splitlines()
    assert re.fullmatch(rf"written: {COUNT}, left alone: 0, failed: 0; [\d.]+ a second", summary)
    assert all(re.match(rf"\d+/{COUNT}: written: \d+, ", line) for line in how_far)  # of a slow machine
    assert documents(tmp_path / "ra") == undisturbed


def test_names_and_what_is_left_alone(hoi_report_cli: Any, inputs: list[Path], tmp_path: Path) -> None:
    """``--name`` and ``--resume``; each is told where they are few."""
    command = ("render", *inputs[:2], "-o", "ra", "--name", "{unit}.docx", "--lang", "en")
    first = hoi_report_cli(*command)
    (tmp_path / "ra" / "hoi-lhpn-xa-so-1.docx").unlink()

    again = hoi_report_cli(*command, "--resume")

    paths = [str(Path("ra", f"hoi-lhpn-xa-so-{number}.docx")) for number in (0, 1)]
    assert first.stderr.splitlines() == [f"written: {path}" for path in paths]
    told = "made again: its file was gone, or not as it was made"
    assert again.stderr.splitlines() == [
        f"left alone: {paths[0]}",
        f"{inputs[1]}: note [made-again] {told}",
        f"written: {paths[1]}",
        again.stderr.splitlines()[3],
        f"{told} (1)",
    ]
    assert again.stderr.splitlines()[3].startswith("written: 1, left alone: 1, failed: 0; ")


def test_failures_are_told_at_once_and_in_the_end(hoi_report_cli: Any, inputs: list[Path], tmp_path: Path) -> None:
    """Each with its reason, also as JSON; the others are made."""
    folder = tmp_path / "vào"
    paths = write_inputs(folder, 30)
    paths[7].write_text("outline: outline.json\nunit: 1\nnumbr: 7\n", encoding="utf-8")

    done = hoi_report_cli("render", folder, "-o", "ra", "--jobs", "2", "--lang", "en")
    as_json = hoi_report_cli("render", folder, "-o", "ra", "--resume", "--json", "--lang", "en")

    name = str(paths[7])
    told = done.stderr.splitlines()
    assert done.returncode == as_json.returncode == 1
    assert f"{name}: error [unknown-key] numbr: unknown key “numbr”" in re.sub(r":\d+:\d+:", ":", done.stderr)
    assert f"no document was made of {name}" in told
    assert told[-2].startswith("written: 29, left alone: 0, failed: 1; ")
    assert told[-1].startswith(f"failed: {name}: ") and "[" in told[-1]
    assert as_json.stderr == ""
    said = json.loads(as_json.stdout)
    assert {key: said["summary"][key] for key in ("written", "kept", "failed", "made_again")} == {
        "written": 0,
        "kept": 29,
        "failed": 1,
        "made_again": {},
    }
    assert [one["input"] for one in said["results"] if one["status"] == "failed"] == [name]


def test_a_second_batch_is_told_at_once(hoi_report_cli: Any, inputs: list[Path], tmp_path: Path) -> None:
    """Status 2, one word; the first goes on."""
    first = hoi_report.render_many(inputs, tmp_path / "ra")
    next(first)

    second = hoi_report_cli("render", inputs[0].parent, "-o", "ra", "--lang", "en")

    assert second.returncode == 2
    assert second.stderr.splitlines() == [
        "ra: error [output-in-use] another batch is writing into this folder",
        "    wait for it, or choose another folder",
    ]
    assert len(list(first)) == COUNT - 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--jobs", "nhiều"], "--jobs: “nhiều” is no number"),
        (["--jobs", "-1"], "--jobs: “-1” is no number"),
        (["-o", "a.docx", "--name", "{unit}.docx"], "--name is for documents in a folder; -o names a file here"),
        (["--name", "{unti}.docx"], "error [output-pattern-field] the pattern “{unti}.docx” names “unti”; there are "),
    ],
)
def test_what_cannot_be_done(
    hoi_report_cli: Any, inputs: list[Path], tmp_path: Path, arguments: list[str], words: str
) -> None:
    """Status 2, and nothing is written."""
    done = hoi_report_cli("render", inputs[0], "--lang", "en", *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_pattern_that_no_shell_has_replaced(hoi_report_cli: Any, inputs: list[Path], tmp_path: Path) -> None:
    """As Windows hands it over; and one that nothing matches, and a folder that is not there."""
    pattern = inputs[0].parent / "xa-000[01].yaml"

    assert hoi_report_cli("render", pattern, "-o", "ra").returncode == 0
    assert sorted(documents(tmp_path / "ra")) == ["xa-0000.docx", "xa-0001.docx"]
    for nothing in ("bc-9*.yaml", "không có/", "./không-có"):
        done = hoi_report_cli("render", nothing, "-o", "ra2", "--lang", "en")
        assert done.returncode == 1
        assert f"{nothing}: error [file-not-found] there is no file “{nothing}”" in done.stderr


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("whom", ["all", "it"])
def test_an_interrupt_and_the_command_that_goes_on(
    inputs: list[Path], undisturbed: dict[str, bytes], tmp_path: Path, jobs: str, whom: str
) -> None:
    """As a terminal sends it, to all processes, or to the command alone. What is told to go on does so, and ends it."""
    folder = tmp_path / "nơi ra"
    command, process = under_way(inputs, folder, jobs)
    (os.killpg if whom == "all" else os.kill)(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)

    made = documents(folder)
    assert process.returncode == 130, said
    assert 2 < len(made) < COUNT
    unnoted = set(made) - {line["output"] for line in lines(folder)}
    assert len(unnoted) <= (1 if jobs == "1" else 0)  # the one that was just being made
    stopped, go_on = said.splitlines()[-2:]
    assert stopped == "stopped; every file is complete or absent"
    assert go_on == f"to go on: {shlex.join(['hoi-report', *map(str, command), '--resume'])}"
    assert "Traceback" not in said

    done = subprocess.run(
        [sys.executable, "-m", "hoi_report", *shlex.split(go_on.removeprefix("to go on: hoi-report "))],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert documents(folder) == undisturbed
    assert "failed: 0; " in done.stderr


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("gap", [0.002, 0.01, 0.05])
def test_who_cannot_wait(
    inputs: list[Path], undisturbed: dict[str, bytes], tmp_path: Path, jobs: str, gap: float
) -> None:
    """Interrupted again and again, it ends all the same, with the same word; and goes on from there."""
    folder = tmp_path / "ra"
    command, process = under_way(inputs, folder, jobs)
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(gap)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130, said
    assert "stopped; every file is complete or absent" in said
    made = documents(folder)
    assert made.items() < undisturbed.items()
    subprocess.run(
        [sys.executable, "-m", "hoi_report", *map(str, command), "--resume"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert documents(folder) == undisturbed


@POSIX
def test_a_bar_on_a_terminal(inputs: list[Path], tmp_path: Path) -> None:
    """It is drawn there, and nowhere else."""
    pytest.importorskip("rich")
    import pty  # of POSIX alone

    terminal, screen = pty.openpty()
    process = started("render", inputs[0].parent, "-o", tmp_path, "--lang", "en", stderr=screen)
    os.close(screen)
    shown = b"".join(_read(terminal))
    process.communicate(timeout=60)

    assert process.returncode == 0, shown
    assert f"{COUNT}/{COUNT}".encode() in shown
    assert f"written: {COUNT}, left alone: 0, failed: 0; ".encode() in shown


def _read(terminal: int) -> Iterator[bytes]:
    with os.fdopen(terminal, "rb", buffering=0) as screen:
        while True:
            try:
                shown = screen.read(4096)
            except OSError:  # as Linux tells that nobody writes any more
                return
            if not shown:
                return
            yield shown
