"""Whole reports in other voices and forms: everything is answered in other words, so nothing may be called missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from checking_helpers import document

from drafter.checking import CheckResult, check_document
from drafter.findings import State
from drafter.outlines import find_outline

FOLDER = Path(__file__).parent / "voices"
FORMS = {
    "county-plain": "county-standard",
    "county-sections": "county-standard",
    "city-numbered": "city-key-points",
    "province-other": "province-key-points",
}
FAMILIES = ("REQ", "POL", "CLM", "ENT", "CON")


def text_of(voice: str) -> str:
    return (FOLDER / f"{voice}.txt").read_text(encoding="utf-8")


def run(voice: str, text: str) -> CheckResult:
    region = {"city-numbered": "澄湖市"}.get(voice, "")
    return check_document(document(text), outline=find_outline(FORMS[voice]), region=region, select=FAMILIES)


@pytest.mark.parametrize("voice", FORMS)
def test_a_report_in_its_own_words_has_no_errors_and_no_warnings(voice: str) -> None:
    result = run(voice, text_of(voice))
    assert [(f.code, f.excerpt) for f in result.findings if f.severity != "info"] == []
    assert len(result.findings) <= 1
    assert result.coverage.items[State.MISSING] == 0


@pytest.mark.parametrize(
    ("voice", "left_out", "item"),
    [
        ("county-plain", r"去年市里反馈的问题.*", "抓好上轮反馈问题整改"),
        ("county-plain", r"普通话达标学校[^。]*。", "推广普及国家通用语言文字"),
        ("county-plain", r"查处师德问题[^。]*。", "加强师德师风建设"),
        ("county-sections", r"推广普通话[^。]*。", "推广普及国家通用语言文字"),
        ("county-sections", r"承办国家教育考试[^。]*。", "规范国家教育考试管理"),
        ("city-numbered", r"7\.3.*", "推广普及国家通用语言文字"),
        ("city-numbered", r"\n6\.4.*", "提升应急处置能力"),
        ("city-numbered", r"7\.5.*", "深入开展民族团结进步教育"),
        ("province-other", r"121个县义务教育教师.*", "保障义务教育教师工资待遇"),
    ],
)
def test_an_item_left_out_is_missed(voice: str, left_out: str, item: str) -> None:
    shorter, times = re.subn(left_out, "\n此项从略。", text_of(voice))
    assert times == 1
    messages = [f.message for f in run(voice, shorter).findings if f.code in ("REQ001", "REQ002")]
    assert any(item in message for message in messages), messages


@pytest.mark.parametrize(
    ("voice", "start"),
    [("county-plain", "四、短板和困难"), ("city-numbered", "10.存在问题"), ("province-other", "二、问题")],
)
def test_problems_and_measures_left_out_are_missed(voice: str, start: str) -> None:
    text = text_of(voice)
    codes = [f.code for f in run(voice, text[: text.index(start)]).findings]
    assert codes.count("REQ001") == 2


@pytest.mark.parametrize("voice", FORMS)
@pytest.mark.parametrize(
    ("planted", "code"),
    [
        ("宜宾市下达专项资金120万元。", "ENT001"),
        ("主要领导为驻遂高校师生上思政课。", "ENT005"),
        ("综合评价位列全国第一。", "CLM001"),
        ("全面落实学校安全责任保险全覆盖。", "CLM002"),
        ("全年未发生群体性食物中毒事件。", "CLM003"),
        ("印发《》，明确职责。", "POL009"),
        ("按照《教育督导条例》（国务院令第642号）开展督导。", "POL001"),
        ("落实《深化新时代教育评价改革方案》。", "POL003"),
    ],
)
def test_what_is_planted_is_found(voice: str, planted: str, code: str) -> None:
    lines = text_of(voice).split("\n")
    at = next(number for number, line in enumerate(lines) if "培训" in line and len(line) > 40)
    lines[at] += planted
    assert code in {f.code for f in run(voice, "\n".join(lines)).findings}
