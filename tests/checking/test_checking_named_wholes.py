"""Shares of a whole that is named and told elsewhere: of another one, at another scale, or just wrong."""

from __future__ import annotations

import pytest
from checking_helpers import found

STAGES = "全市小学在校生8640人，初中在校生4320人。\n"
TABLE = "|学段|在校生|专任教师|\n|小学|8640|512|\n|初中|4320|388|\n|中等职业|1210|96|\n|合计|14170|996|\n"
#: (told elsewhere, true, wrong)
SHARES = (
    # another whole than the one that is named
    (STAGES, "营养午餐惠及7258人，占义务教育在校生的56.00%。", "营养午餐惠及7258人，占初中在校生的56.00%。"),
    (TABLE, "小学生仍占多数，占全市在校学生的60.97%。", "小学生仍占多数，占义务教育在校生的60.97%。"),
    (TABLE, "小学生数量最多，占义务教育在校生的66.67%。", "小学生数量最多，占全市在校生总数的66.67%。"),
    (
        TABLE,
        "中等职业学校专业课教师62人，其中企业兼职经历教师39人，占专业课教师的62.90%。",
        "中等职业学校专业课教师62人，其中企业兼职经历教师39人，占中等职业学校专任教师的62.90%。",
    ),
    (TABLE, "轮岗教师108人，占义务教育专任教师的12.00%。", "义务教育学校轮岗教师108人，占全市专任教师的12.00%。"),
    (
        "|学段|学校|在校生|\n|小学|41|27486|\n|初中|14|15238|\n|九年一贯制学校|5|—|\n|普通高中|3|7650|\n|合计|63|50374|\n"
        "寄宿生6312人，另有走读午休学生18240人。\n",
        "寄宿生占义务教育在校生的14.77%。",
        "寄宿生占全市在校生总数的14.77%。",
    ),
    (
        STAGES,
        "农村教学点学生432人，平均每个点不到18人，仅占小学在校生的5.00%。",
        "农村教学点学生432人，平均每个点不到18人，仅占初中在校生的5.00%。",
    ),
    (
        STAGES,
        "助学金惠及648人，按年人均2000元计129.6万元，占初中在校生的15.00%。",
        "助学金惠及648人，按年人均2000元计129.6万元，占小学在校生的15.00%。",
    ),
    # another scale
    (
        "小学412个班、初中138个班。\n",
        "超过标准的大班额11个，占义务教育班级总数的2.00%。",
        "超过标准的大班额11个，占义务教育班级总数的20.0%。",
    ),
    (STAGES, "随迁子女1814人，占义务教育学生的14.00%。", "随迁子女1814人，占义务教育学生的140.0%。"),
    # nothing gives it
    (
        "全年一般公共预算教育支出53640万元。\n",
        "到位上级专项补助12840万元，比上年增加840万元，相当于当年教育支出的23.94%。",
        "到位上级专项补助12840万元，比上年增加840万元，相当于当年教育支出的25.94%。",
    ),
    (
        "",
        "新增义务教育学位3200个，其中甲镇1260个、乙镇1940个，甲镇新增学位占全市新增学位的39.38%。",
        "新增义务教育学位3200个，其中甲镇1260个、乙镇1940个，甲镇新增学位占全市新增学位的93.38%。",
    ),
    (TABLE, "初中教师压力在加大，占义务教育专任教师的43.11%。", "初中教师压力在加大，占义务教育专任教师的45.11%。"),
)


@pytest.mark.parametrize(("elsewhere", "true", "wrong"), SHARES)
def test_a_share_that_its_named_whole_does_not_give_is_told(elsewhere: str, true: str, wrong: str) -> None:
    assert not found(elsewhere + true, None, "ARI")
    told = found(elsewhere + wrong, None, "ARI")
    assert len(told) == 1
    assert told[0].severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        # a whole of no stage may be of those spoken of
        STAGES + "义务教育学校课后服务参加学生11664人，占在校学生的90.00%。",
        # last year's whole
        STAGES + "上年小学大班额11个，占上年班级总数的2.00%。",
        # one whole is told twice, and differs
        STAGES + "按户籍口径，初中在校生4100人。\n午餐惠及2100人，占初中在校生的51.22%。",
        # 初中 names no list that something is among
        "小学412个班、初中138个班，大班额11个，占义务教育班级总数的2.00%。",
    ],
)
def test_what_may_be_of_another_whole_is_left_alone(text: str) -> None:
    assert not found(text, None, "ARI")
