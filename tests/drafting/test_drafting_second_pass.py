"""The second pass, the tones, the earlier report as a model of style: what sections repeat is said once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from drafting_making import CITY, OUTLINE, once_for_all_drafts
from model_server import ModelServer, cooperative

from drafter.drafting import Draft, DraftRequest, draft_report
from drafter.drafting.writer.answers import WrittenSentence
from drafter.drafting.writer.second import Spoken, overlaps, second_asking
from drafter.drafting.writer.styles import TONES, masked
from drafter.model.prompts import load_prompt
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


def paired(**said: str) -> list[set[str]]:
    """Which of these sentences, each of an item of its own, are put before the model together."""
    drafts = {item: SimpleNamespace(written=[WrittenSentence(text, ())]) for item, text in said.items()}
    return [{sentence.item for sentence in pair} for pair in overlaps(SimpleNamespace(items=drafts))]  # type: ignore[arg-type]


def test_what_may_contradict_is_found_by_what_it_speaks_of() -> None:
    """The same indicator, document, term or counted thing, in words that are not alike."""
    assert paired(
        layout="全市幼儿园总数为[[kindergartens_total]]，布点更加合理。",
        preschool="受学龄人口变化影响，幼儿园总数减少到[[kindergartens_total]]。",
        salary="教师年平均工资收入为[[teacher_avg_salary]]。",
    ) == [{"layout", "preschool"}]
    assert paired(
        digital="依托“云岭同步课堂”推动资源共享。",
        training="送教下乡停止后，“云岭同步课堂”不再开设。",
        aid="资助资金按月发放。",
    ) == [{"digital", "training"}]
    assert paired(
        compulsory="深化办学改革，建成教育集团58个。",
        responsibility="市教育局督促教育集团56个完成自查，隐患全部销号。",
        nutrition="食堂账目检查两轮。",
    ) == [{"compulsory", "responsibility"}]


def test_who_tells_the_same_figure_or_of_another_stage_cannot_contradict() -> None:
    same = paired(
        overview="全省设普通高校126所，高等学校在校生94.27万人。",
        higher="产教融合不断深入，现代产业学院增至31个，高等学校在校生94.27万人，就业率保持稳定。",
    )
    other = paired(
        higher="高等教育毛入学率达到66.85%，办学条件不断改善。",
        senior="高中阶段毛入学率为95.26%，结对帮扶持续深化。",
    )
    assert same == other == []


def test_what_all_speak_of_makes_no_pair() -> None:
    said = ("落实“双减”要求。", "校外培训按“双减”部署整治。", "课后服务助力“双减”。", "家长支持“双减”工作。")
    assert paired(**{f"item{number}": text for number, text in enumerate(said)}) == []


def test_an_indicator_told_twice_is_said_once_and_no_figure_is_lost() -> None:
    extra = "布局更加合理，幼儿园总数减少到[[kindergartens_total]]。"
    with ModelServer(with_repeats(preschool=extra), other=edits("drop")) as server:
        made = drafted(server)
    groups = "".join(second_prompts(server))
    assert "[[kindergartens_total]]" in groups
    assert set(made.report.writing.values()) == {"model"}
    told = [s for _, _, s in made.report.sentences() if any(f.slot == "kindergartens_total" for f in s.figures)]
    assert len(told) == 1
    assert count(made, "布局更加合理，幼儿园总数减少到612所。") == 0


def test_the_second_pass_is_asked_in_parts_at_once() -> None:
    groups = [[Spoken(side, n, WrittenSentence(f"{side}{n}。", ())) for side in "ab"] for n in range(9)]
    prompt = load_prompt("second")
    asked = list(second_asking(prompt, groups, "云岭市", 2025, 900, at_once=4))
    assert len(asked) == 3
    assert len(list(second_asking(prompt, groups * 6, "云岭市", 2025, 900, at_once=4))) == 5
    assert len(list(second_asking(prompt, groups, "云岭市", 2025, 900))) == 1


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


@pytest.mark.parametrize("tone", TONES)
def test_each_tone_reaches_every_request(tone: str) -> None:
    with ModelServer() as server:
        made = drafted(server, tone=tone)
    prompts = [request["messages"][-1]["content"] for request in server.requests]
    assert all(TONES[tone] in prompt for prompt in prompts if "本节标题" in prompt)
    others = [told for name, told in TONES.items() if name not in ("", tone)]
    assert not any(told in prompt for told in others for prompt in prompts)
    assert set(made.report.writing.values()) == {"model"}


def test_the_length_of_an_item_is_told_and_kept() -> None:
    long = "各学校按照要求持续推进各项工作，有关部门协同配合，工作机制不断完善，管理更加规范有序。"
    with ModelServer(with_repeats(bullying=long * 20)) as server:
        drafted(server, second_pass=False)
    prompts = [request["messages"][-1]["content"] for request in server.requests]
    assert all("每个要点一般写" in prompt for prompt in prompts)
    assert any("写得太长" in prompt for prompt in prompts)
