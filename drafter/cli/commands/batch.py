"""``drafter batch``: a draft, a review and a line of the summary for every county."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.output import emit, say
from drafter.cli.usage import ChineseCommand

if TYPE_CHECKING:
    from drafter.batch import BatchOptions, BatchResult, Plan
    from drafter.facts import Metrics
    from drafter.settings import ModelSettings

__all__ = ["carry_out", "progress_mode", "register"]

_SERVICE_FAILED = 3
_INPUT_FAILED = 2
_MOST_NAMED = 20


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("batch", cls=ChineseCommand)(batch)


def batch(
    source: Path = typer.Argument(..., metavar="WORKBOOK_OR_DIR", help="一行一个县的表，或每县一个子文件夹的文件夹"),
    outline: str = typer.Option("", "--outline", help="提纲 id，见 drafter outlines"),
    output: Path = typer.Option(..., "-o", "--output", metavar="OUTDIR", help="结果写到哪个文件夹"),
    jobs: int = typer.Option(
        0, "--jobs", min=0, max=256, help="同时做几个县，用模型时为同时提几个问题；默认按处理器数，用模型时按并发数"
    ),
    engine: str = typer.Option("auto", "--engine", help="auto、offline（不用模型）或 llm"),
    resume: bool = typer.Option(True, "--resume/--fresh", help="接着做没做完的，或全部重做"),
    year: int = typer.Option(0, "--year", help="报告年度；默认取表的标题"),
    kb: str | None = typer.Option(None, "--kb", help="自己的文库：文件夹或 http 地址"),
    rollup: Path | None = typer.Option(None, "--rollup", metavar="CITY_METRICS", help="全市指标表，与各县之和核对"),
    scheduler: str = typer.Option("", "--scheduler", help="Dask 调度器，如 tcp://127.0.0.1:8786"),
    judge: bool = typer.Option(False, "--judge", help="用配置的模型判断规则定不了的说法，要有部门材料；只增加警告"),
    lane: str = typer.Option("", "--lane", help="问模型的方式：ordinary，或 batch（批量接口，便宜但慢）"),
    dry_run: bool = typer.Option(False, "--dry-run", help="只列出要做哪些县，不动手"),
    plain: bool = typer.Option(False, "--plain", help="进度逐行输出，适合写日志"),
    quiet: bool = typer.Option(False, "--quiet", help="不输出进度，只输出结果"),
) -> None:
    """批量起草：每县一份报告、佐证表和审阅页，另有汇总和看板；中断后重新运行会接着做。"""
    from dataclasses import replace

    from drafter.batch import BatchOptions, plan_drafts
    from drafter.batch.jobs import Common
    from drafter.cli.commands.choosing import chosen_rules
    from drafter.cli.commands.judging import require_materials, require_model
    from drafter.errors import InputError
    from drafter.settings import LANES, load_settings

    settings = load_settings()
    chosen = outline or str(settings.report.get("outline", "")) or "county-standard"
    if engine not in ("auto", "offline", "llm"):
        raise InputError(f"“{engine}”不是可用的引擎", where="--engine", hint="可用：auto、offline、llm")
    if lane not in ("", *LANES):
        raise InputError(f"“{lane}”不是可用的方式", where="--lane", hint=f"可用：{'、'.join(LANES)}")
    if engine == "llm" and not settings.model.configured:
        hint = "请设置 DRAFTER_MODEL 和 OPENAI_API_KEY 或 OPENAI_BASE_URL"
        raise InputError("没有配置模型", where="--engine llm", hint=hint)
    if judge:
        require_model()
    rules, per_outline = chosen_rules(settings)
    common = Common(
        outline=chosen,
        engine=engine if settings.model.configured else "offline",
        year=year or int(settings.report.get("year", 0)),
        kb=kb or settings.kb,
        date=str(settings.report.get("date", "")),
        length=int(settings.report.get("length", 0)),
        model=_keyless(replace(settings.model, lane=lane or settings.model.lane)),
        layout=dict(settings.docx),
        select=rules.select,
        ignore=rules.ignore,
        severity=dict(rules.severity),
        per_outline=per_outline,
        judge=judge,
    )
    options = BatchOptions(jobs, not resume, scheduler, _city(rollup, common.year))
    plan = plan_drafts(source, common)
    if judge and not any(job.materials for job in plan.jobs.values()):
        require_materials("--judge", "判断", "请把部门材料放进每县文件夹的 materials 里")
    carry_out(plan, output, options, dry_run, progress_mode(plain, quiet))
    if dry_run and judge:
        _estimate_judging(plan, settings.model, jobs)


def _estimate_judging(plan: Plan, model: ModelSettings, jobs: int) -> None:
    """What judging the drafts would cost; of drafts that the model has yet to write nobody knows it."""
    from drafter.batch.estimating import questions_of
    from drafter.cli.commands.judging import tell_estimate

    if plan.common.engine != "offline":
        emit("判断说法的费用要等模型写出草稿才知道；加 --engine offline 可先估算离线草稿的。")
        return
    tell_estimate(model, questions_of(plan, jobs))


def check_many(
    source: str,
    output: Path | None,
    *,
    outline: str,
    metrics: Path | None,
    materials: Path | None,
    region: str,
    year: int,
    kb: str | None,
    select: str,
    ignore: str,
    jobs: int,
    resume: bool,
    rollup: Path | None,
    semantic: bool,
    judge: bool,
    reread: bool,
    reckon: bool,
    dry_run: bool,
    mode: str,
) -> dict[str, int]:
    """``drafter check`` of a folder or pattern: how many findings of each severity.

    Raises:
        InputError: there is no report, or nowhere to write to.
    """
    from drafter.batch import BatchOptions, plan_checks
    from drafter.batch.jobs import Common
    from drafter.cli.commands.choosing import chosen_rules
    from drafter.errors import InputError
    from drafter.settings import load_settings

    if output is None:
        raise InputError("检查文件夹要写明结果放在哪里", where="-o", hint="例如 -o 检查结果")
    settings = load_settings()
    rules, per_outline = chosen_rules(settings, select, ignore)
    common = Common(
        outline=outline or str(settings.report.get("outline", "")),
        year=year or int(settings.report.get("year", 0)),
        kb=kb,
        select=rules.select,
        ignore=rules.ignore,
        severity=dict(rules.severity),
        per_outline=per_outline,
        semantic=semantic,
        judge=judge,
        reread=reread,
        reckon=reckon,
        model=_keyless(settings.model),
    )
    plan = plan_checks(source, common, metrics, materials, region)
    if dry_run:
        from drafter.batch.estimating import questions_of
        from drafter.cli.commands.judging import tell_estimate

        tell_estimate(settings.model, questions_of(plan, jobs))
        return {}
    result = carry_out(plan, output, BatchOptions(jobs, not resume, "", _city(rollup, common.year)), False, mode)
    summaries = [county.row.get("summary") or {} for county in result.counties] if result else []
    return {key: sum(int(s.get(key, 0)) for s in summaries) for key in ("error", "warning", "info")}


def _keyless(model: ModelSettings) -> ModelSettings:
    """The endpoint as workers may know it: none of them asks, so none needs the key."""
    from dataclasses import replace

    from drafter.model.asking import address_of

    return replace(model, key="", base_url=address_of(model))


def progress_mode(plain: bool, quiet: bool) -> str:
    """How progress is told."""
    return "quiet" if quiet else "plain" if plain else "auto"


def _city(rollup: Path | None, year: int) -> Metrics | None:
    from drafter.facts import read_metrics

    return None if rollup is None else read_metrics(rollup, year or None)


def carry_out(plan: Plan, output: Path, options: BatchOptions, dry_run: bool, mode: str) -> BatchResult | None:
    """Run a plan with progress on stderr, and tell the outcome on stdout.

    Raises:
        typer.Exit: a county failed (2), or the model could not be reached (3).
    """
    from drafter.batch import run_batch
    from drafter.batch.progress import Progress
    from drafter.cli.commands.judging import tell_unjudged

    for notice in plan.notices:
        say(f"注意：{notice}")
    if dry_run:
        for line in preview(plan, output, options):
            emit(line)
        return None
    with Progress(mode, say) as progress:
        result = run_batch(plan, output, options, progress.start, progress.county, progress.tell)
    for notice in result.notices[len(plan.notices) :]:
        say(f"注意：{notice}")
    for line in outcome_lines(result, output):
        emit(line)
    if result.stopped:
        say(f"已停下：{result.stopped}模型恢复后重新运行同一命令，会接着做。")
    failed = result.failed()
    if unjudged := [county for county in result.counties if county.row.get("unjudged")]:
        tell_unjudged(f"{len(unjudged)} 份报告", str(unjudged[-1].row["unjudged"]))
    if unjudged or any(county.status in ("service", "waiting") for county in failed):
        raise typer.Exit(_SERVICE_FAILED)
    if failed:
        raise typer.Exit(_INPUT_FAILED)
    return result


def preview(plan: Plan, output: Path, options: BatchOptions) -> list[str]:
    """What a run would do, without touching anything."""
    from drafter.batch.running import left_of

    left = set(plan.jobs) if options.fresh else left_of(plan, output)
    lines = [f"共 {len(plan.jobs)} 个县，要做 {len(left)} 个"]
    for name, job in plan.jobs.items():
        state = "不能做：" + job.trouble if job.trouble else "要做" if name in left else "已完成"
        lines.append(f"{name}  {state}")
    return lines


def outcome_lines(result: BatchResult, output: Path) -> list[str]:
    """A few lines on what the folder now holds."""
    from drafter.batch.dashboard import pending_of
    from drafter.batch.running import DASHBOARD, SUMMARY

    failed = result.failed()
    done = len(result.counties) - len(failed)
    summaries = [county.row.get("summary") or {} for county in result.counties]
    counts = {key: sum(int(s.get(key, 0)) for s in summaries) for key in ("error", "warning", "info")}
    lines = [
        f"共 {len(result.counties)} 个县：完成 {done}（其中原已完成 {len(result.kept)}），失败或未做 {len(failed)}"
    ]
    lines += [f"  {county.name}：{county.reason or '未做'}" for county in failed[:_MOST_NAMED]]
    redone = [county.row for county in result.counties if county.name in result.done]
    if reused := sum(int(row.get("reused", 0)) for row in redone):
        lines.append(f"重写 {sum(int(row.get('drafted', 0)) for row in redone)} 节，沿用上次的 {reused} 节")
    if calls := sum(int(row.get("calls", 0)) for row in redone):
        costs = [row.get("cost") for row in redone if row.get("calls")]
        money = "费用不明" if None in costs else f"费用 {sum(float(c or 0) for c in costs):.4f} 元"
        lines.append(f"模型：调用 {calls} 次，词元 {sum(int(row.get('tokens', 0)) for row in redone)}，{money}")
    pending = sum(pending_of(result, county) for county in result.counties)
    told = f"检查：错误 {counts['error'] - pending}，警告 {counts['warning']}，提示 {counts['info']}"
    lines.append(f"{told}；待补充 {pending} 处" if pending else told)
    across = sum(len(found) for found in result.comparison.findings.values())
    lines.append(f"各县比对：{across} 条" if across else "各县比对：没有发现问题")
    if result.comparison.city:
        found = len(result.comparison.rollup)
        told = f"{found} 条对不上" if found else "没有发现对不上的数"
        lines.append(f"{result.comparison.city}与 {result.comparison.summed} 个县之和：{told}")
    lines += [f"注意：{notice}" for notice in result.comparison.notices]
    return [*lines, f"已写入 {output / SUMMARY}", f"已写入 {output / DASHBOARD}"]
