"""Running the rules: a document that has been read, with what it is held against, becomes findings and coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from drafter.checking.among import among
from drafter.checking.claims.judging import Judge
from drafter.checking.claims.meaning import Meaning
from drafter.checking.context import CheckContext
from drafter.checking.digest import Digest, digest_of
from drafter.checking.merging import merge
from drafter.checking.outline_match import detect_outline
from drafter.checking.reckoning.reading import Reckoner
from drafter.checking.result import CheckResult
from drafter.checking.rules import FAMILIES, all_rules
from drafter.checking.rules.judged import JUDGED
from drafter.checking.rules.reckoned import RECKONED
from drafter.checking.rules.reread import REREAD
from drafter.checking.support import MaterialIndex
from drafter.checking.whose_report import region_of, titled_year, year_of
from drafter.facts import Metrics
from drafter.findings import (
    EarlierCheck,
    Finding,
    NotChecked,
    RuleChoice,
    Waiver,
    apply_waivers,
    assign_fingerprints,
    compare_with_earlier,
)
from drafter.library.passages import Passage
from drafter.outlines import Outline, load_outlines
from drafter.reading import Document

__all__ = ["check_document"]

_MOST_OF_A_RULE = 2000  # a report of a million brackets would else be a gigabyte of findings


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
        theirs = titled_year(previous.title) or context.year - 1
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
