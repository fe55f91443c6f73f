"""Write-ups become sentences with their passage, role, heading and office."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from drafting_making import draft_of, materials_of, whole_text

from drafter.drafting.materials import MaterialSentence, read_materials
from drafter.errors import InputError

BODY = "全市公办幼儿园新增学位3000个，入园更加便利。"


def sentences(folder: Path, text: str, name: str = "市教育局.txt") -> list[MaterialSentence]:
    return materials_of(folder, {name: text}).sentences()


def test_roles_follow_the_headings(tmp_path: Path) -> None:
    text = (
        "一、工作开展情况\n（一）学前教育\n" + BODY + "\n"
        "二、存在的问题\n（一）编制不足。乡村教师编制偏紧，缺编120名。\n"
        "三、下一步打算\n（一）补充编制。2026年增加编制100名，由市委编办负责。\n"
        "四、问题整改情况\n上年反馈的问题已经整改到位，群众比较满意。\n"
    )
    found = sentences(tmp_path, text)
    assert [s.role for s in found] == ["body", "problem", "plan", "body"]
    assert [s.lead for s in found] == ["", "编制不足", "补充编制", ""]
    assert found[0].heading == "工作开展情况 学前教育"
    assert found[0].ref == "市教育局.txt#p2"
    assert found[1].text == "乡村教师编制偏紧，缺编120名。"


@pytest.mark.parametrize(
    ("written", "ready"),
    [
        ("一是全市公办幼儿园新增学位3000个。", "全市公办幼儿园新增学位3000个。"),
        ("（2）全市公办幼儿园新增学位3000个。", "全市公办幼儿园新增学位3000个。"),
        ("同时，全市公办幼儿园新增学位3000个。", "全市公办幼儿园新增学位3000个。"),
        ("我局新增公办幼儿园学位3000个，我委配合。", "市教育局新增公办幼儿园学位3000个，市教育局配合。"),
        ("全市 公办幼儿园　新增学位3000个。", "全市公办幼儿园新增学位3000个。"),
    ],
)
def test_labels_links_pronouns_and_spaces_go(tmp_path: Path, written: str, ready: str) -> None:
    (found,) = sentences(tmp_path, f"一、情况\n全市学前教育发展较快。{written}\n")[1:]
    assert found.text == ready
    assert found.original == written.strip()


def test_a_leaning_sentence_stays_with_the_one_before(tmp_path: Path) -> None:
    text = (
        "一、情况\n全市新建幼儿园9所，投入资金1200万元。其中，公办园6所。该项工作走在前列。教师队伍得到加强和补充。\n"
    )
    assert [s.text for s in sentences(tmp_path, text)] == [
        "全市新建幼儿园9所，投入资金1200万元。其中，公办园6所。该项工作走在前列。",
        "教师队伍得到加强和补充。",
    ]


def test_a_leaning_sentence_with_nothing_before_it_is_not_used(tmp_path: Path) -> None:
    assert sentences(tmp_path, "一、情况\n其中，公办园6所，民办园3所，均已开园。\n") == []


@pytest.mark.parametrize(
    "pointing", ["具体数据如下表所示，请予审核。", "有关名单详见附件，共计12个单位。", "做法同上，不再重复说明情况。"]
)
def test_sentences_that_point_elsewhere_are_not_used(tmp_path: Path, pointing: str) -> None:
    assert [s.text for s in sentences(tmp_path, f"一、情况\n{BODY}{pointing}\n")] == [BODY]


def test_short_scraps_are_not_sentences(tmp_path: Path) -> None:
    assert [s.text for s in sentences(tmp_path, f"一、情况\n好。{BODY}\n")] == [BODY]


def test_tables_headers_and_the_title_are_not_sentences(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("市教育局2025年工作总结。请予审阅并提出意见。")
    document.add_paragraph("一、工作情况")
    document.add_paragraph(BODY)
    document.add_table(1, 1).cell(0, 0).text = "表中的公办幼儿园新增学位9999个，入园更加便利。"
    document.sections[0].header.paragraphs[0].text = "页眉中的公办幼儿园新增学位8888个，入园更加便利。"
    document.save(str(tmp_path / "市教育局.docx"))
    assert [s.text for s in read_materials(tmp_path).sentences()] == [BODY]


def test_a_write_up_without_any_heading_is_used(tmp_path: Path) -> None:
    (found,) = sentences(tmp_path, f"关于学前教育的说明\n{BODY}\n市教育局\n")
    assert (found.text, found.role, found.heading) == (BODY, "body", "")


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("市财政局", "市财政局"),
        ("03-市教育局基础教育科", "市教育局"),
        ("市教育局2025年履职自评材料", "市教育局"),
        ("附件2：市委教育工委关于党建工作的报告", "市委教育工委"),
        ("市政府教育督导室（终稿）", "市政府教育督导室"),
        ("石溪县教育局工作总结", "石溪县教育局"),
        ("2025年工作总结", ""),
        ("汇总", ""),
    ],
)
def test_the_file_name_tells_the_office(tmp_path: Path, name: str, organisation: str) -> None:
    materials = materials_of(tmp_path, {f"{name}.txt": "一、情况\n我局新增公办幼儿园学位3000个。\n"})
    assert materials.files[0].organisation == organisation
    (found,) = materials.sentences()
    assert found.text == f"{organisation or '有关部门'}新增公办幼儿园学位3000个。"


def test_the_words_our_own_people_keep_their_pronoun(tmp_path: Path) -> None:
    (found,) = sentences(tmp_path, "一、情况\n我馆们共同建设的学习空间全部开放。\n")
    assert found.text.startswith("我馆们")


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"not a package")
    (tmp_path / "old.ppt").write_bytes(b"x")
    (tmp_path / "市教育局.md").write_text(f"# 一、情况\n\n{BODY}\n", encoding="utf-8")
    materials = read_materials(tmp_path)
    assert [s.text for s in materials.sentences()] == [BODY]
    assert len(materials.notices) == 2
    assert "bad.docx" in materials.notices[0]
    with pytest.raises(InputError, match="找不到材料文件夹"):
        read_materials(tmp_path / "missing")


def test_no_pronoun_of_a_department_reaches_the_report(tmp_path: Path) -> None:
    files = {"2025年总结.txt": "一、情况\n我局会同市财政局落实学前教育经费1200万元，支持公办幼儿园建设。\n"}
    text = whole_text(draft_of(tmp_path, [("学前三年毛入园率", 94, 93, "%")], files).report)
    assert "有关部门会同市财政局落实学前教育经费1200万元" in text
    assert "我局" not in text
    assert "总结会同" not in text
