"""A folder library that several processes write and read at once, and writers that are killed."""

import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cli_running import environment
from library_helpers import Other, report, sound, texts

from drafter.library import Library, documents, ingest
from drafter.library.builds import PREFIX
from drafter.library.folder import FolderBase


@pytest.fixture(autouse=True)
def here(work: Path) -> Path:
    return work


WRITER = """
import sys
from pathlib import Path
from drafter.library import ingest
from drafter.library.embedding import HashedNgrams

class Other(HashedNgrams):
    id = "other-1-256"
    dense = True

print("started", flush=True)
for path in sys.argv[1:]:
    ingest([Path(part) for part in path.split(",")], "sample", "kb", embedder=Other())
"""


def writer(*paths: str) -> subprocess.Popen[str]:
    """A process that ingests its arguments one after another; one with commas in one go."""
    command = [sys.executable, "-c", WRITER, *paths]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_writers_lose_nothing_while_a_reader_looks_on(work: Path) -> None:
    own = [[f"{worker}-{number}" for number in range(3)] for worker in "ab"]
    shared = ["共同-0", "共同-1"]
    for name in [*own[0], *own[1], *shared, "先"]:
        report(work / f"{name}.txt", f"县{name}", f"事项{name}")
    base = FolderBase(Path("kb"))
    ingest([work / "先.txt"], "sample", "kb", embedder=Other())
    with Library.open("kb", embedder=Other()) as reader:
        before = [hit.passage for hit in reader.search("事项先由谁牵头", kind="sample")]
        running = [writer(*(f"{name}.txt" for name in (*mine, *shared))) for mine in own]
        rounds = 0
        while any(process.poll() is None for process in running):
            assert [hit.passage for hit in reader.search("事项先由谁牵头", kind="sample")] == before
            with Library.open("kb", embedder=Other()) as fresh:
                titles = [passage.title for passage in fresh.passages[fresh._shipped :]]
                assert titles.count("县先2024年自评报告") == 4
                assert {titles.count(title) for title in titles} == {4}
                assert fresh.search("事项由谁牵头", kind="sample")
            rounds += 1
        for process in running:
            _, err = process.communicate()
            assert process.returncode == 0, err
        assert rounds >= 2
        # its build has been replaced many times and is still there
        assert [hit.passage for hit in reader.search("事项先由谁牵头", kind="sample")] == before
    assert {Path(key).stem for key in sound(base)} == {*own[0], *own[1], *shared, "先"}
    found = texts(base)
    for name in [*own[0], *own[1], *shared, "先"]:
        assert sum(f"事项{name}工作" in text for text in found) == 4
    report(work / "后.txt", "县后", "事项后")
    ingest([work / "后.txt"], "sample", "kb", embedder=Other())
    assert len(list(Path("kb").glob(f"{PREFIX}*"))) == 2  # the present one and the one before


REMOVER = """
import sys
from pathlib import Path
from drafter.library import chroma, ingest, remove
from drafter.library.embedding import HashedNgrams

chroma._BATCH = 3  # so that a document comes and goes in several requests

class Other(HashedNgrams):
    id = "other-1-256"
    dense = True

print("started", flush=True)
for turn in range(60):
    if turn >= 2 and Path("seen").exists():  # somebody has looked before and after a change
        break
    remove(["走.txt"], sys.argv[1])
    ingest([Path("走.txt"), Path("来.txt")], "sample", sys.argv[1], embedder=Other())
    remove(["来.txt"], sys.argv[1])
"""


@pytest.mark.parametrize("kind", ["folder", "server"])
def test_readers_see_a_document_whole_or_not_at_all_while_it_comes_and_goes(
    work: Path, request: pytest.FixtureRequest, kind: str
) -> None:
    kb = request.getfixturevalue("server") if kind == "server" else "kb"
    for name in ("留", "走", "来"):
        report(work / f"{name}.txt", f"县{name}", f"事项{name}", sections=8)
    ingest([work / "留.txt", work / "走.txt"], "sample", kb, embedder=Other())
    command = [sys.executable, "-c", REMOVER, kb]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    states: set[frozenset[str]] = set()
    looked: list[str] = []

    def look() -> None:
        while process.poll() is None or len(looked) < 4:
            with Library.open(kb, embedder=Other()) as library:
                titles = [passage.title for passage in library.passages[library._shipped :]]
                counts = {title: titles.count(title) for title in titles}
                assert set(counts.values()) == {8}, counts
                assert any(hit.passage.title == "县留2024年自评报告" for hit in library.search("事项留由谁牵头", k=3))
                library.search("事项走由谁牵头", kind="sample")  # whatever has gone since it was opened
            states.add(frozenset(counts))
            if len(states) >= 2:
                Path("seen").touch()
            looked.append(threading.current_thread().name)

    with ThreadPoolExecutor(max_workers=2) as readers:  # threads of one process, as those of the workbench are
        for done in [readers.submit(look) for _ in range(2)]:
            done.result(timeout=120)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert len(set(looked)) == 2
    assert {Path(key).stem for key in documents(kb)} == {"留", "走"}
    assert len(states) >= 2, "nothing was removed while somebody looked"
    with Library.open(kb, embedder=Other()) as library:
        assert not any("事项来" in hit.passage.text for hit in library.search("事项来由谁牵头", k=20))


def test_a_writer_killed_at_any_moment_leaves_no_half_document(work: Path) -> None:
    """Six kills, spread over the time that a whole run takes."""
    names = [f"第{n}县" for n in range(9)]
    for name in names:
        report(work / f"{name}.txt", name, "学前教育", sections=9)
    groups = [",".join(f"{name}.txt" for name in names[at : at + 3]) for at in range(0, 9, 3)]
    base = FolderBase(Path("kb"))

    process = writer(*groups)
    assert process.stdout is not None
    process.stdout.readline()
    started = time.perf_counter()
    _, err = process.communicate(timeout=60)
    whole = time.perf_counter() - started
    assert process.returncode == 0, err
    assert sorted(sound(base).values()) == [9] * 9

    chance = random.Random(7)
    killed = 0
    for attempt in range(6):
        for name in names:  # every document changes every time
            report(work / f"{name}.txt", name, f"事项{attempt}", sections=9)
        process = writer(*groups)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(whole * (attempt + chance.random()) / 6)
        process.kill()
        process.communicate()
        killed += process.returncode == -9
        assert sorted(sound(base).values()) == [9] * 9
        for title in names:
            mine = [text for text in texts(base) if title in text]
            topics = {text[text.index("围绕") : text.index("工作")] for text in mine}
            assert (len(mine), len(topics)) == (9, 1), (attempt, title, topics)
    assert killed >= 4
    result = ingest([work / f"{name}.txt" for name in names], "sample", "kb", embedder=Other())
    assert result.stored == 81
    assert sum("事项5" in text for text in texts(base)) == 81
    assert len(list(Path("kb").glob(f"{PREFIX}*"))) == 2
    assert [path.name for path in Path("kb").iterdir() if path.name.startswith(".")] == []
