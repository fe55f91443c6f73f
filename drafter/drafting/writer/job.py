"""What one request is about: some items of a section, and how they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.drafting.writer.answers import parse_answer
from drafter.drafting.writer.pack import ItemPack, SectionPack
from drafter.drafting.writer.styles import TONES
from drafter.model.asking import Asking
from drafter.model.objects import AnswerError
from drafter.model.prompts import Prompt, load_prompt
from drafter.settings import ModelSettings

__all__ = ["SCHEMA", "Job", "Script"]

_SENTENCE = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "evidence": {"type": "array", "items": {"type": "string"}}},
    "required": ["text", "evidence"],
    "additionalProperties": False,
}
_ITEM = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "sentences": {"type": "array", "items": _SENTENCE}},
    "required": ["id", "sentences"],
    "additionalProperties": False,
}
#: The form of an answer.
SCHEMA = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": _ITEM}},
    "required": ["items"],
    "additionalProperties": False,
}


#: Of what was written before, and of each thing that is wrong with it, how many characters a repair quotes, and of how
#: many things; less where the window is full.
_QUOTED = ((240, 6), (120, 4), (60, 2), (30, 1))


@dataclass
class Job:
    """Some items of a section.

    Attributes:
        style: masked passages, the same for every request of the section.
        findings: by item, what was written before and what is wrong with it; empty for a first draft.
        cut_off: items whose answers ran into the limit on an answer's length.
    """

    pack: SectionPack
    style: list[str] = field(default_factory=list)
    findings: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    cut_off: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The section's id and, where it is asked in parts, the first item."""
        return f"{self.pack.section.id}:{self.pack.items[0].item.id}" if self.pack.items else self.pack.section.id

    def only(self, items: Sequence[ItemPack]) -> Job:
        """The same for some of its items."""
        return Job(SectionPack(self.pack.section, list(items)), self.style, self.findings, self.cut_off)

    def unanswered(self, text: str) -> list[ItemPack]:
        """The items that an answer, which may be cut off, does not hold whole."""
        try:
            whole = parse_answer(text, cut_off=True)
        except AnswerError:
            return list(self.pack.items)
        return [item for item in self.pack.items if item.item.id not in whole]


@dataclass(frozen=True)
class Script:
    """How jobs are put into words: the prompts, what is the same for the whole report, the limits.

    Attributes:
        length: characters, least and most, that an item usually has.
        most: tokens of an answer; ``window``: of question and answer together.
    """

    region: str
    year: int
    tone: str
    length: tuple[int, int]
    most: int
    window: int
    first: Prompt
    again: Prompt

    @classmethod
    def of(cls, model: ModelSettings, region: str, year: int, length: tuple[int, int]) -> Script:
        """The script with the shipped prompts."""
        return cls(
            region,
            year,
            TONES[model.tone],
            length,
            model.answer,
            model.window,
            load_prompt("section"),
            load_prompt("repair"),
        )

    def asking(self, job: Job) -> Asking:
        """The request for a job. A repair quotes as much of what is wrong as the window has room for."""
        if not job.findings:
            return self._asking(job, "section", self.first, {})
        for said, reasons in _QUOTED:
            given = {"findings": _findings(job, said, reasons), "allowed": _allowed(job)}
            asking = self._asking(job, "repair", self.again, given)
            if asking.tokens + self.most <= self.window:
                return asking
        return self._asking(job, "repair", self.again, {**given, "allowed": "（见下面各要点的“数据”）"})

    def _asking(self, job: Job, task: str, prompt: Prompt, more: Mapping[str, str]) -> Asking:
        values: Mapping[str, Any] = {
            "region": self.region,
            "year": self.year,
            "tone": self.tone,
            "low": self.length[0],
            "high": self.length[1],
            "heading": job.pack.section.label + job.pack.section.heading,
            "style": "\n".join(f"- {text}" for text in job.style) or "（无）",
            "pack": job.pack.as_json(),
            **more,
        }
        return Asking(task, job.name, prompt.label, prompt.digest, prompt.messages(values), SCHEMA, self.most)


def _findings(job: Job, most: int, reasons_each: int) -> str:
    lines = []
    for item in job.pack.items:
        text, reasons = job.findings.get(item.item.id, ("", ()))
        lines.append(f"- 要点 {item.item.id}：{_cut(text, most) or '（没有写）'}")
        lines += [f"  - {_cut(reason, most)}" for reason in reasons[:reasons_each]]
    return "\n".join(lines)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}……"


def _allowed(job: Job) -> str:
    lines = []
    for pack in job.pack.items:
        slots = [f"{entry['数据位']} {entry['指标']}{entry['含义']}" for entry in pack.data]
        lines.append(f"- 要点 {pack.item.id}：{'；'.join(slots) or '（没有数据）'}")
    return "\n".join(lines)
