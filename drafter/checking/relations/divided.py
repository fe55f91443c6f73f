"""Totals that other words than 其中 divide: grades that were given, views of one total, what it was used for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby

from drafter.checking.plausible import is_slip
from drafter.checking.relations.items import countable
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.slips import to_blame
from drafter.checking.relations.wholes import ENUMERATED, added, et_cetera, graded, mistyped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["AT_ONCE", "LATER", "all_of_them", "given_grades", "put_right", "put_right_later", "spent", "viewed"]

#: What was found is put right at once or later: 「排查隐患476处，立行立改438处，限期整改38处」.
AT_ONCE = re.compile(r"立行立改|(?:立即|当场|当即|现场|已)(?:完成)?整改|完成整改|整改到位|整改完成")
LATER = re.compile(r"限[期时](?:完成)?整改|正在整改|尚未整改|未整改|挂牌督办|挂账")
#: 「交办14项，已办结11项，正在办理3项」: what was handed over is settled or still under way.
_SETTLED = re.compile(
    rf"{AT_ONCE.pattern}|办[结复毕]|销号|(?:已|完成)(?:全部|基本)?(?:整改|落实|解决|办理)(?!率)|整改(?:完成|到位|销号)"
)
_UNDER_WAY = re.compile(
    rf"{LATER.pattern}|(?:持续|长期|正在|继续|有序|序时|分步|仍在|尚在|加快)(?:推进|整改|办理|坚持|实施|落实|跟踪|解决)"
)
#: 「限期整改48处，其余7处挂牌督办」
_REST = re.compile(r"^[，、；](?:其余|其他|另有|另外|余下|剩余|还有|尚有)[^，。；\d]{0,6}$")
_NOT_BEGUN = re.compile(r"^[，、；](?:尚|仍|还)?(?:未|没有|暂|列入|纳入|计划|留作|长期)[^，。；\d]{0,10}$")
_FOUND = re.compile(r"排查|发现|查出|检查|反馈|整治|起底|查摆|交办|督办|移交|审计|指出")
#: The same of what people ask for, which may also be passed on or withdrawn.
_ASKED = re.compile(rf"{_FOUND.pattern}|(?<!可)受理(?!率)|收到|接到")
#: 分年看, 从投向看, 按来源分: what follows divides a total told before.
_VIEW = re.compile(
    r"(?:^|[；，。\s])(?:分[^，。；\d看]{1,6}看|从[^，。；\d看]{1,8}看|按[^，。；\d分]{1,8}分|其中[，,：]?分[^，。；\d]{1,4}"
    r"|(?:资金|投资|经费|人员|生源)(?:构成|来源|投向|去向|渠道)(?:上|方面|看|来看)?)[，,：]"
    r"|(?<=[；。])(?:资金|经费)?(?:来源|来路|去向|投向|流向|用途|用处|构成)(?:为|是|有)(?=[一-鿿])"
)
#: What ends the telling of what was found: 目前29个问题已全部整改到位.
_NOW = re.compile(r"^[，；](?:目前|现|截[至止](?:目前|年底)?|至年底|年底前?|以上|上述|这)?$")
_ALL_DONE = re.compile(r"^(?P<noun>问题|隐患|任务|事项|项目|短板|线索|投诉)(?:均?已|现)?(?:全部|均|都|悉数|全都)")
#: What is settled of some of them only.
_OF_SOME = re.compile(r"其中|上年|去年|(?:19|20)\d\d年")
_SENTENCES = 3
#: Others that were given no grade: 另有1个暂缓.
_MORE = re.compile(r"^[，；、](?:另|其余|其他|还有|余下)")
_JOINED = re.compile(r"^[^，。；\d]{0,10}(?:和|及|与|以及|、)$")
_NEARLY = (Decimal("0.5"), Decimal(2))
_CLAUSE_END = re.compile(r"[，。；]")
_HAN = re.compile("[一-鿿]{2}")
_EVERYWHERE = frozenset(
    ["分别", "其中", "学校", "学生", "教师", "全县", "全市", "全区", "新增", "教育", "投入", "资金"]
)
_LABEL = 10
_REACH = 24


def put_right(figures: list[Figure]) -> Iterator[Relation]:
    """What was put right at once and what has a time limit are all that was found, though no word says so."""
    for at, (found, done, later) in enumerate(zip(figures, figures[1:], figures[2:], strict=False)):
        halves = _SETTLED.search(done.gap) and _UNDER_WAY.search(later.gap) and not _SETTLED.search(later.gap)
        if halves and _FOUND.search(found.gap) and "其中" not in done.gap and "。" not in done.gap + later.gap:
            yield from _halved(found, [done, later, *_more(found, figures[at + 3 : at + 4])])


def _more(found: Figure, after: Sequence[Figure]) -> list[Figure]:
    """What became of those that neither are settled nor under way."""
    told = (f for f in after if countable(found, f))
    return [f for f in told if _REST.search(f.gap) or _UNDER_WAY.search(f.gap) or _NOT_BEGUN.search(f.gap)]


def put_right_later(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """「反馈问题5个。县里逐项明确责任。目前已完成整改4个，持续推进1个」: the same over a few sentences.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for _, paragraph in groupby(statements, key=lambda statement: id(statement.flow)):
        heads: list[Figure] = []
        for statement in paragraph:
            figures = statement.figures
            heads = [f for f in heads if statement.number - f.statement.number <= _SENTENCES]
            if len(heads) == 1 and len(figures) > 1:
                found, (done, later) = heads[0], figures[:2]
                halves = _SETTLED.search(done.gap) and _is_under_way(later)
                fresh = not {done.id, later.id} & settled  # what was found may have its growth told
                more = _more(found, figures[2:3])
                elsewhere = len(figures) > 2 + len(more) and countable(found, figures[2])  # 转交其他部门13件
                if (
                    halves
                    and fresh
                    and not elsewhere
                    and not _OF_SOME.search(done.gap)
                    and re.match("^[，、]", later.gap)
                ):
                    yield from _halved(found, [done, later, *more])
            told = [f for f in figures if _ASKED.search(f.gap) and f.role is Role.LEVEL and f.quantity.definite]
            heads += told


def _is_under_way(figure: Figure) -> bool:
    """Whether a figure counts what is not settled yet, said before it or behind: 持续推进1个, 7件仍在办理."""
    behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _LABEL))
    said = figure.gap if figure.gap.strip("，、；") else _CLAUSE_END.split(behind)[0]
    return bool(_UNDER_WAY.search(said)) and not _SETTLED.search(said)


def _halved(found: Figure, parts: list[Figure]) -> Iterator[Relation]:
    if not all(countable(found, part) and part.quantity.definite for part in parts) or not found.quantity.definite:
        return
    proved = added(parts).meets(found.quantity.interval)
    yield _made(parts, found, proved)


def all_of_them(figures: list[Figure]) -> Iterator[Relation]:
    """「发现问题29个，其中…，目前29个问题已全部整改到位」: all of what was found are as many as were found."""
    for at, figure in enumerate(figures):
        behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _REACH))
        words = _ALL_DONE.match(behind)
        if not words or not at or not _NOW.match(figure.gap) or not figure.quantity.definite:
            continue
        alike = [f for f in figures[:at] if countable(f, figure)]
        heads = [f for f in alike if words["noun"] in f.gap and f.quantity.definite]
        told = [f.quantity.interval for f in alike]
        told += [one + other for one, other in combinations(told, 2)]  # 连同上年遗留的3个，目前32个
        if heads and not any(interval.meets(figure.quantity.interval) for interval in told):
            formula = f"前文“{words['noun']}”的数"
            yield Relation(
                "difference", formula, State.REFUTED, (heads[0], figure), heads[0].text, weak=True, plain=True
            )


def given_grades(figures: list[Figure]) -> Iterator[Relation]:
    """「对9个县开展评价，评定优秀3个、良好4个、合格2个」: the grades that were given are given to all."""
    at = 1
    while at < len(figures):
        stop = at
        while stop < len(figures) and graded(figures[stop]) and countable(figures[at], figures[stop]):
            if any(_grade(figures[stop]) == _grade(part) for part in figures[at:stop]):
                break  # 合格5所、基本合格1所，对基本合格的1所…: told again
            stop += 1
        parts, total = figures[at:stop], figures[at - 1]
        if at > 1 and total.quantity.spelled and not countable(total, figures[at]):
            total = figures[at - 2]  # 对14个设区市评价一次，评定8个市为优秀
        if len(parts) > 1 and countable(total, parts[0]) and not graded(total) and total.role is Role.LEVEL:
            proved = added(parts).meets(total.quantity.interval)
            beside = figures[figures.index(total) - 1] if total is not figures[0] else None
            if not proved and beside is not None and _JOINED.match(total.gap) and countable(beside, total):
                at = max(stop, at + 1)
                continue  # 对10所民办学校和200所民办幼儿园年检: the grades are given to both
            more = figures[stop : stop + 1]
            if not proved and more and countable(more[0], total) and re.match("^[、和及]", more[0].gap):
                at = max(stop, at + 1)
                continue  # 优的9个、良的10个、待定的2个
            joined = all(len(part.gap) <= _LABEL for part in parts[1:]) and not et_cetera(parts)
            # 「其中优秀3个」 may leave the others out, unless they are more than all or run down to the last grade
            whole = "其中" not in parts[0].gap or len(parts) >= ENUMERATED
            above = added(parts).low > total.quantity.interval.high
            whole = above or (
                whole and not _MORE.match(parts[-1].statement.between(parts[-1].end, total.statement.end))
            )
            if proved or (joined and whole and len(parts[0].gap) <= _REACH and "。" not in parts[0].gap):
                yield _made(parts, total, proved)
        at = max(stop, at + 1)


def _grade(part: Figure) -> str:
    return re.sub("[^优良合格不基本秀好中差]", "", part.gap[-6:])


def _made(parts: list[Figure], total: Figure, proved: bool) -> Relation:
    """The relation of a total to what makes it up; refuted, it is a warning."""
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    expected = "" if proved else printed_like(exact, total.quantity)
    state = State.PROVED if proved else State.REFUTED
    return Relation("sum", formula, state, (*parts, total), expected, weak=not proved)


def viewed(statement: Statement, before: Sequence[Figure]) -> Iterator[Relation]:
    """「…投入8.7亿元。分年看，a、b和c；分来源看，d、e和f」: each view divides the same total."""
    for opener in _VIEW.finditer(statement.text):
        stop = re.search(r"[；。]", statement.text[opener.end() :])
        low, high = statement.start + opener.end(), statement.start + opener.end()
        high = high + stop.start() if stop else statement.end
        inside = [f for f in statement.figures if low <= f.start < high and f.role is Role.LEVEL]
        parts = [f for f in inside if f.quantity.kind is Kind.AMOUNT and f.quantity.definite]
        if any(not f.quantity.spelled for f in parts):
            parts = [f for f in parts if not f.quantity.spelled]  # 城区、东片三个学区分别交流142人、98人
        parts = [f for f in parts if countable(parts[0], f)]
        earlier = [f for f in (*before, *statement.figures) if f.start < low and f.quantity.definite]
        totals = [f for f in earlier if parts and countable(f, parts[0]) and f.role in (Role.LEVEL, Role.CHANGE)]
        if len(parts) < 2 or not totals or parts[0].id <= totals[-1].id or et_cetera(parts):
            continue
        if {part.quantity.value for part in parts} <= {total.quantity.value for total in totals}:
            continue  # 分别为a、b、c和d。从总量看，甲县以b居第二: told before, each for itself
        share = _is_of(earlier, totals[0])
        if share is not None and (_makes(parts, totals[0], share) or _of_another_whole(statement, parts, totals[0])):
            continue
        if stop and _goes_on(statement, parts, totals[0], high):
            continue
        exact = sum((part.quantity.value for part in parts), Decimal(0))
        held = next((t for t in totals if added(parts).meets(t.quantity.interval)), None)
        total = held or (totals[0] if _near(exact, totals[0]) else _meant(parts, totals)) or totals[0]
        formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
        if held is not None:
            yield Relation("sum", formula, State.PROVED, (*parts, total))
        elif _near(exact, total):
            expected = printed_like(exact, total.quantity)
            yield Relation(
                "sum",
                formula,
                State.REFUTED,
                (*parts, total),
                expected,
                weak=True,
                blamed=to_blame(statement, parts, total),
            )


def _goes_on(statement: Statement, parts: Sequence[Figure], total: Figure, at: int) -> bool:
    """Whether a view has more behind its semicolon: 分学期看，春季东西两片分别培训a和b；秋季培训c."""
    made = added(parts)
    for figure in [f for f in statement.figures if f.start >= at and countable(f, total)]:
        made = made + figure.quantity.interval
        if made.meets(total.quantity.interval):
            return True
    return False


def _near(exact: Decimal, total: Figure) -> bool:
    return bool(exact) and _NEARLY[0] <= total.quantity.value / exact <= _NEARLY[1]


def _meant(parts: Sequence[Figure], totals: Sequence[Figure]) -> Figure | None:
    """Which of the values told before a view divides, where the first cannot be it.

    That is the one called by a word of the view (实际交流324人 … 分别交流142人), or which a slip in one part explains.
    """
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    near = [t for t in totals if _near(exact, t) and all(p.quantity.value < t.quantity.value for p in parts)]
    said = parts[0].gap
    words = {said[at : at + 2] for at in range(len(said) - 1) if _HAN.fullmatch(said[at : at + 2])} - _EVERYWHERE
    called = [t for t in near if any(word in _CLAUSE_END.split(t.gap)[-1] for word in words)]
    typed = [t for t in near if any(_typed(p, t.quantity.value - exact) for p in parts)]
    found = called or typed
    return found[0] if len(found) == 1 else None


def _typed(part: Figure, missing: Decimal) -> bool:
    meant = part.quantity.value + missing
    return meant > 0 and is_slip(part.quantity.value, meant)


def _is_of(figures: Sequence[Figure], total: Figure) -> Figure | None:
    """The share right behind a value that tells that it is a part of more: 3987人，占专任教师总数的79.5%."""
    behind = next((f for f in figures if f.id == total.id + 1), None)
    told = behind is not None and behind.role is Role.SHARE and behind.quantity.kind is Kind.PERCENT
    return behind if told else None


def _makes(parts: Sequence[Figure], total: Figure, share: Figure) -> bool:
    """Whether parts make up what a value is so much of: 2920人，占80%。按学段分，… are the 3650."""
    whole = added(parts)
    return whole.low > 0 and (total.quantity.interval / whole).scaled(Decimal(100)).meets(share.quantity.interval)


def _of_another_whole(statement: Statement, parts: Sequence[Figure], total: Figure) -> bool:
    """Whether the share beside each part shows that they divide something else: 高级864人、占17.2%，中级….

    The first sentence may have told of some of them only: 本科以上的3987人，占专任教师的79.5%。按职称分，….
    """
    whole = added(parts)
    beside = [(part, next((f for f in statement.figures if f.id == part.id + 1), None)) for part in parts]
    told = [(part, share) for part, share in beside if share is not None and share.quantity.kind is Kind.PERCENT]
    if len(told) < len(parts) or whole.meets(total.quantity.interval):
        return False
    return all(
        share.role is Role.SHARE
        and (part.quantity.interval / whole).scaled(Decimal(100)).meets(share.quantity.interval)
        for part, share in told
    )


def spent(total: Figure, following: list[Figure]) -> Iterator[Relation]:
    """「投入4680万元，用于3所学校改建（2950万元）、11所操场改造（1130万元）和食堂（600万元）」."""
    parts: list[Figure] = []
    for figure in following:
        if re.search(r"[。；]", figure.gap) or figure.role is not Role.LEVEL:
            break
        if countable(total, figure) and figure.quantity.definite:
            parts.append(figure)
    if len(parts) < ENUMERATED:
        return
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    if added(parts).meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*parts, total))
    elif mistyped(total, parts):
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True)
    else:
        yield Relation("sum", formula, State.NOT_CHECKED, (*parts, total))
