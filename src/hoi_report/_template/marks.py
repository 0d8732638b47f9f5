"""Marks in a part's tree for what depends on data where no tag of docxtpl can stand: in attributes, in properties.

A mark survives docxtpl's patching as plain text; when the part is woven, each becomes its expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import nodes
from lxml import etree

from .._package import W

_MARK = re.compile('(<w:\\w+ w:whole=")?\ue000(\\d+)\ue001(?(1)"/>)')


@dataclass
class Marks:
    """The marks of one part, each with the expression that it stands for."""

    expressions: list[nodes.Expr] = field(default_factory=list)

    def mark(self, expression: nodes.Expr) -> str:
        """A mark for this expression, to stand in an attribute."""
        self.expressions.append(expression)
        return f"\ue000{len(self.expressions) - 1}\ue001"

    def mark_whole(self, element: etree._Element, expression: nodes.Expr) -> None:
        """Make an empty element of Word's a mark for this expression, which then prints the whole element."""
        element.attrib.clear()
        element.set(f"{{{W}}}whole", self.mark(expression))

    def woven(self, xml: str) -> Iterator[str | nodes.Expr]:
        """The constant text with an expression in place of each mark."""
        position = 0
        for found in _MARK.finditer(xml):
            if int(found.group(2)) < len(self.expressions):
                yield xml[position : found.start()]
                yield self.expressions[int(found.group(2))]
                position = found.end()
        yield xml[position:]


def our_filter(name: str, value: nodes.Expr, *arguments: object) -> nodes.Filter:
    """One of our own filters, which no tag can name, on a value."""
    return nodes.Filter(value, name, [nodes.Const(argument) for argument in arguments], [], None, None)
