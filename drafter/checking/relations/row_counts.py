"""How many rows of a table are so, and which are not: 「有3个县超过0.5%」, 「除A外均有大班额」, 「A率先清零」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.talk import JOINED, OTHER_TIME, Label, Talk
from drafter.checking.relations.views import Column
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.findings import State

__all__ = ["exceptions", "of_clause"]

_MODEST = re.compile(r"之一|仅次于|不是|并非|除")
_COUNTED = re.compile(
    r"(?:个?(?:县（市、区）|县（区）|县市区|县区|区县|乡镇（街道）|镇（街道?）|[县市区旗镇乡]|乡镇|街道|片区?|学段|项目?|类|学校|校|园)|个)"
)
_OVER = re.compile(r"(?P<word>超过|高于|大于|多于|达到|不低于|低于|不足|不到|未达到?|少于|不高于|不超过)了?$")
_ABOUT_MEAN = re.compile(
    r"(?P<word>高于|低于|超过|多于|少于)(?:[全我本][省市县区州盟旗]的?)?(?:平均(?:水平|值|数)?|均值|总体水平)"
)
_EXCEPT = re.compile(r"除(?:了)?(?P<names>[^，。；]{2,30}?)(?:以外|之外|外)[，,]?")
_ALL = re.compile(r"(?:均|都|全部)(?P<said>[^，。；]{1,24})")
_NONE = re.compile(r"清零|归零|为零|为0|已?无|没有|消除|零")
_SOME = re.compile(r"有|存在|不同程度")
_GREW = re.compile(r"增长|增加|上升|提高|提升|扩大")
_FELL = re.compile(r"下降|减少|降低|回落|缩小|压减")
_CLEARED = re.compile(r"清零|归零|为零|全部消除|全部化解")
_THOSE = re.compile(
    r"(?:以上|以下|及以上)?的(?:县市区|县市|县|区|市|街道|乡镇|镇|学校|学段|项目)?(?:只|仅)?(?:有|是|为)[:：]?"
)
_PLACE = re.compile(r"[一-鿿]{1,}(?:[省市县区州盟旗镇乡]|街道)$")


def of_clause(talk: Talk, clause: tuple[int, int, str], labels: list[Label]) -> Iterator[Relation]:
    """How many rows a clause counts, which ones it names as so, and which it tells to be cleared."""
    start, end, text = clause
    yield from _counted(talk, start, end, text, labels)
    yield from _named(talk, start, end, text, labels)
    yield from _cleared(talk, start, text, labels)


def _named(talk: Talk, start: int, end: int, text: str, labels: list[Label]) -> Iterator[Relation]:
    """「学生超过4000人的有A、B两镇」: every row that is named keeps to the bound."""
    column = talk.said.column
    inside = [f for f in talk.figures(start, end) if not _counts_rows(talk, f)]
    if len(labels) < 2 or column is None or not inside or column.dimension == "percent" or OTHER_TIME.search(text):
        return
    bound = _bound(inside[0], column)
    behind = talk.statement.between(inside[0].end, talk.statement.start + labels[0][0])
    if bound is None or not talk.one_list(labels) or not _THOSE.fullmatch(behind):
        return
    values = talk.values(column)
    wrong = [one for one in labels if one[2] in values and not _reaches(values[one[2]], bound[1], bound[0])]
    for low, high, row in wrong if 2 * len(wrong) <= len(labels) else ():
        stated = words_of(talk.statement, low, high)
        shown = talk.view.printed(row, column)
        formula = f"表中“{talk.label(row)}”{column.name}为{shown}，并不{bound[0]}{inside[0].text}"
        yield Relation("rank", formula, State.REFUTED, (stated,), weak=True)


def _counted(talk: Talk, start: int, end: int, text: str, labels: list[Label]) -> Iterator[Relation]:
    """「有3个县占比超过0.5%」, 「低于全市平均的有2个学段」."""
    column = talk.said.column
    inside = talk.figures(start, end)
    if labels or column is None or OTHER_TIME.search(text):
        return
    counted = [f for f in inside if _counts_rows(talk, f)]
    bounds = [f for f in inside if f not in counted]
    mean = _ABOUT_MEAN.search(text)
    if len(counted) != 1 or len(bounds) + (mean is not None) != 1 or not counted[0].quantity.definite:
        return
    if mean is not None:
        whole = talk.view.value(talk.view.total, column) if talk.view.total is not None else None
        if whole is None:
            return
        word, bound, shown = mean["word"], whole[1], talk.view.printed(talk.view.total or 0, column)
    else:
        match = _bound(bounds[0], column)
        if match is None:
            return
        word, bound, shown = *match, bounds[0].text
    values = talk.values(column)
    fits = [row for row, value in values.items() if _reaches(value, bound, word)]
    either = len(fits) + sum(value == bound for value in values.values())
    told = counted[0].quantity.value
    formula = f"表中{column.name}{word}{shown}的有{len(fits)}个"
    if told in (len(fits), either):
        yield Relation("rank", formula, State.PROVED, (counted[0],))
    elif 0 < told <= len(values) and abs(told - len(fits)) <= 2:
        yield Relation("rank", formula, State.REFUTED, (counted[0],), str(len(fits)), weak=True)


def _counts_rows(talk: Talk, figure: Figure) -> bool:
    """Whether a figure counts rows: places where they are places, else stages, items and the like."""
    behind = talk.statement.between(figure.quantity.number_end, figure.quantity.number_end + 10)
    match = _COUNTED.match(behind)
    if match is None or figure.quantity.kind is not Kind.AMOUNT or figure.quantity.qualifier:
        return False
    places = 2 * sum(bool(_PLACE.fullmatch(label)) for label in talk.view.rows) > len(talk.view.rows)
    said = match[0].lstrip("个")
    if not said:
        return False
    return bool(re.search(r"[县市区旗镇乡]|街道", said)) is places


def _bound(figure: Figure, column: Column) -> tuple[str, Decimal] | None:
    quantity = figure.quantity
    percent = column.dimension == "percent"
    if percent is not (quantity.kind is Kind.PERCENT) or quantity.is_range:
        return None
    if not percent and column.dimension and quantity.dimension.split("/")[0] != column.dimension.split("/")[0]:
        counts = quantity.dimension.startswith("count:") and column.dimension.startswith("count:")
        if not counts:
            return None
    words = quantity.qualifier or ""
    match = _OVER.search(figure.gap)
    if match:
        return match["word"], quantity.value
    if words in ("以上", "及以上", "超过", "高于", "多于", "不低于", "突破", "大于"):
        return ("不低于" if words in ("以上", "及以上", "不低于") else "超过"), quantity.value
    if words in ("以下", "及以下", "以内", "低于", "不足", "不到", "少于", "小于", "不超过"):
        return ("不超过" if words in ("以下", "及以下", "以内", "不超过") else "低于"), quantity.value
    return None


def exceptions(talk: Talk) -> Iterator[Relation]:
    """「除A外，其余均有大班额」: A alone is otherwise."""
    text = talk.statement.text
    match = _EXCEPT.search(text)
    if match is None or OTHER_TIME.search(text):
        return
    labels = talk.labels(match["names"], match.start("names"))
    said = _ALL.search(text, match.end())
    if not labels or said is None or re.search(r"[。；]", text[match.end() : said.start()]):
        return
    left = JOINED.sub("", talk.names.sub("", match["names"]))
    if re.sub(r"等|[一二两三四五六七八九\d]?个?[县市区镇乡地]", "", left):
        return
    column = talk.column(text[match.end() : said.end()]) or talk.column(text[: match.start()])
    holds = _predicate(talk, said, column)
    if holds is None:
        return
    rows = {row for _, _, row in labels}
    fits = {row: holds(row) for row in talk.view.rows.values() if holds(row) is not None}
    if not rows <= fits.keys() or len(fits) < len(talk.view.rows):
        return
    others = {row for row, fit in fits.items() if not fit}
    stated = words_of(talk.statement, labels[0][0], labels[-1][1])
    right = "、".join(talk.label(row) for row in others) or "没有"
    formula = f"表中不是“{said[0]}”的为：{right}"
    if others == rows:
        yield Relation("rank", f"表中除{right}外{said[0]}", State.PROVED, (stated,))
    elif len(others) * 2 < len(fits) or len(others) == len(fits) - len(rows):
        yield Relation("rank", formula, State.REFUTED, (stated,), right, weak=True)


def _predicate(talk: Talk, said: re.Match[str], column: Column | None) -> _Test | None:
    """What is said of every row, as a test; None where it cannot be told from the table."""
    words, view = said["said"], talk.view
    low = talk.statement.start + said.start("said")
    inside = [f for f in talk.statement.figures if low <= f.start < low + len(words)]
    if inside:
        bound = _bound(inside[0], column) if len(inside) == 1 and column is not None else None
        return _Test(talk.values(column), *bound) if bound is not None and column is not None else None
    if mean := _ABOUT_MEAN.search(words):
        whole = view.value(view.total, column) if column is not None and view.total is not None else None
        return _Test(talk.values(column), mean["word"], whole[1]) if whole is not None and column is not None else None
    if _GREW.match(words) or _FELL.match(words):
        word = "超过" if _GREW.match(words) else "低于"
        only = len(view.moves) == 1 and not view.pairs
        return _Test(talk.values(view.moves[0]), word, Decimal(0)) if only else None
    return _of_nought(talk, words, column)


def _of_nought(talk: Talk, words: str, column: Column | None) -> _Test | None:
    """「均有大班额」, 「均无大班额」, 「均已清零」."""
    named = talk.column(words) or (column if re.match(r"已?(?:清零|归零|为零)", words) else None)
    if named is None or named.dimension == "percent":
        return None
    if _NONE.match(words) or re.search(r"清零$|归零$", words):
        return _Test(talk.values(named), "不超过", Decimal(0))
    return _Test(talk.values(named), "超过", Decimal(0)) if _SOME.match(words) else None


def _with_noughts(talk: Talk) -> Column | None:
    """The only column of counts that has a nought."""
    found = [c for c in talk.view.columns if not c.year and c.dimension != "percent" and 0 in talk.values(c).values()]
    return found[0] if len(found) == 1 else None


def _cleared(talk: Talk, start: int, text: str, labels: list[Label]) -> Iterator[Relation]:
    """「A率先实现大班额清零」, where the cell of another is nought and that of A is none."""
    match = _CLEARED.search(text)
    column = talk.column(text) or talk.said.column or (_with_noughts(talk) if match else None)
    if match is None or column is None or not labels or not talk.one_list(labels) or _MODEST.search(text):
        return
    if re.search(r"超大班额", text) and "超" not in column.name:
        return
    values = talk.values(column)
    none = [row for row, value in values.items() if value == 0]
    stated = words_of(talk.statement, labels[0][0], start + match.end())
    wrong = [row for _, _, row in labels if values.get(row)]
    if wrong and none and not talk.of_some(text):
        row = wrong[0]
        formula = f"表中“{talk.label(row)}”{column.name}为{talk.view.printed(row, column)}"
        right = "、".join(talk.label(r) for r in none)
        yield Relation("rank", formula, State.REFUTED, (stated,), right, weak=True)
    elif not wrong:
        yield Relation("rank", f"表中{column.name}为0", State.PROVED, (stated,))


@dataclass(frozen=True)
class _Test:
    """A bound that each row is held to."""

    values: dict[int, Decimal]
    word: str
    bound: Decimal

    def __call__(self, row: int) -> bool | None:
        value = self.values.get(row)
        return None if value is None else _reaches(value, self.bound, self.word)


def _reaches(value: Decimal, bound: Decimal, word: str) -> bool:
    if word in ("达到", "不低于"):
        return value >= bound
    if word in ("不高于", "不超过"):
        return value <= bound
    return value < bound if word[0] in "低不未少" else value > bound
