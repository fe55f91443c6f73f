"""Living with ``drafter check``: waivers, an earlier check, forms, and settings of an outline."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_running import Run, call_drafter, one_chinese_line

from drafter.outlines import find_outline

REPORT = (
    "云岭市2025年履行教育职责自评报告\n一、基本情况\n新建学校X所。\n"
    "全市122个县（市、区）中，106个实现达标，占比95.08%。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def check(folder: Path, *more: str | Path) -> Run:
    return call_drafter(folder, "check", "报告.txt", "--select", "PLH,ARI", *more)


def data(folder: Path, *more: str | Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(check(folder, "--format", "json", *more).out)
    return read


def prints(read: dict[str, Any]) -> dict[str, str]:
    return {item["code"]: item["fingerprint"] for item in read["findings"]}


# --- waivers


def test_a_waived_finding_counts_no_more(folder: Path) -> None:
    found = prints(data(folder))
    assert set(found) == {"PLH001", "ARI001"}
    run = check(folder, "--waive", found["PLH001"].upper(), "--reason", "数字未公布，送审时补")
    assert (run.code, run.out) == (0, "")
    assert "已豁免 PLH001 “X所”：数字未公布，送审时补" in run.err
    kept = tomllib.loads((folder / "报告.waivers.toml").read_text(encoding="utf-8"))
    assert [(w["code"], w["excerpt"], w["fingerprint"]) for w in kept["waiver"]] == [("PLH001", "X所", found["PLH001"])]
    again = data(folder)
    assert set(prints(again)) == {"ARI001"}
    assert again["summary"]["error"] == 1
    assert [(w["code"], w["reason"]) for w in again["waived"]] == [("PLH001", "数字未公布，送审时补")]
    assert check(folder, "--waive", found["ARI001"], "--reason", "已核实").code == 0
    assert check(folder).code == 0
    assert len(tomllib.loads((folder / "报告.waivers.toml").read_text(encoding="utf-8"))["waiver"]) == 2


def test_a_waiver_holds_when_the_text_around_moves_and_is_reported_when_it_is_needed_no_more(folder: Path) -> None:
    check(folder, "--waive", prints(data(folder))["PLH001"], "--reason", "待公布")
    moved = REPORT.replace("一、", "按照要求，现报告如下。\n一、").replace("X所。", "X所。全市教育平稳发展。")
    (folder / "报告.txt").write_text(moved, encoding="utf-8")
    assert set(prints(data(folder))) == {"ARI001"}
    (folder / "报告.txt").write_text(REPORT.replace("X所", "3所"), encoding="utf-8")
    assert [w["code"] for w in data(folder)["unused_waivers"]] == ["PLH001"]
    assert "1 条豁免没有用上" in check(folder).out
    # a rule that did not run tells nothing
    assert (
        json.loads(call_drafter(folder, "check", "报告.txt", "--select", "ARI", "--format", "json").out)[
            "unused_waivers"
        ]
        == []
    )


def test_waivers_may_be_kept_elsewhere(folder: Path) -> None:
    found = prints(data(folder))
    assert check(folder, "--waivers", "集中/豁免.toml", "--waive", found["ARI001"], "--reason", "已核实").code == 0
    assert set(prints(data(folder, "--waivers", "集中/豁免.toml"))) == {"PLH001"}
    assert set(prints(data(folder))) == {"PLH001", "ARI001"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--waive", "0" * 12), "豁免要同时写指纹和理由"),
        (("--reason", "好"), "豁免要同时写指纹和理由"),
        (("--waive", "0" * 12, "--reason", "好"), "这次检查没有这个指纹的发现"),
        (("--waivers", "没有.toml"), "找不到豁免文件"),
        (("--ignore", "PLH,XYZ"), "--ignore：没有规则“XYZ”"),
        (("--since", "没有.json"), "找不到上一次的检查结果"),
        (("--since", "报告.txt"), "不是有效的 JSON"),
        (("--previous", "没有.docx"), "找不到文件"),
        (("--format", "xlsx"), "xlsx 要写到文件。请加 -o"),
        (("--format", "word"), "可用：text、json、html、xlsx、sarif"),
        (("--since", "报告.txt", "-o", "报告.txt"), "输出会覆盖输入的文件"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder: Path, more: tuple[str, ...], told: str) -> None:
    assert told in one_chinese_line(check(folder, *more))
    assert {path.name for path in folder.iterdir()} == {"报告.txt"}


# --- since


def test_what_an_edit_has_changed(folder: Path) -> None:
    check(folder, "--format", "json", "-o", "上次.json", "--fail-on", "never")
    changed = REPORT.replace("X所", "3所") + "培训教师xx名。\n"
    (folder / "报告.txt").write_text(changed, encoding="utf-8")
    read = data(folder, "--since", "上次.json")
    assert {item["excerpt"]: item["status"] for item in read["findings"]} == {"95.08%": "same", "xx名": "new"}
    assert {key: read["since"][key] for key in ("file", "new", "same", "fixed")} == {
        "file": "上次.json",
        "new": 1,
        "same": 1,
        "fixed": 1,
    }
    assert read["since"]["fixed_findings"][0]["excerpt"] == "X所"
    text = check(folder, "--since", "上次.json").out
    assert "新增 1，仍在 1，已改 1" in text
    assert "错误 PLH001（新增）" in text


REPEATED = (
    "云岭市2025年履行教育职责自评报告\n一、基本情况\n全市新建学校X所。\n培训教师一批。\n"
    "二、工作成效\n第二学期全市新建学校X所。\n"
)


def waivers(folder: Path, *entries: dict[str, str]) -> None:
    parts = ["[[waiver]]\n" + "".join(f'{key} = "{value}"\n' for key, value in entry.items()) for entry in entries]
    (folder / "报告.waivers.toml").write_text("\n".join(parts), encoding="utf-8")


def test_a_waiver_follows_its_paragraph_and_holds_when_what_stands_further_off_is_rewritten(folder: Path) -> None:
    found = prints(data(folder))
    check(folder, "--waive", found["ARI001"], "--reason", "按小数点后两位截取")
    text = (
        "云岭市2025年履行教育职责自评报告\n一、主要成效\n截至12月底，教育面貌为之一新。经核对，全市122个县（市、区）中，"
        "106个实现达标，占比95.08%，位居前列。\n二、基本情况\n培训教师一批。\n新建学校X所，投资另报。\n"
    )
    (folder / "报告.txt").write_text(text, encoding="utf-8")
    read = data(folder)
    assert prints(read) == {"PLH001": found["PLH001"]}
    assert [w["code"] for w in read["waived"]] == ["ARI001"]
    assert read["unused_waivers"] == []


def test_a_waiver_whose_words_were_rewritten_names_what_may_be_meant_and_hides_nothing(folder: Path) -> None:
    found = prints(data(folder))["PLH001"]
    check(folder, "--waive", found, "--reason", "待公布")
    (folder / "报告.txt").write_text(REPORT.replace("新建学校X所", "当年改扩建学校X所"), encoding="utf-8")
    now = prints(data(folder))["PLH001"]
    assert now != found
    assert f"{found}（前面的文字改过？同样的字现在是 {now}）" in check(folder).out


def test_of_a_fault_that_occurs_twice_one_waiver_covers_one(folder: Path) -> None:
    (folder / "报告.txt").write_text(REPEATED, encoding="utf-8")
    first, second = data(folder)["findings"]
    assert first["fingerprint"] != second["fingerprint"]
    assert [first["excerpt"], second["excerpt"]] == ["X所", "X所"]
    check(folder, "--waive", second["fingerprint"], "--reason", "待公布")
    assert [item["location"]["paragraph"] for item in data(folder)["findings"]] == [2]
    # the other way round, and both
    waivers(folder, {"fingerprint": first["fingerprint"], "reason": "待公布"})
    assert [item["location"]["paragraph"] for item in data(folder)["findings"]] == [5]
    check(folder, "--waive", second["fingerprint"], "--reason", "待公布")
    assert data(folder)["findings"] == []


def test_a_fault_gathered_from_many_places_is_waived_as_one_and_stays_so_when_there_are_more(folder: Path) -> None:
    lines = [f"{name}学校共有教师12名,学生230名,班级8个。" for name in "甲乙丙"]
    report = "云岭市2025年履行教育职责自评报告\n一、基本情况\n"

    def marks() -> list[tuple[str, int]]:
        run = call_drafter(folder, "check", "报告.txt", "--select", "STY", "--format", "json")
        return [(item["fingerprint"], len(item["also"])) for item in json.loads(run.out)["findings"]]

    (folder / "报告.txt").write_text(report + "\n".join(lines), encoding="utf-8")
    ((fingerprint, also),) = marks()
    assert also >= 3
    waivers(folder, {"fingerprint": fingerprint, "reason": "系统导出"})
    (folder / "报告.txt").write_text(report + "\n".join(["丁学校共有教师9名,学生100名。", *lines]), encoding="utf-8")
    assert marks() == []


def test_a_waiver_with_a_last_day_lapses_after_it(folder: Path) -> None:
    entry = {"fingerprint": prints(data(folder))["PLH001"], "reason": "待公布", "code": "PLH001"}
    waivers(folder, entry | {"until": "2999-12-31"})
    assert set(prints(data(folder))) == {"ARI001"}
    waivers(folder, entry | {"until": "2020-12-31"})
    read = data(folder)
    assert set(prints(read)) == {"ARI001", "PLH001"}
    assert read["unused_waivers"] == []
    assert [w["until"] for w in read["lapsed_waivers"]] == ["2020-12-31"]
    assert f"有 1 条豁免已经过期，不再算数：{entry['fingerprint']}（到 2020-12-31）" in check(folder).out


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"fingerprint": "a" * 12}, "报告.waivers.toml 第1条：没有写理由 reason"),
        ({"fingerprint": "a" * 12, "reason": "  "}, "报告.waivers.toml 第1条：没有写理由 reason"),
        ({"fingerprint": "aaa", "reason": "好"}, "报告.waivers.toml 第1条：没有写指纹"),
        ({"reason": "好"}, "报告.waivers.toml 第1条：没有写指纹"),
        ({"fingerprint": "a" * 12, "reason": "好", "until": "年底"}, "报告.waivers.toml 第1条：“年底”不是日期"),
        ({"fingerprint": "a" * 12, "resaon": "好"}, "报告.waivers.toml 第1条：有不认识的键"),
    ],
)
def test_a_waiver_that_says_too_little_is_refused(folder: Path, entry: dict[str, str], told: str) -> None:
    waivers(folder, entry)
    assert told in one_chinese_line(check(folder))


# --- since, further


def test_moved_paragraphs_and_another_file_name_are_no_changes(folder: Path) -> None:
    sheet = "云岭市2025年指标表\n指标,本年,单位\n幼儿园总数,100,所\n公办幼儿园数,120,所\n"
    (folder / "指标.csv").write_text(sheet, encoding="utf-8")
    words = ("--select", "PLH,ARI,MET", "--format", "json", "--fail-on", "never")
    call_drafter(folder, "check", "报告.txt", "--metrics", "指标.csv", *words, "-o", "上次.json")
    lines = REPORT.splitlines()
    (folder / "第二稿.txt").write_text("\n".join([*lines[:2], lines[3], "新的一段。", lines[2]]), encoding="utf-8")
    moved = sheet.replace("幼儿园总数", "小学数,50,所\n幼儿园总数")
    (folder / "指标（改）.csv").write_text(moved, encoding="utf-8")
    words = (*words, "--since", "上次.json")
    read = json.loads(call_drafter(folder, "check", "第二稿.txt", "--metrics", "指标（改）.csv", *words).out)
    assert {item["code"]: item["status"] for item in read["findings"]} == {
        "PLH001": "same",
        "ARI001": "same",
        "MET006": "same",
    }
    assert {key: read["since"][key] for key in ("new", "same", "fixed")} == {"new": 0, "same": 3, "fixed": 0}
    # another fault of the same rule on the sheet is another fault
    other = sheet.replace("100", "130") + "反馈问题数,5,个\n已整改问题数,7,个\n"
    (folder / "指标（改）.csv").write_text(other, encoding="utf-8")
    read = json.loads(call_drafter(folder, "check", "第二稿.txt", "--metrics", "指标（改）.csv", *words).out)
    assert {key: read["since"][key] for key in ("new", "same", "fixed")} == {"new": 1, "same": 2, "fixed": 1}


def test_of_two_like_faults_one_mended_is_one_fixed(folder: Path) -> None:
    (folder / "报告.txt").write_text(REPEATED, encoding="utf-8")
    check(folder, "--format", "json", "-o", "上次.json", "--fail-on", "never")
    (folder / "报告.txt").write_text(REPEATED.replace("X所", "3所", 1), encoding="utf-8")
    read = data(folder, "--since", "上次.json")
    assert {key: read["since"][key] for key in ("new", "same", "fixed")} == {"new": 0, "same": 1, "fixed": 1}


# --- forms


@pytest.mark.parametrize("form", ["text", "json", "html", "xlsx", "sarif"])
def test_every_form_goes_to_a_file(folder: Path, form: str) -> None:
    run = check(folder, "--format", form, "-o", f"out/结果.{form}", "--fail-on", "never")
    assert run.code == 0, run
    assert run.out == ""
    content = (folder / "out" / f"结果.{form}").read_bytes()
    assert content[:2] == b"PK" if form == "xlsx" else "95.08%" in content.decode("utf-8")


def test_sarif_names_the_file_relative_to_the_folder(folder: Path) -> None:
    (folder / "甲").mkdir()
    (folder / "甲" / "报告.txt").write_text(REPORT, encoding="utf-8")
    log = json.loads(call_drafter(folder, "check", "甲/报告.txt", "--format", "sarif").out)
    assert log["runs"][0]["artifacts"] == [{"location": {"uri": "%E7%94%B2/%E6%8A%A5%E5%91%8A.txt"}}]


# --- settings


def test_an_outline_has_settings_of_its_own(folder: Path) -> None:
    (folder / "drafter.toml").write_text(
        '[check]\nselect = ["PLH", "ARI"]\n[check.outline.city-key-points]\nignore = ["ARI"]\n'
        'severity = { PLH001 = "info" }\n',
        encoding="utf-8",
    )

    def codes(*more: str) -> dict[str, str]:
        read = json.loads(call_drafter(folder, "check", "报告.txt", "--format", "json", *more).out)
        return {item["code"]: item["severity"] for item in read["findings"]}

    assert codes() == {"PLH001": "error", "ARI001": "error"}
    assert codes("--outline", "city-key-points") == {"PLH001": "info"}
    assert codes("--outline", "city-key-points", "--ignore", "STY") == {"PLH001": "info", "ARI001": "error"}
    assert codes("--outline", "city-key-points", "--select", "ARI") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[check]\noutline = "city"', "应按提纲 id 分节"),
        ("[check.outline.city-key-points]\nwhy = 1", "不认识的设置 why"),
        ('[check.outline.city-key-points]\nseverity = { STY = "bad" }', "级别“bad”不可用"),
        ('[check.outline.city-key-points]\nselect = ["XYZ"]', "没有规则“XYZ”"),
        ("[check.outline.nowhere]\nselect = []", "nowhere"),
    ],
)
def test_bad_settings_of_an_outline_are_refused(folder: Path, text: str, told: str) -> None:
    (folder / "drafter.toml").write_text(text, encoding="utf-8")
    assert told in one_chinese_line(call_drafter(folder, "check", "报告.txt"))


def test_a_row_in_a_wrong_unit_is_reported_and_the_rest_is_checked(tmp_path: Path) -> None:
    rows = ("指标,本年,上年,单位", "群众满意度,92.4,91.0,分", "一般公共预算教育支出,31,30,所", "小学数,120,119,所")
    (tmp_path / "m.csv").write_text("\n".join(("云岭市2025年指标表", *rows)), encoding="utf-8")
    lines = ["群众满意度达到92.4分，比上年提高1.4分。", "全市小学121所。"]
    lines += ["教育满意度达到95.6%。", "社会满意度为93.4分。"]
    title = "云岭市2025年履行教育职责自评报告\n一、工作成效\n"
    (tmp_path / "r.txt").write_text(title + "\n".join(lines) + "\n一般公共预算教育支出31亿元。\n", encoding="utf-8")
    run = call_drafter(tmp_path, "check", "r.txt", "--metrics", "m.csv", "--format", "json", "-o", "r.json")
    assert run.code == 1, run
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]
    told = [(f["code"], f["severity"], f["excerpt"]) for f in found if f["severity"] == "error"]
    # a score is held against the score and a percentage against nothing; what was left out is held against nothing
    assert told == [("MET009", "error", ""), ("NUM001", "error", "121所"), ("NUM001", "error", "93.4分")]
    assert [item["ref"] for item in found[0]["evidence"]] == ["m.csv!CSV!B4", "m.csv!CSV!C4"]


def headings_of(outline: str) -> Iterator[str]:
    """The headings of a form, numbered."""
    numbers = "一二三四五六七八九十"
    count = [0, 0]
    for section in find_outline(outline).walk():
        if section.level == 1:
            yield f"{numbers[count[0]]}、{section.heading}"
            count = [count[0] + 1, 0]
        elif section.level == 2:
            yield f"（{numbers[count[1]]}）{section.heading}"
            count[1] += 1


def test_each_report_of_a_folder_is_held_to_the_settings_of_its_own_form(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text(
        '[check]\nselect = ["PLH", "STR"]\n[check.outline.city-key-points]\nignore = ["STR"]\n'
        'severity = { PLH001 = "info" }\n[check.outline.county-standard]\nseverity = { PLH = "warning" }\n',
        encoding="utf-8",
    )
    for name, outline in (("云岭市", "city-key-points"), ("石溪县", "county-standard")):
        body = "\n".join(f"{heading}\n新建学校X所。" for heading in headings_of(outline))
        text = f"{name}2025年履行教育职责自评报告\n{body}\n"
        (tmp_path / "报告").mkdir(exist_ok=True)
        (tmp_path / "报告" / f"{name}.txt").write_text(text, encoding="utf-8")

    def severities(*more: str) -> dict[str, set[str]]:
        run = call_drafter(tmp_path, "check", "报告", "-o", "out", "--quiet", "--jobs", "1", "--fresh", *more)
        assert run.code in (0, 1), run
        found = {}
        for path in (tmp_path / "out" / "counties").rglob("*.findings.json"):
            read = json.loads(path.read_text(encoding="utf-8"))
            assert read["outline"]
            found[read["outline"]] = {f"{item['code'][:3]} {item['severity']}" for item in read["findings"]}
        return found

    assert {name: {told for told in found if told[:3] == "PLH"} for name, found in severities().items()} == {
        "city-key-points": {"PLH info"},
        "county-standard": {"PLH warning"},
    }
    assert not any(told.startswith("STR") for told in severities()["city-key-points"])
    # an option takes the place of what is selected, not of how strictly it is taken
    assert severities("--select", "PLH") == {"city-key-points": {"PLH info"}, "county-standard": {"PLH warning"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[check]\nselect = ["PLH", "XYZ"]', "drafter.toml check.select：没有规则“XYZ”"),
        ('[check]\nignore = ["STYX"]', "drafter.toml check.ignore：没有规则“STYX”"),
        ('[check]\nseverity = { ARI999 = "info" }', "drafter.toml check.severity：没有规则“ARI999”"),
        ('[check]\nseverity = { ARI = "fatal" }', "drafter.toml check.severity：ARI 的级别“fatal”不可用"),
        ("[check]\nselct = []", "drafter.toml：[check] 中不认识的设置 selct"),
        ("[check.outline.city]\nignore = []", "drafter.toml check.outline.city：没有提纲“city”"),
        (
            '[check.outline.city-key-points]\nignore = ["XYZ"]',
            "drafter.toml check.outline.city-key-points.ignore：没有规则“XYZ”",
        ),
        ('[model]\nsecond_pass = "no"', "drafter.toml model.second_pass：“no”不可用"),
        ("[model]\nprice_in = -1", "drafter.toml model.price_in：“-1”小于 0"),
    ],
)
def test_a_bad_setting_is_one_line_that_names_file_and_key_for_one_report_many_and_drafts(
    folder: Path, text: str, told: str
) -> None:
    (folder / "drafter.toml").write_text(text, encoding="utf-8")
    (folder / "县.csv").write_text("县（市、区）,小学数（所）\n甲县,12\n", encoding="utf-8")
    for words in (
        ("check", "报告.txt"),
        ("check", ".", "-o", "out"),
        ("batch", "县.csv", "-o", "out"),
    ):
        assert told in one_chinese_line(call_drafter(folder, *words))
    assert not (folder / "out").exists()
