"""Units and levels: who they are on a day, whatever the province and the ladder of levels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import hoi_report
from outlines import UNIT, outline


def unit(**keys: Any) -> dict[str, Any]:
    """A unit of the file of units."""
    return {key: value for key, value in {**UNIT, "level_name": None, **keys}.items() if value is not None}


def load(folder: Path, units: dict[str, Any], day: str, key: str = "a") -> hoi_report.Document:
    """A document of the unit on the day."""
    import json

    levels = {"tinh": {"name": "tỉnh"}, "huyen": {"name": "huyện", "parent": "tinh", "valid_to": "30/6/2025"}}
    (folder / "units.json").write_text(json.dumps({"levels": levels, "units": units}), encoding="utf-8")
    (folder / "outline.json").write_text(
        json.dumps(outline(closing="{{ unit.short_name }}, {{ unit.level_name }}.")), encoding="utf-8"
    )
    return hoi_report.load_document(
        {"outline": "outline.json", "units": "units.json", "unit": key, "date": day}, base_dir=folder
    )


BEFORE = unit(short_name="Hội LHPN tỉnh cũ", valid_to="30/6/2025")
AFTER = unit(short_name="Hội LHPN tỉnh mới", valid_from="01/7/2025")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("30/6/2025", "Hội LHPN tỉnh cũ"),
        ("01/7/2025", "Hội LHPN tỉnh mới"),
        ("2024", "Hội LHPN tỉnh cũ"),
        ("2025-07", "Hội LHPN tỉnh mới"),
        ("2025", "Hội LHPN tỉnh mới"),
    ],
)
def test_a_key_means_the_unit_that_was_valid_on_the_day(day: str, name: str, tmp_path: Path) -> None:
    """A partial date means any day in it: of two that fit, the later one."""
    assert load(tmp_path, {"a": [BEFORE, AFTER]}, day).unit.unit.short_name == name


def test_a_unit_ends_with_its_level(tmp_path: Path) -> None:
    """The district level was abolished; a district without an end of its own ends with it."""
    district = {"a": unit(level="huyen")}

    assert load(tmp_path, district, "30/6/2025").unit.level_name == "huyện"
    with pytest.raises(hoi_report.InvalidInput) as caught:
        load(tmp_path, district, "01/7/2025")
    assert [(p.code, p.path) for p in caught.value.problems] == [("not-valid-then", "unit")]


def test_a_unit_may_call_its_level_by_another_name(tmp_path: Path) -> None:
    """A thành phố stands on the level of the huyện."""
    assert load(tmp_path, {"a": unit(level="huyen", level_name="thành phố")}, "2024").unit.level_name == "thành phố"


def test_the_unit_above_is_that_of_the_same_day(tmp_path: Path) -> None:
    """After a merger the parent's key means another unit."""
    units = {"a": unit(parent="tren"), "tren": [BEFORE, AFTER]}

    for day, name in (("2024", "Hội LHPN tỉnh cũ"), ("2026", "Hội LHPN tỉnh mới")):
        above = load(tmp_path, units, day).unit.parent
        assert above is not None and above.unit.short_name == name


@pytest.mark.parametrize(
    "authority", ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "TL. CHỦ TỊCH", "TUQ. CHỦ TỊCH", "Q. CHỦ TỊCH"]
)
def test_every_authority_of_the_decree_is_known(authority: str, tmp_path: Path) -> None:
    """PL I, Phần I, II.7.b."""
    signed = load(tmp_path, {"a": unit(signer={"authority": authority, "title": "CHỦ TỊCH"})}, "2024")

    assert signed.signer.authority == (authority,)


def test_a_chi_hoi_signs_without_authority(tmp_path: Path) -> None:
    """CHI HỘI TRƯỞNG alone."""
    assert load(tmp_path, {"a": unit(signer={"title": "CHI HỘI TRƯỞNG"})}, "2024").signer.authority == ()
