"""The known traps of this field, T1 to T8, each sprung on purpose: what other readers and checkers fall for."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from checking_helpers import Given, check, found, quantities, relations, told
from docx_making import package, paragraph, read, run, texts, wrapped

from drafter.checking import CheckRequest, check_file
from drafter.facts import read_metrics
from drafter.findings import State
from drafter.model.objects import AnswerError, parse_object
from drafter.reporters import to_docx

# T1: Word's tracked changes, and comments that can only stand between runs


def test_t1_python_docx_drops_an_insertion_and_we_read_it(tmp_path: Path) -> None:
    block = paragraph("全市小学", wrapped(run("98所"), 'w:ins w:id="1" w:author="甲"'), "。")
    block += paragraph(
        "初中", wrapped("<w:r><w:delText>21</w:delText></w:r>", 'w:del w:id="2" w:author="甲"'), "20所。"
    )
    data = package(block)
    (tmp_path / "r.docx").write_bytes(data)
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "全市小学。"  # the trap
    assert texts(read(tmp_path, data)) == ["全市小学98所。", "初中20所。"]


def test_t1_a_figure_that_runs_cut_in_three_gets_one_comment_on_exactly_its_characters(tmp_path: Path) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r>"
    body = paragraph("云岭市2025年自评报告") + paragraph(
        "小学占比由上年的1", bold, run("0%提高到110%，提高1"), run("0个百分点。")
    )
    (tmp_path / "r.docx").write_bytes(package(body))
    result = check_file(CheckRequest(tmp_path / "r.docx"))
    wrong = next(f for f in result.findings if f.code.startswith("ARI"))
    (tmp_path / "out.docx").write_bytes(to_docx(result))
    made = read(tmp_path, (tmp_path / "out.docx").read_bytes(), "out.docx")
    assert [p.text for p in made.paragraphs] == [p.text for p in result.document.paragraphs]
    assert made.paragraphs[wrong.place.paragraph].text[wrong.place.start : wrong.place.end] == wrong.excerpt


# T2: digits that touch Chinese, and the ways a figure is typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("投入86,420万元", "864200000"),
        ("投入８６，４２０万元", "864200000"),
        ("占比为37.57 ％", "37.57"),
        ("占比为３７．５７％", "37.57"),
        ("共1 0年", "10"),
        ("建成一百零三所", "103"),
        ("建成两千五百所", "2500"),
        ("占百分之三十七点五", "37.5"),
        ("达到1.2万人", "12000"),
        ("投入3,217.77亿元", "321777000000"),
        ("学校共98所，", "98"),
        ("全市98所小学", "98"),
    ],
)
def test_t2_a_figure_is_read_however_it_is_typed(text: str, value: str) -> None:
    (figure,) = quantities(text)
    assert format(figure.value.normalize(), "f") == value


def test_t2_a_sentence_broken_in_the_middle_of_its_figures_is_one() -> None:
    given: Given = {"primary_schools": ("418", "431")}
    whole = "2025年，全市各级各类学校布局更加合理，群众满意，现有小学481所，比上年减少13所。"
    broken = whole.replace("现有小学", "现有小\n学")
    assert (
        [f.excerpt for f in found(broken, given, "NUM")] == [f.excerpt for f in found(whole, given, "NUM")] == ["481所"]
    )


# T3: lists, shares and changes that are not what they seem


@pytest.mark.parametrize(
    "text",
    [
        "全县幼儿园65所，其中公办40所，普惠性民办20所。",
        "共评出先进单位12个、先进个人30名，共授牌7块。",
        "大班额由46个减少到30个，减少16个。",
        "小学、初中学校分别为40所、12所，公办率分别为95%、90%。",
        "覆盖率达91.2%，公办园占比52.3%，均比上年提高。",
    ],
)
def test_t3_what_need_not_add_up_is_left_alone(text: str) -> None:
    assert [r.formula for r in relations(text) if r.state is State.REFUTED] == []


def test_t3_part_may_not_exceed_its_whole_even_when_the_list_is_open() -> None:
    assert [r.state for r in relations("全县幼儿园65所，其中公办70所，普惠性民办20所。")] == [State.REFUTED]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("大班额由46个减少到30个，减少了16个。", State.PROVED),
        ("大班额由46个减少到30个，减少了30个。", State.REFUTED),
    ],
)
def test_t3_reduced_to_is_not_reduced_by(text: str, state: State) -> None:
    assert state in {r.state for r in relations(text)}


@pytest.mark.parametrize(
    "text",
    [
        "第45届运动会",
        "“1+X”证书试点",
        "百千万人才工程",
        "云政发〔2024〕35号",
        "第十二次常委会",
        "第3名",
        "《2035年规划》",
    ],
)
def test_t3_ordinals_names_and_document_numbers_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


# T4: names with numerals, units that stand elsewhere, cells that are empty in three ways


@pytest.mark.parametrize("text", ["九年义务教育", "“十四五”时期", "三通两平台", "“双减”政策", "“三全育人”"])
def test_t4_names_are_no_figures(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    "table",
    [
        "指标,本年,上年,单位\n一般公共预算教育支出,786200,749500,万元\n",
        "单位：万元,,\n指标,本年,上年\n一般公共预算教育支出,786200,749500\n",
        "指标,本年,上年\n一般公共预算教育支出（万元）,786200,749500\n",
        "指标,本年,上年\n一般公共预算教育支出,78.62亿元,74.95亿元\n",
    ],
    ids=["own column", "caption", "in the name", "in the cell"],
)
def test_t4_the_unit_may_stand_anywhere(tmp_path: Path, table: str) -> None:
    (tmp_path / "m.csv").write_text(table, encoding="utf-8")
    metrics = read_metrics(tmp_path / "m.csv", 2025)
    assert [
        f.excerpt for f in check("全市一般公共预算教育支出78.62亿元。", metrics).findings if f.code[:3] == "NUM"
    ] == []
    wrong = check("全市一般公共预算教育支出78.62万元。", metrics).findings
    assert [f.code for f in wrong if f.code.startswith("NUM")] == ["NUM002"]


def test_t4_blank_dash_and_not_applicable_are_no_zero(tmp_path: Path) -> None:
    rows = "指标,本年,上年\n小学数,,431\n初中数,—,138\n幼儿园数,不适用,634\n高中数,0,3\n"
    (tmp_path / "m.csv").write_text(rows, encoding="utf-8")
    metrics = read_metrics(tmp_path / "m.csv", 2025)
    named = {name: metrics.dictionary.named(name) for name in ("小学数", "初中数", "幼儿园数", "高中数")}
    values = {name: metrics.get(i.id) for name, i in named.items() if i is not None}
    assert {name for name, fact in values.items() if fact is not None} <= {"高中数"}
    text = "全市现有小学418所、初中140所、幼儿园612所。"
    assert [f for f in check(text, metrics).findings if f.code in ("NUM001", "NUM002", "NUM003")] == []


def test_t4_an_unreadable_cell_is_an_error_and_no_zero(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("指标,本年\n小学数,约四百\n", encoding="utf-8")
    with pytest.raises(Exception, match="m.csv.*B2"):
        read_metrics(tmp_path / "m.csv", 2025)


# T5: twelve false claims and fifteen true ones

T5_GIVEN: Given = {
    "edu_budget_expenditure": ("78.62", "74.95"),
    "public_kindergarten_share": ("52.35", "50.83"),
    "inclusive_kindergarten_coverage": ("91.42", "90.97"),
    "compulsory_retention": ("98.36", "98.12"),
    "kindergartens_total": ("612", "634"),
    "public_kindergartens": ("320", "322"),
    "primary_schools": ("418", "431"),
    "junior_schools": ("138", "139"),
    "kindergarten_enrolment": ("78426", "84153"),
    "teacher_training_funds": ("2486", "2312"),
    "hazards_found": ("2617", "2845"),
    "hazards_fixed": ("2589", "2790"),
    "emergency_drills": ("3864", "3650"),
}

#: (the claim, the figure in it that is wrong)
T5_FALSE = [
    ("全市一般公共预算教育支出786200亿元。", "786200亿元"),  # the scale told twice
    ("全市在园幼儿78426万人。", "78426万人"),
    ("安排教师培训经费2486亿元。", "2486亿元"),
    ("一般公共预算教育支出78.62亿元，比上年下降4.90%。", "4.90%"),  # the other way
    ("在园幼儿78426人，比上年增加5727人。", "5727人"),
    ("公办园在园幼儿占比由上年的52.35%提高到50.83%。", "50.83%"),  # this year for last
    ("2025年，普惠性幼儿园覆盖率为90.97%。", "90.97%"),
    ("全市现有小学138所。", "138所"),  # the row beside
    ("全年排查校园安全隐患2589处。", "2589处"),
    ("公办园在园幼儿占比为91.42%。", "91.42%"),
    ("义务教育巩固率达到98.63%。", "98.63%"),  # digits changed over
    ("全年组织开展应急演练386次。", "386次"),  # one lost
]
T5_TRUE = [
    "全市一般公共预算教育支出78.62亿元。",
    "全市一般公共预算教育支出786200万元。",
    "一般公共预算教育支出近79亿元。",
    "一般公共预算教育支出78.62亿元，比上年增长4.9%。",
    "一般公共预算教育支出比上年增加3.67亿元。",
    "在园幼儿7.84万人，比上年减少5727人，下降6.81%。",
    "公办园在园幼儿占比由上年的50.83%提高到52.35%，提高1.52个百分点。",
    "公办园在园幼儿占比达52.4%，普惠性幼儿园覆盖率超过91%。",
    "全市现有幼儿园612所，其中公办幼儿园320所，占52.29%。",
    "全市小学418所、初中138所，分别比上年减少13所和1所。",
    "全年排查校园安全隐患2617处，完成整改2589处，整改率98.93%。",
    "组织开展应急演练3864次，安排教师培训经费0.25亿元。",
    "望山县公办园在园幼儿占比为61.20%。",
    "2023年全市现有小学440所。",
    "到2027年，力争公办园在园幼儿占比达到55%以上。",
]


def wrong_figures(text: str) -> list[str]:
    families = ("NUM", "ARI", "CON", "TIM")
    return [f.excerpt for f in found(text, T5_GIVEN, *families) if f.severity == "error"]


@pytest.mark.parametrize(("text", "figure"), T5_FALSE, ids=[text for text, _ in T5_FALSE])
def test_t5_a_false_claim_is_refuted_on_its_figure(text: str, figure: str) -> None:
    assert figure in wrong_figures(text)


@pytest.mark.parametrize("text", T5_TRUE)
def test_t5_a_true_claim_is_let_pass(text: str) -> None:
    assert wrong_figures(text) == []


# T6: the right digits in the wrong place


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("全市小学418所。", ("primary_schools", "this", "sure")),
        ("望山县小学418所。", ("primary_schools", "this", "not sure")),
        ("上年全市小学418所。", ("primary_schools", "previous", "sure")),
        ("全市新建小学418所。", ("primary_schools", "this", "not sure")),
        ("力争全市小学418所。", ("primary_schools", "this", "not sure")),
    ],
)
def test_t6_a_figure_is_keyed_by_indicator_region_year_and_scope(text: str, bound: tuple[str, str, str]) -> None:
    ((_, indicator, period, level),) = told(text)
    if bound[2] == "sure":
        assert (indicator, period, level) == bound
    else:
        assert level != "sure"


def test_t6_the_digits_of_another_indicator_prove_nothing() -> None:
    given: Given = {"primary_schools": ("418", "431"), "junior_schools": ("138", "139")}
    wrong = found("全市小学138所，初中418所。", given, "NUM")
    assert [f.excerpt for f in wrong] == ["138所", "418所"]
    assert check("全市小学138所，初中418所。", given).coverage.figures[State.PROVED] == 0


# T7: what models send instead of an answer


@pytest.mark.parametrize(
    "answer",
    [
        '{"a": 1}',
        '<think>先想{"a": 2}</think>{"a": 1}',
        '好的：\n```json\n{"a": 1}\n```\n以上',
        '```\n{"a": 1}\n```',
        '{"a": 1} {"a": 2}',
    ],
)
def test_t7_the_object_is_found_in_whatever_wraps_it(answer: str) -> None:
    assert parse_object(answer) == {"a": 1}


@pytest.mark.parametrize("answer", ['{"a": [1, 2', "<think>想了很久", "", "无法回答", "[1]", "{" * 100_000])
def test_t7_half_an_answer_is_none(answer: str) -> None:
    with pytest.raises(AnswerError):
        parse_object(answer)


# T8: a database that would phone home and fetch a model


def test_t8_chroma_is_opened_without_telemetry_and_with_our_own_vectors(tmp_path: Path) -> None:
    pytest.importorskip("chromadb")
    from drafter.library.chroma import chroma_settings

    assert chroma_settings().anonymized_telemetry is False
