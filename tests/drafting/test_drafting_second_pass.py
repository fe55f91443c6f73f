"""The second pass, the tones, the earlier report as a model of style: what sections repeat is said once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drafting_making import CITY, OUTLINE, once_for_all_drafts
from model_server import ModelServer, cooperative

from drafter.drafting import Draft, DraftRequest, draft_report
from drafter.drafting.writer.styles import masked
from drafter.settings import ModelSettings

PLAIN = "市教育局坚持问题导向，压紧压实工作责任，逐校核查整改情况。"
AGAIN = "市教育局坚持问题导向，压紧压实各方责任，逐校核查落实情况。"


@pytest.fixture(scope="module", autouse=True)
def write_ups_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        once_for_all_drafts()(patch)
        yield


@pytest.fixture(autouse=True)
def by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")


def with_repeats(**said: str) -> Any:
    def answer(items: list[dict[str, Any]]) -> str:
        data = json.loads(cooperative(items))
        for entry in data["items"]:
            if entry["id"] in said:
                entry["sentences"].append({"text": said[entry["id"]], "evidence": []})
        return json.dumps(data, ensure_ascii=False)

    return answer


def drafted(server: ModelServer, **more: Any) -> Draft:
    previous = more.pop("previous", None)
    model = ModelSettings("m", server.url, "none", timeout=30.0, backoff=0.01, **more)
    request = DraftRequest(OUTLINE, CITY / "metrics.xlsx", CITY / "materials", previous=previous, engine="llm")
    return draft_report(request, model=model)


def count(made: Draft, text: str) -> int:
    return sum(s.text == text for _, _, s in made.report.sentences())


def second_prompts(server: ModelServer) -> list[str]:
    prompts = [request["messages"][-1]["content"] for request in server.requests]
    return [prompt for prompt in prompts if "可能重复或矛盾的句子" in prompt]


def test_the_same_sentence_is_said_once_without_asking() -> None:
    with ModelServer(with_repeats(preschool=PLAIN, salary=PLAIN, sports=PLAIN)) as server:
        made = drafted(server)
    assert count(made, PLAIN) == 1
    assert second_prompts(server) == []
    assert set(made.report.writing.values()) == {"model"}


def edits(action: str, text: str = "") -> Any:
    """Answers the second pass with one edit of the last sentence of the first group."""

    def other(prompt: str) -> str:
        groups = json.loads(prompt[prompt.index("[[{") :])
        return json.dumps({"edits": [{"id": groups[0][-1]["id"], "action": action, "text": text}]}, ensure_ascii=False)

    return other


def test_what_is_alike_is_settled_by_the_model() -> None:
    answer = with_repeats(preschool=PLAIN, salary=AGAIN)
    with ModelServer(answer, other=edits("drop")) as server:
        made = drafted(server)
    assert len(second_prompts(server)) == 1
    assert (count(made, PLAIN), count(made, AGAIN)) == (1, 0)
    with ModelServer(answer, other=edits("rewrite", "对照问题逐项核查，压实责任。")) as server:
        made = drafted(server)
    assert count(made, "对照问题逐项核查，压实责任。") == 1


@pytest.mark.parametrize("text", ["全市新建学校99所，市长王建国逐校核查。", "[[population]]。"])
def test_an_edit_that_adds_anything_is_not_made(text: str) -> None:
    with ModelServer(with_repeats(preschool=PLAIN, salary=AGAIN), other=edits("rewrite", text)) as server:
        made = drafted(server)
    assert (count(made, PLAIN), count(made, AGAIN)) == (1, 1)
    assert count(made, text) == 0


def test_tone_and_earlier_report_reach_the_prompt_masked(tmp_path: Path) -> None:
    earlier = tmp_path / "2024.txt"
    body = (
        "坚持把教育摆在优先发展位置，望江县投入1234万元改造学校，市长王建国到柳溪镇现场办公，"
        "印发《教育腾飞纲要》，成效明显，群众满意。"
    )
    earlier.write_text(f"望江县2024年履行教育职责自评报告\n一、工作情况\n{body * 2}\n", encoding="utf-8")
    with ModelServer() as server:
        drafted(server, previous=earlier, tone="实")
    first = server.requests[0]["messages"][-1]["content"]
    style = first.partition("写法参考")[2].partition("要点、数据、材料和政策（JSON）")[0]
    assert "坚持把教育摆在优先发展位置" in style
    for word in ("1234", "王建国", "柳溪镇", "望江县", "教育腾飞"):
        assert word not in style
    assert "写法要实" in first
    assert "实" not in masked("")
