"""Who of a list is the first, against the values of the list."""

from __future__ import annotations

import pytest
from checking_helpers import found


@pytest.mark.parametrize(
    "text",
    [
        "满意度柳河镇93.2%、石桥镇91.6%、青岭镇94.8%，石桥镇位列第一。",
        "柳河镇91.2分、石桥镇88.6分、青岭镇90.1分，青岭镇排名第一。",
        "大班额柳河镇4个、石桥镇9个、青岭镇2个，柳河镇最多。",
        "近视率小学36.2%、初中58.4%、高中76.1%，初中最低。",
        "柳河镇1240万元、石桥镇1860万元、青岭镇980万元，三镇合计4080万元；其中柳河镇支出在各镇中居首。",
    ],
)
def test_the_first_of_a_list_that_another_outranks(text: str) -> None:
    assert "CON007" in {finding.code for finding in found("一、工作成效\n" + text, None, "CON")}


@pytest.mark.parametrize(
    "text",
    [
        "柳河镇1240万元、石桥镇1860万元、青岭镇980万元。青岭镇最低，石桥镇最高。",
        "柳河镇1240万元、石桥镇1860万元、青岭镇980万元，青岭镇增幅居首。",
        "教育支出为柳河镇1240万元、石桥镇1860万元、青岭镇980万元，青岭镇生均支出最高。",
        "大班额柳河镇4个、石桥镇9个、青岭镇2个，青岭镇排名第一。",
        "大班额柳河镇4个、石桥镇9个、青岭镇2个，柳河镇降幅最大。",
        "柳河镇学生1240人、石桥镇学生1860人、青岭镇学生980人，青岭镇教师最少。",
        "近视率小学36.2%、初中58.4%、高中76.1%，小学防控效果居首。",
    ],
)
def test_the_first_of_a_list_or_of_another_measure(text: str) -> None:
    assert not found("一、工作成效\n" + text, None, "CON")
