"""Which sentence answers which item; the choice looks at words, never at the value of a figure."""

from __future__ import annotations

import random
import re
from pathlib import Path

from drafting_making import CITY, OUTLINE, evidence_of, example_draft, metrics_of, write_materials

from drafter.drafting.evidence import Evidence, choose_evidence
from drafter.drafting.materials import MaterialSentence, read_materials
from drafter.drafting.screening import Screen
from drafter.facts import read_metrics
from drafter.outlines import find_outline

ROWS = [("学前三年毛入园率", 94.62, 93.85, "%"), ("公办园在园幼儿占比", 48.34, 47.19, "%")]


def chosen(evidence: Evidence) -> dict[str, list[str]]:
    return {item: [s.text for s in found.body] for item, found in evidence.items.items() if found.body}


def reasons(evidence: Evidence) -> dict[str, str]:
    return {unused.text: unused.reason for unused in evidence.unused}


def all_used(evidence: Evidence) -> list[MaterialSentence]:
    used = [s for found in evidence.items.values() for s in found.body]
    used += [found.declared for found in evidence.items.values() if found.declared]
    return used + [s for named in evidence.problems for s in (*named.problem, *named.plan)]


def test_every_sentence_of_the_example_is_used_once_or_named_as_unused() -> None:
    materials = read_materials(CITY / "materials")
    metrics = read_metrics(CITY / "metrics.xlsx")
    evidence = choose_evidence(find_outline(OUTLINE), materials, Screen(metrics, "云岭市", 2025))
    used = [(s.ref, s.original) for s in all_used(evidence)]
    left = [(u.ref, u.text) for u in evidence.unused]
    assert len(used) == len(set(used))
    assert not set(used) & set(left)
    assert sorted(used + left) == sorted((s.ref, s.original) for s in materials.sentences())
    assert all(unused.reason for unused in evidence.unused)


def test_a_sentence_goes_to_the_item_it_answers_best(tmp_path: Path) -> None:
    text = (
        "一、情况\n"
        "学校意识形态阵地责任制落实到岗，思想政治教育覆盖到班。\n"
        "校园安全隐患排查常态化，责任书签到每一所学校。\n"
        "本地气候湿润，四季分明，物产较为丰富。\n"
    )
    evidence = evidence_of(tmp_path, {"市教育局.txt": text}, ROWS)
    assert set(chosen(evidence)) == {"ideology_class", "responsibility"}
    assert reasons(evidence) == {"本地气候湿润，四季分明，物产较为丰富。": "与提纲各要点都不对应"}


def test_the_office_decides_between_equal_words(tmp_path: Path) -> None:
    text = "一、情况\n落实编制和师德表彰任务，完成年度目标。\n"
    by_staffing = evidence_of(tmp_path, {"市委编办.txt": text}, ROWS)
    by_teachers = evidence_of(tmp_path, {"市教育局教师工作科.txt": text}, ROWS)
    assert set(chosen(by_staffing)) == {"staffing"}
    assert set(chosen(by_teachers)) == {"ethics"}


def test_at_most_four_sentences_an_item_in_the_order_of_the_write_up(tmp_path: Path) -> None:
    lines = [
        f"{word}全市师德师风建设取得进展。" for word in ("上半年由点到面", "暑期集中", "秋季学期", "年底前", "寒假")
    ]
    lines.append("有偿补课、师德失范查处和优秀教师表彰同步推进。")
    evidence = evidence_of(tmp_path, {"市教育局.txt": "一、情况\n" + "\n".join(lines) + "\n"}, ROWS)
    kept = chosen(evidence)["ethics"]
    assert len(kept) == 4
    assert lines[-1] in kept
    assert [lines.index(text) for text in kept] == sorted(lines.index(text) for text in kept)
    assert set(reasons(evidence).values()) <= {"同一要点已有更贴切的句子", "与已采用的句子重复"}


def test_assignment_does_not_look_at_values() -> None:
    materials = read_materials(CITY / "materials")
    metrics = read_metrics(CITY / "metrics.xlsx")
    outline = find_outline(OUTLINE)
    base = choose_evidence(outline, materials, Screen(metrics, "云岭市", 2025))
    rng = random.Random(7)
    changed = read_metrics(CITY / "metrics.xlsx")
    for key, fact in list(changed.facts.items()):
        if rng.random() < 0.5:
            changed.facts[key] = type(fact)(**{**fact.__dict__, "value": fact.value * 3 + 1})
    other = choose_evidence(outline, materials, Screen(changed, "云岭市", 2025))
    for item, found in other.items.items():
        # a value can take a sentence out, it never brings one in nor moves one to another item
        assert set(found.body) <= set(base.items[item].body), item
    lost = {s.original for s in all_used(base)} - {s.original for s in all_used(other)}
    assert lost
    assert lost <= {u.text for u in other.unused}
    body = {s.original for found in base.items.values() for s in found.body}
    assert lost & body <= {u.text for u in other.unused if u.reason.startswith("与指标表矛盾")}


def test_a_sentence_that_contradicts_leaves_the_cell_it_was_held_against(tmp_path: Path) -> None:
    text = "一、情况\n全市学前三年毛入园率达到96.20%，幼儿入园更加便利。\n"
    evidence = evidence_of(tmp_path, {"市教育局.txt": text}, ROWS)
    assert chosen(evidence) == {}
    assert [fact.cell.cell for fact in evidence.displaced["preschool_gross_enrolment"]] == ["B3"]
    assert "与指标表矛盾" in next(iter(reasons(evidence).values()))


def test_a_confirmed_value_is_not_told_again(tmp_path: Path) -> None:
    text = "一、情况\n全市学前三年毛入园率达到94.62%，幼儿入园更加便利。\n"
    assert evidence_of(tmp_path, {"市教育局.txt": text}, ROWS).told == {"preschool_gross_enrolment"}


def test_declared_not_applicable_is_kept_apart(tmp_path: Path) -> None:
    text = "一、情况\n民族团结进步教育方面，我市无此项工作任务。\n"
    evidence = evidence_of(tmp_path, {"市委教育工委.txt": text}, ROWS)
    declared = evidence.items["ethnic"].declared
    assert declared is not None
    assert "无此项工作任务" in declared.text
    assert evidence.items["ethnic"].body == []


PROBLEMS = [
    ("编制不足", "乡村教师编制偏紧，缺编教师120名。"),
    ("校舍老旧", "部分乡村寄宿制学校宿舍老旧，需要改造20所。"),
    ("督学偏少", "专职督学人数偏少，督学力量不足。"),
]
PLANS = [
    ("补充编制", "2026年补充乡村教师编制100名，由市委编办负责。"),
    ("改造校舍", "2026年改造乡村寄宿制学校宿舍20所，由市教育局负责。"),
    ("配强队伍", "2026年遴选专职督学20名，充实督学力量。"),
]


def write_up(problems: list[tuple[str, str]], plans: list[tuple[str, str]]) -> str:
    lines = ["一、情况", "全市学前教育稳步发展，入园更加便利。", "二、存在的问题"]
    lines += [f"（{'一二三'[i]}）{lead}。{text}" for i, (lead, text) in enumerate(problems)]
    lines += ["三、下一步打算", *(f"（{'一二三'[i]}）{lead}。{text}" for i, (lead, text) in enumerate(plans))]
    return "\n".join(lines) + "\n"


def pairs(evidence: Evidence) -> list[tuple[str, str]]:
    return [(n.problem[0].lead, n.plan[0].lead if n.plan else "") for n in evidence.problems]


def test_as_many_plans_as_problems_are_paired_in_order(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, {"市教育局.txt": write_up(PROBLEMS, PLANS)}, ROWS)
    assert pairs(evidence) == [("编制不足", "补充编制"), ("校舍老旧", "改造校舍"), ("督学偏少", "配强队伍")]


def test_fewer_plans_are_paired_by_words(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, {"市教育局.txt": write_up(PROBLEMS, [PLANS[2], PLANS[0]])}, ROWS)
    assert pairs(evidence) == [("编制不足", "补充编制"), ("校舍老旧", ""), ("督学偏少", "配强队伍")]


def test_a_plan_without_a_problem_is_left_out(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, {"市教育局.txt": write_up(PROBLEMS[:1], PLANS[:2])}, ROWS)
    assert pairs(evidence) == [("编制不足", "补充编制")]
    assert reasons(evidence)[PLANS[1][1]] == "没有与之对应的问题"


def test_a_problem_left_out_does_not_shift_the_others(tmp_path: Path) -> None:
    problems = [PROBLEMS[0], ("校舍老旧", "2019年部分乡村寄宿制学校宿舍老旧，需要改造20所。"), PROBLEMS[2]]
    plans = [PLANS[0], PLANS[1], ("配强队伍", "2031年遴选专职督学20名，充实督学力量。")]
    evidence = evidence_of(tmp_path, {"市教育局.txt": write_up(problems, plans)}, ROWS)
    assert pairs(evidence) == [("编制不足", "补充编制"), ("督学偏少", "")]
    assert reasons(evidence)[PLANS[1][1]] == "没有与之对应的问题"


def test_write_ups_are_paired_one_by_one(tmp_path: Path) -> None:
    files = {"市委编办.txt": write_up(PROBLEMS[:1], []), "市教育局.txt": write_up([], PLANS[:1])}
    evidence = evidence_of(tmp_path, files, ROWS)
    assert pairs(evidence) == [("编制不足", "")]
    assert reasons(evidence)[PLANS[0][1]] == "没有与之对应的问题"


def test_a_problem_that_contradicts_the_metrics_is_left_out(tmp_path: Path) -> None:
    wrong = [("公办园不足", "公办园在园幼儿占比只有31.20%，离要求还有差距。")]
    evidence = evidence_of(tmp_path, {"市教育局.txt": write_up(wrong, PLANS[:1])}, ROWS)
    assert pairs(evidence) == []
    assert reasons(evidence)[PLANS[0][1]] == "没有与之对应的问题"
    assert "与指标表矛盾" in reasons(evidence)[wrong[0][1]]


def test_a_problem_of_no_item_is_left_out_with_its_plan(tmp_path: Path) -> None:
    files = {
        "气象局.txt": write_up(
            [("天气多变", "雨水偏多，道路泥泞，出行不便。")], [("观测天气", "增加观测次数，及时发布消息。")]
        )
    }
    evidence = evidence_of(tmp_path, files, ROWS)
    assert evidence.problems == []
    assert list(reasons(evidence).values()).count("与提纲各要点都不对应") >= 2


def test_unused_sentences_are_in_the_order_of_the_files() -> None:
    places = [re.fullmatch(r"(.+)#p(\d+)", u.ref) for u in example_draft().report.unused]
    assert all(places)
    screened = [(m[1], int(m[2])) for m in places if m]
    files = [file for file, _ in screened]
    assert files[0].startswith("02-")
    assert len(screened) >= 20


def test_metrics_of_another_table_do_not_matter_for_words(tmp_path: Path) -> None:
    folder = write_materials(tmp_path, {"市教育局.txt": write_up(PROBLEMS, PLANS)})
    materials = read_materials(folder)
    outline = find_outline(OUTLINE)
    first = choose_evidence(outline, materials, Screen(metrics_of(tmp_path, ROWS), "云岭市", 2025))
    second = choose_evidence(outline, materials, Screen(metrics_of(tmp_path, [("幼儿园总数", 3)]), "云岭市", 2025))
    assert pairs(first) == pairs(second)
    assert chosen(first) == chosen(second)
