"""From files to passages: Markdown, text, DOCX, policies, and files that cannot be used."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from drafter.errors import InputError
from drafter.library.loading import gather_files, load_passages, shipped_passages
from drafter.library.passages import Passage, Scope
from drafter.library.policies import load_policies, parse_policy

SAMPLE = """---
id: cloud-2024
title: 云岭县2024年自评报告
level: county
year: 2024
region: 云岭县
kind: sample
---
# 云岭县2024年自评报告

## 一、概况
全县有学校五十所。
## 二、问题
学位不足。
"""

POLICY = """
id: local_rule_2022
title: 云岭市学前教育办法
number: 云政发〔2022〕7号
issuer: 云岭市人民政府
date: "2022-05"
status: in force
topics: [学前教育]
clauses:
  - {id: share, topic: 公办占比, text: 公办园在园幼儿占比不低于一半。, levels: [county], article: 第三条}
"""


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_front_matter_is_believed_and_the_title_is_no_passage(tmp_path: Path) -> None:
    passages = load_passages(write(tmp_path, "a.md", SAMPLE), "sample")
    assert [p.text for p in passages] == ["全县有学校五十所。", "学位不足。"]
    first = passages[0]
    assert (first.title, first.levels, first.year, first.region) == (
        "云岭县2024年自评报告",
        ("county",),
        2024,
        "云岭县",
    )
    assert (first.id, first.source) == ("cloud-2024#000", "a.md#p11")


def test_level_region_and_year_are_read_off_the_title(tmp_path: Path) -> None:
    text = "云岭县人民政府2023年履行教育职责自评报告\n一、概况\n好。"
    passage = load_passages(write(tmp_path, "报告.txt", text, "gb18030"), "sample")[0]
    assert (passage.levels, passage.region, passage.year) == (("county",), "云岭县", 2023)


def test_a_city_in_the_title_may_be_of_either_level(tmp_path: Path) -> None:
    passage = load_passages(write(tmp_path, "a.txt", "云岭市2023年自评报告\n一、概况\n好。"), "sample")[0]
    assert passage.levels == ("city", "county")


def test_a_policy_in_plain_text_gets_number_and_year(tmp_path: Path) -> None:
    text = "关于加强学前教育的意见\n云政发〔2021〕12号\n第一条 公办园占比不低于一半。\n第二条 资金纳入预算。"
    passages = load_passages(write(tmp_path, "意见.txt", text), "policy")
    assert passages[-1].headings == ("第二条",)
    assert (passages[-1].number, passages[-1].year) == ("云政发〔2021〕12号", 2021)
    assert "云政发〔2021〕12号" in passages[-1].indexed


def test_a_yaml_policy_has_a_passage_a_clause(tmp_path: Path) -> None:
    (passage,) = load_passages(write(tmp_path, "local.yaml", POLICY), "policy")
    assert passage.id == "local_rule_2022#share"
    assert passage.headings == ("第三条", "公办占比")
    assert "《云岭市学前教育办法》云政发〔2022〕7号" in passage.indexed


def test_docx_keeps_insertions_tables_and_heading_styles(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("云岭县人民政府")
    document.add_paragraph("2024年履行教育职责自评报告")
    document.add_heading("概况", level=1)
    paragraph = document.add_paragraph("全县有学校")
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>五十所</w:t></w:r></w:ins>'))
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>四十所</w:delText></w:r></w:del>')
    )
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "小学"
    table.cell(0, 1).text = "30"
    document.save(str(tmp_path / "云岭县2024年报告.docx"))
    (passage,) = load_passages(tmp_path / "云岭县2024年报告.docx", "sample")
    assert passage.headings == ("概况",)
    assert passage.text == "全县有学校五十所\n小学 | 30"
    assert (passage.title, passage.year) == ("云岭县人民政府2024年履行教育职责自评报告", 2024)
    assert passage.source == "云岭县2024年报告.docx#p3"


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("一、概况\n好。", "a", "好。"),
        ("只有一行", "a", "只有一行"),
        ("云岭县自评报告\n今年情况\n好。", "云岭县自评报告", "今年情况\n好。"),
        ("各位领导：\n现汇报如下。", "a", "各位领导：\n现汇报如下。"),
    ],
)
def test_what_is_a_title(tmp_path: Path, text: str, title: str, first: str) -> None:
    passage = load_passages(write(tmp_path, "a.txt", text), "sample")[0]
    assert (passage.title, passage.text) == (title, first)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("坏.docx", b"PK\x03\x04 not a package", "sample"),
        ("空.txt", b"  \n", "sample"),
        ("乱.txt", b"\x00\x01\x02\xff\xfe\x00", "sample"),
        ("头.md", b"---\na: [\n---\nx", "sample"),
        ("级.md", "---\nlevel: town\n---\n正文。".encode(), "sample"),
        ("策.yaml", b"id: x\ntitle: y\n", "policy"),
        ("策二.yaml", b"- 1\n- 2\n", "policy"),
        (
            "策四.yaml",
            "{id: x, title: y, issuer: z, date: '2020', status: s, clauses: [{id: a, text: b, plain: 校车}]}".encode(),
            "policy",
        ),
        ("策三.yaml", b"{id: x, title: y, issuer: z, date: '2020', status: s, clauses: [1]}", "policy"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        load_passages(tmp_path / name, kind)


def test_a_folder_is_walked_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("a.md", "sub/b.txt", "c.pptx", "~$a.docx", ".hidden.md", ".git/x.md", "p.yaml"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    gathered = gather_files([tmp_path, tmp_path / "a.md"], "sample")
    assert [p.name for p in gathered.files] == ["a.md", "b.txt"]
    assert sorted(p.name for p in gathered.unsupported) == ["c.pptx", "p.yaml"]
    assert [p.name for p in gathered.named] == ["a.md"]


def test_a_missing_path_and_an_unknown_kind_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有这个"):
        gather_files([tmp_path / "没有这个"], "sample")
    with pytest.raises(InputError, match="sample"):
        gather_files([tmp_path], "report")


def test_every_shipped_clause_is_a_passage_that_resolves() -> None:
    policies = load_policies()
    clauses = [p for p in shipped_passages() if p.kind == "policy"]
    assert len(clauses) == sum(len(policy.clauses) for policy in policies.values())
    assert all(policies.resolve(p.id) for p in clauses)
    assert all(f"《{p.title}》{p.number}" in p.indexed for p in clauses)


def test_shipped_passages_are_short_and_have_ids_of_their_own() -> None:
    passages = shipped_passages()
    assert len({p.id for p in passages}) == len(passages)
    assert all(p.text.strip() and len(p.text) <= 800 for p in passages)


def test_a_record_makes_the_same_passage_again() -> None:
    for passage in shipped_passages():
        assert Passage.from_record(passage.indexed, passage.to_record()) == passage


def test_scope_lets_the_undated_and_unlevelled_pass() -> None:
    plain = Passage("a#1", "sample", "t", (), "x", "s")
    county = Passage("a#2", "policy", "t", (), "x", "s", levels=("county",), year=2024)
    assert Scope(level="city", year=2020).accepts(plain)
    assert not Scope(level="city").accepts(county)
    assert not Scope(year=2023).accepts(county)
    assert Scope("policy", "county", 2024).accepts(county)
    assert Scope().where() is None


def test_a_policy_date_starts_with_a_year() -> None:
    entry = {
        "id": "x",
        "title": "t",
        "issuer": "i",
        "date": "五月",
        "status": "s",
        "clauses": [{"id": "a", "text": "b"}],
    }
    with pytest.raises(InputError, match="date"):
        parse_policy(entry, "x.yaml")
