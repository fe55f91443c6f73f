"""Values above and below one another, and parts told behind their sum."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file

TITLE = "溪临县人民政府2025年履行教育职责自评报告\n\n"
HIRED = "当年普通高中招生2584人、中职招生1032人，合计3616人，中职占28.5%，普职招生之比约为2.5∶1，上年是2.7∶1。"
PAIRS = [
    ("教师年平均工资96842元，比上年增长3.7%，比公务员的95710元高1132元。", "高1132", "低1132"),
    ("教育支出增长5.0%；同期一般公共预算支出增长3.1%，教育的增幅比它高1.9个百分点。", "高1.9", "高8.1"),
    (HIRED, "占28.5%", "占39.9%"),
    (HIRED, "约为2.5∶1", "约为3.5∶1"),
]


def codes(tmp_path: Path, text: str) -> list[str]:
    report = tmp_path / "report.txt"
    report.write_text(TITLE + text + "\n", encoding="utf-8")
    found = check_file(CheckRequest(report, region="溪临县", year=2025)).findings
    return [f.code for f in found if f.code.startswith("ARI") and f.severity.value != "info"]


@pytest.mark.parametrize(("text", "was", "now"), PAIRS)
def test_a_slip_is_found(tmp_path: Path, text: str, was: str, now: str) -> None:
    assert codes(tmp_path, text) == []
    assert codes(tmp_path, text.replace(was, now))


@pytest.mark.parametrize(
    "text",
    [
        "普通高中、中职在校生分别为8.94万人和5.06万人，合计14.00万人，中职占36.1%。",
        "初中教师426人、小学教师398人，合计824人，骨干教师占28.5%。",
        "教师工资96842元，公务员95710元，比上年的94578元高1132元。",
    ],
)
def test_what_only_looks_like_it_passes(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == []
