"""``drafter doctor``: the state of settings, embedder, cache and library, and what ``--probe`` finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_running import call_drafter, run_drafter
from embedding_server import EmbeddingServer
from library_helpers import Other, free_port, report

from drafter.library import ingest

KEY = "sk-very-secret-0123456789"


def doctor(work: Path, *more: str, **settings: str) -> dict[str, Any]:
    run = call_drafter(work, "doctor", "--json", *more, **settings)
    assert run.code == 0, run
    found: dict[str, Any] = json.loads(run.out)
    return found


def test_nothing_set(work: Path) -> None:
    found = doctor(work)
    assert found["addresses"] == []
    assert "probe" not in found
    assert (found["model"]["configured"], found["embeddings"]["configured"]) == (False, False)
    assert found["kb"]["kind"] == "none"
    assert found["cache"]["writable"]
    assert {font["use"] for font in found["fonts"]} == {
        "正文",
        "一级标题",
        "二级标题",
        "大标题",
        "页码",
        "数字和西文",
    }
    assert {"模型", "自己的文库"} <= {lack["what"] for lack in found["missing"]}
    assert all(lack["how"] for lack in found["missing"])
    assert "没有配置网络地址" in call_drafter(work, "doctor", "--probe").out


def test_the_users_library_and_the_cache(work: Path) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", embedder=Other())
    found = doctor(work, DRAFTER_EMBEDDER="lexical")
    assert found["kb"]["documents"] == 1
    assert found["kb"]["passages"] == 4
    assert found["kb"]["embedder"] == "other-1-256"
    assert found["kb"]["matches"] is False
    assert found["embedder"] == {
        "id": "hashed-ngrams-1-256",
        "dense": False,
        "reason": "DRAFTER_EMBEDDER=lexical",
        "shipped": False,
    }
    assert found["cache"]["vectors"] == {"other-1-256": 4}
    assert any("drafter ingest --rebuild" in lack["how"] for lack in found["missing"])
    run = call_drafter(work, "doctor", DRAFTER_EMBEDDER="lexical")
    assert "1 份 4 段，other-1-256，与现在的模型不同" in run.out
    assert "other-1-256 4 条" in run.out
    assert "检索：只按关键词（DRAFTER_EMBEDDER=lexical）" in run.out


def test_what_cannot_be_read_is_told(work: Path) -> None:
    (work / ".drafter" / "kb").mkdir(parents=True)
    (work / ".drafter" / "kb" / "library.json").write_text("{", encoding="utf-8")
    (work / "cache").write_text("a file", encoding="utf-8")
    run = call_drafter(work, "doctor", DRAFTER_EMBEDDER="lexical")
    assert run.code == 0
    assert "清单已损坏" in run.out
    assert "不能写入" in run.out
    assert "DRAFTER_CACHE_DIR" in run.out
    assert "取值“x”无效" in call_drafter(work, "doctor", DRAFTER_EMBEDDER="x").out
    assert "没有资料库" in call_drafter(work, "doctor", DRAFTER_KB="nowhere", DRAFTER_EMBEDDER="lexical").out


def test_a_damaged_vector_cache_and_no_fc_list(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "cache" / "vectors").mkdir(parents=True)
    (work / "cache" / "vectors" / "x.sqlite3").write_bytes(b"no database" * 100)
    monkeypatch.setenv("PATH", str(work))
    found = doctor(work, DRAFTER_EMBEDDER="lexical")
    assert found["cache"]["vectors"] == {"x": 0}
    assert {font["installed"] for font in found["fonts"]} == {None}
    assert found["office"] is False


def test_without_probe_nothing_is_contacted(work: Path) -> None:
    with EmbeddingServer() as service:
        found = doctor(
            work,
            DRAFTER_MODEL="bge",
            DRAFTER_EMBEDDING_MODEL="bge",
            OPENAI_BASE_URL=service.url,
            OPENAI_API_KEY=KEY,
            DRAFTER_KB=f"http://127.0.0.1:{free_port()}",
        )
        assert service.requests == []
        assert len(found["addresses"]) == 2
        assert found["embedder"]["id"] == "endpoint:bge"
        assert found["kb"]["looked"] is False
        assert KEY not in json.dumps(found)


@pytest.mark.parametrize(
    ("mode", "model", "embeddings"),
    [
        ("right", (True, "有模型 bge"), (True, "向量长度 64")),
        ("401", (False, "401"), (False, "401")),
        ("500", (False, "500"), (False, "500")),
        ("404", (True, "没有模型列表（404）"), (False, "404")),
        ("html", (True, "没有模型列表"), (False, "不是向量")),
        ("hanging", (False, "没有回答"), (False, "没有回答")),
    ],
)
def test_probing_says_reachable_or_why_not(
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    model: tuple[bool, str],
    embeddings: tuple[bool, str],
) -> None:
    from drafter.cli.commands import doctor as module

    monkeypatch.setattr(module, "_SECONDS", 0.5)
    with EmbeddingServer(mode) as service:
        run = call_drafter(
            work,
            "doctor",
            "--json",
            "--probe",
            DRAFTER_MODEL="bge",
            DRAFTER_EMBEDDING_MODEL="bge",
            OPENAI_BASE_URL=service.url,
            OPENAI_API_KEY=KEY,
        )
    assert run.code == 0, run
    assert "sk-" not in run.both
    found = {probe["what"]: (probe["reachable"], probe["detail"]) for probe in json.loads(run.out)["probe"]}
    for what, (reachable, word) in {"model": model, "embeddings": embeddings}.items():
        assert found[what][0] == reachable, found
        assert word in found[what][1]


def test_probing_a_chroma_server_looks_at_the_library(work: Path, server: str) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", server, embedder=Other())
    run = run_drafter(work, "doctor", "--probe", "--json", "--", DRAFTER_KB=server)
    found = json.loads(run.out)
    assert found["probe"] == [{"what": "kb", "address": server, "reachable": True, "detail": "Chroma 服务正常"}]
    assert (found["kb"]["documents"], found["kb"]["embedder"]) == (1, "other-1-256")
    nowhere = f"http://127.0.0.1:{free_port()}"
    run = call_drafter(work, "doctor", "--probe", DRAFTER_KB=nowhere)
    assert f"文库 {nowhere}：不通，连接不上向量服务" in run.out
    assert run.code == 0


def test_a_model_that_nobody_answers_for(work: Path) -> None:
    run = call_drafter(work, "doctor", "--probe", DRAFTER_MODEL="m", OPENAI_BASE_URL=f"http://127.0.0.1:{free_port()}")
    assert "不通，连接不上" in run.out
    with EmbeddingServer() as service:
        run = call_drafter(work, "doctor", "--probe", DRAFTER_MODEL="m", OPENAI_BASE_URL=service.url)
        assert "列表中没有模型 m" in run.out
