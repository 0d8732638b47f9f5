"""LibreOffice as a program that converts files, started as the library starts it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from hoi_report._pdf import LOCALE


def convert(soffice: str, files: Iterable[Path], format: str, target: Path) -> None:
    """Let LibreOffice save files in another format in a folder; one start of it for all, with a profile of its own."""
    profile = f"-env:UserInstallation={(target / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--norestore", "--convert-to", format, "--outdir", str(target)]
    # without the locale it waits for ever where the folder has letters that an old one does not know
    environment = {**os.environ, **LOCALE}
    done = subprocess.run([*command, *map(str, files)], env=environment, capture_output=True, timeout=600, check=True)
    assert not done.stderr.startswith(b"Error"), done.stderr
