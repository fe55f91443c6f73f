"""CON009: words for how things go, against the figures beside them: 受入园热潮影响 where the pupils grow fewer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY", "TURNED"]

TURNED = Rule(
    "CON009",
    "words-against-trend",
    "评说与旁边的数字走向相反",
    Severity.WARNING,
    "数字在降，说的却是热潮、不够、加剧；数字在升，说的却是萎缩、闲置、好转；近视率升了却说成效明显；"
    "几项里有一项降了却说均有提高。只看同一段里说同一件事的话，有转折的不算。",
    "数是今年的，评说是照旧稿抄的，读的人不知道该信哪个。",
    (
        Example("一、生源\n在园幼儿由上年的9120人减至8040人，受入园高峰影响，停办村级园6所。"),
        Example("一、义务教育\n巩固率96.9%，较上年97.2%稳中有升。"),
        Example("一、培训\n艺术类培训机构由210家增至246家。市里增配执法人员8名，以适应机构逐年萎缩的局面。"),
        Example("一、教师\n教师调出人数由上年的62人降到28人，流失加剧。"),
        Example("一、健康\n学生近视率由58.1%降到55.4%。近视率持续攀升，防控压力不减。"),
        Example("一、教师\n生师比由13.1∶1下降到12.4∶1，师资更紧张了。"),
        Example(
            "一、布局\n村小学生由上年的5230人减至4610人，城区小学则从13120人增到14060人。乡村学校教室日益不够，城区学校挤。"
        ),
        Example("一、招生\n择校投诉由240件减到144件，涨了四成。"),
        Example("一、健康\n总体近视率53.4%，比上年上升1.2个百分点，近视防控成效显著。"),
        Example("一、经费\n小学、初中生均支出分别为12850元、16420元，上年分别为12960元、16100元，均实现只增不减。"),
    ),
    (
        Example("一、生源\n在园幼儿由上年的9120人减至8040人，受入园高峰回落影响，停办村级园6所。"),
        Example(
            "一、培训\n艺术类培训机构由210家增至246家，学科类由90家减至71家。为适应学科类机构逐年减少的局面，执法人员转岗8名。"
        ),
        Example("一、教师\n教师调出人数由上年的62人降到28人，但骨干教师流失加剧。"),
        Example("一、教师\n生师比由13.1∶1下降到12.4∶1，师资更宽松了，初中则仍然紧张。"),
        Example(
            "一、布局\n村小学生由上年的5230人减至4610人，城区小学则从13120人增到14060人。乡村学校空教室渐多，城区学校教室不够。"
        ),
        Example("一、招生\n择校投诉由240件减到144件，少了四成。"),
        Example("一、健康\n近视率上升0.3个百分点，优良率提高1.6个百分点，学生体质稳步提升。"),
        Example("一、经费\n在校生减少312人，小学、初中生均支出分别增长2.1%、1.8%，均保持增长。"),
        Example("一、健康\n前几年近视率持续攀升，今年近视率由58.1%降到55.4%。"),
        Example("一、安全\n排查隐患由320处增加到410处，整改力度加大，安全形势好转。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实，表述准确",
)

_UP = "热潮|高峰|激增|剧增|增加|增长|增多|扩大|扩张|攀升|上升|走高"
_DOWN = "低谷|锐减|减少|下降|下滑|萎缩|走低|缩减|回落"
_CAUSE = re.compile(
    r"(?:受|随着|由于|面对|适应|应对|鉴于|顺应)(?P<noun>[一-鿿]{2,12}?)(?:人数|数量|规模|总量|总数)?(?:逐年|持续|不断|大幅|快速|连年|日益|急剧)*"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?!回落|消退|已过|过后|减退)(?:的)?(?:影响|局面|形势|趋势|态势|压力|需要|需求|状况|新?情况|挑战)"
)
#: Of these fewer is better.
_BAD = re.compile(r"流失|调出|辍学|投诉|事故|近视|大班额|缺口|纠纷|违规|欠费|离职|欺凌|拖欠")
_WORSE = re.compile(
    r"(?<!止)(?<!免)(?<!制)(?<!未)(?<!有)(?<!不)(?:加剧|恶化|更加?严重|反弹|抬头|加重|日趋严重|愈演愈烈)"
)
_BETTER = re.compile(r"(?<!步)(?<!未)(?<!有)缓解|好转|渐稳|趋稳|有效遏制|得到遏制|明显改善|减弱")
_RATIO = re.compile(r"生师比|师生比|师幼比|生均教师")
_TIGHT = re.compile(r"(?:师资|教师|人手|配备)[^，。；]{0,4}(?:吃紧|紧张|不足|捉襟见肘|紧缺)")
_LOOSE = re.compile(r"(?:师资|教师|人手|配备)[^，。；]{0,4}(?:宽松|充裕|充足|宽裕|改善)")
_PLACES = (("乡村", re.compile("村小|乡村|农村|乡镇")), ("城区", re.compile("县城|城区|城镇|城里|市区")))
_CROWDED = re.compile(r"(?:教室|学位|校舍)?[^，。；、]{0,4}?(?:不够|拥挤|吃紧|紧张|告急|爆满|挤(?=[，。；、])|装不下)")
_EMPTY = re.compile(r"空教室|教室空|空置|闲置|富余|宽裕|空心|坐不满")
_BUT = re.compile(r"但|然而|不过|却|虽|尽管|仍|依然|个别|另|反而|反倒|只是|初中|高中")
_CHENG = re.compile(
    r"^[，,](?:大约|大致|约|将近|近)?(?:(?P<down>少|降|减|跌)|(?P<up>涨|增|多|升))(?:了|掉|幅达?)?(?:大约|约|将近|近)?[一二三四五六七八九]成"
)
_GENERIC = re.compile(r"学生|教师|学校|人数|全[省市县区]|上年|今年|总数|数量|教育")
#: 近视率持续攀升: told of a thing outright.
_OUTRIGHT = re.compile(
    rf"(?:^|[，。；：])(?P<noun>[一-鿿]{{2,8}}?)(?:逐年|持续|不断|连年|连续|日益|一路)(?:(?P<up>{_UP}|扩张|上涨)|(?P<down>{_DOWN}|走低))(?=[，。；、])"
)
_ONCE = re.compile(r"此前|前几年|过去|曾|以往|多年|20\d\d|长期|近年|目标|防止|遏制")
_YEAR_BY_YEAR = re.compile(
    r"(?P<noun>[一-鿿]{2,10}?)连续[两三四五]年(?:(?P<down>下滑|下降|减少|走低|回落)|(?P<up>增长|增加|上升|攀升|走高))"
)
_MOVED = re.compile(
    rf"^[，,]?(?:逐步|已|又)?(?:(?P<up>{RISE})|(?P<down>{FALL}))[^，。；、\d]{{0,4}}?(?:到|至|为)(?:(?:19|20)\d\d年的?|今年的?|现在的?)?$"
)
_CHILDREN = re.compile("入园|在园幼儿|在园儿童|在园")
_CLAUSE = re.compile(r"[^，。；、]+")
_NEAR = 2


@dataclass(frozen=True)
class _Trend:
    """Which way a thing goes: what is said before its first figure, and where its last figure ends."""

    words: str
    way: int
    statement: Statement
    end: int


def check(context: CheckContext) -> Iterator[Finding]:
    """Words of every paragraph against the trends that it tells."""
    by_flow: dict[int, list[Statement]] = defaultdict(list)
    for statement in context.statements:
        if statement.flow.part != "table":
            by_flow[id(statement.flow)].append(statement)
    for here in by_flow.values():
        trends = [trend for statement in here for trend in _trends(statement)]
        if trends:
            yield from _causes(here, trends)
            yield from _crowded(here, trends)
            for trend in trends:
                yield from _after(trend)


def _trends(statement: Statement) -> Iterator[_Trend]:
    """由a减至b, 上年a，今年b, and values of three years that go one way."""
    figures = statement.figures
    for before, now in pairwise(figures):
        alike = before.quantity.dimension == now.quantity.dimension and before.quantity.kind is now.quantity.kind
        moved = _MOVED.match(now.gap)
        if alike and before.role is Role.PREVIOUS and now.role is Role.LEVEL and moved:
            one, two = before.quantity.value, now.quantity.value
            if one != two and (two > one) == bool(moved["up"]):
                yield _Trend(_words(before), 1 if two > one else -1, statement, now.end)
    yield from _series(statement, figures)


def _series(statement: Statement, figures: list[Figure]) -> Iterator[_Trend]:
    said = re.search(
        r"(?P<noun>[一-鿿]{2,10}?)连续[两三四五]年(?:(?P<down>下滑|下降|减少|走低|回落)|(?P<up>增长|增加|上升|攀升|走高))",
        statement.text,
    )
    if said and figures:
        yield _Trend(said["noun"], 1 if said["up"] else -1, statement, statement.start + said.end())


def _words(figure: Figure) -> str:
    """What is said of a figure back to the last mark: 城区小学则从."""
    return re.split(r"[，。；：]", figure.gap)[-1][-20:] or figure.gap[-20:]


def _causes(here: list[Statement], trends: list[_Trend]) -> Iterator[Finding]:
    for statement in here:
        told = [*_CAUSE.finditer(statement.text)]
        told += [m for m in _OUTRIGHT.finditer(statement.text) if not _apart(statement.text, m)]
        for match in told:
            way = 1 if match["up"] else -1
            own = [t for t in trends if _shares(match["noun"], t.words)]
            if own and all(t.way == -way for t in own):
                start, end = statement.start + match.start("noun"), statement.start + match.end()
                words = f"“{statement.between(start, end)}”，旁边的数却在{'降' if way > 0 else '升'}"
                yield TURNED.at(statement.flow, start, end, words, suggestion="核对走向，改一处")


def _apart(text: str, match: re.Match[str]) -> bool:
    """Whether a clause speaks of another time, or turns against what was said."""
    clause = re.split("[。；]", text[: match.end()])[-1]
    return bool(_BUT.search(clause[-30:]) or _ONCE.search(clause[-30:]))


def _shares(noun: str, words: str) -> bool:
    noun, words = (_CHILDREN.sub("幼儿", text) for text in (noun, words))
    noun, words = _GENERIC.sub("，", noun), _GENERIC.sub("，", words)
    return any("，" not in noun[i : i + 2] and noun[i : i + 2] in words for i in range(len(noun) - 1))


def _after(trend: _Trend) -> Iterator[Finding]:
    """What the next clauses make of a change."""
    statement = trend.statement
    rest = statement.between(trend.end, statement.end)
    if match := _CHENG.match(rest):
        if (1 if match["up"] else -1) != trend.way:
            yield _told(statement, trend.end + 1, trend.end + match.end(), trend.way)
        return
    at = trend.end
    for clause in list(_CLAUSE.finditer(rest))[: _NEAR + 1]:
        if _BUT.search(clause[0]) or "；" in rest[: clause.start()]:
            return
        start, end = at + clause.start(), at + clause.end()
        if _BAD.search(trend.words) and not re.search(r"排查|整改|查处|查出", trend.words):
            wrong = _WORSE.search(clause[0]) if trend.way < 0 else _BETTER.search(clause[0])
        elif _RATIO.search(trend.words):
            wrong = _TIGHT.search(clause[0]) if trend.way < 0 else _LOOSE.search(clause[0])
        else:
            return
        if wrong and _falls(statement):
            yield _told(statement, start, end, trend.way)
            return


def _falls(statement: Statement) -> bool:
    """Whether a ratio is told as so many pupils to a teacher, not 1∶12."""
    ratios = [f for f in statement.figures if f.quantity.kind is Kind.RATIO]
    return all(f.quantity.value > 1 for f in ratios)


def _told(statement: Statement, start: int, end: int, way: int) -> Finding:
    words = statement.between(start, end)
    told = f"前面的数在{'升' if way > 0 else '降'}，这里却说“{words.strip('，')}”"
    return TURNED.at(statement.flow, start, end, told, suggestion="核对走向，改一处")


def _crowded(here: list[Statement], trends: list[_Trend]) -> Iterator[Finding]:
    """村小 with fewer pupils that is told crowded, 城区 with more that is told empty."""
    pupils = [t for t in trends if re.search("学生|小学|初中|在校生|村小|幼儿", t.words)]
    for place, named in _PLACES:
        ways = {t.way for t in pupils if named.search(t.words)}
        if len(ways) != 1:
            continue
        way = ways.pop()
        for statement in here:
            for clause in _CLAUSE.finditer(statement.text):
                others = [other for name, other in _PLACES if name != place]
                if (
                    not named.search(clause[0])
                    or any(o.search(clause[0]) for o in others)
                    or re.search(r"\d", clause[0])
                ):
                    continue
                wrong = _CROWDED.search(clause[0] + "，") if way < 0 else _EMPTY.search(clause[0])
                if wrong and not re.search("教师|经费|但|仍|寄宿|食堂|操场|师资", clause[0]):
                    start = statement.start + clause.start()
                    yield _told(statement, start, start + len(clause[0]), way)


FAMILY = Family("CON", "前后矛盾", (TURNED,), check)
