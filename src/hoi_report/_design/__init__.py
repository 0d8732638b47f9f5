"""The Word design of the built-in template, and of any house's: raw OOXML, written from a rule set.

``measures`` knows units, ``style`` what a style is, ``text_styles``, ``frame_styles`` and ``grid_styles`` how each
component looks, ``picture`` what an emblem is, ``drawing`` what is drawn, ``body`` what stands where, ``furniture`` the
other parts that a package needs, ``limits`` what this design cannot do. :func:`build` puts them together;
``building`` does it for a rule set that is named.
"""

from __future__ import annotations

from .building import BuiltTemplate, build_template
from .limits import undesigned
from .word_file import build

__all__ = ["BuiltTemplate", "build", "build_template", "undesigned"]
