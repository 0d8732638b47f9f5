"""The programs that come with the package: of that very template, and the same that compiling it gives."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import samples
from hoi_report._template import Template, compile_template, context_of, kept, notes_of
from hoi_report._template.compiling import compiled
from template_samples import unzipped, zipped

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").glob("*.docx"))
PRINT_WITHOUT = """
import sys
from pathlib import Path
import samples
from hoi_report._template import compile_template, context_of, notes_of

path, place = map(Path, sys.argv[1:])
template = compile_template(path.read_bytes(), name=path.name, complete=True)
place.write_bytes(template.fill(context_of(samples.plan(), template), notes_of(samples.plan(), template)))
print([name for name in ("docx", "docxtpl", "jinja2", "lxml", "zipfile") if name in sys.modules])
"""


def filled(template: Template) -> bytes:
    """What a template makes of a document with everything in it."""
    return template.fill(context_of(samples.plan(), template), notes_of(samples.plan(), template))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_what_is_kept_is_what_compiling_gives(path: Path) -> None:
    """Field by field, after a way through JSON; also what it prints."""
    data = path.read_bytes()
    made = compiled(data, path.name)

    again = kept.from_json(json.loads((kept.READY / path.name).with_suffix(".json").read_text("utf-8")), path.name)

    assert again == made
    assert filled(again) == filled(made)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_our_own_templates_print_without_what_compiles(path: Path, tmp_path: Path) -> None:
    """A new process prints a document by a template of the package and imports neither Jinja nor lxml."""
    place = tmp_path / "x.docx"
    tests = Path(__file__).parent
    command = [sys.executable, "-c", PRINT_WITHOUT, str(path), str(place)]

    found = subprocess.run(command, cwd=tests, capture_output=True, encoding="utf-8", check=True)

    assert found.stdout.strip() == "[]"
    assert place.read_bytes() == filled(compile_template(path.read_bytes(), name=path.name))


def test_a_template_that_differs_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is not enough: what is kept is of one file, and of no other."""
    path = TEMPLATES[0]
    other = {**unzipped(path.read_bytes())}
    other["word/document.xml"] = other["word/document.xml"].replace("Nơi nhận".encode(), "Nơi gửi".encode())
    shutil.copytree(kept.READY, tmp_path / "ready")
    monkeypatch.setattr(kept, "READY", tmp_path / "ready")

    printed = filled(compile_template(zipped(other), name=path.name))

    assert "Nơi gửi".encode() in unzipped(printed)["word/document.xml"]


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"digest": 1}'])
def test_damage_to_what_is_kept_costs_time_only(damaged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read is passed over."""
    path = TEMPLATES[0]
    (tmp_path / path.name).with_suffix(".json").write_text(damaged, "utf-8")
    monkeypatch.setattr(kept, "READY", tmp_path)
    kept._compiled.cache_clear()

    assert compile_template(path.read_bytes(), name=path.name) == compiled(path.read_bytes(), path.name)
