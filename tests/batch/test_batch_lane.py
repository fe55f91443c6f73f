"""The cheaper lane: questions handed in as batches, waited for across runs, asked the usual way where that fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_making import county_rows, write_stories, write_wide
from batch_server import Mailbox
from cli_running import call_drafter, environment
from model_server import Items, ModelServer, cooperative
from openpyxl import load_workbook

from drafter.model.ledger import Ledger

FLAGS = ("batch", "in", "--outline", "county-standard", "--engine", "llm", "-o", "out", "--plain", "--jobs", "1")
COUNTIES = 3


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Counties with their write-ups, and data of their own."""
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    monkeypatch.setattr("drafter.model.batches._FIRST_WAIT", 0.1)
    rows = county_rows(COUNTIES)
    write_wide(tmp_path / "in" / "counties.csv", rows)
    write_stories(tmp_path / "in", [row[0] for row in rows])
    (tmp_path / "drafter.toml").write_text("[model]\nprice_in = 100\nprice_out = 100\nretries = 0\n", encoding="utf-8")
    return tmp_path


def given(place: Path, server: ModelServer, data: str = "data") -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test", "DRAFTER_DATA_DIR": str(place / data)}


def documents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.rglob("*.docx"))}


def column(place: Path, head: str) -> list[object]:
    rows = list(load_workbook(place / "out" / "汇总.xlsx")["汇总"].values)
    return [row[rows[0].index(head)] for row in rows[1:]]


def test_a_batch_gives_the_same_reports_at_its_own_price(place: Path) -> None:
    with ModelServer() as server:
        assert call_drafter(place, *FLAGS, **given(place, server, "usual")).code == 0
        usual, asked = documents(place / "out"), len(server.requests)
    paid = sum(float(str(cost)) for cost in column(place, "费用（元）"))
    mailbox = Mailbox(takes=0.3)
    with ModelServer(elsewhere=mailbox) as server:
        run = call_drafter(place, *FLAGS, "--lane", "batch", "--fresh", **given(place, server))
    assert run.code == 0, run
    assert documents(place / "out") == usual
    assert len(server.requests) == 1  # how answers can be asked for is found out with one question
    assert [len(rows) for rows in mailbox.rows] == [asked - 1]
    assert {row["url"] for row in mailbox.rows[0]} == {"/v1/chat/completions"}
    assert "批量任务 batch-0：已提交" in run.err
    cheap = sum(float(str(cost)) for cost in column(place, "费用（元）"))
    assert cheap == pytest.approx(paid * (1 + (asked - 1) / 2) / asked, abs=0.02)


def test_rows_that_fail_are_asked_the_usual_way_and_repairs_are_a_second_round(place: Path) -> None:
    def bad_first(items: Items) -> str:
        told = json.loads(cooperative(items))
        if "上次" not in json.dumps(items, ensure_ascii=False):
            told["items"][0]["sentences"][0]["text"] = "全县新建学校77所。"  # which nothing supports
        return json.dumps(told, ensure_ascii=False)

    failing: list[str] = []

    def row(row: dict[str, object]) -> int:
        if not failing:
            failing.append(str(row["custom_id"]))
        return 500 if row["custom_id"] == failing[0] else 200

    mailbox = Mailbox(bad_first, row=row)
    with ModelServer(elsewhere=mailbox) as server:
        run = call_drafter(place, *FLAGS, "--lane", "batch", **given(place, server))
    assert run.code == 0, run
    assert len(mailbox.rows) == 2
    assert 0 < len(mailbox.rows[1]) <= len(mailbox.rows[0])
    failed = next(row for row in mailbox.rows[0] if row["custom_id"] == failing[0])
    asked = [request["messages"][-1]["content"] for request in server.requests]
    assert failed["body"]["messages"][-1]["content"] in asked
    assert {path.name for path in (place / "out" / "counties").iterdir()} == {row[0] for row in county_rows(COUNTIES)}


@pytest.mark.parametrize("status", ["expired", "failed"])
def test_a_batch_that_ends_badly_is_one_line_and_the_usual_lane(place: Path, status: str) -> None:
    mailbox = Mailbox(status=status, row=lambda _: 0)
    with ModelServer(elsewhere=mailbox) as server:
        run = call_drafter(place, *FLAGS, "--lane", "batch", **given(place, server))
    assert run.code == 0, run
    assert run.err.count("改用普通方式") == 1
    assert len(server.requests) == 1 + len(mailbox.rows[0])


def test_an_endpoint_without_batches_is_one_line_and_the_usual_lane(place: Path) -> None:
    with ModelServer() as server:
        run = call_drafter(place, *FLAGS, "--lane", "batch", **given(place, server))
    assert run.code == 0, run
    assert run.err.count("不能用批量接口（服务端没有批量接口），改用普通方式") == 1
    assert len(server.requests) > COUNTIES


def test_a_run_that_is_killed_waits_for_the_same_batch_when_it_comes_back(place: Path) -> None:
    mailbox = Mailbox(takes=3600)
    with ModelServer(elsewhere=mailbox) as server:
        known = given(place, server)
        command = [sys.executable, "-m", "drafter", *FLAGS, "--lane", "batch"]
        process = subprocess.Popen(command, cwd=place, env=environment(**known), stderr=subprocess.DEVNULL)
        until = time.monotonic() + 90
        while mailbox.looks < 1 and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        mailbox.finish()
        asked = len(server.requests)
        run = call_drafter(place, *FLAGS, "--lane", "batch", **known)
        assert run.code == 0, run
    assert len(mailbox.rows) == 1  # nothing was handed in again
    assert len(server.requests) == asked
    with Ledger(place / "data" / "model.sqlite3") as ledger:
        assert ledger.batches(server.url, "test") == {}


def test_a_lane_that_does_not_exist_is_refused(place: Path) -> None:
    run = call_drafter(place, *FLAGS, "--lane", "slow")
    assert run.code == 2
    assert "“slow”不是可用的方式" in run.err
