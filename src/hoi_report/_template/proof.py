"""The proof that a template is harmless, on Jinja's syntax tree: it can print, ask and repeat, and nothing else.

What is not on the lists below is refused. So a compiled template needs no sandbox: there is nothing in it that could
call a function, reach behind an object or name anything but the values that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes

from .._problems import Problem
from .source import Source

FILTERS = {
    "capitalize": 0,
    "count": 0,
    "d": 2,
    "default": 2,
    "e": 0,
    "escape": 0,
    "first": 0,
    "join": 1,
    "last": 0,
    "length": 0,
    "lower": 0,
    "trim": 0,
    "upper": 0,
}
"""The filters that templates may use, all Jinja's own, and how many arguments each may get.

Filters that reach into objects by name (``attr``, ``map``, ``join(attribute=…)``) are not among them.
"""
TESTS = {
    "boolean": 0,
    "defined": 0,
    "divisibleby": 1,
    "even": 0,
    "false": 0,
    "in": 1,
    "none": 0,
    "number": 0,
    "odd": 0,
    "string": 0,
    "true": 0,
    "undefined": 0,
}
"""The tests that templates may use, and how many arguments each may get."""

_HARMLESS = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
    nodes.List,
    nodes.Tuple,
    nodes.Keyword,  # of a filter, which is judged as a whole
    nodes.Neg,
    nodes.Pos,
    nodes.Scope,  # around what “autoescape” changes, which is refused itself
)
_NOT_VALUES = {"self", "super", "caller", "varargs", "kwargs"}  # names that Jinja itself gives a meaning
_UNPRINTABLE = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def refusals(tree: nodes.Template, source: Source) -> Iterator[Problem]:
    """A problem for each thing in a part's syntax tree that is not proved harmless."""
    for node in _all(tree):
        yield from _judge(node, source)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _judge(node: nodes.Node, source: Source) -> Iterator[Problem]:
    match node:
        case nodes.Name(name=name):
            if name.startswith("_") or name in _NOT_VALUES:
                yield source.problem("template-private-name", node.lineno, name=name)
        case nodes.Getattr(attr=name):
            if name.startswith("_"):
                yield source.problem("template-private-name", node.lineno, name=name)
        case nodes.Getitem(arg=nodes.Const(value=key)):
            if isinstance(key, str) and key.startswith("_"):
                yield source.problem("template-private-name", node.lineno, name=key)
        case nodes.Const(value=value):
            if isinstance(value, str) and _UNPRINTABLE.search(value):
                yield source.problem("template-not-allowed", node.lineno)
        case nodes.Filter() | nodes.Test():
            yield from _judge_filter(node, source)
        case nodes.For():
            if node.recursive:
                yield source.problem("template-not-allowed", node.lineno)
        case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div() | nodes.FloorDiv() | nodes.Mod():
            # Of numbers only, which is asked of values when they are there: a text could be repeated without a limit.
            if any(_is_no_number(side) for side in (node.left, node.right)):
                yield source.problem("template-not-allowed", node.lineno)
        case nodes.Call():
            yield source.problem("template-call", node.lineno)
        case _:
            if not isinstance(node, _HARMLESS):
                yield source.problem("template-not-allowed", node.lineno)


def _is_no_number(node: nodes.Expr) -> bool:
    if isinstance(node, nodes.Const):
        return not isinstance(node.value, (int, float)) or isinstance(node.value, bool)
    return isinstance(node, (nodes.List, nodes.Tuple, nodes.Concat))


def _judge_filter(node: nodes.Filter | nodes.Test, source: Source) -> Iterator[Problem]:
    known = FILTERS if isinstance(node, nodes.Filter) else TESTS
    named = node.kwargs or node.dyn_args or node.dyn_kwargs
    if named or len(node.args) > known.get(node.name, -1) or (isinstance(node, nodes.Filter) and node.node is None):
        allowed = ", ".join(known)
        yield source.problem("template-filter", node.lineno, name=node.name, allowed=allowed)
