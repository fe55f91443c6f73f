"""An OpenAI-compatible server on 127.0.0.1 that answers as told: the only fake is the model's text."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[list[dict[str, Any]]], "str | tuple[int, str]"]


def pack_of(prompt: str) -> list[dict[str, Any]]:
    """The evidence pack inside a section prompt."""
    start = prompt.index("[{", prompt.index("（JSON）"))
    return json.JSONDecoder().raw_decode(prompt[start:])[0]


def cooperative(items: list[dict[str, Any]]) -> str:
    """Sentences that use the slots and quote the passages they were given."""
    answer = []
    for item in items:
        sentences = [{"text": m["原文"], "evidence": [m["编号"]]} for m in item["材料"][:1]]
        this_year = [d for d in item["数据"] if d["含义"] == "本年"]
        sentences += [{"text": f"全市{d['指标']}为{d['数据位']}。", "evidence": []} for d in this_year]
        answer.append({"id": item["id"], "sentences": sentences})
    return json.dumps({"items": answer}, ensure_ascii=False)


class ModelServer:
    """A server whose answers a test chooses; ``requests`` and ``headers`` keep what it was asked.

    Args:
        delay: seconds before each answer.
        body: sent as it is with status 200 in place of a completion.
        retry: whether the client may try again after an error, which takes it a while.
    """

    def __init__(
        self, answer: Answer = cooperative, delay: float = 0.0, body: bytes | None = None, retry: bool = False
    ) -> None:
        self.answer = answer
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        server, sent = self, body

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.requests.append(body)
                server.headers.append(dict(self.headers))
                time.sleep(delay)
                items = pack_of(body["messages"][-1]["content"])
                answer = server.answer(items)
                status, text = answer if isinstance(answer, tuple) else (200, answer)
                self._reply(status, text, body["model"])

            def _reply(self, status: int, text: str, model: str) -> None:
                if status == 200:
                    data: dict[str, Any] = {
                        "id": "answer",
                        "object": "chat.completion",
                        "created": 0,
                        "model": model,
                        "choices": [
                            {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
                        ],
                        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
                    }
                else:
                    data = {"error": {"message": text, "type": "error"}}
                payload = json.dumps(data).encode() if sent is None else sent
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client may have given up
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(payload)))
                    self.send_header("x-should-retry", str(retry).lower())
                    self.end_headers()
                    self.wfile.write(payload)

            def log_message(self, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def answering(write: Callable[[dict[str, Any]], list[Any]]) -> Answer:
    """Answers each item with the sentences that ``write`` makes of it: text, or text with evidence ids."""

    def answer(items: list[dict[str, Any]]) -> str:
        entries = []
        for item in items:
            sentences = [s if isinstance(s, dict) else {"text": s, "evidence": []} for s in write(item)]
            entries.append({"id": item["id"], "sentences": sentences})
        return json.dumps({"items": entries}, ensure_ascii=False)

    return answer


def beside_good(text: str) -> Answer:
    """A cooperative answer with one more sentence in every item."""

    def answer(items: list[dict[str, Any]]) -> str:
        data = json.loads(cooperative(items))
        for entry in data["items"]:
            entry["sentences"].append({"text": text, "evidence": []})
        return json.dumps(data, ensure_ascii=False)

    return answer
