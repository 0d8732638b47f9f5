"""hoi_report: the template is compiled once and filled any number of times. ``zlib``: as if isal were not installed."""

import sys
from pathlib import Path

from serve import Fill, serve

if "zlib" in sys.argv[3:]:
    sys.modules["isal"] = None  # type: ignore[assignment]  # importing it fails

from hoi_report._template import compile_template


def prepare(template: str) -> Fill:
    return compile_template(Path(template).read_bytes(), name="template.docx").fill


serve(prepare)
