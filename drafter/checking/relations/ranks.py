"""What a text says of the order and the ways of a table's rows: 西片学生最多, 优良率提升最快, 人次降、资金升."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafter.checking.relations.beside import Beside
from drafter.checking.relations.model import Relation
from drafter.checking.relations.views import Column, View
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["WORDS", "ranks", "words_of"]

#: The id of words that are marked like a figure.
WORDS = -1

_BREAK = re.compile(r"[，。；：（）]")
_SUPERLATIVE = re.compile(
    r"(?P<most>最多|最高|最大|居首位?|最重|排(?:名|在)?第一|位居第一|位列第一|最集中)|(?P<least>最少|最低|最小|垫底|居末位?|排(?:名|在)?末位|最轻|最薄弱)"
    r"|(?P<rise>(?:增长|增加|增幅|提升|提高|上升|升幅|涨幅)(?:得)?(?:最[快多大高]|居首)|进步最[快大])"
    r"|(?P<fall>(?:下降|减少|降幅|减幅|降低|回落|压减)(?:得)?(?:最[快多大]|居首))"
)
_MODEST = re.compile(r"(?:之一|[一二三]个?之|仅次于|不是|并非|除|外)")
_ELSEWHERE = re.compile(r"[县市区旗]$")
_WAYS = re.compile(
    r"(?P<one>[一-鿿]{2,8}?)(?P<way>[升降增减涨跌])[、，,]?(?P<other>[一-鿿]{2,8}?)(?P<back>[升降增减涨跌])(?=[”\"」』，。；：）]|$)"
)
_COUNTED = re.compile(
    r"(?P<first>[一二三四五六七八九])(?P<way>[升降增减])[、，]?(?P<second>[一二三四五六七八九])(?P<back>[升降增减])"
)
_UP = "升增涨"
_QUOTED = re.compile(r"[“”\"「」『』]")


def ranks(tables: Iterable[Beside]) -> Iterator[Relation]:
    """Superlatives and ways of rows that the cells refute or prove."""
    for table in tables:
        for statement in table.statements:
            if any(sign in statement.text for sign in "最居第垫末"):
                yield from _superlatives(table, statement)
            if any(sign in statement.text for sign in "升降增减涨跌"):
                yield from _ways(table.view, statement)


def _superlatives(table: Beside, statement: Statement) -> Iterator[Relation]:
    text = statement.text
    named = [(m.start(), m.end(), m[0]) for m in table.names.finditer(text)]
    for match in _SUPERLATIVE.finditer(text):
        start = max([m.end() for m in _BREAK.finditer(text, 0, match.start())], default=0)
        end = _BREAK.search(text, match.end())
        stop = end.start() if end else len(text)
        here = [n for n in named if start <= n[0] < stop]
        if len({n[2] for n in here}) != 1 or _MODEST.search(text[start:stop]) or _ELSEWHERE.search(here[0][2]):
            continue
        label, begin = here[0][2], here[0][0]
        low, high = min(begin, match.start()), max(here[0][1], match.end())
        stated = words_of(statement, low, high)
        words = text[start:stop].replace(label, "")
        relation = _decided(table.view, statement, label, match, words, stated, stop)
        if relation is not None:
            yield relation


def _decided(
    view: View, statement: Statement, label: str, match: re.Match[str], words: str, stated: Figure, stop: int
) -> Relation | None:
    row = view.rows[label]
    if match["rise"] or match["fall"]:
        way = 1 if match["rise"] else -1
        orders = _changes(view, row, way)
        most = True
    else:
        orders = _levels(view, statement, row, words, stop)
        most = bool(match["most"])
    if not orders:
        return None
    told = []
    for name, values in orders:
        best = max(values.values()) if most else min(values.values())
        if values.get(row) == best:
            return Relation("rank", f"表中“{label}”{match[0]}", State.PROVED, (stated,))
        told.append((name, next(r for r, v in values.items() if v == best)))
    if len(told) != 1 or row not in orders[0][1]:
        return None
    name, other = told[0]
    right = view.grid.labels.get(other, "")
    formula = f"表中{name}{match[0]}的是“{right}”"
    return Relation("rank", formula, State.REFUTED, (stated,), right, weak=True)


def _levels(view: View, statement: Statement, row: int, words: str, stop: int) -> list[tuple[str, dict[int, Decimal]]]:
    """The columns that a superlative may be of: the one that its clause names, or whose cell follows."""
    now = [c for c in view.columns if not c.year and not _ELSEWHERE.search(c.name)]
    noun = stripped(_SUPERLATIVE.split(words)[0])
    named = [c for c in now if c.name and (c.name in words or (len(c.core) > 1 and c.core in words))]
    named = named or [c for c in now if len(noun) > 1 and c.name.endswith(noun)]
    if named:
        longest = max(named, key=lambda c: len(c.name))
        return [_order(view, longest)] if len(_order(view, longest)[1]) > 1 else []
    if re.search(r"生师比|师生比", words + statement.text[:stop]) and re.search(r"[:∶]", words + statement.text[stop:]):
        return _quotients(view) if re.search(r"[:∶]", words) else []
    after = [f for f in statement.figures if f.start >= statement.start + stop][:1]
    inside = [f for f in statement.figures if statement.start + stop - len(words) <= f.start < statement.start + stop]
    for figure in (*inside, *after):
        if figure.quantity.kind is Kind.AMOUNT:
            fitting = [c for c in now if (v := view.value(row, c)) is not None and v[0].meets(figure.quantity.interval)]
            if len(fitting) == 1:
                return [_order(view, fitting[0])]
    return []


def _order(view: View, column: Column) -> tuple[str, dict[int, Decimal]]:
    return column.name, {r: v[1] for r in view.rows.values() if (v := view.value(r, column)) is not None}


def _quotients(view: View) -> list[tuple[str, dict[int, Decimal]]]:
    pupils = [c for c in view.columns if not c.year and re.search(r"生|幼儿", c.name) and "教师" not in c.name]
    teachers = [c for c in view.columns if not c.year and "教师" in c.name]
    if len(pupils) != 1 or len(teachers) != 1:
        return []
    values = {}
    for row in view.rows.values():
        one, other = view.value(row, pupils[0]), view.value(row, teachers[0])
        if one is not None and other is not None and other[1] > 0:
            values[row] = one[1] / other[1]
    return [("生师比", values)] if len(values) > 1 else []


def _changes(view: View, row: int, way: int) -> list[tuple[str, dict[int, Decimal]]]:
    """How far the rows went one way: rates among rates in points, the others by amount and by growth."""
    rate = view.rate(row)
    rows = [r for r in view.rows.values() if view.rate(r) is rate]
    orders: list[tuple[str, dict[int, Decimal]]] = []
    for pair in view.pairs:
        measures = [view.difference] if rate or pair[0].dimension == "percent" else [view.difference, view.growth]
        for measure in measures:
            values = {r: v[1] * way for r in rows if (v := measure(r, pair)) is not None}
            if len(values) > 1 and row in values:
                orders.append((pair[0].name, values))
    best = {max(values, key=lambda r: values[r]) for _, values in orders}
    return orders[:1] if orders and len(best) == 1 else orders


def _ways(view: View, statement: Statement) -> Iterator[Relation]:
    """「人次降、资金升」, 「一降五升」 against the columns of two years."""
    if not view.pairs:
        return
    pair = view.pairs[0]
    changes = {r: v[1] for r in view.rows.values() if (v := view.difference(r, pair)) is not None}
    for match in _WAYS.finditer(statement.text):
        rows = [_ending(view, match[key]) for key in ("one", "other")]
        if rows[0] is None or rows[1] is None or rows[0] == rows[1]:
            continue
        ways = [match["way"] in _UP, match["back"] in _UP]
        told = [changes.get(row) for row in rows if row is not None]
        if any(change is None for change in told):
            continue
        wrong = [way for way, change in zip(ways, told, strict=True) if change and (change > 0) is not way]
        stated = words_of(statement, match.start(), match.end())
        formula = "、".join(f"表中“{view.grid.labels[row]}”" for row in rows if row is not None)
        said = "、".join("升" if change and change > 0 else "降" for change in told)
        state = State.REFUTED if wrong else State.PROVED
        yield Relation("direction", formula, state, (stated,), said if wrong else "", weak=True)
    for match in _COUNTED.finditer(statement.text):
        counts = {True: sum(c > 0 for c in changes.values()), False: sum(c < 0 for c in changes.values())}
        first, second = (parse_chinese(match[key]) for key in ("first", "second"))
        ways = [match["way"] in _UP, match["back"] in _UP]
        if ways[0] is ways[1] or first is None or second is None or first + second != len(changes):
            continue
        right = counts[ways[0]] == first and counts[ways[1]] == second
        formula = f"表中{counts[True]}升{counts[False]}降"
        stated = words_of(statement, match.start(), match.end())
        expected = "" if right else f"{counts[True]}升{counts[False]}降"
        yield Relation("rank", formula, State.PROVED if right else State.REFUTED, (stated,), expected, weak=True)


def _ending(view: View, words: str) -> int | None:
    """The one row whose name ends in these words, or holds them."""
    found = [row for label, row in view.rows.items() if label.endswith(words) or words.endswith(label)]
    return found[0] if len(found) == 1 else None


def words_of(statement: Statement, start: int, end: int) -> Figure:
    """Words of a sentence as something that can be marked."""
    low, high = statement.start + start, statement.start + end
    text = statement.flow.text[low:high]
    nought = Decimal(0)
    quantity = Quantity(low, high, high, text, Kind.BARE, nought, 0, nought, Interval.exact(nought), None)
    return Figure(WORDS, quantity, statement, "", Role.LEVEL)
