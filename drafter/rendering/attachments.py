"""The attachments of a report: 自评指标数据表, 主要指标图, 测算说明表, 佐证材料目录, 问题整改台账."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.library.policies import load_policies
from drafter.rendering.charts import Chart, charts_of
from drafter.report import Paragraph, Report, Section, Source

__all__ = ["Attachment", "attachments_of"]

_KINDS = {"cell": "指标表", "metric": "指标表", "passage": "部门材料", "material": "部门材料"}
_KINDS |= {"clause": "政策文件", "policy": "政策文件"}
_MEASURES = "整改措施："
_PLACEHOLDER = re.compile(r"【待补充[^】]*】")  # the column of what it asks for says so
_UNIT = re.compile(r"责任单位(?:为|：)?([^，。；]{2,30})|由([^，。；]{2,16}?(?:局|委|办|院|厅|中心|政府))(?:牵头|负责)")
_TIME = re.compile(r"((?:20\d\d年)?(?:年|\d{1,2}月)(?:底|末)?前|20\d\d年(?:\d{1,2}月|年)?底)")
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+是")


@dataclass(frozen=True)
class Attachment:
    """A table, or charts under each other.

    Attributes:
        columns: as (heading, share of the width).
    """

    title: str
    columns: tuple[tuple[str, int], ...] = ()
    rows: Sequence[tuple[str, ...]] = ()
    charts: tuple[Chart, ...] = ()


def attachments_of(report: Report) -> list[Attachment]:
    """The attachments that have anything to say, in order."""
    charts = Attachment("主要指标图", charts=charts_of(report))
    made = (_indicators(report), charts, _derivations(report), _evidence(report), _ledger(report))
    return [attachment for attachment in made if attachment.rows or attachment.charts]


def _indicators(report: Report) -> Attachment:
    columns = (("序号", 7), ("指标", 26), ("本年", 13), ("上年", 13), ("变化", 13), ("底线", 14), ("结论", 8))
    rows = [
        (str(n), row.name, row.this, row.previous or "—", row.change or "—", row.floor or "—", row.verdict or "—")
        for n, row in enumerate(report.indicators, start=1)
    ]
    return Attachment("自评指标数据表", columns, rows)


def _derivations(report: Report) -> Attachment:
    found: dict[tuple[str, str], str] = {}
    for _, _, sentence in report.sentences():
        for figure in sentence.figures:
            if figure.formula:
                cells = "；".join(f"{source.name}（{source.ref}）" for source in figure.sources)
                found.setdefault((figure.text, figure.formula), cells)
    rows = [(str(n), text, formula, cells) for n, ((text, formula), cells) in enumerate(found.items(), start=1)]
    return Attachment("测算说明表", (("序号", 7), ("数字", 14), ("测算方法", 32), ("数据及单元格", 49)), rows)


def _evidence(report: Report) -> Attachment:
    """Every file and policy the report rests on, and in how many sentences."""
    used: dict[tuple[str, str], int] = {}
    for _, _, sentence in report.sentences():
        named = [(source.kind, source.ref) for figure in sentence.figures for source in figure.sources]
        named += [(support.kind, support.ref) for support in sentence.support]
        for key in dict.fromkeys((_KINDS[kind], re.split("[#!]", ref)[0]) for kind, ref in named if kind in _KINDS):
            used[key] = used.get(key, 0) + 1
    titles = {identity: f"《{policy.title}》" for identity, policy in load_policies().items()}
    titles |= {s.ref.split("#")[0]: s.name for s in _sources(report) if s.kind == "clause" and s.name}
    order = list(dict.fromkeys(_KINDS.values()))
    listed = sorted(used.items(), key=lambda entry: order.index(entry[0][0]))
    rows = [(str(n), titles.get(name, name), kind, f"{c}句") for n, ((kind, name), c) in enumerate(listed, start=1)]
    return Attachment("佐证材料目录", (("序号", 7), ("名称", 60), ("类别", 18), ("引用", 16)), rows)


def _sources(report: Report) -> Iterator[Source]:
    for _, _, sentence in report.sentences():
        for figure in sentence.figures:
            yield from figure.sources


def _ledger(report: Report) -> Attachment:
    """Problems beside their measures, which stand in the same order."""
    problems: list[str] = []
    measures: list[str] = []
    for section in report.sections:
        entries = list(_entries(section))
        if "问题" in section.heading and "反馈" not in section.heading:
            problems += [head for head, _, _ in entries]
            measures += [answer for _, _, answer in entries if answer]
        elif problems and not measures and re.search("措施|下一步|整改|计划|打算", section.heading):
            measures = [text for _, text, _ in entries]
    rows = []
    for number, problem in enumerate(problems):
        measure = _PLACEHOLDER.sub("", measures[number] if number < len(measures) else "")
        unit, time = _UNIT.search(measure), _TIME.search(measure)
        who = next((g for g in unit.groups() if g), "") if unit else ""
        rows.append((str(number + 1), problem, measure or "待补充", who or "待补充", time[1] if time else "待补充"))
    columns = (("序号", 7), ("问题", 25), ("整改措施", 44), ("责任单位", 14), ("时限", 12))
    return Attachment("问题整改台账", columns, rows)


def _entries(section: Section) -> Iterator[tuple[str, str, str]]:
    """(heading, text, measures told in the same place) of each entry of a section, in either style."""
    for child in section.sections:
        told = "".join(p.text for p in child.paragraphs if p.lead != _MEASURES)
        answer = "".join(_bare(p) for p in child.paragraphs if p.lead == _MEASURES)
        yield child.heading.rstrip("。"), told, answer
    pending: list[str] | None = None
    for paragraph in section.paragraphs:
        if _ORDINAL.match(paragraph.lead):
            if pending:
                yield pending[0], pending[1], pending[2]
            pending = [_ORDINAL.sub("", paragraph.lead).rstrip("。"), _bare(paragraph), ""]
        elif pending and paragraph.lead == _MEASURES:
            pending[2] += _bare(paragraph)
    if pending:
        yield pending[0], pending[1], pending[2]


def _bare(paragraph: Paragraph) -> str:
    return "".join(sentence.text for sentence in paragraph.sentences)
