"""Totals and their parts: lists that open after a total (其中, ：, （), lists that a total closes (合计, 共).

A list is wrong for certain only when it is known to be whole: the dictionary or the words say so, the parts divide
the total between them, or the same list adds up in another unit (2个2860万元，5个1745万元). 其中 alone tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.quotients import told_in_passing
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.relations.wholes import (
    ASIDE,
    ENUMERATED,
    a_little_over,
    added,
    disjoint,
    et_cetera,
    graded,
    is_complete,
    mistyped,
    seems_whole,
)
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import is_standard
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["AT_ONCE", "LATER", "sums"]

#: 「56个专业跻身全国前5%，其中6个…」: a rank is no figure of the list.
_OPENS = re.compile(
    r"^(?:[^。；\d]{0,12}?|[^。；]{0,16}前\s?\d{1,2}\s?[%％‰])[，,：:（(。；]?\s*(?:其中|包括|分别为|分别是|含)"
)
#: A list that opens at once behind the total: 12所：城关区5所…, 3240个（小学2160个…
_OPENS_AT_ONCE = re.compile(
    r"^[^，。；、：（）\d]{0,6}[，]?(?P<mark>[：（])(?!其中|含|包括|合计|共|总计|一共|累计|[上去比较][上去年]?)[^，。；：（）\d]{1,14}$"
)
#: A bracket that tells last year's value and the change, between a total and its list.
_PASSED = re.compile(r"^（(?:上年|去年|(?:19|20)\d\d|比|较|同比)[^（）]{2,40}）")
_USED_FOR = re.compile(r"^[，,]?(?:全部|主要)?用于")
_GOES_ON = re.compile(r"^[^。；]{0,3}?[、，,和及与；][^。；]{0,24}$")
_ENDS = re.compile(
    r"[。）)]|其中|累计|以来|占|合计|共计|总计|一共|共(?:有|计)?$|增长|增加|提高|下降|减少|比上年|较上年|同比|分别(?!为)|平均|每|另|此外|同时|达标|覆盖|[半多]数|一半|[，；]计$"
)
#: A clause that has a verb of its own speaks of what was done, not of a part of the total before it.
_OWN_MATTER = re.compile(
    r"[，；][^，；\d]{0,8}(?:交流|轮岗|治理|招聘|培训|选派|评选|表彰|新建|改造|改扩建|开展|组织|完成|整改|发放|投入|资助|引进|清退|查处|约谈|调整|补充|认定|创建|排查|建立|举办)"
)
_SAME_ITEM = re.compile(r"^[、，]?$|^[^、，。；：（）和及与\d]{0,6}$")
_CLOSES = re.compile(
    r"(?:^|[，、；（])(?:以上|上述|几项|各项|(?P<many>[两三四五六七八九])[类者种块])?(?:资金|经费|学生|人数)?(?P<word>合计|共计|总计|总共|一共|共)(?:为|达到?|约|投入|完成投资|安排|支出|拨付|筹措|筹集|落实|招聘|补充|培训|安置|完成|办结|入学|就读|有|缺|缺少|短缺|还?差|尚?缺|需|减少?|增加?|新增)?$"
)
_CLOSED_BY = re.compile(r"^(?:资金|经费)?(?P<word>合计|共计|总计|总共|一共|共|)(?:为|达到?|约)?$")
_BEHIND_BRACKET = re.compile(r"^[^，。；、：（）\d]{0,6}）[，,]?(?:其中|包括|含)")
#: The words that make a figure a part of the one they stand behind.
_INCLUDED = re.compile(r"其中|包括|含")
#: What was found is put right at once or later: 「排查隐患476处，立行立改438处，限期整改38处」.
AT_ONCE = re.compile(r"立行立改|(?:立即|当场|当即|现场|已)(?:完成)?整改|完成整改|整改到位|整改完成")
LATER = re.compile(r"限[期时](?:完成)?整改|正在整改|尚未整改|未整改|挂牌督办|挂账")
_FOUND = re.compile(r"排查|发现|查出|检查|反馈|整治|起底")
_A_HEAD = re.compile(r"(?:每[人生名位校所班]|[人生校班]均)[^，。；\d]{0,6}$")
#: 分年看, 从投向看, 按来源分: what follows divides a total told before.
_VIEW = re.compile(
    r"(?:^|[；，。\s])(?:分[^，。；\d看]{1,6}看|从[^，。；\d看]{1,8}看|按[^，。；\d分]{1,8}分|其中[，,：]?分[^，。；\d]{1,4}"
    r"|(?:资金|投资|经费|人员|生源)(?:构成|来源|投向|去向|渠道)(?:上|方面|看|来看)?)[，,：]"
)
_NEARLY = (Decimal("0.5"), Decimal(2))
#: Counters that count anything, so that two figures with them need not have to do with each other.
_ANYTHING = frozenset(["count:个", "count:项", "count:次", "count:件", "count:条", "score"])
_PARTS = re.compile(r"；")
_OPENS_BEHIND_CHANGE = re.compile(r"^[，；,（(]?\s*(?:其中|包括)")
#: 「，东关小学增加学位」; 各增加 is of more than one, 比上年增加 of a year.
_GAINS = re.compile(r"(?:^|[，、；])[^，、；。\d比较同去上和及各均]{2,10}(?:增加|新增)(?:学位|班额|床位|编制)?$")
_TO_EACH = re.compile(r"各(?:有|增加|新增|安排|配备|奖励|补助)?$")
_TELLING = 4  # digits that two items have in common by chance only rarely
_LOOK_BACK = 12
_LABEL = 10
_REACH = 24

_APIECE = re.compile(r"各有?$")


def sums(statement: Statement, bindings: dict[int, Binding], before: Sequence[Figure] = ()) -> Iterator[Relation]:
    """Every total with a list of parts, and every part with its whole.

    Args:
        before: figures of the sentence before, when this one goes on with 其中.
    """
    figures = [*before, *statement.figures]
    for at, total in enumerate(figures[:-1]):
        if total.quantity.kind is not Kind.AMOUNT or total.role not in (Role.LEVEL, Role.PREVIOUS, Role.CHANGE):
            continue
        opening = total.statement.between(total.end, figures[at + 1].start)
        if "（" in opening and (past := _past_bracket(total, figures[at + 1 :])) is not None:
            yield from _list([total, *past], 0, "，其中", "", bindings)
            continue
        at_once = _OPENS_AT_ONCE.match(opening)
        if _BEHIND_BRACKET.match(opening) and (head := _before_bracket(figures, at)) is not None:
            # 实际补充1428名（差72名），其中…: the parts are those of what the bracket stands behind
            yield from _list([*figures[: head + 1], *figures[at + 1 :]], head, opening.lstrip("）)"), "", bindings)
        elif at_once or _OPENS.match(opening):
            mark = at_once["mark"] if at_once else ""
            yield from _list(figures, at, opening, mark, bindings)
        elif _USED_FOR.match(opening):
            yield from _spent(total, figures[at + 1 : at + 1 + _LOOK_BACK * 2])
    for at, part in enumerate(figures):
        if _OPENS_BEHIND_CHANGE.match(part.gap) and (host := _behind_change(figures, at)) is not None:
            rest = [figures[host], *figures[at:]]
            listed = list(_list(rest, 0, "，其中", "", bindings))
            of_change = listed and _meets_another(listed[0], figures[host + 1 : at])
            yield from (r for r in listed if r.kind == "sum" and not of_change)
    yield from _viewed(statement, before)
    for at, total in enumerate(figures):
        yield from _closed(statement, figures, at, total)
    yield from _graded(statement.figures)
    for found, done, later in zip(figures, figures[1:], figures[2:], strict=False):
        halves = AT_ONCE.search(done.gap) and LATER.search(later.gap)
        if halves and _FOUND.search(found.gap) and "其中" not in done.gap:
            yield from _put_right(found, done, later)


def _before_bracket(figures: list[Figure], at: int) -> int | None:
    """Which figure stands before the bracket that holds ``figures[at]``."""
    statement = figures[at].statement
    opened = statement.flow.text.rfind("（", statement.start, figures[at].start)
    head = next((n for n in range(at - 1, -1, -1) if figures[n].end <= opened), None)
    return head if opened >= 0 and head is not None and figures[head].statement is statement else None


# --- lists behind their total ----------------------------------------------------------------------------------


def _list(figures: list[Figure], at: int, opening: str, mark: str, bindings: dict[int, Binding]) -> Iterator[Relation]:
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
    items = _items(totals, figures[at + 1 :], "（" in opening)
    if not items:
        return
    yield from _repeated(items)
    columns: list[tuple[Figure, list[Figure]]] = []
    for total in totals:
        column = [part for item in items if (part := _of_column(total, item)) is not None]
        if len(column) == len(items) and (total is figures[at] or len(items) > 1):
            columns.append((total, column))
    if not columns and (first := _first_items(totals[0], items)):
        columns = [(totals[0], first)]
    adds_up = [total for total, parts in columns if len(parts) > 1 and added(parts).meets(total.quantity.interval)]
    for total, parts in columns:
        twin = any(other is not total for other in adds_up)
        yield from _relation(total, parts, opening, mark, bindings, twin)


def _behind_change(figures: list[Figure], at: int) -> int | None:
    """Where the value stands whose change lies before the list: 教师86名，比上年多14名、增长19.4%，其中招聘41名…."""
    for number in range(at - 1, -1, -1):
        figure = figures[number]
        if figure.role is Role.LEVEL and number < at - 1 and _countable(figure, figures[at]):
            return number
        told = figure.role in (Role.CHANGE, Role.PREVIOUS)
        if not told or re.search(r"[。；]", figure.gap):
            return None
    return None


def _meets_another(relation: Relation, others: Sequence[Figure]) -> bool:
    """Whether the parts of a list make up another figure rather than the one they were tried on."""
    parts = list(relation.figures[:-1])
    return any(_countable(other, parts[0]) and added(parts).meets(other.quantity.interval) for other in others)


def _past_bracket(total: Figure, following: list[Figure]) -> list[Figure] | None:
    """The list behind a bracket of last year's value: 11.4万人（上年11.0万人，增长3.85%），其中小学…."""
    aside = _PASSED.match(total.statement.between(total.end, total.statement.end))
    after = [f for f in following if f.start >= total.end + aside.end()] if aside else []
    if aside is None or len(after) < 2:
        return None
    return after if _OPENS.match(total.statement.between(total.end + aside.end(), after[0].start)) else None


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


def _of_column(total: Figure, item: list[Figure]) -> Figure | None:
    return next((figure for figure in item if _countable(total, figure)), None)


def _first_items(total: Figure, items: list[list[Figure]]) -> list[Figure]:
    parts: list[Figure] = []
    for item in items:
        part = _of_column(total, item)
        if part is None:
            break
        parts.append(part)
    return parts


def _items(totals: list[Figure], following: list[Figure], inside: bool) -> list[list[Figure]]:
    """The entries of the list that opens after the totals, each with the figures it gives.

    Args:
        inside: whether the list stands in a bracket, with which it ends.
    """
    items: list[list[Figure]] = []
    last: Figure | None = None
    named = ""
    aside = False
    for number, figure in enumerate(following[: _LOOK_BACK * 3]):
        quantity = figure.quantity
        if items and inside and "）" in figure.gap:
            break
        aside = ("（" in figure.gap and "）" not in figure.gap) or (aside and "）" not in figure.gap)
        if items and aside and not _opened_at(following[0], figure):
            last = figure
            continue
        after = following[number + 1 : number + 2]
        if not any(_countable(t, figure) for t in totals) and after and _names_next(totals, figure, after[0]):
            named = figure.gap
            continue  # 3个区4.1亿元: a count that names the part
        if items and quantity.kind in (Kind.PERCENT, Kind.POINTS):
            if figure.role is Role.SHARE:
                last = figure
                continue  # 「其中a所，占x%；b所，占y%」
            break
        joined = last is not None and last.quantity.dimension != quantity.dimension and _SAME_ITEM.match(figure.gap)
        gap, named = ASIDE.sub("", named + figure.gap), ""
        if items and not joined and (not _GOES_ON.match(gap) or _ENDS.search(gap) or _closes(items, gap)):
            break
        if not any(_countable(total, figure) for total in totals):
            break
        if joined and items:
            items[-1].append(figure)
        else:
            items.append([figure])
        last = figure
    return items


def _opened_at(first: Figure, figure: Figure) -> bool:
    """Whether a bracket that a figure stands in is the one that holds the whole list."""
    return figure is first or "（" not in figure.gap


def _closes(items: list[list[Figure]], gap: str) -> bool:
    """Whether a list ends by another mark than the one between its items: a、b、c，d or a，b，c；d."""
    marks = {match[0] for item in items[1:] if (match := re.search("[、，；]", ASIDE.sub("", item[0].gap)))}
    strength = "、，；"
    mark = re.search("[、，；]", gap)
    if not marks or mark is None or re.match(r"^[^、，；]{0,2}[，；](?:其他|其余|另有)", gap):
        return False
    return strength.index(mark[0]) > max(map(strength.index, marks))


def _names_next(totals: list[Figure], figure: Figure, part: Figure) -> bool:
    between = figure.statement.between(figure.end, part.start)
    opens = bool(re.search(r"[、，；和及]|其中|[：（]", figure.gap)) and not _ENDS.search(figure.gap)
    plain = len(between) <= _LABEL and (between == "、" or not re.search(r"[，。；、]", between))
    return opens and plain and _countable(totals[0], part)


def _countable(total: Figure, part: Figure) -> bool:
    left, right = total.quantity, part.quantity
    if right.kind is not Kind.AMOUNT or part.role is Role.CHANGE or left.unit is None or right.unit is None:
        return False
    if part.role is Role.PREVIOUS and total.role is Role.LEVEL:
        return False  # 17个（上年43个）
    if _A_HEAD.search(part.gap) and not _A_HEAD.search(total.gap):
        return False  # 按每人500元的标准资助1420人次、71万元
    return left.dimension == right.dimension


def _relation(
    total: Figure, parts: list[Figure], opening: str, mark: str, bindings: dict[int, Binding], twin: bool
) -> Iterator[Relation]:
    whole = total.quantity
    exceeding = next((p for p in parts if p.quantity.interval.low > whole.interval.high), None)
    if exceeding is not None and (total.role is Role.CHANGE or _of_another_matter(total, parts, exceeding)):
        return  # 招募128名，比上年增加12名，其中支教46名: those of all that were hired
    if exceeding is not None:
        formula = f"{exceeding.text}≤{total.text}"
        weak = not _INCLUDED.search(opening) or exceeding is not parts[0]  # a list that only follows is a guess
        yield Relation("subset", formula, State.REFUTED, (total, exceeding), f"不超过{total.text}", weak=weak)
        return
    if len(parts) == 1:
        if not mark:
            yield Relation("subset", f"{parts[0].text}≤{total.text}", State.PROVED, (total, parts[0]))
        return
    if not all(part.quantity.definite for part in parts) or any(map(is_standard, parts)):
        return
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    if (held := _held(parts, whole.interval, mark)) is not None:
        formula = f"{'＋'.join(part.text for part in held)}＝{total.text}"
        yield Relation("sum", formula, State.PROVED, (*held, total))
        return
    several = any(_APIECE.search(part.gap) for part in parts)  # 职教中心、特校各1所
    sure = twin or is_complete(total, parts, opening, mark, bindings)
    if several or (not sure and (_closed_beside(parts) or not _doubtful(total, parts, mark))):
        yield Relation("sum", formula, State.NOT_CHECKED, (*parts, total))
        return
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    blamed = _blamed(parts[0].statement, parts, total) if total.statement is not parts[0].statement else None
    expected = printed_like(exact, whole)
    yield Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=not sure, blamed=blamed)


def _closed_beside(parts: list[Figure]) -> bool:
    """Whether the list has a total of its own right behind it: 312人，其中特教173人、送教34人，共安置207人."""
    last = parts[-1]
    after = [f for f in last.statement.figures if f.id == last.id + 1]
    return any(_CLOSES.search(f.gap) and added(parts).meets(f.quantity.interval) for f in after)


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
    return None


def _doubtful(total: Figure, parts: list[Figure], mark: str) -> bool:
    """Whether a list that need not be whole most likely is, or can be no list of parts as it stands."""
    # 68个（党委2个、党总支6个、党支部60个）: a bracket right behind a total lists all of it
    bracketed = mark == "（" and len(parts) >= ENUMERATED and not et_cetera(parts)
    too_much = disjoint(parts) and added(parts).low > total.quantity.interval.high
    slip = (disjoint(parts) or len(parts) >= ENUMERATED) and mistyped(total, parts)
    return bracketed or too_much or slip or a_little_over(total, parts) or seems_whole(total, parts)


def _of_another_matter(total: Figure, parts: list[Figure], exceeding: Figure) -> bool:
    """「高中3所、特校1所，其中初中含九年一贯制2所」 speaks of another item, or of them all; 「招聘教师142名，其中研究生
    38名；交流教师216名」 goes on to what else was done.
    """
    if _is_an_item(total) or (not _of_one_kind(total, exceeding) and len(parts) < ENUMERATED):
        return True
    return exceeding is not parts[0] and bool(_OWN_MATTER.search(exceeding.gap))


def _of_one_kind(total: Figure, part: Figure) -> bool:
    """Whether two counts are of one kind of thing: by a counter that tells it, or by their nouns where 个 does not."""
    if total.quantity.dimension not in _ANYTHING or not label(part):
        return True
    return kin(noun(part), noun(total))


def _is_an_item(total: Figure) -> bool:
    """Whether a value stands last in a list of its own kind."""
    figures = total.statement.figures
    at = total.id - figures[0].id if figures else 0
    before = figures[at - 1] if 0 < at < len(figures) and figures[at] is total else None
    listed = before is not None and before.quantity.dimension == total.quantity.dimension
    return listed and bool(re.match(r"^[、和及][^，。；]{0,12}$", total.gap))


def _put_right(found: Figure, at_once: Figure, later: Figure) -> Iterator[Relation]:
    """What was put right at once and what has a time limit are all that was found, though no word says so."""
    parts = [at_once, later]
    if not all(_countable(found, part) and part.quantity.definite for part in parts) or not found.quantity.definite:
        return
    proved = added(parts).meets(found.quantity.interval)
    expected = "" if proved else printed_like(at_once.quantity.value + later.quantity.value, found.quantity)
    formula = f"{at_once.text}＋{later.text}＝{found.text}"
    yield Relation(
        "sum", formula, State.PROVED if proved else State.REFUTED, (*parts, found), expected, weak=not proved
    )


def _graded(figures: list[Figure]) -> Iterator[Relation]:
    """「对9个县开展评价，评定优秀3个、良好4个、合格2个」: the grades that were given are given to all."""
    at = 1
    while at < len(figures):
        stop = at
        while stop < len(figures) and graded(figures[stop]) and _countable(figures[at], figures[stop]):
            stop += 1
        parts, total = figures[at:stop], figures[at - 1]
        if len(parts) > 1 and _countable(total, parts[0]) and not graded(total) and total.role is Role.LEVEL:
            proved = added(parts).meets(total.quantity.interval)
            joined = all(len(part.gap) <= _LABEL for part in parts[1:]) and not et_cetera(parts)
            if proved or (joined and len(parts[0].gap) <= _REACH and not re.search("其中|。", parts[0].gap)):
                yield _made(parts, total, proved)
        at = max(stop, at + 1)


def _made(parts: list[Figure], total: Figure, proved: bool) -> Relation:
    """The relation of a total to what makes it up; refuted, it is a warning."""
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    expected = "" if proved else printed_like(exact, total.quantity)
    state = State.PROVED if proved else State.REFUTED
    return Relation("sum", formula, state, (*parts, total), expected, weak=not proved)


def _viewed(statement: Statement, before: Sequence[Figure]) -> Iterator[Relation]:
    """「…投入8.7亿元。分年看，a、b和c；分来源看，d、e和f」: each view divides the same total."""
    for opener in _VIEW.finditer(statement.text):
        stop = re.search(r"[；。]", statement.text[opener.end() :])
        low, high = statement.start + opener.end(), statement.start + opener.end()
        high = high + stop.start() if stop else statement.end
        inside = [f for f in statement.figures if low <= f.start < high and f.role is Role.LEVEL]
        parts = [f for f in inside if f.quantity.kind is Kind.AMOUNT and f.quantity.definite]
        parts = [f for f in parts if _countable(parts[0], f)]
        earlier = [f for f in (*before, *statement.figures) if f.start < low and f.quantity.definite]
        totals = [f for f in earlier if parts and _countable(f, parts[0]) and f.role in (Role.LEVEL, Role.CHANGE)]
        if len(parts) < 2 or not totals or parts[0].id <= totals[-1].id:
            continue
        exact = sum((part.quantity.value for part in parts), Decimal(0))
        held = next((t for t in totals if added(parts).meets(t.quantity.interval)), None)
        total = held or totals[0]
        formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
        if held is not None:
            yield Relation("sum", formula, State.PROVED, (*parts, total))
        elif exact and _NEARLY[0] <= total.quantity.value / exact <= _NEARLY[1]:
            expected = printed_like(exact, total.quantity)
            yield Relation(
                "sum",
                formula,
                State.REFUTED,
                (*parts, total),
                expected,
                weak=True,
                blamed=_blamed(statement, parts, total),
            )


def _blamed(statement: Statement, parts: list[Figure], total: Figure) -> Figure | None:
    """The figure to mark: one whose slip explains it all, else the list where the total stands in another sentence."""
    missing = total.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    if slipped_total(parts, total):
        return None
    slips = slipped_parts(parts, missing)
    return slips[0] if len(slips) == 1 else None if total.statement is statement else parts[0]


def _spent(total: Figure, following: list[Figure]) -> Iterator[Relation]:
    """「投入4680万元，用于3所学校改建（2950万元）、11所操场改造（1130万元）和食堂（600万元）」."""
    parts: list[Figure] = []
    for figure in following:
        if re.search(r"[。；]", figure.gap) or figure.role is not Role.LEVEL:
            break
        if _countable(total, figure) and figure.quantity.definite:
            parts.append(figure)
    if len(parts) < ENUMERATED:
        return
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    if added(parts).meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*parts, total))
    elif mistyped(total, parts):
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True)
    else:
        yield Relation("sum", formula, State.NOT_CHECKED, (*parts, total))


# --- totals that close a list ----------------------------------------------------------------------------------


def _gained(total: Figure, part: Figure) -> bool:
    """Whether an item tells what one of several places has got: 「甲校增加学位300个，乙校增加450个，合计750个」."""
    same = part.quantity.kind is Kind.AMOUNT and part.quantity.dimension == total.quantity.dimension
    role = part.role is Role.LEVEL or (part.role is Role.CHANGE and part.direction > 0)
    return same and role and bool(_GAINS.search(part.gap))


def _before_total(figures: list[Figure], total: Figure, named: int) -> tuple[list[Figure], list[Figure]]:
    """(the list right before a total, the same with what stands before its last ；)."""
    listed: list[Figure] = []
    wider: list[Figure] = []
    for at in range(len(figures) - 1, -1, -1):
        figure = figures[at]
        if figure.role is Role.SHARE and "：" not in figure.gap and "其中" not in figure.gap:
            continue  # 12500人，占40%；12096人，占90%；两项共24596人
        if at and told_in_passing(figures[at - 1], figure):
            continue  # 特校152人，比上年增加6人，随班就读218人，合计370人
        if _TO_EACH.search(figure.gap):
            return [], []  # 东关、西关小学各50个: once for each
        gained = _gained(total, figure)
        if not (gained or (_countable(total, figure) and figure.role is Role.LEVEL)) or not figure.quantity.definite:
            break
        if wider and wider[0].role is Role.CHANGE and not gained:
            break  # 在校生560人，甲校增加20人，乙校增加30人，合计50人
        wider.insert(0, figure)
        if len(listed) == len(wider) - 1 and (named or not any(_PARTS.search(f.gap) for f in listed)):
            listed.insert(0, figure)
        if "：" in figure.gap or "其中" in figure.gap:
            break
    return listed, wider


def _closed(statement: Statement, figures: list[Figure], at: int, total: Figure) -> Iterator[Relation]:
    """「随班就读613人，送教上门142人，合计755人」, 「两项合计3906万元」."""
    closing = _CLOSES.search(total.gap)
    before = figures[at - 1].quantity if at else None
    if before is not None and before.spelled and before.text[-1:] in "项类个" and _CLOSED_BY.match(total.gap):
        named, at = int(before.value), at - 1  # 两项共45亿元
        closing = _CLOSED_BY.match(total.gap)
    else:
        named = int(parse_chinese(closing["many"]) or 0) if closing and closing["many"] else 0  # 三类合计456人
    if at < 2 or not closing or total.quantity.kind is not Kind.AMOUNT or total.statement is not statement:
        return
    listed, wider = _before_total(figures[max(0, at - _LOOK_BACK) : at], total, named)
    if named > 1:
        listed = listed[-named:] if len(listed) >= named else []
    for size in range(2, len(wider) + 1):
        if added(wider[-size:]).meets(total.quantity.interval):
            formula = f"{'＋'.join(part.text for part in wider[-size:])}＝{total.text}"
            yield Relation("sum", formula, State.PROVED, (*wider[-size:], total))
            return
    if len(listed) < 2:
        return
    exact = sum((part.quantity.value for part in listed), Decimal(0))
    formula = f"{'＋'.join(part.text for part in listed)}＝{total.text}"
    # what a bare 共 adds up is less sure than what 两项合计 does
    passed = any(f.role is Role.CHANGE and listed[0].id < f.id < total.id for f in figures)
    weak = not closing["word"] or (named <= 1 and (closing["word"] == "共" or passed or len(wider) > len(listed)))
    expected = printed_like(exact, total.quantity)
    yield Relation("sum", formula, State.REFUTED, (*listed, total), expected, weak=weak)
