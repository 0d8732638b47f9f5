"""Names of files, and the first look at a file that they come from: properties."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi_report import RenderError
from hoi_report._batch.naming import FIELDS, Pattern, key_of
from hoi_report._names import fault
from hoi_report._source import read
from hoi_report._source._head import head
from hoi_report._vietnamese import slug

ROOT = Path(__file__).parents[1]
DATA = sorted((ROOT / "examples").glob("*-20*/*.yaml"))
TEXT = st.text(st.characters(categories=("L", "N", "P", "Zs", "Mn")), max_size=20)
SLUG = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?")


@given(TEXT)
def test_a_slug_is_plain_and_stays_what_it_is(text: str) -> None:
    """However the letters are composed, capitals or not; it can be a name on every system."""
    found = slug(text)

    assert SLUG.fullmatch(found)
    assert slug(found) == found
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text)) == found


def test_every_vietnamese_letter_has_its_plain_one() -> None:
    """With each of its marks, in capitals, composed and not."""
    for plain, letters in {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "i": "i", "y": "y", "d": "dđ"}.items():
        for letter in letters:
            for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
                assert slug(letter + mark) == slug((letter + mark).upper()) == plain


@given(TEXT)
def test_one_key_for_what_a_disk_takes_for_one_name(name: str) -> None:
    """Composed or not: Macs keep names decomposed, and neither Macs nor Windows tell capitals apart."""
    assert key_of(unicodedata.normalize("NFD", name)) == key_of(unicodedata.normalize("NFC", name))
    assert key_of("Đông Hưng.DOCX") == key_of("đông hưng.docx") != key_of("đồng hưng.docx")


@given(
    st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4), st.dictionaries(st.sampled_from(FIELDS), st.just("x"))
)
def test_a_field_that_is_not_said_leaves_no_hole(fields: list[str], said: dict[str, str]) -> None:
    """Neither two separators nor one at an end."""
    pattern = Pattern("-".join(f"{{{field}}}" for field in fields) + ".docx")
    known = [field for field in fields if field in said]

    if not known:
        with pytest.raises(RenderError):
            pattern.name(said)
    else:
        assert pattern.name(said) == "-".join("x" for _ in known) + ".docx"
        assert fault(pattern.name(said)) is None


# --- the first look ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_glance_sees_what_reading_sees(path: Path) -> None:
    """Of the files that we ship: each text among the first entries, and none that is not there."""
    wanted = ("outline", "unit", "number", "date", "grammar")
    whole = read(path).value

    said = head(path, wanted)

    assert said == {key: whole[key] for key in wanted if key in whole}


VALUE = (
    st.none() | TEXT | st.lists(TEXT, max_size=3) | st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=2), max_size=3)
)


@given(st.dictionaries(st.sampled_from(["outline", "unit", "number", "answers", "x"]), VALUE))
def test_a_glance_at_anything(said: dict[str, Any]) -> None:
    """Texts are what they are; of mappings, the texts in them; of a list, nothing."""
    expected = {}
    for key in ("outline", "unit"):
        value = said.get(key)
        if isinstance(value, dict):
            value = {name: text for name, text in value.items() if isinstance(text, str)}
        if key in said:
            expected[key] = {} if isinstance(value, list) else value

    assert head(json.dumps(said, ensure_ascii=False).encode(), ("outline", "unit")) == expected


@pytest.mark.parametrize(
    "text",
    ["", "\n# nothing\n", "---\n", "no mapping", "- a\n", "{a: [", "unit: *a\n", "? [a]\n: b\n", "\x00", "a: b: c\n"],
)
def test_what_cannot_be_seen_at_a_glance(text: str) -> None:
    """Then it is read as a whole, which tells what is wrong."""
    assert head(text.encode(), ("unit", "outline")) is None
