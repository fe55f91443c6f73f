"""The dashboard of a batch: one page that loads nothing, with a heat map of indicators, and a link to each review."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from drafter.checking.rules import find_rule
from drafter.facts import load_dictionary
from drafter.findings import Finding, Severity
from drafter.outlines import load_outlines

if TYPE_CHECKING:
    from drafter.batch.running import BatchResult, County

__all__ = ["pending_of", "to_dashboard"]

_LEGEND = (
    ("met", "达标"),
    ("must_list", "未达底线，须写入问题"),
    ("application_standard", "未达申报标准"),
    ("target", "未达目标"),
    ("hint", "低于参考值"),
    ("missing", "未填"),
    ("none", "无此数据"),
)
_PENDING = "PLH005"  # 【待补充】
_WIDEST_BAR = 240
_LONGEST = 160
_FILES = ((".html", "审阅页"), (".docx", "报告"), (".evidence.xlsx", "佐证表"), (".findings.json", "发现"))


def to_dashboard(result: BatchResult) -> str:
    """The whole page; the same for the same result. Every text is escaped, and only its own script can run."""
    style, script = _part("board.css"), _part("board.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = "批量起草看板" if result.plan.drafts else "批量检查看板"
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            *_head(result, title),
            *_counties(result),
            *_heat(result),
            *_rules(result),
            *_across(result),
            *_rollup(result),
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _part(name: str) -> str:
    return files("drafter.batch").joinpath("page", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _of(county: County, key: str) -> Mapping[str, Any]:
    value = county.row.get(key)
    return value if isinstance(value, Mapping) else {}


def _number(county: County, key: str) -> int:
    value = county.row.get(key)
    return value if isinstance(value, int) else 0


def _head(result: BatchResult, title: str) -> Iterator[str]:
    done = [county for county in result.counties if county.status == "done"]
    years = sorted({_number(county, "year") for county in done} - {0})
    outlines = sorted({str(county.row.get("outline") or "") for county in done} - {""})
    terms = [*(f"{year}年" for year in years), *(f"提纲：{_outline_name(outline)}" for outline in outlines)]
    yield f'<h1>{title}</h1>\n<p class="soft">{escape("，".join(terms))}</p>\n'
    summary: Counter[str] = Counter()
    for county in done:
        summary.update(_of(county, "summary"))
    summary[Severity.ERROR.value] -= sum(pending_of(result, county) for county in done)
    below = sum(len(_list(county, "below")) for county in done)
    tiles = [
        ("县（市、区）", len(result.counties), False),
        ("完成", len(done), False),
        ("失败或未做", len(result.counties) - len(done), True),
        *((severity.label, summary[severity.value], severity is Severity.ERROR) for severity in Severity),
        ("未达底线指标", below, True),
        ("待补充", sum(_number(county, "pending") for county in done), False),
    ]
    yield '<div class="tiles">'
    for label, number, bad in tiles:
        kind = "tile bad" if bad and number else "tile"
        yield f'<div class="{kind}"><b>{number}</b>{label}</div>'
    yield "</div>\n"
    if result.plan.drafts:
        yield '<p class="soft">错误不含草稿里标出的【待补充】，补充齐了才能上报。点列名可以排序。</p>\n'
    for notice in (*result.notices, *result.comparison.notices):
        yield f'<p class="soft">注意：{escape(notice)}</p>\n'
    yield '<p><input type="search" id="find" placeholder="按县名筛选" aria-label="按县名筛选"></p>\n'


def pending_of(result: BatchResult, county: County) -> int:
    """Errors of a draft that only say that its writer has yet to fill a gap; of a finished report they are errors."""
    return int(_of(county, "rules").get(_PENDING, 0)) if result.plan.drafts else 0


def _outline_name(outline: str) -> str:
    known = load_outlines().get(outline)
    return f"{known.name}（{outline}）" if known else outline


def _list(county: County, key: str) -> list[Any]:
    value = county.row.get(key)
    return value if isinstance(value, list) else []


# --- counties ---------------------------------------------------------------------------------------------------


def _counties(result: BatchResult) -> Iterator[str]:
    from drafter.batch.summary import STATUS

    heads = ("县（市、区）", "状态", "错误", "警告", "提示", "未达底线", "待补充", "字数")
    yield "<h2>各县</h2>\n" + '<div class="box"><table>\n<thead><tr>'
    for number, head in enumerate(heads):
        kind = ' class="num"' if number > 1 else ""
        yield f'<th{kind}><button class="sort" type="button">{head}</button></th>'
    yield '<th class="rest">文件</th></tr></thead>\n<tbody>\n'
    for county in result.counties:
        kind = "" if county.status == "done" else ' class="failed"'
        yield f'<tr data-name="{escape(county.name)}"{kind}><th scope="row">{escape(county.name)}</th>'
        yield f"<td>{STATUS[county.status]}</td>"
        if county.status != "done":
            yield f'<td class="words" colspan="7">{escape(county.reason)}</td></tr>\n'
            continue
        summary, below = _of(county, "summary"), _list(county, "below")
        for severity in Severity:
            number = int(summary.get(severity.value, 0))
            number -= pending_of(result, county) if severity is Severity.ERROR else 0
            marked = f" sev-{severity.value}" if number else ""
            yield f'<td class="num{marked}">{number}</td>'
        yield f'<td class="num" title="{escape("、".join(map(str, below)))}">{len(below)}</td>'
        yield f'<td class="num">{_number(county, "pending")}</td><td class="num">{_number(county, "characters")}</td>'
        yield f"<td>{_links(county)}</td></tr>\n"
    yield "</tbody></table></div>\n"


def _links(county: County) -> str:
    links = []
    for suffix, label in _FILES:
        name = next((name for name in county.files if name.endswith(suffix)), None)
        if name is not None:
            links.append(f'<a href="{quote(f"{county.folder}/{name}")}">{label}</a>')
    return " · ".join(links)


def _review(county: County) -> str:
    name = next((name for name in county.files if name.endswith(".html")), "")
    shown = escape(county.name)
    return f'<a href="{quote(f"{county.folder}/{name}")}">{shown}</a>' if name else shown


# --- indicators -------------------------------------------------------------------------------------------------


def _heat(result: BatchResult) -> Iterator[str]:
    from drafter.batch.summary import indicator_ids

    ids = indicator_ids(result)
    if not ids:
        return
    dictionary = load_dictionary()
    yield "<h2>指标与门槛</h2>\n" + '<p class="legend">'
    yield "".join(f'<span class="{state}">{label}</span>' for state, label in _LEGEND) + "</p>\n"
    yield '<div class="box"><table class="heat">\n<thead><tr><th>县（市、区）</th>'
    for indicator in ids:
        name = dictionary[indicator].name if indicator in dictionary else indicator
        yield f'<th><button class="sort" type="button">{escape(name)}</button>'
        yield f"<small>{escape(_asked(result, indicator))}</small></th>"
    yield "</tr></thead>\n<tbody>\n"
    for county in result.counties:
        held = _of(county, "indicators")
        yield f'<tr data-name="{escape(county.name)}"><th scope="row">{_review(county)}</th>'
        for indicator in ids:
            text, state, asked = held.get(indicator, ("", "none", ""))
            hint = f' title="{escape(asked)}"' if asked else ""
            value = "".join(char for char in text if char.isdigit() or char == ".")
            yield f'<td class="{escape(state)}" data-v="{value}"{hint}>{escape(text)}</td>'
        yield "</tr>\n"
    yield "</tbody></table></div>\n"


def _asked(result: BatchResult, indicator: str) -> str:
    """The threshold under the indicator's name, where it is the same for all."""
    asked = {cell[2] for county in result.counties if (cell := _of(county, "indicators").get(indicator)) and cell[2]}
    if len(asked) == 1:
        return str(asked.pop()).replace(">=", "≥ ").replace("<=", "≤ ").replace("==", "")
    return "不低于上年" if all(text.startswith(">") for text in asked) else "各县不同"


# --- findings ---------------------------------------------------------------------------------------------------


def _rules(result: BatchResult) -> Iterator[str]:
    total: Counter[str] = Counter()
    where: dict[str, list[County]] = {}
    for county in result.counties:
        for code, number in _of(county, "rules").items():
            total[code] += number
            where.setdefault(code, []).append(county)
    if not total:
        return
    most = max(total.values())
    yield "<h2>按规则</h2>\n" + '<div class="box"><table>\n<thead><tr><th>规则</th><th>名称</th><th>级别</th>'
    yield "<th>发现</th><th></th><th>涉及的县</th></tr></thead>\n<tbody>\n"
    for code, number in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        rule = find_rule(code)
        severity = rule.severity if rule else Severity.INFO
        named = "、".join(_review(county) for county in where[code][:12])
        more = f" 等 {len(where[code])} 个" if len(where[code]) > 12 else ""
        width = max(2, round(_WIDEST_BAR * number / most))
        yield f'<tr><th scope="row">{escape(code)}</th><td>{escape(rule.title if rule else "")}</td>'
        yield f'<td class="sev-{severity.value}">{severity.label}</td><td class="num">{number}</td>'
        yield f'<td><svg width="{width}" height="10" aria-hidden="true"><rect width="{width}" height="10" '
        yield f'fill="#7fa6d3"/></svg></td><td class="long">{named}{more}</td></tr>\n'
    yield "</tbody></table></div>\n"


def _across(result: BatchResult) -> Iterator[str]:
    found = [(name, finding) for name, findings in result.comparison.findings.items() for finding in findings]
    yield "<h2>各县比对</h2>\n"
    if not found:
        yield '<p class="soft">没有发现写错县名、数据串行、雷同段落或差十倍以上的值。</p>\n'
        return
    counties = {county.name: county for county in result.counties}
    yield '<div class="box"><table>\n<thead><tr><th>县（市、区）</th><th>规则</th><th>级别</th><th>问题</th>'
    yield "<th>原文</th><th>依据</th></tr></thead>\n<tbody>\n"
    for name, finding in found:
        shown = _review(counties[name]) if name in counties else escape(name)
        yield f'<tr data-name="{escape(name)}"><th scope="row">{shown}</th>{_finding(finding, words=True)}</tr>\n'
    yield "</tbody></table></div>\n"


def _rollup(result: BatchResult) -> Iterator[str]:
    comparison = result.comparison
    if not comparison.city:
        return
    yield f"<h2>{escape(comparison.city)}与 {comparison.summed} 个县（市、区）之和</h2>\n"
    if not comparison.rollup:
        yield '<p class="soft">没有发现对不上的数。</p>\n'
        return
    yield '<div class="box"><table>\n<thead><tr><th>规则</th><th>级别</th><th>问题</th><th>依据</th></tr></thead>\n'
    yield "<tbody>\n"
    for finding in comparison.rollup:
        yield f"<tr>{_finding(finding, words=False)}</tr>\n"
    yield "</tbody></table></div>\n"


def _finding(finding: Finding, words: bool) -> str:
    evidence = "<br>".join(escape(f"{item.ref}：{_short(item.text)}") for item in finding.evidence[:8])
    excerpt = f'<td class="words">{escape(_short(finding.excerpt))}</td>' if words else ""
    return (
        f'<td>{escape(finding.code)}</td><td class="sev-{finding.severity.value}">{finding.severity.label}</td>'
        f'<td class="long">{escape(finding.message)}</td>{excerpt}<td class="words">{evidence}</td>'
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
