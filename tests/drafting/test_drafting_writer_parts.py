"""The parts of the model writer by themselves: prompt files, token counts, the guard on clauses, the search query."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from drafting_making import example_draft

from drafter.drafting.evidence import choose_evidence
from drafter.drafting.screening import Screen
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.answers import WrittenSentence
from drafter.drafting.writer.guards import Guard, Verdict
from drafter.drafting.writer.guards.figures import unsupported_figures
from drafter.drafting.writer.pack import ItemPack, build_pack
from drafter.drafting.writer.styles import masked
from drafter.errors import InputError
from drafter.library.policies import load_policies
from drafter.model import tokens
from drafter.model.prompts import load_prompt
from drafter.report import Sentence
from drafter.resources import bundled

GOOD = "---\nid: x\nversion: 2\npurpose: 试。\n---\n# 系统\n甲\n# 任务\n乙 {{pack}}\n"


def test_the_shipped_prompt() -> None:
    prompt = load_prompt("section")
    content = bundled("prompts", "section.md").read_bytes()
    assert prompt.digest == hashlib.sha256(content).hexdigest()[:12]
    for name in ("region", "year", "heading", "style", "pack"):
        assert f"{{{{{name}}}}}" in prompt.task
    assert "{{" not in prompt.system


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# 系统\n甲\n# 任务\n乙\n", "缺少 id、version 或 purpose"),
        (GOOD.replace("version: 2\n", ""), "缺少 id、version 或 purpose"),
        (GOOD.replace("# 任务", "# 别的"), "两部分"),
    ],
)
def test_a_prompt_file_that_lacks_a_part(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "p.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        load_prompt("p", path)
    path.write_text(GOOD, encoding="utf-8")
    assert (load_prompt("p", path).version, load_prompt("p", path).task) == (2, "乙 {{pack}}")


def test_tokens_are_estimated_on_the_safe_side_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    monkeypatch.delenv("DATA_GYM_CACHE_DIR", raising=False)
    tokens._counter.cache_clear()
    assert tokens.count_tokens("全市公办园在园幼儿占比") >= 11
    assert tokens.count_tokens("") >= 0
    assert tokens.count_tokens("abcd" * 10) < 40
    tokens._counter.cache_clear()


def test_style_is_masked() -> None:
    text = masked("青岭市各县投入1200万元，印发《青岭市教育规划》（青府〔2024〕3号），覆盖率达96.5%。")
    assert "青岭市" not in text
    assert "1200" not in text
    assert "教育规划" not in text
    assert len(masked("好" * 900)) <= 300


@pytest.fixture(scope="module")
def bench() -> tuple[Storyteller, Screen, dict[str, ItemPack]]:
    draft = example_draft()
    screen = Screen(draft.metrics, "云岭市", 2025)
    evidence = choose_evidence(draft.outline, draft.materials, screen)
    teller = Storyteller(draft.metrics, load_policies(), "city", "云岭市", 2025)
    packs = [build_pack(teller, section, evidence) for section in draft.outline.walk()]
    return teller, screen, {pack.item.id: pack for section in packs for pack in section.items}


def judged(bench: tuple[Storyteller, Screen, dict[str, ItemPack]], item: str, text: str, *ids: str) -> Verdict:
    teller, screen, packs = bench
    return Guard(teller, screen, packs.values(), []).judge(packs[item], WrittenSentence(text, ids))


def accepted(bench: tuple[Storyteller, Screen, dict[str, ItemPack]], item: str, text: str, *ids: str) -> Sentence:
    verdict = judged(bench, item, text, *ids)
    assert verdict.sentence is not None, verdict.reasons
    return verdict.sentence


def test_a_figure_and_a_document_of_a_clause_lead_back_to_it(
    bench: tuple[Storyteller, Screen, dict[str, ItemPack]],
) -> None:
    key, (policy, clause) = next((k, v) for k, v in bench[2]["special"].clauses.items() if "97%" in v[1].text)
    text = f"对照《{policy.title}》97%的要求，全市适龄残疾儿童入学率为[[disabled_enrolment_rate]]，还有差距。"
    sentence = accepted(bench, "special", text, key)
    by_text = {figure.text: figure.sources[0] for figure in sentence.figures}
    assert by_text["97%"].kind == "clause"
    assert by_text["97%"].ref == f"{policy.id}#{clause.id}"
    assert by_text["96.57%"].kind == "cell"
    assert ("policy", f"{policy.id}#{clause.id}") in {(s.kind, s.ref) for s in sentence.support}


@pytest.mark.parametrize(
    ("item", "text", "words"),
    [
        ("special", "对照98%的要求，还有差距。", "98"),
        ("school_party", "全市新建学校412所。", "412"),
        ("school_party", "完成[[party_org_coverage.growth]]。", "不在所给数据中"),
        ("special", "适龄残疾儿童入学率达百分之九十七。", "百分之九十七"),
        ("special", "依据《特殊教育腾飞计划》推进。", "《特殊教育腾飞计划》"),
        ("special", "大部分学校配齐资源教室。", "大部分学校"),
        ("special", "适龄残疾儿童义务教育入学率比上年下降[[disabled_enrolment_rate.pp]]。", "是增加的数"),
    ],
)
def test_refusals_say_why(
    bench: tuple[Storyteller, Screen, dict[str, ItemPack]], item: str, text: str, words: str
) -> None:
    verdict = judged(bench, item, text)
    assert verdict.sentence is None
    assert any(words in reason for reason in verdict.reasons), verdict.reasons


def test_a_vague_share_is_carried_only_by_what_says_it_of_the_same() -> None:
    def said(words: str) -> bool:
        return words in "到2035年，绝大多数县（市、区）达到优质均衡"

    assert not list(unsupported_figures("目标是绝大多数县（市、区）达到优质均衡。", [], said, 2025))
    assert list(unsupported_figures("营养午餐覆盖绝大多数学校。", [], said, 2025)) == ["数字“绝大多数学校”没有出处"]
    assert not list(unsupported_figures("报告分三大部分，附件另送。", [], said, 2025))
