"""A working folder and a cache of its own for every test; a Chroma server for those that want one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from library_helpers import running_server


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("DRAFTER_EMBEDDER", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def server(work: Path) -> Iterator[str]:
    with running_server(work / "server") as running:
        yield running.url
