"""Lists that leave nothing out by what their parts are called, and lists that only look so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from checking_helpers import document

from drafter.checking import check_document
from drafter.checking.text.divisions import Wholeness, divided, members_in
from drafter.findings import Severity

_PASSAGES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "divisions.yaml").read_text(encoding="utf-8"))
_CHOICE = re.compile(r"【(?P<right>[^【】|]*)\|(?P<wrong>[^【】|]*)】")


def told(text: str) -> list[tuple[str, str]]:
    report = document(f"栎山县2025年履行教育职责自评报告\n一、基本情况\n{text}")
    found = check_document(report, region="栎山县", year=2025).findings
    serious = (f for f in found if f.severity in (Severity.ERROR, Severity.WARNING))
    return [(f.severity.value, f.code) for f in serious if f.code.startswith(("ARI", "CON"))]


@pytest.mark.parametrize("passage", _PASSAGES["told"])
def test_a_list_that_does_not_make_up_its_total_is_told(passage: str) -> None:
    assert told(_CHOICE.sub(r"\g<wrong>", passage))


@pytest.mark.parametrize("passage", _PASSAGES["told"])
def test_a_list_that_makes_up_its_total_is_left_alone(passage: str) -> None:
    assert told(_CHOICE.sub(r"\g<right>", passage)) == []


@pytest.mark.parametrize("passage", _PASSAGES["left_alone"])
def test_what_is_no_whole_division_is_left_alone(passage: str) -> None:
    assert told(passage) == []


def test_only_a_division_by_its_meaning_is_an_error() -> None:
    assert told("专任教师2874人，其中男教师918人、女教师1965人。") == [("error", "ARI002")]
    assert told("全县在校学生46310人，其中城区21480人、镇区16230人、乡村9600人。") == [("error", "ARI002")]
    # who pays may be left out, and a list that no word opens may be of something else
    assert told("教育支出8.64亿元，其中人员支出6.48亿元、公用支出1.30亿元、项目支出0.68亿元。") == [
        ("warning", "ARI002")
    ]
    assert told("专任教师2874人，男教师918人、女教师1965人。") == [("warning", "ARI002")]


@pytest.mark.parametrize(
    ("whole", "parts", "kind"),
    [
        ("幼儿园", ["公办园", "民办园"], Wholeness.SURE),
        ("幼儿园", ["公办园", "民办示范园"], None),  # narrowed
        ("幼儿园", ["公办园", "普惠性民办园"], Wholeness.APART),
        ("普惠性幼儿园", ["公办园", "普惠性民办园"], Wholeness.LIKELY),
        ("专任教师", ["研究生学历", "本科学历", "专科及以下"], Wholeness.LIKELY),
        ("专任教师", ["研究生学历", "本科学历"], Wholeness.APART),
        ("专任教师", ["本科及以上", "硕士"], None),  # overlap
        ("义务教育学校", ["小学", "初中"], Wholeness.SURE),
        ("新招教师", ["小学", "初中"], Wholeness.APART),
        ("教师", ["35岁以下", "36至50岁", "51岁以上"], Wholeness.SURE),
        ("隐患", ["立行立改", "其余"], Wholeness.LIKELY),
    ],
)
def test_the_names_of_parts_tell_what_they_leave_out(whole: str, parts: list[str], kind: Wholeness | None) -> None:
    assert divided(whole, parts) is kind


def test_a_part_is_no_whole_of_others_of_its_division() -> None:
    assert divided("小学", ["初中", "其他"], name="小学") is None
    assert divided("民办园", ["普惠性民办园", "非普惠性民办园"], name="民办园") is Wholeness.SURE


def test_rows_of_names_are_read() -> None:
    assert members_in("小学、初中在校生分别为", 2) == ["小学", "初中"]
    assert members_in("普职招生比例分别为", 2) == ["普高", "中职"]
    assert members_in("小学语文成绩分别为", 2) == []
