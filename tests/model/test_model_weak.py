"""A real weak model, only where somebody serves one: ``DRAFTER_TEST_MODEL`` names it, ``OPENAI_BASE_URL`` where.

With the package llama-cpp-python::

    python -m llama_cpp.server --model FILE.gguf --host 127.0.0.1 --port 8790 --n_ctx 8192 --model_alias weak
    DRAFTER_TEST_MODEL=weak OPENAI_BASE_URL=http://127.0.0.1:8790/v1 python -m pytest tests/model -k weak
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from drafting_making import CITY, OUTLINE, example_draft

from drafter.drafting import DraftRequest, draft_report
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.review import Reviewer
from drafter.library.policies import load_policies
from drafter.settings import ModelSettings

NAME, ADDRESS = os.environ.get("DRAFTER_TEST_MODEL", ""), os.environ.get("OPENAI_BASE_URL", "")


@pytest.mark.skipif(not (NAME and ADDRESS), reason="no weak model is served")
def test_a_weak_model_completes_and_invents_nothing_unmarked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_DATA_DIR", str(tmp_path))
    model = ModelSettings(NAME, ADDRESS, "none", timeout=300.0, window=8000, answer=1200, concurrency=1, retries=1)
    made = draft_report(DraftRequest(OUTLINE, CITY / "metrics.xlsx", CITY / "materials", engine="auto"), model=model)
    base = example_draft()
    assert [p.item for _, p in made.report.paragraphs()] == [p.item for _, p in base.report.paragraphs()]
    teller = Storyteller(made.metrics, load_policies(), "city", made.report.region, made.report.year)
    reviewer = Reviewer(base.report, teller, made.outline, made.materials)
    marked = {(p.item, n) for _, p in made.report.paragraphs() for n, s in enumerate(p.sentences) if s.marked}
    assert {(o.item, o.number) for o in reviewer.objections(made.report)} <= marked
