"""Standards of the state, told with a value that is not in force in the year it is told of."""

from __future__ import annotations

import pytest

from drafter.checking.rules.dated_norms import wrong_norms
from drafter.library.norms import state_norms
from drafter.library.policies import load_policies

#: norm -> (year, told wrong, the same told right)
TOLD = {
    "public-funds": (2023, "初中公用经费按每生850元的标准拨付", "初中公用经费按每生960元的标准拨付"),
    "public-funds-boarders": (2023, "公用经费中寄宿生每人再增加200元", "公用经费中寄宿生每人再增加300元"),
    "public-funds-special": (2025, "特教学校生均公用经费按6500元安排", "特教学校生均公用经费按7200元安排"),
    "small-schools": (2024, "不足80人的教学点按80人拨付公用经费", "不足100人的教学点按100人拨付公用经费"),
    "nutrition": (2023, "膳食补助每生每年800元", "膳食补助每生每年1000元"),
    "senior-grant": (2025, "中职国家助学金平均每生每年2000元", "中职国家助学金平均每生每年2300元"),
    "national-scholarship": (2025, "高校国家奖学金每生每年8000元", "高校国家奖学金每生每年10000元"),
    "homework": (2022, "初中每天书面作业不超过100分钟", "初中每天书面作业不超过80分钟"),
    "sleep": (2022, "高中学生睡眠不少于7.5小时", "高中学生睡眠不少于8小时"),
    "bed-time": (2022, "初中生就寝不得晚于22:30", "初中生就寝不得晚于22:00"),
    "first-lesson": (2022, "小学上午上课时间不早于8:00", "小学上午上课时间不早于8:30"),
    "training-ends": (2022, "学科类培训线上结束时间不得晚于21:30", "学科类培训线上结束时间不得晚于21:00"),
    "daily-sport": (2025, "综合体育活动时间每天不低于1.5小时", "综合体育活动时间每天不低于2小时"),
    "crowded-class": (2024, "共有66人以上大班额2个", "共有56人及以上大班额2个"),
    "overcrowded-class": (2024, "共有56人以上超大班额2个", "共有66人以上超大班额2个"),
    "school-size": (2024, "要求九年一贯制学校不超过3000人，规模适度", "要求九年一贯制学校不超过2500人，规模适度"),
    "rotation": (2024, "交流人数不低于符合条件教师总数的8%", "交流人数不低于符合条件教师总数的12%"),
    "places-allotted": (2024, "优质高中招生名额按不低于40%分配", "优质高中招生名额按不低于60%分配"),
    "education-surcharge": (2024, "教育费附加按5%征收", "教育费附加按3%征收"),
    "local-surcharge": (2024, "地方教育附加按3%征收", "地方教育附加按2%征收"),
    "land-revenue": (2024, "从土地出让收益中按5%计提", "从土地出让收益中按10%计提"),
    "special-school-county": (2024, "常住人口30万以上的县建好特殊教育学校", "常住人口20万以上的县建好特殊教育学校"),
}


@pytest.mark.parametrize("norm", state_norms(), ids=lambda norm: norm.id)
def test_every_norm_is_found_told_wrong_and_passes_told_right(norm) -> None:  # type: ignore[no-untyped-def]
    year, wrong, right = TOLD[norm.id]
    assert [told[2][: len(norm.told)] for told in wrong_norms(wrong, year)] == [norm.told]
    assert list(wrong_norms(right, year)) == []
    assert not norm.policy or norm.policy in load_policies()


@pytest.mark.parametrize(
    "words",
    [
        "2022年小学公用经费按650元的标准拨付",  # the year it names
        "小学公用经费标准由650元提高到720元",
        "实际监测小学生睡眠9.3小时，应达到10小时",
        "省定标准为小学公用经费680元",
        "全县公用经费增长650元",
        "公用经费标准小学和初中分别为720元和940元",
        "公用经费标准小学、初中每生720元、940元",
    ],
)
def test_what_was_is_or_is_the_places_own_passes(words: str) -> None:
    assert list(wrong_norms(words, 2024)) == []


def test_a_year_that_is_not_known_decides_nothing() -> None:
    assert list(wrong_norms("初中公用经费按每生850元的标准拨付", 0)) == []


def test_each_stage_of_a_list_is_held_against_its_own() -> None:
    told = list(wrong_norms("公用经费标准小学650元、初中850元、寄宿生另加300元", 2024))
    assert [told[0][:2], told[1][:2]] == [(8, 11), (15, 18)]
