"""A stock, what came to it and what went from it, and what there is now: 「年初128家，注销41家、接收9家，年末96家」.

The story may run over a few sentences of a paragraph. What it starts from is named (年初, 原有, 上年末), or stands
first where something came and something went. No word says that all movements are told, so that what does not fit is a
warning; and only where the last value is of the thing that the first one is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided, misplaced
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import CAME, WENT
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts.numerals import narrow
from drafter.findings import State

__all__ = ["ledger"]

_OPENING = re.compile(
    r"年初|期初|[上去]一?(?:学|届)?年度?(?:[末底]|秋季)?|原有|原来|^原(?!因)|此前|截至上年|(?:19|20)\d\d年年?[末底]"
)
_CLOSING = re.compile(
    r"年[末底]|期末|目前|现[有存在为]|^现|实有|本学?年(?!度?[招新])|截[至止]|(?<!\d)12月31日|余额|结余|仍有|尚有|还有|保留"
    r"|剩余|下剩|尚余|还剩|仍剩|还余|今秋|眼下|现下|至今|如今|余(?=$|下)"
)
_CAME = re.compile(
    rf"{CAME}|招新|招收|招生|入学|新生|升入"
    r"|新(?!时代|学[年期]|课|高考|型|能源|区|城|技术|教材|闻)|恢复|核增|增设|增补|增加|投用|举借|增聘|追加|收入"
)
_WENT = re.compile(
    rf"{WENT}|并入|升格|升级|减少|清零"
    r"|转[型为任岗]|办结|办复|结案|整改|支出|支付|结项|结题|出列|淘汰"
)
#: 由小学转任24人 came, 转任初中24人 went.
_FROM_THERE = re.compile(r"[由从][^，。；、]{1,10}(?:转任|转岗|转入|转来|调整)$")
#: 未办结的37件 have not gone.
_NOT_DONE = re.compile(r"(?:尚?未|没有?|无)[一-鿿]{2}")
_NET = re.compile(r"净(?:增加?|减少?|补充|增长)")
_SOME = re.compile(r"其中|含|包括|里面|占")
_NO_STOCK = re.compile(r"比|较|同比|均|每|率|计划|拟|将|预计|累计|历年")
#: Words of a value that name no other thing: 目前运行12个, 年末在编3492人.
_NEUTRAL = re.compile(
    r"运行|存续|登记|在[册编岗校园职读案办]|实有|保留|余额|结余|结转|存量|办学|开办|教育|目前|截[至止]"
    r"|眼下|现下|至今|如今|[有共为达全省市县区州旗总数量仅还剩余仍尚存到的年月日底末学秋本今现\d]"
)
_BEHIND = re.compile(r"^(?:(?!全部|全都|均|都|已|尚|仍|还|未|正|为|是|在|由)[^，。；：、（）\d]){0,8}")
_SENTENCES = 3
_MOST = 8


@dataclass
class _Story:
    """What is being told: the first value, what came and went (1 or -1), whether a word named the first."""

    first: Figure
    named: bool
    moves: list[tuple[int, Figure]] = field(default_factory=list)
    nets: list[tuple[int, Figure]] = field(default_factory=list)

    def all_moves(self) -> list[tuple[int, Figure]]:
        """What came and went; a net figure only where nothing else tells it."""
        return self.moves or self.nets

    @property
    def balance(self) -> Decimal:
        """What there must be in the end, at face value."""
        return sum((sign * f.quantity.value for sign, f in self.all_moves()), self.first.quantity.value)

    @property
    def both_ways(self) -> bool:
        """Whether something came and something went; of one alone the other may be left untold."""
        return len({sign for sign, _ in self.all_moves()}) > 1


def ledger(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Every such story of the paragraphs.

    Args:
        settled: ids of figures that a relation found elsewhere already proves or refutes.
    """
    for _, paragraph in groupby(statements, key=lambda statement: id(statement.flow)):
        figures = [f for statement in paragraph for f in statement.figures if _counts(f)]
        by_unit: dict[str, list[Figure]] = {}
        for figure in figures:
            by_unit.setdefault(figure.quantity.dimension, []).append(figure)
        for alike in by_unit.values():
            if len(alike) > 2:
                yield from _stories(alike, settled)


def _counts(figure: Figure) -> bool:
    told = figure.role in (Role.LEVEL, Role.PREVIOUS, Role.CHANGE)
    return told and figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite


def _stories(figures: Sequence[Figure], settled: set[int]) -> Iterator[Relation]:
    story: _Story | None = None
    aside = False
    for figure in figures:
        words = _words(figure)
        if story is not None and figure.statement.number - story.first.statement.number > _SENTENCES:
            story = None
        aside = bool(_SOME.search(figure.gap)) or (aside and not re.search(r"[；。）]", figure.gap))
        if aside:
            continue  # 招聘186人，其中研究生42人
        move = _move(words)
        if story is not None and _closes(story, figure, words):
            relation = _balance(story, figure) if figure.id not in settled else None
            if relation is not None and _is_told(story, relation):
                yield relation
            story = None
        elif story is not None and move and not _OPENING.search(words) and len(story.moves) < _MOST:
            (story.nets if _NET.search(words) else story.moves).append((move, figure))
        elif not move and figure.role is not Role.CHANGE and not _NO_STOCK.search(words):
            story = _Story(figure, bool(_OPENING.search(words)))
        else:
            story = None


def _words(figure: Figure) -> str:
    """The clause that leads to a figure."""
    clauses = re.split(r"[，。；：、]", figure.gap)
    return narrow(next((clause for clause in reversed(clauses) if clause), ""))


def _behind(figure: Figure) -> str:
    after = _BEHIND.match(figure.statement.between(figure.end, figure.statement.end))
    return after[0] if after else ""


def _move(words: str) -> int:
    """1 where a clause tells what came, -1 where it tells what went, by its last such word."""
    words = _NOT_DONE.sub("", words)
    if _FROM_THERE.search(words):
        return 1
    came = max((match.end() for match in _CAME.finditer(words)), default=0)
    went = max((match.end() for match in _WENT.finditer(words)), default=0)
    if came == went:
        net = _NET.search(words)
        return 0 if net is None else -1 if "减" in net[0] else 1
    return 1 if came > went else -1


def _closes(story: _Story, figure: Figure, words: str) -> bool:
    """Whether a value is what there is in the end, of the thing that the first value is of."""
    if not story.all_moves() or not _CLOSING.search(words) or figure.role is Role.CHANGE:
        return False
    own = _NEUTRAL.sub("", words) + _NEUTRAL.sub("", _behind(figure))
    return set(own) <= set(story.first.gap + _behind(story.first))


def _is_told(story: _Story, relation: Relation) -> bool:
    """Whether a story that does not balance was meant to: what came alone leaves open what went."""
    first, last = story.first, relation.stated
    if relation.state is State.PROVED:
        return True
    if not story.named and (first.statement is not last.statement or not story.both_ways):
        return False
    if first.quantity.value == last.quantity.value:
        return False  # told again
    if story.both_ways:
        return True
    missing = last.quantity.value - story.balance
    return misplaced(last.quantity, story.balance) or any(
        misplaced(figure.quantity, figure.quantity.value + sign * missing)
        for sign, figure in [(1, first), *story.all_moves()]
    )


def _balance(story: _Story, last: Figure) -> Relation:
    computed, formula = story.first.quantity.interval, story.first.text
    for sign, figure in story.all_moves():
        interval = figure.quantity.interval
        computed = computed + interval if sign > 0 else computed - interval
        formula += f"{'＋' if sign > 0 else '－'}{figure.text}"
    figures = (story.first, *(figure for _, figure in story.all_moves()))
    return decided("difference", Trial(figures, computed, story.balance, formula), last)
