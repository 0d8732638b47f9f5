"""What is not needed is not loaded: by the import, a help text, a list, the first document. No stop-watch decides it.

How long each takes is measured by ``benchmarks/startup.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "examples" / "thai-binh-2024" / "ke-hoach.yaml"
REPORT = PLAN.with_name("bao-cao-dong-hung.yaml")

TEMPLATES = {"jinja2", "lxml", "docxtpl", "docx"}
"""What compiles templates: ours come compiled."""
NEVER = TEMPLATES | {"babel", "rich", "distributed", "dask", "asyncio", "concurrent", "multiprocessing", "logging"}
DATA = {"pydantic", "pydantic_core", "yaml"}
"""What reads and judges data."""


def modules(code: str) -> set[str]:
    """The modules that a fresh Python has loaded behind some code, beside those that it starts with."""
    told = (
        f"import sys; before = set(sys.modules)\n{code}\nsys.stdout.write('\\n' + ' '.join(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", told],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return set(done.stdout.splitlines()[-1].split())


def command(*arguments: str) -> set[str]:
    """The modules that a command has loaded."""
    return modules(
        "import contextlib, hoi_report._cli\n"
        f"with contextlib.suppress(SystemExit): sys.exit(hoi_report._cli.main({list(arguments)!r}))"
    )


def packages(loaded: set[str]) -> set[str]:
    """Their first names."""
    return {name.partition(".")[0] for name in loaded}


def test_the_import_loads_nothing() -> None:
    """Not even what most programs have loaded anyway."""
    assert modules("import hoi_report") <= {"hoi_report", "__future__"}


@pytest.mark.parametrize(
    "arguments", [("--help",), ("render", "--help"), ("--version",), ("list", "--lang", "en", "-h")]
)
def test_a_help_text_needs_words_and_arguments(arguments: tuple[str, ...]) -> None:
    """Neither problems nor what any verb does; nor what takes long in Python's own library."""
    loaded = command(*arguments)

    assert not packages(loaded) & (NEVER | DATA | {"dataclasses", "inspect", "json", "pathlib", "difflib", "email"})
    ours = {"_cli", "_cli.arguments", "_translation"}
    assert {name for name in loaded if name.startswith("hoi_report.")} == {f"hoi_report.{name}" for name in ours}


def test_the_list_reads_no_outline_of_ours() -> None:
    """It is known how they are listed."""
    loaded = command("list")

    assert not packages(loaded) & (NEVER | DATA | {"email", "zipfile"})
    assert not {f"hoi_report.{room}" for room in ("_source", "_outline", "_model", "_template", "_check")} & loaded


@pytest.mark.parametrize("file", [PLAN, REPORT], ids=lambda file: str(file.stem))
def test_the_first_document_compiles_and_proves_nothing(file: Path) -> None:
    """Its template comes compiled, and is known to obey its rule set; its data are read without PyYAML."""
    loaded = modules(f"import hoi_report; hoi_report.render(hoi_report.load_document({str(file)!r}))")

    assert not packages(loaded) & (NEVER | {"yaml"})
    assert not {f"hoi_report.{room}" for room in ("_check", "_design", "_word", "_skeleton", "_schema")} & loaded
    assert "hoi_report._template.compiling" not in loaded


def test_a_document_is_rendered_with_as_little(tmp_path: Path) -> None:
    """By the command as by the library."""
    loaded = command("render", str(PLAN), "-o", str(tmp_path / "x.docx"), "--json")

    assert (tmp_path / "x.docx").is_file()

    assert not packages(loaded) & NEVER
    assert "hoi_report._check" not in loaded
