"""A value said to lie above or below another's in brackets: 「毛入学率93.8%，高于青汀县（94.6%）」.

No distance is told, so that nothing but the word can be wrong. The own value stands right before, or elsewhere under
the name that the sentence goes by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import read_thing
from drafter.facts import Period
from drafter.findings import State

__all__ = ["set_against"]

_MARK = re.compile(
    r"(?P<way>高于|超过|多于|高出|低于|少于|不及)(?P<whom>[^，。；（）()\d]{0,8}?(?:[^本我各该全\s][县市区旗州盟省]|平均(?:水平|值|数)?|均值|全[国省市州盟]))[（(]$"
)
_OVER = frozenset(["高于", "超过", "多于", "高出"])
_ALONE = re.compile(r"^[）)](?:的(?:平均)?水平)?(?:[，。；、,]|$)")
_NEGATED = re.compile(r"(?:不|未|没有|没|是否|能否|力争|确保|争取|努力|将)[一-鿿]{0,3}$")
_TIME = re.compile(r"[上去前]一?学?年|20\d\d|同期|标准|目标|要求")
#: What a clause between a value and its mark says of that value and of nothing else.
_OF_IT = re.compile(
    r"^(?:但|却|且|并|而|虽|仍|也|均|都|又|已)*(?:$|比|较|同比|与上年|上年|去年|增|减|提高|上升|下降|降|回升|位居|居|排|连续|高于|低于|优于|超过|多于|少于)"
)
_NAMED = re.compile(
    r"^(?:[一二三四五六七八九十]是)?(?:目前|虽然|但)?(?P<name>[^，。；：、（）\d]{2,16}?)(?:仍|还|也|均|虽|却|又)*(?:比|较|与|高于|低于|超过|不及)"
)
_VALUES = (Role.LEVEL, Role.SHARE)
_POINTS = 25
_SHORTEST = 2


def set_against(prose: Sequence[Statement], told: Tellings) -> Iterator[Relation]:
    """Every value that lies on the other side of a mark in brackets than is said."""
    before: Statement | None = None
    for statement in prose:
        same = before if before is not None and before.flow is statement.flow else None
        for mark in statement.figures if "（" in statement.text else ():
            words = _MARK.search(mark.gap)
            after = statement.between(mark.end, min(statement.end, mark.end + 8))
            if words is None or not _ALONE.match(after) or not mark.quantity.definite:
                continue
            if _NEGATED.search(mark.gap[: words.start()]) or _TIME.search(words["whom"]):
                continue
            value = _before(statement, mark) or _elsewhere(statement, mark, same, told)
            if value is not None:
                yield from _held(value, mark, over=words["way"] in _OVER)
        before = statement


def _held(value: Figure, mark: Figure, *, over: bool) -> Iterator[Relation]:
    left, right = value.quantity, mark.quantity
    near = (
        abs(left.value - right.value) < _POINTS if left.kind is Kind.PERCENT else may_be_meant(left.value, right.value)
    )
    wrong = left.interval.high < right.interval.low if over else left.interval.low > right.interval.high
    if near and wrong:
        said = "低于" if over else "高于"
        formula = f"{value.text}{'＜' if over else '＞'}{mark.text}"
        yield Relation("direction", formula, State.REFUTED, (value, mark), said, weak=True)


def _before(statement: Statement, mark: Figure) -> Figure | None:
    """The one value of the mark's kind of which all that stands between them is said."""
    for run in reversed(value_runs([f for f in statement.figures if f.id < mark.id])):
        first = run[0]
        if first.role not in _VALUES or not _alike(first, mark) or _MARK.search(first.gap):
            continue
        passed = statement.between(run[-1].end, mark.start)
        if "；" in passed or "。" in passed or len(run) > 1 or not first.quantity.definite:
            return None
        pieces = re.split(r"[，,（）()]", passed)
        return first if all(_OF_IT.match(piece) for piece in pieces[1:]) and not pieces[0] else None
    return None


def _alike(value: Figure, mark: Figure) -> bool:
    one, other = value.quantity, mark.quantity
    measured = one.kind is other.kind and one.kind in (Kind.PERCENT, Kind.AMOUNT)
    return measured and one.dimension == other.dimension


def _elsewhere(statement: Statement, mark: Figure, before: Statement | None, told: Tellings) -> Figure | None:
    """The value of the name that this sentence opens with, of the stage that it or the one before names."""
    name = _NAMED.match(statement.text)
    earlier = [f for f in statement.figures if f.id < mark.id and f.role in _VALUES and not _MARK.search(f.gap)]
    if name is None or earlier or mark.quantity.kind is not Kind.PERCENT:
        return None
    thing = read_thing(name["name"])
    stage = thing.stage or (read_thing(before.text).stage if before is not None and not before.figures else "")
    if not stage or len(thing.core) < _SHORTEST or thing.owner:
        return None
    found = [
        values
        for (other, period, measure), values in told.all().items()
        if period is Period.THIS and measure == "percent" and other.stage == stage and not other.owner
        if other.core.endswith(thing.core)
    ]
    values = [value for group in found for value in group]
    alike = values and all(value.interval.meets(values[0].interval) for value in values)
    return values[0].figure if alike and len(found) == 1 else None
