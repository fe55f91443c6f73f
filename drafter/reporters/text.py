"""Findings as a person reads them, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking import CheckResult
from drafter.findings import Finding, Severity
from drafter.reporters import telling

__all__ = ["to_text"]

#: A stretch of a line and how a terminal shows it.
_Piece = tuple[str, str]
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_DIM, _STRONG = "dim", "bold"


def to_text(result: CheckResult, *, colour: bool = False) -> str:
    """The result as text: a summary line, the findings by section, what was checked and what was not.

    Args:
        colour: with the escape codes of a terminal.
    """
    lines = [*_head(result), *_findings(result), *_foot(result)]
    if colour:
        return _coloured(lines)
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def _head(result: CheckResult) -> Iterator[list[_Piece]]:
    yield [(telling.headline(result), _STRONG)]
    for line in (telling.since_line(result), *(f"注意：{notice}" for notice in result.notices)):
        if line:
            yield [(f"  {line}", "")]


def _findings(result: CheckResult) -> Iterator[list[_Piece]]:
    names, texts = telling.section_names(result), result.document.paragraph_text()
    section: str | None = None
    for finding in telling.in_order(result.findings):
        here = telling.INPUTS if not finding.excerpt else finding.place.section or "开头"
        if here != section:
            section = here
            yield []
            yield [(f"【{names.get(here, here)}】", _STRONG)]
        yield from _finding(result, finding, telling.words(finding, texts))


def _finding(result: CheckResult, finding: Finding, words: str) -> Iterator[list[_Piece]]:
    place = f" {telling.where(finding.place, section=False)}" if finding.excerpt else ""
    also = f"，另有 {len(finding.also)} 处" if finding.also else ""
    shown = f" “{words}”" if finding.excerpt else ""
    status = f"（{result.since.label(finding)}）" if result.since else ""
    yield [
        (finding.severity.label, _STYLES[finding.severity]),
        (f" {finding.code}{status}{place}{also}", ""),
        (shown, _STRONG),
        (f"  {finding.fingerprint}", _DIM),
    ]
    yield [(f"  {finding.message}", "")]
    for evidence in finding.evidence:
        if evidence.kind != "document" and evidence.text:
            yield [(f"  依据：{telling.evidence_words(evidence)}", "")]
    if finding.suggestion:
        yield [(f"  建议：{finding.suggestion}", "")]


def _foot(result: CheckResult) -> Iterator[list[_Piece]]:
    if result.since is not None and result.since.fixed:
        yield []
        yield [("【已改】", _STRONG)]
        for item in result.since.fixed:
            yield [(f"{item['code']} “{telling.short(str(item['excerpt']))}” {item['message']}", _DIM)]
    if result.waived:
        yield []
        yield [("【已豁免】", _STRONG)]
        for waived in result.waived:
            finding = waived.finding
            words = telling.short(finding.excerpt)
            yield [(f"{finding.code} “{words}” {waived.waiver.reason}  {finding.fingerprint}", _DIM)]
    yield []
    lines = (*telling.coverage_lines(result), telling.unused_line(result))
    for line in (*lines, telling.not_checked_line(result.coverage.not_checked)):
        if line:
            yield [(line, "")]


def _coloured(lines: list[list[_Piece]]) -> str:
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(file=io.StringIO(), force_terminal=True, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*line))
    made: str = console.file.getvalue()  # type: ignore[attr-defined]  # the StringIO of the line above
    return made
