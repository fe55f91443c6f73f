"""A small part of the benchmark of the checker: reports by hand, clean and with errors, and a fresh region."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).resolve().parents[1] / "benchmarks" / "checker"
sys.path.insert(0, str(BENCHMARK))

from bench_cases import Case, Plant, apply, around, read_voices, written  # noqa: E402 - found in the folder just added
from bench_pairs import PAIRS, read_pairs, score_pairs  # noqa: E402
from bench_reckoning import score_reckoning  # noqa: E402
from bench_regions import fresh_case  # noqa: E402
from bench_scoring import Tally, run_case, run_voice  # noqa: E402
from bench_systems import digit_lookup, drafter_check  # noqa: E402

from drafter.checking import CheckRequest, check_file  # noqa: E402
from drafter.checking.claims.judging import Judgement, Opinion, Question, Verdict  # noqa: E402
from drafter.checking.inquiry import Told  # noqa: E402
from drafter.checking.reckoning.formulas import Formula, parse  # noqa: E402
from drafter.checking.reckoning.numbered import Numbered  # noqa: E402
from drafter.checking.reckoning.reading import Part, Reckoner  # noqa: E402

VOICES = read_voices()


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.name)
def test_a_clean_report_by_hand_has_no_error(voice: Case, tmp_path: Path) -> None:
    file = written(voice.text, voice.form, tmp_path / "report")
    for metrics in (None, voice.metrics):
        found = check_file(CheckRequest(file, metrics=metrics)).findings
        assert [f"{f.code} {f.excerpt}" for f in found if f.severity == "error"] == []


@pytest.mark.parametrize("way", ["text alone", "with metrics"])
def test_errors_planted_by_hand_are_found(way: str, tmp_path: Path) -> None:
    tally = Tally()
    for voice in VOICES:
        run_voice(voice, drafter_check, way != "text alone", tmp_path, tally)
    assert tally.recall >= 0.9, tally.missed
    assert tally.precision >= 0.97, tally.alarms


@pytest.mark.parametrize("topic", sorted(file.stem for file in PAIRS.glob("*.yaml")))
def test_true_passages_have_no_error_and_slips_are_found(topic: str, tmp_path: Path) -> None:
    told = score_pairs((pair for pair in read_pairs() if pair.topic == topic), tmp_path)[topic]
    assert told.pairs >= 100
    assert told.false["error"] == 0, told.alarms
    assert told.right >= 0.9 * told.errors
    assert told.caught >= 0.45 * told.pairs, told.missed


def test_errors_at_random_places_of_a_fresh_draft_are_found(tmp_path: Path) -> None:
    case, other = fresh_case(7, tmp_path), fresh_case(10, tmp_path)
    tally, naive = Tally(), Tally()
    run_case(case, drafter_check, tmp_path, tally, each=2, seed=1, other=other)
    run_case(case, digit_lookup, tmp_path, naive, each=1, seed=1, other=other)
    assert tally.planted.total() >= 20
    assert tally.recall >= 0.95, tally.missed
    assert tally.precision >= 0.97, tally.alarms
    assert tally.false == 0, tally.alarms
    assert naive.precision < tally.precision


def test_what_a_reader_of_relations_adds_is_counted_apart(tmp_path: Path) -> None:
    """A model that reads one product of a report, and has no doubt that it is meant."""
    text = "甲县2025年履行教育职责自评报告\n一、成效\n流动科普车出车，一天4次，跑了38天，走了152次，带6名讲解员。"
    slips = (Plant("product", "走了152次", "走了125次"), Plant("value", "带6名", "带9名"))
    case = Case("trips", text, None, plants=slips, region="甲县", year=2025)

    def read(shown: Numbered, parts: Sequence[Part], region: str, year: int) -> Told[tuple[Formula, ...]]:
        names = [part for part in parts[0].names if shown.operands[part].told in ("4次", "38天", "152次", "125次")]
        formula = parse(f"{names[2]} = {names[0]}*{names[1]}", shown.operands)
        return Told({parts[0].id: (formula,) if formula else ()})

    def confirm(questions: Sequence[Question], region: str, year: int) -> Judgement:
        return Judgement({q.id: Opinion(Verdict.CONTRADICTED, next(iter(q.passages.values()))) for q in questions})

    told = score_reckoning([case], Reckoner(read, confirm), tmp_path)
    assert (told.planted, told.by_rules, told.found, told.false, told.beside) == (2, 0, 1, 0, 0)
    assert told.missed == [("trips", "value", "带9名")]


def test_the_same_seed_gives_the_same_region(tmp_path: Path) -> None:
    assert fresh_case(3, tmp_path).text == fresh_case(3, tmp_path).text
    assert fresh_case(3, tmp_path).text != fresh_case(6, tmp_path).text


def test_an_error_is_put_where_its_words_stand_once() -> None:
    text, ((start, end),) = apply("小学98所，初中20所。", (Plant("value", "98所", "89所"),))
    assert text[start:end] == "89所"
    assert around("一。二三四。五", 3, 4) == (2, 5)
    with pytest.raises(ValueError, match="2 times"):
        apply("20所、20所", (Plant("value", "20所", "2所"),))
