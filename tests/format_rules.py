"""The rule sets that formats are measured against, and the script that builds a template from one."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from hoi_report._rules import RuleSet, load
from hoi_report._source import read

SCRIPT = Path(__file__).parent.parent / "scripts" / "build_template.py"
sys.path.insert(0, str(SCRIPT.parent))

import build_template  # noqa: E402

DATA = cast("dict[str, Any]", read(build_template.RULES).value)
"""The rule file's mapping, its scalars as text."""

RULES = load(DATA)
"""What is allowed, and what the built-in template prints."""


def house_data() -> dict[str, Any]:
    """A house's own rule set: every value is as large as it may be, the indent the other one."""
    own = copy.deepcopy(DATA)
    for limits in _ranges(own):
        limits["value"] = limits["max"]
    own["first_line_indent"]["value"] = "10"
    own["paragraph_spacing"]["value"] = "8"
    return own


def _ranges(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"min", "max", "value"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _ranges(inner)


def house() -> RuleSet:
    """The same, read."""
    return load(house_data())
