"""A changed cell changes only the sentences that rest on it: every numeric cell of the example, two changes each."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from drafting_making import CITY, OUTLINE, example_draft, once_for_all_drafts

from drafter.drafting import DraftRequest, draft_report, pipeline
from drafter.facts import Fact, Metrics, Period, read_metrics
from drafter.report import Report, Sentence

_LISTS = ("problems", "measures")  # entries come and go with the floor that is crossed


@pytest.fixture(scope="module")
def redraft() -> Callable[[Metrics | Path], Report]:
    """Drafts from metrics; what depends on words alone is worked out once: reading, parsing, naming, matching."""
    remember = once_for_all_drafts()

    def draft(metrics: Metrics | Path) -> Report:
        with pytest.MonkeyPatch.context() as patch:
            remember(patch)
            if isinstance(metrics, Metrics):
                patch.setattr(pipeline, "read_metrics", lambda *_, **__: copy.copy(metrics))
            path = metrics if isinstance(metrics, Path) else CITY / "metrics.xlsx"
            request = DraftRequest(OUTLINE, path, CITY / "materials", region="云岭市", year=2025, engine="offline")
            return draft_report(request).report

    return draft


def edited(metrics: Metrics, fact: Fact, value: Decimal) -> Metrics:
    """The metrics as they are read after one cell was typed over."""
    result = copy.copy(metrics)
    raw = str(value)
    typed = f"{value}:{10 - value}" if metrics.dictionary[fact.indicator].unit.symbol == "x:y" else fact.typed
    result.facts = {**metrics.facts, (fact.indicator, fact.period): replace(fact, value=value, raw=raw, typed=typed)}
    return result


def changes(metrics: Metrics, fact: Fact) -> list[Decimal]:
    """A small change and a large one; a floor, where there is one, is crossed by the second."""
    step = Decimal(1).scaleb(-fact.decimals)
    indicator = metrics.dictionary[fact.indicator]
    small = fact.value - step if indicator.unit.dimension == "percent" and fact.value >= 100 else fact.value + step
    large = (fact.value * Decimal("0.87")).quantize(step) if fact.value > 20 else fact.value + 2
    floors = [t.value for t in indicator.thresholds if isinstance(t.value, Decimal) and t.is_floor]
    if floors and fact.period is Period.THIS:
        large = floors[0] - 1 if fact.value >= floors[0] > 1 else floors[0] + 1
    return [small, large]


def entries(report: Report) -> dict[str, list[Sentence]]:
    """Sentences by place: the section's heading inside the lists that may grow, the paragraph's item elsewhere."""
    found: dict[str, list[Sentence]] = {}
    for section, paragraph, sentence in report.sentences():
        name = section.id if section else ""
        key = f"{name.partition('-')[0]}/{section.heading}" if section and name.startswith(_LISTS) else paragraph.item
        found.setdefault(key, []).append(sentence)
    return found


def reaches(sentence: Sentence, cell: str) -> bool:
    refs = [support.ref for support in sentence.support]
    refs += [source.ref for figure in sentence.figures for source in figure.sources]
    return any(ref.endswith(cell) for ref in refs)


def strangers(base: Report, other: Report, cell: str) -> list[str]:
    """Sentences that differ though they do not rest on the cell."""
    before, after = entries(base), entries(other)
    found = []
    for key in {**before, **after}:
        listed = key.startswith(_LISTS)
        if listed and not (key in before and key in after):
            continue  # the change opened or closed this problem or its measure
        old, new = before.get(key, []), after.get(key, [])
        old_texts, new_texts = {s.text for s in old}, {s.text for s in new}
        differ = [s for s in old if s.text not in new_texts] + [s for s in new if s.text not in old_texts]
        found += [s.text for s in differ if not reaches(s, cell)]
        kept_old = [s.text for s in old if s.text in new_texts]
        kept_new = [s.text for s in new if s.text in old_texts]
        if kept_old != kept_new:
            found.append(f"order of {key}")
    return found


def numeric_facts() -> list[Fact]:
    metrics = example_draft().metrics
    return [fact for fact in metrics.facts.values() if metrics.dictionary[fact.indicator].kind != "yes-no"]


def test_only_sentences_that_rest_on_a_cell_change_with_it(redraft: Callable[[Metrics | Path], Report]) -> None:
    metrics = read_metrics(CITY / "metrics.xlsx")
    base = redraft(metrics)
    strange: list[str] = []
    cases = silent = 0
    for fact in numeric_facts():
        cell = f"!指标!{fact.cell.cell}"
        moved = False
        for value in changes(metrics, fact):
            assert value != fact.value
            other = redraft(edited(metrics, fact, value))
            cases += 1
            moved = moved or entries(other) != entries(base)
            strange += [f"{fact.indicator} {fact.value}→{value}：{text}" for text in strangers(base, other, cell)]
        silent += not moved
    assert strange == [], "\n".join(strange)
    assert cases == 2 * len(numeric_facts()) >= 300
    assert silent < cases / 4  # figures that no group of this outline tells


@pytest.mark.parametrize("cell", ["C5", "C17", "C32", "D33", "C56", "C70"])
def test_a_substituted_value_is_an_edited_cell(
    cell: str, tmp_path: Path, redraft: Callable[[Metrics | Path], Report]
) -> None:
    """The short cut of the test above gives what a real edit of the workbook gives."""
    metrics = read_metrics(CITY / "metrics.xlsx")
    fact = next(f for f in metrics.facts.values() if f.cell.cell == cell)
    book = openpyxl.load_workbook(CITY / "metrics.xlsx")
    sheet = book["指标"]
    value = changes(metrics, fact)[1]
    percent = str(sheet[cell].number_format).endswith("%")
    sheet[cell].value = float(value / 100) if percent else float(value)
    book.save(tmp_path / "metrics.xlsx")
    book.close()
    real = redraft(tmp_path / "metrics.xlsx")
    short = redraft(edited(metrics, fact, value))
    assert [s.text for _, _, s in real.sentences()] == [s.text for _, _, s in short.sentences()]


def test_a_crossed_floor_opens_and_closes_its_own_entry_only(redraft: Callable[[Metrics | Path], Report]) -> None:
    metrics = read_metrics(CITY / "metrics.xlsx")
    base = redraft(metrics)
    better = redraft(edited(metrics, metrics.facts["public_kindergarten_share", Period.THIS], Decimal("50.34")))
    gone = {s.indicator for s in base.shortfalls} - {s.indicator for s in better.shortfalls}
    assert gone == {"public_kindergarten_share"}
    worse = redraft(edited(metrics, metrics.facts["preschool_gross_enrolment", Period.THIS], Decimal("84.62")))
    new = {s.indicator for s in worse.shortfalls} - {s.indicator for s in base.shortfalls}
    assert new == {"preschool_gross_enrolment"}
    assert "学前教育普及水平有待提高" in {section.heading for section in worse.walk()}


def test_the_comparison_would_notice(redraft: Callable[[Metrics | Path], Report]) -> None:
    metrics = read_metrics(CITY / "metrics.xlsx")
    base = redraft(metrics)
    fact = metrics.facts["emergency_drills", Period.THIS]
    other = redraft(edited(metrics, fact, fact.value + 1))
    assert strangers(base, other, f"!指标!{fact.cell.cell}") == []
    assert strangers(base, other, "!指标!Z99")
