"""Counties and cities by the form of their names, and those that stand where only the report's own can."""

from __future__ import annotations

import pytest
from checking_helpers import check, document

from drafter.checking.localities import Localities, alike, own_name
from drafter.checking.places import Home


def named(text: str, region: str = "") -> list[str]:
    read = document(text)
    places = Localities(read, Home(region), own_name(region, read))
    return [place.name for flow in read.flows for place in places.of(flow)]


def strangers(text: str, region: str = "") -> list[str]:
    return [f.excerpt for f in check(text, region=region, select=("ENT007",)).findings]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("临沣县义务教育学校符合交流条件的教师1052人。", ["临沣县"]),
        ("聘任汾阴县责任督学36名。", ["汾阴县"]),
        ("大班额集中在石港县第一中学。", ["石港县"]),
        ("发放资金326万元（南苑区财政承担186万元）。", ["南苑区"]),
        ("其中宁岚县增幅最低，青丰县次之。", ["宁岚县", "青丰县"]),
        (
            "槐江市辖槐城区、东梁区和双岗市3个县（市、区）。槐城区增长5%。",
            ["槐江市", "槐城区", "东梁区", "双岗市", "槐城区"],
        ),
        ("霁川市辖临皋、怀淳、桐墟3个县和双桥、霁北2个区。霁北区7个。", ["霁川市", "霁北区"]),
        ("|县区|学校|\n|河阳区|12|\n|山城区|9|\n山城区学位紧张。", ["河阳区", "山城区", "山城区"]),
    ],
)
def test_names_that_no_map_knows_are_found(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "全县各县区、城区学校、片区教研联盟、学区、校区和社区共建。",
        "达到国家普及普惠县标准，创建示范县、先进县、强县和优质均衡发展县。",
        "落实县委县政府决策，支持县教育局开展工作，推进县域高中发展，完善区级平台。",
        "建设文明城市、设区市、县级市和大湾区，服务高原山区、文化区、中心区、东部区。",
        "新建县实验小学，改扩建区中学，明年市委将研究。魏长青市长出席。",
        "统筹城乡和区域发展，按照分区分类原则划分责任区，流动红旗、红旗县、黄旗县。",
        "黄河滩区、洞庭湖区、灌区、工厂区学校纳入迁建，设立考区。",
        "旅游景区、工业园区、高新区、经开区、开发区、保税区。",
    ],
)
def test_common_words_are_no_names(text: str) -> None:
    assert named(text) == []


def test_a_bare_list_of_what_is_governed_gives_full_names() -> None:
    read = document("霁川市辖临皋、怀淳、桐墟3个县和双桥、霁北2个区。")
    places = Localities(read, Home(""), "霁川市")
    assert places.parts == {"临皋县", "怀淳县", "桐墟县", "双桥区", "霁北区"}


@pytest.mark.parametrize(
    ("title", "region", "own"),
    [
        ("梧河县人民政府关于2023年履行教育职责情况的自评报告", "清浦市梧河县", "梧河县"),
        ("第六篇：锦川区人民政府2024年度履行教育职责自评报告", "", "锦川区"),
        ("临渡区人民政府２０２４年履行教育职责的自评报告", "", "临渡区"),
        ("2024年市人民政府履行教育职责自评报告", "", ""),
        ("履行教育职责自评报告", "清浦市梧河县", "梧河县"),
    ],
)
def test_whose_report_it_is(title: str, region: str, own: str) -> None:
    assert own_name(region, document(f"{title}\n现将情况报告如下。")) == own


def test_names_that_differ_in_one_character() -> None:
    assert alike("汾原县", "汾阴县")
    assert not alike("汾原县", "汾原区")
    assert not alike("汾原县", "临沣县")


_COUNTY = "汾原县人民政府2025年履行教育职责自评报告\n一、工作情况\n"


def test_a_name_one_character_off_is_said_to_be() -> None:
    (finding,) = check(_COUNTY + "聘任汾阴县责任督学36名。", region="汾原县", select=("ENT007",)).findings
    assert (finding.severity, finding.excerpt) == ("warning", "汾阴县")
    assert "只差一字" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "县实验小学与江州市第十八中学、石港县第一中学结对。",
        "我县教师赴石港县跟岗学习。",
        "生均支出低于石港县，高于全市平均。",
        "石港县籍学生208人在我县就读。",
        "落实《石港县教育局关于区域教研的通知》。",
        "石港县与我县交界处的学校实行联合招生。",
        "清浦市教育局印发方案，清浦市第一中学在我县招生20人。",
        "毕业生32人考入石港县第一中学。",
        "石港县、临沣县、望山县三县教研联盟在我县活动。",
    ],
)
def test_another_county_may_be_named_for_a_reason(text: str) -> None:
    assert strangers(_COUNTY + text, "汾原县") == []


def test_a_place_that_is_named_often_has_its_reasons() -> None:
    lines = "\n".join(f"石港县学校投入{n}00万元。" for n in range(1, 6))
    assert strangers(_COUNTY + lines, "汾原县") == []


def test_a_name_the_write_ups_have_is_supported() -> None:
    text = _COUNTY + "石港县学校在校生128人。"
    assert strangers(text, "汾原县") == ["石港县"]
    found = check(text, region="汾原县", material="石港县学校在校生128人。", select=("ENT007",)).findings
    assert found == []


_SHIRE = "临沅县人民政府2024年履行教育职责情况自评报告\n一、工作情况\n"


@pytest.mark.parametrize(
    "text",
    [
        "一是优先落实经费。泾安县2024年教育支出6.2亿元，增长4.5%。",
        "（二）泾安县普惠性幼儿园覆盖率92.3%。",
        "2.泾安县现有幼儿园45所。",
        "2024年泾安县招聘教师120名。",
        "截至2024年底，泾安县共有教学点23个。",
        "制定《临沅县教师交流办法》，泾安县交流教师132人，占18.2%。",
        "投入1.2亿元，实施泾安县第二中学改扩建工程。",
        "泾安县职教中心与12家企业合作办学。",
        "泾安县委教育工作领导小组召开会议4次。",
        "泾安县教体局牵头开展督导。",
        "由泾安县财政统筹安排资金1200万元。",
        "全县小学42所、初中18所，泾安县高中3所。",
        "通过努力，泾安县近视率降到45.6%。",
        "针对问题，泾安县将持续加大投入。",
    ],
)
def test_another_county_that_does_or_has_something(text: str) -> None:
    assert strangers(_SHIRE + text, "临沅县") == ["泾安县"]


@pytest.mark.parametrize(
    "text",
    [
        "创建泾安县域高中帮扶机制。",
        "泾安县与临沅县签订协作协议。",
        "组织教师到泾安县学习。",
        "引进泾安县优质资源合作办园。",
        "在省运会上，临沅县代表团总分超过泾安县。",
        "浦安区、泾安县、临沅县三地联合开展教研。",
        "泾安县务工人员随迁子女128人在我县就读。",
        "清平市委、市政府高度重视临沅教育。",
        "清平市第一中学在我县招收学生20名。",
        "省委、省政府部署，清平市统筹，全市共有12个县参加。",
        "辖城东区、城西区两个街道。",
        "临沅县城区学位紧张，县城区域新建学校3所。",
        "在城东片区、高铁新区、老城区布局学校。",
        "我县属山区农业大县、人口大县、财政穷县。",
        "创成省级优质均衡先行县、全国义务教育基本均衡县。",
        "实施强县中、强县管、强县城行动。",
        "由县区两级、区县联动推进。",
        "完善市县一体、省市县三级联动机制。",
        "学校分布在东部山区、西部库区。",
        "开展送教下乡，选派32名教师赴浦安区支教。",
        "建立兰州、成都、上海等市校友会。",
        "参照浦安区做法，制定方案。",
        "通过省市县督导，分县区通报。",
        "深入各乡镇片区开展调研，按片区划分学区。",
        "教育部确定临沅县为改革试验区。",
    ],
)
def test_dealings_lists_and_common_words_are_let_alone(text: str) -> None:
    assert strangers(_SHIRE + text, "临沅县") == []


@pytest.mark.parametrize(
    "text",
    [
        "滨渚区公办园占比62.3%，提高2.1个百分点。",
        "下沙区教育局印发方案。",
        "（滨澜区承担30%）",
        "建成滨澜区青少年活动中心1个。",
    ],
)
def test_another_district_that_does_or_has_something(text: str) -> None:
    assert len(strangers("南湖区人民政府2024年度履行教育职责自评报告\n" + text, "南湖区")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "我区与滨澜区开展集团化办学合作。",
        "新区、开发区、经开区、高新区管委会积极配合。",
        "辖区学校、各片区、责任区、学区实现全覆盖。",
        "江州市教育局直属学校3所，市区学校12所。",
        "嘉兴市委、市政府出台意见。",
        "对口支援新疆沙雅县，选派教师12人。",
        "推进区域教育均衡，区县结对，县中托管。",
    ],
)
def test_areas_of_a_district_are_no_districts(text: str) -> None:
    assert strangers("南湖区人民政府2024年度履行教育职责自评报告\n" + text, "南湖区") == []


def test_neighbours_on_the_map_are_strangers_too() -> None:
    title, region = "安源区人民政府2023年履行教育职责自评报告\n", "江西省萍乡市安源区"
    assert strangers(title + "湘东区教育局印发方案，萍乡市教育局督导。", region) == ["湘东区"]


_TOWN = "海棠市人民政府2024年履行教育职责自评报告\n海棠市位于东江市南部，辖3个街道、12个镇。\n一、概况\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("青禾县教师培训1200人次。", ["青禾县"]),
        ("石塘自治县教师培训1200人次。", ["石塘自治县"]),
        ("临沂市教育局印发方案。", []),  # a real place is another rule's
        ("临浦市教育局印发方案。", ["临浦市"]),
        ("东江市委、东江市教育局对我市开展督导，东江市教育局通报。", []),
    ],
)
def test_a_city_of_a_countys_rank(text: str, found: list[str]) -> None:
    assert strangers(_TOWN + text, "海棠市") == found
