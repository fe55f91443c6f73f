"""How search grows from 1 000 to 100 000 passages, with ready-made vectors; and how fast documents are taken in.

    python tests/benchmarks/retrieval/bench_growth.py [LARGEST]

Passages are the sentences of the shipped samples put together anew; their vectors are random around 400 centres, for
embedding 100 000 texts would take hours and the index does not care. The query's own embedding is left out of the
times: it does not grow. Ratios are of one run on one machine.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from drafter.library import Library, ingest
from drafter.library.choosing import choose_embedder
from drafter.library.chroma import open_folder
from drafter.library.loading import shipped_passages
from drafter.library.passages import Passage
from drafter.library.retrieval import _Opened, _Part
from drafter.library.splitting import split_text

DIMENSION = 384
QUERIES = 60


class ReadyMade:
    """Gives a query one of the ready-made vectors at once."""

    id = "ready-made"
    dimension = DIMENSION
    dense = True
    batch = 1000

    def __init__(self, vectors: np.ndarray) -> None:
        self._vectors = vectors
        self._at = 0

    def embed_query(self, text: str) -> list[float]:
        self._at += 7919
        noise = np.random.default_rng(self._at).normal(0, 0.02, DIMENSION)
        vector = self._vectors[self._at % len(self._vectors)] + noise
        return list(map(float, vector / np.linalg.norm(vector)))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


def main() -> None:
    """Print the tables."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    growth([size for size in (1_000, 10_000, 100_000) if size <= largest])
    taking_in()


def growth(sizes: list[int]) -> None:
    """Time of a query by number of passages."""
    draw = random.Random(7)
    sentences = [s for p in shipped_passages() if p.kind == "sample" for s in p.text.split("。") if len(s) > 10]
    centres = np.random.default_rng(1).normal(size=(400, DIMENSION))
    first = 0.0
    for size in sizes:
        generator = np.random.default_rng(2)
        vectors = centres[generator.integers(0, 400, size)] + generator.normal(0, 0.6, (size, DIMENSION))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        passages = [made(at, draw, sentences) for at in range(size)]
        with TemporaryDirectory() as folder:
            start = time.perf_counter()
            collection = open_folder(Path(folder), "ready-made")
            for at in range(0, size, 5_000):
                part = passages[at : at + 5_000]
                rows = [(str(at + n), passage, {}) for n, passage in enumerate(part)]
                collection.add(rows, vectors[at : at + 5_000].tolist())
            built = time.perf_counter() - start
            opened = _Opened(passages, 0, embedder=ReadyMade(vectors))
            opened.parts.append(_Part(collection, {str(at): at for at in range(size)}))
            opened.resources.callback(collection.close)
            with Library(opened) as library:
                times = {"all": timed(library, draw, sentences), "kind": timed(library, draw, sentences, kind="sample")}
                times["region"] = timed(library, draw, sentences, region="第3县")
        p95 = statistics.quantiles(times["all"], n=20)[-1]
        first = first or p95
        told = ", ".join(
            f"{n} p50 {statistics.median(t):.1f} p95 {statistics.quantiles(t, n=20)[-1]:.1f}" for n, t in times.items()
        )
        print(
            f"{size:>7} passages: ms {told}; p95 x{p95 / first:.1f}; built in {built:.0f} s; "
            f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
            flush=True,
        )


def made(at: int, draw: random.Random, sentences: list[str]) -> Passage:
    """A passage of three sentences."""
    text = "。".join(draw.choices(sentences, k=3))
    return Passage(
        f"p{at}",
        "sample",
        f"报告{at // 50}",
        ("一、工作", f"（{at % 50}）"),
        text,
        f"r{at // 50}.md#p{at}",
        ("county",),
        2024,
        f"第{at // 50 % 40}县",
    )


def timed(library: Library, draw: random.Random, sentences: list[str], **scope: str) -> list[float]:
    """Milliseconds of each query, after one that warms up."""
    library.search("教育", **scope)
    times = []
    for _ in range(QUERIES):
        query = draw.choice(sentences)[:30]
        start = time.perf_counter()
        library.search(query, k=5, **scope)
        times.append((time.perf_counter() - start) * 1000)
    return times


def taking_in() -> None:
    """Indexing against the bare embedder, and a second run over an unchanged library against the first."""
    draw = random.Random(3)
    sentences = [s for p in shipped_passages() if p.kind == "sample" for s in p.text.split("。") if len(s) > 10]
    embedder = choose_embedder().embedder
    embedder.embed_query("热身")
    with TemporaryDirectory() as folder:
        os.environ["DRAFTER_CACHE_DIR"] = str(Path(folder, "cache"))
        reports = Path(folder, "reports")
        reports.mkdir()
        for n in range(20):
            body = "\n".join(
                f"（{'一二三四五六七八九十'[m]}）第{m}项\n{'。'.join(draw.choices(sentences, k=6))}。"
                for m in range(10)
            )
            Path(reports, f"{n}.md").write_text(f"第{n}县2024年报告\n{body}", encoding="utf-8")
        kb = str(Path(folder, "kb"))
        start, work = time.perf_counter(), time.process_time()
        first = ingest([reports], "sample", kb)
        whole, whole_work = time.perf_counter() - start, time.process_time() - work
        texts = [
            " ".join(piece.headings) + "\n" + piece.text
            for path in sorted(reports.iterdir())
            for piece in split_text(path.read_text(encoding="utf-8").split("\n", 1)[1])
        ]
        start, work = time.perf_counter(), time.process_time()
        for at in range(0, len(texts), embedder.batch):
            embedder.embed_documents(texts[at : at + embedder.batch])
        bare, bare_work = time.perf_counter() - start, time.process_time() - work
        start = time.perf_counter()
        again = ingest([reports], "sample", kb)
        second = time.perf_counter() - start
    print(
        f"indexing {first.passages} passages of {len(first.added)} documents: {whole:.1f} s; bare embedder on "
        f"{len(texts)} passages: {bare:.1f} s = {bare / whole:.0%} of its speed; in processor time, which other "
        f"work on the machine changes less, {whole_work:.1f} s, {bare_work:.1f} s = {bare_work / whole_work:.0%}"
    )
    print(f"again, {len(again.unchanged)} unchanged: {second:.3f} s, {whole / second:.0f} times faster")


if __name__ == "__main__":
    main()
