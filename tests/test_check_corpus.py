"""The checker against Word files as offices have them: each fault is found at its place, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hoi_report
from office import convert
from word_files import forms, large, others
from word_files.corpus import DOCUMENTS, HEADS
from word_files.faults import FAULTS, Fault
from word_files.judging import broken, complaints, false_alarms

Check = Callable[[str, bytes], Any]

BROKEN_FORMS = {
    ("1.9 biên bản", "wording.tone_marks_mixed"): "the decree itself writes “chủ toạ” and “CHỦ TỌA” on one page",
}
"""What is broken in a form of the decree all the same, each with the reason why it is no false alarm."""


@pytest.fixture(scope="session")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """``check(name, content)``: the check of a file of this content; made once for each name."""
    folder, made = tmp_path_factory.mktemp("check"), dict[str, Any]()

    def check(name: str, content: bytes) -> Any:
        if name not in made:
            path = folder / f"{name}.docx"
            path.write_bytes(content)
            made[name] = hoi_report.check(path)
        return made[name]

    return check


def test_a_clean_file_of_any_kind_is_clean(kind: str, files: dict[str, bytes], check: Check) -> None:
    """A document that is right gives no finding, whatever program wrote it."""
    assert false_alarms(kind, check(f"{kind}-clean", files["clean"])) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_where_it_is_and_nothing_else(
    kind: str, files: dict[str, bytes], fault: Fault, check: Check
) -> None:
    """One fault in a file gives its rule, at its place, as severe as the rule is; no other rule is broken by it."""
    if fault.name not in files:
        assert kind not in list(HEADS)[:5]
        pytest.skip("this kind is there for its head, and only clean")
    clean = check(f"{kind}-clean", files["clean"])
    checked = check(f"{kind}-{fault.name}", files[fault.name])
    assert complaints(fault, DOCUMENTS[fault.name], checked, clean) == []


def test_no_finding_is_without_place_and_clause(kind: str, files: dict[str, bytes], check: Check) -> None:
    """Each finding says where it is and which clause it is about."""
    for name, content in files.items():
        for answer in broken(check(f"{kind}-{name}", content)).values():
            assert answer.findings, (name, answer.rule)
            for finding in answer.findings:
                assert finding.clause and finding.place and finding.severity in ("error", "warning", "note"), finding


@pytest.mark.parametrize("name", forms.FORMS)
def test_the_decrees_own_forms_break_no_rule(name: str, check: Check) -> None:
    """Each form of Phụ lục III, with its blanks and the digits of its notes, breaks nothing."""
    checked = check(f"form-{list(forms.FORMS).index(name)}", forms.build(forms.FORMS[name]))
    assert [rule for rule in broken(checked) if (name, rule) not in BROKEN_FORMS] == []


@pytest.mark.parametrize("build", [large.by_ourselves, large.by_python_docx_directly], ids=lambda build: build.__name__)
def test_a_file_of_a_hundred_pages_is_judged_to_its_end(build: Callable[[], bytes], check: Check) -> None:
    """Every paragraph is looked at, and nothing that repetition alone explains is broken."""
    checked = check(build.__name__, build())
    seen = {answer.rule: answer.seen for answer in checked.answers}
    assert seen["font"] > 2000 and seen["line_spacing"] > 500
    assert {answer.rule for answer in broken(checked).values() if answer.severity == "error"} == set()


@pytest.mark.parametrize("name", others.others())
def test_what_is_no_word_file_is_refused_in_one_report(name: str, check: Check) -> None:
    """A scan, an old .doc, a file with a password, a broken one: each is refused by name, and says what to do."""
    with pytest.raises(hoi_report.InvalidInput) as refused:
        check(f"other-{name}", others.others()[name])
    (problem,) = refused.value.problems
    assert f"other-{name}" in str(refused.value)
    assert problem.hint, problem


def test_a_doc_by_libreoffice_is_refused(soffice: str, files_by_python: Any, tmp_path: Path) -> None:
    """The old format of a real program is known, not only what we make by hand."""
    source = tmp_path / "old.docx"
    source.write_bytes(files_by_python["python_docx"]["clean"])
    convert(soffice, [source], "doc", tmp_path)
    with pytest.raises(hoi_report.InvalidInput):
        hoi_report.check(tmp_path / "old.doc")
