"""A script with several processes is an ordinary script: it needs no guard, no name, not even a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import hoi_report

print("once")
plan = hoi_report.example("thai-binh-2024") / "ke-hoach.yaml"
for number in range(2):  # twice: the second time the server of processes is there already
    inputs = [plan] * 4
    results = hoi_report.render_many(iter(inputs), "ra", jobs=2, name="{unit}.docx", overwrite=True)
    print(sorted(result.status for result in results))
"""
SAID = "once\n" + "['failed', 'failed', 'failed', 'written']\n" * 2  # of one name the first is made


@pytest.mark.parametrize("way", ["file", "standard input", "-c"])
def test_a_script_needs_no_guard(way: str, tmp_path: Path) -> None:
    """Its own lines run once, though Python's processes usually run the whole script again."""
    (tmp_path / "tất cả.py").write_text(SCRIPT, "utf-8")
    arguments = {"file": ["tất cả.py"], "standard input": ["-"], "-c": ["-c", SCRIPT]}[way]

    found = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        input=SCRIPT,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )

    assert (found.stdout, found.stderr) == (SAID, "")
