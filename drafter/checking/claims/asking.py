"""Judges that ask a model, in batches; what it answers is held to what it was shown.

A question holds claims of one report alone: what stands in a county's write-ups can then bear on no other county's
verdicts, and the same report asks the same wherever and whenever it is checked, so that its answers are known the next
time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drafter.checking.claims.judging import Judge, Judgement, Opinion, Question, Verdict
from drafter.checking.inquiry import Request, from_replies, of_model

if TYPE_CHECKING:
    from drafter.model import Asking
    from drafter.model.replies import Prepared
    from drafter.settings import ModelSettings

__all__ = ["model_judge", "prepared_judge"]

_BATCH = 8
_FRAME, _VERDICT_TOKENS = 8, 30  # about, of an answer: what stands around the verdicts, and one of them
_VERDICT = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "verdict": {"type": "string", "enum": [verdict.value for verdict in Verdict]},
        "passage": {"type": "string"},
    },
    "required": ["id", "verdict", "passage"],
    "additionalProperties": False,
}
_SCHEMA = {
    "type": "object",
    "properties": {"verdicts": {"type": "array", "items": _VERDICT}},
    "required": ["verdicts"],
    "additionalProperties": False,
}


def model_judge(model: ModelSettings, prompt: str = "judge") -> Judge:
    """A judge that asks this model, with one of the prompts. Nothing is loaded or sent before it is called."""

    def judge(questions: Sequence[Question], region: str, year: int) -> Judgement:
        return of_model(model, lambda: _requests(questions, _Task(model, prompt, region, year)), _opinions)

    return judge


def prepared_judge(model: ModelSettings, prepared: Prepared, prompt: str = "judge") -> Judge:
    """A judge that takes the answers of this model from replies; what is not among them is noted to be asked."""

    def judge(questions: Sequence[Question], region: str, year: int) -> Judgement:
        return from_replies(prepared, lambda: _requests(questions, _Task(model, prompt, region, year)), _opinions)

    return judge


@dataclass(frozen=True)
class _Task:
    """Whom to ask, with which prompt, about whose report of which year."""

    model: ModelSettings
    prompt: str
    region: str
    year: int


def _requests(questions: Sequence[Question], task: _Task) -> list[Request[Question]]:
    return [Request(_asking(batch, task), batch) for batch in _batches(questions, task)]


def _batches(questions: Sequence[Question], task: _Task) -> Iterator[list[Question]]:
    """Questions in order, as few at a time as fit the model's window."""
    from drafter.model.prompts import load_prompt
    from drafter.model.tokens import count_tokens

    prompt = load_prompt(task.prompt)
    room = task.model.window - _most(task.model) - count_tokens(prompt.system + prompt.task)
    batch: list[Question] = []
    used = 0
    for question in questions:
        size = count_tokens(json.dumps(question.as_dict(), ensure_ascii=False))
        if batch and (len(batch) >= _BATCH or used + size > room):
            yield batch
            batch, used = [], 0
        batch.append(question)
        used += size
    if batch:
        yield batch


def _most(model: ModelSettings) -> int:
    return min(model.answer, model.window // 3)


def _asking(batch: Sequence[Question], task: _Task) -> Asking:
    from drafter.model import Asking
    from drafter.model.prompts import load_prompt

    prompt = load_prompt(task.prompt)
    shown = json.dumps([question.as_dict() for question in batch], ensure_ascii=False)
    year = f"{task.year}年" if task.year else "未写明"
    messages = prompt.messages({"region": task.region or "未写明", "year": year, "claims": shown})
    return Asking(
        task.prompt,
        f"{len(batch)}处说法",
        prompt.label,
        prompt.digest,
        messages,
        _SCHEMA,
        _most(task.model),
        likely=_FRAME + _VERDICT_TOKENS * len(batch),
    )


def _opinions(text: str, batch: Sequence[Question]) -> dict[str, Opinion]:
    """What an answer says of the questions that were asked, by passages that were shown; the rest is passed over."""
    from drafter.model.objects import AnswerError, parse_object

    try:
        entries = parse_object(text).get("verdicts")
    except AnswerError:
        return {}
    asked = {question.id: question for question in batch}
    opinions: dict[str, Opinion] = {}
    for entry in entries if isinstance(entries, list) else ():
        question = asked.get(str(entry.get("id"))) if isinstance(entry, dict) else None
        opinion = _opinion(entry, question) if question is not None else None
        if question is None or opinion is None:
            continue
        if opinions.setdefault(question.id, opinion).verdict is not opinion.verdict:
            del opinions[question.id], asked[question.id]  # what it says twice, and differently, it does not say
    return opinions


def _opinion(entry: dict[str, Any], question: Question) -> Opinion | None:
    try:
        verdict = Verdict(str(entry.get("verdict")).strip().lower())
    except ValueError:
        return None
    named = str(entry.get("passage") or "").strip()
    passage = question.passages.get(named)
    if passage is None and (named or verdict is not Verdict.NOT_ENOUGH):
        return None
    return Opinion(verdict, passage)
