"""ENT004 once more: levels above and below in a county's report that it does not have, or told of its own towns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.levels import level_told, own_letter
from drafter.checking.rules.model import Family
from drafter.findings import Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

_TOWN = r"(?:乡镇（街道）|镇（街道）|乡（镇）|乡镇|街道|镇街|镇|苏木)"
_HAS_TOWNS = re.compile(rf"(?:辖|全[县区旗]|[我本][县区旗])(?P<count>\d+)个(?P<kind>{_TOWN})")
_CITY_TOWNS = re.compile(rf"(?P<name>[全我]市)(?P<count>\d+)个(?P<kind>{_TOWN})")
#: What the counties of a city do, in the report of one of them.
_COUNTIES = re.compile(
    r"(?:^|[。；，]|指导|督促|推动|引导|支持|明确|压实)(?P<name>各(?:县（市、区）|县区|县市区|县（区）|区县|市县))"
    r"(?=教[育体]|[党政]|按|落实|制定|要|均|全[部面]|认真|结合|分别|统筹|财政)"
)
_OF_THE_CITY = re.compile(
    r"全?市(?!、区|场|直|民)|[省国州盟]|自治区|中央|[居列位]|排名|第[一二三四五六七八九十\d]|平均|兄弟|周边|其他"
)
_REACH = 160
#: Offices of the level above, by its letter.
_OFFICES = r"(?:委|政府|人民政府|教育局|教体局|教育体育局|财政|级|里(?!程)|政府督导)"
_ABOVE_IT = re.compile(rf"(?:(?<![一-鿿])|(?<=[由经受向对在把将取得到按报]))(?P<name>(?P<letter>[市州盟]){_OFFICES})")
_PROVINCE = re.compile(r"(?<![一-鿿])(?P<name>(?P<letter>省|自治区)(?:委|党委|政府|人民政府|教育厅|财政厅|财政|级|里))")
_OFTEN = 4
#: A body of one level under the head of another: 市委教育工作领导小组由县委书记任组长.
_HEADED = re.compile(
    r"(?P<name>(?P<one>[省市县区旗州盟])委?[^，。；]{2,14}?(?:领导小组|委员会|专班|指挥部))由(?P<other>[省市县区旗州盟])(?:委书记|长)"
    r"[^，。；]{0,12}?(?:任|担任|兼任)(?:双?组长|主任|指挥长)"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """The running text of a county's report."""
    letter = own_letter(context)
    flows = [flow for flow in context.document.flows if flow.part in ("body", "textbox")]
    for flow in flows:
        for match in _HEADED.finditer(flow.text):
            if match["one"] != match["other"] and letter in (match["one"], match["other"]):
                yield level_told(flow, match.span("name"), letter, "核对机构与负责人的层级")
    if not letter or letter not in "县区旗":
        return
    yield from _towns(flows, letter)
    for flow in flows:
        for match in _COUNTIES.finditer(flow.text) if "各" in flow.text else ():
            start, end = match.span("name")
            before = re.split("[。；]", flow.text[max(0, start - _REACH) : start])[-1]
            after = re.split("[。；]", flow.text[end : end + _REACH])[0]
            if not _OF_THE_CITY.search(f"{before}｜{after}"):
                advice = f"一个{letter}没有“{match['name']}”，核对是否为上级材料"
                yield level_told(flow, (start, end), letter, advice)
    for pattern in (_ABOVE_IT, _PROVINCE):
        yield from _seldom(flows, letter, pattern)


def _towns(flows: list[Flow], letter: str) -> Iterator[Finding]:
    """「全市13个乡镇」 where the county has thirteen."""
    own = {(m["count"], m["kind"][:1]) for flow in flows for m in _HAS_TOWNS.finditer(flow.text)}
    for flow in flows if own else ():
        for match in _CITY_TOWNS.finditer(flow.text):
            if (match["count"], match["kind"][:1]) in own:
                yield level_told(flow, match.span("name"), letter, f"改为“{match['name'][0]}{letter}”")


def _seldom(flows: list[Flow], letter: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """州教育局 once where the report speaks of 市 all the time, 自治区 where it speaks of 省."""
    found = [(flow, match) for flow in flows for match in pattern.finditer(flow.text)]
    groups: dict[str, list[tuple[Flow, re.Match[str]]]] = {}
    for flow, match in found:
        groups.setdefault(match["letter"], []).append((flow, match))
    if len(groups) != 2:  # one that is usual, one that is not
        return
    usual, other = sorted(groups, key=lambda one: -len(groups[one]))
    if len(groups[usual]) < _OFTEN or len(groups[other]) > 1 or usual == "自治区" or other == "市":
        return
    for flow, match in groups[other]:
        yield level_told(flow, match.span("name"), letter, f"别处的上级都写“{usual}”")


FAMILY = Family("ENT", "人地机构", (), check)
