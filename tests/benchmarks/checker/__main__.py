"""What the checker finds, measured: python tests/benchmarks/checker [--regions N] [--each N] [--show]
or with --pairs for short passages alone, or with --learnt for further reports alone that were mended on, or with
--folder DIR for your own: a folder of folders with report.txt, metrics.csv, planted.yaml and info.yaml, or with
report.txt, defects.json, negatives.json and perhaps metrics.csv; or of YAML files of passages. With --reckon the
planted ones are also read by the model that is configured (OPENAI_BASE_URL, DRAFTER_MODEL): what it adds is told.

Plants one error at a time, of every kind, into clean drafts of the examples and of fresh random regions, and into
reports written by hand; prints recall and precision per kind, false errors on clean text, and how the cost grows.
Not a test: a small part of it runs as one.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench_annotated import ANNOTATED, score_annotated
from bench_cases import LEARNT, Case, read_voices, written
from bench_pairs import PAIRS, read_pairs, score_pairs
from bench_peers import PEERS, peer
from bench_reckoning import score_reckoning
from bench_regions import example_cases, fresh_case
from bench_scoring import System, Tally, run_case, run_voice
from bench_systems import digit_lookup, drafter_check

from drafter.checking import CheckRequest, check_file
from drafter.checking.reckoning.asking import model_reckoner
from drafter.resources import bundled
from drafter.settings import load_settings


def main() -> None:
    """Run it all and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regions", type=int, default=9, help="fresh regions to make")
    parser.add_argument("--each", type=int, default=5, help="errors of each kind and report")
    parser.add_argument("--seed", type=int, default=20250)
    parser.add_argument("--show", action="store_true", help="list what was missed and what was wrongly flagged")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--learnt", action="store_true", help="only further reports that the checker was mended on")
    only.add_argument("--pairs", action="store_true", help="only short passages")
    only.add_argument("--folder", type=Path, help="only reports of your own, which it has never met")
    parser.add_argument("--reckon", action="store_true", help="with --folder: what the configured model adds")
    options = parser.parse_args()
    if options.reckon:
        if not options.folder:
            parser.error("--reckon needs --folder")
        _reckoned(options.folder, options.show)
        return
    if options.pairs:
        _pairs(PAIRS, options.show)
        return
    if options.learnt or options.folder:
        planted, annotated = (options.folder, options.folder) if options.folder else (LEARNT, ANNOTATED)
        _further(planted, annotated, options)
        if options.folder:
            _pairs(options.folder, options.show)
        return
    systems: dict[str, System] = {"drafter": drafter_check, "digits in the sheet": digit_lookup}
    for name in PEERS:
        check, told = peer(name)
        if check is None:
            print(f"left out: {told}")
        else:
            systems[told] = check
    with TemporaryDirectory() as name:
        folder = Path(name)
        cases = example_cases(folder) + [fresh_case(options.seed + n, folder) for n in range(options.regions)]
        results: dict[str, Tally] = {}
        for label, system in systems.items():
            voices = {way: Tally() for way in ("text alone", "with metrics")}
            for voice in read_voices():
                for way, tally in voices.items():
                    run_voice(voice, system, way != "text alone", folder, tally)
            drafts = Tally()
            for number, case in enumerate(cases):
                other = cases[(number + len(cases) // 2) % len(cases)]
                run_case(case, system, folder, drafts, options.each, options.seed + number, other)
            for way, tally in (*((f"by hand, {w}", t) for w, t in voices.items()), ("drafts, with metrics", drafts)):
                _print(f"{label}: {way}", tally, options.show)
            results[label] = drafts
        _compare(results)
        _costs(systems, cases[0], folder)


def _further(planted: Path, annotated: Path, options: argparse.Namespace) -> None:
    """Planted errors in further reports, by hand and at random places, and reports annotated with all their defects."""
    show = options.show
    with TemporaryDirectory() as name:
        for way in ("text alone", "with metrics"):
            tally = Tally()
            for voice in read_voices(planted):
                run_voice(voice, drafter_check, way != "text alone", Path(name), tally)
            _print(f"further reports, {way}", tally, show)
        cases, anywhere = read_voices(planted), Tally()
        for number, case in enumerate(cases):
            run_case(case, drafter_check, Path(name), anywhere, options.each, options.seed + number, cases[number - 1])
        _print("further reports, errors at random places, with metrics", anywhere, show)
    told = score_annotated(annotated)
    print("\n== annotated reports")
    for tier, marked in told.marked.items():
        print(f"   {tier:10} {told.found[tier]:4}/{marked}")
    print(f"   errors on a defect {told.right}/{told.errors}, on words that only look like one {told.alarms}")
    for line in told.missed if show else ():
        print(f"   missed: {' | '.join(line)}")


def _reckoned(folder: Path, show: bool) -> None:
    """What the configured model adds by reading the relations between figures."""
    with TemporaryDirectory() as name:
        told = score_reckoning(read_voices(folder), model_reckoner(load_settings().model), Path(name))
    print(f"slips {told.planted}: by rules {told.by_rules}, with the model {told.found}")
    print(f"doubts of the model: {told.false} on the true reports, {told.beside} on no slip")
    for line in (*told.notices, *(f"missed: {' | '.join(line)}" for line in told.missed)) if show else ():
        print(f"   {line}")


def _pairs(passages: Path, show: bool) -> None:
    """Short passages, true and with a slip."""
    with TemporaryDirectory() as name:
        told = score_pairs(read_pairs(passages), Path(name))
    for topic, tally in told.items():
        false = f"{tally.false['error']} errors and {tally.false['warning']} warnings on true ones"
        print(f"\n== passages: {topic}\n   slips found {tally.caught}/{tally.pairs} ({tally.caught / tally.pairs:.2f})")
        print(f"   errors on a slip {tally.right}/{tally.errors}; {false}")
        for heading, lines in (("missed", tally.missed), ("alarm", tally.alarms)) if show else ():
            for line in lines:
                print(f"   {heading}: {' | '.join(line)}")


def _print(title: str, tally: Tally, show: bool) -> None:
    caught, planted = tally.caught.total(), tally.planted.total()
    print(f"\n== {title}")
    print(f"   recall {tally.recall:.3f} ({caught}/{planted})   precision {tally.precision:.3f}")
    per = tally.false * 10_000 / max(1, tally.characters)
    print(f"   clean text: {tally.false} false errors in {tally.characters} characters, {per:.2f} per 10 000")
    for kind, (caught, planted) in tally.by_kind().items():
        print(f"   {kind:14} {caught:4}/{planted}")
    for heading, lines in (("missed", tally.missed), ("alarm", tally.alarms)) if show else ():
        for line in lines:
            print(f"   {heading}: {' | '.join(line)}")


def _compare(results: dict[str, Tally]) -> None:
    """What the systems found in the same drafts, in one run, and how long each took."""
    widths = {"recall": 8, "precision": 11, "false/10 000": 14, "s/10 000": 10, "ratio": 8}
    heads = "".join(f"{head:>{width}}" for head, width in widths.items())
    print(f"\n== drafts, with metrics\n   {'':28}{heads}")
    own = next(iter(results.values())).pace
    for label, tally in results.items():
        false = tally.false * 10_000 / max(1, tally.characters)
        told = f"{tally.recall:8.3f}{tally.precision:11.3f}{false:14.2f}{tally.pace:10.3f}{tally.pace / own:8.2f}"
        print(f"   {label:28}{told}")


def _costs(systems: dict[str, System], case: Case, folder: Path) -> None:
    """Seconds for a report of usual length with all that can be given, and how they grow to a million characters."""
    city = bundled("examples", "city")
    report = written(case.text * (15_000 // len(case.text) + 1), "txt", folder / "long")
    request = CheckRequest(report, metrics=city / "metrics.xlsx", materials=city / "materials", year=case.year)
    check_file(request)  # what is read once a process
    begin = time.perf_counter()
    characters = check_file(request).document.characters()
    print(f"\n== cost\n   {characters} characters with metrics and materials: {time.perf_counter() - begin:.2f} s")
    lines = [line for voice in read_voices() if voice.form == "txt" for line in voice.text.splitlines()]
    unit = sum(map(len, lines))
    base = 0.0
    for size in (15_000, 60_000, 250_000, 1_000_000):
        long = Case("long", "\n".join(lines * (size // unit + 1)), case.metrics, region=case.region, year=case.year)
        spent = {}
        for label, system in systems.items():
            begin = time.perf_counter()
            system(long.text, long, True, folder)
            spent[label] = time.perf_counter() - begin
        own = next(iter(spent.values()))
        base = base or own / len(long.text)
        peers = ", ".join(f"{label} {own / seconds:.0f} times quicker" for label, seconds in list(spent.items())[1:])
        grown = own / len(long.text) / base
        told = f"{len(long.text):9} characters {own:7.2f} s, a character costs {grown:.2f} of the first"
        print(f"   {told}; {peers}")


if __name__ == "__main__":
    main()
