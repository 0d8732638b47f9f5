"""Rules about words: each finds what breaks it and leaves near misses alone; the grammar; what is printed is judged."""

from __future__ import annotations

import io
import pickle
import re
import shutil
import time
import unicodedata
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import hoi_report
from hoi_report._blocks import AttachmentHead, plain
from hoi_report._compose import compose
from hoi_report._model import validated
from hoi_report._proofreading import lines_of as lines_printed
from hoi_report._rules import load
from hoi_report._source import _legacy, read
from hoi_report._wording import Answer, Judge, TextLine, WordingRule, judging
from hoi_report._wording.judging import FEW_DOCUMENTS
from hoi_report._wording.pattern import LONGEST
from hoi_report._wording.search import is_odd
from hoi_report._wording.texts import with_spaces
from outlines import UNIT, document, outline

ROOT = Path(__file__).parent.parent
FILE = ROOT / "rules" / "nd30-2020.yaml"
CASES: dict[str, Any] = yaml.load(  # every scalar is text
    (Path(__file__).parent / "data" / "wording.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
SOURCE = Path(__file__).parent / "data" / "thai-binh-2024.txt"
RULES = load(read(FILE).value)
WORDING = RULES.wording


def lines_of(case: Any, component: str = "") -> list[TextLine]:
    """The lines of a case: a text, or several, each of the component or of one that it names."""
    lines = []
    for position, piece in enumerate(case if isinstance(case, list) else [case]):
        named, text = component, piece
        if isinstance(piece, dict):
            ((named, text),) = piece.items()
        elif piece.split(": ")[0] in RULES.components:
            named, text = piece.split(": ", 1)
        lines.append(TextLine(named, text, position))
    return lines


JUDGE = Judge(WORDING)


def judge(wording: dict[str, WordingRule], lines: list[TextLine]) -> list[Answer]:
    """What rules say; those of the rule set are made ready once."""
    return (JUDGE if wording is WORDING else Judge(wording)).answers(lines)


def answer(id: str, lines: list[TextLine]) -> Answer:
    """What one rule of the rule set says."""
    (found,) = judge({id: WORDING[id]}, lines)
    return found


def cases(kind: str) -> list[Any]:
    """Every case of the table of a kind, each with its rule and component."""
    return [
        pytest.param(id, said.get("in", ""), case, id=f"{id}: {case['text'] if kind == 'broken' else case}")
        for id, said in CASES.items()
        for case in said[kind]
    ]


def test_every_rule_has_its_cases() -> None:
    """A rule that is never broken in the table, or never nearly broken, is a guess."""
    assert set(CASES) == set(WORDING)
    assert all(said["broken"] and said["holds"] for said in CASES.values())


@pytest.mark.parametrize(("id", "component", "case"), cases("broken"))
def test_what_breaks_a_rule_is_found(id: str, component: str, case: dict[str, Any]) -> None:
    """Each finding tells the words, and where they stand in the line as it was given."""
    lines = lines_of(case["text"], component)

    found = answer(id, lines).findings

    expected = case["found"] if isinstance(case["found"], list) else [case["found"]]
    assert [finding.found for finding in found] == expected
    for finding in found:
        text = lines[finding.position].text
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end].strip() in finding.found


@pytest.mark.parametrize(("id", "component", "case"), cases("holds"))
def test_near_misses_are_left_alone(id: str, component: str, case: Any) -> None:
    """No false alarm."""
    assert answer(id, lines_of(case, component)).findings == ()


def test_components_that_rules_name_are_of_the_rule_set() -> None:
    """A misspelt component would never be judged."""
    named = {id for rule in WORDING.values() for id in (*rule.inside, *rule.outside, *rule.until)}

    assert named <= set(RULES.components)


def test_every_sentence_is_in_both_languages() -> None:
    """What is asked and what to do is told in Vietnamese and in English."""
    for rule in WORDING.values():
        for sentence in (rule.asked, rule.mend):
            assert sentence.en and sentence.phrase.tell("vi") == sentence.vi != sentence.phrase.tell("en")


# --- texts as they come ---------------------------------------------------------------------------------------------


def source_lines() -> list[TextLine]:
    """The source case as it was typed, with the components that a reader sees in it."""
    components = {
        "Số:": "so_ky_hieu",
        "Thái Bình, ngày": "dia_danh_thoi_gian",
        "CỘNG HOÀ": "quoc_hieu",
        "Nơi nhận:": "noi_nhan_tu",
        "- Lưu:": "noi_nhan_ds",
        "TM.": "quyen_han_ky",
        "Nguyễn Thị": "ho_ten_ky",
    }
    lines = []
    for position, text in enumerate(SOURCE.read_text(encoding="utf-8").splitlines()):
        named = [component for start, component in components.items() if text.strip().startswith(start)]
        lines.append(TextLine(named[0] if named else "noi_dung", text, position))
    return lines


def test_the_source_case_has_its_own_slips_and_no_false_alarm() -> None:
    """docs/mended-slips.md lists the space before “;”; the source writes both “Uỷ” and “Ủy”, “hoá” and “khóa”."""
    found = {a.id: [f.found for f in a.findings] for a in judge(WORDING, source_lines()) if a.findings}

    assert found == {"space_before_mark": ["sạch” ;"], "tone_marks_mixed": ["Uỷ", "hoá"]}


def test_nothing_is_looked_at_where_there_is_nothing() -> None:
    """A component that is absent is told by ``seen``, and empty paragraphs count for nothing."""
    lines = [TextLine("noi_dung", "Một câu.", 0), TextLine("so_ky_hieu", "  ", 1)]

    assert {a.id: a.seen for a in judge(WORDING, lines) if a.seen == 0}.keys() == {
        id for id, rule in WORDING.items() if (rule.inside and "noi_dung" not in rule.inside) or rule.until
    }


def test_line_breaks_and_tabs_inside_a_paragraph_part_words() -> None:
    """The words of one line do not run into those of the next."""
    lines = [TextLine("noi_dung", "Đánh giá \nkết quả\t số 05/KH-BTV\n; hết", 0)]

    assert [(a.id, a.findings) for a in judge(WORDING, lines) if a.findings] == []


def test_a_paragraph_longer_than_a_piece_is_judged_to_its_end() -> None:
    """Long paragraphs are taken in pieces; places are those in the whole."""
    start = "một hai ba bốn " * (LONGEST // 5)
    lines = [TextLine("", start + "ngƣời  cuối", 0), TextLine("", "a" * (3 * LONGEST) + " ƣ", 1)]

    (found,) = judge({"horn_u": WORDING["horn_u"]}, lines)

    assert [f.found for f in found.findings] == ["ngƣời", "ƣ"]
    assert [lines[f.position].text[f.start : f.end] for f in found.findings] == ["ngƣời", "ƣ"]


TEXTS = st.text(st.sampled_from('aăđƯưoòóuỷ ̣́  \t\n:;,./-–…“”"()05129SsốVIXngàytháng ©ﬁ𝒳\u00a0\u200b') | st.characters())
LINES = st.lists(
    st.builds(TextLine, st.sampled_from(["", "khac", *RULES.components]), TEXTS, st.integers()), max_size=12
)


@settings(deadline=None)
@given(LINES)
def test_any_text_gets_its_answers(lines: list[TextLine]) -> None:
    """Judging raises for no text; every finding is a stretch of a line that was given."""
    texts = {line.position: [] for line in lines}
    for line in lines:
        texts[line.position].append(line.text)

    answers = judge(WORDING, lines)

    assert [a.id for a in answers] == list(WORDING)
    for found in answers:
        assert found.seen or not found.findings
        for finding in found.findings:
            assert any(
                0 <= finding.start <= finding.end <= len(text)
                and text[finding.start : finding.end].strip() in finding.found
                for text in texts[finding.position]
            )


@settings(deadline=None)
@given(LINES)
def test_a_text_is_judged_alike_however_its_letters_are_coded(lines: list[TextLine]) -> None:
    """NFD and NFC break the same rules at as many places, but for the rule about just that."""
    counts = [
        {
            a.id: len(a.findings)
            for a in judge(WORDING, [x._replace(text=unicodedata.normalize(form, x.text)) for x in lines])
            if a.id != "decomposed"
        }
        for form in ("NFC", "NFD")
    ]

    assert counts[0] == counts[1]


# what a fault is, and in which component it is planted: the rule that has to find it
FAULTS = [
    ("horn_u", "", "ngƣời"),
    ("double_space", "", "giá  trị"),
    ("space_before_mark", "", "hết ; rồi"),
    ("cited_zero_day", "", "ngày 5 tháng 6 năm 2024"),
    ("cited_number_zero", "", "Kế hoạch số 5/KH-BTV"),
    ("decomposed", "", "Phu\u0323"),
    ("legacy_encoding", "", "Uû ban nh©n d©n tØnh"),
    ("capitals_special_places", "", "ở thành phố Hồ Chí Minh"),
]


@settings(deadline=None)
@given(st.data(), st.sampled_from(FAULTS))
def test_a_fault_is_found_where_it_was_planted(data: st.DataObject, fault: tuple[str, str, str]) -> None:
    """In any paragraph of the printed example, between any two of its words; and no other rule of that severity."""
    rule, _, words = fault
    index = data.draw(
        st.sampled_from([i for i, x in enumerate(PRINTED) if x.component == "noi_dung" and " " in x.text])
    )
    line = PRINTED[index]
    spaces = [at for at, char in enumerate(line.text) if char == " "]
    at = data.draw(st.sampled_from(spaces))
    planted = [*PRINTED]
    planted[index] = line._replace(text=f"{line.text[:at]} {words}{line.text[at:]}")

    found = {a.id: a.findings for a in judge(WORDING, planted) if a.findings}

    places = [f for f in found.pop(rule) if f.start <= at + 1 + len(words) and f.end > at]
    assert places and {f.position for f in places} == {line.position}
    assert found.keys() <= {id for id in found if WORDING[id].severity == "note"}


def printed(name: str) -> list[TextLine]:
    """The lines of an example as they are printed."""
    document = hoi_report.load_document(hoi_report.example("thai-binh-2024") / name)
    components, texts = lines_printed(compose(document), document.outline.rules)
    return [*map(TextLine, components, texts, range(len(texts)))]


PRINTED = printed("bao-cao-dong-hung.yaml")


# --- the grammar ----------------------------------------------------------------------------------------------------

RULE = """\
rule:
  name: Kiểm thử
  clause: quy chế của nhà
  severity: warning
  asked: {vi: thế này}
  mend: {vi: sửa lại}
"""


def said(keys: str) -> tuple[dict[str, WordingRule] | None, list[str]]:
    """A rule with these keys, and what is wrong with it."""
    tree = read(f"{RULE}  {keys}\n".encode(), name="rules.yaml")
    rules, problems = validated(dict[str, WordingRule], tree.value, tree)
    return rules, [str(p.in_language("en")) for p in problems]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("forbidden: 'a(b'", "7:16: error [pattern-invalid] rule.forbidden"),
        ("forbidden: '[z-a]'", "7:16: error [pattern-invalid] rule.forbidden"),
        ("forbidden: 'ab)'", "7:17: error [pattern-invalid] rule.forbidden"),
        ("forbidden: '[[a]'", "7:15: error [pattern-dialect] rule.forbidden"),
        ("forbidden: 'x[a--b]'", "7:16: error [pattern-dialect] rule.forbidden"),
        ("forbidden: [a, '*']", "7:19: error [pattern-invalid] rule.forbidden[1]"),
        ("forbidden: 'a{99999999999}'", "7:14: error [pattern-invalid] rule.forbidden"),
        (r"required: '(a)\1'", "7:17: error [pattern-dialect] rule.required"),
        ("required: '(?P<x>a)'", "7:14: error [pattern-dialect] rule.required"),
        ("required: '(?(1)a|b)'", "7:14: error [pattern-dialect] rule.required"),
        ("required: 'a(?s)b'", "7:15: error [pattern-dialect] rule.required"),
        ("last: '" + "(" * 30 + ")" * 30 + "'", "7:30: error [pattern-dialect] rule.last"),
        ("forbidden: '(a+)+b'", "7:19: error [pattern-slow] rule.forbidden"),
        ("forbidden: '(a|a)*b'", "7:20: error [pattern-slow] rule.forbidden"),
        ("forbidden: '.*a.*b'", "7:18: error [pattern-slow] rule.forbidden"),
        ("forbidden: '(?>(a+)+b)'", "7:22: error [pattern-slow] rule.forbidden"),
        ("forbidden: '(?=(a+)+b)a'", "7:22: error [pattern-slow] rule.forbidden"),
        ("forbidden: '(a{1,50}){1,50}b'", "7:24: error [pattern-slow] rule.forbidden"),
        ("unless: '(.*)*'\n  judged_by: letters", "7:16: error [pattern-slow] rule.unless"),
        ("mixed: [a]", "7:10: error [too-few] rule.mixed"),
        ("judged_by: nobody", "7:14: error [not-a-choice] rule.judged_by"),
        ("inside: [Số]\n  judged_by: letters", "7:12: error [identifier] rule.inside[0]"),
        ("until: [a]", "2:3: error [wording-ways] rule"),
        ("forbidden: a\n  mixed: [a, b]", "2:3: error [wording-ways] rule"),
        ("forbid: a", "7:3: error [unknown-key] rule.forbid"),
    ],
)
def test_a_bad_rule_is_refused_with_its_place(keys: str, expected: str) -> None:
    """Each with file, line and column, in a pattern those of the character where the trouble begins."""
    rules, problems = said(keys)

    assert rules is None
    assert problems[0].startswith(f"rules.yaml:{expected}: ")


def test_all_bad_patterns_of_a_file_are_told_at_once() -> None:
    """One report, in the words of an author of rules."""
    _, problems = said("forbidden: ['(a+)+', 'ok', '(']\n  unless: '\\1'")

    assert problems == [
        "rules.yaml:7:20: error [pattern-slow] rule.forbidden[0]: this pattern could take very long: from here on too "
        "many ways to match\n    write limits (“{0,20}”) or possessive repeats (“*+”, “++”) for “*” and “+”",
        "rules.yaml:7:31: error [pattern-invalid] rule.forbidden[2]: expected a regular expression, found “(”\n"
        "    single quotes keep a “\\” as it is",
        "rules.yaml:8:12: error [pattern-dialect] rule.unless: “\\1” is not allowed in a pattern\n"
        "    groups are “(…)”, “(?:…)”, “(?i:…)”, “(?>…)”, “(?=…)”, “(?!…)”, “(?<=…)” and “(?<!…)”; no set in a set",
    ]


ATOMS = st.sampled_from(["a", "b", ".", "[ab]", r"\w", r"\l", "", "^", r"\b", "(?=a)", "ab"])
REPEATS = st.sampled_from(["", "*", "+", "?", "{1,3}", "{2,}", "{0,40}", "*+", "++", "*?"])
PATTERNS = st.recursive(
    st.builds(str.__add__, ATOMS, REPEATS),
    lambda inner: (
        st.builds("({}{}){}".format, inner, inner, REPEATS)
        | st.builds("{}|{}".format, inner, inner)
        | st.builds("{}{}".format, inner, inner)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(PATTERNS)
def test_no_pattern_that_is_accepted_takes_long(pattern: str) -> None:
    """Whatever is accepted looks through the texts that are worst for it in a moment; the rest is refused cleanly."""
    rules, problems = said(f"forbidden: {pattern!r}".replace("\\\\", "\\"))
    if rules is None:
        assert re.search(r"\[(pattern-slow|pattern-invalid|pattern-dialect|wrong-type)\]", problems[0]), problems
        return

    begin = time.process_time()
    judge(rules, [TextLine("", text * 400 + end, 0) for text in ("a", "ab", "b") for end in ("", "c")])

    assert time.process_time() - begin < 2


# --- looking first ----------------------------------------------------------------------------------------------------


def ready(wording: dict[str, WordingRule]) -> Judge:
    """A judge that has met many documents."""
    judge = Judge(wording)
    judge.met = FEW_DOCUMENTS
    return judge


LOOKS = st.sampled_from(["(?=a)", "(?!a)", "(?<=b)", "(?<!b)", "(?<!a.)", "(?!.b)", r"(?!\w)", r"(?<!\s)", "(?=b|ac)"])
TURNS = st.sampled_from(
    ["[^a]", "[a-c]", r"[\wb]", r"\s", r"\W", r"\d", "$", "(?i:B)", r"\u0061", r"\x62", "\u1ebf", " "]
)
RICHER = st.lists(PATTERNS | LOOKS | TURNS, min_size=1, max_size=4).map("".join)
SHORT = st.text("abcAB \n1ế\u00b2\ud800", max_size=8)


@settings(deadline=None, max_examples=400)
@given(RICHER, st.lists(SHORT, max_size=5), st.lists(st.sampled_from(["", "muc", "khac"]), min_size=5, max_size=5))
def test_looking_first_changes_nothing(pattern: str, texts: list[str], components: list[str]) -> None:
    """What a pattern needs is a short cut: the matches are those of Python's own search."""
    rules, _ = said(f"forbidden: {pattern!r}\n  outside: [khac]".replace("\\\\", "\\"))
    if rules is None:
        return
    (compiled,) = rules["rule"].forbidden
    texts += ["z"] * 20
    lines = [TextLine(*line) for line in zip([*components, *[""] * 20], texts, range(len(texts)), strict=False)]

    (found,) = ready(rules).answers(lines)

    words = [(position, text.strip()) for component, text, position in lines if text.strip() and component != "khac"]
    expected = [(position, m[0]) for position, text in words for m in compiled.compiled.finditer(text) if m[0]]
    assert [(f.position, texts[f.position][f.start : f.end]) for f in found.findings] == expected


PIECES = st.sampled_from(
    [words for _, _, words in FAULTS]
    + [
        "hòa",
        "hoà",
        "quý",
        "“a”",
        '"b"',
        "m²",
        "iv. ",
        "ngày 05/6/2024",
        "5/6/2024",
        "khoản 2 điều 5 Luật",
        " ;",
        ". a",
    ]
    + [
        "Xã Vũ Ninh",
        "Đảng và nhà nước",
        "điều 3 của Nghị quyết",
        "quận 5,",
        "Ⅳ",
        "a  b",
        "a.  b",
        "\u00a0",
        "5 ≥ 3",
        "五",
        "a\u2009 b",
        "kê\u0301 hoạch  a",
        "\n",
        ".",
        " ",
    ]
    + sorted({word for line in PRINTED for word in line.text.split()})
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", *RULES.components]), st.lists(PIECES, max_size=8)), min_size=1))
def test_the_rules_of_the_decree_are_judged_alike_from_the_first_document_to_the_last(
    pieces: list[tuple[str, list[str]]],
) -> None:
    """Trying each pattern on each text, or looking first."""
    lines = [
        TextLine(component, " ".join(words), n) for n, (component, words) in enumerate([*pieces, *[("", ["b"])] * 20])
    ]

    assert ready(WORDING).answers(lines) == Judge(WORDING).answers(lines)


def test_what_is_forbidden_is_found_wherever_it_stands() -> None:
    """Every case of the table among lines of the example: in a component that others leave alone, in a long text."""
    judge = ready(WORDING)
    for id, about in CASES.items():
        for case in about["broken"]:
            lines = [*lines_of(case["text"], about.get("in", "")), *PRINTED[12:40]]
            found = {a.id: a.findings for a in judge.answers(lines)}
            assert found[id] == answer(id, lines).findings and found[id]
    end = [TextLine("", "a " * LONGEST + "ngƣời", 0), *PRINTED[:40]]
    assert [f.found for a in judge.answers(end) if a.id == "horn_u" for f in a.findings] == ["ngƣời"]


def test_nothing_is_tried_on_a_report_without_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what looking first is for."""
    judge = ready({id: rule for id, rule in WORDING.items() if not rule.inside and rule.forbidden})
    tried: list[str] = []
    matches = judging._Chosen._matches
    monkeypatch.setattr(judging._Chosen, "_matches", lambda chosen, p: tried.append(p.source) or matches(chosen, p))

    judge.answers([line for line in PRINTED if line.component != "so_ky_hieu"])  # its number is not given yet

    assert tried == []


def test_blanks_for_a_number_make_no_report_suspicious() -> None:
    """Spaces are no fault where the rule about them does not look: no pattern has to be looked for by itself."""
    judge = ready(WORDING)
    assert [line.text for line in PRINTED if line.component == "so_ky_hieu"] == ["Số:        /BC-BTV"]

    judge.answers(PRINTED)

    assert "_each" not in vars(judge.looks.faults)


def test_a_fault_beside_blanks_for_a_number_is_found() -> None:
    """Rules that look at the number are asked as ever."""
    judge = ready(WORDING)
    lines = [line._replace(text=line.text + "-Ⅳ") if line.component == "so_ky_hieu" else line for line in PRINTED]

    found = {a.id: [f.found for f in a.findings] for a in judge.answers(lines) if a.findings}

    assert found == {"roman_letters": ["/BC-BTV-Ⅳ"]}


def test_searches_that_leave_some_rules_out_are_not_kept_without_end() -> None:
    """They are made for the components that are there."""
    components = [f"c{n}" for n in range(2 * judging._MOST_SEARCHES)]
    about = {**read(f"{RULE}  forbidden: xx".encode()).value["rule"]}
    judge = ready({c: WordingRule.model_validate({**about, "outside": [c]}) for c in components})

    for component in components:
        answers = judge.answers([TextLine(component, "xx", 0), TextLine("", "b", 1)])
        assert {a.id for a in answers if not a.findings} == {component}
    assert len(judge.looks._faults_in) == judging._MOST_SEARCHES


def test_what_is_not_odd_is_as_patterns_want_it() -> None:
    """Usual characters are no other kind of space, and in NFC whatever stands before them."""
    usual = [char for char in map(chr, range(0x110000)) if not is_odd(char)]
    apart = [unicodedata.normalize("NFD", char) for char in map(chr, range(0x110000))]
    behind = {letter[-1] for letter in apart if len(letter) > 1}

    assert set(" aÁếđ–—“”…²½©₫≥•\u200b\uf0b7") < {*usual}
    assert not behind.intersection(usual)
    assert all(unicodedata.is_normalized("NFC", char) and with_spaces(char) == char for char in usual)
    assert not any(map(unicodedata.combining, usual))


@given(
    st.lists(
        st.sampled_from(["Uû", "ban", "nh©n", "d©n", "tØnh", "Uûy", "nhaân", "daân", "NguyÔn", "m²", "à", "ân", "\n"])
    )
)
def test_what_may_be_in_an_old_encoding_is_seen(words: list[str]) -> None:
    """The signs that are looked for first are in every text in which something is found."""
    text = " ".join(words)

    assert _legacy.find(text) is None or re.search(_legacy.SIGNS, text)


def test_a_judge_goes_to_other_processes() -> None:
    """With its rules; what it has made ready is made there."""
    judge = ready(WORDING)
    judge.answers(PRINTED)

    assert pickle.loads(pickle.dumps(judge)).answers(PRINTED) == judge.answers(PRINTED)


def test_a_house_adds_changes_and_takes_away_rules() -> None:
    """A rule is a key: what a house says of it holds."""
    house = {**read(FILE).value, "wording": {**read(FILE).value["wording"]}}
    house["wording"]["number_form"] = {**house["wording"]["number_form"], "required": "Số [0-9]++-.*+"}
    house["wording"]["no_kinh_gui"] = {**read(f"{RULE}  forbidden: kính gởi".encode()).value["rule"]}
    del house["wording"]["end_mark"]
    wording = load(house).wording
    lines = [
        TextLine("so_ky_hieu", "Số 127-QĐ/TW", 0),
        TextLine("noi_dung", "Nơi kính gởi.", 1),
        TextLine("noi_nhan_tu", "Nơi nhận:", 2),
    ]

    assert {a.id: [f.found for f in a.findings] for a in judge(wording, lines) if a.findings} == {
        "no_kinh_gui": ["kính gởi."]
    }
    assert {a.id for a in judge(WORDING, lines) if a.findings} == {"number_form", "end_mark"}


# --- what is printed ------------------------------------------------------------------------------------------------

TEXT = {"ten": {"type": "text", "description": "Tên"}}
EXAMPLES = ["ke-hoach", "ke-hoach-dong-hung", "bao-cao-dong-hung", "bao-cao-bien-phong", "bao-cao-xa-dong-la"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_examples_print_breaks_no_rule(name: str) -> None:
    """Neither error nor warning; what the source case mixes is a note to whoever wrote the outline."""
    broken = [a for a in judge(WORDING, printed(f"{name}.yaml")) if a.findings]

    assert {a.rule.severity for a in broken} <= {"note"}
    assert {a.id for a in broken} <= {"tone_marks_mixed"}


def test_what_is_printed_is_what_is_judged() -> None:
    """Every paragraph of the .docx is a line that was judged, and nothing was judged that is not there."""
    document = hoi_report.load_document(hoi_report.example("thai-binh-2024") / "ke-hoach.yaml")
    composition = compose(document)
    word = docx.Document(io.BytesIO(hoi_report.render(document).content))
    printed_texts = {
        "".join(node.text or "" for node in paragraph.iter("{*}t")) for paragraph in word.element.body.iter("{*}p")
    }

    judged = {*lines_printed(composition, document.outline.rules)[1]}

    subjects = [composition.frame.subject, *(b.subject for b in composition.blocks if isinstance(b, AttachmentHead))]
    state = {RULES.components[id].text[0] for id in ("quoc_hieu", "tieu_ngu")}
    notes = {plain(paragraph) for note in composition.notes for paragraph in note}
    assert printed_texts - judged - {""} == state | {line for lines in subjects for line in lines}
    assert judged - printed_texts - {""} == notes | {" ".join(lines) for lines in subjects}


def test_an_error_prints_nothing(tmp_path: Path) -> None:
    """The report tells the rule, what was found, and where it stands in the data."""
    said = document(tmp_path, outline(), number=5, recipients=["Như trên"])

    with pytest.raises(hoi_report.InvalidInput) as refused:
        hoi_report.render(said, lang="en")

    (problem,) = refused.value.problems
    assert (problem.code, problem.severity, problem.path) == ("wording", "error", "recipients[0]")
    assert problem.arguments["rule"] == "recipients_archive"
    assert problem.message.endswith("found “- Như trên.” (recipients_archive: PL I, Phần I, mục II.9.d)")


def test_a_warning_is_told_once_and_the_document_is_printed(tmp_path: Path) -> None:
    """Behind those of the document, in the language that was asked for."""
    said = document(tmp_path, outline(parameters=TEXT, opening="{{ ten }}"), parameters={"ten": "Một  hai ; ba"})

    rendered = hoi_report.render(said, lang="vi")

    assert [(p.severity, p.arguments["rule"], p.path) for p in rendered.problems] == [
        ("warning", "double_space", "parameters.ten"),
        ("warning", "space_before_mark", "parameters.ten"),
    ]
    assert [p.lang for p in rendered.problems] == ["vi", "vi"]


def test_each_of_many_faults_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    """Wherever they stand in the paragraphs of a report."""
    path = shutil.copytree(hoi_report.example("thai-binh-2024"), tmp_path / "x") / "bao-cao-dong-hung.yaml"
    head, body = path.read_text(encoding="utf-8").split("answers:\n")
    doubled = [
        re.sub(r"((?:\w+ ){7}\w+) (?=\w)", r"\1  ", line) if len(line) > 90 and not re.search("[:#]", line) else line
        for line in body.split("\n")
    ]
    path.write_text(f"{head}answers:\n" + "\n".join(doubled), encoding="utf-8")
    written = path.read_text(encoding="utf-8").split("\n")

    told = [p for p in hoi_report.render(hoi_report.load_document(path)).problems if p.code == "wording"]

    places = [(p.line, p.column) for p in told if p.arguments["rule"] == "double_space"]
    told_of = re.compile(r"(?<=\w)(?<!số)  (?=\w)")  # behind “số” a blank is left for the number
    expected = [(n, m.start() + 1) for n, line in enumerate(written, 1) for m in told_of.finditer(line)]
    assert len(expected) > 100 and places == expected


@pytest.mark.parametrize("answer", ["XVI  hai", "hai ; ba", "hai  ba", "M ; b"])
def test_a_short_answer_amid_the_words_of_the_outline_is_where_a_fault_is_told(tmp_path: Path, answer: str) -> None:
    """However little of the line is the unit's."""
    said = document(
        tmp_path, outline(parameters=TEXT, opening="Đại hội lần thứ {{ ten }}, rồi thôi."), parameters={"ten": answer}
    )

    assert {p.path for p in hoi_report.render(said).problems} == {"parameters.ten"}


def test_a_note_on_the_words_of_the_outline_is_none_of_the_units(tmp_path: Path) -> None:
    """Who fills in data cannot mend them; a warning is told all the same, where the outline says so."""
    said = document(tmp_path, outline(opening="Các tầng lớp nhân dân ; và phụ nữ."))

    for printed_alone in (said, said.outline):
        (problem,) = hoi_report.render(printed_alone).problems
        assert (problem.arguments["rule"], problem.path) == ("space_before_mark", "opening")


def test_what_the_unit_says_is_told_where_the_unit_is_named(tmp_path: Path) -> None:
    """The place of issue comes from units.yaml."""
    said = document(tmp_path, outline(), unit={**UNIT, "place": "bình A"})

    with pytest.raises(hoi_report.InvalidInput) as refused:
        hoi_report.render(said)

    assert [(p.arguments["rule"], p.path) for p in refused.value.problems] == [("place_capitals", "unit.place")]


def test_a_draft_has_blanks_and_open_questions(tmp_path: Path) -> None:
    """No number, no day, lines to write on: none of them breaks a rule."""
    asked = {"id": "muc_hai", "title": "MỤC HAI", "answer": "prose"}
    said = document(tmp_path, outline(sections=[asked]), date="2024")

    assert hoi_report.render(said, draft=True).problems == ()


def test_an_outline_without_end_mark_is_not_judged_by_it(tmp_path: Path) -> None:
    """`end_mark: false` says that it is meant."""
    recipients = ["Như trên", {"archive": ["VT"]}]

    assert hoi_report.render(document(tmp_path, outline(end_mark="false"), recipients=recipients)).problems == ()
    assert hoi_report.render(document(tmp_path, outline(), recipients=recipients)).problems == ()
