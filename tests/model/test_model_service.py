"""Asking an endpoint: retries, what it supports, pace, breaker, the ledger, answers from memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drafting_making import CITY, OUTLINE, once_for_all_drafts
from model_server import ModelServer, Reply, cooperative, pack_of

from drafter.drafting import DraftRequest, draft_report, estimate_draft
from drafter.errors import ServiceError
from drafter.model import Asking, Ledger, ask_all
from drafter.model.limits import Breaker, Pace
from drafter.report import report_to_json
from drafter.settings import ModelSettings

KEY = "sk-secret-1234567890"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def write_ups_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        once_for_all_drafts()(patch)
        yield


def asking(text: str = "你好", schema: dict[str, Any] | None = None) -> Asking:
    return Asking("section", "s", "section v2", "abc", (("system", "规则"), ("user", text)), schema, 50)


def model_of(server: ModelServer, **more: Any) -> ModelSettings:
    return ModelSettings("m", server.url, KEY, **{"backoff": 0.01, "timeout": 5.0, **more})


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    with Ledger(tmp_path / "model.sqlite3") as kept:
        yield kept


def outcomes(ledger: Ledger) -> list[str]:
    return [call.outcome for call in ledger.calls()]


def test_an_answer_is_paid_for_once(ledger: Ledger) -> None:
    with ModelServer(other=lambda _: "好") as server:
        model = model_of(server, price_in=2.0, price_out=8.0)
        first = ask_all(model, [asking()], ledger)
        again = ask_all(model, [asking()], ledger)
        fresh = ask_all(model, [asking()], ledger, fresh=True)
    assert [a.text for a in (*first, *again, *fresh)] == ["好"] * 3  # type: ignore[union-attr]
    assert len(server.requests) == 2
    assert outcomes(ledger) == ["ok", "cached", "ok"]
    call = next(ledger.calls())
    assert (call.tokens_in, call.tokens_out, call.counted) == (100, 20, True)
    assert call.cost == pytest.approx((100 * 2 + 20 * 8) / 1e6)
    assert ledger.totals().cost == pytest.approx(2 * call.cost)
    assert (call.prompt, call.prompt_hash, call.endpoint) == ("section v2", "abc", server.url.removesuffix("/v1"))
    assert KEY.encode() not in ledger.path.read_bytes()


def test_retry_after_is_waited_for(ledger: Ledger) -> None:
    replies = [Reply("busy", 429, headers={"Retry-After": "0.4"}), Reply("好")]
    with ModelServer(other=lambda _: replies.pop(0)) as server:  # type: ignore[arg-type, return-value]
        started = time.perf_counter()
        (answer,) = ask_all(model_of(server), [asking()], ledger)
    assert answer.text == "好"  # type: ignore[union-attr]
    assert time.perf_counter() - started >= 0.4
    assert outcomes(ledger) == ["http 429", "ok"]


def test_retries_end(ledger: Ledger) -> None:
    with (
        ModelServer(other=lambda _: Reply("boom", 503)) as server,  # type: ignore[arg-type, return-value]
        pytest.raises(ServiceError, match="服务端出错"),
    ):
        ask_all(model_of(server, retries=2), [asking()], ledger)
    assert outcomes(ledger) == ["http 503"] * 3


@pytest.mark.parametrize(("status", "reason"), [(401, "密钥无效"), (404, "没有这个模型"), (402, "额度用尽")])
def test_what_cannot_get_better_is_not_tried_again(status: int, reason: str, ledger: Ledger) -> None:
    with ModelServer(other=lambda _: Reply(f"bad {KEY}", status)) as server:  # type: ignore[arg-type, return-value]
        with pytest.raises(ServiceError, match=reason) as caught:
            ask_all(model_of(server, concurrency=1), [asking(str(n)) for n in range(5)], ledger)
        assert len(server.requests) == 1
    assert KEY not in str(caught.value)


def test_a_dead_service_is_given_up_after_three_questions(ledger: Ledger) -> None:
    with ModelServer(other=lambda _: Reply("boom", 500)) as server:  # type: ignore[arg-type, return-value]
        with pytest.raises(ServiceError):
            ask_all(model_of(server, concurrency=1, retries=0), [asking(str(n)) for n in range(9)], ledger)
        assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("refuses", "found"),
    [
        (lambda b: "", {"format": "json_schema"}),
        (
            lambda b: "unknown response_format" if b.get("response_format", {}).get("type") == "json_schema" else "",
            {"format": "json_object"},
        ),
        (lambda b: "extra field" if "response_format" in b else "", {"format": "text"}),
        (
            lambda b: "use 'max_completion_tokens' instead" if "max_tokens" in b else "",
            {"limit": "max_completion_tokens"},
        ),
        (lambda b: "temperature is not supported" if "temperature" in b else "", {"temperature": False}),
    ],
    ids=["all", "no schema", "no format", "other limit", "no temperature"],
)
def test_what_an_endpoint_supports_is_found_out_once(refuses: Any, found: dict[str, Any], ledger: Ledger) -> None:
    with ModelServer(other=lambda _: "{}", supports=refuses) as server:
        ask_all(model_of(server), [asking("一", {"type": "object"})], ledger)
        before = len(server.requests)
        ask_all(model_of(server), [asking("二", {"type": "object"})], ledger)
        assert len(server.requests) == before + 1
        known = ledger.endpoint(server.url, "m")
    assert found.items() <= known.items()
    assert known["sure"] is True


def test_a_server_that_fails_over_what_it_does_not_know_is_understood(ledger: Ledger) -> None:
    """As that of llama-cpp-python does with a schema; a failure that says nothing of it is only a failure."""

    def refuses(body: dict[str, Any]) -> str:
        schema = body.get("response_format", {}).get("type") == "json_schema"
        return "1 validation error: response_format type should be 'text' or 'json_object'" if schema else ""

    with ModelServer(other=lambda _: "{}", supports=refuses, refusal=500) as server:
        ask_all(model_of(server), [asking(str(n), {"type": "object"}) for n in range(6)], ledger)
        assert ledger.endpoint(server.url, "m")["format"] == "json_object"
    failing = [Reply("boom", 500), Reply("{}")]
    with ModelServer(other=lambda _: failing.pop(0)) as server:  # type: ignore[arg-type, return-value]
        ask_all(model_of(server), [asking("一", {"type": "object"})], ledger)
        assert ledger.endpoint(server.url, "m")["format"] == "json_schema"


def test_a_pace_is_kept() -> None:
    pace = Pace(600, burst=0.0)
    waits = [pace.reserve(1) for _ in range(4)]
    assert waits[0] == 0
    assert waits[3] == pytest.approx(0.3, abs=0.05)
    assert Pace(0).reserve(1e9) == 0


def test_a_breaker_opens_on_failures_in_a_row() -> None:
    breaker = Breaker(2)
    breaker.failed("一")
    breaker.succeeded()
    breaker.failed("二")
    assert not breaker.open
    breaker.failed("三")
    assert breaker.reason == "三"


def test_requests_run_at_once(ledger: Ledger) -> None:
    """Twelve requests of fixed latency, four at a time: three rounds, and little more."""
    with ModelServer(other=lambda _: "好", delay=0.5) as server:
        ask_all(model_of(server), [asking("热身")], ledger)
        started = time.perf_counter()
        ask_all(model_of(server), [asking(str(n)) for n in range(12)], ledger)
        taken = time.perf_counter() - started
    assert 1.5 <= taken < 3.0  # one after the other it would be six seconds


# --- a whole draft


def request(engine: str = "llm") -> DraftRequest:
    return DraftRequest(OUTLINE, CITY / "metrics.xlsx", CITY / "materials", engine=engine)


@pytest.fixture
def own_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    return tmp_path / "model.sqlite3"


def test_the_same_inputs_give_the_same_bytes_and_cost_nothing(own_ledger: Path) -> None:
    with ModelServer() as server:
        first = draft_report(request(), model=model_of(server))
        asked = len(server.requests)
        second = draft_report(request(), model=model_of(server))
        assert len(server.requests) == asked
    assert report_to_json(first.report) == report_to_json(second.report)
    with Ledger(own_ledger) as ledger:
        assert ledger.totals().cached == asked


def test_a_cut_off_answer_is_split(own_ledger: Path) -> None:
    """Nothing of an answer that ran into the limit is taken for whole; the rest is asked for again."""

    def answer(items: list[dict[str, Any]]) -> Reply:
        whole = cooperative(items)
        return Reply(whole) if len(items) < 3 else Reply(whole[: len(whole) // 2], finish="length")

    with ModelServer(answer) as server:
        made = draft_report(request(), model=model_of(server))
    assert set(made.report.writing.values()) == {"model"}
    sizes = [len(pack_of(r["messages"][-1]["content"])) for r in server.requests]
    assert min(size for size in sizes if size) < max(sizes)


def test_a_service_that_goes_down_keeps_what_was_answered(own_ledger: Path) -> None:
    count = Counter[str]()

    def answer(items: list[dict[str, Any]]) -> Reply:
        count["asked"] += 1
        return Reply(cooperative(items)) if count["asked"] <= 3 else Reply("boom", 500)

    with ModelServer(answer) as server:
        model = model_of(server, concurrency=1, retries=0)
        with pytest.raises(ServiceError, match="已完成的 3 次回答已保存") as caught:
            draft_report(request(), model=model)
        assert caught.value.exit_code == 3
        server.answer = cooperative
        before = len(server.requests)
        made = draft_report(request(), model=model)
        assert set(made.report.writing.values()) == {"model"}
        first = {json.dumps(r["messages"]) for r in server.requests[:3]}
        assert not first & {json.dumps(r["messages"]) for r in server.requests[before:]}


def test_killing_at_any_moment_and_rerunning_costs_no_section_twice(own_ledger: Path, tmp_path: Path) -> None:
    """The same run, killed before its first answer and among the sections, then left alone."""
    environment = {**os.environ, "DRAFTER_MODEL": "m", "OPENAI_API_KEY": KEY, "PYTHONPATH": str(ROOT)}
    output = tmp_path / "out.docx"
    command = [sys.executable, "-m", "drafter", "draft", "--outline", OUTLINE, "--engine", "llm", "--metrics"]
    command += [str(CITY / "metrics.xlsx"), "--materials", str(CITY / "materials"), "-o", str(output)]
    moments = [0, 6]
    allowed = 0

    def answer(items: list[dict[str, Any]]) -> Reply:
        nonlocal allowed
        allowed -= 1
        return Reply(cooperative(items), delay=0.0 if allowed >= 0 else 20.0)

    with ModelServer(answer) as server:
        environment["OPENAI_BASE_URL"] = server.url
        for moment in moments:
            before, allowed = len(server.requests), moment - len(finished(own_ledger))
            known = finished(own_ledger)
            running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline:
                time.sleep(0.05)
                if len(server.requests) > before and len(finished(own_ledger)) >= moment:
                    break
            running.kill()
            running.wait()
            assert len(finished(own_ledger)) >= moment
            assert not output.exists()
            assert not known & subjects(server.requests[before:])
        known, before = finished(own_ledger), len(server.requests)
        server.answer = cooperative
        made = draft_report(request(), model=model_of(server, timeout=120.0))
    assert set(made.report.writing.values()) == {"model"}
    assert len(known) >= moments[-1]
    asked_again = subjects(server.requests[before:])
    assert asked_again
    assert not known & asked_again


def finished(path: Path) -> set[str]:
    """The first items of the sections whose answers are kept."""
    if not path.is_file():
        return set()
    with Ledger(path) as ledger:
        return {call.subject.partition(":")[2] for call in ledger.calls() if call.outcome == "ok"}


def subjects(requests: list[dict[str, Any]]) -> set[str]:
    packs = [pack_of(str(request["messages"][-1]["content"])) for request in requests]
    return {pack[0]["id"] for pack in packs if pack}


def test_an_answer_and_its_record_are_kept_together(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is there without the other, wherever writing breaks off."""
    from drafter.errors import OutputError
    from drafter.model import ledger as module
    from drafter.model.ledger import Call

    call = Call("r", "section", "s", "m", "e", "p", "h", "key")
    with monkeypatch.context() as patch:
        patch.setattr(module, "_REMEMBER", "INSERT INTO nothing VALUES (?, ?, ?, ?)")
        with pytest.raises(OutputError):
            ledger.answered(call, "key", "好", "stop")
    assert list(ledger.calls()) == []
    ledger.answered(call, "key", "好", "stop")
    assert outcomes(ledger) == ["ok"]
    assert ledger.answer("key") == ("好", "stop")


def test_one_item_whose_answer_never_ends_is_not_taken(own_ledger: Path) -> None:
    """What is cut off again and again, even alone, is not kept in part: the item has its offline text, and says why."""

    def answer(items: list[dict[str, Any]]) -> Reply:
        whole = cooperative(items)
        if any(item["id"] == "salary" for item in items):
            return Reply(whole[: whole.index("salary") + 40], finish="length")
        return Reply(whole)

    with ModelServer(answer) as server:
        made = draft_report(request(), model=model_of(server))
    writing = made.report.writing
    assert "超出长度" in writing.pop("salary")
    assert set(writing.values()) == {"model"}
    assert not [
        s for _, p in made.report.paragraphs() if p.item == "salary" for s in p.sentences if s.origin == "model"
    ]


@pytest.mark.parametrize("cut", [0, 4, 9])
def test_plain_text_that_was_cut_off_is_not_taken_for_whole(cut: int) -> None:
    from drafter.drafting.writer.answers import parse_answer

    text = '<item id="a">一句话。</item>\n<item id="b">另一句话，说到一半'
    assert list(parse_answer(text[: len(text) - cut], cut_off=True)) == ["a"]
    assert list(parse_answer(text)) == ["a", "b"]


def test_nobody_listening_is_found_out_in_seconds(ledger: Ledger) -> None:
    """With the usual patience, not that of tests: an address nobody answers at is no service that is slow."""
    with ModelServer() as server:
        url = server.url
    started = time.perf_counter()
    with pytest.raises(ServiceError, match="连接不上"):
        ask_all(ModelSettings("m", url, KEY), [asking(str(n)) for n in range(20)], ledger)
    assert time.perf_counter() - started < 8
    assert set(outcomes(ledger)) == {"unreachable"}
    assert len(outcomes(ledger)) <= 4 * 3  # four at once, three tries each


def test_a_connection_that_breaks_off_is_another_thing(ledger: Ledger) -> None:
    replies = [Reply(hang_up=True), Reply(hang_up=True), Reply("好")]
    with ModelServer(other=lambda _: replies.pop(0)) as server:  # type: ignore[arg-type, return-value]
        (answer,) = ask_all(model_of(server), [asking()], ledger)
    assert answer.text == "好"  # type: ignore[union-attr]
    assert outcomes(ledger) == ["connection", "connection", "ok"]


def test_sections_are_drafted_at_once(own_ledger: Path) -> None:
    """A server of fixed latency: the whole draft takes hardly longer than its rounds of requests.

    The same draft with no latency tells what this machine needs for everything else, however busy it is.
    """
    latency = 0.6
    with ModelServer() as server:
        draft_report(request(), model=model_of(server, timeout=60.0))  # what is loaded once is loaded now
    with ModelServer() as server:
        started = time.perf_counter()
        draft_report(request(), model=model_of(server, timeout=60.0))
        alone = time.perf_counter() - started
    with ModelServer(delay=latency) as server:
        started = time.perf_counter()
        draft_report(request(), model=model_of(server, timeout=60.0))
        taken = time.perf_counter() - started
    calls = len(server.requests)
    ideal = calls * latency / ModelSettings().concurrency
    assert calls % ModelSettings().concurrency == 0
    assert ideal <= taken < 1.5 * ideal + alone, (calls, taken, alone)


def test_an_estimate_asks_nothing(own_ledger: Path) -> None:
    with ModelServer() as server:
        found = estimate_draft(request("auto"), model_of(server, price_in=2.0, price_out=8.0))
        assert server.requests == []
        made = draft_report(request(), model=model_of(server))
    sections = [r for r in server.requests if pack_of(r["messages"][-1]["content"])]
    assert found.calls == len(sections)
    assert found.tokens_in > 1000
    assert found.cost == pytest.approx((found.tokens_in * 2 + found.tokens_out * 8) / 1e6)
    assert made.report.engine == "llm"
