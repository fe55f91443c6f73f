"""The account of a check: every obligation ends in one state; what was not checked says why and what it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_helpers import REGION, YEAR, document, metrics
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking import CheckResult, check_document
from drafter.checking.context import CheckContext
from drafter.checking.support import MaterialIndex
from drafter.findings import State
from drafter.outlines import find_outline

VOICES = sorted((Path(__file__).parent / "voices").glob("*.txt"))
WHY = {"insufficient data", "could not read", "could not run"}
LINES = (
    "一、工作成效",
    "全市实现智慧校园平台全覆盖，学生竞赛成绩居全省第一。",
    "全年未发生校园欺凌事件，市教育局荣获全省教育督导先进集体称号。",
    "承办全省中小学生校园足球联赛。",
    "按照《教育督导条例》（国务院令第624号）和《办学条件细则》要求落实。",
    "印发《 》，按照《通知》（云教发〔2025〕3号）执行。",
    "全市公办园在园幼儿占比为48.34%，比上年提高1.24个百分点。",
    "共有学校98所，其中小学60所、初中38所，小学占61.2%。",
    "落实校长负责制。我市无此项工作任务。",
    "二、存在的问题",
    "市长魏长青主持召开会议。",
    "投入资金XX万元。",
)


def account_of(result: CheckResult, context: CheckContext) -> None:
    """Whatever the document, the sums agree."""
    told = result.coverage.as_dict()
    for kind in ("figures", "citations", "claims"):
        states = [told[kind][state.value] for state in State if state.value in told[kind]]
        assert told[kind]["found"] == sum(states), kind
    assert told["figures"]["found"] == len(context.figures())
    assert sum(told["items"].values()) == result.coverage.items.total()
    assert all(relation["state"] in set(State) for relation in told["relations"])
    if "support" in told["claims"]:
        assert sum(told["claims"]["support"].values()) == told["claims"]["found"]
    for item in told["not_checked"]:
        assert all((item["what"], item["needs"], item["why"] in WHY))
    whats = "".join(item["what"] for item in told["not_checked"])
    assert ("说法" in whats) == bool(told["claims"]["not_checked"])
    assert ("引用的文件" in whats) == bool(told["citations"]["not_checked"])


def check(text: str, *, given_all: bool, outline: str = "") -> None:
    seen: list[CheckContext] = []
    result = check_document(
        document(text),
        metrics=metrics({"public_kindergarten_share": ("48.34", "47.10")}) if given_all else None,
        materials=MaterialIndex([document("市长周云帆主持会议。新建公办幼儿园12所。", "材料.txt")])
        if given_all
        else None,
        outline=find_outline(outline) if outline else None,
        region=REGION,
        year=YEAR,
        on_context=seen.append,
    )
    account_of(result, seen[0])


@pytest.mark.parametrize("given_all", [False, True])
@pytest.mark.parametrize("voice", VOICES, ids=lambda path: path.stem)
def test_the_account_of_a_whole_report_adds_up(voice: Path, given_all: bool) -> None:
    check(voice.read_text(encoding="utf-8"), given_all=given_all, outline="county-standard")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14), st.booleans(), st.booleans())
def test_the_account_adds_up_whatever_is_put_together(lines: list[str], given_all: bool, named: bool) -> None:
    check("\n".join(lines), given_all=given_all, outline="city-key-points" if named else "")


def test_an_item_that_must_not_be_declined_is_told_among_the_states() -> None:
    from drafter.checking.rules import find_rule

    rule = find_rule("REQ005")
    assert rule is not None
    result = check_document(document(rule.flags[0].text), outline=rule.flags[0].outline, region=REGION, year=YEAR)
    assert result.coverage.as_dict()["items"]["refuted"] == 1
