"""MET: figures of a metrics file that were taken on the wrong basis, or that are larger than what they are part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.rules.input_cells import cells, interval, named
from drafter.checking.rules.model import Example, Rule
from drafter.facts import Fact, Indicator, Interval, Metrics, Period, display
from drafter.facts.formulas import evaluate, evaluate_interval, names_in
from drafter.findings import Finding, Severity

__all__ = ["BASIS", "LARGER", "NESTED", "larger_parts", "larger_shares", "other_basis"]

_CHILDREN = {
    "public_kindergarten_enrolment": ("5200", None),
    "inclusive_private_enrolment": ("3100", None),
    "kindergarten_enrolment": ("9000", None),
}
_GARDENS = {"inclusive_kindergartens": ("81", None), "kindergartens_total": ("93", None)}

LARGER = Rule(
    "MET006",
    "part-above-whole",
    "部分大于总体",
    Severity.ERROR,
    "指标表里的一项比它所属的总体还大，如公办园数大于幼儿园总数，或比率的分子大于分母。",
    "两数必有一处填错、填反，或时点、范围不同。",
    (
        Example("", {"public_kindergartens": ("402", None), "kindergartens_total": ("398", None)}),
        Example("", {"rectified_problems": ("15", None), "feedback_problems": ("12", None)}),
        Example("", {"super_large_class": ("7", None), "large_classes": ("5", None)}),
        Example("", {"fiscal_edu_funds": ("82.5", None), "edu_funds_total": ("80.1", None)}),
    ),
    (
        Example("", {"public_kindergartens": ("402", None), "kindergartens_total": ("402", None)}),
        Example("", {"fiscal_edu_funds": ("80.14", None), "edu_funds_total": ("80.1", None)}),
        Example("", {"rectified_problems": ("12", None), "feedback_problems": ("12", None)}),
        # of the shares of two parts neither is a part of the other
        Example("", {"vocational_intake": ("5200", None), "senior_intake": ("4100", None)}),
        # 人次 counts a person more than once and may exceed any number of persons
        Example("", {"teacher_training_persons": ("9000", None), "fulltime_teachers": ("4100", None)}),
    ),
    "指标定义：部分属于总体",
)
NESTED = Rule(
    "MET008",
    "per-pupil-measures-mixed",
    "三种生均口径混用",
    Severity.WARNING,
    "同一学段的生均公用经费大于生均教育事业费，或生均教育事业费大于生均教育经费。",
    "教育经费包含教育事业费，教育事业费包含公用经费，依次不大于；反过来多半是填错了行或混用了口径。",
    (
        Example("", {"per_pupil_edu_operating_primary": ("15321", None), "per_pupil_edu_exp_primary": ("14890", None)}),
        Example(
            "", {"per_pupil_public_funds_junior": ("3120", None), "per_pupil_edu_operating_junior": ("2980", None)}
        ),
        Example("", {"per_pupil_public_funds_senior": ("3120", None), "per_pupil_edu_exp_senior": ("2980", None)}),
    ),
    (
        Example(
            "",
            {
                "per_pupil_public_funds_primary": ("860", None),
                "per_pupil_edu_operating_primary": ("14210", None),
                "per_pupil_edu_exp_primary": ("14890", None),
            },
        ),
        Example("", {"per_pupil_public_funds_primary": ("860", None), "per_pupil_edu_exp_junior": ("840", None)}),
    ),
    "教育经费统计口径：教育经费含教育事业费，教育事业费含公用经费",
)
BASIS = Rule(
    "MET007",
    "rate-on-other-basis",
    "比率用错了口径",
    Severity.WARNING,
    "指标表里的比率与按规定口径算出的不符，却与另一种口径算出的一致，如普惠率按园所数而不是按在园幼儿数。",
    "两种口径可差十几个百分点，拿园所占比去对在园幼儿占比的要求，结论会错。",
    (
        Example("", {"inclusive_kindergarten_coverage": ("87.1", None), **_CHILDREN, **_GARDENS}),
        Example("", {"inclusive_kindergarten_coverage": ("87.1", None), **_GARDENS}),
        Example(
            "",
            {
                "teacher_civil_salary_ratio": ("102.41", None),
                "teacher_avg_salary": ("102410", None),
                "civil_avg_salary": ("100000", None),
            },
        ),
    ),
    (
        Example("", {"inclusive_kindergarten_coverage": ("92.22", None), **_CHILDREN, **_GARDENS}),
        Example("", {"inclusive_kindergarten_coverage": ("89.95", None), **_GARDENS}),
        # all of both: the two bases cannot be told apart
        Example(
            "",
            {
                "inclusive_kindergarten_coverage": ("100", None),
                "inclusive_kindergartens": ("93", None),
                "kindergartens_total": ("93", None),
            },
        ),
    ),
    "《县域学前教育普及普惠督导评估办法》：按在园幼儿占比计算",
)

_RATE = re.compile(r"\(?(?P<part>\w+(?: \+ \w+)*)\)? / (?P<whole>\w+) \* 100")
_WHOLE = Decimal(100)
_PER_PUPIL = "生均"


def larger_parts(metrics: Metrics, fact: Fact) -> Iterator[Finding]:
    """What is a part of something else, or a stricter measure of it, and yet larger."""
    indicator = metrics.dictionary[fact.indicator]
    for other in indicator.within:
        whole = metrics.get(other, fact.period)
        if whole is not None:
            yield from _larger(metrics, (fact,), whole)
    known = [found for part in indicator.parts if (found := metrics.get(part, fact.period))]
    if len(known) < len(indicator.parts):  # with all of them their sum is looked at
        for part in known:
            if indicator.id not in metrics.dictionary[part.indicator].within:
                yield from _larger(metrics, (part,), fact)


def larger_shares(metrics: Metrics, indicator: Indicator, period: Period) -> Iterator[Finding]:
    """Numerators above their denominators, of rates that cannot exceed 100 %."""
    rate = _RATE.fullmatch(indicator.formula)
    if rate is None or indicator.plausible is None or indicator.plausible[1] != _WHOLE:
        return
    whole = metrics.get(rate["whole"], period)
    names = names_in(rate["part"])
    parts = [found for name in names if (found := metrics.get(name, period))]
    if whole is None or len(parts) < len(names):
        return
    if any(whole.indicator in metrics.dictionary[name].within for name in names):
        return
    yield from _larger(metrics, tuple(parts), whole)


def _larger(metrics: Metrics, parts: tuple[Fact, ...], whole: Fact) -> Iterator[Finding]:
    entry = metrics.dictionary[whole.indicator]
    total = Interval.exact(Decimal(0))
    for part in parts:
        scale = metrics.dictionary[part.indicator].unit.factor / entry.unit.factor
        total += interval(metrics, part).scaled(scale)
    if total.low <= interval(metrics, whole).high:
        return
    name, other = "、".join(named(metrics, part) for part in parts), named(metrics, whole)
    raw, label = "＋".join(part.raw for part in parts), whole.period.label
    if _PER_PUPIL in entry.name:
        yield NESTED.about(
            f"{label}“{name}”（{raw}）大于“{other}”（{whole.raw}），与“公用经费≤教育事业费≤教育经费”不符",
            evidence=cells(metrics, *parts, whole),
            suggestion="核对两数各是哪种生均口径",
        )
    else:
        yield LARGER.about(
            f"{label}“{name}”（{raw}）大于所属的“{other}”（{whole.raw}）",
            evidence=cells(metrics, *parts, whole),
            suggestion="核对两数、时点和范围",
        )


def other_basis(metrics: Metrics, fact: Fact) -> Finding | None:
    """A rate that is not what its own formula gives and is what another one gives.

    Where the counts of its own basis are missing, a rate of some digits that the other basis gives is only asked about.
    """
    indicator = metrics.dictionary[fact.indicator]
    if not indicator.mistaken or fact.typed or not fact.decimals:
        return None

    def interval_of(name: str) -> Interval | None:
        operand = metrics.get(name, fact.period)
        return None if operand is None else interval(metrics, operand)

    def value_of(name: str) -> Decimal | None:
        operand = metrics.get(name, fact.period)
        return None if operand is None else operand.value

    told = interval(metrics, fact)
    own = evaluate_interval(indicator.formula, interval_of) if indicator.formula else None
    if own is not None and own.meets(told):
        return None
    for how, formula in indicator.mistaken.items():
        other = evaluate_interval(formula, interval_of)
        if other is None or not other.meets(told):
            continue
        operands = [found for name in names_in(formula) if (found := metrics.get(name, fact.period))]
        right = evaluate(indicator.formula, value_of) if own is not None else None
        told_right = ""
        if right is not None:
            digits = max(fact.decimals, metrics.decimals(indicator.id))
            told_right = f"，按规定口径应为{display(right, digits, indicator.unit)}"
        return BASIS.about(
            f"“{named(metrics, fact)}”{fact.period.label}填{fact.raw}，与{how}算出的一致{told_right}",
            evidence=cells(metrics, fact, *operands),
            suggestion="核对口径，按指标定义计算",
            severity=None if own is not None else Severity.INFO,
        )
    return None
