"""Last year's report and sample reports: what differs, what was carried over, what was copied."""

from __future__ import annotations

from dataclasses import replace

from checking_helpers import Given, document, in_place, metrics

from drafter.checking import CheckResult, check_document
from drafter.checking.rules.similarity import shipped_samples
from drafter.findings import Severity
from drafter.library.passages import Passage

TITLE = "云岭市{}年履行教育职责自评报告\n一、基本情况\n"


def held(
    text: str, before: str, *, given: Given | None = None, before_year: int = 2024, year: int = 2025
) -> CheckResult:
    made = check_document(
        document(TITLE.format(year) + text),
        metrics=metrics(given) if given else None,
        previous=document(TITLE.format(before_year) + before, "上年.docx"),
        region="云岭市",
        select=("YOY", "NUM"),
    )
    assert in_place(made)
    return made


def told(result: CheckResult, family: str = "YOY") -> list[tuple[str, str]]:
    return [(f.code, f.excerpt) for f in result.findings if f.code.startswith(family)]


# --- last year's figures ------------------------------------------------------------------------------------------


def test_last_year_s_figure_is_held_against_last_year_s_report() -> None:
    result = held("公办园在园幼儿占比为53.3%，上年为50.1%。", "2024年公办园在园幼儿占比为51.2%。")
    assert told(result) == [("YOY001", "50.1%")]
    (finding,) = result.findings
    assert "上年报告写的是51.2%（第3段）" in finding.message
    assert finding.evidence[0].ref == "上年.docx#p2"


def test_rounding_is_no_difference() -> None:
    assert told(held("公办园在园幼儿占比为53.3%，上年为51.2%。", "公办园在园幼儿占比为51.23%。")) == []


def test_this_year_s_figure_may_differ() -> None:
    assert told(held("公办园在园幼儿占比为53.3%。", "公办园在园幼儿占比为51.2%。")) == []


def test_a_report_of_another_year_is_not_compared_and_the_user_is_told() -> None:
    result = held("公办园在园幼儿占比为53.3%，上年为50.1%。", "公办园在园幼儿占比为51.2%。", before_year=2022)
    assert told(result) == []
    (entry,) = [e for e in result.coverage.not_checked if "上年数" in e.what]
    assert entry.needs == "--previous 给的是2022年的报告，需要2024年的"


def test_without_last_year_s_report_the_user_is_told_what_is_not_checked() -> None:
    result = check_document(document(TITLE.format(2025) + "全市平稳发展。"))
    assert any(e.what == "上年数、照抄上年的内容" and "--previous" in e.needs for e in result.coverage.not_checked)


# --- sentences carried over ---------------------------------------------------------------------------------------


def test_a_figure_that_the_metrics_prove_is_not_stale() -> None:
    text = "全市公办园在园幼儿占比为48.34%，资源布局持续优化。"
    assert told(held(text, text)) == [("YOY002", text)]
    assert told(held(text, text, given={"public_kindergarten_share": ("48.34", "47.19")})) == []


def test_only_the_year_was_changed() -> None:
    result = held("2025年培训教师3860人次，投入1264.5万元。", "2024年培训教师3860人次，投入1264.5万元。")
    assert told(result) == [("YOY002", "2025年培训教师3860人次，投入1264.5万元。")]
    assert "只改了年份" in result.findings[0].message


def test_a_copied_section_is_one_finding() -> None:
    before = "2024年培训教师3860人次，投入1264.5万元。\n新建校舍12.4万平方米，完成投资3.21亿元。"
    (finding,) = held(before.replace("2024", "2025"), before).findings
    assert finding.message == "这一节有 2 句带数据的话与上年报告相同，其中 1 句只改了年份"
    assert (len(finding.also), len(finding.evidence)) == (1, 2)


def test_last_year_s_year_left_standing_is_stale() -> None:
    text = "2024年出台学前教育普及普惠实施方案并启动督导评估。"
    assert told(held(text, text)) == [("YOY002", text)]


def test_what_stays_as_it_is_is_not_stale() -> None:
    text = "全市辖3区5县，面积1.24万平方公里。\n入学率保持100%。\n2019年通过国家认定并持续巩固成果。"
    assert told(held(text, text)) == []


def test_plans_and_problems_carried_over_are_one_finding() -> None:
    plan = (
        "\n一、下一步措施\n优化城区学校布局，加快新校建设。\n完善教师补充机制，解决结构性缺员。\n"
        "健全督导结果运用，压实整改责任。"
    )
    result = held(f"全市平稳发展。{plan}", f"全市稳步发展。{plan}")
    assert [code for code, _ in told(result)] == ["YOY003"]
    (finding,) = result.findings
    assert (len(finding.also), finding.severity) == (2, Severity.WARNING)
    less = plan.rsplit("\n", 2)[0]
    assert [f.severity for f in held(f"全市平稳发展。{less}", f"全市稳步发展。{less}").findings] == [Severity.INFO]


def test_a_few_set_sentences_are_let_pass() -> None:
    text = "坚持把教育摆在优先发展的战略位置。\n加快义务教育优质均衡发展和城乡一体化。"
    assert told(held(text, text)) == []


# --- copied words -------------------------------------------------------------------------------------------------


def copied(text: str, *samples: Passage) -> CheckResult:
    made = check_document(document(TITLE.format(2025) + text), samples=samples, select=("DUP",))
    assert in_place(made)
    return made


OWN = Passage(
    "s#1",
    "sample",
    "邻县2023年自评报告",
    (),
    "组织八个督导组深入山区教学点，逐校核查取暖设备、宿舍床位和食堂留样，形成问题清单并限期销号。",
    "邻县.docx#p8",
)


def test_a_stretch_of_a_sample_is_found_with_its_source() -> None:
    result = copied(f"开学前，{OWN.text}", OWN)
    (finding,) = result.findings
    assert (finding.code, finding.excerpt) == ("DUP001", OWN.text.rstrip("。"))
    assert finding.evidence[0].ref == "邻县.docx#p8"
    assert "邻县2023年自评报告" in finding.message


def test_changed_figures_and_marks_do_not_make_it_one_s_own() -> None:
    text = "组织8个督导组深入36个山区教学点，逐校核查取暖设备、宿舍床位和食堂留样，形成问题清单并限期在30日内销号。"
    changed = text.replace("8", "12").replace("36", "41").replace("，", "；")
    assert [f.code for f in copied(changed, replace(OWN, text=text)).findings] == ["DUP001"]


def test_passages_of_the_shipped_samples_are_known_but_for_mere_lists_of_figures() -> None:
    long = [p.text for p in shipped_samples() if len(p.text) >= 100]
    found = copied("\n".join(long)).findings
    lines = {place.paragraph for f in found if f.code == "DUP001" for place in (f.place, *f.also)}
    assert len(lines) >= 0.85 * len(long)


def test_twenty_characters_and_what_several_samples_share_are_let_pass() -> None:
    assert copied(OWN.text[:18] + "。", OWN).findings == []
    other = Passage("t#1", "sample", "另一县2023年自评报告", (), OWN.text, "另一县.docx#p2")
    assert copied(OWN.text, OWN, other).findings == []


def test_policies_may_be_quoted() -> None:
    from drafter.library.policies import load_policies

    clause = max((c for p in load_policies().values() for c in p.clauses), key=lambda c: len(c.text))
    sample = Passage("s#1", "sample", "邻县2023年自评报告", (), clause.text, "邻县.docx#p8")
    assert copied(clause.text, sample).findings == []


def test_a_sentence_said_twice_is_found_and_a_parallel_one_is_not() -> None:
    once = "深入实施学前教育发展提升行动计划，扩大普惠性学前教育资源供给"
    result = copied(f"投入增加。{once}。\n成效明显。{once}。")
    assert [(f.code, f.place.paragraph, f.severity) for f in result.findings] == [("DUP002", 3, Severity.INFO)]
    near = f"投入增加。2025年{once}，新增学位1200个。\n成效明显。2025年{once}，共新增学位1200个。"
    assert [f.message for f in copied(near).findings] == ["这句话与第3段的一句几乎相同"]
    parallel = "小学在校生1200人，{}专任教师学历合格率为99.8%，比上年提高0.2个百分点，本科以上学历占比继续提高。"
    assert (
        copied(parallel.format("") + "\n" + parallel.replace("小学", "初中").replace("1200", "860").format("")).findings
        == []
    )
