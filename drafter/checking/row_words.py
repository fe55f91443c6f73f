"""The words of a sentence that say which row of the sheet a figure tells."""

from __future__ import annotations

import re

from drafter.checking.row_names import Said
from drafter.checking.text.nouns import stripped
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement

__all__ = ["CLAUSE", "PART", "TOGETHER", "behind", "near", "said_of", "without_change"]

CLAUSE = re.compile(r"[，。；：、,;（(）)\n！？]")
PART = re.compile(r"[。；;\n！？]")
#: Where the noun behind a figure ends: 18所省级示范园，比上年….
_BEHIND = re.compile(r"^[一-鿿]{1,10}?(?=$|[，。；、：（）()\s]|[比较占同和与及]|的|均|全部|已)")
#: What leads from the name of a thing to how much it changed.
_CHANGED = re.compile(
    rf"(?:却|而|则|也|又|还|反倒|反而|不[增减]反[增减]|跟着|随之|同步|相应|分别|依次|各|[较比](?:上一?学?年度?|去年|前一年|20\d\d年)(?:同期)?|同比|净|{RISE}|{FALL}|[多少](?=[出了]|$)|了|出)+$"
)
#: What leads from one figure to another of the same thing and names nothing: 减少1555人，为41260人.
_ONWARD = re.compile(
    rf"^[，,、\s]*(?:现|已|目前|今年|本年|总数|总量|总额|共|共计|合计|总计|累计|由此|从而|{RISE}|{FALL}|达到?|为|到|至|了|只剩|剩下?|余下)*$"
)
_SHARE = re.compile(r"^[，,（(]?(?:约|已|仅)?占(?:比|总数的?|全[县市区省旗州盟]的?)?(?:为|达到?)?$")
#: 合计减少2470人 is of several things told before.
TOGETHER = re.compile(r"合计|共计|总计|一共|相加|相抵|两[项者]")
_FAR = 90
_BACK = 3


def without_change(words: str) -> str:
    """The name of a thing without what leads to how much it changed: 小学生 of 小学生较上年减少."""
    return _CHANGED.sub("", words)


def near(figure: Figure, back: int = _BACK) -> str:
    """The words of a figure's own clause, or of the one before where its own only leads to it; of several figures of
    one thing (1867人、1928万元; 减少1555人，为41260人) those before the first.
    """
    figures = figure.statement.figures
    at = figure.id - figures[0].id
    before = figures[at - 1] if at > 0 and back else None
    if before is not None and _goes_on(before, figure):
        words = near(before, back - 1)
        return without_change(words) if before.role is Role.CHANGE else words
    clauses = [c for c in CLAUSE.split(figure.gap) if c.strip()]
    if not clauses:
        return ""
    own = stripped(clauses[-1].removesuffix(figure.quantity.qualifier))
    return own if len(own) > 1 or len(clauses) == 1 else clauses[-2] + own


def _goes_on(before: Figure, figure: Figure) -> bool:
    """Whether a figure has no words of its own and goes on with the thing of the one before."""
    if before.role is Role.LEVEL and figure.gap.strip() in ("、", "，", ",", ""):
        return True
    if before.role is Role.LEVEL and figure.role is Role.SHARE and _SHARE.match(figure.gap):
        return True  # 公办园在园幼儿47390人，占57.5%
    if before.role not in (Role.CHANGE, Role.PREVIOUS) or not _ONWARD.match(figure.gap):
        return False
    alike = before.quantity.dimension == figure.quantity.dimension
    return alike or (before.role is Role.CHANGE and before.compared == "time")


def behind(statement: Statement, figure: Figure) -> str:
    """The noun behind a figure."""
    match = _BEHIND.match(statement.between(figure.end, min(statement.end, figure.end + 16)))
    return match.group() if match else ""


def said_of(statement: Statement, figure: Figure, words: str) -> Said:
    """What a sentence says of a figure: ``words`` of its own, and what stands before them."""
    before = statement.between(statement.start, figure.start)
    opened = statement.between(max(0, statement.start - _FAR), statement.start)
    clause = PART.split(before)[-1]
    far = (PART.split(opened)[-2:] or [""])[-1] if not clause.strip() else ""
    return Said.of(words, f"{opened[-_FAR:]} {before[-2 * _FAR :]}{far}")
