"""Praise whose own figure went the wrong way: 近视率上升1.2个百分点，防控成效显著; told under CON009."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.relations.stories import stories_of
from drafter.checking.rules.model import Family
from drafter.checking.rules.trend_words import TURNED
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Finding

__all__ = ["FAMILY"]


@dataclass(frozen=True)
class _Matter:
    """What is measured, which way is the good one, and what praise of it speaks of."""

    named: re.Pattern[str]
    good: int
    praised: re.Pattern[str]


_MATTERS = tuple(
    _Matter(re.compile(named), good, re.compile(praised))
    for named, good, praised in (
        (r"大班额|平均班额", -1, r"班额|均衡|学位|就学|拥挤"),
        (r"近视|视力不良", -1, r"近视|视力|健康|体质|防控"),
        (r"肥胖", -1, r"肥胖|健康|体质"),
        (r"辍学|失学", -1, r"辍学|控辍|保学|失学|普及"),
        (r"事故|案件|欺凌|溺水", -1, r"安全|平安|稳定|事故|欺凌|防控"),
        (r"信访|投诉|违规|举报|拖欠", -1, r"办学行为|规范|信访|行风|师德|满意|投诉|稳定"),
        (r"差异系数|城乡差距", -1, r"均衡|差距|差异"),
        (r"流失|缺编|缺口|缺员|调出", -1, r"流失|队伍|师资|缺口|稳定|缺员"),
        (r"优良率|合格率|体质", 1, r"体质|健康|体育|优良|合格"),
        (r"满意(?:度|率)", 1, r"满意|获得感|幸福感|认可|口碑"),
        (r"公办园|公办幼儿|普惠|公办[^，。；]{0,8}占比", 1, r"公办|普惠|公益|学前"),
        (r"巩固率", 1, r"巩固|控辍|保学|普及"),
        (r"毛?入[园学]率", 1, r"普及|入园|入学"),
        (r"就业率|去向落实率", 1, r"就业"),
        (r"上线率|升学率", 1, r"质量|升学|高考"),
        (r"双师型|学历[^，。；]{0,6}(?:占比|比例)|骨干教师", 1, r"双师|素质|队伍|学历|结构|骨干"),
    )
)
_PRAISE = re.compile(
    r"(?:成效|成果|效果|成绩|实效)(?:十分|非常|较为|更加|日益|愈加|持续|进一步|也)?(?:明显|显著|突出|斐然|良好|显现|凸显|巩固)"
    r"|(?:取得|收到|初见)了?(?:明显|显著|良好|积极|突出|阶段性|较好的?)?的?(?:成效|实效|进展|效果)"
    r"|(?:持续|稳步|不断|日益|总体|稳中)(?:向好|趋好|好转)"
    r"|(?:显著|明显|进一步|稳步|不断|持续|逐年|逐步|有效|大幅|切实|得到|全面|日益)+(?:提高|提升|改善|增强|优化|扩大|巩固|好转|缓解|遏制|控制|减轻|缩小|规范|化解)"
    r"|更加(?:规范|均衡|稳固|充足|优化|协调|合理)|再上(?:新)?台阶|(?:再创|创)新高"
)
_TURN = re.compile(
    r"但|然而|不过|却|虽|尽管|仍|依然|还有差距|不足|另一方面|为此|因此|针对|力争|确保|计划|将|需|有待|亟待|要|防止|避免"
)
#: Words of a clause that praises what was told right before, naming nothing of its own.
_BARE = re.compile(r"^(?:(?:各项|整体|总体|治理|化解|防控|工作|建设|改革|措施|举措|任务|也|均|已)*)$")
_PLENTY = 120  # praise stands near


def check(context: CheckContext) -> Iterator[Finding]:
    """Praise of every sentence against the changes before it."""
    before: Statement | None = None
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        earlier = before if before is not None and before.flow is statement.flow else None
        before = statement
        if statement.figures or (earlier is not None and earlier.figures):
            for match in _PRAISE.finditer(statement.text):
                yield from _held(statement, match, earlier)


def _held(statement: Statement, match: re.Match[str], earlier: Statement | None) -> Iterator[Finding]:
    at = statement.start + match.start()
    text = statement.text
    begin = max(text.rfind(mark, 0, match.start()) for mark in "，；。、") + 1
    clause = text[begin : match.start()]
    if re.search(r"\d", clause) or _TURN.search(clause):
        return
    moves = [m for m in _moves(statement) if m[0].end <= statement.start + begin]
    if not moves and not begin and earlier is not None:
        moves = _moves(earlier)
    if not moves:
        return
    figure, way, words = moves[-1]
    between = statement.between(figure.end, at)
    if _TURN.search(between) or "；" in between or len(between) > _PLENTY or re.search(r"\d", between):
        return
    for matter in _MATTERS:
        if not matter.named.search(words):
            continue
        own = matter.praised.search(clause) or (_BARE.match(clause) and begin and between.count("，") <= 1)
        if own and way == -matter.good and not any(w == matter.good and matter.named.search(t) for _, w, t in moves):
            turned = "升" if way > 0 else "降"
            yield TURNED.at(
                statement.flow,
                statement.start + begin,
                statement.start + match.end(),
                f"前面的数在{turned}，不能写“{clause.strip()}{match[0]}”",
                suggestion="核对走向，改一处",
                touches=(figure,),
            )
        return


def _moves(statement: Statement) -> list[tuple[Figure, int, str]]:
    """(figure, which way, what is said of it) for every change over time, in order."""
    found: dict[int, tuple[Figure, int, str]] = {}
    for story in stories_of(statement):
        if len(story.before) == len(story.now) == 1:
            one, two = story.before[0].quantity, story.now[0].quantity
            way = 1 if two.interval.low > one.interval.high else -1 if two.interval.high < one.interval.low else 0
            if one.dimension == two.dimension and way:
                last = max(story.before[0], story.now[0], key=lambda f: f.id)
                first = min(story.before[0], story.now[0], key=lambda f: f.id)
                found[last.id] = last, way, _words(statement, first)
    for figure in statement.figures:
        if figure.role is Role.CHANGE and figure.direction and figure.compared != "other":
            found.setdefault(figure.id, (figure, figure.direction, _words(statement, figure)))
    return [found[key] for key in sorted(found)]


def _words(statement: Statement, figure: Figure) -> str:
    """What a change is told of: its own clause, and those before it that have only its value."""
    before = statement.between(statement.start, figure.start)
    parts = re.split("；", before)[-1].split("，")
    words = parts[-1]
    for part in reversed(parts[:-1]):
        if re.search(
            r"[一-鿿]{3,}",
            re.sub(r"比上年|较上年|同比|上年|去年|其中|提高|下降|上升|增加|减少|占班级总数的?|占比", "", words),
        ):
            break
        words = part + "，" + words
    return words


FAMILY = Family("CON", "前后矛盾", (), check)
