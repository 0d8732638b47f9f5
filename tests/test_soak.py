"""A few of the moments at which ``make soak`` kills a batch."""

from __future__ import annotations

import sys

import pytest

from soaking import Point, Soak, points

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the processes of a batch as Linux tells them")


@pytest.fixture(scope="module")
def soak(tmp_path_factory: pytest.TempPathFactory) -> Soak:
    """The inputs and what they should become."""
    return Soak(tmp_path_factory.mktemp("ngâm"))


@pytest.mark.parametrize("point", list(points(4)), ids=lambda point: f"{point.what}-{point.documents}")
def test_killed_at_any_moment(soak: Soak, point: Point) -> None:
    """Every file under its name is whole and right; resumed, all are made, and the manifest is complete."""
    soak.at(point)
