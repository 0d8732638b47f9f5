"""What bad luck gets in a batch: one clear word, no wrong or half file, and a resumed batch that completes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import hoi_report
from batches import Deadly, data, documents, lines, write_inputs
from disks import disk_at
from hoi_report import BatchResult, RenderError, render_many
from hoi_report._batch.batch import _Batch
from hoi_report._batch.executors import ExecutorHands

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals, limits and mounts as POSIX has them")
COUNT = 60


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Sixty data files."""
    return write_inputs(tmp_path_factory.mktemp("vào"), COUNT)


@pytest.fixture(scope="module")
def right(inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Their documents, as an undisturbed batch makes them."""
    folder = tmp_path_factory.mktemp("đúng")
    assert statuses(render_many(inputs, folder)) == {"written": COUNT}
    return documents(folder)


def statuses(results: Iterator[BatchResult]) -> dict[str, int]:
    """How many inputs fared how."""
    return dict(Counter(result.status for result in results))


def stopped(results: Iterator[BatchResult]) -> tuple[dict[str, int], str]:
    """How many inputs fared how before the batch was stopped, and the code of the reason."""
    heard: list[BatchResult] = []
    with pytest.raises(RenderError) as caught:
        for result in results:
            heard.append(result)
    reason, stop = (problem.code for problem in caught.value.problems)
    assert stop == "output-stopped"
    return statuses(iter(heard)), reason


def child(code: str, *arguments: str | Path, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """What a Python of its own prints that runs the code."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}", **(env or {})},
        check=False,
        timeout=300,
        cwd=cwd,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# --- workers that die -------------------------------------------------------------------------------------------------


@POSIX
def test_an_input_that_kills_its_worker_costs_itself_only(inputs: list[Path], tmp_path: Path) -> None:
    """Twice, and then nobody else is given it; what was lost with the workers is made by others."""
    given = [*inputs[:20], Deadly(data(100)), *inputs[20:40], Deadly(data(101)), *inputs[40:]]

    results = list(render_many(given, tmp_path, jobs=2, base_dir=inputs[0].parent, chunk=4))

    failed = [result for result in results if result.status == "failed"]
    assert statuses(iter(results)) == {"written": COUNT, "failed": 2}
    assert [result.problems[0].code for result in failed] == ["worker-killed"] * 2
    assert all(isinstance(result.input, Deadly) for result in failed)
    assert len(documents(tmp_path)) == COUNT


SLOW_TO_BEGIN = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from batches import Deadly, data
from hoi_report import render_many

begin = ProcessPoolExecutor._spawn_process

def slowly(pool):
    time.sleep(1 if pool._processes else 0)  # so long that the first could have died
    begin(pool)

ProcessPoolExecutor._spawn_process = slowly
*good, folder = sys.argv[1:]
for result in render_many([Deadly(data(0)), *good], folder, jobs=2, name="{unit}-{input}.docx", chunk=1):
    print(result.status)
"""


@POSIX
def test_a_worker_that_dies_while_another_begins(inputs: list[Path], tmp_path: Path) -> None:
    """Nobody waits for the other, whose end would have been forgotten."""
    told = child(SLOW_TO_BEGIN, *inputs[:3], tmp_path / "ra")

    assert Counter(told.split()) == {"written": 3, "failed": 1}


ALL_AT_ONCE = """
import os, signal, sys, threading, time
from pathlib import Path
from hoi_report import render_many

*given, folder = sys.argv[1:]

def interrupt():
    while len(list(Path(folder).glob("*.docx"))) < 3:
        time.sleep(0.005)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=interrupt, daemon=True).start()
try:
    list(render_many(given, folder, jobs=2, chunk=len(given)))
except KeyboardInterrupt:
    print("interrupted")
"""


@POSIX
def test_an_interrupt_is_heard_at_the_next_document(inputs: list[Path], tmp_path: Path) -> None:
    """However many a process was handed at once; those that it has made are noted."""
    told = child(ALL_AT_ONCE, *inputs, tmp_path / "ra")

    assert told == "interrupted\n"
    made = documents(tmp_path / "ra")
    assert 3 <= len(made) < COUNT
    assert set(made) == {one["output"] for one in lines(tmp_path / "ra")}


@POSIX
def test_an_interrupt_at_any_line_leaves_nothing_unnoted(inputs: list[Path], tmp_path: Path) -> None:
    """While work is handed over and taken: what the workers have written is in the manifest all the same."""
    few = inputs[:6]
    watched = {_Batch._told.__code__.co_filename, ExecutorHands.hand_over.__code__.co_filename}
    ending = {"run", "stop"}

    def lines_until(last: tuple[str, int] | None, folder: Path) -> set[tuple[str, int]]:
        """The lines that a batch goes through, up to one at which it is interrupted."""
        seen: set[tuple[str, int]] = set()

        def at_line(frame: FrameType, event: str, argument: object) -> Any:
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            if last in seen:
                sys.settrace(None)
                raise KeyboardInterrupt
            return at_line

        def at_call(frame: FrameType, event: str, argument: object) -> Any:
            return at_line if frame.f_code.co_filename in watched and frame.f_code.co_name not in ending else None

        with ThreadPoolExecutor(2) as threads:
            batch = render_many(few, folder, threads, chunk=3)
            before = sys.gettrace()
            sys.settrace(at_call)
            try:
                list(batch)
            finally:
                sys.settrace(before)
        return seen

    for number, line in enumerate(sorted(lines_until(None, tmp_path / "tất cả"))):
        folder = tmp_path / str(number)
        with pytest.raises(KeyboardInterrupt):
            lines_until(line, folder)
        noted = {one["output"] for one in lines(folder)} if (folder / "manifest.jsonl").exists() else set()
        assert set(documents(folder)) == noted, line


def test_an_executor_whose_worker_dies(inputs: list[Path], right: dict[str, bytes], tmp_path: Path) -> None:
    """It is the caller's: nothing more can be done with it, and that is said. Another goes on."""
    given = [*inputs[:20], Deadly(data(100)), *inputs[20:]]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        heard, reason = stopped(render_many(given, tmp_path, executor, base_dir=inputs[0].parent, chunk=2))

    assert reason == "output-executor-broken"
    assert statuses(render_many(inputs, tmp_path, resume=True)).get("kept", 0) >= heard.get("written", 0)
    assert documents(tmp_path) == right


LIMITED = """
import resource, sys
import hoi_report
results = hoi_report.render_many(sys.argv[2:], "ra", jobs=2, lang="en")
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]),) * 2)
try:
    list(results)
except hoi_report.RenderError as error:
    print(error)
"""


@POSIX
@pytest.mark.parametrize("files", ["8", "16", "20"])
def test_processes_that_cannot_be_started(inputs: list[Path], tmp_path: Path, files: str) -> None:
    """The system has no more to give (a real limit): one word, with the system's own, and with what to do."""
    told, hint, *_ = child(LIMITED, files, *inputs, cwd=tmp_path).splitlines()

    assert told.startswith("error [output-no-workers] no processes could be started: [Errno ")
    assert hint == "    leave --jobs away (in Python: jobs=1)"


# --- the disk ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for some of the documents."""
    with disk_at(tmp_path / "đĩa", "size=256k") as folder:
        yield folder


@POSIX
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk(small_disk: Path, inputs: list[Path], right: dict[str, bytes], jobs: int) -> None:
    """One word, not a failure for each; with more room the batch goes on."""
    heard, reason = stopped(render_many(inputs, small_disk / "ra", jobs=jobs))

    there = documents(small_disk / "ra")
    assert (set(heard), reason) == ({"written"}, "output-disk-full")
    assert heard["written"] <= len(there) < COUNT
    assert there == {name: right[name] for name in there}
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert statuses(render_many(inputs, small_disk / "ra", jobs=jobs, resume=True)).keys() == {"kept", "written"}
    assert documents(small_disk / "ra") == right
    assert {line["output"] for line in lines(small_disk / "ra")} == set(right)


CLOSED = """
import os, sys
from pathlib import Path
import hoi_report
inputs = sorted(Path("vào").glob("*.yaml"))
for result in hoi_report.render_many([*inputs, b""], "trước"):  # all is imported and read while that may be done
    print(*result.problems, file=sys.stderr)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
results = hoi_report.render_many(inputs, "ra", lang="en")
try:
    for number, result in enumerate(results, 1):
        if number == 5:
            os.chmod("ra", 0o555)
except hoi_report.RenderError as error:
    print(number, error)
os.chmod("ra", 0o755)
print(*(result.status for result in hoi_report.render_many(inputs, "ra", resume=True)))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody gets to, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@POSIX
def test_a_folder_that_takes_nothing_any_more(open_folder: Path) -> None:
    """Root, whom no right binds, becomes “nobody” before it writes."""
    write_inputs(open_folder / "vào", 9)
    (open_folder / "ra").mkdir()
    if os.geteuid() == 0:
        os.chown(open_folder / "ra", 65534, 65534)

    said = child(CLOSED, cwd=open_folder).splitlines()

    assert said == [
        f"5 {Path('ra', 'xa-0005.docx')}: error [output-denied] nothing may be written into the folder “ra”",
        "    choose another one",
        "error [output-stopped] the batch was stopped; every file is complete or absent",
        "    mend that, then go on with --resume (in Python: resume=True): what is done is left alone",
        "kept kept kept kept kept written written written written",
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_that_is_taken_away(inputs: list[Path], right: dict[str, bytes], tmp_path: Path, jobs: int) -> None:
    """It is not made again behind the back of whoever took it; the next batch makes all."""
    results = render_many(inputs, tmp_path / "ra", jobs=jobs, chunk=2)
    next(results)
    shutil.move(tmp_path / "ra", tmp_path / "mất")

    _, reason = stopped(results)

    assert reason in ("output-gone", "output-folder-missing")
    assert not (tmp_path / "ra").exists()
    assert statuses(render_many(inputs, tmp_path / "ra", resume=True)) == {"written": COUNT}
    assert documents(tmp_path / "ra") == right


# --- inputs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_input_that_is_deleted_meanwhile(tmp_path: Path, jobs: int) -> None:
    """It was there when its name was looked at, and not when its turn came."""
    inputs = write_inputs(tmp_path / "vào", COUNT)
    results = render_many(inputs, tmp_path / "ra", jobs=jobs, name="{unit}.docx", chunk=2)
    next(results)
    inputs[-1].unlink()
    rest = list(results)

    assert statuses(iter(rest)) == {"written": COUNT - 2, "failed": 1}
    assert [p.code for result in rest for p in result.problems] == ["file-not-found"]


BIG = """
import resource, sys
import hoi_report
results = list(hoi_report.render_many(sys.argv[1:], "ra", name="{unit}.docx"))
print([problem.code for result in results for problem in result.problems])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@POSIX
def test_an_input_of_500_mb(tmp_path: Path) -> None:
    """Refused with a word, by its beginning; it never stands in memory, be it zeros or one endless text."""
    with (tmp_path / "trống.yaml").open("wb") as file:
        file.truncate(500_000_000)
    with (tmp_path / "dài.yaml").open("wb") as file:
        file.write(b"outline: a\\n" + b'unit: "')
        for _ in range(500):
            file.write(b"a" * 1_000_000)
    (tmp_path / "nhỏ.yaml").write_text("outline: a\nunit: b\n", encoding="utf-8")

    small = child(BIG, "nhỏ.yaml", cwd=tmp_path).split("\n")
    big = child(BIG, "trống.yaml", "dài.yaml", cwd=tmp_path).split("\n")

    unit = 1 if sys.platform == "darwin" else 1024
    assert big[0] == "['too-large', 'too-large']"
    assert (int(big[1]) - int(small[1])) * unit < 80_000_000


@POSIX
def test_pipes_and_devices_are_no_inputs(hoi_report_cli: Any, tmp_path: Path) -> None:
    """Nobody waits for a pipe into which nobody writes, nor reads a device to its end."""
    os.mkfifo(tmp_path / "ống.yaml")

    results = list(render_many([tmp_path / "ống.yaml", "/dev/zero"], tmp_path / "ra", name="{unit}.docx"))
    done = hoi_report_cli("render", "ống.yaml", "--lang", "en")

    assert [[p.code for p in result.problems] for result in results] == [["file-is-device"]] * 2
    assert done.returncode == 1
    assert "ống.yaml: error [file-is-device] expected a file, found the device or pipe “ống.yaml”" in done.stderr


# --- what documents rest on -------------------------------------------------------------------------------------------


def house(folder: Path) -> Path:
    """A house's own template, beside its rule set."""
    for name in ("rules/nd30-2020.yaml", "templates/nd30-2020.docx"):
        (folder / name).parent.mkdir()
        shutil.copy(ROOT / name, folder / name)
    return folder / "templates" / "nd30-2020.docx"


def restyled(template: Path) -> None:
    """The same template, in another look: a clerk has changed it in Word."""
    with zipfile.ZipFile(template) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    changed = parts["word/styles.xml"].replace(b'w:val="000000"', b'w:val="000001"')
    parts["word/styles.xml"] = changed + b"<!-- -->"
    with zipfile.ZipFile(template, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_that_is_changed_between_start_and_resuming(tmp_path: Path, jobs: int) -> None:
    """All that it printed is printed again, and told why; as if it had been the new one from the start."""
    inputs = write_inputs(tmp_path / "vào", 12)
    template = house(tmp_path)
    results = render_many(inputs, tmp_path / "ra", jobs=jobs, chunk=2)
    for _ in range(4):
        next(results)
    results.close()
    before = documents(tmp_path / "ra")
    restyled(template)

    resumed = list(render_many(inputs, tmp_path / "ra", jobs=jobs, resume=True, lang="en"))
    assert {result.status for result in render_many(inputs, tmp_path / "mới")} == {"written"}

    notes = Counter(note.message for result in resumed for note in result.problems)
    assert statuses(iter(resumed)) == {"written": 12}
    assert notes == {"made again: what it rests on has changed: nd30-2020.docx": len(before)}
    assert documents(tmp_path / "ra") == documents(tmp_path / "mới")
    assert all(documents(tmp_path / "ra")[name] != content for name, content in before.items())


# --- equal bytes ------------------------------------------------------------------------------------------------------


def test_eight_threads_through_one_template(inputs: list[Path], right: dict[str, bytes]) -> None:
    """Documents in any order, each with its own data: byte for byte what a single thread gives."""
    loaded = {f"{path.stem}.docx": hoi_report.load_document(path) for path in inputs[:12]}
    rest = [name for name in loaded for _ in range(20)]
    random.Random(8).shuffle(rest)

    with ThreadPoolExecutor(8) as executor:
        contents = list(executor.map(lambda name: hoi_report.render(loaded[name]).content, rest))

    assert [name for name, content in zip(rest, contents, strict=True) if content != right[name]] == []


SURROUNDINGS: dict[str, dict[str, str]] = {
    "time zone": {"TZ": "Asia/Ho_Chi_Minh"},
    "another": {"TZ": "America/Los_Angeles"},
    "locale": {"LC_ALL": "C", "LANG": "C"},
    "hashes": {"PYTHONHASHSEED": "12345"},
}
ALL = """
import sys
from pathlib import Path
import hoi_report
inputs = sorted(Path(sys.argv[1]).glob("*.yaml"))[:10]
print(*{result.status for result in hoi_report.render_many(inputs, sys.argv[2])})
"""


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_equal_input_gives_equal_bytes(
    inputs: list[Path], right: dict[str, bytes], tmp_path: Path, surroundings: str
) -> None:
    """In another folder, time zone and locale, with other hashes."""
    folder = shutil.copytree(inputs[0].parent, tmp_path / "nơi khác" / "của nhà")

    said = child(ALL, folder, tmp_path / "ra", env=SURROUNDINGS[surroundings], cwd=tmp_path)

    assert said == "written\n"
    assert documents(tmp_path / "ra") == {name: right[name] for name in list(right)[:10]}


def test_equal_input_gives_equal_bytes_on_another_day(
    inputs: list[Path], right: dict[str, bytes], tmp_path: Path
) -> None:
    """The clock is no input."""
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("faketime is not installed")
    command = [faketime, "2031-02-03 04:05:06", sys.executable, "-c", ALL, str(inputs[0].parent), str(tmp_path)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})

    assert documents(tmp_path) == {name: right[name] for name in list(right)[:10]}
