"""Drafts from little or odd: half a workbook, ten indicators, no write-ups, hardly a figure, cells as people type."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from drafting_making import CITY, draft_of, section_text, whole_text, write_metrics
from test_drafting_forms import must_read_well, told

from drafter.checking import CheckRequest, check_file
from drafter.drafting import Draft, DraftRequest, draft_report
from drafter.facts import load_dictionary
from drafter.findings import Severity
from drafter.outlines import find_outline
from drafter.rendering import render_docx

HEADER, *ROWS = csv.reader((CITY / "sources" / "指标.csv").open(encoding="utf-8-sig"))


def draft_from(folder: Path, rows: list[list[str]], outline: str = "city-key-points", materials: bool = False) -> Draft:
    path = folder / "metrics.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["云岭市2025年指标表"], HEADER, *([c.lstrip("'") for c in r] for r in rows)])
    return draft_report(DraftRequest(outline, path, CITY / "materials" if materials else None, engine="offline"))


def must_hold(draft: Draft) -> None:
    must_read_well(draft.report)
    required = {item.id for _, item in draft.outline.items() if not item.optional}
    assert required <= {p.item for _, p in draft.report.paragraphs()}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("materials", [True, False])
def test_half_a_workbook_reads_as_a_report(seed: int, materials: bool, tmp_path: Path) -> None:
    chosen = random.Random(seed)
    rows = [row for row in ROWS if chosen.random() < 0.5]
    draft = draft_from(tmp_path, rows, random.Random(seed).choice(["city-key-points", "city-comprehensive"]), materials)
    must_hold(draft)
    path = tmp_path / "draft.docx"
    path.write_bytes(render_docx(draft.report))
    folder = CITY / "materials" if materials else None
    result = check_file(CheckRequest(path, draft.outline.id, tmp_path / "metrics.csv", folder))
    families = ("NUM", "ARI", "TIM", "STR")
    wrong = [f for f in result.findings if f.severity is Severity.ERROR and f.code.startswith(families)]
    assert wrong == [], [(f.code, f.excerpt, f.message) for f in wrong]


def test_ten_indicators_and_nothing_else(tmp_path: Path) -> None:
    draft = draft_from(tmp_path, ROWS[::9][:10])
    must_hold(draft)
    assert len(told(draft.report)) >= 6
    asked = [p for _, p in draft.report.paragraphs() if "【待补充" in p.text]
    assert len(asked) >= 25


def test_write_ups_and_hardly_a_figure(tmp_path: Path) -> None:
    draft = draft_from(tmp_path, ROWS[:2], materials=True)
    must_hold(draft)
    assert len(told(draft.report)) >= 90  # the departments' own words carry it
    assert len(draft.report.gaps) >= 3


def test_first_figures_have_a_subject_whatever_is_missing(tmp_path: Path) -> None:
    text = whole_text(draft_of(tmp_path, [("大班额比例", 1.28, 2.06, "%"), ("名师工作室数", 45, 38, "个")]).report)
    assert "优质均衡发展。全市56人以上大班额占比" in text
    assert "加强教师培训。全市名师工作室45个。" in text


ODD = [
    ("一般公共预算教育支出", '"3,217.77亿元"', '"3,318.2"', "亿元"),
    ("学前三年毛入园率", "100%", "100%", "%"),
    ("普惠性幼儿园覆盖率", "８２．５", "82.5%", "%"),
    ("公办园在园幼儿占比", "50%", "50%", "%"),
    ("大班额比例", 0, "1.2", "%"),
    ("普通高中大班额占比", 0, 0, "%"),
    ("超大班额（66人以上）班级数", 0, 0, "个"),
    ("普职招生比", "5.5:4.5", "5.6:4.4", "x:y"),
    ("民办义务教育在校生占比", 3.4, 3.4, "%"),
    ("高中阶段毛入学率", "—", 95, "%"),
    ("市属高等学校数", "不适用", "", "所"),
    ("义务教育教师年平均工资收入", "9.8万元", 97000, "元"),
    ("当地公务员年平均工资收入", 98000, 97000, "元"),
    ("生均公用经费（小学）", "720元/生·年", 700, "元/生·年"),
    ("上轮评价反馈问题数", 8, "", "个"),
    ("已完成整改问题数", 0, "", "个"),
    ("向本级人大报告教育工作和教育经费", "否", "是", "是/否"),
    ("招聘教师数", "0.12万人", 1100, "人"),
]


def test_cells_as_people_type_them_make_grammatical_sentences(tmp_path: Path) -> None:
    report = draft_of(tmp_path, ODD).report
    must_read_well(report)
    text = whole_text(report)
    for words in (
        "一般公共预算教育支出为3217.77亿元，较上年下降3.03%，未做到“只增不减”",
        "学前三年毛入园率保持100%",
        "公办园在园幼儿占比分别为82.5%和50%，与上年持平",
        "均达到《中共中央 国务院关于学前教育深化改革规范发展的若干意见》提出的80%和50%要求",
        "大班额占比由上年的1.2%降至0.0%",
        "普通高中无56人以上大班额",
        "66人以上超大班额已全部消除",
        "招生比为5.5:4.5",
        "民办义务教育在校生占比为3.4%，与上年持平",
        "无此项工作任务",
        "义务教育教师年平均工资收入为98000元，与当地公务员年平均工资收入持平",
        "由上年的每生每年700元增加到720元",
        "上轮评价共反馈问题8个，尚未完成整改。",
        "本年度未向本级人大报告教育工作和教育经费情况，已列入存在的问题",
        "全市新招聘教师1200人",
    ):
        assert words in text, words
    assert "高中阶段毛入学率为" not in text  # a dash is no figure


@pytest.mark.parametrize(("level", "outline"), [("city", "city-key-points"), ("county", "county-standard")])
def test_every_floor_there_is_can_be_missed(level: str, outline: str, tmp_path: Path) -> None:
    """Each is owned with its figure and answered by its office, and our own checker takes no aim for a figure."""
    rows, offices = [], {}
    for indicator in load_dictionary().values():
        floor = next(iter(indicator.floors(level, 2025)), None)
        if floor is None or (isinstance(floor.value, str) and floor.value not in ("上年", "是")):
            continue
        this, previous = {"上年": ("90", "100"), "是": ("否", "是")}.get(str(floor.value), ("", ""))
        if not this:
            value = float(floor.value)
            low = value * 0.9 if floor.op in (">=", ">") and value else value * 1.1 + (value == 0) * 3
            this, previous = (str(value - 1), str(value - 2)) if value == 0 and ">" in floor.op else (f"{low:g}", "")
        rows.append((indicator.name, this, previous, indicator.unit.symbol))
        offices[indicator.id] = indicator.office
    region = {"city": "云岭市", "county": "石溪县"}[level]
    path = write_metrics(tmp_path, rows, f"{region}2025年指标表")
    draft = draft_report(DraftRequest(outline, path, engine="offline"))
    report = draft.report
    assert {s.indicator for s in report.shortfalls} == set(offices)
    problems = section_text(report, "problems")
    assert not any(words in problems for words in ("的1的要求", "》1的", "起的要求", "2025年，本年度"))
    in_items = {i for _, item in find_outline(outline).items() for i in item.indicators}
    measures = [part for part in report.walk() if part.id.startswith("measures-")]
    for shortfall, part in zip(report.shortfalls, measures, strict=True):
        if shortfall.indicator not in in_items:
            assert offices[shortfall.indicator].removeprefix("教育局")[:3] in part.paragraphs[0].text, part.heading
        assert not part.heading.startswith("降低") or "占比" in part.heading, part.heading
    docx = tmp_path / "draft.docx"
    docx.write_bytes(render_docx(report))
    result = check_file(CheckRequest(docx, outline, path))
    wrong = [f for f in result.findings if f.severity is Severity.ERROR and f.code.startswith(("NUM", "ARI", "STR"))]
    assert wrong == [], [(f.code, f.excerpt, f.message) for f in wrong]
