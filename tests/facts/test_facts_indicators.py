"""The indicator dictionary and its files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from facts_helpers import indicator, write_text

from drafter.errors import InputError
from drafter.facts import Dictionary, load_dictionary
from drafter.facts.indicators import load_indicators, normal_name


def test_an_entry_has_sensible_defaults(tmp_path: Path) -> None:
    write_text(
        tmp_path / "a.yaml",
        "- {id: a, name: 甲, unit: 所, kind: count}\n- {id: b, name: 乙, unit: 元, kind: money}\n"
        "- {id: c, name: 丙, unit: '%', kind: ratio}\n- {id: d, name: 丁, unit: '1:x', kind: ratio}\n"
        "- {id: e, name: 戊, unit: 系数, kind: index}\n",
    )
    entries = load_indicators(tmp_path)
    assert [(e.id, e.decimals, e.change) for e in entries] == [
        ("a", 0, "growth"),
        ("b", 2, "growth"),
        ("c", 2, "pp"),
        ("d", 2, "none"),
        ("e", 2, "none"),
    ]
    assert entries[0].levels == ("province", "city", "county")
    assert (entries[0].thresholds, entries[0].plausible, entries[0].own) == ((), None, False)


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    write_text(
        tmp_path / "a.yaml",
        """
- id: rate
  name: 覆盖率
  unit: "%"
  kind: ratio
  decimals: 1
  aliases: [普及率, 覆盖面]
  levels: [county]
  range: [0, 100]
  formula: a / b * 100
  parts: [a, b]
  say: {this: "{v}"}
  heard: ["覆盖{v}"]
  thresholds:
    - {op: ">=", value: 85.5, policy: p, clause: c, severity: must_list, from: 2020, until: 2025, verified: true}
    - {op: ">=", value: 上年, severity: hint, levels: [city]}
""",
    )
    (entry,) = load_indicators(tmp_path)
    assert entry.names == ("覆盖率", "普及率", "覆盖面")
    assert (entry.decimals, entry.plausible, entry.parts) == (1, (0, 100), ("a", "b"))
    first, second = entry.thresholds
    assert (first.value, first.since, first.until, first.levels) == (Decimal("85.5"), 2020, 2025, ("county",))
    assert first.is_floor
    assert (second.value, second.verified, second.levels) == ("上年", False, ("city",))
    assert entry.floors("county", 2025) == [first]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- {name: 甲, unit: 所, kind: count}", "a.yaml：甲：指标缺少 id。"),
        ("- {id: a, unit: 所, kind: count}", "a.yaml：a：指标缺少 name。"),
        ("- {id: a, name: 甲, kind: count}", "a.yaml：a：指标缺少 unit。"),
        ("- {unit: 所}", "a.yaml：（无名指标）：指标缺少 id。"),
        ("- {id: a, name: 甲, unit: 光年, kind: count}", "a.yaml：a：不认识的单位“光年”。"),
        ("- {id: a, name: 甲, unit: 所, kind: sum}", "a.yaml：a：kind 只能是 count、money、ratio、index、yes-no。"),
        (
            "- {id: a, name: 甲, unit: 所, kind: count, thresholds: [{op: '!=', value: 1, severity: hint}]}",
            "a.yaml：a：门槛的 op 只能是 >= > <= < ==。",
        ),
        (
            "- {id: a, name: 甲, unit: 所, kind: count, thresholds: [{op: '>=', value: 1, severity: law}]}",
            "a.yaml：a：门槛的 severity 只能是 must_list、application_standard、target、hint。",
        ),
        (
            "- {id: a, name: 甲, unit: 所, kind: count, thresholds: [{op: '>=', severity: hint}]}",
            "a.yaml：第 1 条指标的写法有误。",
        ),
        ("- {id: a, name: 甲, unit: 所, kind: count, range: [1]}", "a.yaml：第 1 条指标的写法有误。"),
        ("- {id: a, name: 甲, unit: 所, kind: count, decimals: 两}", "a.yaml：第 1 条指标的写法有误。"),
        ("- 甲", "a.yaml：第 1 条指标的写法有误。"),
        ("甲: 乙", "a.yaml：应是一列指标。"),
        ("5", "a.yaml：应是一列指标。"),
        ("- [", "a.yaml：第 2 行不是有效的 YAML。"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, line: str) -> None:
    write_text(tmp_path / "a.yaml", text + "\n")
    with pytest.raises(InputError) as caught:
        load_indicators(tmp_path)
    assert str(caught.value) == line


def test_an_id_is_used_once_in_all_files(tmp_path: Path) -> None:
    entry = "- {id: a, name: 甲, unit: 所, kind: count}\n"
    write_text(tmp_path / "a.yaml", entry)
    write_text(tmp_path / "b.yaml", entry)
    with pytest.raises(InputError, match=r"b\.yaml：指标 a 与 a\.yaml 重复。"):
        load_indicators(tmp_path)


def test_files_come_in_order_and_may_be_empty(tmp_path: Path) -> None:
    write_text(tmp_path / "b.yaml", "- {id: b, name: 乙, unit: 所, kind: count}\n")
    write_text(tmp_path / "a.yaml", "- {id: a, name: 甲, unit: 所, kind: count}\n")
    write_text(tmp_path / "c.yaml", "# 待填\n")
    assert [entry.id for entry in load_indicators(tmp_path)] == ["a", "b"]


BOOK = Dictionary(
    [
        indicator("gdp", "亿元", "money", name="地区生产总值", aliases=("GDP", "生产总值")),
        indicator("mix", "x:y", name="普职比(招生)", aliases=("普职比",)),
        indicator("other", name="普职比"),
        indicator("rate", "%", "ratio", name="学前三年毛入园率"),
    ]
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("地区生产总值", "gdp"),
        (" 地区 生产总值 ", "gdp"),
        ("gdp", "gdp"),
        ("ＧＤＰ", None),
        ("《生产总值》", "gdp"),
        ("普职比（招生）", "mix"),
        ("普职比", "other"),
        ("学前三年毛入园率（%）", "rate"),
        ("学前三年毛入园率%", "rate"),
        ("毛入园率", None),
        ("", None),
    ],
)
def test_an_indicator_is_found_by_any_of_its_names(name: str, key: str | None) -> None:
    found = BOOK.named(name)
    assert (found and found.id) == key


def test_the_nearest_name_is_offered_when_it_is_near() -> None:
    near = BOOK.nearest("学前三年毛入学率")
    assert near is not None
    assert near.id == "rate"
    assert BOOK.nearest("人均绿地") is None


def test_a_dictionary_is_a_mapping_by_id() -> None:
    assert list(BOOK) == ["gdp", "mix", "other", "rate"]
    assert len(BOOK) == 4
    assert BOOK["gdp"].name == "地区生产总值"
    assert "nobody" not in BOOK
    with pytest.raises(KeyError):
        BOOK["nobody"]


def test_the_shipped_dictionary_finds_every_indicator_by_its_name() -> None:
    dictionary = load_dictionary()
    assert len(dictionary) > 300
    assert all(dictionary.named(entry.name) is entry for entry in dictionary.values())
    assert load_dictionary() is dictionary


def test_marks_do_not_matter_in_a_name() -> None:
    assert normal_name("县（市、区） 数") == normal_name("县(市区)数") == "县市区数"
