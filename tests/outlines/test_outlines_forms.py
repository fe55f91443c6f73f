"""The six forms: their heading trees, manners and parts, and what their items rest on."""

from __future__ import annotations

import pytest

from drafter.facts import load_dictionary
from drafter.files import read_yaml
from drafter.outlines import Item, Outline, OutlineSection, find_outline, load_outlines
from drafter.outlines.loader import shared_items
from drafter.resources import bundled

#: level, least and most characters, least and most items
FORMS = {
    "city-selfcheck-table": ("city", (5000, 15000), (45, 60)),
    "city-comprehensive": ("city", (5000, 15000), (42, 55)),
    "city-key-points": ("city", (6000, 15000), (40, 48)),
    "province-key-points": ("province", (3000, 5000), (25, 40)),
    "province-narrative": ("province", (3500, 8000), (22, 35)),
    "county-standard": ("county", (4000, 12000), (40, 50)),
}
NINE = [
    "全面加强党对教育工作的领导",
    "落实教育优先发展战略",
    "统筹落实教育改革发展重点任务",
    "保障和促进教育公平",
    "加强教师队伍建设",
    "加强各类学校校园安全工作",
    "落实巩固教育系统意识形态阵地重点任务",
    "打造良好教育生态",
    "依法治教、依法治校和学校规范管理",
]
TREES: dict[str, list[tuple[str, list[str]]]] = {
    "city-selfcheck-table": [
        ("贯彻执行党的教育方针、各级各类学校党组织和党建工作情况", []),
        ("落实国家和省级教育法规、政策，制定和落实教育配套政策情况", []),
        (
            "各级各类教育发展情况",
            [
                "鼓励和支持普惠性学前教育发展，出台和落实城镇小区配套幼儿园建设和管理文件，建设乡镇公办幼儿园的情况",
                "促进义务教育均衡发展、推进高中阶段教育普及暨消除义务教育阶段和普通高中56人以上大班额情况",
                "加快发展现代职业教育暨高中职业教育和中等职业教育协调发展、中等职业学校布局适应区域产业发展和"
                "职业教育与培训体系适应产教融合的情况",
                "办好特殊教育，残疾儿童少年义务教育入学率、落实残疾学生生均公用经费标准和落实残疾学生生活补助、"
                "保障教师待遇情况",
            ],
        ),
        ("统筹推进教育工作、强化教育督导情况", []),
        (
            "加强教育保障",
            [
                "依法落实教育财政投入，各级教育财政一般公共预算教育支出和生均一般公共预算教育事业费支出情况",
                "加强教师队伍建设，制定关于全面深化新时代教师队伍建设改革的实施办法，并制定配套措施情况",
            ],
        ),
        ("规范学校办学行为，维护正常教育教学秩序和师生合法权益情况", []),
        (
            "履行教育职责中的亮点和特色",
            [
                "切实加强党风廉政建设",
                "师德师风建设取得显著成果",
                "开展普惠性幼儿园建设工作，有效扩充了学前教育优质资源",
                "努力办好特殊教育",
                "在推进义务教育基本均衡发展过程中，教育督导有力",
                "多措并举落实校园安全工作",
            ],
        ),
        ("存在的问题及下一步措施", []),
    ],
    "city-comprehensive": [
        ("基本情况", []),
        (
            "全市教育事业改革发展情况",
            [
                "全面加强党对教育工作的领导",
                "大力保障教育优先发展",
                "着力解决教育热点难点问题",
                "规范办学行为，打造良好教育生态",
                "全面加强校园安全工作",
                "教育督导体制机制改革稳步推进",
            ],
        ),
        (
            "主要工作成效和经验做法",
            [
                "党对教育工作领导得到加强",
                "教育高质量发展资金得到保障",
                "落实“五育”并举，扎实推进“双减”",
                "校园及周边环境综合整治得到加强",
                "教育督导体制机制改革逐步深化",
            ],
        ),
        ("存在的主要问题及改进措施", []),
    ],
    "city-key-points": [("工作开展情况及成效", NINE), ("存在的问题", []), ("下一步措施", [])],
    "province-key-points": [
        (
            "主要做法与成效",
            [
                "全面加强党对教育工作的领导和教育系统党的建设工作情况",
                "推进教育改革发展工作情况",
                "教育经费投入“两个只增不减”落实情况",
                "中小学教师平均工资收入水平不低于当地公务员平均工资收入水平落实情况",
                "城镇小区配套幼儿园治理工作进展情况",
                "规范民办义务教育学校招生管理工作情况",
                "义务教育有保障和均衡发展工作推进情况",
                "消除大班额工作进展情况",
                "校外培训机构治理工作进展情况",
                "高校毕业生就业创业工作进展情况",
                "市、县级政府履行教育职责评价工作进展情况",
                "完善教育督导法规和机构设置工作进展情况",
            ],
        ),
        ("存在的主要问题", []),
        ("下一步工作计划", []),
    ],
    "province-narrative": [
        ("自查情况", []),
        (
            "工作成效",
            [
                "坚持党的全面领导，筑牢教育改革发展政治根基",
                "坚持“五育”并举，全面落实立德树人根本任务",
                "坚持深化改革，持续激发教育发展活力",
                "坚持公平普惠，切实提升教育民生保障水平",
                "坚持服务发展，不断增强教育贡献能力",
            ],
        ),
        (
            "经验做法",
            [
                "强化组织领导是履行教育职责的重要前提",
                "落实党政责任是履行教育职责的重要基础",
                "做好全局统筹是推进教育改革发展的重要保证",
            ],
        ),
        ("存在问题", []),
        ("改进措施", []),
    ],
    "county-standard": [
        ("基本情况", []),
        ("工作开展情况及成效", NINE),
        ("上轮评价反馈问题整改情况", []),
        ("存在的问题", []),
        ("下一步工作措施", []),
    ],
}
#: The manner of each top section: style, and whether its parts open their first paragraph.
MANNERS = {
    "city-selfcheck-table": ["numbered", "numbered", "block", "block", "block", "block", "block", "block"],
    "city-comprehensive": ["block", "ordinal", "block", "block"],
    "city-key-points": ["run-in", "block", "block"],
    "province-key-points": ["block", "block", "block"],
    "province-narrative": ["block", "ordinal", "block", "ordinal", "ordinal"],
    "county-standard": ["block", "run-in", "block", "block", "block"],
}
DICTIONARY = load_dictionary()
ITEMS = [(name, item) for name in FORMS for _, item in load_outlines()[name].items()]

each_form = pytest.mark.parametrize("name", FORMS)


def _section(outline: Outline, section_id: str) -> OutlineSection:
    return next(section for section in outline.walk() if section.id == section_id)


def test_the_forms_are_all_shipped() -> None:
    assert set(load_outlines()) == set(FORMS)


@each_form
def test_a_form_has_its_level_and_length(name: str) -> None:
    level, length, _ = FORMS[name]
    assert (find_outline(name).level, find_outline(name).length) == (level, length)


@each_form
def test_a_form_has_its_heading_tree(name: str) -> None:
    tree = [(top.heading, [part.heading for part in top.sections]) for top in find_outline(name).sections]
    assert tree == TREES[name]


@each_form
def test_a_form_has_its_manners(name: str) -> None:
    assert [top.style for top in find_outline(name).sections] == MANNERS[name]


@each_form
def test_a_form_ends_with_problems_and_their_measures(name: str) -> None:
    roles = [section.role for section in find_outline(name).sections]
    assert roles.count("body") == len(roles) - (1 if name in ("city-comprehensive", "city-selfcheck-table") else 2)
    assert roles[-1] == "combined" or roles[-2:] == ["problems", "measures"]
    assert all(part.role == "body" for top in find_outline(name).sections for part in top.sections)


@each_form
def test_a_form_asks_for_as_many_items_as_it_can_hold(name: str) -> None:
    least, most = FORMS[name][2]
    assert least <= len(list(find_outline(name).items())) <= most


@each_form
def test_most_items_are_shared_and_every_part_asks_for_something(name: str) -> None:
    data = read_yaml(bundled("knowledge", "outlines") / f"{name}.yaml")
    entries = [
        item for top in data["sections"] for part in (top, *top.get("sections", ())) for item in part.get("items", ())
    ]
    shared = [entry["use"] for entry in entries if "use" in entry]
    assert len(shared) >= 0.8 * len(entries)
    assert set(shared) <= set(shared_items())
    for section in find_outline(name).walk():
        if not section.sections and section.role == "body":
            assert any(not item.optional for item in section.items), f"{section.heading} could stay empty"


def test_every_shared_item_is_used() -> None:
    assert set(shared_items()) <= {item.id for _, item in ITEMS}


@pytest.mark.parametrize(("name", "item"), ITEMS, ids=lambda part: getattr(part, "id", part))
def test_an_indicator_is_asked_only_of_the_level_that_has_it(name: str, item: Item) -> None:
    level = FORMS[name][0]
    assert [i for i in item.indicators if level not in DICTIONARY[i].levels] == []


@each_form
def test_the_words_of_an_item_set_it_apart(name: str) -> None:
    """No two items of a form are told apart by nothing: each has a word that no other has."""
    items = [item for _, item in find_outline(name).items()]
    for item in items:
        others = {signal for other in items if other is not item for signal in other.signals}
        assert set(item.signals) - others, f"{item.lead} has no word of its own"


def test_only_the_narrative_is_addressed() -> None:
    addressed = {name: find_outline(name).addressee for name in FORMS if find_outline(name).addressee}
    assert addressed == {"province-narrative": "国务院教育督导委员会办公室"}
    assert find_outline("province-narrative").title == "{region}人民政府关于{year}年履行教育职责情况的自评报告"


def test_the_headings_of_the_twelve_points_open_their_paragraphs() -> None:
    outline = find_outline("province-key-points")
    twelve = outline.sections[0].sections
    assert all(section.run_in and section.heading.endswith("情况") for section in twelve)
    assert [section.run_in for section in outline.sections] == [False, True, True]
    assert not any("疫情" in section.heading for section in outline.walk())
    assert any("疫情" in alias for alias in twelve[1].aliases)


def test_parts_with_headings_of_their_own_manner() -> None:
    comprehensive = find_outline("city-comprehensive")
    assert {section.style for section in comprehensive.sections[1].sections} == {"ordinal"}
    assert _section(comprehensive, "gain_students").style == "ordinal"
    assert {section.style for section in find_outline("province-narrative").sections[1].sections} == {"ordinal"}


def test_a_county_is_not_asked_what_it_does_not_do() -> None:
    county = {item.id: item for _, item in find_outline("county-standard").items()}
    assert not {"higher", "counsellors", "downward_evaluation"} & set(county)
    assert all(county[name].not_applicable for name in ("vocational", "nutrition", "ethnic", "private_compulsory"))
    assert county["graduates"].optional
