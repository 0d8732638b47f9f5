"""Judging a Word file: read, taken apart, every rule asked."""

from __future__ import annotations

import os
from collections.abc import Iterator

from .._catalog import Base
from .._files import read_file
from .._problems import told_in
from .._rule_sets import rules_at
from .._rules import RuleSet
from .._word import WordFile, read_word
from .._zipped import MAX_FILE
from .anatomy import anatomy_of
from .judging import Judged
from .layout import layout_rules
from .letters import component_rules
from .page import page_number_rules, page_rules
from .pieces import Anatomy
from .ruled import ruled_line_rules
from .text import text_rules
from .values import Checked
from .wording import wording_answers

DEFAULT_RULES = "nd30-2020"


def check(
    source: str | os.PathLike[str] | bytes,
    *,
    rules: str | os.PathLike[str] = DEFAULT_RULES,
    base_dir: str | os.PathLike[str] | None = None,
    name: str | None = None,
    lang: str = "vi",
) -> Checked:
    """What a rule set says of a Word file, from anywhere: one answer for each of its rules.

    Args:
        source: The path of a .docx, or its bytes.
        rules: A rule set: its name in the packs around ``base_dir`` or the current folder, else of a built-in one; or
            its file (``.yaml``).
        base_dir: The folder whose packs are looked at first.
        name: What bytes are called in the answers; a path is its own name.
        lang: The language of the answers, ``vi`` or ``en``.

    Raises:
        InvalidInput: the file is no Word document (.docx), is protected by a password, damaged or a scan; or there is
            no such rule set, or it is faulty.

    >>> from hoi_report import example, load_document, render
    >>> plan = render(load_document(example("thai-binh-2024") / "ke-hoach.yaml"))
    >>> checked = check(plan.content)
    >>> checked.passed, {answer.status for answer in checked.answers if answer.rule.startswith("quoc_hieu")}
    (True, {'holds'})
    """
    with told_in(lang):
        file = word_file(source, name)
        return judged(file, rule_set(rules, base_dir)).in_language(lang)


def rule_set(rules: str | os.PathLike[str], base_dir: str | os.PathLike[str] | None = None) -> RuleSet:
    """The rule set of a name or a file."""
    return rules_at(rules, Base.of(rules, base_dir))[0].rules


def word_file(source: str | os.PathLike[str] | bytes, name: str | None = None) -> WordFile:
    """The Word file at a path, or of bytes, read."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return read_word(bytes(source), name or "")
    path = os.fsdecode(source)
    return read_word(read_file(path, path, MAX_FILE), name or path)


def judged(file: WordFile, rules: RuleSet) -> Checked:
    """What the rules say of a Word file: the page first, then the components, then the words."""
    anatomy = anatomy_of(file, rules)
    looks = (rule.answer() for rule in rules_on_looks(anatomy, rules))
    return Checked(file.name, rules.name, (*looks, *wording_answers(anatomy, rules)))


def rules_on_looks(anatomy: Anatomy, rules: RuleSet) -> Iterator[Judged]:
    """Every rule on how a file looks, with its places."""
    for judge in (page_rules, page_number_rules, text_rules, component_rules, ruled_line_rules, layout_rules):
        yield from judge(anatomy, rules)
