"""CON005 for a figure told again in Chinese numerals: 7.48亿元 … 七亿八千四百万元里; 286人 … 二百六十多名教师."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_DIGITS = 2
_FEW = 1000  # from here two digits that count are enough
_REACH = 3  # statements before and after
_SCALE = Decimal("0.4")
_ROUNDED = Decimal("0.002")  # 7.484亿元 is told as 七亿四千八百万元
_HAN = re.compile(r"[一-鿿]")
_BREAK = re.compile(r"[，。；：、（）\d]")
_SOFT = "多余来几"
_COMMON = frozenset(
    ["全县", "全市", "全省", "全区", "其中", "目前", "现有", "共有", "达到", "上年", "今年", "全年", "学生", "教师"]
    + ["学校", "教育", "幼儿", "儿园", "资金", "万元", "元里", "投入"]
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Figures in words that no figure of the text bears out, beside one that does but for the order of its digits."""
    plain: defaultdict[str, list[Figure]] = defaultdict(list)
    spelled: list[Figure] = []
    for figure in context.figures():
        if figure.quantity.kind is Kind.AMOUNT and not figure.quantity.is_range:
            if figure.quantity.spelled:
                spelled.append(figure)
            elif figure.quantity.definite:
                plain[_measure(figure)].append(figure)
    values = {measure: sorted(figure.quantity.value for figure in told) for measure, told in plain.items()}
    numbers = {measure: [figure.statement.number for figure in told] for measure, told in plain.items()}
    for figure in spelled:
        measure = _measure(figure)
        told = plain.get(measure, [])
        about = figure.quantity.text[-2:-1] in _SOFT or bool(figure.quantity.qualifier)
        if not told or _borne_out(figure, values[measure]):
            continue
        number = figure.statement.number
        first = bisect_left(numbers[measure], number - _REACH)
        last = bisect_right(numbers[measure], number + _REACH)
        near = [other for other in told[first:last] if _level(other)]
        one = _rounded_off(figure, near) if about else _changed_over(figure, near)
        if one is not None:
            yield _finding(one, figure)


def _borne_out(figure: Figure, values: Sequence[Decimal]) -> bool:
    """Whether any of the values may be the one in words."""
    interval = figure.quantity.interval
    slack = figure.quantity.value * _ROUNDED
    at = bisect_left(values, interval.low - slack)
    return at < len(values) and values[at] <= interval.high + slack


def _measure(figure: Figure) -> str:
    dimension = figure.quantity.dimension.split("/")[0]
    return "count" if dimension.startswith("count:") else dimension


def _level(figure: Figure) -> bool:
    return figure.role in (Role.LEVEL, Role.CHANGE, Role.SHARE)


def _digits(figure: Figure) -> str:
    return f"{figure.quantity.value.normalize():f}".replace(".", "")


def _changed_over(figure: Figure, near: Sequence[Figure]) -> Figure | None:
    """The only figure near by that has the digits of one in words in another order, and its size."""
    digits = _digits(figure)
    told = len(digits.strip("0"))
    if told < _DIGITS or (told == _DIGITS and figure.quantity.value < _FEW):
        return None
    alike = [o for o in near if sorted(_digits(o)) == sorted(digits) and _of_a_size(figure, o)]
    return alike[0] if len({o.quantity.value for o in alike}) == 1 else None


def _of_a_size(one: Figure, other: Figure) -> bool:
    low, high = sorted((one.quantity.value, other.quantity.value))
    return low > 0 and low / high >= _SCALE


def _rounded_off(figure: Figure, near: Sequence[Figure]) -> Figure | None:
    """The only figure near by of what one rounded off in words is of: 一百八十多名教师."""
    if figure.quantity.value < 100 or re.search(r"上年|去年|20\d\d年|累计|增|减|比", figure.gap[-16:]):
        return None
    own = _pairs(figure)
    alike = [o for o in near if own & _pairs(o) and _of_a_size(figure, o)]
    return alike[0] if len({o.quantity.value for o in alike}) == 1 else None


def _pairs(figure: Figure) -> set[str]:
    """Neighbouring characters of the clause around a figure, but for what any clause has."""
    flow = figure.statement.flow.text
    before = _BREAK.split(flow[max(0, figure.start - 14) : figure.start])[-1]
    after = _BREAK.split(flow[figure.end : figure.end + 8])[0]
    unit = "".join(_HAN.findall(figure.quantity.text[-1:]))
    found: set[str] = set()
    for words in (before, unit + after):
        found |= {words[at : at + 2] for at in range(len(words) - 1)}
    return found - (_COMMON - {"教师", "学生"})


def _finding(first: Figure, figure: Figure) -> Finding:
    where = f"第{first.statement.flow.first_paragraph + 1}段"
    flow = first.statement.flow.text
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"这里是{figure.text}，{where}是{first.text}",
        evidence=(Evidence("document", where, flow[max(first.statement.start, first.start - 20) : first.end + 8]),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:again:{figure.id}",
        touches=(figure, first),
    )
    return RETOLD.further(finding, tuple(first.statement.flow.places(first.start, first.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
