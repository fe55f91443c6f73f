"""Places that do, have or suffer what only the report's own can, and those that are named for a reason.

A line of ``whose/wrong.txt`` is the report it stands in and a passage, the wrong words between ⟦ and ⟧; in those of
``whose/right.txt`` every place is named rightly. ``wrong_levels.txt`` and ``right_levels.txt`` are of levels, of short
names and of counties among each other.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_helpers import check

from drafter.checking.claims.other_places import explained
from drafter.checking.localities import Locality

FOLDER = Path(__file__).parent / "whose"
_REPORTS = {
    "county": (
        "岚溪县",
        "岚溪县地处清浦市西部，东接槲阳县，北邻靖陵县，辖13个乡镇。与东部的澜浦区建立协作关系。\n二、工作情况\n",
    ),
    "district": ("澄浦区", "澄浦区是昌濂市主城区，东邻榆湾区，辖9个街道。\n二、工作情况\n"),
    "town": ("禾浦市", "禾浦市地处宁江市南部，辖14个镇、3个街道。宁江市委、市政府作出部署。\n二、工作情况\n"),
    "table": (
        "榆河市",
        "各县（区）情况如下。\n|县区|在校生（人）|巩固率（%）|大班额（个）|教育支出（亿元）|教育支出增幅（%）|\n"
        "|东屏区|98420|98.6|14|14.26|6.1|\n|罗溪县|64310|97.9|9|9.35|5.0|\n|宁岚县|51280|97.2|4|7.68|4.1|\n"
        "|漳清县|38960|96.4|0|6.12|3.2|\n|合计|252970|97.8|27|37.41|4.8|\n二、工作情况\n",
    ),
    "city": ("榆河市", "榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区），与桐浦市接壤。\n二、工作情况\n"),
}


def _lines(name: str) -> list[tuple[str, str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(report, text) for report, text in pairs]


WRONG = [case for name in ("wrong", "wrong_levels", "wrong_more") for case in _lines(f"{name}.txt")]
RIGHT = [case for name in ("right", "right_levels", "right_more") for case in _lines(f"{name}.txt")]


def told(report: str, text: str) -> list[str]:
    """Words that a warning or an error is on, by what stands before them in the passage."""
    own, about = _REPORTS[report]
    head = f"{own}人民政府2025年履行教育职责自评报告\n一、概况\n{about}"
    result = check(head + text, region=own, select=("ENT", "CON011"))
    last = len(result.document.paragraphs) - 1
    return [
        f"{text[: f.place.start]}⟦{f.excerpt}"
        for f in result.findings
        if f.severity in ("error", "warning") and f.place.paragraph == last
    ]


@pytest.mark.parametrize(("report", "text"), WRONG)
def test_another_place_in_the_part_of_the_own(report: str, text: str) -> None:
    before, words = text.partition("⟧")[0].split("⟦")
    assert any(one.startswith(f"{before}⟦{words}") for one in told(report, text.replace("⟦", "").replace("⟧", "")))


@pytest.mark.parametrize(("report", "text"), RIGHT)
def test_places_named_rightly(report: str, text: str) -> None:
    assert told(report, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("石泉县共有各级各类学校214所。", ["石泉县"]),
        ("紫阳县教育局召开安全工作会议6次，部署整治。", ["紫阳县"]),
        ("汉阴县通过学习培训提升队伍，教师参训4260人次。", ["汉阴县"]),
        ("石泉县、汉阴县教师86人来我县观摩。", []),
        ("教育支出增幅居全市第三，低于石泉县、汉阴县。", []),
        ("紫阳县98.2%、石泉县97.6%，我县98.6%。", []),
        ("安康市10个县区中，石泉县率先通过。", []),
    ],
)
def test_counties_of_the_map_are_compared_with(text: str, names: list[str]) -> None:
    found = check(
        f"平利县2025年履行教育职责自评报告\n一、工作情况\n{text}", region="平利县", select=("ENT001",)
    ).findings
    assert [f.excerpt for f in found] == names


@pytest.mark.parametrize("name", ["万(余县", "*浦[县", "万)县", "[县"])
def test_a_place_whose_name_is_no_pattern(name: str) -> None:
    """A name torn out of damaged text may hold an open bracket or a star; it is searched for as it stands."""
    beside = f"我县与{name}联合举办培训，组织参加研讨。"
    apart = f"全县有学校12所，{name}有3所。"
    told = [explained(text, _place(text, name), "", "岚溪县", frozenset()) for text in (beside, apart)]
    assert told == [True, False]


def _place(text: str, name: str) -> Locality:
    start = text.index(name)
    return Locality(start, start + len(name), name)
