"""Everyday words, documents by name, and what a search is narrowed to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.facts import load_dictionary
from drafter.library import Library
from drafter.library.lexicon import Entry, Lexicon, load_lexicon, read_lexicon
from drafter.library.loading import shipped_passages
from drafter.library.naming import Names
from drafter.library.policies import load_policies


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library.open(dense=False) as opened:
        yield opened


# --- everyday words -------------------------------------------------------------------------------------------


def test_everyday_words_find_what_documents_call_otherwise(library: Library) -> None:
    assert Library.official("补习班收了钱就跑了")[0].startswith("校外培训机构 预收费")
    found = [hit.passage.id for hit in library.search("补习班收了钱就跑了", kind="policy")]
    assert set(found[:2]) == {"double_reduction_2021#prepaid-supervision", "offcampus_2018#standards"}
    (first, *_) = library.search("小眼镜越来越多", kind="policy")
    assert first.passage.id.startswith("myopia_2018#")


def test_official_words_are_left_as_they_are() -> None:
    for indicator in load_dictionary().values():
        assert Library.official(indicator.name) == (), indicator.name
    for policy in load_policies().values():
        assert Library.official(policy.title) == (), policy.title


def test_an_entry_may_want_two_words() -> None:
    lexicon = Lexicon([Entry("教师工资", (("老师", "挣"), ("薪水",))), Entry("校车", (("接送车",),))])
    assert lexicon.official("老师一年挣多少") == ("教师工资",)
    assert lexicon.official("老师好") == ()
    assert lexicon.official("老师的薪水和接送车") == ("校车", "教师工资")
    assert lexicon.official("教师工资就是老师挣的") == ()


def test_the_shipped_lexicon_says_nothing_twice() -> None:
    entries = load_lexicon().entries
    assert len(entries) > 100
    heard = [words for entry in entries for words in entry.heard]
    assert len(heard) == len(set(heard)), sorted({w for w in heard if heard.count(w) > 1})


@pytest.mark.parametrize("text", ["say: 甲", "- say: 甲", "- {say: 甲, heard: []}", "- {say: 甲, heard: [乙&]}"])
def test_a_lexicon_that_is_none_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="own.yaml"):
        read_lexicon(tmp_path)


def test_a_clause_is_found_by_how_people_ask_about_it(library: Library) -> None:
    query = "看门的是不是老头"
    assert Library.official(query) == ()
    (first, *_) = library.search(query, kind="policy")
    assert first.passage.id == "school_safety_3year#guards"
    assert "老头" not in first.passage.text
    assert "老头" not in str(first.to_dict())


def test_a_plain_wording_counts_by_meaning_too(work: Path) -> None:
    with Library.open() as opened:
        if opened.mode != "hybrid":
            pytest.skip(opened.notice)
        hits = opened.search("大门口站岗的人年纪太大", kind="policy", level="county", k=20)
        assert "school_safety_3year#guards" in [hit.passage.id for hit in hits[:3]]
        assert len({hit.passage.id for hit in hits}) == 20
        assert all(hit.explain["dense"]["rank"] <= 80 for hit in hits if "dense" in hit.explain)


def test_every_shipped_clause_has_plain_wordings_of_its_own() -> None:
    for policy in load_policies().values():
        for clause in policy.clauses:
            assert len(clause.plain) >= 3, f"{policy.id}#{clause.id}"
            assert len(set(clause.plain)) == len(clause.plain)
            assert all(4 <= len(words) <= 30 and words not in clause.text for words in clause.plain)


# --- by name --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "国办发〔2018〕82号",
        "国办发[2018]82号",
        "国办发（2018）82 号第几条",
        "《义务教育法》",
        "义务教育法",
        "中华人民共和国义务教育法",
    ],
)
def test_a_document_is_found_by_number_or_title(library: Library, query: str) -> None:
    wanted = "fiscal_efficiency_2018" if "82" in query else "compulsory_education_law_2018"
    hits = library.search(query, k=3)
    assert {hit.passage.id.partition("#")[0] for hit in hits} == {wanted}
    assert all(hit.named for hit in hits)


def test_every_shipped_policy_is_found_by_its_number_and_by_its_title() -> None:
    passages = shipped_passages()
    names = Names(passages)
    for policy in load_policies().values():
        own = {at for at, passage in enumerate(passages) if passage.id.partition("#")[0] == policy.id}
        assert set(names.find(f"《{policy.title}》怎么说")) == own, policy.title
        assert set(names.find(policy.title)) == own
        assert set(names.find(policy.id)) == own
        if policy.number:
            assert own <= set(names.find(f"按照{policy.number}的要求")), policy.number


def test_an_article_narrows_a_document() -> None:
    passages = shipped_passages()
    names = Names(passages)
    tried = 0
    for passage in passages:
        article = passage.headings[0].split("、")[0] if passage.kind == "policy" and passage.headings else ""
        if article.startswith("第") and article.endswith("条"):
            found = names.find(f"《{passage.title}》{article}")
            assert all(article in passages[at].headings[0] for at in found)
            assert passage in [passages[at] for at in found]
            tried += 1
    assert tried > 10


@pytest.mark.parametrize("query", ["教育法律法规", "大班额", "国办发〔2018〕8号", "《没有的文件》", "2018年82号"])
def test_nearly_a_name_is_none(query: str) -> None:
    assert Names(shipped_passages()).find(query) == []


# --- narrowed -------------------------------------------------------------------------------------------------


def test_a_search_keeps_to_a_topic_and_a_region(library: Library) -> None:
    hits = library.search("经费", k=20, kind="policy", topic="学前教育")
    assert hits
    assert all("学前教育" in (*hit.passage.topics, *hit.passage.headings) for hit in hits)
    hits = library.search("教师交流轮岗", k=20, kind="sample", region="沅浦市")
    assert {hit.passage.title[:3] for hit in hits} == {"沅浦市", "琅屏区"}
    assert library.search("经费", topic="没有的主题") == []


def test_a_document_may_be_kept_from_filling_the_page(library: Library) -> None:
    plain = library.search("校园安防四项建设", k=5, kind="policy")
    spread = library.search("校园安防四项建设", k=5, kind="policy", per_document=1)
    assert len({hit.passage.title for hit in spread}) == 5 > len({hit.passage.title for hit in plain})
    assert [hit.rank for hit in spread] == [1, 2, 3, 4, 5]


def test_narrow_searches_by_meaning_stay_inside(work: Path) -> None:
    with Library.open() as opened:
        if opened.mode != "hybrid":
            pytest.skip(opened.notice)
        hits = opened.search("娃娃上学", k=8, kind="sample", region="栖原市")
        assert {hit.passage.title[:3] for hit in hits} == {"栖原市"}
        assert any("dense" in hit.explain for hit in hits)
