"""REQ: the sections and items a form asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checking_helpers import check, document, in_place

from drafter.checking.outline_match import detect_outline, match_sections, speaks_of, words_of
from drafter.findings import Finding, Severity, State
from drafter.outlines import Item, Outline, OutlineSection, load_outlines


def item(identity: str, lead: str, *signals: str, needs: str = "text", **more: bool) -> Item:
    declinable, optional = more.get("declinable", False), more.get("optional", False)
    return Item(identity, lead, f"{lead}怎么样", signals, (), (), (), "有关科室", needs, declinable, optional, ())


def section(
    identity: str, heading: str, number: int, *items: Item, role: str = "body", **more: object
) -> OutlineSection:
    aliases, parts = more.get("aliases", ()), more.get("sections", ())
    level = more.get("level", 1)
    return OutlineSection(identity, heading, level, number, "run-in", role, aliases, items, parts)  # type: ignore[arg-type]


WORK = section(
    "work",
    "工作开展情况",
    1,
    item("lead", "健全领导机制", "常委会", needs="figure"),
    item("rules", "落实校长负责制", "三重一大"),
    item("higher", "支持高等教育发展", "高等教育", declinable=True),
    item("extra", "特色经验", "首创", optional=True),
)
FUNDS = section(
    "funds", "经费保障情况", 2, item("spend", "增加教育投入", "教育支出"), item("fees", "规范收费", "收费公示")
)
PROBLEMS = section("problems", "存在的问题", 3, role="problems", aliases=("主要问题",))
FORM = Outline("form", "提纲", "city", "{region}自评报告", (), (0, 1000), (WORK, FUNDS, PROBLEMS))

LINES = [
    "云岭市人民政府履行教育职责自评报告",
    "一、工作开展情况",
    "健全领导机制。市委常委会9次研究教育工作，解决学位供给等难题12个。",
    "落实校长负责制。市教育局印发学校议事规则，“三重一大”事项一律集体决策。",
    "支持高等教育发展。我市无此项工作任务。",
    "二、经费保障情况",
    "增加教育投入。全年教育支出78.62亿元，比上年增长4.9%，实现只增不减。",
    "规范收费。各校在醒目位置实行收费公示，全年接受群众监督，没有发现乱收费问题。",
    "三、存在的问题",
    "公办学位供给不足，城区学校压力较大。",
]


def report(*changes: tuple[int, str]) -> str:
    lines = dict(enumerate(LINES)) | dict(changes)
    return "\n".join(line for line in lines.values() if line)


def missing(text: str, form: Outline = FORM) -> list[Finding]:
    result = check(text, outline=form, select=("REQ",))
    assert in_place(result)
    return result.findings


def test_a_report_that_answers_everything_has_no_findings() -> None:
    result = check(report(), outline=FORM, select=("REQ",))
    assert result.findings == []
    assert result.coverage.items == {State.PROVED: 4, State.NOT_APPLICABLE: 1}


def test_a_missing_section_names_its_items_and_stands_after_the_one_before() -> None:
    (finding,) = missing(report((5, ""), (6, ""), (7, "")))
    assert (finding.code, finding.severity) == ("REQ001", Severity.ERROR)
    assert "二、经费保障情况" in finding.message
    assert "增加教育投入、规范收费" in finding.message
    assert finding.excerpt == "一、工作开展情况"


def test_a_missing_section_whose_items_are_answered_elsewhere_leaves_only_those_that_are_not() -> None:
    text = report((4, LINES[4] + "\n" + LINES[6]), (5, ""), (6, ""), (7, ""))
    (finding,) = missing(text)
    assert "规范收费没有作答" in finding.message
    assert "增加教育投入只在别的章节提到" in finding.message


def test_a_missing_section_most_of_which_is_answered_elsewhere_is_no_missing_section() -> None:
    third = item("audit", "加强审计", "专项审计")
    funds = replace(FUNDS, items=(*FUNDS.items, third))
    form = replace(FORM, sections=(WORK, funds, PROBLEMS))
    text = report((4, "\n".join([LINES[4], LINES[6], LINES[7]])), (5, ""), (6, ""), (7, ""))
    (finding,) = missing(text, form)
    assert finding.code == "REQ002"
    assert "加强审计" in finding.message


def test_a_missing_first_section_is_anchored_on_the_title() -> None:
    (finding,) = missing(report((1, ""), (2, ""), (3, ""), (4, "")))
    assert finding.code == "REQ001"
    assert finding.place.paragraph == 0


def test_problems_are_a_section_without_items() -> None:
    result = check(report((8, ""), (9, "")), outline=FORM, select=("REQ",))
    (finding,) = result.findings
    assert finding.code == "REQ001"
    assert "要点" not in finding.message
    assert result.coverage.items[State.MISSING] == 1


def test_a_section_may_go_by_another_name() -> None:
    assert missing(report((8, "三、主要问题"))) == []


def test_an_item_nobody_answers_is_found() -> None:
    (finding,) = missing(report((3, "")))
    assert (finding.code, finding.severity) == ("REQ002", Severity.ERROR)
    assert "落实校长负责制" in finding.message


def test_an_optional_item_is_not_missed() -> None:
    assert missing(report()) == []
    assert missing(report((4, LINES[4] + "\n特色经验。我市首创城乡学校结对机制，经验在全省推广交流。"))) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ((3, "落实校长负责制。认真落实到位。"), "REQ003"),
        ((2, "健全领导机制。市委常委会多次研究教育工作，推动解决学位供给等方面的突出困难。"), "REQ004"),
        ((3, "落实校长负责制。我市无此项工作任务。"), "REQ005"),
    ],
)
def test_a_poor_answer_is_found(changed: tuple[int, str], code: str) -> None:
    (finding,) = missing(report(changed))
    assert finding.code == code


@pytest.mark.parametrize(
    "line",
    [
        "落实校长负责制。【待补充：议事规则】",
        "落实校长负责制。“三重一大”事项XX次集体决策。",
    ],
)
def test_a_placeholder_is_not_reported_twice(line: str) -> None:
    result = check(report((3, line)), outline=FORM, select=("PLH", "REQ"))
    assert {f.code[:3] for f in result.findings} == {"PLH"}


@pytest.mark.parametrize("words", ["我市无此项工作任务", "本市不涉及此项工作", "我市没有此项工作任务"])
def test_not_applicable_is_said_in_several_ways(words: str) -> None:
    result = check(report((4, f"支持高等教育发展。{words}。")), outline=FORM, select=("REQ",))
    assert result.findings == []
    assert result.coverage.items[State.NOT_APPLICABLE] == 1


def test_not_applicable_belongs_to_the_item_named_right_before() -> None:
    line = "落实校长负责制，“三重一大”事项一律由集体决策并公开接受监督；支持高等教育发展，我市无此项工作任务。"
    assert missing(report((3, line), (4, ""))) == []


def test_a_guessed_form_only_warns() -> None:
    known = load_outlines()["city-key-points"]
    lines = ["云岭市人民政府履行教育职责自评报告"]
    for part in known.walk():
        lines.append(f"{part.label}{part.heading}")
        if part.sections:
            continue
        lines += [
            f"{one.lead}。{one.signals[0] if one.signals else ''}有关工作按要求推进12项，成效明显。"
            for one in part.items
        ]
    text = "\n".join(lines[:-6])
    guessed = check(text, select=("REQ",))
    assert guessed.outline == "city-key-points"
    assert {f.severity for f in guessed.findings if f.code == "REQ001"} <= {Severity.WARNING}
    named = check(text, outline=known, select=("REQ",))
    assert len(named.findings) >= len(guessed.findings)


def test_without_a_form_nothing_is_asked() -> None:
    result = check("云岭市\n一、随笔\n今天天气很好。", select=("REQ",))
    assert (result.outline, result.findings) == ("", [])
    assert "必备要点是否都已作答" in {n.what for n in result.coverage.not_checked}


def test_sections_are_matched_by_rank_and_words() -> None:
    matched = match_sections(document(report()), FORM)
    assert [m.heading.text if m.heading else None for m in matched] == ["工作开展情况", "经费保障情况", "存在的问题"]
    assert [list(m.paragraphs) for m in matched] == [[1, 2, 3, 4], [5, 6, 7], [8, 9]]


def test_a_heading_is_matched_once() -> None:
    form = replace(FORM, sections=(WORK, replace(FUNDS, heading="工作开展"), PROBLEMS))
    matched = match_sections(document(report()), form)
    assert matched[1].heading is None
    assert list(matched[1].paragraphs) == []


@pytest.mark.parametrize(
    ("region", "detected"), [("云岭市", True), ("", True), ("江岭省", False), ("望山县", False), ("东山区", False)]
)
def test_a_form_is_detected_for_its_level_alone(region: str, detected: bool) -> None:
    found = detect_outline(document(report()), {"form": FORM}, region)
    assert (found is FORM) is detected


def test_half_a_form_is_not_detected() -> None:
    text = report((1, "一、概况"), (5, "二、其他"))
    assert detect_outline(document(text), {"form": FORM}) is None


def test_items_are_named_and_spoken_of() -> None:
    lead, rules = WORK.items[:2]
    assert words_of([lead, rules]) == "健全领导机制、落实校长负责制"
    assert speaks_of("市委常委会研究", lead)
    assert speaks_of("健全领导机制方面", lead)
    assert not speaks_of("市政府研究", lead)


def test_a_section_of_sections_is_asked_through_them() -> None:
    inner = section("lead", "加强领导", 1, item("lead", "健全领导机制", "常委会"), level=2)
    form = replace(FORM, sections=(section("work", "工作开展情况", 1, sections=(inner,)),))
    text = "一、工作开展情况\n（一）加强领导\n健全领导机制。市委常委会9次研究教育工作，解决难题12个。"
    assert missing(text, form) == []
    (finding,) = missing("一、工作开展情况\n按要求推进各项工作。", form)
    assert "（一）加强领导" in finding.message
