"""Claims that want evidence: first, only and best; everything and everybody; never and none; awards."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from drafter.checking.claims.passages import BODY, COMBINED, Segment, quoted

__all__ = ["Assertion", "Claim", "find_assertions"]


class Claim(StrEnum):
    """What sort of claim it is."""

    SUPERLATIVE = "superlative"
    ABSOLUTE = "absolute"
    NONE = "none"
    AWARD = "award"
    EVENT = "event"


@dataclass(frozen=True)
class Assertion:
    """A claim at flow.text[start:end].

    Attributes:
        group: claims of one group are told together (``rank``, ``first``, ``all`` …).
        subject: for an award, what was awarded; for an event, what took place.
    """

    kind: Claim
    group: str
    segment: Segment
    start: int
    end: int
    subject: str = ""

    @property
    def text(self) -> str:
        """The words of the claim."""
        return self.segment.flow.text[self.start : self.end]


_NUMERAL = "一二三四五六七八九十"
_WIDE = "全国|全省|全市|全县|全区|全州|国内|省内|市内|世界|全球|国际|西部|东部|中部|同类|同级|历史|历年|周边|兄弟"
_RANK = rf"(?:(?:第[{_NUMERAL}\d]+[名位]?|前[{_NUMERAL}\d]+[名位强]?)(?=[，。；、）！的]|$)|首位|榜首)"
_HAPPENING = (
    "事故|事件|案件|病例|疫情|投诉|上访|信访|违规|违纪|舆情|死亡|欺凌|辍学|失学|作弊|乱收费|有偿补课|体罚|溺水|失分"
    "|差错|问题"
)
_PATTERNS: tuple[tuple[Claim, str, str], ...] = (
    (
        Claim.SUPERLATIVE,
        "rank",
        rf"(?:位[居列]|名列|排名|排在|稳居|跃居|跻身|进入|居|列|蝉联)[^，。；、（）\d]{{0,10}}(?:{_RANK}|前茅)"
        rf"|(?:{_WIDE})[^，。；、（）\d]{{0,8}}{_RANK}",
    ),
    (
        Claim.SUPERLATIVE,
        "front",
        rf"(?:走[在到]|位居|居于|处于|位列|名列|进入|稳居|保持|跃居|跻身|迈入|步入|跨入|挤进|冲进|属于|居)了?(?:(?:{_WIDE})[^，。；]{{0,8}})(?:最?前列|前茅|先进行列|第一方阵|第一梯队|第一集团|领先(?:水平|地位)?)"
        rf"|(?:{_WIDE})(?:[^，。；]{{0,3}}(?:保持|绝对|整体|全面|明显))?(?:领先|一流(?!大学|学科|高校|课程|专业)|顶尖|先进水平)|领[跑先于]{{1,3}}(?:{_WIDE})|绝对(?:领先|优势)"
        rf"|独树一帜|遥遥领先|首屈一指|独占鳌头|独领风骚|无出其右|一骑绝尘|无人能及|无可比拟|无与伦比|一马当先|拔得头筹|傲视群雄|数一数二"
        rf"|(?:闻名|享誉|驰名|誉满|震动|轰动|引领)(?:{_WIDE})|(?:{_WIDE})(?:闻名|知名|瞩目|之[最首冠]|领军|翘楚)|举世瞩目|堪称(?:{_WIDE})[^，。；]{{0,6}}",
    ),
    (
        Claim.SUPERLATIVE,
        "first",
        rf"首创(?!精神)|遥遥领先|一枝独秀|首屈一指|(?:成为|打造(?:成|为)?|树立(?:为)?)[^，。；]{{0,4}}(?:{_WIDE})[^，。；]{{0,6}}(?:标杆|样板|典范|排头兵|领头雁)|率先(?!垂范|突破|示范|带头|士|发展)|首[批个家](?:国家|全国|省级)|先河|绝无仅有|(?:力度|规模|投入|热情)空前|空前(?:提高|提升|发展|繁荣)|有史以来|(?:{_WIDE})[^，。；]{{0,3}}(?:首[个家批例部次位]|唯一|仅有)|填补[^，。；]{{0,12}}空白|独一无二|前所未有|史无前例|史上|唯一(?!性)(?=[的一获入])",
    ),
    (
        Claim.SUPERLATIVE,
        "best",
        rf"(?:{_WIDE})[^，。；]{{0,4}}最(?:好|高|大|多|强|优|美|早|快|低|少|先进|完善|佳)|创(?:造|下)?[^，。；]{{0,6}}(?:历史)?新高",
    ),
    (
        Claim.ABSOLUTE,
        "coverage",
        r"(?<!非)(?:全(?:面|域|员|程|方位|学段)?覆盖|全部覆盖|百分之?百覆盖)(?!督导|检查|排查|监督|监管|要求|培训|式|、全过程)",
    ),
    (Claim.ABSOLUTE, "hundred", r"(?<![\d.])100(?:\.0+)?\s*[%％]|百分之?百|百分之一百"),
    (
        Claim.ABSOLUTE,
        "all",
        r"全部(?:都|已|按[期时]|如期|顺利|圆满|高质量)*(?:达标|达到|完成|落实|到位|消除|清零|建成|配备|配齐|安装|整改|办结|化解|覆盖|开设|实现|通过|持证|合格|移交|开齐|建立|设立|兑现|就业|就近|入学|解决|补齐|投用|得到)"
        r"|(?:已|均已|已经)?全面(?:消除|清零|达标|化解|完成|解决|取缔|杜绝|根除|落实到位)(?!的(?:目标|任务))"
        r"|(?:均|都)(?:已|能|能够)?(?:圆满|顺利|如期|高质量)?(?:全部|按[期时]|如期|足额|达标|合格|达到|落实|到位|符合|完成|配备|配齐|实现|高于|超过|优于|开齐|做到|建立|设立|成立|出台|纳入|通过)[^，。；《]{0,8}"
        r"|(?:全部|全体|所有)(?:学校|教师|学生|乡镇|幼儿园|县区|班级|教室|校舍|食堂)(?:均|都|已|能|顺利|如期|按时)*(?:完成|达到|实现|建立|建成|配备|落实|通过|达标|覆盖|参与|入学|符合)|绝对(?:公平|安全|到位|放心|达标)|不复存在|荡然无存|(?<![从以])根除"
        r"|(?:校校|班班|县县|园园|村村|乡乡|生生)(?:全?覆盖|达标|合格|建有|配齐|开设|都有)"
        r"|(?:贯通|覆盖|惠及|涵盖|延伸到|落实到)(?:了|到)?(?:所有|每一?[所个名位])(?:学|班|校|教|年级|县|乡|家庭|幼儿园)[^，。；、]{0,6}"
        r"|一个(?:都|也)?不[落少漏]|(?:每|各)[所个名位校园][^，。；、]{0,6}?(?:都|均)(?:已|能|有|建|配|开|实)|完全(?:消除|达标|满足|符合|实现|到位|落实)|彻底(?:解决|消除|根治|改变|扭转|杜绝|清除|化解)|所有[^，。；]{1,14}(?:均|都)(?:已|能|有|是|在)?"
        r"|(?<!基本)(?<!基本实现)(?<!基本做到)应(?P<may>[一-鿿])尽(?P=may)",
    ),
    (
        Claim.ABSOLUTE,
        "utter",
        r"(?:无|不留|没有|未留)任?何?(?:死角|盲区|遗漏)|(?<!濒临)(?<!濒于)(?:已经?|彻底|完全|基本)*绝迹|销声匿迹|一去不复返|彻底告别|一劳永逸|万无一失|滴水不漏"
        r"|无一(?:遗漏|例外|落下|掉队)|(?<!决)(?:不|未)(?:落|漏|掉)下?一(?:人|户|校|名学生|个学生)|一[人户校]不[漏落掉]"
        r"|(?:人人|个个|家家|户户|处处|事事|无不|无人不)(?:都|均|已|为之)?"
        r"(?:满意|称赞|称颂|点赞|叫好|夸赞|赞扬|赞不绝口|支持|认可|拥护|达标|合格|过硬|过关|优秀|受益|知晓)",
    ),
    (
        Claim.ABSOLUTE,
        "each",
        r"(?<=实现|做到|达到)了?(?:每[校园县乡班村]一[^，。；、“”]{1,6}|一[校园]一(?:品牌?|特色)|(?:校校|园园|县县|班班|村村|人人)有[^，。；、“”]{1,6})"
        r"|(?<=实现|做到|达到)“(?:每[校园县乡班村]一[^，。；、“”]{1,6}|一[校园]一(?:品牌?|特色)|(?:校校|园园|县县|班班|村村|人人)有[^，。；、“”]{1,6})”",
    ),
    (
        Claim.NONE,
        "never",
        rf"(?:从未|未|没有|无)(?:再)?(?:发生|出现|发现|接到)(?:过|一[起例名件])?[^，。；]{{0,24}}?(?:{_HAPPENING}|情况|现象|行为)"
        r"|(?<![全毫])(?:无|没有)任何[^，。；、（）]{1,12}|毫无(?:隐患|问题|差错|死角)|(?<![全毫])无(?:任何)?(?:安全)?隐患"
        r"|零(?:事故|投诉|上访|感染|违规|辍学|失误|差错|案件|事件|发生|报告|违纪|失学|拖欠|舆情|遗漏|死角|盲区)"
        r"|(?<![全毫])无(?:一[起例名件]|重大|重症|聚集性|校园|安全)[^，。；]{0,14}(?:事故|事件|病例|案件|疫情|投诉|舆情)"
        r"|(?:事故|事件|案件|辍学|投诉|发生)(?:人数|起数|件数|率|数)?(?:为|保持为?|降为|连续[^，。；]{1,4}年为)零"
        r"|没有(?!此项|该项|得到|完全)[^，。；]{1,24}的(?:县|市|区|学校|教师|学生|现象|情况|班级)|无一(?:例|人|名|起|所|校)|没有一(?:名|起|所|例|个|校)|动态清零|绝无[^，。；]{1,12}|(?:有效|彻底|完全)?杜绝了[^，。；]{1,12}",
    ),
)
_TRIGGERS = re.compile("|".join(f"(?P<{group}>{pattern})" for _, group, pattern in _PATTERNS))
_KIND = {group: kind for kind, group, _ in _PATTERNS}

_AWARD = re.compile(
    r"(?:荣获|荣膺|获评|被评为|被授予|被命名为|被认定为|被确定为|获得|获|授予|入选|入围|受到)"
    r"(?P<what>[^，。；！？]{0,30}?(?:称号|表彰|表扬|荣誉|一等奖|二等奖|三等奖|特等奖|金奖|银奖|金牌|奖项|奖|先进[^，。；、]{0,8}|示范[县区市校园][^，。；、]{0,6}|典型案例|优秀案例|优秀组织|充分肯定|高度评价))"
)

#: What took place: a meeting, a contest, a visit, a campaign, each with its name or its number.
_HELD = r"召开|承办|举办|主办|协办|组织开展|开展|组织|举行"
_OCCASION = (
    r"会议?|现场会|推进会|部署会|座谈会|培训班|论坛|研讨会|展演|展览|比赛|大赛|竞赛|运动会|联赛|艺术节|科技节|读书节|体育节"
    r"|文化节|博览会|招聘会|签约仪式|启动仪式"
    r"|观摩活动|宣传周|宣传月|专项行动|专项整治|专项检查|专项督导"
)
_EVENT = re.compile(
    rf"(?:{_HELD})(?:了)?(?P<what>(?:[^，。；！？、“”]|“[^“”]{{1,24}}”|、){{4,40}}?(?:{_OCCASION}))(?=[，。；、）]|\d|$|并|以及|和|期间|上|[一二三四五六七八九十]{{1,2}}[次场期])"
)
#: An occasion that anybody might hold at any time tells nothing that could be looked up.
_ANY = re.compile(
    r"^(?:各类|各种|各级|多种|丰富多彩|形式多样|相关|有关|系列|经常性|常态化|专题|工作|全体|教师|学生|校园|主题|\d|[一二三四五六七八九十两多]|[次场期])+"
)

#: Words that make a sentence a plan, a duty or a wish.
_TO_COME = re.compile(
    r"预计|预期|力争|争取|确保|保证|计划|规划|拟(?!定)|下一步|明年|今后|未来|努力|推动|推进|促进|加快|着力|聚焦|围绕|旨在|目标"
    r"|要求|严禁|禁止|应当|应该|必须|需要?|不得|将(?=[^，。；]{0,12}(?:实现|达|全部|全面|建|完成|覆盖|争))|要(?=[^求素点件])"
    r"|有望|逐步|方案|杜绝|防止|避免|坚决|鼓励|支持|按照|根据|为(?:了|实现)|实行|执行|如[果有]"
)
_DUTY = re.compile(r"可以|能够|负责|责任|制度|每年(?:至少)?|定期|坚持|安排")
_TELLING = 6  # characters that name an occasion
#: Clauses run on: what a comma separates from the claim may still govern it, but not far back.
_NEAR = 26
_FAR = 120
_CLAUSE = re.compile(r"[，。；：]")
_MILD = re.compile(r"基本|大部分|多数|绝大多数|部分|尚未|仍有|还有|不足|差距|个别|未能|没能|有待")
_YEAR = re.compile(r"(?:到|至)?20\d\d\s*年(?:底|末)?前")
_AIM = re.compile(r"\s*(?:的)?(?:目标|要求|任务|标准(?!化)|原则|计划|以上|以内)|是[^，。；]{0,10}(?:目标|方向|追求)")
_SAID = re.compile(r"(?:实现|做到|达到|保持)(?:了)?$|(?:事件|事故|投诉|案件|欺凌)$")
#: 整改完成率100% without its base is NUM011's.
_HANDLED = re.compile(r"(?:整改|治理|化解|销号)(?:任务|工作)?(?:完成)?率\s*(?:均|已|全部)?(?:达到?|为|是)?\s*$")


def find_assertions(segment: Segment, role: str = BODY) -> Iterator[Assertion]:
    """Claims of a part of a sentence, in order; plans, duties, quoted names and what is said of problems are none.

    Args:
        role: what the section tells of; see :func:`role_of_paragraphs`.
    """
    if role not in (BODY, COMBINED):
        return
    text = segment.text
    names: list[tuple[int, int]] | None = None
    for match in _TRIGGERS.finditer(text):
        names = quoted(text) if names is None else names
        group = match.lastgroup or ""
        if (_inside(names, match.start()) and not _told(text, match)) or not _is_claimed(text, match, group):
            continue
        yield Assertion(_KIND[group], group, segment, segment.start + match.start(), segment.start + match.end())
    for match in _AWARD.finditer(text):
        if not _TO_COME.search(text[max(0, match.start() - _NEAR) : match.start()]):
            start, end = segment.start + match.start(), segment.start + match.end()
            yield Assertion(Claim.AWARD, "award", segment, start, end, match["what"])
    for match in _EVENT.finditer(text):
        said = text[max(0, match.start() - _NEAR) : match.start()]
        if len(_ANY.sub("", match["what"])) >= _TELLING and not _TO_COME.search(said) and not _DUTY.search(said):
            start, end = segment.start + match.start(), segment.start + match.end("what")
            yield Assertion(Claim.EVENT, "event", segment, start, end, match["what"])


def _is_claimed(text: str, match: re.Match[str], group: str) -> bool:
    head = text[max(0, match.start() - _FAR) : match.start()]
    clause_start = match.start() - len(_CLAUSE.split(head)[-1])
    before = text[clause_start : match.start()]
    if len(before) < 4:  # the clause has no subject of its own: 将…，全面消除
        before = text[max(0, clause_start - _NEAR) : match.start()]
    if _TO_COME.search(before) or _MILD.search(before) or _YEAR.search(head):
        return False
    after = text[match.end() : match.end() + 16]
    if _AIM.match(after):
        return False
    return not (group == "hundred" and _HANDLED.search(before))


def _told(text: str, match: re.Match[str]) -> bool:
    """Whether a claim between quotation marks is what the sentence claims: 实现“零事故”, not the name of a campaign."""
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return around == "“”" and bool(_SAID.search(text[: match.start() - 1]))


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(spans, (offset, 1 << 30)) - 1
    return at >= 0 and spans[at][0] < offset < spans[at][1]
