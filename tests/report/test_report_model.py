"""The order in which a report is walked is the order in which it is printed."""

from __future__ import annotations

from drafter.report import Paragraph, Report, Section, Sentence


def said(*texts: str, lead: str = "") -> Paragraph:
    return Paragraph([Sentence(text, "frame") for text in texts], lead=lead)


def report() -> Report:
    deep = Section("a.1.1", "机制", "1.", 3, [said("丁。")])
    first = Section("a.1", "党建", "（一）", 2, [said("丙。", "又丙。", lead="领导。")], [deep])
    sections = [
        Section("a", "工作", "一、", 1, [said("乙。")], [first]),
        Section("b", "问题", "二、", 1, [said("戊。")]),
    ]
    return Report("题", "云岭市", 2025, "city", "o", "offline", [said("甲。")], sections)


def test_a_paragraph_prints_its_lead_and_its_sentences() -> None:
    assert said("市委研究。", "市政府研究。", lead="领导。").text == "领导。市委研究。市政府研究。"
    assert Paragraph([]).text == ""


def test_sections_are_walked_in_print_order() -> None:
    assert [section.id for section in report().walk()] == ["a", "a.1", "a.1.1", "b"]
    assert [section.id for section in report().sections[0].walk()] == ["a", "a.1", "a.1.1"]


def test_paragraphs_come_with_their_section_and_the_opening_first() -> None:
    walked = [(section.id if section else None, paragraph.text) for section, paragraph in report().paragraphs()]
    assert walked == [(None, "甲。"), ("a", "乙。"), ("a.1", "领导。丙。又丙。"), ("a.1.1", "丁。"), ("b", "戊。")]


def test_sentences_come_with_their_section_and_paragraph() -> None:
    made = report()
    walked = [(section.id if section else None, sentence.text) for section, _, sentence in made.sentences()]
    assert walked == [
        (None, "甲。"),
        ("a", "乙。"),
        ("a.1", "丙。"),
        ("a.1", "又丙。"),
        ("a.1.1", "丁。"),
        ("b", "戊。"),
    ]
    assert [p.lead for _, p, _ in made.sentences()] == ["", "", "领导。", "领导。", "", ""]


def test_reports_share_no_lists() -> None:
    one, other = (Report("题", "云岭市", 2025, "city", "o", "offline") for _ in range(2))
    one.sections.append(Section("a", "工作", "一、", 1))
    one.sections[0].paragraphs.append(said("甲。"))
    assert other.sections == []
    assert Section("b", "问题", "二、", 1).paragraphs == []
