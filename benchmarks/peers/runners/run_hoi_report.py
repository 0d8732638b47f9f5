"""hoi_report: the template is compiled once and filled any number of times. ``zlib``: as if isal were not installed."""

import sys

from serve import Fill, serve

if "zlib" in sys.argv[3:]:
    sys.modules["isal"] = None  # type: ignore[assignment]  # importing it fails

from hoi_report import load_template


def prepare(template: str) -> Fill:
    return load_template(template).fill


serve(prepare)
