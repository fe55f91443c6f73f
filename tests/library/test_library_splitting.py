"""Splitting at Chinese headings: what is a heading, what stays whole, and that nothing is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.library.splitting import LIMIT, split_text

LONG = "县政府统筹安排资金，支持乡镇学校改善条件，" * 3 + "成效明显。"


def outline(text: str) -> list[tuple[str, str]]:
    return [(" / ".join(piece.headings), piece.text) for piece in split_text(text)]


def test_numbered_headings_make_a_path() -> None:
    text = """一、工作成效
（一）优先发展
1.经费
经费增长。
2.用地
用地落实。
（二）队伍建设
教师增加。
二、问题
学位不足。"""
    assert outline(text) == [
        ("一、工作成效 / （一）优先发展 / 1.经费", "经费增长。"),
        ("一、工作成效 / （一）优先发展 / 2.用地", "用地落实。"),
        ("一、工作成效 / （二）队伍建设", "教师增加。"),
        ("二、问题", "学位不足。"),
    ]


def test_a_short_first_sentence_is_a_run_in_heading() -> None:
    assert outline(f"（一）坚持优先发展。{LONG}") == [("（一）坚持优先发展", LONG)]


def test_an_unnumbered_lead_opens_the_innermost_section() -> None:
    text = f"（三）教师队伍\n落实教师待遇。{LONG}\n加强师德建设。{LONG}\n（四）安全\n无事故。"
    assert [path for path, _ in outline(text)] == [
        "（三）教师队伍 / 落实教师待遇",
        "（三）教师队伍 / 加强师德建设",
        "（四）安全",
    ]


def test_a_numbered_sentence_is_text() -> None:
    assert outline("一、概况\n1.全县有小学五十所。\n2.全县有初中二十所。") == [
        ("一、概况", "1.全县有小学五十所。\n2.全县有初中二十所。")
    ]


@pytest.mark.parametrize(
    "line", ["1.5公里以内就近入学的学生占九成。", "2024年以来，全县新建学校三所。", "一是统筹推进。"]
)
def test_these_are_no_headings(line: str) -> None:
    assert outline(line) == [("", line)]


def test_articles_of_a_law_are_headings() -> None:
    text = "第一章 总则\n第一条 为了保障教育。\n第二条 适用本办法。"
    assert outline(text) == [("第一章 总则 / 第一条", "为了保障教育。"), ("第一章 总则 / 第二条", "适用本办法。")]


def test_markdown_marks_carry_the_same_headings() -> None:
    plain = outline("一、概况\n（一）**规模**\n学校五十所。\n小结\n很好。")
    marked = outline("## 一、概况\n### （一）规模\n学校五十所。\n小结\n很好。")
    assert plain == marked == [("一、概况 / （一）规模", "学校五十所。\n小结\n很好。")]


def test_an_unnumbered_markdown_heading_ends_deeper_ones() -> None:
    assert outline("## 概况\n### 规模\n大。\n## 措施\n多。") == [("概况 / 规模", "大。"), ("措施", "多。")]


def test_a_heading_with_nothing_under_it_is_kept_as_text() -> None:
    assert outline("一、要点\n（一）职业教育，无此项工作任务\n（二）高等教育，无此项工作任务\n二、问题\n无。") == [
        ("一、要点", "（一）职业教育，无此项工作任务\n（二）高等教育，无此项工作任务"),
        ("二、问题", "无。"),
    ]


def test_a_list_inside_a_long_paragraph_stays_whole() -> None:
    listed = f"主要做法有三条：一是{LONG}二是{LONG}三是{LONG}四是{LONG}"
    assert LIMIT - 200 < len(listed) < 800
    pieces = [text for _, text in outline(f"一、做法\n{LONG * 4}{listed}{LONG * 4}")]
    assert [text for text in pieces if "一是" in text] == [text for text in pieces if "四是" in text]
    assert sum(listed in text for text in pieces) == 1


def test_list_items_in_paragraphs_of_their_own_stay_with_their_announcement() -> None:
    items = [f"{mark}是{LONG}{LONG}" for mark in "一二三四"]
    text = "一、做法\n" + LONG * 5 + "\n有四条措施：\n" + "\n".join(items)
    pieces = [body for _, body in outline(text)]
    assert pieces[-1] == "有四条措施：\n" + "\n".join(items)
    assert LIMIT < len(pieces[-1]) <= 800


def test_a_list_beyond_all_measure_is_cut_between_items() -> None:
    items = [f"{mark}是{LONG * 4}" for mark in "一二三四五"]
    pieces = [body for _, body in outline("".join(items))]
    assert len(pieces) > 1
    assert all(len(piece) <= LIMIT + 60 for piece in pieces)
    assert "".join(pieces) == "".join(items)


def test_a_text_without_any_mark_is_cut_all_the_same() -> None:
    pieces = split_text("教" * 3000)
    assert max(len(piece.text) for piece in pieces) <= 800
    assert "".join(piece.text for piece in pieces) == "教" * 3000


def test_lines_are_counted_from_zero_with_empty_ones() -> None:
    assert [piece.line for piece in split_text("\n一、概况\n\n好。\n二、问题\n少。")] == [3, 5]


def test_ordinary_text_keeps_to_the_limit() -> None:
    pieces = split_text("\n".join([LONG * 7] * 5))
    assert all(len(piece.text) <= LIMIT + 60 for piece in pieces)


MARKS = [
    "一、",
    "（二）",
    "3.",
    "（4）",
    "第五条 ",
    "# ",
    "一是",
    "二是",
    "概况",
    "。",
    "；",
    "：",
    "教育",
    "\n",
    "12",
    "**",
]


@given(st.lists(st.sampled_from([*MARKS, LONG]), max_size=60).map("".join))
def test_no_word_is_lost_and_none_appears_twice(text: str) -> None:
    pieces = split_text(text)
    # A path is repeated for every piece under it: count each heading where it begins.
    seen: list[str] = []
    before: tuple[str, ...] = ()
    for piece in pieces:
        shared = next((n for n, (a, b) in enumerate(zip(before, piece.headings, strict=False)) if a != b), None)
        fresh = piece.headings[min(len(before), len(piece.headings)) if shared is None else shared :]
        seen += [*fresh, piece.text]
        before = piece.headings
    kept = re.sub(r"[\s#*。]|第五条", "", "".join(seen))
    given_ = re.sub(r"[\s#*。]|第五条", "", text)
    # Two equal headings in a row look like one: then only that nothing was added can be told.
    assert len(kept) <= len(given_)
    assert set(kept) == set(given_)


def test_nothing_in_nothing_out() -> None:
    assert split_text("") == []
    assert split_text("\n \u3000\n") == []
