"""Compressing: whichever library there is, what comes out unpacks to what went in; and one installation has one way."""

from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi_report._deflate import DEFLATE, crc32, deflate, deflate_once
from template_samples import unzipped

RENDER = """
import sys
if sys.argv[2] == "without":
    sys.modules["isal"] = None  # as if it were not installed
import hoi_report
from hoi_report._deflate import DEFLATE
document = hoi_report.load_document(hoi_report.example("hong-lam-2025") / "ke-hoach.yaml")
hoi_report.render(document).save(sys.argv[1])
print(DEFLATE)
"""


@given(data=st.binary(max_size=2000) | st.text(max_size=500).map(str.encode), times=st.integers(1, 50))
def test_what_is_compressed_unpacks_again(data: bytes, times: int) -> None:
    """Also empty, and large."""
    whole = data * times

    assert zlib.decompress(deflate(whole), -zlib.MAX_WBITS) == whole
    assert zlib.decompress(deflate_once(whole), -zlib.MAX_WBITS) == whole
    assert crc32(whole) == zlib.crc32(whole)


@pytest.mark.parametrize("library", ["with", "without"])
def test_the_document_is_the_same_with_the_fast_library_and_without(library: str, tmp_path: Path) -> None:
    """Part by part; of the bytes of the file one installation gives always the same."""
    pytest.importorskip("isal", reason="the extra “fast” is not installed")
    made = []
    for number in range(2):
        file = tmp_path / f"{number}.docx"
        found = subprocess.run(
            [sys.executable, "-c", RENDER, str(file), library], capture_output=True, encoding="utf-8", check=True
        )
        assert found.stdout.strip() == ("isal-2" if library == "with" else "zlib-6")
        made.append(file.read_bytes())
    here = tmp_path / "here.docx"
    subprocess.run([sys.executable, "-c", RENDER, str(here), ""], check=True, capture_output=True)

    assert made[0] == made[1]
    assert unzipped(made[0]) == unzipped(here.read_bytes())
    assert (made[0] == here.read_bytes()) == (library == "with")
    assert DEFLATE == "isal-2"
