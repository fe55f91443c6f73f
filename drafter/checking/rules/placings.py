"""CON007: ranks, places and ordinals that the words beside them rule out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Role, Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY", "STANDING"]

STANDING = Rule(
    "CON007",
    "rank-against-words",
    "名次与旁边的说法不合",
    Severity.WARNING,
    "说是第一，又说仅次于谁；说是第二，又说领先第二名；名次由第六“升”到第九；“仅低于”的那个数反而更小；分三期，却有两个第二期；列出的几个数里它不是最高，却说居首。",
    "名次是最容易被核对的话，一处不合，整句不可信。",
    (
        Example("一、语言文字\n经典诵读大赛总分居全省第一，仅次于省会。"),
        Example("一、技能大赛\n代表队团体总分位列全市第三，领先第二名2.5分。"),
        Example("一、体质健康\n优良率全省位次由第五升至第八。"),
        Example("一、学前教育\n普惠率88.2%，排全市第二，仅低于石溪县的86.9%。"),
        Example("一、校园网\n建设分三期。第一期2022年完工；第二期2023年完工；今年建成的是第二期。"),
        Example("一、典型\n两度入选省级案例，第一次是2023年的作业公示，首次是今年的课后服务。"),
        Example("一、考核\n上年排全市第六，今年排第四，名次前移三位。"),
        Example("一、考核\n全省位次由第八升至第五，前移四位。"),
        Example("一、考核\n综合考核全市12个县区，石溪县排名第13位。"),
        Example("一、监测\n义务教育质量监测位列全省第三。\n二、质量\n义务教育质量监测排全省第五，仍有提升空间。"),
        Example("一、学前\n我市继北川市之后，成为全省首个学前教育普及普惠市。"),
        Example("一、足球\n市一中2022年首夺省长杯，2023年屈居亚军，2024年蝉联冠军。"),
        Example("一、健康\n近视率小学36.2%、初中58.4%、高中76.1%，初中最高。"),
        Example("一、投入\n教育支出柳河镇1240万元、石桥镇1860万元、青岭镇980万元，其中青岭镇支出居首。"),
    ),
    (
        Example("一、语言文字\n经典诵读大赛总分居全省第二，仅次于省会。"),
        Example("一、技能大赛\n代表队团体总分位列全市第一，领先第二名2.5分。"),
        Example("一、技能大赛\n小学组位列全市第二，领先第三名1.2分；位居全省第一方阵，仅次于省会。"),
        Example("一、体质健康\n优良率全省位次由第八升至第五，近视率位次由第三降到第六。"),
        Example("一、学前教育\n普惠率86.9%，排全市第二，仅低于石溪县的88.2%。"),
        Example("一、校园网\n建设分三期。第一期2022年完工；第二期2023年完工；今年建成的是第三期。"),
        Example("一、校园网\n建设分三期实施，第一期投入200万元，第一期已于2023年完工，第二期正在建设。"),
        Example("一、考核\n上年排全市第六，今年排第四，名次前移两位。"),
        Example("一、考核\n全省位次由第八升至第五，前移三位，提升3名教师待遇。"),
        Example("一、考核\n综合考核全市12个县区，石溪县排名第2位，13所学校受表彰。"),
        Example("一、监测\n义务教育质量监测位列全省第三。\n二、质量\n上年义务教育质量监测排全省第五。"),
        Example("一、体育\n田径赛男子组团体总分位列全省第三。\n二、质量\n田径赛女子组团体总分列全省第五。"),
        Example("一、监测\n义务教育质量监测数学位列全省第三。\n二、质量\n义务教育质量监测语文位列全省第五。"),
        Example("一、足球\n市一中2022年首夺省长杯，2023年蝉联冠军，2024年屈居亚军。"),
        Example(
            "一、投入\n教育支出柳河镇1240万元、石桥镇1860万元、青岭镇980万元，其中石桥镇支出居首，青岭镇增幅最高。"
        ),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实，表述准确",
)

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_FIRST = r"第一(?![方梯批季产责时要步期届个])[位名]?|首位|榜首|头名|魁首|冠军"
_LOWER = rf"第(?P<rank>{_N})[位名]?|次席|亚军|季军|次位|榜眼"
#: Nothing may stand between the two but what counts: 总量居第一，增速仅次于甲市 speaks of two things.
_BEHIND = re.compile(rf"(?:{_FIRST})[，,]?(?:而且|且)?仅?次于(?![^，。；]{1, 10}的)")
_AHEAD = re.compile(rf"(?:{_LOWER})[，,]?(?:以[^，。；]{{1,8}})?(?:领先|超过|高出|多出)第(?P<other>{_N})名")
_PLACES = {"次席": 2, "亚军": 2, "次位": 2, "榜眼": 2, "季军": 3}
_MOVED = re.compile(
    rf"[由从](?:上年|去年|全[省市县区国州])?的?第(?P<old>{_N})[位名]?(?:[，、])?"
    rf"(?:(?P<up>前移|提升|跃升|上升|提高|晋升|攀升|进|升|提)|(?P<down>后移|下滑|下降|退|跌|降|滑))(?:[到至为]|了)?(?:全[省市县区国州])?第(?P<new>{_N})"
)
_STEPS = re.compile(
    r"(?:(?:名次|位次|排名|排位)[^，。；\d一二三四五六七八九十]{0,6}?|(?<=[，,]))(?P<way>前移|提升|上升|提高|前进|进|升|提|后移|下滑|下降|退|降|落)(?:了|高)?"
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十])[位名](?![^，。；]{0,4}(?:学生|教师|人))"
)
_RANK = re.compile(
    rf"(?:排|列|居|为|位|至|到|从|由|是)(?:在)?(?:全[省市县区国州](?:[一-鿿]{{1,2}})?)?第(?P<rank>{_N})(?=[位名]?(?:[，。；、）]|升|降|前移|后移|提升|上升|跃升|下降|退|跌))"
)
_BACK = 90
#: 全市12个县区，我县排第13位.
_AMONG = re.compile(
    rf"(?P<all>{_N})个(?:县市区|县区|区县|县市|市县|县|区|市|设区市|地市|市州|乡镇|学校)(?:中)?[^。；\d]{{0,16}}?(?:排名?|位列|位居|列|居)(?:在)?第(?P<rank>{_N})(?:位|名)"
)
#: 屈居亚军，次年蝉联冠军: who has not held a title cannot keep it, and who keeps it does not win it back.
_KEPT = re.compile(
    r"(?:屈居|止步|获|列|失)[^。；，]{0,4}(?:亚军|季军|第[二三四]名?)[^。；]{0,14}?蝉联[^。；，]{0,4}(?:冠军|第一|榜首)"
    r"|蝉联[^。；，]{0,4}(?:冠军|第一|榜首)[^。；]{0,14}?(?:重返|重夺|夺回)[^。；，]{0,4}(?:冠军|第一|榜首)"
)
_ONLY = re.compile(r"仅(?P<way>低|高)于[^，。；、\d]{1,14}$")
_PARTED = re.compile(r"分(?:为)?(?P<count>[两三四五六])(?P<unit>期|步|批|轮|个?阶段)")
_ORDINAL = re.compile(
    r"(?:第(?P<n>[一二三四五六七])|(?P<first>首))(?P<unit>次|期|步|批|轮|个?阶段)(?P<named>(?:[是为]|入选)(?=[^，。；]{0,4}(?:20\d\d|今年|去年|上年)))?"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Ranks of every sentence, ordinals of every paragraph."""
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        text = statement.text
        if "第" in text or "首" in text or "席" in text or "军" in text:
            yield from _ahead_and_behind(statement, text)
            yield from _moved(statement, text)
            yield from _first_twice(statement, text)
        if "位" in text or "名" in text:
            yield from _steps(statement, text)
            for match in _AMONG.finditer(text):
                if _number(match["rank"]) > _number(match["all"]) > 0:
                    yield _told(statement, match.span(), f"一共{match['all']}个，不会排第{match['rank']}")
        if "蝉联" in text:
            for match in _KEPT.finditer(text):
                yield _told(statement, match.span(), "没有保住的名次谈不上“蝉联”，“蝉联”之后也谈不上“重返”")
        if "仅低于" in text or "仅高于" in text:
            yield from _only_below(statement)
    for flow in context.document.flows:
        if flow.part != "table" and "分" in flow.text:
            yield from _parted(flow)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(parse_chinese(words.replace("两", "二")) or 0)


def _told(statement: Statement, span: tuple[int, int], message: str) -> Finding:
    start, end = statement.start + span[0], statement.start + span[1]
    return STANDING.at(statement.flow, start, end, message, suggestion="核对名次")


def _ahead_and_behind(statement: Statement, text: str) -> Iterator[Finding]:
    for match in _BEHIND.finditer(text):
        yield _told(statement, match.span(), "既是第一，就没有“仅次于”谁")
    for match in _AHEAD.finditer(text):
        named = next((place for word, place in _PLACES.items() if match[0].startswith(word)), 0)
        rank = named or _number(match["rank"])
        clause = re.split("[，。；]", text[: match.start()])[-1]
        if rank >= _number(match["other"]) and not re.search(_FIRST, clause):
            yield _told(statement, match.span(), f"排第{rank}，不会领先第{match['other']}名")


def _moved(statement: Statement, text: str) -> Iterator[Finding]:
    for match in _MOVED.finditer(text):
        old, new = _number(match["old"]), _number(match["new"])
        if new > old if match["up"] else new < old:
            said = match["up"] or match["down"]
            yield _told(statement, match.span(), f"由第{match['old']}到第{match['new']}，不是“{said}”")


def _steps(statement: Statement, text: str) -> Iterator[Finding]:
    """「2023年排第四，今年排第二，名次提了两位」: by how many places, where just two ranks stand before."""
    for match in _STEPS.finditer(text):
        at = statement.start + match.start()
        before = statement.between(max(0, at - _BACK), at)
        told = [_number(m["rank"]) for m in _RANK.finditer(before)]
        if len(told) == 2 and abs(told[0] - told[1]) != _number(match["count"]):
            yield _told(statement, match.span(), f"第{told[0]}与第{told[1]}之间差{abs(told[0] - told[1])}位")


def _only_below(statement: Statement) -> Iterator[Finding]:
    """「64.8%，…排第二，仅低于甲县的66.2%」: what it alone lies below is above it."""
    for figure in statement.figures:
        words = _ONLY.search(figure.gap)
        if words is None:
            continue
        kind, dimension = figure.quantity.kind, figure.quantity.dimension
        own = [
            f
            for f in statement.figures
            if f.start < figure.start and f.quantity.kind is kind and f.quantity.dimension == dimension
        ]
        if not own or own[0].role not in (Role.LEVEL, Role.SHARE) or kind not in (Kind.PERCENT, Kind.AMOUNT):
            continue
        if "；" in statement.between(own[0].end, figure.start):
            continue
        mine, theirs = own[0].quantity.interval, figure.quantity.interval
        if mine.low > theirs.high if words["way"] == "低" else mine.high < theirs.low:
            told = f"{own[0].text}并不{words['way']}于{figure.text}"
            yield STANDING.at(
                statement.flow, figure.start, figure.end, told, suggestion="核对两个数", touches=(figure,)
            )


def _first_twice(statement: Statement, text: str) -> Iterator[Finding]:
    """「第一次是2023年的…，首次是今年的…」."""
    seen: set[tuple[str, str]] = set()
    for match in _ORDINAL.finditer(text):
        if not match["named"]:
            continue
        key = (match["n"] or "一", match["unit"])
        if key in seen:
            yield _told(statement, match.span(), f"前面已经有第{key[0]}{key[1]}")
        seen.add(key)


def _parted(flow: Flow) -> Iterator[Finding]:
    """「分三期。第一期…；第二期…；今年的是第二期」: as many ordinals as parts, one of them twice."""
    text = flow.text
    for parted in _PARTED.finditer(text):
        unit, count = parted["unit"], _number(parted["count"])
        named = [m for m in _ORDINAL.finditer(text, parted.end()) if m["unit"] == unit]
        order = [_number(m["n"] or "一") for m in named]
        if len(order) != count or order[:-1] != list(range(1, count)) or order[-1] == count:
            continue
        last = named[-1]
        between = text[named[-2].end() : last.start()]
        if "；" in between or "。" in between:
            told = f"分{parted['count']}{unit}，第{last['n'] or '一'}{unit}说了两遍，第{count}{unit}没有说"
            yield STANDING.at(flow, last.start(), last.end(), told, suggestion="核对次序")


FAMILY = Family("CON", "前后矛盾", (STANDING,), check)
