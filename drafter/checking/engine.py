"""The one function behind ``drafter check`` and the Python API."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from drafter.checking.among import among
from drafter.checking.claims.asking import model_judge
from drafter.checking.claims.judging import Judge
from drafter.checking.claims.meaning import Meaning
from drafter.checking.context import CheckContext
from drafter.checking.digest import Digest, digest_of
from drafter.checking.merging import merge
from drafter.checking.outline_match import detect_outline
from drafter.checking.reckoning.asking import model_reckoner
from drafter.checking.reckoning.reading import Reckoner
from drafter.checking.rules import FAMILIES, all_rules
from drafter.checking.rules.judged import JUDGED
from drafter.checking.rules.reckoned import RECKONED
from drafter.checking.rules.reread import REREAD
from drafter.checking.support import MaterialIndex
from drafter.errors import InputError
from drafter.facts import Metrics, read_metrics
from drafter.facts.numerals import narrow
from drafter.findings import (
    Coverage,
    EarlierCheck,
    Finding,
    NotChecked,
    RuleChoice,
    Severity,
    Since,
    Waived,
    Waiver,
    apply_waivers,
    assign_fingerprints,
    compare_with_earlier,
    read_earlier,
    read_waivers,
    waivers_beside,
)
from drafter.library.passages import Passage
from drafter.outlines import Outline, find_outline, load_outlines
from drafter.reading import Document, comment_waivers, read_document, read_folder
from drafter.settings import ModelSettings

__all__ = ["CheckRequest", "CheckResult", "check_document", "check_file"]

_REGION = re.compile(r"([一-鿿]{2,14}?(?:省|自治区|市|自治州|州|盟|县|区|旗))(?:人民政府|政府|关于|20\d\d|履行|教育)")
_ISSUER = re.compile(r"[一-鿿]{2,24}(?:人民政府|教育局|教育体育局|教育和体育局)")
_CLOSING = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_MOST_OF_A_RULE = 2000  # a report of a million brackets would else be a gigabyte of findings
_YEAR = re.compile(r"(20\d\d)\s*年?度?")


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


@dataclass
class CheckResult:
    """What was found, what was checked, and on what terms.

    Attributes:
        waived: findings that somebody accepted, with the reason; they count nowhere.
        unused_waivers: waivers that no finding needs any more; ``lapsed_waivers``: those whose last day has passed.
        since: how this compares with an earlier check, None when there is none to compare with.
        source: the file that was read, None when the document came otherwise.
        unjudged: why the model that was asked did not answer; empty where it did, or was not asked.
    """

    document: Document
    findings: list[Finding]
    coverage: Coverage
    outline: str
    region: str
    year: int
    notices: list[str] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)
    unused_waivers: list[Waiver] = field(default_factory=list)
    lapsed_waivers: list[Waiver] = field(default_factory=list)
    since: Since | None = None
    source: Path | None = None
    unjudged: str = ""

    def summary(self) -> dict[str, int]:
        """How many findings of each severity."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity.value: counts[severity] for severity in Severity}

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of the ``check`` contract."""
        return {
            "schema": 1,
            "file": self.document.name,
            "outline": self.outline,
            "region": self.region,
            "year": self.year,
            "summary": self.summary(),
            "findings": [self._finding_dict(finding) for finding in self.findings],
            "coverage": self.coverage.as_dict(),
            "waived": [item.as_dict() for item in self.waived],
            "unused_waivers": [waiver.as_dict() for waiver in self.unused_waivers],
            **({"lapsed_waivers": [waiver.as_dict() for waiver in self.lapsed_waivers]} if self.lapsed_waivers else {}),
            "since": self.since.as_dict(self.findings) if self.since else None,
        }

    def _finding_dict(self, finding: Finding) -> dict[str, Any]:
        status = {"status": self.since.status(finding)} if self.since else {}
        return {**finding.as_dict(), **status}


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


def check_document(
    document: Document,
    *,
    metrics: Metrics | None = None,
    materials: MaterialIndex | None = None,
    outline: Outline | None = None,
    region: str = "",
    year: int = 0,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, str] | None = None,
    per_outline: Mapping[str, RuleChoice] | None = None,
    previous: Document | None = None,
    office: Mapping[str, str] | None = None,
    waivers: Sequence[Waiver] = (),
    since: EarlierCheck | None = None,
    samples: Sequence[Passage] = (),
    peers: Sequence[Digest] = (),
    counties: Sequence[Digest] = (),
    judge: Judge | None = None,
    reread: Judge | None = None,
    reckoner: Reckoner | None = None,
    meaning: Meaning | None = None,
    further: Iterable[Finding] = (),
    on_context: Callable[[CheckContext], None] = lambda _: None,
) -> CheckResult:
    """Check a document that has been read; what is not given is taken from the document itself or left unchecked.

    Args:
        select: rule codes or family prefixes to run, all when empty.
        ignore: rule codes or family prefixes to leave out.
        severity: rule code or family prefix -> error, warning or info, instead of the rule's own.
        per_outline: outline id -> a choice that comes on top for a report in that form.
        previous: last year's report, for what was carried over.
        office: the user's own fonts and measures of documents, which the layout is held to.
        waivers: findings that were accepted.
        since: an earlier check to compare with.
        samples: sample reports, besides the shipped ones, that the text must not be copied from.
        peers: other counties of the same batch.
        counties: those of the city whose report it is, for its totals.
        judge: judges the claims that rules leave open against the write-ups; its doubts are warnings.
        reread: judges whether sentences of the report contradict each other; its doubts are warnings.
        reckoner: reads what its figures follow from; what does not come out, and is confirmed, is a warning.
        meaning: finds write-ups near in meaning to claims, for the coverage alone.
        further: findings made elsewhere, which are merged, waived and numbered with the rest.
        on_context: called with what was extracted from the document, once every rule has run.

    Raises:
        UnansweredError: a judge that only knows some answers has noted others to be asked.
    """
    whose = region or (metrics.region if metrics else "") or region_of(document)
    context = CheckContext(
        document=document,
        region=whose,
        year=year or (metrics.year if metrics else 0) or year_of(document),
        metrics=metrics,
        materials=materials,
        outline=outline or detect_outline(document, load_outlines(), whose),
        outline_named=outline is not None,
        office=office or {},
        samples=tuple(samples),
        counties=tuple(counties),
    )
    if peers:
        context.among = among(digest_of(context), tuple(peers))
    if previous is not None:
        named = _YEAR.search(previous.title)
        theirs = int(named[1]) if named else context.year - 1
        context.previous = CheckContext(previous, whose, theirs, known=context.dictionary)
    name = context.outline.id if context.outline else ""
    choice = RuleChoice(tuple(select), tuple(ignore), severity or {}).narrowed((per_outline or {}).get(name))
    chosen = choice.among(rule.code for rule in all_rules())
    context.judge = judge if JUDGED.code in chosen else None
    context.reread = reread if REREAD.code in chosen else None
    context.reckoner = reckoner if RECKONED.code in chosen else None
    context.meaning = meaning
    found = list(_found(context, chosen))
    if context.open_questions:
        from drafter.model.replies import UnansweredError

        raise UnansweredError
    found += [finding for finding in further if finding.code in chosen]
    context.count_figures()
    on_context(context)
    ran = set(chosen) - context.not_run
    for what in document.unread:
        context.coverage.not_checked.append(NotChecked(what, "could not read", "请把其中的文字写进正文"))
    merged = [choice.held_to(finding) for finding in merge(found)]
    lapsed = [waiver for waiver in waivers if waiver.has_lapsed(date.today())]
    holding = [waiver for waiver in waivers if waiver not in lapsed]
    findings, waived, unused = apply_waivers(assign_fingerprints(merged, document.paragraph_text()), holding)
    return CheckResult(
        document,
        findings,
        context.coverage,
        name,
        context.region,
        context.year,
        notices=context.notices,
        unjudged=context.unjudged,
        waived=waived,
        unused_waivers=[waiver for waiver in unused if not waiver.code or waiver.code in ran],
        lapsed_waivers=lapsed,
        since=compare_with_earlier(findings, since, ran=ran, waived=[w.finding.fingerprint for w in waived])
        if since
        else None,
    )


def _found(context: CheckContext, chosen: AbstractSet[str]) -> Iterator[Finding]:
    """What the chosen rules find; of a rule that finds something at every turn only the first, which says enough."""
    counts: Counter[str] = Counter()
    for family in FAMILIES:
        if not any(rule.code in chosen for rule in family.rules):
            continue
        for finding in family.check(context):
            if finding.code not in chosen:
                continue
            counts[finding.code] += 1
            if counts[finding.code] <= _MOST_OF_A_RULE:
                yield finding
    context.notices += [
        f"{code} 共发现 {count} 处，只列出前 {_MOST_OF_A_RULE} 处，请先改正再检查。"
        for code, count in counts.items()
        if count > _MOST_OF_A_RULE
    ]


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


def region_of(document: Document) -> str:
    """The region the title names; empty for a placeholder or none."""
    title = narrow(document.title)
    for words in (title, *_head_and_foot(document, title)):
        match = _REGION.search(words)
        region = match[1].removeprefix("关于") if match else ""
        if region and (re.search(r"[XxＸｘ×*某]", region) or len(region) < 3):
            return ""
        if region:
            return region
    return ""


def _head_and_foot(document: Document, title: str) -> Iterator[str]:
    """A title set in two lines as one, and the government that signs above the closing date."""
    lines = [narrow(p.text).strip() for p in document.paragraphs if p.part == "body" and p.text.strip()]
    at = lines.index(title) if title in lines else -1
    if at > 0 and _ISSUER.fullmatch(lines[at - 1]):
        yield lines[at - 1] + title
    for signer, day in pairwise(lines[-3:]):
        if _CLOSING.fullmatch(day) and _ISSUER.fullmatch(signer):
            yield signer


def year_of(document: Document) -> int:
    """The year the title names, else the one the text speaks of most."""
    if match := _YEAR.search(narrow(document.title)):
        return int(match[1])
    years = Counter(int(y) for p in document.body() for y in _YEAR.findall(narrow(p.text)))
    return years.most_common(1)[0][0] if years else 0
