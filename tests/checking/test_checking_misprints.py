"""A slip of the pen in a figure that others follow from, found by what they follow from."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file

TITLE = "溪临县人民政府2025年履行教育职责自评报告\n\n"


def codes(tmp_path: Path, text: str, rows: str = "") -> list[str]:
    report = tmp_path / "report.txt"
    report.write_text(TITLE + text + "\n", encoding="utf-8")
    metrics = None
    if rows:
        metrics = tmp_path / "metrics.csv"
        metrics.write_text("指标,本年,上年,单位\n" + rows + "\n", encoding="utf-8")
    found = check_file(CheckRequest(report, metrics=metrics, region="溪临县", year=2025)).findings
    return [f.code for f in found if f.code.startswith(("ARI", "NUM")) and f.severity.value != "info"]


PAIRS = [
    ("随迁子女9846人，占16.04%，人数比上年的9512人多334人。", "9512人", "9521人"),
    ("教师年均工资98640元，公务员97215元，教师高1425元；上年教师为94320元，一年增长4.58%。", "94320元", "94302元"),
    ("资助学生6732人次，发放1045.8万元。上年为6418人次、982.4万元，人次增长4.89%。", "6418人次", "6481人次"),
    ("改造项目11个、投资23600万元，与上年9个项目、19800万元相比，投资增长19.19%。", "19800万元", "19080万元"),
]


@pytest.mark.parametrize(("text", "was", "now"), PAIRS)
def test_an_operand_with_two_digits_changed_over_is_found(tmp_path: Path, text: str, was: str, now: str) -> None:
    assert codes(tmp_path, text) == []
    assert any(code.startswith("ARI") for code in codes(tmp_path, text.replace(was, now)))


def test_what_no_slip_explains_is_left_open(tmp_path: Path) -> None:
    text = "全县新建校舍11处、投资23600万元，与上年的9处、19471万元相比，培训人次增长31.40%。"
    assert codes(tmp_path, text) == []


ROWS = "专职保安员数,428,420,人\n入校督导次数,1126,1098,次\n幼儿园数,78,80,所"


def test_a_row_that_nothing_tells_is_found_with_two_digits_changed_over(tmp_path: Path) -> None:
    text = "全县专职保安428人在岗，责任督学全年入校督导{}次。"
    assert codes(tmp_path, text.format(1126), ROWS) == []
    assert any(code.startswith("NUM") for code in codes(tmp_path, text.format(1162), ROWS))


def test_a_row_that_is_told_leaves_a_like_number_alone(tmp_path: Path) -> None:
    text = "责任督学全年入校督导1126次。开展专项督导和回访1162次。"
    assert codes(tmp_path, text, ROWS) == []
