"""Standards made of parts; practices told beside what was found out; wholes of the level above; unlike bases."""

from __future__ import annotations

import pytest
from checking_helpers import found


@pytest.mark.parametrize(
    ("claim", "owned", "told"),
    [
        ("所有学校优质均衡7项指标全部达标。", "5所学校生均体育运动场馆面积未达标。", True),
        ("46所义务教育学校全部达到优质均衡七项指标。", "部分学校教学及辅助用房面积不达标。", True),
        ("中小学安防建设4个100%全部落实。", "6所村小专职保安配备不足。", True),
        ("力争优质均衡7项指标全部达标。", "5所学校生均体育运动场馆面积未达标。", False),
        ("优质均衡7项指标基本全部达标。", "5所学校生均体育运动场馆面积未达标。", False),
        ("小学优质均衡7项指标全部达标。", "5所初中生均体育运动场馆面积未达标。", False),
        ("所有学校优质均衡7项指标全部达标。", "上年5所学校生均体育运动场馆面积未达标。", False),
        ("所有学校优质均衡7项指标全部达标。", "5所幼儿园户外活动场地面积未达标。", False),
        ("对照优质均衡7项指标逐校全部摸底。", "5所学校生均体育运动场馆面积未达标。", False),
    ],
)
def test_a_standard_is_met_in_all_its_parts(claim: str, owned: str, told: bool) -> None:
    findings = found(f"一、工作成效\n{claim}\n二、存在的问题\n{owned}", None, "CON012")
    assert bool(findings) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("非学科类机构86家，批准设立学科类培训机构1家，开展检查12次。", True),
        ("开展治理，支持6所初中举办重点班，查处违规收费2起。", False),
        ("支持6所初中举办重点班，查处违规收费2起。", True),
        ("严禁分快慢班，不得以任何名义举办重点班。", False),
        ("3所初中举办重点班，均已责令取消。", False),
        ("收到举报，反映1所初中举办重点班，经查不实。", False),
    ],
)
def test_a_practice_is_told_as_done_whatever_another_clause_puts_right(line: str, told: bool) -> None:
    assert bool(found(f"一、工作\n{line}", None, "POL017")) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("培训教师4164人，占全市专任教师的88.2%。", ["全市"]),
        ("培训教师4164人，占全区专任教师的88.2%。", []),
        ("培训教师4164人，占全市专任教师的7.3%。", []),
        ("全市专任教师4722人，培训教师4164人，占全市专任教师的88.2%。", []),
    ],
)
def test_a_whole_is_the_districts_own(line: str, told: list[str]) -> None:
    text = f"临渡区人民政府2025年履行教育职责自评报告\n全区专任教师4722人，教职工5480人。\n二、队伍\n{line}"
    assert [f.excerpt for f in found(text, None, "ENT004")] == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("教师年均工资9.8万元（含绩效奖励），不低于公务员的9.7万元（不包括年终奖）。", True),
        ("教师年均工资9.8万元（税前），高于公务员的9.7万元（税后）。", True),
        ("教师年均工资9.8万元（不含年终奖），不低于公务员的9.7万元（不含年终奖）。", False),
        ("教师年均工资9.8万元（含绩效奖励），同口径比较不低于公务员的9.7万元（不包括年终奖）。", False),
        ("教师年均工资9.8万元（含绩效奖励）。班主任津贴每月600元（不含寒暑假）。", False),
    ],
)
def test_sums_of_unlike_bases_are_not_compared(line: str, told: bool) -> None:
    assert bool(found(f"一、待遇\n{line}", None, "CLM010")) is told


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("区财政克服困难，对农村学校给予了较大投入。", ["CLM009"]),
        ("区财政对农村学校给予了较大支持，新建操场3个。", ["CLM009"]),
        ("区财政对农村学校给予了较大投入，安排资金1860万元。", []),
        ("力争对农村学校给予较大投入。", []),
        ("52所学校落实校长负责制，党组织的号召力明显增强。", ["CLM009"]),
        ("党员测评优秀率由82%提高到91%，党组织的号召力明显增强。", []),
        ("培训人数3200人次。家长满意率达到100%。", ["CLM002"]),
        ("回收家长问卷3200份，满意率达到100%。", []),
    ],
)
def test_what_is_praised_has_what_bears_it_out(line: str, codes: list[str]) -> None:
    assert [f.code for f in found(f"一、工作\n{line}", None, "CLM") if f.code in ("CLM002", "CLM009")] == codes
