"""How well passages are found: recall@5 and MRR of BM25 alone, of vectors alone, and of what ``search`` does.

    python tests/benchmarks/retrieval/bench_quality.py [--failures] [--no-lexicon]

The queries of ``queries.yaml`` were written and judged before the retriever was tuned; ``--no-lexicon`` shows what is
left without the words that were collected for them. The last lines compare
``search`` with the better of its two halves, query by query.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from statistics import fmean

from judging import Query, interval, load_queries, recall, reciprocal_rank

from drafter.library import Library
from drafter.library.passages import Scope

DEPTH = 60
Ranking = Callable[[Query], Sequence[str]]


def bm25(library: Library) -> Ranking:
    """The index of words, the clauses' plain wordings among them, without fusion and without the lexicon."""

    def rank(query: Query) -> list[str]:
        allowed = library._mask(Scope(query.kind, query.level))
        return [library.passages[at].id for at, _ in library._lexical.rank(query.text, DEPTH, allowed)]

    return rank


def dense(library: Library) -> Ranking:
    """The vectors alone, of the query as it is typed."""

    def rank(query: Query) -> list[str]:
        scope = Scope(query.kind, query.level)
        found = library._nearest(library._vector(query.text) or [], DEPTH, scope, library._mask(scope))
        return [library.passages[at].id for at, _ in found]

    return rank


def hybrid(library: Library) -> Ranking:
    """What the user gets."""

    def rank(query: Query) -> list[str]:
        return [hit.passage.id for hit in library.search(query.text, k=10, kind=query.kind, level=query.level)]

    return rank


def main() -> None:
    """Print the table."""
    if "--no-lexicon" in sys.argv:
        Library.official = staticmethod(lambda query: ())  # type: ignore[method-assign]
    with Library.open() as library:
        queries = load_queries(library.passages)
        ways = {"BM25": bm25(library), "dense": dense(library), "search": hybrid(library)}
        print(f"{len(queries)} queries, {len(library.passages)} passages")
        results: dict[str, list[Sequence[str]]] = {}
        for name, way in ways.items():
            way(queries[0])
            start = time.perf_counter()
            results[name] = [way(query) for query in queries]
            spent = (time.perf_counter() - start) / len(queries) * 1000
            print(f"\n{name}: {spent:.1f} ms a query")
            for label, chosen in halves(queries).items():
                recalls = [recall(results[name][n], queries[n].relevant) for n in chosen]
                ranks = [reciprocal_rank(results[name][n], queries[n].relevant) for n in chosen]
                low, high = interval(recalls)
                print(
                    f"  {label:<16} n={len(chosen):<3} recall@5 {fmean(recalls):.3f} [{low:.3f}, {high:.3f}]"
                    f"  MRR {fmean(ranks):.3f}"
                )
        print("\nsearch minus the better half, recall@5")
        for label, chosen in halves(queries).items():
            means = {name: fmean(recall(results[name][n], queries[n].relevant) for n in chosen) for name in ways}
            better = max(("BM25", "dense"), key=means.__getitem__)
            gains = [
                recall(results["search"][n], queries[n].relevant) - recall(results[better][n], queries[n].relevant)
                for n in chosen
            ]
            low, high = interval(gains)
            print(f"  {label:<16} {better:<6} {fmean(gains):+.3f} [{low:+.3f}, {high:+.3f}]")
        if "--failures" in sys.argv:
            for n, query in enumerate(queries):
                value = recall(results["search"][n], query.relevant)
                if value < 1:
                    print(f"{value:.2f} {query.wording} {query.kind} {query.text}")


def halves(queries: Sequence[Query]) -> dict[str, list[int]]:
    """Positions of the queries by wording, and by wording and kind."""
    groups: dict[str, list[int]] = {}
    for n, query in enumerate(queries):
        groups.setdefault(query.wording, []).append(n)
        groups.setdefault(f"{query.wording}/{query.kind}", []).append(n)
    return dict(sorted(groups.items()))


if __name__ == "__main__":
    main()
