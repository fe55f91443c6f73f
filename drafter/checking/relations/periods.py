"""Which of two values of one thing is the earlier, by the words before them: 由, 上年, 三年前, 2021年."""

from __future__ import annotations

import re

from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.statements import FALL, RISE, Figure, Role
from drafter.checking.text.wording import EARLIER, NOW

__all__ = ["in_order", "of_one_thing"]

_EARLIER = re.compile(
    rf"(?:{EARLIER}|(?:19|20)\d\d年(?:底|末|初|秋季?|春季?)?|[一二三四五六七八九十]五”?[末初期]*)"
    r"[^，。；、\d]{0,12}$"
)
_LAST_YEAR = re.compile(r"(?:[上去]一?学?年度?|前一年|一年前|去岁)[^，。；、\d]{0,12}$")
_FROM = re.compile(r"(?:由|从|自)[^，。；]{0,18}$")
_OPENS_EARLIER = re.compile(rf"^\s*(?:而|但)?(?:在)?(?:{EARLIER})")
_NOW = re.compile(rf"{NOW}|到(?:19|20)\d\d年")
_YEAR = re.compile(r"(?<![比较与和])(?<!相比)((?:19|20)\d\d)(?=年)")
#: What may stand between two values of one thing and names no other.
_TIME_WORDS = re.compile(
    rf"(?:19|20)\d\d年(?:底|末|初|秋季?|春季?)?|{EARLIER}|{NOW}|同期|这一?比例|该|而|但|到|已经?|只有|仅有|仅|只|还?剩下?|还有|发展|{RISE}|{FALL}|核|扩充?|调整?|降|变|原|以(?=(?:19|20)\d\d年|上年|去年|$)"
)


def in_order(first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """(earlier, later) of two values; None when the words do not say."""
    years = (_year(first), _year(second))
    if years[0] is not None and years[1] is not None and years[0] != years[1]:
        return (first, second) if years[0] < years[1] else (second, first)
    was = (_is_earlier(first), _is_earlier(second))
    if was == (True, True):  # 2019年上线1152人，上年上线1092人: a year that is named may be the one reported
        was = (_is_last_year(first), _is_last_year(second))
    if was[0] == was[1]:
        return None
    return (first, second) if was[0] else (second, first)


def of_one_thing(first: Figure, second: Figure) -> bool:
    """Whether two values can be of one thing: the second names no other."""
    own = _TIME_WORDS.sub("", label(second))
    return not own or kin(own, noun(first))


def _is_earlier(figure: Figure) -> bool:
    """Whether a value is told of an earlier time: 上年753人, 由753人, or in a part of the sentence that opens so."""
    clause = re.split(r"[，。；、（(]", figure.gap)[-1]
    if figure.role is Role.PREVIOUS or _EARLIER.search(clause) or _FROM.search(clause):
        return True
    part = _part(figure)
    return bool(_OPENS_EARLIER.match(part)) and not _NOW.search(part)


def _is_last_year(figure: Figure) -> bool:
    return bool(_LAST_YEAR.search(re.split(r"[，。；、（(]", figure.gap)[-1]))


def _year(figure: Figure) -> int | None:
    """The year a value is told of: the last one named in its part of the sentence."""
    years = _YEAR.findall(_part(figure))
    return int(years[-1]) if years else None


def _part(figure: Figure) -> str:
    return re.split(r"[。；]", figure.statement.between(figure.statement.start, figure.start))[-1]
