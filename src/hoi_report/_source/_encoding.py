"""Bytes into text. Only UTF-8 is taken; other encodings are recognised, so that the message can name them."""

from __future__ import annotations

import codecs

from .._problems import InvalidInput, Place, Problem, problem
from . import _legacy
from ._characters import composed, composed_file
from ._limits import MAX_MARKS
from ._text import Text
from ._usual import is_usual

# In this order: the mark of UTF-32 LE begins like that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32 LE"),
    (codecs.BOM_UTF32_BE, "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "UTF-16 BE"),
)
_FORMATS = (
    (b"PK\x03\x04", "ZIP (.docx, .xlsx, .odt …)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (.doc, .xls …)"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
)
_SAMPLE = 4096


def decode(data: bytes, name: str | None) -> Text:
    """The text of a file in NFC, without byte order mark. Raises :class:`InvalidInput` where it is not UTF-8."""
    start = Place(name, 1, 1)
    for begin, kind in _FORMATS:
        if data.startswith(begin):
            raise InvalidInput([problem("not-text", start, format=kind)])
    if encoding := _wide_encoding(data):
        raise InvalidInput([problem("wrong-encoding", start, encoding=encoding)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput([_not_utf8(data, error.start, name)]) from None
    if is_usual(text):
        return Text(name, text, data, is_usual=True)
    written = text
    text, stacked = composed_file(written)
    if stacked is not None:
        place = Text(name, text).place(stacked)
        raise InvalidInput([problem("too-many-marks", place, limit=MAX_MARKS)])
    return Text(name, text, data if text == written else None)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by their mark or by the zero bytes beside Western letters."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    if 0 not in sample:
        return None
    zeros = [sample[offset::4].count(0) / len(sample[offset::4] or b"?") for offset in range(4)]
    for encoding, often, never in _ZEROS:
        if all(zeros[offset] > 0.2 for offset in often) and all(zeros[offset] < 0.02 for offset in never):
            return encoding
    return None


# Which bytes of each four are often zero, and which never.
_ZEROS = (
    ("UTF-16 LE", (1, 3), (0, 2)),
    ("UTF-16 BE", (0, 2), (1, 3)),
    ("UTF-32 LE", (1, 2, 3), (0,)),
    ("UTF-32 BE", (0, 1, 2), (3,)),
)


def _not_utf8(data: bytes, offset: int, name: str | None) -> Problem:
    before = composed(data[:offset].decode("utf-8"))[0]
    place = Text(name, before).place(len(before))
    passage = data[max(0, offset - _SAMPLE) : offset + 16 * _SAMPLE].decode("latin-1")
    if found := _legacy.find(passage):
        return problem("legacy-encoding", place, encoding=found.encoding, found=found.word, meaning=found.meaning)
    return problem("not-utf8", place, byte=f"{data[offset]:02X}")
