"""A folder library that cannot be written, Chroma that cannot be loaded, and the command line's lines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_running import call_drafter, environment, one_chinese_line
from library_helpers import ROOT, Other, Third, report, sound

from drafter.cli.commands import library as commands
from drafter.errors import InputError, OutputError
from drafter.library import Library, builds, ingest
from drafter.library.builds import PREFIX
from drafter.library.folder import FolderBase


@pytest.fixture(autouse=True)
def here(work: Path) -> Path:
    return work


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that may not be written, for root too, who may write everywhere."""
    allowed = os.access

    def make(folder: Path) -> None:
        def access(path: Path, mode: int) -> bool:
            inside = Path(path).resolve().is_relative_to(folder.resolve())
            return not (mode & os.W_OK and inside) and allowed(path, mode)

        monkeypatch.setattr(builds.os, "access", access)

    return make


def test_a_read_only_library_is_read_from_a_copy(work: Path, read_only: Callable[[Path], None]) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", "kb", embedder=Other())
    before = sorted(path.name for path in Path("kb").rglob("*"))
    read_only(Path("kb"))
    for _ in range(2):
        with Library.open("kb", embedder=Other()) as library:
            assert library.search("云岭县牵头")[0].own
    assert sorted(path.name for path in Path("kb").rglob("*")) == before
    (copy,) = (work / "cache" / "copies").glob(f"*/{PREFIX}*")
    ingest([report(work / "a.txt", "云岭县", "职业教育")], "sample", "kb", embedder=Other())
    with Library.open("kb", embedder=Other()) as library:
        assert any("职业教育" in passage.text for passage in library.passages if "云岭县" in passage.text)
    assert not copy.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_another_user_reads_a_library_that_is_not_theirs() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = Path(name)
        ingest([report(folder / "a.txt", "云岭县", "学前教育")], "sample", str(folder / "kb"), embedder=Other())
        folder.chmod(0o755)
        (folder / "cache").mkdir()
        (folder / "cache").chmod(0o777)
        code = (
            "import os\nfrom drafter.library import Library\n"
            "with Library.open('warm', dense=False) as library:\n    library.search('云岭县牵头')\n"
            # by now all that is needed is imported: the other user may not be allowed to read it
            "os.setuid(65534)\n"
            "with Library.open('kb', dense=False) as library:\n"
            "    print(library.search('云岭县牵头')[0].passage.title)"
        )
        ingest([folder / "a.txt"], "sample", str(folder / "warm"), embedder=Other())
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment(DRAFTER_CACHE_DIR=str(folder / "cache")),
            cwd=name,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        copied = list((folder / "cache" / "copies").glob(f"*/{PREFIX}*"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "云岭县2024年自评报告"
    assert len(copied) == 1


def test_a_read_only_library_and_no_cache_either(
    work: Path, read_only: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", "kb", embedder=Other())
    read_only(Path("kb"))
    (work / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("DRAFTER_CACHE_DIR", str(work / "file"))
    with pytest.raises(OutputError, match="DRAFTER_CACHE_DIR"):
        Library.open("kb", dense=False)


def test_a_build_is_kept_as_long_as_it_is_read(work: Path) -> None:
    path = report(work / "a.txt", "云岭县", "学前教育")
    ingest([path], "sample", "kb", embedder=Other())
    (build,) = Path("kb").glob(f"{PREFIX}*")
    with Library.open("kb", embedder=Other()) as reader:
        for word in ("职业教育", "特殊教育", "终身教育"):
            report(path, "云岭县", word)
            ingest([path], "sample", "kb", embedder=Other())
        assert build.is_dir()
        assert "学前教育" in reader.search("云岭县牵头", kind="sample")[0].passage.text
    assert list(Path("kb", "readers").iterdir()) == []
    mark = Path("kb", "readers", f"{build.name}.dead")
    mark.touch()  # of a process that was killed
    report(path, "云岭县", "法治教育")
    ingest([path], "sample", "kb", embedder=Other())
    assert not build.exists()
    assert not mark.exists()


def test_a_build_that_goes_while_it_is_opened_is_looked_for_again(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = report(work / "a.txt", "云岭县", "学前教育")
    ingest([path], "sample", "kb", embedder=Other())
    base = FolderBase(Path("kb"))
    original = FolderBase._read
    tries = []

    def read(build: Path) -> object:
        tries.append(build)
        if len(tries) == 1:
            report(path, "云岭县", "职业教育")
            ingest([path], "sample", "kb", embedder=Other())
            shutil.rmtree(build)
        return original(build)

    monkeypatch.setattr(FolderBase, "_read", staticmethod(read))
    assert list(sound(base).values()) == [4]
    assert tries[0] != tries[-1]


def test_two_embedders_at_once_do_not_mix(work: Path) -> None:
    """One that was chosen when the library was empty finds it filled by the other."""
    from drafter.library.base import Incoming
    from drafter.library.loading import load_passages
    from drafter.library.vectors import Vectors

    path = report(work / "a.txt", "云岭县", "学前教育")
    ingest([path], "sample", "kb", embedder=Other())
    with pytest.raises(InputError, match=r"other-1-256.*third-1-256"):
        FolderBase(Path("kb")).update([Incoming("b", "b", load_passages(path, "sample"))], Vectors(Third()))


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"CHROMA_SERVER_HTTP_PORT=abc\n", "chroma_server_http_port"), ("A=密\n".encode("gbk") + b"\xff", ".env")],
)
def test_a_dotenv_that_chroma_refuses_is_one_line(work: Path, content: bytes, word: str) -> None:
    Library.open(embedder=Other()).close()
    (build,) = (work / "cache" / "shipped").glob("*-chroma*")
    (work / ".env").write_bytes(content)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\nfrom library_helpers import Other\n"
        "from drafter.errors import InputError\nfrom drafter.library import Library\n"
        "try: Library.open(embedder=Other())\nexcept InputError as error: print(error)"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    support = str(ROOT / "tests" / "support")
    settings = environment()
    settings["PYTHONPATH"] += os.pathsep + support
    done = subprocess.run(command, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert word in line
    assert build.is_dir()  # that it could not be opened says nothing about it
    (work / ".env").unlink()
    Library.open(embedder=Other()).close()


def test_ingest_wants_files_or_a_rebuild(work: Path) -> None:
    assert "缺少参数 PATH" in one_chinese_line(call_drafter(work, "ingest", "--kind", "sample"))
    assert "缺少选项 --kind" in one_chinese_line(call_drafter(work, "ingest", "x.txt"))
    assert "不能重建" in one_chinese_line(call_drafter(work, "ingest", "--rebuild"))
    assert "找不到" in one_chinese_line(call_drafter(work, "ingest", "x.txt", "--kind", "sample", "--rebuild"))


def test_the_summary_and_a_rebuild_with_files(work: Path) -> None:
    for name in ("一", "二"):
        report(work / f"{name}.txt", f"{name}县", f"事项{name}")
    shutil.copy(work / "一.txt", work / "又一.txt")
    run = call_drafter(work, "ingest", ".", "--kind", "sample", DRAFTER_EMBEDDER="lexical")
    assert "又一.txt：内容与文库中另一份相同" in run.err
    assert "注意：语义检索不可用" in run.err
    done, state = run.out.strip().split("。")
    assert done == "新增 2 份，更新 0 份，未变 0 份，重复 1 份；本次 8 段"
    assert re.fullmatch(r"文库：\.drafter/kb，共 2 份 8 段，hashed-ngrams-1-256；用时 [\d.]+ 秒", state)
    assert re.search(r"^· 二\.txt 8/8 段，每秒 [\d.]+ 段$", run.err, re.MULTILINE)
    report(work / "三.txt", "三县", "事项三")
    run = call_drafter(work, "ingest", "三.txt", "--kind", "sample", "--rebuild", DRAFTER_EMBEDDER="lexical")
    lines = run.out.splitlines()
    assert lines[0].startswith("已重建 8 段。")
    assert lines[1].startswith("新增 1 份")
    assert "共 3 份 12 段" in lines[1]


def test_progress_has_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 10.0, 11.0, 100.0, 101.0])
    monkeypatch.setattr(commands.time, "monotonic", lambda: next(clock))
    progress = commands._Progress()
    for done in (16, 160, 170, 600, 1600):
        progress("报告.md", done, 1600)
    assert capsys.readouterr().err.splitlines() == [
        "· 报告.md 160/1600 段，每秒 16.0 段，约剩 90 秒",
        "· 报告.md 600/1600 段，每秒 6.0 段，约剩 3 分钟",
        "· 报告.md 1600/1600 段，每秒 15.8 段",
    ]


def test_explain_tells_wording_from_meaning(work: Path) -> None:
    import json

    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", embedder=Other())
    run = call_drafter(work, "search", "云岭县牵头", "--explain", "-k", "2", DRAFTER_EMBEDDER="lexical")
    assert re.search(r"自己的文库；关键词第 1 位（BM25 [\d.]+），没有用语义检索；综合得分 1\.000", run.out)
    found = call_drafter(work, "search", "双减", "--json", "--explain", "-k", "1", DRAFTER_EMBEDDER="lexical")
    (hit,) = json.loads(found.out)["results"]
    assert (hit["own"], set(hit["explain"])) == (False, {"bm25"})


def test_own_and_shipped_passages_are_fused_and_distinct(work: Path) -> None:
    """Both parts are found by one search, filters hold in both, and a copy of a shipped report shows once."""
    from drafter.resources import bundled

    policy = work / "意见.txt"
    policy.write_text(
        "云岭市关于学前教育的意见\n第一条 公办园在园幼儿占比不低于一半，普惠性民办园按时补助。\n", encoding="utf-8"
    )
    ingest([policy], "policy", "kb", embedder=Other())
    ingest([report(work / "a.txt", "云岭县", "公办园")], "sample", "kb", embedder=Other())
    ingest([bundled("knowledge", "samples")], "sample", "kb", embedder=Other())
    with Library.open("kb", embedder=Other()) as library:
        mixed = library.search("公办园在园幼儿占比", k=12)
        assert {hit.own for hit in mixed} == {True, False}
        assert {hit.passage.kind for hit in mixed} == {"policy", "sample"}
        assert {"bm25", "dense"} == set(mixed[0].explain)
        for kind in ("policy", "sample"):
            hits = library.search("围绕公办园在园幼儿占比安排任务", k=12, kind=kind)
            assert {hit.passage.kind for hit in hits} == {kind}
            assert any(hit.own for hit in hits)
            assert len({hit.passage.text for hit in hits}) == len(hits)
        documents = library.as_retriever(k=12, kind="policy").invoke("公办园在园幼儿占比")
        assert {document.metadata["title"] for document in documents} > {"云岭市关于学前教育的意见"}
