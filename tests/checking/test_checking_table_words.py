"""Places in tables, and what sentences say of single rows of a table in few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file

TITLE = "泓州市人民政府2025年履行教育职责自评报告\n\n"
TABLE = (
    "| 地区 | 任务（个） | 完成数（个） | 完成率（%） | 升降（百分点） | 位次 |\n|---|---|---|---|---|---|\n"
    "| 泓北区 | 2400 | 2520 | 105.0 | 2.69 | 1 |\n| 望岭区 | 1800 | 1836 | 102.0 | 1.84 | 3 |\n"
    "| 云栎市 | 1500 | 1545 | 103.0 | 1.36 | 2 |\n| 安渠县 | 1200 | 1200 | 100.0 | 2.45 | 5 |\n"
    "| 桐浦县 | 900 | 864 | 96.0 | -0.43 | 6 |\n| 沚南县 | 700 | 707 | 101.0 | 2.41 | 4 |"
)
TEXT = (
    "各县（市、区）完成公办学位建设任务，完成率平均101.2%，升幅最大的是泓北区（2.69个百分点），桐浦县下降0.43个百分点。"
    "任务最少的沚南县完成707个，任务最多的泓北区是沚南县的3.43倍。"
)


def codes(tmp_path: Path, text: str) -> list[str]:
    report = tmp_path / "report.txt"
    report.write_text(f"{TITLE}# 一、学位建设\n{text}\n", encoding="utf-8")
    found = check_file(CheckRequest(report, region="泓州市", year=2025)).findings
    return [f.code for f in found if f.code.startswith(("ARI", "CON", "NUM")) and f.severity.value != "info"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("102.0 | 1.84 | 3 |", "102.0 | 1.84 | 2 |"),
        ("桐浦县下降0.43", "望岭区下降0.43"),
        ("任务最少的沚南县", "任务最少的桐浦县"),
        ("泓北区是沚南县的3.43倍", "泓北区是桐浦县的3.43倍"),
        ("完成率平均101.2%", "完成率平均102.1%"),
    ],
)
def test_a_slip_is_found(tmp_path: Path, was: str, now: str) -> None:
    text = f"{TEXT}\n{TABLE}"
    assert codes(tmp_path, text) == []
    assert was in text
    assert codes(tmp_path, text.replace(was, now))


@pytest.mark.parametrize(("since", "right"), [(2023, True), (2024, False)])
def test_the_mean_of_a_span_of_years(tmp_path: Path, since: int, right: bool) -> None:
    told = codes(tmp_path, f"{since}—2025年累计投入202.58亿元，年均67.53亿元。")
    assert (told == []) is right


TOWNS = (
    "| 镇乡 | 在校生（人） | 占比（%） | 专任教师（人） | 生师比 |\n|---|---|---|---|---|\n"
    "| 砚城镇 | 12640 | 46.0 | 706 | 17.9 |\n"
    "| 双塘镇 | 2304 | 8.4 | 162 | 14.2 |\n| 大垅乡 | 688 | 2.5 | 63 | 10.9 |\n| 青渡镇 | 11848 | 43.1 | 867 | 13.7 |\n"
    "| 全县 | 27480 | 100 | 1798 | 15.3 |"
)
OF_TOWNS = "砚城镇一个镇12640人，是最小的大垅乡的18.4倍，生师比17.9，大垅乡只有10.9；双塘、大垅两个乡镇合计2992人。"


@pytest.mark.parametrize(
    ("was", "now"),
    [("18.4倍", "17.4倍"), ("大垅乡只有10.9", "双塘镇只有10.9"), ("双塘、大垅两个", "双塘、青渡两个")],
)
def test_a_slip_on_towns_is_found(tmp_path: Path, was: str, now: str) -> None:
    text = f"{TOWNS}\n{OF_TOWNS}"
    assert codes(tmp_path, text) == []
    assert codes(tmp_path, text.replace(was, now))
