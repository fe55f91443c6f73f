"""What a text tells of the rows of its own tables: a figure of a place, its share of the column, a row's change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.cells import cell_value
from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import share_of
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.nouns import label as own_label
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_thing
from drafter.findings import State

__all__ = ["against_text", "changes_against_rows"]

_JOINED = re.compile(r"[、，和及与]|以及")
_OF_ALL = re.compile(
    r"^[）\s]*[，,]?占(?:[全我][省市县区州盟旗])?(?:总数|总量|总人数)?(?:的)?(?:比[例重])?(?:为|达到?)?\s*$"
)
_CHANGES = re.compile(r"增减|增长|增幅|变化|同比|比上年|较上年")
_SHORTEST = 2
_ITEM = 4
_BEHIND = re.compile(r"（[^（）]{2,40}）|[^，。；（）]{0,8}")
_SOME = re.compile(r"^[，、（(；]?(?:其中|内)?[，]?(?:就|仅|又|还|却|也)?有$|^[，、（(；]?其中")


def against_text(grids: list[Grid], statements: list[Statement]) -> Iterator[Relation]:
    """A figure that the text gives of a place, against the row of that place: 汤桥县在校生52380人."""
    rows: dict[str, list[tuple[Grid, int]]] = {}
    items: dict[str, list[tuple[Grid, int]]] = {}
    for grid in grids:
        for row, words in grid.labels.items():
            if len(words) >= 2 and (words[-1] in "省市县区州盟旗镇乡" or words.endswith("街道")):
                rows.setdefault(words, []).append((grid, row))
            elif len(words) >= _ITEM and not TOTAL.match(words):
                items.setdefault(words, []).append((grid, row))
    if items:
        yield from _of_items(items, statements)
    if not rows:
        return
    places = re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))
    for statement in statements:
        if statement.flow.part == "table" or not statement.figures:
            continue
        named = list(places.finditer(statement.text))
        for figure in statement.figures if named else ():
            before = [m for m in named if m.end() <= figure.start - statement.start]
            told = figure.quantity.kind in (Kind.AMOUNT, Kind.PERCENT)
            if before and figure.role in (Role.LEVEL, Role.SHARE) and told and not _together(statement, figure, named):
                place = _place(statement, figure, named)
                same = list(_same_cell(statement, figure, place, rows[place.group()]))
                for cell, relation in same:
                    yield relation
                    yield from _share_of_column(grids, cell, figure)
                if not same:
                    yield from _of_another_row(statement, figure, place, rows[place.group()])


def _place(statement: Statement, figure: Figure, named: list[re.Match[str]]) -> re.Match[str]:
    """The name a figure is told of: the last before it, or of a list of as many names that at its own place."""
    run = next((r for r in value_runs(statement.figures) if figure in r), [figure])
    before = [m for m in named if m.end() <= run[0].start - statement.start]
    listed = before[-len(run) :]
    joined = all(
        _JOINED.fullmatch(statement.text[one.end() : other.start()])
        for one, other in zip(listed, listed[1:], strict=False)
    )
    if len(run) > 1 and len(listed) == len(run) and joined:
        return listed[run.index(figure)]
    return [m for m in named if m.end() <= figure.start - statement.start][-1]


def _together(statement: Statement, figure: Figure, named: list[re.Match[str]]) -> bool:
    """Whether one figure is told of several names that stand joined: 「甲镇、乙镇寄宿生合计2100人」."""
    place = _place(statement, figure, named)
    before = [m for m in named if m.end() <= place.start()]
    joined = before and _JOINED.fullmatch(statement.text[before[-1].end() : place.start()])
    run = next((r for r in value_runs(statement.figures) if figure in r), [figure])
    return bool(joined) and len(run) == 1


def _of_another_row(
    statement: Statement, figure: Figure, place: re.Match[str], rows: list[tuple[Grid, int]]
) -> Iterator[Relation]:
    """「莲江区增幅最高，为6.0%」, where 6.0% is another row's figure in the column of that name."""
    said = statement.text[place.end() : figure.start - statement.start]
    digits = f"{figure.quantity.value.normalize():f}".replace(".", "").strip("0")
    if (
        re.search(r"[。；\d]", said)
        or not figure.quantity.definite
        or (len(digits) < 2 and not figure.quantity.decimals)
    ):
        return
    for grid, row in rows:
        for column in grid.columns:
            name = grid.name(column)
            if len(name) < 2 or name not in said:
                continue
            cells = grid.column(column)
            factor = figure.quantity.unit.factor if figure.quantity.unit else Decimal(1)
            same = [r for r, c in cells.items() if _is_told_as(c, figure, factor)]
            own = cells.get(row)
            if own is not None and len(same) == 1 and row not in same and not TOTAL.match(grid.labels.get(same[0], "")):
                formula = f"表中“{place.group()}”为{own.text}，{figure.text}是“{grid.labels.get(same[0], '')}”的"
                yield Relation("cell", formula, State.REFUTED, (own, figure), own.text, weak=True)
                return


def _is_told_as(cell: Figure, figure: Figure, factor: Decimal) -> bool:
    percent = cell.quantity.kind is figure.quantity.kind is Kind.PERCENT
    return cell.quantity.value * (1 if percent else factor) == figure.quantity.value


def _of_items(items: dict[str, list[tuple[Grid, int]]], statements: list[Statement]) -> Iterator[Relation]:
    """「加强教育保障（分值20分，自评19分）」 against the row 加强教育保障 of a table of scores."""
    names = re.compile("|".join(map(re.escape, sorted(items, key=len, reverse=True))))
    for statement in statements:
        if statement.flow.part == "table" or not statement.figures:
            continue
        for match in names.finditer(statement.text):
            bracket = _BEHIND.match(statement.text, match.end())
            for figure in statement.figures if bracket else ():
                if not match.end() <= figure.start - statement.start < (bracket.end() if bracket else 0):
                    continue
                said = re.split("[（，、：]", figure.gap)[-1]
                cells = [
                    cell
                    for grid, row in items[match.group()]
                    for column in grid.columns
                    if len(said) >= _SHORTEST
                    and grid.name(column).startswith(said)
                    and (cell := grid.cells.get((row, column))) is not None
                ]
                if len(cells) == 1 and figure.quantity.definite and figure.quantity.dimension == "score":
                    (cell,) = cells
                    state = State.PROVED if cell.quantity.value == figure.quantity.value else State.REFUTED
                    formula = f"表中“{match.group()}”为{cell.text}"
                    wrong = state is State.REFUTED
                    yield Relation("cell", formula, state, (cell, figure), cell.text if wrong else "", weak=wrong)


def _is_told(name: str, figure: Figure, said: str) -> bool:
    """Whether the words between a place and a figure name a column: by its own words, or a rate in other ones."""
    if said.startswith(name):
        return _is_of_column(name, figure, said)
    if figure.quantity.kind is not Kind.PERCENT:
        return False
    column, own = read_thing(name), read_thing(said)
    stages = column.stage == own.stage or not (column.stage and own.stage)
    return bool(own.core) and (column.core, column.owner) == (own.core, own.owner) and stages


def _is_of_column(name: str, figure: Figure, said: str) -> bool:
    """Whether a figure counts what a column does: 在园幼儿86415人，其中公办园在园幼儿53780人 goes on to some of it."""
    own = own_label(figure)
    if not own:  # 全市大班额25个，有14个在城区: some of what was told
        return not _SOME.match(figure.gap)
    return name.endswith(own) or (name in figure.gap and not re.search(r"\d", said))


def _same_cell(
    statement: Statement, figure: Figure, place: re.Match[str], rows: list[tuple[Grid, int]]
) -> Iterator[tuple[Figure, Relation]]:
    """The cell of the place's row in a column of the figure's noun, in the same unit."""
    said = statement.text[place.end() : figure.start - statement.start]
    unit = figure.quantity.text[figure.quantity.number_end - figure.start :]
    if figure.quantity.kind is Kind.PERCENT and re.search(r"[，；。\d]", said):
        return  # 望山县在园幼儿2.4万人，占29%: of what the whole has
    cells = [
        cell
        for grid, row in rows
        for column in grid.columns
        if (cell := grid.cells.get((row, column))) is not None
        and len(grid.name(column)) >= 2
        and _is_told(grid.name(column), figure, said)
        and re.search(rf"[（(：:]?{re.escape(unit)}[）)]?$", grid.heads.get(column, "") or cell.text)
    ]
    if len(cells) != 1 or not figure.quantity.definite:
        return
    (cell,) = cells
    factor = figure.quantity.unit.factor if figure.quantity.unit else Decimal(1)
    state = State.PROVED if cell_value(cell).scaled(factor).meets(figure.quantity.interval) else State.REFUTED
    if (
        state is State.REFUTED
        and TOTAL.match(place.group())
        and not may_be_meant(figure.quantity.value, cell.quantity.value * factor)
    ):
        return  # 全县专任教师4656人 where the table has those of primary schools
    formula = f"表中“{place.group()}”为{cell.text}"
    yield cell, Relation("cell", formula, state, (cell, figure), "" if state is State.PROVED else cell.text)


def _share_of_column(grids: list[Grid], cell: Figure, part: Figure) -> Iterator[Relation]:
    """「望山县在校生52380人，占全市的29.5%」: the whole is the total of the column."""
    figures = part.statement.figures
    at = figures.index(part) + 1
    share = figures[at] if at < len(figures) else None
    if share is None or share.quantity.kind is not Kind.PERCENT or not _OF_ALL.match(share.gap):
        return
    for grid in grids:
        place = next((key for key, figure in grid.cells.items() if figure is cell), None)
        total = next((row for row in grid.rows if TOTAL.match(grid.labels.get(row, ""))), None)
        if place is None or total is None or (total, place[1]) not in grid.cells:
            continue
        whole = grid.cells[total, place[1]]
        relation = share_of(part, replace(whole, quantity=_measured(whole, part)), share, [])
        if relation is not None:
            yield replace(relation, figures=(part, whole, share))


def _measured(whole: Figure, part: Figure) -> Quantity:
    """A cell's number in the unit of the text's figure."""
    unit = part.quantity.unit
    factor = unit.factor if unit and whole.quantity.unit is None else Decimal(1)
    value, interval = whole.quantity.value * factor, cell_value(whole).scaled(factor)
    return replace(whole.quantity, value=value, interval=interval, kind=Kind.AMOUNT)


# --- changes of rows -------------------------------------------------------------------------------------------


def changes_against_rows(grids: list[Grid], statements: Iterable[Statement]) -> Iterator[Relation]:
    """「其他支出较上年下降2.7%」 against the row 其他支出 of a table that has a column of changes."""
    rows: dict[str, list[Figure]] = defaultdict(list)
    for grid in grids:
        for column in grid.columns:
            if _CHANGES.search(grid.name(column)):
                for row, figure in grid.column(column).items():
                    label = grid.labels.get(row, "")
                    if len(label) >= _SHORTEST and not TOTAL.match(label):
                        rows[label].append(figure)
    if not rows:
        return
    names = re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))
    for statement in statements:
        for figure in statement.figures:
            if figure.role is not Role.CHANGE or not figure.direction or not figure.quantity.definite:
                continue
            clause = re.split(r"[；。]", statement.between(statement.start, figure.start))[-1]
            named = [match.group() for match in names.finditer(clause)]
            if len(set(named)) == 1 and _since_last_year(figure):
                yield from _same_change(figure, named[0], rows[named[0]])


def _since_last_year(figure: Figure) -> bool:
    return figure.compared in ("time", "") and not re.search(r"20\d\d", figure.gap)


def _same_change(figure: Figure, label: str, cells: list[Figure]) -> Iterator[Relation]:
    """A change of the same size as the cell's that goes the other way."""
    same = [cell for cell in cells if _alike(cell, figure)]
    if len(same) != 1:
        return
    (cell,) = same
    wrong = (cell.quantity.value < 0) == (figure.direction > 0)
    state = State.REFUTED if wrong else State.PROVED
    expected = "" if not wrong else "下降（减少）" if cell.quantity.value < 0 else "上升（增加）"
    yield Relation("direction", f"表中“{label}”{cell.text}", state, (cell, figure), expected)


def _alike(cell: Figure, figure: Figure) -> bool:
    one, two = cell.quantity, figure.quantity
    kinds = one.kind is two.kind or (one.kind is Kind.BARE and two.kind in (Kind.PERCENT, Kind.AMOUNT))
    return kinds and abs(one.value) == abs(two.value) and one.value != 0 and one.decimals == two.decimals
