"""A page of its own: the document with marks on the words, the findings beside it, and filters.

It loads nothing from anywhere: styles and script are inside, and the page's policy allows those two alone, so that
nothing in a report can run. Every text is escaped. Works in Chromium 110 and without scripts, on paper too.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import groupby, pairwise

from drafter.checking import CheckResult
from drafter.checking.rules import FAMILIES, find_rule
from drafter.findings import Finding, Severity
from drafter.reading import Document, Paragraph
from drafter.reporters import telling

__all__ = ["to_html"]

_PARTS = {"header": "页眉", "footer": "页脚", "footnote": "脚注", "textbox": "文本框"}
_STATUS = {"new": "新增", "same": "仍在"}
_MOST_LINKS = 12  # further places shown one by one on a card


@dataclass(frozen=True)
class _Stretch:
    """Words of a paragraph that findings lie on."""

    start: int
    end: int
    number: int
    rank: int


def to_html(result: CheckResult) -> str:
    """The whole page; the same for the same result."""
    style, script = _part("review.css"), _part("review.js")
    findings = telling.in_order(result.findings)
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(result.document.name)} 检查结果</title>\n<style>{style}</style>\n</head>\n<body>\n",
            *_header(result, findings),
            "<main>\n<article>\n",
            *_document(result.document, _stretches(findings)),
            "</article>\n<aside>\n",
            *_cards(result, findings),
            f"</aside>\n</main>\n<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _part(name: str) -> str:
    return files("drafter.reporters").joinpath("page", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


# --- the head: counts, filters, what was not checked ------------------------------------------------------------


def _header(result: CheckResult, findings: list[Finding]) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(telling.headline(result))}</h1>\n"
    lines = (
        telling.since_line(result),
        *(f"注意：{notice}" for notice in result.notices),
        "；".join(telling.coverage_lines(result)),
        telling.unused_line(result),
        telling.not_checked_line(result.coverage.not_checked),
    )
    for line in lines:
        if line:
            yield f"<p>{escape(line)}</p>\n"
    yield "<form>\n"
    severities = Counter(finding.severity.value for finding in findings)
    yield _boxes("级别", "severity", [(s.value, s.label, severities[s.value]) for s in Severity])
    families = Counter(finding.code[:3] for finding in findings)
    titles = [(f.prefix, f"{f.prefix} {f.title}", families[f.prefix]) for f in FAMILIES if families[f.prefix]]
    yield _boxes("类别", "family", titles)
    if result.since:
        counts = Counter(result.since.status(finding) for finding in findings)
        yield _boxes("与上次相比", "status", [(key, label, counts[key]) for key, label in _STATUS.items()])
    yield f'<span>显示 <span id="shown">{len(findings)}</span> 条</span>\n</form>\n</header>\n'


def _boxes(title: str, name: str, choices: Iterable[tuple[str, str, int]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}" checked> {escape(label)} '
        f'<span class="count">{number}</span></label>'
        for value, label, number in choices
    )
    return f"<fieldset><legend>{title}</legend>{boxes}</fieldset>\n"


# --- the document ---------------------------------------------------------------------------------------------


def _stretches(findings: list[Finding]) -> dict[int, list[_Stretch]]:
    """The words of each paragraph that findings lie on; findings are numbered in the order of the cards."""
    found: dict[int, list[_Stretch]] = {}
    for number, finding in enumerate(findings):
        for place in (finding.place, *finding.also) if finding.excerpt else ():
            stretch = _Stretch(place.start, place.end, number, finding.severity.rank)
            found.setdefault(place.paragraph, []).append(stretch)
    return found


def _document(document: Document, stretches: dict[int, list[_Stretch]]) -> Iterator[str]:
    levels = {heading.paragraph: min(heading.level, 3) for heading in document.headings if not heading.run_in}
    for part, paragraphs in groupby(document.paragraphs, key=lambda p: "body" if p.part == "table" else p.part):
        if part != "body":
            yield f"<h2>{_PARTS.get(part, escape(part))}</h2>\n"
        for table, members in groupby(paragraphs, key=lambda p: None if p.cell is None else p.cell[0]):
            if table is not None:
                yield from _table(list(members), stretches)
                continue
            for paragraph in members:
                kind = _kind(document, paragraph, levels)
                yield f'<p class="{kind}">{_marked(paragraph, stretches.get(paragraph.index, []))}</p>\n'


def _kind(document: Document, paragraph: Paragraph, levels: dict[int, int]) -> str:
    if paragraph.index in levels:
        return f"h{levels[paragraph.index]}"
    return "title" if paragraph.text.strip() == document.title and document.title else "text"


def _table(members: list[Paragraph], stretches: dict[int, list[_Stretch]]) -> Iterator[str]:
    yield "<table>\n"
    for _, row in groupby(members, key=lambda p: p.cell[1] if p.cell else 0):
        yield "<tr>"
        for _, cell in groupby(row, key=lambda p: p.cell[2] if p.cell else 0):
            lines = (f"<p>{_marked(p, stretches.get(p.index, []))}</p>" for p in cell)
            yield f"<td>{''.join(lines)}</td>"
        yield "</tr>\n"
    yield "</table>\n"


def _marked(paragraph: Paragraph, stretches: list[_Stretch]) -> str:
    """The text of a paragraph with marks; where findings overlap, a mark names all of them and looks like the worst."""
    text, label = paragraph.text, escape(paragraph.label)
    if not stretches:
        return label + escape(text)
    edges = sorted({0, len(text), *(s.start for s in stretches), *(s.end for s in stretches)})
    pieces = []
    ahead = sorted(stretches, key=lambda s: s.start, reverse=True)
    open_now: list[_Stretch] = []  # those that the words at hand lie in: a text may have as many marks as characters
    for start, end in pairwise(edges):
        open_now = [s for s in open_now if s.end > start]
        while ahead and ahead[-1].start <= start:
            open_now.append(ahead.pop())
        here = sorted((s for s in open_now if s.end > start), key=lambda s: (s.rank, s.number))
        words = escape(text[start:end])
        if here:
            numbers = " ".join(dict.fromkeys(str(s.number) for s in here))
            severity = list(Severity)[here[0].rank].value
            words = f'<mark class="{severity}" id="m{paragraph.index}-{start}" data-f="{numbers}">{words}</mark>'
        pieces.append(words)
    return label + "".join(pieces)


# --- the findings ---------------------------------------------------------------------------------------------


def _cards(result: CheckResult, findings: list[Finding]) -> Iterator[str]:
    names, texts = telling.section_names(result), result.document.paragraph_text()
    if not findings:
        yield "<p>没有发现问题。</p>\n"
    for number, finding in enumerate(findings):
        rule = find_rule(finding.code)
        status = result.since.status(finding) if result.since else ""
        shown = f' <span class="status">{_STATUS[status]}</span>' if status else ""
        where = telling.where(finding.place) if finding.excerpt else telling.INPUTS
        section = names.get(finding.place.section, "") if finding.excerpt else ""
        yield (
            f'<section class="finding {finding.severity.value}" data-n="{number}" data-status="{status}" '
            f'data-severity="{finding.severity.value}" data-family="{escape(finding.code[:3])}">\n'
            f'<p class="head"><span>{finding.severity.label} {escape(finding.code)} '
            f"{escape(rule.title if rule else '')}{shown}</span>"
            f'<span title="{escape(section)}">{escape(where)}</span></p>\n'
        )
        if finding.excerpt:
            yield f'<p class="words">“{escape(telling.words(finding, texts))}”</p>\n'
        yield f"<p>{escape(finding.message)}</p>\n"
        for evidence in finding.evidence:
            yield f'<p class="evidence">依据：{escape(telling.evidence_words(evidence))}</p>\n'
        if finding.suggestion:
            yield f"<p>建议：{escape(finding.suggestion)}</p>\n"
        yield from _further(finding, number)
        source = f"{escape(rule.source)} · " if rule else ""
        yield f'<p class="foot">{source}指纹 {finding.fingerprint}</p>\n</section>\n'
    yield from _settled(result)


def _further(finding: Finding, number: int) -> Iterator[str]:
    if not finding.also:
        return
    links = "、".join(
        f'<a href="#m{place.paragraph}-{place.start}" data-to="m{place.paragraph}-{place.start}" data-n="{number}">'
        f"第{place.paragraph + 1}段</a>"
        for place in finding.also[:_MOST_LINKS]
    )
    more = "等" if len(finding.also) > _MOST_LINKS else ""
    yield f"<p>另有 {len(finding.also)} 处：{links}{more}</p>\n"


def _settled(result: CheckResult) -> Iterator[str]:
    for item in result.since.fixed if result.since else ():
        code, words, message = (escape(str(item[key])) for key in ("code", "excerpt", "message"))
        yield f'<section class="finding waived"><p class="head">已改 {code}</p><p>“{words}” {message}</p></section>\n'
    for waived in result.waived:
        finding = waived.finding
        words = escape(telling.short(finding.excerpt))
        yield (
            f'<section class="finding waived"><p class="head">已豁免 {escape(finding.code)}</p>'
            f"<p>“{words}” 理由：{escape(waived.waiver.reason)}</p></section>\n"
        )
