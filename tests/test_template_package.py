"""What is no Word document, or none that can be trusted, is refused with its reason; never a traceback."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoi_report import _package as package
from hoi_report._problems import RenderError
from hoi_report._template import compile_template
from template_samples import NAMESPACES, paragraph, told, unzipped, word_file, zipped

TYPES = "application/vnd.openxmlformats-officedocument"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
GOOD = word_file(paragraph("{{ a }}"))
HINT = "open it in Word and save it as “Word Document (.docx)”"


def without(part: str) -> bytes:
    """A good template that lacks a part."""
    return zipped({name: content for name, content in unzipped(GOOD).items() if name != part})


def with_part(part: str, content: str) -> bytes:
    """A good template with another content of a part."""
    return zipped({**unzipped(GOOD), part: content})


def with_flag(data: bytes) -> bytes:
    """The same ZIP, its parts marked as encrypted."""
    out = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = -1
        while (position := data.find(signature, position + 1)) >= 0:
            out[position + offset] |= 1
    return bytes(out)


def twice() -> bytes:
    """A ZIP in which a part occurs twice."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive, pytest.warns(UserWarning):
        for _ in range(2):
            archive.writestr("word/document.xml", "")
    return file.getvalue()


DOCTYPE = f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {NAMESPACES}><w:body>&a;</w:body></w:document>'
STRICT = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
REFUSED = {
    "nothing": (b"", "error [docx-empty] the file is empty check whether it was copied or downloaded whole"),
    "text": (b"Hello", "error [docx-not-word] this is not a Word document (.docx) give a Word document (.docx)"),
    "a ZIP of something else": (
        zipped({"a.txt": "a"}),
        "error [docx-not-word] this is not a Word document (.docx) give a Word document (.docx)",
    ),
    ".doc": (OLE + b"\0" * 600, f"error [docx-other-format] expected a Word document (.docx), found .doc {HINT}"),
    "a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "error [docx-encrypted] the Word file is protected by a password save it without a password",
    ),
    "an encrypted ZIP": (
        with_flag(GOOD),
        "error [docx-encrypted] the Word file is protected by a password save it without a password",
    ),
    ".docm": (
        word_file(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        f"error [docx-other-format] expected a Word document (.docx), found .docm {HINT}",
    ),
    ".dotx": (
        word_file(main_type=f"{TYPES}.wordprocessingml.template.main+xml"),
        f"error [docx-other-format] expected a Word document (.docx), found .dotx {HINT}",
    ),
    ".xlsx": (
        word_file(main_type=f"{TYPES}.spreadsheetml.sheet.main+xml"),
        f"error [docx-other-format] expected a Word document (.docx), found .xlsx {HINT}",
    ),
    ".odt": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        f"error [docx-other-format] expected a Word document (.docx), found .odt {HINT}",
    ),
    "no body": (
        without("word/document.xml"),
        "error [docx-part-missing] the Word file lacks the part “word/document.xml” open it in Word and save it again",
    ),
    "a document type": (
        with_part("word/document.xml", DOCTYPE),
        "error [docx-doctype] word/document.xml: a document type declaration is not allowed in a Word file",
    ),
    "Strict Open XML": (
        with_part("word/document.xml", STRICT),
        "error [template-namespace] word/document.xml: expected WordprocessingML under the prefix “w”, found "
        "“http://purl.oclc.org/ooxml/wordprocessingml/main” "
        "save it as “Word Document (.docx)”, not as “Strict Open XML Document”",
    ),
    "a part that occurs twice": (
        twice(),
        "error [docx-damaged] the Word file is damaged: a part occurs twice open it in Word and save it again",
    ),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_word_document_is_refused(data: bytes, message: str) -> None:
    """Each file that cannot be a template gets one problem, which says what it is and what to do."""
    with pytest.raises(RenderError) as raised:
        compile_template(data, name="mau.docx")

    assert told(raised.value) == [f"mau.docx: {message}"]


def test_a_damaged_part_is_named() -> None:
    """XML that is not well-formed is reported with the name of its part and the parser's reason."""
    with pytest.raises(RenderError) as raised:
        compile_template(with_part("word/document.xml", "<w:document>"), name="mau.docx")

    (message,) = told(raised.value)
    assert message.startswith("mau.docx: error [docx-damaged] word/document.xml: the Word file is damaged: ")


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        (
            "MAX_FILE",
            400,
            "too-large] the Word file is too large: 0 MB, at most 0 MB "
            "make its pictures smaller (Word: “Compress Pictures”)",
        ),
        (
            "MAX_UNPACKED",
            900,
            "unpacks-too-large] the Word file is too large: it unpacks to more than 0 MB",
        ),
        ("MAX_PARTS", 3, "too-many-parts] the Word file is too large: 5 parts, at most 3"),
    ],
)
def test_what_is_too_large_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, message: str
) -> None:
    """The limits on a file's size, its parts and what they unpack to are kept (lowered here, to test them quickly)."""
    monkeypatch.setattr(package, limit, value)

    with pytest.raises(RenderError) as raised:
        package.open_package(GOOD, "mau.docx", RenderError)

    assert told(raised.value) == [f"mau.docx: error [docx-{message}"]


def test_a_zip_bomb_is_not_unpacked() -> None:
    """A file of 200 KB that would unpack to 200 MB stops at the limit."""
    bomb = with_part("word/bomb.xml", "0" * (2 * package.MAX_UNPACKED))

    with pytest.raises(RenderError) as raised:
        compile_template(bomb, name="mau.docx")

    assert [problem.code for problem in raised.value.problems] == ["docx-unpacks-too-large"]


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 8))
def test_a_file_with_wrong_bytes_raises_nothing_but_our_error(seed: int, changes: int) -> None:
    """Whatever bytes of a template are changed, it compiles or is refused with problems."""
    data, random = bytearray(GOOD), Random(seed)
    for _ in range(changes):
        data[random.randrange(len(data))] = random.randrange(256)

    try:
        compile_template(bytes(data), name="mau.docx")
    except RenderError as error:
        assert all(told(error))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), part=st.sampled_from(sorted(unzipped(GOOD))), changes=st.integers(1, 4))
def test_a_part_with_wrong_bytes_raises_nothing_but_our_error(seed: int, part: str, changes: int) -> None:
    """The same for the XML inside, in a ZIP that is right."""
    parts, random = unzipped(GOOD), Random(seed)
    content = bytearray(parts[part])
    for _ in range(changes):
        content[random.randrange(len(content))] = random.choice(b"<>/\"'&{}%wa:0 =\x00\xff")

    try:
        compile_template(zipped({**parts, part: bytes(content)}), name="mau.docx")
    except RenderError as error:
        assert all(told(error))
