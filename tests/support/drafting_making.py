"""Small inputs for the tests of drafting: metrics from rows, write-ups from text, outlines from YAML."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drafter.checking.text.statements import statements
from drafter.drafting import Draft, DraftRequest, draft_report, evidence, pipeline, screening, slots
from drafter.drafting.evidence import Evidence, choose_evidence
from drafter.drafting.materials import Materials, MaterialSentence, read_materials
from drafter.drafting.screening import Screen, flow_of
from drafter.drafting.slots import fill
from drafter.drafting.stories import Storyteller
from drafter.facts import Metrics, read_metrics
from drafter.library.policies import load_policies
from drafter.outlines import Outline, find_outline, read_outline
from drafter.report import Report, Sentence
from drafter.resources import bundled

CITY = bundled("examples", "city")
OUTLINE = "city-key-points"
REGION, YEAR = "云岭市", 2025

Rows = Sequence[Sequence[Any]]
_number = itertools.count()


def write_metrics(folder: Path, rows: Rows, title: str = f"{REGION}{YEAR}年指标表") -> Path:
    """A CSV of 指标, 本年, 上年, 单位."""
    lines = [title, "指标,本年,上年,单位", *(",".join(map(str, (*row, *[""] * (4 - len(row))))) for row in rows)]
    path = folder / f"metrics{next(_number)}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def metrics_of(folder: Path, rows: Rows) -> Metrics:
    return read_metrics(write_metrics(folder, rows))


def teller_of(folder: Path, rows: Rows, level: str = "city", region: str = REGION) -> Storyteller:
    return Storyteller(metrics_of(folder, rows), load_policies(), level, region, YEAR)


def told(teller: Storyteller, templates: Sequence[str]) -> list[Sentence]:
    """Templates as sentences of a report."""
    return [fill(template, teller.metrics, teller.policies) for template in templates]


def write_materials(folder: Path, files: Mapping[str, str]) -> Path:
    made = folder / f"materials{next(_number)}"
    made.mkdir()
    for name, text in files.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def materials_of(folder: Path, files: Mapping[str, str]) -> Materials:
    return read_materials(write_materials(folder, files))


def sentence(text: str, *, role: str = "body", ref: str = "a.txt#p1", **more: str) -> MaterialSentence:
    given = {"heading": "", "lead": "", "organisation": "市教育局", "original": text, **more}
    return MaterialSentence(ref=ref, text=text, role=role, **given)


def screen_of(folder: Path, rows: Rows = (("学前三年毛入园率", 94, 93, "%"),), region: str = REGION) -> Screen:
    return Screen(metrics_of(folder, rows), region, YEAR)


def outline_of(folder: Path, sections: str) -> Outline:
    """An outline from the YAML of its sections."""
    path = folder / f"outline{next(_number)}.yaml"
    head = 'id: small\nname: 小提纲\nlevel: city\ntitle: "{region}{year}年报告"\nsections:\n'
    path.write_text(head + sections, encoding="utf-8")
    return read_outline(path)


def evidence_of(folder: Path, files: Mapping[str, str], rows: Rows, outline: Outline | None = None) -> Evidence:
    materials = materials_of(folder, files)
    return choose_evidence(outline or find_outline(OUTLINE), materials, screen_of(folder, rows))


def draft_of(folder: Path, rows: Rows, files: Mapping[str, str] | None = None, **more: Any) -> Draft:
    """An offline draft of small inputs on the city outline."""
    materials = write_materials(folder, files) if files else None
    request = DraftRequest(OUTLINE, write_metrics(folder, rows), materials, engine="offline", **more)
    return draft_report(request)


def texts(report: Report) -> list[str]:
    return [s.text for _, _, s in report.sentences()]


def whole_text(report: Report) -> str:
    return "\n".join(paragraph.text for _, paragraph in report.paragraphs())


def section_text(report: Report, section_id: str) -> str:
    """Headings and paragraphs of a section and all below it."""
    section = next(s for s in report.walk() if s.id == section_id)
    return "\n".join(part.heading + "\n" + "\n".join(p.text for p in part.paragraphs) for part in section.walk())


@cache
def example_draft() -> Draft:
    """The offline draft of the bundled example; read only."""
    return draft_report(DraftRequest(OUTLINE, CITY / "metrics.xlsx", CITY / "materials", engine="offline"))


def once_for_all_drafts() -> Callable[[pytest.MonkeyPatch], None]:
    """Makes drafts of the example work out only once what depends on words alone: reading, parsing, naming, matching.

    The result is called with the patch that holds while drafting.
    """
    materials = read_materials(CITY / "materials")
    memory: dict[Any, Any] = {}

    def once(kind: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def remembered(self: Any, *words: Any, **more: Any) -> Any:
            key = (kind, *words, *more.items())
            if key not in memory:
                found = work(self, *words, **more)
                memory[key] = list(found) if isinstance(found, Iterator) else found
            return memory[key]

        return remembered

    parse = once("statements", lambda _, text: statements([flow_of(text)]))
    methods = [(Screen, "_bound"), (Screen, "indicators"), (evidence._Matcher, "best"), (evidence._Matcher, "score")]
    found = [(owner, name, once(name, getattr(owner, name))) for owner, name in methods]

    def remember(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(pipeline, "read_materials", lambda *_: materials)
        for owner, name, work in found:
            patch.setattr(owner, name, work)
        for module in (screening, slots):
            patch.setattr(module, "statements", lambda flows: parse(None, flows[0].text))

    return remember
