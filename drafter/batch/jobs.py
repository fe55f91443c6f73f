"""One county's work: what is handed to a process, a thread or a cluster's worker, and what comes back.

A job carries all it needs, so that it can run anywhere and be run again: the same job gives the same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import DrafterError, InputError, ServiceError
from drafter.facts import Metrics
from drafter.model.asking import Asking
from drafter.model.replies import Prepared, Replies, UnansweredError
from drafter.settings import ModelSettings

if TYPE_CHECKING:
    from drafter.checking import CheckResult
    from drafter.checking.claims.judging import Judge
    from drafter.checking.reckoning.reading import Reckoner
    from drafter.drafting import Draft
    from drafter.findings import Finding
    from drafter.library.sharing import SharedLibrary
    from drafter.outlines import Outline
    from drafter.report import Report

__all__ = ["Common", "Job", "Outcome", "work"]


@dataclass(frozen=True)
class Common:
    """What all counties of a batch have in common.

    Attributes:
        model: the endpoint without its key: no worker asks it.
        layout: fonts of the DOCX that the user has set.
        select: rules to run, ``ignore``, ``severity``, ``per_outline``, ``semantic``: as of a check.
        judge: whether the model judges the claims that rules leave open; ``reread``: whether it rereads the report;
            ``reckon``: whether it reads what its figures follow from.
    """

    outline: str = ""
    engine: str = "offline"
    year: int = 0
    kb: str | None = None
    date: str = ""
    length: int = 0
    model: ModelSettings = field(default_factory=ModelSettings)
    layout: Mapping[str, Any] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    per_outline: Mapping[str, Any] = field(default_factory=dict)
    semantic: bool = False
    judge: bool = False
    reread: bool = False
    reckon: bool = False

    @property
    def has_read(self) -> bool:
        """Whether a model reads the finished reports."""
        return self.judge or self.reread or self.reckon


@dataclass(frozen=True)
class Job:
    """One county.

    Attributes:
        name: the county, told apart from others of its name; ``stem``: of its files.
        metrics: its sheet; ``trouble``: why there is none, which makes the county fail.
        materials: folder of its write-ups; ``report``: the finished report to be checked, where none is drafted.
        packed: content of ``materials`` and ``report`` by name, for a worker that cannot see these files.
        sections: of its last draft, as a shelf packs them.
        replies: answers of the model that are there; ``run`` names the run, whose workers share an open library.
        draft: JSON of a draft made before: it is only checked again, ``further`` findings added.
    """

    name: str
    stem: str
    common: Common
    region: str = ""
    metrics: Metrics | None = None
    trouble: str = ""
    materials: Path | None = None
    report: Path | None = None
    packed: Mapping[str, bytes] | None = None
    sections: bytes = b""
    replies: Replies = Replies()
    run: str = ""
    draft: str = ""
    further: tuple[Finding, ...] = ()

    def packed_up(self) -> Job:
        """The job with the content of its files, for a machine that does not have them."""
        files: dict[str, bytes] = {}
        if self.materials is not None:
            files |= {f"m/{p.name}": p.read_bytes() for p in sorted(self.materials.iterdir()) if p.is_file()}
        if self.report is not None:
            files[f"r/{self.report.name}"] = self.report.read_bytes()
        return replace(self, packed=files)


@dataclass
class Outcome:
    """What became of a county.

    Attributes:
        status: done, failed (its inputs), service (the model could not be reached), or asking: ``askings`` are to be
            put to the model, and the job to be done again with the replies.
        files: suffix of the file name -> content.
        row: its line of the summary, plain values only.
        digest: what its neighbours are compared with.
        seconds: by stage.
        sections: its sections, for the next draft.
    """

    name: str
    status: str = "done"
    reason: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    row: dict[str, Any] = field(default_factory=dict)
    digest: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    askings: list[Asking] = field(default_factory=list)
    sections: bytes = b""


def work(job: Job) -> Outcome:
    """Draft (or take the report), check, render; whatever goes wrong is the outcome of this county alone."""
    outcome = Outcome(job.name)
    try:
        if job.trouble:
            raise InputError(job.trouble)
        with _unpacked(job) as here:
            if job.report is not None:
                _check(here, outcome)
            else:
                _draft(here, outcome)
    except UnansweredError:
        outcome.status = "asking"
    except ServiceError as error:
        outcome.status, outcome.reason = "service", str(error)
    except DrafterError as error:
        outcome.status, outcome.reason = "failed", str(error)
    except MemoryError:
        outcome.status, outcome.reason = "failed", "内存不足。"
    except Exception as error:  # one county's accident must not stop the others
        outcome.status, outcome.reason = "failed", f"程序出错（{type(error).__name__}：{error}）。"
    return outcome


@contextlib.contextmanager
def _unpacked(job: Job) -> Iterator[Job]:
    """The job with its files where it can read them."""
    if job.packed is None:
        yield job
        return
    with tempfile.TemporaryDirectory(prefix="drafter-batch-") as folder:
        for name, content in job.packed.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        materials = Path(folder) / "m" if job.materials is not None else None
        if materials is not None:
            materials.mkdir(exist_ok=True)
        report = Path(folder) / "r" / job.report.name if job.report is not None else None
        yield replace(job, materials=materials, report=report)


@contextlib.contextmanager
def _timed(outcome: Outcome, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + time.perf_counter() - start


def _draft(job: Job, outcome: Outcome) -> None:
    from drafter.drafting import DraftRequest, draft_report
    from drafter.drafting.reuse import Shelf
    from drafter.outlines import find_outline
    from drafter.rendering import layout_from, options_from, render_docx, render_evidence
    from drafter.report import report_to_json

    common, metrics = job.common, job.metrics
    if metrics is None:
        raise InputError("没有指标表", where=job.name)
    respondent = Prepared(common.model, job.replies)
    outcome.askings = respondent.open
    if job.draft:
        report = _earlier(job.draft)
        outline, notices = find_outline(report.outline), list[str]()
    else:
        request = DraftRequest(
            outline=common.outline,
            metrics=Path(metrics.file),
            materials=job.materials,
            region=job.region,
            year=common.year,
            engine=common.engine,
            kb=common.kb,
            date=common.date,
            length=common.length,
        )
        shelf = Shelf(job.sections)
        with _timed(outcome, "起草"):
            made: Draft = draft_report(
                request,
                model=common.model,
                metrics=metrics,
                respondent=respondent,
                library=_library(job),
                shelf=shelf,
            )
        outcome.sections = shelf.packed()
        outcome.row["drafted"], outcome.row["reused"] = len(shelf.drafted), len(shelf.reused)
        report, outline, notices = made.report, made.outline, made.notices
        outcome.row["fallback"] = made.fallback
    with _timed(outcome, "检查"):
        result = _checked(job, report, outline, outcome, respondent)
        notices += result.notices if result.unjudged else ()
        result.notices = notices
        outcome.files |= _review(result)
    outcome.row |= _row(result) | _draft_row(report, metrics, notices)
    if job.draft:
        return
    with _timed(outcome, "排版"):
        outcome.files[".docx"] = render_docx(report, layout_from(common.layout), options_from(common.layout))
        outcome.files[".report.json"] = report_to_json(report).encode("utf-8")
        outcome.files[".evidence.xlsx"] = render_evidence(report, f"{job.stem}.docx")


_MOST_SHARED = 4  # runs that a worker of a cluster may serve at once
_shared: dict[tuple[str, str | None], SharedLibrary] = {}
_shared_lock = threading.Lock()


def _library(job: Job) -> SharedLibrary | None:
    """The library, which the counties of a run share in a process; a worker that outlives the run opens it anew."""
    common = job.common
    if common.engine == "offline" or not common.model.configured:
        return None
    from drafter.library.sharing import SharedLibrary

    key = (job.run, common.kb)
    with _shared_lock:
        if key not in _shared:
            while len(_shared) >= _MOST_SHARED:
                _shared.pop(next(iter(_shared))).close()
            _shared[key] = SharedLibrary(common.kb)
        return _shared[key]


def _earlier(text: str) -> Report:
    from drafter.report import load_report

    with tempfile.TemporaryDirectory(prefix="drafter-batch-") as folder:
        path = Path(folder) / "draft.report.json"
        path.write_text(text, encoding="utf-8")
        return load_report(path)


def _checked(job: Job, report: Report, outline: Outline, outcome: Outcome, respondent: Prepared) -> CheckResult:
    from drafter.checking import check_document
    from drafter.checking.digest import digest_of
    from drafter.checking.support import MaterialIndex
    from drafter.reading import read_folder, structure
    from drafter.reading.reports import document_of

    own = {s.text.strip() for _, _, s in report.sentences() if s.origin in ("material", "model")}
    documents = read_folder(job.materials)[0] if job.materials is not None else None

    def note(context: Any) -> None:
        outcome.digest = digest_of(context, job.name, own.__contains__).as_dict()

    common = job.common
    return check_document(
        structure(document_of(report, f"{job.stem}.docx")),
        metrics=job.metrics,
        materials=MaterialIndex(documents) if documents is not None else None,
        outline=outline,
        region=report.region,
        year=report.year,
        select=common.select,
        ignore=common.ignore,
        severity=common.severity,
        per_outline=common.per_outline,
        judge=_judge(common, respondent),
        reread=_rereader(common, respondent),
        reckoner=_reckoner(common, respondent),
        further=job.further,
        on_context=note,
    )


def _judge(common: Common, respondent: Prepared) -> Judge | None:
    from drafter.checking.claims.asking import prepared_judge

    return prepared_judge(common.model, respondent) if common.judge else None


def _rereader(common: Common, respondent: Prepared) -> Judge | None:
    from drafter.checking.claims.asking import prepared_judge

    return prepared_judge(common.model, respondent, "reread") if common.reread else None


def _reckoner(common: Common, respondent: Prepared) -> Reckoner | None:
    from drafter.checking.reckoning.asking import prepared_reckoner

    return prepared_reckoner(common.model, respondent) if common.reckon else None


def _check(job: Job, outcome: Outcome) -> None:
    from drafter.checking import CheckRequest, check_file
    from drafter.checking.digest import digest_of

    common = job.common
    if job.report is None:
        raise InputError("没有报告", where=job.name)
    request = CheckRequest(
        file=job.report,
        outline=common.outline,
        materials=job.materials,
        region=job.region,
        year=common.year,
        select=common.select,
        ignore=common.ignore,
        severity=common.severity,
        per_outline=common.per_outline,
        kb=common.kb,
        semantic=common.semantic,
    )

    respondent = Prepared(common.model, job.replies)
    outcome.askings = respondent.open

    def note(context: Any) -> None:
        outcome.digest = digest_of(context, job.name).as_dict()

    with _timed(outcome, "检查"):
        result = check_file(
            request,
            metrics=job.metrics,
            judge=_judge(common, respondent),
            reread=_rereader(common, respondent),
            reckoner=_reckoner(common, respondent),
            further=job.further,
            on_context=note,
        )
        result.source = None  # where the file lies is nobody's concern who gets the result
        outcome.files |= _review(result)
    outcome.row |= _row(result)
    if job.metrics is not None:
        outcome.row |= _floors(job.metrics, _level(result), result.year)


def _level(result: CheckResult) -> str:
    from drafter.outlines import load_outlines

    outline = load_outlines().get(result.outline)
    return outline.level if outline else "county"


def _review(result: CheckResult) -> dict[str, bytes]:
    from drafter.reporters import to_html, to_json

    return {
        ".findings.json": to_json(result).encode("utf-8"),
        ".html": to_html(result).encode("utf-8"),
    }


def _row(result: CheckResult) -> dict[str, Any]:
    from collections import Counter

    from drafter.findings import State

    rules = Counter(finding.code for finding in result.findings)
    figures = result.coverage.figures
    return {
        "region": result.region,
        "year": result.year,
        "outline": result.outline,
        "characters": result.document.characters(),
        "summary": result.summary(),
        "rules": dict(sorted(rules.items())),
        "figures": [figures.total(), figures[State.PROVED], figures[State.REFUTED], figures[State.UNSUPPORTED]],
        "pending": sum(p.text.count("【待补充") for p in result.document.body()),
        "notices": list(result.notices),
        "waived": len(result.waived),
        "unjudged": result.unjudged,
    }


def _draft_row(report: Report, metrics: Metrics, notices: list[str]) -> dict[str, Any]:
    return {
        "title": report.title,
        "engine": report.engine,
        "missing": len(report.gaps),
        "unused": len(report.unused),
        "notices": notices,
        "above": metrics.above,
    } | _floors(metrics, report.level, report.year)


def _floors(metrics: Metrics, level: str, year: int) -> dict[str, Any]:
    """Indicators with a threshold: what the sheet says, and how it stands to the threshold that matters most."""
    from drafter.facts import Period, assess, display, shortfalls

    rank = {"must_list": 0, "application_standard": 1, "target": 2, "hint": 3}
    held: dict[str, tuple[tuple[int, bool], list[str]]] = {}
    for item in assess(metrics, level, year):
        severity = item.threshold.severity if item.threshold.verified else "hint"
        decimals = metrics.decimals(item.indicator.id)
        text = display(item.fact.value, decimals, item.indicator.unit) if item.indicator.kind != "yes-no" else ""
        state = "met" if item.met else severity if item.threshold.is_floor or severity != "must_list" else "target"
        asked = item.threshold.op + item.bound_text
        order = (rank[severity], item.met)
        if item.indicator.id not in held or order < held[item.indicator.id][0]:
            held[item.indicator.id] = (order, [text or ("是" if item.fact.value else "否"), state, asked])
    blank = {
        indicator: ["", "missing", ""] for indicator in metrics.missing if metrics.dictionary[indicator].thresholds
    }
    below = [item.indicator.name for item in shortfalls(metrics, level, year)]
    values = sum(1 for _, period in metrics.facts if period is Period.THIS)
    return {"indicators": {k: v for k, (_, v) in held.items()} | blank, "below": below, "values": values}


def content_hash(*parts: object) -> str:
    """A hash of things that are told the same in every process; 32 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(map(repr, parts)).encode("utf-8", "replace")).hexdigest()[:32]
