"""Text into values that remember where they stand.

YAML, JSON and Python objects become one kind of event; one builder turns events into plain values with their places.
Most YAML files are written so simply that their values are read without events, and their places only on demand:

* ``_encoding``, ``_legacy``, ``_characters``: bytes into text that can be printed;
* ``_straight``: YAML in its simplest form into values;
* ``_yaml``, ``_json``, ``_objects``: text or objects into events;
* ``_build``: events into a :class:`Tree`;
* ``_head``: a few entries of a file, without reading the rest;
* ``_scalars``: from a character of a value back to the file.
"""

from __future__ import annotations

from ._limits import MAX_BYTES
from ._read import read
from ._text import Text
from ._tree import Tree

__all__ = ["MAX_BYTES", "Text", "Tree", "read"]
