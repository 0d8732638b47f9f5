"""Rules about words, as data, and the judgement of any document's texts by them.

* ``pattern``: regular expressions that cannot take for ever;
* ``stretches``, ``needs``: what a match of one cannot do without;
* ``search``: whether many patterns may match in a text, in one look;
* ``rule``: what a rule says;
* ``texts``: what is judged, and what is found;
* ``judges``: what no pattern can say;
* ``judging``: rules and texts into answers.
"""

from __future__ import annotations

from .judging import Answer, Judge
from .rule import WordingRule
from .texts import Finding, TextLine

__all__ = ["Answer", "Finding", "Judge", "TextLine", "WordingRule"]
