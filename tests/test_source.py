"""Reading: what is accepted and stays as written, and what each kind of bad input gets, word for word."""

from __future__ import annotations

import codecs
import pickle
import sys
import threading
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from hoi_report._problems import InvalidInput
from hoi_report._source import Tree, _legacy, _limits, _yaml_errors, read
from hoi_report._source._build import build
from hoi_report._source._characters import is_clean
from hoi_report._source._events import trouble
from hoi_report._source._text import Text
from hoi_report._source._yaml import PARSER, PYTHON_PARSER, events

PARSERS = pytest.mark.parametrize("parser", [PARSER, PYTHON_PARSER], ids=["C", "Python"])


def told(source: Any, name: str | None = "a.yaml") -> str:
    """The report on a bad input, in English."""
    with pytest.raises(InvalidInput) as caught:
        read(source.encode() if isinstance(source, str) else source, name=name)
    return "\n".join(str(each.in_language("en")) for each in caught.value.problems)


def codes(source: Any, name: str | None = "a.yaml") -> list[str]:
    """The codes of the problems of a bad input."""
    with pytest.raises(InvalidInput) as caught:
        read(source.encode() if isinstance(source, str) else source, name=name)
    return [each.code for each in caught.value.problems]


def tree(text: str, parser: Any = PARSER) -> Tree:
    return build(Text("a.yaml", text), events(text, parser))


# --- what is accepted -------------------------------------------------------------------------------------------------


@PARSERS
@pytest.mark.parametrize(
    "written",
    [
        "010",
        "12:30",
        "no",
        "yes",
        "true",
        "1.250",
        "1,5",
        "08/6/2023",
        "2024-06-05",
        "421/KH-ĐCT",
        "1_000",
        "0x1F",
        "0o17",
        ".inf",
        ".nan",
        "1e3",
        "=",
        "<<",
        "-0",
    ],
)
def test_a_scalar_stays_as_it_is_written(written: str, parser: Any) -> None:
    """YAML's guessing does not happen, in values or in keys."""
    assert tree(f"a: {written}\n{written}: b\n", parser).value == {"a": written, written: "b"}


@PARSERS
def test_only_null_and_nothing_mean_absent(parser: Any) -> None:
    """An absent value's key is not in the mapping, but has its place; in quotes it is a text."""
    text = "a:\nb: ~\nc: null\nd: Null\ne: NULL\nf: \"null\"\ng: ''\nh: nUll\ni: |\n"

    found = tree(text, parser)

    assert found.value == {"f": "null", "g": "", "h": "nUll", "i": ""}
    assert str(found.place(["c"])) == "a.yaml:3:4"
    assert str(found.place(["c"], key=True)) == "a.yaml:3:1"


@PARSERS
def test_a_block_loses_its_last_line_break_only(parser: Any) -> None:
    """The line break that ends a block is syntax; what more a writer keeps with + is text."""
    text = "a: |\n  x\nb: |-\n  x\nc: |+\n  x\n\n\nd: >\n  x\n  y\n\n  z\ne: |\n  x\n\nf: |+\n  x"

    assert tree(text, parser).value == {"a": "x", "b": "x", "c": "x\n\n", "d": "x y\nz", "e": "x", "f": "x"}


@PARSERS
def test_the_end_of_the_file_needs_no_line_break(parser: Any) -> None:
    """A file says the same with and without line break at its end; kept line breaks are not added to."""
    for text in ("a: x", "a: |\n  x", "a: [x]", "a: 'x'", "a:"):
        assert tree(text, parser).value == tree(text + "\n", parser).value
    assert tree("a: |+\n  x\n", parser).value == {"a": "x"}


@PARSERS
def test_small_use_of_aliases(parser: Any) -> None:
    """An alias repeats a value; its problems are shown where the value stands."""
    found = tree("a: &x\n  - one\n  - &y two\nb: *x\n*y : *y\n", parser)

    assert found.value == {"a": ["one", "two"], "b": ["one", "two"], "two": "two"}
    assert str(found.place(["a"])) == "a.yaml:2:3"
    assert str(found.place(["a", 1])) == "a.yaml:3:8"
    assert str(found.place(["b", 0])) == "a.yaml:2:5"
    assert str(found.place_in(["two"], 2)) == "a.yaml:3:10"
    assert str(found.place(["two"], key=True)) == "a.yaml:5:1"


@PARSERS
def test_tabs_outside_of_texts(parser: Any) -> None:
    """A tab may stand between words of the syntax, in comments and on empty lines."""
    assert tree("a:\tx\t# c\td\n\t\n\t# e\nb: [\tx,\ty\t]\n", parser).value == {"a": "x", "b": ["x", "y"]}


@PARSERS
def test_document_marks(parser: Any) -> None:
    """One document may say which YAML it is, where it begins and where it ends."""
    assert tree("# c\n%YAML 1.2\n---\na: x\n...\n", parser).value == {"a": "x"}


def test_json_keeps_numbers_and_truth() -> None:
    """What is a number or a truth value already stays one, with all its digits."""
    value = read(b'{"a": [1, -2.50, 1e3, true, false], "b": null, "c": {}, "d": []}', name="a.json").value

    assert value == {"a": [1, Decimal("-2.50"), Decimal("1e3"), True, False], "c": {}, "d": []}
    assert [type(each) for each in value["a"]] == [int, Decimal, Decimal, bool, bool]
    assert str(value["a"][1]) == "-2.50"


def test_json_decodes_surrogate_pairs_and_long_keys() -> None:
    """Where YAML would fail, JSON is read as JSON."""
    key = "k" * 5000

    assert read(f'{{"{key}": "\\ud83d\\ude00\\u0111\\n\\/"}}'.encode(), name="a.json").value == {key: "😀đ\n/"}


@pytest.mark.parametrize(
    ("source", "name", "value"),
    [
        (b'{"a": 1}', None, {"a": 1}),
        (b' \n{ "a": 1}', None, {"a": 1}),
        (b'{"a": 1}', "a.JSON", {"a": 1}),
        (b'{"a": 1}', "a.yaml", {"a": "1"}),
        (b'{"a": 010}', None, {"a": "010"}),
        (b'{"a": x}', None, {"a": "x"}),
        (b"{a: 1}", None, {"a": "1"}),
        (b"{}", None, {}),
    ],
)
def test_what_is_read_as_json(source: bytes, name: str | None, value: object) -> None:
    """A name decides; without one, what begins and goes on like a JSON object is JSON."""
    assert read(source, name=name).value == value


def test_objects_are_read_like_files() -> None:
    """Python data gives the same plain values; what the caller holds is neither kept nor changed."""

    class Name(str):
        def __str__(self) -> str:
            return "other"

    inner: dict[str, str] = {Name("d"): Name("x")}
    given = {"a": (1, 2.5, Decimal("3.10"), True), "b": None, "c": inner, "e": date(2024, 6, 5)}

    found = read(given, name="data")

    assert found.value == {"a": [1, 2.5, Decimal("3.10"), True], "c": {"d": "x"}, "e": date(2024, 6, 5)}
    assert type(found.value["c"]["d"]) is str
    assert str(found.place(["a", 0])) == "data"
    assert str(found.place_in(["c", "d"], 0)) == "data"
    inner["d"] = "y"
    assert found.value["c"] == {"d": "x"}


def test_any_mapping_is_data() -> None:
    """What behaves like a mapping is one."""

    class Row(Mapping[str, int]):
        def __getitem__(self, key: str) -> int:
            return {"a": 1}[key]

        def __iter__(self) -> Any:
            return iter(["a"])

        def __len__(self) -> int:
            return 1

    assert read(Row()).value == {"a": 1}


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    """A path, as text or object, is the file; its name is the path as given, or what it is called instead."""
    path = tmp_path / "kế hoạch.yaml"
    path.write_bytes(codecs.BOM_UTF8 + "số: 7\r\nngày: x\r\n".encode())

    found = read(path)

    assert found.value == {"số": "7", "ngày": "x"}
    assert found.name == str(path)
    assert read(str(path), name="kh").name == "kh"
    assert str(found.place(["số"])) == f"{path}:1:5"
    assert str(found.place(["ngày"])) == f"{path}:2:7"


def test_text_is_brought_to_nfc() -> None:
    """Keys and values are composed, and columns count composed characters; an escape stays the escape it is."""
    decomposed = "Phu\u031bo\u031b\u0323ng"  # as macOS writes it

    found = read(f'"{decomposed}": "{decomposed}"\n'.encode())

    assert found.value == {"Phượng": "Phượng"}
    assert found.place(["Phượng"]).column == 11
    assert read('{"a": "\\n\u0300x\u0301", "e": "e\\u0301"}'.encode()).value == {"a": "\n\u0300x\u0301", "e": "é"}
    assert read('a: "\\n\u0300e\u0301"\nb: \\e\u0301\n'.encode()).value == {"a": "\n\u0300é", "b": "\\é"}


def test_reading_is_the_same_in_many_threads() -> None:
    """Nothing is shared between readings."""
    text = "".join(f"k{number}: |\n  x{number}\n" for number in range(300)).encode()
    results: list[Any] = []

    threads = [threading.Thread(target=lambda: results.append(read(text).value)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [read(text).value] * 8


def test_a_tree_can_be_sent_to_another_process() -> None:
    """A tree survives pickling, with its places."""
    found = pickle.loads(pickle.dumps(read(b"a: [x]\n", name="a.yaml")))

    assert found == read(b"a: [x]\n", name="a.yaml")
    assert str(found.place(["a", 0])) == "a.yaml:1:5"


# --- places -----------------------------------------------------------------------------------------------------------


@PARSERS
def test_places_of_keys_and_values(parser: Any) -> None:
    """A value is where it begins, a key where it begins; what does not exist is where its surroundings are."""
    found = tree("a:\n  - b: [x, 'y']\n    c: |\n      z\n  - ''\nd: {e: f}\n", parser)

    places = {
        (): "1:1",
        ("a",): "2:3",
        ("a", 0): "2:5",
        ("a", 0, "b"): "2:8",
        ("a", 0, "b", 1): "2:12",
        ("a", 0, "c"): "3:8",
        ("a", 1): "5:5",
        ("d",): "6:4",
        ("d", "e"): "6:8",
        ("d", "missing"): "6:4",
        ("d", "e", "deeper", 0): "6:8",
        ("a", 7): "2:3",
        ("a", -1): "2:3",
        ("a", "b"): "2:3",
    }
    assert {path: str(found.place(path)).removeprefix("a.yaml:") for path in places} == places
    keys = {("a",): "1:1", ("a", 0, "c"): "3:5", ("a", 1): "5:5", ("d", "e"): "6:5", ("d", "missing"): "6:4", (): "1:1"}
    assert {path: str(found.place(path, key=True)).removeprefix("a.yaml:") for path in keys} == keys


@PARSERS
@pytest.mark.parametrize(
    ("written", "character", "place"),
    [
        ("a: xin chào", "chào", "1:8"),
        ("a: một\n  hai\n\n  ba", "ba", "4:3"),
        ("a: 'it''s một\n   hai'", "hai", "2:4"),
        ("a: 'it''s một'", "s một", "1:9"),
        ('a: "\\u0111 \\"một\\" hai"', "hai", "1:20"),
        ('a: "một \\\n    hai"', "hai", "2:5"),
        ('a: "một\n\n    hai"', "hai", "3:5"),
        ("a: |\n  một\n\n   hai", "hai", "4:4"),
        ("a: |2\n    một\n  hai", "một", "2:5"),
        ("a: |2\n    một\n  hai", "hai", "3:3"),
        ("a: >\n  một\n  hai\n\n  ba", "hai", "3:3"),
        ("a: >-  # c\n  một\n\n\n   hai\n  ba", "ba", "6:3"),
        ("a:\n  &x  # c\n  một hai", "hai", "3:7"),
    ],
)
def test_the_place_of_a_character_in_a_text(written: str, character: str, place: str, parser: Any) -> None:
    """A problem inside a text of any style points at its own line and column."""
    found = tree(written + "\nb: c\n", parser)

    offset = found.value["a"].index(character)

    assert str(found.place_in(["a"], offset)) == f"a.yaml:{place}"


@PARSERS
def test_the_place_of_the_end_of_a_text(parser: Any) -> None:
    """Behind the last character is the closing quote, or the end of the line; further there is nothing."""
    for text, place in (
        ("a: xy\n", "1:6"),
        ("a: 'xy'\n", "1:7"),
        ("a: |\n  xy\nb: z\n", "2:5"),
        ("a: |-\n  xy", "2:5"),
    ):
        found = tree(text, parser)
        assert str(found.place_in(["a"], 2)) == str(found.place_in(["a"], 99)) == f"a.yaml:{place}"
    assert str(tree("a: [x]\n", parser).place_in(["a"], 1)) == "a.yaml:1:4"
    assert str(tree("a: ''\n", parser).place_in(["a"], 0)) == "a.yaml:1:5"
    assert str(tree("a: |", parser).place_in(["a"], 0)) == "a.yaml:1:5"


def test_the_place_of_a_character_in_json() -> None:
    """Escapes count as what is written, pairs of them as one character."""
    found = read(b'{"a": "x\\n\\ud83d\\ude00\\u0111y"}', name="a.json")

    assert [found.place_in(["a"], offset).column for offset in range(6)] == [8, 9, 11, 23, 29, 30]


def test_a_text_that_nfc_changed_has_the_place_of_its_beginning() -> None:
    """Where an escape was composed with what follows, characters cannot be told apart; nothing is made up."""
    found = read(b'a: "xyz e\\u0301 b"\n')

    assert found.value == {"a": "xyz é b"}
    assert found.place_in(["a"], 6) == found.place(["a"])


# --- what is refused --------------------------------------------------------------------------------------------------

# Each report without the name of the file.
REFUSED_YAML = {
    "": """
1:1: error [empty-file] expected keys with their values (“key: value”), found nothing
""",
    "# only a comment\n": """
1:1: error [empty-file] expected keys with their values (“key: value”), found nothing
""",
    "---\n": """
1:1: error [empty-file] expected keys with their values (“key: value”), found nothing
""",
    "~\n": """
1:1: error [empty-file] expected keys with their values (“key: value”), found nothing
""",
    "- a\n- b\n": """
1:1: error [not-a-mapping] expected keys with their values (“key: value”), found “- a”
    begin the line with a key
""",
    "Kế hoạch\n": """
1:1: error [not-a-mapping] expected keys with their values (“key: value”), found “Kế hoạch”
    begin the line with a key
""",
    "[a]\n": """
1:1: error [not-a-mapping] expected keys with their values (“key: value”), found “[a]”
    begin the line with a key
""",
    "a: 1\nb:\n  c: 1\n  c: 2\n  c: 3\na: 4\n": """
4:3: error [repeated-key] b.c: the key “c” stands here for a second time
    it stands first in line 3, column 3; keep one of them
5:3: error [repeated-key] b.c: the key “c” stands here for a second time
    it stands first in line 3, column 3; keep one of them
6:1: error [repeated-key] a: the key “a” stands here for a second time
    it stands first in line 1, column 1; keep one of them
""",
    '"\\u00e9": 1\n"e\\u0301": 2\n': """
2:1: error [repeated-key] é: the key “é” stands here for a second time
    it stands first in line 1, column 1; keep one of them
""",
    "a:\n  - x\n  -\n  - ~\n": """
3:4: error [empty-list-item] a[1]: an item of a list has no value
    write its value, or delete it
4:5: error [empty-list-item] a[2]: an item of a list has no value
    write its value, or delete it
""",
    "? [a]\n: b\n? {c: d}\n: e\n~: f\n": """
1:3: error [key-not-text] expected text as a key, found […]
    put the key in quotes
3:3: error [key-not-text] expected text as a key, found {…}
    put the key in quotes
5:1: error [key-not-text] expected text as a key, found null
    put the key in quotes
""",
    "a: *b\n": """
1:4: error [unknown-alias] a: there is no “&b” above for “*b”
    put a text that begins with “*” in quotes
""",
    "a: &a\n  b: *a\n": """
2:6: error [self-containing-alias] a.b: “*a” stands inside “&a”, which it repeats
    write out its value
""",
    "a: &x [1]\n*x : 2\n": """
2:1: error [key-not-text] expected text as a key, found […]
    put the key in quotes
""",
    "a: 1\n---\nb: 2\n": """
2:1: error [second-document] a second document begins behind “---” or “...”
    write it in a file of its own, or delete that line
""",
    "a: 1\n...\nb: 2\n": """
3:1: error [second-document] a second document begins behind “---” or “...”
    write it in a file of its own, or delete that line
""",
    "a: !!python/object/apply:os.system [ls]\nb: &x !y z\nc: !x!y z\nd: 1\n": """
1:4: error [yaml-tag] a: tags are not allowed, found “!!python/object/apply:os.system”
    delete it, or put a text that begins with “!” in quotes
2:7: error [yaml-tag] b: tags are not allowed, found “!y”
    delete it, or put a text that begins with “!” in quotes
3:4: error [yaml-tag] c: tags are not allowed, found “!x!y”
    delete it, or put a text that begins with “!” in quotes
""",
    "%TAG ! tag:x,2000:\n---\na: 1\n": """
1:1: error [yaml-directive] expected a key, found the directive “%TAG ! tag:x,2000:”
    delete this line
""",
    "%YAML 1.1\na: 1\n": """
1:1: error [yaml-directive] expected a key, found the directive “%YAML 1.1”
    delete this line
""",
    "a: x\t\u0111\n": """
1:5: error [tab-in-text] a: a tab stands in a text
    write spaces instead
""",
    "a:\n\tb: 1\n  \tc: 2\n\t# d\n": """
2:1: error [tab-indentation] a tab stands at the beginning of a line, where YAML expects spaces
    write spaces instead
3:3: error [tab-indentation] a tab stands at the beginning of a line, where YAML expects spaces
    write spaces instead
""",
    "a: |\n  x\n  \ty\n": """
3:3: error [tab-indentation] a tab stands at the beginning of a line, where YAML expects spaces
    write spaces instead
""",
    "a: 'x\ty\tz'\nb: \"x\\ty\"\n": """
1:6: error [tab-in-text] a: a tab stands in a text
    write spaces instead
1:8: error [tab-in-text] a: a tab stands in a text
    write spaces instead
2:6: error [tab-in-text] b: a tab stands in a text
    write spaces instead
""",
    "a: \x07\nb: \x7f\x85\nc: x\u2028y\n": """
1:4: error [unprintable-character] the character U+0007 ALERT cannot be printed
    delete it, or write what should stand there
2:4: error [unprintable-character] the character U+007F DELETE cannot be printed
    delete it, or write what should stand there
2:5: error [unprintable-character] the character U+0085 NEXT LINE cannot be printed
    delete it, or write what should stand there
3:5: error [unprintable-character] the character U+2028 LINE SEPARATOR cannot be printed
    delete it, or write what should stand there
""",
    'a: "\\a\\f\\e\\r\\0 \\ue000 \\ufffd \\ufffe"\n': """
1:5: error [unprintable-character] a: the character U+0007 ALERT cannot be printed
    delete it, or write what should stand there
1:7: error [unprintable-character] a: the character U+000C FORM FEED cannot be printed
    delete it, or write what should stand there
1:9: error [unprintable-character] a: the character U+001B ESCAPE cannot be printed
    delete it, or write what should stand there
1:11: error [unprintable-character] a: the character U+000D CARRIAGE RETURN cannot be printed
    delete it, or write what should stand there
1:13: error [unprintable-character] a: the character U+0000 NULL cannot be printed
    delete it, or write what should stand there
1:16: error [private-use-character] a: the character U+E000 <private-use> looks different in every font
    write an ordinary character; signs of fonts like Wingdings have one in Unicode
1:23: error [lost-character] a: the character U+FFFD REPLACEMENT CHARACTER stands where another was lost
    write the one that should stand there
1:30: error [unprintable-character] a: the character U+FFFE <noncharacter> cannot be printed
    delete it, or write what should stand there
""",
    "a: x\ufffdy\ue000\nb: \ufdd0\U0001ffff\U00100000\n\ufeffc: x\n": """
1:5: error [lost-character] the character U+FFFD REPLACEMENT CHARACTER stands where another was lost
    write the one that should stand there
1:7: error [private-use-character] the character U+E000 <private-use> looks different in every font
    write an ordinary character; signs of fonts like Wingdings have one in Unicode
2:4: error [unprintable-character] the character U+FDD0 <noncharacter> cannot be printed
    delete it, or write what should stand there
2:5: error [unprintable-character] the character U+1FFFF <noncharacter> cannot be printed
    delete it, or write what should stand there
2:6: error [private-use-character] the character U+100000 <private-use> looks different in every font
    write an ordinary character; signs of fonts like Wingdings have one in Unicode
3:1: error [unprintable-character] the character U+FEFF ZERO WIDTH NO-BREAK SPACE cannot be printed
    delete it, or write what should stand there
""",
    'a: "\\ud800"\n': """
1:5: error [unprintable-character] a: the character U+D800 <surrogate> cannot be printed
    delete it, or write what should stand there
""",
    "a: Uû ban nh©n d©n\nb: x\nc: Héi Liªn hiÖp Phô n÷\n": """
1:4: error [legacy-text] text in the old Vietnamese encoding TCVN3 (.VnTime): “Uû” stands for “Uỷ” (lines like this: 2)
    convert it to Unicode, for example with the toolkit of UniKey
""",
    "a: Uûy ban nhaân daân\n": """
1:4: error [legacy-text] text in the old Vietnamese encoding VNI: “Uûy” stands for “Ủy” (lines like this: 1)
    convert it to Unicode, for example with the toolkit of UniKey
""",
    "a: e" + "\u0301\u0323" * 20 + "\n": """
1:35: error [too-many-marks] more than 30 marks on one letter
    delete the marks
""",
    "a: Nơi nhận: như trên\n": """
1:12: error [colon-in-text] a text without quotes cannot hold a colon with a space behind it
    write "Nơi nhận: như trên"
""",
    "a: Kính gửi:\n": """
1:12: error [colon-in-text] a text without quotes cannot hold a colon with a space behind it
    write "Kính gửi:"
""",
    "a: x\n  b: y\n": """
2:3: error [bad-indentation] “b: y” is not indented like the lines that it belongs to
    begin keys of one mapping, and items of one list, in the same column
""",
    "a:b\nc: d\n": """
1:2: error [missing-space] expected a space behind “:”, found “a:b”
""",
    "c: d\na:b\n": """
2:2: error [missing-space] expected a space behind “:”, found “a:b”
""",
    "a:b\n": """
1:2: error [missing-space] expected a space behind “:”, found “a:b”
""",
    "a:\n  - b\n  -c\n": """
3:3: error [missing-space] a[1]: expected a space behind “-”, found “-c”
""",
    'a: "một\nb: c\n': """
1:4: error [unclosed-quote] a: the quotation mark " is not closed
    write " at the end of the text
""",
    "a: 'một": """
1:4: error [unclosed-quote] a: the quotation mark ' is not closed
    write ' at the end of the text
""",
    'a: "một" hai\n': """
1:10: error [text-after-quote] expected nothing behind the text in quotes that begins in line 1, found “hai”
    write '"một" hai'
""",
    'a: "một\nb: "hai" ba\n': """
2:5: error [text-after-quote] expected nothing behind the text in quotes that begins in line 1, found “hai" ba”
""",
    "a:\n  b: 1\n c: 2\n": """
3:2: error [bad-indentation] “c: 2” is not indented like the lines that it belongs to
    begin keys of one mapping, and items of one list, in the same column
""",
    "a:\n  - b\n - c\n": """
3:2: error [bad-indentation] “- c” is not indented like the lines that it belongs to
    begin keys of one mapping, and items of one list, in the same column
""",
    "a:\n  - b\n  c: d\n": """
3:3: error [expected-item] a[1]: expected an item with “- ”, like above, found “c: d”
    check the indentation of this line
""",
    "a:\n  b: c\n  - d\n": """
3:3: error [expected-key] a: expected a key with a colon, like above, found “- d”
    check the indentation of this line
""",
    " a: 1\nb: 2\n": """
2:1: error [bad-indentation] “b: 2” is not indented like the lines that it belongs to
    begin keys of one mapping, and items of one list, in the same column
""",
    "a: b\nc\nd: e\n": """
2:1: error [no-colon] expected a key with a colon, found “c”
    a line that goes on with the text above is indented further than its key
""",
    "a: [b, c\nd: e\n": """
1:4: error [unclosed-bracket] a[2]: the bracket “[” is not closed by “]”
    “,” or “]” is missing before “: e” in line 2
""",
    "a: [b, c": """
1:4: error [unclosed-bracket] a[2]: the bracket “[” is not closed by “]”
""",
    "a: {b: c\n": """
1:4: error [unclosed-bracket] a: the bracket “{” is not closed by “}”
""",
    "a: [b}\n": """
1:4: error [unclosed-bracket] a[1]: the bracket “[” is not closed by “]”
    “,” or “]” is missing before “}” in line 1
""",
    'a: ["b" "c"]\n': """
1:4: error [unclosed-bracket] a[1]: the bracket “[” is not closed by “]”
    “,” or “]” is missing before “"c"]” in line 1
""",
    "a: [b,,c]\n": """
1:7: error [no-value] a[1]: expected a value, found “,”
    put a text that begins with “,” in quotes
""",
    "a: ]\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “]”
    write "]"
""",
    "a: @b\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “@”
    write "@b"
""",
    "a: %b\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “%”
    write "%b"
""",
    "a: `b`\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “`”
    write "`b`"
""",
    "a: **đậm** và\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “*”
    write "**đậm** và"
""",
    "a: *nghiêng*\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “*”
    write "*nghiêng*"
""",
    "a: & b\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “&”
    write "& b"
""",
    "a: ? b\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “?”
    write "? b"
""",
    "a: , b\n": """
1:4: error [bad-start] a: a text without quotes cannot begin with “,”
    write ", b"
""",
    'a: @b "c" d\n': """
1:4: error [bad-start] a: a text without quotes cannot begin with “@”
    write '@b "c" d'
""",
    "a: [@b, c]\n": """
1:5: error [bad-start] a[0]: a text without quotes cannot begin with “@”
    write "@b"
""",
    "a: | b\n": """
1:6: error [text-after-bar] a: expected the end of the line behind “|”, found “b”
    begin the text on the next line
""",
    "a: >x\n  b\n": """
1:5: error [text-after-bar] a: expected the end of the line behind “>”, found “x”
    begin the text on the next line
""",
    "a: - b\n": """
1:4: error [dash-in-line] a: an item of a list (“- ”) cannot begin behind its key on the same line
    begin it on a line of its own; if it is a text, write "- b"
""",
    '"a" b: c\n': """
1:5: error [expected-line-end] expected the end of the line, found “b: c”
    put the whole text in quotes
""",
    "a: &x &y b\n": """
1:7: error [expected-line-end] expected the end of the line, found “&y b”
    put the whole text in quotes
""",
    'a: "C:\\Users"\n': """
1:7: error [bad-escape] a: “\\U” means nothing in double quotes
    write “\\\\” for a backslash, or single quotes around the text
""",
    'a: "\\q"\n': """
1:5: error [bad-escape] a: “\\q” means nothing in double quotes
    write “\\\\” for a backslash, or single quotes around the text
""",
    'a: "\\U00110000"\n': """
1:5: error [bad-escape] a: “\\U00110000” means nothing in double quotes
    write “\\\\” for a backslash, or single quotes around the text
""",
    "k" * 1100 + ": a\n": """
1:1: error [key-too-long] expected a key of at most 1024 characters, found a longer one
""",
    ": b\n": """
1:1: error [key-not-text] expected text as a key, found null
    put the key in quotes
""",
    "a:\n[b": """
2:1: error [unclosed-bracket] a: the bracket “[” is not closed by “]”
""",
    "a: {b: \n": """
1:4: error [unclosed-bracket] a.b: the bracket “{” is not closed by “}”
""",
    '"a" b\n': """
1:5: error [text-after-quote] expected nothing behind the text in quotes that begins in line 1, found “b”
    write '"a" b'
""",
    "{a: b} c\n": """
1:8: error [expected-line-end] expected the end of the line, found “c”
    put the whole text in quotes
""",
    "{a: b}\nc: d\n": """
2:1: error [bad-indentation] “c: d” is not indented like the lines that it belongs to
    begin keys of one mapping, and items of one list, in the same column
""",
    "*a : b: c\n": """
1:1: error [unknown-alias] there is no “&a” above for “*a”
    put a text that begins with “*” in quotes
1:7: error [colon-in-text] a text without quotes cannot hold a colon with a space behind it
    write "b: c"
""",
    'a: "e' + "\\u0301\\u0323" * 20 + '"\n': """
1:4: error [too-many-marks] a: more than 30 marks on one letter
    delete the marks
""",
    'a: "\\n e' + "\u0301\u0323" * 20 + '"\n': """
1:39: error [too-many-marks] more than 30 marks on one letter
    delete the marks
""",
    "%YAML 1.2\n%YAML 1.2\n---\na: b\n": """
2:1: error [yaml-directive] expected a key, found the directive “%YAML 1.2”
    delete this line
""",
    "a: 1\n b\n c: d\n": """
3:2: error [bad-indentation] “c: d” is not indented like the lines that it belongs to
    begin keys of one mapping, and items of one list, in the same column
""",
    "- a: b: c\n": """
1:7: error [colon-in-text] [0]: a text without quotes cannot hold a colon with a space behind it
    write "b: c"
""",
    'a: "x\n---\n"\n': """
1:4: error [unclosed-quote] a: the quotation mark " is not closed
    write " at the end of the text
""",
    "a: b\n- c\n": """
2:1: error [expected-key] expected a key with a colon, like above, found “- c”
    check the indentation of this line
""",
    "a: b\n  - c: d\n": """
2:3: error [bad-indentation] “- c: d” is not indented like the lines that it belongs to
    begin keys of one mapping, and items of one list, in the same column
""",
}

REFUSED_JSON = {
    "": """
1:1: error [empty-file] expected keys with their values (“key: value”), found nothing
""",
    '{"a": NaN, "b": [-Infinity]}': """
1:7: error [not-a-number] a: expected a number, found NaN
    leave the key out where there is no value
1:18: error [not-a-number] b[0]: expected a number, found -Infinity
    leave the key out where there is no value
""",
    '{"a": 1, "a": 2}': """
1:10: error [repeated-key] a: the key “a” stands here for a second time
    it stands first in line 1, column 2; keep one of them
""",
    '{"a": 1} x': """
1:10: error [json-syntax] this is not JSON: expected EOF, found “x”
""",
    '{"a": 1,}': """
1:9: error [json-syntax] this is not JSON: expected “"…"”, found “}”
""",
    '{"a" 1}': """
1:6: error [json-syntax] a: this is not JSON: expected “:”, found “1}”
""",
    '{"a": [1 2]}': """
1:10: error [json-syntax] a[1]: this is not JSON: expected “,”, “]”, found “2]}”
""",
    '{"a": 01}': """
1:7: error [json-syntax] a: this is not JSON: expected “"…"”, “{”, “[”, 0-9, “true”, “false”, “null”, found “01}”
""",
    "{'a': 1}": """
1:2: error [json-syntax] this is not JSON: expected “"…"”, found “'a': 1}”
""",
    '{"a": "x': """
1:7: error [unclosed-quote] a: the quotation mark " is not closed
    write " at the end of the text
""",
    '{"a": "x\ny"}': """
1:7: error [unclosed-quote] a: the quotation mark " is not closed
    write " at the end of the text
""",
    '{"a": ': """
1:7: error [json-unfinished] a: the JSON text ends too early: expected “"…"”, “{”, “[”, 0-9, “true”, “false”, “null”
""",
    '{"a": [': """
1:8: error [json-unfinished] a[0]: the JSON text ends too early: expected “"…"”, “{”, “[”, 0-9, “true”, “false”, “null”
""",
    '{"a": {"b": 1': """
1:14: error [json-unfinished] a: the JSON text ends too early: expected “,”, “}”
""",
    "[1]": """
1:1: error [not-a-mapping] expected keys with their values (“key: value”), found “[1]”
    begin the line with a key
""",
    '"a"': """
1:1: error [not-a-mapping] expected keys with their values (“key: value”), found “"a"”
    begin the line with a key
""",
    '{"a": [null]}': """
1:8: error [empty-list-item] a[0]: an item of a list has no value
    write its value, or delete it
""",
    '{"a": "\\ud800x\\u0007"}': """
1:8: error [unprintable-character] a: the character U+D800 <surrogate> cannot be printed
    delete it, or write what should stand there
1:15: error [unprintable-character] a: the character U+0007 ALERT cannot be printed
    delete it, or write what should stand there
""",
    '{"a": "x\ty"}': """
1:9: error [tab-in-text] a: a tab stands in a text
    write spaces instead
""",
    '{"a": "\\q"}': """
1:8: error [bad-escape] a: “\\q” means nothing in double quotes
    write “\\\\” for a backslash, or single quotes around the text
""",
    '{"a": "\\u12"}': """
1:8: error [bad-escape] a: “\\u” means nothing in double quotes
    write “\\\\” for a backslash, or single quotes around the text
""",
    '{"a": 1e999}': """
1:7: error [number-too-long] a: expected a number of at most 400 digits, found a longer one
    write it as text
""",
    "{1: 2}": """
1:2: error [json-syntax] this is not JSON: expected “"…"”, found “1: 2}”
""",
    '{"a": tru}': """
1:7: error [json-syntax] a: this is not JSON: expected “"…"”, “{”, “[”, 0-9, “true”, “false”, “null”, found “tru}”
""",
    '{"a": 1.}': """
1:7: error [json-syntax] a: this is not JSON: expected “"…"”, “{”, “[”, 0-9, “true”, “false”, “null”, found “1.}”
""",
    '{"a": +1}': """
1:7: error [json-syntax] a: this is not JSON: expected “"…"”, “{”, “[”, 0-9, “true”, “false”, “null”, found “+1}”
""",
    '{"\\u0000": 1}': """
1:3: error [unprintable-character] the character U+0000 NULL cannot be printed
    delete it, or write what should stand there
""",
    '{"a": "e' + "\\u0301\\u0323" * 20 + '"}': """
1:7: error [too-many-marks] a: more than 30 marks on one letter
    delete the marks
""",
    '{"a": [1}': """
1:9: error [json-syntax] a[1]: this is not JSON: expected “,”, “]”, found “}”
""",
    '[1, "x"': """
1:8: error [json-unfinished] [2]: the JSON text ends too early: expected “,”, “]”
""",
    '{"a": -}': """
1:7: error [json-syntax] a: this is not JSON: expected “"…"”, “{”, “[”, 0-9, “true”, “false”, “null”, found “-}”
""",
    '{"a": ' + "1" * 401 + "}": """
1:7: error [number-too-long] a: expected a number of at most 400 digits, found a longer one
    write it as text
""",
}


def body(report: str) -> str:
    """A report as the tables hold it."""
    return "\n" + report.replace("a.yaml:", "").replace("a.json:", "") + "\n"


@pytest.mark.parametrize(("text", "report"), REFUSED_YAML.items())
def test_what_yaml_is_refused(text: str, report: str) -> None:
    """The whole report: place, code, path, words and what to do."""
    assert body(told(text)) == report


@pytest.mark.parametrize(("text", "report"), REFUSED_JSON.items())
def test_what_json_is_refused(text: str, report: str) -> None:
    """The whole report: place, code, path, words and what to do."""
    assert body(told(text, "a.json")) == report


@pytest.mark.parametrize("text", [text for text in REFUSED_YAML if "\x07" not in text and "\ufffd" not in text])
def test_both_parsers_refuse_the_same(text: str) -> None:
    """The report does not depend on which of PyYAML's parsers is there."""
    reports = []
    for parser in (PARSER, PYTHON_PARSER):
        try:
            tree(text, parser)
        except InvalidInput as error:
            reports.append([str(each.in_language("en")) for each in error.problems])

    assert not reports or reports[0] == reports[1]


@pytest.mark.parametrize(
    ("data", "report"),
    [
        ({"a": [float("nan"), float("inf"), Decimal("sNaN")]}, "not-a-number"),
        ({"a": 10**400}, "number-too-long"),
        ({"a": Decimal("1e401")}, "number-too-long"),
        ({"a": b"x"}, "unsupported-type"),
        ({"a": datetime(2024, 6, 5)}, "unsupported-type"),
        ({"a": {1, 2}}, "unsupported-type"),
        ({"a": [None]}, "empty-list-item"),
        ({1: 2}, "key-not-text"),
        ({None: 2}, "key-not-text"),
        ({"\u00e9": 1, "e\u0301": 2}, "repeated-key"),
        ({"a": "\ud800"}, "unprintable-character"),
        ({"a": "x\r\ny"}, "unprintable-character"),
        ({"a": "x\ty"}, "tab-in-text"),
        ({"\x00": 1}, "unprintable-character"),
        ({"a": "Uû ban nh©n d©n"}, "legacy-text"),
        ({"a": "e" + "\u0301\u0323" * 20}, "too-many-marks"),
    ],
)
def test_what_objects_are_refused(data: Any, report: str) -> None:
    """Python data gets the same judgement as a file."""
    assert set(codes(data, "data")) == {report}


def test_the_report_on_an_object_names_its_path() -> None:
    """What has no text has no line; its path says where it is."""
    assert told({"a": [{"b": {1}}]}, "data") == (
        "data: error [unsupported-type] a[0].b: "
        "expected str, int, float, Decimal, bool, date, None, list, tuple or a mapping, found set\n    convert it first"
    )


def test_an_object_that_contains_itself_is_refused() -> None:
    """A cycle is found; the same object in two places is none."""
    data: dict[str, Any] = {"a": []}
    data["a"].append(data)
    shared = ["x"]

    assert codes(data, None) == ["contains-itself"]
    assert read({"a": shared, "b": [shared, shared]}).value == {"a": ["x"], "b": [["x"], ["x"]]}


@pytest.mark.parametrize("source", [["a"], 7, None, object()])
def test_what_is_no_source_is_refused(source: Any) -> None:
    """Neither a file nor a mapping."""
    assert codes(source, None) == ["not-an-input"]


# --- files and their bytes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 2**16 - 1, 2**16, 2**16 + 1, 3 * 2**16 + 7])
def test_a_file_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    """However many pieces it takes."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * size + b"\na: b")

    assert read(path).value == {"a": "b"}


def test_no_name_is_no_file() -> None:
    """To Python it is the folder that one is in."""
    with pytest.raises(InvalidInput) as caught:
        read("")

    assert [each.code for each in caught.value.problems] == ["file-is-folder"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file, a folder, a name that no file can have: each is said, none is an OSError."""
    missing, folder = tmp_path / "x.yaml", tmp_path

    assert told(missing, None) == (
        f"{missing}: error [file-not-found] there is no file “{missing}”\n    check its name and its folder"
    )
    assert told(folder, None) == (
        f"{folder}: error [file-is-folder] expected a file, found the folder “{folder}”\n    name a file in it"
    )
    for path in (missing / "y", Path("x\0y"), Path("x" * 5000)):
        with pytest.raises(InvalidInput) as caught:
            read(path)
        assert caught.value.problems[0].code in ("file-not-found", "file-unreadable")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read() -> None:
    """What the system says is told."""
    with pytest.raises(InvalidInput) as caught:
        read("/proc/self/mem")

    assert caught.value.problems[0].code == "file-unreadable"
    assert "Input/output error" in caught.value.problems[0].in_language("en").message


TEXT = "tên: Hội Liên hiệp Phụ nữ tỉnh Thái Bình\nsố: 7\n"


@pytest.mark.parametrize(
    ("data", "report"),
    [
        (TEXT.encode("utf-16"), "1:1: error [wrong-encoding] expected text in UTF-8, found UTF-16 LE"),
        (TEXT.encode("utf-16-le"), "1:1: error [wrong-encoding] expected text in UTF-8, found UTF-16 LE"),
        (TEXT.encode("utf-16-be"), "1:1: error [wrong-encoding] expected text in UTF-8, found UTF-16 BE"),
        (codecs.BOM_UTF16_BE + b"\0a", "1:1: error [wrong-encoding] expected text in UTF-8, found UTF-16 BE"),
        (TEXT.encode("utf-32"), "1:1: error [wrong-encoding] expected text in UTF-8, found UTF-32 LE"),
        (TEXT.encode("utf-32-le"), "1:1: error [wrong-encoding] expected text in UTF-8, found UTF-32 LE"),
        (TEXT.encode("utf-32-be"), "1:1: error [wrong-encoding] expected text in UTF-8, found UTF-32 BE"),
        (
            "đ: x\ny: ".encode() + b"e\xcc\x81 \xfc\n",
            "2:6: error [not-utf8] expected text in UTF-8, found the byte 0xFC",
        ),
        (b"a: \xed\xa0\x80", "1:4: error [not-utf8] expected text in UTF-8, found the byte 0xED"),
        (b"a: \xc3", "1:4: error [not-utf8] expected text in UTF-8, found the byte 0xC3"),
        ("a: für Männer, naïve café".encode("latin-1"), "1:5: error [not-utf8] expected text in UTF-8"),
        (
            "# x\na: Uû ban nh©n d©n".encode("latin-1"),
            "2:5: error [legacy-encoding] expected text in UTF-8, found the old Vietnamese encoding TCVN3 (.VnTime): "
            "“Uû” stands for “Uỷ”",
        ),
        (
            "a: Uûy ban nhaân daân".encode("latin-1"),
            "1:5: error [legacy-encoding] expected text in UTF-8, found the old Vietnamese encoding VNI: "
            "“Uûy” stands for “Ủy”",
        ),
        (b"PK\x03\x04\x14\0", "1:1: error [not-text] expected text in YAML or JSON, found a file of the format ZIP"),
        (b"%PDF-1.7", "1:1: error [not-text] expected text in YAML or JSON, found a file of the format PDF"),
        (b"{\\rtf1\\ansi", "1:1: error [not-text] expected text in YAML or JSON, found a file of the format RTF"),
    ],
)
def test_what_is_not_utf8_is_named(data: bytes, report: str) -> None:
    """The encoding is recognised where it can be, and the first byte that does not fit has its place."""
    assert told(data).removeprefix("a.yaml:").startswith(report)


def test_bytes_with_a_stray_zero_are_not_utf16() -> None:
    """A zero byte in a UTF-8 file is a character that cannot be printed."""
    assert codes(b"a: x\0y and more\n") == ["unprintable-character"]


@pytest.mark.parametrize(
    "text",
    [
        "Hội Liên hiệp Phụ nữ tỉnh Thái Bình, hoà bình, toà án, khoá XII, thuỷ lợi, uỷ ban, quý, già, hoạ",
        "© 2024 Hội LHPN; ® và ™; 5 µm đến 20 µm; ½ giờ; 20 °C; § 5; «ông»; 12 m²; nº 3; ±2 %; À là",
        "Le maître dû à l'été où il mît fin; Noël, naïf, haï, maïs, île, août, être, crû, français, garçon, sœur",
        "Für Männer und Frauen: schöne Grüße aus Köln, Tür, Bücher, dünn, süß, größer, Öl, Übung, hübsch, müde",
        "El niño año señor; façade déjà vu; smörgåsbord; coöperatie; Ångström; São Paulo; Þór; Łódź; çok güzel",
        "HOÀ BÌNH TOÀN QUỐC, KHOÁ XIII, ĐẢNG UỶ, HỌC SINH",
        "thực h\xadành chí\xadnh sách ph\xadụ nữ",
    ],
)
def test_ordinary_text_is_no_old_encoding(text: str) -> None:
    """There is no false alarm."""
    assert _legacy.find(text) is None
    assert read({"a": text}).value == {"a": text}


@pytest.mark.parametrize(
    ("text", "encoding", "word", "meaning"),
    [
        ("Hội: Héi Liªn hiÖp Phô n÷ tØnh Th¸i B×nh", "TCVN3 (.VnTime)", "Liªn", "Liên"),
        ("§¶ng Céng s¶n ViÖt Nam", "TCVN3 (.VnTime)", "§¶ng", "Đảng"),
        ("Héi Liªn hiÖp LHPN, für Männer", "TCVN3 (.VnTime)", "Liªn", "Liên"),
        ("NguyÔn ThÞ Hoa", "TCVN3 (.VnTime)", "NguyÔn", "Nguyễn"),
        ("c\xad quan, tr\xadëng ban", "TCVN3 (.VnTime)", "c\xad", "cư"),
        ("ngµy 05 th¸ng 6 n¨m 2024", "TCVN3 (.VnTime)", "ngµy", "ngày"),
        ("UÛY BAN NHAÂN DAÂN", "VNI", "UÛY", "ỦY"),
        ("Ñaûng Coäng saûn Vieät Nam", "VNI", "Ñaûng", "Đảng"),
        ("ngaøy 05 thaùng 6 naêm 2024", "VNI", "ngaøy", "ngày"),
        ("Hoäi Lieân hieäp Phuï nöõ tænh Thaùi Bình", "VNI", "Hoäi", "Hội"),
    ],
)
def test_old_encodings_are_recognised(text: str, encoding: str, word: str, meaning: str) -> None:
    """Text in TCVN3 or VNI is named, with one of its words as an example."""
    found = _legacy.find(text)

    assert found is not None
    assert (found.encoding, found.word, found.meaning) == (encoding, word, meaning)
    assert text[found.at :].startswith(word)


# --- limits -----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    """The limit is on bytes; what lies behind it stays on the disk."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    expected = (
        f"{path}: error [too-large] expected at most 8388608 bytes, found more\n"
        "    check whether it is the right file, or split it"
    )
    assert told(path, None) == expected
    assert codes(b" " * (_limits.MAX_BYTES + 1)) == ["too-large"]
    assert codes(b" " * _limits.MAX_BYTES) == ["empty-file"]
    path.write_bytes(b" " * (_limits.MAX_BYTES + 1))
    assert codes(path, None) == ["too-large"]
    path.write_bytes(b" " * _limits.MAX_BYTES)
    assert codes(path, None) == ["empty-file"]


def nested(depth: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(depth - 1):
        value = {"a": value}
    return value


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_the_deepest_nesting(name: str) -> None:
    """Fifty mappings and lists one inside the other are read, one more is refused at its place."""
    for depth, is_read in ((_limits.MAX_DEPTH, True), (_limits.MAX_DEPTH + 1, False)):
        text = '{"a": ' * (depth - 1) + "{}" + "}" * (depth - 1)
        if is_read:
            assert read(text.encode(), name=name).value == read(nested(depth)).value
        else:
            assert told(text, name) == (
                f"{name}:1:301: error [too-deep] expected at most 50 mappings and lists one inside the other, "
                "found more\n    nest them less"
            )
            assert codes(nested(depth), None) == ["too-deep"]


@PARSERS
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{? "])
def test_a_hundred_thousand_brackets_cost_nothing(opening: str, parser: Any) -> None:
    """Nesting ends the reading at once, before it can hurt anything."""
    with pytest.raises(InvalidInput) as caught:
        tree(opening * 100_000, parser)

    assert caught.value.problems[-1].code in ("too-deep", "expected-key", "repeated-key", "too-many-problems")


def test_aliases_count_as_what_they_stand_for() -> None:
    """A few lines that would be millions of values, or gigabytes of text, or too deep, are refused."""
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for one, next_one in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{next_one}: &{next_one} [{', '.join(['*' + one] * 10)}]\n"
    deep = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 60))

    assert told(bomb) == (
        "a.yaml:5:36: error [alias-bomb] e[7]: with what “*d” repeats there are more than 100000 values\n"
        "    write out the values that are meant, without “&” and “*”"
    )
    assert codes("a: &a " + "x" * 10_000 + "\nb: [" + "*a, " * 1000 + "]\n") == ["too-much-text"]
    assert codes(deep) == ["too-deep"]


def test_too_many_values_are_refused() -> None:
    """However little each of them is, and wherever they come from."""
    allowed = _limits.MAX_VALUES - 2  # the mapping and the list

    assert len(read(b"a: [" + b"x," * allowed + b"]").value["a"]) == allowed
    assert codes(b"a: [" + b"x," * (allowed + 1) + b"]") == ["too-many-values"]
    assert codes({"a": ["x"] * (allowed + 1)}) == ["too-many-values"]
    assert codes({"a": ["x" * 1_000_000] * 9}) == ["too-much-text"]


def test_a_thousand_problems_are_enough() -> None:
    """A file that is no text at all does not give a million messages."""
    found = codes("a: " + "\x01" * 5000)

    assert len(found) == _limits.MAX_PROBLEMS + 1
    assert found[-1] == "too-many-problems"


def test_many_marks_on_a_letter_cost_nothing() -> None:
    """Composing them would take minutes; they are refused instead."""
    assert codes("a: e" + "\u0301\u0323" * 1_000_000) == ["too-many-marks"]
    assert read(("a: " + "e\u0323\u0302" * 100_000).encode()).value == {"a": "ệ" * 100_000}
    assert read(("a: " + "ก้" * 1000 + "e\u0301").encode()).value == {"a": "ก้" * 1000 + "é"}


# --- what PyYAML takes ------------------------------------------------------------------------------------------------


def test_what_cannot_be_printed() -> None:
    """Control characters, surrogates, private use, noncharacters, line separators, U+FFFD, U+FEFF; nothing else."""
    kinds = {char: unicodedata.category(char) for char in map(chr, range(sys.maxunicode + 1))}
    nonprinting = {char for char, kind in kinds.items() if kind in ("Cc", "Cs", "Co", "Zl", "Zp")} - {"\n"}
    noncharacters = {char for char in kinds if ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF}

    assert {char for char in kinds if not is_clean(char)} == nonprinting | noncharacters | {"\ufffd", "\ufeff"}


@PARSERS
def test_every_character_that_is_taken_can_be_read(parser: Any) -> None:
    """No character that is not refused stops either parser, or is changed by it."""
    characters = [char for char in map(chr, range(0x20, sys.maxunicode + 1)) if is_clean(char)]
    text = unicodedata.normalize("NFC", "b".join(characters).replace("'", ""))

    assert tree(f"a: '{text}'\n", parser).value == {"a": text}


@pytest.mark.skipif(PARSER is PYTHON_PARSER, reason="PyYAML without its C parser reads it")
def test_a_missing_space_in_brackets() -> None:
    """The C parser is stricter than the Python one about what may stand behind a colon."""
    assert told("a: {b:[c]}\n") == "a.yaml:1:6: error [missing-space] a: expected a space behind “:”, found “:[c]}”"


def test_an_error_that_is_not_known_yet() -> None:
    """What another PyYAML may say one day is told in its own words."""
    mark = yaml.Mark("", 3, 0, 3, None, 0)
    error = yaml.MarkedYAMLError("while reading", mark, "something new happened", mark)

    found = _yaml_errors.explain(error, None, "a: b\n", None, [])

    assert found == trouble("yaml-syntax", 3, reason="something new happened")


def test_the_c_parser_is_used_where_there_is_one() -> None:
    """Reading is ten times faster with it."""
    assert (PARSER is not PYTHON_PARSER) == yaml.__with_libyaml__
