"""A judge of claims that asks the configured model, in batches; what it answers is held to what it was shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from drafter.checking.claims.judging import Judge, Judgement, Opinion, Question, Verdict
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.model import Asking
    from drafter.settings import ModelSettings

__all__ = ["model_judge"]

_BATCH = 8
_UNUSABLE = "模型的回答不完整或不能用"
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


def model_judge(model: ModelSettings) -> Judge:
    """A judge that asks this model. Nothing is loaded and nothing is sent before it is called."""

    def judge(questions: Sequence[Question], region: str, year: int) -> Judgement:
        from drafter.model import Ledger

        opinions: dict[str, Opinion] = {}
        try:
            batches = list(_batches(questions, model))
            askings = [_asking(batch, region, year, model) for batch in batches]
            with Ledger() as ledger:
                opinions, failed, stale = _asked(model, batches, askings, ledger)
                if stale:  # an earlier answer that was no use is not the last word
                    again = [batches[at] for at in stale], [askings[at] for at in stale]
                    more, still, _ = _asked(model, *again, ledger, fresh=True)
                    failed = still or failed
                    opinions |= more
        except DrafterError as error:
            return Judgement(opinions, str(error).rstrip("。"))
        return Judgement(opinions, failed if len(opinions) < len(questions) else "")

    return judge


def _asked(
    model: ModelSettings,
    batches: Sequence[Sequence[Question]],
    askings: Sequence[Asking],
    ledger: Any,
    fresh: bool = False,
) -> tuple[dict[str, Opinion], str, list[int]]:
    """Opinions, why some are missing, and which batches had a remembered answer that was no use."""
    from drafter.model import ask_all

    opinions: dict[str, Opinion] = {}
    failed, stale = "", list[int]()
    for at, (batch, answer) in enumerate(zip(batches, ask_all(model, askings, ledger, fresh), strict=True)):
        if isinstance(answer, str):
            failed = answer
            continue
        told = _opinions(answer.text, batch)
        if len(told) < len(batch):
            failed = failed or _UNUSABLE
        if not told and answer.cached:
            stale.append(at)
        opinions |= told
    return opinions, failed, stale


def _batches(questions: Sequence[Question], model: ModelSettings) -> Iterator[list[Question]]:
    """Questions in order, as few at a time as fit the model's window."""
    from drafter.model.prompts import load_prompt
    from drafter.model.tokens import count_tokens

    prompt = load_prompt("judge")
    room = model.window - _most(model) - count_tokens(prompt.system + prompt.task)
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


def _asking(batch: Sequence[Question], region: str, year: int, model: ModelSettings) -> Asking:
    from drafter.model import Asking
    from drafter.model.prompts import load_prompt

    prompt = load_prompt("judge")
    shown = json.dumps([question.as_dict() for question in batch], ensure_ascii=False)
    messages = prompt.messages(
        {"region": region or "未写明", "year": f"{year}年" if year else "未写明", "claims": shown}
    )
    return Asking("judge", f"{len(batch)}处说法", prompt.label, prompt.digest, messages, _SCHEMA, _most(model))


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
