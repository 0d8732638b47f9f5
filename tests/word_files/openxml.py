"""WordprocessingML as Word writes it, in pieces that python-docx and pandoc have no words for."""

from __future__ import annotations

from html import escape
from itertools import count

from docx.oxml import parse_xml
from lxml import etree

from .document import PT_PER_MM, Text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
EMU_PER_PT = 12700

_ids = count(1)


def element(markup: str) -> etree._Element:
    """An element, from its markup with the usual prefixes."""
    return parse_xml(f"<x {DECLARED}>{markup}</x>")[0]


def twips(pt: float) -> int:
    return round(pt * 20)


def twips_of_mm(mm: float) -> int:
    return twips(mm * PT_PER_MM)


# --- lines ------------------------------------------------------------------------------------------------------------


def line_of_today(length_pt: float, below_pt: float) -> str:
    """A run with a drawn line as Word 2010 and later write it, VML for older ones beside it, centred in its column."""
    number = next(_ids)
    length, below = round(length_pt * EMU_PER_PT), round(below_pt * EMU_PER_PT)
    return f"""<w:r><w:rPr><w:noProof/></w:rPr><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="{251658240 + number}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>{below}</wp:posOffset></wp:positionV>
<wp:extent cx="{length}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="Straight Connector {number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{SPACES["wps"]}"><wps:wsp><wps:cNvCnPr/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>{_vml(length_pt, below_pt, number)}
</mc:Fallback></mc:AlternateContent></w:r>"""


def line_of_2003(length_pt: float, below_pt: float) -> str:
    """A run with a line in VML, as Word 2003 and 2007 write it."""
    return f"<w:r>{_vml(length_pt, below_pt, next(_ids))}</w:r>"


def _vml(length_pt: float, below_pt: float, number: int) -> str:
    return f"""<w:pict><v:line id="_x0000_s{1025 + number}" style="position:absolute;z-index:{number};
mso-position-horizontal:center;mso-position-horizontal-relative:text" from="0,{below_pt:g}pt"
 to="{length_pt:.1f}pt,{below_pt:g}pt" strokeweight=".75pt"/></w:pict>"""


def line_as_border(length_pt: float, room_pt: float) -> str:
    """An empty paragraph whose upper border is the line: as long as its indents leave it."""
    side = twips((room_pt - length_pt) / 2)
    return f"""<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>
<w:spacing w:before="40" w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"/>
<w:jc w:val="center"/><w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p>"""


# --- paragraphs -------------------------------------------------------------------------------------------------------

_JUSTIFIED = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def run(words: str, text: Text, bold: bool) -> str:
    """A run with direct formatting."""
    look, half_points = text.look, round(text.look.size * 2)
    font = escape(look.font)
    switches = "".join(f"<w:{name}/><w:{name}Cs/>" for name, on in (("b", bold), ("i", look.italic)) if on)
    color = "" if look.color == "000000" else f'<w:color w:val="{look.color}"/>'
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>{switches}{color}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
    )


def runs(text: Text, label: bool = True) -> str:
    """The runs of a paragraph, its label first."""
    first = run(f"{text.label} ", text, text.look.bold) if text.label and label else ""
    return first + "".join(run(words, text, bold) for words, bold in text.pieces)


def paragraph(text: Text, behind: str = "", style: str = "") -> str:
    """A paragraph with direct formatting; ``behind`` are more runs of it."""
    look = text.look
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    indent = f'<w:ind w:firstLine="{twips_of_mm(look.first_line)}"/>' if look.first_line else ""
    return (
        f'<w:p><w:pPr>{named}<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}" '
        f'w:line="{round(look.line * 240)}" w:lineRule="auto"/>{indent}<w:jc w:val="{_JUSTIFIED[look.alignment]}"/>'
        f"</w:pPr>{runs(text)}{behind}</w:p>"
    )


# --- text boxes -------------------------------------------------------------------------------------------------------


def text_box(paragraphs: str, left_mm: float, width_mm: float, height_mm: float) -> str:
    """A run with a text box without a frame, as Word 2010 writes it: DrawingML, and VML for older ones beside it."""
    number = next(_ids)
    left, width, height = (round(mm * PT_PER_MM * EMU_PER_PT) for mm in (left_mm, width_mm, height_mm))
    style = (
        f"position:absolute;margin-left:{left_mm * PT_PER_MM:.1f}pt;margin-top:0;"
        f"width:{width_mm * PT_PER_MM:.1f}pt;height:{height_mm * PT_PER_MM:.1f}pt;z-index:{number}"
    )
    content = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    return f"""<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{251658240 + number}" behindDoc="0"
 locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="Text Box {number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{SPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx>{content}</wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:shape id="_x0000_s{1025 + number}" type="#_x0000_t202" style="{style}" filled="f" stroked="f">
<v:textbox inset="0,0,0,0">{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


# --- page numbers -----------------------------------------------------------------------------------------------------


def page_field() -> str:
    """The runs of a complex PAGE field, apart as Word writes them."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE   \\* MERGEFORMAT '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:noProof/></w:rPr>'
        '<w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
