"""The rule set: what it holds, how it reads numbers, what it refuses, and that a house can set values of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from hoi_report._model import validated
from hoi_report._rules import Kind, Range, RuleSet, format_number, load
from hoi_report._source import read

ROOT = Path(__file__).parent.parent
FILE = ROOT / "rules" / "nd30-2020.yaml"
DECREE = ROOT.parent / "shared" / "source" / "nd30" / "rules.json"


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The file's mapping, its scalars as text."""
    value = read(FILE).value
    assert isinstance(value, dict)
    return value


@pytest.fixture(scope="module")
def rules(data: dict[str, Any]) -> RuleSet:
    """The built-in rule set."""
    return load(data)


def changed(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of the data with one value changed; ``path`` names its keys, joined by points."""
    copy = json.loads(json.dumps(data))
    *keys, last = path.split(".")
    inner = copy
    for key in keys:
        inner = inner[key]
    inner[last] = value
    return dict(copy)


def problems_of(data: dict[str, Any]) -> list[str]:
    """What people read about these data."""
    tree = read(data)
    _, problems = validated(RuleSet, tree.value, tree)
    return [str(problem.in_language("en")) for problem in problems]


def test_the_rule_set_is_named_as_its_file(rules: RuleSet) -> None:
    """It is found by its name."""
    assert rules.name == FILE.stem


def test_the_page_is_the_decrees(rules: RuleSet) -> None:
    """PL I, Phần I, mục I.1 to I.4 and II.6.e, as the decree prints them."""
    sides = {side: getattr(rules.margins, side) for side in ("top", "bottom", "left", "right")}

    assert {side: (limits.min, limits.max) for side, limits in sides.items()} == {
        "top": (20, 25),
        "bottom": (20, 25),
        "left": (30, 35),
        "right": (15, 20),
    }
    assert (rules.paper.width, rules.paper.height) == (210, 297)
    assert (rules.font.name, rules.font.color) == ("Times New Roman", "000000")
    assert rules.first_line_indent.allowed == [10, Fraction(127, 10)]
    assert (rules.paragraph_spacing.min, rules.paragraph_spacing.max) == (6, None)
    assert (rules.line_spacing.min, rules.line_spacing.max) == (1, Fraction(3, 2))


def test_ruled_lines_are_the_decrees(rules: RuleSet) -> None:
    """As long as the Tiêu ngữ; one third to one half of the issuer, of the subject, and of an annex's note."""
    shares = {
        name: (component.ruled_line.share.min, component.ruled_line.share.max)
        for name, component in rules.components.items()
        if component.ruled_line is not None and component.ruled_line.kind == "below_text"
    }

    third_to_half = (Fraction(1, 3), Fraction(1, 2))
    assert shares == {
        "tieu_ngu": (1, 1),
        "co_quan_ban_hanh": third_to_half,
        "trich_yeu": third_to_half,
        "phu_luc_kem_theo": third_to_half,
    }


def test_every_rule_names_its_clause(data: dict[str, Any]) -> None:
    """Who is told that something is wrong can look it up: PL I, Phần I, mục …, or a form of PL III.

    Only rules about words may rest on practice, and then say so.
    """
    wording = data["wording"]
    clauses = list(_clauses({**data, "wording": {}}))

    assert len(clauses) > 40
    decree = ("PL I, Phần I, mục ", "PL II, mục ", "PL III, mẫu ", "PL III, mục ")
    assert all(clause.startswith(decree) for clause in clauses)
    assert all(rule["clause"].startswith((*decree, "thông lệ")) for rule in wording.values())
    practice = [rule for rule in wording.values() if rule["clause"].startswith("thông lệ")]
    assert {rule["severity"] for rule in practice} == {"warning", "note"}


def _clauses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("clause", "kinds_clause"):
                yield str(inner)
            yield from _clauses(inner)


@pytest.mark.skipif(not DECREE.exists(), reason="the decree's text as data is not beside this checkout")
def test_components_and_kinds_are_those_taken_from_the_decrees_text(rules: RuleSet) -> None:
    """Sizes, weight, slope, capitals and alignment of every component, and the letters of every kind."""
    decree = json.loads(DECREE.read_text(encoding="utf-8"))

    for said in decree["components"]:
        component = rules.components[said["id"]]
        assert (component.size.min, component.size.max) == (said["size_min"], said["size_max"]), said["id"]
        assert said["size_example"] in (component.size.value, None), said["id"]
        assert (component.bold, component.italic) == (said["bold"], said["italic"]), said["id"]
        assert (component.case == "upper") == (said["case"] == "upper" or said["case"].startswith("hoa")), said["id"]
        if said["align"].startswith(("center", "justify")):
            assert component.alignment == said["align"].split()[0].strip(","), said["id"]
    symbols = {kind.symbol for kind in rules.kinds.values()}
    assert symbols == {*decree["doc_type_abbreviations"].values(), None}
    names = {kind.name for kind in rules.kinds.values()}
    assert names == {name.removesuffix(" (cá biệt)") for name in decree["doc_type_abbreviations"]} | {"Công văn"}


def test_traps_among_the_letters_of_kinds(rules: RuleSet) -> None:
    """QyĐ is not QĐ, CTr is not CT, ĐA is not DA; a công văn has no letters of its own."""
    letters = {id_: rules.kinds[id_].symbol for id_ in ("quyet-dinh", "quy-dinh", "chi-thi", "chuong-trinh")}

    assert letters == {"quyet-dinh": "QĐ", "quy-dinh": "QyĐ", "chi-thi": "CT", "chuong-trinh": "CTr"}
    assert (rules.kinds["de-an"].symbol, rules.kinds["du-an"].symbol) == ("ĐA", "DA")
    assert rules.kinds["cong-van"] == Kind(name="Công văn")
    assert len(rules.kinds) == 31


def test_what_we_print_keeps_the_rules_that_compare(rules: RuleSet) -> None:
    """A component whose size has to be another's has it, and whoever may carry a line says how long it is."""
    for name, component in rules.components.items():
        if component.size_as is not None:
            assert component.size.value == rules.components[component.size_as].size.value, name


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12,7", Fraction(127, 10)),
        ("20", 20),
        ("1/3", Fraction(1, 3)),
        (12.7, Fraction(127, 10)),
        (6, 6),
        ("0,05", 0.05),
    ],
)
def test_numbers_are_read_exactly(written: object, number: object) -> None:
    """In Vietnamese notation, as a fraction, or as the number that JSON has."""
    assert Range(min=written, value=written).min == Fraction(str(number))  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["1.250", "12.7", "-1", "1/0", "1e3", "", "nan", "½", True, None, float("inf"), -3])
def test_what_is_no_number_is_refused(written: object) -> None:
    """No guessing: a point is a mark of thousands, and a measure of a page has none."""
    with pytest.raises(ValidationError):
        Range(min=written, value=written)  # type: ignore[arg-type]


@given(st.fractions(min_value=0, max_value=1000))
def test_numbers_are_written_as_they_are_read(number: Fraction) -> None:
    """What is told to people is what could stand in the file."""
    written = format_number(number)

    assert Range(min=written, value=written).value == number  # type: ignore[arg-type]


def test_limits_are_included() -> None:
    """12 to 13 pt allows both; half a millimetre may be lost in measuring."""
    limits = Range(min=Fraction(12), max=Fraction(13), value=Fraction(12))

    assert limits.allows(12) and limits.allows(13.0) and not limits.allows(13.1) and not limits.allows(11.9)
    assert limits.allows(13.4, tolerance=0.5)
    assert Range(min=Fraction(6), value=Fraction(6)).allows(1000)


BAD = [
    ("margins.top.min", "2O", "margins.top.min: expected a number like 12,7 or 1/3, found “2O”"),
    ("margins.left.value", "25", "margins.left.value: expected a number from 30 to 35, found 25"),
    (
        "margins.left.max",
        "25",
        "[limits-order] margins.left.max: the most that is allowed, 25, is less",
    ),
    ("components.tieu_ngu.ruled_line.kind", "typed", "[typed-line] components.tieu_ngu.ruled_line.text: a ruled line"),
    ("components.tieu_ngu.ruled_line.text", "*", "[typed-line] components.tieu_ngu.ruled_line.text: a ruled line has"),
    ("first_line_indent.value", "11", "first_line_indent.value: expected one of 10; 12,7, found 11"),
    ("paragraph_spacing.value", "3", "paragraph_spacing.value: expected a number from 6, found 3"),
    ("font.color", "black", "font.color: expected a colour of six hexadecimal digits in capitals, found “black”"),
    ("components.dieu.size_as", "loi_van", "components.dieu.size_as: expected one of noi_dung, found “loi_van”"),
    ("components.tieu_ngu.bold", "yes", "components.tieu_ngu.bold: expected true or false, found “yes”"),
    ("components.tieu_ngu.sise", "13", "components.tieu_ngu.sise: unknown key “sise”"),
    ("components.tieu_ngu.alignment", "middle", "components.tieu_ngu.alignment: expected one of left, center, justify"),
    ("kinds.ke-hoach.symbol", "kh", "[symbol] kinds.ke-hoach.symbol: "),
    ("valid_from", "2020-02-31", "valid_from: the date “2020-02-31” does not exist"),
]


@pytest.mark.parametrize(("path", "value", "message"), BAD, ids=[path for path, *_ in BAD])
def test_a_mistake_is_told_with_its_place_and_what_was_expected(
    data: dict[str, Any], path: str, value: str, message: str
) -> None:
    """One mistake, one problem, which names the field."""
    (problem,) = problems_of(changed(data, path, value))

    assert message in problem


def test_a_house_may_set_values_of_its_own(data: dict[str, Any], rules: RuleSet) -> None:
    """Whatever the decree allows can be chosen, and what is allowed stays what it was."""
    house = load(changed(changed(data, "margins.left.value", "35"), "components.trich_yeu.size.value", "13"))

    assert house.margins.left.value == 35 and house.components["trich_yeu"].size.value == 13
    assert house.margins.left.min == rules.margins.left.min
    assert rules.margins.left.value == 30


def test_a_rule_set_cannot_be_changed(rules: RuleSet) -> None:
    """It is shared by everything that reads it."""
    with pytest.raises(ValidationError, match="frozen"):
        rules.margins.left.value = Fraction(1)  # type: ignore[misc]


def _models(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield kind
    for sub in kind.__subclasses__():
        yield from _models(sub)


def test_every_field_says_what_it_is_for() -> None:
    """The descriptions are the reference of the format."""
    described = [
        (model.__name__, name, field.description)
        for model in _models(BaseModel)
        if model.__module__ == "hoi_report._rules"
        for name, field in model.model_fields.items()
    ]

    assert len(described) > 50
    assert [(model, name) for model, name, description in described if not description] == []
