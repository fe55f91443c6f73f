"""The documents that are generated from the catalogue are as fresh as it is."""

from __future__ import annotations

from pathlib import Path

from cli_running import call_drafter, one_chinese_line

from drafter.checking.rules import FAMILIES, all_rules
from drafter.cli import pages

BOOK = Path(__file__).resolve().parent.parent / "docs" / "rules.md"


def test_the_rule_book_is_fresh() -> None:
    told = "run: drafter rules --markdown > docs/rules.md"
    assert BOOK.read_text(encoding="utf-8") == pages.rule_book(FAMILIES), told


def test_the_rule_book_has_every_rule_with_its_examples() -> None:
    text = BOOK.read_text(encoding="utf-8")
    for rule in all_rules():
        section = text.split(f"\n### {rule.code} ")[1].split("\n### ")[0]
        assert rule.what in section
        assert rule.source in section
        for example in (*rule.flags, *rule.passes):
            assert example.text in section


def test_the_command_makes_the_book_and_lists_a_family(tmp_path: Path) -> None:
    assert call_drafter(tmp_path, "rules", "--markdown").out == BOOK.read_text(encoding="utf-8")
    listed = call_drafter(tmp_path, "rules", "sty").out.splitlines()
    assert len(listed) == sum(rule.code.startswith("STY") for rule in all_rules())
    assert "不能再写代码" in one_chinese_line(call_drafter(tmp_path, "rules", "STY001", "--markdown"))
