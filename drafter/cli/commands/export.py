"""``drafter export``: the DOCX of a draft, again."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.output import say
from drafter.cli.usage import ChineseCommand

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export", cls=ChineseCommand)(export)


def export(
    report: Path = typer.Argument(..., metavar="REPORT.json", help="起草时生成的 .report.json"),
    output: Path = typer.Option(..., "-o", "--output", help="写到哪个 .docx"),
    trace: bool = typer.Option(False, "--trace", help="每个数字加批注，写明工作表、单元格和算式"),
    attachments: bool = typer.Option(False, "--attachments", help="把指标表、测算说明、佐证目录、台账印成附件"),
) -> None:
    """由 .report.json 重新排版 DOCX；--trace 时连同佐证表，两边互相链接。"""
    from drafter.cli.commands.draft import Outputs, configured_layout, configured_options
    from drafter.errors import InputError
    from drafter.files import check_writable, write_atomically
    from drafter.rendering import render_docx, render_evidence
    from drafter.report import load_report

    if output.suffix.lower() != ".docx":
        raise InputError("输出文件要以 .docx 结尾", where=str(output))
    beside = Outputs.beside(output).evidence
    for path in (output, beside) if trace else (output,):
        check_writable(path)
    options = configured_options(trace=trace, attachments=attachments)
    again = load_report(report)
    made = {output: render_docx(again, configured_layout(), options, beside.name)}
    if trace:
        made[beside] = render_evidence(again, output.name, trace=True)
    write_atomically(made)
    for path in made:
        say(f"已写入 {path}")
