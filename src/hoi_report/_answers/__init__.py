"""Kinds of answer: what a question of an outline takes.

Each kind is a model of the keys that an outline's `answer` may have, and knows four things: the pydantic type of an
answer (`model`), its JSON Schema (`json_schema`), what a skeleton shows (`skeleton`), how it is printed (`printed`).

* ``text``: prose, items;
* ``figures``: number, amount, percent, ratio, date;
* ``choices``: choice, yes_no;
* ``table``, ``indicators``;
* ``group``: the same for each member of a list; and the union of all kinds.
"""

from __future__ import annotations

from .base import EMPTY, Fault, Kind, Member, Press, Setting, fixed_label, label_line, led, told
from .group import ROOM, Answer, GroupAnswer, member_key
from .indicators import IndicatorsAnswer, Target
from .table import TableAnswer
from .text import ProseAnswer

__all__ = [
    "EMPTY", "ROOM", "Answer", "Fault", "GroupAnswer", "IndicatorsAnswer", "Kind", "Member", "Press", "ProseAnswer",
    "Setting", "TableAnswer", "Target", "fixed_label", "label_line", "led", "member_key", "told",
]  # fmt: skip
