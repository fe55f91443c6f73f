"""Whatever is handed in ends in findings or one clear line, within bounded time and memory.

    python tests/benchmarks/robustness [--count N] [--start N] [--seed N] [--seconds S] [--megabytes M]
    python tests/benchmarks/robustness --only N      # one case again, its files kept

Random and mutated inputs: text, DOCX, PDF, report files, metrics, write-ups and what else is given with a report. Each
is checked and its result written, in a process of its own kind that is ended at the limit. Exit code 1 when anything
ended otherwise.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from concurrent.futures import TimeoutError as TimeoutExpired
from pathlib import Path

from hostile_files import hostile_case
from hostile_running import Outcome, limit_memory, run_case
from pebble import ProcessExpired, ProcessPool

_CASES_PER_PROCESS = 250
_COLUMNS = (("findings", 10), ("clean", 8), ("refused", 9), ("defect", 9))
_LONG = 20_000  # characters from which the cost of one says something


def main() -> int:
    """Run the cases and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--seconds", type=int, default=120, help="limit of one case")
    parser.add_argument("--megabytes", type=int, default=2048, help="limit of a process")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", type=int, help="this case alone; its files go to hostile-N/")
    options = parser.parse_args()
    if options.only is not None:
        return _again(options.seed, options.only)
    outcomes: dict[int, Outcome] = {}
    numbers = range(options.start, options.start + options.count)
    with ProcessPool(options.jobs, _CASES_PER_PROCESS, limit_memory, (options.megabytes,)) as pool:
        waiting = [(n, pool.schedule(run_case, (options.seed, n), timeout=options.seconds)) for n in numbers]
        for number, future in waiting:
            try:
                outcomes[number] = future.result()
            except TimeoutExpired:
                outcomes[number] = _ended(options.seed, number, f"more than {options.seconds} s", options.seconds)
            except (ProcessExpired, MemoryError) as error:
                outcomes[number] = _ended(options.seed, number, f"the process died: {error}")
            if outcomes[number].end == "defect":
                print(f"defect: {number} {outcomes[number].kind}: {outcomes[number].told}", flush=True)
    _print(outcomes)
    return int(any(outcome.end == "defect" for outcome in outcomes.values()))


def _ended(seed: int, number: int, why: str, seconds: float = 0) -> Outcome:
    return Outcome(hostile_case(seed, number).kind, "defect", why, seconds)


def _again(seed: int, number: int) -> int:
    case = hostile_case(seed, number)
    folder = Path(f"hostile-{number}")
    for file, content in case.files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    print(case.kind, {name: len(content) for name, content in case.files.items()}, case.given)
    print(run_case(seed, number))
    return 0


def _print(outcomes: dict[int, Outcome]) -> None:
    ends: defaultdict[str, Counter[str]] = defaultdict(Counter)
    slowest: defaultdict[str, float] = defaultdict(float)
    for outcome in outcomes.values():
        ends[outcome.kind][outcome.end] += 1
        slowest[outcome.kind] = max(slowest[outcome.kind], outcome.seconds)
    print(f"\n{'kind':22}{'inputs':>8}{'findings':>10}{'clean':>8}{'refused':>9}{'defects':>9}{'slowest, s':>12}")
    for kind, counts in sorted(ends.items()):
        told = "".join(f"{counts[end]:{width}}" for end, width in _COLUMNS)
        print(f"{kind:22}{counts.total():8}{told}{slowest[kind]:12.2f}")
    total = sum((counts for counts in ends.values()), Counter[str]())
    seconds = sorted(outcome.seconds for outcome in outcomes.values())
    print(f"\n{total.total()} inputs: {dict(total)}")
    print(f"seconds: half within {seconds[len(seconds) // 2]:.3f}, 99 % within {seconds[len(seconds) * 99 // 100]:.2f}")
    long = sorted(((o.seconds / o.characters, n) for n, o in outcomes.items() if o.characters >= _LONG), reverse=True)
    for cost, number in long[:5]:
        print(f"dearest character: {cost * 1e6:.0f} µs in {number}, {outcomes[number].characters} characters")
    print(f"most memory of a process: {max(outcome.memory for outcome in outcomes.values()):.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
