"""The model writer against a server that misbehaves: what gets through, what a good model loses, how long it takes.

    python tests/benchmarks/bench_writer.py [SEEDS [FIRST]]
    python tests/benchmarks/bench_writer.py modes
    python tests/benchmarks/bench_writer.py lies [SEEDS]
    python tests/benchmarks/bench_writer.py time

Prints for a mode at random for each answer (200 seeds by default, the two liars in turn), for every mode on every
outline, or for a server that does nothing but lie: lies told, lies that stand unmarked in the DOCX, items the model
wrote. ``time`` compares a draft with a server of fixed latency to calls x latency / concurrency, measured in one run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]
os.environ["DRAFTER_DATA_DIR"] = tempfile.mkdtemp()
os.environ.setdefault("DRAFTER_EMBEDDER", "lexical")

from lie_checking import true_words, unmarked  # noqa: E402 - found in the folders just added
from misbehaving import Liar, Teller, at_random, lying, modes  # noqa: E402
from model_server import Answer, ModelServer, cooperative  # noqa: E402
from rumours import Rumours  # noqa: E402

from drafter.drafting import Draft, DraftRequest, draft_report  # noqa: E402
from drafter.resources import bundled  # noqa: E402
from drafter.settings import ModelSettings  # noqa: E402

FOLDER = Path(tempfile.mkdtemp())
FORMS = {
    "city-key-points": "city",
    "city-selfcheck-table": "city",
    "city-comprehensive": "city",
    "county-standard": "county",
    "province-key-points": "province",
    "province-narrative": "province",
}


def request(outline: str) -> DraftRequest:
    folder = bundled("examples", FORMS[outline])
    sheet = next(path for path in (folder / "metrics.xlsx", folder / "metrics.csv") if path.is_file())
    return DraftRequest(outline, sheet, folder / "materials")


def drafted(outline: str, answer: Answer, delay: float = 0.0, timeout: float = 20.0) -> tuple[Draft, int, float]:
    with ModelServer(answer, delay=delay) as server:
        model = ModelSettings("m", server.url, "none", timeout=timeout, backoff=0.01, retries=1)
        started = time.perf_counter()
        made = draft_report(request(outline), model=model)
        return made, len(server.requests), time.perf_counter() - started


def main() -> None:
    wanted, *more = sys.argv[1:] or ["200"]
    if wanted == "time":
        timed()
    elif wanted == "modes":
        every_mode()
    elif wanted == "lies":
        at_seeds("nothing but lies", range(int(more[0]) if more else 60), lying)
    else:
        first = int(more[0]) if more else 0
        at_seeds("random modes", range(first, first + int(wanted)), at_random)


def every_mode() -> None:
    for outline in FORMS:
        for name in modes(Liar(0, "")):
            for liar in liars(7, outline)[: 2 if name == "lies" else 1]:
                answer = modes(liar)[name]
                made, calls, _ = drafted(outline, answer, timeout=0.5 if name == "hanging" else 20.0)
                report(f"{outline} {name}", made, liar, calls)


def at_seeds(what: str, seeds: range, way: Callable[[Teller], Answer]) -> None:
    lies: Counter[str] = Counter()
    through = 0
    for seed in seeds:
        outline = list(FORMS)[seed // 2 % len(FORMS)]
        liar = liars(seed, outline)[seed % 2]
        made, calls, _ = drafted(outline, way(liar))
        lies.update(kind for kind, _ in liar.told)
        through += report(f"{what} {seed} {outline}", made, liar, calls)
    print(f"{what}, {len(seeds)} seeds: {sum(lies.values())} lies {dict(lies)}, {through} unmarked")


def liars(seed: int, outline: str) -> tuple[Teller, Teller]:
    true = true_words(offline(outline))
    return Liar(seed, true), Rumours(seed, true)


@cache
def offline(outline: str) -> Draft:
    return draft_report(replace(request(outline), engine="offline"))


def timed() -> None:
    latency, concurrency = 2.0, ModelSettings().concurrency
    for outline in FORMS:
        base = drafted(outline, cooperative, timeout=30.0)[2]
        _, calls, taken = drafted(outline, cooperative, latency, timeout=30.0)
        ideal = calls * latency / concurrency
        print(
            f"{outline}: {calls} calls of {latency:g} s, {concurrency} at once: {taken:.2f} s, without latency"
            f" {base:.2f} s; whole {taken / ideal:.2f}, waiting {(taken - base) / ideal:.2f} times {ideal:g} s",
            flush=True,
        )


def report(what: str, made: Draft, liar: Teller, calls: int) -> int:
    """One line; how many lies stand unmarked."""
    written = Counter(status.partition(":")[0] for status in made.report.writing.values())
    found = unmarked(made, liar, FOLDER)
    print(f"{what}: {calls} calls, {len(liar.told)} lies, {len(found)} unmarked, items {dict(written)}", flush=True)
    for kind, words, text in found:
        print(f"  {kind}: {words} in {text}")
    return len(found)


if __name__ == "__main__":
    main()
