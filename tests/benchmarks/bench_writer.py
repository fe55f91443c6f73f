"""The model writer against a server that misbehaves: what gets through, what a good model loses, how long it takes.

    python tests/benchmarks/bench_writer.py [SEEDS]

Prints, for every mode on every outline and then for a mode at random for each answer (200 seeds by default): lies told,
lies that stand unmarked in the DOCX, items the model wrote. Last, the time of a draft with a server of fixed latency
beside calls x latency / concurrency, measured in the same run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]
os.environ["DRAFTER_DATA_DIR"] = tempfile.mkdtemp()
os.environ.setdefault("DRAFTER_EMBEDDER", "lexical")

from lie_checking import true_words, unmarked  # noqa: E402 - found in the folders just added
from misbehaving import Liar, at_random, modes  # noqa: E402
from model_server import Answer, ModelServer, cooperative  # noqa: E402

from drafter.drafting import Draft, DraftRequest, draft_report  # noqa: E402
from drafter.resources import bundled  # noqa: E402
from drafter.settings import ModelSettings  # noqa: E402

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
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    folder = Path(tempfile.mkdtemp())
    offline = {outline: draft_report(replace(request(outline), engine="offline")) for outline in FORMS}
    for outline in FORMS:
        for name in modes(Liar(0, "")):
            liar = Liar(7, true_words(offline[outline]))
            made, calls, _ = drafted(outline, modes(liar)[name], timeout=0.5 if name == "hanging" else 20.0)
            report(f"{outline} {name}", made, liar, calls, folder)
    lies: Counter[str] = Counter()
    through = 0
    for seed in range(seeds):
        outline = list(FORMS)[seed % len(FORMS)]
        liar = Liar(seed, true_words(offline[outline]))
        made, calls, _ = drafted(outline, at_random(liar))
        lies.update(kind for kind, _ in liar.told)
        through += report(f"random {seed} {outline}", made, liar, calls, folder)
    print(f"random modes, {seeds} seeds: {sum(lies.values())} lies {dict(lies)}, {through} unmarked")
    latency, concurrency = 2.0, ModelSettings().concurrency
    base = drafted("city-selfcheck-table", cooperative, timeout=30.0)[2]
    _, calls, taken = drafted("city-selfcheck-table", cooperative, latency, timeout=30.0)
    ideal = calls * latency / concurrency
    print(f"{calls} calls of {latency:g} s, {concurrency} at once: {taken:.1f} s, without latency {base:.1f} s")
    print(f"waiting {taken - base:.1f} s beside {ideal:.1f} s: {(taken - base) / ideal:.2f}")


def report(what: str, made: Draft, liar: Liar, calls: int, folder: Path) -> int:
    """One line; how many lies stand unmarked."""
    written = Counter(status.partition(":")[0] for status in made.report.writing.values())
    found = unmarked(made, liar, folder)
    print(f"{what}: {calls} calls, {len(liar.told)} lies, {len(found)} unmarked, items {dict(written)}", flush=True)
    for kind, words, text in found:
        print(f"  {kind}: {words} in {text}")
    return len(found)


if __name__ == "__main__":
    main()
