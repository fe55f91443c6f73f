"""The catalogue of rules: every example of every rule is run, and the codes are a contract."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from checking_helpers import REGION, YEAR, document, in_place, metrics

from drafter.checking import CheckResult, check_document
from drafter.checking.claims.judging import Judgement, Opinion, Question, Verdict
from drafter.checking.context import CheckContext
from drafter.checking.digest import Digest, digest_of
from drafter.checking.inquiry import Told
from drafter.checking.reckoning.formulas import Formula, parse
from drafter.checking.reckoning.numbered import Numbered
from drafter.checking.reckoning.reading import Part, Reckoner
from drafter.checking.rules import FAMILIES, Example, Rule, all_rules, find_rule
from drafter.checking.support import MaterialIndex
from drafter.findings import Severity

_FLAGS = [(rule, example) for rule in all_rules() for example in rule.flags]
_PASSES = [(rule, example) for rule in all_rules() for example in rule.passes]


def run(example: Example) -> CheckResult:
    read = document(example.text)
    read.layout = example.layout

    def judge(questions: Sequence[Question], region: str, year: int) -> Judgement:
        shown = {question.id: next(iter(question.passages.values())) for question in questions}
        return Judgement({name: Opinion(Verdict(example.verdict), passage) for name, passage in shown.items()})

    def reading(text: Numbered, parts: Sequence[Part], region: str, year: int) -> Told[tuple[Formula, ...]]:
        names = {f"f{at}": name for at, name in enumerate(parts[0].names, start=1)}
        lines = [re.sub(r"f\d+", lambda match: names.get(match[0], match[0]), line) for line in example.reckoned]
        return Told({parts[0].id: tuple(f for line in lines if (f := parse(line, text.operands)) is not None)})

    return check_document(
        read,
        metrics=metrics(example.metrics, duplicates=example.duplicates, odd=example.odd, observed=example.observed)
        if example.metrics or example.observed
        else None,
        materials=MaterialIndex([document(example.material, "材料.txt")]) if example.material else None,
        outline=example.outline,
        previous=document(example.previous, "上年.txt") if example.previous else None,
        region=REGION,
        year=YEAR,
        peers=[peer(region, text, example.rows.get(region, {})) for region, text in example.peers.items()],
        counties=[peer(region, "", rows) for region, rows in example.counties.items()],
        judge=judge if example.verdict else None,
        reread=judge if example.verdict else None,
        reckoner=Reckoner(reading, judge) if example.verdict else None,
    )


def peer(region: str, text: str, rows: Mapping[str, tuple[str, str | None]]) -> Digest:
    """Another county of the batch."""
    return digest_of(CheckContext(document(text), region, YEAR, metrics=metrics(rows) if rows else None))


def name(value: object) -> str:
    return value.code if isinstance(value, Rule) else ""


@pytest.mark.parametrize(("rule", "example"), _FLAGS, ids=name)
def test_a_bad_example_is_flagged(rule: Rule, example: Example) -> None:
    result = run(example)
    assert rule.code in {finding.code for finding in result.findings}
    assert in_place(result)


@pytest.mark.parametrize(("rule", "example"), _PASSES, ids=name)
def test_a_good_example_is_not(rule: Rule, example: Example) -> None:
    assert rule.code not in {finding.code for finding in run(example).findings}


@pytest.mark.parametrize("rule", all_rules(), ids=name)
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.flags
    assert rule.passes
    assert re.fullmatch("[A-Z]{3}[0-9]{3}", rule.code)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert rule.severity in Severity
    for words in (rule.title, rule.what, rule.why, rule.source):
        assert re.search("[一-鿿]", words)
    assert rule.what.endswith("。")
    assert rule.why.endswith("。")


def test_codes_and_slugs_are_used_once() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.slug for rule in rules}) == len(rules)


def test_a_family_holds_its_own_codes_in_order() -> None:
    families = [
        "MET",
        "PLH",
        "NUM",
        "ARI",
        "REQ",
        "POL",
        "CLM",
        "ENT",
        "CON",
        "TIM",
        "YOY",
        "STR",
        "STY",
        "DUP",
        "FMT",
        "ROL",
    ]
    assert [family.prefix for family in FAMILIES] == families
    for family in FAMILIES:
        codes = [rule.code for rule in family.rules]
        assert codes == sorted(codes)
        assert all(code.startswith(family.prefix) for code in codes)


def test_codes_stay_what_they_are() -> None:
    assert {rule.code: (rule.slug, rule.severity.value) for rule in all_rules()} == {
        "MET001": ("conflicting-rows", "error"),
        "MET002": ("total-not-parts", "error"),
        "MET003": ("formula-mismatch", "warning"),
        "MET004": ("out-of-range", "error"),
        "MET005": ("unit-slip-between-years", "warning"),
        "MET006": ("part-above-whole", "error"),
        "MET007": ("rate-on-other-basis", "warning"),
        "MET008": ("per-pupil-measures-mixed", "warning"),
        "MET009": ("unit-does-not-fit", "error"),
        "MET101": ("outlier-among-peers", "warning"),
        "PLH001": ("number-placeholder", "error"),
        "PLH002": ("year-placeholder", "error"),
        "PLH003": ("name-placeholder", "warning"),
        "PLH004": ("reference-placeholder", "error"),
        "PLH005": ("pending-note", "error"),
        "PLH006": ("page-leftover", "warning"),
        "PLH007": ("writers-note", "warning"),
        "PLH008": ("software-remains", "error"),
        "PLH009": ("choice-left-open", "warning"),
        "NUM001": ("value-mismatch", "error"),
        "NUM002": ("unit-slip", "error"),
        "NUM003": ("year-swap", "error"),
        "NUM004": ("change-mismatch", "error"),
        "NUM005": ("direction-mismatch", "error"),
        "NUM006": ("truncated-metric", "warning"),
        "NUM007": ("differs-from-material", "error"),
        "NUM008": ("unsupported-figure", "warning"),
        "NUM009": ("ratio-as-percent", "error"),
        "NUM010": ("per-head-twice", "info"),
        "NUM011": ("rate-without-base", "info"),
        "NUM012": ("standard-without-period", "info"),
        "NUM013": ("share-without-unit", "error"),
        "NUM014": ("standard-without-unit", "warning"),
        "NUM015": ("impossible-amount", "warning"),
        "NUM016": ("site-too-small", "warning"),
        "NUM017": ("count-told-as-percent", "warning"),
        "NUM018": ("heads-in-fractions", "warning"),
        "NUM019": ("figure-form", "warning"),
        "NUM020": ("range-from-high-to-low", "warning"),
        "NUM021": ("unit-of-another-thing", "warning"),
        "NUM022": ("impossible-size", "warning"),
        "NUM024": ("value-of-another", "warning"),
        "NUM023": ("unit-unlike-its-siblings", "warning"),
        "ARI001": ("share-mismatch", "error"),
        "ARI002": ("sum-mismatch", "error"),
        "ARI003": ("growth-mismatch", "error"),
        "ARI004": ("difference-mismatch", "error"),
        "ARI005": ("percent-for-points", "warning"),
        "ARI006": ("direction-contradiction", "error"),
        "ARI007": ("list-length", "error"),
        "ARI008": ("part-exceeds-whole", "error"),
        "ARI009": ("product-mismatch", "warning"),
        "ARI010": ("ratio-mismatch", "error"),
        "ARI011": ("target-contradiction", "error"),
        "ARI012": ("truncated", "warning"),
        "ARI013": ("text-against-row", "error"),
        "ARI014": ("items-alike", "warning"),
        "ARI015": ("model-relation-fails", "warning"),
        "REQ001": ("section-missing", "error"),
        "REQ002": ("item-missing", "error"),
        "REQ003": ("item-empty", "warning"),
        "REQ004": ("item-without-figure", "warning"),
        "REQ005": ("not-applicable-not-allowed", "error"),
        "REQ006": ("core-item-missing", "warning"),
        "POL001": ("wrong-document-number", "error"),
        "POL002": ("number-of-another-document", "error"),
        "POL003": ("inexact-title", "warning"),
        "POL004": ("superseded-document", "warning"),
        "POL005": ("standard-not-met", "error"),
        "POL006": ("shortfall-not-owned", "warning"),
        "POL007": ("problem-without-measure", "warning"),
        "POL008": ("measure-without-problem", "info"),
        "POL009": ("empty-title", "error"),
        "POL010": ("requirement-misquoted", "warning"),
        "POL011": ("no-such-article", "warning"),
        "POL012": ("fixed-norm-misquoted", "warning"),
        "POL013": ("issuer-of-another", "warning"),
        "POL014": ("law-with-another-date", "warning"),
        "POL015": ("formula-misquoted", "warning"),
        "POL016": ("fixed-wording-misquoted", "warning"),
        "POL017": ("against-the-norm", "warning"),
        "POL018": ("measure-field-missing", "warning"),
        "POL019": ("goal-below-present", "warning"),
        "CLM001": ("superlative-without-evidence", "warning"),
        "CLM002": ("absolute-without-evidence", "warning"),
        "CLM003": ("none-without-evidence", "warning"),
        "CLM004": ("award-without-evidence", "warning"),
        "CLM005": ("document-without-evidence", "info"),
        "CLM006": ("missing-attachment", "info"),
        "CLM007": ("model-doubts-claim", "warning"),
        "CLM008": ("event-without-evidence", "warning"),
        "CLM009": ("degree-without-figure", "info"),
        "CLM010": ("unlike-bases-compared", "warning"),
        "ENT001": ("foreign-place", "error"),
        "ENT002": ("foreign-document-code", "error"),
        "ENT003": ("unknown-person", "warning"),
        "ENT004": ("level-mismatch", "warning"),
        "ENT005": ("leftover-short-name", "warning"),
        "ENT006": ("person-in-two-offices", "warning"),
        "ENT007": ("another-county-as-oneself", "warning"),
        "ENT008": ("county-told-otherwise", "warning"),
        "ENT009": ("not-the-extreme", "error"),
        "ENT010": ("county-not-cleared", "error"),
        "ENT011": ("county-against-whole", "error"),
        "ENT012": ("county-list", "warning"),
        "ENT013": ("counties-compared", "warning"),
        "ENT014": ("no-such-office", "warning"),
        "ENT015": ("own-name-as-another", "warning"),
        "ENT016": ("school-under-two-names", "warning"),
        "ENT017": ("share-of-place", "warning"),
        "ENT101": ("neighbour-name", "warning"),
        "ENT102": ("neighbour-figures", "error"),
        "CON001": ("two-values", "error"),
        "CON002": ("text-against-table", "error"),
        "CON003": ("two-names", "warning"),
        "CON004": ("denied-and-counted", "warning"),
        "CON005": ("retold-otherwise", "warning"),
        "CON006": ("all-and-not-all", "warning"),
        "CON007": ("rank-against-words", "warning"),
        "CON008": ("done-and-still-open", "warning"),
        "CON009": ("words-against-trend", "warning"),
        "CON010": ("called-otherwise", "warning"),
        "CON011": ("list-told-otherwise", "warning"),
        "CON012": ("all-but-some", "warning"),
        "CON013": ("growth-from-nothing", "warning"),
        "CON014": ("two-forms-of-a-name", "warning"),
        "CON030": ("model-sees-contradiction", "warning"),
        "TIM001": ("degenerate-range", "error"),
        "TIM002": ("self-comparison", "error"),
        "TIM003": ("impossible-date", "error"),
        "TIM004": ("stale-year", "warning"),
        "TIM005": ("future-document", "warning"),
        "TIM006": ("ends-before-it-begins", "warning"),
        "TIM007": ("deadline-over", "warning"),
        "TIM008": ("reversed-days", "error"),
        "TIM009": ("after-the-report", "warning"),
        "TIM010": ("number-against-date", "warning"),
        "TIM011": ("series-goes-back", "warning"),
        "TIM012": ("years-of-another-plan", "warning"),
        "TIM013": ("steps-out-of-order", "warning"),
        "TIM014": ("years-since", "warning"),
        "TIM015": ("campaign-at-another-time", "warning"),
        "TIM016": ("weekday-of-another-date", "warning"),
        "TIM017": ("term-of-another-year", "warning"),
        "TIM018": ("meeting-at-another-time", "warning"),
        "TIM019": ("before-it-existed", "warning"),
        "TIM020": ("day-told-by-another", "warning"),
        "TIM021": ("study-of-another-year", "warning"),
        "TIM022": ("month-of-another-season", "warning"),
        "YOY001": ("last-year-figure", "warning"),
        "YOY002": ("stale-sentence", "warning"),
        "YOY003": ("carried-over-plan", "warning"),
        "YOY004": ("carried-over-text", "info"),
        "STR001": ("broken-sentence", "warning"),
        "STR002": ("ordinal-gap", "error"),
        "STR003": ("heading-gap", "error"),
        "STR004": ("level-skipped", "info"),
        "STR005": ("repeated-paragraph", "warning"),
        "STR006": ("repeated-title", "warning"),
        "STR007": ("empty-section", "warning"),
        "STR008": ("missing-full-stop", "warning"),
        "STR009": ("title-without-year", "info"),
        "STR010": ("stray-line", "warning"),
        "STR011": ("repeated-heading", "warning"),
        "STR012": ("title-without-genre", "warning"),
        "STR013": ("sentence-told-again", "warning"),
        "STR014": ("note-in-the-text", "warning"),
        "STR015": ("clause-twice-over", "warning"),
        "STR016": ("title-runs-into-text", "warning"),
        "STR017": ("unfinished-title", "warning"),
        "STR018": ("title-without-issuer", "info"),
        "STR019": ("announced-count", "warning"),
        "STR020": ("signed-by-another", "warning"),
        "STR021": ("annex-not-listed", "warning"),
        "STR022": ("reference-to-nothing", "warning"),
        "STR023": ("heading-of-another-matter", "warning"),
        "STR024": ("request-in-report", "error"),
        "STY001": ("halfwidth-mark", "warning"),
        "STY002": ("straight-quote", "warning"),
        "STY003": ("unpaired-mark", "warning"),
        "STY004": ("doubled-mark", "warning"),
        "STY005": ("comma-between-quoted", "info"),
        "STY006": ("comma-before-etc", "warning"),
        "STY007": ("ellipsis-form", "warning"),
        "STY008": ("range-dash", "info"),
        "STY009": ("ordinal-mark", "warning"),
        "STY010": ("heading-end-mark", "info"),
        "STY011": ("unmarked-title", "warning"),
        "STY012": ("nested-title", "info"),
        "STY013": ("fullwidth-digit", "warning"),
        "STY014": ("fullwidth-percent", "info"),
        "STY015": ("space-in-number", "warning"),
        "STY016": ("space-beside-number", "info"),
        "STY017": ("two-digit-year", "warning"),
        "STY018": ("mixed-numerals", "warning"),
        "STY019": ("zero-padded-date", "warning"),
        "STY020": ("elided-range", "warning"),
        "STY021": ("approximate-twice", "warning"),
        "STY022": ("typo", "warning"),
        "STY023": ("superseded-term", "warning"),
        "STY024": ("earlier-congress", "warning"),
        "STY025": ("colloquial-wording", "info"),
        "STY026": ("relative-year", "info"),
        "STY027": ("repeated-word", "warning"),
        "STY028": ("annex-marks", "warning"),
        "STY029": ("alike-character", "warning"),
        "STY030": ("cited-number-form", "warning"),
        "STY031": ("comma-between-parallel-words", "info"),
        "STY032": ("space-in-text", "info"),
        "STY033": ("stop-inside-words", "warning"),
        "STY034": ("measure-word", "warning"),
        "STY035": ("ill-formed-sentence", "warning"),
        "DUP001": ("shared-with-sample", "warning"),
        "DUP002": ("sentence-twice", "warning"),
        "DUP101": ("same-as-neighbour", "warning"),
        "FMT001": ("paper-size", "warning"),
        "FMT002": ("margins", "warning"),
        "FMT003": ("title-look", "info"),
        "FMT004": ("title-wording", "warning"),
        "FMT005": ("text-look", "info"),
        "FMT006": ("heading-look", "info"),
        "FMT007": ("first-line-indent", "info"),
        "FMT008": ("lines-a-page", "info"),
        "FMT009": ("text-colour", "warning"),
        "FMT010": ("page-number", "info"),
        "FMT011": ("addressee", "warning"),
        "FMT012": ("signature", "warning"),
        "FMT013": ("date-form", "warning"),
        "FMT014": ("annex", "warning"),
        "FMT015": ("heading-stop", "info"),
        "FMT016": ("document-number-form", "warning"),
        "ROL001": ("city-total-mismatch", "error"),
        "ROL002": ("city-rate-outside", "warning"),
    }


@pytest.mark.parametrize("wanted", ["ARI001", "ari001", " ARI001 ", "share-mismatch", "Share-Mismatch"])
def test_a_rule_is_found_by_code_or_slug(wanted: str) -> None:
    rule = find_rule(wanted)
    assert rule is not None
    assert rule.code == "ARI001"


@pytest.mark.parametrize("wanted", ["", "ARI", "ARI999", "share"])
def test_no_rule_is_found_by_half_a_name(wanted: str) -> None:
    assert find_rule(wanted) is None
