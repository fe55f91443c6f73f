"""A box that stands at the foot of the page its paragraph is on, whatever stands above.

It is a text box of DrawingML, which Word, WPS and LibreOffice place alike, with the same in VML for programs before
2010. Text does not flow around it: the paragraph it hangs on takes up its height instead, so that the box and the
text can never meet, and go to a new page together where the last page is full.
"""

from __future__ import annotations

from drafter.rendering.formats import Block, Look, paragraph_format, run_format
from drafter.rendering.layout import Layout, emus
from drafter.rendering.markup import tag

__all__ = ["box_at_foot"]

_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def box_at_foot(content: str, height: float, layout: Layout) -> str:
    """The paragraph that holds the box.

    Args:
        content: its paragraphs.
        height: of the box in points; its width is that of the type area.
    """
    inside = tag("txbxContent", content)
    wide, high = emus(layout.text_width), emus(height)
    new = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx>{inside}</wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{layout.text_width:.2f}pt;height:{height:.2f}pt;"
        "mso-position-horizontal:left;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:bottom;mso-position-vertical-relative:margin;v-text-anchor:bottom"
    )
    old = (
        f'<w:pict><v:rect style="{place}" filled="f" stroked="f"><v:textbox inset="0,0,0,0">{inside}</v:textbox>'
        "</v:rect></w:pict>"
    )
    small = Look(layout.body, layout.latin, 5)
    run = tag(
        "r",
        run_format(small),
        f'<mc:AlternateContent {_SPACES}><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>",
    )
    room = Block(height, "left", unit=layout.body_size, on_grid=False)
    return tag("p", paragraph_format(room, mark=small), run)
