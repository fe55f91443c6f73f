"""Findings: their ids survive edits elsewhere; their JSON forms are the contract."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.findings import (
    Coverage,
    Evidence,
    Finding,
    NotChecked,
    Place,
    RelationCheck,
    Severity,
    State,
    assign_fingerprints,
)

TEXTS = {
    3: "全市有幼儿园120所，其中公办53所，占44.2%。",
    4: "全市有小学120所，其中公办53所，占44.2%。",
    7: "占44.2%。占44.2%。",
}


def finding(paragraph: int, excerpt: str = "44.2%", *, code: str = "ARI001", occurrence: int = 0) -> Finding:
    """A finding on the words of a paragraph."""
    starts = [match.start() for match in re.finditer(re.escape(excerpt), TEXTS[paragraph])]
    start = starts[occurrence]
    place = Place("body", "三（一）", paragraph, start, start + len(excerpt))
    return Finding(code, "share-mismatch", Severity.ERROR, "占比不符", excerpt, place)


def ids(findings: list[Finding], context: dict[int, str] | None = None) -> list[str]:
    return [item.fingerprint for item in assign_fingerprints(findings, context or TEXTS)]


def moved(item: Finding, by: int) -> Finding:
    return replace(item, place=replace(item.place, paragraph=item.place.paragraph + by))


@given(st.integers(0, 500))
def test_ids_survive_when_paragraphs_move(by: int) -> None:
    findings = [finding(3), finding(4), finding(7), finding(7, occurrence=1)]
    later = {number + by: text for number, text in TEXTS.items()}
    assert ids([moved(item, by) for item in findings], later) == ids(findings)


def test_ids_survive_what_is_added_behind_the_words_and_other_findings() -> None:
    (alone,) = ids([finding(3)])
    assert ids([finding(3)], {3: TEXTS[3] + "另有乡镇中心园20所。"}) == [alone]
    assert ids([finding(7), finding(3)])[1] == alone
    assert ids([replace(finding(3), message="别的说法", severity=Severity.INFO, suggestion="改")]) == [alone]


def test_ids_survive_other_spacing() -> None:
    spaced = TEXTS[3].replace("，", "， ")
    start = spaced.index("44.2%")
    item = replace(finding(3), excerpt="44.2 %", place=Place("body", "", 3, start, start + 5))
    assert ids([item], {3: spaced}) == ids([finding(3)])


def test_ids_tell_findings_apart() -> None:
    different = [
        finding(3),
        finding(3, code="ARI002"),
        finding(3, "53所"),
        finding(7),
        finding(7, occurrence=1),
    ]
    found = ids(different)
    assert len(set(found)) == len(different)
    assert all(re.fullmatch("[0-9a-f]{12}", item) for item in found)


@given(st.integers(2, 30))
def test_equal_findings_are_told_apart_by_their_order(times: int) -> None:
    repeated = ids([finding(3)] * times)
    assert len(set(repeated)) == times
    assert ids([finding(3)] * (times + 1))[:times] == repeated


def test_words_in_equal_sentences_of_two_paragraphs_differ_only_by_their_order() -> None:
    context = {3: TEXTS[3], 4: TEXTS[3]}
    both = ids([finding(3), moved(finding(3), 1)], context)
    assert both[0] != both[1]
    assert ids([moved(finding(3), 1)], context) == both[:1]


def test_a_finding_without_a_known_paragraph_has_an_id() -> None:
    (known,) = ids([finding(3)])
    (unknown,) = ids([moved(finding(3), 90)])
    assert unknown
    assert unknown != known


def test_nothing_but_the_id_is_given() -> None:
    item = replace(finding(3), root="r", touches=frozenset([4]))
    (given_id,) = assign_fingerprints(iter([item]), TEXTS)
    assert item.fingerprint == ""
    assert replace(given_id, fingerprint="") == item
    assert (given_id.root, given_id.touches) == ("r", frozenset([4]))


def test_a_finding_has_the_json_form_of_the_contract() -> None:
    item = replace(
        finding(3),
        evidence=(Evidence("metric", "m.xlsx!表!B7", "53"),),
        suggestion="改为43.4%",
        also=(Place("table", "四", 57, 3, 4),),
        fingerprint="0123456789ab",
        root="secret",
        touches=frozenset([1]),
    )
    start = item.place.start
    assert json.loads(json.dumps(item.as_dict(), ensure_ascii=False)) == {
        "code": "ARI001",
        "rule": "share-mismatch",
        "severity": "error",
        "message": "占比不符",
        "excerpt": "44.2%",
        "location": {"part": "body", "section": "三（一）", "paragraph": 3, "start": start, "end": start + 5},
        "evidence": [{"kind": "metric", "ref": "m.xlsx!表!B7", "text": "53"}],
        "suggestion": "改为43.4%",
        "fingerprint": "0123456789ab",
        "also": [{"part": "table", "section": "四", "paragraph": 57, "start": 3, "end": 4}],
    }


def test_the_excerpt_is_the_text_at_its_place() -> None:
    for item in (finding(3), finding(7, occurrence=1)):
        place = item.as_dict()["location"]
        assert TEXTS[place["paragraph"]][place["start"] : place["end"]] == item.excerpt


@pytest.mark.parametrize(
    ("severity", "label", "rank"),
    [(Severity.ERROR, "错误", 0), (Severity.WARNING, "警告", 1), (Severity.INFO, "提示", 2)],
)
def test_severities_have_words_and_an_order(severity: Severity, label: str, rank: int) -> None:
    assert (severity.label, severity.rank) == (label, rank)


def test_an_empty_coverage_counts_nothing() -> None:
    assert Coverage().as_dict() == {
        "figures": {"found": 0, "proved": 0, "refuted": 0, "unsupported": 0, "not_checked": 0},
        "items": {"proved": 0, "refuted": 0, "unsupported": 0, "missing": 0, "not_applicable": 0, "not_checked": 0},
        "citations": {"found": 0, "proved": 0, "refuted": 0, "unsupported": 0, "not_checked": 0},
        "claims": {"found": 0, "proved": 0, "refuted": 0, "unsupported": 0, "not_checked": 0},
        "relations": [],
        "not_checked": [],
    }


def test_a_coverage_has_the_json_form_of_the_contract() -> None:
    place = Place("body", "二", 4, 1, 9)
    coverage = Coverage(
        Counter({State.PROVED: 7, State.REFUTED: 2, State.NOT_CHECKED: 1}),
        Counter({State.MISSING: 3, State.NOT_APPLICABLE: 1}),
        Counter({State.PROVED: 4}),
        Counter({State.UNSUPPORTED: 1}),
        [RelationCheck("share", "53/101", State.REFUTED, place), RelationCheck("sum", "1+2", State.PROVED, place)],
        [NotChecked("表格1", "could not read", "文字版")],
    )
    assert json.loads(json.dumps(coverage.as_dict(), ensure_ascii=False)) == {
        "figures": {"found": 10, "proved": 7, "refuted": 2, "unsupported": 0, "not_checked": 1},
        "items": {"proved": 0, "refuted": 0, "unsupported": 0, "missing": 3, "not_applicable": 1, "not_checked": 0},
        "citations": {"found": 4, "proved": 4, "refuted": 0, "unsupported": 0, "not_checked": 0},
        "claims": {"found": 1, "proved": 0, "refuted": 0, "unsupported": 1, "not_checked": 0},
        "relations": [
            {"kind": "share", "formula": "53/101", "state": "refuted", "location": place.as_dict()},
            {"kind": "sum", "formula": "1+2", "state": "proved", "location": place.as_dict()},
        ],
        "not_checked": [{"what": "表格1", "why": "could not read", "needs": "文字版"}],
    }
    assert coverage.count_relations() == {State.REFUTED: 1, State.PROVED: 1}


@given(
    st.dictionaries(
        st.sampled_from([State.PROVED, State.REFUTED, State.UNSUPPORTED, State.NOT_CHECKED]), st.integers(0, 99)
    )
)
def test_the_states_of_the_figures_add_up_to_those_found(counts: dict[State, int]) -> None:
    figures = Coverage(figures=Counter(counts)).as_dict()["figures"]
    assert figures.pop("found") == sum(figures.values()) == sum(counts.values())
