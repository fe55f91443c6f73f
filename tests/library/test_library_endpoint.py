"""Vectors from an OpenAI-compatible service: a real server on this machine, right and wrong in every way."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_running import Run, call_drafter, one_chinese_line, run_drafter
from embedding_server import EmbeddingServer, vector_of
from library_helpers import Other, free_port, report, sound

from drafter.errors import InputError, ServiceError
from drafter.library import Library, ingest, rebuild
from drafter.library.choosing import choose_embedder
from drafter.library.endpoint import Endpoint
from drafter.library.folder import FolderBase
from drafter.library.loading import shipped_passages
from drafter.settings import EmbeddingSettings, load_settings

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def service(work: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as running:
        monkeypatch.setenv("DRAFTER_EMBEDDING_MODEL", "BAAI/bge-m3")
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield running


def endpoint(service: EmbeddingServer, retries: int = 0, **more: float) -> Endpoint:
    settings = {"timeout": 5.0, "batch": 32, **more}
    return Endpoint(
        EmbeddingSettings("bge", service.url, KEY, settings["timeout"], int(settings["batch"])), retries=retries
    )


def test_vectors_have_length_one_and_come_in_batches_of_text(service: EmbeddingServer) -> None:
    model = endpoint(service)
    texts = [f"第{n}段\x00\ud800" for n in range(70)]
    vectors = model.embed_documents(texts)
    assert [len(request["input"]) for request in service.requests if len(request["input"]) > 1] == [32, 32, 6]
    assert all(isinstance(text, str) for text in service.texts())
    assert {request["encoding_format"] for request in service.requests} == {"float"}
    assert {headers["authorization"] for headers in service.headers} == {f"Bearer {KEY}"}
    for text, vector in zip(texts, vectors, strict=True):
        expected = vector_of(text.replace("\x00", " ").replace("\ud800", "?"))
        norm = math.hypot(*expected)
        assert vector == pytest.approx([value / norm for value in expected])
    assert (model.id, model.dimension) == ("endpoint:bge-64", 64)


def test_the_dimension_is_asked_once_and_remembered(service: EmbeddingServer, work: Path) -> None:
    assert endpoint(service).id == "endpoint:bge-64"
    asked = len(service.requests)
    assert endpoint(service).id == "endpoint:bge-64"
    assert len(service.requests) == asked == 1
    assert service.url not in (work / "cache" / "endpoints.json").read_text(encoding="utf-8")


def test_a_service_that_takes_few_or_short_texts_is_served_in_smaller_parts(work: Path) -> None:
    with EmbeddingServer(most=10, longest=500) as service:
        model = endpoint(service)
        vectors = model.embed_documents(["教育" * 400, *(f"第{n}段" for n in range(63))])
        assert len(vectors) == 64
        assert vectors[0] == pytest.approx([v / math.hypot(*vector_of("教育")) for v in vector_of("教育")])
        assert model.batch <= 10
        refused = len([r for r in service.requests if len(r["input"]) > 10])
        model.embed_documents([f"第{n}段" for n in range(63)])
        assert len([r for r in service.requests if len(r["input"]) > 10]) == refused


@pytest.mark.parametrize(
    ("mode", "word"),
    [
        ("401", "拒绝了密钥（401）"),
        ("403", "拒绝了密钥（403）"),
        ("404", "没有这个模型"),
        ("400", "不接受请求（400）"),
        ("429", "限流"),
        ("500", "出错（500）"),
        ("garbage", "不是向量"),
        ("html", "不是向量"),
        ("zero", "不是向量"),
        ("hanging", "0.5 秒内没有回答"),
    ],
)
def test_every_failure_is_one_clear_line(service: EmbeddingServer, work: Path, mode: str, word: str) -> None:
    service.mode = mode
    (work / "drafter.toml").write_text("[embeddings]\ntimeout = 0.5\n", encoding="utf-8")
    run = call_drafter(work, "search", "双减", DRAFTER_EMBEDDER="endpoint")
    line = one_chinese_line(run, 3)
    assert word in line
    assert "DRAFTER_EMBEDDER=lexical" in line
    assert "sk-" not in run.both
    # of refusals that may pass two more tries are made, of the others none
    once = mode in ("401", "403", "404", "400", "garbage", "html", "zero")
    assert len(service.requests) == (1 if once else 3)


@pytest.mark.parametrize(("mode", "word"), [("short", "不是向量"), ("ragged", "由 64 变成 63")])
def test_an_answer_that_does_not_fit(service: EmbeddingServer, mode: str, word: str) -> None:
    model = endpoint(service)
    assert model.dimension == 64
    service.mode = mode
    with pytest.raises(ServiceError, match=word):
        model.embed_documents(["一", "二"])


def test_nothing_listens(work: Path) -> None:
    settings = EmbeddingSettings("bge", f"http://127.0.0.1:{free_port()}/v1?token=t0ken", KEY)
    with pytest.raises(ServiceError, match="连接不上") as failure:
        Endpoint(settings, retries=0).ask()
    assert "t0ken" not in str(failure.value)
    # neither do what a traceback would show
    assert failure.value.__suppress_context__


def test_the_shipped_part_is_computed_once_with_progress(service: EmbeddingServer, work: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    with Library.open(on_progress=lambda *step: steps.append(step)) as library:
        assert (library.mode, library.notice) == ("hybrid", "")
        assert library.search("学前教育普惠")[0].explain["dense"]
    total = len({text for passage in shipped_passages() for text in passage.texts})
    assert steps[0] == ("计算随附资料的向量", 32, total)
    assert steps[-1][1:] == (total, total)
    assert len(service.requests) == 1 + math.ceil(total / 32) + 1  # the dimension, the passages, the query
    service.requests.clear()
    with Library.open(on_progress=lambda *step: steps.append(step)) as library:
        library.search("学前教育普惠")
    assert service.texts() == ["学前教育普惠"]


def test_without_the_service_the_shipped_part_is_searched_by_wording(service: EmbeddingServer, work: Path) -> None:
    service.mode = "401"
    run = call_drafter(work, "search", "双减", "-k", "1", "--explain")
    assert run.code == 0
    assert "拒绝了密钥（401）" in run.err
    assert "只用关键词检索" in run.err
    assert "没有用语义检索" in run.out
    service.mode = "right"
    with Library.open() as library:
        assert library.mode == "hybrid"
        service.mode = "404"
        assert [hit.explain.keys() for hit in library.search("双减", k=1)] == [{"bm25"}]
        assert library.mode == "lexical"
        assert "404" in library.notice


def test_for_the_users_library_the_service_is_needed(service: EmbeddingServer, work: Path) -> None:
    report(work / "a.txt", "云岭县", "学前教育")
    done = run_drafter(work, "ingest", "a.txt", "--kind", "sample")
    assert done.code == 0, done
    assert "endpoint:BAAI/bge-m3-64" in done.out
    found = call_drafter(work, "search", "云岭县牵头", "-k", "1", "--explain")
    assert re.search(r"^· 计算随附资料的向量 (\d+)/\1 段，每秒", found.err, re.MULTILINE)
    assert "自己的文库；关键词第 1 位" in found.out
    assert "语义第" in found.out
    service.mode = "401"
    assert "401" in one_chinese_line(call_drafter(work, "search", "云岭县牵头"), 3)
    lexical = call_drafter(work, "search", "云岭县牵头", "-k", "1", DRAFTER_EMBEDDER="lexical")
    assert lexical.code == 0
    assert "云岭县" in lexical.out


def test_an_ingest_that_fails_half_way_goes_on_next_time(
    service: EmbeddingServer, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [report(work / f"{n}.txt", f"第{n}县", "学前教育", sections=9) for n in range(4)]
    model = endpoint(service)
    original = Endpoint.embed_documents
    left = [2]

    def failing(self: Endpoint, texts: list[str]) -> list[list[float]]:
        if not left[0]:
            service.mode = "500"
        left[0] -= 1
        return original(self, texts)

    with monkeypatch.context() as patch:
        patch.setattr(Endpoint, "embed_documents", failing)
        with pytest.raises(ServiceError, match="500"):
            ingest(paths, "sample", "kb", embedder=model)
    assert FolderBase(Path("kb")).documents() == {}
    service.mode = "right"
    service.requests.clear()
    assert len(ingest(paths, "sample", "kb", embedder=model).added) == 4
    assert len(service.texts()) == 18  # two of the four documents were done
    assert sorted(sound(FolderBase(Path("kb"))).values()) == [9] * 4


def test_another_dimension_is_told_and_a_rebuild_follows(service: EmbeddingServer, work: Path) -> None:
    report(work / "a.txt", "云岭县", "学前教育")
    assert call_drafter(work, "ingest", "a.txt", "--kind", "sample").code == 0
    service.mode = "dimension"
    line = one_chinese_line(call_drafter(work, "search", "云岭县"), 3)
    assert "由 64 变成 96" in line
    assert "--rebuild" in line
    line = one_chinese_line(call_drafter(work, "search", "云岭县"))
    assert "endpoint:BAAI/bge-m3-64" in line
    assert "endpoint:BAAI/bge-m3-96" in line
    assert "drafter ingest --rebuild --kb .drafter/kb" in line
    rebuilt = call_drafter(work, "ingest", "--rebuild")
    assert rebuilt.out.startswith("已重建 4 段。"), rebuilt
    assert "endpoint:BAAI/bge-m3-96" in rebuilt.out
    assert call_drafter(work, "search", "云岭县").code == 0


def test_a_rebuild_keeps_what_others_add_meanwhile_and_readers_undisturbed(
    service: EmbeddingServer, work: Path
) -> None:
    paths = [report(work / f"{n}.txt", f"第{n}县", "学前教育") for n in range(2)]
    ingest(paths[:1], "sample", "kb", embedder=Other())
    late = []

    def meanwhile(name: str, done: int, total: int) -> None:
        if not late:
            late.append(ingest(paths[1:], "sample", "kb", embedder=Other()))

    with Library.open("kb", embedder=Other()) as reader:
        result = rebuild("kb", meanwhile)
        assert result.rebuilt == 4
        assert result.stored == 8
        assert reader.search("第0县牵头")[0].explain["dense"]
    assert FolderBase(Path("kb")).embedder_id() == "endpoint:BAAI/bge-m3-64"
    assert sorted(sound(FolderBase(Path("kb"))).values()) == [4, 4]
    with Library.open("kb") as library:
        assert library.search("第1县牵头", kind="sample")[0].passage.title == "第1县2024年自评报告"


def test_a_failed_rebuild_leaves_the_library_as_it_was(service: EmbeddingServer, work: Path) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", "kb", embedder=Other())
    service.mode = "401"
    run: Run = call_drafter(work, "ingest", "--rebuild", "--kb", "kb")
    assert "401" in one_chinese_line(run, 3)
    with Library.open("kb", embedder=Other()) as library:
        assert library.search("云岭县牵头")[0].own


def test_which_embedder_is_chosen(service: EmbeddingServer, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(choose_embedder().embedder, Endpoint)
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    assert not choose_embedder().embedder.dense
    monkeypatch.setenv("DRAFTER_EMBEDDER", "endpoint")
    assert choose_embedder().demanded
    for name, word in (("OPENAI_BASE_URL", "OPENAI_BASE_URL 或"), ("DRAFTER_EMBEDDING_MODEL", "DRAFTER_EMBEDDING")):
        monkeypatch.setenv(name, "")
        monkeypatch.setenv("OPENAI_API_KEY", "")
        with pytest.raises(InputError, match=word):
            choose_embedder()
    monkeypatch.setenv("DRAFTER_EMBEDDER", "auto")
    assert not isinstance(choose_embedder().embedder, Endpoint)
    assert service.requests == []


def test_the_settings_of_the_service(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text(
        '[model]\nbase_url = "http://model/v1"\n[embeddings]\nname = "bge"\nbatch = 10\n', encoding="utf-8"
    )
    found = load_settings(tmp_path, {"OPENAI_API_KEY": KEY}).embeddings
    assert found == EmbeddingSettings("bge", "http://model/v1", KEY, 30.0, 10)
    assert found.configured
    assert KEY not in repr(found)
    env = {"DRAFTER_EMBEDDING_MODEL": "x", "OPENAI_BASE_URL": "http://env/v1", "DRAFTER_EMBEDDING_API_KEY": "k"}
    assert load_settings(tmp_path, env).embeddings == EmbeddingSettings("x", "http://env/v1", "k", 30.0, 10)
    (tmp_path / "drafter.toml").write_text('[embeddings]\nbase_url = "http://own/v1"\n', encoding="utf-8")
    assert load_settings(tmp_path, env).embeddings.base_url == "http://own/v1"
    assert not load_settings(tmp_path, {}).embeddings.configured
    for value in ("0", "1.5", "5000", "'x'"):
        (tmp_path / "drafter.toml").write_text(f"[embeddings]\nbatch = {value}\n", encoding="utf-8")
        with pytest.raises(InputError, match=re.escape("embeddings.batch")):
            load_settings(tmp_path, {})
