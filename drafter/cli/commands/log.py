"""``drafter log``: what was asked of the model, how many tokens and how much money it took, and how it ended."""

from __future__ import annotations

from dataclasses import asdict

import typer

from drafter.cli.output import emit, emit_json
from drafter.cli.usage import ChineseCommand

__all__ = ["register"]

_TASKS = {
    "section": "撰写",
    "repair": "重写",
    "second": "第二遍",
    "judge": "判断说法",
    "reread": "核对前后",
    "reckon": "读数的关系",
    "confirm": "核实关系",
}
_OUTCOMES = {
    "ok": "成功",
    "cached": "用已有回答",
    "length": "超长截断",
    "empty": "没有内容",
    "timeout": "超时",
    "connection": "连接中断",
    "unreachable": "连接不上",
    "content_filter": "内容审核未过",
    "unreadable": "不像模型服务",
}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("log", cls=ChineseCommand)(log)


def log(
    last: int = typer.Option(20, "-n", "--last", min=0, help="列出最近多少次；0 为全部"),
    as_json: bool = typer.Option(False, "--json", help="输出 JSON"),
) -> None:
    """模型台账：问过什么、用了多少词元和费用、结果如何。"""
    from drafter.model.ledger import Ledger, ledger_path

    path = ledger_path()
    if not path.is_file():
        if as_json:
            emit_json({"file": str(path), "totals": None, "calls": []})
        else:
            emit(f"还没有调用过模型（台账将在 {path}）。")
        return
    with Ledger(path) as ledger:
        totals, calls = ledger.totals(), list(ledger.calls(last=last))
    if as_json:
        emit_json({"file": str(path), "totals": asdict(totals), "calls": [call.as_dict() for call in calls]})
        return
    lines = []
    for call in calls:
        cost = "费用不明" if call.cost is None else f"{call.cost:.4f} 元"
        outcome = _OUTCOMES.get(call.outcome, call.outcome)
        task = _TASKS.get(call.task, call.task)
        tokens = f"{call.tokens_in}+{call.tokens_out} 词元"
        lines.append(
            f"{call.at[:19]} {call.model} {task} {call.subject} {tokens} {cost} {call.seconds:.1f} 秒 {outcome}".strip()
        )
    unpriced = f"，另有 {totals.unpriced} 次费用不明" if totals.unpriced else ""
    lines += [
        f"合计：调用 {totals.calls} 次（失败 {totals.failed} 次），用已有回答 {totals.cached} 次，"
        f"词元 {totals.tokens_in}+{totals.tokens_out}，费用 {totals.cost:.4f} 元{unpriced}",
        f"台账：{path}",
    ]
    emit("\n".join(lines))
