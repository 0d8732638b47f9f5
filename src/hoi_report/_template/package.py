"""A Word file taken apart: its parts as bytes, found by what they are for, never by their customary names.

Everything is refused here that is no Word document, or that is so large or so damaged that nothing good can come of
it. A template may come from a stranger: what a ZIP says of its own sizes is not believed.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from lxml import etree

from .._problems import Place, RenderError, problem

MAX_FILE = 20_000_000
"""The largest file that is opened, in bytes."""
MAX_UNPACKED = 100_000_000
"""The most that its parts may come to, unpacked, in bytes."""
MAX_PARTS = 2000
"""The most parts that it may have."""

CONTENT_TYPES = "[Content_Types].xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_FORMATS = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": ".docm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": ".dotx",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": ".dotm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": ".pptx",
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # what .doc and password-protected .docx files begin with
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file."""

    name: str
    """What the template is called in messages."""
    parts: Mapping[str, bytes]
    """By name, without a leading slash."""
    main: str
    """The part with the body: ``word/document.xml``."""

    def fail(self, code: str, path: str = "", **arguments: object) -> RenderError:
        """An error of one problem with this file, to be raised."""
        return RenderError([problem(code, Place(self.name), path, **arguments)])

    def related(self, kind: str, source: str | None = None) -> list[str]:
        """The parts to which the body (or the part ``source``; ``""`` is the package) points, by kind of relation.

        ``kind`` is the last word of the relation's type: ``header``, ``styles``, ``core-properties``.
        """
        source = self.main if source is None else source
        targets = _relations(self, source).get(kind, [])
        return [target for target in targets if target in self.parts]

    def parse(self, part: str) -> etree._Element:
        """The root element of a part, without comments and without space between elements, as docxtpl reads it.

        Raises:
            RenderError: the part is not well-formed, or brings a document type declaration.
        """
        parser = etree.XMLParser(
            remove_blank_text=True, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
        )
        try:
            root = etree.fromstring(self.parts[part], parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.fail("template-damaged", part, reason=str(error)) from error
        if cast(Any, root.getroottree().docinfo).doctype:
            raise self.fail("template-doctype", part)
        return root


def open_package(data: bytes, name: str) -> Package:
    """The parts of the Word file ``data``, called ``name`` in messages.

    Raises:
        RenderError: it is no Word document (.docx), is protected by a password, is damaged or beyond the limits above.
    """
    package = Package(name, {}, "")
    if len(data) > MAX_FILE:
        raise package.fail("template-too-large", size=_megabytes(len(data)), limit=_megabytes(MAX_FILE))
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise package.fail("template-encrypted")
        raise package.fail("template-other-format", format=".doc")
    if not data.startswith(b"PK"):
        raise package.fail("template-not-docx")
    try:
        parts = _unpack(package, data)
    except RenderError:
        raise
    except _DAMAGE as error:
        raise package.fail("template-damaged", reason=str(error) or type(error).__name__) from error
    return _word_package(Package(name, parts, ""))


def _unpack(package: Package, data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_UNPACKED
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MAX_PARTS:
            raise package.fail("template-too-many-parts", count=len(infos), limit=MAX_PARTS)
        if any(info.flag_bits & 1 for info in infos):
            raise package.fail("template-encrypted")
        if len({info.filename.casefold() for info in infos}) < len(infos):
            raise zipfile.BadZipFile("a part occurs twice")
        for info in infos:
            with archive.open(info) as file:
                parts[info.filename] = file.read(room + 1)
            room -= len(parts[info.filename])
            if room < 0:
                raise package.fail("template-unpacks-too-large", limit=_megabytes(MAX_UNPACKED))
    return parts


def _word_package(package: Package) -> Package:
    """The same package with its main part known, which is a Word document's."""
    if "mimetype" in package.parts and CONTENT_TYPES not in package.parts:
        raise package.fail("template-other-format", format=".odt")
    if CONTENT_TYPES not in package.parts or "_rels/.rels" not in package.parts:
        raise package.fail("template-not-docx")
    main = next(iter(package.related("officeDocument", "")), None)
    if main is None:
        raise package.fail("template-part-missing", part="word/document.xml")
    content_type = _content_type(package, main)
    if content_type in _OTHER_FORMATS:
        raise package.fail("template-other-format", format=_OTHER_FORMATS[content_type])
    if content_type != _WORD:
        raise package.fail("template-not-docx")
    return Package(package.name, package.parts, main)


def _content_type(package: Package, part: str) -> str:
    extension = part.rpartition(".")[2].casefold()
    default = ""
    for element in package.parse(CONTENT_TYPES):
        if element.get("PartName", "").lstrip("/") == part:
            return element.get("ContentType", "")
        if element.get("Extension", "").casefold() == extension and element.get("PartName") is None:
            default = element.get("ContentType", "")
    return default


def _relations(package: Package, source: str) -> dict[str, list[str]]:
    folder, _, file = source.rpartition("/")
    part = posixpath.join(folder, "_rels", f"{file}.rels")
    if part not in package.parts:
        return {}
    found: dict[str, list[str]] = {}
    for element in package.parse(part):
        if element.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
        found.setdefault(element.get("Type", "").rpartition("/")[2], []).append(target)
    return found


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}"
