"""The stretches a claim is judged in: parts of sentences, and what their section tells of: work, problems or plans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.checking.text.statements import Figure, Statement
from drafter.reading import Document, Flow

__all__ = ["BODY", "COMBINED", "MEASURES", "PROBLEMS", "Segment", "quoted", "role_of_paragraphs", "segments"]

BODY, PROBLEMS, MEASURES, COMBINED = "body", "problems", "measures", "combined"

_PROBLEMS = re.compile(r"问题|不足|短板|困难|差距|薄弱环节")
_MEASURES = re.compile(
    r"下一?[步程站]|下阶段|今后|来年|接下来|打算|改进方向|整改方向|工作(?:计划|思路|安排|重点)|努力方向|(?:改进|整改)(?:措施|意见|方向|思路)|对策|措施"
)
#: What was done about last time's findings is work of the year, not a list of open problems.
_WORK = re.compile(r"反馈|上[一]?[轮年]|整改(?:落实)?(?:情况|完成|进展)|解决[^，。]{0,10}问题|热点|难点|问题导向|化解")
_TO_COME = re.compile(r"下一?[步程站]|下阶段|今后|打算|整改|改进")
#: A line by itself that opens a section though no number says so: 肆、2023年工作安排, ■ 2024年重点.
_SIGNPOST = re.compile(r"[^。；，]{2,26}")
_PLAN_LINE = re.compile(
    r"(?:19|20)\d\d年[^。；，]{0,8}(?:安排|打算|计划|任务|重点|工作)$|(?:下一?步|今后)[^。；，]{0,8}$"
)
_LONGEST = 1500  # a stretch without a mark is cut there, so that a damaged text costs no more than a sound one
_PART = re.compile(rf"[^；;]{{1,{_LONGEST}}}[；;]?")
_QUOTED = re.compile(r"“[^“”]{1,40}”|\"[^\"]{1,40}\"|《[^《》]{1,80}》|‘[^‘’]{1,40}’|「[^「」]{1,40}」")


_UPPER = 2  # the ranks whose headings say what a section tells of, however they are numbered


@dataclass(frozen=True)
class Segment:
    """A part of a sentence between semicolons: flow.text[start:end], with the figures that stand in it."""

    statement: Statement
    start: int
    end: int
    figures: tuple[Figure, ...]

    @property
    def flow(self) -> Flow:
        """The running text it is part of."""
        return self.statement.flow

    @property
    def text(self) -> str:
        """Its words."""
        return self.flow.text[self.start : self.end]


def segments(statements: Iterable[Statement]) -> Iterator[Segment]:
    """Every part of every sentence, in order."""
    for statement in statements:
        text = statement.text
        if len(text) <= _LONGEST and "；" not in text and ";" not in text:
            yield Segment(statement, statement.start, statement.end, tuple(statement.figures))
            continue
        for match in _PART.finditer(text):
            start, end = statement.start + match.start(), statement.start + match.end()
            first = bisect_left(statement.figures, start, key=_start)
            inside = statement.figures[first : bisect_left(statement.figures, end, key=_start)]
            yield Segment(statement, start, end, tuple(inside))


def _start(figure: Figure) -> int:
    return figure.start


def quoted(text: str) -> list[tuple[int, int]]:
    """Stretches between quotation marks or title marks: names and slogans, which claim nothing themselves."""
    return [match.span() for match in _QUOTED.finditer(text)]


def role_of_paragraphs(document: Document) -> list[str]:
    """For each paragraph whether it tells of work done, of problems, of measures to come, or of both in turn."""
    roles = [BODY] * (max((p.index for p in document.paragraphs), default=-1) + 1)
    upper = sorted({heading.level for heading in document.headings})[:_UPPER]
    path: dict[int, str] = {}
    marks = iter(sorted(document.headings, key=lambda h: h.paragraph))
    heading = next(marks, None)
    headed = {each.paragraph for each in document.headings}
    texts = {p.index: p.text.strip() for p in document.paragraphs if p.index not in headed}
    for index in range(len(roles)):
        if _SIGNPOST.fullmatch(text := texts.get(index, "")):
            path.pop(0, None)
            if _PLAN_LINE.search(text):
                path[0] = MEASURES  # above every numbered heading
        while heading is not None and heading.paragraph == index:
            for deeper in [level for level in path if level >= heading.level]:
                del path[deeper]
            path[heading.level] = _role(heading.text) if heading.level in upper else BODY
            heading = next(marks, None)
        roles[index] = next((path[level] for level in sorted(path) if path[level] != BODY), BODY)
    return roles


def _role(heading: str) -> str:
    problem = bool(_PROBLEMS.search(heading)) and not _WORK.search(heading)
    done = re.search(r"举措|主要措施|措施及成效|工作措施", heading) and not _TO_COME.search(heading)
    measure = bool(_MEASURES.search(heading)) and not done
    if problem and (measure or re.search(r"[及和与、](?:整改|改进|解决)", heading)):
        return COMBINED
    return PROBLEMS if problem else MEASURES if measure else BODY
