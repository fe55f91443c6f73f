"""What a sentence says of a table's rows from clause to clause: 「A最高，B最低，相差3.9」, 「全市28个中，A占14个」.

The column is named once and goes on to be meant, so that a sentence is read clause by clause with the column and the
rows that it has named last. What does not fit is never more than a warning: no word says which table is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.beside import Beside
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.row_counts import exceptions, of_clause
from drafter.checking.relations.talk import OTHER_TIME, Label, Said, Talk
from drafter.checking.relations.trials import misplaced
from drafter.checking.relations.views import Column, View
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["row_talk"]

_HUNDRED = Decimal(100)
_MOST = r"最[多高大重快好优]|居首位?|排(?:名|在)?第一|位居第一|位列第一"
_LEAST = r"最[少低小轻慢差]|垫底|居末位?|排(?:名|在)?末位"
_SUPERLATIVE = re.compile(
    rf"(?P<way>增长|增加|增幅|增速|提高|提升|上升|升幅|涨幅|下降|减少|降幅|减幅)?(?:得)?(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))"
)
_OPPOSITES = ("高低", "快慢", "大小", "多少")
_MODEST = re.compile(r"之一|仅次于|不是|并非|除")
_APART = re.compile(
    r"(?:(?P<ends>最[高多大]\S{0,4}?最[低少小]\S{0,3}?|首尾|两端|高低|极差)|^(?:[两二](?:者|[地县区镇校园]))?)(?:之间)?(?:仍|还)?"
    r"(?:相差|差距|相距|极差|差|悬殊)(?:为|达到?|了|有|约)*$"
)
_FELL = re.compile(r"下降|减少|降低|回落|缩小|压减")
_OF_ALL = re.compile(
    r"^[，,]?(?:合计|共|一共|总共)?(?:约|近)?占(?:到|了)?(?P<whole>[全我本][省市县区州盟旗](?:总数|总量|总人数)?|总|全部|合计)(?P<of>[^，。；\d]{0,10}?)的?(?:约|近)?$"
)
_BY = re.compile(r"[，,]?(?:同比|比上年|较上年)?(?:增幅|增长|提高|上升|增速|幅度)?(?:为|达到?|了|约)?")
_DONE = re.compile(r"完成(?:年度|全年)?(?:计划|任务|预算|目标)(?:任务|数|总?投资)?的$")
_DONE_HEAD = re.compile(r"(?:完成|执行|到位|落实)(?:率|比例)")
_TOTAL_SAID = re.compile(
    r"(?:表中|上表|由表可见)?(?:[全我本][省市县区州盟旗]|合计|共计|总计|[一二两三四五六七八九十\d]{1,2}项)(?:共有|共|现有)?"
)
_NEAR = Decimal("0.5")
_CELL_GAP = re.compile(r"(?:占|就有|有|为|达到?|仅|只有|共|[，]|尚|仍|还|其中)*$")
_PLACE = re.compile(r"[一-鿿]{1,}(?:[省市县区州盟旗镇乡]|街道)$")
#: Rows that are no place among the others: what the city or county runs itself.
_OWN = re.compile(r"[省市县区](?:本级|直|属)|直属")
_LEAST_NAME = 2


def row_talk(
    tables: Sequence[Beside], views: Sequence[View], statements: Iterable[Statement], ranked: Iterable[Relation]
) -> Iterator[Relation]:
    """Relations of the sentences beside each table, and of those anywhere that name places of one table alone.

    Args:
        ranked: what superlatives that name all they are of have been found to say.
    """
    known = {(id(r.stated.statement.flow), r.stated.end) for r in ranked}
    near: set[tuple[int, int]] = set()
    found: dict[tuple[int, int, str], list[Relation]] = {}
    for table in tables:
        for statement in table.statements:
            near.add((id(table.view), statement.number))
            for relation in _Reader(table.view, table.names, statement).read():
                stated = relation.stated
                found.setdefault((stated.start, id(stated.statement.flow), relation.kind), []).append(relation)
    for (_, flow, _), told in found.items():  # a sentence between two tables may be of either
        relation = next((r for r in told if r.state is State.PROVED), told[0])
        if relation.kind != "rank" or (flow, relation.stated.end) not in known:
            yield relation
    yield from _elsewhere(views, statements, near)


def _elsewhere(
    views: Sequence[View], statements: Iterable[Statement], near: set[tuple[int, int]]
) -> Iterator[Relation]:
    owners: dict[str, list[View]] = {}
    for view in views:
        for label in view.rows:
            if len(label) > _LEAST_NAME and _PLACE.fullmatch(label):
                owners.setdefault(label, []).append(view)
    if not owners:
        return
    names = re.compile("|".join(map(re.escape, sorted(owners, key=len, reverse=True))))
    for statement in statements:
        if statement.flow.part == "table" or not statement.figures or OTHER_TIME.search(statement.text):
            continue
        labels = names.findall(statement.text)
        here = {id(v): v for label in labels for v in owners[label] if (id(v), statement.number) not in near}
        read = [r for view in here.values() for r in _Reader(view, names, statement).cells()]
        proved = {r.stated.id for r in read if r.state is State.PROVED}
        yield from (r for r in read if r.state is State.PROVED or (r.stated.id not in proved and len(here) == 1))


class _Reader(Talk):
    """One sentence and the table that it may be of, read for what it says of single rows and of several together."""

    def read(self) -> Iterator[Relation]:
        """All that the sentence says."""
        yield from exceptions(self)
        for start, end, text in self.clauses:
            labels = self.labels(text, start)
            named = self.column(text)
            if self.of_other_time(text):
                self.said = Said()
                continue
            self.said.column = named or (None if self.of_some(text) else self.said.column)
            yield from self._superlative(start, text, labels, named)
            for figure in self.figures(start, end):
                yield from self._apart(figure)
                yield from self._shared(figure)
                yield from self._completed(figure)
                yield from self._in_all(figure, text, labels, start)
            yield from of_clause(self, (start, end, text), labels)
        self.said = Said()
        yield from self.cells()

    def cells(self) -> Iterator[Relation]:
        """「全市28个大班额中，A占14个」: a cell of the column that the sentence has named."""
        column: Column | None = None
        for start, end, text in self.clauses:
            labels = self.labels(text, start)
            named = self.column(text)
            column = named or (None if self.of_other_time(text) else column)
            inside = self.figures(start, end)
            if len(labels) == 1 and named is None and column is not None and len(inside) == 1:
                yield from self._cell(inside[0], labels[0], column, start)

    # --- the first and the last, and how far they lie apart ------------------------------------------------------

    def _superlative(self, start: int, text: str, labels: list[Label], named: Column | None) -> Iterator[Relation]:
        match = _SUPERLATIVE.search(text)
        if match is None or len(labels) != 1 or _MODEST.search(text):
            return
        if labels[0][0] < start + match.start() and text.startswith("的", match.end()):
            return  # A增长最快的是…: of something that A has
        row, most = labels[0][2], bool(match["most"])
        self.said.tops.append((row, most))
        goes_on = not match["way"] and named is None and _opposite(self.said.moved, match[0])
        way = self.said.moved if goes_on else match["way"]  # 增幅最高的是A，最低的是B
        self.said.moved = match[0] if match["way"] else way or ""
        column = self._moved() if way else self.said.column
        if column is None or (named is not None and not way):
            return  # a clause that names its column is read for itself
        values = {r: v for r, v in self.values(column).items() if r == row or not _OWN.match(self.label(r))}
        if way and _FELL.match(way):
            values = {r: -v for r, v in values.items()} if min(values.values(), default=0) < 0 else values
        if row not in values or len(values) < 2:
            return
        best = (max if most else min)(values.values())
        low, high = min(labels[0][0], start + match.start()), max(labels[0][1], start + match.end())
        stated = words_of(self.statement, low, high)
        if values[row] == best:
            yield Relation("rank", f"表中“{self.label(row)}”{match[0]}", State.PROVED, (stated,))
            yield from self._moved_by(row, column, start + match.end())
            return
        right = "、".join(self.label(r) for r, v in values.items() if v == best)
        formula = f"表中{column.name}{match['most'] or match['least']}的是“{right}”"
        yield Relation("rank", formula, State.REFUTED, (stated,), right, weak=True)

    def _moved_by(self, row: int, column: Column, end: int) -> Iterator[Relation]:
        """「A增长最快，为20.0%」: how far, behind the superlative of a column of changes."""
        low = self.statement.start + end
        after = [f for f in self.statement.figures if f.start >= low][:1]
        own = self.view.value(row, column)
        if column not in self.view.moves or not after or own is None or not after[0].quantity.definite:
            return
        figure = after[0]
        percent = figure.quantity.kind is Kind.PERCENT and column.dimension == "percent"
        if not percent or not _BY.fullmatch(self.statement.between(low, figure.start)):
            return
        formula = f"表中“{self.label(row)}”{column.name}为{self.view.printed(row, column)}"
        figures = (*self.cells_of([row], column), figure)
        if abs(own[0]).meets(figure.quantity.interval):
            yield Relation("cell", formula, State.PROVED, figures)
        else:
            yield Relation("cell", formula, State.REFUTED, figures, self.view.printed(row, column), weak=True)

    def _moved(self) -> Column | None:
        """The only column of changes in percent, or the only one there is."""
        rates = [c for c in self.view.moves if c.dimension == "percent"]
        found = rates or self.view.moves
        return found[0] if len(found) == 1 else None

    def _apart(self, figure: Figure) -> Iterator[Relation]:
        gap = re.split(r"[，。；：（]", figure.gap)[-1]
        match, column = _APART.search(gap), self.said.column
        if match is None or column is None or not figure.quantity.definite:
            return
        values = self.values(column)
        tops = self.said.tops[-2:]
        if match["ends"] or len(tops) < 2:
            if not match["ends"] or len(values) < 2:
                return
            rows = [max(values, key=lambda r: values[r]), min(values, key=lambda r: values[r])]
        else:
            rows = [row for row, _ in tops]
        one, other = (self.view.value(row, column) for row in rows)
        if one is None or other is None or rows[0] == rows[1]:
            return
        exact, interval = abs(one[1] - other[1]), abs(one[0] - other[0])
        formula = "表中" + "与".join(self.view.printed(row, column) for row in rows) + "之差"
        figures = (*self.cells_of(rows, column), figure)
        kind = "points" if figure.quantity.kind is Kind.POINTS else "difference"
        if figure.quantity.kind is Kind.TIMES:
            return
        if interval.meets(figure.quantity.interval):
            yield Relation(kind, formula, State.PROVED, figures)
        else:
            shown = printed_like(exact, figure.quantity)
            yield Relation(kind, formula, State.REFUTED, figures, shown, weak=True, plain=True)

    # --- shares of several rows ---------------------------------------------------------------------------------

    def _shared(self, figure: Figure) -> Iterator[Relation]:
        """「A、B两地在校生合计174735人，占全市的52.8%」: of the total of the column."""
        if figure.quantity.kind is not Kind.PERCENT or not figure.quantity.definite:
            return
        match = _OF_ALL.search(figure.gap)
        before = [f for f in self.statement.figures if f.end <= figure.start]
        if match is None or not before or self.view.total is None:
            return
        part = before[-1]
        text = self.statement.between(self.statement.start, part.start)
        at = max(text.rfind(mark) for mark in "。；")
        labels = self.labels(text[at + 1 :], at + 1)
        single = len(labels) == 1 and match["whole"] in ("总", "全部", "合计")
        if not labels or (len(labels) == 1 and not single) or not self.one_list(labels):
            return
        rows = [row for _, _, row in labels]
        clause = self.statement.between(self.statement.start + labels[-1][1], part.start)
        if self.of_some(clause) or self.of_other_time(clause) or self.of_some(match["of"]):
            return
        named = self.column(clause) or (self.column(match["of"]) if match["of"] else None)
        for column in [named] if named is not None else [c for c in self.view.columns if not c.year]:
            values = [self.view.value(row, column) for row in rows]
            whole = self.view.value(self.view.total, column)
            held = [v for v in values if v is not None]
            if whole is None or len(held) < len(rows) or whole[0].low <= 0 or column.dimension == "percent":
                continue
            added, exact = Interval.exact(Decimal(0)), sum((v[1] for v in held), Decimal(0))
            for value in held:
                added = added + value[0]
            if named is None and not added.meets(part.quantity.interval):
                continue
            if single and not added.meets(part.quantity.interval):
                continue
            share = (added / whole[0]).scaled(_HUNDRED)
            formula = (
                f"表中{'、'.join(self.label(row) for row in rows)}合计÷{self.view.printed(self.view.total, column)}"
            )
            figures = (*self.cells_of(rows, column), figure)
            if share.meets(figure.quantity.interval):
                yield Relation("share", formula, State.PROVED, figures)
            else:
                shown = printed_like(exact / whole[1] * _HUNDRED, figure.quantity)
                yield Relation("share", formula, State.REFUTED, figures, shown, weak=True, plain=True)
            return

    def _completed(self, figure: Figure) -> Iterator[Relation]:
        """「A…完成计划的95.0%」: the cell of the row that the sentence is about, in the only column of 完成率."""
        columns = [c for c in self.view.columns if _DONE_HEAD.search(c.name) and c.dimension == "percent"]
        if len(columns) != 1 or figure.quantity.kind is not Kind.PERCENT or not _DONE.search(figure.gap):
            return
        rows = {row for _, _, row in self.labels(self.statement.between(self.statement.start, figure.start), 0)}
        if len(rows) != 1 or (own := self.view.value(next(iter(rows)), columns[0])) is None:
            return
        (row,) = rows
        formula = f"表中“{self.label(row)}”{columns[0].name}为{self.view.printed(row, columns[0])}"
        figures = (*self.cells_of(rows, columns[0]), figure)
        held = own[0].meets(figure.quantity.interval)
        shown = "" if held else self.view.printed(row, columns[0])
        yield Relation("cell", formula, State.PROVED if held else State.REFUTED, figures, shown, weak=not held)

    # --- cells --------------------------------------------------------------------------------------------------

    def _in_all(self, figure: Figure, text: str, labels: list[Label], start: int) -> Iterator[Relation]:
        """「全市学校23所，学生18493人」: the row of the total, where another figure of the sentence is of it too."""
        total = self.view.total
        if labels or total is None or not self._in_total_words(start, text) or OTHER_TIME.search(text):
            return
        column = self._right_before(figure)
        own = self.view.value(total, column) if column is not None else None
        if column is None or own is None or figure.role is not Role.LEVEL or not figure.quantity.definite:
            return
        formula = f"表中{self.label(total)}{column.name}为{self.view.printed(total, column)}"
        figures = (*self.cells_of([total], column), figure)
        if own[0].meets(figure.quantity.interval):
            yield Relation("cell", formula, State.PROVED, figures)
            return
        others = [f for f in self.statement.figures if f is not figure and (c := self._right_before(f)) and c != column]
        sure = any(
            (v := self.view.value(total, c)) is not None and v[0].meets(f.quantity.interval)
            for f in others
            if (c := self._right_before(f)) is not None
        )
        if misplaced(figure.quantity, own[1]) or (sure and may_be_meant(figure.quantity.value, own[1], _NEAR)):
            yield Relation("cell", formula, State.REFUTED, figures, self.view.printed(total, column), weak=True)

    def _in_total_words(self, start: int, text: str) -> bool:
        """Whether a clause, or the one that it goes on from, says that it is of all rows."""
        before = self.statement.text[:start]
        return bool(_TOTAL_SAID.match(text)) or (bool(_TOTAL_SAID.match(before)) and not self.names.search(before))

    def _right_before(self, figure: Figure) -> Column | None:
        """The column whose name stands right before a figure that is in its unit."""
        words = _TOTAL_SAID.sub("", re.split(r"[，。；：（、]", figure.gap)[-1])
        words = re.sub(r"(?:共有|共|总数|总计|合计|有|为|达到?|数)*$", "", words)
        found = [c for c in self.view.columns if not c.year and c.name and c.name == words]
        if len(found) != 1 or figure.quantity.kind is not Kind.AMOUNT or figure.quantity.unit is None:
            return None
        return found[0] if found[0].dimension == figure.quantity.dimension else None

    def _cell(self, figure: Figure, label: tuple[int, int, int], column: Column, start: int) -> Iterator[Relation]:
        begin, end, row = label
        said = self.statement.between(self.statement.start + end, figure.start)
        before = self.statement.between(self.statement.start + start, self.statement.start + begin)
        quantity = figure.quantity
        if figure.role is not Role.LEVEL or quantity.kind is not Kind.AMOUNT or not quantity.definite:
            return
        if not _CELL_GAP.fullmatch(said) or not _CELL_GAP.fullmatch(before):
            return
        alike = column.dimension and (
            quantity.dimension == column.dimension
            or (quantity.dimension.startswith("count:") and column.dimension.startswith("count:"))
        )
        own = self.view.value(row, column)
        if not alike or own is None:
            return
        cell = self.cells_of([row], column)
        formula = f"表中“{self.label(row)}”{column.name}为{self.view.printed(row, column)}"
        if own[0].meets(quantity.interval):
            yield Relation("cell", formula, State.PROVED, (*cell, figure))
            return
        others = [
            r
            for r in self.view.rows.values()
            if r != row and (v := self.view.value(r, column)) is not None and v[0].meets(quantity.interval)
        ]
        behind = self.statement.between(figure.end, figure.end + 1)
        if behind not in "，。；、）" or (len(others) != 1 and not misplaced(quantity, own[1])):
            return
        if others and not may_be_meant(quantity.value, own[1]) and quantity.value < len(self.view.rows):
            return
        yield Relation("cell", formula, State.REFUTED, (*cell, figure), self.view.printed(row, column), weak=True)


def _opposite(moved: str, said: str) -> bool:
    """Whether a superlative goes on with that of a change: 最低 behind 增幅最高, not 最多 behind 增长最快."""
    return any(moved[-1:] in pair and said[-1:] in pair for pair in _OPPOSITES) if moved else False
