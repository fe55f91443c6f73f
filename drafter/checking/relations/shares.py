"""Shares: a part over its whole against the percentage the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.plausible import typed_for
from drafter.checking.relations.bare_shares import of_the_subject
from drafter.checking.relations.divided import AT_ONCE, LATER
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.parallel import parallel_shares
from drafter.checking.relations.quotients import (
    SHARE_WORDS,
    between,
    comparable,
    dwelt_on,
    of_others,
    share_of,
    together,
    told_in_passing,
)
from drafter.checking.relations.sharing import EACH_ITS_OWN, kinds_together, shares_in_order
from drafter.checking.relations.wholes import added
from drafter.checking.text.nouns import kin, label, noun, same_thing, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement
from drafter.checking.text.things import PUPILS, SCHOOLS, TEACHERS, read_thing
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["shares"]

_HUNDRED = Decimal(100)
#: a rate that the sentence itself makes of a part and a whole: 整改率, 完成率, 达标率
_RATE = re.compile(
    r"(?P<done>整改|完成|办结|落实|达标|合格|通过|销号|入学|开放|移交|治理|上线|录取|就业|升学|毕业|使用|参与|参加|覆盖|配备|持证|劝返|返校|签约|交付|投用|处置|核查|回访)率(?:为|是|已?达到?)?\s*$"
)
#: 「占义务教育在校生21302名的12.60%」: the whole stands inside.
_WHOLE_INSIDE = re.compile(r"占[^，。；]{0,24}$")
_ALIGNED = re.compile(r"分别|依次|各")
_OF = re.compile(
    r"^\s*[)）]?\s*(?:[^，。；：、\d占（）]{2,12}?)?(?:总数|总量|总人数|总额)?(?:（[^（）\d]{1,14}）)?\s*[)）]?\s*的\s*(?:比例|比重)?(?:为|达到?)?\s*$"
)
_OF_THE_TASK = re.compile(r"^[^，。；\d]{0,6}(?:任务|目标|计划|指标)数?的\s*$")
_AMONG = re.compile(
    r"^[^，。；\d]{0,14}(?:(?<![高初])中(?![职等小学心专央考部层期])|里(?![程面])|当中)[，,]?|^[^，。；\d]{0,10}[，,（(]?其中"
)
_INCLUDED = re.compile(r"其中|含")
_EVERYTHING = re.compile(r"^(?:总数|总量|总人数|总额|全部|总体|全[省市县区]|)$")
#: Whose share it is when no noun says so: 「，占52%」.
_PRONOUN = re.compile(r"^(?:各|分别|约|共|合计|已|均|也|又|仅|只)*$")
_NEAR, _NAME = 3, 6
#: 升学就业率 is of two parts together.
_COMPOUND = re.compile(r"(?:升学|就业|整改|办结|参与|入学|毕业|覆盖|落实|使用|[和及与、])$")
_SOME_DONE = re.compile(r"未|没有|应|需|待")
_SIBLING = re.compile(r"^[^；]{0,16}率[^；]{0,12}[%％][^；]{0,4}；")
_CLAUSE = re.compile(r"[，。；：]")
#: What makes a whole a smaller one.
_NARROWED = re.compile(r"乡村|农村|城区|城镇|民办|公办|小学|初中|高中|骨干|青年|在编")
#: 121个在老城的4所学校: what says where the things before it are.
_WHERE = re.compile(r"^[^，。；：、\d]{0,4}?(?:集中|分布|位于|属于|坐落)?(?:在|于)[^，。；：、\d]{0,10}?的$")
#: 一个项目就占六个项目总投资的44.16%: of what they cost, not of how many they are.
_OF_ANOTHER_MEASURE = re.compile(r"总?(?:投资|资金|经费|金额|支出|面积|额度|学位|人数)(?:总量|总额|总数)?的$")
_INTO = re.compile(r"(?:在|于|到|向|给)(?:这|全[县市区])?$")
_PLACES = re.compile(r"^个?(?:街道|乡镇|镇|乡|县|区|苏木|校区|片区|园区)")
_THAN = re.compile(r"[比较与同]")
_WITH = re.compile(r"[和与及]")
_LONG_NAME = 3
#: 覆盖55所义务教育学校中的49所: the first is the whole.
_OUT_OF = re.compile(r"(?<![高初职])中(?:的|有)?$")
_YEAR = re.compile(r"[；;](?:而|但)?(?P<year>20\d\d年|[上去]年)")
_WINDOW = 24


def shares(statement: Statement, before: Sequence[Figure] = (), preceding: Sequence[Figure] = ()) -> Iterator[Relation]:
    """Every share a sentence states of figures it also gives.

    Args:
        before: figures of the sentence before, when this one goes on with 其中.
        preceding: figures of the sentence before in any case; lists of shares may divide one of them.
    """
    figures = [*before, *statement.figures]
    yield from kinds_together(statement.figures)
    parallel = set()
    for divided in parallel_shares(statement.figures, [*before, *preceding]):
        parallel.add(divided.figures[-1].id)
        yield divided
    for listed in shares_in_order(statement.figures, [*before, *preceding]):
        parallel |= {f.id for f in listed.figures if f.quantity.kind is Kind.PERCENT}
        yield listed
    for at in range(len(before), len(figures)):
        figure = figures[at]
        if figure.quantity.kind is not Kind.PERCENT or figure.quantity.is_range:
            continue
        if figure.quantity.spelled and figure.quantity.qualifier:
            continue  # 三分之一: fractions in words are read by themselves
        if figure.id in parallel:
            continue
        if _ALIGNED.search(figure.gap):
            yield from _aligned(figures, at)
            continue
        relation = _inside(figures, at) or _completed(figures, at) or _of_its_year(figures, at) or _among(figures, at)
        if relation is not None:
            yield relation


def _aligned(figures: list[Figure], at: int) -> Iterator[Relation]:
    """「W所中，甲类a所、乙类b所，占比分别为s%和t%」: as many parts as shares, in order."""
    stop = at + 1
    while (
        stop < len(figures) and figures[stop].quantity.kind is Kind.PERCENT and LIST_SEPARATOR.match(figures[stop].gap)
    ):
        stop += 1
    shares, parts = figures[at:stop], figures[max(0, at - (stop - at)) : at]
    first = at - len(shares)
    words = SHARE_WORDS.search(figures[at].gap)
    if (
        len(shares) < 2
        or first < 1
        or EACH_ITS_OWN.search(figures[at].gap)
        or not words
        or words["part"].strip("各分别依次")
    ):
        return
    whole = figures[first - 1]
    filled = added(parts).meets(whole.quantity.interval) and comparable(parts[0], whole)
    if not _AMONG.match(between(whole, parts[0])) and not filled:
        return
    if all(comparable(part, whole) for part in parts):
        for part, share in zip(parts, shares, strict=True):
            if (relation := share_of(part, whole, share, [])) is not None:
                yield relation


def _inside(figures: list[Figure], at: int) -> Relation | None:
    """「a名，占W名的s%」; the part is what is told before, not last year's value of it."""
    if at < 2:
        return None
    share, whole = figures[at], figures[at - 1]
    if (
        not _OF.match(share.gap)
        or _OF_ANOTHER_MEASURE.search(share.gap)
        or not (inside := _WHOLE_INSIDE.search(whole.gap))
    ):
        return None
    told = [f for f in figures[max(0, at - _WINDOW) : at - 1] if comparable(f, whole)]
    name = stripped(re.split(r"[，。；：、（）()]", whole.gap[: inside.start()])[-1])
    parts = [f for f in told if f.role is Role.LEVEL and (not name or kin(name, noun(f)))]
    if told and told[-1].role is Role.CHANGE:
        if (now := _after_change(figures, told[-1])) is not None:
            value = figures[figures.index(now[0]) - 1]
            if value in told and value.role is Role.LEVEL and _THAN.search(now[0].gap):
                return share_of(value, whole, share, [])  # 9.12亿元，比上年的8.64亿元增加0.48亿元，占…
            return _share_after_change(now, whole, share)
        if len(told) > 1 and (told[-2].direction or told_in_passing(told[-2], told[-1])):
            told.pop()  # 「由47个减少到29个，减少18个，占…」 tells what it came down to
    if not parts or not (name or all(f.role is Role.PREVIOUS for f in told if f.id > parts[-1].id)):
        return None  # 支出8.6亿元，较上年的8.2亿元增长4%，占…: last year's value is told in passing
    others = [f for f in told[-1:] if f is not parts[-1] and not _THAN.search(f.gap)]
    tried = [share_of(part, whole, share, []) for part in (parts[-1], *parts[-2::-1], *others)]
    return next((r for r in tried if r is not None and r.state is State.PROVED), tried[0])


def _completed(figures: list[Figure], at: int) -> Relation | None:
    """「见习1520人，完成下达1400人任务的108.6%」: what was done over what was set."""
    if at < 2:
        return None
    share, task = figures[at], figures[at - 1]
    if not _OF_THE_TASK.match(share.gap) or "完成" not in task.gap:
        return None
    done = [f for f in figures[max(0, at - _WINDOW) : at - 1] if comparable(f, task) and f.role is Role.LEVEL]
    return share_of(done[-1], task, share, []) if done and len(done) == 1 else None


def _after_change(figures: list[Figure], change: Figure) -> tuple[Figure, Figure] | None:
    """(base, change) of 「由36个减少了9个，占…」."""
    at = figures.index(change)
    base = figures[at - 1] if at else None
    return (base, change) if base is not None and base.role is Role.PREVIOUS and comparable(base, change) else None


def _share_after_change(told: tuple[Figure, Figure], whole: Figure, share: Figure) -> Relation | None:
    base, change = told
    value = base.quantity.value + change.direction * change.quantity.value
    if not (base.quantity.definite and change.quantity.definite and whole.quantity.definite) or value < 0:
        return None
    if whole.quantity.interval.low <= 0:
        return None
    computed = Interval.exact(value / whole.quantity.value * _HUNDRED)
    exact = value / whole.quantity.value * _HUNDRED
    state, truncated = decide(computed, share.quantity, exact)
    mark = "＋" if change.direction > 0 else "－"
    formula = f"({base.text}{mark}{change.text})÷{whole.text}"
    expected = "" if state is State.PROVED else printed_like(exact, share.quantity)
    return Relation("share", formula, state, (base, change, whole, share), expected, truncated)


def _among(figures: list[Figure], at: int) -> Relation | None:
    """「W个中，a个…，占s%」, 「W所，其中a所，占s%」, 「甲类a所，乙类b所，甲类占s%」."""
    share = figures[at]
    rate = _RATE.search(share.gap)
    words = SHARE_WORDS.search(share.gap)
    if not at or not (words or rate):
        return None
    alone = rate is not None and not _COMPOUND.search(share.gap[: rate.start()])
    if rate and alone and (relation := _named_rate(figures, at, rate["done"])) is not None:
        return relation
    part = _part(figures, at, words["part"] if words and not rate else "")
    changed = part is None or part.quantity.kind is not Kind.AMOUNT or part.role is Role.CHANGE or part.direction
    if (
        part is None
        or changed
        or _since_another_year(figures[: figures.index(part)], part)
        or (rate and not _is_done(part.gap + share.gap[: rate.start()], rate["done"]))
    ):
        return None
    part = _not_where(figures, part)
    first = figures.index(part)
    earlier = [
        f
        for f in figures[max(0, first - _WINDOW) : first]
        if comparable(part, f) and f.role in (Role.LEVEL, Role.PREVIOUS) and f.quantity.definite
    ]
    if rate:
        return _rate(earlier, part, share)
    named = stripped(words["whole"]) if words else ""
    for whole in reversed(earlier):
        if named and part.quantity.interval.low > whole.quantity.interval.high:
            continue  # 「占应交流人数的12.4%」 names a whole that is told nowhere
        if _outgrown(whole, part):
            continue
        if _AMONG.match(between(whole, part)) and (_EVERYTHING.match(named) or _same_whole(named, whole, earlier)):
            # 普惠园88所，其中公办61所、民办27所，占幼儿园总数的91.7%: of what the list makes up, not of its last item
            plain = named and not _EVERYTHING.match(named) and _PRONOUN.match(stripped(words["part"] if words else ""))
            listed = (plain and _all_listed(earlier, whole, part)) or (not named and _OF_ABOVE.search(share.gap))
            last = [f for f in earlier if f.id > whole.id and f.role is Role.PREVIOUS]  # 上年为243个班、大班额19个
            others = [*_other_wholes(earlier, whole, part, named), *last]
            of_all = _of_head(earlier, whole, share) if not named and _all_listed(earlier, whole, part) else None
            return of_all or (None if listed else share_of(part, whole, share, others))
    return of_the_subject(earlier, part, share, named)


#: 其中中央a、省b、市c，已含在上述支出之内，占11.47%: the list is closed, and the share is of what was told above.
_OF_ABOVE = re.compile(
    r"[，,][^，。；\d]{0,10}(?:上述|上面|前述|之内|在内|已含|计入|纳入|列入)[^，。；\d]{0,10}[，,][^，。；\d]{0,4}占$"
)


def _of_its_year(figures: list[Figure], at: int) -> Relation | None:
    """「27所中公办19所；2021年公办15所、民办9所，公办园比重为62.50%」: of those told of that year alone."""
    for part in reversed(figures[max(0, at - _NEAR) : at]):
        since = _since_another_year(figures[: figures.index(part)], part)
        told = [f for f in figures[:at] if since and f.id >= since[0].id and comparable(f, part)]
        whole = together(told) if len(told) > 1 and all(f.role is Role.LEVEL for f in told) else None
        relation = share_of(part, whole, figures[at], []) if whole is not None else None
        if relation is not None and relation.state is State.PROVED:
            return relation
    return None


def _since_another_year(before: list[Figure], part: Figure) -> list[Figure]:
    """The figures since a year was named that what stands before them is not of; empty where there is none."""
    opened = next((f for f in (part, *reversed(before)) if _YEAR.search(f.gap) or "。" in f.gap), None)
    named = _YEAR.search(opened.gap) if opened is not None else None
    earlier = [f for f in before if opened is not None and f.id < opened.id]
    if named is None or opened is None or not earlier or any(named["year"] in f.gap for f in earlier):
        return []
    return [f for f in (*before, part) if f.id >= opened.id]


def _outgrown(whole: Figure, part: Figure) -> bool:
    """Whether the part, or one of those told with it since the semicolon, is more than the whole told before that:
    「招聘教师89人，其中硕士42人；本科学历教师672人，占89.84%，研究生学历教师76人，占11.11%」.
    """
    statement = part.statement
    before = statement.between(statement.start, part.start)
    since = statement.start + before.rfind("；")
    if since < max(statement.start, whole.end):
        return False
    told = [f for f in statement.figures if since < f.start and f.id <= part.id and comparable(f, part)]
    return any(f.quantity.interval.low > whole.quantity.interval.high for f in told)


def _all_listed(earlier: list[Figure], whole: Figure, part: Figure) -> bool:
    """Whether a list of several, of which the part is the last, makes up the whole."""
    listed = [f for f in earlier if f.id > whole.id] + [part]
    exact = sum((f.quantity.value for f in listed), Decimal(0))
    return len(listed) > 1 and exact == whole.quantity.value


def _of_head(earlier: list[Figure], head: Figure, share: Figure) -> Relation | None:
    """「共1240个班，大班额还有25个，其中小学10个、初中15个，占2.0%」: of the head that the list makes up."""
    wholes = [f for f in earlier if f.id < head.id]
    tried = [r for whole in reversed(wholes) if (r := share_of(head, whole, share, [])) is not None]
    return next((relation for relation in tried if relation.state is State.PROVED), None)


def _other_wholes(earlier: list[Figure], whole: Figure, part: Figure, named: str) -> list[Figure]:
    """What else the share may be of: neither another item of the same list nor a thing of another name than is said."""
    beside = not _INCLUDED.search(part.gap)
    said = bool(named) and not _EVERYTHING.match(named) and kin(named, noun(whole))
    return [
        f
        for f in earlier
        if f is not whole
        and not (beside and whole.id < f.id < part.id and not (named and kin(named, noun(f))) and not dwelt_on(f, part))
        and not (said and not kin(named, noun(f)))
    ]


def _named_rate(figures: list[Figure], at: int, stem: str) -> Relation | None:
    """「上线1486人，参考人数3020人，上线率49.2%」: the rate names its part, which is not the figure right before it."""
    near = [f for f in figures[max(0, at - _NEAR) : at] if f.quantity.kind is Kind.AMOUNT and f.role is Role.LEVEL]
    parts = [f for f in near if stem in label(f) and not _SOME_DONE.search(label(f))]
    parts = [f for f in parts if not any(g.id == f.id + 1 and _OUT_OF.search(g.gap) for g in near)]
    if len(parts) != 1 or parts[0] is figures[at - 1] or not parts[0].quantity.definite:
        return None
    (part,) = parts
    wholes = [f for f in near if f is not part and comparable(part, f) and f.quantity.definite]
    if not wholes:
        return None
    relations = [r for whole in wholes if (r := share_of(part, whole, figures[at], [])) is not None]
    proved = [r for r in relations if r.state is State.PROVED]
    return (proved or [replace(r, weak=True) for r in relations])[0] if relations else None


def _rate(earlier: list[Figure], part: Figure, share: Figure) -> Relation | None:
    relation = _rate_of_one(earlier, part, share)
    if relation is not None or not earlier or not earlier[0].quantity.definite or "；" in share.gap:
        return relation
    # 毕业生3120人，升学1560人，就业1404人，去向落实2964人，落实率95.0%: of the head, if but for a slip of the pen
    head, exact = earlier[0], earlier[0].quantity.value * share.quantity.value / _HUNDRED
    told = share_of(part, head, share, [], weak=True) if not of_others(share.gap, head, part) else None
    step = part.quantity.step or Decimal(1)
    meant = (exact / step).to_integral_value() * step
    slipped = told is not None and (told.state is State.PROVED or typed_for(part.quantity.value, meant))
    return told if slipped and len(earlier) > 1 and head.quantity.value > part.quantity.value else None


def _rate_of_one(earlier: list[Figure], part: Figure, share: Figure) -> Relation | None:
    for at, whole in enumerate(earlier):
        if _breakdown(earlier[at + 1 :], part, whole):
            return None  # 「排查476处，已整改438处，限期整改38处，整改率100%」: what is done stands in several parts
    for whole in reversed(earlier):
        among = _AMONG.match(between(whole, part))
        # 录取2760人，录取率56.4%；另一类录取2134人，录取率43.6%: a part with a rate of its own is no whole
        beside = part.quantity.value > whole.quantity.value or _SIBLING.match(between(whole, part))
        if of_others(share.gap, whole, part):
            return None
        if among or (whole is earlier[-1] and not beside):
            return share_of(part, whole, share, [f for f in earlier if f is not whole], weak=not among)
    return None


def _breakdown(rest: list[Figure], part: Figure, whole: Figure) -> bool:
    """Whether the figures between divide the whole together with the part, or tell of the same thing done by halves."""
    if not rest:
        return False
    total = part.quantity.interval
    for figure in rest:
        total = total + figure.quantity.interval
    halves = AT_ONCE.search(rest[-1].gap) and LATER.search(part.gap)
    return bool(halves) or total.meets(whole.quantity.interval)


def _part(figures: list[Figure], at: int, named: str) -> Figure | None:
    """The figure whose share it is: the one before, or the one of the noun that stands before 占."""
    name = stripped(named)
    if _PRONOUN.match(name):
        # 两区分别为13480人和8210人，合计占全市的: of the list, which is read elsewhere
        return None if "合计" in named and LIST_SEPARATOR.match(figures[at - 1].gap) else figures[at - 1]
    said, before = read_thing(name), figures[at - 1]
    item = read_thing(label(before))
    schools = before.quantity.dimension == "count:所" and said.core not in ("", SCHOOLS)
    same = (said.stage, said.owner) == (item.stage, item.owner) and item.core in ("", SCHOOLS, said.core)
    if said.stage and same and not schools:
        return before  # 普通高中2685人，中职学校1236人，中职招生占31.52%
    for figure in reversed(figures[max(0, at - _WINDOW) : at]):
        if figure.quantity.kind is Kind.AMOUNT and (own := label(figure)) and same_thing(name, own):
            other = name != own and "；" in between(figure, figures[at])
            return None if other and said.core != read_thing(own).core else figure  # …小学a个；接入百兆宽带的中小学比例
    return None


def _not_where(figures: list[Figure], part: Figure) -> Figure:
    """「164个大班额中有121个在老城的4所学校，占73.8%」: where they are is no part of them."""
    at = figures.index(part)
    behind = part.statement.between(part.end, min(part.statement.end, part.end + _NAME))
    if at > 1 and _INTO.search(part.gap) and _PLACES.match(behind):
        return figures[at - 1]  # 有4100个落在三个街道，占75.1%
    if at > 1 and _WHERE.match(part.gap) and comparable(figures[at - 1], part):
        return figures[at - 1]
    return part


def _same_whole(named: str, whole: Figure, earlier: list[Figure]) -> bool:
    """Whether the words after 占 can name this whole; words that fit none of the figures leave it open."""
    if TEACHERS in read_thing(named).core and PUPILS in read_thing(noun(whole)).core:
        return False  # 57307名学生，3412名教师轮流值守，占专任教师的92.0%
    narrowed = _NARROWED.search(named)
    if narrowed and narrowed[0] not in whole.statement.text[: whole.end - whole.statement.start + _NAME]:
        return False  # 全县2400名教师中360名支教，占乡村教师的40%
    return kin(named, noun(whole)) or not any(kin(named, noun(f)) for f in earlier)


def _is_done(words: str, done: str) -> bool:
    """Whether the part counts what is done: 「其中重大隐患2处，全部整改，整改率100%」 gives no done part of 120处."""
    return bool(re.search(f"{done}|完成|已", words)) and not re.search("全部|均已|都", words)
