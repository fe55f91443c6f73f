"""What is due, what there is and what is lacking; lists behind a few words; so many for each of several."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, document

from drafter.checking import check_document


def found(text: str) -> set[str]:
    result = check_document(document(text), region=REGION, year=YEAR)
    return {f.code for f in result.findings if f.code.startswith("ARI")}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("高中入学需求9600个，现有学位8150个，尚差{}个。", "1540", "1450"),
        ("入园需求约3850人，现有公办园学位3168个，缺口{}个。", "862", "682"),
        ("年度任务2400个，完成{}个，超额360个。", "2670", "2760"),
        ("核定编制3500名，实有在编3412名，空编{}名。", "188", "88"),
        ("预算安排4120万元，执行3890万元，结余{}万元。", "320", "230"),
        ("需求9600个，现有8150个，在建学校可新增600个，尚差{}个。", "950", "850"),
        # lists behind a dash, or a few words on
        ("全县各级学校{}——小学41所、初中14所、高中3所、幼儿园29所。", "78所", "87所"),
        ("校车{}全部装上定位：县公交公司26辆、学校自有9辆、乡镇客运公司6辆。", "51辆", "41辆"),
        # those that …
        ("专业点23个，纳入省级骨干的9个，对接主导产业的{}。", "81个", "18个"),
        ("中职学生4200人，里面享受免学费的{}。", "9350人", "3950人"),
        # so many for each
        ("为24所公办中小学每校配保安3名，共{}。", "76名", "72名"),
        ("直播课每周4节，全年33个教学周共{}。", "123节", "132节"),
        # a count of the parts does not hide them
        ("三所高校招生，甲校300人，乙校450人，丙校250人，三校总共录取{}。", "1100人", "1000人"),
    ],
)
def test_the_wrong_one_is_told_and_its_twin_is_not(text: str, wrong: str, right: str) -> None:
    assert found(text.format(wrong))
    assert not found(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "应配教师1850人，现有1736人，缺音体美教师62人。",
        "安排资金860万元，完成投资520万元，超出上年120万元。",
        "核定教职工编制3500名，在编3412名，其中乡村教师缺编210名。",
        "入园需求约3850人，现有公办园学位3168个，缺口700个。",
        "学校支部52个，去年换届的17个，没到期的35个。",
        "通过认定的5个、待认定的7个，两类共12个。",
        "每校配备校医1名，12所寄宿制学校共配校医15名。",
        "每班配备教师2.5名，全县86个教学班共有教师240名。",
        "投入8600万元推进项目建设：校舍3200万元、操场1800万元、设备900万元等。",
    ],
)
def test_what_may_well_be_is_left_alone(text: str) -> None:
    assert not found(text)
