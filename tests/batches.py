"""Many small documents for batches: a folder of data files, in which each is a report of its own."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

from outlines import UNIT, outline

SUBJECT = "Kiểm thử {{ ten }}"


def data(commune: int, /, **keys: Any) -> dict[str, Any]:
    """The data file of one commune, as a mapping; it needs ``outline.json`` in its folder."""
    unit = {**UNIT, "short_name": f"Hội LHPN xã Số {commune}"}
    name = {"parameters": {"ten": f"xã {commune}"}}
    return {"outline": "outline.json", "unit": unit, "date": "05/6/2024", **name, **keys}


def write_outline(folder: Path, **keys: Any) -> Path:
    """An outline whose documents mention the name of each commune."""
    said = outline(subject=SUBJECT, parameters={"ten": {"type": "text", "description": "Tên."}}, **keys)
    path = folder / "outline.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def write_inputs(folder: Path, count: int) -> list[Path]:
    """So many data files in a folder, and their outline."""
    folder.mkdir(parents=True, exist_ok=True)
    write_outline(folder)
    paths = []
    for number in range(count):
        path = folder / f"xa-{number:04}.yaml"
        path.write_text(json.dumps(data(number), ensure_ascii=False, indent=1), encoding="utf-8")
        paths.append(path)
    return paths


class Deadly(dict[str, Any]):
    """A data file that kills whoever it is handed to in another process."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _die, ()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def documents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that is a document, by its name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def lines(folder: Path) -> list[dict[str, Any]]:
    """What the manifest of a folder says of inputs, line by line."""
    said = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
    return [line for line in said if "status" in line]
