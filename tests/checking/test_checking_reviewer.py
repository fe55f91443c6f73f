"""What a careful reader finds across a report: unanswered problems, lists that are closed and open, offices, years."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, check, document

from drafter.checking import check_document

_TITLE = "溪临县人民政府2025年履行教育职责自评报告\n"


def _codes(text: str, code: str) -> list[str]:
    found = check(_TITLE + text).findings
    return [f.excerpt for f in found if f.code == code and f.severity.value in ("error", "warning")]


_OPEN = "市级反馈问题14个，已完成整改11个，完成率78.57%，其余3个正在推进。\n"


@pytest.mark.parametrize(
    "claim",
    [
        "各部门建立台账，14个反馈问题已全部销号。",
        "14个问题均已整改到位，经市级复核通过。",
        "督查室每月通报进度，目前14个问题全部办结。",
        "全县举一反三，14个问题清单全部清零。",
    ],
)
def test_a_list_is_not_all_closed_where_some_are_open(claim: str) -> None:
    assert _codes(f"一、整改情况\n{_OPEN}{claim}", "CON006")


@pytest.mark.parametrize(
    "claim",
    [
        "巡察反馈问题14个已全部销号，14个隐患均已整改。",
        "力争2026年6月底前14个问题全部整改到位。",
        "14个问题全部整改到位后，由县督查室验收。",
        "14个问题全部建立台账、明确责任。",
        "截至2026年2月，14个问题已全部整改到位。",
        "下半年集中攻坚，14个问题全部整改到位。",
        "各部门建立台账，11个问题已全部销号。",
    ],
)
def test_another_list_or_time_is_no_contradiction(claim: str) -> None:
    assert not _codes(f"一、整改情况\n{_OPEN}{claim}", "CON006")


def _plans(problem: str, measure: str) -> str:
    return (
        f"一、工作成效\n全县平稳。\n二、存在的问题\n（一）{problem}\n（二）城区学位紧张\n大班额9个。\n"
        f"三、下一步措施\n（一）{measure}\n（二）扩大学位供给\n新建小学1所。"
    )


@pytest.mark.parametrize(
    ("problem", "answer", "other"),
    [
        ("教研力量薄弱\n教研员缺6名。", "充实教研员队伍\n选聘6名。", "加强组织领导\n统筹各方力量。"),
        ("劳动教育基地不足\n只有2个。", "开展劳动实践\n新建3个。", "提升教师素质\n培训600人次。"),
        ("课后服务质量不高\n形式单一。", "丰富社团活动\n开设320个。", "推进集团化办学\n提高质量。"),
        ("思政课教师配备不足\n缺31名。", "加强思政工作\n选聘31名。", "完善家校协同\n办好家长学校。"),
        ("控辍保学任务艰巨\n个别学生厌学。", "抓实劝返\n逐人建档。", "提升教师待遇\n落实工资。"),
        ("民办园监管不到位\n个别园不规范。", "规范收费\n开展检查。", "强化组织保障\n定期督查。"),
        ("校长教师交流力度不大\n仅7%。", "推进县管校聘\n交流130名。", "提升数字化水平\n更新终端900台。"),
        (
            "乡村教师结构性缺编\n音乐教师缺42名。",
            "建强乡村队伍\n招聘教师40名。",
            "扩大普惠学前资源\n招聘幼儿园教师20名。",
        ),
    ],
)
def test_a_problem_wants_a_measure_of_its_own_matter(problem: str, answer: str, other: str) -> None:
    title = problem.split("\n", maxsplit=1)[0]
    assert not any(title in words for words in _codes(_plans(problem, answer), "POL007"))
    assert any(title in words for words in _codes(_plans(problem, other), "POL007"))


def test_what_is_planned_every_year_needs_no_problem() -> None:
    text = _plans("教师结构性缺编\n缺12名。", "建强教师队伍\n招聘教师12名。") + "\n（三）加强师德建设\n开展警示教育。"
    assert not any("师德" in words for words in _codes(text, "POL008"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("县委书记周启帆、县长梁雨生分别调研。\n县委书记梁雨生到青石乡慰问。", True),
        ("县委副书记、县长梁雨生出席会议，副县长韩立群作部署。\n县委副书记、县长韩立群检查安全。", True),
        ("县教育局局长田文兵任组长，副局长贺晓东参加。\n县教育局局长贺晓东到校检查。", True),
        ("副县长贺敏调研。\n县长贺敏主持会议。", False),
        ("县委书记周启帆、县长梁雨生分别调研。\n县委副书记、县长梁雨生主持会议。", False),
        ("县长梁雨生主持会议。副县长贺敏调研。\n时任县长贺敏部署。", False),
    ],
)
def test_a_person_keeps_an_office(text: str, told: bool) -> None:
    assert bool(_codes(f"一、工作成效\n{text}", "ENT006")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("各校情况见附表3。\n附表1 办学规模\n附表2 经费情况", True),
        ("学校建设情况（见附表4）。\n附表1：规模\n附表2：建设", True),
        ("趋势如图3所示。\n图1 学生数变化\n图2 教师数变化", True),
        ("各校情况见附表2。\n附表1 办学规模\n附表2 经费情况", False),
        ("各校情况见附表3。\n附表2 办学规模\n附表4 经费情况", False),
        ("各校情况见附表3。", False),
    ],
)
def test_a_table_behind_the_report_is_there(text: str, told: bool) -> None:
    assert bool(_codes(f"一、工作成效\n{text}", "STR022")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("在建的2所学校力争2024年秋季学期投用。", True),
        ("县二中扩建工程确保2023年6月竣工。", True),
        ("实训楼计划2022年底投入使用，新增工位600个。", True),
        ("在建的2所学校力争2026年秋季学期投用。", False),
        ("按照2023年制定的规划，确保2024年结转资金用于校舍维修。", False),
        ("原计划2024年完工的项目，力争2026年投用。", False),
    ],
)
def test_plans_are_for_years_to_come(text: str, told: bool) -> None:
    assert bool(_codes(f"一、工作成效\n全县平稳。\n二、下一步措施\n1.加快建设。{text}", "TIM007")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我局约谈供餐单位3家。", True),
        ("抽检食材210批次；我校学位供给增加。", True),
        ("我委落实编制180名。", True),
        ("学校开展“我爱我校”活动，学生喊出“我校有我”。", False),
        ("全县推进平安校园建设，守护我校园安宁。", False),
    ],
)
def test_a_government_does_not_call_itself_a_bureau(text: str, told: bool) -> None:
    assert bool(_codes(f"一、工作成效\n{text}", "ENT004")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2025年，优良率、合格率均比2025年有所提高。", True),
        ("2025年巩固率为99.2%，各学段指标均高于2025年。", True),
        ("普惠率、公办率与2025年相比均有提高。", True),
        ("优良率、合格率均比2024年有所提高。", False),
        ("明年学位比2025年有所增加。", False),
        ("2025年秋季在校生比2025年春季减少。", False),
    ],
)
def test_a_year_is_not_better_than_itself(text: str, told: bool) -> None:
    assert bool(_codes(f"一、工作成效\n{text}", "TIM002")) is told


_LETTER = (
    "一、基本情况\n全县教育平稳发展。\n二、工作成效\n新建学校2所。\n三、存在的问题\n学位偏紧。\n四、下一步打算\n"
    "新建学校3所。"
)
_SENT = f"沅州市人民政府教育督导委员会：\n现将情况报告如下。\n{_LETTER}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{_LETTER}\n溪临县人民政府", True),
        (f"{_LETTER}\n溪临县人民政府（盖章）", True),
        (f"{_LETTER}\n溪临县人民政府教育督导委员会办公室", True),
        (f"{_LETTER}\n2026年3月5日", True),
        (f"{_SENT}\n2026年3月5日", True),
        (f"{_SENT}\n我县将办好人民满意的教育。", False),
        (f"{_SENT}\n特此报告。", False),
        (f"{_LETTER}\n溪临县人民政府\n2026年3月5日", False),
        (f"{_LETTER}\n溪临县人民政府2026年3月5日", False),
        (f"{_LETTER}\n溪临县人民政府\n2026年 月 日", False),
        (f"{_SENT}\n溪临县人民政府\n二〇二六年三月五日", False),
        (f"{_SENT}\n溪临县人民政府\n2026年3月5日\n附件：1.得分表\n2.整改台账", False),
        (f"溪临县人民政府\n2026年3月\n{_LETTER}\n我县将办好人民满意的教育。", False),
        (f"{_LETTER}\n我县将办好人民满意的教育。", False),
        (f"{_LETTER}\n溪临县教育局\n2026年3月5日", False),
        (f"{_LETTER}\n中共溪临县委\n溪临县人民政府\n2026年3月5日", False),
    ],
)
def test_a_report_is_signed_and_dated(text: str, told: bool) -> None:
    found = check(_TITLE + text).findings
    parts = ("没有成文日期", "没有署名")
    assert any(f.code == "STR020" and any(p in f.message for p in parts) for f in found) is told


def test_a_draft_gets_its_date_when_it_is_signed() -> None:
    body = "".join(f"全市教育平稳发展，第{n}项任务完成。\n" for n in range(1, 9))
    read = document(f"云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n{body}云岭市人民政府\n")
    told = {f.code for f in check_document(read, region=REGION, year=YEAR).findings}
    read.form = "report"
    assert "STR020" not in {f.code for f in check_document(read, region=REGION, year=YEAR).findings}
    assert "STR020" in told
