"""STR023: a short heading names one matter, and the whole paragraph under it tells of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.checking.claims.passages import BODY
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.files import read_yaml
from drafter.findings import Finding, Severity
from drafter.resources import bundled

__all__ = ["FAMILY"]

HEADING = Rule(
    "STR023",
    "heading-of-another-matter",
    "标题说一事，内容是另一事",
    Severity.WARNING,
    "段首的小标题只说一件事，下面整段没有一个字说到它，说的明显是另一件事。",
    "多半是改稿时标题没有换，或内容贴错了地方。",
    (
        Example("一、教师队伍\n加强教师培训。严格落实进校园事项审批制度，全年督查检查评比事项由17项压减到9项。"),
        Example("一、协同\n抓好食品安全。举办家长学校讲座126场，家访2.3万户，家校协同委员会开会36次。"),
    ),
    (
        Example("一、教师队伍\n加强教师培训。选派骨干教师60名赴外地跟岗，全年完成国培2310人次。"),
        Example("一、教师队伍\n加强队伍建设。严格落实进校园事项审批制度，督查检查评比事项由17项压减到9项。"),
    ),
    "《党政机关公文处理工作条例》第十九条：结构严谨、表述准确",
)

#: A title that opens its paragraph: （二）加强教师培训。全年…
_TITLE = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*|[一二三四五六七八九十]是)?(?P<title>[一-鿿“”]{4,14})[。：]"
)
_LEAST = 24  # characters of text that say something


def check(context: CheckContext) -> Iterator[Finding]:
    """Every paragraph of the work told that opens with a title."""
    for flow in context.document.flows:
        if flow.part != "body" or context.roles[flow.first_paragraph] != BODY:
            continue
        match = _TITLE.match(flow.text)
        if match is None or len(text := flow.text[match.end() :].strip()) < _LEAST or not re.search(r"\d", text):
            continue
        named = [told for title, told in _matters() if title.search(match["title"])]
        if len(named) != 1 or named[0].search(text):
            continue
        other = next((t.pattern for _, t in _matters() if t is not named[0] and len(set(t.findall(text))) > 1), "")
        if other:
            yield HEADING.at(
                flow,
                *match.span("title"),
                f"标题是“{match['title']}”，下面没有说到",
                suggestion="核对标题与内容，改其一",
            )


@lru_cache(maxsize=1)
def _matters() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """(how a title names a matter, what any text on it has a word of)."""
    read = read_yaml(bundled("knowledge", "register", "headings.yaml"))
    return tuple((re.compile(entry["title"]), re.compile(entry["told"])) for entry in read)


FAMILY = Family("STR", "结构", (HEADING,), check)
