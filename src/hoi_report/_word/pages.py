"""On which page a paragraph stands, as far as the program that saved the file left a trace of it."""

from __future__ import annotations

from lxml import etree

from .xml import name


class Pages:
    """The page that reading has come to.

    Word marks where a page began when it last laid the document out. Where a break that the text itself asks for is
    the reason, both are there, and count once.
    """

    def __init__(self, root: etree._Element):
        self._known = next(root.iter(name("w:lastRenderedPageBreak")), None) is not None
        self._begun = True  # a page has begun and holds no text yet
        self.number = 1

    @property
    def current(self) -> int | None:
        """The page, ``None`` where the file leaves no trace."""
        return self.number if self._known else None

    def page_break(self) -> None:
        """The text breaks the page off, even one without text."""
        self.number += 1
        self._begun = True

    def new_page(self) -> None:
        """What comes begins a page: that was asked for, or seen when the document was laid out."""
        if not self._begun:
            self.page_break()

    def text(self) -> None:
        """There is text."""
        self._begun = False
