"""What the evidence workbook says: rows of text for each sheet, taken from the report."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from drafter.rendering.bookmarks import figure_bookmark, paragraph_bookmark
from drafter.report import Figure, Paragraph, Report, Section, Sentence, Source, Support

__all__ = ["Table", "evidence_tables", "proof_cell", "proof_rows"]

_PROOFS = "佐证对照表"

_REFERENCE = "reference"
_KINDS = {
    "cell": "指标表",
    "passage": "部门材料",
    "clause": "政策文件",
    # A support's kinds, where they are named after what they point to.
    "metric": "指标表",
    "material": "部门材料",
    "policy": "政策文件",
    # A sample's wording proves nothing about this place.
    _REFERENCE: "写法参考（不作佐证）",
}
_DERIVED = "测算"
_UNPROVED = "待核实"
_ORIGINS = {"frame": "固定表述", "gap": "待补充"}


@dataclass(frozen=True)
class Table:
    """A sheet.

    Attributes:
        columns: as (heading, width in characters).
        rows: of as many cells.
        links: the bookmark in the document that each row leads to, by the row's place; none when it is empty.
        linked: the column that shows the link.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: list[tuple[str | int, ...]]
    links: dict[int, str] = field(default_factory=dict)
    linked: int = 0


def evidence_tables(report: Report, traced: Container[int] = ()) -> list[Table]:
    """The five sheets in their order.

    Args:
        traced: rows of 佐证对照表 whose figures have bookmarks of their own; the others lead to their paragraph.
    """
    places = _places(report)
    return [
        _proofs(report, places, traced),
        _derivations(report, traced),
        _gaps(report, places),
        _shortfalls(report),
        _unused(report),
    ]


def _places(report: Report) -> dict[int, str]:
    """The place of each section, by identity: its labels from the top and its heading, as ``一（二）加强投入``."""
    places: dict[int, str] = {}

    def note(section: Section, above: str) -> None:
        label = above + section.label.strip().rstrip("、.．")
        space = "" if label.endswith("）") else " "
        places[id(section)] = f"{label}{space}{_heading(section)}".strip()
        for child in section.sections:
            note(child, label)

    for section in report.sections:
        note(section, "")
    return places


def _proofs(report: Report, places: dict[int, str], traced: Container[int]) -> Table:
    rows: list[tuple[str | int, ...]] = []
    links: dict[int, str] = {}
    numbers = _paragraph_numbers(report)
    for section, paragraph, sentence in report.sentences():
        if not sentence.text.strip():
            continue
        place = places[id(section)] if section else "开头"
        point = _point(section, paragraph)
        for found in _evidence(sentence):
            links[len(rows)] = _bookmark(len(rows) + 1, numbers[id(paragraph)], traced)
            rows.append((len(rows) + 1, place, point, sentence.text, *found))
    columns = (
        ("序号", 6),
        ("章节", 16),
        ("段落要点", 16),
        ("句子", 38),
        ("数字", 11),
        ("来源类型", 11),
        ("来源名称", 18),
        ("位置", 22),
        ("原文或单元格内容", 36),
    )
    return Table(_PROOFS, columns, rows, links, linked=1)


def _paragraph_numbers(report: Report) -> dict[int, int]:
    return {id(paragraph): number for number, (_, paragraph) in enumerate(report.paragraphs(), start=1)}


def _bookmark(row: int, paragraph: int, traced: Container[int]) -> str:
    return figure_bookmark(row) if row in traced else paragraph_bookmark(paragraph)


def proof_cell(row: int) -> str:
    """The cell of 佐证对照表 that holds the number ``row``, as a place in its workbook."""
    return f"'{_PROOFS}'!A{row + 1}"


def proof_rows(report: Report) -> dict[int, dict[int, int]]:
    """The number in 佐证对照表 of each figure: identity of its sentence -> identity of the figure -> number."""
    numbers: dict[int, dict[int, int]] = {}
    row = 0
    for _, _, sentence in report.sentences():
        if sentence.text.strip():
            numbers[id(sentence)] = {id(figure): row + n for n, figure in enumerate(sentence.figures, start=1)}
            row += sum(1 for _ in _evidence(sentence))
    return numbers


def _point(section: Section | None, paragraph: Paragraph) -> str:
    if paragraph.lead:
        return paragraph.lead.rstrip("。")
    return _heading(section) if section else ""


def _heading(section: Section) -> str:
    return section.heading.strip().rstrip("。")


def _evidence(sentence: Sentence) -> Iterator[tuple[str, str, str, str, str]]:
    """Number, kind, name, place and words: a row for each figure, then for each support not yet named.

    Every sentence has at least one row; one that could not be cleared, or rests on nothing but a sample's
    wording, has a row that says so.
    """
    proved = False
    named: set[str] = set()
    for figure in sentence.figures:
        named.update(source.ref for source in figure.sources)
        proved = True
        yield _figure_row(figure)
    for support in sentence.support:
        if support.ref not in named:
            named.add(support.ref)
            proved = proved or support.kind != _REFERENCE
            yield "", _kind(support), _name(support), support.ref, support.text
    if sentence.marked:
        yield "", _UNPROVED, "", "", "正文已标黄，请核实后再用"
    elif not proved:
        kind = _ORIGINS.get(sentence.origin)
        yield "", kind or _UNPROVED, "", "", "" if kind else "没有附来源，请核实后再用"


def _figure_row(figure: Figure) -> tuple[str, str, str, str, str]:
    sources = figure.sources
    kinds = dict.fromkeys(_kind(source) for source in sources)
    kind = _DERIVED if figure.formula else "、".join(kinds) or _UNPROVED
    words = [source.text for source in sources]
    if figure.formula:
        words.insert(0, figure.formula)
    return (
        figure.text,
        kind,
        "\n".join(source.name for source in sources),
        "\n".join(source.ref for source in sources),
        "\n".join(words),
    )


def _kind(item: Source | Support) -> str:
    return _KINDS.get(item.kind, item.kind)


def _name(support: Support) -> str:
    """The file or policy that a support's place begins with."""
    return support.ref.split("#")[0].split("!")[0]


def _derivations(report: Report, traced: Container[int]) -> Table:
    rows: list[tuple[str | int, ...]] = []
    links: dict[int, str] = {}
    numbers, proofs = _paragraph_numbers(report), proof_rows(report)
    for _, paragraph, sentence in report.sentences():
        for figure in sentence.figures:
            if figure.formula:
                operands = "\n".join(f"{item.name}：{item.text}（{item.ref}）" for item in figure.sources)
                row = proofs.get(id(sentence), {}).get(id(figure), 0)
                links[len(rows)] = _bookmark(row, numbers[id(paragraph)], traced)
                rows.append((sentence.text, figure.text, figure.formula, operands))
    columns = (("句子", 50), ("数字", 14), ("测算方法", 40), ("运算数及单元格", 56))
    return Table("测算说明表", columns, rows, links, linked=1)


def _gaps(report: Report, places: dict[int, str]) -> Table:
    by_id = {section.id: places[id(section)] for section in report.walk()}
    columns = (
        ("章节", 26),
        ("要点", 26),
        ("需要补充的内容", 56),
        ("请向谁索取", 22),
        ("正文是否已标出", 16),
    )
    rows: list[tuple[str | int, ...]] = [
        (
            by_id.get(gap.section, gap.section),
            gap.item,
            gap.what,
            gap.office,
            "是" if gap.printed else "否",
        )
        for gap in report.gaps
    ]
    links = _links_to(report, [f"【待补充：{gap.what}" if gap.printed else "" for gap in report.gaps])
    return Table("待补清单", columns, rows, links)


def _links_to(report: Report, told: Iterable[str]) -> dict[int, str]:
    """For each of these words, by place, the bookmark of the first paragraph that has them in it or in its heading."""
    paragraphs = [(section.heading if section else "", paragraph.text) for section, paragraph in report.paragraphs()]
    links: dict[int, str] = {}
    for at, words in enumerate(told):
        found = (n for n, (heading, text) in enumerate(paragraphs, start=1) if words in text or words in heading)
        if words and (number := next(found, 0)):
            links[at] = paragraph_bookmark(number)
    return links


def _shortfalls(report: Report) -> Table:
    columns = (
        ("指标", 26),
        ("本年值", 14),
        ("底线", 18),
        ("依据", 36),
        ("问题表述", 48),
        ("整改措施", 48),
    )
    missing = "正文未写"
    rows: list[tuple[str | int, ...]] = [
        (item.name, item.value, item.floor, item.policy, item.problem or missing, item.measure or missing)
        for item in report.shortfalls
    ]
    return Table("未达标指标", columns, rows, _links_to(report, [item.problem for item in report.shortfalls]))


def _unused(report: Report) -> Table:
    rows: list[tuple[str | int, ...]] = [(item.ref, item.text, item.reason) for item in report.unused]
    return Table("未采用材料", (("位置", 34), ("原句", 70), ("原因", 40)), rows)
