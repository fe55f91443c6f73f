"""ENT013 once more: one neighbour named twice in a sentence, with two values of the same thing.

「教育支出占比24.19%，比甲县（22.86%）高1.33个百分点，比甲县（24.63%）低0.44个百分点」: one of the two is another place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.county_compared import COMPARED
from drafter.findings import Finding

__all__ = ["check_named_twice"]

_THAN = r"(?:高于|低于|优于|多于|少于|超过|[比较与])"
#: 比甲县（22.86%）高1.33个百分点，比乙县（24.63%）: nothing but how far it lies stands between.
_TOLD = re.compile(
    rf"{_THAN}(?P<place>[一-鿿]{{1,6}}?(?:[县市区旗州盟镇乡]|街道|平均水平|平均|均值))的?"
    r"(?:（(?P<value>\d[\d.]*)(?P<unit>[^\d（）]{0,4})）|(?P<bare>\d[\d.]*)(?P<bare_unit>[%％]|[一-鿿]{0,3}?)(?=[，、；高低多少]))"
)
_BETWEEN = re.compile(
    r"^(?:高出?|低|多|少|快|慢)?(?:了|约)?(?:\d[\d.]*(?:个百分点|[%％]|[万亿]?[元人]|平方米|分|册|台|所|个)?)?[，,、；]?"
    r"(?:但|而|却|也|又|仍|同时|略|且|和|与)*$"
)


def check_named_twice(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that compares with one place twice in a row."""
    for statement in context.statements:
        if statement.flow.part == "table" or not statement.figures:
            continue
        for one, other in pairwise(_TOLD.finditer(statement.text)):
            between = statement.text[one.end() : other.start()]
            units = [match["unit"] or match["bare_unit"] or "" for match in (one, other)]
            values = [match["value"] or match["bare"] for match in (one, other)]
            if one["place"] != other["place"] or units[0] != units[1] or values[0] == values[1]:
                continue
            if len(values[0].partition(".")[2]) != len(values[1].partition(".")[2]) or not _BETWEEN.match(between):
                continue
            start, end = statement.start + one.start("place"), statement.start + other.end()
            yield COMPARED.at(
                statement.flow,
                start,
                end,
                f"一句里两次与“{one['place']}”比，数却一个是{values[0]}{units[0]}、一个是{values[1]}{units[1]}",
                suggestion="核对两处的地名，其中一处应是别的地方",
                root=f"ENT013:{one['place']}:{start}",
                touches=tuple(f for f in statement.figures if start <= f.start < end),
            )
