"""What a user asks to have checked, and how the files that it names become what is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drafter.checking.claims.asking import model_judge
from drafter.checking.claims.judging import Judge
from drafter.checking.claims.meaning import Meaning
from drafter.checking.context import CheckContext
from drafter.checking.engine import check_document
from drafter.checking.reckoning.asking import model_reckoner
from drafter.checking.reckoning.reading import Reckoner
from drafter.checking.result import CheckResult
from drafter.checking.rules import FAMILIES, all_rules
from drafter.checking.support import MaterialIndex
from drafter.errors import InputError
from drafter.facts import Metrics, read_metrics
from drafter.findings import Finding, RuleChoice, Waiver, read_earlier, read_waivers, waivers_beside
from drafter.library.passages import Passage
from drafter.outlines import find_outline
from drafter.reading import comment_waivers, read_document, read_folder
from drafter.settings import ModelSettings

__all__ = ["CheckRequest", "check_file"]


@dataclass(frozen=True)
class CheckRequest:
    """What a user asks to have checked, and with what.

    Attributes:
        select: codes or family prefixes to run, empty for all; ``ignore`` the same to leave out.
        severity: code or family prefix -> the severity the user holds it to, instead of the rule's own.
        per_outline: outline id -> what is chosen besides for a report in that form.
        previous: last year's report of the same region.
        office: the user's own fonts and measures of documents, by the names of ``[docx]``.
        waivers: file of accepted findings; None for the one beside the report, where there is one.
        since: result of an earlier ``check --format json`` to compare with.
        kb: folder or address of a library whose sample reports the text is held against, besides the shipped ones.
        judge: the model that is asked about claims which rules leave open; None, the default, asks nobody.
        reread: the model that is asked whether sentences of the report contradict each other; None asks nobody.
        reckon: the model that is asked what the figures follow from; None asks nobody.
        semantic: whether write-ups near in meaning to claims are looked for, with the configured embedder.
    """

    file: Path
    outline: str = ""
    metrics: Path | None = None
    materials: Path | None = None
    region: str = ""
    year: int = 0
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    per_outline: Mapping[str, RuleChoice] = field(default_factory=dict)
    previous: Path | None = None
    office: Mapping[str, str] = field(default_factory=dict)
    waivers: Path | None = None
    since: Path | None = None
    kb: str | None = None
    judge: ModelSettings | None = None
    reread: ModelSettings | None = None
    reckon: ModelSettings | None = None
    semantic: bool = False


def check_file(
    request: CheckRequest,
    on_progress: Callable[[str], None] = lambda _: None,
    *,
    metrics: Metrics | None = None,
    judge: Judge | None = None,
    reread: Judge | None = None,
    reckoner: Reckoner | None = None,
    further: Iterable[Finding] = (),
    on_context: Callable[[CheckContext], None] = lambda _: None,
) -> CheckResult:
    """Read everything a request names and check the document.

    Args:
        metrics: what the sheet holds, when it was read already.
        judge: who judges claims, in place of the model that the request names; ``reread``: who rereads the report;
            ``reckoner``: who reads it for what its figures follow from.
        further: as of :func:`check_document`, likewise ``on_context``.

    Raises:
        InputError: a file is missing or unusable, or a rule code or an outline is unknown.
    """
    _validate(request)
    outline = find_outline(request.outline) if request.outline else None
    earlier = read_earlier(request.since) if request.since else None
    on_progress("读取报告")
    document = read_document(request.file)
    waivers = read_waivers(request.waivers) if request.waivers else _waivers_of(request.file)
    waivers = [*waivers, *_answered(request.file, {waiver.fingerprint for waiver in waivers})]
    previous = read_document(request.previous) if request.previous else None
    if metrics is None and request.metrics:
        metrics = read_metrics(request.metrics, request.year or None, region=request.region)
    materials, notices = None, list(metrics.notices) if metrics else []
    if request.materials:
        on_progress("读取部门材料")
        documents, unread = read_folder(request.materials)
        materials = MaterialIndex(documents)
        notices += unread
    samples = _samples_of(request.kb) if request.kb else ()
    on_progress("检查")
    result = check_document(
        document,
        metrics=metrics,
        materials=materials,
        outline=outline,
        region=request.region,
        year=request.year,
        select=request.select,
        ignore=request.ignore,
        severity=request.severity,
        per_outline=request.per_outline,
        previous=previous,
        office=request.office,
        waivers=waivers,
        since=earlier,
        samples=samples,
        judge=judge or (model_judge(request.judge) if request.judge else None),
        reread=reread or (model_judge(request.reread, "reread") if request.reread else None),
        reckoner=reckoner or (model_reckoner(request.reckon) if request.reckon else None),
        meaning=_meaning() if request.semantic and materials is not None else None,
        further=further,
        on_context=on_context,
    )
    result.notices = [*notices, *result.notices]
    result.source = request.file
    return result


def _answered(file: Path, known: set[str]) -> list[Waiver]:
    """What reviewers have accepted in the comments of an annotated DOCX."""
    told = comment_waivers(file)
    return [Waiver(fingerprint, reason) for fingerprint, reason in told.items() if fingerprint not in known]


def _waivers_of(report: Path) -> list[Waiver]:
    beside = waivers_beside(report)
    return read_waivers(beside) if beside.is_file() else []


def _samples_of(kb: str) -> tuple[Passage, ...]:
    """The sample reports of the user's own library."""
    from drafter.library.locating import locate_base

    base = locate_base(kb)
    if base is None:
        return ()
    collection, passages = base.read()
    collection.close()
    return tuple(passage for passage in passages.values() if passage.kind == "sample")


def _meaning() -> Meaning:
    """The configured embedder, or why there is none. It is loaded when first asked."""
    from drafter.library.choosing import choose_embedder

    choice = choose_embedder()
    return Meaning(choice.embedder) if choice.embedder.dense else Meaning(None, choice.reason)


def _validate(request: CheckRequest) -> None:
    """Every code is one of a rule or a family, every outline is known."""
    known = [rule.code for rule in all_rules()]
    own = RuleChoice(request.select, request.ignore, request.severity)
    for code in (code for choice in (own, *request.per_outline.values()) for code in choice.codes()):
        if not any(k.startswith(code.upper()) for k in known):
            families = "、".join(family.prefix for family in FAMILIES)
            raise InputError(f"没有规则“{code}”", where="--select/--ignore/[check]", hint=f"可用的类别：{families}")
    for name in request.per_outline:
        find_outline(name)
