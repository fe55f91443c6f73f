"""What the text tells of stages and items, held against tables that stand anywhere, whichever way round."""

from __future__ import annotations

import pytest
from checking_helpers import check

STAGES = (
    "|学段|2024年在校生（人）|2025年在校生（人）|2024年专任教师（人）|2025年专任教师（人）|\n"
    "|幼儿园|8420|7915|702|688|\n|小学|21360|21148|1388|1402|\n|初中|10275|10590|845|861|\n"
    "|普通高中|5310|5462|402|415|\n|合计|45365|45115|3337|3366|\n"
)
EACH = (
    "|指标|单位|2023年|2024年|2025年|\n|小学生均教育事业费|元|10870|11236|11842|\n"
    "|初中生均教育事业费|元|14910|15483|16127|\n|普通高中生均教育事业费|元|13985|14320|14716|\n"
)
TURNED = "|年份|小学在校生（人）|初中在校生（人）|\n|2023年|21511|9986|\n|2024年|21360|10275|\n|2025年|21148|10590|\n"


def flagged(text: str) -> list[tuple[str, str]]:
    findings = check(text, select=("ARI",)).findings
    assert all(f.severity.value == "warning" for f in findings)
    return [(f.code, f.excerpt) for f in findings]


TOLD = "一、规模\n{table}二、变化\n{said}"


@pytest.mark.parametrize(
    "said",
    [
        "在园幼儿同比下降6.00%，小学在校生同比下降0.99%。",
        "学前教育和小学在校生进入下降区间，在园幼儿同比减少505人，小学在校生同比减少212人。",
        "专任教师由2024年的3337人增至3366人。",
        "小学专任教师1402人，比上年多14人；初中专任教师861人。",
        "初中在校生2025年比2024年多315人。",
        "城区小学在校生10590人。",
        "新增普通高中在校生861人的规划尚未落地。",
        "2025年小学在校生比2024年减少212人，初中比2024年增加315人。",
        "2024年以来，初中在校生由10275人增加到10590人。",
        "预计2026年小学在校生降到20900人。",
    ],
)
def test_what_the_rows_say_passes(said: str) -> None:
    assert flagged(TOLD.format(table=STAGES, said=said)) == []


@pytest.mark.parametrize(
    ("table", "said", "expected"),
    [
        (STAGES, "在园幼儿同比下降0.99%，生源减少最快。", ("ARI003", "0.99%")),
        (STAGES, "小学在校生比上年减少505人。", ("ARI004", "505人")),
        (STAGES, "专任教师由2023年的3337人增至3366人。", ("ARI013", "2023年")),
        (STAGES, "小学专任教师861人。", ("ARI013", "861人")),
        (STAGES, "2023年小学在校生21360人，如今还在减少。", ("ARI013", "2023年")),
        (STAGES, "初中2023年为9986人，2025年比2024年多604人。", ("ARI004", "604人")),
        (EACH, "初中生均教育事业费14716元。", ("ARI013", "14716元")),
        (EACH, "小学、初中生均教育事业费分别为11236元、16127元。", ("ARI013", "11236元")),
        (TURNED, "小学在校生10590人。", ("ARI013", "10590人")),
        (TURNED, "初中在校生由2023年的10275人增加到10590人。", ("ARI013", "2023年")),
        (TURNED, "初中在校生2025年比2024年多604人。", ("ARI004", "604人")),
        (TURNED, "2025年小学在校生比2024年减少363人。", ("ARI004", "363人")),
        (TURNED, "初中在校生比2023年增加315人。", ("ARI004", "315人")),
        (TURNED, "2023年以来，初中在校生由10275人增加到10590人。", ("ARI013", "2023年")),
    ],
)
def test_what_another_row_or_year_says_is_asked_about(table: str, said: str, expected: tuple[str, str]) -> None:
    assert expected in flagged(TOLD.format(table=table, said=said))


def test_rows_that_stand_for_each_other_are_asked_about_and_not_the_text_that_bears_itself_out() -> None:
    said = "初中生均教育事业费16127元，比上年增加644元，增长4.16%；普通高中为14716元，增长2.77%。"
    assert flagged(TOLD.format(table=EACH, said=said)) == []

    crossed = EACH.replace("初中生均", "某").replace("普通高中生均", "初中生均").replace("某", "普通高中生均")
    (finding,) = check(TOLD.format(table=crossed, said=said), select=("ARI",)).findings
    assert (finding.code, finding.excerpt) == ("ARI013", "16127")
    assert "疑似写反" in finding.message
