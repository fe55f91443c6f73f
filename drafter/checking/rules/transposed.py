"""CON005 where no name helps: a problem that tells a figure of the report again with two digits changed over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from drafter.checking.claims.passages import COMBINED, PROBLEMS
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.deeds import apart
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import goes_ahead
from drafter.checking.text.statements import Figure
from drafter.findings import Evidence, Finding, State

__all__ = ["FAMILY"]

_DIGITS = 3
_BEFORE, _AFTER = 24, 8
_LONG, _BESIDE = 4, 3
_HAN_ONE = re.compile("[一-鿿]")
_EMPTY = frozenset("的为是有了共约达到仅只和及与至全里中各")
_TIME = re.compile(r"上年|去年|明年|前年|20\d\d年|计划|目标|力争|累计|新增|减少|增加|其中")
_PLENTY = 24
_LEADS = frozenset(["全县", "全市", "全省", "全区", "其中", "目前", "现有", "共有", "达到", "上年", "分别"])
_HAN = re.compile(r"[一-鿿]{2,}")
#: Words that any two sentences of a report share.
_COMMON = frozenset(
    ["全县", "全市", "全省", "全区", "其中", "目前", "现有", "共有", "仍有", "还有", "已经", "达到", "比上", "上年"]
    + ["学校", "学生", "教师", "教育", "资金", "投入", "问题", "不足", "较大", "完成", "增加", "减少", "今年", "年底"]
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Figures of problems that stand nowhere else, beside the one figure that they have the digits of."""
    by_digits: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in context.figures():
        if _telling(figure):
            by_digits[figure.quantity.dimension, "".join(sorted(_digits(figure)))].append(figure)
    for alike in by_digits.values():
        yield from _against_most(alike)
        for figure in alike:
            problem = context.roles[figure.statement.flow.first_paragraph] in (PROBLEMS, COMBINED)
            if not problem and len(_digits(figure)) < _LONG:
                continue
            values = {other.quantity.value for other in alike}
            first = next((other for other in alike if other.quantity.value != figure.quantity.value), None)
            twice = sum(other.quantity.value == figure.quantity.value for other in alike) > 1
            if first is None or twice or len(values) != 2 or first.id > figure.id:
                continue
            if first.statement is figure.statement or not _swapped(first, figure) or not _shared(first, figure):
                continue
            if any(goes_ahead(one, context.year) for one in (first, figure)):
                continue
            if problem or not (_of_another_time(first, figure) or _settled(context, first, figure)):
                yield _finding(first, figure)


def _of_another_time(one: Figure, other: Figure) -> bool:
    """Whether one clause alone speaks of another year or of a plan, or names more than the other."""
    left, right = (
        set(_TIME.findall(re.split("[。；]", f.statement.between(f.statement.start, f.start))[-1]))
        for f in (one, other)
    )
    return left != right or not _pairs(one) & _pairs(other)


def _settled(context: CheckContext, one: Figure, other: Figure) -> bool:
    """Whether sums or other relations have proved both."""
    return all(context.states.get(figure.id) is State.PROVED for figure in (one, other))


def _against_most(alike: list[Figure]) -> Iterator[Finding]:
    """「学校1486所…1468所学校校均…挂牌学校1486所」: told once, and twice or more with two digits in the other order."""
    counts = Counter(figure.quantity.value for figure in alike)
    if len(alike) > _PLENTY or len(counts) != 2:
        return
    (right, times), (wrong, once) = counts.most_common()
    if times <= once or once != 1:
        return
    figure = next(f for f in alike if f.quantity.value == wrong)
    others = [f for f in alike if f.quantity.value == right and f.statement is not figure.statement]
    others = [f for f in others if f.role is figure.role]  # 学位从1080个增到1620个 tells of what was before
    close = [f for f in others if _swapped(f, figure) and _two(f) & _two(figure)]
    if len({id(f.statement.flow) for f in others}) > 1 and close and len(_digits(figure)) >= _LONG:
        yield _finding(close[0], figure)


def _two(figure: Figure) -> set[str]:
    """Every two neighbouring characters right beside a figure."""
    flow = figure.statement.flow.text
    before = re.split("[，。；、！？]", flow[max(0, figure.start - 8) : figure.start])[-1]
    after = re.split(r"[，。；、！？\n]", flow[figure.end : figure.end + 4])[0]
    runs = [match[0] for words in (before, after) for match in _HAN.finditer(words)]
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)} - _LEADS


def _telling(figure: Figure) -> bool:
    quantity = figure.quantity
    counted = quantity.kind in (Kind.AMOUNT, Kind.PERCENT) and quantity.definite and not quantity.spelled
    return counted and len(_digits(figure)) >= _DIGITS


def _digits(figure: Figure) -> str:
    return re.sub(r"\D", "", figure.text)


def _swapped(one: Figure, other: Figure) -> bool:
    """Whether two neighbouring digits, and nothing else, have changed places."""
    left, right = _digits(one), _digits(other)
    if len(left) != len(right) or one.quantity.decimals != other.quantity.decimals:
        return False
    apart = [at for at in range(len(left)) if left[at] != right[at]]
    return len(apart) == 2 and apart[1] == apart[0] + 1


def _shared(one: Figure, other: Figure) -> bool:
    """Whether the clauses have a word in common; of longer numbers, one character right before them is enough."""
    if apart(*(re.split("[，。；、]", f.gap)[-1] for f in (one, other))):
        return False
    beside = [set("".join(_HAN_ONE.findall(f.gap[-_BESIDE:]))) for f in (one, other)]
    return bool(_pairs(one) & _pairs(other)) or (len(_digits(one)) >= _LONG and bool(beside[0] & beside[1] - _EMPTY))


def _pairs(figure: Figure) -> set[str]:
    """Every two neighbouring characters of the clause around a figure, but for what any clause has."""
    flow = figure.statement.flow.text
    before = re.split("[，。；！？]", flow[max(0, figure.start - _BEFORE) : figure.start])[-1]
    after = re.split(r"[，。；！？\n]", flow[figure.end : figure.end + _AFTER])[0]
    runs = [match[0] for words in (before, after) for match in _HAN.finditer(words)]
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)} - _COMMON


def _finding(first: Figure, figure: Figure) -> Finding:
    where = f"第{first.statement.flow.first_paragraph + 1}段"
    flow = first.statement.flow.text
    around = flow[max(first.statement.start, first.start - 20) : first.end + _AFTER]
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"这里是{figure.text}，{where}是{first.text}，疑似两位数字颠倒",
        evidence=(Evidence("document", where, around),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:again:{figure.id}",
        touches=(figure, first),
    )
    return RETOLD.further(finding, tuple(first.statement.flow.places(first.start, first.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
