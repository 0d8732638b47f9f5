"""From a part's source to a program that prints it: proved, its additions woven in, every value judged where it prints.

The XML around the tags is followed with ``shape``: every branch of a condition and every turn of a loop has to leave
the same elements open, so what is printed is well-formed whatever the data; and the place of each value is known, text,
attribute, runs or blocks, and decides which function of ``values`` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jinja2 import Environment, TemplateSyntaxError, nodes

from .._problems import Place, Problem, problem
from .marks import Marks, our_filter
from .proof import refusals
from .shape import Broken, Shape
from .source import Source
from .writing import written

_PRINT = {"text": "_text", "attribute": "_attribute", "runs": "_runs", "blocks": "_blocks"}
_LETTER = {"runs": "r", "blocks": "p"}
"""What a tag begins with that prints there."""
_MADE_LINE = re.compile(r"\n(?=\{[{%#])")
_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_WRITTEN_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))  # how docxtpl's users write braces


class Unwoven(Exception):
    """The part cannot be compiled; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__(problems)
        self.problems = problems


_ENVIRONMENT = Environment()
"""For its parser; what it could run is never run."""


def woven(source: Source, marks: Marks) -> str:
    """The text of the program that prints a part.

    Raises:
        Unwoven: the source is not understood, not harmless, or could print XML that is not well-formed.
    """
    try:
        tree = _ENVIRONMENT.parse(source.text)
        for constant in tree.find_all(nodes.Const):
            if isinstance(constant.value, str):
                constant.value = _MADE_LINE.sub("", constant.value)
        _raise_any([*_raw_tags(source), *refusals(tree, source)])
        weaver = _Weaver(source, marks)
        weaver.weave(tree)
        _raise_any(weaver.problems)
        text = written(tree)
        compile(text, source.part, "exec")
        return text
    except TemplateSyntaxError as error:
        raise Unwoven([source.problem("template-syntax", error.lineno, reason=error.message)]) from error
    except (RecursionError, MemoryError, SyntaxError, ValueError, OverflowError) as error:
        raise Unwoven([problem("template-too-deep", Place(source.template), source.part)]) from error


def _raise_any(problems: Sequence[Problem]) -> None:
    if problems:
        raise Unwoven(problems)


def _raw_tags(source: Source) -> Iterator[Problem]:
    """A problem for each ``{% raw %}``: docxtpl's rules patch what stands behind it all the same, and may break it."""
    for line in range(2, source.text.count("\n") + 2):
        if _RAW.match(source.tag(line)):
            yield source.problem("template-not-allowed", line)


class _Weaver:
    """Goes through a syntax tree in the order of printing, and changes it in place."""

    def __init__(self, source: Source, marks: Marks):
        self.source = source
        self.marks = marks
        self.problems: list[Problem] = []

    def weave(self, tree: nodes.Template) -> None:
        """Make a proved tree print XML: what it lacks for that is in :attr:`problems`."""
        if self._body(tree.body, Shape()) != Shape() and not self.problems:
            self.problems.append(problem("template-structure", Place(self.source.template), self.source.part))

    def _body(self, body: Sequence[nodes.Node], shape: Shape) -> Shape:
        for node in body:
            match node:
                case nodes.Output():
                    shape = self._output(node, shape)
                case nodes.If():
                    shape = self._condition(node, shape)
                case nodes.For():
                    self._same(node, shape, self._body(node.body, shape))
                    self._same(node, shape, self._body(node.else_, shape))
        return shape

    def _condition(self, node: nodes.If, before: Shape) -> Shape:
        """Every branch has to lead to the same place; where nothing is said for “otherwise”, that is where one was."""
        behind = self._body(node.body, before)
        for branch in node.elif_:
            self._same(branch, behind, self._body(branch.body, before))
        self._same(node, behind, self._body(node.else_, before))
        return behind

    def _same(self, node: nodes.Node, expected: Shape, found: Shape) -> None:
        if found != expected:
            self.problems.append(self.source.problem("template-structure", node.lineno))

    def _output(self, node: nodes.Output, shape: Shape) -> Shape:
        children: list[nodes.Expr] = []
        for child in node.nodes:
            if not isinstance(child, nodes.TemplateData):
                children.append(self._printed(child, shape))
                continue
            try:
                shape = shape.read(child.data)
            except Broken:
                self.problems.append(self.source.problem("template-structure", child.lineno))
                return shape
            children += self._constant(child.data)
        node.nodes = children
        return shape

    def _constant(self, data: str) -> Iterator[nodes.Expr]:
        """Constant text with its additions, without the line feeds that told the tags apart."""
        data = data.replace("\n", "")
        for typed, meant in _WRITTEN_BRACES:
            data = data.replace(typed, meant)
        for piece in self.marks.woven(data):
            yield nodes.TemplateData(piece) if isinstance(piece, str) else piece

    def _printed(self, value: nodes.Expr, shape: Shape) -> nodes.Expr:
        """The value, printed by the function for its place."""
        if shape.place == "nowhere":
            self.problems.append(self.source.problem("template-structure", value.lineno))
            return value
        letter = _LETTER.get(shape.place, "")
        where = self.source.place(value.lineno).replace("{{ ", f"{{{{{letter} ", 1)  # docxtpl's rules drop the letter
        return our_filter(_PRINT[shape.place], value, where)
