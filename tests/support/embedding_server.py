"""An OpenAI-compatible embedding server on 127.0.0.1 that answers as told, rightly or wrongly."""

from __future__ import annotations

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zlib import crc32

__all__ = ["MODES", "EmbeddingServer", "vector_of"]

#: How a server can be: ``dimension`` sends longer vectors, ``ragged`` some of another length, ``short`` too few.
MODES = ("right", "401", "404", "429", "500", "dimension", "ragged", "short", "zero", "hanging", "garbage", "html")


def vector_of(text: str, dimension: int = 64) -> list[float]:
    """Texts that share characters are near each other; not of length 1."""
    vector = [0.0] * dimension
    for character in text:
        vector[crc32(character.encode("utf-8", "replace")) % dimension] += 3.0
    return vector


class EmbeddingServer:
    """A server whose ``mode`` may change while it runs; ``requests`` and ``headers`` keep what it was asked.

    Args:
        mode: one of :data:`MODES`.
        most: texts it takes at once; more are refused with 400, as some services do.
        longest: characters of a text it takes; longer ones are refused with 413.
    """

    def __init__(self, mode: str = "right", most: int = 2048, longest: int = 100_000) -> None:
        self.mode = mode
        self.most = most
        self.longest = longest
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._released = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                data = {"object": "list", "data": [{"id": "bge", "object": "model"}]}
                self._reply(*server._faulty(200, json.dumps(data)))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.requests.append(body)
                server.headers.append({name.lower(): value for name, value in self.headers.items()})
                self._reply(*server._answer(body))

            def _reply(self, status: int, text: str) -> None:
                payload = text.encode()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client may have given up
                    self.send_response(status)
                    self.send_header("Content-Type", "text/html" if text.startswith("<") else "application/json")
                    self.send_header("Content-Length", str(len(payload)))
                    self.end_headers()
                    self.wfile.write(payload)

            def log_message(self, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def texts(self) -> list[str]:
        """Every text it was asked for, in order."""
        return [text for request in self.requests for text in request["input"]]

    def __enter__(self) -> EmbeddingServer:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._released.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _answer(self, body: dict[str, Any]) -> tuple[int, str]:
        texts = body["input"]
        if len(texts) > self.most:
            return 400, json.dumps({"error": {"message": f"batch size must not exceed {self.most}"}})
        if any(len(text) > self.longest for text in texts):
            return 413, json.dumps({"error": {"message": "input too long"}})
        rows = [vector_of(text, 96 if self.mode == "dimension" else 64) for text in texts]
        if self.mode == "ragged":
            rows[-1] = rows[-1][:-1]
        if self.mode == "short":
            rows = rows[:-1]
        if self.mode == "zero":
            rows = [[0.0] * 64 for _ in rows]
        data = [{"object": "embedding", "index": index, "embedding": row} for index, row in enumerate(rows)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return self._faulty(200, json.dumps({"object": "list", "data": data, "model": body["model"], "usage": usage}))

    def _faulty(self, status: int, text: str) -> tuple[int, str]:
        """The answer, or what the mode makes of it; a refusal repeats the key as some servers do."""
        if self.mode.isdigit():
            sent = self.headers[-1].get("authorization", "") if self.headers else ""
            return int(self.mode), json.dumps({"error": {"message": f"refused {sent}", "type": "error"}})
        if self.mode == "hanging":
            self._released.wait(60)
        if self.mode == "garbage":
            return 200, text[: len(text) // 2]
        if self.mode == "html":
            return 200, "<html>请先登录</html>"
        return status, text
