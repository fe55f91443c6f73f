"""Sets of things that a report counts and comes back to: 县域高中22所 … 22所县域高中中，有9所….

Where a figure first counts something the noun mostly stands before it (县域高中22所) or behind it (建成县域高中22所,
audited 12所学校); where the text comes back to the set, the noun stands behind (上述22所县域高中, 22所县域高中中).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["Mention", "mentions", "plain"]

_BREAK = re.compile(r"[，。；：:、,;（(）)“”\"！？!?\n|]")
#: Where the noun behind a count ends: 22所县域高中｜中有9所, 43名未达标教师｜分布在3个县.
_NOUN_END = re.compile(
    r"[，。；：:、,;（(）)“”\"！？!?\n|《》\d]|(?<![高初])中(?!小学|学|职|等|心|专|层|央|考|级|队|华|国|医|高|班|青年)|[里内](?=$|[，,有])|的|有(?!关|效)|均(?!衡)|共(?!同|建|享)"
    r"|已(?!知)|全部|都(?!市)|仍|尚(?!未)|还|实现|实际|开展|分布|完成|平均|被|因|由|在(?!校|园|职|编|岗|读|册|籍|建)|[和及与或]|等(?!级|职|教)|为(?!民)|是|达"
    r"|参加|参与|获|需|将|正(?!高|式)|超(?!龄|大)|具备|通过|实行|接入|从|对|比(?!赛|例|武)|较|占|进行|来自|就读|享受|落实|建立|配备|设立|能|可|属|集中|反映|未(?=完成|达到|能)|没有|存在|每|提供|支付|就(?!业)"
    r"|安排|承担|列入|纳入|同(?!步|学|伴)|以(?!上)|到(?!校|位|岗)|用于|给|做|总|自|其"
)
_POINTING = re.compile(
    r"^(?:对于?|为|向|针对|关于|将|把|让|使|从|在|由|与|和|因|至|到|，)*(?:上述|前述|以上|这|该|前面(?:所说)?的|前文(?:所述)?的|所述|相关|其中的|此)(?:的)?$"
)
_LED = re.compile(
    r"^(?:对于?|为|向|针对|关于|将|把|让|使|从|在|由|与|因|但|虽|目前|现有|全部|所有|[全我本][省市县区州盟旗](?:的)?)*$"
)
_AMONG = re.compile(r"^(?:中(?!小学|学|职|等|心|专)|里|内|当中|之中)")
#: What narrows a count to some of a set, or to another: 其中, 新增, 计划, 仍有.
_PARTIAL = re.compile(
    r"其中|另|其余|其他|余下|剩余|剩下|除|新|增|减|撤|缺|未|不足|不少于|不低于|至少|超过|少于|低于|高于|部分|个别|计划|拟|力争|预计|争取|确保|将|再|仍|尚|还|只有|仅有|每|平均|年均|累计|原|曾|首批|先行|先后|第"
    r"|上年|去年|前年|比|较|从|由|自"
)
_TAKEN_TO = re.compile(r"(?:减|降|增|升|提高|增加|减少|压减|扩大|压缩|发展|调整)(?:少|加|长|高|低)?(?:到|至|为)$")
_LEAD = re.compile(
    r"^(?:\s|其中|目前|截至|今年|本年度?|当年|全年|年内|已|现|共|总共|一共|合计|全部|[全我本][省市县区州盟旗]|有(?!关)|为|是|的|含|包括|拥有|设有|建有|其|但|虽|而|且|(?:19|20)\d\d年?(?:底|末)?|\d{1,2}月(?:底|末)?)+"
)
_TAIL = re.compile(
    r"(?:\s|已|均|就|也|只|仅|现?有|共|总共|合计|累计|达到?了?|为|是|约|近|逾|分别|各|总数|总量|数量|人数|总|数|在|到|至|的)+$"
)
_OF = re.compile(r"(?P<words>[^，。；：、（）]{2,16})的$")
_FROM = re.compile(r"(?:由|从)[^由从]*$")
_ASIDE = re.compile(r"[（(][^（）()]{1,24}[）)]")
_SHORTEST = 2
_REACH = 18


#: 评为C级的2个要点 are C级要点.
_BEING = re.compile(r"^(?:对于?|为|向|让|使|由)?(?:已?被|所|评为|定为|列为|属于|属|为|已)")


@dataclass(frozen=True)
class Mention:
    """A count with what it counts.

    Attributes:
        before: the noun before the figure, without what opens its clause; empty for none.
        behind: the noun behind it; empty for none.
        modifier: what stands before the figure and closes with 的 (被审计的12所学校); empty for none.
        points: whether the words say that the set was told before: 上述, 这, N所X中.
        opens: whether nothing but such words or a preposition stands before it, so that it is told as known.
        partial: whether the clause narrows it to some of what it names, to another time or to a plan.
        year: the year that the sentence names last before it, 0 for none, -1 for last year in words.
    """

    figure: Figure
    before: str
    behind: str
    modifier: str
    points: bool
    opens: bool
    partial: bool
    year: int

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The nouns by which it may be called."""
        full = self.modifier + self.behind if self.modifier else _BEING.sub("", self.before).replace("的", "")
        return tuple(dict.fromkeys(n for n in (full, self.behind, self.before) if len(n) >= _SHORTEST))

    @property
    def measure(self) -> str:
        """What is compared with what: counts of any kind are one but for heads, money and times."""
        dimension = self.figure.quantity.dimension.split("/")[0]
        return "count" if dimension.startswith("count:") and dimension not in _TIMES else dimension


_TIMES = frozenset(["count:次", "count:场次", "count:场", "count:节", "count:课时", "count:年"])


def mentions(statements: Iterable[Statement]) -> Iterator[Mention]:
    """Every definite count or amount of the running text, in order."""
    for statement in statements:
        if statement.flow.part == "table":
            continue
        for at, figure in enumerate(statement.figures):
            quantity = figure.quantity
            if quantity.kind is not Kind.AMOUNT or not quantity.definite or figure.role is Role.CHANGE:
                continue
            found = _mention(figure, statement.figures[at - 1] if at else None)
            if found.names:
                yield found


def _mention(figure: Figure, previous: Figure | None) -> Mention:
    statement = figure.statement
    clause = _BREAK.split(_ASIDE.sub("", figure.gap))[-1]
    after = statement.between(figure.end, min(statement.end, figure.end + _REACH))
    end = _NOUN_END.search(after)
    behind = plain(after[: end.start()] if end else after)
    among = end is not None and bool(_AMONG.match(after[end.start() :]))
    taken = _TAKEN_TO.search(clause) is not None and previous is not None and previous.role is Role.PREVIOUS
    words = _BREAK.split(previous.gap)[-1] if taken and previous is not None else clause  # 教学点由31个减至22个
    words, behind = (_FROM.sub("", words), "") if taken else (words, behind)
    of = _OF.search(clause) if behind else None
    modifier = plain(_BEING.sub("", of["words"])) if of else ""
    before = "" if of or _POINTING.match(clause) else plain(words)
    points = bool(_POINTING.match(clause)) or (among and bool(_LED.match(clause)))
    narrowing = clause.replace(before, "") if before else clause.replace(modifier, "") if modifier else clause
    partial = not (taken or points) and (
        bool(_PARTIAL.search(narrowing)) or figure.role in (Role.PREVIOUS, Role.TARGET)
    )
    opens = points or bool(_LED.match(clause))
    return Mention(figure, before, behind, modifier, points, opens, partial, _year(figure))


def _year(figure: Figure) -> int:
    """The year named last before a figure in its own sentence."""
    dates = [d for d in figure.statement.dates if d.end <= figure.start and (d.year or d.relative is not None)]
    if not dates:
        return 0
    return dates[-1].last if dates[-1].year else dates[-1].relative or 0


def plain(words: str) -> str:
    """A noun without what opens its clause and what leads to the figure."""
    return _TAIL.sub("", _LEAD.sub("", words))
