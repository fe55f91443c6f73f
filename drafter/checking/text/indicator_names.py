"""Which indicator is named before a figure, and how closely the two stand together.

The name stands right before its figure (高级教师占比达到18.2%), at the same place in a list of names
(A、B和C分别达到a、b和c), or before the figure that this one goes on from (由90%提高到91%). Of a family of indicators
named before, the word of the member is enough (其中小学).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafter.checking.text.clauses import is_parted, last_clause, last_part
from drafter.checking.text.fitting import measures
from drafter.checking.text.lexicon import Lexicon, Mention
from drafter.checking.text.schools import is_school
from drafter.checking.text.scope import Scope, compared_mark
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Indicator

__all__ = ["IndicatorNames", "NamedIndicator", "connects"]

_WORDS = (
    "已经?|均|就|也|只|仅|共|总共|一共|合计|累计|全部|总数|总量|总额|水平|比例|比重|数|率|标准|分别|依次|平均|稳定|保持|持续|进一步|大幅|稳步|逐步|基本"
    "|达到了?|达|为|是|有|计|约|近|超过?|逾|在|至|到|实现了?|完成了?|投入|安排|支出|增长|增加|提高|提升|上升|扩大|下降|减少|降低|降|升|了|的"
    "|由|从|上一?学?年度?|去年|本年度?|今年|同期|不低于|不少于|控制|突破|每生每年|每生每天|每人每年"
)
_CONNECTOR = re.compile(rf"^[\s：:，]*(?:（[^（）]{{0,20}}）|\([^()]{{0,20}}\))?\s*(?:(?:{_WORDS})\s*)*$")
_LAST_YEAR = re.compile(r"^[，,（(\s]*(?:[比较与])?(?:上一?学?年度?|去年)(?:同期)?(?:为|的|是)?\s*$")
_NAME_SEPARATOR = re.compile(r"[、和及与]|以及")
_ALIGNED = re.compile(r"分别|依次|各")


@dataclass(frozen=True)
class NamedIndicator:
    """The indicator that a figure is told of.

    Attributes:
        sure: whether only connecting words stand between name and figure and nothing narrows the name.
        likely: whether they stand side by side though words before the name are not understood.
        head: what stands between the figure before and the name.
        generic: see :class:`~drafter.checking.text.lexicon.Mention`.
    """

    indicator: Indicator
    sure: bool
    likely: bool
    head: str | None = None
    generic: bool = False

    @property
    def listed(self) -> bool:
        """Whether the name goes on a list: 小学98所、初中36所."""
        return self.head is not None and _NAME_SEPARATOR.match(self.head.lstrip()) is not None


class IndicatorNames:
    """Finds the indicators that the words before figures name."""

    def __init__(self, lexicon: Lexicon, scope: Scope) -> None:
        self._lexicon, self._scope = lexicon, scope

    def before(self, statement: Statement, figure: Figure) -> NamedIndicator | None:
        """The indicator named last before the figure, and how closely the two stand together."""
        gap = last_clause(figure.gap)
        found = self._lexicon.find(gap)
        if not found:
            return self._carried(statement, figure, gap) or self._member(statement, figure, gap)
        last = found[-1]
        if last.short and (member := self._member(statement, figure, gap)) and measures(figure, member.indicator):
            return member
        first = next(m for m in found if m.end == last.end)  # members of a family end together
        if first is not last:
            return None
        return self._judge(last, gap[: last.start], connects(gap[last.end :]))

    def before_list(self, statement: Statement, first: Figure, count: int) -> list[NamedIndicator]:
        """Subjects of 「A、B和C分别达到a、b和c」, in order; empty when their number differs."""
        gap = last_clause(first.gap)
        if first.role is Role.LEVEL and connects(gap):  # 「…分别由a、b提高到c、d」
            earlier = [f for f in statement.figures if f.id < first.id]
            if len(earlier) >= count and earlier[-1].role is Role.PREVIOUS:
                return self.before_list(statement, earlier[-count], count)
        found = self._lexicon.find(gap)
        if len(found) < count:
            return []
        found = found[-count:]
        for left, right in zip(found, found[1:], strict=False):
            between = gap[left.end : right.start].strip()
            if left.end != right.end and not _NAME_SEPARATOR.fullmatch(between):
                return []
        tail = gap[found[-1].end :]
        connected = bool(_ALIGNED.search(tail)) and connects(tail)
        return [self._judge(mention, gap[: found[0].start], connected) for mention in found]

    def before_changes(self, statement: Statement, run: list[Figure]) -> list[NamedIndicator] | None:
        """「小学、初中生均公用经费分别增长2%和3%」: those named right before changes, in order.

        Empty when it is not clear which is whose; None when none is named.
        """
        gap = last_clause(run[0].gap)
        found = self._lexicon.find(gap)
        if not found:
            return None
        if len(run) == 1 and found[-1].short:  # 「…经费增长2%，初中下降1.75%」
            member = self._lexicon.member(
                statement.between(statement.start, run[0].start - len(gap)), _said(gap, found[-1])
            )
            return [NamedIndicator(member, True, True)] if member else []
        if len(found) < len(run) or run[0].compared != "time" or any(m.short for m in found[-len(run) :]):
            return []
        found = found[-len(run) :]
        tail = re.sub(r"(?:同比|[比较与](?:上|去|前|(?:19|20)\d\d)[^，。]{0,6})", "", gap[found[-1].end :])
        aligned = len(run) == 1 or bool(_ALIGNED.search(gap))
        named = [self._judge(m, gap[: found[0].start], aligned and connects(tail)) for m in found]
        before = statement.between(statement.start, run[0].start)
        whole = not (self._scope.apart(statement, run[0].start) or self._scope.planned(before))
        return [replace(one, sure=one.sure and whole) for one in named]

    def _judge(self, mention: Mention, before: str, connected: bool) -> NamedIndicator:
        head = last_part(before)
        sure = connected and self._scope.plain(head)
        likely = sure or (connected and not mention.short and not self._scope.narrowed(head))
        return NamedIndicator(mention.indicator, sure, likely, before, mention.generic)

    def _carried(self, statement: Statement, figure: Figure, gap: str) -> NamedIndicator | None:
        """For 「由90%提高到91%」 and 「91%，比上年的90%…」: both values have the subject of the first."""
        earlier = [f for f in statement.figures if f.id < figure.id]
        if not earlier:
            return None
        roles = (earlier[-1].role, figure.role)
        # 事故与上年的0起持平；148个食堂…: right behind a semicolon nothing goes on from last year's value
        anew = not gap and is_parted(figure.gap)
        onward = roles == (Role.PREVIOUS, Role.LEVEL) and connects(gap) and not anew
        back = roles[0] is not Role.PREVIOUS and roles[1] is Role.PREVIOUS and _LAST_YEAR.match(gap)
        return self.before(statement, earlier[-1]) if onward or back else None

    def _member(self, statement: Statement, figure: Figure, gap: str) -> NamedIndicator | None:
        """For 「生均…经费中，幼儿园7215元、小学13357元」: a member of the family named before."""
        clause = last_part(gap)
        word = re.sub(r"^(?:其中|中)?[，,、和：:\s]*", "", clause)
        word = re.sub(r"(?:分别)?(?:达到?|为|是)?\s*$", "", word)
        if not word or len(word) > 8 or compared_mark(figure) or is_school(word):
            return None
        before = statement.between(statement.start, figure.start - len(clause))
        indicator = self._lexicon.member(before, word)
        return NamedIndicator(indicator, True, True) if indicator else None


def connects(words: str) -> bool:
    """Whether words do no more than join a name to its figure: 达到, 分别为, （含民办）共有."""
    return _CONNECTOR.match(words) is not None


def _said(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end]
