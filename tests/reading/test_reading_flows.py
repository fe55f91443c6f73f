"""Running text over hard line breaks, and the way back to the paragraphs it stands in."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drafter.findings import Place
from drafter.reading import Document, Flow, Paragraph, structure

BROKEN = "全市统筹资金12.34亿元，新建改扩建学校36所，新增学位"
REST = "2.1万个，惠及学生1.9万人。"
PARTS = ("body", "table", "header", "footer", "footnote", "textbox")


def document(*lines: str, part: str = "body") -> Document:
    return structure(Document("报告.txt", "txt", [Paragraph(n, part, line) for n, line in enumerate(lines)]))


def flows(*lines: str) -> list[str]:
    return [flow.text for flow in document(*lines).flows]


def found(made: Document, flow: Flow, start: int, end: int) -> str:
    """The words at the places of a stretch."""
    words = made.paragraph_text()
    return "".join(words[p.paragraph][p.start : p.end] for p in flow.places(start, end))


def test_a_sentence_cut_by_a_line_break_is_joined() -> None:
    made = document(BROKEN, REST, "另一段。")
    assert [flow.text for flow in made.flows] == [BROKEN + REST, "另一段。"]
    assert [flow.first_paragraph for flow in made.flows] == [0, 2]


def test_a_sentence_cut_twice_is_joined_whole() -> None:
    assert flows(BROKEN, BROKEN, REST) == [BROKEN + BROKEN + REST]


def test_places_lead_back_to_both_lines() -> None:
    made = document("一、甲", BROKEN, REST)
    flow = made.flows[1]
    start = flow.text.index("新增学位2.1万个")
    assert flow.places(start, start + len("新增学位2.1万个")) == [
        Place("body", "一", 1, BROKEN.index("新增学位"), len(BROKEN)),
        Place("body", "一", 2, 0, len("2.1万个")),
    ]


def test_spaces_at_the_cut_are_left_out_and_offsets_stay_right() -> None:
    made = document(BROKEN + " \u3000", " " + REST)
    (flow,) = made.flows
    assert flow.text == BROKEN + REST
    assert flow.pieces == ((0, 0, 0), (len(BROKEN), 1, 1))
    assert flow.places(len(BROKEN), len(BROKEN) + 3) == [Place("body", "", 1, 1, 4)]


def test_outer_spaces_stay_in_the_text() -> None:
    made = document("　　" + BROKEN, REST + "  ")
    assert made.flows[0].text == "　　" + BROKEN + REST + "  "


def test_an_empty_stretch_has_one_place() -> None:
    made = document(BROKEN, REST)
    (flow,) = made.flows
    assert flow.places(4, 4) == [Place("body", "", 0, 4, 4)]
    assert flow.places(len(BROKEN), len(BROKEN)) == [Place("body", "", 1, 0, 0)]
    assert flow.places(len(flow.text), len(flow.text)) == [Place("body", "", 1, len(REST), len(REST))]


def test_a_stretch_beyond_the_text_has_no_place() -> None:
    (flow,) = document(BROKEN, REST).flows
    assert flow.places(len(flow.text) + 2, len(flow.text) + 4) == []
    assert flow.places(len(flow.text) - 1, len(flow.text) + 4) == [Place("body", "", 1, len(REST) - 1, len(REST))]


@pytest.mark.parametrize("blank", ["", "  ", "\u3000", "\t"])
def test_blank_lines_inside_a_broken_sentence_are_part_of_the_break(blank: str) -> None:
    made = document(BROKEN, blank, blank, REST)
    assert [flow.text for flow in made.flows] == [BROKEN + REST]
    assert [piece[1] for piece in made.flows[0].pieces] == [0, 3]


@pytest.mark.parametrize("mark", "。！？；：…)）》”】’!?;:")
def test_a_finished_line_is_not_joined(mark: str) -> None:
    assert flows(BROKEN + mark, REST) == [BROKEN + mark, REST]


@pytest.mark.parametrize(
    "line", ["云岭市人民政府", "新建学校，", "全市统筹资金新建改扩建学校新增学位惠及学生合计若干人"]
)
def test_a_short_line_or_one_without_marks_is_not_joined(line: str) -> None:
    assert flows(line, REST) == [line, REST]


@pytest.mark.parametrize("space", [" ", "\u3000", "\t"])
def test_spaces_behind_a_finished_line_do_not_make_it_unfinished(space: str) -> None:
    assert flows(f"{BROKEN}。{space}", REST) == [f"{BROKEN}。{space}", REST]


def test_a_broken_line_has_at_least_twenty_four_characters() -> None:
    line = "新建学校，" + "全" * 19
    assert flows(line, REST) == [line + REST]
    assert flows(line[:-1], REST) == [line[:-1], REST]


@pytest.mark.parametrize("after", ["　　新的一段。", "\t新的一段。"])
def test_an_indented_line_begins_a_paragraph(after: str) -> None:
    assert flows(BROKEN, after) == [BROKEN, after]


@pytest.mark.parametrize(
    "after",
    [
        "二是新建学校",
        "十是新建学校",
        "2.新建学校，" + "新增学位，" * 12,
        "（2）新建学校，" + "新增学位，" * 12,
        "(12) 新建学校，" + "新增学位，" * 12,
        "②新建学校",
        "- 新建学校",
        "* 新建学校",
        "> 新建学校",
        "# 新建学校" + "新增学位" * 15,
    ],
)
def test_the_entries_of_a_list_stay_apart(after: str) -> None:
    assert flows(BROKEN, after) == [BROKEN, after]


def test_entries_without_final_marks_stay_apart() -> None:
    first, second = f"一是{BROKEN}", f"二是{BROKEN}"
    assert flows(first, second, REST) == [first, second + REST]


@pytest.mark.parametrize("after", ["2.1万个。", "12.5%。", "3、5个。", "（含民办）2个。", "是重点。", "-3.5个百分点。"])
def test_a_line_that_begins_with_a_figure_goes_on(after: str) -> None:
    assert flows(BROKEN, after) == [BROKEN + after]


def test_a_heading_is_never_joined() -> None:
    heading = "一、统筹推进教育优先发展、落实各项投入政策和保障机制的情况"
    assert flows(BROKEN, heading, BROKEN, REST) == [BROKEN, heading, BROKEN + REST]


def test_text_behind_a_run_in_heading_is_joined() -> None:
    line = f"（一）健全机制。{BROKEN}"
    made = document(line, REST)
    assert [flow.text for flow in made.flows] == [line + REST]
    assert made.flows[0].section == "（一）"


def test_the_title_is_never_joined() -> None:
    title = "云岭市人民政府关于2025年履行教育职责、推进教育优质均衡发展情况的自评报告"
    addressee = "省人民政府教育督导委员会："
    assert flows(title, addressee, BROKEN, REST) == [title, addressee, BROKEN + REST]
    assert flows(f"　{title} ", addressee) == [f"　{title} ", addressee]
    assert flows(BROKEN, title)[0] == BROKEN


@pytest.mark.parametrize("date", ["2026年3月5日", " ２０２６年３月５日", "二〇二六年三月十五日"])
def test_the_signature_is_never_joined(date: str) -> None:
    assert flows(BROKEN, "云岭市人民政府", "", date) == [BROKEN, "云岭市人民政府", date]
    assert flows(BROKEN, date) == [BROKEN, date]


def test_a_broken_sentence_that_ends_before_a_date_line_is_still_joined() -> None:
    assert flows(BROKEN, REST, "2026年3月5日") == [BROKEN + REST, "2026年3月5日"]


def test_the_first_line_of_a_text_without_a_title_is_joined() -> None:
    made = document(BROKEN, REST)
    assert made.title == BROKEN
    assert len(made.flows) == 1


@pytest.mark.parametrize("part", PARTS[1:])
def test_only_the_body_is_joined(part: str) -> None:
    assert [(f.text, f.part) for f in document(BROKEN, REST, part=part).flows] == [(BROKEN, part), (REST, part)]


@pytest.mark.parametrize("part", PARTS[1:])
def test_another_part_between_ends_a_sentence(part: str) -> None:
    lines = [Paragraph(0, "body", BROKEN), Paragraph(1, part, ""), Paragraph(2, "body", REST)]
    made = structure(Document("报告.docx", "docx", lines))
    assert [flow.text for flow in made.flows] == [BROKEN, REST]


def test_blank_documents_have_no_flow() -> None:
    assert document("", "  ", "\u3000").flows == []


PIECE = st.text("全市新建，。、；：一二是（）12.5％ \u3000\t年月日报告", max_size=40)
STRETCH = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(st.lists(st.tuples(PIECE, st.sampled_from(PARTS + ("body",) * 6)), max_size=8), STRETCH)
@settings(max_examples=400, deadline=None)
def test_the_words_at_the_places_of_a_stretch_are_the_stretch(
    lines: list[tuple[str, str]], stretch: list[float]
) -> None:
    paragraphs = [Paragraph(n, part, text) for n, (text, part) in enumerate(lines)]
    made = structure(Document("报告.docx", "docx", paragraphs))
    for flow in made.flows:
        start, end = (round(share * len(flow.text)) for share in stretch)
        assert found(made, flow, start, end) == flow.text[start:end]
        assert found(made, flow, 0, len(flow.text)) == flow.text


@given(st.lists(PIECE, max_size=8))
@settings(max_examples=200, deadline=None)
def test_every_line_with_words_stands_in_exactly_one_flow_in_order(lines: list[str]) -> None:
    made = document(*lines)
    held = [piece[1] for flow in made.flows for piece in flow.pieces]
    assert held == [n for n, line in enumerate(lines) if line.strip()]


@given(st.integers(30, 100), st.integers(0, 3))
def test_wherever_prose_is_cut_after_a_full_line_it_is_joined_again(cut: int, blanks: int) -> None:
    prose = (BROKEN + "，" + REST.rstrip("。") + "，") * 3
    before, after = prose[:cut], prose[cut:]
    assume(before[-1] not in "。；")
    made = document(before, *[""] * blanks, after)
    (flow,) = made.flows
    assert flow.text == prose
    assert found(made, flow, cut - 5, cut + 5) == prose[cut - 5 : cut + 5]
