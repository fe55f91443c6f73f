"""Tables whose rows and columns follow from each other: subtotals, merged heads, rates, means and stocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file
from drafter.findings import Finding

NUMBERED = (
    "序号|县（区）|学校（所）|学生（人）\n1|东川区|45|38420\n2|柳河县|38|29816\n3|松陵县|29|18754\n合计||112|86990"
)
GROUPED = (
    "类别|项目|上年（万元）|本年（万元）|增减额（万元）|增幅（%）\n"
    "学前|公用经费|860|912|52|6.0\n|资助|215|230|15|7.0\n|小计|1075|1142|67|6.2\n"
    "义务|公用经费|5240|5480|240|4.6\n|资助|1880|1925|45|2.4\n|小计|7120|7405|285|4.0\n合计||8195|8547|352|4.3"
)
MERGED = (
    "县（区）|小学||初中||合计|\n|学校|学生|学校|学生|学校|学生\n"
    "东川区|40|25420|18|12690|58|38110\n柳河县|36|15990|12|8280|48|24270\n松陵县|25|9100|9|4840|34|13940"
)
RATED = (
    "县（区）|学校（所）|达标（所）|达标率|巩固率\n"
    "东川区|45|44|97.8%|99.1%\n柳河县|38|36|94.7%|98.6%\n松陵县|29|27|93.1%|97.9%\n全市|112|107|95.5%|98.6%"
)
HEADS = (
    "县（区）|经费（万元）|学生（人）|生均经费（元）|终端（台）|每百名学生终端数\n"
    "东川区|52860|38420|13758|6916|18.0\n柳河县|39120|29816|13120|4920|16.5\n松陵县|26310|18754|14029|3470|18.5\n"
    "合计|118290|86990|13598|15306|17.6"
)
STOCKS = (
    "县（区）|年初（人）|新增（人）|减少（人）|年末（人）\n"
    "东川区|2410|120|70|2460\n柳河县|1960|85|70|1975\n松陵县|1302|60|42|1320"
)
OWN = "地区|学校|学生|教师\n澄川市|112|86990|5755\n东川区|45|38420|2460\n柳河县|38|29816|1975\n松陵县|29|18754|1320"
GRADES = "县（区）|优秀|良好|合格|参评学校\n东川区|12|25|8|45\n柳河县|9|20|9|38\n松陵县|6|15|8|29\n青溪县|4|11|7|22"
PAID = (
    "项目|标准（元）|人数（人）|金额（万元）\n"
    "助学金|2000|1250|250\n免学费|1700|3400|578\n补助|1250|2160|270\n合计|—|6810|1098"
)
ASIDE = (
    "县（区）|学校|学生\n东川区|45|38420\n柳河县|38|29816\n合计|83|68236\n上年|86|69120\n增减|-3|-884\n平均|42|34118"
)

TAUGHT = (
    "县（区）|学生（人）|教师（人）|生师比\n东川区|38420|2460|15.6:1\n柳河县|29816|{}|15.1:1\n松陵县|18754|1320|14.2:1\n"
    "合计|86990|5755|15.1:1"
)


def findings(folder: Path, text: str) -> list[Finding]:
    file = folder / "报告.txt"
    file.write_text(text, encoding="utf-8")
    return check_file(CheckRequest(file, year=2025, region="澄川市", select=("ARI",))).findings


SLIPS = [
    (NUMBERED, "|38|", "|83|"),
    (NUMBERED, "||112|", "||121|"),
    (GROUPED, "|52|6.0", "|25|6.0"),
    (GROUPED, "|67|6.2", "|67|2.6"),
    (GROUPED, "|7120|7405", "|7210|7405"),
    (GROUPED, "|8195|8547", "|8195|8457"),
    (MERGED, "|48|24270", "|48|24720"),
    (RATED, "|107|95.5%", "|107|99.5%"),
    (RATED, "|95.5%|98.6%", "|95.5%|89.6%"),
    (HEADS, "|13120|", "|13210|"),
    (HEADS, "|13598|", "|13958|"),
    (HEADS, "|17.6", "|16.7"),
    (STOCKS, "|1975", "|1957"),
    (OWN, "|29816|1975", "|29816|1957"),
    (GRADES, "|9|38", "|9|83"),
    (PAID, "|3400|578", "|3400|587"),
]


@pytest.mark.parametrize("table", [NUMBERED, GROUPED, MERGED, RATED, HEADS, STOCKS, OWN, GRADES, PAID, ASIDE])
def test_a_table_that_adds_up_is_silent(tmp_path: Path, table: str) -> None:
    assert findings(tmp_path, table) == []


@pytest.mark.parametrize(("table", "was", "now"), SLIPS)
def test_a_cell_that_follows_from_others_is_held_against_them(tmp_path: Path, table: str, was: str, now: str) -> None:
    assert table.count(was) == 1
    assert findings(tmp_path, table.replace(was, now))


def test_a_cell_that_is_wrong_is_told_once_and_not_with_all_that_is_made_of_it(tmp_path: Path) -> None:
    assert findings(tmp_path, TAUGHT.format(1975)) == []
    assert [f.excerpt for f in findings(tmp_path, TAUGHT.format(1957))] == ["1957"]


def test_counts_by_chance_and_means_of_means_are_let_be(tmp_path: Path) -> None:
    few = "|类别|问题|完成|推进|\n|经费|2|2|0|\n|学前|3|3|0|\n|教师|2|1|1|\n|高中|2|2|0|\n|合计|9|8|1|"
    assert findings(tmp_path, few) == []
    mean = RATED.replace("全市|112|107|95.5%|98.6%", "全市|112|107|95.2%|98.5%")  # the plain mean of the rows
    assert findings(tmp_path, mean) == []
