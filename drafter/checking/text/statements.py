"""Sentences and the role each figure plays in them: a level, a change, last year's value, a share, a target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from drafter.checking.text.dates import DateMention, find_dates
from drafter.checking.text.masks import find_masks
from drafter.checking.text.quantities import Kind, Quantity, find_quantities
from drafter.checking.text.wording import DONE
from drafter.reading import Flow

__all__ = ["FALL", "LIST_SEPARATOR", "RISE", "Figure", "Role", "Statement", "statements", "value_runs"]

RISE = (
    "增长|增加|增收|提高|提升|上升|上涨|上浮|上调|上扬|抬升|抬高|拉高|拉升|走高|跃升|爬升|增添|扩大|增幅|升幅"
    "|涨幅|升高|攀升|涨|增|(?<![直晋])升"
)
FALL = (
    "下降|减少|降低|回落|下滑|滑落|走低|下调|下浮|缩小|缩减|缩短|缩水|收缩|压减|压缩|压降|精简|削减|裁减"
    "|化解|降幅|减幅|跌幅|收窄|跌|降|减"
)
#: 多了35人, 少招40人 as people say it; 最多, 至少, 许多, 不少 compare nothing.
#: 学生长了2.4% is said of money and of counts; 成长了 and 增长了 are words of their own.
_MORE = (
    rf"(?<![最许很更大众诸偏差不至])(?:多(?:{DONE}|(?=[了出])))|(?<!增)添(?![置购设])"
    r"|(?<![成生增班校县市省区乡镇部局处科股所家院组会队])(?:长(?=了))"
)
_FEWER = rf"(?<![最至不缺很更多较偏太])(?:少(?:{DONE}|(?=了)))"
_CHANGE = re.compile(
    rf"(?:(?P<rise>{RISE}|{_MORE})|(?P<fall>{FALL}|{_FEWER}))"
    r"(?:了|出|幅度?|速度?|[额量](?!度)|将近|整整|足足|分别|各|均|又|再|掉|这)*(?:为|达到?|约|近|超过?|逾)?\s*$"
)
_TO = re.compile(
    rf"(?![增降升减涨跌]幅)(?:(?P<rise>{RISE})|(?P<fall>{FALL}))(?:了)?(?:分别)?(?:到|至|为|达到?)\s*(?:约|近|超过?)?\s*$"
)
#: 由2023年的a提高到2024年的b
_TO_A_YEAR = re.compile(
    rf"(?<![增降升减涨跌]幅)(?:(?P<rise>{RISE})|(?P<fall>{FALL}))(?:了)?(?:到|至|为)(?:(?:19|20)\d\d年底?|[今本]年)的?\s*$"
)
_COMPARED = re.compile(
    r"(?:比|较|高[于出]|低于|多于|少于)[^，。；、]{1,24}?(?P<word>高出?|多|低|少)(?:了)?(?:投入|支出|安排|拨付|招聘?)?\s*(?:约|近)?\s*$"
)
#: 「超出要求10个百分点」: how far from what was asked.
_OVER_A_MARK = re.compile(
    r"(?P<way>超出|超过|高出|高于|低于|不及)[^，。；、\d]{0,8}(?:要求|标准|目标|底线|红线|规定|任务|门槛)的?$"
)
#: 「比上年的548间多38间」, 「上年72名，多14名」: by how much, right behind the earlier value.
_BY_SO_MUCH = re.compile(rf"^(?:相比|相较|比)?[，,]?(?P<word>高出?|多出?|低|少)(?:了|{DONE})?(?:约|近)?\s*$")
#: 上年28次，多6次: what a bare 多 or 少 leads to; 最多, 至少, 许多 and 缺少 compare nothing.
_MORE_OR_LESS = re.compile(r"(?<![最许很更大众诸偏差不至缺较太几繁])(?P<word>多|少)\s*$")
#: 比全市平均水平低0.5个百分点: what is no earlier time, whatever the sentence compared with before.
_NO_TIME = re.compile(
    r"^[比较][全我][国省市县区州][^，。；、]{0,4}(?:平均|均值|水平)|^[比较][^，。；、年]{1,6}[县市区](?![^低高多少])"
)
#: 与相邻的甲县相比，每生少160元
_BESIDE = re.compile(r"[与同和跟](?!上|去|前|(?:19|20)\d\d)[^，。；\d年]{2,14}相比[，,]?[^，。；\d]{0,8}$")
_FROM = re.compile(
    r"(?:由|从|自(?![治筹建评查主学然行有来身愿动创制购费考强招觉编立己]))(?![^，。；]*[中里])[^，。；]{0,18}$"
)
#: What 由 opens must go somewhere: 由市财政安排600万元 tells no earlier value.
_ONWARD = re.compile(r"^[^。；]{0,16}?(?:到|至|增|减|提|降|升|压|扩|缩|调|涨|达|变|整合|合并|归并|并为|优化|精简)")
_BASE = re.compile(
    r"(?:比|较之?|与|比起|相比)(?:上一?学?年度?|去年|前一年度?|一年前|年初|(?:19|20)\d\d\s*学?年度?|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?(?:时期|期)?)"
    r"(?:同期|底|末|初)?(?:分别)?(?:的|（|\()?\s*$"
)
_LAST_YEAR = re.compile(
    r"(?:上一?学?年度?|去年|前一年度?|一年前|去岁)(?:同期|底|末)?"
    r"(?:(?:[两二三四]者|前?[两三四五六]项|这一|该项?|此)(?:比例|占比|比重|指标|数据|数值|数字)?|比例|占比|比重)?"
    r"(?:只有|仅有|还是)?(?:分别|依次|各)?(?:为|是|的|仅|仅为|则为|占|只占|仅占|达到?)?\s*$"
)
_SHARE = re.compile(r"占(?!地|用|有|据|领)[^，。；]{0,30}$")
_TARGET_AFTER = re.compile(
    r"^(?:左右|以上|以下|以内)?的?(?:[^，。；、（()\d]{0,10})(?:目标|要求|标准|底线|任务|红线|门槛|规定|指标要求|警戒线|控制线|上限|下限)"
)
_TARGET_BEFORE = re.compile(
    r"(?:不低于|不少于|不高于|不超过|低于|高于|超过|未达到?|达到|完成|距离?|与)(?:《[^《》]*》)?[^，。；\d]{0,24}"
    r"(?:要求|规定|确定|明确|提出|标准|目标|底线)的?\s*$"
    r"|(?:力争|确保|(?<!改善)(?<!行动)(?<!培养)(?<!资助)(?<!支持)(?<!特岗)计划|预计|争取(?!到?(?:上级|中央|国家|省|市|县|各|专项|资金|项目|财政|债券|补助|社会))|目标[为是值]*)[^，。；\d]{0,16}\s*$"
    r"|(?:提出|规定|确定)的?(?:要求|底线|标准)[是为]\s*$"
)
#: 「达到要求的45项」: how many do, and no mark.
_WHICH_MET = re.compile(r"(?:达到?|符合|满足|达不到)了?(?:全部|基本|各项|规定)?(?:要求|标准|目标|条件)的$")
#: 「超过压减50%的要求」: a change that was asked for.
_CHANGE_ASKED = re.compile(
    r"(?:超过|超出|完成|达到|不低于|高于|低于|优于|实现|满足|符合|对照|距离?|与)[^，。；、\d]{0,12}"
    r"(?:增长|增加|提高|提升|下降|降低|减少|压减|压缩|精简)(?:不[低少]于)?$"
)
_ASKED_FOR = re.compile(r"^(?:以上)?的[^，。；、（()\d]{0,8}(?:目标|要求|任务|标准|规定|指标)")
#: 「推动占比达到50%以上」 is an intention; 「占比达到50%以上」 is a claim.
_INTENDED = re.compile(r"推动|促进|努力|使|逐步|实现|提高到")
#: 「5.12平方米，上年4.96平方米，标准4.5平方米」: what is asked, told beside what there is.
_STANDARD_IS = re.compile(
    r"(?:^|[，、；（(])(?:国家|省|市|县|部|省定|市定|国定|规定|达标|合格|基本|最低|现行|考核|评价)*(?:的)?"
    r"(?:标准|底线|要求|下限|上限|限值|规定值|标准值|目标值|参考值)(?:值)?(?:是|为|：)?(?:不低于|不高于|不少于|不超过|至少|≥|≤|>|<)?\s*$"
)
_OPEN_ENDED = frozenset(["以上", "以下", "以内", "及以上", "及以下", "之内"])
#: Bounded, so that a text without a full stop is read in pieces and every look back stays short.
_SENTENCE = re.compile(r"[^。！？!?\n]{1,2000}(?:[。！？!?]+[”’」』）)]*|\n|$)?")
#: What stands between the values of a plain list; 「94%，与95%的目标」 is none.
LIST_SEPARATOR = re.compile(r"^\s*(?:[，,、]?\s*(?:和|及|以及)|[，,、与])?\s*$")


#: What a figure that opens its own clause does.
_OF_ITSELF = re.compile(r"(?:均|全部|都|已|仍|尚)(?!为|是)")
#: A change told by its sign: 「94.3%，+0.8个百分点」, 「比上年变动-1.5%」.
_SIGNED = re.compile(r"(?:^|变动|变化|增减|[，,：:（(、；;])\s*(?P<sign>[-−－﹣+＋])\s*$")
#: What leads to a mark, or, with a value much smaller than the one before, to how far it lies from one.
_ABOVE_OR_BELOW = re.compile(r"(?P<way>高于|低于|高出|超出|超过|优于|多于|少于|低出)[^，。；、\d]{1,20}$")
_MARGIN_OF = 5
_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]")


_OTHER_THAN = re.compile(r"[比较与于高低距]|相差|差距|平均")


#: A sentence that says what is asked, and not what is: 指标要求：…, 评价标准：….
_ASKED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.、．]\s*)?"
    r"(?:(?:指标|评价|评估|考核|达标|合格|验收|监测|国家|省级?|省定|市定|规定|政策|工作|具体|主要)(?:的)?){0,2}"
    r"(?:要求|标准|底线|目标值?|参考值|标准值|规定)\s*[：:]"
)


class Role(StrEnum):
    """What a figure does in its sentence."""

    LEVEL = "level"
    CHANGE = "change"
    PREVIOUS = "previous"
    SHARE = "share"
    TARGET = "target"


@dataclass
class Figure:
    """A quantity in its sentence.

    Attributes:
        id: unique in the document.
        gap: the words between the figure before (or the start of the sentence) and this one.
        direction: 1 rise, -1 fall, 0 none said.
        compared: for a change, ``time`` (against an earlier period), ``other`` (against something else) or empty.
    """

    id: int
    quantity: Quantity
    statement: Statement
    gap: str
    role: Role
    direction: int = 0
    compared: str = ""

    @property
    def start(self) -> int:
        """Offset in the flow."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """One past the last character, in the flow."""
        return self.quantity.end

    @property
    def text(self) -> str:
        """As written."""
        return self.quantity.text


@dataclass
class Statement:
    """One sentence of a flow with its figures and dates; offsets are those of the flow.

    Attributes:
        place: the part of the region, or the neighbour, that its paragraph is told of; empty where none opens it.
    """

    flow: Flow
    number: int
    start: int
    end: int
    figures: list[Figure] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    place: str = ""

    @cached_property
    def text(self) -> str:
        """The sentence."""
        return self.flow.text[self.start : self.end]

    def between(self, start: int, end: int) -> str:
        """Text of the flow between two offsets."""
        return self.flow.text[start:end]


def statements(flows: list[Flow]) -> list[Statement]:
    """Every sentence of the flows, its figures extracted and their roles assigned, in order."""
    result: list[Statement] = []
    ids = iter(range(1_000_000_000))
    for flow in flows:
        dates = list(find_dates(flow.text))
        numbers = _NUMERAL.search(flow.text) is not None  # most cells of a large table are words
        quantities = find_quantities(flow.text, find_masks(flow.text, dates)) if numbers else []
        at = date_at = 0
        for match in _SENTENCE.finditer(flow.text):
            statement = Statement(flow, len(result), match.start(), match.end())
            while date_at < len(dates) and dates[date_at].start < match.end():
                statement.dates.append(dates[date_at])
                date_at += 1
            mine = []
            while at < len(quantities) and quantities[at].start < match.end():
                mine.append(quantities[at])
                at += 1
            statement.figures = list(_figures(statement, mine, ids))
            result.append(statement)
    return result


def _figures(statement: Statement, quantities: list[Quantity], ids: Iterator[int]) -> Iterator[Figure]:
    before = statement.start
    previous: Figure | None = None
    asked = _ASKED.match(statement.text)
    for quantity in quantities:
        gap = statement.between(before, quantity.start)
        after = statement.between(quantity.end, min(statement.end, quantity.end + 40))
        figure = Figure(next(ids), quantity, statement, gap, Role.LEVEL)
        _assign_role(figure, after, previous)
        if asked and figure.role in (Role.LEVEL, Role.SHARE):
            figure.role = Role.TARGET
        yield figure
        before, previous = quantity.end, figure


def _assign_role(figure: Figure, after: str, previous: Figure | None) -> None:
    gap, quantity = figure.gap, figure.quantity
    kind = quantity.kind
    clause = re.split(r"[。；;]", gap)[-1]
    own = gap.strip() in ("，", ",") and _OF_ITSELF.match(after)  # 少了1所，21所均合格
    if previous is not None and _in_list(previous, figure) and not own:
        # a plain list of values (31.28%、9.80%和21.37%) goes on in the role of its first
        figure.role, figure.direction, figure.compared = previous.role, previous.direction, previous.compared
        if previous.role is Role.CHANGE and _SIGNED.search(previous.gap):
            figure.direction = 0  # 变动-1.5%、4.2%和3.0%: each with its own sign
        return
    if _BASE.search(clause) or (_LAST_YEAR.search(clause) and kind is not Kind.POINTS):
        figure.role = Role.PREVIOUS
    elif _CHANGE_ASKED.search(clause) and _ASKED_FOR.match(after):
        figure.role = Role.TARGET
    elif match := _TO.search(clause):
        figure.direction = 1 if match["rise"] else -1
        figure.role = Role.TARGET if _TARGET_AFTER.match(after) else Role.LEVEL
    elif (changed := _changed(figure, clause, previous)) is not None:
        figure.role = Role.CHANGE
        figure.direction, figure.compared = changed
    elif (
        _TARGET_AFTER.match(after)
        or _STANDARD_IS.search(gap)
        or (quantity.qualifier in _OPEN_ENDED and _INTENDED.search(clause))
        or (
            _TARGET_BEFORE.search(clause)
            and not (_WHICH_MET.search(clause) and quantity.dimension.startswith("count:"))
        )
    ):
        figure.role = Role.TARGET
    elif _FROM.search(clause) and _ONWARD.match(after):
        figure.role = Role.PREVIOUS
    elif kind is Kind.PERCENT and _SHARE.search(clause):
        figure.role = Role.SHARE
    elif match := _TO_A_YEAR.search(clause):
        figure.direction = 1 if match["rise"] else -1


def _counts_those_that_met(clause: str, quantity: Quantity) -> bool:
    return quantity.dimension.startswith("count:") and _WHICH_MET.search(clause) is not None


def _changed(figure: Figure, clause: str, previous: Figure | None) -> tuple[int, str] | None:
    """(direction, what it is compared with) of a change; None where a figure tells none."""
    if match := _CHANGE.search(clause):
        return 1 if match["rise"] else -1, "time" if _against_time(figure) else ""
    if match := _COMPARED.search(clause):
        other = _NO_TIME.search(match[0]) or not _against_time(figure)
        return 1 if match["word"][0] in "高多" else -1, "other" if other else "time"
    if previous is not None and previous.role is Role.PREVIOUS and (match := _BY_SO_MUCH.match(figure.gap)):
        return 1 if match["word"][0] in "高多" else -1, "time"
    if previous is not None and (margin := _margin_over(previous, figure)):
        return margin, "other"
    if match := _MORE_OR_LESS.search(clause):
        against = "other" if _BESIDE.search(clause) else "time" if _against_time(figure) else ""
        return 1 if match["word"] == "多" else -1, against
    return _in_points(figure, clause, previous)


def _in_points(figure: Figure, clause: str, previous: Figure | None) -> tuple[int, str] | None:
    """The same of what a sign shows to be a change, and of 百分点, which are always one."""
    kind = figure.quantity.kind
    if kind in (Kind.POINTS, Kind.PERCENT) and (match := _SIGNED.search(clause)):
        return -1 if match["sign"] in "-−－﹣" else 1, "time"
    if kind is not Kind.POINTS:
        return None
    if match := _OVER_A_MARK.search(clause):
        return -1 if match["way"] in ("低于", "不及") else 1, "other"
    behind = previous is not None and previous.role is Role.PREVIOUS
    return (0, "time" if behind and not _OTHER_THAN.search(clause) else "other")  # 上年91.5%，又往前走了1.1个百分点


def _margin_over(previous: Figure, figure: Figure) -> int:
    """1 or -1 for how far a value lies above or below a mark, else 0; a mark in brackets is set as one.

    「高出国家规定标准（7.5平方米）2.32平方米」; 「得分87.42分，高于全市平均水平1.06分」, too small for a mark.
    """
    one, other = previous.quantity, figure.quantity
    if not other.dimension or one.dimension != other.dimension or one.kind is not other.kind:
        return 0
    if figure.gap.strip() in ("）", ")") and previous.gap.endswith(("（", "(")):
        if words := _ABOVE_OR_BELOW.search(previous.gap[:-1]):
            previous.role = Role.TARGET
            return -1 if words["way"].startswith(("低", "少", "差")) else 1
        return 0
    words = _ABOVE_OR_BELOW.search(re.split(r"[。；;]", figure.gap)[-1])
    if words and one.value > 0 and abs(other.value) * _MARGIN_OF < one.value:
        return -1 if words["way"].startswith(("低", "少", "差")) else 1
    return 0


def _in_list(previous: Figure, figure: Figure) -> bool:
    """Whether two figures stand in one plain list; a comma joins only what is measured alike: not 975人，41所."""
    one, two = previous.quantity, figure.quantity
    if one.kind is not two.kind or not LIST_SEPARATOR.match(figure.gap):
        return False
    alike = one.dimension == two.dimension or not (one.dimension and two.dimension)
    return alike or figure.gap.strip() not in ("，", ",")


def _against_time(figure: Figure) -> bool:
    """Whether the sentence compares with an earlier period up to here (比上年, 同比, 较2023年)."""
    before = figure.statement.between(figure.statement.start, figure.start)
    clause = re.split(r"[。；;]", before)[-1]
    return bool(
        re.search(
            r"同比|环比|(?:比|较|与)\s*(?:上|去|前|(?:19|20)\d\d|年初|“?[一-十]{1,3}五)[^，。；]{0,10}"
            r"|(?:由|从)[^，；]{1,60}(?:到|至)"
            r"|[由从]\s*(?:上|去|前|(?:19|20)\d\d)"
            # 在园幼儿一年少了760人
            r"|(?<![上去前每第半十])一年(?:间|来|以来|之[内间]|内|里|下来)?(?:就|净|又|共|再)*(?=[多少减缩])",
            clause,
        )
    )


def value_runs(figures: list[Figure]) -> list[list[Figure]]:
    """Figures of one kind and role grouped into plain lists (a、b和c); a figure on its own is a run of one."""
    runs: list[list[Figure]] = []
    for figure in figures:
        if runs and runs[-1][-1].role is figure.role and _in_list(runs[-1][-1], figure):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs
