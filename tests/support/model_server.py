"""An OpenAI-compatible server on 127.0.0.1 that answers as told: the only fake is the model's text."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What goes back over the wire.

    Args:
        text: the model's words, or with another status the message of the error.
        finish: why the model stopped.
        delay: seconds before the answer.
        hang_up: whether the connection is closed without an answer.
    """

    text: str = ""
    status: int = 200
    finish: str = "stop"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    hang_up: bool = False


Items = list[dict[str, Any]]
Answer = Callable[[Items], "str | tuple[int, str] | Reply"]
NO_EDITS = '{"edits": []}'


def pack_of(prompt: str) -> Items:
    """The evidence pack inside a section prompt; empty when the prompt holds none."""
    start = prompt.rfind("要点、数据、材料和政策（JSON）")
    if start < 0:
        return []
    return list(json.JSONDecoder().raw_decode(prompt[prompt.index("[{", start) :])[0])


def cooperative(items: Items) -> str:
    """Sentences that use the slots and quote the passages they were given."""
    answer = []
    for item in items:
        sentences = [{"text": m["原文"], "evidence": [m["编号"]]} for m in item["材料"][:1]]
        this_year = [d for d in item["数据"] if d["含义"] == "本年"]
        sentences += [{"text": f"{d['指标']}为{d['数据位']}。", "evidence": []} for d in this_year]
        answer.append({"id": item["id"], "sentences": sentences})
    return json.dumps({"items": answer}, ensure_ascii=False)


def completion(text: str, model: str = "test", finish: str = "stop") -> dict[str, Any]:
    """An answer as it goes over the wire."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "answer",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


class ModelServer:
    """A server whose answers a test chooses; ``requests`` and ``headers`` keep what it was asked, ``most_at_once`` how
    many questions were under way together.

    Args:
        delay: seconds before each answer.
        body: sent as it is with status 200 in place of a completion.
        supports: whether a request's body is one the endpoint takes; others get the text returned with status
            ``refusal``.
        other: the answer to prompts that are about no section.
        elsewhere: (status, content) of a request that is none for a completion: its method, path and body.
    """

    def __init__(
        self,
        answer: Answer = cooperative,
        delay: float = 0.0,
        body: bytes | None = None,
        supports: Callable[[dict[str, Any]], str] = lambda _: "",
        other: Callable[[str], str] = lambda _: NO_EDITS,
        refusal: int = 400,
        elsewhere: Callable[[str, str, bytes], tuple[int, bytes]] = lambda *_: (404, b"{}"),
    ) -> None:
        self.answer = answer
        self.other = other
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.most_at_once = self._at_once = 0
        self._lock = threading.Lock()
        server, sent = self, body

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(*elsewhere("GET", self.path, b""), {})

            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                if not self.path.endswith("/chat/completions"):
                    self._send(*elsewhere("POST", self.path, content), {})
                    return
                body = json.loads(content)
                server.requests.append(body)
                server.headers.append(dict(self.headers))
                with server._counting():
                    time.sleep(delay)
                if refused := supports(body):
                    self._send(refusal, json.dumps({"error": {"message": refused, "type": "error"}}).encode(), {})
                    return
                prompt = body["messages"][-1]["content"]
                items = pack_of(prompt)
                reply = server.answer(items) if items else server.other(prompt)
                if isinstance(reply, tuple):
                    reply = Reply(reply[1], reply[0])
                elif isinstance(reply, str):
                    reply = Reply(reply)
                self._reply(reply, body["model"])

            def _reply(self, reply: Reply, model: str) -> None:
                time.sleep(reply.delay)
                if reply.hang_up:
                    self.close_connection = True
                    return
                if reply.status == 200:
                    data = completion(reply.text, model, reply.finish)
                else:
                    data = {"error": {"message": reply.text, "type": "error"}}
                self._send(reply.status, json.dumps(data).encode() if sent is None else sent, reply.headers)

            def _send(self, status: int, payload: bytes, headers: Mapping[str, str]) -> None:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client may have given up
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(payload)))
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(payload)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that gives up is no news

        self._http = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @contextlib.contextmanager
    def _counting(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        yield
        with self._lock:
            self._at_once -= 1

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

    def answer(items: Items) -> str:
        entries = []
        for item in items:
            sentences = [s if isinstance(s, dict) else {"text": s, "evidence": []} for s in write(item)]
            entries.append({"id": item["id"], "sentences": sentences})
        return json.dumps({"items": entries}, ensure_ascii=False)

    return answer


def beside_good(text: str) -> Answer:
    """A cooperative answer with one more sentence in every item."""

    def answer(items: Items) -> str:
        data = json.loads(cooperative(items))
        for entry in data["items"]:
            entry["sentences"].append({"text": text, "evidence": []})
        return json.dumps(data, ensure_ascii=False)

    return answer
