"""What the benchmarks rest on: reports that are right and cannot be mistaken for each other, one text for all peers."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import hoi_report

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
PEERS = ("report", "dialects", "contest", "peers")


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The modules of the comparison, by name; their folder is a program, not a package."""
    monkeypatch.syspath_prepend(BENCHMARKS / "peers")
    yield {name: importlib.import_module(name) for name in PEERS}
    for name in PEERS:
        del sys.modules[name]


@pytest.fixture
def communes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("communes")


def test_communes_are_the_same_however_many_are_written(communes: ModuleType, tmp_path: Path) -> None:
    """… and no two have one name."""
    few = communes.write_communes(tmp_path / "few", 20)
    more = communes.write_communes(tmp_path / "more", 31)

    assert [path.name for path in few] == [path.name for path in more[:20]]
    assert [path.read_bytes() for path in few] == [path.read_bytes() for path in more[:20]]
    assert len({path.name for path in more}) == len({path.read_bytes() for path in more}) == 31
    assert len({communes.commune_name(index) for index in range(communes.ALL)}) == communes.ALL


def test_no_two_communes_have_one_file(communes: ModuleType) -> None:
    """Not even without the marks of their names: a folder holds the documents of all."""
    slugs = {communes._slug(communes.commune_name(index)) for index in range(communes.ALL)}

    assert len(slugs) == communes.ALL
    with pytest.raises(ValueError, match="names"):
        communes.commune_name(20_000)


def test_the_reports_of_communes_are_complete(communes: ModuleType, tmp_path: Path) -> None:
    """Without a single word to say about them; each says whose it is."""
    for index, path in enumerate(communes.write_communes(tmp_path, 17)):
        found = hoi_report.validate(path)

        assert found.problems == ()
        assert found.document is not None
        assert found.document.unit.unit.short_name == f"Hội LHPN xã {communes.commune_name(index)}"


@pytest.mark.parametrize("size", ["S", "M"])
def test_we_print_the_text_that_peers_must_print(peers: dict[str, ModuleType], size: str, tmp_path: Path) -> None:
    """The template in docxtpl's dialect, filled with the data, against the text that layout and data say."""
    report = peers["report"]
    template = hoi_report.load_template(peers["dialects"].template("docxtpl"))
    for data in report.reports(report.SIZES[size])[:3]:
        path = tmp_path / "report.docx"
        path.write_bytes(template.fill(data))

        assert peers["contest"].paragraphs(path) == list(report.expected(data))


def test_every_peer_has_a_template_in_its_dialect(peers: dict[str, ModuleType], tmp_path: Path) -> None:
    """Well-formed, with the words that are in no tag; one without a dialect has an empty page."""
    for name in {peer.dialect for peer in peers["peers"].PEERS}:
        path = tmp_path / f"{name}.docx"
        path.write_bytes(peers["dialects"].template(name))

        assert ("Độc lập - Tự do - Hạnh phúc" in peers["contest"].paragraphs(path)) == (name is not None), name
