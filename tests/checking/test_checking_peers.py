"""Checkers from PyPI that the benchmark compares with: what they are told; they run where they are installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks" / "checker"))

from bench_cases import Case
from bench_peers import PEERS, peer, stated

from drafter.facts import read_metrics

SHEET = "指标,本年,上年,单位\n一般公共预算教育支出,78.62,74.95,亿元\n公办园在园幼儿占比,52.35,50.83,%\n"


def test_peers_are_told_whatever_may_rightly_be_said_of_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(SHEET, encoding="utf-8")
    said = set(stated(read_metrics(tmp_path / "m.csv", 2025)))
    money = {
        ("78.62", "亿元"),
        ("74.95", "亿元"),
        ("78.6", "亿元"),
        ("786200", "万元"),
        ("3.67", "亿元"),
        ("4.90", "%"),
    }
    assert money | {("52.35", "%"), ("50.83", "%"), ("1.52", "个百分点")} <= said
    assert ("87.62", "亿元") not in said


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_peer_is_compared_or_left_out_with_a_clear_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(SHEET, encoding="utf-8")
    check, told = peer(name)
    if check is None:
        assert told == f'{PEERS[name][0]} is not installed: pip install "drafter[peers]"'
        return
    case = Case("one", "", tmp_path / "m.csv")
    text = "教育支出786200万元。\n教育支出87.62亿元，占比52.35%，提高了很多。"
    assert [(flag.words, flag.line) for flag in check(text, case, True, tmp_path)] == [("87.62亿元", 1)]
    assert check(text, case, False, tmp_path) == []
