"""POL016: a name or wording that the state has fixed, told with another word in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.context import CheckContext
from drafter.checking.nearmiss import Wordings
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Joined, Prose, prose
from drafter.files import read_yaml
from drafter.findings import Evidence, Finding, Severity
from drafter.resources import bundled

__all__ = ["FAMILY"]

WORDING = Rule(
    "POL016",
    "fixed-wording-misquoted",
    "固定名称、固定表述写错了",
    Severity.WARNING,
    "国家统一定名的项目、制度、平台、机构，文件里有固定写法的表述，写错了一个字、一个词，或与同类名称混了"
    "（义务教育“优质均衡”与学前教育“普及普惠”、“提质培优”与“扩优提质”）。书名号里的文件标题另查。",
    "名称写错，上级查不到对应的项目；表述写错，意思可能相反。",
    (
        Example("全县坚持“三个只增不减”，教育支出逐年增加。"),
        Example("全县接受学前教育优质均衡督导评估，顺利通过。"),
        Example("中小学校全部建立党委领导下的校长负责制，书记、校长分设8所。"),
        Example("投入营养餐资金1200万元，实施农村义务教育学生营养改进计划。"),
        Example("改造校舍12所，义务教育薄弱学校改善与能力提升项目全部完工。"),
        Example("从严执行作业规定，小学三、四年级不布置家庭书面作业。"),
    ),
    (
        Example("全县坚持“两个只增不减”，教育支出逐年增加。"),
        Example("高校坚持党委领导下的校长负责制，中小学校实行党组织领导的校长负责制。"),
        Example("县域义务教育优质均衡发展督导评估和县域学前教育普及普惠督导评估同步准备。"),
        Example("小学一、二年级不布置家庭书面作业，初中书面作业平均完成时间不超过80分钟。"),
        Example("实施县级学前教育发展提升行动计划，普惠性公办幼儿园增加3所。"),
    ),
    "各名称、表述的出处随发现列出",
)

_TITLE = re.compile(r"《[^《》\n]{0,120}》")


@dataclass(frozen=True)
class _Slip:
    """A slip that is known by its words; see the head of ``knowledge/wording/misquoted.yaml``."""

    wrong: re.Pattern[str]
    right: str
    source: str
    needs: re.Pattern[str] | None
    never: re.Pattern[str] | None
    since: int


@lru_cache(maxsize=1)
def _slips() -> tuple[_Slip, ...]:
    raw = read_yaml(bundled("knowledge", "wording", "misquoted.yaml"))
    return tuple(
        _Slip(
            re.compile(entry["wrong"]),
            entry["right"],
            entry["source"],
            re.compile(entry["with"]) if "with" in entry else None,
            re.compile(entry["without"]) if "without" in entry else None,
            entry.get("from", 0),
        )
        for entry in raw
    )


@lru_cache(maxsize=1)
def _fixed() -> tuple[Wordings, dict[str, str]]:
    """The fixed wordings, and of each the source."""
    told: dict[str, list[str]] = {"names": [], "wordings": [], "mottos": [], "terms": []}
    sources: dict[str, str] = {}
    for group in read_yaml(bundled("knowledge", "wording", "fixed.yaml")):
        for kind, into in told.items():
            words = group.get(kind, "").split()
            into.extend(words)
            sources |= dict.fromkeys(words, group["source"])
    return Wordings(**told), sources


def check(context: CheckContext) -> Iterator[Finding]:
    """The whole text and its tables."""
    texts = prose(context.document, tables=True)
    yield from _known_slips(texts, context.year)
    fixed, sources = _fixed()
    for text in texts:
        titles = [match.span() for match in _TITLE.finditer(text.text)]
        for miss in fixed.missed(text.text):
            if not any(start < miss.end and miss.start < end for start, end in titles):
                yield _told(text, miss.start, miss.end, miss.right, sources[miss.right])


def _known_slips(texts: list[Prose], year: int) -> Iterator[Finding]:
    everything = Joined(texts)
    for slip in _slips():
        if year and year < slip.since:
            continue
        for text, hit in everything.find(slip.wrong, names=True):
            around = _around(text.text, hit.start, hit.end)
            if (slip.needs is None or slip.needs.search(around)) and not (slip.never and slip.never.search(around)):
                yield _told(text, hit.start, hit.end, slip.right, slip.source)


def _around(text: str, start: int, end: int) -> str:
    """The sentence of text[start:end]."""
    stops = "。！？\n"
    low = max((text.rfind(stop, 0, start) for stop in stops), default=-1) + 1
    high = min((at for stop in stops if (at := text.find(stop, end)) >= 0), default=len(text))
    return text[low:high]


def _told(text: Prose, start: int, end: int, right: str, source: str) -> Finding:
    words = text.text[start:end]
    return WORDING.at(
        text.flow,
        start,
        end,
        f"“{words}”与固定写法“{right}”不符",
        evidence=(Evidence("policy", source, right),),
        suggestion=f"核对，应为“{right}”",
        root=f"{WORDING.code}:{words}",
        key=words,
    )


FAMILY = Family("POL", "政策", (WORDING,), check)
