"""Totals that close a list: 合计, 共, 两项共."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.items import countable
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.quotients import told_in_passing
from drafter.checking.relations.wholes import added, exhausted, mistyped
from drafter.checking.text.nouns import kin, label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED, GROUPS, MANY
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["CLOSES", "closed", "first_ones"]

CLOSES = re.compile(
    rf"(?:^|[，、；（])(?:以上|上述|几项|各项|(?:(?:以上|上述|这|前述))?(?P<many>{MANY})(?:{GROUPS}))?(?:资金|经费|学生|人数|人员|教师)?(?:全部)?(?P<word>{ADDED}|共)(?:为|达到?|约|投入|完成投资|安排|支出|拨付|筹措|筹集|落实|招聘|补充|培训|安置|完成|办结|入学|就读|有|是|得|就是|等于|缺|缺少|短缺|还?差|尚?缺|需|减少?|增加?|新增)?$"
)
#: 「…，共新增学位900个」, 「…，共有基层党组织53个」: the total names what was added up.
_CLOSES_NAMED = re.compile(
    rf"^[，、；](?:以上|上述)?(?P<word>{ADDED}|共)"
    r"(?P<verb>[计有]|新增|增加|提供|培训|招聘|补充|改造|建成|投入|支出|资助|发放)?(?P<noun>[一-鿿]{2,8})$"
)
#: 双向往来共77人, 两地互派共…: it says itself that it adds both ways.
_CLOSES_BOTH = re.compile(
    r"^[，、；](?:双[向方]|[两二]地|[两二]校|往来|互派|进出|上下)[一-鿿]{0,6}?(?P<word>共|合计)[有计]?$"
)
#: 分别招聘120名、150名、180名，累计450名: behind a plain list any total closes.
_CLOSES_LIST = re.compile(r"^[，,](?:累计|总计|总)[^，。；、\d均]{0,6}$")
#: 送培145场，集中研训62场，跨校教研33场，全年研训总场次240场: it may be of more, so that only slips of typing are told.
_CLOSES_AS_TOTAL = re.compile(r"^[，、；][^，。；、\d均比占]{0,8}总(?![计共和书体结务理投目标])[^，。；、\d均率]{0,6}$")
_LIST = 3
_CLOSED_BY = re.compile(rf"^(?:资金|经费)?(?:全部)?(?P<word>{ADDED}|共|)(?:为|达到?|约|有|是)?$")
#: 三项合计, 四地相加: counted by these before the total.
_COUNTED_BY = tuple(dict.fromkeys(word.lstrip("个?")[-1] for word in GROUPS.split("|")))
_PLAINLY = frozenset(["合计", "共计", "总计", "总共", "一共"])
_IN_ONE_BREATH = re.compile(r"^[^，、；：。（）和及与]{1,6}$")
_PARTS = re.compile(r"；")
#: 「，东关小学增加学位」; 各增加 is of more than one, 比上年增加 of a year.
_GAINS = re.compile(r"(?:^|[，、；])[^，、；。\d比较同去上和及各均]{2,10}(?:增加|新增)(?:学位|班额|床位|编制)?$")
_TO_EACH = re.compile(r"各(?:有|增加|新增|安排|配备|奖励|补助)?$")
LOOK_BACK = 12


def _gained(total: Figure, part: Figure) -> bool:
    """Whether an item tells what one of several places has got: 「甲校增加学位300个，乙校增加450个，合计750个」."""
    same = part.quantity.kind is Kind.AMOUNT and part.quantity.dimension == total.quantity.dimension
    role = part.role is Role.LEVEL or (part.role is Role.CHANGE and part.direction > 0)
    return same and role and bool(_GAINS.search(part.gap))


def _before_total(figures: list[Figure], total: Figure, named: int) -> tuple[list[Figure], list[Figure]]:
    """(the list right before a total, the same with what stands before its last ；)."""
    listed: list[Figure] = []
    wider: list[Figure] = []
    asides = _asides(figures)
    for at in range(len(figures) - 1, -1, -1):
        figure = figures[at]
        if figure.id in asides:
            continue  # 小学41所（其中教学点9所），初中19所，共60所
        if figure.role is Role.SHARE and "：" not in figure.gap and "其中" not in figure.gap:
            continue  # 12500人，占40%；12096人，占90%；两项共24596人
        if at and told_in_passing(figures[at - 1], figure):
            continue  # 特校152人，比上年增加6人，随班就读218人，合计370人
        if _TO_EACH.search(figure.gap):
            return [], []  # 东关、西关小学各50个: once for each
        gained = _gained(total, figure)
        if not (gained or (countable(total, figure) and figure.role is Role.LEVEL)) or not figure.quantity.definite:
            break
        if wider and _IN_ONE_BREATH.match(wider[0].gap):
            return [], []  # 东片12所完工8所，西片9所完工9所: two columns
        if wider and wider[0].role is Role.CHANGE and not gained:
            break  # 在校生560人，甲校增加20人，乙校增加30人，合计50人
        wider.insert(0, figure)
        if len(listed) == len(wider) - 1 and (named or not any(_PARTS.search(f.gap) for f in listed)):
            listed.insert(0, figure)
        if "：" in figure.gap or "其中" in figure.gap:
            break
    return listed, wider


def _asides(figures: list[Figure]) -> set[int]:
    """The figures in brackets that open right behind another one and close before the next."""
    found: set[int] = set()
    for figure, after in pairwise(figures):
        if re.match(r"^（[^）]*$", figure.gap) and "）" in after.gap:
            found.add(figure.id)
    return found


def _of_its_name(earlier: list[Figure], total: Figure) -> re.Match[str] | None:
    """A total that names what the list before it adds up; 共有 tells a stock, which a list of all kinds makes up."""
    words = _CLOSES_NAMED.match(total.gap)
    if words is None:
        return None
    listed = value_runs(earlier)[-1]
    listed = listed if len(listed) > 1 else earlier[-_LIST:]
    parts = [f for f in listed if countable(total, f)]
    if len(parts) > 1 and exhausted(parts):
        return words
    same = all(kin(words["noun"], label(f)) for f in parts[:1]) and words["verb"] not in (None, "有")
    return words if same and len(parts) > 1 else None


def _of_list(before: list[Figure], total: Figure) -> Iterator[Relation]:
    """「三校分别投资1.2亿元、0.8亿元和1.5亿元，总投资3.5亿元」"""
    run = value_runs(before[-LOOK_BACK:])[-1]
    alike = all(countable(total, f) and f.quantity.definite for f in run)
    if len(run) < _LIST or "分别" not in run[0].gap or not alike or run[0].role is not Role.LEVEL:
        return
    exact = sum((part.quantity.value for part in run), Decimal(0))
    formula = f"{'＋'.join(part.text for part in run)}＝{total.text}"
    if added(run).meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*run, total))
    else:
        yield Relation("sum", formula, State.REFUTED, (*run, total), printed_like(exact, total.quantity), weak=True)


def _all_but_typed(before: list[Figure], total: Figure) -> Iterator[Relation]:
    """The list right before what is called a total, where it makes it up but for a slip of typing."""
    parts: list[Figure] = []
    for figure in reversed(before[-LOOK_BACK:]):
        if not countable(total, figure) or figure.role is not Role.LEVEL or "。" in figure.gap:
            break
        parts.insert(0, figure)
    if len(parts) < _LIST or not all(part.quantity.definite for part in parts):
        return
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    if added(parts).meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*parts, total))
    elif mistyped(total, parts):
        yield Relation("sum", formula, State.REFUTED, (*parts, total), printed_like(exact, total.quantity), weak=True)


_OF_ALL = re.compile(r"占[^，。；\d]{0,10}$")


def _goes_on_as_list(figures: list[Figure], at: int) -> bool:
    """Whether a figure is the first of a list of its kind, so that it is one of several and no total."""
    following = figures[at + 1 : at + 2]
    return any(f.gap.strip() == "、" and f.quantity.dimension == figures[at].quantity.dimension for f in following)


def _but_wholes(before: list[Figure], total: Figure) -> Relation | None:
    """「金牌8枚，占全省96枚的8.3%，银牌13枚，铜牌21枚，合计42枚」: the list without what its parts are shares of."""
    parts = [f for f in before if countable(total, f) and f.role is Role.LEVEL and not _OF_ALL.search(f.gap)]
    if len(parts) == len([f for f in before if countable(total, f)]):
        return None
    for size in range(2, len(parts) + 1):
        if added(parts[-size:]).meets(total.quantity.interval):
            formula = f"{'＋'.join(part.text for part in parts[-size:])}＝{total.text}"
            return Relation("sum", formula, State.PROVED, (*parts[-size:], total))
    return None


#: What stands before the number of a phase: 新城高中二期2100万元; but 这两项.
_IN_A_NAME = re.compile(r"[一-鿿](?<![这那前后述上下])$")


def _counted_by(count: Figure, total: Figure) -> re.Match[str] | None:
    """The words of a total that says before it how many it adds up: 两项共45亿元."""
    if not count.quantity.spelled or count.text[-1:] not in _COUNTED_BY:
        return None
    words = _CLOSED_BY.match(total.gap)
    return None if words and not words["word"] and _IN_A_NAME.search(count.gap) else words


_FIRST_OF = re.compile(r"(?:^|[，、；])(?:其中)?前$")


def _of_the_first(figures: list[Figure], at: int) -> int:
    """How many of a list a total adds up from the first on, 前两类合计240件; 0 where it does not say so."""
    counted = figures[at - 1] if at else None
    if counted is None or not counted.quantity.spelled or not _FIRST_OF.search(counted.gap):
        return 0
    return int(counted.quantity.value) if _CLOSED_BY.match(figures[at].gap) else 0


def first_ones(figures: list[Figure], at: int, total: Figure) -> Iterator[Relation]:
    """So many of a list, from its first on: 「招生148件，收费92件，食堂63件，其他55件；前两类合计240件」."""
    named = _of_the_first(figures, at)
    listed, _ = _before_total(figures[max(0, at - 1 - LOOK_BACK) : at - 1], total, named) if named > 1 else ([], [])
    runs = [listed[n : n + named] for n in range(len(listed) - named + 1)] if named > 1 else []
    held = next((run for run in runs if added(run).meets(total.quantity.interval)), None)
    opens = bool(runs) and re.search(r"[：看]|其中", listed[0].gap)
    if held is None and not opens:
        return
    run = held or runs[0]
    formula = f"{'＋'.join(part.text for part in run)}＝{total.text}"
    if held is not None:
        yield Relation("sum", formula, State.PROVED, (*run, total))
    else:
        exact = sum((part.quantity.value for part in run), Decimal(0))
        yield Relation("sum", formula, State.REFUTED, (*run, total), printed_like(exact, total.quantity), weak=True)


def closed(statement: Statement, figures: list[Figure], at: int, total: Figure) -> Iterator[Relation]:
    """「随班就读613人，送教上门142人，合计755人」, 「两项合计3906万元」."""
    closing = CLOSES.search(total.gap)
    if _goes_on_as_list(figures, at) or _of_the_first(figures, at):
        return  # 上年三项为14390元、19210元、17960元; 前两类合计240件
    counted = _counted_by(figures[at - 1], total) if at else None
    if counted is not None:
        named, at = int(figures[at - 1].quantity.value), at - 1  # 两项共45亿元
        closing = counted
    else:
        named = int(parse_chinese(closing["many"]) or 0) if closing and closing["many"] else 0  # 三类合计456人
    if not closing and at >= 2:
        closing = _CLOSES_BOTH.match(total.gap) or _of_its_name(figures[:at], total)
    if not closing and at >= _LIST and _CLOSES_LIST.match(total.gap):
        yield from _of_list(figures[:at], total)
        return
    if not closing and at >= _LIST and _CLOSES_AS_TOTAL.match(total.gap):
        yield from _all_but_typed(figures[:at], total)
    if at < 2 or not closing or total.quantity.kind is not Kind.AMOUNT or total.statement is not statement:
        return
    listed, wider = _before_total(figures[max(0, at - LOOK_BACK) : at], total, named)
    if named > 1:
        first = counted is not None and figures[at].gap.endswith("前")  # 前两项合计86696万元
        wider = wider[:named] if first else wider
        listed = wider if first else listed[-named:] if len(listed) >= named else []
    for size in range(2, len(wider) + 1):
        if added(wider[-size:]).meets(total.quantity.interval):
            formula = f"{'＋'.join(part.text for part in wider[-size:])}＝{total.text}"
            yield Relation("sum", formula, State.PROVED, (*wider[-size:], total))
            return
    if (apart := _but_wholes(figures[max(0, at - LOOK_BACK) : at], total)) is not None:
        yield apart
        return
    if len(listed) < 2:
        return
    exact = sum((part.quantity.value for part in listed), Decimal(0))
    formula = f"{'＋'.join(part.text for part in listed)}＝{total.text}"
    # what a bare 共 adds up is less sure than what 两项合计 does
    passed = any(f.role is Role.CHANGE and listed[0].id < f.id < total.id for f in figures)
    weak = not closing["word"] or (
        named <= 1 and (closing["word"] not in _PLAINLY or passed or len(wider) > len(listed))
    )
    expected = printed_like(exact, total.quantity)
    yield Relation("sum", formula, State.REFUTED, (*listed, total), expected, weak=weak)
