"""Values above or below another's in brackets, names in short, shares with a moved point, forecasts of years over."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file

TITLE = "汀溪县人民政府2025年履行教育职责自评报告\n一、工作情况\n"
SPENT = "小学、初中生均一般公共预算教育支出分别为13120元和18040元。"
LATER = "高中阶段教育毛入学率达到95.2%。\n二是高中阶段教育仍有差距。毛入学率比全市平均低0.6个百分点，"


def codes(tmp_path: Path, text: str) -> list[str]:
    report = tmp_path / "report.txt"
    report.write_text(TITLE + text + "\n", encoding="utf-8")
    found = check_file(CheckRequest(report, region="汀溪县", year=2025)).findings
    return [f.code for f in found if f.code[:3] in ("ARI", "ENT", "TIM") and f.severity.value != "info"]


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("公办园在园幼儿占比61.4%，高于临江县（58.2%）。", "高于", "低于"),
        ("巩固率98.4%，比上年提高0.3个百分点，仍低于全市平均水平（98.9%）。", "低于", "高于"),
        ("小学生均教育支出13120元，低于临江县（13460元），高于全市平均（12980元）。", "低于", "高于"),
        (LATER + "也低于临江县（96.1%）。", "也低于", "但高于"),
        (SPENT + "与邻近的临江县（12840元）相比，我县小学生均支出高出280元。", "12840", "13120"),
        (SPENT + "与临江县（18420元）相比，我县初中生均支出低380元。", "低380元", "高380元"),
        ("共有教学班864个，其中小学590个、初中274个；大班额由上年的21个减少到8个，占班级总数的0.93%。", "0.93", "9.3"),
        ("全县在园幼儿8640人。\n学龄人口变化已经很明显：在园幼儿一年少了560人，降幅6.1%。", "6.1", "16.8"),
        ("据测算，2026年秋季城区初中学位需求5180个，现有4760个，缺口420个。", "2026年", "2023年"),
        ("经综合研判，到2027年小学入学人数将达到峰值。", "2027年", "2024年"),
        ("二是学位不足。预计2028年高中学位缺口900个。", "2028年", "2023年"),
        ("全县在园幼儿8640人。\n在园幼儿一年间减少560人，下降6.1%，园所布局随之调整。", "6.1", "13.5"),
    ],
)
def test_a_slip_is_found(tmp_path: Path, text: str, was: str, now: str) -> None:
    assert codes(tmp_path, text) == []
    assert codes(tmp_path, text.replace(was, now))


@pytest.mark.parametrize(
    "text",
    [
        "巩固率98.4%，近视率低于全市平均水平（51.2%）。",
        "小学、初中参与率分别为95.1%和92.3%，高于全市平均水平（93.0%）。",
        "覆盖率92.4%，不低于全省平均水平（93.0%）的目标尚未达到；力争高于全市平均水平（94.0%）。",
        "东塘镇公办园在园幼儿占比58.2%；全县学前教育普及程度高于临江县（90.2%）。",
        "学前三年毛入园率96.4%，高中阶段教育毛入学率95.2%。\n入学机会基本均衡。毛入学率低于临江县（94.1%）。",
        "全县小学生18640人。\n东塘镇生源减少明显：小学生一年减少160人，下降12.7%。",
        "全县专任教师1864人。\n农村专任教师一年少了36人，下降4.8%。",
        "据测算，2021—2030年学位缺口逐年扩大。",
        "按2021年预测，2023年学位缺口420个，实际已全部补齐。",
        "据测算，2023年生均培养成本11200元，2025年为12460元。",
        "原预计2024年秋季学位缺口600个，现已补齐。",
        SPENT + "与临江县（12840元）相比，我县小学生均公用经费高出120元。",
    ],
)
def test_what_only_looks_like_it_passes(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == []
