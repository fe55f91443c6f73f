"""``drafter log`` and ``drafter draft --dry-run`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from drafting_making import CITY
from model_server import ModelServer
from typer.testing import CliRunner

from drafter.cli.app import app
from drafter.model import Asking, Ledger, ask_all, ledger_path
from drafter.settings import ModelSettings


@pytest.fixture(autouse=True)
def own_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_DATA_DIR", str(tmp_path))


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_log_of_nothing() -> None:
    assert "还没有调用过模型" in run("log")
    assert json.loads(run("log", "--json"))["calls"] == []


def test_the_log_tells_what_was_spent() -> None:
    question = Asking("section", "equity", "section v2", "abc", (("user", "问"),))
    with ModelServer(other=lambda _: "答") as server, Ledger() as ledger:
        model = ModelSettings("m", server.url, "sk-secret-123456", price_in=1.0, price_out=1.0)
        ask_all(model, [question], ledger)
        ask_all(model, [question], ledger)
    told = run("log")
    assert "撰写 equity 100+20 词元 0.0001 元" in told
    assert "用已有回答" in told
    assert "合计：调用 1 次（失败 0 次），用已有回答 1 次，词元 100+20" in told
    data = json.loads(run("log", "--json"))
    assert [call["outcome"] for call in data["calls"]] == ["ok", "cached"]
    assert data["totals"]["calls"] == 1
    assert "sk-secret" not in told + json.dumps(data)
    assert len(json.loads(run("log", "--json", "-n", "1"))["calls"]) == 1


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out.docx"
    told = run(
        "draft", "--outline", "city-key-points", "--metrics", str(CITY / "metrics.xlsx"), "--dry-run", "-o", str(target)
    )
    assert "调用：" in told
    assert "费用：不知道" in told
    assert not target.exists()
    assert not ledger_path().exists()


def test_the_ledger_of_a_workspace_lies_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAFTER_DATA_DIR")
    (tmp_path / "drafter.toml").write_text("", encoding="utf-8")
    assert ledger_path(tmp_path) == tmp_path / ".drafter" / "model.sqlite3"
    (tmp_path / "other").mkdir()
    assert ".drafter" not in str(ledger_path(tmp_path / "other"))
