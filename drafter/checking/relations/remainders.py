"""What is left when some of a whole is done: 36件办成34件，没办成的两件; and what is told again of it elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from drafter.checking.plausible import is_slip
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.quotients import share_of
from drafter.checking.relations.trials import misplaced
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["remainders", "retold_remainders"]

#: 没办成的两件, 未参加的2071名, 尚未完工3个
_UNDONE = re.compile(
    r"(?:没有|没|尚未|还未|仍未|未能?)(?P<verb>[一-鿿]{2,4}?)(?:的)?(?:也|还|仅|只|尚|仍)?(?:有|为|是)?(?:约)?$"
)
_REST = re.compile(
    r"(?:余下|剩余|剩下|其余|还剩下?|尚剩|仍剩|下剩|只剩下?|尚余|仍余|还余|下余|剩者|其他|其它|所剩|剩得?|(?:^|[，；（])余)(?:的)?(?:也|还|仅|只)?(?:有|为)?$"
)
#: 尚有15人列入补测, 另7处限期办结: of what the rate before it leaves, if the words behind say so.
_STILL = re.compile(r"^[，；]?(?:但|仅|只)?(?:尚|仍|还|另|剩)(?:有|外)?(?:约)?$")
_NOT_YET = re.compile(
    r"^[^，。；\d]{0,4}[，]?[^，。；]{0,10}(?:未|没|待|补|限期|转入|明年|来年|次年|下年|整改|跟踪|推进|申报|涉及)"
)
#: 到位3225万元，支出3109万元，结余116万元
_LEFT_OVER = re.compile(
    r"^[，；、](?:年末|年底|期末|仍|尚|还)?(?:资金|经费)?(?:结余|节余|余额|结转|尚余)(?:资金|为|有)?$"
)
_SPENT = re.compile(r"(?:支出|执行|使用|发放|用去|用掉|花费|花去|拨付|兑现)(?:了|资金)?$")
_RECEIVED = re.compile(r"(?:到位|筹得|筹集|筹措|收入|预算|安排|下达|归集|收缴|争取)[^，。；\d]{0,6}$")
_INTO = re.compile(r"^[进入到在上读]")
#: 另外13处因故顺延: told beside the others, it is the rest only where it is what was not done.
_BESIDES = re.compile(r"(?:^|[，；])(?:另外?|还|尚|仍)有?(?:的)?$")
_PENDING = re.compile(
    r"^[^，。；\d]{0,10}?(?:未|没|不|因|由于|暂|正在|尚|仍|待(?![岗遇])|自愿|顺延|延[期后]|落空|推迟|结转|空缺)"
)
_DUE = re.compile(r"应|需|须|计划|任务|共|总")
_DONE = re.compile(r"已|完成|办结|办成|完工|竣工|开工|整改|通过|投用|建成|交付|达标|其中|[中内]")
_IN_ALL = re.compile(r"(?:共有?|总数|总量|共计|合计)[^，。；\d]{0,4}$")
_FOUND = re.compile(r"反馈|排查|发现|查出|交办|督办|梳理|查摆|共|应|需|计划")
_NOT = re.compile(r"(?:未|没|没有|尚未|应|需|待|不)$")
_ADDED = re.compile(r"新[增发产查]|增加|又|另")
_RATE = re.compile(r"率(?:为|达到?|是)?$")
_TOLD_AGAIN = re.compile(r"(?P<verb>结转|遗留|没办成|未办结|未完成|未整改|未开工|未完工|续建|短缺|空缺)(?:的)?$")
_WITH_RATE = 3
_SHORT = 2
_LOOK_BACK = 6
_AROUND = 12
_LED = 14


def remainders(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Remainders that the whole and what is done of it give.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    before: Statement | None = None
    for statement in statements:
        preceding = before.figures if before is not None and before.flow is statement.flow else []
        before = statement
        for at, figure in enumerate(statement.figures):
            if not at or figure.id in settled or not _counts(figure):
                continue
            earlier = statement.figures[max(0, at - _LOOK_BACK) : at]
            clause = re.split(r"[，；。]", figure.gap)[-1]
            if undone := _UNDONE.search(clause):
                relation = _undone(earlier, figure, undone["verb"])
            elif _REST.search(figure.gap) or _BESIDES.search(figure.gap):
                relation = _rest(earlier, figure) or (
                    _left_by_rate(earlier, figure)
                    if _STILL.match(figure.gap)
                    else _of_before(preceding, earlier, figure)
                )
            elif _LEFT_OVER.match(figure.gap):
                relation = _left_over(earlier, figure)
            elif _STILL.match(figure.gap):
                relation = _left_by_rate(earlier, figure)
            else:
                continue
            if relation is not None:
                yield relation


def _after(figure: Figure) -> str:
    return figure.statement.between(figure.end, min(figure.statement.end, figure.end + _AROUND))


def _counts(figure: Figure) -> bool:
    return (
        figure.quantity.kind is Kind.AMOUNT
        and figure.quantity.definite
        and figure.role in (Role.LEVEL, Role.TARGET, Role.SHARE)
    )


def _undone(earlier: list[Figure], rest: Figure, verb: str) -> Relation | None:
    """The rest by the verb it leaves undone."""
    alike = [f for f in earlier if _counts(f) and f.quantity.dimension == rest.quantity.dimension]
    done = next((f for f in reversed(alike) if _did(f, verb)), None)
    if done is None:
        return None
    if any(f.id > done.id and _ADDED.search(f.gap) for f in alike):
        return None  # 整改98处，新发现15处，未整改37处
    wholes = [f for f in alike if f.id < done.id and f.quantity.value > done.quantity.value]
    for whole in reversed(wholes):
        # 毕业9870人，升学5626人，就业3912人，未升学未就业332人
        for gone in ([done], [f for f in alike if f.id > whole.id]):
            if _less(whole, gone).meets(rest.quantity.interval):
                return _left(whole, gone, rest)
    if wholes:  # 达标37条、基本达标4条、未达标1条: what is done by the same word is no whole
        return None if _did(wholes[-1], verb) else _left(wholes[-1], [done], rest)
    rates = [f for f in earlier if f.id > done.id and f.quantity.kind is Kind.PERCENT and _RATE.search(f.gap)]
    if len(rates) != 1 or not rates[0].quantity.definite or rates[0].quantity.interval.low <= 0:
        return None
    return _of_rate(done, rates[0], rest)


def _left_over(earlier: list[Figure], rest: Figure) -> Relation | None:
    """What is left of the money that came in, when so much of it was spent right before."""
    alike = [f for f in earlier if _counts(f) and f.quantity.dimension == rest.quantity.dimension == "money"]
    if len(alike) < _SHORT or not _SPENT.search(alike[-1].gap):
        return None
    *incomes, spent = alike
    found = [_left(income, [spent], rest) for income in incomes if income.quantity.value > spent.quantity.value]
    held = next((r for r in found if r.state is State.PROVED), None)
    meant = [r for r in found if _RECEIVED.search(r.figures[0].gap)]
    return held or (replace(meant[0], plain=False) if len(meant) == 1 else None)


def _did(figure: Figure, verb: str) -> bool:
    """Whether a figure counts what the verb did: before it, or right behind (14896名学生参加课后服务)."""
    clause = re.split(r"[；。]", figure.gap)[-1]
    verb = _INTO.sub("", verb) if len(verb) > _SHORT else verb  # 没进公办的, 入公办学校
    at = clause.rfind(verb)
    if at >= 0 and not _NOT.search(clause[:at]):
        return True
    after = re.split(r"[，；。]", _after(figure))[0]
    at = after.find(verb)
    return at >= 0 and not _NOT.search(after[:at])


def _of_rate(done: Figure, rate: Figure, rest: Figure) -> Relation:
    """What is left when only what is done and its share are told."""
    hundred = Decimal(100)
    low = done.quantity.value * hundred / rate.quantity.interval.high - done.quantity.value
    high = done.quantity.value * hundred / rate.quantity.interval.low - done.quantity.value
    exact = (done.quantity.value * hundred / rate.quantity.value - done.quantity.value).to_integral_value()
    formula = f"{done.text}÷{rate.text}－{done.text}"
    figures = (done, rate, rest)
    if Interval(low - 1, high + 1).meets(rest.quantity.interval):
        return Relation("difference", formula, State.PROVED, figures)
    return Relation(
        "difference", formula, State.REFUTED, figures, f"约{printed_like(exact, rest.quantity)}", weak=True, plain=True
    )


#: 基本建设9650万元，设备4860万元，资助与其他3600万元: an item that is named so, and not what the others leave.
_AN_ITEM = re.compile(r"[一-鿿]{2}(?:、[一-鿿]{2,6})*[与和及]其[他它](?:支出|项目|方面|类)?$")


def _rest(earlier: list[Figure], rest: Figure) -> Relation | None:
    """The rest of a whole whose other parts stand before it."""
    alike = [f for f in earlier if _counts(f) and f.quantity.dimension == rest.quantity.dimension]
    alike = [f for f in alike if f.quantity.spelled == rest.quantity.spelled]  # 缺790个，其余四个街道余1990个
    splits = [(alike[at], alike[at + 1 :]) for at in range(len(alike) - 1)]
    for whole, parts in splits:
        for first, last in combinations(range(len(parts) + 1), 2):
            if _less(whole, parts[first:last]).meets(rest.quantity.interval):
                return _left(whole, parts[first:last], rest)
    if splits and (splits[0][1][0].gap.startswith("、") or _AN_ITEM.search(rest.gap)):
        splits = []  # 义务教育a、学前教育b、其他c: the first is an item as the others are
    return _unfit(alike, splits, earlier, rest)


def _of_before(preceding: list[Figure], earlier: list[Figure], rest: Figure) -> Relation | None:
    """「共反馈问题52个。已整改47个，其余5个正在推进」: of what the sentence before counts, or of a total told after."""
    done = [f for f in earlier if _counts(f) and f.quantity.dimension == rest.quantity.dimension]
    if not done or not _REST.search(rest.gap) or rest.quantity.spelled:
        return None
    *parts, last = done
    if len(parts) == 1 and last.quantity.value > parts[0].quantity.value and _IN_ALL.search(last.gap):
        return _left(last, parts, rest)  # 接入食堂126个，全县食堂共131个，其余5个
    if parts or not _DONE.search(last.gap):
        return None
    wholes = [
        f
        for f in preceding
        if _counts(f) and f.quantity.dimension == rest.quantity.dimension and f.quantity.value > last.quantity.value
    ]
    found = [_left(whole, done, rest) for whole in wholes]
    held = next((r for r in found if r.state is State.PROVED), None)
    return held or (replace(found[0], plain=False) if len(found) == 1 and _FOUND.search(wholes[0].gap) else None)


def _unfit(
    alike: list[Figure], splits: list[tuple[Figure, list[Figure]]], earlier: list[Figure], rest: Figure
) -> Relation | None:
    """A rest that no whole leaves, where the words say of which it is."""
    if not splits:
        return None
    apart = any(re.search(r"[；。]", f.gap) for f in (*alike[1:], rest))
    plain = bool(_REST.search(rest.gap))
    if (
        len(alike) > 2 and plain and rest.quantity.dimension == "money" and not apart
    ):  # 总投资8600万元，中央a，省级b，其余c
        return _left(*splits[0], rest) if _filled(*splits[0]) else None
    beside = bool(_BESIDES.search(rest.gap)) and not _PENDING.match(_after(rest))
    if len(alike) > 2:
        slipped = [split for split in splits if _filled(*split) and _slipped(*split, rest)]
        if len(slipped) == 1:
            return replace(_left(*slipped[0], rest), plain=False)
        between = [f for f in earlier if f.id > alike[0].id and f not in alike]
        row = not apart and all(f.quantity.kind is Kind.PERCENT for f in between)
        return replace(_left(*splits[0], rest), plain=False) if row and not beside and _filled(*splits[0]) else None
    if beside or not _filled(*splits[0]):
        return None
    due = plain or _DUE.search(alike[0].gap)  # 316人上岗，94人竞聘，另有6人待岗
    # 29所，其中不足50人的11所，其余18所: what marks the part may hold a figure of its own
    led = alike[1].statement.between(max(alike[0].end, alike[1].start - _LED), alike[1].start)
    part_of = due and _DONE.search(led) and not re.search(r"[；。]", led + rest.gap)
    return _left(*splits[0], rest) if part_of else None


def _filled(whole: Figure, parts: list[Figure]) -> bool:
    """Whether parts leave something of a whole."""
    return sum((part.quantity.value for part in parts), Decimal(0)) < whole.quantity.value


def _slipped(whole: Figure, parts: list[Figure], rest: Figure) -> bool:
    """Whether digits changed over in one figure are all that whole, parts and rest lack."""
    missing = whole.quantity.value - sum((f.quantity.value for f in (*parts, rest)), Decimal(0))
    meant = [(whole, -missing), *((part, missing) for part in (*parts, rest))]
    return any(misplaced(figure.quantity, figure.quantity.value + off) for figure, off in meant)


def _left_by_rate(earlier: list[Figure], rest: Figure) -> Relation | None:
    """「教师1500人，达标1485人，达标率99.0%，尚有15人列入补测」: a whole and a part with their rate right before it."""
    if len(earlier) < _WITH_RATE:
        return None
    whole, done, rate = earlier[-_WITH_RATE:]
    alike = whole.quantity.dimension == done.quantity.dimension == rest.quantity.dimension
    if not alike or not _counts(whole) or not _counts(done) or rate.quantity.kind is not Kind.PERCENT:
        return None
    relation = _left(whole, [done], rest)
    if relation.state is State.PROVED:
        return relation
    share = share_of(done, whole, rate, [])
    after = rest.statement.between(rest.end, min(rest.statement.end, rest.end + _AROUND * 2))
    exact = whole.quantity.value - done.quantity.value
    told = bool(_NOT_YET.match(after)) or is_slip(rest.quantity.value, exact)
    return relation if told and share is not None and share.state is State.PROVED else None


def _less(whole: Figure, parts: list[Figure]) -> Interval:
    left = whole.quantity.interval
    for part in parts:
        left = left - part.quantity.interval
    return left


def _left(whole: Figure, parts: list[Figure], rest: Figure) -> Relation:
    formula = "－".join(f.text for f in (whole, *parts))
    figures = (whole, *parts, rest)
    if _less(whole, parts).meets(rest.quantity.interval):
        return Relation("difference", formula, State.PROVED, figures)
    exact = whole.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    expected = printed_like(exact, rest.quantity)
    if rest.quantity.spelled and rest.quantity.unit is not None:
        expected = f"{exact:f}{rest.quantity.unit.symbol}"
    return Relation("difference", formula, State.REFUTED, figures, expected, weak=True, plain=True)


_STILL_LEFT = re.compile("[余剩]$|结余$|结转$")


def retold_remainders(statements: Iterable[Statement]) -> Iterator[Relation]:
    """「尚有3个结转下年」 … 「结转的5个项目」: what is left is told again with another number."""
    told: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    again: list[tuple[str, Figure]] = []
    left_over: list[Figure] = []  # 结转最多的…，余140万元 … 把结转的140万元花完
    for statement in statements:
        for figure in statement.figures:
            if not _counts(figure):
                continue
            if _STILL_LEFT.search(figure.gap):
                left_over.append(figure)
            if match := _TOLD_AGAIN.search(figure.gap):
                again.append((match["verb"], figure))
                told[match["verb"], figure.quantity.dimension].append(figure)
                continue
            after = re.split(r"[，；。、]", _after(figure))[0]
            if match := re.search(r"结转|遗留|续建", after):
                told[match[0], figure.quantity.dimension].append(figure)
    for verb, figure in again:
        others = [
            f for f in told[verb, figure.quantity.dimension] if f.statement is not figure.statement and f.id < figure.id
        ]
        values = {f.quantity.value for f in others}
        before = any(f.id < figure.id and f.quantity.value == figure.quantity.value for f in left_over)
        if len(values) == 1 and figure.quantity.value not in values and not before:
            formula = f"前文“{verb}”的数"
            yield Relation(
                "difference", formula, State.REFUTED, (others[0], figure), others[0].text, weak=True, plain=True
            )
