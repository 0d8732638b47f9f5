"""A batch on a real cluster: Dask's scheduler and two workers, each a process of its own, over the loopback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from batches import documents, lines, write_inputs
from clusters import Cluster, cluster_in
from hoi_report import RenderError, render_many

fsspec = pytest.importorskip("fsspec", reason="the extra “cluster” is not installed")
distributed = pytest.importorskip("distributed", reason="the extra “cluster” is not installed")

ROOT = Path(__file__).parents[1]
COUNT = 96


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Both workers stand elsewhere than the tests: relative paths are the caller's."""
    with cluster_in(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], dict[str, bytes]]:
    """Inputs, and their documents as one process makes them."""
    inputs = write_inputs(tmp_path_factory.mktemp("vào"), COUNT)
    folder = tmp_path_factory.mktemp("ra")
    assert {result.status for result in render_many(inputs, folder)} == {"written"}
    return inputs, documents(folder)


def test_a_cluster_makes_the_same(
    cluster: Cluster, made: tuple[list[Path], dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte what one process makes, of paths that start where the caller stands; then nothing is made again.
    One of the two workers is killed in the middle: what it had is made by the other.
    """
    inputs, singly = made
    monkeypatch.chdir(inputs[0].parent)
    with distributed.Client(cluster.address) as client:
        client.wait_for_workers(2, timeout=60)
        executor = client.get_executor()
        statuses: Counter[str] = Counter()
        for result in render_many([path.name for path in inputs], tmp_path / "ra", executor, chunk=4):
            statuses[result.status] += 1
            if statuses.total() == COUNT // 2:
                cluster.kill_one()
        again = Counter(
            result.status
            for result in render_many([path.name for path in inputs], tmp_path / "ra", executor, resume=True)
        )

    assert (statuses, again) == ({"written": COUNT}, {"kept": COUNT})
    assert documents(tmp_path / "ra") == singly
    assert sorted(line["output"] for line in lines(tmp_path / "ra")) == list(singly)


def test_a_cluster_that_is_no_more(cluster: Cluster, made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """One word, no wait; what is done is noted, and this machine goes on."""
    with distributed.Client(cluster.address) as client:
        client.wait_for_workers(2, timeout=60)
        results = render_many(made[0], tmp_path, client.get_executor(), chunk=4)
        next(results)
        client.close()
        with pytest.raises(RenderError) as caught:
            list(results)

    assert [problem.code for problem in caught.value.problems] == ["output-executor-broken", "output-stopped"]
    done = Counter(result.status for result in render_many(made[0], tmp_path, resume=True))
    assert done["kept"] >= 4 and done.total() == COUNT
    assert documents(tmp_path) == made[1]


# --- places that fsspec knows -----------------------------------------------------------------------------------------


def test_a_file_url_is_a_folder(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """Written as any folder is, whole or not at all; names with spaces and marks as a URL has them."""
    folder = tmp_path / "nơi ra"

    results = list(render_many(made[0][:3], folder.as_uri()))

    assert [result.output for result in results] == [folder / f"xa-000{number}.docx" for number in range(3)]
    assert documents(folder) == {name: made[1][name] for name in list(made[1])[:3]}


@pytest.fixture
def memory() -> Iterator[Any]:
    """fsspec's own file system in memory, empty before and after."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def test_objects_in_memory(memory: Any, made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """From several threads; the manifest stands on a disk, and tells what is to be made again."""
    inputs, singly = made
    manifest = tmp_path / "sổ.jsonl"
    keys = {"manifest": manifest, "name": "{input}.docx"}

    with ThreadPoolExecutor(2) as executor:
        first = Counter(result.status for result in render_many(inputs, "memory://ra/tỉnh", executor, **keys))
    assert first == {"written": COUNT}
    assert {path.rpartition("/")[2]: memory.cat_file(path) for path in memory.find("memory://ra")} == singly

    memory.pipe_file("memory://ra/tỉnh/xa-0000.docx", b"half")
    memory.rm_file("memory://ra/tỉnh/xa-0001.docx")
    results = list(render_many(inputs, "memory://ra/tỉnh/", resume=True, **keys))

    assert Counter(result.status for result in results) == {"written": 2, "kept": COUNT - 2}
    assert results[0].output == "memory://ra/tỉnh/xa-0000.docx"
    assert memory.cat_file("memory://ra/tỉnh/xa-0000.docx") == singly["xa-0000.docx"]


def test_what_stands_there_is_not_replaced(
    memory: Any, made: tuple[list[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    """Nor without a manifest; one has to be named, as it stands on a disk."""
    memory.pipe_file("memory://ra/xa-0000.docx", b"mine")

    for manifest in (tmp_path / "manifest.jsonl", None):
        (result,) = render_many(made[0][:1], "memory://ra", manifest=manifest)
        assert [problem.code for problem in result.problems] == ["output-exists"]
    with pytest.raises(RenderError) as caught:
        list(render_many(made[0], "memory://ra"))

    assert [problem.code for problem in caught.value.problems] == ["output-needs-manifest"]
    assert memory.cat_file("memory://ra/xa-0000.docx") == b"mine"


def test_a_place_that_nobody_knows(made: tuple[list[Path], dict[str, bytes]], tmp_path: Path) -> None:
    """One problem, with what fsspec says."""
    with pytest.raises(RenderError) as caught:
        list(render_many(made[0], "khong-co://ra", manifest=tmp_path / "manifest.jsonl", lang="en"))

    assert "Protocol not known: khong-co" in caught.value.problems[0].message
