"""From files to a report: the one function behind ``drafter draft``, ``drafter demo`` and the Python API."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.drafting.evidence import NO_ROOM, Evidence, choose_evidence
from drafter.drafting.indicators import indicator_rows
from drafter.drafting.items import gap_sentence
from drafter.drafting.materials import Materials, read_materials
from drafter.drafting.offline import compose
from drafter.drafting.reuse import Shelf
from drafter.drafting.screening import Screen
from drafter.drafting.stories import Storyteller
from drafter.drafting.undisturbed import no_full_collections
from drafter.errors import InputError, ServiceError
from drafter.facts import Metrics, read_metrics
from drafter.library.policies import load_policies
from drafter.outlines import Outline, find_outline, region_name, report_year
from drafter.reading import read_document
from drafter.report import Gap, Report
from drafter.settings import ModelSettings, load_settings

if TYPE_CHECKING:
    from drafter.drafting.writer.plan import Estimate
    from drafter.drafting.writer.rewriting import Commission
    from drafter.library.sharing import SharedLibrary
    from drafter.model.ledger import Totals
    from drafter.model.replies import Respondent

__all__ = ["Draft", "DraftRequest", "draft_report", "estimate_draft"]

_ATTEMPTS = 5
_STEP = 1.5  # characters of room to take away for each character that is too many


@dataclass(frozen=True)
class DraftRequest:
    """What a user asks for.

    Attributes:
        region: empty to take it from the metrics sheet's title.
        year: the reported year; 0 to take it from the sheet.
        engine: offline, llm, or auto (a model where one is configured).
        signer: printed above the date; empty for the government itself.
        addressee: 主送机关, empty for the outline's own; ``number``: 发文字号 of a report sent as a document.
        date: 成文日期 in ISO form, empty for none.
        length: characters the report may have at most; 0 for what is usual of the outline.
        previous: an earlier report of the same government: a model of style for a model, never a source of facts.
        fresh: whether a model is asked anew what it has answered before.
    """

    outline: str
    metrics: Path
    materials: Path | None = None
    region: str = ""
    year: int = 0
    engine: str = "auto"
    kb: str | None = None
    signer: str = ""
    date: str = ""
    addressee: str = ""
    number: str = ""
    length: int = 0
    previous: Path | None = None
    fresh: bool = False


@dataclass
class Draft:
    """A finished draft, what it was made from, and what the user should know.

    Attributes:
        totals: what the model was asked for it, None where none was asked.
        fallback: whether a model was wanted but could not be reached, and the offline text stands.
        spent: a line on what the model took this time, empty where none was asked.
    """

    report: Report
    metrics: Metrics
    materials: Materials
    outline: Outline
    notices: list[str] = field(default_factory=list)
    totals: Totals | None = None
    fallback: bool = False
    spent: str = ""


@no_full_collections()
def draft_report(
    request: DraftRequest,
    on_progress: Callable[[str], None] = lambda _: None,
    model: ModelSettings | None = None,
    on_metrics: Callable[[Metrics], None] = lambda _: None,
    metrics: Metrics | None = None,
    respondent: Respondent | None = None,
    library: SharedLibrary | None = None,
    shelf: Shelf | None = None,
) -> Draft:
    """Read the inputs, choose the evidence, write every section.

    Args:
        on_metrics: called with the metrics before anything is written from them; may raise to stop.
        metrics: what the sheet holds, when it was read already; the file itself is then not opened.
        model: the endpoint to ask; the one in the settings by default.
        on_progress: called with one short Chinese line per stage.
        respondent: who answers instead of the endpoint; ``library``: searched instead of one opened for this draft.
        shelf: sections of the last draft of the same report, and then those of this one.

    Raises:
        InputError: an input is missing or unusable, or region or year cannot be told.
        ServiceError: the engine is ``llm`` and the model cannot be reached at all.
        UnansweredError: the respondent only knows some answers, and others are wanted.
    """
    model = model or load_settings().model
    _wants_model(request, model)
    known = metrics
    watched = shelf.metrics(metrics) if shelf and metrics else metrics
    outline, metrics, materials, teller, screen = _read(request, on_progress, on_metrics, watched)
    evidence, report = _composed(teller, outline, materials, screen, shelf)
    on_progress(f"撰写（篇幅 {outline.length[0]}–{outline.length[1]} 字）")
    if request.length:
        evidence, report = _shortened(teller, outline, materials, screen, (evidence, report), shelf)
    _address(report, request, teller, outline)
    report.inputs = _inputs(request, materials, known)
    report.indicators = indicator_rows(metrics, outline.level, report.year)
    notices = [*metrics.notices, *materials.notices, *_left_out(evidence, request.length)]
    totals, fallback, spent = None, False, ""
    if _wants_model(request, model):
        from drafter.drafting.writer.rewriting import rewrite

        commission = _commission(request, model, teller, outline, evidence, screen, materials)
        commission = replace(commission, respondent=respondent, library=library)
        written = deepcopy(report)
        try:
            outcome = rewrite(written, commission, on_progress)
            report = written
            notices += outcome.notices()
            totals, spent = outcome.totals, outcome.spent()
        except ServiceError as error:
            if request.engine == "llm":
                raise
            notices.append(f"{error}已改用离线文本。")
            fallback = True
    return Draft(report, metrics, materials, outline, notices, totals, fallback, spent)


def _composed(
    teller: Storyteller, outline: Outline, materials: Materials, screen: Screen, shelf: Shelf | None
) -> tuple[Evidence, Report]:
    evidence = choose_evidence(outline, materials, screen)
    return evidence, compose(teller, outline, evidence, materials, screen, shelf)


def _shortened(
    teller: Storyteller,
    outline: Outline,
    materials: Materials,
    screen: Screen,
    made: tuple[Evidence, Report],
    shelf: Shelf | None,
) -> tuple[Evidence, Report]:
    """The draft with fewer passages, until it keeps the user's own limit or nothing more can be spared.

    Figures, shortfalls and at least one passage of each item stay.
    """
    most = outline.length[1]
    room = float(most)
    for _ in range(_ATTEMPTS):
        if (over := _characters(made[1]) - most) <= 0:
            break
        room = max(0, room - _STEP * over)
        screen.forget()
        made = _composed(teller, replace(outline, length=(0, int(room))), materials, screen, shelf)
    return made


def _characters(report: Report) -> int:
    """Characters as an office counts them: headings and all."""
    headings = len(report.title) + sum(len(section.label + section.heading) for section in report.walk())
    return headings + sum(len(paragraph.text) for _, paragraph in report.paragraphs())


def _left_out(evidence: Evidence, limit: int) -> list[str]:
    """One line on what a limit of the user's own has cost."""
    lost = sum(unused.reason == NO_ROOM for unused in evidence.unused)
    return [f"篇幅限 {limit} 字，略去材料 {lost} 句，见出处表“未采用材料”。"] if limit and lost else []


def estimate_draft(request: DraftRequest, model: ModelSettings | None = None) -> Estimate:
    """The calls, tokens and cost a draft by the model would take; nothing is asked.

    Raises:
        InputError: as :func:`draft_report`.
    """
    from drafter.drafting.writer.rewriting import estimate

    model = model or load_settings().model
    outline, _, materials, teller, screen = _read(request, lambda _: None, lambda _: None)
    evidence = choose_evidence(outline, materials, screen)
    return estimate(_commission(request, model, teller, outline, evidence, screen, materials))


def _read(
    request: DraftRequest,
    on_progress: Callable[[str], None],
    on_metrics: Callable[[Metrics], None],
    known: Metrics | None = None,
) -> tuple[Outline, Metrics, Materials, Storyteller, Screen]:
    """The inputs, and what reads them."""
    outline = _within(find_outline(request.outline), request.length)
    if known is None:
        on_progress("读取指标表")
    metrics = known or read_metrics(request.metrics, request.year or None, region=request.region)
    region, year = _region(request, metrics), _year(request, metrics)
    on_metrics(metrics)
    on_progress("读取部门材料")
    materials = read_materials(request.materials, region) if request.materials else Materials()
    teller = Storyteller(metrics, load_policies(), outline.level, region, year, materials.bureau)
    on_progress("选择依据")
    return outline, metrics, materials, teller, Screen(metrics, region, year)


def _commission(
    request: DraftRequest,
    model: ModelSettings,
    teller: Storyteller,
    outline: Outline,
    evidence: Evidence,
    screen: Screen,
    materials: Materials,
) -> Commission:
    from drafter.drafting.writer.rewriting import Commission

    previous = read_document(request.previous) if request.previous is not None else None
    must = request.engine == "llm"
    return Commission(teller, outline, evidence, screen, materials, model, request.kb, previous, must, request.fresh)


def _within(outline: Outline, most: int) -> Outline:
    """The outline with the user's own limit on the report's length."""
    if not most:
        return outline
    return replace(outline, length=(min(outline.length[0], most), most))


def _address(report: Report, request: DraftRequest, teller: Storyteller, outline: Outline) -> None:
    """署名, 成文日期 and, for a report sent as a document, 主送机关 and 发文字号."""
    report.signer = request.signer or f"{teller.region}人民政府"
    report.date = request.date
    report.addressee = request.addressee or outline.addressee
    if not report.addressee:
        return
    report.number = request.number
    if not report.number:
        office = teller.words["gov"] + ("办公厅" if outline.level == "province" else "办公室")
        report.number = gap_sentence("发文字号", office).text
        report.gaps.insert(0, Gap("", report.title, "发文字号", office, True))


def _wants_model(request: DraftRequest, model: ModelSettings) -> bool:
    if request.engine == "llm" and not model.configured:
        raise InputError(
            "没有配置模型", where="--engine llm", hint="请设置 DRAFTER_MODEL 和 OPENAI_API_KEY 或 OPENAI_BASE_URL"
        )
    return request.engine != "offline" and model.configured


def _region(request: DraftRequest, metrics: Metrics) -> str:
    if not (request.region or metrics.region).strip():
        raise InputError("不知道是哪个地区", where="--region", hint="请用 --region 写明，例如 --region 云岭市")
    return region_name(request.region or metrics.region)


def _year(request: DraftRequest, metrics: Metrics) -> int:
    year = request.year or metrics.year
    if not year:
        raise InputError("不知道是哪一年的报告", where="--year", hint="请用 --year 写明，例如 --year 2025")
    return report_year(year)


def _inputs(request: DraftRequest, materials: Materials, known: Metrics | None) -> dict[str, str]:
    """Names of the inputs with the hash of their content, so that a draft says what it was made from.

    Of metrics that were read already it is the hash of the values, so that a neighbour's row does not matter.
    """
    values = {} if known is None else {known.file: known.digest()}
    files = [request.metrics] if known is None else []
    if request.materials is not None:
        files += [request.materials / material.name for material in materials.files]
    return values | {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files}
