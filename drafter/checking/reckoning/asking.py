"""Readers that ask a model what the figures of a report follow from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from drafter.checking.claims.asking import model_judge, prepared_judge
from drafter.checking.inquiry import Request, Told, from_replies, of_model
from drafter.checking.reckoning.formulas import Formula, parse
from drafter.checking.reckoning.numbered import Numbered
from drafter.checking.reckoning.reading import Part, Reckoner

if TYPE_CHECKING:
    from drafter.model.replies import Prepared
    from drafter.settings import ModelSettings

__all__ = ["model_reckoner", "prepared_reckoner"]

_SCHEMA = {
    "type": "object",
    "properties": {"relations": {"type": "array", "items": {"type": "string"}}},
    "required": ["relations"],
    "additionalProperties": False,
}
_PROMPT, _CONFIRM = "reckon", "confirm"
_LINE_TOKENS, _FRAME = 14, 10  # about, of an answer: a formula, and what stands around them
_OF_A_FIGURE = 6  # formulas that are looked at
_SHEET_SHARE = 4  # of the room, the part that the sheet may take


def model_reckoner(model: ModelSettings) -> Reckoner:
    """Asks this model. Nothing is loaded or sent before it is called."""

    def read(text: Numbered, parts: Sequence[Part], region: str, year: int) -> Told[tuple[Formula, ...]]:
        return of_model(model, lambda: _requests(model, text, parts, region, year), _reading(text))

    return Reckoner(read, model_judge(model, _CONFIRM))


def prepared_reckoner(model: ModelSettings, prepared: Prepared) -> Reckoner:
    """Takes the answers of this model from replies; what is not among them is noted to be asked."""

    def read(text: Numbered, parts: Sequence[Part], region: str, year: int) -> Told[tuple[Formula, ...]]:
        return from_replies(prepared, lambda: _requests(model, text, parts, region, year), _reading(text))

    return Reckoner(read, prepared_judge(model, prepared, _CONFIRM))


def _requests(
    model: ModelSettings, text: Numbered, parts: Sequence[Part], region: str, year: int
) -> list[Request[Part]]:
    """One for each part: the sheet and the report, as much of both as fits, and which figures to answer for.

    What does not change from part to part comes first, so that an endpoint that remembers beginnings charges it once.
    """
    from drafter.model import Asking
    from drafter.model.prompts import load_prompt
    from drafter.model.tokens import count_tokens

    prompt = load_prompt(_PROMPT)
    most = min(model.answer, model.window // 3)
    room = model.window - most - count_tokens(prompt.system + prompt.task)
    sheet = _fitting(text.sheet, room // _SHEET_SHARE)
    sizes = [count_tokens(line.text) + 1 for line in text.lines]
    room -= sum(count_tokens(row) + 1 for row in sheet)
    requests = []
    for part in parts:
        first, end = _around(sizes, part, room)
        values = {
            "region": region or "未写明",
            "year": f"{year}年" if year else "未写明",
            "sheet": "\n".join(sheet) or "没有",
            "report": "\n".join(line.text for line in text.lines[first:end]),
            "first": part.names[0],
            "last": part.names[-1],
        }
        asking = Asking(
            _PROMPT,
            f"{len(part.names)}个数",
            prompt.label,
            prompt.digest,
            prompt.messages(values),
            _SCHEMA,
            most,
            likely=_FRAME + _LINE_TOKENS * len(part.names),
        )
        requests.append(Request(asking, (part,)))
    return requests


def _fitting(rows: Sequence[str], room: int) -> list[str]:
    """The first rows that fit."""
    from drafter.model.tokens import count_tokens

    kept: list[str] = []
    for row in rows:
        room -= count_tokens(row) + 1
        if room < 0:
            break
        kept.append(row)
    return kept


def _around(sizes: Sequence[int], part: Part, room: int) -> tuple[int, int]:
    """The lines to show for a part: all of the report if they fit, else its own and as many around them as do."""
    first, end = part.first, part.end
    left = room - sum(sizes[first:end])
    while True:
        before = first > 0 and sizes[first - 1] <= left
        if before:
            first -= 1
            left -= sizes[first]
        after = end < len(sizes) and sizes[end] <= left
        if after:
            left -= sizes[end]
            end += 1
        if not (before or after):
            return first, end


def _reading(text: Numbered) -> Callable[[str, Sequence[Part]], dict[str, tuple[Formula, ...]]]:
    """What an answer says of the figures that were asked about; the rest is passed over."""

    def read(answer: str, parts: Sequence[Part]) -> dict[str, tuple[Formula, ...]]:
        from drafter.model.objects import AnswerError, parse_object

        try:
            entries = parse_object(answer).get("relations")
        except AnswerError:
            return {}
        if not isinstance(entries, list):
            return {}
        asked = {name for part in parts for name in part.names}
        told: dict[str, tuple[str, Formula]] = {}
        of_figure: Counter[str] = Counter()
        for entry in entries:
            formula = parse(entry, text.operands) if isinstance(entry, str) else None
            if formula is None or formula.stated not in asked or of_figure[formula.stated] == _OF_A_FIGURE:
                continue
            of_figure[formula.stated] += 1
            told.setdefault("".join(entry.split()), (formula.stated, formula))
        return {part.id: tuple(formula for stated, formula in told.values() if stated in part.names) for part in parts}

    return read
