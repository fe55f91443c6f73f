"""Small reports, embedders that are quick, and a real Chroma server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from cli_running import environment

from drafter.library.base import Base
from drafter.library.embedding import HashedNgrams

ROOT = Path(__file__).parents[2]


class Other(HashedNgrams):
    """A dense embedder of its own, as far as the library can tell; fast."""

    id = "other-1-256"
    dense = True


class Third(Other):
    """Another one still."""

    id = "third-1-256"


def report(path: Path, name: str, word: str, sections: int = 4) -> Path:
    """A report of as many passages as sections, each of which names the place and the topic."""
    marks = "一二三四五六七八九十"
    body = "\n".join(
        f"{marks[n]}、{word}第{n}项\n围绕{word}工作，安排{n + 3}项任务，由{name}牵头，逐项落实到校。" * 2
        for n in range(sections)
    )
    path.write_text(f"{name}2024年自评报告\n{body}\n", encoding="utf-8")
    return path


def texts(base: Base) -> list[str]:
    """The text of every passage of a library."""
    collection, passages = base.read()
    collection.close()
    return [passage.text for passage in passages.values()]


def sound(base: Base) -> dict[str, int]:
    """Passages by document; fails when a passage lacks its vector or a document lacks a passage."""
    collection, passages = base.read()
    with closing(collection):
        vectors = collection.vectors()
    assert set(passages) <= set(vectors)
    stored = base.documents()
    assert len(passages) == sum(document.passages for document in stored.values())
    return {key: document.passages for key, document in stored.items()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ChromaServer:
    """A ``chroma run`` process; ``url`` is its address."""

    def __init__(self, folder: Path, port: int) -> None:
        command = Path(sys.executable).with_name("chroma")
        if not command.exists():
            pytest.skip("the chroma command is not beside Python")
        self.url = f"http://127.0.0.1:{port}"
        arguments = [str(command), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
        self._process = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
        )
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        self.stop()
        raise AssertionError("the server did not start in 30 seconds")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(timeout=30)


@contextmanager
def running_server(folder: Path) -> Iterator[ChromaServer]:
    server = ChromaServer(folder, free_port())
    try:
        yield server
    finally:
        server.stop()
