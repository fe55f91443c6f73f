"""Tables that are typed as lines of a text file."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.reading import read_document
from drafter.reading.typed import row_cells, typed_rows

TABBED = ["单位\t学生\t教师", "河口镇\t1204\t96", "石桥镇\t873\t71", "合计\t2077\t167"]
BLANKS = ["项目 2022年 2023年", "幼儿园（所） 31 29", "班级（个） 214 203"]


OPEN = ["单位|学生|教师|生师比", "河口镇|1204|96|12.5:1", "石桥镇|873|71|12.3:1"]


@pytest.mark.parametrize("lines", [TABBED, BLANKS, ["|镇|学生|", "|--|--|", "|河口镇|12|"], OPEN])
def test_lines_of_one_width_that_hold_numbers_are_a_table(lines: list[str]) -> None:
    rows = typed_rows(["附表", *lines, "说明。"])
    assert list(rows.values()) == [(0, row, 0) for row in range(len(rows))]
    assert 0 not in rows
    assert len(lines) + 1 not in rows


@pytest.mark.parametrize(
    "lines",
    [
        ["\t一段缩进的话", "\t又一段", "\t第三段"],
        ["全县 学生 2077人。", "教师 167 人，其中 特岗 12 人。", "班级 58 个。"],
        ["县长\t张某", "局长\t李某", "主任\t王某"],
        ["单位\t学生", "河口镇\t1204"],
        ["教育局|办公室", "县委|县政府", "联系人|王某"],
        ["河口镇|1204|96", "石桥镇|873"],
        ["甲 乙 丙", "丁 戊 己", "庚 辛 壬"],
    ],
)
def test_other_lines_are_none(lines: list[str]) -> None:
    assert typed_rows(lines) == {}


def test_cells_keep_their_place() -> None:
    assert row_cells("河口镇\t\t 96") == [(0, "河口镇"), (4, ""), (6, "96")]
    assert row_cells("|河口镇| 96 |") == [(1, "河口镇"), (6, "96")]
    assert row_cells("班级（个） 214 203") == [(0, "班级（个）"), (6, "214"), (10, "203")]


def test_a_row_whose_first_cell_is_empty() -> None:
    lines = ["单位|小学||初中||", "|学校|学生|学校|学生|班级", "河口镇|4|1204|2|873|31", "|4|1204|2|873|"]
    assert list(typed_rows(lines).values()) == [(0, 0, 0), (0, 1, 1), (0, 2, 0), (0, 3, 1)]


def test_markdown_without_outer_bars(tmp_path: Path) -> None:
    file = tmp_path / "报告.md"
    file.write_text("\n".join(["正文。", OPEN[0], "---|---|---|---", *OPEN[1:], "", "后文。"]), encoding="utf-8")
    assert [p.cell for p in read_document(file).paragraphs if p.cell] == [(0, 0, 0), (0, 1, 0), (0, 2, 0)]


def test_every_cell_is_read_on_its_own(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text("\n".join(["附表", *TABBED]), encoding="utf-8")
    read = read_document(file)
    cells = [flow for flow in read.flows if flow.part == "table"]
    assert [flow.text for flow in cells[3:6]] == ["河口镇", "1204", "96"]
    (place,) = cells[4].places(0, 4)
    assert (place.paragraph, read.paragraphs[2].text[place.start : place.end]) == (2, "1204")
