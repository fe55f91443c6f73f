"""The report for people, line by line."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafter.checking import CheckResult, check_document
from drafter.facts import CellRef, Fact, Metrics, Period, load_dictionary
from drafter.findings import (
    Coverage,
    Evidence,
    Finding,
    NotChecked,
    Place,
    RelationCheck,
    Severity,
    Since,
    State,
    Waived,
    Waiver,
)
from drafter.reading import Document, Paragraph, structure
from drafter.reporters import to_text


def document(text: str) -> Document:
    return structure(Document("报告.txt", "txt", [Paragraph(i, "body", t) for i, t in enumerate(text.split("\n"))]))


def test_a_whole_report() -> None:
    metrics = Metrics("指标.xlsx", load_dictionary(), "云岭市", 2025)
    ref = CellRef("指标.xlsx", "指标表", "B2")
    metrics.facts["kindergartens_total", Period.THIS] = Fact(
        "kindergartens_total", Period.THIS, Decimal(612), 0, ref, "612"
    )
    text = (
        "云岭市2025年自评报告\n一、基本情况\nXX县和全市幼儿园情况。\n全市幼儿园621所。\n全市现有幼儿园621所。\n"
        "全市122个县（市、区）中，106个实现达标，占比95.08%。"
    )
    result = check_document(document(text), metrics=metrics)
    result.notices.append("有一个指标不认识")
    told = re.sub(r"  [0-9a-f]{12}$", "  ………", to_text(result), flags=re.MULTILINE)
    assert told == (
        "报告.txt：错误 2，警告 1，提示 0（未套用提纲，云岭市，2025年）\n"
        "  注意：有一个指标不认识\n"
        "\n"
        "【一 基本情况】\n"
        "警告 PLH003 第3段 “【XX】县和全市幼儿园情”  ………\n"
        "  名称“XX”没有替换\n"
        "  建议：换成本地的规范名称\n"
        "错误 NUM001 第4段，另有 1 处 “621所”  ………\n"
        "  “幼儿园总数”文中写621所，指标表中“幼儿园总数”本年为612所（指标.xlsx!指标表!B2）\n"
        "  依据：指标.xlsx!指标表!B2 幼儿园总数（本年）：612\n"
        "  建议：核对原始数据；以指标表为准应写612所\n"
        "错误 ARI001 第6段 “95.08%”  ………\n"
        "  文中占比“95.08%”与106个÷122个＝86.89%不符，这几个数必有一个不对\n"
        "  依据：106个÷122个 应为86.89%\n"
        "  建议：核对原始数据；如果其他数无误，应写86.89%\n"
        "\n"
        "数字 5 个：有据 0，有误 3，无出处 0，未核对 2\n"
        "算术关系 1 组：成立 0，不成立 1，无法判定 0\n"
        "未检查：每个数字是否都有出处（缺少资料；同时提供 --metrics 和 --materials）；"
        "1个数字口径不能确定，或指标表没有这一项（缺少资料；补上这一项，或在文中写全指标名称）；"
        "1个数字在指标表里没有对应的指标，文中也推算不出（缺少资料；在指标表里增加这些指标）；"
        "必备要点是否都已作答（缺少资料；用 --outline 写明报告所用提纲）；"
        "上年数、照抄上年的内容（缺少资料；用 --previous 提供上一年的报告）\n"
    )


def made(findings: list[Finding], coverage: Coverage, outline: str = "") -> CheckResult:
    return CheckResult(document("报告"), findings, coverage, outline, "", 0)


def finding(severity: Severity, paragraph: int, part: str = "body", excerpt: str = "数字", **more: object) -> Finding:
    place = Place(part, "二（一）" if part == "body" else "", paragraph, 0, 2)
    return Finding("ARI001", "share-mismatch", severity, "不符", excerpt, place, **more)  # type: ignore[arg-type]


def test_findings_go_with_the_document_and_those_on_inputs_first() -> None:
    order = [(Severity.INFO, 1), (Severity.WARNING, 2), (Severity.ERROR, 9), (Severity.ERROR, 2)]
    found = [finding(severity, paragraph) for severity, paragraph in order]
    text = to_text(made([*found, finding(Severity.WARNING, 0, excerpt="")], Coverage()))
    lines = [line.split() for line in text.splitlines() if line.startswith("【") or "ARI001" in line]
    assert lines[0] == ["【指标表】"]
    assert lines[1][:2] == ["警告", "ARI001"]
    assert lines[2] == ["【二（一）】"]
    assert [(line[0], line[2]) for line in lines[3:]] == [
        ("提示", "第2段"),
        ("错误", "第3段"),
        ("警告", "第3段"),
        ("错误", "第10段"),
    ]


def test_a_part_of_the_document_is_named() -> None:
    for part, name in {
        "header": "页眉",
        "footer": "页脚",
        "footnote": "脚注",
        "textbox": "文本框",
        "table": "表格",
    }.items():
        text = to_text(made([finding(Severity.ERROR, 0, part, excerpt="三个字")], Coverage()))
        assert f"【开头】\n错误 ARI001 {name} 第1段 “三个字”" in text


def test_only_a_terminal_is_shown_colours() -> None:
    result = made([finding(Severity.ERROR, 0)], Coverage())
    assert "\x1b[" not in to_text(result)
    coloured = to_text(result, colour=True)
    assert "\x1b[1;31m错误" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == to_text(result).split()


def test_what_was_fixed_waived_and_needed_no_more() -> None:
    item = replace(finding(Severity.ERROR, 0, excerpt="三个字"), fingerprint="0" * 12)
    result = made([item], Coverage())
    result.waived = [Waived(replace(item, excerpt="名称如此"), Waiver("1" * 12, "文件原名"))]
    result.unused_waivers = [Waiver("2" * 12, "旧的")]
    gone = {"code": "STY001", "excerpt": "a,b", "message": "半角"}
    result.since = Since("上次.json", frozenset(["0" * 12]), (gone,))
    text = to_text(result)
    assert "  与 上次.json 相比：新增 1，仍在 0，已改 1\n" in text
    assert "错误 ARI001（新增） 第1段 “三个字”" in text
    assert "【已改】\nSTY001 “a,b” 半角\n" in text
    assert "【已豁免】\nARI001 “名称如此” 文件原名" in text
    assert "有 1 条豁免没有用上，可以删去：222222222222\n" in text


def test_long_words_are_cut_and_lines_joined() -> None:
    text = to_text(made([finding(Severity.ERROR, 0, excerpt="很\n长" + "的" * 90)], Coverage()))
    assert f"“很 长{'的' * 56}…”" in text


def test_evidence_of_the_document_itself_is_not_repeated() -> None:
    evidence = (
        Evidence("document", "二", "标题"),
        Evidence("computed", "1÷2", ""),
        Evidence("material", "a.txt#p1", "原文"),
    )
    text = to_text(made([finding(Severity.ERROR, 0, evidence=evidence)], Coverage()))
    assert "依据：a.txt#p1 原文" in text
    assert text.count("依据") == 1
    assert "建议" not in text


def test_the_account_of_what_was_checked() -> None:
    coverage = Coverage()
    coverage.figures.update({State.PROVED: 3, State.UNSUPPORTED: 1})
    coverage.items.update({State.PROVED: 2, State.MISSING: 1, State.NOT_APPLICABLE: 1})
    coverage.relations.append(RelationCheck("share", "1÷2", State.NOT_CHECKED, Place("body", "", 0, 0, 1)))
    coverage.not_checked.append(NotChecked("图片", "could not read", "请写进正文"))
    coverage.not_checked.append(NotChecked("图表", "could not read", "请写进正文"))
    coverage.not_checked.append(NotChecked("相似", "another reason", "样本"))
    text = to_text(made([], coverage, "city-key-points"))
    assert text == (
        "报告.txt：错误 0，警告 0，提示 0（提纲 city-key-points）\n"
        "\n"
        "数字 4 个：有据 3，有误 0，无出处 1，未核对 0\n"
        "算术关系 1 组：成立 0，不成立 0，无法判定 1\n"
        "必备要点 4 项：已作答 2，作答不充分 0，缺失 1，不适用 1\n"
        "未检查：图片、图表（读不出；请写进正文）；相似（another reason；样本）\n"
    )
