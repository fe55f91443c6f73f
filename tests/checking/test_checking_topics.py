"""Problems against the measures of a report by what both are about."""

from __future__ import annotations

import pytest
from checking_helpers import found

_OTHERS = (("城区学位紧张。大班额9个。", "扩大供给。新建城东学校1所。"), ("督学力量不足。", "完善督导。增聘督学12名。"))
_PAIRS = [
    ("乡村教师老龄化。50岁以上占41%。", "充实乡村力量。招录特岗教师和公费师范生。"),
    ("骨干教师流失。三年外流18人。", "稳住乡村人心。提高乡镇工作补贴，建设周转房。"),
    ("优质生源外流。外出就读占9.6%。", "振兴县中。引入名校托管，开展特色办学。"),
    ("教学点效益不高。19个教学点不足20人。", "优化布局。撤并4个，保留15个。"),
    ("信息化设备老化。312套超期。", "升级装备。分两年更换交互平板。"),
    ("近视率偏高。52.6%。", "守护明眸。改善教室照明，每天户外活动2小时。"),
    ("产教融合不深。合作企业偏少。", "服务产业。新建实训基地2个。"),
    ("特教资源不足。", "强化融合教育。新建资源教室6间。"),
    ("校车运力不足。", "优化接送。新增专线6条。"),
]


def _report(problems: list[str], measures: list[str]) -> str:
    numbers = "一二三"
    lines = ["一、工作成效", "全市教育平稳发展。", "二、存在的问题"]
    lines += [f"（{numbers[at]}）{text}" for at, text in enumerate(problems)]
    lines += ["三、下一步工作", *(f"（{numbers[at]}）{text}" for at, text in enumerate(measures))]
    return "\n".join(lines)


@pytest.mark.parametrize(("problem", "measure"), _PAIRS)
def test_a_problem_is_answered_by_what_touches_its_matter(problem: str, measure: str) -> None:
    problems, measures = [problem, *(p for p, _ in _OTHERS)], [measure, *(m for _, m in _OTHERS)]
    assert not [f for f in found(_report(problems, measures), None, "POL") if f.code == "POL007"]


@pytest.mark.parametrize(("problem", "measure"), _PAIRS)
def test_a_problem_whose_matter_no_measure_touches_is_told(problem: str, measure: str) -> None:
    problems, measures = [problem, *(p for p, _ in _OTHERS)], [m for _, m in _OTHERS]
    (finding,) = [f for f in found(_report(problems, measures), None, "POL") if f.code == "POL007"]
    assert problem.split("。", maxsplit=1)[0] in finding.excerpt
    assert finding.severity.value == "warning"


def test_plans_told_as_one_only_hint_at_what_they_leave_out() -> None:
    plan = "2026年新建城东学校1所，增加座位1200个；增聘督学12名，完善督导结果运用；继续加大财政投入，落实教育支出责任，"
    plan += "全面提高保障能力，年底前逐项销号，每季度调度一次，结果报市政府。"
    text = f"一、工作成效\n全市平稳。\n二、存在的问题\n（一）城区学位紧张。\n（二）近视率偏高。\n三、下一步打算\n{plan}"
    assert [(f.excerpt, f.severity.value) for f in found(text, None, "POL") if f.code == "POL007"] == [
        ("（二）近视率偏高", "info")
    ]
