"""The page, the list and SARIF: what they say, that nothing in a report can run, and that they fit their readers."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from drafter.checking import CheckResult, check_document
from drafter.checking.rules import all_rules
from drafter.findings import EarlierCheck, Waiver
from drafter.reading import Document, Paragraph, structure
from drafter.reporters import REPORTERS, to_html, to_sarif, to_xlsx

TEXT = (
    "云岭市2025年履行教育职责自评报告\n一、基本情况\n（一）规模\n投入资金X万元，<script>alert(1)</script>“&”新建Y所。\n"
    "=cmd|'/c calc'!A1投入资金x亿元。\n全市122个县（市、区）中，106个实现达标，占比95.08%。"
)


def document(text: str = TEXT) -> Document:
    paragraphs = [Paragraph(i, "body", line) for i, line in enumerate(text.split("\n"))]
    size = len(paragraphs)
    paragraphs += [
        Paragraph(size + n, "table", cell, cell=(0, n // 2, n % 2)) for n, cell in enumerate(["学校", "X所", "a", "b"])
    ]
    paragraphs.append(Paragraph(len(paragraphs), "footer", "第X所"))
    return structure(Document("报 告.txt", "txt", paragraphs))


def result(text: str = TEXT) -> CheckResult:
    return check_document(document(text), select=("PLH", "ARI"))


def settled() -> CheckResult:
    """One finding waived, one new, one gone."""
    first = result()
    kept = [f.as_dict() for f in first.findings[1:-1]]
    gone = {**first.findings[0].as_dict(), "fingerprint": "f" * 12, "excerpt": "<b>甲"}
    waiver = Waiver(first.findings[0].fingerprint, "文件原名")
    since = EarlierCheck("上次.json", (*kept, gone))
    return check_document(document(), select=("PLH", "ARI"), waivers=[waiver, Waiver("0" * 12, "旧")], since=since)


# --- the page -------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    VOID = ("meta", "input", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, str] = {}
        self.data = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.data += data
        if self.open and self.open[-1] == "mark":
            self.marked[self.tags[-1][1]["id"] or ""] = data


def test_the_page_marks_the_words_and_shows_every_finding() -> None:
    made = result()
    page = _Page(to_html(made))
    cards = [attrs for tag, attrs in page.tags if tag == "section"]
    assert len(cards) == len(made.findings) > 3
    for finding in made.findings:
        assert page.marked[f"m{finding.place.paragraph}-{finding.place.start}"] == finding.excerpt
        for place in finding.also:
            assert f"m{place.paragraph}-{place.start}" in page.marked
    assert "表" not in page.open
    assert [tag for tag, _ in page.tags].count("td") == 4
    assert "页脚" in page.data


def test_nothing_of_a_report_runs_and_nothing_is_loaded() -> None:
    text = to_html(result())
    page = _Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "<script>alert(1)</script>" in page.data
    for tag, attrs in page.tags:
        assert tag not in ("img", "link", "iframe", "object", "base")
        assert not {"src", "style", "onclick"} & set(attrs)
        assert (attrs.get("href") or "#").startswith("#")
    policy = next(a["content"] or "" for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in text.replace("http-equiv", "")


def test_the_policy_lets_its_own_script_and_style_through() -> None:
    import base64
    import hashlib

    text = to_html(result())
    for name in ("style", "script"):
        body = re.findall(f"<{name}>(.*?)</{name}>", text, re.DOTALL)[0]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in text


def test_overlapping_findings_share_a_mark() -> None:
    from drafter.findings import Coverage, Finding, Place, Severity

    def on(severity: Severity, start: int, end: int) -> Finding:
        return Finding("ARI001", "x", severity, "不符", "投入资金"[start:end], Place("body", "", 3, start, end))

    both = [on(Severity.INFO, 0, 4), on(Severity.ERROR, 2, 4)]
    text = to_html(CheckResult(document(), both, Coverage(), "", "", 0))
    assert '<mark class="info" id="m3-0" data-f="0">投入</mark>' in text
    assert '<mark class="error" id="m3-2" data-f="1 0">资金</mark>' in text


def test_the_page_tells_what_is_new_fixed_and_waived() -> None:
    page = _Page(to_html(settled()))
    states = [attrs.get("data-status") for tag, attrs in page.tags if tag == "section" and "data-n" in attrs]
    assert set(states) == {"new", "same"}
    assert "与 上次.json 相比：新增 1" in page.data
    assert "<b>甲" in page.data
    assert "理由：文件原名" in page.data
    assert "有 1 条豁免没有用上" in page.data


def test_a_page_without_findings() -> None:
    assert "没有发现问题" in to_html(
        result("报告\n天气很好。").__class__(document("甲"), [], result().coverage, "", "", 0)
    )


# --- the list -------------------------------------------------------------------------------------------------


def rows(made: CheckResult, sheet: str = "问题清单") -> list[list[Any]]:
    book = load_workbook(io.BytesIO(to_xlsx(made)))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_the_list_is_sorted_as_an_office_works_through_it() -> None:
    head, *body = rows(result())
    assert head == ["序号", "级别", "规则", "位置", "原文", "问题", "建议", "依据", "指纹", "处理情况"]
    assert [row[0] for row in body] == list(range(1, len(body) + 1))
    ranks = [["错误", "警告", "提示"].index(row[1]) for row in body]
    assert ranks == sorted(ranks)
    paragraphs = [int(re.findall(r"第(\d+)段", row[3])[0]) for row in body if row[1] == "错误"]
    assert paragraphs == sorted(paragraphs)
    assert body[0][3] == "一（一）规模\n第4段\n另有 1 处：第4段"


def test_a_cell_never_calculates() -> None:
    made = result("云岭市2025年自评报告\n一、概况\n=1+X所学校")
    book = load_workbook(io.BytesIO(to_xlsx(made)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if str(cell.value)[:1] in "=+-@":
                    assert cell.quotePrefix


def test_the_list_tells_what_is_new_fixed_and_waived() -> None:
    made = settled()
    head, *body = rows(made)
    assert head[-2:] == ["与上次相比", "处理情况"]
    assert {row[-2] for row in body} == {"新增", "仍在"}
    assert rows(made, "已豁免")[1][2] == "文件原名"
    assert rows(made, "已改")[1][1] == "<b>甲"
    account = dict(row[:2] for row in rows(made, "检查情况"))
    assert {"报告", "与上次相比", "豁免"} <= set(account)
    assert any(key.startswith("数字") for key in account)


# --- SARIF ----------------------------------------------------------------------------------------------------


def test_sarif_has_the_structure_of_2_1_0() -> None:
    made = settled()
    log = json.loads(to_sarif(made))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    assert all(rule["defaultConfiguration"]["level"] in ("error", "warning", "note") for rule in rules)
    lines = made.document.paragraph_text()
    assert len(run["results"]) == len(made.findings) + len(made.waived)
    for item in run["results"]:
        assert rules[item["ruleIndex"]]["id"] == item["ruleId"]
        assert item["message"]["text"]
        assert item["level"] in ("error", "warning", "note")
        assert item["baselineState"] in ("new", "unchanged")
        assert set(item["partialFingerprints"]) == {"drafter/v1"}
        for location in (*item["locations"], *item.get("relatedLocations", ())):
            place = location["physicalLocation"]
            assert not urlsplit(place["artifactLocation"]["uri"]).scheme
            assert place["artifactLocation"]["uri"] == "%E6%8A%A5%20%E5%91%8A.txt"
            region = place["region"]
            text = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert text == region["snippet"]["text"] != ""
    suppressed = [item for item in run["results"] if "suppressions" in item]
    assert [s["suppressions"][0]["justification"] for s in suppressed] == ["文件原名"]


def test_a_finding_on_an_input_has_a_place_without_a_region() -> None:
    from drafter.checking.rules import find_rule

    rule = find_rule("MET001")
    assert rule is not None
    made = result()
    made.findings = [rule.about("两行不同", evidence=())]
    location = json.loads(to_sarif(made))["runs"][0]["results"][0]["locations"][0]
    assert "region" not in location["physicalLocation"]


@pytest.mark.parametrize("name", [name for name in REPORTERS if name != "docx"])  # it needs the file itself
def test_every_form_is_the_same_for_the_same_result(name: str) -> None:
    made = result()
    content = REPORTERS[name].render(made)
    assert content == REPORTERS[name].render(made)
    assert isinstance(content, bytes) == REPORTERS[name].binary
