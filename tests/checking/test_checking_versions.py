"""Two versions of a report, and the reports of two years."""

from __future__ import annotations

import json
from pathlib import Path

from checking_helpers import document
from typer.testing import CliRunner

from drafter.checking.versions import Comparison, compare_documents
from drafter.cli.app import app

OLD = (
    "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n2025年，全市有幼儿园612所。全市教育事业平稳发展。\n"
    "二、工作成效\n全市坚持教育优先发展战略，持续加大投入。各地开展专项督导。"
)


def compared(old: str, new: str) -> Comparison:
    return compare_documents(document(old, "旧.txt"), document(new, "新.txt"))


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(c.kind, c.old, c.new) for c in comparison.sentences]


def test_the_same_report_has_not_changed() -> None:
    comparison = compared(OLD, OLD)
    assert comparison.same_sentences == 7
    assert not comparison.sentences
    assert not comparison.indicators


def test_a_figure_that_was_changed_is_told_by_sentence_and_by_indicator() -> None:
    comparison = compared(OLD, OLD.replace("612所", "621所"))
    assert told(comparison) == [("changed", "2025年，全市有幼儿园612所。", "2025年，全市有幼儿园621所。")]
    (change,) = comparison.indicators
    assert (change.kind, change.indicator, change.old, change.new) == (
        "revised",
        "kindergartens_total",
        ("612所",),
        ("621所",),
    )
    assert (change.old_year, change.new_year) == (2025, 2025)


def test_sentences_are_added_removed_and_moved() -> None:
    new = OLD.replace("各地开展专项督导。", "").replace(
        "全市教育事业平稳发展。", "建立督导结果公开制度，接受社会监督。"
    )
    new += "全市教育事业平稳发展。"
    assert told(compared(OLD, new)) == [
        ("added", "", "建立督导结果公开制度，接受社会监督。"),
        ("moved", "全市教育事业平稳发展。", "全市教育事业平稳发展。"),
        ("removed", "各地开展专项督导。", ""),
    ]


def test_places_are_those_of_the_new_document() -> None:
    comparison = compared(OLD, OLD.replace("持续加大投入", "持续加大经费投入"))
    (change,) = comparison.sentences
    assert (change.section, change.paragraph) == ("二", 4)


def test_two_years_are_set_side_by_side() -> None:
    new = OLD.replace("2025年", "2026年").replace("612所", "630所")
    comparison = compared(OLD, new)
    assert (comparison.old_year, comparison.new_year) == (2025, 2026)
    (change,) = comparison.indicators
    assert (change.kind, change.old_year, change.old, change.new_year, change.new) == (
        "yearly",
        2025,
        ("612所",),
        2026,
        ("630所",),
    )


def test_an_indicator_that_is_no_longer_told_is_named() -> None:
    (change,) = compared(OLD, OLD.replace("2025年，全市有幼儿园612所。", "")).indicators
    assert (change.kind, change.name, change.new) == ("removed", "幼儿园总数", ())


def test_rewriting_a_rounding_is_no_new_value() -> None:
    old = OLD.replace("612所", "612所，学前教育毛入园率94.31%")
    assert not compared(old, old.replace("94.31%", "94.3%")).indicators


def test_the_command_prints_text_and_json(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace("612所", "621所"), encoding="utf-8")
    run = CliRunner().invoke(app, ["compare", str(old), str(new)])
    assert run.exit_code == 0
    assert "旧.txt → 新.txt：相同 6 句，改 1，增 0，删 0，移 0；指标变化 1 项" in run.output
    assert "数改了 幼儿园总数：2025年 612所 → 2025年 621所" in run.output
    assert "  － 2025年，全市有幼儿园612所。" in run.output
    run = CliRunner().invoke(app, ["compare", str(old), str(new), "--json", "-o", str(tmp_path / "a.json")])
    assert run.exit_code == 0
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert data["sentences"][0]["kind"] == "changed"
    assert data["indicators"][0]["new"] == ["621所"]
