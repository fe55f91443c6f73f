"""The report for people, line by line."""

from __future__ import annotations

from decimal import Decimal

from drafter.checking import CheckResult, check_document
from drafter.facts import CellRef, Fact, Metrics, Period, load_dictionary
from drafter.findings import Coverage, Evidence, Finding, NotChecked, Place, RelationCheck, Severity, State
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
    assert to_text(result) == (
        "报告.txt：错误 2，警告 1，提示 0（未套用提纲，云岭市，2025年）\n"
        "  注意：有一个指标不认识\n"
        "\n"
        "错误 NUM001 一 第4段，另有 1 处 “621所”\n"
        "  “幼儿园总数”文中写621所，指标表中“幼儿园总数”本年为612所（指标.xlsx!指标表!B2）\n"
        "  依据：指标.xlsx!指标表!B2 幼儿园总数（本年）：612\n"
        "  建议：核对原始数据；以指标表为准应写612所\n"
        "\n"
        "错误 ARI001 一 第6段 “95.08%”\n"
        "  文中占比“95.08%”与106个÷122个＝86.89%不符，这几个数必有一个不对\n"
        "  依据：106个÷122个 应为86.89%\n"
        "  建议：核对原始数据；如果其他数无误，应写86.89%\n"
        "\n"
        "警告 PLH003 一 第3段 “XX”\n"
        "  名称“XX”没有替换\n"
        "  建议：换成本地的规范名称\n"
        "\n"
        "数字 5 个：有据 0，有误 3，无出处 0，未核对 2\n"
        "算术关系 1 组：成立 0，不成立 1，无法判定 0\n"
        "未检查：每个数字是否都有出处（缺少资料；同时提供 --metrics 和 --materials）\n"
        "未检查：必备要点是否都已作答（缺少资料；用 --outline 写明报告所用提纲）\n"
    )


def made(findings: list[Finding], coverage: Coverage, outline: str = "") -> CheckResult:
    return CheckResult(document("报告"), findings, coverage, outline, "", 0)


def finding(severity: Severity, paragraph: int, part: str = "body", excerpt: str = "数字", **more: object) -> Finding:
    place = Place(part, "二（一）" if part == "body" else "", paragraph, 0, 2)
    return Finding("ARI001", "share-mismatch", severity, "不符", excerpt, place, **more)  # type: ignore[arg-type]


def test_the_worst_comes_first_then_the_order_of_the_document() -> None:
    order = [(Severity.INFO, 1), (Severity.WARNING, 2), (Severity.ERROR, 9), (Severity.ERROR, 3)]
    text = to_text(made([finding(severity, paragraph) for severity, paragraph in order], Coverage()))
    lines = [line for line in text.splitlines() if "ARI001" in line]
    assert [(line[:2], line.split()[3]) for line in lines] == [
        ("错误", "第4段"),
        ("错误", "第10段"),
        ("警告", "第3段"),
        ("提示", "第2段"),
    ]


def test_a_part_of_the_document_is_named() -> None:
    for part, name in {
        "header": "页眉",
        "footer": "页脚",
        "footnote": "脚注",
        "textbox": "文本框",
        "table": "表格",
    }.items():
        assert f"错误 ARI001 开头{name} 第1段 “数字”" in to_text(made([finding(Severity.ERROR, 0, part)], Coverage()))


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
    coverage.not_checked.append(NotChecked("相似", "another reason", "样本"))
    text = to_text(made([], coverage, "city-key-points"))
    assert text == (
        "报告.txt：错误 0，警告 0，提示 0（提纲 city-key-points）\n"
        "\n"
        "数字 4 个：有据 3，有误 0，无出处 1，未核对 0\n"
        "算术关系 1 组：成立 0，不成立 0，无法判定 1\n"
        "必备要点 4 项：已作答 2，作答不充分 0，缺失 1，不适用 1\n"
        "未检查：图片（读不出；请写进正文）\n"
        "未检查：相似（another reason；样本）\n"
    )
