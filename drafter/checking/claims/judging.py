"""What is put to a judge: claims that rules leave open, with the passages of the write-ups that bear on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.checking.claims.assertions import Assertion
from drafter.checking.claims.evidence import MaterialWords
from drafter.checking.inquiry import Told
from drafter.checking.support import Passage

__all__ = [
    "LONGEST",
    "ClaimQuestion",
    "Judge",
    "Judgement",
    "Opinion",
    "Question",
    "Undecided",
    "Verdict",
    "questions_on",
]

_PASSAGES = 3
LONGEST = 160  # characters of a sentence or a passage that are shown
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
    """A sentence to be judged by passages alone.

    Attributes:
        passages: by the id they are shown under, the nearest first; never empty.
    """

    id: str
    sentence: str
    passages: Mapping[str, Passage]

    def as_dict(self) -> dict[str, object]:
        """What is shown of it."""
        return {"编号": self.id, "句子": self.sentence, "别处": self.shown()}

    def shown(self) -> list[dict[str, str]]:
        """What is shown of the passages."""
        return [{"编号": name, "原文": passage.text[:LONGEST]} for name, passage in self.passages.items()]


@dataclass(frozen=True)
class ClaimQuestion(Question):
    """A claim and its sentence; the same words in the same sentence are one question.

    Attributes:
        asked: where it stands in the document, once or more.
    """

    claim: str
    asked: tuple[Undecided, ...]

    def as_dict(self) -> dict[str, object]:
        """What is shown of it."""
        return {"编号": self.id, "说法": self.claim, "所在句子": self.sentence, "材料": self.shown()}


@dataclass(frozen=True)
class Opinion:
    """A verdict and the passage it rests on, None where there is too little."""

    verdict: Verdict
    passage: Passage | None = None


#: Opinions by question id.
Judgement = Told[Opinion]
#: Judges questions on the report of a region and a year; a judge that fails says so, and never raises.
Judge = Callable[[Sequence[Question], str, int], Judgement]


def questions_on(undecided: Iterable[Undecided], words: MaterialWords) -> list[ClaimQuestion]:
    """A question for every claim that some passage bears on."""
    groups: dict[tuple[str, str], list[Undecided]] = {}
    for item in undecided:
        groups.setdefault((item.claim.text, _sentence(item.claim)), []).append(item)
    questions: list[ClaimQuestion] = []
    for (claim, sentence), asked in groups.items():
        if near := words.nearest(asked[0].words, _PASSAGES):
            name = f"c{len(questions) + 1}"
            passages = {f"{name}m{number}": passage for number, passage in enumerate(near, start=1)}
            questions.append(ClaimQuestion(name, sentence, passages, claim, tuple(asked)))
    return questions


def _sentence(claim: Assertion) -> str:
    """The part of the sentence that the claim stands in, cut where it is long."""
    start = max(claim.segment.start, claim.start - _AHEAD)
    return claim.segment.flow.text[start : min(claim.segment.end, start + LONGEST)].strip()
