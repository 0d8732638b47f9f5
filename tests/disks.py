"""Disks of their own for tests: small ones, and such as take no writing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk_at(folder: Path, option: str) -> Iterator[Path]:
    """A new folder that is a disk of its own; the test is skipped where none may be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", option, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        pytest.skip("there is no “mount” here")
    if done.returncode:
        pytest.skip(f"a disk can be mounted only with the rights for it: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
