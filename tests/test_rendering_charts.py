"""Charts of the attachments: the numbers of the table, in parts that Word opens and edits, the same every time."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from docx.oxml.ns import nsmap
from lxml import etree
from test_rendering_docx import full_report, parts
from test_rendering_options import OUTLINES, drafted

from drafter.rendering import Layout, Options, render_docx
from drafter.rendering.charts import charts_of
from drafter.report import IndicatorRow, Report

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ATTACHED = Options(attachments=True)
#: Order of children by the schema of charts (ISO/IEC 29500-1, 21.2).
ORDER = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr chart spPr txPr externalData printSettings",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "ser": "idx order tx spPr invertIfNegative dPt dLbls cat val",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "catAx": "axId scaling delete axPos title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses "
    "auto lblAlgn lblOffset noMultiLvlLbl",
    "valAx": "axId scaling delete axPos title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses "
    "crossBetween",
    "scaling": "logBase orientation max min",
    "legend": "legendPos layout overlay",
}


def row(name: str, this: str, previous: str = "", floor: str = "", verdict: str = "") -> IndicatorRow:
    return IndicatorRow(name, this, previous, "", floor, verdict)


def report(*rows: IndicatorRow) -> Report:
    return replace(full_report(), indicators=list(rows))


SPENDING = (
    row("一般公共预算支出", "418.36亿元", "402.75亿元"),
    row("一般公共预算教育支出", "78.62亿元", "74.9亿元", "不低于74.9亿元", "达标"),
    row("学校建设投入支出", "1.2亿元", "1亿元"),  # too short a bar to be seen
    row("教师培训经费", "2486万元", "2312万元"),
    row("生均公用经费（小学）", "720元", "720元"),
)
PER_HEAD = (
    row("生均教育经费（小学）", "13357.05元", "12968.20元", "不低于12968.2元", "达标"),
    row("生均教育经费（初中）", "18316.40元", "18642.15元", "不低于18642.15元", "未达标"),
)
FLOORS = (
    row("学前三年毛入园率", "94.62%", "93.85%", "不低于85%", "达标"),
    row("公办园在园幼儿占比", "48.34%", "47.19%", "不低于50%", "未达标"),
    row("大班额占比", "0.7%", "1%", "不高于5%", "达标"),
    row("向人大报告", "是", "是", "是", "达标"),
    row("平均工资之比", "1.02", "1.02", "不低于1", "达标"),
)


def test_spending_of_two_years_stands_side_by_side_in_one_unit() -> None:
    (chart,) = charts_of(report(*SPENDING))
    assert chart.caption == "图1　财政支出和教育投入（单位：亿元）"
    assert chart.names == ("一般公共预算支出", "一般公共预算教育支出")
    assert [(s.name, s.values) for s in chart.series] == [
        ("2024年", (Decimal("402.75"), Decimal("74.9"))),
        ("2025年", (Decimal("418.36"), Decimal("78.62"))),
    ]
    assert chart.decimals == 2


def test_the_measure_a_pupil_told_of_most_stages_is_drawn_and_a_fall_is_marked() -> None:
    (chart,) = charts_of(report(*PER_HEAD, SPENDING[-1]))
    assert (chart.title, chart.names) == ("生均教育经费", ("小学", "初中（未达标）"))
    assert [s.alarming for s in chart.series] == [(), (1,)]


def test_percentages_stand_by_their_floors_what_falls_short_first() -> None:
    (chart,) = charts_of(report(*FLOORS))
    assert chart.names == ("公办园在园幼儿占比（未达标）", "学前三年毛入园率", "大班额占比（不高于5%）")
    assert [s.values for s in chart.series] == [
        (Decimal(50), Decimal(85), Decimal(5)),
        (Decimal("48.34"), Decimal("94.62"), Decimal("0.7")),
    ]
    assert chart.series[1].alarming == (0,)


@pytest.mark.parametrize(
    "rows", [(), SPENDING[1:2], FLOORS[:1], (row("甲支出", "好", "坏"), row("乙支出", "1所", "2所"))]
)
def test_one_bar_or_none_is_no_chart(rows: tuple[IndicatorRow, ...]) -> None:
    assert charts_of(report(*rows)) == ()
    assert not [name for name in parts(render_docx(report(*rows), options=ATTACHED)) if "chart" in name]


def test_each_number_of_a_chart_is_printed_in_the_table_too() -> None:
    for outline in OUTLINES:
        made = drafted(outline)
        printed = " ".join(f"{r.name} {r.this} {r.previous} {r.floor}" for r in made.indicators)
        charts = charts_of(made)
        assert charts, outline
        for chart in charts:
            for value in (v for s in chart.series for v in s.values):
                assert re.search(rf"(?<![\d.]){re.escape(f'{value:f}')}(?![\d.])", printed), (outline, value)


def rendered() -> dict[str, bytes]:
    return parts(render_docx(report(*SPENDING, *PER_HEAD, *FLOORS), options=ATTACHED))


def test_what_a_chart_shows_is_what_its_workbook_holds() -> None:
    package = rendered()
    names = sorted(name for name in package if re.fullmatch(r"word/charts/chart\d\.xml", name))
    assert len(names) == 3
    for name in names:
        links = etree.fromstring(package[f"word/charts/_rels/{posixpath.basename(name)}.rels"])
        book = posixpath.normpath(posixpath.join("word/charts", links[0].get("Target")))
        sheet = openpyxl.load_workbook(io.BytesIO(package[book]))["Sheet1"]
        root = etree.fromstring(package[name])
        assert root.find(C + "externalData").attrib.values() == [links[0].get("Id")]
        for reference in root.iter(C + "strRef", C + "numRef"):
            cells = sheet[reference.find(C + "f").text.removeprefix("Sheet1!").replace("$", "")]
            held = [cells.value] if not isinstance(cells, tuple) else [r[0].value for r in cells]
            shown = [v.text for v in reference.iter(C + "v")]
            assert [str(v) if reference.tag == C + "strRef" else float(v) for v in held] == [
                v if reference.tag == C + "strRef" else float(v) for v in shown
            ]


def test_every_part_is_declared_and_linked() -> None:
    package = rendered()
    kinds = etree.fromstring(package["[Content_Types].xml"])
    declared = {item.get("PartName") for item in kinds} | {item.get("Extension") for item in kinds}
    for name in package:
        assert f"/{name}" in declared or name.rpartition(".")[2] in declared
    links = {e.get("Id"): e.get("Target") for e in etree.fromstring(package["word/_rels/document.xml.rels"])}
    document = etree.fromstring(package["word/document.xml"])
    drawn = [e.get(f"{{{nsmap['r']}}}id") for e in document.iter(C + "chart")]
    assert [links[identity] for identity in drawn] == [f"charts/chart{n}.xml" for n in (1, 2, 3)]
    described = [e.get("descr") or "" for e in document.iter(f"{{{nsmap['wp']}}}docPr")]
    assert all("单位" in text and "一般公共预算支出" in described[0] for text in described)


def test_children_follow_the_order_of_the_schema() -> None:
    seen = set()
    for name, content in rendered().items():
        for element in etree.fromstring(content).iter() if name.startswith("word/charts/chart") else ():
            local = etree.QName(element).localname
            if local in ORDER and element.tag == C + local:
                order = ORDER[local].split()
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), (name, local)
                seen.add(local)
    assert seen == set(ORDER)


def test_letters_are_in_the_fonts_of_the_text_and_bars_begin_at_nought() -> None:
    layout = Layout(body="华文仿宋")
    package = parts(render_docx(report(*FLOORS), layout, ATTACHED))
    root = etree.fromstring(package["word/charts/chart1.xml"])
    assert {e.get("typeface") for e in root.iter(A + "ea")} == {"华文仿宋"}
    assert [e.get("val") for e in root.find(f".//{C}valAx").iter(C + "min")] == ["0"]
    colours = [e.get("val") for e in root.find(f".//{C}dPt").iter(A + "srgbClr")]
    assert colours == ["C00000"]


def test_the_same_report_gives_the_same_bytes_workbooks_too() -> None:
    first, second = rendered(), rendered()
    assert first == second
    for name in first:
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(first[name])) as book:
                assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
