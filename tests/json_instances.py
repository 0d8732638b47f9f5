"""What a JSON Schema accepts, as a Hypothesis strategy: of the keywords that our schemas have, and of no other.

hypothesis-jsonschema does not run with the Hypothesis of today.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

ABOUT = {"title", "description", "$schema"}
KEYWORDS = {
    "anyOf", "enum", "type", "properties", "additionalProperties", "required", "maxProperties", "items", "minItems",
    "maxItems", "pattern", "minimum", "maximum",
}  # fmt: skip

WORDS = st.text(st.characters(categories=["L", "Nd", "P", "Zs"], max_codepoint=0x1EF9), max_size=30)
"""Text as people type it, and worse."""
TEXTS = st.one_of(
    WORDS,
    st.sampled_from(["Năm 2023 đạt **12,5%**.", "- một\n- hai", "Có[^a].\n\n[^a]: Nguồn.", "a\n\nb", "1,250", "*"]),
    st.text(max_size=10),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**6) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORDS, inside, max_size=3),
    max_leaves=5,
)


def instances(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema accepts."""
    assert schema.keys() <= KEYWORDS | ABOUT, schema.keys() - KEYWORDS
    if "anyOf" in schema:
        return st.one_of([instances(one) for one in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kinds = schema.get("type")
    if kinds is None:
        return ANYTHING
    if isinstance(kinds, list):
        return st.one_of([instances({**schema, "type": kind}) for kind in kinds])
    return _OF_TYPE[kinds](schema)


def _text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" not in schema:
        return TEXTS
    # To Python, and to no other, “$” is also the place before a last line break.
    return st.from_regex(schema["pattern"]).filter(lambda text: not text.endswith("\n"))


def _whole(schema: dict[str, Any]) -> st.SearchStrategy[int]:
    return st.integers(schema.get("minimum"), schema.get("maximum"))


def _number(schema: dict[str, Any]) -> st.SearchStrategy[float]:
    least, most = schema.get("minimum"), schema.get("maximum")
    return st.integers(least, most) | st.floats(least, most, allow_nan=False, allow_infinity=False)


def _list(schema: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    most = schema.get("maxItems", schema.get("minItems", 0) + 3)
    items = instances(schema["items"]) if "items" in schema else ANYTHING
    return st.lists(items, min_size=schema.get("minItems", 0), max_size=most)


def _mapping(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    if schema.get("maxProperties") == 0:
        return st.just({})
    known = {key: instances(one) for key, one in schema.get("properties", {}).items()}
    needed = {key: known.pop(key) for key in schema.get("required", ())}
    found = st.fixed_dictionaries(needed, optional=known)
    further = schema.get("additionalProperties", {})
    if further is False:
        return found
    keys = st.sampled_from(["muc_1", "muc_2", "nong_thon", "thoat_ngheo", "ho_thoat_ngheo"]) | WORDS
    more = st.dictionaries(keys, instances(further), max_size=3)
    return st.tuples(more, found).map(lambda pair: pair[0] | pair[1])


_OF_TYPE = {
    "null": lambda schema: st.none(),
    "boolean": lambda schema: st.booleans(),
    "string": _text,
    "integer": _whole,
    "number": _number,
    "array": _list,
    "object": _mapping,
}
