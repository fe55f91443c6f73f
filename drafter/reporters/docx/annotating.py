"""Comments for the findings of a check, and the package with them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import InputError
from drafter.files import check_office_package
from drafter.files.packages import pack
from drafter.findings import Finding, Place, Severity
from drafter.reading.word.comments import AUTHOR, fingerprint_line
from drafter.reading.word.package import WordPackage
from drafter.reading.word.walk import Shown, shown_paragraphs
from drafter.reporters.docx.anchoring import runs_between, wrap, wrap_paragraph
from drafter.reporters.docx.commenting import CommentPart
from drafter.reporters.docx.suggesting import suggest_fixes

if TYPE_CHECKING:
    from drafter.checking import CheckResult

__all__ = ["annotate"]

_PARTS = {"header": "页眉", "footer": "页脚", "footnote": "脚注", "textbox": "文本框"}
_MOST_REPEATS = 30
_MOST_EVIDENCE = 4
_LONGEST_EVIDENCE = 120


def annotate(result: CheckResult, *, suggest: bool) -> bytes:
    """See :func:`drafter.reporters.docx.to_docx`."""
    source = result.source or Path(result.document.name)
    if source.suffix.lower() != ".docx":
        raise InputError("只有 .docx 报告能加批注", where=source.name, hint="请另存为 .docx，或换一种 --format")
    check_office_package(source, "docx")
    package = WordPackage.open(source)
    part = _comments_of(package, source.name)
    shown = shown_paragraphs(package)
    if [s.text for s in shown] != [p.text for p in result.document.paragraphs]:
        raise InputError("文件在检查之后改动过", where=source.name, hint="请重新检查")
    title = _title(shown, result.document.title)
    _comment(title, part.add(_summary(result)))
    for finding in result.findings:
        if finding.fingerprint not in part.kept:
            for place, lines in _places(finding):
                _anchor(shown[place.paragraph] if place else None, place, title, part.add(lines))
    if suggest:
        suggest_fixes(result.document, shown)
    part.changed.add(package.main)
    return pack(package.parts | {name: _bytes(package.tree(name)) for name in sorted(part.changed)})


def _comments_of(package: WordPackage, name: str) -> CommentPart:
    try:
        return CommentPart(package, AUTHOR)
    except (SyntaxError, KeyError, ValueError) as error:  # lxml's own error is a SyntaxError
        hint = "请用 WPS 或 Word 打开后另存，或换一种 --format"
        raise InputError("文件的批注部分已损坏，不能加批注", where=name, hint=hint) from error


def _summary(result: CheckResult) -> list[str]:
    counts = "，".join(f"{Severity(key).label} {number}" for key, number in result.summary().items())
    return [
        f"drafter 检查：{counts}。",
        "对某条批注答复“已核”或“不改：理由”，或标为已解决，下次检查就不再提示；再次检查会替换其余的批注。",
    ]


def _places(finding: Finding) -> Iterator[tuple[Place | None, list[str]]]:
    """Each place of a finding (None for one on an input) with what its comment says."""
    head = f"【{finding.severity.label} {finding.code}】"
    where = _PARTS.get(finding.place.part, "")
    words = f"（{where}“{finding.excerpt}”）" if where else ""
    lines = [f"{head}{finding.message}{words}"]
    told = [e for e in finding.evidence if e.kind != "document" and e.text]
    for evidence in told[:_MOST_EVIDENCE]:
        lines.append(f"依据：{evidence.ref} {' '.join(evidence.text.split())[:_LONGEST_EVIDENCE]}".strip())
    if finding.suggestion:
        lines.append(f"建议：{finding.suggestion}")
    if len(finding.also) > _MOST_REPEATS:
        lines.append(f"同样的问题另有 {len(finding.also)} 处，只标出前 {_MOST_REPEATS} 处。")
    mark = fingerprint_line(finding.fingerprint)
    yield (finding.place if finding.excerpt else None), [*lines, mark]
    for place in finding.also[:_MOST_REPEATS]:
        where = f"（{_PARTS[place.part]}）" if place.part in _PARTS else ""
        yield place, [f"{head}同第 {finding.place.paragraph + 1} 段：{finding.message}{where}", mark]


def _anchor(shown: Shown | None, place: Place | None, title: Shown, number: int) -> None:
    """On the exact words; where Word allows no comment, on the paragraph that holds them; else on the title."""
    if shown is None or place is None or shown.anchor is None:
        _comment(title, number)
    elif shown.part in ("body", "table") and place.end > place.start:
        runs = runs_between(shown, place.start, place.end)
        if runs:
            wrap(runs, number)
        else:
            wrap_paragraph(shown.element, number)
    else:
        wrap_paragraph(shown.anchor, number)


def _comment(shown: Shown, number: int) -> None:
    runs = runs_between(shown, 0, len(shown.text)) if shown.part in ("body", "table") else []
    if runs:
        wrap(runs, number)
    else:
        wrap_paragraph(shown.element if shown.anchor is None else shown.anchor, number)


def _title(shown: list[Shown], title: str) -> Shown:
    """The paragraph of the title, else the first with words that can be commented on."""
    bodies = [s for s in shown if s.part in ("body", "table") and s.text.strip()]
    named = [s for s in bodies if title and "".join(s.text.split()) == "".join(title.split())]
    named += [s for s in bodies if title and title in s.text]
    fallback = [s for s in shown if s.anchor is not None]
    return (named or bodies or fallback)[0]


def _bytes(root: Any) -> bytes:
    from lxml import etree

    information = root.getroottree().docinfo
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=information.standalone)
