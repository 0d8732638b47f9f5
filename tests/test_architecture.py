"""Imports point down the list of docs/architecture.md: nothing knows what stands above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "hoi_report"


def rows() -> dict[str, int]:
    """The modules of the list, each with the number of its row."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = [re.findall(r"`(_[a-z_]+)`", line.split("|")[1]) for line in page.splitlines() if line.startswith("| `_")]
    return {module: row for row, modules in enumerate(listed) for module in modules}


def imports() -> Iterator[tuple[str, str, str]]:
    """Every import of one module of ours by another that is carried out: who, whom, where."""
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for_types = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level and node not in for_types:
                inside = [*parts[: len(parts) - node.level], *(node.module or "").split(".")]
                whole = [name for name in inside if name]
                for name in whole[:1] or [alias.name for alias in node.names]:
                    if name != parts[0]:
                        yield parts[0], name, f"{path.name}:{node.lineno}"


def test_every_module_is_in_the_list() -> None:
    modules = {path.stem for path in PACKAGE.iterdir() if path.name.startswith("_") and path.suffix in ("", ".py")}
    assert modules - {"__init__", "__main__", "__pycache__"} == set(rows())


def test_imports_point_down() -> None:
    row = rows()
    upward = [
        (who, whom, where) for who, whom, where in imports() if who in row and whom in row and row[who] > row[whom]
    ]
    assert upward == []
