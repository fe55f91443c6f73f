"""ENT012: lists of counties that name one twice, or as many as they do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, places_in, seen_at, series
from drafter.checking.localities import Locality
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n"
_TABLE = "|县区|在校生（人）|\n|东屏区|141000|\n|罗溪县|110000|\n|漳清县|55000|\n|宁岚县|33000|\n|全市|339000|\n"

LISTED = Rule(
    "ENT012",
    "county-list",
    "县区列举有误",
    Severity.WARNING,
    "一处列举里同一县（区）出现两次；列举的个数与所写个数不符；写全部县（区）的个数与所辖个数不符，或比所辖的还多；"
    "几个县（区）合计的数与表中各数之和不符，换一个县（区）才对得上。",
    "多半是改名时改错了一个，少了谁、多了谁一数便知。",
    (
        Example(_CITY + "新增学位6200个，其中东屏区2400个、罗溪县1800个、罗溪县1200个、宁岚县800个。"),
        Example(_CITY + "漳清县、漳清县已通过评估。"),
        Example(_CITY + "东屏区、罗溪县2个县（区）通过评估，罗溪县、漳清县、宁岚县等2个县正在创建。"),
        Example(_CITY + "通过评估的有3个县（区）：东屏区、罗溪县。"),
        Example(_CITY + "评定优秀2个（东屏区、罗溪县、漳清县）、良好1个（宁岚县）。"),
        Example(_CITY + "5个县（区）全部实现教育支出正增长。"),
        Example(_CITY + _TABLE + "东屏区、漳清县两地在校生合计25.1万人。"),
        Example(_CITY + "罗溪县、宁岚县三地学位紧张。"),
        Example(_CITY + "5个县（区）的评价结果向社会公布。"),
    ),
    (
        Example(_CITY + "新增学位6200个，其中东屏区2400个、罗溪县1800个、漳清县1200个、宁岚县800个。"),
        Example(_CITY + "漳清县、罗溪县等3个县（区）已通过评估。"),
        Example(_CITY + "东屏区和罗溪县、漳清县2个县通过评估。"),
        Example(_CITY + "市本级和4个县（区）全部实现教育支出正增长，其余3个县（区）全部达标。"),
        Example(_CITY + "高新区、罗溪县、漳清县3个县（区）通过评估。"),
        Example(_CITY + _TABLE + "东屏区、罗溪县两地在校生合计25.1万人。"),
        Example(_CITY + "东屏区投入2400万元，罗溪县投入1800万元，东屏区增长最快。"),
        Example(_CITY + "3个县（区）的评价结果向社会公布。"),
        Example(_CITY + "在全省108个县（市、区）中，2个县居前20位。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实，表述准确",
)

_SEPARATOR = re.compile(r"[、，]?(?:和|及|以及|与)?")
_BARE = re.compile(r"(?:各|有|共|约|为|投入|新增|达到?|安排|占)*")
#: 泓北区17个、安渠县9个，泓北区占44.7%: what is said of one of the list, not one more of it.
_SAID_OF_ONE = re.compile(r"(?:[仅就独]|一[区县市旗])*占")
_NUMBER = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_CLASS = r"(?P<class>县（[市区、旗]+）|县\([市区、旗]+\)|县市区|县区|市县|设区市|[县区市旗]|地)"
_COUNT_AFTER = re.compile(rf"(?P<more>等)?{_NUMBER}(?:个|家)?{_CLASS}(?!级|域|[一-鿿]?局)")
_COUNT_BEFORE = re.compile(rf"{_NUMBER}个{_CLASS}(?:[：:]|，?(?:分别|主要|即)?[为是]|（)$")
#: 优秀2个（甲县、乙县）
_GRADED = re.compile(
    rf"(?:优秀|良好|合格|等次|等级)(?:等次|等级|的|为|有|：)*{_NUMBER}(?P<class>个)(?:[（：:]|，?分别[为是])$"
)
_ALL_KINDS = r"(?P<n>\d{1,3})个(?P<kind>县（[市区、旗]+）|县\([市区、旗]+\)|县市区|县区|设区市|市州|市（州）|地市)"
_GOVERNED = re.compile(
    rf"辖[^。；]{{0,60}}?{_ALL_KINDS}(?:[^。；]{{0,6}}?(?P<n2>\d{{1,3}})个(?P<kind2>县（[市区、旗]+）|县市区|县区))?"
)
_ALL = re.compile(rf"{_ALL_KINDS}(?:[^，。；、：\d]{{0,12}})?(?:全部|均(?!衡)|都)")
#: More than there are can only be places of others, or counted more than once.
_ANY = re.compile(_ALL_KINDS)
_OF_OTHERS = re.compile(
    r"全国|外[省市县]|[省市]外|邻近|周边|兄弟|其他|援|协作|结对|对口|帮扶|考察|来自|累计|[次原曾撤跨]|调整|全省|省[内里级]|省(?:政府|教育厅|委)|高于|平均|排名|第\d"
)
_NAMED_ALL = re.compile(r"(?:现|下|所|共|管)?辖(?:有)?(?!区)")
_SOME = re.compile(r"(?:的|其余|其他|余下|剩余|上述|这|该|试点|另外?|有|外|省|国|中|脱贫|山区|牧区)\s*$")
_TOGETHER = re.compile(r"[^。；，\d]{0,30}?(?:合计|共计|总计|共有?|之和)(?:为|达到?|约)?$")
_JOINED = re.compile("[、和及与]$")
_COUNTED_OFF = re.compile(r"(?:[）)]|[\d一二两三四五六七八九十]个[县区市旗])[、和及与]$")
_TWO = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Repeated names, counts of names, and sums over names."""
    if not context.localities.counts:
        return
    tables = series(context) if context.localities.parts else []
    governed = _governed(context)
    for statement in context.statements:
        if statement.flow.part not in ("body", "textbox"):
            continue
        if governed:
            yield from _all_of_them(statement, governed)
            yield from _too_many(statement, governed)
        places = places_in(context, statement)
        if len(places) < _TWO:
            continue
        yield from _twice(statement, places)
        for names in _lists(statement, places):
            yield from _counted(statement, names)
            yield from _summed(statement, names, tables)


def _lists(statement: Statement, places: list[Locality]) -> Iterator[list[Locality]]:
    """Names that stand in a row; a row whose beginning is no name is not known whole."""
    row = [places[0]]
    for place in [*places[1:], None]:
        if place is not None and _SEPARATOR.fullmatch(statement.between(row[-1].end, place.start)):
            row.append(place)
            continue
        lead = statement.between(max(statement.start, row[0].start - 4), row[0].start)
        if len(row) > 1 and (
            not re.search("[、和及与]$", lead) or re.search("(?:[）)]|[0-9一-十]个[县区市旗])[、和及与]$", lead)
        ):
            yield row
        if place is not None:
            row = [place]


# --- one twice ----------------------------------------------------------------------------------------------------


def _twice(statement: Statement, places: list[Locality]) -> Iterator[Finding]:
    row: list[Locality] = []
    for place in places:
        if row and not _goes_on(statement, row[-1], place):
            row = []
        if any(place.name == other.name for other in row) and _ends_like(statement, row[-1], place):
            yield LISTED.at(
                statement.flow,
                place.start,
                place.end,
                f"这一处列举里“{place.name}”出现两次",
                suggestion="核对是否应为另一个县（市、区）",
                root=f"ENT012:{place.name}:twice",
            )
            row = []
        row.append(place)


def _goes_on(statement: Statement, one: Locality, other: Locality) -> bool:
    """Whether two names follow each other in one list, with nothing between or with a figure each."""
    between = statement.between(one.end, other.start)
    if _SEPARATOR.fullmatch(between):
        return True
    inside = [figure for figure in statement.figures if one.end <= figure.start and figure.end <= other.start]
    if len(inside) != 1:
        return False
    figure = inside[0]
    bare = _BARE.fullmatch(statement.between(one.end, figure.start))
    return bool(bare and re.fullmatch(r"[、，]|和|以?及", statement.between(figure.end, other.start)))


def _ends_like(statement: Statement, one: Locality, other: Locality) -> bool:
    """Whether the second of two names has a figure of its own where the first has one."""
    if _SEPARATOR.fullmatch(statement.between(one.end, other.start)):
        return True
    following = next((figure for figure in statement.figures if figure.start >= other.end), None)
    before = next((figure for figure in statement.figures if figure.start >= one.end), None)
    share = following is not None and following.quantity.kind is Kind.PERCENT
    if (
        share
        and (before is None or before.quantity.kind is not Kind.PERCENT)
        and _SAID_OF_ONE.match(statement.between(other.end, statement.end))
    ):
        return False
    return following is not None and bool(_BARE.fullmatch(statement.between(other.end, following.start)))


# --- how many -----------------------------------------------------------------------------------------------------


def _counted(statement: Statement, names: list[Locality]) -> Iterator[Finding]:
    after = _COUNT_AFTER.match(statement.flow.text, names[-1].end, statement.end)
    head = statement.between(max(statement.start, names[0].start - 24), names[0].start)
    found = after or _COUNT_BEFORE.search(head) or _GRADED.search(head)
    if found is None:
        return
    told, more = _number(found["n"]), bool(after and after["more"])
    if not after:
        more = bool(re.match("等", statement.between(names[-1].end, statement.end)))
    kinds = re.sub(r"[（()）、]", "", found["class"])
    mine = [place for place in names if place.name[-1] in kinds] if kinds in "县区旗市" else names
    counts = {len(names), len(mine)}
    if told is None or told in counts or (more and told > len(names)):
        return
    if after:
        start, end = names[-1].end, after.end()
    else:
        start, end = names[0].start - len(head) + found.start(), names[0].start
    yield LISTED.at(
        statement.flow,
        start,
        end,
        f"写的是{told}个，列出的有{len(names)}个",
        suggestion="核对个数和名单",
        root=f"ENT012:{names[0].start}:{told}",
    )


def _number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    value = parse_chinese(words)
    return int(value) if value is not None else None


def _governed(context: CheckContext) -> dict[str, int]:
    """How many cities (市) and counties (县) the report says the region has, where it says so, and always alike."""
    told: dict[str, set[int]] = {}
    for flow in context.document.flows:
        for match in _GOVERNED.finditer(flow.text) if flow.part == "body" else ():
            told.setdefault(_kind(match["kind"]), set()).add(int(match["n"]))
            if match["kind2"]:
                told.setdefault(_kind(match["kind2"]), set()).add(int(match["n2"]))
        if flow.part == "body" and "县" not in told and (names := _named_all(context, flow)):
            told["县"] = {names}
    return {kind: numbers.pop() for kind, numbers in told.items() if len(numbers) == 1}


def _named_all(context: CheckContext, flow: Flow) -> int:
    """How many counties a sentence names behind 辖, where it names them all: 辖甲区、乙县、丙市; 0 for none."""
    opened = _NAMED_ALL.search(flow.text)
    row: list[Locality] = []
    for place in context.localities.of(flow) if opened else ():
        if opened is not None and place.start == (row[-1].end + 1 if row else opened.end()):
            if row and not _SEPARATOR.fullmatch(flow.text[row[-1].end : place.start]):
                break
            row.append(place)
    goes_on = row and re.match(r"[、和及与等]", flow.text[row[-1].end :])
    return 0 if len(row) <= _TWO or goes_on else len(row)


def _kind(words: str) -> str:
    return "县" if "县" in words else "市"


def _all_of_them(statement: Statement, governed: dict[str, int]) -> Iterator[Finding]:
    for match in _ALL.finditer(statement.text):
        head = statement.text[max(0, match.start() - 4) : match.start()]
        number = governed.get(_kind(match["kind"]))
        if number is not None and int(match["n"]) != number and not _SOME.search(head):
            yield LISTED.at(
                statement.flow,
                statement.start + match.start(),
                statement.start + match.end(),
                f"前面写所辖的是{number}个，这里全部是{match['n']}个",
                suggestion="核对个数",
                root=f"ENT012:all:{match['n']}",
            )


def _too_many(statement: Statement, governed: dict[str, int]) -> Iterator[Finding]:
    """「7个县（市、区）评价结果向社会公布」, where there are six."""
    if _OF_OTHERS.search(statement.text):
        return
    for match in _ANY.finditer(statement.text):
        number = governed.get(_kind(match["kind"]))
        if number is None or int(match["n"]) <= number or _ALL.match(statement.text, match.start()):
            continue
        yield LISTED.at(
            statement.flow,
            statement.start + match.start(),
            statement.start + match.end(),
            f"前面写所辖的是{number}个，这里有{match['n']}个",
            suggestion="核对个数",
            root=f"ENT012:all:{match['n']}",
        )


# --- sums over some of them -----------------------------------------------------------------------------------------


def _summed(statement: Statement, names: list[Locality], tables: list[Series]) -> Iterator[Finding]:
    """A sum that is not that of the counties named, but is when one of them is another."""
    figure = next((f for f in statement.figures if f.start > names[-1].end and f.quantity.kind is Kind.AMOUNT), None)
    if figure is None or not _TOGETHER.match(statement.between(names[-1].end, figure.start)):
        return
    listed = [place.name for place in names]
    fitting = [one for one in tables if not one.percent and set(listed) < set(one.values)]
    if not fitting or any(_sum(one, listed).meets(figure.quantity.interval) for one in fitting):
        return
    instead = [(one, wrong, other) for one in fitting for wrong, other in _replaced(one, listed, figure)]
    if len(instead) == 1:
        one, wrong, other = instead[0]
        place = names[listed.index(wrong)]
        yield LISTED.at(
            statement.flow,
            place.start,
            place.end,
            f"“{'、'.join(listed)}”的{one.words}之和不是{figure.text}，“{wrong}”换成“{other}”才是",
            evidence=(seen_at(one.values[other]),),
            suggestion="核对县（市、区）名称",
            root=f"ENT012:{wrong}:sum",
            touches=(figure,),
        )


def _sum(one: Series, names: list[str]) -> Interval:
    values = [one.interval(one.values[name]) for name in names]
    return sum(values[1:], values[0])


def _replaced(one: Series, listed: list[str], figure: Figure) -> Iterator[tuple[str, str]]:
    for at, wrong in enumerate(listed):
        for other in one.values:
            if other not in listed:
                names = [*listed[:at], other, *listed[at + 1 :]]
                if _sum(one, names).meets(figure.quantity.interval):
                    yield wrong, other


FAMILY = Family("ENT", "人地机构", (LISTED,), check)
