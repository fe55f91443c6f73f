"""Searching the library: what ships with drafter and what the user added, by wording and by meaning."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Self

from drafter.errors import DrafterError, InputError, OutputError, ServiceError
from drafter.library.base import Base, Progress, check_embedder
from drafter.library.choosing import choose_embedder
from drafter.library.embedding import Embedder
from drafter.library.endpoint import Endpoint
from drafter.library.fusion import blend, distinct
from drafter.library.hits import Hit
from drafter.library.lexical import LexicalIndex, tokens
from drafter.library.lexicon import load_lexicon
from drafter.library.loading import known_passages, shipped_passages
from drafter.library.locating import locate_base
from drafter.library.naming import Names
from drafter.library.passages import KINDS, LEVELS, Passage, Scope
from drafter.library.shipped import open_shipped, row_positions
from drafter.library.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from drafter.library.chroma import ChromaCollection
    from drafter.library.retriever import LibraryRetriever

__all__ = ["Library"]

_DEPTH = 50  # results of each ranking that are fused
_LOOKED_AT = 5  # passages looked at for how much of a query they hold
_QUERY = 600  # characters of a query that the embedder sees: its time grows with them
_WIDE, _FURTHER = 0.25, 1.5  # share of passages that may be returned; how much further is looked
_MASKS = 16  # scopes whose masks are kept
_LEXICAL_ONLY = "只用关键词检索"


@dataclass(frozen=True)
class _Part:
    """A Chroma database and where its rows are among the library's passages, of which one may have several rows."""

    collection: ChromaCollection
    positions: dict[str, int]

    @cached_property
    def rows_each(self) -> int:
        """Rows a passage has, on average, rounded up: so many more have to be looked at to find as many passages."""
        return -(-len(self.positions) // max(len(set(self.positions.values())), 1))

    def rows(self, allowed: NDArray[np.bool_]) -> list[str]:
        """Ids of the rows whose passages are allowed."""
        return [row for row, at in self.positions.items() if allowed[at]]


@dataclass
class _Opened:
    """What :meth:`Library.open` gathers."""

    passages: list[Passage]
    shipped: int
    parts: list[_Part] = field(default_factory=list)
    embedder: Embedder | None = None
    forgiving: bool = False
    notices: list[str] = field(default_factory=list)
    resources: ExitStack = field(default_factory=ExitStack)

    def lexical(self, reason: str) -> None:
        """Go on without dense search, and say so."""
        self.embedder = None
        self.notices.append(f"{reason}，{_LEXICAL_ONLY}。")


def _index_of(passages: Iterable[Passage]) -> LexicalIndex:
    return LexicalIndex("\n".join(passage.texts) for passage in passages)


@lru_cache(maxsize=1)
def _shipped_index() -> LexicalIndex:
    """The index of what ships alone, made once for all the drafts of a process."""
    return _index_of(shipped_passages())


class Library:
    """Passages that can be searched; made by :meth:`open`. A context manager.

    Attributes:
        passages: all of them: the shipped ones first, then the user's.
        mode: ``hybrid`` (BM25 and vectors, fused) or ``lexical`` (BM25 alone).
        notice: a line of Chinese when less is searched, or in a lesser way, than was asked for; else empty. A search
            adds to it when the embedding service fails and only the shipped part is searched.
    """

    def __init__(self, opened: _Opened) -> None:
        self.passages = tuple(opened.passages)
        self.notice = "".join(opened.notices)
        self._embedder = opened.embedder
        self._parts = opened.parts if opened.embedder else []
        self._forgiving = opened.forgiving
        self._shipped = opened.shipped
        self._resources = opened.resources
        self._lexical = _shipped_index() if self.passages == shipped_passages() else _index_of(self.passages)
        self._names = Names(self.passages)
        self._masks: dict[Scope, NDArray[np.bool_]] = {}

    @classmethod
    def open(
        cls,
        kb: str | None = None,
        dense: bool = True,
        embedder: Embedder | None = None,
        on_progress: Progress | None = None,
    ) -> Self:
        """The shipped library together with the user's own.

        Args:
            kb: folder or ``http://host:port`` of the user's library; None takes ``.drafter/kb`` of the working folder
                when it exists.
            dense: False searches by wording only, which needs no Chroma for the shipped part and starts at once.
            embedder: used instead of the one that :func:`choose_embedder` finds.
            on_progress: called with (what, done, total) while vectors are computed that did not ship.

        Raises:
            InputError: ``kb`` is no library, is damaged, or was built by another embedder; bm25s is not installed.
            ServiceError: the vector server cannot be reached, or the embedding service failed and was asked for by
                name or is needed for the user's library. Else its failure is only told in :attr:`notice`.
        """
        base = locate_base(kb)
        known, shipped = known_passages()
        opened = _Opened(list(known), shipped)
        try:
            if dense:
                _choose(opened, embedder, base)
            if opened.embedder:
                _open_shipped(opened, opened.embedder, on_progress)
            if base:
                _open_base(opened, base, kb is not None)
            return cls(opened)
        except BaseException:
            opened.resources.close()
            raise

    @property
    def mode(self) -> str:
        """``hybrid`` or ``lexical``."""
        return "hybrid" if self._embedder else "lexical"

    def search(
        self,
        query: str,
        k: int = 5,
        kind: str | None = None,
        level: str | None = None,
        year: int | None = None,
        topic: str | None = None,
        region: str | None = None,
        per_document: int = 0,
    ) -> list[Hit]:
        """The best passages for ``query``, best first, no two of them nearly the same.

        A query that names a document (国办发〔2018〕82号, 《义务教育法》, 教育督导条例第十一条) has its passages first.
        Everyday words are also searched for as documents put them; see :meth:`official`.

        Args:
            query: a question, a topic, a sentence, or the number or title of a document.
            k: how many at most.
            kind: ``policy`` or ``sample``.
            level: ``province``, ``city`` or ``county``: only what is about it, or about no level in particular.
            year: nothing newer than this.
            topic: only what has this word among its topics or in a heading.
            region: only what is about this region, or about none.
            per_document: most passages of one document, 0 for any number.

        Raises:
            InputError: an empty query, or a kind, level or number that does not exist.
            ServiceError: the vector store failed, or the embedding service did; see :meth:`open`.
        """
        _check(query, k, kind, level)
        scope = Scope(kind, level, year, topic, region)
        allowed = self._mask(scope)
        depth = max(_DEPTH, 4 * k)
        asked = " ".join((query, *self.official(query)))
        words = self._lexical.rank(asked, depth, allowed)
        vector = self._vector(asked)
        meaning = self._nearest(vector, depth, scope, allowed) if vector else []
        scores = blend(words, meaning, self._covered(asked, words))
        named = [at for at in self._names.find(query) if allowed[at]]
        order = [*sorted(named, key=lambda at: -scores.get(at, 0.0)), *(at for at in scores if at not in set(named))]
        chosen = self._spread(distinct(order, {at: self.passages[at].text for at in order}), per_document)
        rankings = {"bm25": words, "dense": meaning}
        places = {
            name: {at: {"rank": rank, "score": score} for rank, (at, score) in enumerate(ranking, start=1)}
            for name, ranking in rankings.items()
        }
        return [
            Hit(
                rank=rank,
                score=scores.get(at, 0.0),
                passage=self.passages[at],
                explain={name: found[at] for name, found in places.items() if at in found},
                own=at >= self._shipped,
                named=at in named,
            )
            for rank, at in enumerate(islice(chosen, k), start=1)
        ]

    @staticmethod
    def official(query: str) -> tuple[str, ...]:
        """The official words for the everyday ones in ``query``, which are searched for along with it."""
        return load_lexicon().official(query)

    def as_retriever(
        self, k: int = 5, kind: str | None = None, level: str | None = None, year: int | None = None
    ) -> LibraryRetriever:
        """A LangChain retriever over :meth:`search`, for use in a chain; imports LangChain."""
        from drafter.library.retriever import LibraryRetriever

        return LibraryRetriever(library=self, k=k, kind=kind, level=level, year=year)

    def close(self) -> None:
        """Release the databases; afterwards only searches by wording work."""
        self._embedder = None
        self._parts = []
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _vector(self, query: str) -> list[float] | None:
        """The query's vector; None when there is no dense search, or none any more."""
        embedder = self._embedder
        if embedder is None:
            return None
        try:
            return embedder.embed_query(query[:_QUERY])
        except ServiceError as error:
            if not self._forgiving:
                raise
            self._embedder = None
            self.notice += _without(error)
            return None

    def _covered(self, query: str, words: list[tuple[int, float]]) -> float:
        """Share of the query's pairs of characters and words that the passage with most of them holds."""
        asked = {token for token in tokens(query) if len(token) > 1}
        held = [len(asked & set(tokens(self.passages[at].indexed))) for at, _ in words[:_LOOKED_AT]]
        return max(held, default=0) / max(len(asked), 1)

    def _mask(self, scope: Scope) -> NDArray[np.bool_]:
        """For each passage whether ``scope`` accepts it; kept, for searches come with few scopes."""
        import numpy as np

        if scope not in self._masks:
            if len(self._masks) >= _MASKS:
                self._masks.pop(next(iter(self._masks)))
            accepted = (scope.accepts(passage) for passage in self.passages)
            self._masks[scope] = np.fromiter(accepted, dtype=bool, count=len(self.passages))
        return self._masks[scope]

    def _nearest(
        self, vector: list[float], count: int, scope: Scope, allowed: NDArray[np.bool_]
    ) -> list[tuple[int, float]]:
        found: dict[int, float] = {}
        share = float(allowed.mean()) if len(allowed) else 0.0
        # A store that filters looks up every row that may be returned: where many may, looking further is quicker.
        wide = share >= _WIDE
        for part in self._parts:
            rows = part.rows(allowed) if scope.narrow and not wide else None
            if rows is None or rows:
                asked = int(count / share * _FURTHER) if wide and share < 1 else count
                near = part.collection.nearest(vector, asked * part.rows_each, Scope() if wide else scope, rows)
                for row, similarity in near:  # the nearest first: of several rows the first counts
                    at = part.positions.get(row)
                    if at is not None and allowed[at]:
                        found.setdefault(at, similarity)
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:count]

    def _spread(self, order: Iterator[int], most: int) -> Iterator[int]:
        """``order`` with at most so many passages of one document, 0 for any number."""
        seen: Counter[tuple[str, str]] = Counter()
        for at in order:
            passage = self.passages[at]
            document = passage.title, passage.source.partition("#")[0]
            seen[document] += 1
            if not most or seen[document] <= most:
                yield at


def _choose(opened: _Opened, embedder: Embedder | None, base: Base | None) -> None:
    """Set the embedder when dense search is possible."""
    missing = [name for name in ("numpy", "chromadb", "langchain_chroma") if not importlib.util.find_spec(name)]
    if missing:
        opened.lexical(f"没有安装 {'、'.join(missing)}，语义检索不可用")
        return
    choice_reason = ""
    if embedder is None:
        choice = choose_embedder()
        embedder, choice_reason = choice.embedder, choice.reason
        # The shipped part was never meant for the user's service; their own library is.
        opened.forgiving = not choice.demanded and (base is None or not isinstance(embedder, Endpoint))
    if embedder.dense:
        opened.embedder = embedder
    else:
        opened.lexical(f"语义检索不可用（{choice_reason or embedder.id}）")


def _open_shipped(opened: _Opened, embedder: Embedder, on_progress: Progress | None) -> None:
    def report(done: int, total: int) -> None:
        if on_progress:
            on_progress("计算随附资料的向量", done, total)

    try:
        collection = open_shipped(opened.passages, Vectors(embedder), report)
    except (OutputError, ServiceError) as error:
        if isinstance(error, ServiceError) and not opened.forgiving:
            raise
        opened.embedder = None
        opened.notices.append(_without(error))
        return
    opened.resources.callback(collection.close)
    opened.parts.append(_Part(collection, row_positions(opened.passages)))


def _without(error: DrafterError) -> str:
    """That dense search is given up, and why."""
    return f"语义检索不可用（{error.message}：{error.where}），{_LEXICAL_ONLY}。"


def _open_base(opened: _Opened, base: Base, named: bool) -> None:
    if not named and not all(importlib.util.find_spec(name) for name in ("chromadb", "langchain_chroma")):
        opened.notices.append(f"没有安装 chromadb，未检索 {base.name}。")
        return
    built_by = base.embedder_id()
    if opened.embedder:
        check_embedder(base.name, built_by, opened.embedder.id)
        if built_by not in ("", opened.embedder.id):
            opened.lexical(f"资料库 {base.name} 是在没有向量模型时建的，再运行一次 drafter ingest 可补上")
    collection, passages = base.read()
    opened.resources.callback(collection.close)
    start = len(opened.passages)
    opened.passages.extend(passages.values())
    opened.parts.append(_Part(collection, {row: start + at for at, row in enumerate(passages)}))


def _check(query: str, k: int, kind: str | None, level: str | None) -> None:
    if not query.strip():
        raise InputError("查询内容是空的", hint="请写出要找的内容")
    if k < 1:
        raise InputError("条数至少是 1", where="-k")
    if kind is not None and kind not in KINDS:
        raise InputError(f"资料类型“{kind}”不存在", where="--kind", hint=f"可用 {'、'.join(KINDS)}")
    if level is not None and level not in LEVELS:
        raise InputError(f"级别“{level}”不存在", hint=f"可用 {'、'.join(LEVELS)}")
