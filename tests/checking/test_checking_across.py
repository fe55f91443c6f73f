"""Shares of a whole that another sentence tells."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, document, found

from drafter.checking.context import CheckContext
from drafter.checking.relations import Relation
from drafter.checking.relations.across import shares_across
from drafter.findings import Severity, State

PROVED, REFUTED = State.PROVED, State.REFUTED
WHOLE = "全市义务教育在校生52460人。"


def across(text: str, *settled: str) -> list[Relation]:
    context = CheckContext(document(text), REGION, YEAR)
    known = {f.id for f in context.figures() if f.text in settled}
    return list(shares_across(context.statements, known, context.subjects, context.told))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (WHOLE + "随迁子女9870人，占义务教育在校生的18.8%。", PROVED),
        (WHOLE + "随迁子女9870人，占义务教育在校生的18.81%。", PROVED),
        (WHOLE + "随迁子女9870人，占义务教育在校生的28.8%。", REFUTED),
        ("随迁子女9870人，占义务教育在校生的28.8%。" + WHOLE, REFUTED),
        (WHOLE + "义务教育在校生中，随迁子女9870人，占28.8%。", REFUTED),
        (WHOLE + "随迁子女9870人，占义务教育阶段在校生的28.8%。", REFUTED),
        (WHOLE + WHOLE + "随迁子女9870人，占义务教育在校生的28.8%。", REFUTED),
        ("全市幼儿园612所。云岭区幼儿园98所，占全市的16.0%。", PROVED),
        ("全市幼儿园612所。云岭区幼儿园98所，占全市的26.0%。", REFUTED),
    ],
)
def test_a_whole_of_exactly_that_name_is_found_in_another_sentence(text: str, state: State) -> None:
    (relation,) = across(text)
    assert relation.kind == "share"
    assert relation.state is state


def test_what_two_sentences_tell_is_never_more_than_a_warning() -> None:
    (relation,) = across(WHOLE + "随迁子女9870人，占义务教育在校生的28.8%。")
    assert relation.weak
    wrong = found(WHOLE + "随迁子女9870人，占义务教育在校生的28.8%。", None, "ARI")
    assert [(f.excerpt, f.severity) for f in wrong] == [("28.8%", Severity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE + "随迁子女9870人，占小学在校生的28.8%。",  # another whole
        WHOLE + "全市义务教育在校生51200人。随迁子女9870人，占义务教育在校生的28.8%。",  # told twice, differently
        WHOLE + "随迁子女9870所，占义务教育在校生的28.8%。",  # of another unit
        WHOLE + "随迁子女占义务教育在校生的28.8%。",  # no part
        WHOLE + "随迁子女比上年增加987人，占义务教育在校生的28.8%。",  # the part is a change
        WHOLE + "随迁子女9870人，公办学校就读占义务教育在校生的28.8%。",  # the share of another part
        "全市义务教育在校生约5万人。随迁子女9870人，占义务教育在校生的28.8%。",  # an indefinite whole
        "全市幼儿园612所。幼儿园98所，占全市的26.0%。",  # a part of no place of its own
        WHOLE + "随迁子女9870人，占28.8%。",  # a whole that nothing names
    ],
)
def test_what_may_be_a_share_of_something_else_is_left_alone(text: str) -> None:
    assert across(text) == []


def test_a_share_that_its_own_sentence_settled_is_not_looked_at_again() -> None:
    text = WHOLE + "随迁子女9870人，占义务教育在校生的28.8%。"
    assert across(text, "28.8%") == []
