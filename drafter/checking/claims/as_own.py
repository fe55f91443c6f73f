"""Whether a place's name stands where only the report's own can: in the title of its plan, as who governs or is served.

What a sentence says of dealings with other places explains a name wherever it stands in it; a word such as 帮扶 in the
sentence before does not explain who 「现辖11个乡镇」.
"""

from __future__ import annotations

import re

from drafter.checking.claims.other_places import AID, DEALINGS_WITH

__all__ = ["meant_as_own"]

_HALT = re.compile(r"[。！？!?\n]")
_REACH = 160
_CHAIN = re.compile(r"《[^《》]*》(?:[（(][^（）()]*[）)])?[、，,和及与]?")
_OPENS_TITLE = re.compile(r"《(?:中共|关于印发)?$")
#: How a report brings in a plan that it made or works by; what it took over from elsewhere it studied or passed on.
_MADE = re.compile(
    r"(?:印发|出台|制[定订]|修[订编改]|发布|编制|审议|通过|下发|颁布|公布|起草|制发|签订|纳入|列入|写入|形成|提请)[^，。；《》]{0,6}$"
)
_FOLLOWED = re.compile(r"(?:完善|实施|落实|执行|贯彻|按照|根据|依据|对照|围绕|依托|以)[^，。；《》]{0,6}$")
_BY_OFFICE = re.compile(r"^[^》]{0,16}[局府委室组会](?:印发|关于|《)")
_TAKEN_OVER = re.compile(r"借鉴|参照|参考|学习|推广|转发|引[进入]|考察|[与和同跟](?:我|本)[省市县区旗]")
_SET_OUT = re.compile(r"^(?:[（(][^（）()]*[）)])?(?:所?(?:确定|提出|明确|规定|要求)|印发|出台|实施|施行)")
#: Titles of what two places share, or one tells of another.
_SHARED_TITLE = re.compile(
    r"案例|经验|做法|协议|协作|合作|对口|帮扶|支援|结对|年鉴|县志|市志|区志|[与和同][一-鿿]{2,6}[县市区旗]"
)
_ADVERBIAL = re.compile(
    r"(?:^|[。；;！？!?：:\n])\s*(?:[一二三四五六七八九十]是[^，。；]{0,14}[，。]?|[（(][^（）()]{1,4}[）)]|20\d\d年(?:以来|底|末|度)?，?"
    r"|[截到至]至?[^，。；]{1,14}，|(?:近|一|多|几)[一二两三五几]?年来?，|[去今]年以来，|目前，|全年，?|期间，|其间，|(?:下一步|今后|未来|接下来|同时|此外|另外|其中)，?"
    r"|(?:针对|对照|围绕|按照|根据|通过|坚持|为了?|随着|经过)[^，。；]{2,24}，)*$"
)
#: What only a report's own region is the subject of.
_OF_ONESELF = re.compile(
    r"(?:现|下|共|管)?辖|位于|地处|坐落|总面积|国土面积|[常户]住?籍?人口|总人口|[现共拥]有[^，。；]{0,8}(?:学校|幼儿园|中小学|学生|教师)"
    r"|坚持|始终|高度重视|深入(?:学习|贯彻)|认真(?:贯彻|落实)|全面(?:贯彻|落实)|牢固|紧紧|委、|各级党委|上下|各部门|[县区市旗]?四大班子"
    r"|(?:不断|持续|切实|积极|着力|大力)(?:加[强大]|完善|优化|健全|改善|推进|提升|深化)|以[^，。；]{2,20}为(?:目标|抓手|契机|主线|引领|统领)"
    r"|[把将][^，。；]{2,16}(?:摆在|作为|纳入|列[入为])|教育系统|(?:各级各类|义务教育|中小学)学?校?[^，。；]{0,10}(?:全部|均|共)"
    r"|将(?:[在于以]|继续|采取|进一步|持续|着力|全面|加快|坚持|聚焦|围绕|推进|深化|加[强大]|完善|建成|力争|重点|实施|新建|严格)"
    r"|教育(?:体育|和体育|科技)?局(?:举办|组织|召开|印发|牵头|每|全年|开展|严格|将|出台)|人民政府(?:把|将|每|先后|高度|常务)"
)
#: What it has and does in figures: 某县义务教育教师3860人, 某县财政安排专项资金3260万元.
_IN_FIGURES = re.compile(
    r"(?:辖区内|全域|共有?|现有)?(?:\d[\d.]*万?[所名个]|(?:义务教育|学前教育|公办|民办|普惠|普通高中|中等职业|中职|幼儿园|小学|初中|高中"
    r"|特殊教育|专任教师|教师|在校|在园|九年|适龄|随迁|进城务工|农村|残疾|留守|学生|中小学|学校|学前|教育支出|教育经费|财政性|一般公共"
    r"|(?:本级)?财政|生源|学位|责任督学|校外培训|累计|全年|建设|新建|改扩建|投入|发放|资助|招聘|补充|培训|配备|聘任|化解|争取|引进|建成|创建"
    r"|组建|开展|实施|启用|完成|落实|压减|消除|排查|整改|新增|设立|推行|举办)[^。；\d]{0,24}\d)"
)
#: Words that tell in whatever sentence they stand that the place named is another one with which there are dealings.
_RELATED = re.compile(
    r"对口|支援|支教|援[藏疆青建助派]|协作|(?:结对|帮扶)(?!生|学生)|毗邻|相邻|接壤|交界|邻[县区市近]|兄弟|双方|两[县区市地]|跟岗|挂职"
    r"|来访|考察|观摩|东西部|[与和同跟][^，。；]{2,10}联合|[与和同跟给对到赴向][我本][县区市旗省]|来自|籍(?!贯地)|代表[队团]|[划并迁]入"
    r"|[我本][县区市旗](?:\D{0,10}\d|[与和同跟]|选派|学习|借鉴)|(?:分流|接[收纳]|招收|吸[纳引]|面向|惠及|服务|方便)[我本][县区市旗]|对岸|撤[县区市](?=[设改并])|撤销[一-鿿]{2,4}[县区市]|原[一-鿿]{2,4}[县区市]|排名|[列居]第|位[居列]"
)
#: Words of a comparison, and another place with a figure of its own.
_COMPARED = re.compile(
    r"(?<!共)同期|相比|平均水平|[比较与]之|[，；、][一-鿿]{2,3}[县区市旗](?![级域内])[^，。；]{0,12}\d|[高低]于|超过|优于|领先|落后"
)
_NAMES_ANOTHER = re.compile("[一-鿿]{2}[县区市旗](?![级域内])|其中|[我本][县市区旗]")
#: 为某县教育高质量发展, 立足某县实际, 以某县实验小学为龙头: whose benefit or whose means it is.
_SERVED = re.compile(
    r"(?<![认作成称视名化变分作])(?:为|立足|结合|助力|助推|推动|推进|促进|开创|谱写|书写|加快|服务|建设|打造|搭建|确保|办好|提升|发展)$"
)
_SERVICE = re.compile(
    r"(?:的)?(?:教育(?![局体厅部])|义务教育|学前教育|高质量|经济社会|实际|[县区市旗]?情|(?:成功)?创建|高中|基础教育|职业教育|智慧|集团化|学校|特色|建设教育|孩子|学子|乡村振兴)"
)
_MEANS = re.compile(r"(?:以|依托|由)$")
_HEAD = re.compile(
    r"[^，。；]{0,14}?(?:小学|中学|幼儿园|学校|中心)[^，。；]{0,8}(?:为(?:龙头|核心|引领|依托|牵头)|牵头)"
)


def meant_as_own(text: str, start: int, end: int, section: str = "") -> bool:
    """Whether the place named at text[start:end] is spoken of as the report's own, no dealings explaining it.

    Args:
        section: the heading it stands under, which may tell of dealings as well.
    """
    around = _HALT.split(text[max(0, start - _REACH) : start])
    before, after = around[-1], _HALT.split(text[end : end + _REACH])[0]
    if _OPENS_TITLE.search(text[max(0, start - 5) : start]):
        return _own_title(before, after)
    sentence = f"{before}｜{after}"
    if _TAKEN_OVER.search(after):
        return False
    opens = bool(_ADVERBIAL.search(text[max(0, start - 64) : start]))
    told_before = bool(_RELATED.search(section) or AID.search("".join(around[-2:-1])))
    figures = _IN_FIGURES.match(after) and not _COMPARED.search(sentence) and not told_before
    if figures and before.endswith(("，", "；")) and not _NAMES_ANOTHER.search(before):
        return not _RELATED.search(sentence)
    if opens and (_OF_ONESELF.match(after) or figures):
        return not _RELATED.search(sentence)
    lead = before[-48:]
    aims = bool(_SERVED.search(lead) and _SERVICE.match(after)) or bool(_MEANS.search(lead) and _HEAD.match(after))
    return aims and not DEALINGS_WITH.search(sentence)


def _own_title(before: str, after: str) -> bool:
    """Whether a title that opens with a name is that of a plan the report's region made or works by."""
    title, _, rest = after.partition("》")
    lead = _CHAIN.sub("", before[: before.rfind("《")])
    clause = re.split(r"[；;]", lead)[-1]
    followed = _FOLLOWED.search(clause) or (not clause.strip(" ，、") and _SET_OUT.match(rest))
    brought_in = _MADE.search(clause) or (followed and not _BY_OFFICE.match(title))
    shared = _SHARED_TITLE.search(title) or _TAKEN_OVER.search(f"{clause}｜{re.split('[，；]', rest)[0]}")
    return bool(brought_in) and not shared and not DEALINGS_WITH.search(clause)
