"""What a compiled template does beyond docxtpl: keeping with what follows, numbers of drawings, and what has modules.

* A paragraph that prints ``b.text``, of a loop's ``b``, keeps with the next one where ``b.keep`` says so.
* Drawings are numbered through the document, so that one in a loop is not printed twice with the same number.
* Ruled lines: see ``ruled_lines``; the last section: see ``sections``.
"""

from __future__ import annotations

import re

from jinja2 import nodes
from lxml import etree

from .._package import W
from .dialect import text_of
from .marks import Marks, our_filter
from .ruled_lines import WP, mark_ruled_lines
from .sections import mark_last_section
from .styles import Styles
from .template import DRAWING_NUMBERS

_LOOP = re.compile(r"\{%\w*-?\s*for\s+(.+?)\s+in\s")
_PRINTED = re.compile(r"\{\{r?-?\s*(\w+)\.text\b")


def mark_additions(root: etree._Element, styles: Styles) -> Marks:
    """The marks that this part's tree now has."""
    marks = Marks()
    _mark_kept_paragraphs(root, marks)
    mark_ruled_lines(root, marks, styles)
    mark_last_section(root, marks)
    for drawing in root.iter(f"{{{WP}}}docPr"):
        drawing.set("id", marks.mark(our_filter("_drawing_number", nodes.Name(DRAWING_NUMBERS, "load"))))
    return marks


def has_drawings(root: etree._Element) -> bool:
    """Whether there are drawings to be numbered in a part."""
    return next(root.iter(f"{{{WP}}}docPr"), None) is not None


def _mark_kept_paragraphs(root: etree._Element, marks: Marks) -> None:
    texts = {paragraph: text_of(paragraph) for paragraph in root.iter(f"{{{W}}}p")}
    loops = {name for text in texts.values() for names in _LOOP.findall(text) for name in re.findall(r"\w+", names)}
    for paragraph, text in texts.items():
        printed = [name for name in _PRINTED.findall(text) if name in loops]
        properties = paragraph.find(f"{{{W}}}pPr")
        if not printed or (properties is not None and properties.find(f"{{{W}}}keepNext") is not None):
            continue
        if properties is None:
            properties = etree.Element(f"{{{W}}}pPr")
            paragraph.insert(0, properties)
        keep = etree.Element(f"{{{W}}}keepNext")
        marks.mark_whole(keep, _keep_next(printed[0]))
        properties.insert(0 if properties.find(f"{{{W}}}pStyle") is None else 1, keep)


def _keep_next(name: str) -> nodes.Expr:
    """``<w:keepNext/>`` where the block says that it keeps; a block need not know of it."""
    keep = nodes.Getattr(nodes.Name(name, "load"), "keep", "load")
    asked = nodes.And(nodes.Test(keep, "defined", [], [], None, None), keep)
    return nodes.MarkSafe(nodes.CondExpr(asked, nodes.Const("<w:keepNext/>"), nodes.Const("")))
