"""``drafter check``: what is wrong, missing or unsupported in any report."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.output import emit, keep_inputs, say
from drafter.cli.usage import ChineseCommand

__all__ = ["register"]

_FAIL_ON = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("check", cls=ChineseCommand)(check)


def check(
    file: Path = typer.Argument(..., metavar="FILE", help="报告：.docx、.txt、.md 或 .report.json"),
    outline: str = typer.Option("", "--outline", help="提纲 id；不写则按标题识别"),
    metrics: Path | None = typer.Option(None, "--metrics", help="指标表，用来核对数字"),
    materials: Path | None = typer.Option(None, "--materials", help="部门材料文件夹，用来找出处"),
    region: str = typer.Option("", "--region", help="报告所属地区"),
    year: int = typer.Option(0, "--year", help="报告年度"),
    form: str = typer.Option("text", "--format", help="text 或 json"),
    output: Path | None = typer.Option(None, "-o", "--output", help="写到文件，默认标准输出"),
    select: str = typer.Option("", "--select", help="只查这些规则或类别，逗号分隔，如 PLH,ARI001"),
    ignore: str = typer.Option("", "--ignore", help="不查这些规则或类别"),
    fail_on: str = typer.Option("error", "--fail-on", help="有这一级的发现就退出码 1：error、warning、never"),
) -> None:
    """检查报告：数字、算术、占位、要点；每条发现都落在原文的字上。"""
    from drafter.checking import CheckRequest, check_file
    from drafter.errors import InputError
    from drafter.files import check_writable
    from drafter.reporters import to_json, to_text
    from drafter.settings import load_settings

    reporters = {"text": to_text, "json": to_json}
    if form not in reporters:
        raise InputError(f"“{form}”不是可用的格式", where="--format", hint=f"可用：{'、'.join(reporters)}")
    if fail_on not in _FAIL_ON:
        raise InputError(f"“{fail_on}”不是可用的级别", where="--fail-on", hint=f"可用：{'、'.join(_FAIL_ON)}")
    if output is not None:
        keep_inputs([output], [file, *([metrics] if metrics else [])])
        check_writable(output)
    settings = load_settings()
    request = CheckRequest(
        file=file,
        outline=outline or str(settings.report.get("outline", "")),
        metrics=metrics,
        materials=materials,
        region=region or str(settings.report.get("region", "")),
        year=year or int(settings.report.get("year", 0)),
        select=_codes(select) or settings.select,
        ignore=_codes(ignore) or settings.ignore,
        severity=settings.severity,
    )
    result = check_file(request)
    emit(reporters[form](result), output)
    if output is not None:
        summary = result.summary()
        say(f"错误 {summary['error']}，警告 {summary['warning']}，提示 {summary['info']}")
    if any(finding.severity.value in _FAIL_ON[fail_on] for finding in result.findings):
        raise typer.Exit(1)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.replace("，", ",").split(",") if code.strip())
