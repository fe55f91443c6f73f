"""What a text tells of the table beside it: figures of a row, its share of the total, how far it changed.

A figure is held against every cell and every difference, share or quotient of the row it names. One that fits proves
it. One that does not is asked about where it fits another row or another year, has its digits misplaced, or where the
words between name and figure leave nothing else that it could be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafter.checking.relations.beside import Beside
from drafter.checking.relations.fractions import stated_fractions
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.row_values import of_last_year, row_quotient
from drafter.checking.relations.trials import misplaced
from drafter.checking.relations.views import Column
from drafter.checking.text.heads import head_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_thing, read_words
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["retelling"]

_HUNDRED = Decimal(100)
_BREAK = re.compile(r"[，。；：（）]")
_FAR_BREAK = re.compile(r"[。；]")
_CHANGED = re.compile(rf"(?:{RISE}|{FALL}|多|少)(?:了|出)?(?:约|近|达|幅度?)?(?:为|达到?)?$")
_DOWN = re.compile(rf"(?:{FALL}|少)(?:了|出|幅)?(?:约|近|达)?(?:为|达到?)?$")
_OTHER_BASE = re.compile(r"(?:19|20)\d\d|年前|以来|累计|年均|平均|计划|目标|力争|预计")
_SHARE = re.compile(
    r"占(?:到|了)?(?:[全我][省市县区州盟旗镇乡校]|总数|合计|总量|全部|其中)?(?:总数)?的?(?:比[例重])?(?:只|仅)?(?:为|达到?|约|近)?$"
)
_APART = re.compile(
    r"(?:与|和|同|比)(?P<other>[^，。；\d]{2,16}?)(?:相比)?(?:相差|差距|相距|多|少|高|低)(?:了|出|为|达)?$"
)
#: Words that leave a change the change of the row itself.
_PLAIN = re.compile(
    r"(?:同比|[比较](?:上|去)年|一年(?:间|来|里|内)?|依次|分别|则|也|又|却|仅|只|约|近|再|均|各|共|净|就|的|了|出|人数|总数|数量|学生|在校生?|孩子|幼儿|规模|数|名|则为|为|是|达到?|到"
    rf"|{RISE}|{FALL}|多|少|高|低|超过|占|[、，：\s（]|其中)*"
)
_OF_ALL = re.compile(r"占(?:到|了)?[全我本][省市县区州盟旗]")
_TOTAL_SAID = re.compile(r"总|合计|共|[全我本][省市县区州盟旗]")
_SOME = re.compile(r"其中|新增|计划|招聘|补充|未|应|需|城区|乡村|农村|公办|民办|男|女|毕业|招生")
_SUPERLATIVE = re.compile(r"最[多少高低大小]|居首|垫底")
_TELLING = 3
_CLAUSES = 3


def retelling(tables: Iterable[Beside], settled: set[int]) -> Iterator[Relation]:
    """Figures of the sentences beside each table.

    Args:
        settled: ids of figures that a relation found elsewhere proves.
    """
    for table in tables:
        for statement in table.statements:
            reader = _Reader(table, statement)
            for run in value_runs(statement.figures):
                found = [
                    *reader.read(run),
                    *(r for f in run for r in of_last_year(table.view, statement, f, reader.of)),
                ]
                for relation in found:
                    if relation.state is State.PROVED or relation.stated.id not in settled:
                        yield relation
            yield from reader.fractions()


class _Reader:
    """One sentence beside a table."""

    def __init__(self, table: Beside, statement: Statement) -> None:
        self.view, self.statement = table.view, statement
        self.named = [
            (m.start() + statement.start, m.end() + statement.start, m[0]) for m in table.names.finditer(statement.text)
        ]
        self.total_told = -1  # where a cell of the total row was told last
        self.of: dict[int, tuple[int, Column]] = {}  # figures that are cells: their row and column

    def read(self, run: list[Figure]) -> Iterator[Relation]:
        """Relations of a list of figures, or of one."""
        rows = self._rows(run)
        for figure, row in zip(run, rows, strict=False):
            if row is not None and figure.quantity.definite:
                yield from self._one(figure, row, len(run))

    def _rows(self, run: list[Figure]) -> list[int | None]:
        """The row of each figure: the name before it, as many names as figures, or the total."""
        first = run[0]
        before = [n for n in self.named if n[1] <= first.start]
        clause = [n for n in before if not _BREAK.search(self._between(n[1], first.start))]
        if len(run) > 1:
            listed = before[-len(run) :]
            close = listed and not _BREAK.search(self._between(listed[-1][1], first.start))
            joined = all(
                re.fullmatch(r"[、和及与]", self._between(a[1], b[0])) for a, b in zip(listed, listed[1:], strict=False)
            )
            return [self.view.rows[n[2]] for n in listed] if len(listed) == len(run) and close and joined else []
        if clause:
            if len(clause) > 1 and re.fullmatch(r"[、和及与]", self._between(clause[-2][1], clause[-1][0])):
                return []  # 小学、初中共…
            return [self.view.rows[clause[-1][2]]]
        if before:
            passed = self._between(before[-1][1], first.start)
            near = not _FAR_BREAK.search(passed) and len(_BREAK.findall(passed)) <= _CLAUSES
            near = near and not self._of_others(before, passed)
            return [self.view.rows[before[-1][2]]] if near and not _TOTAL_SAID.search(_OF_ALL.sub("", passed)) else []
        if self.view.total is not None and (self._names_total(first) or self._after_total(first)):
            return [self.view.total]
        return []

    def _of_others(self, before: list[tuple[int, int, str]], passed: str) -> bool:
        """Whether what is told clauses after a row's name is of several rows together, or of another stage."""
        if len(before) > 1 and re.fullmatch(r"[、和及与]", self._between(before[-2][1], before[-1][0])):
            return True  # 学前教育和小学在校生都在减少，在园幼儿同比下降…
        own, named = read_thing(before[-1][2]).stage, read_thing(_BREAK.split(passed)[-1]).stage
        return bool(own and named) and own != named

    def _names_total(self, figure: Figure) -> bool:
        """Whether a figure is said to be all there is of a column: 在校生11.03万人, 总投资5.8亿元."""
        words = _BREAK.split(figure.gap)[-1]
        return self._by_name(words) is not None and not _SOME.search(words)

    def _after_total(self, figure: Figure) -> bool:
        return self.total_told >= 0 and not _FAR_BREAK.search(self._between(self.total_told, figure.start))

    def _between(self, start: int, end: int) -> str:
        return self.statement.between(start, end)

    def _by_name(self, words: str) -> Column | None:
        """The column that words name last, this year's."""
        found: list[tuple[int, int, Column]] = []
        for column in self.view.columns:
            if column.year or not column.name:
                continue
            at = words.rfind(column.name)
            if at >= 0:
                found.append((at + len(column.name), len(column.name), column))
        if found:
            return max(found, key=lambda item: item[:2])[2]
        core = read_thing(_PLAIN.sub("", words)[-12:]).core or read_thing(words[-8:]).core
        same = [
            c for c in self.view.columns if not c.year and core and c.name and (c.core == core or c.core.endswith(core))
        ]
        return same[0] if len(same) == 1 and len(core) >= 2 else None

    # --- one figure -------------------------------------------------------------------------------------------

    def _one(self, figure: Figure, row: int, listed: int) -> Iterator[Relation]:
        quantity = figure.quantity
        words = figure.gap
        if figure.role is Role.PREVIOUS or (_OTHER_BASE.search(words) and not self._is_apart(words)):
            return
        if quantity.kind is Kind.RATIO:
            yield from row_quotient(self.view, self.statement, figure, row)
        elif (apart := _APART.search(words)) and apart["other"] in self.view.rows:
            yield from self._apart(figure, row, apart["other"])
        elif quantity.kind is Kind.PERCENT and _SHARE.search(words):
            yield from self._share(figure, row)
        elif figure.role is Role.CHANGE or _CHANGED.search(words):
            yield from self._change(figure, row, listed)
        elif quantity.kind in (Kind.AMOUNT, Kind.PERCENT) and figure.role in (Role.LEVEL, Role.SHARE):
            yield from self._cell(figure, row)

    @staticmethod
    def _is_apart(words: str) -> bool:
        return bool(_APART.search(words))

    def _fitting(self, figure: Figure, columns: Iterable[Column]) -> list[Column]:
        """Columns whose unit a figure can have."""
        unit = figure.quantity.unit
        if unit is None:
            return []
        one = unit.dimension.split("/")[0]
        counted = one == "person" or one.startswith("count:")
        counted = counted and unit.factor == 1  # a head without a unit may count, in what its money is nobody says
        return [c for c in columns if self._alike(one, c.dimension.split("/")[0]) or (counted and not c.dimension)]

    @staticmethod
    def _alike(one: str, other: str) -> bool:
        counts = one.startswith("count:") and other.startswith("count:")
        return one == other or (counts and "count:个" in (one, other))

    def _cell(self, figure: Figure, row: int) -> Iterator[Relation]:
        """A value of the row."""
        columns = [c for c in self._fitting(figure, self.view.columns) if self.view.value(row, c) is not None]
        told = figure.quantity.interval
        for column in columns:
            value = self.view.value(row, column)
            if column.year == 0 and value is not None and value[0].meets(told):
                self.of[figure.id] = (row, column)
                if row == self.view.total:
                    self.total_told = figure.end
                cell = self.view.cell(row, column)
                if cell is not None:
                    formula = f"表中“{self._label(row)}”为{self.view.printed(row, column)}"
                    yield Relation("cell", formula, State.PROVED, (cell, figure))
                return
        now = [c for c in columns if c.year == 0]
        words = self._words(figure, row)
        named = self._by_name(words)
        chosen = named if named in now else now[0] if len(now) == 1 else None
        if chosen is None or (value := self.view.value(row, chosen)) is None or _SOME.search(words):
            return
        column = chosen
        others = {r: v for r in self.view.rows.values() if r != row and (v := self.view.value(r, column)) is not None}
        digits = len(f"{figure.quantity.value / (figure.quantity.step or 1):.0f}".strip("0"))
        enough = _TELLING - 1 if named in now else _TELLING
        elsewhere = [r for r, v in others.items() if v[0].meets(told)] if digits >= enough else []
        if elsewhere and (self.statement.place or self._stage_told(figure, elsewhere)):
            return  # 三是特教，…专任教师286人, and not those of all
        last = next((c for c in columns if c.year == 1 and c.name == column.name), None)
        then = self.view.value(row, last) if last is not None else None
        earlier = then is not None and then[0].meets(told) and digits >= _TELLING
        slipped = misplaced(figure.quantity, value[1])
        if (elsewhere or earlier or slipped) and not re.search(r"上年|去年|原|由|从|自|至|到", words):
            formula = f"表中“{self._label(row)}”为{self.view.printed(row, column)}"
            cells = [c for c in (self.view.cell(row, column),) if c is not None]
            shown = self.view.printed(row, column)
            yield Relation("cell", formula, State.REFUTED, (*cells, figure), shown, weak=True, plain=True)

    def _stage_told(self, figure: Figure, rows: Iterable[int]) -> bool:
        """Whether the sentence names before a figure the stage of school that one of the rows is of."""
        stages = read_words(self.statement.between(self.statement.start, figure.start)).stages
        before = self.statement.between(self.statement.start, figure.start)
        named = any(len(label) > 1 and label in before for label in map(self._label, rows))
        return named or any(read_thing(self._label(row)).stage in stages for row in rows)

    def _words(self, figure: Figure, row: int) -> str:
        """The words between a row's name and a figure."""
        before = [n for n in self.named if n[1] <= figure.start and self.view.rows[n[2]] == row]
        start = max(before[-1][1] if before else self.statement.start, figure.start - len(figure.gap))
        return self._between(start, figure.start)

    def _of_another(self, figure: Figure, row: int) -> bool:
        """Whether something else of the row has been told since its name: 初中招生3820人，比上年增加96人."""
        before = [n for n in self.named if n[1] <= figure.start and self.view.rows[n[2]] == row]
        start = before[-1][1] if before else self.statement.start
        if _SOME.search(self._between(start, figure.start)):
            return True
        since = [f for f in self.statement.figures if start <= f.start < figure.start and f.role is Role.LEVEL]
        since = [f for f in since if not (f.quantity.spelled and f.quantity.dimension.startswith("count:"))]  # 四项共…
        return any(f.quantity.kind is Kind.AMOUNT and f.id not in self.of for f in since)

    def _label(self, row: int) -> str:
        return self.view.grid.labels.get(row, "")

    # --- changes ----------------------------------------------------------------------------------------------

    def _change(self, figure: Figure, row: int, listed: int) -> Iterator[Relation]:
        """How far a row moved since last year, as an amount, in points or in percent."""
        view, quantity = self.view, figure.quantity
        rate = view.rate(row)
        if self._of_another(figure, row):
            return
        if quantity.kind is Kind.PERCENT and not rate:
            pairs, measure = view.pairs, view.growth
            pairs = [p for p in pairs if p[0].dimension != "percent"]
        elif quantity.kind is Kind.POINTS:
            pairs = [p for p in view.pairs if rate or p[0].dimension == "percent"]
            measure = view.difference
        elif quantity.kind is Kind.AMOUNT:
            pairs = [p for p in view.pairs if p[0] in self._fitting(figure, [p[0]]) and not rate]
            measure = view.difference
        else:
            return
        found = [(p, value) for p in pairs if (value := measure(row, p)) is not None]
        for pair, value in found:
            if abs(value[0]).meets(quantity.interval):
                yield from self._way(figure, row, pair, value[1])
                return
        words = self._words(figure, row)
        named = self._by_name(words) or self._by_name(
            _BREAK.split(self._between(self.statement.start, figure.start))[-1]
        )
        mine = [item for item in found if item[0][0] is named] or (found if len(found) == 1 else [])
        if not mine:
            return
        if self._is_a_cell(figure, row):
            return
        pair, value = mine[0]
        total = measure(view.total, pair) if view.total is not None else None
        if self._behind_another(figure, pair[0]) or _of_another_head(figure, total[0] if total else None):
            return
        exact = abs(value[1])
        others = [v for r in view.rows.values() if r != row and (v := measure(r, pair)) is not None]
        plain = _PLAIN.fullmatch(words.replace(pair[0].name, "") if pair[0].name else words)
        digits = len(f"{quantity.value / (quantity.step or 1):.0f}".strip("0")) >= 2
        elsewhere = digits and any(abs(v[0]).meets(quantity.interval) for v in others)
        if plain or elsewhere or misplaced(quantity, exact) or listed > 1:
            label = self._label(row)
            now, then = view.printed(row, pair[0]), view.printed(row, pair[1])
            formula = f"表中“{label}”{now}与{then}"
            cells = [c for c in (view.cell(row, pair[1]), view.cell(row, pair[0])) if c is not None]
            kind = "growth" if quantity.kind is Kind.PERCENT else "difference"
            yield Relation(
                kind, formula, State.REFUTED, (*cells, figure), printed_like(exact, quantity), weak=True, plain=True
            )

    def _behind_another(self, figure: Figure, column: Column) -> bool:
        """Whether the value told right before a change is another column's: 专任教师6404人，比上年增加114人."""
        told = [f for f in self.statement.figures if f.start < figure.start and f.role is Role.LEVEL]
        own = self.of.get(told[-1].id) if told else None
        return own is not None and own[1] is not column

    def _is_a_cell(self, figure: Figure, row: int) -> bool:
        """Whether the row has the figure as it stands: how far above its mark, in a column of its own."""
        told = figure.quantity.interval
        values = (self.view.value(row, column) for column in self.view.columns)
        return any(value is not None and (value[0].meets(told) or abs(value[0]).meets(told)) for value in values)

    def _way(self, figure: Figure, row: int, pair: tuple[Column, Column], change: Decimal) -> Iterator[Relation]:
        """A change of the right size: its word may go the wrong way."""
        words = _BREAK.split(figure.gap)[-1] if len(figure.gap) > 1 else figure.gap
        way = figure.direction or (-1 if _DOWN.search(words) else 1)
        cells = [c for c in (self.view.cell(row, pair[1]), self.view.cell(row, pair[0])) if c is not None]
        now, then = self.view.printed(row, pair[0]), self.view.printed(row, pair[1])
        formula = f"表中“{self._label(row)}”由{then}到{now}"
        if change and way * change < 0 and not re.search("由|从", figure.gap):
            said = "上升" if change > 0 else "下降"
            yield Relation("direction", formula, State.REFUTED, (*cells, figure), said, weak=True, plain=True)
        else:
            yield Relation("difference", formula, State.PROVED, (*cells, figure))

    # --- shares, quotients, distances -------------------------------------------------------------------------

    def _share(self, figure: Figure, row: int) -> Iterator[Relation]:
        """「学生数占全区的47.49%」, 「23872人，占全区的32.2%」: of the column's total."""
        relation = self._share_relation(figure, row)
        if relation is not None:
            yield relation

    def _share_relation(self, figure: Figure, row: int) -> Relation | None:
        if row == self.view.total or self._of_another(figure, row):
            return None
        words = self._words(figure, row)
        own = self._by_name(re.split(r"占", _BREAK.split(words)[-1])[0])
        previous = [f for f in self.statement.figures if f.end <= figure.start][-1:]
        told = self.of.get(previous[0].id) if previous else None
        if own is None and told is not None and told[0] == row:
            own = told[1]
        columns = (
            [own] if own is not None else [c for c in self.view.columns if not c.year and c.dimension != "percent"]
        )
        relations = []
        for column in columns:
            part, whole = self.view.value(row, column), self.view.whole(column)
            if part is None or whole is None or whole[0].low <= 0:
                continue
            computed = (part[0] / whole[0]).scaled(_HUNDRED)
            exact = part[1] / whole[1] * _HUNDRED
            formula = f"表中{self._label(row)}{self.view.printed(row, column)}÷{whole[2]}"
            cell = self.view.cell(row, column)
            if cell is None:
                continue
            if computed.meets(figure.quantity.interval):
                return Relation("share", formula, State.PROVED, (cell, figure))
            shown = printed_like(exact, figure.quantity) if not figure.quantity.spelled else f"{exact:.1f}%"
            relations.append(Relation("share", formula, State.REFUTED, (cell, figure), shown, weak=True, plain=True))
        return relations[0] if own is not None and len(relations) == 1 and not _SOME.search(words) else None

    def fractions(self) -> Iterator[Relation]:
        """Shares in words: 占全区近三分之一."""
        for stated in stated_fractions(self.statement):
            rows = self._rows([stated])
            if rows and rows[0] is not None and _SHARE.search(stated.gap):
                yield from self._share(stated, rows[0])

    def _apart(self, figure: Figure, row: int, other: str) -> Iterator[Relation]:
        """「北片最少，与西片相差10113人」: two rows of one column."""
        second = self.view.rows.get(other)
        if second is None:
            return
        before = [n for n in self.named if n[1] <= figure.start - len(other) and n[2] != other]
        if not before:
            return
        row = self.view.rows[before[-1][2]]
        columns = [c for c in self._fitting(figure, self.view.columns) if not c.year]
        told = {column for _, column in self.of.values()}
        named = self._by_name(
            _SUPERLATIVE.sub("", self._between(self.statement.start, figure.start).rsplit(other, 1)[0])
        )
        likely = [c for c in columns if c in told] or [c for c in columns if c is named]
        likely = likely or (columns if len(columns) == 1 else [])
        found = []
        for column in columns:
            one, two = self.view.value(row, column), self.view.value(second, column)
            if one is None or two is None:
                continue
            formula = f"表中{self.view.printed(second, column)}与{self.view.printed(row, column)}之差"
            cells = [c for c in (self.view.cell(second, column), self.view.cell(row, column)) if c is not None]
            if abs(one[0] - two[0]).meets(figure.quantity.interval):
                yield Relation("difference", formula, State.PROVED, (*cells, figure))
                return
            expected = printed_like(abs(one[1] - two[1]), figure.quantity)
            if column in likely:
                found.append(
                    Relation("difference", formula, State.REFUTED, (*cells, figure), expected, weak=True, plain=True)
                )
        if len(found) == 1:
            yield found[0]


def _of_another_head(figure: Figure, total: Interval | None) -> bool:
    """Whether a change makes up, with others, one that is not the table's: 专任教师净增129人，其中小学增加102人."""
    head = head_of(figure)
    return head is not None and (total is None or not abs(total).meets(head.quantity.interval))
