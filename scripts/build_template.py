"""Builds ``templates/nd30-2020.docx`` from ``rules/nd30-2020.yaml``, and compiles it.

    python scripts/build_template.py             writes the template, and its programs into the package
    python scripts/build_template.py --check     exit status 1 where what is committed is not what would be written

The programs spare whoever prints by this template the compiling (``hoi_report._template.kept``).

A house builds its own with ``hoi-report template build``.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))  # runs in a checkout without an installed package

from hoi_report import HoiReportError, build_template  # noqa: E402
from hoi_report._template.compiling import compiled  # noqa: E402
from hoi_report._template.kept import READY, as_json  # noqa: E402
from hoi_report._template.proving import prove  # noqa: E402

RULES = ROOT / "rules" / "nd30-2020.yaml"
TEMPLATE = ROOT / "templates" / "nd30-2020.docx"


def differing_parts(one: bytes, other: bytes) -> list[str]:
    """The names of the parts that two packages do not share, uncompressed: compressors may differ between machines."""
    with zipfile.ZipFile(io.BytesIO(one)) as a, zipfile.ZipFile(io.BytesIO(other)) as b:
        names = dict.fromkeys([*a.namelist(), *b.namelist()])
        return [n for n in names if n not in a.namelist() or n not in b.namelist() or a.read(n) != b.read(n)]


def programs_of(template: bytes) -> str:
    """What is kept of the compiled template, as the package reads it."""
    made = compiled(template, TEMPLATE.name)
    prove(made)
    return json.dumps(as_json(made, template), ensure_ascii=False, indent=1) + "\n"


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
    programs = (READY / options.output.name).with_suffix(".json")
    if not options.check:
        options.output.write_bytes(template)
        print(f"{options.output}: {len(template)} bytes")
        if options.output == TEMPLATE:
            programs.write_text(programs_of(template), "utf-8", newline="\n")
            print(f"{programs}: {programs.stat().st_size} bytes")
        return 0
    committed = options.output.read_bytes() if options.output.exists() else b""
    differing = differing_parts(committed, template) if committed else ["(the file)"]
    for name in differing:
        print(f"{options.output}: {name} is not what {RULES.name} builds")
    if committed and programs.exists() and programs.read_text("utf-8") == programs_of(committed):
        return 1 if differing else 0
    print(f"{programs} is not what {options.output.name} compiles to")
    return 1


if __name__ == "__main__":
    sys.exit(main())
