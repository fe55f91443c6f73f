"""The one function behind ``drafter check`` and the Python API."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from drafter.checking.context import CheckContext
from drafter.checking.merging import merge
from drafter.checking.outline_match import detect_outline
from drafter.checking.rules import FAMILIES, all_rules
from drafter.checking.support import MaterialIndex
from drafter.errors import InputError
from drafter.facts import Metrics, read_metrics
from drafter.findings import Coverage, Finding, NotChecked, Severity, assign_fingerprints
from drafter.outlines import Outline, find_outline, load_outlines
from drafter.reading import Document, read_document, read_folder

__all__ = ["CheckRequest", "CheckResult", "check_document", "check_file"]

_REGION = re.compile(r"([一-鿿]{2,14}?(?:省|自治区|市|自治州|州|盟|县|区|旗))(?:人民政府|政府|关于|20\d\d|履行|教育)")
_YEAR = re.compile(r"(20\d\d)\s*年?度?")


@dataclass(frozen=True)
class CheckRequest:
    """What a user asks to have checked, and with what.

    Attributes:
        select: codes or family prefixes to run, empty for all; ``ignore`` the same to leave out.
        severity: code or family prefix -> the severity the user holds it to, instead of the rule's own.
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


@dataclass
class CheckResult:
    """What was found, what was checked, and on what terms."""

    document: Document
    findings: list[Finding]
    coverage: Coverage
    outline: str
    region: str
    year: int
    notices: list[str] = field(default_factory=list)

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
            "findings": [finding.as_dict() for finding in self.findings],
            "coverage": self.coverage.as_dict(),
        }


def check_file(request: CheckRequest, on_progress: Callable[[str], None] = lambda _: None) -> CheckResult:
    """Read everything a request names and check the document.

    Raises:
        InputError: a file is missing or unusable, or a rule code is unknown.
    """
    _validate_codes((*request.select, *request.ignore, *request.severity))
    outline = find_outline(request.outline) if request.outline else None
    on_progress("读取报告")
    document = read_document(request.file)
    metrics = read_metrics(request.metrics, request.year or None, region=request.region) if request.metrics else None
    materials, notices = None, list(metrics.notices) if metrics else []
    if request.materials:
        on_progress("读取部门材料")
        documents, unread = read_folder(request.materials)
        materials = MaterialIndex(documents)
        notices += unread
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
    )
    result.notices = notices
    return result


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
) -> CheckResult:
    """Check a document that has been read; what is not given is taken from the document itself or left unchecked.

    Args:
        select: rule codes or family prefixes to run, all when empty.
        ignore: rule codes or family prefixes to leave out.
        severity: rule code or family prefix -> error, warning or info, instead of the rule's own.
    """
    whose = region or (metrics.region if metrics else "") or _region_of(document)
    context = CheckContext(
        document=document,
        region=whose,
        year=year or (metrics.year if metrics else 0) or _year_of(document),
        metrics=metrics,
        materials=materials,
        outline=outline or detect_outline(document, load_outlines(), whose),
        outline_named=outline is not None,
    )
    chosen = _chosen(tuple(select), tuple(ignore))
    found = [
        finding
        for family in FAMILIES
        if any(rule.code in chosen for rule in family.rules)
        for finding in family.check(context)
        if finding.code in chosen
    ]
    context.count_figures()
    for what in document.unread:
        context.coverage.not_checked.append(NotChecked(what, "could not read", "请把其中的文字写进正文"))
    merged = [_held_to(finding, severity or {}) for finding in merge(found)]
    findings = assign_fingerprints(merged, document.paragraph_text())
    name = context.outline.id if context.outline else ""
    return CheckResult(document, findings, context.coverage, name, context.region, context.year)


def _held_to(finding: Finding, severity: Mapping[str, str]) -> Finding:
    """The finding with the severity the user holds its rule, or else its family, to."""
    wanted = severity.get(finding.code) or severity.get(finding.code[:3])
    return replace(finding, severity=Severity(wanted)) if wanted else finding


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> set[str]:
    codes = [rule.code for rule in all_rules()]
    wanted = [c for c in codes if not select or c.startswith(tuple(s.upper() for s in select))]
    return {c for c in wanted if not ignore or not c.startswith(tuple(i.upper() for i in ignore))}


def _validate_codes(codes: Iterable[str]) -> None:
    known = [rule.code for rule in all_rules()]
    for code in codes:
        if not any(k.startswith(code.upper()) for k in known):
            families = "、".join(family.prefix for family in FAMILIES)
            raise InputError(f"没有规则“{code}”", where="--select/--ignore/[check]", hint=f"可用的类别：{families}")


def _region_of(document: Document) -> str:
    """The region the title names; empty for a placeholder or none."""
    match = _REGION.search(document.title)
    region = match[1].removeprefix("关于") if match else ""
    return "" if re.search(r"[XxＸｘ×*某]", region) or len(region) < 3 else region


def _year_of(document: Document) -> int:
    """The year the title names, else the one the text speaks of most."""
    if match := _YEAR.search(document.title):
        return int(match[1])
    years = Counter(int(y) for p in document.body() for y in _YEAR.findall(p.text))
    return years.most_common(1)[0][0] if years else 0
