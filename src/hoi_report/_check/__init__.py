"""Any Word file against a rule set: what holds, what is broken and where, what could not be seen.

A file is read as Word shows it (``_word``); its components are found by what they are (``anatomy``): ``reading`` goes
from line to line (``lines``) through ``head``, ``front``, ``body`` and ``ending``, knows them by the words in ``signs``
and gives ``pieces``. Then every rule is asked (``page``, ``text``, ``letters``, ``ruled``, ``layout``,
``wording``; ``judging`` makes one answer of many places). ``values`` is what is said of it.

``mending`` changes the look of what is broken, with ``mending_lines`` and ``mending_numbers``, by the XML of ``ooxml``.
``proof`` judges a template by the document of ``specimen``.
"""

from __future__ import annotations

from .checking import check, rule_set
from .mending import Fixed, fix
from .proof import prove_format
from .values import Checked, Finding, RuleAnswer, Spot

__all__ = ["Checked", "Finding", "Fixed", "RuleAnswer", "Spot", "check", "fix", "prove_format", "rule_set"]
