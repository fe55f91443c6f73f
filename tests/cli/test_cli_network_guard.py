"""The guard of conftest.py: proves that a test cannot reach another machine, nor hide that it tried."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import network_guard
import pytest
from cli_running import environment

ELSEWHERE = "192.0.2.1"  # set aside for documentation: nobody answers there


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection((ELSEWHERE, 9), timeout=0.1),
        lambda: socket.create_connection(("model.example", 443), timeout=0.1),
        lambda: socket.gethostbyname("model.example"),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", (ELSEWHERE, 9)),
        lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 9)),
        lambda: asyncio.run(asyncio.open_connection(ELSEWHERE, 9)),
    ],
    ids=["address", "name", "look-up", "datagram", "ipv6", "asyncio"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_another_machine_is_an_error(reach: object) -> None:
    with pytest.raises(network_guard.BlockedError):
        reach()  # type: ignore[operator]
    assert network_guard.take()


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()
        server.accept()[0].close()
    left, right = socket.socketpair()
    left.close()
    right.close()
    assert network_guard.take() == []


def test_a_model_request_to_the_real_address_is_an_error() -> None:
    import openai

    client = openai.OpenAI(api_key="none", max_retries=0)
    with pytest.raises((openai.APIConnectionError, network_guard.BlockedError)):
        client.chat.completions.create(model="any", messages=[{"role": "user", "content": "x"}])
    assert network_guard.take()


def test_a_swallowed_refusal_fails_its_test(tmp_path: Path) -> None:
    hidden = tmp_path / "test_hidden.py"
    hidden.write_text(
        "import socket\n"
        "def test_hidden():\n"
        "    try:\n"
        f"        socket.create_connection(('{ELSEWHERE}', 9), timeout=0.1)\n"
        "    except Exception:\n"
        "        pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-p", "no:cacheprovider", "-c", os.devnull]
    folder = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [*command, f"--rootdir={tmp_path}", str(hidden)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": folder},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "AssertionError: tried to reach another" in done.stdout


def test_processes_that_tests_start_are_guarded_too() -> None:
    code = f"import socket; socket.create_connection(('{ELSEWHERE}', 9), timeout=0.1)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)
    assert "BlockedError" in done.stderr


def test_settings_from_outside_are_gone(private_environment: Path) -> None:
    kept = {name for name in os.environ if name.startswith(("OPENAI_", "DRAFTER_"))}
    assert kept == {"DRAFTER_CACHE_DIR", "DRAFTER_DATA_DIR"}
    assert Path(os.environ["DRAFTER_CACHE_DIR"]) == private_environment
