"""``drafter batch`` as a user runs it: outputs, isolation, resuming, edits by hand, refusals."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from batch_making import column, county_rows, write_stories, write_wide
from cli_running import call_drafter, environment, one_chinese_line
from filelock import FileLock
from openpyxl import load_workbook

from drafter.resources import bundled

FLAGS = ("--outline", "county-standard", "--engine", "offline", "-o", "out", "--quiet")


def contents(out: Path) -> dict[str, bytes]:
    """Every result by its path, without the ledger."""
    paths = [p for p in out.rglob("*") if p.is_file() and not p.name.startswith(("batch.sqlite3", ".drafter"))]
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in paths}


def stamps(out: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in out.rglob("*.docx")}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four counties, drafted once."""
    folder = tmp_path_factory.mktemp("small")
    write_wide(folder / "counties.csv", county_rows(4))
    run = call_drafter(folder, "batch", "counties.csv", *FLAGS, "--jobs", "2")
    assert run.code == 0, run
    return folder


@pytest.fixture
def drafted(small: Path, tmp_path: Path) -> Path:
    """A copy of the four counties and their results, to do with as one likes."""
    return Path(shutil.copytree(small, tmp_path / "here"))


def test_the_twelve_example_counties(tmp_path: Path) -> None:
    example, city = bundled("examples", "counties.xlsx"), bundled("examples", "city", "metrics.xlsx")
    run = call_drafter(tmp_path, "batch", example, *FLAGS[:-1], "--plain", "--rollup", city)
    assert run.code == 0, run
    assert "共 12 个县：完成 12" in run.out
    assert "各县比对：没有发现问题" in run.out
    assert "云岭市与 6 个县之和：没有发现对不上的数" in run.out
    assert re.search(r"· 12/12，[\d.]+ 县/[秒分]，还要约 0 分 00 秒", run.err)
    out = tmp_path / "out"
    assert len(list((out / "counties").iterdir())) == 12
    files = {p.name for p in (out / "counties" / "石溪县").iterdir()}
    assert files == {
        f"石溪县自评报告{s}" for s in (".docx", ".report.json", ".evidence.xlsx", ".findings.json", ".html")
    }
    book = load_workbook(out / "汇总.xlsx")
    assert book.sheetnames == ["汇总", "按规则", "指标对照", "各县比对", "全市汇总"]
    rows = list(book["汇总"].values)
    heads, shixi = rows[0], next(row for row in rows if row[1] == "石溪县")
    told = dict(zip(heads, shixi, strict=True))
    assert told["状态"] == "完成"
    assert told["未达标指标"] == "适龄残疾儿童义务教育入学率、交流教师中骨干教师比例"
    assert told["待补充"] > 0
    assert {"模型词元", "费用（元）"} <= set(heads)
    page = (out / "看板.html").read_text(encoding="utf-8")
    pending = re.search(r"检查：错误 0，警告 0，提示 0；待补充 (\d+) 处", run.out)
    assert pending, run
    assert "<b>0</b>错误</div>" in page
    assert f"<b>{pending[1]}</b>待补充</div>" in page
    assert not re.search(r"(?:src|href)=\"?(?:https?:)?//|@import|url\(", page)
    assert 'class="must_list" data-v="96.51" title="&gt;=97%"' in page
    links = [unquote(link) for link in re.findall(r'href="([^"]+)"', page)]
    assert len(links) >= 12 * 4
    assert all((out / link).is_file() for link in links)


def test_a_rerun_does_nothing_and_fresh_gives_the_same_bytes(drafted: Path) -> None:
    out = drafted / "out"
    before, when = contents(out), stamps(out)
    run = call_drafter(drafted, "batch", "counties.csv", *FLAGS)
    assert run.code == 0
    assert "完成 4（其中原已完成 4）" in run.out
    assert stamps(out) == when
    run = call_drafter(drafted, "batch", "counties.csv", *FLAGS, "--fresh", "--jobs", "2")
    assert "完成 4（其中原已完成 0）" in run.out
    assert contents(out) == before
    assert stamps(out) != when


def test_a_changed_cell_redrafts_its_county_alone(drafted: Path) -> None:
    out = drafted / "out"
    before = contents(out)
    rows = county_rows(4)
    rows[2][column("公办园在园幼儿占比")] = "41.30"
    write_wide(drafted / "counties.csv", rows)
    listed = call_drafter(drafted, "batch", "counties.csv", *FLAGS, "--dry-run")
    assert listed.out.splitlines() == [
        "共 4 个县，要做 1 个",
        *(f"{row[0]}  {'要做' if at == 2 else '已完成'}" for at, row in enumerate(rows)),
    ]
    run = call_drafter(drafted, "batch", "counties.csv", *FLAGS)
    assert "其中原已完成 3" in run.out
    counted = re.search(r"重写 (\d+) 节，沿用上次的 (\d+) 节", run.out)
    assert counted, run
    assert 1 <= int(counted[1]) <= 3  # its own section, problems and measures
    assert int(counted[2]) >= 10
    changed = {name.split("/")[1] for name, data in contents(out).items() if before.get(name) != data and "/" in name}
    assert changed == {rows[2][0]}
    report = json.loads((out / "counties" / rows[2][0] / f"{rows[2][0]}自评报告.report.json").read_text("utf-8"))
    assert [s["value"] for s in report["shortfalls"]] == ["41.30%"]


def test_what_was_edited_by_hand_is_kept_aside(drafted: Path) -> None:
    rows = county_rows(4)
    name = rows[1][0]
    folder = drafted / "out" / "counties" / name
    docx = folder / f"{name}自评报告.docx"
    edited = docx.read_bytes() + b"edited"
    docx.write_bytes(edited)
    assert call_drafter(drafted, "batch", "counties.csv", *FLAGS).code == 0
    assert docx.read_bytes() == edited  # nothing to do: it stays as it is
    rows[1][column("小学数")] = "77"
    write_wide(drafted / "counties.csv", rows)
    run = call_drafter(drafted, "batch", "counties.csv", *FLAGS)
    assert f"改动过的另存为 {name}自评报告.手改1.docx" in run.err
    assert (folder / f"{name}自评报告.手改1.docx").read_bytes() == edited
    assert docx.read_bytes() != edited


def test_a_bad_county_is_one_failed_row(drafted: Path) -> None:
    rows = county_rows(5)
    rows[4][column("小学数")] = "约六十"
    write_wide(drafted / "counties.csv", rows)
    run = call_drafter(drafted, "batch", "counties.csv", *FLAGS)
    assert run.code == 2
    assert "完成 4（其中原已完成 4），失败或未做 1" in run.out
    told = list(load_workbook(drafted / "out" / "汇总.xlsx")["汇总"].values)[5]
    assert told[1:3] == (rows[4][0], "失败")
    assert "counties.csv!" in told[3]
    assert "约六十" in told[3]
    assert "Traceback" not in run.both


def test_two_runs_on_one_folder_refuse_each_other(drafted: Path) -> None:
    with FileLock(drafted / "out" / ".drafter-batch.lock"):
        run = call_drafter(drafted, "batch", "counties.csv", *FLAGS)
    assert "另一个批处理正在写这个文件夹" in one_chinese_line(run)


def test_a_folder_for_each_county(tmp_path: Path) -> None:
    rows = county_rows(3)
    for row in rows:
        lines = [f"{row[0]}2025年指标表", "指标,本年,单位", f"小学数,{row[column('小学数')]},所"]
        (tmp_path / "in" / row[0]).mkdir(parents=True)
        (tmp_path / "in" / row[0] / "指标表.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_stories(tmp_path / "in", [row[0] for row in rows])
    (tmp_path / "in" / rows[2][0] / "指标表.csv").unlink()
    run = call_drafter(tmp_path, "batch", "in", *FLAGS, "--jobs", "2")
    assert run.code == 2
    assert f"{rows[2][0]}：{rows[2][0]}：没有指标表" in run.out
    name = rows[0][0]
    report = (tmp_path / "out" / "counties" / name / f"{name}自评报告.report.json").read_text("utf-8")
    assert "周二教研日" in report


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.xlsx",), "找不到"),
        (("empty",), "没有找到任何一个县"),
        (("counties.csv", "--engine", "gpt"), "不是可用的引擎"),
        (("counties.csv", "--engine", "llm"), "没有配置模型"),
        (("counties.csv", "--outline", "none"), "没有提纲"),
        (("counties.csv", "--scheduler", "nowhere"), "不是调度器地址"),
    ],
)
def test_refusals_are_one_line(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    write_wide(tmp_path / "counties.csv", county_rows(2))
    (tmp_path / "empty").mkdir()
    assert told in one_chinese_line(call_drafter(tmp_path, "batch", "-o", "out", "--quiet", *arguments))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_goes_on_to_the_same_bytes(small: Path, tmp_path: Path, how: signal.Signals) -> None:
    shutil.copy(small / "counties.csv", tmp_path)
    command = [sys.executable, "-m", "drafter", "batch", "counties.csv", *FLAGS, "--jobs", "1"]
    given = {"cwd": tmp_path, "env": environment(), "stderr": subprocess.PIPE, "encoding": "utf-8"}
    process = subprocess.Popen(command, **given, start_new_session=True)  # type: ignore[call-overload]
    done = tmp_path / "out" / "counties"
    until = time.monotonic() + 60
    while time.monotonic() < until and not (done.is_dir() and any(done.rglob("*.html"))):
        time.sleep(0.02)
    os.killpg(process.pid, how)  # as a terminal does it: everybody of the run gets it
    told = process.communicate(timeout=60)[1]
    if how is signal.SIGINT:
        assert process.returncode == 130
        assert told.strip() == "已中断。"
    run = call_drafter(tmp_path, "batch", "counties.csv", *FLAGS, "--jobs", "2")
    assert run.code == 0, run
    assert contents(tmp_path / "out") == contents(small / "out")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_full_disk_is_one_line_and_loses_nothing(small: Path, tmp_path: Path) -> None:
    shutil.copy(small / "counties.csv", tmp_path)
    limit = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000)); "
    limit += "sys.argv[0] = 'drafter'; runpy.run_module('drafter', run_name='__main__')"
    command = [sys.executable, "-c", limit, "batch", "counties.csv", *FLAGS, "--jobs", "1"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    assert done.stderr.count("错误：") == 1
    run = call_drafter(tmp_path, "batch", "counties.csv", *FLAGS, "--jobs", "2")
    assert run.code == 0, run
    assert contents(tmp_path / "out") == contents(small / "out")
