"""TIM021: a study of the Party told with the words of another, or of months in which it was not held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.files import read_yaml
from drafter.findings import Finding, Severity
from drafter.resources import bundled

__all__ = ["FAMILY"]

_REPORT = "云岭市人民政府2025年履行教育职责自评报告\n一、党建\n"
STUDY = Rule(
    "TIM021",
    "study-of-another-year",
    "学习教育的名称与内容、时间不合",
    Severity.WARNING,
    "全党开展的学习教育，名称与所写的要求（学史明理、学纪知纪……）不是一个，或说的几月至几月不在它开展的时间。",
    "沿用往年旧稿时名称没有换。",
    (
        Example(_REPORT + "4月至7月，各校党组织开展党史学习教育，举办读书班12期。"),
        Example(_REPORT + "党员干部在党史学习教育中学纪、知纪、明纪、守纪，谈心谈话860人次。"),
    ),
    (
        Example(_REPORT + "4月至7月，各校党组织开展深入贯彻中央八项规定精神学习教育，举办读书班12期。"),
        Example(_REPORT + "党员干部在党纪学习教育中学纪、知纪、明纪、守纪，谈心谈话860人次。"),
        Example(_REPORT + "巩固拓展党史学习教育成果，把党纪学习教育融入日常，学纪、知纪、明纪、守纪。"),
        Example(_REPORT + "全年常态化开展党史学习教育，3月至5月开展“雷锋月”活动。"),
    ),
    "中共中央关于开展各次学习教育的部署",
)
_MONTHS = (
    r"(?<!\d)(?:(?P<year>20\d\d)年)?(?P<first>1[0-2]|[1-9])月(?:至|到|[—－\-~～]{1,2})(?P<last>1[0-2]|[1-9])月[，,]?"
    r"[^。；，\d]{0,16}\d{0,4}[^。；，\d]{0,12}?(?:开展|进行|启动|组织)了?(?:[^。；，\d]{0,4})"
)
_GOES_ON = re.compile(r"成果|常态|长效|基础上|巩固|拓展|总结|回顾|以来|条例")
_NEAR = 40


@dataclass(frozen=True)
class _Study:
    """One study; see the head of ``knowledge/calendar/studies.yaml`` for its fields."""

    told: str
    names: re.Pattern[str]
    own: re.Pattern[str]
    begin: tuple[int, int]
    end: tuple[int, int]
    dated: re.Pattern[str]


@lru_cache(maxsize=1)
def _studies() -> tuple[_Study, ...]:
    entries = read_yaml(bundled("knowledge", "calendar", "studies.yaml"))
    return tuple(
        _Study(
            entry["told"],
            re.compile(entry["names"]),
            re.compile(entry["own"]),
            _month(str(entry["from"])),
            _month(str(entry["to"])),
            re.compile(rf"{_MONTHS}(?P<name>{entry['names']})"),
        )
        for entry in entries
    )


def _month(words: str) -> tuple[int, int]:
    year, month = words.split("-")
    return int(year), int(month)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that names such a study."""
    for statement in context.statements:
        text = narrow(statement.text)
        if "教育" not in text or _GOES_ON.search(text):
            continue
        named = [(study, match) for study in _studies() if (match := study.names.search(text))]
        if len(named) == 1:
            yield from _of_another(statement, text, *named[0])
        for study, _ in named:
            yield from _in_other_months(context, statement, text, study)


def _of_another(statement: Statement, text: str, study: _Study, match: re.Match[str]) -> Iterator[Finding]:
    """党史学习教育 with 学纪、知纪 beside it, and nothing of its own."""
    around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    others = [other for other in _studies() if other is not study and other.own.search(around)]
    if len(others) == 1 and not study.own.search(text):
        told = f"“{study.told}”之下写的是“{others[0].told}”的要求"
        yield _finding(statement, match.span(), told)


def _in_other_months(context: CheckContext, statement: Statement, text: str, study: _Study) -> Iterator[Finding]:
    for match in study.dated.finditer(text):
        years = [int(match["year"])] if match["year"] else [context.year, context.year + 1] if context.year else []
        held = any(
            study.begin <= (year, int(match["last"])) and (year, int(match["first"])) <= study.end for year in years
        )
        if years and not held:
            spans = "至".join(f"{year}年{month}月" for year, month in (study.begin, study.end))
            yield _finding(statement, match.span("name"), f"“{study.told}”是{spans}开展的")


def _finding(statement: Statement, span: tuple[int, int], told: str) -> Finding:
    start, end = statement.start + span[0], statement.start + span[1]
    return STUDY.at(statement.flow, start, end, told, suggestion="核对是哪一次学习教育")


FAMILY = Family("TIM", "时间", (STUDY,), check)
