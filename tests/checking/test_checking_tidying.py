"""Text typed with stray spaces, half-width marks and full-width digits, and where its words stand in the document."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, check, in_place
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking.text.tidying import tidy
from drafter.reading import Flow


def flow(text: str) -> Flow:
    return Flow(text, ((0, 0, 0),), "", "body")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("在校学生 8.6 万人,教职工 6 215 人。", "在校学生8.6万人，教职工6215人。"),
        ("占( 58.4 亿元 ) 的 22.0％ 。", "占（58.4亿元）的22.0%。"),
        ("资金 2 , 150 万元", "资金2,150万元"),
        ("教师 1 0 7名，幼儿１４,３２０人", "教师107名，幼儿14,320人"),
        ("招收10，200所学校", "招收10，200所学校"),
        ("http://a.b:80 ESI 排名", "http://a.b:80 ESI排名"),
        ("占比依次为43.0%、57.0%", "占比分别为43.0%、57.0%"),
    ],
)
def test_slips_of_typing_are_taken_out(typed: str, meant: str) -> None:
    assert tidy(flow(typed)).text == meant


def test_a_text_without_slips_is_itself() -> None:
    plain = flow("全市共有幼儿园612所。")
    assert tidy(plain) is plain


@given(st.text(alphabet="学校 　12,，:：()０９％%.\n", max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_character_is_found_again(text: str) -> None:
    tidied = tidy(flow(text))
    for at in range(len(tidied.text)):
        written = tidied.written(at, at + 1)
        (place,) = tidied.places(at, at + 1)
        assert text[place.start : place.end] == written


def test_a_finding_lies_on_the_words_as_typed() -> None:
    result = check("共有园所 ６５ 所,其中公办 40 所 ,占 71.5 ％ 。", region=REGION, year=YEAR)
    assert in_place(result)
    assert "71.5 ％" in [f.excerpt for f in result.findings if f.code == "ARI001"]


@pytest.mark.parametrize("unit", ["1", "1 ", "1,234,", "占", "其中小学1所、", "每人每年1元、", "：1人", "由1升至"])
def test_a_text_without_an_end_is_read_in_bounded_time(unit: str) -> None:
    check(unit * (6000 // len(unit)), select=("NUM", "ARI", "TIM"))
