"""The world of a sentence is closed: what a good writer makes of the evidence stands, what it brings along does not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from drafting_making import REGION, YEAR, example_draft
from lie_checking import true_words
from misbehaving import Liar, Teller
from rumours import Rumours

from drafter.drafting.evidence import choose_evidence
from drafter.drafting.screening import Screen
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.answers import WrittenSentence
from drafter.drafting.writer.guards import Guard
from drafter.drafting.writer.guards.closed import outside_the_evidence
from drafter.drafting.writer.pack import ItemPack, build_pack
from drafter.library.policies import load_policies

FLUENT = yaml.safe_load((Path(__file__).parent / "fluent.yaml").read_text(encoding="utf-8"))


@cache
def bench() -> dict[str, tuple[ItemPack, Guard]]:
    """Each item of the example with the guard of its section."""
    draft = example_draft()
    screen = Screen(draft.metrics, REGION, YEAR)
    evidence = choose_evidence(draft.outline, draft.materials, screen)
    teller = Storyteller(draft.metrics, load_policies(), "city", REGION, YEAR)
    packs = [build_pack(teller, section, evidence).items for section in draft.outline.walk()]
    guards = [(items, Guard(teller, screen, items, [])) for items in packs]
    return {pack.item.id: (pack, guard) for items, guard in guards for pack in items}


def refused(item: str, text: str) -> tuple[str, ...]:
    """Why a sentence on an item is refused; empty when it is not."""
    pack, guard = bench()[item]
    return guard.judge(pack, WrittenSentence(text, ("m1",))).reasons


def test_what_a_good_writer_writes_stands() -> None:
    assert set(FLUENT) <= set(bench())
    sentences = [(item, text) for item, texts in FLUENT.items() for text in texts]
    doubted = {text: reasons for item, text in sentences if (reasons := refused(item, text))}
    assert len(doubted) <= 0.05 * len(sentences), doubted


LIES = {
    "a person cut in two": ("training", "涌现出马小婷等先进典型。", "马小婷"),
    "a nickname": ("training", "选派教师到魔都研修，开阔教育视野。", "魔"),
    "a region that nobody thought of": ("training", "学习借鉴河套地区经验。", "河套"),
    "a direction on the map": ("digital", "教育协作向北上广拓展。", "北上"),
    "a school of common words": ("layout", "支持希望小学提升办学水平。", "希望小学"),
    "a school by its short name": ("layout", "机关一幼改扩建项目建成投用。", "一幼"),
    "a centre of common words": ("special", "在市特教中心举办成果展示。", "特教中心"),
    "a paper by what it is called": ("supervision", "对标教师法修订稿逐项整改。", "修订稿"),
    "a plan of common words": ("digital", "把“十四五”教育专项规划落到实处。", "教育专项规划"),
    "a survey by a plain name": ("five_rules", "对照国家义务教育质量监测报告查找问题。", "监测报告"),
    "a platform": ("health", "依托智慧树平台开展教学。", "树平台"),
    "provinces in short": ("leadership", "川渝教育共同体不断深化。", "川渝"),
    "a rank": ("ethics", "群众满意度测评列全省前五。", "前五"),
    "a place among others": ("aid", "综合水平达到中上游。", "中上游"),
    "a prize": ("ethics", "相关做法获五四奖章。", "奖章"),
    "a title of common words": ("ethics", "学校成功创建优秀等次。", "优秀等次"),
    "an authority": ("supervision", "相关做法得到教育部认可。", "教育部"),
    "a span of time": ("emergency", "建市以来演练制度不断完善。", "建市以来"),
    "a season": ("emergency", "寒假期间开展安全检查。", "寒假"),
    "seasons in short": ("burden", "去冬今春集中开展整治。", "冬"),
    "a half": ("supervision", "教师缺口减半。", "减半"),
    "a nought": ("staffing", "全年零投诉。", "零投诉"),
    "a numeral in a word": ("layout", "学位增加到几何级数。", "几何级数"),
    "a familiar name": ("ideology_class", "老许书记讲思政课。", "老许"),
    "a name in mid-sentence": ("ethics", "涌现出张思源等先进典型。", "张思源"),
    "a surname and a title": ("ethics", "曾校长的做法得到认可。", "曾校长"),
    "a surname that is a word": ("ethics", "在于丽的带领下，办学质量稳步提升。", "于丽"),
}


@pytest.mark.parametrize(("item", "text", "words"), LIES.values(), ids=LIES)
def test_what_the_evidence_does_not_say_is_refused(item: str, text: str, words: str) -> None:
    assert any(words in reason for reason in refused(item, text)), refused(item, text)


@pytest.mark.parametrize(
    ("own", "text", "said"),
    [
        ("市", "全市持续推进，市委高度重视。", ""),
        ("市", "全省持续推进。", "全省"),
        ("县", "全县持续推进，市委高度重视。", "市委"),
        ("", "全市持续推进。", ""),
        ("", "全国持续推进。", "全国"),
    ],
)
def test_the_own_region_needs_no_source(own: str, text: str, said: str) -> None:
    found = list(outside_the_evidence(text, lambda _: False, lambda _: False, own))
    assert found == ([f"“{said}”没有出处"] if said else [])


BOUND_WRONGLY = {
    "another region": ("preschool", "全省学前三年毛入园率为[[preschool_gross_enrolment]]。"),
    "a part of the region": ("preschool", "农村地区学前三年毛入园率为[[preschool_gross_enrolment]]。"),
    "what is new": ("preschool", "全市新建公办幼儿园[[public_kindergartens]]。"),
    "another indicator": ("salary", "当地公务员年平均工资收入为[[teacher_avg_salary]]。"),
    "another indicator's change": ("training", "教师培训人次比上年增长[[teacher_training_funds.growth]]。"),
    "one figure twice": ("public_funds", "小学、初中分别按每生每年720元、720元的标准拨付。"),
    "figures the other way round": ("public_funds", "小学、初中分别按每生每年940元、720元的标准拨付。"),
    "a figure of some told of all": ("staffing", "全年交流轮岗教师652名。"),
    "a figure of another thing": ("health", "营养午餐达到2.26个百分点。"),
}


@pytest.mark.parametrize(("item", "text"), BOUND_WRONGLY.values(), ids=BOUND_WRONGLY)
def test_true_figures_told_of_something_else_are_refused(item: str, text: str) -> None:
    assert refused(item, text)


def test_the_same_figures_told_rightly_stand() -> None:
    assert refused("preschool", "全市学前三年毛入园率为[[preschool_gross_enrolment]]。") == ()
    assert refused("public_funds", "小学、初中分别按每生每年720元、940元的标准拨付。") == ()
    assert refused("staffing", "交流轮岗教师中有骨干教师652名，占24.29%。") == ()
    assert refused("health", "专（兼）职心理健康教师配备率比上年提高2.26个百分点。") == ()


@pytest.mark.parametrize("kind", [Liar, Rumours])
def test_lies_of_either_liar_are_refused(kind: type[Liar] | type[Rumours]) -> None:
    """Sentence by sentence; that nothing comes through a whole draft is tried elsewhere."""
    liar: Teller = kind(11, true_words(example_draft()))
    through = []
    for item, (pack, _) in bench().items():
        for _ in range(6):
            told = len(liar.told)
            text = liar.lie(pack.as_dict())
            if len(liar.told) > told and not refused(item, text):
                through.append((*liar.told[-1], text))
    assert len(liar.told) > 150
    assert through == []
