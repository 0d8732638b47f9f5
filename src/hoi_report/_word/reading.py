"""From the bytes of a Word file to a :class:`~.word_file.WordFile`."""

from __future__ import annotations

from types import MappingProxyType

from lxml import etree

from .._messages import Words
from .._package import Package, open_package
from .._problems import InvalidInput
from .looks import Looks
from .numbering import Numbering
from .sections import read_sections
from .story import Story
from .strict import transitional
from .styles import Styles
from .theme import read_theme
from .word_file import Paragraph, WordFile
from .xml import name, switched

FORMATS = (".docx", ".docm", ".dotx", ".dotm")
"""What is read: a document or a template, with macros or without; those are not looked at."""


def read_word(data: bytes, name: str) -> WordFile:
    """The Word file ``data``, called ``name`` in messages: its sections and paragraphs, each with its look.

    It may come from any program that writes .docx, in the transitional or the strict variant of the format.

    Raises:
        InvalidInput: it is no Word file, or one of another format; protected by a password; damaged or too large; or
            a scan, which holds pictures and no text.

    >>> import hoi_report
    >>> plan = hoi_report.load_document(hoi_report.example("thai-binh-2024") / "ke-hoach.yaml")
    >>> word_file = read_word(hoi_report.render(plan).content, "ke-hoach.docx")
    >>> next((p.text, p.alignment, p.runs[0].font) for p in word_file.paragraphs if p.text.startswith("KẾ"))
    ('KẾ HOẠCH', 'center', 'Times New Roman')
    """
    package = transitional(open_package(data, name, InvalidInput, FORMATS))
    try:
        found = _Reading(package).word_file()
    except RecursionError:
        raise package.fail("docx-damaged", package.main, reason=Words("its elements are nested too deeply")) from None
    if _is_scan(found):
        raise package.fail("docx-scan")
    return found


def _is_scan(word_file: WordFile) -> bool:
    pictures = any(d.kind == "picture" for p in word_file.paragraphs for d in p.drawings)
    return pictures and not any(p.text.strip() for p in word_file.paragraphs)


class _Reading:
    """One file that is read."""

    def __init__(self, package: Package):
        self._package = package
        self._trees: dict[str, etree._Element] = {}
        settings, numbering, styles = (self._related(kind) for kind in ("settings", "numbering", "styles"))
        themes = package.related("theme")
        theme = read_theme(package.parse(themes[0]) if themes else None, settings)
        self._settings = settings
        self._styles = Styles(styles, theme)
        self._numbering = Numbering(numbering, self._styles.elements, theme)
        self._looks = Looks(self._styles, self._numbering, theme)
        self._read: dict[str, tuple[Paragraph, ...]] = {}

    def word_file(self) -> WordFile:
        """The value of the file."""
        package = self._package
        root = self._tree(package.main)
        body = root.find(name("w:body"))
        if root.tag != name("w:document") or body is None:
            raise package.fail("docx-part-missing", part="w:body")
        story = self._story(package.main)
        story.read(body)
        ends = body.find(name("w:sectPr"))
        sections = read_sections(
            [*story.sections, etree.SubElement(body, name("w:sectPr")) if ends is None else ends],
            package.relations(package.main),
            switched(self._settings, "w:gutterAtTop"),
            self._part,
        )
        notes = [p for kind in ("footnote", "endnote") for p in self._notes(kind)]
        return WordFile(
            name=package.name,
            package=package,
            trees=MappingProxyType(self._trees),
            paragraphs=tuple(story.paragraphs),
            sections=sections,
            notes=tuple(notes),
            even_and_odd=switched(self._settings, "w:evenAndOddHeaders"),
            foreign=story.foreign,
        )

    def _related(self, kind: str) -> etree._Element | None:
        parts = self._package.related(kind)
        return self._tree(parts[0]) if parts else None

    def _tree(self, part: str) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = self._package.parse(part)
        return self._trees[part]

    def _story(self, part: str) -> Story:
        return Story(self._tree(part), part, self._styles, self._looks, self._numbering)

    def _part(self, part: str) -> tuple[Paragraph, ...]:
        """The paragraphs of a header or footer."""
        if part not in self._read:
            story = self._story(part)
            story.read(self._tree(part))
            self._read[part] = tuple(story.paragraphs)
        return self._read[part]

    def _notes(self, kind: str) -> tuple[Paragraph, ...]:
        """The paragraphs of footnotes or endnotes, the lines that separate them from the text apart."""
        parts = self._package.related(f"{kind}s")
        if not parts:
            return ()
        story = self._story(parts[0])
        for note in self._tree(parts[0]).iterchildren(name(f"w:{kind}")):
            if note.get(name("w:type"), "normal") == "normal":
                story.read(note)
        return tuple(story.paragraphs)
