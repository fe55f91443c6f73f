"""Changes: growth, differences and 百分点 against the two values; direction; lists of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.marks import is_mark
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.nouns import changed_thing, kin, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, LIST_SEPARATOR, RISE, Figure, Role, Statement, value_runs
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["changes", "difference_of", "growth_by", "growth_of"]

_RATE_NAME = re.compile(r"率|占比|比例|比重|覆盖面|幅度")
#: 「毛入学率比上年提高0.9%」: the rate is named right before the change, its value stands elsewhere.
_RATE_CHANGED = re.compile(
    r"(?:(?<!增长)(?<!下降)(?<!效)率|占比|比例|比重)[，,]?(?:比|较|与|同比)?(?:上一?学?年度?|去年|(?:19|20)\d\d\s*学?年度?)?(?:同期|底|末)?(?:相比)?[，,]?"
    r"(?:提高|提升|上升|下降|降低|回落)(?:了)?(?:约|近)?$"
)
#: 「由8642家压减到387家，压减率为95.5%」: a rate of change by name.
_CHANGE_RATE = re.compile(
    r"(?P<rise>增长|增加|提高)(?:率|比例|幅度)(?:为|达到?|是|约)*$|(?:下降|减少|压减|降低)(?:率|比例|幅度)(?:为|达到?|是|约)*$"
)
_APART = re.compile(
    r"^\s*[，,]?(?:(?P<former>前者|[^，。；\d]{0,12}?(?=高于|低于))(?P<than>(?<!不)高于|(?<!不)低于|高(?![中等级校质水考])出?|多出?|低|少)(?:了)?[^，。；\d]{0,12}"
    r"|(?P<way>高(?![中等级校质水考])出?|多出?|低|少)(?:了)?)(?:约|近)?$"
)
#: 「教师a元，公务员b元，教师高d元」: one of the two is named again.
_ONE_OF_TWO = re.compile(
    r"^\s*[，,](?P<who>[^，。；\d]{1,10}?)(?:平均|年均)?(?P<way>高(?![中等级校质水考])出?|多出?|低|少)(?:了)?(?:约|近)?$"
)
_TEACHERS = re.compile(r"教师|老师")
_OFFICIALS = re.compile(r"公务员")
_DIFFER = re.compile(
    r"^\s*[，,]?(?:两者|二者|两[一-鿿]{1,3}|前后|彼此|最高与最低)?(?:之间)?(?:相差|差距|差额|差|极差)(?:达到?|为|约|近|了)*$"
)
_ALIGNED = re.compile("分别|依次")
_COMPARED_WITH = re.compile(r"(?:[，,]|^)\s*(?:比|较)[^，。；]{2,24}$")
_APPENDED = re.compile(r"^[）\s]*[，,（(；]\s*(?:上|去|前一|(?:19|20)\d\d)")
#: 「7.26亿元，比上年的6.92亿元增长4.9%；比“十二五”末的4.03亿元增长80.1%」: another base of the same value.
_COMPARED_AGAIN = re.compile(r"^[）\s]*[，,；]\s*(?:也|又|更)?(?:比|较|与)")
#: 「…占66.9%；其他支出较上年下降2.7%」: a change of what is named right before it.
_OF_ITS_OWN = re.compile(r"；(?!(?:比|较|与|同比|其中))[^；，]{2,}?(?:，[^；]*)?(?:比|较|与|同比)[^；]*$")
#: 「2024年比2021年多出0.94亿元」 names the two years it lies between.
_BETWEEN_YEARS = re.compile(r"(?:19|20)\d\d年?(?:年?[底末])?[比较](?:19|20)\d\d年[^，。；]*$")
_TOGETHER = re.compile(r"(?:共|合计|总共|一共|总计)[^，。；\d]{0,8}$")
#: What is counted may stand before the verb: 由9所学校扩大到27所.
_OF_WHAT = "(?:学校|幼儿园|园所|教师|学生|幼儿|班级|县区?|乡镇|街道|村|单位|部门|企业|项目|专业)?"
_BY = re.compile(f"{_OF_WHAT}(?P<verb>{RISE}|{FALL})(?P<by>了)?")
_TO = re.compile(f"{_OF_WHAT}(?:(?P<up>{RISE})|{FALL})(?:到|至|为)")
_WHOLE = Decimal(100)
_TO_END = re.compile(f"(?P<said>(?:{RISE}|{FALL})[到至])")
_COMPARED_YEAR = re.compile(r"[比较](?:上一?学?年度?|去年|(?:19|20)\d\d年)(?:同期|底|末)?的?$")
_SINCE_TO = re.compile(
    f"[比较](?:上一?学?年度?|去年|(?:19|20)\\d\\d年)(?:同期|底|末)?(?P<said>(?:{RISE}|{FALL})[到至])$"
)
_THAN = re.compile(
    r"\s*[，,]?(?P<way>[高低])于(?:当地|本地|同期|全[省市县区])*公务员(?:年?平均)?(?:工资)?(?:收入)?(?:水平)?的?"
)
_CUT = re.compile(r"(?:压减|压缩|减少|降低|下降|削减|缩减)$")
_FROM = re.compile(r"(?:由|从)[^，。；]{0,18}$")
_MARK = re.compile(r"超过|超出|高于|低于|高出|距|离|与|比|较|不及")
_MARGIN = 24
_ANOTHER_RATE = re.compile(r"率|占比|比例|比重|覆盖面")
_SAME_SUBJECT = re.compile(r"^\s*；(?:距离?|离|与|比|较|超过|高于|低于)")
#: 「应配1850人，现有1736人，缺114人」
_DUE = re.compile(r"应[配有设需]|核定|编制|标准")
_HELD = re.compile(r"[现实]有|在编|在岗|实际|已[配有]")
_LACKING = re.compile(r"^[，,]?(?:目前|尚|还|仍|共)?(?:缺编?|空编|空缺|差|缺口)[^，。；\d]{0,6}$")
#: 「比现在多3200人，而在建项目只能提供2100个学位，缺口1100个」
_MORE_TO_COME = re.compile(r"(?:[比较][^，。；\d]{1,8}(?:多|增加?)|净增|新增|需要?|需求)[^，。；\d]{0,8}$")
_GIVEN = re.compile(r"(?:只能|仅能|只可|仅可|可|能)(?:新增|提供|增加|供给|容纳)[^，。；\d]{0,8}$")
_PLACES = re.compile(r"个?(?:公办)?学位")
_SHORT = re.compile(
    r"^(?:个?(?:公办)?学位)?[，,](?:学位)?(?:还|仍|尚)?(?:有|存在)?(?:学位)?(?:缺口|缺|差)(?:学位)?(?:为|达)?$"
)
_HEADS = frozenset(["person", "count:个"])
#: A head that says which way all goes that it lists: 高段在涨：…, 减少的有：…
_HEADED = re.compile(
    r"(?:^|(?<=[，。；、：]))[^，。；：\d]{0,8}?"
    r"(?:(?P<up>在涨|在增|上涨|增加|增长|上升|增多|扩大|提高)|在缩|在减|在降|减少|下降|萎缩|回落|收缩)(?:的)?(?:有|是|为)?[：:]"
)
_YEARLY = re.compile(r"年均|平均|每年")
_HUNDRED = Decimal(100)
_JOINED = 6
_SAID_AGAIN = 4
_RECENT = 3
#: What leads from what something came to, to by how much it moved since last year.
_SINCE_LAST_YEAR = re.compile(
    r"^[，,（(]?(?:(?:比|较|与)(?:上年|去年|上一年)(?:同期)?(?:相比)?[，,]?|同比)"
    r"(?:上升|提高|提升|增加|增长|下降|降低|减少|回落|多|少)(?:了|出)?$"
)
_SINCE = re.compile(r"以来|年来|累计|年前|年初|时期|期间|[由从比较]")


@dataclass
class _Story:
    """Figures that tell one value: before, now, and by how much; lists stand side by side."""

    before: list[Figure] = field(default_factory=list)
    now: list[Figure] = field(default_factory=list)
    changed: list[list[Figure]] = field(default_factory=list)


def changes(statement: Statement) -> Iterator[Relation]:
    """Every change a sentence states of values it also gives."""
    stories = _stories(statement)
    together = [f for story in stories for run in story.changed for f in run if _TOGETHER.search(f.gap)]
    if together and len(stories) > 1:
        yield from _added_up(stories, together[-1])
    for story in stories:
        for run in story.changed:
            yield from _lists(story, run)
        size = len(story.now)
        for at in range(size):
            before = story.before[at] if len(story.before) == size else None
            told = [run[at] for run in story.changed if len(run) == size]
            apart = before is not None and any(_other_base(before, change) for change in told)
            found = _one(before, story.now[at], told)
            yield from (replace(r, weak=True) if apart and r.state is State.REFUTED else r for r in found)
        alone = [run[0] for run in story.changed if len(run) == 1]
        yield from _opposed(alone)
        if not size and len(story.before) == 1:
            yield from _without_now(story.before[0], alone)
            yield from _of_value_before(statement.figures, story.before[0], alone)
    yield from _unvalued(statement)
    yield from _to_or_by(statement.figures)
    yield from _to_or_by_rate(statement.figures)
    yield from _rate_by_itself(statement.figures)
    yield from _to_points(statement.figures)
    yield from _not_above(statement.figures)
    yield from _turned(statement.figures, stories)
    yield from _beside_share(statement.figures, stories)
    yield from _by_within(statement.figures)
    yield from _margins(statement)
    yield from _against_another(statement.figures)
    yield from _differing(statement.figures)
    yield from _growths(stories)
    yield from _lacking(statement.figures)
    yield from _short_of_places(statement.figures)
    yield from _headed(statement)
    yield from _gone_against(statement.figures)


def _other_base(before: Figure, change: Figure) -> bool:
    """Whether a change since last year is hardly the one from a named year: 由2019年的56%降到51%，较上年升1个百分点."""
    return bool(re.search(r"(?:19|20)\d\d\s*年", before.gap) and re.search(r"上年|去年|上一年|同比", change.gap))


def _added_up(stories: list[_Story], change: Figure) -> Iterator[Relation]:
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


def _stories(statement: Statement) -> list[_Story]:
    """Group the figures of a sentence: a new value after a change begins a new story."""
    stories = [_Story()]
    runs = value_runs(statement.figures)
    for number, run in enumerate(runs):
        first = run[0]
        story = stories[-1]
        if first.role is Role.CHANGE and (_OF_ITS_OWN.search(first.gap) or _BETWEEN_YEARS.search(first.gap)):
            stories.append(_Story())
            story = stories[-1]
        if (
            first.role is Role.CHANGE
            and (first.compared == "time" or (not first.compared and story.before))
            or story.before
            and story.now
            and len(run) == 1
            and _CHANGE_RATE.search(first.gap)
        ):
            story.changed.append(run)
        elif first.role is Role.PREVIOUS and (told := _told_before(stories, run)) is not None:
            if told is story and not story.before:
                story.before = run  # 「48.9%，比上年下降1.3个百分点（上年50.2%）」
            else:
                stories.append(_Story(before=run, now=told.now))  # 「48.75亿元，占19.6%；上年46.02亿元，增5.9%」
        elif first.role is Role.PREVIOUS:
            another = bool(story.now) and story.now[-1].quantity.dimension != first.quantity.dimension
            own = "；" in first.gap and bool(_FROM.search(first.gap))  # 「上年还有6个；大班额由41个减少到30个」
            if story.changed or (story.before and story.now) or (story.now and own) or another:
                stories.append(_Story())  # 「巩固率96.7%，大班额由47个减少到29个」
            stories[-1].before = run
        elif first.role in (Role.LEVEL, Role.SHARE) and first.quantity.definite:
            if story.changed or (story.before and story.now) or not _goes_on(story, run, runs, number):
                keep = story.before if not story.now and not story.changed else []
                stories.append(_Story(before=keep))
            stories[-1].now += run
        else:
            stories.append(_Story())
    return [s for s in stories if (s.now and (s.changed or s.before)) or (s.before and s.changed)]


def _told_before(stories: list[_Story], run: list[Figure]) -> _Story | None:
    """The story whose value last year's value, told after it, belongs to."""
    if not _APPENDED.match(run[0].gap) and not _COMPARED_AGAIN.match(run[0].gap):
        return None
    again = bool(_COMPARED_AGAIN.match(run[0].gap))
    for story in reversed(stories[-_RECENT:]):
        alike = bool(story.now) and story.now[-1].quantity.dimension == run[0].quantity.dimension
        if alike and (not story.before or (again and bool(story.changed) and len(run) == len(story.now))):
            return story
    return None


def _goes_on(story: _Story, run: list[Figure], runs: list[list[Figure]], number: int) -> bool:
    """Whether a value joins the list before it (幼儿园a元、小学b元…分别增长) rather than starting its own story."""
    if not story.now:
        return True
    rest = runs[number:]
    change = next((r for r in rest if r[0].role is Role.CHANGE), None)
    same = story.now[-1].quantity.kind is run[0].quantity.kind
    return same and change is not None and len(change) > 1 and run[0].gap.lstrip().startswith(("、", "，", "和", ","))


def _lists(story: _Story, run: list[Figure]) -> Iterator[Relation]:
    """Lists that are told 分别 must be of one length."""
    if len(run) < 2:
        return
    values = [f for f in story.now if f.quantity.kind is not Kind.BARE]
    if len(values) < 2:
        return
    formula = f"{len(values)}个数值 对 {len(run)}个变动"
    if len(values) == len(run):
        yield Relation("list", formula, State.PROVED, (*values, *run))
    elif "分别" in run[0].gap:
        yield Relation("list", formula, State.REFUTED, (*values, *run), f"{len(values)}个")


def _one(before: Figure | None, now: Figure, told: list[Figure]) -> Iterator[Relation]:
    if before is not None and before.quantity.dimension == now.quantity.dimension:
        yield from _direction(before, now, told)
    for change in told:
        if _YEARLY.search(change.gap):
            continue  # a yearly average is not the change between the two values
        relation = None
        if change.quantity.kind is Kind.PERCENT and now.quantity.kind is Kind.PERCENT:
            if any(f.id < change.id and f.quantity.kind is Kind.AMOUNT for f in told):
                continue  # 「占21.3%；支出增加5200万元，增长5.0%」: how much an amount grew
            relation = _percent_of_percent(before, now, change)
        elif change.quantity.kind is Kind.PERCENT:
            relation = _growth(before, now, change, told)
        elif change.quantity.kind is Kind.POINTS and now.quantity.kind is Kind.PERCENT and before is not None:
            relation = _difference("points", before, now, change)
        elif change.quantity.dimension == now.quantity.dimension and before is not None:
            relation = _difference("difference", before, now, change)
        if relation is not None:
            yield relation


def _opposed(told: list[Figure]) -> Iterator[Relation]:
    """「增加0.57亿元，下降7.1%」: one change told as an amount and as a rate goes one way."""
    for amount, rate in pairwise(told):
        kinds = (amount.quantity.kind, rate.quantity.kind)
        joined = len(rate.gap) <= _JOINED and rate.id == amount.id + 1
        if kinds == (Kind.AMOUNT, Kind.PERCENT) and joined and amount.direction * rate.direction < 0:
            formula = f"{amount.text}与{rate.text}"
            yield Relation("direction", formula, State.REFUTED, (amount, rate), "一升一降")
        twice = amount.quantity.dimension == rate.quantity.dimension and amount.direction == rate.direction
        if kinds == (Kind.AMOUNT, Kind.AMOUNT) and twice and len(rate.gap) <= _SAID_AGAIN and rate.id == amount.id + 1:
            # 「减少了6个，减少18个」: one of the two is the value it came down to
            state = State.PROVED if amount.quantity.interval.meets(rate.quantity.interval) else State.REFUTED
            formula = f"{amount.text}＝{rate.text}"
            yield Relation("difference", formula, state, (amount, rate), "" if state is State.PROVED else amount.text)


def _against_another(figures: list[Figure]) -> Iterator[Relation]:
    """「教师工资a元，比公务员工资b元高出d元」: two things of one year and how far they lie apart."""
    for left, right, apart in zip(figures, figures[1:], figures[2:], strict=False):
        words = _APART.match(apart.gap)
        named = None if words else _ONE_OF_TWO.match(apart.gap)
        same = left.quantity.dimension == right.quantity.dimension == apart.quantity.dimension != ""
        if not (words or named) or not same or left.quantity.kind is not Kind.AMOUNT or left.role is not Role.LEVEL:
            continue
        if right.role is Role.PREVIOUS:
            continue  # last year's value of the same thing
        if words and words["than"] and apart.gap.rstrip().endswith("的"):
            continue  # 低于望山县的13240元: another mark, not how far apart
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
        alike = kinds and left.quantity.dimension == right.quantity.dimension and (points or same)
        if not alike or not _DIFFER.match(apart.gap) or re.search("[。；]", right.gap):
            continue
        if {left.role, right.role} - {Role.LEVEL, Role.SHARE} or not all(
            f.quantity.definite for f in (left, right, apart)
        ):
            continue
        relation = _difference("points" if points else "difference", right, left, apart)
        if relation is not None:
            yield relation


def _growths(stories: list[_Story]) -> Iterator[Relation]:
    """「小学由a提高到b，初中由c提高到d，增幅分别为e和f」: as many rates, at the end, as there are pairs of values."""
    for at, story in enumerate(stories):
        for run in story.changed:
            pairs = [s for s in stories[: at + 1] if len(s.before) == len(s.now) == 1][-len(run) :]
            if len(run) < 2 or len(pairs) < len(run) or run[0].quantity.kind is not Kind.PERCENT:
                continue
            if len(story.now) > 1 or not _ALIGNED.search(run[0].gap):
                continue
            if any(s.now[0].quantity.kind is not Kind.AMOUNT for s in pairs):
                continue
            found = [growth_of(s.before[0], s.now[0], rate) for s, rate in zip(pairs, run, strict=True)]
            known = [r for r in found if r is not None]
            sure = 2 * sum(r.state is State.PROVED for r in known) >= len(known)
            for relation in known:
                yield relation if sure or relation.state is State.PROVED else replace(relation, weak=True)


def _to_or_by(figures: list[Figure]) -> Iterator[Relation]:
    """「由3万元提高3.2万元」: without 到 or 了 nobody can tell the new value from the change.

    「由9所扩大了27所」, where it grew by more than there was, rather tells what it came to.
    """
    for before, now in pairwise(figures):
        alike = before.quantity.dimension == now.quantity.dimension and before.quantity.kind is Kind.AMOUNT
        words = _BY.fullmatch(now.gap.strip())
        if before.role is not Role.PREVIOUS or now.role is not Role.CHANGE or not alike or not words:
            continue
        if words["by"] and (now.direction < 0 or now.quantity.value <= before.quantity.value):
            continue  # 由9所增加了3所 is plain; 由9所增加了27所 rather came to 27
        if not _FROM.search(before.gap) or (now.direction > 0 and now.quantity.value < before.quantity.value):
            continue
        word = words["verb"]
        formula = f"{before.text}{now.gap.strip()}{now.text}"
        yield Relation("to-or-by", formula, State.REFUTED, (before, now), f"{word}到或{word}了", weak=True)


def _to_or_by_rate(figures: list[Figure]) -> Iterator[Relation]:
    """「由80家减少到20家，减少到75%」: the rate by which it fell, told as what it fell to."""
    for before, now, rate in zip(figures, figures[1:], figures[2:], strict=False):
        alike = before.quantity.dimension == now.quantity.dimension and before.quantity.kind is Kind.AMOUNT
        words = _TO.fullmatch(rate.gap.strip("，, "))
        if before.role is not Role.PREVIOUS or now.role is not Role.LEVEL or not alike or not words:
            continue
        if rate.quantity.kind is not Kind.PERCENT or not _TO.search(now.gap) or before.quantity.interval.low <= 0:
            continue
        moved = abs(now.quantity.interval - before.quantity.interval)
        low, high = moved.low / before.quantity.interval.high, moved.high / before.quantity.interval.low
        if Interval(low, high).scaled(_HUNDRED).meets(rate.quantity.interval):
            told = f"{words.group()[:-1]}了"
            formula = f"{now.text}{rate.gap.strip()}{rate.text}"
            yield Relation("to-or-by", formula, State.REFUTED, (before, now, rate), told, weak=True)


def _rate_by_itself(figures: list[Figure]) -> Iterator[Relation]:
    """「由90.84%提高了92.37%」: a rate that rises by about what it was rather rises to that."""
    for before, now in pairwise(figures):
        rates = before.quantity.kind is now.quantity.kind is Kind.PERCENT
        words = _BY.fullmatch(now.gap.strip())
        if not rates or not words or before.role is not Role.PREVIOUS or now.role is not Role.CHANGE:
            continue
        old, new = before.quantity.value, now.quantity.value
        if words["verb"].startswith("增") or not _FROM.search(before.gap) or not old < new <= _WHOLE:
            continue
        if old + new > _WHOLE and may_be_meant(new, old):
            formula = f"{before.text}{now.gap.strip()}{now.text}"
            yield Relation("to-or-by", formula, State.REFUTED, (before, now), f"{words['verb']}到", weak=True)


def _to_points(figures: list[Figure]) -> Iterator[Relation]:
    """「比上年的48.31%下降到1.22个百分点」: points since last year are a change, which nothing comes down to."""
    for number, figure in enumerate(figures):
        since = _SINCE_TO.search(figure.gap)
        if since is None and number and figures[number - 1].quantity.kind is Kind.PERCENT:
            since = _COMPARED_YEAR.search(figures[number - 1].gap) and _TO_END.fullmatch(figure.gap.strip())
        if figure.quantity.kind is not Kind.POINTS or not since or re.search("差|幅", figure.gap):
            continue
        if any(re.search("差|幅", f.gap) for f in figures[:number]):
            continue  # a gap between two rates is itself told in points
        formula = f"{since['said']}{figure.text}"
        yield Relation("to-or-by", formula, State.REFUTED, (figure,), since["said"][:-1], weak=True)


def _not_above(figures: list[Figure]) -> Iterator[Relation]:
    """「教师工资11.26万元，高于公务员的11.47万元」: the word against two amounts of which both are told."""
    for one, other in pairwise(figures):
        words = _THAN.fullmatch(other.gap)
        if not words or not _TEACHERS.search(one.gap) or one.role is not Role.LEVEL or other.role is not Role.LEVEL:
            continue
        if one.quantity.kind is not Kind.AMOUNT or one.quantity.dimension != other.quantity.dimension:
            continue
        left, right = one.quantity, other.quantity
        if not (left.definite and right.definite and may_be_meant(left.value, right.value)):
            continue
        above = words["way"] == "高"
        if left.interval.high < right.interval.low if above else left.interval.low > right.interval.high:
            said = "低于" if above else "高于"
            yield Relation("direction", f"{one.text}→{other.text}", State.REFUTED, (one, other), said, weak=True)


def _turned(figures: list[Figure], stories: list[_Story]) -> Iterator[Relation]:
    """「建成669所，较上年的412所增加到257所」: a value before it keeps the two out of one story."""
    paired = {(b.id, n.id) for story in stories for b in story.before for n in story.now}
    for before, now in pairwise(figures):
        alike = before.quantity.dimension == now.quantity.dimension and before.quantity.kind is now.quantity.kind
        words = _TO.fullmatch(now.gap.strip())
        if not words or not alike or before.role is not Role.PREVIOUS or (before.id, now.id) in paired:
            continue
        if not (before.quantity.definite and now.quantity.definite):
            continue
        old, new = before.quantity.interval, now.quantity.interval
        if new.high < old.low if words["up"] else new.low > old.high:
            formula = f"{before.text}→{now.text}"
            said = "下降" if words["up"] else "上升"
            yield Relation("direction", formula, State.REFUTED, (before, now), said, weak=True)


def _beside_share(figures: list[Figure], stories: list[_Story]) -> Iterator[Relation]:
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
        relation = _growth(None, value, rate, [amount])
        if relation is not None:
            yield replace(relation, weak=True)


def _by_within(figures: list[Figure]) -> Iterator[Relation]:
    """「压减60个以内」: a ceiling is something to come down to, so 到 is missing."""
    for figure in figures:
        word = _CUT.search(figure.gap)
        counts = figure.quantity.kind is Kind.AMOUNT and figure.quantity.qualifier in ("以内", "之内", "以下")
        if word and counts and not figure.quantity.spelled:
            formula = f"{word.group()}{figure.text}"
            yield Relation("to-or-by", formula, State.REFUTED, (figure,), f"{word.group()}到", weak=True)


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


def _lacking(figures: list[Figure]) -> Iterator[Relation]:
    """What is due, what there is, and what is lacking; a rate may stand between the last two."""
    counts = [f for f in figures if f.quantity.kind is Kind.AMOUNT and f.quantity.definite]
    for due, held, lack in zip(counts, counts[1:], counts[2:], strict=False):
        alike = due.quantity.dimension == held.quantity.dimension == lack.quantity.dimension
        words = _DUE.search(due.gap[-12:]) and _HELD.search(held.gap) and _LACKING.match(lack.gap)
        if not alike or not words or lack.role is Role.PREVIOUS:
            continue
        computed = due.quantity.interval - held.quantity.interval
        exact = due.quantity.value - held.quantity.value
        state, truncated = decide(computed, lack.quantity, exact)
        expected = "" if state is State.PROVED else printed_like(exact, lack.quantity)
        formula = f"{due.text}－{held.text}"
        yield Relation("difference", formula, state, (due, held, lack), expected, truncated, weak=True)


def _short_of_places(figures: list[Figure]) -> Iterator[Relation]:
    """「比现在多3200人，而在建项目只能提供2100个学位，缺口1100个」: pupils and places to come, what is short."""
    counts = [f for f in figures if f.quantity.kind is Kind.AMOUNT]
    for wanted, given, lack in zip(counts, counts[1:], counts[2:], strict=False):
        places = _PLACES.match(given.statement.between(given.end, min(given.statement.end, given.end + _JOINED)))
        words = _MORE_TO_COME.search(wanted.gap) and _GIVEN.search(given.gap) and _SHORT.match(lack.gap)
        if not (words and (places or "学位" in given.text)):
            continue
        if not all(f.quantity.definite and f.quantity.step == 1 for f in (wanted, given, lack)):
            continue
        exact = wanted.quantity.value - given.quantity.value
        if wanted.quantity.dimension not in _HEADS or exact <= 0:
            continue
        state, truncated = decide(wanted.quantity.interval - given.quantity.interval, lack.quantity, exact)
        expected = "" if state is State.PROVED else printed_like(exact, lack.quantity)
        formula = f"{wanted.text}－{given.text}"
        yield Relation("difference", formula, state, (wanted, given, lack), expected, truncated, weak=True)


def _gone_against(figures: list[Figure]) -> Iterator[Relation]:
    """「大班额比例降到4.1%，较上年上升1.2个百分点」: what it came down to cannot have risen since the same year."""
    for at, (now, change) in enumerate(pairwise(figures)):
        words = _TO.search(now.gap)
        if not words or now.role is not Role.LEVEL or change.role is not Role.CHANGE or now.direction == 0:
            continue
        longer = _SINCE.search(now.gap) or any(f.role is Role.PREVIOUS for f in figures[:at])
        if longer or now.direction * change.direction >= 0 or not _SINCE_LAST_YEAR.match(change.gap):
            continue
        if change.quantity.kind is Kind.POINTS or change.quantity.dimension == now.quantity.dimension:
            formula = f"“{words.group().strip()}{now.text}”"
            said = "下降" if now.direction < 0 else "上升"
            yield Relation("direction", formula, State.REFUTED, (now, change), said, weak=True)


def _headed(statement: Statement) -> Iterator[Relation]:
    """「高段在涨：初中多363人，高中多237人」: every change under such a head goes the way it says."""
    for head in _HEADED.finditer(statement.text):
        start = statement.start + head.end()
        stop = re.search(r"[；。]", statement.text[head.end() :])
        end = start + stop.start() if stop else statement.end
        way = 1 if head["up"] else -1
        inside = [f for f in statement.figures if start <= f.start < end and f.role is Role.CHANGE and f.direction]
        wrong = [f for f in inside if f.direction != way]
        if len(inside) > 1 and 0 < 2 * len(wrong) <= len(inside):
            formula = f"“{head.group().strip('：:')}”与{wrong[0].text}"
            yield Relation("direction", formula, State.REFUTED, (wrong[0],), "一升一降", weak=True)


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
    relations = [r for value in values if (r := _difference("points", before, value, points)) is not None]
    held = [r for r in relations if r.state is State.PROVED]
    if held or len(relations) == 1:
        yield held[0] if held else replace(relations[0], weak=True)


def _unvalued(statement: Statement) -> Iterator[Relation]:
    """「毛入学率比上年提高0.9%」 without the rates themselves."""
    for figure in statement.figures:
        if figure.role is Role.CHANGE and figure.quantity.kind is Kind.PERCENT and _RATE_CHANGED.search(figure.gap):
            expected = f"{figure.text.rstrip('%')}个百分点"
            yield Relation("unit", "比率的变动", State.UNSUPPORTED, (figure,), expected, weak=True)


def _direction(before: Figure, now: Figure, told: list[Figure]) -> Iterator[Relation]:
    """「由90%提高到88%」: the words against the two values."""
    words = {f.direction for f in (now, *told) if f.direction}
    if not words or not before.quantity.definite or not now.quantity.definite:
        return
    old, new = before.quantity.interval, now.quantity.interval
    against = -1 if new.low > old.high else 1 if new.high < old.low else 0
    wrong = against in words
    said = against if wrong else 0
    formula = f"{before.text}→{now.text}"
    state = State.REFUTED if wrong else State.PROVED
    expected = ("下降" if said > 0 else "上升") if wrong else ""
    yield Relation("direction", formula, state, (before, now), expected)


def difference_of(before: Figure, now: Figure, change: Figure) -> Relation | None:
    """The change of a value by as much as its two values lie apart."""
    return _difference("points" if change.quantity.kind is Kind.POINTS else "difference", before, now, change)


def growth_of(before: Figure, now: Figure, change: Figure) -> Relation | None:
    """The rate of a change from its two values."""
    return _growth(before, now, change, [])


def growth_by(now: Figure, amount: Figure, change: Figure) -> Relation | None:
    """The rate of a change from the value it came to and the amount it rose or fell by."""
    return _growth(None, now, change, [amount])


def _difference(kind: str, before: Figure, now: Figure, change: Figure) -> Relation | None:
    if not (before.quantity.definite and now.quantity.definite) or before.quantity.dimension != now.quantity.dimension:
        return None
    computed = abs(now.quantity.interval - before.quantity.interval)
    exact = abs(now.quantity.value - before.quantity.value)
    state, truncated = decide(computed, change.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, change.quantity)
    return Relation(kind, f"{now.text}－{before.text}", state, (before, now, change), expected, truncated)


def _of_another(amount: Figure, now: Figure) -> bool:
    """Whether an increase names another thing than the value before it: 「三等奖10项，获奖总数较上年增加5项」."""
    own = changed_thing(amount)
    return bool(own) and not kin(own, noun(now))


def _growth(before: Figure | None, now: Figure, change: Figure, told: list[Figure]) -> Relation | None:
    """Growth from two values, or from a value and its increase."""
    value = now.quantity
    if not value.definite:
        return None
    if before is not None and before.quantity.dimension == value.dimension:
        base, base_exact, formula = (
            before.quantity.interval,
            before.quantity.value,
            f"({now.text}－{before.text})÷{before.text}",
        )
        grown, grown_exact = abs(value.interval - base), abs(value.value - base_exact)
        operands = (before, now, change)
    else:
        amount = next((f for f in told if f.quantity.dimension == value.dimension), None)
        if amount is None or not amount.quantity.definite or _of_another(amount, now):
            return None
        sign = -1 if amount.direction < 0 else 1
        base = value.interval - amount.quantity.interval.scaled(Decimal(sign))
        base_exact = value.value - sign * amount.quantity.value
        mark = "＋" if sign < 0 else "－"
        formula = f"{amount.text}÷({now.text}{mark}{amount.text})"
        grown, grown_exact = amount.quantity.interval, amount.quantity.value
        operands = (now, amount, change)
    if base_exact < 0 and before is None:
        return _more_than_all(now, operands[1])
    if base_exact <= 0:
        return _from_nothing(operands, formula) if base_exact == 0 else None
    if base.low <= 0:
        return None
    rate = Interval(grown.low / base.high, grown.high / base.low).scaled(_HUNDRED)
    exact = grown_exact / base_exact * _HUNDRED
    state, truncated = decide(rate, change.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, change.quantity)
    return Relation("growth", formula, state, operands, expected, truncated)


def _more_than_all(now: Figure, amount: Figure) -> Relation:
    """「18.5亿元，比上年净增8820亿元」: a value cannot have risen by more than it is."""
    return Relation("difference", f"{now.text}的增加额", State.REFUTED, (now, amount), f"不超过{now.text}", weak=True)


def _from_nothing(operands: tuple[Figure, ...], formula: str) -> Relation:
    """A growth rate over a base of zero says nothing."""
    return Relation("growth", formula, State.REFUTED, operands, "（基数为0，不能计算增长率）")


def _percent_of_percent(before: Figure | None, now: Figure, change: Figure) -> Relation | None:
    """「占比1.53%，下降0.16%」: the change of a share is told in 百分点; a warning, since growth may be meant."""
    if before is not None and before.quantity.kind is not Kind.PERCENT:
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
