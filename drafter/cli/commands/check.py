"""``drafter check``: what is wrong, missing or unsupported in any report."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.output import emit, emit_bytes, keep_inputs, say
from drafter.cli.usage import ChineseCommand

if TYPE_CHECKING:
    from drafter.checking import CheckRequest, CheckResult
    from drafter.reporters import Reporter
    from drafter.settings import ModelSettings

__all__ = ["register"]

_SERVICE_FAILED = 3
_FAIL_ON = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("check", cls=ChineseCommand)(check)


def check(
    file: Path = typer.Argument(..., metavar="FILE_OR_DIR", help="报告，或装报告的文件夹、*.docx 这样的通配"),
    outline: str = typer.Option("", "--outline", help="提纲 id；不写则按标题识别"),
    metrics: Path | None = typer.Option(None, "--metrics", help="指标表，用来核对数字"),
    materials: Path | None = typer.Option(None, "--materials", help="部门材料文件夹，用来找出处"),
    previous: Path | None = typer.Option(None, "--previous", help="上一年的报告，用来核对上年数和照抄的内容"),
    region: str = typer.Option("", "--region", help="报告所属地区"),
    year: int = typer.Option(0, "--year", help="报告年度"),
    kb: str = typer.Option("", "--kb", help="自己的资料库：文件夹或地址，用来查与样本雷同"),
    judge: bool = typer.Option(
        False, "--judge", help="用配置的模型判断规则定不了的说法，要同时写 --materials；只增加警告"
    ),
    reread: bool = typer.Option(False, "--reread", help="用配置的模型通读全文，找前后说法不一的地方；只增加警告"),
    reckon: bool = typer.Option(False, "--reckon", help="用配置的模型读出数与数的关系，由程序来算，算不拢的作警告"),
    semantic: bool = typer.Option(
        False, "--semantic", help="用向量找意思相近的材料，只计入检查范围；要同时写 --materials"
    ),
    form: str = typer.Option("text", "--format", help="text、json、html、xlsx、sarif、docx（批注）"),
    output: Path | None = typer.Option(None, "-o", "--output", help="写到文件，默认标准输出"),
    suggest: bool = typer.Option(False, "--suggest", help="与 --format docx 同用：标点、日期等写成修订"),
    since: Path | None = typer.Option(None, "--since", help="上一次检查的 JSON，标出新增、仍在、已改"),
    select: str = typer.Option("", "--select", help="只查这些规则或类别，逗号分隔，如 PLH,ARI001"),
    ignore: str = typer.Option("", "--ignore", help="不查这些规则或类别"),
    waivers: Path | None = typer.Option(None, "--waivers", help="豁免文件，默认是报告旁边的 报告名.waivers.toml"),
    waive: str = typer.Option("", "--waive", help="豁免这些指纹的发现，逗号分隔，须同时写 --reason"),
    reason: str = typer.Option("", "--reason", help="豁免的理由"),
    jobs: int = typer.Option(
        0, "--jobs", min=0, max=256, help="文件夹：同时查几份，默认按处理器数；用模型时也是同时提几个问题"
    ),
    resume: bool = typer.Option(True, "--resume/--fresh", help="文件夹：接着查没查完的，或全部重查"),
    rollup: Path | None = typer.Option(
        None, "--rollup", metavar="CITY_METRICS", help="文件夹：全市指标表，与各县之和核对"
    ),
    plain: bool = typer.Option(False, "--plain", help="文件夹：进度逐行输出"),
    quiet: bool = typer.Option(False, "--quiet", help="文件夹：不输出进度"),
    dry_run: bool = typer.Option(
        False,
        "--dry-run",
        help="与 --judge、--reread、--reckon 同用：只估算模型的调用次数、词元和费用，不调用、不写文件",
    ),
    fail_on: str = typer.Option("error", "--fail-on", help="有这一级的发现就退出码 1：error、warning、never"),
) -> None:
    """检查报告：数字、算术、占位、要点、文字；每条发现都落在原文的字上。"""
    from drafter.checking import CheckRequest, check_file
    from drafter.cli.commands.choosing import chosen_rules
    from drafter.cli.commands.judging import tell_unjudged
    from drafter.errors import InputError
    from drafter.files import check_writable
    from drafter.settings import load_settings

    if dry_run and not (judge or reread or reckon):
        raise InputError("只能与 --judge、--reread、--reckon 同用", where="--dry-run")
    if fail_on not in _FAIL_ON:
        raise InputError(f"“{fail_on}”不是可用的级别", where="--fail-on", hint=f"可用：{'、'.join(_FAIL_ON)}")
    if file.is_dir() or (not file.exists() and any(mark in str(file) for mark in "*?[")):
        alone = {"--previous": previous, "--since": since, "--waivers": waivers, "--waive": waive, "--suggest": suggest}
        for option, value in alone.items():
            if value:
                raise InputError("检查文件夹时不能用", where=option, hint="请对单份报告使用")
        _asks({"--judge": judge, "--reread": reread, "--reckon": reckon}, semantic, materials)
        from drafter.cli.commands.batch import check_many

        found = check_many(
            str(file),
            output,
            outline=outline,
            metrics=metrics,
            materials=materials,
            region=region,
            year=year,
            kb=kb or None,
            select=select,
            ignore=ignore,
            jobs=jobs,
            resume=resume,
            rollup=rollup,
            semantic=semantic,
            judge=judge,
            reread=reread,
            reckon=reckon,
            dry_run=dry_run,
            mode="quiet" if quiet else "plain" if plain else "auto",
        )
        if any(found.get(severity) for severity in _FAIL_ON[fail_on]):
            raise typer.Exit(1)
        return
    _asks({"--judge": judge, "--reread": reread, "--reckon": reckon}, semantic, materials)
    reporter = _reporter(form, output, suggest)
    if bool(waive) != bool(reason.strip()):
        raise InputError("豁免要同时写指纹和理由", where="--waive/--reason")
    if output is not None:
        keep_inputs([output], [path for path in (file, metrics, previous, since, waivers) if path is not None])
        check_writable(output)
    settings = load_settings()
    chosen, per_outline = chosen_rules(settings, select, ignore)
    request = CheckRequest(
        file=file,
        outline=outline or str(settings.report.get("outline", "")),
        metrics=metrics,
        materials=materials,
        region=region or str(settings.report.get("region", "")),
        year=year or int(settings.report.get("year", 0)),
        select=chosen.select,
        ignore=chosen.ignore,
        severity=chosen.severity,
        per_outline=per_outline,
        previous=previous,
        office=settings.docx,
        # the first waiver makes the file
        waivers=waivers if waivers is None or not waive or waivers.exists() else None,
        since=since,
        kb=kb or None,
        judge=settings.model if judge else None,
        reread=settings.model if reread else None,
        reckon=settings.model if reckon else None,
        semantic=semantic,
    )
    if dry_run:
        _estimate(request, settings.model)
        return
    result = check_file(request)
    if waive:
        _waive(result, request, waivers, _fingerprints(waive), reason)
        return
    _write(reporter, result, output)
    if result.unjudged:
        tell_unjudged("这份报告", result.unjudged)
        raise typer.Exit(_SERVICE_FAILED)
    if any(finding.severity.value in _FAIL_ON[fail_on] for finding in result.findings):
        raise typer.Exit(1)


def _asks(models: Mapping[str, bool], semantic: bool, materials: Path | None) -> None:
    """What the options need is there; ``models`` are those that ask one."""
    from drafter.cli.commands.judging import require_materials, require_model

    if asking := [option for option, wanted in models.items() if wanted]:
        require_model(asking[0])
    for option, wanted, what in (("--judge", models["--judge"], "判断"), ("--semantic", semantic, "查找")):
        if wanted and materials is None:
            require_materials(option, what, "请用 --materials 提供部门材料")


def _estimate(request: CheckRequest, model: ModelSettings) -> None:
    """Print what judging would ask of the model and what that costs."""
    from contextlib import suppress

    from drafter.checking import check_file
    from drafter.checking.claims.asking import prepared_judge
    from drafter.checking.reckoning.asking import prepared_reckoner
    from drafter.cli.commands.judging import tell_estimate
    from drafter.model.replies import Prepared, Replies, UnansweredError

    prepared = Prepared(model, Replies())
    with suppress(UnansweredError):  # which only says that there are questions
        check_file(
            request,
            judge=prepared_judge(model, prepared) if request.judge else None,
            reread=prepared_judge(model, prepared, "reread") if request.reread else None,
            reckoner=prepared_reckoner(model, prepared) if request.reckon else None,
        )
    tell_estimate(model, prepared.open)


def _reporter(form: str, output: Path | None, suggest: bool) -> Reporter:
    from drafter.errors import InputError
    from drafter.reporters import REPORTERS, Reporter, to_docx

    reporter = REPORTERS.get(form)
    if reporter is None:
        raise InputError(f"“{form}”不是可用的格式", where="--format", hint=f"可用：{'、'.join(REPORTERS)}")
    if reporter.binary and output is None:
        raise InputError(f"{form} 要写到文件", where="--format", hint=f"请加 -o，例如 -o 检查结果.{form}")
    if suggest and form != "docx":
        raise InputError("只能与 --format docx 同用", where="--suggest")
    return Reporter(lambda result, **_: to_docx(result, suggest=True), binary=True) if suggest else reporter


def _write(reporter: Reporter, result: CheckResult, output: Path | None) -> None:
    content = reporter.render(result, colour=output is None and _on_a_terminal())
    if output is None:
        emit(content if isinstance(content, str) else content.decode("utf-8"))
        return
    emit_bytes(content.encode("utf-8") if isinstance(content, str) else content, output)
    summary = result.summary()
    say(f"错误 {summary['error']}，警告 {summary['warning']}，提示 {summary['info']}")


def _on_a_terminal() -> bool:
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _waive(
    result: CheckResult, request: CheckRequest, named: Path | None, fingerprints: tuple[str, ...], reason: str
) -> None:
    """Write waivers for findings of this check into the file beside the report."""
    from drafter.errors import InputError
    from drafter.files import read_text, write_atomically
    from drafter.findings import Waiver, add_waivers, waivers_beside

    found = {finding.fingerprint: finding for finding in result.findings}
    waived = {item.finding.fingerprint for item in result.waived}
    for fingerprint in fingerprints:
        if fingerprint in waived:
            raise InputError("已经豁免过了", where=fingerprint)
        if fingerprint not in found:
            raise InputError("这次检查没有这个指纹的发现", where=fingerprint, hint="指纹见文本结果每条末尾")
    target = named or waivers_beside(request.file)
    today = date.today().isoformat()
    more = [Waiver(f, reason.strip(), found[f].code, found[f].excerpt, today) for f in fingerprints]
    text = read_text(target) if target.is_file() else ""
    write_atomically({target: add_waivers(text, more).encode("utf-8")})
    for waiver in more:
        say(f"已豁免 {waiver.code} “{waiver.excerpt}”：{waiver.reason}")
    say(f"已写入 {target}")


def _fingerprints(text: str) -> tuple[str, ...]:
    from drafter.cli.commands.choosing import codes_of

    return tuple(dict.fromkeys(code.lower() for code in codes_of(text)))
