"""/files and /batches of an OpenAI-compatible endpoint, beside the completions of a model server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from model_server import NO_EDITS, Answer, completion, cooperative, pack_of

Row = dict[str, Any]


class Mailbox:
    """What a :class:`ModelServer` answers ``elsewhere``; ``rows`` are those handed in, batch by batch.

    Args:
        answer: to each row.
        takes: seconds from handing a batch in to its end.
        status: with which batches end.
        other: the answer to rows that are about no section.
        row: the status of a row: 200, or another for one that fails; 0 for one that is never answered.
    """

    def __init__(
        self,
        answer: Answer = cooperative,
        takes: float = 0.0,
        status: str = "completed",
        row: Callable[[Row], int] = lambda _: 200,
        other: Callable[[str], str] = lambda _: NO_EDITS,
    ) -> None:
        self.rows: list[list[Row]] = []
        self.looks = 0
        self._answer, self._takes, self._status, self._row = answer, takes, status, row
        self._other = other
        self._begun: list[float] = []

    def __call__(self, method: str, path: str, content: bytes) -> tuple[int, bytes]:
        what = path.rsplit("/v1/", 1)[-1].split("/")
        if what == ["files"]:
            lines = [line for line in content.split(b"\n") if line.startswith(b'{"custom_id"')]
            self.rows.append([json.loads(line) for line in lines])
            file = {"id": f"file-{len(self.rows) - 1}", "object": "file", "bytes": len(content), "created_at": 0}
            return 200, json.dumps(file | {"filename": "x", "purpose": "batch", "status": "processed"}).encode()
        if what == ["batches"] and method == "POST":
            self._begun.append(time.monotonic())
            return 200, self._state(len(self._begun) - 1)
        if what[0] == "batches":
            self.looks += 1
            return 200, self._state(int(what[1].removeprefix("batch-")))
        return 200, self._output(int(what[1].removeprefix("out-")))

    def finish(self) -> None:
        """Let every batch be at its end."""
        self._takes = 0.0

    def _state(self, number: int) -> bytes:
        ended = time.monotonic() - self._begun[number] >= self._takes
        total = len(self.rows[number])
        state: dict[str, Any] = {
            "id": f"batch-{number}",
            "object": "batch",
            "completion_window": "24h",
            "created_at": 0,
            "endpoint": "/v1/chat/completions",
            "input_file_id": f"file-{number}",
            "status": self._status if ended else "in_progress",
            "request_counts": {"total": total, "completed": total if ended else 0, "failed": 0},
        }
        if ended and self._status != "failed":
            state["output_file_id"] = f"out-{number}"
        return json.dumps(state).encode()

    def _output(self, number: int) -> bytes:
        lines = []
        for row in reversed(self.rows[number]):  # a batch keeps no order
            if status := self._row(row):
                prompt = row["body"]["messages"][-1]["content"]
                items = pack_of(prompt)
                said = self._answer(items) if items else self._other(prompt)
                body = completion(str(said)) if status == 200 else {"error": {"message": "no"}}
                response = {"status_code": status, "request_id": "r", "body": body}
                lines.append(
                    json.dumps({"id": "x", "custom_id": row["custom_id"], "response": response, "error": None})
                )
        return "\n".join(lines).encode()
