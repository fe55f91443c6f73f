"""Rows of a table that a text picks by name, by sign or by a bound, anywhere in the report.

「甲、乙两镇共缺320个」, 「减少的五个县合计减1200人」, 「达到92%的有甲、乙2个」, 「首末位相差9.3个百分点」 and
「末位的甲县比全州平均低3.1个百分点」.

No word says which table is meant, so that a table must hold two of the names (or say what is counted), what does not
fit is a warning, and where another table has the same rows each may explain the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.checking.relations.chosen_rates import below_mean, bounded, ends_apart
from drafter.checking.relations.chosen_sums import added_up, of_one_sign, of_region, of_total
from drafter.checking.relations.model import Relation
from drafter.checking.relations.named_rows import COUNT, PLACES, Table, lists_of
from drafter.checking.text.grids import Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Statement

__all__ = ["chosen"]

_SIGNED = re.compile(
    rf"(?P<way>升|增|增加|增长|上升|降|减|减少|下降|缺|短缺|余|富余)的?(?:那|这)?(?P<count>{COUNT})(?:{PLACES}|个)"
    r"[^，。；：\d]{0,6}?"
    r"(?:合计?|共计?|总共|一共|总计)(?:净?(?:增[加长]?|减少?|升|降|缺|短缺|富?余))?了?$"
)
_SHARE = re.compile(r"(?P<words>[^，。；：\d]*?)占(?:到|了)?[全我本][省市县区州盟旗](?:总数|总量)?的?(?:约|近)?$")
_OF_TOTAL = re.compile(r"占总(?P<head>[^，。；：\d]{1,6}?)的?(?:约|近)?$")
_ENDS = re.compile(
    r"(?:首末位?|首尾|最高(?:与|和|的|县|市|区)*最低(?:的|县|市|区)*|最大(?:与|和)最小|头尾|两端|极差)(?:之间)?(?:的)?(?:仍|还)?"
    r"(?:相差|差距|差|极差|相距)?(?:为|达到?|了|有)?(?:约)?$"
)
_MEAN = re.compile(
    r"[比较](?P<mean>[全我本][省市县区州盟旗](?:平均(?:水平|值|数)?)?)(?P<way>低|高|少|多)(?:出|了)?(?:约)?$"
)
_LEAST = 2
_REACH = 30


def chosen(grids: Iterable[Grid], statements: Iterable[Statement]) -> Iterator[Relation]:
    """Relations of rows that a sentence picks.

    Args:
        statements: of the text, without those of tables.
    """
    tables = [table for grid in grids if len((table := Table(grid)).rows) > _LEAST]
    if not tables:
        return
    names = re.compile("|".join(sorted({re.escape(n) for t in tables for n in t.rows}, key=len, reverse=True)))
    for statement in statements:
        if statement.figures:
            yield from _read(statement, tables, names)


def _read(statement: Statement, tables: list[Table], names: re.Pattern[str]) -> Iterator[Relation]:
    lists = list(lists_of(statement, names))
    for figure in statement.figures:
        gap = figure.gap
        quantity = figure.quantity
        if not quantity.definite and quantity.kind is not Kind.PERCENT:
            continue
        if quantity.kind is Kind.POINTS:
            if _ENDS.search(gap):
                yield from ends_apart(statement, tables, figure)
            elif match := _MEAN.search(gap):
                yield from below_mean(statement, tables, lists, figure, match["way"])
        elif quantity.kind is Kind.AMOUNT:
            if match := _SIGNED.search(statement.between(max(statement.start, figure.start - _REACH), figure.start)):
                yield from of_one_sign(tables, figure, match)
            else:
                yield from added_up(statement, tables, lists, figure)
        elif quantity.kind is Kind.PERCENT:
            if lists and (share := _SHARE.search(gap)):
                yield from of_region(statement, tables, lists, figure, share["words"])
            elif lists:
                yield from bounded(statement, tables, lists, figure)
            if match := _OF_TOTAL.search(gap):
                yield from of_total(tables, figure, match["head"])
