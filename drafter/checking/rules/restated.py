"""STR013 to STR015: sentences and clauses told again, and notes on handling that belong elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.nouns import noun
from drafter.checking.text.statements import Figure, Statement
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

RESTATED = Rule(
    "STR013",
    "sentence-told-again",
    "一句话在别处已经写过",
    Severity.WARNING,
    "带有两个以上数字的一句话，在另一段里几乎原样写过。",
    "拼接各科室材料时留下，篇幅虚长。",
    (
        Example(
            "一、督导工作\n全年开展综合督导2次、专项督导5次，下发整改通知书31份，问题整改率94.6%。\n"
            "二、办学行为\n全年开展综合督导2次、专项督导5次，下发整改通知书31份。"
        ),
        Example(
            "一、督导工作\n全年开展综合督导2次、专项督导5次，发现问题112个，下发整改通知书31份。\n"
            "二、办学行为\n全年共开展综合督导2次、专项督导5次，下发整改通知书31份。"
        ),
    ),
    (
        Example(
            "一、督导工作\n全年开展综合督导2次、专项督导5次，下发整改通知书31份。\n"
            "二、办学行为\n全年开展安全督查2次、专项检查5次，发出提醒函31份。"
        ),
        Example("一、基本情况\n全县有小学52所。\n二、学校布局\n全县有小学52所，在校生2.1万人。"),
    ),
    "公文应当表述准确、文字精练（《党政机关公文处理工作条例》第十九条）",
)
NOTE = Rule(
    "STR014",
    "note-in-the-text",
    "公文附注混进了正文",
    Severity.WARNING,
    "“（此件公开发布）”“（此页无正文）”一类附注出现在正文中间。",
    "附注应在成文日期之下，混进正文是拼接文件留下的。",
    (
        Example(
            "一、基本情况\n全县教育事业平稳发展。\n（此件公开发布）\n二、工作成效\n全县投入持续增长。\n三、存在问题\n经费不足。\n"
            "四、下一步\n加大投入。\n望川县人民政府\n2025年3月1日"
        ),
    ),
    (
        Example(
            "一、基本情况\n全县教育事业平稳发展。\n二、工作成效\n全县投入持续增长。\n望川县人民政府\n2025年3月1日\n（此件公开发布）"
        ),
        Example("一、基本情况\n按照此件公开发布的要求，主动公开政策文件。"),
    ),
    "GB/T 9704—2012 7.3.6：附注居左空二字加圆括号编排在成文日期下一行",
)

ECHO = Rule(
    "STR015",
    "clause-twice-over",
    "同一个短句连写两遍",
    Severity.WARNING,
    "一个短句紧接着又写了一遍。",
    "粘贴时留下。",
    (Example("一、教师队伍\n完善交流教师考核、职称评优办法，完善交流教师考核、职称评优办法，推动均衡配置。"),),
    (Example("一、教师队伍\n完善交流教师考核办法，完善交流教师激励办法，推动均衡配置。"),),
    "公文应当表述准确、文字精练（《党政机关公文处理工作条例》第十九条）",
)

_ECHO = re.compile(r"(?P<clause>[^，。；：\n]{6,60})[，；。]\s*(?=(?P=clause)[，；。])")
_NOTE = re.compile(
    r"[（(](?:此件(?:公开发布|主动公开|依申请公开|不予?公开|删减后公开|发至[^（）()]{1,12})|(?:此|本)页无正文|以下无正文|以下空白)[)）]"
)
#: What is counted as it is done: told twice with the same numbers, it is the same work. Schools and pupils are not.
_DONE = frozenset(
    ["count:次", "count:份", "count:场", "count:期", "count:件", "count:条", "count:场次", "person-times"]
)
_LENGTH = 20
_FIGURES = 2
_LAST = 5


def check(context: CheckContext) -> Iterator[Finding]:
    """Sentences of the running text against all others, in one pass over their first words."""
    yield from _notes(context)
    yield from _echoes(context)
    yield from _side_by_side(context)
    told: dict[str, list[Statement]] = {}
    done: dict[tuple[str, str], list[Statement]] = {}
    for statement in context.statements:
        if statement.flow.part != "body" or len(statement.figures) < _FIGURES:
            continue
        clauses = list(_clauses(statement))
        if not clauses or len(clauses[0]) < _LENGTH:
            continue
        acts = _told(statement)
        starts = dict.fromkeys(clause[:_LENGTH] for clause in clauses if len(clause) >= _LENGTH)
        near = [s for s in done.get(acts[0], ()) if set(acts) <= set(_told(s))] if _counts_acts(statement) else []
        earlier = next((s for s in near if s.flow is not statement.flow), None) or next(
            (
                s
                for start in starts
                for s in told.get(start, ())
                if s.flow is not statement.flow and _holds(s, statement)
            ),
            None,
        )
        if earlier is not None:
            end = statement.end - (len(statement.text) - len(statement.text.rstrip()))
            start = statement.start + (len(statement.text) - len(statement.text.lstrip()))
            yield RESTATED.at(
                statement.flow,
                start,
                end,
                "这句话前面已经写过",
                evidence=(Evidence("document", "", earlier.text.strip()),),
                suggestion="保留一处",
            )
        for act in acts:
            done.setdefault(act, []).append(statement)
        for head in starts:
            told.setdefault(head, []).append(statement)


def _side_by_side(context: CheckContext) -> Iterator[Finding]:
    """「…，入校142次，解决困难46个。入校142次，解决困难46个。」: a sentence that the one before it has told already."""
    before: Statement | None = None
    for statement in context.statements:
        earlier, before = before, statement
        if earlier is None or earlier.flow is not statement.flow or statement.flow.part != "body":
            continue
        figures = statement.figures
        tail = earlier.figures[len(earlier.figures) - len(figures) :]
        same = [f.text for f in figures] == [f.text for f in tail]
        if len(figures) < _FIGURES or not same or len(_words(statement)) >= _LENGTH * 2:
            continue
        if all(_one_noun(one, two) for one, two in zip(figures, tail, strict=True)):
            start = statement.start + len(statement.text) - len(statement.text.lstrip())
            yield RESTATED.at(
                statement.flow,
                start,
                statement.start + len(statement.text.rstrip()),
                "这句话前一句刚写过",
                evidence=(Evidence("document", "", earlier.text.strip()),),
                suggestion="保留一处",
            )


def _one_noun(one: Figure, other: Figure) -> bool:
    """Whether two figures stand behind nearly the same words: 解决困难 and 帮助解决实际困难."""
    left, right = (set(re.split("[，。；]", figure.gap)[-1].strip()) for figure in (one, other))
    small = min(len(left), len(right))
    return small > 1 and len(left & right) == small


def _told(statement: Statement) -> list[tuple[str, str]]:
    """What a sentence counts that was done, by name and number."""
    return [(noun(f), f.text) for f in statement.figures if f.quantity.dimension in _DONE]


def _counts_acts(statement: Statement) -> bool:
    """Whether a sentence counts nothing but what was done, three things at least."""
    return len(statement.figures) > _FIGURES and len(_told(statement)) == len(statement.figures)


def _clauses(statement: Statement) -> Iterator[str]:
    """What a sentence says from each of its clauses on."""
    words = _words(statement)
    at = 0
    while at >= 0:
        yield words[at:]
        comma = words.find("，", at)
        at = comma + 1 if comma >= 0 else -1


def _holds(earlier: Statement, statement: Statement) -> bool:
    """Whether one sentence stands in the other; paragraphs that are alike as a whole are for the repeats."""
    one, other = _words(earlier), _words(statement)
    short, long = sorted((one, other), key=len)
    whole = all(_words(s) == re.sub(r"[\s。；]+", "", s.flow.text) for s in (earlier, statement))
    return short in long and not (one == other and whole)


def _words(statement: Statement) -> str:
    return re.sub(r"[\s。；]+", "", statement.text)


def _echoes(context: CheckContext) -> Iterator[Finding]:
    for flow in context.document.flows:
        if flow.part in ("body", "textbox"):
            for match in _ECHO.finditer(flow.text):
                start, words = match.end(), match["clause"]
                yield ECHO.at(flow, start, start + len(words), f"“{words}”连写了两遍", suggestion="删去一处")


def _notes(context: CheckContext) -> Iterator[Finding]:
    lines = [p.index for p in context.document.paragraphs if p.part == "body" and p.text.strip()]
    closing = set(lines[-_LAST:])
    for flow in context.document.flows:
        if flow.part != "body":
            continue
        for match in _NOTE.finditer(flow.text):
            place = flow.places(match.start(), match.end())[0]
            if place.paragraph not in closing:
                yield NOTE.at(
                    flow,
                    *match.span(),
                    f"“{match.group()}”是公文附注，不应在正文里",
                    suggestion="删去，或移到成文日期之下",
                )


FAMILY = Family("STR", "结构", (RESTATED, NOTE, ECHO), check)
