"""Where answers become paragraphs: each item's drafts are judged, the best is kept, what is wrong is written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drafter.checking.text.binding import Binder
from drafter.drafting.screening import Screen
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.answers import WrittenSentence, parse_answer
from drafter.drafting.writer.guards import Guard
from drafter.drafting.writer.job import Job
from drafter.drafting.writer.pack import ItemPack, SectionPack
from drafter.model.objects import AnswerError
from drafter.report import Sentence

__all__ = ["Desk", "ItemDraft"]

_TOO_LONG = 1.6  # times the usual length of an item
_PER_FIGURE = 40  # characters a sentence on one indicator takes


@dataclass
class ItemDraft:
    """What stands of one item.

    Attributes:
        written: the sentences as the model wrote them, ``sentences`` as they print, one for one; empty when no draft
            has passed.
        excess: characters above what an item may have; a shorter draft is the better one.
        said: the last draft, ``reasons`` why it was refused, for the repair; no reasons when there is nothing to mend.
        repairs: how often it was sent back.
        failed: why it cannot be asked for at all.
    """

    pack: ItemPack
    job: Job
    written: list[WrittenSentence] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    excess: int = 0
    said: str = ""
    reasons: tuple[str, ...] = ()
    repairs: int = 0
    failed: str = ""

    @property
    def status(self) -> str:
        """What the report data say of the item: ``model``, ``model:1`` after one repair, or ``offline:`` and why."""
        if self.sentences:
            return f"model:{self.repairs}" if self.repairs else "model"
        return f"offline:{self.failed or next(iter(self.reasons), '模型没有写这个要点')}"


class Desk:
    """All items the model is asked to write.

    Args:
        length: characters, least and most, that an item usually has.
    """

    def __init__(self, teller: Storyteller, screen: Screen, jobs: Iterable[Job], length: tuple[int, int]) -> None:
        self._teller = teller
        self._screen = screen
        self._binder = Binder(teller.metrics.dictionary, teller.year, teller.region)
        self._most = length[1] * _TOO_LONG
        self._guards: dict[str, Guard] = {}
        self._given: dict[str, list[ItemPack]] = {}
        self.items: dict[str, ItemDraft] = {}
        for job in jobs:
            self._given.setdefault(job.pack.section.id, []).extend(job.pack.items)
            self.items.update({pack.item.id: ItemDraft(pack, job) for pack in job.pack.items})

    def take(self, job: Job, answers: Sequence[str]) -> None:
        """Judge the answers to a job; a later answer is of what an earlier one, cut off, did not hold."""
        written: dict[str, list[WrittenSentence]] = {}
        problem = "模型没有写这个要点"
        for answer in answers:
            try:
                written |= parse_answer(answer, cut_off=len(answers) > 1)
            except AnswerError as error:
                problem = str(error)
        guard = self._guard(job)
        for pack in job.pack.items:
            wrong = "回答超出长度，请写短一些" if pack.item.id in job.cut_off else problem
            self._judge(guard, self.items[pack.item.id], written.get(pack.item.id, []), wrong)

    def fail(self, job: Job, reason: str) -> None:
        """Note that a job could not be asked; what an earlier draft gave stays."""
        for pack in job.pack.items:
            self.items[pack.item.id].failed = reason

    def send_back(self, item_id: str, reasons: tuple[str, ...]) -> None:
        """Take an accepted draft back for reasons found elsewhere."""
        draft = self.items[item_id]
        draft.said = "".join(sentence.text for sentence in draft.written)
        draft.reasons = reasons
        draft.written, draft.sentences = [], []

    def repairs(self, most: int) -> list[Job]:
        """Jobs for what is wrong and was sent back fewer than ``most`` times, section by section."""
        groups: dict[int, Job] = {}
        for item_id, draft in self.items.items():
            if not draft.reasons or draft.failed or draft.repairs >= most:
                continue
            draft.repairs += 1
            job = groups.setdefault(id(draft.job), Job(SectionPack(draft.job.pack.section, []), draft.job.style))
            job.pack.items.append(draft.pack)
            job.findings[item_id] = (draft.said, draft.reasons)
        return list(groups.values())

    def rejudge(self, item_id: str, written: WrittenSentence) -> Sentence | None:
        """A sentence written anew for an item, or None when it does not pass."""
        draft = self.items[item_id]
        return self._guard(draft.job).judge(draft.pack, written).sentence

    def complete(self, pack: ItemPack, sentences: Sequence[Sentence]) -> str:
        """What an item's sentences lack, as a Chinese clause; empty when nothing."""
        if not sentences:
            return "模型没有写这个要点"
        if pack.item.needs == "figure" and pack.data and not any(sentence.figures for sentence in sentences):
            return "这个要点要写出数据，上次没有用数据位"
        text = "".join(sentence.text for sentence in sentences)
        for story in self._teller.stories(pack.item.indicators):
            told = self._teller.say(story, "no") if story.indicator.kind == "yes-no" else story.value.text
            if story.missed and told not in text:
                return f"模型回避了未达标的指标：要写出[[{story.id}]]（{story.name}）"
        return ""

    def _judge(self, guard: Guard, draft: ItemDraft, written: list[WrittenSentence], problem: str) -> None:
        verdicts = [guard.judge(draft.pack, sentence) for sentence in written]
        reasons = [reason for verdict in verdicts for reason in verdict.reasons]
        sentences = [verdict.sentence for verdict in verdicts if verdict.sentence is not None]
        if not written:
            reasons = [problem]
        elif not reasons and (lack := self.complete(draft.pack, sentences)):
            reasons = [lack]
        draft.said = "".join(sentence.text for sentence in written)
        draft.reasons = tuple(dict.fromkeys(reasons))
        if reasons:
            return
        excess = max(0, round(sum(len(sentence.text) for sentence in sentences) - self._room(draft.pack)))
        if not draft.sentences or excess < draft.excess:
            draft.written, draft.sentences, draft.excess = written, sentences, excess
        if draft.excess:
            draft.reasons = (f"写得太长，请压缩到 {round(self._most / _TOO_LONG)} 字以内",)

    def _room(self, pack: ItemPack) -> float:
        """Characters an item may have: more than usual where there is more than usual to tell."""
        told = sum(len(passage.text) for passage in pack.passages.values()) + _PER_FIGURE * len(pack.floors)
        return max(self._most, told)

    def _guard(self, job: Job) -> Guard:
        key = job.pack.section.id
        if key not in self._guards:
            self._guards[key] = Guard(self._teller, self._screen, self._given[key], job.style, self._binder)
        return self._guards[key]
