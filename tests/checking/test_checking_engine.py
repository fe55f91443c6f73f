"""The one way in: what is inferred, selected, refused and noted, and the contract of its result."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from checking_helpers import Given, check, document, in_place, metrics
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking import CheckRequest, check_document, check_file
from drafter.checking.context import CheckContext
from drafter.errors import InputError
from drafter.findings import State
from drafter.reading import Document, Paragraph, structure

GIVEN: Given = {"public_kindergarten_share": ("48.34", "47.19"), "kindergartens_total": ("612", "634")}


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("云岭市人民政府履行教育职责自评报告", "云岭市"),
        ("云岭市2025年履行教育职责自评报告", "云岭市"),
        ("关于望山县人民政府履行教育职责情况的自评报告", "望山县"),
        ("江岭省关于2025年履行教育职责的报告", "江岭省"),
        ("XX市人民政府履行教育职责自评报告", ""),
        ("某某县人民政府履行教育职责自评报告", ""),
        ("市人民政府履行教育职责自评报告", ""),
        ("履行教育职责自评报告", ""),
    ],
)
def test_the_title_names_the_region(title: str, region: str) -> None:
    result = check_document(document(f"{title}\n一、概况\n全市平稳发展。"))
    assert result.region == region


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("云岭市2025年自评报告\n2024年投入增加。2024年招生平稳。", 2025),
        ("云岭市自评报告\n2024年投入增加。2025年招生平稳。2024年增加学位。", 2024),
        ("云岭市自评报告\n工作扎实推进。", 0),
    ],
)
def test_the_title_names_the_year_else_the_text_does(text: str, year: int) -> None:
    assert check_document(document(text)).year == year


def test_what_the_user_says_goes_before_what_the_metrics_say() -> None:
    text = "泊云市2023年自评报告\n公办园在园幼儿占比为48.34%。"
    assert (check_document(document(text)).region, check_document(document(text)).year) == ("泊云市", 2023)
    by_metrics = check_document(document(text), metrics=metrics(GIVEN))
    assert (by_metrics.region, by_metrics.year) == ("云岭市", 2025)
    by_user = check_document(document(text), metrics=metrics(GIVEN), region="望山县", year=2024)
    assert (by_user.region, by_user.year) == ("望山县", 2024)


MIXED = "XX市2025年自评报告\n全市幼儿园621所。\n全市122个县（市、区）中，106个实现达标，占比95.08%。\n新建学校X所。"


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), ["PLH003", "NUM001", "ARI001", "PLH001"]),
        (("PLH",), (), ["PLH003", "PLH001"]),
        (("plh", "ARI001"), (), ["PLH003", "ARI001", "PLH001"]),
        ((), ("PLH", "num001"), ["ARI001"]),
        (("PLH",), ("PLH003",), ["PLH001"]),
        (("PLH001",), ("PLH",), []),
    ],
)
def test_rules_are_selected_by_code_or_prefix(
    select: tuple[str, ...], ignore: tuple[str, ...], codes: list[str]
) -> None:
    result = check(MIXED, GIVEN, select=select, ignore=ignore)
    assert [f.code for f in result.findings] == codes


def test_a_family_that_is_not_selected_does_not_run() -> None:
    result = check(MIXED, GIVEN, select=("PLH",))
    assert result.coverage.figures == {State.NOT_CHECKED: 4}
    assert result.coverage.relations == []


@pytest.mark.parametrize("code", ["XYZ", "ARI999", "ARI0011", "占比"])
@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_code_is_refused_before_anything_is_read(tmp_path: Path, code: str, option: str) -> None:
    with pytest.raises(InputError) as caught:
        check_file(CheckRequest(tmp_path / "没有.txt", **{option: (code,)}))  # type: ignore[arg-type]
    line = str(caught.value)
    assert code in line
    assert "PLH、NUM、ARI、REQ" in line
    assert len(line.splitlines()) == 1


def test_an_unknown_outline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        check_file(CheckRequest(tmp_path / "没有.txt", outline="没有这个提纲"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        check_file(CheckRequest(tmp_path / "没有.txt"))


def written(folder: Path) -> Path:
    path = folder / "报告.txt"
    path.write_text("云岭市2025年自评报告\n一、概况\n全市幼儿园621所。\n新建智慧教室1860间。\n", encoding="utf-8")
    return path


def test_a_request_reads_everything_it_names(tmp_path: Path) -> None:
    (tmp_path / "指标.csv").write_text(
        "指标,本年,上年,单位\n幼儿园总数,612,634,所\n甲乙丙指标,3,2,个\n", encoding="utf-8"
    )
    materials = tmp_path / "材料"
    materials.mkdir()
    (materials / "一科.txt").write_text("全市新建智慧教室1860间，覆盖乡镇。", encoding="utf-8")
    (materials / "照片.jpg").write_bytes(b"\xff\xd8")
    steps: list[str] = []
    named = CheckRequest(
        written(tmp_path),
        metrics=tmp_path / "指标.csv",
        materials=materials,
        outline="city-key-points",
        select=("NUM",),
    )
    result = check_file(named, steps.append)
    (finding,) = result.findings
    assert (finding.code, finding.excerpt) == ("NUM001", "621所")
    assert finding.evidence[0].ref.endswith("!B2")
    assert steps == ["读取报告", "读取部门材料", "检查"]
    assert result.outline == "city-key-points"
    assert any("照片.jpg" in notice for notice in result.notices)
    assert result.coverage.figures[State.PROVED] == 1


def test_a_request_with_the_report_alone(tmp_path: Path) -> None:
    steps: list[str] = []
    result = check_file(CheckRequest(written(tmp_path)), steps.append)
    assert steps == ["读取报告", "检查"]
    assert result.notices == []
    assert result.findings == []


def test_what_could_not_be_read_is_in_the_account() -> None:
    read = document("云岭市自评报告\n全市平稳发展。")
    read.unread.append("图片1张")
    result = check_document(read)
    assert ("图片1张", "could not read") in {(n.what, n.why) for n in result.coverage.not_checked}


def test_header_and_footer_hold_no_figures_but_may_hold_placeholders(tmp_path: Path) -> None:
    book = docx.Document()
    book.sections[0].footer.paragraphs[0].text = "共12页 XX市"
    book.add_paragraph("全市幼儿园612所。")
    book.save(str(tmp_path / "报告.docx"))
    result = check_file(CheckRequest(tmp_path / "报告.docx", ignore=("FMT",)))
    assert result.coverage.figures.total() == 1
    assert [(f.code, f.place.part) for f in result.findings] == [("PLH003", "footer")]


def test_fingerprints_are_unique_and_survive_edits_elsewhere() -> None:
    first = check(MIXED, GIVEN)
    later = check("新的一行。\n" + MIXED, GIVEN)
    prints = [f.fingerprint for f in first.findings]
    assert len(set(prints)) == len(prints) == 4
    assert set(prints) == {f.fingerprint for f in later.findings}


def test_the_same_document_gives_the_same_result() -> None:
    assert check(MIXED, GIVEN).as_dict() == check(MIXED, GIVEN).as_dict()


def test_the_summary_counts_every_severity() -> None:
    assert check(MIXED, GIVEN).summary() == {"error": 3, "warning": 1, "info": 0}


def test_a_figure_keeps_its_worst_state() -> None:
    context = CheckContext(document("全市幼儿园612所。"))
    (figure,) = context.figures()
    assert context.dictionary
    for state, expected in (
        (State.UNSUPPORTED, State.UNSUPPORTED),
        (State.PROVED, State.PROVED),
        (State.NOT_CHECKED, State.PROVED),
        (State.REFUTED, State.REFUTED),
        (State.PROVED, State.REFUTED),
    ):
        context.settle(figure, state)
        assert context.states[figure.id] is expected
    context.count_figures()
    assert context.coverage.figures == {State.REFUTED: 1}


def test_the_shipped_policies_are_known() -> None:
    assert CheckContext(document("报告")).policies


_WORDS = st.sampled_from(
    [
        "全市",
        "公办园在园幼儿占比",
        "幼儿园",
        "为",
        "达到",
        "比上年",
        "提高",
        "下降",
        "其中",
        "分别",
        "占",
        "、",
        "，",
        "。",
        "；",
        "\n",
        "48.34%",
        "612所",
        "1.15个百分点",
        "3万元",
        "X所",
        "20XX年",
        "2025年",
        "一、",
        "（一）",
        "“",
        "”",
        "由",
        "到",
        "的目标",
        "近",
        "以上",
        "普职比",
        "5.6:4.4",
        "每生每年",
        "共",
        "中",
        "无此项工作任务",
        "【待补充】",
        "  ",
        "0",
        "千",
        "一百",
        "望山县",
    ]
)


@given(st.lists(_WORDS, max_size=60).map("".join).filter(str.strip))
@settings(max_examples=300, deadline=None)
def test_any_report_is_checked_without_failing_and_every_finding_lies_on_its_words(text: str) -> None:
    result = check(text, GIVEN, material="全市新建智慧教室1860间，覆盖全部乡镇。")
    assert in_place(result)
    assert result.coverage.figures.total() == len(
        [f for s in CheckContext(result.document).statements for f in s.figures]
    )


def test_a_rule_that_finds_something_at_every_turn_is_cut_short_and_says_so() -> None:
    result = check("（" * 2500 + "小学98所。", select=("STY",))
    brackets = [f for f in result.findings if f.code == "STY003"]
    assert len(brackets) == 2000
    assert [notice for notice in result.notices if f"{brackets[0].code} 共发现 2500 处，只列出前 2000 处" in notice]


def test_a_finding_on_words_with_a_soft_break_is_told_in_one_line() -> None:
    broken = Document("r.docx", "docx", [Paragraph(0, "body", "全市推进集团化\n办学，，小学98所。")])
    result = check_document(structure(broken), region="云岭市", year=2025)
    assert result.findings
    assert all("\n" not in f.message for f in result.findings)
