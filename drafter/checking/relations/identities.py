"""What must hold between values told in different places: pupils to teachers, a share to its two counts, stages to all.

The values are found by what they are told of, not by where they stand, so a finding stays a warning: two places may
count the same thing by different books.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from drafter.checking.plausible import may_be_meant, printed_number
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.movement import difference_of, growth_by, growth_of
from drafter.checking.relations.operands import ADDED, STAGES, counted, takes_part
from drafter.checking.relations.quotients import comparable
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.text.nouns import changed_thing, noun
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement, value_runs
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings, Told
from drafter.checking.text.things import CLASS_SIZE, CLASSES, CROWDED, PUPILS, RATIO, SHARE, TEACHERS, Thing, read_thing
from drafter.facts import Interval, Period
from drafter.findings import State

__all__ = ["changes_across", "heads_across", "identities", "parts_across", "swapped"]

_HUNDRED = Decimal(100)
_NAMED = 12
_EACH = re.compile(r"每生每?学?年|生均|元/生")
_OF_SOME = re.compile(r"公办|民办|普惠|寄宿生|非寄宿|困难|残疾|随迁|乡村|农村|城区")
_SPENT = re.compile(r"拨付|安排|下达|落实|支出|拨款|公用经费|资金|共|全年|年需|应拨|核拨|发放")
#: 专任教师人均1500元: the mean of those who are told of, with the total beside it.
_MEAN_OF = re.compile(
    r"(?P<who>[一-鿿]{2,8}?)(?:人均|平均每[人名位生])(?:培训)?(?:经费|支出|费用|补助)?(?:为|达到?|约)?$"
)
#: How far a product may lie off and still be the one that is meant.
_NEAR = (Decimal("0.5"), Decimal(2))
_OFTEN = 12
#: 各学段生师比：幼儿园a，小学b
_RATIO_OF_EACH = re.compile(rf"(?:各学?段|分学段)?{RATIO}(?:方面|情况|上|看)?$")
_COMPULSORY = ("", "义务", "小学", "初中")
_OF_TWO = ("person", "count")
_THAN = re.compile(r"(?:优于|高于|低于|超过|小于|大于|好于|不超|不高|不低|控制|标准|要求)[^，。；、]{0,14}$")
_AFTER = 6
_UP_TO = re.compile(r"\s*(?:以[上下内]|之内|的(?:标准|要求|目标))")
#: What leads from the amount of a change to its rate.
_YEAR_LONG = re.compile(r"(?:近)?一年(?:间|来|以来|之[内间]|内|里|下来)?(?:就|净|又|共)?$")
_SOME_PLACE = re.compile(r"[镇乡村]|街道|城区|县城|公办|民办|普惠|其中|部分|个别|[一-鿿]{2}(?:小学|中学|幼儿园)")
_RATE_OF = re.compile(r"^[，,、（(]?(?:同比)?(?:增长|上升|增加|下降|减少|降低|[增涨升降减]幅)(?:率|了|为|达到?|约)*$")


def identities(told: Tellings) -> Iterator[Relation]:
    """Ratios, averages, shares and totals whose operands the document tells somewhere."""
    for (thing, period, measure), values in list(told.all().items()):
        for value in values[:_OFTEN]:
            relation = _quotient(told, value, period) or _share(told, value, period) or _covered(told, value, period)
            if relation is not None:
                yield relation
        if measure == "count":
            yield from _total(told, thing, period, values)


def swapped(told: Tellings) -> Iterator[Relation]:
    """Two stages whose teachers (or pupils) have changed places: each ratio holds with the other's count."""
    ratios = [
        (thing.stage, value)
        for (thing, period, measure), values in told.all().items()
        if thing.core == RATIO and thing.stage and not thing.owner and period is Period.THIS and measure == "ratio"
        for value in values[:1]
    ]
    for (one, first), (other, second) in combinations(ratios, 2):
        relations = [_quotient(told, value, Period.THIS) for value in (first, second)]
        if not all(relation is not None and relation.state is State.REFUTED for relation in relations):
            continue
        counts = {
            (stage, core): told.one(Thing(stage, "", core), "count")
            for stage in (one, other)
            for core in (PUPILS, TEACHERS)
        }
        if any(count is None for count in counts.values()):
            continue
        for core in (TEACHERS, PUPILS):
            exchanged = dict(counts)
            exchanged[one, core], exchanged[other, core] = counts[other, core], counts[one, core]
            if all(_meets(exchanged, stage, value) for stage, value in ((one, first), (other, second))):
                left, right = counts[one, core], counts[other, core]
                if left is not None and right is not None:
                    formula = f"{one}{left.figure.text}与{other}{right.figure.text}"
                    yield Relation(
                        "swap",
                        formula,
                        State.REFUTED,
                        (left.figure, right.figure),
                        "疑似互换",
                        weak=True,
                        blamed=left.figure,
                    )


def _meets(counts: Mapping[tuple[str, str], Told | None], stage: str, ratio: Told) -> bool:
    pupils, teachers = counts[stage, PUPILS], counts[stage, TEACHERS]
    if pupils is None or teachers is None or teachers.interval.low <= 0:
        return False
    return (pupils.interval / teachers.interval).meets(_first_side(ratio.figure.quantity))


def _is_mark(figure: Figure) -> bool:
    """Whether a value is only what another is compared with: 优于19:1, 1:19以内."""
    after = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _AFTER))
    return bool(_UP_TO.match(after) or _THAN.search(figure.gap))


def _first_side(quantity: Quantity) -> Interval:
    """The values that the side of a ratio that is not 1 can stand for."""
    stated = quantity.left if quantity.other == 1 else quantity.other or Decimal(1)
    half = Decimal(5).scaleb(-quantity.decimals - 1)
    return Interval(stated - half, stated + half)


def _quotient(told: Tellings, value: Told, period: Period) -> Relation | None:
    """生师比 and 平均班额 of a stage from its pupils, teachers and classes."""
    thing, ratio = value.thing, value.figure.quantity.kind is Kind.RATIO
    core = RATIO if ratio and _RATIO_OF_EACH.match(thing.core) else thing.core
    below = {RATIO: TEACHERS, CLASS_SIZE: CLASSES}.get(core)
    if below is None or thing.owner or not thing.stage or _is_mark(value.figure) or _of_one_school(value.figure):
        return None
    pupils, divisor = (counted(told, Thing(thing.stage, "", of), period) for of in (PUPILS, below))
    if pupils is None or divisor is None or divisor.quantity.interval.low <= 0:
        return None
    quantity = value.figure.quantity
    if quantity.kind is Kind.RATIO:
        other = quantity.other or Decimal(1)
        if (quantity.left == 1) == (other == 1):
            return None
        side = quantity.left if other == 1 else other
        meant = replace(quantity, value=side, interval=_first_side(quantity))
    else:
        meant = quantity
    exact = pupils.quantity.value / divisor.quantity.value
    state, truncated = decide(pupils.quantity.interval / divisor.quantity.interval, meant, exact)
    number = f"{exact:.{quantity.decimals}f}"
    shown = f"{number}:1" if quantity.kind is Kind.RATIO and quantity.other == 1 else number
    expected = (
        "" if state is State.PROVED else f"1:{number}" if quantity.kind is Kind.RATIO and shown == number else shown
    )
    formula = f"{pupils.text}÷{divisor.text}"
    figures = (pupils, divisor, value.figure)
    return Relation("quotient", formula, state, figures, expected, truncated, weak=True)


def _of_one_school(figure: Figure) -> bool:
    """Whether a mean stands right behind the two numbers it is of: 「城关小学学生2136人、48个班，平均班额44.5人」."""
    own = [f for f in figure.statement.figures if figure.id - 2 <= f.id < figure.id]
    plain = len(own) == len(_OF_TWO) and all(f.role is Role.LEVEL and f.quantity.value > 0 for f in own)
    if not plain or tuple(f.quantity.dimension.split(":")[0] for f in own) != _OF_TWO:
        return False
    given = (own[0].quantity.interval / own[1].quantity.interval).meets(figure.quantity.interval)
    return given and "；" not in figure.gap + own[1].gap


def _share(told: Tellings, value: Told, period: Period) -> Relation | None:
    """公办园在园幼儿占比 from 公办园在园幼儿 and 在园幼儿."""
    thing = value.thing
    if not thing.core.endswith(SHARE) or not thing.owner or value.figure.quantity.kind is not Kind.PERCENT:
        return None
    core = thing.core.removesuffix(SHARE)
    part = told.one(Thing(thing.stage, thing.owner, core), "count", period)
    whole = told.one(Thing(thing.stage, "", core), "count", period)
    if part is None or whole is None or whole.interval.low <= 0 or not comparable(part.figure, whole.figure):
        return None
    return _percent((part,), whole, value.figure)


def _covered(told: Tellings, value: Told, period: Period) -> Relation | None:
    """普惠性幼儿园覆盖率: pupils of public and of inclusive private kindergartens among all."""
    if value.thing != Thing("学前", "普惠", "覆盖率"):
        return None
    whole = told.one(Thing("学前", "", PUPILS), "count", period)
    known = [told.one(Thing("学前", owner, PUPILS), "count", period) for owner in ("公办", "普惠民办")]
    parts = [part for part in known if part is not None]
    if len(parts) < len(known):
        direct = told.one(Thing("学前", "普惠", PUPILS), "count", period)
        parts = [direct] if direct is not None else []
    if whole is None or not parts or whole.interval.low <= 0:
        return None
    return _percent(tuple(parts), whole, value.figure)


def _percent(parts: tuple[Told, ...], whole: Told, stated: Figure) -> Relation:
    computed, exact = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        computed, exact = computed + part.interval, exact + part.figure.quantity.value
    exact = exact / whole.figure.quantity.value * _HUNDRED
    state, truncated = decide((computed / whole.interval).scaled(_HUNDRED), stated.quantity, exact)
    added = "＋".join(part.figure.text for part in parts)
    formula = f"{f'({added})' if len(parts) > 1 else added}÷{whole.figure.text}"
    figures = (*(part.figure for part in parts), whole.figure, stated)
    expected = "" if state is State.PROVED else printed_like(exact, stated.quantity)
    return Relation("share", formula, state, figures, expected, truncated, weak=True)


def _total(told: Tellings, thing: Thing, period: Period, values: list[Told]) -> Iterator[Relation]:
    """义务教育在校生 from 小学 and 初中."""
    stages = dict(STAGES).get(thing.stage)
    if stages is None or thing.owner or thing.core not in ADDED:
        return
    parts = [told.one(Thing(stage, "", thing.core), "count", period) for stage in stages]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return
    computed = known[0].interval + known[1].interval
    exact = sum((part.figure.quantity.value for part in known), Decimal(0))
    for value in values[:_OFTEN]:
        if takes_part(value.figure) or any(part.figure.statement is value.figure.statement for part in known):
            continue  # the sentence's own list is judged where it stands
        state = State.PROVED if computed.meets(value.interval) else State.REFUTED
        figures = (*(part.figure for part in known), value.figure)
        formula = "＋".join(part.figure.text for part in known) + f"＝{value.figure.text}"
        expected = "" if state is State.PROVED else printed_like(exact, value.figure.quantity)
        slips = [] if state is State.PROVED else _mistyped([part.figure for part in known], value.figure)
        blamed = slips[0] if len(slips) == 1 else None
        yield Relation("sum", formula, state, figures, expected, weak=True, blamed=blamed)


def _mistyped(parts: list[Figure], total: Figure) -> list[Figure]:
    """The parts a slip in which explains it all, unless one in the total does."""
    missing = total.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    return [] if slipped_total(parts, total) else slipped_parts(parts, missing)


def changes_across(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings, settled: set[int]
) -> Iterator[Relation]:
    """「比上年增长5%」 of a thing whose two values stand elsewhere.

    Args:
        settled: ids of figures that a relation of their own sentence already holds.
    """
    for statement in statements:
        for figure in statement.figures:
            subject = subjects.get(figure.id)
            if subject is None or not subject.change or figure.id in settled or figure.role is not Role.CHANGE:
                continue
            if not subject.whole or figure.compared != "time":
                continue
            relation = _changed(figure, subject.thing, told) or _changed_by(figure, subject.thing, told)
            if relation is not None:
                yield replace(relation, weak=True)


def _changed(figure: Figure, thing: Thing, told: Tellings) -> Relation | None:
    kind = figure.quantity.kind
    for measure in ("percent",) if kind is Kind.POINTS else ("money", "count", "person-times"):
        now, before = (told.one(thing, measure, period) for period in (Period.THIS, Period.PREVIOUS))
        if now is None or before is None or before.figure.quantity.value <= 0:
            continue
        if kind is Kind.PERCENT:
            return growth_of(before.figure, now.figure, figure)
        if kind is Kind.POINTS or figure.quantity.dimension == now.figure.quantity.dimension:
            return difference_of(before.figure, now.figure, figure)
    return None


def _changed_by(rate: Figure, thing: Thing, told: Tellings) -> Relation | None:
    """「在园幼儿比上年减少960人，下降8.1%」 of a number told elsewhere: the rate that number and amount give."""
    amount = next((f for f in rate.statement.figures if f.id == rate.id - 1), None)
    if rate.quantity.kind is not Kind.PERCENT or amount is None or amount.role is not Role.CHANGE:
        return None
    # 分别减少840人和750人，降幅为5.56%和2.02%: the rates follow the order of the amounts
    if (
        LIST_SEPARATOR.match(amount.gap)
        or amount.direction != rate.direction
        or amount.quantity.kind is not Kind.AMOUNT
        or not _RATE_OF.match(rate.gap)
    ):
        return None
    now = told.one(thing, "money" if amount.quantity.dimension == "money" else "count")
    if now is None or now.figure.statement is rate.statement:
        return None
    relation = growth_by(now.figure, amount, rate)
    if relation is None or relation.state is not State.REFUTED:
        return relation
    exact = printed_number(relation.expected)
    if exact is not None and may_be_meant(rate.quantity.value, exact):
        return relation
    return replace(relation, plain=True) if _by_its_name(amount, now.figure) else None


def _by_its_name(amount: Figure, now: Figure) -> bool:
    """Whether a sentence tells first of all by how much what goes by the very name of a value told before changed."""
    own = _YEAR_LONG.sub("", changed_thing(amount))
    alone = amount.statement.figures[0] is amount and not _SOME_PLACE.search(amount.gap)
    return alone and own == noun(now) and len(own) > 2


def parts_across(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings
) -> Iterator[Relation]:
    """A part of the region that has more of a thing than the whole: 城区大班额19个, where the county has 9."""
    for statement in statements:
        for figure in statement.figures:
            subject = subjects.get(figure.id)
            usable = figure.role is Role.LEVEL and figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite
            if subject is None or subject.whole or subject.change or subject.period is not Period.THIS or not usable:
                continue
            if not figure.quantity.dimension.startswith(("count:", "person")):
                continue
            if subject.thing.core not in ADDED or _of_no_stage_said(figure, subject.thing):
                continue
            whole = told.one(subject.thing, "count")
            if subject.thing.core == CROWDED and whole is None and subject.thing.stage in _COMPULSORY:
                whole = told.one(Thing("义务", "", CROWDED), "count")
            same = whole is not None and whole.figure.quantity.dimension == figure.quantity.dimension
            if whole is not None and same and figure.quantity.interval.low > whole.interval.high:
                formula = f"{figure.text}≤{whole.figure.text}"
                shown = f"不超过{whole.figure.text}"
                yield Relation("subset", formula, State.REFUTED, (whole.figure, figure), shown, weak=True)


def _of_no_stage_said(figure: Figure, thing: Thing) -> bool:
    """Whether pupils are of a stage only by what the sentence told before: 特殊教育学校118人；为126名学生发放器具."""
    if thing.core != PUPILS or not thing.stage:
        return False
    statement = figure.statement
    said = figure.gap[-_NAMED:] + statement.between(figure.end, min(statement.end, figure.end + _NAMED))
    return "其中" not in figure.gap and read_thing(said).stage != thing.stage


def heads_across(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings
) -> Iterator[Relation]:
    """「小学每生每年720元、初中940元，分别安排2622.24万元和1706.1万元」: a standard times the pupils told elsewhere."""
    for statement in statements:
        yield from _means(statement, told)
        rates = [f for f in statement.figures if _is_rate(f, subjects)]
        if not rates or len(rates) > _OFTEN:
            continue
        for rate in rates:
            stage = subjects[rate.id].thing.stage
            if subjects[rate.id].thing.owner or _OF_SOME.search(statement.between(statement.start, rate.start)):
                continue  # 公办幼儿园每生每年500元: not for all that are told of elsewhere
            pupils = told.one(Thing(stage, "", PUPILS), "count")
            if pupils is None:
                continue
            totals = [
                f for f in statement.figures if f.id > rate.id and f not in rates and _is_total(f, stage, subjects)
            ]
            if not totals:
                continue
            yield from _product(rate, pupils, _own_total(rate, rates, totals, pupils))


def _own_total(rate: Figure, rates: list[Figure], totals: list[Figure], pupils: Told) -> Figure:
    """What a standard comes to, where several are told in their order: 「两段应拨2250.6万元和1550.2万元」."""
    computed = pupils.interval.scaled(rate.quantity.value)
    run = next(run for run in value_runs(rate.statement.figures) if totals[0] in run)
    fitting = [f for f in (*totals, *run) if computed.meets(f.quantity.interval)]
    in_order = len(run) == len(rates) > 1
    return fitting[0] if fitting else run[rates.index(rate)] if in_order else totals[0]


def _means(statement: Statement, told: Tellings) -> Iterator[Relation]:
    """「培训经费1144.8万元，专任教师人均1500元」: the total right before over the heads told elsewhere."""
    for total, mean in pairwise(statement.figures):
        words = _MEAN_OF.search(mean.gap)
        money = total.quantity.dimension == mean.quantity.dimension == "money"
        if not words or not money or total.role is not Role.LEVEL or mean.role is not Role.LEVEL:
            continue
        if "；" in mean.gap or not (total.quantity.definite and mean.quantity.definite):
            continue
        heads = told.one(read_thing(words["who"]), "count")
        if heads is None or heads.figure.quantity.dimension != "person":
            continue
        computed = total.quantity.interval / heads.interval
        exact = total.quantity.value / heads.figure.quantity.value
        state, truncated = decide(computed, mean.quantity, exact)
        if state is State.REFUTED and not _NEAR[0] <= mean.quantity.value / exact <= _NEAR[1]:
            continue
        expected = "" if state is State.PROVED else printed_like(exact, mean.quantity)
        formula = f"{total.text}÷{heads.figure.text}"
        yield Relation("product", formula, state, (total, heads.figure, mean), expected, truncated, weak=True)


def _is_rate(figure: Figure, subjects: Mapping[int, Subject]) -> bool:
    subject, quantity = subjects.get(figure.id), figure.quantity
    if (
        subject is None
        or not subject.thing.stage
        or quantity.dimension.split("/")[0] != "money"
        or not quantity.definite
    ):
        return False
    return bool(_EACH.search(figure.gap[-16:] + quantity.text)) and quantity.value < _STANDARD


_STANDARD = Decimal(20000)


def _is_total(figure: Figure, stage: str, subjects: Mapping[int, Subject]) -> bool:
    subject, quantity = subjects.get(figure.id), figure.quantity
    if quantity.dimension != "money" or not quantity.definite or quantity.value < _STANDARD:
        return False
    own = subject.thing.stage if subject is not None else ""
    return own == stage or (not own and bool(_SPENT.search(figure.gap)))


def _product(rate: Figure, pupils: Told, total: Figure) -> Iterator[Relation]:
    exact = rate.quantity.value * pupils.figure.quantity.value
    computed = pupils.interval.scaled(rate.quantity.value)
    state, truncated = decide(computed, total.quantity, exact)
    close = _NEAR[0] <= total.quantity.value / exact <= _NEAR[1] if exact > 0 else False
    if state is State.REFUTED and not close:
        return
    formula = f"{rate.text}×{pupils.figure.text}"
    expected = "" if state is State.PROVED else printed_like(exact, total.quantity)
    figures = (rate, pupils.figure, total)
    yield Relation("product", formula, state, figures, expected, truncated, weak=True)
