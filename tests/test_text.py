"""Fixed texts: what they may mention, and that all else is printed as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from hoi_report._text import Mark, Mention, parse_text


@given(st.text(st.characters(exclude_characters="{[\\\n")))
def test_plain_text_is_one_literal(text: str) -> None:
    """Stars, hashes, closing braces, single brackets: nothing is markup but the two openings."""
    assert parse_text(text).parts == ((text,) if text else ())


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (r"\{{ x }}", "{{ x }}"),
        (r"\[^1]", "[^1]"),
        (r"\{% if %}", "{% if %}"),
        ("{ x }", "{ x }"),
        ("5*3*2, **đậm**, _x_, #, <b>", "5*3*2, **đậm**, _x_, #, <b>"),
        (r"C:\hồ sơ\1", r"C:\hồ sơ\1"),
        ("[1], [x]^2", "[1], [x]^2"),
    ],
)
def test_what_looks_like_markup_can_be_printed(source: str, printed: str) -> None:
    """A backslash takes the meaning from an opening, and is itself printed everywhere else."""
    assert parse_text(source).parts == (printed,)


def test_mentions_and_marks_know_where_they_stand() -> None:
    """The offsets lead a problem to its column."""
    text = parse_text("Hội {{unit.name|upper}} và {{  x  }}[^a] hết")

    assert list(text.mentions()) == [Mention(("unit", "name"), ("upper",), 6), Mention(("x",), (), 31)]
    assert list(text.marks()) == [Mark("a", 36)]
    assert all(text.source[m.offset :].startswith(m.names[0]) for m in text.mentions())


@pytest.mark.parametrize(
    "inside", ["", "x.", ".x", "x y", "x()", "x[0]", "x+1", "'x'", "1", "x|", "x|upper()", "x.{", "ngày"]
)
def test_a_mention_is_names_and_filters_and_nothing_else(inside: str) -> None:
    """No call, no subscript, no arithmetic, no constant."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_text("a {{ " + inside + " }}")

    assert caught.value.type == "program-in-text"


@pytest.mark.parametrize("source", ["a {{ x", "{{", "{{ x }"])
def test_an_open_mention_is_refused(source: str) -> None:
    """It would be printed as braces in an official document."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_text(source)

    assert caught.value.type == "unclosed-mention"
