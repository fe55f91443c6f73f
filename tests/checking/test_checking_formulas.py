"""Formulas of the field and fixed names: told as they are, or with a member or a word exchanged."""

from __future__ import annotations

import pytest
from checking_helpers import found

from drafter.checking.formulas import known_formulas


def told(text: str) -> list[tuple[str, str]]:
    findings = found("一、工作情况\n" + text, None, "POL")
    return [(f.code, f.excerpt) for f in findings if f.code in ("POL015", "POL016")]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("“四早”即早发现、早报告、早隔离、早出院，学校逐条落实。", "早出院"),
        ("落实“三防”建设：人防、物防、心防，投入860万元。", "心防"),
        ("开展“四史”教育，党史、新中国史、改革开放史、人类发展史进课堂。", "人类发展史"),
        ("做到信念坚定、为民服务、勤政务实、敢于创新、清正廉洁。", "敢于创新"),
        ("把家庭、学校、社会、网络、政府、审判“六大保护”写进班会。", "审判"),
        ("学科核心素养即政治认同、科学精神、法治意识、社会参与，教研组逐条解读。", "社会参与"),
        ("“两性一度”就是高阶性、创新性、难度，课程逐门对照。", "难度"),
        ("幼儿园围绕健康、语言、社会、数学、艺术五大领域备课。", "数学"),
        ("锤炼品格、学习知识、创新思维、服务家乡“四个引路人”要求写进师德手册。", "服务家乡"),
        ("完善家庭保护、学校保护、社会保护、网络保护、社会保护、司法保护体系。", "社会保护"),
        (
            "“四个最严”（最严谨的标准、最严格的监管、最严肃的问责）写进食堂合同。",
            "最严谨的标准、最严格的监管、最严肃的问责",
        ),
        ("人防、物防、技防“四防”全部达标。", "四防"),
        ("推进“三个课堂”。专递课堂开到9个教学点，名师课堂开讲120节，空中课堂由联盟校承担。", "空中课堂"),
        ("不敢腐、不想腐、不能腐一体推进。", "不敢腐、不想腐、不能腐"),
    ],
)
def test_a_formula_told_otherwise(text: str, excerpt: str) -> None:
    assert told(text) == [("POL015", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "“五项管理”中，作业、睡眠两项由教研室牵头，手机、读物由德育股牵头，体质由体卫艺股牵头。",
        "讲党史、新中国史、改革开放史、社会主义发展史和中华民族发展史的报告会46场。",
        "校园落实人防、物防、技防、心防“四防”，专职保安配备率100%。",
        "学校落实三个100%：专职保安、封闭化管理、一键式报警全部到位。",
        "坚持五育并举，突出德育，提升智育，强化体育锻炼，加强劳动教育，心理健康教育同步推进。",
        "学生爱学习、爱劳动、爱集体、爱家乡的氛围日浓。",
        "校风、学风、教风、班风“四风”建设成效明显。",
        "生物学课程聚焦生命观念、科学思维、探究实践、态度责任四个方面。",
        "坚持创新、协调、绿色、开放、共享的新发展理念，走创新、绿色发展的路子。",
        "老教师、老党员、老干部进校园宣讲，“五老”志愿者达到86人。",
        "落实“四早”要求，做到早发现、早报告、早处置。",
        "作业、睡眠、手机、读物、体质管理纳入评价，学生手机统一存放。",
        "用好监督执纪“四种形态”，教育、科技、人才一体推进。",
        "“三通两平台”基本建成，校校通、班班通、人人通全面实现，两大平台日均访问1.2万次。",
        "“六大保护”清单：家庭保护、学校保护、社会保护、网络保护、司法保护各列任务，政府部门另列9项。",
        "实现全方位、全过程、全覆盖监督，各校校风、班风、学风持续好转。",
        "政治、历史、地理、生物教师共缺86名。",
        "学校开展节水、节电、节纸活动36场，依法查处超员、超速、酒驾、疲劳驾驶行为26起。",
        "探索过程性评价、表现性评价、增值性评价、综合性评价改革。",
    ],
)
def test_a_formula_told_rightly_in_part_or_with_more(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("学校把学高为师、身正为范改成学高为师、身正为师。", "学高为师、身正为师"),
        ("师生登录国家中小学智能教育平台26万人次。", "国家中小学智能教育平台"),
        ("师生登录国家中小学智能教学平台26万人次。", "国家中小学智能教学平台"),
        ("全国青少年校园足球特长学校达到12所。", "全国青少年校园足球特长学校"),
        ("生均教学及辅导用房面积4.8平方米。", "生均教学及辅导用房面积"),
        ("教师践行乐教爱生、乐于奉献的要求。", "乐教爱生、乐于奉献"),
        ("职业教育“一体三翼”格局初步形成。", "一体三翼"),
        ("县人力资源与社会保障局核定岗位126个。", "人力资源与社会保障"),
        ("配备VR（增强现实）设备12套。", "VR（增强现实"),
        ("办理人大代表提案9件。", "人大代表提案"),
    ],
)
def test_a_fixed_name_told_otherwise(text: str, excerpt: str) -> None:
    assert told(text) == [("POL016", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "国家职业教育智慧教育平台与国家中小学智慧教育平台注册率均为100%。",
        "学高为师、德高为范的标语随处可见，产教融合、校地合作多点开花。",
        "农村小区配套幼儿园与城镇小区配套幼儿园同步核查。",
        "人大代表建议12件、政协委员提案15件全部办结，人大代表、政协委员提案建议答复率100%。",
        "义务教育优质均衡发展县创建和义务教育基本均衡发展县监测同步推进。",
        "高校实行党委领导下的校长负责制，中小学校实行党组织领导的校长负责制。",
    ],
)
def test_a_fixed_name_told_rightly(text: str) -> None:
    assert told(text) == []


def test_every_formula_recited_as_it_is_passes() -> None:
    lines = [f"落实“{formula.name.strip('“”')}”，即{formula.told}。" for formula in known_formulas()]
    assert told("\n".join(lines)) == []


def test_every_formula_has_a_source_and_members_of_its_own() -> None:
    for formula in known_formulas():
        assert formula.source
        ways = [way for member in formula.members for way in member]
        assert len(ways) == len(set(ways)), formula.name
