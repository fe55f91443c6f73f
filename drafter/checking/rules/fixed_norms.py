"""POL012: a figure that the state has fixed for every place, told with another value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.dated_norms import wrong_norms
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.stage_norms import wrong_by_stage
from drafter.findings import Evidence, Finding, Severity

__all__ = ["NORM", "check_norms"]

NORM = Rule(
    "POL012",
    "fixed-norm-misquoted",
    "国家定的标准写错了",
    Severity.WARNING,
    "教师五年培训学时、教师培训经费占公用经费的比例、优质均衡的校际差异系数和资源配置、班额、体育课时、教职工与学生比、高校辅导员和思政课教师师生比；"
    "公用经费、膳食补助、国家助学金、作业和睡眠时间、大班额、教师交流比例、教育费附加等随年份调整的标准："
    "写的是标准，数却不是国家（在所写的那一年）定的数。比国家标准更高更严的、本地另定的标准、实际达到的水平不算。",
    "标准写错了，是否达标也就判断错了。",
    (
        Example("教师全员培训每五年累计不少于300学时，经费列入预算。"),
        Example("各校按年度公用经费预算总额的4%安排教师培训经费。"),
        Example("校际差异系数均低于国家规定的小学0.45、初中0.50。"),
        Example("按照国家标准核定编制，初中教职工与学生比为1：14.5，小学为1：19。"),
        Example("专职辅导员师生比1：190，优于国家1：250的要求。"),
        Example("2024年义务教育学校生均公用经费按小学650元、初中850元的标准足额拨付。"),
        Example("严控作业总量，初中书面作业每天不超过120分钟，小学生睡眠时间保证不少于9小时。"),
        Example("全县消除66人以上大班额。"),
        Example("书面作业每天平均完成时间小学不超过80分钟、初中不超过90分钟。"),
        Example("严格控制班额，小学每班不超过50人、初中每班不超过45人。"),
        Example("生均体育运动场馆面积小学8.1平方米、初中11.0平方米，分别高于国家规定的7.5平方米、12.0平方米。"),
    ),
    (
        Example("小学生睡眠不少于10小时，书面作业不超过50分钟；初中生睡眠不少于9小时，实际平均8.6小时。"),
        Example("体育课一至二年级每周4课时，三至六年级和初中3课时，高中2课时；小学每班不超过45人、初中不超过50人。"),
        Example("教师五年一周期培训不少于360学时，校长每五年参加提高培训不少于240学时。"),
        Example("教师每五年培训不少于400学时，其中线上不超过120学时。"),
        Example("教师培训经费占公用经费预算总额的4.2%，比上年提高0.2个百分点。"),
        Example("按不低于公用经费预算总额5%的比例安排教师培训经费，民办园按3%安排。"),
        Example("校际差异系数均低于国家规定的小学0.50、初中0.45，小学0.45、初中0.40的省定目标尚未达到。"),
        Example("按照国家标准核定编制，初中教职工与学生比为1：13.5，小学为1：19，实际初中为1：14.2。"),
        Example(
            "2024年生均公用经费基准定额由小学650元、初中850元提高到小学720元、初中940元，2022年按650元、850元执行。"
        ),
        Example("小学三至六年级作业不超过60分钟、初中不超过90分钟；小学生每天睡眠不少于10小时，实际监测为9.4小时。"),
        Example("消除56人以上大班额和66人以上超大班额。按应缴增值税、消费税的3%征收教育费附加。"),
        Example("专职辅导员师生比1：195，优于国家1：200的要求，思政课教师师生比优于国家1：350的要求。"),
    ),
    "教育部关于大力加强中小学教师培训工作的意见；县域义务教育优质均衡发展督导评估办法；统一城乡中小学教职工编制标准的通知；各项标准的文件",
)

_SENTENCE = re.compile(r"[^。；\n]+")
_OWN = re.compile(r"省定|市定|县定|自定|本[省市县]|我[省市县区]规定|目标")


@dataclass(frozen=True)
class _Norm:
    """``pattern`` finds the figure (group v) told as a standard; ``least`` whether more than ``value`` is no slip."""

    hint: str
    pattern: re.Pattern[str]
    value: str
    told: str
    policy: str
    least: bool = False


_BY_STATE = r"国家(?:规定|要求|标准|确定)?的?(?:不低于|最低|标准)?"
_AT_LEAST = r"(?:(?:配备)?(?:与学生)?(?:之?比)?(?:例)?)不低于"
#: 辅导员不低于1:200、思政课教师不低于1:350的底线
_AS_A_MARK = r"(?=(?:[、和及][^，。；]{0,18})?的?(?:要求|标准|规定|底线))"
_NORMS = (
    _Norm(
        "学时",
        re.compile(
            r"(?:[五5]年一(?:个)?周期|每[五5]年|[五5]年为?一?个?周期)(?![^，。；\d]{0,16}(?:校长|园长|书记|班主任|提高培训|新任|线上|其中))"
            r"[^。，；\d]{0,14}(?:不少于|不低于)(?P<v>\d{2,3})(?=个?学时)"
        ),
        "360",
        "教师五年培训不少于360学时",
        "balanced_quality_2017",
        True,
    ),
    _Norm(
        "教师培训",
        re.compile(
            r"(?:按照?|依照)[^，。；\d]{0,8}公用经费(?:年度)?(?:预算)?(?:总额|总量)?的?(?:不低于|不少于)?(?P<v>\d(?:\.\d+)?)(?=[%％])"
        ),
        "5",
        "按公用经费预算总额的5%安排教师培训经费",
        "teacher_training_5pct",
        True,
    ),
    _Norm(
        "辅导员",
        re.compile(rf"辅导员(?:[^；]{{0,40}}?{_BY_STATE}|{_AT_LEAST})1[:：](?P<v>\d{{3}}){_AS_A_MARK}"),
        "200",
        "高校专职辅导员与学生比不低于1:200",
        "",
    ),
    _Norm(
        "思政课",
        re.compile(rf"思政课(?:专职)?教师(?:[^；]{{0,40}}?{_BY_STATE}|{_AT_LEAST})1[:：](?P<v>\d{{3}}){_AS_A_MARK}"),
        "350",
        "高校专职思政课教师与学生比不低于1:350",
        "",
    ),
)
#: 国家规定的小学0.50、初中0.45: both together, as they are told.
_SPREAD = re.compile(
    r"(?:国家|规定|标准|要求|不高于|不超过|上限)[^，。；、\d]{0,10}小学(?:不高于|不超过|低于|为|≤)?"
    r"(?P<v>(?P<primary>0\.\d{1,2})[、，和]初中(?:不高于|不超过|低于|为|≤)?(?P<junior>0\.\d{1,2}))(?P<after>[^，。；]{0,8})"
)
_SPREADS = {(Decimal("0.50"), Decimal("0.45")), (Decimal("0.65"), Decimal("0.55"))}
_STAFF = re.compile(r"教职工(?:编制)?与学生(?:之)?比|(?:小学|初中|高中)(?:教职工与学生)?[^，。；\d]{0,4}1[:：]\d")
_STAFF_OF = re.compile(
    r"(?P<stage>小学|初中|高中)(?:教职工(?:编制)?与学生(?:之)?比)?(?:为|达到|按)?(?P<v>1[:：](?P<n>\d{1,2}(?:\.\d)?))(?![\d.])"
)
_QUOTA = {"小学": Decimal("19"), "初中": Decimal("13.5"), "高中": Decimal("12.5")}
_STANDARD = re.compile(r"国家(?:统一)?(?:编制)?(?:标准|规定)|统一标准|编制标准|城乡统一|统一口径")
_ACTUAL = re.compile(r"实际|现有|目前|平均")


def check_norms(context: CheckContext) -> Iterator[Finding]:
    """Every figure that is told as a standard which is one and the same for all places."""
    for flow in context.document.flows:
        if flow.part != "body":
            continue
        for sentence in _SENTENCE.finditer(flow.text):
            words, base = sentence.group(), sentence.start()
            for start, end, told, policy in (*_wrong(words), *wrong_norms(words, context.year)):
                evidence = (Evidence("policy", policy, told),) if policy else ()
                message = f"国家的标准是：{told}，文中写的是“{words[start:end]}”"
                yield NORM.at(flow, base + start, base + end, message, evidence=evidence, suggestion="核对标准的出处")


def _wrong(words: str) -> Iterator[tuple[int, int, str, str]]:
    yield from wrong_by_stage(words)
    for norm in _NORMS:
        if norm.hint not in words:
            continue
        for match in norm.pattern.finditer(words):
            number, right = Decimal(match["v"]), Decimal(norm.value)
            if number != right and not (norm.least and number > right) and not _OWN.search(match.group()):
                yield *match.span("v"), norm.told, norm.policy
    if "差异系数" in words:
        for match in _SPREAD.finditer(words):
            pair = (Decimal(match["primary"]), Decimal(match["junior"]))
            if pair not in _SPREADS and not _OWN.search(match.group()):
                told = "小学不高于0.50、初中不高于0.45"
                yield *match.span("v"), told, "balanced_quality_2017"
    if _STAFF.search(words) and "教职工" in words and _STANDARD.search(words):
        for match in _STAFF_OF.finditer(words):
            right = _QUOTA[match["stage"]]
            before = words[max(0, match.start() - 8) : match.start()]
            # fewer pupils to a teacher than the standard may be what is there
            if Decimal(match["n"]) > right and not _ACTUAL.search(before):
                told = f"{match['stage']}教职工与学生比1:{right}"
                yield *match.span("v"), told, "teacher_quota_2014"
