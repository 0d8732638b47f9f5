"""A Word file taken apart: its parts as bytes, found by what they are for, never by their customary names.

Everything is refused here that is no Word document, or that is so large or so damaged that nothing good can come of
it. The file may come from a stranger: what a ZIP says of its own sizes is not believed.
"""

from __future__ import annotations

import codecs
import posixpath
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from ._problems import HoiReportError, Place, problem
from ._value_class import value_class
from ._zipped import MAX_FILE

if TYPE_CHECKING:
    from lxml import etree

MAX_UNPACKED = 100_000_000
"""The most that its parts may come to, unpacked, in bytes."""
MAX_PARTS = 2000
"""The most parts that it may have."""

CONTENT_TYPES = "[Content_Types].xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_FORMATS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": ".docx",
    "application/vnd.ms-word.document.macroEnabled.main+xml": ".docm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": ".dotx",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": ".dotm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": ".pptx",
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # what .doc and password-protected .docx files begin with
_TEXTS = {
    b"{\\rtf": ".rtf",
    b"<!doctype html": "HTML",
    b"<html": "HTML",
    b"mime-version:": "MHTML",
    b"<?xml": "XML",
}
"""Other formats that Word opens, by the beginning of the file in small letters."""
_PRINTED = {
    b"%PDF": ".pdf",
    b"\xff\xd8\xff": ".jpg",
    b"\x89PNG": ".png",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
}
"""What is printed or scanned, by the beginning of the file: there is no text in it, or none with a look."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError)


@value_class
class Package:
    """The parts of a Word file."""

    name: str
    """What the file is called in messages."""
    parts: Mapping[str, bytes]
    """By name, without a leading slash."""
    main: str
    """The part with the body: ``word/document.xml``."""
    error: type[HoiReportError]
    """What is wrong with the file: bad input, or a template that cannot be used."""

    def fail(self, code: str, path: str = "", **arguments: object) -> HoiReportError:
        """An error of one problem with this file, to be raised."""
        return self.error([problem(code, Place(self.name), path, **arguments)])

    def related(self, kind: str, source: str | None = None) -> list[str]:
        """The parts to which the body (or the part ``source``; ``""`` is the package) points, by kind of relation.

        ``kind`` is the last word of the relation's type: ``header``, ``styles``, ``core-properties``.
        """
        source = self.main if source is None else source
        return [target for found, target in self.relations(source).values() if found == kind]

    def relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Where the part ``source`` points to inside the file: by id of relation, its kind and a part that exists."""
        folder, _, file = source.rpartition("/")
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        if part not in self.parts:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for element in self.parse(part):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if element.get("TargetMode") != "External" and target in self.parts:
                found[element.get("Id", "")] = element.get("Type", "").rpartition("/")[2], target
        return found

    def parse(self, part: str) -> etree._Element:
        """The root element of a part, without comments and without space between elements, as docxtpl reads it.

        Raises:
            HoiReportError: the part is not well-formed, or brings a document type declaration.
        """
        from lxml import etree  # here: what prints by a template that is kept compiled needs none

        parser = etree.XMLParser(
            remove_blank_text=True, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
        )
        try:
            root = etree.fromstring(self.parts[part], parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.fail("docx-damaged", part, reason=str(error)) from error
        if cast(Any, root.getroottree().docinfo).doctype:
            raise self.fail("docx-doctype", part)
        return root


def open_package(data: bytes, name: str, error: type[HoiReportError], formats: Collection[str] = (".docx",)) -> Package:
    """The parts of the Word file ``data``, called ``name`` in messages.

    Args:
        data: The file.
        name: What it is called in messages.
        error: What is raised.
        formats: What the file may be, besides a document a template or either with macros: ``.docm``, ``.dotx``.

    Raises:
        HoiReportError: of the class ``error``; it is no Word document, is protected by a password, is damaged or beyond
            the limits above.
    """
    package = Package(name, {}, "", error)
    if not data:
        raise package.fail("docx-empty")
    if len(data) > MAX_FILE:
        raise package.fail("docx-too-large", size=_megabytes(len(data)), limit=_megabytes(MAX_FILE))
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise package.fail("docx-encrypted")
        raise package.fail("docx-other-format", format=".doc")
    if not data.startswith(b"PK"):
        raise _no_zip(package, data)
    try:
        parts = _unpack(package, data)
    except HoiReportError:
        raise
    except _DAMAGE as damage:
        raise package.fail("docx-damaged", reason=str(damage) or type(damage).__name__) from damage
    return _word_package(replace(package, parts=parts), formats)


def _no_zip(package: Package, data: bytes) -> HoiReportError:
    """What to say of a file that is neither a ZIP nor OLE."""
    for sign, ending in _PRINTED.items():
        if data.startswith(sign):
            return package.fail("docx-printed", format=ending)
    beginning = data[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for sign, ending in _TEXTS.items():
        if beginning.startswith(sign):
            return package.fail("docx-other-format", format=ending)
    return package.fail("docx-not-word")


def _unpack(package: Package, data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_UNPACKED
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MAX_PARTS:
            raise package.fail("docx-too-many-parts", count=len(infos), limit=MAX_PARTS)
        if any(info.flag_bits & 1 for info in infos):
            raise package.fail("docx-encrypted")
        if len({info.filename.casefold() for info in infos}) < len(infos):
            raise zipfile.BadZipFile("a part occurs twice")
        for info in infos:
            with archive.open(info) as file:
                parts[info.filename] = file.read(room + 1)
            room -= len(parts[info.filename])
            if room < 0:
                raise package.fail("docx-unpacks-too-large", limit=_megabytes(MAX_UNPACKED))
    return parts


def _word_package(package: Package, formats: Collection[str]) -> Package:
    """The same package with its main part known, which is a Word document's."""
    if "mimetype" in package.parts and CONTENT_TYPES not in package.parts:
        raise package.fail("docx-other-format", format=".odt")
    if CONTENT_TYPES not in package.parts or "_rels/.rels" not in package.parts:
        raise package.fail("docx-not-word")
    main = next(iter(package.related("officeDocument", "")), None)
    if main is None:
        raise package.fail("docx-part-missing", part="word/document.xml")
    ending = _FORMATS.get(_content_type(package, main))
    if ending is None:
        raise package.fail("docx-not-word")
    if ending not in formats:
        raise package.fail("docx-other-format", format=ending)
    return replace(package, main=main)


def _content_type(package: Package, part: str) -> str:
    extension = part.rpartition(".")[2].casefold()
    default = ""
    for element in package.parse(CONTENT_TYPES):
        if element.get("PartName", "").lstrip("/") == part:
            return element.get("ContentType", "")
        if element.get("Extension", "").casefold() == extension and element.get("PartName") is None:
            default = element.get("ContentType", "")
    return default


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}"
