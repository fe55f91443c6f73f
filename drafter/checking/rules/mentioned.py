"""CON005 for sets that a report counts and comes back to: 县域高中22所 … 24所县域高中中，有9所….

Counts are gathered under the nouns they stand by, whichever side. A set that the text speaks of as known (上述,
22所县域高中中, 被审计的12所学校) must have the number that it was counted with; where all others agree, the one that
does not is told. Numbers of several digits of which one is the other with a slip of typing need to share less.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.plausible import may_be_meant
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.deeds import apart
from drafter.checking.text.mentions import Mention, mentions
from drafter.checking.text.scope import Scope, headed_year
from drafter.checking.text.things import read_thing
from drafter.findings import Evidence, Finding, State

__all__ = ["FAMILY"]

#: Nouns that many different sets are called by.
_GENERIC = frozenset(
    [
        "学校",
        "教师",
        "学生",
        "项目",
        "问题",
        "幼儿园",
        "小学",
        "初中",
        "高中",
        "中学",
        "班级",
        "单位",
        "部门",
        "人员",
        "指标",
    ]
    + [
        "资金",
        "经费",
        "投资",
        "岗位",
        "名额",
        "事项",
        "任务",
        "要点",
        "专任教师",
        "在校生",
        "乡镇",
        "街道",
        "县区",
        "县市区",
    ]
    + [
        "教学班",
        "课程",
        "活动",
        "培训",
        "措施",
        "意见",
        "机构",
        "人次",
        "学位",
        "场所",
        "设备",
        "教室",
        "骨干教师",
        "名教师",
    ]
    + [
        "普通高中",
        "普通小学",
        "中小学",
        "义务教育学校",
        "县域",
        "中小学校",
        "园所",
        "校园",
        "孩子",
        "幼儿",
        "工程",
        "安全隐患",
        "隐患",
    ]
)
#: What a noun may close with and mean the same: C级要点 and C级.
_CLOSING = re.compile(r"(?:要点|指标|问题|项目|事项|学校|人员|工程)$")
#: Whose figure it is where a sentence speaks of one school or place of many.
_ONE_OF_MANY = re.compile(r"该[校县园乡镇区市]|两所|某")
_LONG, _SOME = 4, 3
_GRAM = 3
_PLENTY = 24  # mentions by one noun: more are a list of something
_AROUND = 20
_BACK = 60
_SHORTEST = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Every count against those by the same noun, then against those with nearly its digits."""
    usable = [mention for mention in mentions(context.statements) if _of_the_region(context, mention)]
    told: set[int] = set()
    for finding, ids in (*_by_name(context, usable), *_by_modifier(usable), *_by_digits(context, usable)):
        if not told & ids:
            told |= ids
            yield finding


def _of_the_region(context: CheckContext, mention: Mention) -> bool:
    """Whether a count is of this year and the whole region, as far as its sentence says, and no plan."""
    figure, statement = mention.figure, mention.figure.statement
    if mention.partial or not {mention.year, headed_year(statement)} <= {0, context.year}:
        return False
    if context.roles[statement.flow.first_paragraph] == MEASURES and not mention.opens:
        return False
    before = statement.between(max(statement.start, figure.start - _BACK), figure.start)
    for name in mention.names:
        before = before.removesuffix(name)
    scope = Scope(context.region, context.year)
    apart = scope.elsewhere(before) or scope.of_part(statement, figure.start)
    return not (apart or _ONE_OF_MANY.search(statement.text))


# --- by name ------------------------------------------------------------------------------------------------------


def _by_name(context: CheckContext, usable: Sequence[Mention]) -> Iterator[tuple[Finding, set[int]]]:
    groups: defaultdict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in usable:
        stage = context.heading_stages.get(mention.figure.statement.flow.first_paragraph, "")
        for name in _keys(mention):
            groups[mention.measure, name, "" if read_thing(name).stage else stage].append(mention)
    for mention in (
        m for m in usable if m.points
    ):  # 上述5个D级单位约谈负责人: where the noun ends its first telling shows
        stage = context.heading_stages.get(mention.figure.statement.flow.first_paragraph, "")
        for size in range(len(mention.behind) - 1, _SHORTEST, -1):
            name = mention.behind[:size]
            shown = groups.get((mention.measure, name, "" if read_thing(name).stage else stage))
            if shown and mention not in shown:
                shown.append(mention)
                break
    for (_, name, _), group in groups.items():
        if len(group) < 2 or len(group) > _PLENTY:
            continue
        counts = Counter(_value(m) for m in group)
        if len(counts) < 2:
            continue
        first = max(group, key=lambda m: (counts[_value(m)], -m.figure.id))
        for other in group:
            if _value(other) == _value(first) or other.figure.quantity.interval.meets(first.figure.quantity.interval):
                continue
            if counts[_value(other)] == 1 and _contradicts(context, name, first, other, counts[_value(first)]):
                yield _finding(name, first, other), {first.figure.id, other.figure.id}


def _keys(mention: Mention) -> set[str]:
    """The nouns a count is found by, those that say too little left out."""
    names = set(mention.names) | {_CLOSING.sub("", name) for name in mention.names}
    return {name for name in names if len(name) >= _SHORTEST and name not in _GENERIC}


def _contradicts(context: CheckContext, name: str, first: Mention, other: Mention, times: int) -> bool:
    """Whether two counts by one noun are of one set."""
    if first.figure.statement is other.figure.statement or _both_proved(context, first, other):
        return False
    later = max(first, other, key=lambda m: m.figure.id)
    known = later.points or (later.opens and bool(later.behind) and times > 1)
    if known:
        return may_be_meant(_value(other), _value(first)) or later.points
    agreed = times > 1 and (first.points or first.opens or bool(first.before)) and not other.modifier
    return agreed and bool(other.before) and may_be_meant(_value(other), _value(first)) and len(name) >= _GRAM


def _value(mention: Mention) -> Decimal:
    return mention.figure.quantity.value


def _both_proved(context: CheckContext, first: Mention, other: Mention) -> bool:
    return all(context.states.get(m.figure.id) is State.PROVED for m in (first, other))


# --- by what was done to them -------------------------------------------------------------------------------------


def _by_modifier(usable: Sequence[Mention]) -> Iterator[tuple[Finding, set[int]]]:
    """「对12所学校开展审计 … 被审计的21所学校」: the sentence that did it counted them."""
    by_noun: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in usable:
        noun = mention.behind or mention.before[-_SHORTEST:]
        by_noun[mention.measure, noun[:_SHORTEST]].append(mention)
    for again in usable:
        if not again.modifier or not _SHORTEST <= len(again.modifier) <= _LONG:
            continue
        alike = [m for m in by_noun[again.measure, again.behind[:_SHORTEST]] if m.figure.id < again.figure.id]
        alike = [m for m in alike if not m.modifier and again.modifier in m.figure.statement.text]
        if len(alike) == 1 and _value(alike[0]) != _value(again) and not _told_there(alike[0], again):
            first = alike[0]
            if first.figure.statement is not again.figure.statement and may_be_meant(_value(again), _value(first)):
                yield (
                    _finding(again.modifier + again.behind, first, again),
                    {first.figure.id, again.figure.id},
                )


def _told_there(first: Mention, again: Mention) -> bool:
    """Whether the sentence of the first tells the second's count as well: 安排项目11个，年内完工8个."""
    return any(f.quantity.value == _value(again) for f in first.figure.statement.figures)


# --- by digits ----------------------------------------------------------------------------------------------------


def _by_digits(context: CheckContext, usable: Sequence[Mention]) -> Iterator[tuple[Finding, set[int]]]:
    """Long numbers with two digits changed over, one wrong, or at another scale, of nouns that share words."""
    buckets: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    values = Counter((m.measure, _value(m)) for m in usable)
    for mention in usable:
        for key in _near_keys(_digits(mention)):
            buckets[mention.measure, key].append(mention)
    for bucket in buckets.values():
        if not 2 <= len(bucket) <= _PLENTY:
            continue
        for at, other in enumerate(bucket):
            first = next((m for m in bucket[:at] if _slip(m, other)), None)
            if first is None or first.figure.statement is other.figure.statement or _both_proved(context, first, other):
                continue
            if any(apart(left, right) for left in first.names for right in other.names):
                continue
            shared = _shared(first, other)
            if shared and min(values[m.measure, _value(m)] for m in (first, other)) == 1:
                yield _finding(shared, first, other), {first.figure.id, other.figure.id}


def _digits(mention: Mention) -> str:
    return f"{_value(mention).normalize():f}".replace(".", "").strip("0")


def _near_keys(digits: str) -> Iterator[str]:
    """Keys that a number shares with those it may be a slip for."""
    if len(digits) >= _SOME:
        yield "".join(sorted(digits))
    if len(digits) >= _LONG:
        for at in range(len(digits)):
            yield f"{digits[:at]}?{digits[at + 1 :]}"


def _slip(one: Mention, other: Mention) -> bool:
    return (
        _value(one) != _value(other)
        and one.figure.quantity.decimals == other.figure.quantity.decimals
        or (_value(one) != _value(other) and _digits(one) == _digits(other))
    )


def _shared(one: Mention, other: Mention) -> str:
    """The longest end of a noun that both have, of three characters that are not everybody's; empty for none."""
    for left in one.names:
        for right in other.names:
            short, long = sorted((left, right), key=len)
            words = _longest(short, long)
            telling = read_thing(words).core or left == right  # of 义务教育 there are pupils, money and pay
            if words and telling and words not in _GENERIC and _same_kind(left, right):
                return words
    return ""


def _longest(short: str, long: str) -> str:
    """The longest run of characters that two nouns have in common."""
    for size in range(min(len(short), 6), _GRAM - 1, -1):
        for start in range(len(short) - size + 1):
            if (words := short[start : start + size]) in long:
                return words
    return ""


def _same_kind(left: str, right: str) -> bool:
    one, other = read_thing(left), read_thing(right)
    return (not one.stage or not other.stage or one.stage == other.stage) and one.owner == other.owner


def _finding(name: str, first: Mention, other: Mention) -> Finding:
    figure, elsewhere = other.figure, first.figure.statement
    where = f"第{elsewhere.flow.first_paragraph + 1}段"
    around = elsewhere.flow.text[max(elsewhere.start, first.figure.start - _AROUND) : first.figure.end + 8]
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"“{name}”这里是{figure.text}，{where}是{first.figure.text}",
        evidence=(Evidence("document", where, around),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:again:{figure.id}",
        touches=(figure, first.figure),
    )
    return RETOLD.further(finding, tuple(elsewhere.flow.places(first.figure.start, first.figure.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
