"""The prompt files: each renders for each outline, fits the window whatever it carries, and gives away no figure."""

from __future__ import annotations

import re
from functools import cache

import pytest
from drafting_making import CITY

from drafter.drafting import DraftRequest, draft_report
from drafter.drafting.evidence import choose_evidence
from drafter.drafting.screening import Screen
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.answers import WrittenSentence
from drafter.drafting.writer.job import Job, Script
from drafter.drafting.writer.pack import SectionPack
from drafter.drafting.writer.plan import Plan, item_length, plan_jobs
from drafter.drafting.writer.second import Spoken, second_asking
from drafter.drafting.writer.styles import TONES
from drafter.library.policies import load_policies
from drafter.model.asking import Asking
from drafter.model.prompts import PROMPTS, load_prompt
from drafter.model.tokens import count_tokens
from drafter.settings import ModelSettings

FORMS = {
    "city-key-points": "city",
    "city-selfcheck-table": "city",
    "city-comprehensive": "city",
    "county-standard": "county",
    "province-key-points": "province",
    "province-narrative": "province",
}
WINDOW = 16_000
LONG_STYLE = ["坚持把教育摆在优先发展位置" * 23] * 3  # 300 characters each, as much as there can be


@cache
def planned(outline: str, window: int = WINDOW, at_once: int = 4) -> tuple[Plan, Script, ModelSettings]:
    folder = CITY.parent / FORMS[outline]
    sheet = next(path for path in (folder / "metrics.xlsx", folder / "metrics.csv") if path.is_file())
    draft = draft_report(DraftRequest(outline, sheet, folder / "materials", engine="offline"))
    region, year = draft.report.region, draft.report.year
    evidence = choose_evidence(draft.outline, draft.materials, Screen(draft.metrics, region, year))
    teller = Storyteller(draft.metrics, load_policies(), draft.outline.level, region, year)
    model = ModelSettings("m", "http://127.0.0.1:1/v1", window=window, concurrency=at_once)
    script = Script.of(model, region, year, item_length(draft.outline))
    return plan_jobs(teller, draft.outline, evidence, model, script), script, model


def repair_of(job: Job) -> Job:
    """The worst of repairs: every item was written at great length and has a great deal against it."""
    reasons = tuple(f"“某某{number}”没有出处" * 20 for number in range(20))
    return Job(job.pack, job.style, {item.item.id: ("写得很长。" * 800, reasons) for item in job.pack.items})


@pytest.mark.parametrize("outline", FORMS)
def test_each_prompt_renders_for_each_outline_and_fits_the_window(outline: str) -> None:
    plan, script, model = planned(outline)
    assert plan.jobs
    largest = 0
    for job in plan.jobs:
        job.style = LONG_STYLE
        for asking in (script.asking(job), script.asking(repair_of(job))):
            assert_rendered(asking)
            assert asking.tokens + asking.most <= model.window, job.name
            largest = max(largest, asking.tokens)
            for item in job.pack.items:
                assert item.item.id in asking.messages[-1][1]
        assert script.asking(job).prompt.startswith("section v")
        assert script.asking(repair_of(job)).prompt.startswith("repair v")
    assert largest > 3000
    spoken = [Spoken("a", number, WrittenSentence("全市[[population]]持续增长。" * 9, ())) for number in range(24)]
    groups = [[left, right] for left, right in zip(spoken[::2], spoken[1::2], strict=True)]
    for asking in second_asking(load_prompt("second"), groups, script.region, script.year, script.most):
        assert_rendered(asking)
        assert asking.tokens + asking.most <= model.window


def assert_rendered(asking: Asking) -> None:
    (role, system), (other, task) = asking.messages
    assert (role, other) == ("system", "user")
    assert system
    assert not re.search(r"\{\{|\}\}", system + task)


@pytest.mark.parametrize("outline", ["county-standard", "province-narrative"])
def test_a_small_window_is_kept_too_and_what_was_dropped_is_recorded(outline: str) -> None:
    plan, script, model = planned(outline, window=7000)
    wide, *_ = planned(outline)
    assert all(script.asking(job).tokens + 400 <= model.window for job in plan.jobs)
    assert len(plan.jobs) >= len(wide.jobs)
    assert {i.item.id for job in plan.jobs for i in job.pack.items} == {
        i.item.id for job in wide.jobs for i in job.pack.items
    }
    assert not wide.dropped
    assert all(number > 0 for number in plan.dropped.values())


def test_no_place_stays_idle_in_the_last_round() -> None:
    plan, *_ = planned("city-selfcheck-table")
    alone, *_ = planned("city-selfcheck-table", at_once=1)
    assert len(plan.jobs) % 4 == 0
    assert len(alone.jobs) <= len(plan.jobs) < len(alone.jobs) + 4
    order = [item.item.id for job in plan.jobs for item in job.pack.items]
    assert order == [item.item.id for job in alone.jobs for item in job.pack.items]


def test_a_pack_too_big_for_the_window_loses_clauses_first() -> None:
    plan, *_ = planned("city-key-points")
    pack = max((item for job in plan.jobs for item in job.pack.items), key=lambda item: len(item.clauses))
    clauses, passages = dict(pack.clauses), dict(pack.passages)
    single = SectionPack(plan.jobs[0].pack.section, [pack])
    room = count_tokens(single.as_json()) - 1
    assert single.fit(room, count_tokens) >= 1
    assert len(pack.clauses) < len(clauses)
    assert pack.passages == passages
    pack.clauses.clear()
    pack.clauses.update(clauses)


_OWN = re.compile(r"(?m)^\d\. |\b[fs]\d+\b|\[\[[^\]]*\]\]|\{\{\w+\}\}")
_SPELLED = re.compile(r"(?<!地)[一二三四五六七八九十百千万亿两]+(?:所|名|人|个百分点|万|元|项|成|倍|%)")


@pytest.mark.parametrize("name", PROMPTS)
def test_prompts_hold_no_figure_that_could_leak(name: str) -> None:
    prompt = load_prompt(name)
    text = _OWN.sub("", prompt.system + prompt.task)
    assert set(re.findall(r"\d+", text)) <= {"2", "5", "90"}  # how much to write, and nothing else
    assert not _SPELLED.findall(text)
    assert not re.search(r"[%％]|《[^》]", text)
    assert prompt.purpose
    assert prompt.version >= 1


def test_tones_hold_no_figure_that_could_leak_either() -> None:
    for name, told in TONES.items():
        assert set(re.findall(r"\d+", told)) <= {"3"}, name
        assert not _SPELLED.findall(told)
