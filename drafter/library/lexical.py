"""BM25 over single characters and pairs of characters: finds Chinese wording without a segmenter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from drafter.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LexicalIndex", "tokens"]

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?%?")


def tokens(text: str) -> list[str]:
    """Han characters singly and in pairs, Latin words, and numbers with their ``%``.

    Full-width forms count as their plain ones, and a pair never reaches over a mark.

    >>> tokens("双减，５0％")
    ['双', '减', '双减', '50%']
    """
    found = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if "\u3400" <= run[0] <= "\u9fff":
            found += [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
        else:
            found.append(run)
    return found


class LexicalIndex:
    """A BM25 index over texts, which are known by their position.

    Args:
        texts: what is searched.

    Raises:
        InputError: bm25s or numpy is not installed.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        try:
            import bm25s
        except ImportError as error:
            raise InputError("检索需要 bm25s 和 numpy，尚未安装", hint="请运行 pip install bm25s numpy") from error
        corpus = [tokens(text) for text in texts]
        self._model: Any = None
        if any(corpus):  # bm25s cannot index a corpus without a single token
            self._model = bm25s.BM25()
            self._model.index(corpus, show_progress=False)

    def rank(self, query: str, count: int, allowed: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """The best texts for ``query`` as (position, BM25 score), best first; those that share nothing are left out.

        Args:
            query: any text.
            count: how many at most.
            allowed: for each text whether it may be returned; None allows all.
        """
        words = tokens(query)
        if self._model is None or not words or count < 1:
            return []
        import numpy as np

        scores = self._model.get_scores(words)
        if allowed is not None:
            scores = np.where(allowed, scores, 0)
        found = np.flatnonzero(scores > 0)
        if len(found) > count:  # ties with the last one stay in, so that the order below decides
            least = np.partition(scores[found], len(found) - count)[len(found) - count]
            found = found[scores[found] >= least]
        # A stable order: equal scores keep the order of the texts.
        best = found[np.argsort(-scores[found], kind="stable")][:count]
        return [(int(at), float(scores[at])) for at in best]
