"""CON006: everything is done, says one sentence; some of it is not, says another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

OPPOSED = Rule(
    "CON006",
    "all-and-not-all",
    "一处说全部完成，一处说还没有",
    Severity.WARNING,
    "一处写某事全部、均已完成、完成率100%，另一处写同一件事仍有多少没有完成，或完成数少于总数。",
    "两处必有一处不实，上级核查时一对就露。",
    (
        Example("一、工作成效\n17所城镇小区配套幼儿园已全部移交。\n二、存在问题\n仍有2所小区配套幼儿园未完成移交。"),
        Example("一、工作成效\n目前仍有9个大班额。义务教育学校大班额已全部清零。"),
        Example("一、工作成效\n排查问题320个、整改315个，所有问题均已整改销号。"),
        Example("一、工作成效\n全年未发生有偿补课行为，查处有偿补课问题2起。"),
        Example("一、工作成效\n义务教育学校大班额已全部消除。\n二、存在问题\n还有9个大班额没有消除。"),
        Example("一、安全\n排查隐患182处，整改完成率100%，尚有7处正在整改。"),
        Example("一、整改\n反馈问题14个，已完成整改12个，其余2个持续推进，反馈问题全部整改销号。"),
        Example("一、安全\n排查隐患182处，年底完成整改175处，所有隐患均已清零。"),
        Example("一、整改\n反馈问题14个，已整改12个，其余2个正在推进。\n各部门建立台账，14个问题已全部销号。"),
        Example(
            "一、义务教育\n56人以上大班额为零。\n二、存在的问题\n城区人口集中，义务教育阶段仍有56人以上大班额7个。"
        ),
    ),
    (
        Example("一、工作成效\n17所城镇小区配套幼儿园已全部移交。\n二、存在问题\n仍有2所乡镇中心园未完成改造。"),
        Example("一、工作成效\n力争2026年底前大班额全部消除。\n二、存在问题\n还有9个大班额没有消除。"),
        Example("一、工作成效\n排查问题320个、整改320个，所有问题均已整改销号。"),
        Example("一、工作成效\n排查问题320个、整改315个，其余5个限期整改，重大问题均已整改销号。"),
        Example("一、工作成效\n全年未发生有偿补课行为，上年查处有偿补课问题2起。"),
        Example("一、工作成效\n全年未发生食品安全事故，查处食品安全问题2起。"),
        Example("一、安全\n排查隐患182处，已整改175处，其余7处年底前全部销号。"),
        Example("一、安全\n消防隐患整改完成率100%，校舍隐患尚有7处正在整改。"),
        Example("一、工作成效\n普通高中无56人以上大班额。\n二、存在的问题\n义务教育阶段仍有大班额7个。"),
        Example("一、工作成效\n超大班额全部消除。\n二、存在问题\n还有9个大班额没有消除。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实，表述准确",
)

_VERBS = (
    "移交|整改|达标|消除|化解|投用|建成|开工|竣工|清零|取缔|治理|改造|配备|配齐|验收|销号|落实|到位|办结|脱盲|入学|安置"
)
_ALL = re.compile(
    rf"(?P<noun>[^，。；：“”\d]{{3,24}}?)(?:已经?|均已?)?(?:全部|全面|均|百分之百)(?:已|都|按[期时]|如期|完成|实现|得到|有效)*(?P<verb>{_VERBS})"
)
_LEFT = re.compile(
    rf"(?:仍|尚|还|依然|目前还)(?:有|存在|剩)[^，。；\d]{{0,6}}(?P<count>\d+|[一二三四五六七八九十两]+)\s?[个所处项名人间条家户]"
    rf"(?P<noun>[^，。；：\d]{{2,24}}?)(?:未|没有|尚未|未能|没能|有待|需要?)(?:完成|实现|能够?|按[期时]|全部|得到|进一步)*(?P<verb>{_VERBS})"
)
#: What is counted as left when it should be none: 仍有9个大班额.
_REMAINS = re.compile(
    r"(?:仍|尚|还|依然|目前还)(?:有|存在|剩)(?P<count>\d+|[一二三四五六七八九十两]+)\s?[个所处项名人间条家户]"
    r"(?P<noun>(?:超?大班额|[^，。；：\d]{0,6}(?:隐患|危房|无证园|无证幼儿园|缺口|欠账|问题)))(?=[，。；、]|$)"
)
#: Fewer mended than found, and in the next clause every one of them mended.
_MENDED = re.compile(
    r"(?:排查|查出|发现|查找|摸排|检查出|梳理)(?:出|到|各类|各种)*(?P<noun>[^，。；、\d]{0,8}?(?:隐患|问题|线索))(?P<found>\d+)(?P<unit>[个处项条起])"
    r"[、，](?:已|完成|及时|立即)*整改(?:完成|到位|销号)?(?P<mended>\d+)(?P=unit)[，；、。]"
    r"(?P<claim>(?:所有|全部|上述|以上)?(?:安全)?(?:隐患|问题|线索)?(?:均|已|全部|都|全面|闭环|彻底|完成)*(?:整改|销号|清零|消除|办结)(?:完成|到位|完毕|销号|清零)?)(?=[，。；]|$)"
)
_EVERY = re.compile("所有|全部|均|都|全面")
#: None happened, and in the clause after it some were punished by the same name.
_NONE_BUT_SOME = re.compile(
    r"(?P<claim>(?:未|没有)(?:发生|出现|发现)(?:一起|过|任何)?(?P<thing>[一-鿿]{4,8}?)(?:行为|问题|案件|现象|情况)?)"
    r"[，；、](?:共|全年|已|累计)?(?:查处|通报|处理|立案查处|曝光)(?P=thing)(?:行为|问题|案件|现象)?(?P<count>[1-9]\d*)[起个例件]"
)
_CLEARED = frozenset(["消除", "清零", "化解", "整改", "取缔", "治理", "销号", "办结"])
_TO_COME = re.compile(r"力争|争取|确保|计划|拟|将|下一步|目标|年底前|以前|要求|努力|推动|实现.{0,6}目标|未|没有|不")
_QUALIFIED = re.compile(r"^(?:其他|其余|大部分|多数|基本|超)|(?:其他|其余|大部分|多数|基本|原有|反馈的)")
_TAIL = re.compile(
    r"(?:学校|阶段|工作|任务|问题|已|的|了|年度|数量)$|^(?:全[市县区省]|我[市县区省]|义务教育(?:学校|阶段)?|目前|现有|共有?)"
)
_SHORTEST = 3


@dataclass(frozen=True)
class _Said:
    statement: Statement
    start: int
    end: int
    noun: str
    verb: str


def check(context: CheckContext) -> Iterator[Finding]:
    """Sentences that say all is done against those that count what is not."""
    done: list[_Said] = []
    left: list[_Said] = []
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        yield from _at_once(statement)
        for match in _ALL.finditer(statement.text):
            before = statement.text[: match.start("verb")]
            if not _TO_COME.search(before[-30:]) and not _QUALIFIED.search(match["noun"]):
                done.append(_said(statement, match, match["verb"]))
        left += [_said(statement, match, match["verb"]) for match in _LEFT.finditer(statement.text)]
        left += [_said(statement, match, "") for match in _REMAINS.finditer(statement.text)]
    for open_one in left:
        claim = next((d for d in done if _same_deed(d.verb, open_one.verb) and _one_thing(d.noun, open_one.noun)), None)
        if claim is not None and claim.statement is not open_one.statement:
            words = claim.statement.between(claim.start, claim.end)
            yield OPPOSED.at(
                open_one.statement.flow,
                open_one.start,
                open_one.end,
                f"别处写“{words}”，这里却说还没有",
                evidence=(Evidence("document", "", claim.statement.text.strip()),),
                suggestion="核对是否已经完成，改一处",
                root=f"CON004:{_plain(open_one.noun)}",  # what is denied and counted is one cause with it
            )


def _at_once(statement: Statement) -> Iterator[Finding]:
    """A claim of all or none that the clause beside it counts otherwise."""
    for match in _MENDED.finditer(statement.text):
        if int(match["mended"]) < int(match["found"]) and _EVERY.search(match["claim"]):
            lacking = int(match["found"]) - int(match["mended"])
            yield _beside(statement, match, f"查出{match['found']}，整改{match['mended']}，还差{lacking}，不能说全部")
    for match in _NONE_BUT_SOME.finditer(statement.text):
        yield _beside(statement, match, f"前面说没有，后面又处理了{match['count']}起")


def _beside(statement: Statement, match: re.Match[str], told: str) -> Finding:
    start, end = match.span("claim")
    return OPPOSED.at(
        statement.flow,
        statement.start + start,
        statement.start + end,
        told,
        evidence=(Evidence("document", "", match.group()),),
        suggestion="核对后统一口径",
    )


def _same_deed(done: str, left: str) -> bool:
    return done == left or (not left and done in _CLEARED)


def _said(statement: Statement, match: re.Match[str], verb: str) -> _Said:
    start, end = statement.start + match.start(), statement.start + match.end()
    return _Said(statement, start, end, _TAIL.sub("", match["noun"].strip()), verb)


def _one_thing(left: str, right: str) -> bool:
    """Whether two nouns name one thing: the shorter closes the longer, and no 超 or 非 stands before it."""
    short, long = sorted((_plain(left), _plain(right)), key=len)
    if len(short) < _SHORTEST or not long.endswith(short):
        return False
    before = long[: len(long) - len(short)]
    return not re.search(r"[超非无]$", before)


def _plain(noun: str) -> str:
    """A noun as it is compared: 幼儿园 is 园, and what stands before 的 is left out."""
    return re.sub(r"幼儿园", "园", re.split(r"[的、]", noun)[-1])


FAMILY = Family("CON", "前后矛盾", (OPPOSED,), check)
