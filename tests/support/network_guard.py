"""No test talks to another machine: an audit hook that refuses every address but this machine's own."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

__all__ = ["BlockedError", "install", "take"]

_NAMES = {"", "localhost", "localhost.localdomain", "0.0.0.0", "::"}  # the last two listen, they reach nobody
_EVENTS = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
_blocked: list[str] = []
_installed = False


class BlockedError(RuntimeError):
    """Something tried to reach another machine. Not an OSError, which network code would swallow and retry."""


def install() -> None:
    """Guard this process until it ends; a second call does nothing."""
    global _installed  # noqa: PLW0603 - an audit hook cannot be taken off again
    if not _installed:
        _installed = True
        sys.addaudithook(_look)


def take() -> list[str]:
    """What has been refused since the last call, also where the code under test swallowed the error."""
    found = list(_blocked)
    _blocked.clear()
    return found


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _EVENTS:
        return
    target = arguments[0] if event in ("socket.getaddrinfo", "socket.gethostbyname") else arguments[1]
    host = target[0] if isinstance(target, tuple) and target else target
    if event in ("socket.connect", "socket.sendto") and not isinstance(target, tuple):
        return  # a socket of this machine's file system
    if not _own(host):
        _blocked.append(f"{event} {host}")
        raise BlockedError(f"a test tried to reach {host} ({event})")


def _own(host: object) -> bool:
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if name in _NAMES:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False
