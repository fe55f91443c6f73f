"""The rules on claims that want evidence: what each flags and lets pass."""

from __future__ import annotations

from drafter.checking.claims.assertions import Claim
from drafter.checking.rules.model import Example, Rule
from drafter.findings import Severity

__all__ = ["ABSOLUTE", "AWARD", "BY_CLAIM", "EVENT", "MATERIAL", "NEVER", "SOURCE", "SUPERLATIVE"]

SOURCE = "《统计法》第六条与公文表述准确的要求（《党政机关公文处理工作条例》第十九条）：实事求是，结论有据"
#: A write-up to show what a rule does where one is given.
MATERIAL = "一、基础教育\n全市新建公办幼儿园12所，义务教育阶段学校实现联控联保机制全覆盖。"

SUPERLATIVE = Rule(
    "CLM001",
    "superlative-without-evidence",
    "“首创、第一、领先”没有依据",
    Severity.WARNING,
    "排位、首创、领先一类说法，同一分句和它承接的分句里没有数字，也没有文件，指标表和材料也没有说到。同类的几处合为一条。",
    "上级实地核查要看名次从何而来。",
    (
        Example("我市在全省率先建立学位预警机制，得到各方好评。"),
        Example("学生竞赛成绩连续三年居全省第一。"),
        Example("全年举办展演活动96场，艺术教育水平全市领先，辐射周边。"),
        Example("贯彻《教育督导条例》，督导工作走在了全省最前列。"),
    ),
    (
        Example("力争学前教育普及水平走在全省前列。"),
        Example("落实学校主要负责人第一责任人职责。"),
        Example("全市获省级竞赛奖牌46枚，居全省第一。"),
        Example("教育支出1286.3亿元，教育支出规模居各类支出首位。"),
        Example("我市率先建立学位预警机制。", material="我市率先建立学位预警机制，每年3月发布预警。"),
    ),
    SOURCE,
)
ABSOLUTE = Rule(
    "CLM002",
    "absolute-without-evidence",
    "“全覆盖、100%、全部”没有依据",
    Severity.WARNING,
    "全覆盖、100%、全部、均达到一类说法，同一分句和前后相承的分句里没有总数、完成数和文件，指标表和材料也没有说到。没有提供材料时只作提示。",
    "话说满了，一个反例就能推翻。",
    (
        Example("全市实现智慧校园平台全覆盖。"),
        Example("全市语言文字规范化达标学校100%。"),
        Example("全市已全面消除校舍安全隐患。"),
        Example("心理辅导室建设已经校校达标，排查不留任何盲区。"),
        Example("家访制度覆盖所有班级、所有学生。"),
        Example("全市查处违规培训8起，彻底杜绝了违规培训现象。"),
        Example("全市组建教育集团64个，义务教育学校集团化办学实现全覆盖。"),
        Example("全年培训教师4120人次。实习学生满意率达到100%，育人机制基本形成。"),
    ),
    (
        Example("全市613所学校实现智慧校园平台全覆盖。"),
        Example("实现智慧校园平台全覆盖，接入学校613所。"),
        Example("预计2026年底前全部建成。"),
        Example("问卷调查毕业生320人，满意率达到100%。"),
        Example("推动智慧校园平台全覆盖。"),
        Example("推动家访制度覆盖所有班级，确保心理辅导室校校达标。"),
        Example("全市1286个班级实现“班班通”，家访覆盖所有班级1286个。"),
        Example("实施“百校全覆盖”行动。"),
        Example("学校实现联控联保机制全覆盖。", material=MATERIAL),
    ),
    SOURCE,
)
NEVER = Rule(
    "CLM003",
    "none-without-evidence",
    "“零发生、没有”没有依据",
    Severity.WARNING,
    "未发生、零事故、没有一所一类说法，指标表和材料都没有说到。没有提供材料时只作提示。",
    "没有统计依据的“零”最容易被核查推翻。",
    (Example("全年未发生校园欺凌事件。"), Example("全市教育系统实现零事故。")),
    (
        Example("全年未发生涉校安全责任事故。", material="全年未发生涉校安全责任事故，排查隐患46处。"),
        Example("严防发生校园欺凌事件。"),
        Example("我市无此项工作任务。"),
    ),
    SOURCE,
)
AWARD = Rule(
    "CLM004",
    "award-without-evidence",
    "荣誉表彰在材料中找不到",
    Severity.WARNING,
    "提供了部门材料，而文中的获奖、表彰、称号在材料里没有。没有材料时不查。",
    "荣誉要有文件佐证。",
    (Example("市教育局荣获全省教育督导先进集体称号。", material=MATERIAL),),
    (
        Example("市教育局荣获全省教育督导先进集体称号。"),
        Example("市教育局荣获全省教育督导先进集体称号。", material="市教育局被评为全省教育督导先进集体。"),
    ),
    SOURCE,
)
EVENT = Rule(
    "CLM008",
    "event-without-evidence",
    "会议、活动在材料中找不到",
    Severity.WARNING,
    "提供了部门材料，而文中写明名称的会议、比赛、活动、专项行动，材料、指标表和政策库里都没有。没有材料时不查。",
    "可能是别处或往年的事；补上通知、纪要便于查证。",
    (Example("全市承办全省中小学生校园足球联赛，举办“书香云岭”阅读节启动仪式。", material=MATERIAL),),
    (
        Example("全市承办全省中小学生校园足球联赛。"),
        Example("全市承办全省中小学生校园足球联赛。", material="承办全省中小学生校园足球联赛，参赛队伍32支。"),
        Example("召开专题会议12次，开展各类主题活动，组织教师培训班。", material=MATERIAL),
        Example("计划承办全省中小学生校园足球联赛。", material=MATERIAL),
    ),
    SOURCE,
)

BY_CLAIM = {
    Claim.SUPERLATIVE: SUPERLATIVE,
    Claim.ABSOLUTE: ABSOLUTE,
    Claim.NONE: NEVER,
    Claim.AWARD: AWARD,
    Claim.EVENT: EVENT,
}
