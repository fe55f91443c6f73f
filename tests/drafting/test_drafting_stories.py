"""What can be told of one indicator."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_making import teller_of

from drafter.drafting.stories import Story, Storyteller, family_of, level_words


def story(folder: Path, name: str, this: object, previous: object = "", unit: str = "%") -> Story:
    teller = teller_of(folder, [(name, this, previous, unit)])
    (found,) = teller.stories(tuple(teller.metrics.ids()))
    return found


@pytest.mark.parametrize(
    ("this", "previous", "sign"), [(94, 93, 1), (92, 93, -1), (93, 93, 0), (93, "", None), (93.004, 93.001, 0)]
)
def test_the_sign_of_a_change_is_that_of_what_is_printed(
    tmp_path: Path, this: float, previous: object, sign: int | None
) -> None:
    assert story(tmp_path, "学前三年毛入园率", this, previous).sign == sign


def test_good_and_bad_changes(tmp_path: Path) -> None:
    assert story(tmp_path, "学前三年毛入园率", 94, 93).is_good
    assert not story(tmp_path, "学前三年毛入园率", 92, 93).is_good
    assert story(tmp_path, "大班额比例", 1.28, 2.06).is_good
    assert not story(tmp_path, "大班额比例", 2.06, 1.28).is_good
    assert not story(tmp_path, "大班额比例", 2.06, 2.06).is_good


def test_no_change_is_told_of_proportions_and_yes_no(tmp_path: Path) -> None:
    assert story(tmp_path, "普职比（招生）", "5.6:4.4", "5.5:4.5", "x:y").sign is None
    assert story(tmp_path, "向本级人大报告教育工作和教育经费", "是", "否", "是/否").sign is None


def test_full_and_zero(tmp_path: Path) -> None:
    assert story(tmp_path, "学校党的组织覆盖率", 100, 100).full
    assert not story(tmp_path, "学校党的组织覆盖率", 99.99, 100).full
    assert not story(tmp_path, "幼儿园总数", 100, 100, "所").full
    assert story(tmp_path, "超大班额（66人以上）班级数", 0, 2, "个").zero


def test_floors_met_and_missed(tmp_path: Path) -> None:
    met = story(tmp_path, "公办园在园幼儿占比", 50, 47)
    assert met.missed is None
    assert [a.bound_text for a in met.met] == ["50%"]
    missed = story(tmp_path, "公办园在园幼儿占比", 49.99, 47)
    assert missed.missed is not None
    assert missed.met == ()
    assert missed.side == "低于"
    above = story(tmp_path, "拖欠教师工资金额", 120, 0, "万元")
    assert above.missed is not None
    assert above.side == "高于"


def test_a_floor_of_another_level_does_not_count(tmp_path: Path) -> None:
    rows = [("大班额比例", 7.5, 8, "%")]
    city = teller_of(tmp_path, rows).stories(("large_class_rate",))[0]
    county = teller_of(tmp_path, rows, level="county", region="石溪县").stories(("large_class_rate",))[0]
    assert city.missed is None
    assert county.missed is not None


def test_last_years_floor(tmp_path: Path) -> None:
    fell = story(tmp_path, "生均一般公共预算教育经费（初中）", 18316.40, 18642.15, "元")
    assert fell.missed is not None
    assert fell.missed.reference is not None
    assert fell.met == ()  # 只增不减 is no level to boast of
    assert story(tmp_path, "生均一般公共预算教育经费（初中）", 18642.15, 18642.15, "元").missed is None
    assert story(tmp_path, "生均一般公共预算教育经费（初中）", 18316.40, "", "元").missed is None


def test_no_story_without_a_value(tmp_path: Path) -> None:
    teller = teller_of(tmp_path, [("学前三年毛入园率", "—", 93, "%"), ("幼儿园总数", 3, "", "所")])
    assert teller.story("preschool_gross_enrolment") is None
    assert teller.story("no_such_indicator") is None
    assert [s.id for s in teller.stories(("preschool_gross_enrolment", "kindergartens_total"))] == [
        "kindergartens_total"
    ]


def test_names_in_running_prose(tmp_path: Path) -> None:
    assert story(tmp_path, "生均公用经费（小学）", 720, 720, "元").name == "小学生均公用经费标准"
    assert story(tmp_path, "学前三年毛入园率", 94, 93).name == "学前三年毛入园率"
    own = story(tmp_path, "结对学校数（乡村）", 12, 9, "所")
    assert own.name == "乡村结对学校数"
    assert family_of(own.indicator) == ("结对学校数", "乡村")
    assert family_of(story(tmp_path, "学前三年毛入园率", 94, 93).indicator) == ("", "")


def test_say_fills_words_and_leaves_the_value_a_slot(tmp_path: Path) -> None:
    teller = teller_of(tmp_path, [("一般公共预算教育支出", 78.62, 74.95, "亿元")])
    (found,) = teller.stories(("edu_budget_expenditure",))
    assert teller.say(found, "this") == "全市一般公共预算教育支出[[edu_budget_expenditure]]"
    assert teller.say(found, "no_such_way") == ""


@pytest.mark.parametrize(
    ("level", "region", "area", "gov"),
    [
        ("province", "江岭省", "全省", "省政府"),
        ("city", "云岭市", "全市", "市政府"),
        ("county", "石溪县", "全县", "县政府"),
        ("county", "澄阳区", "全区", "区政府"),
        ("county", "青城市", "全市", "市政府"),
    ],
)
def test_how_a_government_speaks_of_itself(level: str, region: str, area: str, gov: str) -> None:
    words = level_words(level, region)
    assert (words["area"], words["gov"]) == (area, gov)


@pytest.mark.parametrize(
    ("name", "full"),
    [("教育局基础教育科", "市教育局基础教育科"), ("市财政局", "市财政局"), ("", "")],
)
def test_offices_by_their_full_name(tmp_path: Path, name: str, full: str) -> None:
    teller: Storyteller = teller_of(tmp_path, [("幼儿园总数", 3)])
    assert teller.office(name) == full
