"""The names by which a text speaks of indicators."""

from __future__ import annotations

import re

import pytest
from checking_helpers import own_indicator

from drafter.checking.text.lexicon import Lexicon
from drafter.facts import Dictionary, load_dictionary

LEXICON = Lexicon(load_dictionary())


def names(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.indicator.id) for m in LEXICON.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公办园在园幼儿占比为48.34%", [("公办园在园幼儿占比", "public_kindergarten_share")]),
        ("公办园的在园幼儿的占比", [("公办园的在园幼儿的占比", "public_kindergarten_share")]),
        ("公办园 在园幼儿 占比", [("公办园 在园幼儿 占比", "public_kindergarten_share")]),
        ("公办率", [("公办率", "public_kindergarten_share")]),
        ("幼儿园612所", [("幼儿园", "kindergartens_total")]),
        ("小学412所、初中138所", [("小学", "primary_schools"), ("初中", "junior_schools")]),
        ("生均公用经费（小学）", [("生均公用经费（小学）", "per_pupil_public_funds_primary")]),
        ("生均公用经费(小学)", [("生均公用经费(小学)", "per_pupil_public_funds_primary")]),
        ("小学生均公用经费", [("小学生均公用经费", "per_pupil_public_funds_primary")]),
        ("招募“三支一扶”人员", [("招募“三支一扶”人员", "graduates_three_supports")]),
        ("招募「三支一扶」人员", [("招募「三支一扶」人员", "graduates_three_supports")]),
        ("组织开展应急演练3864次", [("组织开展应急演练", "emergency_drills")]),
        ("今天天气很好", []),
        ("", []),
    ],
)
def test_a_name_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("separator", ["、", "和", "及", "与", "以及"])
def test_members_are_listed_before_their_noun(separator: str) -> None:
    text = f"小学{separator}初中生均公用经费分别达到"
    found = LEXICON.find(text)
    assert [m.indicator.id for m in found] == ["per_pupil_public_funds_primary", "per_pupil_public_funds_junior"]
    assert len({m.end for m in found}) == 1
    assert [text[m.start : m.start + 2] for m in found] == ["小学", "初中"]


def test_three_members_are_listed_before_their_noun() -> None:
    found = LEXICON.find("小学、初中和普通高中生均公用经费")
    assert [m.indicator.id.removeprefix("per_pupil_public_funds_") for m in found] == ["primary", "junior", "senior"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("小学", "per_pupil_public_funds_primary"),
        ("、初中", "per_pupil_public_funds_junior"),
        ("高中", "per_pupil_public_funds_senior"),
        ("幼儿园", "per_pupil_public_funds_kindergarten_public"),
        ("高校", None),
        ("", None),
    ],
)
def test_a_member_is_named_after_its_family(word: str, expected: str | None) -> None:
    found = LEXICON.member("全市生均公用经费中，", word)
    assert (found.id if found else None) == expected


def test_a_member_needs_a_family() -> None:
    assert LEXICON.member("全市各项投入中，", "小学") is None


def test_the_family_named_last_counts() -> None:
    found = LEXICON.member("生均公用经费达标，生均一般公共预算教育经费中，", "小学")
    assert found is not None
    assert found.id == "per_pupil_edu_exp_primary"


@pytest.mark.parametrize(
    ("text", "short", "generic"),
    [("小学412所", True, False), ("在校生12万人", True, True), ("公办园在园幼儿占比", False, False)],
)
def test_a_name_may_be_weak(text: str, short: bool, generic: bool) -> None:
    (mention,) = LEXICON.find(text)
    assert (mention.short, mention.generic) == (short, generic)


def test_generic_names_count_what_others_count_some_of() -> None:
    known = load_dictionary()
    assert LEXICON.is_generic(known["kindergartens_total"])
    assert not LEXICON.is_generic(known["nine_year_schools"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委常委会9次研究教育工作", [("9", "party_standing_edu_topics")]),
        ("市政府常务会议研究教育议题11次", [("11", "gov_exec_edu_topics")]),
        ("排查安全隐患2617处，年底前完成整改2589处", [("2617", "hazards_found"), ("2589", "hazards_fixed")]),
        ("常委会研究教育工作，不含数字", []),
    ],
)
def test_a_clause_tells_a_figure_before_its_noun(text: str, expected: list[tuple[str, str]]) -> None:
    heard = sorted({(m.end, m.indicator.id) for m in LEXICON.heard(text)})
    assert [(re.match(r"\d+", text[at:])[0], indicator) for at, indicator in heard] == expected  # type: ignore[index]


def test_the_users_own_indicator_is_found() -> None:
    own = Lexicon(Dictionary([own_indicator("名师工作室数", "个"), own_indicator("馆", "所")]))
    (mention,) = own.find("全市名师工作室45个")
    assert mention.indicator.name == "名师工作室数"
    assert own.find("图书馆3所") == []  # one character names nothing


def test_an_official_name_beats_an_alias() -> None:
    lexicon = Lexicon(
        Dictionary([own_indicator("甲学校数", id="a", aliases=("乙学校数",)), own_indicator("乙学校数", id="b")])
    )
    assert [m.indicator.id for m in lexicon.find("甲学校数、乙学校数")] == ["a", "b"]


def test_an_empty_dictionary_finds_nothing() -> None:
    empty = Lexicon(Dictionary([]))
    assert empty.find("小学412所") == []
    assert empty.heard("小学412所") == []
    assert empty.member("小学", "小学") is None


def test_a_family_of_one_is_no_family() -> None:
    lexicon = Lexicon(Dictionary([own_indicator("补助(小学)", "元", "money")]))
    assert lexicon.member("补助中，", "小学") is None
    assert [m.indicator.name for m in lexicon.find("小学补助500元")] == ["补助(小学)"]


@pytest.mark.parametrize("indicator", sorted(load_dictionary()))
def test_every_indicator_is_found_by_its_name(indicator: str) -> None:
    entry = load_dictionary()[indicator]
    assert entry.id in {m.indicator.id for m in LEXICON.find(entry.name)}
