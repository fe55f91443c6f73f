"""``*.report.json``: what is written is read back whole, and anything else is refused with one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from drafter.errors import DrafterError, InputError
from drafter.reading import read_document
from drafter.report import (
    Figure,
    Gap,
    Paragraph,
    Report,
    Section,
    Sentence,
    Shortfall,
    Source,
    Support,
    UnusedMaterial,
    load_report,
    report_to_json,
)

# all a file can hold: line ends, quotes, marks, characters beyond the BMP; half a surrogate pair has no bytes
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8) | st.sampled_from(
    ["", "全市新建3所。\r\n", '"\\u0000', "\x00", "\u2028\x85", "\ufeff", "𠮷"]
)
COUNT = st.integers(-3, 10**12)


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=2)


SOURCE = st.builds(Source, TEXT, TEXT, TEXT, TEXT)
FIGURE = st.builds(Figure, COUNT, COUNT, TEXT, TEXT, TEXT, few(SOURCE).map(tuple))
SUPPORT = st.builds(Support, TEXT, TEXT, TEXT)
SENTENCE = st.builds(Sentence, TEXT, TEXT, few(FIGURE).map(tuple), few(SUPPORT).map(tuple), st.booleans())
PARAGRAPH = st.builds(Paragraph, few(SENTENCE), TEXT, TEXT)
SECTION = st.recursive(
    st.builds(Section, TEXT, TEXT, TEXT, COUNT, few(PARAGRAPH)),
    lambda inner: st.builds(Section, TEXT, TEXT, TEXT, COUNT, few(PARAGRAPH), few(inner)),
    max_leaves=4,
)
REPORT = st.builds(
    Report,
    title=TEXT,
    region=TEXT,
    year=st.integers(1, 9999),
    level=TEXT,
    outline=TEXT,
    engine=TEXT,
    opening=few(PARAGRAPH),
    sections=few(SECTION),
    signer=TEXT,
    date=TEXT,
    gaps=few(st.builds(Gap, TEXT, TEXT, TEXT, TEXT, st.booleans())),
    shortfalls=few(st.builds(Shortfall, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)),
    unused=few(st.builds(UnusedMaterial, TEXT, TEXT, TEXT)),
    inputs=st.dictionaries(TEXT, TEXT, max_size=2),
)


def example() -> Report:
    """A report with one of everything."""
    source = Source("cell", "指标.xlsx!2025年!B7", "教育支出", "12.34亿元")
    figure = Figure(2, 9, "12.34亿元", "edu_budget_expenditure", "", (source,))
    sentence = Sentence("投入12.34亿元。", "metric", (figure,), (Support("cell", source.ref, source.text),), True)
    inner = Section("p", "落实优先发展", "（一）", 2, [Paragraph([sentence], "budget", "加大投入。")])
    return Report(
        "云岭市自评报告",
        "云岭市",
        2025,
        "city",
        "city-key-points",
        "offline",
        [Paragraph([Sentence("现报告如下。", "frame")])],
        [Section("w", "工作开展情况", "一、", 1, [], [inner])],
        "云岭市人民政府",
        "2026-03-05",
        [Gap("budget", "p", "教育支出", "市财政局", True)],
        [Shortfall("rate", "覆盖率", "83%", "85%", "示例办法", "低于85%。", "补齐。")],
        [UnusedMaterial("教育局.docx#p3", "已开展。", "与本年无关")],
        {"metrics": "sha256:0"},
    )


def as_data() -> Any:
    return json.loads(report_to_json(example()))


def saved(folder: Path, data: Any, name: str = "云岭市.report.json") -> Path:
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_report(path)
    line = str(caught.value)
    assert "\n" not in line
    return line


INCOMPLETE = "云岭市.report.json：报告文件不完整，或由别的版本写成。请重新生成。"
NO_REPORT = "云岭市.report.json：不是 drafter 的报告文件（*.report.json）。"
NO_JSON = "云岭市.report.json：不是有效的 JSON。"


@given(REPORT)
@settings(max_examples=100, deadline=None)
def test_any_report_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, report: Report) -> None:
    path = saved(tmp_path_factory.getbasetemp(), report_to_json(report))
    back = load_report(path)
    assert back == report
    assert report_to_json(back) == report_to_json(report)


def test_a_report_with_one_of_everything_is_read_back_equal(tmp_path: Path) -> None:
    back = load_report(saved(tmp_path, report_to_json(example())))
    assert back == example()
    assert isinstance(back.sections[0].sections[0].paragraphs[0].sentences[0].figures, tuple)


def test_the_file_is_readable_chinese_and_ends_with_a_line_end() -> None:
    text = report_to_json(example())
    assert '"title": "云岭市自评报告"' in text
    assert text.endswith("}\n")
    assert json.loads(text)["schema"] == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_report_saved_again_by_an_editor_is_still_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "云岭市.report.json"
    path.write_bytes(report_to_json(example()).replace("\n", "\r\n").encode(encoding))
    assert load_report(path) == example()


@pytest.mark.parametrize("content", ["", "云岭市", "{", '{"schema": 1,}', "[" * 100_000, "9" * 5000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(saved(tmp_path, content)) == NO_JSON


@pytest.mark.parametrize(
    "data",
    [
        [],
        3,
        None,
        "文",
        {},
        {"schema": 1},
        {"sections": []},
        {"schema": 2, "sections": []},
        {"schema": "1", "sections": []},
    ],
)
def test_json_that_is_no_report_of_this_version_is_refused(tmp_path: Path, data: Any) -> None:
    assert refused(saved(tmp_path, json.dumps(data))) == NO_REPORT


@pytest.mark.parametrize("key", sorted(set(as_data()) - {"schema", "sections"}))
def test_a_report_that_lacks_a_field_is_refused(tmp_path: Path, key: str) -> None:
    data = as_data()
    del data[key]
    assert refused(saved(tmp_path, data)) == INCOMPLETE


def _section(data: Any) -> Any:
    return data["sections"][0]["sections"][0]


def _sentence(data: Any) -> Any:
    return _section(data)["paragraphs"][0]["sentences"][0]


INSIDE: list[Callable[[Any], Any]] = [
    lambda data: data["opening"][0],
    _section,
    lambda data: _section(data)["paragraphs"][0],
    _sentence,
    lambda data: _sentence(data)["figures"][0],
    lambda data: _sentence(data)["figures"][0]["sources"][0],
    lambda data: _sentence(data)["support"][0],
    lambda data: data["gaps"][0],
    lambda data: data["shortfalls"][0],
    lambda data: data["unused"][0],
]


@pytest.mark.parametrize("number", range(len(INSIDE)))
@pytest.mark.parametrize("value", [None, 3.5, [3], {"a": 1}])
def test_a_field_that_is_missing_or_of_another_type_is_refused_at_any_depth(
    tmp_path: Path, number: int, value: Any
) -> None:
    for key in INSIDE[number](as_data()):
        lacking, wrong = as_data(), as_data()
        del INSIDE[number](lacking)[key]
        INSIDE[number](wrong)[key] = value
        assert refused(saved(tmp_path, lacking)) == INCOMPLETE, key
        assert refused(saved(tmp_path, wrong)) == INCOMPLETE, key


@pytest.mark.parametrize("value", ["二〇二五", None, [], float("inf"), float("nan")])
def test_a_year_that_is_no_number_is_refused(tmp_path: Path, value: Any) -> None:
    assert refused(saved(tmp_path, {**as_data(), "year": value})) == INCOMPLETE


@pytest.mark.parametrize("key", ["title", "region", "level", "outline", "engine", "signer", "date"])
@pytest.mark.parametrize("value", [5, None, True, ["文"]])
def test_a_text_that_is_none_is_refused(tmp_path: Path, key: str, value: Any) -> None:
    assert refused(saved(tmp_path, {**as_data(), key: value})) == INCOMPLETE


@pytest.mark.parametrize("key", ["opening", "sections", "gaps", "shortfalls", "unused", "inputs"])
@pytest.mark.parametrize("value", [5, "文", [5], [["文"]], True])
def test_a_list_of_something_else_is_refused(tmp_path: Path, key: str, value: Any) -> None:
    assert refused(saved(tmp_path, {**as_data(), key: value})) == INCOMPLETE


def test_sections_nested_without_end_are_refused(tmp_path: Path) -> None:
    data = as_data()
    plain = '{"id": "a", "heading": "a", "label": "", "level": 1, "paragraphs": [], "sections": ['
    nested = plain * 2000 + "]}" * 2000
    data["sections"] = []
    content = json.dumps(data).replace('"sections": []', f'"sections": [{nested}]')
    assert refused(saved(tmp_path, content)) in (NO_JSON, INCOMPLETE)


@pytest.mark.parametrize("name", ["没有.report.json", ""])
def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert "文件" in refused(tmp_path / name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(as_data())), JSON, min_size=1))
@settings(max_examples=300, deadline=None)
def test_a_report_with_any_fields_replaced_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, replaced: dict[str, Any]
) -> None:
    path = saved(tmp_path_factory.getbasetemp(), {**as_data(), **replaced}, "变.report.json")
    try:
        lines = [paragraph.text for paragraph in read_document(path).paragraphs]
    except DrafterError as error:
        lines = [str(error)]
        event("refused")
    assert all(isinstance(line, str) for line in lines)
    assert lines
