"""Addresses of services: which are named in messages, and whether a Chroma server answers there.

Importing this module imports no library that talks to a network.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from drafter.errors import InputError, ServiceError

__all__ = ["heartbeat", "is_server", "origin", "server_address"]

_PORT = 8000  # of Chroma


def is_server(kb: str) -> bool:
    """Whether ``kb`` is the address of a Chroma server rather than a folder."""
    return kb.lower().startswith(("http://", "https://"))


def origin(url: str) -> str:
    """Scheme, host and port, which may be shown: the rest of a URL may carry a password or a token.

    >>> origin("https://user:secret@kb.example:8443/v1?token=x")
    'https://kb.example:8443'
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname or ""
    except ValueError:  # a port or a host that is none
        return "（地址写法不对，请核对）"
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def server_address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether TLS is spoken, of a Chroma server.

    Args:
        url: ``http://host:port`` or ``https://host:port``; the port is 8000 when left out.

    Raises:
        InputError: ``url`` is not an address.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or _PORT
    except ValueError:
        host, port = None, 0
    if not host:
        raise InputError("不是有效的向量服务地址", where=origin(url), hint="写法如 http://127.0.0.1:8000")
    return host, port, parts.scheme == "https"


def heartbeat(url: str, seconds: float) -> None:
    """Make sure that a Chroma server answers; Chroma's own client would wait for ever on a server that does not.

    Args:
        url: see :func:`server_address`.
        seconds: it may take to connect, and again to answer.

    Raises:
        InputError: ``url`` is not an address.
        ServiceError: nothing answers there, or not a Chroma server.
    """
    import httpx

    host, port, tls = server_address(url)
    target = httpx.URL(scheme="https" if tls else "http", host=host, port=port, path="/api/v2/heartbeat")
    hint = "请核对地址，并确认 chroma 服务已启动"
    try:
        # certificates are only loaded where they are looked at: it takes longer than all the rest
        answer = httpx.get(target, timeout=seconds, verify=tls)
    except httpx.TimeoutException as error:
        raise ServiceError(f"向量服务 {seconds:g} 秒内没有回答", where=origin(url), hint=hint) from error
    except (httpx.HTTPError, OSError) as error:
        raise ServiceError("连接不上向量服务", where=origin(url), hint=hint) from error
    if answer.status_code in (401, 403):
        raise ServiceError(f"向量服务拒绝访问（{answer.status_code}）", where=origin(url), hint="请核对访问权限")
    if answer.status_code != 200 or "heartbeat" not in answer.text:
        raise ServiceError("这个地址上不是 Chroma 服务", where=origin(url), hint=hint)
