"""A part that is printed anew for each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import jinja2
from lxml import etree

from .._package import Package
from .additions import mark_additions
from .dialect import patched_source, refused_features
from .styles import Styles
from .weaving import Unwoven, woven

XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part."""

    name: str
    program: jinja2.Template

    def render(self, context: Mapping[str, object]) -> str:
        """The part's XML, filled from the context."""
        return XML_DECLARATION + self.program.render(context)


def compile_part(package: Package, name: str, root: etree._Element, styles: Styles) -> Part:
    """The compiled part.

    Raises:
        Unwoven: with every problem of this part.
    """
    problems = list(refused_features(package, name, root))
    marks = mark_additions(root, styles)
    try:
        program = woven(patched_source(package, name, root), marks)
    except Unwoven as error:
        raise Unwoven([*problems, *error.problems]) from error
    if problems:
        raise Unwoven(problems)
    return Part(name, program)
