"""What every entry of a list of measures tells, and one does not."""

from __future__ import annotations

import pytest
from checking_helpers import check

_PLAN, _BOTH = "下一步工作措施", "存在的问题和整改措施"
_LACKING = [  # the heading, the entries, and the one that lacks something
    (
        _PLAN,
        (
            "扩大学位。新建小学2所。责任单位：县教育局；完成时限：2026年8月。",
            "补充教师。招聘60名。责任单位：县委编办、县人社局。",
            "更新设备。更换120套。责任单位：县电教馆；完成时限：2026年12月。",
        ),
        1,
    ),
    (
        _PLAN,
        (
            "扩大学位。新建小学2所，2026年8月底前投用。牵头单位：县教育局。",
            "补充教师。2026年招聘60名。牵头单位：县委编办。",
            "改善食堂。2026年底前改造食堂12个。",
        ),
        2,
    ),
    (
        _PLAN,
        (
            "扩大学位。责任单位：市教育局，整改时限：2026年8月底前。",
            "补充教师。责任单位：市教育局，整改时限：2026年9月前。",
            "改善宿舍。责任单位：市教育局。",
            "强化督导。责任单位：市教育局，整改时限：长期。",
        ),
        2,
    ),
    (
        _BOTH,
        (
            "公办学位不足。缺口800个。整改措施：新建公办园4所。",
            "体育场地不足。11所学校未达标。",
            "师资结构不优。音体美教师缺62人。整改措施：招聘50名。",
        ),
        1,
    ),
    (
        _BOTH,
        (
            "公办学位不足。缺口800个。改进措施：新建公办园4所。",
            "体育场地不足。11所未达标。改进措施：改造11个。",
            "教师老龄化。平均年龄49岁，年轻教师不愿来。",
        ),
        2,
    ),
    (
        _PLAN,
        (
            "扩大学位。新建小学2所。责任人：副县长；完成时间：2026年8月。",
            "优化师资。招聘60名。责任人：副县长；完成时间：2026年9月。",
            "推进数字化。建成平台1个。完成时间：2026年12月。",
        ),
        2,
    ),
]
_WHOLE = [
    (
        _PLAN,
        (
            "扩大学位。责任单位：县教育局；完成时限：2026年8月。",
            "补充教师。2026年9月前招聘60名。责任单位：县人社局。",
            "更新设备。责任单位：县电教馆；完成时限：2026年12月。",
        ),
    ),
    (_PLAN, ("扩大学位。新建小学2所。", "补充教师。招聘60名。责任单位：县人社局。", "更新设备。更换120套。")),
    (
        _PLAN,
        ("扩大学位。责任单位：县教育局。", "补充教师。由县委编办牵头，招聘60名。", "更新设备。责任单位：县电教馆。"),
    ),
    (_PLAN, ("扩大学位。完成时限：2026年8月。", "强化督导。持续开展常态化督导。", "更新设备。完成时限：2026年12月。")),
    (
        _BOTH,
        (
            "学位不足。整改措施：新建公办园4所。",
            "场地不足。一是改造操场11个；二是新增器材。",
            "师资不优。整改措施：招聘50名。",
        ),
    ),
    (_BOTH, ("学位不足。整改措施：新建公办园4所。", "场地不足。将改造操场11个。", "师资不优。整改措施：招聘50名。")),
    (_PLAN, ("扩大学位。责任单位：县教育局。", "补充教师。招聘60名。")),
    (_PLAN, ("扩大学位。新建小学2所。", "补充教师。招聘60名。", "更新设备。更换120套。")),
]


def _told(heading: str, entries: tuple[str, ...]) -> list[str]:
    lines = [f"（{'一二三四'[n]}）{text}" for n, text in enumerate(entries)]
    text = "\n".join(["一、工作成效", "全年新建学校2所。", f"二、{heading}", *lines])
    return [f"{f.place.paragraph}" for f in check(text).findings if f.code == "POL018"]


@pytest.mark.parametrize(("heading", "entries", "at"), _LACKING)
def test_what_one_entry_lacks(heading: str, entries: tuple[str, ...], at: int) -> None:
    assert _told(heading, entries) == [str(3 + at)]


@pytest.mark.parametrize(("heading", "entries"), _WHOLE)
def test_what_is_told_otherwise_or_by_few_is_left_alone(heading: str, entries: tuple[str, ...]) -> None:
    assert _told(heading, entries) == []
