"""A PDF from LibreOffice, or a clear reason why there is none."""

from __future__ import annotations

import io
import os
import shlex
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from hoi_report._pdf import SETTING, convert_to_pdf, find_soffice
from hoi_report._problems import Problem, RenderError

POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for LibreOffice are shell scripts")


def _document(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def private_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where temporary files of this test go, to see what is left."""
    folder = tmp_path / "đồ tạm"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def fake_soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in LibreOffice's place; the test writes what it does."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(SETTING, str(program))
    return program


def _problem(content: bytes = b"", timeout: float = 60) -> Problem:
    with pytest.raises(RenderError) as caught:
        convert_to_pdf(content, timeout=timeout)
    (problem,) = caught.value.problems
    return problem.in_language("en")


def test_a_document_is_printed(soffice: str, private_tmp: Path) -> None:
    """The text comes out of the PDF, from bytes and from a path, and no profile is left behind."""
    content = _document("Thực hiện Kế hoạch số 421/KH-ĐCT")
    path = private_tmp / "kế hoạch.docx"
    path.write_bytes(content)

    from_bytes, from_path = convert_to_pdf(content), convert_to_pdf(path)

    assert "Thực hiện Kế hoạch số 421/KH-ĐCT" in _text(from_bytes)
    assert _text(from_path) == _text(from_bytes)
    assert list(private_tmp.iterdir()) == [path]


def test_calls_at_the_same_time_do_not_meet(soffice: str) -> None:
    """Two documents printed at once: each call gets its own."""
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(convert_to_pdf, [_document("huyện Đông Hưng"), _document("huyện Vũ Thư")])

    assert ("Đông Hưng" in _text(first), "Vũ Thư" in _text(first)) == (True, False)
    assert ("Đông Hưng" in _text(second), "Vũ Thư" in _text(second)) == (False, True)


def test_what_is_no_document_makes_no_pdf(soffice: str, private_tmp: Path) -> None:
    """LibreOffice ends with status 0 on a broken archive; without a file that is a failure."""
    problem = _problem(b"PK\x03\x04 this is cut off")

    assert problem.code == "libreoffice-failed"
    assert problem.message == "LibreOffice made no PDF; its exit status was 0"
    assert list(private_tmp.iterdir()) == []


@POSIX
def test_a_program_that_hangs_is_stopped_with_all_that_it_started(
    fake_soffice: Path, tmp_path: Path, private_tmp: Path
) -> None:
    """After the time limit neither the program nor its own child is alive, and nothing of theirs is left."""
    alive = tmp_path / "alive"
    beat = f"import time\nwhile True: open({str(alive)!r}, 'a').write('.'); time.sleep(0.05)"
    fake_soffice.write_text(
        f"#!/bin/sh\n{shlex.quote(sys.executable)} -c {shlex.quote(beat)} &\nsleep 60\n", encoding="utf-8"
    )
    started = time.monotonic()

    problem = _problem(timeout=2)

    assert time.monotonic() - started < 20
    assert problem.code == "libreoffice-timeout"
    assert problem.message == "LibreOffice made no PDF within 2 seconds and was stopped"
    beats = alive.stat().st_size
    assert beats > 0
    time.sleep(0.5)
    assert alive.stat().st_size == beats
    assert list(private_tmp.iterdir()) == []


@POSIX
@pytest.mark.parametrize(
    ("script", "message", "hint"),
    [
        ("exit 0", "LibreOffice made no PDF; its exit status was 0", ""),
        ("echo no fonts >&2; exit 77", "LibreOffice made no PDF; its exit status was 77", "it said: “no fonts”"),
        ('while [ "$1" != --outdir ]; do shift; done; : > "$2/document.pdf"', "exit status was 0", ""),
    ],
    ids=["no file", "says why", "empty file"],
)
def test_without_a_pdf_it_failed_whatever_it_says(fake_soffice: Path, script: str, message: str, hint: str) -> None:
    """The exit status alone proves nothing; what the program said is passed on."""
    fake_soffice.write_text(f"#!/bin/sh\n{script}\n", "utf-8")

    problem = _problem()

    assert problem.code == "libreoffice-failed"
    assert problem.message.endswith(message)
    assert problem.hint == hint


def test_a_machine_without_it_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on the PATH nor in a usual place."""
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("hoi_report._pdf._USUAL_PLACES", {})

    with pytest.raises(RenderError) as caught:
        find_soffice()

    assert str(caught.value.problems[0].in_language("en")) == (
        "error [libreoffice-missing] LibreOffice, which makes the PDF, was not found\n"
        "    install it, or let HOI_REPORT_SOFFICE name its program “soffice”"
    )


def test_a_wrong_setting_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a program wants that one, not another that happens to be there."""
    monkeypatch.setenv(SETTING, str(tmp_path / "nothing"))

    problem = _problem()

    assert problem.code == "libreoffice-unusable"
    assert problem.message == f"“{tmp_path / 'nothing'}” is not a program that can be run"


@POSIX
def test_a_program_that_cannot_start_is_named(fake_soffice: Path) -> None:
    """A file that the system cannot run, though it may be run."""
    fake_soffice.write_bytes(b"\x7fELF, but not really")

    problem = _problem()

    assert problem.code == "libreoffice-unusable"
    assert problem.hint == "let HOI_REPORT_SOFFICE name LibreOffice's “soffice”"
