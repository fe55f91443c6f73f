"""Places, codes, people and levels that do not belong to a report."""

from __future__ import annotations

import pytest
from checking_helpers import check

from drafter.checking.claims.people import find_people
from drafter.checking.places import Home, code_letters, find_divisions
from drafter.findings import Finding


def told(text: str, region: str = "资阳市", **more: object) -> list[Finding]:
    return check(text, region=region, select=("ENT",), **more).findings  # type: ignore[arg-type]


def codes(text: str, region: str = "资阳市", **more: object) -> list[tuple[str, str]]:
    return [(f.code, f.severity.value) for f in told(text, region, **more)]


# --- where divisions are named ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("平利县和四川省资阳市安岳县", ["平利县", "四川省", "资阳市", "安岳县"]),
        ("由宜宾市教育局牵头", ["宜宾市"]),
        ("（新县）", ["新县"]),
    ],
)
def test_divisions_are_found_by_their_full_names(text: str, names: list[str]) -> None:
    assert [mention.name for mention in find_divisions(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "创新县域普通高中发展机制",
        "学校和县级部门",
        "提高要区分不同情况",
        "全面推进城区学校建设",
        "委员会同县残联组织评估",
        "教育、公安县级部门联合检查",
        "合作市场化运营",
        "城乡交通州际",
    ],
)
def test_chance_is_no_place(text: str) -> None:
    assert [mention.name for mention in find_divisions(text)] == []


# --- foreign places --------------------------------------------------------------------------------------------


def test_another_countys_name_is_an_error() -> None:
    (finding,) = told("营养改善计划试点县平利县学生享受营养午餐。")
    assert (finding.code, finding.severity, finding.excerpt) == ("ENT001", "error", "平利县")


@pytest.mark.parametrize(
    "text",
    [
        "安岳县、乐至县和雁江区学生享受营养午餐。",
        "四川省教育厅到资阳市调研。",
        "赴江苏省南通市学习集团化办学经验。",
        "对口支援石渠县乡村学校12所。",
        "学生在绵阳市举办的省级比赛中获奖。",
        "印发《平利县经验汇编》。",
    ],
)
def test_own_places_and_dealings_with_others_are_right(text: str) -> None:
    assert codes(text) == []


def test_a_place_the_write_ups_name_is_supported() -> None:
    assert codes("平利县学生享受营养午餐。", material="平利县转入学生享受营养午餐。") == []


def test_a_province_is_only_a_warning() -> None:
    assert codes("辽宁省教育厅印发方案。") == [("ENT001", "warning")]


def test_a_name_is_told_once() -> None:
    (finding,) = told("平利县学生享受营养午餐。\n平利县统筹编制。")
    assert len(finding.also) == 1


def test_a_real_place_in_a_report_without_its_own_is_a_leftover() -> None:
    text = "XX市人民政府2025年履行教育职责自评报告\n平利县学生享受营养午餐。"
    assert codes(text, "") == [("ENT001", "error")]


def test_a_report_that_does_not_say_whose_it_is_is_not_judged() -> None:
    result = check("履行教育职责自评报告\n平利县学生享受营养午餐。", region="", select=("ENT",))
    assert result.findings == []
    assert any("--region" in entry.needs for entry in result.coverage.not_checked)


@pytest.mark.parametrize("text", ["文峰区、栖河县学生享受营养午餐。", "城关区学生享受营养午餐。"])
def test_parts_of_a_region_the_map_does_not_know_may_share_a_name(text: str) -> None:
    assert codes(text, "云岭市") == []


# --- document codes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "province"),
    [("辽教发", "辽宁省"), ("川府发", "四川省"), ("按照黔教函", "贵州省"), ("新教办", "新疆维吾尔自治区")],
)
def test_the_province_of_a_code(code: str, province: str) -> None:
    letters = code_letters(code)
    assert letters is not None
    assert letters[2] == province


@pytest.mark.parametrize("code", ["教基", "国办发", "财教", "新出发", "新广出发", "中办发", "资教发", ""])
def test_codes_of_no_province(code: str) -> None:
    assert code_letters(code) is None


@pytest.mark.parametrize(
    ("region", "code", "ours"),
    [
        ("资阳市", "川教函", True),
        ("资阳市", "辽教发", False),
        ("青岛市", "青政发", True),
        ("南京市", "宁教发", True),
        ("宁波市", "甬政发", True),
        ("云浮市", "云府办", True),
    ],
)
def test_whose_letter_it_is(region: str, code: str, ours: bool) -> None:
    letters = code_letters(code)
    assert letters is None or Home(region).may_sign(letters[1], letters[2]) is ours


def test_another_provinces_number_is_an_error_on_its_code() -> None:
    (finding,) = told("落实《关于加强学校管理的通知》（辽教发〔2025〕3号）。")
    assert (finding.code, finding.severity, finding.excerpt) == ("ENT002", "error", "辽教发")
    assert codes("借鉴《关于加强学校管理的通知》（辽教发〔2025〕3号）的做法。") == []


# --- people ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市委书记周云帆、市长魏长青带头上思政课。", ["周云帆", "魏长青"]),
        ("局长何敏同志主持会议。", ["何敏"]),
        ("由赵立新同志牵头。", ["赵立新"]),
        ("市长任组长，教育局局长任办公室主任。", []),
        ("局长办公会议研究，书记校长一肩挑。", []),
        ("主任安排专人负责。", []),
        ("书记讲党课，校长为师生授课。", []),
        ("党支部书记和校长作为第一责任人。", []),
        ("校长职级制和园长任职资格。", []),
    ],
)
def test_people_are_named_beside_their_office(text: str, names: list[str]) -> None:
    assert [person.name for person in find_people(text)] == names


def test_a_person_is_held_against_the_write_ups_alone() -> None:
    text = "市长魏长青主持召开会议。"
    assert codes(text) == []
    assert codes(text, material="市长周云帆主持召开会议。") == [("ENT003", "warning")]
    assert codes(text, material="魏长青市长出席会议。") == []


# --- levels and short names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "text", "flagged"),
    [
        ("资阳市", "我县建成公办幼儿园12所。", True),
        ("四川省", "我市建成公办幼儿园12所。", True),
        ("资阳市", "安岳县高标准推进，全县建成公办幼儿园12所。", False),
        ("资阳市", "各地在全县范围内统筹。", False),
        ("资阳市", "全县（市、区）建成公办幼儿园12所。", False),
        ("资阳市", "全县域推进紧密型教育集团。", False),
        ("安岳县", "我市统一组织中考。", False),
        ("资阳市", "我省出台配套政策。", False),
    ],
)
def test_a_report_speaks_of_its_own_level(region: str, text: str, flagged: bool) -> None:
    assert ("ENT004", "warning") in codes(text, region) or not flagged
    assert not codes(text, region) or flagged


def test_the_citys_figure_told_as_the_provinces() -> None:
    given = {"inclusive_kindergarten_coverage": ("91.27", "90.12")}
    text = "全省普惠性幼儿园覆盖率达到91.27%。"
    found = check(text, given, region="资阳市", select=("ENT004",)).findings
    assert [f.excerpt for f in found] == ["全省"]
    compared = "普惠性幼儿园覆盖率达到91.27%，高于全省平均水平90.30%。"
    assert check(compared, given, region="资阳市", select=("ENT004",)).findings == []


@pytest.mark.parametrize(
    ("region", "text", "expected"),
    [
        ("资阳市", "为驻资高校师生上思政课。", []),
        ("太原市", "为驻并高校师生上思政课。", []),
        ("济南市", "为驻鲁高校师生上思政课。", []),
        ("资阳市", "为驻地高校、驻区部队送温暖。", []),
        ("资阳市", "为驻遂高校师生上思政课。", [("ENT005", "warning")]),
        ("", "XX市自评报告\n为驻遂高校师生上思政课。", [("ENT005", "error")]),
        ("", "XX市自评报告\n与南通职业技术学院建设实训基地。", [("ENT005", "warning")]),
    ],
)
def test_short_names(region: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert codes(text, region) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《关于加强学校管理的通知》（川教函〔2025〕9号）。", [("ENT002", "warning")]),
        ("辽宁教育资源公共服务平台注册教师2310名。", [("ENT005", "warning")]),
        ("办好内地西藏班，赴广东学习经验。", []),
        ("市长魏长青主持会议。", [("ENT003", "warning")]),
        ("我县建成公办幼儿园12所。", [("ENT004", "warning")]),
    ],
)
def test_what_a_report_with_its_name_taken_out_still_gives_away(text: str, expected: list[tuple[str, str]]) -> None:
    assert codes(f"自评报告\nXX市教育局牵头自评。\n{text}", "") == expected


# --- levels beside and above ------------------------------------------------------------------------------------

_DISTRICT = "临渡区人民政府2025年履行教育职责自评报告\n一、工作情况\n"
_SHIRE = "汾原县人民政府2025年履行教育职责自评报告\n一、工作情况\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (_DISTRICT + "我县将持续完善教育治理体系。", ["我县"]),
        (_DISTRICT + "县委常委会研究教育议题14次。", ["县委"]),
        (_DISTRICT + "责任单位：县教育局、区财政局。", ["县教育局"]),
        (_SHIRE + "我区学校全部开展课后服务。", ["我区"]),
        (_SHIRE + "区委、区政府高度重视教育。", ["区委", "区政府"]),
        (_SHIRE + "2025年，全市共有各级各类学校156所。", ["全市"]),
        (_SHIRE + "市委常委会全年专题研究教育工作12次。", ["市委常委会"]),
        (_SHIRE + "汾原区学校全部开展课后服务。", ["汾原区"]),
    ],
)
def test_a_report_that_speaks_of_another_level(text: str, words: list[str]) -> None:
    assert [f.excerpt for f in check(text, select=("ENT004",), region="").findings] == words


@pytest.mark.parametrize(
    "text",
    [
        _DISTRICT + "与石溪县结对，县委、县政府高度重视，县教育局选派教师20人。",
        _DISTRICT + "获评全国县域义务教育基本均衡，县级以上骨干教师120人，区县联动。",
        _SHIRE + "自治区党委教育工委督查，全区教育大会召开，我区教育工作会议部署。",
        _SHIRE + "市委、市政府主要领导到我县调研，市委常委会听取我县汇报。",
        _SHIRE + "全市平均为92.3%，我县居全市第一，全市教育大会推广经验。",
        _SHIRE + "2014年，汾原区撤区设县，原汾原区学校由县直管。",
        _SHIRE + "市教育局、县教育局联合检查，市县两级投入3000万元。",
        _SHIRE + "城区、片区、学区和区域联动，社区教育持续发展，区级督学责任区9个。",
    ],
)
def test_other_levels_may_be_spoken_of(text: str) -> None:
    assert check(text, select=("ENT004",), region="").findings == []


# --- a region the map does not know ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "落实《评价通知》（辽政教督〔2025〕2号）。\n石溪县入选辽宁省义务教育先行创建区。",
        "落实《评价通知》（辽政教督〔2025〕※号）。\n县一中获评“全省先进”，入选辽宁省义务教育先行创建区。",
        "石溪县位于辽宁省西部，县一中获评辽宁省文明校园。",
        "落实《评价通知》（辽政教督〔2025〕2号）。\n石溪县隶属朝阳市，辖12个乡镇。",
        "石溪县地处辽宁省朝阳市北部，辖12个乡镇。",
    ],
)
def test_the_province_that_signs_for_an_unknown_region_is_its_own(text: str) -> None:
    assert codes(text, "石溪县") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("落实《评价通知》（辽政教督〔2025〕2号）。\n县一中获评湖南省文明校园。", "湖南省"),
        ("落实《评价通知》（辽政教督〔2025〕2号）。\n石溪县隶属怀化市，辖12个乡镇。", "怀化市"),
        ("石溪县位于辽宁省西部。\n用好汉阴县事业编制周转池。", "汉阴县"),
    ],
)
def test_other_places_stay_foreign_to_an_unknown_region(text: str, place: str) -> None:
    assert [f.excerpt for f in told(text, "石溪县") if f.code == "ENT001"] == [place]
