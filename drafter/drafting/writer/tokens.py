"""Counting tokens without ever reaching for the network."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

__all__ = ["count_tokens"]

_ENCODING = "o200k_base"
# The name under which tiktoken keeps this vocabulary once it has it; without that file it would download.
_FILE = "fb374d419588a4632f3f557e76b4b70aebbca790"
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# measured on reports of this genre: never fewer than the common vocabularies give
_PER_HAN, _PER_OTHER = 1.25, 0.4


def count_tokens(text: str) -> int:
    """How many tokens a model sees in ``text``: tiktoken's count where its vocabulary is on this machine, else an
    estimate on the safe side.
    """
    return _counter()(text)


@lru_cache(maxsize=1)
def _counter() -> Callable[[str], int]:
    folder = os.environ.get("TIKTOKEN_CACHE_DIR") or os.environ.get("DATA_GYM_CACHE_DIR")
    if folder and (Path(folder) / _FILE).is_file():
        import tiktoken

        encoding = tiktoken.get_encoding(_ENCODING)
        return lambda text: len(encoding.encode(text, disallowed_special=()))
    return _estimate


def _estimate(text: str) -> int:
    han = len(_HAN.findall(text))
    return int(han * _PER_HAN + (len(text) - han) * _PER_OTHER) + 1
