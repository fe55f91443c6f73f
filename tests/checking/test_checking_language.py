"""Punctuation, numerals, words and numbering: reports typed by hand with seeded slips, and what must stay silent."""

from __future__ import annotations

import re

import pytest
from checking_helpers import check, in_place
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_reports import FAMILIES, Typed, check_language, spans, typed_reports

from drafter.checking.rules.terms import superseded
from drafter.checking.rules.wordlists import COLLOQUIAL, TYPOS
from drafter.findings import Finding, Severity
from drafter.reading import read_document
from drafter.resources import bundled

TYPED = typed_reports()


def found(text: str, *families: str) -> list[Finding]:
    return check(text, select=families or FAMILIES).findings


def by_code(text: str, code: str) -> list[str]:
    """The words of every place of the findings of one rule."""
    lines = text.split("\n")
    places = [place for f in found(text, code) for place in (f.place, *f.also)]
    return [lines[place.paragraph][place.start : place.end] for place in places]


# --- reports typed by hand ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", TYPED, ids=lambda report: report.name)
def test_every_seeded_slip_is_found(report: Typed) -> None:
    assert len(report.seeds) >= 20
    result = check_language(report.text)
    assert in_place(result)
    places = [(f.code, a, b) for f in result.findings for a, b in spans(report.text, f)]
    missed = [
        (seed.code, seed.words)
        for seed in report.seeds
        if not any(code == seed.code and a < max(seed.end, seed.start + 1) and seed.start < b for code, a, b in places)
    ]
    assert missed == []


@pytest.mark.parametrize("report", TYPED, ids=lambda report: report.name)
def test_nothing_but_the_seeded_slips_is_found(report: Typed) -> None:
    result = check_language(report.text)
    false = [
        (f.code, report.text[a:b])
        for f in result.findings
        for a, b in spans(report.text, f)
        if f.severity is not Severity.INFO and not any(a < s.end and s.start < b for s in report.seeds)
    ]
    assert false == []
    clean = check_language(report.clean).findings
    assert [(f.code, f.excerpt) for f in clean if f.code != "STY026"] == []


@pytest.mark.parametrize("report", TYPED, ids=lambda report: report.name)
def test_a_careless_report_does_not_drown_its_reader(report: Typed) -> None:
    """The same report three times over has hardly more findings than once: repeats are gathered."""
    once = len(check_language(report.text).findings)
    body = report.text.split("\n")
    more = "\n".join(line.replace("全", "各", 1) for line in body[3:])
    twice = [f for f in check_language(report.text + "\n附件1\n" + more).findings if f.code[:3] == "STY"]
    assert len(twice) <= once + 4


def test_the_shipped_samples_are_clean() -> None:
    for path in sorted(bundled("knowledge", "samples").glob("*.md")):
        document = read_document(path)
        text = "\n".join(p.text for p in document.paragraphs if p.part in ("body", "table"))
        assert [(f.code, f.excerpt) for f in found(text, "STY", "STR")] == []


# --- clusters and fingerprints ------------------------------------------------------------------------------------


def test_marks_of_one_width_are_one_finding_with_all_places() -> None:
    text = "一、基本情况\n坚持优先,加大投入;各县(区)落实.\n改善条件,提高质量。"
    (finding,) = found(text, "STY001")
    assert finding.message == "半角标点 6 处（, 2、( ) 1、; 1、. 1），公文用全角"
    assert by_code(text, "STY001") == [",", ";", "(", ")", ".", ","]


def test_a_cluster_keeps_its_fingerprint() -> None:
    (one,) = found("一、基本情况\n改善条件,提高质量。", "STY001")
    (two,) = found("一、基本情况\n坚持优先:加大投入。\n改善条件,提高质量。", "STY001")
    assert one.fingerprint == two.fingerprint


def test_one_typo_is_one_finding_wherever_it_stands() -> None:
    (finding,) = found("一、基本情况\n建立台帐。\n完善台帐。", "STY022")
    assert (finding.excerpt, len(finding.also), finding.suggestion) == ("台帐", 1, "改为“台账”")


# --- somebody else's words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "执行《2023-2025年行动计划(试行)》和《农民工子女教育办法》。",
        "倡导“搞定,作业”的口号，参见https://www.moe.gov.cn/a.html?x=1,2;3。",
        "引进Science, Technology, Engineering课程，联系邮箱jyj@heyang.gov.cn。",
        "师生比为1:13.5，上午8:30上课，投入1,234.5万元，增长5.0%。",
        "文号为柘政教〔2025〕3号，电话0512-65551234，型号A4-2B。",
    ],
)
def test_names_quotations_and_addresses_are_left_alone(text: str) -> None:
    assert found(f"一、基本情况\n{text}", "STY") == []


def test_tables_headers_and_footers_are_left_alone() -> None:
    from drafter.checking import check_document
    from drafter.reading import Document, Paragraph, structure

    cells = ["指标(所)", "２５年", "增长 5 %", "3～5万"]
    paragraphs = [Paragraph(n, "table", cell, cell=(0, 0, n)) for n, cell in enumerate(cells)]
    paragraphs.append(Paragraph(4, "footer", "第1页,共2页"))
    document = structure(Document("表.txt", "txt", paragraphs))
    assert check_document(document, year=2025, select=("STY",)).findings == []


# --- single rules -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("25年，全市招聘教师。", ["25年"]),
        ("比24年增长5%。", ["24年"]),
        ("截至25年底完成。", ["25年底"]),
        ("24年3月印发。", ["24年3月"]),
        ("从教25年，设备用了20年。", []),
        ("在20年底蕴之上发展。", []),
        ("近10年初步建成。", []),
        ("30年初心不改。", []),
        ("85年建校。", []),
    ],
)
def test_years_of_two_digits(text: str, words: list[str]) -> None:
    assert by_code(f"一、基本情况\n{text}", "STY017") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("占比为63～68%。", ["63～68%"]),
        ("由50至60%。", ["50至60%"]),
        ("每校3-5万元。", ["3-5万元"]),
        ("2023—2025年投入3亿元。", []),
        ("占63%～68%，每校3万—5万元，300—500元。", []),
        ("柘政〔2025〕3—5号。", []),
    ],
)
def test_ranges_without_their_unit(text: str, words: list[str]) -> None:
    assert by_code(f"一、基本情况\n{text}", "STY020") == words


@pytest.mark.parametrize(
    "text",
    [
        "（含学前教育、义务教育",
        "双减”政策",
        "《办法",
        "【备注",
    ],
)
def test_half_a_pair_is_found(text: str) -> None:
    (finding,) = found(f"一、基本情况\n全市落实{text}各项工作全面开展。", "STY003")
    assert finding.suggestion.startswith("补上")


@pytest.mark.parametrize(
    "text",
    [
        "任务：1）扩学位；2）强师资；a）保安全。",
        "“一段话的开头。\n“又一段话，到这里结束。”",
        "the teachers’ day ’s",
        "印发《关于“双减”工作的意见》（试行）〔含附件〕。",
    ],
)
def test_whole_pairs_and_labels_are_not(text: str) -> None:
    assert found(f"一、基本情况\n{text}", "STY003") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一是加强领导。\n二是加大投入。\n四是规范管理。", ["四是"]),
        ("主要做法：二是加大投入。", ["二是"]),
        ("一是甲；二是乙。一是丙；二是丁；三是戊。", []),
        ("其中一是全市学校规模扩大以后各项工作全面\n推进落实，二是质量提高。", []),
        ("一要扩学位，三要强师资。", ["三要"]),
        ("位居第二，其他均好。", []),
    ],
)
def test_ordinals_are_followed_across_lines(text: str, words: list[str]) -> None:
    assert by_code(f"一、基本情况\n{text}", "STR002") == words


def test_a_list_without_its_first_entry_is_only_a_warning() -> None:
    (finding,) = found("一、基本情况\n主要做法：二是加大投入。", "STR002")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "一、情况\n1.加强党建。2.加大投入。\n3.规范管理。",
        "一、情况\n（1）甲校；（2）乙校；\n（3）丙校。",
        "基本情况\n（一）规模\n稳步扩大。\n（二）质量\n稳步提高。\n主要问题\n（一）投入\n仍有缺口。",
        f"一、情况\n1.加强领导；\n2.{'全市各级各类学校持续改善办学条件' * 5}；\n3.规范管理。",
        "一、情况\n1.甲。\n2.乙。\n成效如下。\n1.丙。\n2.丁。",
    ],
)
def test_lists_that_are_whole_are_no_gap(text: str) -> None:
    assert by_code(text, "STR003") == []


def test_terms_follow_the_year_of_the_report() -> None:
    text = "一、基本情况\n受新冠肺炎疫情影响，活动推迟。"
    assert check(text, select=("STY023",), year=2021).findings == []
    assert len(check(text, select=("STY023",), year=2024).findings) == 1


def test_every_finding_on_a_term_names_its_norm() -> None:
    (finding,) = found("一、基本情况\n市环保局参与检查。", "STY023")
    assert finding.evidence[0].ref.startswith("2018年地方机构改革")


def test_the_lists_hold_good_patterns() -> None:
    for pattern, right in TYPOS:
        compiled = re.compile(pattern)
        assert not right or not compiled.search(right), pattern
    for term in superseded():
        assert term.norm
        assert not re.search(term.pattern, term.now.split("（")[0]), term.pattern
    for pattern, _ in COLLOQUIAL:
        re.compile(pattern)


def test_correct_text_holds_no_typo() -> None:
    """Words that contain the letters of a typo without being one."""
    words = (
        "研究竞争力，毕竟争取到了，发布署名文章，讲座落实到位，授予案例，计划拔高，随文件归档案卷，回复盖章，必需要素，必须品学兼优，"
        "挑选拨付方案，公安权限，已经废止，财政测算，安排察看，一百份，形成份额，在职则享受，扩建没有停，教学令人满意，教学效果，"
        "帐篷，法律，纪律，规律，自律，旋律，国家教委员工，既往，研究部属高校，其间接，政策律师，报名截止日期"
    )
    assert by_code(f"一、基本情况\n{words}。", "STY022") == []


# --- any text -----------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "一是",
        "二是",
        "（一）",
        "(1)",
        "1.",
        "、",
        "，",
        "。",
        "“",
        "”",
        '"',
        "《",
        "》",
        "…",
        "...",
        "25年",
        "03月05日",
        "百分之5",
        "3～5万",
    ]
    + [
        "等",
        "全市",
        "加强",
        "加强加强",
        "台帐",
        " ",
        "\u3000",
        "\n",
        "２５",
        "％",
        "约500余人左右",
        "附件：",
        "\ufffd",
        "a,b",
        "党的十九大",
        ")",
        "）",
        "②",
    ]
)


@given(st.lists(_PIECES, max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_text_ends_in_findings_on_their_words(pieces: list[str]) -> None:
    assert in_place(check("云岭市自评报告\n一、情况\n" + "".join(pieces), select=FAMILIES))
