"""Towns of another sort, rates of the other item, nought in both years, marks on the other side, subjects of a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file
from drafter.facts import parse_unit

TITLE = "汀溪县人民政府2025年履行教育职责自评报告\n一、工作情况\n"
ROLL = "汀溪县辖城关、双河、石桥、白塔4个镇和南坪、北岭、西沟3个乡。"
BRACKETS = "汀溪县辖2个街道（城关、双河）、3个乡（南坪、北岭、西沟）。"


def findings(tmp_path: Path, text: str, sheet: str = "") -> list[tuple[str, str]]:
    report, metrics = tmp_path / "report.txt", tmp_path / "metrics.csv"
    report.write_text(TITLE + text + "\n", encoding="utf-8")
    metrics.write_text("指标,年份,地区,数值,单位\n" + sheet, encoding="utf-8")
    found = check_file(CheckRequest(report, metrics=metrics if sheet else None, region="汀溪县", year=2025)).findings
    return [(f.code, f.excerpt) for f in found if f.code[:3] in ("ARI", "ENT", "NUM", "CON") and f.severity != "info"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (ROLL + "南坪、北岭、白塔三个乡的学校规模最小。", "ENT012", "白塔"),
        (ROLL + "学位最紧张的是双河、西沟2个镇。其中双河、西沟两镇缺口最大。", "ENT012", "西沟"),
        (BRACKETS + "生源减少的主要是双河、南坪、北岭3个乡。双河、西沟、北岭等3个乡校点偏小。", "ENT012", "双河"),
        ("毕业生820人，其中升学300人、就业480人，升学比例为58.5%。", "ARI001", "58.5%"),
        ("在校生5200人，走读1950人、寄宿3250人，走读占比62.5%。", "ARI001", "62.5%"),
        ("专任教师1600人，其中高级400人、中级720人、初级480人，高级占45.0%。", "ARI001", "45.0%"),
        ("省级奖补1.86亿元、县级配套5.14亿元，前者占七成多。", "ARI001", "七成"),
        ("公办园在园幼儿5160人、民办园2340人，后者占68.8%。", "ARI001", "68.8%"),
        ("超大班额上年和本年均为零，同比下降100%。", "CON013", "下降100%"),
        ("校园欺凌案件2024年、2025年都为0起，比上年减少30%。", "CON013", "减少30%"),
        (
            "教育支出占比22.4%，上年为21.9%，占比提高0.5个百分点，低于全市平均水平（20.1%）2.3个百分点。",
            "ARI006",
            "2.3个百分点",
        ),
        ("乡村学校音体美教师缺52人，其中音乐16人、体育20人、美术14人。", "ARI002", "52人"),
        ("全县理化生实验员46人，其中物理18人、化学16人、生物10人。", "ARI002", "46人"),
        ("公办园在园幼儿占比力争达到65以上。", "NUM013", "65"),
        ("骨干教师占专任教师的18左右。", "NUM013", "18"),
    ],
)
def test_what_does_not_fit_its_name_is_found(tmp_path: Path, text: str, code: str, words: str) -> None:
    assert any(c == code and words in excerpt for c, excerpt in findings(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        ROLL + "南坪、北岭、西沟三个乡的学校规模最小，白塔、南坪等5个乡镇新建幼儿园。",
        ROLL + "双河、石桥两个镇学位紧张，南坪、东山两个乡生源减少。",
        BRACKETS + "城关、双河两个街道学位紧张。",
        "毕业生820人，其中升学480人、就业300人，升学比例为58.5%。",
        "毕业生820人，其中升学300人、就业480人，就业率95.1%。",
        "省级奖补1.86亿元、县级配套5.14亿元，后者占七成多。",
        "专任教师750人，其中高级120人、中级300人，后者占四成。",
        "超大班额上年和本年均为零，大班额比上年下降10%。",
        "安全事故2024年、2025年都为0起，安全投入同比增长30%。",
        "教育支出占比22.4%，上年为21.9%，占比提高0.5个百分点，高于全市平均水平（20.1%）2.3个百分点。",
        "近视率城区54.2%、乡村47.4%，低于全市平均水平（50.8%）3.4个百分点。",
        "乡村学校音体美等学科教师缺52人，其中音乐16人、体育20人、美术14人。",
        "高二学生1800人，其中物理1200人、化学900人、生物600人。",
        "公办园在园幼儿占比力争达到65%以上，操场占地20亩以上，高级教师占两成以上。",
    ],
)
def test_what_only_looks_like_it_passes(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, text) == []


def test_a_ratio_in_a_sheet_may_have_its_other_side_as_its_unit(tmp_path: Path) -> None:
    sheet = "小学生师比,2025,汀溪县,16.4,:1\n初中生师比,2025,汀溪县,12.8,:1\n"
    right = "小学、初中生师比分别为16.4:1和12.8:1。"
    assert findings(tmp_path, right, sheet) == []
    assert {code for code, _ in findings(tmp_path, "小学、初中生师比分别为12.8:1和16.4:1。", sheet)} == {"NUM001"}
    assert parse_unit("：1") == parse_unit("x:1")
    assert parse_unit("1:") == parse_unit("1:x")
