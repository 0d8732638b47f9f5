"""Builds ``templates/nd30-2020.docx`` from ``rules/nd30-2020.yaml``.

    python scripts/build_template.py             writes the template
    python scripts/build_template.py --check     exit status 1 where the committed one is not what would be written

Built from raw OOXML, so that nothing of a default document is left behind, and the same everywhere: no clock, no name
of a program. A house with a rule set of its own builds its template with ``--rules`` and ``--output``.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]  # runs in a checkout without an installed package

from hoi_report._model import validated  # noqa: E402
from hoi_report._problems import HoiReportError, InvalidInput  # noqa: E402
from hoi_report._rules import RuleSet  # noqa: E402
from hoi_report._source import read  # noqa: E402
from word_design import NotDesignedError, parts  # noqa: E402

RULES = ROOT / "rules" / "nd30-2020.yaml"
TEMPLATE = ROOT / "templates" / "nd30-2020.docx"


def read_rules(path: Path) -> RuleSet:
    """The rule set of a file. Raises :class:`InvalidInput` with every problem of it."""
    tree = read(path)
    rules: RuleSet | None
    rules, problems = validated(RuleSet, tree.value, tree)
    if rules is None:
        raise InvalidInput(problem.in_language("en") for problem in problems)
    return rules


def build(rules: RuleSet) -> bytes:
    """The template as a Word file."""
    return pack(parts(rules))


def pack(texts: Mapping[str, str]) -> bytes:
    """A package of XML parts, without a date; every part is well-formed, or this raises ``XMLSyntaxError``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in texts.items():
            etree.fromstring(text.encode())
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else it says which system it was built on
            info.external_attr = 0o644 << 16
            package.writestr(info, text.encode(), compresslevel=9)
    return buffer.getvalue()


def differing_parts(one: bytes, other: bytes) -> list[str]:
    """The names of the parts that two packages do not share, uncompressed: compressors may differ between machines."""
    with zipfile.ZipFile(io.BytesIO(one)) as a, zipfile.ZipFile(io.BytesIO(other)) as b:
        names = dict.fromkeys([*a.namelist(), *b.namelist()])
        return [n for n in names if n not in a.namelist() or n not in b.namelist() or a.read(n) != b.read(n)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Builds the Word template from the rule set.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 where the file differs")
    parser.add_argument("--rules", type=Path, default=RULES, help="the rule set (default: %(default)s)")
    parser.add_argument("--output", type=Path, default=TEMPLATE, help="the template (default: %(default)s)")
    options = parser.parse_args(arguments)

    try:
        template = build(read_rules(options.rules))
    except (HoiReportError, NotDesignedError) as error:
        print(error, file=sys.stderr)
        return 1
    if not options.check:
        options.output.write_bytes(template)
        print(f"{options.output}: {len(template)} bytes")
        return 0
    differing = differing_parts(options.output.read_bytes(), template) if options.output.exists() else ["(the file)"]
    for name in differing:
        print(f"{options.output}: {name} is not what {options.rules.name} builds")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
