"""存在的问题 and 下一步: every missed floor is owned and answered, nothing is hidden, nothing imposed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drafting_making import Rows, draft_of, section_text

from drafter.report import Report, Section

SHARE = ("学前三年毛入园率", 94.62, 93.85, "%")
MISSED: Rows = [
    ("公办园在园幼儿占比", 48.34, 47.19, "%"),
    ("学前三年毛入园率", 80, 79, "%"),
    ("普惠性幼儿园覆盖率", 79.99, 78, "%"),
    ("适龄残疾儿童义务教育入学率", 96.57, 95.74, "%"),
    ("一般公共预算教育支出", 70, 74.95, "亿元"),
    ("生均一般公共预算教育经费（初中）", 18316.40, 18642.15, "元"),
    ("生均公用经费（特殊教育）", 6500, 6000, "元"),
    ("教育费附加足额征收并用于教育", "否", "是", "是/否"),
    ("向本级人大报告教育工作和教育经费", "否", "是", "是/否"),
    ("炒作升学率、下达升学指标问题数", 3, 1, "起"),
    ("拖欠教师工资金额", 120, 0, "万元"),
    ("校园安防四个100%", 99.5, 99, "%"),
    ("专职保安配备率", 98, 97, "%"),
]


def entries(report: Report, section_id: str) -> list[Section]:
    return next(s for s in report.walk() if s.id == section_id).sections


def test_every_missed_floor_is_owned_and_answered_in_the_same_order(tmp_path: Path) -> None:
    report = draft_of(tmp_path, MISSED).report
    problems, measures = entries(report, "problems"), entries(report, "measures")
    assert len(problems) == len(measures) == len(MISSED) == len(report.shortfalls)
    assert [s.problem for s in report.shortfalls] == [p.heading for p in problems]
    assert [s.measure for s in report.shortfalls] == [m.heading for m in measures]
    assert [p.label for p in problems][:3] == ["（一）", "（二）", "（三）"]
    for shortfall, problem, measure in zip(report.shortfalls, problems, measures, strict=True):
        own = problem.paragraphs[0].text
        if shortfall.value != "否":
            assert shortfall.value in own, own
        assert re.search(r"《[^》]+》", own), own
        assert measure.paragraphs[0].text.strip()
        assert shortfall.policy.startswith("《")


def test_the_words_for_each_kind_of_floor(tmp_path: Path) -> None:
    report = draft_of(tmp_path, MISSED).report
    owned = {s.indicator: p.paragraphs[0] for s, p in zip(report.shortfalls, entries(report, "problems"), strict=True)}
    assert "50%" in owned["public_kindergarten_share"].text
    junior = owned["per_pupil_edu_exp_junior"].text
    assert "比上年的18642.15元下降1.75%" in junior
    assert "“只增不减”的要求不符" in junior
    assert "未向本级人大报告" in owned["npc_edu_report"].text
    hype = owned["score_hype_cases"].text
    arrears = owned["salary_arrears"].text
    for text in (hype, arrears):
        assert "低于" not in text
        assert "仅为" not in text
        assert not re.search(r"(?<!\d)0(?:起|万元)", text)
    assert "3起" in hype
    assert "120万元" in arrears
    for paragraph in owned.values():
        assert all(figure.sources for sentence in paragraph.sentences for figure in sentence.figures)


def test_above_a_ceiling_is_not_told_as_below(tmp_path: Path) -> None:
    for name, value in (("大班额比例", 7.5),):
        text = section_text(draft_of(tmp_path, [(name, value, 8, "%")]).report, "problems")
        assert "低于" not in text


def test_a_met_floor_is_no_problem(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [("公办园在园幼儿占比", 50, 47.19, "%"), SHARE]).report
    assert entries(report, "problems") == []
    assert report.shortfalls == []


@pytest.mark.parametrize(
    "row",
    [
        ("九年义务教育巩固率", 94, 93, "%"),  # a floor that rests on memory alone
        ("大班额比例", 7.5, 8, "%"),  # a county's floor, not a city's
        ("教师培训经费占公用经费比例", 3, 3, "%"),
        ("义务教育教师与公务员平均工资之比", 0.97, 0.98, "比值"),
    ],
)
def test_unverified_and_foreign_floors_are_not_imposed(tmp_path: Path, row: tuple[str, float, float, str]) -> None:
    assert draft_of(tmp_path, [row]).report.shortfalls == []


@pytest.mark.parametrize(("previous", "owned"), [(18642.15, True), (18316.40, False), (18000, False), ("", False)])
def test_only_growth_counts_where_last_year_is_known(tmp_path: Path, previous: object, owned: bool) -> None:
    report = draft_of(tmp_path, [("生均一般公共预算教育经费（初中）", 18316.40, previous, "元")]).report
    assert bool(report.shortfalls) is owned
    if owned:
        assert report.shortfalls[0].floor == "不低于上年（18642.15元）"
        assert "只增不减" in section_text(report, "measures")


def write_up(problem: str, plan: str = "") -> dict[str, str]:
    plans = f"三、下一步打算\n（一）{plan}\n" if plan else ""
    return {"市教育局.txt": f"一、情况\n学前教育稳步发展，入园更加便利。\n二、存在的问题\n（一）{problem}\n{plans}"}


LOW = [("公办园在园幼儿占比", 48.34, 47.19, "%")]
ABOUT_IT = "公办园不足。配套园交付慢，公办园在园幼儿占比为48.34%，距50%的要求还差1.66个百分点。"


def test_a_departments_own_words_join_the_floor_they_speak_of(tmp_path: Path) -> None:
    plan = "扩大供给。2026年新建公办园16所，由市教育局负责，12月底前完成。"
    report = draft_of(tmp_path, LOW, write_up(ABOUT_IT, plan)).report
    (problem,) = entries(report, "problems")
    (measure,) = entries(report, "measures")
    assert problem.paragraphs[0].text.count("48.34%") == 1  # told once, by the department
    assert "《中共中央 国务院关于学前教育深化改革规范发展的若干意见》" in problem.paragraphs[0].text
    assert measure.heading == "扩大供给"
    assert "2026年新建公办园16所" in measure.paragraphs[0].text
    assert "【待补充" not in measure.paragraphs[0].text


def test_departments_words_without_the_figure_get_it(tmp_path: Path) -> None:
    report = draft_of(tmp_path, LOW, write_up("公办园不足。公办园在园幼儿占比偏低，配套园交付慢。")).report
    (problem,) = entries(report, "problems")
    assert "48.34%" in problem.paragraphs[0].text


@pytest.mark.parametrize(
    ("plan", "lacking"),
    [
        ("", "整改责任单位和完成时限"),
        ("扩大供给。2026年新建公办园16所，12月底前完成。", "整改责任单位"),
        ("扩大供给。新建公办园16所，由市教育局负责推进。", "整改完成时限"),
    ],
)
def test_a_measure_asks_for_who_and_when(tmp_path: Path, plan: str, lacking: str) -> None:
    report = draft_of(tmp_path, LOW, write_up(ABOUT_IT, plan)).report
    (measure,) = entries(report, "measures")
    assert f"【待补充：{lacking}，请向市教育局基础教育科索取】" in measure.paragraphs[0].text
    assert any(gap.what == lacking and gap.printed for gap in report.gaps)


def test_a_named_problem_without_a_plan_asks_for_one(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE], write_up("督学偏少。专职督学人数偏少，督学力量不足。")).report
    (problem,) = entries(report, "problems")
    (measure,) = entries(report, "measures")
    assert problem.heading == "督学偏少"
    assert measure.heading == "着力解决督学偏少问题"
    assert "针对“督学偏少”的整改措施、责任单位和完成时限" in measure.paragraphs[0].text


def test_a_problem_without_a_run_in_heading_gets_one(tmp_path: Path) -> None:
    short = draft_of(tmp_path, [SHARE], {"市教育局.txt": "一、存在的问题\n专职督学偏少，督学力量不足。\n"}).report
    assert entries(short, "problems")[0].heading == "督学力量不足"
    long = "专职督学编制核定标准多年没有调整并且兼职督学大多由学校管理人员兼任，力量不足。"
    report = draft_of(tmp_path, [SHARE], {"市教育局.txt": f"一、督导问题\n{long}\n"}).report
    assert entries(report, "problems")[0].heading == "督导问题仍需加强"
    assert entries(report, "measures")[0].heading


def test_at_most_eight_problems_and_the_floors_come_first(tmp_path: Path) -> None:
    numerals = "一二三四五六七八九十"
    lines = [f"（{n}）督学问题{n}。{n}类督学力量不足，教育督导结果运用不够。" for n in numerals]
    words = ["编制", "课程", "设备", "经费", "考核", "培训", "挂牌", "巡查", "约谈", "公开"]
    lines = [
        f"（{n}）督学{word}不足。督学在{word}方面的保障存在短板，影响第{i}类督导任务。"
        for i, (n, word) in enumerate(zip(numerals, words, strict=True))
    ]
    files = {"市政府教育督导室.txt": "一、存在的问题\n" + "\n".join(lines) + "\n"}
    report = draft_of(tmp_path, LOW, files).report
    problems = entries(report, "problems")
    assert len(problems) == 8
    assert problems[0].heading == "公办学前教育资源供给不足"
    left = [u for u in report.unused if u.reason == "问题较多，未列入报告"]
    assert len(left) == 3


def test_floors_are_never_cut_off_by_the_limit(tmp_path: Path) -> None:
    assert len(entries(draft_of(tmp_path, MISSED).report, "problems")) == len(MISSED) > 8


def test_each_department_gets_a_turn(tmp_path: Path) -> None:
    topics = ["编制", "课程", "设备", "经费", "考核", "培训", "挂牌", "巡查"]
    many = "".join(f"（{'一二三四五六七八'[i]}）督学{w}不足。督学{w}保障存在短板。\n" for i, w in enumerate(topics))
    files = {
        "1市政府教育督导室.txt": f"一、存在的问题\n{many}",
        "2市财政局.txt": "一、存在的问题\n（一）绩效偏弱。教育经费绩效管理偏弱，审计整改较慢。\n",
        "3市教育局.txt": "一、存在的问题\n（一）课后服务单一。课后服务内容单一，双减成效需要巩固。\n",
    }
    headings = [p.heading for p in entries(draft_of(tmp_path, [SHARE], files).report, "problems")]
    assert len(headings) == 8
    assert {"绩效偏弱", "课后服务单一"} <= set(headings)


def test_changing_a_value_does_not_change_the_frame(tmp_path: Path) -> None:
    def shape(value: float) -> str:
        report = draft_of(tmp_path, [("公办园在园幼儿占比", value, 47.19, "%")]).report
        return re.sub(r"[\d.]+", "N", section_text(report, "problems"))

    assert shape(48.34) == shape(49.01) == shape(31.5)
