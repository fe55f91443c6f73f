"""A model that judges the claims of many reports: asked by one process, remembered, and no loss when it dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from batch_making import county_names, county_rows, write_stories, write_wide
from batch_server import Mailbox
from claim_judges import by_material, claims_of, saying, supporting
from cli_running import call_drafter, environment, one_chinese_line
from model_server import ModelServer
from openpyxl import load_workbook

FLAGS = ("check", "reports", "--materials", "stories", "-o", "out", "--plain", "--judge")
COUNTIES = county_names(5)
COPIED = (
    "每年寒假由县财政出资组织毕业班任课教师到结对高校进修两周，进修期间由返聘的特级教师代课，课时费按每节八十元从教师培训经费列支。"
    "回县后每人开一节汇报课，由教研室录像存档并作为下学期集体备课的样例。"
)
LEFT = "智慧校园平台已接入学校{}所，其余学校明年接入。"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Five reports; each claims what its own write-ups say is still to be done, the last has no claim."""
    (tmp_path / "reports").mkdir()
    for at, name in enumerate(COUNTIES):
        claim = "全县实现智慧校园平台全覆盖。" if at < 4 else "智慧校园平台已接入一批学校。"
        text = f"{name}2025年履行教育职责自评报告\n一、工作成效\n{claim}\n全年投入XX万元。\n"
        (tmp_path / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "stories" / name).mkdir(parents=True)
        (tmp_path / "stories" / name / "装备.txt").write_text(LEFT.format(31 + at) + "\n", encoding="utf-8")
    (tmp_path / "drafter.toml").write_text(
        "[model]\nretries = 0\ntimeout = 5\nprice_in = 1.0\nprice_out = 1.0\n", encoding="utf-8"
    )
    return tmp_path


def given(place: Path, url: str) -> dict[str, str]:
    return {"OPENAI_BASE_URL": url, "DRAFTER_MODEL": "m", "DRAFTER_DATA_DIR": str(place / "data")}


def findings(place: Path) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for path in sorted((place / "out" / "counties").rglob("*.findings.json")):
        found[path.name.split(".")[0]] = json.loads(path.read_text(encoding="utf-8"))["findings"]
    return found


def codes(place: Path) -> dict[str, list[str]]:
    return {name: [finding["code"] for finding in found] for name, found in findings(place).items()}


def test_each_report_is_judged_by_its_own_write_ups_and_paid_for_once(place: Path) -> None:
    with ModelServer(other=saying(by_material), delay=0.2) as server:
        settings = given(place, server.url)
        dry = call_drafter(place, *FLAGS, "--dry-run", **settings)
        assert (dry.code, server.requests) == (0, []), dry
        assert "调用：4 次（另有 0 次已有回答" in dry.out
        assert not (place / "out").exists()
        run = call_drafter(place, *FLAGS, "--jobs", "2", **settings)
        assert run.code == 1, run
        assert len(server.requests) == 4
        assert server.most_at_once >= 2
        assert "模型：调用 4 次，词元 480，费用 0.0005 元" in run.out
        for name in COUNTIES:
            doubts = [finding for finding in findings(place)[name] if finding["code"] == "CLM007"]
            assert [finding["severity"] for finding in doubts] == ["warning"] * (name != COUNTIES[4])
            for finding in doubts:
                assert LEFT.format(31 + COUNTIES.index(name)) == finding["evidence"][0]["text"]
        for request in server.requests:
            (claim,) = claims_of(request["messages"][-1]["content"])
            assert len({passage["原文"] for passage in claim["材料"]}) == 1  # nobody else's
        # done anew, and each alone, every answer is known
        assert call_drafter(place, *FLAGS, "--fresh", **settings).code == 1
        alone = ("check", f"reports/{COUNTIES[0]}.txt", "--materials", f"stories/{COUNTIES[0]}", "--judge")
        assert "CLM007" in call_drafter(place, *alone, **settings).out
        assert len(server.requests) == 4
        rows = list(load_workbook(place / "out" / "汇总.xlsx")["按规则"].values)
        assert ("CLM007", 4) in {(row[0], row[3]) for row in rows}


def test_a_dead_endpoint_costs_the_verdicts_alone(place: Path) -> None:
    run = call_drafter(place, *FLAGS, "--jobs", "1", **given(place, "http://127.0.0.1:9/v1"))
    assert run.code == 3, run
    assert "Traceback" not in run.both
    (line,) = [line for line in run.err.splitlines() if line.startswith("错误：")]
    assert line.startswith("错误：4 份报告有说法没有得到模型的判断：")
    assert "接着问" in line
    assert all("PLH001" in found and "CLM007" not in found for found in codes(place).values())
    left = json.loads(next((place / "out").rglob(f"{COUNTIES[0]}.findings.json")).read_text(encoding="utf-8"))
    assert "1处交给模型的说法" in [item["what"] for item in left["coverage"]["not_checked"]]


def test_an_endpoint_that_dies_on_the_way_keeps_what_it_answered_and_the_rest_is_made_up_for(place: Path) -> None:
    answered: list[str] = []

    def dying(prompt: str) -> Any:
        if len(answered) >= 2:
            return (500, "down")
        answered.append(prompt)
        return saying(by_material)(prompt)

    with ModelServer(other=dying) as server:
        run = call_drafter(place, *FLAGS, "--jobs", "1", **given(place, server.url))
        assert run.code == 3, run
        assert "错误：2 份报告有说法没有得到模型的判断：" in run.err
        assert sum("CLM007" in found for found in codes(place).values()) == 2
        server.other = saying(by_material)
        asked = len(server.requests)
        run = call_drafter(place, *FLAGS, **given(place, server.url))
        assert run.code == 1, run
        assert "其中原已完成 3" in run.out
        assert len(server.requests) == asked + 2
    assert sum("CLM007" in found for found in codes(place).values()) == 4


def test_after_some_reports_in_vain_the_others_do_not_wait_for_the_model(place: Path) -> None:
    with ModelServer(other=lambda _: (500, "down")) as server:  # type: ignore[arg-type, return-value]
        for at, name in enumerate(county_names(10)[5:]):
            (place / "stories" / name).mkdir()
            (place / "stories" / name / "装备.txt").write_text(LEFT.format(60 + at), encoding="utf-8")
            text = f"{name}2025年履行教育职责自评报告\n一、工作成效\n全县实现智慧校园平台全覆盖。\n"
            (place / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
        settings = given(place, server.url)
        toml = (place / "drafter.toml").read_text(encoding="utf-8")
        (place / "drafter.toml").write_text(toml + "concurrency = 1\n", encoding="utf-8")
        run = call_drafter(place, *FLAGS, **settings)
        assert run.code == 3, run
        assert "9 份报告有说法没有得到模型的判断" in run.err
        assert "共 10 个县：完成 10" in run.out
        assert 3 <= len(server.requests) <= 9  # how many were under way when the third came back is the machine's


def test_answers_of_no_use_change_nothing_and_are_asked_for_again(place: Path) -> None:
    with ModelServer(other=lambda _: "……") as server:
        settings = given(place, server.url)
        run = call_drafter(place, *FLAGS, **settings)
        assert run.code == 1, run  # the service answered: no failure of it
        assert len(server.requests) == 4
        assert not any("CLM007" in found for found in codes(place).values())
        rows = list(load_workbook(place / "out" / "汇总.xlsx")["汇总"].values)
        assert sum("没有得到模型的判断" in str(row[rows[0].index("提醒")]) for row in rows) == 4
        server.other = saying(by_material)
        assert call_drafter(place, *FLAGS, "--fresh", **settings).code == 1
        assert len(server.requests) == 8
    assert sum("CLM007" in found for found in codes(place).values()) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are POSIX")
def test_what_a_killed_run_was_answered_is_not_asked_again(place: Path) -> None:
    with ModelServer(other=saying(by_material), delay=0.4) as server:
        settings = given(place, server.url)
        command = [sys.executable, "-m", "drafter", *FLAGS, "--jobs", "1"]
        popen: dict[str, Any] = {"cwd": place, "env": environment(**settings), "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, **popen, start_new_session=True)
        until = time.monotonic() + 60
        while len(server.requests) < 3 and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert call_drafter(place, *FLAGS, **settings).code == 1
        assert 4 <= len(server.requests) <= 5  # the one that was under way
    assert sum("CLM007" in found for found in codes(place).values()) == 4


def test_the_batch_lane_takes_the_questions_of_all_reports_together(place: Path) -> None:
    def answer(prompt: str) -> str:
        return saying(by_material)(prompt)

    box = Mailbox(other=answer)
    with ModelServer(other=answer, elsewhere=box) as server:
        toml = (place / "drafter.toml").read_text(encoding="utf-8")
        (place / "drafter.toml").write_text(toml + 'lane = "batch"\n', encoding="utf-8")
        run = call_drafter(place, *FLAGS, **given(place, server.url))
        assert run.code == 1, run
        assert len(server.requests) == 1  # which finds out what the endpoint supports
        assert [len(rows) for rows in box.rows] == [3]
    assert sum("CLM007" in found for found in codes(place).values()) == 4


def test_a_copy_found_across_counties_keeps_what_the_model_said(place: Path) -> None:
    for name in COUNTIES[:2]:
        report = place / "reports" / f"{name}.txt"
        report.write_text(report.read_text(encoding="utf-8") + COPIED + "\n", encoding="utf-8")
    for name in COUNTIES[2:]:
        (place / "reports" / f"{name}.txt").unlink()
    with ModelServer(other=saying(by_material)) as server:
        assert call_drafter(place, *FLAGS, **given(place, server.url)).code == 1
        assert len(server.requests) == 2
    found = codes(place)
    assert "DUP101" in {code for name in COUNTIES[:2] for code in found[name]}
    assert all("CLM007" in found[name] for name in COUNTIES[:2])


def test_drafts_are_judged_too(tmp_path: Path) -> None:
    rows = county_rows(2)
    names = [row[0] for row in rows]
    write_wide(tmp_path / "in" / "counties.csv", rows)
    write_stories(tmp_path / "in", names, dict.fromkeys(names, "推进校园安全，全县学校安全督导全覆盖。"))
    flags = ("batch", "in", "--outline", "county-standard", "-o", "out", "--quiet", "--engine", "offline", "--judge")
    assert "没有配置模型" in one_chinese_line(call_drafter(tmp_path, *flags))
    with ModelServer(other=saying(supporting)) as server:
        settings = given(tmp_path, server.url)
        write_wide(tmp_path / "bare" / "counties.csv", rows)
        bare = ("batch", "bare", "-o", "out2", "--quiet", "--judge", "--engine", "offline")
        assert "没有材料" in one_chinese_line(call_drafter(tmp_path, *bare, **settings))
        dry = call_drafter(tmp_path, *flags, "--dry-run", **settings)
        assert (dry.code, server.requests) == (0, []), dry
        assert "调用：2 次（另有 0 次已有回答" in dry.out
        assert not (tmp_path / "out").exists()
        dry = call_drafter(tmp_path, *flags[:-3], "--judge", "--dry-run", **settings)
        assert "要等模型写出草稿才知道" in dry.out
        run = call_drafter(tmp_path, *flags, **settings)
        assert run.code == 0, run
        assert len(server.requests) == 2
        assert all(claims_of(request["messages"][-1]["content"]) for request in server.requests)
