"""Names of other places where only the report's own can stand, whether or not they are on the map."""

from __future__ import annotations

import pytest
from checking_helpers import check

_COUNTY = "汾原县人民政府2025年履行教育职责自评报告\n一、工作情况\n"
_CITY = (
    "榆河市人民政府2025年履行教育职责自评报告\n一、概况\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n"
    "二、工作情况\n"
)
_REAL = "平利县人民政府2025年履行教育职责自评报告\n一、工作情况\n"


def told(text: str, region: str) -> list[str]:
    found = check(text, region=region, select=("ENT001", "ENT007")).findings
    return [f.excerpt for f in found if f.severity in ("error", "warning")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县政府办出台《槐浦县教育评价改革实施方案》，分解任务26项。", "槐浦县"),
        ("先后制定《汾原县课后服务办法》《榕屿县教师奖励办法》。", "榕屿县"),
        ("对照《岫溪县学位建设规划（2023—2027年）》，逐年落实项目。", "岫溪县"),
        ("《棠洲县教师队伍建设规划》确定的12项任务完成10项。", "棠洲县"),
        ("槐浦县现辖14个乡镇，人口42万人。", "槐浦县"),
        ("2025年，榕屿县坚持党建引领，不断完善治理体系。", "榕屿县"),
        ("两项工作为棠洲县创建全国义务教育优质均衡发展县奠定基础。", "棠洲县"),
        ("立足岫溪县实际，统筹编制资源。", "岫溪县"),
        ("以槐浦县第一中学为龙头组建共同体3个。", "槐浦县"),
        ("对家庭困难学生逐一帮扶。榕屿县特殊教育学校新增学位60个。", "榕屿县"),
        ("印发《郓城县校园安全管理办法》。", "郓城县"),
    ],
)
def test_another_county_where_only_ones_own_can_stand(text: str, name: str) -> None:
    assert told(_COUNTY + text, "汾原县") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县政府出台《石泉县学前教育发展规划》。", "石泉县"),
        ("推动郓城县教育高质量发展。", "郓城县"),
        ("印发《槐浦县校园安全管理办法》。", "槐浦县"),
    ],
)
def test_of_a_county_on_the_map(text: str, name: str) -> None:
    assert told(_REAL + text, "平利县") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("桐浦市下辖东屏区等4个县（区）。", "桐浦市"),
        ("市政府印发《桐浦市学前教育发展行动计划》。", "桐浦市"),
        ("立足桐浦市实际，打造教育品牌。", "桐浦市"),
        ("罗溪县、云岑县已完成整改。", "云岑县"),
        ("宁岚县、郓城县学位缺口较大。", "郓城县"),
    ],
)
def test_another_city_or_a_county_the_city_has_not(text: str, name: str) -> None:
    assert told(_CITY + text, "榆河市") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "借鉴《槐浦县集团化办学办法》，完善本县制度。",
        "与槐浦县共同制定《槐浦县与汾原县教育协作协议》。",
        "转发《榕屿县课后服务做法》。",
        "槐浦县为90.1%，我县较其高1.3个百分点。",
        "比邻近的榕屿县高1.5个百分点，后者为91.6%。",
        "我县同槐浦县签订合作协议，为槐浦县培训教师40名。",
        "对口支援槐浦县。槐浦县选派教师24名到我县跟岗。",
        "清浦市印发《清浦市教育强市建设方案》，我县制定细则。",
        "落实《清浦市教育强市建设方案》。",
        "创建《普惠县建设方案》《强县行动计划》确定的目标任务。",
        "四川省成都市锦江区教育局捐赠图书3000册。",
    ],
)
def test_other_places_named_for_a_reason(text: str) -> None:
    assert told(_COUNTY + text, "汾原县") == []


@pytest.mark.parametrize(
    "text",
    [
        "罗溪县、漳清县已完成整改。",
        "与浙江省湖州市建立协作关系，引进名师12名。",
        "比毗邻的桐浦市高1.5个百分点。",
        "印发《榆河市学前教育发展行动计划》，支持罗溪县制定《罗溪县校车管理办法》。",
    ],
)
def test_what_a_city_may_name(text: str) -> None:
    assert told(_CITY + text, "榆河市") == []


def leveled(text: str, region: str) -> list[str]:
    return [f.excerpt for f in check(text, region=region, select=("ENT004",)).findings]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全市新建、改扩建学校6所，新增学位1420个。", "全市"),
        ("全县幼儿园58所。\n全市58所幼儿园中，公办36所。", "全市"),
    ],
)
def test_what_a_county_did_told_of_the_city(text: str, words: str) -> None:
    assert leveled(_COUNTY + text, "汾原县") == [words]


@pytest.mark.parametrize(
    "text",
    [
        "全市新建学校36所，我县承担4所。",
        "全市招聘特岗教师600人，分配我县46人。",
        "全市共排查校车1200辆。我县68辆全部合格。",
        "全市58所幼儿园中，我县占6所。",
    ],
)
def test_the_city_may_be_told_of_beside_the_county(text: str) -> None:
    assert leveled(_COUNTY + text, "汾原县") == []


def test_a_part_of_town_is_no_county_named_before() -> None:
    text = "临渡区人民政府2025年履行教育职责自评报告\n城区学校就近入学率100%。我县随迁子女全部入学。"
    assert leveled(text, "临渡区") == ["我县"]


def test_the_meeting_of_a_county_within_a_sentence_of_a_city() -> None:
    assert leveled(_CITY + "市委书记带头讲课，县委常委会听取汇报4次。", "榆河市") == ["县委常委会"]
    assert leveled(_CITY + "罗溪县委书记带头讲课，县委常委会听取汇报4次。", "榆河市") == []


def test_the_district_word_in_a_city_of_a_province() -> None:
    own = "全市学校达标。" * 6 + "省委、省政府作出部署。"
    assert leveled("桐浦市2025年自评报告\n" + own + "\n全区统筹编制资源。", "桐浦市") == ["全区"]
    assert leveled("桐浦市2025年自评报告\n" + own + "自治区通报表扬。\n全区统筹编制资源。", "桐浦市") == []


def coded(text: str) -> list[str]:
    return [f.excerpt for f in check(_COUNTY + text, region="汾原县", select=("ENT002",)).findings]


def test_a_number_with_another_places_letter_among_ones_own() -> None:
    text = "印发校车办法（汾政办发〔2025〕9号）、考核细则（榕教发〔2025〕6号）。"
    assert coded(text) == ["榕教发"]


@pytest.mark.parametrize(
    "text",
    [
        "印发校车办法（汾政办发〔2025〕9号），落实市教育局考核细则（榕教发〔2025〕6号）。",
        "依据市教育局印发的（榕教发〔2025〕3号）制定（汾教发〔2025〕6号）。",
        "印发（原教〔2025〕8号、县教发〔2025〕6号、汾编发〔2025〕6号、汾财教〔2025〕8号）。",
        "榕浦市提供经验，县里印发（榕教发〔2025〕3号）的实施意见（汾教发〔2025〕6号）。",
    ],
)
def test_numbers_of_the_level_above_and_of_ones_own(text: str) -> None:
    assert coded(text) == []


def named_people(text: str) -> list[str]:
    return [f.excerpt for f in check(_COUNTY + text, region="汾原县", select=("ENT006",)).findings]


def test_people_by_their_offices() -> None:
    assert named_people("县长周启明任组长。\n县长周启铭与各校签订责任书。") == ["县长周启铭"]
    assert named_people("县长周启明主持会议。\n周启鸣同志慰问教师。") == ["周启鸣"]
    assert named_people("县长周启明任组长，副县长周启林任副组长。") == []
    assert named_people("教师王建军同志、王建国同志获评先进。") == []


_TOWN = "禾浦市人民政府2025年履行教育职责自评报告\n一、概况\n禾浦市地处清浦市南部，辖14个镇、3个街道。\n二、工作情况\n"
_BANNER = "塔林旗人民政府2025年履行教育职责自评报告\n一、工作情况\n自治区、盟作出部署，自治区督导组到旗核查。\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("禾川市委、市政府高度重视教育。", ["禾川市"]),
        ("市政府印发《槐岭市课后服务办法》。", ["槐岭市"]),
        ("清浦市委、市政府作出部署，禾浦市委、市政府抓落实。", []),
        ("落实《清浦市教师交流办法》，清浦市教育局到我市督导。", []),
    ],
)
def test_the_city_around_a_city_with_towns_is_no_stranger(text: str, found: list[str]) -> None:
    assert told(_TOWN + text, "禾浦市") == found


def test_a_banner_of_ones_own_is_no_other() -> None:
    text = "旗委、旗政府高度重视，认真贯彻落实旗委部署，积极主动争取旗财政支持，每周升国旗，设牧业旗学校。"
    assert told(_BANNER + text, "塔林旗") == []


def test_a_provinces_words_in_an_autonomous_region() -> None:
    assert leveled(_BANNER + "争取中央资金1200万元、省级资金640万元。", "塔林旗") == ["省级"]
    assert leveled(_BANNER + "省级以上媒体报道12次，外省转入学生16人。", "塔林旗") == []
