"""Many documents in one go: none lost, none mixed up, and what was interrupted goes on."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import hoi_report
from batches import data, documents, lines, write_inputs, write_outline
from hoi_report import BatchResult, InvalidInput, RenderError, render_many
from hoi_report._batch.manifest import opened

ROOT = Path(__file__).parents[1]


def statuses(results: Iterator[BatchResult]) -> dict[str, int]:
    """How many inputs fared how."""
    return dict(Counter(result.status for result in results))


def codes(result: BatchResult) -> list[str]:
    """The codes of the problems of a result."""
    return [problem.code for problem in result.problems]


def refused(caught: pytest.ExceptionInfo[RenderError]) -> list[str]:
    """The codes of an error."""
    return [problem.code for problem in caught.value.problems]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], dict[str, bytes]]:
    """Forty inputs, and the documents of each, made one by one."""
    inputs = write_inputs(tmp_path_factory.mktemp("vào"), 40)
    singly = {f"{path.stem}.docx": hoi_report.render(hoi_report.load_document(path)).content for path in inputs}
    return inputs, singly


# --- who makes them ---------------------------------------------------------------------------------------------------


EXECUTORS: dict[str, Callable[[], Executor | None]] = {
    "here": lambda: None,
    "threads": lambda: ThreadPoolExecutor(4),
    "fork": lambda: ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")),
    "spawn": lambda: ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")),
}
if os.name == "nt":
    del EXECUTORS["fork"]


@pytest.mark.parametrize("kind", EXECUTORS)
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_every_executor_makes_the_same(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path, kind: str) -> None:
    """Byte for byte what :func:`render` gives; a result for each; the executor is still the caller's."""
    inputs, singly = made
    executor = EXECUTORS[kind]()

    results = list(render_many(inputs, tmp_path / "ra", executor))

    assert {result.status for result in results} == {"written"}
    assert sorted(str(result.input) for result in results) == sorted(map(str, inputs))
    assert {result.output for result in results} == {tmp_path / "ra" / name for name in singly}
    assert documents(tmp_path / "ra") == singly
    assert [line["status"] for line in lines(tmp_path / "ra")] == ["written"] * 40
    if executor is not None:
        assert executor.submit(len, "abc").result() == 3
        executor.shutdown()


def test_processes_of_its_own(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """``jobs``: they come and go with the batch."""
    inputs, singly = made

    assert statuses(render_many(inputs, tmp_path, jobs=2)) == {"written": 40}

    assert documents(tmp_path) == singly
    assert multiprocessing.active_children() == []


def test_inputs_of_every_kind(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """Paths, an outline's id, bytes, a mapping, a document and an outline; also where they cross to a process."""
    inputs, singly = made
    folder = inputs[0].parent
    text, mapping = inputs[2].read_bytes(), json.loads(inputs[3].read_text("utf-8"))
    document, outline = hoi_report.load_document(inputs[4]), hoi_report.load_outline(folder / "outline.json")
    given = [str(inputs[0]), inputs[1], text, mapping, document, outline, "2021-2026/bao-cao-giua-nhiem-ky"]
    expected = {
        "xa-0000.docx": singly["xa-0000.docx"],
        "xa-0001.docx": singly["xa-0001.docx"],
        "hoi-lhpn-xa-so-2-outline.docx": singly["xa-0002.docx"],
        "hoi-lhpn-xa-so-3-outline.docx": singly["xa-0003.docx"],
        "hoi-lhpn-xa-so-4-outline.docx": singly["xa-0004.docx"],
        "outline.docx": hoi_report.render(outline).content,
        "bao-cao-giua-nhiem-ky.docx": hoi_report.render(hoi_report.load(given[-1])).content,
    }

    here = list(render_many(iter(given), tmp_path / "here", base_dir=folder))
    there = list(render_many(iter(given), tmp_path / "there", jobs=2, base_dir=folder, chunk=2))
    again = list(render_many(iter(given), tmp_path / "there", base_dir=folder, resume=True))

    assert [result.problems for result in here + there + again] == [()] * 21
    assert [result.input for result in here] == given
    assert documents(tmp_path / "here") == documents(tmp_path / "there") == expected
    assert {result.status for result in again} == {"kept"}


def test_a_wrong_input_costs_itself_only(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """Its result has the problems that `load_document` would tell; nothing of it stands in the folder."""
    wrong = tmp_path / "sai.yaml"
    wrong.write_text("outline: khong-co\nunit: a\nnumbr: 7\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        hoi_report.load_document(wrong, lang="en")

    inputs = [made[0][0], wrong, tmp_path / "không có.yaml", tmp_path, made[0][1]]
    results = list(render_many(inputs, tmp_path / "ra", lang="en"))

    assert [result.status for result in results] == ["written", "failed", "failed", "failed", "written"]
    assert results[1].problems == caught.value.problems
    assert (results[1].output, [codes(result) for result in results[2:4]]) == (
        None,
        [["file-not-found"], ["file-is-folder"]],
    )
    assert list(documents(tmp_path / "ra")) == ["xa-0000.docx", "xa-0001.docx"]
    assert [line["status"] for line in lines(tmp_path / "ra")] == [result.status for result in results]
    assert results[1].as_json() == {
        "input": str(wrong),
        "status": "failed",
        "output": None,
        "pdf": None,
        "problems": [problem.as_json() for problem in results[1].problems],
    }


def test_an_iterator_is_asked_for_no_more_than_can_be_made(
    made: tuple[list[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    """Of a hundred thousand inputs hardly more are taken than results were given."""
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while taken < 100_000:
            taken += 1
            yield f"{{outline: outline.json, unit: u-{taken}}}".encode()

    with ThreadPoolExecutor(2) as executor:
        results = render_many(endless(), tmp_path, executor, base_dir=made[0][0].parent, chunk=4)
        for told in range(1, 101):
            next(results)
            assert taken - told <= (3 * 2 + 1) * 4
        results.close()


def test_a_caller_who_has_heard_enough(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """What is being made then comes to its end and is noted; what is not begun is not made."""
    with ThreadPoolExecutor(2) as executor:
        results = render_many(made[0], tmp_path, executor, chunk=2)
        next(results)
        results.close()

    assert 2 <= len(documents(tmp_path)) < 40
    assert sorted(line["output"] for line in lines(tmp_path)) == list(documents(tmp_path))
    assert (
        statuses(render_many(made[0], tmp_path, resume=True))["kept"]
        == len(lines(tmp_path)) - (40 - len(documents(tmp_path)))
        or documents(tmp_path) == made[1]
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"inputs": "a.yaml"}, TypeError),
        ({"inputs": {"outline": "a"}}, TypeError),
        ({"jobs": 0}, ValueError),
        ({"chunk": 0}, ValueError),
        ({"lang": "fr"}, ValueError),
        ({"resume": True, "manifest": None}, ValueError),
        ({"jobs": 2, "executor": ThreadPoolExecutor(1)}, ValueError),
    ],
)
def test_what_cannot_be_meant_is_told_at_once(arguments: dict[str, Any], error: type[Exception]) -> None:
    """A program's own mistake, before the first result is asked for."""
    with pytest.raises(error):
        render_many(**{"inputs": [], "out_dir": "ra", **arguments})


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{unit}-{outline}.docx", "hoi-lhpn-xa-dong-hung-outline.docx"),
        ("{date}_{unit}.docx", "2024-06-05_hoi-lhpn-xa-dong-hung.docx"),
        ("{number}-{level}-{input}.docx", "07-tinh-Đông Hưng.docx"),
        ("{{{input}}}.DOCX", "{Đông Hưng}.DOCX"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_come_from_a_pattern(tmp_path: Path, pattern: str, name: str, form: Any) -> None:
    """Slugs have no accents, đ included, however the data are composed; the same for a file and what it says."""
    import unicodedata

    write_outline(tmp_path)
    said = data(1, number=7)
    said["unit"]["short_name"] = unicodedata.normalize(form, "Hội LHPN xã Đông Hưng")
    path = tmp_path / "Đông Hưng.yaml"
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    document = hoi_report.load_document(path)

    for given in (path, document, said, path.read_bytes()):
        expected = name if given is path else name.replace("Đông Hưng", "document")
        (result,) = render_many([given], tmp_path / "ra", name=pattern, base_dir=tmp_path, overwrite=True)
        assert result.output == tmp_path / "ra" / expected, result.problems


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{unti}.docx", "output-pattern-field"),
        ("{}.docx", "output-pattern-field"),
        ("{unit.docx", "output-pattern"),
        ("{level}/{unit}.docx", "output-pattern-folder"),
        ("{unit}.doc", "output-not-docx"),
    ],
)
def test_a_wrong_pattern_is_told_before_anything(tmp_path: Path, pattern: str, code: str) -> None:
    """Not even the folder is made."""
    with pytest.raises(RenderError) as caught:
        render_many([], tmp_path / "ra", name=pattern)

    assert refused(caught) == [code]
    assert not (tmp_path / "ra").exists()


def test_two_of_one_name_are_found_before_anything_is_written(tmp_path: Path) -> None:
    """By the name of the file, by unit and outline, in capitals or not: in a list they are all known."""
    inputs = write_inputs(tmp_path / "vào", 3)
    other = tmp_path / "khác" / "XA-0002.yaml"
    other.parent.mkdir()
    shutil.copy(inputs[2], other)
    write_outline(other.parent)

    for pattern in (None, "{unit}-{outline}.docx"):
        with pytest.raises(RenderError) as caught:
            list(render_many([*inputs, other], tmp_path / "ra", name=pattern, lang="en"))
        assert refused(caught) == ["output-same"]
        assert (caught.value.problems[0].file, str(inputs[2]) in caught.value.problems[0].message) == (str(other), True)
    assert not (tmp_path / "ra").exists()


def test_the_hint_is_no_name_that_has_just_failed(tmp_path: Path) -> None:
    """Of one unit twice the inputs' own names are proposed; what is given twice is told so."""
    first, second = write_inputs(tmp_path, 2)
    second.write_bytes(first.read_bytes())

    def told(*inputs: Path) -> list[str]:
        with pytest.raises(RenderError) as caught:
            list(render_many(inputs, tmp_path / "ra", name="{unit}.docx", lang="en"))
        return str(caught.value).splitlines()

    assert told(first, second)[1] == "    give them names that differ, such as --name {input}.docx"
    assert told(first, first) == [f"{first}: error [input-twice] this input is given twice", "    give it once"]


@pytest.mark.parametrize("given", [None, 7, ["a.yaml"]])
def test_what_is_no_input_costs_itself_only(
    made: tuple[list[Path], dict[str, bytes]], tmp_path: Path, given: Any
) -> None:
    """As an iterator over a database may bring it."""
    wrong, right = render_many(iter([given, made[0][0]]), tmp_path, lang="en")

    assert (wrong.status, codes(wrong), right.status) == ("failed", ["not-an-input"], "written")


def test_of_what_comes_one_by_one_the_second_is_refused(tmp_path: Path) -> None:
    """The first stands as it was made."""
    inputs = write_inputs(tmp_path, 2)

    first, second, third = render_many(iter([*inputs, inputs[0]]), tmp_path / "ra", jobs=1)

    assert (first.status, second.status, codes(third)) == ("written", "written", ["output-same-again"])
    assert len(documents(tmp_path / "ra")) == 2


def test_a_name_that_windows_cannot_have(tmp_path: Path) -> None:
    """Refused before it is rendered, on every system; so is an input that says nothing of what names it."""
    (path,) = write_inputs(tmp_path, 1)

    results = [
        *render_many([path], tmp_path / "ra", name="{date}:{unit}.docx"),
        *render_many([path], tmp_path / "ra", name="{number}.docx"),
        *render_many([b"outline: a"], tmp_path / "ra", name="{unit}.docx"),
    ]

    assert [codes(result) for result in results] == [
        ["output-name"],
        ["output-nameless"],
        ["missing", "unknown-outline"],
    ]


# --- what is there already --------------------------------------------------------------------------------------------


def test_what_is_there_is_not_replaced_unless_it_is_the_same(tmp_path: Path) -> None:
    """A file with the very bytes counts as written: work that is done twice harms nothing."""
    inputs = write_inputs(tmp_path, 2)
    list(render_many(inputs[:1], tmp_path / "ra", manifest=None))
    (tmp_path / "ra" / "xa-0001.docx").write_bytes(b"mine")

    first, second = render_many(inputs, tmp_path / "ra")
    (resumed,) = render_many(inputs[1:], tmp_path / "ra", resume=True)
    (replaced,) = render_many(inputs[1:], tmp_path / "ra", overwrite=True)

    assert (first.status, codes(second), codes(resumed)) == ("written", ["output-exists"], ["output-exists"])
    assert second.problems[0].file == str(tmp_path / "ra" / "xa-0001.docx")
    assert replaced.status == "written"


# --- to resume --------------------------------------------------------------------------------------------------------


@pytest.fixture
def done(tmp_path: Path) -> tuple[list[Path], Path]:
    """Six inputs whose documents are made, and their folder."""
    inputs = write_inputs(tmp_path / "vào", 6)
    assert statuses(render_many(inputs, tmp_path / "ra")) == {"written": 6}
    return inputs, tmp_path / "ra"


def resumed(done: tuple[list[Path], Path], **keys: Any) -> tuple[dict[str, int], set[str]]:
    """How many inputs fare how when the batch is resumed, and the reasons why any was made again."""
    results = list(render_many(done[0], done[1], resume=True, lang="en", **keys))
    notes = {note.message for result in results for note in result.problems if note.code == "made-again"}
    return statuses(iter(results)), notes


def test_nothing_is_made_again_where_nothing_has_changed(done: tuple[list[Path], Path]) -> None:
    """Not a byte of the folder is written, nor does the manifest grow."""
    before = {path.name: path.stat() for path in done[1].glob("[!.]*")}

    assert resumed(done) == ({"kept": 6}, set())
    assert resumed(done, jobs=2) == ({"kept": 6}, set())
    after = {path.name: path.stat() for path in done[1].glob("[!.]*")}
    assert {name: (s.st_size, s.st_mtime_ns, s.st_ino) for name, s in before.items()} == {
        name: (s.st_size, s.st_mtime_ns, s.st_ino) for name, s in after.items()
    }


def test_only_what_has_changed_is_made_again(done: tuple[list[Path], Path]) -> None:
    """An input that is another, a file that was altered, one that is gone; each with its reason."""
    inputs, folder = done
    before = documents(folder)
    inputs[0].write_text(json.dumps(data(100)), encoding="utf-8")
    (folder / "xa-0001.docx").write_bytes(before["xa-0001.docx"][:-1])
    (folder / "xa-0002.docx").unlink()

    assert resumed(done) == (
        {"written": 3, "kept": 3},
        {"made again: the input has changed", "made again: its file was gone, or not as it was made"},
    )
    after = documents(folder)
    assert {name for name in before if before[name] != after[name]} == {"xa-0000.docx"}
    assert resumed(done) == ({"kept": 6}, set())


def test_what_rests_on_what_has_changed_is_made_again(done: tuple[list[Path], Path]) -> None:
    """All of it, whether another version of the program made it, another way, or the outline is another."""
    inputs, folder = done
    written = (folder / "manifest.jsonl").read_text("utf-8").replace(f'"{hoi_report.__version__}"', '"0.0.9"')
    (folder / "manifest.jsonl").write_text(written, encoding="utf-8")
    otherwise = {"made again: it was made by another version, or in another way"}

    assert resumed(done) == ({"written": 6}, otherwise)
    assert resumed(done, draft=True) == ({"written": 6}, otherwise)
    write_outline(inputs[0].parent, sections=[{"id": "muc_hai", "title": "MỤC HAI"}])
    assert resumed(done, draft=True) == ({"written": 6}, {"made again: what it rests on has changed: outline.json"})
    assert resumed(done, draft=True) == ({"kept": 6}, set())


def test_a_nearer_file_of_the_same_name_is_a_change(tmp_path: Path) -> None:
    """A template that was not there, in a pack around the data, is the one that prints from now on."""
    inputs = write_inputs(tmp_path / "vào", 2)
    list(render_many(inputs, tmp_path / "ra"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "rules").mkdir()
    shutil.copy(ROOT / "templates" / "nd30-2020.docx", tmp_path / "templates" / "nd30-2020.docx")
    rules = (ROOT / "rules" / "nd30-2020.yaml").read_text("utf-8")
    (tmp_path / "rules" / "nd30-2020.yaml").write_text("# của nhà\n" + rules, encoding="utf-8")

    assert resumed((inputs, tmp_path / "ra")) == (
        {"written": 2},
        {"made again: what it rests on has changed: nd30-2020.yaml"},
    )


def test_what_was_moved_as_a_whole_is_the_same(tmp_path: Path) -> None:
    """Data and documents may travel together."""
    inputs = write_inputs(tmp_path / "a" / "vào", 3)
    list(render_many(inputs, tmp_path / "a" / "ra"))
    shutil.move(tmp_path / "a", tmp_path / "b")
    moved = [tmp_path / "b" / "vào" / path.name for path in inputs]

    assert resumed((moved, tmp_path / "b" / "ra")) == ({"kept": 3}, set())
    assert [line["input_from_here"] for line in lines(tmp_path / "b" / "ra")] == [f"../vào/{p.name}" for p in inputs]


def test_files_that_say_the_same_are_told_apart(tmp_path: Path) -> None:
    """Two inputs rest on files of one name that are equal, in two folders; then one of these is changed."""
    given = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_outline(tmp_path / name)
        path = tmp_path / f"{name}.yaml"
        path.write_text(json.dumps(data(1, outline=f"{name}/outline.json")), encoding="utf-8")
        given.append(path)
    list(render_many(given, tmp_path / "ra"))
    write_outline(tmp_path / "b", sections=[{"id": "muc_hai", "title": "MỤC HAI"}])

    assert resumed((given, tmp_path / "ra")) == (
        {"kept": 1, "written": 1},
        {"made again: what it rests on has changed: outline.json"},
    )


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    """And what stands where a wrong input has none is left as it is."""
    inputs = write_inputs(tmp_path / "vào", 2)
    right = inputs[0].read_text("utf-8")
    inputs[0].write_text("outline: outline.json\nunit: a", encoding="utf-8")

    assert statuses(render_many(inputs, tmp_path / "ra")) == {"failed": 1, "written": 1}
    assert resumed((inputs, tmp_path / "ra"))[0] == {"failed": 1, "kept": 1}
    inputs[0].write_text(right, encoding="utf-8")
    assert resumed((inputs, tmp_path / "ra"))[0] == {"written": 1, "kept": 1}


def test_what_was_begun_before_it_was_killed_is_ours(tmp_path: Path) -> None:
    """The file stands there and the manifest does not say so yet. Meanwhile the outline has changed: it is replaced.
    What stood there before the batch is not.
    """
    inputs = write_inputs(tmp_path / "vào", 2)
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra" / "xa-0001.docx").write_bytes(b"mine")
    list(render_many(inputs, tmp_path / "ra"))
    manifest = tmp_path / "ra" / "manifest.jsonl"
    kept = [line for line in manifest.read_text("utf-8").splitlines(True) if '"status"' not in line]
    manifest.write_text("".join(kept), encoding="utf-8")
    write_outline(inputs[0].parent, sections=[{"id": "muc_hai", "title": "MỤC HAI"}])

    first, second = render_many(inputs, tmp_path / "ra", resume=True)

    assert (first.status, codes(second)) == ("written", ["output-exists"])
    assert documents(tmp_path / "ra")["xa-0001.docx"] == b"mine"


# --- the manifest -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [1, 5, 200])
def test_a_last_line_without_its_end_is_taken_away(done: tuple[list[Path], Path], cut: int) -> None:
    """What it told of is made again, to the same bytes; the manifest is whole afterwards."""
    manifest = done[1] / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-cut])

    assert resumed(done)[0] == {"kept": 5, "written": 1}
    assert len(lines(done[1])) == 6
    assert resumed(done)[0] == {"kept": 6}


@pytest.mark.skipif(os.name == "nt", reason="a limit of files as POSIX has it")
def test_a_line_for_which_there_was_no_room_is_taken_away(tmp_path: Path) -> None:
    """What is added when there is room again follows the last whole line."""
    import resource  # of POSIX alone

    path = tmp_path / "manifest.jsonl"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with opened(path, tmp_path) as manifest:
        manifest.add({"begun": ["a.docx"]})
        before = path.read_bytes()
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 5, hard))
        try:
            with pytest.raises(RenderError) as caught:
                manifest.add({"begun": ["b.docx"]})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

        assert refused(caught) == ["output-disk-full"]
        assert path.read_bytes() == before
        manifest.add({"begun": ["c.docx"]})
    assert path.read_bytes() == before + b'{"begun":["c.docx"]}\n'


@pytest.mark.parametrize(
    ("damage", "code", "line"),
    [
        (
            lambda path: path.write_bytes(path.read_bytes().replace(b'"output"', b'"outp', 1)),
            "output-manifest-damaged",
            4,
        ),
        (lambda path: path.write_text("unit: a\n"), "output-manifest-damaged", 1),
        (lambda path: path.write_text("no line"), "output-manifest-damaged", 1),
        (lambda path: path.write_text('{"manifest": 2}\n'), "output-manifest-damaged", 1),
        (lambda path: (path.unlink(), path.mkdir()), "output-manifest", None),
    ],
)
def test_a_damaged_manifest_is_told(
    done: tuple[list[Path], Path], damage: Callable[[Path], object], code: str, line: int | None
) -> None:
    """With its line; nothing is written, and the file stays as it is."""
    manifest = done[1] / "manifest.jsonl"
    damage(manifest)
    before = manifest.read_bytes() if manifest.is_file() else b""

    with pytest.raises(RenderError) as caught:
        list(render_many(done[0], done[1], resume=True))

    assert refused(caught) == [code]
    assert (caught.value.problems[0].file, caught.value.problems[0].line) == (str(manifest), line)
    assert (manifest.read_bytes() if manifest.is_file() else b"") == before


def test_two_batches_into_one_folder(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """The second is told at once, in another process too; the first goes on, and then the folder is free."""
    results = render_many(made[0], tmp_path)
    next(results)
    code = "import hoi_report, sys; list(hoi_report.render_many([], sys.argv[1], lang='en'))"

    with pytest.raises(RenderError) as caught:
        list(render_many([], tmp_path))
    elsewhere = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)

    assert refused(caught) == ["output-in-use"]
    assert "[output-in-use] another batch is writing into this folder" in elsewhere.stderr
    assert statuses(results) == {"written": 39}
    assert list(render_many([], tmp_path)) == []


def test_what_killed_writers_left_is_taken_away(tmp_path: Path) -> None:
    """And nothing else, whatever it is called."""
    for name in (".~xa.docx.0123456789ab.tmp", ".~xa.docx.tmp", "~$xa.docx", "a.tmp"):
        (tmp_path / name).write_bytes(b"PK")

    list(render_many([], tmp_path))

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".hoi-report.lock",
        ".~xa.docx.tmp",
        "a.tmp",
        "manifest.jsonl",
        "~$xa.docx",
    ]


# --- executors that break ---------------------------------------------------------------------------------------------


class Breaking(ThreadPoolExecutor):
    """An executor that fails at some of what it is given."""

    def submit(self, do: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Fails where the first task is one of those that are to fail."""
        (tasks,) = arguments
        if any("xa-0003" in str(task.given) for task in tasks):
            return super().submit(int, "khong la so")
        return super().submit(do, *arguments, **named)


def test_work_that_fails_as_a_whole_is_tried_one_by_one(
    made: tuple[list[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    """Only the one that is to blame has no document."""
    with Breaking(2) as executor:
        results = list(render_many(made[0], tmp_path, executor, chunk=4))

    assert statuses(iter(results)) == {"written": 39, "failed": 1}
    assert [(str(r.input)[-12:], codes(r)) for r in results if r.status == "failed"] == [
        ("xa-0003.yaml", ["worker-failed"])
    ]


def test_an_executor_that_was_shut_down(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """One word, no wait; what is done is noted, and another goes on."""
    executor = ThreadPoolExecutor(2)
    results = render_many(made[0], tmp_path, executor, chunk=2)
    next(results)
    executor.shutdown()

    with pytest.raises(RenderError) as caught:
        list(results)

    assert refused(caught) == ["output-executor-broken", "output-stopped"]
    assert statuses(render_many(made[0], tmp_path, resume=True))["kept"] >= 2
    assert documents(tmp_path) == made[1]
