"""Many counties: memory, rate, share of time per stage, waiting for a model, and being killed. Ratios of one run.

    python tests/benchmarks/batch/bench_batch.py [offline] [model] [kill]

Not a test: machines differ. What should hold is told beside each figure.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

TESTS = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TESTS / "batch"), str(TESTS / "support")]

from batch_making import county_rows, write_stories, write_wide  # noqa: E402 - found in the folders just added
from model_server import ModelServer  # noqa: E402

COUNTIES = 300
EARLY = 30


def megabytes(pid: int) -> float:
    """Resident memory of a process and its children (Linux)."""
    total = 0.0
    waiting = [pid]
    while waiting:
        current = waiting.pop()
        try:
            status = Path(f"/proc/{current}/status").read_text()
            children = Path(f"/proc/{current}/task/{current}/children").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)
        waiting += [int(child) for child in children.split()]
    return total


def processor_seconds() -> float:
    """User and system time of this process and of those that it started and that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def offline() -> None:
    """300 counties with two processes."""
    from drafter.batch import BatchOptions, plan_drafts, run_batch
    from drafter.batch.jobs import Common

    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = write_wide(folder / "counties.csv", county_rows(COUNTIES))
        started = time.perf_counter()
        plan = plan_drafts(source, Common(outline="county-standard"))
        planned = time.perf_counter() - started
        seen: list[float] = []

        def note(*_: str) -> None:
            seen.append(megabytes(os.getpid()))

        before = processor_seconds()
        started = time.perf_counter()
        result = run_batch(plan, folder / "out", BatchOptions(jobs=2), on_county=note)
        wall = time.perf_counter() - started
        cpu = processor_seconds() - before
        stages: dict[str, float] = {}
        for county in result.counties:
            for stage, seconds in county.seconds.items():
                stages[stage] = stages.get(stage, 0.0) + seconds
        total = sum(stages.values())
        print(f"{COUNTIES} counties, 2 processes: {wall:.1f} s, {COUNTIES / wall:.1f} a second, plan {planned:.1f} s")
        print(f"processor time {cpu:.1f} s, divided by wall time: {cpu / wall:.2f} (at least 1.7 when alone)")
        early, late = max(seen[EARLY - 5 : EARLY + 5]), max(seen[-10:])
        print(f"memory after {EARLY}: {early:.0f} MB, at the end {late:.0f} MB: {late / early:.2f}x (at most 1.3x)")
        for stage, seconds in stages.items():
            print(f"  {stage}: {seconds / total:5.1%}")
        print(f"  failed: {len(result.failed())}; findings across counties: {len(result.comparison.findings)}")


def model(counties: int = 60, jobs: int = 16, latency: float = 2.0) -> None:
    """Counties that wait for a model of fixed latency."""
    with TemporaryDirectory() as temporary, ModelServer(delay=latency) as server:
        folder = Path(temporary)
        rows = county_rows(counties)
        write_wide(folder / "in" / "counties.csv", rows)
        write_stories(folder / "in", [row[0] for row in rows])
        known = {**os.environ, "OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test", "DRAFTER_EMBEDDER": "lexical"}
        known |= {"DRAFTER_DATA_DIR": str(folder / "data")}
        command = [sys.executable, "-m", "drafter", "batch", "in", "--outline", "county-standard", "--engine", "llm"]
        times: list[float] = []
        original = server.answer

        def answer(items: list[dict[str, object]]) -> object:
            times.append(time.perf_counter())
            return original(items)

        server.answer = answer  # type: ignore[assignment]
        started = time.perf_counter()
        subprocess.run([*command, "-o", "out", "--jobs", str(jobs), "--quiet"], cwd=folder, env=known, check=True)
        wall = time.perf_counter() - started
        calls = len(server.requests)
        least = calls * latency / jobs
        stage = times[-1] - times[0] + latency
        print(f"{counties} counties, {jobs} at once, {calls} calls of {latency} s: model stage {stage:.1f} s,")
        print(f"  calls x latency / jobs = {least:.1f} s: {stage / least:.2f}x (at most 1.1x); whole run {wall:.1f} s")


def kill(times: int = 10, counties: int = 40) -> None:
    """A run that is killed at random moments, against an undisturbed one."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_wide(folder / "counties.csv", county_rows(counties))
        command = [sys.executable, "-m", "drafter", "batch", "counties.csv", "--outline", "county-standard"]
        command += ["--engine", "offline", "--jobs", "2", "--quiet", "-o"]
        started = time.perf_counter()
        subprocess.run([*command, "whole"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - started
        chance, killed = random.Random(7), 0
        for _ in range(times):
            process = subprocess.Popen([*command, "killed"], cwd=folder, stdout=subprocess.DEVNULL)
            try:
                process.wait(chance.uniform(0.3, 0.35 * wall))
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
        subprocess.run([*command, "killed"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        same = _contents(folder / "whole") == _contents(folder / "killed")
        print(f"killed {killed} times in {times} starts, then resumed: {'identical' if same else 'DIFFERENT'} bytes")


def _contents(out: Path) -> dict[str, bytes]:
    paths = [p for p in out.rglob("*") if p.is_file() and not p.name.startswith(("batch.sqlite3", ".drafter"))]
    return {str(p.relative_to(out)): p.read_bytes() for p in paths}


def main() -> None:
    chosen = sys.argv[1:] or ["offline", "model", "kill"]
    for name in chosen:
        {"offline": offline, "model": model, "kill": kill}[name]()


if __name__ == "__main__":
    main()
