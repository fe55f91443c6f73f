"""What sentences list of several places, and what they then say of them."""

from __future__ import annotations

import pytest
from checking_helpers import check, document

from drafter.checking.context import CheckContext
from drafter.checking.place_lists import place_lists
from drafter.checking.place_names import PlaceNames

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n一、工作情况\n"


def lists(text: str) -> list[tuple[str, dict[str, str]]]:
    context = CheckContext(document(_CITY + text), "榆河市", 2025)
    found = place_lists(context, PlaceNames.read(context))
    return [(one.words, {name: figure.text for name, figure in one.values.items()}) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "values"),
    [
        ("东屏区、罗溪县、漳清县公用经费分别为812元、776元和768元。", "公用经费", ["812元", "776元", "768元"]),
        ("4个县（区）新增学位依次为900个、700个、300个、120个。", "新增学位", ["900个", "700个", "300个", "120个"]),
        ("新增学位2020个，其中东屏区900个、罗溪县700个。", "", ["900个", "700个"]),
        ("大班额东屏区由58个减至31个，罗溪县由20个减至9个。", "大班额", ["31个", "9个"]),
        ("东屏区、罗溪县大班额分别由58个和20个减至31个和9个。", "大班额", ["31个", "9个"]),
        (
            "占比最高的是漳清县，为67.00%，其后为罗溪县66.01%，宁岚县和东屏区分别为63.01%和60.00%。",
            "占比",
            ["67.00%", "66.01%", "63.01%", "60.00%"],
        ),
        (
            "随迁子女集中在东屏区和罗溪县，两地分别为4200人和1300人，漳清县、宁岚县则分别为420人、310人。",
            "",
            ["4200人", "1300人", "420人", "310人"],
        ),
    ],
)
def test_lists_of_places(text: str, words: str, values: list[str]) -> None:
    assert [(told, list(row.values())) for told, row in lists(text)] == [(words, values)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年，东屏区、罗溪县公用经费分别为812元和776元。",
        "东屏区、罗溪县等地公用经费分别为812元和776元。",
        "东屏区、罗溪县两地合计812人。",
        "比东屏区多12所，比罗溪县多9所。",
        "东屏区与罗溪县相差120元。",
    ],
)
def test_no_list(text: str) -> None:
    assert not [row for _, row in lists(text) if len(row) > 1 or "相差" in text]


def test_towns_of_a_county() -> None:
    text = "罗溪县2025年自评报告\n新增学位270个，其中青石镇120个、白沙镇90个、云溪街道60个。\n"
    context = CheckContext(document(text), "罗溪县", 2025)
    (one,) = place_lists(context, PlaceNames.read(context))
    assert list(one.values) == ["青石镇", "白沙镇", "云溪街道"]


def told(text: str) -> list[tuple[str, str]]:
    chosen = ("ENT008", "ENT009", "ENT011", "ENT013")
    found = check(_CITY + text, region="榆河市", select=chosen).findings
    return [(f.code, f.excerpt) for f in found]


_SPENT = "东屏区、罗溪县、漳清县、宁岚县生均支出依次为13240元、12690元、11860元、11935元，"


def test_ends_of_a_row_of_values() -> None:
    assert told(_SPENT + "最高的东屏区与最低的漳清县相差1380元。") == []
    assert told(_SPENT + "最高的东屏区与最低的宁岚县相差1380元。") == [("ENT009", "宁岚县")]
