"""Totals and their parts: where a list stands behind its total, and what divides or closes it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.closed import closed, first_ones
from drafter.checking.relations.divided import all_of_them, given_grades, put_right, spent, viewed
from drafter.checking.relations.divisions import likely_whole
from drafter.checking.relations.graded import graded
from drafter.checking.relations.items import countable
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.opened import meets_another, opened
from drafter.checking.relations.wholes import ENUMERATED
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["sums"]

#: 「56个专业跻身全国前5%，其中6个…」: a rank is no figure of the list.
_OPENS = re.compile(
    r"^(?:[^。；\d]{0,12}?|[^。；]{0,16}前\s?\d{1,2}\s?[%％‰])[，,：:（(。；]?\s*(?:其中|里面|当中|内含|包括|分别为|分别是|含)"
)
#: A list that opens at once behind the total: 12所：城关区5所…, 3240个（小学2160个…
_OPENS_AT_ONCE = re.compile(
    r"^[^，。；、：（）\d]{0,6}[，]?(?P<mark>[：（])(?!其中|含|包括|合计|共|总计|一共|累计|[上去比较][上去年]?)[^，。；：（）\d]{1,14}$"
)
#: The same behind a few words more, or a dash: 「校车41辆全部装上定位：公司26辆、学校15辆」, 「学校87所——小学41所、…」.
_OPENS_FURTHER = re.compile(
    r"^[^，。；、：（）\d]{0,18}(?:：|——)(?!其中|含|包括|合计|共|总计|一共|累计|[上去比较][上去年]?)[^，。；：（）\d—]{1,16}$"
)
#: A bracket that tells last year's value and the change, between a total and its list.
_PASSED = re.compile(r"^（(?:上年|去年|(?:19|20)\d\d|比|较|同比)[^（）]{2,40}）")
_THOSE = re.compile(r"[，、][^，。；、\d]{2,20}的(?:有|达)?$")
#: 「党员38人，」 between a head and those that …: some of the head, named without 的.
_SOME_OF_THEM = re.compile(r"^[，、](?:[^，。；、\d的共总]{2,10})$")
_ENDS_IN_THOSE = re.compile(r"的(?:有|达|共|约)?$")
_ALONE = re.compile(r"^[，。；、]|^$")
#: 「概算6000万元，钱从四处来：a，b…」, 「600万元，来源都公开了：a，b…」: the clause says that the list is of the total.
_OPENS_BEHIND_CLAUSE = re.compile(
    r"^[^，。；、：（）\d]{0,6}，[^，。；：（）\d]{0,12}(?:来源|来路|来自|渠道|构成|组成|去向|投向|流向|用途|用处|分布|明细|具体|盘子|拼盘|筹|分为|分成)"
    r"[^，。；：（）\d]{0,10}：(?!其中|含|包括|上年|去年)[^，。；：（）\d]{1,16}$"
)
_SO_MANY = re.compile(r"^[^，。；、：（）\d]{0,6}，[^，。；：（）\d]{0,12}$")
_OF_WHICH_KIND = re.compile(r"^[^，。；：（）\d]{0,10}：(?!其中|含|包括)[^，。；：（）\d]{1,16}$")
_USED_FOR = re.compile(r"^[，,]?(?:全部|主要)?用于")
_BEHIND_BRACKET = re.compile(r"^[^，。；、：（）\d]{0,6}）[，,]?(?:其中|包括|含)")
_OPENS_BEHIND_CHANGE = re.compile(r"^[，；,（(]?\s*(?:其中|包括)")
#: 共上课642节，音乐和美术课占了六成多，分别为231节和168节: a list of some of them.
_SHARE_BETWEEN = re.compile(r"占[^，。；\d]{0,6}[成半][^，。；\d]{0,4}[，,]分别")
#: 空编超过200名的有三地，依次为412名…: a bound is no total.
_A_BOUND = re.compile(r"(?:超过|多于|高于|大于|达到|不足|不到|少于|低于|小于)$")
_THOSE_ABOVE = re.compile(r"^(?:以上|以下)?的")
LOOK_BACK = 12
_PAIR = 2
#: 专任教师3842人，中小学（含中职）专任教师共4114人: the bracket is the next one's.
_OF_THE_NEXT = re.compile(r"[^，。；：（）\d]{2}（[^（）\d]*含[^（）\d]*）[^，。；：（）\d]{2,}$")


def sums(statement: Statement, bindings: dict[int, Binding], before: Sequence[Figure] = ()) -> Iterator[Relation]:
    """Every total with a list of parts, and every part with its whole.

    「学校6所，其中小学3所、初中2所、幼儿园1所，学位5480个，其中小学2640个、初中2220个、幼儿园520个」: a list with the
    names of one that leaves nothing out leaves nothing out either.

    Args:
        before: figures of the sentence before, when this one goes on with 其中.
    """
    found = list(_sums(statement, bindings, before))
    told = [r for r in found if r.kind == "sum" and len(r.figures) > ENUMERATED]
    whole = [r for r in told if r.state is State.PROVED] if len(told) > 1 else []
    for relation in found:
        alike = [r for r in whole if relation.state is State.NOT_CHECKED and _named(r) == _named(relation)]
        if any(r.figures[0] is not relation.figures[0] for r in alike) and len(relation.figures) > ENUMERATED:
            total = relation.figures[-1]
            exact = sum((f.quantity.value for f in relation.figures[:-1]), Decimal(0))
            expected = printed_like(exact, total.quantity)
            yield replace(relation, state=State.REFUTED, expected=expected, weak=True)
        else:
            yield relation


def _named(relation: Relation) -> tuple[str, ...]:
    return tuple(label(part) for part in relation.figures[:-1])


def _sums(statement: Statement, bindings: dict[int, Binding], before: Sequence[Figure]) -> Iterator[Relation]:
    figures = [*before, *statement.figures]
    for at, total in enumerate(figures[:-1]):
        if total.quantity.kind is not Kind.AMOUNT:
            continue
        opening = total.statement.between(total.end, figures[at + 1].start)
        if total.role is Role.TARGET and not total.quantity.qualifier and _OPENS.match(opening):
            yield from _planned(figures, at, opening, bindings)
        if total.role not in (Role.LEVEL, Role.PREVIOUS, Role.CHANGE) or _opens_nothing(total, opening):
            continue
        if "（" in opening and (past := _past_bracket(total, figures[at + 1 :])) is not None:
            yield from opened([total, *past], 0, "，其中", "", bindings)
            continue
        at_once = _OPENS_AT_ONCE.match(opening)
        if _BEHIND_BRACKET.match(opening) and (head := _before_bracket(figures, at)) is not None:
            # 实际补充1428名（差72名），其中…: the parts are those of what the bracket stands behind
            yield from opened([*figures[: head + 1], *figures[at + 1 :]], head, opening.lstrip("）)"), "", bindings)
        elif at_once or _OPENS.match(opening):
            mark = at_once["mark"] if at_once else ""
            listed = list(opened(figures, at, opening, mark, bindings))
            of_value = listed and meets_another(listed[0], figures[:at])
            yield from listed if not of_value else ()  # 新增6600个，比2024年少4200个，其中…: of the 6600
        elif _OPENS_FURTHER.match(opening):
            # the words between may speak of something else, so that it is never certain
            further = opened(figures, at, opening, "：", bindings)
            yield from (replace(r, weak=True) for r in further if r.kind == "sum" and len(r.figures) > ENUMERATED)
        elif _OPENS_BEHIND_CLAUSE.match(opening):
            yield from _told_whole(figures, at, at + 1, 0, bindings)
        elif _SO_MANY.match(opening) and (named := _announced(figures, at)):
            yield from _told_whole(figures, at, at + 2, named, bindings)
        elif _USED_FOR.match(opening):
            yield from spent(total, figures[at + 1 : at + 1 + LOOK_BACK * 2])
    yield from _behind_changes(figures, bindings)
    yield from viewed(statement, before)
    for at, total in enumerate(figures):
        yield from closed(statement, figures, at, total)
        yield from first_ones(figures, at, total)
    yield from given_grades(statement.figures)
    yield from _those_that(statement.figures)
    yield from put_right(figures)
    yield from all_of_them(statement.figures)
    yield from graded(statement.figures)


def _opens_nothing(total: Figure, opening: str) -> bool:
    """Whether the words behind a figure lead to other matter than its parts."""
    bound = _A_BOUND.search(total.gap) and _THOSE_ABOVE.match(opening)
    return bool(_OF_THE_NEXT.search(opening) or _SHARE_BETWEEN.search(opening) or bound)


def _behind_changes(figures: list[Figure], bindings: dict[int, Binding]) -> Iterator[Relation]:
    """Lists that stand behind how their total has changed."""
    for at, part in enumerate(figures):
        if _OPENS_BEHIND_CHANGE.match(part.gap) and (host := _behind_change(figures, at)) is not None:
            rest = [figures[host], *figures[at:]]
            listed = list(opened(rest, 0, "，其中", "", bindings))
            # 263件，2022年298件，减少35件，其中…: of the 263
            of_change = listed and meets_another(listed[0], [*figures[:host], *figures[host + 1 : at]])
            yield from (r for r in listed if r.kind == "sum" and not of_change)


def _planned(figures: list[Figure], at: int, opening: str, bindings: dict[int, Binding]) -> Iterator[Relation]:
    """「计划投入4360万元，其中中央2180万元、省级1320万元、县级860万元」: what is planned is divided as what is done."""
    for relation in opened(figures, at, opening, "", bindings):
        *parts, total = relation.figures
        if relation.kind == "sum" and likely_whole(total, parts):
            yield replace(relation, weak=True)


def _announced(figures: list[Figure], at: int) -> int:
    """How many sources or uses a clause names between a total and the colon: 「，钱从四处来：」."""
    if at + 2 >= len(figures):
        return 0
    many, first = figures[at + 1 : at + 3]
    opens = many.quantity.spelled and _OF_WHICH_KIND.match(first.gap) and many.statement is figures[at].statement
    return int(many.quantity.value) if opens and many.quantity.dimension != figures[at].quantity.dimension else 0


def _told_whole(
    figures: list[Figure], at: int, first: int, named: int, bindings: dict[int, Binding]
) -> Iterator[Relation]:
    """A list that a clause before it calls the division of the total; never more than a warning."""
    for relation in opened([figures[at], *figures[first:]], 0, "：", "：", bindings):
        parts = len(relation.figures) - 1
        if relation.kind == "sum" and parts > 1 and (not named or parts == named):
            yield replace(relation, weak=True)


def _those_that(figures: list[Figure]) -> Iterator[Relation]:
    """「专业点23个，纳入省级骨干的9个，对接主导产业的18个」: those that … are no more than there are."""
    head: Figure | None = None
    those: list[Figure] = []
    for figure in figures:
        if "。" in figure.gap or "；" in figure.gap:
            head = None
        that = _THOSE.search(figure.gap) and _ALONE.match(figure.statement.between(figure.end, figure.statement.end))
        if head is not None and not that and not those and _is_some_of(head, figure):
            continue
        if head is None or not that:
            head, those = (figure if _is_head(figure) else None), []
        elif countable(head, figure) and figure.quantity.definite:
            those.append(figure)
            above = [f for f in those if f.quantity.interval.low > head.quantity.interval.high]
            if len(those) == _PAIR and len(above) == 1:
                formula = f"{above[0].text}≤{head.text}"
                yield Relation("subset", formula, State.REFUTED, (head, above[0]), f"不超过{head.text}", weak=True)


def _is_some_of(head: Figure, figure: Figure) -> bool:
    """Whether a figure right behind a head may be of some of what it counts, so that it heads nothing itself."""
    return countable(head, figure) and figure.id == head.id + 1 and bool(_SOME_OF_THEM.match(figure.gap))


def _is_head(figure: Figure) -> bool:
    counted = figure.quantity.dimension.startswith(("count:", "person"))
    return counted and figure.quantity.definite and figure.role is Role.LEVEL and not _ENDS_IN_THOSE.search(figure.gap)


def _before_bracket(figures: list[Figure], at: int) -> int | None:
    """Which figure stands before the bracket that holds ``figures[at]``."""
    statement = figures[at].statement
    bracket = statement.flow.text.rfind("（", statement.start, figures[at].start)
    head = next((n for n in range(at - 1, -1, -1) if figures[n].end <= bracket), None)
    return head if bracket >= 0 and head is not None and figures[head].statement is statement else None


def _behind_change(figures: list[Figure], at: int) -> int | None:
    """Where the value stands whose change lies before the list: 教师86名，比上年多14名、增长19.4%，其中招聘41名…."""
    for number in range(at - 1, -1, -1):
        figure = figures[number]
        if figure.role is Role.LEVEL and number < at - 1 and countable(figure, figures[at]):
            return number
        # 入学95人，入学率97.9%；其中…: a rate of the value tells no other value
        rate = figure.quantity.kind is Kind.PERCENT and figure.gap.endswith("率")
        told = figure.role in (Role.CHANGE, Role.PREVIOUS) or rate
        if not told or re.search(r"[。；]", figure.gap):
            return None
    return None


def _past_bracket(total: Figure, following: list[Figure]) -> list[Figure] | None:
    """The list behind a bracket of last year's value: 11.4万人（上年11.0万人，增长3.85%），其中小学…."""
    aside = _PASSED.match(total.statement.between(total.end, total.statement.end))
    after = [f for f in following if f.start >= total.end + aside.end()] if aside else []
    if aside is None or len(after) < 2:
        return None
    return after if _OPENS.match(total.statement.between(total.end + aside.end(), after[0].start)) else None
