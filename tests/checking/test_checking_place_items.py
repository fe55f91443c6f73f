"""Items that tell the same of one place after the other, and what places come to together."""

from __future__ import annotations

import pytest
from checking_helpers import check

REGION = "栖平市"
HEAD = (
    f"{REGION}2025年履行教育职责自评报告\n一、基本情况\n全市辖霞坪区、柳堤区2个区和望桥县、平岭县2个县。"
    "全市小学在校生148200人。全年新增学位9700个。义务教育大班额由93个减至61个。\n二、各地情况\n"
)
ITEMS = (
    "（一）霞坪区。小学生52300人，占全市的35.3%。新增学位3800个，大班额余27个。\n"
    "（二）柳堤区。小学生41600人，占全市的28.1%。新增学位2900个，大班额余18个。\n"
    "（三）望桥县。小学生31700人，占全市的21.4%。新增学位1700个，大班额余11个。\n"
    "（四）平岭县。小学生22600人，占全市的15.2%。新增学位1300个，大班额余5个。\n"
    "三、综合比较\n霞坪、柳堤两区大班额合计45个，望桥、平岭两县新增学位3000个。"
)


def _found(text: str) -> list[tuple[str, str]]:
    result = check(HEAD + text, region=REGION)
    return [(f.code, f.excerpt) for f in result.findings if f.code.startswith(("ARI", "ENT01", "CON001", "CON005"))]


def test_items_that_agree() -> None:
    assert _found(ITEMS) == []


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("小学生41600人", "小学生46100人", "ARI002"),
        ("新增学位1700个", "新增学位7100个", "ARI002"),
        ("大班额余18个", "大班额余16个", "ARI002"),
        ("占全市的21.4%", "占全市的24.1%", "ARI001"),
        ("霞坪、柳堤两区大班额", "霞坪、望桥两区大班额", "ENT012"),
    ],
)
def test_a_slip_in_an_item(was: str, now: str, code: str) -> None:
    assert ITEMS.count(was) == 1
    assert code in {found for found, _ in _found(ITEMS.replace(was, now))}


@pytest.mark.parametrize(
    "text",
    [
        # some of the parts only
        "（一）霞坪区。新增学位3800个。\n（二）柳堤区。新增学位2900个。\n（三）望桥县。新增学位1650个。",
        # means and rates do not add up
        "（一）霞坪区。平均班额44人，巩固率98.1%。\n（二）柳堤区。平均班额43人，巩固率97.2%。\n"
        "（三）望桥县。平均班额40人，巩固率96.4%。\n（四）平岭县。平均班额36人，巩固率96.0%。",
        # the whole is told of something wider
        "（一）霞坪区。新增学位3200个。\n（二）柳堤区。新增学位2500个。\n（三）望桥县。新增学位1400个。\n"
        "（四）平岭县。新增学位900个。市直学校另有新增学位1700个。",
    ],
)
def test_items_that_need_not_add_up(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("幼儿园教师4100人，比上年增加80人，增长2.0%；小学教师8600人，减少120人，下降3.4%。", "ARI003"),
        ("幼儿园教师4100人，比上年增加80人，增长2.0%；小学教师8600人，减少120人，增长1.4%。", "ARI006"),
        ("受理来信412件，比上年减少31件，下降7.0%。其中招生类148件、收费类97件、食堂类61件、其他160件。", "ARI002"),
    ],
)
def test_changes_and_lists_told_at_some_remove(text: str, code: str) -> None:
    assert code in {found for found, _ in _found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "幼儿园教师4100人，比上年增加80人，增长2.0%；小学教师8600人，减少120人，下降1.4%。",
        "教育支出96.8亿元，2024年93.6亿元，增加3.2亿元，增长3.4%。",
        "受理来信412件，比上年减少31件，下降7.0%。其中招生类148件、收费类97件、食堂类61件、其他106件。",
        "受理来信412件。其中招生类148件、收费类97件、食堂类61件。",
        "新增学位500个，下降3.0%；减少教学点12个，增长2.0%。",
    ],
)
def test_true_changes_and_lists(text: str) -> None:
    assert _found(text) == []


LISTED = (
    "四个县区教育支出合计40.80亿元。县区中，霞坪区14.20亿元、柳堤区10.50亿元、望桥县9.36亿元、平岭县6.74亿元。"
    "两区合计24.70亿元，两县合计16.10亿元。"
)


def test_groups_of_listed_places_that_agree() -> None:
    assert _found(LISTED) == []
    # of other places than those that the list has, and of another measure
    assert _found(LISTED + "三县合计9.10亿元。") == []
    assert _found(LISTED.replace("两县合计16.10亿元", "两县债务合计3.10亿元")) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("望桥县9.36亿元", "望桥县6.74亿元"),
        ("两区合计24.70亿元", "两区合计27.40亿元"),
        ("四个县区教育支出合计40.80亿元", "四个县区教育支出合计48.00亿元"),
    ],
)
def test_groups_of_listed_places_that_do_not_add_up(was: str, now: str) -> None:
    assert "ENT012" in {code for code, _ in _found(LISTED.replace(was, now))}


TURNED = "从彩票公益金中提取助学资金0.64亿元，比上年的0.79亿元下降19.0%。\n三、存在的问题\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("彩票公益金助学资金比上年增加1500万元，筹资有压力。", True),
        ("彩票公益金助学资金比上年减少1500万元，筹资有压力。", False),
        ("社会捐赠助学款项比上年增加1500万元，增势较好。", False),
        ("彩票公益金助学资金比2022年增加1500万元。", False),
    ],
)
def test_a_change_told_again_the_other_way(text: str, wrong: bool) -> None:
    assert (("CON005", "1500万元") in _found(TURNED + text)) is wrong
