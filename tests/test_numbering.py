"""Numbers of headings and markers of items: any tree, any level scheme, any depth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi_report import InvalidInput, load_outline
from hoi_report._blocks import Heading, Item, plain
from hoi_report._compose import compose_outline
from hoi_report._numbering import item_marker
from hoi_report._vietnamese import LETTERS, roman
from outlines import outline as whole

STYLES = ["roman", "arabic", "letter", "ordinal"]
ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]
WRITE = {
    "roman": roman,
    "arabic": str,
    "letter": lambda n: LETTERS[n - 1],
    "ordinal": lambda n: ORDINALS[n - 1],
}


def outline(sections: list[dict[str, Any]], **keys: Any) -> dict[str, Any]:
    """A whole outline with these sections."""
    return whole(sections=sections, **keys)


@st.composite
def trees(draw: st.DrawFn, depth: int) -> list[Any]:
    """Sections as nested lists: each is the list of what stands below it."""
    width = draw(st.integers(1, 3))
    return [draw(trees(depth - 1)) if depth > 1 and draw(st.booleans()) else [] for _ in range(width)]


@given(st.data())
def test_every_heading_has_the_number_of_its_place(data: st.DataObject) -> None:
    """Counted here a second way: by the index among siblings, on every depth, in every style and pattern."""
    depth = data.draw(st.integers(1, 5))
    tree = data.draw(trees(depth))
    styles = data.draw(st.lists(st.sampled_from(STYLES), min_size=depth, max_size=depth))
    starts = data.draw(st.lists(st.integers(1, 5), min_size=depth, max_size=depth))
    joined = data.draw(st.lists(st.integers(0, 4), min_size=depth, max_size=depth))
    closing = data.draw(st.lists(st.sampled_from([".", "", ")", ").", ":"]), min_size=depth, max_size=depth))
    patterns = [
        ".".join(f"{{{level}}}" for level in range(max(1, own - joined[own - 1]), own + 1)) + closing[own - 1]
        for own in range(1, depth + 1)
    ]
    expected: list[tuple[int, str]] = []

    def sections(nodes: list[Any], above: list[str]) -> list[dict[str, Any]]:
        made = []
        for index, below in enumerate(nodes):
            own = len(above)
            here = [*above, WRITE[styles[own]](starts[own] + index)]
            first = max(0, own - joined[own])
            expected.append((own + 1, ".".join(here[first : own + 1]) + closing[own]))
            made.append({"id": f"muc_{len(expected)}", "title": "Mục", "sections": sections(below, here)})
        return made

    levels = [{"style": s, "format": p, "start": n} for s, p, n in zip(styles, patterns, starts, strict=True)]
    composed = compose_outline(load_outline(outline(sections(tree, []), levels=levels)))

    headings = [(b.level, b.number) for b in composed.blocks if isinstance(b, Heading)]
    assert headings == expected


def test_the_default_levels_are_those_of_the_source() -> None:
    """I. / 1. / 2.1. / 2.2.1."""
    leaf = [{"id": "d", "title": "D"}]
    third = [{"id": "c0", "title": "C"}, {"id": "c", "title": "C", "sections": leaf}]
    second = [{"id": "b0", "title": "B"}, {"id": "b", "title": "B", "sections": third}]
    composed = compose_outline(load_outline(outline([{"id": "a", "title": "A", "sections": second}])))

    numbers = [b.number for b in composed.blocks if isinstance(b, Heading)]
    assert numbers == ["I.", "1.", "2.", "2.1.", "2.2.", "2.2.1."]


def test_a_forced_number_is_printed_and_counted_on_and_said() -> None:
    """A real document jumps from II to IV; the next is V."""
    sections = [{"id": f"m{n}", "title": "M"} for n in range(4)]
    sections[2]["number"] = "4"
    loaded = load_outline(outline(sections))

    numbers = [b.number for b in compose_outline(loaded).blocks if isinstance(b, Heading)]
    assert numbers == ["I.", "II.", "IV.", "V."]
    assert [p.code for p in loaded.problems] == ["number-jumps"]
    assert numbers == [entry.number for entry in loaded.entries()]


@given(st.sampled_from(["1.", "1)", "(1)", "(1).", "a)", "a.", "(a)", "I.", "i)"]), st.integers(1, 23))
def test_a_counted_marker_keeps_the_form_of_its_sample(sample: str, position: int) -> None:
    """Only the number changes, in the style of the sample's."""
    one = next(letter for letter in sample if letter in "1aIi")
    style = {"1": "arabic", "a": "letter", "I": "roman", "i": "roman"}[one]
    number = WRITE[style](position)

    assert item_marker(sample, position) == sample.replace(one, number.lower() if one == "i" else number)


@pytest.mark.parametrize(
    ("marker", "printed"),
    [
        ("-", ["-", "-", "-", "-", "-", "-"]),
        ("+", ["+", "+", "+", "+", "+", "+"]),
        ("(1)", ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]),
        ("a)", ["a)", "b)", "c)", "d)", "đ)", "e)"]),
    ],
)
def test_a_list_prints_its_marker(marker: str, printed: list[str]) -> None:
    """Each list names its marker, whatever stands around it."""
    content = [{"marker": marker, "items": [f"mục {n}" for n in range(6)]}]
    composed = compose_outline(load_outline(outline([{"id": "a", "title": "A", "content": content}])))

    assert [(b.marker, plain(b.text)) for b in composed.blocks if isinstance(b, Item)] == [
        (mark, f"mục {n}") for n, mark in enumerate(printed)
    ]


def test_a_heading_below_the_last_level_is_refused() -> None:
    """There is no number for it."""
    sections = [{"id": "a", "title": "A", "sections": [{"id": "b", "title": "B"}]}]

    with pytest.raises(InvalidInput) as caught:
        load_outline(outline(sections, levels=[{"format": "{1}."}]))

    assert [p.code for p in caught.value.problems] == ["too-many-levels"]
