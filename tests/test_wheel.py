"""What travels: the wheel carries the package with its outlines, templates, rules and example, and nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

import hoi_report

ROOT = Path(__file__).parent.parent
TRAVELLING = ("outlines", "templates", "rules", "examples/thai-binh-2024", "examples/hong-lam-2025")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """What ``pyproject.toml`` says of the project."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> dict[str, bytes]:
    """The files of the wheel by name."""
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("folder", TRAVELLING)
def test_the_wheel_carries_what_stands_at_the_top(wheel: dict[str, bytes], folder: str) -> None:
    """Every file of the folder, byte for byte, in the place where the package looks."""
    here = _files(ROOT / folder)

    there = {name.removeprefix(f"hoi_report/{folder}/"): wheel[name] for name in wheel if f"/{folder}/" in name}

    assert here
    assert there == here


def test_the_wheel_carries_the_package_and_no_more(wheel: dict[str, bytes]) -> None:
    """Modules, types marker and catalogue as they stand in ``src``; licence; no test, no script, no cache."""
    source = _files(ROOT / "src" / "hoi_report")
    own = {
        name.removeprefix("hoi_report/")
        for name in wheel
        if name.startswith("hoi_report/") and not name.startswith(tuple(f"hoi_report/{top}/" for top in TRAVELLING))
    }

    assert own == set(source)
    assert {"py.typed", "locale/vi.po"} <= own
    assert all(wheel[f"hoi_report/{name}"] == content for name, content in source.items())
    assert {PurePosixPath(name).parts[0] for name in wheel} == {"hoi_report", "hoi_report-0.1.0.dist-info"}
    assert wheel["hoi_report-0.1.0.dist-info/licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()


def test_the_wheel_has_the_command(wheel: dict[str, bytes]) -> None:
    """``hoi-report`` is what people type."""
    lines = wheel["hoi_report-0.1.0.dist-info/entry_points.txt"].decode().split("\n")

    assert "hoi-report = hoi_report._cli:main" in lines


def test_the_source_archive_is_whole(built: Path) -> None:
    """Who has only the source archive can test and build."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {PurePosixPath(name).relative_to("hoi_report-0.1.0").as_posix() for name in archive.getnames()}

    for wanted in ("Makefile", "LICENSE", "tests/test_wheel.py", "scripts/messages.py", "src/hoi_report/__init__.py"):
        assert wanted in names
    assert {f"{folder}/{name}" for folder in TRAVELLING for name in _files(ROOT / folder)} <= names
    assert not [name for name in names if name.startswith(("build/", "dist/", ".venv/"))]


def test_the_version_is_said_once_more_and_alike(project: dict[str, Any]) -> None:
    """The package and the project agree."""
    assert hoi_report.__version__ == project["version"] == "0.1.0"


def test_every_import_is_a_declared_dependency(project: dict[str, Any]) -> None:
    """Nothing is imported that only happens to be installed, and nothing is asked for that is not imported; an extra is
    for who asks for it, as is what it brings.
    """
    declared, offered = (
        {_normal(requirement.split(">=")[0]) for requirement in requirements}
        for requirements in (
            project["dependencies"],
            chain.from_iterable(extra for name, extra in project["optional-dependencies"].items() if name != "dev"),
        )
    )
    distributions = packages_distributions()
    imported = {
        _normal(distributions[top][0])
        for path in (ROOT / "src").rglob("*.py")
        for top in _imports(ast.parse(path.read_text("utf-8")))
        if top not in sys.stdlib_module_names and top != "hoi_report"
    }

    assert imported - {"pydantic-core"} - offered == declared  # pydantic's own half, of the version that it names


def _normal(name: str) -> str:
    return name.strip().lower().replace("_", "-")


def _imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found
