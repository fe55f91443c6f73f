"""``drafter demo``: the bundled example, end to end."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.output import emit, say
from drafter.cli.usage import ChineseCommand

__all__ = ["register"]

_OUTLINE = "city-key-points"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("demo", cls=ChineseCommand)(demo)


def demo(
    folder: Path = typer.Option(Path("drafter-demo"), "-o", "--output", help="结果写到哪个文件夹"),
) -> None:
    """用自带的示例（虚构的云岭市）走一遍：起草、检查、排版、审阅页。"""
    from drafter.cli.commands.draft import Outputs, check_draft, make_draft, summary_lines, write_draft
    from drafter.drafting import DraftRequest
    from drafter.errors import OutputError
    from drafter.files import safe_name
    from drafter.reporters import to_html, to_text
    from drafter.resources import bundled

    if folder.exists() and not folder.is_dir():
        raise OutputError("这是一个文件，需要文件夹", where=str(folder))
    example = bundled("examples", "city")
    request = DraftRequest(
        outline=_OUTLINE,
        metrics=example / "metrics.xlsx",
        materials=example / "materials",
        engine="offline",
        date="2026-03-20",
    )
    say(f"示例：{example / 'metrics.xlsx'} 和 {example / 'materials'}")
    made = make_draft(request)
    name = safe_name(f"{made.report.region}{made.report.year}年自评报告")
    outputs = Outputs.beside(folder / f"{name}.docx")
    outputs.check()
    result = check_draft(made, request)
    write_draft(made, outputs)
    emit(to_text(result), folder / f"{name}.检查.txt")
    emit(to_html(result), folder / f"{name}.检查.html")
    for line in summary_lines(made, result, outputs):
        emit(line)
    emit("【待补充】是示例有意缺少的内容；打开 DOCX 可以看到黄色标记，出处见 evidence.xlsx。")
