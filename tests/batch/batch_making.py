"""Workbooks and write-ups of many counties, for the tests and benchmarks of batches."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Column -> (mean for a county of size 1, grows with size); the share columns follow from the others.
HEADS = (
    "县（市、区）",
    "所属市",
    "常住人口（万人）",
    "幼儿园总数（所）",
    "在园幼儿数（人）",
    "小学数（所）",
    "小学在校生（人）",
    "初中在校生（人）",
    "一般公共预算教育支出（亿元）",
    "一般公共预算教育支出（亿元）（上年）",
    "九年义务教育巩固率（%）",
    "学前三年毛入园率（%）",
    "公办园在园幼儿占比（%）",
    "适龄残疾儿童义务教育入学率（%）",
)
_FIRST = "东西南北上下长青白金石玉云清临安平和永新广德宁远昌"
_SECOND = "溪山河湖川岭原泉江陵丰城阳水林关坪坝港汀塘谷峰洲渡"


def county_names(number: int) -> list[str]:
    """Names that no two counties share."""
    pairs = [a + b for a in _FIRST for b in _SECOND if a != b]
    if number > len(pairs):
        pairs += [a + b + c for a in _FIRST for b in _SECOND for c in _SECOND[:4]]
    return [f"{name}县" for name in pairs[:number]]


def county_rows(number: int, seed: int = 1) -> list[list[str]]:
    """Plausible figures, a row per county in the order of :data:`HEADS`; three cities in turn."""
    chance = random.Random(seed)
    rows = []
    for at, name in enumerate(county_names(number)):
        size = chance.uniform(0.4, 2.2)
        people = round(40 * size, 2)
        primary, junior = round(26000 * size * chance.uniform(0.9, 1.1)), round(14000 * size * chance.uniform(0.9, 1.1))
        money = round(11 * size * chance.uniform(0.9, 1.1), 2)
        rows.append(
            [
                name,
                ("江北市", "江南市", "江东市")[at % 3],
                f"{people}",
                f"{round(80 * size * chance.uniform(0.9, 1.1))}",
                f"{round(11000 * size * chance.uniform(0.9, 1.1))}",
                f"{round(60 * size * chance.uniform(0.9, 1.1))}",
                f"{primary}",
                f"{junior}",
                f"{money:.2f}",
                f"{money * chance.uniform(0.92, 0.99):.2f}",
                f"{chance.uniform(96, 99):.2f}",
                f"{chance.uniform(91, 97):.2f}",
                f"{chance.uniform(50.5, 60):.2f}",
                f"{chance.uniform(97.2, 99):.2f}",
            ]
        )
    return rows


def write_wide(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A CSV with a row per county."""
    lines = ["2025年各县指标表", ",".join(HEADS), *(",".join(row) for row in rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def column(name: str) -> int:
    """Where a column stands, by the start of its name."""
    return next(at for at, head in enumerate(HEADS) if head.startswith(name))


def city_sheet(path: Path, rows: Sequence[Sequence[str]], city: str, changed: Mapping[str, str] | None = None) -> Path:
    """The city's own sheet: sums of its counties, and a rate among theirs."""
    mine = [row for row in rows if row[1] == city]
    lines = [f"{city}2025年指标表", "指标,本年,单位"]
    for name, unit in (
        ("常住人口", "万人"),
        ("幼儿园总数", "所"),
        ("在园幼儿数", "人"),
        ("小学数", "所"),
        ("小学在校生", "人"),
        ("初中在校生", "人"),
        ("一般公共预算教育支出", "亿元"),
    ):
        total = sum(float(row[column(name)]) for row in mine)
        text = (changed or {}).get(name) or (f"{total:.2f}" if "." in mine[0][column(name)] else f"{round(total)}")
        lines.append(f"{name},{text},{unit}")
    rates = [float(row[column("九年义务教育巩固率")]) for row in mine]
    lines.append(f"九年义务教育巩固率,{sum(rates) / len(rates):.2f},%")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


#: Write-ups as departments type them, each with something only its county has.
STORIES = (
    "建立“周二教研日”制度，全县划分五个教研片区，由进修学校教研员带队下沉听课评课，年内组织跨校同课异构活动。",
    "在偏远村小推行“一生一案”送教制度，由特教学校牵头组建巡回指导队伍，对重度残疾儿童每月上门施教两次。",
    "推动优质园与薄弱园结成发展共同体，统一玩教具配备清单和一日活动流程，园长每学期互换岗位一个月。",
    "对校园周边道路实施人车分流改造，公安、交通、住建三个部门联合验收，上下学时段由网格员定岗值守。",
    "组织退休名师成立“银龄工作室”，面向新入职教师开设板书、命题和家访三门必修课，考核合格后方可独立带班。",
    "依托县域医共体建立学生视力健康档案，眼科医生分片包校，每学期开展筛查并把结果逐一反馈给家长。",
)


def write_stories(folder: Path, names: Sequence[str], extra: Mapping[str, str] | None = None) -> None:
    """A write-up of the education bureau in a folder per county, each told in its own words."""
    for at, name in enumerate(names):
        made = folder / name / "materials"
        made.mkdir(parents=True, exist_ok=True)
        lines = ["一、工作情况", (extra or {}).get(name, STORIES[at % len(STORIES)])]
        (made / "01-县教育局.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
