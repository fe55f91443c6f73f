"""The region and its parts: places that are counted, a place against the whole, and how far it lies from the mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import share_of
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["region_parts"]

_UNITS = (
    r"(?:街道|乡镇|乡|镇)（(?:街道|镇|乡)(?:、(?:街道|镇|乡))*）|县（市、区）|县（区、市）|县（市）|县（区）|市（县、区）|县市区|县区|区县|设区市|市州|乡镇（街道）|镇（街道）"
    r"|街道（乡镇）|乡镇|街道"
)
_COUNTED = re.compile(rf"^(?:{_UNITS})")
_GOVERNS = re.compile(r"辖")
#: 「96个县（市、区）全部实现」, said of every one of them.
_ALL = re.compile(rf"^(?P<unit>{_UNITS})[^，。；、\d的]{{0,6}}?(?:全部|均已?|都已?|全面)(?![衡等])")
#: 「对全省96个县（市、区）」: the whole region is said to have so many.
_OF_ALL = re.compile(r"(?:[全我本][省市县区州盟旗]|全部|所有)(?:辖区内)?(?:的|共|共有|现有)?$")
_OPENS = re.compile(r"^[，。；：\s]*(?:[全我][省市县区州盟旗]|目前|截至[^，。；]{0,12}|已有?)?$")
_PLACE = r"[一-鿿]{2,4}?[县市区旗州]"
_NAMES = re.compile(
    rf"(?:^|[，。；：、\s])(?P<names>{_PLACE}(?:[、和及与]{_PLACE})+)(?P<more>等)?(?=[^、和及与市县区旗州])"
)
_OF_THE_PLACES = re.compile(rf"占[全我]?[省市州]?(?P<unit>{_UNITS})(?:总数|个数|数)?的?(?:比例|比重)?(?:为|约)*$")
_OWN_PLACE = re.compile(rf"(?:^|[，；。、：])(?P<place>{_PLACE})(?:就|仅|有|共|还|占|为|只)*$")
_WHOLE = re.compile(r"[全我][省市县区州盟旗]|总")
_FROM_MEAN = re.compile(
    rf"(?P<place>{_PLACE})?(?:仍|还|也|却)?(?:(?P<than>高于|低于)|[比较])(?P<mean>[全我][省市县区州][^，。；\d]{{0,12}}?)(?P<way>高出?|低|多|少)?(?:了)?(?:约)?$"
)
_IS_MEAN = re.compile(r"(?:平均|均值)(?:水平|值|数)?(?:的|为|是)?$")
_MEANS = re.compile(r"[全我][省市县区州盟旗]|平均|合计|总")
_LEFT = re.compile(r"(?:还有|尚有|仍有|其余|剩余|另有|剩下)(?:的)?$")
_NOT_YET = re.compile(r"^[^，。；\d]{0,10}(?:未|没有|尚未)")
_DONE = re.compile(r"已|只有|仅有|通过|完成|达标|实现")
_BARE_SHARE = re.compile(r"^[^，。；\d]{0,12}，占(?:比)?(?:为)?$")
_NEAR = 3
_OF_PLACES = frozenset("县市区旗镇乡街")


def region_parts(statements: Sequence[Statement], tables: Iterable[Grid], settled: set[int]) -> Iterator[Relation]:
    """What a report says of the places it has.

    Args:
        settled: ids of figures that another relation already holds.
    """
    told = _told(statements, tables)
    known = _known(statements)
    for statement in statements:
        for at, figure in enumerate(statement.figures):
            yield from _all_of_them(statement, figure, known)
            yield from _named_places(statement, at, known)
            yield from _more_than_all(statement.figures, at)
            if at and figure.role is Role.CHANGE and figure.id not in settled:
                yield from _from_the_mean(statement.figures, at, told)
            if at > 1 and figure.id not in settled:
                yield from _left_over(statement.figures, at)


def _known(statements: Iterable[Statement]) -> dict[str, Figure]:
    """How many places of each sort the region governs, where it says so: 辖12个设区市、96个县（市、区）."""
    found: dict[str, Figure] = {}
    for statement in statements:
        if not _GOVERNS.search(statement.text):
            continue
        for figure in statement.figures:
            unit = _COUNTED.match(statement.between(figure.end, min(statement.end, figure.end + 8)))
            if unit and figure.quantity.definite:
                found.setdefault(unit.group(), figure)
    return found


def _all_of_them(statement: Statement, figure: Figure, known: dict[str, Figure]) -> Iterator[Relation]:
    """「92个县（市、区）全部实现」, where there are 96."""
    after = statement.between(figure.end, min(statement.end, figure.end + 18)) if known else ""
    said, counted = _ALL.match(after), _COUNTED.match(after)
    whole = known.get(counted.group()) if counted else None
    if whole is None or whole.statement is statement or not figure.quantity.definite:
        return
    clause = re.split(r"(?<=[，。；])", figure.gap)[-1]
    if figure.quantity.value == whole.quantity.value or figure.role is not Role.LEVEL:
        return
    every = (said is not None and _OPENS.match(clause)) or _OF_ALL.search(clause)
    if not every:
        return
    formula = f"全部{figure.text}＝所辖{whole.text}"
    yield Relation("all", formula, State.REFUTED, (whole, figure), whole.text, weak=True)


def _named_places(statement: Statement, at: int, known: dict[str, Figure]) -> Iterator[Relation]:
    """「莲江区、东浦区通过认定，占全市县（市、区）总数的三分之一」: places named one by one, over all."""
    share = statement.figures[at]
    of = _OF_THE_PLACES.search(share.gap) if share.quantity.kind is Kind.PERCENT else None
    whole = known.get(of["unit"]) if of else None
    if whole is None:
        return
    clauses = share.gap[: of.start()] if of else ""
    lists = list(_NAMES.finditer(clauses))
    if len(lists) != 1 or lists[0]["more"]:
        return
    count = len(re.split("[、和及与]", lists[0]["names"]))
    quantity = replace(whole.quantity, value=Decimal(count), interval=Interval.exact(Decimal(count)), text=f"{count}个")
    relation = share_of(replace(whole, quantity=quantity), whole, share, [])
    if relation is not None:
        yield replace(relation, figures=(whole, share), weak=relation.state is State.REFUTED)


#: 占全区104所的15.38%: what is named is the whole.
_SHARE_OF = re.compile(r"占[^，。；\d]{0,10}$")


def _more_than_all(figures: list[Figure], at: int) -> Iterator[Relation]:
    """「全市剩余27个大班额，莲江区就有41个」: a place has no more of a thing than all places together."""
    part = figures[at]
    own = _OWN_PLACE.search(part.gap)
    if not own or not at or part.role is not Role.LEVEL or part.quantity.kind is not Kind.AMOUNT:
        return
    behind = part.statement.between(part.end, min(part.statement.end, part.end + 1))
    if behind in _OF_PLACES or _SHARE_OF.search(part.gap):
        return  # 2个区和白沙县、石门县、青田县3个县: so many places are these; 抽查16所，占全区104所的15.38%
    whole = figures[at - 1]
    alike = whole.quantity.dimension == part.quantity.dimension and whole.role is Role.LEVEL
    counted = part.quantity.dimension.startswith(("count:", "person"))
    if not alike or not counted or not _WHOLE.search(whole.gap) or re.search("均|每|率", whole.gap + part.gap):
        return
    if part.quantity.interval.low > whole.quantity.interval.high and part.quantity.definite:
        formula = f"{part.text}≤{whole.text}"
        yield Relation("subset", formula, State.REFUTED, (whole, part), f"不超过{whole.text}", weak=True)


# --- how far from the mean -------------------------------------------------------------------------------------


def _told(statements: Iterable[Statement], tables: Iterable[Grid]) -> dict[str, list[Figure]]:
    """Figures told of the whole region, by what they are measured in."""
    found: dict[str, list[Figure]] = {}
    for statement in statements:
        for figure in statement.figures:
            if figure.role is not Role.TARGET and figure.quantity.definite:
                found.setdefault(figure.quantity.dimension, []).append(figure)
    for grid in tables:
        for (row, _), figure in grid.cells.items():
            if TOTAL.match(grid.labels.get(row, "")):
                found.setdefault(figure.quantity.dimension, []).append(figure)
    return found


def _from_the_mean(figures: list[Figure], at: int, told: dict[str, list[Figure]]) -> Iterator[Relation]:
    """「A县9748元…，A县比全省平均水平低2187元」: the mean that follows is told somewhere, or another way round."""
    apart = figures[at]
    words = _FROM_MEAN.search(apart.gap)
    if not words or not (words["than"] or words["way"]) or not apart.quantity.definite:
        return
    wanted = Kind.PERCENT if apart.quantity.kind is Kind.POINTS else Kind.AMOUNT
    # 93.6%，较上年的92.4%提高1.2个百分点，但比全市平均水平低0.5个百分点: it is this year's value that lies below
    told_now = [f for f in figures[max(0, at - _NEAR) : at] if f.role not in (Role.PREVIOUS, Role.CHANGE, Role.TARGET)]
    near = [f for f in told_now if f.quantity.kind is wanted and f.quantity.definite]
    if wanted is Kind.AMOUNT:
        near = [f for f in near if f.quantity.dimension == apart.quantity.dimension]
    own = [f for f in near if words["place"] and words["place"] in f.gap] or near[-1:]
    if not own or _IS_MEAN.search(own[-1].gap):
        return  # 全省平均56.8%，我市低于全省2.7个百分点: the own value is told elsewhere
    value, sign = own[-1], (1 if (words["than"] or words["way"])[0] in "高多" else -1)
    means = told.get(value.quantity.dimension, [])
    if _mean(value, apart, sign, means) is not None:
        return
    formula = f"{value.text}与{words['mean']}相差{apart.text}"
    turned = _mean(value, apart, -sign, [f for f in means if _is_mean(f, apart)])
    if turned is not None:
        expected = "低于" if sign > 0 else "高于"
        figures_told = (value, turned, apart)
        yield Relation("direction", formula, State.REFUTED, figures_told, f"{expected}{turned.text}", weak=True)
        return
    for other in near:
        if other is not value and (mean := _mean(other, apart, sign, means)) is not None:
            shown = f"{other.text}与{mean.text}之差"
            yield Relation("difference", formula, State.REFUTED, (value, other, apart), shown, weak=True)
            return


def _is_mean(figure: Figure, apart: Figure) -> bool:
    """Whether a figure is told of all the region, or opens the paragraph that goes on to compare a place with it."""
    if _MEANS.search(figure.gap + figure.statement.text[:8]):
        return True
    here = figure.statement.flow is apart.statement.flow and figure.statement.number < apart.statement.number
    return here and figure.role in (Role.LEVEL, Role.SHARE)


def _mean(value: Figure, apart: Figure, sign: int, means: list[Figure]) -> Figure | None:
    """A figure told that is the mean from which a value lies as far as is said."""
    computed = value.quantity.interval - apart.quantity.interval.scaled(Decimal(sign))
    exact = value.quantity.value - apart.quantity.value * sign
    return next(
        (f for f in means if f is not value and f.quantity.value == exact and computed.meets(f.quantity.interval)),
        None,
    )


# --- what is left ----------------------------------------------------------------------------------------------


def _left_over(figures: list[Figure], at: int) -> Iterator[Relation]:
    """「通过认定的只有23个，还有85个未通过，占78.70%」: those that are left, over both together."""
    done, left, share = figures[at - 2], figures[at - 1], figures[at]
    counts = done.quantity.kind is left.quantity.kind is Kind.AMOUNT and share.quantity.kind is Kind.PERCENT
    if not counts or done.quantity.dimension != left.quantity.dimension or not _BARE_SHARE.match(share.gap):
        return
    if done.role is not Role.LEVEL or left.role is not Role.LEVEL or not _LEFT.search(left.gap):
        return
    after = left.statement.between(left.end, share.start)
    if not _DONE.search(done.gap[-12:]) or not _NOT_YET.match(re.sub("^(?:县（市、区）)", "", after)):
        return
    if not (done.quantity.definite and left.quantity.definite) or not left.quantity.value:
        return
    both = done.quantity.interval + left.quantity.interval
    value = done.quantity.value + left.quantity.value
    text = f"({done.text}＋{left.text})"
    whole = replace(done, quantity=replace(done.quantity, value=value, interval=both, text=text))
    relation = share_of(left, whole, share, [])
    if relation is not None:
        yield replace(relation, figures=(done, left, share), weak=relation.state is State.REFUTED)
