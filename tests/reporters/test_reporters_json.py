"""The JSON of a check is a contract: keys, types, and places that lie on their words."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from drafter.checking import CheckResult, check_document
from drafter.checking.support import MaterialIndex
from drafter.facts import CellRef, Fact, Metrics, Period, load_dictionary
from drafter.outlines import load_outlines
from drafter.reading import Document, Paragraph, structure
from drafter.reporters import to_json

_HEAD = "全市各级各类学校加快建设步伐，不断改善办学条件，学位供给持续扩大，【待补充：新增"
TEXT = (
    "XX市2025年履行教育职责自评报告\n一、工作开展情况\n（一）学前教育\n全市幼儿园621所，其中公办298所、民办323所。\n"
    "全市122个县（市、区）中，106个实现达标，占比95.08%。\n全市7个县中，2个县达标，占比28.5%。\n"
    f"全市现有幼儿园621所。\n{_HEAD}\n学位数】的学校。\n新建食堂36个，投入2X0X万元，共x所。"
)


def document(text: str) -> Document:
    return structure(Document("报告.txt", "txt", [Paragraph(i, "body", t) for i, t in enumerate(text.split("\n"))]))


def result() -> CheckResult:
    metrics = Metrics("指标.xlsx", load_dictionary(), "云岭市", 2025)
    for period, cell, value in ((Period.THIS, "B2", "612"), (Period.PREVIOUS, "C2", "634")):
        ref = CellRef("指标.xlsx", "指标表", cell)
        metrics.facts["kindergartens_total", period] = Fact(
            "kindergartens_total", period, Decimal(value), 0, ref, value
        )
    return check_document(
        document(TEXT),
        metrics=metrics,
        materials=MaterialIndex([document("全市新建食堂30个，改善就餐条件。")]),
        outline=load_outlines()["city-key-points"],
    )


def data() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(to_json(result()))
    return read


_PLACE = {"part": str, "section": str, "paragraph": int, "start": int, "end": int}
_FINDING = {
    "code": str,
    "rule": str,
    "severity": str,
    "message": str,
    "excerpt": str,
    "location": dict,
    "evidence": list,
    "suggestion": str,
    "fingerprint": str,
    "also": list,
}


def shaped(value: dict[str, Any], shape: dict[str, type]) -> bool:
    return list(value) == list(shape) and all(type(value[key]) is kind for key, kind in shape.items())


def test_the_top_level() -> None:
    named = {"schema": int, "file": str, "outline": str, "region": str, "year": int}
    added = {"waived": list, "unused_waivers": list, "since": type(None)}
    assert shaped(data(), {**named, "summary": dict, "findings": list, "coverage": dict, **added})
    read = data()
    assert (read["schema"], read["file"], read["outline"]) == (1, "报告.txt", "city-key-points")
    assert (read["region"], read["year"]) == ("云岭市", 2025)
    assert list(read["summary"]) == ["error", "warning", "info"]
    counted = [sum(f["severity"] == severity for f in read["findings"]) for severity in read["summary"]]
    assert counted == list(read["summary"].values())


def test_every_finding_has_its_shape_and_lies_on_its_words() -> None:
    lines = TEXT.split("\n")
    found = data()["findings"]
    assert {"NUM001", "ARI001", "ARI012", "PLH001", "PLH003", "PLH005", "REQ001"} <= {f["code"] for f in found}
    for finding in found:
        assert shaped(finding, _FINDING)
        assert re.fullmatch("[0-9a-f]{12}", finding["fingerprint"])
        assert finding["severity"] in ("error", "warning", "info")
        place = finding["location"]
        assert shaped(place, _PLACE)
        assert place["part"] in ("body", "table", "header", "footer", "footnote", "textbox")
        assert lines[place["paragraph"]][place["start"] : place["end"]] == finding["excerpt"] != ""
        for evidence in finding["evidence"]:
            assert shaped(evidence, {"kind": str, "ref": str, "text": str})
            assert evidence["kind"] in ("metric", "material", "policy", "document", "computed")
        for other in finding["also"]:
            assert shaped(other, _PLACE)
            assert 0 <= other["start"] < other["end"] <= len(lines[other["paragraph"]])


def test_a_cluster_and_a_line_break_are_in_also() -> None:
    lines = TEXT.split("\n")
    found = {f["code"]: f for f in data()["findings"]}
    (again,) = found["NUM001"]["also"]
    assert lines[again["paragraph"]][again["start"] : again["end"]] == found["NUM001"]["excerpt"] == "621所"
    assert [lines[p["paragraph"]][p["start"] : p["end"]] for p in found["PLH005"]["also"]] == ["学位数】"]


def test_the_section_is_where_it_stands() -> None:
    found = {f["code"]: f for f in data()["findings"]}
    assert found["NUM001"]["location"]["section"] == "一（一）"
    assert found["PLH003"]["location"]["section"] == ""


def test_the_coverage() -> None:
    coverage = data()["coverage"]
    assert list(coverage) == ["figures", "items", "citations", "claims", "relations", "not_checked"]
    figures = coverage["figures"]
    assert list(figures) == ["found", "proved", "refuted", "unsupported", "not_checked"]
    assert figures["found"] == sum(list(figures.values())[1:]) > 0
    assert list(coverage["items"]) == ["proved", "refuted", "unsupported", "missing", "not_applicable", "not_checked"]
    for relation in coverage["relations"]:
        assert shaped(relation, {"kind": str, "formula": str, "state": str, "location": dict})
        assert shaped(relation["location"], _PLACE)
    assert {(r["kind"], r["state"]) for r in coverage["relations"]} >= {("share", "refuted"), ("sum", "proved")}
    alone = json.loads(to_json(check_document(document("随笔\n天气很好。"))))
    for entry in alone["coverage"]["not_checked"]:
        assert shaped(entry, {"what": str, "why": str, "needs": str})
        assert entry["why"] in ("insufficient data", "could not read", "could not run")


def test_the_text_is_readable_and_the_same_for_the_same_result() -> None:
    text = to_json(result())
    assert text == to_json(result())
    assert text.endswith("}\n")
    assert "占比" in text
    assert "\\u" not in text


def test_an_empty_check() -> None:
    read = json.loads(to_json(check_document(document("随笔\n天气很好。"))))
    assert (read["outline"], read["region"], read["year"], read["findings"]) == ("", "", 0, [])
    assert read["summary"] == {"error": 0, "warning": 0, "info": 0}
