"""Any Word file, whoever made it, becomes a plain value that says how everything in it looks.

This room alone knows how Word inherits: from the document's defaults through the styles of tables, lists, paragraphs
and characters to what is said on the spot. It judges nothing, and knows nothing of how an official document should
look. What it tells is what a reader of the printed page sees: no deleted or hidden text, no codes of fields.

Words of XML become values in ``xml`` and ``said``; the styles, the theme and the numbering of the file are asked in
``looks``, ``theme`` and ``numbering``; ``story`` walks through a part and finds its paragraphs, ``drawings`` what is
drawn in them; ``sections`` the pages; ``reading`` puts it together as the value of ``word_file``.
"""

from __future__ import annotations

from .reading import read_word
from .word_file import Border, Box, Cell, Drawing, Frame, Paragraph, Run, Section, Tab, WordFile

__all__ = [
    "Border",
    "Box",
    "Cell",
    "Drawing",
    "Frame",
    "Paragraph",
    "Run",
    "Section",
    "Tab",
    "WordFile",
    "read_word",
]
