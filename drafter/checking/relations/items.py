"""The items of a list behind its total: which figures are its entries, and where it ends."""

from __future__ import annotations

import re

from drafter.checking.relations.wholes import ASIDE
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role

__all__ = ["LOOK_BACK", "countable", "first_items", "items_of", "of_column"]

_GOES_ON = re.compile(r"^[^。；]{0,3}?[、，,和及与；][^。；]{0,24}$")
_ENDS = re.compile(
    r"[。）)]|其中|累计|以来|占|合计|共计|总计|一共|共(?:有|计)?$|增长|增加|提高|下降|减少|比上年|较上年|同比|分别(?!为)|平均|每|另|此外|同时|当年|全年|年内|达标|覆盖|[半多]数|一半|[，；]计$"
)
_SAME_ITEM = re.compile(r"^[、，]?$|^[^、，。；：（）和及与\d]{0,6}$")
_A_HEAD = re.compile(r"(?:每[人生名位校所班]|[人生校班]均)[^，。；\d]{0,6}$")
LOOK_BACK = 12
_LABEL = 10


def of_column(total: Figure, item: list[Figure]) -> Figure | None:
    """The figure of an item that counts what the total counts."""
    return next((figure for figure in item if countable(total, figure)), None)


def first_items(total: Figure, items: list[list[Figure]]) -> list[Figure]:
    """The figures of the total's kind in the first items, up to one that has none."""
    parts: list[Figure] = []
    for item in items:
        part = of_column(total, item)
        if part is None:
            break
        parts.append(part)
    return parts


def items_of(totals: list[Figure], following: list[Figure], inside: bool) -> list[list[Figure]]:
    """The entries of the list that opens after the totals, each with the figures it gives.

    Args:
        inside: whether the list stands in a bracket, with which it ends.
    """
    items: list[list[Figure]] = []
    last: Figure | None = None
    named = ""
    aside = False
    for number, figure in enumerate(following[: LOOK_BACK * 3]):
        quantity = figure.quantity
        if items and inside and not aside and "）" in figure.gap:
            break
        # the bracket that opens with the first item holds the list, any other what an item consists of
        opens = figure is not following[0] and "（" in figure.gap and "）" not in figure.gap.rsplit("（", 1)[-1]
        aside = opens or (aside and "）" not in figure.gap)
        if items and aside:
            last = figure
            continue
        after = following[number + 1 : number + 2]
        if not any(countable(t, figure) for t in totals) and after and _names_next(totals, figure, after[0]):
            named = figure.gap
            continue  # 3个区4.1亿元: a count that names the part
        if items and quantity.kind in (Kind.PERCENT, Kind.POINTS):
            if figure.role is Role.SHARE:
                last = figure
                continue  # 「其中a所，占x%；b所，占y%」
            break
        joined = last is not None and last.quantity.dimension != quantity.dimension and _SAME_ITEM.match(figure.gap)
        gap, named = ASIDE.sub("", named + figure.gap), ""
        if items and not joined and (not _GOES_ON.match(gap) or _ENDS.search(gap) or _closes(items, gap)):
            break
        if not any(countable(total, figure) for total in totals):
            break
        if joined and items:
            items[-1].append(figure)
        else:
            items.append([figure])
        last = figure
    return items


def _closes(items: list[list[Figure]], gap: str) -> bool:
    """Whether a list ends by another mark than the one between its items: a、b、c，d or a，b，c；d."""
    marks = {match[0] for item in items[1:] if (match := re.search("[、，；]", ASIDE.sub("", item[0].gap)))}
    strength = "、，；"
    mark = re.search("[、，；]", gap)
    if not marks or mark is None or re.match(r"^[^、，；]{0,2}[，；](?:其他|其余|另有)", gap):
        return False
    return strength.index(mark[0]) > max(map(strength.index, marks))


def _names_next(totals: list[Figure], figure: Figure, part: Figure) -> bool:
    between = figure.statement.between(figure.end, part.start)
    opens = bool(re.search(r"[、，；和及]|其中|[：（]", figure.gap)) and not _ENDS.search(figure.gap)
    plain = len(between) <= _LABEL and (between == "、" or not re.search(r"[，。；、]", between))
    return opens and plain and countable(totals[0], part)


def countable(total: Figure, part: Figure) -> bool:
    """Whether a figure counts or measures the same as a total, as a value of its own."""
    left, right = total.quantity, part.quantity
    if right.kind is not Kind.AMOUNT or part.role is Role.CHANGE or left.unit is None or right.unit is None:
        return False
    if part.role is Role.PREVIOUS and total.role is Role.LEVEL:
        return False  # 17个（上年43个）
    if _A_HEAD.search(part.gap) and not _A_HEAD.search(total.gap):
        return False  # 按每人500元的标准资助1420人次、71万元
    return left.dimension == right.dimension
