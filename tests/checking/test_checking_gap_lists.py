"""Lists of how far several rows of the sheet lie from those of another place."""

from __future__ import annotations

import pytest
from checking_helpers import check, metrics

ROWS = tuple(
    (f"{stage}生均一般公共预算教育经费", region, 2025, value, "元")
    for region, values in (
        ("", ("9840", "13220", "17960", "16850")),
        ("全省平均", ("9990", "12780", "17650", "17120")),
        ("汀原市", ("9600", "13100", "17700", "16900")),
    )
    for stage, value in zip(("幼儿园", "小学", "初中", "普通高中"), values, strict=True)
)
LEAD = "幼儿园、小学、初中、普通高中生均一般公共预算教育经费分别为9840元、13220元、17960元、16850元。"


def _found(text: str) -> list[str]:
    result = check(f"一、投入\n{LEAD}{text}", metrics({}, observed=ROWS))
    return [finding.excerpt for finding in result.findings if finding.code == "NUM024"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("与全省平均相比，小学、初中分别高310元、440元，幼儿园、普通高中分别低150元、270元。", ["310元", "440元"]),
        ("与全省平均相比，小学、初中分别高440元、310元，幼儿园、普通高中分别低270元、150元。", ["270元", "150元"]),
        ("与全省平均相比，小学、初中分别低440元、310元。", ["440元", "310元"]),
        ("与全省平均相比，小学、初中分别高440元、301元。", ["301元"]),
    ],
)
def test_distances_of_other_rows(text: str, wrong: list[str]) -> None:
    assert _found(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "与全省平均相比，小学、初中分别高440元、310元，幼儿园、普通高中分别低150元、270元。",
        "与汀原市相比，小学、初中分别高120元、260元。",
        "与全省平均相比，小学、初中公用经费定额分别高50元、70元。",
        "与上年相比，小学、初中分别高460元、520元。",
    ],
)
def test_distances_that_are_right_or_of_something_else(text: str) -> None:
    assert _found(text) == []
