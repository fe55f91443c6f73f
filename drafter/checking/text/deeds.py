"""Counts as facts of the field: what is counted, in which state, and narrowed to what.

「音体美教师缺67人」 and 「补齐76名音体美教师」 are of one fact, the lack; 「查出隐患312处」 and 「其余17处列入明年」
are two, what was found and what is left. Words of one meaning are one thing (学位 and 座位), and what makes two facts
different is kept beside it: the stage, public or private, town or country, the season, the level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["Deed", "State", "apart", "deeds", "narrowing"]


class State(StrEnum):
    """In which state a thing is counted."""

    STOCK = "stock"  # how many there are
    LACK = "lack"
    LEFT = "left"  # found or begun, and not done yet
    FOUND = "found"
    DONE = "done"
    NEW = "new"
    HIRED = "hired"
    CLOSED = "closed"
    HELD = "held"  # meetings, checks: how often


_TEACHERS = "(?:专任|专职|学科)*(?:教师|老师)"
_THINGS = (
    ("音体美教师", rf"(?:音体美|音、体、美|音乐体育美术)[等科信劳技英学]*{_TEACHERS}"),
    ("心理教师", rf"心理(?:健康)?(?:教育)?{_TEACHERS}"),
    ("编外教师", rf"(?:临聘|编外|自聘|合同制|代课|聘用制){_TEACHERS}"),
    ("交流教师", rf"(?:交流(?:轮岗)?|轮岗(?:交流)?)(?:的|校长)*{_TEACHERS}|(?:校长)?{_TEACHERS}(?:交流轮岗|轮岗交流)"),
    ("骨干教师", rf"骨干{_TEACHERS}"),
    ("特岗教师", rf"特岗{_TEACHERS}"),
    ("双师型教师", rf"[“\"]?双师型?[”\"]?型?{_TEACHERS}"),
    ("保安", r"(?:专职)?(?:保安(?:员|人员)?|安保员)"),
    ("责任督学", r"(?:挂牌)?责任(?:区)?督学"),
    ("校医", r"(?:专职|专兼职)?校医"),
    ("保健医", r"(?:卫生)?保健(?:医生?|人员|员)"),
    ("空编", r"空编|空余编制|编制空缺|未使用编制"),
    ("教学点", r"教学点"),
    ("超大班额", r"超大班额"),
    ("大班额", r"(?<!超)大班额"),
    ("全部学校", r"各级各类学校(?:含幼儿园)?|学校含幼儿园"),
    ("校车", r"(?<!准)校车"),
    ("旱厕", r"旱厕"),
    ("危房", r"危房"),
    ("心理室", r"心理(?:健康)?(?:辅导|咨询)室"),
    ("多媒体教室", r"多媒体教室|班班通教室"),
    ("护学岗", r"[“\"]?护学岗[”\"]?"),
    ("隐患", r"(?:安全)?隐患"),
    ("问题", r"(?<!存在)问题(?!清单|线索)"),
    ("学位", r"学位|座位"),
    ("留守儿童", r"留守(?:儿童|学生)"),
    ("随迁子女", r"随迁子女"),
    ("残疾儿童", r"残疾(?:儿童(?:少年)?|学生)"),
    ("学科类机构", r"(?<!非)学科类(?:校外)?(?:培训)?机构"),
    ("非学科类机构", r"非学科类(?:校外)?(?:培训)?机构"),
    ("教育集团", r"教育集团"),
    ("周转房", r"(?:教师)?周转(?:房|宿舍)"),
    ("名师工作室", r"名师(?:名校长)?工作室"),
    ("常务会议", r"政府常务会(?:议)?(?:全年|年内|先后|共)*(?:专题)?(?:研究|审议)?(?:教育)?(?:工作|议题|事项)?"),
    (
        "常委会议",
        r"[省市县区旗州]委常委会(?:会议|议)?(?:全年|年内|先后|共)*(?:专题)?(?:研究|审议)?(?:教育)?(?:工作|议题|事项)?",
    ),
    ("领导小组会议", r"[省市县区旗州]委教育工作领导小组(?:全体|工作)?(?:会议)?"),
    ("督导委员会会议", r"政府教育督导委员会(?:全体|工作|成员)?会议?"),
    ("结转项目", r"结转(?:的)?(?:校舍|教育|学校|续建)?项目(?:投资|资金)?"),
)
_THING = re.compile("|".join(f"(?P<t{n}>{pattern})" for n, (_, pattern) in enumerate(_THINGS)))
_NAMES = {f"t{n}": name for n, (name, _) in enumerate(_THINGS)}
_STATES = (
    (State.LACK, r"缺口|缺额|短缺|空缺|尚缺|仍缺|还缺|[共需]?缺(?!编|陷|勤|席|乏)|不足(?=\d|$)|补[齐足上]"),
    (
        State.LEFT,
        r"仍有|尚有|还有|还剩|仅剩|只剩|尚余|其余|剩余|余下|剩下|遗留|(?:没有|尚未|仍未|未能?)[^，。；\d]{0,6}(?:整改|化解|消除|销号|完成|解决)",
    ),
    (State.FOUND, r"排查|查出|发现|查找|摸排|检查出|反馈|梳理|自查"),
    (State.CLOSED, r"撤并|撤销|撤掉|关停|取缔|注销|停办|压减"),
    (State.DONE, r"整改|销号|化解|消除|办结|治理|清理|解决|立行立改"),
    (State.NEW, r"新增|增加|新添|增设|扩充|多出|净增|增添|新建|改建|扩建|建成"),
    (State.HIRED, r"招聘|引进|补充|新聘|新招|招录|新进|录用|选招|招考"),
)
_STATE = re.compile("|".join(f"(?P<s{n}>{pattern})" for n, (_, pattern) in enumerate(_STATES)))
_STATE_NAMES = {f"s{n}": state for n, (state, _) in enumerate(_STATES)}
#: What narrows a fact to a part: two facts are one only where both have the same of these.
_NARROW = re.compile(
    r"小学|初中|高中|中职|职业|幼儿园|学前|义务教育|特教|特殊教育|中小学|公办|民办|普惠|城区|县城|城镇|主城|农村|乡村|乡镇|山区|牧区|边远|偏远"
    r"|国家级?|省级?|市级|县级|区级|镇级|校级|春季|秋季|上半年|下半年|[一二三四]季度|暑期|寒假|\d{1,2}月|首批|第[一二三]批"
    r"|专职|兼职|专兼职|男|女|青年|老年|在建|完全|完小|重大|一般|较大|消防|食堂|燃气|校舍|食品|实验室|交通|设施|围墙|边坡|宿舍"
    r"|音乐|体育|美术|科学|英语|信息|心理|语文|数学|随班就读|送教|寄宿|合格|优秀|良好|不合格|持证|立行立改|限期|长期|当场|新聘|应届|聘用"
    r"|本科|研究生|高级|中级|正高|共性|个性|专项|综合|审计|巡察|督导|省里|市里|上级|自查|党建|财务|经费"
)
_BREAK = re.compile(r"[，。；：、,;:（）()“”！？!?\n|]")
_LINK = re.compile(
    r"^(?:的|共|总数?|总计|合计|现|有|为|是|达到?|约|数量?|人数|仍|尚|还|缺口|缺额|短缺|空缺|缺|只|仅|就|多达|剩余?|一年|全年|召开|先后|累计|已|均|也|了|多|在)*$"
)
_NEAR_BEHIND = re.compile(
    r"^(?:的|公办|民办|普惠性?|专职|兼职|优质|安全|校园|中小学|小学|初中|高中|幼儿园|各类|挂牌|本地|农村|城区|校舍|教育)*$"
)
_OTHER_TIME = re.compile(
    r"上年|去年|前年|上一年|曾|原|此前|以来|累计|近[两三四五]年|[两三四五]年(?:来|间|内)|十四五|届|规划|历年"
)
_PLANNED = re.compile(
    r"计划|(?:使|让|促使|推动)[^，。；\d]{2,16}(?:达到?|增[至到]|提高到|扩大到|超过)|拟|力争|争取|预计|将|目标|需要?|应|到20\d\d年|不少于|不低于|至少|不超过|控制在|以内"
)
_PART = re.compile(r"其中|占|比|每|平均|另(?!有)|各(?!级|类)|分别|部分|约谈|涉及|集中")
_WHOLE = re.compile(r"全[省市县区州盟旗年]|共(?!同)|总|合计|现有")
_AHEAD = 18
_KINDERGARTENS = re.compile(r"[（(]含幼儿园[）)]")


@dataclass(frozen=True)
class Deed:
    """One count as a fact.

    Attributes:
        narrowed: the words that narrow it to a part.
        part: whether the clause says that it is of a part, an average or a comparison.
        planned: whether its clause is of what is to come.
        whole: whether its words say that it is of all: 全县, 共.
    """

    figure: Figure
    thing: str
    state: State
    narrowed: frozenset[str]
    part: bool
    planned: bool
    whole: bool

    @property
    def key(self) -> tuple[str, State, str]:
        """What is compared with what."""
        dimension = self.figure.quantity.dimension.split("/")[0]
        return self.thing, self.state, "count" if dimension.startswith("count:") else dimension


def apart(one: str, other: str) -> bool:
    """Whether words narrow one of two figures to other schools, another level or another time than the other.

    >>> apart("幼儿园专职保安", "中小学专职保安"), apart("专职保安", "全县专职保安")
    (True, False)
    """
    left, right = narrowing(one), narrowing(other)
    return bool(left - right) and bool(right - left)


def narrowing(words: str) -> frozenset[str]:
    """The words that narrow what is told to some schools, a level, a sort or a time of the year."""
    return frozenset(_NARROW.findall(words))


def deeds(statements: Iterable[Statement]) -> Iterator[Deed]:
    """Every count of the running text whose thing is one of the field."""
    for statement in statements:
        if statement.flow.part == "table":
            continue
        last: Deed | None = None
        for figure in statement.figures:
            quantity = figure.quantity
            if quantity.kind is not Kind.AMOUNT or quantity.is_range or figure.role in (Role.CHANGE, Role.PREVIOUS):
                continue
            found = _read(figure, statement, last)
            if found is not None:
                last = found
                yield found


def _read(figure: Figure, statement: Statement, last: Deed | None) -> Deed | None:
    before = _BREAK.split(_KINDERGARTENS.sub("含幼儿园", figure.gap[-60:]))[-1]
    ahead = _KINDERGARTENS.sub("含幼儿园", statement.between(figure.end, min(statement.end, figure.end + _AHEAD)))
    after = _BREAK.split(re.split(r"\d", ahead)[0])[0]
    behind = _THING.search(after)
    if behind is not None and _NEAR_BEHIND.match(after[: behind.start()]):
        name, words = _NAMES[behind.lastgroup or ""], before + after[: behind.start()]
    else:
        named = list(_THING.finditer(before))
        if named and _LINK.match(before[named[-1].end() :]):
            name, words = _NAMES[named[-1].lastgroup or ""], before[: named[-1].start()] + before[named[-1].end() :]
        elif last is not None and _goes_on(before, last, figure):
            name, words = last.thing, before  # 查出隐患274处，…，其余13处列入明年
        else:
            return None
    state = _state(before, after, name)
    if state is None:
        return None
    head = statement.between(statement.start, figure.start)[-80:]
    timed = re.split(r"[。；]", head)[-1]
    if _OTHER_TIME.search(timed):
        return None
    narrowed = narrowing(words)
    if name == "编外教师":
        narrowed -= {"聘用"}  # 聘用临聘教师86人 are all of them
    planned = bool(_PLANNED.search(before))
    return Deed(
        figure, name, state, narrowed, bool(_PART.search(before)), planned, bool(_WHOLE.search(_BREAK.split(timed)[-1]))
    )


def _goes_on(before: str, last: Deed, figure: Figure) -> bool:
    same = figure.quantity.dimension == last.figure.quantity.dimension
    return same and bool(re.fullmatch(r"(?:但|目前|还|尚)?(?:其余|剩余|余下|剩下|尚有|还有|仍有|还剩)的?", before))


def _state(before: str, after: str, name: str) -> State | None:
    """The state told last before a figure, else right behind it; a problem without one is of no fact."""
    said = [*_STATE.finditer(before)]
    state = _STATE_NAMES[said[-1].lastgroup or ""] if said else None
    later = _STATE.search(after)
    if later is not None and _STATE_NAMES[later.lastgroup or ""] in (State.LEFT, State.DONE):
        state = state or _STATE_NAMES[later.lastgroup or ""]
    if name.endswith("会议"):
        return State.HELD
    if name in ("问题", "隐患") and state is None:
        return None
    return state or State.STOCK
