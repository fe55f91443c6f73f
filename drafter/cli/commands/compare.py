"""``drafter compare``: two versions of a report, or the reports of two years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.output import emit, emit_json, keep_inputs
from drafter.cli.usage import ChineseCommand

if TYPE_CHECKING:
    from drafter.checking.versions import Comparison, IndicatorChange, SentenceChange

__all__ = ["register"]

_SENTENCES = {"changed": "改", "added": "增", "removed": "删", "moved": "移"}
_INDICATORS = {"revised": "数改了", "yearly": "两年", "added": "新写", "removed": "不写了"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("compare", cls=ChineseCommand)(compare)


def compare(
    old: Path = typer.Argument(..., metavar="OLD", help="原来的报告，或上一年的报告"),
    new: Path = typer.Argument(..., metavar="NEW", help="现在的报告"),
    as_json: bool = typer.Option(False, "--json", help="输出 JSON"),
    output: Path | None = typer.Option(None, "-o", "--output", help="写到文件，默认标准输出"),
) -> None:
    """比较两个版本或两个年度的报告：逐句、逐指标。"""
    import json

    from drafter.checking.versions import compare_documents
    from drafter.files import check_writable
    from drafter.reading import read_document

    if output is not None:
        keep_inputs([output], [old, new])
        check_writable(output)
    told = compare_documents(read_document(old), read_document(new))
    if as_json and output is None:
        emit_json(told.as_dict())
        return
    text = json.dumps(told.as_dict(), ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(told))
    emit(text + "\n", output)


def _lines(told: Comparison) -> Iterator[str]:
    kinds = [change.kind for change in told.sentences]
    counts = "，".join(f"{word} {kinds.count(kind)}" for kind, word in _SENTENCES.items())
    years = f"（{told.old_year}年 → {told.new_year}年）" if told.old_year != told.new_year else ""
    yield f"{told.old} → {told.new}{years}：相同 {told.same_sentences} 句，{counts}；指标变化 {len(told.indicators)} 项"
    if told.indicators:
        yield ""
        yield "【指标】"
        yield from (_indicator(change) for change in told.indicators)
    if told.sentences:
        yield ""
        yield "【文字】"
        for change in told.sentences:
            yield from _sentence(change)


def _indicator(change: IndicatorChange) -> str:
    def side(year: int, values: tuple[str, ...]) -> str:
        return f"{year}年 {'、'.join(values)}" if values else "无"

    return f"{_INDICATORS[change.kind]} {change.name}：{side(change.old_year, change.old)} → " + side(
        change.new_year, change.new
    )


def _sentence(change: SentenceChange) -> Iterator[str]:
    where = f"{change.section or '开头'} 第{change.paragraph + 1}段"
    if change.kind == "changed":
        yield f"{_SENTENCES[change.kind]} {where}"
        yield f"  － {change.old}"
        yield f"  ＋ {change.new}"
    else:
        yield f"{_SENTENCES[change.kind]} {where} {change.new or change.old}"
