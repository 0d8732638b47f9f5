"""Small outlines and documents as data, in one line each."""

from __future__ import annotations

from typing import Any

import hoi_report
from hoi_report._blocks import Block, Composition
from hoi_report._compose import compose

UNIT: dict[str, Any] = {
    "name": "Hội Liên hiệp Phụ nữ tỉnh A",
    "short_name": "Hội LHPN tỉnh A",
    "generic_name": "Hội LHPN tỉnh",
    "locality": "tỉnh A",
    "level": "tinh",
    "level_name": "tỉnh",
    "body": "Ban Thường vụ",
    "issuer": {"parent": "HỘI LHPN TỈNH A", "name": "BAN THƯỜNG VỤ"},
    "symbol": "BTV",
    "place": "A",
    "signer": {"authority": "TM. BAN THƯỜNG VỤ", "title": "CHỦ TỊCH"},
}
SECTION: dict[str, Any] = {"id": "muc_mot", "title": "MỤC MỘT"}


def outline(**keys: Any) -> dict[str, Any]:
    """A whole outline with these keys."""
    return {
        "grammar": 1,
        "version": "1",
        "kind": "ke-hoach",
        "rules": "nd30-2020",
        "term": {"local": "2021-2026", "national": "2022-2027"},
        "valid_from": "2020",
        "subject": "Kiểm thử",
        "sections": [SECTION],
        **keys,
    }


def document(folder: Any, said: dict[str, Any], **keys: Any) -> hoi_report.Document:
    """A document of an outline, whose file is written into the folder."""
    import json

    (folder / "outline.json").write_text(json.dumps(said), encoding="utf-8")
    return hoi_report.load_document(
        {"outline": "outline.json", "unit": UNIT, "date": "05/6/2024", **keys}, base_dir=folder
    )


def composed(folder: Any, said: dict[str, Any], **keys: Any) -> Composition:
    """The composition of such a document."""
    return compose(document(folder, said, **keys))


def of_kind(found: Composition, kind: str) -> list[Any]:
    """The blocks of one kind."""
    blocks: tuple[Block, ...] = found.blocks
    return [block for block in blocks if block.kind == kind]
