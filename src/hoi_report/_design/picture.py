"""A picture as far as a Word file has to know it: its kind and its size in points of the picture."""

from __future__ import annotations

import struct

from .._value_class import guarded_class

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG's frame, which holds its size (ITU-T T.81, table B.1); the three others are no frames."""
_BARE = frozenset((0x01, *range(0xD0, 0xDA)))
"""The markers without a length behind them."""


@guarded_class
class Picture:
    """A PNG or JPEG."""

    content: bytes
    kind: str
    """``png`` or ``jpeg``."""
    width: int
    height: int

    @property
    def part(self) -> str:
        """The name of its part below ``word/``."""
        return f"media/bieu-trung.{self.kind}"


def picture_of(content: bytes) -> Picture | None:
    """The picture of a file's bytes; ``None`` where they are neither PNG nor JPEG, or say no size.

    >>> picture_of(b"GIF89a") is None
    True
    """
    kind, size = ("png", _png_size(content)) if content.startswith(_PNG) else ("jpeg", _jpeg_size(content))
    return Picture(content, kind, *size) if size is not None and all(size) else None


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """The size that the first frame says; each segment before it says how long it is."""
    if not content.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 if marker in _BARE else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
