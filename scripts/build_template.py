"""Builds ``templates/nd30-2020.docx`` from ``rules/nd30-2020.yaml``.

    python scripts/build_template.py             writes the template
    python scripts/build_template.py --check     exit status 1 where the committed one is not what would be written

A house builds its own with ``hoi-report template build``.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))  # runs in a checkout without an installed package

from hoi_report import HoiReportError, build_template  # noqa: E402

RULES = ROOT / "rules" / "nd30-2020.yaml"
TEMPLATE = ROOT / "templates" / "nd30-2020.docx"


def differing_parts(one: bytes, other: bytes) -> list[str]:
    """The names of the parts that two packages do not share, uncompressed: compressors may differ between machines."""
    with zipfile.ZipFile(io.BytesIO(one)) as a, zipfile.ZipFile(io.BytesIO(other)) as b:
        names = dict.fromkeys([*a.namelist(), *b.namelist()])
        return [n for n in names if n not in a.namelist() or n not in b.namelist() or a.read(n) != b.read(n)]


def main(arguments: list[str] | None = None) -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description="Builds the built-in Word template from its rule set.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 where the file differs")
    parser.add_argument("--output", type=Path, default=TEMPLATE, help="the template (default: %(default)s)")
    options = parser.parse_args(arguments)

    try:
        template = build_template(RULES, lang="en").content
    except HoiReportError as error:
        print(error, file=sys.stderr)
        return 1
    if not options.check:
        options.output.write_bytes(template)
        print(f"{options.output}: {len(template)} bytes")
        return 0
    differing = differing_parts(options.output.read_bytes(), template) if options.output.exists() else ["(the file)"]
    for name in differing:
        print(f"{options.output}: {name} is not what {RULES.name} builds")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
