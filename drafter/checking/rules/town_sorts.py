"""More of ENT012: a town told as one of another sort than the report says it is: 双桐 of 6个镇 among 三个乡.

Where a county says what it governs (辖甲、乙2个镇和丙、丁、戊3个乡), every name has its sort, and a list that counts
places of one sort names only those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.checking.context import CheckContext
from drafter.checking.rules.county_lists import LISTED
from drafter.checking.rules.model import Family
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

_GOVERNS = re.compile(r"(?:现|下|所|共|管)?辖(?!区内?[^有])(?P<all>[^。；\n]{4,240})")
_SORT = r"(?:镇|乡(?!镇)|街道)"
_STEM = r"(?:(?![、和与及个等辖有的])[一-鿿]){2,4}"
_NAMES = rf"{_STEM}(?:[、和与及]{_STEM})*"
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
#: 甲镇、乙镇2个镇; 甲、乙2个镇; 2个镇（甲、乙）
_BEFORE = re.compile(rf"(?P<names>{_NAMES})，?(?P<n>{_NUMBER})个(?P<sort>{_SORT}(?:办事处)?)(?![（(：:])")
_BEHIND = re.compile(
    rf"(?P<n>{_NUMBER})个(?P<sort>{_SORT}(?:办事处)?)(?:[（(：:]|，?(?:即|分别为|为))(?P<names>{_NAMES})"
)
#: 甲、乙、丙三个乡; 甲、乙两乡
_LISTED = re.compile(
    rf"(?<![一-鿿])(?P<names>{_STEM}(?:[、和与及]{_STEM})+)(?:这|等)?(?P<n>{_NUMBER})个?(?P<sort>{_SORT})(?!级|村)"
)
_ITEM = re.compile(_STEM)
_LEADS = re.compile(r"^(?:其中|位于|集中在|分布在|主要是|包括|以及|还有|尤其是|特别是|而|在|对|为|将|把|由|向)")
_FEWEST = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Every counted list of towns or townships of the running text."""
    bodies = [flow for flow in context.document.flows if flow.part in ("body", "textbox")]
    sorts = _sorts(bodies)
    if len(set(sorts.values())) < _FEWEST:
        return
    for flow in bodies:
        for match in _LISTED.finditer(flow.text):
            yield from _strays(flow, match, sorts)


def _strays(flow: Flow, match: re.Match[str], sorts: Mapping[str, str]) -> Iterator[Finding]:
    """The places of a list that are of another sort than the list counts; one at least must be of that sort."""
    items = [(m[0], m.start()) for m in _ITEM.finditer(flow.text, *match.span("names"))]
    named = [(_LEADS.sub("", name), at + len(name) - len(_LEADS.sub("", name))) for name, at in items]
    if _many(match["n"]) != len(named) or not all(name in sorts for name, _ in named):
        return
    wrong = [(name, at) for name, at in named if sorts[name] != match["sort"]]
    if len(wrong) == len(named):
        return
    for name, at in wrong:
        yield LISTED.at(
            flow,
            at,
            at + len(name),
            f"“{name}”前面说是{sorts[name]}，这里列在“{match['n']}个{match['sort']}”里",
            suggestion=f"核对是否应为另一个{match['sort']}",
            root=f"ENT012:{name}:sort",
        )


def _sorts(bodies: list[Flow]) -> dict[str, str]:
    """The sort of every place by the sentence that says what the county governs, its lists as long as they say."""
    found: dict[str, set[str]] = {}
    for flow in bodies:
        for governed in _GOVERNS.finditer(flow.text) if "辖" in flow.text else ():
            for match in (*_BEFORE.finditer(governed["all"]), *_BEHIND.finditer(governed["all"])):
                names = _ITEM.findall(match["names"])
                if len(names) != _many(match["n"]):
                    continue
                sort = match["sort"].removesuffix("办事处")
                for name in names:
                    found.setdefault(re.sub(rf"(?<=..){_SORT}$", "", name), set()).add(sort)
    return {name: next(iter(sorts)) for name, sorts in found.items() if len(sorts) == 1}


def _many(words: str) -> int:
    return int(words) if words.isdigit() else int(parse_chinese(words.replace("两", "二")) or 0)


FAMILY = Family("ENT", "地名人名", (), check)
