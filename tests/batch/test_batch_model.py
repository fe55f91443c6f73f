"""Batches with a model: counties at once, one budget for all, an endpoint that dies, and a Dask cluster."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from batch_making import column, county_rows, write_stories, write_wide
from cli_running import call_drafter, environment, run_drafter
from library_helpers import report, running_server
from model_server import Items, ModelServer, cooperative
from openpyxl import load_workbook

FLAGS = ("batch", "in", "--outline", "county-standard", "-o", "out", "--quiet")


def reports(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((out / "counties").rglob("*")) if p.is_file()}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four counties with their write-ups, and data of their own."""
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")  # which needs no vectors to be read
    rows = county_rows(4)
    write_wide(tmp_path / "in" / "counties.csv", rows)
    write_stories(tmp_path / "in", [row[0] for row in rows])
    return tmp_path


def test_counties_are_written_by_the_model_and_nothing_is_paid_twice(place: Path) -> None:
    data = str(place / "data")
    with ModelServer() as server:
        given = {"OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test", "DRAFTER_DATA_DIR": data}
        run = call_drafter(place, *FLAGS, "--engine", "llm", "--jobs", "4", **given)
        assert run.code == 0, run
        asked = len(server.requests)
        assert asked >= 4
        rows = list(load_workbook(place / "out" / "汇总.xlsx")["汇总"].values)
        at = rows[0].index("模型词元")
        assert sum(row[at] for row in rows[1:]) == 120 * asked
        before = reports(place / "out")
        assert call_drafter(place, *FLAGS, "--engine", "llm", "--fresh", **given).code == 0
        assert len(server.requests) == asked  # every answer was known
        assert {k: v for k, v in reports(place / "out").items() if k.endswith(".docx")} == {
            k: v for k, v in before.items() if k.endswith(".docx")
        }


def test_a_changed_cell_is_asked_for_where_it_is_told_and_nowhere_else(place: Path) -> None:
    rows = county_rows(4)
    with ModelServer() as server:
        given = {"OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test", "DRAFTER_DATA_DIR": str(place / "data")}
        assert call_drafter(place, *FLAGS, "--engine", "llm", "--jobs", "2", **given).code == 0
        asked = len(server.requests)
        assert asked > 8
        rows[1][column("九年义务教育巩固率")] = "97.77"
        write_wide(place / "in" / "counties.csv", rows)
        run = call_drafter(place, *FLAGS, "--engine", "llm", "--jobs", "2", **given)
        assert run.code == 0, run
        assert len(server.requests) == asked + 1
        assert "97.77%" in server.requests[-1]["messages"][-1]["content"]
    counted = re.search(r"重写 (\d+) 节，沿用上次的 (\d+) 节", run.out)
    assert counted, run
    assert int(counted[1]) <= 3 < int(counted[2])


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_what_a_killed_run_was_answered_is_not_asked_again(place: Path, how: signal.Signals) -> None:
    with ModelServer(delay=0.4) as server:
        given = {"OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test", "DRAFTER_DATA_DIR": str(place / "data")}
        flags = (*FLAGS, "--engine", "llm", "--jobs", "2")
        command = [sys.executable, "-m", "drafter", *flags]
        popen = {"cwd": place, "env": environment(**given), "stderr": subprocess.PIPE, "encoding": "utf-8"}
        process = subprocess.Popen(command, **popen, start_new_session=True)  # type: ignore[call-overload]
        until = time.monotonic() + 90
        while len(server.requests) < 6 and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(process.pid, how)
        told = process.communicate(timeout=60)[1]
        if how is signal.SIGINT:
            assert process.returncode == 130
            assert told.strip() == "已中断。"
        assert call_drafter(place, *flags, **given).code == 0
        asked = [request["messages"][-1]["content"] for request in server.requests]
    assert len(asked) > 8
    assert len(asked) - len(set(asked)) <= 2  # those that were under way


def test_a_dead_endpoint_stops_the_run_and_a_living_one_goes_on(place: Path) -> None:
    (place / "drafter.toml").write_text("[model]\nretries = 0\ntimeout = 5\n", encoding="utf-8")
    given = {"DRAFTER_MODEL": "test", "DRAFTER_DATA_DIR": str(place / "data")}
    run = call_drafter(
        place, *FLAGS, "--engine", "llm", "--jobs", "1", OPENAI_BASE_URL="http://127.0.0.1:9/v1", **given
    )
    assert run.code == 3, run
    assert "接着做" in run.err
    assert "Traceback" not in run.both
    with ModelServer() as server:
        run = call_drafter(place, *FLAGS, "--engine", "llm", "--jobs", "2", OPENAI_BASE_URL=server.url, **given)
    assert run.code == 0, run
    assert "共 4 个县：完成 4" in run.out


def test_one_budget_holds_for_all_counties_together(place: Path) -> None:
    with ModelServer(delay=0.05) as server:
        given = {"OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test", "DRAFTER_DATA_DIR": str(place / "data")}
        assert call_drafter(place, *FLAGS, "--engine", "llm", "--jobs", "3", **given).code == 0
        assert len(server.requests) > 3
        assert server.most_at_once == 3


def test_a_county_whose_questions_are_refused_is_written_offline_and_the_others_are_not(place: Path) -> None:
    first = county_rows(4)[0][0]

    def answer(items: Items) -> str | tuple[int, str]:
        refused = any(first in json.dumps(item, ensure_ascii=False) for item in items)
        return (400, "content_filter") if refused else cooperative(items)

    write_stories(place / "in", [first], {first: f"{first}推行“一校一案”集团化办学，统一教学管理和教师培训。"})
    with ModelServer(answer) as server:
        given = {"OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test", "DRAFTER_DATA_DIR": str(place / "data")}
        run = call_drafter(place, *FLAGS, "--engine", "llm", "--jobs", "4", **given)
    assert run.code == 0, run
    told = {row[1]: row for row in load_workbook(place / "out" / "汇总.xlsx")["汇总"].values}
    at = told["县（市、区）"].index("提醒")
    assert "内容审核" in str(told[first][at])
    assert all("内容审核" not in str(row) for name, row in told.items() if name != first)


@contextmanager
def cluster(folder: Path, workers: int, **settings: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and so many worker processes on this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    known = {**environment(**settings), "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "False"}
    quiet = {"cwd": folder, "env": known, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    run = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    started = [subprocess.Popen([*run, "--no-dashboard"], **quiet)]  # type: ignore[call-overload]
    try:
        run = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
        for _ in range(workers):
            started.append(
                subprocess.Popen([*run, "--host", "127.0.0.1", "--no-dashboard"], **quiet)  # type: ignore[call-overload]
            )
        wait_for_workers(address, workers)
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def wait_for_workers(address: str, number: int) -> None:
    from distributed import Client

    until = time.monotonic() + 60
    while True:
        try:
            client = Client(address, timeout=5, set_as_default=False)
        except OSError:
            if time.monotonic() > until:
                raise
            continue
        with client:
            client.wait_for_workers(number, timeout=60)
            return


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_with_chroma_as_a_server(place: Path, tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    with ModelServer(delay=0.1) as server, running_server(tmp_path / "kb") as chroma:
        given = {"OPENAI_BASE_URL": server.url, "DRAFTER_MODEL": "test"}
        sample = report(tmp_path / "样例.txt", "样例市", "集团化办学")
        assert run_drafter(tmp_path, "ingest", sample, "--kind", "sample", "--kb", chroma.url).code == 0
        flags = (*FLAGS, "--engine", "llm", "--kb", chroma.url)
        alone = run_drafter(place, *flags, "--jobs", "4", DRAFTER_DATA_DIR=str(tmp_path / "one"), **given)
        assert alone.code == 0, alone
        expected = reports(place / "out")
        given["DRAFTER_DATA_DIR"] = str(tmp_path / "two")
        with cluster(tmp_path, 3, **given) as (address, workers):
            begun = len(server.requests)
            command = [sys.executable, "-m", "drafter", *flags, "--fresh", "--scheduler", address]
            process = subprocess.Popen(command, cwd=place, env=environment(**given))
            until = time.monotonic() + 150
            while len(server.requests) < begun + 2 and time.monotonic() < until:
                time.sleep(0.01)
            os.kill(workers[0].pid, signal.SIGKILL)
            assert process.wait(300) == 0
        assert reports(place / "out") == expected


def test_a_scheduler_that_is_not_there_is_a_failed_service(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.batch.pools._SECONDS_TO_CONNECT", 0.5)
    run = call_drafter(place, *FLAGS, "--engine", "offline", "--scheduler", "tcp://127.0.0.1:9")
    assert run.code == 3, run
    assert "连不上调度器" in run.err
