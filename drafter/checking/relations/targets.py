"""Targets: a value that is said to reach, or to fall short of, a figure named beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.model import Relation
from drafter.checking.text.asides import closed_between
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_words
from drafter.findings import State

__all__ = ["targets"]

_REACHED = re.compile(r"完成|实现|达到|高于|超过|超出|不低于|优于|均达|守[住牢]|[越跨迈]过|站上|[突冲]破|过了?$")
_SHORT = re.compile(r"差距|[还尚仍只仅]差|未达|没有达到|尚未|低于|不足|未能|未完成|不到")
_FALLS_SHORT = re.compile(r"未达|未能|没有?(?:达到|完成|过)|(?<!＋)低于|不足")
_BELOW = re.compile(r"控制在|不超过|不高于|低于|以内|以下|少于|(?:未|没有?|不)(?:突破|超出)|(?:未|没有?)(?:超过|高于)")
#: 未突破5所的上限: what is not passed is a limit from above.
_NOT_PASSED = re.compile(r"(?:未|没有?|不)(?:超过|突破|超出|高于)")
_CEILING = re.compile(r"以内|以下|之内")
_HELD_WITHIN = re.compile(r"(?:控制|稳定|保持|压缩|压减)[^，。；\d]{0,4}$")
_MEASURED = re.compile(
    r"(?:优于|高于|低于|不低于|不高于|超过|达到|符合|满足|守住|守牢|越过|跨过|迈过|站上|[突冲]破|[^经通]过|^[，,]?过)(?:了|住)?$"
)
_STANDARD = re.compile(
    r"^的?[^，。；\d]{0,6}(?:标准|要求|规定|上限|下限|底线|红线|门槛|关口|大关|杠(?=[，。；、）]|$)|(?<![一二三四在分前连干主])线)"
)
_MARK_LISTED = re.compile(r"(?:不[低高]于|不超过|优于)$")
_A_MEAN = re.compile(r"(?:高于|低于|超过|多于|少于|[高低]出)[^，。；\d]{0,10}平均(?:水平|值|数)?(?:的|为|是)?[（(]?$")
#: 优于 is said of the lower figure for these.
_LOWER_IS_BETTER = re.compile(r"生师比|师生比|班额|师幼比|师生之比|教师与(?:学生|幼儿|在校生)(?:之比|比例?)")
_NO_OTHER = re.compile(
    r"^[，,]?(?:均|都|已|全部|也|能够?|仍)*(?:控制在|稳定在|保持在|压[缩减][到至]|优于|高于|低于|不低于|不高于|超过|达到|符合|满足)了?$"
)
_HOLD_IN = re.compile(r"控制在$|控制在(?:不低于|不少于)$")
_FALLS = re.compile(r"降幅|下降|减少|压减|幅度")
_CROSSES = re.compile(r"(?:越过|跨过|跨越|迈过|跨上|迈上|站上|突破|冲破)(?:了)?$")
_AGAIN = re.compile(r"连续|继续|再次|依旧|仍|稳|始终|又")
#: 差2条未达目标: how far away it lies, not the target.
_LACKING = re.compile(r"[差缺欠][了着]?$")
_REACH = 40
_OPENS = re.compile(r"[（(][^（）()]*$")
_TEACHERS = re.compile(r"教师[^，。；]{0,14}$")
_OFFICIALS = re.compile(r"公务员[^，。；]{0,14}$")
#: 完成9000个目标任务的80%: how much of the target is done is told behind it.
_DONE_OF_IT = re.compile(r"^的?[^，。；\d]{0,10}的(?:约|近)?\d[\d.]*\s?[%％]")
#: 有4所未达到标准: those that fall short, not what is to be reached.
_THOSE_SHORT = re.compile(
    r"^(?:[^，。；\d目标任务要求规定]{0,8}?)(?:未|没有?|尚未|还未|不能?)(?:能|曾)?(?:达|完成|通过|实现|符合|满足|超|配)"
)
_COUNTED_OUT = re.compile(r"(?:有|[中，,、其]|^)(?:仅|只|还|尚|仍|共)?有?$")
#: Which way a ratio of pupils to teachers is good; 普职比 has no such side.
_TWO_SIDES = re.compile(r"[普职]{2}|招生|男女|性别")
_BY = re.compile(
    r"(?:超过|超出|超额完成|完成|达到|高于|优于|实现|满足|符合)[^，。；、\d]{0,12}"
    r"(?P<by>增长|增加|提高|提升|下降|降低|减少|压减|压缩|精简)(?:不[低少]于)?$"
)
_MORE_OF_IT = re.compile(r"不低于|不少于|高于|超过|超出")
_MET = re.compile(r"完成|实现|达到|达标|符合|满足|均达")
_KINDS = frozenset([Kind.PERCENT, Kind.AMOUNT, Kind.RATIO])
#: Which of the two is said to be the greater, whether that is good or not.
_HIGHER, _LOWER = (
    re.compile(rf"^[，,（(]?(?:均|都|已|全部|也|仍|远|明显|大幅|略|稍)*(?:{words})了?(?:国家|省|市|规定|评估|的)*$")
    for words in ("高于|超过|超出|大于|高过", "低于|小于")
)
#: 完成“十四五”规划确定的95%的目标 is no intention, though it names a plan.
_INTENT = re.compile(
    r"预计|力争|确保|争取|将|明年|下一步|推动|努力|要求各|逐步|计划(?!确定|提出|明确|规定|目标|中)|到20\d\d年(?!的)"
)
_FUTURE = re.compile(r"预计|力争|确保|计划|争取|将|目标|到20\d\d年|明年|下一步|规划|推动|努力|要求各|逐步")


def targets(statement: Statement) -> Iterator[Relation]:
    """「v%，完成t%的目标」 and 「v%，与t%的要求还有差距」, when value and target stand in one sentence side by side."""
    value: Figure | None = None
    outer: Figure | None = None
    before: Figure | None = None
    for target in statement.figures:
        changed, before = before, target
        if changed is not None and _is_asked_change(changed, target):
            yield from _asked_change(changed, target)
            continue
        if value is not None and outer is not None and closed_between(value, target):
            value, outer = outer, None  # 9.77平方米（场馆14.78万平方米），低于10.2平方米的标准
        if value is None or not _is_bound(statement, target):
            if target.quantity.kind is Kind.RATIO and _MARK_LISTED.search(target.gap):
                value = None  # 辅导员不低于1:200、思政课教师不低于1:350的底线: of two marks neither is the value
            elif value is None and _A_MEAN.search(target.gap):
                continue  # 小学低于全省平均水平（12100元），初中高于…: a mark that no value stands before
            elif target.role in (Role.LEVEL, Role.SHARE):
                outer = value if _OPENS.search(target.gap) else outer
                value = target  # 「95.6%，比上年提高0.4个百分点，超过95%的目标」: a change lies between
            continue
        parted = "；" in statement.between(value.end, target.start) or _LACKING.search(target.gap)
        if parted or _of_another_stage(value, target):
            continue
        kinds = {value.quantity.kind, target.quantity.kind}
        coefficients = kinds == {Kind.BARE} and value.quantity.decimals == target.quantity.decimals > 0
        known = coefficients or kinds <= _KINDS
        if len(kinds) > 1 or not known or value.quantity.dimension != target.quantity.dimension:
            continue
        behind = statement.between(target.end, min(statement.end, target.end + _REACH))
        counted = target.quantity.kind is Kind.AMOUNT and _COUNTED_OUT.search(target.gap)
        if _DONE_OF_IT.match(behind) or (counted and _THOSE_SHORT.match(behind)):
            continue
        lead = statement.between(statement.start, value.start)
        # what is planned may run on behind a semicolon, a target named there does not
        ahead = _FUTURE.search(lead.rsplit("；", 1)[-1]) or _INTENT.search(lead) or _INTENT.search(target.gap)
        if not value.quantity.definite or ahead:
            continue
        relation = _held(statement, value, target)
        if relation is not None:
            yield relation
    yield from _pay(statement)
    yield from _held_above(statement)
    yield from _crossed_before(statement.figures)


def _of_another_stage(value: Figure, target: Figure) -> bool:
    """Whether what lies above or below a mean is named beside it, and is not the last value told before.

    「小学、初中、高中分别为a、b和c，其中初中则低于全市平均水平（…）」
    """
    if not _A_MEAN.search(target.gap):
        return False
    named = read_words(re.split("[，。；：]", target.gap)[-1]).stages
    return bool(named) and read_words(re.split("[，。；：、]", value.gap)[-1]).stages != named


def _held_above(statement: Statement) -> Iterator[Relation]:
    """「大班额比例控制在5%以上」: what should be low is held below a mark, not above it."""
    for figure in statement.figures if "控制在" in statement.text else ():
        before = statement.between(max(statement.start, figure.start - _REACH), figure.start)
        clause = _own_clause(re.split(r"[。；]", before)[-1])
        above = figure.quantity.qualifier in ("以上", "及以上", "不低于", "不少于") and _HOLD_IN.search(clause)
        if above and _BELOW_IS_GOOD.search(clause) and not _FALLS.search(clause):
            formula = f"“控制在{figure.text}”"
            yield Relation("target", formula, State.REFUTED, (figure,), "与所称不符", weak=True)


def _own_clause(words: str) -> str:
    """The last part of a sentence, with the one before where it names nothing itself: 大班额逐年下降，控制在…."""
    before, comma, last = words.rpartition("，")
    named = re.sub(r"控制在|不低于|不少于|稳定|始终|全部|继续|一直|均|都|已|并|且", "", last)
    return last if named or not comma else f"{before.rpartition('，')[2]}，{last}"


def _crossed_before(figures: list[Figure]) -> Iterator[Relation]:
    """「由48.7%升至57.6%，越过40%这道门槛」: a mark that the old value had passed already is not crossed now."""
    for old, new, mark in zip(figures, figures[1:], figures[2:], strict=False):
        alike = old.quantity.dimension == new.quantity.dimension == mark.quantity.dimension != ""
        words = _CROSSES.search(mark.gap)
        if not alike or not words or old.role is not Role.PREVIOUS or new.role is not Role.LEVEL:
            continue
        passed = (
            old.quantity.interval.low > mark.quantity.value and new.quantity.interval.low > old.quantity.interval.high
        )
        if passed and not _AGAIN.search(mark.gap) and "；" not in mark.gap:
            formula = f"{old.text}＜{mark.text}"
            yield Relation("target", formula, State.REFUTED, (old, mark), "与所称不符", weak=True)


_EARLIER = re.compile(r"[上前去]年|此前|过去")


def _pay(statement: Statement) -> Iterator[Relation]:
    """「教师a元，公务员b元，落实了“不低于”的要求」, where a is below b."""
    if "不低于" not in statement.text:
        return
    for left, right in pairwise(statement.figures):
        money = left.quantity.dimension == right.quantity.dimension == "money"
        roles = left.role is Role.LEVEL and right.role is Role.LEVEL
        named = _TEACHERS.search(left.gap[-20:]) and _OFFICIALS.search(right.gap[-20:])
        past = _EARLIER.search(re.split("[。；，]", left.gap)[-1])  # 上年教师96800元、公务员96900元
        if not past and money and roles and named and left.quantity.interval.high < right.quantity.interval.low:
            yield Relation("target", f"{left.text}≥{right.text}", State.REFUTED, (right, left), "与所称不符")


def _is_bound(statement: Statement, target: Figure) -> bool:
    """Whether a figure is what another is measured by: a target, or 控制在5%以内, 优于19:1的标准."""
    if target.role is Role.TARGET:
        return True
    if target.quantity.kind is Kind.AMOUNT and not _NO_OTHER.match(target.gap):
        return False  # a count of something else
    after = statement.between(target.end, min(statement.end, target.end + 12))
    held = _HELD_WITHIN.search(target.gap) and (_CEILING.search(target.quantity.qualifier) or _CEILING.match(after))
    return bool(held or (_MEASURED.search(target.gap) and _STANDARD.match(after)))


def _at_most(value: Figure, target: Figure) -> bool:
    """Whether the words set an upper limit: 控制在5%以内, 不超过, and 优于 where the lower figure is the better."""
    clause = target.gap
    if "优于" in clause:
        before = value.statement.between(max(value.statement.start, value.start - _REACH), value.start)
        named = re.split(r"[。；]", before)[-1]  # 生师比由上年的17.1:1降为16.5:1
        return bool(_LOWER_IS_BETTER.search(named) or _BELOW_IS_GOOD.search(named))
    ceiling = _CEILING.search(target.quantity.qualifier) or "控制在" in clause or _NOT_PASSED.search(clause)
    return bool(ceiling and (_HELD_WITHIN.search(clause) or _BELOW.search(clause)))


def _held(statement: Statement, value: Figure, target: Figure) -> Relation | None:
    clause = target.gap
    after = statement.between(target.end, min(statement.end, target.end + 20))
    level, bound = value.quantity, target.quantity
    low, high, mark = _measure(level), _measure(level, upper=True), _measure(bound, exact=True)
    said = re.sub(r"不(?=[低少高超])", "＋", clause)  # 不低于 is no 低于
    short = bool(_SHORT.search(re.split(r"[，。；]", after)[0])) or bool(_FALLS_SHORT.search(said))
    if _at_most(value, target):
        wrong = low > mark
        formula = f"{value.text}≤{target.text}"
    elif short and level.kind is Kind.RATIO:
        return None  # 1:15.9 falls short of 1:15, and so does 15.9:1: which way is meant is not said
    elif short and _LOWER.search(clause) and _BELOW_IS_GOOD.search(statement.between(statement.start, value.start)):
        return _literally(value, target)
    elif short:
        over = bool(_CEILING.search(bound.qualifier))  # 「7.60%，与5%以内的目标仍有差距」 lies above it
        wrong = high <= mark if over else low >= mark and not _BELOW_IS_GOOD.search(statement.text)
        formula = f"{value.text}{'＞' if over else '＜'}{target.text}"
    elif level.kind is Kind.RATIO and _REACHED.search(clause):
        return _staffed(value, target)
    elif _REACHED.search(clause) and _BELOW_IS_GOOD.search(statement.between(statement.start, value.start)):
        return _literally(value, target)  # 大班额占比0.74%，达到5%的要求 says nothing of which is greater
    elif _REACHED.search(clause):
        wrong = high < mark
        formula = f"{value.text}≥{target.text}"
    else:
        return None
    expected = "与所称不符" if wrong else ""
    state = State.REFUTED if wrong else State.PROVED
    weak = level.kind is not Kind.PERCENT
    return Relation("target", formula, state, (value, target), expected, weak=weak and wrong)


def _literally(value: Figure, target: Figure) -> Relation | None:
    """What should be low, said to lie above or below a mark: 差异系数0.47，高于0.50的上限."""
    higher, lower = _HIGHER.search(target.gap), _LOWER.search(target.gap)
    if not (higher or lower) or value.quantity.kind not in (Kind.PERCENT, Kind.BARE):
        return None
    low, high, mark = (
        _measure(value.quantity),
        _measure(value.quantity, upper=True),
        _measure(target.quantity, exact=True),
    )
    formula = f"{value.text}{'＞' if higher else '＜'}{target.text}"
    if (high <= mark) if higher else (low >= mark):
        return Relation("target", formula, State.REFUTED, (value, target), "与所称不符", weak=True)
    return Relation("target", formula, State.PROVED, (value, target))


def _is_asked_change(changed: Figure, target: Figure) -> bool:
    """Whether a figure tells by how much a value should have changed right behind by how much it has."""
    kinds = changed.quantity.kind is target.quantity.kind is Kind.PERCENT
    return kinds and changed.role is Role.CHANGE and target.role is Role.TARGET and bool(_BY.search(target.gap))


def _asked_change(changed: Figure, target: Figure) -> Iterator[Relation]:
    """「压减42.9%，超过压减40%的要求」."""
    words = _BY.search(target.gap)
    if words is None or "；" in target.gap or not changed.quantity.definite:
        return
    rises = words["by"][0] in "增提上" and "降" not in words["by"]
    if rises != (changed.direction > 0) or _FALLS_SHORT.search(target.gap):
        return
    wrong = changed.quantity.interval.high < target.quantity.value
    state, expected = (State.REFUTED, "与所称不符") if wrong else (State.PROVED, "")
    yield Relation("target", f"{changed.text}≥{target.text}", state, (changed, target), expected, weak=wrong)


def _staffed(value: Figure, target: Figure) -> Relation | None:
    """A ratio of pupils to teachers that meets its norm: fewer pupils to one are better, however it is written."""
    before = value.statement.between(max(value.statement.start, value.start - _REACH), value.start)
    named = re.split(r"[。；]", before)[-1]
    if _TWO_SIDES.search(named):
        return None
    low, high, mark = (
        _measure(value.quantity),
        _measure(value.quantity, upper=True),
        _measure(target.quantity, exact=True),
    )
    one_to_many = value.quantity.value < 1 and target.quantity.value < 1
    if _MORE_OF_IT.search(target.gap) and not one_to_many:
        wrong = high < mark and not _MET.search(target.gap)  # 16.1:1 高于 19:1
        sign = "≥"
    else:
        wrong = low > mark  # 1:17.7 is less than 1:15, and 17.7:1 no better than 15:1
        sign = "≥" if one_to_many else "≤"
    state, expected = (State.REFUTED, "与所称不符") if wrong else (State.PROVED, "")
    return Relation("target", f"{value.text}{sign}{target.text}", state, (value, target), expected, weak=wrong)


def _measure(quantity: Quantity, upper: bool = False, exact: bool = False) -> Decimal:
    """A value as it is compared: a ratio written 1:345 stands for 345 to one, like 345:1."""
    turned = quantity.kind is Kind.RATIO and quantity.value < 1
    low, high = quantity.interval.low, quantity.interval.high
    if exact:
        return 1 / quantity.value if turned and quantity.value else quantity.value
    if turned and low > 0:
        low, high = 1 / high, 1 / low
    return high if upper else low


#: For these a low figure is the good one, so 低于 claims no shortfall.
_BELOW_IS_GOOD = re.compile(
    r"大班额|辍学|近视|空编|缺口|死亡|欺凌|负担|差异系数|压减|流失率|肥胖|发病率|感染率|事故|班额"
)
