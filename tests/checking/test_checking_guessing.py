"""Figures whose indicator the words only suggest: confirmed when they are the cell's, suspected when they slipped."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from checking_helpers import REGION, YEAR, Given, check, document, metrics, own_indicator
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.comparing import Verdict
from drafter.checking.context import CheckContext
from drafter.checking.guessing import Guess, Guesser
from drafter.checking.plausible import slipped
from drafter.facts import Dictionary
from drafter.findings import Severity, State

KNOWN = Dictionary(
    [
        own_indicator("教育系统党员数", "名", id="members"),
        own_indicator("学生总体近视率", "%", "ratio", id="myopia"),
        own_indicator("小学高级职称教师占比", "%", "ratio", id="primary_title"),
        own_indicator("初中高级职称教师占比", "%", "ratio", id="junior_title"),
        own_indicator("高中高级职称教师占比", "%", "ratio", id="senior_title"),
        own_indicator("义务教育在校生数", "人", id="compulsory", parts=("primary", "junior")),
        own_indicator("小学在校生数", "人", id="primary"),
        own_indicator("初中在校生数", "人", id="junior"),
    ]
)
GIVEN: Given = {
    "members": ("9120", "8873"),
    "myopia": ("48.3", "49.5"),
    "primary_title": ("18.2", "17.0"),
    "junior_title": ("24.6", "23.1"),
    "senior_title": ("33.7", "32.2"),
    "compulsory": ("52460", "51200"),
    "primary": ("36180", "35800"),
    "junior": ("16280", "15400"),
}
SWAPPED, LAST_YEAR, BESIDE = "疑似数字颠倒或多写、少写一位", "疑似写成了上年的数", "疑似与另一项的数写反"
AFTER, SAME = "前面的数已经对上，这里是它的增减", "名称与指标表这一项相同"


def guesses(text: str) -> list[Guess]:
    given = metrics(GIVEN, KNOWN)
    context = CheckContext(document(text), REGION, YEAR, metrics=given)
    (statement,) = context.statements
    return list(Guesser(given, REGION, YEAR).guesses(statement, context.bindings, context.subjects))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(g.figure.text, g.binding.indicator.id, g.outcome.verdict.value) for g in guesses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市有党员9120名。", [("9120名", "members", "proved")]),
        ("学生近视率48.3%。", [("48.3%", "myopia", "proved")]),
        (
            "小学、初中、高中高级职称教师占比18.2%、24.6%、33.7%。",
            [
                ("18.2%", "primary_title", "proved"),
                ("24.6%", "junior_title", "proved"),
                ("33.7%", "senior_title", "proved"),
            ],
        ),
        (
            "义务教育在校生52460人，其中小学36180人、初中16280人。",
            [("36180人", "primary", "proved"), ("16280人", "junior", "proved")],
        ),
        (
            "学生近视率48.3%，比上年下降1.2个百分点。",
            [("48.3%", "myopia", "proved"), ("1.2个百分点", "myopia", "proved")],
        ),
    ],
)
def test_a_value_that_is_the_cells_is_confirmed(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "figure", "why"),
    [
        ("现有党员9210名。", "9210名", SWAPPED),
        ("现有党员91200名。", "91200名", SWAPPED),
        ("现有党员912名。", "912名", SWAPPED),
        ("现有党员8873名。", "8873名", LAST_YEAR),
        ("小学、初中、高中高级职称教师占比分别为18.2%、26.4%、33.7%。", "26.4%", SWAPPED),
        ("义务教育在校生52460人，其中小学16280人、初中36180人。", "16280人", BESIDE),
        ("学生近视率48.3%，比上年下降2.1个百分点。", "2.1个百分点", AFTER),
    ],
)
def test_a_value_that_came_from_a_cell_and_slipped_is_suspected(text: str, figure: str, why: str) -> None:
    (slip,) = [guess for guess in guesses(text) if guess.figure.text == figure]
    assert slip.outcome.verdict is Verdict.REFUTED
    assert slip.suspect in (why, SAME)  # a name that is the sheet's own says more than how it slipped


def test_another_value_is_no_slip() -> None:
    assert [(guess.outcome.verdict, guess.suspect) for guess in guesses("现有党员7000名。")] == [(Verdict.REFUTED, "")]


@pytest.mark.parametrize(
    "text",
    [
        "望山县党员9210名。",  # elsewhere
        "力争党员9210名。",  # to come
        "截至6月底党员9210名。",  # within the year
        "党员约9210名。",  # nothing definite
        "党员9210元。",  # another unit
        "在校生36108人。",  # the end of three names
        "义务教育在校生52460人，比上年增加1260人。",  # bound for sure, which is not a guess
        "小学、初中高级职称教师占比18.2%、24.6%、33.7%。",  # more values than names
    ],
)
def test_nothing_is_guessed_on_words_that_do_not_say_enough(text: str) -> None:
    assert guesses(text) == []


def test_a_change_behind_a_bracket_is_not_of_the_value_in_it() -> None:
    assert told("学生近视率（抽测48.3%），比上年下降2.1个百分点。") == [("48.3%", "myopia", "proved")]


def test_a_guess_is_a_warning_at_most_and_its_value_counts_as_proved() -> None:
    result = check("现有党员9210名。学生近视率48.3%。", metrics(GIVEN, KNOWN))
    wrong = [f for f in result.findings if f.excerpt == "9210名"]
    assert [f.severity for f in wrong] == [Severity.WARNING]
    assert result.coverage.figures[State.PROVED] == 1


def test_ten_times_as_many_rows_of_nearly_one_name_are_no_hundred_times_the_work() -> None:
    def seconds(rows: int) -> float:
        known = Dictionary([own_indicator(f"片区{n}义务教育阶段在校生数", "人", id=f"row{n}") for n in range(rows)])
        given = metrics({f"row{n}": (str(n), str(n + 1)) for n in range(rows)}, known)
        begin = time.process_time()
        Guesser(given, REGION, YEAR)
        return time.process_time() - begin

    assert seconds(4000) < 25 * seconds(400) + 1


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("9120", "9210", True),
        ("9120", "1920", True),
        ("9120", "9102", True),
        ("48.3", "43.8", True),
        ("48.3", "483", True),
        ("9120", "91200", True),
        ("9120", "9120", False),
        ("9120", "2190", False),  # two digits that are not neighbours
        ("9120", "9130", False),
        ("98", "89", False),  # two digits are alike by chance
        ("0", "9120", False),
        ("9120", "912000", False),
    ],
)
def test_a_slip_is_two_neighbours_changed_over_or_one_nought(one: str, other: str, slip: bool) -> None:
    assert slipped(Decimal(one), Decimal(other)) is slip
    assert slipped(Decimal(other), Decimal(one)) is slip


@given(st.integers(100, 10**9), st.integers(0, 7), st.integers(0, 4))
def test_any_two_neighbours_may_be_changed_over(number: int, at: int, decimals: int) -> None:
    digits = list(str(number))
    at %= len(digits) - 1
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    changed = int("".join(digits))
    if len(str(changed)) == len(str(number)) and changed != number and number % 10 and changed % 10:
        assert slipped(Decimal(number).scaleb(-decimals), Decimal(changed).scaleb(-decimals))
