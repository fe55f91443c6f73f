"""``drafter draft``: a report from metrics, materials and an outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.output import emit, keep_inputs, say
from drafter.cli.usage import ChineseCommand

if TYPE_CHECKING:
    from drafter.checking import CheckResult
    from drafter.drafting import Draft, DraftRequest
    from drafter.facts import Metrics
    from drafter.findings import RuleChoice
    from drafter.rendering import Layout, Options
    from drafter.settings import ModelSettings

__all__ = [
    "Outputs",
    "check_draft",
    "configured_layout",
    "configured_options",
    "make_draft",
    "register",
    "report_contradictions",
    "summary_lines",
    "write_draft",
]

_OUTLINES = {"province": "province-key-points", "city": "city-key-points", "county": "county-standard"}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("draft", cls=ChineseCommand)(draft)


def draft(
    outline: str = typer.Option("", "--outline", help="提纲 id，见 drafter outlines"),
    metrics: Path = typer.Option(..., "--metrics", help="指标表 .xlsx 或 .csv"),
    output: Path = typer.Option(..., "-o", "--output", help="写到哪个 .docx"),
    materials: Path | None = typer.Option(None, "--materials", help="部门材料文件夹"),
    region: str = typer.Option("", "--region", help="地区全称，如 云岭市；默认取指标表标题"),
    year: int = typer.Option(0, "--year", help="报告年度；默认取指标表标题"),
    kb: str | None = typer.Option(None, "--kb", help="自己的文库：文件夹或 http 地址"),
    length: int = typer.Option(0, "--length", min=0, help="最多多少字；默认按提纲"),
    engine: str = typer.Option("auto", "--engine", help="auto、offline（不用模型）或 llm"),
    previous: Path | None = typer.Option(None, "--previous", help="上年报告，只作写法参考（隐去数字和名称）"),
    tone: str = typer.Option("", "--tone", help="实（写清举措）或 简（只写结果）；模型撰写时用"),
    trace: bool = typer.Option(False, "--trace", help="每个数字加批注，写明工作表、单元格和算式"),
    attachments: bool = typer.Option(False, "--attachments", help="把指标表、测算说明、佐证目录、台账印成附件"),
    strict: bool = typer.Option(False, "--strict", help="检查有错误时不写 DOCX，退出码 1"),
    dry_run: bool = typer.Option(False, "--dry-run", help="只估算模型的调用次数、词元和费用，不调用、不写文件"),
    fresh: bool = typer.Option(False, "--fresh", help="不用以前的模型回答，重新调用"),
) -> None:
    """起草报告：OUT.docx、OUT.report.json 和 OUT.evidence.xlsx。"""
    from drafter.cli.commands.choosing import chosen_rules
    from drafter.drafting import DraftRequest
    from drafter.errors import InputError
    from drafter.settings import load_settings

    settings = load_settings()
    rules, per_outline = chosen_rules(settings)
    chosen = outline or str(settings.report.get("outline", "")) or _OUTLINES.get(settings.report.get("level", ""), "")
    if not chosen:
        raise InputError("缺少提纲", where="--outline", hint="用 drafter outlines 查看可用的提纲")
    _check_tone(tone)
    if engine not in ("auto", "offline", "llm"):
        raise InputError(f"“{engine}”不是可用的引擎", where="--engine", hint="可用：auto、offline、llm")
    if output.suffix.lower() != ".docx":
        raise InputError("输出文件要以 .docx 结尾", where=str(output))
    request = DraftRequest(
        outline=chosen,
        metrics=metrics,
        materials=materials,
        region=region or str(settings.report.get("region", "")),
        year=year or int(settings.report.get("year", 0)),
        engine=engine,
        kb=kb or settings.kb,
        signer=str(settings.report.get("signer", "")),
        date=str(settings.report.get("date", "")),
        addressee=str(settings.report.get("addressee", "")),
        number=str(settings.report.get("number", "")),
        length=length or int(settings.report.get("length", 0)),
        previous=previous,
        fresh=fresh,
    )
    model = replace(settings.model, tone=tone or settings.model.tone)
    if dry_run:
        _estimate(request, model)
        return
    outputs = Outputs.beside(output)
    written = materials.iterdir() if materials is not None and materials.is_dir() else ()
    keep_inputs(
        (outputs.docx, outputs.report, outputs.evidence), (metrics, *written, *([previous] if previous else []))
    )
    outputs.check()
    made = make_draft(request, strict=strict, model=model)
    result = check_draft(made, request, rules, per_outline)
    errors = result.summary()["error"]
    if strict and errors:
        say(f"检查发现 {errors} 个错误，未写 DOCX（--strict）。")
        raise typer.Exit(1)
    write_draft(made, outputs, configured_options(trace=trace, attachments=attachments))
    for line in summary_lines(made, result, outputs):
        say(line)


def _check_tone(tone: str) -> None:
    """Make sure that there is such a tone.

    Raises:
        InputError: there is none.
    """
    from drafter.errors import InputError
    from drafter.settings import TONES

    if tone not in TONES:
        raise InputError(f"没有“{tone}”这种写法", where="--tone", hint="可用：实、简")


def _estimate(request: DraftRequest, model: ModelSettings) -> None:
    """Print what the model would be asked and what that costs."""
    from drafter.drafting import estimate_draft

    if request.engine == "offline":
        emit("离线撰写，不调用模型。")
        return
    found = estimate_draft(request, model)
    name = model.name if model.configured else "没有配置，按默认窗口估算"
    cost = "不知道（在 [model] 设 price_in、price_out）" if found.cost is None else f"约 {found.cost:.4f} 元"
    emit(
        f"模型：{name}\n调用：{found.calls} 次（退回重写每个要点最多另加 2 次）\n"
        f"词元：送出约 {found.tokens_in}，收回约 {found.tokens_out}\n费用：{cost}"
    )


class Outputs:
    """The three files a draft is written to."""

    def __init__(self, docx: Path, report: Path, evidence: Path) -> None:
        self.docx, self.report, self.evidence = docx, report, evidence

    @classmethod
    def beside(cls, docx: Path) -> Outputs:
        """OUT.docx, OUT.report.json, OUT.evidence.xlsx."""
        return cls(docx, docx.with_suffix(".report.json"), docx.with_suffix(".evidence.xlsx"))

    def check(self) -> None:
        """Make sure all three can be written, before any work.

        Raises:
            OutputError: one of them cannot.
        """
        from drafter.files import check_writable

        for path in (self.docx, self.report, self.evidence):
            check_writable(path)


def make_draft(request: DraftRequest, strict: bool = False, model: ModelSettings | None = None) -> Draft:
    """Draft with progress on stderr, and say what the user should know.

    Args:
        model: the endpoint to ask; the one in the settings by default.

    Raises:
        typer.Exit: the metrics contradict themselves and ``strict`` is set.
    """
    from drafter.drafting import draft_report

    def inspect(metrics: Metrics) -> None:
        if report_contradictions(metrics) and strict:
            say("指标表自相矛盾，未起草（--strict）。")
            raise typer.Exit(1)

    made = draft_report(request, on_progress=lambda line: say(f"· {line}"), model=model, on_metrics=inspect)
    for notice in made.notices:
        say(f"注意：{notice}")
    if made.spent:
        say(made.spent)
    return made


def report_contradictions(metrics: Metrics) -> int:
    """Say what is wrong inside the metrics file; how many errors there are."""
    from drafter.checking import check_metrics

    errors = 0
    for finding in check_metrics(metrics):
        errors += finding.severity.value == "error"
        cells = "、".join(evidence.ref for evidence in finding.evidence)
        say(f"{finding.severity.label} {finding.code} {finding.message}（{cells}）")
    return errors


def check_draft(
    made: Draft,
    request: DraftRequest,
    rules: RuleChoice | None = None,
    per_outline: Mapping[str, RuleChoice] | None = None,
) -> CheckResult:
    """The draft through the same checker as any document.

    Args:
        rules: what the user's settings choose, all by default; ``per_outline``: what they choose besides, by outline.
    """
    from drafter.checking import check_document
    from drafter.checking.support import MaterialIndex
    from drafter.findings import RuleChoice
    from drafter.reading import read_folder, structure
    from drafter.reading.reports import document_of

    say("· 检查")
    rules = rules or RuleChoice()
    documents = read_folder(request.materials)[0] if request.materials else None
    return check_document(
        structure(document_of(made.report, "草稿")),
        metrics=made.metrics,
        materials=MaterialIndex(documents) if documents is not None else None,
        outline=made.outline,
        region=made.report.region,
        year=made.report.year,
        select=rules.select,
        ignore=rules.ignore,
        severity=rules.severity,
        per_outline=per_outline,
    )


def write_draft(made: Draft, outputs: Outputs, options: Options | None = None) -> None:
    """Render and write all three files, or none.

    Raises:
        OutputError: a file cannot be written.
    """
    from drafter.files import write_atomically
    from drafter.rendering import render_docx, render_evidence
    from drafter.report import report_to_json

    say("· 排版")
    layout, chosen = configured_layout(), options or configured_options()
    write_atomically(
        {
            outputs.docx: render_docx(made.report, layout, chosen, outputs.evidence.name),
            outputs.report: report_to_json(made.report).encode("utf-8"),
            outputs.evidence: render_evidence(made.report, outputs.docx.name, trace=chosen.trace),
        }
    )


def configured_layout() -> Layout:
    """The official layout with the fonts and measures the user has set."""
    from drafter.rendering import layout_from
    from drafter.settings import load_settings

    return layout_from(load_settings().docx)


def configured_options(*, trace: bool = False, attachments: bool = False) -> Options:
    """What the user has set to be printed besides the text, with what the command line adds."""
    from dataclasses import replace

    from drafter.rendering import options_from
    from drafter.settings import load_settings

    options = options_from(load_settings().docx)
    return replace(options, trace=trace, attachments=attachments or options.attachments)


def summary_lines(made: Draft, result: CheckResult, outputs: Outputs) -> list[str]:
    """What was made and what the checker found, in a few lines."""
    report = made.report
    sentences = [sentence for _, _, sentence in report.sentences()]
    figures = sum(len(sentence.figures) for sentence in sentences)
    characters = sum(len(paragraph.text) for _, paragraph in report.paragraphs())
    low, high = made.outline.length
    summary = result.summary()
    printed = sum(gap.printed for gap in report.gaps)
    over = f"，超出 {characters - high} 字，请精简" if characters > high else ""
    lines = [
        f"《{report.title}》：{len(sentences)} 句，{figures} 个数，约 {characters} 字（篇幅 {low}–{high} 字{over}）",
        f"未达标指标 {len(report.shortfalls)} 个，已写入存在的问题；正文待补充 {printed} 处；"
        f"未采用材料 {len(report.unused)} 句",
        f"检查：错误 {summary['error']}，警告 {summary['warning']}，提示 {summary['info']}",
    ]
    return [*lines, *(f"已写入 {path}" for path in (outputs.docx, outputs.report, outputs.evidence))]
