"""Vectors from an OpenAI-compatible service. Importing this module imports no client; the first request does."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import threading
from pathlib import Path
from typing import Any

from drafter.errors import OutputError, ServiceError
from drafter.files import write_atomically
from drafter.library.addresses import origin
from drafter.library.cache import cache_dir
from drafter.library.embedding import plain_text
from drafter.settings import EmbeddingSettings

__all__ = ["OPENAI", "Endpoint"]

#: The address when none is set.
OPENAI = "https://api.openai.com/v1"

_RETRIES = 2  # after a refusal for overload, a failure of the server or a broken connection
_CONNECT = 5.0  # seconds to reach the server
_SHORT = 400  # characters that every embedding model takes; most take far more
_TRIAL = "教育"
_REFUSED = {400, 413, 422}  # too many texts at once or too long a text, among other things
_WAY_OUT = "或设 DRAFTER_EMBEDDER=lexical 只用关键词检索"


class Endpoint:
    """An embedding model behind ``/v1/embeddings``; see :class:`drafter.library.embedding.Embedder`.

    The length of its vectors is asked once with a tiny request and remembered in the cache folder. Safe to use from
    several threads.

    Args:
        settings: which model, where, and the key.
        retries: after failures that may pass.
    """

    dense = True

    def __init__(self, settings: EmbeddingSettings, retries: int = _RETRIES) -> None:
        self.name = settings.name
        self.batch = settings.batch
        self.where = origin(settings.base_url or OPENAI)
        self._settings = settings
        self._retries = retries
        self._dimension = 0
        self._client: Any = None
        self._lock = threading.Lock()

    @property
    def id(self) -> str:
        """``endpoint:NAME-DIMENSION``, whatever host it runs on.

        Raises:
            ServiceError: the dimension is not known yet, and the service failed.
        """
        return f"endpoint:{self.name}-{self.dimension}"

    @property
    def dimension(self) -> int:
        """Length of a vector.

        Raises:
            ServiceError: it is not known yet, and the service failed.
        """
        if not self._dimension:
            self._dimension = self.known_dimension() or self._learn()
        return self._dimension

    def known_dimension(self) -> int:
        """The dimension that was remembered, 0 when the service was never asked on this machine."""
        found = _read_memory().get(self._memory_key(), 0)
        return found if isinstance(found, int) else 0

    def ask(self) -> int:
        """Embed two characters and return the dimension, whatever is remembered.

        Raises:
            ServiceError: the service failed.
        """
        return len(self._request([_TRIAL])[0])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of length 1 for passages.

        Raises:
            ServiceError: the service failed, or its vectors are not as long as before.
        """
        vectors = []
        start = 0
        while start < len(texts):
            part = [plain_text(text) for text in texts[start : start + self.batch]]
            vectors += self._request(part)
            start += len(part)
        wrong = next((len(vector) for vector in vectors if len(vector) != self.dimension), None)
        if wrong is not None:
            known, self._dimension = self._dimension, 0
            self._remember(None)
            hint = "服务换了模型：请再运行一次，自己的文库用 drafter ingest --rebuild 重建"
            raise self._error(f"向量长度由 {known} 变成 {wrong}", hint)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """A vector of length 1 for a question; raises as :meth:`embed_documents` does."""
        return self.embed_documents([text])[0]

    def _learn(self) -> int:
        dimension = self.ask()
        self._remember(dimension)
        return dimension

    def _request(self, texts: list[str]) -> list[list[float]]:
        """Vectors of ``texts``; a refused request is tried again with fewer texts, then with a shorter one."""
        import openai

        try:
            found = self._loaded().embed_documents(texts)
        except openai.APIStatusError as error:
            status = error.status_code
            if status in _REFUSED and len(texts) > 1:
                half = (len(texts) + 1) // 2
                vectors = self._request(texts[:half])
                self.batch = min(self.batch, half)
                return vectors + self._request(texts[half:])
            if status in _REFUSED and len(texts[0]) > _SHORT:
                return self._request([texts[0][:_SHORT]])
            # "from None" here and below: a server may repeat the key in its answer
            raise self._refusal(status) from None
        except openai.APITimeoutError:
            seconds = f"{self._settings.timeout:g}"
            raise self._error(f"向量服务 {seconds} 秒内没有回答", f"请稍后再试，{_WAY_OUT}") from None
        except openai.APIConnectionError:
            raise self._error("连接不上向量服务", f"请核对地址和网络，{_WAY_OUT}") from None
        except Exception:  # an answer that is no JSON, or other JSON, fails in many ways inside the client
            raise self._error("向量服务的回答不是向量", f"请核对地址，{_WAY_OUT}") from None
        vectors = [_unit(vector) for vector in found]
        if len(vectors) != len(texts) or not all(vectors):
            raise self._error("向量服务的回答不是向量", f"请核对地址，{_WAY_OUT}")
        return [vector for vector in vectors if vector]

    def _loaded(self) -> Any:
        with self._lock:
            if self._client is None:
                import httpx
                from langchain_openai import OpenAIEmbeddings
                from pydantic import SecretStr

                settings = self._settings
                self._client = OpenAIEmbeddings(
                    model=settings.name,
                    base_url=settings.base_url or OPENAI,
                    # servers on the own machine want no key, the client does
                    api_key=SecretStr(settings.key or "none"),
                    timeout=httpx.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout)),
                    max_retries=self._retries,
                    chunk_size=settings.batch,
                    # text instead of tokens: other models have other tokens, and counting would download a table
                    check_embedding_ctx_length=False,
                    # the client would ask for base64, which not every server knows
                    model_kwargs={"encoding_format": "float"},
                    # none of these from the environment: what is contacted is what the settings say
                    openai_api_type=None,
                    openai_proxy=None,
                    organization=None,
                )
            return self._client

    def _refusal(self, status: int) -> ServiceError:
        if status in (401, 403):
            return self._error(f"向量服务拒绝了密钥（{status}）", f"请核对 OPENAI_API_KEY，{_WAY_OUT}")
        if status == 404:
            return self._error(
                "向量服务没有这个模型或地址（404）", f"请核对 [embeddings] 的 name 和 base_url，{_WAY_OUT}"
            )
        if status == 429:
            return self._error("向量服务限流或额度用完（429）", f"请稍后再试，{_WAY_OUT}")
        if status in _REFUSED:
            return self._error(f"向量服务不接受请求（{status}）", f"请核对 [embeddings] 的 name，{_WAY_OUT}")
        return self._error(f"向量服务出错（{status}）", f"请稍后再试，{_WAY_OUT}")

    def _error(self, message: str, hint: str) -> ServiceError:
        return ServiceError(message, where=f"{self.name} {self.where}", hint=hint)

    def _memory_key(self) -> str:
        # hashed, for a URL may carry a password
        return hashlib.sha256(f"{self._settings.base_url}\n{self.name}".encode("utf-8", "replace")).hexdigest()[:32]

    def _remember(self, dimension: int | None) -> None:
        content = _read_memory()
        content.pop(self._memory_key(), None)
        if dimension:
            content[self._memory_key()] = dimension
        with contextlib.suppress(OutputError):  # without a cache folder it is asked anew each time
            write_atomically({_memory(): json.dumps(content, indent=1).encode()})


def _memory() -> Path:
    return cache_dir() / "endpoints.json"


def _read_memory() -> dict[str, Any]:
    try:
        content = json.loads(_memory().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _unit(vector: Any) -> list[float]:
    """``vector`` with length 1; empty when it is no list of numbers, or has no direction."""
    try:
        length = math.sqrt(sum(value * value for value in vector))
        return [value / length for value in vector] if 0 < length < math.inf else []
    except (TypeError, OverflowError):
        return []
