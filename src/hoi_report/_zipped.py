"""Writing a ZIP that depends on nothing but its parts, and in which what never changes is compressed only once.

``zipfile`` cannot copy a compressed part, and writes the clock and the system into each. These are the few records of
the format that a .docx needs (APPNOTE 6.3: 4.3.7 local header, 4.3.12 central directory, 4.3.16 end).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from ._deflate import crc32, deflate, deflate_once
from ._value_class import value_class

MAX_FILE = 20_000_000
"""The largest Word file that is opened, in bytes."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20  # 2.0: deflate
_UTF8_NAME = 0x0800
_DEFLATED = 8
_TIME, _DATE = 0, 0x0021  # 1980-01-01 00:00:00, the first moment that ZIP knows


@value_class
class Member:
    """A compressed part, ready to be written any number of times."""

    name: bytes
    size: int
    checksum: int
    packed: bytes

    @property
    def _fields(self) -> tuple[int, ...]:
        sizes = (self.checksum, len(self.packed), self.size, len(self.name), 0)
        return (_VERSION, _UTF8_NAME, _DEFLATED, _TIME, _DATE, *sizes)


def pack(name: str, data: bytes, *, once: bool = False) -> Member:
    """The part ``name`` with the content ``data``, compressed; ``once``: as well as can be, whatever time it takes."""
    packed = deflate_once(data) if once else deflate(data)
    return Member(name.encode("utf-8"), len(data), crc32(data), packed)


def write_zip(members: Iterable[Member]) -> bytes:
    """A ZIP with these parts, in their order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        record = _LOCAL.pack(b"PK\x03\x04", *member._fields) + member.name
        body += (record, member.packed)
        directory.append(_CENTRAL.pack(b"PK\x01\x02", _VERSION, *member._fields, 0, 0, 0, 0, offset) + member.name)
        offset += len(record) + len(member.packed)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), size, offset, 0)
    return b"".join((*body, *directory, end))
