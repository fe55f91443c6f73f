"""NUM024: a value of a neighbour, of the province or of another year, against what the sheet tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.observed import OWN, Observed, Seen, named_in, shortened_in, words_told
from drafter.checking.observed_reading import Owner, owners
from drafter.checking.plausible import digits, is_slip
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import Evidence, Finding, Severity, State

__all__ = ["FAMILY", "RULE"]

_SHEET = (
    ("小学生均一般公共预算教育支出", "", 2025, "15444", "元"),
    ("小学生均一般公共预算教育支出", "全省平均", 2025, "14862", "元"),
    ("小学生均一般公共预算教育支出", "清河市", 2025, "13905", "元"),
    ("小学生均一般公共预算教育支出", "临泽市", 2025, "15210", "元"),
    ("教育债务余额", "", 2023, "5060", "万元"),
    ("教育债务余额", "", 2022, "6148", "万元"),
)
RULE = Rule(
    "NUM024",
    "value-of-another",
    "写成了别处或另一年的数",
    Severity.WARNING,
    "文中写某地、某年是多少，指标表里这个数是另一个地方或另一年的；或与指标表中那个地方、那一年的数只差一两个数字；"
    "或说与某地相差多少，按指标表算是与另一个地方的差。",
    "抄邻县、全省和往年的数时最容易抄串行。",
    (
        Example("一、投入\n小学生均一般公共预算教育支出15444元，比清河市的15210元高。", observed=_SHEET),
        Example("一、投入\n小学生均一般公共预算教育支出15444元，高于临泽市的13905元。", observed=_SHEET),
        Example("一、投入\n小学生均一般公共预算教育支出15444元，高于全省平均水平（14826元）。", observed=_SHEET),
        Example("一、投入\n小学生均一般公共预算教育支出15444元，比临泽市高1539元。", observed=_SHEET),
        Example("一、投入\n教育债务余额逐年压减，2022年为5060万元。", observed=_SHEET),
        Example("一、投入\n|市|小学生均一般公共预算教育支出（元）|\n|清河市|13950|\n|临泽市|15210|", observed=_SHEET),
    ),
    (
        Example("一、投入\n小学生均一般公共预算教育支出15444元，比清河市的13905元高。", observed=_SHEET),
        Example(
            "一、投入\n小学生均一般公共预算教育支出15444元，比清河市高1539元，比全省平均高582元。", observed=_SHEET
        ),
        Example("一、投入\n教育债务余额逐年压减，2023年为5060万元，2022年为6148万元。", observed=_SHEET),
    ),
    "提供的指标表",
)

_ROLES = (Role.LEVEL, Role.PREVIOUS, Role.SHARE, Role.TARGET)
#: (significant digits of a value, the share of the indicator's name that the words must have).
_NEEDED = ((5, 0.35), (4, 0.5), (3, 0.6))
_COVERED, _WHOLLY = 0.6, 0.75
#: What the sentences before say counts less than the figure's own.
_FARTHER = 0.9
_ABOVE, _BELOW = re.compile("高|多|快|优于|超|领先"), re.compile("低|少|慢|落后|不及")
_TELLING, _ROWS, _NAMED = 3, 2, 3
_TOWNS = ("镇", "乡", "街道")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]|\s")
_BEHIND, _CONTEXT = 12, 240


def check(context: CheckContext) -> Iterator[Finding]:
    """Every figure of the running text that is told of a place or a year that the sheet has."""
    metrics = context.metrics
    if metrics is None or not metrics.observations or not context.year:
        return
    observed = Observed(metrics, context.region, context.year)
    for statement in context.statements:
        if statement.flow.part == "table" or context.roles[statement.flow.first_paragraph] == MEASURES:
            continue
        owned = owners(observed, statement) if statement.figures else {}
        for figure in statement.figures:
            if context.states.get(figure.id) is State.REFUTED or not figure.quantity.definite:
                continue
            reading = _Reading(observed, statement, figure, owned[figure.id])
            changed = figure.role is Role.CHANGE
            finding = (_of_gap(reading) or _of_change(reading)) if changed else _of_value(reading)
            if finding is not None:
                yield finding
    yield from _cells(context, observed)


def _cells(context: CheckContext, observed: Observed) -> Iterator[Finding]:
    """The cells of tables whose rows are places that the sheet has."""
    for grid in context.grids:
        rows = {
            row: places[0][2] for row in grid.parts if len(places := observed.places(grid.labels.get(row, ""))) == 1
        }
        if len(rows) < _ROWS:
            continue
        for column in grid.columns:
            head = words_told(_BRACKETS.sub("", grid.name(column)))
            names = [name for name, words in observed.names.items() if words == head]
            for row, region in rows.items():
                figure = grid.cells.get((row, column))
                if figure is None or context.states.get(figure.id) is State.REFUTED or len(names) != 1:
                    continue
                seen = observed.of(names[0], region, observed.year)
                if seen is None or not _differs(figure, seen, grid.factor(row, column)):
                    continue
                message = f"“{seen.name}”{seen.region or '本地'}在指标表中是{seen.text}，表中写{figure.text}"
                yield _finding(figure, f"{message}（{seen.cell}）", seen, f"核对后改为{seen.text}")


def _differs(figure: Figure, seen: Seen, factor: Decimal) -> bool:
    quantity = figure.quantity
    if quantity.kind is Kind.BARE:
        scaled = quantity.interval.scaled(factor)
        return not seen.interval.meets(scaled) and not seen.interval.meets(quantity.interval.scaled(seen.unit.factor))
    return not seen.interval.meets(quantity.interval)


class _Reading:
    """A figure with all that its sentence says of it."""

    def __init__(self, observed: Observed, statement: Statement, figure: Figure, owner: Owner) -> None:
        self.observed = observed
        self.figure = figure
        self.owner = owner
        before = statement.between(max(0, statement.start - _CONTEXT), statement.start)
        end = min(statement.end, figure.end + _BEHIND)
        here = statement.between(statement.start, figure.start) + " " + statement.between(figure.end, end)
        self._here, self._all = words_told(here), words_told(f"{before} {here}")
        self._label = words_told(re.split("[，。；：]", figure.gap)[-1])
        clause = re.split("[，。；：、（]", figure.gap)[-1]
        for start, end, _ in reversed(observed.places(clause)):
            clause = clause[:start] + clause[end:]
        self._clause = words_told(clause)
        self._fits: dict[str, float] = {}

    def fits(self, name: str) -> float:
        """How well the words name an indicator, the sentence before counting less."""
        if name not in self._fits:
            words = self.observed.names[name]
            farther = _FARTHER * named_in(words, self._all)
            self._fits[name] = max(named_in(words, self._here), farther, shortened_in(words, self._label))
        return self._fits[name]

    def names_another(self, name: str) -> bool:
        """Whether the words right before the figure are of something else: 随迁子女16420人 are no 小学在校生."""
        own, other = self._clause.rest, self.observed.names[name].rest
        return len(own) >= _NAMED and not any(own[at : at + 2] in other for at in range(len(own) - 1))

    def finding(self, message: str, seen: Seen, suggestion: str) -> Finding:
        """The finding, with the cell of the sheet beside it."""
        return _finding(self.figure, message, seen, suggestion)


def _finding(figure: Figure, message: str, seen: Seen, suggestion: str) -> Finding:
    evidence = (Evidence("metric", str(seen.cell), f"{_whose(seen)}{seen.name}：{seen.text}"),)
    flow = figure.statement.flow
    return RULE.at(flow, figure.start, figure.end, message, evidence=evidence, suggestion=suggestion, touches=(figure,))


def _whose(seen: Seen) -> str:
    return f"{seen.region or '本地'}{seen.year}年"


def _of_value(reading: _Reading) -> Finding | None:
    figure, owner, observed = reading.figure, reading.owner, reading.observed
    quantity = figure.quantity
    if figure.role not in _ROLES or quantity.kind not in (Kind.AMOUNT, Kind.PERCENT) or owner.region is None:
        return None
    if not (owner.named or owner.year_named):
        return None
    # a value of many digits is hardly any other's, whatever words lead to it
    needed = next((least for size, least in _NEEDED if digits(quantity.value) >= size), _WHOLLY)
    like = [seen for seen in observed.like(quantity) if reading.fits(seen.name) >= needed]
    if any(seen.region == owner.region and owner.year in (None, seen.year) for seen in like):
        return None
    if like:
        return _copied(reading, like)
    return _mistyped(reading)


def _copied(reading: _Reading, like: list[Seen]) -> Finding | None:
    """A value that is another place's, or another year's, while the sheet has that of the one named."""
    figure, owner, observed = reading.figure, reading.owner, reading.observed
    for seen in like:
        if owner.region is None:
            continue
        if owner.named and seen.region != owner.region and owner.year in (None, seen.year):
            right = observed.of(seen.name, owner.region, seen.year)
            telling = digits(figure.quantity.value) >= _TELLING and _of_no_other(reading, seen)
            if right is None and telling and reading.fits(seen.name) >= _WHOLLY:
                message = f"“{figure.text}”在指标表中是{seen.region or '本地'}的“{seen.name}”（{seen.cell}）"
                return reading.finding(message, seen, "核对是哪里的数")
            if right is not None and not right.interval.meets(figure.quantity.interval):
                whose = seen.region or "本地"
                message = f"“{figure.text}”在指标表中是{whose}的“{seen.name}”，这里写的地方在指标表中是{right.text}"
                return reading.finding(f"{message}（{right.cell}）", right, f"核对是哪里的数，或改为{right.text}")
        if owner.year_named and owner.year is not None and seen.region == owner.region and seen.year != owner.year:
            right = observed.of(seen.name, owner.region, owner.year)
            if right is None and _moved_on(reading, seen):
                message = f"“{figure.text}”在指标表中是{seen.year}年的“{seen.name}”，不是{owner.year}年的"
                return reading.finding(f"{message}（{seen.cell}）", seen, "核对年份")
            if right is None or right.interval.meets(figure.quantity.interval):
                continue
            message = f"“{figure.text}”在指标表中是{seen.year}年的“{seen.name}”，{owner.year}年是{right.text}"
            return reading.finding(f"{message}（{right.cell}）", right, f"核对年份，或改为{right.text}")
    return None


def _of_no_other(reading: _Reading, seen: Seen) -> bool:
    """Whether a value of a town that the sheet does not have is hardly its own too: it is another town's, and long or
    said to be the highest or lowest of all.
    """
    owner = reading.owner.region or ""
    if owner in reading.observed.regions or not owner.endswith(_TOWNS):
        return True
    said = re.split("[。；]", reading.figure.gap)[-1]
    return seen.region.endswith(_TOWNS) and (digits(reading.figure.quantity.value) > _TELLING or "最" in said)


def _moved_on(reading: _Reading, seen: Seen) -> bool:
    """Whether a value that the sheet has of another year only is not that of the year named too: by its digits, or
    because what stands next is the reported year's (由2022年的86个减至41个).
    """
    figure, observed = reading.figure, reading.observed
    if digits(figure.quantity.value) >= _TELLING:
        return True
    figures = figure.statement.figures
    after = figures[figure.id - figures[0].id + 1 : figure.id - figures[0].id + 2]
    now = observed.of(seen.name, seen.region, observed.year)
    moved = figure.role is Role.PREVIOUS and now is not None and now.value != seen.value
    return moved and now is not None and any(now.interval.meets(f.quantity.interval) for f in after)


def _mistyped(reading: _Reading) -> Finding | None:
    """A value that the sheet has nowhere, near that of the place and the year named."""
    figure, owner, observed = reading.figure, reading.owner, reading.observed
    own = owner.region == OWN and owner.year in (observed.year, observed.year - 1)
    if owner.region is None or owner.year is None or own:
        return None  # what the report's own two years should be is told by other rules
    meant = [
        seen
        for name in observed.names
        if reading.fits(name) >= _WHOLLY and (seen := observed.of(name, owner.region, owner.year)) is not None
    ]
    meant = [seen for seen in meant if _same_measure(seen, figure) and is_slip(figure.quantity.value, seen.value)]
    meant = [seen for seen in meant if not reading.names_another(seen.name)]
    if len({seen.value for seen in meant}) != 1:
        return None
    seen = meant[0]
    message = f"“{seen.name}”在指标表中{_whose(seen)}是{seen.text}，文中写{figure.text}（{seen.cell}）"
    return reading.finding(message, seen, f"核对后改为{seen.text}")


def _same_measure(seen: Seen, figure: Figure) -> bool:
    return figure.quantity.unit is not None and seen.unit.compatible(figure.quantity.unit)


#: 只比50%的底线高1.0个百分点: how far from what is asked, and not from a place.
_FROM_A_MARK = re.compile(r"(?:底线|红线|标准|要求|目标|任务|门槛|规定)[^，。；\d]{0,4}$")


def _of_gap(reading: _Reading) -> Finding | None:
    """How far the report's own value lies from that of the place named."""
    figure, owner, observed = reading.figure, reading.owner, reading.observed
    if figure.compared != "other" or not owner.named or not owner.region:
        return None
    if figure.quantity.kind not in (Kind.AMOUNT, Kind.POINTS) or _FROM_A_MARK.search(figure.gap):
        return None
    least = _COVERED if digits(figure.quantity.value) > 1 else _WHOLLY
    wrong: list[tuple[Seen, Decimal]] = []
    slipped: list[tuple[Seen, Decimal]] = []
    for name in observed.names:
        if reading.fits(name) < least:
            continue
        own, other = observed.of(name, OWN, observed.year), observed.of(name, owner.region, observed.year)
        if own is None or other is None or not _of_one_measure(own, figure):
            continue
        if abs(own.interval - other.interval).meets(figure.quantity.interval):
            return _turned(reading, own, other)
        for region in observed.regions - {owner.region}:
            seen = observed.of(name, region, observed.year)
            if seen is not None and abs(own.interval - seen.interval).meets(figure.quantity.interval):
                wrong.append((seen, own.value - other.value))
        if reading.fits(name) >= _WHOLLY and is_slip(figure.quantity.value, abs(own.value - other.value)):
            slipped.append((other, own.value - other.value))
    if not wrong:
        return _slipped_gap(reading, *slipped[0]) if len(slipped) == 1 else None
    seen, apart = wrong[0]
    shown = abs(apart) / seen.unit.factor
    message = f"按指标表，“{seen.name}”与{seen.region}相差{figure.text}，与这里写的地方相差{shown.normalize():f}"
    return reading.finding(f"{message}（{seen.cell}）", seen, "核对是与哪里比")


def _slipped_gap(reading: _Reading, other: Seen, apart: Decimal) -> Finding | None:
    """A distance with digits of the right one in another order, or one of them wrong."""
    if digits(abs(apart)) < _ROWS or digits(reading.figure.quantity.value) < _ROWS:
        return None
    shown = abs(apart) / other.unit.factor
    message = f"按指标表，“{other.name}”与{other.region}相差{shown.normalize():f}，文中写{reading.figure.text}"
    return reading.finding(f"{message}（{other.cell}）", other, "核对相差多少")


def _turned(reading: _Reading, own: Seen, other: Seen) -> Finding | None:
    """A distance that is right and told the wrong way round, where the indicator is named in full."""
    if reading.fits(own.name) < _WHOLLY or own.value == other.value:
        return None
    clause = re.split("[，。；：]", reading.figure.gap)[-1]
    above, below = _ABOVE.search(clause), _BELOW.search(clause)
    if (above is None) == (below is None) or (own.value > other.value) == (above is not None):
        return None
    way = "高于" if own.value > other.value else "低于"
    message = f"按指标表，本地的“{own.name}”{way}{other.region}（{own.text}，{other.text}），文中说的相反"
    return reading.finding(f"{message}（{other.cell}）", other, "核对高低")


def _of_change(reading: _Reading) -> Finding | None:
    """By how much a neighbour's value has changed since last year."""
    figure, owner, observed = reading.figure, reading.owner, reading.observed
    if figure.compared == "other" or not owner.named or not owner.region or owner.year != observed.year:
        return None
    if figure.quantity.kind is Kind.POINTS or owner.year_named:
        return None
    wrong: list[tuple[Seen, str]] = []
    for name in observed.names:
        if reading.fits(name) < _WHOLLY:
            continue
        base = observed.of(name, owner.region, observed.year - 1)
        if base is None or (figure.quantity.kind is not Kind.PERCENT and not _same_measure(base, figure)):
            continue
        if base.value == 0 and figure.quantity.kind is Kind.PERCENT:
            wrong.append((base, f"“{name}”上年是{base.text}，没有增减百分之几可言"))
            continue
        moved = observed.moved(name, owner.region, figure.quantity.kind is Kind.PERCENT)
        if moved is None or abs(moved).meets(figure.quantity.interval):
            return _moved_otherwise(reading, base, moved) if moved is not None else None
        others = [r for r in observed.regions - {owner.region} if _moved_so(observed, name, r, figure)]
        if others and digits(figure.quantity.value) >= _TELLING - bool(figure.quantity.decimals):
            wrong.append((base, f"“{name}”在指标表中变了{figure.text}的是{others[0]}"))
    if not wrong:
        return None
    seen, message = wrong[0]
    return reading.finding(f"{message}（{seen.cell}）", seen, "核对是哪里的增减")


def _moved_otherwise(reading: _Reading, base: Seen, moved: Interval) -> Finding | None:
    """A change that is right and told the wrong way round."""
    rose, fell = moved.low > 0, moved.high < 0
    direction = reading.figure.direction
    if not direction or not (rose or fell) or (direction > 0) is rose:
        return None
    message = f"“{base.name}”{_whose(base)}是{base.text}，到下一年{'增加' if rose else '减少'}了，文中说的相反"
    return reading.finding(f"{message}（{base.cell}）", base, "核对增减")


def _moved_so(observed: Observed, name: str, region: str, figure: Figure) -> bool:
    moved = observed.moved(name, region, figure.quantity.kind is Kind.PERCENT)
    return moved is not None and abs(moved).meets(figure.quantity.interval)


def _of_one_measure(seen: Seen, figure: Figure) -> bool:
    if figure.quantity.kind is Kind.POINTS:
        return seen.unit.dimension == "percent"
    return _same_measure(seen, figure)


FAMILY = Family("NUM", "数字与指标", (RULE,), check)
