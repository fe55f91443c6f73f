"""Questions put to a model in requests, each answered for itself; what an answer says is held to what was asked.

Whoever asks either asks the endpoint itself, or takes answers that are there already and notes the questions that are
not, for whoever checks many reports in many processes and asks in one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from drafter.errors import DrafterError, ServiceError

if TYPE_CHECKING:
    from drafter.model import Answer, Asking
    from drafter.model.replies import Prepared
    from drafter.settings import ModelSettings

__all__ = ["Request", "Told", "from_replies", "of_model"]

Q = TypeVar("Q")
T = TypeVar("T")
_UNUSABLE = "模型的回答不完整或不能用"


@dataclass(frozen=True)
class Request(Generic[Q]):
    """What is sent at once, and the questions that it holds."""

    asking: Asking
    questions: Sequence[Q]


@dataclass(frozen=True)
class Told(Generic[T]):
    """What was said of questions, by question id.

    Attributes:
        failed: why some are missing, in Chinese.
        down: whether it is because whoever was asked gave no answer at all.
        open: whether some have yet to be asked, after which the check is to be made again.
    """

    opinions: Mapping[str, T]
    failed: str = ""
    down: bool = False
    open: bool = False


def of_model(
    model: ModelSettings, requests: Callable[[], Sequence[Request[Q]]], read: Callable[[str, Sequence[Q]], dict[str, T]]
) -> Told[T]:
    """What this model says.

    Args:
        requests: makes the requests; nothing is loaded before it is called.
        read: what an answer says of the questions of its request, by their ids.
    """
    from drafter.model import Ledger, ask_all

    try:
        with Ledger() as ledger:
            return _told(requests(), read, lambda askings: ask_all(model, askings, ledger))
    except DrafterError as error:
        return Told({}, str(error).rstrip("。"), isinstance(error, ServiceError))


def from_replies(
    prepared: Prepared, requests: Callable[[], Sequence[Request[Q]]], read: Callable[[str, Sequence[Q]], dict[str, T]]
) -> Told[T]:
    """What replies that are there already say.

    Where some are not there what is told is open: they are then noted, and the check is to be made again once they
    have come.
    """
    from drafter.model.replies import UnansweredError

    try:
        return _told(requests(), read, prepared.all)
    except UnansweredError:
        return Told({}, open=True)


def _told(
    requests: Sequence[Request[Q]],
    read: Callable[[str, Sequence[Q]], dict[str, T]],
    answers: Callable[[Sequence[Asking]], Sequence[Answer | str]],
) -> Told[T]:
    opinions, failed, stale, down = _read(requests, read, answers([request.asking for request in requests]))
    if stale:  # an earlier answer that was no use is not the last word
        again = [Request(replace(requests[at].asking, fresh=True), requests[at].questions) for at in stale]
        try:
            more, still, _, down_ = _read(again, read, answers([request.asking for request in again]))
        except ServiceError as error:
            more, still, down_ = {}, str(error).rstrip("。"), True
        opinions, failed, down = opinions | more, still or failed, down or down_
    asked = sum(len(request.questions) for request in requests)
    return Told(opinions, failed if len(opinions) < asked else "", down)


def _read(
    requests: Sequence[Request[Q]],
    read: Callable[[str, Sequence[Q]], dict[str, T]],
    answers: Sequence[Answer | str],
) -> tuple[dict[str, T], str, list[int], bool]:
    """Opinions, why some are missing, which requests had a remembered answer of no use, and whether one had none."""
    opinions: dict[str, T] = {}
    failed, stale, down = "", list[int](), False
    for at, (request, answer) in enumerate(zip(requests, answers, strict=True)):
        if isinstance(answer, str):
            failed, down = answer, True
            continue
        told = read(answer.text, request.questions)
        if len(told) < len(request.questions):
            failed = failed or _UNUSABLE
        if not told and answer.cached:
            stale.append(at)
        opinions |= told
    return opinions, failed, stale, down
