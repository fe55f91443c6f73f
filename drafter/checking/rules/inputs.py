"""MET: contradictions inside the metrics file, found before anything is drafted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.input_bases import BASIS, LARGER, NESTED, larger_parts, larger_shares, other_basis
from drafter.checking.rules.input_cells import cells, interval, named
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts import Fact, Indicator, Interval, LeftOut, Metrics, Period, display
from drafter.facts.formulas import evaluate, evaluate_interval, names_in
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY", "check_metrics"]

_NORM = "《统计法》第九条：统计资料应当真实、准确、完整"
_GARDENS = {"public_kindergartens": ("402", "398"), "private_kindergartens": ("210", "215")}

CONFLICT = Rule(
    "MET001",
    "conflicting-rows",
    "同一指标两个值",
    Severity.ERROR,
    "指标表里同一指标、同一年填了两个不同的值；起草时用先出现的一个。",
    "两处必有一处错，报告不知道该用哪个。",
    (
        Example(
            "",
            {"public_kindergarten_share": ("48.34", "47.19")},
            duplicates={"public_kindergarten_share": "49.34"},
        ),
    ),
    (
        Example(
            "",
            {"public_kindergarten_share": ("48.34", "47.19")},
            duplicates={"public_kindergarten_share": "48.34"},
        ),
        Example("", {"public_kindergarten_share": ("48.34", "47.19")}),
    ),
    _NORM,
)
PARTS = Rule(
    "MET002",
    "total-not-parts",
    "总数不等于分项之和",
    Severity.ERROR,
    "指标表里总数与全部分项之和对不上。",
    "总数和分项会写进同一份报告，读的人一加就会发现。",
    (
        Example("", {"kindergartens_total": ("621", "613"), **_GARDENS}),
        Example("", {"kindergartens_total": ("612", "631"), **_GARDENS}),
    ),
    (
        Example("", {"kindergartens_total": ("612", "613"), **_GARDENS}),
        Example("", {"kindergartens_total": ("621", "613"), "public_kindergartens": ("402", "398")}),
    ),
    _NORM,
)
FORMULA = Rule(
    "MET003",
    "formula-mismatch",
    "比率与分子分母不符",
    Severity.WARNING,
    "指标表里的比率与按分子、分母算出的不符，差异大于四舍五入。",
    "可能是口径或时点不同，也可能填错一个数，需要核对。",
    (
        Example(
            "",
            {
                "public_kindergarten_share": ("58.34", None),
                "public_kindergarten_enrolment": ("48340", None),
                "kindergarten_enrolment": ("100000", None),
            },
        ),
    ),
    (
        Example(
            "",
            {
                "public_kindergarten_share": ("48.3", None),
                "public_kindergarten_enrolment": ("48340", None),
                "kindergarten_enrolment": ("100000", None),
            },
        ),
        Example("", {"public_kindergarten_share": ("58.34", None), "public_kindergarten_enrolment": ("48340", None)}),
    ),
    _NORM,
)
RANGE = Rule(
    "MET004",
    "out-of-range",
    "超出可能的范围",
    Severity.ERROR,
    "占比、覆盖率、净入学率一类的指标大于100%，或个数、金额为负。超出常见范围很多的为警告，略超的和巩固率大于100%的"
    "只作提示；毛入园率、毛入学率可以大于100%，不因此提出。",
    "多半是单位或小数点错了。",
    (
        Example("", {"public_kindergarten_share": ("148.34", None)}),
        Example("", {"public_kindergartens": ("-3", None)}),
        Example("", {"compulsory_retention": ("8.42", None)}),
        Example("", {"compulsory_retention": ("101.3", None)}),
        Example("", {"primary_enrolment_rate": ("100.6", None)}),
        Example("", {"inclusive_kindergarten_coverage": ("103.2", None)}),
    ),
    (
        Example("", {"preschool_gross_enrolment": ("109.2", "104.6")}),
        Example("", {"junior_gross_enrolment": ("112.7", None)}),
        Example("", {"senior_gross_enrolment": ("101.4", None)}),
        Example("", {"public_kindergarten_share": ("100", None)}),
        Example("", {"compulsory_retention": ("98.42", None)}),
    ),
    "指标定义：占比为部分除以总体",
)
JUMP = Rule(
    "MET005",
    "unit-slip-between-years",
    "两年相差百倍、万倍",
    Severity.WARNING,
    "本年值与上年值相差约一百倍、一万倍或一亿倍。",
    "多半是一年填百分数、一年填小数，或一年填万元、一年填亿元。",
    (
        Example("", {"edu_budget_expenditure": ("78.62", "749500")}),
        Example("", {"public_kindergarten_share": ("48.34", "0.4719")}),
    ),
    (
        Example("", {"edu_budget_expenditure": ("78.62", "74.95")}),
        Example("", {"public_kindergartens": ("12", "1")}),
    ),
    _NORM,
)

UNIT = Rule(
    "MET009",
    "unit-does-not-fit",
    "单位不对，没有采用",
    Severity.ERROR,
    "指标表里一个数的单位与指标的单位不能换算（如经费填了“所”），或是不认识的单位（警告）。这个数不采用，按没有填处理；"
    "满意度可以填百分比，也可以填得分。",
    "单位不对，多半是填错了行；当作对的用，会写进报告、也会误判报告。",
    (
        Example("", {"public_kindergartens": ("402", None)}, odd={"edu_budget_expenditure": "31所"}),
        Example("", {"public_kindergartens": ("402", None)}, odd={"edu_budget_expenditure": "31光年"}),
        Example("", {"public_kindergartens": ("402", None)}, odd={"compulsory_retention": "98分"}),
    ),
    (
        Example("", {"public_kindergartens": ("402", None)}, odd={"edu_budget_expenditure": "315000万元"}),
        Example("", {"public_kindergartens": ("402", None)}, odd={"social_recognition": "92.4分"}),
        Example("", {"public_kindergartens": ("402", None)}, odd={"social_recognition": "92.4%"}),
    ),
    _NORM,
)

_LEFT_OUT = {"wrong": Severity.ERROR, "strange": Severity.WARNING, "other": Severity.INFO}
_SUM = re.compile(r"\w+(?: \+ \w+)+")
_WHOLE = Decimal(100)
_SLIPS = {"percent": (100,), "money": (10**4, 10**8)}
_FAR = Decimal("1.5")
_NEAR = (Decimal("0.5"), Decimal(2))  # a real change between two years leaves the slip recognisable


def check(context: CheckContext) -> Iterator[Finding]:
    """The metrics the document is checked with, if any."""
    if context.metrics is not None:
        yield from check_metrics(context.metrics)


def check_metrics(metrics: Metrics) -> Iterator[Finding]:
    """Every contradiction inside a metrics file."""
    for conflict in metrics.conflicts:
        first, second = conflict.first, conflict.second
        yield CONFLICT.about(
            f"“{named(metrics, first)}”的{first.period.label}值填了两次：{first.raw}和{second.raw}",
            evidence=cells(metrics, first, second),
            suggestion="核对后只留一个",
        )
    yield from _left_out(metrics)
    for indicator in metrics.dictionary.values():
        if indicator.formula:
            for period in Period:
                yield from larger_shares(metrics, indicator, period)
    for indicator in [metrics.dictionary[i] for i in dict.fromkeys(i for i, _ in metrics.facts)]:
        for period in Period:
            fact = metrics.get(indicator.id, period)
            if fact is not None:
                for parts in _sums(indicator):
                    yield from _parts(metrics, indicator, fact, parts)
                basis = other_basis(metrics, fact)
                yield from (basis,) if basis else _formula(metrics, indicator, fact)
                yield from larger_parts(metrics, fact)
        jump = list(_jump(metrics, indicator))
        yield from jump
        for period in Period:
            fact = metrics.get(indicator.id, period)
            if fact is not None and not jump:
                yield from _range(metrics, indicator, fact)


def _left_out(metrics: Metrics) -> Iterator[Finding]:
    """One finding a row, with the cells of both years."""
    rows: dict[tuple[str, str], list[LeftOut]] = {}
    for item in metrics.left_out:
        rows.setdefault((item.name, item.kind), []).append(item)
    for (name, kind), items in rows.items():
        yield UNIT.about(
            f"“{name}”{items[0].problem}，没有采用",
            evidence=tuple(Evidence("metric", str(item.cell), f"{name}：{item.raw}") for item in items),
            suggestion="改用常用单位，如 所、人、万元、%" if kind == "strange" else "核对是不是填错了行",
            severity=_LEFT_OUT[kind],
        )


def _sums(indicator: Indicator) -> Iterator[tuple[str, ...]]:
    """The groups of indicators that each add up to this one."""
    if indicator.parts:
        yield indicator.parts
    if _SUM.fullmatch(indicator.formula) and set(names_in(indicator.formula)) != set(indicator.parts):
        yield names_in(indicator.formula)


def _parts(metrics: Metrics, indicator: Indicator, fact: Fact, parts: tuple[str, ...]) -> Iterator[Finding]:
    known = [found for part in parts if (found := metrics.get(part, fact.period))]
    if len(known) < len(parts):
        return
    total = Interval.exact(Decimal(0))
    for part in known:
        scale = metrics.dictionary[part.indicator].unit.factor / indicator.unit.factor
        total += interval(metrics, part).scaled(scale)
    if not total.meets(interval(metrics, fact)):
        added = "＋".join(part.raw for part in known)
        yield PARTS.about(
            f"“{named(metrics, fact)}”{fact.period.label}填{fact.raw}，分项之和不是这个数（{added}）",
            evidence=cells(metrics, fact, *known),
            suggestion="核对总数和各分项",
        )


def _formula(metrics: Metrics, indicator: Indicator, fact: Fact) -> Iterator[Finding]:
    if not indicator.formula or _SUM.fullmatch(indicator.formula):
        return

    def interval_of(name: str) -> Interval | None:
        operand = metrics.get(name, fact.period)
        return None if operand is None else interval(metrics, operand)

    def value_of(name: str) -> Decimal | None:
        operand = metrics.get(name, fact.period)
        return None if operand is None else operand.value

    expected, value = evaluate_interval(indicator.formula, interval_of), evaluate(indicator.formula, value_of)
    if expected is None or value is None or fact.typed:
        return
    half = Decimal(5).scaleb(-fact.decimals - 1)
    # truncated instead of rounded is another office's habit, no contradiction
    if not expected.meets(interval(metrics, fact).widened(up=half, down=half)):
        operands = [f for name in names_in(indicator.formula) if (f := metrics.get(name, fact.period))]
        right = display(value, max(fact.decimals, metrics.decimals(indicator.id)), indicator.unit)
        yield FORMULA.about(
            f"“{named(metrics, fact)}”{fact.period.label}填{fact.raw}，按表内数据计算为{right}",
            evidence=cells(metrics, fact, *operands),
            suggestion="核对口径、时点和各数",
        )


def _range(metrics: Metrics, indicator: Indicator, fact: Fact) -> Iterator[Finding]:
    impossible = ""
    if indicator.unit.dimension == "percent" and indicator.plausible and indicator.plausible[1] == _WHOLE < fact.value:
        impossible = "大于100%"
    elif fact.value < 0 and indicator.kind in ("count", "money"):
        impossible = "是负数"
    name = named(metrics, fact)
    if impossible:
        yield RANGE.about(
            f"“{name}”{fact.period.label}值{fact.raw}{impossible}",
            evidence=cells(metrics, fact),
            suggestion="核对单位和小数点",
        )
    elif indicator.unit.dimension == "percent" and _WHOLE < fact.value <= _retained(indicator):
        yield RANGE.about(
            f"“{name}”{fact.period.label}值{fact.raw}大于100%，转入多于转出时才会这样",
            evidence=cells(metrics, fact),
            suggestion="核对分子分母是不是同一批学生，无误可不改",
            severity=Severity.INFO,
        )
    elif indicator.plausible and not indicator.plausible[0] <= fact.value <= indicator.plausible[1]:
        lowest, highest = indicator.plausible
        low, high = f"{lowest:f}", f"{highest:f}"
        yield RANGE.about(
            f"“{name}”{fact.period.label}值{fact.raw}不在常见范围（{low}至{high}{indicator.unit.symbol}）",
            evidence=cells(metrics, fact),
            suggestion="核对单位和小数点，无误可不改",
            severity=Severity.WARNING if not lowest / _FAR <= fact.value <= highest * _FAR else Severity.INFO,
        )


def _retained(indicator: Indicator) -> Decimal:
    """The most that the share of a cohort that stays can be; 0 for the other shares."""
    return indicator.plausible[1] if indicator.plausible and "巩固率" in indicator.name else Decimal(0)


def _jump(metrics: Metrics, indicator: Indicator) -> Iterator[Finding]:
    this, previous = (metrics.get(indicator.id, period) for period in Period)
    if this is None or previous is None or not this.value > 0 < previous.value:
        return
    larger, smaller = max(this.value, previous.value), min(this.value, previous.value)
    kind = indicator.kind if indicator.kind == "money" else indicator.unit.dimension
    for slip in _SLIPS.get(kind, ()):
        fits_percent = kind != "percent" or smaller <= 1
        if fits_percent and _NEAR[0] <= larger / smaller / slip <= _NEAR[1]:
            yield JUMP.about(
                f"“{named(metrics, this)}”本年{this.raw}、上年{previous.raw}，相差约{_times(slip)}倍",
                evidence=cells(metrics, this, previous),
                suggestion="核对两年的单位是否一致",
            )


def _times(factor: int) -> str:
    return {100: "一百", 10**4: "一万", 10**8: "一亿"}[factor]


FAMILY = Family("MET", "指标表", (CONFLICT, PARTS, FORMULA, RANGE, JUMP, LARGER, BASIS, NESTED, UNIT), check)
