"""Words that an input method put in the place of the right one, and words of speech."""

from __future__ import annotations

import pytest
from checking_helpers import found


def spelled(text: str, code: str) -> list[str]:
    return [f.excerpt for f in found("一、工作情况\n" + text, None, "STY") if f.code == code]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全县校舍安全隐患排查整改倒位。", "倒位"),
        ("建立健全长效机置。", "机置"),
        ("进一步扩大优质教育资缘覆盖面。", "资缘"),
        ("实施乡村教师生活补住。", "补住"),
        ("规范校外培训机沟。", "机沟"),
        ("有效缓解了城区入学压利。", "压利"),
        ("切实减轻教师负坦。", "负坦"),
        ("营造尊师重教的良好芬围。", "芬围"),
        ("强化责任当担。", "当担"),
        ("坚持教育优先发辗战略。", "发辗"),
        ("义务教育优质均衔发展稳步推进。", "均衔"),
        ("发挥示范引岭作用。", "引岭"),
    ],
)
def test_a_word_that_sounds_or_looks_like_the_right_one(text: str, wrong: str) -> None:
    assert spelled(text, "STY029") == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "推动教育提质扩容，增班扩位，建强教师队伍，会同住建、编办等部门落实。",
        "培智学校送教上门，双师课堂进村小，师均课时下降，实训基地建成。",
        "评优评先向一线倾斜，控辍保学责任逐级压实，研训一体推进。",
        "资缘小学、机沟村教学点改造完成，校长邓策主持会议。",
        "落实《教育资缘建设方案》，打造“倒位”课堂。",
    ],
)
def test_what_the_field_says_and_names_are_left_alone(text: str) -> None:
    assert spelled(text, "STY029") == []


def test_a_rate_and_a_fit_are_written_wrong() -> None:
    assert spelled("专业设置与产业不相适映，小学入学绿达到99.9%。", "STY022") == ["相适映", "绿"]


@pytest.mark.parametrize(
    "text",
    [
        "红色研学让娃娃们和家长乐开了花。",
        "孩子课间玩得可欢实了。",
        "个别学校还没完成改造任务。",
        "投入800多万块钱更换课桌椅。",
        "全县上下卯足了劲抓教育。",
        "学校操场热热闹闹，学生开开心心。",
        "教师干劲可足了，谁也不甘落后呢。",
    ],
)
def test_words_of_speech(text: str) -> None:
    assert spelled(text, "STY025")


@pytest.mark.parametrize(
    "text",
    [
        "足球从娃娃抓起，办好家门口的每一所学校，让每个孩子都能享有公平而有质量的教育。",
        "没收违规资金3万元，预防学生溺水，防止淹没事故，整治网吧、酒吧。",
        "坚持真抓实干、动真碰硬，扎扎实实推进教育改革，尚未完成改造的学校3所。",
    ],
)
def test_words_of_reports_are_no_speech(text: str) -> None:
    assert spelled(text, "STY025") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("学前教育谱及普惠督导评估通过省级认定。", "学前教育谱及普惠督导评估"),
        ("严格落实意识形太工作责任制。", "形太"),
        ("完成控辍保雪任务。", "控辍保雪"),
        ("提高均生公用经费标准。", "均生公用经费标准"),
        ("实行党组织领导的校负责制。", "党组织领导的校负责制"),
        ("普惠性幼园占比达到89%。", "普惠性幼园占比"),
        ("省级骨千教师12人。", "骨千"),
        ("经常性督导实现全覆，群众满意。", "全覆"),
        ("保障残疾儿童受教育权力。", "权力"),
        ("学生体制健康标准优良率提高。", "体制健康标准优良率"),
        ("义务教育优质均发展取得进展。", "义务教育优质均发展"),
        ("全县教室轮岗交流256人。", "教室轮岗"),
        ("建立责任督督学挂牌督导制度。", "责任督督学挂牌督导"),
        ("民生实事办结，健全食堂大宗食才集中采购办法。", "大宗食才集中采购"),
    ],
)
def test_a_set_phrase_of_which_something_is_wrong(text: str, wrong: str) -> None:
    assert spelled(text, "STY029") == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "音乐教师与音乐教室均已配齐，美术教师缺12人。",
        "全县义务教育学校、罗溪县普通高中均已消除大班额。",
        "新改扩建幼儿园5所，普惠学前教育资源扩大，寄宿学校配备校医，思政教师全员轮训。",
        "实地察看学校，研究免费学前教育，防学生欺凌成效好，志愿教师到校。",
        "职业教育提质培优，教育强师计划启动，师范学校招生，示范学校评选。",
        "依据教财函〔2020〕3号和财教〔2016〕7号文件，铸牢中华民族共同体意识，学史明理，班风教风学风向好。",
        "普通高中招1200人，新增教师六十名，同一标准执行，合力推进，校家社协同育人。",
        "教师结构优化，与收费有关的投诉下降，普通高中育人方式改革推进。",
    ],
)
def test_what_only_sounds_like_a_set_phrase(text: str) -> None:
    assert spelled(text, "STY029") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("家长反应的问题全部办结。", "反应"),
        ("师生平稳渡过寒假。", "渡过"),
        ("教师培训取的了明显成效。", "取的"),
        ("局里认真得落实各项要求，教研员下校。", "得"),
        ("起始年纪班额全部达标。", "年纪"),
        ("两处口径不一至，已经核对。", "不一至"),
        ("全年安全工作实现另投诉。", "另投诉"),
    ],
)
def test_a_word_where_only_another_can_stand(text: str, wrong: str) -> None:
    assert spelled(text, "STY029") == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "学生反应良好，应急反应迅速，反应堆科普活动走进校园。",
        "各方合力渡过难关，师生度过暑假，依法行使权力。",
        "采取有效的促进措施，提供及时的保障条件，学习得来的经验用于教学。",
        "教师年纪偏大，另有3人待聘，支付校长培训费，另起草了方案。",
        "法规订立后严格执行，收支负责到人，提出采用新办法，科普级活动2场。",
    ],
)
def test_words_that_stand_where_they_may(text: str) -> None:
    assert spelled(text, "STY029") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("校舍改造造工程完成。", "造造"),
        ("健全管理制度度体系。", "度度"),
        ("统筹统筹推进各项工作。", "统筹统筹"),
        ("生均公用经费同比增长长5%。", "长长"),
        ("责任督督导全覆盖。", "督督"),
    ],
)
def test_a_character_or_a_word_too_many(text: str, wrong: str) -> None:
    assert spelled(text, "STY027") == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "层层压实责任，级级抓落实，事事有着落，件件有回音，校校达标，天天锻炼、周周测评。",
        "全市市级财政投入增加，各县县直学校、城区区属学校校均规模扩大，小学生生均经费提高。",
        "在在校生中开展调查，教师师德考核合格，学生生源稳定，育人人才工程启动，教育育人功能增强。",
        "研究研究再决定，一件一件销号，发展展示活动，落实实施方案，体育育人成效好。",
        "李丽丽、张圆圆、王婷婷三位教师获奖，班班通、校校通建成，兢兢业业、循循善诱。",
    ],
)
def test_what_is_doubled_on_purpose(text: str) -> None:
    assert spelled(text, "STY027") == []


def test_words_of_the_net_weigh_more_than_words_of_speech() -> None:
    told = {f.excerpt: f.severity.value for f in found("一、工作情况\n课后服务绝绝子，孩子们学得起劲。", None, "STY")}
    assert told["绝绝子"] == "warning"
    assert told["孩子们"] == "info"
