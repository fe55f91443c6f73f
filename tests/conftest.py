"""What holds for every test: support modules, a cache of its own, no settings from outside, no network, no model."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SUPPORT = Path(__file__).resolve().parent / "support"
if str(SUPPORT) not in sys.path:
    sys.path.insert(0, str(SUPPORT))

import network_guard  # noqa: E402 - found in the folder just added

_FOREIGN = ("OPENAI_", "DRAFTER_")
_PROXIES = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}

network_guard.install()


@pytest.fixture(scope="session", autouse=True)
def private_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An environment without the user's keys, settings and proxies, and a cache that starts empty."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_FOREIGN) or name.lower() in _PROXIES:
                patch.delenv(name)
        patch.setenv("DRAFTER_CACHE_DIR", str(cache))
        patch.setenv("DRAFTER_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield cache


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fails a test that tried to reach another machine, even when the code under test swallowed the refusal."""
    network_guard.take()
    yield
    refused = network_guard.take()
    assert not refused, f"tried to reach another machine: {refused}"
