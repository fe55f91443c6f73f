"""Findings that somebody has looked at and accepted, each with a reason, in a file beside the report.

The file is TOML, so that people can read and edit it::

    [[waiver]]
    fingerprint = "0123456789ab"
    code = "STY001"
    reason = "文件原名如此"
    excerpt = "……"
    date = "2026-03-20"

``fingerprint`` and ``reason`` are needed; ``until = "2026-12-31"`` lets it lapse after that day; the rest is there for
whoever reads it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date as Day  # noqa: N812 - a waiver has a date of its own
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.findings.model import Finding

__all__ = ["Waived", "Waiver", "add_waivers", "apply_waivers", "likely_now", "read_waivers", "waivers_beside"]

_HEAD = "# drafter 检查结果的豁免：每条写明指纹和理由；check 时自动读取。删去一条即恢复该发现。\n"
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_LONGEST_EXCERPT = 40


@dataclass(frozen=True)
class Waiver:
    """One accepted finding.

    Attributes:
        fingerprint: of the finding, 12 hexadecimal digits.
        reason: why it may stay as it is.
        code: the rule, for people and to tell a waiver that is not needed from one whose rule did not run.
        date: when it was accepted, as written.
        until: the last day it holds, ``2026-12-31``; empty for a waiver without end.
    """

    fingerprint: str
    reason: str
    code: str = ""
    excerpt: str = ""
    date: str = ""
    until: str = ""

    def as_dict(self) -> dict[str, str]:
        """The JSON form; ``until`` only where it is set."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return told if self.until else {name: value for name, value in told.items() if name != "until"}

    def has_lapsed(self, today: Day) -> bool:
        """Whether it holds no more."""
        return bool(self.until) and Day.fromisoformat(self.until) < today


@dataclass(frozen=True)
class Waived:
    """A finding with the waiver it falls under."""

    finding: Finding
    waiver: Waiver

    def as_dict(self) -> dict[str, Any]:
        """The JSON form: the finding and the reason it was accepted."""
        return {**self.finding.as_dict(), "reason": self.waiver.reason}


def waivers_beside(report: Path) -> Path:
    """Where the waivers of a report are kept: ``报告.waivers.toml`` for 报告.docx and 报告.report.json alike."""
    return report.with_name(f"{report.stem.removesuffix('.report')}.waivers.toml")


def read_waivers(path: Path) -> list[Waiver]:
    """The waivers of a file.

    Raises:
        InputError: it is missing or no TOML, or a waiver lacks its fingerprint or reason.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise InputError("找不到豁免文件", where=str(path), hint="请核对路径") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise InputError("豁免文件不是有效的 TOML", where=path.name, hint="请检查引号和等号") from error
    entries = data.get("waiver", [])
    if set(data) - {"waiver"} or not isinstance(entries, list):
        raise InputError("豁免文件里只能有 [[waiver]]", where=path.name)
    return [_waiver(entry, number, path.name) for number, entry in enumerate(entries, start=1)]


def _waiver(entry: Any, number: int, name: str) -> Waiver:
    where = f"{name} 第{number}条"
    known = {field.name for field in fields(Waiver)}
    if not isinstance(entry, dict) or set(entry) - known:
        raise InputError("有不认识的键", where=where, hint=f"可用：{'、'.join(sorted(known))}")
    values = {key: str(value).strip() for key, value in entry.items()}
    values["fingerprint"] = values.get("fingerprint", "").lower()
    if not _FINGERPRINT.fullmatch(values["fingerprint"]):
        raise InputError("没有写指纹（12 位）", where=where, hint="指纹见 check 的结果")
    if not values.get("reason"):
        raise InputError("没有写理由 reason", where=where, hint="豁免要写明理由")
    try:
        Day.fromisoformat(values.get("until") or "2000-01-01")
    except ValueError as error:
        hint = '要写成 until = "2026-12-31" 这样的日期'
        raise InputError(f"“{values['until']}”不是日期", where=where, hint=hint) from error
    return Waiver(**values)


def add_waivers(text: str, waivers: Iterable[Waiver]) -> str:
    """The text of a waiver file with more waivers at its end; what stood there, comments too, stays as it was."""
    parts = [text.rstrip("\n") + "\n" if text.strip() else _HEAD]
    for waiver in waivers:
        values = {**waiver.as_dict(), "excerpt": _shown(waiver.excerpt), "reason": " ".join(waiver.reason.split())}
        parts.append("".join(["[[waiver]]\n", *(f"{k} = {_quoted(v)}\n" for k, v in values.items() if v)]))
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """A TOML basic string; it differs from JSON's in the one control character that JSON leaves alone."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def apply_waivers(
    findings: Iterable[Finding], waivers: Sequence[Waiver]
) -> tuple[list[Finding], list[Waived], list[Waiver]]:
    """Findings that stay, those that are waived, and the waivers that fit none."""
    by_fingerprint = {waiver.fingerprint: waiver for waiver in waivers}
    stay: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        waiver = by_fingerprint.get(finding.fingerprint)
        if waiver is None:
            stay.append(finding)
        else:
            waived.append(Waived(finding, waiver))
    used = {item.waiver.fingerprint for item in waived}
    return stay, waived, [waiver for waiver in waivers if waiver.fingerprint not in used]


def likely_now(waiver: Waiver, findings: Iterable[Finding]) -> str:
    """The fingerprint that the finding of an unused waiver may have now; empty when nothing speaks for one.

    An edit just before the words changes a fingerprint. The same words under the same rule, once in the document, may
    then be meant; but they may as well be another finding, so this is only told, and waives nothing.
    """
    if not waiver.code or not waiver.excerpt:
        return ""
    same = [f for f in findings if f.code == waiver.code and _shown(f.excerpt) == _shown(waiver.excerpt)]
    return same[0].fingerprint if len(same) == 1 else ""


def _shown(excerpt: str) -> str:
    return " ".join(excerpt.split())[:_LONGEST_EXCERPT]
