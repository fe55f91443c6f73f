"""What sentences say of the years of a table, and of years and counts that cannot be."""

from __future__ import annotations

import pytest
from checking_helpers import check

YEARS = (
    "|年度|教育经费总投入（亿元）|财政总支出（亿元）|在校生（人）|\n"
    "|2020|8.14|40.22|31240|\n|2021|8.73|41.96|31877|\n|2022|9.11|43.08|32406|\n|2023|9.86|45.31|33015|\n"
)
REPORT = "云岭县2023年自评报告\n一、投入\n{table}\n{said}\n"


def flagged(said: str, table: str = YEARS) -> list[tuple[str, str]]:
    report = check(REPORT.format(table=table, said=said), select=("ARI",))
    return [(f.code, f.excerpt) for f in report.findings]


@pytest.mark.parametrize(
    "said",
    [
        "四年累计投入35.84亿元。2023年比2020年增加1.72亿元，增长21.13%。",
        "2022年教育经费总投入增长4.35%，低于2021年。",
        "2022年教育经费总投入增长4.35%，2023年增速加快3.88个百分点。",
        "2021年教育经费总投入增长7.25%，2022年增速回落2.89个百分点。",
        "2023年比2020年增加62所。",
        "2022年社会捐赠总投入增长8.23%。",
        "2023年比2021年增加3.35亿元。",
        "2021—2023年总投入增长4.35%。",
        "剔除一次性因素，2021年教育经费总投入增长4.35%。",
    ],
)
def test_what_the_years_say_passes(said: str) -> None:
    assert flagged(said) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("四年累计投入35.84亿元。2023年比2021年增加1.72亿元。", ("ARI004", "1.72亿元")),
        ("2021年教育经费总投入增长4.35%，低于上年。", ("ARI013", "2021年")),
        ("2022年教育经费总投入增长4.35%，2023年增速加快5.88个百分点。", ("ARI004", "5.88个百分点")),
        ("2022年教育经费总投入增长4.35%，2023年增速回落3.88个百分点。", ("ARI006", "3.88个百分点")),
        ("2022年在校生比上年增加637人。", ("ARI013", "2022年")),
    ],
)
def test_what_other_years_say_is_told(said: str, expected: tuple[str, str]) -> None:
    assert flagged(said) == [expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("全县超大班额为0个，比上年下降40%。", [("ARI008", "40%")]),
        ("全年校园欺凌事件0起，同比下降12.5%。", [("ARI008", "12.5%")]),
        ("全年辍学学生0人，其中男生占55%。", [("ARI008", "55%")]),
        ("超大班额为0个，比上年下降100%。", []),
        ("超大班额为0个，大班额比上年下降40%。", []),
        ("辍学学生0人，女生占在校生的48%。", []),
        ("超大班额占比为0%，比上年下降0.4%。", [("ARI005", "0.4%")]),
    ],
)
def test_nothing_has_no_part_and_falls_by_all(said: str, expected: list[tuple[str, str]]) -> None:
    assert flagged(said, table="") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("小学校际差异系数为0.44，高于0.50的上限。", [("ARI011", "0.50")]),
        ("初中校际差异系数为0.49，低于0.45的上限。", [("ARI011", "0.45")]),
        ("小学校际差异系数为0.44，低于0.50的上限。", []),
        ("初中校际差异系数为0.49，高于0.45的上限，未达到要求。", []),
        ("大班额占比1.20%，高于3%的控制线。", [("ARI011", "3%")]),
        ("大班额占比4.20%，高于3%的控制线。", []),
    ],
)
def test_what_should_be_low_is_held_against_its_limit_word_for_word(said: str, expected: list[tuple[str, str]]) -> None:
    assert flagged(said, table="") == expected
