"""Errors that only show when counties are held against each other: all found where planted, none in the clean set."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from batch_making import STORIES, city_sheet, column, county_rows, write_wide
from cli_running import Run, call_drafter

COUNTIES = 9
CITY = "江北市"
ACROSS = ("ENT101", "ENT102", "DUP101", "MET101")
COPIED = (
    "每年寒假由县财政出资组织毕业班任课教师到结对高校进修两周，进修期间由返聘的特级教师代课，课时费按每节八十元从教师培训经费列支。"
    "回县后每人开一节汇报课，由教研室录像存档并作为下学期集体备课的样例。"
)


def report(row: Sequence[str], story: str, title: str = "") -> str:
    """A report as somebody types it in Word."""

    def value(name: str) -> str:
        return row[column(name)]

    return "\n".join(
        (
            title or f"{row[0]}人民政府2025年履行教育职责自评报告",
            "一、基本情况",
            f"全县常住人口{value('常住人口')}万人。全县共有幼儿园{value('幼儿园总数')}所，在园幼儿{value('在园幼儿数')}人。",
            f"全县共有小学{value('小学数')}所，小学在校生{value('小学在校生')}人。初中在校生{value('初中在校生')}人。",
            "二、主要做法",
            story,
            f"九年义务教育巩固率达到{value('九年义务教育巩固率')}%，较好地完成了控辍保学的任务。",
            "三、存在的问题",
            "教师队伍结构性缺编问题还没有从根本上得到解决，农村学校音乐、体育、美术教师数量不足。",
            "四、下一步打算",
            "坚持教育优先发展，继续加大投入力度，补齐短板，努力办好人民满意的教育。",
            "",
        )
    )


class Place:
    """A folder with reports, a sheet of all counties and one of the city."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = county_rows(COUNTIES)
        self.names = [row[0] for row in self.rows]
        self.texts = [
            report(row, STORIES[at % 6] if at < 6 else f"{row[0]}坚持育人为本。") for at, row in enumerate(self.rows)
        ]
        self.sheet = [list(row) for row in self.rows]
        self.city: dict[str, str] = {}

    def check(self, out: str = "out") -> Run:
        reports = self.folder / "reports"
        reports.mkdir(exist_ok=True)
        for name, text in zip(self.names, self.texts, strict=True):
            (reports / f"{name}.txt").write_text(text, encoding="utf-8")
        write_wide(self.folder / "counties.csv", self.sheet)
        city_sheet(self.folder / "city.csv", self.rows, CITY, self.city)
        given = ("--metrics", "counties.csv", "--rollup", "city.csv", "--fail-on", "never", "--jobs", "2", "--quiet")
        return call_drafter(self.folder, "check", "reports", "-o", out, *given)

    def found(self, out: str = "out") -> dict[str, set[str]]:
        """Codes across counties by county, as their findings say."""
        result = {}
        for name in self.names:
            data = json.loads((self.folder / out / "counties" / name / f"{name}.findings.json").read_text("utf-8"))
            codes = {finding["code"] for finding in data["findings"]} & set(ACROSS)
            if codes:
                result[name] = codes
        return result


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_the_clean_set_has_nothing_and_every_planted_error_is_found(place: Place) -> None:
    run = place.check()
    assert run.code == 0, run
    assert place.found() == {}
    assert "没有发现问题" in run.out
    assert "没有发现对不上的数" in run.out
    names = place.names
    # the name of another county, a passage of another county
    place.texts[1] = place.texts[1].replace(
        "二、主要做法", f"二、主要做法\n{names[4]}教育局认真落实各项制度，把责任压实到人。"
    )
    place.texts[6] = place.texts[6].replace(f"{names[6]}坚持育人为本。", COPIED)
    place.texts[7] = place.texts[7].replace(f"{names[7]}坚持育人为本。", COPIED)
    # two rows of the sheet swapped but for their names; a number of people typed in 万人; a wrong city total
    place.sheet[2][2:], place.sheet[3][2:] = place.sheet[3][2:], place.sheet[2][2:]
    place.sheet[5][column("小学在校生")] = f"{float(place.sheet[5][column('小学在校生')]) / 10000:.4f}"
    place.city["初中在校生"] = "12345"
    run = place.check()
    assert run.code == 0, run
    assert place.found() == {
        names[1]: {"ENT101"},
        names[2]: {"ENT102"},
        names[3]: {"ENT102"},
        names[5]: {"MET101"},
        names[6]: {"DUP101"},
        names[7]: {"DUP101"},
    }
    assert f"{CITY}与 3 个县之和：1 条对不上" in run.out
    page = (place.folder / "out" / "看板.html").read_text(encoding="utf-8")
    for code in (*ACROSS, "ROL001"):
        assert code in page
    # mended again, the reviews lose what no longer holds
    clean = Place(place.folder)
    assert clean.check().code == 0
    assert clean.found() == {}


def test_counties_may_work_together_and_share_common_wording(place: Place) -> None:
    together = f"与{place.names[3]}教育局签订结对帮扶协议，互派校长和教师跟岗。"
    common = (
        "全县上下坚持把教育摆在优先发展的战略地位，召开县委常委会、县政府常务会专题研究，"
        "逐项分解任务，定期督查通报，确保各项工作落地见效。"
    )
    place.texts = [text.replace("二、主要做法", f"二、主要做法\n{common}") for text in place.texts]
    place.texts[1] = place.texts[1].replace("二、主要做法", f"二、主要做法\n{together}")
    assert place.check().code == 0
    assert place.found() == {}


def test_a_copy_with_its_names_changed_is_still_a_copy(place: Place) -> None:
    names = place.names
    place.texts[6] = place.texts[6].replace("坚持育人为本。", f"育人为本。{names[6]}{COPIED}")
    place.texts[7] = place.texts[7].replace("坚持育人为本。", f"育人为本。{names[7]}{COPIED.replace('两周', '三周')}")
    assert place.check().code == 0
    assert place.found() == {names[6]: {"DUP101"}, names[7]: {"DUP101"}}
    data = json.loads((place.folder / "out/counties" / names[6] / f"{names[6]}.findings.json").read_text("utf-8"))
    finding = next(f for f in data["findings"] if f["code"] == "DUP101")
    assert names[7] in finding["message"]
    assert "三周" in finding["evidence"][0]["text"]
