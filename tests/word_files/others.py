"""Files that are no Word documents to check, whatever their names say."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

from docx import Document as new_docx
from docx.shared import Mm

from . import by_python_docx
from .document import CLEAN

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE, [MS-CFB]) of these streams, the container of .doc and of encrypted .docx.

    Streams are filled up to the 4,096 bytes below which they would stand in a smaller store of their own.
    """
    contents = {
        name: content.ljust(-(-max(len(content), 4096) // _SECTOR) * _SECTOR, b"\0")
        for name, content in streams.items()
    }
    next_sector, fat, starts = 1, [_FAT], {}
    directory_sectors = -(-(len(streams) + 1) * 128 // _SECTOR)
    for name, sectors in (("", directory_sectors), *((n, len(c) // _SECTOR) for n, c in contents.items())):
        starts[name] = next_sector
        fat += [*range(next_sector + 1, next_sector + sectors), _END]
        next_sector += sectors
    assert len(fat) <= _SECTOR // 4, "one sector holds the table"
    header = b"".join(
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16),
            struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6),
            struct.pack("<IIIIIIIII", 0, 1, starts[""], 0, 4096, _END, 0, _END, 0),
            struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108,
        )
    )
    names = list(streams)
    entries = [_entry("Root Entry", 5, child=1 if names else _FREE, start=_END, size=0)]
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, right=right, start=starts[name], size=len(contents[name])))
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    return header + table + directory + b"".join(contents.values())


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int, size: int) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(spelled), kind, 1, _FREE, right, child)
        + bytes(16 + 4 + 8 + 8)
        + struct.pack("<IQ", start, size)
    )


def scan() -> bytes:
    """A .docx that holds nothing but the picture of a page."""
    docx = new_docx()
    docx.add_picture(io.BytesIO(_grey_page()), width=Mm(150))
    return by_python_docx.saved(docx)


def _grey_page() -> bytes:
    return png([bytes([200 + row % 50] * 210) for row in range(297)])


def png(rows: Sequence[bytes]) -> bytes:
    """A picture in shades of grey, a byte each."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packed = zlib.compress(b"".join(b"\0" + row for row in rows))
    size = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def others() -> dict[str, bytes]:
    """The files by what is the matter with them."""
    good = by_python_docx.build(CLEAN)
    return {
        "scan": scan(),
        "doc": compound_file({"WordDocument": b"\xec\xa5\xc1\x00", "1Table": b""}),
        "password": compound_file(
            {"EncryptionInfo": b"\x04\x00\x04\x00@\x00\x00\x00", "EncryptedPackage": good[:9000]}
        ),
        "broken_zip": good[: len(good) // 2],
        "empty": b"",
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
        "text": "Báo cáo kết quả công tác Hội\n".encode(),
        "rtf": rb"{\rtf1\ansi B\'e1o c\'e1o}",
        "picture": _grey_page(),
    }
