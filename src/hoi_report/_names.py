"""Names of files: those that every computer can have, and one name that disks write in several ways.

A folder travels: from a province's server to a district's Windows, on a stick, in an archive. So what is written gets
no name that Windows cannot have, on every system. There such a name does worse than fail: what is written to
``nul.docx`` is gone, and of ``quý 1: số liệu.docx`` only an empty file ``quý 1`` is to be seen. What is read has the
name that it has.
"""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from pathlib import Path

from ._messages import Words
from ._patterns import compiled_later

_DEVICE = compiled_later(r"con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³]", re.IGNORECASE)
_REFUSED = compiled_later(r'[<>:"/\\|?*\x00-\x1f]')


def fault(name: str) -> Words | None:
    """Why Windows can have no file or folder of this name; ``None`` where it can.

    The rules are those of ``ntpath.isreserved`` of Python 3.13.

    >>> fault("kế hoạch.docx"), fault("console.yaml"), fault("..")
    (None, None, None)
    >>> fault("Aux.docx").tell("en")
    'Windows keeps “Aux” for a device'
    """
    if name in (".", ".."):
        return None
    if sign := _REFUSED.search(name):
        return Words("“{sign}” can stand in no file name there", {"sign": _shown(sign[0])})
    if name.endswith((".", " ")):
        return Words("a dot or space at its end is dropped there")
    device = name.partition(".")[0].rstrip(" ")
    return Words("Windows keeps “{device}” for a device", {"device": device}) if _DEVICE.fullmatch(device) else None


def mended(name: str) -> str:
    """A name near to a faulty one that every computer can have.

    >>> mended("quý 1: số liệu.docx"), mended("nul.docx"), mended("thư mục. ")
    ('quý 1- số liệu.docx', 'nul-.docx', 'thư mục')
    """
    name = _REFUSED.sub("-", name).rstrip(". ") or "-"
    device, dot, rest = name.partition(".")
    return f"{device.rstrip(' ')}-{dot}{rest}" if fault(name) else name


def letters(name: str) -> str:
    """A name as text in NFC: the same for all ways in which a disk, or Python under an old locale, writes it.

    >>> letters("Đông Hưng".encode().decode("ascii", "surrogateescape"))
    'Đông Hưng'
    """
    with contextlib.suppress(UnicodeEncodeError):  # half a pair of surrogates, as only Windows has in names
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", name)


def on_disk(path: Path) -> Path:
    """The path as the disk writes it: itself, or one whose parts have the same letters; itself where there is none."""
    if os.path.lexists(path) or path == path.parent:
        return path
    folder, name = on_disk(path.parent), letters(path.name)
    try:
        return next((entry for entry in sorted(folder.iterdir()) if letters(entry.name) == name), path)
    except (OSError, ValueError):
        return path


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"
