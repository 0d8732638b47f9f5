"""A .docx -> a PDF, printed by LibreOffice.

LibreOffice is a program of its own that a user may or may not have. Every call gets a user profile of its own, so that
calls at the same time do not meet, and a time limit, after which the program and all that it started are stopped.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from ._problems import RenderError, problem

SETTING = "HOI_REPORT_SOFFICE"
"""The environment variable that names the program, where it stands in no usual place."""

TIMEOUT = 120.0
"""Seconds that a conversion may take."""

LOCALE = {"LC_ALL": "C.UTF-8"}
"""In the locale “C” the program knows no file whose path has Vietnamese letters, and waits for ever."""

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
}


def find_soffice() -> str:
    """The path of LibreOffice's program.

    That is what the environment variable ``HOI_REPORT_SOFFICE`` names; else ``soffice`` or ``libreoffice`` on the
    ``PATH``; else the place where LibreOffice's own installer puts it on macOS and Windows.

    Raises :class:`RenderError` where there is none.
    """
    named = os.environ.get(SETTING)
    if named:
        program = shutil.which(named)
        if program is None:
            raise RenderError([problem("libreoffice-unusable", program=named)])
        return program
    for name in (*_NAMES, *_USUAL_PLACES.get(sys.platform, ())):
        program = shutil.which(name)
        if program is not None:
            return program
    raise RenderError([problem("libreoffice-missing")])


def convert_to_pdf(docx: bytes | os.PathLike[str], timeout: float = TIMEOUT) -> bytes:
    """The document as LibreOffice prints it: the bytes of a PDF.

    ``docx`` is the content of a .docx, or the path of one; ``timeout`` is in seconds.

    Raises :class:`RenderError` where LibreOffice is not installed, is not done in time, or makes no PDF, whatever its
    exit status says; and where temporary files cannot be written.
    """
    soffice = find_soffice()
    content = docx if isinstance(docx, bytes) else Path(docx).read_bytes()
    try:
        return _converted(soffice, content, timeout)
    except OSError as error:
        raise RenderError([problem("libreoffice-no-folder", reason=error.strerror)]) from error


def _converted(soffice: str, content: bytes, timeout: float) -> bytes:
    # Windows may keep a file of a stopped program open for a moment; that is no reason to lose a PDF.
    with tempfile.TemporaryDirectory(prefix="hoi-report-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        source = folder / "document.docx"
        source.write_bytes(content)
        status = _run(
            [
                soffice,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                str(folder),
                str(source),
            ],
            folder / "said.txt",
            timeout,
        )
        pdf = source.with_suffix(".pdf")
        if status == 0 and pdf.is_file() and pdf.stat().st_size:
            return pdf.read_bytes()
        said = (folder / "said.txt").read_text("utf-8", errors="replace").strip()[-500:]
    about: dict[str, Any] = {"status": status, "said": said} if said else {"status": status}
    raise RenderError([problem("libreoffice-failed", **about)])


def _run(command: list[str], log: Path, timeout: float) -> int:
    """The exit status of a command that ended in time, alone in a process group that can be stopped as a whole."""
    # A file, not a pipe: a pipe is read until the last grandchild closes it.
    with log.open("wb") as file:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                env={**os.environ, **LOCALE},
                start_new_session=True,  # without meaning on Windows
            )
        except OSError as error:
            raise RenderError([problem("libreoffice-unusable", program=command[0])]) from error
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise RenderError([problem("libreoffice-timeout", seconds=f"{timeout:g}")]) from None
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started; those that have ended are let be."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
