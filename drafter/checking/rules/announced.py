"""STR019: as many as are announced: 三项举措 with 一是 to 四是 behind it, 4个乡镇 with five names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

ANNOUNCED = Rule(
    "STR019",
    "announced-count",
    "所写的个数与列出的不符",
    Severity.WARNING,
    "前面写“三项举措”“4个乡镇”，后面列出的（一是、二是……，或用顿号隔开的名称）不是这么多；有“等”字的，列出的比所写的多才报。",
    "删了一条、添了一处，忘了改前面的个数，读者一数便知。",
    (
        Example("一、工作情况\n县里推出三项举措：一是作业公示；二是课后服务；三是预收费监管；四是热线受理。"),
        Example("一、工作情况\n选定四所试点学校：东关小学、西关小学、南关中学，期末互评。"),
        Example("一、工作情况\n校车覆盖青坪、白河、柳湾、南岭4个乡镇。送教覆盖青坪、白河、柳湾、南岭6个乡镇。"),
        Example("一、工作情况\n做到“四有”：有场地、有教师、有课程。"),
        Example("一、工作情况\n印发《课后服务办法》《作业管理细则》《手机管理规定》4份文件，逐校对照。"),
        Example("一、工作情况\n把“防溺水、防欺凌、防诈骗”四项要求写进告家长书。"),
        Example("一、工作情况\n专班由教育局、公安局、卫生健康委四部门组成。"),
        Example(
            "一、工作情况\n围绕党的领导、优先发展、教育公平、队伍建设四个方面自评，从投入、师资、质量和安全五个方面改进。"
        ),
        Example(
            "一、存在问题\n主要存在三个方面的问题。\n（一）学位偏紧；\n（二）师资老化。\n二、下一步打算\n抓好整改。"
        ),
        Example("一、工作情况\n问题主要有三：\n（一）学位偏紧；\n（二）师资老化。\n二、下一步打算\n抓好整改。"),
    ),
    (
        Example("一、工作情况\n县里推出三项举措：一是作业公示；二是课后服务；三是预收费监管。"),
        Example("一、工作情况\n两项措施：一是加强领导；二是加大投入。三项任务：一是扩学位；二是强师资；三是保安全。"),
        Example("一、工作情况\n选定四所试点学校：东关小学、西关小学、南关中学和北关中学，期末互评。"),
        Example("一、工作情况\n选定东关小学、西关小学等6所学校开展试点，覆盖青坪、白河、柳湾等5个乡镇。"),
        Example("一、工作情况\n改造学校5所（小学、初中、幼儿园），新增14个县（市、区）试点。"),
        Example("一、工作情况\n落实《课后服务办法》《作业管理细则》等6个制度，教育局会同公安局、卫健委三部门检查。"),
        Example("一、工作情况\n教育局牵头，公安局、市场监管局、卫健委四部门联合检查。"),
        Example("一、工作情况\n围绕党的领导、优先发展、教育公平三个方面自评，从投入、师资、质量和安全四个方面改进。"),
        Example("一、工作情况\n从德智体美劳、家校社等五个方面抓实育人，在城区、镇区、乡村等三个层面推进。"),
        Example("一、工作情况\n沿江、沿湖、沿山9个乡镇建成寄宿制学校，中心、片区、村5个层级联动。"),
        Example("一、工作情况\n促进德智体美劳五个方面协同发展：一是开齐课程；二是建好基地。"),
        Example(
            "一、工作情况\n三项举措：一是抓投入。主要是：一是省级资金到位，二是县级配套到位；二是抓建设；三是抓管理。"
        ),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实，表述准确",
)

_NUMERAL = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_N = rf"(?<![{_NUMERAL}百千万第\d.])(?P<n>[二两三四五六七八九十]|\d{{1,2}})"
_MATTERS = (
    "举措|措施|办法|做法|方面|问题|原因|任务|环节|机制|制度|行动|工程|清单|重点|抓手|渠道|路径|特点|成效|变化|原则|层面|维度"
    "|短板|困难|不足|工作|事|难题|途径|亮点|转变|突破|坚持|强化|聚焦|统一|结合|着力|创新|步骤|经验|内容|事项|方式|保障|矛盾|要求|文章"
)
#: What announces a list of entries, up to the end of its clause.
_MANY = re.compile(
    rf"{_N}(?:(?:个|大|项|条|类|种|件|道|步|点)[^，。；：、\d（）“”]{{0,8}}?(?:{_MATTERS})|方面|点|条|项)[^。；：\d]{{0,12}}$"
    rf"|(?:主要|突出|原因|问题|表现)[^，。；：\d]{{0,4}}有(?P<few>[二三四五六七八九十])$"
)
#: Entries of one sort, the number of each in its group.
_ENTRIES = (
    re.compile(rf"(?<![{_NUMERAL}第])(?P<number>[{_NUMERAL}])(?:是(?!否|非)|要(?!素|点|求|件))"),
    re.compile(rf"第(?P<number>[{_NUMERAL}])[，,、]|其(?P<also>[{_NUMERAL}])[，,是]"),
    re.compile(rf"(?P<number>[{_CIRCLED}])"),
    re.compile(rf"(?:^\s*|(?<=[。；：])\s*)[（(](?P<number>[{_NUMERAL}])[）)]"),
    re.compile(r"(?:^\s*|(?<=[。；：])\s*)(?P<number>\d{1,2})[.．、](?!\d)"),
)
#: 德智体美劳五个方面 speaks of others than those that follow.
_SPOKEN_OF = re.compile(r"、[^，、]{0,12}$|等$|德智体美劳$|人财物$|(?:这|上述|以上|前述|该)$")
_START = re.compile(r"(?:^|[。；;，,：:、！）)\s])\s*$")
_CLOSED = re.compile(r"[：:]\s*$")
#: A sentence of its own that announces what the next lines list: 主要存在四个方面的问题。
_FOLLOWED = re.compile(r"(?:存在|表现[为在]|有以下|如下)[^。；]*。\s*$")
_UNIT = "所|个|家|名|位|门|类|种|项|处|座|支|大|条|件"
_ROW = r"(?P<row>[^，。；：:（）()\d]{3,160})"
#: 四所学校：A、B、C和D; 4个乡镇（A、B、C、D）.
_ROSTER = re.compile(
    rf"{_N}(?:{_UNIT})(?P<noun>[^，。；：、（）()\d“”等]{{0,12}})”?(?:[：:]|——|（(?!含|其中)|，(?:即|分别是|分别为)){_ROW}(?P<end>[，。；）]|$)"
)
#: 青坪、白河、柳湾3个乡镇, names that no word like 中心校 makes something else.
_PLACES = re.compile(
    rf"(?:^|[，。；：（]){_ROW}{_N}个(?:乡镇|镇|乡|街道|村|社区|片区)(?:（街道）)?(?![一-鿿]{{0,6}}(?:校|园|中心|小学|中学|学区|教办))"
)
#: “五有”：有…、有…
_MOTTO = re.compile(
    r"[“\"](?P<n>[二两三四五六七八九十])(?:个|大|项)?(?P<word>[一-鿿]{1,4})[”\"](?:[一-鿿]{0,4})?[：:](?P<row>[^。；：:（）()]{3,160})"
)
#: 《A》《B》《C》3份文件: titles counted right behind them.
_TITLES = re.compile(
    rf"(?P<row>(?:《[^《》]{{2,50}}》(?:[（(][^（()）]{{0,30}}[）)])?(?:[、，]|以及|和|及|与)?){{2,12}})(?P<more>等)?(?:这|共|一共|合计)?{_N}(?:份|个|项|部|件|篇|套|道|本|条)(?![月年])(?:[一-鿿]{{0,8}}?)(?=文件|制度|办法|方案|通知|意见|规定|规章|细则|法规|法律|规划|文本|预案|指南|清单|标准|文|政策|配套|章程|书|手册)"
)
#: “保工资、保运转、保安全”三项底线, names in quotes counted right behind them.
_QUOTED = re.compile(
    rf"[“\"](?P<row>[^“”\"，。；：、\d]{{2,10}}(?:、[^“”\"，。；：、\d]{{2,10}}){{1,9}})[”\"](?P<more>等)?(?:这|的)?{_N}(?:个|项|条|类|大|道|种|件|方面|层)"
)
#: 由教育局、公安局、卫健委三部门.
_OFFICES = re.compile(
    rf"(?:^|[，。；：（由])(?P<row>[^，。；：:（）()\d由]{{3,120}}?)(?P<more>等)?{_N}个?(?:部门|单位|委办局|家单位|局委)"
)
#: 围绕党的领导、优先发展、教育公平三个方面
_SIDES = re.compile(
    rf"(?:围绕|从|聚焦|对照|紧扣|突出|涉及|涵盖|包括|抓住|在)(?P<row>[^，。；：:（）()\d“”《》]{{5,160}}?)(?P<more>等)?{_N}(?:个|大)?(?:方面|维度|环节|领域|层面)"
)
_OFFICE = re.compile(
    r"(?:局|委|办|厅|部|院|委员会|法院|检察院|团委|妇联|大队|支队|中心|公司|公安|教育|财政|卫健|市监|人社|民政|住建|交通|应急|消防|编办|城管|文旅|科技|工信|发改)$"
)
_WITH = re.compile(r"会同|联合|协同|协调|配合|牵头|携手|连同|[和与同及]")
#: Lists of these are ENT012's.
_COUNTIES = re.compile(r"[县市区旗](?!级)")
_AND = re.compile(r"(?<=[一-鿿]{2})(?:以及|和|及|与)(?=[一-鿿]{2})")
_MORE = re.compile(r"等(?:[^级次]|$)")
_KINDS = re.compile(
    r"^(?:(?:公办|民办|城区|城镇|乡镇|农村|乡村|普通|普惠性?|中等|职业|特殊教育|完全|初级|高级|寄宿制)?(?:幼儿园|小学|初中|高中|中学|中职|学校|公办|民办|城区|乡镇|农村|镇区|乡村|省|市|县|区|校)|沿.|[东西南北中]部)$"
)
_LONGEST = 14
_TAIL = 24
_FEWEST = 3
_OFF = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Every announced number with its list."""
    flows = [flow for flow in context.document.flows if flow.part == "body" and flow.text.strip()]
    chapters = {h.paragraph for h in context.document.headings if h.level == 1}
    chapter, parts = 0, []
    for flow in flows:
        chapter += flow.first_paragraph in chapters
        parts.append(chapter)
    for entries in _ENTRIES:
        yield from _numbered(flows, parts, entries)
    for flow in flows:
        if "、" in flow.text:
            yield from _rows(flow)
        yield from _named(flow)
        yield from _mottos(flow)


def _number(words: str) -> int:
    if words in _CIRCLED:
        return _CIRCLED.index(words) + 1
    return int(words) if words.isdigit() else int(parse_chinese(words) or 0)


def _found(flow: Flow, start: int, end: int, listed: int, told: str) -> Finding:
    words = flow.text[start:end]
    return ANNOUNCED.at(flow, start, end, f"写的是“{words}”，{told}{listed}个", suggestion="核对个数和所列各项")


# --- 一是, （一）, 1. ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Entry:
    """A numbered entry: the number of its flow, where it begins there, its own number."""

    flow: int
    start: int
    number: int


def _numbered(flows: list[Flow], chapters: list[int], pattern: re.Pattern[str]) -> Iterator[Finding]:
    entries = [
        _Entry(at, match.start(), _number(match["number"] or match.groupdict().get("also") or ""))
        for at, flow in enumerate(flows)
        for match in pattern.finditer(flow.text)
        if _START.search(flow.text[max(0, match.start() - 2) : match.start()])
    ]
    for at, entry in enumerate(entries):
        if entry.number != 1:
            continue
        flow, announced = _announcement(flows, entry)
        count = _length(flows, chapters, entries[at:]) if announced else 0
        if announced and count > 1:
            told = _number(announced["n"] or announced["few"])
            if told != count:
                yield _found(flow, *_span(announced), count, "后面列出的是")


def _span(match: re.Match[str]) -> tuple[int, int]:
    name = "n" if match["n"] else "few"
    return match.start(name), min(match.end(), match.end(name) + _LONGEST)


def _announcement(flows: list[Flow], first: _Entry) -> tuple[Flow, re.Match[str] | None]:
    """The clause that ends where the first entry begins; one at the head of a line is announced by the line before."""
    flow = flows[first.flow]
    head = flow.text[: first.start]
    if not head.strip() and first.flow:
        flow = flows[first.flow - 1]
        head = flow.text.rstrip()
        if not _CLOSED.search(head) and not _FOLLOWED.search(head):
            return flow, None
    clause = head.rstrip("：:。，, \u3000")
    begin = max(clause.rfind("。"), clause.rfind("；")) + 1
    several = len(re.findall(rf"{_N}(?:个|大|项|条|类|种|件)", clause[begin:])) > 1
    found = None if several else _MANY.search(clause, begin)
    return flow, found if found is None or not _SPOKEN_OF.search(clause[begin : found.start()]) else None


def _length(flows: list[Flow], chapters: list[int], entries: list[_Entry]) -> int:
    """How many entries a list has; 0 where it is not plain which they are."""
    last = entries[0]
    for entry in entries[1:]:
        if chapters[entry.flow] != chapters[last.flow]:
            break
        if entry.number == last.number + 1:  # however long the entry before is
            last = entry
            continue
        if entry.flow - last.flow > _FEWEST:
            break
        if entry.number != 1:
            return 0
        between = flows[last.flow].text[last.start : entry.start] if entry.flow == last.flow else "。"
        after = [e.number for e in entries if (e.flow, e.start) > (entry.flow, entry.start)]
        if "。" not in between or (last.number < _FEWEST and last.number + 1 in after and after.count(1) == 0):
            return 0  # a list inside an entry
        break
    return last.number


# --- names ----------------------------------------------------------------------------------------------------------


def _items(row: str) -> list[list[str]]:
    """The names of a row as they can be read: the last two joined by 和, or a name with 和 in it."""
    plain = row.split("、")
    last = _AND.split(plain[-1])
    joined = [*plain[:-1], *last] if len(last) == 2 else plain
    return [joined, plain] if len(joined) > len(plain) else [plain]


def _rows(flow: Flow) -> Iterator[Finding]:
    for match in _ROSTER.finditer(flow.text):
        rest = re.split("[。；）]", flow.text[match.end() :])[0] if match["end"] == "，" else ""
        if "、" in match["row"] and "、" not in rest and not _COUNTIES.match(match["noun"]):
            yield from _counted(flow, match, "后面列出的是")
    for match in _PLACES.finditer(flow.text):
        if "、" in match["row"]:
            yield from _counted(flow, match, "前面列出的是")


# --- names with their number right behind ---------------------------------------------------------------------------


def _named(flow: Flow) -> Iterator[Finding]:
    for match in _TITLES.finditer(flow.text):
        yield from _told(flow, match, len(re.findall("《[^《》]+》", match["row"])))
    for match in _QUOTED.finditer(flow.text):
        names = match["row"].split("、")
        if len({len(name) for name in names}) == 1 or len({name[0] for name in names}) == 1:
            yield from _told(flow, match, len(names))
    for match in _SIDES.finditer(flow.text):
        readings = _items(match["row"])
        sound = len(readings[0]) >= _FEWEST and all(1 < len(name) <= _LONGEST for name in readings[0])
        if sound and _number(match["n"]) not in {len(names) for names in readings}:
            yield from _told(flow, match, len(readings[0]))
    for match in _OFFICES.finditer(flow.text):
        names = match["row"].split("、")
        said = flow.text[max(0, match.start("row") - _TAIL) : match.end("row")]  # 教育局牵头，公安局、卫健委三部门
        if len(names) > 1 and all(_OFFICE.search(name) for name in names) and not _WITH.search(said):
            yield from _told(flow, match, len(names))


def _told(flow: Flow, match: re.Match[str], listed: int) -> Iterator[Finding]:
    """A number right behind a row of names; 等 leaves some of them out."""
    number = _number(match["n"])
    if number != listed and not (match["more"] and number > listed) and abs(number - listed) <= _OFF:
        yield _found(flow, match.start("n"), max(match.end(), match.end("n") + 1), listed, "前面列出的是")


def _counted(flow: Flow, match: re.Match[str], told: str) -> Iterator[Finding]:
    number, more = _number(match["n"]), _MORE.search(match["row"])
    readings = _items(match["row"].split("等")[0] if more else match["row"])
    names = readings[0]
    sound = all(1 < len(name) <= _LONGEST for name in names[1:]) and not all(_KINDS.match(name) for name in names[1:])
    counts = {len(reading) for reading in readings}
    if not sound or number in counts or len(names) < _FEWEST or (more and number > max(counts)):
        return
    if min(abs(number - count) for count in counts) <= _OFF:
        yield _found(flow, match.start("n"), _end(flow, match), len(names), told)


def _end(flow: Flow, match: re.Match[str]) -> int:
    unit = re.compile(r"[^，。；：（、——]{1,8}").match(flow.text, match.end("n"))
    return unit.end() if unit else match.end("n") + 1


def _mottos(flow: Flow) -> Iterator[Finding]:
    for match in _MOTTO.finditer(flow.text):
        word = match["word"]
        items = [item for item in re.split("[、，]", match["row"]) if word in item]
        apart = re.split("、" if "、" in match["row"] else "，", match["row"])
        run = 0
        while run < len(apart) and word in apart[run]:
            run += 1
        if run > 1 and run == len(items) and run != _number(match["n"]):
            yield _found(flow, match.start("n"), match.end("word"), run, "后面列出的是")


FAMILY = Family("STR", "结构", (ANNOUNCED,), check)
