"""Living with a checker: choosing rules, accepting findings with a reason, and telling what an edit has changed."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.findings import (
    EarlierCheck,
    Finding,
    Place,
    RuleChoice,
    Severity,
    Waiver,
    add_waivers,
    apply_waivers,
    assign_fingerprints,
    compare_with_earlier,
    read_earlier,
    read_waivers,
    waivers_beside,
)

CODES = ("PLH001", "PLH003", "ARI001", "STY001")


def finding(code: str = "ARI001", excerpt: str = "44.2%", fingerprint: str = "", **more: object) -> Finding:
    place = Place("body", "", 0, 0, len(excerpt))
    return Finding(code, code.lower(), Severity.ERROR, "不符", excerpt, place, fingerprint=fingerprint, **more)  # type: ignore[arg-type]


# --- choosing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        (RuleChoice(), set(CODES)),
        (RuleChoice(("plh",)), {"PLH001", "PLH003"}),
        (RuleChoice(ignore=("PLH", "STY001")), {"ARI001"}),
        (RuleChoice(("PLH",), ("PLH003",)), {"PLH001"}),
    ],
)
def test_rules_are_chosen_by_code_and_family(choice: RuleChoice, codes: set[str]) -> None:
    assert choice.among(CODES) == codes


def test_what_is_said_of_an_outline_comes_on_top() -> None:
    whole = RuleChoice(("PLH", "ARI"), ("PLH003",), {"ARI": "warning", "PLH": "info"})
    choice = whole.narrowed(RuleChoice((), ("ARI001",), {"ARI": "error"}))
    assert choice.among(CODES) == {"PLH001"}
    assert choice.severity == {"ARI": "error", "PLH": "info"}
    assert whole.narrowed(RuleChoice(("STY",))).among(CODES) == {"STY001"}
    assert whole.narrowed(None) is whole


def test_a_rule_is_held_to_its_own_severity_before_its_family_s() -> None:
    choice = RuleChoice(severity={"ARI": "info", "ARI001": "warning"})
    assert choice.held_to(finding()).severity is Severity.WARNING
    assert choice.held_to(finding("ARI002")).severity is Severity.INFO
    assert choice.held_to(finding("PLH001")).severity is Severity.ERROR


# --- waivers --------------------------------------------------------------------------------------------------

A, B, C = "a" * 12, "b" * 12, "c" * 12


def test_waivers_are_written_read_and_applied(tmp_path: Path) -> None:
    path = tmp_path / "报告.waivers.toml"
    first = Waiver(A, '原文"如此"\\', "STY001", "甲\n乙", "2026-03-20")
    path.write_text(add_waivers("", [first]), encoding="utf-8")
    (read,) = read_waivers(path)
    assert read == replace(first, excerpt="甲 乙")
    text = path.read_text(encoding="utf-8") + "# 我的备注\n"
    path.write_text(add_waivers(text, [Waiver(C, "旧的")]), encoding="utf-8")
    assert "# 我的备注" in path.read_text(encoding="utf-8")
    stay, waived, unused = apply_waivers([finding(fingerprint=A), finding(fingerprint=B)], read_waivers(path))
    assert [f.fingerprint for f in stay] == [B]
    assert [(w.finding.fingerprint, w.as_dict()["reason"]) for w in waived] == [(A, '原文"如此"\\')]
    assert [w.fingerprint for w in unused] == [C]


@given(st.lists(st.text(), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_reason_survives_the_file(reasons: list[str]) -> None:
    plain = [" ".join(reason.encode("utf-8", "ignore").decode().split()) or "理由" for reason in reasons]
    data = tomllib.loads(add_waivers("", [Waiver(A, reason) for reason in plain]))
    assert [entry["reason"] for entry in data["waiver"]] == plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("waiver = 3", "只能有 [[waiver]]"),
        ("[other]\na = 1", "只能有 [[waiver]]"),
        ('[[waiver]]\nfingerprint = "zz"\nreason = "好"', "没有写指纹"),
        (f'[[waiver]]\nfingerprint = "{A}"', "没有写理由"),
        (f'[[waiver]]\nfingerprint = "{A}"\nreason = "  "', "没有写理由"),
        (f'[[waiver]]\nfingerprint = "{A}"\nreason = "好"\nwhy = "x"', "有不认识的键"),
        ("[[waiver]\n", "不是有效的 TOML"),
    ],
)
def test_a_bad_waiver_file_is_refused_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "w.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_waivers(path)
    assert told in str(caught.value)
    assert "w.toml" in str(caught.value)


def test_a_missing_waiver_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到豁免文件"):
        read_waivers(tmp_path / "没有.toml")


def test_a_draft_and_its_docx_share_their_waivers() -> None:
    assert waivers_beside(Path("x/甲.docx")) == waivers_beside(Path("x/甲.report.json")) == Path("x/甲.waivers.toml")


def test_a_cluster_keeps_its_fingerprint_when_another_place_comes_before() -> None:
    later = replace(finding(excerpt="，"), key="marks", place=Place("body", "", 7, 3, 4))
    (one,) = assign_fingerprints([finding(excerpt="，", key="marks")], {0: "，"})
    (other,) = assign_fingerprints([later], {7: "天气，好"})
    (without,) = assign_fingerprints([replace(later, key="")], {7: "天气，好"})
    assert one.fingerprint == other.fingerprint != without.fingerprint


# --- since ----------------------------------------------------------------------------------------------------


def earlier(*findings: Finding) -> EarlierCheck:
    return EarlierCheck("上次.json", tuple(f.as_dict() for f in findings))


def test_new_old_and_fixed_are_told_apart() -> None:
    now = [finding(fingerprint=A), finding("PLH001", "X所", B)]
    since = compare_with_earlier(now, earlier(finding(fingerprint=A), finding("STY001", ",", C)), ran=CODES)
    assert [since.label(f) for f in now] == ["仍在", "新增"]
    assert since.counts(now) == {"new": 1, "same": 1, "fixed": 1}
    assert since.as_dict(now)["fixed_findings"][0]["fingerprint"] == C


def test_the_same_words_after_an_edit_before_them_are_the_same_finding() -> None:
    since = compare_with_earlier(
        [finding(fingerprint=B)], earlier(finding(fingerprint=A), finding(fingerprint=C)), ran=CODES
    )
    assert since.new == frozenset()
    assert len(since.fixed) == 1


def test_what_did_not_run_and_what_is_waived_is_not_called_fixed() -> None:
    old = earlier(finding(fingerprint=A), finding("STY001", ",", C))
    assert compare_with_earlier([], old, ran=("ARI001",), waived=[A]).fixed == ()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": 2, "findings": []}', '{"schema": 1, "findings": [{}]}'])
def test_what_is_no_check_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="c.json"):
        read_earlier(path)
    with pytest.raises(InputError, match="找不到上一次的检查结果"):
        read_earlier(tmp_path / "没有.json")


def test_an_earlier_check_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"schema": 1, "findings": [finding(fingerprint=A).as_dict()]}), encoding="utf-8")
    assert [item["fingerprint"] for item in read_earlier(path).findings] == [A]
