"""PLH: what is still to be filled in, in every form a report comes in."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from checking_helpers import check, in_place

from drafter.checking import CheckRequest, CheckResult, check_file
from drafter.findings import Severity


def held(text: str, form: str = "txt") -> list[tuple[str, str]]:
    result = check(text, form=form, select=("PLH",))
    assert in_place(result)
    return [(f.code, f.excerpt) for f in result.findings]


FLAGGED = [
    ("全市共有幼儿园X所。", "PLH001", "X所"),
    ("全市共有幼儿园×所。", "PLH001", "×所"),
    ("投入资金xx万元。", "PLH001", "xx万元"),
    ("增长x%。", "PLH001", "x%"),
    ("增长ｘ％。", "PLH001", "ｘ％"),
    ("选派教师***名。", "PLH001", "***名"),
    ("新建学校____所。", "PLH001", "____所"),
    ("新建学校（  ）所。", "PLH001", "（  ）所"),
    ("培训教师x万余人次。", "PLH001", "x万余人次"),
    ("补助标准为X-X元。", "PLH001", "X-X元"),
    ("普职比X:X分", "PLH001", "X:X分"),
    ("历时X年。", "PLH001", "X年"),
    ("20XX年教育支出增长。", "PLH002", "20XX"),
    ("截至20**年底。", "PLH002", "20**"),
    ("××年工作总结", "PLH002", "××"),
    ("2X年招生。", "PLH002", "2X"),
    ("202X年招生。", "PLH002", "202X"),
    ("XX市认真自查。", "PLH003", "XX"),
    ("某某县落实责任。", "PLH003", "某某"),
    ("某县落实责任。", "PLH003", "某"),
    ("*市教育局印发通知。", "PLH003", "*"),
    ("根据《通知》（X教督委〔2025〕2号）要求。", "PLH004", "X"),
    ("印发《办法》（云府办发〔2025〕X号）。", "PLH004", "〕X号"),
    ("印发《办法》（云府办发〔2025〕  号）。", "PLH004", "〕  号"),
    ("印发《办法》（云府办发〔20XX〕3号）。", "PLH004", "〔20XX〕"),
    ("印发《办法》（云府办发〔  〕3号）。", "PLH004", "〔  〕"),
    ("由新华XX公司发行。", "PLH004", "由新华XX公司"),
    ("【待补充：教师培训经费】", "PLH005", "【待补充：教师培训经费】"),
    ("完成（此处填写金额）。", "PLH005", "（此处填写金额）"),
    ("整改时限（待定）。", "PLH005", "（待定）"),
    ("整改时限TODO。", "PLH005", "TODO"),
    ("更多范文请访问某网。", "PLH006", "更多范文请访问"),
    ("详见http://www.abc.com/x", "PLH006", "http://www.abc.com/x"),
    ("文章来源：网络", "PLH006", "文章来源：网络"),
    ("第三篇：自评报告", "PLH006", "第三篇："),
]


@pytest.mark.parametrize(("text", "code", "excerpt"), FLAGGED, ids=[f[0] for f in FLAGGED])
def test_a_placeholder_is_found(text: str, code: str, excerpt: str) -> None:
    assert (code, excerpt) in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "“1+X”证书制度试点院校6所。",
        "X光机3台，XR实训室2间，APP用户5万人。",
        "ESI排名前1‰的学科8个。",
        "全市共有幼儿园612所。",
        "2025年教育支出增长。",
        "经费缺口待补充的学校逐年减少。",
        "【案例】某校开展活动，某些学校条件有待改善。",
        "第三部分：存在的问题",
        "数据来源：教育事业统计年报。",
        "依据云政发〔2025〕35号文件。",
        "3×4米标准教室。",
    ],
)
def test_what_is_filled_in_is_left_alone(text: str) -> None:
    assert held(text) == []


def test_an_asterisk_is_emphasis_in_markdown() -> None:
    line = "**共建成**幼儿园12所，*新增*学位。\n* 列表项\n** 加粗标题 **"
    assert held(line, "md") == []
    assert held("选派教师***名。", "md") == [("PLH001", "***名")]
    assert [code for code, _ in held("*市教育局印发通知。", "txt")] == ["PLH003"]


def test_a_stretch_is_claimed_once() -> None:
    assert held("印发《办法》（云府办发〔20XX〕X号）。") == [("PLH004", "〔20XX〕X号")]


def test_numbers_are_gathered_by_paragraph_and_names_by_document() -> None:
    text = "XX市共有小学X所、初中x所。\nXX市20XX年投入X万元，20XX年底完成。"
    result = check(text, select=("PLH",))
    gathered = {(f.code, f.place.paragraph): len(f.also) for f in result.findings}
    assert gathered == {("PLH003", 0): 1, ("PLH001", 0): 1, ("PLH002", 1): 1, ("PLH001", 1): 0}
    assert in_place(result)


def test_each_reference_is_its_own_finding() -> None:
    text = "依据〔2025〕X号。\n依据〔2024〕X号。"
    assert [f.place.paragraph for f in check(text, select=("PLH004",)).findings] == [0, 1]


def in_file(tmp_path: Path, name: str, content: str) -> CheckResult:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return check_file(CheckRequest(path, select=("PLH",)))


@pytest.mark.parametrize("name", ["报告.txt", "报告.md"])
def test_text_files(tmp_path: Path, name: str) -> None:
    result = in_file(tmp_path, name, "云岭市自评报告\n一、基本情况\n全市共有幼儿园X所。\n")
    (finding,) = result.findings
    assert (finding.code, finding.place.paragraph, finding.place.section) == ("PLH001", 2, "一")
    assert in_place(result)


def test_a_markdown_table_is_read(tmp_path: Path) -> None:
    result = in_file(tmp_path, "报告.md", "# 云岭市自评报告\n\n| 指标 | 数 |\n|---|---|\n| 幼儿园 | X所 |\n")
    assert [(f.code, f.place.part, f.place.paragraph) for f in result.findings] == [("PLH001", "table", 4)]


def test_a_docx_is_read_to_its_header_and_tables(tmp_path: Path) -> None:
    book = docx.Document()
    book.sections[0].header.paragraphs[0].text = "XX市人民政府"
    book.add_paragraph("一、基本情况")
    paragraph = book.add_paragraph("全市共有幼儿园")
    paragraph.add_run("X").bold = True
    paragraph.add_run("所。")
    cells = book.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "投入", "xx万元"
    path = tmp_path / "报告.docx"
    book.save(str(path))
    result = check_file(CheckRequest(path, select=("PLH",)))
    assert sorted((f.code, f.place.part, f.excerpt) for f in result.findings) == [
        ("PLH001", "body", "X所"),
        ("PLH001", "table", "xx万元"),
        ("PLH003", "header", "XX"),
    ]
    assert in_place(result)


def test_a_placeholder_over_a_line_break_lies_in_both_lines() -> None:
    head = "全市各级各类学校加快建设步伐，不断改善办学条件，学位供给持续扩大，【待补充：新增"
    result = check(f"{head}\n学位数】的学校。", select=("PLH005",))
    (finding,) = result.findings
    assert finding.excerpt == "【待补充：新增"
    assert [(p.paragraph, p.start, p.end) for p in finding.also] == [(1, 0, 4)]


def test_a_name_is_only_a_warning() -> None:
    assert [f.severity for f in check("XX市认真自查。", select=("PLH",)).findings] == [Severity.WARNING]
