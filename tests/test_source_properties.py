"""What holds of every text: reading raises nothing but our own errors, changes nothing, and knows every place."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hoi_report._problems import InvalidInput
from hoi_report._source import Tree, _legacy, read
from hoi_report._source._build import build
from hoi_report._source._characters import is_clean, refused_in_file
from hoi_report._source._text import Text
from hoi_report._source._usual import BLOCKS, is_usual
from hoi_report._source._yaml import PARSER, PYTHON_PARSER, events

PARSERS = pytest.mark.parametrize("parser", [PARSER, PYTHON_PARSER], ids=["C", "Python"])

LETTERS = "abkđơưÂộừằĩ Mụcsố09.,:;-–—+*()[]{}<>&%@!#|?\"'`\\/=_~“”…\n𝒽€"
# Not the Western letters: some of them, side by side, are Vietnamese in an old encoding.
CHARACTERS = st.sampled_from(LETTERS) | st.characters(min_codepoint=0x250, exclude_categories=["C"])
TEXTS = st.text(CHARACTERS, max_size=40).map(lambda text: unicodedata.normalize("NFC", text))
CLEAN_TEXTS = TEXTS.filter(is_clean)
LINES = st.lists(st.text(st.sampled_from("abc đệ.,:-'\"\\#"), max_size=12), max_size=6).map("\n".join)


def mappings(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    inner = st.recursive(
        leaves,
        lambda each: st.lists(each, max_size=4) | st.dictionaries(CLEAN_TEXTS, each, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(CLEAN_TEXTS, inner, max_size=5)


YAML_PIECES = (
    *(
        "a: ",
        "b:",
        "- ",
        "? ",
        ": ",
        "&x ",
        "*x",
        "!t ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "|\n",
        ">-\n",
        "|2\n",
        "'",
        '"',
        "#",
    ),
    *("\\n", "\\ud800", "\\U00110000", "\\x41", "\\\n", "~", "null", "---\n", "...\n", "%YAML 1.2\n", "@", "`"),
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\t",
        " ",
        "\r\n",
        "\r",
        "đệ",
        "e\u0301",
        "x",
        "y z",
        "\x07",
        "\ufeff",
        "\u2028",
        "\ufffd",
    ),
)
YAML_LIKE = st.lists(st.sampled_from(YAML_PIECES), max_size=30).map("".join)
JSON_PIECES = (
    *("{", "}", "[", "]", ",", ":", '"', '"a"', '"b"', "1", "-2.5e3", "1e999", "true", "null", "NaN", "-Infinity", " "),
    *('"\\ud800"', '"\\ud83d\\ude00"', '"\\q"', "\n", "\t", "x", "đ", '{"a": ', '"é": ["'),
)
JSON_LIKE = st.lists(st.sampled_from(JSON_PIECES), max_size=20).map("".join)
OBJECTS = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(), st.binary(), st.dates()),
        *(st.datetimes(), st.complex_numbers(), st.just("\ud800"), st.just(10**1000), st.just(object())),
    ),
    lambda each: st.lists(each) | st.dictionaries(st.text() | st.integers() | st.none(), each) | st.tuples(each, each),
    max_leaves=15,
)


def check_errors(source: Any, **arguments: Any) -> None:
    """Reading gives a tree, or problems that can be told."""
    try:
        read(source, **arguments)
    except InvalidInput as error:
        assert error.problems
        for problem in error.problems:
            assert problem.in_language("en").message
            assert str(problem.in_language("en"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes raise anything but InvalidInput, whatever the file is called."""
    for name in (None, "a.yaml", "a.json"):
        check_errors(data, name=name)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-16-be", "utf-32-le", "cp1258", "latin-1"]))
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    """No text raises anything but InvalidInput, in whatever encoding."""
    check_errors(text.encode(encoding, errors="replace"))


@settings(max_examples=300)
@given(YAML_LIKE | JSON_LIKE)
def test_what_looks_like_yaml_or_json_is_read_or_refused(text: str) -> None:
    """No broken YAML or JSON raises anything but InvalidInput."""
    for name in (None, "a.yaml", "a.json"):
        check_errors(text.encode(), name=name)


@given(OBJECTS)
def test_any_object_is_read_or_refused(value: Any) -> None:
    """No Python object raises anything but InvalidInput."""
    check_errors({"a": value})
    check_errors(value if not isinstance(value, str) else {value: value})


# What one of the parsers refuses and the other takes: signs inside brackets, a comment at a block's header.
DISPUTED = re.compile(r"\?|:[][{},]|[|>][-+0-9]*#")


@settings(max_examples=300)
@given(YAML_LIKE)
def test_both_parsers_read_the_same(text: str) -> None:
    """PyYAML's C parser and its Python parser take the same texts, and give the same values and places."""
    assume(is_clean(text.replace("\r", "").replace("\t", "")) and not DISPUTED.search(text))
    text = unicodedata.normalize("NFC", text)

    assert outcome(text, PARSER) == outcome(text, PYTHON_PARSER)


@PARSERS
@settings(max_examples=100)
@given(YAML_LIKE)
def test_a_text_reads_like_its_bytes(parser: Any, text: str) -> None:
    """Whether the bytes are at hand or not, it is the same values and places."""
    text = unicodedata.normalize("NFC", text)
    assume(is_clean(text.replace("\r", "").replace("\t", "")))

    assert outcome(text, parser) == outcome(text, parser, text.encode())


def outcome(text: str, parser: Any, data: bytes | None = None) -> Any:
    try:
        tree = build(Text("f", text), events(text, parser, data))
    except InvalidInput:
        return "refused"
    return tree.value, [tree.place(path) for path, _ in walk(tree.value)]


def walk(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value with its path."""
    yield path, value
    if isinstance(value, (dict, list)):
        for part, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from walk(each, (*path, part))


NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()


@given(mappings(CLEAN_TEXTS | NUMBERS), st.booleans(), st.sampled_from([None, 2, "\t"]), st.booleans())
def test_json_reads_back_as_it_was_written(data: dict[str, Any], ascii_only: bool, indent: Any, has_name: bool) -> None:
    """Whatever Python writes as JSON is read as the same values, numbers exactly."""
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)

    value = read(text.encode(), name="a.json" if has_name or not data else None).value

    assert value == json.loads(text, parse_float=Decimal)


@given(mappings(CLEAN_TEXTS | NUMBERS | st.dates() | st.none()))
def test_objects_are_copied(data: dict[str, Any]) -> None:
    """A mapping is read as equal values, without those that are absent, and stays what it was."""
    assume(not any(each is None for _, value in walk(data) if isinstance(value, list) for each in value))
    before = repr(data)

    value = read(data).value

    assert value == without_absent(data)
    assert repr(data) == before
    assert value is not data


def without_absent(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_absent(each) for key, each in value.items() if each is not None}
    return [without_absent(each) for each in value] if isinstance(value, list) else value


STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@st.composite
def dumped(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """Data, and YAML that stands for it."""
    data = draw(mappings(CLEAN_TEXTS | LINES))
    style = draw(STYLES)
    # A block's last line break belongs to the syntax.
    assume(style not in ("|", ">") or not any(text.endswith("\n") for text in texts(data)))
    text = yaml.dump(
        data,
        allow_unicode=draw(st.booleans()),
        default_style=style,
        default_flow_style=draw(st.booleans()),
        width=draw(st.sampled_from([10, 40, 1000])),
        indent=draw(st.sampled_from([2, 4])),
        sort_keys=False,
        line_break=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        Dumper=WithoutAliases,
    )
    # PyYAML itself does not read everything back that it writes: folded texts, long keys.
    assume(is_read_back(text, data))
    return data, text


def texts(data: Any) -> Iterator[str]:
    """All texts, keys among them."""
    for path, value in walk(data):
        yield from (part for part in (*path[-1:], value) if isinstance(part, str))


class WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def is_read_back(text: str, data: Any) -> bool:
    try:
        return bool(yaml.load(text, Loader=yaml.BaseLoader) == data)
    except yaml.YAMLError:
        return False


@PARSERS
@settings(max_examples=100)
@given(dumped())
def test_yaml_reads_back_as_it_was_written(parser: Any, case: tuple[dict[str, Any], str]) -> None:
    """Whatever PyYAML writes, in every style, is read as the same texts."""
    data, text = case

    assert tree_of(text, parser).value == data


def tree_of(text: str, parser: Any) -> Tree:
    return build(Text("f", text), events(text, parser))


@PARSERS
@settings(max_examples=100)
@given(dumped())
def test_every_character_has_its_place(parser: Any, case: tuple[dict[str, Any], str]) -> None:
    """The place of a character inside a text is where it is written, its places follow one another."""
    data, text = case
    tree = tree_of(text, parser)
    lines = split_lines(text)

    for path, value in walk(data):
        if not isinstance(value, str):
            continue
        places = [tree.place_in(path, offset) for offset in range(len(value))]
        assert [(p.line, p.column) for p in places] == sorted({(p.line, p.column) for p in places})
        for char, place in zip(value, places, strict=True):
            assert place.line is not None
            assert place.column is not None
            written = (lines[place.line - 1] + "\n")[place.column - 1]
            assert written in (char, "\\") or (char == " " and written == "\n")


def split_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@PARSERS
@settings(max_examples=100)
@given(dumped())
def test_every_value_has_its_place(parser: Any, case: tuple[dict[str, Any], str]) -> None:
    """The place of a value is its first character: its quote, its |, its dash, its bracket, its first key."""
    data, text = case
    tree = tree_of(text, parser)
    lines = split_lines(text)

    for path, value in walk(data):
        place = tree.place(path)
        assert place.line is not None
        assert place.column is not None
        begin = lines[place.line - 1][place.column - 1 :]
        if isinstance(value, str):
            assert begin[:1] in ("'", '"', "|", ">") or begin[:1] == value[:1]
        elif isinstance(value, list):
            assert begin[0] in "[-"
        elif value:
            first = tree.place([*path, next(iter(value))], key=True)
            assert begin[0] in "{?" or first == place
        else:
            assert begin[0] == "{"


@given(mappings(CLEAN_TEXTS))
def test_every_value_of_json_has_its_place(data: dict[str, Any]) -> None:
    """Values and keys of JSON are found where they stand, and so is each character of a text."""
    text = json.dumps(data, ensure_ascii=False)
    tree = read(text.encode(), name="a.json")

    for path, value in walk(data):
        column = tree.place(path).column
        assert column is not None
        assert text[column - 1 :].startswith(json.dumps(value, ensure_ascii=False))
        if path and isinstance(path[-1], str):
            key_column = tree.place(path, key=True).column
            assert key_column is not None
            assert text[key_column - 1 :].startswith(json.dumps(path[-1], ensure_ascii=False))
        for offset, char in enumerate(value if isinstance(value, str) else ""):
            inner = tree.place_in(path, offset).column
            assert inner is not None
            assert text[inner - 1] in (char, "\\")


@given(st.text(st.characters(categories=["Ll", "Lu", "Mn", "Nd"]), min_size=1, max_size=30))
def test_text_is_brought_to_nfc_and_nothing_else(text: str) -> None:
    """A text in any form of Unicode is read in NFC, its key too."""
    assume(not unicodedata.normalize("NFC", text).startswith(("0", "-")))
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, text)
        source = f'"{written}": "{written}"\n'.encode()
        try:
            value = read(source).value
        except InvalidInput as error:
            assert {each.code for each in error.problems} <= {"legacy-text", "too-many-marks"}
            continue
        assert value == {unicodedata.normalize("NFC", text): unicodedata.normalize("NFC", text)}


OLD_AND_NEW = st.lists(
    st.sampled_from(["a", "e", "o", "A", " ", "\n", "\r", "ộ", "ư", "𝒽", "\ud800"])
    | st.characters(min_codepoint=0xA0, max_codepoint=0x101),
    max_size=40,
).map("".join)


@settings(max_examples=300)
@given(OLD_AND_NEW)
def test_lines_with_signs_of_old_encodings(text: str) -> None:
    """Every line with a sign of its own or a pair of letters is looked at, whole and once, and no other."""
    foreign = "¡-¿Ä-ÇËÎÏÑÖ-ØÛÜÞßä-çëîïñö-øûüþÿ"
    sign = re.compile(f"[{foreign}]|[aeAE][âÂêÊáÁàÀãÃéÉèÈúÚùÙõÕ]")
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]

    found = [(start, line.removesuffix("\n")) for start, line in _legacy.suspect_lines(text)]

    assert found == [(start, line) for start, line in zip(starts, lines, strict=True) if sign.search(line)]


ODD = st.sampled_from(
    ["\u0323", "Uû", "nh©n", "m²", "\ufffd", "\x07", "\u2028", "\u212b", "\u00ad", "\ufb01", "ệ", "e\u0302"]
)


@settings(max_examples=500)
@given(st.lists(ODD | st.characters(exclude_categories=["Cs"]) | st.sampled_from(LETTERS)).map("".join))
def test_a_usual_text_has_nothing_to_look_at(text: str) -> None:
    """Only then is it not looked at: it is in NFC, can be printed, and is in no old encoding."""
    if is_usual(text):
        assert unicodedata.is_normalized("NFC", text)
        assert not [*refused_in_file(text)]
        assert _legacy.find(text) is None


def test_usual_characters_stay_as_they_are() -> None:
    """Each alone, and behind any other: none of them is a mark that joins the letter before it."""
    usual = re.findall(f"[{BLOCKS}]", "".join(map(chr, range(0x3000))))

    assert len(usual) > 1000
    assert not [char for char in usual if unicodedata.combining(char) or not unicodedata.is_normalized("NFC", char)]
    assert not [*refused_in_file("".join(usual))]


def test_dates_with_a_time_are_not_dates() -> None:
    """A date is taken as it is; with a time it is refused rather than cut."""
    assert read({"date": date(2024, 6, 5)}).value == {"date": date(2024, 6, 5)}
    with pytest.raises(InvalidInput):
        read({"date": datetime(2024, 6, 5)})
