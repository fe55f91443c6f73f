"""How long the command takes to start, and each stage of the demo: ratios measured in one run.

    python tests/benchmarks/bench_demo.py

Not a test: machines differ. The ratio of ``drafter --help`` to ``python -c "import typer"`` should stay at most 3.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from drafter.checking import check_document
from drafter.checking.support import MaterialIndex
from drafter.drafting import DraftRequest, draft_report
from drafter.facts import read_metrics
from drafter.library import Library
from drafter.outlines import find_outline
from drafter.reading import read_document, read_folder
from drafter.rendering import render_docx, render_evidence
from drafter.resources import bundled

RUNS = 7


def whole_process(*arguments: str) -> float:
    """Median seconds of a fresh Python process."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def timed(work: Callable[[], object]) -> tuple[object, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def main() -> None:
    typer = whole_process("-c", "import typer")
    usage = whole_process("-m", "drafter", "--help")
    version = whole_process("-m", "drafter", "--version")
    print(f"import typer            {typer * 1000:7.0f} ms")
    print(f"drafter --version       {version * 1000:7.0f} ms   {version / typer:.2f}x")
    print(f"drafter --help          {usage * 1000:7.0f} ms   {usage / typer:.2f}x   (at most 3x)")
    example = bundled("examples", "city")
    request = DraftRequest("city-key-points", example / "metrics.xlsx", example / "materials", engine="offline")
    stages: list[tuple[str, float]] = []
    metrics, seconds = timed(lambda: read_metrics(request.metrics))
    stages.append(("read the metrics sheet", seconds))
    folder, seconds = timed(lambda: read_folder(example / "materials"))
    stages.append(("read eight write-ups", seconds))
    made, seconds = timed(lambda: draft_report(request))
    stages.append(("draft (reading included)", seconds))
    docx, seconds = timed(lambda: render_docx(made.report))
    stages.append(("render the DOCX", seconds))
    _, seconds = timed(lambda: render_evidence(made.report))
    stages.append(("render the evidence workbook", seconds))
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / "report.docx"
        path.write_bytes(docx)
        document, seconds = timed(lambda: read_document(path))
        stages.append(("read the DOCX back", seconds))
        index = MaterialIndex(folder[0])
        outline = find_outline("city-key-points")
        _, seconds = timed(lambda: check_document(document, metrics=metrics, materials=index, outline=outline))
        stages.append((f"check {document.characters()} characters", seconds))
    for label in ("open the library (first search)", "search again"):
        _, seconds = timed(lambda: _search("公办园在园幼儿占比"))
        stages.append((label, seconds))
    total = sum(seconds for _, seconds in stages)
    for name, seconds in stages:
        print(f"{name:34} {seconds * 1000:7.0f} ms   {seconds / total:5.1%} of all stages")


def _search(query: str) -> None:
    with Library.open() as library:
        library.search(query)


if __name__ == "__main__":
    main()
