"""Lists of parts that leave nothing out by the register of divisions, however they stand to their total.

「城区18所、镇区26所、乡村37所，全县共81所」, 「小学、初中在校生分别为20840人和10420人，义务教育共31260人」,
「幼儿园112所。公办园68所；民办园44所」: no word opens the list, so that a sum that does not fit is never more than a
warning, and only told where the figures lie near each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from drafter.checking.relations.divisions import division_of, more_behind, nearly, words_of_part, words_of_whole
from drafter.checking.relations.items import countable
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.named_together import names_others
from drafter.checking.relations.slips import to_blame
from drafter.checking.relations.wholes import added, mistyped
from drafter.checking.text.divisions import Wholeness, divided, may_be_members, members_in
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement
from drafter.findings import State

__all__ = ["divided_lists"]

_EACH = re.compile(r"各[^类级项所校部单位，。；\d]{0,8}$")
_NEXT = re.compile(r"^[^，。；、：（）]{0,6}?[、，；和及与][^。；]{0,18}$")
_ENDS = re.compile(r"其中|占|比[上去]|较[上去]|同比|合计|共|总|平均|每|均|另|此外|累计|增|减|(?:19|20)\d\d年")
_CLOSES = re.compile(
    rf"^[^，。；、\d]{{0,6}}[，；、。（](?:[^，。；：、\d]{{0,16}}?(?:{ADDED}|共|总数|总量|总额|总计)[^，。；：、\d占比每均]{{0,8}})$"
)
#: What may stand between a total and the list behind it.
_OPENS = re.compile(r"^[^，。；：（）\d]{0,14}[，：；。—（][^。；\d]{0,24}$")
_NOT_OF_IT = re.compile(r"占|另|同比|[比较][上去]|新增|增加|减少|平均|每|均(?!衡)|(?:19|20)\d\d年|上年|去年|计划|目标")
#: What is counted, where both name it: 学校168所。公办园68所 are two matters.
_COUNTED = (
    re.compile(r"幼儿园|园(?![长区地丁])"),
    re.compile(r"教师|教职工|师资|老师"),
    re.compile(r"学生|在校生|在园幼儿|幼儿(?!园)|考生|新生|毕业生"),
    re.compile(r"学校|中学"),
    re.compile(r"项目|工程"),
    re.compile(r"学位"),
    re.compile(r"班级|教学班"),
)
_LONGEST = 9
_MORE_ITEMS = 3
_AGE = "count:岁"
_ASIDE = re.compile(r"^[^（）]*）|（[^（）]*）")


@dataclass(frozen=True)
class _List:
    parts: list[Figure]
    names: list[str]


def divided_lists(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Every list of a division that is whole, with the total before or behind it.

    Args:
        settled: ids of the figures of sums that are decided already.
    """
    for _, paragraph in groupby(statements, key=lambda statement: id(statement.flow)):
        before: Statement | None = None
        for statement in paragraph:
            for listed in _lists(statement):
                if listed.parts[0].id not in settled and (relation := _decided(listed, before, settled)) is not None:
                    yield relation
            before = statement


def _counts(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.AMOUNT and figure.role is Role.LEVEL and figure.quantity.definite


def _is_total(figure: Figure) -> bool:
    """Whether a figure is a value that parts can make up: one that was planned too, when it is told as such."""
    return _counts(figure) or (
        figure.role is Role.TARGET and figure.quantity.definite and not figure.quantity.qualifier
    )


def _lists(statement: Statement) -> Iterator[_List]:
    figures = statement.figures
    at = 0
    while at < len(figures) - 1:
        listed = _listed(figures, at) if _counts(figures[at]) else None
        if listed is None:
            at += 1
            continue
        yield listed
        at = figures.index(listed.parts[-1]) + 1


def _listed(figures: list[Figure], at: int) -> _List | None:
    """The longest list of one division that begins with a figure."""
    first = figures[at]
    if row := _row(figures, at):
        return row
    if not may_be_members(words_of_part(first)):
        return None
    parts, inside, passed = [first], False, first.end
    for figure in figures[at + 1 : at + 2 * _LONGEST]:
        opens = "（" in figure.gap and "）" not in figure.gap.rsplit("（", 1)[-1]
        inside = opens or (inside and "）" not in figure.gap)
        if inside or figure.quantity.dimension == _AGE:
            continue
        if figure.quantity.kind is Kind.PERCENT and figure.role is Role.SHARE:
            passed = figure.end  # 公办47所，占56.6%；民办36所，占43.4%
            continue
        gap = _ASIDE.sub("", first.statement.between(passed, figure.start))
        same = countable(first, figure) and _counts(figure)
        if not same or not _NEXT.match(gap or "、") or _ENDS.search(gap):
            break
        names = [words_of_part(f) for f in (*parts, figure)]
        if divided("", names, first.quantity.dimension, topic=True) is None:
            break
        parts.append(figure)
        passed = figure.end
    return _List(parts, [words_of_part(f) for f in parts]) if len(parts) > 1 else None


def _row(figures: list[Figure], at: int) -> _List | None:
    """「小学、初中、高中分别为1800个、1080个、720个」"""
    first = figures[at]
    if "分别" not in first.gap and "依次" not in first.gap:
        return None
    run = [first]
    for figure in figures[at + 1 : at + _LONGEST]:
        if not LIST_SEPARATOR.match(figure.gap) or not countable(first, figure):
            break
        run.append(figure)
    clause = re.split(r"[，。；：]", first.gap)[-1]
    names = members_in(clause, len(run)) if len(run) > 1 else []
    return _List(run, names) if names else None


def _decided(listed: _List, before: Statement | None, settled: set[int]) -> Relation | None:
    closing = _closing(listed)
    if closing is not None:
        return _told(listed, closing, behind=True) if closing.id not in settled else None
    for total in _totals(listed, before):
        if total.id not in settled and (relation := _told(listed, total, behind=False)) is not None:
            return relation
    return None


def _closing(listed: _List) -> Figure | None:
    """The total right behind a list."""
    last = listed.parts[-1]
    figures = last.statement.figures
    for figure in figures[figures.index(last) + 1 :][:2]:
        if figure.quantity.kind is Kind.PERCENT:
            continue
        words = last.statement.between(last.end, figure.start)
        if names_others(words, listed.names):
            return None
        return figure if countable(last, figure) and _counts(figure) and _CLOSES.match(words) else None
    return None


def _totals(listed: _List, before: Statement | None) -> Iterator[Figure]:
    """What a list may divide: the figures of its kind right before it, or the only one of the sentence before."""
    first = listed.parts[0]
    own = [f for f in first.statement.figures if f.id < first.id and countable(f, first)]
    if own:
        total = own[-1]
        words = first.statement.between(total.end, first.start)
        if _is_total(total) and _OPENS.match(words) and not _NOT_OF_IT.search(words):
            yield total
    elif before is not None:
        alike = [f for f in before.figures if countable(f, first) and f.role is Role.LEVEL]
        if len(alike) == 1 and _is_total(alike[0]) and not _NOT_OF_IT.search(first.gap):
            yield alike[0]


def _told(listed: _List, total: Figure, *, behind: bool) -> Relation | None:
    parts = listed.parts
    kind = division_of(total, parts, names=listed.names, topic=behind)
    if kind is None:
        return None
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    figures = (*parts, total)
    if added(parts).meets(total.quantity.interval):
        return Relation("sum", formula, State.PROVED, figures)
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    if not _is_refuted(listed, total, kind) or (not behind and _goes_on_to(parts, total)):
        return None
    blamed = to_blame(parts[0].statement, parts, total) if total.statement is not parts[0].statement else None
    expected = printed_like(exact, total.quantity)
    return Relation("sum", formula, State.REFUTED, figures, expected, weak=True, blamed=blamed)


def _goes_on_to(parts: list[Figure], total: Figure) -> bool:
    """Whether what the sentence goes on with makes up the total: 受理86件，办结79件，5件在办，2件移交."""
    made, last = added(parts), parts[-1]
    for figure in [f for f in last.statement.figures if f.id > last.id][:_MORE_ITEMS]:
        if not countable(last, figure) or not _counts(figure) or "。" in figure.gap or "；" in figure.gap:
            return False
        made = made + figure.quantity.interval
        if made.meets(total.quantity.interval):
            return True
    return False


def _is_refuted(listed: _List, total: Figure, kind: Wholeness) -> bool:
    """Whether a sum that does not fit is a slip rather than a list of something else."""
    words = words_of_whole(total, listed.parts)
    if any(_EACH.search(part.gap) for part in listed.parts):
        return False  # 县长和局长各上2节，其他县领导上18节
    if kind is Wholeness.APART or more_behind(listed.parts) or not _of_one_matter(words, "".join(listed.names)):
        return False
    if any(part.quantity.value >= total.quantity.value for part in listed.parts):
        return mistyped(total, listed.parts)
    return nearly(total, listed.parts)


def _of_one_matter(whole: str, parts: str) -> bool:
    one = {n for n, words in enumerate(_COUNTED) if words.search(whole)}
    other = {n for n, words in enumerate(_COUNTED) if words.search(parts)}
    return not one or not other or bool(one & other)
