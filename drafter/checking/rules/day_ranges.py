"""TIM008: days and months that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

DAYS = Rule(
    "TIM008",
    "reversed-days",
    "起止日期颠倒",
    Severity.ERROR,
    "同一年里，止的月、日早于起的月、日。",
    "起止写反，时间就不成立。",
    (
        Example("2025年5月16日至10日开展实地督导。"),
        Example("2025年9月至3月组织培训。"),
        Example("10月15日至9月20日开展专项整治。"),
    ),
    (
        Example("2025年5月10日至16日开展实地督导。"),
        Example("2024年9月至2025年3月组织培训。"),
        Example("每年9月至次年3月组织培训。"),
        Example("2025年5月28日至6月3日开展实地督导。"),
    ),
    "公历；GB/T 15835—2011：起止日期由早到晚",
)

_MONTHS = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*|(?<![\d年]))(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>[12]\d|3[01]|0?[1-9])\s*日)?\s*(?:至|到|[-—－~～]{1,2})\s*"
    r"(?:(?P<month2>1[0-2]|0?[1-9])\s*月)?(?:\s*(?P<day2>[12]\d|3[01]|0?[1-9])\s*日)?"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that names a month."""
    for statement in context.statements:
        if "月" in statement.text:
            yield from _days(statement)


def _days(statement: Statement) -> Iterator[Finding]:
    for match in _MONTHS.finditer(narrow(statement.text)):
        first, last = int(match["month"]), int(match["month2"] or match["month"])
        if not match["month2"] and not match["day2"]:
            continue
        days = match["day"] and match["day2"]
        wrong = last < first or (last == first and bool(days) and int(match["day2"]) < int(match["day"]))
        if wrong and not match["year"] and not days:
            continue  # 11月至3月 may run into the next year
        if wrong and not (match["month2"] and match["day"] and not match["day2"]):
            start = statement.start + match.start()
            words = statement.text[match.start() : match.end()]
            yield DAYS.at(statement.flow, start, start + len(words), f"“{words}”止早于起", suggestion="核对起止日期")


FAMILY = Family("TIM", "时间", (DAYS,), check)
