"""More of NUM001: coefficients, which have no unit, against the sheet: 「校际差异系数小学为0.36、初中为0.42」.

A number without a unit may be anything: only values are told of that are another row's, last year's, or the row's own
with a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.plausible import typed_for
from drafter.checking.rules.figure_rules import VALUE
from drafter.checking.rules.model import Family
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import Scope
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_words
from drafter.facts import Fact, Metrics, Period
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

_NAME = re.compile(r"系数$")
_STAGE = re.compile(r"(?P<name>小学|初中|高中|幼儿园|学前教育|普通高中)(?:的|阶段)*(?:为|是|达到?|仅)*$")
_LISTED = re.compile(
    r"(?P<names>(?:小学|初中|高中|幼儿园|普通高中)(?:[、和及与](?:小学|初中|高中|幼儿园|普通高中))+)[^，。；、\d]{0,24}系数(?:分别)?(?:为|是|达到?)*$"
)
_OTHER = re.compile(r"上年|去年|20\d\d年|标准|要求|目标|以内|平均|最[高大低小]|达到国家|上限")
_LIMIT = re.compile(r"^[^，。；\d]{0,4}(?:以[内下]|的(?:标准|要求|上限))")


@dataclass(frozen=True)
class _Row:
    name: str
    this: Fact
    last: Fact | None


def check(context: CheckContext) -> Iterator[Finding]:
    """Every value of a coefficient that the sheet has for one stage of school or more."""
    rows = _rows(context.metrics) if context.metrics is not None else {}
    if not rows:
        return
    scope = Scope(context.region, context.year)
    for statement in context.statements:
        measures = context.roles[statement.flow.first_paragraph] == MEASURES
        if statement.flow.part == "table" or measures or "系数" not in statement.text:
            continue
        for figure, stage in _told(statement):
            before = statement.between(statement.start, figure.start)
            row = rows.get(stage)
            if row is None or scope.elsewhere(before) or scope.planned(before) or not _is_named(row, before):
                continue
            if (why := _wrong(figure.quantity.value, row, rows)) is not None:
                yield _finding(figure, row, why)


def _rows(metrics: Metrics) -> Mapping[str, _Row]:
    """The rows of one kind of coefficient by their stage; nothing where there are several kinds."""
    found: dict[str, _Row] = {}
    for (indicator, period), fact in metrics.facts.items():
        name = metrics.rows.get(indicator, "")
        stages = read_words(name).stages
        if period is not Period.THIS or not _NAME.search(name) or len(stages) != 1:
            continue
        (stage,) = stages
        if stage in found:
            return {}
        found[stage] = _Row(name, fact, metrics.get(indicator, Period.PREVIOUS))
    return found


def _told(statement: Statement) -> Iterator[tuple[Figure, str]]:
    """Values of stages: 小学为0.42、初中为0.36; 小学、初中差异系数分别为0.42和0.36."""
    for run in value_runs(statement.figures):
        plain = all(f.quantity.kind is Kind.BARE and f.quantity.decimals > 1 and f.role is Role.LEVEL for f in run)
        behind = statement.between(run[-1].end, min(statement.end, run[-1].end + 12))
        clause = re.split("[，。；]", run[0].gap)[-1]
        if not plain or _LIMIT.match(behind) or _OTHER.search(clause):
            continue
        if len(run) == 1 and (match := _STAGE.search(clause)):
            yield from ((run[0], stage) for stage in read_words(match["name"]).stages)
        elif match := _LISTED.search(clause):
            names = re.split("[、和及与]", match["names"])
            if len(names) == len(run):
                yield from ((f, next(iter(read_words(name).stages))) for f, name in zip(run, names, strict=True))


def _is_named(row: _Row, before: str) -> bool:
    """Whether the words before a value name the coefficient of the row and no other: 校际…差异系数, not 基尼系数."""
    told = re.findall(r"([一-鿿]{2})系数", before)
    return bool(told) and all(f"{kind}系数" in row.name for kind in told)


def _wrong(value: Decimal, row: _Row, rows: Mapping[str, _Row]) -> str | None:
    """Why a value is most likely a slip; None where it is the row's own, or nothing says what it is."""
    if value == row.this.value:
        return None
    if row.last is not None and value == row.last.value:
        return "疑似写成了上年的数"
    if any(value == other.this.value for other in rows.values()):
        return "疑似与另一项的数写反"
    return "疑似数字写错" if typed_for(value, row.this.value) or _turned(value, row.this.value) else None


def _turned(value: Decimal, other: Decimal) -> bool:
    """Whether the two digits behind the point have changed places: 0.24 for 0.42."""
    left, right = f"{value:f}".partition(".")[2], f"{other:f}".partition(".")[2]
    return len(left) > 1 and left != right and left == right[::-1]


def _finding(figure: Figure, row: _Row, why: str) -> Finding:
    return VALUE.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"“{row.name}”文中写{figure.text}，指标表中为{row.this.raw}（{row.this.cell}）：{why}",
        evidence=(Evidence("metric", str(row.this.cell), f"{row.name}：{row.this.raw}"),),
        suggestion=f"核对原始数据；以指标表为准应写{row.this.raw}",
        root=f"NUM001:{row.name}:{figure.text}",
        touches=(figure,),
        severity=Severity.WARNING,
    )


FAMILY = Family("NUM", "数字与来源", (), check)
