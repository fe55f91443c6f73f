"""Headings, their labels, the sections they open, and the title."""

from __future__ import annotations

import pytest

from drafter.outlines import section_label
from drafter.reading import Document, Heading, Paragraph, structure


def document(*lines: str, styles: dict[int, int] | None = None, parts: dict[int, str] | None = None) -> Document:
    """A structured document of these lines."""
    paragraphs = [
        Paragraph(n, (parts or {}).get(n, "body"), line, (styles or {}).get(n, 0)) for n, line in enumerate(lines)
    ]
    return structure(Document("报告.txt", "txt", paragraphs))


def only_heading(line: str, style: int = 0) -> Heading:
    (heading,) = document(line, styles={0: style}).headings
    return heading


def labels(*lines: str) -> list[str]:
    return [h.label for h in document(*lines).headings]


@pytest.mark.parametrize(
    ("line", "level", "number", "label", "text"),
    [
        ("一、工作开展情况及成效", 1, 1, "一", "工作开展情况及成效"),
        ("十二、其他工作", 1, 12, "十二", "其他工作"),
        ("二十一、附则", 1, 21, "二十一", "附则"),
        ("一百、附则", 1, 100, "一百", "附则"),
        ("　　一、 工作", 1, 1, "一", "工作"),
        ("三．办学条件", 1, 3, "三", "办学条件"),
        ("第一部分 工作情况", 1, 1, "一", "工作情况"),
        ("第二部分、工作情况", 1, 2, "二", "工作情况"),
        ("第三章　成效", 1, 3, "三", "成效"),
        ("（一）全面加强党对教育工作的领导", 2, 1, "（一）", "全面加强党对教育工作的领导"),
        ("(二)落实优先发展", 2, 2, "（二）", "落实优先发展"),
        ("（ 三 ）、改革", 2, 3, "（三）", "改革"),
        ("(四）改革", 2, 4, "（四）", "改革"),
        ("1.健全机制", 3, 1, "1.", "健全机制"),
        ("2、健全机制", 3, 2, "2.", "健全机制"),
        ("3．健全机制", 3, 3, "3.", "健全机制"),
        ("４．健全机制", 3, 4, "４.", "健全机制"),
        ("12. 健全机制", 3, 12, "12.", "健全机制"),
        ("（1）健全机制", 4, 1, "（1）", "健全机制"),
        ("(2)健全机制", 4, 2, "（2）", "健全机制"),
        ("（１２）健全机制", 4, 12, "（１２）", "健全机制"),
    ],
)
def test_numbered_lines_are_headings(line: str, level: int, number: int, label: str, text: str) -> None:
    heading = only_heading(line)
    assert (heading.level, heading.number, heading.label, heading.text) == (level, number, label, text)
    assert not heading.run_in


@pytest.mark.parametrize(
    "line",
    [
        "2024.5万元用于改善办学条件",
        "2024.5.1日起施行",
        "2025年，全市新建3所。",
        "12.5%的学校达标",
        "9.8分",
        "3、5个县区",
        "12．5亿元",
        "123.健全机制",
        "一是加强领导。",
        "一方面加强领导",
        "一年来，全市投入3亿元。",
        "二〇二五年",
        "一、二年级不布置书面家庭作业。",
        "五、六年级学生参加体质监测。",
        "小学一、二年级",
        "第一，加强领导。",
        "第一批学校",
        "（含民办）学校",
        "（2025年）",
        "一、",
        "一、。",
        "（一）",
        "1.",
        "（1）",
        "##",
        "",
        "　",
        "见（一）所述",
    ],
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert document(line).headings == []


def test_a_long_numbered_sentence_is_no_heading_but_a_short_one_is() -> None:
    sentence = "全市统筹资金12.34亿元，新建改扩建学校36所，新增学位2.1万个，"
    long = f"1.{sentence}{sentence}"
    assert len(long) > 60
    assert document(long).headings == []
    assert document(f"（1）{sentence}{sentence}").headings == []
    assert only_heading(f"1.{sentence}").label == "1."
    assert only_heading(long, style=3).label == "1."


def test_a_long_numbered_line_above_level_three_is_still_a_heading() -> None:
    assert only_heading("（一）" + "统筹推进教育优先发展战略" * 6).level == 2


@pytest.mark.parametrize("end", ["。", " ", "。 ", "　", ""])
def test_final_marks_and_spaces_are_no_part_of_a_heading(end: str) -> None:
    heading = only_heading(f"（一）健全机制{end}")
    assert heading == Heading(0, 2, 1, "（一）", "健全机制", 0, 7, False)


def test_a_run_in_heading_ends_before_its_text() -> None:
    line = "（一）健全机制。市委常委会研究教育议题12次。"
    heading = only_heading(line)
    assert heading.run_in
    assert heading.text == "健全机制"
    assert line[heading.start : heading.end] == "（一）健全机制"


def test_a_long_numbered_paragraph_with_a_run_in_heading_opens_a_section() -> None:
    line = "1.健全机制。" + "市委常委会研究教育议题12次，市政府常务会研究教育议题20次。" * 3
    assert only_heading(line).text == "健全机制"


def test_text_after_a_soft_break_is_no_part_of_the_heading() -> None:
    line = "（一）健全机制\n市委常委会研究教育议题12次，主要领导讲授思政课。"
    heading = only_heading(line)
    assert (heading.text, heading.run_in) == ("健全机制", True)
    assert line[heading.start : heading.end] == "（一）健全机制"


@pytest.mark.parametrize("line", ["一、统筹落实教育改革\n发展重点任务", "一、统筹落实教育改革\n发展重点任务。"])
def test_a_heading_broken_over_two_lines_is_one_heading(line: str) -> None:
    heading = only_heading(line)
    assert (heading.text, heading.run_in) == ("统筹落实教育改革\n发展重点任务", False)


def test_a_full_stop_before_the_soft_break_ends_the_heading() -> None:
    assert only_heading("一、党建。有序推进\n其他，工作。").text == "党建"


def test_labels_are_the_path_of_numbers() -> None:
    assert labels("一、甲", "（一）乙", "1.丙", "（1）丁", "（2）戊", "2.己", "（二）庚", "三、辛", "（一）壬") == [
        "一",
        "一（一）",
        "一（一）1.",
        "一（一）1.（1）",
        "一（一）1.（2）",
        "一（一）2.",
        "一（二）",
        "三",
        "三（一）",
    ]


def test_skipped_levels_leave_no_stale_number_in_a_label() -> None:
    assert labels("一、甲", "1.乙", "（一）丙", "（1）丁", "二、戊", "（1）己") == [
        "一",
        "一1.",
        "一（一）",
        "一（一）（1）",
        "二",
        "二（1）",
    ]


def test_every_paragraph_of_the_main_text_knows_its_section() -> None:
    made = document("引言", "一、甲", "文", "表", "（一）乙。文", "文", parts={3: "table"})
    assert made.sections == {0: "", 1: "一", 2: "一", 3: "一", 4: "一（一）", 5: "一（一）"}
    assert made.place(made.paragraphs[5], 0, 1).section == "一（一）"
    assert [flow.section for flow in made.flows] == ["", "一", "一", "一", "一（一）", "一（一）"]


@pytest.mark.parametrize("part", ["table", "header", "footer", "footnote", "textbox"])
def test_only_the_body_has_headings(part: str) -> None:
    made = document("一、甲", "二、乙", parts={1: part})
    assert [h.text for h in made.headings] == ["甲"]
    assert made.place(made.paragraphs[1], 0, 2).section == ("一" if part == "table" else "")


def test_a_styled_line_without_a_number_is_a_heading_of_that_level() -> None:
    made = document("一、甲", "综述。", "文", styles={1: 2})
    assert made.headings[1] == Heading(1, 2, 0, "一", "综述", 0, 3, False)
    assert only_heading("附录", style=7).level == 4
    assert only_heading("## 附录", style=2).text == "附录"


def test_the_number_of_a_styled_heading_decides_its_level() -> None:
    assert only_heading("（一）党建", style=1).level == 2


@pytest.mark.parametrize("line", ["", "　", "## "])
def test_a_styled_line_without_words_is_no_heading(line: str) -> None:
    assert document(line, styles={0: 2}).headings == []


def test_a_heading_that_only_its_look_or_number_tells_has_at_most_sixty_characters() -> None:
    assert only_heading("长" * 60, style=1).text == "长" * 60
    assert document("长" * 61, styles={0: 1}).headings == []
    assert only_heading("1." + "长" * 58).text == "长" * 58
    assert document("1." + "长" * 59).headings == []


def test_a_styled_paragraph_of_prose_is_no_heading() -> None:
    assert document("全市统筹资金改善办学条件，" * 8, styles={0: 1}).headings == []


@pytest.mark.parametrize("number", range(1, 22))
@pytest.mark.parametrize("level", [1, 2, 3])
def test_numbers_that_outlines_print_are_read_back(level: int, number: int) -> None:
    heading = only_heading(f"{section_label(level, number)}健全机制")
    assert (heading.level, heading.number, heading.text) == (level, number, "健全机制")


# The title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["云岭市人民政府2025年自评报告", "省督导委：", "一、甲"], "云岭市人民政府2025年自评报告"),
        (["附件2", "", "云岭市人民政府", "2025年自评报告", "省督导委：", "一、甲"], "2025年自评报告"),
        (["云岭市人民政府\n2025年自评报告", "一、甲"], "云岭市人民政府\n2025年自评报告"),
        (["　　云岭市自评报告　", "一、甲"], "云岭市自评报告"),
        (["云岭市工作总结", "正文。", "一、甲"], "云岭市工作总结"),
        (["一、甲", "云岭市自评报告"], "甲"),
        (["长" * 80, "一、甲"], "长" * 60),
        (["总结", "长" * 58 + "报告", "一、甲"], "长" * 58 + "报告"),
        (["总结", "长" * 59 + "报告", "一、甲"], "总结"),
        (["总结", *["文。"] * 8, "自评报告"], "总结"),
        ([""], ""),
    ],
)
def test_the_title_is_the_line_that_names_a_report(lines: list[str], title: str) -> None:
    assert document(*lines).title == title


def test_a_styled_title_is_the_title() -> None:
    assert document("云岭市自评报告", "正文。", styles={0: 1}).title == "云岭市自评报告"


@pytest.mark.parametrize("part", ["header", "footer", "textbox"])
def test_other_parts_give_no_title(part: str) -> None:
    lines = ("内部报告", "云岭市自评报告", "正文。", "内部报告")
    assert document(*lines, parts={0: part, 3: part}).title == "云岭市自评报告"
