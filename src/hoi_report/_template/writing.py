"""From a woven syntax tree to the text of a program: Python that prints one part as UTF-8.

Jinja would write a program too, but one that prints text, to be encoded afterwards, and that looks fields up, escapes
and joins for templates of every kind. This one knows what a proved template can hold (``proof``): names, fields,
conditions, loops, a few filters and tests. Its text can be kept and run later, by a process without Jinja.

A program reads a mapping ``values`` and adds to a list ``out``::

    def part(values, out):
        v0 = look(values, 'xs')
        for v1 in members(v0):
            out += (b'<w:p><w:r><w:t>', print_text(v1, 'word/document.xml {{ x }}'), b'</w:t></w:r></w:p>')

Nothing of a template gets into it but constants, written by ``repr``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import nodes

PRINTS = {"_text": "print_text", "_attribute": "print_attribute", "_runs": "print_runs", "_blocks": "print_blocks"}
"""The functions of ``values`` that print, by the filter that asks for each."""

_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
_CALCULATED: dict[type[nodes.BinExpr], str] = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
}
_MANY = 3
"""So many fields of a loop's member are worth finding out how it is asked for them."""
_Scope = Mapping[str, str]
"""The local names of a program by the names of a template."""


def written(tree: nodes.Template) -> str:
    """The program's text.

    Raises:
        RecursionError: the tree is too deep for Python.
    """
    return _Writer().program(tree)


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.given: dict[str, str] = {}
        """The local names of what the context gives."""
        self.lacking: dict[str, str] = {}
        """The names of what fields are that a block of ours does not have."""
        self.locals = 0
        self.pending: list[str] = []
        """What is to be printed next."""
        self.constant = ""
        """The text that is to be printed behind that."""

    def program(self, tree: nodes.Template) -> str:
        self.body(tree.body, 1, {})
        self.flush(1)
        given = [f"    {local} = look(values, {name!r})" for name, local in self.given.items()]
        lacking = [f"{constant} = lacking({name!r})" for name, constant in self.lacking.items()]
        return "\n".join([*lacking, "def part(values, out):", *given, *self.lines, ""])

    def local(self) -> str:
        self.locals += 1
        return f"v{self.locals}"

    def line(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def flush(self, depth: int) -> None:
        """Print what is pending."""
        self.close_constant()
        if self.pending:
            self.line(depth, f"out += ({', '.join(self.pending)},)")
            self.pending = []

    def close_constant(self) -> None:
        if self.constant:
            self.pending.append(_utf8(self.constant))
            self.constant = ""

    def body(self, body: Sequence[nodes.Node], depth: int, scope: _Scope) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    for printed in node.nodes:
                        self.output(printed, scope)
                case nodes.If():
                    self.flush(depth)
                    self.condition(node, depth, scope)
                case nodes.For():
                    self.flush(depth)
                    self.loop(node, depth, scope)
                case _:
                    raise TypeError(type(node).__name__)  # the proof lets nothing else pass

    def block(self, body: Sequence[nodes.Node], depth: int, scope: _Scope) -> None:
        """A body below a line that ends in a colon."""
        before = len(self.lines)
        self.body(body, depth, scope)
        self.flush(depth)
        if len(self.lines) == before:
            self.line(depth, "pass")

    def output(self, node: nodes.Expr, scope: _Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            self.constant += node.data
            return
        self.close_constant()
        match node:
            case nodes.MarkSafe(
                expr=nodes.CondExpr(test=test, expr1=nodes.Const(value=yes), expr2=nodes.Const(value=no))
            ):
                self.pending.append(f"({_utf8(yes)} if {self.value(test, scope)} else {_utf8(no)})")
            case nodes.Filter(node=nodes.Expr() as value, name=name, args=args) if name in PRINTS:
                where = ", ".join(self.value(argument, scope) for argument in args)
                self.pending.append(f"{PRINTS[name]}({self.value(value, scope)}, {where})")
            case nodes.Filter(node=nodes.Expr() as value, name="_line_length", args=args):
                how = ", ".join(self.value(argument, scope) for argument in args)
                self.pending.append(f"b'%d' % line_length({self.value(value, scope)}, {how})")
            case nodes.Filter(node=nodes.Expr() as value, name="_drawing_number"):
                self.pending.append(f"b'%d' % next({self.value(value, scope)})")
            case _:
                raise TypeError(type(node).__name__)

    def condition(self, node: nodes.If, depth: int, scope: _Scope) -> None:
        """What every branch asks first is looked up once: of a list of blocks, the kind."""
        branches = [node, *node.elif_]
        asked = _asked_first(node.test)
        if len(branches) > 1 and asked is not None and all(_asked_first(branch.test) == asked for branch in branches):
            local = self.local()
            self.line(depth, f"{local} = {self.value(asked, scope)}")
            scope = {**scope, _key(asked): local}
        word = "if"
        for branch in branches:
            self.line(depth, f"{word} {self.value(branch.test, scope)}:")
            self.block(branch.body, depth + 1, scope)
            word = "elif"
        if node.else_:
            self.line(depth, "else:")
            self.block(node.else_, depth + 1, scope)

    def loop(self, node: nodes.For, depth: int, scope: _Scope) -> None:
        values = self.local()
        self.line(depth, f"{values} = members({self.value(node.iter, scope)})")
        inner = {name: local for name, local in scope.items() if not name.startswith(" ")}
        target = self.target(node.target, inner)
        if node.test is not None:
            member = self.local()
            kept = f"for {target} in ({member},) if {self.value(node.test, inner)}"
            self.line(depth, f"{values} = [{member} for {member} in {values} {kept}]")
        if any(name.name == "loop" for body in node.body for name in body.find_all(nodes.Name)):
            loop = self.local()
            inner["loop"] = loop
            self.line(depth, f"{loop} = Loop({values})")
            self.line(depth, f"for {loop}.index0, {target} in enumerate({values}):")
        else:
            self.line(depth, f"for {target} in {values}:")
        if isinstance(node.target, nodes.Name) and _fields_of(node.target.name, node.body) >= _MANY:
            get = inner[_getter(node.target.name)] = self.local()
            self.line(depth + 1, f"{get} = getattr if type({target}) is View else field")
        self.block(node.body, depth + 1, inner)
        if node.else_:
            self.line(depth, f"if not {values}:")
            self.block(node.else_, depth + 1, scope)

    def target(self, node: nodes.Node, scope: dict[str, str]) -> str:
        """What a loop gives each member to; its names are from now on known in the scope."""
        if isinstance(node, nodes.Tuple):
            return f"({''.join(f'{self.target(item, scope)}, ' for item in node.items)})"
        assert isinstance(node, nodes.Name)
        scope[node.name] = self.local()
        return scope[node.name]

    def value(self, node: nodes.Node, scope: _Scope) -> str:
        """An expression."""
        match node:
            case nodes.Name(name=name):
                return scope.get(name) or self.given.setdefault(name, f"g{len(self.given)}")
            case nodes.Const(value=constant):
                return _constant(constant)
            case nodes.Getattr(node=of, attr=name):
                return scope.get(_key(node)) or self.field(of, name, scope)
            case nodes.Getitem(node=of, arg=key):
                return f"member({self.value(of, scope)}, {self.value(key, scope)})"
            case nodes.Filter(node=nodes.Expr() as of, name=name, args=args):
                return f"FILTERS[{name!r}]({self.values([of, *args], scope)})"
            case nodes.Test(node=of, name=name, args=args):
                return f"TESTS[{name!r}]({self.values([of, *args], scope)})"
            case nodes.Compare(expr=first, ops=operands):
                compared = (f" {_COMPARED[operand.op]} {self.value(operand.expr, scope)}" for operand in operands)
                return f"({self.value(first, scope)}{''.join(compared)})"
            case nodes.And(left=nodes.Test(node=of, name="defined"), right=right) if of == right:
                local = self.local()
                return f"(not isinstance({local} := {self.value(of, scope)}, Undefined) and {local})"
            case nodes.And(left=left, right=right):
                return f"({self.value(left, scope)} and {self.value(right, scope)})"
            case nodes.Or(left=left, right=right):
                return f"({self.value(left, scope)} or {self.value(right, scope)})"
            case nodes.Not(node=of):
                return f"(not {self.value(of, scope)})"
            case nodes.CondExpr(test=test, expr1=if_so, expr2=otherwise):
                rest = "NOTHING" if otherwise is None else self.value(otherwise, scope)
                return f"({self.value(if_so, scope)} if {self.value(test, scope)} else {rest})"
            case nodes.Concat(nodes=parts):
                return f"joined({self.values(parts, scope)})"
            case nodes.List(items=items):
                return f"[{self.values(items, scope)}]"
            case nodes.Tuple(items=items):
                return f"({''.join(f'{self.value(item, scope)}, ' for item in items)})"
            case nodes.Neg(node=of):
                return f"(-number({self.value(of, scope)}))"
            case nodes.Pos(node=of):
                return f"number({self.value(of, scope)})"
            case nodes.BinExpr(left=left, right=right) if type(node) in _CALCULATED:
                sides = (
                    f"number({self.value(left, scope)}) {_CALCULATED[type(node)]} number({self.value(right, scope)})"
                )
                return f"({sides})"
            case _:
                raise TypeError(type(node).__name__)

    def field(self, of: nodes.Node, name: str, scope: _Scope) -> str:
        get = scope.get(_getter(of.name)) if isinstance(of, nodes.Name) else None
        if get is None:
            return f"field({self.value(of, scope)}, {name!r})"
        lacking = self.lacking.setdefault(name, f"m{len(self.lacking)}")
        return f"{get}({self.value(of, scope)}, {name!r}, {lacking})"

    def values(self, nodes: Sequence[nodes.Expr], scope: _Scope) -> str:
        return ", ".join(self.value(node, scope) for node in nodes)


def _asked_first(node: nodes.Node) -> nodes.Getattr | None:
    """The field that a condition asks for first, of a value with a name."""
    match node:
        case nodes.Compare(expr=first) | nodes.And(left=first) | nodes.Or(left=first) | nodes.Not(node=first):
            return _asked_first(first)
        case nodes.Getattr(node=nodes.Name()):
            return node
        case _:
            return None


def _key(field: nodes.Getattr) -> str:
    """The key of a field in a scope; no name of a template begins with a space."""
    return f" {field.node.name}.{field.attr}" if isinstance(field.node, nodes.Name) else " "


def _getter(name: str) -> str:
    """The key of what gives the fields of a loop's member."""
    return f" {name}()"


def _fields_of(name: str, body: Sequence[nodes.Node]) -> int:
    """How many times a body asks for fields of a name."""
    asked = (found.node for node in body for found in node.find_all(nodes.Getattr))
    return sum(isinstance(of, nodes.Name) and of.name == name for of in asked)


def _utf8(text: str) -> str:
    return repr(text.encode("utf-8"))


def _constant(value: Any) -> str:
    if isinstance(value, float):
        return f"float({str(value)!r})"  # of 1e999 too
    return repr(value)
