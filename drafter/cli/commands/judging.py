"""Where a model judges claims, for ``check`` and ``batch``: what it needs and costs, what is said when it fails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from drafter.cli.output import emit, say

if TYPE_CHECKING:
    from drafter.model import Asking
    from drafter.settings import ModelSettings

__all__ = ["require_materials", "require_model", "tell_estimate", "tell_unjudged"]


def require_model(option: str = "--judge") -> None:
    """Make sure that there is a model to ask.

    Args:
        option: what wants it.

    Raises:
        InputError: none is configured.
    """
    from drafter.errors import InputError
    from drafter.settings import load_settings

    if not load_settings().model.configured:
        hint = "请设置 DRAFTER_MODEL 和 OPENAI_API_KEY 或 OPENAI_BASE_URL"
        raise InputError("没有配置模型", where=option, hint=hint)


def require_materials(option: str, what: str, hint: str) -> NoReturn:
    """Say that an option has no write-ups to work with.

    Raises:
        InputError: always.
    """
    from drafter.errors import InputError

    raise InputError(f"没有材料可供{what}", where=option, hint=hint)


def tell_estimate(model: ModelSettings, askings: Iterable[Asking]) -> None:
    """Print the calls, tokens and cost of questions; those answered before cost nothing."""
    from drafter.model import Ledger, estimated_cost, ledger_path
    from drafter.model.asking import address_of

    calls = known = sent = got = 0
    ledger = Ledger() if ledger_path().is_file() else None
    for asking in askings:
        digest = asking.digest(model.name, address_of(model), model.temperature)
        if ledger is not None and ledger.answer(digest) is not None:
            known += 1
            continue
        calls, sent, got = calls + 1, sent + asking.tokens, got + asking.likely
    if ledger is not None:
        ledger.close()
    money = estimated_cost(model, sent, got)
    cost = "不知道（在 [model] 设 price_in、price_out）" if money is None else f"约 {money:.4f} 元"
    emit(
        f"模型：{model.name}\n调用：{calls} 次（另有 {known} 次已有回答，不再问）\n"
        f"词元：送出约 {sent}，收回约 {got}\n费用：{cost}"
    )


def tell_unjudged(what: str, reason: str) -> None:
    """Say on stderr that the model failed, what stands without it, and what to do."""
    say(
        f"错误：{what}有说法没有得到模型的判断：{reason.rstrip('。')}。其余检查照常；模型恢复后重新运行同一命令，会接着问。"
    )
