"""ARI: figures of the text that do not fit each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.plausible import NEAR, is_slip, may_be_meant, printed_number
from drafter.checking.relations import Relation
from drafter.checking.relations.model import printed_like
from drafter.checking.rules.arithmetic_marks import blamed_by_slip, mark
from drafter.checking.rules.arithmetic_rules import BY_KIND, RULES, TRUNCATED
from drafter.checking.rules.model import Family
from drafter.checking.rules.odd_scales import OddScale, odd_scale
from drafter.checking.text.statements import Role
from drafter.facts.numerals import to_places
from drafter.findings import Evidence, Finding, NotChecked, RelationCheck, Severity, State

__all__ = ["FAMILY"]

#: Relations that give one value, which the figure should be, in its own unit.
_COMPUTED = frozenset(["share", "sum", "growth", "difference", "points", "quotient", "product"])

#: How far off a figure may be that a guessed relation is told of.
_WITHIN_REACH = Decimal("0.6")
_MONTHS = 12
_THREE, _THOUSAND = 3, 1000
_FACTORS = frozenset(["share", "product", "quotient"])

#: What shows that two figures have changed places.
_WRONG_WAY_ROUND = {
    "swap": "按文中的生师比，两数互换才对得上",
    "crossed": "两数互换，各自的占比才对得上",
    "exchanged": "两数互换，两边的合计才对得上",
    "crossed-rows": "正文说的正好相反",
    "crossed-means": "两数互换，文中的均数才对得上",
}

#: Relations from which no figure follows.
_UNSOLVED = frozenset(
    [
        *_WRONG_WAY_ROUND,
        "all",
        "bound",
        "order",
        "repeat",
        "to-or-by",
        "direction",
        "target",
        "list",
        "subset",
        "rank",
        "fall",
    ]
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every relation that is refuted; all of them go into the coverage."""
    for relation in _once(context.relations):
        if relation.kind not in ("unit", "rate"):
            stated = relation.stated
            place = stated.statement.flow.places(stated.start, stated.end)[0]
            context.coverage.relations.append(RelationCheck(relation.kind, relation.formula, relation.state, place))
        if relation.state is State.PROVED:
            for figure in relation.figures:
                context.settle(figure, State.PROVED)
        elif relation.state in (State.REFUTED, State.UNSUPPORTED):
            if not relation.weak:
                sure = _is_likely(relation, NEAR) and not _of_another_scale(relation)
                yield _finding(context, relation, sure=sure)
            elif relation.plain or _is_likely(relation, _WITHIN_REACH):
                yield _finding(context, relation, sure=False)
    if context.metrics is not None:  # the last family to decide figures tells what none decided
        context.coverage.not_checked.extend(_left_open(context))


def _once(relations: Iterable[Relation]) -> Iterator[Relation]:
    """The relations, of refuted sums and shares of prose with the same figures only the first, a certain one before a
    guess and one that says more before one that says less.
    """
    relations = list(relations)
    refuted = [r for r in relations if r.state is State.REFUTED and r.kind in ("sum", "share") and not _in_table(r)]
    first: dict[tuple[str, frozenset[int]], Relation] = {}
    for relation in sorted(refuted, key=lambda r: (r.weak, -len(r.formula) if r.kind == "share" else 0)):
        first.setdefault((relation.kind, frozenset(f.id for f in relation.figures)), relation)
    kept = {id(relation) for relation in first.values()}
    told = {id(relation) for relation in refuted}
    yield from (relation for relation in relations if id(relation) not in told or id(relation) in kept)


def _in_table(relation: Relation) -> bool:
    return relation.stated.statement.flow.part == "table"


def _left_open(context: CheckContext) -> Iterator[NotChecked]:
    """How many figures nothing decided, by why."""
    open_ones = [f for f in context.figures() if context.states.get(f.id, State.NOT_CHECKED) is State.NOT_CHECKED]
    unsure = [f for f in open_ones if f.id in context.bindings]
    targets = [f for f in open_ones if f.role is Role.TARGET]
    groups = (
        (
            unsure,
            "个数字口径不能确定，或指标表没有这一项",
            "补上这一项，或在文中写全指标名称",
        ),
        (targets, "个数字是目标或要求，不与本年的数核对", "人工核对目标出处"),
        (
            [f for f in open_ones if f.statement.flow.part == "table"],
            "个表中数字没有合计、占比可以核对",
            "人工核对",
        ),
    )
    counted: set[int] = set()
    for figures, what, needs in groups:
        fresh = [f for f in figures if f.id not in counted]
        counted.update(f.id for f in fresh)
        if fresh:
            yield NotChecked(f"{len(fresh)}{what}", "insufficient data", needs)
    rest = len(open_ones) - len(counted)
    if rest:
        yield NotChecked(
            f"{rest}个数字在指标表里没有对应的指标，文中也推算不出",
            "insufficient data",
            "在指标表里增加这些指标",
        )


def _of_another_scale(relation: Relation) -> bool:
    """Whether a share would hold if one of its amounts had another unit: the share itself is most likely right."""
    if relation.kind not in ("share", "growth") or len(relation.figures) != _THREE:
        return False
    part, whole, _ = (figure.quantity for figure in relation.figures)
    should, stands = printed_number(relation.expected), printed_number(relation.stated.text)
    scales = [quantity.step.scaleb(quantity.decimals) for quantity in (part, whole)]  # 万元, 亿元
    alike = part.dimension == whole.dimension == "money" and scales[0] != scales[1]
    return bool(alike and should and stands and max(should / stands, stands / should) > _THOUSAND)


def _is_likely(relation: Relation, near: Decimal) -> bool:
    """Whether the figure that stands there may have been written for the one that should; else it is rather the
    relation that is misread.
    """
    stated = relation.stated
    if relation.kind == "subset":
        return relation.weak or may_be_meant(stated.quantity.value, relation.figures[0].quantity.value)
    if relation.kind == "sum":
        *parts, total = (figure.quantity.value for figure in relation.figures)
        missing = total - sum(parts)
        return any(may_be_meant(value, value + missing) for value in parts) or may_be_meant(total, total - missing)
    if relation.kind not in _COMPUTED or relation.truncated or stated.quantity.spelled:
        return True
    should = printed_number(relation.expected) if relation.expected[:1].isdigit() else None
    stands = printed_number(stated.text)
    if not should or not stands or (relation.expected.endswith("倍") and not stated.text.endswith("倍")):
        return True
    copied = any(f is not stated and f.quantity.value == stated.quantity.value for f in stated.statement.figures)
    if copied or may_be_meant(stands, should, near):
        return True
    return relation.kind in _FACTORS and (
        _factor_slipped(relation, stands / should) or may_be_meant(stands * _MONTHS, should)
    )


def _factor_slipped(relation: Relation, off: Decimal) -> bool:
    """Whether a slip in one of the figures that a product or a quotient is made of accounts for all it is off by."""
    for figure in relation.figures[:-1]:
        quantity = figure.quantity
        for meant in (quantity.value * off, quantity.value / off):
            if quantity.step and is_slip(quantity.value, to_places(meant / quantity.step) * quantity.step):
                return True
    return False


def _finding(context: CheckContext, relation: Relation, *, sure: bool) -> Finding:
    if relation.state is State.REFUTED and (odd := odd_scale(relation)) is not None:
        return _of_odd_scale(relation, odd)
    relation = blamed_by_slip(relation)
    stated = relation.blamed or relation.stated
    rule = TRUNCATED if relation.truncated else BY_KIND[relation.kind]
    if relation.state is State.REFUTED and not relation.truncated and sure:
        context.settle(stated, State.REFUTED)
    severity = rule.severity if sure else Severity.WARNING
    evidence = Evidence("computed", relation.formula, f"应为{relation.expected}" if relation.expected else "")
    marked = mark(relation)
    finding = rule.at(
        marked.flow,
        marked.start,
        marked.end,
        _message(relation),
        evidence=(evidence,),
        suggestion=_suggestion(relation),
        touches=relation.figures,
        severity=severity,
    )
    return rule.further(finding, marked.also)


def _of_odd_scale(relation: Relation, odd: OddScale) -> Finding:
    """The amount whose unit alone keeps a relation from holding."""
    figure, stated = odd.figure, relation.stated
    told = f"“{figure.text}”的单位与{odd.beside.text}对不上：换了单位，才合得上“{stated.text}”"
    if stated in (figure, odd.beside):
        told = f"“{figure.text}”的单位与{odd.beside.text}对不上：{relation.formula}差了上千倍"
    return BY_KIND[relation.kind].at(
        figure.statement.flow,
        figure.start,
        figure.end,
        told,
        evidence=(Evidence("computed", relation.formula, f"应为{relation.expected}"),),
        suggestion="核对单位：元、万元，还是亿元",
        touches=relation.figures,
        severity=Severity.WARNING,
    )


def _message(relation: Relation) -> str:
    stated, expected, formula = relation.stated.text, relation.expected, relation.formula
    if relation.kind in _WRONG_WAY_ROUND:
        return f"{formula}疑似写反：{_WRONG_WAY_ROUND[relation.kind]}"
    if relation.blamed is not None:
        told = f"各分项相加为{expected}，总数为“{stated}”（{formula}不成立）"
        beside = "所在行、列的" if relation.blamed.statement.flow.part == "table" else ""
        return f"“{relation.blamed.text}”与{beside}其他数对不上：{told}"
    if relation.truncated:
        return f"“{stated}”是截去尾数得到的，按{formula}四舍五入应为{expected}"
    messages = {
        "share": f"文中占比“{stated}”与{formula}＝{expected}不符，这几个数必有一个不对",
        "sum": f"各分项相加为{expected}，与总数“{stated}”不符（{formula}不成立）",
        "growth": f"按{formula}应为{expected}，与文中“{stated}”不符",
        "fall": f"减少、下降最多到零，“{stated}”不成立",
        "difference": f"按{formula}应为{expected}，与文中“{stated}”不符",
        "points": f"按{formula}应为{expected}，与文中“{stated}”不符",
        "unit": f"比率的变动应写“{expected}”，文中写成了“{stated}”",
        "rate": f"数额的增减应写“{expected}”，文中写成了“{stated}”",
        "direction": f"{formula}是{expected}，与文中的升降用词相反",
        "to-or-by": f"“{formula}”看不出{stated}是变到的数还是变动的数，应写{expected}",
        "bound": f"{formula}不成立：两类合在一起的占比不会比其中一类小",
        "list": f"“分别”前后个数不等：{formula}",
        "repeat": f"两个分项都写作“{formula}”，疑似抄串了行",
        "conversion": f"“{formula}”折算应为{expected}，与文中“{stated}”不符",
        "order": f"{expected}（{formula}不成立）",
        "all": f"说全部，却是“{stated}”，所辖的有{expected}",
        "subset": f"{'“其中”的' if '其中' in relation.stated.gap else ''}{stated}大于总数（{formula}不成立）",
        "quotient": f"按{formula}应为{expected}，与文中“{stated}”不符",
        "product": f"按{formula}应为{expected}，与文中“{stated}”不符，请核对口径",
        "ratio": f"按{formula}折算应为{expected}，与文中“{stated}”不符",
        "cell": f"{formula}，正文写{stated}，两处不一致",
        "rank": f"{formula}，正文却说“{stated}”",
        "target": f"文中的达标说法与数不符：{formula}不成立",
    }
    return messages[relation.kind]


def _suggestion(relation: Relation) -> str:
    if relation.kind in _UNSOLVED:
        return "核对原始数据，改数或改说法"
    return f"核对原始数据；如果其他数无误，应写{_should_be(relation)}"


def _should_be(relation: Relation) -> str:
    """What the marked figure would be, were all others right."""
    blamed = relation.blamed
    if blamed is None or relation.kind != "sum" or not blamed.quantity.step:
        return relation.expected
    *parts, total = (figure.quantity.value for figure in relation.figures)
    return printed_like(blamed.quantity.value + total - sum(parts), blamed.quantity)


FAMILY = Family("ARI", "算术关系", RULES, check)
