"""Totals and their parts: lists that open after a total (其中, ：, （), lists that a total closes (合计, 共).

A list is wrong for certain only when it is known to be whole: the dictionary or the words say so, the parts divide
the total between them, or the same list adds up in another unit (2个2860万元，5个1745万元). 其中 alone tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
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
_USED_FOR = re.compile(r"^[，,]?(?:全部|主要)?用于")
_ALL = re.compile(r"分别为|分别是")
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
    r"(?:^|[，、；（])(?:以上|上述|几项|各项)?(?:资金|经费|学生|人数)?(?P<word>合计|共计|总计|总共|一共|共)(?:为|达到?|约|投入|完成投资|安排|支出|拨付|筹措|筹集|落实|招聘|补充|培训|有|缺|缺少|短缺|还?差|尚?缺|需|减少?|增加?|新增)?$"
)
_CLOSED_BY = re.compile(r"^(?:资金|经费)?(?P<word>合计|共计|总计|总共|一共|共|)(?:为|达到?|约)?$")
_ET_CETERA = re.compile(r"^[^，。；）]{0,4}等(?!级)")
#: Pairs of words that divide a whole between them, and what the whole must be called for it: a list that has both
#: is complete. 小学 and 初中 are all of 义务教育, not of the teachers hired in a year.
_COMPLEMENTS = (
    ("公办", "民办", ""),
    ("男", "女", ""),
    ("城", "乡", ""),
    ("城", "农村", ""),
    ("小学", "初中", "义务教育"),
    ("普通高中", "中职", "高中阶段"),
    ("普通高中", "中等职业", "高中阶段"),
    ("新建", "改扩建", "新建|新改扩建|新（改|新\\(改"),
    ("已", "未", ""),
    ("专职", "兼职", ""),
)
_TOTAL_NAMES = re.compile(r"共|总|合计|各级各类|全部|累计")
#: Words of one of these kinds name parts that do not overlap.
_STAGES = re.compile(
    r"幼儿园|学前|小学|初中|高中|九年一贯|完全中学|中职|职业|特殊教育|特教|高校|大学|学院|义务教育|幼儿|高等教育"
)
_PARTITIONS = (
    _STAGES,
    re.compile(r"中央|省级?|市级?|县级?|区级?|镇级?|自筹|社会|财政|事业|其他|捐赠|债券"),
    re.compile(r"国家|国培|省|州|市|县|区|镇|校[级本培]"),
    re.compile(r"[一-鿿]{1,5}[县区市镇乡旗州盟](?![级外内])"),
    re.compile(r"(?:19|20)\d\d年"),
    re.compile(r"新建|改建|扩建|改造|维修|购置|设备|操场|校舍"),
    re.compile(r"研究生|博士|硕士|本科|专科|大专"),
    re.compile(r"正高|副高|高级|中级|初级"),
    re.compile(r"党委|总支|支部"),
    re.compile(r"随班就读|特教|特殊教育|送教"),
    # ways in: 公开招聘, 人才引进, 特岗, 公费师范生, 选调
    re.compile(r"招聘|招考|引进|特岗|公费|定向|选调|调入|遴选|转岗|支教|轮岗|返聘|三支一扶|西部计划|银龄"),
)
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
    r"(?:^|[；，。\s])(?:分[^，。；\d看]{1,6}看|从[^，。；\d看]{1,8}看|按[^，。；\d分]{1,8}分|其中[，,：]?分[^，。；\d]{1,4})[，,：]"
)
_NEARLY = (Decimal("0.5"), Decimal(2))
#: Counters that count anything, so that two figures with them need not have to do with each other.
_ANYTHING = frozenset(["count:个", "count:项", "count:次", "count:件", "count:条", "score"])
_PARTS = re.compile(r"；")
_SOMEWHAT = Decimal("1.15")
_OWN_STAGES = re.compile(r"小学(?:[和与及、]|以及)初中|义务教育(?:阶段)?(?:在校)?(?:学生|学校|班级|教学班|[共有])")
_NEAR_BY = 60
_OPENS_BEHIND_CHANGE = re.compile(r"^[，；,（(]?\s*(?:其中|包括)")
_ENUMERATED = 3
_LOOK_BACK = 12
_LABEL = 10


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
    items = _items(totals, figures[at + 1 :])
    if not items:
        return
    columns: list[tuple[Figure, list[Figure]]] = []
    for total in totals:
        column = [part for item in items if (part := _of_column(total, item)) is not None]
        if len(column) == len(items) and (total is figures[at] or len(items) > 1):
            columns.append((total, column))
    if not columns and (first := _first_items(totals[0], items)):
        columns = [(totals[0], first)]
    adds_up = [total for total, parts in columns if len(parts) > 1 and _added(parts).meets(total.quantity.interval)]
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
    return any(_countable(other, parts[0]) and _added(parts).meets(other.quantity.interval) for other in others)


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


def _items(totals: list[Figure], following: list[Figure]) -> list[list[Figure]]:
    """The entries of the list that opens after the totals, each with the figures it gives."""
    items: list[list[Figure]] = []
    last: Figure | None = None
    named = ""
    for number, figure in enumerate(following[: _LOOK_BACK * 3]):
        quantity = figure.quantity
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
        gap, named = named + figure.gap, ""
        if items and not joined and (not _GOES_ON.match(gap) or _ENDS.search(gap)):
            break
        if not any(_countable(total, figure) for total in totals):
            break
        if joined and items:
            items[-1].append(figure)
        else:
            items.append([figure])
        last = figure
    return items


def _names_next(totals: list[Figure], figure: Figure, part: Figure) -> bool:
    between = figure.statement.between(figure.end, part.start)
    opens = bool(re.search(r"[、，；和及]|其中|[：（]", figure.gap)) and not _ENDS.search(figure.gap)
    return opens and len(between) <= _LABEL and not re.search(r"[，。；、]", between) and _countable(totals[0], part)


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
    if not all(part.quantity.definite for part in parts):
        return
    computed = _added(parts)
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    figures = (*parts, total)
    if computed.meets(whole.interval):
        yield Relation("sum", formula, State.PROVED, figures)
        return
    for size in range(2, len(parts)):  # 318所（公办163所、民办155所，普惠性民办128所）
        if mark == "（" and parts[size].gap.startswith("，") and _added(parts[:size]).meets(whole.interval):
            added = "＋".join(part.text for part in parts[:size])
            yield Relation("sum", f"{added}＝{total.text}", State.PROVED, (*parts[:size], total))
            return
    expected = printed_like(exact, whole)
    if twin or _is_complete(total, parts, opening, mark, bindings):
        yield Relation("sum", formula, State.REFUTED, figures, expected)
    elif mark == "（" and len(parts) >= _ENUMERATED and not _et_cetera(parts):
        # 68个（党委2个、党总支6个、党支部60个）: a bracket right behind a total lists all of it
        yield Relation("sum", formula, State.REFUTED, figures, expected, weak=True)
    elif (
        (_disjoint(parts) and computed.low > whole.interval.high)
        or ((_disjoint(parts) or len(parts) >= _ENUMERATED) and _mistyped(total, parts))
        or _a_little_over(total, parts, exact)
        or _stages_of_all(total, parts)
    ):
        yield Relation("sum", formula, State.REFUTED, figures, expected, weak=True)
    else:
        yield Relation("sum", formula, State.NOT_CHECKED, figures)


def _of_another_matter(total: Figure, parts: list[Figure], exceeding: Figure) -> bool:
    """「高中3所、特校1所，其中初中含九年一贯制2所」 speaks of another item, or of them all; 「招聘教师142名，其中研究生
    38名；交流教师216名」 goes on to what else was done.
    """
    if _is_an_item(total) or not _of_one_kind(total, exceeding):
        return True
    return exceeding is not parts[0] and bool(_OWN_MATTER.search(exceeding.gap))


def _et_cetera(parts: list[Figure]) -> bool:
    """Whether 等 closes a list: it names only some."""
    last = parts[-1]
    return bool(_ET_CETERA.match(last.statement.between(last.end, min(last.statement.end, last.end + 8))))


def _mistyped(total: Figure, parts: list[Figure]) -> bool:
    """Whether a slip of typing in one figure is all that parts and total lack."""
    missing = total.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    return bool(slipped_parts(parts, missing)) or slipped_total(parts, total)


def _a_little_over(total: Figure, parts: list[Figure], exact: Decimal) -> bool:
    """Whether three or more parts of different names come to somewhat more than the total, as a list of all would."""
    names = [label(part) for part in parts]
    told = all(names) and len(set(names)) == len(names) and len(parts) >= _ENUMERATED
    if any("；" in part.gap for part in parts) or _added(parts[:-1]).meets(total.quantity.interval):
        return False  # 其中中小学2.9万人、幼儿园0.7万人；招聘特岗4200人
    return told and total.quantity.definite and total.quantity.value < exact <= total.quantity.value * _SOMEWHAT


def _stages_of_all(total: Figure, parts: list[Figure]) -> bool:
    """「小学和初中在校生共16967人，编为474个教学班，其中小学336个、初中138个」: the sentence says whose they are."""
    before = total.statement.between(max(total.statement.start, total.start - _NEAR_BY), total.start)
    whole = _OWN_STAGES.search(before)
    names = [label(part) for part in parts]
    both = len(parts) == 2 and {n[:2] for n in names} == {"小学", "初中"}
    return bool(whole) and both and not re.search(r"[。；]", before[whole.end() if whole else 0 :])


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


def _added(parts: list[Figure]) -> Interval:
    computed = Interval.exact(Decimal(0))
    for part in parts:
        computed = computed + part.quantity.interval
    return computed


def _is_complete(total: Figure, parts: list[Figure], opening: str, mark: str, bindings: dict[int, Binding]) -> bool:
    """Whether the parts are all there are: the dictionary says so, the words do, or they divide the whole."""
    bound = bindings.get(total.id)
    ids = [bindings[p.id].indicator.id for p in parts if p.id in bindings]
    if bound is not None and bound.indicator.parts and len(ids) == len(parts):
        return set(bound.indicator.parts) == set(ids)
    # 普惠性民办 is only some of 民办
    names = [name for name in _names(parts) if not re.search(r"普惠|部分|重点", name)]
    if len(parts) == 2 == len(names) and any(
        ((left in names[0] and right in names[1]) or (right in names[0] and left in names[1]))
        and re.search(whole, total.gap)
        for left, right, whole in _COMPLEMENTS
    ):
        return True
    if _ALL.search(opening) and _TOTAL_NAMES.search(total.gap[-12:]):
        return True
    if not mark or _et_cetera(parts):
        return False
    return (mark == "：" and len(parts) >= _ENUMERATED) or _disjoint(parts)


def _disjoint(parts: list[Figure]) -> bool:
    """Whether the parts' nouns are of one kind that does not overlap: schools by type, money by who gives it."""
    names = [label(part) or part.gap for part in parts]
    if len(set(names)) < len(names):
        return False
    return any(all(kind.search(name) for name in names) for kind in _PARTITIONS)


def _names(parts: list[Figure]) -> list[str]:
    """The words before and right after each part's figure."""
    return [part.gap[-12:] + part.statement.between(part.end, min(part.statement.end, part.end + 4)) for part in parts]


def _put_right(found: Figure, at_once: Figure, later: Figure) -> Iterator[Relation]:
    """What was put right at once and what has a time limit are all that was found, though no word says so."""
    parts = [at_once, later]
    if not all(_countable(found, part) and part.quantity.definite for part in parts) or not found.quantity.definite:
        return
    proved = _added(parts).meets(found.quantity.interval)
    expected = "" if proved else printed_like(at_once.quantity.value + later.quantity.value, found.quantity)
    formula = f"{at_once.text}＋{later.text}＝{found.text}"
    yield Relation(
        "sum", formula, State.PROVED if proved else State.REFUTED, (*parts, found), expected, weak=not proved
    )


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
        held = next((t for t in totals if _added(parts).meets(t.quantity.interval)), None)
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
    if len(parts) < _ENUMERATED:
        return
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    if _added(parts).meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*parts, total))
    elif _mistyped(total, parts):
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True)
    else:
        yield Relation("sum", formula, State.NOT_CHECKED, (*parts, total))


# --- totals that close a list ----------------------------------------------------------------------------------


def _before_total(figures: list[Figure], total: Figure, named: int) -> tuple[list[Figure], list[Figure]]:
    """(the list right before a total, the same with what stands before its last ；)."""
    listed: list[Figure] = []
    wider: list[Figure] = []
    for figure in reversed(figures):
        if figure.role is Role.SHARE and "：" not in figure.gap and "其中" not in figure.gap:
            continue  # 12500人，占40%；12096人，占90%；两项共24596人
        if not _countable(total, figure) or figure.role is not Role.LEVEL or not figure.quantity.definite:
            break
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
        named = 0
    if at < 2 or not closing or total.quantity.kind is not Kind.AMOUNT or total.statement is not statement:
        return
    listed, wider = _before_total(figures[max(0, at - _LOOK_BACK) : at], total, named)
    if named > 1:
        listed = listed[-named:] if len(listed) >= named else []
    for size in range(2, len(wider) + 1):
        if _added(wider[-size:]).meets(total.quantity.interval):
            formula = f"{'＋'.join(part.text for part in wider[-size:])}＝{total.text}"
            yield Relation("sum", formula, State.PROVED, (*wider[-size:], total))
            return
    if len(listed) < 2:
        return
    exact = sum((part.quantity.value for part in listed), Decimal(0))
    formula = f"{'＋'.join(part.text for part in listed)}＝{total.text}"
    # what a bare 共 adds up is less sure than what 两项合计 does
    weak = not closing["word"] or (named <= 1 and (closing["word"] == "共" or len(wider) > len(listed)))
    expected = printed_like(exact, total.quantity)
    yield Relation("sum", formula, State.REFUTED, (*listed, total), expected, weak=weak)
