"""A user's library on a real Chroma server: several processes at once, rebuilding, and servers that fail."""

import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from cli_running import call_drafter, environment, one_chinese_line, run_drafter
from library_helpers import ROOT, Other, Third, free_port, report, running_server, sound, texts

from drafter.errors import InputError, ServiceError
from drafter.library import Library, ingest, rebuild
from drafter.library import server as server_module
from drafter.library.base import Incoming
from drafter.library.embedding import HashedNgrams
from drafter.library.loading import load_passages
from drafter.library.server import ServerBase
from drafter.library.vectors import Vectors


def test_a_server_holds_a_library_too(work: Path, server: str) -> None:
    with pytest.raises(InputError, match="还没有资料库"):
        Library.open(server, embedder=Other())
    path = report(work / "a.txt", "云岭县", "学前教育")
    assert len(ingest([path], "sample", server, embedder=Other()).added) == 1
    assert len(ingest([path], "sample", server, embedder=Other()).unchanged) == 1
    report(path, "青川县", "职业教育", sections=2)
    result = ingest([path], "sample", server, embedder=Other())
    assert [len(result.replaced), result.documents, result.stored] == [1, 1, 2]
    with Library.open(server, embedder=Other()) as library:
        assert library.mode == "hybrid"
        titles = {p.title for p in library.passages}
        assert "青川县2024年自评报告" in titles
        assert "云岭县2024年自评报告" not in titles
        hit = library.search("职业教育由青川县牵头")[0]
        assert (hit.passage.title, hit.own) == ("青川县2024年自评报告", True)
        assert set(hit.explain) == {"bm25", "dense"}
    with pytest.raises(InputError, match=r"other-1-256.*third-1-256.*--rebuild"):
        ingest([path], "sample", server, embedder=Third())


def test_half_a_document_on_a_server_is_not_seen(work: Path, server: str) -> None:
    path = report(work / "a.txt", "云岭县", "学前教育")
    ingest([path], "sample", server, embedder=Other())
    base = ServerBase(server)
    collection, passages = base.read()
    with closing(collection):
        collection.delete([next(iter(passages))])
    assert base.documents() == {}
    assert len(ingest([path], "sample", server, embedder=Other()).added) == 1
    assert len(texts(base)) == len(passages)


READER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from drafter.library import Library
from drafter.library.embedding import HashedNgrams

class Other(HashedNgrams):
    id = "other-1-256"
    dense = True

url, stop = sys.argv[1], Path(sys.argv[2])

def look(_):
    rounds = seen = 0
    while not stop.exists() or rounds < 2:
        with Library.open(url, embedder=Other()) as library:
            documents = {}
            for passage in library.passages[library._shipped:]:
                documents.setdefault(passage.title, []).append(passage)
            for title, passages in documents.items():
                # a whole state is all long or all short, and says how many sections it has
                words = {"长" if "长期" in passage.text else "短" for passage in passages}
                assert len(words) == 1, (title, words)
                assert len(passages) == {"长": 9, "短": 5}[words.pop()], (title, len(passages))
            for query in ("长期工作由谁牵头", "短期工作安排几项任务"):
                assert library.search(query, k=5, kind="sample")
            seen = max(seen, len(documents))
        rounds += 1
    return rounds, seen

with ThreadPoolExecutor(2) as pool:
    for told in pool.map(look, range(2)):
        print(*told)
"""

WRITER = """
import sys
from pathlib import Path
from drafter.library import chroma, ingest
from drafter.library.embedding import HashedNgrams

chroma._BATCH = 2  # so that a document arrives in several requests

class Other(HashedNgrams):
    id = "other-1-256"
    dense = True

for path in sys.argv[2:]:
    source = Path(path)
    if "=" in path:  # what to put there first
        source, _, content = path.partition("=")
        source = Path(source)
        source.write_text(Path(content).read_text(encoding="utf-8"), encoding="utf-8")
    ingest([source], "sample", sys.argv[1], embedder=Other())
"""


def test_four_readers_and_a_writer_at_once(work: Path, server: str) -> None:
    """Each document is stored long, then replaced by a short one, while readers look at all of it."""
    names = [f"县{number}" for number in range(4)]
    ingest([report(work / "县0.txt", "县0", "长期", sections=9)], "sample", server, embedder=Other())
    long = [report(work / f"长{name}.txt", name, "长期", sections=9) for name in names]
    short = [report(work / f"短{name}.txt", name, "短期", sections=5) for name in names]
    waves = [
        f"{work / name}.txt={path}" for wave in (long, short, long) for name, path in zip(names, wave, strict=True)
    ]
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, server, str(work / "stop")],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        command = [sys.executable, "-c", WRITER, server, *waves]
        done = subprocess.run(command, check=False, env=environment(), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        (work / "stop").touch()
        told = []
        for reader in readers:
            out, err = reader.communicate(timeout=120)
            assert reader.returncode == 0, err
            told += [tuple(map(int, line.split())) for line in out.splitlines()]
        assert len(told) == 4
        assert all(rounds >= 2 and seen >= 2 for rounds, seen in told)
    finally:
        for reader in readers:
            reader.kill()
    assert sorted(sound(ServerBase(server)).values()) == [9] * 4


def test_two_writers_of_the_same_file_leave_it_whole(work: Path, server: str) -> None:
    base = ServerBase(server)
    threads = []
    for number in range(4):
        path = report(work / f"{number}.txt", "云岭县", f"事项{number}", sections=6)
        document = Incoming("/same", f"hash{number}", load_passages(path, "sample"))
        threads.append(threading.Thread(target=base.update, args=([document], Vectors(Other()))))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sound(base) == {"/same": 6}


def test_a_rebuild_on_a_server_is_seen_all_at_once(work: Path, server: str) -> None:
    paths = [report(work / f"{n}.txt", f"第{n}县", "学前教育") for n in range(3)]
    ingest(paths, "sample", server, embedder=HashedNgrams())
    with pytest.raises(InputError, match="--rebuild"):
        Library.open(server, embedder=Other())
    with Library.open(server, dense=False) as reader:
        result = rebuild(server, embedder=Other())
        assert [result.rebuilt, result.documents, result.embedder] == [12, 3, "other-1-256"]
        assert reader.search("第一县牵头")
    with Library.open(server, embedder=Other()) as old:
        rebuild(server, embedder=Third())
        assert old.search("第一县牵头")[0].explain["dense"]
    rebuild(server, embedder=Other())
    assert ServerBase(server).embedder_id() == "other-1-256"
    assert sorted(sound(ServerBase(server)).values()) == [4, 4, 4]
    with pytest.raises(InputError, match="没有资料库"):
        rebuild(str(work / "nothing"), embedder=Other())


def test_what_is_written_during_a_rebuild_is_not_lost(work: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", server, embedder=Other())
    second = report(work / "b.txt", "青川县", "职业教育")
    original = server_module._complete
    calls = []

    def meanwhile(records):  # type: ignore[no-untyped-def]
        calls.append(None)
        if len(calls) == 2:  # between the copy and the second look
            monkeypatch.setattr(server_module, "_complete", original)
            ingest([second], "sample", server, embedder=Other())
            collection, _ = ServerBase(server).read()
            with closing(collection):
                return original(collection.records())
        return original(records)

    base = ServerBase(server)
    monkeypatch.setattr(server_module, "_complete", meanwhile)
    base.update([], Vectors(Third()), rebuild=True)
    assert len(calls) == 2
    assert base.embedder_id() == "third-1-256"
    assert sorted(Path(key).name for key in sound(base)) == ["a.txt", "b.txt"]


def test_what_is_written_to_a_library_that_was_just_rebuilt_is_written_again(work: Path, server: str) -> None:
    ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", server, embedder=Other())
    document = Incoming("/b", "b", load_passages(report(work / "b.txt", "青川县", "职业教育"), "sample"))

    class Overtaken(Vectors):
        """Its first use takes so long that the library is rebuilt meanwhile."""

        by: list[Other]

        def of(self, texts, on_progress=None):  # type: ignore[no-untyped-def]
            if self.by:
                rebuild(server, embedder=self.by.pop())
            return super().of(texts, on_progress)

    vectors = Overtaken(Other())
    vectors.by = [Other()]
    ServerBase(server).update([document], vectors)
    assert sorted(Path(key).name for key in sound(ServerBase(server))) == ["a.txt", "b"]
    vectors.by = [Third()]
    with pytest.raises(InputError, match=r"third-1-256.*other-1-256"):
        ServerBase(server).update([document], vectors)


def test_a_server_that_is_not_there_is_a_service_failure(work: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(ServiceError, match="连接不上"):
        Library.open(url, dense=False)
    report(work / "a.txt", "云岭县", "学前教育")
    for arguments in (["ingest", "a.txt", "--kind", "sample"], ["ingest", "--rebuild"]):
        line = one_chinese_line(call_drafter(work, *arguments, "--kb", url), 3)
        assert url in line
    with pytest.raises(InputError, match="地址"):
        Library.open("http://", dense=False)
    assert url in one_chinese_line(run_drafter(work, "search", "双减", "--kb", url), 3)  # through the entry point too
    line = one_chinese_line(call_drafter(work, "search", "x", "--kb", "http://user:secret@127.0.0.1:abc"))
    assert "secret" not in line


def test_a_server_that_goes_away_meanwhile(work: Path) -> None:
    with running_server(work / "server") as running:
        ingest([report(work / "a.txt", "云岭县", "学前教育")], "sample", running.url, embedder=Other())
        library = Library.open(running.url, embedder=Other())
        collection, passages = ServerBase(running.url).read()
        running.stop()
        with library, closing(collection):
            for attempt in (
                lambda: library.search("学前教育"),
                collection.records,
                collection.vectors,
                lambda: collection.rows_of("x"),
                lambda: collection.delete(list(passages)),
                lambda: collection.add([("1", next(iter(passages.values())), {})], [[0.0] * 256]),
            ):
                with pytest.raises(ServiceError) as failure:
                    attempt()
                assert failure.value.exit_code == 3
                assert running.url in str(failure.value)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (b"", "没有回答"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "不是 Chroma"),
        (b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "拒绝访问"),
        (b"nonsense\r\n\r\n", "连接不上"),
    ],
)
def test_what_answers_is_no_chroma(work: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes, word: str) -> None:
    from drafter.library import chroma_server

    monkeypatch.setattr(chroma_server, "_REACH", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)
                time.sleep(0 if answer else 2)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(ServiceError, match=word):
            Library.open(f"http://127.0.0.1:{listener.getsockname()[1]}", dense=False)
        thread.join()


def test_a_writer_killed_on_a_server_leaves_no_half_document(work: Path, server: str) -> None:
    paths = [report(work / f"{n}.txt", f"第{n}县", "学前教育", sections=9) for n in range(3)]
    code = (
        "import os, signal\nfrom drafter.library import chroma\n"
        "original = chroma.ChromaCollection.add\n"
        "def add(self, records, vectors):\n"
        "    if records[0][1].title.startswith('第1县'):\n"
        "        original(self, records[:4], vectors[:4])\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    original(self, records, vectors)\n"
        "chroma.ChromaCollection.add = add\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + WRITER, server, *map(str, paths)], env=environment(), cwd=ROOT, check=False
    )
    assert done.returncode == -9
    assert {Path(key).name: count for key, count in sound(ServerBase(server)).items()} == {"0.txt": 9}
    result = ingest(paths, "sample", server, embedder=Other())
    assert [len(result.added), len(result.unchanged)] == [2, 1]
    assert sorted(sound(ServerBase(server)).values()) == [9, 9, 9]
