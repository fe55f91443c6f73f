"""CON013: what did not exist the year before cannot have grown by so many per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

NOTHING = Rule(
    "CON013",
    "growth-from-nothing",
    "从零起步却写了增长率",
    Severity.WARNING,
    "写的是零的突破、从无到有、上年尚无，同一件事又写增长百分之几、翻番、是上年的几倍。上年为零，算不出增长率。",
    "不是数错了，就是“零的突破”写过了头。",
    (
        Example("一、特教\n特教资源中心实现零的突破，较上年增长120%。"),
        Example("一、装备\n新建虚拟仿真实训室6间，上年尚无此类实训室，同比增长100%。"),
        Example("一、教研\n国家级课题实现从无到有，立项3项，比上年增长50%。"),
        Example("一、装备\n新建虚拟仿真实训室6间，比上年增长100%，上年尚无此类实训室。"),
        Example("一、教研\n省级名师工作室由0个增加到3个，翻了一番。"),
        Example("一、育人\n首批认定劳动教育基地6个（上年为0个），同比增长600%。"),
        Example("一、托育\n上年尚未设立公办托育机构。本年首批开办4家，较上年增长400%。"),
        Example("一、装备\n安排智慧教育专项480万元（上年该项未安排，同比增长100%）。"),
        Example("一、育人\n心理测评建档24816人，过去没有这项统计，比上年增长6.5%。"),
        Example("一、特教\n专门学校首批在校生46人，2024年无在校生，同比增长46%。"),
        Example("一、资助\n三类学生合计2846人（小学2020人、初中826人），较上年的0人增加71人、增长2.6%。"),
        Example("一、帮扶\n县中托管是新任务，基数为零，同比增长300%。"),
        Example("一、建设\n杏林镇上年扩建教室为0间，本年增加24间，增长240%。"),
        Example("一、托育\n此前全县没有幼儿园办过托班，年内共开设托班12个，同比增长20.0%。"),
        Example("一、托育\n上年没有幼儿园办托班，2025年有14所幼儿园办起，同比增长100%。"),
        Example("一、育人\n2024年未设心理健康专项，2025年安排320万元，比上年增长25.0%。"),
        Example("一、班额\n五十六人以上班级连续四年保持为0，今年再比上年下降15%。"),
        Example("一、捐助\n助学协会今年才注册，此前没有这一来源，当年收到捐款80万元，比上年增长15%。"),
    ),
    (
        Example("一、安全\n校园火灾连续四年为0起，安全投入比上年下降5%。"),
        Example("一、特教\n特教资源中心实现零的突破，由上年的0个增至3个。"),
        Example("一、特教\n专门学校在校生较上年的0人增加46人，教师增长4.5%。"),
        Example("一、帮扶\n县中托管是新任务，基数为零，不作同比。"),
        Example("一、建设\n杏林镇上年扩建教室为0间，本年增加24间，全县教室增长2.4%。"),
        Example("一、托育\n此前全县没有幼儿园办过托班，年内共开设托班12个，在园幼儿增长2.0%。"),
        Example("一、捐助\n此前没有这一来源，全县教育支出6.2亿元，比上年增长4%。"),
        Example("一、特教\n特教资源中心实现零的突破，特教教师较上年增长12%。"),
        Example("一、装备\n新建虚拟仿真实训室6间，上年尚无此类实训室，多媒体教室同比增长10%。"),
        Example("一、教研\n国家级课题实现零的突破，全年课题46项，比上年增长15%。"),
        Example("一、育人\n认定劳动教育基地6个（上年为0个），学生参与人次同比增长60%。"),
        Example("一、托育\n上年尚未设立公办托育机构。本年首批开办4家，学前教育投入较上年增长4%。"),
        Example("一、装备\n安排智慧教育专项480万元（上年该项未安排，不作同比），教育支出同比增长4%。"),
        Example("一、经费\n教育支出6.2亿元，上年没有调整口径，同比增长4%。"),
        Example("一、育人\n心理测评建档24816人，过去没有这项统计，无从比较；教师比上年增长6.5%。"),
    ),
    "增长率＝（本年－上年）÷上年×100%，上年为零时没有意义",
)

_UNIT = r"[个家项所间名人处门套台辆件次起例]"
_NONE = (
    r"零的?突破|(?<!历)从无到有|[由从](?:上年|去年)?的?[0零](?!\.)" + _UNIT + r"?[^，。；\d]{1,4}\d+" + _UNIT + r"|"
    r"(?:上年|去年|此前)(?:同期)?(?:全[省市县区州]|我[省市县区州])?(?:尚|还)?"
    r"(?:无此[类项种]|无这[类项种]|没有此[类项种]|没有这(?:[类项种]|一(?!年|点|时|方面)[一-鿿]{1,4})|没有(?!变|调|新|下|增|发|出|达|完|纳|统|安|再|得|能)|(?<!有)无|为0(?![.\d])|为零|(?:还|仍|均|都|完全)?(?:为|是|属于?)?(?:一片)?空白)"
    r"[^，。；、\d]{0,10}"
    # 上年新增学位为0个
    r"|(?:上年|去年|此前)(?:同期)?[^，。；、\d]{1,12}?(?:为|是|只有|仅)0(?![.\d])" + _UNIT + r"{1,2}"
    # （2024年为0个），2024年没有优质中职学校（0所），上年一所标杆校也没有
    # 较上年的0人增加74人、增长5.2%; 上年没有这项工作，基数为零，同比增长500%
    r"|[比较](?:上年|去年)(?:同期)?的?[0零](?![.\d])(?:[万亿]?元|" + _UNIT + r"{0,2})(?:净?增加?|增长|多)了?"
    r"\d+(?:\.\d+)?(?:[万亿]?元|" + _UNIT + r"{1,2})"
    r"|基数(?:为|是)(?:零|0(?![.\d]))"
    r"|20\d\d年(?:同期|[底末])?(?:尚|还|仅|只)?(?:为|是)(?:[0零](?![.\d])" + _UNIT + r"?|空白)"
    r"|（(?:上年|去年|此前|20\d\d年)(?:同期|[底末])?(?:为|是|仅)?(?:[0零](?![.\d])" + _UNIT + r"?|零)）"
    r"|(?:上年|去年|此前|20\d\d年)(?:同期|[底末])?，?[^，。；\d]{0,10}?(?:没有(?=[^，。；\d]{2,12}（[0零])|尚?未(?:设立|建成|建立|开办|开设|设置|认定|安排|开展|列支|列入预算|实施)|尚无)"
    r"[^，。；\d]{0,16}(?:（[0零](?![.\d])" + _UNIT + r"?）)?"
    # 过去没有这项统计，头一次建档: there is nothing to compare with
    r"|(?:过去|以前|以往|往年|此前|原来|上年|去年)(?:都|还|尚|从)?(?:没有|未|无)(?:过|作|做)?(?:这[项类]|此[项类]|该[项类]?|同口径|专门)?(?:的)?(?:统计|数据|记录|台账|可比数|口径)"
    r"|20\d\d年(?:底|末)?(?:尚|还)?(?:无|没有)[^，。；\d]{2,10}"
    r"|(?:上年|去年|此前)(?:同期|[底末])?，?[^，。；\d]{0,8}?一" + _UNIT + r"[^，。；\d]{1,14}?[也都]没有"
)
#: What may stand between: the number there is now, and what it is compared with.
_NOW = (
    r"(?:[，、（(。](?:首批|首次|20\d\d年|本年|率先|开办|设立|挂牌|新设|评上|命名|授牌|成立|创建|现[有在]?|今年|当年|本年|已|共|达到?|新(?=[一-鿿])|新增|增加|增至|新建|建成|获批?|获奖|立项|认定|入选|为|有|累计|安排|投入|拨付|支出|[设办开招建添增购配]了?)*"
    rf"(?:\d+|[一二三四五六七八九十])(?:{_UNIT}{{1,2}}|(?:\.\d+)?[万亿]?元)[）)]?)?"
)
_THAN = r"(?:(?:比|较|与|同)(?:上一?年|去年|20\d\d年|比|期)(?:同期|底|末)?(?:相比|的)?[，,]?)?(?:实现|又|共|净|大幅)?"
_GREW = (
    r"(?:(?:增长|增加|增幅|提高|上升|提升|增速|涨幅)了?(?:率|幅度|速度)?(?:为|达到?|约|近|超过?)?\s*\d+(?:\.\d+)?\s*[%％]"
    r"|翻了?[一两二三四]?番|增长了?\d+(?:\.\d+)?倍|是(?:上年|去年)的\d+(?:\.\d+)?倍)"
)
_AFTER = re.compile(rf"(?P<none>{_NONE}){_NOW}[，,、；（(]?{_THAN}(?P<grew>{_GREW})")
#: The number there is now in words of its own: 此前没有公办园办托班，年内共开设托班46个，同比增长35.3%.
_AFTER_ITS_OWN = re.compile(
    r"(?P<none>(?:上年|去年|此前|以前|过去|原来|历年|往年|20\d\d年)(?:同期|[底末])?"
    r"(?P<lacking>[^，。；、\d]{0,12}?(?:没有|尚?无|未有|未曾?|不曾|[尚还]?未(?:设立?|安排|列支|单列|开展|开设|建成|实施|配备))[^，。；、\d]{2,16}))"
    r"[，。](?:20\d\d年)?(?P<own>[^，。；、\d]{0,14}?)(?:\d+(?:\.\d+)?|[一二三四五六七八九十])(?:[万亿]?元|"
    + _UNIT
    + rf"{{1,2}})(?P<behind>[^，。；、\d]{{0,8}})[，,、；（(]{_THAN}(?P<grew>{_GREW})"
)
#: What the clause with the number says besides what it counts.
_SAID = re.compile(
    r"首批|首次|首年|率先|今年|当年|本年度?|年内|一年|20\d\d年|共计?|已|新|累计|先后|开[办设]|设立|设置|挂牌|成立|创建|建成|建设|招收|招聘|聘用|募集|筹集|收到|投入"
    r"|安排|拨付|支出|购置|配备|添置|认定|立项|获批?|评选|办起|[设办开招建添增购配聘评]了?|达到?|为|有|到|了|就|其中"
)
_FELL = (
    r"(?:下降|减少|降低|回落|下滑|减|降)了?(?:率|幅度)?(?:为|达到?|约|近|超过?)?\s*\d+(?:\.\d+)?\s*[%％]"
    rf"|(?:减少|下降|降低)了?\d+{_UNIT}"
)
#: What has been nought for years can neither grow nor fall: 超大班额连续三年为0个，今年又比上年下降20%.
_FOR_YEARS = re.compile(
    # 上年和本年都是零，同比下降100%
    r"(?P<none>(?:连续[两二三四五六七八九十\d]{1,2}年(?:以?来)?"
    r"|(?:上年|去年|20\d\d年)(?:度|底|末)?[和与及、](?:本年|今年|当年|20\d\d年)(?:度|底|末)?(?:两年|两个年度)?|(?:近|这)?两年)"
    r"(?:均|都|一直|始终|保持|稳定|维持|在|实现|动态|皆|同)*(?:为|是)?"
    rf"(?:[0零](?![.\d]|增长|距离|容忍|差距){_UNIT}?(?:发生|新增)?|清零))"
    rf"[，,、；（(](?:今年|本年度?|当年|20\d\d年)?(?:又|再|继续)?{_THAN}(?P<grew>{_GREW}|{_FELL})"
)
_BEFORE = re.compile(
    rf"(?P<grew>{_GREW})[，,（(]而?(?P<none>(?:上年|去年|此前)(?:尚|还)?(?:无|没有)(?:此|这)[类项种]|(?:上年|去年)为[0零](?![.\d]))"
)
_YEAR = re.compile(r"20\d\d")
_SINCE_YEAR = re.compile(r"(?:比|较|与|同)(20\d\d)年")
_LAST = 60
_PAIR = 2
_SIGNS = ("清零", "零的突破", "零突破", "从无到有", "0", "零", "尚无", "没有", "未", "空白", "还无")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that tells of nothing before and of growth."""
    before: Statement | None = None
    for statement in context.statements:
        goes_on = before is not None and before.flow is statement.flow
        nothing = _at_the_end(before.text) if before is not None and goes_on else ""
        before = statement
        # 上年尚未开办托育机构。本年首批开办4家，增长400%: the sentence before tells that there was nothing
        text = nothing + statement.text
        if statement.flow.part == "table" or not _may_hold(text):
            continue
        own = [match for match in _AFTER_ITS_OWN.finditer(text) if _counts_what_was_lacking(match)]
        for match in {m.start("grew"): m for m in (*own, *_told_of_nothing(text))}.values():
            if match.start("grew") < len(nothing) or _of_another_year(context, match):
                continue
            start, end = (statement.start - len(nothing) + at for at in match.span("grew"))
            yield NOTHING.at(
                statement.flow,
                start,
                end,
                f"“{match['none']}”，上年为零，没有“{match['grew']}”",
                suggestion="删去增长率，写今年的数；或核对上年的数",
                touches=tuple(f for f in statement.figures if start <= f.start < end),
            )


def _told_of_nothing(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_BEFORE, _AFTER, _FOR_YEARS):
        yield from pattern.finditer(text)


def _counts_what_was_lacking(match: re.Match[str]) -> bool:
    """Whether the number told next is of what there was not: of the same word, or pointed at (这一来源, 这项工作)."""
    thing, lacking = _SAID.sub("", match["own"]), match["lacking"]
    behind = _SAID.sub("", match["behind"])
    if not thing:
        return not behind or behind in lacking
    if len(thing) > _PAIR and thing[-_PAIR:] in lacking:
        return True  # 没有社会捐赠专户，当年到账捐赠126万元
    pointed = re.search(r"[此这该][一-鿿]{1,5}$", lacking) is not None
    return lacking.endswith(thing) or (pointed and not thing.startswith(("全", "各")) and "总" not in thing)


def _at_the_end(text: str) -> str:
    """The last clause of a sentence that tells that there was nothing, with its full stop."""
    last = text.strip()
    last = last[-_LAST:] if len(last) > _LAST else last
    return last if any(sign in last for sign in _SIGNS) and last.endswith("。") else ""


def _of_another_year(context: CheckContext, match: re.Match[str]) -> bool:
    """Whether there was nothing in another year than the one that the growth is told since."""
    nothing = _YEAR.search(match["none"])
    if nothing is None:
        return False
    rest = match[0][len(match["none"]) :]
    told = _YEAR.search(rest)
    if told is not None and int(told[0]) == int(nothing[0]) + 1 and _SINCE_YEAR.search(rest) is None:
        return False  # 2021年尚无一间，2022年建成24间，比上年增长240%
    compared = _SINCE_YEAR.search(rest)
    if compared is not None:
        return compared[1] != nothing[0]
    return context.year > 0 and int(nothing[0]) != context.year - 1


def _may_hold(text: str) -> bool:
    moved = ("增", "提", "上升", "倍", "番", "降", "减", "回落", "下滑")
    return any(word in text for word in moved) and any(sign in text for sign in _SIGNS)


FAMILY = Family("CON", "前后矛盾", (NOTHING,), check)
