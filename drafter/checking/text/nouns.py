"""What a figure counts, in the words that stand before it (专任教师2874人) or behind it (105个县)."""

from __future__ import annotations

import re

from drafter.checking.text.statements import FALL, RISE, Figure, Role

__all__ = ["changed_thing", "kin", "label", "noun", "same_thing", "stripped"]

_CLAUSE = re.compile(r"[，。；：:、,;（(“”\"！？\n]|(?<=[）)])")
_LEAD = re.compile(
    r"^(?:\s|[-•·●■◆▪*]|(?<!\d)\d{1,2}[.．、]|其中|此外|另外|另|同时|目前|截至|今年|本年度?|当年|全年|年内|已|现|共|总共|一共|全部|[全我][省市县区州盟旗]|有|为|是|的|各类?"
    r"|含|包括|拥有|设有?|建有|实施|完成|开展|安排|投入|发放|拨付|争取|用于|和|与|及|以及|由|将|把|对|按|(?:19|20)\d\d年(?:\d+月)?(?:底|末)?)+"
)
_TAIL = re.compile(
    r"(?:\s|已|均|就|也|只|仅|现?有|共|总共|一共|合计|累计|达到?了?|为|是|约|近|超过?|逾|分别|各|总数|总量|数量|人数|总|数|在|到|至|的|由|从|上年|去年)+$"
)
_AFTER = re.compile(r"^[一-鿿（）]{1,12}?(?=[，。；、：的占]|中(?![学职等专小心央层])|$)")
_KIN_TAIL = re.compile(r"(?:学校|幼儿园|园|校|教师|老师|学生|幼儿|人员|生|师|的|数|总数|总量|人数|资金|经费)$")
_SHORTEST = 2
_LONGEST = 12
_CHANGED = re.compile(
    rf"(?:同比|环比|累计|共|净|均|又|再|分别|各|也)*(?:(?:{RISE}|{FALL}|多|少|高|低)(?:了|出|到|至|幅|近|约)*"
    # 同比多支出, 多招, 少安排: the verb says no more than what the value before it is
    r"|[多少增减](?:支出?|投入?|安排|拨付?|收入?|招聘?|招收|花|用|补充|争取|落实|到位|配备?|建|完成|培训|发放?|资助)了?)$"
)
_COMPARED = re.compile(r"(?:同比|环比|[比较与](?:“?[一-十]{1,3}五”?|[上去前]一?|(?:19|20)\d\d)[^，。；]{0,8})$")


def stripped(words: str) -> str:
    """Words of a clause without what opens it (其中, 全市共有) and what leads to the figure (达到)."""
    return _TAIL.sub("", _LEAD.sub("", words))


def label(figure: Figure) -> str:
    """The words right before a figure in its own clause, without connectors; empty when there are none."""
    parts = _CLAUSE.split(figure.gap)
    if len(parts) > 1 and not parts[-1] and figure.gap.endswith("：") and len(parts[-2]) <= _LONGEST:
        return stripped(parts[-2])  # 专任教师：2816人
    return stripped(parts[-1])


def noun(figure: Figure) -> str:
    """What a figure counts: its label, else the words right after it."""
    before = label(figure)
    if before:
        return before
    statement = figure.statement
    earlier = statement.figures[figure.id - statement.figures[0].id - 1] if figure is not statement.figures[0] else None
    if earlier is not None and earlier.role is Role.PREVIOUS and figure.role is Role.LEVEL:
        return label(earlier)  # 大班额上年52个，今年13个
    after = _AFTER.match(statement.between(figure.end, min(statement.end, figure.end + 14)))
    return re.sub(r"（[^）]*）?", "", after[0]) if after else ""


def changed_thing(figure: Figure) -> str:
    """What the clause of a change names as changed: 获奖总数 in 获奖总数较上年增加5项; empty when it names nothing."""
    clause = re.split(r"[，。；,;：:（(]", figure.gap)[-1]
    return stripped(_COMPARED.sub("", _CHANGED.sub("", clause)))


def kin(left: str, right: str) -> bool:
    """Whether two nouns can name the same thing: one holds the other, but for a closing 学校, 教师, 数 …"""
    for one, other in ((left, right), (right, left)):
        core = _KIN_TAIL.sub("", one)
        core = core if len(core) >= _SHORTEST else one
        if len(core) >= _SHORTEST and core in other:
            return True
    return False


def same_thing(left: str, right: str) -> bool:
    """Whether two nouns name one thing, the one perhaps more fully: 公办园 and 公办, 在园幼儿 and 公办园在园幼儿."""
    one, other = (_KIN_TAIL.sub("", word) or word for word in (left, right))
    return one == other or left.endswith(right) or right.endswith(left)
