"""What has changed since an earlier check: which findings are new, which are still there, which are gone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.findings.model import Finding

__all__ = ["EarlierCheck", "Since", "compare_with_earlier", "read_earlier"]

_SCHEMA = 1
_MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class EarlierCheck:
    """The findings of an earlier ``check --format json``, as they stand in its file."""

    file: str
    findings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Since:
    """A check held against an earlier one.

    Attributes:
        file: the earlier check.
        new: fingerprints of findings that it did not have.
        fixed: findings that it had and that are gone, as they stand there.
    """

    file: str
    new: frozenset[str]
    fixed: tuple[Mapping[str, Any], ...]

    def status(self, finding: Finding) -> str:
        """``new`` or ``same``."""
        return "new" if finding.fingerprint in self.new else "same"

    def label(self, finding: Finding) -> str:
        """The same in Chinese: 新增 or 仍在."""
        return "新增" if finding.fingerprint in self.new else "仍在"

    def counts(self, findings: Sequence[Finding]) -> dict[str, int]:
        """How many are new, the same, and fixed."""
        new = sum(finding.fingerprint in self.new for finding in findings)
        return {"new": new, "same": len(findings) - new, "fixed": len(self.fixed)}

    def as_dict(self, findings: Sequence[Finding]) -> dict[str, Any]:
        """The JSON form."""
        return {"file": self.file, **self.counts(findings), "fixed_findings": [dict(item) for item in self.fixed]}


def read_earlier(path: Path) -> EarlierCheck:
    """The result of an earlier check.

    Raises:
        InputError: it is missing, or not what ``check --format json`` writes.
    """
    hint = "请给 drafter check --format json 写出的文件"
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("文件过大", where=path.name, hint=hint)
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise InputError("找不到上一次的检查结果", where=str(path), hint="请核对路径") from error
    except (ValueError, RecursionError, OSError) as error:
        raise InputError("不是有效的 JSON", where=path.name, hint=hint) from error
    findings = data.get("findings") if isinstance(data, dict) and data.get("schema") == _SCHEMA else None
    named = ("code", "fingerprint", "excerpt", "message", "severity")
    if not isinstance(findings, list) or not all(
        isinstance(item, dict) and all(isinstance(item.get(name), str) for name in named) for item in findings
    ):
        raise InputError("不是检查结果", where=path.name, hint=hint)
    return EarlierCheck(path.name, tuple(findings))


def compare_with_earlier(
    findings: Sequence[Finding], earlier: EarlierCheck, *, ran: Iterable[str], waived: Iterable[str] = ()
) -> Since:
    """Tell new findings from old ones, and which old ones are gone.

    Two findings are the same when their fingerprints are, or else when rule and words are (its message, for one on no
    words): an edit just before the words changes the fingerprint.

    Args:
        findings: of this check, waived ones left out.
        ran: codes of the rules that ran; of another rule nothing can be said to be fixed.
        waived: fingerprints of findings that are waived now: accepted, not fixed.
    """
    codes, accepted = frozenset(ran), frozenset(waived)
    here = {finding.fingerprint for finding in findings}
    there = {str(item["fingerprint"]) for item in earlier.findings}
    left = [item for item in earlier.findings if item["fingerprint"] not in here | accepted and item["code"] in codes]
    moved = Counter(map(_words_of, left))
    new = []
    for finding in findings:
        key = (finding.code, finding.excerpt or finding.message)
        if finding.fingerprint in there:
            continue
        if moved[key]:
            moved[key] -= 1
        else:
            new.append(finding.fingerprint)
    fixed = []
    for item in left:
        key = _words_of(item)
        if moved[key]:  # of several with the same words, those left over are gone
            moved[key] -= 1
            fixed.append(item)
    return Since(earlier.file, frozenset(new), tuple(fixed))


def _words_of(item: Mapping[str, Any]) -> tuple[str, str]:
    return str(item["code"]), str(item["excerpt"] or item["message"])
