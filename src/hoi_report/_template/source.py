"""One part of a template as Jinja will read it, and the way back from a line of it to the tag that a person typed.

Before every tag stands a line feed, and nowhere else: so the line on which Jinja places an error or a name says which
tag it is. The line feeds leave again when the part is woven (``weaving``).
"""

from __future__ import annotations

import re
from html import unescape

from .._problems import Place, Problem, problem
from .._value_class import value_class

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[{%#]", re.DOTALL)
_LONGEST = 80


@value_class
class Source:
    """The Jinja source of one part."""

    template: str
    """What the template is called in messages."""
    part: str
    """Its name in the package: ``word/header1.xml``."""
    text: str
    """The source, each tag on a line of its own."""

    def tag(self, line: int) -> str:
        """The tag on a line of the source, as it was typed; empty before the first tag."""
        if line < 2:
            return ""
        found = _TAG.match(self._lines[min(line, len(self._lines)) - 1])
        return _short(unescape(found.group(0))) if found else ""

    def around(self, line: int) -> str:
        """The text of the paragraph in which the tag on a line stands; the tag itself where there is none."""
        before = "\n".join(self._lines[: line - 1])
        behind = "".join(self._lines[line - 1 :])
        start = max(before.rfind("<w:p>"), before.rfind("<w:p "))
        if start < 0 or "</w:p>" in before[start:]:
            return self.tag(line)
        text = before[start:].replace("\n", "") + behind.partition("</w:p>")[0]
        return _short(unescape(re.sub(r"<[^>]*>", "", text))) or self.tag(line)

    def place(self, line: int) -> str:
        """Part and tag, as the path of a problem."""
        return f"{self.part} {self.tag(line)}".strip()

    def problem(self, code: str, line: int, **arguments: object) -> Problem:
        """A problem of the tag on a line of the source."""
        arguments = {"tag": self.tag(line), "text": self.around(line), **arguments}
        return problem(code, Place(self.template), self.place(line), **arguments)

    @property
    def _lines(self) -> list[str]:
        return self.text.split("\n")


def tagged_source(template: str, part: str, patched: str) -> Source:
    """The source of a part whose XML docxtpl's rules have patched."""
    one_line = _TAG.sub(lambda tag: tag.group(0).replace("\n", " "), patched).replace("\n", "&#10;")
    return Source(template, part, _TAG.sub(lambda tag: "\n" + tag.group(0), one_line))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
