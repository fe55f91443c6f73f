"""More of ENT006: one office of the region's own with two people in it.

「由县教育局党组书记、局长魏长青兼任」 and 「县教育局局长何文海每月接访」: a change within the year is told as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.people import find_people
from drafter.checking.context import CheckContext
from drafter.checking.rules.levels import own_letter
from drafter.checking.rules.model import Family
from drafter.checking.rules.namesakes import OFFICES
from drafter.findings import Evidence, Finding, Place
from drafter.reading import Flow

__all__ = ["FAMILY"]

_HEAD = (
    r"(?:(?P<org>{letter}(?:教育|教育体育|教育和体育|教体|教育科技|财政|人力资源和社会保障|人社|公安|发展和改革|卫生健康"
    r"|市场监督管理|自然资源|审计)局)(?:党[组委]书记、)?(?P<title>局长)|(?P<own>{letter}委书记|(?<![副、委]){letter}长))$"
)
#: The office must be the region's own: nothing stands before it that may be a place.
_FREE = re.compile(r"(?:^|[^一-鿿]|[由和与经向对请及])$")
_CHANGED = re.compile(r"时任|原|前任|历任|接任|继任|调任|新任|到任|任期|换届|卸任|离任|接替|任免|同志任")
_AROUND = 16
_FULL = 3


def check(context: CheckContext) -> Iterator[Finding]:
    """Heads of the region and of its departments, each with its first name."""
    letter = own_letter(context)
    if letter not in tuple("省市州县区旗"):
        return
    pattern = re.compile(_HEAD.format(letter=letter))
    first: dict[str, tuple[str, Place]] = {}
    found: list[tuple[str, str, Flow, int, int]] = []
    for flow in context.document.flows:
        if flow.part not in ("body", "textbox"):
            continue
        for person in find_people(flow.text):
            before = flow.text[max(0, person.start - 24) : person.start]
            match = pattern.search(before)
            around = flow.text[max(0, person.start - _AROUND) : person.end + _AROUND]
            if match is None or len(person.name) != _FULL or _CHANGED.search(around):
                continue
            if not _FREE.search(before[: match.start()]):
                continue
            office = f"{match['org']}{match['title']}" if match["org"] else match["own"]
            found.append((office, person.name, flow, person.start - len(match.group()), person.end))
    text = "\n".join(flow.text for flow in context.document.flows)
    for office, name, flow, start, end in found:
        holder, place = first.setdefault(office, (name, flow.places(start, end)[0]))
        if holder == name or sum(a != b for a, b in zip(holder, name, strict=True)) < 2:
            continue  # two spellings of one name are told by another rule
        if any(_CHANGED.search(text[max(0, at - _AROUND) : at + _AROUND]) for at in _standing(text, holder, name)):
            continue
        finding = OFFICES.at(
            flow,
            start,
            end,
            f"“{office}”别处写的是“{holder}”，这里写“{name}”",
            evidence=(Evidence("document", "", f"{office}{holder}"),),
            suggestion="核对是谁任职；年内换人的写明",
            root=f"ENT006:{office}",
        )
        yield OFFICES.further(finding, (place,))


def _standing(text: str, *names: str) -> Iterator[int]:
    """Where names stand in a text."""
    for name in names:
        yield from (match.start() for match in re.finditer(re.escape(name), text))


FAMILY = Family("ENT", "人地机构", (), check)
