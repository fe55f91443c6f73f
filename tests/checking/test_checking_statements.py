"""Sentences, and what each figure does in its own."""

from __future__ import annotations

import pytest
from checking_helpers import figures, sentence, sentences

ROLES = [
    # text, then role and direction of each figure; a change says what it compares with
    ("占比为48.34%。", ["share"]),
    ("覆盖率达到91.42%。", ["level"]),
    ("小学412所，占学校总数的40%。", ["level", "share"]),
    ("占地30亩。", ["level"]),
    ("增长4.9%。", ["change+"]),
    ("比上年增长4.9%。", ["change+ time"]),
    ("同比增长4.9%。", ["change+ time"]),
    ("较2024年下降1.2个百分点。", ["change- time"]),
    ("较年初减少12所。", ["change- time"]),
    ("增长了约5%。", ["change+"]),
    ("压减420家。", ["change-"]),
    ("增幅为5.2%。", ["change+"]),
    ("降幅分别达到5.2%、3.1%。", ["change-", "change-"]),
    ("分别增长4.9%、3.2%和2.1%。", ["change+", "change+", "change+"]),
    ("增长到95%。", ["level+"]),
    ("减少到45人。", ["level-"]),
    ("减少了45人。", ["change-"]),
    ("下降至1.28%。", ["level-"]),
    ("由47.19%提高到48.34%。", ["previous", "level+"]),
    ("从90%下降至85%。", ["previous", "level-"]),
    ("比上年的74.95亿元增加3.67亿元。", ["previous", "change+ time"]),
    ("上年为47.19%。", ["previous"]),
    ("去年同期的300人。", ["previous"]),
    ("比全省平均水平高0.5个百分点。", ["change+ other"]),
    ("比上年低0.5个百分点。", ["change- time"]),
    ("比上年多12人。", ["change+ time"]),
    ("高于全省平均水平0.5个百分点。", ["change other"]),
    ("完成95%的省定目标。", ["target"]),
    ("不低于95%的目标。", ["target"]),
    ("低于50%的底线要求。", ["target"]),
    ("与国家要求的50%还有差距。", ["target"]),
    ("力争达到60%以上。", ["target"]),
    ("确保覆盖率95%。", ["target"]),
    ("推动占比达到50%以上。", ["target"]),
    ("占比达到50%以上。", ["share"]),
    ("提高到95%的目标。", ["target+"]),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[r[0] for r in ROLES])
def test_a_figure_has_a_role(text: str, expected: list[str]) -> None:
    signs = {1: "+", -1: "-", 0: ""}
    told = [
        f.role.value + signs[f.direction] + (f" {f.compared}" if f.compared and f.role.value == "change" else "")
        for f in figures(text)
    ]
    assert told == expected


def test_sentences_end_with_their_marks() -> None:
    text = "全市小学412所。“还要加快！”初中138所？高中24所；中职14所。\n幼儿园612所"
    assert [s.text for s in sentences(text)] == [
        "全市小学412所。",
        "“还要加快！”",
        "初中138所？",
        "高中24所；中职14所。",
        "幼儿园612所",
    ]


def test_sentences_and_figures_are_numbered_through() -> None:
    read = sentences("小学412所，初中138所。\n高中24所。")
    assert [s.number for s in read] == [0, 1]
    assert [f.id for s in read for f in s.figures] == [0, 1, 2]


def test_a_gap_is_what_stands_between_two_figures() -> None:
    statement = sentence("全市小学412所，其中公办398所。")
    assert [f.gap for f in statement.figures] == ["全市小学", "，其中公办"]
    assert statement.between(*[f.start for f in statement.figures]) == "412所，其中公办"


def test_a_figure_knows_where_it_stands_in_a_broken_line() -> None:
    head = "全市各级各类学校加快建设步伐，不断改善办学条件，学位供给持续扩大，共有小学4"
    (statement,) = sentences(f"{head}\n12所。")
    (figure,) = statement.figures
    assert figure.text == "412所"
    places = statement.flow.places(figure.start, figure.end)
    assert [(p.paragraph, p.start, p.end) for p in places] == [(0, len(head) - 1, len(head)), (1, 0, 3)]
