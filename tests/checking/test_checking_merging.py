"""One root cause, one finding."""

from __future__ import annotations

from checking_helpers import Given, check, found, in_place

from drafter.checking.merging import merge
from drafter.findings import Evidence, Finding, Place, Severity


def finding(code: str, paragraph: int, start: int = 0, **more: object) -> Finding:
    severity = more.pop("severity", Severity.ERROR)
    place = Place("body", "一", paragraph, start, start + 2)
    return Finding(code, code.lower(), severity, "不符", "数字", place, **more)  # type: ignore[arg-type]


def test_findings_stand_in_the_order_of_the_document() -> None:
    made = [
        finding("ARI001", 3),
        finding("NUM001", 1, 9),
        finding("PLH001", 1),
        finding("PLH003", 1, severity=Severity.WARNING),
    ]
    assert [(f.code, f.place.paragraph) for f in merge(made)] == [
        ("PLH001", 1),
        ("PLH003", 1),
        ("NUM001", 1),
        ("ARI001", 3),
    ]


def test_repeats_are_gathered_under_the_first() -> None:
    made = [finding("NUM001", n, root="a", touches=frozenset([n])) for n in (4, 2, 3)]
    (merged,) = merge(
        [
            *made,
        ]
    )
    assert merged.place.paragraph == 2
    assert [p.paragraph for p in merged.also] == [3, 4]
    assert merged.touches == {2, 3, 4}


def test_the_later_lines_of_a_repeat_are_kept() -> None:
    further = Place("body", "一", 8, 0, 3)
    (merged,) = merge([finding("PLH003", 1, root="a"), finding("PLH003", 7, root="a", also=(further,))])
    assert [p.paragraph for p in merged.also] == [7, 8]


def test_findings_without_a_root_stay_apart() -> None:
    assert len(merge([finding("NUM001", 1), finding("NUM001", 2), finding("NUM001", 3, root="b")])) == 3


def test_arithmetic_goes_under_the_figure_that_is_wrong() -> None:
    cause = finding("NUM001", 1, touches=frozenset([5]))
    follows = finding("ARI001", 1, 4, touches=frozenset([4, 5]), evidence=(Evidence("computed", "1÷2", "应为50%"),))
    bare = finding("ARI006", 1, 6, touches=frozenset([5]))
    (merged,) = merge([follows, bare, cause])
    assert merged.code == "NUM001"
    assert [(e.kind, e.ref, e.text) for e in merged.evidence] == [("computed", "1÷2", "不符"), ("computed", "", "不符")]


def test_a_warning_is_no_cause() -> None:
    cause = finding("NUM006", 1, touches=frozenset([5]), severity=Severity.WARNING)
    assert len(merge([cause, finding("ARI001", 1, 4, touches=frozenset([5]))])) == 2


def test_arithmetic_of_other_figures_stays() -> None:
    cause = finding("NUM001", 1, touches=frozenset([5]))
    assert len(merge([cause, finding("ARI001", 1, 4, touches=frozenset([6]))])) == 2


GIVEN: Given = {"public_kindergarten_share": ("48.34", "47.19"), "kindergartens_total": ("612", "634")}


def test_one_wrong_cell_is_one_finding() -> None:
    text = "公办园在园幼儿占比由上年的47.19%提高到49.34%，提高1.15个百分点。"
    (only,) = found(text, GIVEN)
    assert (only.code, only.excerpt) == ("NUM001", "49.34%")
    assert [e.kind for e in only.evidence] == ["metric", "computed"]
    assert "2.15个百分点" in only.evidence[1].text


def test_arithmetic_that_is_wrong_by_itself_is_told_beside_it() -> None:
    text = "公办园在园幼儿占比为49.34%。\n全市122个县（市、区）中，106个实现达标，占比95.08%。"
    assert [f.code for f in found(text, GIVEN)] == ["NUM001", "ARI001"]


def test_repeats_of_a_document_are_clustered_with_their_places() -> None:
    text = "全市幼儿园621所。\n其他工作扎实推进。\n全市现有幼儿园621所，办园行为规范。"
    result = check(text, GIVEN)
    (only,) = result.findings
    assert (only.place.paragraph, [p.paragraph for p in only.also]) == (0, [2])
    lines = text.split("\n")
    assert [lines[p.paragraph][p.start : p.end] for p in only.also] == ["621所"]
    assert in_place(result)


def test_a_contradiction_that_two_rules_tell_is_told_once() -> None:
    text = (
        "一、工作成效\n校舍安全隐患已全部消除。\n二、存在的问题\n还有12处校舍安全隐患。\n校舍安全隐患12处，列入台账。"
    )
    told = [f for f in check(text).findings if f.code.startswith("CON")]
    assert [f.code for f in told] == ["CON004"]


def test_two_contradictions_are_told_both() -> None:
    made = [finding("CON004", 1, 0), finding("CON006", 1, 9), finding("CON006", 2, 0)]
    assert len(merge(made)) == 3
