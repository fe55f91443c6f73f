"""Products and ratios: an amount a head times the heads; two counts against the ratio they give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.trials import rounded
from drafter.checking.text.asides import closed_between
from drafter.checking.text.nouns import noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["products"]

#: An amount a head: 每生每年760元, 人均4000元, 每人每月500元; 生均…经费 is a statistic of its own.
_PER_HEAD = re.compile(
    r"(?P<head>每生|每人|每名[^，。；\d]{0,8}|每位[^，。；\d]{0,8}|人均|生均(?!一般|公用|教育|教学|预算|财政|经费)|生均[^，。；、\d]{0,8}?按(?=每)|每校|校均|每所|每个?班|班均)"
    r"(?P<time>每[学]?年|每月|每[天日]|每学期|每周)?(?:[^，。；、\d]{0,6}(?:补助|补贴|津贴))?(?:按|为|发放|补助|补贴|资助|达到?|不低于|标准|的|约|月|年|安排|拨付)*$"
)
_DAILY = re.compile(r"^(?:每[天日])")
_PEOPLE = re.compile(r"每生|每人|每名|每位|人均|生均")
_TOTAL = re.compile(
    r"(?:共|合计|总计|累计|总额|共计|发放|拨付|投入|支出|安排|补助|资助|资金|经费|补贴|兑现|落实|需|[、，])[^，。；\d]{0,10}$"
)
#: 全年共领取307.20万元, right behind the rate and the heads: what they come to.
_IN_ALL = re.compile(r"(?:共|合计|全年|累计|总计)[^，。；\d]{0,8}$")
#: 小学每生每年720元、初中940元: the standard of the next stage.
_ANOTHER_STANDARD = re.compile(
    r"^[，、和与及](?:[^，。；\d共合总计]{0,4})(?:幼儿园|学前|小学|初中|高中|中职|职业学校|特校|特殊教育(?:学校)?|本科|专科|二档|三档|寄宿生)"
    r"(?:阶段|学段|学生|教育)?(?:为|按|每生每?年?)?$"
)
#: 不足100人的按100人核定: for how many a small school is paid.
_RECKONED_AS = re.compile(r"按(?:照)?$")
_BESIDES = re.compile(r"另(?:外|行)?(?:投入|安排|拨付|支出|有|拨)[^，。；\d]{0,8}$")
_GENERAL = re.compile(r"[两二]者(?:之间)?(?:的|之)?(?:比|比例)|普职比|职普比|普职招生比|普通高中与中等职业|职普招生比")
_VOCATIONAL_FIRST = re.compile(r"职普(?:招生)?比")
_VOCATIONAL = re.compile(r"中职|职业|职教|职校|职高")
_ACADEMIC = re.compile(r"普通?高中?")
_NAMED = 12
#: Two things named before two figures: 普通高中、中职分别招生a人和b人.
_NAMES = re.compile(r"[、和与及]")
_LISTED = re.compile(r"分别|各")
_STUDENTS = re.compile(r"生师比|师生比|师幼比")
_EACH_TIME = re.compile(
    r"(?<![人生名校])每(月|天|周)(?:共|约|大约)?(?:需要?|支出|开支|安排|拨付|发放|用){1,2}(?:资金|经费)?(?:约)?$"
)
#: 每套240元, 单价240元, 每个乡镇建成1所: how much to each of what was counted right before.
_APIECE = re.compile(
    r"(?:每(?!年|月|天|日|周|学期)个?(?P<one>[一-鿿]{1,3}?)|单价)"
    r"(?:均|平均|有|配备?|建成|建有|建|安排|派驻?|补助|奖励|价格?|各|开展|举办|督导|入校|到校|走访|巡查|检查|约|为|至少|造价)*$"
)
_VISITED = ("校", "园", "班")
_PAIRS = 6  # figures of the pairs that may come before
_ALTOGETHER = re.compile(r"^[^，。；\d]{0,8}[，,](?:一?共|合计|总计|共计|计)(?:支出|支付|需|为|有|建成|配备)?$")
_ADDED_UP = re.compile(r"(?:合计|共计|总计|一共|总共)(?:招生)?$")
_FEW = 5
_SMALL_SCHOOL = Decimal(100)
_MONTHS = Decimal(12)
_ROUNDED = Decimal("0.0005")
_MEAL = Decimal(50)  # what a day's meals cost at most; more is for a year
#: 师生比, and what else is counted against pupils: 专职辅导员5060名，师生比为1:195.
_STAFFED = re.compile(r"(?:生师比|师生比|师幼比|配备比例?|配比|之比)(?:分别)?(?:为|是|达到?|约)*$")
_PUPILS = re.compile(r"生|幼儿(?!园)|儿童")
#: 高中阶段招生a人，其中中职b人: no two sides, but a whole and one of them.
_OF_WHICH = re.compile(r"其中|(?<![抢侵])占")
_NO_PUPILS = re.compile(r"教师|老师|招生|辅导员|毕业生|职工|医")
_LAST_YEARS = re.compile(r"(?:[上去前]一?学?年)[^，。；、\d]{0,10}$")


def products(statement: Statement) -> Iterator[Relation]:
    """「按每生每年S元标准补助N人，共T万元」, 「惠及N人，人均S元」, 「普通高中a人、中职b人，普职比为x:y」."""
    figures = statement.figures
    found = [*_products(figures), *_over_time(figures), *_apiece(figures)]
    proved = {relation.stated.id for relation in found if relation.state is State.PROVED}
    for relation in found:  # 上半年每人4元、下半年5元，全年900元，共支出742万元: one of them explains it
        mean = "均" in relation.figures[0].gap[-4:]
        if relation.state is State.PROVED or mean or relation.stated.id not in proved:
            yield relation


def _products(figures: list[Figure]) -> Iterator[Relation]:
    for at, figure in enumerate(figures):
        if figure.quantity.kind is Kind.AMOUNT and (head := _PER_HEAD.search(figure.gap)):
            now = at + 1
            raised = figure.role is Role.PREVIOUS and now < len(figures) and figures[now].role is Role.LEVEL
            if raised and figures[now].quantity.dimension == figure.quantity.dimension:
                yield from _per_head(figures, now, head)  # 由每人每年3万元提高至3.2万元
            elif figure.role is not Role.PREVIOUS:
                yield from _per_head(figures, at, head)
        if at >= 2 and figure.quantity.kind is Kind.RATIO:
            counts = [f for f in figures[max(0, at - 4) : at] if f.quantity.kind is not Kind.PERCENT]
            counts = [f for f in counts if not _ADDED_UP.search(f.gap)]
            # 普通高中a人、中职b人（中职占s%，普职比x:y）
            ratios = list(_ratio(counts[-2], counts[-1], figure)) if len(counts) > 1 else []
            yield from ratios or _staffed(figures[:at], figure)


def _per_head(figures: list[Figure], at: int, head: re.Match[str]) -> Iterator[Relation]:
    """An amount a head with the heads and the total of its sentence."""
    rate = figures[at]
    if not rate.quantity.definite:
        return
    near = [f for f in figures[max(0, at - 4) : at + 5] if f is not rate and f.quantity.definite]
    near = [f for f in near if _unbroken(rate, f) and f.role in (Role.LEVEL, Role.PREVIOUS, Role.TARGET)]
    if not any(_is_total(f, rate) for f in near):
        near = _parameters(figures, rate) or near
    heads = [f for f in near if _is_head(f, head["head"]) and not _set_apart(f, rate)]
    totals = [f for f in near if _is_total(f, rate)]
    time = head["time"] or _time_of(rate) or ("每月" if head.string[: head.start()].endswith("月") else "")
    mean = "均" in head["head"] and not time  # 生均900元 of what was spent on so many days is no daily sum
    times = Decimal(1) if mean else _times(time, rate, near)
    # a mean is rounded, a standard is exact
    spread = "均" in head["head"] or "均" in head.string[max(0, head.start() - _NAMED) : head.start()]
    each = rounded(rate).quantity.interval if spread else Interval.exact(rate.quantity.value)
    if times is None or not heads or not totals:
        return
    for count, total in product(heads, totals):
        if time == "每学期" and (each * count.quantity.interval).meets(total.quantity.interval):
            yield _product(rate, each, count, total, Decimal(1))  # what one term costs
            return
        if (each * count.quantity.interval).scaled(times).meets(total.quantity.interval):
            yield _product(rate, each, count, total, times)
            return
    if len(heads) == len(totals) == 1 or _next_to(rate, heads, totals):
        behind = [f for f in totals if f.id == rate.id + 2 and any(h.id == rate.id + 1 for h in heads)]
        count = min(heads, key=lambda f: _distance(rate, f))
        total = min(behind or totals, key=lambda f: _distance(rate, f))
        if total is count or _LAST_YEARS.search(rate.gap):  # 人均5657元，上年人均5338元
            return
        plain = bool(behind) and bool(_IN_ALL.search(total.gap))
        yield replace(_product(rate, each, count, total, times), plain=plain)


def _set_apart(head: Figure, rate: Figure) -> bool:
    """Whether a number stands in brackets that close before the rate: 督学64人（专职14；兼职50），每名联系…."""
    return closed_between(head, rate)


def _parameters(figures: list[Figure], rate: Figure) -> list[Figure]:
    """「受益学生4130人；每生每天5元；全年按200天计；共拨付413万元」: one figure to each part of the sentence."""
    others = [f for f in figures if f is not rate and f.quantity.definite and f.role in (Role.LEVEL, Role.TARGET)]
    heads = [f for f in others if _is_head(f, "每生")]
    totals = [f for f in others if f.id > rate.id and f.quantity.dimension == "money"]
    sole = len(heads) == len(totals) == 1 and _IN_ALL.search(totals[0].gap)
    return others if sole and len(figures) <= _FEW else []


def _apiece(figures: list[Figure]) -> Iterator[Relation]:
    """「课桌椅3000套，每套240元，共72万元」, 「责任区15个，每区4名督学，共60名」."""
    for count, each, total in zip(figures, figures[1:], figures[2:], strict=False):
        words = _APIECE.search(each.gap)
        # 46所学校每校督导4次，合计184校次: times of a school are times
        visits = each.text.endswith("次") and total.text[-1:] in _VISITED and _behind(total) == "次"
        alike = each.quantity.dimension == total.quantity.dimension != "" or visits
        alike = alike and each.quantity.kind is Kind.AMOUNT
        usable = alike and all(f.quantity.definite and f.role is Role.LEVEL for f in (count, each, total))
        if not words or not usable or not _ALTOGETHER.match(total.gap) or _PER_HEAD.search(each.gap):
            continue
        one = words["one"]
        unit = count.text.lstrip("0123456789.,，一二三四五六七八九十百千万两") or "—"
        behind = count.statement.between(count.end, min(count.statement.end, count.end + 3))
        counted = (
            one is None
            or unit == one
            or (unit == "所" and one in _VISITED)
            or behind.startswith(one)
            or noun(count).endswith(one)
        )
        if not counted or count.quantity.kind is not Kind.AMOUNT or count.quantity.dimension in ("money", "area"):
            continue
        if count.quantity.dimension != each.quantity.dimension and not _of_two_pairs(figures, count, each, total):
            yield _product(each, each.quantity.interval, count, total, Decimal(1))


def _of_two_pairs(figures: list[Figure], count: Figure, each: Figure, total: Figure) -> bool:
    """Whether a total closes several pairs: 小学210个、每个3000元，初中90个、每个4000元，合计99万元."""
    before = [f for f in figures if f.id < count.id][-_PAIRS:]
    for other, price in zip(before[-2::-2], before[::-2], strict=False):
        alike = other.quantity.dimension == count.quantity.dimension and (
            price.quantity.dimension == each.quantity.dimension
        )
        if not alike:
            break
        both = other.quantity.value * price.quantity.value + count.quantity.value * each.quantity.value
        if total.quantity.interval.meets(Interval.exact(both)):
            return True
    return False


def _over_time(figures: list[Figure]) -> Iterator[Relation]:
    """「每月需67.4万元，按10个月发放，全年674万元」: so much a month for so many months."""
    for each, times, total in zip(figures, figures[1:], figures[2:], strict=False):
        unit = _EACH_TIME.search(each.gap)
        money = each.quantity.dimension == total.quantity.dimension == "money"
        if not unit or not money or not _IN_ALL.search(total.gap) or "；" in times.gap + total.gap:
            continue
        counted = times.text + _behind(times)
        if not counted.endswith(unit[1]) or not all(f.quantity.definite for f in (each, times, total)):
            continue
        computed = each.quantity.interval.scaled(times.quantity.value)
        exact = each.quantity.value * times.quantity.value
        state, truncated = decide(computed, total.quantity, exact)
        expected = "" if state is State.PROVED else printed_like(exact, total.quantity)
        formula = f"{each.text}×{times.quantity.value:f}"
        yield Relation("product", formula, state, (each, times, total), expected, truncated, weak=True, plain=True)


def _distance(rate: Figure, other: Figure) -> tuple[int, bool]:
    return abs(other.id - rate.id), other.id < rate.id


def _next_to(rate: Figure, heads: list[Figure], totals: list[Figure]) -> bool:
    """Whether heads and total follow at once: 按每人500元的标准资助1420人次、71万元."""
    ids = {f.id for f in (*heads, *totals)}
    spoken = any(f.id == rate.id + 2 and _TOTAL.search(f.gap) for f in totals)
    return {rate.id + 1, rate.id + 2} <= ids and (spoken or not {rate.id - 1, rate.id - 2} & ids)


def _unbroken(rate: Figure, other: Figure) -> bool:
    """Whether no sentence of its own (；) begins between the two."""
    low, high = sorted((rate, other), key=lambda f: f.start)
    return "；" not in rate.statement.between(low.end, high.start)


def _is_head(figure: Figure, head: str) -> bool:
    unit = figure.quantity
    if figure.quantity.kind is not Kind.AMOUNT or (_RECKONED_AS.search(figure.gap) and unit.value == _SMALL_SCHOOL):
        return False
    if _PEOPLE.match(head):  # 每百名学生拥有教师12.04人 are no heads
        whole = unit.value == unit.value.to_integral_value()
        return unit.dimension in ("person", "person-times") and whole
    # 每班51.4人，而14所小规模小学共872人: schools are no classes
    return unit.dimension in (("count:个", "count:班") if "班" in head else ("count:所", "count:个"))


def _is_total(figure: Figure, rate: Figure) -> bool:
    quantity = figure.quantity
    if figure.id == rate.id + 1 and _ANOTHER_STANDARD.match(figure.gap) and quantity.unit == rate.quantity.unit:
        return False
    if quantity.kind is not Kind.AMOUNT or _PER_HEAD.search(figure.gap) or _BESIDES.search(figure.gap):
        return False
    if rate.quantity.dimension.split("/")[0] != "money":  # 人均2所: the total is of the same unit
        return quantity.dimension == rate.quantity.dimension and quantity.value > rate.quantity.value
    return quantity.dimension == "money" and bool(_TOTAL.search(figure.gap) or figure.start < rate.start)


def _time_of(rate: Figure) -> str:
    text = rate.quantity.text
    return "每月" if re.search(r"/[^/]*月", text) else "每天" if re.search(r"/[^/]*[天日]", text) else ""


def _times(time: str, rate: Figure, near: list[Figure]) -> Decimal | None:
    """How often a year the amount is given; None when the sentence does not say on how many days."""
    days = [f for f in near if f.quantity.dimension in ("count:天",) or f.text.endswith("天")]
    months = [f for f in near if f.text.endswith("个月") or (f.text.endswith("个") and _behind(f) == "月")]
    if _DAILY.match(time) or (not time and days and rate.quantity.value < _MEAL):
        return days[0].quantity.value if len(days) == 1 else None
    if time == "每月":
        return months[0].quantity.value if len(months) == 1 else _MONTHS if not months else None
    if time == "每学期":
        return Decimal(2)
    return None if time == "每周" else Decimal(1)


def _behind(figure: Figure) -> str:
    return figure.statement.between(figure.end, min(figure.statement.end, figure.end + 1))


def _product(rate: Figure, each: Interval, count: Figure, total: Figure, times: Decimal) -> Relation:
    computed = (each * count.quantity.interval).scaled(times)
    exact = rate.quantity.value * count.quantity.value * times
    state, truncated = decide(computed, total.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, total.quantity)
    formula = f"{rate.text}×{count.text}" + (f"×{times:f}" if times != 1 else "")
    return Relation("product", formula, state, (rate, count, total), expected, truncated, weak=True)


def _ratio(first: Figure, second: Figure, ratio: Figure) -> Iterator[Relation]:
    left, right = first.quantity, second.quantity
    if left.kind is not Kind.AMOUNT or left.dimension != right.dimension or ratio.quantity.other is None:
        return
    if left.value <= 0 or right.value <= 0 or not (left.definite and right.definite):
        return
    if word := _STUDENTS.search(ratio.gap):
        yield from _students(first, second, ratio, word.group())
        return
    if not _GENERAL.search(ratio.gap) or _OF_WHICH.search(second.gap):
        return
    if "招生" in ratio.gap and "在校" in first.gap + second.gap:
        return  # 在校生6200人、3800人，普职招生比5.6:4.4
    y = ratio.quantity.other
    x = ratio.quantity.left
    # 职普比 tells the vocational side first, whichever of the two counts was told first
    names = _NAMES.split(first.gap) if _LISTED.search(first.gap) else [first.gap]
    own = names[-2] if len(names) > 1 else names[0]
    turned = bool(_VOCATIONAL_FIRST.search(ratio.gap)) != bool(_VOCATIONAL.search(own[-_NAMED:]))
    if turned:
        x, y = y, x
    half = Decimal(5).scaleb(-ratio.quantity.decimals - 1)
    stated = Interval((x - half) / (x + y), (x + half) / (x + y))
    share = left.interval / (left.interval + right.interval)
    state = State.PROVED if share.meets(stated) else State.REFUTED
    of_whole = to_places(min(left.value, right.value) / max(left.value, right.value), 3)
    gaps = (first.gap[-_NAMED:], second.gap[-_NAMED:])
    named = any(_VOCATIONAL.search(one) and _ACADEMIC.search(other) for one, other in (gaps, gaps[::-1]))
    if (
        state is State.REFUTED
        and not named
        and any(abs(side / (x + y) - of_whole) <= half / (x + y) + _ROUNDED for side in (x, y))
    ):
        return  # a whole and the part of it that one side is
    base = x + y
    exact = left.value / (left.value + right.value) * base
    sides = [f"{side:.{ratio.quantity.decimals}f}" for side in (exact, base - exact)]
    shown = ":".join(reversed(sides) if turned else sides)
    expected = "" if state is State.PROVED else shown
    yield Relation("ratio", f"{first.text}:{second.text}", state, (first, second, ratio), expected)


def _staffed(earlier: list[Figure], ratio: Figure) -> Iterator[Relation]:
    """「按在校生98.6万人计，…；专职辅导员5060名，师生比为1:195」: the staff right before, the sentence's pupils."""
    if not _STAFFED.search(ratio.gap) or ratio.role is Role.TARGET or not ratio.quantity.definite:
        return
    heads = [
        f
        for f in earlier
        if f.quantity.dimension == "person" and f.quantity.definite and f.role is not Role.CHANGE
        if f.quantity.value == f.quantity.value.to_integral_value()  # 平均每点4.3名教师 are no heads
    ]
    staff = next((f for f in reversed(heads[-2:]) if not _counts_pupils(f)), None)
    pupils = [f for f in heads if _counts_pupils(f)]
    if staff is None or not pupils or staff.quantity.value <= 0 or ratio.id - staff.id > 2 or "；" in ratio.gap:
        return
    told = _told_of_one(ratio)
    fits = [f for f in pupils if (f.quantity.interval / staff.quantity.interval).meets(told)]
    if not fits and len({f.quantity.value for f in pupils}) > 1:
        return
    many = fits[0] if fits else pupils[0]
    formula = f"{many.text}÷{staff.text}"
    if fits:
        yield Relation("ratio", formula, State.PROVED, (many, staff, ratio))
    elif many.quantity.value > staff.quantity.value:
        shown = f"{many.quantity.value / staff.quantity.value:.{ratio.quantity.decimals}f}"
        one = f"{shown}:1" if ratio.quantity.value > 1 else f"1:{shown}"
        yield Relation("ratio", formula, State.REFUTED, (many, staff, ratio), one, weak=True)


def _counts_pupils(figure: Figure) -> bool:
    words = noun(figure)
    return bool(_PUPILS.search(words)) and not _NO_PUPILS.search(words)


def _told_of_one(ratio: Figure) -> Interval:
    """How many pupils one of the staff has, whichever side of the ratio is the one."""
    quantity = ratio.quantity
    many = quantity.left if quantity.other == 1 or quantity.value > 1 else quantity.other or Decimal(1)
    few = (quantity.other or Decimal(1)) if many == quantity.left else quantity.left
    half = Decimal(5).scaleb(-quantity.decimals - 1)
    return Interval((many - half) / few, (many + half) / few)


def _students(first: Figure, second: Figure, ratio: Figure, word: str) -> Iterator[Relation]:
    """「在校生177300人，专任教师11257人，生师比为15.75:1」: whoever the two are, the greater are the pupils."""
    if not (re.search(r"生|幼儿", first.gap[-10:]) and re.search(r"教师", second.gap[-10:])):
        return
    if Role.CHANGE in (first.role, second.role):  # 在校生增加2508人，教师只增加145人
        return
    x, y = ratio.quantity.left, ratio.quantity.other or Decimal(1)
    pupils, teachers = (x, y) if word == "生师比" or x > y else (y, x)
    if teachers <= 0:
        return
    half = Decimal(5).scaleb(-ratio.quantity.decimals - 1)
    stated = Interval((pupils - half) / teachers, (pupils + half) / teachers)
    computed = first.quantity.interval / second.quantity.interval
    state = State.PROVED if computed.meets(stated) else State.REFUTED
    shown = f"{first.quantity.value / second.quantity.value * teachers:.{ratio.quantity.decimals}f}"
    one = f"{shown}:{teachers}" if pupils == x else f"{teachers}:{shown}"
    expected = "" if state is State.PROVED else one
    yield Relation("ratio", f"{first.text}÷{second.text}", state, (first, second, ratio), expected)
