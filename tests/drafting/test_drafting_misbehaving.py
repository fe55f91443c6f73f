"""Every outline completes against every misbehaviour, and nothing false reaches the DOCX unmarked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from drafting_making import CITY, OUTLINE, example_draft, once_for_all_drafts, texts
from lie_checking import true_words, unmarked
from misbehaving import Liar, at_random, lying, modes
from model_server import Answer, ModelServer, cooperative
from rumours import Rumours

from drafter.drafting import Draft, DraftRequest, draft_report
from drafter.settings import ModelSettings

MODES = list(modes(Liar(0, "")))
FORMS = {
    "city-key-points": "city",
    "city-selfcheck-table": "city",
    "city-comprehensive": "city",
    "county-standard": "county",
    "province-key-points": "province",
    "province-narrative": "province",
}


def request_of(outline: str, engine: str = "auto") -> DraftRequest:
    folder = CITY.parent / FORMS[outline]
    sheet = next(path for path in (folder / "metrics.xlsx", folder / "metrics.csv") if path.is_file())
    return DraftRequest(outline, sheet, folder / "materials", engine=engine)


@cache
def offline(outline: str) -> Draft:
    return draft_report(request_of(outline, "offline"))


def drafted(answer: Answer, outline: str = OUTLINE, **more: Any) -> tuple[Draft, ModelServer]:
    with ModelServer(answer) as server:
        settings: dict[str, Any] = {"timeout": 20.0, "backoff": 0.01, "retries": 1, "concurrency": 8, **more}
        model = ModelSettings("test-model", server.url, "sk-test", **settings)
        made = draft_report(request_of(outline), model=model)
    base = offline(outline).report
    assert [p.item for _, p in made.report.paragraphs()] == [p.item for _, p in base.paragraphs()]
    assert made.report.gaps == base.gaps
    assert made.report.shortfalls == base.shortfalls
    return made, server


@pytest.fixture(autouse=True)
def by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")


@pytest.fixture
def remembering() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        once_for_all_drafts()(patch)
        yield


@pytest.mark.parametrize("number", range(len(MODES)), ids=MODES)
def test_nothing_false_gets_through(number: int, tmp_path: Path) -> None:
    """Each mode on one outline, every outline in several modes; all pairs are in the benchmark."""
    outline = list(FORMS)[number % len(FORMS)]
    liar = Liar(1000 + number, true_words(offline(outline)))
    made, _ = drafted(modes(liar)[MODES[number]], outline, timeout=0.5 if MODES[number] == "hanging" else 20.0)
    assert unmarked(made, liar, tmp_path) == []
    if MODES[number] in ("garbage", "empty", "busy", "down", "hanging", "hanging up", "filtered", "obeying"):
        assert texts(made.report) == texts(offline(outline).report)
        assert made.report.engine == "offline"


@pytest.mark.parametrize("seed", range(12))
def test_another_misbehaviour_for_every_answer(seed: int, tmp_path: Path, remembering: None) -> None:
    true = true_words(example_draft())
    liar = Rumours(seed, true) if seed % 2 else Liar(seed, true)
    made, _ = drafted(at_random(liar))
    assert unmarked(made, liar, tmp_path) == []


def test_a_lie_that_did_get_through_would_be_noticed(tmp_path: Path) -> None:
    from drafter.report import Sentence

    made = draft_report(request_of(OUTLINE, "offline"))
    liar = Liar(3, "")
    liar.told.append(("place", "柳荫河畔"))
    paragraph = next(p for _, p in made.report.paragraphs() if p.item == "preschool")
    lie = "柳荫河畔书声琅琅。"
    paragraph.sentences.append(Sentence(lie, "model"))
    noticed = unmarked(made, liar, tmp_path)
    paragraph.sentences[-1] = Sentence(lie, "model", marked=True)
    assert [words for _, words, _ in noticed] == ["柳荫河畔"]
    assert unmarked(made, liar, tmp_path) == []


@pytest.mark.parametrize("outline", FORMS)
def test_a_cooperative_model_is_hardly_ever_doubted(outline: str) -> None:
    made, server = drafted(cooperative, outline, timeout=20.0)
    assert set(made.report.writing.values()) == {"model"}, made.report.writing
    sections = {
        request["messages"][-1]["content"].partition("本节标题")[2][:20]
        for request in server.requests
        if "上次写的内容" in request["messages"][-1]["content"]
    }
    assert not sections, "repairs were wasted"
    sentences = [s for _, _, s in made.report.sentences() if s.origin == "model"]
    assert sum(s.marked for s in sentences) <= 0.05 * len(sentences)
    assert not any("[[" in s.text for s in sentences)


def test_a_lie_is_sent_back_with_its_finding_and_mended(remembering: None) -> None:
    """At most two repairs, each quoting what is wrong and what may be used; a model that mends it writes the item."""
    liar = Liar(7, true_words(example_draft()))
    tell = lying(liar)
    seen: set[str] = set()

    def once(items: list[dict[str, Any]]) -> Any:
        fresh = [item for item in items if item["id"] not in seen]
        seen.update(item["id"] for item in items)
        return tell(items) if fresh else cooperative(items)

    made, server = drafted(once, timeout=20.0)
    prompts = [request["messages"][-1]["content"] for request in server.requests]
    repairs = [prompt for prompt in prompts if "上次写的内容和发现的问题" in prompt]
    assert repairs
    assert all("没有出处" in prompt or "数据位" in prompt for prompt in repairs)
    assert all("可以用的数据位：\n- 要点 " in prompt for prompt in repairs)
    assert set(made.report.writing.values()) <= {"model", "model:1"}
    assert "model:1" in made.report.writing.values()


def test_a_model_that_will_not_mend_is_asked_three_times_at_most(remembering: None) -> None:
    liar = Liar(8, true_words(example_draft()))
    made, server = drafted(lying(liar), timeout=20.0)
    first = {
        r["messages"][-1]["content"] for r in server.requests if "上次写的内容" not in r["messages"][-1]["content"]
    }
    assert len(server.requests) <= 3 * len(first)
    kept = [status for status in made.report.writing.values() if status.startswith("offline:")]
    assert kept
    assert all(len(status) > len("offline:") for status in kept)
