"""What is drawn: ruled lines, solid, thin, centred on the column that they stand in; and the emblem."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from .._rules import Emblem
from .measures import Length, emu, emu_of_mm
from .picture import Picture

THICKNESS = 0.75
"""In pt: the thin line of a form."""

_BELOW_TEXT = 2.5
"""How far below the top of its own paragraph a line is drawn, in pt: clear of the letters' descenders."""

NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def line(number: int, description: str, length: Length) -> str:
    """The paragraph of a ruled line of a length in pt.

    The description, which Word shows as the alternative text, tells the filling what the line belongs to.
    """
    drawn = anchored_line(number, description, length, _BELOW_TEXT)
    return f'<w:p><w:pPr><w:pStyle w:val="DuongKe"/></w:pPr><w:r>{drawn}</w:r></w:p>'


def anchored_line(number: int, description: str, length: Length, below: Length) -> str:
    """A line of a length in pt, drawn so many pt below the top of the paragraph in which it stands; for a run."""
    extent = f'cx="{emu(length)}" cy="0"'
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(below)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Đường kẻ {number}" descr="{description}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{emu(THICKNESS)}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        '<a:prstDash val="solid"/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent>"
    )


def picture(image: Picture, relation: str, emblem: Emblem) -> str:
    """The paragraph of the emblem, with its alternative text."""
    height = emblem.width * image.height / image.width
    extent = f'cx="{emu_of_mm(emblem.width)}" cy="{emu_of_mm(height)}"'
    name = quoteattr(image.part.rpartition("/")[2])
    return (
        '<w:p><w:pPr><w:pStyle w:val="BieuTrung"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="7" name="Biểu trưng" descr={quoteattr(emblem.description)}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="7" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
