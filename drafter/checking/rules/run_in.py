"""STR016 and STR017: a short title that runs into the text behind it, and a report's title that is not whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

MERGED = Rule(
    "STR016",
    "title-runs-into-text",
    "小标题与正文连在一起",
    Severity.WARNING,
    "同一组小标题后面都有句号或另起一行，只有一个与正文连着。",
    "漏了句号或换行，读者分不清标题到哪里为止。",
    (
        Example(
            "一、教师队伍\n1.补充师资。全年招聘教师238人。\n2.加强培训。全年培训教师4200人次。\n"
            "3.保障教师待遇全区义务教育教师平均工资收入达到14.2万元，高于公务员水平。\n4.推进交流。交流教师312人。"
        ),
    ),
    (
        Example(
            "一、教师队伍\n1.补充师资。全年招聘教师238人。\n2.加强培训。全年培训教师4200人次。\n"
            "3.保障待遇。全区义务教育教师平均工资收入达到14.2万元。\n4.推进交流。交流教师312人。"
        ),
        Example(
            "一、教师队伍\n1.全年招聘教师238人，其中研究生学历91人，充实到薄弱学校。\n2.全年培训教师4200人次，覆盖全部乡村学校教师。\n"
            "3.推进交流。交流教师312人。\n4.全区义务教育教师平均工资收入达到14.2万元，高于公务员水平。"
        ),
    ),
    "GB/T 9704—2012 7.3.3：层次标题独立成行或以句号与正文分开",
)
UNFINISHED = Rule(
    "STR017",
    "unfinished-title",
    "报告标题不完整",
    Severity.WARNING,
    "标题以“的”“关于”结尾，或以“人民政府”开头，没有写是哪里的、是什么。",
    "标题由发文机关、事由和文种组成，缺一样就不完整。",
    (
        Example("人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市人民政府关于2025年度履行教育职责情况的\n各县人民政府：\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市人民政府关于2025年度履行教育职责情况的\n自评报告\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)

_LABELS = (
    re.compile(r"^\s*(?P<ordinal>[一二三四五六七八九十]{1,3})是"),
    re.compile(r"^\s*(?P<ordinal>\d{1,2})[.．、]\s*(?!\d)"),
    re.compile(r"^\s*[（(](?P<ordinal>[一二三四五六七八九十]{1,3})[)）]"),
)
_TITLE_LENGTH = 20
_TEXT_LENGTH = 26
_SIBLINGS = 3
_SHOWN = 24
_HEAD = 4


def check(context: CheckContext) -> Iterator[Finding]:
    """Numbered lines among their siblings, and the lines of the title."""
    yield from _title(context)
    for label in _LABELS:
        group: list[tuple[Flow, int]] = []
        for flow in context.document.flows:
            match = label.match(flow.text) if flow.part == "body" else None
            if match is None:
                continue
            if match["ordinal"] in ("一", "1") and group:
                yield from _merged(group)
                group = []
            group.append((flow, match.end()))
        yield from _merged(group)
    yield from _unnumbered(context)


def _unnumbered(context: CheckContext) -> Iterator[Finding]:
    """The same for lines without numbers: between two headings every line but one opens with a short title."""
    headings = {heading.paragraph for heading in context.document.headings if not heading.run_in}
    group: list[tuple[Flow, int]] = []
    first = min(headings, default=0)  # what stands before the first heading is the title and the salutation
    for flow in context.document.flows:
        if flow.part != "body" or not flow.text.strip() or flow.first_paragraph < first:
            continue
        if flow.first_paragraph in headings:
            yield from _merged(group[1:] if group and _length(*group[0]) > _TITLE_LENGTH else group)
            group = []
        elif any(label.match(flow.text) for label in _LABELS):
            group = []
        else:
            group.append((flow, len(flow.text) - len(flow.text.lstrip())))


def _merged(group: list[tuple[Flow, int]]) -> Iterator[Finding]:
    """The one of a group of titles whose text follows without a stop."""
    titled = [pair for pair in group if _length(*pair) <= _TITLE_LENGTH]
    others = [pair for pair in group if pair not in titled]
    if len(titled) < _SIBLINGS or len(others) != 1:
        return
    flow, start = others[0]
    if _length(flow, start) < _TEXT_LENGTH or re.match(r"[^。]{0,12}[，：；《“]", flow.text[start:]):
        return
    figure = re.search(r"\d|[，：；]", flow.text[start:])
    end = min(start + _SHOWN, start + figure.start() if figure else len(flow.text), len(flow.text))
    words = flow.text[start:end]
    yield MERGED.at(flow, start, end, f"“{words}”里的小标题与正文连在一起", suggestion="小标题后加句号或另起一行")


def _length(flow: Flow, start: int) -> int:
    """How long the first sentence of a line is, behind its label."""
    stop = flow.text.find("。", start)
    return (stop if stop >= 0 else len(flow.text.rstrip())) - start


def _title(context: CheckContext) -> Iterator[Finding]:
    lines = [flow for flow in context.document.flows if flow.part == "body" and flow.text.strip()][:_HEAD]
    for number, flow in enumerate(lines):
        text = flow.text.strip()
        following = lines[number + 1].text.strip() if number + 1 < len(lines) else ""
        if len(text) > 2 * _SHOWN or not re.search("履行教育职责|自评|自查", text):
            continue
        open_end = re.search(r"(?:的|关于|及|和)$", text) and not re.match(r"^[^，。：；]{0,16}报告", following)
        nameless = re.match(r"^(?:省|市|县|区)?人民政府(?:关于)?(?:20\d\d|履行)", text) and number == 0
        if open_end or nameless:
            start = len(flow.text) - len(flow.text.lstrip())
            told = "标题没有写完" if open_end else "标题没有写是哪里的人民政府"
            yield UNFINISHED.at(flow, start, start + len(text), told, suggestion="补全发文机关、事由和文种")
        return


FAMILY = Family("STR", "结构", (MERGED, UNFINISHED), check)
