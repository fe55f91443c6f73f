"""Lists that open after a total: 其中, ：, （.

A list is wrong for certain only when it is known to be whole: the dictionary or the words say so, the parts divide
the total between them, or the same list adds up in another unit (2个2860万元，5个1745万元). 其中 alone tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.closed import CLOSES
from drafter.checking.relations.divisions import apart_from, more_behind, words_of_part
from drafter.checking.relations.items import countable, first_items, items_of, of_column
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.slips import to_blame
from drafter.checking.relations.wholes import (
    ENUMERATED,
    a_little_over,
    added,
    disjoint,
    et_cetera,
    is_complete,
    mistyped,
    seems_whole,
)
from drafter.checking.text.binding import Binding
from drafter.checking.text.divisions import divided
from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import is_standard
from drafter.checking.text.statements import Figure, Role
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["meets_another", "opened"]

#: A clause that has a verb of its own speaks of what was done, not of a part of the total before it.
_OWN_MATTER = re.compile(
    r"[，；][^，；\d]{0,8}(?:交流|轮岗|治理|招聘|培训|选派|评选|表彰|新建|改造|改扩建|开展|组织|完成|整改|发放|投入|资助|引进|清退|查处|约谈|调整|补充|认定|创建|排查|建立|举办)"
)
#: 其中体育差38人，应配112人: more of the part before, not a part beside it.
_OF_THE_SAME_PART = re.compile(r"^[，,](?:应[配有到设]|现有|实有|实际|只有|仅有|需要?|核定|在[岗编])(?:[为有])?$")
#: What is left of the total is told without a number.
_REST_UNTOLD = re.compile(r"^[，；。](?:其余|余下|其他|另有|剩余)[^，。；\d]{0,20}(?:[，。；]|$)")
_BEHIND = 24
_SOON = 3
_HUNDRED = Decimal(100)
#: What is left of the total, told with its number: 其余2人, 未入学的3人.
_REST_TOLD = re.compile(r"(?:其余|余下|其他|另有|另|剩余|尚有|还有|未|没有|暂缓|延缓|因病|待)[^，。；\d]{0,12}$")
_RATE = re.compile(r"率(?:分别)?(?:为|达到?|是|约)*$|占(?:比)?(?:为|达到?)?$")
#: The words that make a figure a part of the one they stand behind.
_LEAD = 14
_MEAN = re.compile(r"(?:[年人生校园班]均|平均)[^，。；\d]{0,6}$|每[^，。；：\d]{1,12}$")
_INCLUDED = re.compile(r"其中|里面|当中|包括|含")
#: Counters that count anything, so that two figures with them need not have to do with each other.
_ANYTHING = frozenset(["count:个", "count:项", "count:次", "count:件", "count:条", "score"])
_TELLING = 4  # digits that two items have in common by chance only rarely
#: What each of many gets or has.
_A_HEAD = re.compile(r"[生人校园班户][次年月]?均|均[额价值]|平均|每[生人年月校园班户名所]")
#: 其中反映收费的283件, 含不足30名学生的196个: the word behind 的 left out is the total's own.
_OF_THEM = re.compile(r"[^，。；、\d]{1,16}的(?:有|为|达|占)?$")
_APIECE = re.compile(r"各[一-鿿]?$")


def opened(figures: list[Figure], at: int, opening: str, mark: str, bindings: dict[int, Binding]) -> Iterator[Relation]:
    """The columns of the list behind ``figures[at]``: 项目11个，投资5535万元，其中新建2个2860万元，改建5个1745万元."""
    totals = [figures[at]]
    if not mark:
        for earlier in reversed(figures[max(0, at - 2) : at]):
            known = {t.quantity.dimension for t in totals}
            apart = re.search(r"[。；]", totals[-1].gap)
            if earlier.role is not Role.LEVEL or earlier.quantity.kind is not Kind.AMOUNT or apart:
                break
            if earlier.quantity.dimension in known:
                break
            totals.append(earlier)
    items = items_of(totals, figures[at + 1 :], "（" in opening)
    if not items:
        return
    columns: list[tuple[Figure, list[Figure]]] = []
    for total in totals:
        column = [part for item in items if (part := of_column(total, item)) is not None]
        if len(column) == len(items) and (total is figures[at] or len(items) > 1):
            columns.append((total, column))
    if not columns and (first := first_items(totals[0], items)):
        columns = [(totals[0], first)]
    adds_up = [total for total, parts in columns if len(parts) > 1 and added(parts).meets(total.quantity.interval)]
    if not adds_up:
        yield from _repeated(items)  # 省级213.9万元、县级213.9万元, where all makes up the total
    for total, parts in columns:
        if _A_HEAD.search(re.split("[，。；]", total.gap)[-1]):
            continue  # 资助1.2亿元，人均1800元，其中高中2600万元: what each of them gets has no parts
        twin = any(other is not total for other in adds_up)
        yield from _relation(total, parts, opening, mark, bindings, twin)


def meets_another(relation: Relation, others: Sequence[Figure]) -> bool:
    """Whether the parts of a list make up another figure rather than the one they were tried on."""
    parts = list(relation.figures[:-1])
    return any(countable(other, parts[0]) and added(parts).meets(other.quantity.interval) for other in others)


def _repeated(items: list[list[Figure]]) -> Iterator[Relation]:
    """Two items of a list with all the same figures: one was copied from the line of the other."""
    if not disjoint([item[0] for item in items]):
        return
    for one, other in combinations(items, 2):
        alike = len(one) == len(other) and all(
            a.quantity.value == b.quantity.value and a.quantity.dimension == b.quantity.dimension
            for a, b in zip(one, other, strict=True)
        )
        digits = [len(f"{f.quantity.value.normalize():f}".replace(".", "").strip("0")) for f in one]
        telling = max(digits) >= _TELLING or (len(digits) > 1 and sum(digits) > _TELLING)
        if alike and telling and all(f.quantity.definite for f in (*one, *other)):
            said = "、".join(f.text for f in other)
            yield Relation("repeat", said, State.REFUTED, (*one, *other), "各项应有自己的数", weak=True)


def _a_head(total: Figure) -> bool:
    """Whether a figure is one of a list of means: 生均场馆面积小学8.13平方米、初中9.77平方米（场馆14.78万平方米）."""
    before = total.statement.between(total.statement.start, total.start)
    return bool(_A_HEAD.search(re.split("[。；]", before)[-1]))


def _ends_a_list(total: Figure) -> bool:
    """Whether a figure is the last of a list: 临水区5.84亿元，望川县4.14亿元。其中…: they are not of it alone."""
    figures = total.statement.figures
    at = next((n for n, f in enumerate(figures) if f is total), 0)
    return (
        at > 1 and all(countable(total, f) for f in figures[at - 2 : at]) and total.gap[:1] in ("，", "、", "和", "；")
    )


def _relation(
    total: Figure, parts: list[Figure], opening: str, mark: str, bindings: dict[int, Binding], twin: bool
) -> Iterator[Relation]:
    whole = total.quantity
    exceeding = next((p for p in parts if p.quantity.interval.low > whole.interval.high), None)
    lead = total.statement.between(max(total.statement.start, total.start - _LEAD), total.start)
    no_whole = total.role is Role.CHANGE or _MEAN.search(lead) or (not _INCLUDED.search(opening) and _a_head(total))
    no_whole = no_whole or bool(_APIECE.search(lead))  # 多出来的是幼儿园、小学各1所。其中…: one of each is no total
    # 劝返27人（含送教上门2人；随迁子女1024人…）: what a semicolon parts off is another list
    apart = exceeding is not None and "；" in total.statement.between(parts[0].end, exceeding.start)
    closed = exceeding is not None and total.statement is not exceeding.statement and _ends_a_list(total)
    no_whole = no_whole or apart or closed
    # 在园幼儿268人，小学、初中分别为524人和246人: beside it, not of it
    beside = "分别" in opening and not _INCLUDED.search(opening)
    of_all = exceeding is parts[0] and _of_all_before(total, exceeding)
    if exceeding is not None:
        if (
            no_whole
            or of_all
            or beside
            or _of_another_matter(total, parts, exceeding)
            or _behind_a_share(parts, exceeding)
        ):
            return  # 招募128名，比上年增加12名，其中支教46名: those of all that were hired; 年均3亿元，其中本年4亿元
        formula = f"{exceeding.text}≤{total.text}"
        weak = not _INCLUDED.search(opening) or exceeding is not parts[0]  # a list that only follows is a guess
        yield Relation("subset", formula, State.REFUTED, (total, exceeding), f"不超过{total.text}", weak=weak)
        return
    if len(parts) == 1:
        if not mark:
            yield Relation("subset", f"{parts[0].text}≤{total.text}", State.PROVED, (total, parts[0]))
        return
    outer = _outermost(parts)
    if all(part.quantity.definite for part in parts) and not any(map(is_standard, parts)) and len(outer) > 1:
        yield _sum(total, outer, opening, mark, bindings, twin)


def _sum(
    total: Figure, parts: list[Figure], opening: str, mark: str, bindings: dict[int, Binding], twin: bool
) -> Relation:
    whole = total.quantity
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    if (held := _held(parts, whole.interval, mark)) is not None:
        formula = f"{'＋'.join(part.text for part in held)}＝{total.text}"
        return Relation("sum", formula, State.PROVED, (*held, total))
    if (otherwise := _made_otherwise(total, parts, opening)) is not None:
        return otherwise
    after = parts[-1].statement.between(parts[-1].end, min(parts[-1].statement.end, parts[-1].end + _BEHIND))
    some = added(parts).high < whole.interval.low and bool(_REST_UNTOLD.match(after))
    some = some or (added(parts).high < whole.interval.low and more_behind(parts))
    several = some or any(_APIECE.search(part.gap) for part in parts)  # 职教中心、特校各1所
    sure = twin or is_complete(total, parts, opening, mark, bindings)
    if several or (not sure and (_closed_beside(parts) or not _doubtful(total, parts, mark))):
        return Relation("sum", formula, State.NOT_CHECKED, (*parts, total))
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    blamed = to_blame(parts[0].statement, parts, total) if total.statement is not parts[0].statement else None
    expected = printed_like(exact, whole)
    return Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=not sure, blamed=blamed)


def _made_otherwise(total: Figure, parts: list[Figure], opening: str) -> Relation | None:
    """Of a list that does not make up its total: what it makes up with it, or that the rest is told behind it."""
    host = _host(total, parts) if "（" in opening or not _INCLUDED.search(opening[:3]) else None
    if host is not None:  # 学校1147所，其中幼儿园586所（含民办园、小学368所…: the bracket that was not closed
        formula = f"{total.text}＋{'＋'.join(part.text for part in parts)}＝{host.text}"
        return Relation("sum", formula, State.PROVED, (total, *parts, host))
    if _rest_told(total, parts):
        formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
        return Relation("sum", formula, State.NOT_CHECKED, (*parts, total))
    return None


def _host(total: Figure, parts: list[Figure]) -> Figure | None:
    """The total told before of which the one tried is itself only the first part."""
    everything = added([total, *parts])
    earlier = [f for f in total.statement.figures if f.id < total.id and countable(f, total) and f.quantity.definite]
    return next((f for f in reversed(earlier) if everything.meets(f.quantity.interval)), None)


def _rest_told(total: Figure, parts: list[Figure]) -> bool:
    """Whether what the list leaves of its total is told behind it: as a number (未入学的3人), or by a rate (98.3%)."""
    last = parts[-1]
    found = added(parts)
    for figure in last.statement.figures:
        if not last.id < figure.id <= last.id + _SOON or figure.quantity.is_range:
            continue
        rest = _REST_TOLD.search(figure.gap) and countable(figure, total)
        if rest and (found + figure.quantity.interval).meets(total.quantity.interval):
            return True
        rate = figure.quantity.kind is Kind.PERCENT and _RATE.search(figure.gap) and figure.role is not Role.CHANGE
        if rate and total.quantity.interval.low > 0:
            of_all = (found / total.quantity.interval).scaled(Decimal(100))
            if of_all.meets(figure.quantity.interval) and figure.quantity.value < _HUNDRED:
                return True
    return False


def _closed_beside(parts: list[Figure]) -> bool:
    """Whether the list has a total of its own right behind it: 312人，其中特教173人、送教34人，共安置207人."""
    last = parts[-1]
    after = [f for f in last.statement.figures if f.id == last.id + 1]
    return any(CLOSES.search(f.gap) and added(parts).meets(f.quantity.interval) for f in after)


def _held(parts: list[Figure], whole: Interval, mark: str) -> list[Figure] | None:
    """The parts that make up the whole: all of them, or the first, where the list goes on with what is in them."""
    if added(parts).meets(whole):
        return parts
    for size in range(2, len(parts)):
        # 318所（公办163所、民办155所，普惠性民办128所）
        inside = mark == "（" and parts[size].gap.startswith("，")
        apart = len(parts) - size <= 2 and disjoint(parts[:size]) and not disjoint(parts)
        if (inside or apart) and added(parts[:size]).meets(whole):
            return parts[:size]
    for start in range(1, len(parts) - 1):  # 其中乡村598人；分县看，a、b、c: the second view is whole
        if "；" in parts[start].gap and added(parts[start:]).meets(whole):
            return parts[start:]
    return None


def _outermost(parts: list[Figure]) -> list[Figure]:
    """The parts of a list without those of one of them: 小学24300，包括甲校11200、乙校7600、丙校5500."""
    kept, at = list(parts), 0
    while at < len(kept):
        size = 0
        if at + 2 < len(kept) and _INCLUDED.search(kept[at + 1].gap):
            sizes = range(2, len(kept) - at)
            inner = (n for n in sizes if added(kept[at + 1 : at + 1 + n]).meets(kept[at].quantity.interval))
            size = next(inner, 0)
        del kept[at + 1 : at + 1 + size]
        at += 1
    return kept


def _doubtful(total: Figure, parts: list[Figure], mark: str) -> bool:
    """Whether a list that need not be whole most likely is, or can be no list of parts as it stands."""
    # 68个（党委2个、党总支6个、党支部60个）: a bracket right behind a total lists all of it
    bracketed = mark == "（" and len(parts) >= ENUMERATED and not et_cetera(parts)
    apart = disjoint(parts) or apart_from(total, parts)
    too_much = apart and added(parts).low > total.quantity.interval.high
    slip = (apart or len(parts) >= ENUMERATED) and mistyped(total, parts)
    return bracketed or too_much or slip or a_little_over(total, parts) or seems_whole(total, parts)


def _of_another_matter(total: Figure, parts: list[Figure], exceeding: Figure) -> bool:
    """「高中3所、特校1所，其中初中含九年一贯制2所」 speaks of another item, or of them all; 「招聘教师142名，其中研究生
    38名；交流教师216名」 goes on to what else was done.
    """
    if _is_an_item(total) or (not _of_one_kind(total, exceeding) and len(parts) < ENUMERATED):
        return True
    return exceeding is not parts[0] and bool(
        _OWN_MATTER.search(exceeding.gap) or _OF_THE_SAME_PART.match(exceeding.gap)
    )


def _behind_a_share(parts: list[Figure], exceeding: Figure) -> bool:
    """Whether the list ended with the share of its last part: 其中公办就读1761人，占96.97%，留守儿童5874人，比上年….

    Items whose shares are told each have one, so that what has none behind it is no item.
    """
    figures = exceeding.statement.figures
    told = [f for f in figures if parts[0].id < f.id and _is_share(f)]
    behind = [f for f in figures if f.id == exceeding.id + 1]
    return exceeding is not parts[0] and any(f.id < exceeding.id for f in told) and not any(map(_is_share, behind))


def _is_share(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.PERCENT and bool(_RATE.search(figure.gap) or "占" in figure.gap)


def _of_one_kind(total: Figure, part: Figure) -> bool:
    """Whether two counts are of one kind of thing: by a counter that tells it, or by their nouns where 个 does not."""
    if total.quantity.dimension not in _ANYTHING or not label(part) or _OF_THEM.search(part.gap):
        return True
    return kin(noun(part), noun(total))


def _is_an_item(total: Figure) -> bool:
    """Whether a value stands last in a list of its own kind."""
    figures = total.statement.figures
    at = total.id - figures[0].id if figures else 0
    before = figures[at - 1] if 0 < at < len(figures) and figures[at] is total else None
    listed = before is not None and before.quantity.dimension == total.quantity.dimension
    return listed and bool(re.match(r"^[、和及][^，。；]{0,12}$", total.gap))


def _of_all_before(total: Figure, exceeding: Figure) -> bool:
    """Whether what is told is of all that a few plain clauses make: 小学44所，初中18所，其中寄宿制学校26所."""
    figures = total.statement.figures
    at = total.id - figures[0].id if figures else 0
    listed = [total]
    while 0 < at < len(figures) and re.match(r"^[，、和及][^，。；\d]{0,8}$", figures[at].gap):
        at -= 1
        if not countable(figures[at], exceeding) or figures[at].role is not Role.LEVEL:
            break
        listed.insert(0, figures[at])
    together = sum((f.quantity.value for f in listed), Decimal(0))
    apart = len(listed) > 1 and divided("", [words_of_part(f) for f in listed], topic=True) is not None
    return apart and exceeding.quantity.value <= together
