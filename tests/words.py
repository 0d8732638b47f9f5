"""Reading a .docx again with nothing of ours: its paragraphs with their style names, and texts as comparable words."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The decree prints both CỘNG HÒA and CỘNG HOÀ; for comparing, the old place of the tone mark is brought to the new.
OLD = "oàoáoảoãoạoèoéoẻoẽoẹuỳuýuỷuỹuỵ"
NEW = "òaóaỏaõaọaòeóeỏeõeọeùyúyủyũyụy"
TONES = [(OLD[at : at + 2], NEW[at : at + 2]) for at in range(0, len(OLD), 2)]


def words(text: str) -> list[str]:
    """The words and stops of a text, without what typesetting may change: spaces, dashes, kinds of quotation marks."""
    text = unicodedata.normalize("NFC", text).replace("\ufffd", " ")
    for old, new in TONES:
        text = text.replace(old, new).replace(old.upper(), new.upper())
    text = re.sub('[“”"]', "", text)
    text = re.sub(r"\s*[-–]\s*", "-", text)
    text = re.sub(r"…|\.{2,}", " … ", text)
    text = re.sub(r"([;,:!?()/]|\.(?!\d))", r" \1 ", text)
    return [word.strip("-") for word in text.split() if word.strip("-")]


def part(docx: bytes, name: str) -> ElementTree.Element:
    """A part of the package as a tree."""
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read(name))


def text_of(paragraph: ElementTree.Element) -> str:
    """The text of a paragraph."""
    return "".join(node.text or "" for node in paragraph.iter(W + "t"))


def style_names(docx: bytes) -> dict[str, str]:
    """The names of styles by their ids."""
    found = {}
    for style in part(docx, "word/styles.xml").iter(W + "style"):
        name = style.find(W + "name")
        if name is not None:
            found[style.get(W + "styleId", "")] = name.get(W + "val", "")
    return found


def paragraphs(docx: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """Style name and text of every paragraph in the order of the file."""
    names = style_names(docx)
    found = []
    for paragraph in part(docx, name).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append((names[style.get(W + "val", "")] if style is not None else "", text_of(paragraph)))
    return found


def notes(docx: bytes) -> list[list[str]]:
    """The paragraphs of every footnote that is one; LibreOffice leaves out the part where there is none."""
    if "word/footnotes.xml" not in zipfile.ZipFile(io.BytesIO(docx)).namelist():
        return []
    footnotes = part(docx, "word/footnotes.xml").iter(W + "footnote")
    return [
        [text_of(p).strip() for p in note.iter(W + "p")]
        for note in footnotes
        if note.get(W + "type") in (None, "normal")
    ]
