"""Changes: growth, differences and 百分点 against the two values; direction; lists of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.bare_changes import bare_changes
from drafter.checking.relations.changes_apart import goes_the_other_way, of_a_gap, of_own_stage, spent_more_or_less
from drafter.checking.relations.directions import direction, gone_against, headed, not_above, opposed, turned
from drafter.checking.relations.distances import distances
from drafter.checking.relations.in_percent import rates_in_percent
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.movement import difference, difference_of, growth, growth_of
from drafter.checking.relations.quotients import comparable
from drafter.checking.relations.stories import Story, other_base, stories_of
from drafter.checking.relations.to_or_by import to_or_by
from drafter.checking.text.nouns import changed_thing
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import set_aside
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_thing
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["changes"]

_RATE_NAME = re.compile(r"率|占比|比例|比重|覆盖面|幅度")
_ALIGNED = re.compile("分别|依次")
_TOGETHER = re.compile(r"(?:共|合计|总共|一共|总计)[^，。；\d]{0,8}$")
_YEARLY = re.compile(r"年均|平均|每年")
_MARGIN = re.compile(r"[高低多少差](?:出|了)?$")
_HUNDRED = Decimal(100)
_MEAN = re.compile(r"[人生校园班户次师所乡镇村]均[^，。；、]{0,6}$")
_EACH = re.compile(r"人均|生均|校均|园均|班均|户均|每[人生校园班户名月]")
_FROM_THEN = re.compile(r"^[，,（]?(?:由|从)(?:上年|去年|上一年|(?:19|20)\d\d年)?(?:同期|底)?的?$")
_JOINED = 6
_FEW_TIMES = Decimal(3)


def changes(statement: Statement) -> Iterator[Relation]:
    """Every change a sentence states of values it also gives."""
    found = list(_changes(statement))
    told = {relation.stated.id for relation in found}
    changed = [f for f in statement.figures if f.role is Role.CHANGE and f.id not in told]
    found += [r for r in opposed(changed) if r.kind == "direction"]  # 资金增加320万元，下降8.1%: of no value at all
    yield from found
    decided = {relation.stated.id for relation in found if relation.kind == "unit" or relation.state is State.PROVED}
    yield from rates_in_percent(statement, decided)


def _changes(statement: Statement) -> Iterator[Relation]:
    stories = stories_of(statement)
    together = [f for story in stories for run in story.changed for f in run if _TOGETHER.search(f.gap)]
    if together and len(stories) > 1:
        yield from _added_up(stories, together[-1])
    for story in stories:
        for run in story.changed:
            yield from _lists(story, run)
        yield from _made_of(story)
        size = len(story.now)
        for at in range(size):
            before = story.before[at] if len(story.before) == size else None
            told = [run[at] for run in story.changed if len(run) == size]
            apart = before is not None and any(other_base(before, change) for change in told)
            now: Figure | None = story.now[at]
            if size == 1:
                now = _value_of(statement.figures, before, story.now[at], told)
            found = _one(before, now, told) if now is not None else ()
            yield from (replace(r, weak=True) if apart and r.state is State.REFUTED else r for r in found)
        alone = [run[0] for run in story.changed if len(run) == 1]
        yield from opposed(alone)
        if not size and len(story.before) == 1:
            yield from _without_now(story.before[0], alone)
            yield from _of_value_before(statement.figures, story.before[0], alone)
    yield from bare_changes(statement.figures)
    yield from _rate_first(statement.figures)
    yield from to_or_by(statement.figures)
    yield from not_above(statement.figures)
    yield from turned(statement.figures, stories)
    yield from _beside_share(statement.figures, stories)
    yield from distances(statement)
    yield from _growths(stories)
    yield from headed(statement)
    yield from gone_against(statement.figures)
    yield from _over_a_chain(statement.figures)


def _added_up(stories: list[Story], change: Figure) -> Iterator[Relation]:
    """「小学由7个减到0个，初中由11个减到2个，共减少16个」: the changes of several values together."""
    for story in stories:
        story.changed = [run for run in story.changed if run[-1] is not change]
    pairs = [(s.before[0], s.now[0]) for s in stories if len(s.before) == len(s.now) == 1]
    pairs = [p for p in pairs if p[0].quantity.dimension == p[1].quantity.dimension == change.quantity.dimension]
    if len(pairs) < 2 or not all(f.quantity.definite for pair in pairs for f in pair):
        return
    computed, exact = Interval.exact(Decimal(0)), Decimal(0)
    for before, now in pairs:
        computed = computed + (now.quantity.interval - before.quantity.interval)
        exact += now.quantity.value - before.quantity.value
    state, truncated = decide(abs(computed), change.quantity, abs(exact))
    expected = "" if state is State.PROVED else printed_like(abs(exact), change.quantity)
    formula = "＋".join(f"({now.text}－{before.text})" for before, now in pairs)
    figures = (*(f for pair in pairs for f in pair), change)
    yield Relation("difference", formula, state, figures, expected, truncated, weak=True)


def _value_of(figures: list[Figure], before: Figure | None, now: Figure, told: list[Figure]) -> Figure | None:
    return _grown(figures, now, told) if before is None else _meant(figures, before, now, told)


def _grown(figures: list[Figure], now: Figure, told: list[Figure]) -> Figure:
    """What an amount and a rate are a change of: 排查隐患1186处，限期整改224处，比上年减少154处，下降11.5%."""
    earlier = [f for f in figures if f.id < now.id and f.role is Role.LEVEL and comparable(f, now)]
    fitting = [f for f in earlier if _came_by(f, told)] if earlier and not _came_by(now, told) else []
    return fitting[-1] if fitting else now


def _meant(figures: list[Figure], before: Figure, now: Figure, told: list[Figure]) -> Figure | None:
    """The value that an earlier one told behind it is of: 「达到526人，新评定71人，退出18人，较上年的473人净增53人」.

    The last value before it may count something else; so it is the one that fits the change, else the one near it,
    where the last lies far off.
    """
    if before.id < now.id or before.quantity.dimension != now.quantity.dimension:
        return now
    if _MEAN.search(now.gap) and not _MEAN.search(before.gap):  # 586.4万元，人次均1206元；上年571.2万元
        whole = [f for f in figures if f.id < now.id and f.role is Role.LEVEL and not _MEAN.search(f.gap)]
        whole = [f for f in whole if f.quantity.dimension == before.quantity.dimension]
        whole = [f for f in whole if _lies_near(f, before)]
        return whole[-1] if whole else now
    if _MARGIN.search(now.gap):  # 97640元，比公务员的96120元高1520元；与上年的95300元相比，增长2.5%
        levels = [f for f in figures if f.id < now.id and f.quantity.dimension == before.quantity.dimension]
        grown = [f for f in levels if any(_has_grown(before, f, rate) for rate in told)]
        return grown[-1] if grown else None
    change = next((f for f in told if f.quantity.dimension == now.quantity.dimension), None)
    if change is None or _fits(now, before, change):
        return now if change else _by_rate(figures, before, now, told)
    others = [f for f in figures if f.id < before.id and f.role is Role.LEVEL and f.quantity.definite]
    others = [f for f in others if f.quantity.dimension == now.quantity.dimension and _lies_near(f, before)]
    fitting = [f for f in others if _fits(f, before, change)]  # 劝返28人，其中…初中25人，比上年的41人减少13人
    if fitting or _lies_near(now, before):
        return fitting[-1] if fitting else now
    return others[-1] if others else None


def _by_rate(figures: list[Figure], before: Figure, now: Figure, told: list[Figure]) -> Figure:
    """The whole that a rate alone is of: 「教师97人，专职31人、兼职66人，比上年的82人增长18.29%」."""
    if any(_has_grown(before, now, rate) for rate in told):
        return now
    earlier = [f for f in figures if f.id < now.id and f.role is Role.LEVEL and comparable(f, now)]
    grown = [f for f in earlier if any(_has_grown(before, f, rate) for rate in told)]
    return grown[-1] if grown else now


def _came_by(now: Figure, told: list[Figure]) -> bool:
    """Whether an amount and a rate that are told of a value are the same change of it."""
    amounts = [f for f in told if f.quantity.kind is Kind.AMOUNT and comparable(f, now) and f.direction]
    rates = [f for f in told if f.quantity.kind is Kind.PERCENT]
    if not amounts or not rates:
        return False
    amount = amounts[0]
    base = now.quantity.interval - amount.quantity.interval.scaled(Decimal(amount.direction))
    if base.low <= 0:
        return False
    return (amount.quantity.interval / base).scaled(_HUNDRED).meets(rates[0].quantity.interval)


def _has_grown(before: Figure, now: Figure, rate: Figure) -> bool:
    """Whether a value is the earlier one grown (or fallen) by a rate."""
    if rate.quantity.kind is not Kind.PERCENT or before.quantity.interval.low <= 0:
        return False
    moved = (now.quantity.interval - before.quantity.interval) / before.quantity.interval
    return abs(moved).scaled(_HUNDRED).meets(rate.quantity.interval)


def _fits(now: Figure, before: Figure, change: Figure) -> bool:
    """Whether a value is the earlier one with the change."""
    moved = now.quantity.interval - before.quantity.interval
    return abs(moved).meets(change.quantity.interval)


def _lies_near(one: Figure, other: Figure) -> bool:
    """Whether two values may well be of one thing in two years."""
    low, high = sorted((abs(one.quantity.value), abs(other.quantity.value)))
    return high <= low * _FEW_TIMES


def _made_of(story: Story) -> Iterator[Relation]:
    """「净增5415人，其中小学净增2138人、初中净增3277人」: a change and those it is made of."""
    whole = next((f for run in reversed(story.changed) for f in run if f.quantity.kind is Kind.AMOUNT), None)
    parts = [run[0] for run in story.parts if len(run) == 1]
    if whole is None or len(parts) < 2 or len(parts) != len(story.parts) or not whole.quantity.definite:
        return
    if not all(f.quantity.dimension == whole.quantity.dimension and f.quantity.definite for f in parts):
        return
    if any(f.direction != whole.direction for f in parts):
        return
    added, exact = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        added, exact = added + part.quantity.interval, exact + part.quantity.value
    formula = f"{'＋'.join(f.text for f in parts)}＝{whole.text}"
    if goes_the_other_way(whole, parts[-1]):
        return
    if added.meets(whole.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*parts, whole))
    else:
        expected = printed_like(exact, whole.quantity)
        yield Relation("sum", formula, State.REFUTED, (*parts, whole), expected, weak=True)


def _lists(story: Story, run: list[Figure]) -> Iterator[Relation]:
    """Lists that are told 分别 must be of one length."""
    if len(run) < 2:
        return
    values = [f for f in story.now if f.quantity.kind is not Kind.BARE]
    if len(values) < 2:
        return
    formula = f"{len(values)}个数值 对 {len(run)}个变动"
    if len(values) == len(run):
        yield Relation("list", formula, State.PROVED, (*values, *run))
    elif "分别" in run[0].gap and _YEAR_ON_YEAR.search(run[0].gap) and len(run) == len(values) - 1:
        for old, new, change in zip(values, values[1:], run, strict=False):
            if (grown := growth_of(old, new, change)) is not None:
                yield grown
    elif "分别" in run[0].gap and not _SOME_OF_THEM.search(run[0].gap):
        yield Relation("list", formula, State.REFUTED, (*values, *run), f"{len(values)}个")


#: 后两年分别比前一年增长8.3%和9.6%: of two of the three.
_YEAR_ON_YEAR = re.compile(r"后[两二三四]年[^，。；]{0,4}分别|分别比(?:前|上)一年|逐年分别")
_SOME_OF_THEM = re.compile(r"[前后末近][一二两三四]|比前一")
_AGAIN = re.compile(r"^[，、](?:后|又|再|继续|进一步|到)[^，。；\d]{0,6}|^[，、](?:今年|本年|(?:19|20)\d\d年)?再")
#: By how much a value moved over all the years of a chain.
_OVER_ALL = re.compile(r"[两二三四五六]年(?:间|来|里)?[，,]?(?:共|累计|合计|总共|一共)|累计|总共|合计|前后|一共")
_ITS_OWN = re.compile(
    r"[，；](?P<name>[^，；。\d]{2,12}?)(?:比|较|同比|则|只|仅|却|增|减|降|升|下降|上升|提高|提升|降低)[^，；]*$"
)
_ASIDE_OF = re.compile(
    r"（(?:其中|同期|当年)?(?P<name>[一-鿿]{4,14}?)(?:同比|比上年)?(?:增长|增幅|下降|增加|减少)(?:为|了)?$"
)
#: 小学减少840人；初中增加130人，一减一增，净减710人: what both make together.
_NETTED = re.compile(r"(?:一[增减升降]一[增减升降]|相抵|抵消|两[者项下]|合计|增减)[^，。；\d]{0,6}[，,]?净")
_RATE = re.compile(r"[一-鿿]{2}率")
#: A change of what is named beside it: 增幅8.0%，而财政经常性收入增幅为6.2%.
_SET_AGAINST = re.compile(r"[，；](?:而|但|可|不过|同期)[^，；增降提升下]{2,}(?:增|降|提|升|下)[^，；]*$")


def _one(before: Figure | None, now: Figure, told: list[Figure]) -> Iterator[Relation]:
    told = [change for change in told if not _NETTED.search(change.gap)]
    told = [change for change in told if not of_own_stage(now, change) and not spent_more_or_less(before, now, change)]
    if before is not None and before.quantity.dimension == now.quantity.dimension:
        yield from direction(before, now, [change for change in told if not of_a_gap(before, now, change)])
    for change in told:
        if _YEARLY.search(change.gap):
            continue  # a yearly average is not the change between the two values
        if _EACH.search(change.gap) and not _EACH.search(now.gap) and before is not None:
            continue  # 最高档由500元调整为800元，人均月增170元: the mean of all is another thing
        if _SET_AGAINST.search(change.gap) or _of_another_name(before, now, change):
            continue
        relation = None
        if change.quantity.kind is Kind.PERCENT and now.quantity.kind is Kind.PERCENT:
            if any(f.id < change.id and f.quantity.kind is Kind.AMOUNT for f in told):
                continue  # 「占21.3%；支出增加5200万元，增长5.0%」: how much an amount grew
            relation = None if _of_count(now, change) else _percent_of_percent(before, now, change)
        elif change.quantity.kind is Kind.PERCENT:
            relation = growth(before, now, change, told)
        elif change.quantity.kind is Kind.POINTS and now.quantity.kind is Kind.PERCENT and before is not None:
            relation = difference("points", before, now, change)
        elif change.quantity.dimension == now.quantity.dimension and before is not None:
            relation = difference("difference", before, now, change)
            if relation is not None and relation.state is State.REFUTED and _OVER_ALL.search(change.gap):
                first = _first_told(before, now)  # 由2106万元降到1872万元，再降到1450万元，两年共少656万元
                relation = difference("difference", first, now, change)
        if relation is not None:
            yield relation


def _over_a_chain(figures: list[Figure]) -> Iterator[Relation]:
    """「由48个降到26个，再降到9个，两年累计减少39个」: how far the last value lies from the first."""
    for now, change in pairwise(figures):
        alike = change.quantity.dimension == now.quantity.dimension and change.quantity.kind is Kind.AMOUNT
        goes_on = now.role is Role.LEVEL and _AGAIN.search(now.gap) and change.role is Role.CHANGE
        if alike and goes_on and _OVER_ALL.search(change.gap) and "；" not in change.gap:
            first = _first_told(now, now)
            if first.role is Role.PREVIOUS and (relation := difference("difference", first, now, change)) is not None:
                yield replace(relation, weak=relation.state is not State.PROVED)


def _first_told(before: Figure, now: Figure) -> Figure:
    """The value that a chain of steps began with: 由a降到b，再降到c."""
    first = before
    for figure in reversed([f for f in now.statement.figures if f.id < before.id]):
        alike = figure.quantity.dimension == now.quantity.dimension and figure.quantity.definite
        if not alike or figure.role not in (Role.PREVIOUS, Role.LEVEL) or "；" in first.gap:
            break
        first = figure
    return first


def _of_another_name(before: Figure | None, now: Figure, change: Figure) -> bool:
    """Whether a change names its own stage or rate: 在园幼儿由a人降至b人，小学生较上年减少c人; 优良率…，合格率提高…."""
    aside = _ASIDE_OF.search(change.gap)
    if aside is not None and aside["name"] not in now.gap + (before.gap if before is not None else ""):
        return True  # 增幅高于财政经常性收入2.3个百分点（财政经常性收入增长3.7%）
    named = _ITS_OWN.search(change.gap)
    if named is None:
        return False
    own = read_thing(named["name"])
    told = read_thing((before.gap if before is not None and before.id < now.id else "") + now.gap)
    rates = all(_RATE.search(thing.core) for thing in (own, told))
    other_rate = rates and _RATE.findall(own.core)[-1] not in told.core
    owners = bool(own.owner and told.owner) and own.owner != told.owner  # 民办园降15.1%，公办园只降7.8%
    return (bool(own.stage and told.stage) and own.stage != told.stage) or owners or other_rate


def _growths(stories: list[Story]) -> Iterator[Relation]:
    """「小学由a提高到b，初中由c提高到d，增幅分别为e和f」: as many changes, at the end, as there are pairs."""
    for at, story in enumerate(stories):
        for run in story.changed:
            pairs = [s for s in stories[: at + 1] if len(s.before) == len(s.now) == 1][-len(run) :]
            rates = run[0].quantity.kind is Kind.PERCENT
            amounts = all(s.now[0].quantity.dimension == run[0].quantity.dimension for s in pairs)
            if len(run) < 2 or len(pairs) < len(run) or not (rates or amounts):
                continue
            if len(story.now) > 1 or not _ALIGNED.search(run[0].gap):
                continue
            if any(s.now[0].quantity.kind is not Kind.AMOUNT for s in pairs):
                continue
            of_pair = growth_of if rates else difference_of
            found = [of_pair(s.before[0], s.now[0], change) for s, change in zip(pairs, run, strict=True)]
            known = [r for r in found if r is not None]
            sure = 2 * sum(r.state is State.PROVED for r in known) >= len(known)
            for relation in known:
                yield relation if sure or relation.state is State.PROVED else replace(relation, weak=True)


def _beside_share(figures: list[Figure], stories: list[Story]) -> Iterator[Relation]:
    """「支出106.85亿元，占总投入的77.07%，比上年增加8.23亿元，增长8.35%」: a share between the value and its change."""
    for story in stories:
        told = [run[0] for run in story.changed if len(run) == 1]
        if story.before or len(story.now) != 1 or len(told) != 2 or story.now[0].role is not Role.SHARE:
            continue
        share, (amount, rate) = story.now[0], told
        value = next((f for f in figures if f.id == share.id - 1), None)
        plain = value is not None and value.role is Role.LEVEL and value.quantity.kind is Kind.AMOUNT
        if value is None or not plain or rate.quantity.kind is not Kind.PERCENT or len(rate.gap) > _JOINED:
            continue
        if "；" in amount.gap or amount.id != share.id + 1 or rate.id != amount.id + 1:
            continue
        relation = growth(None, value, rate, [amount])
        if relation is not None:
            yield replace(relation, weak=True)


def _rate_first(figures: list[Figure]) -> Iterator[Relation]:
    """「用电量同比下降12%，由上年的250万度降到220万度」: the two values right behind the rate that they give."""
    for rate, before, now in zip(figures, figures[1:], figures[2:], strict=False):
        kinds = rate.quantity.kind is Kind.PERCENT and before.quantity.kind is now.quantity.kind is Kind.AMOUNT
        roles = rate.role is Role.CHANGE and before.role is Role.PREVIOUS and now.role is Role.LEVEL
        alike = before.quantity.dimension == now.quantity.dimension and _FROM_THEN.match(before.gap)
        if kinds and roles and alike and rate.quantity.definite and (told := growth_of(before, now, rate)):
            yield told if told.state is State.PROVED else replace(told, weak=True)


def _without_now(before: Figure, told: list[Figure]) -> Iterator[Relation]:
    """「较上年的8.07亿元增加0.57亿元，增长7.1%」: the rate follows from the base and the amount."""
    base = before.quantity
    amount = next((f for f in told if f.quantity.kind is Kind.AMOUNT and f.quantity.dimension == base.dimension), None)
    rate = next((f for f in told if f.quantity.kind is Kind.PERCENT), None)
    if amount is None or rate is None or not base.definite or not amount.quantity.definite or base.interval.low <= 0:
        return
    computed = (amount.quantity.interval / base.interval).scaled(_HUNDRED)
    exact = amount.quantity.value / base.value * _HUNDRED
    state, truncated = decide(computed, rate.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, rate.quantity)
    formula = f"{amount.text}÷{before.text}"
    yield Relation("growth", formula, state, (before, amount, rate), expected, truncated)


def _of_value_before(figures: list[Figure], before: Figure, told: list[Figure]) -> Iterator[Relation]:
    """「大班额66个，占0.83%，比上年减少52个，大班额占比较上年的1.48%下降0.65个百分点」: the one share told before."""
    points = next((f for f in told if f.quantity.kind is Kind.POINTS), None)
    if points is None or before.quantity.kind is not Kind.PERCENT or points.id != before.id + 1:
        return
    values = [
        f
        for f in figures
        if f.id < before.id
        and f.quantity.kind is Kind.PERCENT
        and f.role in (Role.LEVEL, Role.SHARE)
        and f.quantity.definite
    ]
    relations = [r for value in values if (r := difference("points", before, value, points)) is not None]
    held = [r for r in relations if r.state is State.PROVED]
    if held or len(relations) == 1:
        yield held[0] if held else replace(relations[0], weak=True)


def _of_count(now: Figure, change: Figure) -> bool:
    """「5947人，占在校生的13.9%，比上年减少6.8%」: numbers grow fewer, shares fall; so it is of the number before."""
    figures = now.statement.figures
    before = figures[now.id - figures[0].id - 1] if now.id > figures[0].id else None
    counted = before is not None and before.quantity.kind is Kind.AMOUNT and before.role is Role.LEVEL
    shares = [f.quantity.value for f in figures if f.quantity.kind is Kind.PERCENT and f not in (now, change)]
    if any(abs(share - now.quantity.value) == change.quantity.value for share in shares):
        return False  # 占0.90%，比上年减少0.42%（上年占1.32%）
    return counted and now.role is Role.SHARE and re.search(r"(?:减少|增加|增长)了?$", change.gap) is not None


def _percent_of_percent(before: Figure | None, now: Figure, change: Figure) -> Relation | None:
    """「占比1.53%，下降0.16%」: the change of a share is told in 百分点; a warning, since growth may be meant."""
    if before is not None and before.quantity.kind is not Kind.PERCENT:
        return None
    thing = changed_thing(change)
    apart = now.id < change.id and set_aside(now.statement.between(now.end, change.start))
    if apart or (thing and not _RATE_NAME.search(thing) and thing not in now.gap):
        return None
    name = now.statement.between(now.statement.start, change.start)
    differ = before is not None and abs(now.quantity.interval - before.quantity.interval).meets(
        change.quantity.interval
    )
    if not differ and now.role is not Role.SHARE and not _RATE_NAME.search(name):
        return None
    formula = f"{now.text}的变动"
    figures = (now, change) if before is None else (before, now, change)
    expected = f"{change.text.rstrip('%％')}个百分点"
    return Relation("unit", formula, State.UNSUPPORTED, figures, expected, weak=True)
