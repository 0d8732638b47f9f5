"""Deflate, as fast as this installation can.

The package ``isal`` (the extra ``fast``) compresses some ten times faster than the ``zlib`` that comes with Python, to
files that are a fifth larger. Which of the two it is, is settled when this module is loaded and stays so: the same
installation gives the same bytes. ``docs/decisions.md`` says what was measured.
"""

from __future__ import annotations

import zlib

try:
    from isal import isal_zlib
except ImportError:
    isal_zlib = None  # type: ignore[assignment]

_RAW = -zlib.MAX_WBITS  # without a head of zlib's own, as ZIP wants it
_HARDEST = 9

if isal_zlib is None:
    DEFLATE = "zlib-6"
    """The library and how hard it tries: what else equal bytes depend on."""
    crc32 = zlib.crc32

    def deflate(data: bytes) -> bytes:
        """The data compressed, as ZIP holds it."""
        return _deflated(data, 6)

else:
    DEFLATE = "isal-2"
    crc32 = isal_zlib.crc32

    def deflate(data: bytes) -> bytes:
        """The data compressed, as ZIP holds it."""
        return isal_zlib.compress(data, 2, _RAW)


def deflate_once(data: bytes) -> bytes:
    """The data compressed as well as ``zlib`` can: for what is written many times and compressed once."""
    return _deflated(data, _HARDEST)


def _deflated(data: bytes, level: int) -> bytes:
    deflater = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    return deflater.compress(data) + deflater.flush()
