"""True sentences beside one another that a reading too quick would set against each other, and false ones like them."""

from __future__ import annotations

import pytest
from checking_helpers import check

HEAD = "柳原县人民政府2025年履行教育职责自评报告\n一、基本情况\n"
TRUE = [
    # two parts together have a share of their own
    "当年结业学员800人，其中创业260人、占32.50%，务工420人、占52.50%，创业和务工合计占85.00%。",
    # some of all, and then how all are divided
    "全县幼儿园教师640人。其中持证的512人，占教师总数的80.00%。按年龄分，青年256人、占40.00%，中年288人、占45.00%，"
    "年长96人、占15.00%。",
    "全县幼儿园教师640人。其中持证的512人，占教师总数的80.00%。按年龄分，青年256人，中年288人，年长96人。",
    "受理投诉86件，办结79件，5件正在办理，2件移交司法。",
    # this year's value lies below the mean, not last year's
    "体育达标率88.4%，较上年的86.9%提高1.5个百分点，但比全市平均水平低0.7个百分点。\n留守儿童占全县儿童总数的86.2%。",
    # a town's classes are not the county's
    "全县小学在校生18240人，小学540个教学班。\n三是班额不均。石桥镇小学有120个班，平均班额46.5人，其余乡镇平均29.6人。",
    # breaches of another kind are no breaches of the rules of tutoring
    "开展师德整治，查处违规行为5起。\n检查校外培训机构40家，彻底杜绝了违规培训。",
    "调优课程结构，做强学科建设。",
]
FALSE = [
    ("ARI001", "当年结业学员800人，其中创业260人、占32.50%，务工420人、占52.50%，创业和务工合计占88.00%。"),
    (
        "ARI002",
        "全县幼儿园教师640人。按年龄分，青年256人、占40.00%，中年288人、占45.00%，年长69人、占15.00%。",
    ),
    ("ARI002", "持证的幼儿园教师512人，占教师总数的80.00%。按年龄分，青年256人，中年145人，年长96人。"),
    ("ARI006", "体育达标率86.9%，但比全市平均水平低0.7个百分点。\n全市平均体育达标率为86.2%。"),
    ("ARI009", "全县小学在校生18240人，小学540个教学班，平均班额38.3人。"),
    ("CON004", "检查校外培训机构40家，查处违规行为5起。\n彻底杜绝了违规培训。"),
    ("STY029", "优支出结构，提高资金效益。"),
]


def _codes(text: str) -> set[str]:
    return {finding.code for finding in check(HEAD + text).findings}


@pytest.mark.parametrize("text", TRUE)
def test_true_sentences_beside_one_another_are_left_alone(text: str) -> None:
    assert not _codes(text) & {"ARI001", "ARI002", "ARI006", "ARI009", "ARI010", "CON004", "STY029"}


@pytest.mark.parametrize(("code", "text"), FALSE)
def test_false_ones_like_them_are_told(code: str, text: str) -> None:
    assert code in _codes(text)


def test_a_year_against_itself_calls_forth_no_computed_change() -> None:
    codes = _codes("2025年教育支出98600万元，2025年比2025年增加3600万元，增长3.79%。")
    assert "TIM002" in codes
    assert not codes & {"ARI003", "ARI004"}
