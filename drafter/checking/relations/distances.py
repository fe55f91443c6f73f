"""Distances: how far two values of one time lie apart, and how far one is from its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.marks import is_mark
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.movement import difference
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["distances"]

_APART = re.compile(
    r"^\s*[，,]?(?:(?P<former>前者|[^，。；\d]{0,12}?(?=高于|低于))(?P<than>(?<!不)(?<!不[得应能可会])(?:高于|低于|高(?![中等级校质水考])出?|多出?|低|少))(?:了)?[^，。；\d]{0,12}"
    r"|(?P<way>高(?![中等级校质水考])出?|多出?|低|少)(?:了)?)(?:约|近)?$"
)
_BY_SO_MUCH = re.compile(r"^(?:高|多|低|少)(?:出|了)?(?:约|近)?$")
_ANOTHER_MARK = re.compile(r"[县区市州旗]$|标准|规定|要求|底线|平均|水平|目标|国家|全[省市]")
#: 「教师a元，公务员b元，教师高d元」: one of the two is named again.
_ONE_OF_TWO = re.compile(
    r"^\s*[，,](?P<who>[^，。；\d]{1,10}?)(?:平均|年均)?(?P<way>高(?![中等级校质水考])出?|多出?|低|少)(?:了)?(?:约|近)?$"
)
_TEACHERS = re.compile(r"教师|老师")
_OFFICIALS = re.compile(r"公务员")
_DIFFER = re.compile(
    r"^\s*[，,]?(?:两者|二者|两[一-鿿]{1,3}|前后|彼此|最高与最低)?(?:之间)?(?:相差|差距|差额|差|极差)(?:达到?|为|约|近|了)*$"
)
_NEXT_ITEM = re.compile(r"^[、，,；和及与][^，。；\d]{0,10}$")
_COMPARED_WITH = re.compile(r"(?:[，,]|^)\s*(?:比|较)[^，。；]{2,24}$")
_MARK = re.compile(r"对照|对标|超过|超出|高于|低于|高出|距|离|与|比|较|不及")
#: Said of the value, right before how far it lies from the mark.
_SIDE = re.compile(
    r"(?:(?P<over>超出|高出|超过|多出|领先)|(?P<short>尚差|还差|仍差|(?<!相)差|短缺|欠|低))(?:了)?(?:约|近)?$"
)
#: 低于全市平均水平（19.6%）1.4个百分点: the word before the mark, and nothing but its bracket behind it.
_SET = re.compile(
    r"(?:^|[，,；;、（])(?:仍|还|也|均|都|又|略|已|稍)*(?:(?P<over>高于|超过|高出)|低于|少于)[^，。；、（）\d]{1,14}[（(]?$"
)
_BESIDE_MARK = re.compile(r"^[）)]?(?:的?水平)?$")
_AGAINST = re.compile(r"(?:对照|对标|与|和|距离?|离)[^，。；]{0,24}$")
_MARGIN = 24
_ANOTHER_RATE = re.compile(r"率|占比|比例|比重|覆盖面")
_SAME_SUBJECT = re.compile(r"^\s*；(?:距离?|离|与|比|较|超过|高于|低于)")

#: What leads to a mark that a value is set against, and to another one.
_A_MARK = re.compile(r"(?:高于|低于|[高低]出|优于)[^，。；\d]*$|平均(?:水平|值|数)?(?:的|为|是)?[（(]?$")
_WITH = re.compile(r"^[）)，,、]*(?:而?又?)(?:与|和|同|跟)")


def distances(statement: Statement) -> Iterator[Relation]:
    """How far apart a sentence says two of its values lie, or one of them and its mark."""
    yield from _margins(statement)
    yield from _against_another(statement.figures)
    yield from _differing(statement.figures)


def _against_another(figures: list[Figure]) -> Iterator[Relation]:
    """「教师工资a元，比公务员工资b元高出d元」: two things of one year and how far they lie apart."""
    for left, right, apart in zip(figures, figures[1:], figures[2:], strict=False):
        words = _APART.match(apart.gap)
        named = None if words else _ONE_OF_TWO.match(apart.gap)
        same = left.quantity.dimension == right.quantity.dimension == apart.quantity.dimension != ""
        if not (words or named) or not same or left.quantity.kind is not Kind.AMOUNT or left.role is not Role.LEVEL:
            continue
        if right.role in (Role.PREVIOUS, Role.CHANGE) or _BY_SO_MUCH.match(right.gap):
            continue  # last year's value of the same thing; how far it lies from a mark told before
        if _APART.match(left.gap) or _ONE_OF_TWO.match(left.gap):
            continue  # 平均数12980元，我区高出587元；东渚区14210元，我区低643元: a distance is no value
        if (
            words
            and words["than"]
            and (apart.gap.rstrip().endswith(("的", "（", "(")) or _ANOTHER_MARK.search(apart.gap))
        ):
            continue  # 低于甲县的13240元, 低于甲县（13240元）, 高于国家标准4.5平方米: another mark
        pay = _TEACHERS.search(left.gap) and _OFFICIALS.search(right.gap)
        if words and not (_COMPARED_WITH.search(right.gap) or words["than"] or pay):
            continue
        if named and (named["who"] in right.gap) == (named["who"] in left.gap):
            continue
        if not all(f.quantity.definite for f in (left, right, apart)):
            continue
        way = (words["way"] or words["than"]) if words else named["way"] if named else ""
        sign = Decimal(1 if way[0] in "高多" else -1)
        if named and named["who"] in right.gap:
            sign = -sign
        computed = (left.quantity.interval - right.quantity.interval).scaled(sign)
        exact = (left.quantity.value - right.quantity.value) * sign
        state, truncated = decide(computed, apart.quantity, exact)
        expected = "" if state is State.PROVED else printed_like(exact, apart.quantity)
        yield Relation("difference", f"{left.text}－{right.text}", state, (left, right, apart), expected, truncated)


def _differing(figures: list[Figure]) -> Iterator[Relation]:
    """「A市为96.47%，B市为88.15%，两市相差8.32个百分点」: two values of one kind and how far they lie apart."""
    for left, right, apart in zip(figures, figures[1:], figures[2:], strict=False):
        kinds = left.quantity.kind is right.quantity.kind
        points = left.quantity.kind is Kind.PERCENT and apart.quantity.kind is Kind.POINTS
        same = left.quantity.kind is Kind.AMOUNT and left.quantity.dimension == apart.quantity.dimension
        same = same or _are_ratios(left, right, apart)
        alike = kinds and left.quantity.dimension == right.quantity.dimension and (points or same)
        if not alike or not _DIFFER.match(apart.gap) or re.search("[。；]", right.gap):
            continue
        if _A_MARK.search(left.gap) and _WITH.match(right.gap):
            continue  # 低于平均水平（17306元），与A县的17580元相差689元: of a value told before
        if {left.role, right.role} - {Role.LEVEL, Role.SHARE} or not all(
            f.quantity.definite for f in (left, right, apart)
        ):
            continue
        one, other = _ends(figures, right) if "最高与最低" in apart.gap else (left, right)
        relation = difference("points" if points else "difference", other, one, apart)
        if relation is not None:
            yield relation


def _are_ratios(*figures: Figure) -> bool:
    """Whether numbers without a unit are told to the same decimal: 生师比17.43和12.47，相差4.96."""
    kinds = all(f.quantity.kind is Kind.BARE for f in figures)
    return kinds and len({f.quantity.decimals for f in figures}) == 1 and figures[0].quantity.decimals > 0


def _ends(figures: list[Figure], last: Figure) -> tuple[Figure, Figure]:
    """The greatest and the least of the list that a figure ends: 「甲县a、乙县b、丙县c，最高与最低相差d」."""
    listed = [last]
    for figure in reversed([f for f in figures if f.id < last.id]):
        quantity, after = figure.quantity, listed[-1]
        alike = quantity.dimension == last.quantity.dimension and quantity.kind is last.quantity.kind
        if not alike or figure.role is not last.role or not _NEXT_ITEM.match(after.gap) or not quantity.definite:
            break
        listed.append(figure)
    ordered = sorted(listed, key=lambda f: f.quantity.value)
    return ordered[-1], ordered[0]


def _margins(statement: Statement) -> Iterator[Relation]:
    """「95.6%，超过95%的目标0.6个百分点」, 「78.4%，低于平均水平81.6%，相差3.2个百分点」: how far from a mark."""
    figures = statement.figures
    for mark, margin in pairwise(figures):
        if (
            mark.quantity.kind is not Kind.PERCENT
            or margin.quantity.kind is not Kind.POINTS
            or margin.compared == "time"
        ):
            continue
        beside = margin.role is Role.CHANGE and len(margin.gap) <= _MARGIN and not re.search(r"[；。]", margin.gap)
        if not beside or not _MARK.search(mark.gap) or mark.quantity.is_range or not margin.quantity.definite:
            continue
        whole = mark.role is Role.TARGET or not mark.quantity.decimals  # 95% as a mark is 95 and no rounding
        at = Interval.exact(mark.quantity.value) if whole or mark.quantity.qualifier else mark.quantity.interval
        earlier = [f for f in figures if f.id < mark.id and f.quantity.kind is Kind.PERCENT and f.quantity.definite]
        after = {one.id: other for one, other in pairwise(figures)}
        values = [f for f in earlier if f.role in (Role.LEVEL, Role.SHARE) and not is_mark(f, after[f.id])]
        if not values or LIST_SEPARATOR.match(margin.gap):
            continue
        for value in reversed(values):
            if abs(value.quantity.interval - at).meets(margin.quantity.interval):
                yield Relation("points", f"{value.text}与{mark.text}之差", State.PROVED, (value, mark, margin))
                yield from _on_the_side(value, mark, margin)
                held = [v for v in values if abs(v.quantity.interval - at).meets(margin.quantity.interval)]
                if len(held) == 1 and value.id < mark.id - 1:  # right before the mark it is read by its words alone
                    yield from _set_against(value, mark, margin)
                break
        else:
            value = values[-1]
            told = statement.between(value.end, mark.start)
            if _ANOTHER_RATE.search(told) or ("；" in told and not _SAME_SUBJECT.match(mark.gap)):
                continue
            exact = abs(value.quantity.value - mark.quantity.value)
            expected = printed_like(exact, margin.quantity)
            formula = f"{value.text}与{mark.text}之差"
            weak = len(values) > 1 or mark.role is not Role.TARGET
            yield Relation("points", formula, State.REFUTED, (value, mark, margin), expected, weak=weak)


def _on_the_side(value: Figure, mark: Figure, margin: Figure) -> Iterator[Relation]:
    """「46.8%，对照50%的底线超出3.2个百分点」: above the mark is said of what lies below it, or the other way."""
    words = _SIDE.search(margin.gap)
    if not words or not _AGAINST.search(mark.gap):
        return
    above = value.quantity.interval.low > mark.quantity.value
    below = value.quantity.interval.high < mark.quantity.value
    if (above and words["short"]) or (below and words["over"]):
        formula = f"{value.text}{'＞' if above else '＜'}{mark.text}"
        said = "高出" if above else "低于"
        yield Relation("direction", formula, State.REFUTED, (value, mark, margin), said, weak=True)


def _set_against(value: Figure, mark: Figure, margin: Figure) -> Iterator[Relation]:
    """「占21.0%，低于全市平均水平（19.6%）1.4个百分点」: as far from the mark as is said, on the other side."""
    words = _SET.search(mark.gap)
    if words is None or not _BESIDE_MARK.match(margin.gap):
        return
    lies = value.quantity.value - mark.quantity.value
    if lies and (lies > 0) != bool(words["over"]):
        said = "高于" if lies > 0 else "低于"
        formula = f"{value.text}{'＞' if lies > 0 else '＜'}{mark.text}"
        yield Relation("direction", formula, State.REFUTED, (value, mark, margin), said, weak=True)
