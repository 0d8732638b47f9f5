"""What is read straight from a YAML text is what PyYAML finds in it, and what we ship and show is read so."""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hoi_report
from hoi_report._problems import InvalidInput
from hoi_report._source import Tree, _limits, _read, _straight, read
from hoi_report._source._build import build
from hoi_report._source._straight import straight
from hoi_report._source._text import Text
from hoi_report._source._yaml import PARSER, PYTHON_PARSER, events

ROOT = Path(__file__).parents[1]
PARSERS = (PARSER, PYTHON_PARSER)
FOLDERS = (
    "benchmarks",
    "docs",
    "examples",
    "outlines",
    "rules",
    "src",
    "templates",
    "tests",
)
FILES = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.yaml"))
DATA = [
    *sorted((ROOT / "examples").glob("*/*.yaml")),  # not the outlines and rules of a house, which are read once
    *(ROOT / "benchmarks" / "communes" / name for name in ("chi-tieu.yaml", "ke-hoach.yaml")),
]


def by_events(text: str, parser: Any = PARSER) -> Tree | None:
    """What PyYAML finds; ``None`` where that is refused."""
    try:
        return build(Text("f.yaml", text), events(text, parser))
    except InvalidInput:
        return None


def check(text: str) -> bool:
    """Whether a text is read straight; then both parsers of PyYAML must find the same, in the same order."""
    value = straight(text)
    if value is None:
        return False
    for parser in PARSERS:
        tree = by_events(text, parser)
        assert tree is not None
        assert repr(tree.value) == repr(value)
    return True


# --- texts of that form, and such as nearly are -----------------------------------------------------------------------

KEYS = ("a", "b", "c", "đ-1", "x_y", "010", "no")
ODD_KEYS = ("null", "~", "a b", "-a", "'q'", "k" * 120, "1.2", "?", "a:")
VALUES = (
    *("x", "xin chào", "12:30", "a#b", "-5", "1.250", "x, y", "x'y", 'x"y', "a \\n", "=", "x::y", "a  "),
    *("~", "null", "", '"x: y"', "'x # y'", '""', "''", '" x "', '"null"', "x  # a note", '"x"  # a note'),
    *("{}", "[]", "{a: 1}", "{a: 1, b: x y}", "[a, b]", "[x]", "{a: [x, y], b: 'z, z'}", "{a: ~, b: 1}", "{ a: 1 }"),
    *("{a: 1,\n    b: 2}", "[a,\n    b]", "{a: 1,\n    b: [x,\n y]}", "[a, ]", "{a: -5}", "[\"null\", 'x']"),
)
ODD_VALUES = (
    *("- 5", "a: b", "a:", "{x", "x]", "*x", "&a", "!t", "%", "@", "`", "?x", "? x", "<<", "---", "...", "- -5", ":x"),
    *("a\n     b", '"x\n     y"', "'a''b'", '"a\\n"', "'x", '"x', '"x"#c', '"x": y', '"x" y', "#", "x\ty", "|x", ">"),
    *("{a: 1,b: 2}", "[1,5]", "{a: 1,5}", "{a: }", "{a}", "{a: {b: c}}", "[[x]]", "{a: 1, a: 2}", "[~]", "[a,, b]"),
    *("{null: 1}", "{a: b c # x\n  }", "{a: 1,\n\n  b: 2}", "{a: 1,\nb: 2}", "[x\n  y]", "{a: 1\n}", "[a # c,\n b]"),
    *("[-, a]", "[?x, y?z]", "[a:b]", "[a: b]", "{a:b}", "{'a': 1}", "{a: 12:30}", "{{ x }}", "[*x]", "{a: 'x'y}"),
    *("{a: 'z}', b: 1}", "{a: [x}", "[x}]", "{a: x#y}", "{a: x", "[x", "{a: 1}}", "{a: 1} x", "[a]: b"),
)
LINES = ("x y", "text: a", "- z", "# no note", "", "x  ", "tail: |", "{a: 1}")
ODD_LINES = ("  more", " w", "\b less", "\b\b less", "\b\b", "\b\b\b", " ", "   ", "\b\b# c", "\b\b\b\b# c", "x\ty")
"""Lines of a block behind its indentation; each ``\\b`` takes one space of that back."""
PIECES = (
    *(" ", "  ", "\n", "\n\n", ":", ": ", "- ", "#", " #", "x", '"', "'", "[", "]", "{", "}", ",", "|", "~", "null"),
    *("\t", "\r\n", "\r", "? ", "&", "*", "!", "%", "---\n", "...\n", "\\", "\u00a0", "\n  ", "\n    ", ">-\n", "đ"),
)


@st.composite
def block(draw: st.DrawFn, column: int, is_odd: bool) -> str:
    """A block of lines."""
    header = draw(st.sampled_from(("|", "|-", ">", ">-") if not is_odd else ("|", ">-", "|+", "|2", "| ", "| # c")))
    indent = " " * (column + draw(st.integers(0 if is_odd else 1, 3)))
    lines = draw(st.lists(st.sampled_from(LINES + ODD_LINES if is_odd else LINES[:2]), min_size=1, max_size=4))
    lines = draw(st.sampled_from([[], ["", *lines], lines, lines]))
    whole = [indent[: len(indent) - line.count("\b")] + line.lstrip("\b") if line else "" for line in lines]
    return "\n".join([header, *whole])


@st.composite
def lines(draw: st.DrawFn, is_odd: bool, indent: int = 0, depth: int = 0) -> list[str]:
    """The lines of a mapping or, further inside, a list."""
    keys = st.sampled_from(KEYS + ODD_KEYS if is_odd else KEYS)
    is_list = depth > 0 and draw(st.booleans())
    found: list[str] = []
    for key in draw(st.lists(keys, min_size=1, max_size=3, unique=not is_odd)):
        note = draw(st.sampled_from([None, None, None, "", "# c", " " * indent + "# c", "      # c"]))
        found += [] if note is None else [note]
        begin = " " * indent + ("-" + " " * draw(st.sampled_from([1, 1, 3])) if is_list else f"{key}: ")
        kind = draw(st.sampled_from(["value", "value", "block", "more"] if depth < 3 else ["value"]))
        if kind == "value":
            values = [each for each in VALUES if is_odd or not is_list or each not in ("", "~", "null")]
            found.append(begin + draw(st.sampled_from([*values, *ODD_VALUES] if is_odd else values)))
        elif kind == "block":
            found.append(begin + draw(block(indent, is_odd)))
        elif is_list:
            first, *others = draw(lines(is_odd, len(begin), depth + 1).filter(lambda each: ":" in each[0]))
            found += [begin + first.lstrip(" "), *others] if ": " in first else [begin + "x"]
        else:
            inner = indent + draw(st.sampled_from([2, 2, 4, 1]))
            found += [begin.rstrip(" "), *draw(lines(is_odd, inner, depth + 1))]
    return found


@st.composite
def altered(draw: st.DrawFn) -> str:
    """A text like those of that form, with a few things changed."""
    text = "\n".join(draw(lines(draw(st.booleans())))) + draw(st.sampled_from(["\n", "\n", "", "\n\n# c"]))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        left_out = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(("", *PIECES))) + text[at + left_out :]
    return unicodedata.normalize("NFC", text)


@settings(max_examples=1500)
@given(altered())
def test_what_is_read_straight_is_what_yaml_says(text: str) -> None:
    """Whatever is not left to PyYAML."""
    check(text)
    check(text.replace("\n", "\r\n"))


def paths(tree: Tree) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values of a tree, and of its keys without value."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), tree.value)]
    while waiting:
        path, value = waiting.pop()
        yield path
        if isinstance(value, dict):
            waiting += [((*path, key), each) for key, each in value.items()]
            yield from ((*path, key) for key in tree.absent(path))
        elif isinstance(value, list):
            waiting += [((*path, number), each) for number, each in enumerate(value)]


def places(tree: Tree) -> list[object]:
    """Everything that a tree can be asked."""
    found = list(paths(tree))
    told: list[object] = [(path, tree.place(path), tree.place(path, key=True)) for path in found]
    return [*told, *(tree.place_in(path, offset) for path in found for offset in (0, 3, 1000))]


@settings(max_examples=300)
@given(lines(False).map("\n".join), st.sampled_from(["", "\n"]), st.sampled_from(["\n", "\n", "\r\n"]))
def test_places_are_found_when_they_are_asked_for(text: str, end: str, line_break: str) -> None:
    """The same as if it had been read by events; of a copy in another process too."""
    text = (text + end).replace("\n", line_break)
    tree, expected = read(text.encode(), name="f.yaml"), by_events(text)
    assert expected is not None

    assert tree == expected
    assert repr(tree) == repr(expected)
    assert places(pickle.loads(pickle.dumps(tree))) == places(expected)
    assert places(tree) == places(expected)


# --- what is read so --------------------------------------------------------------------------------------------------

STRAIGHT = {
    "a: 1": {"a": "1"},
    "# c\n\n  # d\na:   x y   # z\n\nb: x#y:z\n": {"a": "x y", "b": "x#y:z"},
    "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n": {"a": {"b": {"c": "1"}, "d": "2"}, "e": "3"},
    "a:\n- 1\n- 2\nb:\n  - 1\n": {"a": ["1", "2"], "b": ["1"]},
    "a:\n  - b: 1\n    c:\n    - 2\n    d: 3\n  - e: 4\n": {"a": [{"b": "1", "c": ["2"], "d": "3"}, {"e": "4"}]},
    "a:\n  -   b: |\n        x\n      c: 2\n": {"a": [{"b": "x", "c": "2"}]},
    "a: |\n  x\n   y\n\n  z\n\n\nb: >-\n  x\n  y\n": {"a": "x\n y\n\nz", "b": "x y"},
    "a: |\n  # x\n # c\n  # d\nb: |-\n x: y\nc: |\n  x\n   \n": {"a": "# x", "b": "x: y", "c": "x\n "},
    "a: |\n\n# c\nb: |-\nc: |\n\n\n  x\nd:\n  e: >\n\n  # c\n    # d\nf: |\n": {
        "a": "",
        "b": "",
        "c": "\n\nx",
        "d": {"e": ""},
        "f": "",
    },
    "a: ~\nb:\nc: null\nd: 'null'\ne: \"~\"\nf:\n  g:\n": {"d": "null", "e": "~", "f": {}},
    "a: {b: 1,\n  c: [x y, 'z, z'], d: \"\", e: ~}\nf: []\ng: {}\n": {
        "a": {"b": "1", "c": ["x y", "z, z"], "d": ""},
        "f": [],
        "g": {},
    },
    "a: -5\nb: 010\nc: no\nd: 12:30\ne: http://x\n": {"a": "-5", "b": "010", "c": "no", "d": "12:30", "e": "http://x"},
    "a: |\r\n  x\r\n  y\r\nb: 1\r\n": {"a": "x\ny", "b": "1"},
}


@pytest.mark.parametrize(("text", "value"), STRAIGHT.items())
def test_what_is_read_straight(text: str, value: object) -> None:
    """All that most data files hold."""
    assert straight(text) == value
    assert check(text)


GIVEN_UP = (
    *(
        "",
        "# c\n",
        "x",
        "- a",
        "{a: 1}",
        "  a: 1",
        "---\na: 1",
        "%YAML 1.2\na: 1",
        "a: 1\n...\n",
        "\ta: 1",
        "a: 1\rb: 2",
    ),
    *("a: b: c", "a: b:", "a: &x b", "a: *x", "a: !t b", "? a", "a: 1\na: 2", "a:\na: 2", "null: 1", "a b: 1", "a:1"),
    *(
        "a: b\n  c",
        "a: b\n  c: d",
        "a: b\n  - c",
        "a: b\n- c",
        "a:\n  b",
        "a:\n    b: 1\n  c: 2",
        "a: '1\n  2'",
        "a: 'x",
    ),
    *('a: "\\n"', "a: 'x''y'", "a: |+\n  x", "a: |2\n  x", "a: |\n    x\n  y"),
    *(
        "a: |\n  x\n  \n",
        "a: |\n \n  x",
        "a: |\n  x\n \n  # y",
        "a: >\n  x\n\n  y",
        "a: >\n  x\n   y",
        "a:\n  -\n",
        "a:\n  - ~",
        "a: [~]",
    ),
    *("a:\n  - - b", "a: {b}", "a: {b: }", "a: {b: c: d}", "a: {b: {}}", "a: [[]]", "a: [b: c]", "a: {b: 1, b: 2}"),
    *(
        "a: {b: 1,\nc: 2}",
        "a: {b: 1, # c\n  c: 2}",
        "a: {b: c\n  d}",
        "a: {{ b }}",
        "a: {null: 1}",
        "a: x\ty",
        "a: '\t'",
    ),
)


@pytest.mark.parametrize("text", GIVEN_UP)
def test_what_is_left_to_pyyaml(text: str) -> None:
    """What is rare, what is wrong, and what nearly looks like something else."""
    assert straight(text) is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_is_read_as_by_events(file: Path) -> None:
    """Those of the repository, the bad ones too."""
    text = file.read_text("utf-8", errors="replace").replace("\ufffd", "x")

    if check(text):
        tree, expected = read(text.encode(), name="f.yaml"), by_events(text)
        assert expected is not None
        assert places(tree) == places(expected)


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_data_files_are_read_straight(file: Path) -> None:
    """Else nothing is wrong but that it takes three times as long."""
    assert straight(file.read_text("utf-8")) is not None


@pytest.mark.parametrize("name", ["hong-lam-2025/bao-cao-dong-sim.yaml", "thai-binh-2024/bao-cao-dong-hung.yaml"])
def test_a_document_is_not_read_by_events(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is to be said about its data, or only about the first lines."""
    monkeypatch.setattr(_read, "_by_events", None)

    document = hoi_report.load_document(ROOT / "examples" / name)

    assert hoi_report.render(document).content
    assert {problem.line for problem in document.problems} <= {4}


def test_a_skeleton_is_read_straight() -> None:
    """A data file that is filled in begins as one of ours."""
    assert straight(hoi_report.skeleton("2021-2026/bao-cao-giua-nhiem-ky")) is not None


def test_limits_are_told_by_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read straight in which more could be than is allowed."""
    for depth in range(1, _limits.MAX_DEPTH + 10):
        for begin in ("a:", "- a:"):
            levels = "".join(f"{' ' * level}{begin}\n" for level in range(1, depth))
            check(f"a:\n{levels}{' ' * depth}{begin} {{b: [c]}}\n")
    monkeypatch.setattr(_straight, "MAX_VALUES", 50)
    most = max(range(20), key=lambda n: (straight("a:\n" + n * "  - b: {c: [d]}\n") is not None, n))
    assert most == 9


def test_marks_behind_an_escape_are_left_to_events() -> None:
    """There a value is not what is written."""
    source = 'a: "x"\nb: e\\\u0301\n'.encode()

    assert read(source).value == {"a": "x", "b": "e\\\u0301"}
