"""Small Word files made from raw XML, and Word files read again: what the tests of templates have in common."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from lxml import etree

from hoi_report._problems import HoiReportError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_RELATIONS}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
LANDSCAPE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>'
)
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>'
STYLES = f"""<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Dam14"><w:name w:val="Đậm 14"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Dam12"><w:name w:val="Đậm 12"/><w:basedOn w:val="Dam14"/>
<w:rPr><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="NoiTieuDe"><w:name w:val="Nối tiêu đề"/></w:style>
<w:style w:type="character" w:styleId="Strong1"><w:name w:val="đậm"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Nghieng"><w:name w:val="Nghiêng"/></w:style>
<w:style w:type="character" w:styleId="DamNghieng"><w:name w:val="Đậm nghiêng"/></w:style>
<w:style w:type="table" w:styleId="Bang"><w:name w:val="Bảng"/></w:style>
<w:style w:type="paragraph" w:styleId="DauBang"><w:name w:val="Đầu bảng"/></w:style>
<w:style w:type="paragraph" w:styleId="OBang"><w:name w:val="Ô bảng"/></w:style>
<w:style w:type="paragraph" w:styleId="OBangGiua"><w:name w:val="Ô bảng giữa"/></w:style>
<w:style w:type="paragraph" w:styleId="OBangPhai"><w:name w:val="Ô bảng phải"/></w:style>
<w:style w:type="paragraph" w:styleId="SauBang"><w:name w:val="Sau bảng"/></w:style>
<w:style w:type="character" w:styleId="MocChuThich"><w:name w:val="Footnote Reference"/></w:style>
</w:styles>"""
SAMPLE_NOTE = (
    '<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>Nội dung chú thích</w:t></w:r></w:p></w:footnote>'
)


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of these runs of text, as Word writes it."""
    texts = "".join(f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{texts}</w:p>"


def drawing(description: str = "", cx: int = 1000, number: int = 1) -> str:
    """A paragraph with a drawn line of ``cx`` EMU."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="0"/>'
        f'<wp:docPr id="{number}" name="" descr="{escape(description, {chr(34): "&quot;"})}"/>'
        f'<a:graphic><a:graphicData uri=""><a:xfrm><a:ext cx="{cx}" cy="0"/></a:xfrm></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def footnotes(*notes: str) -> str:
    """The XML of a footnotes part with the two separators and these notes."""
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    return f"<w:footnotes {NAMESPACES}>{separators}{''.join(notes)}</w:footnotes>"


def core_properties(**properties: str) -> str:
    """The XML of the core properties: Dublin Core elements by name."""
    elements = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in properties.items())
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{elements}</cp:coreProperties>'
    )


def word_file(
    *body: str,
    header: str = "",
    footer: str = "",
    core: str = "",
    notes: str = "",
    styles: str = STYLES,
    main_type: str = f"{_TYPES}.document.main+xml",
    others: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A .docx with this body and, where they are given, a header, a footer, properties, footnotes and other parts."""
    content = "".join(body)
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{content}{SECTION}</w:body></w:document>",
        "word/styles.xml": styles,
    }
    if header:
        parts["word/header1.xml"] = f"<w:hdr {NAMESPACES}>{header}</w:hdr>"
    if footer:
        parts["word/footer1.xml"] = f"<w:ftr {NAMESPACES}>{footer}</w:ftr>"
    if notes:
        parts["word/footnotes.xml"] = notes
    kinds = {"word/header1.xml": "header", "word/footer1.xml": "footer"}
    kinds |= {"word/styles.xml": "styles", "word/footnotes.xml": "footnotes"}
    overrides = {f"/{part}": f"{_TYPES}.{kind}+xml" for part, kind in kinds.items() if part in parts}
    overrides["/word/document.xml"] = main_type
    root = {"officeDocument": "word/document.xml"}
    if core:
        parts["docProps/core.xml"] = core
        overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
        root["metadata/core-properties"] = "docProps/core.xml"
    related = {kind: part.removeprefix("word/") for part, kind in kinds.items() if part in parts}
    parts["_rels/.rels"] = _relations(root)
    parts["word/_rels/document.xml.rels"] = _relations(related)
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
        + "</Types>"
    )
    return zipped(parts | dict(others or {}))


def zipped(parts: Mapping[str, str | bytes], year: int = 1980) -> bytes:
    """A ZIP of these parts, made in the first second of a year."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a ZIP in their order, checked as they are read."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def paragraphs_of(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of every paragraph of a part."""
    root = etree.fromstring(unzipped(data)[part])
    return ["".join(text.text or "" for text in p.iter(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p")]


def told(error: HoiReportError) -> list[str]:
    """The problems of an error as people read them, in English, each on one line."""
    return [str(problem.in_language("en")).replace("\n   ", "") for problem in error.problems]


def _relations(targets: Mapping[str, str]) -> str:
    elements = "".join(
        f'<Relationship Id="rId{number}" Target="{target}" Type="'
        + (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
            if kind == "metadata/core-properties"
            else f"{_RELATIONS}/{kind}"
        )
        + '"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{elements}</Relationships>'
