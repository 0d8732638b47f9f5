"""What several tests need: programs that a machine may lack, and this package run as people run it.

On a user's machine a test that needs LibreOffice (or poppler's tools, or pandoc) is skipped where there is none, and
says so. With ``HOI_REPORT_REQUIRE_LIBREOFFICE=1`` it fails instead: a build machine installs them and must
not pass by skipping.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hoi_report._pdf import find_soffice
from hoi_report._problems import RenderError
from word_files import corpus

ROOT = Path(__file__).parent.parent
REQUIRED = os.environ.get("HOI_REPORT_REQUIRE_LIBREOFFICE", "") not in ("", "0")

Run = Callable[..., subprocess.CompletedProcess[str]]


def _lacking(what: str) -> None:
    if REQUIRED:
        pytest.fail(f"{what} is not installed, and HOI_REPORT_REQUIRE_LIBREOFFICE asks for it", pytrace=False)
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's program."""
    try:
        return find_soffice()
    except RenderError:
        _lacking("LibreOffice")
        raise


def _program(name: str, package: str = "poppler-utils") -> str:
    program = shutil.which(name)
    if program is None:
        _lacking(f"{name} (of {package})")
    assert program is not None
    return program


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The program that reads the text of a PDF, with its place on the page."""
    return _program("pdftotext")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """The program that makes pictures of a PDF."""
    return _program("pdftoppm")


@pytest.fixture(scope="session")
def pandoc() -> str:
    """The program that makes a Word file of Markdown."""
    return _program("pandoc", package="pandoc")


# --- the corpus of Word files: each kind is made once, and skipped where its program is not there ---------------------


@pytest.fixture(scope="session")
def files_by_python() -> dict[str, dict[str, bytes]]:
    """The kinds that need no other program."""
    return corpus.by_python()


@pytest.fixture(scope="session")
def files_by_pandoc(pandoc: str) -> dict[str, dict[str, bytes]]:
    """The kind that pandoc makes."""
    return {"pandoc": corpus.by_pandocs(pandoc)}


@pytest.fixture(scope="session")
def files_by_libreoffice(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The kinds that LibreOffice makes, in one start of it."""
    return corpus.by_libreoffice(soffice, tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session", params=list(corpus.HEADS))
def kind(request: pytest.FixtureRequest) -> str:
    """A kind of Word file; a test that asks for it runs for each."""
    return str(request.param)


@pytest.fixture(scope="session")
def files(request: pytest.FixtureRequest, kind: str) -> dict[str, bytes]:
    """The files of a kind: ``clean``, and one for each fault."""
    maker = {"pandoc": "files_by_pandoc", "odt": "files_by_libreoffice", "rtf": "files_by_libreoffice"}
    return request.getfixturevalue(maker.get(kind, "files_by_python"))[kind]


@pytest.fixture
def hoi_report_cli(tmp_path: Path) -> Run:
    """``run(*arguments, env=…, stdin=…, cwd=…)``: the command line as a process of its own; bytes are read as UTF-8."""

    def run(
        *arguments: str | os.PathLike[str],
        env: dict[str, str] | None = None,
        stdin: str = "",
        cwd: Path = tmp_path,
        flags: tuple[str, ...] = ("-W", "error"),
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *flags, "-m", "hoi_report", *map(os.fspath, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})},
            check=False,
            timeout=300,
        )

    return run
