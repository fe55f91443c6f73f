"""STY035: sentences that do not hold together: two ways of saying run into one, words that do not go with each other,
a sentence that stops before it is finished.

Each pattern keeps within one clause, or one sentence where the fault needs it, and ends at a mark: what goes on may
give the words another sense (缓解入学压力, 加强质量监控).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Joined, prose
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

_OFFICIAL = "《党政机关公文处理工作条例》第十九条：表述准确、文字精练；现代汉语通行语法"

FAULT = Rule(
    "STY035",
    "ill-formed-sentence",
    "语病",
    Severity.WARNING,
    "两种说法套在一起（原因是由于……造成的、围绕……为中心）、否定多了一次（杜绝……不再发生）、词语不搭配（质量不断扩大、"
    "营造机制）、语序颠倒、话没有说完。“通过……使……”缺主语、“根据……显示”一类只作提示。",
    "病句影响报告的严肃性；否定多一次，意思正好相反。",
    (
        Example("一、工作情况\n坚决避免校园欺凌事件不再发生。"),
        Example("一、工作情况\n做到100%全部关爱到每一名孤儿。"),
        Example("一、工作情况\n工程进度偏慢的原因，是由于雨季较长造成的。"),
        Example("一、工作情况\n教师队伍的整体素质不断扩大。"),
        Example("一、工作情况\n充分发挥党支部的战斗堡垒能力，着力营造重教的长效机制。"),
        Example("一、工作情况\n投用新校3所，有效化解片区入学。"),
        Example("一、工作情况\n教师权益得到了维护教师合法待遇。"),
        Example("一、工作情况\n围绕立德树人为中心，开展活动12场。"),
        Example("一、工作情况\n全县新建学校3所，改建学校5所以及。"),
        Example("一、工作情况\n全县改造校舍12所，更新设备860台，进一步改善了。"),
        Example("一、工作情况\n通过建立联盟校，使乡村学校办学水平明显提高。"),
    ),
    (
        Example("一、工作情况\n坚决避免校园欺凌事件再次发生，确保违规补课不反弹，防止责任不落实。"),
        Example("一、工作情况\n持证率100%，全部配齐专职保安。"),
        Example("一、工作情况\n工程进度偏慢，是由于雨季较长造成的；主要原因是部分村小因撤点造成的闲置校舍较多。"),
        Example("一、工作情况\n教师队伍的规模不断扩大，素质不断提高，城乡教育质量差距扩大的趋势得到遏制。"),
        Example("一、工作情况\n充分发挥党支部的战斗堡垒作用，着力营造重教氛围，完善机制，建立长效机制。"),
        Example("一、工作情况\n有效化解片区入学难、入园贵，缓解入学压力，解决随迁子女入学问题。"),
        Example("一、工作情况\n教师权益得到维护，办学自主权得到了保障和落实，得到保障性住房120套。"),
        Example("一、工作情况\n围绕立德树人这一中心，以成为区域中心为目标，全员参与，政策普及，供需饱和。"),
        Example("一、工作情况\n加强教学质量监测，加强管理提高质量，扩大优质资源覆盖面，提升办学水平。"),
        Example("一、工作情况\n全县改造校舍12所，进一步改善了办学条件，群众出行方便，满意度进一步提高了。"),
        Example("一、工作情况\n通过培训，教师使用智慧平台的能力提高；为使学生安全，配备保安。"),
    ),
    _OFFICIAL,
)


@dataclass(frozen=True)
class _Fault:
    """A pattern whose group ``words``, or all of it, is at fault; ``told`` says why and ``advice`` what to do."""

    pattern: re.Pattern[str]
    told: str
    advice: str
    severity: Severity | None = None


_END = r"(?=[，。；、！]|$)"
_STOP = r"(?=[。；！]|$)"
_MORE_AND_MORE = (
    r"(?:得到了?|有了?|正在|均|都|也|不断|持续|进一步|明显|显著|逐步|稳步|大幅|日益|更加|全面|有所|较大|切实|有效)*"
)
_LED_TO = r"(?:造成|导致|引起|引发)的?|所致"
_SHORT = r"[^，。；：！\n]"
_LONG = r"[^。；！\n]"


def _moved(nouns: str, verbs: str) -> str:
    return rf"(?P<words>(?:{nouns}){_MORE_AND_MORE}(?:{verbs}))了?{_END}"


_DOUBLED = "否定多了一次，意思说反了"
_BLENDED = "两种说法套在一起"
_UNMATCHED = "词语不搭配"
_CUT = "这句话没有说完"
_RAW: tuple[tuple[str, str, str, Severity | None], ...] = (
    # --- one negation too many
    (
        rf"(?P<words>(?:杜绝|避免|防止|严防|谨防|遏制|制止|以免|以防){_SHORT}{{2,24}}?不再?(?:发生|出现|反弹|复发|抬头|蔓延|滋生|返潮))",
        _DOUBLED,
        "删去“不再”或“不”",
        None,
    ),
    (r"(?P<words>(?:严禁|禁止|切勿|切忌)[^，。；：！\n、]{0,12}(?:不得|不准|不要))", _DOUBLED, "删去一个否定词", None),
    # --- two ways of saying in one
    (
        rf"(?P<words>原因[，,]?(?:主要|就|正)?是(?:由于|因为){_LONG}{{2,60}}?(?:{_LED_TO}))(?=[，。；！]|$)",
        _BLENDED,
        "写成“原因是……”或“……是由……造成的”",
        None,
    ),
    (
        rf"(?P<words>之所以{_LONG}{{2,50}}?是(?:因为|由于){_LONG}{{2,60}}?(?:{_LED_TO}|的(?:原因|缘故)))(?=[，。；！]|$)",
        _BLENDED,
        "写成“之所以……，是因为……”",
        None,
    ),
    (
        r"(?P<words>(?:紧紧)?围绕(?!如何|怎样)[^，。；：！\n以]{2,24}(?<![成作])为(?:中心|核心|主线|主题|重点|目标|根本))(?=[，。；！]|$)",
        _BLENDED,
        "写成“围绕……”或“以……为……”",
        None,
    ),
    (rf"(?P<words>本着{_SHORT}{{2,20}}为(?:原则|目的|宗旨))", _BLENDED, "写成“本着……的原则”或“以……为原则”", None),
    (
        rf"(?P<words>(?:深受|受到|得到){_SHORT}{{1,16}}所(?:欢迎|喜爱|好评|认可|拥护|称赞))",
        _BLENDED,
        "写成“深受……欢迎”或“为……所欢迎”",
        None,
    ),
    (
        r"(?P<words>(?:根据|据)[^，。；：！、\n]{2,24}(?:结果|数据|统计|调查|监测|报告|反馈)(?:显示|表明))(?=[，：])",
        _BLENDED,
        "写成“据……”或“……显示”",
        Severity.INFO,
    ),
    (
        r"(?P<words>(?:通过|经过|随着)(?!后|了)[^，。；：！\n]{2,40}，(?:从而|进而)?使(?!用|得上|馆|命|者|劲))(?![^，。；]{0,6}(?:用|命))",
        "“通过……使……”缺少主语",
        "删去“通过”或“使”",
        Severity.INFO,
    ),
    (
        r"(?P<words>(?:100(?:\.0+)?\s?[%％]|百分之?百)(?:地)?(?:全部|全都|悉数|一律)|(?:全部|全都|悉数)(?:100\s?[%％]|百分之?百))",
        "里，“100%”和“全部”意思重复",
        "保留一个",
        None,
    ),
    # --- words that do not go together
    (
        _moved("质量|水平|素质|素养|效率|满意度|积极性", "扩大|增多|壮大|加快|加大|拓宽"),
        _UNMATCHED,
        "核对主语和谓语",
        None,
    ),
    (_moved("力度|速度|进度", "扩大|增多|改善|丰富|拓宽"), _UNMATCHED, "核对主语和谓语", None),
    (_moved("范围|渠道", "提高|提升|增强|加快"), _UNMATCHED, "核对主语和谓语", None),
    (_moved("氛围", "提高|提升|扩大|加快|增加"), _UNMATCHED, "核对主语和谓语", None),
    (_moved("意识|信心|活力|凝聚力", "扩大|加快|加大|拓宽"), _UNMATCHED, "核对主语和谓语", None),
    (_moved("矛盾|困难|负担", "提高|提升|加强|完善|巩固"), _UNMATCHED, "核对主语和谓语", None),
    (_moved("机制|制度|体系", "提高|扩大|增加|加快|增多"), _UNMATCHED, "核对主语和谓语", None),
    (
        r"(?P<words>营造(?:了)?(?:(?!氛围|环境|生态|风尚|局面|空间|条件|文化|风气)[^，。；：！、\n]){0,20}?(?:机制|制度|体系|措施|能力|水平|队伍))"
        + _END,
        _UNMATCHED,
        "营造的是氛围、环境",
        None,
    ),
    (
        r"(?P<words>发挥(?:了|好)?[^，。；：！\n]{0,24}?(?:战斗堡垒|先锋模范|主渠道|主阵地|主力军|桥梁纽带|表率|模范带头|领导核心|政治核心)(?:的)?(?:水平|能力|力度|质量|效益|机制|程度|氛围|意识|规模))"
        + _END,
        _UNMATCHED,
        "发挥的是作用",
        None,
    ),
    (
        r"(?P<words>加强(?:了)?(?:(?!提高|提升|增强|保障|保证|确保|促进|改善|优化|关注|重视|推动|完善)[^，。；：！、\n]){0,8}?(?:质量|水平|效率|积极性|覆盖面|满意度))(?=[，。；！]|$)",
        _UNMATCHED,
        "加强的是工作，质量、水平用提高",
        None,
    ),
    (
        r"(?P<words>扩大(?:了)?(?:(?!提高|提升|增强|保障|促进|改善|优化|稳步)[^，。；：！、\n]){0,8}?(?:水平|质量|效率|力度|素质))(?=[，。；！]|$)",
        _UNMATCHED,
        "扩大的是规模、范围",
        None,
    ),
    (
        r"(?P<words>满足(?:了)?(?:(?!解决|化解|缓解|破解)[^，。；：！、\n]){1,14}?(?:问题|困难|矛盾|压力|短缺))(?=[，。；！]|$)",
        _UNMATCHED,
        "满足的是需要，问题用解决",
        None,
    ),
    # --- words in the wrong order, sentences cut short
    (
        r"(?P<words>得到了?(?:保障|落实|提升|提高|改善|解决|加强|缓解|优化|完善|规范|巩固|维护|减轻|扩大)"
        r"(?:学校|教师|学生|教育|办学|全[省市县区]|城乡|农村|乡村|义务教育|家长|群众|师生|中小学|校园)[^，。；：！、\n的]{2,12})"
        + _STOP,
        "语序不对",
        "写成“……得到保障”",
        None,
    ),
    (
        r"(?P<words>(?:缓解|化解|破解|纾解|解决)(?:了)?[^，。；：！、\n]{0,12}?(?:入学|入园|上学|就学|就餐|用餐|停车|接送|住宿|午休))"
        + _STOP,
        _CUT,
        "补上“难”“压力”“问题”",
        None,
    ),
    (
        r"(?P<words>以及|并且|而且|或者|按照|对于|关于|由于|为了|以便|不仅|不但|(?<=[，；])其中|包括|(?<!参)与|(?<![普涉触顾提惠遍波危推不以])及|(?<![即健干])将)(?=。)",
        _CUT,
        "补完整句话",
        None,
    ),
    (
        r"(?P<words>(?<=，)(?:进一步|有效|切实|大力|着力|有力)(?:改善|提升|提高|优化|完善|加强|推动|促进|增强|缓解|解决|保障|健全|规范|激发)了)(?=。)",
        _CUT,
        "补上改善、提升了什么",
        None,
    ),
)
_FAULTS = tuple(_Fault(re.compile(pattern), told, advice, severity) for pattern, told, advice, severity in _RAW)


def check(context: CheckContext) -> Iterator[Finding]:
    """The running text; what is quoted is somebody else's."""
    texts = Joined([text for text in prose(context.document) if not text.heading])
    for fault in _FAULTS:
        for text, hit in texts.find(fault.pattern, group="words"):
            yield FAULT.at(
                text.flow,
                hit.start,
                hit.end,
                f"“{_shown(hit.words)}”{fault.told}",
                suggestion=fault.advice,
                severity=fault.severity,
                root=f"{FAULT.code}:{hit.words}",
                key=hit.words,
            )


def _shown(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:12]}……{words[-12:]}"


FAMILY = Family("STY", "文字格式", (FAULT,), check)
