"""The proof that a template obeys its rule set: judged once, by a document that shows everything it prints."""

from __future__ import annotations

from collections.abc import Callable

from .._blocks import Composition
from .._problems import Place, RenderError, problem
from .._rules import RuleSet
from .._word import read_word
from .anatomy import anatomy_of
from .checking import rules_on_looks
from .judging import Fault
from .specimen import specimen


def prove_format(name: str, rules: RuleSet, filled: Callable[[Composition], bytes]) -> None:
    """Nothing, if what a template prints obeys the rule set.

    Args:
        name: What the template is called in messages.
        rules: The rule set of the documents that it prints.
        filled: Makes a .docx of a composition with it.

    Raises:
        RenderError: with a problem for each rule that is broken by more than a warning.
    """
    anatomy = anatomy_of(read_word(filled(specimen(rules)), name), rules)
    problems = []
    for rule in rules_on_looks(anatomy, rules):
        faults = [place.seen for place in rule.faults if isinstance(place.seen, Fault)]
        fault = next((fault for fault in faults if (fault.severity or rule.severity) == "error"), None)
        if fault is not None:
            told = {"what": rule.name, "found": fault.found, "asked": fault.asked, "clause": rule.clause}
            problems.append(problem("template-format", Place(name), rule.rule, rules=rules.name, **told))
    if problems:
        raise RenderError(problems)
