"""What was made ready of the shipped files is what reading them gives, and serves for their very bytes only."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import hoi_report
from hoi_report import _ready, _render
from hoi_report._catalog import Base, Catalog, built_in
from hoi_report._outline import outline_of
from hoi_report._rule_sets import rules_named, rules_read
from hoi_report._source import read

IDS = [info.id for info in hoi_report.list_outlines(base_dir="/")]


def pack_of(folder: Path) -> Path:
    """A pack with exact copies of what we ship, in a folder."""
    for name in ("outlines", "rules", "templates"):
        shutil.copytree(built_in() / name, folder / name)
    return folder


def test_it_is_up_to_date() -> None:
    """``scripts/build_ready.py`` has been run since anything of it was changed."""
    build = Path(__file__).parents[1] / "scripts" / "build_ready.py"

    done = subprocess.run([sys.executable, build, "--check"], capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("id", IDS)
def test_an_outline_made_ready_is_the_one_that_is_read(id: str) -> None:
    """The same models, problems and places."""
    made = hoi_report.load_outline(id)
    path = Path(str(made.tree.name))
    base = Base.of(None, None)

    found = outline_of(read(path), path, base)

    assert replace(made, tree=found.tree, attachments=()) == replace(found, attachments=())
    assert [one.file for one in made.family] == [one.file for one in found.family]
    assert [one.tree.value for one in made.family] == [one.tree.value for one in found.family]
    for path_of in (["sections", 0, "title"], ["recipients", 0], ["parameters"], ["subject"]):
        assert made.tree.place(path_of) == found.tree.place(path_of)
        assert made.tree.place(path_of, key=True) == found.tree.place(path_of, key=True)
    assert made.tree.place_in(["sections", 0, "title"], 3) == found.tree.place_in(["sections", 0, "title"], 3)


@pytest.mark.parametrize("name", sorted(path.stem for path in (built_in() / "rules").glob("*.yaml")))
def test_a_rule_set_made_ready_is_the_one_that_is_read(name: str) -> None:
    """With its patterns, which are compiled only when they are needed."""
    catalog = Catalog.of(None, Base.of(None, None))
    made = rules_named(name, catalog)

    found = rules_read(made.file, catalog)

    assert made.rules == found.rules
    assert made.tree.value == found.tree.value


def test_every_shipped_file_is_made_ready() -> None:
    """None is read at run time."""
    for kind, folder in (("outline", "outlines"), ("rules", "rules")):
        for file in (built_in() / folder).rglob("*.yaml"):
            assert _ready.ready(kind, file) is not None  # type: ignore[arg-type]


def test_a_copy_says_where_it_stands(tmp_path: Path) -> None:
    """Of an exact copy in another pack the places name the copy."""
    pack = pack_of(tmp_path)
    copy = hoi_report.load_outline(IDS[0], base_dir=pack)

    assert copy.tree.name == str(pack / "outlines" / f"{IDS[0]}.yaml")
    assert copy.tree.place(["sections"]).file == copy.tree.name
    assert pickle.loads(pickle.dumps(copy.tree)).place(["sections"]) == copy.tree.place(["sections"])


def test_what_was_altered_is_read(tmp_path: Path) -> None:
    """One more letter, and nothing that was made ready is used: neither for the document nor for the list."""
    pack = pack_of(tmp_path)
    file = pack / "outlines" / f"{IDS[0]}.yaml"
    file.write_text(file.read_text("utf-8").replace("version:", "versjon:"), "utf-8")
    other = pack / "outlines" / f"{IDS[1]}.yaml"
    other.write_text(other.read_text("utf-8").replace("kind: ke-hoach", "kind: thong-bao"), "utf-8")

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.load_outline(IDS[0], base_dir=pack)
    assert [problem.code for problem in caught.value.problems] == ["unknown-key"]
    assert [info.kind for info in hoi_report.list_outlines(base_dir=pack)] == ["?", "?"]


def test_what_cannot_be_unpickled_is_read(tmp_path: Path) -> None:
    """Another pydantic, or a damaged file, costs time and nothing else."""
    package = tmp_path / "hoi_report"
    shutil.copytree(Path(hoi_report.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("outlines", "rules", "templates"):
        shutil.copytree(built_in() / name, package / name, dirs_exist_ok=True)
    for file in (package / "ready").glob("*.pickle"):
        file.write_bytes(file.read_bytes()[:-1000])
    code = f"import hoi_report; print(hoi_report.__file__, hoi_report.load_outline({IDS[0]!r}).id)"

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )

    assert (done.stdout, done.stderr) == (f"{package / '__init__.py'} {IDS[0]}\n", "")


def test_another_template_is_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only ours, under our rule set, is known to obey it."""
    outline = hoi_report.load_outline(IDS[0])
    data = outline.template.read_bytes()
    house = outline.rules.model_copy(update={"name": "nha"})

    assert _ready.is_proved(data, outline.rules)
    assert not _ready.is_proved(data + b"\0", outline.rules)
    assert not _ready.is_proved(data, house)

    proved: list[str] = []
    monkeypatch.setattr(_render, "prove", lambda name, template, rules: proved.append(rules.name))
    _render._proved(outline.template.read_bytes(), outline.template.name, house)
    assert proved == ["nha"]


def test_nothing_but_ours_is_unpickled() -> None:
    """What lies in the folder names nothing but our own models, and what the standard library has."""
    for file in _ready.FOLDER.glob("*.pickle"):
        found: set[str] = set()

        class Watched(pickle.Unpickler):
            def find_class(self, module: str, name: str, found: set[str] = found) -> object:
                found.add(module.partition(".")[0])
                return super().find_class(module, name)

        with file.open("rb") as data:
            Watched(data).load()
        assert found <= {"hoi_report", "fractions", "decimal", "builtins"}
