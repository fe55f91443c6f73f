"""An outline file that is wrong says where: the file and the entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter.errors import InputError
from drafter.outlines import Group, Outline, OutlineSection, read_outline


def item(name: str = "budget", **more: Any) -> dict[str, Any]:
    return {"id": name, "lead": "落实投入", "ask": "投入的情况", "signals": ["教育支出"], "office": "市财政局", **more}


def outline() -> dict[str, Any]:
    """An outline of two levels with one item."""
    return {
        "id": "town",
        "name": "乡镇自评报告",
        "level": "county",
        "title": "{region}{year}年报告",
        "sections": [
            {
                "id": "work",
                "heading": "工作",
                "style": "run-in",
                "sections": [{"id": "money", "heading": "投入", "items": [item()]}],
            },
            {"id": "rest", "heading": "其他"},
        ],
    }


def saved(folder: Path, data: Any) -> Path:
    path = folder / "town.yaml"
    path.write_text(data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def loaded(folder: Path, **changes: Any) -> Outline:
    return read_outline(saved(folder, {**outline(), **changes}))


def with_item(folder: Path, **changes: Any) -> Outline:
    """The outline with its item changed."""
    data = outline()
    data["sections"][0]["sections"][0]["items"] = [item(**changes)]
    return read_outline(saved(folder, data))


def refused(make: Callable[..., Outline], *args: Any, **changes: Any) -> str:
    with pytest.raises(InputError) as caught:
        make(*args, **changes)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def only_section(folder: Path, **changes: Any) -> OutlineSection:
    return loaded(folder, sections=[{"id": "work", "heading": "工作", **changes}]).sections[0]


def test_a_small_outline_is_read_with_what_it_leaves_out(tmp_path: Path) -> None:
    made = loaded(tmp_path)
    assert (made.id, made.name, made.level, made.title) == ("town", "乡镇自评报告", "county", "{region}{year}年报告")
    assert (made.basis, made.length) == ((), (3000, 15000))
    sections = [(s.id, s.heading, s.level, s.number, s.label, s.style, s.role, s.aliases) for s in made.walk()]
    assert sections == [
        ("work", "工作", 1, 1, "一、", "run-in", "body", ()),
        ("money", "投入", 2, 1, "（一）", "run-in", "body", ()),
        ("rest", "其他", 1, 2, "二、", "block", "body", ()),
    ]
    ((section, only),) = made.items()
    assert section.id == "money"
    assert (only.id, only.lead, only.ask, only.office) == ("budget", "落实投入", "投入的情况", "市财政局")
    assert (only.signals, only.indicators, only.key, only.policies, only.groups) == (("教育支出",), (), (), (), ())
    assert (only.needs, only.not_applicable, only.optional) == ("text", False, False)


def test_all_that_can_be_said_of_an_item_is_read(tmp_path: Path) -> None:
    made = with_item(
        tmp_path,
        indicators=["c", "a"],
        key=["a"],
        policies=["law#1", "rule"],
        needs="figure",
        not_applicable=True,
        optional=True,
        groups=[{"levels": ["a", "b"]}, {"compare": ["b", "d"]}],
    )
    ((_, only),) = made.items()
    assert only.groups == (Group("levels", ("a", "b")), Group("compare", ("b", "d")))
    assert only.indicators == ("a", "b", "d", "c")
    assert (only.key, only.policies) == (("a",), ("law#1", "rule"))
    assert (only.needs, only.not_applicable, only.optional) == ("figure", True, True)


def test_all_that_can_be_said_of_a_section_is_read(tmp_path: Path) -> None:
    made = only_section(tmp_path, style="run-in", role="problems", aliases=["存在问题", "问题"])
    assert (made.style, made.role, made.aliases) == ("run-in", "problems", ("存在问题", "问题"))


def test_length_and_basis_are_read(tmp_path: Path) -> None:
    made = loaded(tmp_path, length=[100, 200], basis=["law"])
    assert (made.length, made.basis) == ((100, 200), ("law",))


@pytest.mark.parametrize("content", ["", "一句话", "[1, 2]", "3"])
def test_a_file_that_is_no_mapping_is_no_outline(tmp_path: Path, content: str) -> None:
    assert refused(read_outline, saved(tmp_path, content)) == "town.yaml：不是提纲文件。"


def test_a_file_that_is_no_yaml_names_the_line(tmp_path: Path) -> None:
    assert refused(read_outline, saved(tmp_path, "id: a\nname: b: c")) == "town.yaml：第 2 行不是有效的 YAML。"


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    assert "找不到文件" in refused(read_outline, tmp_path / "没有.yaml")


@pytest.mark.parametrize("key", ["id", "name", "level", "title", "sections"])
@pytest.mark.parametrize("empty", [None, "", []])
def test_an_outline_without_something_required_says_what(tmp_path: Path, key: str, empty: Any) -> None:
    assert refused(loaded, tmp_path, **{key: empty}) == f"town.yaml：提纲缺少 {key}。"


def test_an_unknown_level_is_refused_with_the_choice(tmp_path: Path) -> None:
    assert refused(loaded, tmp_path, level="town") == "town.yaml：level 只能是 province、city、county。"


@pytest.mark.parametrize("length", [5000, [5000], [1, 2, 3], ["少", "多"], [1.5, 2], {"a": 1}])
def test_a_length_that_is_no_pair_of_numbers_is_refused(tmp_path: Path, length: Any) -> None:
    assert refused(loaded, tmp_path, length=length) == "town.yaml：length 要写成 [最少字数, 最多字数]。"


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"heading": "工作"}, "工作"),
        ({"id": "work"}, "work"),
        ({"id": "", "heading": ""}, "第 2 个章节"),
        ({}, "第 2 个章节"),
    ],
)
def test_a_section_without_id_or_heading_is_named(tmp_path: Path, entry: dict[str, str], named: str) -> None:
    first = {"id": "first", "heading": "先"}
    assert refused(loaded, tmp_path, sections=[first, entry]) == f"town.yaml：{named}：章节缺少 id 或 heading。"
    nested = [{**first, "sections": [{"id": "x", "heading": "甲"}, entry]}]
    assert refused(loaded, tmp_path, sections=nested) == f"town.yaml：{named}：章节缺少 id 或 heading。"


@pytest.mark.parametrize("key", ["lead", "ask", "signals", "office"])
def test_an_item_without_something_required_is_named(tmp_path: Path, key: str) -> None:
    assert refused(with_item, tmp_path, **{key: ""}) == f"town.yaml：budget：要点缺少 {key}。"


def test_an_item_without_id_is_named_nameless(tmp_path: Path) -> None:
    assert refused(with_item, tmp_path, name="") == "town.yaml：（无名要点）：要点缺少 id。"


@pytest.mark.parametrize(
    "group", [{"others": ["a"]}, {"levels": ["a"], "parts": ["b"]}, {"levels": ["a"], "others": ["b"]}, {}]
)
def test_a_group_of_an_unknown_or_a_double_kind_is_refused(tmp_path: Path, group: Any) -> None:
    assert refused(with_item, tmp_path, groups=[group]) == (
        "town.yaml：budget：groups 只能用 levels、amounts、parts、progress、activities、compare，每组一种。"
    )


@pytest.mark.parametrize("key", ["signals", "indicators", "key", "policies"])
@pytest.mark.parametrize("value", ["教育支出", [3], {"a": 1}, [["a"]]])
def test_one_word_where_a_list_belongs_is_refused(tmp_path: Path, key: str, value: Any) -> None:
    assert refused(with_item, tmp_path, **{key: value}) == f"town.yaml：budget：{key} 要写成文字列表，如 [甲, 乙]。"


def test_one_word_as_the_indicators_of_a_group_is_refused(tmp_path: Path) -> None:
    line = refused(with_item, tmp_path, groups=[{"levels": "party_org_coverage"}])
    assert line == "town.yaml：budget：levels 要写成文字列表，如 [甲, 乙]。"


def test_one_word_as_basis_or_aliases_is_refused(tmp_path: Path) -> None:
    assert refused(loaded, tmp_path, basis="law") == "town.yaml：basis 要写成文字列表，如 [甲, 乙]。"
    assert refused(only_section, tmp_path, aliases="问题") == "town.yaml：work：aliases 要写成文字列表，如 [甲, 乙]。"


@pytest.mark.parametrize("value", ["文", {"id": "a"}, ["文"], 3])
def test_entries_of_another_shape_are_refused(tmp_path: Path, value: Any) -> None:
    shape = "要写成列表，每项有自己的 key: value。"
    assert refused(loaded, tmp_path, sections=value) == f"town.yaml：sections {shape}"
    assert refused(only_section, tmp_path, sections=value) == f"town.yaml：work：sections {shape}"
    assert refused(only_section, tmp_path, items=value) == f"town.yaml：work：items {shape}"
    assert refused(with_item, tmp_path, groups=value) == f"town.yaml：budget：groups {shape}"


def test_an_item_id_that_comes_twice_is_named(tmp_path: Path) -> None:
    data = outline()
    data["sections"][1]["items"] = [item(), item("other")]
    assert refused(read_outline, saved(tmp_path, data)) == "town.yaml：要点 budget 重复。"
