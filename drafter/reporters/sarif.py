"""SARIF 2.1.0 (OASIS), which code review tools and editors read. A paragraph counts as a line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from drafter import __version__
from drafter.checking import CheckResult
from drafter.checking.rules import all_rules
from drafter.findings import Finding, Place, Severity, Waiver

__all__ = ["to_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "drafter/v1"


def to_sarif(result: CheckResult) -> str:
    """One run with every rule of the catalogue; waived findings are suppressed, ``--since`` gives baseline states."""
    uri = _uri(result)
    indexes = {rule.code: index for index, rule in enumerate(all_rules())}
    texts = result.document.paragraph_text()
    results = [_result(result, finding, uri, indexes, texts) for finding in result.findings]
    for waived in result.waived:
        results.append({**_result(result, waived.finding, uri, indexes, texts), **_suppressed(waived.waiver)})
    run = {
        "tool": {"driver": {"name": "drafter", "version": __version__, "language": "zh-CN", "rules": _rules()}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri}}],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _uri(result: CheckResult) -> str:
    """Relative to the working folder where the file lies in it, else its name alone; never an absolute path."""
    path = result.source or Path(result.document.name)
    try:
        relative = path.resolve().relative_to(Path(os.curdir).resolve())
    except ValueError:
        relative = Path(path.name)
    return quote(relative.as_posix())


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": rule.code,
            "name": "".join(word.capitalize() for word in rule.slug.split("-")),
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": f"{rule.what}{rule.why}"},
            "help": {"text": f"依据：{rule.source}"},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in all_rules()
    ]


def _result(
    result: CheckResult, finding: Finding, uri: str, indexes: dict[str, int], texts: dict[int, str]
) -> dict[str, Any]:
    told = {
        "ruleId": finding.code,
        "ruleIndex": indexes[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": "。".join(part for part in (finding.message, finding.suggestion) if part)},
        "locations": [_location(finding.place, uri, texts)] if finding.excerpt else [{**_artifact(uri)}],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
    }
    if finding.also:
        told["relatedLocations"] = [
            {"id": number, **_location(place, uri, texts)} for number, place in enumerate(finding.also, start=1)
        ]
    if result.since is not None:
        told["baselineState"] = "new" if result.since.status(finding) == "new" else "unchanged"
    return told


def _artifact(uri: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "index": 0}}}


def _location(place: Place, uri: str, texts: dict[int, str]) -> dict[str, Any]:
    region = {
        "startLine": place.paragraph + 1,
        "startColumn": place.start + 1,
        "endLine": place.paragraph + 1,
        "endColumn": place.end + 1,
        "snippet": {"text": texts.get(place.paragraph, "")[place.start : place.end]},
    }
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": uri, "index": 0}, "region": region},
    }
    if place.section:
        location["logicalLocations"] = [{"name": place.section, "kind": "member"}]
    return location


def _suppressed(waiver: Waiver) -> dict[str, Any]:
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": waiver.reason}]}
