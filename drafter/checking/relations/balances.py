"""What a sentence balances in a few words: a net change of what came and what went, what was still lacking when all is
done, years by name and the change from one to the next, a rate held against another, a head with its kinds.

No word says which figures belong together, so that what does not fit is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import CAME, NET, WENT
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["balances"]

_NET = re.compile(rf"(?:{NET})(?:了|出|教师|人员|人数|学校|班级)*$")
_CAME, _WENT = re.compile(CAME), re.compile(WENT)
#: Some of those that came, or of another year, are no movement of their own.
_PART = re.compile(r"其中|[含内]有?|包括|上年|去年|计划|[比较]")
_BESIDES = re.compile(r"(?:^|[，；])(?:另|此外|还|同时)")
_CAUGHT_UP = re.compile(r"(?:补[齐上足]|补建|再建|新建|新增|增加|覆盖)(?:了)?$")
_ALL_DONE = re.compile(r"全部|全覆盖|全都|悉数|实现.{0,4}全")
_DUE = re.compile(r"应|需|须|共|总")
_BY_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:底|末|度|秋季)?(?P<what>[^，。；：、\d]{0,8}?)(?:的|有|为|是)?$")
_SINCE = re.compile(r"(?:[比较]上一?年|同比|一年)[^，。；\d]{0,4}$")
_HELD = re.compile(r"^[，,](?:明显|略|稍|均|也|仍|已)?(?P<word>低于|慢于|不及|高于|快于|超过|优于)[^，。；：\d]{0,14}$")
_STEM = re.compile(r"年均|增幅|增速|增长率")
_KIND = re.compile(r"^[，、：（]?(?P<name>[一-鿿]{1,8})$")
_CLOSES = re.compile(r"^[^，、；。\d]{0,2}(?:[；。）]|$)")
_KINDS_SAID = re.compile(r"[类型级段档批]$")
#: 四年来撤并20个，2021年8个，2022年5个，…: a head with every one of its years.
_YEAR = re.compile(r"^[，、：（；](?P<year>(?:19|20)\d\d)年(?:度|底|秋季)?[^，。；：、\d]{0,6}$")
_FEWEST_KINDS = 3
_SO_MANY_YEARS = re.compile(r"(?P<n>[三四五六七八])年(?:来|间|里|内|共|累计|合计|下来)|[近前头](?P<m>[三四五六七八])年")
_SINCE_THEN = re.compile(r"以来|年来|累计|先后|共|合计|近.年|期间")


#: 比上年的净流出189人少36人
_LAST_YEAR = re.compile("[上去前]年的?")


def balances(statement: Statement) -> Iterator[Relation]:
    """Every balance of a sentence."""
    figures = statement.figures
    if len(figures) < 2:
        return
    for at, figure in enumerate(figures):
        if figure.quantity.kind is not Kind.AMOUNT or not figure.quantity.definite:
            continue
        if _NET.search(figure.gap) and not _LAST_YEAR.search(figure.gap):
            yield from _net(figures[:at], figure)
        elif _CAUGHT_UP.search(figure.gap):
            yield from _lacking(statement, figures[:at], figure)
        elif figure.role is Role.CHANGE and _SINCE.search(figure.gap[:-2] if figure.direction else figure.gap):
            yield from _from_year_to_year(figures[:at], figure)
    for one, other in pairwise(figures):
        yield from _held_against(one, other)
    yield from _kinds(statement)
    yield from _years(figures)


def _alike(figures: list[Figure], stated: Figure) -> list[Figure]:
    return [f for f in figures if f.quantity.dimension == stated.quantity.dimension and f.quantity.definite]


def _net(earlier: list[Figure], stated: Figure) -> Iterator[Relation]:
    """「招聘a名，退休、调出b名，净增c名」."""
    alike = _alike(earlier, stated)
    came = [f for f in alike if _CAME.search(f.gap) and not _WENT.search(f.gap)]
    went = [f for f in alike if _WENT.search(f.gap)]
    if len(came) != 1 or _BESIDES.search(came[0].gap):
        return  # 另从外县调入12人: those that came besides are told before
    if not went or any(_PART.search(f.gap) for f in alike if f.id > min(came[0].id, went[0].id)):
        return
    exact = came[0].quantity.value
    computed = came[0].quantity.interval
    for figure in went:
        exact -= figure.quantity.value
        computed = computed - figure.quantity.interval
    formula = f"{came[0].text}{''.join(f'－{f.text}' for f in went)}"
    yield decided("difference", Trial((came[0], *went), abs(computed), abs(exact), formula), stated)


def _lacking(statement: Statement, earlier: list[Figure], stated: Figure) -> Iterator[Relation]:
    """「应建a所，上年底建成b所，今年全部建成，补齐c所」."""
    alike = _alike(earlier, stated)
    if len(alike) != 2 or not _ALL_DONE.search(statement.between(alike[-1].end, stated.start)):
        return
    due, had = alike
    if not _DUE.search(due.gap) or due.quantity.value <= had.quantity.value:
        return
    computed = due.quantity.interval - had.quantity.interval
    exact = due.quantity.value - had.quantity.value
    yield decided("difference", Trial((due, had), computed, exact, f"{due.text}－{had.text}"), stated)


def _from_year_to_year(earlier: list[Figure], stated: Figure) -> Iterator[Relation]:
    """「2022年的a个、2023年的b个降到2024年的c个，比上年减少d个」: of the last two years."""
    found = [(m, f) for f in _alike(earlier, stated) if (m := _BY_YEAR.search(f.gap))]
    by_year = {int(m["year"]): f for m, f in found}
    if len(by_year) < 2 or len({m["what"] for m, _ in found}) > 1:
        return
    last = max(by_year)
    now, before = by_year[last], by_year.get(last - 1)
    if before is None or now.id != max(f.id for f in by_year.values()) or stated.id != now.id + 1:
        return
    computed = abs(now.quantity.interval - before.quantity.interval)
    exact = abs(now.quantity.value - before.quantity.value)
    trial = Trial((before, now), computed, exact, f"{now.text}－{before.text}")
    relation = decided("difference", trial, stated)
    if relation.state is State.REFUTED and len(by_year) > 2 and _exchanged(by_year, last, stated):
        formula = f"{relation.formula}＝{stated.text}"
        told = (now, stated, by_year[last - 1])
        yield Relation("order", formula, State.REFUTED, told, "两年的数疑似写反", weak=True)
        return
    yield relation


def _exchanged(by_year: dict[int, Figure], last: int, stated: Figure) -> bool:
    """Whether the change is that from the year before the last."""
    other = by_year.get(last - 2)
    if other is None:
        return False
    return abs(by_year[last].quantity.interval - other.quantity.interval).meets(stated.quantity.interval)


def _held_against(one: Figure, other: Figure) -> Iterator[Relation]:
    """「年均增长a%，高于规划的年均b%」: of rates of one name."""
    words = _HELD.match(other.gap)
    left, right = one.quantity, other.quantity
    if words is None or not left.kind is right.kind is Kind.PERCENT or not left.definite:
        return
    stem, again = _STEM.search(one.gap[-8:]), _STEM.search(other.gap)
    if stem is None or again is None or stem[0] != again[0]:
        return
    below = words["word"] in ("低于", "慢于", "不及")
    wrong = left.value >= right.value if below else left.value <= right.value
    formula = f"{one.text}{'＜' if below else '＞'}{other.text}"
    state = State.REFUTED if wrong else State.PROVED
    yield Relation("target", formula, state, (one, other), "与所称不符" if wrong else "", weak=True)


def _years(figures: list[Figure]) -> Iterator[Relation]:
    """「四年来撤并20个，2021年8个，2022年5个，2023年4个，2024年3个」: years in a row that make up the head.

    Some years may be left out, so that fewer than the head tells of are wrong only where the head counts the years.
    """
    for at, head in enumerate(figures):
        run: list[Figure] = []
        last = 0
        for figure in figures[at + 1 :]:
            year = _YEAR.match(figure.gap)
            same = figure.quantity.dimension == head.quantity.dimension and figure.quantity.definite
            if year is None or not same or figure.role is not Role.LEVEL or (last and int(year["year"]) != last + 1):
                break
            last = int(year["year"])
            run.append(figure)
        level = head.quantity.kind is Kind.AMOUNT and head.role is Role.LEVEL and head.quantity.definite
        if len(run) < _FEWEST_KINDS or not level or _YEAR.match(head.gap) or _BY_YEAR.search(head.gap):
            continue
        total = Interval.exact(Decimal(0))
        for figure in run:
            total = total + figure.quantity.interval
        exact = sum((f.quantity.value for f in run), Decimal(0))
        fits = total.meets(head.quantity.interval)
        counted = _SO_MANY_YEARS.search(head.gap)
        whole = counted is not None and parse_chinese(counted["n"] or counted["m"]) == len(run)
        if fits or whole or (exact > head.quantity.value and _SINCE_THEN.search(head.gap)):
            formula = f"{'＋'.join(f.text for f in run)}＝{head.text}"
            expected = "" if fits else printed_like(exact, head.quantity)
            yield Relation("sum", formula, State.PROVED if fits else State.REFUTED, (*run, head), expected, weak=True)


def _kinds(statement: Statement) -> Iterator[Relation]:
    """「机构a家，甲类b家、乙类c家、丙类d家。」: kinds of one ending right behind their head, and nothing after them."""
    figures = statement.figures
    for at, head in enumerate(figures):
        run: list[Figure] = []
        for figure in figures[at + 1 :]:
            name = _KIND.match(figure.gap)
            joined = figure.gap[:1] == ("、" if run else "，")
            same = figure.quantity.dimension == head.quantity.dimension and figure.quantity.definite
            if not joined or not name or not same or figure.role is not Role.LEVEL:
                break
            if not _KINDS_SAID.search(name["name"]):
                break
            run.append(figure)
        counts = head.quantity.kind is Kind.AMOUNT and head.role is Role.LEVEL and head.quantity.definite
        if len(run) < _FEWEST_KINDS or not counts or len({f.gap[-1] for f in run}) != 1:
            continue
        if not _CLOSES.match(statement.between(run[-1].end, statement.end)):
            continue
        total = Interval.exact(Decimal(0))
        for figure in run:
            total = total + figure.quantity.interval
        exact = sum((f.quantity.value for f in run), Decimal(0))
        fits = total.meets(head.quantity.interval)
        formula = f"{'＋'.join(f.text for f in run)}＝{head.text}"
        expected = "" if fits else printed_like(exact, head.quantity)
        state = State.PROVED if fits else State.REFUTED
        yield Relation("sum", formula, state, (*run, head), expected, weak=True)
