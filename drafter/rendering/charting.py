"""Charts as DrawingML: drawn by the word processor itself in its own fonts, and opened for editing like any of its own.

No picture is drawn here, so no font and no plotting library is needed, and a chart stays sharp in print. Each carries a
small workbook with its numbers, which is what 编辑数据 opens.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from drafter.rendering.charts import Chart, Series
from drafter.rendering.determinism import core_properties, repack
from drafter.rendering.formats import Block, body_look, paragraph_format, run_format
from drafter.rendering.layout import Layout, emus
from drafter.rendering.markup import NAMESPACES, PROLOG, clean, tag
from drafter.rendering.parts import Link, links_part

__all__ = ["CHART_TYPE", "chart_links", "chart_paragraph", "chart_parts"]

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PLACING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_ALARM = "C00000"
_LINES = "D9D9D9"
_SIZE = 850  # hundredths of a point
_POINTS = 72 / 25.4
_LEGEND_MM, _GROUP_MM = 18.0, 8.0  # five groups leave room for two more charts on the page
_DRAWING_IDS = 100  # those of other drawings are lower


def chart_paragraph(chart: Chart, layout: Layout) -> str:
    """The paragraph a chart stands in, kept with its caption below."""
    height = (_LEGEND_MM + _GROUP_MM * len(chart.names)) * _POINTS
    extent = f'<wp:extent cx="{emus(layout.text_width)}" cy="{emus(height)}"/>'
    told = quoteattr(clean(chart.told()))
    name = quoteattr(clean(chart.caption))
    inline = (
        f'<w:drawing><wp:inline xmlns:wp="{_PLACING}" distT="0" distB="0" distL="0" distR="0">{extent}'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{_DRAWING_IDS + chart.number}" name={name} descr={told}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{_identity(chart)}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    look = body_look(layout)
    block = Block(0, "center", unit=layout.body_size, keep_next=True, on_grid=False)
    return tag("p", paragraph_format(block, mark=look), tag("r", run_format(look), inline))


def chart_parts(charts: Iterable[Chart], layout: Layout) -> dict[str, bytes]:
    """The parts of the charts by name: for each its drawing, its workbook, and the link between them."""
    parts: dict[str, bytes] = {}
    for chart in charts:
        name, book = f"chart{chart.number}.xml", f"chart{chart.number}.xlsx"
        parts[f"word/charts/{name}"] = _chart_part(chart, layout)
        parts[f"word/charts/_rels/{name}.rels"] = links_part([Link("rId1", "package", f"../embeddings/{book}")])
        parts[f"word/embeddings/{book}"] = _workbook(chart)
    return parts


def chart_links(charts: Iterable[Chart]) -> list[Link]:
    """The links of the document to its charts."""
    return [Link(_identity(chart), "chart", f"charts/chart{chart.number}.xml") for chart in charts]


def _identity(chart: Chart) -> str:
    return f"rIdChart{chart.number}"


def _workbook(chart: Chart) -> bytes:
    """The numbers of a chart as the sheet its series refer to: a row for each group, a column for each series."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    sheet.append(["", *(series.name for series in chart.series)])
    for at, name in enumerate(chart.names):
        sheet.append([name, *(series.values[at] for series in chart.series)])
        sheet.cell(at + 2, 1).data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    book.close()
    return repack(buffer.getvalue(), {"docProps/core.xml": core_properties(chart.title)})


def _chart_part(chart: Chart, layout: Layout) -> bytes:
    """``word/charts/chartN.xml``: lying bars from zero, which leave room for long names, with the number at the end of
    each; no title, since its caption is text.
    """
    series = "".join(_series(one, at, chart, layout) for at, one in enumerate(chart.series))
    bars = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="50"/><c:overlap val="0"/>'
        '<c:axId val="1001"/><c:axId val="1002"/></c:barChart>'
    )
    plot = f"<c:plotArea><c:layout/>{bars}{_names_axis()}{_numbers_axis(chart)}</c:plotArea>"
    body = (
        f'<c:chart><c:autoTitleDeleted val="1"/>{plot}'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    )
    frame = '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
    return (
        f'{PROLOG}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" {NAMESPACES.split(" ")[1]}>'
        f'<c:roundedCorners val="0"/>{body}{frame}{_letters(layout)}'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _series(series: Series, at: int, chart: Chart, layout: Layout) -> str:
    column = chr(ord("B") + at)
    last = len(chart.names) + 1
    alarms = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{_filled(_ALARM)}</c:dPt>'
        for place in series.alarming
    )
    unframed = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
    labels = (
        f'<c:dLbls><c:numFmt formatCode="{_format(chart)}" sourceLinked="0"/>{unframed}'
        f'{_letters(layout, wrap="none")}<c:dLblPos val="outEnd"/>'
        + "".join(f'<c:show{what} val="{value}"/>' for what, value in shown.items())
        + "</c:dLbls>"
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx>{_strings(f'Sheet1!${column}$1', [series.name])}</c:tx>{_filled(series.colour)}"
        f'<c:invertIfNegative val="0"/>{alarms}{labels}'
        f"<c:cat>{_strings(f'Sheet1!$A$2:$A${last}', chart.names)}</c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{_format(chart)}</c:formatCode>{_points(f'{value:f}' for value in series.values)}"
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _strings(where: str, texts: Sequence[str]) -> str:
    return f"<c:strRef><c:f>{where}</c:f><c:strCache>{_points(texts)}</c:strCache></c:strRef>"


def _points(texts: Iterable[str]) -> str:
    held = [f'<c:pt idx="{at}"><c:v>{escape(clean(text))}</c:v></c:pt>' for at, text in enumerate(texts)]
    return f'<c:ptCount val="{len(held)}"/>{"".join(held)}'


def _names_axis() -> str:
    """The axis of the groups, read from the top."""
    line = f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{_LINES}"/></a:solidFill></a:ln></c:spPr>'
    return (
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}<c:crossAx val="1002"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _numbers_axis(chart: Chart) -> str:
    """The axis of the numbers, from zero so that lengths can be compared; hidden, since each bar has its number."""
    return (
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="{_format(chart)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="1001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _letters(layout: Layout, wrap: str = "square") -> str:
    """Letters in the fonts of the text, black."""
    fonts = "".join(
        f"<a:{kind} typeface={quoteattr(clean(font))}/>"
        for kind, font in (("latin", layout.latin), ("ea", layout.body), ("cs", layout.latin))
    )
    look = f'<a:defRPr sz="{_SIZE}" b="0"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>{fonts}</a:defRPr>'
    line = f'<a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p>'
    return f'<c:txPr><a:bodyPr wrap="{wrap}"/><a:lstStyle/>{line}</c:txPr>'


def _filled(colour: str) -> str:
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'


def _format(chart: Chart) -> str:
    return "0." + "0" * chart.decimals if chart.decimals else "0"
