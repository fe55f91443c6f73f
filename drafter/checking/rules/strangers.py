"""ENT007: another county in the place of one's own, or one that the city does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.as_own import meant_as_own
from drafter.checking.claims.other_places import DEALINGS_WITH, explained
from drafter.checking.context import CheckContext
from drafter.checking.localities import Locality, alike
from drafter.checking.places import find_divisions, related_names
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY", "STRANGER", "cities_around"]

_COUNTY = "望川县人民政府2025年履行教育职责自评报告\n"
_DISTRICT = "临渡区人民政府2025年履行教育职责自评报告\n"
_CITY = (
    "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n"
    "罗溪县、漳清县已通过评估。\n"
)

STRANGER = Rule(
    "ENT007",
    "another-county-as-oneself",
    "别县的名字当成本县",
    Severity.WARNING,
    "县级报告里，做事的、有数的、学校和部门所冠的是另一个县的名字，说的又不是对口支援、学习考察、相邻、生源；"
    "市的报告里，出现不在所辖县区之中的县区名。",
    "照抄别县的报告最容易留下，地图上查不到的名字也一样。",
    (
        Example(_COUNTY + "一、学生资助\n蒙阳县在学生资助方面建立比对机制。"),
        Example(_COUNTY + "一、教师队伍\n临沣县专任教师1052人，交流轮岗186人，占17.68%。"),
        Example(_COUNTY + "一、督导\n聘任望山县责任督学36名，其中专职6名。"),
        Example(_COUNTY + "一、大班额\n56人以上大班额6个，集中在石港县第一中学和第二中学。"),
        Example(_COUNTY + "一、投入\n发放助学金326.47万元（石港县财政承担186.20万元）。"),
        Example(_COUNTY + "一、特殊教育\n石港县特殊教育学校在校生128人。"),
        Example(_COUNTY + "一、投入\n2025年，蒙阳县一般公共预算教育支出4.35亿元。"),
        Example(_COUNTY + "一、学校\n|学校|在校生（人）|\n|望川县第一中学|2310|\n|石港县第二中学|1860|"),
        Example(_DISTRICT + "一、安全\n强化部门联动。邻山区公安、市场监管等部门开展联合检查。"),
        Example(_DISTRICT + "一、安全\n强化部门联动。南苑区教育局开展安全排查12次。"),
        Example("榆河市人民政府2025年履行教育职责自评报告\n一、队伍\n积极推进改革。石港市教育局印发方案。"),
        Example(_COUNTY + "一、制度\n年初印发《望山县中小学教师交流轮岗办法》。"),
        Example(_CITY + "二、评价\n罗溪县、漳河县评为优秀，宁岚县评为良好。"),
        Example(_CITY + "二、投入\n宁岗县教育支出2.3亿元，增长4.5%。"),
        Example(_CITY + "二、学前教育\n其中石港县普惠性幼儿园覆盖率为92.3%。"),
    ),
    (
        Example(_COUNTY + "一、学生资助\n望川县在学生资助方面建立比对机制。"),
        Example(_COUNTY + "一、协作\n蒙阳县与我县结对帮扶，派出教师20名。"),
        Example(_COUNTY + "一、协作\n深化教育对口支援。蒙阳县选派支教教师68人，我县选派32人跟岗。"),
        Example(_COUNTY + "一、概况\n望川县东接蒙阳县，西与石港县接壤，辖14个乡镇。"),
        Example(_COUNTY + "一、随迁子女\n义务教育随迁子女1286人，其中蒙阳县户籍312人、石港县户籍208人。"),
        Example(_COUNTY + "一、概况\n2019年，原蒙阳县3个乡镇划入望川县。"),
        Example(_COUNTY + "一、成绩\n高考上线率居全市第二，仅次于蒙阳县。"),
        Example(_COUNTY + "一、教研\n印发《蒙阳县集团化办学案例选编》供各校借鉴。"),
        Example(_COUNTY + "一、学生资助\n全县在学生资助方面建立比对机制，本县实行包保，各县区、城区学校落实责任。"),
        Example(_COUNTY + "一、培训\n承办全市比赛，蒙阳县代表队获二等奖。"),
        Example(_COUNTY + "一、学校\n|学校|结对学校|\n|望川县第一中学|石港县第二中学|"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、学生资助\n蒙阳县在学生资助方面建立比对机制。"),
        Example(_CITY + "二、投入\n宁岚县教育支出2.3亿元，增长4.5%。"),
        Example(_CITY + "二、协作\n对口支援石港县学校12所。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名",
)

_CITY_OFFICE = re.compile(
    r"教[育体科]|财政局|人社局|发[展改]|(?:人民)?政府|市?委|统计局|公安局|人大|政协|卫健|市场监管|编办|团委|妇联|自然资源|图书馆|博物馆|文化馆|科技馆|少年宫|体育馆"
)
_COUNTIES = re.compile(r"(?:辖|各|个)县(?:（[市区、]+）|市区|区)|各县")
_PREFECTURE = re.compile(r"市直(?!接)|市本级|(?<![一-鿿])各?县区(?!域)|各县（[市区、]+）")
_HAS_COUNTIES = re.compile(r"(?:现|下|共|管)?辖[^。；]{0,40}[县区](?!域)|委、?市")
_TOWNS = re.compile(r"辖\d+个(?:街道|镇|乡)")
_INSTITUTION = re.compile(
    r"第[一二三四五六七八九十]|实验|[^，。；\s]{0,4}(?:小学|中学|幼儿园|学校)|职[教业]|[一二三四]中|教[育体]|财政局|委(?!托)|人民政府"
)
_ISSUES = re.compile(r"(?:印发|出台|制定|修订|发布|编制|审议通过)(?:了|并实施)?(?:《[^《》]{1,60}》[、和及]?)*$")
#: No number of an item with the word behind it: 3.县第三中学.
_IS_NAME = re.compile(r"[一-鿿]{2,}")
_RARE = 3
#: Before the name of what a place lies in, or whose decisions it carries out.
_ABOVE = re.compile(
    r"(?:位于|地处|坐落于|隶属于?|按照|根据|落实|在|[省区](?:委|政府)?[、和])(?:[一-鿿]{2,8}[省区][、和]?)?《?$"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Counties and cities named where only the region or its parts can be meant."""
    places = context.localities
    own = places.own
    if not own:
        return
    if own[-1] in "县旗区" or (own in context.region and context.levels == ("county",)) or _holds_towns(context, own):
        yield from _in_county(context, own)
    yield from _in_own_titles(context, own)
    if own.endswith(("市", "州", "盟")):
        yield from _in_city(context, own)
        yield from _other_city(context, own)


def _holds_towns(context: CheckContext, own: str) -> bool:
    """Whether a 市 says that it has towns, as one of a county's rank does, and lists no counties."""
    if not own.endswith("市") or context.localities.parts or context.home.known:
        return False
    texts = [flow.text for flow in context.document.flows if flow.part == "body"]
    return any(map(_TOWNS.search, texts)) and not any(map(_COUNTIES.search, texts))


def _in_county(context: CheckContext, own: str) -> Iterator[Finding]:
    """Another county than the report's own; of cities only offices, for its own city has every reason to be named."""
    for flow, place in _candidates(context, own, "县旗区"):
        if place.name in context.localities.parts or place.name[:-1] == own[:-1]:
            continue
        like = "，两名只差一字" if alike(place.name, own) else ""
        yield STRANGER.at(
            flow,
            place.start,
            place.end,
            f"这是{own}的报告，这里写的却是“{place.name}”{like}",
            suggestion="核对是否照抄别处，换成本地的名称",
            root=f"ENT007:{place.name}",
        )


def _in_own_titles(context: CheckContext, own: str) -> Iterator[Finding]:
    """A document that the region itself issued, under a name of which one character is another."""
    for citation in context.citations:
        text = citation.flow.text
        name = citation.title[: len(own)]
        if not alike(name, own) or context.home.contains(name) or not _ISSUES.search(text[: citation.start]):
            continue
        start = citation.title_span[0] + 1
        yield STRANGER.at(
            citation.flow,
            start,
            start + len(name),
            f"{own}的文件，标题写成了“{name}”",
            suggestion=f"改为“{own}”",
            root=f"ENT007:{name}",
        )


def _in_city(context: CheckContext, own: str) -> Iterator[Finding]:
    """A county that is none of those the report lists as the city's."""
    parts = context.localities.parts
    if len(parts) < _RARE:
        return
    for flow, place in _candidates(context, own, "县旗区市"):
        city = place.name.endswith("市") and not alike(place.name, own)
        if place.name in parts or (city and not any(alike(place.name, part) for part in parts)):
            continue
        like = next((part for part in sorted(parts) if alike(place.name, part)), "")
        told = f"，与“{like}”只差一字" if like else ""
        yield STRANGER.at(
            flow,
            place.start,
            place.end,
            f"“{place.name}”不在{own}的{len(parts)}个县（市、区）之中{told}",
            evidence=(Evidence("document", "", "、".join(sorted(parts))),),
            suggestion="核对名称，或说明与本市的关系",
            root=f"ENT007:{place.name}",
        )


def _other_city(context: CheckContext, own: str) -> Iterator[Finding]:
    """Another city whose office a city's report names, or of which it speaks as of itself.

    Of one that has towns the city around it may be told of so: only another is a stranger, once it is known.
    """
    parts, counts = context.localities.parts, context.localities.counts
    listed = len(parts) >= _RARE
    governs = context.levels == ("city",) or _speaks_of_counties(context, own)
    around = cities_around(context) if _holds_towns(context, own) else None
    for flow, place in _candidates(context, own, "市州盟"):
        name, text = place.name, flow.text
        like = alike(name, own)
        if name in parts or (like and listed) or (around is not None and name in around):
            continue
        office = _CITY_OFFICE.match(text, place.end) and (counts[name] == 1 or listed)
        meant = meant_as_own(text, place.start, place.end, _heading(context, flow))
        if not office and not (
            meant and (listed or governs or like or around or (around is None and _of_city(text, place)))
        ):
            continue
        yield STRANGER.at(
            flow,
            place.start,
            place.end,
            f"这是{own}的报告，这里写的却是“{name}”{'的部门' if office else ''}{'，两名只差一字' if like else ''}",
            suggestion="核对是否照抄别处",
            root=f"ENT007:{name}",
        )


def _speaks_of_counties(context: CheckContext, own: str) -> bool:
    """Whether a 市 of which the map knows nothing tells of its counties or of what it runs itself."""
    texts = [flow.text for flow in context.document.flows if flow.part in ("body", "table")]
    return not context.home.known and own.endswith("市") and any(map(_PREFECTURE.search, texts))


def cities_around(context: CheckContext) -> frozenset[str]:
    """Cities that the report says it lies in or takes orders from, or that it names often."""
    places, counts = context.localities, context.localities.counts
    cities = [(flow, p) for flow in context.document.flows for p in places.of(flow) if p.name[-1] in "市州盟"]
    named = {p.name for flow, p in cities if _ABOVE.search(flow.text[max(0, p.start - 12) : p.start])}
    return frozenset(named | {name for name, times in counts.items() if times >= _RARE}) - {places.own}


def _of_city(text: str, place: Locality) -> bool:
    """Whether what is said of a 市 can only be said of one that has counties, or of whose report it is."""
    governs = _HAS_COUNTIES.match(text, place.end)
    return bool(governs) or (text[: place.start].endswith(("立足", "结合")) and text.startswith("实际", place.end))


def _candidates(context: CheckContext, own: str, kinds: str) -> Iterator[tuple[Flow, Locality]]:
    """Names of the given kinds that the text has seldom, that are not the region's, and that no dealings explain."""
    places, counts = context.localities, context.localities.counts
    words = context.material_words
    # of a county in a longer name (江西省萍乡市安源区) only what it lies in is its own, not its neighbours
    near = related_names(own) if own != context.region and own in context.region and kinds == "县旗区" else frozenset()
    sections: dict[int, str] = {}
    for flow in context.document.flows:
        if flow.part not in ("body", "textbox", "footnote", "table"):
            continue
        for place in places.of(flow):
            name = place.name
            if (
                not _IS_NAME.match(name)
                or name[-1] not in kinds
                or name.endswith("自治区")
                or name in own
                or own in name
            ):
                continue
            own_parts = name in near if near else context.home.contains(name)
            if own_parts or counts[name] > _RARE or (words is not None and words.names(name)):
                continue
            real = any(m.start < place.end and place.start < m.end for m in find_divisions(flow.text))
            listed = kinds == "县旗区市" and not context.home.known and name[-1] != "市"
            if real and not context.home.contains(name) and not listed:
                continue  # told by another rule
            if flow.part == "table" and not (_INSTITUTION.match(flow.text, place.end) and _tells_of_own(context, flow)):
                continue
            section = sections.setdefault(flow.first_paragraph, _heading(context, flow))
            parts = places.parts if kinds != "县旗区" else frozenset[str]()
            meant = meant_as_own(flow.text, place.start, place.end, section)
            if meant or not explained(flow.text, place, section, own, parts):
                yield flow, place


def _tells_of_own(context: CheckContext, flow: Flow) -> bool:
    """Whether a table has no words of dealings with other places in its head or title."""
    cell = context.document.paragraphs[flow.first_paragraph].cell
    if cell is None:
        return False
    table = [p for p in context.document.paragraphs if p.cell is not None and p.cell[0] == cell[0]]
    head = [p.text for p in table if p.cell is not None and p.cell[1] == table[0].cell[1]] if table[0].cell else []
    title = context.document.paragraphs[max(0, table[0].index - 1)].text
    return not DEALINGS_WITH.search("｜".join([*head, title]))


def _heading(context: CheckContext, flow: Flow) -> str:
    return context.document.sections.get(flow.first_paragraph, "")


FAMILY = Family("ENT", "人地机构", (STRANGER,), check)
