"""Names that stand in a row and the values that 分别 or 依次 give them, one each.

「小学、初中、高中优良率分别为58.7%、52.3%、41.6%，小学最高」: as many values as names, and the one that is called the
highest has the highest. What a name is only the words around it tell, so that all of it is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.findings import State

__all__ = ["respective"]

_EACH = re.compile(
    r"(?:分别|依次)(?:为|是|达到?|有|占|增长|提高|下降|增加|减少|降低|上升|约|到|至|了|达成|完成|投入|安排|配备)*$"
)
_EACH_OF = re.compile(r"(?:分别|依次)(?:[一-鿿]{0,8})$")
_MOST_OF = 12
#: The row of names right before: 、 between them, the last perhaps behind 和; it opens a clause.
_NAMES = re.compile(r"(?:^|[，。；：])(?P<row>[^，。；：（）]*、[^，。；：（）]*)$")
_AND = re.compile(r"(?<=[一-鿿\d])(?:以及|和|及|与)(?=[一-鿿\d])")
_MORE = re.compile(r"等(?!级|次|奖|第)")
_OF_ALL = re.compile(r"[每各均]")
_ENDS = re.compile(r"^[，。；：）]|^$")
_TWO_OF = re.compile(r"[、](?=[^、]*(?:数|率|额|量|比例|面积|占比)[、和及与])")
_MOST = (
    re.compile(r"^(?P<words>[^、（）\d]{2,16})最(?P<way>[多高大快少低小慢])$"),
    re.compile(r"^最(?P<way>[多高大快少低小慢])的(?:是|为)(?P<words>[^、（）\d]{2,12})$"),
)
#: What else a clause may say that names who has the most.
_SAID = frozenset("其中以的为是而数量比例占率幅增")
_LEAST = frozenset("少低小慢")
_LONGEST = 14
_TAIL = 30
_UNEVEN = 3
_CLAUSES = 4


def respective(statement: Statement) -> Iterator[Relation]:
    """Rows of values that do not go with the row of names before them."""
    if not re.search("分别|依次", statement.text):
        return
    for run in value_runs(statement.figures):
        if not any(f.role is Role.PREVIOUS or f.quantity.is_range for f in run):
            yield from _so_many(statement, run)
        names = _names(statement, run)
        if not names or any(f.role is Role.PREVIOUS or f.quantity.is_range for f in run):
            continue
        if not _ENDS.match(statement.between(run[-1].end, min(statement.end, run[-1].end + 1))):
            continue
        if len(run) in (len(row) for row in names):
            row = next(row for row in names if len(row) == len(run))
            yield from _the_most(statement, row, run)
        elif len(run) > 1 and all(len(run) % len(row) for row in names):
            formula = f"{len(names[0])}个名称 对 {len(run)}个数值"
            yield Relation("list", formula, State.REFUTED, tuple(run), f"{len(names[0])}个", weak=True)


def _so_many(statement: Statement, run: list[Figure]) -> Iterator[Relation]:
    """「四个片区分别建成6所、5所、8所」: a number of places or things, and as many values."""
    lead = statement.between(statement.start, run[0].start)
    each = _EACH_OF.search(lead)
    many = next((f for f in reversed(statement.figures) if f.id < run[0].id), None)
    if each is None or many is None or len(run) < 2 or not 1 < many.quantity.value <= _MOST_OF:
        return
    between = statement.between(many.end, statement.start + each.start())
    short = len(between) <= _LONGEST // 2 and not re.search(r"[，。；：、（）的]", between)
    counted = (
        many.quantity.dimension.startswith("count:") and many.quantity.definite and run[0].quantity.unit is not None
    )
    ended = _ENDS.match(statement.between(run[-1].end, min(statement.end, run[-1].end + 1)))
    if short and counted and ended and many.quantity.value != len(run):
        formula = f"“{many.text}{between}” 对 {len(run)}个数值"
        yield Relation("list", formula, State.REFUTED, (many, *run), f"{many.quantity.value:f}个", weak=True)


def _names(statement: Statement, run: list[Figure]) -> list[list[str]]:
    """The rows of names that the words before a run can be read as; none where they name no plain row."""
    before = statement.between(statement.start, run[0].start)
    each = _EACH.search(before)
    row = _NAMES.search(before[: each.start()]) if each else None
    if row is None or _MORE.search(row["row"]) or _TWO_OF.search(row["row"]) or run[0].quantity.kind is Kind.BARE:
        return []
    begun = statement.start + row.start("row")
    if any(begun <= f.start < run[0].start and not f.quantity.spelled for f in statement.figures):
        return []  # 45人以上、50人以上班级
    plain = row["row"].split("、")
    lengths = [len(name) for name in plain[:-1]]
    if max(lengths) - min(lengths) > _UNEVEN:
        return []  # 语文、数学教师超编、缺编: two rows
    if any(not 1 < len(name) <= _LONGEST or _OF_ALL.search(name) for name in plain[:-1]) or len(plain[-1]) > _TAIL:
        return []
    head, *last = _AND.split(plain[-1], maxsplit=1)
    if _AND.search("、".join(plain[:-1])) or (last and _AND.search(last[0])):
        return []  # 小学和初中、高中和中职: of what are they a row
    return [plain, [*plain[:-1], head, *last]] if last else [plain]


def _the_most(statement: Statement, names: list[str], run: list[Figure]) -> Iterator[Relation]:
    """Whoever is said to have the most or the fewest right behind the row."""
    if len({f.quantity.dimension for f in run}) > 1 or not all(f.quantity.definite for f in run) or len(run) < 2:
        return
    values = [f.quantity.value for f in run]
    for clause in re.split(r"[，。；]", statement.between(run[-1].end, statement.end))[1:_CLAUSES]:
        said = next((match for pattern in _MOST if (match := pattern.match(clause))), None)
        at = _meant(names, said["words"]) if said else None
        if said is None or at is None:
            continue
        wanted = min(values) if said["way"] in _LEAST else max(values)
        state = State.PROVED if values[at] == wanted else State.REFUTED
        expected = "" if state is State.PROVED else f"“{names[values.index(wanted)]}”才是最{said['way']}"
        yield Relation("order", clause, state, (*run, run[at]), expected, weak=bool(expected))


def _meant(names: list[str], words: str) -> int | None:
    """Which of the names a clause speaks of, where it says nothing else but who it is."""
    found = []
    for at, name in enumerate(names):
        keys = (name, name[:2]) if at == len(names) - 1 else (name, name[-2:], name[:2])
        if key := next((key for key in keys if key in words), ""):
            found.append((at, words.replace(key, "", 1)))
    if len(found) != 1:
        return None
    at, rest = found[0]
    return at if set(rest) <= _SAID | set(names[-1]) | set(names[at]) else None
