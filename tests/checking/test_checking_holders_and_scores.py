"""Who holds an office, the total of the self-evaluation, rates with the rest beside, changes from year to year."""

from __future__ import annotations

import pytest
from checking_helpers import check

HEAD = "柳原县人民政府2025年履行教育职责自评报告\n一、基本情况\n"
WRONG = [
    ("ENT006", "领导小组办公室主任由县教育局党组书记、局长魏长青兼任。\n县教育局局长何文海每月接待来访群众。"),
    ("ENT006", "县委书记魏长青主持召开会议。\n县委书记何文海多次到学校调研。"),
    ("CON005", "六个方面自评得分合计93.6分。\n经集体研究，我县自评总分为93.1分。"),
    ("ARI001", "实施项目24个，计划总投资2.4亿元。至年底已竣工18个，竣工率57.0%，其余6个在建。"),
    ("ARI006", "优良率由2024年的54.60%提高到2025年的51.20%，体质得到增强。"),
    (
        "ARI012",
        "初中在校生14620人，小学在校生29450人。\n57所义务教育学校开展课后服务，参与学生42483人，参与率为96.39%。",
    ),
    ("STY023", "对照《学校食堂与学生集体用餐卫生管理规定》开展检查。"),
    ("STY023", "各校对照《义务教育学校管理标准（试行）》查漏补缺。"),
]
RIGHT = [
    "领导小组办公室主任由县教育局党组书记、局长魏长青兼任。\n县教育局局长魏长青每月接待来访群众，县教育局副局长何文海每季度接访。",
    "县委书记魏长青主持召开会议。\n换届后，县委书记何文海多次到学校调研。",
    "县教育局局长魏长青主持会议。\n石溪县教育局局长何文海多次来访。",
    "六个方面自评得分合计93.6分。\n经集体研究，我县自评总分为93.6分，上年自评总分为91.2分。",
    "实施项目24个，计划总投资2.4亿元。至年底已竣工18个，竣工率75.0%，其余6个在建。",
    "优良率由2024年的51.20%提高到2025年的54.60%，近视率由2024年的51.9%下降到2025年的50.8%。",
    "初中在校生14620人，小学在校生29450人。\n57所义务教育学校开展课后服务，参与学生42483人，参与率为96.40%。",
    "对照《学校食品安全与营养健康管理规定》开展检查，落实《义务教育学校管理标准》。",
]
CODES = {"ENT006", "CON005", "ARI001", "ARI006", "ARI012", "STY023"}


def _codes(text: str) -> set[str]:
    return {finding.code for finding in check(HEAD + text).findings}


@pytest.mark.parametrize(("code", "text"), WRONG)
def test_what_does_not_agree_is_told(code: str, text: str) -> None:
    assert code in _codes(text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_is_left_alone(text: str) -> None:
    assert not _codes(text) & CODES
