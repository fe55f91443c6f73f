"""Problems and measures that stand side by side under their labels, one paragraph each; told under POL007 and POL008.

「问题：①…；②…。对策：①…；②…」: which measure is for which problem is told by the words they share, and by the
side of the work that both belong to. What belongs to none, or to several, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.checking.claims.passages import MEASURES, PROBLEMS
from drafter.checking.context import CheckContext
from drafter.checking.rules.duties import UNANSWERED, UNASKED
from drafter.checking.rules.model import Family
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_MARK = r"^\s*[◆●■▲★※·—\-*（(]*\s*"
_NUMBER = r"(?:[一二三四五六七八九十\d]{1,3})?"
_PROBLEM = re.compile(
    rf"{_MARK}(?:存在的?|主要|突出)?(?:问题|不足|短板|困难|差距){_NUMBER}(?:与不足)?\s*(?:[：:　 ]|$)"
)
_MEASURE = re.compile(
    rf"{_MARK}(?:整改|改进|解决|应对|下一步)?(?:的)?(?:措施|对策|安排|打算|办法|举措|整改|下一步)"
    rf"{_NUMBER}\s*(?:[：:　 ]|$)"
)
#: 梳理起来有两处薄弱：…；….
_OWNED = re.compile(r"(?:薄弱|不足|短板|问题|差距|困难)[：:]")
_ITEM = re.compile(r"(?:^|(?<=[。；：:\s]))(?:[①-⑩]|[一二三四五六七八九]是|[（(]?\d{1,2}[.．、）)](?!\d))\s*|(?<=；)")
#: Sides of the work. What serves every side (money, buildings, networks) tells of none.
_SIDES = (
    (
        "学生",
        r"心理|校车|接送|专线|食堂|供餐|营养|健康证|食材|安防|保安|监控|消防|硬隔离|欺凌|防溺水|留守|辍学|控辍"
        r"|体质|近视|青少年宫|研学|劳动基地",
    ),
    ("教师", r"教师|师资|编制|职称|骨干|督学|督导|普通话|教研员|校长|班主任"),
    ("学前", r"幼儿|公办园|民办园|普惠|入园|(?<!开)(?<!放)学前|保教|园长"),
    ("中职", r"中职|职教|实训|产教|专业设置|技能大赛|职业学校|职高"),
    ("特教", r"特教|特殊教育|残疾|随班就读|送教"),
)
_SIDE = tuple((name, re.compile(words)) for name, words in _SIDES)
_EMPTY = re.compile(
    r"[全我][省市县区州旗]|学校|学生|教育|工作|问题|措施|整改|20\d\d年|\d+|年底|年前|之前|以前|每年|春季|秋季|学期|开学|建立|完善|加强|推进|存在|落实|农村|乡村|城区"
    r"|逐校|台账|一次|今后|补充|以及|其中|还有|没有|不足"
)
_WORDS = re.compile(r"[^一-鿿]")


@dataclass(frozen=True)
class _Entry:
    """A problem or a measure: flow.text[start:end]."""

    flow: Flow
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.flow.text[self.start : self.end]


def check(context: CheckContext) -> Iterator[Finding]:
    """Every paragraph of problems with the paragraph of measures behind it."""
    flows = [flow for flow in context.document.flows if flow.part == "body" and flow.text.strip()]
    for at, flow in enumerate(flows):
        if not (label := _PROBLEM.match(flow.text)) and not (label := _owned(context, flow)):
            continue
        problems = _entries(flow, label.end()) or _below(flows, at)
        behind = next((n for n in range(at + 1, min(at + 5, len(flows))) if _answers(context, flows[n])), None)
        if behind is None or not problems:
            continue
        lead = _MEASURE.match(flows[behind].text)
        measures = _entries(flows[behind], lead.end() if lead else 0) or _below(flows, behind)
        if measures:
            yield from _held(problems, measures)


def _owned(context: CheckContext, flow: Flow) -> re.Match[str] | None:
    own = context.roles[flow.first_paragraph] == PROBLEMS and len(_ITEM.findall(flow.text)) > 1
    return re.match("", flow.text) if own else _OWNED.search(flow.text[:30])


def _answers(context: CheckContext, flow: Flow) -> bool:
    if _MEASURE.match(flow.text):
        return True
    return context.roles[flow.first_paragraph] == MEASURES and len(_ITEM.findall(flow.text)) > 1


def _below(flows: Sequence[Flow], at: int) -> list[_Entry]:
    """The entries of the paragraph under a label that stands alone."""
    return _entries(flows[at + 1], 0) if at + 1 < len(flows) else []


def _entries(flow: Flow, start: int) -> list[_Entry]:
    text = flow.text
    if not text[start:].strip():
        return []
    cuts = sorted({start, *(m.start() for m in _ITEM.finditer(text, start))})
    parts = [
        (low, high) for low, high in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[low:high].strip("；。 ")
    ]
    return [_Entry(flow, low, high) for low, high in parts]


def _held(problems: list[_Entry], measures: list[_Entry]) -> Iterator[Finding]:
    if len(problems) == len(measures):
        akin = [_akin(p, m) for p, m in zip(problems, measures, strict=True)]
        if akin.count(False) == 1 and (len(akin) == 1 or akin.count(True) == len(akin) - 1):
            at = akin.index(False)
            plain = len(akin) > 1 or _plainly(measures[0])
            if plain and not any(_akin(problems[at], other) for other in measures):
                yield _foreign(problems[at], measures[at])
    elif len(measures) < len(problems):
        answered = [any(_akin(p, m) is not False for m in measures) for p in problems]
        if answered.count(False) == 1:
            yield _unanswered(problems[answered.index(False)], measures)


def _akin(problem: _Entry, measure: _Entry) -> bool | None:
    """Whether a measure is for a problem; None where their words do not tell."""
    if _pairs(problem.text) & _pairs(measure.text):
        return True
    one, other = _sides(problem.text), _sides(measure.text)
    return None if not one or not other else bool(one & other)


def _plainly(measure: _Entry) -> bool:
    """Whether a measure without others beside it speaks of one side of the work, and of that more than in passing."""
    hits = [len(words.findall(measure.text)) for _, words in _SIDE if words.search(measure.text)]
    return len(hits) == 1 and hits[0] > 1


def _pairs(text: str) -> set[str]:
    plain = _WORDS.sub("，", _EMPTY.sub("，", text))
    return {pair for i in range(len(plain) - 1) if "，" not in (pair := plain[i : i + 2])}


def _sides(text: str) -> set[str]:
    return {name for name, words in _SIDE if words.search(text)}


def _foreign(problem: _Entry, measure: _Entry) -> Finding:
    said = problem.text.strip("；。 ")[:24]
    return UNASKED.at(
        measure.flow,
        measure.start,
        measure.end,
        f"措施说的不是“{said}”这个问题",
        evidence=(Evidence("document", "", problem.text.strip()),),
        suggestion="核对问题与措施是否对应",
        severity=Severity.WARNING,
    )


def _unanswered(problem: _Entry, measures: list[_Entry]) -> Finding:
    said = problem.text.strip("；。 ")
    finding = UNANSWERED.at(
        problem.flow, problem.start, problem.end, f"“{said[:24]}”没有对应的措施", suggestion="补写对应的措施"
    )
    last = measures[-1]
    return UNANSWERED.further(finding, tuple(last.flow.places(last.start, last.end)))


FAMILY = Family("POL", "政策与职责", (), check)
