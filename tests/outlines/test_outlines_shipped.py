"""The outlines that ship with drafter: whole, and in step with the indicators and the policies."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from drafter.errors import InputError
from drafter.facts import load_dictionary
from drafter.library.policies import load_policies
from drafter.outlines import Item, Outline, OutlineSection, find_outline, load_outlines, section_label
from drafter.outlines.model import GROUP_KINDS, STYLES
from drafter.reading import Document, Paragraph, structure
from drafter.resources import bundled

OUTLINES = list(load_outlines().values())
SECTIONS = [(outline, section) for outline in OUTLINES for section in outline.walk()]
ITEMS = [(outline, section, item) for outline in OUTLINES for section, item in outline.items()]
DICTIONARY = load_dictionary()
POLICIES = load_policies()
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
HAN = re.compile(r"[\u4e00-\u9fff]")

each_outline = pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.id)
each_section = pytest.mark.parametrize(("outline", "section"), SECTIONS, ids=lambda part: getattr(part, "id", None))
each_item = pytest.mark.parametrize(("outline", "section", "item"), ITEMS, ids=lambda part: getattr(part, "id", None))


def test_every_shipped_file_is_an_outline_named_like_its_file() -> None:
    stems = sorted(path.stem for path in bundled("knowledge", "outlines").glob("*.yaml"))
    assert sorted(load_outlines()) == stems
    assert "city-key-points" in stems


def test_outlines_are_read_once() -> None:
    assert load_outlines() is load_outlines()


def test_an_outline_is_found_by_its_id() -> None:
    assert find_outline("city-key-points").id == "city-key-points"


def test_an_unknown_outline_is_refused_with_the_choice() -> None:
    with pytest.raises(InputError) as caught:
        find_outline("village")
    line = str(caught.value)
    assert line.startswith("--outline：没有提纲“village”。可用的提纲：")
    assert all(outline.id in line for outline in OUTLINES)


@each_outline
def test_an_outline_is_filled_in(outline: Outline) -> None:
    assert HAN.search(outline.name)
    assert outline.level in ("province", "city", "county")
    assert outline.title.format(region="云岭市", year=2025).startswith("云岭市人民政府")
    assert 1000 <= outline.length[0] < outline.length[1] <= 50_000
    assert outline.basis


@each_outline
def test_the_ids_of_an_outline_are_unique(outline: Outline) -> None:
    ids = [section.id for section in outline.walk()] + [item.id for _, item in outline.items()]
    assert [name for name, times in Counter(ids).items() if times > 1] == []


@each_outline
def test_what_an_outline_rests_on_is_in_the_library(outline: Outline) -> None:
    assert [reference for reference in outline.basis if POLICIES.resolve(reference) is None] == []


@each_outline
def test_an_outline_has_one_place_for_problems_and_one_for_measures(outline: Outline) -> None:
    roles = Counter(section.role for section in outline.walk())
    del roles["body"]
    assert dict(roles) in ({"problems": 1, "measures": 1}, {"combined": 1})
    order = [section.role for section in outline.sections]
    assert order == sorted(order, key=["body", "problems", "measures", "combined"].index)


@each_outline
def test_no_two_sections_answer_to_one_heading(outline: Outline) -> None:
    names = Counter(name for section in outline.walk() for name in (section.heading, *section.aliases))
    assert [name for name, times in names.items() if times > 1] == []


@each_section
def test_a_section_is_filled_in(outline: Outline, section: OutlineSection) -> None:
    assert SNAKE.fullmatch(section.id)
    assert HAN.search(section.heading)
    assert section.heading == section.heading.strip("。 　")
    assert section.style in STYLES
    assert section.items or section.sections or section.role != "body"


@each_section
def test_sections_are_numbered_in_order_below_their_parent(outline: Outline, section: OutlineSection) -> None:
    assert section.level <= 3
    assert [child.number for child in section.sections] == list(range(1, len(section.sections) + 1))
    assert {child.level for child in section.sections} <= {section.level + 1}


@each_outline
def test_the_headings_of_an_outline_read_back_with_their_labels(outline: Outline) -> None:
    lines = [section.label + section.heading for section in outline.walk()]
    document = structure(Document("草稿", "txt", [Paragraph(n, "body", line) for n, line in enumerate(lines)]))
    assert [(h.level, h.number, h.text) for h in document.headings] == [
        (section.level, section.number, section.heading) for section in outline.walk()
    ]


@each_item
def test_an_item_is_filled_in(outline: Outline, section: OutlineSection, item: Item) -> None:
    assert SNAKE.fullmatch(item.id)
    assert HAN.search(item.lead)
    assert not re.search(r"[。，：]", item.lead)
    assert HAN.search(item.ask)
    assert HAN.search(item.office)
    assert item.needs in ("text", "figure")
    assert item.signals
    assert len(set(item.signals)) == len(item.signals)
    assert all(len(signal.strip()) >= 2 for signal in item.signals)


@each_item
def test_every_indicator_of_an_item_is_in_the_dictionary(outline: Outline, section: OutlineSection, item: Item) -> None:
    assert [name for name in item.indicators if name not in DICTIONARY] == []


@each_item
def test_every_policy_of_an_item_is_in_the_library(outline: Outline, section: OutlineSection, item: Item) -> None:
    unknown = []
    for reference in item.policies:
        found = POLICIES.resolve(reference)
        if found is None or ("#" in reference and found[1] is None):
            unknown.append(reference)
    assert unknown == []


@each_item
def test_the_groups_of_an_item_are_of_known_kinds_and_hold_its_indicators(
    outline: Outline, section: OutlineSection, item: Item
) -> None:
    for group in item.groups:
        assert group.kind in GROUP_KINDS
        assert group.indicators
        assert set(group.indicators) <= set(item.indicators)
        assert group.kind != "compare" or len(group.indicators) == 2
        assert group.kind != "progress" or len(group.indicators) == 2


@each_item
def test_no_indicator_is_told_twice_in_an_item(outline: Outline, section: OutlineSection, item: Item) -> None:
    told = Counter(name for group in item.groups for name in group.indicators)
    # a total may open one group and be set against a plan in another, but not in groups of one kind
    for kind in GROUP_KINDS:
        of_kind = Counter(n for group in item.groups if group.kind == kind for n in group.indicators)
        assert [name for name, times in of_kind.items() if times > 1] == []
    assert len(item.indicators) == len(set(item.indicators)) >= len(told)


@each_item
def test_the_key_of_an_item_is_among_its_indicators(outline: Outline, section: OutlineSection, item: Item) -> None:
    assert set(item.key) <= set(item.indicators)


@each_item
def test_an_item_that_needs_a_figure_has_indicators(outline: Outline, section: OutlineSection, item: Item) -> None:
    assert item.needs == "text" or item.indicators


@each_item
def test_figures_of_a_group_that_share_a_sentence_can_be_compared(
    outline: Outline, section: OutlineSection, item: Item
) -> None:
    for group in item.groups:
        if group.kind in ("compare", "parts"):
            assert len({DICTIONARY[name].unit.dimension for name in group.indicators}) == 1
        if group.kind == "amounts":
            assert "percent" not in {DICTIONARY[name].unit.dimension for name in group.indicators}


DIGITS = list("一二三四五六七八九")
CHINESE = [*DIGITS, "十", *(f"十{digit}" for digit in DIGITS), "二十", "二十一"]


@pytest.mark.parametrize(("number", "chinese"), enumerate(CHINESE, start=1))
def test_sections_are_labelled_as_official_documents_number_them(number: int, chinese: str) -> None:
    assert section_label(1, number) == f"{chinese}、"
    assert section_label(2, number) == f"（{chinese}）"
    assert section_label(3, number) == section_label(4, number) == f"{number}."


def test_later_tens_are_labelled_too() -> None:
    assert [section_label(1, n) for n in (30, 45, 99)] == ["三十、", "四十五、", "九十九、"]


@each_outline
def test_walking_visits_every_section_and_item_once_in_order(outline: Outline) -> None:
    def nested(section: OutlineSection) -> list[OutlineSection]:
        return [section, *(deeper for child in section.sections for deeper in nested(child))]

    sections = [deeper for section in outline.sections for deeper in nested(section)]
    assert list(outline.walk()) == sections
    assert [item for _, item in outline.items()] == [item for section in sections for item in section.items]
