"""Claims that rules leave open, with the passages of the write-ups that bear on them, and what a judge says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.checking.claims.assertions import Assertion
from drafter.checking.claims.evidence import MaterialWords
from drafter.checking.support import Passage

__all__ = ["Judge", "Judgement", "Opinion", "Question", "Undecided", "Verdict", "questions_on"]

_PASSAGES = 3
_LONGEST = 160  # characters of a sentence or a passage that are shown
_AHEAD = 110  # of these, those that may stand before a claim in a long sentence


class Verdict(StrEnum):
    """What passages say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True)
class Undecided:
    """A claim that no rule could prove.

    Attributes:
        words: its clause, by which passages are looked for.
        settled: whether it is told of already, or figures that hold or a document stand beside it: that the write-ups
            say too little of it is then no news.
    """

    claim: Assertion
    words: str
    settled: bool = False


@dataclass(frozen=True)
class Question:
    """A claim to be judged by passages alone; the same words in the same sentence are one question.

    Attributes:
        asked: where it stands in the document, once or more.
        passages: by the id they are shown under, the nearest first; never empty.
    """

    id: str
    claim: str
    sentence: str
    asked: tuple[Undecided, ...]
    passages: Mapping[str, Passage]

    def as_dict(self) -> dict[str, object]:
        """What is shown of it."""
        told = [{"编号": name, "原文": passage.text[:_LONGEST]} for name, passage in self.passages.items()]
        return {"编号": self.id, "说法": self.claim, "所在句子": self.sentence, "材料": told}


@dataclass(frozen=True)
class Opinion:
    """A verdict and the passage it rests on, None where there is too little."""

    verdict: Verdict
    passage: Passage | None = None


@dataclass(frozen=True)
class Judgement:
    """Opinions by question id.

    Attributes:
        failed: why some are missing, in Chinese.
        down: whether it is because whoever was asked gave no answer at all.
    """

    opinions: Mapping[str, Opinion]
    failed: str = ""
    down: bool = False


#: Judges questions on the report of a region and a year; a judge that fails says so. It raises only where the whole
#: check is to be made again.
Judge = Callable[[Sequence[Question], str, int], Judgement]


def questions_on(undecided: Iterable[Undecided], words: MaterialWords) -> list[Question]:
    """A question for every claim that some passage bears on."""
    groups: dict[tuple[str, str], list[Undecided]] = {}
    for item in undecided:
        groups.setdefault((item.claim.text, _sentence(item.claim)), []).append(item)
    questions: list[Question] = []
    for (claim, sentence), asked in groups.items():
        if near := words.nearest(asked[0].words, _PASSAGES):
            name = f"c{len(questions) + 1}"
            passages = {f"{name}m{number}": passage for number, passage in enumerate(near, start=1)}
            questions.append(Question(name, claim, sentence, tuple(asked), passages))
    return questions


def _sentence(claim: Assertion) -> str:
    """The part of the sentence that the claim stands in, cut where it is long."""
    start = max(claim.segment.start, claim.start - _AHEAD)
    return claim.segment.flow.text[start : min(claim.segment.end, start + _LONGEST)].strip()
