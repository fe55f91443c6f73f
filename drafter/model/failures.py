"""Why a request failed, told in Chinese without anything of the request, and whether it may pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

__all__ = ["Failure", "failure_of"]

_FILTER = ("content_filter", "content management policy", "data_inspection_failed", "sensitive", "风险", "敏感")


@dataclass(frozen=True)
class Failure:
    """What became of a request that got no answer.

    Attributes:
        word: for the ledger; ``reason`` for the user.
        passing: whether trying again may help.
        fatal: whether no other request can fare better (key, model name).
        wait: seconds the service asks for before the next try, 0 when it says nothing.
        about: what the service said, in lower case, for finding out what it does not support; never shown.
    """

    word: str
    reason: str
    passing: bool = False
    fatal: bool = False
    wait: float = 0.0
    about: str = ""


def failure_of(error: BaseException) -> Failure:
    """The failure behind an exception of the client.

    An address where nobody answers (``unreachable``) is another thing than an answer that takes too long or breaks off.
    """
    import httpx
    import openai

    if any(isinstance(each, (httpx.ConnectError, httpx.ConnectTimeout)) for each in _chain(error)):
        return Failure("unreachable", "连接不上，请核对 OPENAI_BASE_URL", passing=True)
    if isinstance(error, (openai.APITimeoutError, TimeoutError)):
        return Failure("timeout", "超时", passing=True)
    if isinstance(error, openai.APIStatusError):
        return _status(error)
    if isinstance(error, openai.APIConnectionError):
        return Failure("connection", "连接中断", passing=True)
    return Failure("unreadable", "回答的格式不对，不像模型服务", passing=False)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and those it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


_FATAL = {
    401: "密钥无效或过期，请核对 OPENAI_API_KEY",
    402: "余额或额度用尽",
    403: "没有权限",
    404: "没有这个模型，请核对 DRAFTER_MODEL 和 OPENAI_BASE_URL",
}
_PASSING = (408, 409, 425)


def _status(error: Any) -> Failure:
    status, said = error.status_code, str(error.message).lower()
    if status in _FATAL or "insufficient_quota" in said:
        return Failure(f"http {status}", _FATAL.get(status, _FATAL[402]), fatal=True)
    if status == 429 or status in _PASSING or status >= 500:
        reason = "请求过多" if status == 429 else "服务端出错"
        return Failure(f"http {status}", reason, passing=True, wait=_retry_after(error), about=said)
    if any(word in said for word in _FILTER):
        return Failure("content_filter", "服务端的内容审核没有通过", about=said)
    return Failure(f"http {status}", "请求被拒绝（可能超出长度）", about=said)


def _retry_after(error: Any) -> float:
    """Seconds of a Retry-After header: a number, or a date."""
    import time

    value = error.response.headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError, IndexError):
        return 0.0
