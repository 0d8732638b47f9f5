"""Word files written as raw XML, part by part: what the tests of reading them have in common."""

from __future__ import annotations

from collections.abc import Mapping

from hoi_report._word import Paragraph, Run, WordFile, read_word
from template_samples import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "later": "urn:a-program-of-the-future",
    }.items()
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "theme": "theme",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}


def written(body: str, *, main_type: str = MAIN, **parts: str) -> dict[str, str | bytes]:
    """The parts of a .docx with this body and other parts by kind, each without its root element.

    A kind may have a number (``header2``) and the id ``r`` + its name in relations: ``rheader2``.
    """
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for kind in parts
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": _part(kind.rstrip("0123456789"), content) for kind, content in parts.items()},
    }


def _part(kind: str, content: str) -> str:
    root = f"a:{_ROOTS[kind]}" if kind == "theme" else f"w:{_ROOTS[kind]}"
    return f"<{root} {NAMESPACES}>{content}</{root}>"


def read(body: str, **parts: str) -> WordFile:
    """A file of this body and these parts, read."""
    return read_parts(written(body, **parts))


def read_parts(parts: Mapping[str, str | bytes]) -> WordFile:
    """A file of these parts, read."""
    return read_word(zipped(parts), "van-ban.docx")


def paragraph(content: str = "", properties: str = "") -> str:
    """A paragraph of this content."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str = "chữ", properties: str = "") -> str:
    """A run of this text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(id: str, content: str = "", kind: str = "paragraph", based_on: str = "", default: bool = False) -> str:
    """A style named as its id."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{id}"><w:name w:val="{id}"/>{base}{content}</w:style>'


def only(word_file: WordFile) -> Paragraph:
    """The one paragraph of a file."""
    (found,) = word_file.paragraphs
    return found


def only_run(word_file: WordFile) -> Run:
    """The one run of a file."""
    (found,) = only(word_file).runs
    return found


# --- fields, lists, drawings ------------------------------------------------------------------------------------------

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def code(instruction: str) -> str:
    """A run with the code of a field, or a piece of one."""
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


def level(number: int, format: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part of one definition."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def item(level: int = 0, num_id: int = 1) -> str:
    """A paragraph of a list."""
    return paragraph(run(), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


SHAPE = (
    '<wps:wsp>{kind}<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="{preset}"/>{line}</wps:spPr>{more}</wps:wsp>'
)
STROKE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'


def shape(preset: str = "line", cx: int = 1270000, cy: int = 0, line: str = STROKE, more: str = "") -> str:
    """A shape of DrawingML."""
    return SHAPE.format(kind="<wps:cNvCnPr/>", preset=preset, cx=cx, cy=cy, line=line, more=more)


def anchored(content: str, across: str = "<wp:align>center</wp:align>", extent: str = 'cx="2540000" cy="12700"') -> str:
    """A run with a floating drawing."""
    return (
        f'<w:drawing><wp:anchor><wp:positionH relativeFrom="column">{across}</wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>127000</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:docPr id="1" name="" descr="Đường kẻ"/><a:graphic><a:graphicData uri="">{content}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def in_run(drawing: str) -> str:
    """A run that holds a drawing."""
    return f"<w:r>{drawing}</w:r>"


def choice(new: str, old: str, requires: str = "wps") -> str:
    """Two versions of a drawing, for new and for old programs."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def text_box(text: str) -> str:
    """A text box of DrawingML."""
    content = f"<wps:txbx><w:txbxContent>{paragraph(run(text))}</w:txbxContent></wps:txbx>"
    return anchored(shape("rect", more=content), across="<wp:posOffset>1270000</wp:posOffset>")


def vml_text_box(text: str) -> str:
    """A text box of VML."""
    return (
        '<w:pict><v:shape type="#_x0000_t202" style="position:absolute;margin-left:10pt;margin-top:5pt;width:100pt;'
        f'height:50pt;mso-position-horizontal-relative:page"><v:textbox><w:txbxContent>{paragraph(run(text))}'
        "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
