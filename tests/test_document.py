"""Data files: every form of source, the folder that paths may not leave, and that nothing else is raised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hoi_report
from hoi_report._source import read
from outlines import UNIT, outline

EXAMPLE = hoi_report.example("thai-binh-2024")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with an outline and a data file."""
    inside = tmp_path / "trong"
    inside.mkdir()
    (inside / "outline.json").write_text(json.dumps(outline(closing="Hết.")), encoding="utf-8")
    (tmp_path / "outline.json").write_text(json.dumps(outline()), encoding="utf-8")
    return inside


def test_yaml_json_bytes_and_dict_make_the_same_document() -> None:
    """Four forms of the source case, one .docx."""
    path = EXAMPLE / "ke-hoach.yaml"
    said = read(path).value
    as_json = json.dumps(said, ensure_ascii=False).encode()

    made = {
        hoi_report.render(document).content
        for document in (
            hoi_report.load_document(path),
            hoi_report.load_document(str(path)),
            hoi_report.load_document(path.read_bytes(), base_dir=EXAMPLE),
            hoi_report.load_document(as_json, base_dir=EXAMPLE),
            hoi_report.load_document(said, base_dir=EXAMPLE),
        )
    }

    assert len(made) == 1


def test_numbers_of_json_are_those_numbers(desk: Path) -> None:
    """A number that is already one needs no notation; a text is read as Vietnamese write it."""
    said = {"outline": "outline.json", "unit": UNIT, "date": 2024}

    numbers = [hoi_report.load_document({**said, "number": n}, base_dir=desk).number for n in (7, "7", "07", "1.250")]

    assert numbers == [7, 7, 7, 1250]


def test_the_callers_dict_is_left_alone(desk: Path) -> None:
    """Neither changed nor kept."""
    said: dict[str, Any] = {"outline": "outline.json", "unit": dict(UNIT), "date": "2024"}
    before = json.dumps(said)

    hoi_report.load_document(said, base_dir=desk)

    assert json.dumps(said) == before


@pytest.mark.parametrize("name", ["../outline.json", "trong/../../outline.json", "..\\outline.json"])
def test_paths_do_not_leave_the_folder(name: str, desk: Path) -> None:
    """A tool that takes files from strangers gives the folder."""
    (desk / "trong").mkdir()
    said = {"outline": name, "unit": UNIT, "date": "2024"}

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.load_document(said, base_dir=desk)

    assert [p.code for p in caught.value.problems] == ["outside-folder"]


def test_neither_absolute_paths_nor_links_leave_the_folder(desk: Path) -> None:
    """Links are followed before the folder is compared."""
    names = [str((desk.parent / "outline.json").absolute())]
    try:
        (desk / "link.json").symlink_to(desk.parent / "outline.json")
        names.append("link.json")
    except OSError:
        pass  # Windows lets only some users make links; the absolute path is tried anyway
    for name in names:
        with pytest.raises(hoi_report.InvalidInput) as caught:
            hoi_report.load_document({"outline": name, "unit": UNIT, "date": "2024"}, base_dir=desk)
        assert [p.code for p in caught.value.problems] == ["outside-folder"]


def test_a_pack_of_ones_own_is_found_before_the_built_in(tmp_path: Path) -> None:
    """An outline in a pack attaches its neighbour by id, and uses the pack's rules and template first."""
    folder = tmp_path / "outlines" / "2026-2031"
    folder.mkdir(parents=True)
    annex = json.dumps(outline(subject="Kèm theo"), ensure_ascii=False)
    (folder / "de-cuong.yaml").write_text(annex, encoding="utf-8")
    main = outline(attachments=[{"outline": "2026-2031/de-cuong"}, {"outline": "2021-2026/bao-cao-giua-nhiem-ky"}])
    (folder / "chinh.yaml").write_text(json.dumps(main, ensure_ascii=False), encoding="utf-8")

    loaded = hoi_report.load_outline(folder / "chinh.yaml")

    assert loaded.id == "2026-2031/chinh"
    assert [member.id for member in loaded.family] == [
        "2026-2031/chinh",
        "2026-2031/de-cuong",
        "2021-2026/bao-cao-giua-nhiem-ky",
    ]


def test_an_attachment_does_not_leave_the_folder_either(desk: Path) -> None:
    """An outline from a stranger names another outside."""
    said = outline(attachments=[{"outline": "../outline.json"}])
    (desk / "ban.json").write_text(json.dumps(said), encoding="utf-8")

    for load in (
        lambda: hoi_report.load_outline(said, base_dir=desk),
        lambda: hoi_report.load_document({"outline": "ban.json", "unit": UNIT, "date": "2024"}, base_dir=desk),
    ):
        with pytest.raises(hoi_report.InvalidInput) as caught:
            load()
        assert [p.code for p in caught.value.problems] == ["outside-folder"]


@pytest.mark.parametrize("key", ["rules", "template", "outline"])
def test_a_name_that_no_file_can_have_is_one_that_is_not_there(key: str, desk: Path) -> None:
    """Longer than any disk allows."""
    name = "1" * 5000
    said = outline(attachments=[{"outline": f"1/{name}"}]) if key == "outline" else outline(**{key: name})

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.load_outline(said, base_dir=desk)

    assert [p.code for p in caught.value.problems] == [f"unknown-{key}"]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)
KEYS = st.sampled_from(
    [*outline(), "outline", "unit", "units", "number", "date", "signer", "parameters", "deadlines", "recipients",
     "footnotes", "attachments", "levels", "opening", "closing", "legal_basis", "addressees", "template", "symbol"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.dictionaries(KEYS, JUNK, max_size=4), whole=st.booleans())
def test_loading_raises_nothing_but_our_errors(keys: dict[str, Any], whole: bool, desk: Path) -> None:
    """Whatever stands in place of a value, in an outline and a data file; every problem can be told."""
    for said in ({**outline(), **keys} if whole else keys, {"outline": "outline.json", "unit": UNIT, **keys}):
        try:
            loaded = hoi_report.load(said, base_dir=desk)
            hoi_report.render(loaded, draft=True)
        except hoi_report.InvalidInput as error:
            assert error.problems
            for problem in error.problems:
                assert str(problem) and str(problem.in_language("en"))
                json.dumps(problem.as_json())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_raise_nothing_but_our_errors(junk: bytes, desk: Path) -> None:
    """As a file of its own, and put into the middle of the source case."""
    source = (EXAMPLE / "ke-hoach.yaml").read_bytes()
    for data in (junk, source[:700] + junk + source[700:]):
        try:
            hoi_report.load_document(data, base_dir=EXAMPLE)
        except hoi_report.InvalidInput as error:
            assert error.problems and str(error)
