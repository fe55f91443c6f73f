"""STR003 for indicator codes that number the sections: A1, B3, C12, as the tables of indicators do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.numbering import NUMBERING
from drafter.findings import Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

_CODE = re.compile(r"^\s*(?P<code>(?P<letter>[A-Z])(?P<number>\d{1,2}))(?:[.．、：:]|\s)*(?=[一-鿿“])")
_FEWEST = 3
_LONGEST = 40
_STEP = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """The codes of each letter in the order of the sections that bear them."""
    coded: defaultdict[str, list[tuple[Flow, re.Match[str]]]] = defaultdict(list)
    for flow in context.document.flows:
        if flow.part == "body" and (match := _CODE.match(flow.text)) and len(flow.text.strip()) <= _LONGEST:
            coded[match["letter"]].append((flow, match))
    for entries in coded.values():
        numbers = [int(match["number"]) for _, match in entries]
        rising = sum(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))
        if len(entries) < _FEWEST or rising < len(entries) - _STEP:
            continue  # codes that name something else, or a choice of indicators
        for (_, before), (flow, match) in zip(entries, entries[1:], strict=False):
            last, number = int(before["number"]), int(match["number"])
            if number not in (last + 1, 1):
                told = f"标题“{match['code']}”的序号不连续，上一个是{before['code']}"
                yield NUMBERING.at(flow, match.start("code"), match.end("code"), told, suggestion="重新编号")


FAMILY = Family("STR", "结构", (), check)
