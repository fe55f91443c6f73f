"""All of them rose, says a clause after a list of which one fell; told under CON009."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.relations.stories import stories_of
from drafter.checking.rules.model import Family
from drafter.checking.rules.trend_words import TURNED
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_UP = "只增不减|提高|提升|增长|增加|上升|攀升|上浮|走高|正增长|抬头|反弹|走高|攀升"
_DOWN = "下降|降低|减少|回落|下滑|走低|压减|只减不增|向下|走弱"
#: Words that name nothing besides what was listed.
_WHO = (
    r"(?:各个?学段|各个?阶段|[两二三四五六][个大]?(?:学段|阶段|项|者|率|组|类|地|县|区)(?:指标|数据|支出)?|各[项级类](?:指标|支出)?"
    r"|生均(?:一般公共预算)?(?:教育)?(?:支出|经费|公用经费)|上述指标|以上指标|指标|与?上年相比|(?:较|比)(?:上年|去年|20\d\d年)|同比|也)*"
)
_CLAIM = re.compile(
    rf"(?:[，；,]|^\s*)(?P<claim>{_WHO}(?:均|都|全部|全面|双双|悉数){_WHO}(?:已|实现|做到|保持|稳步|持续|有所|不同程度|略有|稳中|得到|呈现?|有|“|了|的)*"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?”?)(?=[，；。]|$)"
    rf"|[，；,](?P<never>{_WHO}(?:均|都|全部|已|切实|真正)*(?:实现|做到|保持|确保)?了?“?(?:两个)?只增不减”?)(?=[，；。]|$)"
)
_NOT = re.compile(r"除|以外|之外|外$|要求|力争|确保|未|但|基本")
_FEW = 2


@dataclass(frozen=True)
class _Move:
    """A value that moved: the figure that tells it, and which way; 0 for one that may have stood still."""

    figure: Figure
    way: int
    told: str


def check(context: CheckContext) -> Iterator[Finding]:
    """Claims of every sentence against the lists before them."""
    before: Statement | None = None
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        text = statement.text
        if "均" in text or "都" in text or "只增不减" in text or "全部" in text or "双双" in text:
            for match in _CLAIM.finditer(text):
                same = before if before is not None and before.flow is statement.flow else None
                yield from _held(statement, match, same)
        before = statement


def _held(statement: Statement, match: re.Match[str], before: Statement | None) -> Iterator[Finding]:
    at = statement.start + match.start()
    words = match["claim"] or match["never"]
    if _NOT.search(re.split("[，；]", statement.text[: match.start()])[-1][-6:] + words.replace("确保", "")):
        return
    never = match["never"] is not None or "只增不减" in words
    way = -1 if match["down"] else 1
    moves = [move for move in _moves(statement) if move.figure.end <= at]
    opens = not statement.text[: match.start("claim")].strip() if match["claim"] else False
    if (never or opens) and not moves and before is not None:
        moves = _moves(before)
    if never:
        moves = [move for move in moves if _of_spending(move.figure)]
    else:
        first = max(statement.between(statement.start, at).rfind("；"), 0) + statement.start
        moves = [m for m in moves if (opens or m.figure.start >= first) and _like(m, moves[-1])]
    wrong = [move for move in moves if move.way == -way]
    if len(moves) < (1 if never else _FEW) or not wrong:
        return
    start = statement.start + match.start("claim" if match["claim"] else "never")
    for move in wrong:
        yield TURNED.at(
            statement.flow,
            start,
            start + len(words),
            f"写的是“{words}”，其中{move.told}",
            evidence=(Evidence("document", "", move.figure.statement.text.strip()),),
            suggestion="核对两年的数，改一处",
            root=f"CON009:alike:{at}:{statement.number}",
            touches=(move.figure,),
        )


def _of_spending(figure: Figure) -> bool:
    """Whether a figure is of spending on education, in money; its share of all spending may well fall."""
    before = figure.statement.between(figure.statement.start, figure.start)
    return figure.quantity.dimension.startswith("money") and bool(
        re.search("支出|生均|公用经费", re.split("；", before)[-1])
    )


def _like(move: _Move, last: _Move) -> bool:
    """Whether two moves are measured alike, as those of one list are."""
    one, other = move.figure.quantity, last.figure.quantity
    points = other.kind is Kind.POINTS and one.text.endswith("个")  # 提高0.1个、下降0.3个百分点
    return points or (one.kind is other.kind and one.dimension == other.dimension)


def _moves(statement: Statement) -> list[_Move]:
    """Every value told with the one before, and every change, in order."""
    found: list[_Move] = []
    for story in stories_of(statement):
        if len(story.before) == len(story.now):
            for one, two in zip(story.before, story.now, strict=True):
                low, high = one.quantity.interval, two.quantity.interval
                if one.quantity.dimension == two.quantity.dimension:
                    way = 1 if high.low > low.high else -1 if high.high < low.low else 0
                    found.append(_Move(two, way, f"{one.text}到{two.text}是{'升' if way > 0 else '降'}"))
    found += _listed(statement, {move.figure.id for move in found})
    told = {move.figure.id for move in found}
    changed = {f.id for story in stories_of(statement) if story.before for run in story.changed for f in run}
    for figure in statement.figures:
        new = figure.role is Role.CHANGE and figure.direction and figure.id not in told | changed
        if new and figure.compared != "other":
            found.append(_Move(figure, figure.direction, f"{figure.text}是{'升' if figure.direction > 0 else '降'}"))
    return sorted(found, key=lambda move: move.figure.start)


def _listed(statement: Statement, told: set[int]) -> Iterator[_Move]:
    """「小学a元、初中b元，上年分别为d元、e元」: as many values right before as there are of last year."""
    figures = statement.figures
    for run in value_runs(figures):
        first = run[0]
        at = figures.index(first)
        now = figures[at - len(run) : at] if at >= len(run) > 1 else []
        alike = all(f.role is Role.LEVEL and f.quantity.dimension == first.quantity.dimension for f in now)
        if not now or first.role is not Role.PREVIOUS or not alike or any(f.id in told for f in now):
            continue
        for one, two in zip(run, now, strict=True):
            low, high = one.quantity.interval, two.quantity.interval
            way = 1 if high.low > low.high else -1 if high.high < low.low else 0
            yield _Move(two, way, f"{one.text}到{two.text}是{'升' if way > 0 else '降'}")


FAMILY = Family("CON", "前后矛盾", (), check)
