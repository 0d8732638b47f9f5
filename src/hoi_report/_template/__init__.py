"""A Word template in docxtpl's dialect, compiled once; then a composition becomes a .docx by filling it.

This room alone knows docxtpl, Jinja, Word's XML and ZIP. It knows nothing of outlines: it takes a
:class:`~hoi_report._blocks.Composition`, or any context that docxtpl would take.

The way of a template (``compiling``): taken apart (``_package``), its parts marked where they depend on data beyond
docxtpl's tags (``marks``: ``additions``, ``ruled_lines``, ``sections``), patched by docxtpl's rules (``dialect``,
``source``), proved harmless (``proof``) and unbreakable (``shape``, ``weaving``), made programs (``part``); its sample
note kept apart (``notes``, ``sample_note``). The way of a document: its texts made safe (``context``, ``values``,
``tables``), printed by the programs (``template``), zipped. ``proving`` tries a template with all that a
document can say.
"""

from __future__ import annotations

from .context import context_of, notes_of
from .kept import compile_template, load_template
from .template import Template

__all__ = ["Template", "compile_template", "context_of", "load_template", "notes_of"]
