"""Slips that a reader sees at once: changes told in tables, faults mended and found, codes, requests, standards."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file
from drafter.findings import Finding

TITLE = "溪临县人民政府2025年履行教育职责自评报告\n\n"
TABLE = (
    "表1　主要指标\n指标\t单位\t2024年\t2025年\t增减情况\n毛入园率\t%\t92.10\t93.25\t提高1.15个百分点\n"
    "教育经费\t亿元\t68.42\t72.15\t增长5.45%\n大班额\t个\t126\t58\t减少68个"
)
CODES = "A1　党的领导\n健全制度。\nA2　优先发展\n经费增长。\nA3　规范办学\n秩序良好。\nA4　安全稳定\n没有事故。"


def findings(tmp_path: Path, text: str) -> list[Finding]:
    report = tmp_path / "report.txt"
    report.write_text(TITLE + text + "\n", encoding="utf-8")
    return check_file(CheckRequest(report, region="溪临县", year=2025)).findings


PAIRS = [
    ("ARI004", TABLE, "提高1.15", "提高1.25"),
    ("ARI003", TABLE, "增长5.45%", "增长5.54%"),
    ("ARI006", TABLE, "减少68个", "增加68个"),
    (
        "ARI008",
        "发现账实不符等问题43个，已整改完成41个，其余按月调度。",
        "43个，已整改完成41个",
        "41个，已整改完成43个",
    ),
    ("ARI008", "受理信访件241件，按期办结214件。", "241件，按期办结214件", "214件，按期办结241件"),
    ("STR003", CODES, "A3　规范办学\n秩序良好。\n", ""),
    ("STR024", "完善激励措施，充实编制。", "充实编制", "恳请省政府为我县增核编制300名"),
    ("NUM014", "公办园600元/生·年，小学720元/生·年。", "600元/", "600/"),
    ("TIM004", "2025年，在省委的坚强领导下，全县教育稳步发展。", "2025年，在", "2023年，在"),
    ("PLH007", "落实优先发展战略。", "战略", "战略（财政局供稿，联系人老丁）"),
    ("ARI012", "全省115.3万间教室中102.2万间建成多媒体教室，占88.64%。", "88.64", "88.63"),
    ("ARI003", "其中2024年10.5亿元、2025年11.3亿元，2025年比上年增长7.62%。", "7.62", "7.26"),
]


@pytest.mark.parametrize(("code", "text", "was", "now"), PAIRS)
def test_the_slip_is_told_and_the_truth_is_not(tmp_path: Path, code: str, text: str, was: str, now: str) -> None:
    assert code not in {finding.code for finding in findings(tmp_path, text)}
    assert code in {finding.code for finding in findings(tmp_path, text.replace(was, now))}


@pytest.mark.parametrize(
    "text",
    [
        "全年发现问题41个，整改往年遗留问题43个。",
        "2023年，在省委坚强领导下启动三年行动；2024年，全面推开；2025年，全面完成。",
        "B1　一套方案\n印发方案。\nB4　两张清单\n印发清单。\nB9　三项机制\n印发机制。",
    ],
)
def test_what_only_looks_like_one_is_not(tmp_path: Path, text: str) -> None:
    assert {f.code for f in findings(tmp_path, text)}.isdisjoint({"ARI008", "TIM004", "STR003"})
