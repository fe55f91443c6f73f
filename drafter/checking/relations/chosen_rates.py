"""Bounds that the rows a text picks keep to, and how far apart they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.named_rows import Listed, Table
from drafter.checking.relations.ranks import words_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["below_mean", "bounded", "ends_apart"]

_BOUND = re.compile(
    r"^(?:均|都|还|仍|也|已)?(?P<word>不足|低于|未达到?|没有?达到|不到|达不到|高于|超过|达到|不低于)了?$"
)
_REACHED = re.compile(r"(?P<word>达到|超过|高于|不低于|低于|不足|未达到?|不到)了?$")
_THOSE = re.compile(
    r"^(?:目标|标准|要求|以上|的)*的(?:县市区|县市|县|区|市|街道|乡镇|学校)?(?:只|仅)?(?:有|是|为)[:：]?"
)
_LEAST = 2


def bounded(statement: Statement, tables: list[Table], lists: list[Listed], figure: Figure) -> Iterator[Relation]:
    """「达到92%的有甲、乙2个」, 「甲、乙两县低于90%」: every row that is named must keep to the bound."""
    before = [one for one in lists if one.end <= figure.start]
    after = [one for one in lists if one.start >= figure.end]
    listed, word = None, ""
    if (
        after
        and (said := _REACHED.search(figure.gap))
        and _THOSE.fullmatch(statement.between(figure.end, after[0].start))
    ):
        listed, word = after[0], said["word"]
    elif before and (said := _BOUND.match(statement.between(before[-1].end, figure.start))):
        listed, word = before[-1], said["word"]
    if listed is None:
        return
    below = word[0] in "不低未没达" and word not in ("不低于", "达到")
    words = statement.between(statement.start, figure.start)
    bound = figure.quantity.value
    for table in tables:
        if any(name not in table.rows for name in listed.names):
            continue
        columns = table.rates(words)
        if len(columns) != 1:
            continue
        cells = table.values(columns[0])
        wrong = []
        for name, spot in zip(listed.names, listed.spots, strict=True):
            cell = cells.get(table.rows[name])
            if cell is None:
                return
            reached = cell.quantity.value > bound or (cell.quantity.value == bound and word not in ("高于", "超过"))
            if reached is below:
                wrong.append((name, spot, cell))
        if 2 * len(wrong) >= len(listed.names) + 1 and len(listed.names) > 1:
            return  # another column is meant
        for name, spot, cell in wrong:
            stated = words_of(statement, spot[0] - statement.start, spot[1] - statement.start)
            formula = f"表中“{name}”为{cell.text}，并不{word.removeprefix('不')}{figure.text}"
            yield Relation("rank", formula, State.REFUTED, (cell, stated), weak=True)
        if not wrong:
            yield Relation("rank", f"表中各行{word}{figure.text}", State.PROVED, (figure,))
        return


def ends_apart(statement: Statement, tables: list[Table], figure: Figure) -> Iterator[Relation]:
    """「首末位相差9.3个百分点」: the highest and the lowest of a column of rates."""
    section = [t for t in tables if next(iter(t.grid.cells.values())).statement.flow.section == statement.flow.section]
    earlier = statement.between(statement.start, figure.start)
    found = []
    for table in section or tables:
        for column in table.rates(earlier):
            cells = sorted(table.values(column).values(), key=lambda f: f.quantity.value)
            found.append((cells[-1], cells[0]))
    if any(_apart(pair).meets(figure.quantity.interval) for pair in found):
        return
    own = [f for f in statement.figures if f.quantity.kind is Kind.PERCENT and f.role is Role.LEVEL]
    if len(found) == 1 and len(own) < _LEAST:
        yield _distance(found[0], figure)


def below_mean(
    statement: Statement, tables: list[Table], lists: list[Listed], figure: Figure, way: str
) -> Iterator[Relation]:
    """「末位的甲县比全州平均低3.1个百分点」: a row of rates against that of the total."""
    for table in tables:
        named = [one for one in lists if one.end <= figure.start and one.names[-1] in table.rows]
        if not named or len(named[-1].names) != 1 or table.total is None:
            continue
        (name,) = named[-1].names
        words = statement.between(named[-1].end, figure.start)
        if re.search(r"[。；\d]", words):
            continue
        columns = table.rates(words)
        if len(columns) != 1 or table.rows[name] not in table.values(columns[0]):
            continue
        cell, mean = table.values(columns[0])[table.rows[name]], table.grid.column(columns[0]).get(table.total)
        if mean is None:
            continue
        fits = _apart((cell, mean)).meets(figure.quantity.interval)
        turned = (cell.quantity.value > mean.quantity.value) is not (way in "高多")
        if fits and not turned:
            yield Relation("points", f"表中{cell.text}与{mean.text}之差", State.PROVED, (cell, mean, figure))
            return
        others = {r: f for r, f in table.values(columns[0]).items() if f is not cell}
        meant = [r for r, f in others.items() if _apart((f, mean)).meets(figure.quantity.interval)]
        if len(meant) == 1 and not fits:
            low, high = (at - statement.start for at in named[-1].spots[0])
            formula = f"表中与{mean.text}相差{figure.text}的是{table.grid.labels[meant[0]]}"
            stated = words_of(statement, low, high)
            yield Relation("rank", formula, State.REFUTED, (cell, mean, figure, stated), weak=True)
        elif not meant or turned:
            yield _distance((cell, mean), figure)
        return


def _apart(pair: tuple[Figure, Figure]) -> Interval:
    return abs(pair[0].quantity.interval - pair[1].quantity.interval)


def _distance(pair: tuple[Figure, Figure], figure: Figure) -> Relation:
    exact = abs(pair[0].quantity.value - pair[1].quantity.value)
    formula = f"表中{pair[0].text}与{pair[1].text}之差"
    expected = printed_like(exact, figure.quantity)
    return Relation("points", formula, State.REFUTED, (*pair, figure), expected, weak=True)
