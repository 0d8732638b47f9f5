"""A style, and the properties of paragraphs and letters, as raw OOXML."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from .._rules import Component, RuleSet
from .measures import Length, half_points, lines, twips, twips_of_mm

FRAME, HIDDEN = 20, 99
"""Places in Word's list of styles: behind those of the text, which count from 1; and out of sight."""


@dataclass(frozen=True, kw_only=True)
class Style:
    """One style. Its properties are raw OOXML; their order is the schema's."""

    id: str
    name: str
    kind: str = "paragraph"
    alias: str = ""
    based_on: str = "Normal"
    next: str = ""
    priority: int = FRAME
    gallery: bool = False
    hidden: bool = False
    built_in: bool = False
    default: bool = False
    paragraph: str = ""
    run: str = ""

    def xml(self) -> str:
        """The element of ``word/styles.xml``."""
        flags = (' w:default="1"' if self.default else "") + ("" if self.built_in else ' w:customStyle="1"')
        pieces = [
            f'<w:style w:type="{self.kind}"{flags} w:styleId="{self.id}">',
            value("name", self.name),
            value("aliases", self.alias) if self.alias else "",
            value("basedOn", self.based_on) if self.based_on and not self.default else "",
            value("next", self.next) if self.next else "",
            value("uiPriority", self.priority),
            "<w:semiHidden/><w:unhideWhenUsed/>" if self.hidden else "",
            "<w:qFormat/>" if self.gallery else "",
            f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "",
            f"<w:rPr>{self.run}</w:rPr>" if self.run else "",
            "</w:style>",
        ]
        return "".join(pieces)


def literal(text: str) -> str:
    """A text of the rule set as it stands in the XML of the template: neither structure nor a tag of docxtpl's."""
    for braces, written in (("{{", "{_{"), ("}}", "}_}"), ("{%", "{_%"), ("%}", "%_}")):
        text = text.replace(braces, written)
    return escape(text)


def fixed_words(component: Component) -> str:
    """The words that a component always has, the first of those that are allowed, for the XML of the template."""
    return literal((component.text or component.prefix)[0])


def value(element: str, content: object) -> str:
    """An element with one value."""
    return f"<w:{element} w:val={quoteattr(str(content))}/>"


def size(points: Length) -> str:
    """Size of letters."""
    return value("sz", half_points(points)) + value("szCs", half_points(points))


def letters(component: Component, below: Component | None = None) -> str:
    """Weight, slope and size; of a style that stands on another component's, what differs from that.

    So a Word user who changes the size of the text changes that of the headings too (PL I, Phần I, II.6.đ), and so does
    a rule set. What is off is said too: it undoes what the style below it has.
    """
    on, off = "<w:{0}/><w:{0}Cs/>", '<w:{0} w:val="0"/><w:{0}Cs w:val="0"/>'
    bold = (on if component.bold else off).format("b")
    italic = (on if component.italic else off).format("i")
    points = size(component.size.value)
    if below is None:
        return bold + italic + points
    differing = (
        (bold, component.bold != below.bold),
        (italic, component.italic != below.italic),
        (points, component.size_as is None and component.size.value != below.size.value),
    )
    return "".join(said for said, differs in differing if differs)


def spacing(before: Length = 0, after: Length = 0, line: Length = 1) -> str:
    """Space above and below in pt, line spacing in lines."""
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" w:line="{lines(line)}" w:lineRule="auto"/>'


def exactly(height: int, after: Length = 0) -> str:
    """Lines of an exact height in pt."""
    return f'<w:spacing w:before="0" w:after="{twips(after)}" w:line="{twips(height)}" w:lineRule="exact"/>'


def first_line(rules: RuleSet, component: Component, below: Component | None = None) -> str:
    """The indent of the first line, where the component below has another."""
    if below is not None and below.indented == component.indented:
        return ""
    indent = twips_of_mm(rules.first_line_indent.value) if component.indented else 0
    return f'<w:ind w:firstLine="{indent}"/>'


def alignment(component: Component, below: Component | None = None) -> str:
    """How lines stand, where the component below stands otherwise; at the left where the decree says nothing."""
    if below is not None and below.alignment == component.alignment:
        return ""
    word = component.alignment or "left"
    return value("jc", "both" if word == "justify" else word)
